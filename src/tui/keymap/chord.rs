//! One key with its modifiers, as it is written in the key map.

use std::cmp::Ordering;
use std::fmt;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::KeymapError;

/// A key with its modifiers. Shift is part of a letter, not a modifier of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Chord {
    /// The key.
    pub code: KeyCode,
    /// Ctrl, Alt, and for keys that are no letters Shift.
    pub modifiers: KeyModifiers,
}

impl From<KeyEvent> for Chord {
    fn from(key: KeyEvent) -> Self {
        Self::new(key.code, key.modifiers)
    }
}

impl Chord {
    /// One form for what terminals send in several.
    fn new(code: KeyCode, modifiers: KeyModifiers) -> Self {
        let mut modifiers =
            modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT | KeyModifiers::SHIFT);
        let code = match code {
            KeyCode::Char(c) => {
                modifiers -= KeyModifiers::SHIFT;
                // Terminals differ in whether Ctrl with a letter comes as a capital; four signs come as digits.
                KeyCode::Char(if modifiers.contains(KeyModifiers::CONTROL) {
                    match c {
                        '4' => '\\',
                        '5' => ']',
                        '6' => '^',
                        '7' => '_',
                        c => c.to_ascii_lowercase(),
                    }
                } else {
                    c
                })
            }
            KeyCode::Tab if modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
            code => code,
        };
        if code == KeyCode::BackTab {
            modifiers -= KeyModifiers::SHIFT;
        }
        Self { code, modifiers }
    }

    /// The key that a terminal sends in place of this one, if it can not tell them apart.
    fn arrives_as(self) -> Option<&'static str> {
        if self.modifiers != KeyModifiers::CONTROL {
            return None;
        }
        match self.code {
            KeyCode::Char('i') => Some("Tab"),
            KeyCode::Char('m') => Some("Enter"),
            KeyCode::Char('[') => Some("Esc"),
            _ => None,
        }
    }
}

const NAMES: [(&str, KeyCode); 17] = [
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
    ("Left", KeyCode::Left),
    ("Right", KeyCode::Right),
    ("PageUp", KeyCode::PageUp),
    ("PageDown", KeyCode::PageDown),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
    ("Enter", KeyCode::Enter),
    ("Esc", KeyCode::Esc),
    ("Tab", KeyCode::Tab),
    ("BackTab", KeyCode::BackTab),
    ("Backspace", KeyCode::Backspace),
    ("Space", KeyCode::Char(' ')),
    ("Delete", KeyCode::Delete),
    ("Insert", KeyCode::Insert),
    ("Null", KeyCode::Null),
];

impl Chord {
    fn parse(text: &str) -> Option<Self> {
        let mut modifiers = KeyModifiers::NONE;
        let mut rest = text;
        loop {
            let prefixes = [
                ("Ctrl-", KeyModifiers::CONTROL),
                ("C-", KeyModifiers::CONTROL),
                ("Alt-", KeyModifiers::ALT),
                ("A-", KeyModifiers::ALT),
                ("Shift-", KeyModifiers::SHIFT),
                ("S-", KeyModifiers::SHIFT),
            ];
            let found = prefixes
                .iter()
                .find_map(|(prefix, modifier)| Some((rest.strip_prefix(prefix)?, *modifier)));
            match found {
                Some((tail, modifier)) if !tail.is_empty() => {
                    modifiers |= modifier;
                    rest = tail;
                }
                _ => break,
            }
        }
        let mut chars = rest.chars();
        let code = match (chars.next(), chars.next()) {
            (Some(c), None) if modifiers.contains(KeyModifiers::SHIFT) => {
                // What Shift makes of a digit or a sign, only the keyboard knows.
                let capital = c.is_alphabetic().then(|| c.to_uppercase().next())??;
                KeyCode::Char(capital)
            }
            (Some(c), None) => KeyCode::Char(c),
            _ => NAMES
                .iter()
                .find(|(name, _)| *name == rest)
                .map(|(_, code)| *code)
                .or_else(|| {
                    rest.strip_prefix('F')?
                        .parse()
                        .ok()
                        .filter(|n| (1..=24).contains(n))
                        .map(KeyCode::F)
                })?,
        };
        Some(Self::new(code, modifiers))
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (modifier, prefix) in [
            (KeyModifiers::CONTROL, "Ctrl-"),
            (KeyModifiers::ALT, "Alt-"),
            (KeyModifiers::SHIFT, "Shift-"),
        ] {
            if self.modifiers.contains(modifier) {
                f.write_str(prefix)?;
            }
        }
        match (NAMES.iter().find(|(_, code)| *code == self.code), self.code) {
            (Some((name, _)), _) => f.write_str(name),
            (None, KeyCode::Char(c)) => write!(f, "{c}"),
            (None, KeyCode::F(n)) => write!(f, "F{n}"),
            (None, other) => write!(f, "{other}"),
        }
    }
}

impl PartialOrd for Chord {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Chord {
    fn cmp(&self, other: &Self) -> Ordering {
        self.to_string().cmp(&other.to_string())
    }
}

/// Keys one after the other, with blanks between.
///
/// # Errors
/// Names what is no key, or what never arrives.
pub fn parse_keys(text: &str) -> Result<Vec<Chord>, KeymapError> {
    let key = |word: &str| {
        let chord = Chord::parse(word).ok_or_else(|| KeymapError::NotAKey(word.to_owned()))?;
        match chord.arrives_as() {
            Some(arrives) => Err(KeymapError::ArrivesAs {
                written: word.to_owned(),
                arrives,
            }),
            None => Ok(chord),
        }
    };
    if text.trim().is_empty() {
        return Err(KeymapError::NotAKey(text.to_owned()));
    }
    text.split_whitespace().map(key).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_written_as_they_are_read() {
        for text in [
            "g g",
            "Ctrl-x",
            "Alt-Enter",
            "F12",
            "Shift-Left",
            "-",
            "Ctrl--",
            "PageDown",
            "ө",
        ] {
            let keys = parse_keys(text).unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!(super::super::show(&keys), text);
        }
        for text in ["Foo", "", "g Foo", "F25", "S-1"] {
            assert!(parse_keys(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn a_key_is_written_in_one_form_and_arrives_in_it() {
        for (written, code, modifiers) in [
            ("S-g", KeyCode::Char('G'), KeyModifiers::SHIFT),
            ("S-ө", KeyCode::Char('Ө'), KeyModifiers::NONE),
            ("C-X", KeyCode::Char('x'), KeyModifiers::CONTROL),
            ("S-Tab", KeyCode::BackTab, KeyModifiers::SHIFT),
            ("C-\\", KeyCode::Char('4'), KeyModifiers::CONTROL),
            (
                "A-S-Left",
                KeyCode::Left,
                KeyModifiers::ALT | KeyModifiers::SHIFT,
            ),
        ] {
            let arrived = Chord::from(KeyEvent::new(code, modifiers));
            assert_eq!(parse_keys(written), Ok(vec![arrived]), "{written}");
        }
    }

    #[test]
    fn shift_belongs_to_the_letter() {
        let key = KeyEvent::new(KeyCode::Char('G'), KeyModifiers::SHIFT);
        assert_eq!(Chord::from(key), parse_keys("G").expect("a key")[0]);
        let key = KeyEvent::new(KeyCode::BackTab, KeyModifiers::SHIFT);
        assert_eq!(Chord::from(key), parse_keys("BackTab").expect("a key")[0]);
    }
}
