//! Other programs that the user has chosen: a browser for an address, an editor for a file.
//!
//! A command is a list of arguments that is never handed to a shell, so nothing in a file name or an address means
//! anything to it. What it does not know: the screen, which whoever calls puts away first where the program needs it.

use std::io;
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// A program with its arguments, and what it needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// The program and its arguments; never empty.
    words: Vec<String>,
    /// It draws in the terminal that it is started from.
    pub in_terminal: bool,
}

/// What an address may begin with that is opened.
const SCHEMES: [&str; 3] = ["http://", "https://", "mailto:"];

/// Browsers that draw in the terminal.
const TEXT_BROWSERS: [&str; 8] = [
    "browsh", "carbonyl", "chawan", "elinks", "links", "links2", "lynx", "w3m",
];

/// Editors with a window of their own.
const WINDOW_EDITORS: [&str; 12] = [
    "code",
    "code-insiders",
    "codium",
    "cursor",
    "gedit",
    "gvim",
    "kate",
    "mousepad",
    "notepad",
    "subl",
    "xed",
    "zed",
];

/// Whether an address is one that a browser or a mail program is asked to open.
pub fn is_openable(url: &str) -> bool {
    let has_scheme = SCHEMES.iter().any(|scheme| {
        url.get(..scheme.len())
            .is_some_and(|begin| begin.eq_ignore_ascii_case(scheme))
    });
    has_scheme && !url.chars().any(|c| c.is_whitespace() || c.is_control())
}

/// The programs that may open an address, the first choice first: those of `$BROWSER`, where `%s` stands for the
/// address and a colon between two of them, then the system's own.
pub fn browsers(url: &str, browser: Option<&str>) -> Vec<Program> {
    if !is_openable(url) {
        return Vec::new();
    }
    let chosen = browser.unwrap_or("").split(':').map(words);
    let system = ["xdg-open", "open"].map(|name| vec![name.to_owned()]);
    chosen
        .chain(system)
        .filter(|words| !words.is_empty())
        .map(|mut words| {
            let in_terminal = TEXT_BROWSERS.contains(&base_name(&words[0]));
            let mut is_placed = false;
            for word in &mut words[1..] {
                is_placed |= word.contains("%s");
                *word = word.replace("%s", url);
            }
            if !is_placed {
                words.push(url.to_owned());
            }
            Program { words, in_terminal }
        })
        .collect()
}

/// The editor at a line and column of a file, both from 1: `$VISUAL`, else `$EDITOR`, else `vi`.
///
/// How an editor is told the line is known of the usual ones; another one just opens the file.
pub fn editor(
    visual: Option<&str>,
    editor: Option<&str>,
    file: &Path,
    (line, column): (usize, usize),
) -> Program {
    let mut chosen = [visual, editor].into_iter().flatten().map(words);
    let mut words = chosen
        .find(|words| !words.is_empty())
        .unwrap_or_else(|| vec!["vi".to_owned()]);
    let name = base_name(&words[0]).to_owned();
    let path = file.display().to_string();
    match name.as_str() {
        "vi" | "vim" | "nvim" | "gvim" | "view" | "nano" | "pico" | "emacs" | "emacsclient"
        | "mg" | "jmacs" | "joe" | "jed" | "ne" | "kak" | "ex" | "ed" | "vis" | "elvis"
        | "gedit" | "xed" | "mousepad" => words.extend([format!("+{line}"), path]),
        "micro" => words.extend([format!("+{line}:{column}"), path]),
        "hx" | "helix" | "subl" | "zed" | "amp" => words.push(format!("{path}:{line}:{column}")),
        "code" | "code-insiders" | "codium" | "cursor" => {
            // Without this it comes back before anything was written.
            if !words.iter().any(|word| word == "--wait" || word == "-w") {
                words.push("--wait".to_owned());
            }
            words.extend(["--goto".to_owned(), format!("{path}:{line}:{column}")]);
        }
        "kate" => words.extend(["--line".to_owned(), line.to_string(), path]),
        _ => words.push(path),
    }
    let in_terminal = !WINDOW_EDITORS.contains(&name.as_str());
    Program { words, in_terminal }
}

impl Program {
    /// What it is called.
    pub fn name(&self) -> &str {
        base_name(&self.words[0])
    }

    /// Starts it in this terminal.
    ///
    /// # Errors
    /// When there is no such program.
    pub fn start_here(&self) -> io::Result<Child> {
        self.command().spawn()
    }

    /// Starts it without the terminal, which it neither reads nor writes.
    ///
    /// # Errors
    /// When there is no such program.
    pub fn start_beside(&self) -> io::Result<Child> {
        let mut command = self.command();
        command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        #[cfg(unix)]
        {
            use std::os::unix::process::CommandExt as _;
            // Ctrl-C here is no word to it.
            command.process_group(0);
        }
        command.spawn()
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.words[0]);
        command.args(&self.words[1..]);
        command
    }
}

/// The words of a command as people write it in a variable: blanks part them, but not in quotes.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for c in text.chars() {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => word.get_or_insert_default().push(c),
            None if c == '"' || c == '\'' => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            None if c.is_whitespace() => words.extend(word.take()),
            None => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

fn base_name(path: &str) -> &str {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    name.strip_suffix(".exe").unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_pages_and_mail_are_opened() {
        for url in [
            "https://kremlin.ru/a?b=c&d=$(x)",
            "HTTP://example.org",
            "mailto:a@example.org",
        ] {
            assert!(is_openable(url), "{url}");
        }
        for url in [
            "file:///etc/passwd",
            "javascript:alert(1)",
            "-new-window",
            "",
            "https",
            "https://a b",
            "https://a\u{1b}]0;x",
            "ёhttps://a",
        ] {
            assert!(!is_openable(url), "{url}");
            assert!(browsers(url, Some("firefox")).is_empty(), "{url}");
        }
    }

    #[test]
    fn the_chosen_browser_comes_before_the_systems_and_no_shell_reads_the_address() {
        let url = "https://a.example/?q=1;rm%20x&y='z'";
        let found = browsers(url, Some("firefox --new-tab:w3m -o 'a b=%s':"));
        let words: Vec<Vec<&str>> = found
            .iter()
            .map(|program| program.words.iter().map(String::as_str).collect())
            .collect();
        let placed = format!("a b={url}");
        assert_eq!(
            words,
            [
                vec!["firefox", "--new-tab", url],
                vec!["w3m", "-o", placed.as_str()],
                vec!["xdg-open", url],
                vec!["open", url],
            ]
        );
        let in_terminal: Vec<bool> = found.iter().map(|program| program.in_terminal).collect();
        assert_eq!(in_terminal, [false, true, false, false]);
        assert_eq!(browsers(url, None).len(), 2);
    }

    #[test]
    fn an_editor_is_told_the_line_in_its_own_way() {
        let file = Path::new("/a b/x.ron");
        for (visual, other, expected) in [
            (None, None, vec!["vi", "+12", "/a b/x.ron"]),
            (
                None,
                Some("nano -w"),
                vec!["nano", "-w", "+12", "/a b/x.ron"],
            ),
            (Some("hx"), Some("nano"), vec!["hx", "/a b/x.ron:12:5"]),
            (
                Some("  "),
                Some("micro"),
                vec!["micro", "+12:5", "/a b/x.ron"],
            ),
            (
                Some("'/opt/my code/code'"),
                None,
                vec!["/opt/my code/code", "--wait", "--goto", "/a b/x.ron:12:5"],
            ),
            (Some("unheard-of"), None, vec!["unheard-of", "/a b/x.ron"]),
        ] {
            let program = editor(visual, other, file, (12, 5));
            assert_eq!(program.words, expected);
            assert_eq!(
                program.in_terminal,
                program.name() != "code",
                "{expected:?}"
            );
        }
    }
}
