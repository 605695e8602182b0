//! A word looked for in one segment: for each record how well it has the word.
//!
//! Which tier and weight that is, the vocabulary says for all records at once. The score within is asked of the texts of
//! single records, of those only that a bound does not keep from the page.

use memchr::memchr_iter;
use memchr::memmem::Finder;

use crate::model::History;

use super::alphabet::{Alphabet, is_rare};
use super::arena::{Arena, Letters, Opening};
use super::plain;
use super::record::{self, Told};
use super::score::{Places, places, score};
use super::segment::{Segment, id};
use super::token;
use super::vocabulary::{Like, Place};
use super::word::{Class, Likeness, Tier, Weight, Word, letter_bit};

/// A word looked for in one segment.
#[derive(Debug)]
pub(super) struct Look {
    patterns: Vec<Pattern>,
    /// Of both spellings, or of the only one twice.
    measures: [Measure; 2],
    typos: bool,
    /// No score is higher.
    most: i32,
    /// For each record how it has the word; empty where none does.
    classes: Vec<Class>,
    n_found: usize,
    /// For each record how well the best of its shared texts has it; empty where none does.
    shared: Vec<u32>,
}

/// One spelling of a word in the bytes of a segment.
#[derive(Debug)]
struct Pattern {
    text: String,
    bytes: Vec<u8>,
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
    /// Looks for a word in the texts and ids of all records; with typos, misspellings are found and scattered letters
    /// are not.
    pub fn new(history: &History, segment: &Segment, word: &Word, typos: bool) -> Self {
        let patterns = patterns(segment, word);
        let measure = |at: usize| patterns.get(at).map(Measure::of);
        let only = measure(0).unwrap_or_default();
        let mut look = Self {
            measures: [only, measure(1).unwrap_or(only)],
            patterns,
            typos,
            most: 31 + 24 * (word.n_letters() as i32 - 1).max(0),
            classes: Vec::new(),
            n_found: 0,
            shared: Vec::new(),
        };
        let n_records = segment.len();
        let set = |classes: &mut [Class], record: usize, class: Class| {
            let best = &mut classes[record];
            *best = class.max(*best);
        };
        let mut shared = Vec::new();
        let is_within_words = word.is_within_words();
        let vocabulary = &segment.vocabulary;
        vocabulary.find(word, typos, |own, like| {
            if matches!(like, Like::Stands(_)) && !is_within_words {
                return;
            }
            for (place, numbers) in vocabulary.lists(own) {
                if place == Place::Shared && matches!(like, Like::Stands(_)) {
                    numbers.each(|text| shared.push(text));
                } else if let Some(class) = class(like, place, word) {
                    look.classes.resize(n_records, Class::NONE);
                    let classes = &mut look.classes[..];
                    numbers.each(|record| set(classes, record, class));
                }
            }
        });
        if is_within_words {
            shared.sort_unstable();
            shared.dedup();
        } else {
            shared = (0..segment.shared.len()).collect();
            for record in may_have(segment, word) {
                if let Some(class) = look.standing(segment, word, record) {
                    look.classes.resize(n_records, Class::NONE);
                    set(&mut look.classes, record, class);
                }
            }
        }
        for record in segment.with_id(history, word) {
            let record = usize::from(record);
            if let Some(tier) = word.id_tier(&id(history, segment.entity(record))) {
                look.classes.resize(n_records, Class::NONE);
                set(&mut look.classes, record, Class::new(tier, Weight::Alias));
            }
        }
        let shared = shared
            .into_iter()
            .filter_map(|text| Some((text, look.likeness_of_shared(segment, word, text)?)));
        for (text, likeness) in shared.collect::<Vec<_>>() {
            let class = likeness.class();
            look.classes.resize(n_records, Class::NONE);
            segment.each_sharer(text, |record| {
                // For most it counts more that a name has the word.
                if look.classes[record] <= class {
                    look.classes[record] = class;
                    look.shared.resize(n_records, 0);
                    let best = &mut look.shared[record];
                    *best = likeness.0.max(*best);
                }
            });
        }
        let found = look.classes.iter().filter(|&&class| class != Class::NONE);
        look.n_found = found.count();
        look
    }

    /// For each record how it has the word; empty where none does.
    pub fn classes(&self) -> &[Class] {
        &self.classes
    }

    /// How many records have it.
    pub fn n_found(&self) -> usize {
        self.n_found
    }

    pub fn class(&self, record: usize) -> Class {
        self.classes.get(record).copied().unwrap_or(Class::NONE)
    }

    pub fn n_bytes(&self) -> usize {
        self.patterns.len() * size_of::<Places>() + self.classes.len() + self.shared.len() * 4
    }

    /// How a text with sentences or names has a word that the vocabulary cannot tell of.
    fn standing(&self, segment: &Segment, word: &Word, record: usize) -> Option<Class> {
        let in_texts = |arena: &Arena, at: usize| {
            let weight = arena.weight(at);
            let at_text = At::of(word, weight.is_named());
            let tier = self.readings(segment, arena, at, |pattern, text, alphabet| {
                pattern.place(text, alphabet, at_text)
            })?;
            Some(Class::new(tier, weight))
        };
        let names = segment.names_of(record);
        let names = names.filter_map(|name| in_texts(&segment.names, name));
        let prose = segment.prose_of(record);
        let prose = prose.filter_map(|sentence| in_texts(&segment.prose, sentence));
        names.chain(prose).max()
    }

    fn likeness_of_shared(&self, segment: &Segment, word: &Word, text: usize) -> Option<Likeness> {
        let of = |at: usize| self.likeness_of_text(segment, word, &segment.shared, at);
        let in_latin = segment.shared.is_in_latin(text + 1).then(|| of(text + 1));
        of(text).max(in_latin.flatten())
    }

    /// At least how well a record has the word.
    #[inline]
    pub fn bound(&self, segment: &Segment, record: usize) -> Likeness {
        let class = self.class(record);
        let Some(tier) = class.tier() else {
            return Likeness(0);
        };
        let weight = class.weight();
        let of = |opening: Opening| {
            let score = self.measures.map(|measure| measure.score(opening));
            Likeness::new(tier, weight, score[0].max(score[1]), opening.n_letters)
        };
        let bound = match weight {
            Weight::Name => Some(of(segment.openings.of(record))),
            Weight::Alias => None,
            Weight::Summary | Weight::Body => {
                let shared = self.shared.get(record).map(|&shared| Likeness(shared));
                let shared = shared.filter(|shared| shared.class() == class);
                let prose = segment.prose_of(record);
                let prose = prose.filter(|&at| segment.prose.weight(at) == weight);
                shared.max(prose.map(|at| of(segment.prose_openings.of(at))).max())
            }
        };
        bound.unwrap_or(Likeness::new(tier, weight, self.most, 0))
    }

    /// How well a record has the word.
    pub fn likeness(
        &self,
        history: &History,
        segment: &Segment,
        word: &Word,
        record: usize,
    ) -> Likeness {
        let class = self.class(record);
        let Some(tier) = class.tier() else {
            return Likeness(0);
        };
        let entity = || segment.entity(record);
        let best = match class.weight() {
            Weight::Name => Some(self.likeness_of_name(segment, word, record, tier)),
            Weight::Alias => {
                let in_names = self.likeness_of_alias(history, segment, word, record);
                in_names.max(plain::likeness_of_id(history, entity(), word, self.typos))
            }
            Weight::Summary | Weight::Body => {
                let prose = segment.prose_of(record);
                let prose =
                    prose.filter_map(|at| self.likeness_of_text(segment, word, &segment.prose, at));
                let shared = self.shared.get(record);
                prose.max().max(shared.map(|&shared| Likeness(shared)))
            }
        };
        debug_assert_eq!(
            best.map(Likeness::class),
            Some(class),
            "{word:?} in {record}"
        );
        best.unwrap_or(class.least())
    }

    fn likeness_of_name(
        &self,
        segment: &Segment,
        word: &Word,
        record: usize,
        tier: Tier,
    ) -> Likeness {
        let (names, name) = (&segment.names, segment.name_of(record));
        let is_respelt = matches!(tier, Tier::Skeleton | Tier::Typo);
        let both = name..name + 1 + usize::from(names.is_in_latin(name + 1));
        // Where there is but one reading, it is the one that has the word so.
        let is_only = is_respelt || (both.len() == 1 && self.patterns.len() == 1);
        let at_text = At::of(word, true);
        let found = both.filter_map(|at| {
            self.readings(segment, names, at, |pattern, text, alphabet| {
                let is_so = is_only
                    || match tier {
                        Tier::Scattered => pattern.scatters(text, alphabet, word),
                        tier => pattern.place(text, alphabet, at_text) == Some(tier),
                    };
                let n_letters = if is_respelt {
                    names.n_letters(name)
                } else {
                    text.len()
                };
                let score = || pattern.score(text).unwrap_or(0);
                is_so.then(|| Likeness::new(tier, Weight::Name, score(), n_letters))
            })
        });
        let least = || Likeness::new(tier, Weight::Name, 0, names.n_letters(name));
        found.max().unwrap_or_else(least)
    }

    /// The best of the names of a record but the first.
    fn likeness_of_alias(
        &self,
        history: &History,
        segment: &Segment,
        word: &Word,
        record: usize,
    ) -> Option<Likeness> {
        let tier = self.class(record).tier();
        if !matches!(tier, Some(Tier::Skeleton | Tier::Typo)) {
            let names = segment.names_of(record);
            let aliases = names.filter(|&at| segment.names.weight(at) == Weight::Alias);
            let found =
                aliases.filter_map(|at| self.likeness_of_text(segment, word, &segment.names, at));
            return found.max();
        }
        // Which of the names it is, nobody has noted.
        let mut best = None;
        record::texts(history, segment.entity(record), |told, text| {
            if told == Told::Alias {
                best = best.max(plain::likeness(Weight::Alias, text, word, self.typos));
            }
        });
        best
    }

    /// How well a text has the word as it is or scattered.
    fn likeness_of_text(
        &self,
        segment: &Segment,
        word: &Word,
        arena: &Arena,
        at: usize,
    ) -> Option<Likeness> {
        let weight = arena.weight(at);
        let at_text = At::of(word, weight.is_named());
        self.readings(segment, arena, at, |pattern, text, alphabet| {
            let may_scatter = weight.is_named() && !self.typos;
            let scattered = || {
                (may_scatter && pattern.scatters(text, alphabet, word)).then_some(Tier::Scattered)
            };
            let tier = pattern.place(text, alphabet, at_text).or_else(scattered)?;
            let score = pattern.score(text).unwrap_or(0);
            Some(Likeness::new(tier, weight, score, text.len()))
        })
    }

    /// The best of what is said of a text by each spelling of the word that may be in it.
    fn readings<T: Ord>(
        &self,
        segment: &Segment,
        arena: &Arena,
        at: usize,
        say: impl FnMut(&Pattern, &[u8], &Alphabet) -> Option<T>,
    ) -> Option<T> {
        readings(&self.patterns, segment, arena, at, say)
    }
}

/// What it is for a record that a word like the one typed stands somewhere.
fn class(like: Like, place: Place, word: &Word) -> Option<Class> {
    let weight = match place {
        Place::Name | Place::WholeName => Weight::Name,
        Place::Alias | Place::WholeAlias | Place::Id => Weight::Alias,
        Place::Summary => Weight::Summary,
        Place::Body => Weight::Body,
        Place::Shared => return None,
    };
    let is_whole = matches!(place, Place::WholeName | Place::WholeAlias);
    let tier = match like {
        Like::Stands(Tier::Whole) if is_whole => Tier::Exact,
        Like::Stands(tier) if place == Place::Id => {
            let begins = tier >= Tier::Start && word.finds_id_words();
            begins.then_some(Tier::Start)?
        }
        Like::Stands(tier) => tier,
        _ if !weight.is_named() => return None,
        Like::Scattered if place == Place::Id => return None,
        Like::Scattered => Tier::Scattered,
        Like::Variant => Tier::Skeleton,
        Like::Typo => Tier::Typo,
    };
    Some(Class::new(tier, weight))
}

/// Records that have, in some text of their own, each part of a word that has signs in it.
fn may_have(segment: &Segment, word: &Word) -> Vec<usize> {
    let mut may = vec![false; segment.len()];
    for typed in word.spellings() {
        let mut n_parts = 0;
        let mut n_found = vec![0_u8; segment.len()];
        for part in token::words(typed) {
            segment.vocabulary.that_have(part, |own| {
                for (place, numbers) in segment.vocabulary.lists(own) {
                    if !matches!(place, Place::Shared | Place::Id) {
                        numbers.each(|record| {
                            if n_found[record] == n_parts {
                                n_found[record] += 1;
                            }
                        });
                    }
                }
            });
            n_parts += 1;
        }
        for (may, n_found) in may.iter_mut().zip(n_found) {
            *may |= n_found == n_parts;
        }
    }
    let all = may.into_iter().enumerate();
    all.filter_map(|(record, may)| may.then_some(record))
        .collect()
}

/// All words of a query as they were typed, side by side.
#[derive(Debug)]
pub(super) struct Phrase(Vec<Pattern>);

impl Phrase {
    pub fn new(segment: &Segment, phrase: &Word) -> Self {
        Self(patterns(segment, phrase))
    }

    /// At least how much of a name it is, if a name has all its words.
    pub fn bound(&self, segment: &Segment, record: usize) -> u8 {
        if segment.may_have_aliases(record) {
            return 3;
        }
        let opening = segment.openings.of(record);
        let patterns = || self.0.iter();
        if !patterns().any(|pattern| opening.firsts.contains(&pattern.bytes[0])) {
            1
        } else if patterns().any(|pattern| opening.n_letters <= pattern.bytes.len()) {
            3
        } else {
            2
        }
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
            readings(&self.0, segment, arena, name, |pattern, text, alphabet| {
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

impl At {
    fn of(word: &Word, is_named: bool) -> Self {
        Self {
            is_named,
            start: word.start,
            end: word.end,
        }
    }
}

/// The spellings of a word that can be in a segment.
fn patterns(segment: &Segment, word: &Word) -> Vec<Pattern> {
    let alphabet = &segment.alphabet;
    let mut patterns = vec![Pattern::new(&word.latin, alphabet, false)];
    if word.crosses() {
        patterns.push(Pattern::new(&word.folded, alphabet, true));
    }
    patterns.retain(|pattern| {
        let is_nowhere = pattern.has_rare && alphabet.is_whole();
        !pattern.bytes.is_empty() && !is_nowhere
    });
    patterns
}

fn readings<T: Ord>(
    patterns: &[Pattern],
    segment: &Segment,
    arena: &Arena,
    at: usize,
    mut say: impl FnMut(&Pattern, &[u8], &Alphabet) -> Option<T>,
) -> Option<T> {
    let mut best = None;
    for pattern in patterns {
        if pattern.only_own && arena.is_in_latin(at) {
            continue;
        }
        let said = if pattern.has_rare {
            let Some(text) = arena.rare(at) else {
                continue;
            };
            let (alphabet, pattern, text) = pattern.respelt(text);
            say(&pattern, &text, &alphabet)
        } else {
            say(pattern, &arena.text(at), &segment.alphabet)
        };
        best = best.max(said);
    }
    best
}

impl Pattern {
    fn new(text: &str, alphabet: &Alphabet, only_own: bool) -> Self {
        let bytes: Vec<u8> = text.chars().map(|c| alphabet.byte(c)).collect();
        let is_plain = text.chars().all(char::is_alphanumeric);
        Self {
            text: text.to_owned(),
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

    /// Whether it is scattered over a word of a text.
    fn scatters(&self, text: &[u8], alphabet: &Alphabet, word: &Word) -> bool {
        let mut words = text.split(|&byte| !alphabet.is_letter(byte));
        words.any(|own| {
            let begins = own.first() == self.bytes.first();
            !own.is_empty() && word.scatters(begins, self.bytes.len(), || self.score(own))
        })
    }

    fn score(&self, text: &[u8]) -> Option<i32> {
        if let [only] = self.bytes[..] {
            return letter_score(only, text);
        }
        score(&self.places, &self.bytes, text)
    }
}

/// What bounds the score of a spelling.
#[derive(Clone, Copy, Debug, Default)]
struct Measure {
    byte: u8,
    /// The bit of the first letter; 0 where it has none.
    first: u32,
    /// What the other letters can earn.
    rest: i32,
}

impl Measure {
    fn of(pattern: &Pattern) -> Self {
        Self {
            byte: pattern.bytes[0],
            first: pattern.first,
            rest: pattern.step * (pattern.bytes.len() as i32 - 1),
        }
    }

    /// At least the score of a text that has it. The first letter counts most at the start of the text, and more at the
    /// start of a word than within; a letter beside its neighbour is worth 20, and 24 after a sign; one that stands
    /// alone is worth no more.
    #[inline]
    fn score(&self, opening: Opening) -> i32 {
        let first = if opening.firsts[0] == self.byte || opening.firsts[1] == self.byte {
            31
        } else if self.first == 0 || opening.starts & self.first != 0 {
            23
        } else {
            15
        };
        first + self.rest
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
