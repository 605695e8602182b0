//! Keys of what is open above the panes.

use std::sync::Arc;

use crossterm::event::{KeyCode, KeyModifiers};

use crate::text;

use super::super::action::Action;
use super::super::handout::{self, Typed};
use super::super::jobs::{FIRST_HITS, Found};
use super::super::keymap::{Chord, Keymap, Lookup};
use super::super::lesson;
use super::super::palette::{PaletteRow, palette_rows};
use super::super::state::{Field, ListOverlay, Overlay, SearchOverlay, State};
use super::rows::walked;
use super::{Context, Effect, browse, choose, claims, filters, keys, outside, pins, update};

/// How many queries are remembered.
const MOST_QUERIES: usize = 100;

/// Opens the search. An empty query finds nothing, but who searches may get ready for the first letter.
pub(super) fn open_search(state: &mut State) -> Effect {
    let mut search = SearchOverlay::default();
    let effect = ask(&mut search);
    state.overlay = Some(Overlay::Search(search));
    effect
}

/// Opens the search with the newest query.
pub(super) fn search_again(state: &mut State) -> Effect {
    let Some(query) = state.queries.last() else {
        state.say("nothing was searched for yet: press /");
        return Effect::None;
    };
    let mut search = SearchOverlay {
        field: Field::with(query),
        ..SearchOverlay::default()
    };
    let effect = ask(&mut search);
    state.overlay = Some(Overlay::Search(search));
    effect
}

/// Opens the palette, or help.
pub(super) fn open_palette(state: &mut State, is_help: bool) {
    state.overlay = Some(Overlay::Palette {
        field: Field::default(),
        row: 0,
        is_help,
    });
}

/// Opens the palette on the formats of a hand-out.
pub(super) fn open_export(state: &mut State) {
    state.overlay = Some(Overlay::Palette {
        field: Field::with(handout::WORD),
        row: 0,
        is_help: false,
    });
}

/// Opens the palette where the file of the pins is typed.
pub(super) fn open_lesson(state: &mut State) {
    state.overlay = Some(Overlay::Palette {
        field: Field::with(lesson::WORD),
        row: 0,
        is_help: false,
    });
}

/// Lists what is wrong with the file.
pub(super) fn open_problems(context: Context<'_>, state: &mut State) {
    if context.problems.is_empty() {
        state.say("nothing is wrong with the file");
        return;
    }
    let lines = context
        .problems
        .iter()
        .map(|line| (text::printable(line).into_owned(), None))
        .collect();
    let title = format!("{} found; annals check says more", context.problems.len());
    state.overlay = Some(Overlay::List(ListOverlay {
        title,
        lines,
        row: 0,
    }));
}

/// The answer to a question; what nobody asks any more is dropped. A search goes on when a filter has its answer.
pub fn found(state: &mut State, found: Found) -> Effect {
    let mut is_other = false;
    for (number, keep) in found.filters {
        is_other |= state.filters.answer(number, keep);
    }
    let Some(Overlay::Search(search)) = &mut state.overlay else {
        return Effect::None;
    };
    if let Some((ticket, results)) = found.search
        && search.ticket == ticket
    {
        // The same question again, with more to find: one stays where one is.
        let selected = search.results.hits.get(search.row).map(|hit| hit.entity);
        let is_more = search.answered == ticket && search.row > 0;
        let hits = &results.hits;
        let same = hits.iter().position(|hit| Some(hit.entity) == selected);
        search.row = same.filter(|_| is_more).unwrap_or(0);
        search.results = results;
        search.n_hidden = found.n_hidden;
        search.answered = ticket;
    }
    if is_other { ask(search) } else { Effect::None }
}

/// Whether a search is open that has not yet looked at all records.
pub fn wants_more(state: &State) -> bool {
    match &state.overlay {
        Some(Overlay::Search(search)) => search.results.n_searched < search.results.n_total,
        _ => false,
    }
}

/// A key while something is open. Letters are text here.
pub(super) fn key(
    context: Context<'_>,
    state: &mut State,
    keymap: &Keymap,
    chord: Chord,
) -> Effect {
    let Some(overlay) = state.overlay.take() else {
        return Effect::None;
    };
    // A filter that is left is put back as it was, claims and a quiz know more than one way out; what else is left is gone.
    if chord.code == KeyCode::Esc
        && !matches!(
            overlay,
            Overlay::Filter(_) | Overlay::Claims(_) | Overlay::Quiz(_)
        )
    {
        return Effect::None;
    }
    match overlay {
        Overlay::Filter(filter) => filters::key(state, filter, chord),
        Overlay::Search(search) => search_key(context, state, search, chord),
        Overlay::Palette {
            field,
            row,
            is_help,
        } => palette_key(context, state, keymap, (field, row, is_help), chord),
        Overlay::Date { field, .. } => date_key(context, state, field, chord),
        Overlay::Claims(open) => claims::key(context, state, keymap, open, chord),
        Overlay::Quiz(quiz) => super::quiz::key(context, state, quiz, chord),
        Overlay::List(list) => list_key(context, state, list, chord),
        Overlay::Choice(choice) => choose::key(context, state, choice, chord),
        // Any key closes the list; the slide is where it was.
        Overlay::SlideKeys => Effect::None,
        Overlay::Mark { jump } => mark_key(context, state, chord, jump),
        Overlay::Sources(list) => outside::key(context, state, list, chord),
        Overlay::Pins { row } => pins::key(context, state, row, chord),
        Overlay::Legend { scroll } => legend_key(context, state, keymap, scroll, chord),
    }
}

/// Pastes into the open field.
pub fn paste(state: &mut State, text: &str) -> Effect {
    match &mut state.overlay {
        Some(Overlay::Search(search)) => {
            search.field.insert(text);
            ask(search)
        }
        Some(Overlay::Filter(_)) => {
            if let Some(Overlay::Filter(mut filter)) = state.overlay.take() {
                filter.field.insert(text);
                filters::typed(state, filter);
            }
            Effect::None
        }
        Some(Overlay::Palette { field, row, .. }) => {
            field.insert(text);
            *row = 0;
            Effect::None
        }
        Some(Overlay::Date { field, .. }) => {
            field.insert(text);
            Effect::None
        }
        _ => Effect::None,
    }
}

fn search_key(
    context: Context<'_>,
    state: &mut State,
    mut search: SearchOverlay,
    chord: Chord,
) -> Effect {
    let n_hits = search.results.hits.len();
    let page = state.page.overlay.max(1) as i64;
    let alt = chord.modifiers.contains(KeyModifiers::ALT);
    let ctrl = chord.modifiers.contains(KeyModifiers::CONTROL);
    let step = match chord.code {
        KeyCode::Down if search.recalled.is_none() => Some(1),
        KeyCode::Char('n') if ctrl => Some(1),
        KeyCode::Up if !search.field.text().is_empty() && search.recalled.is_none() => Some(-1),
        KeyCode::Char('p') if ctrl => Some(-1),
        KeyCode::PageDown => Some(page),
        KeyCode::PageUp => Some(-page),
        _ => None,
    };
    if let Some(step) = step {
        search.row = (search.row as i64 + step).clamp(0, n_hits.saturating_sub(1) as i64) as usize;
        let is_near_end = search.row + page as usize >= n_hits;
        let effect = if is_near_end && n_hits < search.results.n_found && search.limit <= n_hits {
            search.limit = n_hits * 4;
            question(&search)
        } else {
            Effect::None
        };
        state.overlay = Some(Overlay::Search(search));
        return effect;
    }
    match chord.code {
        KeyCode::Enter if alt => {
            let query = search.field.text().trim().to_owned();
            remember(state, &query);
            if !query.is_empty() {
                filters::keep_query(state, &query);
            }
            Effect::None
        }
        KeyCode::Char('x') if ctrl => {
            filters::clear_for_search(state);
            let effect = ask(&mut search);
            state.overlay = Some(Overlay::Search(search));
            effect
        }
        KeyCode::Enter => {
            let query = search.field.text().to_owned();
            remember(state, &query);
            if let Some(hit) = search.results.hits.get(search.row) {
                state.hits = search.results.hits.iter().map(|hit| hit.entity).collect();
                state.hit = search.row;
                browse::go(context, state, hit.entity);
                // What has no place in the timeline is read in the detail.
                if state.place.is_none() {
                    super::focus(state, super::Pane::Detail);
                }
            } else if query.trim().is_empty() {
                state.overlay = None;
            } else {
                state.overlay = Some(Overlay::Search(search));
            }
            Effect::None
        }
        KeyCode::Up => {
            recall(state, &mut search.field, &mut search.recalled, true);
            let effect = ask(&mut search);
            state.overlay = Some(Overlay::Search(search));
            effect
        }
        KeyCode::Down => {
            recall(state, &mut search.field, &mut search.recalled, false);
            let effect = ask(&mut search);
            state.overlay = Some(Overlay::Search(search));
            effect
        }
        _ => {
            let typed = edit(&mut search.field, chord);
            let effect = if typed {
                search.recalled = None;
                ask(&mut search)
            } else {
                Effect::None
            };
            state.overlay = Some(Overlay::Search(search));
            effect
        }
    }
}

fn ask(search: &mut SearchOverlay) -> Effect {
    search.ticket += 1;
    if search.field.text().trim().is_empty() {
        search.results = Arc::default();
        search.row = 0;
    }
    search.limit = FIRST_HITS;
    question(search)
}

/// The question as it is; with a higher limit, the answer is the same and goes on.
fn question(search: &SearchOverlay) -> Effect {
    Effect::Search(search.ticket, search.field.text().to_owned(), search.limit)
}

/// Walks through the earlier queries, further back or forward again; before the newest stands an empty line.
pub(super) fn recall(state: &State, field: &mut Field, at: &mut Option<usize>, back: bool) {
    let next = match (*at, back) {
        (None, true) => Some(0),
        (Some(at), true) => Some(at + 1),
        (Some(at), false) => at.checked_sub(1),
        (None, false) => return,
    };
    let Some(next) = next else {
        (*field, *at) = (Field::default(), None);
        return;
    };
    if let Some(query) = state.queries.iter().rev().nth(next) {
        (*field, *at) = (Field::with(query), Some(next));
    }
}

/// Remembers a query as the newest.
pub(super) fn remember(state: &mut State, query: &str) {
    let query = query.trim();
    if query.is_empty() {
        return;
    }
    state.queries.retain(|old| old != query);
    state.queries.push(query.to_owned());
    if state.queries.len() > MOST_QUERIES {
        state.queries.remove(0);
    }
}

fn palette_key(
    context: Context<'_>,
    state: &mut State,
    keymap: &Keymap,
    (mut field, mut row, is_help): (Field, usize, bool),
    chord: Chord,
) -> Effect {
    let formats = Typed::read(field.text()).map(|typed| typed.formats());
    let pins = lesson::Typed::read(field.text());
    let rows = match &formats {
        Some(_) => Vec::new(),
        None if pins.is_some() => Vec::new(),
        None => palette_rows(state, keymap, field.text(), is_help),
    };
    let n_rows = formats.as_ref().map_or(rows.len(), Vec::len);
    let to = walked(chord.code, row, n_rows, state.page.overlay, false);
    match chord.code {
        _ if to.is_some() => row = to.unwrap_or(row),
        KeyCode::Enter if formats.is_some() => {
            let chosen = formats.and_then(|formats| formats.get(row).copied());
            let order = Typed::read(field.text())
                .zip(chosen)
                .map(|(typed, format)| typed.order(context.history, state, format));
            match order {
                Some(order) => return Effect::HandOut(Box::new(order)),
                None => state.complain("no format is called so"),
            }
        }
        KeyCode::Enter if pins.is_some() => {
            match pins.map(|typed| typed.order(context.history, state)) {
                Some(Ok(order)) => return Effect::SaveLesson(Box::new(order)),
                Some(Err(why)) => state.complain(why),
                None => {}
            }
        }
        KeyCode::Enter => {
            return match rows.get(row) {
                Some(PaletteRow {
                    reason: Some(reason),
                    ..
                }) => {
                    state.say(*reason);
                    Effect::None
                }
                Some(found) => update(context, state, found.action, None),
                None => Effect::None,
            };
        }
        _ => {
            if edit(&mut field, chord) {
                row = 0;
            }
        }
    }
    state.overlay = Some(Overlay::Palette {
        field,
        row,
        is_help,
    });
    Effect::None
}

fn date_key(context: Context<'_>, state: &mut State, mut field: Field, chord: Chord) -> Effect {
    let mut error = None;
    if chord.code == KeyCode::Enter {
        if field.text().trim().is_empty() {
            return Effect::None;
        }
        match keys::go_to_date(context, state, field.text()) {
            Ok(()) => return Effect::None,
            Err(message) => error = Some(message),
        }
    } else {
        edit(&mut field, chord);
    }
    state.overlay = Some(Overlay::Date { field, error });
    Effect::None
}

fn list_key(
    context: Context<'_>,
    state: &mut State,
    mut list: ListOverlay,
    chord: Chord,
) -> Effect {
    let n_rows = list.lines.len();
    if let Some(row) = walked(chord.code, list.row, n_rows, state.page.overlay, true) {
        list.row = row;
    }
    match chord.code {
        KeyCode::Enter => {
            if let Some((_, Some(entity))) = list.lines.get(list.row) {
                browse::go(context, state, *entity);
                return Effect::None;
            }
        }
        KeyCode::Char('q') => return Effect::None,
        _ => {}
    }
    state.overlay = Some(Overlay::List(list));
    Effect::None
}

/// Keys up and down scroll a legend that is longer than its box. Any other closes it; one that means something does it,
/// too.
fn legend_key(
    context: Context<'_>,
    state: &mut State,
    keymap: &Keymap,
    scroll: usize,
    chord: Chord,
) -> Effect {
    let most = state.page.overlay;
    let to = match chord.code {
        KeyCode::Down | KeyCode::Char('j') => scroll + 1,
        KeyCode::PageDown => scroll + 8,
        KeyCode::Up | KeyCode::Char('k') => scroll.saturating_sub(1),
        KeyCode::PageUp => scroll.saturating_sub(8),
        _ => {
            return match keymap.lookup_any_layout(state.focus, &[chord]) {
                Lookup::Action(Action::Legend | Action::Cancel)
                | Lookup::Pending(_)
                | Lookup::Unbound => Effect::None,
                Lookup::Action(action) => update(context, state, action, None),
            };
        }
    };
    if most > 0 {
        let scroll = to.min(most);
        state.overlay = Some(Overlay::Legend { scroll });
    }
    Effect::None
}

fn mark_key(context: Context<'_>, state: &mut State, chord: Chord, jump: bool) -> Effect {
    let KeyCode::Char(letter) = chord.code else {
        return Effect::None;
    };
    if !jump {
        if letter == '\'' {
            state.complain("' is where one was before: mark with a letter");
        } else if let Some(here) = state.here() {
            state.marks.insert(letter, here);
            state.say(format!("marked as {letter}; '{letter} comes back"));
        }
        return Effect::None;
    }
    // The mark that nobody sets: where one was before the last jump. Twice, and one is here again.
    if letter == '\'' {
        match state.back.pop() {
            Some(entity) => browse::go(context, state, entity),
            None => state.say("nothing was selected before"),
        }
        return Effect::None;
    }
    match state.marks.get(&letter).copied() {
        Some(pin) => state.stand_at(context.history, context.prepared, pin),
        None => state.complain(format!("nothing is marked as {letter}")),
    }
    Effect::None
}

/// The keys of a line of text. `true` when the text changed.
pub(super) fn edit(field: &mut Field, chord: Chord) -> bool {
    let before = field.text().to_owned();
    let ctrl = chord.modifiers.contains(KeyModifiers::CONTROL);
    match chord.code {
        KeyCode::Char('u') if ctrl => field.clear(),
        KeyCode::Char('w') if ctrl => field.delete_word(),
        KeyCode::Char('a') if ctrl => field.home(),
        KeyCode::Char('e') if ctrl => field.end(),
        KeyCode::Char(c) if !ctrl && !chord.modifiers.contains(KeyModifiers::ALT) => {
            field.insert(c.encode_utf8(&mut [0; 4]));
        }
        KeyCode::Backspace if chord.modifiers.is_empty() => field.backspace(),
        KeyCode::Backspace => field.delete_word(),
        KeyCode::Delete => field.delete(),
        KeyCode::Left => field.left(),
        KeyCode::Right => field.right(),
        KeyCode::Home => field.home(),
        KeyCode::End => field.end(),
        _ => {}
    }
    field.text() != before
}
