//! What reaches the loop: keys, mouse, a new size, a signal, the answer of a job.

use std::io;
use std::process::ExitStatus;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Duration;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers, MouseEvent};

use super::jobs::{Found, Progress};
use super::podium::{Told, Wish};

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
    Found(Box<Found>),
    /// More of the history can be searched.
    Folded(Progress),
    /// A job failed by a mistake of the program's own: what it was.
    Failed(String),
    /// The system asks the program to end: the number of the signal.
    Terminate(i32),
    /// The system asks the program to stop for a while.
    Stop,
    /// The program runs again.
    Continue,
    /// The program that had the terminal has ended.
    Returned(io::Result<ExitStatus>),
    /// The notes in another terminal ask for something.
    Wish(Wish),
    /// What the notes are told of a presentation.
    Told(Told),
    /// A time that somebody waits for has come.
    Tick,
}

/// Holds back what may be the terminal's late answer to OSC 11, which the reader of keys takes for typed keys.
///
/// Such an answer begins as `Alt-]`, goes on as `11;rgb:` and the digits of a colour, and comes in one burst. What turns
/// out to be typed is given back whole and in its order.
#[derive(Debug, Default)]
pub struct LateAnswer {
    held: Vec<KeyEvent>,
}

const ANSWER_BEGINS: [&str; 2] = ["11;rgb:", "11;rgba:"];

/// More digits and slashes than four parts of four digits have.
const LONGEST_COLOUR: usize = 19;

impl LateAnswer {
    /// Takes a key, and gives the keys that were typed after all.
    pub fn take(&mut self, key: KeyEvent) -> Vec<KeyEvent> {
        let is_start = key.code == KeyCode::Char(']') && key.modifiers == KeyModifiers::ALT;
        if self.held.is_empty() {
            if is_start {
                self.held.push(key);
                return Vec::new();
            }
            return vec![key];
        }
        let is_end = matches!(
            (key.code, key.modifiers),
            (KeyCode::Char('\\'), KeyModifiers::ALT) | (KeyCode::Char('g'), KeyModifiers::CONTROL)
        );
        if is_end && self.is_answer() {
            self.held.clear();
            return Vec::new();
        }
        let mut text = self.text();
        if let KeyCode::Char(c) = key.code
            && (key.modifiers - KeyModifiers::SHIFT).is_empty()
        {
            text.push(c);
            if may_be_answer(&text) {
                self.held.push(key);
                return Vec::new();
            }
        }
        let mut typed = self.give_up();
        typed.extend(self.take(key));
        typed
    }

    /// How long the next key is waited for; `None` when nothing is held back.
    pub fn patience(&self) -> Option<Duration> {
        // Nobody types so much of an answer, but a slow line may tear it apart.
        let wait = if self.is_answer() { 500 } else { 50 };
        (!self.held.is_empty()).then_some(Duration::from_millis(wait))
    }

    /// The keys that were typed, when nothing followed in time: none if so much came that only a terminal sent it.
    pub fn give_up(&mut self) -> Vec<KeyEvent> {
        let is_answer = self.is_answer();
        let held = std::mem::take(&mut self.held);
        if is_answer { Vec::new() } else { held }
    }

    fn is_answer(&self) -> bool {
        let text = self.text();
        ANSWER_BEGINS.iter().any(|begin| text.starts_with(begin))
    }

    /// What is held after `Alt-]`.
    fn text(&self) -> String {
        let letters = self.held.iter().skip(1).map(|key| key.code);
        letters
            .filter_map(|code| match code {
                KeyCode::Char(c) => Some(c),
                _ => None,
            })
            .collect()
    }
}

fn may_be_answer(text: &str) -> bool {
    ANSWER_BEGINS
        .iter()
        .any(|begin| match text.strip_prefix(begin) {
            Some(colour) => {
                colour.len() <= LONGEST_COLOUR
                    && colour.chars().all(|c| c.is_ascii_hexdigit() || c == '/')
            }
            None => begin.starts_with(text),
        })
}

/// The signal of a terminal that is gone.
const HANGUP: i32 = 1;

/// The thread that reads the terminal, which it leaves to another program for as long as that is asked.
#[derive(Debug)]
pub struct Reader {
    is_asked_to_rest: Arc<AtomicBool>,
    rests: Receiver<()>,
    go_on: Sender<()>,
}

/// Longer than the thread takes to put the terminal down, on any machine.
const REST_WITHIN: Duration = Duration::from_secs(5);

impl Reader {
    /// Reads the terminal until the loop is gone; a terminal that can not be read any more ends the program.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(to: Sender<Message>) -> io::Result<Self> {
        let is_asked_to_rest = Arc::new(AtomicBool::new(false));
        let (rest, rests) = mpsc::channel();
        let (go_on, may_go_on) = mpsc::channel();
        let asked = Arc::clone(&is_asked_to_rest);
        std::thread::Builder::new()
            .name("keys".to_owned())
            .spawn(move || {
                let rest_if_asked = || {
                    if asked.load(Ordering::SeqCst) {
                        // Whoever asked waits; when it is gone there is nothing to read for.
                        return rest.send(()).is_ok() && may_go_on.recv().is_ok();
                    }
                    true
                };
                if forward(&to, rest_if_asked).is_err() {
                    // The loop may be gone as well.
                    let _ = to.send(Message::Terminate(HANGUP));
                }
            })?;
        Ok(Self {
            is_asked_to_rest,
            rests,
            go_on,
        })
    }

    /// Takes the terminal from the thread. Once this is back, not a byte is read until [`resume`](Self::resume).
    ///
    /// # Errors
    /// When the thread does not come to rest.
    pub fn pause(&self) -> io::Result<()> {
        self.is_asked_to_rest.store(true, Ordering::SeqCst);
        wake_reader()?;
        self.rests.recv_timeout(REST_WITHIN).map_err(|_| {
            self.is_asked_to_rest.store(false, Ordering::SeqCst);
            io::Error::new(io::ErrorKind::TimedOut, "the keys are still being read")
        })
    }

    /// Gives the terminal back to the thread.
    pub fn resume(&self) {
        self.is_asked_to_rest.store(false, Ordering::SeqCst);
        // A thread that is gone has said why.
        let _ = self.go_on.send(());
    }
}

/// Ends the wait for the next key. A reader of crossterm's wakes for a new size, and looks then whether there is one.
#[cfg(unix)]
fn wake_reader() -> io::Result<()> {
    signal_hook::low_level::raise(signal_hook::consts::SIGWINCH)
}

/// Elsewhere nothing wakes it.
#[cfg(not(unix))]
fn wake_reader() -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

fn forward(to: &Sender<Message>, rest_if_asked: impl Fn() -> bool) -> io::Result<()> {
    let mut late = LateAnswer::default();
    loop {
        if !rest_if_asked() {
            return Ok(());
        }
        let keys = match late.patience() {
            Some(wait) if !crossterm::event::poll(wait)? => late.give_up(),
            _ => match crossterm::event::read()? {
                Event::Key(key) if key.is_press() || key.is_repeat() => late.take(key),
                other => {
                    let message = match other {
                        Event::Mouse(mouse) => Message::Mouse(mouse),
                        Event::Paste(text) => Message::Paste(text),
                        Event::Resize(..) => Message::Resize,
                        Event::Key(_) | Event::FocusGained | Event::FocusLost => continue,
                    };
                    if to.send(message).is_err() {
                        return Ok(());
                    }
                    continue;
                }
            },
        };
        for key in keys {
            if to.send(Message::Key(key)).is_err() {
                return Ok(());
            }
        }
    }
}

/// Turns signals into messages, on a thread of its own.
///
/// # Errors
/// When the system does not let signals be caught.
#[cfg(unix)]
pub fn read_signals(to: Sender<Message>) -> io::Result<()> {
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
pub fn read_signals(_to: Sender<Message>) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Keys as a terminal's reader gives them: `\x1b` before a letter is Alt, a control character Ctrl.
    fn keys(text: &str) -> Vec<KeyEvent> {
        let mut keys = Vec::new();
        let mut modifiers = KeyModifiers::NONE;
        for c in text.chars() {
            match c {
                '\x1b' => modifiers = KeyModifiers::ALT,
                '\x07' => keys.push(KeyEvent::new(KeyCode::Char('g'), KeyModifiers::CONTROL)),
                c => keys.push(KeyEvent::new(
                    KeyCode::Char(c),
                    std::mem::replace(&mut modifiers, KeyModifiers::NONE),
                )),
            }
        }
        keys
    }

    /// What is left of some keys, in one burst.
    fn typed(late: &mut LateAnswer, text: &str) -> Vec<KeyEvent> {
        let burst = keys(text);
        burst.into_iter().flat_map(|key| late.take(key)).collect()
    }

    #[test]
    fn a_late_answer_types_nothing() {
        for answer in [
            "\x1b]11;rgb:1e1e/1E1E/2e2e\x1b\\",
            "\x1b]11;rgb:10/12/16\x07",
            "\x1b]11;rgba:ffff/ffff/ffff/ffff\x1b\\",
        ] {
            let mut late = LateAnswer::default();
            assert_eq!(
                typed(&mut late, &format!("j{answer}q11")),
                keys("jq11"),
                "{answer}"
            );
            assert_eq!(late.patience(), None, "nothing is held back");
        }
    }

    #[test]
    fn what_is_typed_after_a_bracket_is_not_lost() {
        for text in [
            "\x1b]jk",
            "\x1b]gg",
            "\x1b]1921G",
            "\x1b]11;x",
            "\x1b]\x1b]q",
            "\x1b]11;rgb",
        ] {
            let mut late = LateAnswer::default();
            let mut left = typed(&mut late, text);
            left.extend(late.give_up());
            assert_eq!(left, keys(text), "{text:?}");
        }
    }

    #[test]
    fn a_bracket_alone_is_waited_for_briefly_and_an_answer_torn_apart_longer() {
        let mut late = LateAnswer::default();
        assert_eq!(typed(&mut late, "\x1b]"), []);
        assert_eq!(late.patience(), Some(Duration::from_millis(50)));
        assert_eq!(late.give_up(), keys("\x1b]"));
        assert_eq!(typed(&mut late, "\x1b]11;rgb:1e1e/"), []);
        assert_eq!(late.patience(), Some(Duration::from_millis(500)));
        assert_eq!(late.give_up(), [], "nobody types this");
        assert_eq!(typed(&mut late, "5j"), keys("5j"));
    }
}
