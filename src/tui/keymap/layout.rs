//! Cyrillic keyboards: which key of a US keyboard lies under a letter.

use crossterm::event::KeyCode;

use super::Chord;

const US: &str = "qwertyuiop[]asdfghjkl;'zxcvbnm,./";
const US_SHIFT: &str = "QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>?";
const RU: &str = "йцукенгшщзхъфывапролджэячсмитьбю.";
const MN: &str = "фцужэнгшүзкъйыбөахролдпячёсмитьвю";

/// A keyboard with Cyrillic letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// The Russian one.
    Russian,
    /// The Mongolian one.
    Mongolian,
}

impl Layout {
    /// All of them; the first wins where they differ.
    pub const ALL: [Self; 2] = [Self::Russian, Self::Mongolian];

    /// The keys with each Cyrillic letter replaced by what lies there on a US keyboard.
    ///
    /// One layout for the whole sequence, since nobody changes keyboards within it. `None` when no letter is Cyrillic
    /// or one is not on this keyboard.
    pub fn on_us(self, keys: &[Chord]) -> Option<Vec<Chord>> {
        let mut n_moved = 0;
        let moved: Option<Vec<Chord>> = keys
            .iter()
            .map(|key| match key.code {
                KeyCode::Char(letter) if is_cyrillic(letter) => {
                    n_moved += 1;
                    let code = KeyCode::Char(self.position(letter)?);
                    Some(Chord { code, ..*key })
                }
                _ => Some(*key),
            })
            .collect();
        moved.filter(|_| n_moved > 0)
    }

    fn position(self, letter: char) -> Option<char> {
        let letters = match self {
            Self::Russian => RU,
            Self::Mongolian => MN,
        };
        let lower = letter.to_lowercase().next()?;
        let us = if lower == letter { US } else { US_SHIFT };
        let idx = letters.chars().position(|c| c == lower)?;
        us.chars().nth(idx)
    }
}

fn is_cyrillic(letter: char) -> bool {
    ('\u{400}'..='\u{52f}').contains(&letter)
}

#[cfg(test)]
mod tests {
    use super::super::parse_keys;
    use super::*;

    fn check(layout: Layout, keys: &str, expected: Option<&str>) {
        let parse = |text: &str| parse_keys(text).expect("keys");
        let found = layout.on_us(&parse(keys));
        assert_eq!(found, expected.map(parse), "{keys} on {layout:?}");
    }

    #[test]
    fn letters_lie_where_the_keyboards_say() {
        for (keys, russian, mongolian) in [
            ("й", Some("q"), Some("a")),
            ("О", Some("J"), Some("K")),
            ("п п", Some("g g"), Some("' '")),
            ("ө ө", None, Some("f f")),
            ("Ж", Some(":"), Some("R")),
            ("C-щ", Some("C-o"), None),
            ("q", None, None),
            (".", None, None),
        ] {
            check(Layout::Russian, keys, russian);
            check(Layout::Mongolian, keys, mongolian);
        }
    }

    #[test]
    fn the_tables_have_a_letter_for_each_key() {
        for letters in [RU, MN, US_SHIFT] {
            assert_eq!(letters.chars().count(), US.chars().count(), "{letters}");
        }
    }
}
