//! What is opened outside: the page of a source in a browser, a record in an editor.

use crossterm::event::KeyCode;

use crate::model::{Entity, History};
use crate::programs::is_openable;
use crate::query::profile::Profile;

use super::super::keymap::Chord;
use super::super::layout::Pane;
use super::super::state::{ListOverlay, Overlay, State};
use super::rows::walked;
use super::{Context, Effect};

/// Opens the source that is selected, as a record or as a link of the detail; else the one of the selection, or lets one
/// choose among several.
pub(super) fn open_source(context: Context<'_>, state: &mut State) -> Effect {
    let Some(profile) = state.profile(context.history) else {
        state.say("nothing is selected");
        return Effect::None;
    };
    let link = state
        .detail_link
        .filter(|_| state.focus == Pane::Detail)
        .and_then(|link| profile.targets().nth(link));
    for entity in [link, Some(profile.entity)].into_iter().flatten() {
        if let Entity::Source(_) = entity {
            return open(context.history, state, entity);
        }
    }
    let sources = with_address(context.history, &profile);
    match sources[..] {
        [] => {
            state.complain("no source of this has an address that a browser opens");
            Effect::None
        }
        [only] => open(context.history, state, only),
        _ => {
            let lines = sources
                .iter()
                .map(|&entity| (context.history.title(entity).to_owned(), Some(entity)));
            state.overlay = Some(Overlay::Sources(ListOverlay {
                title: format!("Open one of {} sources", sources.len()),
                lines: lines.collect(),
                row: 0,
            }));
            Effect::None
        }
    }
}

/// A key while one of several sources is chosen.
pub(super) fn key(
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
        KeyCode::Enter | KeyCode::Char('o') => {
            return match list.lines.get(list.row) {
                Some((_, Some(entity))) => open(context.history, state, *entity),
                _ => Effect::None,
            };
        }
        KeyCode::Char('q') => return Effect::None,
        _ => {}
    }
    state.overlay = Some(Overlay::Sources(list));
    Effect::None
}

/// Opens the record of the selection in the user's editor.
pub(super) fn edit(context: Context<'_>, state: &mut State) -> Effect {
    match state.selected {
        Some(entity) => Effect::Edit(context.history.reference(entity)),
        None => {
            state.say("nothing is selected");
            Effect::None
        }
    }
}

fn open(history: &History, state: &mut State, entity: Entity) -> Effect {
    match address(history, entity) {
        Some(url) if is_openable(url) => Effect::OpenUrl(url.to_owned()),
        Some(url) => {
            let url = crate::text::printable(url);
            state.complain(format!("only http, https and mailto are opened, not {url}"));
            Effect::None
        }
        None => {
            state.complain("this source has no address; yc copies its citation");
            Effect::None
        }
    }
}

fn with_address(history: &History, profile: &Profile) -> Vec<Entity> {
    let mut found: Vec<Entity> = Vec::new();
    for line in &profile.sources {
        let entity = line.source.into();
        if address(history, entity).is_some_and(is_openable) && !found.contains(&entity) {
            found.push(entity);
        }
    }
    found
}

fn address(history: &History, entity: Entity) -> Option<&str> {
    match entity {
        Entity::Source(id) => history.source(id).url.as_deref(),
        _ => None,
    }
}
