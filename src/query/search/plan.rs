//! A query made ready for one history: words folded, values looked up.

use crate::model::{Entity, EntityKind, History};

use super::filter::Test;
use super::language::{Query, What};
use super::record::{self, Record};
use super::word::{Likeness, Tier, Word};

/// Conditions with all that they need.
#[derive(Debug)]
pub(super) struct Plan {
    clauses: Vec<Vec<(bool, Condition)>>,
    /// Two words and more as they were typed; they may be a name.
    phrase: Option<Word>,
    /// Terms of office are told with their holders; only who asks for the kind gets them alone.
    pub with_memberships: bool,
}

#[derive(Debug)]
enum Condition {
    Text(Box<Word>),
    Test(Test),
}

/// How well a record answers: whether a name is what was typed, the worst tier of the words, and the sum over all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Answer {
    pub phrase: u8,
    pub least: i64,
    pub sum: i64,
}

/// How closely to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Closeness {
    /// At least the true value.
    Bound,
    /// The value itself.
    True,
}

impl Plan {
    pub fn new(history: &History, query: &Query) -> Self {
        let mut with_memberships = false;
        let clauses = query
            .clauses
            .iter()
            .map(|clause| {
                let conditions = clause.0.iter().map(|term| {
                    let condition = match &term.what {
                        What::Text {
                            text,
                            exact,
                            start,
                            end,
                        } => Condition::Text(Box::new(Word::new(text, *exact, *start, *end))),
                        What::Field(field, value) => {
                            Condition::Test(Test::of_field(history, *field, value))
                        }
                        What::Time(field, date) => Condition::Test(Test::of_time(*field, date)),
                    };
                    if let Condition::Test(Test::Kinds(kinds)) = &condition {
                        with_memberships |=
                            !term.negated && kinds.contains(&EntityKind::Membership);
                    }
                    (term.negated, condition)
                });
                conditions.collect()
            })
            .collect();
        Self {
            clauses,
            phrase: phrase(query),
            with_memberships,
        }
    }

    /// The words whose letters are marked.
    pub fn words(self) -> Vec<Word> {
        let conditions = self.clauses.into_iter().flatten();
        conditions
            .filter_map(|(negated, condition)| match condition {
                Condition::Text(word) if !negated => Some(*word),
                _ => None,
            })
            .collect()
    }

    /// Whether a typo can be meant anywhere.
    pub fn has_words(&self) -> bool {
        self.clauses.iter().flatten().any(|(negated, condition)| {
            !negated && matches!(condition, Condition::Text(word) if !word.is_literal())
        })
    }

    /// How well a record answers; `None` when it does not.
    pub fn answer(
        &self,
        history: &History,
        record: &Record,
        typos: bool,
        closeness: Closeness,
    ) -> Option<Answer> {
        let mut answer = Answer {
            phrase: 0,
            least: Tier::Exact as i64,
            sum: 0,
        };
        // The letters decide most quickly that a record is out.
        for clause in &self.clauses {
            let may_be = |(negated, condition): &(bool, Condition)| match condition {
                Condition::Text(word) => *negated || typos || word.may_be_in(record.letters),
                Condition::Test(_) => true,
            };
            if !clause.iter().any(may_be) {
                return None;
            }
        }
        for clause in &self.clauses {
            let best = clause
                .iter()
                .filter_map(|(negated, condition)| match condition {
                    Condition::Text(word) if *negated => {
                        let found = record.likeness(word, false, Closeness::Bound);
                        found
                            .is_none_or(|found| found.tier() < Tier::Part as i64)
                            .then_some(None)
                    }
                    Condition::Text(word) => Some(Some(record.likeness(word, typos, closeness)?)),
                    Condition::Test(test) => {
                        (test.holds(history, record.entity) != *negated).then_some(None)
                    }
                })
                .max()?;
            if let Some(likeness) = best {
                answer.least = answer.least.min(likeness.tier());
                answer.sum += likeness.0;
            }
        }
        if let Some(phrase) = &self.phrase {
            let names = record.texts.iter();
            answer.phrase = names
                .map(|name| name.phrase_tier(phrase))
                .max()
                .unwrap_or(0);
        }
        Some(answer)
    }

    /// Whether a record answers at all as typed. Its texts are folded only where words are asked for.
    pub fn holds(&self, history: &History, entity: Entity) -> bool {
        let conditions = || self.clauses.iter().flatten();
        let asks_for_text =
            conditions().any(|(_, condition)| matches!(condition, Condition::Text(_)));
        let record = if asks_for_text {
            record::record(history, entity)
        } else {
            Record::without_texts(entity)
        };
        self.answer(history, &record, false, Closeness::Bound)
            .is_some()
    }

    /// Whether the fields alone leave a kind of record in.
    pub fn admits(&self, entity: Entity) -> bool {
        self.with_memberships || entity.kind() != EntityKind::Membership
    }
}

impl Record {
    /// The best of all texts.
    fn likeness(&self, word: &Word, typos: bool, closeness: Closeness) -> Option<Likeness> {
        if !typos && !word.may_be_in(self.letters) {
            return None;
        }
        let texts = self.texts.iter();
        match closeness {
            Closeness::Bound => texts.filter_map(|text| text.bound(word, typos)).max(),
            Closeness::True => texts.filter_map(|text| text.likeness(word, typos)).max(),
        }
    }
}

fn phrase(query: &Query) -> Option<Word> {
    let words: Vec<&str> = query
        .clauses
        .iter()
        // Fields narrow, they are no part of a name; nor is what may be otherwise or must not be.
        .filter_map(|clause| match &clause.0[..] {
            [only] if !only.negated => match &only.what {
                What::Text { text, .. } => Some(text.as_str()),
                What::Field(..) | What::Time(..) => None,
            },
            _ => None,
        })
        .collect();
    (words.len() > 1).then(|| Word::new(&words.join(" "), true, false, false))
}
