//! RON text to values.
//!
//! `ron` is the one authority on what a text means. Where it refuses, the outline of the text says which part it meant,
//! and the message is put in words for people.

use std::ops::Range;

use ron::{Options, error::SpannedError, extensions::Extensions};
use serde::de::DeserializeOwned;

use super::{Node, NodeKind, Outline, SyntaxError, SyntaxErrorKind, outline, outline::skip_blank};

/// A record is read again after each part that had to be left out; a part more than this, and the rest is not looked at.
const PASSES: usize = 64;
/// And a large record fewer times.
const BYTES_READ_AGAIN: usize = 64 << 20;

/// The value that the whole of `text` gives, or the first thing that prevents it.
pub fn from_str<T: DeserializeOwned>(text: &str) -> Result<T, SyntaxError> {
    let offset = if text.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    };
    let text = &text[offset..];
    options().from_str(text).map_err(|refusal| {
        let outline = outline(text);
        let finding = match outline.errors.first() {
            Some(error) => error.clone(),
            None => Refusal::of(text, text, &outline, &refusal, &[]).finding,
        };
        finding.shifted(offset)
    })
}

/// The record at `span` of `text`, and all that is wrong with it, with places in `text`.
///
/// A field that is unknown or has a bad value is left out and the rest read again, so that every problem is found at
/// once, and a record that does without the field is still there. There is no record where a field that it needs is
/// missing or bad.
pub fn parse_record<T: DeserializeOwned>(
    text: &str,
    span: Range<usize>,
) -> (Option<T>, Vec<SyntaxError>) {
    let Some(record) = text.get(span.clone()) else {
        return (None, vec![SyntaxError::not_ron(span, "no record is here")]);
    };
    let refusal = match options().from_str(record) {
        Ok(value) => return (Some(value), Vec::new()),
        Err(refusal) => refusal,
    };
    let outline = outline(record);
    let (value, findings) = if outline.errors.is_empty() {
        read_again(record, &outline, refusal)
    } else {
        (None, outline.errors)
    };
    let mut findings: Vec<_> = findings
        .into_iter()
        .map(|finding| finding.shifted(span.start))
        .collect();
    findings.sort_by_key(|finding| finding.span.start);
    (value, findings)
}

pub(super) fn options() -> Options {
    Options::default()
        .with_default_extension(Extensions::IMPLICIT_SOME | Extensions::UNWRAP_NEWTYPES)
}

fn read_again<T: DeserializeOwned>(
    record: &str,
    outline: &Outline,
    mut refusal: SpannedError,
) -> (Option<T>, Vec<SyntaxError>) {
    let mut findings: Vec<SyntaxError> = Vec::new();
    let mut left_out: Vec<LeftOut> = Vec::new();
    let mut rest = record.to_owned();
    let passes = PASSES.min(BYTES_READ_AGAIN / record.len().max(1)).max(1);
    for _ in 0..passes {
        let refused = Refusal::of(record, &rest, outline, &refusal, &left_out);
        let known = refused.follows_from(&left_out);
        let part = refused.part;
        if !known {
            findings.push(refused.finding);
        }
        let Some(part) = part else {
            return (None, findings);
        };
        blank_out(&mut rest, part.range);
        left_out.push(part.left_out);
        match options().from_str(&rest) {
            Ok(value) => return (Some(value), findings),
            Err(again) => refusal = again,
        }
    }
    (None, findings)
}

/// What `ron` refused, found again in the outline.
struct Refusal<'o> {
    finding: SyntaxError,
    /// The record in which a field is missing.
    missing_in: Option<Node<'o>>,
    /// What can be left out so that the rest may be read.
    part: Option<Part>,
}

struct Part {
    /// With the comma behind it.
    range: Range<usize>,
    left_out: LeftOut,
}

/// A part that is no longer read.
struct LeftOut {
    index: usize,
    parent: usize,
    key: Option<String>,
}

impl<'o> Refusal<'o> {
    /// `rest` is `record` with the parts that were left out made blank, and what `ron` has read.
    fn of(
        record: &'o str,
        rest: &str,
        outline: &'o Outline,
        refusal: &SpannedError,
        left_out: &[LeftOut],
    ) -> Self {
        let byte = byte_of(rest, &refusal.span.end);
        let Some(root) = outline.root(record) else {
            let finding = SyntaxError::not_ron(byte..byte, "nothing is written here");
            return Self {
                finding,
                missing_in: None,
                part: None,
            };
        };
        let is_out = |node: &Node<'_>| left_out.iter().any(|part| part.index == node.index());
        let within = |byte: usize, inclusive: bool| {
            let mut path = root.path_to(byte, inclusive);
            let keep = path.iter().position(is_out).unwrap_or(path.len());
            path.truncate(keep);
            path
        };
        let missing = matches!(refusal.code, ron::Error::MissingStructField { .. });
        let path = match refusal.code {
            // Said at the closing bracket.
            ron::Error::MissingStructField { .. } => {
                let mut path = within(byte, false);
                while path.len() > 1
                    && !matches!(
                        path[path.len() - 1].kind(),
                        NodeKind::Struct | NodeKind::Tuple
                    )
                {
                    path.pop();
                }
                path
            }
            // Said behind the name, which is at the start of the part.
            ron::Error::NoSuchStructField { .. }
            | ron::Error::DuplicateStructField { .. }
            | ron::Error::NoSuchEnumVariant { .. } => within(byte.saturating_sub(1), false),
            // Said at the value or right behind it.
            _ => {
                let at = within(byte, false);
                let behind = within(byte, true);
                let is_at_value = at.last().is_some_and(|node| node.span().start == byte);
                if is_at_value { at } else { behind }
            }
        };
        let node = path.last().copied().unwrap_or(root);
        let finding = put_in_words(node, &refusal.code, byte);
        // The innermost field or list item can go; an item of a tuple cannot, since places count there.
        let droppable = (1..path.len()).rev().find(|&depth| {
            path[depth].key_span().is_some() || path[depth - 1].kind() == NodeKind::List
        });
        let part = droppable.map(|depth| {
            let (part, parent) = (path[depth], path[depth - 1]);
            let whole = part.whole();
            let after = skip_blank(record, whole.end);
            let end = if record[after..].starts_with(',') {
                after + 1
            } else {
                whole.end
            };
            Part {
                range: whole.start..end,
                left_out: LeftOut {
                    index: part.index(),
                    parent: parent.index(),
                    key: part.key().map(str::to_owned),
                },
            }
        });
        Self {
            finding,
            missing_in: missing.then_some(node),
            part,
        }
    }

    /// A field is missing because it was left out, or because its name was misspelt, and both were said already.
    fn follows_from(&self, left_out: &[LeftOut]) -> bool {
        let (SyntaxErrorKind::MissingField { name }, Some(node)) =
            (&self.finding.kind, self.missing_in)
        else {
            return false;
        };
        left_out
            .iter()
            .filter(|part| part.parent == node.index())
            .any(|part| {
                part.key
                    .as_ref()
                    .is_some_and(|key| key == name || strsim::osa_distance(key, name) <= 2)
            })
    }
}

/// Blanks instead of `range`, so that what comes after keeps its place.
fn blank_out(text: &mut String, range: Range<usize>) {
    let blanks: String = text[range.clone()]
        .bytes()
        .map(|byte| if byte == b'\n' { '\n' } else { ' ' })
        .collect();
    text.replace_range(range, &blanks);
}

/// `ron` counts lines and characters.
fn byte_of(text: &str, position: &ron::error::Position) -> usize {
    let mut line_start = 0;
    for _ in 1..position.line {
        match text[line_start..].find('\n') {
            Some(at) => line_start += at + 1,
            None => return text.len(),
        }
    }
    let column = position.col.saturating_sub(1);
    text[line_start..]
        .char_indices()
        .nth(column)
        .map_or(text.len(), |(at, _)| line_start + at)
}

fn put_in_words(node: Node<'_>, code: &ron::Error, byte: usize) -> SyntaxError {
    use SyntaxErrorKind::{
        BadValue, DuplicateField, MissingField, NotRon, TooDeep, UnknownField, UnknownVariant,
        WrongType,
    };
    use ron::Error;

    let key_span = || node.key_span().unwrap_or(node.head());
    let wanted = |what: &str| {
        // An empty place is where the value should be.
        SyntaxError::new(
            node.span(),
            WrongType,
            format!("{what} belongs here, not {}", found(node)),
        )
    };
    let here = || byte..byte;
    match code {
        Error::NoSuchStructField {
            found, expected, ..
        } => {
            let expected = owned(expected);
            let kind = UnknownField {
                name: found.clone(),
                expected,
            };
            SyntaxError::new(key_span(), kind, format!("unknown field `{found}`"))
        }
        Error::NoSuchEnumVariant {
            found, expected, ..
        } => {
            let message = match expected {
                [] => format!("unknown word `{found}`"),
                [one] => format!("unknown word `{found}`, only `{one}` belongs here"),
                many => format!(
                    "unknown word `{found}`, one of {} belongs here",
                    quoted(many)
                ),
            };
            SyntaxError::new(
                node.head(),
                UnknownVariant {
                    name: found.clone(),
                    expected: owned(expected),
                },
                message,
            )
        }
        Error::MissingStructField { field, .. } => {
            let kind = MissingField {
                name: (*field).to_owned(),
            };
            SyntaxError::new(node.head(), kind, format!("the field `{field}` is missing"))
        }
        Error::DuplicateStructField { field, .. } => {
            let kind = DuplicateField {
                name: (*field).to_owned(),
            };
            SyntaxError::new(
                key_span(),
                kind,
                format!("the field `{field}` is here twice"),
            )
        }
        Error::ExpectedString | Error::ExpectedStringEnd => wanted("text in quotes"),
        Error::ExpectedArray | Error::ExpectedArrayEnd => wanted("a list `[...]`"),
        Error::ExpectedMap | Error::ExpectedMapEnd => wanted("a map `{...}`"),
        Error::ExpectedBoolean => wanted("`true` or `false`"),
        Error::ExpectedChar => wanted("one character in `'`"),
        Error::ExpectedInteger
        | Error::UnderscoreAtBeginning
        | Error::InvalidIntegerDigit { .. } => wanted("a whole number"),
        Error::ExpectedFloat | Error::FloatUnderscore => wanted("a number"),
        Error::ExpectedIdentifier
        | Error::SuggestRawIdentifier(_)
        | Error::InvalidIdentifier(_) => wanted("a word without quotes"),
        Error::ExpectedUnit => wanted("`()`"),
        Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_) => match node.kind() {
            // A word that wants something in brackets after it.
            NodeKind::Word => {
                let word = node.text();
                SyntaxError::new(
                    node.span(),
                    WrongType,
                    format!("`{word}` needs a value in brackets, as in `{word}(...)`"),
                )
            }
            _ => wanted("a record `(...)`"),
        },
        Error::ExpectedStructLikeEnd | Error::ExpectedOptionEnd
            if node.kind() == NodeKind::Tuple =>
        {
            SyntaxError::new(
                node.span(),
                WrongType,
                "there are more values in these brackets than belong here",
            )
        }
        Error::ExpectedDifferentStructName { found, .. } => {
            let message = format!("the name `{found}` does not belong before this bracket");
            SyntaxError::new(node.head(), WrongType, message)
        }
        Error::ExpectedMapColon if node.kind() == NodeKind::Tuple || node.key_span().is_none() => {
            wanted("a field `name: value`")
        }
        Error::IntegerOutOfBounds => SyntaxError::new(
            node.span(),
            WrongType,
            format!("{} is too small or too large here", found(node)),
        ),
        Error::InvalidValueForType { expected, .. } => match in_words(expected) {
            Some(what) => wanted(&what),
            None => SyntaxError::new(
                node.span(),
                WrongType,
                format!("{} does not belong here", found(node)),
            ),
        },
        Error::ExpectedDifferentLength { expected, found } => {
            let message = match length_in(expected) {
                Some(wanted) => format!("{} here, and {wanted} belong here", values(*found)),
                None => format!("{} here, which is not how many belong here", values(*found)),
            };
            SyntaxError::new(node.span(), WrongType, message)
        }
        Error::Message(message) => SyntaxError::new(node.span(), BadValue, message.clone()),
        Error::ExceededRecursionLimit => {
            SyntaxError::new(node.head(), TooDeep, "too many brackets in one another")
        }
        Error::InvalidEscape(_) => SyntaxError::new(
            node.span(),
            NotRon,
            "a `\\` in this text is not followed by what may follow it; write `\\\\` for the sign itself",
        ),
        Error::UnexpectedChar(sign) if !sign.is_control() => {
            SyntaxError::new(here(), NotRon, format!("`{sign}` has no meaning here"))
        }
        Error::Eof => SyntaxError::new(here(), NotRon, "the text ends too early"),
        Error::ExpectedComma => SyntaxError::new(here(), NotRon, "a `,` is missing here"),
        Error::ExpectedMapColon => SyntaxError::new(here(), NotRon, "a `:` is missing here"),
        Error::TrailingCharacters => SyntaxError::new(
            here(),
            NotRon,
            "the value has ended, and something more stands here",
        ),
        Error::NoSuchExtension(name) => {
            SyntaxError::new(here(), NotRon, format!("there is no extension `{name}`"))
        }
        _ => SyntaxError::new(
            node.span(),
            NotRon,
            format!("{} cannot be read here", found(node)),
        ),
    }
}

/// The value, short enough for a message.
fn found(node: Node<'_>) -> String {
    const LETTERS: usize = 32;
    let text = node.text();
    let shown = || {
        let mut letters = text.chars();
        let mut shown: String = letters
            .by_ref()
            .take(LETTERS)
            .map(|letter| if letter.is_control() { ' ' } else { letter })
            .collect();
        if letters.next().is_some() {
            shown.push('…');
        }
        shown
    };
    match node.kind() {
        NodeKind::Struct => "a record `(...)`".to_owned(),
        NodeKind::Tuple => match node.name() {
            Some(name) => format!("`{name}(...)`"),
            None => "values in brackets `(...)`".to_owned(),
        },
        NodeKind::List => "a list `[...]`".to_owned(),
        NodeKind::Map => "a map `{...}`".to_owned(),
        NodeKind::Text => format!("the text `{}`", shown()),
        NodeKind::Number => format!("the number `{}`", shown()),
        NodeKind::Word => format!("the word `{}`", shown()),
    }
}

/// What serde says that it expected, unless it names a type.
fn in_words(expected: &str) -> Option<String> {
    Some(match expected {
        "a string" | "a borrowed string" | "string" | "str" => "text in quotes".to_owned(),
        "a sequence" => "a list `[...]`".to_owned(),
        "a map" => "a map `{...}`".to_owned(),
        "a boolean" | "bool" => "`true` or `false`".to_owned(),
        "f32" | "f64" => "a number".to_owned(),
        "u8" | "u16" | "u32" | "u64" | "u128" | "usize" => "a whole number from 0".to_owned(),
        "i8" | "i16" | "i32" | "i64" | "i128" | "isize" => "a whole number".to_owned(),
        "option" => return None,
        _ => {
            let kind = expected.split(' ').next().unwrap_or_default();
            match kind {
                "struct" => "a record `(...)`".to_owned(),
                "enum" => "a word".to_owned(),
                "tuple" | "unit" | "variant" | "newtype" => return None,
                _ => expected.to_owned(),
            }
        }
    })
}

/// The 2 of `tuple variant Name with 2 elements`.
fn length_in(expected: &str) -> Option<usize> {
    expected
        .split(|letter: char| !letter.is_ascii_digit())
        .rfind(|part| !part.is_empty())?
        .parse()
        .ok()
}

fn values(count: usize) -> String {
    match count {
        0 => "there is no value".to_owned(),
        1 => "there is one value".to_owned(),
        _ => format!("there are {count} values"),
    }
}

fn owned(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

fn quoted(names: &[&str]) -> String {
    names
        .iter()
        .map(|name| format!("`{name}`"))
        .collect::<Vec<_>>()
        .join(", ")
}
