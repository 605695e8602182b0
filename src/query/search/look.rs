//! A word looked for in one segment: for each record how well it has the word.
//!
//! Which tier and weight that is, the vocabulary says for all records at once. The score within is asked of the texts of
//! single records, of those only that a bound does not keep from the page.

use crate::model::History;

use super::alphabet::Alphabet;
use super::arena::{Arena, Opening};
use super::pattern::{At, Measure, Pattern, patterns, readings};
use super::plain;
use super::record::{self, Told};
use super::score::Places;
use super::segment::{Segment, id};
use super::token;
use super::vocabulary::{Like, Place};
use super::word::{Class, Likeness, Tier, Weight, Word};

/// A word looked for in one segment.
#[derive(Debug)]
pub(super) struct Look {
    patterns: Vec<Pattern>,
    /// Of its spelling, and of the other where it has one.
    measure: Measure,
    other_measure: Option<Measure>,
    typos: bool,
    /// No score is higher.
    most: i32,
    /// For each record how it has the word; empty where none does.
    classes: Vec<Class>,
    n_found: usize,
    best: Class,
    /// For each record how well the best of its shared texts has it; empty where none does.
    shared: Vec<u32>,
}

impl Look {
    /// Looks for a word in the texts and ids of all records; with typos, misspellings are found and scattered letters
    /// are not.
    pub fn new(history: &History, segment: &Segment, word: &Word, typos: bool) -> Self {
        let patterns = patterns(segment, word);
        let measure = |at: usize| patterns.get(at).map(Measure::of);
        let mut look = Self {
            measure: measure(0).unwrap_or_default(),
            other_measure: measure(1),
            patterns,
            typos,
            most: 31 + 24 * (word.n_letters() as i32 - 1).max(0),
            classes: Vec::new(),
            n_found: 0,
            best: Class::NONE,
            shared: Vec::new(),
        };
        let n_records = segment.len();
        let mut classes = Classes {
            n_records,
            found: Vec::new(),
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
                    let all = classes.all();
                    numbers.each(|record| all[record] = class.max(all[record]));
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
                    classes.set(record, class);
                }
            }
        }
        for record in segment.with_id(history, word) {
            let record = usize::from(record);
            if let Some(tier) = word.id_tier(&id(history, segment.entity(record))) {
                classes.set(record, Class::new(tier, Weight::Alias));
            }
        }
        let shared = shared
            .into_iter()
            .filter_map(|text| Some((text, look.likeness_of_shared(segment, word, text)?)));
        for (text, likeness) in shared.collect::<Vec<_>>() {
            let class = likeness.class();
            let all = classes.all();
            segment.each_sharer(text, |record| {
                // For most it counts more that a name has the word.
                if all[record] <= class {
                    all[record] = class;
                    look.shared.resize(n_records, 0);
                    let best = &mut look.shared[record];
                    *best = likeness.0.max(*best);
                }
            });
        }
        look.classes = classes.found;
        let found = look.classes.iter().filter(|&&class| class != Class::NONE);
        look.n_found = found.count();
        look.best = Class::best_of(&look.classes);
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

    /// How the record has it that has it best.
    pub fn best(&self) -> Class {
        self.best
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

    /// How well a record has the word at most.
    #[inline]
    pub fn bound(&self, segment: &Segment, record: usize) -> Likeness {
        let class = self.class(record);
        let Some(tier) = class.tier() else {
            return Likeness(0);
        };
        let weight = class.weight();
        // Had a text all its letters side by side, it would be found as a part.
        let torn = tier < Tier::Part;
        let of = |opening: Opening| {
            let mut score = self.measure.score(opening, torn);
            if let Some(other) = self.other_measure {
                score = score.max(other.score(opening, torn));
            }
            Likeness::new(tier, weight, score, opening.n_letters)
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

/// The best class so far of each record; nothing is kept until one is found.
struct Classes {
    n_records: usize,
    found: Vec<Class>,
}

impl Classes {
    fn all(&mut self) -> &mut [Class] {
        self.found.resize(self.n_records, Class::NONE);
        &mut self.found
    }

    fn set(&mut self, record: usize, class: Class) {
        let best = &mut self.all()[record];
        *best = class.max(*best);
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
