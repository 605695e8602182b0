//! The projects' pane: a table, a board, a gantt.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::model::Entity;
use crate::query::{on, projects as works};

use super::super::layout::Pane;
use super::super::state::State;
use super::super::widget::projects::{ProjectRow, Projects, widths};
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
