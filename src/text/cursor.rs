//! Where an editor's cursor may stand: between graphemes, and at the edges of words.

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// The letters as a reader counts them, each with its byte offset.
pub fn graphemes(text: &str) -> impl DoubleEndedIterator<Item = (usize, &str)> {
    text.grapheme_indices(true)
}

/// The boundary after `at`, or the end of the text.
pub fn next_boundary(text: &str, at: usize) -> usize {
    let at = floor(text, at);
    GraphemeCursor::new(at, text.len(), true)
        .next_boundary(text, 0)
        .ok()
        .flatten()
        .unwrap_or(text.len())
}

/// The boundary before `at`, or 0.
pub fn previous_boundary(text: &str, at: usize) -> usize {
    let at = floor(text, at);
    GraphemeCursor::new(at, text.len(), true)
        .prev_boundary(text, 0)
        .ok()
        .flatten()
        .unwrap_or(0)
}

/// The start of the word before `at`; blanks and signs before the cursor are passed over, as Ctrl-W does.
pub fn previous_word(text: &str, at: usize) -> usize {
    let at = floor(text, at);
    let before = text[..at].unicode_word_indices().next_back();
    before.map_or(0, |(start, _)| start)
}

/// The end of the word after `at`.
pub fn next_word(text: &str, at: usize) -> usize {
    let at = floor(text, at);
    let after = text[at..].unicode_word_indices().next();
    after.map_or(text.len(), |(start, word)| at + start + word.len())
}

/// `at`, or the character boundary before it.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_with_its_marks_is_one_step() {
        let text = "e\u{301}👩‍👩‍👧蒙";
        let steps: Vec<_> = std::iter::successors(Some(0), |&at| {
            (at < text.len()).then(|| next_boundary(text, at))
        })
        .collect();
        assert_eq!(steps, [0, 3, text.len() - 3, text.len()]);
        let back: Vec<_> = std::iter::successors(Some(text.len()), |&at| {
            (at > 0).then(|| previous_boundary(text, at))
        })
        .collect();
        assert_eq!(back, [text.len(), text.len() - 3, 3, 0]);
    }

    #[test]
    fn a_place_outside_the_text_or_within_a_letter_is_no_accident() {
        assert_eq!(next_boundary("é", 1), 2);
        assert_eq!(next_boundary("é", 99), 2);
        assert_eq!(previous_boundary("é", 99), 0);
        assert_eq!((next_boundary("", 0), previous_boundary("", 0)), (0, 0));
        // Between the parts of a family: to the end of it, and to its start.
        assert_eq!(next_boundary("👩‍👧", 4), 11);
        assert_eq!(previous_boundary("👩‍👧", 7), 0);
    }

    #[test]
    fn words_are_passed_whole() {
        let text = "Хорлоогийн Чойбалсан, 1936";
        let second = "Хорлоогийн ".len();
        assert_eq!(previous_word(text, text.len()), text.len() - 4);
        assert_eq!(previous_word(text, text.len() - 4), second);
        assert_eq!(previous_word(text, second), 0);
        assert_eq!(next_word(text, 0), second - 1);
        assert_eq!(next_word(text, text.len()), text.len());
        assert_eq!(previous_word("  ", 2), 0);
    }
}
