//! A text taken apart: words with what belongs to them (marks, apostrophes, quotes), and what stands between.
//!
//! Folding, romanising and the skeleton of a text are those of its words, one after another, so a word that comes a
//! thousand times is respelt once. A word with a digit has one spelling only: no variants, no typos.

use crate::text;

/// A part of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part<'a> {
    Word(&'a str),
    Between(&'a str),
}

/// The spellings of a word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Variants {
    /// Folded and, where it is another, in Latin letters; [`words`] of it.
    pub spelt: String,
    pub skeleton: String,
}

/// The parts of a text, in order.
pub(super) fn parts(text: &str) -> impl Iterator<Item = Part<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let is_word = belongs(first);
        let end = rest
            .char_indices()
            .find(|&(_, c)| belongs(c) != is_word)
            .map_or(rest.len(), |(at, _)| at);
        let (part, after) = rest.split_at(end);
        rest = after;
        Some(if is_word {
            Part::Word(part)
        } else {
            Part::Between(part)
        })
    })
}

/// The spellings of a word; `None` for one with a digit.
pub(super) fn variants(word: &str, mongolian: bool) -> Option<Variants> {
    if word.chars().any(char::is_numeric) {
        return None;
    }
    let mut spelt = text::fold(word);
    if text::has_cyrillic(word) {
        spelt.push(' ');
        spelt.push_str(&text::romanise_part(word, mongolian));
    }
    Some(Variants {
        spelt,
        skeleton: text::skeleton_part(word, mongolian),
    })
}

/// Letters and digits without what is between.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// Whether a character is within words: letters, digits, and what a skeleton does not see.
fn belongs(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || matches!(c, '\'' | '`' | '"');
    }
    if c.is_alphanumeric() || matches!(c, 'ʿ' | 'ʾ' | 'ʺ') {
        return true;
    }
    // Marks are folded to nothing, typographic quotes to quotes, `№` to letters.
    let mut is_between = false;
    let mut within = false;
    text::fold_char(c, |folded| {
        is_between = true;
        within |= folded.is_alphanumeric() || matches!(folded, '\'' | '`' | '"');
    });
    within || !is_between
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_text_is_folded_as_its_parts_are(text in "([a-zA-ZčšžÀ-ỹА-яЁёӨөҮү№™ʹ’“.,'\" \u{301}\u{ad}-]|\\PC){0,30}") {
            let mongolian = text::is_mongolian(&text);
            let (mut folded, mut latin, mut bones) = (String::new(), String::new(), Vec::new());
            for part in parts(&text) {
                let (Part::Word(part) | Part::Between(part)) = part;
                folded.push_str(&text::fold(part));
                latin.push_str(&text::romanise_part(part, mongolian));
                bones.push(text::skeleton_part(part, mongolian));
            }
            prop_assert_eq!(folded, text::fold(&text));
            prop_assert_eq!(latin, text::romanise_mapped(&text).text);
            let of_parts: Vec<&str> = bones.iter().flat_map(|part| part.split(' ')).filter(|word| !word.is_empty()).collect();
            let whole = text::skeleton(&text);
            let of_whole: Vec<&str> = whole.split(' ').filter(|word| !word.is_empty()).collect();
            prop_assert_eq!(of_parts, of_whole);
        }
    }
}
