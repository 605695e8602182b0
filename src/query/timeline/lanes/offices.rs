//! The lanes of posts: which posts open the picture, and the terms of each.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use crate::model::{
    AreaId, Date, Entity, EntityKind, History, Holders, MembershipStatus, Post, PostId, TermEnd,
};
use crate::query::leaders;

use super::super::{Certainty, Extent, Item};
use super::{
    Lane, LaneKind,
    stack::{Meeting, stacked},
};

/// Principal posts, other posts, and posts of one holder; each in the order in which lanes show them.
///
/// Those of one member of the history, whose headline relation is between some areas.
pub(super) fn posts(
    history: &History,
    member: usize,
    headline: &[AreaId],
) -> (Vec<PostId>, Vec<PostId>, Vec<PostId>) {
    let mut holders: HashMap<PostId, HashSet<_>> = HashMap::new();
    for (_, membership) in history.memberships() {
        holders
            .entry(membership.post)
            .or_default()
            .insert(membership.person);
    }
    let n_holders = |id: &PostId| holders.get(id).map_or(0, HashSet::len);
    let mut n_of_area: HashMap<AreaId, usize> = HashMap::new();
    let held: Vec<(PostId, &Post)> = history
        .posts()
        .filter(|(id, post)| post.holders == Holders::Single && n_holders(id) > 0)
        .filter(|&(id, _)| history.member_of(id.into()) == member)
        .collect();
    for (id, post) in &held {
        if let Some(area) = post.area {
            *n_of_area.entry(area).or_default() += n_holders(id);
        }
    }
    let area_order = |area: Option<AreaId>| {
        let rank = area
            .and_then(|area| headline.iter().position(|&other| other == area))
            .unwrap_or(headline.len());
        (
            rank,
            Reverse(
                area.and_then(|area| n_of_area.get(&area).copied())
                    .unwrap_or(0),
            ),
            area,
        )
    };
    let mut ordered = held;
    ordered.sort_by_cached_key(|(id, post)| {
        let n_acts = leaders::n_acts(history, *id);
        (
            area_order(post.area),
            Reverse(n_acts),
            Reverse(n_holders(id)),
            *id,
        )
    });
    let mut seen = HashSet::new();
    let (mut principal, mut other, mut minor) = (Vec::new(), Vec::new(), Vec::new());
    // Without a headline relation, three areas at most open the picture.
    let n_principal = if headline.is_empty() {
        3
    } else {
        headline.len()
    };
    for (id, post) in ordered {
        let concerns =
            headline.is_empty() || post.area.is_some_and(|area| headline.contains(&area));
        if n_holders(&id) == 1 {
            minor.push(id);
        } else if concerns && principal.len() < n_principal && seen.insert(post.area) {
            principal.push(id);
        } else {
            other.push(id);
        }
    }
    (principal, other, minor)
}

/// The terms of a post: one lane, and more where people held it side by side.
pub(super) fn post_lanes(
    history: &History,
    id: PostId,
    keep: impl Fn(Entity) -> bool,
) -> Vec<Lane> {
    let edition = history.edition_day();
    let post = history.post(id);
    let items = history
        .related_of(id.into(), EntityKind::Membership)
        .iter()
        .filter_map(|&entity| {
            let Entity::Membership(membership_id) = entity else {
                return None;
            };
            let membership = history.membership(membership_id);
            if membership.post != id
                || !(keep(entity) || keep(membership.person.into()) || keep(id.into()))
            {
                return None;
            }
            let first = membership.first_day().or(membership.last_day())?;
            let start = membership.start.as_ref();
            let mut certainty = start.map_or(
                Certainty {
                    uncertain: true,
                    ..Certainty::default()
                },
                Certainty::of,
            );
            let last = match &membership.end {
                TermEnd::On(date) => {
                    certainty.approximate |= date.is_approximate();
                    certainty.uncertain |= date.is_uncertain();
                    date.latest().unwrap_or(edition)
                }
                TermEnd::Open => edition,
                TermEnd::Unknown => {
                    certainty.uncertain = true;
                    start.and_then(Date::latest).unwrap_or(first)
                }
            };
            Some(Item {
                entity,
                part: 0,
                first,
                last: last.max(first),
                importance: 3,
                certainty,
                extent: Extent::Lasting,
                open: matches!(membership.end, TermEnd::Open),
                acting: !matches!(
                    membership.status,
                    MembershipStatus::Regular | MembershipStatus::CoHolder
                ),
            })
        })
        .collect();
    let area = post.area.map(|area| history.area(area).short());
    let named = |name: &str| {
        area.as_ref()
            .map_or_else(|| name.to_owned(), |area| format!("{name} {area}"))
    };
    stacked(items, Meeting::Handover)
        .into_iter()
        .enumerate()
        .filter_map(|(level, items)| {
            let (key, number) = match level {
                0 => (format!("post:{}", post.id), String::new()),
                _ => (
                    format!("post:{}#{}", post.id, level + 1),
                    format!(" {}", level + 1),
                ),
            };
            let labels = (
                named(&post.short) + &number,
                named(&abbreviated(&post.short)) + &number,
            );
            Lane::new(key, LaneKind::Post(id), labels, items)
        })
        .collect()
}
/// `Pres` for `President`, `PM` for `Prime Minister`.
fn abbreviated(name: &str) -> String {
    let mut words = name.split_whitespace();
    match (words.next(), words.next()) {
        (Some(word), None) => word.chars().take(4).collect(),
        _ => name
            .split_whitespace()
            .filter(|word| word.chars().next().is_some_and(char::is_uppercase) || word.len() > 3)
            .filter_map(|word| word.chars().next())
            .flat_map(char::to_uppercase)
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn posts_are_abbreviated() {
        assert_eq!(abbreviated("President"), "Pres");
        assert_eq!(abbreviated("Prime Minister"), "PM");
        assert_eq!(abbreviated("Minister of Roads"), "MR");
    }
}
