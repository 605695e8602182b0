//! The two lines at the edges of the screen: the header above, the status below.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::text::{self, Cut};
use crate::tui::theme::Theme;

use super::paint::{put, put_cut, put_right};

/// Program and history at the left, the cursor date and the level of the relation at the right.
#[derive(Clone, Copy)]
pub struct Header<'a> {
    /// What the history is called.
    pub title: &'a str,
    /// The cursor date, in order of length: the longest that fits is shown.
    pub date: &'a str,
    /// Whether the date is pinned.
    pub pinned: bool,
    /// The level of the first track, with its name.
    pub level: &'a str,
    /// Colours and signs.
    pub theme: &'a Theme,
}

impl Widget for &Header<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        if area.is_empty() {
            return;
        }
        let theme = self.theme;
        let inner = Rect {
            x: area.x + 1,
            width: area.width.saturating_sub(2),
            ..area
        };
        let date = if self.pinned {
            format!("{} pinned", self.date)
        } else {
            self.date.to_owned()
        };
        let dot = theme.glyphs.dot;
        // The date is never cut; the level gives way before it, and the title before the date.
        let name = "annals";
        let least_title = 25.min(text::width(self.title));
        let room = usize::from(inner.width).saturating_sub(text::width(name) + 2 + least_title + 2);
        let full = if self.level.is_empty() {
            date.clone()
        } else {
            format!("{date} {dot} {}", self.level)
        };
        let right = if text::width(&full) <= room {
            full
        } else if room > text::width(&date) + 14 {
            text::fit(&full, room, Cut::End).into_owned()
        } else {
            date
        };
        let start = put_right(buf, inner, area.y, &right, theme.text());
        let after = put(
            buf,
            inner.x,
            area.y,
            start.saturating_sub(inner.x + 1),
            name,
            theme.accent(),
        );
        let room = start.saturating_sub(after + 4);
        put_cut(
            buf,
            after + 2,
            area.y,
            room,
            self.title,
            Cut::End,
            theme.strong(),
        );
    }
}

/// What has the keys, filters and pending keys at the left, hints at the right.
#[derive(Clone, Copy)]
pub struct Status<'a> {
    /// `TIMELINE`.
    pub mode: &'a str,
    /// `47/61`.
    pub position: &'a str,
    /// What goes on beside the screen: `indexing 43 %`.
    pub progress: Option<&'a str>,
    /// Filters and problems, each as a chip.
    pub chips: &'a [String],
    /// Keys that begin something: `20` or `g`.
    pub pending: &'a str,
    /// What was said last.
    pub notice: Option<(&'a str, bool)>,
    /// The key that was pressed last, large, when keys are shown.
    pub shown_key: Option<&'a str>,
    /// Key and effect, most useful first; the last one always stays.
    pub hints: &'a [(String, &'a str)],
    /// Colours and signs.
    pub theme: &'a Theme,
}

impl Widget for &Status<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        if area.is_empty() {
            return;
        }
        let theme = self.theme;
        let y = area.y;
        let end = area.right().saturating_sub(1);
        let mut x = area.x + 1;
        let left = |x: u16| end.saturating_sub(x);
        x = put(
            buf,
            x,
            y,
            left(x),
            self.mode,
            theme.accent().patch(theme.strong()),
        );
        if !self.position.is_empty() {
            x = put(buf, x + 2, y, left(x + 2), self.position, theme.dim());
        }
        if let Some(progress) = self.progress {
            x = put(buf, x + 2, y, left(x + 2), progress, theme.dim());
        }
        for chip in self.chips {
            let room = left(x + 2).min(40);
            x = put_cut(
                buf,
                x + 2,
                y,
                room,
                &format!("[{chip}]"),
                Cut::End,
                theme.accent(),
            );
        }
        if !self.pending.is_empty() {
            x = put(buf, x + 2, y, left(x + 2), self.pending, theme.strong());
        }
        if let Some(key) = self.shown_key.filter(|key| !key.is_empty()) {
            x = put(
                buf,
                x + 2,
                y,
                left(x + 2),
                &format!(" {key} "),
                theme.selection().patch(theme.strong()),
            );
        }
        if let Some((notice, is_error)) = self.notice {
            let style = if is_error {
                theme.error()
            } else {
                theme.text()
            };
            put_cut(buf, x + 2, y, left(x + 2), notice, Cut::End, style);
            return;
        }
        self.hints(buf, y, x + 2, end);
    }
}

impl Status<'_> {
    /// Hints from the right edge; where space is short whole hints are dropped, the last of all stays longest.
    fn hints(&self, buf: &mut Buffer, y: u16, from: u16, end: u16) {
        let theme = self.theme;
        let wide = |hints: &[&(String, &str)]| -> usize {
            hints
                .iter()
                .map(|(key, effect)| text::width(key) + 1 + text::width(effect))
                .sum::<usize>()
                + hints.len().saturating_sub(1) * 2
        };
        let mut shown: Vec<&(String, &str)> = self.hints.iter().collect();
        while !shown.is_empty() && wide(&shown) > usize::from(end.saturating_sub(from)) {
            let drop = shown.len().saturating_sub(2);
            shown.remove(drop);
        }
        let mut x = end.saturating_sub(wide(&shown) as u16);
        for (key, effect) in shown {
            x = put(buf, x, y, end.saturating_sub(x), key, theme.accent());
            x = put(
                buf,
                x + 1,
                y,
                end.saturating_sub(x + 1),
                effect,
                theme.dim(),
            ) + 2;
        }
    }
}
