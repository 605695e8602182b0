//! RON text to values and back, with errors that say where.
//!
//! The crate `ron` is the one authority on the format. Around it stand an [`outline`], a light pass that knows where
//! each field and element lies, and [`parse_lenient`], which finds all problems of a value instead of the first only.
//!
//! This layer knows RON and nothing of histories.

mod error;
mod outline;
mod read;
mod word;

pub use error::{Mistake, SyntaxError};
pub use outline::{Field, Node, Shape, Step, outline, outline_with_errors};
pub use read::{from_str, parse_lenient};
pub use word::{Raw, Word};

use ron::ser::PrettyConfig;
use serde::Serialize;

/// Writes a value over several lines, without `Some()`. The same value gives the same bytes.
///
/// # Errors
/// When the value holds something that RON can not write, such as a map with keys of several types.
pub fn to_string<T: Serialize>(value: &T) -> Result<String, SyntaxError> {
    let config = PrettyConfig::new()
        .indentor("  ")
        .depth_limit(4)
        .new_line("\n");
    read::options()
        .to_string_pretty(value, config)
        .map_err(|error| {
            SyntaxError::malformed(0..0, format!("this cannot be written as RON: {error}"))
        })
}

/// Line and column of a byte, both from 1; the column counts characters.
pub fn line_column(text: &str, byte: usize) -> (usize, usize) {
    let mut at = byte.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let head = &text[..at];
    let line_start = head.rfind('\n').map_or(0, |idx| idx + 1);
    // An editor does not show the byte order mark, and does not count it.
    let line = head[line_start..].trim_start_matches('\u{feff}');
    (
        head.bytes().filter(|&b| b == b'\n').count() + 1,
        line.chars().count() + 1,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_lines_and_characters() {
        assert_eq!(line_column("аб\nвг", 7), (2, 2));
        assert_eq!(
            line_column("аб", 3),
            (1, 2),
            "within a letter is at the letter"
        );
        assert_eq!(line_column("\u{feff}ab", 4), (1, 2));
        assert_eq!(line_column("a\r\nb", 3), (2, 1));
        assert_eq!(line_column("", 10), (1, 1));
    }
}
