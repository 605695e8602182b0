//! A place to come back to.

use crate::model::{Day, Entity};
use crate::query::timeline::Window;

/// Where one stood: what was selected, on which date, in which days. Marks and the pins of a lesson are such places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pin {
    /// What was selected.
    pub entity: Entity,
    /// The cursor date.
    pub cursor: Day,
    /// The days that the timeline showed.
    pub window: Window,
}
