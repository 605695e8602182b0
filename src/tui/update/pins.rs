//! The pins of a lesson: places in an order of one's own.

use std::rc::Rc;

use crossterm::event::{KeyCode, KeyModifiers};

use super::super::keymap::Chord;
use super::super::lesson;
use super::super::state::{Overlay, State};
use super::rows::walked;
use super::{Context, Effect, overlay, present as tours};

/// Pins where one stands, or takes the pin of the selection off.
pub(super) fn toggle(context: Context<'_>, state: &mut State) {
    let Some(here) = state.here() else {
        state.say("nothing is selected");
        return;
    };
    let title = crate::query::profile::short_title(context.history, here.entity);
    match state.pin_of(here.entity) {
        Some(row) => {
            state.pins.remove(row);
            state.say(format!("{title} is off the lesson"));
        }
        None => {
            state.pins.push(here);
            state.say(format!(
                "{title} is pin {} of the lesson; gm lists them",
                state.pins.len()
            ));
        }
    }
}

/// Lists the pins, at that of the selection.
pub(super) fn open(state: &mut State) {
    if state.pins.is_empty() {
        state.say("nothing is pinned yet: Space pins what is selected");
        return;
    }
    let row = state.selected.and_then(|entity| state.pin_of(entity));
    state.overlay = Some(Overlay::Pins {
        row: row.unwrap_or(0),
    });
}

/// Presents the pins as a tour in their order.
pub(super) fn present(context: Context<'_>, state: &mut State) {
    if state.pins.is_empty() {
        state.say("nothing is pinned yet: Space pins what is selected");
        return;
    }
    let tour = lesson::on_the_fly(context.history, state);
    let days = state.pins.iter().map(|pin| pin.cursor).collect();
    tours::begin(context, state, Rc::new(tour), None, (0, days));
}

/// A key in the list of pins.
pub(super) fn key(context: Context<'_>, state: &mut State, row: usize, chord: Chord) -> Effect {
    let n_pins = state.pins.len();
    let row = row.min(n_pins.saturating_sub(1));
    let alt = chord.modifiers.contains(KeyModifiers::ALT);
    let row = match chord.code {
        KeyCode::Up if alt => shift(state, row, row.saturating_sub(1)),
        KeyCode::Char('K') => shift(state, row, row.saturating_sub(1)),
        KeyCode::Down if alt => shift(state, row, row + 1),
        KeyCode::Char('J') => shift(state, row, row + 1),
        KeyCode::Delete | KeyCode::Char('x' | ' ') => {
            if row < state.pins.len() {
                state.pins.remove(row);
            }
            if state.pins.is_empty() {
                state.say("no pin is left");
                return Effect::None;
            }
            row.min(state.pins.len() - 1)
        }
        KeyCode::Enter => {
            if let Some(&pin) = state.pins.get(row) {
                state.stand_at(context.history, context.prepared, pin);
            }
            return Effect::None;
        }
        KeyCode::Char('p') | KeyCode::F(5) => {
            present(context, state);
            return Effect::None;
        }
        KeyCode::Char('s') => {
            overlay::open_lesson(state);
            return Effect::None;
        }
        KeyCode::Char('q') => return Effect::None,
        code => walked(code, row, n_pins, state.page.overlay, true).unwrap_or(row),
    };
    state.overlay = Some(Overlay::Pins { row });
    Effect::None
}

/// Moves a pin to another place of the order; gives where it is now.
fn shift(state: &mut State, from: usize, to: usize) -> usize {
    if to >= state.pins.len() {
        return from;
    }
    state.pins.swap(from, to);
    to
}
