//! The list view of the timeline: one line an event, the year on its first line only.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use ratatui::widgets::Widget;

use crate::query::timeline::{Emphasis, ListRow};
use crate::text::{self, Cut};
use crate::tui::theme::Theme;

use super::look;

/// Everything that the list shows.
#[derive(Clone, Copy)]
pub struct EventList<'a> {
    /// The events in sight, from the top.
    pub rows: &'a [ListRow<'a>],
    /// Row of the selection, where it is in sight.
    pub selected: Option<usize>,
    /// Whether the pane has the keys.
    pub focused: bool,
    /// Colours and glyphs.
    pub theme: &'a Theme,
}

impl EventList<'_> {
    /// The row under a line of the screen.
    pub fn hit(&self, area: Rect, x: u16, y: u16) -> Option<usize> {
        let inside = area.contains((x, y).into());
        inside
            .then(|| usize::from(y - area.y))
            .filter(|&row| row < self.rows.len())
    }
}

impl Widget for &EventList<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        let theme = self.theme;
        let widest =
            |of: fn(&ListRow<'_>) -> usize| self.rows.iter().map(of).max().unwrap_or(0) as u16;
        let year_width = widest(|row| row.year.as_deref().map_or(0, text::width));
        let date_width = widest(|row| text::width(&row.date)).min(area.width / 3);
        for (row, shown) in self.rows.iter().enumerate().take(usize::from(area.height)) {
            let y = area.y + row as u16;
            let right = area.right();
            let selected = self.selected == Some(row);
            if selected {
                let (glyph, style) = look::row_mark(self.focused, theme);
                look::put(buf, area.x, y, glyph, style);
            }
            let mut x = area.x + 1;
            let write = |x: u16, text: &str, style, buf: &mut Buffer| {
                look::write(buf, (x, y), text, right.saturating_sub(x), style, theme);
            };
            if let Some(year) = &shown.year {
                let pad = year_width - text::width(year) as u16;
                write(
                    x + pad,
                    year,
                    theme.text().add_modifier(Modifier::BOLD),
                    buf,
                );
            }
            x += year_width + 2;
            // Dates are never cut: one that is too wide pushes its title to the right.
            let date = text::printable(&shown.date);
            let own = text::width(&date) as u16;
            write(x + date_width.saturating_sub(own), &date, theme.dim(), buf);
            x += date_width.max(own) + 2;
            let (glyph_style, title_style) = match shown.emphasis {
                Emphasis::Dim => (theme.dim(), theme.dim()),
                Emphasis::Related => (
                    look::event(shown.kind, theme).add_modifier(Modifier::BOLD),
                    theme.text().add_modifier(Modifier::BOLD),
                ),
                _ => (look::event(shown.kind, theme), theme.text()),
            };
            write(x, theme.glyphs.event(shown.kind), glyph_style, buf);
            x += 2;
            let room = usize::from(right.saturating_sub(x));
            let title = text::printable(shown.title);
            write(x, &text::fit(&title, room, Cut::End), title_style, buf);
            if selected {
                let line = Rect {
                    x: area.x + 1,
                    y,
                    width: area.width.saturating_sub(1),
                    height: 1,
                };
                buf.set_style(
                    line.intersection(area),
                    look::selection(self.focused, theme),
                );
            }
        }
    }
}
