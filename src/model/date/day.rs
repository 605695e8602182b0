//! A day of the proleptic Gregorian calendar, as a number.
//!
//! The arithmetic is Howard Hinnant's `days_from_civil` and `civil_from_days` ("chrono-Compatible Low-Level Date
//! Algorithms"), which holds for all years that fit.

use std::fmt;

/// Days since 1 January 1970. Inside, year 0 is 1 BCE.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i64);

/// Years that a day can have on either side of year 0: far more than the age of the universe.
const MOST_YEARS: i64 = 20_000_000_000;

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

    /// `3 Sep 2019`, for the header and columns.
    pub fn short(self) -> String {
        let (year, month, day) = self.ymd();
        format!(
            "{day} {} {}",
            super::words::month_short(month),
            super::words::year_text(year)
        )
    }

    /// `3 September 2019`, for prose.
    pub fn in_words(self) -> String {
        let (year, month, day) = self.ymd();
        format!(
            "{day} {} {}",
            super::words::month_long(month),
            super::words::year_text(year)
        )
    }
}

impl fmt::Display for Day {
    /// ISO 8601: `2019-09-03`, and `-0043-03-15` for 44 BCE.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        let sign = if year < 0 { "-" } else { "" };
        write!(f, "{sign}{:04}-{month:02}-{day:02}", year.abs())
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

    proptest! {
        #[test]
        fn numbers_and_calendar_days_are_the_same(number in -7_000_000_000_000_i64..7_000_000_000_000) {
            let (year, month, day) = Day(number).ymd();
            prop_assert_eq!(Day::from_ymd(year, month, day), Some(Day(number)));
        }
    }
}
