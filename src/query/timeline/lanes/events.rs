//! The lanes of events: one for each kind, or for each area, person or tag that events name.

use std::collections::HashMap;

use crate::model::{AreaId, Entity, Event, EventId, EventKind, History, TrackId, date::End};

use super::super::{Certainty, Extent, Grouping, Item};
use super::{Group, Lane, LaneKind};

/// Groups beyond these share one lane: nobody compares a hundred lanes.
const MOST_GROUPS: usize = 48;

/// Lanes of events, and how many events have no day.
pub(super) struct EventLanes {
    pub lanes: Vec<Lane>,
    pub n_undated: usize,
}

/// The lanes of a grouping.
pub(super) fn event_lanes(
    history: &History,
    keep: impl Fn(Entity) -> bool,
    grouping: Grouping,
    first: &[AreaId],
) -> EventLanes {
    let mut n_undated = 0;
    let dated = history
        .events_by_time()
        .iter()
        .filter(|&&id| keep(id.into()))
        .filter_map(|&id| {
            let found = item(history, id);
            n_undated += usize::from(found.is_none());
            found.map(|item| (history.event(id), item))
        });
    let lanes = match grouping {
        Grouping::Kind => of_kinds(dated),
        Grouping::Area => of_groups(
            dated,
            |event| event.areas.iter().map(|&area| Group::Area(area)).collect(),
            |group, n_events| {
                let Group::Area(area) = group else {
                    return (0, n_events);
                };
                let at = first.iter().position(|other| other == area);
                (first.len() - at.unwrap_or(first.len()), n_events)
            },
            |group| name(history, group),
        ),
        Grouping::Person => of_groups(
            dated,
            |event| {
                let people = event.people.iter();
                people.map(|one| Group::Person(one.person)).collect()
            },
            |_, n_events| (0, n_events),
            |group| name(history, group),
        ),
        Grouping::Tag => of_groups(
            dated,
            |event| {
                event
                    .tags
                    .iter()
                    .map(|tag| Group::Tag(tag.clone()))
                    .collect()
            },
            |_, n_events| (0, n_events),
            |group| name(history, group),
        ),
    };
    EventLanes { lanes, n_undated }
}

/// The areas that the history is about, first of all.
/// The areas that a relation joins; none without one.
pub(super) fn areas_of(history: &History, track: Option<TrackId>) -> &[AreaId] {
    track.map_or(&[], |track| &history.track(track).between)
}

fn item(history: &History, id: EventId) -> Option<Item> {
    let event = history.event(id);
    let (first, last) = (
        event.when.earliest().or(event.when.latest())?,
        event.when.latest().or(event.when.earliest())?,
    );
    let open = event.when.end() == End::Open;
    Some(Item {
        entity: id.into(),
        part: 0,
        first,
        last: if open {
            history.edition_day().max(first)
        } else {
            last.max(first)
        },
        importance: event.importance,
        certainty: Certainty::of(&event.when),
        extent: Extent::of(&event.when),
        open,
        acting: false,
    })
}

/// A lane for each kind, in the order of the vocabulary.
fn of_kinds<'a>(dated: impl Iterator<Item = (&'a Event, Item)>) -> Vec<Lane> {
    let mut of_kind: Vec<(&EventKind, Vec<Item>)> = Vec::new();
    for (event, item) in dated {
        match of_kind.iter_mut().find(|(kind, _)| **kind == event.kind) {
            Some((_, items)) => items.push(item),
            None => of_kind.push((&event.kind, vec![item])),
        }
    }
    of_kind.sort_by_key(|(kind, _)| *kind);
    of_kind
        .into_iter()
        .filter_map(|(kind, items)| {
            let labels = (plural(kind), kind.label().to_owned());
            Lane::new(
                format!("events:{}", kind.word()),
                LaneKind::Events(kind.clone()),
                labels,
                items,
            )
        })
        .collect()
}

/// A lane for each group that two events or more name, those of the highest weight first, and one for all events that
/// are in none of them. An event that names several groups is in the lane of each.
fn of_groups<'a>(
    dated: impl Iterator<Item = (&'a Event, Item)>,
    groups_of: impl Fn(&Event) -> Vec<Group>,
    weight: impl Fn(&Group, usize) -> (usize, usize),
    name: impl Fn(&Group) -> (String, String, String),
) -> Vec<Lane> {
    let mut items: Vec<Item> = Vec::new();
    let mut of_group: HashMap<Group, Vec<u32>> = HashMap::new();
    for (event, item) in dated {
        let mut groups = groups_of(event);
        groups.sort_unstable();
        groups.dedup();
        for group in groups {
            of_group.entry(group).or_default().push(items.len() as u32);
        }
        items.push(item);
    }
    let mut groups: Vec<(Group, Vec<u32>)> = of_group
        .into_iter()
        .filter(|(_, held)| held.len() > 1)
        .collect();
    groups.sort_unstable_by(|(one, held), (other, others)| {
        weight(other, others.len())
            .cmp(&weight(one, held.len()))
            .then_with(|| one.cmp(other))
    });
    groups.truncate(MOST_GROUPS);
    let mut is_shown = vec![false; items.len()];
    for &idx in groups.iter().flat_map(|(_, held)| held) {
        is_shown[idx as usize] = true;
    }
    let rest = (0..items.len() as u32).filter(|&idx| !is_shown[idx as usize]);
    groups.push((Group::Rest, rest.collect()));
    groups
        .into_iter()
        .filter_map(|(group, held)| {
            let (key, label, short) = name(&group);
            let held = held.into_iter().map(|idx| items[idx as usize]).collect();
            Lane::new(key, LaneKind::Group(group), (label, short), held)
        })
        .collect()
}

/// Key, label and short label.
fn name(history: &History, group: &Group) -> (String, String, String) {
    match group {
        Group::Area(id) => {
            let area = history.area(*id);
            (format!("area:{}", area.id), area.name.clone(), area.short())
        }
        Group::Person(id) => {
            let person = history.person(*id);
            (
                format!("person:{}", person.id),
                person.short.clone(),
                person.short.clone(),
            )
        }
        Group::Tag(tag) => (format!("tag:{tag}"), tag.clone(), tag.clone()),
        Group::Rest => (
            "rest:".to_owned(),
            "all others".to_owned(),
            "others".to_owned(),
        ),
    }
}

fn plural(kind: &EventKind) -> String {
    match kind {
        EventKind::Policy => "policies".to_owned(),
        EventKind::Other => "other events".to_owned(),
        EventKind::Unknown(word) => word.to_lowercase(),
        known => format!("{}s", known.label()),
    }
}
