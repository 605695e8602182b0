//! The pins of a lesson as a tour: to be presented as they are, or, typed in the palette as `lesson my-lesson.ron`, to be
//! kept beside the history.
//!
//! It does not know how a file is written: it gives the order, and the loop carries it out.

use std::path::{Path, PathBuf};

use crate::export;
use crate::model::{History, Tour};
use crate::query::lesson;

use super::state::State;

/// A line of the palette that begins with the word for keeping the pins as a tour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed<'t> {
    /// A file that is there is replaced.
    replace: bool,
    /// The file as typed; empty takes [`FILE`].
    file: &'t str,
}

/// A tour to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// Where to.
    pub file: PathBuf,
    /// All that the file holds.
    pub text: String,
    /// Whether a file that is there is replaced.
    pub replace: bool,
}

/// What the palette begins with for it.
pub const WORD: &str = "lesson ";

/// The file where none is named.
const FILE: &str = "lesson.ron";

/// What a lesson is called that has no file.
const TITLE: &str = "Pins of the lesson";

impl<'t> Typed<'t> {
    /// Reads a line; `None` when it asks for something else.
    pub fn read(line: &'t str) -> Option<Self> {
        let rest = line.trim_start().strip_prefix("lesson")?;
        let (replace, rest) = match rest.strip_prefix('!') {
            Some(rest) => (true, rest),
            None => (false, rest),
        };
        rest.starts_with(' ').then(|| Self {
            replace,
            file: rest.trim(),
        })
    }

    /// The file, with the ending of histories where it has none.
    pub fn file(&self) -> PathBuf {
        let named = if self.file.is_empty() {
            FILE
        } else {
            self.file
        };
        let mut file = PathBuf::from(named);
        if file.extension().is_none() {
            file.set_extension("ron");
        }
        file
    }

    /// The order to write the pins.
    ///
    /// # Errors
    /// Why they make no tour.
    pub fn order(&self, history: &History, state: &State) -> Result<Order, &'static str> {
        if state.pins.is_empty() {
            return Err("nothing is pinned yet: Space pins what is selected");
        }
        let mut members = state.pins.iter().map(|pin| history.member_of(pin.entity));
        let first = members.next();
        if members.any(|member| Some(member) != first) {
            return Err(
                "the pins are of several histories, and a tour belongs to one: take those of the others off",
            );
        }
        let file = self.file();
        let tour = tour(history, state, &title_of(&file));
        Ok(Order {
            text: export::tour::as_file(history, &tour),
            file,
            replace: self.replace,
        })
    }
}

/// The pins as a tour that is only presented.
pub fn on_the_fly(history: &History, state: &State) -> Tour {
    tour(history, state, TITLE)
}

fn tour(history: &History, state: &State, title: &str) -> Tour {
    let places = state.pins.iter().map(|pin| (pin.entity, pin.window));
    lesson::tour(history, title, places)
}

/// What a tour is called by its file: `my-lesson.ron` is `My lesson`.
fn title_of(file: &Path) -> String {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let words = stem.replace(['-', '_'], " ");
    let mut letters = words.trim().chars();
    let first: String = letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .collect();
    first + letters.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_the_file() {
        let read = |line| {
            Typed::read(line).map(|typed| format!("{} {}", typed.file().display(), typed.replace))
        };
        for (line, expected) in [
            ("lesson ", Some("lesson.ron false")),
            ("lesson my visits", Some("my visits.ron false")),
            ("lesson! a/b.ron", Some("a/b.ron true")),
            ("lesson", None),
            ("lessons a", None),
        ] {
            assert_eq!(read(line).as_deref(), expected, "{line}");
        }
    }

    #[test]
    fn a_file_names_its_tour() {
        assert_eq!(
            title_of(Path::new("a/my-first_lesson.ron")),
            "My first lesson"
        );
    }
}
