//! The eras: their names in rows of their own, and what they leave behind the lanes.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::query::timeline::Emphasis;

use super::{Timeline, lane, look};

/// The rows of names.
pub fn paint(timeline: &Timeline<'_>, cursor: Option<u16>, buf: &mut Buffer) {
    let places = timeline.places;
    let theme = timeline.theme;
    let label_width = places.lanes.x - places.eras.x;
    for (row, shown) in timeline.eras.iter().enumerate().take(places.n_eras()) {
        let y = places.eras.y + row as u16;
        let line = Rect {
            y,
            height: 1,
            ..places.lanes
        };
        behind(timeline, line, buf);
        lane::paint_row(timeline, shown, line, cursor, buf);
        if shown.emphasis == Emphasis::Selected {
            let (glyph, style) = look::row_mark(timeline.focused, theme);
            look::put(buf, places.eras.x, y, glyph, style);
        }
        if row == 0 && label_width > 2 {
            let more = timeline.n_more_eras;
            let label = if more > 0 {
                format!("Eras +{more}")
            } else {
                "Eras".to_owned()
            };
            let style = look::era_label(shown.emphasis, timeline.focused, theme);
            look::write(
                buf,
                (places.eras.x + 1, y),
                &label,
                label_width - 2,
                style,
                theme,
            );
        }
    }
}

/// What eras leave on a line of lanes, before anything is drawn there.
pub fn behind(timeline: &Timeline<'_>, line: Rect, buf: &mut Buffer) {
    let theme = timeline.theme;
    for run in &timeline.bands.shaded {
        let area = Rect {
            x: line.x + run.start,
            width: run.end - run.start,
            ..line
        };
        buf.set_style(area.intersection(line), look::shade(theme));
    }
    for &column in timeline
        .bands
        .edges
        .iter()
        .filter(|&&column| column < line.width)
    {
        let (glyph, style) = look::era_edge(theme);
        look::put(buf, line.x + column, line.y, glyph, style);
    }
}
