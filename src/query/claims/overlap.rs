//! The check who of a post's holders shared most days with a person.

use crate::model::{Day, Entity, History, HolderRule, PersonId, PostId, PostRule};
use crate::query::leaders::{self, Term};

use super::{Computed, Counted, Outcome, days_in_words};

/// Whose days in a post are compared, beside whom, and until when.
pub(super) struct Overlap<'a> {
    pub(super) post: PostId,
    pub(super) with: PersonId,
    pub(super) rule: &'a [PostRule],
    pub(super) until: Day,
}

impl Overlap<'_> {
    pub(super) fn computed(
        &self,
        history: &History,
        longest: PersonId,
        stated: Option<PersonId>,
        days: Option<i64>,
    ) -> Computed {
        let mut rows = leaders::shared_days(
            history,
            self.post,
            self.with,
            &[self.rule.to_vec()],
            self.until,
        );
        rows.retain(|row| row.days[0] > 0);
        rows.sort_by_key(|row| std::cmp::Reverse(row.days[0]));
        let name = |person: PersonId| history.person(person).short.as_str();
        let with_days =
            |person: PersonId, n: i64| format!("{}, {}", name(person), days_in_words(n));
        let is_alone = rows
            .get(1)
            .is_none_or(|second| second.days[0] < rows[0].days[0]);
        let first = rows.first();
        let is_expected = first.is_some_and(|row| {
            is_alone && row.person == longest && days.is_none_or(|days| days == row.days[0])
        });
        let is_stated = first.is_some_and(|row| row.person == stated.unwrap_or(longest));
        let found = match (first, rows.get(1)) {
            (None, _) => "nobody".to_owned(),
            (Some(row), None) => with_days(row.person, row.days[0]),
            (Some(row), Some(next)) => format!(
                "{}; then {}",
                with_days(row.person, row.days[0]),
                with_days(next.person, next.days[0])
            ),
        };
        let posts = self.posts(history);
        let counted: Vec<Entity> = self.terms(history);
        Computed {
            text: format!("longest beside {} {posts}: {found}", name(self.with)),
            outcome: Outcome::of(is_expected, is_stated),
            expected: match days {
                Some(n) => with_days(longest, n),
                None => name(longest).to_owned(),
            },
            found,
            how: format!(
                "days as {} beside {} {posts}, completed by {}; the day of a handover counts once",
                history.post(self.post).title,
                name(self.with),
                self.until.in_words()
            ),
            lines: rows
                .iter()
                .map(|row| Counted {
                    note: days_in_words(row.days[0]),
                    text: name(row.person).to_owned(),
                    to: row.person.into(),
                })
                .collect(),
            counted,
        }
    }

    /// `in any post`, `as President of Russia or acting President of Russia`.
    fn posts(&self, history: &History) -> String {
        if self.rule.is_empty() {
            return "in any post".to_owned();
        }
        let posts: Vec<String> = self
            .rule
            .iter()
            .map(|one| {
                let title = &history.post(one.post).title;
                match one.rule {
                    HolderRule::Regular => title.clone(),
                    HolderRule::Acting => format!("acting {title}"),
                }
            })
            .collect();
        format!("as {}", posts.join(" or "))
    }

    /// The terms of the post, and those of the person that count.
    fn terms(&self, history: &History) -> Vec<Entity> {
        let counts = |term: &&Term| leaders::counts(history, term, self.rule);
        let career = leaders::career(history, self.with);
        let mine = leaders::terms(history, self.post);
        mine.iter()
            .filter(|term| term.first < self.until)
            .chain(career.iter().filter(counts))
            .map(|term| term.id.into())
            .collect()
    }
}
