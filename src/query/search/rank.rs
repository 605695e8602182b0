//! The best records for a plan, best first, without scoring those that cannot be among them.

use std::cmp::Reverse;
use std::thread;

use crate::model::{EntityKind, History};

use super::plan::{Answer, Closeness, Plan};
use super::record::Record;
use super::word::Tier;

/// How many records are looked at between two questions whether anybody still waits.
const CHUNK: usize = 1024;
/// Fewer are done before a second thread has started.
const WORTH_A_THREAD: usize = 4096;

/// The best of them and how many there are.
#[derive(Debug, Default)]
pub(super) struct Best {
    /// Positions, best first.
    pub records: Vec<usize>,
    pub n_found: usize,
    /// Even of the best, a word is there only as scattered letters.
    pub is_scattered: bool,
}

/// What decides the order; the greater the better. Of equals the earlier in the history comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    /// How much of a name the whole query is.
    phrase: u8,
    /// The tier of the word that was found worst.
    least: i64,
    /// What the history is about comes before where it is read.
    is_told: bool,
    sum: i64,
    importance: u8,
    day: i64,
    idx: Reverse<usize>,
}

impl Rank {
    fn new(answer: Answer, record: &Record, idx: usize) -> Self {
        Self {
            phrase: answer.phrase,
            least: answer.least,
            is_told: record.entity.kind() != EntityKind::Source,
            sum: answer.sum,
            importance: record.importance,
            day: record.day,
            idx: Reverse(idx),
        }
    }
}

/// The best `limit` records, and the count of all. Nothing when `is_stale` says so on the way.
pub(super) fn best(
    history: &History,
    records: &[Record],
    plan: &Plan,
    typos: bool,
    limit: usize,
    is_stale: &(impl Fn() -> bool + Sync),
) -> Best {
    let Some(mut bounds) = bounds(history, records, plan, typos, is_stale) else {
        return Best::default();
    };
    let n_found = bounds.len();
    // Those with the best bounds first: they will mostly be the best.
    let n_first = limit.saturating_mul(2).min(n_found);
    if 0 < n_first && n_first < n_found {
        bounds.select_nth_unstable_by(n_first - 1, |a, b| b.cmp(a));
    }
    let scored = |bound: &Rank| {
        let record = &records[bound.idx.0];
        let answer = plan.answer(history, record, typos, Closeness::True)?;
        Some(Rank::new(answer, record, bound.idx.0))
    };
    let (first, rest) = bounds.split_at(n_first);
    let mut ranks: Vec<Rank> = Vec::with_capacity(n_first);
    for chunk in first.chunks(CHUNK) {
        if is_stale() {
            return Best::default();
        }
        ranks.extend(chunk.iter().filter_map(scored));
    }
    ranks.sort_unstable_by(|a, b| b.cmp(a));
    if let Some(&last) = limit.checked_sub(1).and_then(|last| ranks.get(last)) {
        for chunk in rest.chunks(CHUNK) {
            if is_stale() {
                return Best::default();
            }
            let may_enter = chunk.iter().filter(|bound| **bound > last);
            ranks.extend(may_enter.filter_map(scored));
        }
        ranks.sort_unstable_by(|a, b| b.cmp(a));
    }
    ranks.truncate(limit);
    Best {
        is_scattered: ranks
            .first()
            .is_some_and(|rank| rank.least <= Tier::Scattered as i64),
        records: ranks.into_iter().map(|rank| rank.idx.0).collect(),
        n_found,
    }
}

/// Positions of all that answer, in order.
pub(super) fn all(history: &History, records: &[Record], plan: &Plan, typos: bool) -> Vec<usize> {
    let bounds = bounds(history, records, plan, typos, &|| false).unwrap_or_default();
    let mut found: Vec<usize> = bounds.iter().map(|bound| bound.idx.0).collect();
    found.sort_unstable();
    found
}

/// A bound on the rank of each record that answers; `None` when nobody waits any more.
fn bounds(
    history: &History,
    records: &[Record],
    plan: &Plan,
    typos: bool,
    is_stale: &(impl Fn() -> bool + Sync),
) -> Option<Vec<Rank>> {
    let part = |from: usize, records: &[Record]| {
        let mut bounds = Vec::new();
        for (n_chunk, chunk) in records.chunks(CHUNK).enumerate() {
            if is_stale() {
                return None;
            }
            let from = from + n_chunk * CHUNK;
            bounds.extend(chunk.iter().enumerate().filter_map(|(idx, record)| {
                let answer = plan.answer(history, record, typos, Closeness::Bound)?;
                Some(Rank::new(answer, record, from + idx))
            }));
        }
        Some(bounds)
    };
    if records.len() < WORTH_A_THREAD {
        return part(0, records);
    }
    let middle = records.len() / 2;
    let (left, right) = records.split_at(middle);
    thread::scope(|scope| {
        let other = scope.spawn(|| part(middle, right));
        let mut bounds = part(0, left);
        // A thread that ended in a panic found nothing; the panic itself was told.
        let other = other.join().ok().flatten();
        match (&mut bounds, other) {
            (Some(bounds), Some(other)) => bounds.extend(other),
            (bounds, _) => *bounds = None,
        }
        bounds
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::language::Query;
    use super::super::record::tests::invented;
    use super::*;
    use crate::query::timeline::sample;

    /// Scores everything, sorts everything.
    fn plainly(history: &History, records: &[Record], plan: &Plan, typos: bool) -> Vec<usize> {
        let mut ranks: Vec<Rank> = records
            .iter()
            .enumerate()
            .filter_map(|(idx, record)| {
                let answer = plan.answer(history, record, typos, Closeness::True)?;
                Some(Rank::new(answer, record, idx))
            })
            .collect();
        ranks.sort_by(|a, b| b.cmp(a));
        ranks.into_iter().map(|rank| rank.idx.0).collect()
    }

    fn agrees(records: &[Record], query: &str, limit: usize) -> Result<usize, TestCaseError> {
        let history = sample::history();
        let plan = Plan::new(&history, &Query::parse(query));
        let mut found = 0;
        for typos in [false, true] {
            let all = plainly(&history, records, &plan, typos);
            let best = best(&history, records, &plan, typos, limit, &|| false);
            prop_assert_eq!(best.n_found, all.len(), "{} typos {}", query, typos);
            prop_assert_eq!(
                &best.records[..],
                &all[..limit.min(all.len())],
                "{} typos {}",
                query,
                typos
            );
            found += all.len();
        }
        Ok(found)
    }

    #[test]
    fn the_best_are_those_of_scoring_everything_at_every_key() {
        // More than one thread's worth, and not a multiple of a chunk.
        let records = invented(5003, 7);
        for phrase in [
            "khurelsukh visit moscow",
            "Хүрэлсүх",
            "m o s c o w",
            "treaty of frendship",
            "hurelsuh",
        ] {
            let mut found = 0;
            for (end, c) in phrase.char_indices().step_by(3) {
                let typed = &phrase[..end + c.len_utf8()];
                found += agrees(&records, typed, 20).unwrap_or_else(|error| panic!("{error}"));
            }
            assert!(found > 0, "{phrase} is nowhere");
        }
    }

    #[test]
    fn a_search_nobody_waits_for_finds_nothing() {
        let records = invented(2000, 1);
        let history = sample::history();
        let plan = Plan::new(&history, &Query::parse("visit"));
        assert_eq!(
            best(&history, &records, &plan, false, 9, &|| true).n_found,
            0
        );
        assert!(best(&history, &records, &plan, false, 9, &|| false).n_found > 9);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn the_best_are_those_of_scoring_everything(
            seed in 0..1000_u64,
            limit in 0..40_usize,
            query in "[abekhmorstuv '^!|$]{1,12}",
        ) {
            agrees(&invented(400, seed), &query, limit)?;
        }
    }
}
