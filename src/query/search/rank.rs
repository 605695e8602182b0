//! The best records that answer a query, best first, without scoring those that cannot be among them.
//!
//! Each record comes with a bound on its rank. Some more than are asked for, those with the highest bounds, are scored,
//! and after them only records whose bound beats the last that would be shown. The order is the same as if all had been
//! scored.

use std::cell::Cell;
use std::cmp::Reverse;

use crate::model::{Entity, EntityKind, History};

use super::answers::{Answers, Worth};
use super::chunk;
use super::look::Look;
use super::phrase::Phrase;
use super::plan::Plan;
use super::record;
use super::segment::{Run, Segment};
use super::word::{Class, Likeness, Tier, Weight};

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

/// So many more than are asked for are scored before it is known what is too low.
const LEAD: usize = 80;

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

/// Whether a query is one word, and no record has it but as scattered letters. Of several words that is known only when
/// each record was asked for all of them.
pub(super) fn is_doubtful_word(answers: &[Answers<'_>]) -> bool {
    let mut looks = answers.iter().map(Answers::only_word);
    looks.all(|look| look.is_some_and(|look| look.best().tier() <= Some(Tier::Scattered)))
}

/// The records that answer, each with a bound on its rank.
pub(super) struct Ranking<'a> {
    ranker: Ranker<'a>,
    of_segments: Vec<Bounds>,
    n_records: usize,
}

impl<'a> Ranking<'a> {
    /// `None` when nobody waits any more.
    pub fn new(
        history: &'a History,
        plan: &Plan,
        answers: Vec<Answers<'a>>,
        asked: Asked<'a>,
    ) -> Option<Self> {
        let segments: Vec<&Segment> = answers.iter().map(|own| own.segment).collect();
        let n_records = segments.iter().map(|segment| segment.len()).sum();
        let ranker = Ranker {
            history,
            phrases: Phrases::new(plan, &segments),
            answers,
            asked,
        };
        let bounds = |at| ranker.bounds(at);
        let n_segments = ranker.answers.len();
        let of_segments = chunk::each(n_segments, n_records, asked.is_stale, bounds)?;
        Some(Self {
            ranker,
            of_segments,
            n_records,
        })
    }

    /// How many answer and pass.
    pub fn n_found(&self) -> usize {
        self.of_segments.iter().map(|own| own.n_found).sum()
    }

    /// How many more answer, but do not pass.
    pub fn n_hidden(&self) -> usize {
        self.of_segments.iter().map(|own| own.n_hidden).sum()
    }

    /// None answers, or in each of them a word is there only as scattered letters.
    pub fn is_doubtful(&self) -> bool {
        let tiers = self.of_segments.iter().filter_map(|own| own.best_tier);
        tiers.max().is_none_or(|tier| tier <= Tier::Scattered as u8)
    }

    /// The best, as many as were asked for, best first: segment and record. `None` when nobody waits any more.
    pub fn best(&self) -> Option<Vec<(usize, usize)>> {
        let Self {
            ranker,
            of_segments,
            ..
        } = self;
        let limit = ranker.asked.limit;
        let mut best = Vec::with_capacity(limit.min(self.n_found()) + 1);
        let first = leading(of_segments, ranker.n_first());
        for &(key, (at, record)) in &first {
            ranker.try_one(&mut best, None, key, (at as usize, usize::from(record)));
        }
        // Those beyond: few of them, if any, have a bound that still counts.
        if first.len() < self.n_found()
            && let Some(&last) = first.last()
            && let Some(&worst) = best.get(limit.wrapping_sub(1))
            && last.0 >= worst.key
        {
            let beyond = |at: usize| ranker.beyond(at, &of_segments[at], last, worst);
            let (n_segments, is_stale) = (of_segments.len(), ranker.asked.is_stale);
            let beyond = chunk::each(n_segments, self.n_records, is_stale, beyond)?;
            if is_stale() {
                return None;
            }
            best.extend(beyond.into_iter().flatten());
            best.sort_unstable_by_key(|&rank| Reverse(rank));
            best.truncate(limit);
        }
        let places = best.iter().map(|rank| rank.at.0);
        Some(
            places
                .map(|(segment, record)| (segment as usize, usize::from(record)))
                .collect(),
        )
    }
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

    /// How much of a name of a record it is at most.
    fn bound(&self, at: usize, segment: &Segment, record: usize, classes: &[Class]) -> u8 {
        if self.may_be(classes) {
            self.each[at].bound(segment, record)
        } else {
            0
        }
    }

    /// Whether a record can have it.
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
    answers: Vec<Answers<'a>>,
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
    /// All, in their order; `None` where they are many and can be asked for again.
    all: Option<Vec<(Key, u16)>>,
    /// The highest of the worst tiers, of those, too, that do not pass.
    best_tier: Option<u8>,
}

/// The records with the highest bounds of those seen so far.
struct Leading {
    n: usize,
    room: usize,
    first: Vec<(Key, u16)>,
    /// What is below is no longer among them.
    least: Option<Key>,
}

impl Leading {
    fn new(n: usize) -> Self {
        Self {
            n,
            room: n.saturating_mul(2).max(256),
            first: Vec::new(),
            least: None,
        }
    }

    /// Adds a record; they come in their order, and of equal ones the earlier comes first. Whether `least` has risen.
    fn add(&mut self, key: Key, record: usize) -> bool {
        self.first.push((key, record as u16));
        let is_full = self.first.len() >= self.room && self.n < self.room;
        if is_full {
            self.cut();
            let worst = self.first.iter().map(|&(key, _)| key).min();
            self.least = Some(worst.map_or(Key::MAX, |worst| worst + 1));
        }
        is_full
    }

    fn cut(&mut self) {
        if 0 < self.n && self.n < self.first.len() {
            let order = |&(key, record): &(Key, u16)| (Reverse(key), record);
            self.first.select_nth_unstable_by_key(self.n - 1, order);
        }
        self.first.truncate(self.n);
    }
}

impl Ranker<'_> {
    /// So many are scored in any case.
    fn n_first(&self) -> usize {
        self.asked.limit.saturating_add(LEAD)
    }

    fn bounds(&self, at: usize) -> Bounds {
        if let (Some(look), None) = (self.answers[at].only_word(), self.asked.passes) {
            return self.bounds_of_word(at, look);
        }
        let mut own = Bounds::default();
        let mut all = Vec::new();
        let mut leading = Leading::new(self.n_first());
        self.answers[at].each(|run, record, classes| {
            own.best_tier = own.best_tier.max(Some(least_tier(classes)));
            if let Some(passes) = self.asked.passes
                && !passes(run.entity(record))
            {
                own.n_hidden += 1;
                return;
            }
            own.n_found += 1;
            let key = self.bound(at, run, record, classes);
            all.push((key, record as u16));
            if leading.least.is_none_or(|least| key >= least) {
                leading.add(key, record);
            }
        });
        leading.cut();
        (own.first, own.all) = (leading.first, Some(all));
        own
    }

    /// The same where there is but one word.
    fn bounds_of_word(&self, at: usize, look: &Look) -> Bounds {
        /// To write down more takes longer than to ask for them again, which is seldom done.
        const MOST: usize = 1 << 13;
        let mut leading = Leading::new(self.n_first());
        let least = Cell::new(0);
        let mut all = (look.n_found() <= MOST).then(|| Vec::with_capacity(look.n_found()));
        self.each_of_word(at, look, &least, |record, key| {
            if let Some(all) = &mut all {
                all.push((key, record as u16));
            }
            if key >= least.get() && leading.add(key, record) {
                least.set(leading.least.unwrap_or(0));
            }
        });
        leading.cut();
        Bounds {
            n_found: look.n_found(),
            n_hidden: 0,
            // Some may have been passed over.
            all: all.filter(|all| all.len() == look.n_found()),
            first: leading.first,
            best_tier: look.best().tier().map(|tier| tier as u8),
        }
    }

    /// Calls for each record that has the only word of the query, with its bound. Those whose bound is below `least` may
    /// be left out: most are passed over in great steps, for they have the word in a way that leads to no higher bound.
    fn each_of_word(
        &self,
        at: usize,
        look: &Look,
        least: &Cell<Key>,
        mut each: impl FnMut(usize, Key),
    ) {
        const STEP: usize = 64;
        let segment = self.answers[at].segment;
        let classes = look.classes();
        if classes.is_empty() {
            return;
        }
        for run in segment.runs() {
            let lowest_for = |least: Key| {
                let worth = |class: Class| worth(class, class.most());
                Class::all().find(|&class| key(0, run, worth(class), u8::MAX) >= least)
            };
            let mut known = least.get();
            let mut lowest = lowest_for(known);
            for from in run.records.clone().step_by(STEP) {
                let to = run.records.end.min(from + STEP);
                if least.get() != known {
                    known = least.get();
                    lowest = lowest_for(known);
                }
                let Some(lowest) = lowest else {
                    break;
                };
                if Class::best_of(&classes[from..to]) < lowest {
                    continue;
                }
                for (record, &class) in (from..to).zip(&classes[from..to]) {
                    if class >= lowest {
                        let importance = segment.importance(record);
                        let worth = worth(class, look.bound(segment, record));
                        each(record, key(0, run, worth, importance));
                    }
                }
            }
        }
    }

    /// A bound on the key of a record.
    fn bound(&self, at: usize, run: &Run, record: usize, classes: &[Class]) -> Key {
        let own = &self.answers[at];
        let phrases = self.phrases.as_ref();
        let phrase = phrases.map(|phrases| phrases.bound(at, own.segment, record, classes));
        let importance = own.segment.importance(record);
        let worth = own.bound(record, classes);
        key(phrase.unwrap_or(0), run, worth, importance)
    }

    /// The best of a segment that are after `last` by their bounds, and better than `worst`.
    fn beyond(&self, at: usize, own: &Bounds, last: (Key, Position), worst: Rank) -> Vec<Rank> {
        /// The texts of so many are asked for before the first is looked at: memory answers many as soon as one.
        const AHEAD: usize = 32;
        let answers = &self.answers[at];
        let mut due: Vec<(Key, u16)> = Vec::new();
        let mut add = |key: Key, record: u16| {
            let is_later = || (key, Reverse((at as u32, record))) < (last.0, Reverse(last.1));
            let is_out = || {
                let latest = answers.segment.latest_day(usize::from(record));
                key == worst.key && latest < worst.day
            };
            if key >= worst.key && is_later() && !is_out() {
                due.push((key, record));
            }
        };
        let known = own.first.iter().map(|&(key, _)| key).min();
        let is_all = known.is_some_and(|known| known < worst.key);
        // Those that are not among its first are below them.
        let first = (is_all || own.first.len() == own.n_found).then_some(&own.first);
        match (first.or(own.all.as_ref()), answers.only_word()) {
            (Some(known), _) => known.iter().for_each(|&(key, record)| add(key, record)),
            (None, Some(look)) => {
                self.each_of_word(at, look, &Cell::new(worst.key), |record, key| {
                    add(key, record as u16);
                });
            }
            (None, None) => {}
        }
        let mut best = Vec::new();
        for (nth, some) in due.chunks(AHEAD).enumerate() {
            if nth.is_multiple_of(8) && (self.asked.is_stale)() {
                break;
            }
            let ahead = some.iter();
            let ahead = ahead.fold(0_u8, |all, &(_, record)| {
                all ^ answers.segment.touch(usize::from(record))
            });
            std::hint::black_box(ahead);
            for &(key, record) in some {
                self.try_one(&mut best, Some(worst), key, (at, usize::from(record)));
            }
        }
        best
    }

    /// Scores a record if its bound is better than the worst of the best, and puts it in its place.
    fn try_one(
        &self,
        best: &mut Vec<Rank>,
        floor: Option<Rank>,
        bound: Key,
        (at, record): (usize, usize),
    ) {
        let limit = self.asked.limit;
        let worst = best.last().filter(|_| best.len() >= limit).copied();
        let worst = worst.max(floor);
        let own = &self.answers[at];
        let rank = |key: Key| Rank {
            key,
            day: record::day(self.history, own.segment.entity(record)),
            at: Reverse((at as u32, record as u16)),
        };
        // The day is far away; it is asked for among equals only, where the segment cannot tell.
        let is_out = |key: Key| match worst {
            Some(worst) if key == worst.key => {
                own.segment.latest_day(record) < worst.day || rank(key) < worst
            }
            worst => worst.is_some_and(|worst| key < worst.key),
        };
        if limit == 0 || is_out(bound) {
            return;
        }
        let mut key = bound;
        if let Some(phrases) = &self.phrases
            && bound >> PHRASE > 0
        {
            let phrase = phrases.each[at].of(own.segment, record);
            key = bound & ((1 << PHRASE) - 1) | u64::from(phrase) << PHRASE;
            if is_out(key) {
                return;
            }
        }
        let sum = key >> SUM & ((1 << (TOLD - SUM)) - 1);
        let is_in = own.each_worth(record, sum, |bound, true_worth| {
            debug_assert!(
                true_worth <= bound,
                "{record} of {at} is better than its bound"
            );
            key -= (bound - true_worth) << SUM;
            !is_out(key)
        });
        if is_in {
            let rank = rank(key);
            let place = best.partition_point(|other| *other > rank);
            best.insert(place, rank);
            best.truncate(limit);
        }
    }
}

fn worth(class: Class, likeness: Likeness) -> Worth {
    Worth {
        least: least_tier(&[class]),
        sum: u64::from(likeness.0),
    }
}

#[inline]
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
