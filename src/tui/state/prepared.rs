//! What is made once for a history and its filter, so that no frame pays for it.

use std::rc::Rc;
use std::sync::Arc;

use super::TimelineView;
use crate::model::{
    AreaId, Day, Entity, EntityKind, EntitySet, EventId, History, MembershipId, PersonId, PostId,
    Project,
};
use crate::query::leaders::{
    self, Career, LeaderLine, LeaderOrder, OverlapQuestion, Overlaps, PostGroup, Term,
};
use crate::query::projects::{self, ProjectLine, ProjectSort};
use crate::query::timeline::{Grouping, Lanes, Window};

use super::filter::Shown;
use super::memo::Memo;

/// What decides which records are shown and how they are sorted into lanes: the question that [`Prepared`] answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// The state of the filters, a number that never comes back.
    pub revision: u64,
    /// By what events share a lane.
    pub grouping: Grouping,
    /// The days to which the panes and the list are held; the lanes show their window anyway.
    pub within: Option<Window>,
}

/// Lanes, posts and events of what is shown.
#[derive(Debug)]
pub struct Prepared {
    /// The timeline.
    pub lanes: Rc<Lanes>,
    /// That of the whole history by kind, of which the others are made; `None` where it was not asked for.
    whole: Option<Rc<Lanes>>,
    /// Relations level by level.
    pub ladder: Lanes,
    /// Posts with their terms.
    pub posts: Vec<PostGroup>,
    /// All posts that somebody held, filtered away or not, in the same order.
    pub offices: Vec<(PostId, Option<AreaId>)>,
    /// Events in order of time.
    pub events: Vec<EventId>,
    /// How many terms of office there are, shown or not.
    pub n_terms: usize,
    /// How many events there are, shown or not.
    pub n_events: usize,
    all_posts: Vec<PostGroup>,
    all_events: Vec<EventId>,
    shown: Shown,
    question: Question,
    leaders: Memo<LeaderOrder, [LeaderLine]>,
    overlaps: Memo<OverlapQuestion, Overlaps>,
    career: Memo<PersonId, Career>,
    projects: Memo<(Day, ProjectSort, bool), [ProjectLine]>,
}

impl Prepared {
    /// Prepares all of a history, or what is kept of it in all panes.
    pub fn new(history: &History, keep: Option<&EntitySet>) -> Self {
        let keep = keep.map(|keep| Arc::new(keep.clone()));
        let shown = Shown {
            timeline: keep.clone(),
            leaders: keep.clone(),
            projects: keep,
            revision: 0,
        };
        Self::filtered(history, shown)
    }

    /// Prepares what each pane shows, with events in lanes by kind.
    pub fn filtered(history: &History, shown: Shown) -> Self {
        let question = Question {
            revision: shown.revision,
            ..Question::default()
        };
        Self::answering(history, shown, question, None)
    }

    /// Prepares anew what another question asks for; `shown` is asked when the filters are others.
    pub fn answer(&mut self, history: &History, shown: impl FnOnce() -> Shown, question: Question) {
        if question.revision != self.question.revision {
            *self = Self::answering(history, shown(), question, self.whole.take());
            return;
        }
        if question.grouping != self.question.grouping {
            let keep = self.shown.timeline.as_ref();
            self.lanes = lanes(history, keep, question.grouping, &mut self.whole);
        }
        self.question = question;
        self.hold_within();
    }

    /// The question that this answers.
    pub fn question(&self) -> Question {
        self.question
    }

    fn answering(
        history: &History,
        shown: Shown,
        question: Question,
        mut whole: Option<Rc<Lanes>>,
    ) -> Self {
        let in_timeline = |entity: Entity| holds(shown.timeline.as_ref(), entity);
        let kept = |entity: Entity| holds(shown.leaders.as_ref(), entity);
        let mut posts = leaders::posts(history);
        let offices = posts.iter().map(|group| (group.post, group.area)).collect();
        let n_terms = posts.iter().map(|group| group.terms.len()).sum();
        for group in &mut posts {
            group
                .terms
                .retain(|term| kept(term.id.into()) || kept(term.person.into()));
        }
        posts.retain(|group| !group.terms.is_empty());
        let events = history
            .events_by_time()
            .iter()
            .copied()
            .filter(|&id| in_timeline(id.into()))
            .collect();
        let mut prepared = Self {
            lanes: lanes(
                history,
                shown.timeline.as_ref(),
                question.grouping,
                &mut whole,
            ),
            whole,
            ladder: Lanes::ladder(history, in_timeline),
            posts: Vec::new(),
            offices,
            events: Vec::new(),
            all_posts: posts,
            all_events: events,
            n_terms,
            n_events: history.events().len(),
            shown,
            question,
            leaders: Memo::default(),
            overlaps: Memo::default(),
            career: Memo::default(),
            projects: Memo::default(),
        };
        prepared.hold_within();
        prepared
    }

    /// Of terms and events those that fall into the window, where there is one.
    fn hold_within(&mut self) {
        self.posts.clone_from(&self.all_posts);
        if let Some(window) = self.question.within {
            for group in &mut self.posts {
                group.terms.retain(|term| is_within(term, window));
            }
            self.posts.retain(|group| !group.terms.is_empty());
            self.events = self.lanes.events_in(window);
        } else {
            self.events.clone_from(&self.all_events);
        }
        (self.leaders, self.projects) = (Memo::default(), Memo::default());
    }

    /// The lanes of a view: those of the ladder, or all.
    pub fn lanes_of(&self, view: TimelineView) -> &Lanes {
        match view {
            TimelineView::Ladder => &self.ladder,
            TimelineView::Lanes | TimelineView::List => &self.lanes,
        }
    }

    /// Headings and terms as lines.
    pub fn leaders(&self, history: &History, order: LeaderOrder) -> Rc<[LeaderLine]> {
        self.leaders.get(order, |&order| {
            leaders::lines(history, &self.posts, order).into()
        })
    }

    /// Days that the holders of two posts shared, whatever is filtered away.
    pub fn overlaps(&self, history: &History, question: OverlapQuestion) -> Rc<Overlaps> {
        self.overlaps.get(question, |&question| {
            Rc::new(Overlaps::new(history, question))
        })
    }

    /// The career of a person.
    pub fn career(&self, history: &History, person: PersonId) -> Rc<Career> {
        self.career
            .get(person, |&person| Rc::new(Career::new(history, person)))
    }

    /// The term of a line; `None` for a heading.
    pub fn term(&self, line: LeaderLine) -> Option<&Term> {
        match line {
            LeaderLine::Post(_) | LeaderLine::Area(_) => None,
            LeaderLine::Term(post, term) => Some(&self.posts[post].terms[term]),
        }
    }

    /// What a line of the leaders stands for; `None` for the heading of those without an area.
    pub fn leader_entity(&self, line: LeaderLine) -> Option<Entity> {
        match line {
            LeaderLine::Post(idx) => Some(self.posts[idx].post.into()),
            LeaderLine::Area(area) => area.map(Entity::from),
            LeaderLine::Term(post, term) => Some(self.posts[post].terms[term].id.into()),
        }
    }

    /// The line of a post, a term or a person: of several terms the one that runs on the day, else the last before it.
    pub fn leader_row(
        &self,
        history: &History,
        lines: &[LeaderLine],
        entity: Entity,
        day: Day,
    ) -> Option<usize> {
        let row_of = |is: &dyn Fn(&Term) -> bool| {
            lines
                .iter()
                .position(|&line| self.term(line).is_some_and(is))
        };
        match entity {
            Entity::Membership(id) => row_of(&|term| term.id == id),
            Entity::Post(_) | Entity::Area(_) => lines
                .iter()
                .position(|&line| self.leader_entity(line) == Some(entity)),
            Entity::Person(id) => row_of(&|term| term.person == id && term.holds_on(day))
                .or_else(|| {
                    let last = leaders::career(history, id)
                        .into_iter()
                        .rev()
                        .find(|term| term.first <= day)?;
                    row_of(&|term| term.id == last.id)
                })
                .or_else(|| row_of(&|term| term.person == id)),
            _ => None,
        }
    }

    /// Projects on a day, those that the filter keeps.
    pub fn project_lines(
        &self,
        history: &History,
        day: Day,
        sort: ProjectSort,
        reversed: bool,
    ) -> Rc<[ProjectLine]> {
        self.projects
            .get((day, sort, reversed), |&(day, sort, reversed)| {
                let mut lines = projects::lines(history, day, sort, reversed);
                lines.retain(|line| holds(self.shown.projects.as_ref(), line.id.into()));
                if let Some(window) = self.question.within {
                    lines.retain(|line| runs_within(history.project(line.id), window));
                }
                lines.into()
            })
    }

    /// How many projects are shown.
    pub fn n_projects(&self, history: &History) -> usize {
        let projects = history.projects();
        projects
            .filter(|(id, _)| holds(self.shown.projects.as_ref(), (*id).into()))
            .filter(|(_, project)| {
                let within = self.question.within;
                within.is_none_or(|window| runs_within(project, window))
            })
            .count()
    }

    /// Which state of the filters it was made for.
    pub fn revision(&self) -> u64 {
        self.shown.revision
    }
}

/// Whether somebody held the post on some day of a window. The day of the handover belongs to the successor.
fn is_within(term: &Term, window: Window) -> bool {
    term.first <= window.last && (window.first < term.until || window.first == term.first)
}

/// Whether a project was planned or under way on some day of a window, or came to its end then.
fn runs_within(project: &Project, window: Window) -> bool {
    let has_begun = project
        .status
        .iter()
        .any(|entry| entry.on.earliest().is_some_and(|day| day <= window.last));
    let is_over = project.status.last().is_some_and(|entry| {
        !entry.is.is_open() && entry.on.latest().is_some_and(|day| day < window.first)
    });
    has_begun && !is_over
}

/// The lanes of what is kept. To make those of all events takes long for a million; they are made once.
fn lanes(
    history: &History,
    keep: Option<&Arc<EntitySet>>,
    grouping: Grouping,
    whole: &mut Option<Rc<Lanes>>,
) -> Rc<Lanes> {
    match (grouping, keep, &whole) {
        (Grouping::Kind, None, Some(whole)) => Rc::clone(whole),
        (Grouping::Kind, None, None) => {
            let all = Rc::new(Lanes::new(history));
            Rc::clone(whole.insert(all))
        }
        (Grouping::Kind, Some(keep), Some(whole)) => {
            Rc::new(whole.narrowed(history, |one| keep.contains(one)))
        }
        _ => Rc::new(Lanes::of(history, |one| holds(keep, one), grouping)),
    }
}

fn holds(keep: Option<&Arc<EntitySet>>, entity: Entity) -> bool {
    keep.is_none_or(|keep| keep.contains(entity))
}

/// First and last day of a record; `None` for what has no date of its own.
pub fn days_of(history: &History, entity: Entity) -> Option<(Day, Day)> {
    let edition = history.edition_day();
    match entity {
        Entity::Event(id) => {
            let when = &history.event(id).when;
            let first = when.earliest().or(when.latest())?;
            Some((first, when.latest().unwrap_or(first)))
        }
        Entity::Membership(id) => term_days(history, id),
        Entity::Era(id) => {
            let during = &history.era(id).during;
            let first = during.earliest().or(during.latest())?;
            Some((first, during.latest().unwrap_or(edition)))
        }
        Entity::Person(id) => whole_of(leaders::career(history, id).iter()),
        Entity::Post(id) => whole_of(leaders::terms(history, id).iter()),
        Entity::Project(id) => {
            let project = history.project(id);
            let first = project
                .status
                .first()
                .and_then(|entry| entry.on.earliest())?;
            Some((first, edition.max(first)))
        }
        Entity::Track(id) => {
            let segments = &history.track(id).segments;
            let first = segments
                .first()
                .and_then(|segment| segment.during.earliest())?;
            Some((
                first,
                segments
                    .last()
                    .and_then(|segment| segment.during.latest())
                    .unwrap_or(edition),
            ))
        }
        Entity::Claim(id) => history
            .claim(id)
            .evidence
            .iter()
            .find_map(|&other| match other {
                Entity::Claim(_) => None,
                other => days_of(history, other),
            }),
        Entity::Area(_)
        | Entity::Organization(_)
        | Entity::Source(_)
        | Entity::Term(_)
        | Entity::Tour(_) => None,
    }
}

/// The day on which to stand for a record.
pub fn home_day(history: &History, entity: Entity) -> Option<Day> {
    days_of(history, entity).map(|(first, _)| first)
}

/// The person of a record that is about one.
pub(super) fn person_of(history: &History, entity: Entity) -> Option<PersonId> {
    match entity {
        Entity::Person(id) => Some(id),
        Entity::Membership(id) => Some(history.membership(id).person),
        _ => None,
    }
}

/// What is related to a record, sorted, with itself. A term of office shares the relations of its holder.
pub fn relations(history: &History, entity: Entity) -> Vec<Entity> {
    let mut all = history.related(entity).to_vec();
    all.push(entity);
    if let Some(person) = person_of(history, entity) {
        all.push(person.into());
        all.extend(
            history
                .related(person.into())
                .iter()
                .filter(|other| other.kind() != EntityKind::Post),
        );
        if let Entity::Membership(id) = entity {
            all.push(history.membership(id).post.into());
        }
    }
    if let Entity::Event(_) = entity {
        // The people of an event are marked where they held the office in which they acted.
        let people: Vec<PersonId> = all
            .iter()
            .filter_map(|other| match other {
                Entity::Person(id) => Some(*id),
                _ => None,
            })
            .collect();
        let posts: Vec<PostId> = all
            .iter()
            .filter_map(|other| match other {
                Entity::Post(id) => Some(*id),
                _ => None,
            })
            .collect();
        let day = home_day(history, entity);
        for person in people {
            for term in leaders::career(history, person) {
                let acted = posts.contains(&history.membership(term.id).post)
                    && day.is_some_and(|day| term.holds_on(day));
                if acted {
                    all.push(term.id.into());
                }
            }
        }
    }
    all.sort_unstable();
    all.dedup();
    all
}

fn term_days(history: &History, id: MembershipId) -> Option<(Day, Day)> {
    let term = Term::new(history, id)?;
    // The day of the handover belongs to the successor.
    Some((term.first, Day((term.until.0 - 1).max(term.first.0))))
}

fn whole_of<'a>(terms: impl Iterator<Item = &'a Term>) -> Option<(Day, Day)> {
    terms.fold(None, |span: Option<(Day, Day)>, term| {
        let (first, last) = (term.first, Day((term.until.0 - 1).max(term.first.0)));
        Some(span.map_or((first, last), |(lo, hi)| (lo.min(first), hi.max(last))))
    })
}
