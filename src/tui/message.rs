//! What reaches the loop: keys, mouse, a new size, a signal, the answer of a job.

use std::sync::mpsc::Sender;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers, MouseEvent};

use super::jobs::Found;

/// One thing that happened.
#[derive(Debug)]
pub enum Message {
    /// A key was pressed or repeats.
    Key(KeyEvent),
    /// The mouse did something.
    Mouse(MouseEvent),
    /// Text was pasted.
    Paste(String),
    /// The terminal has a new size.
    Resize,
    /// A search has an answer.
    Found(Found),
    /// The system asks the program to end: the number of the signal.
    Terminate(i32),
    /// The system asks the program to stop for a while.
    Stop,
    /// The program runs again.
    Continue,
    /// A time that somebody waits for has come.
    Tick,
}

/// Swallows the terminal's late answer to a question, which the reader of keys takes for typed keys.
///
/// The answer to OSC 11 then begins as `Alt-]` and goes on in the letters of a colour.
#[derive(Debug, Default)]
pub struct LateAnswer {
    left: usize,
}

/// Longest answer that is swallowed, in keys.
const LONGEST: usize = 40;

impl LateAnswer {
    /// Whether a key is part of an answer.
    pub fn swallows(&mut self, key: &KeyEvent) -> bool {
        if self.left == 0 {
            let begins =
                key.code == KeyCode::Char(']') && key.modifiers.contains(KeyModifiers::ALT);
            self.left = if begins { LONGEST } else { 0 };
            return begins;
        }
        let ends = matches!(key.code, KeyCode::Char('\\') if key.modifiers.contains(KeyModifiers::ALT))
            || matches!(key.code, KeyCode::Char('g') if key.modifiers.contains(KeyModifiers::CONTROL));
        let inside = matches!(key.code, KeyCode::Char(c) if c.is_ascii_hexdigit() || matches!(c, ';' | ':' | '/' | 'r' | 'g' | '?' | '['));
        self.left = if ends || !inside { 0 } else { self.left - 1 };
        ends || inside
    }
}

/// Reads the terminal until the loop is gone.
pub fn read_terminal(to: &Sender<Message>) {
    let mut late = LateAnswer::default();
    while let Ok(event) = crossterm::event::read() {
        let message = match event {
            Event::Key(key) if key.is_press() || key.is_repeat() => {
                if late.swallows(&key) {
                    continue;
                }
                Message::Key(key)
            }
            Event::Mouse(mouse) => Message::Mouse(mouse),
            Event::Paste(text) => Message::Paste(text),
            Event::Resize(..) => Message::Resize,
            Event::Key(_) | Event::FocusGained | Event::FocusLost => continue,
        };
        if to.send(message).is_err() {
            return;
        }
    }
}

/// Turns signals into messages, on a thread of its own.
///
/// # Errors
/// When the system does not let signals be caught.
#[cfg(unix)]
pub fn read_signals(to: Sender<Message>) -> std::io::Result<()> {
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP};
    let mut signals =
        signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT])?;
    std::thread::Builder::new()
        .name("signals".to_owned())
        .spawn(move || {
            for signal in signals.forever() {
                let message = match signal {
                    SIGTSTP => Message::Stop,
                    SIGCONT => Message::Continue,
                    other => Message::Terminate(other),
                };
                if to.send(message).is_err() {
                    return;
                }
            }
        })?;
    Ok(())
}

/// Elsewhere there are none.
///
/// # Errors
/// Never.
#[cfg(not(unix))]
pub fn read_signals(_to: Sender<Message>) -> std::io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(late: &mut LateAnswer, text: &str) -> String {
        text.chars()
            .filter(|&c| !late.swallows(&KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE)))
            .collect()
    }

    #[test]
    fn a_late_answer_types_nothing() {
        let mut late = LateAnswer::default();
        assert!(late.swallows(&KeyEvent::new(KeyCode::Char(']'), KeyModifiers::ALT)));
        assert_eq!(keys(&mut late, "11;rgb:1e1e/1e1e/1e1e"), "");
        assert!(late.swallows(&KeyEvent::new(KeyCode::Char('\\'), KeyModifiers::ALT)));
        assert_eq!(keys(&mut late, "q11"), "q11", "what comes after is typed");
    }

    #[test]
    fn a_typed_bracket_costs_no_other_key() {
        let mut late = LateAnswer::default();
        assert!(late.swallows(&KeyEvent::new(KeyCode::Char(']'), KeyModifiers::ALT)));
        assert_eq!(keys(&mut late, "jk"), "jk");
    }
}
