//! The lanes of projects: one item for each run of entries with one status.

use crate::model::{Entity, History, ProjectId, ProjectStatus};

use super::super::{Certainty, Extent, Item};
use super::{Lane, LaneKind};

/// One item for each run of entries with one status.
pub(super) fn project_lane(
    history: &History,
    id: ProjectId,
    keep: impl Fn(Entity) -> bool,
) -> Option<Lane> {
    if !keep(id.into()) {
        return None;
    }
    let edition = history.edition_day();
    let project = history.project(id);
    let mut items: Vec<Item> = Vec::new();
    let mut held: Option<&ProjectStatus> = None;
    for (part, entry) in project.status.iter().enumerate() {
        let Some(first) = entry.on.earliest().or(entry.on.latest()) else {
            continue;
        };
        if held == Some(&entry.is) {
            continue;
        }
        if let Some(before) = items.last_mut() {
            before.last = before.last.min(first.add_days(-1)).max(before.first);
            before.open = false;
        }
        held = Some(&entry.is);
        let open = entry.is.is_open();
        items.push(Item {
            entity: id.into(),
            part: part as u32,
            first,
            last: if open { edition.max(first) } else { first },
            importance: 3,
            certainty: Certainty::of(&entry.on),
            extent: Extent::Lasting,
            open,
            acting: false,
        });
    }
    let labels = (project.short.clone(), project.short.clone());
    Lane::new(
        format!("project:{}", project.id),
        LaneKind::Project(id),
        labels,
        items,
    )
}
