//! A whole history, indexed once and never changed.

mod by_time;
mod join;
mod proof;
mod relations;

pub use proof::Cited;

use std::collections::HashMap;
use std::ops::Range;

use by_time::ByTime;
use join::Members;
use relations::Relations;

use super::{
    Area, AreaId, Cite, Claim, ClaimId, Creator, Date, Day, Entity, EntityKind, Era, EraId, Event,
    EventId, Membership, MembershipId, Organization, OrganizationId, Person, PersonId, Post,
    PostId, Project, ProjectId, Source, SourceId, Term, TermId, Tour, TourId, Track, TrackId,
};

/// What the file says of the history as a whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Overview {
    /// Text id of the dataset.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// The day as of which the data stand: open ends run until here.
    pub edition: Date,
    /// SPDX expression of the licence.
    pub license: Option<String>,
    /// Who made the dataset.
    pub creators: Vec<Creator>,
    /// BCP 47 languages of its names.
    pub languages: Vec<String>,
    /// A few sentences.
    pub summary: Option<String>,
    /// What is selected when it opens.
    pub start_here: Option<Entity>,
    /// The relation whose level the header shows.
    pub headline_track: Option<TrackId>,
}

impl Overview {
    /// A history of a name, as of a day, of which nothing more is said.
    pub fn new(id: &str, title: &str, edition: Date) -> Self {
        Self {
            id: id.to_owned(),
            title: title.to_owned(),
            edition,
            license: None,
            creators: Vec::new(),
            languages: Vec::new(),
            summary: None,
            start_here: None,
            headline_track: None,
        }
    }
}

/// All records, with references already turned into ids: what a [`History`] is built from.
///
/// The order of each vector is that of the file; an id is a position in it. Segments, marks and status entries are
/// expected in order of time.
#[derive(Clone, Debug, PartialEq)]
#[expect(
    missing_docs,
    reason = "each field is the list of the records of its name"
)]
pub struct Parts {
    pub overview: Overview,
    pub sources: Vec<Source>,
    pub areas: Vec<Area>,
    pub organizations: Vec<Organization>,
    pub posts: Vec<Post>,
    pub people: Vec<Person>,
    pub memberships: Vec<Membership>,
    pub eras: Vec<Era>,
    pub events: Vec<Event>,
    pub projects: Vec<Project>,
    pub tracks: Vec<Track>,
    pub claims: Vec<Claim>,
    pub glossary: Vec<Term>,
    pub tours: Vec<Tour>,
}

impl Parts {
    /// A history without records.
    pub fn new(overview: Overview) -> Self {
        Self {
            overview,
            sources: Vec::new(),
            areas: Vec::new(),
            organizations: Vec::new(),
            posts: Vec::new(),
            people: Vec::new(),
            memberships: Vec::new(),
            eras: Vec::new(),
            events: Vec::new(),
            projects: Vec::new(),
            tracks: Vec::new(),
            claims: Vec::new(),
            glossary: Vec::new(),
            tours: Vec::new(),
        }
    }
}

/// A history with its indexes.
///
/// Building costs a sort of the events and one pass over all references; each question below is then a look-up.
#[derive(Debug)]
pub struct History {
    parts: Parts,
    by_name: HashMap<(EntityKind, Box<str>), u32>,
    events_by_time: ByTime,
    lasting_events: ByTime,
    relations: Relations,
    members: Members,
}

impl History {
    /// Indexes the records.
    pub fn new(parts: Parts) -> Self {
        let members = Members::one(parts.overview.clone());
        Self::indexed(parts, members)
    }

    /// Several histories side by side as one: every record of each, with text ids that tell them apart.
    ///
    /// A record of the history `mn-ru` that was `treaty` is `mn-ru/treaty` then. Nothing is merged: two records of one
    /// person stay two. A history by itself stays as it is.
    pub fn side_by_side(first: Parts, others: Vec<Parts>) -> Self {
        let (parts, members) = join::join(first, others);
        Self::indexed(parts, members)
    }

    fn indexed(parts: Parts, members: Members) -> Self {
        let mut by_name = HashMap::new();
        let mut events_by_time: Vec<EventId> = (0..parts.events.len()).map(EventId::from).collect();
        events_by_time.sort_by_cached_key(|id| {
            let event = &parts.events[id.idx()];
            (event.when.order_key(), event.seq, id.0)
        });
        let lasts = |id: &EventId| {
            let when = &parts.events[id.idx()].when;
            when.earliest() != when.latest()
        };
        let lasting_events = events_by_time.iter().copied().filter(lasts).collect();
        let lasting_events = ByTime::new(&parts.events, lasting_events);
        let events_by_time = ByTime::new(&parts.events, events_by_time);
        let history_of = |kind: EntityKind, idx: usize| text_id(&parts, Entity::new(kind, idx));
        for &kind in EntityKind::ALL {
            for idx in 0..count(&parts, kind) {
                by_name
                    .entry((kind, Box::from(history_of(kind, idx))))
                    .or_insert(idx as u32);
            }
        }
        let relations = Relations::new(&parts);
        Self {
            parts,
            by_name,
            events_by_time,
            lasting_events,
            relations,
            members,
        }
    }

    /// What each of the histories that stand side by side says of itself; a history by itself is the only one.
    pub fn members(&self) -> &[Overview] {
        self.members.overviews()
    }

    /// To which of [`Self::members`] a record belongs.
    pub fn member_of(&self, entity: Entity) -> usize {
        self.members.of(entity)
    }

    /// The record of this history that was `entity` in the member by itself.
    pub fn from_member(&self, member: usize, entity: Entity) -> Entity {
        self.members.shifted(member, entity)
    }

    /// The records as they were given, for writing them out again.
    pub fn parts(&self) -> &Parts {
        &self.parts
    }

    /// What the file says of the history as a whole.
    pub fn overview(&self) -> &Overview {
        &self.parts.overview
    }

    /// How many records of a kind there are.
    pub fn count(&self, kind: EntityKind) -> usize {
        count(&self.parts, kind)
    }

    /// All entities of a kind, in the order of the file.
    pub fn entities(&self, kind: EntityKind) -> impl ExactSizeIterator<Item = Entity> + use<> {
        (0..self.count(kind)).map(move |idx| Entity::new(kind, idx))
    }

    /// The entity with a text id; `None` when there is none.
    pub fn find(&self, kind: EntityKind, id: &str) -> Option<Entity> {
        self.by_name
            .get(&(kind, Box::from(id)))
            .map(|&idx| Entity::new(kind, idx as usize))
    }

    /// The entity of a reference `kind:id`, or of a bare id that only one kind has.
    ///
    /// `None` when nothing has it, or when a bare id belongs to several kinds.
    pub fn find_reference(&self, reference: &str) -> Option<Entity> {
        if let Some((kind, id)) = reference.split_once(':') {
            return self.find(EntityKind::parse(kind)?, id);
        }
        let mut found = EntityKind::ALL
            .iter()
            .filter_map(|&kind| self.find(kind, reference));
        found.next().filter(|_| found.next().is_none())
    }

    /// Text id without its kind.
    pub fn text_id(&self, entity: Entity) -> &str {
        text_id(&self.parts, entity)
    }

    /// Text id as the record's own file has it: without the name of the history in front.
    pub fn own_id(&self, entity: Entity) -> &str {
        let id = self.text_id(entity);
        id.rsplit_once('/').map_or(id, |(_, own)| own)
    }

    /// `kind:id`, as references are written.
    pub fn reference(&self, entity: Entity) -> String {
        format!("{}:{}", entity.kind().word(), self.text_id(entity))
    }

    /// Events in order: earliest bound, then the narrower, then `seq`, then the order of the file.
    pub fn events_by_time(&self) -> &[EventId] {
        self.events_by_time.all()
    }

    /// Those that begin on one of some days, in order; of events known to the year only, on its first.
    pub fn events_beginning(&self, days: Range<Day>) -> &[EventId] {
        self.events_by_time.beginning(days)
    }

    /// Those of them that take, or may take, more than a day.
    pub fn lasting_events_beginning(&self, days: Range<Day>) -> &[EventId] {
        self.lasting_events.beginning(days)
    }

    /// Everything that refers to an entity or that it refers to, without repeats, in the order of kind and file.
    ///
    /// Sources are not among them: their cites would relate everything with everything.
    pub fn related(&self, entity: Entity) -> &[Entity] {
        self.relations.of(entity)
    }

    /// What is related and of one kind.
    pub fn related_of(&self, entity: Entity, kind: EntityKind) -> &[Entity] {
        let all = self.related(entity);
        let from = all.partition_point(|other| other.kind() < kind);
        let to = all.partition_point(|other| other.kind() <= kind);
        &all[from..to]
    }

    /// The last day that the dataset speaks of: the latest day of its edition.
    pub fn edition_day(&self) -> Day {
        last_day(&self.parts.overview.edition)
    }

    /// The last day that the dataset of a record speaks of: until then its open ends run.
    pub fn edition_day_of(&self, entity: Entity) -> Day {
        last_day(&self.members()[self.member_of(entity)].edition)
    }

    /// The title of an entity as a list shows it.
    pub fn title(&self, entity: Entity) -> &str {
        match entity {
            Entity::Event(id) => &self.event(id).title,
            Entity::Person(id) => &self.person(id).name,
            Entity::Post(id) => &self.post(id).title,
            Entity::Membership(id) => &self.person(self.membership(id).person).name,
            Entity::Project(id) => &self.project(id).title,
            Entity::Track(id) => &self.track(id).title,
            Entity::Area(id) => &self.area(id).name,
            Entity::Organization(id) => &self.organization(id).name,
            Entity::Era(id) => &self.era(id).title,
            Entity::Claim(id) => &self.claim(id).text,
            Entity::Source(id) => &self.source(id).title,
            Entity::Term(id) => &self.term(id).term,
            Entity::Tour(id) => &self.tour(id).title,
        }
    }

    /// The cites of a record as a whole; those of its parts (status entries, segments) are with the parts.
    pub fn cites_of(&self, entity: Entity) -> &[Cite] {
        match entity {
            Entity::Event(id) => &self.event(id).cites,
            Entity::Person(id) => &self.person(id).cites,
            Entity::Post(id) => &self.post(id).cites,
            Entity::Membership(id) => &self.membership(id).cites,
            Entity::Project(id) => &self.project(id).cites,
            Entity::Track(id) => &self.track(id).cites,
            Entity::Area(id) => &self.area(id).cites,
            Entity::Organization(id) => &self.organization(id).cites,
            Entity::Era(id) => &self.era(id).cites,
            Entity::Term(id) => &self.term(id).cites,
            Entity::Claim(_) | Entity::Source(_) | Entity::Tour(_) => &[],
        }
    }

    /// Days from the earliest to the latest that the events, terms, segments and projects speak of.
    ///
    /// Open ends run to the edition. `None` when nothing is dated.
    pub fn span(&self) -> Option<(Day, Day)> {
        let edition = self.edition_day();
        let mut span: Option<(Day, Day)> = None;
        let mut add = |first: Option<Day>, last: Option<Day>| {
            let (Some(first), Some(last)) = (first.or(last), last.or(first)) else {
                return;
            };
            span = Some(span.map_or((first, last), |(lo, hi)| (lo.min(first), hi.max(last))));
        };
        for event in &self.parts.events {
            add(event.when.earliest(), event.when.latest());
        }
        for membership in &self.parts.memberships {
            add(
                membership.first_day(),
                membership
                    .last_day()
                    .or(membership.first_day().map(|day| day.max(edition))),
            );
        }
        for segment in self.parts.tracks.iter().flat_map(|track| &track.segments) {
            add(
                segment.during.earliest(),
                segment.during.latest().or(Some(edition)),
            );
        }
        for project in &self.parts.projects {
            for entry in &project.status {
                add(entry.on.earliest(), entry.on.latest());
            }
        }
        span
    }
}

/// The latest day of an edition.
fn last_day(edition: &Date) -> Day {
    edition
        .latest()
        .or_else(|| edition.earliest())
        .unwrap_or_else(|| Day::from_ymd(2000, 1, 1).unwrap_or_default())
}

macro_rules! getters {
    ($($name:ident, $list:ident, $id:ident, $record:ident;)+) => {
        impl History {
            $(
                #[doc = concat!("The ", stringify!($name), " of an id.")]
                pub fn $name(&self, id: $id) -> &$record {
                    &self.parts.$list[id.idx()]
                }

                #[doc = concat!("All ", stringify!($list), " with their ids, in the order of the file.")]
                pub fn $list(&self) -> impl ExactSizeIterator<Item = ($id, &$record)> + DoubleEndedIterator + Clone {
                    self.parts.$list.iter().enumerate().map(|(idx, record)| ($id::from(idx), record))
                }
            )+
        }

        fn text_id(parts: &Parts, entity: Entity) -> &str {
            match entity { $(Entity::$record(id) => &parts.$list[id.idx()].id,)+ }
        }

        fn count(parts: &Parts, kind: EntityKind) -> usize {
            match kind { $(EntityKind::$record => parts.$list.len(),)+ }
        }
    };
}

getters! {
    event, events, EventId, Event;
    person, people, PersonId, Person;
    post, posts, PostId, Post;
    membership, memberships, MembershipId, Membership;
    project, projects, ProjectId, Project;
    track, tracks, TrackId, Track;
    area, areas, AreaId, Area;
    organization, organizations, OrganizationId, Organization;
    era, eras, EraId, Era;
    claim, claims, ClaimId, Claim;
    source, sources, SourceId, Source;
    term, glossary, TermId, Term;
    tour, tours, TourId, Tour;
}
