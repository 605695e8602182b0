//! Writing text into cells.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::text::{self, Cut};
use crate::tui::theme::Theme;

/// Writes a text at a cell, at most some columns of it, made safe; gives the column after it.
pub(super) fn put(buf: &mut Buffer, x: u16, y: u16, columns: u16, text: &str, style: Style) -> u16 {
    if columns == 0 || !buf.area.contains((x, y).into()) {
        return x;
    }
    let clean = text::printable(text);
    buf.set_stringn(x, y, clean, usize::from(columns), style).0
}

/// Writes a text cut to some columns with `…`; gives the column after it.
pub(super) fn put_cut(
    buf: &mut Buffer,
    x: u16,
    y: u16,
    columns: u16,
    text: &str,
    cut: Cut,
    style: Style,
) -> u16 {
    let clean = text::printable(text);
    let fitted = text::fit(&clean, usize::from(columns), cut);
    put(buf, x, y, columns, &fitted, style)
}

/// Writes a text that ends at the right edge of an area's line; gives the column where it starts.
pub(super) fn put_right(buf: &mut Buffer, area: Rect, y: u16, text: &str, style: Style) -> u16 {
    let wide = text::width(text).min(usize::from(area.width)) as u16;
    let x = area.right() - wide;
    put(buf, x, y, wide, text, style);
    x
}

/// How a row of a list stands out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// As it is.
    #[default]
    Plain,
    /// Related to the selection.
    Related,
    /// Not related, while others are.
    Dim,
}

impl Standing {
    /// How a name is written that stands so.
    pub fn style(self, theme: &Theme) -> Style {
        match self {
            Self::Dim => theme.dim(),
            Self::Related => theme.strong(),
            Self::Plain => theme.text(),
        }
    }
}

/// The ground and the bar of a list's row, before its text is written.
pub(super) fn ground(
    buf: &mut Buffer,
    area: Rect,
    y: u16,
    own: bool,
    focused: bool,
    theme: &Theme,
) {
    if !own || area.width == 0 {
        return;
    }
    if focused {
        buf.set_style(
            Rect {
                y,
                height: 1,
                ..area
            },
            theme.selection(),
        );
    }
    let bar = if focused {
        theme.glyphs.bar
    } else {
        theme.glyphs.bar_dim
    };
    put(buf, area.x, y, 1, bar, theme.bar(focused));
}
