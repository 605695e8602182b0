//! Moving about in the panes.

use crate::export::citation::{self, Style};
use crate::export::record;
use crate::model::{Day, Entity};
use crate::query::profile::Profile;
use crate::query::timeline::Toward;
use crate::text;

use super::super::action::Action;
use super::super::layout::Pane;
use super::super::state::{ListOverlay, Overlay, State, TimelineView};
use super::overlay::search_again;
use super::{Context, Effect, focus, is_alone, leaders, projects, timeline};

/// Some rows down, or up where negative.
pub(in crate::tui) fn rows(context: Context<'_>, state: &mut State, by: i64) {
    match (state.focus, state.view) {
        (Pane::Timeline, TimelineView::Lanes | TimelineView::Ladder) => {
            let toward = if by < 0 { Toward::Up } else { Toward::Down };
            timeline::walk(context, state, toward, by.unsigned_abs());
        }
        (Pane::Timeline, TimelineView::List) => {
            let row = moved(state.timeline.row, by, context.prepared.events.len());
            select_event_row(context, state, row);
        }
        (Pane::Leaders, _) => leaders::rows(context, state, by),
        (Pane::Projects, _) => projects::rows(context, state, by),
        (Pane::Detail, _) => scroll_detail(state, by),
    }
}

/// Some steps to the right, or to the left where negative: along a lane, else into and out of a record.
pub(in crate::tui) fn sideways(context: Context<'_>, state: &mut State, by: i64) {
    match (state.focus, state.view) {
        (Pane::Timeline, TimelineView::Lanes | TimelineView::Ladder) => {
            let toward = if by < 0 { Toward::Left } else { Toward::Right };
            timeline::walk(context, state, toward, by.unsigned_abs());
        }
        (Pane::Leaders, _) if leaders::columns(context, state, by) => {}
        (Pane::Projects, _) if projects::columns(context, state, by) => {}
        _ if by < 0 => back(context, state),
        _ => open(context, state),
    }
}

/// Some pages down, or up where negative; `part` 2 is half a page.
pub(in crate::tui) fn pages(context: Context<'_>, state: &mut State, by: i64, part: i64) {
    let size = match state.focus {
        Pane::Timeline => state.page.timeline,
        Pane::Leaders => state.page.leaders,
        Pane::Projects => state.page.projects,
        Pane::Detail => state.page.detail,
    };
    let step = (size as i64 / part).max(1);
    rows(context, state, by.saturating_mul(step));
}

/// To the first or the last: of the lane, the list, the pane.
pub(in crate::tui) fn end(context: Context<'_>, state: &mut State, last: bool) {
    let far = if last { i64::MAX / 2 } else { i64::MIN / 2 };
    match (state.focus, state.view) {
        (Pane::Timeline, TimelineView::Lanes | TimelineView::Ladder) => {
            timeline::end(context, state, last);
        }
        (Pane::Detail, _) => scroll_detail(state, far),
        _ => rows(context, state, far),
    }
}

/// Into what is selected: the detail, or in the detail the selected link.
pub(in crate::tui) fn open(context: Context<'_>, state: &mut State) {
    if state.focus == Pane::Detail {
        follow(context, state);
        return;
    }
    if state.focus == Pane::Timeline
        && state.view != TimelineView::List
        && let Some(entities) = timeline::folded_here(context, state)
    {
        let lines = lines_of(context, &entities);
        let row = entities
            .iter()
            .position(|&entity| Some(entity) == state.selected)
            .unwrap_or(0);
        state.overlay = Some(Overlay::List(ListOverlay {
            title: format!("{} in these days", entities.len()),
            lines,
            row,
        }));
        return;
    }
    let is_open = match state.focus {
        Pane::Leaders => leaders::open(context, state),
        Pane::Projects => projects::open(context, state),
        Pane::Timeline | Pane::Detail => false,
    };
    if is_open {
        return;
    }
    if state.selected.is_some() {
        focus(state, Pane::Detail);
    }
}

/// Out of the detail to the timeline, else to the selection before.
pub(in crate::tui) fn back(context: Context<'_>, state: &mut State) {
    if is_alone(context.areas) && state.focus == Pane::Detail && state.back.is_empty() {
        focus(state, Pane::Timeline);
        return;
    }
    walk_history(context, state, true);
}

/// To a neighbouring event across all lanes.
pub(in crate::tui) fn event(context: Context<'_>, state: &mut State, by: i64) {
    let lanes = &context.prepared.lanes;
    let mut at = None;
    let (mut entity, mut day) = (state.selected, state.cursor);
    for _ in 0..by.unsigned_abs() {
        let Some(next) = lanes.neighbour_event(entity, day, by > 0) else {
            break;
        };
        let item = lanes.item(next);
        (entity, day, at) = (Some(item.entity), item.first, Some(item.entity));
    }
    match at {
        Some(entity) => step(context, state, entity),
        None => state.say(if by > 0 {
            "no event after this"
        } else {
            "no event before this"
        }),
    }
}

/// Moves the cursor date and pins it there, since the selection stays.
pub(in crate::tui) fn move_cursor(
    context: Context<'_>,
    state: &mut State,
    step: impl Fn(Day, i64) -> Day,
    times: u32,
) {
    let day = step(state.cursor, times.into());
    state.set_cursor(context.prepared, day);
}

/// The next pane that is shown, or any where only one is; inside the detail the next link first.
pub(in crate::tui) fn next_pane(context: Context<'_>, state: &mut State, forward: bool) {
    if state.focus == Pane::Detail && walk_links(context, state, forward) {
        return;
    }
    let at = Pane::ALL
        .iter()
        .position(|&pane| pane == state.focus)
        .unwrap_or(0);
    let step = if forward { 1 } else { Pane::ALL.len() - 1 };
    focus(state, Pane::ALL[(at + step) % Pane::ALL.len()]);
    state.detail_link = None;
    if state.focus == Pane::Detail && !forward {
        state.detail_link = None;
    }
}

/// By the next column.
pub(in crate::tui) fn sort(context: Context<'_>, state: &mut State) {
    match state.focus {
        Pane::Leaders => leaders::sort(context, state),
        Pane::Projects => projects::sort(context, state),
        Pane::Timeline | Pane::Detail => state.say("only leaders and projects can be sorted"),
    }
}

/// The other way round.
pub(in crate::tui) fn reverse(context: Context<'_>, state: &mut State) {
    match state.focus {
        Pane::Leaders => leaders::reverse(context, state),
        Pane::Projects => projects::reverse(context, state),
        Pane::Timeline | Pane::Detail => state.say("only leaders and projects can be reversed"),
    }
}

/// To the next hit of the last search, or the one before.
///
/// Those that a filter hides are passed over. Where nothing was searched for in this run, the newest query is asked again.
pub(in crate::tui) fn hit(context: Context<'_>, state: &mut State, by: i64) -> Effect {
    let n_hits = state.hits.len() as i64;
    if n_hits == 0 {
        return search_again(state);
    }
    let keep = state.filters.everywhere();
    let step = by.signum();
    let mut left = by.unsigned_abs();
    let mut at = state.hit as i64;
    let mut is_around = false;
    for _ in 0..n_hits.saturating_mul(by.saturating_abs()) {
        is_around |= !(0..n_hits).contains(&(at + step));
        at = (at + step).rem_euclid(n_hits);
        let entity = state.hits[at as usize];
        if keep.as_ref().is_none_or(|keep| keep.contains(entity)) {
            left -= 1;
            if left == 0 {
                break;
            }
        }
    }
    if left > 0 {
        state.say("the filters hide every hit; Ctrl-x clears them");
        return Effect::None;
    }
    state.hit = at as usize;
    let entity = state.hits[state.hit];
    go(context, state, entity);
    let around = match (is_around, by > 0) {
        (false, _) => "",
        (true, true) => ", from the first again",
        (true, false) => ", from the last again",
    };
    state.say(format!("hit {} of {n_hits}{around}", at + 1));
    Effect::None
}

/// To the selection before, or after one came back.
pub(in crate::tui) fn walk_history(context: Context<'_>, state: &mut State, back: bool) {
    if !state.walk_back(context.history, context.prepared, back) {
        state.say(if back {
            "nothing was selected before"
        } else {
            "nothing was selected after"
        });
    }
}

/// A text of the selection for the clipboard.
pub(in crate::tui) fn copy(context: Context<'_>, state: &mut State, action: Action) -> Effect {
    let Some(entity) = state.selected else {
        state.say("nothing is selected");
        return Effect::None;
    };
    let history = context.history;
    let profile = Profile::new(history, entity);
    let first_source = profile
        .sources
        .first()
        .map(|line| history.source(line.source));
    let cited = |style| citation::cite(history, entity, style);
    let (what, text) = match action {
        Action::CopyId => ("id", Some(history.reference(entity))),
        Action::CopyUrl => (
            "address",
            first_source.and_then(|source| source.url.clone()),
        ),
        Action::CopyCitation => ("citation", cited(Style::Chicago)),
        Action::CopyApa => ("APA reference", cited(Style::Apa)),
        Action::CopyBibtex => ("BibTeX", cited(Style::Bibtex)),
        Action::CopyCsl => ("CSL-JSON", cited(Style::CslJson)),
        Action::CopyJson => (
            "JSON",
            Some(format!("{:#}", record::as_json(history, &profile))),
        ),
        _ => ("line", Some(line_of(context, entity))),
    };
    match text {
        Some(text) => {
            state.say(format!("{what} sent to the clipboard"));
            Effect::Copy(text)
        }
        None => {
            state.complain(format!("no {what} on record for this"));
            Effect::None
        }
    }
}

/// Selects a neighbour of the selection.
pub(super) fn step(context: Context<'_>, state: &mut State, entity: Entity) {
    state.step_to(context.history, context.prepared, entity);
}

/// Selects a record.
pub(in crate::tui) fn go(context: Context<'_>, state: &mut State, entity: Entity) {
    state.select(context.history, context.prepared, entity);
}

/// Selects an event by its row in the list.
pub(in crate::tui) fn select_event_row(context: Context<'_>, state: &mut State, row: usize) {
    if let Some(&id) = context.prepared.events.get(row) {
        step(context, state, id.into());
        state.timeline.row = row;
    }
}

/// The line of a record on the clipboard: `3 September 2019, Treaty ..`.
pub(in crate::tui) fn line_of(context: Context<'_>, entity: Entity) -> String {
    let title = context.history.title(entity);
    match entity {
        Entity::Event(id) => format!("{}  {title}", context.history.event(id).when.short()),
        Entity::Membership(_) => format!(
            "{title}, {}",
            crate::query::profile::term_in_words(context.history, entity)
        ),
        _ => title.to_owned(),
    }
}

/// The lines of a list, with the dates of its events below each other.
fn lines_of(context: Context<'_>, entities: &[Entity]) -> Vec<(String, Option<Entity>)> {
    let date = |entity: Entity| match entity {
        Entity::Event(id) => text::width(&context.history.event(id).when.short()),
        _ => 0,
    };
    let widest = entities.iter().map(|&one| date(one)).max().unwrap_or(0);
    entities
        .iter()
        .map(|&entity| {
            let blanks = match entity {
                Entity::Event(_) => " ".repeat(widest - date(entity)),
                _ => String::new(),
            };
            (blanks + &line_of(context, entity), Some(entity))
        })
        .collect()
}

/// Lines of the detail down, or up where negative.
pub(in crate::tui) fn scroll_detail(state: &mut State, by: i64) {
    let most = state.page.detail_lines.saturating_sub(state.page.detail);
    state.detail_scroll = (state.detail_scroll as i64)
        .saturating_add(by)
        .clamp(0, most as i64) as usize;
}

/// Follows a link of the detail by its number.
pub(in crate::tui) fn follow_link(context: Context<'_>, state: &mut State, link: usize) {
    let Some(profile) = state.profile(context.history) else {
        return;
    };
    match profile.targets().nth(link) {
        // A claim is read where what can be counted of it is, too.
        Some(Entity::Claim(claim)) => super::claims::open(context, state, Some(claim)),
        Some(target) => go(context, state, target),
        None => {}
    }
}

fn follow(context: Context<'_>, state: &mut State) {
    match state.detail_link {
        Some(link) => follow_link(context, state, link),
        None => {
            walk_links(context, state, true);
        }
    }
}

/// To the next or previous link of the detail; `false` past the last and before the first.
fn walk_links(context: Context<'_>, state: &mut State, forward: bool) -> bool {
    let Some(profile) = state.profile(context.history) else {
        return false;
    };
    let n_links = profile.targets().count();
    let next = match (state.detail_link, forward) {
        (None, true) => Some(0),
        (None, false) => None,
        (Some(link), true) => Some(link + 1),
        (Some(link), false) => link.checked_sub(1),
    };
    state.detail_link = next.filter(|link| *link < n_links);
    state.detail_link.is_some()
}

pub(super) fn moved(row: usize, by: i64, n_rows: usize) -> usize {
    let last = n_rows.saturating_sub(1) as i64;
    (row as i64).saturating_add(by).clamp(0, last.max(0)) as usize
}
