//! From one clause of a query to the next, and from one key to the next.
//!
//! A level is what is left after a clause: the records that answer so far. Each further clause looks at those only. A
//! level also keeps records that do not answer yet, but may when the word goes on; so a longer word begins where the
//! shorter one ended, and a shorter one, after a backspace, is still there.
//!
//! Which records a word finds by lookup (a variant, an id) can change with every letter. They are no part of what is
//! narrowed and are added anew.

use std::cell::Cell;
use std::sync::Arc;

use crate::model::{Entity, History};

use super::chunk::{self, CHUNK};
use super::language::What;
use super::look::{Closeness, Look};
use super::plan::{Clause, Condition};
use super::segment::Segment;
use super::word::{Likeness, Tier, Weight, Word};

/// The answer to the clauses so far: the worst tier above their sum.
pub(super) type Base = u64;

/// Nothing was asked yet.
pub(super) const START: Base = (Tier::Exact as u64) << LEAST;
/// Where the worst tier begins.
const LEAST: u32 = 40;

/// The least answer of a word that stands somewhere as it is.
const STANDS: u32 = Likeness::least(Tier::Part, Weight::Body).0;

/// A clause holds, and no word of it says how well.
const HOLDS: u32 = 1;

/// Some of the records of one segment.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece<'a> {
    pub segment: &'a Segment,
    /// Which of the segments it is.
    pub at: usize,
    /// Its records.
    pub from: usize,
    pub to: usize,
}

/// All pieces of some segments, in order.
pub(super) fn pieces<'a>(segments: &[&'a Segment]) -> Vec<Piece<'a>> {
    let each = segments.iter().enumerate().flat_map(|(at, &segment)| {
        (0..segment.len()).step_by(CHUNK).map(move |from| Piece {
            segment,
            at,
            from,
            to: (from + CHUNK).min(segment.len()),
        })
    });
    each.collect()
}

/// Records of a piece, ascending.
#[derive(Debug, Default)]
pub(super) struct List {
    records: Vec<u16>,
    /// How well the clause is answered; 0 where it is not yet.
    own: Vec<u32>,
    /// The answer to the clauses before; empty where there are none.
    bases: Vec<Base>,
}

/// What is left after a clause.
#[derive(Debug)]
pub(super) struct Level {
    /// All clauses so far.
    keys: Vec<Vec<(bool, What)>>,
    pub clause: Arc<Clause>,
    typos: bool,
    parent: Option<Arc<Level>>,
    /// For each segment, the words of the clause made ready.
    looks: Vec<Arc<Looks>>,
    lists: Vec<Arc<List>>,
}

type Looks = Vec<Option<Look>>;

/// Levels of earlier keys, the newest last.
#[derive(Debug, Default)]
pub(super) struct Kept(Vec<Arc<Level>>);

/// More would be of no use to anybody who types.
const MOST_LEVELS: usize = 64;
/// What is kept of earlier keys takes no more bytes than this.
const MOST_BYTES: usize = 64 << 20;

impl Kept {
    /// A clause that was made ready before.
    pub fn clause(&self, key: &[(bool, What)]) -> Option<Arc<Clause>> {
        let mut levels = self.0.iter().rev();
        let level = levels.find(|level| level.clause.key == key)?;
        Some(Arc::clone(&level.clause))
    }

    fn find(&self, keys: &[Vec<(bool, What)>], typos: bool) -> Option<&Arc<Level>> {
        let mut levels = self.0.iter().rev();
        levels.find(|level| level.keys == keys && level.typos == typos)
    }

    /// The level with the fewest records among those that hold all that a clause after the same others can find.
    fn wider(&self, keys: &[Vec<(bool, What)>], word: &Word, typos: bool) -> Option<&Arc<Level>> {
        let (_, before) = keys.split_last()?;
        let wider = self.0.iter().filter(|level| {
            level.keys.split_last().is_some_and(|(_, own)| own == before)
                && !level.typos
                // After other clauses, a record can have come through a typo of theirs.
                && (!typos || before.is_empty())
                && level.clause.word().is_some_and(|own| is_wider(own, word))
        });
        wider.min_by_key(|level| level.len())
    }

    fn keep(&mut self, level: &Arc<Level>) {
        self.0
            .retain(|old| old.keys != level.keys || old.typos != level.typos);
        self.0.push(Arc::clone(level));
        let mut n_bytes = 0;
        let n_kept = self.0.iter().rev().take(MOST_LEVELS).take_while(|level| {
            n_bytes += level.n_bytes();
            n_bytes <= MOST_BYTES
        });
        let n_dropped = self.0.len() - n_kept.count().max(1);
        self.0.drain(..n_dropped);
    }

    /// The level after all clauses, made of what is kept as far as that goes; `None` when nobody waits any more.
    pub fn level(
        &mut self,
        history: &History,
        segments: &[&Segment],
        clauses: &[Arc<Clause>],
        typos: bool,
        is_stale: &(dyn Fn() -> bool + Sync),
    ) -> Option<Arc<Level>> {
        let n_pieces = pieces(segments).len();
        let mut keys = Vec::new();
        let mut last: Option<Arc<Level>> = None;
        for clause in clauses {
            keys.push(clause.key.clone());
            let known = self
                .find(&keys, typos)
                .filter(|known| known.lists.len() >= n_pieces)
                .cloned();
            let level = match known {
                Some(level) => level,
                None => {
                    let earlier = self.find(&keys, typos).cloned();
                    // With typos, what is found other than by lookup is among what is found without.
                    let plain = self.find(&keys, false).filter(|plain| {
                        let is_whole = plain.lists.len() >= n_pieces;
                        typos && keys.len() == 1 && plain.clause.word().is_some() && is_whole
                    });
                    let wider = clause
                        .word()
                        .and_then(|word| plain.or_else(|| self.wider(&keys, word, typos)))
                        .cloned();
                    Arc::new(Level::new(
                        history,
                        segments,
                        clause,
                        Sources {
                            parent: last.take(),
                            earlier: earlier.as_deref(),
                            wider: wider.as_deref(),
                        },
                        keys.clone(),
                        typos,
                        is_stale,
                    )?)
                }
            };
            self.keep(&level);
            last = Some(level);
        }
        last
    }
}

/// Where a level can begin.
struct Sources<'a> {
    /// The clauses before.
    parent: Option<Arc<Level>>,
    /// The very level, for fewer segments.
    earlier: Option<&'a Level>,
    /// One for a shorter word.
    wider: Option<&'a Level>,
}

/// Whether each record that a word finds other than by lookup is in the level of another.
fn is_wider(own: &Word, word: &Word) -> bool {
    let contains = |text: &str, part: &str| !part.is_empty() && text.contains(part);
    !own.start
        && !own.end
        && (!own.exact || word.is_literal())
        && contains(&word.folded, &own.folded)
        && contains(&word.latin, &own.latin)
}

impl Level {
    fn new(
        history: &History,
        segments: &[&Segment],
        clause: &Arc<Clause>,
        sources: Sources<'_>,
        keys: Vec<Vec<(bool, What)>>,
        typos: bool,
        is_stale: &(dyn Fn() -> bool + Sync),
    ) -> Option<Self> {
        let Sources {
            parent,
            earlier,
            wider,
        } = sources;
        let n_all = segments.iter().map(|segment| segment.len()).sum();
        let looks = chunk::each(segments.len(), n_all, is_stale, |at| {
            if let Some(looks) = earlier.and_then(|earlier| earlier.looks.get(at)) {
                return Arc::clone(looks);
            }
            let conditions = clause
                .conditions
                .iter()
                .map(|(negated, condition)| match condition {
                    Condition::Text(word) => {
                        Some(Look::new(history, segments[at], word, typos && !negated))
                    }
                    Condition::Test(_) => None,
                });
            Arc::new(conditions.collect())
        })?;
        let is_plain = wider.is_some_and(|wider| wider.keys == keys);
        let pieces = pieces(segments);
        let n_records = match (wider, &parent) {
            (Some(wider), _) => wider.len(),
            (None, Some(parent)) => parent.len(),
            (None, None) => n_all,
        };
        let lists = chunk::each(pieces.len(), n_records, is_stale, |at| {
            if let Some(list) = earlier.and_then(|earlier| earlier.lists.get(at)) {
                return Arc::clone(list);
            }
            let piece = pieces[at];
            let asked = Asked {
                history,
                clause,
                looks: &looks[piece.at],
                piece,
                typos,
                last: Cell::default(),
            };
            let before = parent.as_ref().map(|parent| &*parent.lists[at]);
            let wider = wider.and_then(|wider| wider.lists.get(at));
            Arc::new(match (wider, before) {
                (Some(wider), before) => asked.narrowed(wider, before, is_plain),
                (None, Some(before)) => asked.after(before),
                (None, None) => asked.all(),
            })
        })?;
        Some(Self {
            keys,
            clause: Arc::clone(clause),
            typos,
            parent,
            looks,
            lists,
        })
    }

    /// Calls for each record of a piece that answers, with its answer so far.
    pub fn each(&self, piece: usize, mut each: impl FnMut(usize, Base)) {
        let list = &self.lists[piece];
        for (at, (&record, &own)) in list.records.iter().zip(&list.own).enumerate() {
            if own > 0 {
                each(usize::from(record), after(list.base(at), own));
            }
        }
    }

    /// How many records of a piece answer.
    pub fn n_answers(&self, piece: usize) -> usize {
        let own = self.lists[piece].own.iter();
        own.filter(|&&own| own > 0).count()
    }

    /// How many records it has, those included that only may answer.
    pub fn len(&self) -> usize {
        self.lists.iter().map(|list| list.records.len()).sum()
    }

    /// The answer of a record of a piece that answers, exactly.
    pub fn answer(&self, history: &History, piece: Piece<'_>, record: usize) -> Base {
        let base = match &self.parent {
            Some(parent) => parent.answer(history, piece, record),
            None => START,
        };
        let asked = Asked {
            history,
            clause: &self.clause,
            looks: &self.looks[piece.at],
            piece,
            typos: self.typos,
            last: Cell::default(),
        };
        after(base, asked.of(record, Closeness::True).0)
    }

    fn n_bytes(&self) -> usize {
        let lists = self.lists.iter().map(|list| list.n_bytes());
        let looks = self.looks.iter().flat_map(|looks| looks.iter().flatten());
        lists.sum::<usize>() + looks.map(Look::n_bytes).sum::<usize>()
    }
}

impl List {
    fn base(&self, at: usize) -> Base {
        self.bases.get(at).copied().unwrap_or(START)
    }

    fn push(&mut self, record: usize, own: u32, base: Base) {
        self.records.push(record as u16);
        self.own.push(own);
        if base != START || !self.bases.is_empty() {
            self.bases.resize(self.records.len() - 1, START);
            self.bases.push(base);
        }
    }

    fn n_bytes(&self) -> usize {
        self.records.capacity() * 2 + self.own.capacity() * 4 + self.bases.capacity() * 8
    }
}

/// The answer to one more clause.
fn after(base: Base, own: u32) -> Base {
    if own <= HOLDS {
        return base;
    }
    let likeness = Likeness(own);
    let least = (base >> LEAST).min(u64::from(likeness.tier()));
    let sum = (base & ((1 << LEAST) - 1)) + u64::from(own);
    least << LEAST | sum
}

/// A clause asked of the records of a piece.
struct Asked<'a> {
    history: &'a History,
    clause: &'a Clause,
    looks: &'a Looks,
    piece: Piece<'a>,
    typos: bool,
    /// The record asked about last, and where its names end.
    last: Cell<Option<(usize, usize)>>,
}

impl Asked<'_> {
    fn all(&self) -> List {
        let mut list = List::default();
        for record in self.piece.from..self.piece.to {
            self.add(&mut list, record, START);
        }
        list
    }

    fn after(&self, before: &List) -> List {
        let mut list = List::default();
        for (at, (&record, &own)) in before.records.iter().zip(&before.own).enumerate() {
            if own > 0 {
                self.add(&mut list, usize::from(record), after(before.base(at), own));
            }
        }
        list
    }

    /// The records of a wider list, and those that were looked up.
    fn narrowed(&self, wider: &List, before: Option<&List>, is_plain: bool) -> List {
        let mut list = List::default();
        let looks = self.looks.iter().flatten();
        let by_lookup = looks.flat_map(|look| {
            let from = look
                .by_lookup
                .partition_point(|&record| usize::from(record) < self.piece.from);
            look.by_lookup[from..]
                .iter()
                .map(|&record| usize::from(record))
                .take_while(|&record| record < self.piece.to)
        });
        let mut by_lookup = by_lookup.peekable();
        let mut looked_up = |list: &mut List, below: usize| {
            while let Some(record) = by_lookup.next_if(|&record| record < below) {
                match before {
                    None => self.add(list, record, START),
                    Some(before) => {
                        let at = before.records.binary_search(&(record as u16));
                        if let Ok(at) = at
                            && before.own[at] > 0
                        {
                            self.add(list, record, after(before.base(at), before.own[at]));
                        }
                    }
                }
            }
            // It is among the wider ones, too.
            let _ = by_lookup.next_if_eq(&below);
        };
        for (at, &record) in wider.records.iter().enumerate() {
            // Letters that lie apart are no answer where typos are.
            if self.typos && is_plain && wider.own[at] < STANDS {
                continue;
            }
            let record = usize::from(record);
            looked_up(&mut list, record);
            self.add(&mut list, record, wider.base(at));
        }
        looked_up(&mut list, self.piece.to);
        list
    }

    fn add(&self, list: &mut List, record: usize, base: Base) {
        let (own, within) = self.of(record, Closeness::Bound);
        // With typos, no longer word begins here.
        if own > 0 || (within && !self.typos) {
            list.push(record, own, base);
        }
    }

    /// How well a record answers, and whether it may when the word goes on.
    fn of(&self, record: usize, closeness: Closeness) -> (u32, bool) {
        let segment = self.piece.segment;
        let find = |word: &Word, look: &Look, typos| {
            let names = segment.names_after(&self.last, record);
            let record = (record, names);
            look.find(self.history, segment, word, record, typos, closeness)
        };
        if let (Some(word), [Some(look)]) = (self.clause.word(), &self.looks[..]) {
            let found = find(word, look, self.typos);
            return (
                found.likeness.map_or(0, |likeness| likeness.0),
                found.within,
            );
        }
        let entity: Entity = segment.entity(record);
        let conditions = self.clause.conditions.iter().zip(self.looks);
        let best = conditions.map(|((negated, condition), look)| match (condition, look) {
            (Condition::Text(word), Some(look)) if *negated => {
                let found = find(word, look, false).likeness;
                let is_there = found.is_some_and(|found| found.tier() >= Tier::Part as u8);
                u32::from(!is_there)
            }
            (Condition::Text(word), Some(look)) => find(word, look, self.typos)
                .likeness
                .map_or(0, |likeness| likeness.0),
            (Condition::Test(test), _) => u32::from(test.holds(self.history, entity) != *negated),
            (Condition::Text(_), None) => 0,
        });
        (best.max().unwrap_or(0), false)
    }
}
