//! What is typed in the palette to write a hand-out: `export html`, `export svg view timeline.svg`, `export! csv a.csv`.
//!
//! It does not know how a hand-out is made or written: it gives the order, and the loop carries it out.

use std::path::PathBuf;

use crate::export::{Format, Wanted, file_name};
use crate::model::History;

use super::state::State;

/// A line of the palette that begins with the word for writing a hand-out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed<'t> {
    /// What stands where the format goes.
    word: &'t str,
    /// Only what the screen shows: its days, lanes and filters.
    pub view: bool,
    /// A file that is there is replaced.
    pub replace: bool,
    /// The file; `None` takes the name of the history.
    pub file: Option<&'t str>,
}

/// A hand-out to be made and written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// In which format.
    pub format: Format,
    /// What of the history.
    pub wanted: Wanted,
    /// Where to.
    pub file: PathBuf,
    /// Whether a file that is there is replaced.
    pub replace: bool,
}

/// What the palette begins with for it.
pub const WORD: &str = "export ";

impl<'t> Typed<'t> {
    /// Reads a line; `None` when it asks for something else.
    pub fn read(line: &'t str) -> Option<Self> {
        let rest = line.trim_start().strip_prefix("export")?;
        let (replace, rest) = match rest.strip_prefix('!') {
            Some(rest) => (true, rest),
            None => (false, rest),
        };
        if !rest.starts_with(' ') {
            return None;
        }
        let rest = rest.trim();
        let (word, rest) = rest.split_once(' ').unwrap_or((rest, ""));
        let rest = rest.trim_start();
        let (view, rest) = match rest.strip_prefix("view") {
            Some(after) if after.is_empty() || after.starts_with(' ') => (true, after.trim_start()),
            _ => (false, rest),
        };
        Some(Self {
            word,
            view,
            replace,
            file: (!rest.is_empty()).then_some(rest),
        })
    }

    /// The formats that may be meant: the one that is written out, else those that begin so.
    pub fn formats(&self) -> Vec<Format> {
        match Format::parse(self.word) {
            Some(format) => vec![format],
            None => Format::ALL
                .iter()
                .copied()
                .filter(|format| format.word().starts_with(self.word))
                .collect(),
        }
    }

    /// The file for a format.
    pub fn file(&self, history: &History, format: Format) -> PathBuf {
        self.file
            .map_or_else(|| PathBuf::from(file_name(history, format)), PathBuf::from)
    }

    /// The order for a format, with what the screen shows where that is asked for.
    pub fn order(&self, history: &History, state: &State, format: Format) -> Order {
        let mut wanted = Wanted::default();
        if self.view {
            wanted.window = Some(state.window);
            wanted.arrangement = state.arrangement.clone();
            wanted.keep = state.filters.everywhere().map(|keep| (*keep).clone());
            let labels: Vec<String> = state
                .filters
                .iter()
                .filter(|filter| filter.pane.is_none())
                .map(super::state::Filter::label)
                .collect();
            wanted.query = (!labels.is_empty()).then(|| labels.join(", "));
        }
        Order {
            format,
            wanted,
            file: self.file(history, format),
            replace: self.replace,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_format_view_and_file() {
        let read = |line| {
            Typed::read(line).map(|typed| {
                let formats: Vec<&str> = typed.formats().iter().map(|f| f.word()).collect();
                format!(
                    "{} {} {} {}",
                    formats.join("|"),
                    typed.view,
                    typed.replace,
                    typed.file.unwrap_or("-")
                )
            })
        };
        for (line, expected) in [
            ("export html", Some("html false false -")),
            ("export h", Some("html false false -")),
            (
                "export md my notes.md",
                Some("markdown false false my notes.md"),
            ),
            ("export svg view", Some("svg true false -")),
            ("export! svg view a.svg", Some("svg true true a.svg")),
            ("export svg viewer.svg", Some("svg false false viewer.svg")),
            ("export c", Some("csv|csl-json false false -")),
            ("export pdf", Some(" false false -")),
            ("export", None),
            ("exporter html", None),
            ("quit", None),
        ] {
            assert_eq!(read(line).as_deref(), expected, "{line}");
        }
    }
}
