//! A word made ready for one segment, and how well a record of the segment has it.
//!
//! What is asked of words, texts that many share and ids is looked up once, when the word is made ready. What is asked
//! of names and sentences is asked of one record at a time: first the letters, then where the word stands, and only
//! where it stands nowhere whether its letters lie apart.

use std::ops::Range;

use memchr::memmem::Finder;
use memchr::{memchr, memchr_iter};

use crate::model::History;

use super::alphabet::{Alphabet, is_rare};
use super::arena::{Arena, HAS_SINGLE, Letters};
use super::score::{Places, places, score};
use super::segment::{Segment, id};
use super::vocabulary::{Like, Place};
use super::word::{Likeness, Tier, Weight, Word, is_alike, letter_bit, letters_of};

/// How closely to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Closeness {
    /// At least the true value; nothing exactly where that is nothing.
    Bound,
    /// The value itself.
    True,
}

/// How well a record has a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    pub likeness: Option<Likeness>,
    /// Whether a longer word that contains this one may be found in it, other than by lookup.
    pub within: bool,
}

/// A word made ready for one segment.
#[derive(Debug)]
pub(super) struct Look {
    patterns: Vec<Pattern>,
    /// Names with a variant of the word.
    variants: Option<Bits>,
    /// Names with a misspelling of it.
    typos: Option<Bits>,
    /// Records that it is the id of, or its beginning.
    ids: Vec<u16>,
    /// Records with a word in the id that begins so, is a variant, or a misspelling.
    id_words: [Option<Bits>; 3],
    /// For each record the best of its shared texts; empty where no shared text has the word.
    shared: Vec<u32>,
    /// Records found by lookup in names and ids, ascending.
    pub by_lookup: Vec<u16>,
}

/// One spelling of a word in the bytes of a segment.
#[derive(Debug)]
struct Pattern {
    text: String,
    bytes: Vec<u8>,
    letters: u32,
    first: u32,
    /// Some letter has no byte: only texts that have such, too, can have it.
    has_rare: bool,
    /// Not for texts that are in Latin letters by our doing.
    only_own: bool,
    /// What a letter can earn beside its neighbour.
    step: i32,
    finder: Finder<'static>,
    places: Box<Places>,
}

/// What is to be known of a place in a text.
#[derive(Clone, Copy)]
struct At {
    is_named: bool,
    start: bool,
    end: bool,
}

impl Look {
    /// Only the spellings, with nothing looked up.
    fn spelt(segment: &Segment, word: &Word) -> Self {
        let alphabet = &segment.alphabet;
        let mut patterns = vec![Pattern::new(&word.latin, alphabet, false)];
        if word.crosses() {
            patterns.push(Pattern::new(&word.folded, alphabet, true));
        }
        patterns.retain(|pattern| {
            let is_nowhere = pattern.has_rare && alphabet.is_whole();
            !pattern.bytes.is_empty() && !is_nowhere
        });
        Self {
            patterns,
            variants: None,
            typos: None,
            ids: Vec::new(),
            id_words: [None, None, None],
            shared: Vec::new(),
            by_lookup: Vec::new(),
        }
    }

    /// Looks up what words, shared texts and ids say.
    pub fn new(history: &History, segment: &Segment, word: &Word, typos: bool) -> Self {
        let mut look = Self {
            ids: segment.with_id(history, word),
            ..Self::spelt(segment, word)
        };
        let (n_names, n_records) = (segment.names.len(), segment.len());
        segment
            .vocabulary
            .find(word, typos, |like, place| match (like, place) {
                (Like::Begins, Place::Name(_)) => {}
                (Like::Variant, Place::Name(name)) => {
                    Bits::set(&mut look.variants, n_names, name);
                }
                (Like::Typo, Place::Name(name)) => Bits::set(&mut look.typos, n_names, name),
                (like, Place::IdOf(record)) => {
                    Bits::set(&mut look.id_words[like as usize], n_records, record);
                }
            });
        look.share(segment, word);
        look.by_lookup = look.ids.clone();
        for bits in [&look.variants, &look.typos].into_iter().flatten() {
            let records = bits.iter().map(|name| segment.record_of(name) as u16);
            look.by_lookup.extend(records);
        }
        for bits in look.id_words.iter().flatten() {
            look.by_lookup
                .extend(bits.iter().map(|record| record as u16));
        }
        look.by_lookup.sort_unstable();
        look.by_lookup.dedup();
        look
    }

    /// Finds the best shared text of each record.
    fn share(&mut self, segment: &Segment, word: &Word) {
        let arena = &segment.shared;
        for at in 0..arena.len() {
            let best = self.readings(segment, arena, at, |pattern, text, alphabet| {
                let tier = pattern.place(text, alphabet, At::of(word, false))?;
                let score = pattern.score(text).unwrap_or(0);
                Some(Likeness::new(tier, arena.weight(at), score, text.len()))
            });
            let Some(Likeness(best)) = best else {
                continue;
            };
            self.shared.resize(segment.len(), 0);
            segment.sharers.each(at, |record| {
                let likeness = &mut self.shared[record];
                *likeness = best.max(*likeness);
            });
        }
    }

    pub fn n_bytes(&self) -> usize {
        let bits = [&self.variants, &self.typos].into_iter().flatten();
        self.patterns.len() * size_of::<Places>()
            + bits
                .chain(self.id_words.iter().flatten())
                .map(|bits| bits.0.len() * 8)
                .sum::<usize>()
            + self.shared.len() * 4
            + (self.ids.len() + self.by_lookup.len()) * 2
    }

    /// How well a record, with these names, has the word.
    pub fn find(
        &self,
        history: &History,
        segment: &Segment,
        word: &Word,
        (record, names): (usize, Range<usize>),
        typos: bool,
        closeness: Closeness,
    ) -> Found {
        let mut found = Found::default();
        if closeness == Closeness::Bound
            && let Some(pattern) = self.only_in_names(word)
        {
            let arena = &segment.names;
            let at = At::of(word, true);
            for name in names.filter(|&name| pattern.letters & !arena.letters(name) == 0) {
                found.within = true;
                let (text, starts) = (arena.text(name), arena.starts(name));
                let tier = pattern
                    .place_of_letter(starts, at)
                    .or_else(|| pattern.place(text, &segment.alphabet, at));
                found.take(tier.map(|tier| {
                    let bound = pattern.bound(text, starts);
                    Likeness::new(tier, arena.weight(name), bound, text.len())
                }));
            }
            self.find_beside_names(segment, word, record, closeness, &mut found);
            return found;
        }
        for name in names {
            self.find_in_name(segment, word, name, typos, closeness, &mut found);
        }
        if let Some(tier) = self.id_tier(history, segment, word, record)
            // A name that is found as well counts more.
            && found.likeness < Some(Likeness::least(tier, Weight::Name))
        {
            found.take(Some(id_likeness(history, segment, word, record, tier)));
        }
        self.find_beside_names(segment, word, record, closeness, &mut found);
        found
    }

    /// The spelling, where there is but one, its letters must stand side by side, and of names and ids nothing was
    /// looked up: so it is with the first letters of a word, which most records have.
    fn only_in_names(&self, word: &Word) -> Option<&Pattern> {
        match &self.patterns[..] {
            [only]
                if self.by_lookup.is_empty()
                    && !only.has_rare
                    && !only.only_own
                    && !word.is_literal()
                    && !word.may_scatter() =>
            {
                Some(only)
            }
            _ => None,
        }
    }

    fn find_beside_names(
        &self,
        segment: &Segment,
        word: &Word,
        record: usize,
        closeness: Closeness,
        found: &mut Found,
    ) {
        if let Some(&shared) = self.shared.get(record)
            && shared > 0
        {
            found.take(Some(Likeness(shared)));
            found.within = true;
        }
        for sentence in segment.prose_of(record) {
            self.find_in_prose(segment, word, sentence, closeness, found);
        }
    }

    /// How well the id has the word, which is known by lookup.
    fn id_tier(
        &self,
        history: &History,
        segment: &Segment,
        word: &Word,
        record: usize,
    ) -> Option<Tier> {
        let mut best = None;
        if !self.ids.is_empty() && self.ids.binary_search(&(record as u16)).is_ok() {
            best = word.id_tier(&id(history, segment.entity(record)));
        }
        let tiers = [Tier::Start, Tier::Skeleton, Tier::Typo];
        for (bits, tier) in self.id_words.iter().zip(tiers) {
            if bits.as_ref().is_some_and(|bits| bits.has(record)) {
                best = best.max(Some(tier));
            }
        }
        best
    }

    fn find_in_name(
        &self,
        segment: &Segment,
        word: &Word,
        name: usize,
        typos: bool,
        closeness: Closeness,
        found: &mut Found,
    ) {
        let arena = &segment.names;
        let weight = arena.weight(name);
        let mut within = false;
        let best = self.readings(segment, arena, name, |pattern, text, alphabet| {
            let at = At::of(word, true);
            let mut tier = pattern.place_of_letter(arena.starts(name), at);
            if tier.is_none() {
                // Where they do not even stand in their order, nothing more need be looked for.
                if word.may_scatter() && !pattern.is_scattered_in(text) {
                    return None;
                }
                tier = pattern.place(text, alphabet, at);
            }
            if let Some(tier) = tier {
                within = true;
                let score = match closeness {
                    Closeness::Bound => pattern.bound(text, arena.starts(name)),
                    Closeness::True => pattern.score(text).unwrap_or(0),
                };
                return Some(Likeness::new(tier, weight, score, text.len()));
            }
            if word.is_literal() {
                return None;
            }
            within = true;
            if typos || !word.may_scatter() {
                return None;
            }
            let starts = arena.starts(name);
            let may_begin = pattern.first == 0 || starts & pattern.first != 0;
            if word.scatters_from_start() && !(may_begin && pattern.begins_word(text, alphabet)) {
                return None;
            }
            let score = pattern.score(text)?;
            is_alike(score, pattern.bytes.len())
                .then(|| Likeness::new(Tier::Scattered, weight, score, text.len()))
        });
        found.take(best);
        found.within |= within;
        let is_in = |bits: &Option<Bits>| bits.as_ref().is_some_and(|bits| bits.has(name));
        let tier = if is_in(&self.variants) {
            Tier::Skeleton
        } else if is_in(&self.typos) {
            Tier::Typo
        } else {
            return;
        };
        if found.likeness.is_some_and(|best| best.tier() > tier as u8) {
            return;
        }
        let both = name..name + 1 + usize::from(arena.is_in_latin(name + 1));
        let score = both
            .filter_map(|reading| {
                self.readings(segment, arena, reading, |pattern, text, _| {
                    pattern.score(text)
                })
            })
            .max();
        let n_letters = arena.text(name).len();
        found.take(Some(Likeness::new(
            tier,
            weight,
            score.unwrap_or(0),
            n_letters,
        )));
    }

    fn find_in_prose(
        &self,
        segment: &Segment,
        word: &Word,
        sentence: usize,
        closeness: Closeness,
        found: &mut Found,
    ) {
        let arena = &segment.prose;
        let weight = arena.weight(sentence);
        // At best it is a whole word of a sentence.
        let most = Likeness::least(Tier::Whole, Weight::Alias);
        if found.within && found.likeness >= Some(most) {
            return;
        }
        let best = self.readings(segment, arena, sentence, |pattern, text, alphabet| {
            let tier = pattern.place(text, alphabet, At::of(word, false))?;
            let score = match closeness {
                Closeness::Bound => pattern.bound(text, arena.starts(sentence)),
                Closeness::True => pattern.score(text).unwrap_or(0),
            };
            Some(Likeness::new(tier, weight, score, text.len()))
        });
        found.within |= best.is_some();
        found.take(best);
    }

    /// The best of what is said of a text by each spelling of the word that may be in it.
    fn readings<T: Ord>(
        &self,
        segment: &Segment,
        arena: &Arena,
        at: usize,
        mut say: impl FnMut(&Pattern, &[u8], &Alphabet) -> Option<T>,
    ) -> Option<T> {
        let mut best = None;
        for pattern in &self.patterns {
            if pattern.letters & !arena.letters(at) != 0
                || (pattern.only_own && arena.is_in_latin(at))
            {
                continue;
            }
            let said = if pattern.has_rare {
                let Some(text) = arena.rare(at) else {
                    continue;
                };
                let (alphabet, pattern, text) = pattern.respelt(text);
                say(&pattern, &text, &alphabet)
            } else {
                say(pattern, arena.text(at), &segment.alphabet)
            };
            best = best.max(said);
        }
        best
    }
}

/// All words of a query as they were typed, side by side.
#[derive(Debug)]
pub(super) struct Phrase(Look);

impl Phrase {
    pub fn new(segment: &Segment, phrase: &Word) -> Self {
        Self(Look::spelt(segment, phrase))
    }

    /// How much of a name of a record it is: all of it 3, its beginning 2, words inside 1.
    pub fn of(&self, segment: &Segment, record: usize) -> u8 {
        let arena = &segment.names;
        let at = At {
            is_named: true,
            start: false,
            end: false,
        };
        let names = segment.names_of(record).filter_map(|name| {
            self.0
                .readings(segment, arena, name, |pattern, text, alphabet| {
                    Some(match pattern.place(text, alphabet, at)? {
                        Tier::Exact => 3,
                        Tier::Whole | Tier::Start if text.starts_with(&pattern.bytes) => 2,
                        Tier::Whole | Tier::Start => 1,
                        _ => 0,
                    })
                })
        });
        names.max().unwrap_or(0)
    }
}

impl Found {
    fn take(&mut self, likeness: Option<Likeness>) {
        self.likeness = self.likeness.max(likeness);
    }
}

impl At {
    fn of(word: &Word, is_named: bool) -> Self {
        Self {
            is_named,
            start: word.start,
            end: word.end,
        }
    }
}

impl Pattern {
    fn new(text: &str, alphabet: &Alphabet, only_own: bool) -> Self {
        let bytes: Vec<u8> = text.chars().map(|c| alphabet.byte(c)).collect();
        let is_plain = text.chars().all(char::is_alphanumeric);
        Self {
            text: text.to_owned(),
            letters: letters_of(text),
            first: text.chars().next().map_or(0, letter_bit),
            has_rare: bytes.iter().copied().any(is_rare),
            only_own,
            step: if is_plain { 20 } else { 24 },
            finder: Finder::new(&bytes).into_owned(),
            places: Box::new(places(&bytes)),
            bytes,
        }
    }

    /// Itself and a text in an alphabet that has a byte for each of its letters.
    fn respelt(&self, text: &str) -> (Alphabet, Self, Vec<u8>) {
        let mut alphabet = Alphabet::new();
        let mut letters = Letters::default();
        letters.push(&self.text, &mut alphabet);
        let own = Self::new(&self.text, &alphabet, self.only_own);
        letters.clear();
        letters.push(text, &mut alphabet);
        (alphabet, own, letters.bytes)
    }

    /// Where it stands in a text: as a whole word, at the start of one, or inside.
    fn place(&self, text: &[u8], alphabet: &Alphabet, at: At) -> Option<Tier> {
        if (at.start || at.end) && !at.is_named || !self.has_first_pair(text) {
            return None;
        }
        let length = self.bytes.len();
        let is_letter = |byte: Option<&u8>| byte.is_some_and(|&byte| alphabet.is_letter(byte));
        let tier = |from: usize| {
            let to = from + length;
            if (at.start && from > 0) || (at.end && to < text.len()) {
                return None;
            }
            let starts = !is_letter(from.checked_sub(1).map(|before| &text[before]));
            let ends = !is_letter(text.get(to));
            Some(match (starts, ends) {
                (true, true) if length == text.len() && at.is_named => Tier::Exact,
                (true, true) => Tier::Whole,
                (true, false) => Tier::Start,
                _ => Tier::Part,
            })
        };
        let mut best = None;
        let mut from = 0;
        while let Some(next) = self.finder.find(&text[from..]) {
            best = best.max(tier(from + next));
            // One that overlaps may stand better.
            from += next + 1;
            if best >= Some(Tier::Whole) {
                break;
            }
        }
        best
    }

    /// Whether the first two letters stand side by side; one pass without a branch, quicker than to begin a search.
    fn has_first_pair(&self, text: &[u8]) -> bool {
        let ([first, second, ..], [_, rest @ ..]) = (&self.bytes[..], text) else {
            return true;
        };
        let pairs = text.iter().zip(rest);
        pairs.fold(0, |any, (one, next)| {
            any | (u8::from(one == first) & u8::from(next == second))
        }) != 0
    }

    /// The same for a single Latin letter in a text that has it, by the letters that start words alone.
    fn place_of_letter(&self, starts: u32, at: At) -> Option<Tier> {
        let is_letter = self.bytes.len() == 1 && self.bytes[0].is_ascii_lowercase();
        if !is_letter || at.start || at.end || starts & HAS_SINGLE != 0 {
            return None;
        }
        Some(if starts & self.first != 0 {
            Tier::Start
        } else {
            Tier::Part
        })
    }

    /// Whether some word begins with the first letter.
    fn begins_word(&self, text: &[u8], alphabet: &Alphabet) -> bool {
        let first = self.bytes[0];
        memchr_iter(first, text).any(|at| {
            at.checked_sub(1)
                .is_none_or(|before| !alphabet.is_letter(text[before]))
        })
    }

    /// Whether the letters stand in their order.
    fn is_scattered_in(&self, text: &[u8]) -> bool {
        let mut rest = text;
        for &byte in &self.bytes {
            let Some(at) = memchr(byte, rest) else {
                return false;
            };
            rest = &rest[at + 1..];
        }
        true
    }

    fn score(&self, text: &[u8]) -> Option<i32> {
        if let [only] = self.bytes[..] {
            return letter_score(only, text);
        }
        score(&self.places, &self.bytes, text)
    }

    /// At least the score of a text that has it. The first letter counts most at the start of the text; a letter beside
    /// its neighbour is worth 20, and 24 after a sign; one that stands alone is worth no more.
    fn bound(&self, text: &[u8], starts: u32) -> i32 {
        let first = if text.first() == self.bytes.first() {
            31
        } else if self.first == 0 || starts & self.first != 0 {
            23
        } else {
            15
        };
        first + self.step * (self.bytes.len() as i32 - 1)
    }
}

/// The score of a single letter: where it stands best.
fn letter_score(letter: u8, text: &[u8]) -> Option<i32> {
    let best = memchr_iter(letter, text).map(|at| {
        15 + match at.checked_sub(1) {
            None => 16,
            Some(before) => i32::from(super::score::AFTER[usize::from(text[before])]),
        }
    });
    best.max()
}

fn id_likeness(
    history: &History,
    segment: &Segment,
    word: &Word,
    record: usize,
    tier: Tier,
) -> Likeness {
    let id = id(history, segment.entity(record));
    let mut alphabet = Alphabet::new();
    let mut letters = Letters::default();
    letters.push(&word.folded, &mut alphabet);
    let pattern = Pattern::new(&word.folded, &alphabet, false);
    letters.clear();
    letters.push(&id, &mut alphabet);
    let score = pattern.score(&letters.bytes).unwrap_or(0);
    Likeness::new(tier, Weight::Alias, score, letters.bytes.len())
}

/// A set of small numbers.
#[derive(Debug)]
struct Bits(Vec<u64>);

impl Bits {
    fn set(bits: &mut Option<Self>, n_numbers: usize, number: usize) {
        let bits = bits.get_or_insert_with(|| Self(vec![0; n_numbers.div_ceil(64)]));
        bits.0[number / 64] |= 1 << (number % 64);
    }

    fn has(&self, number: usize) -> bool {
        self.0[number / 64] >> (number % 64) & 1 != 0
    }

    fn iter(&self) -> impl Iterator<Item = usize> {
        self.0.iter().enumerate().flat_map(|(at, &word)| {
            let mut rest = word;
            std::iter::from_fn(move || {
                let bit = rest.trailing_zeros() as usize;
                rest &= rest.checked_sub(1)?;
                Some(at * 64 + bit)
            })
        })
    }
}
