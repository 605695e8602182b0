//! Eras as bands: named spans of time that stand behind the lanes, overlapping ones in rows of their own.

use crate::model::{Entity, History, date::End};

use super::super::{Certainty, Extent, Item, Window};
use super::{
    Lane, LaneKind,
    stack::{Meeting, stacked},
};

/// Eras in as few lanes as keep overlapping ones apart, the first free lane for each in order of time.
pub(super) fn era_lanes(
    history: &History,
    dated: Window,
    keep: impl Fn(Entity) -> bool,
) -> Vec<Lane> {
    let eras = history
        .eras()
        .filter(|&(id, _)| keep(id.into()))
        .map(|(id, era)| {
            let first = era.during.earliest().unwrap_or(dated.first);
            Item {
                entity: id.into(),
                part: 0,
                first,
                last: era.during.latest().unwrap_or(dated.last).max(first),
                importance: 3,
                certainty: Certainty::of(&era.during),
                extent: Extent::Lasting,
                open: era.during.end() == End::Open,
                acting: false,
            }
        })
        .collect();
    let labels = || ("Eras".to_owned(), "Eras".to_owned());
    (0..)
        .zip(stacked(eras, Meeting::Transition))
        .filter_map(|(level, items)| {
            Lane::new(
                format!("eras:{level}"),
                LaneKind::Eras(level),
                labels(),
                items,
            )
        })
        .collect()
}
