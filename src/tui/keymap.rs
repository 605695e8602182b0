//! Keys to actions: a table in `assets/keymap.ron`, a user's own lines after it, and sequences looked up as one types.

mod chord;
mod layout;

pub use chord::{Chord, parse_keys};
pub use layout::position_on_us;

use std::collections::BTreeMap;

use crossterm::event::{KeyCode, KeyModifiers};
use serde::Deserialize;

use crate::notation;

use super::action::Action;
use super::layout::Pane;

const BUILT_IN: &str = include_str!("../../assets/keymap.ron");

/// Where a line of the key map holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub enum Scope {
    /// In every pane.
    #[default]
    Browse,
    /// In the timeline only.
    Timeline,
    /// In the leaders and the projects.
    List,
    /// In the detail only.
    Detail,
}

impl Scope {
    /// The scope of a pane, looked at before the general one.
    pub fn of(pane: Pane) -> Self {
        match pane {
            Pane::Timeline => Self::Timeline,
            Pane::Leaders | Pane::Projects => Self::List,
            Pane::Detail => Self::Detail,
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LineRecord {
    #[serde(default)]
    scope: Scope,
    keys: String,
    action: Action,
}

/// All bindings.
#[derive(Clone, Debug, Default)]
pub struct Keymap {
    bindings: BTreeMap<(Scope, Vec<Chord>), Action>,
    /// In the order of the file, for help.
    order: Vec<(Scope, Vec<Chord>)>,
}

/// What the keys so far mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// An action.
    Action(Action),
    /// The beginning of longer sequences: the possible next keys and what they do.
    Pending(Vec<(Chord, Action)>),
    /// Nothing.
    Unbound,
}

/// Why a key map is refused.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum KeymapError {
    /// Not the format.
    #[error("the key map has a mistake at {line}:{column}: {message}")]
    Syntax {
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
        /// What it is.
        message: String,
    },
    /// A key that does not exist.
    #[error(
        "`{0}` is not a key: write a letter, or a name such as Ctrl-x, Alt-Enter, F5, PageDown"
    )]
    NotAKey(String),
    /// Two lines for the same keys.
    #[error("`{keys}` is bound twice: to {first} and to {second}")]
    Twice {
        /// The keys.
        keys: String,
        /// The earlier action.
        first: &'static str,
        /// The later action.
        second: &'static str,
    },
    /// A sequence whose beginning is bound, so that it can never be typed to its end.
    #[error(
        "`{long}` ({long_action}) can never be typed, since `{short}` ({short_action}) comes first"
    )]
    Shadowed {
        /// The sequence.
        long: String,
        /// What it would do.
        long_action: &'static str,
        /// Its beginning.
        short: String,
        /// What that does.
        short_action: &'static str,
    },
}

impl Keymap {
    /// The built-in keys.
    ///
    /// # Errors
    /// Never for the shipped asset, which a test reads.
    pub fn built_in() -> Result<Self, KeymapError> {
        let mut keymap = Self::default();
        keymap.add(BUILT_IN, false)?;
        keymap.refuse_shadows()?;
        Ok(keymap)
    }

    /// Adds a user's lines, which replace built-in ones with the same keys.
    ///
    /// # Errors
    /// Names both bindings where two of the user's own are the same, or where one hides another.
    pub fn with_user(mut self, text: &str) -> Result<Self, KeymapError> {
        self.add(text, true)?;
        self.refuse_shadows()?;
        Ok(self)
    }

    /// What some keys mean in a pane: its own lines first, then the general ones.
    pub fn lookup(&self, pane: Pane, keys: &[Chord]) -> Lookup {
        let scopes = [Scope::of(pane), Scope::Browse];
        for scope in scopes {
            if let Some(&action) = self.bindings.get(&(scope, keys.to_vec())) {
                return Lookup::Action(action);
            }
        }
        let mut next: BTreeMap<Chord, Action> = BTreeMap::new();
        for ((scope, bound), &action) in &self.bindings {
            if scopes.contains(scope) && bound.len() > keys.len() && bound.starts_with(keys) {
                next.entry(bound[keys.len()]).or_insert(action);
            }
        }
        if next.is_empty() {
            Lookup::Unbound
        } else {
            Lookup::Pending(next.into_iter().collect())
        }
    }

    /// As [`Self::lookup`]; when the last key is an unbound Cyrillic letter, by its place on the keyboard.
    pub fn lookup_any_layout(&self, pane: Pane, keys: &[Chord]) -> Lookup {
        let found = self.lookup(pane, keys);
        if found != Lookup::Unbound {
            return found;
        }
        let Some((last, before)) = keys.split_last() else {
            return found;
        };
        let KeyCode::Char(letter) = last.code else {
            return found;
        };
        let mut moved = before.to_vec();
        moved.push(*last);
        for latin in position_on_us(letter) {
            moved[before.len()] = Chord {
                code: KeyCode::Char(latin),
                ..*last
            };
            let found = self.lookup(pane, &moved);
            if found != Lookup::Unbound {
                return found;
            }
        }
        Lookup::Unbound
    }

    /// The keys of an action in the order of the file, as they are written.
    pub fn keys_of(&self, action: Action) -> Vec<String> {
        self.order
            .iter()
            .filter(|key| self.bindings.get(*key) == Some(&action))
            .map(|(_, keys)| show(keys))
            .collect()
    }

    fn add(&mut self, text: &str, replaces: bool) -> Result<(), KeymapError> {
        let lines: Vec<LineRecord> = notation::from_str(text).map_err(|error| {
            let (line, column) = notation::line_column(text, error.span.start);
            KeymapError::Syntax {
                line,
                column,
                message: error.message,
            }
        })?;
        let mut own: BTreeMap<(Scope, Vec<Chord>), Action> = BTreeMap::new();
        for line in lines {
            let keys = parse_keys(&line.keys).ok_or(KeymapError::NotAKey(line.keys))?;
            let key = (line.scope, keys);
            if let Some(first) = own.insert(key.clone(), line.action) {
                return Err(KeymapError::Twice {
                    keys: show(&key.1),
                    first: first.name(),
                    second: line.action.name(),
                });
            }
            if self.bindings.insert(key.clone(), line.action).is_none() || !replaces {
                self.order.push(key);
            }
        }
        Ok(())
    }

    fn refuse_shadows(&self) -> Result<(), KeymapError> {
        for ((scope, long), long_action) in &self.bindings {
            for cut in 1..long.len() {
                let short = &long[..cut];
                let hides = [*scope, Scope::Browse]
                    .into_iter()
                    .find_map(|scope| self.bindings.get(&(scope, short.to_vec())));
                if let Some(short_action) = hides {
                    return Err(KeymapError::Shadowed {
                        long: show(long),
                        long_action: long_action.name(),
                        short: show(short),
                        short_action: short_action.name(),
                    });
                }
            }
        }
        Ok(())
    }
}

/// Keys as they are written in the key map.
pub fn show(keys: &[Chord]) -> String {
    keys.iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Whether a key is a digit that may begin a count or a date.
pub fn digit_of(chord: Chord) -> Option<char> {
    match chord {
        Chord {
            code: KeyCode::Char(c),
            modifiers,
        } if c.is_ascii_digit() && modifiers == KeyModifiers::NONE => Some(c),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<Chord> {
        parse_keys(text).expect("keys")
    }

    #[test]
    fn every_action_has_a_key_and_the_map_has_no_conflict() {
        let keymap = Keymap::built_in().expect("the shipped key map");
        let without: Vec<&str> = Action::ALL
            .iter()
            .filter(|action| keymap.keys_of(**action).is_empty())
            .map(|action| action.name())
            .collect();
        assert!(without.is_empty(), "{without:?}");
    }

    #[test]
    fn a_sequence_is_pending_until_its_last_key() {
        let keymap = Keymap::built_in().expect("the shipped key map");
        let Lookup::Pending(next) = keymap.lookup(Pane::Timeline, &keys("g")) else {
            panic!("g begins sequences")
        };
        assert!(next.contains(&(keys("l")[0], Action::FocusLeaders)));
        assert_eq!(
            keymap.lookup(Pane::Timeline, &keys("g l")),
            Lookup::Action(Action::FocusLeaders)
        );
        assert_eq!(keymap.lookup(Pane::Timeline, &keys("g w")), Lookup::Unbound);
    }

    #[test]
    fn conflicts_are_refused_with_both_named() {
        let keymap = Keymap::built_in().expect("the shipped key map");
        let twice = "[(keys: \"w\", action: Up), (keys: \"w\", action: Down)]";
        assert_eq!(
            keymap
                .clone()
                .with_user(twice)
                .expect_err("twice")
                .to_string(),
            "`w` is bound twice: to Up and to Down"
        );
        let shadow = "[(keys: \"g\", action: First)]";
        let error = keymap
            .clone()
            .with_user(shadow)
            .expect_err("hides g d")
            .to_string();
        assert!(error.contains("`g` (First) comes first"), "{error}");
        let replaced = keymap
            .with_user("[(keys: \"q\", action: Back)]")
            .expect("replaces one key");
        assert_eq!(
            replaced.lookup(Pane::Detail, &keys("q")),
            Lookup::Action(Action::Back)
        );
    }

    #[test]
    fn a_cyrillic_letter_is_taken_by_its_place() {
        let keymap = Keymap::built_in().expect("the shipped key map");
        for (letter, action) in [
            ("о", Action::Down),
            ("й", Action::Quit),
            ("м", Action::SwitchView),
        ] {
            assert_eq!(
                keymap.lookup_any_layout(Pane::Timeline, &keys(letter)),
                Lookup::Action(action),
                "{letter}"
            );
        }
    }
}
