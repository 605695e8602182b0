//! Events: a glyph for each cell, counts where several share it, labels where there is room.

use std::borrow::Cow;

use crate::model::Entity;
use crate::text::{self, Cut};

use super::super::{Extent, LaneKind};
use super::cells::Cell;
use super::{Context, Emphasis, Fold, LaneRow, Part, Run, cut_to};

impl<'a> Context<'a, '_> {
    /// Events: a glyph for each cell, counts where several share it, labels where there is room.
    pub(super) fn glyphs(&self, cells: Vec<Cell>, row: &mut LaneRow<'a>, folded: bool) {
        let width = self.scale.width;
        let groups = self.group(cells);
        let mut taken = vec![false; usize::from(width)];
        for group in &groups {
            let spot = row.spots.len();
            let n_more = group.members.len() - 1;
            let fold = (n_more > 0).then(|| {
                row.folds.push(Fold {
                    n_more,
                    members: group.members.clone(),
                });
                row.folds.len() - 1
            });
            let part = match (
                &self.lanes.lanes()[group.top.lane as usize].kind,
                self.lanes.item(group.top).entity,
            ) {
                (LaneKind::Events(kind), _) if !folded => Part::Glyph(kind),
                // Of a group each event has its own kind, folded or not.
                (LaneKind::Group(_), Entity::Event(id)) => {
                    Part::Glyph(&self.history.event(id).kind)
                }
                _ => Part::Dot,
            };
            row.runs.push(Run {
                column: group.column,
                width: 1,
                part,
                spot,
            });
            let mut used = 1;
            if n_more > 0 {
                let text = format!("+{n_more}");
                let len = text.len() as u16;
                if group.column + 1 + len <= width {
                    row.runs.push(Run {
                        column: group.column + 1,
                        width: len,
                        part: Part::Count(text),
                        spot,
                    });
                    used += len;
                }
            }
            row.spots
                .push(self.spot(group.top, group.column, used, fold));
            taken[usize::from(group.column)..usize::from(group.column + used)].fill(true);
        }
        // The nearest spot to the right bounds what a label may take.
        let bound: Vec<u16> = (0..row.spots.len())
            .map(|idx| {
                row.spots
                    .get(idx + 1)
                    .map_or(width, |next| next.column.saturating_sub(1))
            })
            .collect();
        let mut order: Vec<usize> = (0..row.spots.len()).collect();
        order.sort_by_key(|&idx| self.rank(row.spots[idx].at));
        for spot in order {
            let held = row.spots[spot];
            let item = *self.lanes.item(held.at);
            let mut from = held.column + held.width;
            if !item.certainty.is_exact() && held.fold.is_none() && from < bound[spot] {
                row.runs.push(Run {
                    column: from,
                    width: 1,
                    part: Part::Doubt,
                    spot,
                });
                from += 1;
            }
            if !folded {
                let room = bound[spot].saturating_sub(from + 1);
                let least = if held.emphasis == Emphasis::Selected {
                    6
                } else {
                    14
                };
                let label = event_label(self.label(held.at), room, least);
                if !label.is_empty() {
                    let len = text::width(&label) as u16;
                    row.runs.push(Run {
                        column: from + 1,
                        width: len,
                        part: Part::Label(label),
                        spot,
                    });
                    from += 1 + len;
                }
            }
            taken[usize::from(held.column)..usize::from(from)].fill(true);
            row.spots[spot].width = from - held.column;
        }
        self.spans(row, &mut taken);
        row.runs.sort_by_key(|run| run.column);
    }

    /// What an event covers beyond its glyph, in the cells that are still free.
    fn spans(&self, row: &mut LaneRow<'a>, taken: &mut [bool]) {
        let mut is_labelled = vec![false; row.spots.len()];
        for run in &row.runs {
            is_labelled[run.spot] |= matches!(run.part, Part::Label(_));
        }
        for (spot, is_labelled) in is_labelled.into_iter().enumerate() {
            let held = row.spots[spot];
            let item = self.lanes.item(held.at);
            let part = match item.extent {
                Extent::Day => continue,
                Extent::Within => Part::Within,
                Extent::Lasting => Part::Lasting,
            };
            let Some(columns) = self.scale.columns(item.first, item.last) else {
                continue;
            };
            let start = held.column + held.width + u16::from(is_labelled);
            let mut end = columns.end;
            if item.open && self.ends_in_sight(item) && start < end && !taken[usize::from(end - 1)]
            {
                end -= 1;
                taken[usize::from(end)] = true;
                row.runs.push(Run {
                    column: end,
                    width: 1,
                    part: Part::Open,
                    spot,
                });
            }
            let mut from = None;
            for column in start..=end {
                let free = column < end && !taken[usize::from(column)];
                match (free, from) {
                    (true, None) => from = Some(column),
                    (false, Some(start)) => {
                        taken[usize::from(start)..usize::from(column)].fill(true);
                        row.runs.push(Run {
                            column: start,
                            width: column - start,
                            part: part.clone(),
                            spot,
                        });
                        from = None;
                    }
                    _ => {}
                }
            }
        }
    }

    /// Joins neighbouring cells where the count of one needs the room of the next.
    fn group(&self, cells: Vec<Cell>) -> Vec<Cell> {
        let pin = cells
            .iter()
            .position(|cell| self.selected.contains(cell.top));
        let width = self.scale.width;
        let mut groups: Vec<Cell> = Vec::new();
        let mut end = 0;
        for (idx, cell) in cells.into_iter().enumerate() {
            match groups.last_mut() {
                // The selected one keeps its column: what stands in its way is joined to it below.
                Some(held) if cell.column < end && Some(idx) != pin => {
                    self.join(held, cell);
                    end = Self::end_of(held);
                }
                _ => {
                    end = Self::end_of(&cell);
                    groups.push(cell);
                }
            }
        }
        // Groups whose count runs into the selected one, or over the edge.
        let mut settled: Vec<Cell> = Vec::with_capacity(groups.len());
        while let Some(mut group) = groups.pop() {
            let limit = settled.last().map_or(width, |next| next.column);
            if Self::end_of(&group) > limit {
                let need = Self::end_of(&group) - group.column;
                if let Some(next) = settled.last_mut() {
                    let column = next.column;
                    self.join(next, group);
                    next.column = column;
                    settle_right(self, &mut settled, width);
                    continue;
                }
                group.column = limit.saturating_sub(need);
                while let Some(before) = groups.pop_if(|before| Self::end_of(before) > group.column)
                {
                    let held = group.column;
                    self.join(&mut group, before);
                    group.column = limit.saturating_sub(Self::end_of(&group) - held);
                }
            }
            settled.push(group);
        }
        settled.reverse();
        settled
    }

    fn join(&self, held: &mut Cell, cell: Cell) {
        if self.rank(cell.top) < self.rank(held.top) {
            held.top = cell.top;
        }
        held.members.add(cell.members);
    }

    /// The column after a group's glyph and count.
    fn end_of(group: &Cell) -> u16 {
        let n_more = group.members.len() - 1;
        let count = if n_more == 0 {
            0
        } else {
            2 + n_more.ilog10() as u16
        };
        group.column + 1 + count
    }
}

/// The rightmost settled groups may have grown into each other or over the edge.
fn settle_right(context: &Context<'_, '_>, settled: &mut Vec<Cell>, width: u16) {
    while let Some(mut grown) = settled.pop() {
        let limit = settled.last().map_or(width, |next| next.column);
        if Context::end_of(&grown) <= limit {
            settled.push(grown);
            return;
        }
        let Some(next) = settled.pop() else {
            let need = Context::end_of(&grown) - grown.column;
            grown.column = width.saturating_sub(need);
            settled.push(grown);
            return;
        };
        context.join(&mut grown, next);
        settled.push(grown);
    }
}

/// A title as it fits behind a glyph: whole, or cut where `least` columns of it remain to be understood.
fn event_label(title: &str, room: u16, least: u16) -> Cow<'_, str> {
    // Most cells have no room for a title, and then it is not even measured.
    if room == 0 {
        return Cow::Borrowed("");
    }
    let title = text::printable(title);
    if room >= least || text::width(&title) <= usize::from(room) {
        cut_to(&title, room, Cut::End)
    } else {
        Cow::Borrowed("")
    }
}
