//! Hand-outs: what is in each format, that it reads back, and that nothing of a history is taken for more than text.

use std::collections::HashSet;
use std::process::{Command, Output, Stdio};

use annals::dataset::{self, Origin};
use annals::export::{Format, Wanted, file_name, hand_out};
use annals::model::{Date, History};
use annals::query::timeline::Window;

/// What a text must never become: markup, a command, a formula, a turn of direction.
const HOSTILE: &str = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\\\" ' & ]]> {x} \\\\ # * | =1 \\u{202e}gnp\\u{7}\\u{1b}[2J\\nEND:VEVENT\\r\\nBEGIN:VEVENT \\u{feff}Хүрэлсүх, é";

fn embedded() -> History {
    dataset::open(&Origin::Embedded).map_or_else(|error| panic!("{error}"), |loaded| loaded.history)
}

fn read(text: &str) -> History {
    dataset::open_text("test.ron", text)
        .map_or_else(|error| panic!("{error}"), |loaded| loaded.history)
}

/// A history in which every text is hostile.
fn hostile() -> History {
    let ron = r#"Dataset(
        schema: "annals/1.0", id: "hostile", title: "TEXT", edition: "2025-12-31", license: "TEXT", languages: ["en"],
        summary: "TEXT", headline_track: "t",
        sources: [
            (id: "s", kind: Article, title: "TEXT", creators: [Person(family: "TEXT", given: "TEXT"), Org("TEXT")], publisher: "TEXT",
             issued: "2020", url: "javascript:alert(3)//TEXT", short: "TEXT", note: "TEXT"),
            (id: "s2", kind: Webpage, title: "TEXT", url: "https://example.org/?q=TEXT", short: "TEXT"),
        ],
        areas: [(id: "mn", name: "TEXT", kind: State), (id: "ru", name: "TEXT", kind: State)],
        organizations: [(id: "o", name: "TEXT", kind: Executive, area: "mn")],
        posts: [(id: "p", title: "TEXT", short: "TEXT", organization: "o", area: "mn", holders: Single)],
        people: [(id: "a", name: "TEXT", short: "TEXT", names: [(text: "TEXT", lang: "mn-Cyrl")], summary: "TEXT", cites: [(src: "s", at: Paragraph("TEXT"), says: "TEXT")])],
        memberships: [(id: "m", person: "a", post: "p", start: "2009-06-18", end: "..", on_behalf_of: "TEXT", cites: [(src: "s")])],
        eras: [(id: "era", title: "TEXT", during: "1924/1992", areas: ["mn"])],
        events: [
            (id: "day", title: "TEXT", when: "2019-09-03", kind: Agreement, place: "TEXT", summary: "TEXT", areas: ["mn"], people: [(person: "a", role: "TEXT")], tags: ["TEXT"],
             media: [(kind: Link, url: "javascript:alert(4)", alt: "TEXT")], cites: [(src: "s", at: Section("TEXT")), (src: "s2")]),
            (id: "year", title: "TEXT", when: "2019~", kind: Visit, cites: [(src: "s")]),
            (id: "caesar", title: "Ides", when: "-0043-03-15", kind: Other, cites: [(src: "s")]),
        ],
        projects: [(id: "j", title: "TEXT", short: "TEXT", sector: "TEXT", areas: ["mn", "ru"], place: "TEXT", summary: "TEXT",
            status: [(on: "2015", is: Pipeline, raw: "TEXT", note: "TEXT", cites: [(src: "s")])], cites: [(src: "s")])],
        tracks: [(id: "t", title: "TEXT", short: "TEXT", between: ["mn", "ru"], scale: ["TEXT"], segments: [(during: "2000/..", level: "TEXT", cites: [(src: "s")])])],
        claims: [(id: "c", source: "s", text: "TEXT", verdict: Supported, caveat: "TEXT", evidence: ["event:day"])],
        glossary: [(id: "g", term: "TEXT", lang: "en", means: "TEXT")],
    )"#;
    read(&ron.replace("TEXT", HOSTILE))
}

fn text(history: &History, format: Format, wanted: &Wanted) -> String {
    hand_out(history, format, wanted).text
}

#[test]
fn the_same_history_gives_the_same_bytes() {
    let (one, other) = (embedded(), embedded());
    for &format in Format::ALL {
        let wanted = Wanted::default();
        let first = text(&one, format, &wanted);
        assert!(first.len() > 10_000, "{format:?} is not empty");
        assert_eq!(first, text(&other, format, &wanted), "{format:?}");
    }
}

#[test]
fn no_control_and_no_turn_of_direction_leaves() {
    let history = hostile();
    for &format in Format::ALL {
        let text = text(&history, format, &Wanted::default());
        let escaped_by_json = format == Format::CslJson;
        for c in text.chars().filter(|_| !escaped_by_json) {
            let is_break = c == '\n' || (c == '\r' && format == Format::Ics);
            assert!(
                is_break || !(c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{feff}')),
                "{format:?} has {c:?}"
            );
        }
    }
}

#[test]
fn a_page_has_no_markup_but_its_own() {
    let history = hostile();
    let page = text(&history, Format::Html, &Wanted::default());
    let elements = elements(&page);
    let count = |name: &str| {
        elements
            .iter()
            .filter(|element| element.name == name)
            .count()
    };
    assert_eq!((count("script"), count("img"), count("h1")), (1, 0, 1));
    for element in &elements {
        for (name, value) in &element.attributes {
            assert!(!name.starts_with("on"), "{name} in {}", element.name);
            let leads = name == "href" || name == "src";
            assert!(
                !leads
                    || value.starts_with('#')
                    || value.starts_with("https://example.org/?q=%3C/script%3E")
                    || value == "data:,",
                "{value}"
            );
        }
    }
    let picture = text(&history, Format::Svg, &Wanted::default());
    let names: HashSet<String> = self::elements(&picture)
        .into_iter()
        .map(|e| e.name)
        .collect();
    let known = [
        "svg", "title", "desc", "style", "rect", "text", "path", "g", "circle",
    ];
    assert!(
        names.iter().all(|name| known.contains(&name.as_str())),
        "{names:?}"
    );
}

#[test]
fn a_page_loads_nothing_and_every_link_of_its_own_leads_somewhere() {
    let history = embedded();
    let wanted = [
        Wanted::default(),
        Wanted::default().only(&history, "person:putin"),
        Wanted::default().only(&history, "kind:claim"),
        Wanted {
            window: Some(window("1990/2001")),
            ..Wanted::default()
        },
    ];
    for wanted in wanted {
        let page = text(&history, Format::Html, &wanted);
        assert!(!page.contains("@import") && !page.contains("url("));
        let elements = elements(&page);
        let mut ids = HashSet::new();
        let mut targets = HashSet::new();
        for element in &elements {
            assert!(
                !element
                    .attributes
                    .iter()
                    .any(|(name, _)| name == "src" || name == "style"),
                "{}",
                element.name
            );
            for (name, value) in &element.attributes {
                if name == "id" {
                    assert!(ids.insert(value.clone()), "{value} twice");
                }
                if name == "href" {
                    targets.extend(value.strip_prefix('#').map(str::to_owned));
                }
            }
        }
        assert!(targets.len() > 3, "{targets:?}");
        let lost: Vec<&String> = targets.difference(&ids).collect();
        assert!(lost.is_empty(), "{lost:?}");
    }
}

#[test]
fn a_page_can_be_used_without_eyes_and_without_a_mouse() {
    let page = text(&embedded(), Format::Html, &Wanted::default());
    let elements = elements(&page);
    let has = |name: &str, attribute: &str, value: &str| {
        elements.iter().any(|element| {
            element.name == name
                && element
                    .attributes
                    .iter()
                    .any(|(n, v)| n == attribute && (value.is_empty() || v == value))
        })
    };
    assert!(has("html", "lang", "en"));
    assert!(has("a", "class", "skip") && has("main", "id", "main"));
    assert!(has("nav", "aria-label", "") && has("div", "role", "search"));
    assert!(has("span", "aria-live", "polite") && has("label", "for", "q"));
    // A picture has a name and a text that stands for it, and none of its parts takes the focus.
    for svg in elements.iter().filter(|element| element.name == "svg") {
        let get = |name: &str| {
            svg.attributes
                .iter()
                .find(|(n, _)| n == name)
                .map(|(_, v)| v.as_str())
        };
        let is_named = get("role") == Some("img")
            && get("aria-labelledby").is_some()
            && get("aria-describedby").is_some();
        assert!(is_named || get("aria-hidden") == Some("true"));
    }
    // Headings go down by one at most.
    let levels: Vec<u32> = elements
        .iter()
        .filter_map(|element| element.name.strip_prefix('h')?.parse().ok())
        .collect();
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1));
    assert!(levels.len() > 100);
}

#[test]
fn all_of_the_history_is_in_the_page() {
    let history = embedded();
    let page = text(&history, Format::Html, &Wanted::default());
    for (_, event) in history.events() {
        assert!(
            page.contains(&format!("id=\"event-{}\"", event.id)),
            "{}",
            event.id
        );
    }
    for (_, claim) in history.claims() {
        assert!(
            page.contains(&format!("id=\"claim-{}\"", claim.id)),
            "{}",
            claim.id
        );
    }
    for (_, person) in history.people() {
        assert!(
            page.contains(&format!("id=\"person-{}\"", person.id)),
            "{}",
            person.id
        );
    }
}

#[test]
fn every_text_of_the_page_has_contrast_enough() {
    let css = include_str!("../../assets/page/colours.css");
    // The first rule is the light one, the second the dark, the third paper.
    let themes: Vec<&str> = css.split(":root{").skip(1).collect();
    assert_eq!(themes.len(), 3);
    for theme in themes {
        let colour = |name: &str| {
            let from = theme
                .find(&format!("--{name}:#"))
                .unwrap_or_else(|| panic!("{name}"));
            let hex: String = theme[from + name.len() + 4..]
                .chars()
                .take_while(char::is_ascii_hexdigit)
                .collect();
            let wide = if hex.len() == 3 {
                hex.chars().flat_map(|c| [c, c]).collect()
            } else {
                hex
            };
            luminance(u32::from_str_radix(&wide, 16).expect("a colour"))
        };
        for ground in ["bg", "panel", "sel"] {
            for role in [
                "text",
                "dim",
                "match",
                "accent",
                "people",
                "projects",
                "agreements",
                "conflict",
            ] {
                let (a, b) = (colour(role), colour(ground));
                let ratio = (a.max(b) + 0.05) / (a.min(b) + 0.05);
                assert!(ratio >= 4.5, "{role} on {ground}: {ratio:.2}");
            }
        }
    }
}

#[test]
fn a_picture_is_well_formed_and_has_the_lanes_of_the_explorer() {
    let history = embedded();
    let whole = text(&history, Format::Svg, &Wanted::default());
    let n_lanes = annals::query::timeline::Lanes::new(&history).lanes().len();
    assert_eq!(whole.matches("class=\"lane\"").count(), n_lanes);
    assert!(whole.contains("<title id=\"t\">Mongolia–Russia relations</title>"));
    assert!(elements(&whole).len() > 300);
    // A window shows less, and no year outside of it.
    let part = text(
        &history,
        Format::Svg,
        &Wanted {
            window: Some(window("2000/2010")),
            ..Wanted::default()
        },
    );
    assert!(part.matches("class=\"lane\"").count() < n_lanes);
    assert!(part.contains(">2005</text>") && !part.contains(">1990</text>"));
}

#[test]
fn a_table_reads_back_with_a_row_for_each_record() {
    let history = embedded();
    let table = text(&history, Format::Csv, &Wanted::default());
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let columns = reader.headers().expect("columns").clone();
    let column = |name: &str| {
        columns
            .iter()
            .position(|held| held == name)
            .expect("a column")
    };
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    assert_eq!(
        rows.len(),
        history.events().len() + history.memberships().len() + history.projects().len()
    );
    for row in &rows {
        let date =
            Date::parse(&row[column("date")]).unwrap_or_else(|error| panic!("{row:?}: {error}"));
        let bound =
            |day: Option<annals::model::Day>| day.map(|day| day.to_string()).unwrap_or_default();
        assert_eq!(bound(date.earliest()), row[column("earliest")], "{row:?}");
        assert_eq!(bound(date.latest()), row[column("latest")], "{row:?}");
    }
    let treaty = rows
        .iter()
        .find(|row| &row[1] == "treaty-2019")
        .expect("the treaty");
    assert_eq!(
        [&treaty[0], &treaty[2], &treaty[3], &treaty[6], &treaty[10]],
        [
            "event",
            "Treaty of comprehensive strategic partnership",
            "2019-09-03",
            "Agreement",
            "Vladimir Putin; Battulga Khaltmaa"
        ]
    );
    let hostile = text(&hostile(), Format::Csv, &Wanted::default());
    let mut reader = csv::Reader::from_reader(hostile.as_bytes());
    assert_eq!(reader.records().flatten().count(), 5);
}

#[test]
fn a_calendar_has_each_known_day_and_tells_what_it_leaves_out() {
    let history = embedded();
    let handout = hand_out(&history, Format::Ics, &Wanted::default());
    let n_entries = handout.text.matches("BEGIN:VEVENT\r\n").count();
    assert!(n_entries > 50);
    assert_eq!(handout.n_records, n_entries);
    assert_eq!(
        handout.left_out,
        [format!(
            "left out {} events: not known to the day",
            history.events().len() - n_entries
        )]
    );
    calendar_is_sound(&handout.text);
    let battle = unfolded(&handout.text);
    let battle = battle
        .split("BEGIN:VEVENT")
        .find(|entry| entry.contains("Battle of Khalkhin Gol"))
        .expect("the battle");
    assert!(
        battle.contains("\nDTSTART;VALUE=DATE:19390511\n"),
        "{battle}"
    );
    // The day after the last, as calendars count.
    assert!(battle.contains("\nDTEND;VALUE=DATE:19390917\n"), "{battle}");
    assert!(!battle.contains("RRULE"));
    let yearly = text(
        &history,
        Format::Ics,
        &Wanted {
            anniversaries: true,
            ..Wanted::default()
        },
    );
    assert_eq!(yearly.matches("RRULE:FREQ=YEARLY\r\n").count(), n_entries);
    assert!(unfolded(&yearly).contains("Battle of Khalkhin Gol (1939)"));

    let hostile = hand_out(&hostile(), Format::Ics, &Wanted::default());
    calendar_is_sound(&hostile.text);
    assert_eq!(
        hostile.text.matches("BEGIN:VEVENT\r\n").count(),
        1,
        "44 BCE and a year are left out"
    );
    assert_eq!(hostile.left_out.len(), 2);
    assert!(hostile.left_out[1].contains("years 1 to 9998"));
}

#[test]
fn bibliographies_read_back() {
    let history = embedded();
    let items: serde_json::Value =
        serde_json::from_str(&text(&history, Format::CslJson, &Wanted::default())).expect("JSON");
    let items = items.as_array().expect("an array");
    let all = Wanted {
        uncited: true,
        ..Wanted::default()
    };
    let n_all: serde_json::Value =
        serde_json::from_str(&text(&history, Format::CslJson, &all)).expect("JSON");
    assert_eq!(
        n_all.as_array().map(Vec::len),
        Some(history.sources().len())
    );
    assert!(
        items
            .iter()
            .all(|item| item["id"].is_string() && item["title"].is_string())
    );

    let bib = text(&history, Format::Bibtex, &all);
    let mut keys = HashSet::new();
    for entry in bib.split("\n\n") {
        let key = entry
            .split_once('{')
            .and_then(|(_, rest)| rest.split_once(','));
        assert!(keys.insert(key.expect("a key").0.to_owned()), "{entry}");
    }
    assert_eq!(keys.len(), history.sources().len());
    for bib in [bib, text(&hostile(), Format::Bibtex, &Wanted::default())] {
        let mut depth = 0;
        for c in bib.chars() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                '@' => assert_eq!(depth, 0, "an entry begins inside of another"),
                _ => {}
            }
            assert!(depth >= 0);
        }
        assert_eq!(depth, 0);
    }
    let hostile: serde_json::Value =
        serde_json::from_str(&text(&self::hostile(), Format::CslJson, &Wanted::default()))
            .expect("JSON");
    assert_eq!(hostile.as_array().map(Vec::len), Some(2));
}

#[test]
fn a_text_has_headings_dates_and_numbered_sources() {
    let history = embedded();
    let markdown = text(&history, Format::Markdown, &Wanted::default());
    assert!(markdown.starts_with("# Mongolia–Russia relations\n\n"));
    let number = 1 + history
        .sources()
        .position(|(_, source)| source.id == "crossroads-2024")
        .expect("the article");
    assert!(markdown.contains(&format!("\n{number}. Bolor Lkhaajav, “What Does Putin's Re-election Mean for Mongolia-Russia Relations?,”")));
    assert!(markdown.contains("\n- **3 September 2019** Treaty of comprehensive strategic partnership (agreement, Ulaanbaatar). "));
    assert!(markdown.contains("\n| Battulga Khaltmaa | 10 July 2017 – 25 June 2021 |"));
    // A year stays a year.
    assert!(markdown.contains("\n- **1973** The Erdenet copper venture is founded"));
    let hostile = text(&hostile(), Format::Markdown, &Wanted::default());
    // An address stands between its signs and is read as it is.
    let mut bare = hostile.clone();
    while let Some(from) = bare.find(" <https://example.org/?q=%3C/script%3E") {
        let to = from + bare[from..].find('>').expect("an end");
        bare.replace_range(from..=to, "");
    }
    for (at, _) in bare.match_indices(['<', '[']) {
        assert!(bare[..at].ends_with('\\'), "{:?}", bare.get(at..at + 20));
    }
    assert!(hostile.contains("44 BCE"));
}

#[test]
fn a_query_and_a_window_narrow_what_is_handed_out() {
    let history = embedded();
    let summits = Wanted::default().only(&history, "kind:event type:summit");
    let table = text(&history, Format::Csv, &summits);
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let kinds: HashSet<String> = reader
        .records()
        .map(|row| row.expect("a row")[6].to_owned())
        .collect();
    assert_eq!(kinds, HashSet::from(["Summit".to_owned()]));
    let page = text(&history, Format::Html, &summits);
    assert!(page.contains("Only what answers “kind:event type:summit”."));
    // Who takes part can be read of, and nobody else.
    assert!(page.contains("id=\"person-putin\"") && !page.contains("id=\"person-bagabandi\""));

    let nineties = Wanted {
        window: Some(window("1990/1999")),
        ..Wanted::default()
    };
    let page = text(&history, Format::Html, &nineties);
    assert!(
        page.contains("id=\"event-treaty-1993\"") && !page.contains("id=\"event-treaty-2019\"")
    );
    let few = text(&history, Format::Bibtex, &nineties);
    assert!(few.len() < text(&history, Format::Bibtex, &Wanted::default()).len() / 2);
}

#[test]
fn a_file_is_written_whole_and_never_over_another() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("days.ics");
    let name = path.to_str().expect("a name");
    let first = annals(&["export", "ics", "-o", name]);
    assert_eq!(first.status.code(), Some(0), "{first:?}");
    assert!(first.stdout.is_empty());
    let written = std::fs::read_to_string(&path).expect("written");
    let talk = String::from_utf8_lossy(&first.stderr).into_owned();
    assert!(
        talk.contains("written") && talk.contains("not known to the day"),
        "{talk}"
    );

    std::fs::write(&path, "mine").expect("a file");
    let again = annals(&["export", "ics", "-o", name]);
    assert_eq!(again.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&again.stderr).contains("`--force` replaces it"));
    assert_eq!(std::fs::read_to_string(&path).expect("kept"), "mine");
    assert_eq!(
        annals(&["export", "ics", "-o", name, "--force"])
            .status
            .code(),
        Some(0)
    );
    assert_eq!(std::fs::read_to_string(&path).expect("replaced"), written);
    assert_eq!(annals(&["export", "ics"]).stdout, written.as_bytes());

    for wrong in [
        &["export", "html", "--anniversaries"][..],
        &["export", "svg", "--window", "2010..1990"],
        &["export", "svg", "--window", "soon..later"],
        &["export", "pdf"],
    ] {
        assert_eq!(annals(wrong).status.code(), Some(2), "{wrong:?}");
    }
    let nothing = annals(&["export", "csv", "--where", "'queen-of-nothing"]);
    assert_eq!(nothing.status.code(), Some(1));
    assert_eq!(
        file_name(&embedded(), Format::Bibtex),
        "mongolia-russia.bib"
    );
}

fn annals(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_annals"))
        .args(args)
        .stdin(Stdio::null())
        .output()
        .expect("the program runs")
}

fn window(edtf: &str) -> Window {
    let date = Date::parse(edtf).expect("a date");
    Window::new(
        date.earliest().expect("a start"),
        date.latest().expect("an end"),
    )
}

fn luminance(rgb: u32) -> f64 {
    let part = |shift: u32| {
        let value = f64::from(rgb >> shift & 0xff) / 255.0;
        if value <= 0.03928 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * part(16) + 0.7152 * part(8) + 0.0722 * part(0)
}

fn unfolded(calendar: &str) -> String {
    calendar.replace("\r\n ", "").replace("\r\n", "\n")
}

/// Lines of 75 octets at most, each a known property, entries that begin and end.
fn calendar_is_sound(calendar: &str) {
    assert!(
        calendar.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
            && calendar.ends_with("END:VCALENDAR\r\n")
    );
    assert_eq!(
        calendar.matches('\n').count(),
        calendar.matches("\r\n").count()
    );
    assert!(calendar.split("\r\n").all(|line| line.len() <= 75));
    let mut uids = HashSet::new();
    let mut open: Vec<&str> = Vec::new();
    let text = unfolded(calendar);
    for line in text.lines() {
        let (name, value) = line
            .split_once(':')
            .unwrap_or_else(|| panic!("{line:?} is no property"));
        match name.split(';').next().unwrap_or(name) {
            "BEGIN" => open.push(value),
            "END" => assert_eq!(open.pop(), Some(value)),
            "UID" => assert!(uids.insert(value.to_owned()), "{value} twice"),
            "DTSTART" | "DTEND" => assert!(
                value.len() == 8 && value.bytes().all(|b| b.is_ascii_digit()),
                "{line}"
            ),
            "VERSION" | "PRODID" | "CALSCALE" | "X-WR-CALNAME" | "DTSTAMP" | "RRULE"
            | "SUMMARY" | "DESCRIPTION" | "LOCATION" | "URL" | "CATEGORIES" | "TRANSP" => {}
            other => panic!("{other} is no property: {line:?}"),
        }
    }
    assert!(open.is_empty());
}

struct Element {
    name: String,
    attributes: Vec<(String, String)>,
}

/// The elements of a page or picture, in order; panics where tags are not balanced, attributes have no quotes, or a sign
/// stands where only its name may.
fn elements(text: &str) -> Vec<Element> {
    const VOID: [&str; 5] = ["meta", "link", "input", "br", "hr"];
    let mut found = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut rest = text.strip_prefix("<!DOCTYPE html>").unwrap_or(text);
    while let Some(at) = rest.find('<') {
        check_text(&rest[..at]);
        rest = &rest[at + 1..];
        if let Some(end) = rest.strip_prefix('/') {
            let (name, after) = end.split_once('>').expect("a tag ends");
            assert_eq!(open.pop().as_deref(), Some(name));
            rest = after;
            continue;
        }
        let name: String = rest
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        assert!(!name.is_empty(), "a sign alone: {:?}", rest.get(..40));
        rest = &rest[name.len()..];
        let mut attributes = Vec::new();
        let closed = loop {
            rest = rest.trim_start();
            if let Some(after) = rest.strip_prefix("/>") {
                rest = after;
                break true;
            }
            if let Some(after) = rest.strip_prefix('>') {
                rest = after;
                break VOID.contains(&name.as_str());
            }
            let attribute: String = rest
                .chars()
                .take_while(|c| c.is_ascii_alphanumeric() || "-:".contains(*c))
                .collect();
            assert!(!attribute.is_empty(), "in {name}: {:?}", rest.get(..40));
            rest = &rest[attribute.len()..];
            let value = match rest.strip_prefix("=\"") {
                Some(after) => {
                    let (value, after) = after.split_once('"').expect("a value ends");
                    rest = after;
                    assert!(!value.contains('<'));
                    check_text(value);
                    value.to_owned()
                }
                None => String::new(),
            };
            attributes.push((attribute, value));
        };
        if name == "script" || name == "style" {
            let end = format!("</{name}>");
            let (_, after) = rest.split_once(&end).expect("an end");
            rest = after;
        } else if !closed {
            open.push(name.clone());
        }
        found.push(Element { name, attributes });
    }
    assert!(open.is_empty(), "{open:?}");
    found
}

/// `&` begins one of the five names.
fn check_text(text: &str) {
    assert!(!text.contains('>') || !text.contains('<'));
    for (at, _) in text.match_indices('&') {
        let known = ["&amp;", "&lt;", "&gt;", "&quot;", "&#39;"];
        assert!(
            known.iter().any(|name| text[at..].starts_with(name)),
            "{:?}",
            text.get(at..at + 20)
        );
    }
}
