//! A named text and its lines.

/// Line and column of a byte, both from 1, the column in characters. A byte within a character counts as its start.
pub fn line_column(text: &str, byte: usize) -> (usize, usize) {
    let byte = floor(text, byte);
    let line_start = text[..byte].rfind('\n').map_or(0, |at| at + 1);
    let line = 1 + text.as_bytes()[..line_start]
        .iter()
        .filter(|&&byte| byte == b'\n')
        .count();
    (line, 1 + column(text, line_start, byte))
}

/// A text, where it is from, and where its lines begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    pub name: String,
    pub text: String,
    line_starts: Vec<usize>,
}

impl Source {
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let breaks = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n');
        let line_starts = std::iter::once(0)
            .chain(breaks.map(|(at, _)| at + 1))
            .collect();
        Self {
            name: name.into(),
            text,
            line_starts,
        }
    }

    /// As [`line_column`], without a walk through the text.
    pub fn line_column(&self, byte: usize) -> (usize, usize) {
        let byte = floor(&self.text, byte);
        let line = self.line_starts.partition_point(|&start| start <= byte);
        let line_start = self.line_starts[line - 1];
        (line, 1 + column(&self.text, line_start, byte))
    }

    pub fn line_count(&self) -> usize {
        self.line_starts.len()
    }

    /// A line (from 1) without its break.
    pub fn line(&self, number: usize) -> Option<&str> {
        let start = *self.line_starts.get(number.checked_sub(1)?)?;
        let end = self
            .line_starts
            .get(number)
            .copied()
            .unwrap_or(self.text.len());
        Some(self.text[start..end].trim_end_matches(['\n', '\r']))
    }

    /// The byte at which a line (from 1) begins.
    pub fn line_start(&self, number: usize) -> Option<usize> {
        self.line_starts.get(number.checked_sub(1)?).copied()
    }

    /// `events.ron:214:12`
    pub fn place(&self, byte: usize) -> String {
        let (line, column) = self.line_column(byte);
        format!("{}:{line}:{column}", self.name)
    }
}

/// Characters between; a byte order mark is not one that a reader counts.
fn column(text: &str, line_start: usize, byte: usize) -> usize {
    let start = if line_start == 0 && text.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        line_start
    };
    text.get(start..byte)
        .map_or(0, |before| before.chars().count())
}

fn floor(text: &str, byte: usize) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}
