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
