//! What of a state outlives the program, by text names, since ids hold for one history only.
//!
//! The same record brings one back after the file was read again and after the program was started again. What it does
//! not know: where it is kept. Every part of it may be missing, and names that are gone are dropped and counted: it may
//! be older or newer than the program, and the history another edition.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::{Date, Day, Entity, History};
use crate::notation;
use crate::query::leaders::{CountingRule, Grouping, LeaderSort};
use crate::query::projects::ProjectSort;
use crate::query::timeline::{Arrangement, Window};

use super::super::layout::Pane;
use super::{
    AsOf, LeadersView, ListState, OverlapChoice, Pin, Prepared, ProjectsView, State, TimelineView,
};

/// A place, what is set up around it, and what was gathered on the way.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Kept {
    place: PlaceRecord,
    view: ViewRecord,
    marks: BTreeMap<char, PinRecord>,
    pins: Vec<PinRecord>,
    /// References, the newest last.
    back: Vec<String>,
    forward: Vec<String>,
    /// The newest last.
    queries: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct PlaceRecord {
    #[serde(skip_serializing_if = "Option::is_none")]
    selected: Option<String>,
    cursor: String,
    pinned: bool,
    window: (String, String),
    focus: String,
    lower: String,
    zoomed: bool,
    /// Row and scroll of each list.
    timeline: (usize, usize),
    leaders: (usize, usize),
    projects: (usize, usize),
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct ViewRecord {
    timeline: String,
    panes: PanesRecord,
    projects: String,
    reversed: bool,
    /// The arrangement as it writes itself.
    lanes: Vec<String>,
}

/// The leaders' and the projects' views.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct PanesRecord {
    leaders: String,
    projects: String,
    grouped: String,
    sorted: String,
    reversed: bool,
    /// References of posts, the word of a rule, the reference of a person, until when.
    overlaps: (String, String, String, String, String),
    subject: String,
    milestones: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct PinRecord {
    entity: String,
    cursor: String,
    window: (String, String),
}

/// A text that is nothing kept: what is wrong with it.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{0}")]
pub struct NotKept(String);

impl Kept {
    /// What is to be kept of a state.
    pub fn of(history: &History, state: &State) -> Self {
        let names = |entities: &[Entity]| {
            let names = entities.iter().map(|&entity| history.reference(entity));
            names.collect()
        };
        let pin = |pin: &Pin| PinRecord {
            entity: history.reference(pin.entity),
            cursor: pin.cursor.to_string(),
            window: days_as_text(pin.window),
        };
        Self {
            place: PlaceRecord {
                selected: state.selected.map(|entity| history.reference(entity)),
                cursor: state.cursor.to_string(),
                pinned: state.pinned,
                window: days_as_text(state.window),
                focus: state.focus.title().to_owned(),
                lower: state.lower.title().to_owned(),
                zoomed: state.zoomed,
                timeline: row(state.timeline),
                leaders: row(state.leaders),
                projects: row(state.projects),
            },
            view: ViewRecord {
                timeline: state.view.word().to_owned(),
                panes: PanesRecord::of(history, state),
                projects: state.project_sort.label().to_owned(),
                reversed: state.reversed,
                lanes: state.arrangement.to_names(),
            },
            marks: state
                .marks
                .iter()
                .map(|(&letter, at)| (letter, pin(at)))
                .collect(),
            pins: state.pins.iter().map(pin).collect(),
            back: names(&state.back),
            forward: names(&state.forward),
            queries: state.queries.clone(),
        }
    }

    /// Reads what was kept. A part that can not be read is as one that was never written.
    ///
    /// # Errors
    /// When the text as a whole is nothing that was kept.
    pub fn read(text: &str) -> Result<Self, NotKept> {
        let (kept, problems) = notation::parse_lenient(text, 0..text.len());
        kept.ok_or_else(|| {
            let why = problems.into_iter().next();
            NotKept(why.map_or_else(|| "it is empty".to_owned(), |problem| problem.message))
        })
    }

    /// The text to keep; the same state gives the same bytes.
    ///
    /// # Errors
    /// None that is known of.
    pub fn to_text(&self) -> Result<String, NotKept> {
        notation::to_string(self)
            .map(|text| text + "\n")
            .map_err(|error| NotKept(error.message))
    }

    /// The same without its place: what is left when the place may be what went wrong.
    #[must_use]
    pub fn at_the_place_of(self, other: &Self) -> Self {
        Self {
            place: other.place.clone(),
            view: other.view.clone(),
            ..self
        }
    }

    /// Brings a state back to what was kept. Gives how many names this history does not have.
    pub fn restore(&self, history: &History, prepared: &Prepared, state: &mut State) -> usize {
        let mut n_gone = 0;
        let whole = prepared.lanes.whole();
        let (cursor_before, window_before) = (state.cursor, state.window);
        let mut find = |name: &str| {
            let found = history.find_reference(name);
            n_gone += usize::from(found.is_none());
            found
        };
        let pin = |record: &PinRecord, entity: Entity| {
            let cursor = day(&record.cursor).unwrap_or(cursor_before);
            let window = days(&record.window).unwrap_or(window_before);
            Pin {
                entity,
                cursor: cursor.clamp(whole.first, whole.last),
                window: window.within(whole),
            }
        };
        state.marks = self
            .marks
            .iter()
            .filter_map(|(&letter, record)| Some((letter, pin(record, find(&record.entity)?))))
            .collect();
        state.pins = self
            .pins
            .iter()
            .filter_map(|record| Some(pin(record, find(&record.entity)?)))
            .collect();
        state.back = self.back.iter().filter_map(|name| find(name)).collect();
        state.forward = self.forward.iter().filter_map(|name| find(name)).collect();
        state.queries.clone_from(&self.queries);
        let selected = self.place.selected.as_deref().and_then(&mut find);

        let ViewRecord {
            timeline,
            panes,
            projects,
            reversed,
            lanes,
        } = &self.view;
        state.view = TimelineView::of_word(timeline).unwrap_or(state.view);
        panes.restore(history, state);
        state.project_sort = sort_of(projects).unwrap_or(state.project_sort);
        state.reversed = *reversed;
        state.arrangement = Arrangement::from_names(lanes.iter().map(String::as_str));

        let place = &self.place;
        state.focus = pane_of(&place.focus).unwrap_or(state.focus);
        state.lower = pane_of(&place.lower).unwrap_or(state.lower);
        state.zoomed = place.zoomed;
        for (list, (row, scroll)) in [
            (&mut state.timeline, place.timeline),
            (&mut state.leaders, place.leaders),
            (&mut state.projects, place.projects),
        ] {
            // Of a shorter list than it was the end will do, and drawing finds it.
            *list = ListState { row, scroll };
        }
        let cursor = day(&place.cursor).map(|day| day.clamp(whole.first, whole.last));
        let window = days(&place.window).map(|window| window.within(whole));
        state.cursor = cursor.unwrap_or(state.cursor);
        state.selected = selected.or(state.selected);
        // The selection must not move the date to a day of its own, nor the window with it.
        state.find_place(history, prepared);
        state.pinned = place.pinned;
        state.window = window.unwrap_or(state.window);
        n_gone
    }
}

impl PanesRecord {
    fn of(history: &History, state: &State) -> Self {
        let views = &state.leader_views;
        let choice = views.overlaps;
        let name = |entity: Option<Entity>| {
            entity
                .map(|entity| history.reference(entity))
                .unwrap_or_default()
        };
        Self {
            leaders: views.view.word().to_owned(),
            projects: state.project_views.view.word().to_owned(),
            grouped: views.order.grouping.label().to_owned(),
            sorted: views.order.sort.label().to_owned(),
            reversed: views.order.reversed,
            overlaps: (
                name(choice.rows.map(Entity::from)),
                name(choice.columns.map(Entity::from)),
                choice.rule.word(history).to_owned(),
                name(choice.beside.map(Entity::from)),
                choice.as_of.word().to_owned(),
            ),
            subject: name(views.subject.map(Entity::from)),
            milestones: state.project_views.milestones,
        }
    }

    fn restore(&self, history: &History, state: &mut State) {
        let views = &mut state.leader_views;
        let post = |name: &str| match history.find_reference(name) {
            Some(Entity::Post(id)) => Some(id),
            _ => None,
        };
        let person = |name: &str| match history.find_reference(name) {
            Some(Entity::Person(id)) => Some(id),
            _ => None,
        };
        views.view = LeadersView::of_word(&self.leaders).unwrap_or(views.view);
        let order = &mut views.order;
        let grouping = Grouping::ALL
            .into_iter()
            .find(|one| one.label() == self.grouped);
        let sort = LeaderSort::ALL
            .into_iter()
            .find(|one| one.label() == self.sorted);
        order.grouping = grouping.unwrap_or(order.grouping);
        order.sort = sort.unwrap_or(order.sort);
        order.reversed = self.reversed;
        let (rows, columns, rule, beside, as_of) = &self.overlaps;
        views.overlaps = OverlapChoice {
            rows: post(rows),
            columns: post(columns),
            rule: post(columns)
                .and_then(|post| CountingRule::of_word(history, post, rule))
                .unwrap_or_default(),
            beside: person(beside),
            as_of: AsOf::of_word(as_of).unwrap_or_default(),
        };
        views.subject = person(&self.subject);
        let projects = &mut state.project_views;
        projects.view = ProjectsView::of_word(&self.projects).unwrap_or(projects.view);
        projects.milestones = self.milestones;
    }
}

fn row(list: ListState) -> (usize, usize) {
    (list.row, list.scroll)
}

fn days_as_text(window: Window) -> (String, String) {
    (window.first.to_string(), window.last.to_string())
}

fn days((first, last): &(String, String)) -> Option<Window> {
    Some(Window::new(day(first)?, day(last)?))
}

fn day(text: &str) -> Option<Day> {
    Date::parse(text).ok()?.earliest()
}

fn pane_of(title: &str) -> Option<Pane> {
    Pane::ALL.into_iter().find(|pane| pane.title() == title)
}

fn sort_of(label: &str) -> Option<ProjectSort> {
    let first = ProjectSort::default();
    let others = std::iter::successors(Some(first.next()), |sort| Some(sort.next()));
    std::iter::once(first)
        .chain(others.take_while(|sort| *sort != first))
        .find(|sort| sort.label() == label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_another_version_wrote_is_read_as_far_as_it_is_understood() {
        let kept = Kept::read(
            "(place: (cursor: \"2019-09-03\", zoomed: \"a little\", mood: Calm), queries: [\"dam\"], rooms: 3)",
        )
        .expect("most of it");
        assert_eq!(kept.place.cursor, "2019-09-03");
        assert!(!kept.place.zoomed, "a value of another type is set aside");
        assert_eq!(kept.queries, ["dam"]);
        assert_eq!(Kept::read("()"), Ok(Kept::default()));
    }

    #[test]
    fn what_is_torn_is_not_read_in_part() {
        let whole = Kept {
            queries: vec!["power of siberia".to_owned()],
            ..Kept::default()
        }
        .to_text()
        .expect("a text");
        for text in [
            "",
            "\u{0}\u{0}\u{0}",
            "not a record",
            &whole[..whole.len() / 2],
        ] {
            assert!(Kept::read(text).is_err(), "{text:?}");
        }
        assert!(Kept::read(&whole).is_ok());
    }

    #[test]
    fn without_its_place_the_rest_is_kept() {
        let (mut now, mut before) = (Kept::default(), Kept::default());
        now.place.cursor = "2019-09-03".to_owned();
        now.queries.push("dam".to_owned());
        before.place.cursor = "1921-11-05".to_owned();
        let kept = now.at_the_place_of(&before);
        assert_eq!(kept.place.cursor, "1921-11-05");
        assert_eq!(kept.queries, ["dam"]);
    }
}
