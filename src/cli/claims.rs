//! `annals claims`: an article's assertions by paragraph, what became of them, and what can be counted.

use std::io::Write;

use anyhow::Result;
use serde_json::{Value, json};

use crate::dataset::Loaded;
use crate::model::{ClaimId, Entity, EntityKind, History};
use crate::query::claims::{self, Computed, Outcome, Passage};
use crate::query::profile::Profile;
use crate::text::{printable, wrap};

use super::args::ClaimsArgs;
use super::output::{Table, json_object};
use super::{Exit, Format};

/// Prose is never wider.
const WIDTH: usize = 76;
/// Columns of a label.
const LABEL: usize = 10;

pub(super) fn run(
    args: &ClaimsArgs,
    history: &History,
    format: Format,
    out: &mut dyn Write,
) -> Result<Exit> {
    let mut passages = claims::passages(history);
    if let Some(id) = &args.id {
        let Some(wanted) = find(history, id) else {
            unknown(history, id);
            return Ok(Exit::Nothing);
        };
        for passage in &mut passages {
            passage.claims.retain(|&claim| claim == wanted);
        }
        passages.retain(|passage| !passage.claims.is_empty());
    }
    if passages.is_empty() && format == Format::Text {
        eprintln!("this history checks no claims");
        return Ok(Exit::Nothing);
    }
    let is_whole = args.id.is_some();
    let disagrees = match format {
        Format::Text => text(history, &passages, is_whole, out)?,
        Format::Json => as_json(history, &passages, out)?,
        _ => table(history, &passages, format, out)?,
    };
    Ok(if disagrees || passages.is_empty() {
        Exit::Nothing
    } else {
        Exit::Ok
    })
}

/// Adds to what is wrong with a file every claim whose count is not what its author expects.
///
/// The dataset can not ask such a question, and a query knows no place in a file: here they meet.
pub fn take_in_disagreements(loaded: &mut Loaded) {
    let found = claims::disagreements(&loaded.history)
        .into_iter()
        .filter_map(|one| {
            let field = match loaded.history.claim(one.claim).checks.len() {
                1 => "check",
                _ => "checks",
            };
            loaded.finding("E33", one.claim.into(), field, one.message, one.help)
        })
        .collect();
    loaded.take_in(found);
}

fn find(history: &History, id: &str) -> Option<ClaimId> {
    let bare = id.strip_prefix("claim:").unwrap_or(id);
    let found = history
        .find(EntityKind::Claim, bare)
        .or_else(|| history.find(EntityKind::Claim, &bare.to_lowercase()));
    match found {
        Some(Entity::Claim(claim)) => Some(claim),
        _ => None,
    }
}

fn unknown(history: &History, id: &str) {
    let ids: Vec<&str> = history
        .claims()
        .map(|(_, claim)| claim.id.as_str())
        .collect();
    let (first, last) = (ids.first(), ids.last());
    match (first, last) {
        (Some(first), Some(last)) => eprintln!(
            "error: no claim has the id `{}`; there are {}, from {first} to {last}",
            printable(id),
            ids.len()
        ),
        _ => eprintln!(
            "error: no claim has the id `{}`: there are none",
            printable(id)
        ),
    }
}

/// Says whether a count disagrees. One claim alone is shown with what was counted.
fn text(
    history: &History,
    passages: &[Passage],
    is_whole: bool,
    out: &mut dyn Write,
) -> Result<bool> {
    let mut disagrees = false;
    for (idx, passage) in passages.iter().enumerate() {
        if idx > 0 {
            writeln!(out)?;
        }
        let source = &history.source(passage.source).short;
        let heading = if passage.at.is_empty() {
            source.clone()
        } else {
            format!("{source}, {}", passage.at)
        };
        writeln!(out, "{}", printable(&heading))?;
        for &id in &passage.claims {
            let claim = history.claim(id);
            writeln!(out)?;
            block(&format!("{}.", claim.id.to_uppercase()), &claim.text, out)?;
            block("Verdict", claim.verdict.label(), out)?;
            if let Some(caveat) = &claim.caveat {
                block("Caveat", caveat, out)?;
            }
            let ids: Vec<String> = claim
                .evidence
                .iter()
                .map(|&entity| history.reference(entity))
                .collect();
            if !ids.is_empty() {
                block("Evidence", &ids.join(", "), out)?;
            }
            for computed in claims::computed(history, id) {
                disagrees |= computed.outcome == Outcome::Disagrees;
                block("Computed", &sentence(&computed), out)?;
                if is_whole {
                    details(&computed, out)?;
                }
            }
        }
    }
    Ok(disagrees)
}

/// What was computed, with a word where it is not simply right.
fn sentence(computed: &Computed) -> String {
    match computed.outcome {
        Outcome::Agrees => computed.text.clone(),
        Outcome::Differs => format!("{} ({})", computed.text, computed.outcome.label()),
        Outcome::Disagrees => format!(
            "{} ({}: expected {})",
            computed.text,
            computed.outcome.label(),
            computed.expected
        ),
    }
}

fn details(computed: &Computed, out: &mut dyn Write) -> Result<()> {
    block("", &format!("({})", computed.how), out)?;
    let width = computed
        .lines
        .iter()
        .map(|line| crate::text::width(&printable(&line.note)))
        .max()
        .unwrap_or(0);
    for line in &computed.lines {
        let note = crate::text::pad(&printable(&line.note), width, crate::text::Cut::End);
        writeln!(out, "{:LABEL$} - {note}  {}", "", printable(&line.text))?;
    }
    Ok(())
}

/// A text behind a label, broken between words.
fn block(label: &str, text: &str, out: &mut dyn Write) -> Result<()> {
    let mut label = label;
    for line in wrap(&printable(text), WIDTH - LABEL - 1) {
        writeln!(out, "{label:<LABEL$} {line}")?;
        label = "";
    }
    Ok(())
}

fn as_json(history: &History, passages: &[Passage], out: &mut dyn Write) -> Result<bool> {
    let mut disagrees = false;
    let mut all: Vec<Value> = Vec::new();
    for passage in passages {
        for &id in &passage.claims {
            let claim = history.claim(id);
            let computed = claims::computed(history, id);
            disagrees |= claims::worst(&computed) == Some(Outcome::Disagrees);
            let checks: Vec<Value> = computed
                .iter()
                .map(|one| {
                    let ids: Vec<String> = one
                        .counted
                        .iter()
                        .map(|&entity| history.reference(entity))
                        .collect();
                    json!({
                        "text": one.text,
                        "outcome": one.outcome.label(),
                        "agrees": one.outcome != Outcome::Disagrees,
                        "expected": one.expected,
                        "found": one.found,
                        "how": one.how,
                        "counted": ids,
                    })
                })
                .collect();
            let evidence: Vec<String> = claim
                .evidence
                .iter()
                .map(|&entity| history.reference(entity))
                .collect();
            let profile = Profile::new(history, id.into());
            all.push(json!({
                "id": claim.id,
                "source": history.source(claim.source).id,
                "at": passage.at,
                "text": claim.text,
                "verdict": claim.verdict.word(),
                "verdict_in_words": claim.verdict.label(),
                "caveat": claim.caveat,
                "evidence": evidence,
                "computed": checks,
                "cited_as": profile.sources.first().map(|source| source.text.clone()),
            }));
        }
    }
    json_object(json!({ "claims": all }), out)?;
    Ok(disagrees)
}

/// A row for each check, and one for a claim without any.
fn table(
    history: &History,
    passages: &[Passage],
    format: Format,
    out: &mut dyn Write,
) -> Result<bool> {
    let mut disagrees = false;
    let mut table = Table::new(&[
        "id", "at", "verdict", "text", "computed", "expected", "found", "outcome", "counted",
        "evidence", "caveat",
    ]);
    for passage in passages {
        for &id in &passage.claims {
            let claim = history.claim(id);
            let ids = |these: &[Entity]| {
                let ids: Vec<String> = these.iter().map(|&one| history.reference(one)).collect();
                ids.join("; ")
            };
            let row = |cells: [String; 5]| {
                let [computed, expected, found, outcome, counted] = cells;
                vec![
                    claim.id.clone(),
                    passage.at.clone(),
                    claim.verdict.word().to_owned(),
                    claim.text.clone(),
                    computed,
                    expected,
                    found,
                    outcome,
                    counted,
                    ids(&claim.evidence),
                    claim.caveat.clone().unwrap_or_default(),
                ]
            };
            let computed = claims::computed(history, id);
            if computed.is_empty() {
                table.push(row(Default::default()));
            }
            for one in computed {
                disagrees |= one.outcome == Outcome::Disagrees;
                let counted = ids(&one.counted);
                table.push(row([
                    one.text,
                    one.expected,
                    one.found,
                    one.outcome.label().to_owned(),
                    counted,
                ]));
            }
        }
    }
    table.write("claims", format, out)?;
    Ok(disagrees)
}
