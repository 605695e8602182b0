//! The letter that probably comes next, so that it can be looked for before it is typed.

use super::language::{Query, What};
use super::vocabulary::Vocabulary;
use super::word::Word;

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

/// The queries of one letter more, at most `most` of them, the likeliest first: letters with which words that begin
/// like the last one go on, counted by how much is told with those words. Where words end, the blank is such a letter.
pub(super) fn likely<'a>(
    query: &str,
    most: usize,
    vocabularies: impl Iterator<Item = &'a Vocabulary>,
) -> Vec<String> {
    let Some(begun) = begun(query) else {
        return Vec::new();
    };
    let mut letters: Vec<(char, usize)> = Vec::new();
    for vocabulary in vocabularies {
        // In the script in which it is typed: the next letter is of that, too.
        vocabulary.that_go_on(&begun.folded, |letter, weight| {
            match letters.iter_mut().find(|(own, _)| *own == letter) {
                Some((_, all)) => *all += weight,
                None => letters.push((letter, weight)),
            }
        });
    }
    letters.sort_unstable_by_key(|&(letter, weight)| (std::cmp::Reverse(weight), letter));
    let likely = letters.iter().take(most);
    likely
        .map(|(letter, _)| format!("{query}{letter}"))
        .collect()
}
