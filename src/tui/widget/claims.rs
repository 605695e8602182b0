//! The claims of an article: the list by passage, and one claim whole with what was counted.
//!
//! As in the detail a claim is first set in lines for a width, with the place of every link, and then painted.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::model::{Claim, Verdict};
use crate::query::claims::{Counted, Outcome, Sheet};
use crate::text::{self, Cut};
use crate::tui::layout::PROSE;
use crate::tui::theme::Theme;

use super::paint::{ground, put, put_cut, put_right};

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClaimRow {
    /// Where in the source the claims below stand.
    Heading(String),
    /// A claim.
    Claim {
        /// `C6`.
        id: String,
        /// What it says.
        text: String,
        /// What became of it.
        verdict: Verdict,
        /// A count of it is not what is expected of the data.
        disagrees: bool,
    },
}

/// The list of claims.
#[derive(Clone, Copy)]
pub struct ClaimList<'a> {
    /// From the first in sight.
    pub rows: &'a [ClaimRow],
    /// The selected one among them.
    pub own: Option<usize>,
    /// Columns of the widest id of all claims.
    pub id_width: u16,
    /// Whether the list has the keys.
    pub focused: bool,
    /// Colours and signs.
    pub theme: &'a Theme,
}

/// Dates wider than this do not push all texts to the right.
const WIDE_NOTE: usize = 14;
/// From this width on the verdict stands in words at the end of a line.
const WITH_WORDS: u16 = 60;

impl Widget for &ClaimList<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        if area.width < 4 {
            return;
        }
        let theme = self.theme;
        for (idx, row) in self.rows.iter().take(usize::from(area.height)).enumerate() {
            let y = area.y + idx as u16;
            match row {
                ClaimRow::Heading(heading) => {
                    let room = area.width - 2;
                    put_cut(buf, area.x + 1, y, room, heading, Cut::End, theme.dim());
                }
                ClaimRow::Claim {
                    id,
                    text,
                    verdict,
                    disagrees,
                } => {
                    ground(buf, area, y, self.own == Some(idx), self.focused, theme);
                    let line = Rect {
                        width: area.width - 1,
                        ..area
                    };
                    let end = match (disagrees, area.width >= WITH_WORDS) {
                        (true, _) => {
                            let word = Outcome::Disagrees.label();
                            put_right(buf, line, y, word, theme.error())
                        }
                        (false, true) => {
                            put_right(buf, line, y, verdict.label(), theme.verdict(verdict))
                        }
                        (false, false) => line.right(),
                    };
                    let mut x = area.x + 1;
                    put(buf, x, y, self.id_width, id, theme.dim());
                    x += self.id_width + 1;
                    put(
                        buf,
                        x,
                        y,
                        1,
                        theme.glyphs.verdict(verdict),
                        theme.verdict(verdict),
                    );
                    x += 2;
                    let room = end.saturating_sub(x + u16::from(end < line.right()) * 2);
                    put_cut(buf, x, y, room, text, Cut::End, theme.text());
                }
            }
        }
    }
}

/// What a piece of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Voice {
    Strong,
    Text,
    Dim,
    Verdict,
    Outcome(Outcome),
    /// A link by its number among the targets of the sheet.
    Link(usize),
}

#[derive(Clone, Debug)]
struct Piece {
    column: usize,
    text: String,
    voice: Voice,
}

/// A claim set in lines.
#[derive(Clone, Debug)]
pub struct ClaimText {
    lines: Vec<Vec<Piece>>,
}

impl ClaimText {
    /// Sets a claim for a width in columns, the edges not included.
    pub fn new(claim: &Claim, sheet: &Sheet, width: u16, theme: &Theme) -> Self {
        let mut set = Setter {
            lines: Vec::new(),
            width: usize::from(width.clamp(8, PROSE)),
        };
        let mut n_links = 0;
        let mut next_link = || {
            n_links += 1;
            Voice::Link(n_links - 1)
        };
        set.paragraph(&claim.text, 0, Voice::Strong);
        set.blank();
        let verdict = format!(
            "{} {}",
            theme.glyphs.verdict(&claim.verdict),
            claim.verdict.label()
        );
        set.paragraph(&verdict, 0, Voice::Verdict);
        for computed in &sheet.computed {
            let voice = Voice::Outcome(computed.outcome);
            set.line(0, theme.glyphs.outcome(computed.outcome), voice);
            let link = if computed.counted.is_empty() {
                Voice::Text
            } else {
                next_link()
            };
            set.beside(&computed.text, 2, link);
            if computed.outcome != Outcome::Agrees {
                let words = match computed.outcome {
                    Outcome::Disagrees => {
                        let label = computed.outcome.label();
                        format!("{label}: expected {}", computed.expected)
                    }
                    _ => computed.outcome.label().to_owned(),
                };
                set.paragraph(&words, 2, voice);
            }
        }
        if let Some(caveat) = &claim.caveat {
            set.blank();
            set.paragraph(caveat, 0, Voice::Text);
        }
        for computed in sheet.computed.iter().filter(|computed| computed.is_list()) {
            set.blank();
            let what = computed.text.split(':').next().unwrap_or_default();
            set.paragraph(&format!("Counted: {what}"), 0, Voice::Dim);
            set.dated(&computed.lines, &mut next_link);
            set.paragraph(&format!("({})", computed.how), 2, Voice::Dim);
        }
        if !sheet.evidence.is_empty() {
            set.blank();
            set.paragraph("Evidence", 0, Voice::Dim);
            set.dated(&sheet.evidence, &mut next_link);
        }
        Self { lines: set.lines }
    }

    /// How many lines there are.
    pub fn n_lines(&self) -> usize {
        self.lines.len()
    }

    /// The line on which a link begins.
    pub fn line_of(&self, link: usize) -> Option<usize> {
        self.lines
            .iter()
            .position(|line| line.iter().any(|piece| piece.voice == Voice::Link(link)))
    }

    /// The link at a line and column.
    pub fn link_at(&self, line: usize, column: usize) -> Option<usize> {
        self.lines.get(line)?.iter().find_map(|piece| {
            let end = piece.column + text::width(&piece.text);
            match piece.voice {
                Voice::Link(link) if (piece.column..end).contains(&column) => Some(link),
                _ => None,
            }
        })
    }
}

/// Lays words into lines.
struct Setter {
    lines: Vec<Vec<Piece>>,
    width: usize,
}

impl Setter {
    fn blank(&mut self) {
        self.lines.push(Vec::new());
    }

    fn line(&mut self, column: usize, words: &str, voice: Voice) {
        let text = text::fit(
            &text::printable(words),
            self.width.saturating_sub(column),
            Cut::End,
        )
        .into_owned();
        self.lines.push(vec![Piece {
            column,
            text,
            voice,
        }]);
    }

    fn paragraph(&mut self, words: &str, indent: usize, voice: Voice) {
        let clean = text::printable_lines(words);
        for line in text::wrap(&clean, self.width.saturating_sub(indent).max(4)) {
            self.lines.push(vec![Piece {
                column: indent,
                text: line,
                voice,
            }]);
        }
    }

    /// Words that begin on the last line, at a column, and go on below it.
    fn beside(&mut self, words: &str, indent: usize, voice: Voice) {
        let from = self.lines.len().saturating_sub(1);
        let first = self.lines.pop().unwrap_or_default();
        self.paragraph(words, indent, voice);
        match self.lines.get_mut(from) {
            Some(line) => {
                line.splice(0..0, first);
            }
            None => self.lines.push(first),
        }
    }

    /// Texts after their dates. A date that is wider than most has a line of its own.
    fn dated(&mut self, lines: &[Counted], mut link: impl FnMut() -> Voice) {
        let widest = lines
            .iter()
            .map(|line| text::width(&line.note))
            .filter(|width| *width <= WIDE_NOTE)
            .max()
            .unwrap_or(0);
        let indent = (2 + widest + 2).min(self.width / 2);
        for line in lines {
            self.line(2, &line.note, Voice::Dim);
            if text::width(&line.note) + 4 > indent {
                self.lines.push(Vec::new());
            }
            self.beside(&line.text, indent, link());
        }
    }
}

/// The lines in sight.
#[derive(Clone, Copy)]
pub struct ClaimPage<'a> {
    /// What is shown.
    pub text: &'a ClaimText,
    /// What became of the claim.
    pub verdict: &'a Verdict,
    /// How many lines are scrolled away.
    pub scroll: usize,
    /// The selected link.
    pub link: Option<usize>,
    /// Whether it has the keys.
    pub focused: bool,
    /// Colours and signs.
    pub theme: &'a Theme,
}

impl Widget for &ClaimPage<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        if area.width < 4 {
            return;
        }
        let theme = self.theme;
        let inner = Rect {
            x: area.x + 1,
            width: (area.width - 2).min(PROSE),
            ..area
        };
        let in_sight = self.text.lines.iter().skip(self.scroll);
        for (row, line) in in_sight.take(usize::from(area.height)).enumerate() {
            let y = area.y + row as u16;
            for piece in line {
                let style = match piece.voice {
                    Voice::Strong => theme.strong(),
                    Voice::Text => theme.text(),
                    Voice::Dim => theme.dim(),
                    Voice::Verdict => theme.verdict(self.verdict),
                    Voice::Outcome(Outcome::Agrees) => theme.dim(),
                    Voice::Outcome(Outcome::Differs) => theme.accent(),
                    Voice::Outcome(Outcome::Disagrees) => theme.error(),
                    Voice::Link(link) => theme.link(self.focused && self.link == Some(link)),
                };
                let x = inner.x + piece.column as u16;
                put(
                    buf,
                    x,
                    y,
                    inner.right().saturating_sub(x),
                    &piece.text,
                    style,
                );
            }
            if row == 0 && self.scroll == 0 {
                put(buf, area.x, y, 1, theme.glyphs.bar, theme.bar(self.focused));
            }
        }
        let shown = self.scroll + usize::from(area.height);
        let below = self.text.n_lines().saturating_sub(shown);
        if below > 0 && area.height > 1 {
            let more = format!(" +{below} ");
            let line = Rect {
                y: area.bottom() - 1,
                height: 1,
                ..area
            };
            put_right(buf, line, line.y, &more, theme.dim());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_beside_a_note_go_on_below_their_own_column() {
        let mut set = Setter {
            lines: Vec::new(),
            width: 20,
        };
        set.line(4, "1 Jan", Voice::Dim);
        set.beside("a long title of two lines", 11, Voice::Link(0));
        let columns: Vec<Vec<usize>> = set
            .lines
            .iter()
            .map(|line| line.iter().map(|piece| piece.column).collect())
            .collect();
        assert_eq!(columns[0], [4, 11]);
        assert!(columns[1..].iter().all(|line| line == &[11]), "{columns:?}");
        let text = ClaimText { lines: set.lines };
        assert_eq!(text.link_at(1, 11), Some(0));
        assert_eq!((text.link_at(0, 5), text.line_of(0)), (None, Some(0)));
    }
}
