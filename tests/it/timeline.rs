//! The timeline as a whole: five thousand years on one axis, the mouse, eras in every theme.

use crossterm::event::{MouseButton, MouseEventKind};
use ratatui::style::{Color, Modifier};

use annals::dataset::{self, Origin};
use annals::model::EventKind;
use annals::query::timeline::{LaneKind, Lanes};
use annals::tui::state::TimelineView;
use annals::tui::theme::Depth;

use crate::screen::Session;

fn ancient(width: u16, height: u16) -> Session {
    Session::of_case(width, height, "five-thousand-years.ron")
}

#[test]
fn five_thousand_years_look_right_at_every_zoom() {
    for (name, keys) in [
        ("whole", "0"),
        ("antiquity", "@ \"60 BC..60\" Enter"),
        ("turn-of-the-era", "@ \"4 BC..4\" Enter"),
        (
            "days-without-year-zero",
            "@ \"0000-12-28..0001-01-05\" Enter",
        ),
        ("future", "@ \"1950..\" Enter"),
        ("ladder", "v v 0"),
        ("list", "v g g"),
        ("by-area", "0 \\"),
        ("by-tag", "0 g #"),
    ] {
        let mut session = ancient(120, 40);
        session.keys(keys);
        insta::assert_snapshot!(format!("ancient-{name}"), session.text());
    }
}

#[test]
fn the_axis_goes_from_1_bce_to_1_ce() {
    let mut session = ancient(160, 40);
    session.keys("@ \"3 BC..3\" Enter");
    let text = session.text();
    let axis = text.lines().nth(2).expect("an axis");
    let at = |label: &str| {
        axis.find(label)
            .unwrap_or_else(|| panic!("{label} in {axis}"))
    };
    assert!(at("1 BCE") < at("1 CE") && at("1 CE") < at("2 CE"));
    assert!(!axis.split_whitespace().any(|word| word == "0"), "{axis}");
    // A day after the other, over the turn.
    session.keys("@ \"31 dec 1 BC\" Enter p )");
    assert_eq!(session.state().cursor.to_string(), "0001-01-01");
}

#[test]
fn a_span_dragged_over_the_lanes_becomes_the_window() {
    let mut session = Session::new(120, 40);
    let before = session.state().window;
    session.mouse(MouseEventKind::Down(MouseButton::Left), (60, 10));
    session.mouse(MouseEventKind::Drag(MouseButton::Left), (90, 11));
    let ground = session.buffer()[(75, 9)].bg;
    assert_eq!(
        ground,
        Color::Rgb(0x2b, 0x33, 0x40),
        "one sees what will be in it"
    );
    assert_eq!(
        session.state().window,
        before,
        "nothing moves before the button is let go"
    );
    session.mouse(MouseEventKind::Up(MouseButton::Left), (90, 11));
    let window = session.state().window;
    assert!(before.first < window.first && window.last < before.last);
    let share = window.days() as f64 / before.days() as f64;
    assert!((0.29..0.33).contains(&share), "31 of 100 columns: {share}");
    assert!(window.contains(session.state().cursor), "the date is in it");
    assert!(session.state().drag.is_none() && session.shows("w holds the panes"));
    assert_ne!(session.buffer()[(75, 9)].bg, ground, "and the band is gone");
    // To the left it is the same span.
    let mut other = Session::new(120, 40);
    other.drag(&[(90, 10), (70, 10), (60, 10)]);
    assert_eq!(other.state().window.first, window.first);
}

#[test]
fn a_press_without_a_drag_is_a_click() {
    let mut session = Session::new(120, 40);
    let before = session.state().window;
    let (x, y) = session.find("Bagabandi").expect("a term in the lanes");
    session.drag(&[(x, y)]);
    assert!(
        session.selected().starts_with("membership:bagabandi"),
        "{}",
        session.selected()
    );
    assert_eq!(session.state().window, before);
    let (x, y) = session.find("Democratic Mongolia").expect("an era");
    session.drag(&[(x, y)]);
    assert_eq!(session.selected(), "era:democratic-mongolia");
}

#[test]
fn on_the_strip_the_window_is_moved_from_inside_and_chosen_from_outside() {
    let mut session = Session::new(120, 40);
    let (_, y) = session.find("┣").expect("the strip");
    let before = session.state().window;
    session.drag(&[(90, y), (85, y), (80, y)]);
    let moved = session.state().window;
    assert_eq!(moved.days(), before.days(), "moved, not chosen");
    assert!(moved.first < before.first);
    session.drag(&[(10, y), (20, y), (30, y)]);
    let chosen = session.state().window;
    assert!(
        chosen.first.year() < 1935 && chosen.last.year() < 1960,
        "{}",
        chosen.in_words()
    );
    assert!(chosen.days() < before.days());
    session.keys("0").drag(&[(60, y), (70, y)]);
    assert!(
        session.state().window.days() < 20 * 366,
        "all of it cannot be moved, so one chooses"
    );
}

#[test]
fn eras_are_seen_in_every_theme() {
    for (theme, ascii) in [
        ("dark", false),
        ("light", false),
        ("contrast", false),
        ("mono", false),
        ("mono", true),
    ] {
        let mut session = Session::with_theme(120, 40, theme, Depth::True, ascii);
        session.keys("0");
        let (x, y) = session.find("Soviet Union").expect("the name of an era");
        assert!(y < 6, "above the lanes");
        let edge = if ascii { ";" } else { "┆" };
        let text = session.text();
        let n_edges = text
            .lines()
            .take(18)
            .map(|line| line.matches(edge).count())
            .sum::<usize>();
        assert!(
            n_edges > 5,
            "{theme}: where it ends is seen through the lanes"
        );
        let shaded = (4..17)
            .flat_map(|y| (20..120).map(move |x| (x, y)))
            .filter(|&at| session.buffer()[at].bg != session.buffer()[(0, 1)].bg)
            .filter(|&at| !session.buffer()[at].modifier.contains(Modifier::REVERSED))
            .count();
        if theme == "mono" {
            assert_eq!(session.buffer()[(x, y)].bg, Color::Reset);
        } else {
            assert!(shaded > 100, "{theme}: every other era is shaded");
        }
    }
}

#[test]
fn every_view_draws_at_every_size() {
    for view in ["", "v", "v v", "\\", "g n", "g #"] {
        let mut session = ancient(120, 40);
        session.keys("0").keys(view);
        for (width, height) in [
            (1, 1),
            (20, 6),
            (37, 9),
            (59, 20),
            (60, 16),
            (80, 24),
            (111, 31),
            (170, 45),
            (250, 80),
        ] {
            session.resize(width, height);
            let state = session.state();
            assert!(state.view != TimelineView::Ladder || view == "v v");
        }
    }
}

#[test]
fn the_legend_scrolls_where_it_does_not_fit() {
    let mut session = Session::new(120, 40);
    session.keys("L");
    for words in [
        "one of several dates",
        "about then, perhaps",
        "an era begins or ends",
        "suspended",
    ] {
        assert!(session.shows(words), "{words}");
    }
    session.keys("Esc").resize(40, 12);
    session.keys("L");
    assert!(!session.shows("pinned to the lesson"));
    session.keys("PageDown PageDown PageDown PageDown PageDown PageDown PageDown");
    assert!(session.shows("pinned to the lesson"));
    session.keys("Esc");
    assert!(!session.shows("pinned to the lesson"));
}

/// Two histories on one axis: what one compares stands beneath each other, told apart by letter and hue.
#[test]
fn two_histories_have_each_its_own_lanes_on_one_axis() {
    let path = format!(
        "{}/tests/it/cases/schema-example.ron",
        env!("CARGO_MANIFEST_DIR")
    );
    let loaded = dataset::open_side_by_side(&Origin::Embedded, &[Origin::Path(path.into())])
        .expect("histories");
    let lanes = Lanes::new(&loaded.history);
    let mut keys: Vec<&str> = lanes.lanes().iter().map(|lane| lane.key.as_str()).collect();
    let n_lanes = keys.len();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), n_lanes, "each lane has a name of its own");
    for lane in lanes.lanes() {
        let member = lane.member.expect("a lane belongs to one of them");
        let letter = ["A ", "B "][member];
        assert!(lane.label.starts_with(letter) && lane.short.starts_with(letter));
        for item in lane.items() {
            assert_eq!(loaded.history.member_of(item.entity), member);
        }
    }
    let by_kind: Vec<(&LaneKind, usize)> = lanes
        .lanes()
        .iter()
        .filter(|lane| lane.kind.is_events())
        .map(|lane| (&lane.kind, lane.member.unwrap_or_default()))
        .collect();
    let agreements = LaneKind::Events(EventKind::Agreement);
    let at = by_kind
        .iter()
        .position(|&lane| lane == (&agreements, 0))
        .expect("agreements");
    assert_eq!(by_kind[at + 1], (&agreements, 1), "one beneath the other");

    let mut session = Session::of(loaded.history, "dark");
    session.keys("0");
    assert!(session.shows("A Mongolia–Russia relations · B Mongolia and Russia"));
    assert!(session.shows("A agreements") && session.shows("B agreements"));
    let text = session.text();
    // One beside the other keeps hues apart by history, whatever the kind.
    let hue = |label: &str| session.cell_of(label).fg;
    assert_eq!(hue("A visits"), hue("A summits"));
    assert_ne!(hue("A visits"), hue("B agreements"));
    insta::assert_snapshot!("two-histories-120x40", text);
}
