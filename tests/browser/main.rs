//! The page that `annals export html` writes, in a browser: found by search, filtered, followed, printed, and silent.
//!
//! Drives headless Chromium through its `DevTools` pipe. Where there is none, each test says so and is skipped;
//! `ANNALS_CHROMIUM` names one that is not on the path.
#![cfg(unix)]

mod devtools;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use devtools::{Browser, Page};
use serde_json::json;

#[test]
fn a_name_is_found_as_it_is_typed_in_any_spelling() {
    let Some((mut browser, folder)) = start() else {
        return;
    };
    let mut page = browser.open(&exported(folder.path(), &[]));
    let n_entries = page.number("document.querySelectorAll('.e').length");
    assert!(n_entries > 400);
    assert_eq!(page.text(COUNT), format!("{n_entries} entries"));
    page.key("/");
    assert_eq!(page.text("document.activeElement.id"), "q");
    for typed in [
        "khurelsukh",
        "hurelsuh",
        "Khürelsükh",
        "Хүрэлсүх",
        "хурэлсух",
    ] {
        page.type_text(typed);
        assert!(
            page.is("!document.getElementById('person-khurelsukh').hidden"),
            "{typed}"
        );
        let n_found = page.number(VISIBLE);
        assert!(
            (1..n_entries / 4).contains(&n_found),
            "{typed} finds {n_found}"
        );
        assert_eq!(
            page.text(COUNT),
            format!("{n_found} of {n_entries} entries")
        );
        page.key("Escape");
        assert_eq!(page.number(VISIBLE), n_entries, "Esc shows all again");
        page.key("/");
    }
    // Words in any order, in text as well as in names.
    page.type_text("battulga treaty");
    assert!(page.is("!document.getElementById('event-treaty-2019').hidden"));
    assert!(page.is("CSS.highlights.get('hit').size > 0"));
    page.key("Enter");
    assert!(
        page.is("document.activeElement.matches('.e:not([hidden])')"),
        "Enter goes to the first"
    );
    page.key("/");
    page.type_text("queen of nothing");
    assert!(page.is("!document.getElementById('none').hidden"));
    page.end();
}

#[test]
fn kinds_filter_and_a_link_leads_even_to_what_they_hide() {
    let Some((mut browser, folder)) = start() else {
        return;
    };
    let mut page = browser.open(&exported(folder.path(), &[]));
    page.run("document.querySelector('[data-chip=Summit]').focus()");
    page.key(" ");
    assert!(page.is("document.querySelector('[data-chip=Summit]').ariaPressed === 'true'"));
    assert_eq!(
        page.number(VISIBLE),
        page.number("document.querySelectorAll('[data-t=Summit]').length")
    );
    assert!(page.is(
        "document.getElementById('leaders').hidden && !document.getElementById('timeline').hidden"
    ));
    assert!(
        page.number("document.querySelectorAll('svg a.off').length") > 50,
        "what is hidden is dim in the picture"
    );
    assert!(page.is("document.getElementById('person-putin').hidden"));
    page.run(
        "new Promise((done) => { addEventListener('hashchange', () => setTimeout(done, 0), { once: true }); \
         document.querySelector('[data-t=Summit]:not([hidden]) a[href=\"#person-putin\"]').click(); })",
    );
    assert_eq!(page.text("location.hash"), "#person-putin");
    assert!(page.is("!document.getElementById('person-putin').hidden"));
    assert_eq!(page.text("document.activeElement.id"), "person-putin");
    assert!(
        page.is(
            "(() => { const box = document.getElementById('person-putin').getBoundingClientRect(); \
         const bar = document.getElementById('tools').getBoundingClientRect(); \
         return bar.bottom <= box.top + 1 && box.top < innerHeight; })()"
        ),
        "it is in sight, and not behind the search"
    );
    page.end();
}

#[test]
fn it_fits_a_narrow_screen_and_follows_the_light() {
    let Some((mut browser, folder)) = start() else {
        return;
    };
    let mut page = browser.open(&exported(folder.path(), &[]));
    for width in [1200, 768, 400, 320] {
        page.resize(width, 900);
        assert!(
            page.is("document.documentElement.scrollWidth <= innerWidth"),
            "{width} wide"
        );
    }
    page.key("Tab");
    assert_eq!(
        page.text("document.activeElement.className"),
        "skip",
        "the first stop leads to the contents"
    );
    let ground = "getComputedStyle(document.body).backgroundColor";
    page.prefers("light");
    assert_eq!(page.text(ground), "rgb(255, 255, 255)");
    page.prefers("dark");
    assert_eq!(page.text(ground), "rgb(20, 23, 28)");
    page.end();
}

#[test]
fn it_prints_on_a4_with_the_timeline_on_its_side() {
    let Some((mut browser, folder)) = start() else {
        return;
    };
    let mut page = browser.open(&exported(folder.path(), &[]));
    let pdf = page.print();
    assert!(pdf.starts_with(b"%PDF"));
    let text = String::from_utf8_lossy(&pdf);
    let sheets = |width: &str| {
        text.match_indices("/MediaBox [0 0 ")
            .filter(|(at, sign)| text[at + sign.len()..].starts_with(width))
            .count()
    };
    let (upright, on_its_side) = (
        sheets("594.9") + sheets("595"),
        sheets("841.") + sheets("842"),
    );
    assert!(
        upright > 3 && (1..8).contains(&on_its_side),
        "{upright} and {on_its_side}"
    );
    // Each picture is no higher than a sheet on its side, so that no lane is cut.
    page.prints();
    let highest = page.number(
        "Math.max(...[...document.querySelectorAll('.pan svg')].map((svg) => { \
         const box = svg.viewBox.baseVal; return Math.ceil(box.height / box.width * 275); }))",
    );
    assert!(highest <= 178, "{highest} mm");
    assert!(page.is("getComputedStyle(document.querySelector('.chart')).breakInside === 'avoid'"));
    assert!(page.is("getComputedStyle(document.getElementById('tools')).display === 'none'"));
    page.end();
}

#[test]
fn nothing_of_a_history_is_run() {
    let Some((mut browser, folder)) = start() else {
        return;
    };
    let bad =
        "</script><script>document.title='run'</script><img src=x onerror=document.title=1> ' &";
    let history = format!(
        r#"Dataset(schema: "annals/1.0", id: "x", title: "{bad}", edition: "2025", languages: ["en"],
            sources: [(id: "s", kind: Article, title: "{bad}", url: "javascript:document.title=2", short: "{bad}")],
            people: [(id: "p", name: "{bad}", summary: "{bad}", cites: [(src: "s")])],
            events: [(id: "e", title: "{bad}", when: "2019-09-03", kind: Visit, summary: "{bad}", place: "{bad}",
                people: [(person: "p", role: "{bad}")], cites: [(src: "s")])])"#
    );
    let file = folder.path().join("bad.ron");
    std::fs::write(&file, history).expect("a history");
    let mut page = browser.open(&exported(
        folder.path(),
        &["--data", file.to_str().expect("a path")],
    ));
    assert_eq!(page.text("document.title"), bad);
    assert!(page.is("document.scripts.length === 1 && document.images.length === 0"));
    assert_eq!(
        page.text("document.querySelector('#event-e h4').textContent"),
        bad
    );
    page.key("/");
    page.type_text("</script>");
    assert!(
        page.is("!document.getElementById('event-e').hidden"),
        "it is a text like any other"
    );
    assert_eq!(
        page.number("document.querySelectorAll('a[href^=javascript]').length"),
        0
    );
    page.end();
}

const COUNT: &str = "document.getElementById('n').textContent";
const VISIBLE: &str = "document.querySelectorAll('.e:not([hidden])').length";

/// A browser and a folder for its files; `None`, with a word, where there is no Chromium.
fn start() -> Option<(Browser, tempfile::TempDir)> {
    let folder = tempfile::tempdir().expect("a folder");
    match Browser::find() {
        Some(program) => Some((Browser::start(&program, folder.path()), folder)),
        None => {
            eprintln!(
                "skipped: no Chromium here; install `chromium`, or name one in ANNALS_CHROMIUM"
            );
            None
        }
    }
}

/// The page, written by the program itself.
fn exported(folder: &Path, more: &[&str]) -> PathBuf {
    let page = folder.join("page.html");
    let status = Command::new(env!("CARGO_BIN_EXE_annals"))
        .args(["export", "html", "-o"])
        .arg(&page)
        .args(more)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("the program runs");
    assert!(status.success());
    page
}

impl Page<'_> {
    /// The value of an expression that gives a text.
    fn text(&mut self, expression: &str) -> String {
        self.value(expression)
            .as_str()
            .unwrap_or_else(|| panic!("no text: {expression}"))
            .to_owned()
    }

    fn number(&mut self, expression: &str) -> u64 {
        self.value(expression)
            .as_f64()
            .unwrap_or_else(|| panic!("no number: {expression}")) as u64
    }

    fn is(&mut self, expression: &str) -> bool {
        self.value(expression) == json!(true)
    }

    fn run(&mut self, expression: &str) {
        self.value(expression);
    }
}
