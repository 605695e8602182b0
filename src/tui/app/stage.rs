//! A tour on the stage: begun when that was asked for, and told to the notes in another terminal.

use std::path::PathBuf;
use std::time::Duration;

use crate::files;

use super::super::action::Action;
use super::super::message::Message;
use super::super::podium::{self, Cue, Podium, Said};
use super::super::update::{present, update};
use super::{App, Opening};

/// The folder of the line to notes, in that of sockets.
const PODIUM: &str = "present";

/// Where presentations have their line for notes; `None` where there is no home.
pub fn podium_folder() -> Option<PathBuf> {
    Some(files::runtime_home()?.join(PODIUM))
}

impl App {
    /// Begins with a tour where that was asked for.
    pub(super) fn begin(&mut self) {
        let Opening::Present(tour) = self.options.opening else {
            return;
        };
        let areas = self.areas();
        self.with(&areas, |context, state, _| match tour {
            Some(id) => present::start(context, state, id, 0),
            None => {
                update(context, state, Action::Tours, None);
            }
        });
        self.tell();
    }

    /// Tells the notes in another terminal where the tour is, when that has changed.
    pub(super) fn tell(&mut self) {
        let Some(cue) = present::cue(&self.state) else {
            if self.told.take().is_some()
                && let Some(podium) = self.podium.take()
            {
                podium.say(&Said::Over);
            }
            return;
        };
        let timeless = Cue {
            elapsed: Duration::ZERO,
            on_stop: Duration::ZERO,
            ..cue.clone()
        };
        if self.told.as_ref() == Some(&timeless) {
            return;
        }
        if self.told.replace(timeless).is_none() {
            self.podium = self.open_podium();
        }
        if let Some(podium) = &self.podium {
            podium.say(&Said::Cue(Box::new(cue)));
        }
    }

    /// The line to notes; without one a presentation goes on as well.
    fn open_podium(&mut self) -> Option<Podium> {
        let folder = podium_folder()?;
        let to = self.to.clone();
        let heard = move |wish| {
            // The loop is gone only when the program ends.
            let _ = to.send(Message::Wish(wish));
        };
        match podium::open(&folder, heard) {
            Ok(podium) => Some(podium),
            Err(error) => {
                self.state.complain(error.to_string());
                None
            }
        }
    }
}
