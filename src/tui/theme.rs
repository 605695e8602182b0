//! What things look like: a style for each meaning and a glyph for each sign.
//!
//! A widget names a meaning, never a colour. There are eight roles and no more: text, dim, faint, accent, match,
//! selection, error, and the category of a record. On a normal frame most cells have the terminal's own colours.

mod depth;
mod glyphs;

pub use depth::Depth;
pub use glyphs::Glyphs;

use ratatui::style::{Modifier, Style};
use serde::Deserialize;

use crate::model::{EventKind, ProjectStatus, Verdict};
use crate::notation;

/// The built-in themes, in the order in which a key walks them.
const BUILT_IN: [(&str, &str); 4] = [
    ("dark", include_str!("../../assets/themes/dark.ron")),
    ("light", include_str!("../../assets/themes/light.ron")),
    ("contrast", include_str!("../../assets/themes/contrast.ron")),
    ("mono", include_str!("../../assets/themes/mono.ron")),
];

/// The hue that a record has beside its glyph and its word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Category {
    /// Visits, offices, people.
    People,
    /// Projects, money.
    Projects,
    /// Agreements, relations.
    Agreements,
    /// Wars, disputes.
    Conflict,
    /// All else: the text's own colour.
    Plain,
}

impl Category {
    /// The hue of a kind of event.
    pub fn of(kind: &EventKind) -> Self {
        match kind {
            EventKind::Visit | EventKind::Election | EventKind::Inauguration => Self::People,
            EventKind::Agreement | EventKind::Summit | EventKind::Policy | EventKind::Vote => {
                Self::Agreements
            }
            EventKind::War | EventKind::Conflict | EventKind::Dispute => Self::Conflict,
            EventKind::Investment | EventKind::Debt => Self::Projects,
            _ => Self::Plain,
        }
    }
}

/// A theme as a file writes it: hexadecimal colours by role.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct ThemeRecord {
    #[serde(default)]
    name: String,
    /// The ground on which the contrast of the theme is computed; nothing is painted with it.
    #[serde(default)]
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "only the contrast test reads it")
    )]
    assumed_background: Option<String>,
    #[serde(default)]
    background: Option<String>,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    dim: Option<String>,
    #[serde(default)]
    faint: Option<String>,
    #[serde(default)]
    accent: Option<String>,
    #[serde(default)]
    matched: Option<String>,
    #[serde(default)]
    people: Option<String>,
    #[serde(default)]
    projects: Option<String>,
    #[serde(default)]
    agreements: Option<String>,
    #[serde(default)]
    conflict: Option<String>,
    #[serde(default)]
    error: Option<String>,
    #[serde(default)]
    selection: Option<String>,
    #[serde(default)]
    shade: Option<String>,
}

/// A theme of the user's own: the name and the text of its file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct OwnTheme {
    /// What it is called: the name of the file.
    pub name: String,
    /// The text of the file.
    pub text: String,
}

/// All themes that there are, in the colours and signs of one terminal.
#[derive(Clone, Debug)]
pub struct Themes {
    own: Vec<OwnTheme>,
    depth: Depth,
    ascii: bool,
}

impl Themes {
    /// The built-in themes and some of the user's own, which come before built-in ones of the same name.
    pub fn new(own: Vec<OwnTheme>, depth: Depth, ascii: bool) -> Self {
        Self { own, depth, ascii }
    }

    /// Their names, the built-in ones first.
    pub fn names(&self) -> Vec<&str> {
        let built_in = Theme::names();
        let own = self.own.iter().map(|theme| theme.name.as_str());
        let new = own.filter(|name| !built_in.contains(name));
        built_in.into_iter().chain(new).collect()
    }

    /// A theme by name.
    ///
    /// # Errors
    /// Names the themes that there are, or says what is wrong with one of the user's own.
    pub fn get(&self, name: &str) -> Result<Theme, ThemeError> {
        // Without colours all themes are one.
        let own = self.own.iter().find(|theme| theme.name == name);
        match own.filter(|_| self.depth != Depth::None) {
            Some(own) => {
                let read = Theme::read(&own.text, self.depth, self.ascii);
                let mut theme = read.map_err(|error| ThemeError::Own {
                    name: own.name.clone(),
                    error: Box::new(error),
                })?;
                theme.name.clone_from(&own.name);
                Ok(theme)
            }
            None if own.is_some() => Theme::built_in("mono", self.depth, self.ascii),
            None => Theme::built_in(name, self.depth, self.ascii).map_err(|error| match error {
                ThemeError::Unknown(name, _) => {
                    let mut others = String::new();
                    for own in self.names().split_off(Theme::names().len()) {
                        others.push_str(", ");
                        others.push_str(own);
                    }
                    ThemeError::Unknown(name, others)
                }
                other => other,
            }),
        }
    }

    /// The name of the theme after one, and from the last back to the first.
    pub fn after(&self, name: &str) -> &str {
        let names = self.names();
        let next = names.iter().position(|other| *other == name);
        names[next.map_or(0, |at| at + 1) % names.len()]
    }
}

/// Why a theme is refused.
#[derive(Debug, thiserror::Error)]
pub enum ThemeError {
    /// No such theme; and the names of the user's own, each after a comma.
    #[error("there is no theme `{0}`: there are auto, dark, light, contrast, mono{1}")]
    Unknown(String, String),
    /// Something is wrong with one of the user's own.
    #[error("themes/{name}.ron: {error}")]
    Own {
        /// What it is called.
        name: String,
        /// What is wrong.
        error: Box<ThemeError>,
    },
    /// Not the format.
    #[error("the theme has a mistake at {line}:{column}: {message}")]
    Syntax {
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
        /// What it is.
        message: String,
    },
    /// Not a colour.
    #[error("`{0}` is not a colour: write six hexadecimal digits, such as \"#7cc7ff\"")]
    NotAColour(String),
}

/// Styles by meaning.
#[derive(Clone, Debug)]
pub struct Theme {
    name: String,
    /// Signs, in Unicode or ASCII.
    pub glyphs: Glyphs,
    base: Style,
    dim: Style,
    faint: Style,
    accent: Style,
    matched: Style,
    error: Style,
    shade: Style,
    selection: Style,
    people: Style,
    projects: Style,
    agreements: Style,
    conflict: Style,
}

impl Theme {
    /// A built-in theme by name, in the colours that the terminal has.
    ///
    /// # Errors
    /// Names the themes that there are.
    pub fn built_in(name: &str, depth: Depth, ascii: bool) -> Result<Self, ThemeError> {
        let name = if depth == Depth::None { "mono" } else { name };
        let (_, text) = BUILT_IN
            .iter()
            .find(|(known, _)| *known == name)
            .ok_or_else(|| ThemeError::Unknown(name.to_owned(), String::new()))?;
        Self::read(text, depth, ascii)
    }

    /// The names of the built-in themes.
    pub fn names() -> [&'static str; 4] {
        BUILT_IN.map(|(name, _)| name)
    }

    /// The name of the built-in theme after this one.
    pub fn next_name(&self) -> &'static str {
        let idx = BUILT_IN
            .iter()
            .position(|(name, _)| *name == self.name)
            .map_or(0, |idx| idx + 1);
        BUILT_IN[idx % BUILT_IN.len()].0
    }

    /// The name of this theme.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Is taken for another one, where a walk through all of them goes on from it.
    pub fn rename(&mut self, name: &str) {
        name.clone_into(&mut self.name);
    }

    /// The ground on which all is drawn: the terminal's own but in `contrast`.
    pub fn base(&self) -> Style {
        self.base
    }

    /// A screen on which nothing is to be seen: dark where the theme paints a light ground of its own.
    pub fn blank(&self) -> Style {
        if self.base.bg.is_some() {
            self.base.add_modifier(Modifier::REVERSED)
        } else {
            self.base
        }
    }

    /// Running text.
    pub fn text(&self) -> Style {
        Style::new()
    }

    /// What matters less.
    pub fn dim(&self) -> Style {
        self.dim
    }

    /// Rules and ticks.
    pub fn faint(&self) -> Style {
        self.faint
    }

    /// What has the focus.
    pub fn accent(&self) -> Style {
        self.accent
    }

    /// Names of records in running text.
    pub fn strong(&self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// The letters that a search matched.
    pub fn matched(&self) -> Style {
        self.matched.add_modifier(Modifier::BOLD)
    }

    /// What is wrong.
    pub fn error(&self) -> Style {
        self.error
    }

    /// The title of a pane.
    pub fn title(&self, focused: bool) -> Style {
        if focused {
            self.accent.add_modifier(Modifier::BOLD)
        } else {
            Style::new()
        }
    }

    /// The ground under the selected row of the focused pane.
    pub fn selection(&self) -> Style {
        self.selection
    }

    /// The ground behind every other era; none where a theme or terminal has no quiet colour for it.
    pub fn shade(&self) -> Style {
        self.shade
    }

    /// The bar at the left of a pane's row.
    pub fn bar(&self, focused: bool) -> Style {
        if focused { self.accent } else { self.dim }
    }

    /// A link: it is the text's own colour, underlined where it is selected.
    pub fn link(&self, selected: bool) -> Style {
        if selected {
            self.accent
                .add_modifier(Modifier::BOLD | Modifier::UNDERLINED)
        } else {
            Style::new()
        }
    }

    /// The hue of a category.
    pub fn category(&self, category: Category) -> Style {
        match category {
            Category::People => self.people,
            Category::Projects => self.projects,
            Category::Agreements => self.agreements,
            Category::Conflict => self.conflict,
            Category::Plain => Style::new(),
        }
    }

    /// The hue of a status.
    pub fn status(&self, status: Option<&ProjectStatus>) -> Style {
        match status {
            Some(ProjectStatus::Implementation | ProjectStatus::Finalisation) => self.projects,
            Some(ProjectStatus::Pipeline | ProjectStatus::Suspended) => Style::new(),
            _ => self.dim,
        }
    }

    /// The hue of what became of a claim.
    pub fn verdict(&self, verdict: &Verdict) -> Style {
        match verdict {
            Verdict::Supported => self.people,
            Verdict::PartlySupported => self.projects,
            Verdict::NotSupported => self.conflict,
            _ => Style::new(),
        }
    }

    fn read(text: &str, depth: Depth, ascii: bool) -> Result<Self, ThemeError> {
        let record: ThemeRecord = notation::from_str(text).map_err(|error| {
            let (line, column) = notation::line_column(text, error.span.start);
            ThemeError::Syntax {
                line,
                column,
                message: error.message,
            }
        })?;
        if depth == Depth::None || record.accent.is_none() {
            return Ok(Self::mono(record.name, ascii));
        }
        let fg = |colour: &Option<String>| -> Result<Style, ThemeError> {
            Ok(colour
                .as_deref()
                .map(colour_of)
                .transpose()?
                .map_or_else(Style::new, |rgb| Style::new().fg(depth.colour(rgb))))
        };
        let base = match &record.background {
            Some(background) => fg(&record.text)?.bg(depth.colour(colour_of(background)?)),
            None => Style::new(),
        };
        let selection = match &record.selection {
            // Sixteen colours have no quiet ground for a row.
            Some(ground) if depth != Depth::Sixteen => {
                Style::new().bg(depth.colour(colour_of(ground)?))
            }
            _ => Style::new().add_modifier(Modifier::REVERSED),
        };
        let shade = match &record.shade {
            Some(ground) if depth != Depth::Sixteen => {
                Style::new().bg(depth.colour(colour_of(ground)?))
            }
            _ => Style::new(),
        };
        Ok(Self {
            shade,
            glyphs: Glyphs::new(ascii),
            base,
            dim: fg(&record.dim)?,
            faint: fg(&record.faint)?,
            accent: fg(&record.accent)?,
            matched: fg(&record.matched)?,
            error: fg(&record.error)?,
            selection,
            people: fg(&record.people)?,
            projects: fg(&record.projects)?,
            agreements: fg(&record.agreements)?,
            conflict: fg(&record.conflict)?,
            name: record.name,
        })
    }

    /// No colour is ever set here: a coloured cell that is also reversed loses the reverse when colour is off.
    fn mono(name: String, ascii: bool) -> Self {
        let with = |modifier| Style::new().add_modifier(modifier);
        Self {
            name,
            glyphs: Glyphs::new(ascii),
            base: Style::new(),
            dim: with(Modifier::DIM),
            faint: with(Modifier::DIM),
            accent: with(Modifier::BOLD),
            matched: with(Modifier::UNDERLINED),
            error: with(Modifier::BOLD),
            selection: with(Modifier::REVERSED),
            shade: Style::new(),
            people: Style::new(),
            projects: Style::new(),
            agreements: Style::new(),
            conflict: Style::new(),
        }
    }
}

fn colour_of(text: &str) -> Result<(u8, u8, u8), ThemeError> {
    let digits = text
        .strip_prefix('#')
        .filter(|digits| digits.len() == 6 && digits.is_ascii());
    let part = |from: usize| {
        digits.and_then(|digits| u8::from_str_radix(&digits[from..from + 2], 16).ok())
    };
    match (part(0), part(2), part(4)) {
        (Some(r), Some(g), Some(b)) => Ok((r, g, b)),
        _ => Err(ThemeError::NotAColour(text.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use ratatui::backend::{Backend, CrosstermBackend};
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::Color;

    use super::depth::{luminance, rgb_of_indexed};
    use super::*;

    /// The contrast of WCAG 2, from 1 to 21.
    fn contrast(one: (u8, u8, u8), two: (u8, u8, u8)) -> f64 {
        let (a, b) = (luminance(one), luminance(two));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// What a terminal of so many colours shows.
    fn shown(depth: Depth, rgb: (u8, u8, u8)) -> (u8, u8, u8) {
        match depth.colour(rgb) {
            Color::Indexed(idx) => rgb_of_indexed(idx),
            _ => rgb,
        }
    }

    #[test]
    fn every_text_role_can_be_read_on_its_ground_and_on_the_selection() {
        let mut n_checked = 0;
        for (name, text) in BUILT_IN {
            let record: ThemeRecord = notation::from_str(text).expect("a shipped theme");
            let roles = [
                ("text", &record.text),
                ("dim", &record.dim),
                ("accent", &record.accent),
                ("matched", &record.matched),
                ("people", &record.people),
                ("projects", &record.projects),
                ("agreements", &record.agreements),
                ("conflict", &record.conflict),
                ("error", &record.error),
            ];
            // Many a dark terminal is plain black.
            let black = (name == "dark").then_some("#000000");
            let grounds: Vec<&str> = [&record.assumed_background, &record.selection, &record.shade]
                .into_iter()
                .filter_map(Option::as_deref)
                .chain(black)
                .collect();
            for depth in [Depth::True, Depth::Indexed] {
                // xterm's cube has no brown at 7:1 on white, the nearest is #5f5f00 at 6.7:1.
                let least = match (name, depth) {
                    ("contrast", Depth::True) => 7.0,
                    _ => 4.5,
                };
                for (role, colour) in roles {
                    for ground in &grounds {
                        let Some(colour) = colour else { continue };
                        let ratio = contrast(
                            shown(depth, colour_of(colour).expect("a colour")),
                            shown(depth, colour_of(ground).expect("a colour")),
                        );
                        n_checked += 1;
                        assert!(
                            ratio >= least,
                            "{name}, {}: {role} on {ground} is {ratio:.2}:1",
                            depth.label()
                        );
                    }
                }
            }
        }
        assert!(n_checked > 60, "{n_checked} pairs");
    }

    /// The bytes that ratatui writes for a word in a style, with the next row in plain text.
    fn written(style: Style) -> String {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 5, 2));
        buffer.set_string(0, 0, "words", style);
        buffer.set_string(0, 1, "plain", Style::new());
        let mut bytes = Vec::new();
        let before = Buffer::empty(buffer.area);
        CrosstermBackend::new(&mut bytes)
            .draw(before.diff(&buffer).into_iter())
            .expect("written to memory");
        String::from_utf8(bytes).expect("text")
    }

    #[test]
    fn without_colour_a_selected_row_stays_reversed_to_the_last_byte() {
        crossterm::style::force_color_output(false);
        let theme = Theme::built_in("mono", Depth::None, false).expect("a theme");
        let selected = written(theme.selection().patch(theme.category(Category::Conflict)));
        let coloured = written(theme.selection().fg(Color::Red));
        crossterm::style::force_color_output(true);
        assert!(selected.contains("\x1b[7mwords"), "{selected:?}");
        assert!(
            !coloured.contains("\x1b[7mwords"),
            "if this fails, crossterm no longer takes the reverse away from coloured cells: {coloured:?}"
        );
    }

    #[test]
    fn without_colour_no_style_has_one() {
        let theme = Theme::built_in("dark", Depth::None, false).expect("a theme");
        for style in [
            theme.base(),
            theme.dim(),
            theme.accent(),
            theme.matched(),
            theme.selection(),
            theme.error(),
            theme.category(Category::Conflict),
        ] {
            assert_eq!((style.fg, style.bg), (None, None));
        }
        assert!(theme.selection().add_modifier.contains(Modifier::REVERSED));
    }

    #[test]
    fn a_theme_of_ones_own_is_one_of_all() {
        let own = |name: &str, text: &str| OwnTheme {
            name: name.to_owned(),
            text: text.to_owned(),
        };
        let themes = Themes::new(
            vec![
                own("dark", "(accent: \"#ffffff\")"),
                own("sea", "(text: \"#102030\", accent: \"#0000ff\")"),
                own("torn", "(\n accent: \"blue\")"),
                own("tern", "(\n acent: \"#0000ff\")"),
            ],
            Depth::True,
            false,
        );
        assert_eq!(
            themes.names(),
            ["dark", "light", "contrast", "mono", "sea", "torn", "tern"]
        );
        let white = Some(Depth::True.colour((255, 255, 255)));
        let dark = themes.get("dark").expect("a theme");
        assert_eq!(dark.accent().fg, white, "one's own comes first");
        let sea = themes.get("sea").expect("a theme");
        assert_eq!(sea.name(), "sea");
        assert_eq!(themes.after("mono"), "sea");
        assert_eq!(themes.after("tern"), "dark");
        for (name, told) in [
            ("torn", "themes/torn.ron: `blue` is not a colour"),
            ("tern", "themes/tern.ron: the theme has a mistake at 2:2"),
            ("see", "contrast, mono, sea, torn, tern"),
        ] {
            let error = themes.get(name).expect_err("no theme").to_string();
            assert!(error.contains(told), "{error}");
        }
        let plain = Themes::new(vec![own("sea", "(")], Depth::None, false);
        let sea = plain.get("sea").expect("no colour is read");
        assert_eq!(sea.accent().fg, None);
    }

    #[test]
    fn an_unknown_theme_is_named_with_those_that_exist() {
        let error = Theme::built_in("solar", Depth::True, false)
            .expect_err("no such theme")
            .to_string();
        assert!(
            error.contains("`solar`") && error.contains("contrast"),
            "{error}"
        );
    }
}
