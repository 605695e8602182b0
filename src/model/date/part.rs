//! One date without interval or set around it: the leaves of an expression.
//!
//! The grammar of a leaf and its completions are `edtf-core`'s. Three things it refuses are read here around it: digits
//! unknown in a year before year 0 (`-004X`), and times of day with parts left out or added, which are cut to the day.

use std::borrow::Cow;

use edtf_core::{Bound, BoundDate, DateField, Edtf, Qualifier, YearKind};

use super::day::days_in_month;
use super::{Day, Precision};

/// A year with perhaps a month and a day, each with its own marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// A year before year 0 may have unknown digits here, which no method of the crate may see.
    date: edtf_core::Date,
    bounds: (Day, Day),
}

/// Where a leaf is wrong, in bytes of it, and what its grammar says.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fault {
    pub at: usize,
    pub grammar: &'static str,
}

/// A month or a day of the month as it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Known(u8),
    /// `XX`.
    Unknown,
    /// Those that fit the digits that are known: 10 to 19 for `1X`.
    Among(Vec<u8>),
}

/// How much of the year's digits are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum YearDigits {
    All,
    /// The last is unknown.
    Decade,
    /// The last two are.
    Century,
    /// Known so far only that it lies between two years: `1XXX`, `19X4`; in EDTF an X is a digit that is not specified.
    Between,
    /// Nothing is known, `XXXX`.
    Unknown,
}

impl Part {
    pub(super) fn parse(text: &str) -> Result<Self, Fault> {
        let (day, time) = match text.split_once('T') {
            Some((day, time)) => (day, Some((day.len() + 1, time))),
            None => (text, None),
        };
        let (positive, negated) = without_sign_before_unknown(day);
        let parsed = Edtf::parse(&positive).map_err(|error| Fault {
            at: error.offset + usize::from(negated && error.offset > 0),
            grammar: error.message,
        })?;
        let Edtf::Date(mut date) = parsed else {
            return Err(Fault {
                at: 0,
                grammar: "not one date",
            });
        };
        if let YearKind::Standard { negative, .. } = &mut date.year.kind {
            *negative |= negated;
        }
        if let Some((at, time)) = time
            && (date.day.is_none() || date.has_unspecified() || !is_time(time))
        {
            return Err(Fault {
                at,
                grammar: "a time of day is written T10:30:00Z, after a whole day",
            });
        }
        match bounds(&date) {
            Some(bounds) => Ok(Self { date, bounds }),
            None => Err(Fault {
                at: 0,
                grammar: "it lies more than 20 billion years away",
            }),
        }
    }

    /// The part that is one day, of any year.
    pub(super) fn of_day(day: Day) -> Self {
        let (year, month, of_month) = day.ymd();
        let field = |value: u8| DateField {
            digits: [Some(value / 10), Some(value % 10)],
            qualifier: Qualifier::default(),
        };
        let kind = if year.abs() <= 9999 {
            let digit = |unit: i64| Some((year.abs() / unit % 10) as u8);
            YearKind::Standard {
                negative: year < 0,
                digits: [digit(1000), digit(100), digit(10), digit(1)],
            }
        } else {
            YearKind::Big { value: year }
        };
        let date = edtf_core::Date {
            year: edtf_core::Year {
                kind,
                significant_digits: None,
                qualifier: Qualifier::default(),
            },
            month: Some(field(month)),
            day: Some(field(of_month)),
        };
        Self {
            date,
            bounds: (day, day),
        }
    }

    /// First and last day that it can mean.
    pub(super) fn bounds(&self) -> (Day, Day) {
        self.bounds
    }

    /// First and last year that it can mean.
    pub(super) fn years(&self) -> (i64, i64) {
        let whole_year = edtf_core::Date {
            month: None,
            day: None,
            ..self.date
        };
        match bounds(&whole_year) {
            Some((first, last)) => (first.year(), last.year()),
            None => (self.bounds.0.year(), self.bounds.1.year()),
        }
    }

    /// The year that is named, where all digits are known; of `1950S2`, 1950.
    pub(super) fn year(&self) -> Option<i64> {
        self.date.year.value()
    }

    /// Marked as an estimate with so many significant digits, as in `1950S2`.
    pub(super) fn is_rounded(&self) -> bool {
        self.date.year.significant_digits.is_some()
    }

    pub(super) fn year_digits(&self) -> YearDigits {
        let YearKind::Standard { digits, .. } = self.date.year.kind else {
            return YearDigits::All;
        };
        match digits.map(|digit| digit.is_some()) {
            [true, true, true, true] => YearDigits::All,
            [true, true, true, false] => YearDigits::Decade,
            [true, true, false, false] => YearDigits::Century,
            [false, false, false, false] => YearDigits::Unknown,
            _ => YearDigits::Between,
        }
    }

    /// 1–12, or 21–41 for seasons, quarters, thirds and halves of a year.
    pub(super) fn month(&self) -> Option<Field> {
        self.date.month.map(|month| field(month, 1..=12))
    }

    pub(super) fn day(&self) -> Option<Field> {
        // A year that could be a leap year, where the year is not known.
        let year = self.year().unwrap_or(2000);
        let last = match self.month() {
            Some(Field::Known(month)) => days_in_month(year, month),
            _ => 31,
        };
        self.date.day.map(|day| field(day, 1..=last))
    }

    /// Year, month and day where all that is written is known for sure: no marks, no unknown digits, no estimate.
    pub(super) fn plain(&self) -> Option<(i64, Option<u8>, Option<u8>)> {
        let known = |field: Option<Field>| match field {
            None => Some(None),
            Some(Field::Known(value)) => Some(Some(value)),
            Some(_) => None,
        };
        let marked = self.is_uncertain() || self.is_approximate() || self.is_rounded();
        Some((
            self.year().filter(|_| !marked)?,
            known(self.month())?,
            known(self.day())?,
        ))
    }

    pub(super) fn is_uncertain(&self) -> bool {
        self.date.is_uncertain()
    }

    pub(super) fn is_approximate(&self) -> bool {
        self.date.is_approximate()
    }

    /// The marks of the year, and of month and day where they are written.
    pub(super) fn qualifiers(&self) -> [Option<Qualifier>; 3] {
        [
            Some(self.date.year.qualifier),
            self.date.month.map(|month| month.qualifier),
            self.date.day.map(|day| day.qualifier),
        ]
    }

    pub(super) fn precision(&self) -> Precision {
        let years = self.years();
        match self.year_digits() {
            YearDigits::All if self.is_rounded() => return precision_of_years(years.1 - years.0),
            YearDigits::All => {}
            YearDigits::Decade => return Precision::Decade,
            YearDigits::Century => return Precision::Century,
            YearDigits::Between | YearDigits::Unknown => {
                return precision_of_years(years.1 - years.0);
            }
        }
        match (self.month(), self.day()) {
            (None | Some(Field::Unknown | Field::Among(_)), _) => Precision::Year,
            (Some(Field::Known(code)), _) if code > 12 => Precision::Season,
            (Some(Field::Known(_)), Some(Field::Known(_))) => Precision::Day,
            (Some(Field::Known(_)), _) => Precision::Month,
        }
    }
}

fn precision_of_years(years: i64) -> Precision {
    match years {
        0 => Precision::Year,
        1..10 => Precision::Decade,
        10..100 => Precision::Century,
        100..1000 => Precision::Millennium,
        _ => Precision::Longer,
    }
}

fn field(field: DateField, range: std::ops::RangeInclusive<u8>) -> Field {
    match (field.value(), field.digits) {
        (Some(value), _) => Field::Known(value),
        (None, [None, None]) => Field::Unknown,
        (None, [tens, ones]) => {
            let fits = |value: &u8| {
                tens.is_none_or(|digit| digit == value / 10)
                    && ones.is_none_or(|digit| digit == value % 10)
            };
            Field::Among(range.filter(fits).collect())
        }
    }
}

/// First and last day; `None` beyond the years that a day can have.
fn bounds(date: &edtf_core::Date) -> Option<(Day, Day)> {
    if let YearKind::Standard {
        negative: true,
        digits,
    } = date.year.kind
        && digits.contains(&None)
    {
        // Year -0000 is not written, so the last of `-000X` is -0001.
        let mut years = (1..=9999_i64).filter(|year| {
            let written = [year / 1000, year / 100 % 10, year / 10 % 10, year % 10];
            digits
                .iter()
                .zip(written)
                .all(|(known, digit)| known.is_none_or(|known| i64::from(known) == digit))
        });
        let in_year = |year: i64| {
            let digits = [year / 1000, year / 100 % 10, year / 10 % 10, year % 10]
                .map(|digit| Some(digit as u8));
            let kind = YearKind::Standard {
                negative: true,
                digits,
            };
            whole(&edtf_core::Date {
                year: edtf_core::Year { kind, ..date.year },
                ..*date
            })
        };
        let last = years.clone().find_map(in_year)?.1;
        let first = loop {
            // From the far end, since the greatest number is the earliest year.
            if let Some((first, _)) = in_year(years.next_back()?) {
                break first;
            }
        };
        return Some((first, last));
    }
    whole(date)
}

fn whole(date: &edtf_core::Date) -> Option<(Day, Day)> {
    let day = |bound: Bound| match bound {
        Bound::Date(BoundDate { year, month, day }) => Day::from_ymd(year, month, day),
        Bound::NegativeInfinity | Bound::PositiveInfinity | Bound::Unknown => None,
    };
    let bounds = Edtf::Date(*date).bounds();
    Some((day(bounds.earliest)?, day(bounds.latest)?))
}

/// A year before year 0 with unknown digits, without its sign: the grammar of the crate has none such.
fn without_sign_before_unknown(text: &str) -> (Cow<'_, str>, bool) {
    let sign = text.bytes().position(|b| !matches!(b, b'?' | b'~' | b'%'));
    if let Some(sign) = sign
        && text.as_bytes()[sign] == b'-'
        && text
            .get(sign + 1..sign + 5)
            .is_some_and(|year| year.contains('X'))
    {
        return (
            Cow::Owned(format!("{}{}", &text[..sign], &text[sign + 1..])),
            true,
        );
    }
    (Cow::Borrowed(text), false)
}

/// `10`, `10:30`, `10:30:00`, `10:30:00.5`, each with or without `Z`, `+04`, `+04:30`.
fn is_time(text: &str) -> bool {
    let two = |text: &str, most: u8| {
        text.len() == 2
            && text.bytes().all(|b| b.is_ascii_digit())
            && text.parse().is_ok_and(|n: u8| n <= most)
    };
    let clock = |text: &str, seconds: bool| {
        let mut fields = text.split(':');
        let hour = fields.next().is_some_and(|hour| two(hour, 23));
        let minute = fields.next().is_none_or(|minute| two(minute, 59));
        let second = fields.next().is_none_or(|second| {
            let (whole, fraction) = second.split_once('.').unwrap_or((second, "0"));
            seconds
                && two(whole, 60)
                && !fraction.is_empty()
                && fraction.bytes().all(|b| b.is_ascii_digit())
        });
        hour && minute && second && fields.next().is_none()
    };
    match text.find(['Z', '+', '-']) {
        None => clock(text, true),
        Some(at) if text[at..] == *"Z" => clock(&text[..at], true),
        Some(at) => {
            clock(&text[..at], true)
                && !text[at..].starts_with('Z')
                && clock(&text[at + 1..], false)
        }
    }
}
