//! Where on the screen something leads outside of the history.
//!
//! It does not know how a terminal is told of it: that is the backend's affair.

use std::rc::Rc;

use ratatui::layout::Position;

/// Some columns of a row that lead somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hyperlink {
    /// Where it begins on the screen.
    pub at: Position,
    /// How many columns it has.
    pub width: u16,
    /// Where it leads, as the history has it; what may not reach a terminal is left out when it is written.
    pub address: Rc<str>,
}

impl Hyperlink {
    /// Whether a cell is a part of it.
    pub fn covers(&self, x: u16, y: u16) -> bool {
        self.at.y == y && self.at.x <= x && x < self.at.x + self.width
    }

    /// Its cells, from the left.
    pub fn positions(&self) -> impl Iterator<Item = (u16, u16)> + use<> {
        let (at, width) = (self.at, self.width);
        (at.x..at.x + width).map(move |x| (x, at.y))
    }
}
