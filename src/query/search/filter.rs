//! Fields and times of a query, asked of the records of a history.
//!
//! A value names records by id, else by any of their names; where one of them bears exactly that name or id, only that
//! one is meant. Dates are compared by their bounds: what may be so counts.

use crate::model::{Date, Day, Entity, EntityKind, History, MembershipId, TermEnd};
use crate::text;

use super::language::{Field, word_begins};

/// One condition with its value already looked up.
#[derive(Debug)]
pub(super) enum Test {
    /// One of these kinds.
    Kinds(Vec<EntityKind>),
    /// One of these records, or related to one; sorted.
    Related(Field, Vec<Entity>),
    /// A word of the record: type, sector, status or tag, and whether all of it must be meant.
    Word(Field, String, bool),
    /// A span of days.
    Time(Field, Span),
}

/// From, to; `None` has no end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    first: Option<Day>,
    last: Option<Day>,
}

impl Test {
    pub fn of_field(history: &History, field: Field, value: &str) -> Self {
        match field {
            Field::Kind => {
                let all = || EntityKind::ALL.iter().copied();
                let exact = all().find(|kind| {
                    value.eq_ignore_ascii_case(kind.word())
                        || value.eq_ignore_ascii_case(kind.plural())
                });
                Self::Kinds(match exact {
                    Some(kind) => vec![kind],
                    None => all()
                        .filter(|kind| {
                            word_begins(kind.word(), value) || word_begins(kind.plural(), value)
                        })
                        .collect(),
                })
            }
            Field::Person => Self::Related(field, named(history, EntityKind::Person, value)),
            Field::Post => Self::Related(field, named(history, EntityKind::Post, value)),
            Field::Source => Self::Related(field, named(history, EntityKind::Source, value)),
            Field::Area => {
                let mut areas = named(history, EntityKind::Area, value);
                let within: Vec<Entity> = history
                    .entities(EntityKind::Area)
                    .filter(|&area| lies_in(history, area, &areas))
                    .collect();
                areas.extend(within);
                areas.sort_unstable();
                areas.dedup();
                Self::Related(field, areas)
            }
            _ => {
                let is_exact = EntityKind::ALL.iter().any(|&kind| {
                    history.entities(kind).any(|entity| {
                        let mut found = false;
                        words(history, entity, field, |word| found |= same(word, value));
                        found
                    })
                });
                Self::Word(field, value.to_owned(), is_exact)
            }
        }
    }

    pub fn of_time(field: Field, date: &Date) -> Self {
        Self::Time(field, Span::of(date))
    }

    /// Whether it holds for a record.
    pub fn holds(&self, history: &History, entity: Entity) -> bool {
        match self {
            Self::Kinds(kinds) => kinds.contains(&entity.kind()),
            Self::Related(field, these) => {
                let is_one = |entity: &Entity| these.binary_search(entity).is_ok();
                is_one(&entity)
                    || match field {
                        Field::Source => each_source(history, entity, &is_one),
                        Field::Area => in_area(history, entity, &is_one),
                        _ => history.related(entity).iter().any(is_one),
                    }
            }
            Self::Word(field, value, is_exact) => {
                let mut found = false;
                words(history, entity, *field, |word| {
                    found |= if *is_exact {
                        same(word, value)
                    } else {
                        word_begins(word, value)
                    };
                });
                found
            }
            Self::Time(field, span) => {
                spans(history, entity)
                    .iter()
                    .any(|(start, whole)| match field {
                        Field::Before => precedes(start.first, span.first),
                        Field::After => precedes(span.last, start.last),
                        _ => whole.overlaps(*span),
                    })
            }
        }
    }
}

impl Span {
    fn of(date: &Date) -> Self {
        Self {
            first: date.earliest(),
            last: date.latest(),
        }
    }

    fn overlaps(self, other: Self) -> bool {
        let before = |a: Self, b: Self| matches!((a.last, b.first), (Some(a), Some(b)) if a < b);
        !before(self, other) && !before(other, self)
    }
}

/// Whether a bound may lie before another; one that is open lies beyond all days.
fn precedes(one: Option<Day>, other: Option<Day>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one < other,
        _ => true,
    }
}

fn same(word: &str, value: &str) -> bool {
    word_begins(word, value) && word_begins(value, word)
}

/// Records of a kind that a value names: the one that is called exactly so, else all with a word that begins so.
fn named(history: &History, kind: EntityKind, value: &str) -> Vec<Entity> {
    if let Some(entity) = history.find(kind, value) {
        return vec![entity];
    }
    let (folded, skeleton) = (text::fold(value), text::skeleton(value));
    let skeleton = skeleton.trim();
    let mut exact = Vec::new();
    let mut begin = Vec::new();
    for entity in history.entities(kind) {
        let mut is_exact = false;
        let mut begins = false;
        names(history, entity, |name| {
            let name_folded = text::fold(name);
            is_exact |= name_folded == folded;
            begins |= has_word(&name_folded, &folded)
                || (skeleton.len() > 2 && has_word(&text::skeleton(name), skeleton));
        });
        if is_exact {
            exact.push(entity);
        } else if begins {
            begin.push(entity);
        }
    }
    if exact.is_empty() { begin } else { exact }
}

/// Whether a text has the beginning of a word there.
fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        text[..at]
            .chars()
            .next_back()
            .is_none_or(|c| !c.is_alphanumeric())
    })
}

fn names(history: &History, entity: Entity, mut each: impl FnMut(&str)) {
    each(history.text_id(entity));
    each(history.own_id(entity));
    each(history.title(entity));
    match entity {
        Entity::Person(id) => {
            let person = history.person(id);
            each(&person.short);
            person.names.iter().for_each(|name| each(&name.text));
        }
        Entity::Area(id) => {
            let area = history.area(id);
            area.names.iter().for_each(|name| each(&name.text));
            area.codes.iter().for_each(|(_, code)| each(code));
        }
        Entity::Post(id) => {
            let post = history.post(id);
            each(&post.short);
            post.titles.iter().for_each(|name| each(&name.text));
        }
        Entity::Source(id) => {
            let source = history.source(id);
            each(&source.short);
            source.publisher.iter().for_each(|name| each(name));
            source.container.iter().for_each(|name| each(name));
        }
        _ => {}
    }
}

fn lies_in(history: &History, area: Entity, these: &[Entity]) -> bool {
    let mut next = Some(area);
    // No area lies deeper than there are areas; a circle in the file ends here.
    for _ in 0..=history.count(EntityKind::Area) {
        let Some(Entity::Area(id)) = next else {
            return false;
        };
        if these.contains(&id.into()) {
            return true;
        }
        next = history.area(id).parent.map(Entity::from);
    }
    false
}

fn in_area(history: &History, entity: Entity, is_one: &impl Fn(&Entity) -> bool) -> bool {
    let of_post = |id| {
        history
            .post(id)
            .area
            .is_some_and(|area| is_one(&area.into()))
    };
    match entity {
        // What an area follows in law does not lie in it.
        Entity::Area(_) => false,
        Entity::Membership(id) => of_post(history.membership(id).post),
        Entity::Person(id) => history
            .related_of(id.into(), EntityKind::Post)
            .iter()
            .any(|post| matches!(post, Entity::Post(post) if of_post(*post))),
        other => history
            .related_of(other, EntityKind::Area)
            .iter()
            .any(is_one),
    }
}

fn each_source(history: &History, entity: Entity, is_one: &impl Fn(&Entity) -> bool) -> bool {
    if let Entity::Claim(id) = entity {
        return is_one(&history.claim(id).source.into());
    }
    let mut found = false;
    history.each_cites(entity, |_, cites| {
        found |= cites.iter().any(|cite| is_one(&cite.source.into()));
    });
    found
}

/// The words of a record that a field asks for.
fn words(history: &History, entity: Entity, field: Field, mut each: impl FnMut(&str)) {
    match (field, entity) {
        (Field::Type, Entity::Event(id)) => {
            each(history.event(id).kind.word());
            each(history.event(id).kind.label());
        }
        (Field::Type, Entity::Area(id)) => each(&history.area(id).kind),
        (Field::Type, Entity::Organization(id)) => each(&history.organization(id).kind),
        (Field::Type, Entity::Source(id)) => each(&history.source(id).kind),
        (Field::Sector, Entity::Project(id)) => each(&history.project(id).sector),
        (Field::Sector, Entity::Event(id)) => {
            for &project in &history.event(id).projects {
                each(&history.project(project).sector);
            }
        }
        (Field::Status, Entity::Project(id)) => {
            if let Some(entry) = history.project(id).status_on(history.edition_day()) {
                each(entry.is.word());
                each(entry.is.label());
            }
        }
        (Field::Status, Entity::Membership(id)) => {
            each(history.membership(id).status.word());
            each(history.membership(id).status.label());
        }
        (Field::Status, Entity::Claim(id)) => {
            each(history.claim(id).verdict.word());
            each(history.claim(id).verdict.label());
        }
        (Field::Tag, Entity::Event(id)) => history.event(id).tags.iter().for_each(|tag| each(tag)),
        (Field::Tag, Entity::Project(id)) => {
            history.project(id).tags.iter().for_each(|tag| each(tag));
        }
        _ => {}
    }
}

/// When a record began, by its bounds, and all its time. Several where it has several times; none where it has none.
fn spans(history: &History, entity: Entity) -> Vec<(Span, Span)> {
    let dated = |date: &Date| {
        let whole = Span::of(date);
        let start = date
            .interval()
            .and_then(|interval| interval.start().date())
            .map_or(whole, Span::of);
        (start, whole)
    };
    match entity {
        Entity::Event(id) => vec![dated(&history.event(id).when)],
        Entity::Era(id) => vec![dated(&history.era(id).during)],
        Entity::Membership(id) => term(history, id).into_iter().collect(),
        Entity::Person(id) => {
            let terms: Vec<(Span, Span)> = history
                .related_of(entity, EntityKind::Membership)
                .iter()
                .filter_map(|other| match other {
                    Entity::Membership(term_id) => term(history, *term_id),
                    _ => None,
                })
                .collect();
            let person = history.person(id);
            match (&person.born, &person.died) {
                // Who held no office on record is placed by their life.
                (Some(born), died) if terms.is_empty() => {
                    let start = Span::of(&born.date);
                    let last = died.as_ref().and_then(|died| died.date.latest());
                    vec![(start, Span { last, ..start })]
                }
                _ => terms,
            }
        }
        Entity::Post(id) => history.post(id).existed.iter().map(dated).collect(),
        Entity::Area(id) => history.area(id).existed.iter().map(dated).collect(),
        Entity::Organization(id) => history.organization(id).existed.iter().map(dated).collect(),
        Entity::Source(id) => history.source(id).issued.iter().map(dated).collect(),
        Entity::Track(id) => {
            let segments = history.track(id).segments.iter();
            segments.map(|segment| dated(&segment.during)).collect()
        }
        Entity::Project(id) => {
            let status = &history.project(id).status;
            let Some(first) = status.first() else {
                return Vec::new();
            };
            let start = Span::of(&first.on);
            let last = status
                .last()
                .filter(|entry| !entry.is.is_open())
                .and_then(|entry| entry.on.latest());
            vec![(start, Span { last, ..start })]
        }
        Entity::Claim(_) | Entity::Term(_) | Entity::Tour(_) => Vec::new(),
    }
}

fn term(history: &History, id: MembershipId) -> Option<(Span, Span)> {
    let membership = history.membership(id);
    let start = Span::of(membership.start.as_ref()?);
    let last = match &membership.end {
        TermEnd::On(date) => date.latest(),
        TermEnd::Open => None,
        // Nobody knows how long: the first days are all that is certain.
        TermEnd::Unknown => start.last,
    };
    Some((start, Span { last, ..start }))
}
