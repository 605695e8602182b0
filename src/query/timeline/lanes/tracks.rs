//! The lanes of relations: their levels as steps.

use crate::model::{Entity, History, TrackId, date::End};

use super::super::{Certainty, Extent, Item, Window};
use super::{Lane, LaneKind};

pub(super) fn track_lane(
    history: &History,
    id: TrackId,
    dated: Window,
    keep: impl Fn(Entity) -> bool,
) -> Option<Lane> {
    if !keep(id.into()) {
        return None;
    }
    let track = history.track(id);
    let items = segments(history, id, dated).map(|(_, item)| item).collect();
    let labels = (track.title.clone(), track.short.clone());
    Lane::new(
        format!("track:{}", track.id),
        LaneKind::Track(id),
        labels,
        items,
    )
}

/// The segments of a track as items, each with its level.
pub(super) fn segments(
    history: &History,
    id: TrackId,
    dated: Window,
) -> impl Iterator<Item = (&str, Item)> {
    let edition = history.edition_day();
    let segments = history.track(id).segments.iter().enumerate();
    segments.map(move |(part, segment)| {
        let first = segment.during.earliest().unwrap_or(dated.first);
        let last = segment.during.latest().unwrap_or(edition);
        let item = Item {
            entity: id.into(),
            part: part as u32,
            first,
            last: last.max(first),
            importance: 3,
            certainty: Certainty::of(&segment.during),
            extent: Extent::Lasting,
            open: segment.during.end() == End::Open,
            acting: false,
        };
        (segment.level.as_str(), item)
    })
}
