//! Keys of a setting with its values.

use crossterm::event::KeyCode;

use super::super::keymap::Chord;
use super::super::layout::Pane;
use super::super::state::{Choice, Overlay, Pick, State};
use super::rows::walked;
use super::{Context, Effect, leaders, pins, present};

/// A key while a choice is open.
pub(super) fn key(
    context: Context<'_>,
    state: &mut State,
    mut choice: Choice,
    chord: Chord,
) -> Effect {
    let n_rows = choice.lines.len();
    if let Some(row) = walked(chord.code, choice.row, n_rows, state.page.overlay, true) {
        choice.row = row;
    }
    match chord.code {
        KeyCode::Enter => {
            if let Some((_, _, pick)) = choice.lines.get(choice.row) {
                take(context, state, pick);
            }
            return Effect::None;
        }
        KeyCode::Char('q') => return Effect::None,
        _ => {}
    }
    state.overlay = Some(Overlay::Choice(choice));
    Effect::None
}

/// Carries out what was chosen.
pub(in crate::tui) fn take(context: Context<'_>, state: &mut State, pick: &Pick) {
    match pick {
        Pick::Keep(query) => state.filters.set_of_pane(Pane::Projects, query),
        Pick::Tour(id) => present::start(context, state, *id, 0),
        Pick::Pins => pins::present(context, state),
        pick => leaders::chosen(context, state, pick),
    }
}
