//! What of a record is searched, folded once: its names, then its summary, then what else is told of it.

use crate::model::{Cite, Entity, EntityKind, History, Name};
use crate::text;

use super::word::{LONGEST_TEXT, letters_of};

/// How much a text says of what a record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Weight {
    Body,
    Summary,
    Alias,
    Name,
}

/// One searched text of a record.
#[derive(Debug)]
pub(super) struct Text {
    pub weight: Weight,
    /// As displayed.
    pub shown: Box<str>,
    pub folded: Box<str>,
    /// Only where the text has Cyrillic letters.
    pub latin: Option<Box<str>>,
    /// Only for names: words of the skeleton.
    pub skeleton: Box<str>,
    /// The letters of all three forms, a bit each.
    pub letters: u64,
}

/// One record as search sees it.
#[derive(Debug)]
pub(super) struct Record {
    pub entity: Entity,
    /// The name first.
    pub texts: Vec<Text>,
    /// The letters of all texts.
    pub letters: u64,
    pub importance: u8,
    /// Orders equals: later first.
    pub day: i64,
}

impl Record {
    /// For questions that its fields alone answer.
    pub fn without_texts(entity: Entity) -> Self {
        Self {
            entity,
            texts: Vec::new(),
            letters: 0,
            importance: 0,
            day: 0,
        }
    }
}

/// Folds the texts of a record.
pub(super) fn record(history: &History, entity: Entity) -> Record {
    let mut texts = vec![text_of(Weight::Name, history.title(entity))];
    let mut add = |weight: Weight, text: &str| {
        if !text.is_empty() {
            texts.push(text_of(weight, text));
        }
    };
    let mut importance = 3;
    let mut day = i64::MIN;
    // The id, too, is a name: one may have it from a file.
    add(Weight::Alias, history.text_id(entity));
    match entity {
        Entity::Event(id) => {
            let event = history.event(id);
            importance = event.importance;
            day = event.when.earliest().map_or(i64::MIN, |day| day.0);
            names(&event.names, &mut add);
            add(Weight::Summary, event.summary.as_deref().unwrap_or(""));
            add(Weight::Body, event.kind.label());
            add(Weight::Body, event.place.as_deref().unwrap_or(""));
            add(Weight::Body, &event.when.in_words());
            for participant in &event.people {
                add(Weight::Summary, &history.person(participant.person).name);
            }
            event
                .areas
                .iter()
                .for_each(|&area| add(Weight::Body, &history.area(area).name));
            event.tags.iter().for_each(|tag| add(Weight::Body, tag));
        }
        Entity::Person(id) => {
            let person = history.person(id);
            // Who held an office is looked for more often than who is only named.
            importance = if history
                .related_of(entity, EntityKind::Membership)
                .is_empty()
            {
                4
            } else {
                5
            };
            names(&person.names, &mut add);
            add(Weight::Alias, &person.short);
            add(Weight::Summary, person.summary.as_deref().unwrap_or(""));
            for &term in history.related_of(entity, EntityKind::Membership) {
                if let Entity::Membership(term) = term {
                    add(
                        Weight::Body,
                        &history.post(history.membership(term).post).title,
                    );
                }
            }
        }
        Entity::Post(id) => {
            let post = history.post(id);
            names(&post.titles, &mut add);
            add(Weight::Summary, post.summary.as_deref().unwrap_or(""));
        }
        Entity::Project(id) => {
            let project = history.project(id);
            importance = 4;
            names(&project.names, &mut add);
            add(Weight::Alias, &project.short);
            add(Weight::Summary, project.summary.as_deref().unwrap_or(""));
            add(Weight::Body, &project.sector);
            add(Weight::Body, project.place.as_deref().unwrap_or(""));
            project
                .parties
                .iter()
                .for_each(|party| add(Weight::Body, &party.name));
            project.tags.iter().for_each(|tag| add(Weight::Body, tag));
        }
        Entity::Area(id) => {
            let area = history.area(id);
            names(&area.names, &mut add);
            area.codes
                .iter()
                .for_each(|(_, code)| add(Weight::Alias, code));
            add(Weight::Summary, area.summary.as_deref().unwrap_or(""));
        }
        Entity::Organization(id) => {
            let organization = history.organization(id);
            names(&organization.names, &mut add);
            add(Weight::Alias, organization.short.as_deref().unwrap_or(""));
            add(
                Weight::Summary,
                organization.summary.as_deref().unwrap_or(""),
            );
        }
        Entity::Track(id) => {
            let track = history.track(id);
            add(Weight::Alias, &track.short);
            track
                .segments
                .iter()
                .for_each(|segment| add(Weight::Body, &segment.level));
        }
        Entity::Era(id) => add(
            Weight::Summary,
            history.era(id).summary.as_deref().unwrap_or(""),
        ),
        Entity::Claim(id) => {
            importance = 2;
            add(
                Weight::Summary,
                history.claim(id).caveat.as_deref().unwrap_or(""),
            );
        }
        Entity::Source(id) => {
            let source = history.source(id);
            importance = 1;
            add(Weight::Alias, &source.short);
            add(Weight::Body, source.publisher.as_deref().unwrap_or(""));
            add(Weight::Body, source.note.as_deref().unwrap_or(""));
        }
        Entity::Term(id) => {
            let term = history.term(id);
            names(&term.names, &mut add);
            add(Weight::Summary, &term.means);
        }
        Entity::Tour(id) => {
            for stop in &history.tour(id).stops {
                add(Weight::Summary, &stop.title);
            }
        }
        Entity::Membership(id) => {
            let membership = history.membership(id);
            let person = history.person(membership.person);
            names(&person.names, &mut add);
            add(Weight::Alias, &history.post(membership.post).title);
            add(
                Weight::Body,
                membership.on_behalf_of.as_deref().unwrap_or(""),
            );
            day = membership.first_day().map_or(i64::MIN, |day| day.0);
        }
    }
    for says in history
        .cites_of(entity)
        .iter()
        .filter_map(|cite: &Cite| cite.says.as_deref())
    {
        texts.push(text_of(Weight::Body, says));
    }
    Record {
        entity,
        letters: texts.iter().fold(0, |all, text| all | text.letters),
        texts,
        importance,
        day,
    }
}

fn names(names: &[Name], add: &mut impl FnMut(Weight, &str)) {
    for name in names {
        add(Weight::Alias, &name.text);
    }
}

fn text_of(weight: Weight, shown: &str) -> Text {
    let cut: String = shown.chars().take(LONGEST_TEXT).collect();
    let named = weight >= Weight::Alias;
    let folded = text::fold(&cut);
    let latin = text::has_cyrillic(&cut).then(|| text::romanise(&cut));
    let skeleton = if named {
        text::skeleton(&cut)
    } else {
        String::new()
    };
    Text {
        weight,
        letters: letters_of(&folded)
            | latin.as_deref().map_or(0, letters_of)
            | letters_of(&skeleton),
        folded: folded.into(),
        latin: latin.map(Into::into),
        skeleton: skeleton.into(),
        shown: cut.into(),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Records of invented events: words of the field in an order that a seed decides, with marks and in two scripts.
    pub fn invented(n: usize, seed: u64) -> Vec<Record> {
        const NAMES: [&str; 12] = [
            "Khürelsükh",
            "Хүрэлсүх",
            "Elbegdorj",
            "Цахиагийн Элбэгдорж",
            "Battulga",
            "Putin",
            "Путин",
            "Enkhbayar",
            "Chagatai",
            "Ögedei",
            "Łukasiewicz",
            "Choibalsan",
        ];
        const VERBS: [&str; 8] = [
            "visits",
            "meets",
            "signs a treaty in",
            "speaks of friendship in",
            "leaves",
            "receives guests from",
            "state visit to",
            "joins the summit of",
        ];
        const PLACES: [&str; 8] = [
            "Moscow",
            "Москва",
            "Ulaanbaatar",
            "Улаанбаатар",
            "Khalkhin Gol",
            "Vladivostok",
            "m-o-s-c-o-w",
            "Samarkand",
        ];
        let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        let mut next = |below: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state >> 33) as usize % below
        };
        (0..n)
            .map(|idx| {
                let title = format!(
                    "{} {} {}",
                    NAMES[next(NAMES.len())],
                    VERBS[next(VERBS.len())],
                    PLACES[next(PLACES.len())]
                );
                let summary = format!(
                    "{} and {} {} {} in {}",
                    NAMES[next(NAMES.len())],
                    NAMES[next(NAMES.len())],
                    VERBS[next(VERBS.len())],
                    PLACES[next(PLACES.len())],
                    1900 + next(126)
                );
                let texts = vec![
                    text_of(Weight::Name, &title),
                    text_of(Weight::Alias, PLACES[next(PLACES.len())]),
                    text_of(Weight::Summary, &summary),
                ];
                Record {
                    entity: Entity::new(EntityKind::Event, idx),
                    letters: texts.iter().fold(0, |all, text| all | text.letters),
                    texts,
                    importance: next(5) as u8 + 1,
                    day: next(1000) as i64,
                }
            })
            .collect()
    }
}
