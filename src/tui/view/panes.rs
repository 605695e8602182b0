//! Leaders, projects and detail: rows for what is in sight.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::model::{Day, Entity};
use crate::query::timeline::Scale;
use crate::query::{leaders as offices, on, projects as works};
use crate::text::{self, Cut};

use super::super::action::Action;
use super::super::layout::{Arrangement, Pane};
use super::super::state::{LeaderLine, State};
use super::super::widget::Standing;
use super::super::widget::detail::{Detail, DetailText};
use super::super::widget::leaders::{LeaderRow, Leaders, widest};
use super::super::widget::projects::{ProjectRow, Projects, widths};
use super::{Scene, category, pin_signs, title};

pub(super) fn leaders(
    buf: &mut Buffer,
    area: Rect,
    scene: Scene<'_>,
    state: &mut State,
    related: &[Entity],
) {
    let prepared = scene.prepared;
    let n_holding = on::holders(&prepared.posts, state.cursor).count();
    let n_terms = prepared.leaders.len() - prepared.posts.len();
    let remark = if n_terms < prepared.n_terms {
        format!("{n_terms} of {}", prepared.n_terms)
    } else {
        format!("{n_holding} in office")
    };
    let inner = title(buf, area, Pane::Leaders, &remark, state, scene.theme);
    let height = usize::from(inner.height);
    state.page.leaders = height;
    if prepared.leaders.is_empty() {
        empty(
            buf,
            inner,
            scene,
            (Pane::Leaders, state),
            "No terms of office in this history",
        );
        return;
    }
    let own = own_leader(scene, state);
    if let Some(row) = own {
        state.leaders.row = row;
    }
    state.leaders.show(prepared.leaders.len(), height);
    // The heading of the first post in sight is seen, too.
    if state.leaders.scroll == 1 {
        state.leaders.scroll = 0;
    }
    let names = prepared
        .posts
        .iter()
        .flat_map(|group| &group.terms)
        .map(|term| scene.history.person(term.person).short.as_str());
    let (name_width, bar_width) = Leaders::columns(inner.width, widest(names).min(24));
    let scale = Scale::new(state.window, bar_width.max(1));
    let rows: Vec<LeaderRow> = prepared
        .leaders
        .iter()
        .skip(state.leaders.scroll)
        .take(height)
        .map(|&line| leader_row(scene, state, line, related, scale))
        .collect();
    let list = Leaders {
        rows: &rows,
        own: state.leaders.row.checked_sub(state.leaders.scroll),
        name_width,
        bar_width,
        focused: state.focus == Pane::Leaders,
        theme: scene.theme,
    };
    list.render(inner, buf);
    let pinned = prepared
        .leaders
        .iter()
        .skip(state.leaders.scroll)
        .map(|line| {
            let person = prepared.term(*line).map(|term| Entity::from(term.person));
            let is = |entity| state.pin_of(entity).is_some();
            is(prepared.leader_entity(*line)) || person.is_some_and(is)
        });
    pin_signs(buf, inner, pinned, scene.theme);
    if n_holding == 0 && height > rows.len() + 1 {
        nobody(buf, inner, rows.len(), scene, state);
    }
}

/// The row of the selection; without one the pane keeps its own.
fn own_leader(scene: Scene<'_>, state: &State) -> Option<usize> {
    match state.selected? {
        // A pane that one walks in knows its row better than the selection does: one person may have two terms.
        Entity::Person(_) if state.focus == Pane::Leaders => None,
        entity @ (Entity::Membership(_) | Entity::Person(_) | Entity::Post(_)) => scene
            .prepared
            .leader_row(scene.history, entity, state.cursor),
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
            LeaderRow::Post(format!("{}{}", area.unwrap_or_default(), post.short))
        }
        LeaderLine::Term(post, term) => {
            let term = &scene.prepared.posts[post].terms[term];
            let membership = history.membership(term.id);
            let year = |day: Day| day.year().to_string();
            let last_day = Day(term.until.0 - 1);
            LeaderRow::Term {
                name: history.person(term.person).short.clone(),
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

pub(super) fn projects(
    buf: &mut Buffer,
    area: Rect,
    scene: Scene<'_>,
    state: &mut State,
    related: &[Entity],
) {
    let history = scene.history;
    let lines =
        scene
            .prepared
            .project_lines(history, state.cursor, state.project_sort, state.reversed);
    let n_all = history.projects().len();
    let remark = if lines.len() < n_all {
        format!("{} of {n_all}", lines.len())
    } else {
        format!("{} under way", on::under_way(history, state.cursor))
    };
    let inner = title(buf, area, Pane::Projects, &remark, state, scene.theme);
    let height = usize::from(inner.height);
    state.page.projects = height;
    if lines.is_empty() {
        empty(
            buf,
            inner,
            scene,
            (Pane::Projects, state),
            "No projects in this history",
        );
        return;
    }
    if let Some(row) = lines
        .iter()
        .position(|line| Some(Entity::Project(line.id)) == state.selected)
    {
        state.projects.row = row;
    }
    state.projects.show(lines.len(), height);
    let rows: Vec<ProjectRow> = lines
        .iter()
        .map(|line| {
            let project = history.project(line.id);
            ProjectRow {
                status: line.status.clone(),
                name: project.short.clone(),
                sector: project.sector.clone(),
                partners: works::partners(history, &line.partners),
                stale: line.stale,
                standing: standing(related, &[line.id.into()]),
            }
        })
        .collect();
    let shown = &rows[state.projects.scroll..(state.projects.scroll + height).min(rows.len())];
    let table = Projects {
        rows: shown,
        own: state.projects.row.checked_sub(state.projects.scroll),
        widths: widths(&rows),
        focused: state.focus == Pane::Projects,
        theme: scene.theme,
    };
    table.render(inner, buf);
    let pinned = lines[state.projects.scroll..]
        .iter()
        .map(|line| state.pin_of(line.id.into()).is_some());
    pin_signs(buf, inner, pinned, scene.theme);
}

pub(super) fn detail(
    buf: &mut Buffer,
    area: Rect,
    scene: Scene<'_>,
    state: &mut State,
    arrangement: Arrangement,
) {
    let profile = state.profile(scene.history);
    let switch = |scene: Scene<'_>| {
        let key = |action| {
            scene
                .keymap
                .keys_of(action)
                .first()
                .cloned()
                .unwrap_or_default()
        };
        format!(
            "{} Leaders  {} Projects",
            key(Action::FocusLeaders),
            key(Action::FocusProjects)
        )
    };
    let kind = profile
        .as_ref()
        .map(|profile| profile.kind.clone())
        .unwrap_or_default();
    let pin = state.selected.and_then(|entity| state.pin_of(entity));
    let remark = match pin {
        Some(row) => format!(
            "{kind} {} pin {} of {}",
            scene.theme.glyphs.dot,
            row + 1,
            state.pins.len()
        ),
        None if arrangement == Arrangement::Stacked => switch(scene),
        None => kind,
    };
    let inner = title(buf, area, Pane::Detail, &remark, state, scene.theme);
    state.page.detail = usize::from(inner.height);
    let (Some(profile), Some(entity)) = (profile, state.selected) else {
        state.page.detail_lines = 0;
        empty(
            buf,
            inner,
            scene,
            (Pane::Detail, state),
            "Nothing is selected",
        );
        return;
    };
    let text = DetailText::new(
        &profile,
        inner.width.saturating_sub(2),
        scene.theme.glyphs.dot,
    );
    state.page.detail_lines = text.n_lines();
    if let Some(line) = state.detail_link.and_then(|link| text.line_of(link)) {
        let height = usize::from(inner.height).max(1);
        if line < state.detail_scroll {
            state.detail_scroll = line;
        } else if line >= state.detail_scroll + height {
            state.detail_scroll = line + 1 - height;
        }
    }
    state.detail_scroll = state
        .detail_scroll
        .min(text.n_lines().saturating_sub(usize::from(inner.height)));
    let widget = Detail {
        text: &text,
        scroll: state.detail_scroll,
        link: state.detail_link,
        category: category(scene.history, entity),
        focused: state.focus == Pane::Detail,
        theme: scene.theme,
    };
    widget.render(inner, buf);
}

fn empty(buf: &mut Buffer, area: Rect, scene: Scene<'_>, (pane, state): (Pane, &State), why: &str) {
    if area.height == 0 {
        return;
    }
    let sentence = if pane != Pane::Detail && state.filters.stands_before(pane) {
        "Nothing here passes the filter · Ctrl-x clears it"
    } else {
        why
    };
    let lines = text::wrap(sentence, usize::from(area.width.saturating_sub(2)).max(1));
    let top = area.y + area.height / 3;
    for (y, line) in (top..area.bottom()).zip(lines) {
        buf.set_stringn(
            area.x + 1,
            y,
            line,
            usize::from(area.width.saturating_sub(1)),
            scene.theme.dim(),
        );
    }
}

/// How a row stands out that is one of some records.
fn standing(related: &[Entity], any_of: &[Entity]) -> Standing {
    if related.is_empty() || any_of.is_empty() {
        Standing::Plain
    } else if any_of
        .iter()
        .any(|entity| related.binary_search(entity).is_ok())
    {
        Standing::Related
    } else {
        Standing::Dim
    }
}
