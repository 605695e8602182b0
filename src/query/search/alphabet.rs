//! One byte a letter: ASCII as it is, and the other letters of a segment in the order in which they come.
//!
//! Two codes stand for letters and signs beyond those that have a byte; which they are is asked of the text itself.

use std::collections::HashMap;

/// A letter without a byte of its own.
pub(super) const RARE_LETTER: u8 = 0xfe;
/// A sign without a byte of its own.
pub(super) const RARE_SIGN: u8 = 0xff;

const FIRST: u8 = 0x80;
const MOST: usize = (RARE_LETTER - FIRST) as usize;

#[derive(Debug)]
pub(super) struct Alphabet {
    codes: HashMap<char, u8>,
    letters: [bool; 256],
}

impl Alphabet {
    pub fn new() -> Self {
        let mut letters = [false; 256];
        for byte in 0..FIRST {
            letters[usize::from(byte)] = byte.is_ascii_alphanumeric();
        }
        letters[usize::from(RARE_LETTER)] = true;
        Self {
            codes: HashMap::new(),
            letters,
        }
    }

    /// The byte of a character, which gets one if there is one left.
    pub fn learn(&mut self, c: char) -> u8 {
        if c.is_ascii() {
            return c as u8;
        }
        if let Some(&code) = self.codes.get(&c) {
            return code;
        }
        let n_known = self.codes.len();
        if n_known >= MOST {
            return rare(c);
        }
        let code = FIRST + n_known as u8;
        self.codes.insert(c, code);
        self.letters[usize::from(code)] = c.is_alphanumeric();
        code
    }

    /// The byte of a character; one of the rare codes where it has none.
    pub fn byte(&self, c: char) -> u8 {
        if c.is_ascii() {
            return c as u8;
        }
        self.codes.get(&c).copied().unwrap_or_else(|| rare(c))
    }

    /// Whether all letters have a byte.
    pub fn is_whole(&self) -> bool {
        self.codes.len() < MOST
    }

    /// Whether a byte is a letter or digit.
    pub fn is_letter(&self, byte: u8) -> bool {
        self.letters[usize::from(byte)]
    }

    pub fn n_bytes(&self) -> usize {
        size_of::<Self>() + self.codes.capacity() * (size_of::<(char, u8)>() + 1)
    }
}

fn rare(c: char) -> u8 {
    if c.is_alphanumeric() {
        RARE_LETTER
    } else {
        RARE_SIGN
    }
}

/// Whether a byte stands for several characters.
pub(super) fn is_rare(byte: u8) -> bool {
    byte >= RARE_LETTER
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_beyond_the_bytes_are_told_from_signs_only() {
        let mut alphabet = Alphabet::new();
        let letters: Vec<char> = ('\u{4e00}'..).take(200).collect();
        let bytes: Vec<u8> = letters.iter().map(|&c| alphabet.learn(c)).collect();
        assert_eq!(bytes[..3], [0x80, 0x81, 0x82]);
        assert_eq!(bytes[MOST - 1], 0xfd);
        assert_eq!(bytes[MOST], RARE_LETTER);
        assert_eq!(alphabet.learn('→'), RARE_SIGN);
        assert_eq!(alphabet.byte(letters[1]), 0x81);
        assert!(!alphabet.is_whole() && alphabet.is_letter(0x81));
        assert!(!alphabet.is_letter(b'-') && alphabet.is_letter(b'7'));
    }
}
