//! The rule above a pane with its title at the left and a remark at the right.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::text;
use crate::tui::theme::Theme;

use super::paint::put;

/// `─ Leaders ──────────── 2 in office ─`.
#[derive(Clone, Copy)]
pub struct Rule<'a> {
    /// What the pane is.
    pub title: &'a str,
    /// What is in it; left out where it does not fit.
    pub remark: &'a str,
    /// Whether the pane has the keys.
    pub focused: bool,
    /// Colours and signs.
    pub theme: &'a Theme,
}

impl Widget for &Rule<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        if area.is_empty() {
            return;
        }
        let theme = self.theme;
        let rule = theme.glyphs.rule.repeat(usize::from(area.width));
        put(buf, area.x, area.y, area.width, &rule, theme.faint());
        let title = format!(" {} ", self.title);
        let room = area.width.saturating_sub(2);
        let after = put(
            buf,
            area.x + 1,
            area.y,
            room,
            &title,
            theme.title(self.focused),
        );
        if self.remark.is_empty() {
            return;
        }
        let remark = format!(" {} ", self.remark);
        let wide = text::width(&remark) as u16;
        if after + wide + 2 <= area.right() {
            put(
                buf,
                area.right() - 1 - wide,
                area.y,
                wide,
                &remark,
                theme.dim(),
            );
        }
    }
}

/// The line between two neighbours, joined to the rule that it hangs from.
pub fn seam(buf: &mut Buffer, area: Rect, joins_rule: bool, theme: &Theme) {
    for y in area.top()..area.bottom() {
        let sign = if y == area.top() && joins_rule {
            theme.glyphs.rule_down
        } else {
            theme.glyphs.seam
        };
        put(buf, area.x, y, 1, sign, theme.faint());
    }
}
