//! Walks through the embedded history, a reason at every step.

use annals::tui::state::Overlay;

use crate::screen::Session;

fn open() -> Session {
    Session::new(120, 40)
}

#[test]
fn types_a_year_and_stands_on_its_most_important_event() {
    let mut session = open();
    session.keys("\"2019\" Enter");
    assert_eq!(session.selected(), "event:treaty-2019");
    assert_eq!(session.state().cursor.to_string(), "2019-09-03");
    assert!(
        session.holds("battulga") && session.holds("putin"),
        "both hold office on the day"
    );
    assert!(
        session.shows("comprehensive strategic partnership MN–RU"),
        "the header tells the level"
    );
    session.keys("\"2000-11\" Enter");
    assert_eq!(session.selected(), "event:putin-visit-2000");
    session.keys("\"1989\" G");
    assert_eq!(session.state().cursor.year(), 1989);
    session.keys("\"1700\" Enter");
    assert!(
        session.shows("outside the history"),
        "a year far away is explained"
    );
    assert_eq!(session.state().cursor.year(), 1989, "and goes nowhere");
}

#[test]
fn goes_to_a_date_in_words_and_by_steps() {
    let mut session = open();
    session.keys("@ \"3 sep 2014\" Enter");
    assert_eq!(session.selected(), "event:putin-visit-2014");
    session.keys("@ \"+10y\" Enter");
    assert_eq!(session.state().cursor.year(), 2024);
    session.keys("@ \"soon\" Enter");
    assert!(
        session.shows("`soon` is not a date"),
        "the mistake is named where it was typed"
    );
    session.keys("Esc");
    assert!(!session.shows("Go to a date"));
}

#[test]
fn walks_into_the_detail_along_a_link_and_back() {
    let mut session = open();
    session.keys("g d Tab Enter");
    assert_eq!(
        session.selected(),
        "person:putin",
        "the first link of the treaty is a signer"
    );
    assert!(session.shows("Vladimir Putin"));
    session.keys("Backspace");
    assert_eq!(session.selected(), "event:treaty-2019");
    session.keys("Alt-Right");
    assert_eq!(session.selected(), "person:putin", "and forward again");
}

#[test]
fn finds_a_name_in_another_script_and_lands_on_its_row() {
    let mut session = open();
    session.keys("/ \"Хүрэлсүх\" Enter");
    assert_eq!(session.selected(), "person:khurelsukh");
    let (x, y) = session
        .find("● Khurelsukh")
        .expect("his term of that day is in sight");
    assert!(x < 40 && y > 18, "in the leaders");
    session.keys("/ \"2 \" Esc");
    assert_eq!(
        session.selected(),
        "person:khurelsukh",
        "leaving the search changes nothing"
    );
    session.keys("/ \"battulga khaltmaa\" Enter");
    assert_eq!(session.selected(), "person:battulga");
    session.keys("/ \"khaltmaa battulga\" Enter");
    assert_eq!(
        session.selected(),
        "person:battulga",
        "words come in any order"
    );
}

#[test]
fn walks_through_the_hits_after_the_search_is_closed() {
    let mut session = open();
    session.keys("/ \"trilateral summit\" Enter");
    let first = session.selected();
    session.keys("n");
    assert_ne!(session.selected(), first);
    session.keys("N");
    assert_eq!(session.selected(), first);
    session.keys("/ Up");
    assert!(
        session.shows("trilateral summit"),
        "Up brings the query back"
    );
}

#[test]
fn a_pinned_date_stays_while_one_looks_around() {
    let mut session = open();
    session.keys("p ] ] ]");
    assert_eq!(session.state().cursor.to_string(), "2019-09-03");
    assert!(session.shows("pinned"));
    session.keys("p ]");
    assert_ne!(session.state().cursor.to_string(), "2019-09-03");
}

#[test]
fn the_next_event_is_next_across_all_lanes() {
    let mut session = open();
    session.keys("\"2024-02\" Enter");
    assert_eq!(session.selected(), "event:steinmeier-visit-2024");
    session.keys("]");
    assert_eq!(session.selected(), "event:putin-reelected-2024");
    session.keys("[");
    assert_eq!(session.selected(), "event:steinmeier-visit-2024");
}

#[test]
fn zooms_to_days_and_back_to_all() {
    let mut session = open();
    session.keys("0");
    let whole = session.state().window;
    for _ in 0..60 {
        session.keys("+");
    }
    assert!(session.state().window.days() < 10, "single days");
    assert!(
        session.state().window.contains(session.state().cursor),
        "the cursor stays in sight"
    );
    session.keys("0");
    assert_eq!(session.state().window, whole);
}

#[test]
fn a_relation_becomes_a_filter_and_esc_takes_it_away() {
    let mut session = open();
    session.keys("/ \"power of siberia 2\" Enter *");
    assert!(
        session.shows("related to Power of Siberia 2"),
        "the chip names it"
    );
    let n_shown = session.find("Erdenet");
    assert_eq!(n_shown, None, "what is not related is gone");
    session.keys("Esc Esc");
    assert!(session.state().filters.is_empty());
    assert!(session.shows("Erdenet"));
}

#[test]
fn who_scrolls_through_what_was_found_gets_all_of_it() {
    let mut session = open();
    session.keys("/ \"a\"");
    let found = |session: &Session| match &session.state().overlay {
        Some(Overlay::Search(search)) => (
            search.row,
            search.results.hits.len(),
            search.results.n_found,
        ),
        _ => panic!("the search is open"),
    };
    let (row, n_hits, n_found) = found(&session);
    assert!(row == 0 && n_hits < n_found, "at first a page");
    let pages = vec!["PageDown"; n_found / 10].join(" ");
    session.keys(&pages);
    assert_eq!(found(&session), (n_found - 1, n_found, n_found));
    session.keys("Enter");
    assert_eq!(
        session.state().hits.len(),
        n_found,
        "and can walk through it"
    );
}

#[test]
fn a_search_is_kept_as_a_filter() {
    let mut session = open();
    session.keys("/ \"debt\" Alt-Enter");
    assert!(session.shows("[debt]"), "{}", session.text());
    session.keys("Ctrl-x");
    assert!(!session.shows("[debt]"));
}

#[test]
fn a_mark_brings_one_back() {
    let mut session = open();
    session.keys("m a \"1939\" Enter");
    assert_eq!(session.selected(), "event:khalkhin-gol-1939");
    session.keys("' a");
    assert_eq!(session.selected(), "event:treaty-2019");
    session.keys("' '");
    assert_eq!(
        session.selected(),
        "event:khalkhin-gol-1939",
        "two ticks go where one was before"
    );
    session.keys("' z");
    assert!(session.shows("nothing is marked as z"));
}

#[test]
fn counts_repeat_a_step() {
    let mut session = open();
    session.keys("F4");
    let from = session.state().projects.row;
    session.keys("5 j");
    assert_eq!(session.state().projects.row, from + 5);
    session.keys("2 k");
    assert_eq!(session.state().projects.row, from + 3);
}

#[test]
fn letters_of_a_cyrillic_keyboard_work_by_their_place() {
    let mut session = open();
    session.keys("F4 о о л");
    assert_eq!(session.state().projects.row, 1, "о is j, л is k");
    session.keys("/ \"о\"");
    assert!(session.shows("› о"), "but in a field a letter is a letter");
}

#[test]
fn an_unknown_key_says_so() {
    let mut session = open();
    session.keys("F12");
    assert!(session.shows("F12 does nothing here"));
}

#[test]
fn the_palette_finds_an_action_by_another_word() {
    let mut session = open();
    session.keys(": \"maximise\" Enter");
    assert!(session.state().zoomed);
    session.keys(": \"clear filter\"");
    assert!(
        session.shows("there is no filter"),
        "what is not possible says why"
    );
}

#[test]
fn leaders_and_projects_follow_the_date() {
    let mut session = open();
    session.keys("\"1995\" Enter");
    assert!(session.holds("ochirbat") && session.holds("yeltsin"));
    session.keys("F3 Down");
    assert!(
        session.selected().starts_with("membership:"),
        "a term is selected, not only a name"
    );
    session.keys("F4 s");
    assert!(session.shows("projects by status"));
}

#[test]
fn what_a_cell_folds_opens_as_a_list() {
    let mut session = open();
    session.keys("0 \"2024-09\" Enter Enter");
    assert!(session.shows("in these days"), "{}", session.text());
    session.keys("Down Enter");
    assert!(!session.shows("in these days"));
}

#[test]
fn copying_says_that_it_was_sent() {
    let mut session = open();
    session.keys("y i");
    assert_eq!(session.copied.as_deref(), Some("event:treaty-2019"));
    assert!(
        session.shows("sent to the clipboard"),
        "nothing confirms more than that"
    );
    session.keys("y c");
    assert!(
        session
            .copied
            .as_deref()
            .is_some_and(|text| text.contains("“")
                && text.contains("2019")
                && text.contains("http")),
        "a note after Chicago"
    );
    for (keys, starts, has) in [
        ("y a", "", "(2019, September 3)"),
        ("y b", "@", "date = {2019-09-03}"),
        ("y s", "[", "\"date-parts\""),
        ("y j", "{", "\"event:treaty-2019\""),
    ] {
        session.keys(keys);
        let copied = session.copied.as_deref().expect("copied");
        assert!(
            copied.starts_with(starts) && copied.contains(has),
            "{keys}: {copied}"
        );
    }
}

#[test]
fn esc_peels_one_layer_and_never_quits() {
    let mut session = open();
    session.keys("z * / \"x\" Esc");
    assert!(session.state().zoomed && !session.state().filters.is_empty());
    session.keys("Esc");
    assert!(!session.state().zoomed && !session.state().filters.is_empty());
    session.keys("Esc");
    assert!(session.state().filters.is_empty());
    session.keys("Esc Esc Esc");
    assert!(session.shows("Timeline"));
}

#[test]
fn a_year_is_never_shown_as_the_first_of_january() {
    let mut session = open();
    session.keys("/ \"kind:event in:1973 erdenet\" Enter");
    assert_eq!(session.selected(), "event:erdenet-1973");
    let header = session.text().lines().next().unwrap_or("").to_owned();
    assert!(
        header.contains(" 1973 ") && !header.contains("Jan"),
        "{header}"
    );
}

#[test]
fn lanes_are_regrouped_and_each_grouping_keeps_its_folds() {
    let mut session = open();
    session.keys("\"2019\" Enter \\");
    assert!(session.shows("by area"), "said beside the count of events");
    assert!(session.find("China").is_some(), "an area has a lane");
    session.keys("\\");
    let (x, y) = session.find(" Battulga").expect("a lane of his own");
    assert!(x < 3 && y < 18, "as a label of the timeline");
    session.keys("x");
    assert_eq!(session.state().arrangement.folded.len(), 1);
    session.keys("\\ \\");
    assert!(
        session.state().arrangement.folded.is_empty(),
        "by kind nothing was folded"
    );
    assert!(session.shows("agreements"));
    session.keys("g n");
    assert_eq!(
        session.state().arrangement.folded.len(),
        1,
        "by person it still is"
    );
    assert_eq!(
        session.selected(),
        "event:treaty-2019",
        "and nothing else is selected by that"
    );
}

#[test]
fn a_claim_is_checked_and_what_was_counted_is_shown_in_the_panes() {
    let mut session = open();
    session.keys("g c");
    assert!(
        session.shows("34 claims") && session.shows("Paragraph 3"),
        "{}",
        session.text()
    );
    session.keys("Down Down Down Down Down");
    assert!(
        session.shows("11 visits to Russia: counted 11"),
        "{}",
        session.text()
    );
    session.keys("f");
    assert!(
        session.shows("C6 11 visits to Russia"),
        "the chip says what is shown: {}",
        session.text()
    );
    assert!(session.shows("11 of 11"), "{}", session.text());
    assert_eq!(session.selected(), "event:treaty-1993");
    session.keys("Ctrl-x g c");
    assert!(
        session.shows("─ C6 ─"),
        "the claims open where one left them: {}",
        session.text()
    );
    // The second computation by its link, then a record of the evidence.
    session.keys("Enter Tab Tab Enter");
    assert!(
        session.shows("C6 4 visits to Mongolia"),
        "{}",
        session.text()
    );
    session.keys("g c Tab BackTab BackTab Enter");
    assert_eq!(session.selected(), "event:putin-visit-2019");
    assert!(session.state().overlay.is_none());
}

#[test]
fn a_link_to_a_claim_leads_to_its_computation() {
    let mut session = open();
    session.keys("g d");
    for _ in 0..40 {
        session.keys("Tab");
        if session.state().detail_link.is_some_and(|link| {
            let history = crate::screen::embedded();
            let selected = session.state().selected.expect("something");
            let target = annals::query::profile::Profile::new(&history, selected)
                .targets()
                .nth(link);
            target.is_some_and(|target| history.reference(target) == "claim:c24")
        }) {
            break;
        }
    }
    session.keys("Enter");
    assert!(session.shows("─ C24 ─"), "{}", session.text());
    session.keys("Enter Esc");
    assert!(
        session.state().overlay.is_some(),
        "out of the claim into the list"
    );
    session.keys("Esc");
    assert_eq!(
        (session.state().overlay.is_none(), session.selected()),
        (true, "event:treaty-2019".to_owned())
    );
}

#[test]
fn a_typed_window_holds_the_panes_to_its_days() {
    let mut session = open();
    session.keys("@ \"1936..1945\" Enter");
    let window = session.state().window;
    assert_eq!(
        (window.first.to_string(), window.last.to_string()),
        ("1936-01-01".into(), "1945-12-31".into())
    );
    assert!(window.contains(session.state().cursor), "one stands in it");
    assert!(session.shows("[within 1936–1945]"));
    assert!(
        session.shows("Choibalsan") || session.shows("Choybalsan"),
        "who held office then"
    );
    assert!(!session.shows("Battulga"), "and nobody else");
    session.keys("v");
    let n_events = session.state().timeline.row;
    session.keys("G");
    assert!(session.state().timeline.row >= n_events && session.shows("1945"));
    assert!(!session.shows("1946"), "the list ends with the window");
    session.keys("Esc");
    assert!(
        !session.state().brushed && session.shows("118 events"),
        "Esc lets go"
    );
    session.keys("v v w Ctrl-x");
    assert!(!session.state().brushed, "and so does Ctrl-x");
    session.keys("@ \"1700..1800\" Enter");
    assert!(session.shows("outside the history"));
}

#[test]
fn relations_are_compared_on_a_ladder_and_walked_on() {
    let mut session = open();
    session.keys("v v");
    for relation in ["MN–RU", "MN–CN", "MN–JP"] {
        assert!(session.shows(relation), "{relation} is on the ladder");
    }
    session.keys("Down");
    assert!(session.selected().starts_with("track:"));
    let row = session.state().timeline.row;
    session.keys("Down Up");
    assert_eq!(session.state().timeline.row, row);
    session.keys("x");
    assert!(session.shows("levels stand in their order"));
    session.keys("v");
    assert!(session.shows("agreements"), "v comes back to the lanes");
}

#[test]
fn above_the_lanes_are_the_eras() {
    let mut session = open();
    session.keys("Up Up Up Up Up Up Up Up");
    assert!(
        session.selected().starts_with("era:"),
        "{}",
        session.selected()
    );
    let (x, _) = session.find("▌").expect("its row is marked");
    assert_eq!(x, 0);
    session.keys("Left Left Left Left Left Left Left Left");
    let first = session.selected();
    session.keys("Right Left");
    assert_eq!(
        session.selected(),
        first,
        "they are walked in order of time"
    );
    session.keys("Down");
    assert!(
        !session.selected().starts_with("era:"),
        "and left downwards"
    );
}

#[test]
fn a_count_that_no_longer_agrees_is_marked_with_a_word_and_the_colour_of_errors() {
    let text = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/assets/history/mongolia-russia.ron"
    ))
    .expect("the file");
    let less = text.replacen("\"visit-mn-to-ru\"", "\"a-visit\"", 1);
    for theme in ["dark", "mono"] {
        let loaded = annals::dataset::open_text("less.ron", &less).expect("a history");
        let mut session = Session::of(loaded.history, theme);
        session.keys("g c");
        assert!(
            session.shows("1 of 34 no longer agrees"),
            "{}",
            session.text()
        );
        session.keys("Down Down Down Down Down");
        let cell = session.cell_of("no longer agrees: expected 11").clone();
        let plain = session.cell_of("counted 4").clone();
        assert_ne!(
            (cell.fg, cell.modifier),
            (plain.fg, plain.modifier),
            "{theme}"
        );
        assert!(
            session.shows("! 11 visits to Russia: counted 10"),
            "{}",
            session.text()
        );
    }
}

#[test]
fn a_quiz_takes_digits_shows_what_was_wrong_and_says_the_score() {
    let mut session = open();
    session.keys(": \"quiz\" Enter");
    assert!(
        session.shows("1 of 10") && !session.shows("2018"),
        "{}",
        session.text()
    );
    session.keys("1");
    assert!(
        session.shows("Wrong: 2 came first") && session.shows("[1] "),
        "{}",
        session.text()
    );
    assert!(
        session.shows("18 March 2018") && session.find("2019").is_some(),
        "an axis with years: {}",
        session.text()
    );
    session.keys("2");
    assert_eq!(
        session.state().overlay.as_ref().map(|_| ()),
        Some(()),
        "an answer is given once"
    );
    session.keys("Enter 1");
    assert!(
        session.shows("Right") && session.shows("2 of 10"),
        "{}",
        session.text()
    );
    // Three in order: the third follows from the other two.
    session.keys("Enter");
    assert!(session.shows("Put these in order"), "{}", session.text());
    session.keys("3 Backspace 2 1");
    assert!(
        session.shows("3 of 10") && (session.shows("Right") || session.shows("Wrong")),
        "{}",
        session.text()
    );
    session.keys("Esc");
    assert!(
        session.state().overlay.is_none() && session.shows("of 3 right"),
        "{}",
        session.text()
    );
    session.keys("g q");
    assert!(
        session.shows("seed 2045502"),
        "another round has other questions: {}",
        session.text()
    );
}
