//! Rows in cells: what is drawn where, and what is folded away.
//!
//! Every event of the window is the glyph of one [`Spot`] or counted in its [`Fold`]; runs of a row never overlap.

mod bars;
mod cells;
mod glyphs;

use std::borrow::Cow;

use crate::model::{Day, Entity, EventKind, History, ProjectStatus};
use crate::text::{self, Cut};

use super::{Certainty, Group, ItemRef, Lane, LaneKind, Lanes, Row, Scale};
use cells::{Cell, Members, Top};

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
    /// Events that name an area, a person or a tag.
    Group,
    /// Named spans of time.
    Eras,
    /// Relations that stood at one level of the ladder.
    Level,
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
    /// To which of the histories side by side it belongs, from 0; `None` for a history by itself.
    pub member: Option<usize>,
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
    /// A band or a step goes on: as wide as it does.
    Line,
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
                LaneKind::Group(_) => RowKind::Group,
                LaneKind::Eras(_) => RowKind::Eras,
                LaneKind::Level => RowKind::Level,
            },
            label: Cow::Borrowed(&lane.label),
            short: Cow::Borrowed(&lane.short),
            member: lane.member,
            emphasis: self.emphasis_of_lane(idx, lane),
            runs: Vec::new(),
            spots: Vec::new(),
            folds: Vec::new(),
        };
        if self.scale.width == 0 {
            return row;
        }
        match lane.kind {
            LaneKind::Events(_) | LaneKind::Group(_) => {
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
            LaneKind::Group(Group::Area(_)) => "areas",
            LaneKind::Group(Group::Person(_)) => "people",
            LaneKind::Group(Group::Tag(_)) => "tags",
            LaneKind::Group(Group::Rest) => "groups",
            LaneKind::Project(_) => "projects",
            LaneKind::Eras(_) => "rows of eras",
            LaneKind::Level => "levels",
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
            member: held.first().and_then(|&idx| self.lanes.lanes()[idx].member),
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

    fn label(&self, at: ItemRef) -> &'a str {
        let item = self.lanes.item(at);
        match item.entity {
            Entity::Membership(id) => {
                &self
                    .history
                    .person(self.history.membership(id).person)
                    .short
            }
            Entity::Track(id) if self.lanes.lanes()[at.lane as usize].kind == LaneKind::Level => {
                &self.history.track(id).short
            }
            Entity::Track(id) => &self.history.track(id).segments[item.part as usize].level,
            entity => self.history.title(entity),
        }
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
mod tests;
