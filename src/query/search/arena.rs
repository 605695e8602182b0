//! Texts one after another in one vector of bytes, for their scores.

use std::borrow::Cow;
use std::collections::HashMap;

use super::alphabet::Alphabet;
use super::vocabulary::span;
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
    /// The first two letters in its own script and in Latin; 0 where there is none.
    heads: Vec<[[u8; 2]; 2]>,
    /// Letters of the shorter, 255 for more.
    lengths: Vec<u8>,
    /// The letters that begin a word in either, a bit each.
    starts: Vec<u32>,
}

/// A row of [`Openings`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Opening {
    pub heads: [[u8; 2]; 2],
    pub n_letters: usize,
    pub starts: u32,
}

impl Openings {
    pub fn len(&self) -> usize {
        self.lengths.len()
    }

    /// Adds a text in its own letters and, if it has Cyrillic, in Latin ones.
    pub fn push(&mut self, own: &Letters, latin: &Letters) {
        let head = |letters: &Letters| {
            let letter = |at| letters.bytes.get(at).copied().unwrap_or(0);
            [letter(0), letter(1)]
        };
        let shorter = match latin.bytes.len() {
            0 => own.bytes.len(),
            n_letters => n_letters.min(own.bytes.len()),
        };
        self.heads.push([head(own), head(latin)]);
        self.lengths.push(shorter.min(255) as u8);
        self.starts.push(own.starts | latin.starts);
    }

    #[inline]
    pub fn of(&self, at: usize) -> Opening {
        Opening {
            heads: self.heads[at],
            n_letters: usize::from(self.lengths[at]),
            starts: self.starts[at],
        }
    }

    pub fn shrink(&mut self) {
        self.heads.shrink_to_fit();
        self.lengths.shrink_to_fit();
        self.starts.shrink_to_fit();
    }

    pub fn n_bytes(&self) -> usize {
        self.heads.capacity() * 4 + self.lengths.capacity() + self.starts.capacity() * 4
    }
}

/// How much a text in Latin letters has of the one before it, which is itself in its own: often all but a word.
struct Patch {
    n_before: u16,
    n_after: u16,
}

impl Patch {
    /// What both have at their beginning, and of the rest at their end.
    fn between(own: &[u8], latin: &[u8]) -> Self {
        let same = |(a, b): &(&u8, &u8)| a == b;
        let n_before = own.iter().zip(latin).take_while(same).count();
        let n_before = n_before.min(usize::from(u16::MAX));
        let rests = own[n_before..]
            .iter()
            .rev()
            .zip(latin[n_before..].iter().rev());
        let n_after = rests.take_while(same).count().min(usize::from(u16::MAX));
        Self {
            n_before: n_before as u16,
            n_after: n_after as u16,
        }
    }

    /// The patch that some bytes begin with, and the others.
    fn split(bytes: &[u8]) -> Option<(Self, &[u8])> {
        let ([a, b, c, d], rest) = bytes.split_first_chunk::<4>()?;
        let patch = Self {
            n_before: u16::from_le_bytes([*a, *b]),
            n_after: u16::from_le_bytes([*c, *d]),
        };
        Some((patch, rest))
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
        if in_latin && let Some(before) = self.len().checked_sub(1) {
            let part = Patch::between(&self.text(before), &text.bytes);
            self.bytes.extend_from_slice(&part.n_before.to_le_bytes());
            self.bytes.extend_from_slice(&part.n_after.to_le_bytes());
            let to = text.bytes.len() - usize::from(part.n_after);
            let own = &text.bytes[usize::from(part.n_before)..to];
            self.bytes.extend_from_slice(own);
        } else {
            self.bytes.extend_from_slice(&text.bytes);
        }
        self.ends.push(self.bytes.len() as u32);
        self.kinds
            .push(weight as u8 | if in_latin { IN_LATIN } else { 0 });
    }

    /// A text; one in Latin letters is put together.
    pub fn text(&self, at: usize) -> Cow<'_, [u8]> {
        let own = self.bytes_of(at);
        if !self.is_in_latin(at) {
            return Cow::Borrowed(own);
        }
        let Some((patch, own)) = Patch::split(own) else {
            return Cow::Borrowed(own);
        };
        let before = self.bytes_of(at - 1);
        let (n_before, n_after) = (usize::from(patch.n_before), usize::from(patch.n_after));
        let parts = [&before[..n_before], own, &before[before.len() - n_after..]];
        Cow::Owned(parts.concat())
    }

    fn bytes_of(&self, at: usize) -> &[u8] {
        &self.bytes[span(&self.ends, at)]
    }

    /// The first and last letter of a text in its own letters as one; 0 for none.
    pub fn touch(&self, at: usize) -> u8 {
        match self.bytes_of(at) {
            [first, .., last] => first ^ last,
            _ => 0,
        }
    }

    /// How many letters a text in its own letters has.
    pub fn n_letters(&self, at: usize) -> usize {
        self.bytes_of(at).len()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_in_latin_letters_is_put_together_of_what_both_have_and_its_own() {
        let mut alphabet = Alphabet::new();
        let mut arena = Arena::default();
        let mut add = |text: &str, in_latin| {
            let mut letters = Letters::default();
            letters.push(text, &mut alphabet);
            arena.push(&letters, Weight::Name, in_latin, String::new);
            letters.bytes
        };
        let texts = [
            ("putin visits москва and leaves", false),
            ("putin visits moskva and leaves", true),
            ("аа", false),
            ("aa", true),
            ("", false),
            ("ь", false),
            ("", true),
            ("anna аnna", false),
            ("anna anna", true),
        ];
        let bytes = texts.map(|(text, in_latin)| add(text, in_latin));
        for (at, bytes) in bytes.into_iter().enumerate() {
            assert_eq!(arena.text(at), bytes, "{}", texts[at].0);
        }
        assert_eq!(arena.bytes_of(1).len(), 4 + "moskva".len());
    }
}
