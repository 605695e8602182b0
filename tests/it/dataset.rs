//! What `check` finds: each case is a file under `cases/check`, with what it expects in comments at its top.
//!
//! `// CODE [line:column] [warning] text` expects a finding whose message and cure contain the text; `// unreadable: text`
//! expects that nothing can be read. A case without other comments expects exactly the findings named.

use std::path::PathBuf;

use annals::dataset::{self, Diagnostic, Origin, Severity};
use annals::model::{EntityKind, History};

#[test]
fn every_case_is_found_with_its_place_and_cure() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/it/cases/check");
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder)
        .expect("the cases")
        .map(|entry| entry.expect("a case").path())
        .collect();
    files.sort();
    assert!(files.len() > 20, "the cases are there");
    for file in files {
        let name = file
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let text = std::fs::read_to_string(&file).expect("a case");
        let expected: Vec<&str> = text
            .lines()
            .map_while(|line| line.strip_prefix("// "))
            .collect();
        assert!(!expected.is_empty(), "{name} expects something");
        if let Some(words) = expected[0].strip_prefix("unreadable: ") {
            let error = dataset::open_text(&name, &text)
                .expect_err("nothing can be read")
                .to_string();
            assert!(error.contains(words), "{name}: {error}");
            continue;
        }
        let mut loaded =
            dataset::open_text(&name, &text).unwrap_or_else(|error| panic!("{name}: {error}"));
        annals::cli::take_in_disagreements(&mut loaded);
        let mut left: Vec<&Diagnostic> = loaded.diagnostics.iter().collect();
        for line in expected {
            let found = left.iter().position(|diagnostic| matches(diagnostic, line));
            let blocks: Vec<String> = left
                .iter()
                .map(|diagnostic| diagnostic.to_block())
                .collect();
            let found =
                found.unwrap_or_else(|| panic!("{name} lacks `{line}`:\n{}", blocks.join("\n")));
            left.remove(found);
        }
        let errors: Vec<String> = left
            .iter()
            .filter(|left| left.severity == Severity::Error)
            .map(|left| left.to_block())
            .collect();
        assert!(
            errors.is_empty(),
            "{name} finds more:\n{}",
            errors.join("\n")
        );
    }
}

#[test]
fn the_embedded_history_is_whole_and_without_an_error() {
    let mut loaded = dataset::open(&Origin::Embedded).expect("the embedded history");
    annals::cli::take_in_disagreements(&mut loaded);
    let errors: Vec<String> = loaded
        .diagnostics
        .iter()
        .filter(|found| found.severity == Severity::Error)
        .map(Diagnostic::to_block)
        .collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    assert_eq!(loaded.n_skipped, 0);
    let history = &loaded.history;
    assert!(history.events().len() >= 104);
    assert_eq!(history.people().len(), 39);
    assert_eq!(history.projects().len(), 21);
    assert_eq!(history.claims().len(), 34);
    assert!(history.glossary().len() >= 12);
    let n_rows: usize = history
        .tracks()
        .map(|(_, track)| track.segments.len() + track.marks.len())
        .sum();
    assert_eq!(n_rows, 28, "rows of the relations");
    let (_, tour) = history.tours().next().expect("a tour");
    assert_eq!(tour.stops.len(), 10);
    assert!(
        tour.stops.iter().all(|stop| stop.ask.is_some()),
        "each stop asks"
    );
}

#[test]
fn hostile_files_are_refused_with_words_and_never_panic() {
    for text in [
        "",
        "\u{feff}",
        "(",
        "Dataset",
        "[1, 2]",
        "{\"json\": 1}",
        "\0\0\0",
        &"(".repeat(100_000),
        &"/*".repeat(100_000),
    ] {
        let error = dataset::open_text("hostile.ron", text)
            .expect_err("no history")
            .to_string();
        assert!(error.contains("hostile.ron"), "{error}");
    }
    let crlf = "Dataset(\r\nschema: \"annals/1.0\", id: \"t\", title: \"T\", edition: \"2025\",\r\nevents: [\r\n(id: \"a\", title: \"A\", when: \"soon\"),\r\n])";
    let loaded = dataset::open_text("crlf.ron", crlf).expect("a history");
    assert_eq!(
        (loaded.diagnostics[0].line, loaded.diagnostics[0].column),
        (4, 30)
    );
    assert!(!loaded.diagnostics[0].source_line.contains('\r'));
}

#[test]
fn a_folder_is_read_as_one_history_and_what_differs_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &[u8]| std::fs::write(folder.path().join(name), text);
    let open = || dataset::open(&Origin::Path(folder.path().to_owned()));
    let error = open().expect_err("nothing in it").to_string();
    assert!(error.contains("has no .ron file"), "{error}");

    write(
        "10-people.ron",
        b"\xef\xbb\xbf(people: [(id: \"x\", name: \"X\")])",
    )
    .expect("written");
    write(
        "20-head.ron",
        b"Dataset(schema: \"annals/1.0\", id: \"t\", title: \"T\", edition: \"2025\")",
    )
    .expect("written");
    write(
        "30-events.ron",
        b"Dataset(title: \"Other\", evnets: [], events: [(id: \"a\", title: \"A\", when: \"1990\", people: [(person: \"x\")])])",
    )
    .expect("written");
    let loaded = open().expect("a history");
    assert_eq!(loaded.history.overview().title, "T");
    assert_eq!(loaded.history.events().len(), 1);
    let found: Vec<(&str, &str, &str)> = loaded
        .diagnostics
        .iter()
        .map(|found| (found.code, found.help.as_str(), found.file.as_str()))
        .collect();
    let file = folder.path().join("30-events.ron").display().to_string();
    assert_eq!(
        found,
        [
            (
                "E04",
                "keep schema, id, title and edition in one file",
                file.as_str()
            ),
            ("E02", "write `events`", file.as_str()),
        ]
    );

    write("40-latin.ron", b"(people: [(id: \"y\", name: \"\xe9\")])").expect("written");
    let error = open().expect_err("not UTF-8").to_string();
    assert!(
        error.contains("40-latin.ron") && error.contains("save it as UTF-8"),
        "{error}"
    );
}

/// `CODE [line:column] [warning] text`.
fn matches(diagnostic: &Diagnostic, expected: &str) -> bool {
    let mut rest = expected;
    let mut next = || {
        let (word, tail) = rest.split_once(' ').unwrap_or((rest, ""));
        let before = rest;
        rest = tail;
        (word, before)
    };
    let (code, _) = next();
    let (mut word, mut before) = next();
    let mut fits = diagnostic.code == code;
    if let Some((line, column)) = word
        .split_once(':')
        .and_then(|(l, c)| Some((l.parse::<usize>().ok()?, c.parse::<usize>().ok()?)))
    {
        fits &= (diagnostic.line, diagnostic.column) == (line, column);
        (word, before) = next();
    }
    let is_warning = word == "warning" || code.starts_with('W');
    let text = if word == "warning" { next().1 } else { before };
    fits &= (diagnostic.severity == Severity::Warning) == is_warning;
    fits && format!("{}; {}", diagnostic.message, diagnostic.help).contains(text)
}

/// Two histories on one axis: nothing of the one points into the other, and each is as it was by itself.
#[test]
fn side_by_side_each_history_stays_what_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let small = folder.path().join("small.ron");
    std::fs::write(&small, include_str!("cases/schema-example.ron")).expect("written");
    let small = Origin::Path(small);
    let origins = [Origin::Embedded, small.clone(), small];
    let alone: Vec<_> = origins
        .iter()
        .map(|origin| dataset::open_quickly(origin).expect("a history"))
        .collect();
    let together = dataset::open_side_by_side(&origins[0], &origins[1..]).expect("histories");
    let history = &together.history;
    assert_eq!(history.members().len(), 3);
    let names = ["mongolia-russia", "mn-ru-mini", "mn-ru-mini-2"];
    for &kind in EntityKind::ALL {
        let n_alone: usize = alone.iter().map(|one| one.history.count(kind)).sum();
        assert_eq!(history.count(kind), n_alone, "{kind}");
    }
    for (member, (one, name)) in alone.iter().zip(names).enumerate() {
        let strip = |entity| {
            let reference = history.reference(entity);
            let own = reference.replacen(&format!(":{name}/"), ":", 1);
            assert_ne!(own, reference, "{reference} belongs to {name}");
            own
        };
        for entity in EntityKind::ALL
            .iter()
            .flat_map(|&kind| one.history.entities(kind))
        {
            let here = history.from_member(member, entity);
            assert_eq!(history.member_of(here), member);
            assert_eq!(strip(here), one.history.reference(entity));
            assert_eq!(history.own_id(here), one.history.text_id(entity));
            assert_eq!(history.title(here), one.history.title(entity));
            assert_eq!(
                history.edition_day_of(here),
                one.history.edition_day(),
                "open ends run to the edition of their own file"
            );
            let theirs: Vec<String> = one
                .history
                .related(entity)
                .iter()
                .map(|&other| one.history.reference(other))
                .collect();
            let ours: Vec<String> = history.related(here).iter().map(|&o| strip(o)).collect();
            assert_eq!(ours, theirs);
            let cited = |history: &History, entity| -> Vec<String> {
                let cites = history.cites_of(entity).iter();
                cites
                    .map(|cite| history.source(cite.source).title.clone())
                    .collect()
            };
            assert_eq!(cited(history, here), cited(&one.history, entity));
            assert_eq!(
                together.place(here).map(|(_, line, column)| (line, column)),
                one.place(entity).map(|(_, line, column)| (line, column))
            );
        }
    }
    assert_eq!(
        history.overview().title,
        format!(
            "{} · {}",
            alone[0].history.overview().title,
            alone[1].history.overview().title
        )
    );
    assert_eq!(
        history
            .overview()
            .start_here
            .map(|start| history.member_of(start)),
        Some(0)
    );
}
