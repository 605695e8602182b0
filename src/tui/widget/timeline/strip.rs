//! The density of the whole history, with the window marked.

use ratatui::buffer::Buffer;

use super::{Timeline, look};

pub fn paint(timeline: &Timeline<'_>, buf: &mut Buffer) {
    let places = timeline.places;
    let theme = timeline.theme;
    let line = places.strip_line;
    if line.is_empty() {
        hidden_count(
            timeline,
            places.line.x,
            places.labels.width,
            places.line.y,
            buf,
        );
        return;
    }
    let strip = timeline.strip;
    if places.strip.width > 0 {
        let room = usize::from(line.width.saturating_sub(1));
        buf.set_stringn(
            line.x + 1,
            line.y,
            &strip.from,
            room,
            look::strip_end(theme),
        );
        for (column, &level) in (0u16..places.strip.width).zip(&strip.levels) {
            let in_window = strip.window.contains(&column);
            let (glyph, style) = look::density(level, in_window, theme);
            look::put(buf, places.strip.x + column, line.y, glyph, style);
        }
        let glyphs = &theme.glyphs;
        let (from, to) = (*strip.window.start(), *strip.window.end());
        for (column, glyph) in [(from, glyphs.window_start), (to, glyphs.window_end)] {
            // A window of one column is marked by its end alone.
            if column < places.strip.width && (from < to || column == to) {
                look::put(
                    buf,
                    places.strip.x + column,
                    line.y,
                    glyph,
                    look::window_mark(theme),
                );
            }
        }
        let x = places.strip.right() + 1;
        buf.set_stringn(
            x,
            line.y,
            &strip.to,
            usize::from(line.right().saturating_sub(x)),
            look::strip_end(theme),
        );
    }
    let text_width = 1 + timeline.n_hidden.max(1).ilog10() as u16 + 1;
    let x = line.right().saturating_sub(text_width);
    hidden_count(timeline, x + text_width, text_width, line.y, buf);
}

/// `+4` lanes out of sight, ending before a column.
fn hidden_count(timeline: &Timeline<'_>, before: u16, room: u16, y: u16, buf: &mut Buffer) {
    if timeline.n_hidden == 0 || !buf.area.contains((before.saturating_sub(1), y).into()) {
        return;
    }
    let text = format!("+{}", timeline.n_hidden);
    let len = text.len() as u16;
    if len <= room {
        buf.set_stringn(
            before - len,
            y,
            text,
            usize::from(len),
            look::hidden_count(timeline.theme),
        );
    }
}
