//! Texts one after another in one vector of bytes, for their scores.

use std::collections::HashMap;

use super::alphabet::Alphabet;
use super::word::{Weight, letter_bit};

const IN_LATIN: u8 = 1 << 2;

/// Letters encoded, not yet in an arena.
#[derive(Clone, Debug, Default)]
pub(super) struct Letters {
    pub bytes: Vec<u8>,
    /// The letters that begin a word.
    pub starts: u32,
    pub has_rare: bool,
}

impl Letters {
    /// Adds a text that begins where no word goes on. Its letters may be new to the alphabet.
    pub fn push(&mut self, text: &str, alphabet: &mut Alphabet) {
        let mut is_within = false;
        for c in text.chars() {
            let byte = alphabet.learn(c);
            self.has_rare |= super::alphabet::is_rare(byte);
            self.bytes.push(byte);
            let is_letter = alphabet.is_letter(byte);
            if is_letter && !is_within {
                self.starts |= letter_bit(c);
            }
            is_within = is_letter;
        }
    }

    /// Adds letters that begin where no word goes on.
    pub fn append(&mut self, other: &Self) {
        self.bytes.extend_from_slice(&other.bytes);
        self.starts |= other.starts;
        self.has_rare |= other.has_rare;
    }

    pub fn clear(&mut self) {
        self.bytes.clear();
        (self.starts, self.has_rare) = (0, false);
    }
}

/// What bounds the scores in some texts, a row for each text or each two in both scripts.
#[derive(Debug, Default)]
pub(super) struct Openings {
    /// First letters in its own script and in Latin; 0 where there is none.
    firsts: Vec<[u8; 2]>,
    /// Letters of the shorter, 255 for more.
    lengths: Vec<u8>,
    /// The letters that begin a word in either, a bit each.
    starts: Vec<u32>,
}

/// A row of [`Openings`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Opening {
    pub firsts: [u8; 2],
    pub n_letters: usize,
    pub starts: u32,
}

impl Openings {
    pub fn len(&self) -> usize {
        self.lengths.len()
    }

    /// Adds a text in its own letters and, if it has Cyrillic, in Latin ones.
    pub fn push(&mut self, own: &Letters, latin: &Letters) {
        let first = |letters: &Letters| letters.bytes.first().copied().unwrap_or(0);
        let shorter = match latin.bytes.len() {
            0 => own.bytes.len(),
            n_letters => n_letters.min(own.bytes.len()),
        };
        self.firsts.push([first(own), first(latin)]);
        self.lengths.push(shorter.min(255) as u8);
        self.starts.push(own.starts | latin.starts);
    }

    #[inline]
    pub fn of(&self, at: usize) -> Opening {
        Opening {
            firsts: self.firsts[at],
            n_letters: usize::from(self.lengths[at]),
            starts: self.starts[at],
        }
    }

    pub fn shrink(&mut self) {
        self.firsts.shrink_to_fit();
        self.lengths.shrink_to_fit();
        self.starts.shrink_to_fit();
    }

    pub fn n_bytes(&self) -> usize {
        self.firsts.capacity() * 2 + self.lengths.capacity() + self.starts.capacity() * 4
    }
}

/// Many texts.
#[derive(Debug, Default)]
pub(super) struct Arena {
    bytes: Vec<u8>,
    ends: Vec<u32>,
    kinds: Vec<u8>,
    /// Texts with letters that have no byte, as they are.
    rare: HashMap<u32, Box<str>>,
}

impl Arena {
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Adds a text; `folded` is asked for only where it is needed besides.
    pub fn push(
        &mut self,
        text: &Letters,
        weight: Weight,
        in_latin: bool,
        folded: impl FnOnce() -> String,
    ) {
        if text.has_rare {
            self.rare.insert(self.len() as u32, folded().into());
        }
        self.bytes.extend_from_slice(&text.bytes);
        self.ends.push(self.bytes.len() as u32);
        self.kinds
            .push(weight as u8 | if in_latin { IN_LATIN } else { 0 });
    }

    pub fn text(&self, at: usize) -> &[u8] {
        let from = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.bytes[from as usize..self.ends[at] as usize]
    }

    /// Its first and last letter as one; 0 for none.
    pub fn touch(&self, at: usize) -> u8 {
        match self.text(at) {
            [first, .., last] => first ^ last,
            _ => 0,
        }
    }

    /// How many letters a text has.
    pub fn n_letters(&self, at: usize) -> usize {
        let from = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        (self.ends[at] - from) as usize
    }

    pub fn weight(&self, at: usize) -> Weight {
        Weight::ALL[usize::from(self.kinds[at] & !IN_LATIN)]
    }

    /// Whether it is the text before it in Latin letters.
    pub fn is_in_latin(&self, at: usize) -> bool {
        self.kinds.get(at).is_some_and(|kind| kind & IN_LATIN != 0)
    }

    /// Whether it is the name of a record, in its own letters: the first of all its names.
    pub fn is_first(&self, at: usize) -> bool {
        self.kinds
            .get(at)
            .is_none_or(|&kind| kind == Weight::Name as u8)
    }

    /// A text with letters that have no byte, as it is.
    pub fn rare(&self, at: usize) -> Option<&str> {
        self.rare.get(&(at as u32)).map(|text| &**text)
    }

    pub fn shrink(&mut self) {
        self.bytes.shrink_to_fit();
        self.ends.shrink_to_fit();
        self.kinds.shrink_to_fit();
    }

    pub fn n_bytes(&self) -> usize {
        let rare: usize = self.rare.values().map(|text| text.len() + 24).sum();
        self.bytes.capacity() + self.ends.capacity() * 4 + self.kinds.capacity() + rare
    }
}
