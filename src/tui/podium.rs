//! The line between a presentation and its notes in another terminal of the same machine.
//!
//! ```text
//! present   Said::Cue        at each change: the stop, its notes, what the class sees, how long it took
//! notes     Wish             next, back, a stop by its number, blank, the answer, the slide
//! ```
//!
//! Each side first names its version, then sends lines of text: a word, and fields with tabs between. Nothing that comes
//! over the line is carried out but these wishes. Neither side waits for the other: what the presentation says is put
//! into a box that holds the newest only, and a thread of its own carries it over.
//!
//! What this module does not know: tours, the state of the explorer, the screen.

mod channel;
mod lines;
#[cfg(any(not(unix), test))]
mod loopback;
#[cfg(unix)]
mod unix;

pub use channel::Line;

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

#[cfg(not(unix))]
use loopback::Loopback as Own;
#[cfg(unix)]
use unix::Socket as Own;

/// The presenter's end of the line. Notes lose it when this is dropped.
pub type Podium = channel::Channel<<Own as channel::Transport>::Door>;

/// Opens the line in a folder, which is made for the owner alone. `heard` is called on a thread of its own.
///
/// # Errors
/// When another presentation has it, or the system gives none.
pub fn open(
    folder: &Path,
    heard: impl Fn(Wish) + Send + Sync + 'static,
) -> Result<Podium, NoPodium> {
    channel::Channel::open::<Own>(folder, heard)
}

/// Looks for a presentation, follows it to its end, and looks for the next, on a thread of its own, until `tell` says
/// that nobody listens.
///
/// # Errors
/// When the system gives no thread.
pub fn follow(folder: PathBuf, tell: impl Fn(Told) -> bool + Send + 'static) -> io::Result<()> {
    channel::follow::<Own>(folder, tell)
}

/// The first line of both sides.
const HELLO: &str = "annals-notes 1";

/// A line that is longer ends the conversation.
const LONGEST_LINE: usize = 64 * 1024;

/// What the class sees.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sight {
    /// The slide of the stop.
    #[default]
    Slide,
    /// Nothing.
    Blank,
    /// The panes of the explorer.
    Panes,
}

/// Where a presentation is, and all that its notes show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cue {
    /// The title of the tour.
    pub tour: String,
    /// How many minutes it should take.
    pub minutes: Option<u32>,
    /// The stop, from 1.
    pub stop: usize,
    /// How many there are.
    pub n_stops: usize,
    /// The title of the stop.
    pub title: String,
    /// What the class reads.
    pub text: String,
    /// What only the teacher reads.
    pub notes: String,
    /// The question to the class.
    pub question: String,
    /// Its answer.
    pub answer: String,
    /// The class sees the answer.
    pub revealed: bool,
    /// What the class sees.
    pub sight: Sight,
    /// The title of the next stop; empty at the last.
    pub next: String,
    /// How long the tour has taken.
    pub elapsed: Duration,
    /// How long the stop has taken.
    pub on_stop: Duration,
}

/// What a presentation says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// Where it is.
    Cue(Box<Cue>),
    /// The tour has ended; the explorer may begin another.
    Over,
    /// Other notes follow it already.
    Busy,
}

/// What the notes ask of a presentation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// The next stop.
    Next,
    /// The stop before.
    Back,
    /// A stop by its number, from 1.
    GoTo(usize),
    /// Blank the screen, or show the slide again.
    Blank,
    /// Show the answer, or hide it.
    Reveal,
    /// The slide, where the panes are.
    Slide,
}

/// What reaches the notes.
#[derive(Debug)]
pub enum Told {
    /// There is a presentation: the way to speak to it.
    Found(Line),
    /// What it says.
    Said(Said),
    /// Its line is gone, and it may be too.
    Lost,
    /// There is none.
    Nobody,
    /// There is one that can not be followed: why.
    Refused(String),
}

/// Why a presentation has no line for its notes.
#[derive(Debug, thiserror::Error)]
pub enum NoPodium {
    /// Another one has it.
    #[error("another presentation runs on this machine{0}: notes follow that one")]
    Taken(String),
    /// The system gives none.
    #[error("notes can not follow: {0}")]
    Io(#[from] std::io::Error),
}
