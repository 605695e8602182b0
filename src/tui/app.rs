//! The loop: messages in, actions carried out, a frame for each batch of messages.

mod asking;
mod lasting;
mod programs;
mod stage;
mod writing;

pub use stage::podium_folder;

use lasting::gone;

use std::collections::{BTreeMap, VecDeque};
use std::io::{self, Stdout, Write as _};
use std::mem;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use ratatui::backend::CrosstermBackend;
use ratatui::layout::{Position, Rect};
use ratatui::{Terminal, TerminalOptions, Viewport};

use crate::files;
use crate::model::{Day, History, TourId};
use crate::text::{self, AmbiguousWidth};

use super::enlarged::Enlarged;
use super::jobs::Searcher;
use super::keeping::{Found, Keeping};
use super::keymap::{Keymap, KeymapError};
use super::layout::Areas;
use super::message::{Message, Reader, read_signals};
use super::mouse::mouse;
use super::podium::{Cue, Podium};
use super::state::{Kept, Pin, Prepared, State, TimelineView, relations};
use super::terminal::{
    Background, FrameSwitch, FrameWriter, Guard, Hyperlinks, LinkedBackend, TerminalError, ask,
    install_panic_hook, takes_hyperlinks,
};
use super::theme::{Depth, OwnTheme, Theme, ThemeError, Themes};
use super::update::{Context, Effect, found, present, press};
use super::view::{self, Scene};

/// After how long the possible next keys of a sequence are shown.
const WHICH_KEY_AFTER: Duration = Duration::from_millis(200);

/// So long a frame waits for what a letter finds: most letters are shown with it, and none is late to the eye.
const ANSWERED_WITHIN: Duration = Duration::from_millis(8);

/// A history to show, and what is wrong with its file.
#[derive(Debug)]
pub struct Shown {
    /// The history.
    pub history: Arc<History>,
    /// A line for each finding.
    pub problems: Vec<String>,
    /// How many records could not be used.
    pub n_skipped: usize,
}

/// Reads the file again; the text says why it can not be read.
pub type Reload = Box<dyn FnMut() -> Result<Shown, String> + Send>;

/// What only the owner of the files can do.
pub struct Files {
    /// Reads the history again.
    pub reload: Reload,
    /// Finds a record.
    pub locate: Locate,
}

/// File, line and column of the record of a reference, as it is written now; the text says why there is none.
pub type Locate = Box<dyn FnMut(&str) -> Result<(PathBuf, usize, usize), String> + Send>;

/// What the explorer opens with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Opening {
    /// The panes.
    #[default]
    Panes,
    /// A tour of the history, or the list of all of them.
    Present(Option<TourId>),
}

/// How the explorer is to run.
pub struct Options {
    /// `auto`, or the name of a theme.
    pub theme: String,
    /// Signs of ASCII only.
    pub ascii: bool,
    /// How many columns the terminal gives to ambiguous characters.
    pub ambiguous_width: AmbiguousWidth,
    /// Take the mouse.
    pub mouse: bool,
    /// The view in which the timeline opens, where none was kept.
    pub view: TimelineView,
    /// Themes of the user's own.
    pub own_themes: Vec<OwnTheme>,
    /// What of the settings can not be used.
    pub warnings: Vec<String>,
    /// A user's own lines of the key map.
    pub keymap: Option<String>,
    /// How many colours there are.
    pub depth: Depth,
    /// What it opens with.
    pub opening: Opening,
    /// From where the history is read, as a name that is the same in each run.
    pub origin: String,
    /// Start clean, whatever was kept.
    pub fresh: bool,
    /// A panic on purpose after the first frame, for the test of the guard.
    pub fail_after_first_frame: bool,
}

/// Why the explorer could not run.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// No terminal, or one that refuses.
    #[error(transparent)]
    Terminal(#[from] TerminalError),
    /// A theme that is not there.
    #[error(transparent)]
    Theme(#[from] ThemeError),
    /// A key map that is refused.
    #[error(transparent)]
    Keymap(#[from] KeymapError),
    /// The terminal is gone.
    #[error("the terminal is gone: {0}")]
    Io(#[from] io::Error),
}

/// How the explorer ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// By a key.
    ByUser,
    /// By Ctrl-C or a signal: its number.
    BySignal(i32),
}

/// Shows a history until the user leaves.
///
/// # Errors
/// Without a terminal, or with a theme or key map that can not be used.
pub fn run(shown: Shown, files: Files, options: Options) -> Result<Ended, RunError> {
    let keymap = Keymap::built_in()?;
    let keymap = match &options.keymap {
        Some(text) => keymap.with_user(text)?,
        None => keymap,
    };
    // A wrong name is told before the screen is taken.
    let is_auto = options.theme == "auto";
    text::set_ambiguous_width(options.ambiguous_width);
    // Our signs would take two columns each, and those of ASCII take one.
    let ascii = options.ascii || options.ambiguous_width == AmbiguousWidth::Two;
    let themes = Themes::new(options.own_themes.clone(), options.depth, ascii);
    let mut theme = themes.get(if is_auto { "dark" } else { &options.theme })?;
    install_panic_hook();
    let (to, messages) = mpsc::channel();
    // Before the modes are on, or a signal in between would leave them on.
    read_signals(to.clone())?;
    let guard = Guard::enter(options.mouse)?;
    let answers = ask(is_auto && options.depth != Depth::None);
    if answers.background == Some(Background::Light) {
        theme = themes.get("light")?;
    }
    let channel = (to, messages);
    let mut app = App::new(
        shown,
        files,
        options,
        keymap,
        (themes, theme),
        guard,
        channel,
    )?;
    app.state.can_enlarge = answers.can_enlarge;
    let (ended, kept) = app.run();
    if let Err(error) = kept {
        // The screen is the shell's again.
        let _ = writeln!(
            io::stderr(),
            "place, marks and pins could not be kept: {error}"
        );
    }
    ended
}

type Screen = Terminal<LinkedBackend<CrosstermBackend<FrameWriter<Stdout>>>>;

struct App {
    shown: Shown,
    files: Files,
    options: Options,
    prepared: Prepared,
    state: State,
    keymap: Keymap,
    themes: Themes,
    theme: Theme,
    guard: Guard,
    screen: Screen,
    frame: FrameSwitch,
    /// `None` where the terminal would show the addresses or nothing at all.
    links: Option<Hyperlinks>,
    /// Started after the first frame, which it would slow down.
    searcher: Option<Searcher>,
    /// When the keys of a sequence that was begun came.
    pending_since: Option<Instant>,
    /// The filters' questions that were asked last.
    asked: Vec<(u64, String)>,
    /// A search was asked that is not yet answered.
    awaits_answer: bool,
    /// How many records can be found, and how many could when it was asked last.
    n_ready: usize,
    asked_ready: usize,
    /// What the terminal drew larger than a cell in the last frame.
    enlarged: Vec<Enlarged>,
    /// The line to notes in another terminal, while a tour is presented.
    podium: Option<Podium>,
    /// What they were told last, but for the time.
    told: Option<Cue>,
    to: Sender<Message>,
    messages: Receiver<Message>,
    /// Messages that came while another program had the terminal.
    later: VecDeque<Message>,
    /// Started after the first frame, which nobody typed for.
    reader: Option<Reader>,
    /// `None` where there is no home, or where writing would destroy what can not be read.
    keeping: Option<Keeping>,
    /// The state in which it opened.
    opened: Kept,
    /// Marks and pins as they were written last.
    gathered: (BTreeMap<char, Pin>, Vec<Pin>),
}

impl App {
    fn new(
        shown: Shown,
        files: Files,
        options: Options,
        keymap: Keymap,
        (themes, theme): (Themes, Theme),
        guard: Guard,
        (to, messages): (Sender<Message>, Receiver<Message>),
    ) -> Result<Self, RunError> {
        let writer = FrameWriter::new(io::stdout());
        let frame = writer.switch();
        let links = Hyperlinks::default();
        let backend = LinkedBackend::new(CrosstermBackend::new(writer), links.clone());
        let screen = Terminal::with_options(
            backend,
            TerminalOptions {
                viewport: Viewport::Fullscreen,
            },
        )?;
        let mut prepared = Prepared::new(&shown.history, None);
        let mut state = State::new(&shown.history, &prepared);
        state.mouse = options.mouse;
        state.view = options.view;
        state.find_place(&shown.history, &prepared);
        if let Some(first) = options.warnings.first() {
            let more = match options.warnings.len() - 1 {
                0 => String::new(),
                n => format!(" ({n} more: annals doctor)"),
            };
            state.complain(format!("{first}{more}"));
        }
        let mut keeping = Keeping::of(&shown.history.overview().id, &options.origin, options.fresh);
        match keeping.as_ref().map_or(Ok(Found::Nothing), Keeping::read) {
            Ok(Found::Nothing) => {}
            Ok(Found::Kept(kept)) => {
                let n_gone = kept.restore(&shown.history, &prepared, &mut state);
                if n_gone > 0 {
                    state.say(gone(n_gone));
                }
            }
            Ok(Found::Corrupt(aside, why)) => state.complain(format!(
                "set aside as {}, since it can not be read: {why}",
                aside.file_name().unwrap_or_default().display()
            )),
            Err(error) => {
                state.complain(format!("nothing will be kept: {error}"));
                keeping = None;
            }
        }
        // Lanes may have been kept in another grouping.
        state.refilter(&shown.history, &mut prepared);
        let opened = Kept::of(&shown.history, &state);
        let gathered = (state.marks.clone(), state.pins.clone());
        Ok(Self {
            shown,
            files,
            options,
            prepared,
            state,
            keymap,
            themes,
            theme,
            guard,
            screen,
            frame,
            links: takes_hyperlinks().then_some(links),
            searcher: None,
            pending_since: None,
            asked: Vec::new(),
            awaits_answer: false,
            n_ready: 0,
            asked_ready: 0,
            enlarged: Vec::new(),
            podium: None,
            told: None,
            to,
            messages,
            later: VecDeque::new(),
            reader: None,
            keeping,
            opened,
            gathered,
        })
    }

    /// Runs to the end, and keeps what lasts, however it ended.
    fn run(mut self) -> (Result<Ended, RunError>, io::Result<()>) {
        let ended = self.work();
        let kept = self.keep();
        (ended, kept)
    }

    fn work(&mut self) -> Result<Ended, RunError> {
        // From here on a change of size is noticed, even one that comes before the reader of keys is there.
        crossterm::event::poll(Duration::ZERO)?;
        self.begin();
        self.draw()?;
        assert!(
            !self.options.fail_after_first_frame,
            "asked to fail after the first frame"
        );
        self.searcher = Some(Searcher::start(
            Arc::clone(&self.shown.history),
            self.to.clone(),
        )?);
        self.reader = Some(Reader::start(self.to.clone())?);
        loop {
            let Some(first) = self.wait() else {
                return Ok(Ended::ByUser);
            };
            if let Some(ended) = self.take(first)? {
                return Ok(ended);
            }
            // A frame for all that has come by now, not for each; and for what comes at once.
            let begun = Instant::now();
            while let Some(message) = self.at_hand().or_else(|| self.soon(begun)) {
                if let Some(ended) = self.take(message)? {
                    return Ok(ended);
                }
            }
            self.draw()?;
        }
    }

    /// The answer to a search that was just asked, or what comes before it; `None` when it takes longer.
    fn soon(&self, begun: Instant) -> Option<Message> {
        let left = ANSWERED_WITHIN.checked_sub(begun.elapsed())?;
        self.awaits_answer
            .then(|| self.messages.recv_timeout(left).ok())?
    }

    /// The next message. Time counts only while a sequence of keys is begun and its hints are not yet shown.
    fn wait(&mut self) -> Option<Message> {
        if let Some(message) = self.later.pop_front() {
            return Some(message);
        }
        let messages = &self.messages;
        let Some(since) = self.pending_since else {
            return messages.recv().ok();
        };
        let left = WHICH_KEY_AFTER.saturating_sub(since.elapsed());
        if left.is_zero() {
            return messages.recv().ok();
        }
        match messages.recv_timeout(left) {
            Ok(message) => Some(message),
            Err(RecvTimeoutError::Timeout) => Some(Message::Tick),
            Err(RecvTimeoutError::Disconnected) => None,
        }
    }

    /// A message that is there already.
    fn at_hand(&mut self) -> Option<Message> {
        self.later
            .pop_front()
            .or_else(|| self.messages.try_recv().ok())
    }

    fn take(&mut self, message: Message) -> Result<Option<Ended>, RunError> {
        let areas = self.areas();
        let effect = match message {
            Message::Key(key) => {
                let is_interrupt = key.code == crossterm::event::KeyCode::Char('c')
                    && key
                        .modifiers
                        .contains(crossterm::event::KeyModifiers::CONTROL);
                if is_interrupt {
                    return Ok(Some(Ended::BySignal(INTERRUPT)));
                }
                self.with(&areas, |context, state, keymap| {
                    press(context, state, keymap, key)
                })
            }
            Message::Mouse(event) => {
                self.click(&areas, event);
                Effect::None
            }
            Message::Paste(text) => super::update::paste(&mut self.state, &text),
            Message::Found(answer) => {
                self.awaits_answer = false;
                found(&mut self.state, *answer)
            }
            Message::Folded(progress) => {
                self.state.folding = progress.percent();
                self.n_ready = progress.n_ready;
                Effect::None
            }
            Message::Failed(reason) => {
                self.awaits_answer = false;
                self.state.complain(reason);
                Effect::None
            }
            Message::Terminate(signal) => return Ok(Some(Ended::BySignal(signal))),
            Message::Stop => Effect::Suspend,
            Message::Continue => {
                self.guard.switch_on()?;
                Effect::Redraw
            }
            Message::Wish(wish) => {
                self.with(&areas, |context, state, _| {
                    present::wish(context, state, wish)
                });
                Effect::None
            }
            // What the terminal did with large text at the old size is not known.
            Message::Resize if !self.enlarged.is_empty() => Effect::Redraw,
            Message::Resize | Message::Tick | Message::Returned(_) | Message::Told(_) => {
                Effect::None
            }
        };
        self.pending_since = match (self.state.waits_for_key(), self.pending_since) {
            (false, _) => None,
            (true, since) => since.or_else(|| Some(Instant::now())),
        };
        let ended = self.carry_out(effect)?;
        let (history, prepared) = (&self.shown.history, &mut self.prepared);
        self.state.refilter(history, prepared);
        self.ask_for_filters();
        self.keep_gathered();
        self.ask_for_more();
        self.tell();
        Ok(ended)
    }

    fn carry_out(&mut self, effect: Effect) -> Result<Option<Ended>, RunError> {
        match effect {
            Effect::None => {}
            Effect::Quit => return Ok(Some(Ended::ByUser)),
            Effect::Search(ticket, query, limit) => {
                self.ask(Some((ticket, query, limit)));
            }
            Effect::Copy(text) => {
                let backend = self.screen.backend_mut();
                crossterm::execute!(
                    backend,
                    crossterm::clipboard::CopyToClipboard::to_clipboard_from(text)
                )?;
            }
            Effect::OpenUrl(url) => return self.open(&url),
            Effect::Edit(reference) => return self.edit(&reference),
            Effect::HandOut(order) => self.hand_out(&order),
            Effect::SaveLesson(order) => self.save_lesson(&order),
            Effect::Reload => self.read_again(),
            Effect::Redraw => self.redraw()?,
            Effect::Suspend => self.suspend()?,
            Effect::Mouse(on) => self.guard.set_mouse(on)?,
            Effect::NextTheme => {
                let name = self.themes.after(self.theme.name()).to_owned();
                match self.themes.get(&name) {
                    Ok(theme) => {
                        self.theme = theme;
                        self.state.say(format!("theme {name}"));
                    }
                    // The next one comes after it all the same.
                    Err(error) => {
                        self.state.complain(error.to_string());
                        self.theme.rename(&name);
                    }
                }
            }
        }
        Ok(None)
    }

    fn draw(&mut self) -> Result<(), RunError> {
        let which_key = self
            .pending_since
            .is_some_and(|since| since.elapsed() >= WHICH_KEY_AFTER);
        self.frame.begin(self.screen.backend_mut())?;
        let area = self.paint(which_key)?;
        if self.state.enlarged != self.enlarged {
            // Cells of large text that are free again still show it: only a new start wipes it away.
            if !self.enlarged.is_empty() {
                self.screen.resize(area)?;
                self.paint(which_key)?;
            }
            self.enlarged.clone_from(&self.state.enlarged);
            for large in &self.enlarged {
                large.write(self.screen.backend_mut())?;
            }
        }
        self.frame.end(self.screen.backend_mut())?;
        Ok(())
    }

    /// Draws what the state is, with its links; gives the area of the screen.
    fn paint(&mut self, which_key: bool) -> io::Result<Rect> {
        let scene = Scene {
            history: &self.shown.history,
            prepared: &self.prepared,
            keymap: &self.keymap,
            theme: &self.theme,
            n_skipped: self.shown.n_skipped,
            which_key,
        };
        let drawn = self.screen.draw(|frame| {
            view::draw(frame, scene, &mut self.state);
            if let Some(links) = &self.links {
                links.replace(mem::take(&mut self.state.hyperlinks), frame.buffer_mut());
            }
        })?;
        Ok(drawn.area)
    }

    /// How the screen was divided when it was drawn last.
    fn areas(&mut self) -> Areas {
        let screen = self.screen.get_frame().area();
        view::areas(screen, &self.state, &self.prepared)
    }

    fn with<T>(
        &mut self,
        areas: &Areas,
        act: impl FnOnce(Context<'_>, &mut State, &Keymap) -> T,
    ) -> T {
        let context = Context {
            history: &self.shown.history,
            prepared: &self.prepared,
            areas,
            problems: &self.shown.problems,
            today: today(),
        };
        act(context, &mut self.state, &self.keymap)
    }

    fn click(&mut self, areas: &Areas, event: crossterm::event::MouseEvent) {
        let scene = Scene {
            history: &self.shown.history,
            prepared: &self.prepared,
            keymap: &self.keymap,
            theme: &self.theme,
            n_skipped: self.shown.n_skipped,
            which_key: false,
        };
        let context = Context {
            history: &self.shown.history,
            prepared: &self.prepared,
            areas,
            problems: &self.shown.problems,
            today: today(),
        };
        mouse(context, scene, &mut self.state, event);
    }

    /// Reads the file again and finds the selection by its text name.
    fn read_again(&mut self) {
        let shown = match (self.files.reload)() {
            Ok(shown) => shown,
            Err(message) => {
                self.state.complain(message);
                return;
            }
        };
        let kept = Kept::of(&self.shown.history, &self.state);
        let prepared = Prepared::new(&shown.history, None);
        let mut state = State::new(&shown.history, &prepared);
        let n_gone = kept.restore(&shown.history, &prepared, &mut state);
        (state.mouse, state.shown_keys) = (self.state.mouse, self.state.shown_keys.take());
        let old = &self.shown.history;
        state.filters = self.state.filters.asked_again(|entity| {
            let entity = shown.history.find_reference(&old.reference(entity))?;
            Some((entity, relations(&shown.history, entity)))
        });
        let mut said = "read again".to_owned();
        if shown.n_skipped > 0 {
            said = format!("{said}: {} records can not be used", shown.n_skipped);
        }
        if let Some(present) = self.state.present.take() {
            let whole = prepared.lanes.whole();
            let before = present.lanes_before.clone();
            state.present = present.in_history(&self.shown.history, &shown.history, whole);
            state.arrangement.only = match state.present {
                Some(_) => std::mem::take(&mut self.state.arrangement.only),
                None => before,
            };
        }
        state.can_enlarge = self.state.can_enlarge;
        if n_gone > 0 {
            said = format!("{said}; {}", gone(n_gone));
        }
        state.say(said);
        if let Ok(searcher) = Searcher::start(Arc::clone(&shown.history), self.to.clone()) {
            self.searcher = Some(searcher);
            (self.n_ready, self.asked_ready) = (0, 0);
        }
        self.gathered = (state.marks.clone(), state.pins.clone());
        (self.shown, self.prepared, self.state) = (shown, prepared, state);
        self.asked.clear();
    }

    /// Gives the terminal to the shell until the program is called back.
    fn suspend(&mut self) -> Result<(), RunError> {
        #[cfg(unix)]
        {
            if let Err(error) = self.keep() {
                self.state
                    .complain(format!("place, marks and pins could not be kept: {error}"));
            }
            self.guard.restore();
            signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
            self.guard.switch_on()?;
            self.redraw()?;
        }
        Ok(())
    }

    /// Clears the screen, so that the next frame writes every cell.
    ///
    /// `Terminal::clear` would first ask the terminal where its cursor is, and the answer never comes: the reader of
    /// keys holds what it would be read through.
    fn redraw(&mut self) -> io::Result<()> {
        let size = self.screen.size()?;
        self.enlarged.clear();
        self.screen.resize(Rect::from((Position::ORIGIN, size)))
    }
}

/// A user's own lines of the key map, from the settings folder; `None` when there are none.
///
/// # Errors
/// When the file is there and can not be read.
pub fn user_keymap() -> io::Result<Option<String>> {
    match files::config_home() {
        Some(home) => files::read_if_there(&home.join("keymap.ron")),
        None => Ok(None),
    }
}

/// The signal of Ctrl-C.
const INTERRUPT: i32 = 2;

/// Columns and rows of the terminal; `None` without one.
pub fn terminal_size() -> Option<(u16, u16)> {
    use std::io::IsTerminal as _;
    io::stdout()
        .is_terminal()
        .then(|| crossterm::terminal::size().ok())
        .flatten()
}

/// The day that it is, in UTC.
pub fn today() -> Day {
    let seconds = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs());
    Day((seconds / 86_400) as i64)
}
