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
        session.shows("prime minister only: 1,054"),
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

#[test]
fn the_table_sorts_by_every_column_and_marks_it_in_its_head() {
    let mut session = Session::new(200, 60);
    session.keys("F4 z");
    let mut first_rows = std::collections::BTreeSet::new();
    for head in [
        "Status▾",
        "Name▾",
        "Sector▾",
        "Partners▾",
        "Money▾",
        "Since▾",
        "Checked▾",
    ] {
        session.keys("s");
        assert!(session.shows(head), "{head}\n{}", session.text());
        session.keys("Home");
        first_rows.insert(session.selected());
    }
    assert!(
        first_rows.len() >= 4,
        "the order is another one: {first_rows:?}"
    );
    session.keys("S");
    assert!(session.shows("Checked▴"), "and reversed");
    session.keys("s");
    assert!(
        !session.shows("▴") && !session.shows("▾"),
        "as written has no mark"
    );
}

#[test]
fn staleness_is_said_in_words() {
    let mut session = Session::new(200, 60);
    session.keys("F4 z");
    assert!(
        line_from(&session, "Shuren dam").contains("not checked for 3 years"),
        "{}",
        session.text()
    );
    session.keys("/ \"shuren dam\" Enter g d");
    assert!(
        session.shows("not checked for 3 years"),
        "in the detail, too"
    );
}

#[test]
fn the_projects_are_narrowed_to_a_value_of_the_row_and_back() {
    let mut session = Session::new(120, 40);
    session.keys("/ \"egiin gol dam\" Enter F4 z F");
    assert!(session.shows("Sector hydropower") && session.shows("3 projects"));
    session.keys("Enter");
    assert!(
        session.shows("sector:hydropower"),
        "as a query that one can change"
    );
    assert!(session.shows("3 of 21"), "{}", session.text());
    assert!(!session.shows("Erdenet"));
    session.keys("F Down Enter");
    assert!(
        session.shows("sector:hydropower area:"),
        "a second value narrows further: {}",
        session.text()
    );
    session.keys("F End Enter");
    assert!(session.shows("Erdenet"), "and all are back");
}

#[test]
fn the_board_has_a_column_for_each_status_of_the_date_and_keeps_the_date() {
    let mut session = Session::new(120, 40);
    session.keys("F4 v z");
    for head in [
        "planned 1",
        "under way 4",
        "suspended 3",
        "done 4",
        "cancelled 2",
        "not begun 7",
    ] {
        assert!(session.shows(head), "{head}\n{}", session.text());
    }
    let date = session.state().cursor;
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..6 {
        seen.insert(session.selected());
        session.keys("l");
    }
    assert_eq!(seen.len(), 6, "through all columns: {seen:?}");
    session.keys("j");
    assert_eq!(session.state().cursor, date, "the date stays");
    session.keys("Esc , , , , , , , , , , , ,");
    assert!(
        !session.shows("not begun 7"),
        "twelve years before, fewer projects had begun: {}",
        session.text()
    );
}

#[test]
fn the_gantt_has_the_timelines_days_and_tells_what_became_of_plans() {
    let mut session = Session::new(200, 60);
    session.keys("/ \"erdeneburen dam\" Enter F4 v v z");
    assert!(session.shows("gantt"));
    assert!(
        !session.shows("as planned in 2021"),
        "milestones are folded"
    );
    session.keys("x");
    let start = line_from(&session, "Start of works, as planned in 2021");
    assert!(
        start.contains("◇┄┄") && start.contains("3 years overdue"),
        "{start}"
    );
    assert!(
        line_from(&session, "Operation, as planned in 2021").contains("planned"),
        "what is still to come is no slip"
    );
    let window = session.state().window;
    session.keys("j j");
    assert!(
        line_from(&session, "▌").contains("Construction contract"),
        "{}",
        session.text()
    );
    assert_eq!(session.selected(), "project:erdeneburen-hpp");
    session.keys("Enter");
    assert_eq!(
        session.selected(),
        "event:erdeneburen-contract-2021",
        "a milestone leads to its event"
    );
    session.keys("F4 0");
    assert_ne!(session.state().window, window, "zooming moves its axis");
}

#[test]
fn views_and_what_they_are_set_to_are_kept() {
    let mut session = Session::new(120, 40);
    session.keys("F3 v c Home Down Enter a F4 v");
    let views = session.state().leader_views;
    let kept = session.kept();
    let mut again = Session::new(120, 40);
    assert_eq!(again.reopen(&kept), 0, "no name is gone");
    assert_eq!(again.state().leader_views.overlaps, views.overlaps);
    assert_eq!(again.state().leader_views.view, LeadersView::Overlaps);
    assert_eq!(again.state().project_views.view.word(), "board");
}

#[test]
fn the_mouse_reaches_every_view() {
    let mut session = Session::new(120, 40);
    session.keys("F3 v").click("1890*");
    assert!(
        session.shows("Elbegdorj beside Putin"),
        "{}",
        session.text()
    );
    session.click("  924");
    assert!(
        session.shows("Bagabandi beside Yeltsin"),
        "{}",
        session.text()
    );
    session.keys("v").click("2000  Putin");
    assert_eq!(session.selected(), "event:putin-visit-2000");
    assert!(session.shows("career · Bagabandi"));
    session.keys("F4 z").click("Sector");
    assert!(session.shows("Sector▾"), "a head sorts: {}", session.text());
    session.click("Sector▾");
    assert!(
        session.shows("Sector▴"),
        "and once more the other way round"
    );
    session.click("Shuren dam");
    assert_eq!(session.selected(), "project:shuren-hpp");
    session.keys("v").click("Mongol Refi");
    assert_eq!(session.selected(), "project:mongol-refinery");
    session.keys("v").click("Soyuz Vostok");
    assert_eq!(session.selected(), "project:soyuz-vostok");
}
