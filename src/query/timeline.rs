//! What a timeline shows: lanes of terms, levels, events and projects over one axis of days, laid out in cells.
//!
//! The road of one frame:
//!
//! ```text
//! Lanes       built once of a History: what is in which lane, sorted, with the trees that answer for a cell
//! Arrangement the rows: lanes in the reader's order, folded ones gathered
//! Scale       a Window of days over a number of columns
//! Bands       eras behind the lanes
//! place       rows of runs, spots and folds, each event drawn exactly once or counted in a fold
//! Axis        ticks that choose their own step; Strip, the density of the whole; ListRow, the list view
//! ```
//!
//! What is drawn is bounded by cells and not by records: a cell asks with binary search which items start in it and
//! which of them matters most.
//!
//! What this module does not know: glyphs, colours and areas of the screen. A column here is the column of a lane,
//! from 0.

mod arrange;
mod axis;
mod bands;
mod item;
mod lanes;
mod list;
mod place;
mod riser;
mod strip;
mod tree;
mod walk;
mod window;

#[cfg(test)]
pub(crate) mod sample;

pub use arrange::{Arrangement, Grouping, Row};
pub use axis::{Axis, Step, Tick};
pub use bands::Bands;
pub use item::{Certainty, Extent, Item, ItemRef};
pub use lanes::{Group, Lane, LaneKind, Lanes, Widest, member_letter};
pub use list::{ListRow, list_rows};
pub use place::{Emphasis, Focus, Fold, LaneRow, Part, RowKind, Run, Spot, place};
pub use riser::{Riser, risers};
pub use strip::Strip;
pub use walk::{Place, Toward};
pub use window::{Scale, Window};
