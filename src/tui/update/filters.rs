//! Filters: typed in the head of a pane, kept from a search, made of a relation, and taken away again.

use crossterm::event::{KeyCode, KeyModifiers};

use crate::query::profile::short_title;
use crate::query::search::Query;

use super::super::keymap::Chord;
use super::super::layout::Pane;
use super::super::state::{Field, FilterOverlay, Overlay, State};
use super::overlay::{edit, recall, remember};
use super::{Context, Effect};

/// Opens the filter of the pane that has the keys, with what it holds already.
pub(super) fn open(state: &mut State) {
    let pane = state.focus;
    if pane == Pane::Detail {
        state.say(
            "the detail shows one record: f filters a list, and in a search Alt-Enter all panes",
        );
        return;
    }
    let before = state.filters.of_pane(pane).cloned();
    let text = before.as_ref().and_then(|filter| filter.query());
    state.overlay = Some(Overlay::Filter(FilterOverlay {
        pane,
        field: Field::with(text.unwrap_or("")),
        before,
        recalled: None,
    }));
}

/// A key while the filter of a pane is typed.
pub(super) fn key(state: &mut State, mut filter: FilterOverlay, chord: Chord) -> Effect {
    let alt = chord.modifiers.contains(KeyModifiers::ALT);
    let ctrl = chord.modifiers.contains(KeyModifiers::CONTROL);
    match chord.code {
        KeyCode::Esc => {
            state.filters.put_back(filter.pane, filter.before);
            return Effect::None;
        }
        KeyCode::Enter => {
            let query = filter.field.text().trim().to_owned();
            remember(state, &query);
            if alt && !query.is_empty() {
                state.filters.put_back(filter.pane, None);
                keep_query(state, &query);
            }
            return Effect::None;
        }
        KeyCode::Char('x') if ctrl => {
            state.filters.put_back(filter.pane, None);
            return Effect::None;
        }
        KeyCode::Up => recall(state, &mut filter.field, &mut filter.recalled, true),
        KeyCode::Down => recall(state, &mut filter.field, &mut filter.recalled, false),
        _ => {
            if !edit(&mut filter.field, chord) {
                state.overlay = Some(Overlay::Filter(filter));
                return Effect::None;
            }
            filter.recalled = None;
        }
    }
    typed(state, filter);
    Effect::None
}

/// Shows what the text lets through.
pub(super) fn typed(state: &mut State, filter: FilterOverlay) {
    // What asks for nothing yet, such as a field without a value, hides nothing.
    let text = filter.field.text();
    let asks = !Query::parse(text).is_empty();
    state
        .filters
        .set_of_pane(filter.pane, if asks { text } else { "" });
    state.overlay = Some(Overlay::Filter(filter));
}

/// Keeps a query as a filter on all panes.
pub(super) fn keep_query(state: &mut State, query: &str) {
    if !state.filters.add_query(query) {
        state.say(format!("the filter {query} stands already"));
    }
}

/// Shows only what is related to the selection.
pub(super) fn keep_related(context: Context<'_>, state: &mut State) {
    let Some(entity) = state.selected else { return };
    let title = short_title(context.history, entity);
    let related = state.related(context.history);
    if !state.filters.add_relation(entity, title.clone(), &related) {
        state.say(format!("the filter related to {title} stands already"));
    }
}

/// Takes the newest filter away; asked again at once, all of them.
pub(super) fn clear(state: &mut State) {
    if std::mem::take(&mut state.brushed) {
        state.say("all days in the panes again");
        return;
    }
    if std::mem::replace(&mut state.clears, true) {
        let n_gone = state.filters.clear();
        state.clears = false;
        state.say(match n_gone {
            0 => "there is no filter".to_owned(),
            1 => "the last filter is gone".to_owned(),
            n => format!("{n} filters are gone, all is shown"),
        });
        return;
    }
    drop_last(state);
    state.clears &= !state.filters.is_empty();
}

/// Takes the newest filter away that keeps something from being found.
pub(super) fn clear_for_search(state: &mut State) {
    if state.filters.drop_last_everywhere().is_none() {
        state.say("no filter stands before the search");
    }
}

/// Takes the newest filter away.
pub(super) fn drop_last(state: &mut State) {
    let Some(gone) = state.filters.drop_last() else {
        state.say("there is no filter");
        return;
    };
    let label = gone.label();
    state.say(match state.filters.len() {
        0 => format!("the filter {label} is gone, all is shown"),
        1 => format!("the filter {label} is gone, one more stands"),
        n => format!("the filter {label} is gone, {n} more stand; Ctrl-x clears them"),
    });
}
