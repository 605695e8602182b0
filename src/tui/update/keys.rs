//! A key press: to the open text field or list first, then as a count or date, then as an action.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::model::date::parse_prompt;
use crate::query::timeline::Window;

use super::super::keymap::{Chord, Keymap, Lookup, digit_of};
use super::super::state::State;
use super::{Context, Effect, overlay, present, timeline, update};

/// More digits and dashes than any date has.
const LONGEST_NUMBER: usize = 12;

/// What a key does.
pub fn press(context: Context<'_>, state: &mut State, keymap: &Keymap, key: KeyEvent) -> Effect {
    let chord = Chord::from(key);
    state.notice = None;
    if let Some(shown) = &mut state.shown_keys {
        *shown = chord.to_string();
    }
    let is_interrupt = chord.code == KeyCode::Char('c') && chord.modifiers == KeyModifiers::CONTROL;
    if is_interrupt {
        return Effect::Quit;
    }
    if state.overlay.is_some() {
        return overlay::key(context, state, keymap, chord);
    }
    if state.presenting().is_some() {
        return present::key(context, state, keymap, chord);
    }
    if state.pending.is_empty() && collect_number(context, state, chord) {
        return Effect::None;
    }
    state.pending.push(chord);
    match keymap.lookup_any_layout(state.focus, &state.pending) {
        Lookup::Action(action) => {
            state.pending.clear();
            let count = std::mem::take(&mut state.digits).parse().ok();
            update(context, state, action, count)
        }
        Lookup::Pending(_) => Effect::None,
        Lookup::Unbound => {
            if state.pending.len() > 1 || !matches!(chord.code, KeyCode::Esc) {
                let keys = super::super::keymap::show(&state.pending);
                state.say(format!("{keys} does nothing here; ? lists the keys"));
            }
            state.pending.clear();
            state.digits.clear();
            Effect::None
        }
    }
}

/// Goes to a date that was typed: EDTF, prose, `today`, `+10y`.
pub(super) fn go_to_text(context: Context<'_>, state: &mut State, text: &str) -> Effect {
    if let Err(message) = go_to_date(context, state, text) {
        state.complain(message);
    }
    Effect::None
}

/// Goes to a date: the first event in it, else its first day with the nearest of the lane.
///
/// # Errors
/// Says why a text is no date.
pub(super) fn go_to_date(
    context: Context<'_>,
    state: &mut State,
    text: &str,
) -> Result<(), String> {
    let date =
        parse_prompt(text, state.cursor, context.today).map_err(|error| error.to_string())?;
    if timeline::is_window(&date) {
        return timeline::go_to_window(context, state, &date);
    }
    let (Some(first), last) = (date.earliest().or(date.latest()), date.latest()) else {
        return Err(format!("`{text}` has no day to go to"));
    };
    let last = last.unwrap_or(first).max(first);
    let whole = context.prepared.lanes.whole();
    if last < whole.first || whole.last < first {
        return Err(format!(
            "{} is outside the history, {}–{}",
            date.short(),
            whole.first.short(),
            whole.last.short()
        ));
    }
    let pinned = std::mem::replace(&mut state.pinned, false);
    if !go_to_best(context, state, Window::new(first, last)) {
        state.say(format!("no event in {}", date.short()));
    }
    state.pinned = pinned;
    Ok(())
}

/// Stands on the most important event of a window, the earliest of equals; where no event lies, on its first day, and
/// says `false`.
pub(super) fn go_to_best(context: Context<'_>, state: &mut State, window: Window) -> bool {
    let lanes = &context.prepared.lanes;
    let events = lanes.events();
    let from = events.partition_point(|&(day, _)| day < window.first);
    let to = events.partition_point(|&(day, _)| day <= window.last);
    let best = events[from..to]
        .iter()
        .rev()
        .max_by_key(|(_, at)| lanes.item(*at).importance);
    match best {
        Some(&(day, at)) => {
            state.set_cursor(context.prepared, day);
            state.select(context.history, context.prepared, lanes.item(at).entity);
            true
        }
        None => {
            state.set_cursor(context.prepared, window.first);
            false
        }
    }
}

/// Digits and dashes of a date or a count. `true` when the key was one of them, or ended a date.
fn collect_number(context: Context<'_>, state: &mut State, chord: Chord) -> bool {
    if let Some(digit) = digit_of(chord) {
        // A zero alone is a command, and so is a dash.
        if state.digits.is_empty() && digit == '0' {
            return false;
        }
        if state.digits.len() < LONGEST_NUMBER {
            state.digits.push(digit);
        }
        return true;
    }
    if state.digits.is_empty() {
        return false;
    }
    match chord.code {
        KeyCode::Char('-') if state.digits.len() >= 4 && state.digits.len() < LONGEST_NUMBER => {
            state.digits.push('-');
            true
        }
        KeyCode::Enter => {
            let text = std::mem::take(&mut state.digits);
            go_to_text(context, state, &text);
            true
        }
        KeyCode::Backspace => {
            state.digits.pop();
            true
        }
        KeyCode::Esc => {
            state.digits.clear();
            true
        }
        KeyCode::Char('G') if state.digits.contains('-') || state.digits.len() == 4 => {
            let text = std::mem::take(&mut state.digits);
            go_to_text(context, state, &text);
            true
        }
        _ => false,
    }
}
