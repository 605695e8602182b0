//! Which letters of a text, as it is displayed, a query matched.

use std::ops::Range;

use fuzzy_matcher::FuzzyMatcher;

use crate::text::{self, Folded};

use super::record::Text;
use super::word::{LONGEST_TEXT, Word, is_alike, scorer, starts_word};

impl Text {
    /// Bytes of the displayed text that the words matched: whole graphemes, in order, neighbours joined.
    pub fn ranges(&self, words: &[Word]) -> Vec<Range<usize>> {
        let folded = text::fold_mapped(&self.shown);
        let latin = text::has_cyrillic(&self.shown).then(|| text::romanise_mapped(&self.shown));
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for word in words {
            let tries = [
                (Some(&folded), &word.folded.text),
                (latin.as_ref(), &word.latin.text),
                (Some(&folded), &word.latin.text),
            ];
            let by = |find: &dyn Fn(&Folded, &str) -> Option<Vec<usize>>| {
                tries.into_iter().find_map(|(text, word)| {
                    let text = text?;
                    find(text, word).map(|letters| text.ranges(letters))
                })
            };
            // A spelling of its own has no letter-by-letter mapping: the whole word is marked.
            let found = by(&|text, word| standing(&text.text, word)).or_else(|| {
                let is_variant = self.skeleton_has(word);
                is_variant.then(|| self.skeleton_range(word).into_iter().collect())
            });
            if word.is_literal() {
                ranges.extend(found.unwrap_or_default());
                continue;
            }
            let found = found.or_else(|| by(&|text, word| scattered(&text.text, word)));
            let found = found.or_else(|| {
                let is_typo = self.has_typo(word);
                is_typo.then(|| self.skeleton_range(word).into_iter().collect())
            });
            ranges.extend(found.unwrap_or_default());
        }
        ranges.sort_by_key(|range| range.start);
        let mut joined: Vec<Range<usize>> = Vec::new();
        for range in ranges {
            match joined.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => joined.push(range),
            }
        }
        joined
    }

    /// The displayed word whose skeleton matched: its variants have no letter-by-letter mapping.
    fn skeleton_range(&self, word: &Word) -> Option<Range<usize>> {
        let mut start = 0;
        let mut best: Option<(usize, Range<usize>)> = None;
        for part in self.shown.split_inclusive(|c: char| !c.is_alphanumeric()) {
            let trimmed = part.trim_end_matches(|c: char| !c.is_alphanumeric());
            let own = text::skeleton(trimmed);
            let distance = if own.starts_with(&word.skeleton) {
                0
            } else {
                strsim::damerau_levenshtein(&own, &word.skeleton)
            };
            if !trimmed.is_empty() && best.as_ref().is_none_or(|(least, _)| distance < *least) {
                best = Some((distance, start..start + trimmed.len()));
            }
            start += part.len();
        }
        best.map(|(_, range)| range)
    }
}

/// Letters of a folded text where a word stands as it is, at the start of a word if it does anywhere.
fn standing(text: &str, word: &str) -> Option<Vec<usize>> {
    let at = text
        .match_indices(word)
        .map(|(at, _)| at)
        .min_by_key(|&at| (!starts_word(text, at), at))?;
    let from = text[..at].chars().count();
    Some((from..from + word.chars().count()).collect())
}

/// Letters of a folded text over which the crate scatters a word.
fn scattered(text: &str, word: &str) -> Option<Vec<usize>> {
    let cut: String = text.chars().take(LONGEST_TEXT).collect();
    let (score, letters) = scorer().fuzzy_indices(&cut, word)?;
    is_alike(score, word).then_some(letters)
}
