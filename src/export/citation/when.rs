//! The parts of a date that citations are made of. Inside, year 0 is 1 BCE; what leaves says `44 BCE` or counts it as -44.

use crate::model::Date;
use crate::model::date::{Shape, month_long};

/// A year with as much of month and day as is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Parts {
    /// 0 is 1 BCE.
    pub year: i64,
    /// 1–12.
    pub month: Option<u8>,
    /// 1–31.
    pub day: Option<u8>,
}

impl Parts {
    /// The parts of a single date known to the year, month or day; `None` for intervals, sets, decades, seasons.
    pub fn of(date: &Date) -> Option<Self> {
        if date.shape() != Shape::Single {
            return None;
        }
        let (first, last) = (date.earliest()?, date.latest()?);
        let (year, month, day) = first.ymd();
        let parts = |month, day| Some(Self { year, month, day });
        if first == last {
            return parts(Some(month), Some(day));
        }
        let is_month = day == 1 && last == first.add_months(1).add_days(-1);
        let is_year = (month, day) == (1, 1) && last == first.add_years(1).add_days(-1);
        if is_month {
            parts(Some(month), None)
        } else if is_year {
            parts(None, None)
        } else {
            None
        }
    }

    /// The year as CSL counts it: there is no year 0, and 44 BCE is -44.
    pub fn year_without_zero(self) -> i64 {
        if self.year > 0 {
            self.year
        } else {
            self.year - 1
        }
    }

    /// `2019`, `44 BCE`.
    pub fn year_in_words(self) -> String {
        if self.year > 0 {
            self.year.to_string()
        } else {
            format!("{} BCE", 1 - self.year)
        }
    }

    /// `September 3`, `September`.
    pub fn within_year(self) -> Option<String> {
        let month = month_long(self.month?);
        Some(match self.day {
            Some(day) => format!("{month} {day}"),
            None => month.to_owned(),
        })
    }
}

/// With the doubt that manuals of style write around a date: `ca. 2020`, `[2015?]`, `[ca. 2015?]`.
pub(super) fn doubted(date: &Date, words: &str) -> String {
    match (date.is_approximate(), date.is_uncertain()) {
        (false, false) => words.to_owned(),
        (true, false) => format!("ca. {words}"),
        (false, true) => format!("[{words}?]"),
        (true, true) => format!("[ca. {words}?]"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::date;
    use super::*;

    #[test]
    fn a_date_has_as_many_parts_as_are_known() {
        let parts = |text: &str| Parts::of(&date(text)).map(|p| (p.year, p.month, p.day));
        assert_eq!(parts("2019-09-03"), Some((2019, Some(9), Some(3))));
        assert_eq!(parts("2019-02"), Some((2019, Some(2), None)));
        assert_eq!(parts("2020~"), Some((2020, None, None)));
        assert_eq!(parts("-0043-03-15"), Some((-43, Some(3), Some(15))));
        for none in ["193X", "2015/2016", "[2015,2016]", "2001-21"] {
            assert_eq!(parts(none), None, "{none}");
        }
    }

    #[test]
    fn there_is_no_year_zero() {
        let year = |text: &str| Parts::of(&date(text)).expect("a year");
        assert_eq!(year("-0043").year_in_words(), "44 BCE");
        assert_eq!(year("-0043").year_without_zero(), -44);
        assert_eq!(year("0000").year_without_zero(), -1);
        assert_eq!(year("0001").year_without_zero(), 1);
    }
}
