//! Who held which office, when, and for how many days beside whom.
//!
//! Terms are half open: the day of a handover belongs to the successor, so that it counts once.

mod career;
mod order;
mod overlap;
mod spans;

pub use career::{Career, CareerLine, Section};
pub use order::{Grouping, LeaderLine, LeaderOrder, LeaderSort, lines};
pub use overlap::{
    Beside, CountingRule, Holder, OverlapQuestion, Overlaps, SharedDays, leading_post,
};
pub use spans::Spans;

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use crate::model::{
    AreaId, Day, Entity, EntityKind, History, HolderRule, Membership, MembershipId,
    MembershipStatus, PersonId, PostId, PostRule, TermEnd,
};

/// A post with all its terms.
#[derive(Clone, Debug, PartialEq)]
pub struct PostGroup {
    /// The post.
    pub post: PostId,
    /// The area that it governs; `None` for a post without one.
    pub area: Option<AreaId>,
    /// In order of start, then of the file.
    pub terms: Vec<Term>,
}

/// A term as lists and bars need it.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// The membership.
    pub id: MembershipId,
    /// Who.
    pub person: PersonId,
    /// First day.
    pub first: Day,
    /// The day after the last that counts: the day of handover, or the day after the edition while still running.
    pub until: Day,
    /// Still running at the edition.
    pub open: bool,
    /// Acting, interim or disputed.
    pub acting: bool,
}

impl Term {
    /// The term of a membership; `None` when its start is unknown.
    pub fn new(history: &History, id: MembershipId) -> Option<Self> {
        let membership = history.membership(id);
        let first = membership.first_day()?;
        let until = until(history, membership, first);
        Some(Self {
            id,
            person: membership.person,
            first,
            until,
            open: matches!(membership.end, TermEnd::Open),
            acting: !matches!(
                membership.status,
                MembershipStatus::Regular | MembershipStatus::CoHolder
            ),
        })
    }

    /// How many days it counts.
    pub fn days(&self) -> i64 {
        (self.until.0 - self.first.0).max(0)
    }

    /// Whether the term runs on a day.
    pub fn holds_on(&self, day: Day) -> bool {
        self.first <= day && (day < self.until || self.open)
    }
}

/// All posts that somebody held: the leading post of each area first, the areas of the headline relation before others.
pub fn posts(history: &History) -> Vec<PostGroup> {
    let mut groups: Vec<PostGroup> = history
        .posts()
        .filter_map(|(id, post)| {
            let terms = terms(history, id);
            (!terms.is_empty()).then_some(PostGroup {
                post: id,
                area: post.area,
                terms,
            })
        })
        .collect();
    let headline = history
        .overview()
        .headline_track
        .map(|track| &history.track(track).between[..])
        .unwrap_or_default();
    let mut n_terms: HashMap<Option<AreaId>, usize> = HashMap::new();
    for group in &groups {
        *n_terms.entry(group.area).or_default() += group.terms.len();
    }
    // The leading post of each area comes before the lesser ones of any; one with a single holder leads nothing.
    let leading: HashSet<PostId> = groups
        .iter()
        .filter(|group| distinct(group) > 1)
        .filter(|group| {
            groups
                .iter()
                .filter(|other| other.area == group.area)
                .max_by_key(|other| {
                    (
                        n_acts(history, other.post),
                        distinct(other),
                        Reverse(other.post),
                    )
                })
                .is_some_and(|most| most.post == group.post)
        })
        .map(|group| group.post)
        .collect();
    groups.sort_by_key(|group| {
        let rank = headline
            .iter()
            .position(|&area| Some(area) == group.area)
            .unwrap_or(headline.len());
        let area = (rank, Reverse(n_terms[&group.area]), group.area);
        (
            !leading.contains(&group.post),
            area,
            Reverse(group.terms.len()),
            group.post,
        )
    });
    groups
}

/// How often somebody acted in a post in an event: what tells the leading post of an area from the others.
pub fn n_acts(history: &History, post: PostId) -> usize {
    history
        .related_of(post.into(), EntityKind::Event)
        .iter()
        .filter(|event| match event {
            Entity::Event(id) => history
                .event(*id)
                .people
                .iter()
                .any(|participant| participant.capacity == Some(post)),
            _ => false,
        })
        .count()
}

/// The terms of a post, in order of start.
pub fn terms(history: &History, post: PostId) -> Vec<Term> {
    let mut terms: Vec<Term> = history
        .related_of(post.into(), EntityKind::Membership)
        .iter()
        .filter_map(|&entity| match entity {
            Entity::Membership(id) => Term::new(history, id),
            _ => None,
        })
        .collect();
    terms.sort_by_key(|term| (term.first, term.id));
    terms
}

/// The terms of a person in any post, in order of start.
pub fn career(history: &History, person: PersonId) -> Vec<Term> {
    let mut terms: Vec<Term> = history
        .related_of(person.into(), EntityKind::Membership)
        .iter()
        .filter_map(|&entity| match entity {
            Entity::Membership(id) => Term::new(history, id),
            _ => None,
        })
        .collect();
    terms.sort_by_key(|term| (term.first, term.id));
    terms
}

/// The term of office nearest to a day in which nobody is on record: the last before it, else the first after it.
pub fn nearest(groups: &[PostGroup], day: Day) -> Option<&Term> {
    groups
        .iter()
        .flat_map(|group| &group.terms)
        .min_by_key(|term| {
            if term.holds_on(day) {
                0
            } else {
                (term.first.0 - day.0)
                    .abs()
                    .min((term.until.0 - 1 - day.0).abs())
            }
        })
}

/// One line of an overlap table: somebody, and the days that each rule counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// The holder of the first post.
    pub person: PersonId,
    /// Days in that office, until the last day that counts.
    pub in_office: i64,
    /// Days shared with the terms of each rule, in the order in which the rules were given.
    pub days: Vec<i64>,
}

/// For each holder of a post, the days shared with a person under several counting rules.
///
/// A rule lists posts and which of their terms count; an empty rule counts any post of the person. Days that several
/// terms cover count once. `as_of` is the first day that no longer counts: days are counted as they are completed.
pub fn shared_days(
    history: &History,
    post: PostId,
    with: PersonId,
    rules: &[Vec<PostRule>],
    as_of: Day,
) -> Vec<Shared> {
    let career = career(history, with);
    let spans_of_rule: Vec<Vec<(i64, i64)>> = rules
        .iter()
        .map(|rule| {
            union(
                career
                    .iter()
                    .filter(|term| counts(history, term, rule))
                    .map(|term| clip(term, as_of))
                    .collect(),
            )
        })
        .collect();
    let mut rows: Vec<Shared> = Vec::new();
    for term in terms(history, post) {
        let (from, to) = clip(&term, as_of);
        let row = match rows.iter_mut().find(|row| row.person == term.person) {
            Some(row) => row,
            None => {
                rows.push(Shared {
                    person: term.person,
                    in_office: 0,
                    days: vec![0; rules.len()],
                });
                let newest = rows.len() - 1;
                &mut rows[newest]
            }
        };
        row.in_office += (to - from).max(0);
        for (days, spans) in row.days.iter_mut().zip(&spans_of_rule) {
            *days += spans
                .iter()
                .map(|&(lo, hi)| (hi.min(to) - lo.max(from)).max(0))
                .sum::<i64>();
        }
    }
    rows
}

/// Whether a term is one of those that a rule counts; an empty rule counts all.
pub(super) fn counts(history: &History, term: &Term, rule: &[PostRule]) -> bool {
    let post = history.membership(term.id).post;
    rule.is_empty()
        || rule
            .iter()
            .any(|one| one.post == post && (one.rule == HolderRule::Acting) == term.acting)
}

/// From the first day that counts to the first that no longer does.
fn clip(term: &Term, as_of: Day) -> (i64, i64) {
    let until = if term.open {
        as_of.0
    } else {
        term.until.0.min(as_of.0)
    };
    (term.first.0, until.max(term.first.0))
}

/// Spans without overlaps that cover the same days.
fn union(mut spans: Vec<(i64, i64)>) -> Vec<(i64, i64)> {
    spans.sort_unstable();
    let mut merged: Vec<(i64, i64)> = Vec::with_capacity(spans.len());
    for (from, to) in spans {
        match merged.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => merged.push((from, to)),
        }
    }
    merged
}

/// How many people held a post.
fn distinct(group: &PostGroup) -> usize {
    group
        .terms
        .iter()
        .map(|term| term.person)
        .collect::<HashSet<_>>()
        .len()
}

/// A number of days in words, thousands apart: `1,890 days`.
pub fn days_in_words(days: i64) -> String {
    let digits = days.abs().to_string();
    let mut out = String::new();
    for (idx, digit) in digits.chars().enumerate() {
        if idx > 0 && (digits.len() - idx).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    let sign = if days < 0 { "-" } else { "" };
    let unit = if days == 1 { "day" } else { "days" };
    format!("{sign}{out} {unit}")
}

/// The one after another, and from the last back to the first.
pub(super) fn next_of<T: Copy + PartialEq>(all: &[T], this: T) -> T {
    let at = all.iter().position(|&one| one == this).unwrap_or(0);
    all[(at + 1) % all.len()]
}

fn until(history: &History, membership: &Membership, first: Day) -> Day {
    match &membership.end {
        TermEnd::On(date) => date.latest().unwrap_or(first).max(first),
        TermEnd::Open => Day(history.edition_day().0.max(first.0) + 1),
        TermEnd::Unknown => Day(membership
            .start
            .as_ref()
            .and_then(crate::model::Date::latest)
            .unwrap_or(first)
            .0
            + 1),
    }
}
