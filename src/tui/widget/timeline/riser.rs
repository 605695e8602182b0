//! What joins the steps of a relation on the ladder: a line from the level that it left to the one that it reached.

use ratatui::buffer::Buffer;

use super::{Timeline, look};

/// Draws through what is blank only: a step is never broken by the rise of another relation.
pub fn paint(timeline: &Timeline<'_>, buf: &mut Buffer) {
    let lanes = timeline.places.lanes;
    let theme = timeline.theme;
    for riser in timeline
        .risers
        .iter()
        .filter(|riser| riser.column < lanes.width)
    {
        for row in riser
            .rows
            .clone()
            .take_while(|&row| row < timeline.places.n_visible())
        {
            let (x, y) = (lanes.x + riser.column, lanes.y + row as u16);
            let is_free = buf
                .cell((x, y))
                .is_some_and(|cell| look::is_background(cell.symbol(), theme));
            if is_free {
                let (glyph, style) = look::riser(riser.emphasis, theme);
                look::put(buf, x, y, glyph, style);
            }
        }
    }
}
