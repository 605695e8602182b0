//! Projects as a table: status on the cursor date, name, sector, partners.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::model::ProjectStatus;
use crate::text::{self, Cut};
use crate::tui::theme::Theme;

use super::paint::{Standing, ground, put, put_cut, put_right};

/// A line of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct ProjectRow {
    /// Status on the cursor date; `None` before it began.
    pub status: Option<ProjectStatus>,
    /// Short name.
    pub name: String,
    /// One word.
    pub sector: String,
    /// `RU CN`.
    pub partners: String,
    /// An open status that nobody looked at for two years.
    pub stale: bool,
    /// How it stands out.
    pub standing: Standing,
}

/// The table, as far as it is in sight.
#[derive(Clone, Copy)]
pub struct Projects<'a> {
    /// From the first in sight.
    pub rows: &'a [ProjectRow],
    /// The pane's own row among them.
    pub own: Option<usize>,
    /// Widths of the widest name, sector and partners of all rows, in sight or not.
    pub widths: (u16, u16, u16),
    /// Whether the pane has the keys.
    pub focused: bool,
    /// Colours and signs.
    pub theme: &'a Theme,
}

impl Widget for &Projects<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        let theme = self.theme;
        let inner = Rect {
            width: area.width.saturating_sub(1),
            ..area
        };
        let (widest, sector, partners) = self.widths;
        // One long list of partners must not cost all other rows their columns.
        let partners = if inner.width < 60 {
            partners.min(5)
        } else {
            partners
        };
        let sector = if inner.width < 60 {
            sector.min(9)
        } else {
            sector
        };
        let left = 3;
        // The word of the status has a place where there is room for it beside all else.
        let word: u16 = 10;
        let fixed = left + sector + partners + 4;
        let with_word = inner.width >= fixed + widest + word + 2;
        let show_sector = inner.width >= fixed + widest.min(16);
        let right = partners
            + 2
            + if show_sector { sector + 2 } else { 0 }
            + if with_word { word + 2 } else { 0 };
        let name_width = widest.min(inner.width.saturating_sub(left + right));
        for (idx, row) in self.rows.iter().take(usize::from(area.height)).enumerate() {
            let y = area.y + idx as u16;
            ground(buf, area, y, self.own == Some(idx), self.focused, theme);
            let status = row.status.as_ref();
            put(
                buf,
                area.x + 1,
                y,
                1,
                theme.glyphs.status(status),
                theme.status(status),
            );
            let style = match row.standing {
                Standing::Dim => theme.dim(),
                Standing::Related => theme.strong(),
                Standing::Plain if row.status.is_none() => theme.dim(),
                Standing::Plain => theme.text(),
            };
            let mut x = area.x + left;
            put_cut(buf, x, y, name_width, &row.name, Cut::End, style);
            x += name_width + 2;
            if with_word {
                let label = match status {
                    Some(status) if row.stale => format!("{}?", status.label()),
                    Some(status) => status.label().to_owned(),
                    None => "not begun".to_owned(),
                };
                put_cut(buf, x, y, word, &label, Cut::End, theme.dim());
                x += word + 2;
            }
            if show_sector {
                put_cut(buf, x, y, sector, &row.sector, Cut::End, theme.dim());
            }
            let shown = text::fit(&row.partners, usize::from(partners), Cut::End);
            put_right(buf, inner, y, &shown, theme.dim());
        }
    }
}

/// Widths of the widest cells of some rows.
pub fn widths(rows: &[ProjectRow]) -> (u16, u16, u16) {
    let widest = |cell: fn(&ProjectRow) -> &str| {
        rows.iter()
            .map(|row| text::width(cell(row)))
            .max()
            .unwrap_or(0) as u16
    };
    (
        widest(|row| &row.name),
        widest(|row| &row.sector).min(14),
        widest(|row| &row.partners),
    )
}
