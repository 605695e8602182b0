//! Text ids: which record each stands for, and which are twice there or no ids.

use std::collections::HashMap;

use crate::model::{Entity, EntityKind};
use crate::notation::Step;

use super::super::diagnostic::{Finding, Place};
use super::super::read::Row;

/// What a text id stands for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Known {
    /// A record, by its position in its kind.
    At(usize),
    /// A record that is there and can not be used: a reference to it is no second mistake.
    Unusable,
}

impl Known {
    pub(super) fn entity(self, kind: EntityKind) -> Option<Entity> {
        match self {
            Self::At(idx) => Some(Entity::new(kind, idx)),
            Self::Unusable => None,
        }
    }
}

/// The text ids of each kind, and what they stand for.
#[derive(Default)]
pub(super) struct Names {
    pub(super) ids: HashMap<EntityKind, HashMap<String, Known>>,
}

impl Names {
    /// Gives the records of a kind their numbers; the second of two equal ids is reported and will be passed over.
    pub(super) fn add<R>(
        &mut self,
        kind: EntityKind,
        rows: &[Row<R>],
        id: impl Fn(&R) -> &String,
        findings: &mut Vec<Finding>,
    ) {
        let ids = self.ids.entry(kind).or_default();
        for (idx, row) in rows.iter().enumerate() {
            let text = id(&row.record);
            findings.extend(malformed(row, text));
            if ids.contains_key(text) {
                // It keeps its number, so that numbers and places stay the same; nothing refers to it.
                findings.push(twice(row, text));
            } else {
                ids.insert(text.clone(), Known::At(idx));
            }
        }
    }

    pub(super) fn get(&self, kind: EntityKind, id: &str) -> Option<Known> {
        self.ids.get(&kind).and_then(|ids| ids.get(id)).copied()
    }
}

pub(super) fn twice<R>(row: &Row<R>, id: &str) -> Finding {
    let path = vec![
        Step::Field(row.list),
        Step::Index(row.index),
        Step::Field("id"),
    ];
    Finding::new(
        "E04",
        Place::Path(row.file, path, None),
        format!("the id `{id}` is there twice in {}", row.list),
        "give one of them another id",
    )
}

/// An id that is not `[a-z0-9][a-z0-9-]*`, with one that is.
pub(super) fn malformed<R>(row: &Row<R>, id: &str) -> Option<Finding> {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    if id.starts_with(fits) && id.chars().all(|c| fits(c) || c == '-') {
        return None;
    }
    let words: Vec<String> = crate::text::romanise(id)
        .to_lowercase()
        .split(|c: char| !fits(c))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    let help = if words.is_empty() {
        "an id is of the letters a to z, digits and hyphens".to_owned()
    } else {
        format!("write \"{}\"", words.join("-"))
    };
    let path = vec![
        Step::Field(row.list),
        Step::Index(row.index),
        Step::Field("id"),
    ];
    let message = format!("`{id}` is not an id");
    Some(Finding::new(
        "E02",
        Place::Path(row.file, path, None),
        message,
        help,
    ))
}
