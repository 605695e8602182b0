//! The letters of a text as a reader sees them: extended grapheme clusters (Unicode Standard Annex 29).

use unicode_segmentation::UnicodeSegmentation as _;

/// The graphemes of `text`, with the byte where each begins.
///
/// Where each is one character, as in most texts, no table is asked.
pub(super) fn letters(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let are_single = text.chars().all(is_single);
    let single = are_single.then(|| {
        let characters = text.char_indices();
        characters.map(|(at, character)| (at, &text[at..at + character.len_utf8()]))
    });
    let several = (!are_single).then(|| text.grapheme_indices(true));
    single
        .into_iter()
        .flatten()
        .chain(several.into_iter().flatten())
}

/// A letter or sign of Latin, Greek, Cyrillic or Armenian that no other of them joins. The two characters of a line's end
/// would be one grapheme, and marks join what is before them.
fn is_single(character: char) -> bool {
    matches!(character,
        ' '..'\u{300}' | '\u{370}'..'\u{483}' | '\u{48a}'..'\u{591}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn letters_are_graphemes(text in "([a-zé Ж©\u{ad}]|[\\x00-\u{5ff}]|\r\n|\u{301}|\u{200d}|👩|🇲|각){0,12}") {
            let all: Vec<(usize, &str)> = letters(&text).collect();
            prop_assert_eq!(all, text.grapheme_indices(true).collect::<Vec<_>>());
        }
    }

    #[test]
    fn no_two_single_letters_are_one() {
        let single: Vec<char> = ('\0'..=char::MAX)
            .filter(|&character| is_single(character))
            .collect();
        let mut others = single.iter().cycle().skip(1);
        for &one in &single {
            // Each beside a letter, a sign, itself and the next.
            for other in ['a', '\u{ad}', '©', one, *others.next().expect("more")] {
                let both = format!("{one}{other}");
                assert_eq!(both.graphemes(true).count(), 2, "{both:?}");
            }
        }
    }
}
