//! Events, terms of office and projects as one flat table of comma-separated values.

use crate::model::date::Edge;
use crate::model::{Cite, Date, Day, History, TermEnd};
use crate::query::profile::Profile;
use crate::text::printable_lines;

use super::Handout;
use super::selection::Selection;

const COLUMNS: [&str; 17] = [
    "kind",
    "id",
    "title",
    "date",
    "earliest",
    "latest",
    "type",
    "status",
    "importance",
    "place",
    "people",
    "areas",
    "projects",
    "tags",
    "summary",
    "sources",
    "url",
];

/// A row for each record, in the order in which they are read; several values of a cell have `; ` between.
pub(super) fn csv(selection: &Selection<'_>) -> Handout {
    let history = selection.history;
    let mut rows: Vec<[String; COLUMNS.len()]> = Vec::new();
    rows.extend(selection.events.iter().map(|&id| {
        let event = history.event(id);
        let [earliest, latest] = bounds(event.when.as_str());
        let people = event
            .people
            .iter()
            .map(|one| history.person(one.person).name.as_str());
        [
            "event".to_owned(),
            event.id.clone(),
            safe(&event.title),
            event.when.to_string(),
            earliest,
            latest,
            event.kind.word().to_owned(),
            String::new(),
            event.importance.to_string(),
            safe(event.place.as_deref().unwrap_or_default()),
            joined(people),
            joined(event.areas.iter().map(|&id| history.area(id).name.as_str())),
            joined(
                event
                    .projects
                    .iter()
                    .map(|&id| history.project(id).title.as_str()),
            ),
            joined(event.tags.iter().map(String::as_str)),
            safe(event.summary.as_deref().unwrap_or_default()),
            sources(history, &event.cites),
            url(history, &event.cites),
        ]
    }));
    rows.extend(selection.memberships().map(|id| {
        let term = history.membership(id);
        let post = history.post(term.post);
        let area = post.area.map(|area| history.area(area).name.as_str());
        let span = span(
            term.start.as_ref(),
            match &term.end {
                TermEnd::On(date) => End::On(date),
                TermEnd::Open => End::Open,
                TermEnd::Unknown => End::Unknown,
            },
        );
        let [earliest, latest] = bounds(&span);
        [
            "membership".to_owned(),
            term.id.clone(),
            safe(&history.person(term.person).name),
            span,
            earliest,
            latest,
            safe(&post.title),
            term.status.word().to_owned(),
            String::new(),
            String::new(),
            safe(&history.person(term.person).name),
            joined(area.into_iter()),
            String::new(),
            safe(term.on_behalf_of.as_deref().unwrap_or_default()),
            safe(term.summary.as_deref().unwrap_or_default()),
            sources(history, &term.cites),
            url(history, &term.cites),
        ]
    }));
    rows.extend(selection.projects.iter().map(|&id| {
        let project = history.project(id);
        let (first, last) = (project.status.first(), project.status.last());
        let end = match last {
            Some(entry) if entry.is.is_open() => End::Open,
            Some(entry) => End::On(&entry.on),
            None => End::Unknown,
        };
        let span = span(first.map(|entry| &entry.on), end);
        let [earliest, latest] = bounds(&span);
        let profile = Profile::new(history, id.into());
        let cited = profile
            .sources
            .iter()
            .map(|line| history.source(line.source));
        [
            "project".to_owned(),
            project.id.clone(),
            safe(&project.title),
            span,
            earliest,
            latest,
            safe(&project.sector),
            last.map(|entry| entry.is.word().to_owned())
                .unwrap_or_default(),
            String::new(),
            safe(project.place.as_deref().unwrap_or_default()),
            String::new(),
            joined(
                project
                    .areas
                    .iter()
                    .map(|&id| history.area(id).name.as_str()),
            ),
            String::new(),
            joined(project.tags.iter().map(String::as_str)),
            safe(project.summary.as_deref().unwrap_or_default()),
            joined(cited.clone().map(|source| source.short.as_str())),
            safe(
                cited
                    .clone()
                    .find_map(|source| source.url.as_deref())
                    .unwrap_or_default(),
            ),
        ]
    }));
    let n_records = rows.len();
    let mut writer = csv::Writer::from_writer(Vec::new());
    // A vector takes all that it is given.
    let _ = writer.write_record(COLUMNS);
    for row in rows {
        let _ = writer.write_record(&row);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    Handout {
        text: String::from_utf8_lossy(&bytes).into_owned(),
        left_out: Vec::new(),
        n_records,
    }
}

#[derive(Clone, Copy)]
enum End<'a> {
    On(&'a Date),
    Open,
    Unknown,
}

/// An interval of EDTF from two dates, of intervals among them the outer ends; where the two cannot stand in one, the
/// start alone.
fn span(start: Option<&Date>, end: End<'_>) -> String {
    let outer = |date: &Date, is_start: bool| -> String {
        let edge = date.interval().map(|interval| {
            if is_start {
                interval.start().clone()
            } else {
                interval.end().clone()
            }
        });
        match edge {
            None => date.to_string(),
            Some(Edge::On(date)) => date.to_string(),
            Some(Edge::Open) => "..".to_owned(),
            Some(Edge::Unknown) => String::new(),
        }
    };
    let first = start.map(|date| outer(date, true)).unwrap_or_default();
    let last = match &end {
        End::On(date) => outer(date, false),
        End::Open => "..".to_owned(),
        End::Unknown => String::new(),
    };
    let text = format!("{first}/{last}");
    match start {
        Some(date) if first == last => date.to_string(),
        _ if Date::parse(&text).is_ok() => text,
        Some(date) => date.to_string(),
        None => last,
    }
}

/// A date as two columns of days.
fn bounds(date: &str) -> [String; 2] {
    let date = Date::parse(date).ok();
    let bound = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    [
        bound(date.as_ref().and_then(Date::earliest)),
        bound(date.as_ref().and_then(Date::latest)),
    ]
}

/// A text that no spreadsheet takes for a formula.
fn safe(text: &str) -> String {
    let text = printable_lines(text);
    if text.starts_with(['=', '+', '-', '@']) {
        format!("'{text}")
    } else {
        text.into_owned()
    }
}

fn joined<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    safe(&texts.collect::<Vec<_>>().join("; "))
}

fn sources(history: &History, cites: &[Cite]) -> String {
    let mut seen: Vec<String> = Vec::new();
    for cite in cites {
        let short = &history.source(cite.source).short;
        let text = cite
            .at
            .as_ref()
            .map_or_else(|| short.clone(), |at| format!("{short}, {at}"));
        if !seen.contains(&text) {
            seen.push(text);
        }
    }
    joined(seen.iter().map(String::as_str))
}

fn url(history: &History, cites: &[Cite]) -> String {
    let first = cites
        .iter()
        .find_map(|cite| history.source(cite.source).url.as_deref());
    safe(first.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_an_interval_of_edtf() {
        let date = |text: &str| Date::parse(text).expect("a date");
        let (start, end) = (date("2009-06-18"), date("2017-07-10"));
        assert_eq!(span(Some(&start), End::On(&end)), "2009-06-18/2017-07-10");
        assert_eq!(span(Some(&start), End::Open), "2009-06-18/..");
        assert_eq!(span(Some(&start), End::Unknown), "2009-06-18/");
        assert_eq!(span(Some(&date("-0043~")), End::Open), "-0043~/..");
        assert_eq!(span(Some(&date("[2015,2016]")), End::Open), "[2015,2016]");
        assert_eq!(span(Some(&start), End::On(&start)), "2009-06-18");
        let months = date("2003-06/2003-07");
        assert_eq!(span(Some(&months), End::On(&end)), "2003-06/2017-07-10");
        assert_eq!(span(None, End::Open), "..");
    }

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(safe("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
        assert_eq!(safe("@SUM"), "'@SUM");
        assert_eq!(safe("plain\u{1b}[0m"), "plain\u{fffd}[0m");
    }
}
