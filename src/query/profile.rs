//! One record whole: what the detail pane, `show` and a hand-out say of it.
//!
//! A profile is plain text and links in the order in which they are read. How wide it is and what it looks like is the
//! affair of those who show it.

mod amount;
mod event;
mod overlap;
mod project;

pub use amount::amount;

use crate::model::{
    Area, Cite, Claim, Confidence, Date, Entity, EntityKind, EventId, History, Locator,
    MembershipId, Name, NameKind, Organization, Person, Post, Source, SourceId, Stance, TermEnd,
    Track,
};

use super::leaders;

/// How many links of one label are written out; the rest is counted.
const MANY: usize = 12;
/// A record as a person reads it.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    /// Which record.
    pub entity: Entity,
    /// Its title.
    pub title: String,
    /// What it is, in a word: `agreement`, `person`.
    pub kind: String,
    /// When, in words; `None` for what has no date.
    pub date: Option<String>,
    /// Where, in words.
    pub place: Option<String>,
    /// What it is also called, in other spellings and scripts.
    pub names: Vec<String>,
    /// Paragraphs.
    pub prose: Vec<String>,
    /// Labelled links, in the order in which they are read.
    pub groups: Vec<Group>,
    /// Proof, numbered from 1 in this order.
    pub sources: Vec<SourceLine>,
}

/// Links under one label.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// `People`, `Raises`, `Claims`.
    pub label: &'static str,
    /// What stands behind the label.
    pub links: Vec<Link>,
    /// Whether each link has a line of its own; otherwise they run on, with ` · ` between.
    pub lines: bool,
}

/// A text that may lead somewhere.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// What is shown.
    pub text: String,
    /// Where it leads; `None` for plain text.
    pub to: Option<Entity>,
    /// Where it leads outside of the history, as the file has it.
    pub address: Option<String>,
}

/// One source with what it is cited for.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceLine {
    /// The source.
    pub source: SourceId,
    /// Where in it.
    pub at: Option<Locator>,
    /// Its short form with the locator: `The Diplomat 2024, ¶13`.
    pub text: String,
    /// What has to be said of its worth: `background`, `disputes`; `None` when it was verified and supports.
    pub mark: Option<String>,
    /// What it says, in our own words.
    pub says: Option<String>,
    /// Where it can be read, as the file has it.
    pub address: Option<String>,
}

impl Profile {
    /// The profile of a record.
    pub fn new(history: &History, entity: Entity) -> Self {
        let mut profile = Self {
            entity,
            title: history.title(entity).to_owned(),
            kind: entity.kind().word().to_owned(),
            date: None,
            place: None,
            names: Vec::new(),
            prose: Vec::new(),
            groups: Vec::new(),
            sources: Vec::new(),
        };
        let mut builder = Builder {
            history,
            profile: &mut profile,
        };
        match entity {
            Entity::Event(id) => builder.event(id, history.event(id)),
            Entity::Person(id) => builder.person(entity, history.person(id)),
            Entity::Post(id) => builder.post(entity, history.post(id)),
            Entity::Membership(id) => {
                let membership = history.membership(id);
                builder.person(membership.person.into(), history.person(membership.person));
                builder
                    .profile
                    .title
                    .clone_from(&history.person(membership.person).name);
                builder.profile.date = Some(term_in_words(history, id.into()));
                builder.prose(membership.summary.as_deref());
                builder.cites(&membership.cites);
            }
            Entity::Project(id) => builder.project(id, history.project(id)),
            Entity::Track(_) => builder.track(entity),
            Entity::Area(id) => builder.area(entity, history.area(id)),
            Entity::Organization(id) => builder.organization(entity, history.organization(id)),
            Entity::Era(id) => {
                let era = history.era(id);
                builder.profile.date = Some(era.during.in_words());
                builder.prose(era.summary.as_deref());
                builder.links("Areas", era.areas.iter().map(|&id| id.into()));
                builder.cites(&era.cites);
            }
            Entity::Claim(id) => builder.claim(history.claim(id)),
            Entity::Source(id) => builder.source(id, history.source(id)),
            Entity::Term(id) => {
                let term = history.term(id);
                builder.names(&term.names);
                builder.prose(Some(&term.means));
                builder.links("See", term.see.iter().copied());
                builder.cites(&term.cites);
            }
            Entity::Tour(id) => {
                let tour = history.tour(id);
                builder.profile.date = tour.minutes.map(|minutes| {
                    let audience = tour
                        .audience
                        .as_ref()
                        .map(|who| format!(", for {who}"))
                        .unwrap_or_default();
                    format!("{minutes} minutes{audience}")
                });
                builder.prose(tour.summary.as_deref());
                let stops = tour.stops.iter().enumerate().map(|(idx, stop)| Link {
                    text: format!("{} {}", idx + 1, stop.title),
                    to: stop.focus.first().copied(),
                    address: None,
                });
                builder.lines("Stops", stops.collect());
            }
        }
        profile
    }

    /// All links that lead somewhere, in the order in which they are walked.
    pub fn targets(&self) -> impl Iterator<Item = Entity> + '_ {
        self.groups
            .iter()
            .flat_map(|group| group.links.iter().filter_map(|link| link.to))
            .chain(self.sources.iter().map(|line| Entity::Source(line.source)))
    }
}

/// A term of office in words: `President of Mongolia, 10 July 2017 – 25 June 2021`.
pub fn term_in_words(history: &History, entity: Entity) -> String {
    let Entity::Membership(id) = entity else {
        return String::new();
    };
    let membership = history.membership(id);
    let span = term_span_in_words(history, id);
    let status = match membership.status {
        crate::model::MembershipStatus::Regular => String::new(),
        ref other => format!(" ({other})"),
    };
    format!("{}{status}, {span}", history.post(membership.post).title)
}

/// The dates of a term in words: `since 25 June 2021`.
pub fn term_span_in_words(history: &History, id: MembershipId) -> String {
    let membership = history.membership(id);
    match (&membership.start, &membership.end) {
        (Some(start), TermEnd::Open) => format!("since {}", start.in_words()),
        _ => membership.term().in_words(),
    }
}

struct Builder<'a> {
    history: &'a History,
    profile: &'a mut Profile,
}

impl Builder<'_> {
    fn person(&mut self, entity: Entity, person: &Person) {
        let life =
            |life: &Option<crate::model::Life>| life.as_ref().map(|life| life.date.in_words());
        self.profile.date = match (life(&person.born), life(&person.died)) {
            (Some(born), Some(died)) => Some(format!("{born} – {died}")),
            (Some(born), None) => Some(format!("born {born}")),
            (None, Some(died)) => Some(format!("died {died}")),
            (None, None) => None,
        };
        self.names(&person.names);
        self.prose(person.summary.as_deref());
        let Entity::Person(id) = entity else { return };
        let history = self.history;
        let terms = leaders::career(history, id).into_iter().map(|term| Link {
            text: term_in_words(history, term.id.into()),
            to: Some(history.membership(term.id).post.into()),
            address: None,
        });
        self.lines("Offices", terms.collect());
        self.events("Events", entity);
        self.claims_on(entity);
        self.glossary(entity);
        let mut cites: Vec<&Cite> = person.cites.iter().collect();
        for term in leaders::career(history, id) {
            cites.extend(&history.membership(term.id).cites);
        }
        self.cites_of(cites);
    }

    fn post(&mut self, entity: Entity, post: &Post) {
        let history = self.history;
        self.profile.date = post.existed.as_ref().map(Date::in_words);
        self.names(&post.titles);
        self.prose(post.summary.as_deref());
        self.links("Area", post.area.iter().map(|&id| id.into()));
        self.links("Body", post.organization.iter().map(|&id| id.into()));
        let Entity::Post(id) = entity else { return };
        let holders = leaders::terms(history, id).into_iter().map(|term| {
            let membership = history.membership(term.id);
            let start = membership
                .start
                .as_ref()
                .map_or_else(|| "?".to_owned(), Date::short);
            let end = match &membership.end {
                TermEnd::On(end) => end.short(),
                TermEnd::Open => String::new(),
                TermEnd::Unknown => "?".to_owned(),
            };
            let acting = if term.acting {
                format!(", {}", membership.status)
            } else {
                String::new()
            };
            Link {
                text: format!(
                    "{} {start} – {end}{acting}",
                    history.person(term.person).short
                )
                .trim_end()
                .to_owned(),
                to: Some(term.person.into()),
                address: None,
            }
        });
        self.lines("Holders", holders.collect());
        self.cites(&post.cites);
    }

    fn track(&mut self, entity: Entity) {
        let Entity::Track(id) = entity else { return };
        let track: &Track = self.history.track(id);
        "relation".clone_into(&mut self.profile.kind);
        self.prose(track.summary.as_deref());
        self.links("Between", track.between.iter().map(|&id| id.into()));
        let steps = track.segments.iter().map(|segment| Link {
            text: format!("{} {}", segment.during.short(), segment.level),
            to: segment.by,
            address: None,
        });
        self.lines("Levels", steps.collect());
        let marks = track.marks.iter().map(|mark| Link {
            text: format!("{} {}", mark.on.short(), mark.label),
            to: mark.by,
            address: None,
        });
        self.lines("Documents", marks.collect());
        let scale = track
            .scale
            .iter()
            .rev()
            .cloned()
            .collect::<Vec<_>>()
            .join(" › ");
        if !scale.is_empty() {
            self.run("Scale", vec![text(scale)]);
        }
        self.claims_on(entity);
        self.cites_of(self.history.all_cites(entity));
    }

    fn area(&mut self, entity: Entity, area: &Area) {
        self.profile.kind = area.kind.to_lowercase();
        self.profile.date = area.existed.as_ref().map(Date::in_words);
        self.names(&area.names);
        self.prose(area.summary.as_deref());
        self.links("Part of", area.parent.iter().map(|&id| id.into()));
        self.links("Succeeds", area.succeeds.iter().map(|&id| id.into()));
        self.kin("Posts", entity, EntityKind::Post);
        self.kin("Relations", entity, EntityKind::Track);
        self.kin("Projects", entity, EntityKind::Project);
        self.events("Events", entity);
        self.claims_on(entity);
        self.cites(&area.cites);
    }

    fn organization(&mut self, entity: Entity, organization: &Organization) {
        self.profile.kind = organization.kind.to_lowercase();
        if self.profile.kind.is_empty() {
            "organization".clone_into(&mut self.profile.kind);
        }
        self.profile.date = organization.existed.as_ref().map(Date::in_words);
        self.names(&organization.names);
        self.prose(organization.summary.as_deref());
        self.links("Area", organization.area.iter().map(|&id| id.into()));
        self.links("Part of", organization.parent.iter().map(|&id| id.into()));
        self.kin("Posts", entity, EntityKind::Post);
        self.kin("Projects", entity, EntityKind::Project);
        self.events("Events", entity);
        self.cites(&organization.cites);
    }

    fn claim(&mut self, claim: &Claim) {
        let history = self.history;
        let source = history.source(claim.source);
        let at = claim
            .at
            .as_ref()
            .map(|at| format!(", {at}"))
            .unwrap_or_default();
        self.profile.kind = format!(
            "claim {}",
            self.history.own_id(self.profile.entity).to_uppercase()
        );
        self.profile.date = Some(claim.verdict.label().to_owned());
        self.prose(Some(&format!("Said in {}{at}.", source.short)));
        self.prose(claim.caveat.as_deref());
        let evidence = claim.evidence.iter().map(|&to| self.link(to)).collect();
        self.lines("Evidence", evidence);
        self.profile.sources.push(SourceLine {
            source: claim.source,
            at: claim.at.clone(),
            text: format!("{}{at}", source.short),
            mark: None,
            says: None,
            address: source_address(source),
        });
    }

    fn source(&mut self, id: SourceId, source: &Source) {
        self.profile.kind = source.kind.to_lowercase();
        self.profile.date = source.issued.as_ref().map(Date::in_words);
        self.prose(source.note.as_deref());
        let creators: Vec<Link> = source
            .creators
            .iter()
            .map(|creator| {
                text(match creator {
                    crate::model::Creator::Org(name) => name.clone(),
                    crate::model::Creator::Person { family, given } => {
                        format!("{given} {family}").trim().to_owned()
                    }
                })
            })
            .collect();
        self.run("By", creators);
        self.run(
            "Published",
            source.publisher.iter().cloned().map(text).collect(),
        );
        self.run("In", source.container.iter().cloned().map(text).collect());
        let link = source_address(source).map(|address| Link {
            address: Some(address.clone()),
            ..text(address)
        });
        self.run("Link", link.into_iter().collect());
        self.run(
            "Read",
            source
                .accessed
                .iter()
                .map(|date| text(date.in_words()))
                .collect(),
        );
        let citing: Vec<Link> = cited_by(self.history, id)
            .into_iter()
            .map(|entity| self.link(entity))
            .collect();
        self.lines("Cited by", citing);
    }

    fn prose(&mut self, paragraph: Option<&str>) {
        let parts = paragraph
            .into_iter()
            .flat_map(|text| text.split("\n\n"))
            .map(str::trim);
        self.profile
            .prose
            .extend(parts.filter(|part| !part.is_empty()).map(str::to_owned));
    }

    fn names(&mut self, names: &[Name]) {
        for name in names {
            let text = match name.kind {
                NameKind::Misprint => format!("{} (misprint)", name.text),
                NameKind::Former => format!("{} (formerly)", name.text),
                _ => name.text.clone(),
            };
            if !self.profile.names.contains(&text) && text != self.profile.title {
                self.profile.names.push(text);
            }
        }
    }

    /// Links that run on, without repeats; nothing when there are none.
    fn run(&mut self, label: &'static str, links: Vec<Link>) {
        self.group(label, links, false);
    }

    /// Links with a line each.
    fn lines(&mut self, label: &'static str, links: Vec<Link>) {
        self.group(label, links, true);
    }

    fn group(&mut self, label: &'static str, mut links: Vec<Link>, lines: bool) {
        if links.is_empty() {
            return;
        }
        if lines && links.len() > MANY * 2 {
            let n_more = links.len() - MANY;
            links.truncate(MANY);
            links.push(text(format!("and {n_more} more")));
        }
        self.profile.groups.push(Group {
            label,
            links,
            lines,
        });
    }

    fn links(&mut self, label: &'static str, entities: impl Iterator<Item = Entity>) {
        let links = entities
            .map(|entity| Link {
                text: short_title(self.history, entity),
                to: Some(entity),
                address: None,
            })
            .collect();
        self.run(label, links);
    }

    /// Events with their dates in front.
    fn dated(&mut self, label: &'static str, events: impl Iterator<Item = EventId>) {
        let links = events.map(|id| self.link(id.into())).collect();
        self.lines(label, links);
    }

    fn link(&self, entity: Entity) -> Link {
        let history = self.history;
        let words = match entity {
            Entity::Event(id) => format!(
                "{} {}",
                history.event(id).when.short(),
                history.event(id).title
            ),
            Entity::Membership(_) => {
                format!(
                    "{}: {}",
                    history.title(entity),
                    term_in_words(history, entity)
                )
            }
            _ => short_title(history, entity),
        };
        Link {
            text: words,
            to: Some(entity),
            address: None,
        }
    }

    fn events_of(&self, entity: Entity) -> impl Iterator<Item = EventId> + use<'_> {
        self.history
            .related_of(entity, EntityKind::Event)
            .iter()
            .filter_map(|&other| match other {
                Entity::Event(id) => Some(id),
                _ => None,
            })
    }

    /// The events of a record in order of time.
    fn events(&mut self, label: &'static str, entity: Entity) {
        let history = self.history;
        let mut events: Vec<EventId> = self.events_of(entity).collect();
        events.sort_by_cached_key(|&id| {
            (
                history.event(id).when.order_key(),
                history.event(id).seq,
                id,
            )
        });
        self.dated(label, events.into_iter());
    }

    fn kin(&mut self, label: &'static str, entity: Entity, kind: EntityKind) {
        let kin = self.history.related_of(entity, kind).to_vec();
        if kin.len() > MANY {
            let links = kin.into_iter().map(|entity| self.link(entity)).collect();
            self.lines(label, links);
        } else {
            self.links(label, kin.into_iter());
        }
    }

    fn claims_on(&mut self, entity: Entity) {
        let history = self.history;
        let claims = history
            .related_of(entity, EntityKind::Claim)
            .iter()
            .filter_map(|&other| match other {
                Entity::Claim(id) => {
                    let claim = history.claim(id);
                    Some(Link {
                        text: format!("{} {}", claim.id.to_uppercase(), claim.verdict),
                        to: Some(other),
                        address: None,
                    })
                }
                _ => None,
            });
        let links = claims.collect();
        self.run("Claims", links);
    }

    fn glossary(&mut self, entity: Entity) {
        let terms = self.history.related_of(entity, EntityKind::Term).to_vec();
        self.links("Glossary", terms.into_iter());
    }

    fn media(&mut self, media: &[crate::model::Media]) {
        let links = media
            .iter()
            .map(|media| Link {
                address: Some(media.url.clone()),
                ..text(media.alt.clone().unwrap_or_else(|| media.url.clone()))
            })
            .collect();
        self.run("See also", links);
    }

    fn cites(&mut self, cites: &[Cite]) {
        self.cites_of(cites.iter().collect());
    }

    /// Numbered sources: one line for a source and locator, with all that it says and the weakest confidence.
    fn cites_of(&mut self, cites: Vec<&Cite>) {
        for cite in cites {
            let short = &self.history.source(cite.source).short;
            let text = cite
                .at
                .as_ref()
                .map_or_else(|| short.clone(), |at| format!("{short}, {at}"));
            let mut marks = Vec::new();
            match &cite.confidence {
                None | Some(Confidence::Verified) => {}
                Some(other) if other.label() == text => {}
                Some(other) => marks.push(other.label().to_owned()),
            }
            if cite.stance != Stance::Supports {
                marks.push(cite.stance.label().to_owned());
            }
            let mark = (!marks.is_empty()).then(|| marks.join(", "));
            let line = SourceLine {
                source: cite.source,
                at: cite.at.clone(),
                text,
                mark,
                says: cite.says.clone(),
                address: source_address(self.history.source(cite.source)),
            };
            match self
                .profile
                .sources
                .iter_mut()
                .find(|old| old.source == line.source && old.text == line.text)
            {
                Some(old) => {
                    old.mark = old.mark.take().or(line.mark);
                    old.says = match (old.says.take(), line.says) {
                        (Some(one), Some(two)) if one != two => Some(format!("{one} {two}")),
                        (one, two) => one.or(two),
                    };
                }
                None => self.profile.sources.push(line),
            }
        }
    }
}

/// Where a source can be read: its page, else what its DOI leads to.
fn source_address(source: &Source) -> Option<String> {
    let doi = || {
        source
            .doi
            .as_ref()
            .map(|doi| format!("https://doi.org/{doi}"))
    };
    source.url.clone().or_else(doi)
}

/// The name of a record for the middle of a sentence.
pub fn short_title(history: &History, entity: Entity) -> String {
    match entity {
        Entity::Person(id) => history.person(id).short.clone(),
        Entity::Project(id) => history.project(id).short.clone(),
        Entity::Claim(id) => format!(
            "{} {}",
            history.own_id(entity).to_uppercase(),
            history.claim(id).verdict
        ),
        Entity::Source(id) => history.source(id).short.clone(),
        _ => history.title(entity).to_owned(),
    }
}

/// All records that cite a source.
pub fn cited_by(history: &History, source: SourceId) -> Vec<Entity> {
    let cites = |entity: Entity| match entity {
        Entity::Claim(id) => history.claim(id).source == source,
        _ => {
            let mut found = false;
            history.each_cites(entity, |_, cites| {
                found |= cites.iter().any(|cite| cite.source == source);
            });
            found
        }
    };
    [
        EntityKind::Event,
        EntityKind::Person,
        EntityKind::Project,
        EntityKind::Track,
        EntityKind::Claim,
    ]
    .into_iter()
    .flat_map(|kind| history.entities(kind))
    .filter(|&entity| cites(entity))
    .collect()
}

fn text(text: String) -> Link {
    Link {
        text,
        to: None,
        address: None,
    }
}
