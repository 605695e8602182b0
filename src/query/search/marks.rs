//! Which letters of a text, as it is displayed, a query matched.

use std::ops::Range;

use fuzzy_matcher::FuzzyMatcher;

use crate::model::{Entity, History};
use crate::text::{self, Folded};

use super::plain::{crate_score, has_skeleton, has_typo, scorer};
use super::record::{self, LONGEST_TEXT, Told};
use super::token::{self, Part, Variants};
use super::word::{Word, starts_word};
use super::{Hit, Query, What};

/// The words of a query, whose letters are marked in what it found.
#[derive(Debug)]
pub struct Marks(Vec<Word>);

impl Marks {
    /// The words of a query.
    pub fn of(query: &Query) -> Self {
        let words = query.terms().filter_map(|term| match &term.what {
            What::Text {
                text,
                exact,
                start,
                end,
            } if !term.negated => Some(Word::new(text, *exact, *start, *end)),
            _ => None,
        });
        Self(words.collect())
    }

    /// A record that was found, with the letters that matched.
    pub fn hit(&self, history: &History, entity: Entity) -> Hit {
        hit(history, entity, &self.0)
    }
}

impl Hit {
    /// A record that was found, whatever matched.
    pub(super) fn unmarked(history: &History, entity: Entity) -> Self {
        Self {
            entity,
            title: history.title(entity).to_owned(),
            ranges: Vec::new(),
            alias: None,
            is_marked: false,
        }
    }
}

fn hit(history: &History, entity: Entity, words: &[Word]) -> Hit {
    let title = history.title(entity);
    let ranges = ranges(title, words);
    let mut alias: Option<(String, Vec<Range<usize>>)> = None;
    if ranges.is_empty() {
        let length = |ranges: &[Range<usize>]| ranges.iter().map(ExactSizeIterator::len).sum();
        let mut most = 1_usize;
        let mut consider = |text: &str| {
            let ranges = self::ranges(text, words);
            if length(&ranges) >= most {
                most = length(&ranges);
                alias = Some((text.to_owned(), ranges));
            }
        };
        consider(history.text_id(entity));
        record::texts(history, entity, |told, text| {
            if told == Told::Alias {
                consider(text);
            }
        });
    }
    Hit {
        entity,
        title: title.to_owned(),
        ranges,
        alias,
        is_marked: true,
    }
}

/// Bytes of a displayed text that the words matched: whole graphemes, in order, neighbours joined.
fn ranges(shown: &str, words: &[Word]) -> Vec<Range<usize>> {
    let shown = match shown.char_indices().nth(LONGEST_TEXT) {
        Some((end, _)) => &shown[..end],
        None => shown,
    };
    let folded = text::fold_mapped(shown);
    let latin = text::has_cyrillic(shown).then(|| text::romanise_mapped(shown));
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for word in words {
        let tries = [
            (Some(&folded), &word.folded),
            (latin.as_ref(), &word.latin),
            (word.crosses().then_some(&folded), &word.latin),
        ];
        let by = |find: &dyn Fn(&Folded, &str) -> Option<Vec<usize>>| {
            tries.into_iter().find_map(|(text, word)| {
                let text = text?;
                find(text, word).map(|letters| text.ranges(letters))
            })
        };
        let found = by(&|text, word| standing(&text.text, word));
        if word.is_literal() {
            ranges.extend(found.unwrap_or_default());
            continue;
        }
        // A spelling of its own has no letter-by-letter mapping: the whole word is marked.
        let respelt = |is_variant| respelt(shown, word, is_variant).map(|own| Vec::from([own]));
        let found = found
            .or_else(|| respelt(has_skeleton))
            .or_else(|| by(&|text, typed| scattered(&text.text, typed, word)))
            .or_else(|| respelt(has_typo));
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

/// The displayed word that is another spelling of what was typed.
fn respelt(
    shown: &str,
    word: &Word,
    is_variant: fn(&Variants, &Word) -> bool,
) -> Option<Range<usize>> {
    let mongolian = text::is_mongolian(shown);
    let mut start = 0;
    for part in token::parts(shown) {
        let (Part::Word(text) | Part::Between(text)) = part;
        if let Part::Word(own) = part
            && token::variants(own, mongolian).is_some_and(|own| is_variant(&own, word))
        {
            return Some(start..start + text.len());
        }
        start += text.len();
    }
    None
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

/// Letters of a folded text over which the crate scatters what was typed, all of them in one word.
fn scattered(text: &str, typed: &str, word: &Word) -> Option<Vec<usize>> {
    token::words(text).find_map(|own| {
        if !word.scatters_over(own, typed, || crate_score(own, typed)) {
            return None;
        }
        let (_, letters) = scorer().fuzzy_indices(own, typed)?;
        let start = own.as_ptr() as usize - text.as_ptr() as usize;
        let before = text[..start].chars().count();
        Some(letters.into_iter().map(|at| before + at).collect())
    })
}
