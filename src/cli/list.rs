//! `annals list`: the records of a kind as a table.

use std::io::Write;

use anyhow::{Result, bail};

use crate::model::date::parse_prompt;
use crate::model::{Creator, Date, Day, Entity, History, TermEnd};
use crate::query::search::{Index, Query};

use super::args::{Kind, ListArgs};
use super::output::{Table, query_notes};
use super::{Exit, Format};

pub(super) fn run(
    args: &ListArgs,
    history: &History,
    today: Day,
    format: Format,
    out: &mut dyn Write,
) -> Result<Exit> {
    let found: Option<Vec<Entity>> = args.query.as_ref().map(|query| {
        query_notes(query, &Query::parse(query).notes);
        Index::new(history).matching(query)
    });
    let on = args
        .on
        .as_deref()
        .map(|text| date_argument(text, history, today))
        .transpose()?;
    let keep = |entity: Entity| {
        let by_query = found
            .as_ref()
            .is_none_or(|found| found.binary_search(&entity).is_ok());
        by_query && on.as_ref().is_none_or(|on| holds(history, entity, on))
    };
    let mut table = table(args.kind, history, &keep);
    if let Some(column) = &args.sort
        && !table.sort(column)
    {
        bail!(
            "there is no column `{column}`: there are {}",
            table.columns().join(", ")
        );
    }
    let name = format!("{:?}", args.kind).to_lowercase();
    table.write(&name, format, out)?;
    Ok(if table.is_empty() {
        Exit::Nothing
    } else {
        Exit::Ok
    })
}

/// A date of the command line.
pub(super) fn date_argument(text: &str, history: &History, today: Day) -> Result<Date> {
    Ok(parse_prompt(text, history.edition_day(), today)?)
}

/// Whether a record may hold on some day of a date; what has no date always does.
fn holds(history: &History, entity: Entity, on: &Date) -> bool {
    let (Some(first), Some(last)) = (on.earliest().or(on.latest()), on.latest().or(on.earliest()))
    else {
        return true;
    };
    match entity {
        Entity::Event(id) => history.event(id).when.possibly_overlaps(on),
        Entity::Era(id) => history.era(id).during.possibly_overlaps(on),
        Entity::Membership(id) => {
            let term = history.membership(id);
            if first == last {
                return term.holds_on(first);
            }
            term.first_day().is_some_and(|start| start <= last)
                && (matches!(term.end, TermEnd::Open)
                    || term.last_day().is_none_or(|end| first <= end))
        }
        Entity::Project(id) => history.project(id).status_on(last).is_some(),
        Entity::Track(id) => history.track(id).level_on(last).is_some(),
        _ => true,
    }
}

fn table(kind: Kind, history: &History, keep: &dyn Fn(Entity) -> bool) -> Table {
    match kind {
        Kind::Events => {
            let mut table = Table::new(&["when", "id", "kind", "importance", "title", "place"]);
            for &id in history
                .events_by_time()
                .iter()
                .filter(|id| keep((**id).into()))
            {
                let event = history.event(id);
                table.push(vec![
                    event.when.to_string(),
                    event.id.clone(),
                    event.kind.word().to_owned(),
                    event.importance.to_string(),
                    event.title.clone(),
                    event.place.clone().unwrap_or_default(),
                ]);
            }
            table
        }
        Kind::People => {
            let mut table = Table::new(&["id", "name", "born", "died", "other_names"]);
            for (_, person) in history.people().filter(|(id, _)| keep((*id).into())) {
                let date = |life: &Option<crate::model::Life>| {
                    life.as_ref()
                        .map(|life| life.date.to_string())
                        .unwrap_or_default()
                };
                let names: Vec<&str> = person.names.iter().map(|name| name.text.as_str()).collect();
                table.push(vec![
                    person.id.clone(),
                    person.name.clone(),
                    date(&person.born),
                    date(&person.died),
                    names.join("; "),
                ]);
            }
            table
        }
        Kind::Posts => {
            let mut table = Table::new(&["id", "title", "area", "holders"]);
            for (_, post) in history.posts().filter(|(id, _)| keep((*id).into())) {
                let area = post
                    .area
                    .map(|area| history.area(area).id.clone())
                    .unwrap_or_default();
                table.push(vec![
                    post.id.clone(),
                    post.title.clone(),
                    area,
                    post.holders.word().to_owned(),
                ]);
            }
            table
        }
        Kind::Memberships => {
            let mut table = Table::new(&["start", "end", "id", "person", "post", "status"]);
            for (_, term) in history.memberships().filter(|(id, _)| keep((*id).into())) {
                let end = match &term.end {
                    TermEnd::On(end) => end.to_string(),
                    TermEnd::Open => "..".to_owned(),
                    TermEnd::Unknown => String::new(),
                };
                table.push(vec![
                    term.start
                        .as_ref()
                        .map(ToString::to_string)
                        .unwrap_or_default(),
                    end,
                    term.id.clone(),
                    history.person(term.person).id.clone(),
                    history.post(term.post).id.clone(),
                    term.status.word().to_owned(),
                ]);
            }
            table
        }
        Kind::Projects => {
            let mut table = Table::new(&["id", "status", "since", "sector", "title"]);
            for (_, project) in history.projects().filter(|(id, _)| keep((*id).into())) {
                let last = project.status.last();
                table.push(vec![
                    project.id.clone(),
                    last.map(|entry| entry.is.word().to_owned())
                        .unwrap_or_default(),
                    last.map(|entry| entry.on.to_string()).unwrap_or_default(),
                    project.sector.clone(),
                    project.title.clone(),
                ]);
            }
            table
        }
        Kind::Sources => {
            let mut table = Table::new(&["id", "kind", "issued", "title", "creators", "url"]);
            for (_, source) in history.sources().filter(|(id, _)| keep((*id).into())) {
                let creators: Vec<String> = source
                    .creators
                    .iter()
                    .map(|creator| match creator {
                        Creator::Org(name) => name.clone(),
                        Creator::Person { family, given } => {
                            format!("{given} {family}").trim().to_owned()
                        }
                    })
                    .collect();
                table.push(vec![
                    source.id.clone(),
                    source.kind.clone(),
                    source
                        .issued
                        .as_ref()
                        .map(ToString::to_string)
                        .unwrap_or_default(),
                    source.title.clone(),
                    creators.join("; "),
                    source.url.clone().unwrap_or_default(),
                ]);
            }
            table
        }
        Kind::Claims => {
            let mut table = Table::new(&["id", "at", "verdict", "text"]);
            for (_, claim) in history.claims().filter(|(id, _)| keep((*id).into())) {
                table.push(vec![
                    claim.id.clone(),
                    claim
                        .at
                        .as_ref()
                        .map(ToString::to_string)
                        .unwrap_or_default(),
                    claim.verdict.word().to_owned(),
                    claim.text.clone(),
                ]);
            }
            table
        }
        Kind::Tours => {
            let mut table = Table::new(&["id", "stops", "minutes", "title"]);
            for (_, tour) in history.tours().filter(|(id, _)| keep((*id).into())) {
                let minutes = tour
                    .minutes
                    .map(|minutes| minutes.to_string())
                    .unwrap_or_default();
                table.push(vec![
                    tour.id.clone(),
                    tour.stops.len().to_string(),
                    minutes,
                    tour.title.clone(),
                ]);
            }
            table
        }
        Kind::Areas => {
            let mut table = Table::new(&["id", "kind", "name", "existed"]);
            for (_, area) in history.areas().filter(|(id, _)| keep((*id).into())) {
                let existed = area
                    .existed
                    .as_ref()
                    .map(ToString::to_string)
                    .unwrap_or_default();
                table.push(vec![
                    area.id.clone(),
                    area.kind.clone(),
                    area.name.clone(),
                    existed,
                ]);
            }
            table
        }
        Kind::Organizations => {
            let mut table = Table::new(&["id", "kind", "name"]);
            for (_, one) in history.organizations().filter(|(id, _)| keep((*id).into())) {
                table.push(vec![one.id.clone(), one.kind.clone(), one.name.clone()]);
            }
            table
        }
        Kind::Tracks => {
            let mut table = Table::new(&["id", "title", "level", "since"]);
            for (_, track) in history.tracks().filter(|(id, _)| keep((*id).into())) {
                let last = track.segments.last();
                table.push(vec![
                    track.id.clone(),
                    track.title.clone(),
                    last.map(|segment| segment.level.clone())
                        .unwrap_or_default(),
                    last.and_then(|segment| segment.during.earliest())
                        .map(|day: Day| day.to_string())
                        .unwrap_or_default(),
                ]);
            }
            table
        }
        Kind::Eras => {
            let mut table = Table::new(&["during", "id", "title"]);
            for (_, era) in history.eras().filter(|(id, _)| keep((*id).into())) {
                table.push(vec![
                    era.during.to_string(),
                    era.id.clone(),
                    era.title.clone(),
                ]);
            }
            table
        }
        Kind::Glossary => {
            let mut table = Table::new(&["id", "term", "means"]);
            for (_, term) in history.glossary().filter(|(id, _)| keep((*id).into())) {
                table.push(vec![term.id.clone(), term.term.clone(), term.means.clone()]);
            }
            table
        }
    }
}
