//! The grammar around single dates, intervals and sets, and what to say of a text that does not follow it.

use std::ops::Range;

use super::day::days_in_month;
use super::part::{Fault, Part};
use super::prose::{self, Reading};
use super::{Date, DateError, DateErrorKind, Edge, Interval, Member, words};

/// Reads an expression; its errors say where and what, but offer no reading of the whole.
pub(super) fn expression(text: &str) -> Result<Date, DateError> {
    match text.bytes().next() {
        Some(b'[') => set(text, b']'),
        Some(b'{') => set(text, b'}'),
        _ if text.contains('/') => interval(text),
        _ => single(text, 0),
    }
}

/// Makes the best of an error: prose that can be read is one mistake and not many.
pub(super) fn explain(text: &str, error: DateError) -> DateError {
    if error.kind == DateErrorKind::Reversed {
        return error;
    }
    if text.trim().is_empty() {
        return DateError::new(0..text.len(), "nothing is written");
    }
    match prose::read(text) {
        Reading::One(edtf) => {
            if error.suggestion.as_deref() == Some(&edtf) {
                return error;
            }
            let message = if edtf == text.trim() {
                "there is space around it"
            } else if text.chars().any(char::is_alphabetic) {
                "it is prose"
            } else {
                "dates are written year first, with hyphens and all their zeros"
            };
            DateError::new(0..text.len(), message).suggest(edtf, "")
        }
        Reading::Either {
            day_first,
            month_first,
        } => {
            let in_words = |edtf: &str| {
                expression(edtf).map_or_else(|_| edtf.to_owned(), |date| date.in_words())
            };
            let (one, other) = (in_words(&day_first), in_words(&month_first));
            DateError::new(0..text.len(), format!("it is {one} or {other}")).help(format!(
                "write \"{day_first}\" for {one} or \"{month_first}\" for {other}"
            ))
        }
        Reading::Decade { decade, century } => {
            DateError::new(0..text.len(), "it is a decade or a century").help(format!(
                "write \"{decade}\" for ten years or \"{century}\" for a hundred"
            ))
        }
        Reading::None => unread(text, error),
    }
}

/// An error of a text that is not prose either, or not any that is understood.
fn unread(text: &str, error: DateError) -> DateError {
    let compact: String = text.split_whitespace().collect();
    if compact != text && expression(&compact).is_ok() {
        return DateError::new(0..text.len(), "there is space in it").suggest(compact, "");
    }
    let whole = 0..text.len();
    if !text
        .bytes()
        .any(|b| b.is_ascii_digit() || b == b'X' || b == b'/')
    {
        return DateError::new(whole, "there is no year in it");
    }
    if text.chars().any(char::is_whitespace) && text.chars().any(char::is_alphabetic) {
        return DateError::new(whole, "it is prose");
    }
    let fields: Vec<&str> = text.split('/').collect();
    if fields.len() == 3
        && fields[0].len() <= 2
        && fields.concat().bytes().all(|b| b.is_ascii_digit())
    {
        return DateError::new(
            whole,
            "day, month and year are written year first, as in 1936-03-12",
        );
    }
    whole_suggestion(text, error)
}

/// A suggestion for a part of the text becomes one for all of it.
fn whole_suggestion(text: &str, mut error: DateError) -> DateError {
    if let Some(part) = error.suggestion.take() {
        let leaf = leaf_around(text, error.at.start);
        let whole = format!("{}{part}{}", &text[..leaf.start], &text[leaf.end..]);
        error.suggestion = expression(&whole).is_ok().then_some(whole);
    }
    error
}

/// The single date of an expression that holds a byte.
fn leaf_around(text: &str, at: usize) -> Range<usize> {
    let apart = |c: char| matches!(c, '/' | ',' | '[' | ']' | '{' | '}');
    let at = at.min(text.len());
    let start = text[..at].rfind(apart).map_or(0, |found| found + 1);
    let end = text[at..]
        .find(apart)
        .map_or(text.len(), |found| at + found);
    let leaf = &text[start..end];
    match leaf.find("..") {
        Some(dots) if start + dots < at => start + dots + 2..end,
        Some(dots) => start..start + dots,
        None => start..end,
    }
}

/// A date `from` bytes into the whole text.
fn single(text: &str, from: usize) -> Result<Date, DateError> {
    match Part::parse(text) {
        Ok(part) => Ok(Date::single(text, part)),
        Err(fault) => {
            let mut error = fault_in_words(text, fault);
            error.at = error.at.start + from..error.at.end + from;
            Err(error)
        }
    }
}

fn interval(text: &str) -> Result<Date, DateError> {
    let (start, end) = text.split_once('/').unwrap_or((text, ""));
    let end_at = start.len() + 1;
    if let Some(extra) = end.find('/') {
        return Err(DateError::new(
            end_at + extra..text.len(),
            "an interval has two ends and one `/`",
        ));
    }
    let edge = |text: &str, from: usize| match text {
        "" => Ok(Edge::Unknown),
        ".." => Ok(Edge::Open),
        // `..1924/` and `/1924..` say that the end itself is before or after a date: one of a set.
        _ if text.starts_with("..") || text.ends_with("..") => {
            let member = member(text, from)?;
            Ok(Edge::On(Date::of_set(text, false, vec![member])))
        }
        _ => single(text, from).map(Edge::On),
    };
    let interval = Interval::from_ends(edge(start, 0)?, edge(end, end_at)?);
    if start.ends_with("..") && start != ".." || end.starts_with("..") && end != ".." {
        return Err(DateError::new(
            0..text.len(),
            "an interval starts `..` before or ends `..` after a date",
        ));
    }
    if interval.start().date().is_none() && interval.end().date().is_none() {
        return Err(DateError::new(
            0..text.len(),
            "an interval has a date at one end at least",
        ));
    }
    if interval.is_certainly_reversed() {
        let words = |edge: &Edge| edge.date().map_or_else(String::new, Date::in_words);
        let message = format!(
            "it ends in {}, before it starts in {}",
            words(interval.end()),
            words(interval.start())
        );
        let swapped = format!("{end}/{start}");
        let error = DateError::reversed(end_at..text.len(), message);
        return Err(match expression(&swapped) {
            Ok(_) => error.suggest(swapped, "if the ends changed places"),
            Err(_) => error,
        });
    }
    Ok(Date::of_interval(text, interval))
}

fn set(text: &str, close: u8) -> Result<Date, DateError> {
    if text.len() < 2 || text.as_bytes()[text.len() - 1] != close {
        let message = format!(
            "a set that starts with `{}` ends with `{}`",
            &text[..1],
            char::from(close)
        );
        return Err(DateError::new(0..text.len(), message));
    }
    let inner = &text[1..text.len() - 1];
    let mut members = Vec::new();
    let mut at = 1;
    for element in inner.split(',') {
        members.push(member(element, at)?);
        at += element.len() + 1;
    }
    Ok(Date::of_set(text, close == b'}', members))
}

/// An element of a set, `from` bytes into the whole text.
fn member(text: &str, from: usize) -> Result<Member, DateError> {
    let here = from..from + text.len();
    if text.is_empty() {
        return Err(DateError::new(here, "an element of the set is empty"));
    }
    if text.contains('/') {
        return Err(DateError::new(here, "a set has no intervals in it")
            .help("write a range such as \"2015..2016\""));
    }
    let Some(dots) = text.find("..") else {
        return single(text, from).map(Member::One);
    };
    let (first, last) = (&text[..dots], &text[dots + 2..]);
    let last_from = from + dots + 2;
    match (first, last) {
        ("", "") => Err(DateError::new(here, "`..` stands beside a date")),
        ("", _) => single(last, last_from).map(Member::UpTo),
        (_, "") => single(first, from).map(Member::From),
        _ => {
            let (one, two) = (single(first, from)?, single(last, last_from)?);
            let shape = |date: &Date| {
                let (_, month, day) = date.part()?.plain()?;
                month
                    .is_none_or(|month| month <= 12)
                    .then_some((month.is_some(), day.is_some()))
            };
            match (shape(&one), shape(&two)) {
                (Some(a), Some(b)) if a == b => {}
                _ => {
                    return Err(DateError::new(
                        here,
                        "a range runs between two years, two months or two days, without marks",
                    ));
                }
            }
            if two.certainly_before(&one) {
                let message = format!(
                    "the range ends in {}, before it starts in {}",
                    two.in_words(),
                    one.in_words()
                );
                return Err(DateError::reversed(here, message));
            }
            Ok(Member::Range(one, two))
        }
    }
}

/// What is wrong with a single date, in words.
fn fault_in_words(text: &str, fault: Fault) -> DateError {
    if text.is_empty() {
        return DateError::new(0..0, "a date is missing");
    }
    if let Some(error) = wrong_number(text) {
        return error;
    }
    if text.bytes().any(|b| b == b'x') {
        let upper = text.replace('x', "X");
        if Part::parse(&upper).is_ok() {
            let at = text.find('x').unwrap_or(0);
            return DateError::new(at..at + 1, "an unknown digit is a capital X")
                .suggest(upper, "");
        }
    }
    for both in ["?~", "~?"] {
        let one = text.replace(both, "%");
        if let Some(at) = text.find(both)
            && Part::parse(&one).is_ok()
        {
            return DateError::new(at..at + 2, "uncertain and approximate together is `%`")
                .suggest(one, "");
        }
    }
    let mut at = fault.at.min(text.len().saturating_sub(1));
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let message = match fault.grammar {
        "year must have exactly four digits (or X)" => "a year has four digits",
        "month must be two digits (or X)" => "a month has two digits",
        "day must be two digits (or X)" => "a day has two digits",
        "whitespace is not allowed" => "there is space in it",
        "EDTF permits ASCII characters only" => "there are letters in it that no date has",
        "no calendar month matches the unspecified digits" => "no month has these digits",
        "day is out of range for the month" => "the month has no such day",
        "expected '-' before month" => "there is something after the year",
        "expected '-' before day" => "there is something after the month",
        "Y-prefixed years are year-precision only" => {
            "a year of more than four digits has no months and days"
        }
        "unexpected characters after day" => "there is something after the day",
        other => other,
    };
    let at = if fault.at == 0 { 0 } else { at };
    DateError::new(at..text.len(), message)
}

/// Numbers that stand where they should and cannot be: month 13, 30 February, year -0000, a year of five digits.
fn wrong_number(text: &str) -> Option<DateError> {
    let sign = usize::from(text.starts_with('-'));
    let mut fields = Vec::new();
    let mut from = sign;
    for field in text[sign..].split('-') {
        let start = from + (field.len() - field.trim_start_matches(MARKS).len());
        fields.push(start..start + field.trim_matches(MARKS).len());
        from += field.len() + 1;
    }
    let digits = |range: &Range<usize>| {
        let field = &text[range.clone()];
        (!field.is_empty() && field.bytes().all(|b| b.is_ascii_digit())).then_some(field)
    };
    let number = |range: &Range<usize>| digits(range).and_then(|field| field.parse::<u32>().ok());
    let year = digits(&fields[0])?;
    let year_range = 0..fields[0].end;
    let signed = &text[year_range.clone()];
    if signed == "-0000" {
        return Some(
            DateError::new(year_range, "there is no year -0000").suggest("0000", "for 1 BCE"),
        );
    }
    if year.len() != 4 {
        return (fields.len() == 1).then(|| wrong_length(signed, year, year_range));
    }
    let month_range = fields.get(1)?;
    if month_range.len() != 2 {
        return None;
    }
    let month = number(month_range)?;
    let day_range = fields.get(2).filter(|range| range.len() == 2);
    let day = day_range.and_then(number);
    match month {
        1..=12 => {
            let day = day?;
            let last = u32::from(days_in_month(signed.parse().ok()?, month as u8));
            if (1..=last).contains(&day) {
                return None;
            }
            let message = format!(
                "{} {} has {last} days",
                words::month_long(month as u8),
                words::year_text(signed.parse().ok()?)
            );
            Some(
                DateError::new(day_range?.clone(), message)
                    .suggest(format!("{signed}-{month:02}"), "if the day is unknown"),
            )
        }
        21..=41 if fields.len() > 2 => {
            let message = "seasons and parts of a year have no days";
            Some(
                DateError::new(fields[2].start..text.len(), message)
                    .suggest(format!("{signed}-{month}"), "for all of it"),
            )
        }
        21..=41 => None,
        _ => {
            let error = DateError::new(month_range.clone(), format!("there is no month {month}"));
            let swapped = day
                .filter(|day| (1..=12).contains(day))
                .map(|day| format!("{signed}-{day:02}"));
            Some(match swapped {
                // Day and month may have changed places: the second of the two numbers is the month.
                Some(to_month) => {
                    let to_day = format!("{to_month}-{month:02}");
                    match Part::parse(&to_day) {
                        Ok(part) => {
                            let words = Date::single(&to_day, part).in_words();
                            let help = format!(
                                "write \"{to_day}\" for {words}, or \"{to_month}\" if the day is unknown"
                            );
                            error.suggest(to_day, "").help(help)
                        }
                        Err(_) => error.suggest(to_month, "if the day is unknown"),
                    }
                }
                None => error.suggest(signed, "if the month is unknown"),
            })
        }
    }
}

/// A number alone that has fewer or more than the four digits of a year.
fn wrong_length(signed: &str, year: &str, at: Range<usize>) -> DateError {
    let error = DateError::new(at, "a year has four digits");
    let value = year.trim_start_matches('0');
    match (signed.starts_with('-'), year.len()) {
        (false, 1..4) => error.suggest(format!("{year:0>4}"), ""),
        // Other formats count without a year 0, so that -44 is 44 BCE; here it is 45 BCE.
        (true, 1..4) => match value.parse::<i64>() {
            Ok(value) => error.suggest(prose::year_in_edtf(1 - value), &format!("for {value} BCE")),
            Err(_) => error.suggest("0000", "for 1 BCE"),
        },
        (negative, _) if value.len() > 4 => {
            let longer = format!("Y{}{value}", if negative { "-" } else { "" });
            if Part::parse(&longer).is_ok() {
                error.suggest(longer, "for a year of more digits")
            } else {
                error
            }
        }
        _ => error,
    }
}

const MARKS: [char; 3] = ['?', '~', '%'];

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> DateError {
        match Date::parse(text) {
            Ok(date) => panic!("{text} is {}", date.in_words()),
            Err(error) => error,
        }
    }

    /// The text, the part that is wrong, why, and what to do.
    fn check(text: &str, at: &str, message: &str, help: &str) {
        let error = error(text);
        let found = (
            &text[error.at.clone()],
            error.message.as_str(),
            error.help.as_deref().unwrap_or(""),
        );
        assert_eq!(found, (at, message, help), "{text}");
        if let Some(suggestion) = &error.suggestion {
            assert!(Date::parse(suggestion).is_ok(), "{text}: {suggestion}");
        }
    }

    #[test]
    fn a_number_that_cannot_be_is_named() {
        check(
            "1921-13-05",
            "13",
            "there is no month 13",
            "write \"1921-05-13\" for 13 May 1921, or \"1921-05\" if the day is unknown",
        );
        check(
            "1921-13",
            "13",
            "there is no month 13",
            "write \"1921\" if the month is unknown",
        );
        check(
            "1921-00-00",
            "00",
            "there is no month 0",
            "write \"1921\" if the month is unknown",
        );
        check(
            "2023-02-29",
            "29",
            "February 2023 has 28 days",
            "write \"2023-02\" if the day is unknown",
        );
        check(
            "-0043-02-29",
            "29",
            "February 44 BCE has 28 days",
            "write \"-0043-02\" if the day is unknown",
        );
        check(
            "2023-06-31?",
            "31",
            "June 2023 has 30 days",
            "write \"2023-06\" if the day is unknown",
        );
        check(
            "2021-34-02",
            "02",
            "seasons and parts of a year have no days",
            "write \"2021-34\" for all of it",
        );
        check(
            "1921/1922-14",
            "14",
            "there is no month 14",
            "write \"1922\" if the month is unknown",
        );
        assert_eq!(
            error("1921/1922-14").suggestion.as_deref(),
            Some("1921/1922")
        );
        assert_eq!(
            error("[1921,1922-14..]").suggestion.as_deref(),
            Some("[1921,1922..]")
        );
        check(
            "-0000",
            "-0000",
            "there is no year -0000",
            "write \"0000\" for 1 BCE",
        );
        check(
            "-44",
            "-44",
            "a year has four digits",
            "write \"-0043\" for 44 BCE",
        );
        check("476", "476", "a year has four digits", "write \"0476\"");
        check(
            "12019",
            "12019",
            "a year has four digits",
            "write \"Y12019\" for a year of more digits",
        );
        check(
            "193x",
            "x",
            "an unknown digit is a capital X",
            "write \"193X\"",
        );
        check(
            "Y1E30",
            "Y1E30",
            "it lies more than 20 billion years away",
            "",
        );
    }

    #[test]
    fn prose_is_read_and_offered() {
        check(
            "3 September 2019",
            "3 September 2019",
            "it is prose",
            "write \"2019-09-03\"",
        );
        check("c. 1924", "c. 1924", "it is prose", "write \"1924~\"");
        check("44 BC", "44 BC", "it is prose", "write \"-0043\"");
        check(
            " 1924",
            " 1924",
            "there is space around it",
            "write \"1924\"",
        );
        check(
            "2019-9-3",
            "2019-9-3",
            "dates are written year first, with hyphens and all their zeros",
            "write \"2019-09-03\"",
        );
        check(
            "12/03/1936",
            "12/03/1936",
            "it is 12 March 1936 or 3 December 1936",
            "write \"1936-03-12\" for 12 March 1936 or \"1936-12-03\" for 3 December 1936",
        );
        check(
            "1900s",
            "1900s",
            "it is a decade or a century",
            "write \"190X\" for ten years or \"19XX\" for a hundred",
        );
    }

    #[test]
    fn what_is_no_date_at_all_says_so() {
        check("", "", "nothing is written", "");
        check("  ", "  ", "nothing is written", "");
        check("..", "..", "there is no year in it", "");
        check("n.d.", "n.d.", "there is no year in it", "");
        check(
            "spring of some 1930",
            "spring of some 1930",
            "it is prose",
            "",
        );
        check(
            "12/3/36",
            "12/3/36",
            "day, month and year are written year first, as in 1936-03-12",
            "",
        );
        check(
            "Y12345-01",
            "-01",
            "a year of more than four digits has no months and days",
            "",
        );
        check(
            "{1960;1961}",
            ";1961",
            "there is something after the year",
            "",
        );
        check(
            "1924?~",
            "?~",
            "uncertain and approximate together is `%`",
            "write \"1924%\"",
        );
        check(
            "[1667, 1668]",
            "[1667, 1668]",
            "there is space in it",
            "write \"[1667,1668]\"",
        );
        check(
            "../..",
            "../..",
            "an interval has a date at one end at least",
            "",
        );
        check("/", "/", "an interval has a date at one end at least", "");
        check(
            "2015/2016/2017",
            "/2017",
            "an interval has two ends and one `/`",
            "",
        );
        check(
            "[2015,2016",
            "[2015,2016",
            "a set that starts with `[` ends with `]`",
            "",
        );
        check("[2015,]", "", "an element of the set is empty", "");
        check(
            "[2015/2016]",
            "2015/2016",
            "a set has no intervals in it",
            "write a range such as \"2015..2016\"",
        );
        check(
            "[2015..2016-03]",
            "2015..2016-03",
            "a range runs between two years, two months or two days, without marks",
            "",
        );
        check(
            "2019-09-03T25:00:00",
            "25:00:00",
            "a time of day is written T10:30:00Z, after a whole day",
            "",
        );
        check(
            "2019-09T10:00:00",
            "10:00:00",
            "a time of day is written T10:30:00Z, after a whole day",
            "",
        );
    }

    #[test]
    fn the_wrong_way_round_is_another_error_than_misspelt() {
        let error = error("1986/1936-03-12");
        assert_eq!(error.kind, DateErrorKind::Reversed);
        assert_eq!(
            error.message,
            "it ends in 12 March 1936, before it starts in 1986"
        );
        assert_eq!(error.suggestion.as_deref(), Some("1936-03-12/1986"));
        assert_eq!(
            super::tests::error("[2016..2015]").kind,
            DateErrorKind::Reversed
        );
        assert_eq!(
            super::tests::error("0014/-0026").kind,
            DateErrorKind::Reversed
        );
        assert_eq!(
            super::tests::error("1986/1936-13").kind,
            DateErrorKind::Syntax
        );
        assert!(
            Date::parse("2004/2004-03").is_ok(),
            "only possibly reversed"
        );
        assert!(Date::parse("-0043/0014").is_ok());
    }
}
