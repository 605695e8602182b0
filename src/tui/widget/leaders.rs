//! Posts and their holders, with a bar for each term on the axis of the timeline.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::text::{self, Cut};
use crate::tui::theme::Theme;

use super::paint::{Standing, ground, put, put_cut};

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeaderRow {
    /// `Mongolia · President`.
    Post(String),
    /// A term of office.
    Term {
        /// What the holder is called.
        name: String,
        /// First year, as shown.
        from: String,
        /// Last year; empty while still running.
        to: String,
        /// Columns of the bar, from 0, of as many as [`Leaders::bar_width`] says; `None` outside the window.
        bar: Option<(u16, u16)>,
        /// Still running.
        open: bool,
        /// In office on the cursor date.
        holds: bool,
        /// Acting, interim or disputed.
        acting: bool,
        /// How it stands out.
        standing: Standing,
    },
}

/// The list, as far as it is in sight.
#[derive(Clone, Copy)]
pub struct Leaders<'a> {
    /// From the first in sight.
    pub rows: &'a [LeaderRow],
    /// The pane's own row among them.
    pub own: Option<usize>,
    /// Columns of the widest name of all rows, in sight or not.
    pub name_width: u16,
    /// Columns for the bars; 0 for none.
    pub bar_width: u16,
    /// Whether the pane has the keys.
    pub focused: bool,
    /// Colours and signs.
    pub theme: &'a Theme,
}

/// Columns of `1990–1997`.
const YEARS: u16 = 9;
/// Columns before the name: the bar of the row, the sign of who holds, a blank.
const LEFT: u16 = 3;

impl Leaders<'_> {
    /// Columns of names and of bars in a pane of some width.
    pub fn columns(width: u16, widest_name: u16) -> (u16, u16) {
        let room = width.saturating_sub(LEFT + YEARS + 2);
        let name = widest_name.min(room);
        let bar = room.saturating_sub(name + 1);
        // A bar of fewer columns says nothing.
        (name, if bar < 6 { 0 } else { bar.min(60) })
    }
}

impl Widget for &Leaders<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        let theme = self.theme;
        for (idx, row) in self.rows.iter().take(usize::from(area.height)).enumerate() {
            let y = area.y + idx as u16;
            ground(buf, area, y, self.own == Some(idx), self.focused, theme);
            match row {
                LeaderRow::Post(title) => {
                    put_cut(
                        buf,
                        area.x + 1,
                        y,
                        area.width.saturating_sub(2),
                        title,
                        Cut::End,
                        theme.dim(),
                    );
                }
                LeaderRow::Term {
                    name,
                    from,
                    to,
                    bar,
                    open,
                    holds,
                    acting,
                    standing,
                } => {
                    let style = match standing {
                        Standing::Dim => theme.dim(),
                        Standing::Related => theme.strong(),
                        Standing::Plain => theme.text(),
                    };
                    if *holds {
                        put(
                            buf,
                            area.x + 1,
                            y,
                            1,
                            theme.glyphs.holds,
                            theme.category(crate::tui::theme::Category::People),
                        );
                    }
                    let x = area.x + LEFT;
                    let shown = if *acting {
                        format!("({name})")
                    } else {
                        name.clone()
                    };
                    put_cut(buf, x, y, self.name_width, &shown, Cut::Middle, style);
                    let x = x + self.name_width + 1;
                    let years = format!("{from:>4}–{to}");
                    put(
                        buf,
                        x,
                        y,
                        area.right().saturating_sub(x),
                        &years,
                        theme.dim(),
                    );
                    if let Some((first, last)) = bar.filter(|_| self.bar_width > 0) {
                        self.bar(buf, x + YEARS + 1, y, (first, last), *open, *holds);
                    }
                }
            }
        }
    }
}

impl Leaders<'_> {
    fn bar(
        &self,
        buf: &mut Buffer,
        x: u16,
        y: u16,
        (first, last): (u16, u16),
        open: bool,
        holds: bool,
    ) {
        let theme = self.theme;
        let glyphs = &theme.glyphs;
        let style = if holds {
            theme.category(crate::tui::theme::Category::People)
        } else {
            theme.faint()
        };
        let last = last.min(self.bar_width.saturating_sub(1)).max(first);
        for column in first..=last {
            let sign = if column == first {
                glyphs.term_start
            } else if column == last {
                if open {
                    glyphs.open_end
                } else {
                    glyphs.term_end
                }
            } else {
                glyphs.term_line
            };
            put(buf, x + column, y, 1, sign, style);
        }
    }
}

/// Columns of the widest of some names.
pub fn widest<'a>(names: impl Iterator<Item = &'a str>) -> u16 {
    names.map(text::width).max().unwrap_or(0) as u16
}
