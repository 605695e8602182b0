//! The clauses of a query in one segment: which records answer all of them, and how well.

use crate::model::History;

use super::filter::Test;
use super::kept::Words;
use super::look::Look;
use super::plan::{Condition, Plan};
use super::segment::{Run, Segment};
use super::word::{Class, Likeness, Tier, Word};

/// The clauses of a query in one segment.
pub(super) struct Answers<'a> {
    history: &'a History,
    pub segment: &'a Segment,
    clauses: Vec<Vec<(bool, Asked<'a>)>>,
    /// Clauses that are a word and nothing else, the one that finds least first.
    words: Vec<usize>,
    others: Vec<usize>,
}

enum Asked<'a> {
    Word(&'a Word, &'a Look),
    Test(&'a Test),
}

/// The worst tier of the words, [`Tier::Exact`] where there are none, and the sum of their likeness.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Worth {
    pub least: u8,
    pub sum: u64,
}

impl<'a> Answers<'a> {
    /// `at` is the number of the segment.
    pub fn new(
        history: &'a History,
        segment: &'a Segment,
        at: usize,
        plan: &'a Plan,
        words: &'a Words,
    ) -> Self {
        let clauses = plan.clauses.iter().zip(words).map(|(clause, words)| {
            let conditions = clause.conditions.iter().zip(words);
            let conditions = conditions.filter_map(|((negated, condition), found)| {
                let asked = match (condition, found) {
                    (Condition::Text(word), Some(found)) => Asked::Word(word, &found.looks[at]),
                    (Condition::Test(test), _) => Asked::Test(test),
                    (Condition::Text(_), None) => return None,
                };
                Some((*negated, asked))
            });
            conditions.collect()
        });
        let clauses: Vec<Vec<(bool, Asked<'_>)>> = clauses.collect();
        let look = |at: usize| match &clauses[at][..] {
            [(false, Asked::Word(_, look))] => Some(*look),
            _ => None,
        };
        let (mut words, others): (Vec<usize>, Vec<usize>) =
            (0..clauses.len()).partition(|&at| look(at).is_some());
        words.sort_by_key(|&at| look(at).map(Look::n_found));
        Self {
            history,
            segment,
            clauses,
            words,
            others,
        }
    }

    /// Calls for each record that answers all clauses, in order, with how it has each.
    pub fn each(&self, mut each: impl FnMut(&Run, usize, &[Class])) {
        /// Most records do not answer: so many are passed over at once.
        const STEP: usize = 32;
        let mut classes = vec![Class::NONE; self.clauses.len()];
        let looks: Vec<(usize, &[Class])> = self
            .words
            .iter()
            .map(|&at| (at, self.look(at).map_or(&[][..], Look::classes)))
            .collect();
        if looks.iter().any(|(_, own)| own.is_empty()) {
            return;
        }
        for run in self.segment.runs() {
            let Some((&(first, firsts), others)) = looks.split_first() else {
                for record in run.records.clone() {
                    if self.has_others(record, &mut classes) {
                        each(run, record, &classes);
                    }
                }
                continue;
            };
            for from in run.records.clone().step_by(STEP) {
                let to = run.records.end.min(from + STEP);
                let some = &firsts[from..to];
                if Class::best_of(some) == Class::NONE {
                    continue;
                }
                for (record, &class) in (from..to).zip(some) {
                    if class == Class::NONE {
                        continue;
                    }
                    classes[first] = class;
                    let mut others = others.iter();
                    let has_all = others.all(|&(at, own)| {
                        classes[at] = own[record];
                        own[record] != Class::NONE
                    });
                    if has_all && self.has_others(record, &mut classes) {
                        each(run, record, &classes);
                    }
                }
            }
        }
    }

    /// The word, where the query is that alone.
    pub fn only_word(&self) -> Option<&'a Look> {
        match self.clauses.len() {
            1 => self.look(0),
            _ => None,
        }
    }

    /// What a record that answers is worth at most, and exactly in which tier.
    pub fn bound(&self, record: usize, classes: &[Class]) -> Worth {
        let mut worth = Worth {
            least: Tier::Exact as u8,
            sum: 0,
        };
        for (clause, &class) in self.clauses.iter().zip(classes) {
            if let Some(tier) = class.tier() {
                worth.least = worth.least.min(tier as u8);
                worth.sum += u64::from(self.bound_of(clause, record, class).0);
            }
        }
        worth
    }

    /// For each clause what a record adds to the sum, at most and exactly, as long as `each` asks for more; whether it
    /// did to the end. `sum` is the bound on all of it.
    pub fn each_worth(
        &self,
        record: usize,
        sum: u64,
        mut each: impl FnMut(u64, u64) -> bool,
    ) -> bool {
        self.clauses.iter().enumerate().all(|(at, clause)| {
            let class = self.class(at, record);
            if class.tier().is_none() {
                return true;
            }
            let bound = match self.clauses.len() {
                1 => sum,
                _ => u64::from(self.bound_of(clause, record, class).0),
            };
            let own = best_of(clause, record, class, |word, look| {
                look.likeness(self.history, self.segment, word, record)
            });
            each(bound, u64::from(own.0))
        })
    }

    #[inline]
    fn bound_of(&self, clause: &[(bool, Asked<'_>)], record: usize, class: Class) -> Likeness {
        best_of(clause, record, class, |_, look| {
            look.bound(self.segment, record)
        })
    }

    fn look(&self, clause: usize) -> Option<&'a Look> {
        match &self.clauses[clause][..] {
            [(false, Asked::Word(_, look))] => Some(look),
            _ => None,
        }
    }

    fn has_others(&self, record: usize, classes: &mut [Class]) -> bool {
        self.others.iter().all(|&at| {
            classes[at] = self.class(at, record);
            classes[at] != Class::NONE
        })
    }

    /// The best of the alternatives.
    fn class(&self, clause: usize, record: usize) -> Class {
        let holds = |holds: bool| if holds { Class::HOLDS } else { Class::NONE };
        let conditions = self.clauses[clause].iter();
        let classes = conditions.map(|(negated, asked)| match asked {
            Asked::Word(_, look) if *negated => {
                let tier = look.class(record).tier();
                holds(tier.is_none_or(|tier| tier < Tier::Part))
            }
            Asked::Word(_, look) => look.class(record),
            Asked::Test(test) => {
                let entity = self.segment.entity(record);
                holds(test.holds(self.history, entity) != *negated)
            }
        });
        classes.max().unwrap_or(Class::NONE)
    }
}

/// The best that is said of the words that a record has so.
#[inline]
fn best_of(
    clause: &[(bool, Asked<'_>)],
    record: usize,
    class: Class,
    likeness: impl Fn(&Word, &Look) -> Likeness,
) -> Likeness {
    if let [(false, Asked::Word(word, look))] = clause {
        return likeness(word, look);
    }
    let best = clause.iter().filter_map(|(negated, asked)| match asked {
        Asked::Word(word, look) if !negated && look.class(record) == class => {
            Some(likeness(word, look))
        }
        _ => None,
    });
    best.max().unwrap_or(Likeness(0))
}
