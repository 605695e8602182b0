//! A line of text that is being typed.

use crate::text;

/// Text and where the caret stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Field {
    text: String,
    /// Bytes, always at a grapheme's edge.
    caret: usize,
}

/// More than anybody types; a paste is cut here.
const LONGEST: usize = 256;

impl Field {
    /// A field with some text and the caret at its end.
    pub fn with(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            caret: text.len(),
        }
    }

    /// What was typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text before and after the caret.
    pub fn parts(&self) -> (&str, &str) {
        self.text.split_at(self.caret)
    }

    /// Types a letter, or pastes a text; what would steer a terminal becomes a replacement.
    pub fn insert(&mut self, typed: &str) {
        let clean = text::printable(typed);
        let room = LONGEST.saturating_sub(self.text.chars().count());
        let clean: String = clean.chars().take(room).collect();
        self.text.insert_str(self.caret, &clean);
        self.caret += clean.len();
        // A typed mark joins the letter before it.
        while !self.text.is_char_boundary(self.caret) {
            self.caret += 1;
        }
    }

    /// Takes the letter before the caret away.
    pub fn backspace(&mut self) {
        let from = text::previous_grapheme(&self.text, self.caret);
        self.text.replace_range(from..self.caret, "");
        self.caret = from;
    }

    /// Takes the letter after the caret away.
    pub fn delete(&mut self) {
        let to = text::next_grapheme(&self.text, self.caret);
        self.text.replace_range(self.caret..to, "");
    }

    /// Takes the word before the caret away.
    pub fn delete_word(&mut self) {
        let from = text::previous_word(&self.text, self.caret);
        self.text.replace_range(from..self.caret, "");
        self.caret = from;
    }

    /// Takes all before the caret away.
    pub fn clear(&mut self) {
        self.text.replace_range(..self.caret, "");
        self.caret = 0;
    }

    /// Caret a letter back.
    pub fn left(&mut self) {
        self.caret = text::previous_grapheme(&self.text, self.caret);
    }

    /// Caret a letter on.
    pub fn right(&mut self) {
        self.caret = text::next_grapheme(&self.text, self.caret);
    }

    /// Caret to the start.
    pub fn home(&mut self) {
        self.caret = 0;
    }

    /// Caret to the end.
    pub fn end(&mut self) {
        self.caret = self.text.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typing_moves_by_what_one_sees() {
        let mut field = Field::default();
        field.insert("Хүрэл");
        field.insert("e\u{301}");
        field.backspace();
        assert_eq!(field.text(), "Хүрэл");
        field.left();
        field.insert("x");
        assert_eq!(field.parts(), ("Хүрэx", "л"));
        field.delete_word();
        assert_eq!(field.parts(), ("", "л"));
    }

    #[test]
    fn a_paste_is_cut_and_made_safe() {
        let mut field = Field::default();
        field.insert("a\u{1b}[31m");
        assert_eq!(field.text(), "a\u{fffd}[31m");
        field.insert(&"x".repeat(10_000));
        assert_eq!(field.text().chars().count(), LONGEST);
    }
}
