//! Where there are no sockets in a folder of the user's own: a presentation runs without a line, notes are refused.

use std::io;
use std::path::{Path, PathBuf};

use super::{NoPodium, Said, Told, Wish};

/// The presenter's end; there is none.
#[derive(Debug)]
pub enum Podium {}

impl Podium {
    /// Refuses.
    ///
    /// # Errors
    /// Always.
    pub fn open(
        _folder: &Path,
        _heard: impl Fn(Wish) + Send + Sync + 'static,
    ) -> Result<Self, NoPodium> {
        Err(NoPodium::Unsupported)
    }

    /// There is nobody to say it to.
    pub fn say(&self, _said: &Said) {
        match *self {}
    }
}

/// The notes' way to speak to a presentation; there is none.
#[derive(Debug)]
pub enum Line {}

impl Line {
    /// Nobody hears it.
    ///
    /// # Errors
    /// Never: there is no line.
    pub fn wish(&mut self, _wish: Wish) -> io::Result<()> {
        match *self {}
    }
}

/// Refuses.
///
/// # Errors
/// Always.
pub fn follow(_folder: PathBuf, _tell: impl Fn(Told) -> bool + Send + 'static) -> io::Result<()> {
    Err(io::Error::new(
        io::ErrorKind::Unsupported,
        NoPodium::Unsupported,
    ))
}
