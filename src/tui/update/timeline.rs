//! The timeline: walking along lanes, ladder and eras, their order, and the window.

use crate::model::{Date, Entity, EntityKind, date::Shape};
use crate::query::timeline::{Focus, Grouping, ItemRef, Place, Scale, Toward, Window, place};

use super::super::layout::Pane;
use super::super::state::{State, TimelineView, days_of};
use super::browse::step;
use super::{Context, keys, leaders, projects};

/// Some steps along a lane or over lanes. Above the first lane are the eras.
pub(super) fn walk(context: Context<'_>, state: &mut State, toward: Toward, times: u64) {
    if let Some(Entity::Era(_)) = state.selected
        && state.place.is_none()
    {
        walk_eras(context, state, toward, times);
        return;
    }
    let lanes = context.prepared.lanes_of(state.view);
    let rows = state.rows(context.prepared);
    let Some(mut place) = state.place else {
        // Nothing of the selection is in a lane: begin where the pane last was.
        let row = state.timeline.row.min(rows.len().saturating_sub(1));
        if let Some(place) = lanes.nearest(&rows, row, state.cursor) {
            go_to_place(context, state, place);
        }
        return;
    };
    let mut moved = false;
    for _ in 0..times.min(100_000) {
        let Some(next) = lanes.step(&rows, place, toward, state.cursor) else {
            break;
        };
        place = next;
        moved = true;
    }
    if moved {
        go_to_place(context, state, place);
    } else if toward == Toward::Up {
        let lanes = &context.prepared.lanes;
        let eras: Vec<usize> = lanes.era_rows().collect();
        let nearest = eras
            .into_iter()
            .filter_map(|lane| lanes.nearest_in_lane(lane, state.cursor))
            .min_by_key(|&at| {
                let item = lanes.item(at);
                (item.distance(state.cursor), std::cmp::Reverse(item.first))
            });
        if let Some(at) = nearest {
            go_to_era(context, state, at);
        }
    }
}

/// To the first item of a lane, or its last.
pub(super) fn end(context: Context<'_>, state: &mut State, last: bool) {
    let rows = state.rows(context.prepared);
    let row = state.place.map_or(0, |place| place.row);
    let lanes = context.prepared.lanes_of(state.view);
    if let Some(place) = lanes.end_of_row(&rows, row, last) {
        go_to_place(context, state, place);
    }
}

/// What shares the cell of the selection; `None` when it has the cell alone.
pub(super) fn folded_here(context: Context<'_>, state: &State) -> Option<Vec<Entity>> {
    let lanes = context.prepared.lanes_of(state.view);
    let rows = state.rows(context.prepared);
    let row = state.place?.row;
    let scale = Scale::new(state.window, state.page.columns);
    let focus = Focus {
        selected: state.selected,
        day: Some(state.cursor),
        related: &[],
    };
    let drawn = place(context.history, lanes, rows.get(row..=row)?, scale, focus);
    let lane = drawn.first()?;
    let spot = lane.spots.iter().find(|spot| {
        Some(spot.entity) == state.selected
            || spot.fold.is_some_and(|fold| {
                lane.folds[fold]
                    .entities(lanes)
                    .iter()
                    .any(|&one| Some(one) == state.selected)
            })
    })?;
    let entities = lane.folds.get(spot.fold?)?.entities(lanes);
    (entities.len() > 1).then_some(entities)
}

/// Folds the lane of the selection, or opens it.
pub(super) fn fold_lane(context: Context<'_>, state: &mut State) {
    if state.focus == Pane::Projects {
        return projects::fold_milestones(state);
    }
    let Some(place) = own_lane(state) else { return };
    let lanes = &context.prepared.lanes;
    let rows = state.rows(context.prepared);
    if let Some(row) = rows.get(place.row) {
        state.arrangement.toggle(lanes, row);
    }
    replace(context, state);
}

/// Moves the lane of the selection.
pub(super) fn move_lane(context: Context<'_>, state: &mut State, down: bool) {
    let Some(place) = own_lane(state) else { return };
    if !state
        .arrangement
        .shift(&context.prepared.lanes, place.row, down)
    {
        state.say("it is at the end already");
    }
    replace(context, state);
}

/// Sorts the events into lanes by something else: the next that the history has.
pub(super) fn regroup(context: Context<'_>, state: &mut State) {
    let has = |grouping: Grouping| match grouping {
        Grouping::Kind => true,
        Grouping::Area => context.history.count(EntityKind::Area) > 0,
        Grouping::Person => {
            let mut events = context.history.events();
            events.any(|(_, event)| !event.people.is_empty())
        }
        Grouping::Tag => {
            let mut events = context.history.events();
            events.any(|(_, event)| !event.tags.is_empty())
        }
    };
    let mut next = state.arrangement.grouping.next();
    while !has(next) {
        next = next.next();
    }
    if next == state.arrangement.grouping {
        state.say("events here name no area, person or tag to share a lane by");
        return;
    }
    group_by(state, next);
}

/// Sorts the events into lanes.
pub(super) fn group_by(state: &mut State, grouping: Grouping) {
    state.arrangement.regroup(grouping);
    state.view = TimelineView::Lanes;
    state.timeline.scroll = 0;
    state.say(format!("lanes by {}", grouping.word()));
}

/// Holds panes and list to the days of the window, or lets them go.
pub(super) fn brush(context: Context<'_>, state: &mut State) {
    state.brushed = !state.brushed;
    state.say(if state.brushed {
        format!(
            "leaders, projects and list: only {}",
            context.prepared.lanes.span_in_words(state.window)
        )
    } else {
        "all days in the panes again".to_owned()
    });
}

/// Makes the window that was typed as two dates: exactly those days.
pub(super) fn go_to_window(
    context: Context<'_>,
    state: &mut State,
    date: &Date,
) -> Result<(), String> {
    let whole = context.prepared.lanes.whole();
    let window = Window::new(
        date.earliest().unwrap_or(whole.first),
        date.latest().unwrap_or(whole.last),
    );
    if window.last < whole.first || whole.last < window.first {
        return Err(format!(
            "{} is outside the history, {}",
            date.short(),
            context.prepared.lanes.span_in_words(whole)
        ));
    }
    show_window(context, state, window);
    Ok(())
}

/// Shows some days, and stands in them.
pub(in crate::tui) fn show_window(context: Context<'_>, state: &mut State, window: Window) {
    let whole = context.prepared.lanes.whole();
    let window = Window::new(
        window.first.clamp(whole.first, whole.last),
        window.last.clamp(whole.first, whole.last),
    )
    .at_least_narrowest(whole);
    if !window.contains(state.cursor) && !state.pinned {
        keys::go_to_best(context, state, window);
    }
    state.window = window;
    // Whoever names some days wants to see what was then.
    state.brushed = true;
    if state.view == TimelineView::List {
        state.view = TimelineView::Lanes;
    }
}

/// Whether a date that was typed means a window: two dates, not one.
pub(super) fn is_window(date: &Date) -> bool {
    date.shape() == Shape::Interval
}

/// Lanes, list, ladder.
pub(super) fn switch_view(context: Context<'_>, state: &mut State) {
    match state.focus {
        Pane::Timeline => {}
        Pane::Leaders => return leaders::switch_view(context, state),
        Pane::Projects => return projects::switch_view(state),
        Pane::Detail => {
            state.say("this pane has one view");
            return;
        }
    }
    state.view = state.next_view(context.prepared);
    state.timeline = super::super::state::ListState::default();
    // Rows of one view say nothing in another.
    state.place = None;
    if let Some(entity) = state.selected {
        state.point_at(context.history, context.prepared, entity);
    }
    if state.view == TimelineView::List && !matches!(state.selected, Some(Entity::Event(_))) {
        let events = &context.prepared.events;
        let row = events
            .partition_point(|&id| context.history.event(id).when.earliest() < Some(state.cursor));
        state.timeline.row = row.min(events.len().saturating_sub(1));
    }
}

/// Zooms about the cursor date.
pub(super) fn zoom(context: Context<'_>, state: &mut State, factor: f64) {
    let about = if state.window.contains(state.cursor) {
        state.cursor
    } else {
        state.window.middle()
    };
    state.window = state
        .window
        .zoomed(about, factor, context.prepared.lanes.whole());
}

/// Shows the days of what is selected, with some room.
pub(super) fn zoom_selection(context: Context<'_>, state: &mut State) {
    let Some((first, last)) = state
        .selected
        .and_then(|entity| days_of(context.history, entity))
    else {
        state.say("what is selected has no date");
        return;
    };
    let room = ((last.0 - first.0) / 4).max(15);
    state.window = Window::fitted(
        first.add_days(-room),
        last.add_days(room),
        context.prepared.lanes.whole(),
    );
}

/// Moves the window by quarters of itself.
pub(super) fn pan(context: Context<'_>, state: &mut State, by: i64) {
    let step = (state.window.days() / 4).max(1);
    state.window = state
        .window
        .panned(by.saturating_mul(step), context.prepared.lanes.whole());
}

/// The place of the selection in a lane that can be moved.
fn own_lane(state: &mut State) -> Option<Place> {
    if state.view == TimelineView::Ladder {
        state.say("levels stand in their order; v shows lanes");
        return None;
    }
    let place = state.place.filter(|_| state.focus == Pane::Timeline);
    if place.is_none() {
        state.say("no lane is selected");
    }
    place
}

fn walk_eras(context: Context<'_>, state: &mut State, toward: Toward, times: u64) {
    let lanes = &context.prepared.lanes;
    let Some(entity) = state.selected else { return };
    let Some(here) = lanes.places(entity).next() else {
        return;
    };
    // In order of time, whichever row they have.
    let mut all: Vec<ItemRef> = lanes
        .era_rows()
        .flat_map(|lane| {
            let n_items = lanes.lanes()[lane].items().len() as u32;
            (0..n_items).map(move |item| ItemRef {
                lane: lane as u32,
                item,
            })
        })
        .collect();
    all.sort_by_key(|&at| (lanes.item(at).first, at));
    let at = all.iter().position(|&at| at == here).unwrap_or(0);
    let far = usize::try_from(times).unwrap_or(usize::MAX);
    let next = match toward {
        Toward::Left => at.saturating_sub(far),
        Toward::Right => at.saturating_add(far).min(all.len() - 1),
        Toward::Up => at,
        Toward::Down => {
            let lanes = context.prepared.lanes_of(state.view);
            let rows = state.rows(context.prepared);
            let row = state.timeline.scroll.min(rows.len().saturating_sub(1));
            if let Some(place) = lanes.nearest(&rows, row, state.cursor) {
                go_to_place(context, state, place);
            }
            return;
        }
    };
    if next != at {
        go_to_era(context, state, all[next]);
    }
}

fn go_to_era(context: Context<'_>, state: &mut State, at: ItemRef) {
    let item = context.prepared.lanes.item(at);
    let is_inside = item.first <= state.cursor && state.cursor <= item.last;
    if !state.pinned && !is_inside {
        state.cursor = item.first;
    }
    step(context, state, item.entity);
    state.timeline.scroll = 0;
}

fn go_to_place(context: Context<'_>, state: &mut State, place: Place) {
    let item = context.prepared.lanes_of(state.view).item(place.at);
    let (first, last) = (item.first, item.last);
    // A segment of a track or a project has days of its own.
    let is_inside = first <= state.cursor && state.cursor <= last;
    if !state.pinned && !is_inside {
        state.cursor = first;
    }
    step(context, state, place.entity);
    state.place = Some(place);
    state.timeline.row = place.row;
}

/// Finds the place of the selection again after the lanes have moved.
fn replace(context: Context<'_>, state: &mut State) {
    if let Some(entity) = state.selected {
        state.place = None;
        state.point_at(context.history, context.prepared, entity);
    }
}
