//! How the program ends.

/// Exit codes, stable for scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// All is well.
    Ok,
    /// Nothing was found, or problems were.
    Nothing,
    /// The command line was wrong, or there is no terminal.
    Usage,
    /// The data can not be read.
    Data,
    /// Ended by a signal, by its number: 130 for Ctrl-C.
    Signal(i32),
}

impl Exit {
    /// The number that the shell sees.
    pub fn code(self) -> u8 {
        match self {
            Self::Ok => 0,
            Self::Nothing => 1,
            Self::Usage => 2,
            Self::Data => 3,
            Self::Signal(signal) => (128 + signal).clamp(0, 255) as u8,
        }
    }
}
