//! RON text to values and back, with errors that say where.
//!
//! The crate `ron` is the one authority on the format. Around it stand an [`outline`], a light pass that knows where
//! each field and element lies, and [`parse_lenient`], which finds all problems of a value instead of the first only.
//!
//! This layer knows RON and nothing of histories.

mod outline;
mod word;

pub use outline::{Field, Node, Shape, Step, outline};
pub use word::{Raw, Word};

use std::ops::Range;

use ron::Options;
use ron::extensions::Extensions;
use ron::ser::PrettyConfig;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// How many problems of one value are looked for.
const MOST_PROBLEMS: usize = 32;

/// What is wrong with a text, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
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

impl std::fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for SyntaxError {}

/// Reads a value. Nobody has to write `Some()`; a byte order mark is passed over.
///
/// # Errors
/// The first problem, with its place in the text.
pub fn from_str<T: DeserializeOwned>(text: &str) -> Result<T, SyntaxError> {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let skipped = text.len() - body.len();
    options()
        .from_str(body)
        .map_err(|error| explain(body, skipped, &error))
}

/// Writes a value over several lines, without `Some()`. The same value gives the same bytes.
///
/// # Errors
/// When the value holds something that RON can not write, such as a map with keys of several types.
pub fn to_string<T: Serialize>(value: &T) -> Result<String, SyntaxError> {
    let config = PrettyConfig::new()
        .indentor("  ")
        .depth_limit(4)
        .new_line("\n");
    options()
        .to_string_pretty(value, config)
        .map_err(|error| SyntaxError {
            span: 0..0,
            message: error.to_string(),
            kind: Mistake::Malformed,
        })
}

/// Reads the value at a span, and what is wrong with it: each faulty field or element is set aside and the rest read
/// again, so that one mistake does not hide the next.
///
/// `None` when what remains does not suffice. Spans are bytes of the whole text.
pub fn parse_lenient<T: DeserializeOwned>(
    text: &str,
    span: Range<usize>,
) -> (Option<T>, Vec<SyntaxError>) {
    let part = &text[span.clone()];
    match options().from_str(part) {
        Ok(value) => (Some(value), Vec::new()),
        Err(error) => parse_piecewise(part, span.start, explain(part, 0, &error)),
    }
}

/// Line and column of a byte, both from 1; the column counts characters.
pub fn line_column(text: &str, byte: usize) -> (usize, usize) {
    let mut at = byte.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let head = &text[..at];
    let line_start = head.rfind('\n').map_or(0, |idx| idx + 1);
    (
        head.bytes().filter(|&b| b == b'\n').count() + 1,
        head[line_start..].chars().count() + 1,
    )
}

fn options() -> Options {
    Options::default()
        .with_default_extension(Extensions::IMPLICIT_SOME | Extensions::UNWRAP_NEWTYPES)
}

fn parse_piecewise<T: DeserializeOwned>(
    part: &str,
    base: usize,
    first: SyntaxError,
) -> (Option<T>, Vec<SyntaxError>) {
    let mut problems = Vec::new();
    let tree = match outline(part, usize::MAX) {
        Ok(tree) => tree,
        Err(error) => return (None, vec![moved(error, base)]),
    };
    let mut text = part.to_owned();
    let mut error = first;
    loop {
        let unit = tree.removable(&error);
        // The place of the whole unit is clearer than the point at which the reader gave up.
        if let Some(unit) = &unit {
            error.span = match &error.kind {
                Mistake::UnknownField { name, .. } => unit.start..unit.start + name.len(),
                Mistake::MissingField(_) | Mistake::Malformed | Mistake::UnknownWord { .. } => {
                    tree.point_at(&error, unit)
                }
            };
        }
        let missing = matches!(error.kind, Mistake::MissingField(_));
        let blanked = unit.filter(|unit| !(missing && unit == &tree.span));
        problems.push(moved(error, base));
        let Some(unit) = blanked else {
            return (None, problems);
        };
        blank(&mut text, &unit);
        if problems.len() >= MOST_PROBLEMS {
            return (None, problems);
        }
        match options().from_str(&text) {
            Ok(value) => return (Some(value), problems),
            Err(next) => error = explain(&text, 0, &next),
        }
    }
}

fn moved(mut error: SyntaxError, base: usize) -> SyntaxError {
    error.span = error.span.start + base..error.span.end + base;
    error
}

/// Overwrites a field or element and its comma with blanks, so that all other bytes keep their places.
fn blank(text: &mut String, unit: &Range<usize>) {
    let after = text[unit.end..].find(|c: char| !c.is_whitespace());
    let mut end = unit.end;
    if let Some(comma) = after.filter(|&idx| text[unit.end + idx..].starts_with(',')) {
        end += comma + 1;
    }
    let blanks: String = text[unit.start..end]
        .bytes()
        .map(|byte| if byte == b'\n' { '\n' } else { ' ' })
        .collect();
    text.replace_range(unit.start..end, &blanks);
}

/// Words for an error of the reader.
fn explain(text: &str, skipped: usize, error: &ron::error::SpannedError) -> SyntaxError {
    use ron::Error as E;
    let start = byte_at(text, error.span.start.line, error.span.start.col);
    let end = byte_at(text, error.span.end.line, error.span.end.col).max(start);
    let (message, kind) = match &error.code {
        E::NoSuchStructField {
            expected, found, ..
        } => (
            format!("there is no field `{found}` here"),
            Mistake::UnknownField {
                name: found.clone(),
                expected,
            },
        ),
        E::NoSuchEnumVariant {
            expected, found, ..
        } => (
            format!("`{found}` is not a word of this field"),
            Mistake::UnknownWord {
                name: found.clone(),
                expected,
            },
        ),
        E::MissingStructField { field, .. } => (
            format!("the field `{field}` is missing"),
            Mistake::MissingField(field),
        ),
        E::DuplicateStructField { field, .. } => (
            format!("the field `{field}` is written twice"),
            Mistake::Malformed,
        ),
        E::ExceededRecursionLimit => (
            "brackets are nested too deeply".to_owned(),
            Mistake::Malformed,
        ),
        E::ExpectedString => (
            "a text in quotes is expected".to_owned(),
            Mistake::Malformed,
        ),
        E::ExpectedArray => ("a list in `[ ]` is expected".to_owned(), Mistake::Malformed),
        E::ExpectedInteger => ("a whole number is expected".to_owned(), Mistake::Malformed),
        E::ExpectedFloat => ("a number is expected".to_owned(), Mistake::Malformed),
        E::ExpectedBoolean => ("true or false is expected".to_owned(), Mistake::Malformed),
        E::ExpectedIdentifier => ("a bare word is expected".to_owned(), Mistake::Malformed),
        E::ExpectedMap => ("a map in `{ }` is expected".to_owned(), Mistake::Malformed),
        E::ExpectedComma => (
            "a comma is missing before this".to_owned(),
            Mistake::Malformed,
        ),
        E::ExpectedStructLike | E::ExpectedNamedStructLike(_) => (
            "a record in `( )` is expected".to_owned(),
            Mistake::Malformed,
        ),
        E::IntegerOutOfBounds => (
            "the number is too large for this field".to_owned(),
            Mistake::Malformed,
        ),
        E::ExpectedDifferentStructName { expected, found } => (
            format!("`{found}(` stands where `{expected}(` or `(` is expected"),
            Mistake::Malformed,
        ),
        other => (lowered(&other.to_string()), Mistake::Malformed),
    };
    SyntaxError {
        span: start + skipped..end + skipped,
        message,
        kind,
    }
}

/// The reader's own words as the rest of a sentence.
fn lowered(message: &str) -> String {
    let mut chars = message.chars();
    let first = chars
        .next()
        .map(|c| c.to_lowercase().to_string())
        .unwrap_or_default();
    first + chars.as_str().trim_end_matches('.')
}

/// The byte of a line and a column, both from 1, the column in characters.
fn byte_at(text: &str, line: usize, column: usize) -> usize {
    let start = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum::<usize>();
    let rest = &text[start.min(text.len())..];
    start
        + rest
            .char_indices()
            .nth(column.saturating_sub(1))
            .map_or(rest.len(), |(idx, _)| idx)
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(deny_unknown_fields)]
    struct Record {
        id: String,
        #[serde(default)]
        kind: Option<Word>,
        #[serde(default)]
        level: Option<u8>,
        #[serde(default)]
        cites: Vec<Cite>,
    }

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(deny_unknown_fields)]
    struct Cite {
        src: String,
    }

    fn lenient(text: &str) -> (Option<Record>, Vec<(String, String)>) {
        let (value, problems) = parse_lenient::<Record>(text, 0..text.len());
        (
            value,
            problems
                .into_iter()
                .map(|p| (p.message, text[p.span].to_owned()))
                .collect(),
        )
    }

    #[test]
    fn bare_words_are_read_as_text_whatever_they_are() {
        let record: Record = from_str("(id: \"a\", kind: Festival)").expect("good RON");
        assert_eq!(record.kind.as_ref().map(Word::as_str), Some("Festival"));
    }

    #[test]
    fn all_problems_of_a_value_are_found_and_the_rest_is_read() {
        let (value, problems) = lenient(
            "(id: \"a\", leve: 3, level: \"high\", cites: [(src: \"x\"), (source: \"y\"), (src: \"z\")])",
        );
        let value = value.expect("what remains suffices");
        assert_eq!(value.level, None);
        assert_eq!(value.cites.len(), 2);
        let places: Vec<&str> = problems.iter().map(|(_, place)| place.as_str()).collect();
        assert!(
            places.contains(&"leve") && places.contains(&"source"),
            "{problems:?}"
        );
        assert!(
            problems
                .iter()
                .any(|(message, _)| message.contains("whole number")),
            "{problems:?}"
        );
    }

    #[test]
    fn a_value_without_a_needed_field_is_nothing() {
        let (value, problems) = lenient("(kind: War)");
        assert_eq!(value, None);
        assert_eq!(problems[0].0, "the field `id` is missing");
    }

    #[test]
    fn an_unclosed_bracket_is_named_where_it_opens() {
        let (value, problems) = lenient("(id: \"a\", cites: [(src: \"x\")");
        assert_eq!(value, None);
        assert_eq!(
            problems,
            [("this `[` is never closed".to_owned(), "[".to_owned())]
        );
    }

    #[test]
    fn places_are_lines_and_characters() {
        assert_eq!(line_column("аб\nвг", 7), (2, 2));
        assert_eq!(line_column("", 10), (1, 1));
    }
}
