//! Words of earlier queries, as they were found. A key that adds a letter to one word asks nothing anew of the others,
//! and a backspace finds the shorter word still there.

use std::sync::Arc;

use crate::model::History;

use super::chunk;
use super::language::What;
use super::look::Look;
use super::plan::{Clause, Condition, Plan};
use super::segment::Segment;
use super::word::Word;

/// A word as it was found in each segment.
#[derive(Debug)]
pub(super) struct Found {
    what: What,
    typos: bool,
    pub looks: Vec<Arc<Look>>,
}

/// Words and clauses of earlier queries, the newest last.
#[derive(Debug, Default)]
pub(super) struct Kept {
    clauses: Vec<Arc<Clause>>,
    words: Vec<Arc<Found>>,
}

/// More would be of no use to anybody who types.
const MOST_WORDS: usize = 64;
/// What is kept of earlier keys takes no more bytes than this.
const MOST_BYTES: usize = 64 << 20;

/// For each clause of a query, for each condition, the word where it is one.
pub(super) type Words = Vec<Vec<Option<Arc<Found>>>>;

impl Kept {
    /// A clause that was made ready before.
    pub fn clause(&self, key: &[(bool, What)]) -> Option<Arc<Clause>> {
        let mut clauses = self.clauses.iter().rev();
        clauses.find(|clause| clause.key == key).cloned()
    }

    /// All words of a query, those looked for that were not before; `None` when nobody waits any more.
    pub fn words(
        &mut self,
        history: &History,
        segments: &[&Segment],
        plan: &Plan,
        typos: bool,
        is_stale: &(dyn Fn() -> bool + Sync),
    ) -> Option<Words> {
        let mut wanted: Vec<Wanted<'_>> = Vec::new();
        let mut places = Vec::new();
        for clause in &plan.clauses {
            let conditions = clause.conditions.iter().zip(&clause.key);
            let conditions = conditions.map(|((negated, condition), (_, what))| {
                let Condition::Text(word) = condition else {
                    return None;
                };
                let one = Wanted {
                    what,
                    word,
                    // What must not be there need not be there with a wrong letter.
                    typos: typos && !negated,
                };
                let same = |other: &Wanted<'_>| other.what == what && other.typos == one.typos;
                Some(wanted.iter().position(same).unwrap_or_else(|| {
                    wanted.push(one);
                    wanted.len() - 1
                }))
            });
            places.push(conditions.collect::<Vec<Option<usize>>>());
        }
        let found = self.find(history, segments, &wanted, is_stale)?;
        self.keep(&plan.clauses, &found);
        let words = places.into_iter().map(|clause| {
            let words = clause.into_iter();
            words
                .map(|at| at.map(|at: usize| Arc::clone(&found[at])))
                .collect()
        });
        Some(words.collect())
    }

    fn find(
        &self,
        history: &History,
        segments: &[&Segment],
        wanted: &[Wanted<'_>],
        is_stale: &(dyn Fn() -> bool + Sync),
    ) -> Option<Vec<Arc<Found>>> {
        let known = wanted.iter().map(|wanted| {
            let mut words = self.words.iter().rev();
            words.find(|own| own.what == *wanted.what && own.typos == wanted.typos)
        });
        let known: Vec<Option<&Arc<Found>>> = known.collect();
        let n_known = |at: usize| known[at].map_or(0, |known| known.looks.len());
        let of_word = |at| (n_known(at)..segments.len()).map(move |segment| (at, segment));
        let tasks: Vec<(usize, usize)> = (0..wanted.len()).flat_map(of_word).collect();
        let n_records = tasks.iter().map(|&(_, segment)| segments[segment].len());
        let looks = chunk::each(tasks.len(), n_records.sum(), is_stale, |task| {
            let (at, segment) = tasks[task];
            let Wanted { word, typos, .. } = wanted[at];
            Arc::new(Look::new(history, segments[segment], word, typos))
        })?;
        let mut looks = tasks.iter().zip(looks).peekable();
        let found = wanted.iter().enumerate().map(|(at, wanted)| {
            let earlier = known[at].map_or(&[][..], |known| &known.looks);
            let mut all = earlier.to_vec();
            while let Some((_, look)) = looks.next_if(|((of, _), _)| *of == at) {
                all.push(look);
            }
            match known[at] {
                Some(known) if known.looks.len() == all.len() => Arc::clone(known),
                _ => Arc::new(Found {
                    what: wanted.what.clone(),
                    typos: wanted.typos,
                    looks: all,
                }),
            }
        });
        Some(found.collect())
    }

    /// Puts clauses and words last, and drops the oldest.
    fn keep(&mut self, clauses: &[Arc<Clause>], words: &[Arc<Found>]) {
        self.clauses
            .retain(|old| clauses.iter().all(|new| new.key != old.key));
        self.clauses.extend(clauses.iter().cloned());
        let n_dropped = self.clauses.len().saturating_sub(MOST_WORDS);
        self.clauses.drain(..n_dropped);
        let is_same = |old: &Found, new: &Found| old.what == new.what && old.typos == new.typos;
        self.words
            .retain(|old| words.iter().all(|new| !is_same(old, new)));
        self.words.extend(words.iter().cloned());
        let mut n_bytes = 0;
        let n_kept = self.words.iter().rev().take(MOST_WORDS).take_while(|word| {
            n_bytes += word.looks.iter().map(|look| look.n_bytes()).sum::<usize>();
            n_bytes <= MOST_BYTES
        });
        let n_dropped = self.words.len().saturating_sub(n_kept.count().max(1));
        self.words.drain(..n_dropped);
    }
}

/// A word of a query.
#[derive(Clone, Copy)]
struct Wanted<'a> {
    what: &'a What,
    word: &'a Word,
    typos: bool,
}
