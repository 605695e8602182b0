//! `annals notes`: the teacher's own screen beside a presentation in another terminal.
//!
//! It finds the presentation by itself, follows it, and steers it. It knows no history: all that it shows comes over the
//! line of [`podium`](super::podium).

use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::{Position, Rect};
use ratatui::{Terminal, TerminalOptions, Viewport};

use super::action::Action;
use super::app::{Ended, RunError};
use super::keymap::{Chord, Keymap, Lookup, digit_of};
use super::message::{Message, Reader, read_signals};
use super::podium::{Cue, Line, Said, Told, Wish, follow};
use super::terminal::{Background, FrameWriter, Guard, ask, install_panic_hook};
use super::theme::{Depth, Theme};
use super::widget::notes::{Clock, Notes as Page};

/// More digits than any tour has stops.
const LONGEST_NUMBER: usize = 4;

/// How the notes are to run.
pub struct Options {
    /// `auto`, or the name of a theme.
    pub theme: String,
    /// Signs of ASCII only.
    pub ascii: bool,
    /// A user's own lines of the key map.
    pub keymap: Option<String>,
    /// How many colours there are.
    pub depth: Depth,
    /// Where presentations have their line.
    pub folder: PathBuf,
    /// Nothing moves by itself: the clock shows minutes.
    pub still: bool,
}

/// Follows presentations until the user leaves.
///
/// # Errors
/// Without a terminal, with a theme or key map that can not be used, or where the system has no such line.
pub fn run(options: Options) -> Result<Ended, RunError> {
    let keymap = Keymap::built_in()?;
    let keymap = match &options.keymap {
        Some(text) => keymap.with_user(text)?,
        None => keymap,
    };
    let is_auto = options.theme == "auto";
    let name = if is_auto { "dark" } else { &options.theme };
    let mut theme = Theme::built_in(name, options.depth, options.ascii)?;
    let (to, messages) = mpsc::channel();
    let told = to.clone();
    follow(options.folder.clone(), move |what| {
        told.send(Message::Told(what)).is_ok()
    })?;
    install_panic_hook();
    read_signals(to.clone())?;
    let guard = Guard::enter(false)?;
    if is_auto && options.depth != Depth::None && ask(true).background == Some(Background::Light) {
        theme = Theme::built_in("light", options.depth, options.ascii)?;
    }
    let _reader = Reader::start(to)?;
    let notes = Notes {
        options,
        keymap,
        theme,
        guard,
        cue: None,
        line: None,
        standing: Standing::Waiting,
        digits: String::new(),
        notice: None,
        scroll: 0,
        n_below: 0,
    };
    notes.follow(&messages)
}

/// How the notes stand to a presentation.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Standing {
    /// There is none.
    Waiting,
    /// It is followed.
    Following,
    /// It is followed, and its tour has ended.
    Over,
    /// Other notes follow it.
    Busy,
    /// It can not be followed: why.
    Refused(String),
}

struct Notes {
    options: Options,
    keymap: Keymap,
    theme: Theme,
    guard: Guard,
    /// The newest cue, and when it came.
    cue: Option<(Cue, Instant)>,
    line: Option<Line>,
    standing: Standing,
    digits: String,
    notice: Option<String>,
    scroll: usize,
    n_below: usize,
}

/// What is left for the loop to do.
enum Then {
    Go,
    Redraw,
    End(Ended),
}

impl Notes {
    fn follow(mut self, messages: &Receiver<Message>) -> Result<Ended, RunError> {
        let writer = FrameWriter::new(io::stdout());
        let frame = writer.switch();
        let viewport = Viewport::Fullscreen;
        let mut screen =
            Terminal::with_options(CrosstermBackend::new(writer), TerminalOptions { viewport })?;
        loop {
            frame.begin(screen.backend_mut())?;
            screen.draw(|frame| self.draw(frame))?;
            frame.end(screen.backend_mut())?;
            let Some(first) = self.wait(messages) else {
                return Ok(Ended::ByUser);
            };
            for message in std::iter::once(first).chain(messages.try_iter()) {
                match self.take(message)? {
                    Then::Go => {}
                    Then::Redraw => {
                        let size = screen.size()?;
                        screen.resize(Rect::from((Position::ORIGIN, size)))?;
                    }
                    Then::End(ended) => return Ok(ended),
                }
            }
        }
    }

    /// The next message, or the next beat of the clock while it runs.
    fn wait(&self, messages: &Receiver<Message>) -> Option<Message> {
        let (Standing::Following, Some(clock)) = (&self.standing, self.clock()) else {
            return messages.recv().ok();
        };
        let beat = if self.options.still { 60_000 } else { 1000 };
        let left = beat - (clock.elapsed.as_millis() % u128::from(beat)) as u64;
        match messages.recv_timeout(Duration::from_millis(left)) {
            Ok(message) => Some(message),
            Err(RecvTimeoutError::Timeout) => Some(Message::Tick),
            Err(RecvTimeoutError::Disconnected) => None,
        }
    }

    fn take(&mut self, message: Message) -> Result<Then, RunError> {
        Ok(match message {
            Message::Key(key) => self.key(key),
            Message::Told(told) => {
                self.told(told);
                Then::Go
            }
            Message::Terminate(signal) => Then::End(Ended::BySignal(signal)),
            Message::Stop => {
                self.suspend()?;
                Then::Redraw
            }
            Message::Continue => {
                self.guard.switch_on()?;
                Then::Redraw
            }
            _ => Then::Go,
        })
    }

    fn told(&mut self, told: Told) {
        match told {
            Told::Found(line) => self.line = Some(line),
            Told::Said(Said::Cue(cue)) => {
                let is_other = self
                    .cue
                    .as_ref()
                    .is_none_or(|(before, _)| before.stop != cue.stop || before.tour != cue.tour);
                if is_other {
                    self.scroll = 0;
                }
                self.cue = Some((*cue, Instant::now()));
                self.standing = Standing::Following;
            }
            Told::Said(Said::Over) => {
                self.stop_clock();
                self.standing = Standing::Over;
            }
            Told::Said(Said::Busy) => self.standing = Standing::Busy,
            Told::Lost => {
                self.line = None;
                self.stop_clock();
                // After its end the line is closed, and of one that is followed by others each time.
                if self.standing == Standing::Following {
                    self.standing = Standing::Waiting;
                }
            }
            Told::Nobody => {
                if self.standing != Standing::Over {
                    self.standing = Standing::Waiting;
                }
            }
            Told::Refused(why) => {
                self.line = None;
                self.standing = Standing::Refused(why);
            }
        }
    }

    /// What is shown of a presentation that is gone stays as it was.
    fn stop_clock(&mut self) {
        let clock = self.clock();
        if let (Some((cue, came)), Some(clock)) = (&mut self.cue, clock) {
            (cue.elapsed, cue.on_stop) = (clock.elapsed, clock.on_stop);
            *came = Instant::now();
        }
    }

    fn clock(&self) -> Option<Clock> {
        let (cue, came) = self.cue.as_ref()?;
        let since = if self.standing == Standing::Following {
            came.elapsed()
        } else {
            Duration::ZERO
        };
        Some(Clock {
            elapsed: cue.elapsed + since,
            on_stop: cue.on_stop + since,
            minutes_only: self.options.still,
        })
    }

    fn key(&mut self, key: KeyEvent) -> Then {
        let chord = Chord::from(key);
        self.notice = None;
        if chord.code == KeyCode::Char('c') && chord.modifiers == KeyModifiers::CONTROL {
            return Then::End(Ended::BySignal(2));
        }
        if let Some(digit) = digit_of(chord) {
            if self.digits.len() < LONGEST_NUMBER {
                self.digits.push(digit);
            }
            return Then::Go;
        }
        let digits = std::mem::take(&mut self.digits);
        if !digits.is_empty() {
            match chord.code {
                KeyCode::Enter => {
                    self.go_to(&digits);
                    return Then::Go;
                }
                KeyCode::Backspace => {
                    self.digits = digits;
                    self.digits.pop();
                    return Then::Go;
                }
                KeyCode::Esc => return Then::Go,
                _ => {}
            }
        }
        let Lookup::Action(action) = self.keymap.lookup_on_slide(&[chord]) else {
            return Then::Go;
        };
        match action {
            Action::NextStop => self.wish(Wish::Next),
            Action::PreviousStop => self.wish(Wish::Back),
            Action::FirstStop => self.wish(Wish::GoTo(1)),
            Action::LastStop => {
                let last = self.cue.as_ref().map_or(1, |(cue, _)| cue.n_stops);
                self.wish(Wish::GoTo(last));
            }
            Action::RevealAnswer => self.wish(Wish::Reveal),
            Action::BlankScreen => self.wish(Wish::Blank),
            Action::Present => self.wish(Wish::Slide),
            Action::ScrollSlideDown => self.scroll += self.n_below.min(1),
            Action::ScrollSlideUp => self.scroll = self.scroll.saturating_sub(1),
            Action::LeaveSlide => {
                self.notice = Some("q leaves the notes, the presentation goes on".to_owned());
            }
            Action::NextTheme => {
                let name = self.theme.next_name();
                if let Ok(theme) = Theme::built_in(name, self.options.depth, self.options.ascii) {
                    self.theme = theme;
                }
            }
            Action::Redraw => return Then::Redraw,
            Action::Suspend => match self.suspend() {
                Ok(()) => return Then::Redraw,
                Err(error) => self.notice = Some(error.to_string()),
            },
            Action::EndTour => return Then::End(Ended::ByUser),
            _ => {}
        }
        Then::Go
    }

    fn go_to(&mut self, digits: &str) {
        let n_stops = self.cue.as_ref().map_or(0, |(cue, _)| cue.n_stops);
        match digits.parse() {
            Ok(stop) if (1..=n_stops).contains(&stop) => self.wish(Wish::GoTo(stop)),
            _ => self.notice = Some(format!("there is no stop {digits}: the tour has {n_stops}")),
        }
    }

    fn wish(&mut self, wish: Wish) {
        match &mut self.line {
            Some(line) => {
                if line.wish(wish).is_err() {
                    self.notice = Some("the presentation does not answer".to_owned());
                }
            }
            None => self.notice = Some("there is no presentation to steer".to_owned()),
        }
    }

    /// Gives the terminal to the shell until the program is called back.
    fn suspend(&mut self) -> Result<(), RunError> {
        #[cfg(unix)]
        {
            self.guard.restore();
            signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
            self.guard.switch_on()?;
        }
        Ok(())
    }

    fn draw(&mut self, frame: &mut ratatui::Frame<'_>) {
        let (remark, is_error) = match &self.standing {
            Standing::Following => (String::new(), false),
            Standing::Waiting if self.cue.is_some() => (
                "the presentation is gone; these notes follow the next one".to_owned(),
                true,
            ),
            Standing::Waiting => (
                "no presentation runs on this machine yet: begin one with annals present, or F5 in annals"
                    .to_owned(),
                false,
            ),
            Standing::Over => ("the tour has ended".to_owned(), false),
            Standing::Busy => (
                "other notes follow the presentation already; these take over when those are closed"
                    .to_owned(),
                true,
            ),
            Standing::Refused(why) => (why.clone(), true),
        };
        let said = self.notice.as_deref().unwrap_or(&remark);
        let page = Page {
            cue: self.cue.as_ref().map(|(cue, _)| cue),
            clock: self.clock(),
            digits: &self.digits,
            said,
            is_error: is_error && self.notice.is_none(),
            scroll: self.scroll,
            theme: &self.theme,
        };
        let area = frame.area();
        (self.scroll, self.n_below) = page.paint(area, frame.buffer_mut());
    }
}
