//! One page that needs nothing but itself: no network, no font, no picture, and no script but its own.
//!
//! The timeline is drawn, and everything in it stands below as text, so that a reader without eyes, mouse or script
//! misses nothing. The script only hides what a search does not want.

mod digest;
mod entry;

use std::fmt::Write as _;

use crate::model::EventKind;
use crate::query::timeline::{Lane, LaneKind, Lanes, Row};

use super::chart::{self, Chart, WIDTH};
use super::markup::escaped;
use super::selection::Selection;
use super::{Handout, Paper};

/// The colours of page and pictures: the eight roles of the explorer, for light, dark and paper.
pub(super) const COLOURS: &str = include_str!("../../assets/page/colours.css");
const STYLE: &str = include_str!("../../assets/page/style.css");
const SCRIPT: &str = include_str!("../../assets/page/script.js");

/// A picture's title, and which lanes are in it.
type Group = (&'static str, fn(&LaneKind) -> bool);

/// Rows of one picture: what a sheet of paper on its side can hold.
const MOST_ROWS: usize = 30;

/// The whole page.
pub(super) fn page(selection: &Selection<'_>) -> Handout {
    let overview = selection.history.overview();
    let sheet = match selection.wanted.paper {
        Paper::A4 => "@page{size:A4;margin:14mm 13mm}@page wide{size:A4 landscape;margin:11mm}",
        Paper::Letter => {
            "@page{size:letter;margin:14mm 13mm}@page wide{size:letter landscape;margin:11mm}"
        }
    };
    let style = format!("{COLOURS}{STYLE}{}{sheet}", chart::STYLE);
    let lanes = selection.lanes();
    let sections = sections(selection, &lanes);

    let mut out = String::new();
    out.push_str("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    let _ = writeln!(
        out,
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '{}'; script-src '{}'; img-src data:; base-uri 'none'; form-action 'none'\">",
        digest::of(&style),
        digest::of(SCRIPT)
    );
    out.push_str("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"generator\" content=\"annals\">\n<link rel=\"icon\" href=\"data:,\">\n");
    let _ = writeln!(out, "<title>{}</title>", escaped(&overview.title));
    let _ = writeln!(out, "<style>{style}</style>\n</head>\n<body>");
    out.push_str("<a class=\"skip\" href=\"#main\">Skip to the contents</a>\n");
    header(selection, &sections, &mut out);
    toolbar(selection, &sections, &mut out);
    out.push_str("<main id=\"main\" tabindex=\"-1\">\n");
    for section in &sections {
        let _ = writeln!(
            out,
            "<section id=\"{id}\" aria-labelledby=\"h-{id}\">\n<h2 id=\"h-{id}\">{}</h2>",
            section.title,
            id = section.id
        );
        out.push_str(&section.body);
        out.push_str("</section>\n");
    }
    out.push_str("<p id=\"none\" hidden>Nothing here answers this. Fewer letters or fewer kinds find more; Esc shows all.</p>\n</main>\n");
    footer(selection, &mut out);
    let _ = write!(out, "<script>{SCRIPT}</script>\n</body>\n</html>\n");
    Handout {
        text: out,
        left_out: Vec::new(),
        n_records: selection.len(),
    }
}

/// A part of the page.
struct Section {
    id: &'static str,
    title: &'static str,
    /// How many entries it has; `None` for the timeline.
    n_entries: Option<usize>,
    body: String,
}

/// Those that have something in them, in the order in which they are read.
fn sections(selection: &Selection<'_>, lanes: &Lanes) -> Vec<Section> {
    let mut all = vec![Section {
        id: "timeline",
        title: "Timeline",
        n_entries: None,
        body: figures(selection, lanes),
    }];
    let mut add = |id, title, n_entries, body| {
        if n_entries > 0 {
            all.push(Section {
                id,
                title,
                n_entries: Some(n_entries),
                body,
            });
        }
    };
    let n_terms = selection.memberships().count();
    add(
        "events",
        "Events",
        selection.events.len(),
        entry::events(selection),
    );
    add("leaders", "Leaders", n_terms, entry::leaders(selection));
    add(
        "projects",
        "Projects",
        selection.projects.len(),
        entry::records(
            selection,
            "project",
            selection.projects.iter().map(|&id| id.into()),
        ),
    );
    add(
        "relations",
        "Relations",
        selection.tracks.len(),
        entry::records(
            selection,
            "relation",
            selection.tracks.iter().map(|&id| id.into()),
        ),
    );
    add(
        "claims",
        "Claims",
        selection.claims.len(),
        entry::records(
            selection,
            "claim",
            selection.claims.iter().map(|&id| id.into()),
        ),
    );
    add(
        "people",
        "People",
        selection.people.len(),
        entry::records(
            selection,
            "person",
            selection.people.iter().map(|&id| id.into()),
        ),
    );
    add(
        "background",
        "Eras, bodies and places",
        selection.background.len(),
        entry::records(
            selection,
            "background",
            selection.background.iter().copied(),
        ),
    );
    add(
        "glossary",
        "Glossary",
        selection.terms.len(),
        entry::records(
            selection,
            "glossary",
            selection.terms.iter().map(|&id| id.into()),
        ),
    );
    add(
        "sources",
        "Sources",
        selection.sources().len(),
        entry::sources(selection),
    );
    all
}

fn header(selection: &Selection<'_>, sections: &[Section], out: &mut String) {
    let overview = selection.history.overview();
    let _ = writeln!(
        out,
        "<header class=\"top\">\n<h1>{}</h1>",
        escaped(&overview.title)
    );
    if let Some(summary) = &overview.summary {
        let _ = writeln!(out, "<p class=\"lead\">{}</p>", escaped(summary));
    }
    if let Some(words) = selection.in_words() {
        let _ = writeln!(out, "<p class=\"part\">{}.</p>", escaped(&words));
    }
    let _ = writeln!(
        out,
        "<p class=\"meta\">As of {}{}</p>",
        escaped(&overview.edition.in_words()),
        overview
            .license
            .as_ref()
            .map(|license| format!(" · licence {}", escaped(license)))
            .unwrap_or_default()
    );
    out.push_str("<nav aria-label=\"Contents\"><ul>");
    for section in sections {
        let count = section
            .n_entries
            .map(|n| format!(" <span>{n}</span>"))
            .unwrap_or_default();
        let _ = write!(
            out,
            "<li><a href=\"#{}\">{}{count}</a></li>",
            section.id, section.title
        );
    }
    out.push_str("</ul></nav>\n</header>\n");
}

/// Search and chips; hidden until the script is there to answer.
fn toolbar(selection: &Selection<'_>, sections: &[Section], out: &mut String) {
    out.push_str(
        "<div class=\"tools\" role=\"search\" id=\"tools\" hidden><label for=\"q\">Search</label><input id=\"q\" type=\"search\" autocomplete=\"off\" spellcheck=\"false\" placeholder=\"any name, in any spelling\" aria-describedby=\"n\" aria-keyshortcuts=\"/\"><kbd aria-hidden=\"true\">/</kbd><button id=\"clear\" type=\"button\" hidden>Show all</button><span id=\"n\" role=\"status\" aria-live=\"polite\"></span></div>\n<div class=\"chips\" role=\"group\" aria-label=\"Show only\" id=\"chips\" hidden>",
    );
    let mut kinds: Vec<&EventKind> = selection
        .events
        .iter()
        .map(|&id| &selection.history.event(id).kind)
        .collect();
    kinds.sort();
    kinds.dedup();
    for kind in kinds {
        let n_events = selection
            .events
            .iter()
            .filter(|&&id| selection.history.event(id).kind == *kind)
            .count();
        let _ = write!(
            out,
            "<button type=\"button\" aria-pressed=\"false\" data-chip=\"{}\">{}{} <span>{n_events}</span></button>",
            escaped(kind.word()),
            entry::sign(kind),
            escaped(kind.label()),
        );
    }
    for (section, chip, label) in [
        ("leaders", "term", "terms of office"),
        ("projects", "project", "projects"),
        ("relations", "relation", "relations"),
        ("claims", "claim", "claims"),
        ("people", "person", "people"),
        ("background", "background", "background"),
        ("glossary", "glossary", "glossary"),
        ("sources", "source", "sources"),
    ] {
        let Some(n) = sections
            .iter()
            .find(|held| held.id == section)
            .and_then(|held| held.n_entries)
        else {
            continue;
        };
        let _ = write!(
            out,
            "<button type=\"button\" aria-pressed=\"false\" data-chip=\":{chip}\">{label} <span>{n}</span></button>"
        );
    }
    out.push_str("</div>\n");
}

/// The lanes by what they are, each group under an axis of its own, none longer than a sheet is high.
fn figures(selection: &Selection<'_>, lanes: &Lanes) -> String {
    let mut chart = Chart::new(selection, lanes);
    chart.links = true;
    let rows = chart.rows(&selection.wanted.arrangement, selection.window(lanes));
    let lane = |row: &Row| -> Option<&Lane> { lanes.lanes().get(*row.lanes().first()?) };
    let span = lanes.span_in_words(selection.window(lanes));
    let mut out = String::from(LEGEND);
    let mut number = 0;
    let groups: [Group; 4] = [
        ("Offices", |kind| {
            matches!(kind, LaneKind::Post(_) | LaneKind::Eras(_))
        }),
        ("Relations", |kind| matches!(kind, LaneKind::Track(_))),
        ("Events", |kind| {
            !matches!(
                kind,
                LaneKind::Post(_) | LaneKind::Eras(_) | LaneKind::Track(_) | LaneKind::Project(_)
            )
        }),
        ("Projects", |kind| matches!(kind, LaneKind::Project(_))),
    ];
    for (title, belongs) in groups {
        let mut held: Vec<Row> = rows
            .iter()
            .filter(|row| lane(row).is_some_and(|lane| belongs(&lane.kind)))
            .cloned()
            .collect();
        // Eras open the picture, as they are what the rest stands before.
        held.sort_by_key(|row| {
            !lane(row).is_some_and(|lane| matches!(lane.kind, LaneKind::Eras(_)))
        });
        for rows in held.chunks(MOST_ROWS) {
            number += 1;
            let height = Chart::height(rows);
            let _ = writeln!(
                out,
                "<figure class=\"chart\">\n<figcaption id=\"c{number}\">{title}, {}</figcaption>\n<div class=\"pan\" tabindex=\"0\" role=\"region\" aria-labelledby=\"c{number}\">\n<svg viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-labelledby=\"c{number}\" aria-describedby=\"d{number}\">\n<desc id=\"d{number}\">{} drawn over the years {}. All that is drawn stands as text in the sections below.</desc>",
                escaped(&span),
                super::counted(rows.len(), "lane"),
                escaped(&span),
            );
            chart.draw(rows, 0.0, &mut out);
            out.push_str("</svg>\n</div>\n</figure>\n");
        }
    }
    out
}

/// What shapes and lines mean, in words.
const LEGEND: &str = "<p class=\"legend\">A filled sign is known to the day, a hollow one is uncertain, a pale one approximate; <b>?</b> and <b>~</b> say the same. A dotted line covers the days on which something may have happened, a full line those that it lasted. <b>+3</b> counts what shares a place. A dashed outline is an acting holder or a date in doubt, an arrow goes on.</p>\n";

fn footer(selection: &Selection<'_>, out: &mut String) {
    let overview = selection.history.overview();
    let _ = writeln!(
        out,
        "<footer><p>{} · {} · made with annals. This page loads nothing and sends nothing.</p></footer>",
        escaped(&overview.title),
        escaped(&overview.edition.in_words())
    );
}
