//! The program in a true terminal: what the loop, the guard and the signals do, which no drawing on a buffer shows.
//!
//! Nothing here sleeps: each step waits for what the terminal shows, up to a deadline.

use std::io::{Read, Write};
use std::process::Command;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use portable_pty::{
    Child, CommandBuilder, ExitStatus, MasterPty, PtySize, SlavePty, native_pty_system,
};
use vt100::{MouseProtocolMode, Screen};

/// Far longer than anything takes on a busy machine; a test that waits so long fails.
const DEADLINE: Duration = Duration::from_secs(30);

/// How often something is looked at that the terminal does not tell.
const LOOK_AGAIN: Duration = Duration::from_millis(10);

#[test]
fn starts_with_the_timeline_and_takes_the_terminal() {
    let mut terminal = Terminal::start(120, 40, &[]);
    terminal.wait_for("the panes", |screen| {
        has(screen, "─ Timeline ─") && has(screen, "─ Detail ─")
    });
    let screen = terminal.parser.screen();
    assert!(
        screen.alternate_screen(),
        "the shell's own screen is not written on"
    );
    assert!(screen.hide_cursor(), "no cursor blinks in the panes");
    assert!(screen.bracketed_paste(), "a pasted `q` is no key");
    assert_ne!(
        screen.mouse_protocol_mode(),
        MouseProtocolMode::None,
        "the mouse selects"
    );
    assert!(
        last(&terminal.written, "\x1b[?2026h").is_some(),
        "a frame is shown whole"
    );
}

#[test]
fn a_smaller_terminal_has_one_lower_pane() {
    let mut terminal = Terminal::start(120, 40, &[]);
    terminal.wait_for("three lower panes", |screen| {
        row_with(screen, "─ Leaders ─")
            .is_some_and(|row| row.contains("Projects") && row.contains("Detail"))
    });
    // At once, when the first frame is hardly there: a size that is missed now would be missed for long.
    terminal.resize(80, 24);
    terminal.wait_for("the detail alone below", |screen| {
        has(screen, "─ Timeline ─") && has(screen, "─ Detail ─") && !has(screen, "─ Leaders ─")
    });
    let rows: Vec<String> = terminal.parser.screen().rows(0, 80).collect();
    assert!(
        rows[23].contains("TIMELINE"),
        "the status is in the last row: {rows:#?}"
    );
    // Too small to show anything is said in a line, and nothing is lost.
    terminal.resize(18, 5);
    terminal.wait_for("the least size", |screen| has(screen, "annals needs"));
    terminal.resize(120, 40);
    terminal.wait_for("three lower panes again", |screen| {
        has(screen, "─ Leaders ─") && has(screen, "TIMELINE")
    });
}

#[test]
fn finds_a_name_as_it_is_typed_and_goes_there() {
    let mut terminal = Terminal::start(120, 40, &[]);
    terminal.wait_for("the timeline", |screen| has(screen, "─ Timeline ─"));
    terminal.send("/");
    terminal.wait_for("the search", |screen| has(screen, "─ Search ─"));
    terminal.send("putin");
    terminal.wait_for("an answer", |screen| {
        screen
            .rows(0, 120)
            .any(|row| row.starts_with("▌person") && row.contains("Putin"))
    });
    terminal.send("\r");
    terminal.wait_for("the panes again", |screen| {
        !has(screen, "─ Search ─") && has(screen, "─ Timeline ─")
    });
    assert!(
        has(terminal.parser.screen(), "Putin"),
        "what was found is shown"
    );
}

#[test]
fn a_hand_out_is_written_and_never_over_another() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("d.csv");
    let mut terminal = Terminal::start(160, 40, &[]);
    terminal.wait_for("the timeline", |screen| has(screen, "─ Timeline ─"));
    terminal.send(":export ");
    terminal.wait_for("the formats", |screen| {
        has(screen, "Write a hand-out") && has(screen, "mongolia-russia.html")
    });
    let line = format!("csv {}\r", path.display());
    terminal.send(&line);
    terminal.wait_for("the word", |screen| has(screen, "d.csv written"));
    let table = std::fs::read_to_string(&path).expect("a table");
    assert!(table.starts_with("kind,id,title,date,earliest,latest,"));
    std::fs::write(&path, "mine").expect("a file");
    terminal.send(&format!(":export {line}"));
    terminal.wait_for("the refusal", |screen| has(screen, "is there already"));
    assert_eq!(std::fs::read_to_string(&path).expect("kept"), "mine");
    terminal.send(&format!(":export! {line}"));
    terminal.wait_for("the word", |screen| has(screen, "d.csv written"));
    assert_eq!(std::fs::read_to_string(&path).expect("replaced"), table);
}

#[test]
fn sources_are_links_where_the_terminal_takes_them() {
    for (takes, expected) in [("1", true), ("0", false)] {
        let mut terminal =
            Terminal::start_on(120, 40, &[], &[("FORCE_HYPERLINK", takes)], Some(DARK));
        terminal.wait_for("the panes", |screen| has(screen, "─ Detail ─"));
        terminal.send("gdG");
        terminal.wait_for("a source", |screen| has(screen, "[1] "));
        let links = last(&terminal.written, "\x1b]8;;https://").is_some();
        assert_eq!(links, expected, "FORCE_HYPERLINK={takes}");
    }
}

#[test]
fn q_leaves_the_terminal_as_it_was() {
    let mut terminal = Terminal::start(80, 24, &[]);
    terminal.wait_for("the timeline", |screen| has(screen, "─ Timeline ─"));
    terminal.send("q");
    let status = terminal.end();
    assert_eq!((status.exit_code(), status.signal()), (0, None));
    terminal.assert_restored();
}

#[test]
fn a_signal_to_end_restores_the_terminal_first() {
    for (signal, code) in [("TERM", 143), ("HUP", 129), ("INT", 130)] {
        let mut terminal = Terminal::start(80, 24, &[]);
        terminal.wait_for("the timeline", |screen| has(screen, "─ Timeline ─"));
        terminal.signal(signal);
        assert_eq!(terminal.end().exit_code(), code, "{signal}");
        terminal.assert_restored();
    }
}

#[test]
fn ctrl_c_ends_from_anywhere() {
    let mut terminal = Terminal::start(80, 24, &[]);
    terminal.wait_for("the timeline", |screen| has(screen, "─ Timeline ─"));
    terminal.send("/x");
    terminal.wait_for("the search", |screen| has(screen, "› x"));
    terminal.send("\x03");
    assert_eq!(terminal.end().exit_code(), 130, "as the shell says it");
    terminal.assert_restored();
}

#[test]
fn what_is_pasted_is_text_and_no_keys() {
    let mut terminal = Terminal::start(80, 24, &[]);
    terminal.wait_for("the timeline", |screen| has(screen, "─ Timeline ─"));
    terminal.send("\x1b[200~q\x1b[201~/");
    terminal.wait_for("the search, and not the end", |screen| {
        has(screen, "─ Search ─")
    });
    terminal.send("\x1b[200~power of\nsiberia\x1b[201~");
    terminal.wait_for("one line of text", |screen| {
        has(screen, "› power of siberia")
    });
}

#[test]
fn a_click_selects_what_is_under_it() {
    let mut terminal = Terminal::start(120, 40, &[]);
    terminal.wait_for("the leaders", |screen| has(screen, "─ Leaders ─"));
    let rows: Vec<String> = terminal.parser.screen().rows(0, 120).collect();
    let y = rows
        .iter()
        .rposition(|row| row.starts_with(" ● "))
        .unwrap_or_else(|| panic!("nobody holds office in {rows:#?}"));
    // A terminal counts from 1.
    terminal.send(&format!("\x1b[<0;6;{0}M\x1b[<0;6;{0}m", y + 1));
    terminal.wait_for("the keys to go to the leaders", |screen| {
        has(screen, " LEADERS ")
    });
    terminal.wait_for("the bar at the row", |screen| {
        screen
            .rows(0, 120)
            .nth(y)
            .is_some_and(|row| row.starts_with('▌'))
    });
}

#[test]
fn the_ground_of_the_terminal_chooses_the_theme() {
    // The accent of each theme, as its file has it.
    for (ground, own, other) in [
        (DARK, "38;2;124;199;255", "38;2;0;95;158"),
        (LIGHT, "38;2;0;95;158", "38;2;124;199;255"),
    ] {
        let mut terminal = Terminal::start_on(80, 24, &[], &[], Some(ground));
        terminal.wait_for("the timeline", |screen| has(screen, "─ Timeline ─"));
        assert!(
            last(&terminal.written, own).is_some(),
            "{ground:?} has {own}"
        );
        assert!(
            last(&terminal.written, other).is_none(),
            "{ground:?} has no {other}"
        );
    }
}

#[test]
fn an_answer_that_comes_late_types_nothing() {
    let mut screens = Vec::new();
    for late in [Some(DARK), None] {
        let mut terminal = Terminal::start_on(80, 24, &[], &[], None);
        terminal.wait_for("the timeline", |screen| has(screen, "─ Timeline ─"));
        if let Some(answer) = late {
            terminal.send(answer);
        }
        // A key that has its effect after all of the answer.
        terminal.send("\x1bOR");
        terminal.wait_for("the leaders, and all of the index", |screen| {
            has(screen, " LEADERS ") && !has(screen, "indexing")
        });
        screens.push(terminal.parser.screen().contents());
    }
    assert_eq!(screens[0], screens[1]);
}

#[test]
fn without_colour_the_selected_row_is_reversed_on_the_wire() {
    let mut terminal = Terminal::start_on(80, 24, &[], &[("NO_COLOR", "1")], Some(DARK));
    terminal.wait_for("the timeline", |screen| has(screen, "─ Timeline ─"));
    terminal.send("\x1bOS");
    terminal.wait_for("the projects", |screen| has(screen, " PROJECTS "));
    let screen = terminal.parser.screen();
    let y = screen
        .rows(0, 80)
        .position(|row| row.starts_with('▌'))
        .expect("a row has the bar");
    let reversed = (0..80)
        .filter_map(|x| screen.cell(y as u16, x))
        .filter(|cell| cell.inverse())
        .count();
    assert!(
        reversed > 70,
        "the row is reversed across the pane, {reversed} of 80 cells"
    );
    for colour in ["38;2;", "48;2;", "38;5;", "48;5;"] {
        assert!(
            last(&terminal.written, colour).is_none(),
            "{colour} is a colour"
        );
    }
}

#[test]
fn stops_for_the_shell_and_comes_back() {
    // By its key, and by the signal that another program sends.
    for by_key in [true, false] {
        let mut terminal = Terminal::start(80, 24, &[]);
        terminal.wait_for("the timeline", |screen| has(screen, "─ Timeline ─"));
        if by_key {
            terminal.send("\x1a")
        } else {
            terminal.signal("TSTP")
        }
        terminal.wait_until("the process stops", Terminal::is_stopped);
        terminal.wait_for("the shell's own screen", |screen| !screen.hide_cursor());
        terminal.assert_restored();
        terminal.signal("CONT");
        terminal.wait_for("all is drawn anew", |screen| {
            screen.alternate_screen() && has(screen, "─ Timeline ─") && has(screen, "TIMELINE")
        });
        assert!(
            terminal.parser.screen().bracketed_paste(),
            "the modes are on again"
        );
        // It takes keys as before.
        terminal.send("?");
        terminal.wait_for("help", |screen| has(screen, "HELP"));
        terminal.send("\x1b");
        terminal.wait_for("no help", |screen| has(screen, "TIMELINE"));
        terminal.send("q");
        assert_eq!(terminal.end().exit_code(), 0);
        terminal.assert_restored();
    }
}

#[test]
fn a_size_that_changes_while_it_is_stopped_is_seen_on_return() {
    let mut terminal = Terminal::start(120, 40, &[]);
    terminal.wait_for("the timeline", |screen| has(screen, "─ Timeline ─"));
    // More than once, since a handler of signals may hold for one time only.
    for (columns, rows) in [(80, 24), (100, 30), (60, 20)] {
        terminal.send("\x1a");
        terminal.wait_until("the process stops", Terminal::is_stopped);
        terminal.wait_for("the shell's own screen", |screen| !screen.hide_cursor());
        terminal.resize(columns, rows);
        terminal.signal("CONT");
        terminal.wait_for("the new size", |screen| {
            let lines: Vec<String> = screen.rows(0, columns).collect();
            screen.alternate_screen()
                && lines[1].trim_end().chars().count() == usize::from(columns)
                && lines[usize::from(rows) - 1].contains(" TIMELINE ")
        });
    }
}

#[test]
fn draws_anew_what_another_program_wrote_over() {
    let mut terminal = Terminal::start(80, 24, &[]);
    terminal.wait_for("the timeline", |screen| has(screen, "─ Timeline ─"));
    // As a message of the system would.
    terminal
        .parser
        .process(b"\x1b[2J\x1b[HThe system is going down");
    assert!(!has(terminal.parser.screen(), "─ Timeline ─"));
    terminal.send("\x0c");
    terminal.wait_for("the timeline again", |screen| {
        has(screen, "─ Timeline ─") && has(screen, "TIMELINE") && !has(screen, "going down")
    });
}

#[test]
fn a_panic_gives_the_terminal_back_and_says_so() {
    let mut terminal = Terminal::start(80, 24, &["--panic-after-first-frame"]);
    let status = terminal.end();
    assert!(!status.success(), "a mistake is no success");
    terminal.assert_restored();
    terminal.wait_for("a sentence on the shell's own screen", |screen| {
        has(screen, "annals stopped")
    });
}

/// A folder for what lasts between runs.
fn state_home() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

/// The program, with what lasts between runs in a folder.
fn start_kept(arguments: &[&str], state_home: &tempfile::TempDir) -> Terminal {
    let folder = state_home.path().to_str().expect("a path of letters");
    let mut terminal = Terminal::start_on(
        120,
        40,
        arguments,
        &[("XDG_STATE_HOME", folder)],
        Some(DARK),
    );
    terminal.wait_for("the timeline", |screen| has(screen, "─ Timeline ─"));
    terminal
}

/// The names of the files that are kept, sorted.
fn kept_files(state_home: &tempfile::TempDir) -> Vec<std::path::PathBuf> {
    let Ok(entries) = std::fs::read_dir(state_home.path().join("annals")) else {
        return Vec::new();
    };
    let mut files: Vec<_> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    files.sort();
    files
}

#[test]
fn who_starts_it_again_is_where_they_left() {
    let home = state_home();
    // However it ends.
    for (leave, year) in [
        ("q", "1939"),
        ("TERM", "1921"),
        ("HUP", "2003"),
        ("\x03", "2000"),
    ] {
        let mut terminal = start_kept(&[], &home);
        terminal.send(&format!("{year}\r"));
        terminal.wait_for("the year", |screen| {
            screen
                .rows(0, 120)
                .next()
                .is_some_and(|row| row.contains(year))
        });
        if leave.chars().all(char::is_uppercase) {
            terminal.signal(leave);
        } else {
            terminal.send(leave);
        }
        terminal.end();
        terminal.assert_restored();
        let again = start_kept(&[], &home);
        let header: String = again.parser.screen().rows(0, 120).take(1).collect();
        assert!(header.contains(year), "after {leave:?}: {header}");
    }
    let files = kept_files(&home);
    assert_eq!(files.len(), 1, "one file for one history: {files:?}");
    // Another history of the same machine stands on its own start.
    let other = home.path().join("other.ron");
    std::fs::write(
        &other,
        "Dataset(schema: \"annals/1.0\", id: \"mongolia-russia\", title: \"Other\", edition: \"2025\",\
         license: \"CC0-1.0\", languages: [\"en\"], events: [(id: \"a\", title: \"A\", kind: Visit,\
         importance: 3, when: \"1950-05-05\")])",
    )
    .expect("written");
    let mut terminal = start_kept(&[other.to_str().expect("a path")], &home);
    assert!(has(terminal.parser.screen(), "5 May 1950"));
    terminal.send("q");
    terminal.end();
    assert_eq!(kept_files(&home).len(), 2);
}

#[test]
fn what_was_gathered_outlives_a_stop_and_a_panic_and_a_fresh_start_sets_it_aside() {
    let home = state_home();
    let mut terminal = start_kept(&[], &home);
    terminal.send("1939\r ");
    terminal.wait_for("a pin", |screen| has(screen, "[1 pin]"));
    assert_eq!(kept_files(&home).len(), 1, "a pin is kept at once");
    terminal.send("\x1a");
    terminal.wait_until("the process stops", Terminal::is_stopped);
    assert_eq!(
        kept_files(&home).len(),
        1,
        "kept before the shell has the terminal"
    );
    drop(terminal);
    let mut broken = Terminal::start_on(
        120,
        40,
        &["--panic-after-first-frame"],
        &[("XDG_STATE_HOME", home.path().to_str().expect("a path"))],
        Some(DARK),
    );
    assert!(!broken.end().success());
    let mut terminal = start_kept(&[], &home);
    assert!(
        has(terminal.parser.screen(), "[1 pin]"),
        "a panic loses no pin"
    );
    terminal.send("q");
    terminal.end();
    let mut terminal = start_kept(&["--fresh"], &home);
    assert!(!has(terminal.parser.screen(), "[1 pin]"));
    assert!(
        has(terminal.parser.screen(), "3 Sep 2019"),
        "as on the first run"
    );
    terminal.send("q");
    terminal.end();
    let files = kept_files(&home);
    assert!(
        files.len() == 2 && files[1].to_string_lossy().ends_with(".ron.before"),
        "{files:?}"
    );
}

#[test]
fn of_two_explorers_at_once_the_last_one_to_leave_is_remembered() {
    let home = state_home();
    let (mut one, mut other) = (start_kept(&[], &home), start_kept(&[], &home));
    for (terminal, year) in [(&mut one, "1939"), (&mut other, "2003")] {
        terminal.send(&format!("{year}\r"));
        terminal.wait_for("the year", |screen| {
            screen
                .rows(0, 120)
                .next()
                .is_some_and(|row| row.contains(year))
        });
    }
    for terminal in [&mut other, &mut one] {
        terminal.send("q");
        terminal.end();
    }
    let again = start_kept(&[], &home);
    assert!(
        has(again.parser.screen(), "11 May 1939"),
        "{}",
        again.parser.screen().contents()
    );
    assert_eq!(kept_files(&home).len(), 1);
}

#[test]
fn where_nothing_can_be_kept_that_is_told_and_all_else_works() {
    let mut terminal = Terminal::start_on(
        120,
        40,
        &[],
        &[("XDG_STATE_HOME", "/dev/null/nowhere")],
        Some(DARK),
    );
    terminal.wait_for("the reason", |screen| {
        has(screen, "nothing will be kept") && has(screen, "─ Timeline ─")
    });
    terminal.send("1939\r ");
    terminal.wait_for("a pin", |screen| has(screen, "[1 pin]"));
    terminal.send("q");
    assert_eq!(terminal.end().exit_code(), 0);
    terminal.assert_restored();
}

#[test]
fn a_torn_file_is_set_aside_with_a_word_and_the_start_is_clean() {
    let home = state_home();
    let mut terminal = start_kept(&[], &home);
    terminal.send("1939\rq");
    terminal.end();
    let file = kept_files(&home).remove(0);
    let whole = std::fs::read_to_string(&file).expect("a text");
    std::fs::write(&file, &whole[..whole.len() / 2]).expect("written");
    let mut terminal = start_kept(&[], &home);
    assert!(
        has(terminal.parser.screen(), ".ron.corrupt-1"),
        "{}",
        terminal.parser.screen().contents()
    );
    assert!(has(terminal.parser.screen(), "3 Sep 2019"));
    terminal.send("q");
    terminal.end();
    let files = kept_files(&home);
    assert_eq!(files.len(), 2, "{files:?}");
    assert_eq!(
        std::fs::read_to_string(&files[1]).expect("a text"),
        whole[..whole.len() / 2]
    );
}

/// A program of a test in a folder, which the system's own path leads to after it.
fn fake_program(folder: &tempfile::TempDir, name: &str, script: &str) -> String {
    use std::os::unix::fs::PermissionsExt as _;
    let path = folder.path().join(name);
    std::fs::write(&path, format!("#!/bin/sh\n{script}")).expect("written");
    let executable = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(&path, executable).expect("set");
    path.to_str().expect("a path of letters").to_owned()
}

/// A history of two events in a file.
fn two_events(folder: &tempfile::TempDir) -> String {
    let path = folder.path().join("two events.ron");
    std::fs::write(
        &path,
        "Dataset(schema: \"annals/1.0\", id: \"two\", title: \"Two\", edition: \"2025\",\n\
         license: \"CC0-1.0\", languages: [\"en\"],\n\
         sources: [(id: \"s\", title: \"A page\", url: \"https://a.example/?q=1;x&y='z'\")],\n\
         events: [\n\
         (id: \"a\", title: \"First\", kind: Visit, importance: 3, when: \"1950-05-05\"),\n\
         (id: \"b\", title: \"Second\", kind: Visit, importance: 3, when: \"1960-05-05\",\n\
         cites: [(src: \"s\")]),\n\
         ])\n",
    )
    .expect("written");
    path.to_str().expect("a path").to_owned()
}

#[test]
fn a_record_is_edited_at_its_line_and_read_again_at_its_place() {
    let folder = state_home();
    let file = two_events(&folder);
    let record = folder.path().join("told");
    // It has the terminal and its keys: it writes, waits for a line, and changes the file.
    let editor = fake_program(
        &folder,
        "nano",
        "echo \"editing $1 $2\"\n\
         read answer\n\
         echo \"$answer|$1|$2\" > \"$TOLD\"\n\
         sed s/Second/Changed/ \"$2\" > \"$2.new\" && mv \"$2.new\" \"$2\"\n",
    );
    let mut terminal = Terminal::start_on(
        120,
        40,
        &[&file],
        &[
            ("EDITOR", &editor),
            ("VISUAL", ""),
            ("TOLD", record.to_str().expect("a path")),
        ],
        Some(DARK),
    );
    terminal.wait_for("the timeline", |screen| has(screen, "─ Timeline ─"));
    terminal.send("1960\r");
    terminal.wait_for("the second event", |screen| has(screen, "▌Second"));
    terminal.send("e");
    terminal.wait_for("the editor on the shell's own screen", |screen| {
        has(screen, "editing +6") && !screen.alternate_screen()
    });
    // Keys that mean something here mean nothing now, and neither does Ctrl-C, which the editor lives through or not.
    terminal.send("qqq\r");
    terminal.wait_for("the record as it is now", |screen| {
        has(screen, "▌Changed") && has(screen, "5 May 1960") && screen.alternate_screen()
    });
    let told = std::fs::read_to_string(&record).expect("the editor was there");
    assert_eq!(told, format!("qqq|+6|{file}\n"), "no key was lost");
    // It takes keys as before.
    terminal.send("?");
    terminal.wait_for("help", |screen| has(screen, "HELP"));
    terminal.send("\x1b");
    terminal.wait_for("no help", |screen| has(screen, "TIMELINE"));
    terminal.send("q");
    assert_eq!(terminal.end().exit_code(), 0);
    terminal.assert_restored();
}

#[test]
fn ctrl_c_in_the_editor_is_the_editors() {
    let folder = state_home();
    let file = two_events(&folder);
    let editor = fake_program(
        &folder,
        "vi",
        "trap 'echo interrupted' INT\necho ready\nwhile ! read answer; do :; done\n",
    );
    let mut terminal = Terminal::start_on(100, 30, &[&file], &[("VISUAL", &editor)], Some(DARK));
    terminal.wait_for("the timeline", |screen| has(screen, "─ Timeline ─"));
    terminal.send("e");
    terminal.wait_for("the editor", |screen| has(screen, "ready"));
    terminal.send("\x03");
    terminal.wait_for("its answer", |screen| has(screen, "interrupted"));
    terminal.send("\r");
    terminal.wait_for("the explorer again", |screen| {
        screen.alternate_screen() && has(screen, "read again")
    });
    terminal.send("q");
    assert_eq!(terminal.end().exit_code(), 0);
    terminal.assert_restored();
}

#[test]
fn an_editor_that_is_not_there_and_a_history_without_a_file_are_told() {
    let folder = state_home();
    let file = two_events(&folder);
    for (arguments, told) in [
        (&[file.as_str()][..], "no-such-editor does not start"),
        (&[][..], "annals export ron"),
    ] {
        let mut terminal = Terminal::start_on(
            120,
            40,
            arguments,
            &[("VISUAL", "/nowhere/no-such-editor")],
            Some(DARK),
        );
        terminal.wait_for("the timeline", |screen| has(screen, "─ Timeline ─"));
        terminal.send("e");
        terminal.wait_for("why not", |screen| {
            has(screen, told) && screen.alternate_screen()
        });
        terminal.send("q");
        assert_eq!(terminal.end().exit_code(), 0);
        terminal.assert_restored();
    }
}

#[test]
fn the_page_of_a_source_is_opened_as_one_argument_and_no_shell_reads_it() {
    let folder = state_home();
    let file = two_events(&folder);
    let told = folder.path().join("told");
    let browser = fake_program(
        &folder,
        "surf",
        "for word; do echo \"$word\"; done > \"$TOLD.part\" && mv \"$TOLD.part\" \"$TOLD\"\n",
    );
    let mut terminal = Terminal::start_on(
        120,
        40,
        &[&file],
        &[
            ("BROWSER", &format!("/nowhere/to-be-found:{browser}")),
            ("TOLD", told.to_str().expect("a path")),
        ],
        Some(DARK),
    );
    terminal.wait_for("the timeline", |screen| has(screen, "─ Timeline ─"));
    terminal.send("1960\ro");
    terminal.wait_for("what it did", |screen| {
        has(screen, "surf opens https://a.example/?q=1;x&y='z'")
    });
    terminal.wait_until("the browser has it", |_| told.exists());
    assert_eq!(
        std::fs::read_to_string(&told).expect("a text"),
        "https://a.example/?q=1;x&y='z'\n"
    );
    terminal.send("1950\ro");
    terminal.wait_for("an event without sources", |screen| {
        has(screen, "no source of this has an address")
    });
    terminal.send("q");
    terminal.end();
}

#[test]
fn a_browser_of_the_terminal_has_the_terminal() {
    let folder = state_home();
    let file = two_events(&folder);
    let browser = fake_program(&folder, "w3m", "echo \"page $1\"\nread answer\n");
    let mut terminal = Terminal::start_on(120, 40, &[&file], &[("BROWSER", &browser)], Some(DARK));
    terminal.wait_for("the timeline", |screen| has(screen, "─ Timeline ─"));
    terminal.send("1960\ro");
    terminal.wait_for("the page", |screen| {
        has(screen, "page https://a.example/") && !screen.alternate_screen()
    });
    terminal.send("\r");
    terminal.wait_for("the explorer again", |screen| {
        screen.alternate_screen() && has(screen, "w3m showed")
    });
    terminal.send("q");
    assert_eq!(terminal.end().exit_code(), 0);
    terminal.assert_restored();
}

/// A folder with settings and a theme.
fn config_home(settings: &str) -> tempfile::TempDir {
    let home = state_home();
    let folder = home.path().join("annals");
    std::fs::create_dir_all(folder.join("themes")).expect("a folder");
    std::fs::write(folder.join("config.ron"), settings).expect("written");
    std::fs::write(
        folder.join("themes").join("sea.ron"),
        "(text: \"#d0d8e0\", accent: \"#01a2b3\", dim: \"#808890\", faint: \"#606870\")",
    )
    .expect("written");
    home
}

fn start_settled(arguments: &[&str], home: &tempfile::TempDir) -> Terminal {
    let folder = home.path().to_str().expect("a path");
    Terminal::start_on(
        120,
        40,
        arguments,
        &[("XDG_CONFIG_HOME", folder)],
        Some(DARK),
    )
}

#[test]
fn what_is_settled_holds_and_the_command_line_comes_before_it() {
    let home = config_home("(theme: \"sea\", ascii: true, mouse: false, view: List)");
    let mut terminal = start_settled(&[], &home);
    terminal.wait_for("signs of ASCII", |screen| has(screen, "- Timeline -"));
    assert!(
        last(&terminal.written, "38;2;1;162;179").is_some(),
        "the theme"
    );
    assert!(has(terminal.parser.screen(), "118 events"), "the list");
    assert_eq!(
        terminal.parser.screen().mouse_protocol_mode(),
        MouseProtocolMode::None
    );
    terminal.send("q");
    terminal.end();
    let mut terminal = start_settled(&["--theme", "light"], &home);
    terminal.wait_for("the timeline", |screen| has(screen, "- Timeline -"));
    assert!(last(&terminal.written, "38;2;1;162;179").is_none());
    assert!(last(&terminal.written, "38;2;0;95;158").is_some());
    // T walks through all themes, one's own too.
    for theme in ["contrast", "mono", "sea", "dark"] {
        terminal.send("T");
        terminal.wait_for(theme, |screen| has(screen, &format!("theme {theme}")));
    }
    terminal.send("q");
    terminal.end();
}

#[test]
fn a_mistake_in_the_settings_is_told_and_keeps_nothing_from_starting() {
    let home = config_home("(\n  teme: \"sea\",\n  view: Listing,\n  ascii: true,\n)");
    let mut terminal = start_settled(&[], &home);
    terminal.wait_for("the warning", |screen| {
        has(
            screen,
            "config.ron:2:3: there is no setting `teme`; did you mean `theme`?",
        ) && has(screen, "1 more")
            && has(screen, "- Timeline -")
    });
    terminal.send("q");
    terminal.end();
}

#[test]
fn a_remote_walks_through_a_tour_by_the_bytes_that_it_sends() {
    let mut terminal = Terminal::start(120, 40, &["present"]);
    terminal.wait_for("the first stop", |screen| has(screen, " 1/10 ━"));
    let at = |terminal: &mut Terminal, bytes: &str, sign: &str| {
        terminal.send(bytes);
        terminal.wait_for(sign, |screen| has(screen, sign));
    };
    // PgDn, PgDn, PgUp.
    at(&mut terminal, "\x1b[6~", " 2/10 ━");
    at(&mut terminal, "\x1b[6~", " 3/10 ━");
    at(&mut terminal, "\x1b[5~", " 2/10 ━");
    // Blank, as the button comes under each keyboard, and back.
    for blank in ["b", ".", "и", "ю", "м", "в"] {
        terminal.send(blank);
        terminal.wait_for("a blank screen", |screen| {
            screen.contents().trim().is_empty()
        });
        at(&mut terminal, "\x1b[6~", " 2/10 ━");
    }
    // The other button: F5 and Esc by turns, F5 in either of its forms.
    for f5 in ["\x1b[15~", "\x1b[15;2~"] {
        at(&mut terminal, "\x1b", "─ Timeline ─");
        at(&mut terminal, f5, " 2/10 ━");
    }
    at(&mut terminal, "\x1b[C", " 3/10 ━");
    at(&mut terminal, "\x1b[D", " 2/10 ━");
    at(&mut terminal, "10\r", " 10/10 ━");
    at(&mut terminal, "q", "─ Timeline ─");
    terminal.send("q");
    assert_eq!(terminal.end().exit_code(), 0);
    terminal.assert_restored();
}

#[test]
fn a_tour_that_is_not_there_is_told_before_the_screen_is_taken() {
    let mut terminal = Terminal::start(80, 24, &["present", "thousand-years"]);
    assert_eq!(terminal.end().exit_code(), 2);
    terminal.wait_for("a sentence", |screen| {
        has(screen, "there is no tour `thousand-years`") && has(screen, "hundred-years")
    });
}

#[test]
fn presenter_and_notes_stand_side_by_side() {
    let folder = state_home();
    let place = folder.path().to_str().expect("a path").to_owned();
    let start = |arguments: &[&str]| {
        let variables = [("XDG_RUNTIME_DIR", place.as_str())];
        Terminal::start_on(100, 30, arguments, &variables, Some(DARK))
    };
    // Notes may come first, and wait.
    let mut notes = start(&["notes"]);
    notes.wait_for("patience", |screen| has(screen, "no presentation runs"));
    let mut class = start(&["present"]);
    class.wait_for("the first stop", |screen| has(screen, " 1/10 ━"));
    notes.wait_for("the notes of the first stop", |screen| {
        has(screen, "1/10 A hundred years in one line")
            && has(screen, "Until 1991 the partner")
            && has(screen, "The battle behind the calendar")
    });
    assert!(
        !has(class.parser.screen(), "Until 1991"),
        "notes are the teacher's"
    );
    // Forward from the slide.
    class.send("\x1b[6~");
    notes.wait_for("the second stop", |screen| has(screen, "2/10 The battle"));
    // Forward, to a number, blank, the answer, from the notes.
    notes.send("\x1b[6~");
    class.wait_for("the third stop", |screen| has(screen, " 3/10 ━"));
    notes.send("4\r");
    class.wait_for("the fourth stop", |screen| has(screen, " 4/10 ━"));
    notes.send("b");
    class.wait_for("a dark room", |screen| screen.contents().trim().is_empty());
    notes.wait_for("the word for it", |screen| {
        has(screen, "the screen is blank")
    });
    notes.send("b");
    class.wait_for("the slide again", |screen| has(screen, " 4/10 ━"));
    notes.wait_for("the hidden answer", |screen| {
        has(screen, "hidden from the class")
    });
    notes.send("a");
    notes.wait_for("the answer in sight", |screen| {
        has(screen, "which the class sees")
    });
    // A question leads into the panes; the notes know, and bring the slide back.
    class.send("\x1b");
    notes.wait_for("the word for it", |screen| {
        has(screen, "the class sees the explorer")
    });
    notes.send("\x1b[15~");
    class.wait_for("the slide", |screen| has(screen, " 4/10 ━"));

    // Second ones are told, and harm nobody.
    let mut second = start(&["notes"]);
    second.wait_for("a plain word", |screen| has(screen, "other notes follow"));
    let mut other = start(&["present"]);
    other.wait_for("a plain word", |screen| {
        has(screen, "another presentation runs")
    });
    other.send("\x1b[6~");
    other.wait_for("that it goes on alone", |screen| has(screen, " 2/10 ━"));
    other.send("\x03");
    assert_eq!(other.end().exit_code(), 130);
    notes.send("\x1b[5~");
    class.wait_for("the third stop", |screen| has(screen, " 3/10 ━"));

    // When the notes die the others take over; when the presenter is killed they say so and live.
    notes.signal("KILL");
    second.wait_for("its turn", |screen| has(screen, "3/10 Two leaders"));
    class.signal("KILL");
    second.wait_for("the loss", |screen| has(screen, "the presentation is gone"));
    assert!(
        has(second.parser.screen(), "3/10 Two leaders"),
        "what was there stays to be read"
    );
    // The dead one's socket is no hindrance.
    let mut class = start(&["present"]);
    class.wait_for("the first stop", |screen| has(screen, " 1/10 ━"));
    second.wait_for("the new one", |screen| has(screen, "1/10 A hundred years"));
    second.send("n");
    class.wait_for("the second stop", |screen| has(screen, " 2/10 ━"));
    class.send("q");
    second.wait_for("the end", |screen| has(screen, "the tour has ended"));
    second.send("q");
    assert_eq!(second.end().exit_code(), 0);
    second.wait_for("the shell's own screen", |screen| {
        !screen.alternate_screen() && !screen.hide_cursor()
    });
    class.wait_for("the explorer", |screen| has(screen, "─ Timeline ─"));
    class.send("q");
    assert_eq!(class.end().exit_code(), 0);
    class.assert_restored();
}

/// The program in a terminal of its own, and what it has written there.
struct Terminal {
    master: Box<dyn MasterPty + Send>,
    /// Kept open, so that nothing that was written is lost at the end.
    slave: Box<dyn SlavePty + Send>,
    child: Box<dyn Child + Send + Sync>,
    input: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    parser: vt100::Parser,
    written: Vec<u8>,
    /// The answer to the next question for the ground.
    ground: Option<&'static str>,
    /// Whether the terminal echoed what is typed, and the rest of its local modes, before the start.
    modes: String,
    /// Gone with the test.
    _home: tempfile::TempDir,
}

/// The question for the ground that a terminal paints on, and the one that every terminal answers.
const QUESTION: &str = "\x1b]11;?\x1b\\\x1b[c";

/// The answers of a terminal with a dark ground, and of one with a light ground.
const DARK: &str = "\x1b]11;rgb:1010/1212/1616\x1b\\\x1b[?62;22c";
const LIGHT: &str = "\x1b]11;rgb:ffff/ffff/f0f0\x1b\\\x1b[?62;22c";

impl Terminal {
    fn start(columns: u16, rows: u16, arguments: &[&str]) -> Self {
        Self::start_on(columns, rows, arguments, &[], Some(DARK))
    }

    /// Starts with variables of the environment, on a ground that the terminal tells, or keeps to itself.
    fn start_on(
        columns: u16,
        rows: u16,
        arguments: &[&str],
        variables: &[(&str, &str)],
        ground: Option<&'static str>,
    ) -> Self {
        let pty = native_pty_system()
            .openpty(size(columns, rows))
            .expect("the system gives a terminal");
        let modes = modes(&*pty.master);
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_annals"));
        command.args(arguments);
        command.cwd(env!("CARGO_MANIFEST_DIR"));
        // Nobody's settings, and the same colours on every machine.
        let home = tempfile::tempdir().expect("a folder");
        for name in [
            "HOME",
            "XDG_CONFIG_HOME",
            "XDG_STATE_HOME",
            "XDG_DATA_HOME",
            "XDG_RUNTIME_DIR",
        ] {
            command.env(name, home.path());
        }
        for name in [
            "NO_COLOR",
            "NO_MOTION",
            "ANNALS_LOG",
            "RUST_BACKTRACE",
            "VISUAL",
            "EDITOR",
            "BROWSER",
        ] {
            command.env_remove(name);
        }
        command.env("TERM", "xterm-256color");
        command.env("COLORTERM", "truecolor");
        for (name, value) in variables {
            command.env(name, value);
        }
        let child = pty
            .slave
            .spawn_command(command)
            .expect("the program starts");
        let mut reader = pty.master.try_clone_reader().expect("a reader");
        let (to, output) = mpsc::channel();
        std::thread::spawn(move || {
            let mut bytes = [0; 16 * 1024];
            while let Ok(n_read @ 1..) = reader.read(&mut bytes) {
                if to.send(bytes[..n_read].to_vec()).is_err() {
                    return;
                }
            }
        });
        Self {
            input: pty.master.take_writer().expect("a writer"),
            master: pty.master,
            slave: pty.slave,
            child,
            output,
            parser: vt100::Parser::new(rows, columns, 0),
            written: Vec::new(),
            ground,
            modes,
            _home: home,
        }
    }

    /// Types.
    fn send(&mut self, keys: &str) {
        self.input
            .write_all(keys.as_bytes())
            .and_then(|()| self.input.flush())
            .expect("the terminal takes keys");
    }

    fn resize(&mut self, columns: u16, rows: u16) {
        self.parser.screen_mut().set_size(rows, columns);
        self.master
            .resize(size(columns, rows))
            .expect("the terminal takes a size");
    }

    fn signal(&self, name: &str) {
        let status = Command::new("kill").args(["-s", name, &self.id()]).status();
        assert!(
            status.is_ok_and(|status| status.success()),
            "kill -s {name}"
        );
    }

    /// Waits for a screen; one of which the rest is still to come does not count.
    fn wait_for(&mut self, what: &str, holds: impl Fn(&Screen) -> bool) {
        self.wait_until(what, |terminal| {
            let (begun, ended) = (
                last(&terminal.written, "\x1b[?2026h"),
                last(&terminal.written, "\x1b[?2026l"),
            );
            begun <= ended && holds(terminal.parser.screen())
        });
    }

    /// Takes what the program writes until something holds.
    fn wait_until(&mut self, what: &str, holds: impl Fn(&mut Self) -> bool) {
        let until = Instant::now() + DEADLINE;
        while !holds(self) {
            assert!(
                Instant::now() < until,
                "waiting for {what}, the screen is:\n{}",
                self.parser.screen().contents()
            );
            match self.output.recv_timeout(LOOK_AGAIN) {
                Ok(bytes) => self.take(&bytes),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => {
                    panic!(
                        "the terminal closed, waiting for {what}:\n{}",
                        self.parser.screen().contents()
                    )
                }
            }
        }
    }

    fn take(&mut self, bytes: &[u8]) {
        self.parser.process(bytes);
        self.written.extend_from_slice(bytes);
        if last(&self.written, QUESTION).is_some()
            && let Some(answer) = self.ground.take()
        {
            self.send(answer);
        }
    }

    /// Waits for the end of the program, and for the last of its output.
    fn end(&mut self) -> ExitStatus {
        let mut status = None;
        let until = Instant::now() + DEADLINE;
        while status.is_none() {
            assert!(
                Instant::now() < until,
                "the program does not end:\n{}",
                self.parser.screen().contents()
            );
            if let Ok(bytes) = self.output.recv_timeout(LOOK_AGAIN) {
                self.take(&bytes);
            }
            status = self.child.try_wait().expect("the program is a child");
        }
        self.wait_until("the cursor is shown again", |terminal| {
            !terminal.parser.screen().hide_cursor()
        });
        status.expect("it ended")
    }

    fn assert_restored(&mut self) {
        // In the order of the bytes: what switches a mode off comes after all that switched it on.
        for (on, off) in [
            ("\x1b[?1049h", "\x1b[?1049l"),
            ("\x1b[?25l", "\x1b[?25h"),
            ("\x1b[?1000h", "\x1b[?1000l"),
            ("\x1b[?1006h", "\x1b[?1006l"),
            ("\x1b[?2004h", "\x1b[?2004l"),
            ("\x1b[?1004h", "\x1b[?1004l"),
        ] {
            let (on_at, off_at) = (last(&self.written, on), last(&self.written, off));
            assert!(on_at.is_some() && on_at < off_at, "{off:?} follows {on:?}");
        }
        let screen = self.parser.screen();
        assert!(!screen.alternate_screen());
        assert!(!screen.hide_cursor());
        assert!(!screen.bracketed_paste());
        assert_eq!(screen.mouse_protocol_mode(), MouseProtocolMode::None);
        assert_eq!(
            modes(&*self.master),
            self.modes,
            "lines are read and echoed as before"
        );
    }

    /// Whether the process was stopped, as `ps` tells it.
    fn is_stopped(&mut self) -> bool {
        let output = Command::new("ps")
            .args(["-o", "stat=", "-p", &self.id()])
            .output()
            .expect("`ps` runs");
        output.stdout.trim_ascii_start().starts_with(b"T")
    }

    fn id(&self) -> String {
        self.child
            .process_id()
            .expect("the program runs")
            .to_string()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // A failed test leaves no program behind; one that has ended can not be ended again.
        if matches!(self.child.try_wait(), Ok(None)) {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
        let _ = &self.slave;
    }
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    }
}

/// Input, output and local modes of a terminal.
fn modes(master: &dyn MasterPty) -> String {
    let termios = master.get_termios().expect("a terminal has modes");
    format!(
        "{:?} {:?} {:?}",
        termios.input_flags, termios.output_flags, termios.local_flags
    )
}

fn has(screen: &Screen, text: &str) -> bool {
    row_with(screen, text).is_some()
}

fn row_with(screen: &Screen, text: &str) -> Option<String> {
    screen
        .rows(0, screen.size().1)
        .find(|row| row.contains(text))
}

fn last(bytes: &[u8], text: &str) -> Option<usize> {
    bytes
        .windows(text.len())
        .rposition(|window| window == text.as_bytes())
}
