//! The mouse: selects, scrolls the pane under it, zooms with Ctrl, drags a window of time. Nothing needs it.

use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::{Position, Rect};

use crate::query::projects::ProjectSort;
use crate::query::timeline::Window;

use super::layout::{Pane, TwoParts, below_title};
use super::state::{ClaimsLine, Drag, LeadersView, Overlay, ProjectsView, State, TimelineView};
use super::update::timeline::show_window;
use super::update::{Context, browse, claims, focus, leaders, projects};
use super::view::{
    BoardScene, GanttScene, OverlapScene, Scene, TimelineScene, column_of, table_places,
};
use super::widget::claims::ClaimText;
use super::widget::detail::DetailText;
use super::widget::overlaps::OverlapHit;
use super::widget::projects::TableHit;
use super::widget::timeline::Hit;

/// Lines of one step of the wheel.
const WHEEL: i64 = 3;

/// What a mouse event does.
pub fn mouse(context: Context<'_>, scene: Scene<'_>, state: &mut State, event: MouseEvent) {
    let at = Position::new(event.column, event.row);
    match event.kind {
        MouseEventKind::Down(MouseButton::Left) => {
            state.notice = None;
            state.drag = None;
            if state.overlay.is_some() {
                click_overlay(context, scene, state, at);
            } else {
                click(context, scene, state, at);
            }
        }
        MouseEventKind::Drag(MouseButton::Left) if state.overlay.is_none() => {
            drag(context, scene, state, at)
        }
        MouseEventKind::Up(MouseButton::Left) => release(context, scene, state, at),
        MouseEventKind::ScrollUp => wheel(context, scene, state, at, event.modifiers, -WHEEL),
        MouseEventKind::ScrollDown => wheel(context, scene, state, at, event.modifiers, WHEEL),
        _ => {}
    }
}

/// In the search a click selects a hit, and a click on the selected one goes there; elsewhere it closes what floats.
fn click_overlay(context: Context<'_>, scene: Scene<'_>, state: &mut State, at: Position) {
    let body = context.areas.body;
    match &state.overlay {
        Some(Overlay::Claims(_)) => return click_claims(context, scene, state, at),
        // A stray click loses no round.
        Some(Overlay::Quiz(_)) => return,
        _ => {}
    }
    let Some(Overlay::Search(search)) = &mut state.overlay else {
        state.overlay = None;
        return;
    };
    let first = body.y + 3;
    let height = state.page.overlay;
    let scroll = search.row.saturating_sub(height.saturating_sub(1));
    let Some(line) =
        at.y.checked_sub(first)
            .map(usize::from)
            .filter(|line| *line < height)
    else {
        return;
    };
    let row = scroll + line;
    let Some(hit) = search.results.hits.get(row) else {
        return;
    };
    if search.row == row {
        let entity = hit.entity;
        state.hits = search.results.hits.iter().map(|hit| hit.entity).collect();
        state.hit = row;
        state.overlay = None;
        browse::go(context, state, entity);
    } else {
        search.row = row;
    }
}

/// A click on a claim selects it, one on a link of the selected claim follows it.
fn click_claims(context: Context<'_>, scene: Scene<'_>, state: &mut State, at: Position) {
    let Some(Overlay::Claims(mut open)) = state.overlay.take() else {
        return;
    };
    let parts = TwoParts::new(context.areas.body, open.reading);
    let line_in = |part: Option<Rect>, scroll: usize| {
        let inner = below_title(part.filter(|part| part.contains(at))?);
        Some((inner, usize::from(at.y.checked_sub(inner.y)?) + scroll))
    };
    if let Some((_, line)) = line_in(parts.first, open.list_scroll) {
        open.reading = false;
        if let Some(ClaimsLine::Claim(row)) = open.at_line(line) {
            open.go(row);
        }
    } else if let Some((inner, line)) = line_in(parts.second, open.scroll) {
        open.reading = true;
        let claim = context.history.claim(open.sheet().claim);
        let width = inner.width.saturating_sub(2);
        let text = ClaimText::new(claim, open.sheet(), width, scene.theme);
        let column = usize::from(at.x.saturating_sub(inner.x + 1));
        open.link = text.link_at(line, column);
        if let Some(target) = open.target() {
            claims::follow(context, state, &open, target);
            return;
        }
    }
    state.overlay = Some(Overlay::Claims(open));
}

fn click(context: Context<'_>, scene: Scene<'_>, state: &mut State, at: Position) {
    let Some(pane) = context.areas.at(at) else {
        return;
    };
    let Some(area) = context.areas.pane(pane) else {
        return;
    };
    focus(state, pane);
    state.stop_walking();
    let inner = below_title(area);
    let Some(line) = at.y.checked_sub(inner.y).map(usize::from) else {
        return;
    };
    match pane {
        Pane::Timeline if state.view == TimelineView::List => {
            browse::select_event_row(context, state, state.timeline.scroll + line);
        }
        // What a press means shows when the mouse is moved or let go.
        Pane::Timeline => press(context, scene, state, at),
        Pane::Leaders => click_leaders(context, scene, state, at, area),
        Pane::Projects => click_projects(context, scene, state, at, area),
        Pane::Detail => {
            let Some(profile) = state.profile(context.history) else {
                return;
            };
            let text = DetailText::new(
                &profile,
                inner.width.saturating_sub(2),
                scene.theme.glyphs.dot,
            );
            let column = usize::from(at.x.saturating_sub(inner.x + 1));
            if let Some(link) = text.link_at(state.detail_scroll + line, column) {
                browse::follow_link(context, state, link);
            }
        }
    }
}

fn click_projects(
    context: Context<'_>,
    scene: Scene<'_>,
    state: &mut State,
    at: Position,
    area: Rect,
) {
    match state.project_views.view {
        ProjectsView::Table => match table_places(area, scene, state).hit(at.x, at.y) {
            Some(TableHit::Row(row)) => {
                projects::select_row(context, state, state.projects.scroll + row);
            }
            Some(TableHit::Head(column)) => {
                let sort = ProjectSort::ALL
                    .into_iter()
                    .find(|&sort| column_of(sort) == Some(column));
                if let Some(sort) = sort {
                    projects::sort_by(context, state, sort);
                }
            }
            None => {}
        },
        ProjectsView::Board => {
            let drawn = BoardScene::new(area, scene, state);
            let (top, left) = drawn.scroll(state);
            let card = drawn.places.hit(at.x, at.y).and_then(|(row, column)| {
                let column = left + column;
                let top = if column == drawn.own.0 { top } else { 0 };
                let cards = &drawn.columns.get(column)?.cards;
                cards.get(row.map_or(0, |row| top + row)).copied()
            });
            if let Some(card) = card {
                projects::select_card(context, state, card);
            }
        }
        ProjectsView::Gantt => {
            let drawn = GanttScene::new(area, scene, state);
            if let Some((row, day)) = drawn.places.hit(at.x, at.y) {
                let row = state.project_views.gantt.scroll + row;
                if row < drawn.lines.len() {
                    projects::select_gantt_row(context, state, row);
                    if let Some(column) = day {
                        state.set_cursor(context.prepared, drawn.scale.day(column));
                    }
                }
            }
        }
    }
}

fn click_leaders(
    context: Context<'_>,
    scene: Scene<'_>,
    state: &mut State,
    at: Position,
    area: Rect,
) {
    let line = usize::from(at.y - below_title(area).y);
    match state.leader_views.view {
        LeadersView::List => {
            let row = state.leaders.scroll + line;
            let lines = context
                .prepared
                .leaders(context.history, state.leader_views.order);
            if row < lines.len() {
                leaders::select_row(context, state, row, false);
            }
        }
        LeadersView::Overlaps => {
            let Some(drawn) = OverlapScene::new(area, scene, state) else {
                return;
            };
            let cell = state.leader_views.cell;
            match drawn.places.hit(at.x, at.y) {
                Some(OverlapHit::Cell(row, column)) => leaders::select_at(
                    context,
                    state,
                    Some(cell.top + row),
                    Some(cell.left + column),
                ),
                Some(OverlapHit::Row(row)) => {
                    leaders::select_at(context, state, Some(cell.top + row), None);
                }
                Some(OverlapHit::Head(column)) => {
                    leaders::select_at(context, state, None, Some(cell.left + column));
                }
                None => {}
            }
        }
        LeadersView::Career => {
            let row = state.leader_views.career.scroll + line;
            let career = state.career(context.history, context.prepared);
            if career.is_some_and(|career| row < career.lines.len()) {
                leaders::select_career_row(context, state, row, false);
            }
        }
    }
}

fn click_timeline(context: Context<'_>, scene: Scene<'_>, state: &mut State, at: Position) {
    let Some(area) = context.areas.pane(Pane::Timeline) else {
        return;
    };
    let related = state.related(context.history);
    let drawn = TimelineScene::new(area, scene, state, &related);
    let hit = drawn.widget(scene, state).hit(at.x, at.y);
    match hit {
        Some(Hit::Item { entity, day, .. } | Hit::Era { entity, day }) => {
            state.set_cursor(context.prepared, day);
            browse::go(context, state, entity);
        }
        Some(Hit::Fold { row, fold }) => {
            let lanes = context.prepared.lanes_of(state.view);
            let entities = drawn.rows[row].folds[fold].entities(lanes);
            drop(drawn);
            if let Some(&first) = entities.first() {
                browse::go(context, state, first);
                browse::open(context, state);
            }
        }
        Some(Hit::Day { day, .. } | Hit::Strip { day }) => {
            state.set_cursor(context.prepared, day);
            if matches!(hit, Some(Hit::Strip { .. })) {
                state.window = state.window.centred(day, context.prepared.lanes.whole());
            }
        }
        Some(Hit::Label { row }) => {
            let first = drawn.first;
            drop(drawn);
            let rows = state.rows(context.prepared);
            if let Some(place) =
                context
                    .prepared
                    .lanes_of(state.view)
                    .nearest(&rows, first + row, state.cursor)
            {
                browse::go(context, state, place.entity);
            }
        }
        None => {}
    }
}

/// Where the mouse was pressed: the beginning of a span, or a hold on the window.
fn press(context: Context<'_>, scene: Scene<'_>, state: &mut State, at: Position) {
    let Some(area) = context.areas.pane(Pane::Timeline) else {
        return;
    };
    let drawn = TimelineScene::new(area, scene, state, &[]);
    let timeline = drawn.widget(scene, state);
    let on_strip = drawn.places.strip_line.contains(at);
    let from = if on_strip {
        timeline.strip_days_at(at.x).map(|days| days.first)
    } else {
        Some(timeline.day_at(at.x))
    };
    let whole = context.prepared.lanes.whole();
    state.drag = from.map(|from| Drag {
        from,
        to: from,
        column: at.x,
        on_strip,
        // A window that shows all cannot be moved; there one chooses.
        moves: on_strip && state.window.contains(from) && state.window != whole,
    });
}

/// A window is chosen, or the one on the strip is moved.
fn drag(context: Context<'_>, scene: Scene<'_>, state: &mut State, at: Position) {
    let (Some(area), Some(drag)) = (context.areas.pane(Pane::Timeline), state.drag) else {
        return;
    };
    let drawn = TimelineScene::new(area, scene, state, &[]);
    let timeline = drawn.widget(scene, state);
    let days = if drag.on_strip {
        timeline.strip_days_at(at.x)
    } else {
        Some(Window::new(
            timeline.day_at(at.x),
            timeline.last_day_at(at.x),
        ))
    };
    let Some(days) = days else { return };
    let later = days.first >= drag.from;
    let to = if later { days.last } else { days.first };
    if drag.moves {
        let whole = context.prepared.lanes.whole();
        state.window = state.window.centred(days.first, whole);
    }
    state.drag = Some(Drag { to, ..drag });
}

/// The span that was dragged becomes the window; a press without a drag was a click.
fn release(context: Context<'_>, scene: Scene<'_>, state: &mut State, at: Position) {
    let Some(drag) = state.drag.take() else {
        return;
    };
    if state.overlay.is_some() {
        return;
    }
    let Some(days) = drag.chosen() else {
        if drag.is_still(at.x) {
            click_timeline(context, scene, state, at);
        }
        return;
    };
    if drag.is_still(at.x) {
        click_timeline(context, scene, state, at);
        return;
    }
    show_window(context, state, days);
    let words = context.prepared.lanes.span_in_words(state.window);
    state.say(format!("window {words}; w holds the panes to it"));
}

fn wheel(
    context: Context<'_>,
    scene: Scene<'_>,
    state: &mut State,
    at: Position,
    modifiers: KeyModifiers,
    by: i64,
) {
    if let Some(Overlay::Claims(open)) = &mut state.overlay {
        let parts = TwoParts::new(context.areas.body, open.reading);
        if parts.second.is_some_and(|part| part.contains(at)) {
            open.scroll_by(by);
        } else {
            let last = open.sheets.len() as i64 - 1;
            open.go((open.row as i64 + by.signum()).clamp(0, last) as usize);
        }
        return;
    }
    if let Some(Overlay::Search(search)) = &mut state.overlay {
        let last = search.results.hits.len().saturating_sub(1) as i64;
        search.row = (search.row as i64 + by).clamp(0, last) as usize;
        return;
    }
    if state.overlay.is_some() {
        return;
    }
    let Some(pane) = context.areas.at(at) else {
        return;
    };
    match pane {
        Pane::Timeline if modifiers.contains(KeyModifiers::CONTROL) => {
            let factor = if by < 0 { 1.25 } else { 0.8 };
            let about = day_under(context, scene, state, at).unwrap_or(state.cursor);
            state.window = state
                .window
                .zoomed(about, factor, context.prepared.lanes.whole());
        }
        Pane::Timeline if state.view != TimelineView::List => {
            let whole = context.prepared.lanes.whole();
            let step = (state.window.days() / 12).max(1);
            state.window = Window::panned(state.window, step * by.signum(), whole);
        }
        Pane::Detail => browse::scroll_detail(state, by),
        Pane::Timeline | Pane::Leaders | Pane::Projects => {
            let before = state.focus;
            state.focus = pane;
            browse::rows(context, state, by.signum());
            state.focus = before;
        }
    }
}

fn day_under(
    context: Context<'_>,
    scene: Scene<'_>,
    state: &State,
    at: Position,
) -> Option<crate::model::Day> {
    let area = context.areas.pane(Pane::Timeline)?;
    let drawn = TimelineScene::new(area, scene, state, &[]);
    match drawn.widget(scene, state).hit(at.x, at.y)? {
        Hit::Item { day, .. } | Hit::Day { day, .. } => Some(day),
        _ => None,
    }
}
