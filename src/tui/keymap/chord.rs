//! One key with its modifiers, as it is written in the key map.

use std::cmp::Ordering;
use std::fmt;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

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
        let mut modifiers =
            key.modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT | KeyModifiers::SHIFT);
        let mut code = key.code;
        if let KeyCode::Char(c) = code {
            modifiers -= KeyModifiers::SHIFT;
            // Terminals differ in whether Ctrl with a letter comes as a capital.
            if modifiers.contains(KeyModifiers::CONTROL) {
                code = KeyCode::Char(c.to_ascii_lowercase());
            }
        }
        if code == KeyCode::BackTab {
            modifiers -= KeyModifiers::SHIFT;
        }
        Self { code, modifiers }
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
        Some(Self { code, modifiers })
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

/// Keys one after the other, with blanks between; `None` when one is no key.
pub fn parse_keys(text: &str) -> Option<Vec<Chord>> {
    let keys: Option<Vec<Chord>> = text.split_whitespace().map(Chord::parse).collect();
    keys.filter(|keys| !keys.is_empty())
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
            let keys = parse_keys(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(super::super::show(&keys), text);
        }
        assert_eq!(parse_keys("Foo"), None);
        assert_eq!(parse_keys(""), None);
    }

    #[test]
    fn shift_belongs_to_the_letter() {
        let key = KeyEvent::new(KeyCode::Char('G'), KeyModifiers::SHIFT);
        assert_eq!(Chord::from(key), parse_keys("G").expect("a key")[0]);
        let key = KeyEvent::new(KeyCode::BackTab, KeyModifiers::SHIFT);
        assert_eq!(Chord::from(key), parse_keys("BackTab").expect("a key")[0]);
    }
}
