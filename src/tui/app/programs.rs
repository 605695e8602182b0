//! Programs of the user's that are asked for from here: a browser beside the explorer, an editor in its terminal.

use std::io;

use crate::programs::{self, Program};

use super::super::message::Message;
use super::{App, Ended, INTERRUPT, RunError};

impl App {
    /// Opens an address in the first browser that starts.
    pub(super) fn open(&mut self, url: &str) -> Result<Option<Ended>, RunError> {
        let chosen = std::env::var("BROWSER").ok();
        for browser in programs::browsers(url, chosen.as_deref()) {
            if browser.in_terminal {
                match self.lend_terminal(&browser)? {
                    Lent::Never(_) => continue,
                    Lent::Ended(ended) => return Ok(Some(ended)),
                    Lent::Back => {
                        self.state.say(format!("{} showed {url}", browser.name()));
                        return Ok(None);
                    }
                }
            }
            let Ok(mut child) = browser.start_beside() else {
                continue;
            };
            self.state.say(format!("{} opens {url}", browser.name()));
            let (to, name) = (self.to.clone(), browser.name().to_owned());
            // Somebody has to wait for it, or it would stay in the list of processes.
            std::thread::Builder::new()
                .name("browser".to_owned())
                .spawn(move || {
                    if let Ok(status) = child.wait()
                        && !status.success()
                    {
                        let _ = to.send(Message::Failed(format!(
                            "{name} did not open it ({status}); yu copies the address"
                        )));
                    }
                })?;
            return Ok(None);
        }
        self.state
            .complain("no browser starts here: set $BROWSER to one; yu copies the address");
        Ok(None)
    }

    /// Opens a record in the user's editor, and reads the file again after.
    pub(super) fn edit(&mut self, reference: &str) -> Result<Option<Ended>, RunError> {
        let (file, line, column) = match (self.files.locate)(reference) {
            Ok(place) => place,
            Err(why) => {
                self.state.complain(why);
                return Ok(None);
            }
        };
        let variable = |name| std::env::var(name).ok();
        let (visual, editor) = (variable("VISUAL"), variable("EDITOR"));
        let editor = programs::editor(visual.as_deref(), editor.as_deref(), &file, (line, column));
        match self.lend_terminal(&editor)? {
            Lent::Never(error) => self.state.complain(format!(
                "{} does not start ({error}): set $EDITOR to an editor",
                editor.name()
            )),
            Lent::Ended(ended) => return Ok(Some(ended)),
            Lent::Back => self.read_again(),
        }
        Ok(None)
    }

    /// Leaves the terminal to a program until it ends.
    fn lend_terminal(&mut self, program: &Program) -> Result<Lent, RunError> {
        // Whatever happens there, nothing of here is lost.
        if let Err(error) = self.keep() {
            self.state
                .complain(format!("place, marks and pins could not be kept: {error}"));
        }
        if let Some(reader) = &self.reader
            && let Err(error) = reader.pause()
        {
            return Ok(Lent::Never(error));
        }
        self.guard.restore();
        let lent = match program.start_here() {
            Ok(child) => self.wait_for(child),
            Err(error) => Ok(Lent::Never(error)),
        };
        if let Ok(Lent::Ended(_)) = lent {
            return lent;
        }
        self.guard.switch_on()?;
        if let Some(reader) = &self.reader {
            reader.resume();
        }
        self.redraw()?;
        lent
    }

    /// Waits for a program that has the terminal. Keys are its own, signals reach both.
    fn wait_for(&mut self, mut child: std::process::Child) -> Result<Lent, RunError> {
        let to = self.to.clone();
        std::thread::Builder::new()
            .name("program".to_owned())
            .spawn(move || to.send(Message::Returned(child.wait())))?;
        loop {
            match self.messages.recv() {
                Ok(Message::Returned(ended)) => {
                    return ended.map(|_| Lent::Back).map_err(RunError::Io);
                }
                // Ctrl-C was meant for the program.
                Ok(Message::Terminate(INTERRUPT) | Message::Continue) => {}
                Ok(Message::Terminate(signal)) => return Ok(Lent::Ended(Ended::BySignal(signal))),
                // It stops, and so do we, or the shell would wait for us.
                Ok(Message::Stop) => {
                    #[cfg(unix)]
                    signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
                }
                Ok(other) => self.later.push_back(other),
                Err(_) => return Ok(Lent::Ended(Ended::ByUser)),
            }
        }
    }
}

/// How it went with a program that was to have the terminal.
enum Lent {
    /// It did not start.
    Never(io::Error),
    /// It ended, well or not.
    Back,
    /// We are asked to end.
    Ended(Ended),
}
