//! `annals on`: the state of the history on a date.

use std::io::Write;

use anyhow::{Result, bail};
use serde_json::json;

use crate::model::{Date, Day, History};
use crate::query::{leaders, on};
use crate::text::{Cut, pad, printable, width};

use super::args::OnArgs;
use super::list::date_argument;
use super::output::{Table, json_object};
use super::{Exit, Format};

pub(super) fn run(
    args: &OnArgs,
    history: &History,
    today: Day,
    format: Format,
    out: &mut dyn Write,
) -> Result<Exit> {
    let mut date = date_argument(&args.date, history, today)?;
    let edition = history.edition_day();
    if date.earliest().is_some_and(|first| first > edition) {
        // Who is in office then nobody has written down.
        eprintln!(
            "{} is after the last day of this history: as of {}",
            date.in_words(),
            edition.in_words()
        );
        date = Date::of_day(edition);
    }
    let Some(day) = date.earliest().or(date.latest()) else {
        bail!("`{}` has no day", args.date)
    };
    let posts = leaders::posts(history);
    let holders: Vec<(String, String, String)> = on::holders(&posts, day)
        .map(|(group, term)| {
            let since = history
                .membership(term.id)
                .start
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default();
            (
                history.post(group.post).title.clone(),
                history.person(term.person).name.clone(),
                since,
            )
        })
        .collect();
    let works: Vec<(String, String, String)> = on::projects(history, day)
        .map(|(id, entry)| {
            (
                history.project(id).short.clone(),
                entry.is.label().to_owned(),
                entry.on.to_string(),
            )
        })
        .collect();
    let levels: Vec<(String, String, String)> = on::levels(history, day)
        .map(|(id, segment)| {
            let since = segment
                .during
                .earliest()
                .map(|day| day.to_string())
                .unwrap_or_default();
            (
                history.track(id).title.clone(),
                segment.level.clone(),
                since,
            )
        })
        .collect();
    let events: Vec<(String, String, String)> = history
        .events_by_time()
        .iter()
        .map(|&id| history.event(id))
        .filter(|event| event.when.possibly_contains(day) && event.when.earliest().is_some())
        .map(|event| {
            (
                event.title.clone(),
                event.kind.label().to_owned(),
                event.when.to_string(),
            )
        })
        .collect();
    let nothing = holders.is_empty() && works.is_empty() && levels.is_empty() && events.is_empty();
    match format {
        Format::Text => {
            if date.is_day() {
                writeln!(out, "{}", date.in_words())?;
            } else {
                writeln!(out, "{}, on its first day", date.in_words())?;
            }
            section("In office", &holders, out)?;
            section("Projects", &works, out)?;
            section("Relations", &levels, out)?;
            section("Events", &events, out)?;
            if nothing {
                writeln!(out, "\nnothing is on record")?;
            }
        }
        Format::Json => {
            let rows =
                |rows: &[(String, String, String)], keys: [&str; 3]| -> Vec<serde_json::Value> {
                    rows.iter()
                        .map(|row| json!({ keys[0]: row.0, keys[1]: row.1, keys[2]: row.2 }))
                        .collect()
                };
            let object = json!({
                "date": day.to_string(),
                "holders": rows(&holders, ["post", "person", "since"]),
                "projects": rows(&works, ["project", "status", "since"]),
                "relations": rows(&levels, ["track", "level", "since"]),
                "events": rows(&events, ["title", "kind", "when"]),
            });
            json_object(object, out)?;
        }
        Format::Csv | Format::Tsv | Format::Markdown => {
            let mut table = Table::new(&["what", "name", "state", "since"]);
            for (what, rows) in [
                ("post", &holders),
                ("project", &works),
                ("track", &levels),
                ("event", &events),
            ] {
                for (name, state, since) in rows {
                    table.push(vec![
                        what.to_owned(),
                        name.clone(),
                        state.clone(),
                        since.clone(),
                    ]);
                }
            }
            table.write("on", format, out)?;
        }
    }
    Ok(if nothing { Exit::Nothing } else { Exit::Ok })
}

fn section(
    title: &str,
    rows: &[(String, String, String)],
    out: &mut dyn Write,
) -> std::io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{title}")?;
    let widest = |cell: fn(&(String, String, String)) -> &String| {
        rows.iter()
            .map(|row| width(&printable(cell(row))))
            .max()
            .unwrap_or(0)
    };
    let (first, second) = (widest(|row| &row.0), widest(|row| &row.1));
    for (name, state, since) in rows {
        let (name, state) = (
            pad(&printable(name), first, Cut::End),
            pad(&printable(state), second, Cut::End),
        );
        writeln!(out, "  {name}  {state}  {since}")?;
    }
    Ok(())
}
