//! RON text and values, with errors that say where and in words for people.
//!
//! The only door to `ron`. It does not know what the records are about, nor which of them are errors and which warnings:
//! it says what was found, where, and of what kind.

mod error;
mod outline;
mod read;
mod source;
mod value;
mod write;

pub use error::{SyntaxError, SyntaxErrorKind};
pub use outline::{Node, NodeKind, Outline, outline};
pub use read::{from_str, parse_record};
pub use source::{Source, line_column};
pub use value::{Structured, Verbatim, Word};
pub use write::{to_document, to_string, to_string_to_depth};
