//! Text larger than a cell, in the ways that there are: letter-spaced, as blocks, or drawn by the terminal itself.
//!
//! Blocks are the letters of an eight by eight font, four dots to a cell, so a letter is four columns wide and four rows
//! high. The font has Latin with its usual marks; a text with any other letter is set in spaced letters.

use font8x8::UnicodeFonts;
use ratatui::buffer::{Buffer, CellDiffOption};
use ratatui::style::{Modifier, Style};

use crate::text;
use crate::tui::enlarged::Enlarged;

use super::paint::put;

/// How large a text is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// A letter a cell.
    Plain,
    /// A blank after each letter.
    Spaced,
    /// Letters of blocks, four columns by four rows.
    Blocks,
    /// Letters that the terminal draws so many cells high, and as many times as wide.
    Times(u16),
}

/// Dots of a row and of a column of a letter.
const DOTS: u16 = 8;

/// Columns and rows of a letter of blocks.
const BLOCK: u16 = DOTS / 2;

/// The sixteen ways to fill a quarter of a cell: upper left 1, upper right 2, lower left 4, lower right 8.
const QUARTERS: [&str; 16] = [
    " ", "▘", "▝", "▀", "▖", "▌", "▞", "▛", "▗", "▚", "▐", "▜", "▄", "▙", "▟", "█",
];

impl Size {
    /// This size, or spaced letters where a text has one that the blocks lack.
    #[must_use]
    pub fn for_text(self, text: &str) -> Self {
        let is_there = |c: char| c == ' ' || dots(c).is_some();
        if self == Self::Blocks && !text.chars().all(is_there) {
            Self::Spaced
        } else {
            self
        }
    }

    /// Rows of a line.
    pub fn height(self) -> u16 {
        match self {
            Self::Plain | Self::Spaced => 1,
            Self::Blocks => BLOCK,
            Self::Times(scale) => scale,
        }
    }

    /// Columns of a letter that is one column wide otherwise.
    pub fn width(self) -> u16 {
        match self {
            Self::Plain => 1,
            Self::Spaced => 2,
            Self::Blocks => BLOCK,
            Self::Times(scale) => scale,
        }
    }

    /// The lines of a text in some columns, none of more than `most` letters.
    pub fn wrap(self, text: &str, columns: u16, most: usize) -> Vec<String> {
        let letters = usize::from(columns / self.width()).clamp(1, most.max(1));
        text::wrap(&text::printable_lines(text), letters)
    }
}

/// Draws a line with its upper left corner at a cell. What the terminal draws itself is given back for it.
pub fn draw(
    buf: &mut Buffer,
    (x, y): (u16, u16),
    columns: u16,
    line: &str,
    size: Size,
    style: Style,
) -> Option<Enlarged> {
    match size {
        Size::Plain => {
            put(buf, x, y, columns, line, style);
        }
        Size::Spaced => spaced(buf, (x, y), columns, line, style),
        Size::Blocks => blocks(buf, (x, y), columns, line, style),
        Size::Times(scale) => return Some(enlarged(buf, (x, y), columns, line, scale, style)),
    }
    None
}

fn spaced(buf: &mut Buffer, (x, y): (u16, u16), columns: u16, line: &str, style: Style) {
    let end = x.saturating_add(columns);
    let mut at = x;
    for (_, letter, wide) in text::graphemes(line) {
        put(buf, at, y, end.saturating_sub(at), letter, style);
        at = at.saturating_add(wide as u16 + 1);
    }
}

fn blocks(buf: &mut Buffer, (x, y): (u16, u16), columns: u16, line: &str, style: Style) {
    let end = x.saturating_add(columns);
    for (idx, c) in line.chars().enumerate() {
        let Some(rows) = dots(c) else { continue };
        let left = x.saturating_add(idx as u16 * BLOCK);
        for row in 0..BLOCK {
            for column in 0..BLOCK {
                let dot = |down: u16, right: u16| {
                    usize::from(rows[usize::from(row * 2 + down)] >> (column * 2 + right) & 1)
                };
                let quarter = dot(0, 0) | dot(0, 1) << 1 | dot(1, 0) << 2 | dot(1, 1) << 3;
                if quarter > 0 && left + column < end {
                    // A block in bold would only be another colour.
                    let style = style.remove_modifier(Modifier::BOLD);
                    put(buf, left + column, y + row, 1, QUARTERS[quarter], style);
                }
            }
        }
    }
}

/// Leaves the cells to the terminal.
fn enlarged(
    buf: &mut Buffer,
    (x, y): (u16, u16),
    columns: u16,
    line: &str,
    scale: u16,
    style: Style,
) -> Enlarged {
    let wide = (text::width(line) as u16)
        .saturating_mul(scale)
        .min(columns);
    for row in y..y.saturating_add(scale) {
        for column in x..x.saturating_add(wide) {
            if let Some(cell) = buf.cell_mut((column, row)) {
                cell.set_diff_option(CellDiffOption::Skip);
            }
        }
    }
    let style = buf
        .cell((x, y))
        .map_or(style, |cell| cell.style().patch(style));
    Enlarged {
        x,
        y,
        scale,
        text: line.to_owned(),
        style,
    }
}

/// The dots of a letter, a byte a row from the top, the lowest bit at the left; `None` where the font has none.
fn dots(c: char) -> Option<[u8; 8]> {
    // The font's own table of these has letters of another alphabet.
    let c = match c {
        '–' | '—' => '-',
        '‘' | '’' => '\'',
        '“' | '”' => '"',
        c => c,
    };
    font8x8::BASIC_FONTS
        .get(c)
        .or_else(|| font8x8::LATIN_FONTS.get(c))
        .filter(|_| !c.is_control())
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;

    use super::*;

    fn drawn(line: &str, size: Size) -> Vec<String> {
        let area = Rect::new(0, 0, 40, 4);
        let mut buf = Buffer::empty(area);
        draw(&mut buf, (0, 0), 40, line, size, Style::new());
        (0..4)
            .map(|y| {
                let row: String = (0..40).map(|x| buf[(x, y)].symbol()).collect();
                row.trim_end().to_owned()
            })
            .collect()
    }

    #[test]
    fn letters_of_blocks_are_four_by_four_cells() {
        assert_eq!(
            drawn("Hü", Size::Blocks),
            ["█ █ ▄ ▄", "█▄█ ▄ ▄", "█ █ █ █", "▀ ▀ ▝▀▀▘"],
        );
    }

    #[test]
    fn a_letter_that_the_blocks_lack_is_set_spaced() {
        for (text, size) in [
            ("Khalkhin Gol, 1939: a battle", Size::Blocks),
            ("Ærø, Łódź", Size::Spaced),
            ("Khürelsükh – “a” title", Size::Blocks),
            ("Хүрэлсүх", Size::Spaced),
        ] {
            assert_eq!(Size::Blocks.for_text(text), size, "{text}");
        }
        assert_eq!(drawn("Хү", Size::Spaced)[0], "Х ү");
    }

    #[test]
    fn nothing_is_drawn_beyond_its_columns() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 20, 4));
        for size in [Size::Plain, Size::Spaced, Size::Blocks] {
            draw(&mut buf, (2, 0), 6, "WWWWWW", size, Style::new());
            for y in 0..4 {
                for x in 8..20 {
                    assert_eq!(buf[(x, y)].symbol(), " ", "{size:?} at {x}, {y}");
                }
            }
        }
    }

    #[test]
    fn cells_of_text_that_the_terminal_draws_are_left_out() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 20, 4));
        let large = draw(&mut buf, (1, 1), 18, "abc", Size::Times(2), Style::new()).expect("large");
        assert_eq!((large.x, large.y, large.scale), (1, 1, 2));
        let skipped = buf
            .content
            .iter()
            .filter(|cell| cell.diff_option == CellDiffOption::Skip)
            .count();
        assert_eq!(skipped, 6 * 2);
    }
}
