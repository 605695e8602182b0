//! A query made ready for one history: words folded, values looked up.

use std::sync::Arc;

use crate::model::{Entity, EntityKind, History};

use super::filter::Test;
use super::language::{Query, Term, What};
use super::word::Word;

/// Conditions with all that they need.
#[derive(Debug)]
pub(super) struct Plan {
    /// All must hold.
    pub clauses: Vec<Arc<Clause>>,
    /// Two words and more as they were typed; they may be a name.
    pub phrase: Option<Word>,
    /// Terms of office are told with their holders; only who asks for the kind gets them alone.
    pub with_memberships: bool,
}

/// Alternatives, of which one must hold.
#[derive(Debug)]
pub(super) struct Clause {
    /// As it was typed.
    pub key: Vec<(bool, What)>,
    /// Negated or not.
    pub conditions: Vec<(bool, Condition)>,
}

#[derive(Debug)]
pub(super) enum Condition {
    Text(Box<Word>),
    Test(Test),
}

impl Plan {
    /// Looks everything up, but for clauses that `known` has ready.
    pub fn new(
        history: &History,
        query: &Query,
        known: impl Fn(&[(bool, What)]) -> Option<Arc<Clause>>,
    ) -> Self {
        let clauses = query.clauses.iter().map(|clause| {
            let key: Vec<(bool, What)> = clause
                .0
                .iter()
                .map(|term| (term.negated, term.what.clone()))
                .collect();
            known(&key).unwrap_or_else(|| Arc::new(Clause::new(history, key)))
        });
        let clauses: Vec<Arc<Clause>> = clauses.collect();
        let asks_for_terms = |(negated, condition): &(bool, Condition)| {
            matches!(condition, Condition::Test(Test::Kinds(kinds))
                if !negated && kinds.contains(&EntityKind::Membership))
        };
        Self {
            with_memberships: clauses
                .iter()
                .flat_map(|clause| &clause.conditions)
                .any(asks_for_terms),
            phrase: phrase(query),
            clauses,
        }
    }

    /// The words whose letters are marked.
    pub fn words(&self) -> impl Iterator<Item = &Word> {
        let conditions = self.clauses.iter().flat_map(|clause| &clause.conditions);
        conditions.filter_map(|(negated, condition)| match condition {
            Condition::Text(word) if !negated => Some(&**word),
            _ => None,
        })
    }

    /// Whether a typo can be meant anywhere.
    pub fn has_words(&self) -> bool {
        self.words().any(|word| !word.is_literal())
    }

    /// Whether the fields alone leave a kind of record in.
    pub fn admits(&self, entity: Entity) -> bool {
        self.with_memberships || entity.kind() != EntityKind::Membership
    }
}

impl Clause {
    fn new(history: &History, key: Vec<(bool, What)>) -> Self {
        let condition = |what: &What| match what {
            What::Text {
                text,
                exact,
                start,
                end,
            } => Condition::Text(Box::new(Word::new(text, *exact, *start, *end))),
            What::Field(field, value) => Condition::Test(Test::of_field(history, *field, value)),
            What::Time(field, date) => Condition::Test(Test::of_time(*field, date)),
        };
        Self {
            conditions: key
                .iter()
                .map(|(negated, what)| (*negated, condition(what)))
                .collect(),
            key,
        }
    }

    /// The word, where it is all that is asked for.
    pub fn word(&self) -> Option<&Word> {
        match &self.conditions[..] {
            [(false, Condition::Text(word))] => Some(word),
            _ => None,
        }
    }
}

fn phrase(query: &Query) -> Option<Word> {
    let words: Vec<&str> = query
        .clauses
        .iter()
        // Fields narrow, they are no part of a name; nor is what may be otherwise or must not be.
        .filter_map(|clause| match &clause.0[..] {
            [
                Term {
                    negated: false,
                    what: What::Text { text, .. },
                    ..
                },
            ] => Some(text.as_str()),
            _ => None,
        })
        .collect();
    (words.len() > 1).then(|| Word::new(&words.join(" "), true, false, false))
}
