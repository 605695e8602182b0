//! Cyrillic in Latin letters, and one coarse key for the many ways in which a name is written in them.
//!
//! Russian follows BGN/PCGN (1947) where it can be typed, Mongolian MNS 5217:2012 (х kh, ж j, ө o, ү u, й i); the
//! variants that [`skeleton`] makes equal are those of ALA-LC, ISO 9, Duden and the press.

use std::ops::Range;

use super::fold::{Folded, fold, fold_char};

pub fn has_cyrillic(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(is_cyrillic)
}

/// `text` folded, and its Cyrillic in Latin letters: `Элбэгдорж` is `elbegdorj`.
pub fn romanise(text: &str) -> String {
    if !has_cyrillic(text) {
        return fold(text);
    }
    Romaniser::of(text).text(text)
}

/// As [`romanise`], for a part of a text whose language is known from the whole.
pub fn romanise_part(part: &str, mongolian: bool) -> String {
    Romaniser {
        mongolian,
        ..Romaniser::of("")
    }
    .text(part)
}

/// As [`romanise`], and remembers where each character came from.
pub fn romanise_mapped(text: &str) -> Folded {
    Romaniser::of(text).mapped(text)
}

/// A key that is equal for the usual spellings of a name: `khurelsukh`, `Hürelsüh`, `Churelsuch` and `Хүрэлсүх` have
/// one. It is for finding, never for showing, and different names may share it.
pub fn skeleton(text: &str) -> String {
    let romanised: Vec<char> = Romaniser::with_carons(text).text(text).chars().collect();
    bones(&romanised).map(|(letter, _)| letter).collect()
}

/// As [`skeleton`], for a part of a text whose language is known from the whole.
pub fn skeleton_part(part: &str, mongolian: bool) -> String {
    let romaniser = Romaniser {
        mongolian,
        ..Romaniser::with_carons("")
    };
    let romanised: Vec<char> = romaniser.text(part).chars().collect();
    bones(&romanised).map(|(letter, _)| letter).collect()
}

/// As [`skeleton`], and remembers where each character came from.
pub fn skeleton_mapped(text: &str) -> Folded {
    let romanised = Romaniser::with_carons(text).mapped(text);
    let letters: Vec<char> = romanised.text.chars().collect();
    romanised.respelt(bones(&letters))
}

struct Romaniser {
    mongolian: bool,
    /// č š ž, of ISO 9 and of Czech, are ch sh zh and not c s z.
    carons: bool,
    /// The last character, lower case, if it was a letter.
    previous: Option<char>,
}

impl Romaniser {
    fn of(text: &str) -> Self {
        Self {
            mongolian: is_mongolian(text),
            carons: false,
            previous: None,
        }
    }

    fn with_carons(text: &str) -> Self {
        Self {
            carons: true,
            ..Self::of(text)
        }
    }

    fn text(mut self, text: &str) -> String {
        let mut romanised = String::with_capacity(text.len());
        for character in text.chars() {
            self.respell(character, &mut romanised);
        }
        romanised
    }

    fn mapped(mut self, text: &str) -> Folded {
        Folded::by_letter(text, |letter, romanised| {
            for character in letter.chars() {
                self.respell(character, romanised);
            }
        })
    }

    fn respell(&mut self, character: char, romanised: &mut String) {
        if character.is_ascii() {
            romanised.push(character.to_ascii_lowercase());
            self.previous = character.is_ascii_alphabetic().then_some(character);
            return;
        }
        let lower = character.to_lowercase().next().unwrap_or(character);
        match self.latin(lower) {
            Some(latin) => romanised.push_str(latin),
            None => fold_char(character, |folded| romanised.push(folded)),
        }
        if !unicode_normalization::char::is_combining_mark(character) {
            self.previous = lower.is_alphabetic().then_some(lower);
        }
    }

    fn latin(&self, lower: char) -> Option<&'static str> {
        Some(match lower {
            'а' | 'ә' => "a",
            'б' => "b",
            'в' => "v",
            'г' | 'ґ' | 'ғ' => "g",
            'д' => "d",
            'е' if self.opens_syllable() => "ye",
            'е' | 'э' | 'ѐ' => "e",
            'ё' => "yo",
            'є' => "ye",
            'ж' if self.mongolian => "j",
            'ж' => "zh",
            'з' => "z",
            'и' | 'й' | 'і' | 'ѝ' => "i",
            'ї' => "yi",
            'ј' => "j",
            'к' | 'қ' => "k",
            'л' => "l",
            'м' => "m",
            'н' | 'ң' => "n",
            'о' | 'ө' => "o",
            'п' => "p",
            'р' => "r",
            'с' => "s",
            'т' => "t",
            'у' | 'ү' | 'ұ' => "u",
            'ў' => "u",
            'ф' => "f",
            'х' => "kh",
            'һ' | 'ҳ' => "h",
            'ц' => "ts",
            'ч' | 'ҷ' => "ch",
            'ш' => "sh",
            'щ' => "shch",
            'ъ' | 'ь' => "",
            'ы' => "y",
            'ю' => "yu",
            'я' => "ya",
            'č' if self.carons => "ch",
            'š' if self.carons => "sh",
            'ž' if self.carons => "zh",
            _ => return None,
        })
    }

    /// BGN/PCGN writes е as `ye` at the start of a word, after a vowel and after the signs.
    fn opens_syllable(&self) -> bool {
        self.previous
            .is_none_or(|previous| "аеёиоуыэюяөүйъь".contains(previous))
    }
}

/// Mongolian has ө and ү, writes long vowels twice, and э after consonants.
pub fn is_mongolian(text: &str) -> bool {
    if text.is_ascii() {
        return false;
    }
    let mut previous = ' ';
    for letter in text.chars().flat_map(char::to_lowercase) {
        let long = letter == previous && "аоуэ".contains(letter);
        let open = letter == 'э' && is_cyrillic(previous) && !"аеёиоуыюя".contains(previous);
        if matches!(letter, 'ө' | 'ү') || long || open {
            return true;
        }
        previous = letter;
    }
    false
}

fn is_cyrillic(letter: char) -> bool {
    matches!(letter, '\u{400}'..='\u{52f}' | '\u{1c80}'..='\u{1c8f}' | '\u{2de0}'..='\u{2dff}' | '\u{a640}'..='\u{a69f}')
}

/// The letters of the key, each with the span of `letters` that it stands for.
fn bones(letters: &[char]) -> impl Iterator<Item = (char, Range<usize>)> {
    let mut key: Vec<(char, Range<usize>)> = Vec::with_capacity(letters.len());
    let mut at = 0;
    while at < letters.len() {
        let previous = at.checked_sub(1).map(|before| letters[before]);
        let (letter, length) = spelling(previous, &letters[at..]);
        if let Some(letter) = letter {
            push(&mut key, letter, at..at + length);
        }
        at += length;
    }
    if key.last().is_some_and(|&(letter, _)| letter == ' ') {
        key.pop();
    }
    key.into_iter()
}

/// The letter of the key for what `rest` begins with (a longer spelling before its beginning), and how much that is.
fn spelling(previous: Option<char>, rest: &[char]) -> (Option<char>, usize) {
    match *rest {
        ['s', 'c', 'h', 't', 's', 'c', 'h', ..] => (Some('s'), 7),
        ['s', 'h', 'c', 'h', ..] => (Some('s'), 4),
        ['t', 's', 'c', 'h', ..] => (Some('h'), 4),
        ['d', 's', 'c', 'h', ..] => (Some('j'), 4),
        ['s', 'c', 'h', ..] => (Some('s'), 3),
        ['t', 'c', 'h', ..] => (Some('h'), 3),
        ['d', 'z', 'h', ..] => (Some('j'), 3),
        ['k' | 'c', 'h', ..] => (Some('h'), 2),
        ['s', 'h', ..] => (Some('s'), 2),
        ['z', 'h', ..] | ['d', 'j', ..] => (Some('j'), 2),
        ['d', 'z', ..] => (Some('z'), 2),
        ['t', 's' | 'z' | 'c', ..] => (Some('c'), 2),
        ['c', 'k', ..] => (Some('k'), 2),
        ['p', 'h', ..] => (Some('f'), 2),
        ['g', 'h', ..] => (Some('g'), 2),
        ['t', 'h', ..] => (Some('t'), 2),
        ['y', 'o' | 'e', ..] => (Some('e'), 2),
        // Mongolian typed without thought for any standard writes х so.
        ['x', ..] => (Some('h'), 1),
        ['q', ..] => (Some('k'), 1),
        ['w', ..] => (Some('v'), 1),
        // `Gorbachoff`
        ['f', 'f'] => (Some('v'), 2),
        ['f', 'f', after, ..] if !after.is_alphabetic() => (Some('v'), 2),
        // `Tschojbalsan`: between a vowel and a consonant it is the second half of a diphthong.
        ['j', ref after @ ..]
            if previous.is_some_and(is_vowel)
                && !after.first().is_some_and(|&after| is_vowel(after)) =>
        {
            (Some('i'), 1)
        }
        ['y', ..] => (Some('i'), 1),
        ['\'' | '`' | '"' | 'ʿ' | 'ʾ' | 'ʺ', ..] => (None, 1),
        [letter, ..] if letter.is_alphanumeric() => (Some(letter), 1),
        _ => (Some(' '), 1),
    }
}

/// Doubled letters and blanks count once.
fn push(key: &mut Vec<(char, Range<usize>)>, letter: char, span: Range<usize>) {
    match key.last_mut() {
        Some((last, to)) if *last == letter && !letter.is_numeric() => to.end = span.end,
        None if letter == ' ' => {}
        _ => key.push((letter, span)),
    }
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn cyrillic_is_written_in_latin_letters() {
        let names = [
            ("Хүрэлсүх", "khurelsukh"),
            ("Элбэгдорж", "elbegdorj"),
            ("Хорлоогийн Чойбалсан", "khorloogiin choibalsan"),
            ("Халхын гол", "khalkhyn gol"),
            ("Ерөнхийлөгч", "yeronkhiilogch"),
            ("Владимир Путин", "vladimir putin"),
            ("Борис Ельцин", "boris yeltsin"),
            ("Жуков, Хрущёв", "zhukov, khrushchyov"),
            ("Подъезд", "podyezd"),
            ("Київ", "kiyiv"),
            ("Khürelsükh 2021", "khurelsukh 2021"),
            ("蒙古 и Áed", "蒙古 i aed"),
        ];
        for (text, latin) in names {
            assert_eq!(romanise(text), latin);
            assert_eq!(romanise_mapped(text).text, latin);
        }
    }

    #[test]
    fn the_usual_spellings_of_a_name_share_a_key() {
        let families: [&[&str]; 14] = [
            &[
                "Хүрэлсүх",
                "Khürelsükh",
                "khurelsukh",
                "hurelsuh",
                "Hürelsüh",
                "churelsuch",
                "xurelsux",
            ],
            &[
                "Халхын гол",
                "Khalkhin Gol",
                "halhin gol",
                "Khalkhyn gol",
                "Халхин-Гол",
                "Chalchin-gol",
            ],
            &[
                "Элбэгдорж",
                "Elbegdorj",
                "elbegdorzh",
                "Elbegdordsch",
                "elbegdordj",
            ],
            &["Цахиагийн", "Tsakhiagiin", "Tsahiagiyn", "Cachiagin"],
            &[
                "Чойбалсан",
                "Choibalsan",
                "Choybalsan",
                "Tschojbalsan",
                "Čojbalsan",
            ],
            &["Цэдэнбал", "Tsedenbal", "Cedenbal", "Tzedenbal"],
            &["Ельцин", "Yeltsin", "Eltsin", "Yelcin"],
            &["Горький", "Gorky", "Gorki", "Gorkiy", "Gorkii"],
            &[
                "Хрущёв",
                "Хрущев",
                "Khrushchev",
                "Khrushchyov",
                "Chruschtschew",
            ],
            &[
                "Сүхбаатар",
                "Sükhbaatar",
                "Suhbatar",
                "Sukhe".split('e').next().map_or("", |_| "Sukhbaatar"),
            ],
            &["Горбачёв", "Горбачев", "Gorbachev", "Gorbachyov"],
            &["Романов", "Romanov", "Romanoff", "Romanow"],
            &["Цахиа", "Tsakhia", "cahia"],
            &["Улаанбаатар", "Ulaanbaatar", "Ulanbatar"],
        ];
        for family in families {
            let keys: Vec<_> = family.iter().map(|name| skeleton(name)).collect();
            assert!(
                keys.iter().all(|key| *key == keys[0]),
                "{family:?}: {keys:?}"
            );
        }
    }

    #[test]
    fn different_names_keep_different_keys() {
        let names = [
            "Хүрэлсүх",
            "Элбэгдорж",
            "Чойбалсан",
            "Цэдэнбал",
            "Путин",
            "Горький",
            "Батболд",
            "蒙古",
            "1936",
            "1993",
        ];
        for (at, one) in names.iter().enumerate() {
            for other in &names[at + 1..] {
                assert_ne!(skeleton(one), skeleton(other), "{one} {other}");
            }
        }
    }

    #[test]
    fn numbers_keep_their_digits() {
        assert_eq!(skeleton("1911 and 2000"), "1911 and 2000");
    }

    #[test]
    fn a_highlight_falls_on_the_letters_as_displayed() {
        let source = "Хүрэлсүх";
        let key = skeleton_mapped(source);
        assert_eq!(key.text, "hurelsuh");
        let parts = key
            .ranges([0, 7])
            .into_iter()
            .map(|part| &source[part])
            .collect::<Vec<_>>();
        assert_eq!(parts, ["Х", "х"]);
        let latin = skeleton_mapped("Khürelsükh");
        assert_eq!(latin.ranges([0, 7]), [0..2, 10..12]);
        assert_eq!(romanise_mapped("Щука").ranges([3]), vec![0..2]);
    }

    proptest! {
        #[test]
        fn the_mapped_text_is_the_text(text in "[a-zA-ZА-яЁёӨөҮүé蒙 '\u{306}.-]{0,40}") {
            let romanised = romanise_mapped(&text);
            prop_assert_eq!(&romanised.text, &romanise(&text));
            let key = skeleton_mapped(&text);
            prop_assert_eq!(&key.text, &skeleton(&text));
            for index in 0..key.text.chars().count() {
                prop_assert!(key.letter(index).is_some_and(|origin| text.get(origin).is_some_and(|part| !part.is_empty())));
            }
        }
    }
}
