//! The timeline pane: places the lanes for the window, or lists the events.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::model::Entity;
use crate::query::leaders::Spans;
use crate::query::timeline::{
    Axis, Bands, Focus, Grouping, LaneRow, Riser, Scale, Strip, list_rows, place, risers,
};

use super::super::layout::{Pane, below_title};
use super::super::state::{Drag, State, TimelineView};
use super::super::widget::timeline::{EventList, Labels, Places, Timeline};
use super::{Scene, pin_signs, title};

/// The lanes as they are drawn, for the painter and for the mouse.
pub struct TimelineScene<'a> {
    /// Where the parts are.
    pub places: Places,
    /// The rows in sight.
    pub rows: Vec<LaneRow<'a>>,
    /// The first of them among all rows.
    pub first: usize,
    n_rows: usize,
    eras: Vec<LaneRow<'a>>,
    n_more_eras: usize,
    bands: Bands,
    risers: Vec<Riser>,
    scale: Scale,
    axis: Axis,
    strip: Strip,
}

impl<'a> TimelineScene<'a> {
    /// Places the lanes, or the ladder, in the area of the pane, its title included.
    pub fn new(area: Rect, scene: Scene<'a>, state: &State, related: &[Entity]) -> Self {
        let all_lanes = &scene.prepared.lanes;
        let lanes = scene.prepared.lanes_of(state.view);
        let all = state.rows(scene.prepared);
        let places = Places::new(
            below_title(area),
            Labels::measure(lanes),
            all.len(),
            all_lanes.n_era_rows(),
        );
        let own = state.place.map_or(state.timeline.row, |place| place.row);
        let first = places.scroll(state.timeline.scroll, own, all.len());
        let scale = Scale::new(state.window, places.lanes.width);
        let focus = Focus {
            selected: state.selected,
            day: Some(state.cursor),
            related,
        };
        let last = (first + places.n_visible()).min(all.len());
        let rows = place(
            scene.history,
            lanes,
            &all[first.min(last)..last],
            scale,
            focus,
        );
        let (era_rows, n_more_eras) = all_lanes.eras_in(state.window, places.n_eras());
        let eras = place(scene.history, all_lanes, &era_rows, scale, focus);
        let strip = Strip::new(all_lanes, state.window, places.strip.width);
        Self {
            bands: Bands::new(all_lanes, &eras, scale),
            risers: risers(lanes, &rows),
            rows,
            first,
            n_rows: all.len(),
            eras,
            n_more_eras,
            scale,
            axis: Axis::new(scale),
            strip,
            places,
        }
    }

    /// Marks some days on the line of the axis, under the cursor.
    fn mark_days(&self, buf: &mut Buffer, scene: Scene<'_>, spans: &Spans) {
        let line = self.places.line;
        let columns = spans
            .iter()
            .filter_map(|(from, until)| self.scale.columns(from, until.add_days(-1)))
            .flatten();
        for column in columns.filter(|&column| column < line.width && line.height > 0) {
            let cell = &mut buf[(line.x + column, line.y)];
            if cell.symbol() != scene.theme.glyphs.cursor {
                cell.set_symbol(scene.theme.glyphs.shared)
                    .set_style(scene.theme.accent());
            }
        }
    }

    /// The painter of it.
    pub fn widget<'b>(&'b self, scene: Scene<'b>, state: &State) -> Timeline<'b> {
        let own = state.place.map(|place| place.row);
        Timeline {
            places: &self.places,
            rows: &self.rows,
            n_hidden: self.n_rows - self.rows.len(),
            eras: &self.eras,
            n_more_eras: self.n_more_eras,
            bands: &self.bands,
            risers: &self.risers,
            dragged: state
                .drag
                .filter(|drag| drag.from != drag.to)
                .and_then(Drag::chosen),
            scale: self.scale,
            axis: &self.axis,
            strip: &self.strip,
            cursor: Some(state.cursor),
            selected_row: own
                .and_then(|row| row.checked_sub(self.first))
                .filter(|row| *row < self.rows.len()),
            focused: state.focus == Pane::Timeline,
            theme: scene.theme,
        }
    }
}

pub(super) fn draw(
    buf: &mut Buffer,
    area: Rect,
    scene: Scene<'_>,
    state: &mut State,
    related: &[Entity],
) {
    let lanes = &scene.prepared.lanes;
    let n_all = scene.prepared.events.len();
    let remark = match state.view {
        TimelineView::Ladder => {
            let n_relations = scene.history.tracks().len();
            format!(
                "{n_relations} relations {} {}",
                scene.theme.glyphs.dot,
                lanes.span_in_words(state.window)
            )
        }
        TimelineView::Lanes => {
            let mut parts = vec![
                format!(
                    "{} of {}",
                    lanes.n_events_in(state.window),
                    lanes.events().len()
                ),
                lanes.span_in_words(state.window),
            ];
            if state.arrangement.grouping != Grouping::Kind {
                parts.insert(0, format!("by {}", state.arrangement.grouping.word()));
            }
            parts.join(&format!(" {} ", scene.theme.glyphs.dot))
        }
        TimelineView::List if n_all < scene.prepared.n_events => {
            format!("{n_all} of {} events", scene.prepared.n_events)
        }
        TimelineView::List => format!("{n_all} events"),
    };
    let inner = title(buf, area, Pane::Timeline, &remark, state, scene.theme);
    match state.view {
        TimelineView::Lanes | TimelineView::Ladder => {
            let drawn = TimelineScene::new(area, scene, state, related);
            state.timeline.scroll = drawn.first;
            state.page.timeline = drawn.places.n_visible();
            state.page.columns = drawn.places.lanes.width;
            drawn.widget(scene, state).render(inner, buf);
            if let Some(shared) = &state.shared {
                drawn.mark_days(buf, scene, &shared.spans);
            }
        }
        TimelineView::List => {
            let height = usize::from(inner.height);
            state.page.timeline = height;
            state.timeline.show(n_all, height);
            let from = state.timeline.scroll;
            let shown = &scene.prepared.events[from..(from + height).min(n_all)];
            let focus = Focus {
                selected: state.selected,
                day: Some(state.cursor),
                related,
            };
            let rows = list_rows(scene.history, shown, focus);
            let list = EventList {
                rows: &rows,
                selected: Some(state.timeline.row - from),
                focused: state.focus == Pane::Timeline,
                theme: scene.theme,
            };
            list.render(inner, buf);
            let pinned = shown.iter().map(|&id| state.pin_of(id.into()).is_some());
            pin_signs(buf, inner, pinned, scene.theme);
        }
    }
    let is_empty = match state.view {
        TimelineView::List => n_all == 0,
        TimelineView::Lanes | TimelineView::Ladder => {
            n_all == 0 && scene.prepared.lanes_of(state.view).lanes().is_empty()
        }
    };
    if is_empty && inner.height > 0 {
        let why = if state.brushed && state.view == TimelineView::List {
            "No event falls in the window · w shows all"
        } else if state.filters.stands_before(Pane::Timeline) {
            "Nothing passes the filter · Ctrl-x clears it"
        } else {
            "This history has no dated record yet"
        };
        buf.set_stringn(
            inner.x + 1,
            inner.y + inner.height / 2,
            why,
            usize::from(inner.width),
            scene.theme.dim(),
        );
    }
}
