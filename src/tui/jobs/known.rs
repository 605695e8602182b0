//! Answers to searches: those that were given, for who takes a letter back, and those that were found before they were
//! asked for.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::query::search::Results;

/// So many hits are kept, of all answers together.
const MOST_HITS: usize = 1 << 13;

/// What a search asks: the query, how many of the best, and in which state of the filters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The query.
    pub query: String,
    /// How many of the best.
    pub limit: usize,
    /// Which state of the filters.
    pub revision: u64,
}

/// What was found, and how many more there are that the filters do not let through.
pub type Answer = (Arc<Results>, usize);

/// Answers with what they are to, the newest last.
#[derive(Debug, Default)]
pub struct Known(Mutex<VecDeque<Entry>>);

#[derive(Debug)]
struct Entry {
    asked: Asked,
    answer: Answer,
    /// It was asked, and not only expected.
    was_asked: bool,
}

impl Known {
    /// The answer, where it is known, to who asks for it.
    pub fn get(&self, asked: &Asked) -> Option<Answer> {
        let mut entries = self.entries();
        let known = entries.iter_mut().find(|own| own.asked == *asked)?;
        known.was_asked = true;
        Some(known.answer.clone())
    }

    /// Whether the answer is known.
    pub fn has(&self, asked: &Asked) -> bool {
        self.entries().iter().any(|own| own.asked == *asked)
    }

    /// Keeps an answer, which was asked for or is expected to be, and drops the oldest.
    pub fn put(&self, asked: Asked, answer: Answer, was_asked: bool) {
        let mut entries = self.entries();
        entries.retain(|own| own.asked != asked);
        entries.push_back(Entry {
            asked,
            answer,
            was_asked,
        });
        let mut n_hits: usize = entries.iter().map(Entry::n_hits).sum();
        while n_hits > MOST_HITS
            && entries.len() > 1
            && let Some(oldest) = entries.pop_front()
        {
            n_hits -= oldest.n_hits();
        }
    }

    /// Drops what nobody asked for, but for what is expected now.
    pub fn keep_asked_and(&self, expected: &[Asked]) {
        self.entries()
            .retain(|own| own.was_asked || expected.contains(&own.asked));
    }

    fn entries(&self) -> MutexGuard<'_, VecDeque<Entry>> {
        // A panic leaves answers, each of them whole.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Entry {
    /// An answer without hits takes room, too.
    fn n_hits(&self) -> usize {
        self.answer.0.hits.len() + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::EventId;
    use crate::query::search::Hit;

    fn asked(query: &str) -> Asked {
        Asked {
            query: query.to_owned(),
            limit: 128,
            revision: 0,
        }
    }

    fn answer(n_hits: usize) -> Answer {
        let hit = Hit {
            entity: EventId(0).into(),
            title: String::new(),
            ranges: Vec::new(),
            alias: None,
            is_marked: true,
        };
        let results = Results {
            hits: vec![hit; n_hits],
            n_found: n_hits,
            ..Results::default()
        };
        (Arc::new(results), n_hits)
    }

    #[test]
    fn an_answer_is_to_its_very_question() {
        let known = Known::default();
        known.put(asked("war"), answer(3), true);
        assert_eq!(known.get(&asked("war")), Some(answer(3)));
        assert_eq!(known.get(&asked("wa")), None);
        let more = Asked {
            limit: 512,
            ..asked("war")
        };
        let filtered = Asked {
            revision: 1,
            ..asked("war")
        };
        assert_eq!((known.get(&more), known.get(&filtered)), (None, None));
        known.put(asked("war"), answer(4), true);
        assert_eq!(known.get(&asked("war")), Some(answer(4)));
    }

    #[test]
    fn the_oldest_make_room() {
        let known = Known::default();
        for letter in 'a'..='e' {
            known.put(asked(&letter.to_string()), answer(MOST_HITS / 4), true);
        }
        let kept: Vec<bool> = ('a'..='e')
            .map(|c| known.has(&asked(&c.to_string())))
            .collect();
        assert_eq!(kept, [false, false, true, true, true]);
        known.put(asked("all"), answer(MOST_HITS * 2), true);
        assert!(known.has(&asked("all")), "the newest stays, however large");
        assert!(!known.has(&asked("e")));
    }

    #[test]
    fn what_was_expected_in_vain_is_dropped() {
        let known = Known::default();
        for query in ["w", "wa", "we", "wi"] {
            known.put(asked(query), answer(1), query == "w");
        }
        assert!(known.get(&asked("wa")).is_some(), "it was typed");
        known.keep_asked_and(&[asked("we"), asked("war")]);
        let kept = ["w", "wa", "we", "wi", "war"].map(|query| known.has(&asked(query)));
        assert_eq!(kept, [true, true, true, false, false]);
    }
}
