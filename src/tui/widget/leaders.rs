//! Posts and their holders, with a bar for each term on the axis of the timeline.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::text::{self, Cut};
use crate::tui::theme::Theme;

use super::paint::{Standing, ground, put, put_cut, put_right};

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeaderRow {
    /// `Mongolia · President`.
    Heading(String),
    /// A term of office.
    Term {
        /// What the holder is called.
        name: String,
        /// The post, where no heading says it.
        office: String,
        /// Days in office.
        days: String,
        /// First year, as shown.
        from: String,
        /// Last year; empty while still running.
        to: String,
        /// Columns of the bar, from 0, of as many as [`LeaderColumns::bar`] says; `None` outside the window.
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
    /// How wide each part is.
    pub columns: LeaderColumns,
    /// Whether the pane has the keys.
    pub focused: bool,
    /// Colours and signs.
    pub theme: &'a Theme,
}

/// Columns of `1990–1997`.
const YEARS: u16 = 9;
/// Columns before the name: the bar of the row, the sign of who holds, a blank.
const LEFT: u16 = 3;

/// Columns of `12345`.
const DAYS: u16 = 5;
/// A shorter bar says nothing, and a longer one no more.
const BAR: (u16, u16) = (6, 60);

/// How wide the parts of a row are; 0 for what has no room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeaderColumns {
    /// What the holders are called.
    pub name: u16,
    /// The post, where no heading says it.
    pub office: u16,
    /// Days in office.
    pub days: u16,
    /// The bars on the axis of the timeline.
    pub bar: u16,
}

impl LeaderColumns {
    /// Shares a width: names and years first, then days where the list is sorted by them, then bars, posts and days.
    pub fn new(width: u16, widest_name: u16, widest_office: u16, by_days: bool) -> Self {
        let mut room = width.saturating_sub(LEFT + YEARS + 2);
        let mut take = |wanted: u16, least_left: u16| {
            if wanted > 0 && room >= wanted + least_left {
                room -= wanted;
                wanted
            } else {
                0
            }
        };
        let name = take(widest_name.min(width.saturating_sub(LEFT + YEARS + 2)), 0);
        let by_days = if by_days { take(DAYS + 1, 0) } else { 0 };
        let office = if widest_office > 0 {
            let whole = take(widest_office + 2, 0);
            if whole > 0 { whole } else { take(10, 0) }
        } else {
            0
        };
        let days = if by_days > 0 {
            by_days
        } else {
            take(DAYS + 1, 24)
        };
        let bar = room.saturating_sub(1);
        Self {
            name,
            office: office.saturating_sub(2),
            days: days.saturating_sub(1),
            bar: if bar < BAR.0 { 0 } else { bar.min(BAR.1) },
        }
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
                LeaderRow::Heading(title) => {
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
                    office,
                    days,
                    from,
                    to,
                    bar,
                    open,
                    holds,
                    acting,
                    standing,
                } => {
                    let style = standing.style(theme);
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
                    let widths = self.columns;
                    put_cut(buf, x, y, widths.name, &shown, Cut::Middle, style);
                    let mut x = x + widths.name + 1;
                    if widths.office > 0 {
                        put_cut(buf, x + 1, y, widths.office, office, Cut::End, theme.dim());
                        x += widths.office + 2;
                    }
                    let years = format!("{from:>4}–{to}");
                    put(
                        buf,
                        x,
                        y,
                        area.right().saturating_sub(x),
                        &years,
                        theme.dim(),
                    );
                    x += YEARS + 1;
                    if widths.days > 0 {
                        let place = Rect {
                            x,
                            y,
                            width: widths.days.min(area.right().saturating_sub(x)),
                            height: 1,
                        };
                        put_right(buf, place, y, days, theme.dim());
                        x += widths.days + 1;
                    }
                    if let Some((first, last)) = bar.filter(|_| widths.bar > 0) {
                        self.bar(buf, x, y, (first, last), *open, *holds);
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
        let last = last.min(self.columns.bar.saturating_sub(1)).max(first);
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
