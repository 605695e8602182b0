//! The best records that answer a query, best first, without scoring those that cannot be among them.
//!
//! Each record comes with a bound on its rank. Twice as many as are asked for, those with the highest bounds, are
//! scored, and after them only records whose bound beats the last that would be shown. The order is the same as if all
//! had been scored.

use std::cmp::Reverse;

use crate::model::{Entity, EntityKind, History};

use super::answers::{Answers, Worth};
use super::chunk;
use super::look::Phrase;
use super::plan::Plan;
use super::record;
use super::segment::{Run, Segment};
use super::word::{Class, Tier, Weight};

/// The best of them and how many there are.
#[derive(Debug, Default)]
pub(super) struct Best {
    /// Segment and record, best first.
    pub records: Vec<(usize, usize)>,
    pub n_found: usize,
    /// How many more answer, but do not pass.
    pub n_hidden: usize,
    /// None answers, or in each of them a word is there only as scattered letters.
    pub is_doubtful: bool,
}

/// What is asked of the records that answer.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub limit: usize,
    /// What is to be among the best; `None` is all.
    pub passes: Option<&'a (dyn Fn(Entity) -> bool + Sync)>,
    pub is_stale: &'a (dyn Fn() -> bool + Sync),
}

/// How much of a name the whole query is; the tier of the word that was found worst; whether history is told, which
/// comes before where it is read; the sum over the words; the importance. All as one number, the greater the better.
type Key = u64;

const PHRASE: u32 = 52;
const LEAST: u32 = 49;
const TOLD: u32 = 48;
const SUM: u32 = 8;

/// What decides the order; the greater the better. Of equals the later, then the earlier in the history comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    key: Key,
    day: i64,
    at: Reverse<Position>,
}

/// Segment, record.
type Position = (u32, u16);

/// The best `limit` records, and the count of all; `None` when nobody waits any more.
pub(super) fn best(
    history: &History,
    plan: &Plan,
    answers: &[Answers<'_>],
    asked: Asked<'_>,
) -> Option<Best> {
    let Asked {
        limit, is_stale, ..
    } = asked;
    let segments: Vec<&Segment> = answers.iter().map(|own| own.segment).collect();
    let n_records = segments.iter().map(|segment| segment.len()).sum();
    let ranker = Ranker {
        history,
        answers,
        phrases: Phrases::new(plan, &segments),
        asked,
    };
    let n_first = limit.saturating_mul(2);
    let bounds = |at| ranker.bounds(at, n_first);
    let of_segments = chunk::each(answers.len(), n_records, is_stale, bounds)?;
    let n_found: usize = of_segments.iter().map(|own| own.n_found).sum();
    let mut best = Vec::with_capacity(limit.min(n_found) + 1);
    let first = leading(&of_segments, n_first);
    for &(key, at) in &first {
        ranker.try_one(&mut best, None, key, at);
    }
    // Those beyond: few of them, if any, have a bound that still counts.
    if first.len() < n_found
        && let Some(&last) = first.last()
        && let Some(&worst) = best.get(limit.wrapping_sub(1))
        && last.0 >= worst.key
    {
        let beyond = |at| ranker.beyond(at, last, worst);
        let beyond = chunk::each(answers.len(), n_records, is_stale, beyond)?;
        best.extend(beyond.into_iter().flatten());
        best.sort_unstable_by_key(|&rank| Reverse(rank));
        best.truncate(limit);
    }
    let best_tier = of_segments.iter().filter_map(|own| own.best_tier).max();
    Some(Best {
        is_doubtful: best_tier.is_none_or(|tier| tier <= Tier::Scattered as u8),
        n_hidden: of_segments.iter().map(|own| own.n_hidden).sum(),
        records: best
            .iter()
            .map(|rank| (rank.at.0.0 as usize, usize::from(rank.at.0.1)))
            .collect(),
        n_found,
    })
}

/// The `n` with the highest bounds, highest first; of equal ones the earlier.
fn leading(of_segments: &[Bounds], n: usize) -> Vec<(Key, Position)> {
    let of_segment = |(segment, own): (usize, &Bounds)| {
        let first = own.first.clone().into_iter();
        first.map(move |(key, record)| (key, (segment as u32, record)))
    };
    let all = of_segments.iter().enumerate();
    let mut first: Vec<(Key, Position)> = all.flat_map(of_segment).collect();
    let order = |&(key, at): &(Key, Position)| (Reverse(key), at);
    if 0 < n && n < first.len() {
        first.select_nth_unstable_by_key(n - 1, order);
    }
    first.truncate(n);
    first.sort_unstable_by_key(order);
    first
}

/// What of a name all words of a query are, as they were typed.
struct Phrases {
    /// For each segment.
    each: Vec<Phrase>,
    /// The clauses that are a word of it, in order.
    words: Vec<usize>,
    /// The words stand in it as they are, each but the last as a whole word.
    is_strict: bool,
}

impl Phrases {
    fn new(plan: &Plan, segments: &[&Segment]) -> Option<Self> {
        let phrase = plan.phrase.as_ref()?;
        let clauses = plan.clauses.iter().enumerate();
        let words = clauses.filter_map(|(at, clause)| Some((at, clause.word()?)));
        let words: Vec<_> = words.collect();
        Some(Self {
            each: segments
                .iter()
                .map(|segment| Phrase::new(segment, phrase))
                .collect(),
            is_strict: !phrase.is_cut() && words.iter().all(|(_, word)| !word.start && !word.end),
            words: words.into_iter().map(|(at, _)| at).collect(),
        })
    }

    /// Whether a record can have it; its texts are read only then.
    fn may_be(&self, classes: &[Class]) -> bool {
        let Some((&last, others)) = self.words.split_last() else {
            return false;
        };
        if !self.is_strict {
            let least = Class::new(Tier::Part, Weight::Body);
            return self.words.iter().all(|&at| classes[at] >= least);
        }
        let whole = Class::new(Tier::Whole, Weight::Alias);
        classes[last] >= Class::new(Tier::Start, Weight::Alias)
            && others.iter().all(|&at| classes[at] >= whole)
    }
}

struct Ranker<'a> {
    history: &'a History,
    answers: &'a [Answers<'a>],
    phrases: Option<Phrases>,
    asked: Asked<'a>,
}

/// The records of a segment that answer and pass.
#[derive(Default)]
struct Bounds {
    n_found: usize,
    n_hidden: usize,
    /// Those with the highest bounds, in no order.
    first: Vec<(Key, u16)>,
    /// The highest of the worst tiers, of those, too, that do not pass.
    best_tier: Option<u8>,
}

impl Ranker<'_> {
    fn bounds(&self, at: usize, n_first: usize) -> Bounds {
        let mut own = Bounds::default();
        // Of equal ones the earlier comes first, and they come in their order.
        let order = |&(key, record): &(Key, u16)| (Reverse(key), record);
        let room = n_first.saturating_mul(2).max(n_first + 256);
        let mut least = None;
        self.answers[at].each(|run, record, classes| {
            let tier = least_tier(classes);
            own.best_tier = own.best_tier.max(Some(tier));
            if let Some(passes) = self.asked.passes
                && !passes(run.entity(record))
            {
                own.n_hidden += 1;
                return;
            }
            own.n_found += 1;
            let Some(key) = self.bound(at, run, record, classes, least) else {
                return;
            };
            own.first.push((key, record as u16));
            if own.first.len() >= room {
                own.first.select_nth_unstable_by_key(n_first, order);
                own.first.truncate(n_first);
                let worst = own.first.iter().map(|&(key, _)| key).min();
                least = Some(worst.map_or(Key::MAX, |worst| worst + 1));
            }
        });
        if 0 < n_first && n_first < own.first.len() {
            own.first.select_nth_unstable_by_key(n_first - 1, order);
        }
        own.first.truncate(n_first);
        own
    }

    /// A bound on the key of a record; `None` where it is below `least`.
    fn bound(
        &self,
        at: usize,
        run: &Run,
        record: usize,
        classes: &[Class],
        least: Option<Key>,
    ) -> Option<Key> {
        let phrases = self.phrases.as_ref();
        let may_be_phrase = phrases.is_some_and(|phrases| phrases.may_be(classes));
        if let Some(least) = least {
            // Most records are left behind for the words that they have, whatever the score.
            let most = Worth {
                least: least_tier(classes),
                sum: classes.iter().map(|class| u64::from(class.most().0)).sum(),
            };
            let phrase = if may_be_phrase { 3 } else { 0 };
            if key(phrase, run, most, u8::MAX) < least {
                return None;
            }
        }
        let own = &self.answers[at];
        let phrase = match phrases {
            Some(phrases) if may_be_phrase => phrases.each[at].of(own.segment, record),
            _ => 0,
        };
        let importance = own.segment.importance(record);
        let key = key(phrase, run, own.bound(record, classes), importance);
        least.is_none_or(|least| key >= least).then_some(key)
    }

    /// The best of a segment that are after `last` by their bounds, and better than `worst`.
    fn beyond(&self, at: usize, last: (Key, Position), worst: Rank) -> Vec<Rank> {
        let mut best = Vec::new();
        self.answers[at].each(|run, record, classes| {
            let least = best.get(self.asked.limit - 1).copied();
            let least = least.map_or(worst.key, |least: Rank| least.key.max(worst.key));
            let position = (at as u32, record as u16);
            if let Some(key) = self.bound(at, run, record, classes, Some(least))
                && (key, Reverse(position)) < (last.0, Reverse(last.1))
                && self
                    .asked
                    .passes
                    .is_none_or(|passes| passes(run.entity(record)))
            {
                self.try_one(&mut best, Some(worst), key, position);
            }
        });
        best
    }

    /// Scores a record if its bound is better than the worst of the best, and puts it in its place.
    fn try_one(&self, best: &mut Vec<Rank>, floor: Option<Rank>, bound: Key, at: Position) {
        let limit = self.asked.limit;
        let worst = best.last().filter(|_| best.len() >= limit).copied();
        let worst = worst.max(floor);
        if limit == 0 || worst.is_some_and(|worst| bound < worst.key) {
            return;
        }
        let own = &self.answers[at.0 as usize];
        let record = usize::from(at.1);
        let entity = own.segment.entity(record);
        let rank = |key: Key| Rank {
            key,
            day: record::day(self.history, entity),
            at: Reverse(at),
        };
        if worst.is_some_and(|worst| rank(bound) < worst) {
            return;
        }
        let classes = own.classes(record);
        // The score lies below the phrase, which the bound has as it is.
        let above = bound >> LEAST << LEAST | bound & (1 << TOLD) | bound & 0xff;
        let key = above | own.worth_of(record, &classes).sum << SUM;
        debug_assert!(key <= bound, "{entity:?} is better than its bound");
        let rank = rank(key);
        if worst.is_some_and(|worst| rank < worst) {
            return;
        }
        let place = best.partition_point(|other| *other > rank);
        best.insert(place, rank);
        best.truncate(limit);
    }
}

fn key(phrase: u8, run: &Run, worth: Worth, importance: u8) -> Key {
    let is_told = run.kind != EntityKind::Source;
    u64::from(phrase) << PHRASE
        | u64::from(worth.least) << LEAST
        | u64::from(is_told) << TOLD
        | worth.sum << SUM
        | u64::from(importance)
}

fn least_tier(classes: &[Class]) -> u8 {
    let tiers = classes.iter().filter_map(|class| class.tier());
    tiers.min().unwrap_or(Tier::Exact) as u8
}
