//! The picture of the crate, kept true: which layer may name which, and which module is the door of an outside crate.
//!
//! The sources are read as text. Names in comments, in strings and in the `tests` module of a file do not count.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// A layer, and the layers that it may name beside itself.
const LAYERS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("notation", &[]),
    ("files", &[]),
    ("programs", &[]),
    ("model", &[]),
    ("dataset", &["text", "notation", "files", "model"]),
    ("query", &["text", "model"]),
    ("export", &["text", "model", "query"]),
    (
        "cli",
        &["text", "files", "model", "dataset", "query", "export"],
    ),
    // It is handed a history and opens none.
    (
        "tui",
        &[
            "text", "notation", "files", "programs", "model", "query", "export",
        ],
    ),
];

/// An outside crate, and the modules in which it may be named. The program itself is named `main`.
const DOORS: &[(&str, &[&str])] = &[
    ("ron", &["notation"]),
    ("fuzzy_matcher", &["query::search"]),
    ("rayon", &["query::search"]),
    ("fastrand", &["query::quiz"]),
    ("unicode_width", &["text"]),
    ("unicode_segmentation", &["text"]),
    ("unicode_normalization", &["text"]),
    ("edtf_core", &["model::date"]),
    ("fixedbitset", &["model::entity_set"]),
    ("iso_currency", &["dataset"]),
    ("font8x8", &["tui::widget::letters"]),
    ("ratatui", &["tui"]),
    ("crossterm", &["tui"]),
    ("signal_hook", &["tui"]),
    ("supports_hyperlinks", &["tui::terminal"]),
    ("rustix", &["tui::podium", "tui::terminal"]),
    ("getrandom", &["tui::podium"]),
    ("clap", &["cli", "main"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("tempfile", &["files"]),
    ("csv", &["export", "cli"]),
    ("serde_json", &["export", "cli"]),
    ("serde", &["notation", "dataset", "tui"]),
];

/// A module, what it must not name, and why.
const STRANGERS: &[(&str, &[&str], &str)] = &[
    (
        "tui::action",
        &[
            "tui::state",
            "tui::keymap",
            "tui::update",
            "tui::widget",
            "tui::view",
            "tui::jobs",
            "tui::app",
        ],
        "an action is a name and a line of help",
    ),
    (
        "tui::theme",
        &[
            "tui::state",
            "tui::keymap",
            "tui::update",
            "tui::widget",
            "tui::view",
            "tui::jobs",
            "tui::app",
        ],
        "a theme is styles and signs",
    ),
    (
        "tui::layout",
        &[
            "tui::state",
            "tui::keymap",
            "tui::update",
            "tui::widget",
            "tui::view",
            "tui::jobs",
            "tui::app",
        ],
        "a layout is areas",
    ),
    (
        "tui::keymap",
        &[
            "tui::state",
            "tui::update",
            "tui::widget",
            "tui::view",
            "tui::jobs",
            "tui::app",
        ],
        "a key map is keys and actions",
    ),
    (
        "tui::state",
        &[
            "tui::update",
            "tui::widget",
            "tui::view",
            "tui::jobs",
            "tui::app",
        ],
        "only update changes the state",
    ),
    (
        "tui::widget",
        &[
            "tui::state",
            "tui::keymap",
            "tui::update",
            "tui::view",
            "tui::jobs",
            "tui::app",
            "tui::message",
            "model::History",
            "model::history",
        ],
        "a widget paints the rows that it is given",
    ),
    (
        "tui::view",
        &["tui::jobs", "tui::app", "tui::message", "tui::terminal"],
        "a frame is drawn from the state alone",
    ),
];

#[test]
fn every_name_in_the_sources_is_in_its_place() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = sources(&root);
    assert!(
        files.len() > 30,
        "the sources are found below {}",
        root.display()
    );
    let mut faults = String::new();
    for path in files {
        let text = std::fs::read_to_string(&path).expect("a source is text");
        let name = path
            .strip_prefix(env!("CARGO_MANIFEST_DIR"))
            .expect("below the package")
            .display()
            .to_string();
        for (line, rule) in faults_of(
            &module_of(path.strip_prefix(&root).expect("below src")),
            &text,
        ) {
            writeln!(faults, "{name}:{line}: {rule}").expect("a string takes all");
        }
    }
    assert!(faults.is_empty(), "names out of place:\n{faults}");
}

#[test]
fn a_name_out_of_place_is_found_however_it_is_written() {
    let cases = [
        (
            "model",
            "use crate::text::fold;",
            Some("1: `model` must not name `text`"),
        ),
        (
            "query::search",
            "fn f() {\n    crate::dataset::open();\n}",
            Some("2: `query` must not name `dataset`"),
        ),
        (
            "dataset::check",
            "use crate::{model::Day,\n    query::on};",
            Some("2: `dataset` must not name `query`"),
        ),
        (
            "dataset",
            "use super::query;",
            Some("1: `dataset` must not name `query`"),
        ),
        (
            "text::fold",
            "use super::super::model;",
            Some("1: `text` must not name `model`"),
        ),
        (
            "query",
            "use crate::notation;",
            Some("1: `query` must not name `notation`"),
        ),
        (
            "dataset",
            "use ron::Options;",
            Some("1: `ron` has its door in notation"),
        ),
        ("query::search", "use fuzzy_matcher::FuzzyMatcher;", None),
        (
            "query::searches",
            "use fuzzy_matcher::FuzzyMatcher;",
            Some("1: `fuzzy_matcher` has its door in query::search"),
        ),
        (
            "tui::action",
            "#[derive(serde::Serialize)]\nstruct Row;",
            None,
        ),
        (
            "model",
            "#[derive(serde::Serialize)]\nstruct Row;",
            Some("1: `serde` has its door in notation, dataset, tui"),
        ),
        (
            "tui::widget::detail",
            "use super::super::state::State;",
            Some(
                "1: `tui::widget` must not name `tui::state`: a widget paints the rows that it is given",
            ),
        ),
        (
            "tui::widget::detail",
            "use crate::model::{Day, History};",
            Some(
                "1: `tui::widget` must not name `model::History`: a widget paints the rows that it is given",
            ),
        ),
        (
            "tui::view",
            "let red = ratatui::style::Color::Red;",
            Some("1: a colour is named only in tui::theme"),
        ),
        ("tui::theme::depth", "use ratatui::style::Color;", None),
        // What is no name of a module.
        (
            "model",
            "// crate::text\n/* crate::query */ const A: &str = \"crate::query\"; const B: char = '\"'; // crate::tui",
            None,
        ),
        (
            "model",
            "const A: &str = r#\"crate::query \" crate::tui\"#;",
            None,
        ),
        (
            "model",
            "mod tests {\n    use crate::dataset::open;\n}",
            None,
        ),
        (
            "model",
            "mod tests { fn f() { } }\nuse crate::dataset::open;",
            Some("2: `model` must not name `dataset`"),
        ),
        ("cli::export", "mod ron;\nfn f() { ron::write() }", None),
        (
            "main",
            "use annals::dataset::{self, Origin};\nuse clap::Parser;",
            None,
        ),
        (
            "",
            "pub mod query;\nuse clap::Parser;",
            Some("2: `clap` has its door in cli, main"),
        ),
    ];
    for (module, text, expected) in cases {
        let module: Vec<String> = module
            .split("::")
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect();
        let found: Vec<String> = faults_of(&module, text)
            .iter()
            .map(|(line, rule)| format!("{line}: {rule}"))
            .collect();
        let expected: Vec<&str> = expected.into_iter().collect();
        assert_eq!(found, expected, "in {module:?}: {text}");
    }
}

/// What is out of place in a source: lines from 1, and the rule.
fn faults_of(module: &[String], text: &str) -> Vec<(usize, String)> {
    let here = module.join("::");
    let layer = module.first().map_or("", String::as_str);
    let allowed = LAYERS
        .iter()
        .find(|(name, _)| *name == layer)
        .map(|(_, below)| *below);
    let mut faults = Vec::new();
    let Names { paths, own } = names(module, text);
    for (line, path) in paths {
        let full = path.join("::");
        if path[0] == "crate" {
            let target = path.get(1).map_or("", String::as_str);
            let is_layer = LAYERS.iter().any(|(name, _)| *name == target);
            if is_layer
                && target != layer
                && allowed.is_some_and(|allowed| !allowed.contains(&target))
            {
                faults.push((line, format!("`{layer}` must not name `{target}`")));
            }
        } else if let Some((outside, doors)) = DOORS.iter().find(|(name, _)| *name == path[0])
            && !own.contains(&path[0])
            && !doors.iter().any(|door| is_below(&here, door))
        {
            faults.push((
                line,
                format!("`{outside}` has its door in {}", doors.join(", ")),
            ));
        }
        for (who, strangers, why) in STRANGERS {
            let stranger = strangers
                .iter()
                .find(|name| is_below(&full, &format!("crate::{name}")));
            if let Some(stranger) = stranger.filter(|_| is_below(&here, who)) {
                faults.push((line, format!("`{who}` must not name `{stranger}`: {why}")));
            }
        }
        if path.iter().any(|part| part == "Color") && !is_below(&here, "tui::theme") {
            faults.push((line, "a colour is named only in tui::theme".to_owned()));
        }
    }
    faults
}

/// Whether a path is another one or goes on from it.
fn is_below(path: &str, above: &str) -> bool {
    path.strip_prefix(above)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// `tui/widget/rule.rs` is `tui::widget::rule`; the root of the library is the crate itself.
fn module_of(path: &Path) -> Vec<String> {
    let path = path.with_extension("");
    let parts: Vec<String> = path
        .iter()
        .map(|part| part.to_string_lossy().into_owned())
        .collect();
    if parts == ["lib"] { Vec::new() } else { parts }
}

/// The paths that a source names, and the modules that it declares.
struct Names {
    /// With `crate` first where the path is one of ours.
    paths: Vec<(usize, Vec<String>)>,
    own: Vec<String>,
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Word(String),
    PathSeparator,
    Sign(char),
}

fn names(module: &[String], text: &str) -> Names {
    let tokens = tokens(text);
    let mut found = Names {
        paths: Vec::new(),
        own: Vec::new(),
    };
    // Modules written out in the file, with the depth of braces at which each ends.
    let mut inside: Vec<(String, usize)> = Vec::new();
    let mut depth = 0;
    let mut at = 0;
    while at < tokens.len() {
        match &tokens[at].1 {
            Token::Sign('{') => depth += 1,
            Token::Sign('}') => {
                depth -= 1;
                inside.retain(|(_, end)| *end != depth);
            }
            Token::Word(word) if word == "mod" => {
                if let Some((_, Token::Word(name))) = tokens.get(at + 1) {
                    found.own.push(name.clone());
                    if tokens
                        .get(at + 2)
                        .is_some_and(|(_, token)| *token == Token::Sign('{'))
                    {
                        inside.push((name.clone(), depth));
                    }
                    at += 1;
                }
            }
            Token::Word(_) => {
                let is_use = at > 0 && tokens[at - 1].1 == Token::Word("use".to_owned());
                let mut tree = Vec::new();
                at = path_tree(&tokens, at, &[], &mut tree);
                if !inside.iter().any(|(name, _)| name == "tests") {
                    let here: Vec<String> = module
                        .iter()
                        .cloned()
                        .chain(inside.iter().map(|(name, _)| name.clone()))
                        .collect();
                    let several = tree
                        .into_iter()
                        .filter(|(_, path)| path.len() > 1 || is_use);
                    found
                        .paths
                        .extend(several.map(|(line, path)| (line, absolute(&here, path))));
                }
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    found
}

/// Reads a path, and the trees in braces of a `use`; gives the place after it.
fn path_tree(
    tokens: &[(usize, Token)],
    start: usize,
    before: &[String],
    found: &mut Vec<(usize, Vec<String>)>,
) -> usize {
    let mut path = before.to_vec();
    let mut at = start;
    let mut line = tokens[start].0;
    loop {
        match tokens.get(at) {
            Some((here, Token::Word(word))) => {
                path.push(word.clone());
                line = *here;
                at += 1;
            }
            Some((_, Token::Sign('{'))) if at > start || !before.is_empty() => {
                at += 1;
                while let Some((_, token)) = tokens.get(at) {
                    match token {
                        Token::Sign('}') => return at + 1,
                        Token::Word(_) => at = path_tree(tokens, at, &path, found),
                        _ => at += 1,
                    }
                }
                return at;
            }
            _ => break,
        }
        if tokens
            .get(at)
            .is_some_and(|(_, token)| *token == Token::PathSeparator)
        {
            at += 1;
        } else {
            break;
        }
    }
    found.push((line, path));
    at
}

/// Makes `super` and `self` explicit, and takes the library's name for the crate.
fn absolute(module: &[String], path: Vec<String>) -> Vec<String> {
    let n_up = path.iter().take_while(|part| *part == "super").count();
    let is_ours = ["crate", "self", "annals"].contains(&path[0].as_str());
    let mut full = vec!["crate".to_owned()];
    if n_up > 0 {
        full.extend(module[..module.len().saturating_sub(n_up)].iter().cloned());
        full.extend(path.into_iter().skip(n_up));
    } else if path[0] == "self" {
        full.extend(module.iter().cloned().chain(path.into_iter().skip(1)));
    } else if is_ours {
        full.extend(path.into_iter().skip(1));
    } else {
        return path;
    }
    full
}

/// Words, `::` and signs of a source, without comments, strings and letters in quotes.
fn tokens(text: &str) -> Vec<(usize, Token)> {
    let chars: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let (mut at, mut line) = (0, 1);
    let get = |at: usize| chars.get(at).copied().unwrap_or('\0');
    while at < chars.len() {
        let start = at;
        match (chars[at], get(at + 1)) {
            ('/', '/') => {
                while at < chars.len() && chars[at] != '\n' {
                    at += 1;
                }
            }
            ('/', '*') => {
                at += 2;
                while at < chars.len() && (chars[at - 1], chars[at]) != ('*', '/') {
                    at += 1;
                }
                at += 1;
            }
            ('r', '"' | '#') => {
                let n_signs = chars[at + 1..].iter().take_while(|c| **c == '#').count();
                at += 1 + n_signs;
                if get(at) == '"' {
                    at += 1;
                    let is_end = |at: usize| {
                        chars[at] == '"' && (1..=n_signs).all(|idx| get(at + idx) == '#')
                    };
                    while at < chars.len() && !is_end(at) {
                        at += 1;
                    }
                    at += 1 + n_signs;
                }
            }
            ('"', _) => {
                at += 1;
                while at < chars.len() && chars[at] != '"' {
                    at += if chars[at] == '\\' { 2 } else { 1 };
                }
                at += 1;
            }
            // A letter in quotes; a lifetime has no quote after it.
            ('\'', '\\') => {
                at += 3;
                while at < chars.len() && chars[at] != '\'' {
                    at += 1;
                }
                at += 1;
            }
            ('\'', _) if get(at + 2) == '\'' => at += 3,
            (':', ':') => {
                found.push((line, Token::PathSeparator));
                at += 2;
            }
            (c, _) if c.is_alphanumeric() || c == '_' => {
                while get(at).is_alphanumeric() || get(at) == '_' {
                    at += 1;
                }
                found.push((line, Token::Word(chars[start..at].iter().collect())));
            }
            (c, _) => {
                if !c.is_whitespace() {
                    found.push((line, Token::Sign(c)));
                }
                at += 1;
            }
        }
        line += chars[start..at.min(chars.len())]
            .iter()
            .filter(|c| **c == '\n')
            .count();
    }
    found
}
