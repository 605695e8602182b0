//! Leaving and coming back: what lasts between runs, and what of it may be missing.

use crate::screen::Session;

fn open() -> Session {
    Session::new(120, 40)
}

#[test]
fn who_comes_back_stands_where_they_left() {
    let mut session = open();
    session.keys("\"2000-11\" Enter + + F4 s s S Down Down F2 v p");
    session
        .keys("/ \"khalkhin gol 1939\" Enter /")
        .keys("Esc z");
    let (left, text) = (session.kept(), session.text());
    let mut again = open();
    assert_eq!(again.reopen(&left), 0, "nothing is gone");
    assert_eq!(again.text(), text, "the screen is the same");
    assert_eq!(again.kept(), left, "and to the last letter what is kept");
    again.keys("z / Up");
    assert!(
        again.shows("› khalkhin gol 1939"),
        "earlier queries are there"
    );
}

#[test]
fn the_date_and_the_days_in_sight_are_those_one_left_and_not_those_of_the_selection() {
    let mut session = open();
    session.keys("\"2019\" Enter . . . + + > >");
    let (cursor, window) = (session.state().cursor, session.state().window);
    let kept = session.kept();
    let mut again = open();
    again.reopen(&kept);
    assert_eq!(again.selected(), "event:treaty-2019");
    assert_eq!(
        (again.state().cursor, again.state().window),
        (cursor, window)
    );
    assert!(!again.state().pinned, "and it is not pinned by that");
}

#[test]
fn lanes_stay_in_the_order_one_gave_them() {
    let mut session = open();
    session.keys("Alt-Down x");
    let arrangement = session.state().arrangement.clone();
    assert!(!arrangement.order.is_empty() && !arrangement.folded.is_empty());
    let kept = session.kept();
    let mut again = open();
    again.reopen(&kept);
    assert_eq!(again.state().arrangement, arrangement);
}

#[test]
fn jumps_are_walked_back_after_a_restart() {
    let mut session = open();
    session.keys("\"1939\" Enter / \"battulga\" Enter \"2000-11\" Enter");
    let kept = session.kept();
    let mut again = open();
    again.reopen(&kept);
    again.keys("Ctrl-o");
    assert_eq!(again.selected(), "person:battulga");
    again.keys("Alt-Left");
    assert_eq!(again.selected(), "event:khalkhin-gol-1939");
    again.keys("Alt-Right");
    assert_eq!(again.selected(), "person:battulga");
}

#[test]
fn a_walk_of_many_steps_is_one_jump_to_come_back_from() {
    let mut session = open();
    session.keys("\"2000-11\" Enter ] ] ] ] ]");
    let end = session.selected();
    session.keys("Ctrl-o");
    assert_eq!(
        session.selected(),
        "event:putin-visit-2000",
        "back to where the walk began"
    );
    session.keys("Alt-Right");
    assert_eq!(session.selected(), end, "and to where it led");
}

#[test]
fn two_ticks_go_back_and_forth() {
    let mut session = open();
    session.keys("\"1939\" Enter ' '");
    assert_eq!(session.selected(), "event:treaty-2019");
    session.keys("' '");
    assert_eq!(session.selected(), "event:khalkhin-gol-1939");
    session.keys("m '");
    assert!(session.shows("mark with a letter"), "that letter is taken");
}

#[test]
fn a_mark_remembers_the_date_and_the_days_in_sight() {
    let mut session = open();
    session.keys("\"2000-11\" Enter + + + . m q");
    let (cursor, window) = (session.state().cursor, session.state().window);
    session.keys("0 \"1939\" Enter '").wait_for_hints();
    assert!(
        session.shows("Marks") && session.shows("14 Nov 2001"),
        "after a moment the letters are listed: {}",
        session.text()
    );
    session.keys("q");
    assert_eq!(session.selected(), "event:putin-visit-2000");
    assert_eq!(
        (session.state().cursor, session.state().window),
        (cursor, window)
    );
}

#[test]
fn pins_are_gathered_put_in_order_and_kept() {
    let mut session = open();
    session.keys("Space \"1939\" Enter Space / \"battulga\" Enter Space");
    assert!(session.shows("pin 3 of the lesson"));
    assert!(session.shows("[3 pins]"), "the status counts them");
    assert!(session.shows("pin 3 of 3"), "the detail says so");
    session.keys("F4 Down Space");
    let (_, y) = session.find("•").expect("a list marks its row");
    let row = session
        .text()
        .lines()
        .nth(usize::from(y))
        .unwrap_or("")
        .to_owned();
    assert!(row.contains('•'), "a list marks its row: {row}");
    session.keys("Space");
    assert!(session.shows("[3 pins]"), "Space again takes it off");
    // In the list the treaty goes behind the battle, and the person goes away.
    session.keys("g m Home J G x");
    assert!(
        session.shows("PINS") && session.shows("2/2"),
        "{}",
        session.text()
    );
    session.keys("Esc");
    let kept = session.kept();
    let mut again = open();
    again.reopen(&kept);
    again.keys("g m Enter");
    assert_eq!(again.selected(), "event:khalkhin-gol-1939");
    again.keys("g m Down Enter");
    assert_eq!(again.selected(), "event:treaty-2019");
    again.keys("g m x x");
    assert!(again.state().pins.is_empty() && again.shows("no pin is left"));
    again.keys("g m");
    assert!(again.shows("nothing is pinned yet"));
}

#[test]
fn names_that_are_gone_are_dropped_and_counted() {
    let mut session = open();
    session.keys("m a Space \"1939\" Enter m b Space");
    let kept = session
        .kept()
        .replace("khalkhin-gol-1939", "no-such-battle");
    let mut again = open();
    let n_gone = again.reopen(&kept);
    assert_eq!(n_gone, 3, "the place, a mark and a pin");
    assert_eq!(again.state().marks.len(), 1);
    assert_eq!(again.state().pins.len(), 1);
    assert!(again.state().selected.is_some(), "something is selected");
    assert_eq!(
        again.state().cursor.year(),
        1939,
        "on the date that was kept"
    );
}
