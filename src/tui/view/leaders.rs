//! The leaders' pane: the list of posts and their holders, and the other views of it.

mod career;
mod overlaps;

pub(in crate::tui) use overlaps::OverlapScene;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::model::{Day, Entity, History};
use crate::query::leaders::{self as offices, Grouping, LeaderLine, LeaderOrder, LeaderSort};
use crate::query::on;
use crate::query::timeline::Scale;
use crate::text::{self, Cut};

use super::super::layout::Pane;
use super::super::state::{LeadersView, State};
use super::super::widget::leaders::{LeaderColumns, LeaderRow, Leaders, widest};
use super::panes::{empty, standing};
use super::{Scene, pin_signs, title};

pub(super) fn leaders(
    buf: &mut Buffer,
    area: Rect,
    scene: Scene<'_>,
    state: &mut State,
    related: &[Entity],
) {
    match state.leader_views.view {
        LeadersView::List => list(buf, area, scene, state, related),
        LeadersView::Overlaps => overlaps::draw(buf, area, scene, state, related),
        LeadersView::Career => career::draw(buf, area, scene, state),
    }
}

/// The place in the pane for the status line.
pub(super) fn position(scene: Scene<'_>, state: &State) -> String {
    let views = &state.leader_views;
    match views.view {
        LeadersView::List => {
            let n_rows = scene.prepared.leaders(scene.history, views.order).len();
            format!("{}/{n_rows}", state.leaders.row + 1)
        }
        LeadersView::Overlaps => format!("{},{}", views.cell.row + 1, views.cell.column + 1),
        LeadersView::Career => state
            .career(scene.history, scene.prepared)
            .map(|career| format!("{}/{}", views.career.row + 1, career.lines.len()))
            .unwrap_or_default(),
    }
}

fn list(buf: &mut Buffer, area: Rect, scene: Scene<'_>, state: &mut State, related: &[Entity]) {
    let prepared = scene.prepared;
    let order = state.leader_views.order;
    let lines = prepared.leaders(scene.history, order);
    let n_holding = on::holders(&prepared.posts, state.cursor).count();
    let n_terms: usize = prepared.posts.iter().map(|group| group.terms.len()).sum();
    let remark = if n_terms < prepared.n_terms {
        format!("{n_terms} of {}", prepared.n_terms)
    } else if order == LeaderOrder::default() {
        format!("{n_holding} in office")
    } else {
        format!(
            "{n_holding} in office {} {}",
            scene.theme.glyphs.dot,
            order.in_words()
        )
    };
    let inner = title(buf, area, Pane::Leaders, &remark, state, scene.theme);
    let height = usize::from(inner.height);
    state.page.leaders = height;
    if lines.is_empty() {
        empty(
            buf,
            inner,
            scene,
            (Pane::Leaders, state),
            "No terms of office in this history",
        );
        return;
    }
    let own = own_leader(scene, state, &lines);
    if let Some(row) = own {
        state.leaders.row = row;
    }
    state.leaders.show(lines.len(), height);
    // The heading of the first post in sight is seen, too.
    if state.leaders.scroll == 1 {
        state.leaders.scroll = 0;
    }
    let names = prepared
        .posts
        .iter()
        .flat_map(|group| &group.terms)
        .map(|term| scene.history.person(term.person).short.as_str());
    let posts_of_rows = prepared
        .posts
        .iter()
        .filter(|_| order.grouping != Grouping::Post)
        .map(|group| scene.history.post(group.post).short.as_str());
    let columns = LeaderColumns::new(
        inner.width,
        widest(names).min(24),
        widest(posts_of_rows),
        order.sort == LeaderSort::Days,
    );
    let scale = Scale::new(state.window, columns.bar.max(1));
    let rows: Vec<LeaderRow> = lines
        .iter()
        .skip(state.leaders.scroll)
        .take(height)
        .map(|&line| leader_row(scene, state, line, related, scale))
        .collect();
    let list = Leaders {
        rows: &rows,
        own: state.leaders.row.checked_sub(state.leaders.scroll),
        columns,
        focused: state.focus == Pane::Leaders,
        theme: scene.theme,
    };
    list.render(inner, buf);
    let pinned = lines.iter().skip(state.leaders.scroll).map(|line| {
        let person = prepared.term(*line).map(|term| Entity::from(term.person));
        let is = |entity| state.pin_of(entity).is_some();
        prepared.leader_entity(*line).is_some_and(is) || person.is_some_and(is)
    });
    pin_signs(buf, inner, pinned, scene.theme);
    if n_holding == 0 && height > rows.len() + 1 {
        nobody(buf, inner, rows.len(), scene, state);
    }
}

/// The row of the selection; without one the pane keeps its own.
fn own_leader(scene: Scene<'_>, state: &State, lines: &[LeaderLine]) -> Option<usize> {
    match state.selected? {
        // A pane that one walks in knows its row better than the selection does: one person may have two terms.
        Entity::Person(_) if state.focus == Pane::Leaders => None,
        entity @ (Entity::Membership(_) | Entity::Person(_) | Entity::Post(_)) => scene
            .prepared
            .leader_row(scene.history, lines, entity, state.cursor),
        _ => None,
    }
}

fn leader_row(
    scene: Scene<'_>,
    state: &State,
    line: LeaderLine,
    related: &[Entity],
    scale: Scale,
) -> LeaderRow {
    let history = scene.history;
    match line {
        LeaderLine::Post(idx) => {
            let post = history.post(scene.prepared.posts[idx].post);
            let area = post
                .area
                .map(|area| format!("{} {} ", history.area(area).name, scene.theme.glyphs.dot));
            LeaderRow::Heading(format!("{}{}", area.unwrap_or_default(), post.short))
        }
        LeaderLine::Area(area) => LeaderRow::Heading(area.map_or_else(
            || "Of no state".to_owned(),
            |area| history.area(area).name.clone(),
        )),
        LeaderLine::Term(post, term) => {
            let term = &scene.prepared.posts[post].terms[term];
            let membership = history.membership(term.id);
            let year = |day: Day| day.year().to_string();
            let last_day = Day(term.until.0 - 1);
            LeaderRow::Term {
                name: history.person(term.person).short.clone(),
                office: history.post(membership.post).short.clone(),
                days: days_in_office(history, term).to_string(),
                from: year(term.first),
                to: if term.open {
                    String::new()
                } else {
                    end_year(membership, term)
                },
                bar: scale
                    .columns(term.first, last_day)
                    .map(|range| (range.start, range.end - 1)),
                open: term.open,
                holds: term.holds_on(state.cursor),
                acting: term.acting,
                standing: standing(related, &[term.person.into(), term.id.into()]),
            }
        }
    }
}

/// Days in office, until the edition where the term still runs.
fn days_in_office(history: &History, term: &offices::Term) -> i64 {
    let until = if term.open {
        history.edition_day()
    } else {
        term.until
    };
    (until.0 - term.first.0).max(0)
}

fn end_year(membership: &crate::model::Membership, term: &offices::Term) -> String {
    match &membership.end {
        crate::model::TermEnd::On(end) => end.latest().unwrap_or(term.first).year().to_string(),
        crate::model::TermEnd::Open => String::new(),
        crate::model::TermEnd::Unknown => "?".to_owned(),
    }
}

fn nobody(buf: &mut Buffer, area: Rect, after: usize, scene: Scene<'_>, state: &State) {
    let near = offices::nearest(&scene.prepared.posts, state.cursor)
        .map(|term| {
            format!(
                " {} nearest {}",
                scene.theme.glyphs.dot,
                scene.history.person(term.person).short
            )
        })
        .unwrap_or_default();
    let sentence = format!("No leader on record on {}{near}", state.cursor.short());
    let y = area.y + after as u16 + 1;
    let fitted = text::fit(
        &sentence,
        usize::from(area.width.saturating_sub(2)),
        Cut::End,
    );
    buf.set_stringn(
        area.x + 1,
        y,
        &fitted,
        usize::from(area.width),
        scene.theme.dim(),
    );
}
