//! The list view: one line an event, grouped by year.

use crate::model::{EventId, EventKind, History};

use super::axis::year_label;

/// An event as the list shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct ListRow<'a> {
    /// Which one.
    pub event: EventId,
    /// The year, on its first line only, and again on the first line of a screen.
    pub year: Option<String>,
    /// When, as a column shows it.
    pub date: String,
    /// What kind of event it is.
    pub kind: &'a EventKind,
    /// A line.
    pub title: &'a str,
    /// 1 (detail) to 5 (turning point).
    pub importance: u8,
}

/// The rows of a screen: `shown` is a part of the events in order, so that only what is seen costs anything.
pub fn list_rows<'a>(history: &'a History, shown: &[EventId]) -> Vec<ListRow<'a>> {
    let mut held = None;
    shown
        .iter()
        .map(|&id| {
            let event = history.event(id);
            let year = event
                .when
                .earliest()
                .or(event.when.latest())
                .map(crate::model::Day::year);
            let repeated = year == held;
            held = year;
            ListRow {
                event: id,
                year: year
                    .filter(|_| !repeated)
                    .map(|year| year_label(year, true)),
                date: event.when.short(),
                kind: &event.kind,
                title: &event.title,
                importance: event.importance,
            }
        })
        .collect()
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
        let rows = list_rows(&history, history.events_by_time());
        let years: Vec<Option<&str>> = rows.iter().map(|row| row.year.as_deref()).collect();
        assert_eq!(years, [Some("2019"), None, Some("2020")]);
        assert_eq!(rows[0].date, "2019");
    }
}
