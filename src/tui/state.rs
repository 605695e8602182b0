//! Everything that a person at the keyboard can change, and nothing else.
//!
//! What can be asked of a query is not stored. What is too slow to ask on every frame is in [`Prepared`], made once for
//! a history and its filter. Ids hold for one history; after a reload a state finds its way back by text names.

mod claims;
mod field;
mod filter;
mod kept;
mod memo;
mod overlay;
mod pin;
mod prepared;
mod present;
mod quiz;
mod shared;
mod views;

pub use claims::{ClaimsLine, ClaimsOverlay};
pub use field::Field;
pub use filter::{Asks, Filter, Filters, Shown};
pub use kept::{Kept, NotKept};
pub use overlay::{Choice, FilterOverlay, ListOverlay, Overlay, Pick, SearchOverlay};
pub use pin::Pin;
pub use prepared::{Prepared, Question, days_of, home_day, relations};
pub use present::{Picture, Present, Showing, window_of};
pub use quiz::{AnswerLanes, QuizOverlay};
pub use shared::SharedCell;
pub use views::{
    AsOf, GridState, LeaderViews, LeadersView, OverlapChoice, ProjectViews, ProjectsView,
};

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::model::{ClaimId, Day, Entity, History};
use crate::query::profile::Profile;
use crate::query::projects::ProjectSort;
use crate::query::timeline::{Arrangement, Place, Row, Window};

use super::enlarged::Enlarged;
use super::hyperlink::Hyperlink;
use super::keymap::Chord;
use super::layout::Pane;

/// How the timeline shows events.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TimelineView {
    /// A lane for each post, relation, kind of event and project.
    #[default]
    Lanes,
    /// A line for each event.
    List,
    /// All relations on one ladder of levels.
    Ladder,
}

/// Days over which the mouse is dragged, from where it was pressed to where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drag {
    /// Where it was pressed.
    pub from: Day,
    /// Where it is.
    pub to: Day,
    /// The column of the screen where it was pressed.
    pub column: u16,
    /// It was pressed on the strip.
    pub on_strip: bool,
    /// It was pressed inside the window on the strip: the window moves instead of being chosen anew.
    pub moves: bool,
}

impl Drag {
    /// The days that are being chosen; `None` while the window is moved.
    pub fn chosen(self) -> Option<Window> {
        (!self.moves).then(|| Window::new(self.from, self.to))
    }

    /// Whether it was not moved at all, as far as a column can tell.
    pub fn is_still(self, column: u16) -> bool {
        self.from == self.to && self.column == column
    }
}

impl TimelineView {
    /// Its name in what is kept.
    pub fn word(self) -> &'static str {
        match self {
            Self::Lanes => "lanes",
            Self::List => "list",
            Self::Ladder => "ladder",
        }
    }

    /// The view of a name.
    pub fn of_word(word: &str) -> Option<Self> {
        let all = [Self::Lanes, Self::List, Self::Ladder];
        all.into_iter().find(|view| view.word() == word)
    }
}

/// A pane that is a list: which row is its own, and what is scrolled away.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListState {
    /// The row of the pane, selected or not.
    pub row: usize,
    /// How many rows are scrolled away at the top.
    pub scroll: usize,
}

impl ListState {
    /// Scrolls so that the row is within some rows of height.
    pub fn show(&mut self, n_rows: usize, height: usize) {
        self.row = self.row.min(n_rows.saturating_sub(1));
        if height == 0 {
            return;
        }
        self.scroll = self.scroll.min(self.row);
        if self.row >= self.scroll + height {
            self.scroll = self.row + 1 - height;
        }
        self.scroll = self.scroll.min(n_rows.saturating_sub(height));
    }
}

/// A word that the status line says once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What it says.
    pub text: String,
    /// Whether something went wrong.
    pub is_error: bool,
}

/// How many jumps are remembered.
const MOST_JUMPS: usize = 200;

/// Everything that a person can change.
#[derive(Debug)]
pub struct State {
    /// The pane that has the keys.
    pub focus: Pane,
    /// The lower pane where only one fits.
    pub lower: Pane,
    /// The focused pane has the whole screen.
    pub zoomed: bool,
    /// What is selected; `None` in an empty history.
    pub selected: Option<Entity>,
    /// The date that joins the panes.
    pub cursor: Day,
    /// The cursor date stays where it is.
    pub pinned: bool,
    /// The days that the timeline shows.
    pub window: Window,
    /// Lanes or list.
    pub view: TimelineView,
    /// Order of lanes, and which are folded.
    pub arrangement: Arrangement,
    /// Where the selection stands in the lanes; `None` when no lane shows it.
    pub place: Option<Place>,
    /// The lanes, or the list of events.
    pub timeline: ListState,
    /// The leaders.
    pub leaders: ListState,
    /// The projects.
    pub projects: ListState,
    /// How the leaders are shown.
    pub leader_views: LeaderViews,
    /// How the projects are shown.
    pub project_views: ProjectViews,
    /// The cell of shared days that is selected, until something else is.
    pub shared: Option<SharedCell>,
    /// By which column projects are sorted.
    pub project_sort: ProjectSort,
    /// The other way round.
    pub reversed: bool,
    /// How many lines of the detail are scrolled away.
    pub detail_scroll: usize,
    /// The selected link of the detail.
    pub detail_link: Option<usize>,
    /// What floats above, or takes the place of, the panes.
    pub overlay: Option<Overlay>,
    /// Keys that begin a sequence.
    pub pending: Vec<Chord>,
    /// Digits of a count or a date.
    pub digits: String,
    /// Where one was before each jump, the newest last.
    pub back: Vec<Entity>,
    /// Selections that one came back from, the newest last.
    pub forward: Vec<Entity>,
    /// Places with a letter.
    pub marks: BTreeMap<char, Pin>,
    /// Places of a lesson, in its order.
    pub pins: Vec<Pin>,
    /// What is shown.
    pub filters: Filters,
    /// The filter was just cleared: asked again, all filters go.
    pub clears: bool,
    /// Panes and list show only what falls into the window.
    pub brushed: bool,
    /// Days over which the mouse is being dragged.
    pub drag: Option<Drag>,
    /// What the last search found, best first, and which of it is selected.
    pub hits: Vec<Entity>,
    /// Position in `hits`.
    pub hit: usize,
    /// The claim that was read last.
    pub claim: Option<ClaimId>,
    /// How many rounds of questions were asked.
    pub n_quizzes: u64,
    /// Earlier queries, the newest last.
    pub queries: Vec<String>,
    /// What the status line says until the next key.
    pub notice: Option<Notice>,
    /// Show keys as they are pressed; the last of them.
    pub shown_keys: Option<String>,
    /// How much of the history can be searched, in a hundred, while that is not all.
    pub folding: Option<usize>,
    /// The tour that is presented, or that one looks around from.
    pub present: Option<Present>,
    /// The terminal draws text larger than a cell.
    pub can_enlarge: bool,
    /// Text that it draws so, as last drawn.
    pub enlarged: Vec<Enlarged>,
    /// The mouse is ours.
    pub mouse: bool,
    /// Rows of the lanes or list that fit, as last drawn: what a page is.
    pub page: PageSizes,
    /// What leads outside of the history, where it was last drawn.
    pub hyperlinks: Vec<Hyperlink>,
    /// The last move was a step to a neighbour: many of them are one walk.
    walks: bool,
    relations: Option<(Entity, Rc<[Entity]>)>,
    profile: Option<Rc<Profile>>,
}

/// How many rows each pane could show when it was last drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PageSizes {
    /// Lanes or events.
    pub timeline: usize,
    /// Columns of the timeline's axis.
    pub columns: u16,
    /// Leaders.
    pub leaders: usize,
    /// Projects.
    pub projects: usize,
    /// Lines of the detail.
    pub detail: usize,
    /// Lines that the detail has in all.
    pub detail_lines: usize,
    /// An overlay's list.
    pub overlay: usize,
}

impl State {
    /// The state in which a history opens.
    pub fn new(history: &History, prepared: &Prepared) -> Self {
        let selected = history
            .overview()
            .start_here
            .or_else(|| history.events_by_time().last().map(|&id| Entity::Event(id)))
            .or_else(|| history.entities(crate::model::EntityKind::Person).next());
        let cursor = selected
            .and_then(|entity| home_day(history, entity))
            .unwrap_or_else(|| history.edition_day());
        let whole = prepared.lanes.whole();
        let mut state = Self {
            focus: Pane::Timeline,
            lower: Pane::Detail,
            zoomed: false,
            selected,
            cursor,
            pinned: false,
            window: opening_window(whole, cursor),
            view: TimelineView::Lanes,
            arrangement: Arrangement::default(),
            place: None,
            timeline: ListState::default(),
            leaders: ListState::default(),
            projects: ListState::default(),
            leader_views: LeaderViews::default(),
            project_views: ProjectViews::default(),
            shared: None,
            project_sort: ProjectSort::default(),
            reversed: false,
            folding: None,
            detail_scroll: 0,
            detail_link: None,
            overlay: None,
            pending: Vec::new(),
            digits: String::new(),
            back: Vec::new(),
            forward: Vec::new(),
            marks: BTreeMap::new(),
            pins: Vec::new(),
            filters: Filters::default(),
            clears: false,
            brushed: false,
            drag: None,
            hits: Vec::new(),
            hit: 0,
            claim: None,
            n_quizzes: 0,
            queries: Vec::new(),
            notice: None,
            shown_keys: None,
            present: None,
            can_enlarge: false,
            enlarged: Vec::new(),
            mouse: true,
            page: PageSizes::default(),
            hyperlinks: Vec::new(),
            walks: false,
            relations: None,
            profile: None,
        };
        if let Some(entity) = selected {
            state.point_at(history, prepared, entity);
        }
        state
    }

    /// Selects something: the cursor date follows, the window and every pane bring it into view.
    pub fn select(&mut self, history: &History, prepared: &Prepared, entity: Entity) {
        self.walks = false;
        self.leave(entity);
        self.point_at(history, prepared, entity);
    }

    /// Selects a neighbour. Of a walk only its start is remembered: nobody goes back step by step.
    pub fn step_to(&mut self, history: &History, prepared: &Prepared, entity: Entity) {
        if !std::mem::replace(&mut self.walks, true) {
            self.leave(entity);
        }
        self.point_at(history, prepared, entity);
    }

    /// To where one was before the last jump, or after one came back. `false` when there is no such place.
    pub fn walk_back(&mut self, history: &History, prepared: &Prepared, back: bool) -> bool {
        self.walks = false;
        let (from, to) = if back {
            (&mut self.back, &mut self.forward)
        } else {
            (&mut self.forward, &mut self.back)
        };
        let Some(entity) = from.pop() else {
            return false;
        };
        to.extend(self.selected);
        self.point_at(history, prepared, entity);
        true
    }

    /// What comes next is a jump, even to a neighbour.
    pub fn stop_walking(&mut self) {
        self.walks = false;
    }

    /// Where one stands, to come back to.
    pub fn here(&self) -> Option<Pin> {
        Some(Pin {
            entity: self.selected?,
            cursor: self.cursor,
            window: self.window,
        })
    }

    /// Stands where one stood before.
    pub fn stand_at(&mut self, history: &History, prepared: &Prepared, pin: Pin) {
        self.select(history, prepared, pin.entity);
        self.window = pin.window.within(prepared.lanes.whole());
        self.set_cursor(prepared, pin.cursor);
    }

    /// The position of a record in the lesson.
    pub fn pin_of(&self, entity: Entity) -> Option<usize> {
        self.pins.iter().position(|pin| pin.entity == entity)
    }

    fn leave(&mut self, next: Entity) {
        let Some(old) = self.selected.filter(|&old| old != next) else {
            return;
        };
        if self.back.last() != Some(&old) {
            self.back.push(old);
            if self.back.len() > MOST_JUMPS {
                self.back.remove(0);
            }
        }
        self.forward.clear();
    }

    /// As [`Self::select`], without a trace in the history of selections.
    pub fn point_at(&mut self, history: &History, prepared: &Prepared, entity: Entity) {
        if self.selected != Some(entity) || self.shared.is_some() {
            self.detail_scroll = 0;
            self.detail_link = None;
        }
        self.selected = Some(entity);
        self.shared = None;
        if let Some(person) = prepared::person_of(history, entity) {
            self.leader_views.subject = Some(person);
        }
        if !self.pinned
            && let Some((first, last)) = days_of(history, entity)
            && !(first <= self.cursor && self.cursor <= last)
        {
            self.cursor = first;
        }
        self.place = self.place_of(prepared, entity);
        let day = self.place.map_or(self.cursor, |place| place.day);
        // A bar that began long ago is in view when the cursor is.
        let day = if self.pinned { day } else { self.cursor };
        // A window that holds the panes stays where it is as long as one walks inside it.
        if !(self.brushed && self.window.contains(day)) {
            self.window = self.window.showing(day, prepared.lanes.whole());
        }
        self.find_rows(history, prepared, entity);
    }

    /// The rows of the lanes, or of the ladder.
    pub fn rows(&self, prepared: &Prepared) -> Vec<Row> {
        match self.view {
            TimelineView::Ladder => Arrangement::default().rows(&prepared.ladder),
            TimelineView::Lanes | TimelineView::List => self.arrangement.rows(&prepared.lanes),
        }
    }

    /// The view of the timeline after this one; the ladder only where there are relations.
    pub fn next_view(&self, prepared: &Prepared) -> TimelineView {
        match self.view {
            TimelineView::Lanes => TimelineView::List,
            TimelineView::List if !prepared.ladder.lanes().is_empty() => TimelineView::Ladder,
            TimelineView::List | TimelineView::Ladder => TimelineView::Lanes,
        }
    }

    /// What has to be prepared for this state.
    pub fn question(&self) -> Question {
        Question {
            revision: self.filters.revision(),
            grouping: self.arrangement.grouping,
            within: self.brushed.then_some(self.window),
        }
    }

    /// Prepares the panes anew when other filters, another grouping or other days are asked for, and finds what is
    /// selected in them. To be called after every change.
    pub fn refilter(&mut self, history: &History, prepared: &mut Prepared) {
        let (question, answered) = (self.question(), prepared.question());
        if question == answered {
            return;
        }
        if question.revision != answered.revision {
            self.timeline.scroll = 0;
            self.leaders.scroll = 0;
            self.projects.scroll = 0;
        }
        let other_rows =
            (question.revision, question.grouping) != (answered.revision, answered.grouping);
        prepared.answer(history, || self.filters.shown(), question);
        if other_rows {
            self.place = None;
        }
        self.find_place(history, prepared);
    }

    /// Finds the selection in the lanes and lists; the date and the days in sight stay.
    pub fn find_place(&mut self, history: &History, prepared: &Prepared) {
        if let Some(entity) = self.selected {
            self.place = self.place_of(prepared, entity);
            self.find_rows(history, prepared, entity);
        }
    }

    /// Moves the cursor date, and the window so that it is seen.
    pub fn set_cursor(&mut self, prepared: &Prepared, day: Day) {
        let whole = prepared.lanes.whole();
        self.cursor = day.clamp(whole.first, whole.last);
        self.window = self.window.showing(self.cursor, whole);
    }

    /// What is related to the selection, sorted, with itself; empty when nothing is selected.
    ///
    /// Asked on every frame, so the answer is kept with its question.
    pub fn related(&mut self, history: &History) -> Rc<[Entity]> {
        if let Some(shared) = &self.shared {
            return Rc::clone(&shared.related);
        }
        let Some(entity) = self.selected else {
            return Rc::default();
        };
        if let Some((asked, related)) = &self.relations
            && *asked == entity
        {
            return Rc::clone(related);
        }
        let related: Rc<[Entity]> = prepared::relations(history, entity).into();
        self.relations = Some((entity, Rc::clone(&related)));
        related
    }

    /// The profile of the selection; `None` when nothing is selected. Kept as [`Self::related`] is.
    pub fn profile(&mut self, history: &History) -> Option<Rc<Profile>> {
        if let Some(shared) = &self.shared {
            return Some(Rc::clone(&shared.profile));
        }
        let entity = self.selected?;
        if let Some(profile) = &self.profile
            && profile.entity == entity
        {
            return Some(Rc::clone(profile));
        }
        let profile = Rc::new(Profile::new(history, entity));
        self.profile = Some(Rc::clone(&profile));
        Some(profile)
    }

    /// The tour whose slide is on the screen, or its blank; `None` in the panes.
    pub fn presenting(&self) -> Option<&Present> {
        self.present
            .as_ref()
            .filter(|present| present.showing != Showing::Panes)
    }

    /// Whether a key was pressed that means something only with the next one.
    pub fn waits_for_key(&self) -> bool {
        !self.pending.is_empty() || matches!(self.overlay, Some(Overlay::Mark { .. }))
    }

    /// Says something in the status line.
    pub fn say(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice {
            text: text.into(),
            is_error: false,
        });
    }

    /// Says that something did not work.
    pub fn complain(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice {
            text: text.into(),
            is_error: true,
        });
    }

    fn place_of(&self, prepared: &Prepared, entity: Entity) -> Option<Place> {
        let lanes = prepared.lanes_of(self.view);
        let rows = self.rows(prepared);
        let here = self.place.map(|place| place.row);
        lanes.place_of(&rows, entity, self.cursor, here)
    }

    /// Finds the selection's row in each pane that has one; a pane without one keeps its place.
    fn find_rows(&mut self, history: &History, prepared: &Prepared, entity: Entity) {
        match self.view {
            TimelineView::Lanes | TimelineView::Ladder => {
                if let Some(place) = self.place {
                    self.timeline.row = place.row;
                }
            }
            TimelineView::List => {
                if let Entity::Event(id) = entity
                    && let Some(row) = prepared.events.iter().position(|&other| other == id)
                {
                    self.timeline.row = row;
                }
            }
        }
        let lines = prepared.leaders(history, self.leader_views.order);
        if let Some(row) = prepared.leader_row(history, &lines, entity, self.cursor) {
            self.leaders.row = row;
        }
        let lines = prepared.project_lines(history, self.cursor, self.project_sort, self.reversed);
        if let Some(row) = lines
            .iter()
            .position(|line| Entity::Project(line.id) == entity)
        {
            self.projects.row = row;
        }
    }
}

/// The window in which a history opens: the last third of a long one around what is selected, else all of it.
fn opening_window(whole: Window, cursor: Day) -> Window {
    const GENERATION: i64 = 36 * 366;
    if whole.days() <= GENERATION * 3 / 2 {
        return whole;
    }
    let days = (whole.days() / 3).max(GENERATION).min(whole.days());
    let last = Day((cursor.0 + days / 5).min(whole.last.0));
    Window::new(Day(last.0 - days + 1), last).within(whole)
}
