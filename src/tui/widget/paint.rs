//! Writing text into cells.

use std::num::NonZeroU16;

use ratatui::buffer::{Buffer, CellDiffOption};
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::{Clear, Widget as _};

use crate::text::{self, AmbiguousWidth, Cut};
use crate::tui::theme::Theme;

/// Writes a text at a cell, at most some columns of it, made safe; gives the column after it.
pub(super) fn put(buf: &mut Buffer, x: u16, y: u16, columns: u16, text: &str, style: Style) -> u16 {
    if columns == 0 || !buf.area.contains((x, y).into()) {
        return x;
    }
    if text::is_plain(text) {
        return put_plain(buf, (x, y), columns, text, style);
    }
    let clean = text::printable(text);
    if text::ambiguous_width() == AmbiguousWidth::One {
        return buf.set_stringn(x, y, clean, usize::from(columns), style).0;
    }
    put_wide(buf, (x, y), columns, &clean, style)
}

/// As [`put`], for a text of which each byte takes a column: most are, and a frame has thousands of letters.
fn put_plain(buf: &mut Buffer, (x, y): (u16, u16), columns: u16, text: &str, style: Style) -> u16 {
    let room = columns.min(buf.area.right() - x);
    let n_columns = text.len().min(usize::from(room));
    let first = buf.index_of(x, y);
    for (at, cell) in buf.content[first..][..n_columns].iter_mut().enumerate() {
        cell.set_symbol(&text[at..=at]).set_style(style);
    }
    x + n_columns as u16
}

/// As [`put`], on a terminal where many a letter takes two columns that the buffer takes for narrow.
fn put_wide(
    buf: &mut Buffer,
    (mut x, y): (u16, u16),
    columns: u16,
    text: &str,
    style: Style,
) -> u16 {
    let end = x.saturating_add(columns).min(buf.area.right());
    for (_, grapheme, wide) in text::graphemes(text) {
        let wide = wide as u16;
        if wide == 0 {
            continue;
        }
        if x + wide > end {
            break;
        }
        let cell = &mut buf[(x, y)];
        cell.set_symbol(grapheme).set_style(style);
        if let Some(columns) = NonZeroU16::new(wide).filter(|_| wide > 1) {
            cell.set_diff_option(CellDiffOption::ForcedWidth(columns));
        }
        for covered in x + 1..x + wide {
            buf[(covered, y)].set_symbol(" ").set_style(style);
        }
        x += wide;
    }
    x
}

/// Takes away whatever was drawn in an area.
pub(super) fn clear(buf: &mut Buffer, area: Rect, theme: &Theme) {
    Clear.render(area, buf);
    buf.set_style(area, theme.base());
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

#[cfg(test)]
mod tests {
    use ratatui::backend::{Backend, CrosstermBackend};

    use super::*;

    #[test]
    fn where_letters_are_wide_each_is_written_at_its_own_column() {
        let written = std::thread::spawn(|| {
            text::set_ambiguous_width(AmbiguousWidth::Two);
            let mut buf = Buffer::empty(Rect::new(0, 0, 12, 1));
            let after = put(&mut buf, 0, 0, 7, "Жуков", Style::new());
            put(&mut buf, after, 0, 3, "abc", Style::new());
            let mut bytes = Vec::new();
            let before = Buffer::empty(buf.area);
            CrosstermBackend::new(&mut bytes)
                .draw(before.diff(&buf).into_iter())
                .expect("written to memory");
            (after, String::from_utf8(bytes).expect("text"))
        });
        let (after, bytes) = written.join().expect("no panic");
        assert_eq!(after, 6, "three letters fit into seven columns");
        for part in ["Ж\x1b[1;3Hу", "у\x1b[1;5Hк", "к\x1b[1;7Habc"] {
            assert!(bytes.contains(part), "{part:?} in {bytes:?}");
        }
    }
}
