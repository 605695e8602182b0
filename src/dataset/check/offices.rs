//! People and the posts that they held: alive, in order, and one at a time where that is the rule.

use std::collections::HashMap;

use crate::model::{Day, Entity, EntityKind, Holders, Membership, MembershipStatus, TermEnd};
use crate::notation::Step;

use super::Checker;

impl Checker<'_> {
    /// W05: one name and birth year under two ids. E10: death before birth.
    pub(super) fn people(&mut self) {
        let mut seen: HashMap<(String, Option<i64>), &str> = HashMap::new();
        let history = self.history;
        for (id, person) in history.people() {
            let born = person
                .born
                .as_ref()
                .and_then(|life| life.date.earliest())
                .map(Day::year);
            let key = (crate::text::fold(&person.name), born);
            if born.is_some()
                && let Some(other) = seen.insert(key, &person.id)
            {
                self.find(
                    "W05",
                    id.into(),
                    &[Step::Field("name")],
                    format!("`{}` has the name and birth year of `{other}`", person.id),
                    "merge them if they are one person",
                );
            }
            if let (Some(born), Some(died)) = (&person.born, &person.died)
                && died.date.certainly_before(&born.date)
            {
                self.find(
                    "E10",
                    id.into(),
                    &[Step::Field("died"), Step::Field("date")],
                    format!(
                        "`{}` dies in {}, before the birth in {}",
                        person.id, died.date, born.date
                    ),
                    "mend one of the two",
                );
            }
        }
    }

    /// E10, W11: a term that ends before it starts. E14: of somebody not alive. W29: outside the life of the post.
    pub(super) fn memberships(&mut self) {
        let history = self.history;
        for (id, membership) in history.memberships() {
            let entity = id.into();
            if let (Some(start), TermEnd::On(end)) = (&membership.start, &membership.end) {
                if end.certainly_before(start) {
                    self.find(
                        "E10",
                        entity,
                        &[Step::Field("end")],
                        format!(
                            "`{}` ends in {end}, before it starts in {start}",
                            membership.id
                        ),
                        "swap the two or mend one",
                    );
                } else if membership.term().is_possibly_reversed() {
                    self.find(
                        "W11",
                        entity,
                        &[Step::Field("end")],
                        format!(
                            "`{}` may end in {end} before it starts in {start}",
                            membership.id
                        ),
                        "give the dates more closely",
                    );
                }
            }
            let person = history.person(membership.person);
            if let (Some(died), Some(start)) = (person.died.as_ref(), &membership.start)
                && died.date.certainly_before(start)
            {
                self.find(
                    "E14",
                    entity,
                    &[Step::Field("start")],
                    format!(
                        "`{}` takes office in {start} and died in {}",
                        person.id, died.date
                    ),
                    "mend one of the two",
                );
            }
            if let (Some(born), Some(start)) = (person.born.as_ref(), &membership.start)
                && start.certainly_before(&born.date)
            {
                self.find(
                    "E14",
                    entity,
                    &[Step::Field("start")],
                    format!(
                        "`{}` takes office in {start}, before the birth in {}",
                        person.id, born.date
                    ),
                    "mend one of the two",
                );
            }
            if let (Some(existed), Some(start)) =
                (&history.post(membership.post).existed, &membership.start)
                && (start.certainly_before(existed) || existed.certainly_before(start))
            {
                self.find(
                    "W29",
                    entity,
                    &[Step::Field("start")],
                    format!(
                        "the post `{}` existed {existed}, and the term starts in {start}",
                        history.post(membership.post).id
                    ),
                    "mend one of the two",
                );
            }
        }
    }

    /// E12, W13: two holders of a post that one holds at a time.
    pub(super) fn holders(&mut self) {
        let history = self.history;
        for (post_id, post) in history
            .posts()
            .filter(|(_, post)| post.holders == Holders::Single)
        {
            let mut terms: Vec<(usize, &Membership)> = history
                .related_of(post_id.into(), EntityKind::Membership)
                .iter()
                .map(|entity| (entity.idx(), history.membership(entity.idx().into())))
                .filter(|(_, term)| {
                    !matches!(
                        term.status,
                        MembershipStatus::Acting | MembershipStatus::CoHolder
                    )
                })
                .filter(|(_, term)| term.first_day().is_some())
                .collect();
            terms.sort_by_key(|(idx, term)| (term.first_day(), *idx));
            // Whoever stays longest of those before may reach beyond the neighbour in the list.
            let mut longest = 0;
            for next in 1..terms.len() {
                self.pair(&post.title, terms[next - 1].1, terms[next]);
                if longest != next - 1 {
                    self.pair(&post.title, terms[longest].1, terms[next]);
                }
                if reach(terms[next].1) > reach(terms[longest].1) {
                    longest = next;
                }
            }
        }
    }

    /// Compares a term with one that began before it, both of a post that one holds at a time.
    fn pair(&mut self, title: &str, one: &Membership, (idx, two): (usize, &Membership)) {
        let entity = Entity::new(EntityKind::Membership, idx);
        let path = [Step::Field("start")];
        let end = match &one.end {
            TermEnd::On(end) => end,
            TermEnd::Open => {
                let message = format!(
                    "`{}` is still running when `{}` begins, and {title} has one holder at a time",
                    one.id, two.id
                );
                self.find(
                    "E12",
                    entity,
                    &path,
                    message,
                    "give the earlier term an end",
                );
                return;
            }
            TermEnd::Unknown => return,
        };
        let (Some(start), Some(end_first), Some(end_last)) =
            (&two.start, end.earliest(), end.latest())
        else {
            return;
        };
        let (Some(start_first), Some(start_last)) = (start.earliest(), start.latest()) else {
            return;
        };
        // A term that both begins and ends inside another is shared to its own end only.
        let (two_first, two_last) = match &two.end {
            TermEnd::On(end) => (
                end.earliest().unwrap_or(start_last),
                end.latest().unwrap_or(end_last),
            ),
            TermEnd::Open => (end_first, end_last),
            TermEnd::Unknown => (start_last, end_last),
        };
        // The day of a handover belongs to the successor, so it is no day that the two share.
        let certain = end_first.min(two_first).0 - start_last.0;
        let possible = end_last.min(two_last).0 - start_first.0;
        let by_days = end_first == end_last && start_first == start_last;
        if certain > self.policy.overlap_days {
            let message = format!(
                "`{}` and `{}` hold {title} together for {certain} days",
                one.id, two.id
            );
            let help = "mend a date, or mark one Acting or CoHolder";
            self.find("E12", entity, &path, message, help);
        } else if possible > self.policy.overlap_days && !by_days {
            let message = format!(
                "`{}` and `{}` may hold {title} together for up to {possible} days",
                one.id, two.id
            );
            self.find("W13", entity, &path, message, "give the dates more closely");
        } else if by_days && self.policy.overlap_days == 0 && certain == 0 {
            let message = format!(
                "`{}` and `{}` both hold {title} on the day of handover, {start}",
                one.id, two.id
            );
            let help =
                "end the earlier term the day before, or allow single_holder_overlap_days: 1";
            self.find("W13", entity, &path, message, help);
        }
    }
}

/// The last day that a term can reach; later than any day when it may still run.
fn reach(term: &Membership) -> Day {
    match &term.end {
        TermEnd::On(end) => end.latest().unwrap_or(Day(i64::MAX)),
        TermEnd::Open => Day(i64::MAX),
        TermEnd::Unknown => term.first_day().unwrap_or_default(),
    }
}
