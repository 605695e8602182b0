//! What the thread that searches does: it answers what is asked, and between two questions what may be asked next.

use std::sync::Arc;

use crate::model::History;
use crate::query::search::Index;

use super::known::{Asked, Known};
use super::{FIRST_HITS, Found, Question, answer, search};

/// So many of the letters that may come next are looked for before they are typed.
const LETTERS_AHEAD: usize = 8;

/// What the thread that searches works with.
pub struct Desk {
    index: Arc<Index<Arc<History>>>,
    known: Arc<Known>,
    /// What was asked last.
    last: Question,
}

impl Desk {
    /// Nothing was asked yet.
    pub fn new(index: Arc<Index<Arc<History>>>, known: Arc<Known>) -> Self {
        Self {
            index,
            known,
            last: Question::default(),
        }
    }

    /// Answers a question, unless who asked knows the answer.
    pub fn answer(
        &mut self,
        (question, is_answered): (Question, bool),
        is_stale: &(dyn Fn() -> bool + Sync),
    ) -> Option<Found> {
        self.last = question;
        if is_answered {
            return None;
        }
        let is_whole = self.is_whole();
        let found = answer(&self.index, &self.last, is_stale);
        if let Some(asked) = self.last.asked()
            && let Some((_, results)) = &found.search
            && is_whole
            && !is_stale()
        {
            let answer = (Arc::clone(results), found.n_hidden);
            self.known.put(asked, answer, true);
        }
        Some(found)
    }

    /// Looks for what the likeliest next letters find.
    pub fn look_ahead(&self, is_stale: &(dyn Fn() -> bool + Sync)) {
        // Known is only what was found in the whole history.
        let Some(asked) = self.last.asked() else {
            return;
        };
        let Some((results, _)) = self.known.get(&asked) else {
            return;
        };
        let next = self.index.likely_next(&results, LETTERS_AHEAD);
        let next: Vec<Asked> = next
            .into_iter()
            .map(|query| Asked {
                query,
                limit: FIRST_HITS,
                ..asked
            })
            .collect();
        self.known.keep_asked_and(&next);
        for asked in next {
            if is_stale() {
                return;
            }
            if self.known.has(&asked) {
                continue;
            }
            let Asked { query, limit, .. } = &asked;
            let within = self.last.within.as_deref();
            let answer = search(&self.index, (query, *limit), within, is_stale);
            // What was given up is not an answer.
            if !is_stale() {
                self.known.put(asked, answer, false);
            }
        }
    }

    /// Whether all can be found: what is found before that is no answer for later.
    fn is_whole(&self) -> bool {
        self.index.n_read() == self.index.n_records()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::super::known::Answer;
    use super::*;
    use crate::dataset::{Origin, open_quickly};

    fn desk() -> Desk {
        let history = open_quickly(&Origin::Embedded).expect("the embedded history");
        let index = Index::new(Arc::new(history.history));
        Desk::new(Arc::new(index), Arc::default())
    }

    fn question(query: &str) -> Question {
        Question {
            search: Some((1, query.to_owned(), FIRST_HITS)),
            ..Question::default()
        }
    }

    fn known(desk: &Desk, query: &str) -> Option<Answer> {
        let asked = question(query).asked().expect("a search");
        desk.known.has(&asked).then(|| desk.known.get(&asked))?
    }

    #[test]
    fn the_next_letter_finds_what_it_would_have_found() {
        let mut desk = desk();
        let found = desk.answer((question("khurel"), false), &|| false);
        let (_, results) = found.and_then(|found| found.search).expect("an answer");
        assert_eq!(
            known(&desk, "khurel"),
            Some((results, 0)),
            "for a backspace"
        );
        assert_eq!(known(&desk, "khurels"), None);
        desk.look_ahead(&|| false);
        let ahead = known(&desk, "khurels").expect("it is the likeliest");
        let direct = desk.index.search("khurels", FIRST_HITS, || false);
        assert_eq!(ahead, (Arc::new(direct), 0));
        // Who knows the answer asks for the next ones only.
        assert!(
            desk.answer((question("khurels"), true), &|| false)
                .is_none()
        );
        desk.look_ahead(&|| false);
        assert!(known(&desk, "khurelsu").is_some());
    }

    #[test]
    fn what_is_given_up_is_no_answer() {
        let mut desk = desk();
        desk.answer((question("m"), false), &|| false);
        for patience in 0..40 {
            let n_asked = AtomicUsize::new(0);
            desk.look_ahead(&|| n_asked.fetch_add(1, Ordering::Relaxed) >= patience);
            for letter in 'a'..='z' {
                let query = format!("m{letter}");
                if let Some((results, _)) = known(&desk, &query) {
                    let direct = desk.index.search(&query, FIRST_HITS, || false);
                    assert_eq!(*results, direct, "{query}");
                }
            }
        }
        assert!(known(&desk, "mo").is_some(), "with patience it is found");
    }

    #[test]
    fn what_is_found_in_a_part_of_the_history_is_not_kept() {
        let history = open_quickly(&Origin::Embedded).expect("the embedded history");
        let index = Index::unread(Arc::new(history.history));
        let mut desk = Desk::new(Arc::new(index), Arc::default());
        desk.answer((question("khurel"), false), &|| false);
        desk.look_ahead(&|| false);
        assert_eq!(known(&desk, "khurel"), None);
        assert_eq!(known(&desk, "khurels"), None);
    }

    #[test]
    fn with_other_filters_it_is_another_question() {
        let waiting = Question {
            filters: vec![(1, "war".to_owned())],
            ..question("khurel")
        };
        assert_eq!(waiting.asked(), None);
        let filtered = Question {
            revision: 1,
            ..question("khurel")
        };
        assert_ne!(filtered.asked(), question("khurel").asked());
    }
}
