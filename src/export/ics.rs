//! The days of a history for a calendar (RFC 5545): events whose days are known, and no others.

use std::fmt::Write as _;

use crate::model::date::Shape;
use crate::model::{Date, Day, Event};
use crate::text::printable_lines;

use super::Handout;
use super::selection::Selection;

/// Octets of a line, its break left out.
const LONGEST_LINE: usize = 75;

/// One entry for each event that is known to the day; the rest is counted and told.
pub(super) fn calendar(selection: &Selection<'_>) -> Handout {
    let history = selection.history;
    let overview = history.overview();
    let mut out = Lines::default();
    out.line("BEGIN:VCALENDAR");
    out.line("VERSION:2.0");
    out.line("PRODID:-//annals//annals//EN");
    out.line("CALSCALE:GREGORIAN");
    out.line(&format!("X-WR-CALNAME:{}", escaped(&overview.title)));
    let (mut n_fuzzy, mut n_early, mut n_records) = (0, 0, 0);
    for &id in &selection.events {
        let event = history.event(id);
        let Some((first, last)) = exact_days(&event.when) else {
            n_fuzzy += 1;
            continue;
        };
        // A date has four digits and no sign.
        if first.year() < 1 || last.year() > 9998 {
            n_early += 1;
            continue;
        }
        n_records += 1;
        let year = first.year();
        let title = if selection.wanted.anniversaries {
            format!("{} ({year})", event.title)
        } else {
            event.title.clone()
        };
        out.line("BEGIN:VEVENT");
        out.line(&format!("UID:{}", uid(&event.id, &overview.id)));
        // The day of the edition, so that the same history gives the same bytes.
        out.line(&format!("DTSTAMP:{}T000000Z", stamp(history.edition_day())));
        out.line(&format!("DTSTART;VALUE=DATE:{}", basic(first)));
        out.line(&format!("DTEND;VALUE=DATE:{}", basic(last.add_days(1))));
        if selection.wanted.anniversaries {
            out.line("RRULE:FREQ=YEARLY");
        }
        out.line(&format!("SUMMARY:{}", escaped(&title)));
        let description = description(selection, event);
        if !description.is_empty() {
            out.line(&format!("DESCRIPTION:{}", escaped(&description)));
        }
        if let Some(place) = &event.place {
            out.line(&format!("LOCATION:{}", escaped(place)));
        }
        let url = event.cites.iter().find_map(|cite| {
            let url = history.source(cite.source).url.as_deref()?;
            let is_plain = url.chars().all(|c| c.is_ascii_graphic());
            (is_plain && (url.starts_with("https://") || url.starts_with("http://"))).then_some(url)
        });
        if let Some(url) = url {
            out.line(&format!("URL:{url}"));
        }
        out.line(&format!("CATEGORIES:{}", escaped(event.kind.label())));
        out.line("TRANSP:TRANSPARENT");
        out.line("END:VEVENT");
    }
    out.line("END:VCALENDAR");
    let mut left_out = Vec::new();
    if n_fuzzy > 0 {
        left_out.push(format!(
            "left out {}: not known to the day",
            super::counted(n_fuzzy, "event")
        ));
    }
    if n_early > 0 {
        left_out.push(format!(
            "left out {}: a calendar holds the years 1 to 9998 only",
            super::counted(n_early, "event")
        ));
    }
    Handout {
        text: out.text,
        left_out,
        n_records,
    }
}

/// First and last day, where both are known and nothing is doubted.
fn exact_days(date: &Date) -> Option<(Day, Day)> {
    if date.is_uncertain() || date.is_approximate() {
        return None;
    }
    let day = |date: &Date| date.is_day().then(|| date.earliest()).flatten();
    match date.shape() {
        Shape::Single => day(date).map(|day| (day, day)),
        Shape::Interval => {
            let interval = date.interval()?;
            let (start, end) = (day(interval.start().date()?)?, day(interval.end().date()?)?);
            (start <= end).then_some((start, end))
        }
        Shape::OneOf | Shape::AllOf => None,
    }
}

fn description(selection: &Selection<'_>, event: &Event) -> String {
    let mut lines: Vec<String> = event.summary.iter().cloned().collect();
    let mut sources: Vec<&str> = Vec::new();
    for cite in &event.cites {
        let short = selection.history.source(cite.source).short.as_str();
        if !sources.contains(&short) {
            sources.push(short);
        }
    }
    if !sources.is_empty() {
        lines.push(format!("Sources: {}", sources.join(" · ")));
    }
    lines.join("\n")
}

/// The same for each edition of a history, and no other history's.
fn uid(event: &str, history: &str) -> String {
    let plain = |text: &str| -> String {
        let mut out = String::new();
        for c in text.chars() {
            if c.is_ascii_alphanumeric() || "-_.".contains(c) {
                out.push(c);
            } else {
                let _ = write!(out, "+{:x}", u32::from(c));
            }
        }
        out
    };
    format!("{}@{}.annals", plain(event), plain(history))
}

/// `20190903`.
fn basic(day: Day) -> String {
    let (year, month, day) = day.ymd();
    format!("{year:04}{month:02}{day:02}")
}

/// The day on which a calendar says that it was made; one that it cannot write is taken for the nearest that it can.
fn stamp(day: Day) -> String {
    let (first, last) = (Day::first_of_year(1), Day::first_of_year(9999));
    basic(day.clamp(first, last))
}

/// What would end a value or begin another is escaped.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in printable_lines(text).chars() {
        match c {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            other => out.push(other),
        }
    }
    out
}

/// Lines as a calendar has them: folded at 75 octets, between letters, with `\r\n`.
#[derive(Default)]
struct Lines {
    text: String,
}

impl Lines {
    fn line(&mut self, line: &str) {
        let mut used = 0;
        for c in line.chars() {
            if used + c.len_utf8() > LONGEST_LINE {
                self.text.push_str("\r\n ");
                used = 1;
            }
            self.text.push(c);
            used += c.len_utf8();
        }
        self.text.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fold_between_letters_and_read_back() {
        let mut lines = Lines::default();
        let text = format!("SUMMARY:{}", "Хүрэлсүх visits, ".repeat(20));
        lines.line(&text);
        assert!(
            lines
                .text
                .split("\r\n")
                .all(|line| line.len() <= LONGEST_LINE)
        );
        assert_eq!(
            lines.text.replace("\r\n ", "").trim_end_matches("\r\n"),
            text
        );
    }

    #[test]
    fn only_known_days_are_days() {
        let days = |text: &str| {
            exact_days(&Date::parse(text).expect("a date"))
                .map(|(first, last)| format!("{} {}", basic(first), basic(last)))
        };
        assert_eq!(days("2019-09-03").as_deref(), Some("20190903 20190903"));
        assert_eq!(
            days("1939-05-11/1939-09-16").as_deref(),
            Some("19390511 19390916")
        );
        for fuzzy in [
            "2019-09",
            "2019",
            "2019-09-03~",
            "2019-09-03?",
            "2019-09-03/..",
            "2019/2020",
            "[2019-09-03,2019-09-04]",
        ] {
            assert_eq!(days(fuzzy), None, "{fuzzy}");
        }
    }

    #[test]
    fn values_cannot_begin_a_line_of_their_own() {
        assert_eq!(
            escaped("a;b,c\\d\nEND:VEVENT\r\nX"),
            "a\\;b\\,c\\\\d\\nEND:VEVENT\\nX"
        );
        assert_eq!(uid("a b\r\n", "mn"), "a+20b+d+a@mn.annals");
    }
}
