//! The different words of a segment with their spellings, and where each stands.
//!
//! Whatever was typed is looked for among the words, of which there are few, and not in the texts: a word is found in
//! a text just where it is found in a word of it, since what was typed has no signs (what has is asked of the texts).
//! So the cost of a key grows with the number of different words and of places that are found, not with the texts.

use std::ops::Range;

use memchr::memmem::Finder;

use super::plain::has_typo_in;
use super::score::Scorer;
use super::token;
use super::word::{Tier, Word, letters_of};

/// For each of many things an ascending list of numbers, as differences of one byte mostly.
#[derive(Debug, Default)]
pub(super) struct Lists {
    bytes: Vec<u8>,
    ends: Vec<u32>,
}

/// A list that grows.
#[derive(Clone, Debug, Default)]
pub(super) struct Growing {
    bytes: Vec<u8>,
    /// One more than the last number.
    next: u32,
}

impl Growing {
    /// Adds a number not below the last; the same one twice counts once.
    pub fn push(&mut self, number: u32) {
        let Some(difference) = number.checked_sub(self.next) else {
            return;
        };
        push_number(&mut self.bytes, difference);
        self.next = number + 1;
    }
}

impl Lists {
    pub fn new<'a>(lists: impl Iterator<Item = &'a Growing>) -> Self {
        let mut all = Self::default();
        for list in lists {
            all.bytes.extend_from_slice(&list.bytes);
            all.ends.push(all.bytes.len() as u32);
        }
        all.bytes.shrink_to_fit();
        all.ends.shrink_to_fit();
        all
    }

    pub fn each(&self, list: usize, each: impl FnMut(usize)) {
        each_number(&self.bytes[span(&self.ends, list)], each);
    }

    pub fn n_bytes(&self) -> usize {
        self.bytes.capacity() + self.ends.capacity() * 4
    }
}

/// From where to where one of many reaches that lie one after another.
#[inline]
pub(super) fn span(ends: &[u32], at: usize) -> Range<usize> {
    let from = at.checked_sub(1).map_or(0, |before| ends[before]);
    from as usize..ends[at] as usize
}

/// Seven bits a byte, the lowest first; all but the last are marked.
fn push_number(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

#[inline]
fn each_number(bytes: &[u8], mut each: impl FnMut(usize)) {
    let mut next = 0_u32;
    let mut rest = bytes.iter();
    while let Some(&byte) = rest.next() {
        let mut difference = u32::from(byte & 0x7f);
        if byte >= 0x80 {
            let mut shift = 7;
            for &byte in rest.by_ref() {
                difference |= u32::from(byte & 0x7f) << shift;
                shift += 7;
                if byte < 0x80 {
                    break;
                }
            }
        }
        let number = next + difference;
        each(number as usize);
        next = number + 1;
    }
}

/// What a list of a word is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Records whose name has the word.
    Name,
    Alias,
    Summary,
    Body,
    /// Texts that several records share.
    Shared,
    /// Records whose id has it.
    Id,
    /// Records whose name it is, with nothing else.
    WholeName,
    WholeAlias,
}

impl Place {
    const ALL: [Self; 8] = [
        Self::Name,
        Self::Alias,
        Self::Summary,
        Self::Body,
        Self::Shared,
        Self::Id,
        Self::WholeName,
        Self::WholeAlias,
    ];
}

/// A word that stands somewhere.
#[derive(Debug, Default)]
pub(super) struct Entry {
    pub spelt: String,
    /// Empty for a word that has no other spellings.
    pub skeleton: String,
    pub has_variants: bool,
    lists: [Growing; Place::ALL.len()],
}

impl Entry {
    pub fn push(&mut self, place: Place, number: u32) {
        self.lists[place as usize].push(number);
    }
}

/// In the letters of a word: it has one spelling only.
const NO_VARIANTS: u32 = 1 << 31;

/// The words of a segment, each with a number.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    spelt: Words,
    skeletons: Words,
    letters: Vec<u32>,
    /// For each word its lists: place, length in bytes, numbers.
    lists: Vec<u8>,
    ends: Vec<u32>,
}

/// How a word is like what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Like {
    /// It is, begins, or has it within.
    Stands(Tier),
    /// Its letters have it with others between them.
    Scattered,
    Variant,
    Typo,
}

impl Vocabulary {
    pub fn new<'a>(entries: impl Iterator<Item = &'a Entry> + Clone) -> Self {
        let mut own = Self {
            spelt: Words::new(entries.clone().map(|entry| &*entry.spelt)),
            skeletons: Words::new(entries.clone().map(|entry| &*entry.skeleton)),
            ..Self::default()
        };
        for entry in entries {
            let flag = if entry.has_variants { 0 } else { NO_VARIANTS };
            own.letters.push(letters_of(&entry.spelt) | flag);
            for (place, list) in entry.lists.iter().enumerate() {
                if !list.bytes.is_empty() {
                    own.lists.push(place as u8);
                    push_number(&mut own.lists, list.bytes.len() as u32);
                    own.lists.extend_from_slice(&list.bytes);
                }
            }
            own.ends.push(own.lists.len() as u32);
        }
        own.letters.shrink_to_fit();
        own.lists.shrink_to_fit();
        own.ends.shrink_to_fit();
        own
    }

    /// Words that are like what was typed, which has no signs. One word may come several times.
    pub fn find(&self, word: &Word, typos: bool, mut each: impl FnMut(usize, Like)) {
        for typed in word.spellings() {
            self.spelt
                .that_have(typed, |own, tier| each(own, Like::Stands(tier)));
        }
        if word.has_variants() {
            self.skeletons.that_have(&word.skeleton, |own, tier| {
                if tier >= Tier::Start {
                    each(own, Like::Variant);
                }
            });
        }
        if !typos && word.may_scatter() {
            for typed in word.spellings() {
                let scorer = Scorer::new(typed);
                let letters = letters_of(typed);
                for own in 0..self.letters.len() {
                    if letters & !self.letters[own] == 0
                        && token::words(self.spelt.of(own))
                            .any(|run| word.scatters_over(run, typed, || scorer.score(run)))
                    {
                        each(own, Like::Scattered);
                    }
                }
            }
        }
        if typos && word.most_typos() > 0 {
            for own in 0..self.letters.len() {
                if self.letters[own] & NO_VARIANTS == 0
                    && has_typo_in(self.spelt.of(own), self.skeletons.of(own), word)
                {
                    each(own, Like::Typo);
                }
            }
        }
    }

    /// Words that have some letters side by side.
    pub fn that_have(&self, letters: &str, mut each: impl FnMut(usize)) {
        self.spelt.that_have(letters, |own, _| each(own));
    }

    /// Calls for each word that begins with what was typed, in any of its spellings: the letter that comes after that, a
    /// blank where there is none, and a number that grows with the places where the word stands.
    pub fn that_go_on(&self, word: &Word, mut each: impl FnMut(char, usize)) {
        let mut weighed = |own, letter| each(letter, span(&self.ends, own).len());
        self.spelt.that_go_on(&word.folded, &mut weighed);
        if !word.skeleton.is_empty() {
            self.skeletons.that_go_on(&word.skeleton, weighed);
        }
    }

    /// The lists of a word: of what, and the numbers.
    pub fn lists(&self, own: usize) -> impl Iterator<Item = (Place, Numbers<'_>)> {
        let mut rest = &self.lists[span(&self.ends, own)];
        std::iter::from_fn(move || {
            let (&place, after) = rest.split_first()?;
            let (mut length, mut shift, mut n_bytes) = (0, 0, 0);
            for &byte in after {
                n_bytes += 1;
                length |= usize::from(byte & 0x7f) << shift;
                shift += 7;
                if byte < 0x80 {
                    break;
                }
            }
            let (numbers, others) = after[n_bytes..].split_at(length);
            rest = others;
            Some((Place::ALL[usize::from(place)], Numbers(numbers)))
        })
    }

    pub fn n_bytes(&self) -> usize {
        self.spelt.n_bytes()
            + self.skeletons.n_bytes()
            + (self.letters.capacity() + self.ends.capacity()) * 4
            + self.lists.capacity()
    }
}

/// Ascending numbers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numbers<'a>(&'a [u8]);

impl Numbers<'_> {
    #[inline]
    pub fn each(self, each: impl FnMut(usize)) {
        each_number(self.0, each);
    }
}

/// Words, each of parts with a blank before each part.
#[derive(Debug, Default)]
struct Words {
    text: String,
    ends: Vec<u32>,
}

impl Words {
    fn new<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let mut all = Self::default();
        for word in words {
            for part in token::words(word) {
                all.text.push(' ');
                all.text.push_str(part);
            }
            all.ends.push(all.text.len() as u32);
        }
        all.text.shrink_to_fit();
        all.ends.shrink_to_fit();
        all
    }

    fn of(&self, own: usize) -> &str {
        &self.text[span(&self.ends, own)]
    }

    /// The words that have some letters in a part, with the best place that they have there, in order.
    fn that_have(&self, typed: &str, mut each: impl FnMut(usize, Tier)) {
        let bytes = self.text.as_bytes();
        let finder = Finder::new(typed.as_bytes());
        let mut own = 0;
        let mut last: Option<(usize, Tier)> = None;
        let mut from = 0;
        while let Some(at) = finder.find(&bytes[from..]).map(|at| from + at) {
            let end = at + typed.len();
            let tier = match (bytes[at - 1], bytes.get(end)) {
                (b' ', None | Some(b' ')) => Tier::Whole,
                (b' ', _) => Tier::Start,
                _ => Tier::Part,
            };
            while self.ends[own] as usize <= at {
                own += 1;
            }
            match &mut last {
                Some((word, best)) if *word == own => *best = tier.max(*best),
                _ => {
                    if let Some((word, best)) = last.replace((own, tier)) {
                        each(word, best);
                    }
                }
            }
            from = at + 1;
        }
        if let Some((word, best)) = last {
            each(word, best);
        }
    }

    /// The parts that begin with some letters, with the letter after them, which is a blank at the end of a part.
    fn that_go_on(&self, typed: &str, mut each: impl FnMut(usize, char)) {
        let start = format!(" {typed}");
        let mut own = 0;
        for at in Finder::new(&start).find_iter(self.text.as_bytes()) {
            while self.ends[own] as usize <= at {
                own += 1;
            }
            let after = self.text[at + start.len()..].chars().next();
            let letter = after.unwrap_or(' ');
            // Nothing is no part of a word.
            if letter != ' ' || !typed.is_empty() {
                each(own, letter);
            }
        }
    }

    fn n_bytes(&self) -> usize {
        self.text.capacity() + self.ends.capacity() * 4
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_give_back_what_was_put_in() {
        let numbers: [&[u32]; 4] = [&[], &[0], &[0, 1, 2, 127, 128, 300], &[70_000, 4_000_000]];
        let growing = numbers.map(|numbers| {
            let mut list = Growing::default();
            for &number in numbers {
                list.push(number);
                list.push(number);
            }
            list
        });
        let lists = Lists::new(growing.iter());
        for (at, numbers) in numbers.iter().enumerate() {
            let mut found = Vec::new();
            lists.each(at, |number| found.push(number as u32));
            assert_eq!(found, *numbers);
        }
    }

    #[test]
    fn a_word_has_its_lists_and_no_others() {
        let entry = |spelt: &str, lists: &[(Place, &[u32])]| {
            let mut entry = Entry {
                spelt: spelt.to_owned(),
                ..Entry::default()
            };
            for &(place, numbers) in lists {
                for &number in numbers {
                    entry.push(place, number);
                }
            }
            entry
        };
        let many: Vec<u32> = (0..300).map(|number| number * 200).collect();
        let entries = [
            entry("visit", &[(Place::Body, &[7]), (Place::Name, &many)]),
            entry("nowhere", &[]),
            entry("moscow", &[(Place::Id, &[0, 65_535])]),
        ];
        let vocabulary = Vocabulary::new(entries.iter());
        let of = |own| -> Vec<(Place, Vec<u32>)> {
            let lists = vocabulary.lists(own).map(|(place, numbers)| {
                let mut all = Vec::new();
                numbers.each(|number| all.push(number as u32));
                (place, all)
            });
            lists.collect()
        };
        assert_eq!(of(0), [(Place::Name, many), (Place::Body, vec![7])]);
        assert_eq!(of(1), []);
        assert_eq!(of(2), [(Place::Id, vec![0, 65_535])]);
    }

    #[test]
    fn words_go_on_after_their_first_letters() {
        let words = Words::new(["moscow", "mos мосдар", "co'most", "x", "mo"].into_iter());
        let after = |typed: &str| {
            let mut found = Vec::new();
            words.that_go_on(typed, |own, letter| found.push((own, letter)));
            found
        };
        assert_eq!(after("mos"), [(0, 'c'), (1, ' '), (2, 't')]);
        assert_eq!(after("мос"), [(1, 'д')]);
        assert_eq!(after("mo"), [(0, 's'), (1, 's'), (2, 's'), (4, ' ')]);
        assert_eq!(after("x"), [(3, ' ')]);
        assert_eq!(after("os"), []);
        assert_eq!(
            after(""),
            [
                (0, 'm'),
                (1, 'm'),
                (1, 'м'),
                (2, 'c'),
                (2, 'm'),
                (3, 'x'),
                (4, 'm')
            ]
        );
    }

    #[test]
    fn the_best_place_in_a_word_counts() {
        let words = Words::new(["moscow", "mos moscow", "co'mos", "x"].into_iter());
        let mut found = Vec::new();
        words.that_have("mos", |own, tier| found.push((own, tier)));
        assert_eq!(
            found,
            [(0, Tier::Start), (1, Tier::Whole), (2, Tier::Whole)]
        );
    }
}
