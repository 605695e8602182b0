//! Questions to the search, all that are open at once: the one that is typed, and those of the filters.

use super::super::jobs::Question;
use super::super::update::{found, wants_more};
use super::App;

impl App {
    /// Asks for what filters wait for, once.
    pub(super) fn ask_for_filters(&mut self) {
        if self.state.filters.questions() != self.asked {
            self.ask(None);
        }
    }

    /// Asks again when there is more to find than when it was asked.
    pub(super) fn ask_for_more(&mut self) {
        if let Some(searcher) = &self.searcher
            && self.asked_ready < self.n_ready
            && wants_more(&self.state)
        {
            self.asked_ready = self.n_ready;
            searcher.ask_again();
        }
    }

    /// Asks all that is open at once: a newer question ends the work on an older one.
    pub(super) fn ask(&mut self, search: Option<(u64, String, usize)>) {
        let Some(searcher) = &self.searcher else {
            return;
        };
        let filters = self.state.filters.questions();
        self.asked.clone_from(&filters);
        if !filters.is_empty() || search.is_some() {
            self.asked_ready = self.n_ready;
            let is_search = search.is_some();
            let known = searcher.ask(Question {
                filters,
                search,
                within: self.state.filters.everywhere(),
                revision: self.state.filters.revision(),
            });
            match known {
                Some(known) => {
                    self.awaits_answer = false;
                    // No filter is among it, after which there would be something else to ask.
                    found(&mut self.state, known);
                }
                None => self.awaits_answer |= is_search,
            }
        }
    }
}
