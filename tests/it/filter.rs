//! Filters: of one pane and of all, kept from a search or made of a relation, and what they keep from being found.

use annals::tui::layout::Pane;

use crate::screen::Session;

fn open() -> Session {
    Session::new(120, 40)
}

#[test]
fn f_filters_the_pane_that_has_the_keys_while_one_types() {
    let mut session = open();
    let (n_all, n_events) = (session.n_projects(), session.n_events());
    session.keys("F4 f \"sector:gas\"");
    assert!(session.shows("FILTER"), "the status says what has the keys");
    let head = line_with(&session, "─ Projects");
    assert!(head.contains("› sector:gas▏"), "typed in its head: {head}");
    let n_gas = session.n_projects();
    assert!(0 < n_gas && n_gas < n_all, "live, before Enter");
    assert_eq!(session.n_events(), n_events, "no other pane changes");
    session.keys("Enter");
    assert!(session.shows("[Projects: sector:gas]"), "a chip tells");
    assert!(session.shows(&format!("{n_gas} of {n_all}")), "and a count");
    assert_eq!(session.state().focus, Pane::Projects);
    // Changed in its place: f again has it in hand.
    session.keys("f Backspace Backspace Backspace \"rail\" Enter");
    assert!(session.shows("[Projects: sector:rail]"));
    assert_eq!(session.state().filters.len(), 1);
    session.keys("f Ctrl-u Enter");
    assert!(session.state().filters.is_empty(), "no text, no filter");
    assert_eq!(session.n_projects(), n_all);
}

#[test]
fn esc_leaves_the_filter_as_it_was_before_one_typed() {
    let mut session = open();
    session.keys("F4 f \"gas\" Enter f Ctrl-u \"rail\" Esc");
    assert!(session.shows("[Projects: gas]"), "{}", session.text());
    session.keys("f \" dam\" Ctrl-x");
    assert!(session.state().filters.is_empty(), "Ctrl-x takes it away");
    session.keys("f \"dam\" Esc");
    assert!(session.state().filters.is_empty());
}

#[test]
fn a_filter_that_is_typed_may_be_kept_on_all_panes() {
    let mut session = open();
    let n_events = session.n_events();
    session.keys("F4 f \"gas\" Alt-Enter");
    assert!(session.shows("[gas]") && !session.shows("[Projects: gas]"));
    assert!(session.n_events() < n_events);
}

#[test]
fn every_list_has_its_own_filter_and_the_detail_says_that_it_has_none() {
    let mut session = open();
    session.keys("F2 f \"type:visit\" Enter F3 f \"putin\" Enter");
    assert!(session.shows("[Timeline: type:visit]") && session.shows("[Leaders: putin]"));
    assert!(session.shows("Putin") && !session.shows("Jiang Zemin"));
    session.keys("v");
    session.keys("g d f");
    assert!(session.shows("the detail shows one record"));
}

#[test]
fn a_search_is_kept_whole_as_a_filter_and_several_stand() {
    let mut session = open();
    let n_all = session.n_events();
    session.keys("/ \"kind:event\" Alt-Enter");
    assert_eq!(session.n_events(), n_all, "all events, not a page of hits");
    session.keys("/ \"in:2009..2014\" Alt-Enter");
    let n_both = session.n_events();
    assert!(n_both < n_all);
    assert!(session.shows("[kind:event]") && session.shows("[in:2009..2014]"));
    session.keys("/ \"in:2009..2014\" Alt-Enter");
    assert!(session.shows("stands already"));
    assert_eq!(session.state().filters.len(), 2);
    session.keys("*");
    assert_eq!(session.state().filters.len(), 3);
    assert!(session.n_events() <= n_both);
}

#[test]
fn ctrl_x_takes_the_newest_away_and_at_once_again_the_rest() {
    let mut session = open();
    session.keys("/ \"putin\" Alt-Enter / \"visit\" Alt-Enter F4 f \"gas\" Enter");
    session.keys("Ctrl-x");
    assert!(session.shows("the filter Projects: gas is gone, 2 more stand"));
    session.keys("Down Ctrl-x");
    assert_eq!(
        session.state().filters.len(),
        1,
        "after another key it is the newest again"
    );
    session.keys("/ \"visit\" Alt-Enter Ctrl-x Ctrl-x");
    assert!(
        session.state().filters.is_empty(),
        "twice at once, and all are gone"
    );
    session.keys("Ctrl-x");
    assert!(session.shows("there is no filter"));
}

#[test]
fn what_a_filter_hides_from_a_search_is_counted() {
    let mut session = open();
    session.keys("/ \"power of siberia\"");
    let all = session.counts();
    session.keys("Esc / \"kind:event\" Alt-Enter / \"power of siberia\"");
    let inside = session.counts();
    let n_hidden = all.0 - inside.0;
    assert!(0 < inside.0 && 0 < n_hidden);
    assert!(
        session.shows(&format!(
            "{n_hidden} more hidden by the filter, Ctrl-x clears"
        )),
        "{}",
        session.text()
    );
    session.keys("Ctrl-x");
    assert_eq!(session.counts(), all, "in the search, too, Ctrl-x clears");
    assert!(!session.shows("hidden by"));
    session.keys("Esc / \"kind:area\" Alt-Enter / \"battulga khaltmaa\"");
    assert!(session.shows("hidden by the filter") && !session.shows("more hidden"));
    assert!(session.shows("Nothing that the filters let through"));
}

#[test]
fn what_can_not_be_read_is_said_under_its_place() {
    let mut session = open();
    session.keys("/ \"gas colour:red dam\"");
    let (x, y) = session.find("colour:red").expect("as it was typed");
    assert_eq!(
        session.find("^ there is no field `colour`"),
        Some((x, y + 1)),
        "{}",
        session.text()
    );
    assert!(session.shows("there are kind: type:"), "and what there is");
    let cell = session.cell_of("colour:red");
    assert!(cell.modifier.contains(ratatui::style::Modifier::UNDERLINED));
    session.keys("Esc F3 f \"putin in:2009-13\"");
    assert!(
        session.shows("month"),
        "in the status while a filter is typed"
    );
    assert!(!session.shows("Jiang Zemin"), "and the rest of it works");
}

#[test]
fn earlier_queries_come_back_with_up_and_go_with_down() {
    let mut session = open();
    session.keys("/ \"dam\" Enter / \"gas\" Enter / Up");
    assert!(session.shows("› gas"));
    session.keys("Up");
    assert!(session.shows("› dam"));
    session.keys("Down Down");
    assert!(!session.shows("› dam") && !session.shows("› gas"));
    session.keys("Esc F4 f Up");
    assert!(session.shows("› gas▏"), "the same in a pane's filter");
}

#[test]
fn a_filter_moves_neither_the_date_nor_the_days_in_sight() {
    let mut session = open();
    session.keys("\"2003\" Enter + + . .");
    let (cursor, window) = (session.state().cursor, session.state().window);
    session.keys("/ \"kind:project\" Alt-Enter");
    assert_eq!(
        (session.state().cursor, session.state().window),
        (cursor, window)
    );
    session.keys("Ctrl-x");
    assert_eq!(
        (session.state().cursor, session.state().window),
        (cursor, window)
    );
}

#[test]
fn n_walks_around_the_hits_and_passes_over_what_a_filter_hides() {
    let mut session = open();
    session.keys("/ \"kind:event type:summit\" Enter");
    let n_hits = session.state().hits.len();
    let first = session.selected();
    for _ in 1..n_hits {
        session.keys("n");
    }
    session.keys("n");
    assert_eq!(session.selected(), first);
    assert!(session.shows(&format!("hit 1 of {n_hits}, from the first again")));
    session.keys("N");
    assert!(session.shows("from the last again"));
    session.keys("/ \"in:2018..2019\" Alt-Enter");
    for _ in 0..4 {
        session.keys("n");
        let year = session.state().cursor.year();
        assert!((2018..=2019).contains(&year), "{year}");
    }
    session.keys("Ctrl-x / \"kind:project\" Alt-Enter n");
    assert!(session.shows("the filters hide every hit"));
    // In the next run the newest query is asked again.
    let kept = session.kept();
    let mut again = open();
    again.keys("n");
    assert!(again.shows("nothing was searched for yet"));
    again.reopen(&kept);
    again.keys("n");
    assert!(again.shows("› kind:project▏"), "{}", again.text());
}

fn line_with(session: &Session, text: &str) -> String {
    let screen = session.text();
    let line = screen.lines().find(|line| line.contains(text));
    line.unwrap_or_else(|| panic!("`{text}` is not on\n{screen}"))
        .to_owned()
}
