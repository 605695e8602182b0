//! Who is related to whom, found once by walking every reference.
//!
//! Sources are left out: their cites would relate everything with everything.

use super::{Parts, count};
use crate::model::{ClaimCheck, Entity, EntityKind};

/// Who is related to whom: for each entity a sorted run in one vector.
#[derive(Debug)]
pub(super) struct Relations {
    /// For each kind, where the runs of its entities start; one more at the end.
    starts: Vec<Vec<u32>>,
    targets: Vec<Entity>,
}

impl Relations {
    pub(super) fn new(parts: &Parts) -> Self {
        let mut pairs: Vec<(Entity, Entity)> = Vec::new();
        each_reference(parts, |from, to| {
            if from != to {
                pairs.push((from, to));
                pairs.push((to, from));
            }
        });
        pairs.sort_unstable_by_key(|&(from, to)| (from.kind(), from, to));
        pairs.dedup();
        let mut starts = Vec::with_capacity(EntityKind::ALL.len());
        let mut next = 0;
        for &kind in EntityKind::ALL {
            let mut of_kind = Vec::with_capacity(count(parts, kind) + 1);
            for idx in 0..count(parts, kind) {
                of_kind.push(next as u32);
                while pairs
                    .get(next)
                    .is_some_and(|&(from, _)| from == Entity::new(kind, idx))
                {
                    next += 1;
                }
            }
            of_kind.push(next as u32);
            starts.push(of_kind);
        }
        Self {
            starts,
            targets: pairs.into_iter().map(|(_, to)| to).collect(),
        }
    }

    pub(super) fn of(&self, entity: Entity) -> &[Entity] {
        let starts = &self.starts[entity.kind() as usize];
        &self.targets[starts[entity.idx()] as usize..starts[entity.idx() + 1] as usize]
    }
}

/// Calls back for each reference from one record to another, sources left out.
fn each_reference(parts: &Parts, mut add: impl FnMut(Entity, Entity)) {
    for (idx, event) in parts.events.iter().enumerate() {
        let from = Entity::Event(idx.into());
        for participant in &event.people {
            add(from, participant.person.into());
            if let Some(post) = participant.capacity {
                add(from, post.into());
            }
        }
        event.areas.iter().for_each(|&id| add(from, id.into()));
        event
            .organizations
            .iter()
            .for_each(|&id| add(from, id.into()));
        event.projects.iter().for_each(|&id| add(from, id.into()));
        event.follows.iter().for_each(|&id| add(from, id.into()));
    }
    for (idx, membership) in parts.memberships.iter().enumerate() {
        let from = Entity::Membership(idx.into());
        add(from, membership.person.into());
        add(from, membership.post.into());
        add(membership.person.into(), membership.post.into());
    }
    for (idx, post) in parts.posts.iter().enumerate() {
        let from = Entity::Post(idx.into());
        post.area.iter().for_each(|&id| add(from, id.into()));
        post.organization
            .iter()
            .for_each(|&id| add(from, id.into()));
    }
    for (idx, area) in parts.areas.iter().enumerate() {
        let from = Entity::Area(idx.into());
        area.parent
            .iter()
            .chain(&area.succeeds)
            .for_each(|&id| add(from, id.into()));
    }
    for (idx, organization) in parts.organizations.iter().enumerate() {
        let from = Entity::Organization(idx.into());
        organization
            .area
            .iter()
            .for_each(|&id| add(from, id.into()));
        organization
            .parent
            .iter()
            .for_each(|&id| add(from, id.into()));
    }
    for (idx, era) in parts.eras.iter().enumerate() {
        era.areas
            .iter()
            .for_each(|&id| add(Entity::Era(idx.into()), id.into()));
    }
    for (idx, project) in parts.projects.iter().enumerate() {
        let from = Entity::Project(idx.into());
        project.areas.iter().for_each(|&id| add(from, id.into()));
        project.parent.iter().for_each(|&id| add(from, id.into()));
        project
            .parties
            .iter()
            .filter_map(|party| party.organization)
            .for_each(|id| add(from, id.into()));
        project
            .milestones
            .iter()
            .filter_map(|milestone| milestone.event)
            .for_each(|id| add(from, id.into()));
    }
    for (idx, track) in parts.tracks.iter().enumerate() {
        let from = Entity::Track(idx.into());
        track.between.iter().for_each(|&id| add(from, id.into()));
        track
            .segments
            .iter()
            .filter_map(|segment| segment.by)
            .for_each(|id| add(from, id));
        track
            .marks
            .iter()
            .filter_map(|mark| mark.by)
            .for_each(|id| add(from, id));
    }
    for (idx, claim) in parts.claims.iter().enumerate() {
        let from = Entity::Claim(idx.into());
        claim.evidence.iter().for_each(|&id| add(from, id));
        for check in &claim.checks {
            match check {
                ClaimCheck::Overlap { with, longest, .. } => {
                    add(from, (*with).into());
                    add(from, (*longest).into());
                }
                ClaimCheck::HeldOn { person, .. } => add(from, (*person).into()),
                ClaimCheck::Level { track, .. } => add(from, (*track).into()),
                ClaimCheck::InOrder { expect, .. } => {
                    for &one in expect {
                        add(from, one);
                    }
                }
                ClaimCheck::Raised { tracks, term, .. } => {
                    for &track in tracks {
                        add(from, track.into());
                    }
                    add(from, (*term).into());
                }
                ClaimCheck::Years { from: start, .. } => add(from, *start),
                ClaimCheck::Figure { project, .. } => add(from, (*project).into()),
                ClaimCheck::Count { .. } => {}
            }
        }
    }
    for (idx, term) in parts.glossary.iter().enumerate() {
        term.see
            .iter()
            .for_each(|&id| add(Entity::Term(idx.into()), id));
    }
    for (idx, tour) in parts.tours.iter().enumerate() {
        tour.stops
            .iter()
            .flat_map(|stop| &stop.focus)
            .for_each(|&id| add(Entity::Tour(idx.into()), id));
    }
}
