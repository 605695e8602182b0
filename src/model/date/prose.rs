//! Dates as people write them, read into EDTF: to offer when a text is not EDTF, for the prompt, and for imports.
//!
//! A reading is offered only where there is one. `12/03/1936` is two days, and which one is meant nobody can tell from
//! here; `1900s` is ten years or a hundred.

use std::fmt::Write as _;

use super::{Date, parse};

/// What a text can mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// EDTF that parses.
    One(String),
    /// Two days, as the day or the month is taken to come first.
    Either {
        day_first: String,
        month_first: String,
    },
    /// `1900s`.
    Decade {
        decade: String,
        century: String,
    },
    None,
}

/// The EDTF of a date in common prose: `3 September 2019`, `c. 1924`, `44 BC`, `1930s`, `2019/09/03`.
///
/// `None` when it is not one, or when it could be two (`3/9/2019`).
pub fn reading(text: &str) -> Option<String> {
    match read(text) {
        Reading::One(edtf) => Some(edtf),
        Reading::Either { .. } | Reading::Decade { .. } | Reading::None => None,
    }
}

pub(super) fn read(text: &str) -> Reading {
    let text = text.trim();
    if parse::expression(text).is_ok() {
        return Reading::One(text.to_owned());
    }
    let lower = text
        .to_lowercase()
        .replace(['\u{a0}', '\u{202f}', '\u{2009}'], " ");
    let lower = lower.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';'));
    let lower = lower.strip_suffix(" г.").unwrap_or(lower);
    if lower.is_empty() || lower.len() > LONGEST {
        return Reading::None;
    }
    let ambiguous = ambiguous(lower);
    if ambiguous != Reading::None {
        return ambiguous;
    }
    one(lower)
        .or_else(|| span(lower))
        .filter(|edtf| parse::expression(edtf).is_ok())
        .map_or(Reading::None, Reading::One)
}

/// A year as EDTF writes it; 0 is 1 BCE.
pub(super) fn year_in_edtf(year: i64) -> String {
    match (year.abs() > 9999, year < 0) {
        (true, _) => format!("Y{year}"),
        (false, true) => format!("-{:04}", -year),
        (false, false) => format!("{year:04}"),
    }
}

/// One date, no interval.
fn one(text: &str) -> Option<String> {
    let upper = text.to_uppercase();
    if parse::expression(&upper).is_ok_and(|date| date.part().is_some()) {
        return Some(upper);
    }
    if let Some(edtf) = timestamp(text) {
        return Some(edtf);
    }
    let (rest, mark) = qualifier(text);
    let (rest, era) = era(rest);
    if let Some(decade) = decade(rest) {
        let end = decade.strip_suffix("0")?;
        return (era != Era::Before).then(|| format!("{end:0>3}X{mark}"));
    }
    if let Some(century) = century(rest) {
        return Some(match era {
            Era::Before => format!("-{:02}XX{mark}", century - 1),
            Era::Common | Era::None => format!("{:02}XX{mark}", century - 1),
        });
    }
    let simple = numeric(rest).or_else(|| named(rest, era != Era::None))?;
    let year = if era == Era::Before {
        1 - simple.year
    } else {
        simple.year
    };
    Some(format!("{}{mark}", Simple { year, ..simple }.edtf()))
}

/// A year, perhaps a month (or a season, quarter, half by its code), perhaps a day.
#[derive(Clone, Copy)]
struct Simple {
    year: i64,
    month: Option<u8>,
    day: Option<u8>,
}

impl Simple {
    fn edtf(self) -> String {
        let mut edtf = year_in_edtf(self.year);
        for field in [self.month, self.day].into_iter().flatten() {
            let _ = write!(edtf, "-{field:02}");
        }
        edtf
    }
}

/// The day of `2019-09-03 10:30:00` and of Wikidata's `+2019-09-03T00:00:00Z`.
fn timestamp(text: &str) -> Option<String> {
    let upper = text
        .strip_prefix('+')
        .unwrap_or(text)
        .to_uppercase()
        .replacen(' ', "T", 1);
    let (day, _) = upper.split_once('T')?;
    parse::expression(&upper)
        .is_ok_and(|date| date.is_day())
        .then(|| day.to_owned())
}

/// All in digits: `2019-9-3`, `2019/09/03`, `2019.09`, `12.03.1936`, `20190903`, `25/12/1936`.
fn numeric(text: &str) -> Option<Simple> {
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        let number = |from: usize, to: usize| text[from..to].parse().ok();
        return Some(Simple {
            year: text[..4].parse().ok()?,
            month: Some(number(4, 6)?),
            day: Some(number(6, 8)?),
        });
    }
    let separator = text.chars().find(|c| matches!(c, '/' | '.' | '-'))?;
    let fields: Vec<&str> = text
        .trim_end_matches('.')
        .split(separator)
        .map(str::trim)
        .collect();
    if !fields
        .iter()
        .all(|field| !field.is_empty() && field.bytes().all(|b| b.is_ascii_digit()))
    {
        return None;
    }
    let small = |field: &str| field.parse::<u8>().ok().filter(|_| field.len() <= 2);
    match fields[..] {
        [year, month] if year.len() == 4 && separator != '/' => Some(Simple {
            year: year.parse().ok()?,
            month: Some(small(month)?),
            day: None,
        }),
        [month, year] if year.len() == 4 && separator != '-' => Some(Simple {
            year: year.parse().ok()?,
            month: Some(small(month)?),
            day: None,
        }),
        [year, month, day] if year.len() == 4 => Some(Simple {
            year: year.parse().ok()?,
            month: Some(small(month)?),
            day: Some(small(day)?),
        }),
        [one, two, year] if year.len() == 4 => {
            let (one, two) = (small(one)?, small(two)?);
            // With points between them, and with a number that no month has, there is one order.
            let (day, month) = if separator == '.' || one > 12 || one == two {
                (one, two)
            } else {
                (two, one)
            };
            Some(Simple {
                year: year.parse().ok()?,
                month: Some(month),
                day: Some(day),
            })
        }
        _ => None,
    }
}

/// With words: `3 September 2019`, `Sept. 2019`, `September 3rd, 2019`, `spring 1990`, `Q2 2021`, `1924`, `476`.
fn named(text: &str, has_era: bool) -> Option<Simple> {
    if let Some(date) = mongolian(text) {
        return Some(date);
    }
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || c == ',')
        .map(|word| word.trim_end_matches('.'))
        .filter(|word| !word.is_empty() && !FILLERS.contains(word) && !is_weekday(word))
        .collect();
    let year = |word: &str| {
        let word = word.trim_start_matches('y');
        let digits = word.len() <= 11 && word.bytes().all(|b| b.is_ascii_digit());
        word.parse::<i64>().ok().filter(|_| digits)
    };
    // A number of one or two digits beside a month is its day, unless an era says that it is a year.
    let whole_year = |word: &str| year(word).filter(|_| has_era || word.len() >= 3);
    let dated = |year: i64, month: u8, day: Option<u8>| {
        Some(Simple {
            year,
            month: Some(month),
            day,
        })
    };
    match words[..] {
        [word] => year(word).map(|year| Simple {
            year,
            month: None,
            day: None,
        }),
        [one, two] => match (part_of_year(one), part_of_year(two)) {
            (Some(month), None) => dated(whole_year(two)?, month, None),
            (None, Some(month)) => dated(whole_year(one)?, month, None),
            _ => None,
        },
        [one, two, three] => {
            if let Some(code) = part_of_year(&format!("{one} {two}")) {
                return dated(whole_year(three)?, code, None);
            }
            if let Some(month) = month(two) {
                return match (day_of_month(one), whole_year(three)) {
                    (Some(day), Some(year)) => dated(year, month, Some(day)),
                    // `2019 September 3`
                    _ => dated(whole_year(one)?, month, Some(day_of_month(three)?)),
                };
            }
            dated(whole_year(three)?, month(one)?, Some(day_of_month(two)?))
        }
        _ => None,
    }
}

/// `2019 оны 9 сарын 3`, `2019 оны 9-р сар`, `2019 он`.
fn mongolian(text: &str) -> Option<Simple> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let number = |word: &str| {
        let digits = word
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(word.len());
        word[..digits].parse::<u8>().ok()
    };
    let year = words.first()?.parse::<i64>().ok()?;
    if !words.get(1)?.starts_with("он") {
        return None;
    }
    let (month, day) = match words[2..] {
        [] => (None, None),
        [month, sar] if sar.starts_with("сар") => (Some(number(month)?), None),
        [month, sar, day, ..] if sar.starts_with("сар") => {
            (Some(number(month)?), Some(number(day)?))
        }
        _ => return None,
    };
    Some(Simple { year, month, day })
}

/// From one date to another, or one of two: `1936–1939`, `2–3 September 2024`, `since 2012`, `before 1921`, `2015 or 2016`.
fn span(text: &str) -> Option<String> {
    for (word, open) in [("since ", "/.."), ("from ", "/.."), ("с ", "/..")] {
        if let Some(rest) = text.strip_prefix(word)
            && let Some(start) = one(rest)
        {
            return Some(format!("{start}{open}"));
        }
    }
    for word in ["until ", "till ", "up to ", "to ", "до "] {
        if let Some(rest) = text.strip_prefix(word) {
            return Some(format!("../{}", one(rest)?));
        }
    }
    for (word, step) in [("before ", -1), ("after ", 1)] {
        if let Some(rest) = text.strip_prefix(word) {
            return next_to(&one(rest)?, step);
        }
    }
    if let Some((first, last)) = text.split_once(" or ") {
        let (first, last) = two(first, last)?;
        return Some(format!("[{first},{last}]"));
    }
    if let Some((first, last)) = text
        .strip_prefix("between ")
        .and_then(|rest| rest.split_once(" and "))
    {
        let (first, last) = two(first, last)?;
        return Some(format!("[{first}..{last}]"));
    }
    let text = text.strip_prefix("from ").unwrap_or(text);
    let dash = ["–", "—", " - ", " to ", " until ", "-", "/"];
    dash.iter()
        .filter_map(|dash| text.split_once(dash))
        .find_map(|(first, last)| {
            if matches!(last.trim(), "" | "present" | "now" | "today" | "...") {
                return Some(format!("{}/..", one(first.trim())?));
            }
            let (first, last) = two(first, last)?;
            Some(format!("{first}/{last}"))
        })
}

/// Two dates, the first with what it leaves to the second: `2` of `2–3 September 2024`; and the second with what it
/// leaves to the first: `37` of `1936–37`.
fn two(first: &str, last: &str) -> Option<(String, String)> {
    let (first, last) = (first.trim(), last.trim());
    if let (Ok(year), Ok(short)) = (first.parse::<i64>(), last.parse::<i64>())
        && first.len() == 4
        && last.len() == 2
    {
        return (short > year % 100)
            .then(|| (year_in_edtf(year), year_in_edtf(year / 100 * 100 + short)));
    }
    if first.is_empty() {
        return None;
    }
    // ISO 8601 has `2019-09-02/03`, which is not in EDTF.
    if let Some(shared) = first.len().checked_sub(last.len())
        && first
            .get(..shared)
            .is_some_and(|shared| shared.ends_with('-'))
        && first.contains(|c: char| c.is_ascii_digit())
    {
        let whole = format!("{}{last}", &first[..shared]);
        if parse::expression(&format!("{first}/{whole}")).is_ok() {
            return Some((first.to_owned(), whole));
        }
    }
    // The month comes first in `September 2-3, 2024`.
    let end = one(last).or_else(|| {
        let named = first
            .split_whitespace()
            .next()
            .filter(|word| month(word).is_some())?;
        one(&format!("{named} {last}"))
    })?;
    let words: Vec<&str> = last.split_whitespace().collect();
    let has_year = first
        .split(|c: char| !c.is_ascii_digit())
        .any(|digits| digits.len() >= 3);
    let start = if has_year || era(first).1 != Era::None {
        one(first)?
    } else {
        // As many words of the end as the start can use: month and year, the year alone, the era.
        (1..words.len()).find_map(|from| one(&format!("{first} {}", words[from..].join(" "))))?
    };
    Some((start, end))
}

/// `[..1920]` for before 1921, `[1922..]` for after it.
fn next_to(edtf: &str, step: i64) -> Option<String> {
    let date: Date = parse::expression(edtf).ok()?;
    let (year, month, day) = date.part()?.plain()?;
    let beside = match (month, day) {
        (None, _) => year_in_edtf(year + step),
        (Some(month), None) if month <= 12 => {
            let (year, month, _) = date.earliest()?.add_months(step).ymd();
            Simple {
                year,
                month: Some(month),
                day: None,
            }
            .edtf()
        }
        (Some(_), None) => return None,
        (Some(_), Some(_)) => date.earliest()?.add_days(step).to_string(),
    };
    Some(if step < 0 {
        format!("[..{beside}]")
    } else {
        format!("[{beside}..]")
    })
}

fn ambiguous(text: &str) -> Reading {
    let (rest, era) = era(qualifier(text).0);
    if era != Era::Before
        && let Some(decade) = decade(rest)
        && let Some(hundreds) = decade.strip_suffix("00")
        && hundreds.len() == 2
    {
        return Reading::Decade {
            decade: format!("{hundreds}0X"),
            century: format!("{hundreds}XX"),
        };
    }
    let Some(separator) = text.chars().find(|c| matches!(c, '/' | '-')) else {
        return Reading::None;
    };
    let fields: Vec<&str> = text.split(separator).collect();
    let [one, two, year] = fields[..] else {
        return Reading::None;
    };
    let small = |field: &str| field.parse::<u8>().ok().filter(|n| (1..=12).contains(n));
    match (small(one), small(two), year.parse::<u16>()) {
        (Some(one), Some(two), Ok(year)) if one != two && fields[2].len() == 4 => Reading::Either {
            day_first: format!("{year:04}-{two:02}-{one:02}"),
            month_first: format!("{year:04}-{one:02}-{two:02}"),
        },
        _ => Reading::None,
    }
}

/// The text without words or signs of doubt, and the mark for them.
fn qualifier(text: &str) -> (&str, &'static str) {
    let strip = |text: &'_ str, words: &[&str]| {
        words
            .iter()
            .find_map(|word| text.strip_prefix(word).map(str::len))
            .map(|len| text.len() - len)
    };
    let mut rest = text;
    let (mut about, mut doubt) = (false, false);
    loop {
        if let Some(cut) = strip(rest, ABOUT) {
            (about, rest) = (true, rest[cut..].trim_start());
        } else if let Some(cut) = strip(rest, PERHAPS) {
            (doubt, rest) = (true, rest[cut..].trim_start());
        } else if let Some(cut) = rest.strip_suffix("(?)").or_else(|| rest.strip_suffix('?')) {
            (doubt, rest) = (true, cut.trim_end());
        } else if let Some(cut) = rest.strip_suffix("(uncertain)") {
            (doubt, rest) = (true, cut.trim_end());
        } else if let Some(year) = rest
            .strip_prefix('c')
            .filter(|year| year.starts_with(|c: char| c.is_ascii_digit()))
        {
            (about, rest) = (true, year);
        } else {
            break;
        }
    }
    let mark = match (about, doubt) {
        (false, false) => "",
        (true, false) => "~",
        (false, true) => "?",
        (true, true) => "%",
    };
    (rest, mark)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Era {
    None,
    Common,
    Before,
}

fn era(text: &str) -> (&str, Era) {
    let cut = |rest: &'_ str| rest.trim_end().len();
    for suffix in ["b.c.e.", "b.c.", "bce", "bc", "до н. э.", "до н.э.", "мэө"] {
        if let Some(rest) = text.strip_suffix(suffix).filter(|rest| {
            rest.ends_with(|c: char| c.is_whitespace() || c.is_ascii_digit() || c == 'y')
        }) {
            return (&text[..cut(rest)], Era::Before);
        }
    }
    for suffix in ["c.e.", "a.d.", "ce", "ad", "н. э.", "н.э."] {
        if let Some(rest) = text
            .strip_suffix(suffix)
            .filter(|rest| rest.ends_with(|c: char| c.is_whitespace() || c.is_ascii_digit()))
        {
            return (&text[..cut(rest)], Era::Common);
        }
    }
    for prefix in ["ad ", "a.d. "] {
        if let Some(rest) = text.strip_prefix(prefix) {
            return (rest.trim_start(), Era::Common);
        }
    }
    (text, Era::None)
}

/// The `1930` of `1930s`, `the 1930s`, `1930's`, `1930-е`.
fn decade(text: &str) -> Option<&str> {
    let text = whole_of_part(text);
    let digits = ["'s", "’s", "s", "-е", "-х"]
        .iter()
        .find_map(|end| text.strip_suffix(end))?;
    let known = (3..=4).contains(&digits.len())
        && digits.bytes().all(|b| b.is_ascii_digit())
        && digits.ends_with('0');
    known.then_some(digits)
}

/// The 16 of `16th century`.
fn century(text: &str) -> Option<u8> {
    let text = whole_of_part(text);
    let number = ["century", "cent.", "c.", "век"]
        .iter()
        .find_map(|end| text.strip_suffix(end))?
        .trim_end();
    ordinal(number).filter(|number| (1..=99).contains(number))
}

/// The decade of `early 1930s`, whose part of it EDTF cannot say.
fn whole_of_part(text: &str) -> &str {
    let text = text.strip_prefix("the ").unwrap_or(text);
    let parts = ["early ", "mid ", "mid-", "late "];
    parts
        .iter()
        .find_map(|part| text.strip_prefix(part))
        .unwrap_or(text)
}

/// `3`, `3rd`, `16th`.
fn ordinal(word: &str) -> Option<u8> {
    let digits = ["st", "nd", "rd", "th", "-го", "-й"]
        .iter()
        .find_map(|end| word.strip_suffix(end))
        .unwrap_or(word);
    digits
        .parse()
        .ok()
        .filter(|_| digits.len() <= 2 && digits.bytes().all(|b| b.is_ascii_digit()))
}

fn day_of_month(word: &str) -> Option<u8> {
    ordinal(word).filter(|day| (1..=31).contains(day))
}

/// A month, or the code of a season, quarter or half.
fn part_of_year(word: &str) -> Option<u8> {
    if let Some(month) = month(word) {
        return Some(month);
    }
    let code = match word {
        "spring" => 21,
        "summer" => 22,
        "autumn" | "fall" => 23,
        "winter" => 24,
        "q1" | "first quarter" | "1st quarter" => 33,
        "q2" | "second quarter" | "2nd quarter" => 34,
        "q3" | "third quarter" | "3rd quarter" => 35,
        "q4" | "fourth quarter" | "4th quarter" | "last quarter" => 36,
        "h1" | "first half" | "1st half" => 40,
        "h2" | "second half" | "2nd half" => 41,
        _ => return None,
    };
    Some(code)
}

/// A month of English or Russian, whole or by its first three letters.
fn month(word: &str) -> Option<u8> {
    let begins = |names: &[&str; 12]| {
        names.iter().position(|name| {
            let known = word.chars().count() >= 3;
            known && (name.starts_with(word) || (*name == "september" && word == "sept"))
        })
    };
    let russian = || {
        let stems = RUSSIAN_MONTHS
            .iter()
            .position(|stem| word.starts_with(stem))?;
        word.chars()
            .all(|c| ('а'..='я').contains(&c))
            .then_some(stems)
    };
    begins(&ENGLISH_MONTHS)
        .or_else(russian)
        .map(|idx| idx as u8 + 1)
}

fn is_weekday(word: &str) -> bool {
    let days = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    word.len() >= 3 && days.iter().any(|day| day.starts_with(word))
}

const ABOUT: &[&str] = &[
    "circa ",
    "about ",
    "around ",
    "approximately ",
    "approx. ",
    "ca.",
    "ca ",
    "c.",
    "c ",
    "~",
];
const PERHAPS: &[&str] = &["perhaps ", "probably ", "possibly ", "maybe "];
/// Words that a date can do without.
const FILLERS: [&str; 10] = [
    "в", "of", "the", "in", "on", "year", "г", "год", "года", "году",
];
const ENGLISH_MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const RUSSIAN_MONTHS: [&str; 12] = [
    "янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек",
];
/// No date is as long in bytes; a paragraph is not looked at.
const LONGEST: usize = 120;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_prose_is_read() {
        for (prose, edtf) in [
            ("3 September 2019", "2019-09-03"),
            ("3 sep 2019", "2019-09-03"),
            ("3rd of September, 2019", "2019-09-03"),
            ("September 3, 2019", "2019-09-03"),
            ("Tuesday, September 3rd, 2019", "2019-09-03"),
            ("2019 September 3", "2019-09-03"),
            ("Sept. 2019", "2019-09"),
            ("May 1939", "1939-05"),
            ("c. 1924", "1924~"),
            ("c.1924", "1924~"),
            ("c1924", "1924~"),
            ("circa 1924?", "1924%"),
            ("about March 1936", "1936-03~"),
            ("perhaps 1924", "1924?"),
            ("1924 (?)", "1924?"),
            ("1924 (uncertain)", "1924?"),
            ("44 BC", "-0043"),
            ("44 B.C.", "-0043"),
            ("44bce", "-0043"),
            ("15 March 44 BC", "-0043-03-15"),
            ("March 44 BCE", "-0043-03"),
            ("1 BC", "0000"),
            ("c. 500 BC", "-0499~"),
            ("44 год до н. э.", "-0043"),
            ("AD 14", "0014"),
            ("14 CE", "0014"),
            ("19 August 14 CE", "0014-08-19"),
            ("476", "0476"),
            ("12000 BC", "Y-11999"),
            ("1930s", "193X"),
            ("the 1930's", "193X"),
            ("c. 1930s", "193X~"),
            ("the mid-1930s", "193X"),
            ("early 16th century", "15XX"),
            ("16th century", "15XX"),
            ("2019-09-03 10:30", "2019-09-03"),
            ("+2009-06-18T00:00:00Z", "2009-06-18"),
            ("в 1921 году", "1921"),
            ("2nd century BC", "-01XX"),
            ("spring 1990", "1990-21"),
            ("Q2 2021", "2021-34"),
            ("second quarter of 2021", "2021-34"),
            ("first half of 2021", "2021-40"),
            ("2019/09/03", "2019-09-03"),
            ("2019-9-3", "2019-09-03"),
            ("2019.09", "2019-09"),
            ("09/2019", "2019-09"),
            ("20190903", "2019-09-03"),
            ("12.03.1936", "1936-03-12"),
            ("25/12/1936", "1936-12-25"),
            ("12/25/1936", "1936-12-25"),
            ("05/05/1936", "1936-05-05"),
            ("3 сентября 2019 г.", "2019-09-03"),
            ("12 марта 1936 года", "1936-03-12"),
            ("май 1939", "1939-05"),
            ("2019 оны 9 сарын 3", "2019-09-03"),
            ("2019 оны 9-р сар", "2019-09"),
        ] {
            assert_eq!(read(prose), Reading::One(edtf.to_owned()), "{prose}");
        }
    }

    #[test]
    fn spans_take_from_one_end_what_the_other_leaves_out() {
        for (prose, edtf) in [
            ("1936–1939", "1936/1939"),
            ("1936 - 1939", "1936/1939"),
            ("from 1936 to 1939", "1936/1939"),
            ("1936/37", "1936/1937"),
            ("2019-09-02/03", "2019-09-02/2019-09-03"),
            ("1939-05-11/09-16", "1939-05-11/1939-09-16"),
            ("2–3 September 2024", "2024-09-02/2024-09-03"),
            ("11 May – 16 September 1939", "1939-05-11/1939-09-16"),
            ("September 2-3, 2024", "2024-09-02/2024-09-03"),
            ("May–September 1939", "1939-05/1939-09"),
            ("49–44 BC", "-0048/-0043"),
            ("27 BC – AD 14", "-0026/0014"),
            ("since 2012", "2012/.."),
            ("from 7 May 2012", "2012-05-07/.."),
            ("2012–present", "2012/.."),
            ("2012–", "2012/.."),
            ("until 1985", "../1985"),
            ("before 1921", "[..1920]"),
            ("after March 1936", "[1936-04..]"),
            ("before 1 January 1 AD", "[..0000-12-31]"),
            ("before 1 AD", "[..0000]"),
            ("2015 or 2016", "[2015,2016]"),
            ("between 1670 and 1672", "[1670..1672]"),
        ] {
            assert_eq!(read(prose), Reading::One(edtf.to_owned()), "{prose}");
        }
    }

    #[test]
    fn what_could_be_two_dates_or_none_gets_no_reading() {
        for prose in [
            "3/9/2019",
            "12-03-1936",
            "1900s",
            "next year",
            "",
            " ",
            "31 June 2019",
            "13/13/1936",
            "2019-2018",
            "the",
            "1990-spring",
            "3 Sep 19",
            "soon",
            "1–2",
            "Meeting on the third",
            "с",
            "–",
            "or",
            "between and",
            "-",
            "c",
            "оны",
        ] {
            assert_eq!(reading(prose), None, "{prose}");
        }
    }

    #[test]
    fn the_words_of_a_date_are_read_as_that_date() {
        for edtf in [
            "2019-09-03",
            "1936-03",
            "1924~",
            "1924?",
            "1924%",
            "193X",
            "15XX",
            "-0043",
            "-0043-03-15",
            "-00XX",
            "2024-09-02/2024-09-03",
            "1939-05-11/1939-09-16",
            "1939-05/1939-09",
            "1936/1986",
            "-0048/-0043",
            "2012/..",
            "../1985",
            "[2015,2016]",
            "[1670..1672]",
            "1990-21",
            "2021-34",
            "2021-41",
            "0014-08-19",
        ] {
            let date = Date::parse(edtf).unwrap_or_else(|error| panic!("{edtf}: {error}"));
            assert_eq!(
                reading(&date.in_words()).as_deref(),
                Some(edtf),
                "{}",
                date.in_words()
            );
        }
    }
}
