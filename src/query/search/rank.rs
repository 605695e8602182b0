//! The best records of a level, best first, without scoring those that cannot be among them.
//!
//! Each record comes with a bound on its rank. Twice as many as are asked for, those with the highest bounds, are
//! scored, and after them only records whose bound beats the last that would be shown. The order is the same as if all
//! had been scored.

use std::cmp::Reverse;

use crate::model::{Entity, EntityKind, History};

use super::chunk;
use super::look::Phrase;
use super::narrow::{Base, Level, Piece};
use super::record;
use super::segment::Segment;
use super::word::{Tier, Word};

/// The best of them and how many there are.
#[derive(Debug, Default)]
pub(super) struct Best {
    /// Piece and record, best first.
    pub records: Vec<(usize, usize)>,
    pub n_found: usize,
    /// How many more answer, but do not pass.
    pub n_hidden: usize,
    /// None answers, or in each of them a word is there only as scattered letters.
    pub is_doubtful: bool,
}

/// What is asked of the records of a level.
pub(super) struct Asked<'a> {
    /// All words side by side, where there are several.
    pub phrase: Option<&'a Word>,
    pub limit: usize,
    /// What is to be among the best.
    pub passes: &'a (dyn Fn(Entity) -> bool + Sync),
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

/// Piece, record.
type Position = (u32, u16);

/// The best `limit` records, and the count of all; `None` when nobody waits any more.
pub(super) fn best(
    history: &History,
    segments: &[&Segment],
    pieces: &[Piece<'_>],
    level: &Level,
    asked: &Asked<'_>,
) -> Option<Best> {
    let &Asked {
        limit, is_stale, ..
    } = asked;
    let phrases: Option<Vec<Phrase>> = asked.phrase.map(|phrase| {
        let each = segments.iter();
        each.map(|segment| Phrase::new(segment, phrase)).collect()
    });
    let ranker = Ranker {
        history,
        pieces,
        level,
        phrases,
        passes: asked.passes,
    };
    let n_first = limit.saturating_mul(2);
    let bounds = |at| ranker.bounds(at, n_first);
    let of_pieces = chunk::each(pieces.len(), level.len(), is_stale, bounds)?;
    let n_found = of_pieces.iter().map(|own| own.keys.len()).sum();
    let mut best = Vec::with_capacity(limit.min(n_found) + 1);
    let first = leading(&of_pieces, n_first);
    if is_stale() {
        return None;
    }
    for &(key, at) in &first {
        ranker.try_one(&mut best, limit, key, at);
    }
    // Those beyond, in no order: few of them, if any, have a bound that still counts.
    if first.len() < n_found
        && let Some(&(least, last)) = first.last()
    {
        for (n, own) in of_pieces.iter().enumerate() {
            if n.is_multiple_of(8) && is_stale() {
                return None;
            }
            let worst = best.get(limit.saturating_sub(1));
            // It only rises, so what is below it now stays out.
            let worst = worst.map_or(0, |worst: &Rank| worst.key);
            if own.highest < worst {
                continue;
            }
            for (&key, &record) in own.keys.iter().zip(&own.records) {
                let at = (n as u32, record);
                if key >= worst && (key, Reverse(at)) < (least, Reverse(last)) {
                    ranker.try_one(&mut best, limit, key, at);
                }
            }
        }
    }
    Some(Best {
        is_doubtful: of_pieces
            .iter()
            .all(|own| own.best_tier <= Tier::Scattered as u64),
        n_hidden: of_pieces.iter().map(|own| own.n_hidden).sum(),
        records: best
            .iter()
            .map(|rank| (rank.at.0.0 as usize, usize::from(rank.at.0.1)))
            .collect(),
        n_found,
    })
}

/// The `n` with the highest bounds, highest first; of equal ones the earlier.
fn leading(of_pieces: &[Bounds], n: usize) -> Vec<(Key, Position)> {
    let of_piece = |(piece, own): (usize, &Bounds)| {
        let first = own.first.clone().into_iter();
        first.map(move |(key, record)| (key, (piece as u32, record)))
    };
    let mut first: Vec<(Key, Position)> = of_pieces.iter().enumerate().flat_map(of_piece).collect();
    let order = |&(key, at): &(Key, Position)| (Reverse(key), at);
    if 0 < n && n < first.len() {
        first.select_nth_unstable_by_key(n - 1, order);
    }
    first.truncate(n);
    first.sort_unstable_by_key(order);
    first
}

struct Ranker<'a> {
    history: &'a History,
    pieces: &'a [Piece<'a>],
    level: &'a Level,
    phrases: Option<Vec<Phrase>>,
    passes: &'a (dyn Fn(Entity) -> bool + Sync),
}

/// The records of a piece that answer and pass, with a bound for each.
#[derive(Default)]
struct Bounds {
    keys: Vec<Key>,
    records: Vec<u16>,
    /// Those of them that may be among the first of all, in no order.
    first: Vec<(Key, u16)>,
    highest: Key,
    n_hidden: usize,
    /// The highest of the worst tiers, of those, too, that do not pass.
    best_tier: u64,
}

impl Ranker<'_> {
    fn bounds(&self, at: usize, n_first: usize) -> Bounds {
        let segment = self.pieces[at].segment;
        let n_answers = self.level.n_answers(at);
        let mut own = Bounds {
            keys: Vec::with_capacity(n_answers),
            records: Vec::with_capacity(n_answers),
            ..Bounds::default()
        };
        // Of equal ones the earlier comes first, and they come in their order.
        let order = |&(key, record): &(Key, u16)| (Reverse(key), record);
        let mut least = None;
        self.level.each(at, |record, base| {
            own.best_tier = own.best_tier.max(base >> 40);
            let entity = segment.entity(record);
            if (self.passes)(entity) {
                let key = self.key(at, record, entity, base);
                if least.is_none_or(|least| key > least) {
                    own.first.push((key, record as u16));
                    if own.first.len() >= n_first.saturating_mul(4) {
                        own.first.select_nth_unstable_by_key(n_first, order);
                        own.first.truncate(n_first);
                        let worst = own.first.iter().map(|&(key, _)| key).min();
                        least = Some(worst.unwrap_or(Key::MAX));
                    }
                }
                own.highest = own.highest.max(key);
                own.keys.push(key);
                own.records.push(record as u16);
            } else {
                own.n_hidden += 1;
            }
        });
        own
    }

    fn key(&self, at: usize, record: usize, entity: Entity, base: Base) -> Key {
        let piece = self.pieces[at];
        let least = base >> 40;
        let sum = base & ((1 << 40) - 1);
        let is_told = entity.kind() != EntityKind::Source;
        let phrase = match &self.phrases {
            // What stands side by side in a name stands there word by word.
            Some(phrases) if least >= Tier::Part as u64 => {
                phrases[piece.at].of(piece.segment, record)
            }
            _ => 0,
        };
        u64::from(phrase) << PHRASE
            | least << LEAST
            | u64::from(is_told) << TOLD
            | sum << SUM
            | u64::from(piece.segment.importance(record))
    }

    /// Scores a record if its bound is better than the worst of the best, and puts it in its place.
    fn try_one(&self, best: &mut Vec<Rank>, limit: usize, bound: Key, at: Position) {
        let piece = self.pieces[at.0 as usize];
        let record = usize::from(at.1);
        let worst = best.last().filter(|_| best.len() >= limit).copied();
        if limit == 0 || worst.is_some_and(|worst| bound < worst.key) {
            return;
        }
        let entity = piece.segment.entity(record);
        let rank = |key: Key| Rank {
            key,
            day: record::day(self.history, entity),
            at: Reverse(at),
        };
        if worst.is_some_and(|worst| rank(bound) < worst) {
            return;
        }
        let base = self.level.answer(self.history, piece, record);
        let rank = rank(self.key(at.0 as usize, record, entity, base));
        if worst.is_some_and(|worst| rank < worst) {
            return;
        }
        let place = best.partition_point(|other| *other > rank);
        best.insert(place, rank);
        best.truncate(limit);
    }
}
