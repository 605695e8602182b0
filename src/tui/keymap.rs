//! Keys to actions: a table in `assets/keymap.ron`, a user's own lines after it, and sequences looked up as one types.

mod chord;
mod layout;

pub use chord::{Chord, parse_keys};
pub use layout::Layout;

use std::collections::{BTreeMap, HashMap};

use crossterm::event::{KeyCode, KeyModifiers};
use serde::Deserialize;

use crate::notation;
use crate::text;

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
    /// On a slide, where no other line holds.
    Slide,
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
    /// The keys of each action as they are written, which the screen asks for in every frame.
    written: HashMap<Action, Vec<String>>,
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
    /// A key that a terminal sends as another one.
    #[error("`{written}` never arrives, since a terminal sends it as `{arrives}`: bind that")]
    ArrivesAs {
        /// The key as written.
        written: String,
        /// The key that a terminal sends.
        arrives: &'static str,
    },
    /// A digit, which begins a count or a date.
    #[error("`{0}` can not be bound: a digit begins a count or a date")]
    Digit(String),
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
        keymap.write();
        Ok(keymap)
    }

    /// Adds a user's lines, which replace built-in ones with the same keys.
    ///
    /// # Errors
    /// Names both bindings where two of the user's own are the same, or where one hides another.
    pub fn with_user(mut self, text: &str) -> Result<Self, KeymapError> {
        self.add(text, true)?;
        self.refuse_shadows()?;
        self.write();
        Ok(self)
    }

    /// What some keys mean in a pane: its own lines first, then the general ones.
    pub fn lookup(&self, pane: Pane, keys: &[Chord]) -> Lookup {
        self.lookup_in(&[Scope::of(pane), Scope::Browse], keys)
    }

    /// What some keys mean on a slide, Cyrillic letters by their place on the keyboard where they mean nothing else.
    pub fn lookup_on_slide(&self, keys: &[Chord]) -> Lookup {
        any_layout(keys, |keys| self.lookup_in(&[Scope::Slide], keys))
    }

    fn lookup_in(&self, scopes: &[Scope], keys: &[Chord]) -> Lookup {
        for &scope in scopes {
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

    /// As [`Self::lookup`]; when that finds nothing, Cyrillic letters are taken by their place on the keyboard.
    pub fn lookup_any_layout(&self, pane: Pane, keys: &[Chord]) -> Lookup {
        any_layout(keys, |keys| self.lookup(pane, keys))
    }

    /// The keys of an action in the order of the file, as they are written; those of slides only where it has no other.
    pub fn keys_of(&self, action: Action) -> &[String] {
        self.written.get(&action).map_or(&[], Vec::as_slice)
    }

    fn write(&mut self) {
        self.written.clear();
        for on_slide in [false, true] {
            let mut of_scope: HashMap<Action, Vec<String>> = HashMap::new();
            for key in &self.order {
                if (key.0 == Scope::Slide) == on_slide
                    && let Some(&action) = self.bindings.get(key)
                {
                    of_scope.entry(action).or_default().push(show(&key.1));
                }
            }
            for (action, keys) in of_scope {
                self.written.entry(action).or_insert(keys);
            }
        }
    }

    /// The keys of slides and what they do, in the order of the file; several keys of one action stand together, as far
    /// as they take no more than some columns.
    pub fn slide_keys(&self, columns: usize) -> Vec<(String, Action)> {
        let mut lines: Vec<(String, Action)> = Vec::new();
        for key in self
            .order
            .iter()
            .filter(|(scope, _)| *scope == Scope::Slide)
        {
            let Some(&action) = self.bindings.get(key) else {
                continue;
            };
            let keys = show(&key.1);
            match lines.iter_mut().find(|(_, known)| *known == action) {
                Some((all, _)) if text::width(all) + 2 + text::width(&keys) > columns => {}
                Some((all, _)) => {
                    all.push_str("  ");
                    all.push_str(&keys);
                }
                None => lines.push((keys, action)),
            }
        }
        lines
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
            let keys = parse_keys(&line.keys)?;
            if keys.first().is_some_and(|&key| begins_number(key)) {
                return Err(KeymapError::Digit(line.keys));
            }
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

    /// Refuses what can not be typed to its end in some pane. The scope of one pane is never active in another.
    fn refuse_shadows(&self) -> Result<(), KeymapError> {
        for ((scope, long), long_action) in &self.bindings {
            for ((other, short), short_action) in &self.bindings {
                let is_general = |scope: Scope| scope == Scope::Browse;
                let is_apart = *scope == Scope::Slide || *other == Scope::Slide;
                let is_together =
                    scope == other || (!is_apart && (is_general(*scope) || is_general(*other)));
                if is_together && short.len() < long.len() && long.starts_with(short) {
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

/// Looks up keys as they are; when that finds nothing, with Cyrillic letters taken by their place on the keyboard.
fn any_layout(keys: &[Chord], lookup: impl Fn(&[Chord]) -> Lookup) -> Lookup {
    let found = lookup(keys);
    if found != Lookup::Unbound {
        return found;
    }
    Layout::ALL
        .iter()
        .filter_map(|layout| layout.on_us(keys))
        .map(|keys| lookup(&keys))
        .find(|found| *found != Lookup::Unbound)
        .unwrap_or(Lookup::Unbound)
}

/// Keys as they are written in the key map.
pub fn show(keys: &[Chord]) -> String {
    keys.iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Whether a key begins a count or a date; a zero does not.
fn begins_number(chord: Chord) -> bool {
    digit_of(chord).is_some_and(|digit| digit != '0')
}

/// The digit of a key that may be part of a count or a date.
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
    fn a_key_of_one_pane_may_not_hide_a_sequence_of_all_panes() {
        let keymap = Keymap::built_in().expect("the shipped key map");
        let hides = |text: &str| keymap.clone().with_user(text).map(|_| ());
        assert_eq!(
            hides("[(scope: Timeline, keys: \"y\", action: Up)]")
                .expect_err("hides y y and others in the timeline")
                .to_string(),
            "`y a` (CopyApa) can never be typed, since `y` (Up) comes first"
        );
        let apart = "[(scope: Timeline, keys: \"W\", action: Up), (scope: List, keys: \"W W\", action: Down)]";
        assert_eq!(hides(apart), Ok(()), "never active together");
    }

    #[test]
    fn what_a_terminal_never_sends_is_refused() {
        let refused = |keys: &str| {
            let line = format!("[(keys: \"{keys}\", action: Up)]");
            Keymap::default()
                .with_user(&line)
                .map(|_| ())
                .map_err(|error| error.to_string())
        };
        assert_eq!(
            refused("C-m"),
            Err("`C-m` never arrives, since a terminal sends it as `Enter`: bind that".to_owned())
        );
        assert_eq!(
            refused("5 j"),
            Err("`5 j` can not be bound: a digit begins a count or a date".to_owned())
        );
        assert!(
            refused("S-1").is_err(),
            "which sign that is, the keyboard decides"
        );
        for keys in ["0", "g 5", "A-5", "C-S-x", "S-g", "F5"] {
            assert_eq!(refused(keys), Ok(()), "{keys}");
        }
    }

    #[test]
    fn a_cyrillic_letter_is_taken_by_its_place() {
        let keymap = Keymap::built_in().expect("the shipped key map");
        for (letter, action) in [
            ("о", Action::Down),
            ("й", Action::Quit),
            ("м", Action::SwitchView),
            ("п п", Action::First),
            ("н с", Action::CopyCitation),
            ("ө", Action::Filter),
            ("Ж", Action::Palette),
            ("C-щ", Action::HistoryBack),
        ] {
            assert_eq!(
                keymap.lookup_any_layout(Pane::Timeline, &keys(letter)),
                Lookup::Action(action),
                "{letter}"
            );
        }
    }
}
