//! The terminal as we leave it and as we found it: one guard for every mode that is switched on.
//!
//! Its drop, the panic hook and the signals all restore through the same function, which may be called twice.

mod hyperlinks;
mod probe;
mod writer;

pub use hyperlinks::{Hyperlinks, LinkedBackend};
pub use probe::{Answers, Background, ask};
pub use writer::{FrameSwitch, FrameWriter};

use std::backtrace::Backtrace;
use std::cell::Cell;
use std::io::{self, IsTerminal, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crossterm::cursor::{Hide, Show};
use crossterm::event::{
    DisableBracketedPaste, DisableFocusChange, DisableMouseCapture, EnableBracketedPaste,
    EnableFocusChange, EnableMouseCapture,
};
use crossterm::queue;
use crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};

/// Whether the terminal makes links of texts that carry an address (OSC 8), by what its environment says.
///
/// Others pass over the sequence, but not all of them: the Linux console shows a part of it.
pub fn takes_hyperlinks() -> bool {
    supports_hyperlinks::on(supports_hyperlinks::Stream::Stdout)
}

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
        // Stopped without warning (SIGSTOP), the shell has changed the mode behind crossterm's back, which would then
        // believe that it is still raw.
        disable_raw_mode()?;
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
            queue!(out, EnableMouseCapture)?;
        } else {
            queue!(out, DisableMouseCapture)?;
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

/// Names the file that keeps a report of a panic.
const LOG: &str = "ANNALS_LOG";

/// After a panic: the screen back, and one sentence that says where it happened and where the report is.
///
/// A panic in [`contain`] leaves the screen alone. One on another thread ends the program, which could not go on.
pub fn install_panic_hook() {
    let before = std::panic::take_hook();
    let log = std::env::var_os(LOG)
        .filter(|path| !path.is_empty())
        .map(PathBuf::from);
    std::panic::set_hook(Box::new(move |panic| {
        let is_contained = CONTAINED.get();
        if !is_contained && !ENTERED.load(Ordering::SeqCst) {
            before(panic);
            return;
        }
        if !is_contained {
            restore();
        }
        let reported = log.as_deref().map(|path| (path, report(path, panic)));
        if is_contained {
            return;
        }
        let log = reported.map(|(path, written)| (path, written.is_ok()));
        let _ = writeln!(io::stderr(), "{}", sentence(&panic.to_string(), log));
        if thread::current().name() != Some("main") {
            std::process::exit(PANICKED);
        }
    }));
}

/// What the runtime exits with after a panic.
const PANICKED: i32 = 101;

/// What is left on the screen after a panic, in one line.
fn sentence(panic: &str, log: Option<(&Path, bool)>) -> String {
    let panic = panic.split_whitespace().collect::<Vec<_>>().join(" ");
    let report = match log {
        Some((path, true)) => format!("the report is in {}", path.display()),
        Some((path, false)) => format!("the report could not be written to {}", path.display()),
        None => format!("set {LOG} to a file to keep a report of it"),
    };
    format!(
        "annals stopped because of a mistake of its own ({panic}); your files are untouched, and {report}."
    )
}

/// Adds a panic to the log.
fn report(path: &Path, panic: &std::panic::PanicHookInfo<'_>) -> io::Result<()> {
    let mut log = std::fs::OpenOptions::new()
        .create(true)
        .append(true)
        .open(path)?;
    writeln!(
        log,
        "annals {}, thread {}: {panic}\n{}",
        env!("CARGO_PKG_VERSION"),
        thread::current().name().unwrap_or("without a name"),
        Backtrace::force_capture()
    )
}

thread_local! {
    /// Whether a panic on this thread is caught by [`contain`].
    static CONTAINED: Cell<bool> = const { Cell::new(false) };
}

/// Runs what must not take the program with it.
///
/// # Errors
/// The words of its panic.
pub fn contain<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    let outer = CONTAINED.replace(true);
    let done = catch_unwind(AssertUnwindSafe(work));
    CONTAINED.set(outer);
    done.map_err(|panic| {
        let words = panic
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| panic.downcast_ref::<&str>().copied());
        words.unwrap_or("no reason given").to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_leaves_one_line_that_says_where_its_report_is() {
        let path = Path::new("a.log");
        for (log, end) in [
            (Some((path, true)), "the report is in a.log."),
            (
                Some((path, false)),
                "the report could not be written to a.log.",
            ),
            (None, "set ANNALS_LOG to a file to keep a report of it."),
        ] {
            let line = sentence("panicked at src/x.rs:1:2:\nindex out of bounds", log);
            assert!(line.ends_with(end), "{line}");
            assert!(line.contains("src/x.rs:1:2: index out of bounds"), "{line}");
            assert!(!line.contains('\n'), "{line}");
        }
    }

    #[test]
    fn what_is_contained_answers_its_value_or_the_words_of_its_panic() {
        assert_eq!(contain(|| 7), Ok(7));
        let n = 3;
        assert_eq!(
            contain(|| assert!(n < 3, "{n} is too many")),
            Err("3 is too many".to_owned())
        );
        assert!(!CONTAINED.get(), "the next panic is not contained");
    }
}
