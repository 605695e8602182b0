//! A slide: blocks of text one below the other, room for a picture, and the line of the stop at the bottom.
//!
//! The blocks are first set for an area and then painted, so that whoever chooses sizes can try several. Text is never
//! cut: what does not fit is scrolled, a line at a time.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::text;
use crate::tui::enlarged::Enlarged;
use crate::tui::theme::Theme;

use super::letters::{self, Size};
use super::paint::{put, put_cut};

/// Prose of a slide is never wider, in letters.
pub const PROSE: usize = 60;

/// One block of a slide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// Lines of one size.
    Text {
        /// The lines.
        lines: Vec<String>,
        /// Their size.
        size: Size,
        /// Their looks.
        style: Style,
    },
    /// So many rows for a picture.
    Picture(u16),
}

impl Block {
    /// A text set in lines of at most some columns.
    pub fn text(text: &str, size: Size, columns: u16, most: usize, style: Style) -> Self {
        Self::Text {
            lines: size.wrap(text, columns, most),
            size,
            style,
        }
    }

    fn height(&self) -> u16 {
        match self {
            Self::Text { lines, size, .. } => u16::try_from(lines.len())
                .unwrap_or(u16::MAX)
                .saturating_mul(size.height()),
            Self::Picture(rows) => *rows,
        }
    }
}

/// The place of the blocks below one another, from the top of the area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slide {
    /// Each block with its first row.
    blocks: Vec<(u16, Block)>,
    /// Rows of all.
    height: u16,
}

impl Slide {
    /// Sets blocks in an area of some rows: rows to spare go between them, three at most, and some above.
    pub fn new(blocks: Vec<Block>, rows: u16) -> Self {
        let n_gaps = blocks.len().saturating_sub(1) as u16;
        let own = blocks
            .iter()
            .fold(0_u16, |sum, block| sum.saturating_add(block.height()));
        let spare = rows.saturating_sub(own);
        let gap = match n_gaps {
            0 => 0,
            // Where not even a blank line between blocks fits, the text is scrolled and has its blank lines.
            _ if spare < n_gaps => 1,
            n_gaps => (spare / (n_gaps + 2)).clamp(1, 3),
        };
        let left = spare.saturating_sub(gap * n_gaps);
        let mut y = (left / 3).min(3);
        let mut placed = Vec::with_capacity(blocks.len());
        let mut height = y;
        for block in blocks {
            let rows = block.height();
            placed.push((y, block));
            height = y.saturating_add(rows);
            y = height.saturating_add(gap);
        }
        Self {
            blocks: placed,
            height,
        }
    }

    /// Rows of all blocks and what is between them.
    pub fn height(&self) -> u16 {
        self.height
    }

    /// The area of the picture on the screen; `None` when it has none or not all of it is in sight.
    pub fn picture(&self, area: Rect, scroll: u16) -> Option<Rect> {
        self.blocks.iter().find_map(|(y, block)| match block {
            Block::Picture(rows) => {
                let y = y.checked_sub(scroll)?;
                (y + rows <= area.height).then_some(Rect {
                    y: area.y + y,
                    height: *rows,
                    ..area
                })
            }
            Block::Text { .. } => None,
        })
    }

    /// Paints the text, without so many rows that are scrolled away; a line is painted whole or not at all. What the
    /// terminal draws itself is given back for it.
    pub fn paint(&self, buf: &mut Buffer, area: Rect, scroll: u16) -> Vec<Enlarged> {
        let mut enlarged = Vec::new();
        for (top, block) in &self.blocks {
            let Block::Text { lines, size, style } = block else {
                continue;
            };
            for (idx, line) in lines.iter().enumerate() {
                let y = top.saturating_add((idx as u16).saturating_mul(size.height()));
                let Some(y) = y.checked_sub(scroll) else {
                    continue;
                };
                if y + size.height() <= area.height {
                    let at = (area.x, area.y + y);
                    enlarged.extend(letters::draw(buf, at, area.width, line, *size, *style));
                }
            }
        }
        enlarged
    }
}

/// The last row: `4/10`, a thin rule that grows, and what there is to say.
#[derive(Clone, Copy)]
pub struct Footer<'a> {
    /// The stop, from 1.
    pub stop: usize,
    /// How many there are.
    pub n_stops: usize,
    /// Digits of a stop to go to.
    pub digits: &'a str,
    /// How many rows are below the screen.
    pub n_below: usize,
    /// What was said last, and whether it is a mistake.
    pub notice: Option<(&'a str, bool)>,
    /// The key that was pressed last, when keys are shown.
    pub shown_key: Option<&'a str>,
    /// Colours and signs.
    pub theme: &'a Theme,
}

impl Footer<'_> {
    /// Paints it.
    pub fn paint(&self, buf: &mut Buffer, area: Rect) {
        let theme = self.theme;
        let (y, end) = (area.y, area.right());
        let position = format!("{}/{}", self.stop, self.n_stops);
        let mut x = put(buf, area.x, y, area.width, &position, theme.strong());
        let room = |x: u16| end.saturating_sub(x);
        if self.n_below > 0 {
            let below = format!("+{} below", self.n_below);
            x = put(buf, x + 1, y, room(x + 1), &below, theme.accent());
        }
        if !self.digits.is_empty() {
            let digits = format!("{} {}", theme.glyphs.prompt, self.digits);
            x = put(buf, x + 1, y, room(x + 1), &digits, theme.accent());
        }
        if let Some(key) = self.shown_key.filter(|key| !key.is_empty()) {
            let key = format!(" {key} ");
            x = put(buf, x + 1, y, room(x + 1), &key, theme.selection());
        }
        if let Some((notice, is_error)) = self.notice {
            let style = if is_error { theme.error() } else { theme.dim() };
            put_cut(buf, x + 2, y, room(x + 2), notice, text::Cut::End, style);
            return;
        }
        let wide = usize::from(room(x + 1));
        let done = wide * self.stop / self.n_stops.max(1);
        let (thick, thin) = if theme.glyphs.ascii {
            ("=", "-")
        } else {
            ("━", "─")
        };
        x = put(
            buf,
            x + 1,
            y,
            room(x + 1),
            &thick.repeat(done),
            theme.accent(),
        );
        put(buf, x, y, room(x), &thin.repeat(wide - done), theme.faint());
    }
}

#[cfg(test)]
mod tests {
    use crate::tui::theme::Depth;

    use super::*;

    fn plain(text: &str) -> Block {
        Block::text(text, Size::Plain, 20, PROSE, Style::new())
    }

    fn rows(slide: &Slide, area: Rect, scroll: u16) -> Vec<String> {
        let mut buf = Buffer::empty(area);
        assert_eq!(slide.paint(&mut buf, area, scroll), []);
        (0..area.height)
            .map(|y| {
                let row: String = (0..area.width).map(|x| buf[(x, y)].symbol()).collect();
                row.trim_end().to_owned()
            })
            .collect()
    }

    #[test]
    fn what_does_not_fit_is_scrolled_and_not_cut() {
        let slide = Slide::new(
            vec![plain("one two three four five six"), plain("seven")],
            2,
        );
        let area = Rect::new(0, 0, 20, 2);
        assert_eq!(slide.height(), 4);
        assert_eq!(rows(&slide, area, 0), ["one two three four", "five six"]);
        assert_eq!(rows(&slide, area, 2), ["", "seven"]);
    }

    #[test]
    fn rows_to_spare_go_between_the_blocks() {
        let slide = Slide::new(vec![plain("a"), Block::Picture(4), plain("b")], 24);
        let area = Rect::new(0, 0, 20, 24);
        let drawn = rows(&slide, area, 0);
        let (a, b) = (
            drawn.iter().position(|row| row == "a").expect("above"),
            drawn.iter().position(|row| row == "b").expect("below"),
        );
        let picture = slide.picture(area, 0).expect("in sight");
        assert_eq!(usize::from(picture.y) - a, 4, "three blank lines");
        assert_eq!(b - usize::from(picture.bottom()), 3);
        assert_eq!(slide.picture(area, 20), None, "not all of it is in sight");
    }

    #[test]
    fn the_rule_grows_with_the_stops_to_the_edge() {
        let theme = Theme::built_in("mono", Depth::None, false).expect("a theme");
        let row = |stop: usize| {
            let area = Rect::new(0, 0, 25, 1);
            let mut buf = Buffer::empty(area);
            let footer = Footer {
                stop,
                n_stops: 4,
                digits: "",
                n_below: 0,
                notice: None,
                shown_key: None,
                theme: &theme,
            };
            footer.paint(&mut buf, area);
            (0..25).map(|x| buf[(x, 0)].symbol()).collect::<String>()
        };
        assert_eq!(row(1), "1/4 ━━━━━────────────────");
        assert_eq!(row(4), "4/4 ━━━━━━━━━━━━━━━━━━━━━");
    }
}
