//! One leader's career: the offices with their days, whom they met, what they signed, what else they took part in.

use std::collections::BTreeMap;

use crate::model::{
    Day, Entity, EntityKind, Event, EventId, EventKind, History, Participant, PersonId,
};

use super::{Term, career};

/// The parts of a career, in the order in which they are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// Terms of office.
    Offices,
    /// Other leaders.
    Met,
    /// Agreements.
    Signed,
    /// All other events.
    TookPart,
}

impl Section {
    /// Its heading.
    pub fn label(self) -> &'static str {
        match self {
            Self::Offices => "Offices",
            Self::Met => "Met",
            Self::Signed => "Signed",
            Self::TookPart => "Took part in",
        }
    }
}

/// A line of a career. Each but a heading leads somewhere.
#[derive(Clone, Debug, PartialEq)]
pub enum CareerLine {
    /// The beginning of a part, with how many lines it has.
    Heading(Section, usize),
    /// A term of office.
    Office {
        /// The term.
        term: Term,
        /// Days in office, until the edition where it still runs.
        days: i64,
    },
    /// Another leader who took part in the same events.
    Met {
        /// Who.
        person: PersonId,
        /// In how many events, elections and inaugurations left out.
        n_events: usize,
        /// In which offices the other one acted there, in short: `president`.
        capacities: Vec<String>,
        /// The first and the last of them.
        span: (Day, Day),
    },
    /// An agreement, or another event.
    Event {
        /// Which.
        event: EventId,
        /// In which office the person acted, and in what role.
        capacity: String,
    },
}

/// A career as lines.
#[derive(Clone, Debug, PartialEq)]
pub struct Career {
    /// Whose.
    pub person: PersonId,
    /// Parts one after the other, each with its heading; empty parts have none.
    pub lines: Vec<CareerLine>,
}

impl Career {
    /// The career of a person.
    pub fn new(history: &History, person: PersonId) -> Self {
        let mut lines = Vec::new();
        let mut add = |section, part: Vec<CareerLine>| {
            if !part.is_empty() {
                lines.push(CareerLine::Heading(section, part.len()));
                lines.extend(part);
            }
        };
        let edition = history.edition_day();
        let offices = career(history, person).into_iter().map(|term| {
            let until = if term.open { edition } else { term.until };
            let days = (until.0 - term.first.0).max(0);
            CareerLine::Office { term, days }
        });
        add(Section::Offices, offices.collect());
        let events = events_of(history, person);
        add(Section::Met, met(history, person, &events));
        let (signed, others): (Vec<EventId>, Vec<EventId>) = events
            .iter()
            .partition(|&&id| is_signed(history.event(id), person));
        let line = |event: EventId| CareerLine::Event {
            event,
            capacity: history
                .event(event)
                .people
                .iter()
                .find(|one| one.person == person)
                .map(|one| in_words(history, one))
                .unwrap_or_default(),
        };
        add(Section::Signed, signed.into_iter().map(line).collect());
        add(Section::TookPart, others.into_iter().map(line).collect());
        Self { person, lines }
    }

    /// Where a line leads; `None` for a heading.
    pub fn target(&self, row: usize) -> Option<Entity> {
        match self.lines.get(row)? {
            CareerLine::Heading(..) => None,
            CareerLine::Office { term, .. } => Some(term.id.into()),
            CareerLine::Met { person, .. } => Some((*person).into()),
            CareerLine::Event { event, .. } => Some((*event).into()),
        }
    }
}

/// The events in which a person takes part, in order of time.
fn events_of(history: &History, person: PersonId) -> Vec<EventId> {
    let mut events: Vec<EventId> = history
        .related_of(person.into(), EntityKind::Event)
        .iter()
        .filter_map(|&entity| match entity {
            Entity::Event(id) => Some(id),
            _ => None,
        })
        .filter(|&id| {
            let people = &history.event(id).people;
            people.iter().any(|one| one.person == person)
        })
        .collect();
    events.sort_by_cached_key(|&id| {
        let event = history.event(id);
        (event.when.order_key(), event.seq, id)
    });
    events
}

/// An agreement, or an event in which the person is called a signer.
fn is_signed(event: &Event, person: PersonId) -> bool {
    event.kind == EventKind::Agreement
        || event.people.iter().any(|one| {
            one.person == person
                && one
                    .role
                    .as_deref()
                    .is_some_and(|role| role.starts_with("sign"))
        })
}

/// The other leaders of some events, those met most often first. Who hands over an office has not met the successor.
fn met(history: &History, person: PersonId, events: &[EventId]) -> Vec<CareerLine> {
    struct Meetings {
        n_events: usize,
        capacities: Vec<String>,
        span: (Day, Day),
    }
    let mut others: BTreeMap<PersonId, Meetings> = BTreeMap::new();
    for event in events.iter().map(|&id| history.event(id)) {
        if matches!(event.kind, EventKind::Election | EventKind::Inauguration) {
            continue;
        }
        let Some(day) = event.when.earliest().or(event.when.latest()) else {
            continue;
        };
        for other in event.people.iter().filter(|one| one.person != person) {
            let is_leader = !history
                .related_of(other.person.into(), EntityKind::Membership)
                .is_empty();
            if !is_leader {
                continue;
            }
            let meetings = others.entry(other.person).or_insert(Meetings {
                n_events: 0,
                capacities: Vec::new(),
                span: (day, day),
            });
            meetings.n_events += 1;
            meetings.span = (meetings.span.0.min(day), meetings.span.1.max(day));
            if let Some(post) = other.capacity {
                let capacity = history.post(post).short.to_lowercase();
                if !meetings.capacities.contains(&capacity) {
                    meetings.capacities.push(capacity);
                }
            }
        }
    }
    let mut others: Vec<(PersonId, Meetings)> = others.into_iter().collect();
    others.sort_by_key(|(person, meetings)| {
        (std::cmp::Reverse(meetings.n_events), meetings.span, *person)
    });
    others
        .into_iter()
        .map(|(person, meetings)| CareerLine::Met {
            person,
            n_events: meetings.n_events,
            capacities: meetings.capacities,
            span: meetings.span,
        })
        .collect()
}

/// `president, host`.
fn in_words(history: &History, participant: &Participant) -> String {
    let post = participant
        .capacity
        .map(|post| history.post(post).short.to_lowercase());
    let words: Vec<&str> = post
        .as_deref()
        .into_iter()
        .chain(participant.role.as_deref())
        .collect();
    words.join(", ")
}
