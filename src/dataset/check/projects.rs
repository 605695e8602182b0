//! Projects: an order of status and milestones that can be.

use crate::model::{Date, Day, Entity, ProjectStatus, StatusEntry};
use crate::notation::Step;

use super::Checker;
use super::amounts::is_unit;

impl Checker<'_> {
    /// E18 order, W19 staleness, W20 phases, E21 and W22 figures.
    pub(super) fn projects(&mut self) {
        let history = self.history;
        let edition = history.edition_day();
        for (id, project) in history.projects() {
            let entity = Entity::from(id);
            self.statuses(entity, &[], &project.id, &project.status, edition);
            for (idx, phase) in project.phases.iter().enumerate() {
                let path = [Step::Field("phases"), Step::Index(idx)];
                self.statuses(entity, &path, &phase.id, &phase.status, edition);
            }
            self.media(entity, &project.media);
            for (idx, milestone) in project.milestones.iter().enumerate() {
                if let Some(actual) = &milestone.actual
                    && actual.earliest().is_some_and(|day| day > edition)
                {
                    let path = [
                        Step::Field("milestones"),
                        Step::Index(idx),
                        Step::Field("actual"),
                    ];
                    self.find(
                        "E18",
                        entity,
                        &path,
                        format!(
                            "`{}` was reached in {actual}, after the edition",
                            milestone.id
                        ),
                        "write it as `planned`",
                    );
                }
            }
            let phases_open = project
                .phases
                .iter()
                .filter_map(|phase| phase.status.last())
                .any(|entry| entry.is.is_open());
            if let Some(entry) = project.status.last()
                && !entry.is.is_open()
                && phases_open
            {
                self.find(
                    "W20",
                    entity,
                    &[Step::Field("phases")],
                    format!("`{}` is {} and a phase of it is not", project.id, entry.is),
                    "bring the two in line",
                );
            }
            let phases_done = project
                .phases
                .iter()
                .filter_map(|phase| phase.status.last())
                .all(|entry| entry.is == ProjectStatus::Closed);
            let begun = project
                .phases
                .iter()
                .filter_map(|phase| phase.status.last())
                .find(|entry| {
                    matches!(
                        entry.is,
                        ProjectStatus::Implementation | ProjectStatus::Finalisation
                    )
                });
            let contradiction = project.status.last().and_then(|entry| match begun {
                Some(phase) if entry.is == ProjectStatus::Pipeline => Some(format!(
                    "`{}` is {} and a phase of it is {}",
                    project.id, entry.is, phase.is
                )),
                _ => {
                    let goes_on = matches!(
                        entry.is,
                        ProjectStatus::Pipeline | ProjectStatus::Implementation
                    );
                    let has_phases = project.phases.iter().any(|phase| !phase.status.is_empty());
                    (goes_on && phases_done && has_phases).then(|| {
                        format!(
                            "`{}` is {} and all its phases are done",
                            project.id, entry.is
                        )
                    })
                }
            });
            if let Some(message) = contradiction {
                self.find(
                    "W20",
                    entity,
                    &[Step::Field("phases")],
                    message,
                    "bring the two in line",
                );
            }
            for (idx, quantity) in project.quantities.iter().enumerate() {
                let path = [Step::Field("quantities"), Step::Index(idx)];
                if quantity.unit.is_empty() {
                    self.find(
                        "E21",
                        entity,
                        &path,
                        format!("the {} has no unit", quantity.kind),
                        "add `unit`",
                    );
                } else if !is_unit(&quantity.unit) {
                    self.find(
                        "E21",
                        entity,
                        &[path[0].clone(), path[1].clone(), Step::Field("unit")],
                        format!("`{}` is not a unit that is known here", quantity.unit),
                        "write MW, km, t, %, bcm/year or a plain word such as people",
                    );
                }
                self.range(entity, &path, quantity.value);
            }
            for (idx, money) in project.money.iter().enumerate() {
                let path = [Step::Field("money"), Step::Index(idx)];
                self.currency(entity, &path, money);
                self.range(entity, &path, money.value);
            }
        }
    }

    fn statuses(
        &mut self,
        entity: Entity,
        path: &[Step],
        id: &str,
        status: &[StatusEntry],
        edition: Day,
    ) {
        let mut path = path.to_vec();
        path.push(Step::Field("status"));
        let closed = status.iter().position(|entry| !entry.is.is_open());
        if let Some(idx) = closed
            && let Some(later) = status[idx + 1..].iter().find(|entry| {
                entry.is == ProjectStatus::Pipeline && entry.on.certainly_after(&status[idx].on)
            })
        {
            let message = format!(
                "`{id}` is planned in {} after it was {} in {}",
                later.on, status[idx].is, status[idx].on
            );
            let help = "make the later plan a project of its own";
            self.find("E18", entity, &path, message, help);
        }
        for entry in status {
            if entry.on.earliest().is_some_and(|day| day > edition) {
                let message = format!("a status of {} is after the edition", entry.on);
                let help = "a plan is a milestone with `planned`";
                self.find("E18", entity, &path, message, help);
            }
        }
        if let Some(entry) = status.last()
            && entry.is.is_open()
            && path.len() == 1
            && let Some(looked) = last_look(entry)
            && edition.0 - looked.0 > STALE_AFTER
        {
            let message = format!(
                "`{id}` is {} since {}, and nobody looked for two years",
                entry.is, entry.on
            );
            let help = "add `checked` with the date of the last look";
            self.find("W19", entity, &path, message, help);
        }
    }
}

/// Days that an open status may go without a look.
const STALE_AFTER: i64 = 2 * 365 + 1;

fn last_look(entry: &StatusEntry) -> Option<Day> {
    entry
        .checked
        .as_ref()
        .and_then(Date::latest)
        .or_else(|| entry.on.latest())
}
