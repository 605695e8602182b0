//! The only code that changes a [`State`]: what an action does, and what is left for the loop to carry out.

pub(super) mod browse;
mod choose;
pub(super) mod claims;
mod filters;
mod keys;
pub(super) mod leaders;
mod outside;
mod overlay;
mod pins;
pub mod present;
pub(super) mod projects;
mod quiz;
mod rows;
pub(super) mod timeline;

pub use keys::press;
pub use overlay::{found, paste, wants_more};

use std::sync::Arc;

use crate::model::History;
use crate::query::timeline::Grouping;

use super::action::Action;
use super::handout::Order;
use super::layout::{Areas, Arrangement, Pane};
use super::lesson;
use super::state::{Overlay, Prepared, State};

/// What only the loop can do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing.
    None,
    /// End the program.
    Quit,
    /// Search, with the number of the question and how many of the best are wanted.
    Search(u64, String, usize),
    /// Put a text on the clipboard.
    Copy(String),
    /// Open an address in a browser.
    OpenUrl(String),
    /// Open the record of a reference in the user's editor.
    Edit(String),
    /// Make a hand-out and write it.
    HandOut(Box<Order>),
    /// Write the pins as a tour.
    SaveLesson(Box<lesson::Order>),
    /// Read the file again.
    Reload,
    /// Draw all of the screen.
    Redraw,
    /// Stop for a while.
    Suspend,
    /// Take the mouse, or leave it.
    Mouse(bool),
    /// Use another theme.
    NextTheme,
}

/// What an action needs beside the state.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The history.
    pub history: &'a Arc<History>,
    /// What was made once for it.
    pub prepared: &'a Prepared,
    /// Where everything is, as last drawn.
    pub areas: &'a Areas,
    /// What is wrong with the file, a line each.
    pub problems: &'a [String],
    /// Today, for `today`.
    pub today: crate::model::Day,
}

/// Carries out an action, `count` times where that makes sense.
pub fn update(
    context: Context<'_>,
    state: &mut State,
    action: Action,
    count: Option<u32>,
) -> Effect {
    let times = count.unwrap_or(1).clamp(1, 10_000);
    state.clears &= action == Action::ClearFilter;
    match action {
        Action::Up => browse::rows(context, state, -i64::from(times)),
        Action::Down => browse::rows(context, state, i64::from(times)),
        Action::Left => browse::sideways(context, state, -i64::from(times)),
        Action::Right => browse::sideways(context, state, i64::from(times)),
        Action::HalfPageUp => browse::pages(context, state, -i64::from(times), 2),
        Action::HalfPageDown => browse::pages(context, state, i64::from(times), 2),
        Action::PageUp => browse::pages(context, state, -i64::from(times), 1),
        Action::PageDown => browse::pages(context, state, i64::from(times), 1),
        Action::First => browse::end(context, state, false),
        Action::Last if count.is_some() => {
            return keys::go_to_text(context, state, &times.to_string());
        }
        Action::Last => browse::end(context, state, true),
        Action::Open => browse::open(context, state),
        Action::Back => browse::back(context, state),
        Action::PreviousEvent => browse::event(context, state, -i64::from(times)),
        Action::NextEvent => browse::event(context, state, i64::from(times)),
        Action::DayBack => browse::move_cursor(context, state, |day, n| day.add_days(-n), times),
        Action::DayForward => {
            browse::move_cursor(context, state, crate::model::Day::add_days, times)
        }
        Action::MonthBack => {
            browse::move_cursor(context, state, |day, n| day.add_months(-n), times)
        }
        Action::MonthForward => {
            browse::move_cursor(context, state, crate::model::Day::add_months, times)
        }
        Action::YearBack => browse::move_cursor(context, state, |day, n| day.add_years(-n), times),
        Action::YearForward => {
            browse::move_cursor(context, state, crate::model::Day::add_years, times)
        }
        Action::GoToDate => {
            state.overlay = Some(Overlay::Date {
                field: super::state::Field::default(),
                error: None,
            });
        }
        Action::PinDate => {
            state.pinned = !state.pinned;
            let date = state.cursor.short();
            state.say(if state.pinned {
                format!("pinned to {date}")
            } else {
                "the date follows the selection".to_owned()
            });
        }
        Action::ZoomIn => timeline::zoom(context, state, 1.25_f64.powi(times.min(60) as i32)),
        Action::ZoomOut => timeline::zoom(context, state, 0.8_f64.powi(times.min(60) as i32)),
        Action::ZoomAll => state.window = context.prepared.lanes.whole(),
        Action::ZoomSelection => timeline::zoom_selection(context, state),
        Action::PanBack => timeline::pan(context, state, -i64::from(times)),
        Action::PanForward => timeline::pan(context, state, i64::from(times)),
        Action::NextPane => browse::next_pane(context, state, true),
        Action::PreviousPane => browse::next_pane(context, state, false),
        Action::FocusTimeline => focus(state, Pane::Timeline),
        Action::FocusLeaders => focus(state, Pane::Leaders),
        Action::FocusProjects => focus(state, Pane::Projects),
        Action::FocusDetail => focus(state, Pane::Detail),
        Action::ZoomPane => state.zoomed = !state.zoomed,
        Action::SwitchView => timeline::switch_view(context, state),
        Action::Sort => browse::sort(context, state),
        Action::Reverse => browse::reverse(context, state),
        Action::FilterValue => projects::choose_value(context, state),
        Action::GroupLeaders => leaders::group(context, state),
        Action::OverlapRows => leaders::choose_post(context, state, true),
        Action::OverlapColumns => leaders::choose_post(context, state, false),
        Action::OverlapRule => leaders::choose_rule(context, state),
        Action::OverlapAsOf => leaders::switch_as_of(context, state),
        Action::OverlapSwap => leaders::swap(context, state),
        Action::FoldLane => timeline::fold_lane(context, state),
        Action::LaneUp => timeline::move_lane(context, state, false),
        Action::LaneDown => timeline::move_lane(context, state, true),
        Action::Regroup => timeline::regroup(context, state),
        Action::GroupByKind => timeline::group_by(state, Grouping::Kind),
        Action::GroupByArea => timeline::group_by(state, Grouping::Area),
        Action::GroupByPerson => timeline::group_by(state, Grouping::Person),
        Action::GroupByTag => timeline::group_by(state, Grouping::Tag),
        Action::HoldWindow => timeline::brush(context, state),
        Action::Claims => claims::open(context, state, None),
        Action::Quiz => quiz::open(context, state),
        Action::Legend => state.overlay = Some(Overlay::Legend { scroll: 0 }),
        Action::Search => return overlay::open_search(state),
        Action::Filter => filters::open(state),
        Action::NextHit => return browse::hit(context, state, i64::from(times)),
        Action::PreviousHit => return browse::hit(context, state, -i64::from(times)),
        Action::Related => filters::keep_related(context, state),
        Action::ClearFilter => {
            filters::clear(state);
            return Effect::None;
        }
        Action::HistoryBack => browse::walk_history(context, state, true),
        Action::HistoryForward => browse::walk_history(context, state, false),
        Action::SetMark => state.overlay = Some(Overlay::Mark { jump: false }),
        Action::JumpMark => state.overlay = Some(Overlay::Mark { jump: true }),
        Action::Pin => pins::toggle(context, state),
        Action::Pins => pins::open(state),
        Action::PresentPins => pins::present(context, state),
        Action::SavePins => overlay::open_lesson(state),
        Action::CopyLine
        | Action::CopyCitation
        | Action::CopyApa
        | Action::CopyBibtex
        | Action::CopyCsl
        | Action::CopyJson
        | Action::CopyUrl
        | Action::CopyId => {
            return browse::copy(context, state, action);
        }
        Action::OpenSource => return outside::open_source(context, state),
        Action::Edit => return outside::edit(context, state),
        Action::Export => overlay::open_export(state),
        Action::Tours => present::open_tours(context, state),
        Action::Present => present::present(context, state),
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
        | Action::EndTour => present::act(context, state, action, times),
        Action::Problems => overlay::open_problems(context, state),
        Action::Palette => overlay::open_palette(state, false),
        Action::Help => overlay::open_palette(state, true),
        Action::NextTheme => return Effect::NextTheme,
        Action::ShowKeys => {
            state.shown_keys = if state.shown_keys.is_some() {
                None
            } else {
                Some(String::new())
            };
        }
        Action::ReleaseMouse => {
            state.mouse = !state.mouse;
            state.say(if state.mouse {
                "the mouse moves the selection"
            } else {
                "the mouse is the terminal's: select text with it"
            });
            return Effect::Mouse(state.mouse);
        }
        Action::Reload => return Effect::Reload,
        Action::Redraw => return Effect::Redraw,
        Action::Suspend => return Effect::Suspend,
        Action::Cancel => cancel(state),
        Action::Quit => return Effect::Quit,
    }
    Effect::None
}

pub(super) fn focus(state: &mut State, pane: Pane) {
    state.focus = pane;
    if pane != Pane::Timeline {
        state.lower = pane;
    }
}

/// Peels one layer: the overlay is closed elsewhere, then the zoomed pane, the filter, the lanes of a tour's stop, the
/// pane itself.
fn cancel(state: &mut State) {
    if state.zoomed {
        state.zoomed = false;
    } else if state.brushed {
        state.brushed = false;
    } else if !state.filters.is_empty() {
        filters::drop_last(state);
    } else if state.pinned {
        state.pinned = false;
        state.say("the date follows the selection");
    } else if !state.arrangement.only.is_empty() {
        state.arrangement.only.clear();
        state.place = None;
        state.say("all lanes again");
    } else if state.focus != Pane::Timeline {
        state.focus = Pane::Timeline;
    }
}

/// Whether a pane can be seen in an arrangement without moving the focus to it.
pub(super) fn is_alone(areas: &Areas) -> bool {
    areas.arrangement == Arrangement::One
}
