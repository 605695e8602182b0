//! What is wrong with a date, said to the person who wrote it.

use std::fmt;
use std::ops::Range;

/// Why a text is not a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateError {
    /// Whether the words are wrong or their order.
    pub kind: DateErrorKind,
    /// The part of the text that is wrong, in bytes.
    pub at: Range<usize>,
    /// For people: `there is no month 13`.
    pub message: String,
    /// EDTF that was probably meant, where a reading suggests itself. It always parses.
    pub suggestion: Option<String>,
    /// What to do, in words: `write "1921-02" if the day is unknown`.
    pub help: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateErrorKind {
    /// Not EDTF, or a day that no calendar has.
    Syntax,
    /// Both ends are dates, but the end certainly lies before the start.
    Reversed,
}

impl DateError {
    pub(super) fn new(at: Range<usize>, message: impl Into<String>) -> Self {
        Self {
            kind: DateErrorKind::Syntax,
            at,
            message: message.into(),
            suggestion: None,
            help: None,
        }
    }

    pub(super) fn reversed(at: Range<usize>, message: impl Into<String>) -> Self {
        Self {
            kind: DateErrorKind::Reversed,
            ..Self::new(at, message)
        }
    }

    /// Offers a reading, and says when it is the right one: `if the day is unknown`.
    pub(super) fn suggest(mut self, edtf: impl Into<String>, when: &str) -> Self {
        let edtf = edtf.into();
        let gap = if when.is_empty() { "" } else { " " };
        self.help = Some(format!("write \"{edtf}\"{gap}{when}"));
        self.suggestion = Some(edtf);
        self
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        match &self.help {
            Some(help) => write!(f, "; {help}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for DateError {}
