//! A lesson made on the fly: what is pinned is a tour, in front of a class and in a file beside the history.

use annals::dataset::{self, Loaded, Origin};
use annals::export::tour::as_file;
use annals::model::{Day, Entity, EntityKind, History, Pane, Tour};
use annals::query::lesson;
use annals::query::timeline::Window;
use annals::tui::state::{Overlay, Showing};

use crate::screen::Session;

/// The embedded history as one file of a folder, and another file beside it.
fn beside(embedded: &str, name: &str, text: &str) -> (tempfile::TempDir, Loaded) {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("mongolia-russia.ron"), embedded).expect("written");
    std::fs::write(folder.path().join(name), text).expect("written");
    let loaded = dataset::open(&Origin::Path(folder.path().to_owned()))
        .unwrap_or_else(|error| panic!("{error}\n{text}"));
    (folder, loaded)
}

/// What is wrong with one file of the folder.
fn found_in(loaded: &Loaded, name: &str) -> Vec<String> {
    let found = loaded.diagnostics.iter();
    found
        .filter(|found| found.file.ends_with(name))
        .map(|found| format!("{} {}", found.code, found.message))
        .collect()
}

fn embedded_text() -> String {
    let sources = Origin::Embedded.read().expect("what is embedded");
    sources.into_iter().next().expect("a text").text
}

fn tour_of<'h>(history: &'h History, id: &str) -> &'h Tour {
    match history.find(EntityKind::Tour, id) {
        Some(Entity::Tour(id)) => history.tour(id),
        _ => panic!("there is no tour {id}"),
    }
}

/// With three pins, each with days of its own.
fn pinned() -> Session {
    let mut session = Session::new(120, 40);
    session.keys("\"2000-11\" Enter + + + Space");
    session.keys("\"2019\" Enter + + Space / \"khurelsukh\" Enter Space");
    assert!(session.shows("[3 pins]"), "{}", session.text());
    session
}

#[test]
fn pins_are_presented_as_a_tour_and_one_comes_back() {
    let mut session = pinned();
    let pins = session.state().pins.clone();
    session.keys("g m p");
    let present = session.state().present.as_ref().expect("a tour");
    assert_eq!((present.stop, present.tour.stops.len()), (0, 3));
    assert!(
        session.shows("Putin and the Ulaanbaatar Declaration") && session.shows("1/3"),
        "{}",
        session.text()
    );
    let words: Vec<String> = session
        .text()
        .split_whitespace()
        .map(str::to_owned)
        .collect();
    let words = words.join(" ");
    assert!(
        words.contains("14 November 2000.") && words.contains("first at that level in 26 years"),
        "date and summary are what the class reads: {words}"
    );
    for (idx, pin) in pins.iter().enumerate() {
        let state = session.state();
        assert_eq!(
            (state.selected, state.cursor, state.window),
            (Some(pin.entity), pin.cursor, pin.window),
            "stop {} stands where the pin was set",
            idx + 1
        );
        session.keys("Right");
    }
    // A question leads away, and F5 back.
    session.keys("Esc \"1939\" Enter");
    let showing = |session: &Session| session.state().present.as_ref().expect("a tour").showing;
    assert_eq!(showing(&session), Showing::Panes);
    session.keys("F5");
    assert_eq!(showing(&session), Showing::Slide);
    assert_eq!(session.state().cursor, pins[2].cursor);
    session.keys("q");
    assert!(session.state().present.is_none());
    assert_eq!(session.state().pins, pins, "the pins stay");
}

#[test]
fn pins_are_one_of_the_tours_and_nothing_pinned_is_said() {
    let mut session = pinned();
    session.keys("t");
    assert!(
        session.shows("The pins of the lesson") && session.shows("3 stops"),
        "{}",
        session.text()
    );
    session.keys("End Enter");
    assert_eq!(session.state().present.as_ref().expect("a tour").id, None);
    session.keys("t");
    let Some(Overlay::Choice(tours)) = &session.state().overlay else {
        panic!("no list of tours");
    };
    assert_eq!(
        tours.row,
        tours.lines.len() - 1,
        "at the one that is presented"
    );

    let mut session = Session::new(120, 40);
    session.keys("t");
    assert!(!session.shows("The pins of the lesson"));
    session.keys("Esc g M");
    assert!(session.shows("nothing is pinned yet"), "{}", session.text());
    session.keys(": \"lesson x\" Enter");
    assert!(session.kept_tour.is_none() && session.shows("nothing is pinned yet"));
}

#[test]
fn a_lesson_is_kept_in_a_file_that_loads_beside_its_history() {
    let mut session = pinned();
    session.keys("g m s");
    assert!(
        session.shows("lesson.ron") && session.shows("a tour of 3 stops"),
        "{}",
        session.text()
    );
    session.keys("\"my visits\" Enter");
    let pins = session.state().pins.clone();
    let (file, text) = session.kept_tour.take().expect("an order to write");
    assert_eq!(file, "my visits.ron");
    assert!(text.starts_with("// A tour through") && text.contains("folder of that history"));

    let (_folder, loaded) = beside(&embedded_text(), &file, &text);
    assert_eq!(found_in(&loaded, &file), [""; 0], "{text}");
    let history = &loaded.history;
    assert_eq!(history.tours().len(), 2);
    let tour = tour_of(history, "my-visits");
    assert_eq!(tour.title, "My visits");
    let focus: Vec<String> = tour
        .stops
        .iter()
        .map(|stop| history.reference(stop.focus[0]))
        .collect();
    assert_eq!(focus[0], "event:putin-visit-2000");
    assert_eq!(focus[2], "person:khurelsukh");
    for (stop, pin) in tour.stops.iter().zip(&pins) {
        let window = stop.window.as_ref().expect("a window");
        assert_eq!(window.earliest(), Some(pin.window.first));
        assert_eq!(window.latest(), Some(pin.window.last));
    }
    assert_eq!(tour.stops[2].pane, Some(Pane::Leaders));
    // A second one of the name does not meet the first.
    let again = lesson::tour(history, "My visits", []);
    assert_eq!(again.id, "my-visits-2");
}

#[test]
fn every_record_makes_a_stop_that_reads_back_as_it_was() {
    let embedded = embedded_text();
    let opened = dataset::open(&Origin::Embedded).expect("the embedded history");
    let history = &opened.history;
    let day = |year| Day::from_ymd(year, 1, 1).expect("a day");
    let window = Window::new(day(-43), day(2000));
    let kinds = EntityKind::ALL.iter();
    let all: Vec<Entity> = kinds.flat_map(|&kind| history.entities(kind)).collect();
    let mut tour = lesson::tour(
        history,
        "\u{42d}\u{43b}\u{431}\u{44d}\u{433}\u{434}\u{43e}\u{440}\u{436}",
        all.iter().map(|&entity| (entity, window)),
    );
    tour.title = "a \" b \\ c\nd\te\u{7}\u{202e} // (".to_owned();
    tour.minutes = Some(45);
    tour.audience = Some("all".to_owned());
    let first = &history.tours().next().expect("a tour").1.stops[0];
    tour.stops.push(first.clone());
    let (_folder, loaded) = beside(&embedded, "z-lesson.ron", &as_file(history, &tour));
    assert_eq!(found_in(&loaded, "z-lesson.ron"), [""; 0]);
    assert_eq!(tour_of(&loaded.history, &tour.id), &tour);
    assert_eq!(tour.id, "elbegdorj");
}

#[test]
fn a_stop_at_the_claims_opens_them_for_who_looks_around() {
    let mut session = Session::new(120, 40);
    session.keys("t Enter \"6\" Enter Esc");
    let Some(Overlay::Claims(open)) = &session.state().overlay else {
        panic!("no claims:\n{}", session.text());
    };
    let claim = open.sheet().claim;
    assert!(
        matches!(session.state().present.as_ref().expect("a tour").at().focus[1], Entity::Claim(id) if id == claim),
        "the claim that the stop speaks of"
    );
    session.keys("F5");
    assert!(
        session.state().overlay.is_none() && session.shows("6/10"),
        "{}",
        session.text()
    );
}
