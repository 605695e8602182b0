//! Moving about in the leaders' pane, and setting up its views.

use crate::model::PersonId;
use crate::query::leaders::{CareerLine, CountingRule, LeaderLine, Overlaps};

use super::super::layout::Pane;
use super::super::state::{AsOf, Choice, LeadersView, Overlay, Pick, State};
use super::browse::{go, moved, step};
use super::{Context, focus};

/// Some rows down, or up where negative.
pub(super) fn rows(context: Context<'_>, state: &mut State, by: i64) {
    match state.leader_views.view {
        LeadersView::List => {
            let n_rows = lines(context, state).len();
            let row = moved(state.leaders.row, by, n_rows);
            select_row(context, state, row, by < 0);
        }
        LeadersView::Overlaps => {
            if let Some(overlaps) = overlaps(context, state) {
                let cell = &mut state.leader_views.cell;
                cell.row = moved(cell.row, by, overlaps.rows.len());
                select_cell(context, state, &overlaps);
            }
        }
        LeadersView::Career => {
            if let Some(career) = state.career(context.history, context.prepared) {
                let row = moved(state.leader_views.career.row, by, career.lines.len());
                select_career_row(context, state, row, by < 0);
            }
        }
    }
}

/// Some columns to the right, or to the left where negative. `false` in a view that has no columns.
pub(super) fn columns(context: Context<'_>, state: &mut State, by: i64) -> bool {
    if state.leader_views.view != LeadersView::Overlaps {
        return false;
    }
    if let Some(overlaps) = overlaps(context, state) {
        let cell = &mut state.leader_views.cell;
        cell.column = moved(cell.column, by, overlaps.columns.len());
        select_cell(context, state, &overlaps);
    }
    true
}

/// Opens what the row leads to: in a career another leader's career, else the detail.
pub(super) fn open(context: Context<'_>, state: &mut State) -> bool {
    if state.leader_views.view == LeadersView::Career
        && let Some(career) = state.career(context.history, context.prepared)
        && let Some(CareerLine::Met { person, .. }) =
            career.lines.get(state.leader_views.career.row)
    {
        let person = *person;
        go(context, state, person.into());
        show_career(state, person);
        return true;
    }
    false
}

/// The next view, about the same person.
pub(super) fn switch_view(context: Context<'_>, state: &mut State) {
    let views = &mut state.leader_views;
    views.view = views.view.next();
    match views.view {
        LeadersView::List => state.leaders.scroll = 0,
        LeadersView::Overlaps => {
            if let Some(overlaps) = overlaps(context, state) {
                let subject = state.subject(context.prepared);
                let views = &mut state.leader_views;
                let is_subject = |person: PersonId| Some(person) == subject;
                let row = overlaps.rows.iter().position(|row| is_subject(row.person));
                let column = overlaps
                    .columns
                    .iter()
                    .position(|column| is_subject(column.person));
                if views.overlaps.beside.is_none() {
                    views.cell.column = column.unwrap_or(views.cell.column);
                }
                views.cell.row = row.unwrap_or(views.cell.row);
                // Beside whom one has been longest is what one asks first.
                if row.is_some() || column.is_some() {
                    let (row, column) = (row, column.filter(|_| views.overlaps.beside.is_none()));
                    to_longest(&overlaps, &mut views.cell, row, column);
                }
                select_cell(context, state, &overlaps);
                state.leader_views.subject = subject;
            }
        }
        LeadersView::Career => {
            if let Some(career) = state.career(context.history, context.prepared) {
                let person = career.person;
                step(context, state, person.into());
                show_career(state, person);
            }
        }
    }
}

/// By the next column, where the list has any.
pub(super) fn sort(context: Context<'_>, state: &mut State) {
    if is_list(state) {
        let order = &mut state.leader_views.order;
        order.sort = order.sort.next();
        reordered(context, state);
    }
}

/// The other way round.
pub(super) fn reverse(context: Context<'_>, state: &mut State) {
    if is_list(state) {
        let order = &mut state.leader_views.order;
        order.reversed = !order.reversed;
        reordered(context, state);
    }
}

/// Under the next kind of heading.
pub(super) fn group(context: Context<'_>, state: &mut State) {
    if state.focus != Pane::Leaders {
        state.say("only the leaders are grouped");
        return;
    }
    if is_list(state) {
        let order = &mut state.leader_views.order;
        order.grouping = order.grouping.next();
        reordered(context, state);
    }
}

/// Selects what a row of the list stands for.
pub(in crate::tui) fn select_row(
    context: Context<'_>,
    state: &mut State,
    row: usize,
    upward: bool,
) {
    let lines = lines(context, state);
    let is_term = |row: usize| matches!(lines.get(row), Some(LeaderLine::Term(..)));
    if let Some(row) = past_headings(row, lines.len(), upward, is_term)
        && let Some(entity) = context.prepared.leader_entity(lines[row])
    {
        step(context, state, entity);
        state.leaders.row = row;
    }
}

/// Selects where a row of the career leads; the career stays that of the same person.
pub(in crate::tui) fn select_career_row(
    context: Context<'_>,
    state: &mut State,
    row: usize,
    upward: bool,
) {
    let Some(career) = state.career(context.history, context.prepared) else {
        return;
    };
    let is_link = |row: usize| career.target(row).is_some();
    if let Some(row) = past_headings(row, career.lines.len(), upward, is_link)
        && let Some(entity) = career.target(row)
    {
        step(context, state, entity);
        state.leader_views.subject = Some(career.person);
        state.leader_views.career.row = row;
    }
}

/// Selects a cell of the matrix by row and column.
pub(in crate::tui) fn select_at(
    context: Context<'_>,
    state: &mut State,
    row: Option<usize>,
    column: Option<usize>,
) {
    if let Some(overlaps) = overlaps(context, state) {
        let cell = &mut state.leader_views.cell;
        let is_row = |row: &usize| *row < overlaps.rows.len();
        let is_column = |column: &usize| *column < overlaps.columns.len();
        cell.row = row.filter(is_row).unwrap_or(cell.row);
        cell.column = column.filter(is_column).unwrap_or(cell.column);
        select_cell(context, state, &overlaps);
    }
}

/// Lists the posts for the rows of the matrix, or for its columns.
pub(super) fn choose_post(context: Context<'_>, state: &mut State, for_rows: bool) {
    let Some(question) = matrix_question(context, state) else {
        return;
    };
    let chosen = if for_rows {
        question.rows
    } else {
        question.columns
    };
    let offices = &context.prepared.offices;
    let lines = offices
        .iter()
        .map(|&(post, _)| {
            let n = crate::query::leaders::terms(context.history, post).len();
            let terms = if n == 1 { "term" } else { "terms" };
            (
                context.history.post(post).title.clone(),
                format!("{n} {terms}"),
                if for_rows {
                    Pick::Rows(post)
                } else {
                    Pick::Columns(post)
                },
            )
        })
        .collect();
    let row = offices.iter().position(|&(post, _)| post == chosen);
    state.overlay = Some(Overlay::Choice(Choice {
        title: if for_rows {
            "Holders in the rows"
        } else {
            "Beside the holders, in the columns"
        }
        .to_owned(),
        lines,
        row: row.unwrap_or(0),
    }));
}

/// Lists the counting rules, with what each counts.
pub(super) fn choose_rule(context: Context<'_>, state: &mut State) {
    let Some(question) = matrix_question(context, state) else {
        return;
    };
    let history = context.history;
    let rules = CountingRule::all(history, question.columns);
    let mut lines: Vec<(String, String, Pick)> = rules
        .iter()
        .map(|&rule| {
            (
                rule.in_words(history, question.columns),
                rule.label(history),
                Pick::Rule(rule),
            )
        })
        .collect();
    let beside = question.beside.or_else(|| {
        let overlaps = overlaps(context, state)?;
        let column = overlaps.columns.get(state.leader_views.cell.column)?;
        Some(column.person)
    });
    if let Some(person) = beside.filter(|_| rules.len() > 1) {
        lines.push((
            format!(
                "Each rule in a column, beside {}",
                history.person(person).short
            ),
            "each rule".to_owned(),
            Pick::EachRule(person),
        ));
    }
    let row = if question.beside.is_some() {
        lines.len() - 1
    } else {
        rules
            .iter()
            .position(|&rule| rule == question.rule)
            .unwrap_or(0)
    };
    state.overlay = Some(Overlay::Choice(Choice {
        title: format!(
            "What counts of those beside: {}",
            history.post(question.columns).title
        ),
        lines,
        row,
    }));
}

/// Days until the edition, or until the cursor date.
pub(super) fn switch_as_of(context: Context<'_>, state: &mut State) {
    if matrix_question(context, state).is_none() {
        return;
    }
    let choice = &mut state.leader_views.overlaps;
    choice.as_of = choice.as_of.next();
    let until = match choice.as_of {
        AsOf::Edition => context.history.edition_day(),
        AsOf::Cursor => state.cursor,
    };
    let which = choice.as_of.word();
    state.say(format!("days until the {which} date, {}", until.short()));
    recount(context, state);
}

/// Rows become columns.
pub(super) fn swap(context: Context<'_>, state: &mut State) {
    let Some(question) = matrix_question(context, state) else {
        return;
    };
    let views = &mut state.leader_views;
    views.overlaps.rows = Some(question.columns);
    views.overlaps.columns = Some(question.rows);
    views.overlaps.beside = None;
    views.overlaps.rule = CountingRule::default();
    let cell = &mut views.cell;
    (cell.row, cell.column) = (cell.column, cell.row);
    recount(context, state);
}

/// Carries out what was chosen from a list.
pub(super) fn chosen(context: Context<'_>, state: &mut State, pick: &Pick) {
    let views = &mut state.leader_views;
    let choice = &mut views.overlaps;
    match *pick {
        Pick::Rows(post) => {
            choice.rows = Some(post);
            views.cell.row = 0;
            return recount_at_longest(context, state, false);
        }
        Pick::Columns(post) => {
            choice.columns = Some(post);
            // What counted for one post may not exist for another.
            choice.rule = CountingRule::default();
            choice.beside = None;
            views.cell.column = 0;
            return recount_at_longest(context, state, true);
        }
        Pick::Rule(rule) => {
            let beside = choice.beside.take();
            choice.rule = rule;
            let question = state.overlap_question(context.history, context.prepared);
            // What counts is kept with the post for which it was chosen.
            let columns = question.map(|question| question.columns);
            state.leader_views.overlaps.columns = columns;
            if let (Some(person), Some(question)) = (beside, question) {
                let overlaps = context.prepared.overlaps(context.history, question);
                let column = overlaps
                    .columns
                    .iter()
                    .position(|column| column.person == person);
                state.leader_views.cell.column = column.unwrap_or(0);
            }
        }
        Pick::EachRule(person) => {
            choice.beside = Some(person);
            views.cell.column = 0;
        }
        Pick::Keep(..) | Pick::Tour(..) | Pick::Pins => return,
    }
    recount(context, state);
}

/// Asks the matrix anew, and keeps to a cell of it.
fn recount(context: Context<'_>, state: &mut State) {
    if let Some(overlaps) = overlaps(context, state) {
        let size = (overlaps.rows.len(), overlaps.columns.len());
        let cell = &mut state.leader_views.cell;
        cell.row = cell.row.min(size.0.saturating_sub(1));
        cell.column = cell.column.min(size.1.saturating_sub(1));
        select_cell(context, state, &overlaps);
    }
}

/// As [`recount`], at the cell of the row, or of the column, with the most days.
fn recount_at_longest(context: Context<'_>, state: &mut State, of_row: bool) {
    if let Some(overlaps) = overlaps(context, state) {
        let cell = &mut state.leader_views.cell;
        let row = Some(cell.row).filter(|&row| of_row && row < overlaps.rows.len());
        let column = Some(cell.column).filter(|&column| !of_row && column < overlaps.columns.len());
        to_longest(&overlaps, cell, row, column);
    }
    recount(context, state);
}

fn select_cell(context: Context<'_>, state: &mut State, overlaps: &Overlaps) {
    let cell = state.leader_views.cell;
    state.select_shared(
        context.history,
        context.prepared,
        overlaps,
        (cell.row, cell.column),
    );
}

/// The matrix, where it is what the pane shows.
fn overlaps(context: Context<'_>, state: &State) -> Option<std::rc::Rc<Overlaps>> {
    let question = state.overlap_question(context.history, context.prepared)?;
    Some(context.prepared.overlaps(context.history, question))
}

/// What the matrix is asked; says where it is when it is not on the screen.
fn matrix_question(
    context: Context<'_>,
    state: &mut State,
) -> Option<crate::query::leaders::OverlapQuestion> {
    if state.leader_views.view != LeadersView::Overlaps {
        state.leader_views.view = LeadersView::Overlaps;
    }
    if state.focus != Pane::Leaders {
        focus(state, Pane::Leaders);
    }
    let question = state.overlap_question(context.history, context.prepared);
    if question.is_none() {
        state.say("nobody held an office in this history");
    }
    question
}

/// The cell of a row or column with the most days.
fn to_longest(
    overlaps: &Overlaps,
    cell: &mut super::super::state::GridState,
    row: Option<usize>,
    column: Option<usize>,
) {
    let days = |row: usize, column: usize| overlaps.spans(row, column).days();
    match (row, column) {
        (Some(row), None) => {
            let best = (0..overlaps.columns.len())
                .filter(|&column| overlaps.rows[row].person != overlaps.columns[column].person)
                .rev()
                .max_by_key(|&column| days(row, column));
            cell.column = best.unwrap_or(cell.column);
        }
        (None, Some(column)) => {
            let best = (0..overlaps.rows.len())
                .filter(|&row| overlaps.rows[row].person != overlaps.columns[column].person)
                .rev()
                .max_by_key(|&row| days(row, column));
            cell.row = best.unwrap_or(cell.row);
        }
        _ => {}
    }
}

fn show_career(state: &mut State, person: PersonId) {
    state.leader_views.subject = Some(person);
    // The first line under the first heading.
    state.leader_views.career.row = 1;
    state.leader_views.career.scroll = 0;
}

fn is_list(state: &mut State) -> bool {
    let is_list = state.leader_views.view == LeadersView::List;
    if !is_list {
        state.say("this view has an order of its own");
    }
    is_list
}

/// Says how the list is ordered now, and finds the selection in it.
fn reordered(context: Context<'_>, state: &mut State) {
    let order = state.leader_views.order;
    state.say(format!("leaders {}", order.in_words()));
    let lines = lines(context, state);
    if let Some(entity) = state.selected
        && let Some(row) =
            context
                .prepared
                .leader_row(context.history, &lines, entity, state.cursor)
    {
        state.leaders.row = row;
    }
}

fn lines(context: Context<'_>, state: &State) -> std::rc::Rc<[LeaderLine]> {
    context
        .prepared
        .leaders(context.history, state.leader_views.order)
}

/// Headings are passed over, but for one at the very end of the way.
fn past_headings(
    row: usize,
    n_rows: usize,
    upward: bool,
    is_line: impl Fn(usize) -> bool,
) -> Option<usize> {
    if upward {
        (0..=row)
            .rev()
            .find(|&row| is_line(row))
            .or_else(|| (row..n_rows).find(|&row| is_line(row)))
    } else {
        (row..n_rows)
            .find(|&row| is_line(row))
            .or_else(|| (0..row).rev().find(|&row| is_line(row)))
    }
}
