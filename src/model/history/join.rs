//! Several histories as one: the records one after the other, each reference moved along with what it points at.

use super::{Overview, Parts, count};
use crate::model::{
    Area, Cite, Claim, ClaimCheck, Creator, Entity, EntityKind, Era, Event, Life, Membership,
    Milestone, Money, Organization, Person, Phase, Post, Project, Quantity, StatusEntry, Term,
    Tour, Track,
};

/// Whose record is whose.
#[derive(Debug)]
pub(super) struct Members {
    overviews: Vec<Overview>,
    /// For each member, where its records start in the list of each kind.
    starts: Vec<Starts>,
}

/// A position for each kind of record, in the order of [`EntityKind::ALL`].
type Starts = [u32; EntityKind::ALL.len()];

impl Members {
    /// A history by itself.
    pub(super) fn one(overview: Overview) -> Self {
        Self {
            overviews: vec![overview],
            starts: vec![Starts::default()],
        }
    }

    pub(super) fn overviews(&self) -> &[Overview] {
        &self.overviews
    }

    pub(super) fn of(&self, entity: Entity) -> usize {
        let kind = entity.kind() as usize;
        self.starts
            .partition_point(|starts| starts[kind] as usize <= entity.idx())
            .saturating_sub(1)
    }

    pub(super) fn shifted(&self, member: usize, entity: Entity) -> Entity {
        Shift(&self.starts[member]).moved(entity)
    }
}

/// Puts histories one after the other.
pub(super) fn join(first: Parts, others: Vec<Parts>) -> (Parts, Members) {
    let histories: Vec<Parts> = std::iter::once(first).chain(others).collect();
    let mut names: Vec<String> = Vec::new();
    for parts in &histories {
        let id = &parts.overview.id;
        let free = (1_usize..=histories.len())
            .map(|number| match number {
                1 => id.clone(),
                _ => format!("{id}-{number}"),
            })
            .find(|name| !names.contains(name));
        names.push(free.unwrap_or_else(|| id.clone()));
    }
    let together = histories.len() > 1;
    let mut whole = Parts::new(overview(&histories));
    let mut members = Members {
        overviews: Vec::new(),
        starts: Vec::new(),
    };
    for (mut parts, name) in histories.into_iter().zip(names) {
        let mut starts = Starts::default();
        for &kind in EntityKind::ALL {
            starts[kind as usize] = count(&whole, kind) as u32;
        }
        if together {
            Shift(&starts).parts(&mut parts);
            for id in text_ids(&mut parts) {
                *id = format!("{name}/{id}");
            }
        }
        if whole.overview.start_here.is_none() {
            whole.overview.start_here = parts.overview.start_here;
        }
        if whole.overview.headline_track.is_none() {
            whole.overview.headline_track = parts.overview.headline_track;
        }
        members.overviews.push(parts.overview);
        members.starts.push(starts);
        whole.sources.append(&mut parts.sources);
        whole.areas.append(&mut parts.areas);
        whole.organizations.append(&mut parts.organizations);
        whole.posts.append(&mut parts.posts);
        whole.people.append(&mut parts.people);
        whole.memberships.append(&mut parts.memberships);
        whole.eras.append(&mut parts.eras);
        whole.events.append(&mut parts.events);
        whole.projects.append(&mut parts.projects);
        whole.tracks.append(&mut parts.tracks);
        whole.claims.append(&mut parts.claims);
        whole.glossary.append(&mut parts.glossary);
        whole.tours.append(&mut parts.tours);
    }
    (whole, members)
}

/// What several histories say of themselves together: all titles, the newest edition, every language once.
fn overview(histories: &[Parts]) -> Overview {
    let of = |f: fn(&Overview) -> &str, between: &str| {
        let mut words: Vec<&str> = Vec::new();
        for parts in histories {
            let word = f(&parts.overview);
            if !word.is_empty() && !words.contains(&word) {
                words.push(word);
            }
        }
        words.join(between)
    };
    let mut languages: Vec<String> = Vec::new();
    let mut creators: Vec<Creator> = Vec::new();
    for parts in histories {
        for language in &parts.overview.languages {
            if !languages.contains(language) {
                languages.push(language.clone());
            }
        }
        creators.extend(parts.overview.creators.iter().cloned());
    }
    let mut edition = histories[0].overview.edition.clone();
    for parts in &histories[1..] {
        let other = &parts.overview.edition;
        if other.latest().or(other.earliest()) > edition.latest().or(edition.earliest()) {
            edition = other.clone();
        }
    }
    let license = of(
        |overview| overview.license.as_deref().unwrap_or(""),
        " AND ",
    );
    Overview {
        id: of(|overview| &overview.id, "+"),
        title: of(|overview| &overview.title, " · "),
        edition,
        license: Some(license).filter(|license| !license.is_empty()),
        creators,
        languages,
        summary: match histories {
            [one] => one.overview.summary.clone(),
            _ => None,
        },
        start_here: None,
        headline_track: None,
    }
}

/// The text id of every record that has one.
fn text_ids(parts: &mut Parts) -> impl Iterator<Item = &mut String> {
    let sources = parts.sources.iter_mut().map(|r| &mut r.id);
    sources
        .chain(parts.areas.iter_mut().map(|r| &mut r.id))
        .chain(parts.organizations.iter_mut().map(|r| &mut r.id))
        .chain(parts.posts.iter_mut().map(|r| &mut r.id))
        .chain(parts.people.iter_mut().map(|r| &mut r.id))
        .chain(parts.memberships.iter_mut().map(|r| &mut r.id))
        .chain(parts.eras.iter_mut().map(|r| &mut r.id))
        .chain(parts.events.iter_mut().map(|r| &mut r.id))
        .chain(parts.projects.iter_mut().map(|r| &mut r.id))
        .chain(parts.tracks.iter_mut().map(|r| &mut r.id))
        .chain(parts.claims.iter_mut().map(|r| &mut r.id))
        .chain(parts.glossary.iter_mut().map(|r| &mut r.id))
        .chain(parts.tours.iter_mut().map(|r| &mut r.id))
}

/// Moves ids to where their records now are.
struct Shift<'a>(&'a Starts);

impl Shift<'_> {
    fn id<I: Copy + Into<Entity> + From<usize>>(&self, id: &mut I) {
        *id = self.moved((*id).into()).idx().into();
    }

    fn ids<'b, I: Copy + Into<Entity> + From<usize> + 'b>(
        &self,
        ids: impl IntoIterator<Item = &'b mut I>,
    ) {
        ids.into_iter().for_each(|id| self.id(id));
    }

    fn entities<'b>(&self, entities: impl IntoIterator<Item = &'b mut Entity>) {
        for entity in entities {
            *entity = self.moved(*entity);
        }
    }

    fn moved(&self, entity: Entity) -> Entity {
        let kind = entity.kind();
        Entity::new(kind, entity.idx() + self.0[kind as usize] as usize)
    }

    fn cites(&self, cites: &mut [Cite]) {
        for cite in cites {
            self.id(&mut cite.source);
        }
    }

    /// Every reference of every record.
    fn parts(&self, parts: &mut Parts) {
        self.entities(&mut parts.overview.start_here);
        self.ids(&mut parts.overview.headline_track);
        parts.areas.iter_mut().for_each(|r| self.area(r));
        parts
            .organizations
            .iter_mut()
            .for_each(|r| self.organization(r));
        parts.posts.iter_mut().for_each(|r| self.post(r));
        parts.people.iter_mut().for_each(|r| self.person(r));
        parts
            .memberships
            .iter_mut()
            .for_each(|r| self.membership(r));
        parts.eras.iter_mut().for_each(|r| self.era(r));
        parts.events.iter_mut().for_each(|r| self.event(r));
        parts.projects.iter_mut().for_each(|r| self.project(r));
        parts.tracks.iter_mut().for_each(|r| self.track(r));
        parts.claims.iter_mut().for_each(|r| self.claim(r));
        parts.glossary.iter_mut().for_each(|r| self.term(r));
        parts.tours.iter_mut().for_each(|r| self.tour(r));
    }

    fn area(&self, area: &mut Area) {
        self.ids(&mut area.parent);
        self.ids(&mut area.succeeds);
        self.cites(&mut area.cites);
    }

    fn organization(&self, organization: &mut Organization) {
        self.ids(&mut organization.area);
        self.ids(&mut organization.parent);
        self.cites(&mut organization.cites);
    }

    fn post(&self, post: &mut Post) {
        self.ids(&mut post.organization);
        self.ids(&mut post.area);
        self.cites(&mut post.cites);
    }

    fn person(&self, person: &mut Person) {
        for Life { area, .. } in person.born.iter_mut().chain(&mut person.died) {
            self.ids(area);
        }
        self.cites(&mut person.cites);
    }

    fn membership(&self, membership: &mut Membership) {
        self.id(&mut membership.person);
        self.id(&mut membership.post);
        self.cites(&mut membership.cites);
    }

    fn era(&self, era: &mut Era) {
        self.ids(&mut era.areas);
        self.cites(&mut era.cites);
    }

    fn event(&self, event: &mut Event) {
        self.ids(&mut event.areas);
        self.ids(&mut event.organizations);
        for participant in &mut event.people {
            self.id(&mut participant.person);
            self.ids(&mut participant.capacity);
        }
        self.ids(&mut event.projects);
        self.ids(&mut event.follows);
        self.cites(&mut event.cites);
    }

    fn project(&self, project: &mut Project) {
        self.ids(&mut project.areas);
        self.ids(&mut project.parent);
        for party in &mut project.parties {
            self.ids(&mut party.organization);
        }
        for Quantity { cites, .. } in &mut project.quantities {
            self.cites(cites);
        }
        for Money { cites, .. } in &mut project.money {
            self.cites(cites);
        }
        self.status(&mut project.status);
        for Milestone { event, cites, .. } in &mut project.milestones {
            self.ids(event);
            self.cites(cites);
        }
        for Phase { status, .. } in &mut project.phases {
            self.status(status);
        }
        self.cites(&mut project.cites);
    }

    fn status(&self, entries: &mut [StatusEntry]) {
        for entry in entries {
            self.cites(&mut entry.cites);
        }
    }

    fn track(&self, track: &mut Track) {
        self.ids(&mut track.between);
        for segment in &mut track.segments {
            self.entities(&mut segment.by);
            self.cites(&mut segment.cites);
        }
        for mark in &mut track.marks {
            self.entities(&mut mark.by);
            self.cites(&mut mark.cites);
        }
        self.cites(&mut track.cites);
    }

    fn claim(&self, claim: &mut Claim) {
        self.id(&mut claim.source);
        self.entities(&mut claim.evidence);
        for check in &mut claim.checks {
            match check {
                ClaimCheck::Count { .. } => {}
                ClaimCheck::Overlap {
                    post,
                    with,
                    as_posts,
                    longest,
                    stated,
                    ..
                } => {
                    self.id(post);
                    self.id(with);
                    self.id(longest);
                    self.ids(stated);
                    self.ids(as_posts.iter_mut().map(|rule| &mut rule.post));
                }
                ClaimCheck::HeldOn { post, person, .. } => {
                    self.id(post);
                    self.id(person);
                }
                ClaimCheck::Level { track, .. } => self.id(track),
                ClaimCheck::InOrder { expect, .. } => self.entities(expect),
                ClaimCheck::Raised { tracks, term, .. } => {
                    self.ids(tracks);
                    self.id(term);
                }
                ClaimCheck::Years { from, .. } => self.entities(std::iter::once(from)),
                ClaimCheck::Figure { project, .. } => self.id(project),
            }
        }
    }

    fn term(&self, term: &mut Term) {
        self.entities(&mut term.see);
        self.cites(&mut term.cites);
    }

    fn tour(&self, tour: &mut Tour) {
        for stop in &mut tour.stops {
            self.entities(&mut stop.focus);
        }
    }
}
