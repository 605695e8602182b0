//! The list view: one line an event, grouped by year.

use crate::model::{Day, EventId, EventKind, History};

use super::{Emphasis, Focus, axis::year_label};

/// An event as the list shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct ListRow<'a> {
    /// Which one.
    pub event: EventId,
    /// The year, on its first line only, and again on the first line of a screen.
    pub year: Option<String>,
    /// When, without the year where the year column says it: `3 Sep`, `~`, and nothing for a date known to the year.
    pub date: String,
    /// What kind of event it is.
    pub kind: &'a EventKind,
    /// A line.
    pub title: &'a str,
    /// 1 (detail) to 5 (turning point).
    pub importance: u8,
    /// How it stands out.
    pub emphasis: Emphasis,
}

/// The rows of a screen: `shown` is a part of the events in order, so that only what is seen costs anything.
pub fn list_rows<'a>(
    history: &'a History,
    shown: &[EventId],
    focus: Focus<'_>,
) -> Vec<ListRow<'a>> {
    let mut held = None;
    shown
        .iter()
        .map(|&id| {
            let event = history.event(id);
            let year = event.when.earliest().or(event.when.latest()).map(Day::year);
            let repeated = year == held;
            held = year;
            let label = year.map(|year| year_label(year, true));
            let entity = id.into();
            ListRow {
                event: id,
                date: without_year(event.when.short(), label.as_deref()),
                year: label.filter(|_| !repeated),
                kind: &event.kind,
                title: &event.title,
                importance: event.importance,
                emphasis: if focus.selected == Some(entity) {
                    Emphasis::Selected
                } else if focus.related.is_empty() {
                    Emphasis::Plain
                } else if focus.related.binary_search(&entity).is_ok() {
                    Emphasis::Related
                } else {
                    Emphasis::Dim
                },
            }
        })
        .collect()
}

/// A date whose only year is the one beside it, without that year; any other date as it is.
fn without_year(date: String, year: Option<&str>) -> String {
    let Some(year) = year else {
        return date;
    };
    if date.matches(year).count() != 1 {
        return date;
    }
    let (before, after) = date.split_once(year).unwrap_or((&date, ""));
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
    if digits(after) > 0 || before.split_whitespace().any(|word| digits(word) > 2) {
        return date;
    }
    format!("{}{after}", before.trim_end())
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn a_repeated_year_is_shown_once() {
        let history = sample::events(&[
            ("2019-09-03", "Visit"),
            ("2019", "Visit"),
            ("2020-01-01", "Visit"),
        ]);
        let rows = list_rows(&history, history.events_by_time(), Focus::default());
        let years: Vec<Option<&str>> = rows.iter().map(|row| row.year.as_deref()).collect();
        assert_eq!(years, [Some("2019"), None, Some("2020")]);
        let dates: Vec<&str> = rows.iter().map(|row| row.date.as_str()).collect();
        assert_eq!(dates, ["", "3 Sep", "1 Jan"]);
    }
}
