//! Walks through the views of the leaders and the projects, a reason at every step.

use annals::query::leaders::{Grouping, LeaderSort};
use annals::tui::state::LeadersView;

use crate::screen::Session;

/// The line of the screen in which a word stands, from that word on.
fn line_from(session: &Session, word: &str) -> String {
    session
        .text()
        .lines()
        .find_map(|line| line.find(word).map(|at| line[at..].to_owned()))
        .unwrap_or_else(|| panic!("`{word}` is not on\n{}", session.text()))
}

/// The numbers of a row, marks and dots left out.
fn days_of(session: &Session, name: &str) -> Vec<i64> {
    line_from(session, name)
        .split_whitespace()
        .skip(1)
        .map(|word| match word.trim_matches('*') {
            "·" => 0,
            number => number
                .parse()
                .unwrap_or_else(|_| panic!("{number} in the row of {name}")),
        })
        .collect()
}

#[test]
fn the_table_of_the_facts_is_on_the_screen_to_the_day() {
    let mut session = Session::new(120, 40);
    session.keys("@ \"2024-04-30\" Enter F3 v z u End Enter a");
    assert!(session.shows("each rule · as of 30 Apr 2024, the cursor date"));
    for (name, days) in [
        ("Ochirbat", [2482, 0, 0, 0, 0, 0]),
        ("Bagabandi", [2926, 1874, 128, 2002, 144, 2146]),
        ("Enkhbayar", [1455, 1048, 0, 1048, 406, 1454]),
        ("Elbegdorj", [2944, 1890, 0, 1890, 1054, 2944]),
        ("Battulga", [1446, 1446, 0, 1446, 0, 1446]),
        ("Khurelsukh", [1040, 1040, 0, 1040, 0, 1040]),
    ] {
        assert_eq!(days_of(&session, name), days, "{name}");
    }
    for (cell, whose) in [
        ("1890*", "inaugurated, Elbegdorj is the longest"),
        ("2002*", "with the acting presidency, Bagabandi is"),
        ("2944*", "in any office, Elbegdorj again"),
    ] {
        assert!(session.shows(cell), "{whose}");
    }
    session.keys("a");
    assert_eq!(
        days_of(&session, "Khurelsukh")[0],
        1650,
        "and by the edition he has caught up"
    );
}

#[test]
fn a_cell_is_a_selection_that_shows_both_people_and_their_days() {
    let mut session = Session::new(120, 40);
    session.keys("/ \"elbegdorj\" Enter F3 v");
    assert_eq!(session.state().leader_views.view, LeadersView::Overlaps);
    assert!(
        session.shows("Elbegdorj beside Putin"),
        "{}",
        session.text()
    );
    assert!(session.shows("1,890 days shared"), "the detail counts");
    assert!(
        session.shows("acting terms left out"),
        "and says by which rule"
    );
    assert!(
        session.shows("prime minister only: 1,054 days"),
        "and what the others count"
    );
    assert!(session.shows("━"), "the days are marked on the axis");
    assert_eq!(
        session.state().cursor.to_string(),
        "2012-05-07",
        "the date goes to their beginning"
    );
    session.keys("l");
    assert!(session.shows("Elbegdorj beside Medvedev"));
    session.keys("g d Tab Tab Enter");
    assert_eq!(
        session.selected(),
        "person:medvedev",
        "the second link of the detail is the other one"
    );
    assert!(!session.shows("━"), "another selection takes the mark away");
}

#[test]
fn any_post_is_put_against_any_other_and_swapped() {
    let mut session = Session::new(120, 40);
    session.keys("F3 v z c");
    assert!(
        session.shows("Prime Minister of Mongolia"),
        "a list of posts"
    );
    session.keys("Home Down Down Down Enter");
    assert!(session.shows("President MN beside Prime Minister MN"));
    assert!(
        session.shows("Battulga beside Khurelsukh: 1,211 days"),
        "the row stays and goes to its longest"
    );
    assert!(
        line_from(&session, "Elbegdorj   2944").contains("─"),
        "nobody is beside themselves: {}",
        session.text()
    );
    session.keys("i");
    assert!(session.shows("Prime Minister MN beside President MN"));
    let before = session.keys("Esc").state().leader_views.cell;
    session.keys("c Esc");
    assert_eq!(
        session.state().leader_views.cell,
        before,
        "leaving the list changes nothing"
    );
}

#[test]
fn heads_and_names_stay_while_a_large_matrix_scrolls() {
    let mut session = Session::new(60, 16);
    session.keys("F3 v c Home Down Down Down Enter");
    session.keys("l l l l l l l l l");
    let text = session.text();
    assert!(text.contains("Zandanshatar"), "the last column:\n{text}");
    assert!(!text.contains("Bayar"), "the first ones are scrolled away");
    assert!(text.contains('‹'), "which is said");
    assert!(text.contains("Ochirbat"), "the names stay");
}

#[test]
fn a_career_tells_offices_meetings_and_what_was_signed_and_every_line_leads_there() {
    let mut session = Session::new(200, 60);
    session.keys("/ \"elbegdorj\" Enter F3 v v");
    assert!(session.shows("career · Elbegdorj"));
    for part in ["Offices (", "Met (", "Signed (", "Took part in ("] {
        assert!(session.shows(part), "{part}\n{}", session.text());
    }
    assert!(
        line_from(&session, "President of Mongolia  ").contains("2,944 days"),
        "{}",
        session.text()
    );
    session.keys("j j j j");
    let selected = session.selected();
    assert!(
        selected.starts_with("person:") && selected != "person:elbegdorj",
        "a line of those whom he met leads to one: {selected}"
    );
    assert!(
        session.shows("career · Elbegdorj"),
        "and the career stays his"
    );
    session.keys("Enter");
    assert!(
        !session.shows("career · Elbegdorj"),
        "until one goes to the other one's"
    );
    session.keys("Backspace");
    session.keys("G");
    assert!(
        session.selected().starts_with("event:"),
        "the last lines are events"
    );
}

#[test]
fn the_list_is_grouped_and_sorted_and_keeps_its_place() {
    let mut session = Session::new(120, 40);
    session.keys("/ \"battulga\" Enter F3 b");
    assert_eq!(session.state().leader_views.order.grouping, Grouping::Area);
    assert!(session.shows("by area"), "which is said");
    assert!(session.shows("● Battulga"), "and he is still in sight");
    session.keys("b s s");
    let order = session.state().leader_views.order;
    assert_eq!(
        (order.grouping, order.sort),
        (Grouping::None, LeaderSort::Days)
    );
    session.keys("Home");
    let first = session.selected();
    session.keys("S Home");
    assert_ne!(session.selected(), first, "the other way round");
    session.keys("S Home");
    assert_eq!(session.selected(), first);
}
