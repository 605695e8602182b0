//! A part of the records with all that search knows of them, column by column. It is built once and never changes.
//!
//! Each word is kept once, with the records in whose texts it stands. The texts themselves are there for their scores:
//! names and sentences whole; what many records are told with, kinds, places, people and dates, once with a list of the
//! records. Ids need no letters here: the history has them, and the segment their order.

use std::collections::HashMap;
use std::ops::Range;

use crate::model::{Entity, EntityKind, History};
use crate::text;

use super::alphabet::Alphabet;
use super::arena::{Arena, Letters, Openings};
use super::days::Days;
use super::record::{self, LONGEST_TEXT, Told};
use super::token::{self, Part};
use super::vocabulary::{Entry, Growing, Lists, Place, Vocabulary};
use super::word::{Weight, Word};

/// The most records of a segment: their numbers in it take two bytes.
pub(super) const MOST_RECORDS: usize = 1 << 16;

/// Of how many records one is known where its names begin.
const STRIDE: usize = 8;

#[derive(Debug)]
pub(super) struct Segment {
    runs: Vec<Run>,
    n_records: usize,
    pub vocabulary: Vocabulary,
    pub alphabet: Alphabet,
    pub names: Arena,
    n_aliases: usize,
    /// Of the name of each record.
    pub openings: Openings,
    /// Where the names of every [`STRIDE`]th record begin; empty where each record has but one.
    firsts: Vec<u32>,
    /// Texts that records share, and the records of each. One with Cyrillic is followed by itself in Latin letters.
    pub shared: Arena,
    sharers: Lists,
    pub prose: Arena,
    /// Of each text of `prose`; the same for one and itself in Latin letters.
    pub prose_openings: Openings,
    /// Where the sentences of each record begin; empty where there are none.
    prose_firsts: Vec<u32>,
    importance: Vec<u8>,
    days: Days,
    /// Records in the order of their ids.
    by_id: Vec<u16>,
}

/// Records of one kind, one after another.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub kind: EntityKind,
    pub records: Range<usize>,
    /// Index of the first in the history.
    first: usize,
}

impl Run {
    pub fn entity(&self, record: usize) -> Entity {
        Entity::new(self.kind, self.first + record - self.records.start)
    }
}

impl Segment {
    /// Reads runs of entities of one kind each, [`MOST_RECORDS`] of them at most, and tells how far it is.
    pub fn new(
        history: &History,
        runs: &[(EntityKind, Range<usize>)],
        mut progress: impl FnMut(usize),
    ) -> Self {
        /// How many records are read between two words of progress.
        const STEP: usize = 1024;
        let mut reader = Reader::default();
        let mut all = Vec::new();
        for (kind, range) in runs {
            let start = reader.firsts.len();
            all.push(Run {
                kind: *kind,
                records: start..start + range.len(),
                first: range.start,
            });
            for idx in range.clone() {
                reader.record(history, Entity::new(*kind, idx));
                if reader.firsts.len().is_multiple_of(STEP) {
                    progress(STEP);
                }
            }
        }
        progress(reader.firsts.len() % STEP);
        reader.segment(history, all)
    }

    pub fn len(&self) -> usize {
        self.n_records
    }

    pub fn runs(&self) -> &[Run] {
        &self.runs
    }

    pub fn entity(&self, record: usize) -> Entity {
        let run = self.runs.partition_point(|run| run.records.end <= record);
        self.runs[run].entity(record)
    }

    pub fn importance(&self, record: usize) -> u8 {
        self.importance[record]
    }

    /// The latest day on which a record may begin; `i64::MIN` if on none.
    pub fn latest_day(&self, record: usize) -> i64 {
        self.days.latest(record)
    }

    /// The name of a record, by its place in the arena; one with Cyrillic is followed by itself in Latin letters.
    pub fn name_of(&self, record: usize) -> usize {
        if self.firsts.is_empty() {
            return record;
        }
        let known = self.firsts[record / STRIDE] as usize;
        (0..record % STRIDE).fold(known, |at, _| self.next_name(at))
    }

    /// All names of a record.
    pub fn names_of(&self, record: usize) -> Range<usize> {
        let name = self.name_of(record);
        name..self.next_name(name)
    }

    /// Whether a record may have other names than its name.
    pub fn may_have_aliases(&self, record: usize) -> bool {
        if self.n_aliases == 0 {
            return false;
        }
        let mut others = self.names_of(record);
        others.any(|at| self.names.weight(at) == Weight::Alias)
    }

    /// Reads from the name of a record, so that it is near when it is looked at.
    pub fn touch(&self, record: usize) -> u8 {
        self.names.touch(self.name_of(record))
    }

    /// Where the names of the next record begin.
    fn next_name(&self, name: usize) -> usize {
        let mut next = name + 1;
        while !self.names.is_first(next) {
            next += 1;
        }
        next
    }

    /// Calls for the records of a shared text.
    pub fn each_sharer(&self, text: usize, each: impl FnMut(usize)) {
        self.sharers.each(text, each);
    }

    /// The sentences of a record, by their place in the arena.
    pub fn prose_of(&self, record: usize) -> Range<usize> {
        match self.prose_firsts.get(record..record + 2) {
            Some(&[from, to]) => from as usize..to as usize,
            _ => 0..0,
        }
    }

    /// Records whose id is a word or begins with it, in order.
    pub fn with_id(&self, history: &History, word: &Word) -> Vec<u16> {
        if word.folded.is_empty() {
            return Vec::new();
        }
        let id = |record: u16| id(history, self.entity(usize::from(record)));
        let from = self
            .by_id
            .partition_point(|&record| *id(record) < *word.folded);
        let found = self.by_id[from..].iter().copied();
        // Under three letters only whole ids are found, which come first of those that begin so.
        let mut found: Vec<u16> = found
            .take_while(|&record| word.id_tier(&id(record)).is_some())
            .collect();
        found.sort_unstable();
        found
    }

    /// What it takes in memory.
    pub fn n_bytes(&self) -> usize {
        size_of::<Self>()
            + self.runs.capacity() * size_of::<Run>()
            + self.alphabet.n_bytes()
            + self.names.n_bytes()
            + self.openings.n_bytes()
            + self.prose_openings.n_bytes()
            + self.firsts.capacity() * 4
            + self.vocabulary.n_bytes()
            + self.shared.n_bytes()
            + self.sharers.n_bytes()
            + self.prose.n_bytes()
            + self.prose_firsts.capacity() * 4
            + self.importance.capacity()
            + self.days.n_bytes()
            + self.by_id.capacity() * 2
    }
}

/// The id of an entity as it is compared.
pub(super) fn id(history: &History, entity: Entity) -> String {
    text::fold(history.text_id(entity))
}

/// A word that was seen before.
#[derive(Debug, Default)]
struct Seen {
    entry: Entry,
    /// It is folded to letters and digits alone.
    is_clean: bool,
    folded: Letters,
    latin: Letters,
}

#[derive(Debug, Default)]
struct Reader {
    alphabet: Option<Alphabet>,
    /// Apart from others those of texts whose Cyrillic is Mongolian: their letters read otherwise.
    words: [HashMap<Box<str>, u32>; 2],
    seen: Vec<Seen>,
    names: Arena,
    openings: Openings,
    firsts: Vec<u32>,
    shared: Arena,
    shared_texts: HashMap<(Weight, Box<str>), u32>,
    /// For each shared text, the records; those in Latin letters have none.
    sharers: Vec<Growing>,
    prose: Arena,
    prose_openings: Openings,
    prose_firsts: Vec<u32>,
    importance: Vec<u8>,
    days: Vec<i64>,
    folded: Letters,
    latin: Letters,
}

impl Reader {
    fn record(&mut self, history: &History, entity: Entity) {
        let record = self.firsts.len() as u32;
        self.firsts.push(self.names.len() as u32);
        self.prose_firsts.push(self.prose.len() as u32);
        self.importance.push(record::importance(history, entity));
        self.days.push(record::day(history, entity));
        self.read_id(history.text_id(entity), record);
        record::texts(history, entity, |told, text| match told {
            Told::Shared(weight) => self.share(weight, text, record),
            told => {
                let cut = cut(text);
                let (place, whole) = match told.weight() {
                    Weight::Name => (Place::Name, Some(Place::WholeName)),
                    Weight::Alias => (Place::Alias, Some(Place::WholeAlias)),
                    Weight::Summary => (Place::Summary, None),
                    Weight::Body => (Place::Body, None),
                };
                self.read(cut, place, whole, record);
                if told == Told::Name {
                    self.openings.push(&self.folded, &self.latin);
                }
                let into = if told.weight().is_named() {
                    &mut self.names
                } else {
                    &mut self.prose
                };
                push(into, cut, told.weight(), &self.folded, &self.latin);
                while self.prose_openings.len() < self.prose.len() {
                    self.prose_openings.push(&self.folded, &self.latin);
                }
            }
        });
    }

    fn read_id(&mut self, id: &str, record: u32) {
        let alphabet = self.alphabet.get_or_insert_with(Alphabet::new);
        let mongolian = text::is_mongolian(id);
        for part in token::parts(cut(id)) {
            if let Part::Word(word) = part
                && !has_digit(word)
            {
                let at = seen(&mut self.words, &mut self.seen, word, mongolian, alphabet);
                let entry = &mut self.seen[at].entry;
                if entry.has_variants {
                    entry.push(Place::Id, record);
                }
            }
        }
    }

    fn share(&mut self, weight: Weight, text: &str, record: u32) {
        let cut = cut(text);
        let key = (weight, Box::from(cut));
        let at = if let Some(&at) = self.shared_texts.get(&key) {
            at
        } else {
            let at = self.shared.len() as u32;
            self.shared_texts.insert(key, at);
            self.read(cut, Place::Shared, None, at);
            push(&mut self.shared, cut, weight, &self.folded, &self.latin);
            self.sharers
                .resize_with(self.shared.len(), Growing::default);
            at
        };
        self.sharers[at as usize].push(record);
    }

    /// Encodes a text in its own letters and, if it has Cyrillic, in Latin ones; and says of each word where it stands.
    fn read(&mut self, cut: &str, place: Place, whole: Option<Place>, number: u32) {
        let alphabet = self.alphabet.get_or_insert_with(Alphabet::new);
        self.folded.clear();
        self.latin.clear();
        let has_cyrillic = text::has_cyrillic(cut);
        let mongolian = has_cyrillic && text::is_mongolian(cut);
        for part in token::parts(cut) {
            let text = match part {
                Part::Word(text) => text,
                Part::Between(text) => {
                    self.folded.push(&text::fold(text), alphabet);
                    if has_cyrillic {
                        let latin = text::romanise_part(text, mongolian);
                        self.latin.push(&latin, alphabet);
                    }
                    continue;
                }
            };
            let at = seen(&mut self.words, &mut self.seen, text, mongolian, alphabet);
            let seen = &mut self.seen[at];
            self.folded.append(&seen.folded);
            if has_cyrillic {
                self.latin.append(&seen.latin);
            }
            seen.entry.push(place, number);
            if let Some(whole) = whole
                && seen.is_clean
                && text.len() == cut.len()
            {
                seen.entry.push(whole, number);
            }
        }
    }

    fn segment(mut self, history: &History, runs: Vec<Run>) -> Segment {
        let n_records = self.firsts.len();
        self.firsts = if self.names.len() == n_records {
            Vec::new()
        } else {
            self.firsts.into_iter().step_by(STRIDE).collect()
        };
        self.prose_firsts.push(self.prose.len() as u32);
        if self.prose.len() == 0 {
            self.prose_firsts = Vec::new();
        }
        for arena in [&mut self.names, &mut self.shared, &mut self.prose] {
            arena.shrink();
        }
        self.openings.shrink();
        self.prose_openings.shrink();
        self.firsts.shrink_to_fit();
        self.prose_firsts.shrink_to_fit();
        self.importance.shrink_to_fit();
        let mut segment = Segment {
            runs,
            n_records,
            alphabet: self.alphabet.unwrap_or_else(Alphabet::new),
            vocabulary: Vocabulary::new(self.seen.iter().map(|seen| &seen.entry)),
            n_aliases: (0..self.names.len())
                .filter(|&at| self.names.weight(at) == Weight::Alias)
                .count(),
            names: self.names,
            openings: self.openings,
            firsts: self.firsts,
            shared: self.shared,
            sharers: Lists::new(self.sharers.iter()),
            prose: self.prose,
            prose_openings: self.prose_openings,
            prose_firsts: self.prose_firsts,
            importance: self.importance,
            days: Days::new(&self.days),
            by_id: Vec::new(),
        };
        let mut by_id: Vec<u16> = (0..n_records).map(|record| record as u16).collect();
        by_id.sort_by_cached_key(|&record| id(history, segment.entity(usize::from(record))));
        segment.by_id = by_id;
        segment
    }
}

/// The number of a word that may have come before.
fn seen(
    words: &mut [HashMap<Box<str>, u32>; 2],
    all: &mut Vec<Seen>,
    word: &str,
    mongolian: bool,
    alphabet: &mut Alphabet,
) -> usize {
    let words = &mut words[usize::from(mongolian)];
    if let Some(&at) = words.get(word) {
        return at as usize;
    }
    words.insert(Box::from(word), all.len() as u32);
    let (folded, latin) = (text::fold(word), text::romanise_part(word, mongolian));
    let variants = token::variants(word, mongolian);
    let mut seen = Seen {
        is_clean: folded
            .chars()
            .chain(latin.chars())
            .all(char::is_alphanumeric),
        ..Seen::default()
    };
    seen.folded.push(&folded, alphabet);
    seen.latin.push(&latin, alphabet);
    seen.entry.has_variants = variants.is_some();
    match variants {
        Some(variants) => {
            seen.entry.spelt = variants.spelt;
            seen.entry.skeleton = variants.skeleton;
        }
        None => {
            seen.entry.spelt = folded;
            if text::has_cyrillic(word) {
                seen.entry.spelt.push(' ');
                seen.entry.spelt.push_str(&latin);
            }
        }
    }
    all.push(seen);
    all.len() - 1
}

/// Words with a digit have one spelling.
fn has_digit(word: &str) -> bool {
    word.bytes().any(|byte| byte.is_ascii_digit())
}

fn push(arena: &mut Arena, cut: &str, weight: Weight, folded: &Letters, latin: &Letters) {
    arena.push(folded, weight, false, || text::fold(cut));
    if !latin.bytes.is_empty() {
        arena.push(latin, weight, true, || text::romanise(cut));
    }
}

fn cut(text: &str) -> &str {
    // No character takes less than a byte.
    if text.len() <= LONGEST_TEXT {
        return text;
    }
    let end = text.char_indices().nth(LONGEST_TEXT);
    &text[..end.map_or(text.len(), |(at, _)| at)]
}
