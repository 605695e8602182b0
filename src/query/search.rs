//! Search over everything: any spelling, any script, words in any order, best first; and the query words.
//!
//! Each record has texts of falling weight (name, other names, summary, body). A text is searched as it is folded, as
//! its Cyrillic reads in Latin letters, and by its skeleton, which makes the usual variants of a spelling one. Words of
//! the query must all be found, each anywhere. The scorer is the Skim algorithm of `fuzzy-matcher`; above its score lie
//! tiers: a whole word before the start of one, that before a part of one, that before scattered letters.
//!
//! Finding which records answer is cheap, scoring them is not. So every answer first gets a bound on its rank, and
//! only those whose bound may still bring them among the best are scored; the order is the same as if all were.
//!
//! `language` reads the query, `filter` asks a history about fields and times, `record` folds texts, `word` compares,
//! `plan` joins conditions, `rank` finds the best, `marks` says which letters matched.

mod filter;
mod language;
mod marks;
mod plan;
mod rank;
mod record;
mod word;

use std::ops::{Deref, Range};

use crate::model::{Entity, EntityKind, History};

pub use language::{Clause, Field, Note, Query, Term, What};

use plan::Plan;
use record::{Record, Weight};
use word::Word;

/// All texts of a history, folded once. It borrows the history or shares it (`H` is a reference or an `Arc`).
#[derive(Debug)]
pub struct Index<H> {
    history: H,
    /// Terms of office come last.
    records: Vec<Record>,
    n_searched: usize,
}

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
    /// Nothing matched as typed, and these match with a wrong letter or two.
    pub with_typos: bool,
    /// What of the query could not be read.
    pub notes: Vec<Note>,
}

impl<H: Deref<Target = History> + Sync> Index<H> {
    /// Folds all texts of a history. Linear in their length.
    pub fn new(history: H) -> Self {
        let (mut records, memberships): (Vec<Record>, Vec<Record>) = EntityKind::ALL
            .iter()
            .flat_map(|&kind| history.entities(kind))
            .map(|entity| record::record(&history, entity))
            .partition(|record| record.entity.kind() != EntityKind::Membership);
        let n_searched = records.len();
        records.extend(memberships);
        Self {
            history,
            records,
            n_searched,
        }
    }

    /// How many records can be found.
    pub fn len(&self) -> usize {
        self.n_searched
    }

    /// Whether there is nothing to find.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The best `limit` records for a query; `is_stale` is asked now and then, and ends a search nobody waits for.
    ///
    /// An empty query finds nothing.
    pub fn search(&self, query: &str, limit: usize, is_stale: impl Fn() -> bool + Sync) -> Results {
        let query = Query::parse(query);
        let plan = Plan::new(&self.history, &query);
        let mut results = Results {
            n_searched: self.n_searched,
            ..Results::default()
        };
        if !query.is_empty() {
            let searched = self.searched(&plan);
            let mut best = rank::best(&self.history, searched, &plan, false, limit, &is_stale);
            let is_doubtful = best.n_found == 0 || best.is_scattered;
            if is_doubtful && plan.has_words() && !is_stale() {
                // A wrong letter is likelier than letters scattered on purpose.
                let meant = rank::best(&self.history, searched, &plan, true, limit, &is_stale);
                if meant.n_found > 0 {
                    best = meant;
                    results.with_typos = true;
                }
            }
            results.n_found = best.n_found;
            let words = plan.words();
            results.hits = best
                .records
                .into_iter()
                .map(|idx| self.records[idx].hit(&words))
                .collect();
        }
        results.notes = query.notes;
        results
    }

    /// All records that answer a query, terms of office too, in the order of kind and file. Typos as in [`search`](Self::search).
    pub fn matching(&self, query: &str) -> Vec<Entity> {
        let query = Query::parse(query);
        if query.is_empty() {
            return Vec::new();
        }
        let plan = Plan::new(&self.history, &query);
        let mut found = rank::all(&self.history, &self.records, &plan, false);
        if found.is_empty() && plan.has_words() {
            found = rank::all(&self.history, &self.records, &plan, true);
        }
        let mut found: Vec<Entity> = found
            .into_iter()
            .map(|idx| self.records[idx].entity)
            .collect();
        found.sort_unstable();
        found
    }

    fn searched(&self, plan: &Plan) -> &[Record] {
        if plan.with_memberships {
            &self.records
        } else {
            &self.records[..self.n_searched]
        }
    }
}

/// Whether a record answers a query as typed.
pub fn matches(query: &Query, history: &History, entity: Entity) -> bool {
    let plan = Plan::new(history, query);
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
    let plan = Plan::new(history, query);
    EntityKind::ALL
        .iter()
        .flat_map(|&kind| history.entities(kind))
        .filter(|&entity| plan.admits(entity))
        .filter(|&entity| plan.holds(history, entity))
        .collect()
}

impl Record {
    fn hit(&self, words: &[Word]) -> Hit {
        let name = &self.texts[0];
        let ranges = name.ranges(words);
        let alias = if ranges.is_empty() {
            let aliases = self
                .texts
                .iter()
                .filter(|text| text.weight == Weight::Alias);
            aliases
                .map(|text| (text.shown.to_string(), text.ranges(words)))
                .max_by_key(|(_, ranges)| ranges.iter().map(ExactSizeIterator::len).sum::<usize>())
                .filter(|(_, ranges)| !ranges.is_empty())
        } else {
            None
        };
        Hit {
            entity: self.entity,
            title: name.shown.to_string(),
            ranges,
            alias,
        }
    }
}
