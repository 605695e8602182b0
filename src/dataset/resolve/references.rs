//! References to ids. What points at nothing is told, with the nearest id.

use crate::model::{AreaId, Entity, EntityKind, OrganizationId};

use super::super::vocabulary::nearest;
use super::Resolver;

impl Resolver {
    /// A reference to a record of one kind.
    pub(super) fn one(
        &mut self,
        field: &'static str,
        kind: EntityKind,
        id: &str,
    ) -> Option<Entity> {
        let bare = id
            .strip_prefix(kind.word())
            .and_then(|rest| rest.strip_prefix(':'))
            .unwrap_or(id);
        match self.names.get(kind, bare) {
            Some(known) => known.entity(kind),
            None => {
                self.dangling("E06", field, kind, bare);
                None
            }
        }
    }

    pub(super) fn optional(
        &mut self,
        field: &'static str,
        kind: EntityKind,
        id: Option<&str>,
    ) -> Option<Entity> {
        self.one(field, kind, id?)
    }

    pub(super) fn area(&mut self, field: &'static str, id: Option<&str>) -> Option<AreaId> {
        self.optional(field, EntityKind::Area, id)
            .map(|entity| entity.idx().into())
    }

    pub(super) fn organization(
        &mut self,
        field: &'static str,
        id: Option<&str>,
    ) -> Option<OrganizationId> {
        self.optional(field, EntityKind::Organization, id)
            .map(|entity| entity.idx().into())
    }

    pub(super) fn many(
        &mut self,
        field: &'static str,
        kind: EntityKind,
        ids: &[String],
    ) -> std::vec::IntoIter<Entity> {
        self.list(field, ids.to_vec(), |this, id| this.one("", kind, &id))
            .into_iter()
    }

    pub(super) fn areas(&mut self, field: &'static str, ids: &[String]) -> Vec<AreaId> {
        self.many(field, EntityKind::Area, ids)
            .map(|entity| entity.idx().into())
            .collect()
    }

    /// References that may point at any kind.
    pub(super) fn references(&mut self, field: &'static str, ids: &[String]) -> Vec<Entity> {
        self.list(field, ids.to_vec(), |this, id| this.any("E06", "", &id))
    }

    /// Links of tours and the glossary, which have a code of their own.
    pub(super) fn links(&mut self, field: &'static str, ids: &[String]) -> Vec<Entity> {
        self.list(field, ids.to_vec(), |this, id| this.any("E32", "", &id))
    }

    pub(super) fn any_optional(&mut self, field: &'static str, id: Option<&str>) -> Option<Entity> {
        self.any("E06", field, id?)
    }

    pub(super) fn any(
        &mut self,
        code: &'static str,
        field: &'static str,
        reference: &str,
    ) -> Option<Entity> {
        let Some((word, id)) = reference.split_once(':') else {
            let kinds: Vec<&str> = EntityKind::ALL
                .iter()
                .filter(|&&kind| self.names.get(kind, reference).is_some())
                .map(|kind| kind.word())
                .collect();
            let help = match kinds[..] {
                [] => "write kind:id, such as event:treaty-2019".to_owned(),
                [kind, ..] => format!("write \"{kind}:{reference}\""),
            };
            self.find(
                code,
                field,
                None,
                format!("`{reference}` does not say of which kind it is"),
                help,
            );
            return None;
        };
        let Some(kind) = EntityKind::parse(word) else {
            let help = match nearest(word, EntityKind::ALL.iter().map(|kind| kind.word())) {
                Some(near) => format!("write \"{near}:{id}\""),
                None => format!(
                    "one of {}",
                    EntityKind::ALL
                        .iter()
                        .map(|kind| kind.word())
                        .collect::<Vec<_>>()
                        .join(", ")
                ),
            };
            self.find(
                code,
                field,
                None,
                format!("`{word}` is not a kind of record"),
                help,
            );
            return None;
        };
        match self.names.get(kind, id) {
            Some(known) => known.entity(kind),
            None => {
                self.dangling(code, field, kind, id);
                None
            }
        }
    }

    /// Says that a reference leads nowhere, to the wrong kind, or nearly somewhere.
    fn dangling(&mut self, code: &'static str, field: &'static str, kind: EntityKind, id: &str) {
        let other = EntityKind::ALL
            .iter()
            .copied()
            .find(|&other| other != kind && self.names.get(other, id).is_some());
        let near = self.names.ids.get(&kind).and_then(|ids| {
            let mut known: Vec<&str> = ids.keys().map(String::as_str).collect();
            known.sort_unstable();
            nearest(id, known).map(str::to_owned)
        });
        let (code, message) = match other {
            Some(other) if code == "E06" => (
                "E07",
                format!(
                    "`{id}` is one of the {}, and one of the {} is expected",
                    other.plural(),
                    kind.plural()
                ),
            ),
            _ => (
                code,
                format!("none of the {} has the id `{id}`", kind.plural()),
            ),
        };
        let help = near.map_or_else(
            || format!("add the {} or mend the id", kind.word()),
            |near| format!("write \"{near}\""),
        );
        self.find(code, field, None, message, help);
    }
}
