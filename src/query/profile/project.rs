//! What is told of a project: its partners, how it stands and stood, its steps and figures.

use std::fmt::Write as _;

use crate::model::{Entity, EntityKind, EventId, Money, Project, ProjectId, Quantity, StatusEntry};
use crate::query::projects;

use super::{Builder, Link, amount, text};

impl Builder<'_> {
    pub(super) fn project(&mut self, id: ProjectId, project: &Project) {
        let history = self.history;
        self.profile.kind = format!("project · {}", project.sector);
        self.profile.place.clone_from(&project.place);
        if let Some(entry) = project.status.last() {
            // Reported again the status is still the same one.
            let began = project
                .status
                .iter()
                .rev()
                .take_while(|one| one.is == entry.is);
            let began = began.last().unwrap_or(entry);
            let mut text = format!("{} since {}", entry.is, began.on.in_words());
            if let Some(days) = projects::unchecked(history, id)
                && projects::is_stale(history, id)
            {
                let _ = write!(text, ", not checked for {}", projects::span_in_words(days));
            }
            self.profile.date = Some(text);
        }
        self.names(&project.names);
        self.prose(project.summary.as_deref());
        self.links("Partners", project.areas.iter().map(|&id| id.into()));
        let parties = project.parties.iter().map(|party| Link {
            text: format!("{} ({})", party.name, party.role),
            to: party.organization.map(Entity::from),
            address: None,
        });
        self.run("Parties", parties.collect());
        self.links("Part of", project.parent.iter().map(|&id| id.into()));
        let parts: Vec<Entity> = history
            .related_of(id.into(), EntityKind::Project)
            .iter()
            .copied()
            .filter(|&other| matches!(other, Entity::Project(other) if history.project(other).parent == Some(id)))
            .collect();
        self.links("Parts", parts.into_iter());
        self.lines(
            "Status",
            project
                .status
                .iter()
                .map(|entry| text(status_line(entry)))
                .collect(),
        );
        for phase in &project.phases {
            let words = phase
                .status
                .iter()
                .map(|entry| format!("{} {}", entry.on.short(), entry.is));
            let line = format!("{}: {}", phase.title, words.collect::<Vec<_>>().join(", "));
            self.lines("Phase", vec![text(line)]);
        }
        let milestones = project.milestones.iter().map(|milestone| {
            let when = match (&milestone.planned, &milestone.actual) {
                (Some(planned), Some(actual)) => {
                    format!("{} (planned {})", actual.short(), planned.short())
                }
                (None, Some(actual)) => actual.short(),
                (Some(planned), None) => format!("planned {}", planned.short()),
                (None, None) => String::new(),
            };
            let note = milestone
                .note
                .as_ref()
                .map(|note| format!(" ({note})"))
                .unwrap_or_default();
            Link {
                text: format!("{when} {}{note}", milestone.title)
                    .trim()
                    .to_owned(),
                to: milestone.event.map(Entity::from),
                address: None,
            }
        });
        self.lines("Milestones", milestones.collect());
        self.lines(
            "Figures",
            project
                .quantities
                .iter()
                .map(|quantity| text(quantity_line(quantity)))
                .collect(),
        );
        self.lines(
            "Money",
            project
                .money
                .iter()
                .map(|money| text(money_line(money)))
                .collect(),
        );
        let told: Vec<EventId> = project
            .milestones
            .iter()
            .filter_map(|milestone| milestone.event)
            .collect();
        let events: Vec<EventId> = self
            .events_of(id.into())
            .filter(|event| !told.contains(event))
            .collect();
        self.dated("Events", events.into_iter());
        self.claims_on(id.into());
        self.glossary(id.into());
        self.media(&project.media);
        self.cites_of(history.all_cites(id.into()));
    }
}

fn status_line(entry: &StatusEntry) -> String {
    let mut line = format!("{} {}", entry.on.short(), entry.is);
    let mut remarks: Vec<String> = Vec::new();
    remarks.extend(
        entry
            .raw
            .as_ref()
            .filter(|raw| *raw != entry.is.label())
            .cloned(),
    );
    remarks.extend(entry.note.clone());
    if entry.inferred {
        remarks.push("inferred".to_owned());
    }
    if let Some(checked) = &entry.checked {
        remarks.push(format!("checked {}", checked.short()));
    }
    if !remarks.is_empty() {
        let _ = write!(line, " ({})", remarks.join("; "));
    }
    line
}

fn quantity_line(quantity: &Quantity) -> String {
    let on = said(quantity.on.as_ref(), |on| format!(" in {}", on.short()));
    let note = said(quantity.note.as_ref(), |note| format!(" ({note})"));
    format!(
        "{} {}{on}{note}",
        quantity.kind,
        amount(quantity.value, &quantity.unit)
    )
}

fn money_line(money: &Money) -> String {
    let priced = said(money.priced.as_ref(), |on| {
        format!(", prices of {}", on.short())
    });
    let on = said(money.on.as_ref(), |on| format!(", {}", on.short()));
    let note = said(money.note.as_ref(), |note| format!(" ({note})"));
    format!(
        "{} {}{on}{priced}{note}",
        money.kind,
        amount(money.value, &money.currency)
    )
}

/// Nothing of what is not known.
fn said<T>(part: Option<T>, say: impl FnOnce(T) -> String) -> String {
    part.map(say).unwrap_or_default()
}
