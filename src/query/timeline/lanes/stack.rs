//! Items that overlap, in as few lanes as keep them apart.

use std::cmp::Reverse;

use super::super::Item;

/// Whether two that meet may share a lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meeting {
    /// One follows the other: a handover takes days, and dates known to the year share one.
    Handover,
    /// One takes the place of the other slowly: an era that begins while another ends.
    Transition,
    /// They have nothing to do with each other, so each day of both is seen.
    Strangers,
}

/// In order of time, the first lane where each has room.
pub(super) fn stacked(mut items: Vec<Item>, meeting: Meeting) -> Vec<Vec<Item>> {
    items.sort_by_key(|item| (item.first, item.acting, Reverse(item.last), item.entity));
    let mut levels: Vec<Vec<Item>> = Vec::new();
    for item in items {
        let meets = match meeting {
            Meeting::Handover => item
                .first
                .add_days(366.min((item.last.0 - item.first.0) / 3)),
            Meeting::Transition => item.first.add_days((item.last.0 - item.first.0) / 10),
            Meeting::Strangers => item.first.add_days(-1),
        };
        match levels
            .iter_mut()
            .find(|level| level.last().is_none_or(|before| before.last <= meets))
        {
            Some(level) => level.push(item),
            None => levels.push(vec![item]),
        }
    }
    levels
}
