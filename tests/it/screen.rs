//! The explorer without a terminal: keys in, a screen out.

use std::sync::Arc;
use std::sync::OnceLock;

use annals::dataset::{self, Origin};
use annals::model::{Day, Entity, History};
use annals::query::search::Index;
use annals::tui::jobs::{Question, answer};
use annals::tui::keymap::{Keymap, parse_keys};
use annals::tui::mouse::mouse;
use annals::tui::state::{Kept, Overlay, Prepared, State};
use annals::tui::theme::{Depth, Theme};
use annals::tui::update::{Context, Effect, found, press};
use annals::tui::view::{self, Scene};
use crossterm::event::{KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::Modifier;

/// An explorer of one history on a screen of some size.
pub struct Session {
    history: Arc<History>,
    index: &'static Index<Arc<History>>,
    prepared: Prepared,
    state: State,
    keymap: Keymap,
    theme: Theme,
    terminal: Terminal<TestBackend>,
    which_key: bool,
    /// What was put on the clipboard last.
    pub copied: Option<String>,
    /// File and text of the tour that was to be written last.
    pub kept_tour: Option<(String, String)>,
}

impl Session {
    /// Opens on the embedded history in the dark theme.
    pub fn new(width: u16, height: u16) -> Self {
        Self::with_theme(width, height, "dark", Depth::True, false)
    }

    /// Opens in a theme.
    pub fn with_theme(width: u16, height: u16, theme: &str, depth: Depth, ascii: bool) -> Self {
        static INDEX: OnceLock<Index<Arc<History>>> = OnceLock::new();
        let history = &embedded();
        let index = INDEX.get_or_init(|| Index::new(Arc::clone(history)));
        let theme = Theme::built_in(theme, depth, ascii).expect("a theme");
        Self::on(Arc::clone(history), index, (width, height), theme)
    }

    /// Opens a file of the cases, in the dark theme.
    pub fn of_case(width: u16, height: u16, name: &str) -> Self {
        let path = format!("{}/tests/it/cases/{name}", env!("CARGO_MANIFEST_DIR"));
        let origin = Origin::Path(path.into());
        let opened = dataset::open_quickly(&origin).expect("the file of a case");
        let history = Arc::new(opened.history);
        // Kept to the end of the tests, as the index of the embedded history is.
        let index = Box::leak(Box::new(Index::new(Arc::clone(&history))));
        let theme = Theme::built_in("dark", Depth::True, false).expect("a theme");
        Self::on(history, index, (width, height), theme)
    }

    /// Opens on another history at 120x40.
    pub fn of(history: History, theme: &str) -> Self {
        let history = Arc::new(history);
        // For as long as the test runs.
        let index = Box::leak(Box::new(Index::new(Arc::clone(&history))));
        let theme = Theme::built_in(theme, Depth::True, false).expect("a theme");
        Self::on(history, index, (120, 40), theme)
    }

    fn on(
        history: Arc<History>,
        index: &'static Index<Arc<History>>,
        (width, height): (u16, u16),
        theme: Theme,
    ) -> Self {
        let prepared = Prepared::new(&history, None);
        let mut session = Self {
            state: State::new(&history, &prepared),
            history,
            index,
            prepared,
            keymap: Keymap::built_in().expect("the shipped key map"),
            theme,
            terminal: Terminal::new(TestBackend::new(width, height)).expect("a screen"),
            which_key: false,
            copied: None,
            kept_tour: None,
        };
        session.draw();
        session
    }

    /// Presses keys one after the other, as the key map writes them; `"text"` is typed letter by letter.
    pub fn keys(&mut self, script: &str) -> &mut Self {
        let mut rest = script.trim();
        while !rest.is_empty() {
            if let Some(quoted) = rest.strip_prefix('"') {
                let (text, tail) = quoted.split_once('"').expect("a closing quote");
                for letter in text.chars() {
                    let key = if letter == ' ' {
                        "Space".to_owned()
                    } else {
                        letter.to_string()
                    };
                    self.press(&key);
                }
                rest = tail.trim_start();
            } else {
                let (key, tail) = rest.split_once(' ').unwrap_or((rest, ""));
                self.press(key);
                rest = tail.trim_start();
            }
        }
        self
    }

    /// What the explorer would keep on leaving.
    pub fn kept(&self) -> String {
        let kept = Kept::of(&self.history, &self.state);
        kept.to_text().expect("a text")
    }

    /// Opens again where an explorer of this history was left; gives how many names are gone.
    pub fn reopen(&mut self, kept: &str) -> usize {
        let kept = Kept::read(kept).expect("what was kept");
        self.prepared = Prepared::new(&self.history, None);
        self.state = State::new(&self.history, &self.prepared);
        let n_gone = kept.restore(&self.history, &self.prepared, &mut self.state);
        self.state.refilter(&self.history, &mut self.prepared);
        self.draw();
        n_gone
    }

    /// Presses the left button at one cell, drags it over others to the last, and lets go there.
    pub fn drag(&mut self, cells: &[(u16, u16)]) -> &mut Self {
        let left = MouseButton::Left;
        for (idx, &at) in cells.iter().enumerate() {
            let kind = if idx == 0 {
                MouseEventKind::Down(left)
            } else {
                MouseEventKind::Drag(left)
            };
            self.mouse(kind, at);
        }
        if let Some(&at) = cells.last() {
            self.mouse(MouseEventKind::Up(left), at);
        }
        self
    }

    /// The mouse does something at a cell.
    pub fn mouse(&mut self, kind: MouseEventKind, (column, row): (u16, u16)) -> &mut Self {
        let size = self.buffer().area;
        let screen = Rect::new(0, 0, size.width, size.height);
        let areas = view::areas(screen, &self.state, &self.prepared);
        let context = Context {
            history: &self.history,
            prepared: &self.prepared,
            areas: &areas,
            problems: &[],
            today: Day::from_ymd(2026, 1, 2).expect("a day"),
        };
        let scene = Scene {
            history: &self.history,
            prepared: &self.prepared,
            keymap: &self.keymap,
            theme: &self.theme,
            n_skipped: 0,
            which_key: false,
        };
        let event = MouseEvent {
            kind,
            column,
            row,
            modifiers: KeyModifiers::NONE,
        };
        mouse(context, scene, &mut self.state, event);
        self.state.refilter(&self.history, &mut self.prepared);
        self.draw();
        self
    }

    /// Another size.
    pub fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.terminal = Terminal::new(TestBackend::new(width, height)).expect("a screen");
        self.draw();
        self
    }

    /// Shows the possible next keys, as time does.
    pub fn wait_for_hints(&mut self) -> &mut Self {
        self.which_key = true;
        self.draw();
        self
    }

    /// The screen as lines, blanks at their ends dropped.
    pub fn text(&self) -> String {
        let buffer = self.buffer();
        let width = usize::from(buffer.area.width);
        buffer
            .content
            .chunks(width)
            .map(|row| {
                row.iter()
                    .map(Cell::symbol)
                    .collect::<String>()
                    .trim_end()
                    .to_owned()
                    + "\n"
            })
            .collect()
    }

    pub fn buffer(&self) -> &Buffer {
        self.terminal.backend().buffer()
    }

    /// The first cell of a text on the screen.
    pub fn cell_of(&self, text: &str) -> &Cell {
        let (x, y) = self
            .find(text)
            .unwrap_or_else(|| panic!("`{text}` is not on\n{}", self.text()));
        &self.buffer()[(x, y)]
    }

    /// Column and row of a text.
    pub fn find(&self, text: &str) -> Option<(u16, u16)> {
        self.text().lines().enumerate().find_map(|(y, line)| {
            let at = line.find(text)?;
            Some((annals::text::width(&line[..at]) as u16, y as u16))
        })
    }

    /// Whether a text is on the screen.
    pub fn shows(&self, text: &str) -> bool {
        self.text().contains(text)
    }

    /// How many events the timeline shows, in sight or not.
    pub fn n_events(&self) -> usize {
        self.prepared.events.len()
    }

    /// How many projects their pane shows.
    pub fn n_projects(&self) -> usize {
        let state = &self.state;
        let (sort, reversed) = (state.project_sort, state.reversed);
        let lines = self
            .prepared
            .project_lines(&self.history, state.cursor, sort, reversed);
        lines.len()
    }

    /// How many the open search found, and of how many.
    pub fn counts(&self) -> (usize, usize) {
        match &self.state.overlay {
            Some(Overlay::Search(search)) => (search.results.n_found, search.results.n_searched),
            other => panic!("no search is open but {other:?}"),
        }
    }

    pub fn state(&self) -> &State {
        &self.state
    }

    /// What is selected, as `kind:id`.
    pub fn selected(&self) -> String {
        self.state
            .selected
            .map(|entity| self.history.reference(entity))
            .unwrap_or_default()
    }

    /// Whether a person holds some office on the cursor date.
    pub fn holds(&self, person: &str) -> bool {
        annals::query::on::holders(&self.prepared.posts, self.state.cursor)
            .any(|(_, term)| self.history.text_id(Entity::Person(term.person)) == person)
    }

    /// Clicks on the first cell of a text.
    pub fn click(&mut self, text: &str) -> &mut Self {
        let (column, row) = self
            .find(text)
            .unwrap_or_else(|| panic!("`{text}` is not on\n{}", self.text()));
        let size = self.buffer().area;
        let areas = view::areas(
            Rect::new(0, 0, size.width, size.height),
            &self.state,
            &self.prepared,
        );
        let context = Context {
            history: &self.history,
            prepared: &self.prepared,
            areas: &areas,
            problems: &[],
            today: Day::from_ymd(2026, 1, 2).expect("a day"),
        };
        let scene = Scene {
            history: &self.history,
            prepared: &self.prepared,
            keymap: &self.keymap,
            theme: &self.theme,
            n_skipped: 0,
            which_key: false,
        };
        let event = MouseEvent {
            kind: MouseEventKind::Down(MouseButton::Left),
            column,
            row,
            modifiers: KeyModifiers::NONE,
        };
        annals::tui::mouse::mouse(context, scene, &mut self.state, event);
        self.draw();
        self
    }

    fn press(&mut self, key: &str) {
        let chord = parse_keys(key).unwrap_or_else(|error| panic!("{error}"))[0];
        let size = self.buffer().area;
        let areas = view::areas(
            Rect::new(0, 0, size.width, size.height),
            &self.state,
            &self.prepared,
        );
        let context = Context {
            history: &self.history,
            prepared: &self.prepared,
            areas: &areas,
            problems: &[],
            today: Day::from_ymd(2026, 1, 2).expect("a day"),
        };
        let event = KeyEvent::new(chord.code, chord.modifiers);
        match press(context, &mut self.state, &self.keymap, event) {
            Effect::Search(ticket, query, limit) => self.answer(Some((ticket, query, limit))),
            Effect::Copy(text) => self.copied = Some(text),
            Effect::SaveLesson(order) => {
                self.kept_tour = Some((order.file.display().to_string(), order.text));
            }
            _ => {}
        }
        if !self.state.filters.questions().is_empty() {
            self.answer(None);
        }
        let (history, prepared) = (&self.history, &mut self.prepared);
        self.state.refilter(history, prepared);
        self.which_key = false;
        self.draw();
    }

    /// Answers all that is open, as the thread beside the screen does.
    fn answer(&mut self, search: Option<(u64, String, usize)>) {
        let mut search = search;
        loop {
            let question = Question {
                filters: self.state.filters.questions(),
                search: search.take(),
                within: self.state.filters.everywhere(),
                revision: self.state.filters.revision(),
            };
            match found(&mut self.state, answer(self.index, &question, &|| false)) {
                Effect::Search(ticket, query, limit) => search = Some((ticket, query, limit)),
                _ => return,
            }
        }
    }

    fn draw(&mut self) {
        let scene = Scene {
            history: &self.history,
            prepared: &self.prepared,
            keymap: &self.keymap,
            theme: &self.theme,
            n_skipped: 0,
            which_key: self.which_key,
        };
        self.terminal
            .draw(|frame| view::draw(frame, scene, &mut self.state))
            .expect("drawn");
    }
}

/// The embedded history, read once.
pub fn embedded() -> Arc<History> {
    static EMBEDDED: OnceLock<Arc<History>> = OnceLock::new();
    let history = EMBEDDED.get_or_init(|| {
        Arc::new(
            dataset::open_quickly(&Origin::Embedded)
                .expect("the embedded history")
                .history,
        )
    });
    Arc::clone(history)
}

/// Keys that lead to each pane and overlay.
const STATES: [(&str, &str); 25] = [
    ("timeline", ""),
    ("list", "v"),
    ("leaders", "F3 Down"),
    ("overlaps", "F3 v j"),
    ("rules", "F3 v u End Enter j"),
    ("career", "F3 v v j"),
    ("grouped", "F3 b b s s"),
    ("projects", "F4 Down"),
    ("board", "F4 v l"),
    ("gantt", "F4 v v x Down"),
    ("by-money", "F4 s s s s s"),
    ("detail", "g d Tab Tab"),
    ("zoomed", "z"),
    ("search", "/ \"hurelsuh putin\""),
    ("nothing", "/ \"queen of nothing\""),
    ("palette", ": \"pane\""),
    ("help", "?"),
    ("date", "@ \"soon\" Enter"),
    ("legend", "L"),
    ("claims", "g c Down Down Down Down Down"),
    ("claim", "g c G [ [ [ [ [ [ [ Enter Tab"),
    ("quiz", "g q"),
    ("quiz-wrong", "g q 1"),
    ("quiz-office", "g q 1 Enter 2"),
    (
        "quiz-score",
        "g q 1 Enter 1 Enter 1 2 Enter 1 Enter 1 Enter 1 Enter 1 Enter 1 2 Enter 1 Enter 1 Enter",
    ),
];

#[test]
fn every_pane_and_overlay_looks_as_it_did() {
    for (width, height) in [(20, 6), (40, 12), (80, 24), (120, 40), (200, 60)] {
        for (name, keys) in STATES {
            let mut session = Session::new(width, height);
            session.keys(keys);
            insta::assert_snapshot!(format!("{name}-{width}x{height}"), session.text());
        }
    }
}

#[test]
fn every_theme_writes_the_same_letters() {
    for (name, keys) in STATES {
        let mut dark = Session::new(120, 40);
        dark.keys(keys);
        for theme in ["light", "contrast", "mono"] {
            for depth in [Depth::True, Depth::Indexed, Depth::Sixteen, Depth::None] {
                let mut other = Session::with_theme(120, 40, theme, depth, false);
                other.keys(keys);
                assert_eq!(other.text(), dark.text(), "{name} in {theme}");
            }
        }
    }
}

#[test]
fn in_ascii_our_own_signs_are_ascii() {
    for (name, keys) in STATES {
        let mut session = Session::with_theme(120, 40, "dark", Depth::True, true);
        session.keys(keys);
        insta::assert_snapshot!(format!("{name}-ascii"), session.text());
        for sign in ["─", "│", "◇", "■", "▌", "●", "…", "–", "·", "▁", "░"] {
            assert!(!session.shows(sign), "{name} shows {sign}");
        }
    }
}

#[test]
fn no_size_and_no_state_makes_it_panic() {
    for (_, keys) in STATES {
        let mut session = Session::new(80, 24);
        session.keys(keys);
        for width in (1..=250).step_by(7).chain([
            2, 3, 4, 19, 20, 21, 59, 60, 61, 109, 110, 169, 170, 171, 250,
        ]) {
            for height in [
                1, 2, 3, 5, 6, 7, 11, 15, 16, 17, 29, 30, 31, 44, 45, 46, 79, 80,
            ] {
                session.resize(width, height);
            }
        }
    }
    let mut session = Session::new(80, 24);
    for width in 1..=250 {
        session.resize(width, 24);
    }
    for height in 1..=80 {
        session.resize(120, height);
    }
}

#[test]
fn keys_work_where_nothing_can_be_seen() {
    let mut session = Session::new(10, 3);
    assert!(session.shows("annals n"), "{}", session.text());
    session.keys("\"2009\" Enter + + j j l");
    session.resize(80, 24);
    assert!(session.shows("Timeline"));
}

#[test]
fn colour_carries_the_same_meaning_as_the_signs() {
    let mut session = Session::new(120, 40);
    let title = session.cell_of("Timeline");
    assert!(
        title.modifier.contains(Modifier::BOLD),
        "the focused title is bold"
    );
    let accent = title.fg;
    assert_ne!(
        session.cell_of("Leaders").fg,
        accent,
        "and alone in its colour"
    );
    session.keys("F3 Down");
    assert_eq!(session.cell_of("Leaders").fg, accent);
    let row = session.state().leaders.row - session.state().leaders.scroll;
    let (x, y) = session.find("─ Leaders").expect("the pane");
    let selected = &session.buffer()[(x + 3, y + 1 + row as u16)];
    let other = &session.buffer()[(x + 3, y + 1)];
    assert_ne!(
        selected.bg, other.bg,
        "the selected row has a ground of its own"
    );
    session.keys("/ \"putin\"");
    let hit = session.cell_of("Putin");
    assert!(hit.modifier.contains(Modifier::BOLD));
    assert_ne!(
        hit.fg,
        session.cell_of("person").fg,
        "matched letters have a colour of their own"
    );
}

#[test]
fn on_a_normal_frame_four_cells_in_five_have_the_terminals_own_colours() {
    use ratatui::style::Color;
    let session = Session::new(120, 40);
    let plain = session
        .buffer()
        .content
        .iter()
        .filter(|cell| {
            (cell.fg == Color::Reset || cell.symbol().trim().is_empty()) && cell.bg == Color::Reset
        })
        .count();
    assert!(
        plain * 5 >= session.buffer().content.len() * 3,
        "{plain} of {}",
        session.buffer().content.len()
    );
}

#[test]
fn without_colour_no_cell_has_one_and_the_selection_is_reversed() {
    use ratatui::style::Color;
    for (name, keys) in STATES {
        let mut session = Session::with_theme(120, 40, "dark", Depth::None, false);
        session.keys(keys);
        let coloured = session
            .buffer()
            .content
            .iter()
            .find(|cell| cell.fg != Color::Reset || cell.bg != Color::Reset);
        assert_eq!(coloured, None, "{name}");
    }
    let mut session = Session::with_theme(120, 40, "mono", Depth::True, false);
    session.keys("F4 Down");
    let reversed = session
        .buffer()
        .content
        .iter()
        .filter(|cell| cell.modifier.contains(Modifier::REVERSED))
        .count();
    assert!(reversed > 20, "the row across the pane");
}

#[test]
fn contrast_paints_its_own_ground_everywhere() {
    use ratatui::style::Color;
    for (name, keys) in STATES {
        let mut session = Session::with_theme(120, 40, "contrast", Depth::True, false);
        session.keys(keys);
        let bare = session
            .buffer()
            .content
            .iter()
            .filter(|cell| {
                // White, or the shade behind every other era.
                let own = [Color::Rgb(255, 255, 255), Color::Rgb(240, 242, 246)];
                !own.contains(&cell.bg)
            })
            .count();
        assert_eq!(bare, 0, "{name}");
    }
}

#[test]
fn the_keys_that_may_come_next_are_shown_after_a_while() {
    let mut session = Session::new(120, 40);
    session.keys("g");
    assert!(!session.shows("to the leaders"));
    session.wait_for_hints();
    assert!(session.shows("to the leaders"), "{}", session.text());
    session.keys("l");
    assert!(session.shows("LEADERS"));
}
