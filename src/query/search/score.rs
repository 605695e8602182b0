//! The score of the Skim algorithm, as a fresh `SkimMatcherV2` of `fuzzy-matcher` gives it, at a tenth of its cost.
//!
//! The crate fills a matrix of letters of the word by letters of the text. Only cells where both letters are equal carry
//! anything that cannot be told from the last such cell: between them a gap costs one a letter. So one pass over the text
//! keeps, for each letter of the word, its last match and the best gap since. The crate keeps two rows of its matrix and
//! reads, at the first column of a row, what the row before the last left there; that is part of its score, and so of
//! this one. What it never does is look at what an earlier call left: the tests hold it to a scorer without a past.
//!
//! It knows bytes, one a letter, and two tables of them; what the bytes mean is the alphabet's affair.

use std::ops::Range;

use memchr::{memchr, memrchr};

/// What the crate takes for minus infinity.
const NONE: i32 = i16::MIN as i32;
const MATCH: i32 = 16;
const CONSECUTIVE: i32 = 4;
const GAP_START: i32 = 4;

/// The most letters of a word.
pub(super) const LONGEST_WORD: usize = 64;

/// What a letter earns for the one before it, by that one: after a blank or bracket most, after other signs nearly so.
pub(super) const AFTER: [i8; 256] = after();

/// For each byte the positions in the word where it stands, a bit each.
pub(super) type Places = [u64; 256];

/// Where the letters of a word stand in it. Letters beyond [`LONGEST_WORD`] are not looked for.
pub(super) fn places(word: &[u8]) -> Places {
    let mut places = [0; 256];
    for (at, &byte) in word.iter().take(LONGEST_WORD).enumerate() {
        places[usize::from(byte)] |= 1 << at;
    }
    places
}

/// Scores a word in any text.
#[derive(Debug)]
pub(super) struct Scorer {
    /// The letters of the word that are not of ASCII; they are given bytes in their order.
    letters: Vec<char>,
    word: Vec<u8>,
    places: Box<Places>,
}

impl Scorer {
    pub fn new(word: &str) -> Self {
        let mut letters: Vec<char> = word.chars().filter(|c| !c.is_ascii()).collect();
        letters.sort_unstable();
        letters.dedup();
        let mut own = Self {
            letters,
            word: Vec::new(),
            places: Box::new([0; 256]),
        };
        own.word = own.bytes(word);
        *own.places = places(&own.word);
        own
    }

    /// The score; `None` where the letters do not stand in the text in their order.
    pub fn score(&self, text: &str) -> Option<i32> {
        if text.is_ascii() {
            return score(&self.places, &self.word, text.as_bytes());
        }
        score(&self.places, &self.word, &self.bytes(text))
    }

    fn bytes(&self, text: &str) -> Vec<u8> {
        let byte = |c: char| {
            if c.is_ascii() {
                return c as u8;
            }
            // No word has so many letters that they meet the byte of the others.
            let known = self.letters.binary_search(&c);
            known.map_or(0xff, |at| 0x80 + at as u8)
        };
        text.chars().map(byte).collect()
    }
}

/// One letter of the word while the text goes by. Columns count from one.
#[derive(Clone, Copy)]
struct Row {
    /// Score of the last match, and its column.
    matched: i32,
    column: i32,
    /// Best score with a gap at that column, and at the next.
    skipped: i32,
    next: i32,
    /// What each column more costs.
    decay: i32,
}

impl Row {
    /// What is before the first letter of a word: a gap of always the same score.
    const fn edge(skipped: i32) -> Self {
        Self {
            matched: NONE,
            column: i32::MIN / 2,
            skipped,
            next: skipped,
            decay: 0,
        }
    }

    /// Scores of a match and of a gap at a column not before the last match.
    #[inline]
    fn at(&self, column: i32) -> (i32, i32) {
        let gap = column - self.column;
        let is_here = gap == 0;
        (
            if is_here { self.matched } else { NONE },
            if is_here {
                self.skipped
            } else {
                self.next - (gap - 1) * self.decay
            },
        )
    }
}

/// The score; `None` where the letters do not stand in the text in their order.
///
/// `places` are those of the word, which has a letter at least.
pub(super) fn score(places: &Places, word: &[u8], text: &[u8]) -> Option<i32> {
    let word = &word[..word.len().min(LONGEST_WORD)];
    let n_letters = word.len();
    // Nothing is scored before the first letter, nor after the last.
    let from = memchr(*word.first()?, text)?;
    let to = memrchr(*word.last()?, text)? + 1;
    let part = from..to.max(from);
    // Most words are short, and room for longer ones has its price.
    if n_letters <= 5 {
        score_in::<7>(places, n_letters, text, part)
    } else if n_letters <= 12 {
        score_in::<14>(places, n_letters, text, part)
    } else {
        score_in::<{ LONGEST_WORD + 2 }>(places, n_letters, text, part)
    }
}

/// `ROOM` is two rows more than the word has letters at most.
#[inline]
fn score_in<const ROOM: usize>(
    places: &Places,
    n_letters: usize,
    text: &[u8],
    part: Range<usize>,
) -> Option<i32> {
    /// So many letters of the text are compared before what is the same is looked at: that comes as it likes, and what
    /// cannot be foreseen is slow.
    const STEP: usize = 64;
    let n_letters = n_letters.min(ROOM - 2);
    // The row of a letter is two after its number.
    let mut rows = [Row::edge(NONE); ROOM];
    rows[1] = Row::edge(-1);
    let mut n_open = 0_usize;
    // The letters that may stand at a column: those that are open, and the next.
    let mut open = 1_u64;
    let mut best = NONE;
    let mut from = part.start;
    while from < part.end {
        let some = &text[from..part.end.min(from + STEP)];
        let mut hits = [0_u8; STEP];
        let mut n_hits = 0;
        for (at, &byte) in some.iter().enumerate() {
            hits[n_hits % STEP] = at as u8;
            n_hits += usize::from(places[usize::from(byte)] != 0);
        }
        for &hit in &hits[..n_hits] {
            let at = from + usize::from(hit);
            let here = places[usize::from(text[at])];
            let column = at as i32 + 1;
            let bonus = match at.checked_sub(1) {
                None => 16,
                Some(before) => i32::from(AFTER[usize::from(text[before])]),
            };
            // Later letters first: they ask what the earlier ones had before this column.
            let mut due = here & open;
            while due != 0 {
                let letter = 63 - due.leading_zeros() as usize;
                due ^= 1 << letter;
                let (last_matched, last_skipped) = rows[letter + 1].at(column - 1);
                let matched =
                    MATCH + (last_matched + bonus.max(CONSECUTIVE)).max(last_skipped + bonus);
                let row = &rows[letter + 2];
                let skipped = if letter < n_open {
                    row.next - (column - row.column - 1)
                } else {
                    let (left_matched, left_skipped) = rows[letter].at(column - 1);
                    if letter + 1 == n_letters {
                        best = best.max(left_matched);
                    } else {
                        open |= 2 << letter;
                    }
                    n_open += 1;
                    (left_matched - GAP_START).max(left_skipped - 1)
                };
                rows[letter + 2] = Row {
                    matched,
                    column,
                    skipped,
                    next: (matched - GAP_START).max(skipped - 1),
                    decay: 1,
                };
                if letter + 1 == n_letters {
                    best = best.max(matched);
                }
            }
        }
        from += STEP;
    }
    (n_open == n_letters).then_some(best)
}

const fn after() -> [i8; 256] {
    let mut after = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        after[byte] = match byte as u8 {
            b' ' | b'/' | b'\\' | b'|' | b'(' | b')' | b'[' | b']' | b'{' | b'}' | 0 => 8,
            b'!'..=b'\'' | b'*'..=b'.' | b':'..=b'@' | b'^'..=b'`' | b'~' => 7,
            _ => 0,
        };
        byte += 1;
    }
    after
}

#[cfg(test)]
mod tests {
    use fuzzy_matcher::FuzzyMatcher;
    use proptest::prelude::*;

    use super::super::plain::scorer;
    use super::*;

    fn agrees(text: &str, word: &str) -> Result<(), TestCaseError> {
        let own = score(&places(word.as_bytes()), word.as_bytes(), text.as_bytes()).map(i64::from);
        prop_assert_eq!(
            own,
            scorer().fuzzy_match(text, word),
            "{} in {}",
            word,
            text
        );
        Ok(())
    }

    #[test]
    fn known_scores_are_those_of_the_crate() {
        for (text, word) in [
            ("state visit to moscow", "moscow"),
            ("m o s c o w", "moscow"),
            ("aaa aa a aaaa", "aaa"),
            ("a-b_c.d/e", "abcde"),
            ("abracadabra", "abra"),
            ("x", "y"),
            ("", "y"),
            ("baaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab c", "abc"),
            ("thirty years war", "war"),
        ] {
            agrees(text, word).unwrap_or_else(|error| panic!("{error}"));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn doubled_letters_score_as_in_the_crate(text in "[ab -]{0,40}", word in "[ab-]{1,8}") {
            agrees(&text, &word)?;
        }

        #[test]
        fn all_letters_and_signs_score_as_in_the_crate(text in "[ -@\\[-~]{0,80}", word in "[ -@\\[-~]{1,5}") {
            agrees(&text, &word)?;
        }

        #[test]
        fn long_gaps_score_as_in_the_crate(
            gaps in prop::collection::vec("[abcxyz /]{0,60}", 1..6),
            word in "[abc]{1,12}",
        ) {
            agrees(&gaps.join("cab"), &word)?;
        }
    }
}
