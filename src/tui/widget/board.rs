//! Projects as cards in a column for each status.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::model::ProjectStatus;
use crate::text::Cut;
use crate::tui::theme::Theme;

use super::paint::{Standing, put, put_cut};

/// A column is never narrower or wider, a blank after it included.
const COLUMN: (u16, u16) = (13, 30);
/// From this height on a card has a second line.
const ROOMY: u16 = 16;

/// A card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Short name.
    pub name: String,
    /// Sector and partners, or how long nobody looked at it.
    pub note: String,
    /// How it stands out.
    pub standing: Standing,
}

/// A column.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// The status; `None` for what has not begun.
    pub status: Option<ProjectStatus>,
    /// Its word.
    pub label: String,
    /// All cards.
    pub cards: Vec<Card>,
}

/// Where the columns and cards are, for the painter and for the mouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BoardPlaces {
    /// The heads and the rule below them.
    pub heads: Rect,
    /// The cards.
    pub cards: Rect,
    /// Columns of the screen that a column takes.
    pub width: u16,
    /// Lines of a card.
    pub card_height: u16,
}

impl BoardPlaces {
    /// Divides an area for so many columns, the longest of so many cards.
    pub fn new(area: Rect, n_columns: usize, n_cards: usize) -> Self {
        let width = (area.width.saturating_sub(1) / (n_columns.max(1) as u16))
            .clamp(COLUMN.0, COLUMN.1)
            .min(area.width.saturating_sub(1).max(1));
        let head_height = area.height.min(1);
        let height = area.height - head_height;
        let wanted = n_cards as u16;
        let card_height = if area.height >= ROOMY && wanted.saturating_mul(3) <= height {
            3
        } else if area.height >= ROOMY && wanted.saturating_mul(2) <= height {
            2
        } else {
            1
        };
        let left = area.x + area.width.min(1);
        let fit = (area.width.saturating_sub(1) / width) * width;
        Self {
            heads: Rect {
                x: left,
                y: area.y,
                width: fit,
                height: head_height,
            },
            cards: Rect {
                x: left,
                y: area.y + head_height,
                width: fit,
                height,
            },
            width,
            card_height,
        }
    }

    /// How many cards of a column and how many columns are in sight at a time.
    pub fn fit(&self) -> (usize, usize) {
        (
            usize::from(self.cards.height / self.card_height),
            usize::from(self.cards.width / self.width),
        )
    }

    /// The card under a cell of the screen, by its row and column in sight; a head is `None` and its column.
    pub fn hit(&self, x: u16, y: u16) -> Option<(Option<usize>, usize)> {
        let at = (x, y).into();
        let column = || usize::from((x - self.cards.x) / self.width);
        if self.cards.contains(at) {
            let row = usize::from((y - self.cards.y) / self.card_height);
            (row < self.fit().0).then(|| (Some(row), column()))
        } else if self.heads.contains(at) {
            Some((None, column()))
        } else {
            None
        }
    }
}

/// The board, as far as it is in sight.
#[derive(Clone, Copy)]
pub struct Board<'a> {
    /// Where everything is.
    pub places: &'a BoardPlaces,
    /// The columns in sight.
    pub columns: &'a [Column],
    /// The pane's own card: its column among those in sight, and its row among all cards of that.
    pub own: (usize, usize),
    /// How many cards of the own column are scrolled away.
    pub top: usize,
    /// How many columns are scrolled away at the left, and how many are not reached at the right.
    pub hidden: (usize, usize),
    /// Whether the pane has the keys.
    pub focused: bool,
    /// Colours and signs.
    pub theme: &'a Theme,
}

impl Widget for &Board<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        let (places, theme) = (self.places, self.theme);
        let (n_fit, _) = places.fit();
        // Between the columns a seam, as far down as the pane goes.
        for idx in 1..self.columns.len() {
            let x = places.cards.x + idx as u16 * places.width - 1;
            if x + 1 >= places.cards.right() {
                break;
            }
            for y in places.heads.y..area.bottom() {
                put(buf, x, y, 1, theme.glyphs.seam, theme.faint());
            }
        }
        for (idx, column) in self.columns.iter().enumerate() {
            let x = places.cards.x + idx as u16 * places.width;
            let width = places.width.saturating_sub(2);
            if x + places.width > places.cards.right() {
                break;
            }
            let is_own = self.own.0 == idx;
            self.head(buf, (x, width), column, idx, is_own);
            let top = if is_own { self.top } else { 0 };
            let n_left = column.cards.len().saturating_sub(top);
            for (line, card) in column.cards.iter().skip(top).take(n_fit).enumerate() {
                let y = places.cards.y + line as u16 * places.card_height;
                let is_last = line + 1 == n_fit && n_left > n_fit;
                let selected = is_own && self.own.1 == top + line;
                if is_last && !selected {
                    let more = format!("+{}", n_left - n_fit + 1);
                    put(buf, x + 1, y, width, &more, theme.dim());
                    continue;
                }
                self.card(buf, (x, y, width), column, card, selected);
            }
        }
    }
}

impl Board<'_> {
    fn head(
        &self,
        buf: &mut Buffer,
        (x, width): (u16, u16),
        column: &Column,
        idx: usize,
        is_own: bool,
    ) {
        let (places, theme) = (self.places, self.theme);
        if places.heads.height == 0 {
            return;
        }
        let y = places.heads.y;
        let is_last = idx + 1 == self.columns.len();
        let mut label = format!("{} {}", column.label, column.cards.len());
        if idx == 0 && self.hidden.0 > 0 {
            label = format!("{}{} {label}", theme.glyphs.less, self.hidden.0);
        }
        if is_last && self.hidden.1 > 0 {
            label = format!("{}{} {label}", self.hidden.1, theme.glyphs.more);
        }
        let sign = theme.glyphs.status(column.status.as_ref());
        put(buf, x, y, 1, sign, theme.status(column.status.as_ref()));
        let style = if is_own {
            theme.title(self.focused)
        } else {
            theme.dim()
        };
        put_cut(
            buf,
            x + 2,
            y,
            width.saturating_sub(1),
            &label,
            Cut::End,
            style,
        );
    }

    fn card(
        &self,
        buf: &mut Buffer,
        (x, y, width): (u16, u16, u16),
        column: &Column,
        card: &Card,
        selected: bool,
    ) {
        let (places, theme) = (self.places, self.theme);
        if selected {
            let bar = if self.focused {
                theme.glyphs.bar
            } else {
                theme.glyphs.bar_dim
            };
            if self.focused {
                let ground = Rect {
                    x: x.saturating_sub(1),
                    y,
                    width: places.width,
                    height: places.card_height.min(2),
                };
                buf.set_style(ground.intersection(buf.area), theme.selection());
            }
            put(buf, x.saturating_sub(1), y, 1, bar, theme.bar(self.focused));
        }
        let style = match card.standing {
            Standing::Plain if column.status.is_none() => theme.dim(),
            standing => standing.style(theme),
        };
        put_cut(buf, x + 1, y, width, &card.name, Cut::End, style);
        if places.card_height >= 2 {
            put_cut(buf, x + 1, y + 1, width, &card.note, Cut::End, theme.dim());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::theme::Depth;

    fn columns() -> Vec<Column> {
        [("planned", 7), ("under way", 2), ("done", 1)]
            .into_iter()
            .map(|(label, n)| Column {
                status: Some(ProjectStatus::Pipeline),
                label: label.into(),
                cards: (0..n)
                    .map(|idx| Card {
                        name: format!("{label} {idx}"),
                        note: "gas".into(),
                        standing: Standing::Plain,
                    })
                    .collect(),
            })
            .collect()
    }

    fn drawn(
        width: u16,
        height: u16,
        own: (usize, usize),
        top: usize,
    ) -> (BoardPlaces, Vec<String>) {
        let area = Rect::new(0, 0, width, height);
        let columns = columns();
        let places = BoardPlaces::new(area, columns.len(), 7);
        let theme = Theme::built_in("dark", Depth::None, false).expect("a theme");
        let mut buf = Buffer::empty(area);
        let shown = &columns[..places.fit().1.min(columns.len())];
        let board = Board {
            places: &places,
            columns: shown,
            own,
            top,
            hidden: (0, columns.len() - shown.len()),
            focused: true,
            theme: &theme,
        };
        (&board).render(area, &mut buf);
        let lines = (0..height)
            .map(|y| (0..width).map(|x| buf[(x, y)].symbol()).collect())
            .collect();
        (places, lines)
    }

    #[test]
    fn the_mouse_finds_the_card_that_is_drawn_there() {
        for (width, height) in [(60, 10), (60, 30), (100, 20), (44, 8)] {
            let (places, lines) = drawn(width, height, (1, 0), 0);
            for (y, line) in lines.iter().enumerate().skip(1) {
                for (column, label) in ["planned", "under way", "done"].into_iter().enumerate() {
                    for row in 0..7 {
                        let card = format!("{label} {row}");
                        let Some(at) = line.find(&card) else { continue };
                        let x = crate::text::width(&line[..at]) as u16;
                        assert_eq!(
                            places.hit(x, y as u16),
                            Some((Some(row), column)),
                            "{card} at {width}x{height}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn cards_that_do_not_fit_are_counted_and_the_selected_one_is_shown() {
        let (_, lines) = drawn(60, 5, (1, 0), 0);
        assert!(lines[4].contains("+4"), "{lines:#?}");
        let (_, lines) = drawn(60, 5, (0, 6), 3);
        assert!(
            lines[4].contains("planned 6") && lines[4].starts_with('▌'),
            "{lines:#?}"
        );
        let (_, lines) = drawn(20, 5, (0, 0), 0);
        assert!(lines[0].contains("2› plann"), "{lines:#?}");
    }
}
