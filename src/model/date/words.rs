//! Dates in English words, with what is not known kept in them.

use edtf_core::{
    Date, DateField, Edtf, IntervalEndpoint, Set, SetElement, SetKind, Year, YearKind,
};

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

/// For prose or for a column.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Long,
    Short,
}

/// `September`; the month is 1–12.
pub(super) fn month_long(month: u8) -> &'static str {
    MONTHS[usize::from(month.clamp(1, 12)) - 1]
}

/// `Sep`; the month is 1–12.
pub(super) fn month_short(month: u8) -> &'static str {
    &month_long(month)[..3]
}

/// A year as it is read: `44 BCE` for -43.
pub(super) fn year_text(year: i64) -> String {
    if year > 0 {
        year.to_string()
    } else {
        format!("{} BCE", 1 - year)
    }
}

/// An expression in words.
pub(super) fn write(edtf: &Edtf, style: Style) -> String {
    match edtf {
        Edtf::Date(date) => single(date, style),
        Edtf::DateTime(time) => single(&time.date, style),
        Edtf::Interval(interval) => self::interval(&interval.start, &interval.end, style),
        Edtf::Set(set) => self::set(set, style),
    }
}

fn single(date: &Date, style: Style) -> String {
    let text = unqualified(date, style);
    match (style, date.is_approximate(), date.is_uncertain()) {
        (_, false, false) => text,
        (Style::Long, true, false) => format!("about {text}"),
        (Style::Long, false, true) => format!("{text} (uncertain)"),
        (Style::Long, true, true) => format!("about {text} (uncertain)"),
        (Style::Short, approximate, uncertain) => {
            format!(
                "{}{text}{}",
                if approximate { "~" } else { "" },
                if uncertain { "?" } else { "" }
            )
        }
    }
}

fn unqualified(date: &Date, style: Style) -> String {
    let year = year_words(&date.year, style);
    let Some(month) = date.month else { return year };
    let name = |month: u8| {
        if style == Style::Long {
            month_long(month)
        } else {
            month_short(month)
        }
    };
    let day = date.day.and_then(DateField::value);
    match (month.value(), day, date.day) {
        (Some(month @ 1..=12), Some(day), _) => format!("{day} {} {year}", name(month)),
        (Some(month @ 1..=12), None, _) => format!("{} {year}", name(month)),
        (Some(season), ..) => season_words(season, &year, style),
        (None, Some(day), _) if style == Style::Long => format!("{day} of an unknown month {year}"),
        (None, ..) => year,
    }
}

fn season_words(code: u8, year: &str, style: Style) -> String {
    let (long, short) = match code {
        21 | 25 | 29 => ("spring", "spring"),
        22 | 26 | 30 => ("summer", "summer"),
        23 | 27 | 31 => ("autumn", "autumn"),
        24 | 28 | 32 => ("winter", "winter"),
        33 => ("first quarter of", "Q1"),
        34 => ("second quarter of", "Q2"),
        35 => ("third quarter of", "Q3"),
        36 => ("fourth quarter of", "Q4"),
        37 => ("first third of", "T1"),
        38 => ("second third of", "T2"),
        39 => ("last third of", "T3"),
        40 => ("first half of", "H1"),
        41 => ("second half of", "H2"),
        _ => ("a season of", ""),
    };
    format!("{} {year}", if style == Style::Long { long } else { short })
        .trim_start()
        .to_owned()
}

fn year_words(year: &Year, style: Style) -> String {
    let the = if style == Style::Long { "the " } else { "" };
    if let YearKind::Standard { negative, digits } = year.kind {
        let known: Vec<char> = digits
            .iter()
            .map_while(|digit| digit.map(|digit| char::from(b'0' + digit)))
            .collect();
        if known.len() < 4 {
            if digits[known.len()..].iter().any(Option::is_some) || known.len() < 2 {
                let text: String = digits
                    .iter()
                    .map(|digit| digit.map_or('X', |digit| char::from(b'0' + digit)))
                    .collect();
                return format!("{text}{}", if negative { " BCE" } else { "" });
            }
            let zeros = "0".repeat(4 - known.len());
            let start: String = known.into_iter().collect::<String>() + &zeros;
            let start = start.trim_start_matches('0');
            let start = if start.is_empty() { "0" } else { start };
            return format!("{the}{start}s{}", if negative { " BCE" } else { "" });
        }
    }
    match year.value() {
        Some(value) if year.significant_digits.is_some() => format!("about {}", year_text(value)),
        Some(value) => year_text(value),
        None => "a year beyond counting".to_owned(),
    }
}

fn interval(start: &IntervalEndpoint, end: &IntervalEndpoint, style: Style) -> String {
    use IntervalEndpoint as E;
    let words = |endpoint: &E| match endpoint {
        E::Date(date) => single(date, style),
        E::OnOrBefore(date) => format!("{} or before", single(date, style)),
        E::OnOrAfter(date) => format!("{} or after", single(date, style)),
        E::Open => "..".to_owned(),
        E::Unknown => "?".to_owned(),
    };
    match (start, end, style) {
        (E::Open, E::Open, _) => "always".to_owned(),
        (E::Unknown, E::Unknown, _) => "unknown".to_owned(),
        (E::Open, end, Style::Long) => format!("until {}", words(end)),
        (E::Open, end, Style::Short) => format!("–{}", words(end)),
        (E::Unknown, end, Style::Long) => format!("an unknown date – {}", words(end)),
        (start, E::Open, Style::Long) => format!("from {}", words(start)),
        (start, E::Open, Style::Short) => format!("{}–", words(start)),
        (start, E::Unknown, Style::Long) => format!("{} – an unknown date", words(start)),
        (E::Date(from), E::Date(to), _) => range(from, to, style),
        (start, end, Style::Long) => format!("{} – {}", words(start), words(end)),
        (start, end, Style::Short) => format!("{}–{}", words(start), words(end)),
    }
}

/// Two dates with what they share said once: `2–3 September 2024`.
fn range(from: &Date, to: &Date, style: Style) -> String {
    let dash = if style == Style::Long { " – " } else { "–" };
    let plain =
        |date: &Date| !date.is_approximate() && !date.is_uncertain() && !date.has_unspecified();
    let part = |field: Option<DateField>| field.and_then(DateField::value);
    if plain(from)
        && plain(to)
        && from.year.value() == to.year.value()
        && from.year.value().is_some()
    {
        let name = |month: u8| {
            if style == Style::Long {
                month_long(month)
            } else {
                month_short(month)
            }
        };
        match (
            part(from.month),
            part(from.day),
            part(to.month),
            part(to.day),
        ) {
            (Some(m1 @ 1..=12), Some(d1), Some(m2), Some(d2)) if m1 == m2 => {
                return format!("{d1}–{d2} {} {}", name(m1), year_words(&to.year, style));
            }
            (Some(m1 @ 1..=12), Some(d1), Some(_), Some(_)) => {
                return format!("{d1} {}{dash}{}", name(m1), unqualified(to, style));
            }
            (Some(m1 @ 1..=12), None, Some(1..=12), None) => {
                return format!("{}{dash}{}", name(m1), unqualified(to, style));
            }
            _ => {}
        }
    }
    if plain(from) && plain(to) && from.month.is_none() && to.month.is_none() {
        return format!("{}–{}", single(from, style), single(to, style));
    }
    format!("{}{dash}{}", single(from, style), single(to, style))
}

fn set(set: &Set, style: Style) -> String {
    // A run of two neighbouring years reads as a choice, a longer one as a range.
    let mut words: Vec<String> = Vec::new();
    for element in &set.elements {
        match element {
            SetElement::Date(date) => words.push(single(date, style)),
            SetElement::OnOrBefore(date) => {
                words.push(format!("{} or before", single(date, style)))
            }
            SetElement::OnOrAfter(date) => words.push(format!("{} or after", single(date, style))),
            SetElement::Range(from, to) => {
                let neighbours = from.month.is_none()
                    && matches!((from.year.value(), to.year.value()), (Some(a), Some(b)) if b == a + 1);
                if neighbours {
                    words.extend([single(from, style), single(to, style)]);
                } else {
                    words.push(range(from, to, style));
                }
            }
        }
    }
    match (set.kind, style) {
        (SetKind::OneMember, Style::Long) => {
            let text = join(&words, "or");
            if words.len() == 1 {
                format!("some time in {text}")
            } else {
                text
            }
        }
        (SetKind::AllMembers, Style::Long) => join(&words, "and"),
        (SetKind::OneMember, Style::Short) => match &words[..] {
            [one, two] if one.len() == 4 && two.len() == 4 && one[..2] == two[..2] => {
                format!("{one}/{}", &two[2..])
            }
            [one] => format!("{one}?"),
            _ => words.join("/"),
        },
        (SetKind::AllMembers, Style::Short) => words.join(", "),
    }
}

fn join(words: &[String], last: &str) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., end] => format!("{} {last} {end}", rest.join(", ")),
    }
}
