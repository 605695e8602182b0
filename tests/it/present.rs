//! A tour in front of a class: slides at the sizes of projectors, and what a teacher does on the way.

use annals::tui::state::Showing;
use annals::tui::theme::Depth;
use ratatui::style::Color;

use crate::screen::Session;

/// At the first stop of the embedded tour, in the theme of projectors.
fn present(width: u16, height: u16) -> Session {
    let mut session = Session::with_theme(width, height, "contrast", Depth::True, false);
    session.keys("t Enter");
    session
}

fn stop(session: &Session) -> usize {
    session.state().present.as_ref().expect("a tour").stop + 1
}

fn showing(session: &Session) -> Showing {
    session.state().present.as_ref().expect("a tour").showing
}

/// The words of the screen, however its lines are broken.
fn words(session: &Session) -> String {
    session
        .text()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (200, 60)];

#[test]
fn all_stops_look_as_they_did() {
    for (width, height) in SIZES {
        let mut session = present(width, height);
        for number in 1..=10 {
            assert_eq!(stop(&session), number);
            insta::assert_snapshot!(format!("stop{number}-{width}x{height}"), session.text());
            session.keys("a");
            insta::assert_snapshot!(format!("answer{number}-{width}x{height}"), session.text());
            session.keys("Right");
        }
        assert_eq!(stop(&session), 10, "after the last stop comes nothing");
    }
}

#[test]
fn no_text_of_a_slide_is_ever_cut() {
    for (width, height) in [
        (20, 6),
        (30, 10),
        (40, 12),
        (80, 24),
        (100, 20),
        (120, 40),
        (200, 60),
    ] {
        let mut session = present(width, height);
        // In the size of cells, so that the words can be read here.
        session.keys("- - - - - -");
        for number in 1..=10 {
            session.keys(&format!("\"{number}\" Enter a"));
            let present = session.state().present.as_ref().expect("a tour");
            let ask = present.at().ask.clone().expect("each stop asks");
            let mut wanted = ask.answer.clone().expect("each question has an answer");
            wanted = format!("{} {wanted}", ask.question);
            let mut seen = words(&session);
            while session
                .state()
                .present
                .as_ref()
                .is_some_and(|present| present.n_below > 0)
            {
                session.keys("Down");
                seen = format!("{seen} {}", words(&session));
            }
            for word in wanted.split_whitespace() {
                assert!(
                    seen.contains(word),
                    "{word} of stop {number} is not at {width}x{height}:\n{}",
                    session.text()
                );
            }
        }
    }
}

#[test]
fn a_question_leads_off_the_path_and_back() {
    let mut session = Session::new(120, 40);
    session.keys("t");
    assert!(session.shows("A hundred years of neighbours"));
    session.keys("Enter Right Right Right");
    assert_eq!(stop(&session), 4);
    assert_eq!(
        session.selected(),
        "project:debt-2003",
        "the explorer stands where the slide does"
    );
    // A pupil asks: what happened to it afterwards?
    session.keys("Esc");
    assert_eq!(showing(&session), Showing::Panes);
    assert!(session.shows("─ Projects ─") && session.shows("[stop 4/10 F5]"));
    assert!(
        session.shows("Debt of 2010"),
        "the lanes are those of the stop"
    );
    session.keys("/ \"enkhbayar visit 2003\" Enter");
    assert_eq!(session.selected(), "event:enkhbayar-visit-2003");
    session.keys("F5");
    assert_eq!((stop(&session), showing(&session)), (4, Showing::Slide));
    assert_eq!(
        session.selected(),
        "project:debt-2003",
        "and looks where it did"
    );
    session.keys("n Esc n");
    assert_eq!(
        showing(&session),
        Showing::Panes,
        "in the panes a key is what it always is"
    );
    session.keys("F5 q");
    assert!(session.state().present.is_none());
    assert!(
        session.shows("President MN") && session.shows("visits"),
        "after the tour all lanes are back"
    );
}

#[test]
fn a_remote_under_any_keyboard_walks_and_blanks() {
    let mut session = present(120, 40);
    session.keys("PageDown PageDown PageUp");
    assert_eq!(stop(&session), 2);
    for key in ["b", ".", "и", "ю", "м", "в"] {
        session.keys(key);
        assert_eq!(showing(&session), Showing::Blank, "{key}");
        assert_eq!(session.text().trim(), "", "nothing is to be read");
        let cell = &session.buffer()[(5, 5)];
        assert_eq!(cell.bg, Color::Rgb(255, 255, 255));
        assert!(
            cell.modifier.contains(ratatui::style::Modifier::REVERSED),
            "and the room is dark"
        );
        session.keys("PageDown");
        assert_eq!(
            showing(&session),
            Showing::Slide,
            "any key brings the slide back"
        );
        assert_eq!(stop(&session), 2, "and does no more");
    }
    // Its one button sends F5 and Esc by turns, in whatever order.
    for (key, expected) in [
        ("F5", Showing::Slide),
        ("Esc", Showing::Panes),
        ("F5", Showing::Slide),
        ("Esc", Showing::Panes),
        ("Shift-F5", Showing::Slide),
    ] {
        session.keys(key);
        assert_eq!(showing(&session), expected, "{key}");
        assert_eq!(stop(&session), 2);
    }
    // Letters by their place: т is n on a Russian keyboard.
    session.keys("т Space Enter n Right");
    assert_eq!(stop(&session), 7);
    session.keys("Left p Backspace");
    assert_eq!(stop(&session), 4);
    session.keys("End");
    assert_eq!(stop(&session), 10);
    session.keys("Home");
    assert_eq!(stop(&session), 1);
}

#[test]
fn a_stop_is_reached_by_its_number() {
    let mut session = present(120, 40);
    session.keys("7");
    assert!(session.shows("1/10 › 7"));
    session.keys("Enter");
    assert_eq!(stop(&session), 7);
    session.keys("1 0 Enter");
    assert_eq!(stop(&session), 10);
    session.keys("1 1 Enter");
    assert!(session.shows("there is no stop 11: the tour has 10"));
    assert_eq!(stop(&session), 10);
    session.keys("1 2 Backspace Enter");
    assert_eq!(stop(&session), 1);
    session.keys("5 Esc Enter");
    assert_eq!(
        stop(&session),
        2,
        "Esc takes the digits back, Enter goes on"
    );
}

#[test]
fn an_answer_is_hidden_until_it_is_asked_for_and_at_each_stop_anew() {
    let mut session = present(80, 24);
    session.keys("- - - - - - 4 Enter");
    assert!(!words(&session).contains("Nobody can say"));
    session.keys("a");
    assert!(words(&session).contains("Nobody can say"));
    assert!(
        words(&session).contains("[C10 "),
        "with what the history says of the claim"
    );
    session.keys("n p");
    assert!(!words(&session).contains("Nobody can say"));
}

#[test]
fn text_grows_and_shrinks_and_is_scrolled_when_it_is_larger_than_the_screen() {
    let mut session = present(120, 40);
    let present = |session: &Session| {
        let present = session.state().present.as_ref().expect("a tour");
        (present.scroll, present.n_below)
    };
    assert_eq!(present(&session), (0, 0), "as it opens all is in sight");
    session.keys("+ +");
    assert!(present(&session).1 > 0, "{}", session.text());
    assert!(session.shows(" below"));
    session.keys("Right");
    assert_eq!(
        stop(&session),
        1,
        "the rest of the slide comes before the next"
    );
    assert!(present(&session).0 > 0);
    session.keys("Up Up Up Up");
    assert_eq!(present(&session).0, 0);
    session.keys("- - - - - -");
    assert_eq!(present(&session), (0, 0));
    assert!(session.shows("A HUNDRED YEARS IN ONE LINE"));
}

#[test]
fn presenting_begins_where_one_stands() {
    let mut session = Session::new(120, 40);
    session.keys("/ \"egiin gol hydropower\" Enter F5");
    assert_eq!(stop(&session), 10, "the stop that speaks of it");
    session.keys("q \"1939\" Enter g P");
    assert_eq!(stop(&session), 2);
}

#[test]
fn help_on_a_slide_lists_its_keys_alone() {
    let mut session = present(120, 40);
    session.keys("?");
    assert!(session.shows("Keys of a slide"), "{}", session.text());
    assert!(session.shows("PageDown"), "{}", session.text());
    assert!(!session.shows("to the event before"));
    session.keys("Right");
    assert!(!session.shows("Keys of a slide"));
    assert_eq!(stop(&session), 1, "the key only closed the list");
}

#[test]
fn the_lanes_of_a_stop_are_given_back_layer_by_layer() {
    let mut session = present(120, 40);
    session.keys("2 Enter Esc");
    assert!(!session.shows("summits"));
    session.keys("Esc");
    assert!(
        session.shows("summits"),
        "Esc in the panes shows all lanes again"
    );
    session.keys("F5 Esc");
    assert!(!session.shows("summits"));
}

#[test]
fn slides_draw_at_every_size() {
    let mut session = present(80, 24);
    for number in [1, 9] {
        session.keys(&format!("\"{number}\" Enter a"));
        for width in [1, 2, 5, 19, 20, 21, 26, 40, 59, 60, 79, 104, 130, 250] {
            for height in [1, 2, 5, 6, 7, 10, 11, 12, 20, 21, 22, 45, 80] {
                session.resize(width, height);
            }
        }
        session.resize(80, 24);
    }
}
