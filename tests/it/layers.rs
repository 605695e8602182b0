//! The layers of the crate, held by reading `src`: who may name whom, and the one door of each outside crate.

use std::path::{Path, PathBuf};

/// What each layer must not name.
const FORBIDDEN: [(&str, &[&str]); 7] = [
    (
        "text",
        &["notation", "model", "dataset", "query", "cli", "tui"],
    ),
    (
        "notation",
        &["text", "model", "dataset", "query", "cli", "tui"],
    ),
    (
        "model",
        &["text", "notation", "dataset", "query", "cli", "tui"],
    ),
    ("dataset", &["query", "cli", "tui"]),
    ("query", &["notation", "dataset", "cli", "tui"]),
    ("cli", &["tui", "notation"]),
    ("tui", &["cli", "dataset"]),
];

/// Each outside crate and the only places that may name it.
const DOORS: [(&str, &[&str]); 17] = [
    ("ron", &["notation"]),
    ("fuzzy_matcher", &["query/search"]),
    ("unicode_width", &["text"]),
    ("unicode_segmentation", &["text"]),
    ("unicode_normalization", &["text"]),
    ("edtf_core", &["model/date"]),
    ("iso_currency", &["dataset"]),
    ("ratatui", &["tui"]),
    ("crossterm", &["tui"]),
    ("signal_hook", &["tui"]),
    ("rustix", &["tui/terminal"]),
    ("clap", &["cli", "main"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("csv", &["cli"]),
    ("serde_json", &["cli"]),
    ("serde", &["notation", "dataset", "tui"]),
];

/// Inside the screen: what each part must not name.
const WITHIN_TUI: [(&str, &[&str]); 7] = [
    (
        "action",
        &["state", "keymap", "update", "widget", "view", "jobs", "app"],
    ),
    (
        "theme",
        &["state", "keymap", "update", "widget", "view", "jobs", "app"],
    ),
    (
        "layout",
        &["state", "keymap", "update", "widget", "view", "jobs", "app"],
    ),
    (
        "keymap",
        &["state", "update", "widget", "view", "jobs", "app"],
    ),
    (
        "widget",
        &[
            "state", "keymap", "update", "view", "jobs", "app", "message",
        ],
    ),
    ("state", &["update", "widget", "view", "jobs", "app"]),
    ("view", &["jobs", "app", "message", "terminal"]),
];

#[test]
fn every_module_names_only_what_lies_below_it() {
    let mut wrong = Vec::new();
    for (path, line_number, line) in lines() {
        let layer = path.split(['/', '.']).next().unwrap_or("");
        for (name, forbidden) in FORBIDDEN {
            if layer != name {
                continue;
            }
            for other in forbidden {
                if names_module(&line, &format!("crate::{other}")) {
                    wrong.push(format!(
                        "src/{path}:{line_number}: `{name}` must not name `{other}`: {}",
                        line.trim()
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_outside_crate_has_one_door() {
    let mut wrong = Vec::new();
    for (path, line_number, line) in lines() {
        for (name, doors) in DOORS {
            let is_door = doors
                .iter()
                .any(|door| path.starts_with(&format!("{door}/")) || path == format!("{door}.rs"));
            if !is_door && names_crate(&line, name) {
                wrong.push(format!(
                    "src/{path}:{line_number}: only {} may name `{name}`: {}",
                    doors.join(", "),
                    line.trim()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn inside_the_screen_the_same_holds() {
    let mut wrong = Vec::new();
    for (path, line_number, line) in lines() {
        let Some(inside) = path.strip_prefix("tui/") else {
            continue;
        };
        let part = inside.split(['/', '.']).next().unwrap_or("");
        for (name, forbidden) in WITHIN_TUI {
            for other in forbidden.iter().filter(|_| part == name) {
                let ways = [
                    format!("crate::tui::{other}"),
                    format!("super::super::{other}"),
                    format!("super::{other}"),
                ];
                // `super::` of a file deeper down means a part of the same name, not a neighbour.
                let depth = inside.matches('/').count();
                let named = match depth {
                    0 => names_module(&line, &ways[0]) || names_module(&line, &ways[2]),
                    1 => names_module(&line, &ways[0]) || names_module(&line, &ways[1]),
                    _ => names_module(&line, &ways[0]),
                };
                if named {
                    wrong.push(format!(
                        "src/{path}:{line_number}: `tui/{name}` must not name `{other}`: {}",
                        line.trim()
                    ));
                }
            }
        }
        if part != "theme" && line.contains("Color::") {
            wrong.push(format!(
                "src/{path}:{line_number}: only the theme names a colour: {}",
                line.trim()
            ));
        }
        if part == "widget" && line.contains("History") {
            wrong.push(format!(
                "src/{path}:{line_number}: a widget knows rows and no history: {}",
                line.trim()
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether a line of code names a module, as a whole path segment.
fn names_module(line: &str, path: &str) -> bool {
    line.match_indices(path).any(|(at, _)| {
        let after = line[at + path.len()..].chars().next();
        let before = line[..at].chars().next_back();
        let whole_before = !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':');
        whole_before && after.is_none_or(|c| !(c.is_alphanumeric() || c == '_'))
    })
}

/// Whether a line of code names an outside crate: `use ron`, `ron::`.
fn names_crate(line: &str, name: &str) -> bool {
    names_module(line, &format!("use {name}"))
        || line.match_indices(&format!("{name}::")).any(|(at, _)| {
            let before = line[..at].chars().next_back();
            !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
        })
}

/// Lines of code of all files, without comments, documentation and tests.
fn lines() -> Vec<(String, usize, String)> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
    files.sort();
    assert!(files.len() > 40, "the sources are there");
    let mut found = Vec::new();
    for file in files {
        let path = file
            .strip_prefix(&root)
            .expect("below src")
            .to_string_lossy()
            .replace('\\', "/");
        let text = std::fs::read_to_string(&file).expect("a source");
        let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or("");
        for (idx, line) in code.lines().enumerate() {
            if !line.trim_start().starts_with("//") {
                found.push((path.clone(), idx + 1, line.to_owned()));
            }
        }
    }
    found
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}
