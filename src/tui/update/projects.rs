//! Moving about in the projects' pane, and setting up its views.

use std::rc::Rc;

use crate::model::{Entity, ProjectId};
use crate::query::projects::{GanttLine, ProjectLine, ProjectSort, board, gantt};

use super::super::layout::Pane;
use super::super::state::{Choice, Overlay, Pick, ProjectsView, State};
use super::browse::{go, moved, step};
use super::{Context, focus};

/// Some rows down, or up where negative.
pub(super) fn rows(context: Context<'_>, state: &mut State, by: i64) {
    let lines = lines(context, state);
    match state.project_views.view {
        ProjectsView::Table => {
            let row = moved(state.projects.row, by, lines.len());
            select_row(context, state, row);
        }
        ProjectsView::Board => {
            let columns = board(&lines);
            let id = own(&lines, state);
            for column in &columns {
                if let Some(row) = column.cards.iter().position(|&card| Some(card) == id) {
                    let row = moved(row, by, column.cards.len());
                    select_card(context, state, column.cards[row]);
                    break;
                }
            }
        }
        ProjectsView::Gantt => {
            let all = gantt_lines(context, state, &lines);
            let row = moved(state.project_views.gantt.row, by, all.len());
            select_gantt_row(context, state, row);
        }
    }
}

/// Some columns to the right, or to the left where negative. `false` in a view that has no columns.
pub(super) fn columns(context: Context<'_>, state: &mut State, by: i64) -> bool {
    if state.project_views.view != ProjectsView::Board {
        return false;
    }
    let lines = lines(context, state);
    let mut columns = board(&lines);
    columns.retain(|column| !column.cards.is_empty());
    let id = own(&lines, state);
    let at = columns.iter().enumerate().find_map(|(idx, column)| {
        let row = column.cards.iter().position(|&card| Some(card) == id)?;
        Some((idx, row))
    });
    if let Some((column, row)) = at {
        let cards = &columns[moved(column, by, columns.len())].cards;
        if let Some(&card) = cards.get(row).or(cards.last()) {
            select_card(context, state, card);
        }
    }
    true
}

/// Opens what the row leads to: the event of a milestone, else the detail. `false` for the latter.
pub(super) fn open(context: Context<'_>, state: &mut State) -> bool {
    if state.project_views.view != ProjectsView::Gantt {
        return false;
    }
    let lines = lines(context, state);
    let all = gantt_lines(context, state, &lines);
    let event = all
        .get(state.project_views.gantt.row)
        .and_then(|line| line.event(context.history));
    let Some(event) = event else { return false };
    go(context, state, event.into());
    focus(state, Pane::Detail);
    true
}

/// The next view.
pub(super) fn switch_view(state: &mut State) {
    state.project_views.view = state.project_views.view.next();
}

/// A line for each milestone in the gantt, or not.
pub(super) fn fold_milestones(state: &mut State) {
    let views = &mut state.project_views;
    if views.view != ProjectsView::Gantt {
        state.say("only the gantt has lines to fold");
        return;
    }
    views.milestones = !views.milestones;
    // The row is found again by its project, at the top so that its milestones are seen.
    views.gantt.row = usize::MAX;
    views.gantt.scroll = usize::MAX;
}

/// By the next column.
pub(super) fn sort(context: Context<'_>, state: &mut State) {
    let next = state.project_sort.next();
    sort_by(context, state, next);
}

/// By a column; by the one that it is already, the other way round.
pub(in crate::tui) fn sort_by(context: Context<'_>, state: &mut State, sort: ProjectSort) {
    if state.project_sort == sort {
        state.reversed = !state.reversed;
    } else {
        state.project_sort = sort;
        state.reversed = false;
    }
    reordered(context, state);
}

/// The other way round.
pub(super) fn reverse(context: Context<'_>, state: &mut State) {
    state.reversed = !state.reversed;
    reordered(context, state);
}

/// Selects a project by its row in the table.
pub(in crate::tui) fn select_row(context: Context<'_>, state: &mut State, row: usize) {
    let before = lines(context, state);
    if let Some(line) = before.get(row) {
        step(context, state, line.id.into());
        // Sorted by status the row may have moved with the cursor date; the selection is what counts.
        find_row(context, state, line.id, row);
    }
}

/// Selects a project by its card. The date stays: the columns are those of that date.
pub(in crate::tui) fn select_card(context: Context<'_>, state: &mut State, id: ProjectId) {
    let pinned = std::mem::replace(&mut state.pinned, true);
    step(context, state, id.into());
    state.pinned = pinned;
    find_row(context, state, id, state.projects.row);
}

/// Selects the project of a line of the gantt. The date stays, so that the lines do not change while one reads them.
pub(in crate::tui) fn select_gantt_row(context: Context<'_>, state: &mut State, row: usize) {
    let lines = lines(context, state);
    let all = gantt_lines(context, state, &lines);
    let Some(line) = all.get(row) else { return };
    let window = state.window;
    select_card(context, state, line.project());
    // The gantt has the window of the timeline, which must not jump under it either.
    state.window = window;
    state.project_views.gantt.row = row;
}

/// Lists what the projects can be narrowed to: the values of the own one, that of the sorted column first.
pub(super) fn choose_value(context: Context<'_>, state: &mut State) {
    if state.focus != Pane::Projects {
        focus(state, Pane::Projects);
    }
    let history = context.history;
    let shown = lines(context, state);
    let Some(line) = shown.get(state.projects.row) else {
        state.say("no project is shown");
        return;
    };
    let project = history.project(line.id);
    let n = |is: &dyn Fn(&ProjectLine) -> bool| match shown.iter().filter(|line| is(line)).count() {
        1 => "1 project".to_owned(),
        n => format!("{n} projects"),
    };
    let before = state
        .filters
        .of_pane(Pane::Projects)
        .and_then(|filter| filter.query())
        .unwrap_or("")
        .trim()
        .to_owned();
    let query = |word: String| {
        if before.split_whitespace().any(|known| known == word) {
            before.clone()
        } else {
            format!("{before} {word}").trim().to_owned()
        }
    };
    let mut values: Vec<(ProjectSort, (String, String, Pick))> = Vec::new();
    values.push((
        ProjectSort::Sector,
        (
            format!("Sector {}", project.sector),
            n(&|line| history.project(line.id).sector == project.sector),
            Pick::Keep(query(format!("sector:{}", quoted(&project.sector)))),
        ),
    ));
    for &area in &line.partners {
        let record = history.area(area);
        values.push((
            ProjectSort::Partners,
            (
                format!("Partner {}", record.name),
                n(&|line| line.partners.contains(&area)),
                Pick::Keep(query(format!("area:{}", record.id))),
            ),
        ));
    }
    if let Some(entry) = project.status_on(history.edition_day()) {
        let of = |id: ProjectId| {
            history
                .project(id)
                .status_on(history.edition_day())
                .map(|entry| &entry.is)
        };
        values.push((
            ProjectSort::Status,
            (
                format!("Status {}, by the edition", entry.is),
                n(&|line| of(line.id) == Some(&entry.is)),
                Pick::Keep(query(format!(
                    "status:{}",
                    quoted(&entry.is.word().to_lowercase())
                ))),
            ),
        ));
    }
    values.sort_by_key(|(column, _)| *column != state.project_sort);
    let mut choices: Vec<(String, String, Pick)> =
        values.into_iter().map(|(_, line)| line).collect();
    if !before.is_empty() {
        choices.push((
            "All projects again".to_owned(),
            before.clone(),
            Pick::Keep(String::new()),
        ));
    }
    state.overlay = Some(Overlay::Choice(Choice {
        title: "Show only projects with".to_owned(),
        lines: choices,
        row: 0,
    }));
}

fn quoted(value: &str) -> String {
    if value.contains(char::is_whitespace) {
        format!("\"{value}\"")
    } else {
        value.to_owned()
    }
}

/// The pane's own project.
fn own(lines: &[ProjectLine], state: &State) -> Option<ProjectId> {
    match state.selected {
        Some(Entity::Project(id)) if lines.iter().any(|line| line.id == id) => Some(id),
        _ => lines.get(state.projects.row).map(|line| line.id),
    }
}

fn gantt_lines(context: Context<'_>, state: &State, lines: &[ProjectLine]) -> Vec<GanttLine> {
    gantt(
        context.history,
        lines.iter().map(|line| line.id),
        state.project_views.milestones,
    )
}

/// Says how the projects are sorted now, and finds the selection among them.
fn reordered(context: Context<'_>, state: &mut State) {
    let reversed = if state.reversed { ", reversed" } else { "" };
    state.say(format!("projects {}{reversed}", state.project_sort.label()));
    if let Some(Entity::Project(id)) = state.selected {
        find_row(context, state, id, state.projects.row);
    }
}

fn find_row(context: Context<'_>, state: &mut State, id: ProjectId, or: usize) {
    let lines = lines(context, state);
    let row = lines.iter().position(|line| line.id == id);
    state.projects.row = row.unwrap_or(or);
}

fn lines(context: Context<'_>, state: &State) -> Rc<[ProjectLine]> {
    context.prepared.project_lines(
        context.history,
        state.cursor,
        state.project_sort,
        state.reversed,
    )
}
