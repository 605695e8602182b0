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
    let mut romaniser = Romaniser::of(text);
    let mut romanised = String::with_capacity(text.len());
    for character in text.chars() {
        romaniser.respell(character, &mut romanised);
    }
    romanised
}

/// As [`romanise`], and remembers where each character came from.
pub fn romanise_mapped(text: &str) -> Folded {
    let mut romaniser = Romaniser::of(text);
    Folded::by_letter(text, |letter, romanised| {
        for character in letter.chars() {
            romaniser.respell(character, romanised);
        }
    })
}

/// A key that is equal for the usual spellings of a name: `khurelsukh`, `Hürelsüh`, `Churelsuch` and `Хүрэлсүх` have
/// one. It is for finding, never for showing, and different names may share it.
pub fn skeleton(text: &str) -> String {
    let romanised: Vec<char> = romanise(text).chars().collect();
    bones(&romanised).map(|(letter, _)| letter).collect()
}

/// As [`skeleton`], and remembers where each character came from.
pub fn skeleton_mapped(text: &str) -> Folded {
    let romanised = romanise_mapped(text);
    let letters: Vec<char> = romanised.text.chars().collect();
    romanised.respelt(bones(&letters))
}

struct Romaniser {
    mongolian: bool,
    /// The last character, lower case, if it was a letter.
    previous: Option<char>,
}

impl Romaniser {
    fn of(text: &str) -> Self {
        Self {
            mongolian: is_mongolian(text),
            previous: None,
        }
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
fn is_mongolian(text: &str) -> bool {
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

/// Spellings and the one letter that stands for all of them. A longer spelling comes before its beginning.
const SPELLINGS: [(&str, &str); 36] = [
    ("shch", "s"),
    ("tsch", "h"),
    ("sch", "s"),
    ("tch", "h"),
    ("dzh", "j"),
    ("kh", "h"),
    ("ch", "h"),
    ("sh", "s"),
    ("zh", "j"),
    ("dj", "j"),
    ("dz", "z"),
    ("ts", "c"),
    ("tz", "c"),
    ("tc", "c"),
    ("ck", "k"),
    ("ph", "f"),
    ("gh", "g"),
    ("th", "t"),
    ("yo", "e"),
    ("ye", "e"),
    ("x", "h"),
    ("q", "k"),
    ("w", "v"),
    ("y", "i"),
    ("'", ""),
    ("`", ""),
    ("č", "h"),
    ("š", "s"),
    ("ž", "j"),
    ("ts'", "c"),
    ("ʿ", ""),
    ("ʾ", ""),
    ("\"", ""),
    ("·", " "),
    ("ʺ", ""),
    ("ъ", ""),
];

/// The letters of the key, each with the span of `letters` that it stands for.
fn bones(letters: &[char]) -> impl Iterator<Item = (char, Range<usize>)> {
    let mut key: Vec<(char, Range<usize>)> = Vec::with_capacity(letters.len());
    let mut at = 0;
    while at < letters.len() {
        let (written, length) = spelling(letters, at);
        let span = at..at + length;
        for letter in written.into_iter() {
            push(&mut key, letter, span.clone());
        }
        at += length;
    }
    if key.last().is_some_and(|&(letter, _)| letter == ' ') {
        key.pop();
    }
    key.into_iter()
}

fn spelling(letters: &[char], at: usize) -> (Option<char>, usize) {
    let rest = &letters[at..];
    let matched = SPELLINGS.iter().find(|(written, _)| {
        let mut count = 0;
        written.chars().all(|letter| {
            count += 1;
            rest.get(count - 1) == Some(&letter)
        })
    });
    if let Some((written, bone)) = matched {
        return (bone.chars().next(), written.chars().count());
    }
    let letter = rest[0];
    match letter {
        // `Tschojbalsan`: between a vowel and a consonant it is the second half of a diphthong.
        'j' if at > 0
            && is_vowel(letters[at - 1])
            && !rest.get(1).is_some_and(|&next| is_vowel(next)) =>
        {
            (Some('i'), 1)
        }
        'f' if rest.get(1) == Some(&'f')
            && !rest.get(2).is_some_and(|next| next.is_alphabetic()) =>
        {
            (Some('v'), 2)
        }
        _ if letter.is_alphanumeric() => (Some(letter), 1),
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
