//! All relations on one ladder: a lane for each level of the scales, the highest first.

use std::collections::HashSet;

use crate::model::{Entity, History, TrackId};

use super::stack::{Meeting, stacked};
use super::{Lane, LaneKind, Lanes, dated, tracks::segments};

impl Lanes {
    /// The relations that a predicate accepts, level by level: what stands at one level at the same time has lanes of
    /// its own, the first with the level's name.
    ///
    /// Scales that differ are read as one: a level that only some of them have goes between its neighbours there.
    pub fn ladder(history: &History, keep: impl Fn(Entity) -> bool) -> Self {
        let dated = dated(history);
        let kept: Vec<TrackId> = headline_first(history)
            .filter(|&id| keep(id.into()))
            .collect();
        let used: HashSet<&str> = kept
            .iter()
            .flat_map(|&id| &history.track(id).segments)
            .map(|segment| segment.level.as_str())
            .collect();
        let levels = one_scale(history, &kept);
        let mut lanes = Vec::new();
        for level in levels
            .into_iter()
            .rev()
            .filter(|&level| used.contains(level))
        {
            let items = kept
                .iter()
                .flat_map(|&id| segments(history, id, dated))
                .filter(|(held, _)| *held == level)
                .map(|(_, item)| item)
                .collect();
            for (number, items) in stacked(items, Meeting::Strangers).into_iter().enumerate() {
                let (key, label) = match number {
                    0 => (format!("level:{level}"), level.to_owned()),
                    _ => (format!("level:{level}#{}", number + 1), String::new()),
                };
                lanes.extend(Lane::new(
                    key,
                    LaneKind::Level,
                    (label.clone(), label),
                    items,
                ));
            }
        }
        Self::index(history, lanes, dated, Vec::new())
    }
}

fn headline_first(history: &History) -> impl Iterator<Item = TrackId> {
    let headline = history.overview().headline_track;
    headline.into_iter().chain(
        history
            .tracks()
            .map(|(id, _)| id)
            .filter(move |&id| Some(id) != headline),
    )
}

/// The levels of all scales in one order, lowest first.
fn one_scale<'a>(history: &'a History, tracks: &[TrackId]) -> Vec<&'a str> {
    let mut all: Vec<&str> = Vec::new();
    for &id in tracks {
        let track = history.track(id);
        let beyond = track.segments.iter().map(|segment| &segment.level);
        let own: Vec<&str> = track
            .scale
            .iter()
            .chain(beyond)
            .map(String::as_str)
            .collect();
        for (idx, &level) in own.iter().enumerate() {
            if all.contains(&level) {
                continue;
            }
            let place = |level: &&str| all.iter().position(|other| other == level);
            let at = own[..idx]
                .iter()
                .rev()
                .find_map(place)
                .map(|below| below + 1)
                .or_else(|| own[idx + 1..].iter().find_map(place));
            all.insert(at.unwrap_or(all.len()), level);
        }
    }
    all
}
