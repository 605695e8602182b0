//! Terms, levels and the status of projects: bars from where each begins to where the next one does.

use crate::model::{ProjectStatus, TrackId};
use crate::text::{self, Cut};

use super::super::{Item, Lane, LaneKind};
use super::cells::Cell;
use super::{Context, Fold, LaneRow, Part, Run, cut_to};

impl<'a> Context<'a, '_> {
    /// Terms, levels and status: each from where it begins to where the next one does.
    pub(super) fn bars(&self, cells: Vec<Cell>, lane: &'a Lane, row: &mut LaneRow<'a>) {
        let width = self.scale.width;
        let starts: Vec<u16> = cells.iter().map(|cell| cell.column).collect();
        for (idx, cell) in cells.into_iter().enumerate() {
            let item = self.lanes.item(cell.top);
            let Some(columns) = self.scale.columns(item.first, item.last) else {
                continue;
            };
            let next = starts.get(idx + 1).copied().unwrap_or(width);
            let (from, to) = (cell.column, columns.end.max(cell.column + 1).min(next));
            let n_more = cell.members.len() - 1;
            let fold = (n_more > 0).then(|| {
                row.folds.push(Fold {
                    n_more,
                    members: cell.members,
                });
                row.folds.len() - 1
            });
            let spot = row.spots.len();
            row.spots.push(self.spot(cell.top, from, to - from, fold));
            let bar = Bar {
                from,
                to,
                item,
                spot,
                n_more,
                ends_before: next > to || to == width && item.last < self.scale.window.last,
            };
            match lane.kind {
                LaneKind::Project(id) => self.shade(
                    &bar,
                    &self.history.project(id).status[item.part as usize].is,
                    row,
                ),
                _ => self.bar(&bar, self.label(cell.top), &lane.kind, row),
            }
        }
        if let LaneKind::Track(id) = lane.kind {
            self.marks(id, row);
        }
        row.runs.sort_by_key(|run| run.column);
    }

    fn bar(&self, bar: &Bar<'_>, label: &'a str, kind: &LaneKind, row: &mut LaneRow<'a>) {
        let Bar {
            mut from,
            mut to,
            item,
            spot,
            n_more,
            ends_before,
        } = *bar;
        if self.scale.window.first <= item.first {
            row.runs.push(Run {
                column: from,
                width: 1,
                part: Part::Start,
                spot,
            });
            from += 1;
        }
        if item.open && self.ends_in_sight(item) && to > from + 2 {
            to -= 1;
            row.runs.push(Run {
                column: to,
                width: 1,
                part: Part::Open,
                spot,
            });
        } else if !item.open && ends_before && to > from {
            to -= 1;
            row.runs.push(Run {
                column: to,
                width: 1,
                part: Part::End,
                spot,
            });
        }
        let room = to.saturating_sub(from);
        let count = if n_more > 0 {
            format!("+{n_more}")
        } else {
            String::new()
        };
        let count_len = count.len() as u16;
        let counted = n_more > 0 && room > count_len + 3;
        let room = if counted { room - count_len - 1 } else { room };
        let cut = match kind {
            LaneKind::Post(_) => Cut::Middle,
            _ => Cut::End,
        };
        let label = text::printable(label);
        let text = cut_to(&label, room, cut);
        let len = text::width(&text) as u16;
        // One letter before an ellipsis says nothing.
        if len > 0 && (room >= 3 || text == label) {
            row.runs.push(Run {
                column: from,
                width: len,
                part: Part::Label(text),
                spot,
            });
            from += len;
        }
        if counted {
            row.runs.push(Run {
                column: from + u16::from(len > 0),
                width: count_len,
                part: Part::Count(count),
                spot,
            });
            from += u16::from(len > 0) + count_len;
        }
        if matches!(kind, LaneKind::Eras(_) | LaneKind::Level) {
            from += u16::from(len > 0 || counted);
            if from < to {
                row.runs.push(Run {
                    column: from,
                    width: to - from,
                    part: Part::Line,
                    spot,
                });
            }
        }
    }

    /// Whether an open end is seen where the dataset stops, and does not lie beyond the window.
    pub(super) fn ends_in_sight(&self, item: &Item) -> bool {
        item.last <= self.scale.window.last
    }

    fn shade(&self, bar: &Bar<'_>, status: &'a ProjectStatus, row: &mut LaneRow<'a>) {
        let Bar {
            mut from,
            mut to,
            item,
            spot,
            ..
        } = *bar;
        if self.scale.window.first <= item.first && to > from + 1 {
            row.runs.push(Run {
                column: from,
                width: 1,
                part: Part::Start,
                spot,
            });
            from += 1;
        }
        if item.open && self.ends_in_sight(item) && to > from + 1 {
            to -= 1;
            row.runs.push(Run {
                column: to,
                width: 1,
                part: Part::Open,
                spot,
            });
        }
        row.runs.push(Run {
            column: from,
            width: to - from,
            part: Part::Shade(status),
            spot,
        });
    }

    /// Documents that did not change the level, where the step's name leaves room.
    fn marks(&self, id: TrackId, row: &mut LaneRow<'a>) {
        let mut taken = vec![false; usize::from(self.scale.width)];
        for run in &row.runs {
            taken[usize::from(run.column)..usize::from(run.column + run.width)].fill(true);
        }
        for mark in &self.history.track(id).marks {
            let column = mark.on.earliest().and_then(|day| self.scale.column(day));
            let Some(column) = column.filter(|&column| !taken[usize::from(column)]) else {
                continue;
            };
            let spot = row
                .spots
                .iter()
                .position(|spot| spot.column <= column && column < spot.column + spot.width);
            if let Some(spot) = spot {
                taken[usize::from(column)] = true;
                row.runs.push(Run {
                    column,
                    width: 1,
                    part: Part::Mark,
                    spot,
                });
            }
        }
    }
}

/// A bar that is being drawn.
#[derive(Clone, Copy)]
struct Bar<'i> {
    from: u16,
    /// The column after its last.
    to: u16,
    item: &'i Item,
    spot: usize,
    n_more: usize,
    /// Whether its end is in sight and nothing follows at once.
    ends_before: bool,
}
