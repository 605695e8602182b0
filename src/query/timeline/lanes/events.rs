//! The lanes of events: one for each kind, or for each area, person or tag that events name.

use std::collections::HashMap;

use crate::model::{AreaId, Entity, Event, EventId, EventKind, History, TrackId, date::End};

use super::super::{Certainty, Extent, Grouping, Item};
use super::{Group, Lane, LaneKind, Lanes};

/// Groups beyond these share one lane: nobody compares a hundred lanes.
const MOST_GROUPS: usize = 48;

/// Lanes of events, and which events have no day.
pub(super) struct EventLanes {
    pub lanes: Vec<Lane>,
    pub undated: Vec<EventId>,
}

/// The lanes of a grouping.
pub(super) fn event_lanes(
    history: &History,
    keep: impl Fn(Entity) -> bool,
    grouping: Grouping,
    first: &[AreaId],
) -> EventLanes {
    let mut undated = Vec::new();
    let dated = history
        .events_by_time()
        .iter()
        .filter(|&&id| keep(id.into()))
        .filter_map(|&id| {
            let found = item(history, id);
            if found.is_none() {
                undated.push(id);
            }
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
    EventLanes { lanes, undated }
}

/// What a predicate keeps of the lanes by kind of a whole history.
pub(super) fn narrowed(whole: &Lanes, keep: impl Fn(Entity) -> bool) -> EventLanes {
    let lanes = whole.lanes.iter().filter_map(|lane| {
        let LaneKind::Events(kind) = &lane.kind else {
            return None;
        };
        let kept = lane.items.iter().filter(|item| keep(item.entity));
        of_kind(kind, kept.copied().collect())
    });
    let undated = whole.undated.iter().copied();
    EventLanes {
        lanes: lanes.collect(),
        undated: undated.filter(|&id| keep(id.into())).collect(),
    }
}

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
    let mut held: Vec<(&EventKind, Vec<Item>)> = Vec::new();
    for (event, item) in dated {
        match held.iter_mut().find(|(kind, _)| **kind == event.kind) {
            Some((_, items)) => items.push(item),
            None => held.push((&event.kind, vec![item])),
        }
    }
    held.sort_by_key(|(kind, _)| *kind);
    held.into_iter()
        .filter_map(|(kind, items)| of_kind(kind, items))
        .collect()
}

/// The lane of a kind.
fn of_kind(kind: &EventKind, items: Vec<Item>) -> Option<Lane> {
    Lane::new(
        format!("events:{}", kind.word()),
        LaneKind::Events(kind.clone()),
        (plural(kind), kind.label().to_owned()),
        items,
    )
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
