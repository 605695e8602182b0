//! Keys in the view of the claims.

use crossterm::event::{KeyCode, KeyModifiers};

use crate::model::{ClaimId, Entity};
use crate::query::claims::{Computed, Target};
use crate::query::timeline::Window;

use super::super::keymap::{Chord, Keymap, Lookup};
use super::super::layout::Pane;
use super::super::state::{ClaimsOverlay, Overlay, State, days_of};
use super::{Context, Effect, browse, focus, update};

/// Opens the claims, at one of them, at the one that is selected, or where one last was.
pub(in crate::tui) fn open(context: Context<'_>, state: &mut State, at: Option<ClaimId>) {
    let at = at.or(match state.selected {
        Some(Entity::Claim(id)) => Some(id),
        _ => state.claim,
    });
    match ClaimsOverlay::new(context.history, at) {
        Some(claims) => state.overlay = Some(Overlay::Claims(Box::new(claims))),
        None => state.say("this history checks no claims"),
    }
}

/// A key while the claims are open.
pub(super) fn key(
    context: Context<'_>,
    state: &mut State,
    keymap: &Keymap,
    mut claims: Box<ClaimsOverlay>,
    chord: Chord,
) -> Effect {
    let shift = chord.modifiers.contains(KeyModifiers::SHIFT);
    let ctrl = chord.modifiers.contains(KeyModifiers::CONTROL);
    let (list_height, height) = claims.heights;
    let page = |height: usize| height.saturating_sub(1).max(1) as i64;
    match chord.code {
        KeyCode::Esc | KeyCode::Backspace | KeyCode::Left | KeyCode::Char('h')
            if claims.reading =>
        {
            claims.reading = false;
            claims.link = None;
        }
        KeyCode::Esc => {
            state.claim = Some(claims.sheet().claim);
            return Effect::None;
        }
        KeyCode::Down | KeyCode::Char('j') => down(&mut claims, 1),
        KeyCode::Up | KeyCode::Char('k') => down(&mut claims, -1),
        KeyCode::Char('d') if ctrl => down(&mut claims, page(height) / 2),
        KeyCode::Char('u') if ctrl => down(&mut claims, -page(height) / 2),
        KeyCode::PageDown if claims.reading => claims.scroll_by(page(height)),
        KeyCode::PageUp if claims.reading => claims.scroll_by(-page(height)),
        KeyCode::PageDown => down(&mut claims, page(list_height)),
        KeyCode::PageUp => down(&mut claims, -page(list_height)),
        KeyCode::Home | KeyCode::Char('g') => down(&mut claims, i64::MIN / 2),
        KeyCode::End | KeyCode::Char('G') => down(&mut claims, i64::MAX / 2),
        KeyCode::Char('[') => {
            let before = claims.row.saturating_sub(1);
            claims.go(before);
        }
        KeyCode::Char(']') => {
            let after = claims.row + 1;
            claims.go(after);
        }
        KeyCode::Tab | KeyCode::BackTab => {
            claims.walk(chord.code == KeyCode::Tab && !shift);
            claims.reading = claims.link.is_some();
        }
        KeyCode::Enter | KeyCode::Right | KeyCode::Char('l') if !claims.reading => {
            claims.reading = true;
        }
        KeyCode::Enter | KeyCode::Right | KeyCode::Char('l') => match claims.target() {
            Some(target) => return follow(context, state, &claims, target),
            None => claims.walk(true),
        },
        KeyCode::Char('f') => return keep_counted(context, state, claims),
        _ => {
            // A key that means something everywhere does it; one that begins a sequence has no second here.
            if let Lookup::Action(action) = keymap.lookup_any_layout(Pane::Detail, &[chord]) {
                state.claim = Some(claims.sheet().claim);
                return update(context, state, action, None);
            }
        }
    }
    state.overlay = Some(Overlay::Claims(claims));
    Effect::None
}

/// Goes where a link of a claim leads: to a record, or to the panes with only what was counted.
pub(in crate::tui) fn follow(
    context: Context<'_>,
    state: &mut State,
    claims: &ClaimsOverlay,
    target: Target,
) -> Effect {
    let sheet = claims.sheet();
    state.claim = Some(sheet.claim);
    state.overlay = None;
    match target {
        Target::Record(entity) => {
            browse::go(context, state, entity);
            // What has no place in the timeline is read in the detail.
            if state.place.is_none() {
                focus(state, Pane::Detail);
            }
        }
        Target::Counted(idx) => show_counted(context, state, sheet.claim, &sheet.computed[idx]),
    }
    Effect::None
}

/// Keeps what the selected computation counted; of none selected, the first that counted something.
fn keep_counted(context: Context<'_>, state: &mut State, claims: Box<ClaimsOverlay>) -> Effect {
    let sheet = claims.sheet();
    let selected = claims.link.and_then(|link| sheet.computation_of(link));
    let first = sheet
        .computed
        .iter()
        .position(|computed| !computed.counted.is_empty());
    match selected.or(first) {
        Some(idx) => follow(context, state, &claims, Target::Counted(idx)),
        None => {
            state.say("nothing was counted here");
            state.overlay = Some(Overlay::Claims(claims));
            Effect::None
        }
    }
}

/// Filters the panes by what was counted, and shows its days.
fn show_counted(context: Context<'_>, state: &mut State, claim: ClaimId, computed: &Computed) {
    let history = context.history;
    let name = history.own_id(claim.into()).to_uppercase();
    let what = computed.text.split(':').next().unwrap_or_default();
    state
        .filters
        .set_counted(claim, format!("{name} {what}"), &computed.counted);
    state.zoomed = false;
    let days: Vec<_> = computed
        .counted
        .iter()
        .filter_map(|&entity| Some((entity, days_of(history, entity)?)))
        .collect();
    let (Some(first), Some(last)) = (
        days.iter().map(|(_, (first, _))| *first).min(),
        days.iter().map(|(_, (_, last))| *last).max(),
    ) else {
        return;
    };
    let is_selected = |entity: Entity| Some(entity) == state.selected;
    if !days.iter().any(|(entity, _)| is_selected(*entity)) {
        browse::go(context, state, days[0].0);
    }
    focus(state, Pane::Timeline);
    let room = ((last.0 - first.0) / 12).max(15);
    let whole = context.prepared.lanes.whole();
    state.window = Window::fitted(first.add_days(-room), last.add_days(room), whole);
}

fn down(claims: &mut ClaimsOverlay, by: i64) {
    if claims.reading {
        claims.scroll_by(by);
    } else {
        let last = claims.sheets.len() as i64 - 1;
        let row = (claims.row as i64).saturating_add(by).clamp(0, last);
        claims.go(row as usize);
    }
}
