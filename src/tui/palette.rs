//! The actions as palette and help list them: found by name, synonym or key, with the reason where one is not possible.

use crate::text;

use super::action::Action;
use super::keymap::Keymap;
use super::layout::Pane;
use super::state::State;

/// One action as palette and help show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaletteRow {
    /// The action.
    pub action: Action,
    /// Its keys, as written.
    pub keys: String,
    /// Why it is not possible now.
    pub reason: Option<&'static str>,
}

/// The actions that a text finds by name, synonym or key, those that are not possible now last.
pub fn palette_rows(state: &State, keymap: &Keymap, typed: &str, is_help: bool) -> Vec<PaletteRow> {
    let words: Vec<String> = typed.split_whitespace().map(text::fold).collect();
    let mut rows: Vec<PaletteRow> = Action::ALL
        .iter()
        .map(|&action| PaletteRow {
            action,
            keys: keymap.keys_of(action).join("  "),
            reason: reason_against(state, action),
        })
        .filter(|row| {
            let name = split_name(row.action.name());
            let all = text::fold(&format!(
                "{} {name} {} {}",
                row.action.summary(),
                row.action.synonyms(),
                row.action.heading().title()
            ));
            words.iter().all(|word| {
                all.contains(word.as_str())
                    || row
                        .keys
                        .split_whitespace()
                        .any(|key| text::fold(key) == *word)
            })
        })
        .collect();
    if !is_help {
        rows.sort_by_key(|row| row.reason.is_some());
    }
    rows
}

/// Why an action is not possible now; `None` when it is.
pub fn reason_against(state: &State, action: Action) -> Option<&'static str> {
    match action {
        Action::NextStop
        | Action::PreviousStop
        | Action::FirstStop
        | Action::LastStop
        | Action::ScrollSlideDown
        | Action::ScrollSlideUp
        | Action::RevealAnswer
        | Action::BlankScreen
        | Action::LargerText
        | Action::SmallerText
        | Action::SlideKeys
        | Action::LeaveSlide
        | Action::EndTour
            if state.present.is_none() =>
        {
            Some("no tour is being presented")
        }
        Action::NextHit | Action::PreviousHit
            if state.hits.is_empty() && state.queries.is_empty() =>
        {
            Some("nothing was searched for yet")
        }
        Action::ClearFilter if state.filters.is_empty() && !state.brushed => {
            Some("there is no filter")
        }
        Action::HistoryBack if state.back.is_empty() => Some("nothing was selected before"),
        Action::HistoryForward if state.forward.is_empty() => Some("nothing was selected after"),
        Action::Pin if state.selected.is_none() => Some("nothing is selected"),
        Action::Pins | Action::PresentPins | Action::SavePins if state.pins.is_empty() => {
            Some("nothing is pinned yet")
        }
        Action::JumpMark if state.marks.is_empty() => Some("no place is marked yet"),
        Action::Sort | Action::Reverse
            if !matches!(state.focus, Pane::Leaders | Pane::Projects) =>
        {
            Some("only in leaders and projects")
        }
        Action::GroupLeaders if state.focus != Pane::Leaders => Some("only in the leaders"),
        Action::SwitchView if state.focus == Pane::Detail => Some("the detail has one view"),
        Action::FoldLane if state.focus == Pane::Projects => None,
        Action::FoldLane | Action::LaneUp | Action::LaneDown if state.focus != Pane::Timeline => {
            Some("only in the timeline")
        }
        Action::OpenSource
        | Action::Edit
        | Action::CopyLine
        | Action::CopyCitation
        | Action::CopyApa
        | Action::CopyBibtex
        | Action::CopyCsl
        | Action::CopyJson
        | Action::CopyUrl
        | Action::CopyId
            if state.selected.is_none() =>
        {
            Some("nothing is selected")
        }
        _ => None,
    }
}

/// `FocusLeaders` as `Focus Leaders`, so that its words are found.
fn split_name(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !out.is_empty() {
            out.push(' ');
        }
        out.push(c);
    }
    out
}
