//! The letter that probably comes next, so that it can be looked for before it is typed.

use std::cmp::Reverse;

use crate::text;

use super::Results;
use super::language::{Query, What};
use super::token;
use super::vocabulary::Vocabulary;
use super::word::Word;

/// Letters, with how much speaks for each.
#[derive(Debug, Default)]
struct Tally(Vec<(char, usize)>);

impl Tally {
    fn add(&mut self, letter: char, weight: usize) {
        match self.0.iter_mut().find(|(own, _)| *own == letter) {
            Some((_, all)) => *all += weight,
            None => self.0.push((letter, weight)),
        }
    }

    /// Adds what speaks for the letters of others, all of it together as much as `whole`.
    fn add_shares(&mut self, others: &Self, whole: usize) {
        let all: usize = others.0.iter().map(|(_, weight)| weight).sum();
        for &(letter, weight) in &others.0 {
            self.add(letter, whole * weight / all.max(1));
        }
    }
}

/// The queries of one letter more, at most `most` of them, the likeliest first. Where words end, the blank is such a
/// letter.
///
/// For a letter speaks that words which begin like the last one go on with it: words of the names that were found, and
/// as much those of all texts, by how often they stand there, and in their other spellings.
pub(super) fn likely<'a>(
    results: &Results,
    most: usize,
    vocabularies: impl Iterator<Item = &'a Vocabulary>,
) -> Vec<String> {
    const WHOLE: usize = 1 << 20;
    let query = &results.query;
    let Some(begun) = begun(query) else {
        return Vec::new();
    };
    let mut in_all = Tally::default();
    for vocabulary in vocabularies {
        // In the script in which it is typed: the next letter is of that, too.
        vocabulary.that_go_on(&begun, |letter, weight| in_all.add(letter, weight));
    }
    let mut letters = Tally::default();
    letters.add_shares(&in_all, WHOLE);
    letters.add_shares(&in_names(results, &begun), WHOLE);
    letters
        .0
        .sort_unstable_by_key(|&(letter, weight)| (Reverse(weight), letter));
    let likely = letters.0.iter().take(most);
    likely
        .map(|(letter, _)| format!("{query}{letter}"))
        .collect()
}

/// The part of a word that a query ends with: empty where a word is about to begin, `None` where no word is being typed.
fn begun(query: &str) -> Option<Word> {
    if query.is_empty() || query.ends_with(char::is_whitespace) {
        return Some(Word::new("", false, false, false));
    }
    let read = Query::parse(query);
    let term = read.clauses.last()?.0.last()?;
    match &term.what {
        What::Text {
            text, end: false, ..
        } if !term.negated && term.span.end == query.len() => {
            let word = Word::new(text, false, false, false);
            word.is_within_words().then_some(word)
        }
        _ => None,
    }
}

/// How the words of the names that were found go on.
fn in_names(results: &Results, begun: &Word) -> Tally {
    let mut letters = Tally::default();
    let typed = text::fold(&results.query);
    let before = typed.strip_suffix(&begun.folded).unwrap_or(&typed);
    let before: Vec<&str> = token::words(before).collect();
    for hit in &results.hits {
        let latin = text::has_cyrillic(&hit.title).then(|| text::romanise(&hit.title));
        for name in [Some(text::fold(&hit.title)), latin].into_iter().flatten() {
            for word in token::words(&name) {
                // Nobody types the same word twice.
                if let Some(rest) = word.strip_prefix(&*begun.folded)
                    && !before.iter().any(|typed| word.starts_with(typed))
                {
                    letters.add(rest.chars().next().unwrap_or(' '), 1);
                }
            }
        }
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::super::Index;
    use super::super::tests::of_titles;

    fn next(query: &str, most: usize) -> Vec<String> {
        let history = of_titles(&[
            "Khürelsükh visits Moscow",
            "Khürelsükh visits Ulaanbaatar",
            "Хүрэлсүх meets Putin",
            "Khalkhin Gol",
        ]);
        let index = Index::new(&history);
        let results = index.search(query, 10, || false);
        index.likely_next(&results, most)
    }

    #[test]
    fn a_word_goes_on_as_words_do_that_begin_so() {
        for (typed, likeliest) in [
            ("khure", "khurel"),
            ("Khure", "Khurel"),
            ("хүрэ", "хүрэл"),
            ("khurelsukh", "khurelsukh "),
            ("khurelsukh vi", "khurelsukh vis"),
            ("moscow | ul", "moscow | ula"),
            // As it is not written anywhere.
            ("hure", "hurel"),
        ] {
            assert_eq!(next(typed, 1), [likeliest], "{typed}");
        }
        assert_eq!(next("kh", 9), ["khu", "kha"], "most stands first");
    }

    #[test]
    fn a_new_word_begins_as_one_of_those_that_were_found() {
        let likely = next("khurelsukh visits ", 9);
        assert_eq!(likely[..2], ["khurelsukh visits m", "khurelsukh visits u"]);
        assert_eq!(next("putin ", 1), ["putin m"]);
        assert!(next("", 9).contains(&"m".to_owned()));
    }

    #[test]
    fn nothing_is_guessed_where_no_word_is_typed() {
        for typed in ["in:20", "kind:ev", "!khu", "khu$", "zzz", "khu-"] {
            assert_eq!(next(typed, 9), [""; 0], "{typed}");
        }
        assert_eq!(next("", 0), [""; 0]);
    }
}
