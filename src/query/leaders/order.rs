//! In which order leaders are listed, and under which headings.

use std::collections::HashMap;

use crate::model::{AreaId, History};

use super::PostGroup;

/// What leaders are gathered under.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Grouping {
    /// A heading for each post.
    #[default]
    Post,
    /// A heading for each area.
    Area,
    /// No headings.
    None,
}

/// By what leaders are sorted, within their group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum LeaderSort {
    /// Post by post, in order of office.
    #[default]
    Office,
    /// By name.
    Name,
    /// By days in office, most first.
    Days,
    /// By the first day in office, whatever the office.
    Begin,
}

/// Grouping and sorting together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct LeaderOrder {
    /// Headings.
    pub grouping: Grouping,
    /// Order within a group.
    pub sort: LeaderSort,
    /// The other way round; groups keep their order.
    pub reversed: bool,
}

impl LeaderOrder {
    /// `by area, by name, reversed`.
    pub fn in_words(self) -> String {
        let reversed = if self.reversed { ", reversed" } else { "" };
        format!("{}, {}{reversed}", self.grouping.label(), self.sort.label())
    }
}

/// One line of the leaders: a heading, or somebody's term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeaderLine {
    /// The heading of a post, by its position among the groups.
    Post(usize),
    /// The heading of an area; `None` for posts of no area.
    Area(Option<AreaId>),
    /// A term, by the positions of the post and the term.
    Term(usize, usize),
}

impl Grouping {
    /// All, in the order in which a key walks them.
    pub const ALL: [Self; 3] = [Self::Post, Self::Area, Self::None];

    /// The next one, and from the last back to the first.
    #[must_use]
    pub fn next(self) -> Self {
        super::next_of(&Self::ALL, self)
    }

    /// A few words for the status line and for what is kept.
    pub fn label(self) -> &'static str {
        match self {
            Self::Post => "by post",
            Self::Area => "by area",
            Self::None => "all together",
        }
    }
}

impl LeaderSort {
    /// All, in the order in which a key walks them.
    pub const ALL: [Self; 4] = [Self::Office, Self::Name, Self::Days, Self::Begin];

    /// The next one, and from the last back to the first.
    #[must_use]
    pub fn next(self) -> Self {
        super::next_of(&Self::ALL, self)
    }

    /// A few words for the status line and for what is kept.
    pub fn label(self) -> &'static str {
        match self {
            Self::Office => "in order of office",
            Self::Name => "by name",
            Self::Days => "by days in office",
            Self::Begin => "by begin",
        }
    }
}

/// A heading, and the terms under it by the positions of post and term.
struct Group {
    heading: Option<LeaderLine>,
    terms: Vec<(usize, usize)>,
}

/// The lines of some posts in an order.
pub fn lines(history: &History, posts: &[PostGroup], order: LeaderOrder) -> Vec<LeaderLine> {
    // Groups in the order in which their first post comes.
    let mut groups: Vec<Group> = Vec::new();
    let mut group_of: HashMap<Option<AreaId>, usize> = HashMap::new();
    for (post, group) in posts.iter().enumerate() {
        let terms = (0..group.terms.len()).map(|term| (post, term));
        let known = match order.grouping {
            Grouping::Post => None,
            Grouping::Area => group_of.get(&group.area).copied(),
            Grouping::None => (!groups.is_empty()).then_some(0),
        };
        match known {
            Some(known) => groups[known].terms.extend(terms),
            None => {
                group_of.insert(group.area, groups.len());
                let heading = match order.grouping {
                    Grouping::Post => Some(LeaderLine::Post(post)),
                    Grouping::Area => Some(LeaderLine::Area(group.area)),
                    Grouping::None => None,
                };
                groups.push(Group {
                    heading,
                    terms: terms.collect(),
                });
            }
        }
    }
    let term_of = |(post, term): (usize, usize)| &posts[post].terms[term];
    let mut lines = Vec::new();
    for Group { heading, mut terms } in groups {
        match order.sort {
            LeaderSort::Office => {}
            LeaderSort::Name => terms.sort_by_cached_key(|&at| {
                let term = term_of(at);
                (history.person(term.person).short.to_lowercase(), term.first)
            }),
            LeaderSort::Days => {
                terms.sort_by_key(|&at| (-term_of(at).days(), term_of(at).first));
            }
            LeaderSort::Begin => terms.sort_by_key(|&at| (term_of(at).first, at)),
        }
        if order.reversed {
            terms.reverse();
        }
        lines.extend(heading);
        lines.extend(
            terms
                .into_iter()
                .map(|(post, term)| LeaderLine::Term(post, term)),
        );
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::super::super::timeline::sample;
    use super::super::posts;
    use super::*;

    fn names(order: LeaderOrder) -> String {
        let history = sample::history();
        let posts = posts(&history);
        let words = lines(&history, &posts, order)
            .into_iter()
            .map(|line| match line {
                LeaderLine::Post(idx) => format!("[{}]", history.post(posts[idx].post).id),
                LeaderLine::Area(area) => {
                    format!("[{}]", area.map_or("", |id| &history.area(id).id))
                }
                LeaderLine::Term(post, term) => {
                    history.person(posts[post].terms[term].person).short.clone()
                }
            });
        words.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn each_order_lists_everybody_once_under_the_right_heading() {
        let order = LeaderOrder::default();
        assert!(
            names(order).starts_with("[mn-president] Ochirbat Bagabandi Enkhbayar"),
            "{}",
            names(order)
        );
        let by_area = LeaderOrder {
            grouping: Grouping::Area,
            sort: LeaderSort::Begin,
            ..order
        };
        assert!(
            names(by_area).starts_with("[mn] Ochirbat Someone Bagabandi"),
            "{}",
            names(by_area)
        );
        let longest = LeaderOrder {
            grouping: Grouping::None,
            sort: LeaderSort::Days,
            ..order
        };
        assert!(
            names(longest).starts_with("Putin Yeltsin Elbegdorj"),
            "{}",
            names(longest)
        );
        let by_name = LeaderOrder {
            grouping: Grouping::None,
            sort: LeaderSort::Name,
            reversed: true,
        };
        assert!(
            names(by_name).starts_with("Yeltsin Someone"),
            "{}",
            names(by_name)
        );
        for grouping in Grouping::ALL {
            for sort in LeaderSort::ALL {
                let order = LeaderOrder {
                    grouping,
                    sort,
                    reversed: false,
                };
                let listed = names(order);
                let n_terms = listed.split(' ').filter(|word| !word.starts_with('['));
                assert_eq!(n_terms.count(), 11, "{order:?}");
            }
        }
    }
}
