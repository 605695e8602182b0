//! A whole history, indexed once and never changed.

use std::collections::HashMap;

use super::{
    Area, AreaId, Cite, Claim, ClaimCheck, ClaimId, Creator, Date, Day, Entity, EntityKind, Era,
    EraId, Event, EventId, Membership, MembershipId, Organization, OrganizationId, Person,
    PersonId, Post, PostId, Project, ProjectId, Source, SourceId, Term, TermId, Tour, TourId,
    Track, TrackId,
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

/// A history with its indexes.
///
/// Building costs a sort of the events and one pass over all references; each question below is then a look-up.
#[derive(Debug)]
pub struct History {
    parts: Parts,
    by_name: HashMap<(EntityKind, Box<str>), u32>,
    events_by_time: Vec<EventId>,
    relations: Relations,
}

impl History {
    /// Indexes the records.
    pub fn new(parts: Parts) -> Self {
        let mut by_name = HashMap::new();
        let mut events_by_time: Vec<EventId> = (0..parts.events.len()).map(EventId::from).collect();
        events_by_time.sort_by_cached_key(|id| {
            let event = &parts.events[id.idx()];
            (event.when.order_key(), event.seq, id.0)
        });
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
            relations,
        }
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

    /// `kind:id`, as references are written.
    pub fn reference(&self, entity: Entity) -> String {
        format!("{}:{}", entity.kind().word(), self.text_id(entity))
    }

    /// Events in order: earliest bound, then the narrower, then `seq`, then the order of the file.
    pub fn events_by_time(&self) -> &[EventId] {
        &self.events_by_time
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
        let edition = &self.parts.overview.edition;
        edition
            .latest()
            .or_else(|| edition.earliest())
            .unwrap_or_else(|| Day::from_ymd(2000, 1, 1).unwrap_or_default())
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

/// Who is related to whom: for each entity a sorted run in one vector.
#[derive(Debug)]
struct Relations {
    /// For each kind, where the runs of its entities start; one more at the end.
    starts: Vec<Vec<u32>>,
    targets: Vec<Entity>,
}

impl Relations {
    fn new(parts: &Parts) -> Self {
        let mut pairs: Vec<(Entity, Entity)> = Vec::new();
        each_reference(parts, |from, to| {
            if from != to {
                pairs.push((from, to));
                pairs.push((to, from));
            }
        });
        pairs.sort_unstable_by_key(|&(from, to)| (from.kind(), from, to));
        pairs.dedup();
        let mut starts = Vec::with_capacity(EntityKind::ALL.len());
        let mut next = 0;
        for &kind in EntityKind::ALL {
            let mut of_kind = Vec::with_capacity(count(parts, kind) + 1);
            for idx in 0..count(parts, kind) {
                of_kind.push(next as u32);
                while pairs
                    .get(next)
                    .is_some_and(|&(from, _)| from == Entity::new(kind, idx))
                {
                    next += 1;
                }
            }
            of_kind.push(next as u32);
            starts.push(of_kind);
        }
        Self {
            starts,
            targets: pairs.into_iter().map(|(_, to)| to).collect(),
        }
    }

    fn of(&self, entity: Entity) -> &[Entity] {
        let starts = &self.starts[entity.kind() as usize];
        &self.targets[starts[entity.idx()] as usize..starts[entity.idx() + 1] as usize]
    }
}

/// Calls back for each reference from one record to another, sources left out.
fn each_reference(parts: &Parts, mut add: impl FnMut(Entity, Entity)) {
    for (idx, event) in parts.events.iter().enumerate() {
        let from = Entity::Event(idx.into());
        for participant in &event.people {
            add(from, participant.person.into());
            if let Some(post) = participant.capacity {
                add(from, post.into());
            }
        }
        event.areas.iter().for_each(|&id| add(from, id.into()));
        event
            .organizations
            .iter()
            .for_each(|&id| add(from, id.into()));
        event.projects.iter().for_each(|&id| add(from, id.into()));
        event.follows.iter().for_each(|&id| add(from, id.into()));
    }
    for (idx, membership) in parts.memberships.iter().enumerate() {
        let from = Entity::Membership(idx.into());
        add(from, membership.person.into());
        add(from, membership.post.into());
        add(membership.person.into(), membership.post.into());
    }
    for (idx, post) in parts.posts.iter().enumerate() {
        let from = Entity::Post(idx.into());
        post.area.iter().for_each(|&id| add(from, id.into()));
        post.organization
            .iter()
            .for_each(|&id| add(from, id.into()));
    }
    for (idx, area) in parts.areas.iter().enumerate() {
        let from = Entity::Area(idx.into());
        area.parent
            .iter()
            .chain(&area.succeeds)
            .for_each(|&id| add(from, id.into()));
    }
    for (idx, organization) in parts.organizations.iter().enumerate() {
        let from = Entity::Organization(idx.into());
        organization
            .area
            .iter()
            .for_each(|&id| add(from, id.into()));
        organization
            .parent
            .iter()
            .for_each(|&id| add(from, id.into()));
    }
    for (idx, era) in parts.eras.iter().enumerate() {
        era.areas
            .iter()
            .for_each(|&id| add(Entity::Era(idx.into()), id.into()));
    }
    for (idx, project) in parts.projects.iter().enumerate() {
        let from = Entity::Project(idx.into());
        project.areas.iter().for_each(|&id| add(from, id.into()));
        project.parent.iter().for_each(|&id| add(from, id.into()));
        project
            .parties
            .iter()
            .filter_map(|party| party.organization)
            .for_each(|id| add(from, id.into()));
        project
            .milestones
            .iter()
            .filter_map(|milestone| milestone.event)
            .for_each(|id| add(from, id.into()));
    }
    for (idx, track) in parts.tracks.iter().enumerate() {
        let from = Entity::Track(idx.into());
        track.between.iter().for_each(|&id| add(from, id.into()));
        track
            .segments
            .iter()
            .filter_map(|segment| segment.by)
            .for_each(|id| add(from, id));
        track
            .marks
            .iter()
            .filter_map(|mark| mark.by)
            .for_each(|id| add(from, id));
    }
    for (idx, claim) in parts.claims.iter().enumerate() {
        let from = Entity::Claim(idx.into());
        claim.evidence.iter().for_each(|&id| add(from, id));
        for check in &claim.checks {
            match check {
                ClaimCheck::Overlap { with, longest, .. } => {
                    add(from, (*with).into());
                    add(from, (*longest).into());
                }
                ClaimCheck::HeldOn { person, .. } => add(from, (*person).into()),
                ClaimCheck::Level { track, .. } => add(from, (*track).into()),
                ClaimCheck::InOrder { expect, .. } => {
                    expect.iter().for_each(|&one| add(from, one));
                }
                ClaimCheck::Raised { tracks, term, .. } => {
                    tracks.iter().for_each(|&track| add(from, track.into()));
                    add(from, (*term).into());
                }
                ClaimCheck::Years { from: start, .. } => add(from, *start),
                ClaimCheck::Figure { project, .. } => add(from, (*project).into()),
                ClaimCheck::Count { .. } => {}
            }
        }
    }
    for (idx, term) in parts.glossary.iter().enumerate() {
        term.see
            .iter()
            .for_each(|&id| add(Entity::Term(idx.into()), id));
    }
    for (idx, tour) in parts.tours.iter().enumerate() {
        tour.stops
            .iter()
            .flat_map(|stop| &stop.focus)
            .for_each(|&id| add(Entity::Tour(idx.into()), id));
    }
}
