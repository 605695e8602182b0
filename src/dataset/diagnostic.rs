//! What is wrong with a dataset, said so that its author can mend it.

use std::ops::Range;

use crate::notation::{Node, Step, SyntaxError, line_column, outline};
use crate::text::printable;

use super::store::SourceText;

/// Whether a finding is wrong or only doubtful.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Wrong; what it concerns may have been left out.
    Error,
    /// Doubtful, or missing.
    Warning,
}

/// One finding, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Error or warning.
    pub severity: Severity,
    /// Stable code: `E09`, `W13`.
    pub code: &'static str,
    /// Name of the file.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// How many characters are meant, at least 1; never past the end of the line.
    pub length: usize,
    /// The line of the file, made safe for a terminal.
    pub source_line: String,
    /// What was found, lower case, without a full stop.
    pub message: String,
    /// What to do; empty when the message says it.
    pub help: String,
}

/// A finding of which only the record and the path are known yet.
#[derive(Clone, Debug)]
pub(super) struct Finding {
    pub severity: Severity,
    pub code: &'static str,
    pub place: Place,
    pub message: String,
    pub help: String,
}

/// Where a finding is.
#[derive(Clone, Debug)]
pub(super) enum Place {
    /// Bytes of a file.
    Span(usize, Range<usize>),
    /// A path into a file, and bytes inside the text at its end.
    Path(usize, Vec<Step>, Option<Range<usize>>),
}

impl Finding {
    pub fn new(
        code: &'static str,
        place: Place,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        let severity = if code.starts_with('W') {
            Severity::Warning
        } else {
            Severity::Error
        };
        Self {
            severity,
            code,
            place,
            message: message.into(),
            help: help.into(),
        }
    }

    pub fn of_syntax(
        file: usize,
        code: &'static str,
        error: SyntaxError,
        help: impl Into<String>,
    ) -> Self {
        Self::new(code, Place::Span(file, error.span), error.message, help)
    }
}

impl Diagnostic {
    /// The block that `check` prints: cause, place, the line with the place marked, and the cure.
    pub fn to_block(&self) -> String {
        let kind = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let number = self.line.to_string();
        let margin = " ".repeat(number.len());
        let indent: String = self
            .source_line
            .chars()
            .take(self.column - 1)
            .map(|c| " ".repeat(crate::text::width(c.encode_utf8(&mut [0; 4]))))
            .collect();
        let marked: String = self
            .source_line
            .chars()
            .skip(self.column - 1)
            .take(self.length)
            .collect();
        let carets = "^".repeat(crate::text::width(&marked).max(1));
        let help = if self.help.is_empty() {
            String::new()
        } else {
            format!(" {}", self.help)
        };
        format!(
            "{kind}[{}]: {}\n{margin} --> {}:{}:{}\n{margin} |\n{number} | {}\n{margin} | {indent}{carets}{help}\n",
            self.code,
            printable(&self.message),
            printable(&self.file),
            self.line,
            self.column,
            self.source_line,
        )
    }

    /// One line, for lists.
    pub fn to_line(&self) -> String {
        let help = if self.help.is_empty() {
            String::new()
        } else {
            format!("; {}", self.help)
        };
        format!(
            "{} {}:{} {}{help}",
            self.code, self.file, self.line, self.message
        )
    }
}

/// Findings with their places looked up, in order of file and line.
pub(super) fn locate(sources: &[SourceText], findings: Vec<Finding>) -> Vec<Diagnostic> {
    let mut outlines: Vec<Option<Option<Node>>> = vec![None; sources.len()];
    let mut located: Vec<(usize, usize, Diagnostic)> = findings
        .into_iter()
        .map(|finding| {
            let (file, span) = match finding.place {
                Place::Span(file, span) => (file, span),
                Place::Path(file, path, inside) => {
                    let text = &sources[file].text;
                    // The outline is made at the first finding only: a good file never pays for it.
                    let tree = outlines[file].get_or_insert_with(|| outline(text, usize::MAX).ok());
                    let span = tree
                        .as_ref()
                        .map_or(0..0, |tree| tree.at(text, &path).span.clone());
                    (file, inside_text(text, span, inside))
                }
            };
            let diagnostic = at_place(
                &sources[file],
                &span,
                finding.severity,
                finding.code,
                finding.message,
                finding.help,
            );
            (file, span.start, diagnostic)
        })
        .collect();
    located.sort_by(|a, b| (a.0, a.1, a.2.code).cmp(&(b.0, b.1, b.2.code)));
    located
        .into_iter()
        .map(|(_, _, diagnostic)| diagnostic)
        .collect()
}

/// Bytes inside a quoted text, whose own bytes do not count the quote.
fn inside_text(text: &str, span: Range<usize>, inside: Option<Range<usize>>) -> Range<usize> {
    let value = &text[span.clone()];
    match inside {
        Some(inside) if value.starts_with('"') && !value.contains('\\') => {
            let start = (span.start + 1 + inside.start).min(span.end);
            start..(span.start + 1 + inside.end).clamp(start, span.end)
        }
        _ => span,
    }
}

fn at_place(
    source: &SourceText,
    span: &Range<usize>,
    severity: Severity,
    code: &'static str,
    message: String,
    help: String,
) -> Diagnostic {
    let text = &source.text;
    let (line, column) = line_column(text, span.start);
    let raw = text.lines().nth(line - 1).unwrap_or("");
    let rest_of_line = raw.chars().count().saturating_sub(column - 1).max(1);
    let marked = text.get(span.clone()).unwrap_or("");
    let length = marked
        .lines()
        .next()
        .unwrap_or("")
        .chars()
        .count()
        .clamp(1, rest_of_line);
    Diagnostic {
        severity,
        code,
        file: source.name.clone(),
        line,
        column,
        length,
        source_line: printable(raw.trim_end_matches('\r')).into_owned(),
        message,
        help,
    }
}
