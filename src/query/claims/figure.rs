//! Checks of numbers: years between two dates, and figures of a project.

use crate::model::{Date, Day, Entity, History, MoneyKind, Project, ProjectId, Value};
use crate::query::profile::{amount, short_title};

use super::{Computed, Counted, Outcome};

pub(super) fn years(
    history: &History,
    from: Entity,
    milestone: Option<&str>,
    until: &Date,
    expect: i64,
) -> Computed {
    let start = start_of(history, from, milestone);
    let title = match from {
        Entity::Membership(id) => {
            let term = history.membership(id);
            let (person, post) = (history.person(term.person), history.post(term.post));
            format!("{} as {}", person.short, post.title)
        }
        _ => short_title(history, from),
    };
    let between = start.as_ref().and_then(|start| {
        let most = whole_years(start.earliest()?, until.latest()?);
        let least = whole_years(start.latest()?, until.earliest()?);
        Some((least, most))
    });
    let found = match between {
        None => "no start on record".to_owned(),
        Some((least, most)) if least == most => least.to_string(),
        Some((least, most)) => format!("{least} to {most}"),
    };
    let since = start
        .as_ref()
        .map_or_else(|| "?".to_owned(), Date::in_words);
    Computed {
        text: format!(
            "{expect} years from {title} ({since}) to {}: counted {found}",
            until.in_words()
        ),
        outcome: Outcome::of(between == Some((expect, expect)), true),
        expected: format!("{expect} years from {} to {until}", history.reference(from)),
        found,
        how: "whole years from the one date to the other".to_owned(),
        lines: vec![Counted {
            note: start.as_ref().map_or_else(String::new, Date::short),
            text: title,
            to: from,
        }],
        counted: vec![from],
    }
}

pub(super) fn figure(history: &History, id: ProjectId, kind: &str, expect: Value) -> Computed {
    let project = history.project(id);
    let figures = figures(project, kind);
    let is_expected = figures.iter().any(|(value, _)| *value == expect);
    let unit = figures
        .iter()
        .find(|(value, _)| *value == expect)
        .or(figures.first())
        .map_or("", |(_, unit)| unit.as_str());
    let words: Vec<String> = figures
        .iter()
        .map(|(value, unit)| amount(*value, unit))
        .collect();
    let found = if words.is_empty() {
        "no such figure".to_owned()
    } else {
        words.join(", ")
    };
    let kind = match MoneyKind::parse(kind) {
        MoneyKind::Unknown(_) => kind.to_owned(),
        known => known.label().to_owned(),
    };
    let reference = Entity::from(id);
    Computed {
        text: format!("{}, {kind}: {found}", project.short),
        outcome: Outcome::of(is_expected, true),
        expected: format!("{} as the {kind} of {}", amount(expect, unit), project.id),
        found,
        how: "figures on record for the project".to_owned(),
        lines: figures
            .iter()
            .map(|(value, unit)| Counted {
                note: amount(*value, unit),
                text: format!("{}, {kind}", project.short),
                to: reference,
            })
            .collect(),
        counted: vec![reference],
    }
}

/// Quantities and sums of money of a kind, with their units.
fn figures(project: &Project, kind: &str) -> Vec<(Value, String)> {
    let quantities = project
        .quantities
        .iter()
        .filter(|quantity| quantity.kind.eq_ignore_ascii_case(kind))
        .map(|quantity| (quantity.value, quantity.unit.clone()));
    let money = project
        .money
        .iter()
        .filter(|sum| sum.kind.word().eq_ignore_ascii_case(kind))
        .map(|sum| (sum.value, sum.currency.clone()));
    quantities.chain(money).collect()
}

/// When something began: an event, a term, a project by one of its milestones or by its first status.
fn start_of(history: &History, entity: Entity, milestone: Option<&str>) -> Option<Date> {
    let start = |date: &Date| match date.interval() {
        Some(interval) => interval.start().date().cloned(),
        None => Some(date.clone()),
    };
    match entity {
        Entity::Event(id) => start(&history.event(id).when),
        Entity::Membership(id) => history.membership(id).start.clone(),
        Entity::Era(id) => start(&history.era(id).during),
        Entity::Project(id) => {
            let project = history.project(id);
            match milestone {
                Some(wanted) => project
                    .milestones
                    .iter()
                    .find(|one| one.id == wanted)
                    .and_then(|one| one.actual.clone()),
                None => project.status.first().map(|entry| entry.on.clone()),
            }
        }
        _ => None,
    }
}

fn whole_years(from: Day, to: Day) -> i64 {
    let years = to.year() - from.year();
    if from.add_years(years) > to {
        years - 1
    } else {
        years
    }
}
