//! Where each field and element of a RON text lies.
//!
//! A single pass over the bytes that understands brackets, names, strings and comments and nothing of values. It goes on
//! behind a mistake, so that all of them are found, and keeps its own stack, so that no text makes it overflow.

use std::ops::Range;

use super::{SyntaxError, line_column};

/// Deeper brackets are refused, as `ron` itself does.
const DEEPEST: usize = 128;

/// More than anybody reads. A file of another format is nothing but mistakes.
const MOST_ERRORS: usize = 50;

/// A value and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Bytes of the value, its name before a bracket included: `Exact(315)`.
    pub span: Range<usize>,
    /// What it is made of.
    pub shape: Shape,
}

/// What a value is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// `(name: value, ..)`, and `()`.
    Struct(Vec<Field>),
    /// `(value, ..)`.
    Tuple(Vec<Node>),
    /// `[..]`.
    List(Vec<Node>),
    /// `{key: value, ..}`.
    Map(Vec<Field>),
    /// A text in quotes, plain or raw.
    Text,
    /// A number, or a character in single quotes.
    Number,
    /// A bare word.
    Word,
    /// A bracket below the depth that was asked for.
    Deeper,
}

/// A named part of a struct, or an entry of a map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Bytes of the name or key.
    pub name: Range<usize>,
    /// The value.
    pub value: Node,
}

/// One step into a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A field of a struct.
    Field(&'static str),
    /// An element of a list, from 0.
    Index(usize),
}

/// The outline of a text down to some depth of brackets; what lies deeper is passed over.
///
/// # Errors
/// The first of the mistakes of [`outline_with_errors`].
pub fn outline(text: &str, depth: usize) -> Result<Node, SyntaxError> {
    match outline_with_errors(text, depth) {
        (Some(node), errors) if errors.is_empty() => Ok(node),
        (_, errors) => Err(errors
            .into_iter()
            .next()
            .unwrap_or_else(|| nothing_here(text))),
    }
}

/// As [`outline`], and goes on behind a mistake: what could be made out, and all mistakes in the order of their places.
///
/// A mistake is a bracket, string or comment that is never closed, a bracket that does not fit, a comma, colon, name or
/// value that is missing. Numbers, words and escapes are not judged.
pub fn outline_with_errors(text: &str, depth: usize) -> (Option<Node>, Vec<SyntaxError>) {
    Scanner::new(text, depth).run()
}

impl Node {
    /// The place that a path leads to; the nearest place above it where the path leaves the outline.
    pub fn at<'a>(&'a self, text: &str, path: &[Step]) -> &'a Node {
        let mut node = self;
        for step in path {
            let next = match (step, &node.shape) {
                (Step::Field(name), _) => node.field(text, name).map(|field| &field.value),
                (Step::Index(idx), Shape::List(nodes) | Shape::Tuple(nodes)) => nodes.get(*idx),
                (Step::Index(_), _) => None,
            };
            match next {
                Some(next) => node = next,
                None => break,
            }
        }
        node
    }

    /// The field of a struct by its name.
    pub fn field(&self, text: &str, name: &str) -> Option<&Field> {
        match &self.shape {
            Shape::Struct(fields) => fields
                .iter()
                .find(|field| &text[field.name.clone()] == name),
            _ => None,
        }
    }

    /// The name before the bracket, the opening bracket if there is none; of anything else the whole.
    pub fn head(&self, text: &str) -> Range<usize> {
        let start = self.span.start;
        match self.shape {
            Shape::Text | Shape::Number | Shape::Word => self.span.clone(),
            _ => {
                let name = text[self.span.clone()]
                    .find(|c: char| matches!(c, '(' | '[' | '{') || c.is_whitespace());
                start..start + name.unwrap_or(1).max(1)
            }
        }
    }
}

/// The first byte from `at` on that is neither blank nor comment.
pub(super) fn skip_blanks(text: &str, at: usize) -> usize {
    let mut scanner = Scanner::new(text, 0);
    scanner.at = at;
    scanner.blanks();
    scanner.at
}

struct Scanner<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    depth: usize,
    open: Vec<Open>,
    errors: Vec<SyntaxError>,
    /// A string or comment without an end took with it the brackets that would have closed the rest.
    swallowed: bool,
}

/// A bracket that is not closed yet; the lowest is that of the text itself, which nobody writes.
struct Open {
    bracket: u8,
    bracket_at: usize,
    /// Where the name before the bracket starts.
    start: usize,
    /// The name whose colon has been passed.
    name: Option<Range<usize>>,
    /// The value since the last comma, which may turn out to be a name.
    last: Option<Field>,
    parts: Vec<Field>,
    /// False below the depth that was asked for.
    kept: bool,
    has_names: bool,
    has_values: bool,
}

impl<'a> Scanner<'a> {
    fn new(text: &'a str, depth: usize) -> Self {
        Self {
            text,
            bytes: text.as_bytes(),
            at: 0,
            depth,
            open: Vec::new(),
            errors: Vec::new(),
            swallowed: false,
        }
    }

    fn run(mut self) -> (Option<Node>, Vec<SyntaxError>) {
        self.open.push(Open::new(0, 0, 0, true));
        self.attributes();
        let mut whole = true;
        while whole {
            self.blanks();
            let Some(&byte) = self.bytes.get(self.at) else {
                break;
            };
            whole = self.token(byte) && self.errors.len() < MOST_ERRORS;
        }
        let end = self.at;
        // The innermost is the likeliest to have lost its end, and the rest follow from it.
        if whole && self.open.len() > 1 && !self.swallowed {
            let (bracket, at) = self
                .open
                .last()
                .map_or((b'(', 0), |open| (open.bracket, open.bracket_at));
            self.error(
                at..at + 1,
                format!("this `{}` is never closed", char::from(bracket)),
            );
        }
        // What the brackets without an end lack besides is no news.
        let n_errors = self.errors.len();
        while self.open.len() > 1 {
            self.close(end);
        }
        self.errors.truncate(n_errors);
        let root = self.open.pop().and_then(|mut root| {
            root.flush();
            root.parts.into_iter().next()
        });
        if root.is_none() && self.errors.is_empty() {
            self.errors.push(nothing_here(self.text));
        }
        self.errors.sort_by_key(|error| error.span.start);
        (root.map(|field| field.value), self.errors)
    }

    /// False where it makes no sense to go on.
    fn token(&mut self, byte: u8) -> bool {
        let start = self.at;
        match byte {
            b'(' | b'[' | b'{' => return self.open_bracket(byte),
            b')' | b']' | b'}' => self.close_bracket(byte),
            b',' => self.comma(),
            b':' => self.colon(),
            b'"' => self.string(start),
            b'\'' => self.character(start),
            b'0'..=b'9' | b'+' | b'-' | b'.' => {
                self.pass(|byte| {
                    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'+' | b'-' | b'=')
                });
                self.value(Shape::Number, start);
            }
            b'r' if self.is_raw_string(1) => self.raw_string(start, 1),
            b'b' if self.bytes.get(start + 1) == Some(&b'r') && self.is_raw_string(2) => {
                self.raw_string(start, 2)
            }
            b'b' if self.bytes.get(start + 1) == Some(&b'"') => {
                self.at += 1;
                self.string(start);
            }
            b'b' if self.bytes.get(start + 1) == Some(&b'\'') => {
                self.at += 1;
                self.character(start);
            }
            _ if is_part_of_word(byte) => {
                if self.bytes[start..].starts_with(b"r#") {
                    self.at += 2;
                }
                self.pass(is_part_of_word);
                self.value(Shape::Word, start);
            }
            _ => {
                self.at += 1;
                let sign = char::from(byte);
                let sign = if sign.is_ascii_graphic() {
                    format!("`{sign}`")
                } else {
                    format!("U+{byte:04X}")
                };
                self.error(start..start + 1, format!("{sign} has no meaning here"));
            }
        }
        true
    }

    fn open_bracket(&mut self, bracket: u8) -> bool {
        let bracket_at = self.at;
        let nested = self.open.len() - 1;
        if nested >= DEEPEST {
            self.error(bracket_at..bracket_at + 1, "brackets are nested too deeply");
            return false;
        }
        self.at += 1;
        // A word right before is the name of the struct, not a value of its own.
        let around = self.innermost();
        let word = around
            .last
            .take_if(|last| bracket == b'(' && last.value.shape == Shape::Word);
        let start = match word {
            Some(Field { name, value }) => {
                around.name = (!name.is_empty()).then_some(name);
                value.span.start
            }
            None => {
                self.expect_place(bracket_at..bracket_at + 1);
                bracket_at
            }
        };
        let kept = nested < self.depth;
        self.open.push(Open::new(bracket, bracket_at, start, kept));
        true
    }

    fn close_bracket(&mut self, bracket: u8) {
        let at = self.at;
        self.at += 1;
        let opening = match bracket {
            b')' => b'(',
            b']' => b'[',
            _ => b'{',
        };
        let Some(matching) = self.open.iter().rposition(|open| open.bracket == opening) else {
            self.error(
                at..at + 1,
                format!("this `{}` closes nothing", char::from(bracket)),
            );
            return;
        };
        if let [.., last] = &self.open[matching + 1..] {
            let (line, column) = line_column(self.text, at);
            let (open, found) = (char::from(last.bracket), char::from(bracket));
            let wanted = char::from(closing(last.bracket));
            let message = format!(
                "this `{open}` is never closed: at {line}:{column} stands `{found}` and not `{wanted}`"
            );
            self.error(last.bracket_at..last.bracket_at + 1, message);
        }
        while self.open.len() > matching + 1 {
            self.close(at);
        }
        self.close(at + 1);
    }

    fn close(&mut self, end: usize) {
        self.end_part();
        let Some(open) = self.open.pop() else { return };
        let nodes = |parts: Vec<Field>| parts.into_iter().map(|part| part.value).collect();
        let shape = match open.bracket {
            _ if !open.kept => Shape::Deeper,
            b'(' if open.has_names || !open.has_values => Shape::Struct(open.parts),
            b'(' => Shape::Tuple(nodes(open.parts)),
            b'[' => Shape::List(nodes(open.parts)),
            _ => Shape::Map(open.parts),
        };
        let around = self.innermost();
        let name = around.name.take().unwrap_or(0..0);
        around.last = Some(Field {
            name,
            value: Node {
                span: open.start..end,
                shape,
            },
        });
        around.has_values = true;
    }

    fn comma(&mut self) {
        let at = self.at;
        self.at += 1;
        let open = self.innermost();
        if open.last.is_none() && open.name.is_none() {
            self.error(at..at + 1, "nothing stands before this comma");
        }
        self.end_part();
    }

    /// What stands before a colon is a name, not a value.
    fn colon(&mut self) {
        let at = self.at;
        self.at += 1;
        let open = self.innermost();
        match open
            .last
            .take_if(|last| last.name.is_empty() && matches!(open.bracket, b'(' | b'{'))
        {
            Some(last) => {
                open.name = Some(last.value.span);
                open.has_names = true;
            }
            None => self.error(at..at + 1, "this colon follows no name"),
        }
    }

    /// A word, number or text is a value that ends here.
    fn value(&mut self, shape: Shape, start: usize) {
        let span = start..self.at;
        self.expect_place(span.clone());
        let open = self.innermost();
        let name = open.name.take().unwrap_or(0..0);
        open.last = Some(Field {
            name,
            value: Node { span, shape },
        });
        open.has_values = true;
    }

    /// A value may begin after a comma, a colon or the bracket.
    fn expect_place(&mut self, span: Range<usize>) {
        let open = self.innermost();
        if open.last.is_some() {
            let message = match open.bracket {
                0 => "nothing may follow the end of the value",
                _ => "a comma is missing before this",
            };
            open.flush();
            self.error(span, message);
        }
    }

    /// At a comma or a closing bracket.
    fn end_part(&mut self) {
        let open = self.innermost();
        let lacks_name = open.last.as_ref().is_some_and(|last| last.name.is_empty())
            && (open.bracket == b'{' || open.bracket == b'(' && open.has_names);
        let nameless = open
            .last
            .as_ref()
            .map(|last| last.value.span.clone())
            .filter(|_| lacks_name);
        let valueless = open.name.take();
        open.flush();
        if let Some(span) = nameless {
            self.error(span, "a field with its name and a colon is expected here");
        }
        if let Some(span) = valueless {
            let message = format!("`{}` has no value", &self.text[span.clone()]);
            self.error(span, message);
        }
    }

    /// From the opening quote on.
    fn string(&mut self, start: usize) {
        let quote = self.at;
        self.at += 1;
        loop {
            self.pass(|byte| byte != b'"' && byte != b'\\');
            match self.bytes.get(self.at) {
                Some(b'"') => {
                    self.at += 1;
                    break;
                }
                Some(_) => self.at = (self.at + 2).min(self.bytes.len()),
                None => {
                    self.never_closed(quote..quote + 1, "`\"`");
                    break;
                }
            }
        }
        self.value(Shape::Text, start);
    }

    fn is_raw_string(&self, prefix: usize) -> bool {
        let rest = &self.bytes[self.at + prefix..];
        rest.iter().find(|&&byte| byte != b'#') == Some(&b'"')
    }

    fn raw_string(&mut self, start: usize, prefix: usize) {
        self.at += prefix;
        let hashes_at = self.at;
        self.pass(|byte| byte == b'#');
        let hashes = &self.bytes[hashes_at..self.at];
        let quote = self.at;
        self.at += 1;
        loop {
            self.pass(|byte| byte != b'"');
            if self.at >= self.bytes.len() {
                self.never_closed(quote..quote + 1, "raw text");
                break;
            }
            self.at += 1;
            if self.bytes[self.at..].starts_with(hashes) {
                self.at += hashes.len();
                break;
            }
        }
        self.value(Shape::Text, start);
    }

    /// `'a'`, `'\''`, `'\u{10ffff}'`: never longer, and never over the end of a line.
    fn character(&mut self, start: usize) {
        let quote = self.at;
        let longest = (quote + 14).min(self.bytes.len());
        let mut at = quote + 1;
        if self.bytes.get(at) == Some(&b'\\') {
            at += 1;
        }
        at += 1;
        while at < longest && !matches!(self.bytes[at], b'\'' | b'\n') {
            at += 1;
        }
        if self.bytes.get(at) == Some(&b'\'') {
            self.at = at + 1;
        } else {
            self.at = quote + 1;
            self.error(
                quote..quote + 1,
                "this `'` is never closed; a text stands in `\"`",
            );
        }
        self.value(Shape::Number, start);
    }

    /// White space and comments.
    fn blanks(&mut self) {
        while let Some(&byte) = self.bytes.get(self.at) {
            match byte {
                b' ' | b'\t'..=b'\r' => self.at += 1,
                b'/' => match self.bytes.get(self.at + 1) {
                    Some(b'/') => self.pass(|byte| byte != b'\n'),
                    Some(b'*') => self.block_comment(),
                    _ => return,
                },
                // U+0085, U+200E, U+200F, U+2028 and U+2029, which are white space to `ron`; the byte order mark.
                0xc2 if self.bytes[self.at..].starts_with(&[0xc2, 0x85]) => self.at += 2,
                0xe2 if matches!(
                    self.bytes[self.at..],
                    [_, 0x80, 0x8e | 0x8f | 0xa8 | 0xa9, ..]
                ) =>
                {
                    self.at += 3
                }
                0xef if self.at == 0 && self.text.starts_with('\u{feff}') => self.at += 3,
                _ => return,
            }
        }
    }

    /// Comments nest.
    fn block_comment(&mut self) {
        let start = self.at;
        let mut depth = 0_usize;
        loop {
            match self.bytes.get(self.at..self.at + 2) {
                Some(b"/*") => {
                    depth += 1;
                    self.at += 2;
                }
                Some(b"*/") => {
                    depth -= 1;
                    self.at += 2;
                    if depth == 0 {
                        return;
                    }
                }
                Some(_) => {
                    self.at += 1;
                    self.pass(|byte| byte != b'/' && byte != b'*');
                }
                None => {
                    self.at = self.bytes.len();
                    return self.never_closed(start..start + 2, "comment");
                }
            }
        }
    }

    /// `#![enable(..)]` lines at the top of a file.
    fn attributes(&mut self) {
        self.blanks();
        while self.bytes[self.at..].starts_with(b"#!") {
            self.pass(|byte| byte != b']');
            self.at = (self.at + 1).min(self.bytes.len());
            self.blanks();
        }
    }

    fn pass(&mut self, is_part: impl Fn(u8) -> bool) {
        let rest = &self.bytes[self.at..];
        self.at += rest
            .iter()
            .position(|&byte| !is_part(byte))
            .unwrap_or(rest.len());
    }

    fn innermost(&mut self) -> &mut Open {
        if self.open.is_empty() {
            self.open.push(Open::new(0, 0, 0, true));
        }
        let last = self.open.len() - 1;
        &mut self.open[last]
    }

    /// A string or comment that runs to the end of the text.
    fn never_closed(&mut self, span: Range<usize>, what: &str) {
        self.swallowed = true;
        self.error(span, format!("this {what} is never closed"));
    }

    fn error(&mut self, span: Range<usize>, message: impl Into<String>) {
        self.errors.push(SyntaxError::malformed(span, message));
    }
}

impl Open {
    fn new(bracket: u8, bracket_at: usize, start: usize, kept: bool) -> Self {
        Self {
            bracket,
            bracket_at,
            start,
            name: None,
            last: None,
            parts: Vec::new(),
            kept,
            has_names: false,
            has_values: false,
        }
    }

    fn flush(&mut self) {
        if let Some(part) = self.last.take()
            && self.kept
        {
            self.parts.push(part);
        }
    }
}

fn nothing_here(text: &str) -> SyntaxError {
    SyntaxError::malformed(
        text.len()..text.len(),
        "the text ends where a value is expected",
    )
}

fn closing(bracket: u8) -> u8 {
    match bracket {
        b'(' => b')',
        b'[' => b']',
        _ => b'}',
    }
}

/// Letters beyond ASCII are left for `ron` to judge.
fn is_part_of_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r##"#![enable(implicit_some)]
    Dataset( // a comment with ( and "
      id: "a \" ) b", /* nested /* ( */ */
      events: [ (id: "e1", when: "1921"), (id: r#"e2")"#, value: Exact(3), sign: '"'), ],
      x: {"k": (1, 2), "l": -inf},
    )"##;

    #[test]
    fn a_path_leads_to_a_place() {
        let tree = outline(TEXT, usize::MAX).expect("a good text");
        let at = |path: &[Step]| &TEXT[tree.at(TEXT, path).span.clone()];
        assert_eq!(at(&[Step::Field("id")]), r#""a \" ) b""#);
        assert_eq!(
            at(&[Step::Field("events"), Step::Index(0), Step::Field("when")]),
            "\"1921\""
        );
        let value = [Step::Field("events"), Step::Index(1), Step::Field("value")];
        assert_eq!(at(&value), "Exact(3)");
        assert_eq!(&TEXT[tree.at(TEXT, &value).head(TEXT)], "Exact");
        assert_eq!(&TEXT[tree.head(TEXT)], "Dataset");
        assert_eq!(
            at(&[Step::Field("events"), Step::Index(1), Step::Field("sign")]),
            "'\"'"
        );
        let nearest = at(&[
            Step::Field("events"),
            Step::Index(1),
            Step::Field("nothing"),
        ]);
        assert!(nearest.starts_with("(id: r"), "{nearest}");
        assert_eq!(
            at(&[Step::Field("events"), Step::Index(2)]),
            at(&[Step::Field("events")])
        );
    }

    #[test]
    fn a_map_has_keys_and_a_tuple_has_none() {
        let tree = outline(TEXT, usize::MAX).expect("a good text");
        let Shape::Map(entries) = &tree.at(TEXT, &[Step::Field("x")]).shape else {
            panic!("a map")
        };
        let keys: Vec<_> = entries
            .iter()
            .map(|entry| &TEXT[entry.name.clone()])
            .collect();
        assert_eq!(keys, ["\"k\"", "\"l\""]);
        assert!(matches!(&entries[0].value.shape, Shape::Tuple(values) if values.len() == 2));
        assert!(
            matches!(outline("()", 9).expect("a unit").shape, Shape::Struct(fields) if fields.is_empty())
        );
    }

    #[test]
    fn a_shallow_outline_ends_at_the_elements() {
        let tree = outline(TEXT, 2).expect("a good text");
        let Shape::List(elements) = &tree.at(TEXT, &[Step::Field("events")]).shape else {
            panic!("a list")
        };
        assert_eq!(elements.len(), 2);
        assert_eq!(elements[1].shape, Shape::Deeper);
        assert!(TEXT[elements[1].span.clone()].ends_with("'\"')"));
    }

    #[test]
    fn each_mistake_is_named_at_its_place() {
        for (text, message, place) in [
            ("", "the text ends where a value is expected", ""),
            (
                "// only a comment",
                "the text ends where a value is expected",
                "",
            ),
            ("(id: \"a", "this `\"` is never closed", "\""),
            (
                "(id: [1, 2)",
                "this `[` is never closed: at 1:11 stands `)` and not `]`",
                "[",
            ),
            ("(id: [1, 2]", "this `(` is never closed", "("),
            ("(id: 1 name: 2)", "a comma is missing before this", "name"),
            ("(id: 1))", "this `)` closes nothing", ")"),
            ("(id: 1) 2", "nothing may follow the end of the value", "2"),
            ("/* /* x */", "this comment is never closed", "/*"),
            ("(id:, b: 1)", "`id` has no value", "id"),
            (
                "(id: 1, 2)",
                "a field with its name and a colon is expected here",
                "2",
            ),
            ("(id = 1)", "`=` has no meaning here", "="),
            ("[1,, 2]", "nothing stands before this comma", ","),
            ("[a: 1]", "this colon follows no name", ":"),
            (
                "(a: 'long text here, longer)",
                "this `'` is never closed; a text stands in `\"`",
                "'",
            ),
            ("r#\"abc\"", "this raw text is never closed", "\""),
        ] {
            let error = outline(text, usize::MAX).expect_err("a bad text");
            assert_eq!(
                (error.message.as_str(), &text[error.span]),
                (message, place),
                "{text}"
            );
        }
    }

    #[test]
    fn the_pass_goes_on_behind_a_mistake() {
        let text = "(a: [1 2], b: (c: ), d: 3";
        let (tree, errors) = outline_with_errors(text, usize::MAX);
        let found: Vec<_> = errors
            .iter()
            .map(|error| (error.message.as_str(), error.span.start))
            .collect();
        let expected = [
            ("this `(` is never closed", 0),
            ("a comma is missing before this", 7),
            ("`c` has no value", 15),
        ];
        assert_eq!(found, expected);
        let tree = tree.expect("what could be made out");
        assert_eq!(&text[tree.at(text, &[Step::Field("d")]).span.clone()], "3");
    }

    #[test]
    fn hostile_texts_are_refused_with_words_and_in_time() {
        for bracket in ["(", "[", "{", "a("] {
            let error = outline(&bracket.repeat(1_000_000), usize::MAX).expect_err("too deep");
            assert_eq!(error.message, "brackets are nested too deeply");
        }
        let many = "/**/ // x\n".repeat(1_000_000) + "1";
        assert_eq!(outline(&many, 9).map(|node| node.shape), Ok(Shape::Number));
        for noise in ["\"", "'", "r#", ":", ")", "=", "/*", "b'", "\\"] {
            let (_, errors) = outline_with_errors(&noise.repeat(200_001), usize::MAX);
            assert!(
                (1..=MOST_ERRORS).contains(&errors.len()),
                "{noise}: {}",
                errors.len()
            );
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "[\\[\\](){}:,\"'/*r#a1b \\\\\u{e9}\n]{0,60}") {
            for depth in [0, 3, usize::MAX] {
                let (tree, errors) = outline_with_errors(&text, depth);
                proptest::prop_assert!(tree.is_some() || !errors.is_empty());
                for error in errors {
                    proptest::prop_assert!(error.span.end <= text.len());
                }
            }
        }

        /// What `ron` reads has no mistake for the outline.
        #[test]
        fn what_ron_reads_has_an_outline(text in "[\\[\\](){}:,\"'/*ab1 \n]{0,12}") {
            if ron::from_str::<ron::Value>(&text).is_ok() {
                proptest::prop_assert_eq!(outline(&text, 9).err(), None);
            }
        }
    }
}
