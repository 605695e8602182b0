//! The density of the whole history, with the window marked, and how many lanes are out of sight.

use ratatui::buffer::Buffer;

use super::{Timeline, look};

pub fn paint(timeline: &Timeline<'_>, buf: &mut Buffer) {
    let places = timeline.places;
    let line = places.strip_line;
    if line.is_empty() {
        // Without a strip the number of hidden lanes stands beside the axis.
        hidden_count(
            timeline,
            places.labels.right().saturating_sub(1),
            places.line.y,
            buf,
        );
        return;
    }
    density(timeline, buf);
    hidden_count(timeline, line.right(), line.y, buf);
}

fn density(timeline: &Timeline<'_>, buf: &mut Buffer) {
    let theme = timeline.theme;
    let strip = timeline.strip;
    let (line, place) = (timeline.places.strip_line, timeline.places.strip);
    if place.width == 0 {
        return;
    }
    for (x, label) in [(line.x + 1, &strip.from), (place.right() + 1, &strip.to)] {
        let room = line.right().saturating_sub(x);
        look::write(buf, (x, line.y), label, room, look::strip_end(theme), theme);
    }
    for (column, &level) in (0..place.width).zip(&strip.levels) {
        let (glyph, style) = look::density(level, strip.window.contains(&column), theme);
        look::put(buf, place.x + column, line.y, glyph, style);
    }
    let (from, to) = (*strip.window.start(), *strip.window.end());
    for (column, glyph) in [
        (from, theme.glyphs.window_start),
        (to, theme.glyphs.window_end),
    ] {
        if column < place.width {
            look::put(
                buf,
                place.x + column,
                line.y,
                glyph,
                look::window_mark(theme),
            );
        }
    }
}

/// `+4` lanes out of sight, ending before a column.
fn hidden_count(timeline: &Timeline<'_>, before: u16, y: u16, buf: &mut Buffer) {
    let text = format!("+{}", timeline.n_hidden);
    let len = text.len() as u16;
    if let (Some(x), true) = (before.checked_sub(len), timeline.n_hidden > 0) {
        look::write(
            buf,
            (x, y),
            &text,
            len,
            look::hidden_count(timeline.theme),
            timeline.theme,
        );
    }
}
