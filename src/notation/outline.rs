//! The shape of a RON text with the place of everything in it, from one pass that needs no types.
//!
//! Nothing of the text is copied, and the pass goes on behind an error, so that all of them are found. Words, numbers
//! and strings are found but not judged: that is done by what reads the values.

use std::ops::Range;

use super::{SyntaxError, SyntaxErrorKind, line_column};

/// Brackets in brackets; `ron` itself goes as deep.
const DEPTH_LIMIT: usize = 128;
/// More than anybody reads; a file of another format would fill the memory with them.
const ERROR_LIMIT: usize = 100;

/// Finds the parts of `text`.
pub fn outline(text: &str) -> Outline {
    if u32::try_from(text.len()).is_err() {
        let error = SyntaxError::not_ron(0..0, "a file of more than 4 GiB cannot be read");
        return Outline {
            entries: Vec::new(),
            errors: vec![error],
        };
    }
    Scanner::new(text).run()
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outline {
    /// Depth first: children follow their parent.
    entries: Vec<Entry>,
    /// In the order of their places.
    pub errors: Vec<SyntaxError>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NodeKind {
    /// `(name: value)`, with a name before it or none, and `()`.
    Struct,
    /// `(value, value)`, with a name before it or none.
    Tuple,
    List,
    Map,
    /// A string in quotes, raw or not.
    Text,
    /// A number, or a character in quotes.
    Number,
    /// A bare word.
    Word,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    kind: NodeKind,
    /// From its name, if it has one, to its closing bracket.
    start: u32,
    end: u32,
    /// Bytes of the name before the bracket.
    name_len: u32,
    /// Empty where there is no key.
    key_start: u32,
    key_end: u32,
    /// The entry behind its last descendant.
    next: u32,
}

/// A value in a text. Cheap to copy.
#[derive(Debug, Clone, Copy)]
pub struct Node<'o> {
    text: &'o str,
    entries: &'o [Entry],
    index: usize,
}

impl Outline {
    /// The value that the text consists of. `text` is the one that was outlined.
    pub fn root<'o>(&'o self, text: &'o str) -> Option<Node<'o>> {
        (!self.entries.is_empty()).then_some(Node {
            text,
            entries: &self.entries,
            index: 0,
        })
    }
}

impl<'o> Node<'o> {
    pub fn kind(self) -> NodeKind {
        self.entry().kind
    }

    /// The value without its key, from the name before the bracket (if any) to the closing bracket.
    pub fn span(self) -> Range<usize> {
        self.entry().start as usize..self.entry().end as usize
    }

    /// The value as written.
    pub fn text(self) -> &'o str {
        self.text.get(self.span()).unwrap_or_default()
    }

    /// `Exact` of `Exact(315)`, the word itself of a bare word.
    pub fn name(self) -> Option<&'o str> {
        let entry = self.entry();
        match entry.kind {
            NodeKind::Word => Some(self.text()),
            _ if entry.name_len > 0 => self.text().get(..entry.name_len as usize),
            _ => None,
        }
    }

    /// Where the value's first sign is: its name, or its opening bracket.
    pub fn head(self) -> Range<usize> {
        let entry = self.entry();
        let start = entry.start as usize;
        match entry.kind {
            NodeKind::Struct | NodeKind::Tuple | NodeKind::List | NodeKind::Map => {
                start..start + (entry.name_len as usize).max(1)
            }
            _ => self.span(),
        }
    }

    /// The name of the field that holds this value, or the key of a map without its quotes.
    pub fn key(self) -> Option<&'o str> {
        let key = self.text.get(self.key_span()?)?;
        Some(
            key.strip_prefix('"')
                .and_then(|key| key.strip_suffix('"'))
                .unwrap_or(key),
        )
    }

    pub fn key_span(self) -> Option<Range<usize>> {
        let entry = self.entry();
        (entry.key_end > entry.key_start)
            .then_some(entry.key_start as usize..entry.key_end as usize)
    }

    /// From the key, if there is one, to the end of the value.
    pub fn whole(self) -> Range<usize> {
        self.key_span().map_or(self.span().start, |key| key.start)..self.span().end
    }

    pub fn children(self) -> impl Iterator<Item = Node<'o>> {
        let end = self.entry().next as usize;
        let mut at = self.index + 1;
        std::iter::from_fn(move || {
            let child = Node { index: at, ..self };
            (at < end).then(|| {
                at = (child.entry().next as usize).max(at + 1);
                child
            })
        })
    }

    /// The field or the entry of this name.
    pub fn get(self, key: &str) -> Option<Node<'o>> {
        self.children().find(|child| child.key() == Some(key))
    }

    /// The element at this place, from 0.
    pub fn item(self, index: usize) -> Option<Node<'o>> {
        self.children().nth(index)
    }

    /// Follows `events[12].when`. Where the path goes on further than the text does, the last part that is there.
    pub fn at(self, path: &str) -> Option<Node<'o>> {
        let (node, rest) = self.nearest(path);
        rest.is_empty().then_some(node)
    }

    /// As far along `path` as the text goes, and what is left of the path.
    pub fn nearest(self, path: &str) -> (Node<'o>, &str) {
        let mut node = self;
        let mut rest = path;
        loop {
            let step = rest.trim_start_matches('.');
            let (found, length) = if let Some(bracket) = step.strip_prefix('[') {
                let Some(close) = bracket.find(']') else {
                    return (node, rest);
                };
                let index = bracket[..close].parse().ok();
                (index.and_then(|index| node.item(index)), close + 2)
            } else {
                let length = step.find(['.', '[']).unwrap_or(step.len());
                if length == 0 {
                    return (node, step);
                }
                (node.get(&step[..length]), length)
            };
            let Some(found) = found else {
                return (node, rest);
            };
            node = found;
            rest = &step[length..];
        }
    }

    /// This node and its parents up to the root of `byte`, the innermost last. `inclusive`: a value also holds the byte
    /// right behind it.
    pub(super) fn path_to(self, byte: usize, inclusive: bool) -> Vec<Node<'o>> {
        let mut path = vec![self];
        let mut node = self;
        while let Some(child) = node.children().find(|child| {
            let whole = child.whole();
            whole.start <= byte && (byte < whole.end || inclusive && byte == whole.end)
        }) {
            path.push(child);
            node = child;
        }
        path
    }

    pub(super) fn index(self) -> usize {
        self.index
    }

    fn entry(self) -> &'o Entry {
        &self.entries[self.index]
    }
}

/// The first byte from `at` on that is neither blank nor comment.
pub(super) fn skip_blank(text: &str, at: usize) -> usize {
    let mut scanner = Scanner::new(text);
    scanner.at = at;
    scanner.skip_blank();
    scanner.at
}

struct Scanner<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    entries: Vec<Entry>,
    open: Vec<Open>,
    errors: Vec<SyntaxError>,
}

/// A bracket that is not closed yet.
struct Open {
    entry: usize,
    bracket_at: usize,
    bracket: u8,
    key: Option<(u32, u32)>,
    /// The value since the last comma.
    last: Option<usize>,
    has_keys: bool,
    has_values: bool,
}

impl<'t> Scanner<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            bytes: text.as_bytes(),
            at: 0,
            entries: Vec::new(),
            open: Vec::new(),
            errors: Vec::new(),
        }
    }

    fn run(mut self) -> Outline {
        self.entries.reserve(self.bytes.len() / 16);
        // The root is a value in a bracket that nobody writes.
        self.open.push(Open::at(usize::MAX, 0, 0));
        self.skip_attributes();
        loop {
            self.skip_blank();
            let Some(&byte) = self.bytes.get(self.at) else {
                break;
            };
            if !self.token(byte) || self.errors.len() >= ERROR_LIMIT {
                break;
            }
        }
        let end = self.bytes.len();
        if self.errors.len() < ERROR_LIMIT
            && self
                .errors
                .last()
                .is_none_or(|error| error.kind != SyntaxErrorKind::TooDeep)
        {
            for open in self.open.iter().skip(1) {
                let (line, column) = line_column(self.text, open.bracket_at);
                let bracket = char::from(open.bracket);
                let message = format!("this `{bracket}` at {line}:{column} is never closed");
                self.errors.push(SyntaxError::not_ron(
                    open.bracket_at..open.bracket_at + 1,
                    message,
                ));
            }
            if self.entries.is_empty() && self.errors.is_empty() {
                self.errors
                    .push(SyntaxError::not_ron(end..end, "nothing is written here"));
            }
        }
        while self.open.len() > 1 {
            self.close(end);
        }
        self.errors.sort_by_key(|error| error.span.start);
        Outline {
            entries: self.entries,
            errors: self.errors,
        }
    }

    /// False where it makes no sense to go on.
    fn token(&mut self, byte: u8) -> bool {
        let start = self.at;
        match byte {
            b'(' | b'[' | b'{' => return self.open_bracket(byte),
            b')' | b']' | b'}' => self.close_bracket(byte),
            b',' => {
                self.at += 1;
                let (empty, dangling) = self.innermost().map_or((false, false), |open| {
                    (open.last.is_none(), open.key.is_some())
                });
                if dangling {
                    self.error(start..start + 1, "a value is missing before this `,`");
                } else if empty {
                    self.error(start..start + 1, "nothing stands before this `,`");
                }
                if let Some(open) = self.open.last_mut() {
                    open.last = None;
                    open.key = None;
                }
            }
            b':' => self.colon(),
            b'"' => self.string(start),
            b'\'' => self.character(start),
            b'0'..=b'9' | b'+' | b'-' | b'.' => {
                self.at += 1;
                self.skip_while(|byte| {
                    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'+' | b'-' | b'=')
                });
                self.value(NodeKind::Number, start);
            }
            b'r' if self.is_raw_string(1) => self.raw_string(start, 1),
            b'b' if self.bytes.get(start + 1) == Some(&b'"') => {
                self.at += 1;
                self.string(start);
            }
            b'b' if self.bytes.get(start + 1) == Some(&b'\'') => {
                self.at += 1;
                self.character(start);
            }
            b'b' if self.bytes.get(start + 1) == Some(&b'r') && self.is_raw_string(2) => {
                self.raw_string(start, 2)
            }
            _ if is_word_byte(byte) => {
                if byte == b'r' && self.bytes.get(start + 1) == Some(&b'#') {
                    self.at += 2;
                }
                self.skip_while(is_word_byte);
                self.value(NodeKind::Word, start);
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
        let start = self.at;
        if self.open.len() > DEPTH_LIMIT {
            let message = format!("more than {DEPTH_LIMIT} brackets in one another");
            self.errors.push(SyntaxError::new(
                start..start + 1,
                SyntaxErrorKind::TooDeep,
                message,
            ));
            return false;
        }
        self.at += 1;
        let kind = match bracket {
            b'(' => NodeKind::Tuple,
            b'[' => NodeKind::List,
            _ => NodeKind::Map,
        };
        let named = self.innermost().and_then(|open| open.last).filter(|&last| {
            bracket == b'('
                && self.entries[last].kind == NodeKind::Word
                && self.entries[last].next as usize == self.entries.len()
        });
        let entry = if let Some(named) = named {
            let entry = &mut self.entries[named];
            entry.kind = kind;
            entry.name_len = entry.end - entry.start;
            named
        } else {
            self.value(kind, start);
            self.entries.len() - 1
        };
        self.open.push(Open::at(entry, start, bracket));
        true
    }

    fn close_bracket(&mut self, bracket: u8) {
        let start = self.at;
        self.at += 1;
        let opening = match bracket {
            b')' => b'(',
            b']' => b'[',
            _ => b'{',
        };
        let Some(matching) = self.open.iter().rposition(|open| open.bracket == opening) else {
            let message = format!("this `{}` closes nothing", char::from(bracket));
            self.error(start..start + 1, message);
            return;
        };
        let mismatched = self.open[matching + 1..]
            .iter()
            .map(|open| (open.bracket_at, open.bracket))
            .next_back();
        if let Some((at, open)) = mismatched {
            let (line, column) = line_column(self.text, at);
            let (here, there) = (char::from(bracket), char::from(open));
            let wanted = char::from(closing(open));
            let message = format!(
                "`{here}` stands where the `{there}` at {line}:{column} needs its `{wanted}`"
            );
            self.errors
                .push(SyntaxError::not_ron(start..start + 1, message).related_to(at..at + 1));
        } else if let Some((key_start, key_end)) = self.open[matching].key {
            let name = &self.text[key_start as usize..key_end as usize];
            let message = format!("`{name}` has no value");
            self.error(key_start as usize..key_end as usize, message);
        }
        while self.open.len() > matching {
            let end = if self.open.len() == matching + 1 {
                start + 1
            } else {
                start
            };
            self.close(end);
        }
    }

    fn close(&mut self, end: usize) {
        let Some(open) = self.open.pop() else { return };
        let next = self.entries.len() as u32;
        if let Some(entry) = self.entries.get_mut(open.entry) {
            entry.end = end as u32;
            entry.next = next;
            if open.bracket == b'(' && (open.has_keys || !open.has_values) {
                entry.kind = NodeKind::Struct;
            }
        }
    }

    /// What stands before a colon is a key, not a value.
    fn colon(&mut self) {
        let start = self.at;
        self.at += 1;
        let Some(open) = self.open.last_mut() else {
            return;
        };
        let key = match (open.last.take(), open.key) {
            (Some(last), None) if open.bracket == b'(' || open.bracket == b'{' => Some(last),
            _ => None,
        };
        let Some(last) = key else {
            self.error(
                start..start + 1,
                "nothing stands before this `:` that it could be the value of",
            );
            return;
        };
        let key = &self.entries[last];
        open.key = Some((key.start, key.end));
        open.has_keys = true;
        self.entries.truncate(last);
    }

    fn value(&mut self, kind: NodeKind, start: usize) {
        let index = self.entries.len();
        let end = self.at as u32;
        let mut missing_comma = None;
        let mut key = (0, 0);
        if let Some(open) = self.open.last_mut() {
            if open.last.is_some() {
                missing_comma = Some(open.bracket);
            }
            key = open.key.take().unwrap_or_default();
            open.last = Some(index);
            open.has_values = true;
        }
        if let Some(bracket) = missing_comma {
            let message = match bracket {
                0 => "the file holds one value, and here a second begins".to_owned(),
                _ => format!(
                    "a `,` or `{}` is missing before this",
                    char::from(closing(bracket))
                ),
            };
            self.error(start..end as usize, message);
        }
        let entry = Entry {
            kind,
            start: start as u32,
            end,
            name_len: 0,
            key_start: key.0,
            key_end: key.1,
            next: index as u32 + 1,
        };
        self.entries.push(entry);
    }

    /// From the opening quote at `self.at`.
    fn string(&mut self, start: usize) {
        let quote = self.at;
        self.at += 1;
        loop {
            self.skip_while(|byte| byte != b'"' && byte != b'\\');
            match self.bytes.get(self.at) {
                Some(b'"') => {
                    self.at += 1;
                    break;
                }
                Some(_) => self.at = (self.at + 2).min(self.bytes.len()),
                None => {
                    self.unclosed_text(quote, "\"");
                    break;
                }
            }
        }
        self.value(NodeKind::Text, start);
    }

    fn is_raw_string(&self, prefix: usize) -> bool {
        let rest = &self.bytes[self.at + prefix..];
        let hashes = rest.iter().take_while(|&&byte| byte == b'#').count();
        rest.get(hashes) == Some(&b'"')
    }

    fn raw_string(&mut self, start: usize, prefix: usize) {
        self.at += prefix;
        let hashes_from = self.at;
        self.skip_while(|byte| byte == b'#');
        let hashes = self.at - hashes_from;
        let quote = self.at;
        self.at += 1;
        loop {
            self.skip_while(|byte| byte != b'"');
            if self.at >= self.bytes.len() {
                self.unclosed_text(quote, "\"");
                break;
            }
            self.at += 1;
            let closing = &self.bytes[self.at..(self.at + hashes).min(self.bytes.len())];
            if closing.len() == hashes && closing.iter().all(|&byte| byte == b'#') {
                self.at += hashes;
                break;
            }
        }
        self.value(NodeKind::Text, start);
    }

    /// `'a'`, `'\''`, `'\u{41}'`; never longer than ten characters and never over a line's end.
    fn character(&mut self, start: usize) {
        let quote = self.at;
        self.at += 1;
        if self.bytes.get(self.at) == Some(&b'\\') {
            self.at = (self.at + 2).min(self.bytes.len());
        } else if self.bytes.get(self.at).is_some_and(|&byte| byte != b'\n') {
            self.at += 1;
        }
        let limit = (self.at + 12).min(self.bytes.len());
        while self.at < limit && !matches!(self.bytes[self.at], b'\'' | b'\n') {
            self.at += 1;
        }
        if self.bytes.get(self.at) == Some(&b'\'') {
            self.at += 1;
        } else {
            self.at = quote + 1;
            self.error(
                quote..quote + 1,
                "`'` holds a single character; text stands in `\"`",
            );
        }
        self.value(NodeKind::Number, start);
    }

    fn unclosed_text(&mut self, quote: usize, sign: &str) {
        let (line, column) = line_column(self.text, quote);
        self.error(
            quote..quote + 1,
            format!("the text that this `{sign}` opens at {line}:{column} never ends"),
        );
    }

    fn skip_while(&mut self, is_part: impl Fn(u8) -> bool) {
        let rest = &self.bytes[self.at..];
        self.at += rest
            .iter()
            .position(|&byte| !is_part(byte))
            .unwrap_or(rest.len());
    }

    fn skip_blank(&mut self) {
        while let Some(&byte) = self.bytes.get(self.at) {
            match byte {
                b' ' | b'\t'..=b'\r' => self.at += 1,
                b'/' => match self.bytes.get(self.at + 1) {
                    Some(b'/') => self.skip_while(|byte| byte != b'\n'),
                    Some(b'*') => self.skip_block_comment(),
                    _ => return,
                },
                // U+0085, U+200E, U+200F, U+2028, U+2029, and the byte order mark.
                0xc2 if self.bytes[self.at..].starts_with(b"\xc2\x85") => self.at += 2,
                0xe2 if matches!(
                    self.bytes[self.at..],
                    [_, 0x80, 0x8e | 0x8f | 0xa8 | 0xa9, ..]
                ) =>
                {
                    self.at += 3
                }
                0xef if self.at == 0 && self.bytes.starts_with(b"\xef\xbb\xbf") => self.at += 3,
                _ => return,
            }
        }
    }

    /// Comments nest.
    fn skip_block_comment(&mut self) {
        let start = self.at;
        self.at += 2;
        let mut depth = 1_usize;
        while depth > 0 {
            self.skip_while(|byte| byte != b'/' && byte != b'*');
            match self.bytes.get(self.at..self.at + 2) {
                Some(b"*/") => {
                    depth -= 1;
                    self.at += 2;
                }
                Some(b"/*") => {
                    depth += 1;
                    self.at += 2;
                }
                Some(_) => self.at += 1,
                None => {
                    self.at = self.bytes.len();
                    let (line, column) = line_column(self.text, start);
                    self.error(
                        start..start + 2,
                        format!("the comment that opens at {line}:{column} never ends"),
                    );
                    return;
                }
            }
        }
    }

    /// `#![enable(...)]` at the top.
    fn skip_attributes(&mut self) {
        loop {
            self.skip_blank();
            if !self.bytes[self.at..].starts_with(b"#") {
                return;
            }
            self.skip_while(|byte| byte != b']' && byte != b'\n');
            self.at = (self.at + 1).min(self.bytes.len());
        }
    }

    fn innermost(&self) -> Option<&Open> {
        self.open.last()
    }

    fn error(&mut self, span: Range<usize>, message: impl Into<String>) {
        self.errors.push(SyntaxError::not_ron(span, message));
    }
}

impl Open {
    fn at(entry: usize, bracket_at: usize, bracket: u8) -> Self {
        Self {
            entry,
            bracket_at,
            bracket,
            key: None,
            last: None,
            has_keys: false,
            has_values: false,
        }
    }
}

fn closing(bracket: u8) -> u8 {
    match bracket {
        b'(' => b')',
        b'[' => b']',
        _ => b'}',
    }
}

/// Bytes of words; those beyond ASCII are left for `ron` to judge.
fn is_word_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}
