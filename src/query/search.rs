//! Search over everything: any spelling, any script, words in any order, best first; and the query words.
//!
//! Each record has texts of falling weight (name, other names, summary, body). A text is searched as it is folded, as
//! its Cyrillic reads in Latin letters, and names by their skeleton, which makes the usual variants of a spelling one.
//! Words of the query must all be found, each anywhere. The scorer is the Skim algorithm of `fuzzy-matcher`; above its
//! score lie tiers: a whole word before the start of one, that before a part of one, that before scattered letters.
//!
//! A query goes through it so:
//!
//! ```text
//! language     text -> Query               query words, and what could not be read
//! plan         Query -> Plan               words folded; `filter` looks up what fields and times ask for
//! look         Word, segment -> classes    for each record how it has the word; `kept` has those of earlier keys
//!   vocabulary   the words that are like the one typed, and where they stand
//! answers      the records that have all
//! rank         the best of them            bounds, then scores
//!   pattern      where a word stands in one text, and a bound on its score; `phrase` is all words side by side
//!   score        a word in a text, as the crate does
//! marks        the best -> letters to mark
//! ```
//!
//! `segment` has the words and texts: `record` says which, `token` takes them apart, `alphabet` makes bytes of letters,
//! `vocabulary`, `arena` and `days` keep them. `chunk` spreads work over the processors. `ahead` says which letter probably
//! comes next. `plain` says without any of it what is found.

mod ahead;
mod alphabet;
mod answers;
mod arena;
mod chunk;
mod days;
mod filter;
mod kept;
mod language;
mod look;
mod marks;
mod pattern;
mod phrase;
mod plain;
mod plan;
mod rank;
mod record;
mod score;
mod segment;
#[cfg(test)]
mod tests;
mod token;
mod vocabulary;
mod word;

use std::ops::{Deref, Range};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use crate::model::{Entity, EntityKind, History};

pub use chunk::Crew;
pub use language::{Clause, Field, Note, Query, Term, What};
pub use marks::Marks;

use answers::Answers;
use kept::Kept;
use plan::Plan;
use rank::Ranking;
use segment::{MOST_RECORDS, Segment};

/// All texts of a history, folded once. It borrows the history or shares it (`H` is a reference or an `Arc`).
///
/// [`new`](Self::new) folds them all. [`unread`](Self::unread) folds none; [`read_on`](Self::read_on) folds some more,
/// on as many threads as call it, and a search looks at what is there by then.
#[derive(Debug)]
pub struct Index<H> {
    history: H,
    /// What each segment is of; those of terms of office come last.
    contents: Vec<Contents>,
    segments: Vec<OnceLock<Segment>>,
    n_terms_segments: usize,
    n_searched: usize,
    /// The next segment to read.
    next: AtomicUsize,
    n_read: AtomicUsize,
    n_records: usize,
    /// How many segments are not yet read, and word of each that is.
    unread: Mutex<usize>,
    read_one: Condvar,
    kept: Mutex<Kept>,
}

/// Runs of records of one kind.
type Contents = Vec<(EntityKind, Range<usize>)>;

/// One record that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Which one.
    pub entity: Entity,
    /// Its name as displayed.
    pub title: String,
    /// Bytes of `title` that matched, whole graphemes, in order.
    pub ranges: Vec<Range<usize>>,
    /// The other name that matched, where the name itself did not: text and ranges.
    pub alias: Option<(String, Vec<Range<usize>>)>,
    /// Whether it was looked for what matched; beyond a screenful that is left to [`Marks`].
    pub is_marked: bool,
}

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Results {
    /// The best, best first.
    pub hits: Vec<Hit>,
    /// How many there are in all.
    pub n_found: usize,
    /// How many records were searched.
    pub n_searched: usize,
    /// How many there are to search, once all are folded.
    pub n_total: usize,
    /// Nothing matched as typed, and these match with a wrong letter or two.
    pub with_typos: bool,
    /// The query.
    pub query: String,
    /// What of the query could not be read.
    pub notes: Vec<Note>,
}

/// What a search found, by segment and record.
struct Found {
    records: Vec<(usize, usize)>,
    n_answers: usize,
    n_hidden: usize,
    with_typos: bool,
}

/// Finding the letters that matched takes longer than finding the record: it is done at once for a screenful only.
const N_MARKED: usize = 64;

/// So many hits are worth another thread's while.
const HITS_A_PIECE: usize = 16;

/// The first segment is small, so that a search soon has something to look at.
const FIRST_SEGMENT: usize = 4096;

impl<H: Deref<Target = History> + Sync> Index<H> {
    /// Folds all texts of a history, on all processors. Linear in their length.
    pub fn new(history: H) -> Self
    where
        H: Send,
    {
        let index = Self::unread(history);
        let n_segments = index.contents.len();
        chunk::each(n_segments, index.n_records, &|| false, |_| {
            index.read_on(&|_| {})
        });
        index
    }

    /// Folds nothing yet.
    pub fn unread(history: H) -> Self {
        let runs = |with_terms: bool| {
            let kinds = EntityKind::ALL.iter().copied();
            let kinds = kinds.filter(|&kind| (kind == EntityKind::Membership) == with_terms);
            let counted = kinds.map(|kind| (kind, history.count(kind)));
            counted.collect::<Vec<_>>()
        };
        let n_searched = runs(false).iter().map(|(_, n)| n).sum::<usize>();
        let mut contents = parts(&runs(false));
        let of_terms = parts(&runs(true));
        let n_terms_segments = of_terms.len();
        contents.extend(of_terms);
        Self {
            segments: contents.iter().map(|_| OnceLock::new()).collect(),
            unread: Mutex::new(contents.len()),
            read_one: Condvar::new(),
            contents,
            n_terms_segments,
            n_searched,
            next: AtomicUsize::new(0),
            n_read: AtomicUsize::new(0),
            n_records: n_searched + history.count(EntityKind::Membership),
            kept: Mutex::default(),
            history,
        }
    }

    /// Folds the next texts, and says of how many records all are folded, again and again; `false` when there are none
    /// left that nobody works on.
    pub fn read_on(&self, progress: &dyn Fn(usize)) -> bool {
        let at = self.next.fetch_add(1, Ordering::Relaxed);
        let Some(contents) = self.contents.get(at) else {
            return false;
        };
        let segment = Segment::new(&self.history, contents, |n_more| {
            let before = self.n_read.fetch_add(n_more, Ordering::Relaxed);
            progress(before + n_more);
        });
        // Nobody else has this number.
        let _ = self.segments[at].set(segment);
        *self.unread.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        self.read_one.notify_all();
        true
    }

    /// Folds what nobody has begun, and waits until all is folded; `false` when nobody waits for it any more.
    pub fn finish(&self, is_stale: &(dyn Fn() -> bool + Sync)) -> bool {
        while !is_stale() && self.read_on(&|_| {}) {}
        let mut unread = self.unread.lock().unwrap_or_else(PoisonError::into_inner);
        while *unread > 0 {
            if is_stale() {
                return false;
            }
            // Whoever reads is woken by no question, so it is asked for again and again.
            let waited = self.read_one.wait_timeout(unread, Duration::from_millis(1));
            unread = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        true
    }

    /// How many records can be found.
    pub fn len(&self) -> usize {
        self.n_searched
    }

    /// Whether there is nothing to find.
    pub fn is_empty(&self) -> bool {
        self.n_records == 0
    }

    /// How many records there are, terms of office too.
    pub fn n_records(&self) -> usize {
        self.n_records
    }

    /// How many of them are folded and can be found, terms of office too.
    pub fn n_read(&self) -> usize {
        let segments = self.segments.iter().filter_map(OnceLock::get);
        segments.map(Segment::len).sum()
    }

    /// What the folded texts take in memory, in bytes. What is kept of earlier queries is not counted; it has a bound.
    pub fn n_bytes(&self) -> usize {
        let segments = self.segments.iter().filter_map(OnceLock::get);
        segments.map(Segment::n_bytes).sum()
    }

    /// Forgets what earlier queries left: the next one begins anew.
    pub fn forget(&self) {
        *self.kept() = Kept::default();
    }

    /// The best `limit` records for a query; `is_stale` is asked now and then, and ends a search nobody waits for.
    ///
    /// An empty query finds nothing.
    pub fn search(&self, query: &str, limit: usize, is_stale: impl Fn() -> bool + Sync) -> Results {
        self.search_within(query, limit, None, is_stale).0
    }

    /// As [`search`](Self::search), but only what passes, if that is asked; and how many answer that do not.
    pub fn search_within(
        &self,
        query: &str,
        limit: usize,
        passes: Option<&(dyn Fn(Entity) -> bool + Sync)>,
        is_stale: impl Fn() -> bool + Sync,
    ) -> (Results, usize) {
        let mut n_hidden = 0;
        let mut results = Results {
            n_total: self.n_searched,
            query: query.to_owned(),
            ..Results::default()
        };
        let query = Query::parse(query);
        if query.is_empty() {
            results.n_searched = self.segments(false).iter().map(|own| own.len()).sum();
        } else {
            let mut kept = self.kept();
            let plan = Plan::new(&self.history, &query, |key| kept.clause(key));
            let segments = self.segments(plan.with_memberships);
            // Terms of office stand for their holders and their posts, which are counted.
            let n_searched: usize = segments.iter().map(|own| own.len()).sum();
            results.n_searched = n_searched.min(self.n_searched);
            let asked = rank::Asked {
                limit,
                passes,
                is_stale: &is_stale,
            };
            let Some(found) = self.find(&mut kept, &segments, &plan, asked) else {
                return (results, 0);
            };
            (results.n_found, results.with_typos) = (found.n_answers, found.with_typos);
            n_hidden = found.n_hidden;
            let marks = Marks::of(&query);
            let hit = |at: usize| {
                let (segment, record) = found.records[at];
                let entity = segments[segment].entity(record);
                if at < N_MARKED {
                    marks.hit(&self.history, entity)
                } else {
                    Hit::unmarked(&self.history, entity)
                }
            };
            let n_hits = found.records.len();
            let some = |piece: usize| {
                let from = piece * HITS_A_PIECE;
                let to = n_hits.min(from + HITS_A_PIECE);
                (from..to).map(hit).collect::<Vec<Hit>>()
            };
            let n_pieces = n_hits.div_ceil(HITS_A_PIECE);
            if let Some(hits) = chunk::each(n_pieces, n_searched, &is_stale, some) {
                results.hits = hits.into_iter().flatten().collect();
            }
        }
        results.notes = query.notes;
        (results, n_hidden)
    }

    /// What is probably asked after a query with these results: it and one letter more, at most `most` such queries, the
    /// likeliest first.
    ///
    /// None where no word is being typed. Linear in the number of different words.
    pub fn likely_next(&self, results: &Results, most: usize) -> Vec<String> {
        let segments = self.segments(false).into_iter();
        ahead::likely(results, most, segments.map(|segment| &segment.vocabulary))
    }

    /// All records that answer a query, terms of office too, in the order of kind and file. Typos as in [`search`](Self::search).
    pub fn matching(&self, query: &str) -> Vec<Entity> {
        let query = Query::parse(query);
        if query.is_empty() {
            return Vec::new();
        }
        let mut kept = self.kept();
        let plan = Plan::new(&self.history, &query, |key| kept.clause(key));
        let segments = self.segments(true);
        let mut all = |typos| {
            let mut found = Vec::new();
            let words = kept.words(&self.history, &segments, &plan, typos, &|| false);
            for own in self.answers(&segments, &plan, &words.unwrap_or_default()) {
                own.each(|run, record, _| found.push(run.entity(record)));
            }
            found
        };
        let mut found = all(false);
        if found.is_empty() && plan.has_words() {
            found = all(true);
        }
        found.sort_unstable();
        found
    }

    /// `None` when nobody waits any more.
    fn find(
        &self,
        kept: &mut Kept,
        segments: &[&Segment],
        plan: &Plan,
        asked: rank::Asked<'_>,
    ) -> Option<Found> {
        let mut words = |typos| kept.words(&self.history, segments, plan, typos, asked.is_stale);
        let as_typed = words(false)?;
        let typed = || self.answers(segments, plan, &as_typed);
        let rank = |answers| Ranking::new(&self.history, plan, answers, asked);
        // A word that is in doubt may well have to be ranked only as it was meant.
        let mut ranking = match typed() {
            answers if rank::is_doubtful_word(&answers) => None,
            answers => Some(rank(answers)?),
        };
        let mut with_typos = false;
        let meant;
        if ranking.as_ref().is_none_or(Ranking::is_doubtful) && plan.has_words() {
            // A wrong letter is likelier than letters scattered on purpose.
            meant = words(true)?;
            let other = rank(self.answers(segments, plan, &meant))?;
            if other.n_found() + other.n_hidden() > 0 {
                (ranking, with_typos) = (Some(other), true);
            }
        }
        let ranking = match ranking {
            Some(ranking) => ranking,
            None => rank(typed())?,
        };
        Some(Found {
            records: ranking.best()?,
            n_answers: ranking.n_found(),
            n_hidden: ranking.n_hidden(),
            with_typos,
        })
    }

    fn answers<'a>(
        &'a self,
        segments: &[&'a Segment],
        plan: &'a Plan,
        words: &'a kept::Words,
    ) -> Vec<Answers<'a>> {
        let each = segments.iter().enumerate();
        each.map(|(at, segment)| Answers::new(&self.history, segment, at, plan, words))
            .collect()
    }

    /// The segments that are read, up to the first that is not.
    fn segments(&self, with_terms: bool) -> Vec<&Segment> {
        let n_left_out = if with_terms { 0 } else { self.n_terms_segments };
        let n_wanted = self.segments.len() - n_left_out;
        let wanted = self.segments[..n_wanted].iter();
        wanted.map_while(OnceLock::get).collect()
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        // A panic leaves levels of earlier keys, each of them whole.
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Kinds with their counts, in parts of a size that keeps all processors busy.
fn parts(counts: &[(EntityKind, usize)]) -> Vec<Contents> {
    let n_all: usize = counts.iter().map(|(_, n)| n).sum();
    let most = (n_all / 8).clamp(MOST_RECORDS / 4, MOST_RECORDS);
    let mut parts: Vec<Contents> = Vec::new();
    let mut room = 0;
    for &(kind, n) in counts {
        let mut from = 0;
        while from < n {
            if room == 0 {
                room = if parts.is_empty() {
                    FIRST_SEGMENT
                } else {
                    most
                };
                parts.push(Vec::new());
            }
            let to = n.min(from + room);
            if let Some(last) = parts.last_mut() {
                last.push((kind, from..to));
            }
            room -= to - from;
            from = to;
        }
    }
    parts
}

/// Whether a record answers a query as typed.
pub fn matches(query: &Query, history: &History, entity: Entity) -> bool {
    let plan = Plan::new(history, query, |_| None);
    !query.is_empty() && plan.holds(history, entity)
}

/// How many records answer a query as typed: what the claims of an article are counted with.
///
/// Terms of office count where the query asks for their kind.
pub fn count(query: &str, history: &History) -> usize {
    answers(&Query::parse(query), history).len()
}

/// The records that answer a query as typed, in the order of kind and file: what [`count`] counts.
pub fn answers(query: &Query, history: &History) -> Vec<Entity> {
    if query.is_empty() {
        return Vec::new();
    }
    let plan = Plan::new(history, query, |_| None);
    EntityKind::ALL
        .iter()
        .flat_map(|&kind| history.entities(kind))
        .filter(|&entity| plan.admits(entity))
        .filter(|&entity| plan.holds(history, entity))
        .collect()
}
