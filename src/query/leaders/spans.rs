//! Days as a set of half-open spans: counted, shared with another set, taken away from it.

use crate::model::Day;

/// Days, as spans from the first that counts to the first that no longer does; in order, none touching another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spans(Vec<(Day, Day)>);

impl Spans {
    /// The days that some spans cover, those that several cover once.
    pub fn new(spans: impl IntoIterator<Item = (Day, Day)>) -> Self {
        let mut spans: Vec<(Day, Day)> = spans
            .into_iter()
            .filter(|(from, until)| from < until)
            .collect();
        spans.sort_unstable();
        let mut merged: Vec<(Day, Day)> = Vec::with_capacity(spans.len());
        for (from, until) in spans {
            match merged.last_mut() {
                Some(last) if from <= last.1 => last.1 = last.1.max(until),
                _ => merged.push((from, until)),
            }
        }
        Self(merged)
    }

    /// How many days there are.
    pub fn days(&self) -> i64 {
        self.0.iter().map(|(from, until)| until.0 - from.0).sum()
    }

    /// From the first day that counts to the first that no longer does, in order.
    pub fn iter(&self) -> impl Iterator<Item = (Day, Day)> + '_ {
        self.0.iter().copied()
    }

    /// Whether there is no day.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The days of both.
    #[must_use]
    pub fn shared_with(&self, other: &Self) -> Self {
        let (mut mine, mut theirs) = (self.iter().peekable(), other.iter().peekable());
        let mut shared = Vec::new();
        while let (Some(&(a_from, a_until)), Some(&(b_from, b_until))) =
            (mine.peek(), theirs.peek())
        {
            let (from, until) = (a_from.max(b_from), a_until.min(b_until));
            if from < until {
                shared.push((from, until));
            }
            if a_until <= b_until {
                mine.next();
            } else {
                theirs.next();
            }
        }
        Self(shared)
    }

    /// The days of this one that the other has not.
    #[must_use]
    pub fn without(&self, other: &Self) -> Self {
        let mut left = Vec::new();
        for (mut from, until) in self.iter() {
            for (taken_from, taken_until) in other.iter() {
                if taken_until <= from || until <= taken_from {
                    continue;
                }
                if from < taken_from {
                    left.push((from, taken_from));
                }
                from = taken_until;
            }
            if from < until {
                left.push((from, until));
            }
        }
        Self(left)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn days_of(spans: &Spans) -> BTreeSet<i64> {
        spans
            .iter()
            .flat_map(|(from, until)| from.0..until.0)
            .collect()
    }

    fn some() -> impl Strategy<Value = Spans> {
        prop::collection::vec((-40i64..40, 0i64..20), 0..6).prop_map(|spans| {
            Spans::new(
                spans
                    .into_iter()
                    .map(|(from, days)| (Day(from), Day(from + days))),
            )
        })
    }

    proptest! {
        #[test]
        fn they_are_sets_of_days(a in some(), b in some()) {
            let (of_a, of_b) = (days_of(&a), days_of(&b));
            prop_assert_eq!(a.days() as usize, of_a.len());
            let shared = a.shared_with(&b);
            prop_assert_eq!(days_of(&shared), of_a.intersection(&of_b).copied().collect());
            prop_assert_eq!(shared.days(), b.shared_with(&a).days());
            prop_assert_eq!(days_of(&a.without(&b)), of_a.difference(&of_b).copied().collect());
            let touching = a.iter().zip(a.iter().skip(1)).any(|(one, next)| one.1 >= next.0);
            prop_assert!(!touching, "spans that touch are one");
        }
    }
}
