//! The search: what is typed, what was found with the matched letters marked.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::widgets::Widget;

use crate::text::{self, Cut};
use crate::tui::theme::{Category, Theme};

use super::paint::{clear, ground, put, put_cut, put_right};

/// One record that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HitRow {
    /// `event`, `person`.
    pub kind: &'static str,
    /// Its hue.
    pub category: Category,
    /// The name as displayed.
    pub title: String,
    /// Bytes of the name that matched.
    pub ranges: Vec<Range<usize>>,
    /// The other name that matched, and where.
    pub alias: Option<(String, Vec<Range<usize>>)>,
    /// Date or years.
    pub date: String,
}

/// A line of typed text with its caret, and the list below.
#[derive(Clone, Copy)]
pub struct Search<'a> {
    /// What is typed.
    pub typed: Typed<'a>,
    /// What of it can not be read, under the byte where that begins; empty for nothing.
    pub note: (usize, &'a str),
    /// Whether that is a mistake, and not a word that is still being typed.
    pub is_wrong: bool,
    /// From the first in sight.
    pub rows: &'a [HitRow],
    /// The selected one among them.
    pub own: Option<usize>,
    /// What is said where nothing was found; empty for nothing.
    pub empty: &'a str,
    /// How many more no filter lets through, in words, behind the last row; empty for none.
    pub hidden: &'a str,
    /// Lines of help at the bottom, one at least.
    pub hint: &'a [String],
    /// Colours and signs.
    pub theme: &'a Theme,
}

/// Rows that are neither for the list nor for help: the field with a blank line.
pub const OTHER_ROWS: u16 = 2;

/// Columns of the kind, the blank after it included: of the longest, and where space is short.
const KIND: (u16, u16) = (13, 9);

impl Widget for &Search<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        if area.is_empty() {
            return;
        }
        let theme = self.theme;
        let line = Rect { height: 1, ..area };
        self.typed.render(line, buf);
        self.note(buf, area);
        let n_hints = self.hint.len() as u16;
        let list = Rect {
            y: area.y + OTHER_ROWS.min(area.height),
            height: area.height.saturating_sub(OTHER_ROWS + n_hints),
            ..area
        };
        if self.rows.is_empty() && !self.empty.is_empty() && list.height > 0 {
            put(
                buf,
                area.x + 1,
                list.y,
                area.width.saturating_sub(2),
                self.empty,
                theme.dim(),
            );
        }
        for (idx, row) in self.rows.iter().take(usize::from(list.height)).enumerate() {
            self.row(buf, list, list.y + idx as u16, row, self.own == Some(idx));
        }
        let behind = self.rows.len().max(usize::from(!self.empty.is_empty()));
        if !self.hidden.is_empty() && list.height > 0 {
            let y = list.y + (behind as u16).min(list.height - 1);
            let line = Rect {
                y,
                height: 1,
                ..list
            };
            clear(buf, line, theme);
            put(
                buf,
                area.x + 1,
                y,
                area.width.saturating_sub(2),
                self.hidden,
                theme.accent(),
            );
        }
        if area.height > OTHER_ROWS + n_hints + 1 {
            for (y, hint) in (area.bottom() - n_hints..).zip(self.hint) {
                let room = area.width.saturating_sub(2);
                put(buf, area.x + 1, y, room, hint, theme.dim());
            }
        }
    }
}

impl Search<'_> {
    /// What can not be read, under its place as far as the line has room for it there.
    fn note(&self, buf: &mut Buffer, area: Rect) {
        let (byte, message) = self.note;
        if message.is_empty() || area.height < 2 {
            return;
        }
        let theme = self.theme;
        let style = if self.is_wrong {
            theme.error()
        } else {
            theme.dim()
        };
        let end = area.right().saturating_sub(1);
        let wanted = text::width(message) as u16 + 2;
        let at = self.typed.column(area, byte);
        let latest = end.saturating_sub(wanted).max(area.x + 1);
        let mut x = area.x + 1;
        if at <= latest {
            x = put(buf, at, area.y + 1, 1, "^", style) + 1;
        }
        put_cut(
            buf,
            x,
            area.y + 1,
            end.saturating_sub(x),
            message,
            Cut::End,
            style,
        );
    }

    fn row(&self, buf: &mut Buffer, area: Rect, y: u16, row: &HitRow, own: bool) {
        let theme = self.theme;
        ground(buf, area, y, own, true, theme);
        let inner = Rect {
            width: area.width.saturating_sub(1),
            ..area
        };
        let kind = match area.width {
            70.. => KIND.0,
            40..70 => KIND.1,
            _ => 0,
        };
        put(
            buf,
            area.x + 1,
            y,
            kind.saturating_sub(1),
            row.kind,
            theme.dim(),
        );
        let date_at = put_right(buf, inner, y, &row.date, theme.dim());
        let x = area.x + 1 + kind;
        let room = date_at.saturating_sub(x + 2);
        let after = marked(
            buf,
            x,
            y,
            room,
            &row.title,
            &row.ranges,
            theme.category(row.category),
            theme,
        );
        if let Some((alias, ranges)) = &row.alias {
            let room = date_at.saturating_sub(after + 4);
            if room >= 6 {
                marked(buf, after + 2, y, room, alias, ranges, theme.dim(), theme);
            }
        }
    }
}

/// A line of text that is being typed, after a prompt, with its caret.
#[derive(Clone, Copy)]
pub struct Typed<'a> {
    /// The text before and after the caret.
    pub parts: (&'a str, &'a str),
    /// Bytes of the text that can not be read.
    pub wrong: &'a [Range<usize>],
    /// What it says where nothing is typed.
    pub placeholder: &'a str,
    /// Colours and signs.
    pub theme: &'a Theme,
}

/// Columns before the text: a blank, the prompt, a blank.
const PROMPT: u16 = 3;

impl Typed<'_> {
    /// How many columns all of it takes, with a blank behind it.
    pub fn width(&self) -> u16 {
        let (before, after) = self.parts;
        PROMPT + (text::width(before) + text::width(after)) as u16 + 2
    }

    /// The column of a byte of the text in an area; a text that is too long is seen from its end.
    fn column(&self, area: Rect, byte: usize) -> u16 {
        let (before, after) = self.parts;
        let from = self.hidden(area);
        let to = byte.clamp(from, before.len() + after.len());
        let shown = match to.checked_sub(before.len()) {
            None | Some(0) => text::width(&before[from..to]),
            // The caret stands between.
            Some(into) => text::width(&before[from..]) + 1 + text::width(&after[..into]),
        };
        area.x + PROMPT + shown as u16
    }

    /// How many bytes at the start are out of sight.
    fn hidden(&self, area: Rect) -> usize {
        let (before, _) = self.parts;
        let room = usize::from(area.width.saturating_sub(PROMPT + 2));
        let mut from = 0;
        while text::width(&before[from..]) > room && from < before.len() {
            from = text::next_grapheme(before, from);
        }
        from
    }
}

impl Widget for &Typed<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        if area.is_empty() {
            return;
        }
        let theme = self.theme;
        let (before, after) = self.parts;
        let end = area.right().saturating_sub(1);
        clear(buf, area, theme);
        let mut x = put(
            buf,
            area.x + 1,
            area.y,
            1,
            theme.glyphs.prompt,
            theme.accent(),
        ) + 1;
        let wrong = theme.error().add_modifier(Modifier::UNDERLINED);
        let write = |buf: &mut Buffer, mut x: u16, part: &str, from: usize, offset: usize| {
            for (byte, grapheme, wide) in text::graphemes(&part[from..]) {
                let byte = offset + from + byte;
                let is_wrong = self.wrong.iter().any(|range| range.contains(&byte));
                let style = if is_wrong { wrong } else { theme.strong() };
                if x + wide as u16 > end {
                    break;
                }
                x = put(buf, x, area.y, wide as u16, grapheme, style);
            }
            x
        };
        x = write(buf, x, before, self.hidden(area), 0);
        let caret = theme.glyphs.caret;
        x = put(buf, x, area.y, end.saturating_sub(x), caret, theme.accent());
        if before.is_empty() && after.is_empty() {
            put(
                buf,
                x,
                area.y,
                end.saturating_sub(x),
                self.placeholder,
                theme.dim(),
            );
        } else {
            write(buf, x, after, 0, before.len());
        }
    }
}

/// A text with some of its bytes marked, cut with `…` where it does not fit; gives the column after it.
#[expect(clippy::too_many_arguments, reason = "a place, a text and two styles")]
fn marked(
    buf: &mut Buffer,
    x: u16,
    y: u16,
    room: u16,
    shown: &str,
    ranges: &[Range<usize>],
    style: Style,
    theme: &Theme,
) -> u16 {
    let columns = usize::from(room);
    let is_cut = text::width(shown) > columns;
    let end = if is_cut {
        text::prefix(shown, columns.saturating_sub(1))
    } else {
        shown.len()
    };
    let mut at = x;
    let mut byte = 0;
    let mut write = |from: usize, to: usize, style| {
        let left = room - (at - x);
        at = put(buf, at, y, left, &shown[from..to], style);
    };
    for range in ranges {
        let (from, to) = (range.start.min(end), range.end.min(end));
        write(byte, from, style);
        write(from, to, theme.matched());
        byte = to;
    }
    write(byte, end, style);
    if is_cut && room > 0 {
        at = put(buf, at, y, 1, theme.glyphs.ellipsis, style);
    }
    at
}
