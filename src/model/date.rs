//! When: dates of the Extended Date/Time Format, uncertain ones kept uncertain.
//!
//! A [`Date`] is an expression of EDTF (ISO 8601-2, levels 0 and 1, and of level 2 sets and qualified parts): a day, a
//! month, a year, an interval, a set. It is kept as written and has two bounds, the earliest and the latest day that it
//! can mean; `~` and `?` do not widen them. All days are proleptic Gregorian; inside, year 0 is 1 BCE.
//!
//! The grammar of single dates is the crate `edtf-core`; intervals and sets are read here, so that an interval the wrong
//! way round is told from one that is misspelt, and every fault is told in words. Its `relation()` is not used, since
//! it never says "within": bounds are compared.
//!
//! What this module does not know: what happened on a date, and which day today is.

mod day;
mod error;
mod interval;
mod parse;
mod part;
mod prompt;
mod prose;
mod words;

pub use day::{Day, Weekday};
pub use error::{DateError, DateErrorKind};
pub use interval::{DayCount, Edge, Interval};
pub use prompt::parse_prompt;
pub use prose::reading;
pub use words::{month_long, month_short};

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use part::Part;

/// An EDTF expression with its bounds.
#[derive(Clone)]
pub struct Date {
    text: Box<str>,
    form: Form,
    earliest: Option<Day>,
    latest: Option<Day>,
}

/// What kind of expression a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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

/// How closely a date is known, the finest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// Known to the day.
    Day,
    /// Known to the month.
    Month,
    /// Known to a season, quarter, third or half of a year.
    Season,
    /// Known to the year.
    Year,
    /// Known to the decade.
    Decade,
    /// Known to the century.
    Century,
    /// Known to the millennium.
    Millennium,
    /// Known to less than that.
    Longer,
}

/// How one end of an expression is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum End {
    /// There is a date.
    Known,
    /// `..`: it has no end, or still runs.
    Open,
    /// Nothing is written: nobody knows.
    Unknown,
}

impl Date {
    /// Reads an EDTF expression. A time of day is accepted and cut to the day.
    ///
    /// # Errors
    /// Says where the text is wrong, in words, and offers a reading of common prose (`3 Sep 2019`, `44 BC`).
    pub fn parse(text: &str) -> Result<Self, DateError> {
        parse::expression(text).map_err(|error| parse::explain(text, error))
    }

    /// The date that is one day. Years of more than four digits have no EDTF to the day: such a date does not parse.
    pub fn of_day(day: Day) -> Self {
        Self::single(&day.to_string(), Part::of_day(day))
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
        match &self.form {
            Form::Single(_) => Shape::Single,
            Form::Interval(_) => Shape::Interval,
            Form::Set { all: false, .. } => Shape::OneOf,
            Form::Set { all: true, .. } => Shape::AllOf,
        }
    }

    /// The two ends, if it is an interval.
    pub fn interval(&self) -> Option<&Interval> {
        match &self.form {
            Form::Interval(interval) => Some(interval),
            Form::Single(_) | Form::Set { .. } => None,
        }
    }

    /// How the start is known.
    pub fn start(&self) -> End {
        match &self.form {
            Form::Interval(interval) => End::of(interval.start()),
            Form::Set { .. } if self.earliest.is_none() => End::Open,
            Form::Single(_) | Form::Set { .. } => End::Known,
        }
    }

    /// How the end is known.
    pub fn end(&self) -> End {
        match &self.form {
            Form::Interval(interval) => End::of(interval.end()),
            Form::Set { .. } if self.latest.is_none() => End::Open,
            Form::Single(_) | Form::Set { .. } => End::Known,
        }
    }

    pub fn is_open_start(&self) -> bool {
        self.start() == End::Open
    }

    pub fn is_open_end(&self) -> bool {
        self.end() == End::Open
    }

    /// Marked `?` anywhere.
    pub fn is_uncertain(&self) -> bool {
        self.parts().any(Part::is_uncertain)
    }

    /// Marked `~` anywhere, or written with significant digits (`1950S2`).
    pub fn is_approximate(&self) -> bool {
        self.parts()
            .any(|part| part.is_approximate() || part.is_rounded())
    }

    /// How closely it is known; of an interval or a set, the coarsest of its parts.
    pub fn precision(&self) -> Precision {
        self.parts()
            .map(Part::precision)
            .max()
            .unwrap_or(Precision::Day)
    }

    /// Whether it means one day whose every part is known, `?` or `~` or not.
    pub fn is_day(&self) -> bool {
        self.earliest.is_some() && self.earliest == self.latest
    }

    /// Whether it is one day, neither `?` nor `~`.
    pub fn is_point_certain(&self) -> bool {
        self.is_day() && !self.is_uncertain() && !self.is_approximate()
    }

    /// Whether a day is one of its days, whatever it turns out to mean.
    pub fn certainly_contains(&self, day: Day) -> bool {
        match &self.form {
            Form::Single(part) => part.bounds() == (day, day),
            Form::Interval(interval) => interval.certainly_contains(day),
            Form::Set { all: false, .. } => self.earliest == Some(day) && self.latest == Some(day),
            Form::Set { all: true, members } => {
                members.iter().any(|member| member.certainly_contains(day))
            }
        }
    }

    /// Whether a day may lie in it.
    pub fn possibly_contains(&self, day: Day) -> bool {
        match &self.form {
            Form::Single(_) | Form::Interval(_) => within(self, day),
            Form::Set { members, .. } => members.iter().any(|member| member.possibly_contains(day)),
        }
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
        // Of those that begin together, the one that ends first is the narrower.
        (
            self.earliest.map_or(i64::MIN, |day| day.0),
            self.latest.map_or(i64::MAX, |day| day.0),
        )
    }

    /// In English prose: `3 September 2019`, `about 1924`, `2015 or 2016`, `44 BCE`.
    pub fn in_words(&self) -> String {
        words::write(self, words::Style::Long)
    }

    /// For a column: `3 Sep 2019`, `~2003`, `2015?`, `1930s`.
    pub fn short(&self) -> String {
        words::write(self, words::Style::Short)
    }

    fn single(text: &str, part: Part) -> Self {
        let (first, last) = part.bounds();
        Self {
            text: text.into(),
            form: Form::Single(part),
            earliest: Some(first),
            latest: Some(last),
        }
    }

    fn of_interval(text: &str, interval: Interval) -> Self {
        Self {
            text: text.into(),
            earliest: interval.earliest(),
            latest: interval.latest(),
            form: Form::Interval(Box::new(interval)),
        }
    }

    fn of_set(text: &str, all: bool, members: Vec<Member>) -> Self {
        let earliest = members
            .iter()
            .map(|member| member.bounds().0)
            .min()
            .flatten();
        // `None` is the least of options, and here it is the greatest.
        let latest = members.iter().map(|member| member.bounds().1);
        let latest = latest
            .collect::<Option<Vec<_>>>()
            .and_then(|days| days.into_iter().max());
        Self {
            text: text.into(),
            form: Form::Set { all, members },
            earliest,
            latest,
        }
    }

    /// The single date that it is, if it is one.
    fn part(&self) -> Option<&Part> {
        match &self.form {
            Form::Single(part) => Some(part),
            Form::Interval(_) | Form::Set { .. } => None,
        }
    }

    /// The single dates that it is made of.
    fn parts(&self) -> impl Iterator<Item = &Part> {
        let mut parts = Vec::new();
        self.collect_parts(&mut parts);
        parts.into_iter()
    }

    fn collect_parts<'a>(&'a self, parts: &mut Vec<&'a Part>) {
        match &self.form {
            Form::Single(part) => parts.push(part),
            Form::Interval(interval) => {
                for edge in [interval.start(), interval.end()] {
                    if let Some(date) = edge.date() {
                        date.collect_parts(parts);
                    }
                }
            }
            Form::Set { members, .. } => {
                for member in members {
                    match member {
                        Member::One(date) | Member::UpTo(date) | Member::From(date) => {
                            date.collect_parts(parts)
                        }
                        Member::Range(from, to) => {
                            from.collect_parts(parts);
                            to.collect_parts(parts);
                        }
                    }
                }
            }
        }
    }
}

/// Dates are equal when they are written the same.
impl PartialEq for Date {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Date {}

impl Hash for Date {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

/// By [`Date::order_key`], and then as written.
impl Ord for Date {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.order_key(), &self.text).cmp(&(other.order_key(), &other.text))
    }
}

impl PartialOrd for Date {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// As written, so that a failed test can be read.
impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Date({:?})", self.text)
    }
}

/// As written.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl End {
    fn of(edge: &Edge) -> Self {
        match edge {
            Edge::On(_) => Self::Known,
            Edge::Open => Self::Open,
            Edge::Unknown => Self::Unknown,
        }
    }
}

#[derive(Clone, Debug)]
enum Form {
    Single(Part),
    Interval(Box<Interval>),
    Set { all: bool, members: Vec<Member> },
}

/// An element of a set. The dates in it are single ones.
#[derive(Clone, Debug)]
enum Member {
    One(Date),
    /// `..1984`
    UpTo(Date),
    /// `1984..`
    From(Date),
    /// `1670..1672`
    Range(Date, Date),
}

impl Member {
    fn bounds(&self) -> (Option<Day>, Option<Day>) {
        match self {
            Self::One(date) => (date.earliest, date.latest),
            Self::UpTo(date) => (None, date.latest),
            Self::From(date) => (date.earliest, None),
            Self::Range(from, to) => (from.earliest, to.latest),
        }
    }

    /// As one of a set all of whose members apply.
    fn certainly_contains(&self, day: Day) -> bool {
        match self {
            Self::One(date) => date.certainly_contains(day),
            // All of a range apply, and so does every day in it if it is a range of days.
            Self::UpTo(date) | Self::From(date) => date.is_day() && self.possibly_contains(day),
            Self::Range(from, _) => from.is_day() && self.possibly_contains(day),
        }
    }

    fn possibly_contains(&self, day: Day) -> bool {
        let (earliest, latest) = self.bounds();
        earliest.is_none_or(|first| first <= day) && latest.is_none_or(|last| day <= last)
    }
}

fn within(date: &Date, day: Day) -> bool {
    date.earliest.is_none_or(|first| first <= day) && date.latest.is_none_or(|last| day <= last)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    fn day(text: &str) -> Day {
        date(text).earliest().expect("a day")
    }

    fn bounds(text: &str) -> (String, String) {
        let show = |day: Option<Day>| day.map_or_else(|| "..".to_owned(), |day| day.to_string());
        (show(date(text).earliest()), show(date(text).latest()))
    }

    #[test]
    fn bounds_are_the_first_and_the_last_day_that_it_can_mean() {
        for (text, earliest, latest) in [
            ("2019-09-03", "2019-09-03", "2019-09-03"),
            ("2019-09-03T23:59:59Z", "2019-09-03", "2019-09-03"),
            ("2019-09-03T10:30", "2019-09-03", "2019-09-03"),
            ("2019-09-03T10:30:00.000+08:00", "2019-09-03", "2019-09-03"),
            (
                "2019-09-03T00:00:00Z/2019-09-04T00:00:00Z",
                "2019-09-03",
                "2019-09-04",
            ),
            ("2019-02", "2019-02-01", "2019-02-28"),
            ("1924~", "1924-01-01", "1924-12-31"),
            ("1924?-11-26", "1924-11-26", "1924-11-26"),
            // In EDTF an X stands for a digit that is not specified.
            ("193X", "1930-01-01", "1939-12-31"),
            ("156X-12-25", "1560-12-25", "1569-12-25"),
            ("156X-02-29", "1560-02-29", "1568-02-29"),
            ("1984-1X", "1984-10-01", "1984-12-31"),
            ("1985-04-3X", "1985-04-30", "1985-04-30"),
            ("1985-XX-31", "1985-01-31", "1985-12-31"),
            ("XXXX", "0000-01-01", "9999-12-31"),
            ("1939-05-11/1939-09-16", "1939-05-11", "1939-09-16"),
            ("2004-06-XX/2004-07-03", "2004-06-01", "2004-07-03"),
            ("2012-05-07/..", "2012-05-07", ".."),
            ("2012-05-07/", "2012-05-07", ".."),
            ("../1985-04", "..", "1985-04-30"),
            ("1985/2004..", "1985-01-01", ".."),
            ("[2015..2016]", "2015-01-01", "2016-12-31"),
            ("[1760-01,1760-12..]", "1760-01-01", ".."),
            ("{..1984,1990}", "..", "1990-12-31"),
            ("[1668,1667-03]", "1667-03-01", "1668-12-31"),
            ("2021-34", "2021-04-01", "2021-06-30"),
            ("2021-24", "2021-12-01", "2022-02-28"),
            ("2021-41", "2021-07-01", "2021-12-31"),
            ("1950S2", "1900-01-01", "1999-12-31"),
            ("Y-17E7", "-170000000-01-01", "-170000000-12-31"),
            ("Y-138E8", "-13800000000-01-01", "-13800000000-12-31"),
            ("Y171010000S3", "171000000-01-01", "171999999-12-31"),
        ] {
            assert_eq!(
                bounds(text),
                (earliest.to_owned(), latest.to_owned()),
                "{text}"
            );
        }
    }

    #[test]
    fn before_the_common_era_bounds_run_the_same_way() {
        for (text, earliest, latest) in [
            ("-0043", "-0043-01-01", "-0043-12-31"),
            ("-0043-03-15~", "-0043-03-15", "-0043-03-15"),
            ("-0043/0014", "-0043-01-01", "0014-12-31"),
            ("-004X", "-0049-01-01", "-0040-12-31"),
            ("?-004X", "-0049-01-01", "-0040-12-31"),
            ("-00XX", "-0099-01-01", "-0001-12-31"),
            ("-004X-02-XX", "-0049-02-01", "-0040-02-29"),
            ("-004X-02-29", "-0048-02-29", "-0040-02-29"),
            ("-004X-24", "-0049-12-01", "-0039-02-28"),
            ("[-0043,-0041]", "-0043-01-01", "-0041-12-31"),
        ] {
            assert_eq!(
                bounds(text),
                (earliest.to_owned(), latest.to_owned()),
                "{text}"
            );
        }
        assert!(
            date("-0043").certainly_before(&date("0014"))
                && date("-0100").certainly_before(&date("-0043"))
        );
    }

    #[test]
    fn an_end_has_three_states() {
        for (text, start, end) in [
            ("2012/..", End::Known, End::Open),
            ("2012/", End::Known, End::Unknown),
            ("2012/2013", End::Known, End::Known),
            ("../2012", End::Open, End::Known),
            ("/2012", End::Unknown, End::Known),
            ("2012", End::Known, End::Known),
            ("[..2012]", End::Open, End::Known),
            ("{2012..}", End::Known, End::Open),
        ] {
            assert_eq!(
                (date(text).start(), date(text).end()),
                (start, end),
                "{text}"
            );
        }
        let interval = date("2012-05~/2018-05-07");
        let ends = interval.interval().expect("an interval");
        assert_eq!(ends.start(), &Edge::On(date("2012-05~")));
        assert_eq!(ends.end(), &Edge::On(date("2018-05-07")));
    }

    #[test]
    fn precision_is_how_closely_a_date_is_known() {
        for (text, precision) in [
            ("2019-09-03", Precision::Day),
            ("2019-09-03?", Precision::Day),
            ("2019-09", Precision::Month),
            ("2019-09-XX", Precision::Month),
            ("2019-34", Precision::Season),
            ("2019", Precision::Year),
            ("2019-XX-XX", Precision::Year),
            ("2019-1X", Precision::Year),
            ("Y-17E7", Precision::Year),
            // In EDTF an X stands for a digit that is not specified.
            ("201X", Precision::Decade),
            ("201X-09-03", Precision::Decade),
            ("-004X", Precision::Decade),
            ("20XX", Precision::Century),
            ("1950S2", Precision::Century),
            ("2XXX", Precision::Millennium),
            ("XXXX", Precision::Longer),
            ("2019-09-03/2020", Precision::Year),
            ("[2019-09,2019-10-02]", Precision::Month),
        ] {
            assert_eq!(date(text).precision(), precision, "{text}");
        }
    }

    #[test]
    fn only_an_unmarked_day_is_certain() {
        for (text, is_day, certain) in [
            ("2019-09-03", true, true),
            ("-0043-03-15", true, true),
            ("2019-09-03/2019-09-03", true, true),
            ("2019-09-03~", true, false),
            ("2019?-09-03", true, false),
            ("2019-09", false, false),
            ("2019-09-03/..", false, false),
        ] {
            assert_eq!(
                (date(text).is_day(), date(text).is_point_certain()),
                (is_day, certain),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_certain_and_what_is_possible() {
        for (text, on, certain, possible) in [
            ("2019-09-03", "2019-09-03", true, true),
            ("2019-09", "2019-09-03", false, true),
            ("2019-09", "2019-10-01", false, false),
            ("[2015..2016]", "2016-05-05", false, true),
            ("[1667,1669]", "1668-05-05", false, false),
            ("[1667-01-01]", "1667-01-01", true, true),
            ("{1667-01-01,1669-01-01}", "1669-01-01", true, true),
            ("{1667-01-01..1667-01-05}", "1667-01-03", true, true),
            ("{1667,1669}", "1669-01-01", false, true),
            ("1936-03-12/1986", "1985-12-31", true, true),
            ("1936-03-12/1986", "1986-02-01", false, true),
        ] {
            let (date, on) = (date(text), day(on));
            assert_eq!(
                (date.certainly_contains(on), date.possibly_contains(on)),
                (certain, possible),
                "{text} {on}"
            );
        }
        for (one, two, before, overlap) in [
            ("1990", "1991", true, false),
            ("1990", "1990-06", false, true),
            ("1990/..", "1980/1985", false, false),
            ("1990/", "2020", false, true),
            ("../1990", "1991-01-01", true, false),
            ("1990?", "1991~", true, false),
        ] {
            assert_eq!(
                date(one).certainly_before(&date(two)),
                before,
                "{one} {two}"
            );
            assert_eq!(date(two).certainly_after(&date(one)), before, "{one} {two}");
            assert_eq!(
                date(one).possibly_overlaps(&date(two)),
                overlap,
                "{one} {two}"
            );
        }
    }

    #[test]
    fn earlier_and_then_narrower_comes_first() {
        let sorted = [
            "../-0043",
            "../1920",
            "-0048",
            "-0043",
            "-0043-03-15",
            "0014",
            "192X",
            "1921-01-01",
            "1921-01",
            "1921",
            "1921-11-01",
            "1921-11-01/1921-11-03",
            "1921-11",
            "1921-11-01/1923",
            "1921-11-01/..",
            "1921-11-05",
        ];
        let mut dates = sorted.map(date);
        dates.reverse();
        dates.sort();
        assert_eq!(dates.each_ref().map(Date::as_str), sorted);
        dates.reverse();
        dates.sort_by_key(Date::order_key);
        assert_eq!(dates.each_ref().map(Date::as_str), sorted);
    }

    #[test]
    fn a_date_is_kept_as_written() {
        for text in [
            "?2004-?06-?11",
            "2004-06-11%",
            "[1667,1668,1670..1672]",
            "2019-09-03T10:30:00+04:30",
            "../1985",
        ] {
            assert_eq!(date(text).to_string(), text);
            assert_eq!(format!("{:>30}", date(text)).trim(), text);
        }
    }

    #[test]
    fn the_date_of_a_day_is_that_day() {
        for text in ["2019-09-03", "-0043-03-15", "0000-02-29", "9999-12-31"] {
            assert_eq!(Date::of_day(day(text)), date(text));
            assert!(Date::of_day(day(text)).is_point_certain());
        }
        let far = Day::from_ymd(-170_000_000, 3, 1).expect("a day");
        assert_eq!(
            (Date::of_day(far).earliest(), Date::of_day(far).latest()),
            (Some(far), Some(far))
        );
        assert_eq!(Date::of_day(far).in_words(), "1 March 170 million BCE");
    }

    fn year() -> BoxedStrategy<String> {
        prop_oneof![
            "-?[0-9X]{4}",
            "[12][0-9]{3}",
            "[0-9]{4}S[1-4]",
            "Y-?[1-9][0-9]{4,9}",
            "Y-?[1-9][0-9]?E[4-8]",
        ]
        .boxed()
    }

    fn single() -> BoxedStrategy<String> {
        let mark = || prop_oneof![4 => Just(""), 1 => Just("?"), 1 => Just("~"), 1 => Just("%")];
        let field = |numbers: std::ops::Range<u8>| prop_oneof![3 => numbers.prop_map(|n| format!("{n:02}")), 1 => "[0-9X]{2}"];
        prop_oneof![
            (year(), mark()).prop_map(|(year, mark)| format!("{year}{mark}")),
            ("-?[0-9X]{4}", mark(), field(1..13), mark())
                .prop_map(|(y, a, m, b)| format!("{y}{a}-{m}{b}")),
            ("[0-9]{4}", 21..42_u8).prop_map(|(year, season)| format!("{year}-{season}")),
            (
                mark(),
                "-?[0-9X]{4}",
                field(1..13),
                mark(),
                field(1..29),
                mark()
            )
                .prop_map(|(a, y, m, b, d, c)| format!("{a}{y}-{m}-{b}{d}{c}")),
        ]
        .boxed()
    }

    fn expression() -> BoxedStrategy<String> {
        let edge =
            || prop_oneof![4 => single(), 1 => Just("..".to_owned()), 1 => Just(String::new())];
        let member = || {
            prop_oneof![
                3 => single(),
                1 => single().prop_map(|date| format!("..{date}")),
                1 => single().prop_map(|date| format!("{date}..")),
                1 => ("[0-9]{4}", "[0-9]{4}").prop_map(|(a, b)| format!("{a}..{b}")),
            ]
        };
        let members =
            || prop::collection::vec(member(), 1..4).prop_map(|members| members.join(","));
        prop_oneof![
            3 => single(),
            2 => (edge(), edge()).prop_map(|(start, end)| format!("{start}/{end}")),
            1 => members().prop_map(|members| format!("[{members}]")),
            1 => members().prop_map(|members| format!("{{{members}}}")),
        ]
        .boxed()
    }

    /// Expressions that are dates: what is misspelt or the wrong way round is left out.
    fn dates() -> BoxedStrategy<Date> {
        let read = |text: String| Date::parse(&text).ok();
        expression().prop_filter_map("not a date", read).boxed()
    }

    proptest! {
        #[test]
        fn a_date_written_is_the_date_read(date in dates()) {
            prop_assert_eq!(Date::parse(&date.to_string()), Ok(date));
        }

        #[test]
        fn the_earliest_day_is_not_after_the_latest(date in dates()) {
            if let (Some(first), Some(last)) = (date.earliest(), date.latest()) {
                prop_assert!(first <= last);
                let middle = Day(first.0 + (last.0 - first.0) / 2);
                prop_assert!(date.shape() != Shape::Single || date.possibly_contains(middle));
                prop_assert_eq!(date.is_day(), first == last);
            }
        }

        #[test]
        fn the_order_is_total(mut dates in prop::collection::vec(dates(), 3)) {
            dates.sort();
            let [a, b, c] = &dates[..] else { unreachable!("three") };
            prop_assert!(a <= b && b <= c && a <= c);
            prop_assert_eq!(a.cmp(b), b.cmp(a).reverse());
            prop_assert_eq!(a == b, a.cmp(b) == Ordering::Equal);
            prop_assert!(a.order_key() <= b.order_key());
            if a.certainly_before(b) {
                prop_assert!(a < b && !a.possibly_overlaps(b));
            }
        }

        #[test]
        fn certain_is_also_possible(date in dates(), other in dates(), number in -800_000_i64..800_000) {
            let day = Day(number);
            prop_assert!(!date.certainly_contains(day) || date.possibly_contains(day));
            let (one, two) = (Interval::from(date), Interval::from(other));
            let days = one.shared_days(&two, day);
            prop_assert!(0 <= days.at_least && days.at_least <= days.at_most, "{:?}", days);
            prop_assert_eq!(days, two.shared_days(&one, day));
            prop_assert!(!one.certainly_held_on(day) || one.possibly_held_on(day));
        }

        #[test]
        fn every_date_has_words(date in dates()) {
            let (long, short) = (date.in_words(), date.short());
            prop_assert!(!long.is_empty() && !short.is_empty());
            prop_assert!(!long.contains("  ") && long.trim() == long, "{}", long);
            prop_assert!(date.as_str().contains('E') || !long.contains('-'), "{}", long);
        }

        #[test]
        fn any_text_is_a_date_or_an_error_within_it(text in prop_oneof![".{0,24}", "[-0-9X?~%/.,TYES {}\\[\\]acbс–]{0,16}", expression()]) {
            if let Err(error) = Date::parse(&text) {
                prop_assert!(text.get(error.at.clone()).is_some(), "{:?}", error);
                prop_assert!(!error.message.is_empty());
                if let Some(suggestion) = error.suggestion {
                    prop_assert!(Date::parse(&suggestion).is_ok(), "{}", suggestion);
                }
            }
            let cursor = Day(18_000);
            if let Err(error) = parse_prompt(&text, cursor, cursor) {
                prop_assert!(!error.to_string().is_empty());
            }
        }
    }
}
