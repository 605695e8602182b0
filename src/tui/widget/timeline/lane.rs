//! One lane: its label, what is selected in it, its runs, and the cursor through what is blank.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::query::timeline::{Emphasis, LaneRow, Part, Run};
use crate::text::{self, Cut};

use super::{Timeline, era, glyph_of, look};

pub fn paint_label(timeline: &Timeline<'_>, row: usize, shown: &LaneRow<'_>, buf: &mut Buffer) {
    let places = timeline.places;
    let theme = timeline.theme;
    let Rect { x, y, width, .. } = places.labels;
    if width < 3 {
        return;
    }
    let y = y + row as u16;
    let is_selected = timeline.selected_row == Some(row);
    if is_selected {
        let (glyph, style) = look::row_mark(timeline.focused, theme);
        look::put(buf, x, y, glyph, style);
    }
    let emphasis = if is_selected {
        Emphasis::Selected
    } else {
        shown.emphasis
    };
    let style = look::row_label(emphasis, timeline.focused, shown.member, theme);
    let mut from = x + 1;
    if let Some(glyph) = glyph_of(shown.kind, theme) {
        look::put(
            buf,
            from,
            y,
            glyph,
            look::kind(shown.kind, shown.member, theme),
        );
        from += 2;
    }
    let room = usize::from((x + width - 1).saturating_sub(from));
    let label = if places.short {
        &shown.short
    } else {
        &shown.label
    };
    let label = text::printable(label);
    let label = if places.short {
        clip(&label, room)
    } else {
        text::fit(&label, room, Cut::End)
    };
    look::write(buf, (from, y), &label, room as u16, style, theme);
}

pub fn paint(
    timeline: &Timeline<'_>,
    row: usize,
    shown: &LaneRow<'_>,
    cursor: Option<u16>,
    buf: &mut Buffer,
) {
    let lanes = timeline.places.lanes;
    let line = Rect {
        y: lanes.y + row as u16,
        height: 1,
        ..lanes
    };
    era::behind(timeline, line, buf);
    paint_row(timeline, shown, line, cursor, buf);
}

/// The runs of a row, on a line.
pub fn paint_row(
    timeline: &Timeline<'_>,
    shown: &LaneRow<'_>,
    line: Rect,
    cursor: Option<u16>,
    buf: &mut Buffer,
) {
    let theme = timeline.theme;
    if let Some(column) = cursor.filter(|&column| column < line.width) {
        look::put(
            buf,
            line.x + column,
            line.y,
            theme.glyphs.cursor_line,
            look::through(theme),
        );
    }
    for run in shown
        .runs
        .iter()
        .filter(|run| run.column + run.width <= line.width)
    {
        paint_run(timeline, shown, run, line, buf);
    }
    for spot in shown
        .spots
        .iter()
        .filter(|spot| spot.emphasis == Emphasis::Selected)
    {
        let area = Rect {
            x: line.x + spot.column,
            width: spot.width,
            ..line
        }
        .intersection(line);
        buf.set_style(area, look::selection(timeline.focused, theme));
    }
}

fn paint_run(
    timeline: &Timeline<'_>,
    shown: &LaneRow<'_>,
    run: &Run<'_>,
    line: Rect,
    buf: &mut Buffer,
) {
    let spot = &shown.spots[run.spot];
    let theme = timeline.theme;
    let (x, y) = (line.x + run.column, line.y);
    let style = look::part(&run.part, spot, shown.member, theme);
    match &run.part {
        Part::Label(text) => {
            look::write(buf, (x, y), text, run.width, style, theme);
        }
        Part::Count(text) => {
            look::write(buf, (x, y), text, run.width, style, theme);
        }
        part => {
            let glyph = look::glyph(part, spot, theme);
            for column in 0..run.width {
                look::put(buf, x + column, y, glyph, style);
            }
        }
    }
}

/// The start of a text as far as it fits; an ellipsis would take half of so few columns.
fn clip(text: &str, room: usize) -> std::borrow::Cow<'_, str> {
    let mut used = 0;
    let end = text::graphemes(text)
        .take_while(|(_, _, columns)| {
            used += columns;
            used <= room
        })
        .last()
        .map_or(0, |(at, grapheme, _)| at + grapheme.len());
    std::borrow::Cow::Borrowed(text[..end].trim_end())
}
