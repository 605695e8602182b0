//! How long a frame of the timeline takes on 200x60 cells, at a thousand, a hundred thousand and a million events.
//!
//! `cargo bench --bench draw` prints the best of thirty frames for three windows. What is drawn is bounded by cells, so
//! the numbers hardly grow with the records.

use std::time::{Duration, Instant};

use annals::model::{Date, Day, Event, EventKind, History, Overview, Parts};
use annals::query::timeline::{Arrangement, Axis, Focus, Lanes, Scale, Strip, Window, place};
use annals::tui::theme::{Depth, Theme};
use annals::tui::widget::timeline::{Labels, Places, Timeline};
use ratatui::{buffer::Buffer, layout::Rect, widgets::Widget};

fn main() {
    for n_events in [1_000, 100_000, 1_000_000] {
        let history = history(n_events);
        let lanes = Lanes::new(&history);
        let labels = Labels::measure(&lanes);
        for (name, window) in [
            ("whole", lanes.whole()),
            ("century", years(1500, 1600)),
            ("year", years(1500, 1501)),
        ] {
            let best = (0..30)
                .map(|_| frame(&history, &lanes, labels, window))
                .min();
            println!(
                "{n_events:>9} events, {name:<8}{:>8.3} ms",
                best.unwrap_or_default().as_secs_f64() * 1e3
            );
        }
    }
}

/// Everything that a frame asks and paints.
fn frame(history: &History, lanes: &Lanes, labels: Labels, window: Window) -> Duration {
    let area = Rect::new(0, 0, 200, 60);
    let theme = Theme::built_in("dark", Depth::True, false).expect("a built-in theme");
    let mut buf = Buffer::empty(area);
    let selected = history.events_by_time()[history.events_by_time().len() / 2];
    let start = Instant::now();
    let rows = Arrangement::default().rows(lanes);
    let places = Places::new(area, labels, rows.len());
    let scale = Scale::new(window, places.lanes.width);
    let related = history.related(selected.into());
    let focus = Focus {
        selected: Some(selected.into()),
        day: Some(window.middle()),
        related,
    };
    let placed = place(history, lanes, &rows, scale, focus);
    let timeline = Timeline {
        places: &places,
        rows: &placed,
        n_hidden: 0,
        scale,
        axis: &Axis::new(scale),
        strip: &Strip::new(lanes, window, places.strip.width),
        cursor: Some(window.middle()),
        selected_row: Some(0),
        focused: true,
        theme: &theme,
    };
    (&timeline).render(area, &mut buf);
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
        .map(|idx| Event {
            id: format!("e{idx}"),
            title: format!("Something of importance, number {idx}"),
            when: dates[random(20_000) as usize].clone(),
            as_written: None,
            calendar: None,
            seq: 0,
            kind: EventKind::ALL[random(EventKind::ALL.len() as u64) as usize].clone(),
            importance: 1 + random(5) as u8,
            place: None,
            summary: None,
            names: Vec::new(),
            areas: Vec::new(),
            organizations: Vec::new(),
            people: Vec::new(),
            projects: Vec::new(),
            follows: Vec::new(),
            tags: Vec::new(),
            media: Vec::new(),
            cites: Vec::new(),
        })
        .collect();
    History::new(Parts {
        overview: Overview {
            id: "bench".into(),
            title: "Bench".into(),
            edition: Date::of_day(Day::first_of_year(2025)),
            license: None,
            creators: Vec::new(),
            languages: Vec::new(),
            summary: None,
            start_here: None,
            headline_track: None,
        },
        sources: Vec::new(),
        areas: Vec::new(),
        organizations: Vec::new(),
        posts: Vec::new(),
        people: Vec::new(),
        memberships: Vec::new(),
        eras: Vec::new(),
        events,
        projects: Vec::new(),
        tracks: Vec::new(),
        claims: Vec::new(),
        glossary: Vec::new(),
        tours: Vec::new(),
    })
}
