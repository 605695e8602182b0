//! Rows drawn with one letter for each part, and properties of all rows.
use std::collections::HashMap;

use super::super::{Arrangement, Grouping, Window, sample};
use super::*;
use proptest::prelude::*;

fn day(year: i64, month: u8, day: u8) -> Day {
    Day::from_ymd(year, month, day).expect("a day of the calendar")
}

/// What a row looks like, with one letter for each part.
fn drawn(row: &LaneRow<'_>, width: u16) -> String {
    let mut cells = vec![' '; usize::from(width)];
    for run in &row.runs {
        let text: String = match &run.part {
            Part::Start => "|".into(),
            Part::Label(text) => text.to_string(),
            Part::Glyph(_) => "o".into(),
            Part::Dot => ".".into(),
            Part::Doubt => "?".into(),
            Part::Within => "-".repeat(usize::from(run.width)),
            Part::Lasting => "=".repeat(usize::from(run.width)),
            Part::Shade(status) => status.word()[..1].repeat(usize::from(run.width)),
            Part::Line => "=".repeat(usize::from(run.width)),
            Part::Open => ">".into(),
            Part::End => "]".into(),
            Part::Count(text) => text.clone(),
            Part::Mark => "'".into(),
        };
        assert_eq!(text::width(&text), usize::from(run.width), "{run:?}");
        for (cell, letter) in cells[usize::from(run.column)..]
            .iter_mut()
            .zip(text.chars())
        {
            assert_eq!(*cell, ' ', "{run:?} over something else in {row:?}");
            *cell = letter;
        }
    }
    cells.into_iter().collect::<String>().trim_end().to_owned()
}

fn picture(
    history: &History,
    window: Window,
    width: u16,
    focus: Focus<'_>,
) -> Vec<(String, String)> {
    let lanes = Lanes::new(history);
    let rows = Arrangement::default().rows(&lanes);
    place(history, &lanes, &rows, Scale::new(window, width), focus)
        .iter()
        .map(|row| (row.label.to_string(), drawn(row, width)))
        .collect()
}

#[test]
fn the_lanes_of_a_small_history() {
    let history = sample::history();
    let window = Window::new(day(1990, 1, 1), day(2027, 6, 30));
    let rows = picture(&history, window, 100, Focus::default());
    let lines: Vec<String> = rows
        .iter()
        .map(|(label, row)| format!("{label:<19}{row}"))
        .collect();
    insta::assert_snapshot!(lines.join(
        "
"
    ));
}

#[test]
fn several_in_a_cell_show_the_most_important_and_a_count() {
    let history = sample::events(&[
        ("2000-01-01", "Visit"),
        ("2000-01-02", "Visit"),
        ("2000-01-03", "Visit"),
        ("2090", "Visit"),
    ]);
    let lanes = Lanes::new(&history);
    let rows = Arrangement::default().rows(&lanes);
    let scale = Scale::new(Window::new(day(1990, 1, 1), day(2099, 12, 31)), 100);
    let placed = place(&history, &lanes, &rows, scale, Focus::default());
    let fold = &placed[0].folds[0];
    assert_eq!(fold.n_more, 2);
    assert_eq!(fold.entities(&lanes).len(), 3);
    // Importance runs 1, 3, 5 over the first three.
    assert_eq!(history.text_id(placed[0].spots[0].entity), "e2");
    assert!(drawn(&placed[0], 100).contains("o+2 What happened as number 2"));
}

#[test]
fn the_selected_event_shows_before_more_important_ones() {
    let history = sample::events(&[
        ("2000-01-01", "Visit"),
        ("2000-01-02", "Visit"),
        ("2000-01-03", "Visit"),
    ]);
    let lanes = Lanes::new(&history);
    let rows = Arrangement::default().rows(&lanes);
    let scale = Scale::new(Window::new(day(1990, 1, 1), day(2099, 12, 31)), 100);
    let selected = history.find_reference("event:e0");
    let placed = place(
        &history,
        &lanes,
        &rows,
        scale,
        Focus {
            selected,
            ..Focus::default()
        },
    );
    assert_eq!(Some(placed[0].spots[0].entity), selected);
    assert_eq!(placed[0].spots[0].emphasis, Emphasis::Selected);
    assert_eq!(placed[0].emphasis, Emphasis::Selected);
}

#[test]
fn the_selected_event_stands_in_its_own_column() {
    let dated: Vec<(String, &str)> = (0..60)
        .map(|n| (format!("{}", 1960 + n), "Visit"))
        .collect();
    let dated: Vec<(&str, &str)> = dated
        .iter()
        .map(|(when, kind)| (when.as_str(), *kind))
        .collect();
    let history = sample::events(&dated);
    let lanes = Lanes::new(&history);
    let rows = Arrangement::default().rows(&lanes);
    let scale = Scale::new(Window::new(day(1950, 1, 1), day(2030, 12, 31)), 40);
    for (id, event) in history.events() {
        let first = event.when.earliest().expect("a year");
        let focus = Focus {
            selected: Some(id.into()),
            day: Some(first),
            related: &[],
        };
        let placed = place(&history, &lanes, &rows, scale, focus);
        let spot = placed[0]
            .spots
            .iter()
            .find(|spot| spot.emphasis == Emphasis::Selected);
        assert_eq!(
            spot.map(|spot| spot.column),
            scale.column(first),
            "{}",
            event.when
        );
    }
}

#[test]
fn what_is_not_related_is_dimmed() {
    let history = sample::history();
    let lanes = Lanes::new(&history);
    let rows = Arrangement::default().rows(&lanes);
    let scale = Scale::new(lanes.whole(), 100);
    let putin = history
        .find_reference("person:putin")
        .expect("in the sample");
    let focus = Focus {
        selected: None,
        day: None,
        related: &[putin],
    };
    let placed = place(&history, &lanes, &rows, scale, focus);
    let of = |row: usize| {
        placed[row]
            .spots
            .iter()
            .map(|spot| spot.emphasis)
            .collect::<Vec<_>>()
    };
    assert!(of(0).iter().all(|&emphasis| emphasis == Emphasis::Dim));
    assert_eq!(
        of(1),
        [
            Emphasis::Dim,
            Emphasis::Related,
            Emphasis::Dim,
            Emphasis::Related
        ]
    );
}

#[test]
fn a_term_that_began_before_the_window_has_no_start_in_it() {
    let history = sample::history();
    let rows = picture(
        &history,
        Window::new(day(2010, 1, 1), day(2012, 1, 1)),
        40,
        Focus::default(),
    );
    assert_eq!(rows[0], ("President MN".into(), "Elbegdorj".into()));
    assert_eq!(rows[1], ("President RU".into(), "Medvedev".into()));
}

fn dates() -> impl Strategy<Value = String> {
    (1900i32..2000, 1u8..13, 1u8..29, 0u8..8, 0i32..30).prop_map(
        |(year, month, day, form, more)| match form {
            0 => format!("{year}"),
            1 => format!("{year}-{month:02}"),
            2 => format!("{year}~"),
            3 => format!("{year}-{month:02}-{day:02}/{}", year + 1 + more),
            4 => format!("{year}/.."),
            5 => format!("[{year},{}]", year + 1 + more),
            6 => format!("{year}-{month:02}-{day:02}?"),
            _ => format!("{year}-{month:02}-{day:02}"),
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn each_event_of_the_window_is_drawn_once_or_counted(
        dated in prop::collection::vec((dates(), 0usize..3), 1..60),
        from in 1890i64..2010,
        days in 1i64..60_000,
        width in 0u16..220,
        select in prop::option::of(0usize..60),
        n_related in 0usize..4,
        fold in any::<bool>(),
    ) {
        let kinds = ["Visit", "War", "Summit"];
        let dated: Vec<(&str, &str)> = dated.iter().map(|(when, kind)| (when.as_str(), kinds[*kind])).collect();
        let history = sample::events(&dated);
        let lanes = Lanes::new(&history);
        let folded = if fold { vec!["events:Visit".into(), "events:War".into()] } else { Vec::new() };
        let arrangement = Arrangement { folded, ..Arrangement::default() };
        let rows = arrangement.rows(&lanes);
        let start = Day::first_of_year(from);
        let window = Window::new(start, start.add_days(days - 1));
        let related: Vec<Entity> = (0..n_related.min(dated.len())).map(|idx| Entity::Event(idx.into())).collect();
        let focus = Focus {
            selected: select.filter(|&idx| idx < dated.len()).map(|idx| Entity::Event(idx.into())),
            day: None,
            related: &related,
        };
        let placed = place(&history, &lanes, &rows, Scale::new(window, width), focus);
        let mut seen: HashMap<Entity, usize> = HashMap::new();
        let mut n_counted = 0;
        for row in &placed {
            drawn(row, width);
            let mut end = 0;
            for (idx, spot) in row.spots.iter().enumerate() {
                prop_assert!(end <= spot.column && spot.column + spot.width <= width);
                end = spot.column + spot.width;
                n_counted += 1;
                let glyphs = row.runs.iter().filter(|run| run.spot == idx && matches!(run.part, Part::Glyph(_) | Part::Dot));
                prop_assert_eq!(glyphs.count(), 1);
                match spot.fold {
                    None => *seen.entry(spot.entity).or_default() += 1,
                    Some(fold) => {
                        n_counted += row.folds[fold].n_more;
                        for entity in row.folds[fold].entities(&lanes) {
                            *seen.entry(entity).or_default() += 1;
                        }
                    }
                }
            }
            // Labels stand a blank away from whatever follows and whatever they follow.
            for pair in row.runs.windows(2) {
                if matches!(pair[0].part, Part::Label(_)) && matches!(pair[1].part, Part::Glyph(_) | Part::Label(_)) {
                    prop_assert!(pair[0].column + pair[0].width < pair[1].column);
                }
            }
        }
        let in_window: Vec<Entity> = history
            .events()
            .filter(|(_, event)| {
                let end = event.when.latest().unwrap_or(history.edition_day());
                event.when.earliest().is_some_and(|first| first <= window.last && window.first <= end.max(first))
            })
            .map(|(id, _)| id.into())
            .collect();
        if width > 0 {
            prop_assert_eq!(seen.len(), in_window.len());
            prop_assert!(in_window.iter().all(|entity| seen[entity] == 1));
            prop_assert_eq!(n_counted, in_window.len());
            prop_assert_eq!(lanes.n_events_in(window), in_window.len());
            if let Some(selected) = focus.selected.filter(|entity| in_window.contains(entity)) {
                let shown = placed.iter().flat_map(|row| &row.spots).any(|spot| spot.entity == selected);
                prop_assert!(shown, "the selected event is never folded away");
            }
        }
    }

    #[test]
    fn bars_never_overlap(from in 1985i64..2030, days in 1i64..20_000, width in 0u16..220) {
        let history = sample::history();
        let lanes = Lanes::new(&history);
        let rows = Arrangement::default().rows(&lanes);
        let start = Day::first_of_year(from);
        let window = Window::new(start, start.add_days(days - 1));
        for row in place(&history, &lanes, &rows, Scale::new(window, width), Focus::default()) {
            drawn(&row, width);
            prop_assert!(row.spots.windows(2).all(|pair| pair[0].column + pair[0].width <= pair[1].column));
            if matches!(row.kind, RowKind::Post) && width > 0 {
                let lane = row.spots.first().map(|spot| &lanes.lanes()[spot.at.lane as usize]);
                let n_running = lane.map_or(0, |lane| {
                    lane.items().iter().filter(|item| item.first <= window.last && window.first <= item.last).count()
                });
                let n_shown: usize = row.spots.iter().map(|spot| 1 + spot.fold.map_or(0, |fold| row.folds[fold].n_more)).sum();
                prop_assert_eq!(n_shown, n_running, "each term once, or counted");
            }
        }
    }

    #[test]
    fn in_every_grouping_each_lane_draws_its_items_once_or_counts_them(
        dated in prop::collection::vec((dates(), prop::collection::vec(0usize..4, 0..4)), 1..50),
        from in 1890i64..2010,
        days in 1i64..60_000,
        width in 1u16..220,
        grouping in prop::sample::select(Grouping::ALL.as_slice()),
        fold in any::<bool>(),
    ) {
        let plain: Vec<(&str, &str)> = dated.iter().map(|(when, _)| (when.as_str(), "Visit")).collect();
        let mut parts = sample::history().parts().clone();
        parts.events = sample::events(&plain).parts().events.clone();
        for (event, (_, named)) in parts.events.iter_mut().zip(&dated) {
            for &number in named {
                event.tags.push(format!("tag{number}"));
                event.areas.push((number % 2).into());
                let person = number.into();
                event.people.push(crate::model::Participant { person, capacity: None, role: None });
            }
        }
        let history = History::new(parts);
        let lanes = Lanes::of(&history, |_| true, grouping);
        prop_assert_eq!(lanes.events().len(), dated.len(), "each event counts once, in however many lanes");
        let mut arrangement = Arrangement { grouping, ..Arrangement::default() };
        if fold {
            let keys = lanes.lanes().iter().map(|lane| lane.key.clone());
            arrangement.folded = keys.step_by(2).collect();
        }
        let start = Day::first_of_year(from);
        let window = Window::new(start, start.add_days(days - 1));
        let ladder = Lanes::ladder(&history, |_| true);
        for (lanes, rows) in [(&lanes, arrangement.rows(&lanes)), (&ladder, Arrangement::default().rows(&ladder))] {
            let placed = place(&history, lanes, &rows, Scale::new(window, width), Focus::default());
            for (row, shown) in rows.iter().zip(&placed) {
                drawn(shown, width);
                let n_due: usize = row.lanes().iter().map(|&lane| lanes.lanes()[lane].n_in(window)).sum();
                let n_drawn: usize = shown
                    .spots
                    .iter()
                    .map(|spot| 1 + spot.fold.map_or(0, |fold| shown.folds[fold].n_more))
                    .sum();
                prop_assert_eq!(n_drawn, n_due, "{} by {}", shown.label, grouping.word());
            }
        }
    }
}
