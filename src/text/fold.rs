//! Text as search sees it: without case and marks, in Latin letters, and with the usual variants of a spelling made one.
//!
//! Romanisation follows BGN/PCGN for Russian (1947) and Mongolian (1964), without marks. What scribes write otherwise
//! (kh or h, ts or c, -iin or -yn, doubled vowels) is made one by [`skeleton`].

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

/// A folded text that knows where each letter came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// For each `char` of it, the bytes of the grapheme of the source that it came from.
    pub origin: Vec<(u32, u32)>,
}

impl Folded {
    /// The ranges of the source behind some letters, given by their `char` positions in rising order; neighbours joined.
    pub fn ranges(&self, letters: impl IntoIterator<Item = usize>) -> Vec<Range<usize>> {
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for letter in letters {
            let Some(&(from, to)) = self.origin.get(letter) else {
                continue;
            };
            match ranges.last_mut() {
                Some(last) if last.end >= from as usize => last.end = last.end.max(to as usize),
                _ => ranges.push(from as usize..to as usize),
            }
        }
        ranges
    }
}

/// Lower case, without marks; ё as е, ө as о, ү as у, ß as ss and so on.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        fold_char(c, |folded| out.push(folded));
    }
    out
}

/// As [`fold`], with the origin of each letter.
pub fn fold_mapped(text: &str) -> Folded {
    mapped(text, |grapheme, push| {
        grapheme.chars().for_each(|c| fold_char(c, &mut *push))
    })
}

/// Whether a text has Cyrillic letters, so that it has a Latin form of its own.
pub fn has_cyrillic(text: &str) -> bool {
    text.chars().any(|c| ('\u{400}'..='\u{52f}').contains(&c))
}

/// Folded and in Latin letters: `Хүрэлсүх` as `khurelsukh`.
pub fn romanise(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        romanise_char(c, &mut |folded| out.push(folded));
    }
    out
}

/// As [`romanise`], with the origin of each letter.
pub fn romanise_mapped(text: &str) -> Folded {
    mapped(text, |grapheme, push| {
        grapheme.chars().for_each(|c| romanise_char(c, push))
    })
}

/// A key that is the same for the usual spellings of one name: `khurelsukh`, `hurelsuh`, `Churelsuch`, `Хүрэлсүх`.
///
/// Romanised, then: kh, ch, h as h; ts, tz, cz, c as ts; zh, dzh, dj, j as j; sh, sch as s; yo, ye, e as e; ii, iy, yi,
/// y, i as i; w, v, b after a vowel stay apart; doubled letters once; h after a vowel or a hard sign dropped.
pub fn skeleton(text: &str) -> String {
    let letters: Vec<char> = romanise(text)
        .chars()
        .filter(|c| *c != '\'' && *c != '`')
        .collect();
    let mut out = String::with_capacity(letters.len());
    let mut idx = 0;
    while idx < letters.len() {
        let rest = &letters[idx..];
        let (replacement, used) = group(rest);
        for c in replacement.chars() {
            if !out.ends_with(c) || !c.is_alphabetic() {
                out.push(c);
            }
        }
        idx += used;
    }
    out
}

/// The first group of letters of a romanised text, made one with its variants, and how many letters it took.
fn group(rest: &[char]) -> (&'static str, usize) {
    const GROUPS: [(&str, &str); 33] = [
        ("shch", "s"),
        ("tsch", "h"),
        ("dsch", "j"),
        ("sch", "s"),
        ("dzh", "j"),
        ("kh", "h"),
        ("ch", "h"),
        ("sh", "s"),
        ("zh", "j"),
        ("dj", "j"),
        ("dz", "j"),
        ("gh", "g"),
        ("th", "t"),
        ("ts", "ts"),
        ("tz", "ts"),
        ("cz", "ts"),
        ("ph", "f"),
        ("ck", "k"),
        ("qu", "k"),
        ("yo", "e"),
        ("ye", "e"),
        ("yu", "u"),
        ("ya", "a"),
        ("ia", "a"),
        ("iu", "u"),
        ("iy", "i"),
        ("yi", "i"),
        ("ii", "i"),
        ("oo", "o"),
        ("ee", "e"),
        ("uu", "u"),
        ("ou", "u"),
        ("aa", "a"),
    ];
    for (from, to) in GROUPS {
        if from
            .chars()
            .zip(rest.iter())
            .filter(|(a, b)| a == *b)
            .count()
            == from.len()
        {
            return (to, from.len());
        }
    }
    let one = match rest[0] {
        'a' => "a",
        'b' => "b",
        'c' => "ts",
        'd' => "d",
        'e' => "e",
        'f' => "f",
        'g' => "g",
        'h' => "h",
        'i' | 'y' => "i",
        'j' => "j",
        'k' | 'q' => "k",
        'l' => "l",
        'm' => "m",
        'n' => "n",
        'o' => "o",
        'p' => "p",
        'r' => "r",
        's' => "s",
        't' => "t",
        'u' => "u",
        'v' | 'w' => "v",
        'x' => "h",
        'z' => "z",
        '0' => "0",
        '1' => "1",
        '2' => "2",
        '3' => "3",
        '4' => "4",
        '5' => "5",
        '6' => "6",
        '7' => "7",
        '8' => "8",
        '9' => "9",
        c if c.is_alphanumeric() => "",
        _ => " ",
    };
    (one, 1)
}

fn mapped(text: &str, each: impl Fn(&str, &mut dyn FnMut(char))) -> Folded {
    let mut folded = Folded::default();
    for (start, grapheme) in text.grapheme_indices(true) {
        let range = (start as u32, (start + grapheme.len()) as u32);
        let Folded { text, origin } = &mut folded;
        each(grapheme, &mut |c| {
            text.push(c);
            origin.push(range);
        });
    }
    folded
}

fn fold_char(c: char, mut push: impl FnMut(char)) {
    if c.is_ascii() {
        push(c.to_ascii_lowercase());
        return;
    }
    for lower in c.to_lowercase() {
        for part in std::iter::once(lower).nfkd() {
            if unicode_normalization::char::is_combining_mark(part) {
                continue;
            }
            match part {
                'ө' => push('о'),
                'ү' | 'ұ' => push('у'),
                'ł' => push('l'),
                'ø' => push('o'),
                'đ' | 'ð' => push('d'),
                'ı' => push('i'),
                'ß' => "ss".chars().for_each(&mut push),
                'æ' => "ae".chars().for_each(&mut push),
                'œ' => "oe".chars().for_each(&mut push),
                'þ' => "th".chars().for_each(&mut push),
                '–' | '—' | '‑' => push('-'),
                '’' | '‘' | 'ʼ' => push('\''),
                other => other.to_lowercase().for_each(&mut push),
            }
        }
    }
}

/// Folds, and writes Cyrillic in Latin letters. й and ё are looked at before their marks are taken off.
fn romanise_char(c: char, push: &mut dyn FnMut(char)) {
    let lower = c.to_lowercase().next().unwrap_or(c);
    let latin = match lower {
        'й' => "i",
        'ё' => "yo",
        'ө' => "o",
        'ү' | 'ұ' => "u",
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' | 'ґ' => "g",
        'д' => "d",
        'е' => "e",
        'є' => "ye",
        'ж' => "j",
        'з' => "z",
        'и' | 'і' => "i",
        'ї' => "yi",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' => "u",
        'ф' => "f",
        'х' => "kh",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ъ' | 'ь' => "",
        'ы' => "y",
        'э' => "e",
        'ю' => "yu",
        'я' => "ya",
        _ => {
            fold_char(c, push);
            return;
        }
    };
    latin.chars().for_each(push);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_marks_do_not_matter() {
        assert_eq!(fold("Khürelsükh"), "khurelsukh");
        assert_eq!(fold("Хүрэлсүх"), fold("хурэлсух"));
        assert_eq!(fold("Áed mac Cináeda"), "aed mac cinaeda");
        assert_eq!(fold("İnönü"), "inonu");
        assert_eq!(fold("Straße"), "strasse");
    }

    #[test]
    fn cyrillic_is_read_in_latin_letters() {
        assert_eq!(romanise("Хүрэлсүх"), "khurelsukh");
        assert_eq!(romanise("Баттулга"), "battulga");
        assert_eq!(romanise("Улан-Батор"), "ulan-bator");
    }

    #[test]
    fn the_usual_spellings_of_a_name_are_one() {
        for spellings in [
            &[
                "khurelsukh",
                "hurelsuh",
                "Churelsuch",
                "Хүрэлсүх",
                "Khürelsükh",
            ][..],
            &["khalkhin gol", "halhin gol", "Халхин гол", "Khalkhiin Gol"],
            &["elbegdorj", "elbegdorzh", "Элбэгдорж"],
            &["tsakhia", "cahia", "Цахиа"],
            &["Ulaanbaatar", "Ulanbatar", "Улаанбаатар"],
        ] {
            let keys: Vec<String> = spellings
                .iter()
                .map(|spelling| skeleton(spelling))
                .collect();
            assert!(keys.windows(2).all(|pair| pair[0] == pair[1]), "{keys:?}");
        }
    }

    #[test]
    fn a_highlight_falls_on_whole_letters_as_displayed() {
        let folded = fold_mapped("Khürelsükh");
        assert_eq!(folded.text, "khurelsukh");
        assert_eq!(
            folded.ranges([2, 3]),
            vec![2..5],
            "ü is two bytes and r one"
        );
        let latin = romanise_mapped("Хүрэлсүх");
        assert_eq!(latin.text, "khurelsukh");
        assert_eq!(
            latin.ranges([0, 1, 2]),
            vec![0..4],
            "kh stands for one letter"
        );
        let wide = fold_mapped("蒙古 e\u{301}");
        assert_eq!(wide.ranges([3]), vec![7..10], "the letter with its mark");
    }
}
