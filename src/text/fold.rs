//! One spelling for a word and its variants in the same script: compatibility decomposition (NFKD, Unicode Standard
//! Annex 15), marks off, lower case, and the letters that Unicode does not take apart (ł ø đ ß æ œ ı, and the ө ү of
//! Mongolian, which are often typed as о у).

use std::{ops::Range, sync::LazyLock};

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::columns::is_plain;
use super::letters::letters;

/// A text in another spelling, and for each of its characters the letter of the source that it came from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Folded {
    pub text: String,
    /// One a character of `text`: the grapheme of the source that it came from, in bytes.
    pub origin: Vec<(u32, u32)>,
}

/// `text` without marks and case.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_ascii() {
            folded.push(character.to_ascii_lowercase());
        } else {
            fold_char(character, |character| folded.push(character));
        }
    }
    folded
}

/// As [`fold`], and remembers where each character came from.
pub fn fold_mapped(text: &str) -> Folded {
    if is_plain(text) {
        let spans = (0..text.len() as u32).map(|start| (start, start + 1));
        return Folded {
            text: text.to_ascii_lowercase(),
            origin: spans.collect(),
        };
    }
    Folded::by_letter(text, |letter, folded| {
        for character in letter.chars() {
            fold_char(character, |character| folded.push(character));
        }
    })
}

/// The characters that `character` is folded to: none for a mark, several for `ß`.
pub fn fold_char(character: char, mut each: impl FnMut(char)) {
    if character.is_ascii() {
        return each(character.to_ascii_lowercase());
    }
    match tabled(character) {
        Some(Fold::One(folded)) => each(folded),
        Some(Fold::Nothing) => {}
        Some(Fold::Several) | None => fold_char_slowly(character, &mut each),
    }
}

impl Folded {
    /// The bytes of the source that gave the character at `index` (counted in characters): a whole grapheme.
    pub fn letter(&self, index: usize) -> Option<Range<usize>> {
        self.origin
            .get(index)
            .map(|&(start, end)| start as usize..end as usize)
    }

    /// The ranges of the source behind these characters (ascending), whole graphemes, neighbours joined.
    pub fn ranges(&self, indices: impl IntoIterator<Item = usize>) -> Vec<Range<usize>> {
        let mut parts: Vec<Range<usize>> = Vec::new();
        for part in indices.into_iter().filter_map(|index| self.letter(index)) {
            match parts.last_mut() {
                Some(last) if part.start <= last.end => last.end = last.end.max(part.end),
                _ => parts.push(part),
            }
        }
        parts
    }

    /// Applies `respell` to one grapheme after another.
    pub(super) fn by_letter(text: &str, mut respell: impl FnMut(&str, &mut String)) -> Self {
        let mut folded = Self {
            text: String::with_capacity(text.len()),
            origin: Vec::with_capacity(text.len()),
        };
        for (start, letter) in letters(text) {
            let before = folded.text.len();
            respell(letter, &mut folded.text);
            let count = folded.text[before..].chars().count();
            let span = (start as u32, (start + letter.len()) as u32);
            folded.origin.extend(std::iter::repeat_n(span, count));
        }
        folded
    }

    /// A text made from this one, each character with the span of this one's characters that gave it.
    pub(super) fn respelt(&self, letters: impl Iterator<Item = (char, Range<usize>)>) -> Self {
        let mut respelt = Self::default();
        for (letter, from) in letters {
            let Some(&(start, _)) = self.origin.get(from.start) else {
                continue;
            };
            let Some(&(_, end)) = self.origin.get(from.end.saturating_sub(1).max(from.start))
            else {
                continue;
            };
            respelt.text.push(letter);
            respelt.origin.push((start, end));
        }
        respelt
    }
}

#[derive(Clone, Copy)]
enum Fold {
    One(char),
    Nothing,
    Several,
}

/// Latin, Greek, marks and Cyrillic, then the Latin letters with marks of Vietnamese and Irish.
const TABLED: [Range<u32>; 2] = [0x80..0x530, 0x1e00..0x1f00];

static TABLE: LazyLock<Vec<Fold>> = LazyLock::new(|| {
    let code_points = TABLED.into_iter().flatten();
    code_points
        .filter_map(char::from_u32)
        .map(|character| {
            let mut folded = Vec::new();
            fold_char_slowly(character, &mut |character| folded.push(character));
            match folded[..] {
                [] => Fold::Nothing,
                [one] => Fold::One(one),
                _ => Fold::Several,
            }
        })
        .collect()
});

fn tabled(character: char) -> Option<Fold> {
    let code = u32::from(character);
    let [low, high] = &TABLED;
    let index = if low.contains(&code) {
        code - low.start
    } else if high.contains(&code) {
        code - high.start + (low.end - low.start)
    } else {
        return None;
    };
    TABLE.get(index as usize).copied()
}

fn fold_char_slowly(character: char, each: &mut impl FnMut(char)) {
    for part in std::iter::once(character)
        .nfkd()
        .filter(|&part| !is_combining_mark(part))
    {
        for lower in part
            .to_lowercase()
            .filter(|&lower| !is_combining_mark(lower))
        {
            match respelt(lower) {
                Some(letters) => letters.chars().for_each(&mut *each),
                None => each(lower),
            }
        }
    }
}

/// Letters that have no decomposition, in the spelling of those who lack the key.
fn respelt(lower: char) -> Option<&'static str> {
    Some(match lower {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ð' | 'đ' | 'ɖ' | 'ɗ' => "d",
        'ł' | 'ƚ' | 'ɫ' => "l",
        'ø' | 'ɵ' | 'ɔ' => "o",
        'ı' | 'ɨ' => "i",
        'ħ' => "h",
        'ŋ' | 'ɲ' => "n",
        'ŧ' => "t",
        'ĸ' | 'ƙ' => "k",
        'ə' | 'ǝ' | 'ɛ' => "e",
        'ƒ' => "f",
        'ƀ' | 'ɓ' => "b",
        'ɠ' => "g",
        'ʉ' => "u",
        'ʒ' | 'ƶ' => "z",
        'ς' => "σ",
        'ө' => "о",
        'ү' | 'ұ' => "у",
        'қ' => "к",
        'ғ' | 'ґ' => "г",
        'ң' => "н",
        'һ' | 'ҳ' => "х",
        'ҷ' => "ч",
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => "-",
        '‘' | '’' | '‛' | 'ʼ' | 'ʻ' | 'ʹ' | '´' | '′' => "'",
        '“' | '”' | '„' | '«' | '»' => "\"",
        '\u{200c}' | '\u{200d}' | '\u{ad}' | '\u{feff}' | '\u{200b}' => "",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation as _;

    use super::*;

    #[test]
    fn marks_and_case_go() {
        let folds = [
            ("Khürelsükh", "khurelsukh"),
            ("Áed mac Cináeda", "aed mac cinaeda"),
            ("İnönü ISPARTA ısı", "inonu isparta isi"),
            ("Хүрэлсүх Өвөрхангай", "хурэлсух оворхангаи"),
            ("Фёдоров", "федоров"),
            ("Łódź Øresund Đà ẞ Æ œ", "lodz oresund da ss ae oe"),
            ("ﬁn Ⅻ ２０", "fin xii 20"),
            ("蒙古", "蒙古"),
            ("Mongolia–Russia’s", "mongolia-russia's"),
            ("ΟΔΟΣ Ὀδυσσεύς", "οδοσ οδυσσευσ"),
        ];
        for (text, folded) in folds {
            assert_eq!(fold(text), folded);
            assert_eq!(fold_mapped(text).text, folded);
        }
    }

    #[test]
    fn composed_and_decomposed_are_one() {
        assert_eq!(fold("й ё é"), fold("и\u{306} е\u{308} e\u{301}"));
    }

    #[test]
    fn a_highlight_falls_on_whole_letters_of_the_source() {
        let source = "Ka\u{308}ßmöller";
        let folded = fold_mapped(source);
        assert_eq!(folded.text, "kassmoller");
        let marked = |indices: &[usize]| -> Vec<&str> {
            folded
                .ranges(indices.iter().copied())
                .into_iter()
                .map(|part| &source[part])
                .collect()
        };
        assert_eq!(marked(&[1]), ["a\u{308}"]);
        assert_eq!(marked(&[2, 3]), ["ß"]);
        assert_eq!(marked(&[0, 1, 5]), ["Ka\u{308}", "ö"]);
        assert_eq!(marked(&[99]), [""; 0]);
    }

    #[test]
    fn the_table_says_what_the_slow_way_says() {
        for character in (0..0x2000).filter_map(char::from_u32) {
            let (mut fast, mut slow) = (String::new(), String::new());
            fold_char(character, |folded| fast.push(folded));
            fold_char_slowly(character, &mut |folded| slow.push(folded));
            assert_eq!(fast, slow, "U+{:04X}", u32::from(character));
        }
    }

    proptest! {
        #[test]
        fn every_character_comes_from_a_letter_of_the_source(text in "\\PC{0,40}") {
            let folded = fold_mapped(&text);
            prop_assert_eq!(&folded.text, &fold(&text));
            let mut last = 0;
            for index in 0..folded.text.chars().count() {
                let origin = folded.letter(index).expect("one a character");
                prop_assert!(text.get(origin.clone()).is_some_and(|letter| letter.graphemes(true).count() == 1));
                prop_assert!(last <= origin.start);
                last = origin.start;
            }
            prop_assert_eq!(folded.letter(folded.text.chars().count()), None);
        }

        #[test]
        fn folding_again_changes_nothing(text in "[a-zA-ZÀ-ỹА-яЁёӨөҮү .'-]{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
