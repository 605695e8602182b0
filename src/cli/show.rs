//! `annals show`: one record whole.

use std::io::Write;

use anyhow::Result;

use crate::export::{citation, record};
use crate::model::{EntityKind, History};
use crate::query::profile::Profile;
use crate::text::{printable, printable_lines, wrap};

use super::args::ShowArgs;
use super::output::json_object;
use super::{Exit, Format};

/// Prose is never wider.
const WIDTH: usize = 76;

pub(super) fn run(
    args: &ShowArgs,
    history: &History,
    format: Format,
    out: &mut dyn Write,
) -> Result<Exit> {
    let Some(entity) = history.find_reference(&args.id) else {
        unknown(&args.id, history);
        return Ok(Exit::Nothing);
    };
    if let Some(style) = args.cite {
        let Some(citation) = citation::cite(history, entity, style.into()) else {
            eprintln!("error: `{}` cites no source", printable(&args.id));
            return Ok(Exit::Nothing);
        };
        writeln!(out, "{citation}")?;
        return Ok(Exit::Ok);
    }
    let profile = Profile::new(history, entity);
    if format == Format::Json {
        json_object(record::as_json(history, &profile), out)?;
        return Ok(Exit::Ok);
    }
    writeln!(out, "{}", printable(&profile.title))?;
    let mut line = vec![profile.kind.clone()];
    line.extend(profile.date.clone());
    line.extend(profile.place.clone());
    line.push(history.reference(entity));
    writeln!(out, "{}", printable(&line.join(" · ")))?;
    if !profile.names.is_empty() {
        paragraph(&profile.names.join(" · "), out)?;
    }
    for prose in &profile.prose {
        writeln!(out)?;
        paragraph(prose, out)?;
    }
    if !profile.groups.is_empty() {
        writeln!(out)?;
    }
    for group in &profile.groups {
        let texts: Vec<&str> = group.links.iter().map(|link| link.text.as_str()).collect();
        let lines = if group.lines {
            texts.iter().map(|text| (*text).to_owned()).collect()
        } else {
            vec![texts.join(" · ")]
        };
        let mut label = group.label;
        for line in lines {
            for part in wrap(&printable(&line), WIDTH - 13) {
                writeln!(out, "{label:<12} {part}")?;
                label = "";
            }
        }
    }
    if !profile.sources.is_empty() {
        writeln!(out)?;
    }
    for (idx, source) in profile.sources.iter().enumerate() {
        let mark = source
            .mark
            .as_ref()
            .map(|mark| format!(" ({mark})"))
            .unwrap_or_default();
        writeln!(out, "[{}] {}{mark}", idx + 1, printable(&source.text))?;
        if let Some(url) = &history.source(source.source).url {
            writeln!(out, "    {}", printable(url))?;
        }
    }
    Ok(Exit::Ok)
}

fn paragraph(text: &str, out: &mut dyn Write) -> std::io::Result<()> {
    wrap(&printable_lines(text), WIDTH)
        .iter()
        .try_for_each(|line| writeln!(out, "{line}"))
}

/// Says which ids come near.
fn unknown(id: &str, history: &History) {
    let shown = printable(id);
    let bare = id.split_once(':').map_or(id, |(_, bare)| bare);
    let kinds: Vec<&str> = EntityKind::ALL
        .iter()
        .filter(|&&kind| history.find(kind, id).is_some())
        .map(|kind| kind.word())
        .collect();
    if kinds.len() > 1 {
        let choices: Vec<String> = kinds.iter().map(|kind| format!("{kind}:{shown}")).collect();
        eprintln!(
            "error: `{shown}` is the id of several records: write {}",
            choices.join(" or ")
        );
        return;
    }
    let mut near: Vec<(usize, String)> = EntityKind::ALL
        .iter()
        .flat_map(|&kind| history.entities(kind))
        .map(|entity| {
            (
                strsim::damerau_levenshtein(bare, history.text_id(entity)),
                history.reference(entity),
            )
        })
        .filter(|(distance, reference)| *distance <= 3 || reference.contains(bare))
        .collect();
    near.sort();
    near.truncate(5);
    let near: Vec<String> = near.into_iter().map(|(_, reference)| reference).collect();
    if near.is_empty() {
        eprintln!("error: no record has the id `{shown}`; `annals search {shown}` looks in names");
    } else {
        eprintln!(
            "error: no record has the id `{shown}`; near are {}",
            near.join(", ")
        );
    }
}
