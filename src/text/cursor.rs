//! Where an editor's cursor may stand: between graphemes, and at the starts of words.

use unicode_segmentation::GraphemeCursor;

/// The boundary after `at`, or the end of the text.
pub fn next_grapheme(text: &str, at: usize) -> usize {
    let at = floor(text, at);
    GraphemeCursor::new(at, text.len(), true)
        .next_boundary(text, 0)
        .ok()
        .flatten()
        .unwrap_or(text.len())
}

/// The boundary before `at`, or 0.
pub fn previous_grapheme(text: &str, at: usize) -> usize {
    let at = floor(text, at);
    GraphemeCursor::new(at, text.len(), true)
        .prev_boundary(text, 0)
        .ok()
        .flatten()
        .unwrap_or(0)
}

/// The start of the word before `at`, words being what stands between blanks; the blanks before the cursor are passed
/// over.
pub fn previous_word(text: &str, at: usize) -> usize {
    let before = text[..floor(text, at)].trim_end();
    before
        .char_indices()
        .rfind(|(_, letter)| letter.is_whitespace())
        .map_or(0, |(at, blank)| at + blank.len_utf8())
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
            (at < text.len()).then(|| next_grapheme(text, at))
        })
        .collect();
        assert_eq!(steps, [0, 3, text.len() - 3, text.len()]);
        let back: Vec<_> = std::iter::successors(Some(text.len()), |&at| {
            (at > 0).then(|| previous_grapheme(text, at))
        })
        .collect();
        assert_eq!(back, [text.len(), text.len() - 3, 3, 0]);
    }

    #[test]
    fn a_place_outside_the_text_or_within_a_letter_is_no_accident() {
        assert_eq!(next_grapheme("é", 1), 2);
        assert_eq!(next_grapheme("é", 99), 2);
        assert_eq!(previous_grapheme("é", 99), 0);
        assert_eq!((next_grapheme("", 0), previous_grapheme("", 0)), (0, 0));
        // Between the parts of a family: to the end of it, and to its start.
        assert_eq!(next_grapheme("👩‍👧", 4), 11);
        assert_eq!(previous_grapheme("👩‍👧", 7), 0);
    }

    #[test]
    fn words_are_passed_whole() {
        let text = "Хорлоогийн Чойбалсан, 1936 ";
        let (second, third) = ("Хорлоогийн ".len(), "Хорлоогийн Чойбалсан, ".len());
        assert_eq!(previous_word(text, text.len()), third);
        assert_eq!(previous_word(text, third), second);
        assert_eq!(previous_word(text, second), 0);
        assert_eq!(previous_word("one\u{2003}two", 99), 6);
        assert_eq!(previous_word("  ", 2), 0);
    }
}
