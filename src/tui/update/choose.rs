//! Keys of a setting with its values.

use crossterm::event::KeyCode;

use super::super::keymap::Chord;
use super::super::layout::Pane;
use super::super::state::{Choice, Overlay, Pick, State};
use super::{Context, Effect, leaders, pins, present};

/// A key while a choice is open.
pub(super) fn key(
    context: Context<'_>,
    state: &mut State,
    mut choice: Choice,
    chord: Chord,
) -> Effect {
    let last = choice.lines.len().saturating_sub(1);
    let page = state.page.overlay.max(1);
    match chord.code {
        KeyCode::Down | KeyCode::Char('j') => choice.row = (choice.row + 1).min(last),
        KeyCode::Up | KeyCode::Char('k') => choice.row = choice.row.saturating_sub(1),
        KeyCode::PageDown => choice.row = (choice.row + page).min(last),
        KeyCode::PageUp => choice.row = choice.row.saturating_sub(page),
        KeyCode::Home => choice.row = 0,
        KeyCode::End => choice.row = last,
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
