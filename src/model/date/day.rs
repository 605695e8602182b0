//! A day of the proleptic Gregorian calendar, as a number.
//!
//! The arithmetic is Howard Hinnant's `days_from_civil` and `civil_from_days` ("chrono-Compatible Low-Level Date
//! Algorithms"), which holds for all years that fit.

use std::fmt;

use super::words;

/// Days since 1 January 1970. Inside, year 0 is 1 BCE.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i64);

/// Years that a day can have on either side of year 0: more than the age of the universe.
pub(super) const MOST_YEARS: i64 = 20_000_000_000;

impl Day {
    /// The day of a year, a month 1–12 and a day 1–31; `None` when there is no such day.
    pub fn from_ymd(year: i64, month: u8, day: u8) -> Option<Self> {
        if year.abs() > MOST_YEARS
            || !(1..=12).contains(&month)
            || day < 1
            || day > days_in_month(year, month)
        {
            return None;
        }
        let shifted = if month <= 2 { year - 1 } else { year };
        let era = shifted.div_euclid(400);
        let year_of_era = shifted.rem_euclid(400);
        let month_from_march = i64::from((month + 9) % 12);
        let day_of_year = (153 * month_from_march + 2) / 5 + i64::from(day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Some(Self(era * 146_097 + day_of_era - 719_468))
    }

    /// Year (0 is 1 BCE), month and day.
    pub fn ymd(self) -> (i64, u8, u8) {
        let shifted = self.0.saturating_add(719_468);
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = (day_of_year - (153 * month_from_march + 2) / 5 + 1) as u8;
        let month = if month_from_march < 10 {
            month_from_march + 3
        } else {
            month_from_march - 9
        } as u8;
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        (year, month, day)
    }

    /// The year; 0 is 1 BCE.
    pub fn year(self) -> i64 {
        self.ymd().0
    }

    /// First day of a year, held inside the years that a day can have.
    pub fn first_of_year(year: i64) -> Self {
        Self::from_ymd(year.clamp(-MOST_YEARS, MOST_YEARS), 1, 1).unwrap_or_default()
    }

    /// Some days later, or earlier.
    #[must_use]
    pub fn add_days(self, days: i64) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// The same day some months later; a day that the month does not have becomes its last.
    #[must_use]
    pub fn add_months(self, months: i64) -> Self {
        let (year, month, day) = self.ymd();
        let count = year
            .saturating_mul(12)
            .saturating_add(i64::from(month) - 1)
            .saturating_add(months);
        let (year, month) = (
            count.div_euclid(12).clamp(-MOST_YEARS, MOST_YEARS),
            (count.rem_euclid(12) + 1) as u8,
        );
        Self::from_ymd(year, month, day.min(days_in_month(year, month))).unwrap_or(self)
    }

    /// The same day some years later; 29 February becomes 28 where it must.
    #[must_use]
    pub fn add_years(self, years: i64) -> Self {
        self.add_months(years.saturating_mul(12))
    }

    /// The day of the week, in the calendar that is used today, however long ago.
    pub fn weekday(self) -> Weekday {
        match self.0.rem_euclid(7) {
            0 => Weekday::Thursday,
            1 => Weekday::Friday,
            2 => Weekday::Saturday,
            3 => Weekday::Sunday,
            4 => Weekday::Monday,
            5 => Weekday::Tuesday,
            _ => Weekday::Wednesday,
        }
    }

    /// `3 Sep 2019`, for the header and columns.
    pub fn short(self) -> String {
        let (year, month, day) = self.ymd();
        format!(
            "{day} {} {}",
            words::month_short(month),
            words::year_text(year)
        )
    }

    /// `3 September 2019`, for prose.
    pub fn in_words(self) -> String {
        let (year, month, day) = self.ymd();
        format!(
            "{day} {} {}",
            words::month_long(month),
            words::year_text(year)
        )
    }
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Weekday {
    /// `Tuesday`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Monday => "Monday",
            Self::Tuesday => "Tuesday",
            Self::Wednesday => "Wednesday",
            Self::Thursday => "Thursday",
            Self::Friday => "Friday",
            Self::Saturday => "Saturday",
            Self::Sunday => "Sunday",
        }
    }
}

impl fmt::Display for Day {
    /// ISO 8601: `2019-09-03`, and `-0043-03-15` for 44 BCE.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        let sign = if year < 0 { "-" } else { "" };
        f.pad(&format!("{sign}{:04}-{month:02}-{day:02}", year.abs()))
    }
}

/// Days of a month 1–12.
pub(super) fn days_in_month(year: i64, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.rem_euclid(4) == 0
            && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0) =>
        {
            29
        }
        2 => 28,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn known_days_have_known_numbers() {
        assert_eq!(Day::from_ymd(1970, 1, 1), Some(Day(0)));
        assert_eq!(Day::from_ymd(2000, 3, 1), Some(Day(11_017)));
        assert_eq!(
            Day::from_ymd(-43, 3, 15)
                .map(|day| day.to_string())
                .as_deref(),
            Some("-0043-03-15")
        );
        assert_eq!(Day::from_ymd(2023, 2, 29), None);
    }

    #[test]
    fn the_same_day_of_a_shorter_month_is_its_last() {
        let day = Day::from_ymd(2024, 1, 31).expect("a day");
        assert_eq!(day.add_months(1).to_string(), "2024-02-29");
        assert_eq!(day.add_months(-11).to_string(), "2023-02-28");
        assert_eq!(
            Day::from_ymd(2024, 2, 29)
                .expect("a day")
                .add_years(1)
                .to_string(),
            "2025-02-28"
        );
    }

    #[test]
    fn days_of_the_week_run_through_all_ages() {
        for (year, month, day, weekday) in [
            (2019, 9, 3, Weekday::Tuesday),
            (1970, 1, 1, Weekday::Thursday),
            (1936, 3, 12, Weekday::Thursday),
            // Julian 15 March 44 BCE is Gregorian 13 March.
            (-43, 3, 13, Weekday::Wednesday),
        ] {
            let day = Day::from_ymd(year, month, day).expect("a day");
            assert_eq!(day.weekday(), weekday, "{day}");
            assert_eq!(day.add_days(-7).weekday(), weekday, "{day}");
        }
    }

    #[test]
    fn sums_stop_at_the_edge_of_time() {
        let (first, last) = (Day::first_of_year(i64::MIN), Day::first_of_year(i64::MAX));
        assert_eq!(first.year(), -MOST_YEARS);
        assert_eq!(last.year(), MOST_YEARS);
        assert_eq!(first.add_years(i64::MIN).year(), -MOST_YEARS);
        assert_eq!(last.add_months(i64::MAX).year(), MOST_YEARS);
        assert_eq!(last.add_days(i64::MAX), Day(i64::MAX));
        assert!(Day(i64::MAX).year() > MOST_YEARS && Day(i64::MIN).year() < -MOST_YEARS);
    }

    #[test]
    fn the_year_before_1_is_1_bce() {
        let day = Day::from_ymd(1, 1, 1).expect("a day").add_days(-1);
        assert_eq!(
            (day.ymd(), day.short().as_str()),
            ((0, 12, 31), "31 Dec 1 BCE")
        );
        assert_eq!(
            Day::from_ymd(0, 2, 29).map(Day::in_words).as_deref(),
            Some("29 February 1 BCE")
        );
        assert_eq!(Day::from_ymd(-3, 2, 29), None);
    }

    proptest! {
        #[test]
        fn there_and_back_in_months_is_the_same_month(number in -7_000_000_000_000_i64..7_000_000_000_000, months in -40_000_i64..40_000) {
            let day = Day(number);
            let (year, month, of_month) = day.ymd();
            let moved = day.add_months(months);
            prop_assert_eq!(moved.ymd().2, of_month.min(days_in_month(moved.ymd().0, moved.ymd().1)));
            let (back_year, back_month, _) = moved.add_months(-months).ymd();
            prop_assert_eq!((back_year, back_month), (year, month));
            prop_assert_eq!(months.signum(), (moved.0 - day.0).signum());
        }

        #[test]
        fn the_day_after_is_the_next_of_the_calendar(number in -7_000_000_000_000_i64..7_000_000_000_000) {
            let (year, month, day) = Day(number).ymd();
            let expected = if day < days_in_month(year, month) {
                (year, month, day + 1)
            } else if month < 12 {
                (year, month + 1, 1)
            } else {
                (year + 1, 1, 1)
            };
            prop_assert_eq!(Day(number + 1).ymd(), expected);
        }

        #[test]
        fn numbers_and_calendar_days_are_the_same(number in -7_000_000_000_000_i64..7_000_000_000_000) {
            let (year, month, day) = Day(number).ymd();
            prop_assert_eq!(Day::from_ymd(year, month, day), Some(Day(number)));
        }
    }
}
