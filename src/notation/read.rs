//! RON text to values.
//!
//! `ron` alone says what a text means. Where it refuses, the outline of the text says which part it meant, and the
//! refusal is put in words for people.

use std::ops::Range;

use ron::Options;
use ron::error::SpannedError;
use ron::extensions::Extensions;
use serde::de::DeserializeOwned;

use super::outline::{Field, Node, Shape, outline_with_errors, skip_blanks};
use super::{Mistake, SyntaxError};

/// How many problems of one value are looked for.
const MOST_PROBLEMS: usize = 32;

/// And how many bytes are read again for it: a large value has fewer of its problems found at once.
const MOST_BYTES_AGAIN: usize = 32 << 20;

/// Reads a value. Nobody has to write `Some()`; a byte order mark is passed over.
///
/// # Errors
/// The first problem, with its place in the text.
pub fn from_str<T: DeserializeOwned>(text: &str) -> Result<T, SyntaxError> {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    options().from_str(body).map_err(|refusal| {
        let (tree, errors) = outline_with_errors(body, usize::MAX);
        let error = match (errors.into_iter().next(), tree) {
            (None, Some(tree)) => Refused::find(body, body, &tree, &refusal, &[]).error,
            (Some(error), _) => error,
            (None, None) => SyntaxError::malformed(0..0, "the text ends where a value is expected"),
        };
        error.moved(text.len() - body.len())
    })
}

/// Reads the value at a span, and what is wrong with it: each faulty field or element is set aside and the rest read
/// again, so that one mistake does not hide the next.
///
/// `None` when what remains does not suffice. A field that is missing because it was set aside is no second problem.
/// Spans are bytes of the whole text.
pub fn parse_lenient<T: DeserializeOwned>(
    text: &str,
    span: Range<usize>,
) -> (Option<T>, Vec<SyntaxError>) {
    let Some(part) = text.get(span.clone()) else {
        return (None, vec![SyntaxError::malformed(span, "no value is here")]);
    };
    let refusal = match options().from_str(part) {
        Ok(value) => return (Some(value), Vec::new()),
        Err(refusal) => refusal,
    };
    let (value, mut problems) = match outline_with_errors(part, usize::MAX) {
        (Some(tree), errors) if errors.is_empty() => parse_piecewise(part, &tree, refusal),
        (_, errors) => (None, errors),
    };
    problems.sort_by_key(|problem| problem.span.start);
    (
        value,
        problems
            .into_iter()
            .map(|problem| problem.moved(span.start))
            .collect(),
    )
}

pub(super) fn options() -> Options {
    Options::default()
        .with_default_extension(Extensions::IMPLICIT_SOME | Extensions::UNWRAP_NEWTYPES)
}

fn parse_piecewise<T: DeserializeOwned>(
    text: &str,
    tree: &Node,
    mut refusal: SpannedError,
) -> (Option<T>, Vec<SyntaxError>) {
    let mut problems = Vec::new();
    let mut aside: Vec<Aside> = Vec::new();
    let mut rest = text.to_owned();
    for _ in 0..MOST_PROBLEMS
        .min(MOST_BYTES_AGAIN / text.len().max(1))
        .max(1)
    {
        let refused = Refused::find(text, &rest, tree, &refusal, &aside);
        if !refused.follows_from(&aside) {
            problems.push(refused.error);
        }
        let Some(unit) = refused.unit else {
            return (None, problems);
        };
        blank(&mut rest, unit.span.clone());
        aside.push(unit);
        match options().from_str(&rest) {
            Ok(value) => return (Some(value), problems),
            Err(next) => refusal = next,
        }
    }
    (None, problems)
}

/// What `ron` refused, found in the outline.
struct Refused {
    error: SyntaxError,
    /// Where the value starts that a field is missing from.
    lacking: Option<usize>,
    /// The smallest part that can be set aside; `None` when it is the whole value.
    unit: Option<Aside>,
}

/// A part that is no longer read.
struct Aside {
    /// With the comma after it.
    span: Range<usize>,
    /// Where the value around it starts.
    parent: usize,
    name: Option<String>,
}

/// A part of a value on the way to a byte.
struct Stage<'a> {
    node: &'a Node,
    /// Empty for what has no name.
    name: Range<usize>,
    removable: bool,
}

impl Stage<'_> {
    fn whole(&self) -> Range<usize> {
        let start = if self.name.is_empty() {
            self.node.span.start
        } else {
            self.name.start
        };
        start..self.node.span.end
    }
}

impl Refused {
    /// `rest` is `text` with the parts that were set aside made blank: what `ron` has read.
    fn find(text: &str, rest: &str, tree: &Node, refusal: &SpannedError, aside: &[Aside]) -> Self {
        use ron::Error as E;
        let at = byte_at(rest, refusal.span.end.line, refusal.span.end.col);
        let path = match refusal.code {
            // Said at the closing bracket of the value that lacks something, or where that bracket should be.
            E::MissingStructField { .. }
            | E::ExpectedStructLikeEnd
            | E::ExpectedDifferentLength { .. } => {
                let mut path = path_to(tree, at, false, aside);
                while path.len() > 1
                    && !matches!(
                        path[path.len() - 1].node.shape,
                        Shape::Struct(_) | Shape::Tuple(_)
                    )
                {
                    path.pop();
                }
                path
            }
            // Said right behind the name.
            E::NoSuchStructField { .. }
            | E::DuplicateStructField { .. }
            | E::NoSuchEnumVariant { .. } => path_to(tree, at.saturating_sub(1), false, aside),
            // Said where the value starts, or where it ends.
            _ => {
                let path = path_to(tree, at, false, aside);
                let starts = path.last().is_some_and(|stage| stage.node.span.start == at);
                if starts {
                    path
                } else {
                    path_to(tree, at, true, aside)
                }
            }
        };
        let (node, name) = path
            .last()
            .map_or((tree, 0..0), |stage| (stage.node, stage.name.clone()));
        let lacks = matches!(refusal.code, E::MissingStructField { .. });
        let unit = path.iter().rposition(|stage| stage.removable).map(|depth| {
            let whole = path[depth].whole();
            let after = skip_blanks(text, whole.end);
            let end = if text[after..].starts_with(',') {
                after + 1
            } else {
                whole.end
            };
            let name = &path[depth].name;
            Aside {
                span: whole.start..end,
                parent: depth
                    .checked_sub(1)
                    .map_or(tree.span.start, |parent| path[parent].node.span.start),
                name: (!name.is_empty()).then(|| text[name.clone()].to_owned()),
            }
        });
        Self {
            error: explain(text, node, name, at, &refusal.code),
            lacking: lacks.then_some(node.span.start),
            unit,
        }
    }

    /// A field is missing because it was set aside, or because its name was misspelt, and either was said already.
    fn follows_from(&self, aside: &[Aside]) -> bool {
        let (Mistake::MissingField(missing), Some(lacking)) = (&self.error.kind, self.lacking)
        else {
            return false;
        };
        let names = aside
            .iter()
            .filter(|aside| aside.parent == lacking)
            .filter_map(|aside| aside.name.as_ref());
        names
            .into_iter()
            .any(|name| name == missing || strsim::osa_distance(name, missing) <= 2)
    }
}

/// The parts around a byte, from the whole to the innermost. `inclusive`: a part has the byte right behind it, too.
fn path_to<'a>(tree: &'a Node, at: usize, inclusive: bool, aside: &[Aside]) -> Vec<Stage<'a>> {
    let mut path = vec![Stage {
        node: tree,
        name: 0..0,
        removable: false,
    }];
    let mut node = tree;
    loop {
        let holds = |stage: &Stage<'_>| {
            let whole = stage.whole();
            let holds = whole.start <= at && (at < whole.end || inclusive && at == whole.end);
            holds
                && !aside
                    .iter()
                    .any(|aside| aside.span.start <= whole.start && whole.end <= aside.span.end)
        };
        let named = |field: &'a Field| Stage {
            node: &field.value,
            name: field.name.clone(),
            removable: true,
        };
        let next = match &node.shape {
            Shape::Struct(fields) | Shape::Map(fields) => fields.iter().map(named).find(holds),
            Shape::List(nodes) => nodes
                .iter()
                .map(|node| Stage {
                    node,
                    name: 0..0,
                    removable: true,
                })
                .find(holds),
            // The places of the others would change.
            Shape::Tuple(nodes) => nodes
                .iter()
                .map(|node| Stage {
                    node,
                    name: 0..0,
                    removable: false,
                })
                .find(holds),
            Shape::Text | Shape::Number | Shape::Word | Shape::Deeper => None,
        };
        let Some(next) = next else { return path };
        node = next.node;
        path.push(next);
    }
}

/// Overwrites a part with blanks, so that all other bytes keep their places.
fn blank(text: &mut String, span: Range<usize>) {
    let blanks: String = text[span.clone()]
        .bytes()
        .map(|byte| if byte == b'\n' { '\n' } else { ' ' })
        .collect();
    text.replace_range(span, &blanks);
}

/// The byte of a line and a column, both from 1, the column in characters.
fn byte_at(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    let rest = &text[start..];
    rest.char_indices()
        .nth(column.saturating_sub(1))
        .map_or(text.len(), |(idx, _)| start + idx)
}

/// Words for a refusal. `at` is where `ron` stopped.
fn explain(
    text: &str,
    node: &Node,
    name: Range<usize>,
    at: usize,
    code: &ron::Error,
) -> SyntaxError {
    use ron::Error as E;
    let found = || describe(text, node);
    let expected = |what: &str| {
        SyntaxError::malformed(
            node.span.clone(),
            format!("{what} is expected, not {}", describe(text, node)),
        )
    };
    let here = |message: &str| SyntaxError::malformed(at..at, message);
    let name = if name.is_empty() {
        node.head(text)
    } else {
        name
    };
    match code {
        E::NoSuchStructField {
            found, expected, ..
        } => SyntaxError {
            span: name,
            message: format!("there is no field `{found}` here"),
            kind: Mistake::UnknownField {
                name: found.clone(),
                expected,
            },
        },
        E::NoSuchEnumVariant {
            found, expected, ..
        } => SyntaxError {
            span: node.head(text),
            message: format!("`{found}` is not a word of this field"),
            kind: Mistake::UnknownWord {
                name: found.clone(),
                expected,
            },
        },
        E::MissingStructField { field, .. } => SyntaxError {
            span: node.head(text),
            message: format!("the field `{field}` is missing"),
            kind: Mistake::MissingField(field),
        },
        E::DuplicateStructField { field, .. } => {
            SyntaxError::malformed(name, format!("the field `{field}` is written twice"))
        }
        E::ExpectedString | E::ExpectedStringEnd => expected("a text in quotes"),
        E::ExpectedArray | E::ExpectedArrayEnd => expected("a list in `[ ]`"),
        E::ExpectedMap | E::ExpectedMapEnd => expected("a map in `{ }`"),
        E::ExpectedBoolean => expected("`true` or `false`"),
        E::ExpectedChar => expected("one character in `'`"),
        E::ExpectedInteger | E::UnderscoreAtBeginning | E::InvalidIntegerDigit { .. } => {
            expected("a whole number")
        }
        E::ExpectedFloat | E::FloatUnderscore => expected("a number"),
        // Any other value is passed on as it is written; only a word refuses to be one.
        E::ExpectedRawValue
        | E::ExpectedIdentifier
        | E::SuggestRawIdentifier(_)
        | E::InvalidIdentifier(_) => expected("a bare word"),
        E::ExpectedUnit => expected("`()`"),
        E::ExpectedStructLike | E::ExpectedNamedStructLike(_) if node.shape == Shape::Word => {
            let word = &text[node.span.clone()];
            SyntaxError::malformed(
                node.span.clone(),
                format!("`{word}` needs a value in brackets after it: `{word}(..)`"),
            )
        }
        E::ExpectedStructLike | E::ExpectedNamedStructLike(_) => expected("a record in `( )`"),
        E::ExpectedMapColon => match node.shape {
            Shape::Struct(_) | Shape::Map(_) => here("a colon is expected here"),
            _ => expected("a field with its name and a colon"),
        },
        E::ExpectedStructLikeEnd | E::ExpectedOptionEnd
            if matches!(node.shape, Shape::Tuple(_)) =>
        {
            SyntaxError::malformed(
                node.span.clone(),
                "there are more values in these brackets than are expected",
            )
        }
        E::ExpectedDifferentStructName { found, .. } => SyntaxError::malformed(
            node.head(text),
            format!("the name `{found}` has no place before this bracket"),
        ),
        E::IntegerOutOfBounds => SyntaxError::malformed(
            node.span.clone(),
            format!("{} is too small or too large for this field", found()),
        ),
        E::InvalidValueForType { expected: what, .. } => match named_by_serde(what) {
            Some(what) => expected(&what),
            None => {
                SyntaxError::malformed(node.span.clone(), format!("{} has no place here", found()))
            }
        },
        E::ExpectedDifferentLength {
            expected: what,
            found,
        } => {
            let found = match found {
                0 => "no value is".to_owned(),
                1 => "one value is".to_owned(),
                many => format!("{many} values are"),
            };
            let message = match last_number(what) {
                Some(wanted) => format!("{found} here, and {wanted} are expected"),
                None => format!("{found} here, and another number of them is expected"),
            };
            SyntaxError::malformed(node.span.clone(), message)
        }
        E::Message(message) => SyntaxError::malformed(node.span.clone(), message.clone()),
        E::ExceededRecursionLimit => {
            SyntaxError::malformed(node.head(text), "brackets are nested too deeply")
        }
        E::InvalidEscape(_) => SyntaxError::malformed(
            node.span.clone(),
            "a `\\` in this text starts nothing that is known; the sign itself is written `\\\\`",
        ),
        E::ExpectedComma => here("a comma is missing before this"),
        E::TrailingCharacters => here("nothing may follow the end of the value"),
        E::Eof => here("the text ends where a value is expected"),
        E::NoSuchExtension(name) => here(&format!("there is no extension `{name}`")),
        _ => SyntaxError::malformed(
            node.span.clone(),
            format!("{} cannot be read here", found()),
        ),
    }
}

/// A value in a few words.
fn describe(text: &str, node: &Node) -> String {
    const LONGEST: usize = 32;
    let shown = || {
        let mut letters = text[node.span.clone()].chars();
        let mut shown: String = letters
            .by_ref()
            .take(LONGEST)
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        if letters.next().is_some() {
            shown.push('…');
        }
        shown
    };
    match node.shape {
        Shape::Struct(_) => "a record in `( )`".to_owned(),
        Shape::Tuple(_) | Shape::Deeper => "values in brackets".to_owned(),
        Shape::List(_) => "a list in `[ ]`".to_owned(),
        Shape::Map(_) => "a map in `{ }`".to_owned(),
        Shape::Text => format!("the text `{}`", shown()),
        Shape::Number => format!("the number `{}`", shown()),
        Shape::Word => format!("the word `{}`", shown()),
    }
}

/// What serde expected, unless all that it says is the name of a type.
fn named_by_serde(expected: &str) -> Option<String> {
    let words = match expected {
        "a string" | "a borrowed string" | "string" | "str" => "a text in quotes",
        "a sequence" => "a list in `[ ]`",
        "a map" => "a map in `{ }`",
        "a boolean" | "bool" => "`true` or `false`",
        "f32" | "f64" => "a number",
        "u8" | "u16" | "u32" | "u64" | "u128" | "usize" => "a whole number that is not negative",
        "i8" | "i16" | "i32" | "i64" | "i128" | "isize" => "a whole number",
        _ => match expected.split(' ').next().unwrap_or_default() {
            "struct" => "a record in `( )`",
            "enum" => "a bare word",
            "tuple" | "unit" | "variant" | "newtype" | "option" => return None,
            _ => expected,
        },
    };
    Some(words.to_owned())
}

/// The 2 of `tuple variant Range with 2 elements`.
fn last_number(expected: &str) -> Option<usize> {
    expected
        .split(|c: char| !c.is_ascii_digit())
        .rfind(|part| !part.is_empty())?
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::super::Word;
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
        value: Option<Value>,
        #[serde(default)]
        at: Option<Point>,
        #[serde(default)]
        cites: Vec<Cite>,
        #[serde(default)]
        codes: std::collections::BTreeMap<String, String>,
    }

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(deny_unknown_fields)]
    struct Cite {
        src: String,
    }

    #[derive(Debug, Deserialize, PartialEq)]
    struct Point {
        lat: f64,
        lon: f64,
    }

    #[derive(Debug, Deserialize, PartialEq)]
    enum Value {
        Exact(f64),
        Range(f64, f64),
    }

    fn lenient(text: &str) -> (Option<Record>, Vec<(String, &str)>) {
        let (value, problems) = parse_lenient::<Record>(text, 0..text.len());
        (
            value,
            problems
                .into_iter()
                .map(|problem| (problem.message, &text[problem.span]))
                .collect(),
        )
    }

    fn problem(text: &str) -> (String, &str) {
        let (_, mut problems) = lenient(text);
        assert_eq!(problems.len(), 1, "{text}: {problems:?}");
        problems.remove(0)
    }

    #[test]
    fn all_problems_of_a_value_are_found_and_the_rest_is_read() {
        let (value, problems) = lenient(
            r#"(id: "a", leve: 3, level: "high" /* , */, cites: [(src: "x"), (source: "y"), (src: "z")],
                kind: 5, value: Range(1, "x"), at: (lat: "n", lon: 103), codes: {"iso": 5, "cow": "712"})"#,
        );
        let expected = [
            ("there is no field `leve` here", "leve"),
            (
                "a whole number is expected, not the text `\"high\"`",
                "\"high\"",
            ),
            ("the field `src` is missing", "("),
            ("there is no field `source` here", "source"),
            ("a bare word is expected, not the number `5`", "5"),
            ("a number is expected, not the text `\"x\"`", "\"x\""),
            ("a number is expected, not the text `\"n\"`", "\"n\""),
            ("a text in quotes is expected, not the number `5`", "5"),
        ];
        let found: Vec<_> = problems
            .iter()
            .map(|(message, place)| (message.as_str(), *place))
            .collect();
        assert_eq!(found, expected);
        let value = value.expect("what remains suffices");
        assert_eq!(
            (value.level, value.kind, value.value, value.at),
            (None, None, None, None)
        );
        assert_eq!(value.cites.len(), 2);
        assert_eq!(value.codes.keys().collect::<Vec<_>>(), ["cow"]);
    }

    #[test]
    fn spans_are_those_of_the_whole_text() {
        let text = "Хүрэлсүх, then (id: \"a\", colour: \"red\")";
        let start = text.find('(').expect("a record");
        let (value, problems) = parse_lenient::<Record>(text, start..text.len());
        assert!(value.is_some());
        assert_eq!(&text[problems[0].span.clone()], "colour");
        assert_eq!(
            problems[0].kind,
            Mistake::UnknownField {
                name: "colour".to_owned(),
                expected: &["id", "kind", "level", "value", "at", "cites", "codes"]
            }
        );
    }

    #[test]
    fn a_value_without_a_needed_field_is_nothing() {
        let (value, problems) = lenient("(kind: War)");
        assert_eq!(value, None);
        assert_eq!(problems, [("the field `id` is missing".to_owned(), "(")]);
    }

    #[test]
    fn a_field_that_was_set_aside_is_not_missing_as_well() {
        assert_eq!(
            problem("(id: 5)"),
            (
                "a text in quotes is expected, not the number `5`".to_owned(),
                "5"
            )
        );
        assert_eq!(
            problem("(idd: \"a\")"),
            ("there is no field `idd` here".to_owned(), "idd")
        );
    }

    #[test]
    fn each_refusal_has_words() {
        for (field, message, place) in [
            (
                "level: 300",
                "the number `300` is too small or too large for this field",
                "300",
            ),
            (
                "level: -1",
                "the number `-1` is too small or too large for this field",
                "-1",
            ),
            (
                "value: About(3)",
                "`About` is not a word of this field",
                "About",
            ),
            (
                "value: Exact",
                "`Exact` needs a value in brackets after it: `Exact(..)`",
                "Exact",
            ),
            (
                "value: Exact(1, 2)",
                "there are more values in these brackets than are expected",
                "Exact(1, 2)",
            ),
            (
                "value: Range(1)",
                "one value is here, and 2 are expected",
                "Range(1)",
            ),
            (
                "at: [1, 2]",
                "a record in `( )` is expected, not a list in `[ ]`",
                "[1, 2]",
            ),
            ("at: (lat: 1)", "the field `lon` is missing", "("),
            (
                "at: Place(lat: 1, lon: 2)",
                "the name `Place` has no place before this bracket",
                "Place",
            ),
            (
                "cites: \"ghpt\"",
                "a list in `[ ]` is expected, not the text `\"ghpt\"`",
                "\"ghpt\"",
            ),
            (
                "level: 1, level: 2",
                "the field `level` is written twice",
                "level",
            ),
            (
                "kind: [War]",
                "a bare word is expected, not a list in `[ ]`",
                "[War]",
            ),
            (
                "codes: {\"a\": \"\\q\"}",
                "a `\\` in this text starts nothing that is known; the sign itself is written `\\\\`",
                "\"\\q\"",
            ),
            ("level: [1 2]", "a comma is missing before this", "2"),
        ] {
            let text = format!("(id: \"a\", {field})");
            let (found, at) = problem(&text);
            assert_eq!((found.as_str(), at), (message, place), "{text}");
        }
    }

    #[test]
    fn no_message_names_a_type_or_shows_the_insides() {
        let fields = [
            "id", "kind", "level", "value", "at", "cites", "codes", "other",
        ];
        let values = [
            "5",
            "-2.5e9",
            "\"t\"",
            "'c'",
            "Word",
            "Exact(\"x\")",
            "Range(1, 2, 3)",
            "[1]",
            "{1: 2}",
            "(a: 1)",
            "()",
            "b\"x\"",
            "None",
        ];
        for (field, value) in fields
            .iter()
            .flat_map(|field| values.map(|value| (field, value)))
        {
            let text = format!("(id: \"a\", {field}: {value})");
            for (message, place) in lenient(&text).1 {
                for inner in [
                    "Record", "Cite", "Point", "Value", "struct", "enum", "u8", "Expected", "Some(",
                ] {
                    assert!(!message.contains(inner), "{text}: {message}");
                }
                assert!(
                    !place.is_empty() && message.starts_with(|c: char| !c.is_uppercase()),
                    "{text}: {message}"
                );
            }
        }
    }

    #[test]
    fn a_byte_order_mark_and_windows_line_ends_are_nothing_to_speak_of() {
        assert_eq!(from_str::<Vec<u8>>("\u{feff}[1,\r\n2]"), Ok(vec![1, 2]));
        let error = from_str::<Vec<u8>>("\u{feff}[1,\r\nx]").expect_err("a word");
        assert_eq!(
            error,
            SyntaxError::malformed(8..9, "a whole number is expected, not the word `x`")
        );
        assert_eq!(
            from_str::<Vec<u8>>("").expect_err("nothing").message,
            "the text ends where a value is expected"
        );
    }

    #[test]
    fn an_unclosed_bracket_is_named_where_it_opens() {
        let (value, problems) = lenient("(id: \"a\", cites: [(src: \"x\")");
        assert_eq!(value, None);
        assert_eq!(problems, [("this `[` is never closed".to_owned(), "[")]);
    }

    #[test]
    fn a_value_with_more_mistakes_than_anybody_made_ends_in_time() {
        let text = format!("(id: \"a\", {})", "colour: 1, ".repeat(20_000));
        let (value, problems) = lenient(&text);
        assert_eq!((value, problems.len()), (None, MOST_PROBLEMS));
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "[(]?(id: \"a\",|level: 3|kind: A|at: |cites: |value: |Exact|[\\[\\](){}:,\"'/*r#1 é\n]){0,9}[)]?") {
            let (_, problems) = lenient(&text);
            for (message, _) in problems {
                proptest::prop_assert!(!message.is_empty());
            }
            let _ = from_str::<Record>(&text);
        }
    }
}
