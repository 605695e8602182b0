//! The different words of the names and ids of a segment, with their spellings, and where each stands.
//!
//! A spelling variant or a typo is looked for among the words, of which there are few, and not in the names. Words with
//! a digit are not here: each has one spelling.

use memchr::memmem::Finder;

use super::plain::has_typo;
use super::token::{self, Variants};
use super::word::Word;

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
        let Some(mut difference) = number.checked_sub(self.next) else {
            return;
        };
        while difference >= 0x80 {
            self.bytes.push(difference as u8 | 0x80);
            difference >>= 7;
        }
        self.bytes.push(difference as u8);
        self.next = number + 1;
    }

    pub fn is_empty(&self) -> bool {
        self.next == 0
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

    pub fn each(&self, list: usize, mut each: impl FnMut(usize)) {
        let from = list.checked_sub(1).map_or(0, |before| self.ends[before]);
        let (mut next, mut difference, mut shift) = (0_u32, 0_u32, 0);
        for &byte in &self.bytes[from as usize..self.ends[list] as usize] {
            difference |= u32::from(byte & 0x7f) << shift;
            shift += 7;
            if byte < 0x80 {
                let number = next + difference;
                each(number as usize);
                (next, difference, shift) = (number + 1, 0, 0);
            }
        }
    }

    pub fn n_bytes(&self) -> usize {
        self.bytes.capacity() + self.ends.capacity() * 4
    }
}

/// The words of a segment.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    skeletons: Words,
    spelt: Words,
    /// The names that have each word, and the records whose ids do.
    names: Lists,
    ids: Lists,
}

/// A word that stands somewhere.
#[derive(Debug, Default)]
pub(super) struct Entry {
    pub variants: Variants,
    pub names: Growing,
    pub ids: Growing,
}

/// How a word is like what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Like {
    /// It begins so; it counts for ids only, since names say better themselves how.
    Begins,
    Variant,
    Typo,
}

/// Where such a word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Name(usize),
    IdOf(usize),
}

impl Vocabulary {
    pub fn new<'a>(entries: impl Iterator<Item = &'a Entry> + Clone) -> Self {
        Self {
            skeletons: Words::new(entries.clone().map(|entry| &*entry.variants.skeleton)),
            spelt: Words::new(entries.clone().map(|entry| &*entry.variants.spelt)),
            names: Lists::new(entries.clone().map(|entry| &entry.names)),
            ids: Lists::new(entries.map(|entry| &entry.ids)),
        }
    }

    /// Where words stand that are like what was typed. The same place may come several times.
    pub fn find(&self, word: &Word, typos: bool, mut each: impl FnMut(Like, Place)) {
        if word.finds_id_words() {
            let mut typed = vec![&word.folded];
            if word.crosses() {
                typed.push(&word.latin);
            }
            for typed in typed {
                self.spelt.that_begin(typed, |own| {
                    self.ids
                        .each(own, |record| each(Like::Begins, Place::IdOf(record)));
                });
            }
        }
        let mut places = |own: usize, like: Like| {
            self.names.each(own, |name| each(like, Place::Name(name)));
            self.ids.each(own, |record| each(like, Place::IdOf(record)));
        };
        if word.has_variants() {
            self.skeletons
                .that_begin(&word.skeleton, |own| places(own, Like::Variant));
        }
        if typos && word.most_typos() > 0 {
            let mut variants = Variants::default();
            for own in 0..self.spelt.ends.len() {
                self.spelt.copy(own, &mut variants.spelt);
                self.skeletons.copy(own, &mut variants.skeleton);
                if has_typo(&variants, word) {
                    places(own, Like::Typo);
                }
            }
        }
    }

    pub fn n_bytes(&self) -> usize {
        self.skeletons.n_bytes() + self.spelt.n_bytes() + self.names.n_bytes() + self.ids.n_bytes()
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

    fn that_begin(&self, typed: &str, mut each: impl FnMut(usize)) {
        let begins = format!(" {typed}");
        let finder = Finder::new(begins.as_bytes());
        let mut last = None;
        for at in finder.find_iter(self.text.as_bytes()) {
            let own = self.ends.partition_point(|&end| end as usize <= at);
            if last.replace(own) != Some(own) {
                each(own);
            }
        }
    }

    fn copy(&self, at: usize, into: &mut String) {
        let from = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        into.clear();
        into.push_str(&self.text[from as usize..self.ends[at] as usize]);
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
}
