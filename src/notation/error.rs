//! What is wrong with a text, for people: no type of Rust is ever named.

use std::ops::Range;

/// One finding in a RON text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct SyntaxError {
    /// Bytes of the text that was read.
    pub span: Range<usize>,
    /// Lower case, no full stop, names in backquotes.
    pub message: String,
    pub kind: SyntaxErrorKind,
    /// A second place that the message speaks of: the bracket that is still open.
    pub related: Option<Range<usize>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SyntaxErrorKind {
    /// Brackets, quotes, commas: the text is not RON.
    NotRon,
    UnknownField {
        name: String,
        expected: Vec<String>,
    },
    UnknownVariant {
        name: String,
        expected: Vec<String>,
    },
    MissingField {
        name: String,
    },
    DuplicateField {
        name: String,
    },
    /// A number where text should be, a list where one value should be.
    WrongType,
    /// The right type, and yet refused by what reads it.
    BadValue,
    /// More brackets in brackets than anybody writes.
    TooDeep,
}

impl SyntaxError {
    pub(super) fn new(
        span: Range<usize>,
        kind: SyntaxErrorKind,
        message: impl Into<String>,
    ) -> Self {
        Self {
            span,
            message: message.into(),
            kind,
            related: None,
        }
    }

    pub(super) fn not_ron(span: Range<usize>, message: impl Into<String>) -> Self {
        Self::new(span, SyntaxErrorKind::NotRon, message)
    }

    pub(super) fn related_to(mut self, place: Range<usize>) -> Self {
        self.related = Some(place);
        self
    }

    /// The same error in a text in which this one's text begins at `offset`.
    pub(super) fn shifted(mut self, offset: usize) -> Self {
        self.span = self.span.start + offset..self.span.end + offset;
        self.related = self
            .related
            .map(|place| place.start + offset..place.end + offset);
        self
    }
}
