//! Many records of a history, of whatever kinds: what a filter lets through.

use fixedbitset::FixedBitSet;

use super::id::{Entity, EntityKind};

/// A set of entities, a bit for each up to the last of its kind.
///
/// Of a million records half a million are as quickly asked for as one is.
#[derive(Clone, Debug, Default)]
pub struct EntitySet {
    /// For each kind, as far as there are any, the positions.
    of_kinds: Vec<FixedBitSet>,
}

impl EntitySet {
    /// Adds an entity.
    pub fn insert(&mut self, entity: Entity) {
        let kind = entity.kind() as usize;
        if self.of_kinds.len() <= kind {
            self.of_kinds.resize_with(kind + 1, FixedBitSet::new);
        }
        self.of_kinds[kind].grow_and_insert(entity.idx());
    }

    /// Whether an entity is in it.
    #[inline]
    pub fn contains(&self, entity: Entity) -> bool {
        let own = self.of_kinds.get(entity.kind() as usize);
        own.is_some_and(|own| own.contains(entity.idx()))
    }

    /// What is in both.
    #[must_use]
    pub fn and(mut self, other: &Self) -> Self {
        self.of_kinds.truncate(other.of_kinds.len());
        for (own, other) in self.of_kinds.iter_mut().zip(&other.of_kinds) {
            own.intersect_with(other);
        }
        self
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.of_kinds.iter().map(|own| own.count_ones(..)).sum()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.of_kinds.iter().all(FixedBitSet::is_clear)
    }

    /// All of them, in the order of kind and file.
    pub fn iter(&self) -> impl Iterator<Item = Entity> {
        let kinds = EntityKind::ALL.iter().zip(&self.of_kinds);
        kinds.flat_map(|(&kind, own)| own.ones().map(move |idx| Entity::new(kind, idx)))
    }
}

impl PartialEq for EntitySet {
    fn eq(&self, other: &Self) -> bool {
        // How far a set reaches says nothing.
        self.iter().eq(other.iter())
    }
}

impl Eq for EntitySet {}

impl FromIterator<Entity> for EntitySet {
    fn from_iter<I: IntoIterator<Item = Entity>>(entities: I) -> Self {
        let mut own = Self::default();
        for entity in entities {
            own.insert(entity);
        }
        own
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn entities() -> impl Strategy<Value = Vec<Entity>> {
        let one = (0..EntityKind::ALL.len(), 0_usize..200);
        let one = one.prop_map(|(kind, idx)| Entity::new(EntityKind::ALL[kind], idx));
        prop::collection::vec(one, 0..40)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]
        #[test]
        fn it_holds_what_any_set_would(one in entities(), other in entities()) {
            let plain = |of: &[Entity]| of.iter().copied().collect::<BTreeSet<Entity>>();
            let set = |of: &[Entity]| of.iter().copied().collect::<EntitySet>();
            let (a, b) = (set(&one), set(&other));
            prop_assert!(a.iter().eq(plain(&one)));
            prop_assert_eq!(a.len(), plain(&one).len());
            prop_assert_eq!(a.is_empty(), one.is_empty());
            for &entity in one.iter().chain(&other) {
                prop_assert_eq!(a.contains(entity), one.contains(&entity));
            }
            let both: Vec<Entity> = plain(&one).intersection(&plain(&other)).copied().collect();
            prop_assert!(a.clone().and(&b).iter().eq(both.iter().copied()));
            prop_assert_eq!(a.and(&b), set(&both));
        }
    }
}
