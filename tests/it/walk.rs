//! Walks that nobody planned: any keys in any order, on a screen of any size.

use annals::tui::layout::Pane;
use proptest::prelude::*;

use crate::screen::Session;

/// Keys of every kind: moving, time, panes, views, filters, history, lists, and text where a field is open.
const KEYS: &[&str] = &[
    "j",
    "k",
    "h",
    "l",
    "Up",
    "Down",
    "Left",
    "Right",
    "PageUp",
    "PageDown",
    "Home",
    "End",
    "G",
    "g",
    "t",
    "d",
    "p",
    "Ctrl-u",
    "Ctrl-d",
    "Enter",
    "Backspace",
    "Esc",
    "Tab",
    "BackTab",
    "[",
    "]",
    "<",
    ">",
    "(",
    ")",
    "{",
    "}",
    ",",
    ".",
    "+",
    "-",
    "0",
    "Z",
    "F2",
    "F3",
    "F4",
    "z",
    "v",
    "s",
    "S",
    "x",
    "r",
    "c",
    "u",
    "i",
    "b",
    "F",
    "Alt-Up",
    "Alt-Down",
    "L",
    "/",
    "f",
    "n",
    "N",
    "*",
    "Alt-Enter",
    "Ctrl-x",
    "Ctrl-o",
    "Alt-Right",
    "m",
    "Space",
    "J",
    "a",
    "'",
    "y",
    "!",
    ":",
    "?",
    "T",
    "K",
    "M",
    "@",
    "1",
    "9",
    "2",
    "e",
    "i",
    "c",
    "q",
    "и",
    "ө",
    "蒙",
    "F12",
];

#[derive(Clone, Debug)]
enum Step {
    Key(&'static str),
    Size(u16, u16),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        12 => prop::sample::select(KEYS).prop_map(Step::Key),
        1 => (1..=250_u16, 1..=80_u16).prop_map(|(width, height)| Step::Size(width, height)),
    ]
}

#[test]
fn what_is_selected_is_in_sight_at_every_size() {
    let walks = [
        "",
        "G",
        "j j j j j j",
        "+ + + + + +",
        "0",
        "v",
        "v G",
        "F3 Down",
        "F3 G",
        "F3 G PageUp",
        "F3 v",
        "F3 v j l l",
        "F3 v r End Enter c Home Enter G",
        "F3 v u End Enter l l l j",
        "F3 v v",
        "F3 v v G",
        "F3 b b s s G",
        "F4 v",
        "F4 v l l l j j",
        "F4 v h G",
        "F4 v v G",
        "F4 v v x G PageUp",
        "F4 s s s s s G",
        "F4 Down",
        "F4 G",
        "F4 s G",
        "\"1939\" Enter",
        "p G",
    ];
    for keys in walks {
        let mut session = Session::new(120, 40);
        // The pane has the screen, so that no other pane's bar is taken for its own.
        session.keys(keys).keys("z");
        for (width, height) in (20..=220)
            .step_by(9)
            .flat_map(|width| (6..=60).step_by(5).map(move |height| (width, height)))
        {
            session.resize(width, height);
            let n_bars = session.text().matches('▌').count();
            assert_eq!(
                n_bars,
                1,
                "after `{keys}` at {width}x{height}:\n{}",
                session.text()
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_walk_gets_lost(
        (width, height) in (1..=250_u16, 1..=80_u16),
        steps in prop::collection::vec(step(), 1..60),
    ) {
        let mut session = Session::new(width, height);
        for step in &steps {
            match *step {
                Step::Key(key) => { session.keys(key); }
                Step::Size(width, height) => { session.resize(width, height); }
            }
            let state = session.state();
            prop_assert!(state.window.first <= state.window.last, "the window has days");
            prop_assert!(state.selected.is_some(), "something stays selected");
        }
        // Whatever is open, Esc leads out of it, a layer at a time.
        let n_layers = 8 + session.state().filters.len();
        session.keys(&"Esc ".repeat(n_layers));
        let state = session.state();
        prop_assert!(state.overlay.is_none() && state.filters.is_empty());
        prop_assert!(!state.zoomed && !state.pinned);
        prop_assert!(state.pending.is_empty() && state.digits.is_empty());
        prop_assert_eq!(state.focus, Pane::Timeline);
        // And a date finds its event again from there.
        session.resize(120, 40).keys("\"2019\" Enter");
        prop_assert_eq!(session.selected(), "event:treaty-2019");
        prop_assert!(session.shows("3 Sep 2019"));
    }
}
