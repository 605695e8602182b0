//! One spelling of a word in the bytes of a segment, and what a text says of it: where it stands, its score, and a bound
//! on that.

use memchr::memchr_iter;
use memchr::memmem::Finder;

use super::alphabet::{Alphabet, is_rare};
use super::arena::{Arena, Letters, Opening};
use super::score::{Places, places, score};
use super::segment::Segment;
use super::word::{Tier, Word, letter_bit, letters_of};

/// One spelling of a word in the bytes of a segment.
#[derive(Debug)]
pub(super) struct Pattern {
    text: String,
    pub bytes: Vec<u8>,
    /// Of its first two letters, for [`Openings`](super::arena::Openings); 0 for none.
    bits: [u32; 2],
    /// Of all letters after the first; `None` where one is a sign.
    later: Option<u32>,
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
pub(super) struct At {
    pub is_named: bool,
    pub start: bool,
    pub end: bool,
}

impl At {
    pub fn of(word: &Word, is_named: bool) -> Self {
        Self {
            is_named,
            start: word.start,
            end: word.end,
        }
    }
}

/// The spellings of a word that can be in a segment.
pub(super) fn patterns(segment: &Segment, word: &Word) -> Vec<Pattern> {
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

pub(super) fn readings<T: Ord>(
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
        let first = text.chars().next().map_or(0, char::len_utf8);
        Self {
            text: text.to_owned(),
            bits: [0, 1].map(|at| text.chars().nth(at).map_or(0, letter_bit)),
            later: is_plain.then(|| letters_of(text.get(first..).unwrap_or_default())),
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
    pub fn place(&self, text: &[u8], alphabet: &Alphabet, at: At) -> Option<Tier> {
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
    pub fn scatters(&self, text: &[u8], alphabet: &Alphabet, word: &Word) -> bool {
        let mut words = text.split(|&byte| !alphabet.is_letter(byte));
        words.any(|own| {
            let begins = own.first() == self.bytes.first();
            !own.is_empty() && word.scatters(begins, self.bytes.len(), || self.score(own))
        })
    }

    pub fn score(&self, text: &[u8]) -> Option<i32> {
        if let [only] = self.bytes[..] {
            return letter_score(only, text);
        }
        score(&self.places, &self.bytes, text)
    }
}

/// What bounds the score of a spelling.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Measure {
    /// The first two letters; the second is 0 where there is none.
    head: [u8; 2],
    /// The bits of both; 0 where a letter has none.
    bits: [u32; 2],
    /// Of all letters after the first; `None` where one is a sign.
    later: Option<u32>,
    /// What the other letters can earn.
    rest: i32,
}

/// What is lost where a letter that does not begin a word is not beside the one before it: 20 is 12 then.
const TORN: i32 = 8;

impl Measure {
    pub fn of(pattern: &Pattern) -> Self {
        Self {
            head: [0, 1].map(|at| pattern.bytes.get(at).copied().unwrap_or(0)),
            bits: pattern.bits,
            later: pattern.later,
            rest: pattern.step * (pattern.bytes.len() as i32 - 1),
        }
    }

    /// The score at most of a text that has it. The first letter counts most at the start of the text, and more at the
    /// start of a word than within; a letter beside its neighbour is worth 20, and 24 after a sign; one that stands
    /// alone is worth no more. Where the first begins the text and the second does not follow, that gap costs as much as
    /// was won, unless the second begins a word.
    ///
    /// In a text where it is known to be `torn`, never all letters side by side, some letter after a gap must begin a
    /// word, or more is lost.
    #[inline]
    pub fn score(&self, opening: Opening, torn: bool) -> i32 {
        let [first, second] = self.bits;
        let may_begin = |bit: u32| bit == 0 || opening.starts & bit != 0;
        let [own, latin] = opening.heads;
        let begins = own[0] == self.head[0] || latin[0] == self.head[0];
        let is_head = own == self.head || latin == self.head;
        let goes_on = self.head[1] == 0 || is_head || may_begin(second);
        let first = if begins && goes_on {
            31
        } else if begins || may_begin(first) {
            23
        } else {
            15
        };
        let is_within = |later: u32| opening.starts & later == 0;
        let lost = if torn && self.later.is_some_and(is_within) {
            TORN
        } else {
            0
        };
        first + self.rest - lost
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
