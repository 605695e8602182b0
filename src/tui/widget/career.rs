//! One leader's career: parts under headings, each line a link.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::text::{self, Cut};
use crate::tui::theme::{Category, Theme};

use super::paint::{ground, put, put_cut, put_right};

/// A line of the career.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CareerRow {
    /// `Signed (4)`.
    Heading(String),
    /// A link.
    Line {
        /// A date before the text; empty for none.
        lead: String,
        /// What it leads to.
        text: String,
        /// Dates, days, capacity: the longest that fits is shown.
        notes: Vec<String>,
        /// A term that still runs.
        holds: bool,
    },
}

/// The career, as far as it is in sight.
#[derive(Clone, Copy)]
pub struct CareerList<'a> {
    /// From the first in sight.
    pub rows: &'a [CareerRow],
    /// The pane's own row among them.
    pub own: Option<usize>,
    /// Whether the pane has the keys.
    pub focused: bool,
    /// Colours and signs.
    pub theme: &'a Theme,
}

/// Columns before a text: the bar of the row, a sign, a blank.
const LEFT: u16 = 3;
/// A longer text has at least so many columns before its note gets any.
const LEAST_TEXT: u16 = 22;

impl Widget for &CareerList<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        let theme = self.theme;
        let lead_width = self
            .rows
            .iter()
            .map(|row| match row {
                CareerRow::Line { lead, .. } => text::width(lead) as u16,
                CareerRow::Heading(_) => 0,
            })
            .max()
            .unwrap_or(0);
        for (idx, row) in self.rows.iter().take(usize::from(area.height)).enumerate() {
            let y = area.y + idx as u16;
            ground(buf, area, y, self.own == Some(idx), self.focused, theme);
            let right = area.right().saturating_sub(1);
            match row {
                CareerRow::Heading(title) => {
                    let width = area.width.saturating_sub(2);
                    put_cut(buf, area.x + 1, y, width, title, Cut::End, theme.dim());
                }
                CareerRow::Line {
                    lead,
                    text: words,
                    notes,
                    holds,
                } => {
                    if *holds {
                        let style = theme.category(Category::People);
                        put(buf, area.x + 1, y, 1, theme.glyphs.holds, style);
                    }
                    let mut x = area.x + LEFT;
                    if !lead.is_empty() {
                        let place = Rect {
                            x,
                            y,
                            width: lead_width.min(right.saturating_sub(x)),
                            height: 1,
                        };
                        put_right(buf, place, y, lead, theme.dim());
                        x += lead_width + 2;
                    }
                    let room = right.saturating_sub(x);
                    let wanted = text::width(words) as u16;
                    // The text is cut only for the shortest note, and that one gives way to a text of some length.
                    let fits = |note: &&String, text: u16| {
                        !note.is_empty() && text + 2 + text::width(note) as u16 <= room
                    };
                    let note = notes.iter().find(|note| fits(note, wanted)).or_else(|| {
                        notes
                            .last()
                            .filter(|note| fits(note, wanted.min(LEAST_TEXT)))
                    });
                    let for_text = note.map_or(room, |note| {
                        room.saturating_sub(text::width(note) as u16 + 2)
                    });
                    put_cut(buf, x, y, for_text, words, Cut::End, theme.text());
                    if let Some(note) = note {
                        let place = Rect {
                            x,
                            y,
                            width: room,
                            height: 1,
                        };
                        put_right(buf, place, y, note, theme.dim());
                    }
                }
            }
        }
    }
}
