//! Where the proof of a record stands: with the record, and with each of its parts.

use super::History;
use crate::model::{Cite, Entity};

/// What of a record some cites belong to; positions are those of the lists in the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cited {
    /// The record as a whole.
    Record,
    /// An entry of the history of a project's status.
    Status(usize),
    /// A step of a project.
    Milestone(usize),
    /// A figure of a project.
    Quantity(usize),
    /// A sum of a project.
    Money(usize),
    /// An entry of the history of the status of a project's part: the part, then the entry.
    PhaseStatus(usize, usize),
    /// A level of a relation.
    Segment(usize),
    /// A mark on a relation.
    Mark(usize),
}

impl History {
    /// Hands over the cites of a record and then those of its parts, in the order of the file's fields.
    pub fn each_cites<'h>(&'h self, entity: Entity, mut each: impl FnMut(Cited, &'h [Cite])) {
        each(Cited::Record, self.cites_of(entity));
        match entity {
            Entity::Project(id) => {
                let project = self.project(id);
                for (idx, entry) in project.status.iter().enumerate() {
                    each(Cited::Status(idx), &entry.cites);
                }
                for (idx, milestone) in project.milestones.iter().enumerate() {
                    each(Cited::Milestone(idx), &milestone.cites);
                }
                for (idx, quantity) in project.quantities.iter().enumerate() {
                    each(Cited::Quantity(idx), &quantity.cites);
                }
                for (idx, money) in project.money.iter().enumerate() {
                    each(Cited::Money(idx), &money.cites);
                }
                for (phase_idx, phase) in project.phases.iter().enumerate() {
                    for (idx, entry) in phase.status.iter().enumerate() {
                        each(Cited::PhaseStatus(phase_idx, idx), &entry.cites);
                    }
                }
            }
            Entity::Track(id) => {
                let track = self.track(id);
                for (idx, segment) in track.segments.iter().enumerate() {
                    each(Cited::Segment(idx), &segment.cites);
                }
                for (idx, mark) in track.marks.iter().enumerate() {
                    each(Cited::Mark(idx), &mark.cites);
                }
            }
            _ => {}
        }
    }

    /// All cites of a record and its parts.
    pub fn all_cites(&self, entity: Entity) -> Vec<&Cite> {
        let mut all = Vec::new();
        self.each_cites(entity, |_, cites| all.extend(cites));
        all
    }
}
