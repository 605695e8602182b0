//! From one item to another: along a lane, between lanes, and to the previous and next event of all.

use std::cmp::Reverse;

use crate::model::{Day, Entity};

use super::{ItemRef, Lanes, Row};

/// A direction on the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Toward {
    /// Earlier in the row.
    Left,
    /// Later in the row.
    Right,
    /// The row above.
    Up,
    /// The row below.
    Down,
}

/// Where a selection stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Position among the rows of the arrangement.
    pub row: usize,
    /// The item.
    pub at: ItemRef,
    /// What is selected.
    pub entity: Entity,
    /// The first day of the item.
    pub day: Day,
}

impl Lanes {
    /// The place of an entity among the rows: the item that runs on a day, else the nearest, and of equals one in the row
    /// where one is already. `None` when no row shows it.
    pub fn place_of(
        &self,
        rows: &[Row],
        entity: Entity,
        day: Day,
        here: Option<usize>,
    ) -> Option<Place> {
        self.places(entity)
            .filter_map(|at| {
                let lane = at.lane as usize;
                let is_in = |row: &Row| row.lanes().contains(&lane);
                let row = here
                    .filter(|&row| rows.get(row).is_some_and(is_in))
                    .or_else(|| rows.iter().position(is_in))?;
                Some(self.place(row, at))
            })
            .min_by_key(|place| {
                let item = self.item(place.at);
                let elsewhere = here != Some(place.row);
                (item.distance(day), Reverse(item.first), elsewhere)
            })
    }

    /// One step; `None` when nothing lies there.
    ///
    /// Up and down pass over rows without items and go to the item that runs on `day`, else to the nearest, so that
    /// walking down and up again on one cursor date comes back.
    pub fn step(&self, rows: &[Row], from: Place, toward: Toward, day: Day) -> Option<Place> {
        match toward {
            Toward::Left | Toward::Right => self.along(rows, from, toward == Toward::Right),
            Toward::Up => (0..from.row)
                .rev()
                .find_map(|row| self.nearest(rows, row, day)),
            Toward::Down => (from.row + 1..rows.len()).find_map(|row| self.nearest(rows, row, day)),
        }
    }

    /// The first item of a row, or its last.
    pub fn end_of_row(&self, rows: &[Row], row: usize, last: bool) -> Option<Place> {
        let lanes = rows.get(row)?.lanes();
        let ends = lanes.iter().filter_map(|&lane| {
            let n_items = self.lanes()[lane].items().len();
            let item = if last { n_items.checked_sub(1)? } else { 0 };
            Some(ItemRef {
                lane: lane as u32,
                item: item as u32,
            })
        });
        let key = |at: &ItemRef| (self.item(*at).first, *at);
        let at = if last {
            ends.max_by_key(key)
        } else {
            ends.min_by_key(key)
        };
        at.map(|at| self.place(row, at))
    }

    /// The item of a row that runs on a day, else the nearest.
    pub fn nearest(&self, rows: &[Row], row: usize, day: Day) -> Option<Place> {
        let at = rows
            .get(row)?
            .lanes()
            .iter()
            .filter_map(|&lane| self.nearest_in_lane(lane, day))
            .min_by_key(|&at| (self.item(at).distance(day), at))?;
        Some(self.place(row, at))
    }

    /// The item of a lane that runs on a day (of several, the one that began last), else the nearest.
    pub fn nearest_in_lane(&self, lane: usize, day: Day) -> Option<ItemRef> {
        let held = self.lanes().get(lane)?;
        let begins_after = held.begins(day.add_days(1));
        let running = held.reaching(day.add_days(1)).into_iter().chain(
            // `reaching` asks for the next day; what ends on this very day runs too.
            held.reaching(day),
        );
        let same_day = (held.begins(day)..begins_after)
            .next()
            .map(|idx| idx as u32);
        let before = begins_after.checked_sub(1).map(|idx| idx as u32);
        let after = (begins_after < held.items().len()).then_some(begins_after as u32);
        // Of those that ended before, the one that ended last is the nearest.
        let ended = held.longest_lasting(0..begins_after).map(|idx| idx as u32);
        running
            .chain(same_day)
            .chain(before)
            .chain(after)
            .chain(ended)
            .min_by_key(|&item| {
                let found = &held.items()[item as usize];
                (found.distance(day), Reverse(found.first), item)
            })
            .map(|item| ItemRef {
                lane: lane as u32,
                item,
            })
    }

    /// The next event of all lanes, or the previous: from `current` where it is an event, else from the day.
    pub fn neighbour_event(
        &self,
        current: Option<Entity>,
        day: Day,
        next: bool,
    ) -> Option<ItemRef> {
        let events = self.events();
        let position = current
            .filter(|entity| matches!(entity, Entity::Event(_)))
            .and_then(|entity| self.rank_of(entity));
        let idx = match (position, next) {
            (Some(idx), true) => idx + 1,
            (Some(idx), false) => idx.checked_sub(1)?,
            (None, true) => events.partition_point(|&(other, _)| other <= day),
            (None, false) => events
                .partition_point(|&(other, _)| other < day)
                .checked_sub(1)?,
        };
        events.get(idx).map(|&(_, at)| at)
    }

    fn along(&self, rows: &[Row], from: Place, right: bool) -> Option<Place> {
        let row = rows.get(from.row)?;
        let here = (self.item(from.at).first, from.at);
        let candidates = row.lanes().iter().filter_map(|&lane| {
            let held = &self.lanes()[lane];
            let item = if lane == from.at.lane as usize {
                let item = from.at.item as usize;
                if right {
                    item + 1
                } else {
                    item.checked_sub(1)?
                }
            } else if right {
                held.items().partition_point(|item| {
                    item.first < here.0 || (item.first == here.0 && (lane as u32) < from.at.lane)
                })
            } else {
                held.items()
                    .partition_point(|item| {
                        item.first < here.0
                            || (item.first == here.0 && (lane as u32) < from.at.lane)
                    })
                    .checked_sub(1)?
            };
            (item < held.items().len()).then_some(ItemRef {
                lane: lane as u32,
                item: item as u32,
            })
        });
        let key = |at: &ItemRef| (self.item(*at).first, *at);
        let at = if right {
            candidates.min_by_key(key)
        } else {
            candidates.max_by_key(key)
        };
        at.map(|at| self.place(from.row, at))
    }

    fn place(&self, row: usize, at: ItemRef) -> Place {
        let item = self.item(at);
        Place {
            row,
            at,
            entity: item.entity,
            day: item.first,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Arrangement, sample};
    use super::*;
    use crate::model::EntityKind;

    fn day(year: i64, month: u8, day: u8) -> Day {
        Day::from_ymd(year, month, day).expect("a day of the calendar")
    }

    #[test]
    fn right_then_left_comes_back() {
        let history = sample::history();
        let lanes = Lanes::new(&history);
        let rows = Arrangement::default().rows(&lanes);
        for row in 0..rows.len() {
            let mut place = lanes
                .end_of_row(&rows, row, false)
                .expect("no lane is empty");
            while let Some(next) = lanes.step(&rows, place, Toward::Right, place.day) {
                assert!(next.day >= place.day);
                assert_eq!(lanes.step(&rows, next, Toward::Left, next.day), Some(place));
                place = next;
            }
            assert_eq!(Some(place), lanes.end_of_row(&rows, row, true));
        }
    }

    #[test]
    fn down_goes_to_what_runs_on_the_cursor_date() {
        let history = sample::history();
        let lanes = Lanes::new(&history);
        let rows = Arrangement::default().rows(&lanes);
        let cursor = day(2019, 9, 3);
        let mut place = lanes
            .nearest(&rows, 0, cursor)
            .expect("the first lane has items");
        let mut names = vec![history.title(place.entity)];
        while let Some(next) = lanes.step(&rows, place, Toward::Down, cursor) {
            place = next;
            names.push(history.title(place.entity));
        }
        assert_eq!(names[..3], ["Battulga", "Putin", "Mongolia–Russia"]);
        assert_eq!(place.row, rows.len() - 1);
    }

    #[test]
    fn next_and_previous_walk_all_events_once() {
        let history = sample::history();
        let lanes = Lanes::new(&history);
        let mut found = Vec::new();
        let mut at = lanes.neighbour_event(None, day(1900, 1, 1), true);
        while let Some(event) = at {
            found.push(lanes.item(event).entity);
            at = lanes.neighbour_event(found.last().copied(), day(1900, 1, 1), true);
        }
        assert_eq!(found.len(), history.count(EntityKind::Event));
        for pair in found.windows(2) {
            let back = lanes.neighbour_event(Some(pair[1]), day(1900, 1, 1), false);
            assert_eq!(back.map(|at| lanes.item(at).entity), Some(pair[0]));
        }
        let before = lanes.neighbour_event(None, day(2100, 1, 1), false);
        assert_eq!(
            before.map(|at| lanes.item(at).entity),
            found.last().copied()
        );
    }
}
