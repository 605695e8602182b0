//! The matrix of shared days: asks for it, and makes what is in sight of it.

use std::rc::Rc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::model::{Entity, History, PersonId};
use crate::query::leaders::{Overlaps, SharedDays, days_in_words};
use crate::text;

use super::super::super::layout::{Pane, below_title};
use super::super::super::state::{AsOf, State};
use super::super::super::widget::overlaps::{
    OverlapCell, OverlapHead, OverlapMatrix, OverlapPlaces, OverlapRow,
};
use super::super::panes::{empty, standing};
use super::super::{Scene, title};

/// The matrix as it is drawn, for the painter and for the mouse.
pub(in crate::tui) struct OverlapScene {
    /// The whole of it.
    pub overlaps: Rc<Overlaps>,
    /// Where the parts are.
    pub places: OverlapPlaces,
}

impl OverlapScene {
    /// Divides the area of the pane, its title included; `None` in a history where nobody held a post.
    pub fn new(area: Rect, scene: Scene<'_>, state: &State) -> Option<Self> {
        let history = scene.history;
        let question = state.overlap_question(history, scene.prepared)?;
        let overlaps = scene.prepared.overlaps(history, question);
        let heads: Vec<String> = (0..overlaps.columns.len())
            .map(|column| head(history, &overlaps, column))
            .collect();
        let names = overlaps
            .rows
            .iter()
            .map(|row| history.person(row.person).short.as_str());
        let places = OverlapPlaces::new(below_title(area), names, &heads, overlaps.rows.len());
        Some(Self { overlaps, places })
    }
}

pub(super) fn draw(
    buf: &mut Buffer,
    area: Rect,
    scene: Scene<'_>,
    state: &mut State,
    related: &[Entity],
) {
    let remark = "overlaps, in days";
    let inner = title(buf, area, Pane::Leaders, remark, state, scene.theme);
    let Some(drawn) = OverlapScene::new(area, scene, state) else {
        empty(
            buf,
            inner,
            scene,
            (Pane::Leaders, state),
            "No terms of office in this history",
        );
        return;
    };
    let (history, overlaps) = (scene.history, &drawn.overlaps);
    let fit = drawn.places.fit();
    state.page.leaders = fit.0;
    let size = (overlaps.rows.len(), overlaps.columns.len());
    state.leader_views.cell.show(size, fit);
    let cell = state.leader_views.cell;
    let in_sight = (
        cell.top..(cell.top + fit.0).min(size.0),
        cell.left..(cell.left + fit.1).min(size.1),
    );
    let of = |person: PersonId| standing(related, &[person.into()]);
    let heads: Vec<OverlapHead> = in_sight
        .1
        .clone()
        .map(|column| OverlapHead {
            name: head(history, overlaps, column),
            standing: of(overlaps.columns[column].person),
        })
        .collect();
    let rows: Vec<OverlapRow> = in_sight
        .0
        .clone()
        .map(|row| {
            let holder = &overlaps.rows[row];
            OverlapRow {
                name: history.person(holder.person).short.clone(),
                in_office: holder.spans.days(),
                cells: in_sight
                    .1
                    .clone()
                    .map(|column| match overlaps.cell(row, column) {
                        SharedDays::Same => OverlapCell::Same,
                        SharedDays::Days { n, exact, longest } => {
                            OverlapCell::Days { n, exact, longest }
                        }
                    })
                    .collect(),
                standing: of(holder.person),
            }
        })
        .collect();
    let dot = scene.theme.glyphs.dot;
    let question = overlaps.question;
    let post = |id| {
        let post = history.post(id);
        let area = post
            .area
            .map(|area| format!(" {}", history.area(area).short()));
        format!("{}{}", post.short, area.unwrap_or_default())
    };
    let compared = match question.beside {
        Some(person) => format!(
            "{} beside {}",
            post(question.rows),
            history.person(person).short
        ),
        None => format!("{} beside {}", post(question.rows), post(question.columns)),
    };
    let counted = if question.beside.is_some() {
        "each rule".to_owned()
    } else {
        question.rule.label(history)
    };
    let which = match state.leader_views.overlaps.as_of {
        AsOf::Edition => "",
        AsOf::Cursor => ", the cursor date",
    };
    let counted = format!("{counted} {dot} as of {}{which}", question.as_of.short());
    let matrix = OverlapMatrix {
        places: &drawn.places,
        caption: (&compared, &counted),
        heads: &heads,
        rows: &rows,
        own: (cell.row - cell.top, cell.column - cell.left),
        hidden: (cell.left, size.1 - in_sight.1.end),
        foot: &foot(scene, overlaps, (cell.row, cell.column), inner.width),
        focused: state.focus == Pane::Leaders,
        theme: scene.theme,
    };
    matrix.render(inner, buf);
    if rows.is_empty() && inner.height > 4 {
        let why = format!("Nobody had held this post by {}", question.as_of.short());
        let below = Rect {
            y: inner.y + 3,
            height: inner.height - 3,
            ..inner
        };
        empty(buf, below, scene, (Pane::Detail, state), &why);
    }
}

/// Who a column is, or which rule.
fn head(history: &History, overlaps: &Overlaps, column: usize) -> String {
    let beside = &overlaps.columns[column];
    if overlaps.question.beside.is_some() {
        beside.rule.label(history)
    } else {
        history.person(beside.person).short.clone()
    }
}

/// The selected cell in words, as many as there is room for.
fn foot(
    scene: Scene<'_>,
    overlaps: &Overlaps,
    (row, column): (usize, usize),
    width: u16,
) -> String {
    let history = scene.history;
    let (Some(holder), Some(beside)) = (overlaps.rows.get(row), overlaps.columns.get(column))
    else {
        return String::new();
    };
    let names = format!(
        "{} beside {}",
        history.person(holder.person).short,
        history.person(beside.person).short
    );
    let days = match overlaps.cell(row, column) {
        SharedDays::Same => "the same person".to_owned(),
        SharedDays::Days { n: 0, .. } => "no day".to_owned(),
        SharedDays::Days { n, exact, longest } => {
            let in_office = holder.spans.days().max(1);
            format!(
                "{}{}, {} % of the term{}",
                if exact { "" } else { "at most " },
                days_in_words(n),
                (n * 100 + in_office / 2) / in_office,
                if longest { ", the longest" } else { "" }
            )
        }
    };
    let whole = format!("{names}: {days}");
    if text::width(&whole) + 2 <= usize::from(width) {
        whole
    } else {
        days
    }
}
