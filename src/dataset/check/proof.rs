//! Claims that are judged without evidence, statements without proof, and sources that prove nothing.

use std::collections::HashSet;

use crate::model::{Cite, Cited, Entity, EntityKind, Source, Stance};
use crate::notation::Step;

use super::Checker;

impl Checker<'_> {
    /// W34: a claim without evidence.
    pub(super) fn claims(&mut self) {
        let history = self.history;
        for (id, claim) in history.claims() {
            let judged = !matches!(
                claim.verdict,
                crate::model::Verdict::Opinion | crate::model::Verdict::Unverifiable
            );
            if judged && claim.evidence.is_empty() && claim.checks.is_empty() {
                self.find(
                    "W34",
                    id.into(),
                    &[],
                    format!("the claim `{}` is judged without evidence", claim.id),
                    "add `evidence` or `check`",
                );
            }
        }
    }

    /// E25 missing proof, W26 missing locators, W27 sources never cited.
    pub(super) fn cites(&mut self) {
        let history = self.history;
        let mut cited: HashSet<usize> = HashSet::new();
        for (id, claim) in history.claims() {
            cited.insert(claim.source.idx());
            let source = history.source(claim.source);
            if claim.at.is_none() && wants_locator(source) {
                let message = format!(
                    "where in the {} `{}`?",
                    source.kind.to_lowercase(),
                    source.id
                );
                let help = "add `at`, such as Paragraph(\"12\")";
                self.find("W26", id.into(), &[Step::Field("source")], message, help);
            }
        }
        for entity in EntityKind::ALL
            .iter()
            .flat_map(|&kind| history.entities(kind))
        {
            history.each_cites(entity, |part, cites| {
                cited.extend(cites.iter().map(|cite| cite.source.idx()));
                self.proof_of(entity, part, cites);
            });
        }
        for (id, source) in history.sources() {
            if !cited.contains(&id.idx()) {
                self.find(
                    "W27",
                    id.into(),
                    &[Step::Field("id")],
                    format!("the source `{}` is never cited", source.id),
                    "cite it or take it out",
                );
            }
        }
    }

    /// E25, W26 for some cites of a record.
    fn proof_of(&mut self, entity: Entity, part: Cited, cites: &[Cite]) {
        let history = self.history;
        if self.is_needed(entity, part) && !cites.iter().any(|cite| cite.stance == Stance::Supports)
        {
            let message = format!(
                "the {} `{}` has no proof",
                entity.kind(),
                history.text_id(entity)
            );
            self.find("E25", entity, &path_of(part), message, "add `cites`");
        }
        for (idx, cite) in cites.iter().enumerate() {
            let source = history.source(cite.source);
            if cite.at.is_none() && wants_locator(source) {
                let mut path = path_of(part);
                path.extend([Step::Field("cites"), Step::Index(idx)]);
                let message = format!(
                    "where in the {} `{}`?",
                    source.kind.to_lowercase(),
                    source.id
                );
                let help = "add `at`, such as Page(\"12\")";
                self.find("W26", entity, &path, message, help);
            }
        }
    }

    /// Whether the policy of the dataset asks for proof here: a level of a relation needs its own where the relation
    /// has none.
    fn is_needed(&self, entity: Entity, part: Cited) -> bool {
        self.policy.cites_required
            && match (entity, part) {
                (
                    Entity::Event(_)
                    | Entity::Person(_)
                    | Entity::Membership(_)
                    | Entity::Project(_),
                    Cited::Record,
                ) => true,
                (Entity::Track(id), Cited::Segment(_)) => self.history.track(id).cites.is_empty(),
                _ => false,
            }
    }
}

/// Where some cites stand in the record.
fn path_of(part: Cited) -> Vec<Step> {
    let within = |list, idx| vec![Step::Field(list), Step::Index(idx)];
    match part {
        Cited::Record => Vec::new(),
        Cited::Status(idx) => within("status", idx),
        Cited::Milestone(idx) => within("milestones", idx),
        Cited::Quantity(idx) => within("quantities", idx),
        Cited::Money(idx) => within("money", idx),
        Cited::PhaseStatus(phase, idx) => {
            let mut path = within("phases", phase);
            path.extend(within("status", idx));
            path
        }
        Cited::Segment(idx) => within("segments", idx),
        Cited::Mark(idx) => within("marks", idx),
    }
}

/// Whether a place in a document has to be given. An article on a page of its own is found by looking at the page.
fn wants_locator(source: &Source) -> bool {
    match source.kind.as_str() {
        "Book" | "Report" => true,
        "Article" => source.url.is_none(),
        _ => false,
    }
}
