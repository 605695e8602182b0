//! The projects' pane: a table, a board, a gantt.

mod board;
mod gantt;

pub(in crate::tui) use board::BoardScene;
pub(in crate::tui) use gantt::GanttScene;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::model::{Date, Entity, History};
use crate::query::profile::amount;
use crate::query::projects::{self as works, ProjectLine, ProjectSort};
use crate::query::{on, projects::span_in_words};

use super::super::layout::{Pane, below_title};
use super::super::state::{ProjectsView, State};
use super::super::widget::projects::{ProjectRow, Projects, TableColumn, TablePlaces, widths};
use super::panes::{empty, standing};
use super::{Scene, pin_signs, title};

pub(super) fn projects(
    buf: &mut Buffer,
    area: Rect,
    scene: Scene<'_>,
    state: &mut State,
    related: &[Entity],
) {
    let history = scene.history;
    let lines = lines(scene, state);
    let n_all = history.projects().len();
    let count = if lines.len() < n_all {
        format!("{} of {n_all}", lines.len())
    } else {
        format!("{} under way", on::under_way(history, state.cursor))
    };
    let remark = match state.project_views.view {
        ProjectsView::Table => count,
        view => format!("{} {} {count}", view.word(), scene.theme.glyphs.dot),
    };
    let inner = title(buf, area, Pane::Projects, &remark, state, scene.theme);
    state.page.projects = usize::from(inner.height);
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
    state.projects.row = state.projects.row.min(lines.len() - 1);
    match state.project_views.view {
        ProjectsView::Table => table(buf, area, scene, state, related, &lines),
        ProjectsView::Board => board::draw(buf, area, scene, state, related),
        ProjectsView::Gantt => gantt::draw(buf, area, scene, state, related),
    }
}

/// The lines of the pane, on the cursor date.
pub(super) fn lines(scene: Scene<'_>, state: &State) -> std::rc::Rc<[ProjectLine]> {
    scene.prepared.project_lines(
        scene.history,
        state.cursor,
        state.project_sort,
        state.reversed,
    )
}

/// Where the table has its columns and rows, for the painter and for the mouse.
pub(in crate::tui) fn table_places(area: Rect, scene: Scene<'_>, state: &State) -> TablePlaces {
    let rows = rows(scene, &lines(scene, state), &[]);
    TablePlaces::new(
        below_title(area),
        widths(&rows),
        column_of(state.project_sort),
    )
}

/// The column that a sort is about.
pub(in crate::tui) fn column_of(sort: ProjectSort) -> Option<TableColumn> {
    match sort {
        ProjectSort::File => None,
        ProjectSort::Status => Some(TableColumn::Status),
        ProjectSort::Name => Some(TableColumn::Name),
        ProjectSort::Sector => Some(TableColumn::Sector),
        ProjectSort::Partners => Some(TableColumn::Partners),
        ProjectSort::Money => Some(TableColumn::Money),
        ProjectSort::Since => Some(TableColumn::Since),
        ProjectSort::Checked => Some(TableColumn::Checked),
    }
}

fn table(
    buf: &mut Buffer,
    area: Rect,
    scene: Scene<'_>,
    state: &mut State,
    related: &[Entity],
    lines: &[ProjectLine],
) {
    let rows = rows(scene, lines, related);
    let sorted = column_of(state.project_sort);
    let places = TablePlaces::new(below_title(area), widths(&rows), sorted);
    let height = usize::from(places.rows.height);
    state.page.projects = height;
    state.projects.show(lines.len(), height);
    let scroll = state.projects.scroll;
    let table = Projects {
        places: &places,
        rows: &rows[scroll..(scroll + height).min(rows.len())],
        own: state.projects.row.checked_sub(scroll),
        sorted: sorted.map(|column| (column, state.reversed)),
        focused: state.focus == Pane::Projects,
        theme: scene.theme,
    };
    table.render(below_title(area), buf);
    let pinned = lines
        .iter()
        .skip(scroll)
        .map(|line| state.pin_of(line.id.into()).is_some());
    pin_signs(buf, places.rows, pinned, scene.theme);
}

fn rows(scene: Scene<'_>, lines: &[ProjectLine], related: &[Entity]) -> Vec<ProjectRow> {
    let history = scene.history;
    lines
        .iter()
        .map(|line| {
            let project = history.project(line.id);
            ProjectRow {
                status: line.status.clone(),
                name: project.short.clone(),
                sector: project.sector.clone(),
                partners: works::partners(history, &line.partners),
                money: sum_in_short(history, line),
                since: line
                    .since_date(history)
                    .map(|date| (date.short(), year_of(date)))
                    .unwrap_or_default(),
                checked: checked_in_words(line),
                stale: line.stale,
                standing: standing(related, &[line.id.into()]),
            }
        })
        .collect()
}

/// `not checked for 3 years`, and `3 years`.
fn checked_in_words(line: &ProjectLine) -> (String, String) {
    match line.unchecked {
        None => (String::new(), String::new()),
        Some(days) if line.stale => {
            let span = span_in_words(days);
            (format!("not checked for {span}"), span)
        }
        Some(0) => ("up to date".to_owned(), "up to date".to_owned()),
        Some(days) => {
            let span = span_in_words(days);
            (format!("{span} ago"), span)
        }
    }
}

/// `266 M USD`.
fn sum_in_short(history: &History, line: &ProjectLine) -> String {
    line.sum(history).map_or_else(String::new, |sum| {
        amount(sum.value, &sum.currency)
            .replace(" million", " M")
            .replace(" billion", " bn")
            .replace("about ", "~")
            .replace("at least ", ">")
            .replace("at most ", "<")
    })
}

fn year_of(date: &Date) -> String {
    date.earliest()
        .or(date.latest())
        .map_or_else(|| date.short(), |day| day.year().to_string())
}
