//! A box that floats: the keys that may come next, a list to choose from, the palette, help, the legend.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Block, Clear, Widget};

use crate::text::{self, Cut};
use crate::tui::theme::Theme;

use super::paint::{ground, put, put_cut, put_right};
use super::search::Typed;

/// A line of a box.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// A key or a sign before the text.
    pub key: String,
    /// What it says.
    pub text: String,
    /// A word at the right.
    pub note: String,
    /// Not possible now, or a heading.
    pub is_dim: bool,
}

/// A box with lines.
#[derive(Clone, Copy)]
pub struct Choices<'a> {
    /// On its border.
    pub title: &'a str,
    /// Typed text before and after the caret, where one can type.
    pub typed: Option<(&'a str, &'a str)>,
    /// What the field says where nothing is typed.
    pub placeholder: &'a str,
    /// A sentence under the field, such as why a text was no date.
    pub remark: &'a str,
    /// From the first in sight.
    pub rows: &'a [Choice],
    /// The selected one among them.
    pub own: Option<usize>,
    /// Colours and signs.
    pub theme: &'a Theme,
}

impl Choices<'_> {
    /// Rows of a box that are not for its lines.
    pub fn other_rows(&self) -> u16 {
        2 + if self.typed.is_some() { 2 } else { 0 } + u16::from(!self.remark.is_empty())
    }
}

/// The area of a box in the middle of the screen.
pub fn centred(screen: Rect, width: u16, height: u16) -> Rect {
    let width = width.min(screen.width);
    let height = height.min(screen.height);
    Rect {
        x: screen.x + (screen.width - width) / 2,
        y: screen.y + (screen.height - height) / 3,
        width,
        height,
    }
}

impl Widget for &Choices<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        if area.width < 4 || area.height < 3 {
            return;
        }
        let theme = self.theme;
        Clear.render(area, buf);
        buf.set_style(area, theme.base());
        if theme.glyphs.ascii {
            ascii_border(buf, area, theme);
        } else {
            Block::bordered()
                .border_style(theme.faint())
                .render(area, buf);
        }
        put_cut(
            buf,
            area.x + 2,
            area.y,
            area.width - 4,
            &format!(" {} ", self.title),
            Cut::End,
            theme.title(true),
        );
        let inner = Rect {
            x: area.x + 1,
            y: area.y + 1,
            width: area.width - 2,
            height: area.height - 2,
        };
        let mut y = inner.y;
        if let Some(typed) = self.typed {
            let typed = Typed {
                parts: typed,
                wrong: &[],
                placeholder: self.placeholder,
                theme,
            };
            typed.render(Rect { height: 1, ..inner }, buf);
            y += 1;
            if !self.remark.is_empty() && y < inner.bottom() {
                put_cut(
                    buf,
                    inner.x + 1,
                    y,
                    inner.width.saturating_sub(2),
                    self.remark,
                    Cut::End,
                    theme.error(),
                );
                y += 1;
            }
            if !self.rows.is_empty() {
                y += 1;
            }
        }
        let key_width = self
            .rows
            .iter()
            .map(|row| text::width(&row.key))
            .max()
            .unwrap_or(0)
            .min(24) as u16;
        for (idx, row) in self.rows.iter().enumerate() {
            if y >= inner.bottom() {
                break;
            }
            ground(buf, inner, y, self.own == Some(idx), true, theme);
            let style = if row.is_dim {
                theme.dim()
            } else {
                theme.text()
            };
            let line = Rect {
                width: inner.width.saturating_sub(1),
                ..inner
            };
            let note_at = put_right(buf, line, y, &row.note, theme.dim());
            let mut x = inner.x + 1;
            if key_width > 0 {
                put_cut(buf, x, y, key_width, &row.key, Cut::End, theme.accent());
                x += key_width + 2;
            }
            put_cut(
                buf,
                x,
                y,
                note_at.saturating_sub(x + 1),
                &row.text,
                Cut::End,
                style,
            );
            y += 1;
        }
    }
}

fn ascii_border(buf: &mut Buffer, area: Rect, theme: &Theme) {
    let glyphs = &theme.glyphs;
    let edge = format!("+{}+", glyphs.rule.repeat(usize::from(area.width - 2)));
    put(buf, area.x, area.y, area.width, &edge, theme.faint());
    put(
        buf,
        area.x,
        area.bottom() - 1,
        area.width,
        &edge,
        theme.faint(),
    );
    for y in area.y + 1..area.bottom() - 1 {
        put(buf, area.x, y, 1, glyphs.seam, theme.faint());
        put(buf, area.right() - 1, y, 1, glyphs.seam, theme.faint());
    }
}
