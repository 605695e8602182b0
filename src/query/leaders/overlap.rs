//! How many days the holders of one post shared with those of another, by a counting rule that the reader chooses.
//!
//! Who was longest in office beside whom depends on what one counts: only an inaugurated president, an acting one as
//! well, or the same person as prime minister, too. The rule is about the people of the columns; the rows are always
//! the holders of their post, acting or not. Terms are half open, and a day that two terms of a person cover counts
//! once.

use std::collections::HashMap;

use crate::model::{Date, Day, History, PersonId, PostId, TermEnd};

use super::{Spans, Term, career, n_acts, terms};

/// Which terms of the people beside whom one counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CountingRule {
    /// Regular terms in the post.
    #[default]
    Inaugurated,
    /// Acting terms in the post.
    Acting,
    /// Both.
    WithActing,
    /// In another post, on days on which they did not also hold the first.
    Only(PostId),
    /// In any post on record.
    Any,
}

impl CountingRule {
    /// The rules that make a difference for the holders of a post, in the order in which a key walks them.
    pub fn all(history: &History, post: PostId) -> Vec<Self> {
        let mut people: Vec<PersonId> = terms(history, post)
            .iter()
            .map(|term| term.person)
            .collect();
        people.sort_unstable();
        people.dedup();
        let careers = people.iter().flat_map(|&person| career(history, person));
        let (mut has_acting, mut others) = (false, Vec::new());
        for term in careers {
            let held = history.membership(term.id).post;
            has_acting |= held == post && term.acting;
            if held != post && !others.contains(&held) {
                others.push(held);
            }
        }
        others.sort_unstable();
        let mut rules = vec![Self::Inaugurated];
        if has_acting {
            rules.extend([Self::Acting, Self::WithActing]);
        }
        rules.extend(others.iter().map(|&other| Self::Only(other)));
        if rules.len() > 1 {
            rules.push(Self::Any);
        }
        rules
    }

    /// What it counts, in a few words: `prime minister only`.
    pub fn label(self, history: &History) -> String {
        match self {
            Self::Inaugurated => "inaugurated".to_owned(),
            Self::Acting => "acting".to_owned(),
            Self::WithActing => "incl. acting".to_owned(),
            Self::Only(post) => format!("{} only", history.post(post).short.to_lowercase()),
            Self::Any => "any of these".to_owned(),
        }
    }

    /// What it counts, in a sentence about the holders of a post.
    pub fn in_words(self, history: &History, post: PostId) -> String {
        let title = &history.post(post).title;
        match self {
            Self::Inaugurated => format!("{title} as inaugurated, acting terms left out"),
            Self::Acting => format!("acting {title} only"),
            Self::WithActing => format!("{title}, acting or inaugurated"),
            Self::Only(other) => format!(
                "{}, on days when not {title} as well",
                history.post(other).title
            ),
            Self::Any => format!("any office on record of those who were {title}"),
        }
    }

    /// The word by which the command line and a kept state name it; an office by its id.
    pub fn word(self, history: &History) -> &str {
        match self {
            Self::Inaugurated => "inaugurated",
            Self::Acting => "acting",
            Self::WithActing => "with-acting",
            Self::Only(post) => &history.post(post).id,
            Self::Any => "any",
        }
    }

    /// The rule of a word among those of a post; an office also by its name, `prime-minister`.
    pub fn of_word(history: &History, post: PostId, word: &str) -> Option<Self> {
        match word {
            "inaugurated" => Some(Self::Inaugurated),
            "acting" => Some(Self::Acting),
            "with-acting" => Some(Self::WithActing),
            "any" => Some(Self::Any),
            _ => Self::all(history, post)
                .into_iter()
                .find(|rule| match rule {
                    Self::Only(other) => {
                        let other = history.post(*other);
                        other.id == word || other.short.to_lowercase().replace(' ', "-") == word
                    }
                    _ => false,
                }),
        }
    }

    /// Whether the terms in a post can change what it counts for the holders of another.
    fn concerns(self, held: PostId, post: PostId) -> bool {
        match self {
            Self::Inaugurated | Self::Acting | Self::WithActing => held == post,
            Self::Only(other) => held == other || held == post,
            Self::Any => true,
        }
    }

    /// The terms of a person that it counts, up to the first day that no longer counts.
    fn spans(self, history: &History, person: PersonId, post: PostId, as_of: Day) -> Spans {
        let career = career(history, person);
        let of = |counts: &dyn Fn(PostId, &Term) -> bool| {
            Spans::new(
                career
                    .iter()
                    .filter(|term| counts(history.membership(term.id).post, term))
                    .map(|term| clip(term, as_of)),
            )
        };
        match self {
            Self::Inaugurated => of(&|held, term| held == post && !term.acting),
            Self::Acting => of(&|held, term| held == post && term.acting),
            Self::WithActing => of(&|held, _| held == post),
            Self::Only(other) => of(&|held, _| held == other).without(&of(&|held, _| held == post)),
            Self::Any => of(&|_, _| true),
        }
    }
}

/// What a matrix of shared days is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct OverlapQuestion {
    /// The post whose holders are the rows.
    pub rows: PostId,
    /// The post whose holders are the columns.
    pub columns: PostId,
    /// Which of their terms count. With `beside`, all rules are asked, each in a column.
    pub rule: CountingRule,
    /// Instead of all holders, one, and a column for each rule.
    pub beside: Option<PersonId>,
    /// The first day that no longer counts: days are counted as they are completed.
    pub as_of: Day,
}

/// A row: somebody who held the first post.
#[derive(Clone, Debug, PartialEq)]
pub struct Holder {
    /// Who.
    pub person: PersonId,
    /// The days in office.
    pub spans: Spans,
    /// Every term begins and ends on a known day.
    pub exact: bool,
}

/// A column: somebody who held the second post, and the rule after which their days count.
#[derive(Clone, Debug, PartialEq)]
pub struct Beside {
    /// Who.
    pub person: PersonId,
    /// The rule of the column.
    pub rule: CountingRule,
    /// The days that count.
    pub spans: Spans,
    /// Every term begins and ends on a known day.
    pub exact: bool,
}

/// A cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SharedDays {
    /// Row and column are the same person.
    Same,
    /// So many days.
    Days {
        /// How many, at most where it is not exact.
        n: i64,
        /// Whether all ends of the terms are known to the day.
        exact: bool,
        /// Nobody shared more days with the column.
        longest: bool,
    },
}

/// Days shared by the holders of two posts.
#[derive(Clone, Debug, PartialEq)]
pub struct Overlaps {
    /// What was asked.
    pub question: OverlapQuestion,
    /// In order of office.
    pub rows: Vec<Holder>,
    /// In order of office, or of the rules.
    pub columns: Vec<Beside>,
    days: HashMap<(usize, usize), i64>,
    most: Vec<i64>,
}

impl Overlaps {
    /// Counts. What it costs grows with the pairs that share a day, not with rows times columns.
    pub fn new(history: &History, question: OverlapQuestion) -> Self {
        let as_of = question.as_of;
        let rows: Vec<Holder> = people_of(history, question.rows, as_of)
            .into_iter()
            .map(|person| Holder {
                person,
                spans: CountingRule::WithActing.spans(history, person, question.rows, as_of),
                exact: is_exact(history, person, |held| held == question.rows),
            })
            .collect();
        let beside = |person, rule: CountingRule| Beside {
            person,
            rule,
            spans: rule.spans(history, person, question.columns, as_of),
            exact: is_exact(history, person, |held| {
                rule.concerns(held, question.columns)
            }),
        };
        let columns: Vec<Beside> = match question.beside {
            Some(person) => CountingRule::all(history, question.columns)
                .into_iter()
                .map(|rule| beside(person, rule))
                .collect(),
            None => people_of(history, question.columns, as_of)
                .into_iter()
                .map(|person| beside(person, question.rule))
                .collect(),
        };
        let days = count(&rows, &columns);
        Self {
            question,
            most: most_of(&days, columns.len()),
            rows,
            columns,
            days,
        }
    }

    /// The days of a row and a column.
    pub fn cell(&self, row: usize, column: usize) -> SharedDays {
        let (holder, beside) = (&self.rows[row], &self.columns[column]);
        if holder.person == beside.person {
            return SharedDays::Same;
        }
        let n = self.days.get(&(row, column)).copied().unwrap_or(0);
        SharedDays::Days {
            n,
            exact: n == 0 || (holder.exact && beside.exact),
            longest: n > 0 && n == self.most[column],
        }
    }

    /// The days themselves of a row and a column.
    pub fn spans(&self, row: usize, column: usize) -> Spans {
        self.rows[row]
            .spans
            .shared_with(&self.columns[column].spans)
    }

    /// Only the columns of one rule.
    #[must_use]
    pub fn only_rule(mut self, rule: CountingRule) -> Self {
        self.columns.retain(|column| column.rule == rule);
        self.days = count(&self.rows, &self.columns);
        self.most = most_of(&self.days, self.columns.len());
        self
    }

    /// The most days of any cell.
    pub fn most_days(&self) -> i64 {
        self.most.iter().copied().max().unwrap_or(0)
    }
}

/// The post that a person is known for: the one in which the events have them act most often, else the first held.
pub fn leading_post(history: &History, person: PersonId) -> Option<PostId> {
    let posts: Vec<PostId> = career(history, person)
        .iter()
        .map(|term| history.membership(term.id).post)
        .collect();
    posts
        .iter()
        .enumerate()
        .max_by_key(|&(idx, &post)| (n_acts(history, post), std::cmp::Reverse(idx)))
        .map(|(_, &post)| post)
}

/// Everybody who has held a post by a day, in order of office.
fn people_of(history: &History, post: PostId, as_of: Day) -> Vec<PersonId> {
    let mut people = Vec::new();
    let mut known = std::collections::HashSet::new();
    for term in terms(history, post) {
        if term.first < as_of && known.insert(term.person) {
            people.push(term.person);
        }
    }
    people
}

/// Days of each pair that shares any, without those of somebody with themselves.
fn count(rows: &[Holder], columns: &[Beside]) -> HashMap<(usize, usize), i64> {
    let mut theirs: Vec<(Day, Day, usize)> = columns
        .iter()
        .enumerate()
        .flat_map(|(idx, column)| {
            column
                .spans
                .iter()
                .map(move |(from, until)| (from, until, idx))
        })
        .collect();
    theirs.sort_unstable();
    // The latest end so far tells from where on anything can reach into a span.
    let reach: Vec<Day> = theirs
        .iter()
        .scan(Day(i64::MIN), |latest, &(_, until, _)| {
            *latest = (*latest).max(until);
            Some(*latest)
        })
        .collect();
    let mut days = HashMap::new();
    for (row, holder) in rows.iter().enumerate() {
        for (from, until) in holder.spans.iter() {
            let first = reach.partition_point(|&latest| latest <= from);
            let beside = theirs[first..]
                .iter()
                .take_while(|&&(their_from, _, _)| their_from < until);
            for &(their_from, their_until, column) in beside {
                let n = until.min(their_until).0 - from.max(their_from).0;
                if n > 0 && holder.person != columns[column].person {
                    *days.entry((row, column)).or_insert(0) += n;
                }
            }
        }
    }
    days
}

/// The most days of each column.
fn most_of(days: &HashMap<(usize, usize), i64>, n_columns: usize) -> Vec<i64> {
    let mut most = vec![0; n_columns];
    for (&(_, column), &n) in days {
        most[column] = n.max(most[column]);
    }
    most
}

/// From the first day that counts to the first that no longer does.
fn clip(term: &Term, as_of: Day) -> (Day, Day) {
    let until = if term.open {
        as_of
    } else {
        term.until.min(as_of)
    };
    (term.first, until)
}

/// Whether all terms of a person in some posts begin and end on a known day.
fn is_exact(history: &History, person: PersonId, concerns: impl Fn(PostId) -> bool) -> bool {
    career(history, person).iter().all(|term| {
        let membership = history.membership(term.id);
        let is_known = || {
            membership
                .start
                .as_ref()
                .is_some_and(Date::is_point_certain)
                && match &membership.end {
                    TermEnd::On(end) => end.is_point_certain(),
                    TermEnd::Open => true,
                    TermEnd::Unknown => false,
                }
        };
        !concerns(membership.post) || is_known()
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::timeline::sample;
    use super::*;
    use crate::model::{Membership, MembershipStatus, Parts};

    fn day(text: &str) -> Day {
        Date::parse(text)
            .expect("a date")
            .earliest()
            .expect("a day")
    }

    /// The sample with an acting president, who had been an envoy before and stayed it for ten days.
    fn history() -> History {
        let mut parts: Parts = sample::history().parts().clone();
        let acting = parts
            .people
            .iter()
            .position(|person| person.name == "Putin")
            .expect("in the sample");
        let model = parts.memberships[0].clone();
        let mut add = |post: usize, start: &str, end: &str, status| {
            parts.memberships.push(Membership {
                id: format!("more-{start}"),
                person: acting.into(),
                post: post.into(),
                start: Some(Date::parse(start).expect("a date")),
                end: TermEnd::On(Date::parse(end).expect("a date")),
                status,
                ..model.clone()
            });
        };
        add(1, "1999-12-31", "2000-05-07", MembershipStatus::Acting);
        add(2, "1999-08-09", "2000-01-10", MembershipStatus::Regular);
        History::new(parts)
    }

    fn days_of(history: &History, rule: CountingRule, holder: &str) -> i64 {
        let question = OverlapQuestion {
            rows: 0.into(),
            columns: 1.into(),
            rule,
            beside: None,
            as_of: day("2024-04-30"),
        };
        let overlaps = Overlaps::new(history, question);
        let row = overlaps
            .rows
            .iter()
            .position(|row| history.person(row.person).name == holder)
            .expect("a row");
        let column = overlaps
            .columns
            .iter()
            .position(|column| history.person(column.person).name == "Putin")
            .expect("a column");
        match overlaps.cell(row, column) {
            SharedDays::Days { n, .. } => {
                assert_eq!(n, overlaps.spans(row, column).days(), "the spans agree");
                n
            }
            SharedDays::Same => panic!("two people"),
        }
    }

    #[test]
    fn each_rule_counts_what_it_says_and_a_day_of_two_offices_once() {
        let history = history();
        for (rule, days) in [
            (CountingRule::Inaugurated, 1874),
            (CountingRule::Acting, 128),
            (CountingRule::WithActing, 2002),
            (CountingRule::Only(2.into()), 144),
            (CountingRule::Any, 2146),
        ] {
            assert_eq!(days_of(&history, rule, "Bagabandi"), days, "{rule:?}");
        }
    }

    #[test]
    fn only_rules_that_make_a_difference_are_offered_and_found_by_their_words() {
        let history = history();
        let rules = CountingRule::all(&history, 1.into());
        assert_eq!(rules.len(), 5, "{rules:?}");
        for rule in rules {
            let word = rule.word(&history);
            assert_eq!(CountingRule::of_word(&history, 1.into(), word), Some(rule));
        }
        assert_eq!(
            CountingRule::of_word(&history, 1.into(), "envoy"),
            Some(CountingRule::Only(2.into()))
        );
        assert_eq!(CountingRule::of_word(&history, 1.into(), "king"), None);
        assert_eq!(
            CountingRule::all(&history, 0.into()),
            [CountingRule::Inaugurated],
            "nobody acted, nobody held another post"
        );
    }

    #[test]
    fn the_longest_of_a_column_is_marked_and_nobody_is_beside_themselves() {
        let history = history();
        let question = OverlapQuestion {
            rows: 1.into(),
            columns: 1.into(),
            rule: CountingRule::Inaugurated,
            beside: None,
            as_of: day("2025-12-31"),
        };
        let overlaps = Overlaps::new(&history, question);
        for idx in 0..overlaps.rows.len() {
            assert_eq!(overlaps.cell(idx, idx), SharedDays::Same);
        }
        let question = OverlapQuestion {
            rows: 0.into(),
            ..question
        };
        let overlaps = Overlaps::new(&history, question);
        let longest: Vec<(usize, usize)> = (0..overlaps.rows.len())
            .flat_map(|row| (0..overlaps.columns.len()).map(move |column| (row, column)))
            .filter(|&(row, column)| {
                matches!(
                    overlaps.cell(row, column),
                    SharedDays::Days { longest: true, .. }
                )
            })
            .collect();
        assert_eq!(
            longest,
            [(0, 0), (3, 1), (3, 2)],
            "Ochirbat beside Yeltsin, Elbegdorj beside both others"
        );
    }

    #[test]
    fn before_a_term_began_there_is_no_row_and_no_day_of_it() {
        let history = history();
        let question = OverlapQuestion {
            rows: 0.into(),
            columns: 1.into(),
            rule: CountingRule::Inaugurated,
            beside: None,
            as_of: day("1997-06-21"),
        };
        let overlaps = Overlaps::new(&history, question);
        let names: Vec<&str> = overlaps
            .rows
            .iter()
            .map(|row| history.person(row.person).name.as_str())
            .collect();
        assert_eq!(names, ["Ochirbat", "Bagabandi"]);
        assert_eq!(overlaps.rows[1].spans.days(), 1);
        assert_eq!(
            overlaps.cell(1, 0),
            SharedDays::Days {
                n: 1,
                exact: true,
                longest: false
            }
        );
    }

    #[test]
    fn a_term_that_is_not_known_to_the_day_makes_its_days_no_exact_number() {
        let history = sample::history();
        let question = OverlapQuestion {
            rows: 2.into(),
            columns: 1.into(),
            rule: CountingRule::Inaugurated,
            beside: None,
            as_of: day("2025-12-31"),
        };
        let overlaps = Overlaps::new(&history, question);
        assert!(matches!(
            overlaps.cell(0, 0),
            SharedDays::Days {
                n: 1..,
                exact: false,
                ..
            }
        ));
    }
}
