//! Rows in cells: what is drawn where, and what is folded away.
//!
//! Every event of the window is the glyph of one [`Spot`] or counted in its [`Fold`]; runs of a row never overlap.

use std::borrow::Cow;

use crate::model::{Day, Entity, EventKind, History, ProjectStatus};
use crate::text::{self, Cut};

use super::{Certainty, Extent, Item, ItemRef, Lane, LaneKind, Lanes, Row, Scale};

/// What has the reader's attention.
#[derive(Clone, Copy, Debug, Default)]
pub struct Focus<'a> {
    /// What is selected: an event, a membership, a track and so on.
    pub selected: Option<Entity>,
    /// The cursor date: of a track or project, the segment of this day is the selected one.
    pub day: Option<Day>,
    /// What is related to it, sorted; when empty nothing is marked and nothing dimmed.
    pub related: &'a [Entity],
}

/// How a spot or a label stands out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Emphasis {
    /// As it is.
    #[default]
    Plain,
    /// The selected one.
    Selected,
    /// Related to the selected one.
    Related,
    /// Not related, while others are.
    Dim,
}

/// What a row shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind<'a> {
    /// Terms of a post.
    Post,
    /// Levels of a relation.
    Track,
    /// Events of a kind.
    Events(&'a EventKind),
    /// Status of a project.
    Project,
    /// Named spans of time.
    Eras,
    /// Several lanes, folded into one row.
    Folded,
}

/// A row of the timeline, laid out in cells.
#[derive(Clone, Debug)]
pub struct LaneRow<'a> {
    /// What it shows.
    pub kind: RowKind<'a>,
    /// `President MN`.
    pub label: Cow<'a, str>,
    /// For narrow screens, still to be cut.
    pub short: Cow<'a, str>,
    /// Selected when the selection is in the row, related when the lane's own entity is.
    pub emphasis: Emphasis,
    /// What is drawn, in order of column, never overlapping.
    pub runs: Vec<Run<'a>>,
    /// What a column belongs to, in order of column, never overlapping.
    pub spots: Vec<Spot>,
    /// What several share, in order of column.
    pub folds: Vec<Fold>,
}

/// Cells to be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run<'a> {
    /// First column.
    pub column: u16,
    /// How many columns.
    pub width: u16,
    /// What it is.
    pub part: Part<'a>,
    /// Position of its spot in [`LaneRow::spots`].
    pub spot: usize,
}

/// What a run is; the painter chooses the glyphs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part<'a> {
    /// The start of a bar or step: one cell.
    Start,
    /// A name or title, already cut to the run.
    Label(Cow<'a, str>),
    /// An event: one cell.
    Glyph(&'a EventKind),
    /// Any item of a folded row: one cell.
    Dot,
    /// `~` or `?` behind a glyph: one cell.
    Doubt,
    /// An event happened on one of these days.
    Within,
    /// An event lasted these days.
    Lasting,
    /// A project had a status.
    Shade(&'a ProjectStatus),
    /// Still running: one cell.
    Open,
    /// A bar ends here and nothing follows at once: one cell.
    End,
    /// How many more: `+7`.
    Count(String),
    /// A document that did not change the level: one cell.
    Mark,
}

/// Columns that belong to one item, for selection and mouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// First column.
    pub column: u16,
    /// How many columns, at least one.
    pub width: u16,
    /// Where the item is.
    pub at: ItemRef,
    /// Event, membership, track or project.
    pub entity: Entity,
    /// Its first day.
    pub day: Day,
    /// How it stands out.
    pub emphasis: Emphasis,
    /// How well its dates are known.
    pub certainty: Certainty,
    /// Acting, interim or disputed.
    pub acting: bool,
    /// Position in [`LaneRow::folds`] of those that it stands for.
    pub fold: Option<usize>,
}

/// Items that share cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fold {
    /// How many there are beside the one that is shown.
    pub n_more: usize,
    members: Members,
}

impl Fold {
    /// All that share the cells, the shown one too, in order of time.
    pub fn entities(&self, lanes: &Lanes) -> Vec<Entity> {
        let mut all: Vec<(Day, ItemRef)> = self
            .members
            .each()
            .map(|at| (lanes.item(at).first, at))
            .collect();
        all.sort_unstable();
        all.into_iter()
            .map(|(_, at)| lanes.item(at).entity)
            .collect()
    }
}

/// Lays out rows for a scale.
///
/// The cost grows with rows, columns and the logarithm of the number of items.
pub fn place<'a>(
    history: &'a History,
    lanes: &'a Lanes,
    rows: &[Row],
    scale: Scale,
    focus: Focus<'_>,
) -> Vec<LaneRow<'a>> {
    let selected = focus
        .selected
        .map(|entity| Selection::new(lanes, entity, focus.day));
    let selected = selected.unwrap_or_default();
    let related = related_events(lanes, focus.related);
    rows.iter()
        .map(|row| {
            let context = Context {
                history,
                lanes,
                scale,
                focus,
                selected: &selected,
                related: &related,
            };
            match row {
                Row::Lane(idx) => context.lane(*idx),
                Row::Folded(held) => context.folded(held),
            }
        })
        .collect()
}

/// Where related events are. Of a crowd none is preferred: nearly every cell shows one of it anyway.
fn related_events(lanes: &Lanes, related: &[Entity]) -> Vec<ItemRef> {
    const CROWD: usize = 2000;
    if related.len() > CROWD {
        return Vec::new();
    }
    let mut places: Vec<ItemRef> = related
        .iter()
        .filter(|entity| matches!(entity, Entity::Event(_)))
        .flat_map(|&entity| lanes.places(entity))
        .collect();
    places.sort_unstable();
    places
}

/// The places of the selected entity, reduced to one where the day decides.
#[derive(Default)]
struct Selection {
    places: Vec<ItemRef>,
}

impl Selection {
    fn new(lanes: &Lanes, entity: Entity, day: Option<Day>) -> Self {
        let places = match (entity, day) {
            (Entity::Track(_) | Entity::Project(_), Some(day)) => {
                lanes.locate(entity, day).into_iter().collect()
            }
            _ => lanes.places(entity).collect(),
        };
        Self { places }
    }

    fn contains(&self, at: ItemRef) -> bool {
        self.places.contains(&at)
    }

    /// The selected items of a lane.
    fn in_lane(&self, lane: usize) -> impl Iterator<Item = u32> + '_ {
        self.places
            .iter()
            .filter(move |at| at.lane as usize == lane)
            .map(|at| at.item)
    }
}

/// Runs of items, by lane: what a cell holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Members {
    /// Lane, first item, item after the last.
    runs: Vec<(u32, u32, u32)>,
    /// Items that begin before the window.
    early: Vec<ItemRef>,
}

impl Members {
    fn len(&self) -> usize {
        self.early.len()
            + self
                .runs
                .iter()
                .map(|&(_, from, to)| (to - from) as usize)
                .sum::<usize>()
    }

    fn each(&self) -> impl Iterator<Item = ItemRef> + '_ {
        let runs = self
            .runs
            .iter()
            .flat_map(|&(lane, from, to)| (from..to).map(move |item| ItemRef { lane, item }));
        self.early.iter().copied().chain(runs)
    }

    fn add(&mut self, other: Self) {
        self.runs.extend(other.runs);
        self.early.extend(other.early);
    }
}

/// Items that begin in one column.
#[derive(Clone, Debug)]
struct Cell {
    column: u16,
    members: Members,
    /// The one that shows.
    top: ItemRef,
}

/// Which of the items of a cell shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Top {
    MostImportant,
    LongestLasting,
}

struct Context<'a, 'f> {
    history: &'a History,
    lanes: &'a Lanes,
    scale: Scale,
    focus: Focus<'f>,
    selected: &'f Selection,
    /// Places of related events, sorted.
    related: &'f [ItemRef],
}

impl<'a> Context<'a, '_> {
    fn lane(&self, idx: usize) -> LaneRow<'a> {
        let lane = &self.lanes.lanes()[idx];
        let mut row = LaneRow {
            kind: match &lane.kind {
                LaneKind::Post(_) => RowKind::Post,
                LaneKind::Track(_) => RowKind::Track,
                LaneKind::Events(kind) => RowKind::Events(kind),
                LaneKind::Project(_) => RowKind::Project,
                LaneKind::Eras(_) => RowKind::Eras,
            },
            label: Cow::Borrowed(&lane.label),
            short: Cow::Borrowed(&lane.short),
            emphasis: self.emphasis_of_lane(idx, lane),
            runs: Vec::new(),
            spots: Vec::new(),
            folds: Vec::new(),
        };
        if self.scale.width == 0 {
            return row;
        }
        match lane.kind {
            LaneKind::Events(_) => {
                self.glyphs(self.cells(idx, Top::MostImportant), &mut row, false);
            }
            _ => self.bars(self.cells(idx, Top::LongestLasting), lane, &mut row),
        }
        row
    }

    fn folded(&self, held: &[usize]) -> LaneRow<'a> {
        let first = &self.lanes.lanes()[held[0]];
        let what = match first.kind {
            LaneKind::Post(_) => "posts",
            LaneKind::Track(_) => "relations",
            LaneKind::Events(_) => "kinds",
            LaneKind::Project(_) => "projects",
            LaneKind::Eras(_) => "rows of eras",
        };
        let (label, short) = match held {
            [_] => (
                Cow::Borrowed(first.label.as_str()),
                Cow::Borrowed(first.short.as_str()),
            ),
            _ => (
                Cow::Owned(format!("{} {what}", held.len())),
                Cow::Owned(format!("{} {what}", held.len())),
            ),
        };
        let emphasis = held
            .iter()
            .map(|&idx| self.emphasis_of_lane(idx, &self.lanes.lanes()[idx]))
            .find(|&emphasis| emphasis != Emphasis::Plain)
            .unwrap_or_default();
        let mut row = LaneRow {
            kind: RowKind::Folded,
            label,
            short,
            emphasis,
            runs: Vec::new(),
            spots: Vec::new(),
            folds: Vec::new(),
        };
        if self.scale.width == 0 {
            return row;
        }
        let mut cells: Vec<Cell> = held
            .iter()
            .flat_map(|&idx| self.cells(idx, Top::MostImportant))
            .collect();
        cells.sort_by_key(|cell| (cell.column, self.rank(cell.top)));
        let mut merged: Vec<Cell> = Vec::new();
        for cell in cells {
            match merged.last_mut() {
                Some(held) if held.column == cell.column => held.members.add(cell.members),
                _ => merged.push(cell),
            }
        }
        self.glyphs(merged, &mut row, true);
        row
    }

    /// The columns of a lane in which something begins, in order, with what begins there. What began before the window
    /// and lasts into it begins in column 0.
    fn cells(&self, lane_idx: usize, top: Top) -> Vec<Cell> {
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
            let until = next + lane.items()[next..end].partition_point(|item| item.first < after);
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
        if matches!(lane.kind, LaneKind::Events(_)) {
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

    /// Smaller shows first.
    fn rank(&self, at: ItemRef) -> (u8, u8, Day, ItemRef) {
        let item = self.lanes.item(at);
        let attention = match self.emphasis(at) {
            Emphasis::Selected => 0,
            Emphasis::Related => 1,
            Emphasis::Plain => 2,
            Emphasis::Dim => 3,
        };
        (attention, u8::MAX - item.importance, item.first, at)
    }

    fn rank_for(&self, top: Top, at: ItemRef) -> (i64, Day, ItemRef) {
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

    fn emphasis(&self, at: ItemRef) -> Emphasis {
        if self.selected.contains(at) {
            return Emphasis::Selected;
        }
        if self.focus.related.is_empty() {
            return Emphasis::Plain;
        }
        let entity = self.lanes.item(at).entity;
        let related = |entity: Entity| self.focus.related.binary_search(&entity).is_ok();
        let holder = match entity {
            Entity::Membership(id) => Some(self.history.membership(id).person),
            _ => None,
        };
        if related(entity) || holder.is_some_and(|person| related(person.into())) {
            Emphasis::Related
        } else {
            Emphasis::Dim
        }
    }

    fn emphasis_of_lane(&self, idx: usize, lane: &Lane) -> Emphasis {
        if self.selected.in_lane(idx).next().is_some() {
            Emphasis::Selected
        } else if lane
            .entity
            .is_some_and(|entity| self.focus.related.binary_search(&entity).is_ok())
        {
            Emphasis::Related
        } else {
            Emphasis::Plain
        }
    }

    fn spot(&self, at: ItemRef, column: u16, width: u16, fold: Option<usize>) -> Spot {
        let item = self.lanes.item(at);
        Spot {
            column,
            width,
            at,
            entity: item.entity,
            day: item.first,
            emphasis: self.emphasis(at),
            certainty: item.certainty,
            acting: item.acting,
            fold,
        }
    }

    /// Events: a glyph for each cell, counts where several share it, labels where there is room.
    fn glyphs(&self, cells: Vec<Cell>, row: &mut LaneRow<'a>, folded: bool) {
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
            let part = match self.lanes.lanes()[group.top.lane as usize].kind {
                LaneKind::Events(ref kind) if !folded => Part::Glyph(kind),
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
        for spot in 0..row.spots.len() {
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
            let mut from = None;
            let is_labelled = row
                .runs
                .iter()
                .any(|run| run.spot == spot && matches!(run.part, Part::Label(_)));
            for column in held.column + held.width + u16::from(is_labelled)..=columns.end {
                let free = column < columns.end && !taken[usize::from(column)];
                match (free, from) {
                    (true, None) => from = Some(column),
                    (false, Some(start)) => {
                        row.runs.push(Run {
                            column: start,
                            width: column - start,
                            part: part.clone(),
                            spot,
                        });
                        taken[usize::from(start)..usize::from(column)].fill(true);
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

    /// Terms, levels and status: each from where it begins to where the next one does.
    fn bars(&self, cells: Vec<Cell>, lane: &'a Lane, row: &mut LaneRow<'a>) {
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
                _ => self.bar(
                    &bar,
                    self.label(cell.top),
                    matches!(lane.kind, LaneKind::Post(_)),
                    row,
                ),
            }
        }
        if let LaneKind::Track(id) = lane.kind {
            self.marks(id, row);
        }
        row.runs.sort_by_key(|run| run.column);
    }

    fn bar(&self, bar: &Bar<'_>, label: &'a str, is_name: bool, row: &mut LaneRow<'a>) {
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
        let cut = if is_name { Cut::Middle } else { Cut::End };
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
        }
    }

    /// Whether an open end is seen where the dataset stops, and does not lie beyond the window.
    fn ends_in_sight(&self, item: &Item) -> bool {
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
    fn marks(&self, id: crate::model::TrackId, row: &mut LaneRow<'a>) {
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

    fn label(&self, at: ItemRef) -> &'a str {
        let item = self.lanes.item(at);
        match item.entity {
            Entity::Membership(id) => {
                &self
                    .history
                    .person(self.history.membership(id).person)
                    .short
            }
            Entity::Track(id) => &self.history.track(id).segments[item.part as usize].level,
            entity => self.history.title(entity),
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

/// Borrowed as long as nothing had to be replaced or dropped.
fn cut_to<'t>(text: &Cow<'t, str>, room: u16, cut: Cut) -> Cow<'t, str> {
    match text {
        Cow::Borrowed(text) => text::fit(text, usize::from(room), cut),
        Cow::Owned(text) => Cow::Owned(text::fit(text, usize::from(room), cut).into_owned()),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::super::{Arrangement, Window, sample};
    use super::*;
    use proptest::prelude::*;

    fn day(year: i64, month: u8, day: u8) -> Day {
        Day::from_ymd(year, month, day).expect("a day of the calendar")
    }

    /// What a row looks like, with one letter for each part.
    fn drawn(row: &LaneRow<'_>, width: u16) -> String {
        let mut cells = vec![' '; usize::from(width)];
        for run in &row.runs {
            let text: String = match &run.part {
                Part::Start => "|".into(),
                Part::Label(text) => text.to_string(),
                Part::Glyph(_) => "o".into(),
                Part::Dot => ".".into(),
                Part::Doubt => "?".into(),
                Part::Within => "-".repeat(usize::from(run.width)),
                Part::Lasting => "=".repeat(usize::from(run.width)),
                Part::Shade(status) => status.word()[..1].repeat(usize::from(run.width)),
                Part::Open => ">".into(),
                Part::End => "]".into(),
                Part::Count(text) => text.clone(),
                Part::Mark => "'".into(),
            };
            assert_eq!(text::width(&text), usize::from(run.width), "{run:?}");
            for (cell, letter) in cells[usize::from(run.column)..]
                .iter_mut()
                .zip(text.chars())
            {
                assert_eq!(*cell, ' ', "{run:?} over something else in {row:?}");
                *cell = letter;
            }
        }
        cells.into_iter().collect::<String>().trim_end().to_owned()
    }

    fn picture(
        history: &History,
        window: Window,
        width: u16,
        focus: Focus<'_>,
    ) -> Vec<(String, String)> {
        let lanes = Lanes::new(history);
        let rows = Arrangement::default().rows(&lanes);
        place(history, &lanes, &rows, Scale::new(window, width), focus)
            .iter()
            .map(|row| (row.label.to_string(), drawn(row, width)))
            .collect()
    }

    #[test]
    fn the_lanes_of_a_small_history() {
        let history = sample::history();
        let window = Window::new(day(1990, 1, 1), day(2027, 6, 30));
        let rows = picture(&history, window, 100, Focus::default());
        let lines: Vec<String> = rows
            .iter()
            .map(|(label, row)| format!("{label:<19}{row}"))
            .collect();
        insta::assert_snapshot!(lines.join(
            "
"
        ));
    }

    #[test]
    fn several_in_a_cell_show_the_most_important_and_a_count() {
        let history = sample::events(&[
            ("2000-01-01", "Visit"),
            ("2000-01-02", "Visit"),
            ("2000-01-03", "Visit"),
            ("2090", "Visit"),
        ]);
        let lanes = Lanes::new(&history);
        let rows = Arrangement::default().rows(&lanes);
        let scale = Scale::new(Window::new(day(1990, 1, 1), day(2099, 12, 31)), 100);
        let placed = place(&history, &lanes, &rows, scale, Focus::default());
        let fold = &placed[0].folds[0];
        assert_eq!(fold.n_more, 2);
        assert_eq!(fold.entities(&lanes).len(), 3);
        // Importance runs 1, 3, 5 over the first three.
        assert_eq!(history.text_id(placed[0].spots[0].entity), "e2");
        assert!(drawn(&placed[0], 100).contains("o+2 What happened as number 2"));
    }

    #[test]
    fn the_selected_event_shows_before_more_important_ones() {
        let history = sample::events(&[
            ("2000-01-01", "Visit"),
            ("2000-01-02", "Visit"),
            ("2000-01-03", "Visit"),
        ]);
        let lanes = Lanes::new(&history);
        let rows = Arrangement::default().rows(&lanes);
        let scale = Scale::new(Window::new(day(1990, 1, 1), day(2099, 12, 31)), 100);
        let selected = history.find_reference("event:e0");
        let placed = place(
            &history,
            &lanes,
            &rows,
            scale,
            Focus {
                selected,
                ..Focus::default()
            },
        );
        assert_eq!(Some(placed[0].spots[0].entity), selected);
        assert_eq!(placed[0].spots[0].emphasis, Emphasis::Selected);
        assert_eq!(placed[0].emphasis, Emphasis::Selected);
    }

    #[test]
    fn the_selected_event_stands_in_its_own_column() {
        let dated: Vec<(String, &str)> = (0..60)
            .map(|n| (format!("{}", 1960 + n), "Visit"))
            .collect();
        let dated: Vec<(&str, &str)> = dated
            .iter()
            .map(|(when, kind)| (when.as_str(), *kind))
            .collect();
        let history = sample::events(&dated);
        let lanes = Lanes::new(&history);
        let rows = Arrangement::default().rows(&lanes);
        let scale = Scale::new(Window::new(day(1950, 1, 1), day(2030, 12, 31)), 40);
        for (id, event) in history.events() {
            let first = event.when.earliest().expect("a year");
            let focus = Focus {
                selected: Some(id.into()),
                day: Some(first),
                related: &[],
            };
            let placed = place(&history, &lanes, &rows, scale, focus);
            let spot = placed[0]
                .spots
                .iter()
                .find(|spot| spot.emphasis == Emphasis::Selected);
            assert_eq!(
                spot.map(|spot| spot.column),
                scale.column(first),
                "{}",
                event.when
            );
        }
    }

    #[test]
    fn what_is_not_related_is_dimmed() {
        let history = sample::history();
        let lanes = Lanes::new(&history);
        let rows = Arrangement::default().rows(&lanes);
        let scale = Scale::new(lanes.whole(), 100);
        let putin = history
            .find_reference("person:putin")
            .expect("in the sample");
        let focus = Focus {
            selected: None,
            day: None,
            related: &[putin],
        };
        let placed = place(&history, &lanes, &rows, scale, focus);
        let of = |row: usize| {
            placed[row]
                .spots
                .iter()
                .map(|spot| spot.emphasis)
                .collect::<Vec<_>>()
        };
        assert!(of(0).iter().all(|&emphasis| emphasis == Emphasis::Dim));
        assert_eq!(
            of(1),
            [
                Emphasis::Dim,
                Emphasis::Related,
                Emphasis::Dim,
                Emphasis::Related
            ]
        );
    }

    #[test]
    fn a_term_that_began_before_the_window_has_no_start_in_it() {
        let history = sample::history();
        let rows = picture(
            &history,
            Window::new(day(2010, 1, 1), day(2012, 1, 1)),
            40,
            Focus::default(),
        );
        assert_eq!(rows[0], ("President MN".into(), "Elbegdorj".into()));
        assert_eq!(rows[1], ("President RU".into(), "Medvedev".into()));
    }

    fn dates() -> impl Strategy<Value = String> {
        (1900i32..2000, 1u8..13, 1u8..29, 0u8..8, 0i32..30).prop_map(
            |(year, month, day, form, more)| match form {
                0 => format!("{year}"),
                1 => format!("{year}-{month:02}"),
                2 => format!("{year}~"),
                3 => format!("{year}-{month:02}-{day:02}/{}", year + 1 + more),
                4 => format!("{year}/.."),
                5 => format!("[{year},{}]", year + 1 + more),
                6 => format!("{year}-{month:02}-{day:02}?"),
                _ => format!("{year}-{month:02}-{day:02}"),
            },
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(192))]

        #[test]
        fn each_event_of_the_window_is_drawn_once_or_counted(
            dated in prop::collection::vec((dates(), 0usize..3), 1..60),
            from in 1890i64..2010,
            days in 1i64..60_000,
            width in 0u16..220,
            select in prop::option::of(0usize..60),
            n_related in 0usize..4,
            fold in any::<bool>(),
        ) {
            let kinds = ["Visit", "War", "Summit"];
            let dated: Vec<(&str, &str)> = dated.iter().map(|(when, kind)| (when.as_str(), kinds[*kind])).collect();
            let history = sample::events(&dated);
            let lanes = Lanes::new(&history);
            let folded = if fold { vec!["events:Visit".into(), "events:War".into()] } else { Vec::new() };
            let arrangement = Arrangement { folded, ..Arrangement::default() };
            let rows = arrangement.rows(&lanes);
            let start = Day::first_of_year(from);
            let window = Window::new(start, start.add_days(days - 1));
            let related: Vec<Entity> = (0..n_related.min(dated.len())).map(|idx| Entity::Event(idx.into())).collect();
            let focus = Focus {
                selected: select.filter(|&idx| idx < dated.len()).map(|idx| Entity::Event(idx.into())),
                day: None,
                related: &related,
            };
            let placed = place(&history, &lanes, &rows, Scale::new(window, width), focus);
            let mut seen: HashMap<Entity, usize> = HashMap::new();
            let mut n_counted = 0;
            for row in &placed {
                drawn(row, width);
                let mut end = 0;
                for (idx, spot) in row.spots.iter().enumerate() {
                    prop_assert!(end <= spot.column && spot.column + spot.width <= width);
                    end = spot.column + spot.width;
                    n_counted += 1;
                    let glyphs = row.runs.iter().filter(|run| run.spot == idx && matches!(run.part, Part::Glyph(_) | Part::Dot));
                    prop_assert_eq!(glyphs.count(), 1);
                    match spot.fold {
                        None => *seen.entry(spot.entity).or_default() += 1,
                        Some(fold) => {
                            n_counted += row.folds[fold].n_more;
                            for entity in row.folds[fold].entities(&lanes) {
                                *seen.entry(entity).or_default() += 1;
                            }
                        }
                    }
                }
                // Labels stand a blank away from whatever follows and whatever they follow.
                for pair in row.runs.windows(2) {
                    if matches!(pair[0].part, Part::Label(_)) && matches!(pair[1].part, Part::Glyph(_) | Part::Label(_)) {
                        prop_assert!(pair[0].column + pair[0].width < pair[1].column);
                    }
                }
            }
            let in_window: Vec<Entity> = history
                .events()
                .filter(|(_, event)| {
                    let end = event.when.latest().unwrap_or(history.edition_day());
                    event.when.earliest().is_some_and(|first| first <= window.last && window.first <= end.max(first))
                })
                .map(|(id, _)| id.into())
                .collect();
            if width > 0 {
                prop_assert_eq!(seen.len(), in_window.len());
                prop_assert!(in_window.iter().all(|entity| seen[entity] == 1));
                prop_assert_eq!(n_counted, in_window.len());
                prop_assert_eq!(lanes.n_events_in(window), in_window.len());
                if let Some(selected) = focus.selected.filter(|entity| in_window.contains(entity)) {
                    let shown = placed.iter().flat_map(|row| &row.spots).any(|spot| spot.entity == selected);
                    prop_assert!(shown, "the selected event is never folded away");
                }
            }
        }

        #[test]
        fn bars_never_overlap(from in 1985i64..2030, days in 1i64..20_000, width in 0u16..220) {
            let history = sample::history();
            let lanes = Lanes::new(&history);
            let rows = Arrangement::default().rows(&lanes);
            let start = Day::first_of_year(from);
            let window = Window::new(start, start.add_days(days - 1));
            for row in place(&history, &lanes, &rows, Scale::new(window, width), Focus::default()) {
                drawn(&row, width);
                prop_assert!(row.spots.windows(2).all(|pair| pair[0].column + pair[0].width <= pair[1].column));
                if matches!(row.kind, RowKind::Post) && width > 0 {
                    let lane = row.spots.first().map(|spot| &lanes.lanes()[spot.at.lane as usize]);
                    let n_running = lane.map_or(0, |lane| {
                        lane.items().iter().filter(|item| item.first <= window.last && window.first <= item.last).count()
                    });
                    let n_shown: usize = row.spots.iter().map(|spot| 1 + spot.fold.map_or(0, |fold| row.folds[fold].n_more)).sum();
                    prop_assert_eq!(n_shown, n_running, "each term once, or counted");
                }
            }
        }
    }
}
