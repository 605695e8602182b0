//! What a user has settled once for all: `config.ron` and themes of their own, read and never written.
//!
//! Every field may be left out, and a mistake never keeps the program from starting: it becomes a warning with its
//! place, and the rest holds. What was said on the command line comes before what is settled.

use std::io;
use std::path::Path;

use serde::Deserialize;

use crate::files;
use crate::notation::{self, Shape};
use crate::text::AmbiguousWidth;

use super::state::TimelineView;
use super::theme::{Depth, OwnTheme, Themes};

/// What is settled; `None` where nothing is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The name of a theme, or `auto`.
    pub theme: Option<String>,
    /// Signs of ASCII only.
    pub ascii: Option<bool>,
    /// Take the mouse.
    pub mouse: Option<bool>,
    /// How many columns the terminal gives to ambiguous characters.
    pub ambiguous_width: Option<AmbiguousWidth>,
    /// The view in which a timeline opens for the first time.
    pub view: Option<TimelineView>,
    /// The user's own themes, by name.
    pub themes: Vec<OwnTheme>,
    /// What of it can not be used, with its place.
    pub warnings: Vec<String>,
}

/// The file as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct SettingsRecord {
    theme: Option<String>,
    ascii: Option<bool>,
    mouse: Option<bool>,
    ambiguous_width: Option<u8>,
    view: Option<View>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
enum View {
    Lanes,
    List,
}

/// All fields of the file, for who misspells one.
const FIELDS: [&str; 5] = ["theme", "ascii", "mouse", "ambiguous_width", "view"];

/// The name of the file.
const NAME: &str = "config.ron";

impl Settings {
    /// Reads the settings and themes of the user; what can not be read is a warning.
    pub fn of_user() -> Self {
        match files::config_home() {
            Some(home) => Self::of_folder(&home),
            None => Self::default(),
        }
    }

    /// Reads the settings and themes of a folder.
    fn of_folder(folder: &Path) -> Self {
        let mut settings = match files::read_if_there(&folder.join(NAME)) {
            Ok(None) => Self::default(),
            Ok(Some(text)) => Self::read(&text),
            Err(error) => Self {
                warnings: vec![error.to_string()],
                ..Self::default()
            },
        };
        match own_themes(&folder.join("themes")) {
            Ok(themes) => settings.themes = themes,
            Err(error) => settings.warnings.push(error.to_string()),
        }
        // A theme that is not there must not keep the program from starting.
        let themes = Themes::new(settings.themes.clone(), Depth::True, false);
        let refused = settings
            .theme
            .as_deref()
            .filter(|name| *name != "auto")
            .and_then(|name| themes.get(name).err());
        if let Some(error) = refused {
            settings.warnings.push(format!("{NAME}: {error}"));
            settings.theme = None;
        }
        settings
    }

    /// Reads the text of the file.
    pub fn read(text: &str) -> Self {
        let (record, problems) = notation::parse_lenient::<SettingsRecord>(text, 0..text.len());
        let mut warnings: Vec<(usize, String)> = problems
            .into_iter()
            .map(|problem| (problem.span.start, problem.message))
            .collect();
        warnings.extend(unknown_fields(text));
        let record = record.unwrap_or_default();
        let ambiguous_width = record.ambiguous_width.and_then(|columns| {
            let width = AmbiguousWidth::of_columns(columns);
            if width.is_none() {
                let at = text.find("ambiguous_width").unwrap_or(0);
                warnings.push((at, format!("`ambiguous_width` is 1 or 2, not {columns}")));
            }
            width
        });
        warnings.sort();
        Self {
            theme: record.theme,
            ascii: record.ascii,
            mouse: record.mouse,
            ambiguous_width,
            view: record.view.map(|view| match view {
                View::Lanes => TimelineView::Lanes,
                View::List => TimelineView::List,
            }),
            themes: Vec::new(),
            warnings: warnings
                .into_iter()
                .map(|(at, message)| {
                    let (line, column) = notation::line_column(text, at);
                    format!("{NAME}:{line}:{column}: {message}")
                })
                .collect(),
        }
    }
}

/// Fields that there are not, with the byte where each stands and the name that may be meant.
fn unknown_fields(text: &str) -> Vec<(usize, String)> {
    let Ok(tree) = notation::outline(text, 1) else {
        return Vec::new();
    };
    let Shape::Struct(fields) = &tree.shape else {
        return Vec::new();
    };
    let unknown = fields.iter().filter_map(|field| {
        let name = text.get(field.name.clone())?;
        if FIELDS.contains(&name) {
            return None;
        }
        let nearest = FIELDS
            .iter()
            .map(|known| (strsim::damerau_levenshtein(name, known), known))
            .min()
            .filter(|(distance, known)| *distance * 2 <= known.len());
        let help = match nearest {
            Some((_, known)) => format!("did you mean `{known}`?"),
            None => format!("there are {}", FIELDS.join(", ")),
        };
        Some((
            field.name.start,
            format!("there is no setting `{name}`; {help}"),
        ))
    });
    unknown.collect()
}

/// The themes of a folder in the order of their names; none where there is no folder.
fn own_themes(folder: &Path) -> io::Result<Vec<OwnTheme>> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => {
            return Err(io::Error::new(
                error.kind(),
                format!("{}: {error}", folder.display()),
            ));
        }
    };
    let mut themes = Vec::new();
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        if path.extension().is_some_and(|extension| extension == "ron")
            && let Some(name) = path.file_stem()
            && let Some(text) = files::read_if_there(&path)?
        {
            themes.push(OwnTheme {
                name: name.to_string_lossy().into_owned(),
                text,
            });
        }
    }
    themes.sort();
    Ok(themes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_may_be_there_or_not() {
        assert_eq!(Settings::read("()"), Settings::default());
        let settings = Settings::read(
            "// mine\n(theme: \"light\", ascii: true, mouse: false, ambiguous_width: 2, view: List)",
        );
        assert_eq!(
            settings,
            Settings {
                theme: Some("light".to_owned()),
                ascii: Some(true),
                mouse: Some(false),
                ambiguous_width: Some(AmbiguousWidth::Two),
                view: Some(TimelineView::List),
                ..Settings::default()
            }
        );
    }

    #[test]
    fn a_mistake_is_told_with_its_place_and_the_rest_holds() {
        let settings = Settings::read(
            "(\n  teme: \"dark\",\n  ascii: true,\n  mouse: \"no\",\n  ambiguous_width: 3,\n  colour: 7,\n)",
        );
        assert_eq!(settings.ascii, Some(true));
        assert_eq!(settings.mouse, None);
        let warnings = settings.warnings.join("\n");
        for told in [
            "config.ron:2:3: there is no setting `teme`; did you mean `theme`?",
            "config.ron:4:10: ",
            "config.ron:5:3: `ambiguous_width` is 1 or 2, not 3",
            "config.ron:6:3: there is no setting `colour`; there are theme, ascii",
        ] {
            assert!(warnings.contains(told), "{told} in\n{warnings}");
        }
        assert_eq!(settings.warnings.len(), 4, "{warnings}");
    }

    #[test]
    fn what_is_no_settings_at_all_is_one_warning() {
        for text in ["", "theme = dark", "(theme: \"dark\""] {
            let settings = Settings::read(text);
            assert_eq!(settings.theme, None, "{text}");
            assert!(!settings.warnings.is_empty(), "{text}");
        }
    }

    #[test]
    fn a_folder_has_settings_and_themes_or_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        assert_eq!(Settings::of_folder(folder.path()), Settings::default());
        std::fs::write(folder.path().join(NAME), "(ascii: true)").expect("written");
        std::fs::create_dir(folder.path().join("themes")).expect("a folder");
        for (name, text) in [
            ("sea.ron", "()"),
            ("notes.txt", "no theme"),
            ("ash.ron", "()"),
        ] {
            std::fs::write(folder.path().join("themes").join(name), text).expect("written");
        }
        let settings = Settings::of_folder(folder.path());
        assert_eq!(settings.ascii, Some(true));
        let names: Vec<&str> = settings
            .themes
            .iter()
            .map(|theme| theme.name.as_str())
            .collect();
        assert_eq!(names, ["ash", "sea"]);
        assert!(settings.warnings.is_empty());
        std::fs::write(folder.path().join(NAME), "(theme: \"see\")").expect("written");
        let settings = Settings::of_folder(folder.path());
        assert_eq!(settings.theme, None, "it starts all the same");
        let warnings = settings.warnings.join("\n");
        assert!(
            warnings.contains("there is no theme `see`") && warnings.contains("ash, sea"),
            "{warnings}"
        );
    }
}
