//! Checks that count what a query finds, or hold its order against an expected one.

use crate::model::{ClaimId, Entity, History};
use crate::query::search::{self, Query};

use super::{Computed, Outcome, dated, in_time};

pub(super) fn count(
    history: &History,
    claim: ClaimId,
    text: &str,
    what: Option<&str>,
    expect: usize,
    stated: Option<usize>,
) -> Computed {
    let query = Query::parse(text);
    let counted = answers(history, claim, &query);
    let n = counted.len();
    let what = what.map_or_else(|| format!("answers to {text}"), str::to_owned);
    let asked = stated.unwrap_or(expect);
    Computed {
        text: format!("{asked} {what}: counted {n}"),
        // A word that could not be read leaves a query that counts something else.
        outcome: Outcome::of(n == expect && query.notes.is_empty(), n == asked),
        expected: format!("{expect} {what}"),
        found: match query.notes.first() {
            None => n.to_string(),
            Some(note) => format!("a query that can not be read whole: {note}"),
        },
        how: format!("records that answer {text}"),
        lines: counted.iter().map(|&one| dated(history, one)).collect(),
        counted,
    }
}

pub(super) fn in_order(
    history: &History,
    claim: ClaimId,
    text: &str,
    what: Option<&str>,
    expect: &[Entity],
) -> Computed {
    let query = Query::parse(text);
    let counted = answers(history, claim, &query);
    let ids = |these: &[Entity]| -> String {
        let ids: Vec<&str> = these.iter().map(|&one| history.text_id(one)).collect();
        ids.join(", ")
    };
    let agrees = counted == expect && query.notes.is_empty();
    let what = what.map_or_else(|| format!("answers to {text}"), str::to_owned);
    let found = if agrees {
        "found in this order"
    } else if counted.len() == expect.len() && counted.iter().all(|one| expect.contains(one)) {
        "found in another order"
    } else {
        "found others"
    };
    Computed {
        text: format!("{} {what} in order: {found}", expect.len()),
        outcome: Outcome::of(agrees, true),
        expected: format!("{what} in the order {}", ids(expect)),
        found: if counted.is_empty() {
            "none".to_owned()
        } else {
            ids(&counted)
        },
        how: format!("records that answer {text}, by date"),
        lines: counted.iter().map(|&one| dated(history, one)).collect(),
        counted,
    }
}

/// The records of the claim's own history that answer a query, by date.
fn answers(history: &History, claim: ClaimId, query: &Query) -> Vec<Entity> {
    let own = history.member_of(claim.into());
    let mut found = search::answers(query, history);
    found.retain(|&entity| history.member_of(entity) == own);
    in_time(history, &mut found);
    found
}
