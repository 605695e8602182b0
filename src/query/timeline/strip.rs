//! The whole history on one line: how many events fall in each column, and where the window is.

use std::ops::RangeInclusive;

use crate::model::Day;

use super::{Lanes, Scale, Window};

/// Level of the fullest column.
const MOST: u8 = 8;

/// The density of events over the whole span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strip {
    /// The whole span over the columns.
    pub scale: Scale,
    /// For each column 0 (no event), or 2 (few) to 8 (as many as in the fullest). There is no 1: an eighth is the ground
    /// line on which the others stand.
    pub levels: Vec<u8>,
    /// First and last column of the window.
    pub window: RangeInclusive<u16>,
    /// The year at the left end, as shown.
    pub from: String,
    /// The year at the right end, as shown.
    pub to: String,
}

impl Strip {
    /// Counts the events of each column.
    pub fn new(lanes: &Lanes, window: Window, width: u16) -> Self {
        let scale = Scale::new(lanes.dated(), width);
        let events = lanes.events();
        let mut at = 0;
        let counts: Vec<usize> = (0..width)
            .map(|column| {
                let after = scale.day_after(column);
                let until = at + events[at..].partition_point(|&(day, _)| day < after);
                let count = until - at;
                at = until;
                count
            })
            .collect();
        let most = counts.iter().copied().max().unwrap_or(0).max(1);
        let levels = counts
            .into_iter()
            .map(|count| match count {
                0 => 0,
                _ => 1 + (count * usize::from(MOST - 1)).div_ceil(most) as u8,
            })
            .collect();
        let (from, to) = (lanes.dated().first.year(), lanes.dated().last.year());
        Self {
            scale,
            levels,
            window: scale.nearest_column(window.first)..=scale.nearest_column(window.last),
            from: super::axis::year_label(from, true),
            to: super::axis::year_label(to, from <= 0),
        }
    }

    /// The day in the middle of a column.
    pub fn day(&self, column: u16) -> Day {
        Window::new(
            self.scale.day(column),
            self.scale.day_after(column).add_days(-1),
        )
        .middle()
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn every_event_counts_in_some_column() {
        let history = sample::history();
        let lanes = Lanes::new(&history);
        for width in [1, 7, 80, 300] {
            let strip = Strip::new(&lanes, lanes.whole(), width);
            assert_eq!(strip.levels.len(), usize::from(width));
            assert_eq!(strip.levels.iter().max(), Some(&MOST));
            assert_eq!(strip.window, 0..=width - 1);
        }
        assert_eq!(Strip::new(&lanes, lanes.whole(), 1).levels, [MOST]);
        assert!(Strip::new(&lanes, lanes.whole(), 0).levels.is_empty());
    }
}
