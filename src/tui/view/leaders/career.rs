//! One leader's career as rows.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::model::{Day, History};
use crate::query::leaders::{CareerLine, days_in_words};
use crate::query::profile::term_span_in_words;

use super::super::super::layout::Pane;
use super::super::super::state::State;
use super::super::super::widget::career::{CareerList, CareerRow};
use super::super::panes::empty;
use super::super::{Scene, title};

pub(super) fn draw(buf: &mut Buffer, area: Rect, scene: Scene<'_>, state: &mut State) {
    let history = scene.history;
    let career = state.career(history, scene.prepared);
    let remark = career.as_ref().map_or_else(
        || "career".to_owned(),
        |career| {
            let name = &history.person(career.person).short;
            format!("career {} {name}", scene.theme.glyphs.dot)
        },
    );
    let inner = title(buf, area, Pane::Leaders, &remark, state, scene.theme);
    let height = usize::from(inner.height);
    state.page.leaders = height;
    let Some(career) = career else {
        empty(
            buf,
            inner,
            scene,
            (Pane::Leaders, state),
            "No terms of office in this history",
        );
        return;
    };
    if career.lines.is_empty() {
        let why = format!(
            "No office and no event of {} on record",
            history.person(career.person).short
        );
        empty(buf, inner, scene, (Pane::Detail, state), &why);
        return;
    }
    let views = &mut state.leader_views;
    views.career.show(career.lines.len(), height);
    // The heading of the first part is seen, too.
    if views.career.scroll == 1 && height > 1 {
        views.career.scroll = 0;
    }
    let scroll = views.career.scroll;
    let rows: Vec<CareerRow> = career
        .lines
        .iter()
        .skip(scroll)
        .take(height)
        .map(|line| row(history, line, inner.width < NARROW))
        .collect();
    let list = CareerList {
        rows: &rows,
        own: views.career.row.checked_sub(scroll),
        focused: state.focus == Pane::Leaders,
        theme: scene.theme,
    };
    list.render(inner, buf);
}

/// Below this width dates are years, and offices have their short names.
const NARROW: u16 = 60;

fn row(history: &History, line: &CareerLine, narrow: bool) -> CareerRow {
    match line {
        CareerLine::Heading(section, n) => CareerRow::Heading(format!("{} ({n})", section.label())),
        CareerLine::Office { term, days } => {
            let membership = history.membership(term.id);
            let post = history.post(membership.post);
            let acting = if term.acting {
                format!("{} ", membership.status)
            } else {
                String::new()
            };
            let title = match post.area.filter(|_| narrow) {
                Some(area) => format!("{} {}", post.short, history.area(area).short()),
                None => post.title.clone(),
            };
            let days = days_in_words(*days);
            let last = if term.open {
                String::new()
            } else {
                term.until.year().to_string()
            };
            CareerRow::Line {
                lead: String::new(),
                text: format!("{acting}{title}"),
                notes: vec![
                    format!("{}, {days}", term_span_in_words(history, term.id)),
                    format!("{}–{last}, {days}", term.first.year()),
                    days,
                ],
                holds: term.open,
            }
        }
        CareerLine::Met {
            person,
            n_events,
            capacities,
            span,
        } => {
            let times = if *n_events == 1 {
                "once".to_owned()
            } else {
                format!("{n_events} times")
            };
            let years = years(span.0.year(), span.1.year());
            let dated = format!("{times}, {years}");
            let mut notes = vec![dated.clone(), times];
            if !capacities.is_empty() {
                notes.insert(0, format!("{dated}, as {}", capacities.join(" and ")));
            }
            CareerRow::Line {
                lead: String::new(),
                text: history.person(*person).short.clone(),
                notes,
                holds: false,
            }
        }
        CareerLine::Event { event, capacity } => {
            let record = history.event(*event);
            let when = &record.when;
            let year = |day: Option<Day>| day.map(Day::year);
            let lead = match (year(when.earliest()), year(when.latest())) {
                (Some(first), Some(last)) if narrow => years(first, last),
                _ => when.short(),
            };
            CareerRow::Line {
                lead,
                text: record.title.clone(),
                notes: vec![capacity.clone()],
                holds: false,
            }
        }
    }
}

fn years(first: i64, last: i64) -> String {
    if first == last {
        first.to_string()
    } else {
        format!("{first}–{last}")
    }
}
