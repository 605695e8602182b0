//! Checks of how things stood: who held a post, which level a relation had, which relations were raised in a term.

use crate::model::{Date, Day, Entity, History, MembershipId, PersonId, PostId, TrackId};
use crate::query::leaders;

use super::{Computed, Counted, Outcome, bounds, dated};

pub(super) fn held_on(
    history: &History,
    post: PostId,
    (date, edition): (&Date, Day),
    person: PersonId,
) -> Computed {
    let (first, last) = bounds(date, edition);
    let holders: Vec<MembershipId> = leaders::terms(history, post)
        .iter()
        .filter(|term| term.holds_on(first) && term.holds_on(last))
        .map(|term| term.id)
        .collect();
    let names: Vec<&str> = holders
        .iter()
        .map(|&id| history.person(history.membership(id).person).short.as_str())
        .collect();
    let is_expected = holders
        .iter()
        .any(|&id| history.membership(id).person == person);
    let found = if names.is_empty() {
        "nobody".to_owned()
    } else {
        names.join(" and ")
    };
    let title = &history.post(post).title;
    Computed {
        text: format!("{title} on {}: {found}", date.in_words()),
        outcome: Outcome::of(is_expected, true),
        expected: format!(
            "{} as {title} on {}",
            history.person(person).short,
            date.in_words()
        ),
        found,
        how: "terms of office on that day; the day of a handover belongs to the successor"
            .to_owned(),
        lines: holders
            .iter()
            .map(|&id| dated(history, id.into()))
            .collect(),
        counted: holders.into_iter().map(Entity::from).collect(),
    }
}

pub(super) fn level(
    history: &History,
    id: TrackId,
    (date, edition): (&Date, Day),
    expect: &str,
) -> Computed {
    let (first, last) = bounds(date, edition);
    let track = history.track(id);
    let segment = track.level_on(first).filter(|segment| {
        track
            .level_on(last)
            .is_some_and(|other| other.level == segment.level)
    });
    let found = segment.map_or("no level", |segment| segment.level.as_str());
    let counted: Vec<Entity> = std::iter::once(id.into())
        .chain(segment.and_then(|segment| segment.by))
        .collect();
    Computed {
        text: format!("{} on {}: {found}", track.title, date.in_words()),
        outcome: Outcome::of(found == expect, true),
        expected: format!("{expect} for {} on {}", track.title, date.in_words()),
        found: found.to_owned(),
        how: "the level of the relation on that day; on the day of a step the new level holds"
            .to_owned(),
        lines: segment
            .iter()
            .map(|segment| Counted {
                note: segment.during.short(),
                text: segment.level.clone(),
                to: segment.by.unwrap_or(id.into()),
            })
            .collect(),
        counted,
    }
}

pub(super) fn raised(
    history: &History,
    tracks: &[TrackId],
    level: &str,
    term: MembershipId,
    expect: usize,
    stated: Option<usize>,
) -> Computed {
    let membership = history.membership(term);
    let during = membership.term();
    let mut n = 0;
    let mut counted = vec![Entity::from(term)];
    let mut lines = Vec::new();
    for &id in tracks {
        let track = history.track(id);
        let Some(segment) = track.segments.iter().find(|segment| segment.level == level) else {
            lines.push(Counted {
                note: "never".to_owned(),
                text: track.title.clone(),
                to: id.into(),
            });
            continue;
        };
        let (when, start) = match segment.during.interval() {
            Some(interval) => match interval.start().date() {
                Some(start) => (start.short(), interval.earliest()),
                None => (segment.during.short(), None),
            },
            None => (segment.during.short(), segment.during.earliest()),
        };
        let held = start.map(|day| during.certainly_held_on(day));
        let place = match (held, start) {
            (Some(true), _) => {
                n += 1;
                counted.push(id.into());
                counted.extend(segment.by);
                "in the term".to_owned()
            }
            (_, Some(day)) => match holder(history, membership.post, day) {
                Some(person) => format!("under {}", history.person(person).short),
                None => "not in the term".to_owned(),
            },
            _ => "not known when".to_owned(),
        };
        lines.push(Counted {
            note: when,
            text: format!("{}, {place}", track.title),
            to: segment.by.unwrap_or(id.into()),
        });
    }
    let who = &history.person(membership.person).short;
    let asked = stated.unwrap_or(expect);
    Computed {
        text: format!(
            "{asked} of {} relations raised to {level} under {who}: counted {n}",
            tracks.len()
        ),
        outcome: Outcome::of(n == expect, n == asked),
        expected: format!("{expect} raised to {level} under {who}"),
        found: n.to_string(),
        how: format!(
            "the first step of each relation to {level}, and whether it lies in the term {}",
            during.in_words()
        ),
        lines,
        counted,
    }
}

/// Who held a post on a day.
fn holder(history: &History, post: PostId, day: Day) -> Option<PersonId> {
    leaders::terms(history, post)
        .iter()
        .find(|term| term.holds_on(day))
        .map(|term| term.person)
}
