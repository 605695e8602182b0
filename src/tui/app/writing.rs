//! Files that are made from here: hand-outs and lessons, never over one that nobody said to replace.

use std::io;
use std::path::Path;

use crate::export;
use crate::files::{self, Existing, Readers};

use super::super::handout::Order;
use super::super::lesson;
use super::App;

impl App {
    /// Makes a hand-out and writes it whole, never over a file that nobody said to replace.
    pub(super) fn hand_out(&mut self, order: &Order) {
        let handout = export::hand_out(&self.shown.history, order.format, &order.wanted);
        if handout.n_records == 0 {
            self.state
                .complain("nothing to export: no record is left for this format");
            return;
        }
        let file = (order.file.as_path(), order.replace);
        self.write(file, &handout.text, &handout.left_out, "export!");
    }

    /// Writes the pins as a tour, under the same rule.
    pub(super) fn save_lesson(&mut self, order: &lesson::Order) {
        let beside = "in the folder of the history it is one of its tours".to_owned();
        let file = (order.file.as_path(), order.replace);
        self.write(file, &order.text, &[beside], "lesson!");
    }

    /// Writes a file whole and says so, with what else there is to say; what stands in its way, with the word that
    /// replaces it.
    fn write(&mut self, (file, replace): (&Path, bool), text: &str, more: &[String], word: &str) {
        let name = file.display().to_string();
        let existing = if replace {
            Existing::Replace
        } else {
            Existing::Refuse
        };
        match files::write_whole(file, text.as_bytes(), existing, Readers::AsUsual) {
            Ok(()) => {
                let mut told = vec![format!("{name} written")];
                told.extend_from_slice(more);
                self.state.say(told.join("; "));
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                self.state
                    .complain(format!("{name} is there already; `{word}` replaces it"));
            }
            Err(error) => self.state.complain(error.to_string()),
        }
    }
}
