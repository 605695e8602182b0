//! The command line as a script meets it: what is printed where, and how it ends.

use std::io::{Read, Write};
use std::process::{Command, Output, Stdio};

fn annals(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_annals"))
        .args(args)
        .stdin(Stdio::null())
        .output()
        .expect("the program runs")
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("text")
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("text")
}

fn json(args: &[&str]) -> serde_json::Value {
    let output = annals(&[args, &["--format", "json"]].concat());
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(value["schema"], "annals-output/1", "{args:?}");
    value
}

#[test]
fn a_name_is_found_in_any_spelling_script_and_order() {
    for (query, person) in [
        ("khurelsukh", "khurelsukh"),
        ("Khürelsükh", "khurelsukh"),
        ("Хүрэлсүх", "khurelsukh"),
        ("hurelsuh", "khurelsukh"),
        ("battulga khaltmaa", "battulga"),
        ("khaltmaa battulga", "battulga"),
        ("elegbdorj", "elbegdorj"),
        ("Путин", "putin"),
        ("pope", "francis"),
    ] {
        let found = json(&["search", query]);
        assert_eq!(found["results"][0]["id"], person, "{query}");
    }
}

#[test]
fn nothing_found_is_exit_1_and_wrong_use_2_and_no_data_3() {
    let nothing = annals(&["search", "queen of nothing"]);
    assert_eq!(
        (nothing.status.code(), stdout(&nothing).as_str()),
        (Some(1), "")
    );
    assert!(stderr(&nothing).contains("nothing is called"));
    assert_eq!(annals(&["serch", "x"]).status.code(), Some(2));
    assert_eq!(annals(&["on", "soon"]).status.code(), Some(2));
    let missing = annals(&["list", "events", "--data", "no-such-file.ron"]);
    assert_eq!(missing.status.code(), Some(3));
    assert!(
        stderr(&missing).contains("`no-such-file.ron`"),
        "{}",
        stderr(&missing)
    );
}

#[test]
fn without_a_terminal_the_explorer_says_what_to_use_instead() {
    let output = annals(&[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("annals list events"),
        "{}",
        stderr(&output)
    );
    assert!(stdout(&output).is_empty());
}

#[test]
fn a_day_has_its_office_holders_and_the_level_of_each_relation() {
    let on = json(&["on", "3 sep 2019"]);
    assert_eq!(on["date"], "2019-09-03");
    let holders = on["holders"].as_array().expect("a list");
    let holds = |post: &str, person: &str| {
        holders
            .iter()
            .any(|row| row["post"] == post && row["person"] == person)
    };
    assert!(holds("President of Mongolia", "Battulga Khaltmaa"));
    assert!(holds("President of Russia", "Vladimir Putin"));
    let relations = on["relations"].as_array().expect("a list");
    let level = relations
        .iter()
        .find(|row| row["track"] == "Mongolia–Russia")
        .map(|row| &row["level"]);
    assert_eq!(level, Some(&"comprehensive strategic partnership".into()));
}

/// Days of a holder beside Putin under a rule.
fn shared_days(rows: &serde_json::Value, holder: &str, rule: &str) -> i64 {
    let row = rows["overlap"]
        .as_array()
        .expect("a list")
        .iter()
        .find(|row| {
            row["holder"] == holder && row["counting"] == rule && row["beside"] == "Vladimir Putin"
        })
        .unwrap_or_else(|| panic!("{holder}, {rule}"));
    row["days"]
        .as_str()
        .expect("text")
        .parse()
        .expect("a number")
}

#[test]
fn shared_days_are_those_of_the_facts_to_the_day() {
    let facts = |khurelsukh: i64| {
        [
            ("Ochirbat Punsalmaa", [0, 0, 0, 0, 0]),
            ("Bagabandi Natsag", [1874, 128, 2002, 144, 2146]),
            ("Enkhbayar Nambar", [1048, 0, 1048, 406, 1454]),
            ("Elbegdorj Tsakhia", [1890, 0, 1890, 1054, 2944]),
            ("Battulga Khaltmaa", [1446, 0, 1446, 0, 1446]),
            (
                "Khurelsukh Ukhnaa",
                [khurelsukh, 0, khurelsukh, 0, khurelsukh],
            ),
        ]
    };
    let rules = [
        "inaugurated",
        "acting",
        "with-acting",
        "ru-prime-minister",
        "any",
    ];
    for (until, khurelsukh) in [("2024-04-30", 1040), ("2025-12-31", 1650)] {
        let beside = json(&[
            "overlap",
            "mn-president",
            "--with",
            "putin",
            "--until",
            until,
        ]);
        for (holder, days) in facts(khurelsukh) {
            for (rule, days) in rules.iter().zip(days) {
                assert_eq!(
                    shared_days(&beside, holder, rule),
                    days,
                    "{holder}, {rule}, {until}"
                );
            }
        }
        // The matrix of the two posts counts the same under each rule.
        for (idx, rule) in rules.iter().enumerate() {
            let matrix = json(&[
                "overlap",
                "mn-president",
                "ru-president",
                "--rule",
                rule,
                "--until",
                until,
            ]);
            for (holder, days) in facts(khurelsukh) {
                assert_eq!(
                    shared_days(&matrix, holder, rule),
                    days[idx],
                    "{holder}, {rule}, {until}"
                );
            }
        }
    }
}

#[test]
fn a_matrix_is_read_as_one_and_a_rule_that_is_none_names_those_that_are() {
    let output = annals(&[
        "overlap",
        "mn-president",
        "ru-president",
        "--rule",
        "prime-minister",
    ]);
    let matrix = String::from_utf8_lossy(&output.stdout);
    let heads = matrix.lines().next().expect("heads");
    for head in ["in office", "Yeltsin", "Putin", "Medvedev"] {
        assert!(heads.contains(head), "{matrix}");
    }
    let elbegdorj = matrix
        .lines()
        .find(|line| line.starts_with("Elbegdorj"))
        .expect("a row");
    assert!(
        elbegdorj.contains("2944") && elbegdorj.contains("1054*"),
        "{elbegdorj}"
    );
    let output = annals(&["overlap", "mn-president", "ru-president", "--rule", "king"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        said.contains("`king`")
            && said.contains("with-acting")
            && said.contains("ru-prime-minister"),
        "{said}"
    );
}

#[test]
fn every_kind_is_listed_in_every_format() {
    for kind in [
        "events",
        "people",
        "posts",
        "memberships",
        "projects",
        "sources",
        "claims",
        "tours",
        "areas",
        "organizations",
        "tracks",
        "eras",
        "glossary",
    ] {
        let n_rows = json(&["list", kind])[kind]
            .as_array()
            .expect("a list")
            .len();
        assert!(n_rows > 0, "{kind}");
        let csv = annals(&["list", kind, "--format", "csv"]);
        let mut reader = csv::Reader::from_reader(csv.stdout.as_slice());
        assert_eq!(reader.records().flatten().count(), n_rows, "{kind}");
    }
    let sorted = json(&["list", "people", "--sort", "born"]);
    assert!(sorted["people"].is_array());
    let wrong = annals(&["list", "people", "--sort", "size"]);
    assert!(
        stderr(&wrong).contains("there are id, name"),
        "{}",
        stderr(&wrong)
    );
    let on = json(&[
        "list",
        "memberships",
        "--on",
        "2019-09-03",
        "--where",
        "battulga",
    ]);
    assert_eq!(on["memberships"].as_array().map(Vec::len), Some(1));
}

#[test]
fn a_record_is_shown_whole_and_an_unknown_id_names_its_neighbours() {
    let output = annals(&["show", "treaty-2019"]);
    let text = stdout(&output);
    for part in [
        "agreement · 3 September 2019",
        "Same day",
        "80 years after",
        "[1] Kremlin 2019-09-03",
        "https://",
    ] {
        assert!(text.contains(part), "{part} in\n{text}");
    }
    assert_eq!(
        json(&["show", "event:treaty-2019"])["id"],
        "event:treaty-2019"
    );
    let unknown = annals(&["show", "treaty-2018"]);
    assert_eq!(unknown.status.code(), Some(1));
    assert!(
        stderr(&unknown).contains("event:treaty-2019"),
        "{}",
        stderr(&unknown)
    );
}

#[test]
fn check_prints_place_cause_and_cure_and_ends_with_1() {
    let file = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/it/cases/check/several-at-once.ron"
    );
    let output = annals(&["check", file]);
    assert_eq!(output.status.code(), Some(1));
    let text = stdout(&output);
    assert!(
        text.contains("error[E02]: there is no field `colour` here"),
        "{text}"
    );
    assert!(text.contains("several-at-once.ron:6:"), "{text}");
    let findings = json(&["check", file]);
    assert_eq!(findings["errors"], 3);
    assert_eq!(
        annals(&["check"]).status.code(),
        Some(0),
        "the embedded history is without an error"
    );
    assert_eq!(
        annals(&["check", "--strict"]).status.code(),
        Some(1),
        "its warnings count when asked to"
    );
}

#[test]
fn a_reader_that_has_seen_enough_is_no_mistake() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_annals"))
        .args(["list", "sources", "--format", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut first = [0; 1];
    let mut out = child.stdout.take().expect("a pipe");
    out.read_exact(&mut first).expect("a byte");
    drop(out);
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(stderr(&output), "");
}

#[test]
fn nothing_from_a_file_steers_the_terminal() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("evil.ron");
    let text = "Dataset(schema: \"annals/1.0\", id: \"t\", title: \"T\", edition: \"2025\", events: [\n  (id: \"a\", title: \"red \\u{1b}[31m \\u{202e}evil\", when: \"1921\", colour: \"\u{1b}[2J\"),\n])";
    std::fs::File::create(&file)
        .expect("a file")
        .write_all(text.as_bytes())
        .expect("written");
    let path = file.to_string_lossy().into_owned();
    for args in [
        &["list", "events"][..],
        &["search", "red"],
        &["show", "a"],
        &["check"],
    ] {
        let output = annals(&[args, &["--data", &path]].concat());
        let printed = stdout(&output) + &stderr(&output);
        assert!(
            !printed.contains('\u{1b}') && !printed.contains('\u{202e}'),
            "{args:?}: {printed:?}"
        );
    }
}

#[test]
fn keys_doctor_completions_and_man_speak_without_a_terminal() {
    for (args, part) in [
        (&["keys"][..], "search everything"),
        (&["themes"], "contrast"),
        (&["doctor"], "Mongolia–Russia relations"),
        (&["completions", "bash"], "_annals"),
        (&["man"], ".TH annals"),
        (&["--help"], "Examples:"),
        (&["--version"], "annals 0."),
    ] {
        let output = annals(args);
        assert_eq!(output.status.code(), Some(0), "{args:?}");
        assert!(
            stdout(&output).contains(part),
            "{args:?}: {}",
            stdout(&output)
        );
    }
}

#[test]
fn claims_are_listed_by_paragraph_with_what_was_counted() {
    let all = annals(&["claims"]);
    assert_eq!(all.status.code(), Some(0), "no count disagrees");
    let text = stdout(&all);
    for part in [
        "The Diplomat 2024-04, Paragraph 3\n",
        "C6.        From 1993 to 2021",
        "Verdict    supported in part",
        "Computed   11 visits to Russia: counted 11",
        "Evidence   event:treaty-1993",
        "5 elections of a president of Mongolia: counted 6 (not as the",
        "The Diplomat 2024-04, Paragraphs 19, 20\n",
    ] {
        assert!(text.contains(part), "{part} in\n{text}");
    }
    assert!(text.lines().all(|line| annals::text::width(line) <= 80));
    let one = annals(&["claims", "C30"]);
    let text = stdout(&one);
    assert!(
        text.contains("The Pope in Ulaanbaatar") || text.contains("Francis"),
        "{text}"
    );
    assert!(!text.contains("C29."));
    let unknown = annals(&["claims", "c99"]);
    assert_eq!(
        (unknown.status.code(), stdout(&unknown).as_str()),
        (Some(1), "")
    );
    assert!(stderr(&unknown).contains("from c1 to c34"));
}

#[test]
fn claims_are_data_in_every_format() {
    let all = json(&["claims"]);
    let claims = all["claims"].as_array().expect("a list");
    assert_eq!(claims.len(), 34);
    let visits = &claims[5];
    assert_eq!(visits["id"], "c6");
    assert_eq!(visits["at"], "Paragraph 3");
    assert_eq!(visits["verdict"], "PartlySupported");
    assert_eq!(visits["computed"][0]["found"], "11");
    assert_eq!(
        visits["computed"][0]["counted"].as_array().map(Vec::len),
        Some(11)
    );
    for (format, separator) in [("csv", b','), ("tsv", b'\t')] {
        let output = annals(&["claims", "c6", "--format", format]);
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(separator)
            .from_reader(output.stdout.as_slice());
        let found: Vec<String> = reader
            .records()
            .flatten()
            .map(|row| row[6].to_owned())
            .collect();
        assert_eq!(found, ["11", "4"], "a row for each check");
    }
}

#[test]
fn a_count_that_no_longer_agrees_is_told_by_claims_and_by_check() {
    let file = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/it/cases/check/e33-counts-something-else.ron"
    );
    let claims = annals(&["claims", "--data", file]);
    assert_eq!(claims.status.code(), Some(1));
    assert!(
        stdout(&claims).contains("3 visits: counted 2 (no longer agrees: expected 3"),
        "{}",
        stdout(&claims)
    );
    for format in ["json", "csv", "tsv"] {
        assert_eq!(
            annals(&["claims", "--data", file, "--format", format])
                .status
                .code(),
            Some(1),
            "{format}"
        );
    }
    assert_eq!(
        annals(&["claims", "right", "--data", file]).status.code(),
        Some(0)
    );
    let check = annals(&["check", file]);
    assert_eq!(check.status.code(), Some(1));
    assert!(
        stdout(&check)
            .contains("error[E33]: the claim `visits` expects 3 visits, and the data has 2")
    );
}

#[test]
fn a_record_is_cited_in_each_style_with_the_places_in_its_sources() {
    let cite = |id: &str, style: &str| stdout(&annals(&["show", id, "--cite", style]));
    assert_eq!(
        cite("claim:c1", "chicago"),
        "Bolor Lkhaajav, “What Does Putin's Re-election Mean for Mongolia-Russia Relations?,” The Diplomat (section: \
         Crossroads Asia), April 2024, para. 1, https://thediplomat.com/2024/04/what-does-putins-re-election-mean-for-\
         mongolia-russia-relations/.\n"
    );
    assert!(cite("claim:c1", "apa").ends_with("\nIn the text: (Lkhaajav, 2024, para. 1)\n"));
    assert!(cite("source:crossroads-2024", "bibtex").starts_with("@article{crossroads-2024,\n"));
    let items: serde_json::Value =
        serde_json::from_str(&cite("treaty-2019", "csl-json")).expect("JSON");
    assert!(items.as_array().is_some_and(|items| !items.is_empty()));
    let tour = annals(&["show", "tour:hundred-years", "--cite", "chicago"]);
    assert_eq!(tour.status.code(), Some(1));
}

#[test]
fn what_of_a_query_can_not_be_read_is_shown_under_its_place() {
    for arguments in [
        &["search", "gas", "colour:red", "dam"][..],
        &["list", "projects", "--where", "gas colour:red dam"],
    ] {
        let output = annals(arguments);
        let told = stderr(&output);
        assert!(
            told.contains("note: there is no field `colour`")
                && told.contains("\n  gas colour:red dam\n      ^^^^^^^^^^\n"),
            "{told}"
        );
    }
    let by_words = json(&["list", "events", "--where", "type:visit in:2009"]);
    assert!(
        by_words["events"]
            .as_array()
            .is_some_and(|events| !events.is_empty()),
        "the same words narrow a list"
    );
}

#[test]
fn themes_and_settings_of_ones_own_are_listed_and_their_mistakes_told() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path().join("annals");
    std::fs::create_dir_all(folder.join("themes")).expect("a folder");
    std::fs::write(
        folder.join("themes").join("sea.ron"),
        "(accent: \"#0000ff\")",
    )
    .expect("written");
    std::fs::write(folder.join("config.ron"), "(mose: true)").expect("written");
    let settled = |subcommand: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_annals"))
            .arg(subcommand)
            .env("XDG_CONFIG_HOME", home.path())
            .stdin(Stdio::null())
            .output()
            .expect("the program runs");
        stdout(&output)
    };
    assert_eq!(
        settled("themes"),
        "auto\ndark\nlight\ncontrast\nmono\nsea\n"
    );
    let doctor = settled("doctor");
    assert!(
        doctor.contains("config.ron:1:2: there is no setting `mose`; did you mean `mouse`?"),
        "{doctor}"
    );
}

/// Runs with a text as standard input.
fn answered(args: &[&str], answers: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_annals"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut input = child.stdin.take().expect("a pipe");
    input.write_all(answers.as_bytes()).expect("written");
    drop(input);
    child.wait_with_output().expect("it ends")
}

#[test]
fn a_quiz_is_answered_line_by_line_and_scored() {
    let args = ["quiz", "--seed", "7", "--count", "6"];
    let made = json(&args);
    let questions = made["questions"].as_array().expect("a list");
    assert_eq!((made["seed"].as_u64(), questions.len()), (Some(7), 6));
    let right: String = questions
        .iter()
        .map(|question| {
            let digits: Vec<String> = question["answer"]
                .as_array()
                .expect("an answer")
                .iter()
                .map(ToString::to_string)
                .collect();
            digits.join(" ") + "\n"
        })
        .collect();
    let all = answered(&args, &right);
    assert_eq!(all.status.code(), Some(0));
    assert!(
        stdout(&all).ends_with("\n6 of 6 right\n"),
        "{}",
        stdout(&all)
    );
    let first = &questions[0];
    let other = if first["answer"][0] == 1 { "2" } else { "1" };
    let one_wrong = answered(&args, &format!("nonsense\n9\n{other}\nq\n"));
    let text = stdout(&one_wrong);
    assert_eq!(text.matches("type a number from 1 to").count(), 2, "{text}");
    let answer = first["answer_in_words"].as_str().expect("words");
    assert!(
        text.contains(&format!("wrong: it is {}", &answer[..20])),
        "{text}"
    );
    let source = first["sources"][0]["text"].as_str().expect("a source");
    assert!(
        text.contains(source) && text.ends_with("\n0 of 1 right\n"),
        "{text}"
    );
    let none = answered(&args, "");
    assert!(stderr(&none).contains("--format markdown"));
}

#[test]
fn a_quiz_on_paper_has_its_answers_on_a_page_of_their_own() {
    let paper = annals(&[
        "quiz", "--seed", "3", "--count", "8", "--format", "markdown",
    ]);
    let text = stdout(&paper);
    let (questions, answers) = text.split_once("# Answers").expect("two pages");
    assert!(
        questions.contains("Name: ____")
            && questions.contains("\n8. ")
            && questions.contains("☐ A.")
    );
    assert!(answers.contains("--seed 3 --count 8") && answers.contains("\n8. **"));
    assert!(answers.contains("<https://"), "with sources: {answers}");
    assert_eq!(
        text,
        stdout(&annals(&[
            "quiz", "--seed", "3", "--count", "8", "--format", "markdown"
        ]))
    );
    let kinds = json(&[
        "quiz",
        "--kinds",
        "level,partner",
        "--count",
        "4",
        "--seed",
        "1",
    ]);
    let words: Vec<&str> = kinds["questions"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|question| question["kind"].as_str())
        .collect();
    assert_eq!(words, ["level", "partner", "level", "partner"]);
    let many = annals(&[
        "quiz", "--kinds", "level", "--count", "5000", "--format", "csv",
    ]);
    assert!(
        stderr(&many).contains("can be asked with certainty, of 5000"),
        "{}",
        stderr(&many)
    );
    assert_eq!(
        annals(&["quiz", "--kinds", "riddle"]).status.code(),
        Some(2)
    );
    let nothing = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/it/cases/check/e14-not-alive.ron"
    );
    assert_eq!(annals(&["quiz", "--data", nothing]).status.code(), Some(1));
}

#[test]
fn a_table_is_written_as_markdown_too() {
    let text = stdout(&annals(&["list", "tracks", "--format", "markdown"]));
    assert!(
        text.starts_with("| id | title | level | since |\n| --- | --- | --- | --- |\n| mn-ru | "),
        "{text}"
    );
}

#[test]
fn the_embedded_history_is_written_as_a_file_to_begin_from() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("mine.ron");
    let file = path.to_str().expect("a path");
    let written = annals(&["export", "ron", "-o", file]);
    assert_eq!(written.status.code(), Some(0), "{}", stderr(&written));
    assert_eq!(
        std::fs::read_to_string(&path).expect("the file"),
        include_str!("../../assets/history/mongolia-russia.ron")
    );
    let again = annals(&["export", "ron", "-o", file]);
    assert!(stderr(&again).contains("is there already"));
    assert_eq!(annals(&["check", file]).status.code(), Some(0));
    let part = annals(&["export", "ron", "--where", "gas"]);
    assert!(stderr(&part).contains("whole"), "{}", stderr(&part));
}

#[test]
fn a_day_after_the_history_ends_is_told_and_its_last_day_shown() {
    let later = annals(&["on", "2031-05-01"]);
    assert!(
        stderr(&later).contains("1 May 2031 is after the last day of this history"),
        "{}",
        stderr(&later)
    );
    assert_eq!(stdout(&later), stdout(&annals(&["on", "2025-12-31"])));
    assert!(stderr(&annals(&["on", "2025-12-31"])).is_empty());
}
