//! What lasts between runs: written on leaving, and as soon as there is another mark or pin.

use std::io;

use super::super::state::Kept;
use super::super::terminal::contain;
use super::App;

impl App {
    /// Writes what lasts as soon as there is another mark or pin: nobody should lose a lesson with the power.
    pub(super) fn keep_gathered(&mut self) {
        let (marks, pins) = &self.gathered;
        if (marks, pins) == (&self.state.marks, &self.state.pins) {
            return;
        }
        self.gathered = (self.state.marks.clone(), self.state.pins.clone());
        if let Err(error) = self.keep() {
            self.state.complain(format!(
                "the place, marks and pins could not be kept: {error}"
            ));
        }
    }

    /// Writes what lasts between runs.
    pub(super) fn keep(&mut self) -> io::Result<()> {
        let kept = Kept::of(&self.shown.history, &self.state);
        self.keeping
            .as_mut()
            .map_or(Ok(()), |keeping| keeping.write(&kept))
    }
}

impl Drop for App {
    /// After a panic what was gathered is kept, but not the place: there it would only happen again.
    fn drop(&mut self) {
        if !std::thread::panicking() {
            return;
        }
        // A second panic here would end the program on the spot.
        let _ = contain(|| {
            let kept = Kept::of(&self.shown.history, &self.state).at_the_place_of(&self.opened);
            if let Some(keeping) = &mut self.keeping {
                // The terminal has its sentence already.
                let _ = keeping.write(&kept);
            }
        });
    }
}

/// How many names of what was kept are no longer there.
pub(super) fn gone(n_names: usize) -> String {
    match n_names {
        1 => "1 place that was kept is no longer in this history".to_owned(),
        n => format!("{n} places that were kept are no longer in this history"),
    }
}
