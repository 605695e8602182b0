//! The terminal as we leave it and as we found it: one guard for every mode that is switched on.
//!
//! Its drop, the panic hook and the signals all restore through the same function, which may be called twice.

mod probe;
mod writer;

pub use probe::{Background, background};
pub use writer::{FrameSwitch, FrameWriter};

use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::cursor::{Hide, Show};
use crossterm::event::{
    DisableBracketedPaste, DisableFocusChange, DisableMouseCapture, EnableBracketedPaste,
    EnableFocusChange, EnableMouseCapture,
};
use crossterm::queue;
use crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};

/// Whether the modes are on. The panic hook has no other way to know.
static ENTERED: AtomicBool = AtomicBool::new(false);

/// Why there is no screen.
#[derive(Debug, thiserror::Error)]
pub enum TerminalError {
    /// Output or input is a file or a pipe.
    #[error(
        "annals needs a terminal for its explorer; without one use `annals list events` or `annals search QUERY`"
    )]
    NotATerminal,
    /// The terminal refuses.
    #[error("the terminal can not be set up: {0}")]
    Io(#[from] io::Error),
}

/// Owns raw mode, the alternate screen, mouse, paste, focus reports and the cursor.
#[derive(Debug)]
pub struct Guard {
    mouse: bool,
}

impl Guard {
    /// Switches all modes on.
    ///
    /// # Errors
    /// When there is no terminal, with what to use instead.
    pub fn enter(mouse: bool) -> Result<Self, TerminalError> {
        if !io::stdout().is_terminal() || !io::stdin().is_terminal() {
            return Err(TerminalError::NotATerminal);
        }
        let guard = Self { mouse };
        guard.switch_on()?;
        Ok(guard)
    }

    /// Switches the modes on again, after the shell had the terminal.
    ///
    /// # Errors
    /// When the terminal refuses.
    pub fn switch_on(&self) -> Result<(), TerminalError> {
        ENTERED.store(true, Ordering::SeqCst);
        enable_raw_mode()?;
        let mut out = io::stdout().lock();
        queue!(
            out,
            EnterAlternateScreen,
            EnableBracketedPaste,
            EnableFocusChange,
            Hide
        )?;
        if self.mouse {
            queue!(out, EnableMouseCapture)?;
        }
        out.flush()?;
        Ok(())
    }

    /// Takes the mouse, or leaves it to the terminal for selecting text.
    ///
    /// # Errors
    /// When the terminal refuses.
    pub fn set_mouse(&mut self, mouse: bool) -> io::Result<()> {
        self.mouse = mouse;
        let mut out = io::stdout().lock();
        if mouse {
            queue!(out, EnableMouseCapture)?
        } else {
            queue!(out, DisableMouseCapture)?
        }
        out.flush()
    }

    /// Gives the terminal back.
    pub fn restore(&self) {
        restore();
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        restore();
    }
}

/// Gives the terminal back whatever state it is in. A second call does nothing.
pub fn restore() {
    if !ENTERED.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = io::stdout().lock();
    // Nothing more can be done where the terminal is gone.
    let _ = queue!(
        out,
        crossterm::terminal::EndSynchronizedUpdate,
        DisableMouseCapture,
        DisableFocusChange,
        DisableBracketedPaste,
        crossterm::style::ResetColor,
        LeaveAlternateScreen,
        Show
    );
    let _ = out.flush();
    let _ = disable_raw_mode();
}

/// After a panic: the screen back, one sentence, and where it happened.
pub fn install_panic_hook() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if ENTERED.load(Ordering::SeqCst) {
            restore();
            let place = panic
                .location()
                .map(|at| format!(" at {}:{}", at.file(), at.line()))
                .unwrap_or_default();
            eprintln!(
                "annals stopped because of a mistake of its own{place}; your files are untouched."
            );
        }
        before(panic);
    }));
}
