//! Labels of the ticks, and the line below with the cursor.

use ratatui::buffer::Buffer;

use super::{Timeline, look};

pub fn paint(timeline: &Timeline<'_>, cursor: Option<u16>, buf: &mut Buffer) {
    let places = timeline.places;
    let theme = timeline.theme;
    if !places.ticks.is_empty() {
        for tick in &timeline.axis.ticks {
            let x = places.ticks.x + tick.label_column;
            let room = places.ticks.right().saturating_sub(x);
            look::write(
                buf,
                (x, places.ticks.y),
                &tick.label,
                room,
                look::tick(theme),
                theme,
            );
        }
    }
    if places.line.is_empty() {
        return;
    }
    let glyphs = &theme.glyphs;
    for column in 0..places.line.width {
        look::put(
            buf,
            places.line.x + column,
            places.line.y,
            glyphs.axis,
            look::axis(theme),
        );
    }
    for tick in timeline
        .axis
        .ticks
        .iter()
        .filter(|tick| tick.column < places.line.width)
    {
        look::put(
            buf,
            places.line.x + tick.column,
            places.line.y,
            glyphs.tick,
            look::axis(theme),
        );
    }
    if let Some(column) = cursor.filter(|&column| column < places.line.width) {
        look::put(
            buf,
            places.line.x + column,
            places.line.y,
            glyphs.cursor,
            look::cursor(theme),
        );
    }
}
