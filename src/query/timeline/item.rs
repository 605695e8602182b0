//! Something in a lane: its days, how well they are known, and what they mean.

use crate::model::{
    Date, Day, Entity,
    date::{Precision, Shape},
};

/// How well the dates of an item are known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Certainty {
    /// `~`.
    pub approximate: bool,
    /// `?`.
    pub uncertain: bool,
    /// One of several dates.
    pub one_of: bool,
}

/// What the days of an item mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Extent {
    /// One day.
    Day,
    /// Some day of the span: known to the month, the year or less.
    Within,
    /// The whole span.
    Lasting,
}

/// Something in a lane. Small, since a lane may have a million: names are asked of the history when drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// Event, membership, track or project.
    pub entity: Entity,
    /// The segment of a track or the first status entry of a project segment, by its position there.
    pub part: u32,
    /// First day that it can mean.
    pub first: Day,
    /// Last day that it can mean, the edition where the end is open; never before `first`.
    pub last: Day,
    /// 1 (detail) to 5 (turning point); terms, levels and projects have 3.
    pub importance: u8,
    /// How well the dates are known.
    pub certainty: Certainty,
    /// What the days mean.
    pub extent: Extent,
    /// Still running at the edition.
    pub open: bool,
    /// Acting, interim or disputed.
    pub acting: bool,
}

/// One of the items of [`Lanes`](super::Lanes).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ItemRef {
    /// Position of the lane in [`Lanes::lanes`](super::Lanes::lanes).
    pub lane: u32,
    /// Position of the item in [`Lane::items`](super::Lane::items).
    pub item: u32,
}

impl Item {
    /// Days from the item to a day; 0 while it runs.
    pub fn distance(&self, day: Day) -> i64 {
        if day < self.first {
            self.first.0.saturating_sub(day.0)
        } else {
            day.0.saturating_sub(self.last.0).max(0)
        }
    }
}

impl Certainty {
    /// How well a date is known.
    pub fn of(date: &Date) -> Self {
        Self {
            approximate: date.is_approximate(),
            uncertain: date.is_uncertain(),
            one_of: date.shape() == Shape::OneOf,
        }
    }

    /// Neither approximate nor uncertain, and one date only.
    pub fn is_exact(self) -> bool {
        self == Self::default()
    }
}

impl Extent {
    /// What the days of a date mean.
    pub fn of(date: &Date) -> Self {
        match date.shape() {
            Shape::Single if date.precision() == Precision::Day || date.is_day() => Self::Day,
            Shape::Single | Shape::OneOf => Self::Within,
            Shape::Interval | Shape::AllOf if date.is_day() => Self::Day,
            Shape::Interval | Shape::AllOf => Self::Lasting,
        }
    }
}
