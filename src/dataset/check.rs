//! What a careful editor would find in a history that reads well.
//!
//! All comparisons are of bounds: *certainly* means for every day that the dates can mean, *possibly* for some.

use std::ops::Range;

use crate::model::{Entity, History};
use crate::notation::Step;

use super::diagnostic::{Finding, Place};
use super::record::Head;
use super::resolve::Origins;

mod amounts;
mod circles;
mod events;
mod offices;
mod projects;
mod proof;
mod spoken;
mod tracks;

/// What the dataset asks of itself.
pub(super) struct Policy {
    cites_required: bool,
    overlap_days: i64,
}

impl Policy {
    pub fn new(head: &Head) -> Self {
        let policy = head.policy.as_ref();
        Self {
            cites_required: policy
                .and_then(|policy| policy.cite.as_ref())
                .is_some_and(|word| word.as_str() == "Required"),
            overlap_days: policy
                .and_then(|policy| policy.single_holder_overlap_days)
                .unwrap_or(1)
                .into(),
        }
    }
}

/// All findings, in no particular order.
pub(super) fn check(history: &History, origins: &Origins, policy: &Policy) -> Vec<Finding> {
    let mut checker = Checker {
        history,
        origins,
        policy,
        findings: Vec::new(),
    };
    checker.people();
    checker.cycles();
    checker.memberships();
    checker.holders();
    checker.events();
    checker.projects();
    checker.tracks();
    checker.claims();
    checker.cites();
    checker.findings
}

struct Checker<'a> {
    history: &'a History,
    origins: &'a Origins,
    policy: &'a Policy,
    findings: Vec<Finding>,
}

impl Checker<'_> {
    fn find(
        &mut self,
        code: &'static str,
        entity: Entity,
        path: &[Step],
        message: String,
        help: impl Into<String>,
    ) {
        self.find_inside(code, entity, path, None, message, help);
    }

    fn find_inside(
        &mut self,
        code: &'static str,
        entity: Entity,
        path: &[Step],
        inside: Option<Range<usize>>,
        message: String,
        help: impl Into<String>,
    ) {
        let Some(&(file, list, index)) = self.origins.get(&entity) else {
            return;
        };
        let mut full = vec![Step::Field(list), Step::Index(index)];
        full.extend_from_slice(path);
        self.findings.push(Finding::new(
            code,
            Place::Path(file, full, inside),
            message,
            help,
        ));
    }
}
