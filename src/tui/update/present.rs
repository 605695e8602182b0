//! Tours: walking from stop to stop moves the same explorer that one browses in, as if a teacher pressed the keys.

use std::rc::Rc;

use crossterm::event::KeyCode;

use crate::model::{self, Day, Entity, EntityKind, Tour, TourId};

use super::super::action::Action;
use super::super::keymap::{Chord, Keymap, Lookup, digit_of, show};
use super::super::layout::Pane;
use super::super::podium::{Cue, Sight, Wish};
use super::super::state::{
    Choice, Overlay, Pick, Present, Showing, State, TimelineView, window_of,
};
use super::{Context, Effect, claims, focus, update};

/// More digits than any tour has stops.
const LONGEST_NUMBER: usize = 4;

/// How many steps of size there are above and below what fits.
const SIZES: i8 = 6;

/// Lists the tours of the history, and the pins as one more.
pub(super) fn open_tours(context: Context<'_>, state: &mut State) {
    let tours = context.history.tours().map(|(id, tour)| {
        let (text, note) = line_of(tour);
        (text, note, Pick::Tour(id))
    });
    let mut lines: Vec<(String, String, Pick)> = tours.collect();
    let n_tours = lines.len();
    if !state.pins.is_empty() {
        let note = n_stops_in_words(state.pins.len());
        lines.push(("The pins of the lesson".to_owned(), note, Pick::Pins));
    }
    if lines.is_empty() {
        state.say("this history has no tours yet; Space pins what is selected to a lesson");
        return;
    }
    let row = match &state.present {
        Some(present) => present.id.map_or(n_tours, TourId::idx),
        None => 0,
    };
    state.overlay = Some(Overlay::Choice(Choice {
        title: "Tours; Enter presents".to_owned(),
        row: row.min(lines.len() - 1),
        lines,
    }));
}

/// Back to the stop that one looked around from, else the tour that speaks of what is selected.
pub(super) fn present(context: Context<'_>, state: &mut State) {
    if let Some(stop) = state.present.as_ref().map(|present| present.stop) {
        go(context, state, stop);
        return;
    }
    let history = context.history;
    if let Some(Entity::Tour(id)) = state.selected {
        start(context, state, id, 0);
        return;
    }
    let speaks = state.selected.and_then(|selected| {
        let stops = history.tours().flat_map(|(id, tour)| {
            let stops = tour.stops.iter().enumerate();
            stops.map(move |(idx, stop)| (id, idx, stop))
        });
        stops
            .filter_map(|(id, idx, stop)| {
                let rank = stop.focus.iter().position(|&other| other == selected)?;
                Some((rank, id, idx))
            })
            .min_by_key(|&(rank, ..)| rank)
    });
    match (speaks, history.count(EntityKind::Tour)) {
        (Some((_, id, stop)), _) => start(context, state, id, stop),
        (None, 1) => start(context, state, TourId(0), 0),
        (None, _) => open_tours(context, state),
    }
}

/// Begins a tour of the history.
pub fn start(context: Context<'_>, state: &mut State, id: TourId, stop: usize) {
    let tour = Rc::new(context.history.tour(id).clone());
    begin(context, state, tour, Some(id), (stop, Vec::new()));
}

/// Begins any tour at one of its stops. A lesson made on the fly has a cursor date for each.
pub(super) fn begin(
    context: Context<'_>,
    state: &mut State,
    tour: Rc<Tour>,
    id: Option<TourId>,
    (stop, days): (usize, Vec<Day>),
) {
    let whole = context.prepared.lanes.whole();
    let Some(mut present) = Present::new(context.history, whole, tour, id, stop) else {
        state.complain("this tour has no stops");
        return;
    };
    present.days = days;
    present.lanes_before = match state.present.take() {
        Some(before) => before.lanes_before,
        None => std::mem::take(&mut state.arrangement.only),
    };
    // Where one was comes back with Ctrl-o.
    state.back.extend(state.selected);
    let stop = present.stop;
    state.present = Some(present);
    go(context, state, stop);
}

/// To a stop: the panes look where it says, and its slide is shown.
pub fn go(context: Context<'_>, state: &mut State, stop: usize) {
    let whole = context.prepared.lanes.whole();
    let Some(present) = &mut state.present else {
        state.say("no tour is being presented: press t");
        return;
    };
    present.go(context.history, whole, stop);
    present.showing = Showing::Slide;
    present.digits.clear();
    let stop = present.at().clone();
    look(context, state, &stop);
}

/// Moves the panes to where a stop looks.
fn look(context: Context<'_>, state: &mut State, stop: &model::Stop) {
    let whole = context.prepared.lanes.whole();
    state.overlay = None;
    state.zoomed = false;
    state.pinned = false;
    state.filters.clear();
    state.view = TimelineView::Lanes;
    state.arrangement.only.clone_from(&stop.lanes);
    state.window = window_of(context.history, whole, stop).within(whole);
    let window = state.window;
    if let Some(&entity) = stop.focus.first() {
        state.point_at(context.history, context.prepared, entity);
    }
    let present = state.present.as_ref();
    let day = present.and_then(|present| present.days.get(present.stop).copied());
    if let Some(day) = day {
        state.set_cursor(context.prepared, day);
    }
    // The window is the stop's own word, whatever the selection would like.
    state.window = window;
    focus(state, pane_of(stop));
}

/// The pane of the explorer that a stop looks at.
fn pane_of(stop: &model::Stop) -> Pane {
    match stop.pane {
        Some(model::Pane::Leaders) => Pane::Leaders,
        Some(model::Pane::Projects) => Pane::Projects,
        Some(model::Pane::Detail | model::Pane::Claims) => Pane::Detail,
        _ => Pane::Timeline,
    }
}

/// Some stops on, or back where negative. What of a slide is still below the screen comes first.
pub(super) fn step(context: Context<'_>, state: &mut State, by: i64) {
    let Some(present) = &mut state.present else {
        state.say("no tour is being presented: press t");
        return;
    };
    if by > 0 && present.n_below > 0 && present.showing == Showing::Slide {
        scroll(state, 4);
        return;
    }
    let last = present.tour.stops.len() as i64 - 1;
    let wanted = present.stop as i64 + by;
    let is_end = wanted > last;
    go(context, state, wanted.clamp(0, last) as usize);
    if is_end {
        state.say("the last stop; q ends the tour");
    }
}

/// Lines of a slide that is higher than the screen.
pub(super) fn scroll(state: &mut State, by: i64) {
    if let Some(present) = &mut state.present {
        let most = present.scroll + present.n_below;
        present.scroll = (present.scroll as i64 + by).clamp(0, most as i64) as usize;
    }
}

/// Shows the answer, or hides it again.
pub(super) fn reveal(state: &mut State) {
    let Some(present) = &mut state.present else {
        return;
    };
    let has_answer = present
        .at()
        .ask
        .as_ref()
        .is_some_and(|ask| ask.answer.is_some());
    if has_answer {
        present.revealed = !present.revealed;
        present.scroll = 0;
    } else {
        state.say("this stop has no answer to show");
    }
}

/// Blanks the screen, or shows the slide again.
pub(super) fn blank(state: &mut State) {
    if let Some(present) = &mut state.present {
        present.showing = match present.showing {
            Showing::Blank => Showing::Slide,
            Showing::Slide | Showing::Panes => Showing::Blank,
        };
    }
}

/// Larger or smaller text.
pub(super) fn resize(state: &mut State, by: i8) {
    if let Some(present) = &mut state.present {
        present.larger = (present.larger + by).clamp(-SIZES, SIZES);
        present.scroll = 0;
    }
}

/// To the panes, which look where the stop does; to the claims, where it looks at those.
pub(super) fn leave(context: Context<'_>, state: &mut State) {
    if let Some(present) = &mut state.present {
        present.showing = Showing::Panes;
        let (stop, n_stops) = (present.stop + 1, present.tour.stops.len());
        let looks_at_claims = present.at().pane == Some(model::Pane::Claims);
        let claim = present.at().focus.iter().find_map(|&entity| match entity {
            Entity::Claim(id) => Some(id),
            _ => None,
        });
        state.say(format!("stop {stop} of {n_stops}; F5 comes back to it"));
        if looks_at_claims {
            claims::open(context, state, claim);
        }
    }
}

/// Ends the tour; the lanes are those of before.
pub(super) fn end(state: &mut State) {
    if let Some(present) = state.present.take() {
        state.arrangement.only = present.lanes_before;
        state.say("the tour has ended");
    }
}

/// A key while a slide or its blank is on the screen.
pub(super) fn key(
    context: Context<'_>,
    state: &mut State,
    keymap: &Keymap,
    chord: Chord,
) -> Effect {
    let Some(present) = &mut state.present else {
        return Effect::None;
    };
    if present.showing == Showing::Blank {
        present.showing = Showing::Slide;
        return Effect::None;
    }
    if state.pending.is_empty() {
        if let Some(digit) = digit_of(chord) {
            if present.digits.len() < LONGEST_NUMBER {
                present.digits.push(digit);
            }
            return Effect::None;
        }
        let digits = std::mem::take(&mut present.digits);
        match chord.code {
            _ if digits.is_empty() => {}
            KeyCode::Enter => {
                go_to_number(context, state, &digits);
                return Effect::None;
            }
            KeyCode::Backspace => {
                present.digits = digits;
                present.digits.pop();
                return Effect::None;
            }
            KeyCode::Esc => return Effect::None,
            _ => {}
        }
    }
    state.pending.push(chord);
    match keymap.lookup_on_slide(&state.pending) {
        Lookup::Action(action) => {
            state.pending.clear();
            update(context, state, action, None)
        }
        Lookup::Pending(_) => Effect::None,
        Lookup::Unbound => {
            let keys = show(&std::mem::take(&mut state.pending));
            state.say(format!("{keys} does nothing on a slide; ? lists the keys"));
            Effect::None
        }
    }
}

/// To a stop by its number, from 1.
fn go_to_number(context: Context<'_>, state: &mut State, digits: &str) {
    let n_stops = state
        .present
        .as_ref()
        .map_or(0, |present| present.tour.stops.len());
    match digits.parse::<usize>() {
        Ok(number) if (1..=n_stops).contains(&number) => go(context, state, number - 1),
        _ => state.complain(format!("there is no stop {digits}: the tour has {n_stops}")),
    }
}

/// What the notes ask for.
pub fn wish(context: Context<'_>, state: &mut State, wish: Wish) {
    let Some(present) = &state.present else {
        return;
    };
    let (stop, n_stops) = (present.stop, present.tour.stops.len());
    state.notice = None;
    match wish {
        Wish::Next => step(context, state, 1),
        Wish::Back => step(context, state, -1),
        Wish::GoTo(number) if (1..=n_stops).contains(&number) => go(context, state, number - 1),
        Wish::GoTo(_) => {}
        Wish::Blank => blank(state),
        Wish::Reveal => reveal(state),
        Wish::Slide => go(context, state, stop),
    }
}

/// What the notes are told; `None` while no tour is presented.
pub fn cue(state: &State) -> Option<Cue> {
    let present = state.present.as_ref()?;
    let stop = present.at();
    let ask = stop.ask.as_ref();
    let next = present.tour.stops.get(present.stop + 1);
    Some(Cue {
        tour: present.tour.title.clone(),
        minutes: present.tour.minutes,
        stop: present.stop + 1,
        n_stops: present.tour.stops.len(),
        title: stop.title.clone(),
        text: stop.text.clone(),
        notes: stop.notes.clone().unwrap_or_default(),
        question: ask.map(|ask| ask.question.clone()).unwrap_or_default(),
        answer: ask.and_then(|ask| ask.answer.clone()).unwrap_or_default(),
        revealed: present.revealed,
        sight: match present.showing {
            Showing::Slide => Sight::Slide,
            Showing::Blank => Sight::Blank,
            Showing::Panes => Sight::Panes,
        },
        next: next.map(|stop| stop.title.clone()).unwrap_or_default(),
        elapsed: present.began.elapsed(),
        on_stop: present.reached.elapsed(),
    })
}

/// A tour in a list: title and for whom; how long.
fn line_of(tour: &Tour) -> (String, String) {
    let title = [Some(tour.title.clone()), tour.audience.clone()];
    let minutes = tour.minutes.map(|minutes| format!("{minutes} minutes"));
    let long = [minutes, Some(n_stops_in_words(tour.stops.len()))];
    let join = |parts: [Option<String>; 2]| {
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        parts.join(" · ")
    };
    (join(title), join(long))
}

fn n_stops_in_words(n_stops: usize) -> String {
    match n_stops {
        1 => "1 stop".to_owned(),
        n_stops => format!("{n_stops} stops"),
    }
}

/// What an action of a tour does.
pub(super) fn act(context: Context<'_>, state: &mut State, action: Action, times: u32) {
    match action {
        Action::NextStop => step(context, state, i64::from(times)),
        Action::PreviousStop => step(context, state, -i64::from(times)),
        Action::FirstStop => go(context, state, 0),
        Action::LastStop => go(context, state, usize::MAX),
        Action::ScrollSlideDown => scroll(state, i64::from(times)),
        Action::ScrollSlideUp => scroll(state, -i64::from(times)),
        Action::RevealAnswer => reveal(state),
        Action::BlankScreen => blank(state),
        Action::LargerText => resize(state, 1),
        Action::SmallerText => resize(state, -1),
        Action::SlideKeys => state.overlay = Some(Overlay::SlideKeys),
        Action::LeaveSlide => leave(context, state),
        Action::EndTour => end(state),
        _ => {}
    }
}
