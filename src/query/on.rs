//! The state of a history on one day: who held office, what was under way, how each relation stood.

use crate::model::{Day, History, ProjectId, ProjectStatus, Segment, StatusEntry, TrackId};

use super::leaders::{PostGroup, Term};

/// Who holds a post on the day.
pub fn holders(groups: &[PostGroup], day: Day) -> impl Iterator<Item = (&PostGroup, &Term)> {
    groups
        .iter()
        .flat_map(|group| group.terms.iter().map(move |term| (group, term)))
        .filter(move |(_, term)| term.holds_on(day))
}

/// Projects with the entry of their status that is in force, in the order of the file; those not yet begun left out.
pub fn projects(history: &History, day: Day) -> impl Iterator<Item = (ProjectId, &StatusEntry)> {
    history
        .projects()
        .filter_map(move |(id, project)| project.status_on(day).map(|entry| (id, entry)))
}

/// How many projects were under way or completing on the day.
pub fn under_way(history: &History, day: Day) -> usize {
    projects(history, day)
        .filter(|(_, entry)| {
            matches!(
                entry.is,
                ProjectStatus::Implementation | ProjectStatus::Finalisation
            )
        })
        .count()
}

/// The level of each track that has one on the day, in the order of the file.
pub fn levels(history: &History, day: Day) -> impl Iterator<Item = (TrackId, &Segment)> {
    history
        .tracks()
        .filter_map(move |(id, track)| track.level_on(day).map(|segment| (id, segment)))
}

/// The level of the track that a dataset names first: that of the `member` of histories side by side, from 0.
pub fn headline(history: &History, member: usize, day: Day) -> Option<(TrackId, &Segment)> {
    let id = history.members().get(member)?.headline_track?;
    Some((id, history.track(id).level_on(day)?))
}
