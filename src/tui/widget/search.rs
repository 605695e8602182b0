//! The search: what is typed, what was found with the matched letters marked.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use crate::text;
use crate::tui::theme::{Category, Theme};

use super::paint::{ground, put, put_right};

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
    /// The text before and after the caret.
    pub typed: (&'a str, &'a str),
    /// What it says where nothing is typed.
    pub placeholder: &'a str,
    /// From the first in sight.
    pub rows: &'a [HitRow],
    /// The selected one among them.
    pub own: Option<usize>,
    /// What is said where nothing was found; empty for nothing.
    pub empty: &'a str,
    /// A line of help at the bottom.
    pub hint: &'a str,
    /// Colours and signs.
    pub theme: &'a Theme,
}

/// Rows that are not for the list: the field with a blank line, and the hint.
pub const OTHER_ROWS: u16 = 3;

/// Columns of the kind, the blank after it included: of the longest, and where space is short.
const KIND: (u16, u16) = (13, 9);

impl Widget for &Search<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        if area.is_empty() {
            return;
        }
        let theme = self.theme;
        field(buf, area, self.typed, self.placeholder, theme);
        let list = Rect {
            y: area.y + 2.min(area.height),
            height: area.height.saturating_sub(OTHER_ROWS),
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
        if area.height > OTHER_ROWS + 1 {
            put(
                buf,
                area.x + 1,
                area.bottom() - 1,
                area.width.saturating_sub(2),
                self.hint,
                theme.dim(),
            );
        }
    }
}

impl Search<'_> {
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

/// A field of text with its caret, after a prompt.
pub(super) fn field(
    buf: &mut Buffer,
    area: Rect,
    (before, after): (&str, &str),
    placeholder: &str,
    theme: &Theme,
) {
    let end = area.right().saturating_sub(1);
    let mut x = put(
        buf,
        area.x + 1,
        area.y,
        1,
        theme.glyphs.prompt,
        theme.accent(),
    ) + 1;
    // Of a text that is too long the end before the caret is seen.
    let room = usize::from(end.saturating_sub(x + 1));
    let mut shown = before;
    while text::width(shown) > room && !shown.is_empty() {
        shown = &shown[text::next_grapheme(shown, 0)..];
    }
    x = put(buf, x, area.y, end.saturating_sub(x), shown, theme.strong());
    x = put(
        buf,
        x,
        area.y,
        end.saturating_sub(x),
        theme.glyphs.caret,
        theme.accent(),
    );
    if before.is_empty() && after.is_empty() {
        put(
            buf,
            x,
            area.y,
            end.saturating_sub(x),
            placeholder,
            theme.dim(),
        );
    } else {
        put(buf, x, area.y, end.saturating_sub(x), after, theme.strong());
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
    let room = usize::from(room);
    let is_cut = text::width(shown) > room;
    let mut used = 0;
    let mut at = x;
    for (byte, grapheme, wide) in text::graphemes(shown) {
        if used + wide + usize::from(is_cut) > room {
            break;
        }
        let is_marked = ranges.iter().any(|range| range.contains(&byte));
        let style = if is_marked { theme.matched() } else { style };
        at = put(buf, at, y, wide as u16, grapheme, style);
        used += wide;
    }
    if is_cut && room > 0 {
        at = put(buf, at, y, 1, theme.glyphs.ellipsis, style);
    }
    at
}
