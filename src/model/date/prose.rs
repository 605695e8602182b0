//! Dates as people write them: readings to offer when a text is not EDTF, and what the date prompt takes.

use std::fmt::Write as _;

use super::day::days_in_month;
use super::{Date, DateError, Day};

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// The EDTF of a date in common prose: `3 September 2019`, `c. 1924`, `44 BC`, `1930s`, `2019/09/03`.
///
/// `None` when it is not one, or when it could be two (`3/9/2019`).
pub fn reading(text: &str) -> Option<String> {
    let lower = text.trim().to_lowercase();
    let (rest, qualifier) = strip_qualifier(&lower);
    let (rest, before_common_era) = strip_era(rest.trim());
    if let Some(decade) = rest
        .strip_suffix('s')
        .filter(|digits| digits.len() == 4 && digits.ends_with('0'))
    {
        let number: u32 = decade.parse().ok()?;
        return (!before_common_era).then(|| format!("{:03}X{qualifier}", number / 10));
    }
    let words: Vec<&str> = rest
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '.'))
        .filter(|word| !word.is_empty())
        .collect();
    let month_of = |word: &str| {
        let known = word.chars().count() >= 3 && word.chars().all(char::is_alphabetic);
        MONTHS
            .iter()
            .position(|month| known && word.starts_with(month))
            .map(|idx| idx as u8 + 1)
    };
    let day_of = |word: &str| {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        digits
            .parse::<u8>()
            .ok()
            .filter(|day| (1..=31).contains(day) && digits.len() <= 2)
    };
    let year_of = |word: &str| {
        let value: i64 = word
            .parse()
            .ok()
            .filter(|_| word.len() <= 4 && word.bytes().all(|b| b.is_ascii_digit()))?;
        Some(if before_common_era { 1 - value } else { value })
    };
    let parts = match words[..] {
        [year] if year.contains('/') => {
            let parts: Vec<&str> = year.split('/').collect();
            let [year, month, day] = parts[..] else {
                return None;
            };
            (year.len() == 4).then_some(())?;
            (
                year_of(year)?,
                Some(month.parse().ok()?),
                Some(day_of(day)?),
            )
        }
        [year] => (year_of(year)?, None, None),
        [month, year] => (year_of(year)?, Some(month_of(month)?), None),
        [day, month, year] if month_of(month).is_some() => {
            (year_of(year)?, month_of(month), Some(day_of(day)?))
        }
        [month, day, year] => (year_of(year)?, Some(month_of(month)?), Some(day_of(day)?)),
        _ => return None,
    };
    let (year, month, day) = parts;
    let sign = if year < 0 { "-" } else { "" };
    let mut edtf = format!("{sign}{:04}", year.abs());
    if let Some(month) = month {
        let _ = write!(edtf, "-{month:02}");
    }
    if let Some(day) = day {
        let _ = write!(edtf, "-{day:02}");
    }
    edtf.push_str(qualifier);
    Date::parse_quietly(&edtf).then_some(edtf)
}

/// What the date prompt and the command line take: EDTF, prose, `today`, and steps from the cursor such as `+10y`.
///
/// # Errors
/// Says what was not understood and gives examples.
pub fn parse_prompt(text: &str, cursor: Day, today: Day) -> Result<Date, DateError> {
    let trimmed = text.trim();
    if trimmed.eq_ignore_ascii_case("today") {
        return Ok(Date::of_day(today));
    }
    if let Some(day) = step(trimmed, cursor) {
        return Ok(Date::of_day(day));
    }
    match Date::parse(trimmed) {
        Ok(date) => Ok(date),
        Err(error) => match reading(trimmed)
            .or_else(|| short_year(trimmed))
            .map(|edtf| Date::parse(&edtf))
        {
            Some(Ok(date)) => Ok(date),
            _ if error.message.starts_with("not a date") => Err(DateError {
                suggestion: None,
                message: format!(
                    "`{trimmed}` is not a date: write 2019, 2019-09, 3 sep 2019, +10y or today"
                ),
                at: error.at,
            }),
            _ => Err(error),
        },
    }
}

/// Words for an error of the grammar: where it is, what is wrong, what would do.
pub(super) fn explain(text: &str, offset: usize, grammar: &'static str) -> DateError {
    let mut fields = Vec::new();
    let mut start = 0;
    for (idx, c) in text.char_indices() {
        if c == '-' && idx > start {
            fields.push(start..idx);
            start = idx + 1;
        }
    }
    fields.push(start..text.len());
    let number = |range: &std::ops::Range<usize>| text[range.clone()].parse::<u32>().ok();
    if let [year, month, rest @ ..] = &fields[..]
        && text[year.clone()].trim_start_matches('-').len() == 4
        && number(year).is_some()
        && month.len() == 2
    {
        let year_text = &text[year.clone()];
        match (number(month), rest) {
            (Some(m), _) if m == 0 || (13..=20).contains(&m) || m > 41 => {
                return DateError {
                    at: month.clone(),
                    message: format!("there is no month {m}"),
                    suggestion: Some(year_text.to_owned()),
                };
            }
            (Some(m @ 1..=12), [day]) if day.len() == 2 => {
                let last = days_in_month(year_text.parse().unwrap_or(2000), m as u8);
                if let Some(d) = number(day).filter(|&d| d == 0 || d > u32::from(last)) {
                    return DateError {
                        at: day.clone(),
                        message: format!(
                            "{} {year_text} has no day {d}",
                            super::words::month_long(m as u8)
                        ),
                        suggestion: Some(format!("{year_text}-{m:02}")),
                    };
                }
            }
            _ => {}
        }
    }
    let suggestion = reading(text);
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let message = if text.trim().is_empty() {
        "an empty text is not a date".to_owned()
    } else if suggestion.is_some() {
        "dates are written year first, as EDTF".to_owned()
    } else if text.split('/').count() == 3 {
        "day and month could be either way round".to_owned()
    } else {
        format!("not a date: {grammar}")
    };
    let at = if suggestion.is_some() || at >= text.len() {
        0..text.len()
    } else {
        at..text.len()
    };
    DateError {
        at,
        message,
        suggestion,
    }
}

impl Date {
    /// Whether a text is EDTF, without the words of an error.
    fn parse_quietly(text: &str) -> bool {
        edtf_core::is_valid(text)
    }
}

/// `+10y`, `-3m`, `+2w`, `+5d`.
fn step(text: &str, cursor: Day) -> Option<Day> {
    let sign = match text.chars().next()? {
        '+' => 1,
        '-' => -1,
        _ => return None,
    };
    let unit = text.chars().last()?;
    let count: i64 = text
        .get(1..text.len() - unit.len_utf8())?
        .parse::<u32>()
        .ok()?
        .into();
    match unit.to_ascii_lowercase() {
        'y' => Some(cursor.add_years(sign * count)),
        'm' => Some(cursor.add_months(sign * count)),
        'w' => Some(cursor.add_days(sign * count * 7)),
        'd' => Some(cursor.add_days(sign * count)),
        _ => None,
    }
}

/// A year of fewer than four digits, which EDTF writes with zeros in front.
fn short_year(text: &str) -> Option<String> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let value: u32 = digits
        .parse()
        .ok()
        .filter(|_| (1..4).contains(&digits.len()))?;
    Some(format!(
        "{}{value:04}",
        if digits.len() < text.len() { "-" } else { "" }
    ))
}

fn strip_qualifier(text: &str) -> (&str, &'static str) {
    for prefix in [
        "circa ", "about ", "around ", "approx. ", "ca. ", "ca ", "c. ", "c.", "~",
    ] {
        if let Some(rest) = text.strip_prefix(prefix) {
            return (rest, "~");
        }
    }
    for prefix in ["perhaps ", "probably ", "possibly "] {
        if let Some(rest) = text.strip_prefix(prefix) {
            return (rest, "?");
        }
    }
    match text.strip_suffix(" (?)") {
        Some(rest) => (rest, "?"),
        None => (text, ""),
    }
}

fn strip_era(text: &str) -> (&str, bool) {
    for suffix in [" bce", " bc", " b.c.e.", " b.c.", "bce", "bc"] {
        if let Some(rest) = text.strip_suffix(suffix) {
            return (rest.trim_end(), true);
        }
    }
    for suffix in [" ce", " ad", " a.d."] {
        if let Some(rest) = text.strip_suffix(suffix) {
            return (rest.trim_end(), false);
        }
    }
    (text.strip_prefix("ad ").unwrap_or(text), false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_prompt_takes_what_one_types() {
        let cursor = Day::from_ymd(2019, 9, 3).expect("a day");
        let today = Day::from_ymd(2025, 1, 2).expect("a day");
        for (typed, date) in [
            ("2009", "2009"),
            ("2009-09", "2009-09"),
            ("3 sep 2019", "2019-09-03"),
            ("+10y", "2029-09-03"),
            ("-3m", "2019-06-03"),
            ("+5d", "2019-09-08"),
            ("today", "2025-01-02"),
            ("44 BC", "-0043"),
            ("793", "0793"),
        ] {
            let read = parse_prompt(typed, cursor, today)
                .unwrap_or_else(|error| panic!("{typed}: {error}"));
            assert_eq!(read.as_str(), date, "{typed}");
        }
        assert!(
            parse_prompt("soon", cursor, today)
                .expect_err("no date")
                .message
                .contains("write 2019")
        );
    }

    #[test]
    fn a_date_that_could_be_two_gets_no_reading() {
        assert_eq!(reading("3/9/2019"), None);
        assert_eq!(reading("next year"), None);
    }
}
