//! Days that the holders of two posts shared: a matrix whose heads stay while the rest scrolls.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::text::{self, Cut};
use crate::tui::theme::Theme;

use super::paint::{Standing, ground, put, put_cut, put_right};

/// Columns before a name: the bar of the row, a blank.
const LEFT: u16 = 2;
/// A head takes no more lines.
const MOST_HEAD_LINES: usize = 3;
/// A cell is never narrower or, unless all fit, wider.
const CELL: (u16, u16) = (6, 14);

/// A head of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverlapHead {
    /// Who, or which rule.
    pub name: String,
    /// How it stands out.
    pub standing: Standing,
}

/// A cell of the matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OverlapCell {
    /// Row and column are one person.
    Same,
    /// So many days; at most so many, where it is not exact.
    Days {
        /// How many.
        n: i64,
        /// Whether all ends are known to the day.
        exact: bool,
        /// The most of its column.
        longest: bool,
    },
}

/// A row of the matrix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverlapRow {
    /// Who.
    pub name: String,
    /// Days in office.
    pub in_office: i64,
    /// Of the columns in sight.
    pub cells: Vec<OverlapCell>,
    /// How it stands out.
    pub standing: Standing,
}

/// Where the parts of the matrix are, for the painter and for the mouse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverlapPlaces {
    /// What is compared, and how it is counted; one line or two.
    pub caption: Rect,
    /// Above the cells.
    pub heads: Rect,
    /// Left of the cells.
    pub names: Rect,
    /// Days in office, between names and cells; empty where there is no room.
    pub office: Rect,
    /// The cells in sight.
    pub cells: Rect,
    /// What the selected cell says in words; empty where there is no room.
    pub foot: Rect,
    /// Columns of a cell, a blank before it included.
    pub cell_width: u16,
    /// The heads, cut into lines, of all columns.
    pub head_lines: Vec<Vec<String>>,
}

/// What is under the mouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OverlapHit {
    /// A cell, by row and column of what is in sight.
    Cell(usize, usize),
    /// A name, by its row.
    Row(usize),
    /// A head, by its column.
    Head(usize),
}

impl OverlapPlaces {
    /// Divides an area for some names and heads.
    pub fn new<'a>(
        area: Rect,
        names: impl Iterator<Item = &'a str>,
        heads: &[String],
        n_rows: usize,
    ) -> Self {
        let widest = names.map(text::width).max().unwrap_or(0) as u16;
        let name = widest.min((area.width / 3).max(6));
        let caption_height = if area.height >= 8 {
            2
        } else {
            area.height.min(1)
        };
        let office = if area.width >= LEFT + name + 6 + 2 * CELL.0 {
            6
        } else {
            0
        };
        let left = (LEFT + name + office).min(area.width);
        let room = area.width - left;
        let widest_head = heads
            .iter()
            .map(|head| text::width(head))
            .max()
            .unwrap_or(0) as u16
            + 2;
        let n_columns = (heads.len() as u16).max(1);
        let all_fit = widest_head.max(CELL.0) <= room / n_columns;
        let cell_width = if all_fit {
            widest_head.max(CELL.0)
        } else {
            let longest_word = heads
                .iter()
                .flat_map(|head| head.split(' '))
                .map(text::width)
                .max()
                .unwrap_or(0) as u16;
            (longest_word + 1).clamp(CELL.0, CELL.1.min((room / 3).max(CELL.0 + 2)))
        }
        .min(room.max(1));
        let most_lines = if area.height >= 10 {
            MOST_HEAD_LINES
        } else {
            1
        };
        let head_lines: Vec<Vec<String>> = heads
            .iter()
            .map(|head| head_in_lines(head, usize::from(cell_width.saturating_sub(1)), most_lines))
            .collect();
        let head_height = head_lines.iter().map(Vec::len).max().unwrap_or(1) as u16;
        let mut y = area.y;
        let mut rest = area.height;
        let mut take = |wanted: u16| {
            let height = wanted.min(rest);
            let part = Rect {
                x: area.x,
                y,
                width: area.width,
                height,
            };
            y += height;
            rest -= height;
            part
        };
        let caption = take(caption_height);
        let heads_line = take(head_height);
        let foot_height = if area.height >= 12 { 2 } else { 0 };
        let body = take(
            (area.height - caption.height - heads_line.height)
                .saturating_sub(foot_height)
                .min(n_rows as u16),
        );
        let foot = take(foot_height);
        // The line above the sentence stays blank.
        let foot = Rect {
            y: foot.y + foot.height.min(1),
            height: foot.height.saturating_sub(1),
            ..foot
        };
        let fit = (room / cell_width.max(1)) * cell_width;
        Self {
            caption,
            heads: Rect {
                x: area.x + left,
                width: fit,
                ..heads_line
            },
            names: Rect {
                width: (LEFT + name).min(area.width),
                ..body
            },
            office: Rect {
                x: area.x + (LEFT + name).min(area.width),
                width: office,
                ..body
            },
            cells: Rect {
                x: area.x + left,
                width: fit,
                ..body
            },
            foot,
            cell_width: cell_width.max(1),
            head_lines,
        }
    }

    /// How many rows and columns are in sight at a time.
    pub fn fit(&self) -> (usize, usize) {
        (
            usize::from(self.cells.height),
            usize::from(self.cells.width / self.cell_width),
        )
    }

    /// What is at a cell of the screen, in rows and columns of what is in sight.
    pub fn hit(&self, x: u16, y: u16) -> Option<OverlapHit> {
        let at = (x, y).into();
        let column = || usize::from((x - self.cells.x) / self.cell_width);
        if self.cells.contains(at) {
            Some(OverlapHit::Cell(usize::from(y - self.cells.y), column()))
        } else if self.heads.contains(at) {
            Some(OverlapHit::Head(column()))
        } else if self.names.contains(at) || self.office.contains(at) {
            Some(OverlapHit::Row(usize::from(y - self.names.y)))
        } else {
            None
        }
    }
}

/// The matrix, as far as it is in sight.
#[derive(Clone, Copy)]
pub struct OverlapMatrix<'a> {
    /// Where everything is.
    pub places: &'a OverlapPlaces,
    /// What is compared, then how it is counted.
    pub caption: (&'a str, &'a str),
    /// Of the columns in sight.
    pub heads: &'a [OverlapHead],
    /// The rows in sight.
    pub rows: &'a [OverlapRow],
    /// The pane's own cell among them.
    pub own: (usize, usize),
    /// How many columns are scrolled away at the left, and how many are not reached at the right.
    pub hidden: (usize, usize),
    /// The selected cell in words.
    pub foot: &'a str,
    /// Whether the pane has the keys.
    pub focused: bool,
    /// Colours and signs.
    pub theme: &'a Theme,
}

impl Widget for &OverlapMatrix<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        let (places, theme) = (self.places, self.theme);
        self.caption(buf);
        self.heads(buf);
        let line = |y: u16| Rect {
            x: area.x,
            y,
            width: area.width,
            height: 1,
        };
        for (idx, row) in self
            .rows
            .iter()
            .take(usize::from(places.cells.height))
            .enumerate()
        {
            let y = places.cells.y + idx as u16;
            let is_own = self.own.0 == idx;
            ground(buf, line(y), y, is_own, self.focused, theme);
            let name = Rect {
                x: places.names.x + LEFT,
                width: places.names.width.saturating_sub(LEFT),
                ..places.names
            };
            put_cut(
                buf,
                name.x,
                y,
                name.width,
                &row.name,
                Cut::Middle,
                row.standing.style(theme),
            );
            if !places.office.is_empty() {
                put_right(
                    buf,
                    places.office,
                    y,
                    &row.in_office.to_string(),
                    theme.dim(),
                );
            }
            for (column, cell) in row.cells.iter().enumerate() {
                let place = Rect {
                    x: places.cells.x + column as u16 * places.cell_width,
                    y,
                    width: places.cell_width,
                    height: 1,
                };
                if place.right() > places.cells.right() {
                    break;
                }
                self.cell(buf, place, *cell, is_own && self.own.1 == column);
            }
        }
        if !places.foot.is_empty() {
            put_cut(
                buf,
                places.foot.x + 1,
                places.foot.y,
                places.foot.width.saturating_sub(2),
                self.foot,
                Cut::End,
                theme.dim(),
            );
        }
    }
}

impl OverlapMatrix<'_> {
    fn caption(&self, buf: &mut Buffer) {
        let (places, theme) = (self.places, self.theme);
        let area = places.caption;
        let width = area.width.saturating_sub(2);
        let (compared, counted) = self.caption;
        if area.height >= 2 {
            put_cut(
                buf,
                area.x + 1,
                area.y,
                width,
                compared,
                Cut::End,
                theme.text(),
            );
            put_cut(
                buf,
                area.x + 1,
                area.y + 1,
                width,
                counted,
                Cut::End,
                theme.dim(),
            );
        } else if area.height == 1 {
            put_cut(
                buf,
                area.x + 1,
                area.y,
                width,
                counted,
                Cut::End,
                theme.dim(),
            );
        }
    }

    fn heads(&self, buf: &mut Buffer) {
        let (places, theme) = (self.places, self.theme);
        let (before, after) = self.hidden;
        for (idx, head) in self.heads.iter().enumerate() {
            let lines = &places.head_lines[before + idx];
            let x = places.heads.x + idx as u16 * places.cell_width;
            let is_own = self.own.1 == idx;
            let style = if is_own {
                theme.title(self.focused)
            } else {
                match head.standing {
                    Standing::Related => theme.strong(),
                    _ => theme.dim(),
                }
            };
            // The mark of the longest has the last column of a cell.
            let place = Rect {
                x,
                y: places.heads.y,
                width: places.cell_width.saturating_sub(1),
                height: 1,
            };
            if place.right() > places.heads.right() {
                break;
            }
            let blank = usize::from(places.heads.height).saturating_sub(lines.len());
            for (line, text) in lines.iter().enumerate() {
                let y = places.heads.y + (blank + line) as u16;
                if y < places.heads.bottom() {
                    put_right(buf, place, y, text, style);
                }
            }
        }
        // What is scrolled away is said where the names' head would be.
        let mut hidden = Vec::new();
        if before > 0 {
            hidden.push(format!("{}{before}", theme.glyphs.less));
        }
        if after > 0 {
            hidden.push(format!("{after}{}", theme.glyphs.more));
        }
        if places.heads.height > 0 {
            let y = places.heads.bottom() - 1;
            let width = places.names.width.saturating_sub(LEFT);
            put_cut(
                buf,
                places.names.x + LEFT,
                y,
                width,
                &hidden.join(" "),
                Cut::End,
                theme.accent(),
            );
            if !places.office.is_empty() {
                let office = Rect {
                    y,
                    height: 1,
                    ..places.office
                };
                put_right(buf, office, y, "days", theme.dim());
            }
        }
    }

    fn cell(&self, buf: &mut Buffer, place: Rect, cell: OverlapCell, is_own: bool) {
        let theme = self.theme;
        let (text, mark, style) = match cell {
            OverlapCell::Same => (theme.glyphs.rule.to_owned(), " ", theme.faint()),
            OverlapCell::Days { n: 0, .. } => (theme.glyphs.dot.to_owned(), " ", theme.dim()),
            OverlapCell::Days { n, exact, longest } => (
                format!("{}{n}", if exact { "" } else { "~" }),
                if longest { "*" } else { " " },
                if longest {
                    theme.strong()
                } else {
                    theme.text()
                },
            ),
        };
        let style = if is_own && self.focused {
            style.patch(theme.link(true))
        } else if is_own {
            style.patch(theme.strong())
        } else {
            style
        };
        let number = Rect {
            width: place.width.saturating_sub(1),
            ..place
        };
        put_right(buf, number, place.y, &text, style);
        put(buf, place.right() - 1, place.y, 1, mark, theme.matched());
    }
}

/// A head in at most some lines of a width, broken between words; what does not fit is cut.
fn head_in_lines(head: &str, width: usize, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in head.split(' ') {
        match lines.last_mut() {
            Some(line) if text::width(line) + 1 + text::width(word) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    if lines.len() > most {
        let rest = lines.split_off(most - 1).join(" ");
        lines.push(rest);
    }
    lines
        .into_iter()
        .map(|line| text::fit(&line, width, Cut::End).into_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::theme::Depth;

    const NAMES: [&str; 4] = ["Ochirbat", "Bagabandi", "Enkhbayar", "Elbegdorj"];

    fn drawn(width: u16, height: u16, heads: &[&str]) -> (OverlapPlaces, Vec<String>) {
        let area = Rect::new(0, 0, width, height);
        let names: Vec<String> = heads.iter().map(|&head| head.to_owned()).collect();
        let places = OverlapPlaces::new(area, NAMES.into_iter(), &names, NAMES.len());
        let (n_rows, n_columns) = places.fit();
        let heads: Vec<OverlapHead> = names
            .iter()
            .take(n_columns)
            .map(|name| OverlapHead {
                name: name.clone(),
                standing: Standing::Plain,
            })
            .collect();
        let rows: Vec<OverlapRow> = NAMES
            .iter()
            .take(n_rows)
            .enumerate()
            .map(|(row, &name)| OverlapRow {
                name: name.into(),
                in_office: 2944,
                cells: (0..heads.len())
                    .map(|column| OverlapCell::Days {
                        n: (row * 100 + column + 1000) as i64,
                        exact: true,
                        longest: row == 1,
                    })
                    .collect(),
                standing: Standing::Plain,
            })
            .collect();
        let theme = Theme::built_in("dark", Depth::None, false).expect("a theme");
        let mut buf = Buffer::empty(area);
        let matrix = OverlapMatrix {
            places: &places,
            caption: ("President beside President", "inaugurated"),
            heads: &heads,
            rows: &rows,
            own: (0, 0),
            hidden: (0, names.len() - heads.len()),
            foot: "2,172 days",
            focused: true,
            theme: &theme,
        };
        (&matrix).render(area, &mut buf);
        let lines = (0..height)
            .map(|y| (0..width).map(|x| buf[(x, y)].symbol()).collect())
            .collect();
        (places, lines)
    }

    const HEADS: [&str; 6] = [
        "Yeltsin",
        "Putin",
        "Medvedev",
        "inaugurated",
        "prime minister only",
        "any of these",
    ];

    #[test]
    fn the_mouse_finds_the_cell_the_name_and_the_head_that_are_drawn_there() {
        for (width, height) in [(38, 20), (60, 9), (120, 30), (24, 6)] {
            let (places, lines) = drawn(width, height, &HEADS);
            let (n_rows, n_columns) = places.fit();
            assert!(n_columns > 0, "{width}x{height}");
            for row in 0..n_rows.min(NAMES.len()) {
                for column in 0..n_columns.min(HEADS.len()) {
                    let number = (row * 100 + column + 1000).to_string();
                    let (y, line) = lines
                        .iter()
                        .enumerate()
                        .find(|(_, line)| line.contains(&number))
                        .unwrap_or_else(|| panic!("{number}: {lines:#?}"));
                    let at = line.find(&number).expect("found");
                    let x = text::width(&line[..at]) as u16;
                    assert_eq!(
                        places.hit(x, y as u16),
                        Some(OverlapHit::Cell(row, column)),
                        "{number} at {width}x{height}"
                    );
                    assert_eq!(places.hit(3, y as u16), Some(OverlapHit::Row(row)));
                }
            }
            let x = places.heads.x + 1;
            assert_eq!(places.hit(x, places.heads.y), Some(OverlapHit::Head(0)));
        }
    }

    #[test]
    fn heads_break_between_words_and_never_within_one() {
        assert_eq!(
            head_in_lines("prime minister only", 9, 3),
            ["prime", "minister", "only"]
        );
        assert_eq!(
            head_in_lines("prime minister only", 14, 3),
            ["prime minister", "only"]
        );
        assert_eq!(head_in_lines("inaugurated", 8, 3), ["inaugur…"]);
        assert_eq!(head_in_lines("any of these", 6, 1), ["any o…"]);
    }

    #[test]
    fn the_longest_is_marked_beside_its_number_and_hidden_columns_are_counted() {
        let (_, lines) = drawn(38, 20, &HEADS);
        assert!(
            lines.iter().any(|line| line.contains("1100*")),
            "{lines:#?}"
        );
        assert!(lines.iter().any(|line| line.contains("4›")), "{lines:#?}");
        for width in 0..140 {
            for height in 0..16 {
                let (places, _) = drawn(width, height, &HEADS);
                assert!(places.cells.right() <= width && places.foot.bottom() <= height);
            }
        }
    }
}
