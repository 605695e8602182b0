//! From the state to the screen: lays out the panes, asks the queries what is visible, makes rows, hands them to the
//! widgets.
//!
//! ```text
//! header    annals  title                                   date · level
//! timeline  ─ Timeline ───────────────────────────── 61 of 104 · 1990–2025 ─
//! lower     ─ Leaders ───────┬─ Projects ───────┬─ Detail ─────────────────
//! status    TIMELINE  47/61            / search  2019⏎ go to year  ? help
//! ```

mod claims;
mod floating;
mod leaders;
mod panes;
mod projects;
mod quiz;
mod slide;
mod timeline;

pub(in crate::tui) use leaders::OverlapScene;
pub(in crate::tui) use projects::{BoardScene, GanttScene, column_of, table_places};
pub use timeline::TimelineScene;

use std::ops::Range;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::model::date::Precision;
use crate::model::{Entity, History};
use crate::query::claims::Target;
use crate::query::on;
use crate::query::search::{Note, Query};
use crate::query::timeline::member_letter;
use crate::text;

use super::action::Action;
use super::keymap::{Keymap, Lookup, show};
use super::layout::{Areas, Arrangement, Pane, SMALLEST, below_title};
use super::state::{
    Field, FilterOverlay, LeadersView, Overlay, Prepared, ProjectsView, State, TimelineView,
};
use super::theme::{Category, Theme};
use super::widget::rule::{Rule, seam};
use super::widget::search::Typed;
use super::widget::status::{Header, Status};
use super::widget::timeline::Places;

/// All that is drawn from.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// The history.
    pub history: &'a History,
    /// What was made once for it.
    pub prepared: &'a Prepared,
    /// Keys, for hints and help.
    pub keymap: &'a Keymap,
    /// Colours and signs.
    pub theme: &'a Theme,
    /// How many records the file has that can not be used.
    pub n_skipped: usize,
    /// Show the possible next keys of a sequence.
    pub which_key: bool,
}

/// Divides the screen for a state.
pub fn areas(screen: Rect, state: &State, prepared: &Prepared) -> Areas {
    let wanted = match state.view {
        TimelineView::Lanes | TimelineView::Ladder => {
            Places::wanted_rows(state.rows(prepared).len(), prepared.lanes.n_era_rows())
        }
        TimelineView::List => Places::wanted_rows(prepared.events.len(), 0),
    };
    let wanted = wanted.saturating_add(1);
    Areas::new(screen, state.focus, state.lower, state.zoomed, wanted)
}

/// Draws a frame. The state learns how much fits, and scrolls what is selected into view.
pub fn draw(frame: &mut Frame<'_>, scene: Scene<'_>, state: &mut State) {
    let screen = frame.area();
    let areas = areas(screen, state, scene.prepared);
    state.hyperlinks.clear();
    let buf = frame.buffer_mut();
    buf.set_style(screen, scene.theme.base());
    if areas.arrangement == Arrangement::TooSmall {
        too_small(buf, screen, scene.theme);
        return;
    }
    state.enlarged.clear();
    if state.presenting().is_some() {
        // What the terminal draws itself can not lie below a box.
        if state.overlay.is_none() || !state.can_enlarge {
            slide::draw(buf, screen, scene, state);
        }
        floating::draw(buf, areas.body, scene, state);
        if scene.theme.glyphs.ascii {
            plain_punctuation(buf);
        }
        return;
    }
    let related = state.related(scene.history);
    header(buf, areas.header, scene, state);
    match &state.overlay {
        Some(Overlay::Search(_)) => floating::search(buf, areas.body, scene, state),
        Some(Overlay::Claims(_)) => claims::draw(buf, areas.body, scene, state),
        Some(Overlay::Quiz(_)) => quiz::draw(buf, areas.body, scene, state),
        _ => panes_and_floats(buf, &areas, scene, state, &related),
    }
    status(buf, areas.status, scene, state);
    if scene.theme.glyphs.ascii {
        plain_punctuation(buf);
    }
}

/// The panes, and what floats above them.
fn panes_and_floats(
    buf: &mut Buffer,
    areas: &Areas,
    scene: Scene<'_>,
    state: &mut State,
    related: &[Entity],
) {
    for pane in Pane::ALL {
        let Some(area) = areas.pane(pane) else {
            continue;
        };
        match pane {
            Pane::Timeline => timeline::draw(buf, area, scene, state, related),
            Pane::Leaders => leaders::leaders(buf, area, scene, state, related),
            Pane::Projects => projects::projects(buf, area, scene, state, related),
            Pane::Detail => panes::detail(buf, area, scene, state, areas.arrangement),
        }
    }
    for area in areas.seams() {
        seam(buf, area, true, scene.theme);
    }
    floating::draw(buf, areas.body, scene, state);
    if state.overlay.is_some() || scene.which_key {
        // What floats may cover them.
        state.hyperlinks.clear();
    }
}

/// Punctuation of sentences and dates in ASCII. Letters of names stay: no other letters would be the same name.
fn plain_punctuation(buf: &mut Buffer) {
    for cell in &mut buf.content {
        let Some(plain) = text::plain_sign(cell.symbol()) else {
            continue;
        };
        cell.set_symbol(plain);
    }
}

/// The hue of a record.
pub(super) fn category(history: &History, entity: Entity) -> Category {
    match entity {
        Entity::Event(id) => Category::of(&history.event(id).kind),
        Entity::Person(_) | Entity::Membership(_) | Entity::Post(_) => Category::People,
        Entity::Project(_) => Category::Projects,
        Entity::Track(_) => Category::Agreements,
        _ => Category::Plain,
    }
}

/// The rule above a pane.
fn title(
    buf: &mut Buffer,
    area: Rect,
    pane: Pane,
    remark: &str,
    state: &State,
    theme: &Theme,
) -> Rect {
    let rule = Rule {
        title: pane.title(),
        remark,
        focused: state.focus == pane,
        theme,
    };
    rule.render(
        Rect {
            height: area.height.min(1),
            ..area
        },
        buf,
    );
    if let Some(Overlay::Filter(filter)) = &state.overlay
        && filter.pane == pane
    {
        filter_head(buf, area, pane, filter, theme);
    }
    below_title(area)
}

/// The filter that is being typed, behind the title of its pane; what of it can not be read stands under it.
fn filter_head(buf: &mut Buffer, area: Rect, pane: Pane, filter: &FilterOverlay, theme: &Theme) {
    let after_title = area.x + 3 + text::width(pane.title()) as u16;
    if after_title + 4 >= area.right() {
        return;
    }
    let line = Rect {
        x: after_title,
        width: area.right() - after_title,
        height: 1,
        ..area
    };
    let notes = Query::parse(filter.field.text()).notes;
    typed(buf, line, &filter.field, &notes, theme);
}

/// Bytes of a query that can not be read; of a word that is still being typed nobody knows yet.
fn wrong(field: &Field, notes: &[Note]) -> Vec<Range<usize>> {
    let ended = notes.iter().filter(|note| !is_being_typed(field, note));
    ended.map(|note| note.span.clone()).collect()
}

/// Whether the caret stands in the word that a note is about.
fn is_being_typed(field: &Field, note: &Note) -> bool {
    let caret = field.parts().0.len();
    note.span.start < caret && caret <= note.span.end
}

/// A line of text that is being typed: what of it is no query is marked where it stands. It takes as much room as it
/// needs, and a blank behind it.
fn typed(buf: &mut Buffer, area: Rect, field: &Field, notes: &[Note], theme: &Theme) {
    let wrong = wrong(field, notes);
    let widget = Typed {
        parts: field.parts(),
        wrong: &wrong,
        placeholder: "",
        theme,
    };
    let needed = widget.width().min(area.width);
    widget.render(
        Rect {
            width: needed,
            ..area
        },
        buf,
    );
}

/// Marks the rows of a list that are pinned to the lesson, in the last column.
pub(super) fn pin_signs(
    buf: &mut Buffer,
    area: Rect,
    rows: impl Iterator<Item = bool>,
    theme: &Theme,
) {
    let Some(x) = area.right().checked_sub(1).filter(|x| *x > area.x) else {
        return;
    };
    for (y, is_pinned) in (area.y..area.bottom()).zip(rows) {
        if !is_pinned {
            continue;
        }
        // A title that goes on to the edge is cut before the sign.
        let before = &mut buf[(x - 1, y)];
        if before.symbol().chars().any(char::is_alphanumeric) {
            before.set_symbol(theme.glyphs.ellipsis);
        }
        buf[(x, y)]
            .set_symbol(theme.glyphs.pin)
            .set_style(theme.accent());
    }
}

fn too_small(buf: &mut Buffer, screen: Rect, theme: &Theme) {
    let (width, height) = SMALLEST;
    let sentence = format!(
        "annals needs {width}x{height} (now {}x{})",
        screen.width, screen.height
    );
    let sentence = text::fit(&sentence, usize::from(screen.width), text::Cut::End);
    let x = screen.x + (screen.width - text::width(&sentence) as u16) / 2;
    if screen.height > 0 {
        buf.set_stringn(
            x,
            screen.y + (screen.height - 1) / 2,
            &sentence,
            usize::from(screen.width),
            theme.text(),
        );
    }
}

fn header(buf: &mut Buffer, area: Rect, scene: Scene<'_>, state: &State) {
    let members = scene.history.members();
    let title = match members {
        [_] => scene.history.overview().title.clone(),
        several => {
            let titles = several
                .iter()
                .enumerate()
                .map(|(idx, overview)| format!("{} {}", member_letter(idx), overview.title));
            titles.collect::<Vec<_>>().join(" · ")
        }
    };
    // What a quiz may ask for stands nowhere while it is asked.
    let is_asked = matches!(state.overlay, Some(Overlay::Quiz(_)));
    let member = state
        .selected
        .map_or(0, |entity| scene.history.member_of(entity));
    let level = on::headline(scene.history, member, state.cursor)
        .filter(|_| !is_asked)
        .map(|(id, segment)| format!("{} {}", segment.level, scene.history.track(id).short))
        .unwrap_or_default();
    let header = Header {
        title: &title,
        date: &if is_asked {
            String::new()
        } else {
            cursor_date(scene.history, state)
        },
        pinned: state.pinned && !is_asked,
        level: &level,
        theme: scene.theme,
    };
    header.render(area, buf);
}

/// The cursor date; where it stands on an event known to the month or the year only, that: a year is no 1 January.
fn cursor_date(history: &History, state: &State) -> String {
    if let Some(Entity::Event(id)) = state.selected {
        let when = &history.event(id).when;
        if when.precision() > Precision::Day && when.earliest() == Some(state.cursor) {
            return when.short();
        }
    }
    state.cursor.short()
}

fn status(buf: &mut Buffer, area: Rect, scene: Scene<'_>, state: &State) {
    let (mode, position, hints) = mode(scene, state);
    let mut chips = Vec::new();
    if let Some(present) = &state.present {
        let n_stops = present.tour.stops.len();
        chips.push(format!("stop {}/{n_stops} F5", present.stop + 1));
    }
    let typed = match &state.overlay {
        Some(Overlay::Filter(filter)) => Some(filter.pane),
        _ => None,
    };
    // One that is being typed is read in the head of its pane.
    let standing = state.filters.iter().filter(|filter| {
        filter
            .pane
            .is_none_or(|pane| typed.is_none_or(|typed| typed != pane))
    });
    chips.extend(standing.map(super::state::Filter::label));
    match state.pins.len() {
        0 => {}
        1 => chips.push("1 pin".to_owned()),
        n => chips.push(format!("{n} pins")),
    }
    if state.brushed {
        let days = scene.prepared.lanes.span_in_words(state.window);
        chips.push(format!("within {days}"));
    }
    if scene.n_skipped > 0 {
        chips.push(format!("! {} skipped", scene.n_skipped));
    }
    let wrong = match &state.overlay {
        Some(Overlay::Filter(filter)) => Query::parse(filter.field.text())
            .notes
            .first()
            .map(|note| (note.to_string(), !is_being_typed(&filter.field, note))),
        _ => None,
    };
    let pending = format!("{}{}", state.digits, show(&state.pending));
    let progress = state.folding.map(|percent| format!("indexing {percent} %"));
    let status = Status {
        mode,
        position: &position,
        progress: progress.as_deref(),
        chips: &chips,
        pending: &pending,
        notice: wrong
            .as_ref()
            .map(|(note, is_wrong)| (note.as_str(), *is_wrong))
            .or(state
                .notice
                .as_ref()
                .map(|notice| (notice.text.as_str(), notice.is_error))),
        shown_key: state.shown_keys.as_deref(),
        hints: &hints,
        theme: scene.theme,
    };
    status.render(area, buf);
}

/// What has the keys, where in it one is, and what the keys do there.
fn mode<'a>(scene: Scene<'_>, state: &State) -> (&'static str, String, Vec<(String, &'a str)>) {
    let hint = |key: &str, effect: &'a str| (key.to_owned(), effect);
    match &state.overlay {
        Some(Overlay::Search(search)) => {
            let position = if search.results.hits.is_empty() {
                String::new()
            } else {
                format!("{}/{}", search.row + 1, search.results.n_found)
            };
            return (
                "SEARCH",
                position,
                vec![
                    hint("Enter", "go"),
                    hint("Alt-Enter", "keep as filter"),
                    hint("Ctrl-u", "clear"),
                    hint("Up", "earlier queries"),
                    hint("Esc", "back"),
                ],
            );
        }
        Some(Overlay::Filter(_)) => {
            return (
                "FILTER",
                String::new(),
                vec![
                    hint("Enter", "keep"),
                    hint("Alt-Enter", "on all panes"),
                    hint("Up", "earlier queries"),
                    hint("Esc", "as it was"),
                ],
            );
        }
        Some(Overlay::Palette { is_help, .. }) => {
            let name = if *is_help { "HELP" } else { "PALETTE" };
            return (
                name,
                String::new(),
                vec![hint("Enter", "do it"), hint("Esc", "close")],
            );
        }
        Some(Overlay::Date { .. }) => {
            return (
                "DATE",
                String::new(),
                vec![hint("Enter", "go there"), hint("Esc", "close")],
            );
        }
        Some(Overlay::Claims(open)) => {
            let position = format!("{}/{}", open.row + 1, open.sheets.len());
            let hints = match (open.reading, open.target()) {
                (false, _) => vec![
                    hint("Enter", "read"),
                    hint("Tab", "its links"),
                    hint("f", "show what was counted"),
                    hint("Esc", "back"),
                ],
                (true, Some(Target::Counted(_))) => vec![
                    hint("Enter", "show what was counted"),
                    hint("Tab", "next link"),
                    hint("[ ]", "other claims"),
                    hint("Esc", "list"),
                ],
                (true, _) => vec![
                    hint("Enter", "go there"),
                    hint("Tab", "next link"),
                    hint("f", "show what was counted"),
                    hint("[ ]", "other claims"),
                    hint("Esc", "list"),
                ],
            };
            return ("CLAIMS", position, hints);
        }
        Some(Overlay::Quiz(quiz)) => {
            let n_all = quiz.questions.len();
            let position = format!("{}/{n_all}", (quiz.number() + 1).min(n_all));
            let hints = match quiz.question() {
                None => vec![hint("Enter", "another round"), hint("Esc", "leave")],
                Some(_) if quiz.shows_answer => {
                    vec![hint("Enter", "go on"), hint("Esc", "leave")]
                }
                Some(question) if question.answer.len() > 1 => vec![
                    hint("1 2 3", "in their order"),
                    hint("Backspace", "take back"),
                    hint("Esc", "leave"),
                ],
                Some(_) => vec![hint("1 2 3 4", "answer"), hint("Esc", "leave")],
            };
            return ("QUIZ", position, hints);
        }
        Some(Overlay::List(list)) => {
            let position = format!("{}/{}", list.row + 1, list.lines.len());
            return (
                "LIST",
                position,
                vec![hint("Enter", "go there"), hint("Esc", "close")],
            );
        }
        Some(Overlay::Choice(choice)) => {
            let position = format!("{}/{}", choice.row + 1, choice.lines.len());
            return (
                "CHOOSE",
                position,
                vec![hint("Enter", "choose"), hint("Esc", "close")],
            );
        }
        Some(Overlay::Sources(list)) => {
            let position = format!("{}/{}", list.row + 1, list.lines.len());
            return (
                "SOURCES",
                position,
                vec![hint("Enter", "open in a browser"), hint("Esc", "close")],
            );
        }
        Some(Overlay::SlideKeys) => return ("KEYS", String::new(), vec![hint("Esc", "close")]),
        Some(Overlay::Pins { row }) => {
            let position = format!("{}/{}", row + 1, state.pins.len());
            return (
                "PINS",
                position,
                vec![
                    hint("Enter", "go there"),
                    hint("p", "present"),
                    hint("s", "keep as a tour"),
                    hint("J K", "reorder"),
                    hint("x", "take off"),
                    hint("Esc", "close"),
                ],
            );
        }
        Some(Overlay::Legend { .. }) => {
            return ("LEGEND", String::new(), vec![hint("Esc", "close")]);
        }
        Some(Overlay::Mark { jump }) => {
            let what = if *jump {
                "jump to the mark of this letter"
            } else {
                "mark with this letter"
            };
            return (
                "MARK",
                String::new(),
                vec![hint("a-z", what), hint("Esc", "close")],
            );
        }
        None => {}
    }
    if !state.digits.is_empty() {
        return (
            pane_mode(state.focus),
            String::new(),
            vec![
                hint("Enter", "go to this date"),
                hint("j k h l", "that many steps"),
                hint("Esc", "forget"),
            ],
        );
    }
    let key = |action| {
        scene
            .keymap
            .keys_of(action)
            .first()
            .cloned()
            .unwrap_or_default()
    };
    let mut hints = vec![
        (key(Action::Search), "search"),
        hint("2019 Enter", "go to year"),
        (key(Action::NextPane), "pane"),
    ];
    match state.focus {
        Pane::Timeline => {
            hints.push(("+ -".to_owned(), "zoom"));
            hints.push((
                key(Action::SwitchView),
                match state.next_view(scene.prepared) {
                    TimelineView::Lanes => "lanes",
                    TimelineView::List => "list",
                    TimelineView::Ladder => "ladder",
                },
            ));
        }
        Pane::Leaders => {
            match state.leader_views.view {
                LeadersView::List => {
                    hints.push((key(Action::Sort), "sort"));
                    hints.push((key(Action::SwitchView), "overlaps"));
                }
                LeadersView::Overlaps => {
                    hints.push((
                        format!(
                            "{} {}",
                            key(Action::OverlapRows),
                            key(Action::OverlapColumns)
                        ),
                        "posts",
                    ));
                    hints.push((key(Action::OverlapRule), "what counts"));
                    hints.push((key(Action::SwitchView), "career"));
                    hints.remove(1);
                }
                LeadersView::Career => hints.push((key(Action::SwitchView), "list")),
            }
            hints.push((key(Action::Open), "detail"));
        }
        Pane::Projects => {
            match state.project_views.view {
                ProjectsView::Table => {
                    hints.push((key(Action::Sort), "sort"));
                    hints.push((key(Action::FilterValue), "only"));
                    hints.push((key(Action::SwitchView), "board"));
                }
                ProjectsView::Board => hints.push((key(Action::SwitchView), "gantt")),
                ProjectsView::Gantt => {
                    hints.push((key(Action::FoldLane), "milestones"));
                    hints.push((key(Action::SwitchView), "table"));
                }
            }
            hints.push((key(Action::Open), "detail"));
        }
        Pane::Detail => {
            hints[2] = (key(Action::NextPane), "next link");
            hints.push((key(Action::Open), "follow"));
            hints.push((key(Action::Back), "back"));
        }
    }
    if state.present.is_none() && scene.history.count(crate::model::EntityKind::Tour) > 0 {
        hints.push((key(Action::Present), "present"));
    }
    hints.push((key(Action::Help), "help"));
    (pane_mode(state.focus), position(scene, state), hints)
}

fn pane_mode(pane: Pane) -> &'static str {
    match pane {
        Pane::Timeline => "TIMELINE",
        Pane::Leaders => "LEADERS",
        Pane::Projects => "PROJECTS",
        Pane::Detail => "DETAIL",
    }
}

/// The place of the selection among its kind: `47/104`.
fn position(scene: Scene<'_>, state: &State) -> String {
    let at = |row: usize, n_rows: usize| {
        if n_rows == 0 {
            String::new()
        } else {
            format!("{}/{n_rows}", row.min(n_rows - 1) + 1)
        }
    };
    match state.focus {
        Pane::Timeline => match state.selected {
            Some(entity @ Entity::Event(_)) => {
                let lanes = &scene.prepared.lanes;
                let rank = lanes.rank_of(entity);
                rank.map(|rank| format!("{}/{}", rank + 1, lanes.events().len()))
                    .unwrap_or_default()
            }
            _ => String::new(),
        },
        Pane::Leaders => leaders::position(scene, state),
        Pane::Projects => {
            let n_shown = scene.prepared.n_projects(scene.history);
            at(state.projects.row, n_shown)
        }
        Pane::Detail => state
            .detail_link
            .map(|link| format!("link {}", link + 1))
            .unwrap_or_default(),
    }
}

/// The possible next keys of the sequence that was begun.
pub(super) fn next_keys(scene: Scene<'_>, state: &State) -> Vec<(String, &'static str)> {
    match scene.keymap.lookup_any_layout(state.focus, &state.pending) {
        Lookup::Pending(next) if !state.pending.is_empty() => next
            .into_iter()
            .map(|(chord, action)| (chord.to_string(), action.summary()))
            .collect(),
        _ => Vec::new(),
    }
}
