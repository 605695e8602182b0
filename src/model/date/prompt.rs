//! What one types to go to a date.

use super::prose::{self, Reading};
use super::{Date, DateError, Day, parse};

/// What the date prompt and the command line take: EDTF, prose, `today`, and steps from the cursor such as `+10y`.
///
/// # Errors
/// Says what was not understood and gives examples.
pub fn parse_prompt(text: &str, cursor: Day, today: Day) -> Result<Date, DateError> {
    let trimmed = text.trim();
    let at = text.find(trimmed).unwrap_or(0);
    let here = at..at + trimmed.len();
    if trimmed.is_empty() {
        return Err(DateError::new(here, "no date yet").help(EXAMPLES));
    }
    if let Some(days) = near(trimmed) {
        return Ok(Date::of_day(today.add_days(days)));
    }
    match step(trimmed, cursor) {
        Step::To(day) => return Ok(Date::of_day(day)),
        Step::WithoutUnit(count) => {
            return Err(DateError::new(here, format!("`{trimmed}` of what?"))
                .help(format!("write {count}y, {count}m, {count}w or {count}d")));
        }
        Step::None => {}
    }
    if let Some(span) = span(trimmed, cursor, today) {
        return span;
    }
    match parse::expression(trimmed) {
        Ok(date) => Ok(date),
        Err(error) => match prose::read(trimmed) {
            Reading::One(edtf) => parse::expression(&edtf),
            // A typed year is a year, `1900s` is the decade of the ten years.
            Reading::Decade { decade, .. } => parse::expression(&decade),
            Reading::Either { .. } => Err(parse::explain(trimmed, error)),
            Reading::None if error.help.is_some() => Err(error),
            Reading::None => {
                let has_digits = trimmed.bytes().any(|b| b.is_ascii_digit());
                let why = if has_digits {
                    format!(": {}", error.message)
                } else {
                    String::new()
                };
                Err(DateError::new(here, format!("`{trimmed}` is not a date{why}")).help(EXAMPLES))
            }
        },
    }
}

/// `1936..1945`, `sep 1939 .. 3 sep 1945`, `..1945`, `1990..`: two dates, each as one would type it alone.
fn span(text: &str, cursor: Day, today: Day) -> Option<Result<Date, DateError>> {
    let (from, to) = text.split_once("..")?;
    // EDTF writes open ends and sets with two dots of its own.
    if text.contains('/') || text.starts_with(['[', '{']) || to.contains("..") {
        return None;
    }
    let side = |text: &str| match text.trim() {
        "" => Ok("..".to_owned()),
        text => parse_prompt(text, cursor, today).map(|date| date.as_str().to_owned()),
    };
    Some(
        side(from)
            .and_then(|from| Ok(format!("{from}/{}", side(to)?)))
            .and_then(|both| parse::expression(&both)),
    )
}

enum Step {
    To(Day),
    /// `+10`, which could be days or years.
    WithoutUnit(String),
    None,
}

/// `+10y`, `-3m`, `+2w`, `+5d`, `+1y6m`, `-3 months`.
fn step(text: &str, cursor: Day) -> Step {
    let (sign, rest) = match text.chars().next() {
        Some('+') => (1, &text[1..]),
        Some('-') => (-1, &text[1..]),
        // As word processors write it.
        Some('−') => (-1, &text['−'.len_utf8()..]),
        _ => return Step::None,
    };
    let mut day = cursor;
    let mut rest = rest.trim();
    // Without a sign it may be a year of EDTF: `-0043`, `-0043-03-15`.
    if rest.len() < 4 && !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()) {
        return Step::WithoutUnit(format!("{}{rest}", if sign < 0 { "-" } else { "+" }));
    }
    if rest.is_empty() {
        return Step::None;
    }
    while !rest.is_empty() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let Ok(count) = rest[..digits].parse::<u32>() else {
            return Step::None;
        };
        let count = sign * i64::from(count);
        rest = rest[digits..].trim_start();
        let letters = rest
            .find(|c: char| !c.is_alphabetic())
            .unwrap_or(rest.len());
        day = match rest[..letters].to_lowercase().as_str() {
            "c" | "century" | "centuries" => day.add_years(count.saturating_mul(100)),
            "y" | "yr" | "yrs" | "year" | "years" => day.add_years(count),
            "m" | "mo" | "month" | "months" => day.add_months(count),
            "w" | "week" | "weeks" => day.add_days(count.saturating_mul(7)),
            "d" | "day" | "days" => day.add_days(count),
            _ => return Step::None,
        };
        rest = rest[letters..].trim_start_matches(|c: char| c == ',' || c.is_whitespace());
    }
    Step::To(day)
}

/// How many days from today a word is.
fn near(text: &str) -> Option<i64> {
    match text.to_lowercase().as_str() {
        "today" | "now" => Some(0),
        "tomorrow" => Some(1),
        "yesterday" => Some(-1),
        _ => None,
    }
}

const EXAMPLES: &str = "write 2019, 2019-09, 3 sep 2019, 44 BC, +10y or today";

#[cfg(test)]
mod tests {
    use super::*;

    fn prompt(typed: &str) -> Result<Date, DateError> {
        let day = |year, month, day| Day::from_ymd(year, month, day).expect("a day");
        parse_prompt(typed, day(2019, 9, 30), day(2025, 1, 2))
    }

    #[test]
    fn the_prompt_takes_what_one_types() {
        for (typed, date) in [
            ("2009", "2009"),
            ("2009-09", "2009-09"),
            (" 3 sep 2019 ", "2019-09-03"),
            ("+10y", "2029-09-30"),
            ("-3m", "2019-06-30"),
            ("+5m", "2020-02-29"),
            ("+5d", "2019-10-05"),
            ("-2w", "2019-09-16"),
            ("+1c", "2119-09-30"),
            ("+1y6m", "2021-03-30"),
            ("- 2 years", "2017-09-30"),
            ("+10 Days", "2019-10-10"),
            ("today", "2025-01-02"),
            ("Yesterday", "2025-01-01"),
            ("44 BC", "-0043"),
            ("-0043", "-0043"),
            ("-0043-03-15", "-0043-03-15"),
            ("793", "0793"),
            ("9", "0009"),
            ("1900s", "190X"),
            ("1936–1939", "1936/1939"),
            ("1936..1945", "1936/1945"),
            ("1990/2000", "1990/2000"),
            ("sep 1939 .. 3 sep 1945", "1939-09/1945-09-03"),
            ("44 BC..14", "-0043/0014"),
            ("..1945", "../1945"),
            ("1990..", "1990/.."),
            ("2000..today", "2000/2025-01-02"),
        ] {
            let read = prompt(typed).unwrap_or_else(|error| panic!("{typed}: {error}"));
            assert_eq!(read.as_str(), date, "{typed}");
        }
    }

    #[test]
    fn the_prompt_says_what_it_does_not_understand() {
        for (typed, part) in [
            ("", "write 2019"),
            ("soon", "`soon` is not a date; write 2019"),
            ("+10", "write +10y"),
            ("-44", "write -44y"),
            ("2009-13", "there is no month 13"),
            ("12/03/1936", "12 March 1936 or 3 December 1936"),
            ("+", "is not a date"),
            ("+10parsecs", "is not a date"),
            ("1990/1980", "it ends in 1980"),
            ("1990..1980", "it ends in 1980"),
            ("1936..soon", "`soon` is not a date"),
        ] {
            let error = match prompt(typed) {
                Ok(date) => panic!("{typed} is {date}"),
                Err(error) => error.to_string(),
            };
            assert!(error.contains(part), "{typed}: {error}");
        }
    }

    #[test]
    fn steps_stop_at_the_edge_of_time() {
        let far = prompt("+4000000000c").expect("a step");
        assert_eq!(far.earliest(), far.latest());
        assert!(far.earliest() > Day::from_ymd(10_000_000_000, 1, 1));
        assert!(far.in_words().contains("20 billion"), "{}", far.in_words());
    }
}
