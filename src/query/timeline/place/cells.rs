//! The columns of a lane in which something begins, and which of the items there is shown.

use crate::model::Day;

use super::super::{ItemRef, Lane, LaneKind};
use super::{Context, Emphasis};

/// Runs of items, by lane: what a cell holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Members {
    /// Lane, first item, item after the last.
    runs: Vec<(u32, u32, u32)>,
    /// Items that begin before the window.
    early: Vec<ItemRef>,
}

impl Members {
    pub(super) fn len(&self) -> usize {
        self.early.len()
            + self
                .runs
                .iter()
                .map(|&(_, from, to)| (to - from) as usize)
                .sum::<usize>()
    }

    pub(super) fn each(&self) -> impl Iterator<Item = ItemRef> + '_ {
        let runs = self
            .runs
            .iter()
            .flat_map(|&(lane, from, to)| (from..to).map(move |item| ItemRef { lane, item }));
        self.early.iter().copied().chain(runs)
    }

    pub(super) fn add(&mut self, other: Self) {
        self.runs.extend(other.runs);
        self.early.extend(other.early);
    }
}

/// Items that begin in one column.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub column: u16,
    pub members: Members,
    /// The one that shows.
    pub top: ItemRef,
}

/// Which of the items of a cell shows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Top {
    MostImportant,
    LongestLasting,
}

impl Context<'_, '_> {
    /// The columns of a lane in which something begins, in order, with what begins there. What began before the window
    /// and lasts into it begins in column 0.
    pub(super) fn cells(&self, lane_idx: usize, top: Top) -> Vec<Cell> {
        let lane = &self.lanes.lanes()[lane_idx];
        let window = self.scale.window;
        let at = |item: usize| ItemRef {
            lane: lane_idx as u32,
            item: item as u32,
        };
        let mut cells: Vec<Cell> = Vec::new();
        let mut next = lane.begins(window.first);
        let end = lane.begins(window.last.add_days(1));
        let early: Vec<ItemRef> = lane
            .reaching(window.first)
            .into_iter()
            .map(|item| at(item as usize))
            .collect();
        if let Some(best) = early
            .iter()
            .copied()
            .min_by_key(|&at| self.rank_for(top, at))
        {
            cells.push(Cell {
                column: 0,
                members: Members {
                    runs: Vec::new(),
                    early,
                },
                top: best,
            });
        }
        while next < end {
            let column = self.scale.nearest_column(lane.items()[next].first);
            let after = self.scale.day_after(column);
            let until = next + n_first(&lane.items()[next..end], |item| item.first < after);
            let until = until.max(next + 1);
            let best = match top {
                Top::MostImportant => lane.most_important(next..until),
                Top::LongestLasting => lane.longest_lasting(next..until),
            };
            let best = at(best.unwrap_or(next));
            let run = (lane_idx as u32, next as u32, until as u32);
            match cells.last_mut() {
                Some(held) if held.column == column => {
                    held.members.runs.push(run);
                    if self.rank_for(top, best) < self.rank_for(top, held.top) {
                        held.top = best;
                    }
                }
                _ => cells.push(Cell {
                    column,
                    members: Members {
                        runs: vec![run],
                        early: Vec::new(),
                    },
                    top: best,
                }),
            }
            next = until;
        }
        self.prefer_attended(lane_idx, lane, &mut cells);
        cells
    }

    /// The selected item shows in its cell whatever else is there, and a related one before others.
    fn prefer_attended(&self, lane_idx: usize, lane: &Lane, cells: &mut [Cell]) {
        let mut prefer = |item: u32, emphasis: Emphasis| {
            let at = ItemRef {
                lane: lane_idx as u32,
                item,
            };
            let found = &lane.items()[item as usize];
            let Some(columns) = self.scale.columns(found.first, found.last) else {
                return;
            };
            let Ok(idx) = cells.binary_search_by_key(&columns.start, |cell| cell.column) else {
                return;
            };
            let held = self.emphasis(cells[idx].top);
            let better = emphasis == Emphasis::Selected
                || (held != Emphasis::Selected
                    && (held != Emphasis::Related || self.rank(at) < self.rank(cells[idx].top)));
            if better {
                cells[idx].top = at;
            }
        };
        if lane.kind.is_events() {
            let of_lane =
                |lane: usize| self.related.partition_point(|at| (at.lane as usize) < lane);
            for at in &self.related[of_lane(lane_idx)..of_lane(lane_idx + 1)] {
                prefer(at.item, Emphasis::Related);
            }
        }
        let selected: Vec<u32> = self.selected.in_lane(lane_idx).collect();
        if !matches!(lane.kind, LaneKind::Post(_)) || selected.len() == 1 {
            for item in selected {
                prefer(item, Emphasis::Selected);
            }
        }
    }

    pub(super) fn rank_for(&self, top: Top, at: ItemRef) -> (i64, Day, ItemRef) {
        let item = self.lanes.item(at);
        match top {
            Top::MostImportant => (-i64::from(item.importance), item.first, at),
            // Of two terms that meet at the window's edge, the one that goes on.
            Top::LongestLasting => (
                item.last.0.saturating_neg(),
                Day(item.first.0.saturating_neg()),
                at,
            ),
        }
    }
}

/// How many of the first hold, where none does after one that does not. Near ones are asked first: most columns have few
/// items, and far ones are slow to reach.
fn n_first<T>(items: &[T], holds: impl Fn(&T) -> bool) -> usize {
    let mut reach = 8;
    while items.get(reach).is_some_and(&holds) {
        reach *= 2;
    }
    let from = if reach > 8 { reach / 2 } else { 0 };
    from + items[from..reach.min(items.len())].partition_point(holds)
}
