//! How long a frame of 200x60 cells takes, all panes in it, at a thousand, a hundred thousand and a million events.
//!
//! `cargo bench --bench draw` prints the best of thirty frames for each view of the timeline and three windows. What is
//! drawn is bounded by cells, so the numbers hardly grow with the records.

use std::time::{Duration, Instant};

use annals::model::{Date, Day, Era, Event, EventKind, History, Overview, Parts, Segment, Track};
use annals::query::timeline::Window;
use annals::tui::keymap::Keymap;
use annals::tui::state::{Prepared, State, TimelineView};
use annals::tui::theme::{Depth, Theme};
use annals::tui::view::{self, Scene};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

fn main() {
    let keymap = Keymap::built_in().expect("the shipped key map");
    let theme = Theme::built_in("dark", Depth::True, false).expect("a built-in theme");
    for n_events in [1_000, 100_000, 1_000_000] {
        let history = history(n_events);
        let prepared = Prepared::new(&history, None);
        let scene = Scene {
            history: &history,
            prepared: &prepared,
            keymap: &keymap,
            theme: &theme,
            n_skipped: 0,
            which_key: false,
        };
        for (view_name, view) in [
            ("lanes", TimelineView::Lanes),
            ("list", TimelineView::List),
            ("ladder", TimelineView::Ladder),
        ] {
            for (name, window) in [
                ("whole", prepared.lanes.whole()),
                ("century", years(1500, 1600)),
                ("year", years(1500, 1501)),
            ] {
                let mut state = State::new(&history, &prepared);
                let middle = history.events_by_time()[history.events_by_time().len() / 2];
                state.select(&history, &prepared, middle.into());
                (state.view, state.window) = (view, window);
                let mut screen = Terminal::new(TestBackend::new(200, 60)).expect("a screen");
                let best = (0..30).map(|_| frame(&mut screen, scene, &mut state)).min();
                println!(
                    "{n_events:>9} events, {view_name:<7}{name:<8}{:>8.3} ms",
                    best.unwrap_or_default().as_secs_f64() * 1e3
                );
            }
        }
    }
}

/// Everything that a frame asks and paints.
fn frame(screen: &mut Terminal<TestBackend>, scene: Scene<'_>, state: &mut State) -> Duration {
    let start = Instant::now();
    screen
        .draw(|frame| view::draw(frame, scene, state))
        .expect("drawn");
    start.elapsed()
}

fn years(first: i64, last: i64) -> Window {
    Window::new(Day::first_of_year(first), Day::first_of_year(last))
}

/// Events of all kinds over a thousand years: days, years and spans, the same at each run.
fn history(n_events: usize) -> History {
    let mut seed = 88_172_645_463_325_252_u64;
    let mut random = move |below: u64| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed % below
    };
    let dates: Vec<Date> = (0..20_000)
        .map(|idx| {
            let year = 1000 + random(1000);
            let text = match idx % 50 {
                0 => format!("{year:04}/{:04}", year + random(30)),
                1..8 => format!("{year:04}"),
                _ => format!("{year:04}-{:02}-{:02}", 1 + random(12), 1 + random(28)),
            };
            Date::parse(&text).expect("a date of EDTF")
        })
        .collect();
    let events = (0..n_events)
        .map(|idx| {
            let title = format!("Something of importance, number {idx}");
            let when = dates[random(20_000) as usize].clone();
            let kind = EventKind::ALL[random(EventKind::ALL.len() as u64) as usize].clone();
            Event {
                importance: 1 + random(5) as u8,
                ..Event::new(format!("e{idx}"), title, when, kind)
            }
        })
        .collect();
    let eras = (0..40)
        .map(|idx| {
            let year = 1000 + 25 * idx;
            Era {
                id: format!("era{idx}"),
                title: format!("Era number {idx}"),
                during: Date::parse(&format!("{year}/{}", year + 10 + idx)).expect("a span"),
                areas: Vec::new(),
                summary: None,
                cites: Vec::new(),
            }
        })
        .collect();
    let tracks = (0..12).map(track).collect();
    History::new(Parts {
        eras,
        events,
        tracks,
        ..Parts::new(Overview::new(
            "bench",
            "Bench",
            Date::of_day(Day::first_of_year(2025)),
        ))
    })
}

/// A relation that changes its level every few years.
fn track(number: usize) -> Track {
    let levels = ["recognition", "friendship", "partnership", "alliance"];
    let segments = (0..100)
        .map(|idx| {
            let year = 1000 + 10 * idx + number;
            Segment {
                during: Date::parse(&format!("{year}/{}", year + 9)).expect("a span"),
                level: levels[(idx * 7 + number) % 4].to_owned(),
                rank: Some((idx * 7 + number) % 4),
                by: None,
                note: None,
                cites: Vec::new(),
            }
        })
        .collect();
    Track {
        id: format!("track{number}"),
        title: format!("Relation number {number}"),
        short: format!("R{number}"),
        between: Vec::new(),
        scale: levels.map(str::to_owned).to_vec(),
        segments,
        marks: Vec::new(),
        summary: None,
        cites: Vec::new(),
    }
}
