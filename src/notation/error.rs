//! What is wrong with a text, in words for people: no type of Rust is ever named.

use std::ops::Range;

/// What is wrong with a text, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct SyntaxError {
    /// Bytes of the text.
    pub span: Range<usize>,
    /// For people, in lower case, without a full stop.
    pub message: String,
    /// What kind of mistake it is.
    pub kind: Mistake,
}

/// Kinds of mistake that readers treat differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// Not RON, or a value of another type than the field takes.
    Malformed,
    /// A field that the record does not have.
    UnknownField {
        /// As written.
        name: String,
        /// What there is.
        expected: &'static [&'static str],
    },
    /// A word that is not in the list.
    UnknownWord {
        /// As written.
        name: String,
        /// What there is.
        expected: &'static [&'static str],
    },
    /// A field that has to be there.
    MissingField(&'static str),
}

impl SyntaxError {
    pub(super) fn malformed(span: Range<usize>, message: impl Into<String>) -> Self {
        Self {
            span,
            message: message.into(),
            kind: Mistake::Malformed,
        }
    }

    /// The same in a text in which this one's begins at `offset`.
    pub(super) fn moved(mut self, offset: usize) -> Self {
        self.span = self.span.start + offset..self.span.end + offset;
        self
    }
}
