//! From when to when, with both ends as uncertain as they are.
//!
//! An end is known, open or unknown: three states, not two. Two readings of the last day live side by side and are
//! named apart: an era *contains* its last day, while a term of office is *held* until the day it ends and not on it,
//! so that a handover is no overlap.

use std::cmp::{max, min};
use std::fmt;

use super::{Date, DateError, Day};

/// A stretch of time between two ends, each a [`Date`] with bounds of its own.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Interval {
    start: Edge,
    end: Edge,
}

/// Either end of an interval.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Edge {
    /// On a date that somebody gives.
    On(Date),
    /// `..`: still running, or without a beginning.
    Open,
    /// It did begin or end, and nobody wrote down when.
    Unknown,
}

/// A number of days that is only known to lie between two, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayCount {
    pub at_least: i64,
    pub at_most: i64,
}

impl Interval {
    /// Reads `start/end`; a single date is an interval that starts and ends within it.
    ///
    /// # Errors
    /// Those of [`Date::parse`].
    pub fn parse(text: &str) -> Result<Self, DateError> {
        Date::parse(text).map(Self::from)
    }

    /// From ends that were written apart. `None` is an unknown one. The end may lie before the start: ask
    /// [`Interval::is_certainly_reversed`].
    pub fn from_ends(start: impl Into<Edge>, end: impl Into<Edge>) -> Self {
        Self {
            start: start.into(),
            end: end.into(),
        }
    }

    pub const fn start(&self) -> &Edge {
        &self.start
    }

    pub const fn end(&self) -> &Edge {
        &self.end
    }

    /// The first day on which it can have begun; `None` for an open or unknown start.
    pub fn earliest(&self) -> Option<Day> {
        self.start.date()?.earliest()
    }

    /// The last day on which it can have ended; `None` for an open or unknown end.
    pub fn latest(&self) -> Option<Day> {
        self.end.date()?.latest()
    }

    /// All days of the end lie before all days of the start.
    pub fn is_certainly_reversed(&self) -> bool {
        matches!((self.earliest(), self.latest()), (Some(start), Some(end)) if end < start)
    }

    /// The start reaches past the last day of the end, as in `2004/2004-03`.
    pub fn is_possibly_reversed(&self) -> bool {
        let start = self.start.date().and_then(Date::latest);
        matches!((start, self.latest()), (Some(start), Some(end)) if end < start)
    }

    /// Whatever the ends turn out to be, the day is one of its days; the last day counts.
    pub fn certainly_contains(&self, day: Day) -> bool {
        self.certain_start() <= day && day <= self.certain_end()
    }

    /// Ends within what is known can have the day between them; the last day counts.
    pub fn possibly_contains(&self, day: Day) -> bool {
        self.possible_start() <= day && day <= self.possible_end()
    }

    /// As a term of office: held on the day, whatever the ends turn out to be. The day it ends is the successor's,
    /// except that a term of one day is held on that day.
    pub fn certainly_held_on(&self, day: Day) -> bool {
        let (start, end) = (self.certain_start(), self.certain_end());
        start <= day && (day < end || (day == end && self.is_one_day()))
    }

    /// As a term of office: possibly held on the day.
    pub fn possibly_held_on(&self, day: Day) -> bool {
        let (start, end) = (self.possible_start(), self.possible_end());
        start <= day && (day < end || (day == end && self.is_one_day()))
    }

    /// Days of a term of office, its last day not counted; what still runs counts up to and with `until`.
    pub fn term_days(&self, until: Day) -> DayCount {
        self.shared_days(self, until)
    }

    /// Days that two terms of office share, a handover being none; what still runs counts up to and with `until`.
    pub fn shared_days(&self, other: &Self, until: Day) -> DayCount {
        let shared = |one: (Day, Day), two: (Day, Day)| {
            max(0, min(one.1, two.1).0.saturating_sub(max(one.0, two.0).0))
        };
        DayCount {
            at_least: shared(self.certain_term(until), other.certain_term(until)),
            at_most: shared(self.possible_term(until), other.possible_term(until)),
        }
    }

    /// The same day at both ends.
    pub(super) fn is_one_day(&self) -> bool {
        let day = |edge: &Edge| {
            edge.date()
                .and_then(|date| date.earliest().filter(|_| date.is_day()))
        };
        day(&self.start).is_some() && day(&self.start) == day(&self.end)
    }

    /// The last day on which it can have begun.
    fn certain_start(&self) -> Day {
        match &self.start {
            Edge::On(date) => date.latest().unwrap_or(FAR_FUTURE),
            Edge::Open => FAR_PAST,
            // It began no later than it ended.
            Edge::Unknown => self.end.date().and_then(Date::latest).unwrap_or(FAR_FUTURE),
        }
    }

    /// The first day on which it can have ended.
    fn certain_end(&self) -> Day {
        match &self.end {
            Edge::On(date) => date.earliest().unwrap_or(FAR_PAST),
            Edge::Open => FAR_FUTURE,
            Edge::Unknown => self
                .start
                .date()
                .and_then(Date::earliest)
                .unwrap_or(FAR_PAST),
        }
    }

    fn possible_start(&self) -> Day {
        self.earliest().unwrap_or(FAR_PAST)
    }

    fn possible_end(&self) -> Day {
        self.latest().unwrap_or(FAR_FUTURE)
    }

    /// First day, and the day after the last, of what was held whatever the ends turn out to be.
    fn certain_term(&self, until: Day) -> (Day, Day) {
        let end = match self.end {
            Edge::Open => until.add_days(1),
            Edge::On(_) | Edge::Unknown => self.certain_end(),
        };
        (self.certain_start(), end)
    }

    fn possible_term(&self, until: Day) -> (Day, Day) {
        let end = self.latest().unwrap_or_else(|| until.add_days(1));
        (self.possible_start(), end)
    }
}

impl Edge {
    pub const fn date(&self) -> Option<&Date> {
        match self {
            Self::On(date) => Some(date),
            Self::Open | Self::Unknown => None,
        }
    }
}

impl From<Option<Date>> for Edge {
    fn from(date: Option<Date>) -> Self {
        date.map_or(Self::Unknown, Self::On)
    }
}

impl From<Date> for Edge {
    fn from(date: Date) -> Self {
        Self::On(date)
    }
}

impl From<Date> for Interval {
    fn from(date: Date) -> Self {
        match date.interval() {
            Some(interval) => interval.clone(),
            None => Self::from_ends(date.clone(), date),
        }
    }
}

/// `start/end`, or the date alone where both ends are the same.
impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.start, &self.end) {
            (Edge::On(start), Edge::On(end)) if start == end => f.pad(start.as_str()),
            (start, end) => f.pad(&format!("{start}/{end}")),
        }
    }
}

impl fmt::Display for Edge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::On(date) => f.pad(date.as_str()),
            Self::Open => f.pad(".."),
            Self::Unknown => Ok(()),
        }
    }
}

/// Stand for no end at all; no calendar day is as far.
const FAR_PAST: Day = Day(i64::MIN);
const FAR_FUTURE: Day = Day(i64::MAX);

#[cfg(test)]
mod tests {
    use super::*;

    fn interval(text: &str) -> Interval {
        Interval::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    fn day(text: &str) -> Day {
        let date = Date::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        date.earliest().expect("a day")
    }

    #[test]
    fn what_an_interval_contains_depends_on_what_its_ends_can_be() {
        for (text, on, certain, possible) in [
            ("1939-05-11/1939-09-16", "1939-09-16", true, true),
            ("1939-05-11/1939-09-16", "1939-09-17", false, false),
            ("1939-05/1939-09", "1939-05-20", false, true),
            ("1939-05/1939-09", "1939-05-31", true, true),
            ("1939-05/1939-09", "1939-09-02", false, true),
            ("2012-05-07/..", "2500-01-01", true, true),
            ("2012-05-07/", "2500-01-01", false, true),
            ("2012-05-07/", "2012-05-07", true, true),
            ("../-0043-03-15", "-0500-01-01", true, true),
            ("/-0043-03-15", "-0500-01-01", false, true),
            ("/-0043-03-15", "-0043-03-15", true, true),
            ("/-0043-03-15", "-0043-03-16", false, false),
            ("1939", "1939-06-01", false, true),
        ] {
            let (interval, on) = (interval(text), day(on));
            assert_eq!(interval.certainly_contains(on), certain, "{text} {on}");
            assert_eq!(interval.possibly_contains(on), possible, "{text} {on}");
        }
    }

    #[test]
    fn the_day_of_a_handover_is_the_successors() {
        let first = interval("2009-06-18/2017-07-10");
        let second = interval("2017-07-10/2021-06-25");
        let handover = day("2017-07-10");
        assert!(!first.possibly_held_on(handover) && first.certainly_contains(handover));
        assert!(second.certainly_held_on(handover));
        let none = DayCount {
            at_least: 0,
            at_most: 0,
        };
        assert_eq!(first.shared_days(&second, day("2025-01-01")), none);
        let one_day = interval("1917-11-09/1917-11-09");
        assert!(
            one_day.certainly_held_on(day("1917-11-09"))
                && !one_day.certainly_held_on(day("1917-11-10"))
        );
    }

    #[test]
    fn shared_days_are_counted_from_certain_and_from_possible_ends() {
        let until = day("2025-12-31");
        for (one, two, at_least, at_most) in [
            ("2009-06-18/2017-07-10", "2008-05-07/2012-05-07", 1054, 1054),
            ("2000-05-07/2008", "2005-06-24/2009-06-18", 921, 1286),
            ("2025-12-01/..", "2025-12-30/..", 2, 2),
            ("2025-12-01/", "2025-12-30/..", 0, 2),
            ("-0043-03-15/-0029", "-0043-03-20/-0042-03-20", 365, 365),
            ("1990/1991", "1993/1994", 0, 0),
        ] {
            let count = DayCount { at_least, at_most };
            assert_eq!(
                interval(one).shared_days(&interval(two), until),
                count,
                "{one} {two}"
            );
            assert_eq!(
                interval(two).shared_days(&interval(one), until),
                count,
                "{two} {one}"
            );
        }
        assert_eq!(
            interval("2024-02-28/2024-03-01").term_days(until),
            DayCount {
                at_least: 2,
                at_most: 2
            }
        );
    }

    #[test]
    fn ends_written_apart_may_be_the_wrong_way_round() {
        let date = |text| Date::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        let reversed = Interval::from_ends(date("2017-07-10"), date("2009~"));
        assert!(reversed.is_certainly_reversed() && reversed.is_possibly_reversed());
        let perhaps = Interval::from_ends(date("2004"), date("2004-03"));
        assert!(!perhaps.is_certainly_reversed() && perhaps.is_possibly_reversed());
        let fine = Interval::from_ends(date("2004-03"), date("2004"));
        assert!(!fine.is_possibly_reversed());
        let running = Interval::from_ends(Some(date("2012-05-07")), Edge::Open);
        assert_eq!(running.to_string(), "2012-05-07/..");
        let unknown = Interval::from_ends(None, date("[1667,1668]"));
        assert_eq!(unknown.to_string(), "/[1667,1668]");
        assert!(!unknown.is_possibly_reversed());
    }
}
