//! The span over which the mouse is dragged, as a band over axis and lanes.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Timeline, look};

/// Lays the band over what is drawn, so that one sees what will be in the window.
pub fn paint(timeline: &Timeline<'_>, buf: &mut Buffer) {
    let Some(columns) = timeline
        .dragged
        .and_then(|days| timeline.scale.columns(days.first, days.last))
    else {
        return;
    };
    let places = timeline.places;
    for area in [places.line, places.lanes] {
        let band = Rect {
            x: area.x + columns.start,
            width: columns.end - columns.start,
            ..area
        };
        buf.set_style(band.intersection(area), look::dragged(timeline.theme));
    }
}
