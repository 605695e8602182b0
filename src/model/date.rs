//! When: dates of the Extended Date/Time Format, uncertain ones kept uncertain.
//!
//! A [`Date`] is an expression of EDTF (ISO 8601-2, levels 0 and 1, and of level 2 sets and qualified parts): a day, a
//! month, a year, an interval, a set. It is kept as written and has two bounds, the earliest and the latest day that it
//! can mean; `~` and `?` do not widen them. All days are proleptic Gregorian; inside, year 0 is 1 BCE.
//!
//! The grammar is the crate `edtf-core`; its `relation()` is not used, since it never says "within": bounds are compared.

mod day;
mod prose;
mod words;

pub use day::Day;
pub use prose::{parse_prompt, reading};

use std::fmt;
use std::ops::Range;

use edtf_core::{Bound, Edtf, IntervalEndpoint, SetElement, SetKind};

/// An EDTF expression with its bounds.
#[derive(Clone, Debug)]
pub struct Date {
    text: Box<str>,
    edtf: Edtf,
    earliest: Option<Day>,
    latest: Option<Day>,
}

/// Why a text is not a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateError {
    /// The part of the text that is wrong, in bytes.
    pub at: Range<usize>,
    /// For people: `there is no month 13`.
    pub message: String,
    /// What to write instead, where a reading suggests itself.
    pub suggestion: Option<String>,
}

/// What kind of expression a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One date of some precision.
    Single,
    /// From one date to another.
    Interval,
    /// One of several: `[1667,1668]`.
    OneOf,
    /// All of several: `{1667,1668}`.
    AllOf,
}

/// How much of the calendar a single date leaves open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    /// Known to the day.
    Day,
    /// Known to the month.
    Month,
    /// Known to a season, quarter or half.
    Season,
    /// Known to the year.
    Year,
    /// Known to the decade.
    Decade,
    /// Known to the century, or less.
    Century,
}

/// How one end of an expression is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// There is a date.
    Known,
    /// `..`: it has no end, or still runs.
    Open,
    /// Nothing is written: nobody knows.
    Unknown,
}

impl Date {
    /// Reads an EDTF expression.
    ///
    /// # Errors
    /// Says where the text is wrong, in words, and offers a reading of common prose (`3 Sep 2019`, `44 BC`).
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let edtf =
            Edtf::parse(text).map_err(|error| prose::explain(text, error.offset, error.message))?;
        let bounds = edtf.bounds();
        let date = Self {
            text: text.into(),
            earliest: day_of(bounds.earliest),
            latest: day_of(bounds.latest),
            edtf,
        };
        Ok(date)
    }

    /// The date that is one day.
    pub fn of_day(day: Day) -> Self {
        let text = day.to_string();
        Self::parse(&text).unwrap_or_else(|_| Self {
            // A day beyond four digits of a year has no EDTF form to the day; its year has.
            edtf: Edtf::parse(&format!("Y{}", day.ymd().0)).unwrap_or_else(|_| epoch()),
            text: text.into(),
            earliest: Some(day),
            latest: Some(day),
        })
    }

    /// The expression as written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The first day that it can mean; `None` when the start is open or unknown.
    pub fn earliest(&self) -> Option<Day> {
        self.earliest
    }

    /// The last day that it can mean, inclusive; `None` when the end is open or unknown.
    pub fn latest(&self) -> Option<Day> {
        self.latest
    }

    /// Single, interval or set.
    pub fn shape(&self) -> Shape {
        match &self.edtf {
            Edtf::Date(_) | Edtf::DateTime(_) => Shape::Single,
            Edtf::Interval(_) => Shape::Interval,
            Edtf::Set(set) if set.kind == SetKind::OneMember => Shape::OneOf,
            Edtf::Set(_) => Shape::AllOf,
        }
    }

    /// How the end is known.
    pub fn end(&self) -> End {
        match &self.edtf {
            Edtf::Interval(interval) => end_of(&interval.end),
            Edtf::Set(_) if self.latest.is_none() => End::Open,
            _ => End::Known,
        }
    }

    /// How the start is known.
    pub fn start(&self) -> End {
        match &self.edtf {
            Edtf::Interval(interval) => end_of(&interval.start),
            Edtf::Set(_) if self.earliest.is_none() => End::Open,
            _ => End::Known,
        }
    }

    /// Marked `?` anywhere.
    pub fn is_uncertain(&self) -> bool {
        self.edtf.is_uncertain()
    }

    /// Marked `~` anywhere.
    pub fn is_approximate(&self) -> bool {
        self.edtf.is_approximate()
    }

    /// How much is left open; of an interval or a set, the coarsest of its parts.
    pub fn precision(&self) -> Precision {
        self.parts()
            .map(precision_of)
            .max()
            .unwrap_or(Precision::Day)
    }

    /// Whether it is one day, neither `?` nor `~`.
    pub fn is_exact_day(&self) -> bool {
        self.earliest.is_some()
            && self.earliest == self.latest
            && !self.is_uncertain()
            && !self.is_approximate()
    }

    /// Whether it means one day whose every part is known, `?` or `~` or not.
    pub fn is_day(&self) -> bool {
        self.earliest.is_some() && self.earliest == self.latest
    }

    /// Whether a day may lie in it.
    pub fn possibly_contains(&self, day: Day) -> bool {
        self.earliest.is_none_or(|first| first <= day) && self.latest.is_none_or(|last| day <= last)
    }

    /// Whether all days that it can mean lie before all that the other can mean.
    pub fn certainly_before(&self, other: &Self) -> bool {
        matches!((self.latest, other.earliest), (Some(last), Some(first)) if last < first)
    }

    /// Whether all days that it can mean lie after all that the other can mean.
    pub fn certainly_after(&self, other: &Self) -> bool {
        other.certainly_before(self)
    }

    /// Whether the two may share a day.
    pub fn possibly_overlaps(&self, other: &Self) -> bool {
        !self.certainly_before(other) && !other.certainly_before(self)
    }

    /// Sorts by earliest bound, then the narrower first. An open start comes first of all.
    pub fn order_key(&self) -> (i64, i64) {
        let first = self.earliest.map_or(i64::MIN, |day| day.0);
        let width = self
            .latest
            .map_or(i64::MAX, |day| day.0.saturating_sub(first));
        (first, width)
    }

    /// In English prose: `3 September 2019`, `about 1924`, `2015 or 2016`, `44 BCE`.
    pub fn in_words(&self) -> String {
        words::write(&self.edtf, words::Style::Long)
    }

    /// For a column: `3 Sep 2019`, `~2003`, `2015?`, `1930s`.
    pub fn short(&self) -> String {
        words::write(&self.edtf, words::Style::Short)
    }

    /// The single dates that it is made of.
    fn parts(&self) -> impl Iterator<Item = &edtf_core::Date> {
        let mut dates: Vec<&edtf_core::Date> = Vec::new();
        match &self.edtf {
            Edtf::Date(date) => dates.push(date),
            Edtf::DateTime(time) => dates.push(&time.date),
            Edtf::Interval(interval) => {
                dates.extend(
                    [&interval.start, &interval.end]
                        .into_iter()
                        .filter_map(endpoint_date),
                );
            }
            Edtf::Set(set) => {
                for element in &set.elements {
                    match element {
                        SetElement::Date(date)
                        | SetElement::OnOrBefore(date)
                        | SetElement::OnOrAfter(date) => {
                            dates.push(date);
                        }
                        SetElement::Range(from, to) => dates.extend([from, to]),
                    }
                }
            }
        }
        dates.into_iter()
    }
}

impl PartialEq for Date {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Date {}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        match &self.suggestion {
            Some(suggestion) => write!(f, "; write `{suggestion}`"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for DateError {}

fn day_of(bound: Bound) -> Option<Day> {
    match bound {
        Bound::Date(date) => Day::from_ymd(date.year, date.month, date.day),
        Bound::NegativeInfinity | Bound::PositiveInfinity | Bound::Unknown => None,
    }
}

fn end_of(endpoint: &IntervalEndpoint) -> End {
    match endpoint {
        IntervalEndpoint::Open
        | IntervalEndpoint::OnOrBefore(_)
        | IntervalEndpoint::OnOrAfter(_) => End::Open,
        IntervalEndpoint::Unknown => End::Unknown,
        IntervalEndpoint::Date(_) => End::Known,
    }
}

fn endpoint_date(endpoint: &IntervalEndpoint) -> Option<&edtf_core::Date> {
    match endpoint {
        IntervalEndpoint::Date(date)
        | IntervalEndpoint::OnOrBefore(date)
        | IntervalEndpoint::OnOrAfter(date) => Some(date),
        IntervalEndpoint::Open | IntervalEndpoint::Unknown => None,
    }
}

fn precision_of(date: &edtf_core::Date) -> Precision {
    if let edtf_core::YearKind::Standard { digits, .. } = date.year.kind {
        match digits {
            [_, _, None, _] | [None, ..] | [_, None, ..] => return Precision::Century,
            [.., None] => return Precision::Decade,
            _ => {}
        }
    }
    match date.precision() {
        edtf_core::Precision::Day
            if date.day.is_some_and(edtf_core::DateField::has_unspecified) =>
        {
            Precision::Month
        }
        edtf_core::Precision::Month
            if date
                .month
                .is_some_and(edtf_core::DateField::has_unspecified) =>
        {
            Precision::Year
        }
        edtf_core::Precision::Day => Precision::Day,
        edtf_core::Precision::Month => Precision::Month,
        edtf_core::Precision::Season => Precision::Season,
        edtf_core::Precision::Year => Precision::Year,
    }
}

/// An expression for places that can not fail.
fn epoch() -> Edtf {
    Edtf::Date(edtf_core::Date {
        year: edtf_core::Year {
            kind: edtf_core::YearKind::Big { value: 0 },
            significant_digits: None,
            qualifier: edtf_core::Qualifier::default(),
        },
        month: None,
        day: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    fn bounds(text: &str) -> (String, String) {
        let show = |day: Option<Day>| day.map_or_else(|| "..".to_owned(), |day| day.to_string());
        (show(date(text).earliest()), show(date(text).latest()))
    }

    #[test]
    fn bounds_are_the_first_and_the_last_day_that_it_can_mean() {
        for (text, earliest, latest) in [
            ("2019-09-03", "2019-09-03", "2019-09-03"),
            ("2019-02", "2019-02-01", "2019-02-28"),
            ("1924~", "1924-01-01", "1924-12-31"),
            ("193X", "1930-01-01", "1939-12-31"),
            ("1939-05-11/1939-09-16", "1939-05-11", "1939-09-16"),
            ("2012-05-07/..", "2012-05-07", ".."),
            ("[2015..2016]", "2015-01-01", "2016-12-31"),
            ("-0043", "-0043-01-01", "-0043-12-31"),
            ("2021-34", "2021-04-01", "2021-06-30"),
        ] {
            assert_eq!(
                bounds(text),
                (earliest.to_owned(), latest.to_owned()),
                "{text}"
            );
        }
    }

    #[test]
    fn an_end_has_three_states() {
        assert_eq!(date("2012/..").end(), End::Open);
        assert_eq!(date("2012/").end(), End::Unknown);
        assert_eq!(date("2012/2013").end(), End::Known);
    }

    #[test]
    fn words_keep_what_is_not_known() {
        for (text, long, short) in [
            ("2019-09-03", "3 September 2019", "3 Sep 2019"),
            ("1936-03", "March 1936", "Mar 1936"),
            ("1924~", "about 1924", "~1924"),
            ("1924?", "1924 (uncertain)", "1924?"),
            (
                "2024-09-02/2024-09-03",
                "2–3 September 2024",
                "2–3 Sep 2024",
            ),
            (
                "1939-05-11/1939-09-16",
                "11 May – 16 September 1939",
                "11 May–16 Sep 1939",
            ),
            (
                "2003-06-26/2003-07~",
                "26 June 2003 – about July 2003",
                "26 Jun 2003–~Jul 2003",
            ),
            ("[2015..2016]", "2015 or 2016", "2015/16"),
            ("193X", "the 1930s", "1930s"),
            ("18XX", "the 1800s", "1800s"),
            ("-0043", "44 BCE", "44 BCE"),
            ("2012/..", "from 2012", "2012–"),
            ("2021-34", "second quarter of 2021", "Q2 2021"),
            ("1936-XX-12", "12 of an unknown month 1936", "1936"),
        ] {
            assert_eq!(date(text).in_words(), long, "{text}");
            assert_eq!(date(text).short(), short, "{text}");
        }
    }

    #[test]
    fn a_year_is_never_shown_as_a_day() {
        for year in [1, 44, 1921, 2024] {
            let date = date(&format!("{year:04}"));
            assert!(
                !date.in_words().contains("Jan") && !date.short().contains("Jan"),
                "{year}"
            );
        }
    }

    #[test]
    fn earlier_and_then_narrower_comes_first() {
        let mut dates = [
            "1921-11",
            "1921",
            "../1920",
            "1921-11-05",
            "1921-11-01",
            "1921-01-01",
        ]
        .map(date);
        dates.sort_by_key(Date::order_key);
        assert_eq!(
            dates.map(|date| date.to_string()),
            [
                "../1920",
                "1921-01-01",
                "1921",
                "1921-11-01",
                "1921-11",
                "1921-11-05"
            ]
        );
    }

    #[test]
    fn an_error_says_where_and_offers_a_reading() {
        let error = Date::parse("1921-13-05").expect_err("there is no such month");
        assert_eq!(error.message, "there is no month 13");
        assert_eq!(&"1921-13-05"[error.at], "13");
        for (prose, edtf) in [
            ("3 September 2019", "2019-09-03"),
            ("Sept. 2019", "2019-09"),
            ("September 3, 2019", "2019-09-03"),
            ("c. 1924", "1924~"),
            ("44 BC", "-0043"),
            ("1930s", "193X"),
            ("2019/09/03", "2019-09-03"),
        ] {
            let error = Date::parse(prose).expect_err("prose is not EDTF");
            assert_eq!(error.suggestion.as_deref(), Some(edtf), "{prose}");
        }
    }
}
