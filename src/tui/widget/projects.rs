//! Projects as a table: status on the cursor date, name, sector, partners, money, and how fresh it is.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::model::ProjectStatus;
use crate::text::{self, Cut};
use crate::tui::theme::Theme;

use super::paint::{Standing, ground, put, put_cut, put_right};

/// Columns before a name: the bar of the row, the sign of the status, a blank.
const LEFT: u16 = 3;
/// Between two columns.
const GAP: u16 = 2;

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableColumn {
    /// The sign of the status; its word where there is room.
    Status,
    /// Short name.
    Name,
    /// One word.
    Sector,
    /// `RU CN`.
    Partners,
    /// `266 M USD`.
    Money,
    /// When the status in force began.
    Since,
    /// How long nobody looked at the status.
    Checked,
}

impl TableColumn {
    /// In the order of the table.
    pub const ALL: [Self; 7] = [
        Self::Name,
        Self::Status,
        Self::Sector,
        Self::Partners,
        Self::Money,
        Self::Since,
        Self::Checked,
    ];

    fn head(self, width: u16) -> &'static str {
        match self {
            Self::Status => "Status",
            Self::Name => "Name",
            Self::Sector => "Sector",
            Self::Partners if width < 9 => "With",
            Self::Partners => "Partners",
            Self::Money => "Money",
            Self::Since => "Since",
            Self::Checked => "Checked",
        }
    }

    fn is_right(self) -> bool {
        matches!(self, Self::Partners | Self::Money | Self::Since)
    }

    /// Columns that one of them is never worth more than.
    fn most(self) -> u16 {
        match self {
            Self::Status => 10,
            Self::Name => 40,
            Self::Sector => 14,
            Self::Partners => 14,
            Self::Money => 18,
            Self::Since => 11,
            Self::Checked => 26,
        }
    }
}

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
    /// The sum that stands for it; empty for none.
    pub money: String,
    /// The begin of the status, and its year.
    pub since: (String, String),
    /// `not checked for 3 years`, and `3 years`; empty for what need not be looked at.
    pub checked: (String, String),
    /// An open status that nobody looked at for two years.
    pub stale: bool,
    /// How it stands out.
    pub standing: Standing,
}

impl ProjectRow {
    /// A cell, in the longest form that fits.
    fn cell(&self, column: TableColumn, width: u16) -> String {
        let longest = |(long, short): &(String, String)| {
            if text::width(long) <= usize::from(width) {
                long.clone()
            } else {
                short.clone()
            }
        };
        match column {
            TableColumn::Status => match &self.status {
                Some(status) if self.stale => format!("{}?", status.label()),
                Some(status) => status.label().to_owned(),
                None => "not begun".to_owned(),
            },
            TableColumn::Name => self.name.clone(),
            TableColumn::Sector => self.sector.clone(),
            TableColumn::Partners => self.partners.clone(),
            TableColumn::Money => self.money.clone(),
            TableColumn::Since => longest(&self.since),
            TableColumn::Checked => longest(&self.checked),
        }
    }
}

/// Columns of the widest cell of each column, in the order of [`TableColumn::ALL`].
pub type TableWidths = [u16; 7];

/// Columns of the widest cells of some rows.
pub fn widths(rows: &[ProjectRow]) -> TableWidths {
    TableColumn::ALL.map(|column| {
        let cells = rows
            .iter()
            .map(|row| text::width(&row.cell(column, u16::MAX)));
        (cells.max().unwrap_or(0) as u16).min(column.most())
    })
}

/// Where the columns of the table are, for the painter and for the mouse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TablePlaces {
    /// The line of the heads; empty where there is no room for it.
    pub heads: Rect,
    /// The rows.
    pub rows: Rect,
    /// The columns that are shown, with their first column on the screen and their width.
    pub columns: Vec<(TableColumn, u16, u16)>,
}

impl TablePlaces {
    /// Shares an area: the name and the sorted column first, then what tells most.
    pub fn new(area: Rect, widest: TableWidths, sorted: Option<TableColumn>) -> Self {
        let head = u16::from(area.height >= 4);
        let heads = Rect {
            height: head,
            ..area
        };
        let rows = Rect {
            y: area.y + head,
            height: area.height - head,
            ..area
        };
        let widest = |column: TableColumn| {
            let idx = TableColumn::ALL.iter().position(|&one| one == column);
            let cells = idx.map_or(0, |idx| widest[idx]);
            // A head with its mark has room, too.
            cells.max(text::width(column.head(cells)) as u16 + 1)
        };
        let mut room = area.width.saturating_sub(LEFT + 1);
        let mut shares: Vec<(TableColumn, u16)> = Vec::new();
        let name = widest(TableColumn::Name);
        let mut name_width = name.min(17).min(room);
        room -= name_width;
        // In the order in which they give way, the last one first.
        let wanted = [
            (TableColumn::Sector, 9),
            (TableColumn::Partners, 5),
            (TableColumn::Status, 10),
            (TableColumn::Checked, 9),
            (TableColumn::Since, 6),
            // A sum without its currency is none.
            (TableColumn::Money, u16::MAX),
        ];
        let first = sorted.and_then(|sorted| wanted.iter().find(|one| one.0 == sorted));
        let others = wanted.iter().filter(|one| Some(**one) != first.copied());
        for &(column, least) in first.into_iter().chain(others) {
            // The sorted column is shown, whole where it fits.
            let whole = widest(column);
            let width = if Some(column) != sorted {
                whole.min(least)
            } else if whole + GAP <= room {
                whole
            } else {
                whole.min(least).min(room.saturating_sub(GAP))
            };
            // What no row has is no column.
            let is_empty = matches!(column, TableColumn::Money | TableColumn::Checked)
                && widest(column) <= text::width(column.head(0)) as u16 + 1;
            if !is_empty && width + GAP <= room {
                room -= width + GAP;
                shares.push((column, width));
            }
        }
        // What is left goes to the name, then to what is cut.
        let more = (name - name_width).min(room);
        name_width += more;
        room -= more;
        for (column, width) in &mut shares {
            let more = (widest(*column) - *width).min(room);
            // A long form that still does not fit is not worth a part of the way to it.
            let is_worth = *width + more == widest(*column)
                || !matches!(column, TableColumn::Since | TableColumn::Checked);
            if is_worth {
                *width += more;
                room -= more;
            }
        }
        let mut columns = Vec::new();
        let mut x = area.x + LEFT.min(area.width);
        for column in TableColumn::ALL {
            let width = match column {
                TableColumn::Name => Some(name_width),
                other => shares
                    .iter()
                    .find(|(shown, _)| *shown == other)
                    .map(|(_, width)| *width),
            };
            if let Some(width) = width.filter(|&width| width > 0) {
                columns.push((column, x, width));
                x += width + GAP;
            }
        }
        Self {
            heads,
            rows,
            columns,
        }
    }

    /// The row under a cell of the screen, or the column whose head it is.
    pub fn hit(&self, x: u16, y: u16) -> Option<TableHit> {
        let at = (x, y).into();
        if self.heads.contains(at) {
            let column = self
                .columns
                .iter()
                .rev()
                .find(|(_, from, _)| *from <= x)
                .map_or(TableColumn::Status, |(column, _, _)| *column);
            Some(TableHit::Head(column))
        } else if self.rows.contains(at) {
            Some(TableHit::Row(usize::from(y - self.rows.y)))
        } else {
            None
        }
    }
}

/// What is under the mouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableHit {
    /// The head of a column.
    Head(TableColumn),
    /// A row of those in sight.
    Row(usize),
}

/// The table, as far as it is in sight.
#[derive(Clone, Copy)]
pub struct Projects<'a> {
    /// Where the columns are.
    pub places: &'a TablePlaces,
    /// From the first in sight.
    pub rows: &'a [ProjectRow],
    /// The pane's own row among them.
    pub own: Option<usize>,
    /// The column by which they are sorted, and whether the other way round.
    pub sorted: Option<(TableColumn, bool)>,
    /// Whether the pane has the keys.
    pub focused: bool,
    /// Colours and signs.
    pub theme: &'a Theme,
}

impl Widget for &Projects<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        let (places, theme) = (self.places, self.theme);
        self.heads(buf);
        for (idx, row) in self
            .rows
            .iter()
            .take(usize::from(places.rows.height))
            .enumerate()
        {
            let y = places.rows.y + idx as u16;
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
            for &(column, x, width) in &places.columns {
                let style = match (column, row.standing) {
                    (TableColumn::Name, Standing::Plain) if row.status.is_none() => theme.dim(),
                    (TableColumn::Name, standing) => standing.style(theme),
                    _ => theme.dim(),
                };
                let cell = row.cell(column, width);
                if column.is_right() {
                    let fitted = text::fit(&cell, usize::from(width), Cut::End);
                    let place = Rect {
                        x,
                        y,
                        width,
                        height: 1,
                    };
                    put_right(buf, place, y, &fitted, style);
                } else {
                    put_cut(buf, x, y, width, &cell, Cut::End, style);
                }
            }
        }
    }
}

impl Projects<'_> {
    fn heads(&self, buf: &mut Buffer) {
        let (places, theme) = (self.places, self.theme);
        if places.heads.height == 0 {
            return;
        }
        let y = places.heads.y;
        let mark = |reversed: bool| {
            if reversed {
                theme.glyphs.sorted_up
            } else {
                theme.glyphs.sorted_down
            }
        };
        let mut marked = false;
        for &(column, x, width) in &places.columns {
            let sorted = self.sorted.filter(|(sorted, _)| *sorted == column);
            let style = if sorted.is_some() {
                theme.title(self.focused)
            } else {
                theme.dim()
            };
            let head = match sorted {
                Some((_, reversed)) => format!("{}{}", column.head(width), mark(reversed)),
                None => column.head(width).to_owned(),
            };
            marked |= sorted.is_some();
            let fitted = text::fit(&head, usize::from(width), Cut::End);
            if column.is_right() {
                let place = Rect {
                    x,
                    y,
                    width,
                    height: 1,
                };
                put_right(buf, place, y, &fitted, style);
            } else {
                put(buf, x, y, width, &fitted, style);
            }
        }
        if let Some((_, reversed)) = self.sorted.filter(|_| !marked) {
            put(
                buf,
                places.heads.x + 1,
                y,
                1,
                mark(reversed),
                theme.title(self.focused),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::theme::Depth;

    fn rows() -> Vec<ProjectRow> {
        (0..12)
            .map(|idx| ProjectRow {
                status: (idx % 3 > 0).then_some(ProjectStatus::Pipeline),
                name: format!("Project of the year {idx}"),
                sector: "hydropower".into(),
                partners: "RU CN".into(),
                money: "266 M USD".into(),
                since: ("17 Sep 2021".into(), "2021".into()),
                checked: ("not checked for 3 years".into(), "3 years".into()),
                stale: idx == 4,
                standing: Standing::Plain,
            })
            .collect()
    }

    fn drawn(width: u16, sorted: Option<TableColumn>) -> (TablePlaces, Buffer) {
        let rows = rows();
        let area = Rect::new(3, 2, width, 9);
        let places = TablePlaces::new(area, widths(&rows), sorted);
        let theme = Theme::built_in("dark", Depth::None, false).expect("a theme");
        let mut buf = Buffer::empty(Rect::new(0, 0, width + 6, 14));
        let table = Projects {
            places: &places,
            rows: &rows,
            own: Some(2),
            sorted: sorted.map(|column| (column, false)),
            focused: true,
            theme: &theme,
        };
        (&table).render(area, &mut buf);
        (places, buf)
    }

    fn line(buf: &Buffer, y: u16) -> String {
        (0..buf.area.width).map(|x| buf[(x, y)].symbol()).collect()
    }

    #[test]
    fn columns_never_touch_and_stay_in_the_pane_at_any_width() {
        for width in 0..200 {
            for sorted in TableColumn::ALL.map(Some).into_iter().chain([None]) {
                let (places, _) = drawn(width, sorted);
                let mut free = 3 + LEFT;
                for &(column, x, columns) in &places.columns {
                    assert!(x >= free, "{width}: {column:?} at {x}, free from {free}");
                    assert!(x + columns <= 3 + width, "{width}: {column:?}");
                    free = x + columns + GAP;
                }
            }
        }
    }

    #[test]
    fn the_sorted_column_is_shown_and_marked_where_the_pane_is_narrow() {
        for (sorted, head) in [
            (TableColumn::Money, "Money▾"),
            (TableColumn::Checked, "Checked▾"),
            (TableColumn::Since, "Since▾"),
            (TableColumn::Sector, "Sector▾"),
        ] {
            let (places, buf) = drawn(38, Some(sorted));
            let heads = line(&buf, 2);
            assert!(heads.contains(head), "{heads}");
            let x = text::width(&heads[..heads.find(head).expect("found")]) as u16;
            assert_eq!(places.hit(x, 2), Some(TableHit::Head(sorted)));
        }
        let (_, buf) = drawn(170, None);
        let row = line(&buf, 7);
        for cell in [
            "planned?",
            "266 M USD",
            "17 Sep 2021",
            "not checked for 3 years",
        ] {
            assert!(row.contains(cell), "{row}");
        }
    }

    #[test]
    fn the_mouse_finds_the_row_that_is_drawn_there() {
        let (places, buf) = drawn(110, None);
        for row in 0..8_u16 {
            let y = 3 + row;
            assert!(line(&buf, y).contains(&format!("year {row}")), "{y}");
            assert_eq!(places.hit(10, y), Some(TableHit::Row(usize::from(row))));
        }
        assert_eq!(places.hit(10, 11), None);
    }
}
