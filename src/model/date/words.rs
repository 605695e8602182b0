//! Dates in English words, with what is not known kept in them.

use edtf_core::Qualifier;

use super::part::{Field, Part, YearDigits};
use super::{Date, Edge, Form, Interval, Member};

/// For prose or for a column.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Long,
    Short,
}

/// `September`; the month is 1–12.
pub fn month_long(month: u8) -> &'static str {
    MONTHS[usize::from(month.clamp(1, 12)) - 1]
}

/// `Sep`; the month is 1–12.
pub fn month_short(month: u8) -> &'static str {
    &month_long(month)[..3]
}

/// A year as it is read: `44 BCE` for -43, `14 CE`, `476`, `170 million BCE`.
pub(super) fn year_text(year: i64) -> String {
    // A million years ago nobody minds the year that there is no year 0.
    let years = year.abs();
    if years >= BILLION && years % (BILLION / 10) == 0 {
        with_bce(year, format!("{} billion", scaled(years, BILLION)))
    } else if years >= MILLION && years % (MILLION / 10) == 0 {
        with_bce(year, format!("{} million", scaled(years, MILLION)))
    } else {
        counted_year(year)
    }
}

/// A year to the year, however long ago.
fn counted_year(year: i64) -> String {
    let text = with_bce(year, grouped(if year > 0 { year } else { 1 - year }));
    if (1..100).contains(&year) {
        format!("{text} CE")
    } else {
        text
    }
}

fn with_bce(year: i64, number: String) -> String {
    if year > 0 { number } else { number + " BCE" }
}

/// An expression in words.
pub(super) fn write(date: &Date, style: Style) -> String {
    match &date.form {
        Form::Single(part) => single(part, style),
        Form::Interval(interval) => write_interval(interval, style),
        Form::Set { all, members } => set(*all, members, style),
    }
}

impl Interval {
    /// In English prose: `11 May – 16 September 1939`, `from 2012`, `until 1985`.
    pub fn in_words(&self) -> String {
        write_interval(self, Style::Long)
    }

    /// For a column: `11 May–16 Sep 1939`, `2012–`, `2012–?`.
    pub fn short(&self) -> String {
        write_interval(self, Style::Short)
    }
}

fn write_interval(interval: &Interval, style: Style) -> String {
    match (interval.start(), interval.end(), style) {
        (Edge::On(start), Edge::On(end), _) => between(start, end, style),
        (Edge::On(start), Edge::Open, Style::Long) => format!("from {}", within_sentence(start)),
        (Edge::On(start), Edge::Unknown, Style::Long) => {
            format!("from {}, end unknown", within_sentence(start))
        }
        (Edge::Open, Edge::On(end), Style::Long) => format!("until {}", within_sentence(end)),
        (Edge::Unknown, Edge::On(end), Style::Long) => {
            format!("until {}, start unknown", within_sentence(end))
        }
        (Edge::On(start), Edge::Open, Style::Short) => format!("{}–", write(start, style)),
        (Edge::On(start), Edge::Unknown, Style::Short) => format!("{}–?", write(start, style)),
        (Edge::Open, Edge::On(end), Style::Short) => format!("–{}", write(end, style)),
        (Edge::Unknown, Edge::On(end), Style::Short) => format!("?–{}", write(end, style)),
        (Edge::Open, Edge::Open, Style::Long) => "always".to_owned(),
        (Edge::Unknown, Edge::Open, Style::Long) => "still running, start unknown".to_owned(),
        (Edge::Unknown, Edge::Open, Style::Short) => "?–".to_owned(),
        (_, _, Style::Long) => "at an unknown time".to_owned(),
        (_, _, Style::Short) => "?".to_owned(),
    }
}

/// From one date to another, with what they share said once.
fn between(start: &Date, end: &Date, style: Style) -> String {
    if start == end {
        return write(start, style);
    }
    let parts = start.part().zip(end.part());
    if let Some((from, to)) = parts
        && let Some(text) = range(from, to, style)
    {
        return text;
    }
    match style {
        Style::Long => format!(
            "from {} to {}",
            within_sentence(start),
            within_sentence(end)
        ),
        Style::Short => format!("{}–{}", write(start, style), write(end, style)),
    }
}

/// Two dates without marks as one: `2–3 September 2024`, `1936–1986`, `49–44 BCE`.
fn range(from: &Part, to: &Part, style: Style) -> Option<String> {
    let ((y1, m1, d1), (y2, m2, d2)) = (from.plain()?, to.plain()?);
    let (Some(0..=12), Some(0..=12)) = (m1.or(Some(0)), m2.or(Some(0))) else {
        return None;
    };
    let tight = |one: &str, two: &str| format!("{one}–{two}");
    // In prose a dash between more than single words stands apart.
    let apart = |one: &str, two: &str| {
        if style == Style::Long {
            format!("{one} – {two}")
        } else {
            tight(one, two)
        }
    };
    let year = year_text(y2);
    if y1 == y2 {
        return Some(match (m1, d1, m2, d2) {
            (Some(m1), Some(d1), Some(m2), Some(d2)) if m1 == m2 => {
                format!(
                    "{} {} {year}",
                    tight(&d1.to_string(), &d2.to_string()),
                    month(m2, style)
                )
            }
            (Some(m1), None, Some(m2), None) => {
                format!("{} {year}", tight(month(m1, style), month(m2, style)))
            }
            (Some(m1), d1, Some(m2), d2) => apart(
                &day_and_month(d1, m1, style),
                &format!("{} {year}", day_and_month(d2, m2, style)),
            ),
            _ => return None,
        });
    }
    if let (None, None) = (m1, m2) {
        return Some(match (y1 > 0, y2 > 0) {
            (false, false) => match year_text(y1).strip_suffix(" BCE") {
                Some(number) => tight(number, &year),
                None => apart(&year_text(y1), &year),
            },
            (false, true) => apart(&year_text(y1), &with_era(y2)),
            (true, _) if y1 < 100 && y2 < 100 => tight(&y1.to_string(), &year),
            (true, _) if y1 < 100 => apart(&year_text(y1), &with_era(y2)),
            (true, _) => tight(&year_text(y1), &year),
        });
    }
    Some(apart(&single(from, style), &single(to, style)))
}

fn set(all: bool, members: &[Member], style: Style) -> String {
    let mut words: Vec<String> = Vec::new();
    for member in members {
        match member {
            Member::One(date) => words.push(write(date, style)),
            Member::UpTo(date) if style == Style::Short => {
                words.push(format!("≤{}", write(date, style)));
            }
            Member::From(date) if style == Style::Short => {
                words.push(format!("≥{}", write(date, style)));
            }
            Member::UpTo(date) if all => {
                words.push(format!("{} and all earlier", write(date, style)));
            }
            Member::From(date) if all => {
                words.push(format!("{} and all later", write(date, style)));
            }
            Member::UpTo(date) => words.push(format!("{} or earlier", write(date, style))),
            Member::From(date) => words.push(format!("{} or later", write(date, style))),
            Member::Range(from, to) if from == to => words.push(write(from, style)),
            Member::Range(from, to) if are_neighbours(from, to) => {
                words.extend([write(from, style), write(to, style)]);
            }
            Member::Range(from, to) if all || style == Style::Short => {
                words.push(between(from, to, style));
            }
            Member::Range(from, to) => words.push(format!(
                "between {} and {}",
                write(from, style),
                write(to, style)
            )),
        }
    }
    match (all, style) {
        (false, Style::Long) => join(&words, "or"),
        (true, Style::Long) => join(&words, "and"),
        (true, Style::Short) => words.join(", "),
        (false, Style::Short) => match &words[..] {
            [one, two]
                if [one, two].iter().all(|year| is_year_of_four(year)) && one[..2] == two[..2] =>
            {
                format!("{one}/{}", &two[2..])
            }
            // One of a range is no interval.
            [one] if one.contains('–') => format!("{one}?"),
            _ => words.join("/"),
        },
    }
}

/// Whether nothing of the same precision lies between two dates.
fn are_neighbours(from: &Date, to: &Date) -> bool {
    matches!((from.latest(), to.earliest()), (Some(last), Some(first)) if last.add_days(1) == first)
}

fn is_year_of_four(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit())
}

/// A date as it stands after `from` or `until`: `the 1930s`.
fn within_sentence(date: &Date) -> String {
    let text = write(date, Style::Long);
    match date.part() {
        Some(part) if needs_article(part) && !text.starts_with("about ") => format!("the {text}"),
        _ => text,
    }
}

/// Decades, centuries, quarters and halves, as against years and months.
fn needs_article(part: &Part) -> bool {
    match (part.month(), part.year_digits()) {
        (Some(Field::Known(code)), _) => code > 32,
        (Some(_), _) => false,
        (None, YearDigits::Decade) => decade_of(part).is_some(),
        (None, digits) => digits == YearDigits::Century,
    }
}

fn single(part: &Part, style: Style) -> String {
    let Phrase {
        mut text,
        mut notes,
    } = phrase(part, style);
    if style == Style::Short {
        let about = if part.is_approximate() || part.is_rounded() {
            "~"
        } else {
            ""
        };
        let doubt = if part.is_uncertain() { "?" } else { "" };
        return format!("{about}{text}{doubt}");
    }
    let qualifiers = part.qualifiers();
    let first = qualifiers[0].unwrap_or_default();
    if qualifiers
        .iter()
        .flatten()
        .all(|qualifier| *qualifier == first)
    {
        if first.approximate {
            text = format!(
                "about {}{text}",
                if needs_article(part) { "the " } else { "" }
            );
        }
        if first.uncertain {
            notes.push("uncertain".to_owned());
        }
    } else {
        notes.extend(marked_parts(qualifiers));
    }
    if notes.is_empty() {
        text
    } else {
        format!("{text} ({})", notes.join(", "))
    }
}

/// What is known of a date, and what is to be said in brackets of what is not.
struct Phrase {
    text: String,
    notes: Vec<String>,
}

fn phrase(part: &Part, style: Style) -> Phrase {
    let mut notes = Vec::new();
    let in_year = match (part.month(), part.day()) {
        (None, _) => None,
        (Some(Field::Known(code)), _) if code > 12 => Some(season(code, style)),
        (Some(Field::Known(code)), None) => Some(month(code, style).to_owned()),
        (Some(Field::Known(code)), Some(Field::Known(day))) => {
            Some(day_and_month(Some(day), code, style))
        }
        (Some(Field::Known(code)), Some(Field::Unknown)) => {
            notes.push("day unknown".to_owned());
            Some(month(code, style).to_owned())
        }
        (Some(Field::Known(code)), Some(Field::Among(days))) => {
            let days: Vec<String> = days.iter().map(u8::to_string).collect();
            Some(format!("{} {}", choice(&days, style), month(code, style)))
        }
        (Some(Field::Among(months)), day) => {
            let months: Vec<&str> = months.iter().map(|&code| month(code, style)).collect();
            match day {
                Some(Field::Known(day)) => Some(format!("{day} {}", join(&months, "or"))),
                Some(Field::Among(days)) => {
                    let days: Vec<String> = days.iter().map(u8::to_string).collect();
                    Some(format!("{} {}", join(&days, "or"), join(&months, "or")))
                }
                Some(Field::Unknown) => {
                    notes.push("day unknown".to_owned());
                    Some(choice(&months, style))
                }
                None => Some(choice(&months, style)),
            }
        }
        (Some(Field::Unknown), None) => {
            notes.push("month unknown".to_owned());
            None
        }
        (Some(Field::Unknown), Some(Field::Unknown)) => {
            notes.push("month and day unknown".to_owned());
            None
        }
        (Some(Field::Unknown), Some(Field::Known(day))) => {
            notes.push(format!("day {day} of an unknown month"));
            None
        }
        (Some(Field::Unknown), Some(Field::Among(days))) => {
            let days: Vec<String> = days.iter().map(u8::to_string).collect();
            notes.push(format!("day {} of an unknown month", choice(&days, style)));
            None
        }
    };
    let text = match in_year {
        None => year_words(part, style),
        Some(in_year) if part.year_digits() == YearDigits::Unknown => {
            match notes.last_mut() {
                Some(note) if note == "day unknown" => "day and year unknown".clone_into(note),
                _ => notes.push("year unknown".to_owned()),
            }
            in_year
        }
        Some(in_year) => {
            let year = year_words(part, style);
            match (style, part.year_digits()) {
                (Style::Long, YearDigits::Decade) if decade_of(part).is_none() => {
                    format!("{in_year}, {year}")
                }
                (Style::Long, YearDigits::Decade | YearDigits::Century) => {
                    format!("{in_year} in the {year}")
                }
                (Style::Long, YearDigits::Between) => format!("{in_year}, {year}"),
                _ => format!("{in_year} {year}"),
            }
        }
    };
    Phrase { text, notes }
}

fn year_words(part: &Part, style: Style) -> String {
    let (first, last) = part.years();
    let span = || {
        let (one, two) = (counted_year(first), counted_year(last));
        let one = one
            .strip_suffix(" BCE")
            .filter(|_| last <= 0)
            .unwrap_or(&one);
        match style {
            Style::Long => format!("between {one} and {two}"),
            Style::Short => format!("{one}–{two}"),
        }
    };
    match (part.year_digits(), part.year()) {
        (YearDigits::All, Some(year)) if part.is_rounded() => match style {
            Style::Long => format!("about {} ({})", year_text(year), span()),
            Style::Short => year_text(year),
        },
        (YearDigits::All, Some(year)) => year_text(year),
        (YearDigits::Decade, _) => decade_of(part).map_or_else(span, |decade| format!("{decade}s")),
        (YearDigits::Century, _) => {
            // The hundred years that share their first digits; 1900 is written 19XX with the twentieth.
            let number = if first < 0 {
                -first / 100 + 1
            } else {
                first / 100 + 1
            };
            let era = if first < 0 { " BCE" } else { "" };
            match style {
                Style::Long => format!("{} century{era}", ordinal(number)),
                Style::Short => format!("{} c.{era}", ordinal(number)),
            }
        }
        (YearDigits::Unknown, _) if first >= 0 => match style {
            Style::Long => "an unknown year".to_owned(),
            Style::Short => "?".to_owned(),
        },
        _ => span(),
    }
}

/// The decade that a year of an unknown last digit names; those before 100 have no usual name.
fn decade_of(part: &Part) -> Option<i64> {
    Some(part.years().0).filter(|&first| first >= 100)
}

/// The marks of a date whose parts are not all marked alike: `year uncertain`, `day approximate`.
fn marked_parts(qualifiers: [Option<Qualifier>; 3]) -> Vec<String> {
    let mut notes: Vec<(Vec<&str>, Qualifier)> = Vec::new();
    for (name, qualifier) in ["year", "month", "day"].into_iter().zip(qualifiers) {
        let Some(qualifier) = qualifier.filter(|qualifier| qualifier.is_qualified()) else {
            continue;
        };
        match notes.iter_mut().find(|(_, known)| *known == qualifier) {
            Some((names, _)) => names.push(name),
            None => notes.push((vec![name], qualifier)),
        }
    }
    let words = |qualifier: Qualifier| match (qualifier.uncertain, qualifier.approximate) {
        (true, true) => "uncertain and approximate",
        (true, false) => "uncertain",
        (false, _) => "approximate",
    };
    notes
        .into_iter()
        .map(|(names, qualifier)| format!("{} {}", join(&names, "and"), words(qualifier)))
        .collect()
}

fn season(code: u8, style: Style) -> String {
    let (long, short) = match code {
        21 => ("spring", "spring"),
        22 => ("summer", "summer"),
        23 => ("autumn", "autumn"),
        24 => ("winter", "winter"),
        25 => ("northern spring", "spring"),
        26 => ("northern summer", "summer"),
        27 => ("northern autumn", "autumn"),
        28 => ("northern winter", "winter"),
        29 => ("southern spring", "spring"),
        30 => ("southern summer", "summer"),
        31 => ("southern autumn", "autumn"),
        32 => ("southern winter", "winter"),
        33 => ("first quarter of", "Q1"),
        34 => ("second quarter of", "Q2"),
        35 => ("third quarter of", "Q3"),
        36 => ("fourth quarter of", "Q4"),
        37 => ("first third of", "Jan–Apr"),
        38 => ("second third of", "May–Aug"),
        39 => ("last third of", "Sep–Dec"),
        40 => ("first half of", "H1"),
        _ => ("second half of", "H2"),
    };
    if style == Style::Long { long } else { short }.to_owned()
}

fn day_and_month(day: Option<u8>, code: u8, style: Style) -> String {
    match day {
        Some(day) => format!("{day} {}", month(code, style)),
        None => month(code, style).to_owned(),
    }
}

fn month(code: u8, style: Style) -> &'static str {
    match style {
        Style::Long => month_long(code),
        Style::Short => month_short(code),
    }
}

/// A year beside one of another era, or of two digits, says which era it is.
fn with_era(year: i64) -> String {
    let text = year_text(year);
    if text.ends_with("CE") {
        text
    } else {
        format!("{text} CE")
    }
}

/// One of several that follow each other, or not.
fn choice<T: AsRef<str>>(words: &[T], style: Style) -> String {
    let in_a_row = words.len() > 2 && {
        let number = |word: &T| {
            let word = word.as_ref();
            word.parse()
                .ok()
                .or_else(|| MONTHS.iter().position(|month| month.starts_with(word)))
        };
        words.windows(2).all(
            |pair| matches!((number(&pair[0]), number(&pair[1])), (Some(a), Some(b)) if a + 1 == b),
        )
    };
    match (words, style) {
        ([first, .., last], Style::Long) if in_a_row => {
            format!("between {} and {}", first.as_ref(), last.as_ref())
        }
        ([first, .., last], Style::Short) if in_a_row => {
            format!("{}–{}", first.as_ref(), last.as_ref())
        }
        (_, Style::Short) => words
            .iter()
            .map(AsRef::as_ref)
            .collect::<Vec<_>>()
            .join("/"),
        (_, Style::Long) => join(words, "or"),
    }
}

fn join<T: AsRef<str>>(words: &[T], last: &str) -> String {
    match words {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [rest @ .., end] => {
            let rest: Vec<&str> = rest.iter().map(AsRef::as_ref).collect();
            format!("{} {last} {}", rest.join(", "), end.as_ref())
        }
    }
}

/// `16th`.
fn ordinal(number: i64) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// A number with its thousands apart, where it has five digits or more: `170,000,002`.
fn grouped(number: i64) -> String {
    let digits = number.to_string();
    if digits.len() < 5 {
        return digits;
    }
    let mut text = String::new();
    for (idx, digit) in digits.chars().enumerate() {
        if idx > 0 && (digits.len() - idx).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A number in tenths of a unit: `13.8`.
fn scaled(number: i64, unit: i64) -> String {
    match number % unit / (unit / 10) {
        0 => grouped(number / unit),
        tenths => format!("{}.{tenths}", grouped(number / unit)),
    }
}

const MILLION: i64 = 1_000_000;
const BILLION: i64 = 1000 * MILLION;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, long: &str, short: &str) {
        let date = Date::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(
            (date.in_words().as_str(), date.short().as_str()),
            (long, short),
            "{text}"
        );
    }

    #[test]
    fn days_months_and_years() {
        check("2019-09-03", "3 September 2019", "3 Sep 2019");
        check("1936-03", "March 1936", "Mar 1936");
        check("1939", "1939", "1939");
        check("0476", "476", "476");
        check("0014-08-19", "19 August 14 CE", "19 Aug 14 CE");
        check("2019-09-03T10:30:00Z", "3 September 2019", "3 Sep 2019");
    }

    #[test]
    fn years_before_the_common_era_count_without_a_year_0() {
        check("-0043", "44 BCE", "44 BCE");
        check("-0043-03-15", "15 March 44 BCE", "15 Mar 44 BCE");
        check("0000", "1 BCE", "1 BCE");
        check("-0043~", "about 44 BCE", "~44 BCE");
        check("-0048/-0043", "49–44 BCE", "49–44 BCE");
        check("-0026/0014", "27 BCE – 14 CE", "27 BCE–14 CE");
        check("-0026/0476", "27 BCE – 476 CE", "27 BCE–476 CE");
        check("0014/0037", "14–37 CE", "14–37 CE");
        check("-0043-03-15/..", "from 15 March 44 BCE", "15 Mar 44 BCE–");
        check("[-0043..-0042]", "44 BCE or 43 BCE", "44 BCE/43 BCE");
        check("-00XX", "1st century BCE", "1st c. BCE");
        check("-01XX", "2nd century BCE", "2nd c. BCE");
        check("-004X", "between 50 and 41 BCE", "50–41 BCE");
        check("000X", "between 1 BCE and 9 CE", "1 BCE–9 CE");
    }

    #[test]
    fn long_ago_is_told_in_round_numbers() {
        check("Y-138E8", "13.8 billion BCE", "13.8 billion BCE");
        check("Y-17E7", "170 million BCE", "170 million BCE");
        check("Y-66500000", "66.5 million BCE", "66.5 million BCE");
        check("Y-11700", "11,701 BCE", "11,701 BCE");
        check("Y170000002", "170,000,002", "170,000,002");
        check(
            "Y3388E2S3",
            "about 338,800 (between 338,000 and 338,999)",
            "~338,800",
        );
        check(
            "Y171010000S3",
            "about 171,010,000 (between 171,000,000 and 171,999,999)",
            "~171,010,000",
        );
        check("1950S2", "about 1950 (between 1900 and 1999)", "~1950");
    }

    #[test]
    fn doubt_is_said() {
        check("1924~", "about 1924", "~1924");
        check("1924?", "1924 (uncertain)", "1924?");
        check("1924%", "about 1924 (uncertain)", "~1924?");
        check(
            "1924?-11-26",
            "26 November 1924 (year uncertain)",
            "26 Nov 1924?",
        );
        check(
            "?1924-11-26",
            "26 November 1924 (year uncertain)",
            "26 Nov 1924?",
        );
        check(
            "?2004-06-~11",
            "11 June 2004 (year uncertain, day approximate)",
            "~11 Jun 2004?",
        );
        check(
            "2004-06~-11",
            "11 June 2004 (year and month approximate)",
            "~11 Jun 2004",
        );
        check(
            "2004-%06-11",
            "11 June 2004 (month uncertain and approximate)",
            "~11 Jun 2004?",
        );
    }

    #[test]
    fn what_is_unknown_is_left_out_and_said() {
        // In EDTF an X stands for a digit that is not specified.
        check("193X", "1930s", "1930s");
        check("190X", "1900s", "1900s");
        check("193X~", "about the 1930s", "~1930s");
        check("15XX", "16th century", "16th c.");
        check("19XX", "20th century", "20th c.");
        check("10XX", "11th century", "11th c.");
        check("00XX", "1st century", "1st c.");
        check("1XXX", "between 1000 and 1999", "1000–1999");
        check("19X4", "between 1904 and 1994", "1904–1994");
        check("XXXX", "an unknown year", "?");
        check("XXXX-12-25", "25 December (year unknown)", "25 Dec");
        check("XXXX-12-XX", "December (day and year unknown)", "Dec");
        check("156X-12-25", "25 December in the 1560s", "25 Dec 1560s");
        check(
            "15XX-12-25",
            "25 December in the 16th century",
            "25 Dec 16th c.",
        );
        check(
            "1XXX-12",
            "December, between 1000 and 1999",
            "Dec 1000–1999",
        );
        check("2004-XX", "2004 (month unknown)", "2004");
        check("1985-XX-XX", "1985 (month and day unknown)", "1985");
        check("1985-04-XX", "April 1985 (day unknown)", "Apr 1985");
        check("1936-XX-12", "1936 (day 12 of an unknown month)", "1936");
        check(
            "1985-04-XX?",
            "April 1985 (day unknown, uncertain)",
            "Apr 1985?",
        );
        check(
            "1984-1X",
            "between October and December 1984",
            "Oct–Dec 1984",
        );
        check("1984-X1", "January or November 1984", "Jan/Nov 1984");
        check(
            "1985-04-1X",
            "between 10 and 19 April 1985",
            "10–19 Apr 1985",
        );
        check("1985-04-X1", "1, 11 or 21 April 1985", "1/11/21 Apr 1985");
        check("1985-04-3X", "30 April 1985", "30 Apr 1985");
    }

    #[test]
    fn seasons_and_parts_of_a_year() {
        check("1990-21", "spring 1990", "spring 1990");
        check("1990-32", "southern winter 1990", "winter 1990");
        check("2021-34", "second quarter of 2021", "Q2 2021");
        check("2021-37", "first third of 2021", "Jan–Apr 2021");
        check("2021-41~", "about the second half of 2021", "~H2 2021");
        check("2021-34/..", "from the second quarter of 2021", "Q2 2021–");
    }

    #[test]
    fn intervals_say_once_what_their_ends_share() {
        check(
            "2024-09-02/2024-09-03",
            "2–3 September 2024",
            "2–3 Sep 2024",
        );
        check(
            "1939-05-11/1939-09-16",
            "11 May – 16 September 1939",
            "11 May–16 Sep 1939",
        );
        check("1939-05/1939-09", "May–September 1939", "May–Sep 1939");
        check(
            "1939-05-11/1939-09",
            "11 May – September 1939",
            "11 May–Sep 1939",
        );
        check("1936/1986", "1936–1986", "1936–1986");
        check(
            "1936-03-12/1986",
            "12 March 1936 – 1986",
            "12 Mar 1936–1986",
        );
        check("2019-09-03/2019-09-03", "3 September 2019", "3 Sep 2019");
        check(
            "1924~/1930?",
            "from about 1924 to 1930 (uncertain)",
            "~1924–1930?",
        );
        check("193X~/..", "from about the 1930s", "~1930s–");
        check("193X/1945", "from the 1930s to 1945", "1930s–1945");
        check(
            "2021-33/2021-34",
            "from the first quarter of 2021 to the second quarter of 2021",
            "Q1 2021–Q2 2021",
        );
        check("2004/2004-06", "from 2004 to June 2004", "2004–Jun 2004");
    }

    #[test]
    fn an_end_that_is_open_is_not_one_that_is_unknown() {
        check("2012/..", "from 2012", "2012–");
        check("2012/", "from 2012, end unknown", "2012–?");
        check("../1985", "until 1985", "–1985");
        check("/1985", "until 1985, start unknown", "?–1985");
        check("2012/2015..", "from 2012 to 2015 or later", "2012–≥2015");
    }

    #[test]
    fn sets_say_which_of_them_or_all() {
        check("[2015..2016]", "2015 or 2016", "2015/16");
        check("[1999,2000]", "1999 or 2000", "1999/2000");
        check("{1960,1961-12}", "1960 and December 1961", "1960, Dec 1961");
        check(
            "[1667,1668,1670..1672]",
            "1667, 1668 or between 1670 and 1672",
            "1667/1668/1670–1672",
        );
        check(
            "{1667,1668,1670..1672}",
            "1667, 1668 and 1670–1672",
            "1667, 1668, 1670–1672",
        );
        check("[1670..1672]", "between 1670 and 1672", "1670–1672?");
        check(
            "[..1760-12-03]",
            "3 December 1760 or earlier",
            "≤3 Dec 1760",
        );
        check("[1760-12..]", "December 1760 or later", "≥Dec 1760");
        check("{..1984}", "1984 and all earlier", "≤1984");
        check(
            "[2004-02-29..2004-03-01]",
            "29 February 2004 or 1 March 2004",
            "29 Feb 2004/1 Mar 2004",
        );
    }

    #[test]
    fn an_interval_of_ends_written_apart_reads_like_one_written_together() {
        let date = |text| Date::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        let term = Interval::from_ends(date("2009-06-18"), date("2017-07-10"));
        assert_eq!(term.in_words(), "18 June 2009 – 10 July 2017");
        let vague = Interval::from_ends(date("[2015..2016]"), Edge::Unknown);
        assert_eq!(vague.in_words(), "from 2015 or 2016, end unknown");
        assert_eq!(
            Interval::from_ends(None, None).in_words(),
            "at an unknown time"
        );
    }

    #[test]
    fn a_year_is_never_shown_as_a_day() {
        for year in [-43, 0, 1, 44, 1921, 2024] {
            let text = super::super::prose::year_in_edtf(year);
            for text in [text.clone(), format!("{text}~"), format!("{text}/..")] {
                let date = Date::parse(&text).unwrap_or_else(|error| panic!("{text}: {error}"));
                assert!(
                    !date.in_words().contains("Jan") && !date.short().contains("Jan"),
                    "{text}"
                );
            }
        }
    }
}
