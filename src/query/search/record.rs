//! What of a record is searched: its names, then its summary, then what else is told of it.
//!
//! It says which texts there are and what each is worth, and folds nothing.

use crate::model::{Cite, Entity, EntityKind, History, Name};

use super::word::Weight;

/// Longer texts are cut here: the cost of a comparison grows with their length.
pub(super) const LONGEST_TEXT: usize = 4096;

const PROSE: Told = Told::Prose(Weight::Summary);
const NOTE: Told = Told::Prose(Weight::Body);
const MENTION: Told = Told::Shared(Weight::Summary);
const SHARED: Told = Told::Shared(Weight::Body);

/// What a text is to a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    Name,
    Alias,
    /// A sentence of this record alone.
    Prose(Weight),
    /// A name or word that many records share.
    Shared(Weight),
}

impl Told {
    pub fn weight(self) -> Weight {
        match self {
            Self::Name => Weight::Name,
            Self::Alias => Weight::Alias,
            Self::Prose(weight) | Self::Shared(weight) => weight,
        }
    }
}

/// What a record is worth where all else is equal; the more the better.
pub(super) fn importance(history: &History, entity: Entity) -> u8 {
    match entity {
        Entity::Event(id) => history.event(id).importance,
        // Who held an office is looked for more often than who is only named.
        Entity::Person(_) => {
            let terms = history.related_of(entity, EntityKind::Membership);
            if terms.is_empty() { 4 } else { 5 }
        }
        Entity::Project(_) => 4,
        Entity::Claim(_) => 2,
        Entity::Source(_) => 1,
        _ => 3,
    }
}

/// Orders equals: later first.
pub(super) fn day(history: &History, entity: Entity) -> i64 {
    let day = match entity {
        Entity::Event(id) => history.event(id).when.earliest(),
        Entity::Membership(id) => history.membership(id).first_day(),
        _ => None,
    };
    day.map_or(i64::MIN, |day| day.0)
}

/// The texts of a record, the name first, none of the others empty. The id is another matter.
pub(super) fn texts(history: &History, entity: Entity, mut each: impl FnMut(Told, &str)) {
    each(Told::Name, history.title(entity));
    let mut add = |told: Told, text: &str| {
        if !text.is_empty() {
            each(told, text);
        }
    };
    match entity {
        Entity::Event(id) => {
            let event = history.event(id);
            names(&event.names, &mut add);
            add(PROSE, event.summary.as_deref().unwrap_or(""));
            add(SHARED, event.kind.label());
            add(SHARED, event.place.as_deref().unwrap_or(""));
            dated(&event.when.in_words(), &mut add);
            for participant in &event.people {
                let person = history.person(participant.person);
                add(MENTION, &person.name);
                // Whoever knows a person by another spelling finds what they did by it, too.
                let others = person.names.iter();
                others.for_each(|other| add(MENTION, &other.text));
            }
            event
                .areas
                .iter()
                .for_each(|&area| add(SHARED, &history.area(area).name));
            event.tags.iter().for_each(|tag| add(SHARED, tag));
        }
        Entity::Person(id) => {
            let person = history.person(id);
            names(&person.names, &mut add);
            add(Told::Alias, &person.short);
            add(PROSE, person.summary.as_deref().unwrap_or(""));
            for &term in history.related_of(entity, EntityKind::Membership) {
                if let Entity::Membership(term) = term {
                    add(SHARED, &history.post(history.membership(term).post).title);
                }
            }
        }
        Entity::Post(id) => {
            let post = history.post(id);
            names(&post.titles, &mut add);
            add(PROSE, post.summary.as_deref().unwrap_or(""));
        }
        Entity::Project(id) => {
            let project = history.project(id);
            names(&project.names, &mut add);
            add(Told::Alias, &project.short);
            add(PROSE, project.summary.as_deref().unwrap_or(""));
            add(SHARED, &project.sector);
            add(SHARED, project.place.as_deref().unwrap_or(""));
            project
                .parties
                .iter()
                .for_each(|party| add(SHARED, &party.name));
            project.tags.iter().for_each(|tag| add(SHARED, tag));
        }
        Entity::Area(id) => {
            let area = history.area(id);
            names(&area.names, &mut add);
            area.codes
                .iter()
                .for_each(|(_, code)| add(Told::Alias, code));
            add(PROSE, area.summary.as_deref().unwrap_or(""));
        }
        Entity::Organization(id) => {
            let organization = history.organization(id);
            names(&organization.names, &mut add);
            add(Told::Alias, organization.short.as_deref().unwrap_or(""));
            add(PROSE, organization.summary.as_deref().unwrap_or(""));
        }
        Entity::Track(id) => {
            let track = history.track(id);
            add(Told::Alias, &track.short);
            track
                .segments
                .iter()
                .for_each(|segment| add(SHARED, &segment.level));
        }
        Entity::Era(id) => add(PROSE, history.era(id).summary.as_deref().unwrap_or("")),
        Entity::Claim(id) => {
            add(PROSE, history.claim(id).caveat.as_deref().unwrap_or(""));
        }
        Entity::Source(id) => {
            let source = history.source(id);
            add(Told::Alias, &source.short);
            add(SHARED, source.publisher.as_deref().unwrap_or(""));
            add(NOTE, source.note.as_deref().unwrap_or(""));
        }
        Entity::Term(id) => {
            let term = history.term(id);
            names(&term.names, &mut add);
            add(PROSE, &term.means);
        }
        Entity::Tour(id) => {
            for stop in &history.tour(id).stops {
                add(PROSE, &stop.title);
            }
        }
        Entity::Membership(id) => {
            let membership = history.membership(id);
            let person = history.person(membership.person);
            names(&person.names, &mut add);
            add(Told::Alias, &history.post(membership.post).title);
            add(SHARED, membership.on_behalf_of.as_deref().unwrap_or(""));
        }
    }
    for says in history
        .cites_of(entity)
        .iter()
        .filter_map(|cite: &Cite| cite.says.as_deref())
    {
        add(NOTE, says);
    }
}

/// The day of the month is a text of its own: the rest is shared by all days of a month.
fn dated(words: &str, add: &mut impl FnMut(Told, &str)) {
    match words.split_once(' ') {
        Some((day, rest)) if day.starts_with(|c: char| c.is_ascii_digit()) => {
            add(SHARED, day);
            add(SHARED, rest);
        }
        _ => add(SHARED, words),
    }
}

fn names(names: &[Name], add: &mut impl FnMut(Told, &str)) {
    for name in names {
        add(Told::Alias, &name.text);
    }
}
