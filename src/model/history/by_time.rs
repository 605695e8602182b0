//! Events in the order of time, with the days on which they begin beside them: a search for a span of days then reads
//! no event.

use std::ops::Range;

use super::super::{Day, Event, EventId};

/// Events in order, and the first day of each, which an open beginning has not.
#[derive(Debug)]
pub(super) struct ByTime {
    events: Vec<EventId>,
    firsts: Vec<Option<Day>>,
}

impl ByTime {
    /// `ordered` are ids of `events`, those without a first day before all others.
    pub fn new(events: &[Event], ordered: Vec<EventId>) -> Self {
        let first = |id: &EventId| events[id.idx()].when.earliest();
        Self {
            firsts: ordered.iter().map(first).collect(),
            events: ordered,
        }
    }

    /// All of them.
    pub fn all(&self) -> &[EventId] {
        &self.events
    }

    /// Those that begin on one of some days.
    pub fn beginning(&self, days: Range<Day>) -> &[EventId] {
        let before = |day: Day| self.firsts.partition_point(|first| *first < Some(day));
        let from = before(days.start);
        &self.events[from..before(days.end).max(from)]
    }
}
