//! Relations of two areas as steps on a named scale.

use super::{AreaId, Cite, Date, Day, Entity};

/// A span during which a relation stood at one level.
#[derive(Clone, Debug, PartialEq)]
pub struct Segment {
    /// The span, an interval; open at the end when it still holds.
    pub during: Date,
    /// A word of the track's scale.
    pub level: String,
    /// The place of the level on the scale, from 0; `None` when it is not on it.
    pub rank: Option<usize>,
    /// What brought it about.
    pub by: Option<Entity>,
    /// A remark.
    pub note: Option<String>,
    /// Proof.
    pub cites: Vec<Cite>,
}

/// A document that did not change the level.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// When.
    pub on: Date,
    /// What it was.
    pub label: String,
    /// The event that tells of it.
    pub by: Option<Entity>,
    /// Proof.
    pub cites: Vec<Cite>,
}

/// The relation of two areas over time.
#[derive(Clone, Debug, PartialEq)]
pub struct Track {
    /// Text id, unique among tracks.
    pub id: String,
    /// `Mongolia–Russia`.
    pub title: String,
    /// For narrow columns: `MN–RU`; falls back to `title`.
    pub short: String,
    /// The areas that it joins.
    pub between: Vec<AreaId>,
    /// Names of the levels, lowest first.
    pub scale: Vec<String>,
    /// In order of time.
    pub segments: Vec<Segment>,
    /// In order of time.
    pub marks: Vec<Mark>,
    /// A sentence or two.
    pub summary: Option<String>,
    /// Proof.
    pub cites: Vec<Cite>,
}

impl Track {
    /// The segment that holds on a day. On the day of a step the new level holds.
    pub fn level_on(&self, day: Day) -> Option<&Segment> {
        self.segments.iter().rev().find(|segment| {
            segment.during.earliest().is_none_or(|first| first <= day)
                && segment.during.latest().is_none_or(|last| day <= last)
        })
    }
}
