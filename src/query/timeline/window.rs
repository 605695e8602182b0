//! Which days are shown, and which column shows which day. All arithmetic is exact, in whole days.

use std::ops::Range;

use crate::model::Day;

/// A window is never narrower, in days, where the history is longer.
const NARROWEST: i64 = 3;

/// The days that a timeline shows, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Window {
    /// The day at the left edge.
    pub first: Day,
    /// The last day at the right edge; never before `first`.
    pub last: Day,
}

impl Window {
    /// The days between two, whichever comes first.
    pub fn new(one: Day, other: Day) -> Self {
        Self {
            first: one.min(other),
            last: one.max(other),
        }
    }

    /// How many days it shows, at least one.
    pub fn days(self) -> i64 {
        self.last.0.saturating_sub(self.first.0).saturating_add(1)
    }

    /// Whether a day is in it.
    pub fn contains(self, day: Day) -> bool {
        self.first <= day && day <= self.last
    }

    /// The day in its middle.
    pub fn middle(self) -> Day {
        Day(self.first.0 + (self.days() - 1) / 2)
    }

    /// Shows `factor` times fewer days (more, below 1), while `about` stays where it is on the screen.
    ///
    /// Each call with a factor other than 1 changes the window by a day at least, until it is as narrow as can be or
    /// as wide as the whole.
    #[must_use]
    pub fn zoomed(self, about: Day, factor: f64, whole: Self) -> Self {
        let days = self.days();
        if !factor.is_finite() || factor <= 0.0 {
            return self;
        }
        let wanted = (days as f64 / factor).round() as i64;
        let wanted = if factor > 1.0 {
            wanted.min(days - 1)
        } else if factor < 1.0 {
            wanted.max(days.saturating_add(1))
        } else {
            days
        };
        let wanted = wanted
            .max(NARROWEST)
            .max(1)
            .min(whole.days().max(NARROWEST));
        let about = about.clamp(self.first, self.last);
        let before = i128::from(about.0 - self.first.0) * i128::from(wanted) / i128::from(days);
        Self::starting(Day(about.0.saturating_sub(before as i64)), wanted).within(whole)
    }

    /// Moves by days, later when positive, and stops at the ends of the whole.
    #[must_use]
    pub fn panned(self, days: i64, whole: Self) -> Self {
        Self::starting(self.first.add_days(days), self.days()).within(whole)
    }

    /// Moves as little as brings a day into it, with a tenth of the window between the day and the edge.
    #[must_use]
    pub fn showing(self, day: Day, whole: Self) -> Self {
        let margin = self.days() / 10;
        let lacks = (self.first.0 + margin - day.0).max(0);
        let exceeds = (day.0 - (self.last.0 - margin)).max(0);
        match (lacks, exceeds) {
            (0, 0) => self,
            (0, later) => self.panned(later, whole),
            (earlier, _) => self.panned(-earlier, whole),
        }
    }

    /// As wide as it is, with a day in its middle.
    #[must_use]
    pub fn centred(self, day: Day, whole: Self) -> Self {
        self.panned(day.0.saturating_sub(self.middle().0), whole)
    }

    /// Wide enough for the days from one to another, with a tenth on both sides.
    #[must_use]
    pub fn fitted(first: Day, last: Day, whole: Self) -> Self {
        let span = Self::new(first, last);
        let margin = (span.days() / 10).max(1);
        Self::new(span.first.add_days(-margin), span.last.add_days(margin)).within(whole)
    }

    /// Moved, and cut where it is too wide, so that it lies within the whole.
    #[must_use]
    pub fn within(self, whole: Self) -> Self {
        let days = self.days();
        if whole.days() <= days {
            return whole;
        }
        if self.first < whole.first {
            Self::starting(whole.first, days)
        } else if whole.last < self.last {
            Self {
                first: Day(whole.last.0 - days + 1),
                last: whole.last,
            }
        } else {
            self
        }
    }

    /// Wider at both ends where it is narrower than a window may be.
    #[must_use]
    pub fn at_least_narrowest(self, whole: Self) -> Self {
        let lacks = NARROWEST - self.days();
        if lacks <= 0 {
            return self;
        }
        Self::starting(self.first.add_days(-lacks / 2), NARROWEST).within(whole)
    }

    fn starting(first: Day, days: i64) -> Self {
        Self {
            first,
            last: first.add_days(days.max(1) - 1),
        }
    }
}

/// A window over a number of columns.
///
/// Where there are more days than columns, each column shows at least one day; where there are fewer, a day takes
/// several columns and begins at the first of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    /// The days.
    pub window: Window,
    /// The columns; may be 0, and then no day has one.
    pub width: u16,
}

impl Scale {
    /// A window over columns.
    pub fn new(window: Window, width: u16) -> Self {
        Self { window, width }
    }

    /// The column in which a day begins; `None` outside the window.
    pub fn column(self, day: Day) -> Option<u16> {
        (self.width > 0 && self.window.contains(day)).then(|| self.column_within(day))
    }

    /// The column of a day, of the nearest edge where the day is outside.
    pub fn nearest_column(self, day: Day) -> u16 {
        if self.width == 0 {
            return 0;
        }
        self.column_within(day.clamp(self.window.first, self.window.last))
    }

    /// The columns from the start of a day to the end of another, at least one; `None` when none of it is in the
    /// window.
    pub fn columns(self, first: Day, last: Day) -> Option<Range<u16>> {
        let last = last.max(first);
        if self.width == 0 || last < self.window.first || self.window.last < first {
            return None;
        }
        let from = self.nearest_column(first);
        let to = if self.window.last <= last {
            self.width
        } else if i64::from(self.width) <= self.window.days() {
            self.column_within(last) + 1
        } else {
            self.column_within(last.add_days(1))
        };
        Some(from..to.max(from + 1))
    }

    /// The first day of a column, of the last column where it lies further right.
    pub fn day(self, column: u16) -> Day {
        let width = i128::from(self.width.max(1));
        let days = i128::from(self.window.days());
        let column = i128::from(column.min(self.width.saturating_sub(1)));
        let offset = if days >= width {
            (column * days + width - 1) / width
        } else {
            // The last day that begins in the column or before it.
            ((column + 1) * days + width - 1) / width - 1
        };
        self.window.first.add_days(offset as i64)
    }

    /// The day after the last one of a column.
    pub fn day_after(self, column: u16) -> Day {
        if column + 1 >= self.width {
            return self.window.last.add_days(1);
        }
        let next = self.day(column + 1);
        if i64::from(self.width) <= self.window.days() {
            next
        } else {
            self.day(column).add_days(1)
        }
    }

    /// Days for a number of columns, at least one for any number but 0.
    pub fn days_of(self, columns: i64) -> i64 {
        let days =
            i128::from(columns) * i128::from(self.window.days()) / i128::from(self.width.max(1));
        if days == 0 {
            columns.signum()
        } else {
            days as i64
        }
    }

    /// The day is known to be inside, and the width not 0.
    fn column_within(self, day: Day) -> u16 {
        let offset = i128::from(day.0) - i128::from(self.window.first.0);
        (offset * i128::from(self.width) / i128::from(self.window.days())) as u16
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn window(first: i64, last: i64) -> Window {
        Window::new(Day(first), Day(last))
    }

    #[test]
    fn zooming_in_ends_at_single_days_and_out_at_the_whole() {
        let whole = window(0, 40_000);
        let mut shown = whole;
        for _ in 0..200 {
            shown = shown.zoomed(Day(777), 1.25, whole);
            assert!(shown.contains(Day(777)));
        }
        assert_eq!(shown.days(), NARROWEST);
        for _ in 0..200 {
            shown = shown.zoomed(Day(777), 0.8, whole);
        }
        assert_eq!(shown, whole);
    }

    #[test]
    fn the_day_under_the_cursor_stays_in_its_column() {
        let whole = window(0, 100_000);
        let shown = window(20_000, 60_000);
        let about = Day(50_000);
        let before = Scale::new(shown, 100).column(about);
        let after = Scale::new(shown.zoomed(about, 2.0, whole), 100).column(about);
        assert_eq!(before, after);
    }

    #[test]
    fn panning_stops_at_the_ends_and_keeps_the_width() {
        let whole = window(0, 1000);
        let shown = window(100, 199);
        assert_eq!(shown.panned(-500, whole), window(0, 99));
        assert_eq!(shown.panned(5000, whole), window(901, 1000));
        assert_eq!(shown.showing(Day(500), whole).days(), 100);
        assert!(shown.showing(Day(500), whole).contains(Day(500)));
        assert_eq!(shown.showing(Day(150), whole), shown);
    }

    proptest! {
        #[test]
        fn a_column_shows_the_day_that_it_says(first in -1_000_000i64..1_000_000, days in 1i64..2_000_000, width in 1u16..300) {
            let scale = Scale::new(window(first, first + days - 1), width);
            for column in 0..width {
                let day = scale.day(column);
                let found = scale.column(day).expect("inside the window");
                if days >= i64::from(width) {
                    prop_assert_eq!(found, column);
                } else {
                    prop_assert!(found <= column);
                    prop_assert!(scale.columns(day, day).expect("inside").contains(&column));
                }
            }
            prop_assert_eq!(scale.column(Day(first)), Some(0));
            prop_assert!(scale.column(Day(first + days)).is_none());
        }

        #[test]
        fn windows_stay_within_the_whole(a in 0i64..1000, b in 0i64..1000, about in 0i64..1000, factor in 0.1f64..10.0, pan in -2000i64..2000) {
            let whole = window(0, 999);
            for moved in [
                window(a, b).zoomed(Day(about), factor, whole),
                window(a, b).panned(pan, whole),
                window(a, b).showing(Day(about), whole),
                Window::fitted(Day(a), Day(b), whole),
            ] {
                prop_assert!(whole.first <= moved.first && moved.last <= whole.last);
                prop_assert!(moved.first <= moved.last);
            }
            prop_assert!(window(a, b).showing(Day(about), whole).contains(Day(about)));
        }
    }
}
