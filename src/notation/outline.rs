//! Where each field and element of a RON text lies.
//!
//! A single pass over the bytes that understands brackets, names, strings and comments and nothing of values. It is
//! tolerant of what it does not know, and bounded in depth, so that no text makes it overflow.

use std::ops::Range;

use super::{Mistake, SyntaxError};

/// Deeper brackets are refused, as `ron` itself does.
const DEEPEST: usize = 128;

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
    /// `(name: value, ..)`.
    Struct(Vec<Field>),
    /// `[..]` or `(value, ..)`.
    List(Vec<Node>),
    /// Text, number, bare word, map, or anything below the depth that was asked for.
    Leaf,
}

/// A named part of a struct.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Bytes of the name.
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
/// Names the bracket, string or comment that is never closed, or the bracket that does not fit.
pub fn outline(text: &str, depth: usize) -> Result<Node, SyntaxError> {
    let mut scanner = Scanner {
        text,
        bytes: text.as_bytes(),
        at: 0,
        depth,
    };
    if text.starts_with('\u{feff}') {
        scanner.at = '\u{feff}'.len_utf8();
    }
    scanner.skip_attributes()?;
    let node = scanner.value(0)?;
    scanner.blanks()?;
    if scanner.at < text.len() {
        return Err(scanner.error(
            scanner.at..text.len().min(scanner.at + 1),
            "nothing may follow the end of the value",
        ));
    }
    Ok(node)
}

impl Node {
    /// The place that a path leads to; the nearest place above it where the path leaves the outline.
    pub fn at<'a>(&'a self, text: &str, path: &[Step]) -> &'a Node {
        let Some((step, rest)) = path.split_first() else {
            return self;
        };
        let next = match (step, &self.shape) {
            (Step::Field(name), Shape::Struct(fields)) => fields
                .iter()
                .find(|field| &text[field.name.clone()] == *name)
                .map(|field| &field.value),
            (Step::Index(idx), Shape::List(nodes)) => nodes.get(*idx),
            _ => None,
        };
        next.map_or(self, |node| node.at(text, rest))
    }

    /// A field of a struct.
    pub fn field(&self, text: &str, name: &str) -> Option<&Field> {
        match &self.shape {
            Shape::Struct(fields) => fields
                .iter()
                .find(|field| &text[field.name.clone()] == name),
            _ => None,
        }
    }

    /// The smallest field or element that a mistake lies in; `None` when it is the whole value.
    pub(super) fn removable(&self, error: &SyntaxError) -> Option<Range<usize>> {
        let at = error.span.start;
        let mut found: Option<Range<usize>> = None;
        let mut node = self;
        loop {
            let next = match &node.shape {
                Shape::Struct(fields) => fields
                    .iter()
                    .rev()
                    .find(|field| field.name.start <= at && at <= field.value.span.end)
                    .map(|field| (field.name.start..field.value.span.end, &field.value)),
                Shape::List(nodes) => nodes
                    .iter()
                    .rev()
                    .find(|child| child.span.start <= at && at <= child.span.end)
                    .map(|child| (child.span.clone(), child)),
                Shape::Leaf => None,
            };
            let Some((unit, child)) = next else {
                return found;
            };
            // A struct that lacks a field is itself at fault, not its last field, at whose end the reader stopped.
            if matches!(error.kind, Mistake::MissingField(_)) && matches!(child.shape, Shape::Leaf)
            {
                return found;
            }
            found = Some(unit);
            node = child;
        }
    }

    /// Where to point for a mistake inside a unit: at the value of a field, at the whole of an element.
    pub(super) fn point_at(&self, error: &SyntaxError, unit: &Range<usize>) -> Range<usize> {
        let mut node = self;
        loop {
            match &node.shape {
                Shape::Struct(fields) => {
                    let Some(field) = fields.iter().find(|field| {
                        field.name.start <= unit.start && unit.end <= field.value.span.end
                    }) else {
                        return error.span.clone();
                    };
                    if field.name.start == unit.start && field.value.span.end == unit.end {
                        return field.value.span.clone();
                    }
                    node = &field.value;
                }
                Shape::List(nodes) => {
                    let Some(child) = nodes
                        .iter()
                        .find(|child| child.span.start <= unit.start && unit.end <= child.span.end)
                    else {
                        return error.span.clone();
                    };
                    if &child.span == unit {
                        return unit.clone();
                    }
                    node = child;
                }
                Shape::Leaf => return error.span.clone(),
            }
        }
    }
}

struct Scanner<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    depth: usize,
}

impl Scanner<'_> {
    fn value(&mut self, depth: usize) -> Result<Node, SyntaxError> {
        self.blanks()?;
        let start = self.at;
        if depth > DEEPEST {
            return Err(self.error(start..start + 1, "brackets are nested too deeply"));
        }
        self.word()?;
        let after_word = self.at;
        self.blanks()?;
        let shape = match self.bytes.get(self.at) {
            Some(b'(') => self.round(depth)?,
            Some(b'[') if after_word == start => Shape::List(self.elements(b']', depth)?),
            Some(b'{') if after_word == start => {
                self.skip_balanced()?;
                Shape::Leaf
            }
            _ if after_word > start => {
                self.at = after_word;
                Shape::Leaf
            }
            Some(_) => {
                let width = self.text[self.at..]
                    .chars()
                    .next()
                    .map_or(1, char::len_utf8);
                return Err(self.error(self.at..self.at + width, "a value is expected here"));
            }
            None => return Err(self.error(start..start, "the text ends where a value is expected")),
        };
        Ok(Node {
            span: start..self.at,
            shape,
        })
    }

    /// The inside of `( )`: fields when a name and a colon come first, else values.
    fn round(&mut self, depth: usize) -> Result<Shape, SyntaxError> {
        if depth >= self.depth {
            self.skip_balanced()?;
            return Ok(Shape::Leaf);
        }
        let open = self.at;
        self.at += 1;
        self.blanks()?;
        let inside = self.at;
        let named = self.name_ahead()?.is_some() || self.bytes.get(self.at) == Some(&b')');
        self.at = inside;
        if !named {
            self.at = open;
            return Ok(Shape::List(self.elements(b')', depth)?));
        }
        let mut fields = Vec::new();
        loop {
            self.blanks()?;
            match self.bytes.get(self.at) {
                Some(b')') => {
                    self.at += 1;
                    return Ok(Shape::Struct(fields));
                }
                None => return Err(self.unclosed(open)),
                _ => {}
            }
            let Some(name) = self.name_ahead()? else {
                let width = self.text[self.at..]
                    .chars()
                    .next()
                    .map_or(1, char::len_utf8);
                return Err(self.error(
                    self.at..self.at + width,
                    "a field with its name and a colon is expected here",
                ));
            };
            let value = self
                .value(depth + 1)
                .map_err(|error| self.at_end(error, open))?;
            fields.push(Field { name, value });
            self.separator(b')', open)?;
        }
    }

    fn elements(&mut self, close: u8, depth: usize) -> Result<Vec<Node>, SyntaxError> {
        let mut nodes = Vec::new();
        if depth >= self.depth {
            self.skip_balanced()?;
            return Ok(nodes);
        }
        let open = self.at;
        self.at += 1;
        loop {
            self.blanks()?;
            match self.bytes.get(self.at) {
                Some(&byte) if byte == close => {
                    self.at += 1;
                    return Ok(nodes);
                }
                None => return Err(self.unclosed(open)),
                _ => {}
            }
            nodes.push(
                self.value(depth + 1)
                    .map_err(|error| self.at_end(error, open))?,
            );
            self.separator(close, open)?;
        }
    }

    /// A comma, or the closing bracket, which is left where it is.
    fn separator(&mut self, close: u8, open: usize) -> Result<(), SyntaxError> {
        self.blanks()?;
        match self.bytes.get(self.at) {
            Some(b',') => {
                self.at += 1;
                Ok(())
            }
            Some(&byte) if byte == close => Ok(()),
            Some(b')' | b']' | b'}') => Err(self.unclosed(open)),
            Some(_) => {
                let width = self.text[self.at..]
                    .chars()
                    .next()
                    .map_or(1, char::len_utf8);
                Err(self.error(self.at..self.at + width, "a comma is missing before this"))
            }
            None => Err(self.unclosed(open)),
        }
    }

    /// The name of a field, its colon passed over; `None`, and nothing moved, when no name and colon come next.
    fn name_ahead(&mut self) -> Result<Option<Range<usize>>, SyntaxError> {
        let start = self.at;
        while self
            .bytes
            .get(self.at)
            .is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_' || *b == b'#')
        {
            self.at += 1;
        }
        let name = start..self.at;
        self.blanks()?;
        if !name.is_empty() && self.bytes.get(self.at) == Some(&b':') {
            self.at += 1;
            return Ok(Some(name));
        }
        self.at = start;
        Ok(None)
    }

    /// A string, a character, a number or a bare word; nothing when a bracket comes next.
    fn word(&mut self) -> Result<(), SyntaxError> {
        let start = self.at;
        match self.bytes.get(self.at) {
            Some(b'"') => self.string(start),
            Some(b'\'') => self.character(start),
            Some(b'r' | b'b') if self.raw_string_ahead() => self.raw_string(start),
            Some(b'b') if self.bytes.get(self.at + 1) == Some(&b'"') => {
                self.at += 1;
                self.string(start)
            }
            _ => {
                while self.bytes.get(self.at).is_some_and(|b| {
                    b.is_ascii_alphanumeric()
                        || matches!(b, b'_' | b'.' | b'-' | b'+' | b'#')
                        || *b >= 0x80
                }) {
                    self.at += 1;
                }
                Ok(())
            }
        }
    }

    fn string(&mut self, start: usize) -> Result<(), SyntaxError> {
        self.at += 1;
        loop {
            match self.bytes.get(self.at) {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(());
                }
                Some(b'\\') => self.at += 2,
                Some(_) => self.at += 1,
                None => {
                    self.at = self.bytes.len();
                    return Err(self.error(start..start + 1, "this `\"` is never closed"));
                }
            }
        }
    }

    fn character(&mut self, start: usize) -> Result<(), SyntaxError> {
        self.at += 1;
        while let Some(&byte) = self.bytes.get(self.at) {
            match byte {
                b'\'' => {
                    self.at += 1;
                    return Ok(());
                }
                b'\\' => self.at += 2,
                b'\n' => break,
                _ => self.at += 1,
            }
        }
        self.at = self.at.min(self.bytes.len());
        Err(self.error(start..start + 1, "this `'` is never closed"))
    }

    fn raw_string_ahead(&self) -> bool {
        let rest = &self.bytes[self.at..];
        let rest = rest.strip_prefix(b"b").unwrap_or(rest);
        let Some(rest) = rest.strip_prefix(b"r") else {
            return false;
        };
        rest.iter().find(|byte| **byte != b'#') == Some(&b'"')
    }

    fn raw_string(&mut self, start: usize) -> Result<(), SyntaxError> {
        while self
            .bytes
            .get(self.at)
            .is_some_and(|byte| matches!(byte, b'b' | b'r'))
        {
            self.at += 1;
        }
        let hashes = self.bytes[self.at..]
            .iter()
            .take_while(|byte| **byte == b'#')
            .count();
        let close = format!("\"{}", "#".repeat(hashes));
        self.at += hashes + 1;
        match self.text.get(self.at..).and_then(|rest| rest.find(&close)) {
            Some(idx) => {
                self.at += idx + close.len();
                Ok(())
            }
            None => {
                self.at = self.bytes.len();
                Err(self.error(start..start + 1, "this raw text is never closed"))
            }
        }
    }

    /// Passes over a bracket and all in it, whatever it is.
    fn skip_balanced(&mut self) -> Result<(), SyntaxError> {
        let mut open: Vec<usize> = Vec::new();
        loop {
            self.blanks()?;
            match self.bytes.get(self.at) {
                Some(b'(' | b'[' | b'{') => {
                    if open.len() > DEEPEST {
                        return Err(
                            self.error(self.at..self.at + 1, "brackets are nested too deeply")
                        );
                    }
                    open.push(self.at);
                    self.at += 1;
                }
                Some(&close @ (b')' | b']' | b'}')) => {
                    let Some(last) = open.pop() else {
                        return Err(self.error(self.at..self.at + 1, "this bracket closes nothing"));
                    };
                    if !matches!(
                        (self.bytes[last], close),
                        (b'(', b')') | (b'[', b']') | (b'{', b'}')
                    ) {
                        return Err(self.unclosed(last));
                    }
                    self.at += 1;
                    if open.is_empty() {
                        return Ok(());
                    }
                }
                Some(b'"' | b'\'' | b'r' | b'b') => {
                    let before = self.at;
                    self.word()?;
                    self.at = self.at.max(before + 1);
                }
                Some(_) => self.at += 1,
                None => {
                    let last = open.last().copied().unwrap_or(self.at);
                    return Err(self.unclosed(last));
                }
            }
        }
    }

    /// White space and comments.
    fn blanks(&mut self) -> Result<(), SyntaxError> {
        loop {
            match self.bytes.get(self.at) {
                Some(byte) if byte.is_ascii_whitespace() || *byte == 0x0b => self.at += 1,
                Some(b'/') if self.bytes.get(self.at + 1) == Some(&b'/') => {
                    self.at = self.text[self.at..]
                        .find('\n')
                        .map_or(self.text.len(), |idx| self.at + idx);
                }
                Some(b'/') if self.bytes.get(self.at + 1) == Some(&b'*') => self.block_comment()?,
                _ => return Ok(()),
            }
        }
    }

    fn block_comment(&mut self) -> Result<(), SyntaxError> {
        let start = self.at;
        let mut depth = 0_usize;
        loop {
            match (self.bytes.get(self.at), self.bytes.get(self.at + 1)) {
                (Some(b'/'), Some(b'*')) => {
                    depth += 1;
                    self.at += 2;
                }
                (Some(b'*'), Some(b'/')) => {
                    depth -= 1;
                    self.at += 2;
                    if depth == 0 {
                        return Ok(());
                    }
                }
                (Some(_), _) => self.at += 1,
                (None, _) => {
                    return Err(self.error(start..start + 2, "this comment is never closed"));
                }
            }
        }
    }

    /// `#![enable(..)]` lines at the top of a file.
    fn skip_attributes(&mut self) -> Result<(), SyntaxError> {
        loop {
            self.blanks()?;
            if !self.text[self.at..].starts_with("#!") {
                return Ok(());
            }
            self.at = self.text[self.at..]
                .find(']')
                .map_or(self.text.len(), |idx| self.at + idx + 1);
        }
    }

    /// An error at the end of the text is better told as the bracket that is open there.
    fn at_end(&self, error: SyntaxError, open: usize) -> SyntaxError {
        if error.span.start >= self.text.len() {
            self.unclosed(open)
        } else {
            error
        }
    }

    fn unclosed(&self, open: usize) -> SyntaxError {
        let bracket = self.text[open..].chars().next().unwrap_or('(');
        self.error(
            open..open + bracket.len_utf8(),
            &format!("this `{bracket}` is never closed"),
        )
    }

    fn error(&self, span: Range<usize>, message: &str) -> SyntaxError {
        let end = span.end.min(self.text.len());
        SyntaxError {
            span: span.start.min(end)..end,
            message: message.to_owned(),
            kind: Mistake::Malformed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"Dataset( // a comment with ( and "
      id: "a \" ) b", /* nested /* ( */ */
      events: [ (id: "e1", when: "1921"), (id: r"e2)", value: Exact(3)), ],
      x: {"k": (1, 2)},
    )"#;

    #[test]
    fn a_path_leads_to_a_place() {
        let tree = outline(TEXT, usize::MAX).expect("a good text");
        let at = |path: &[Step]| &TEXT[tree.at(TEXT, path).span.clone()];
        assert_eq!(at(&[Step::Field("id")]), r#""a \" ) b""#);
        assert_eq!(
            at(&[Step::Field("events"), Step::Index(0), Step::Field("when")]),
            "\"1921\""
        );
        assert_eq!(
            at(&[Step::Field("events"), Step::Index(1), Step::Field("value")]),
            "Exact(3)"
        );
        let nearest = at(&[
            Step::Field("events"),
            Step::Index(1),
            Step::Field("nothing"),
        ]);
        assert!(nearest.starts_with("(id: r"), "{nearest}");
    }

    #[test]
    fn a_shallow_outline_ends_at_the_elements() {
        let tree = outline(TEXT, 2).expect("a good text");
        let events = tree.at(TEXT, &[Step::Field("events")]);
        let Shape::List(elements) = &events.shape else {
            panic!("a list")
        };
        assert_eq!(elements.len(), 2);
        assert_eq!(elements[1].shape, Shape::Leaf);
    }

    #[test]
    fn hostile_texts_are_refused_with_words() {
        for (text, message) in [
            ("", "the text ends where a value is expected"),
            ("(id: \"a", "this `\"` is never closed"),
            ("(id: [1, 2)", "this `[` is never closed"),
            ("(id: 1 name: 2)", "a comma is missing before this"),
            ("(id: 1)) ", "nothing may follow the end of the value"),
            ("/* x", "this comment is never closed"),
            (&"(".repeat(100_000), "brackets are nested too deeply"),
            (&"[".repeat(100_000), "brackets are nested too deeply"),
        ] {
            assert_eq!(
                outline(text, usize::MAX).expect_err("bad text").message,
                message
            );
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "[\\[\\](){}:,\"'/*r#a1 \\\\\u{e9}\n]{0,60}") {
            let _ = outline(&text, 3);
            let _ = outline(&text, usize::MAX);
        }
    }
}
