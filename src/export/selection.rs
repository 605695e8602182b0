//! Which records a hand-out has: those that were asked for, and what is needed to read them.

use std::collections::HashSet;

use crate::model::{
    ClaimId, Date, Day, Entity, EntityKind, EventId, History, MembershipId, PersonId, ProjectId,
    SourceId, TermId, TrackId,
};
use crate::query::leaders::{PostGroup, posts};
use crate::query::profile::Profile;
use crate::query::timeline::{Grouping, Lanes, Window};

use super::Wanted;

/// A history, and what of it is wanted, each kind in the order in which it is read.
pub(super) struct Selection<'a> {
    pub history: &'a History,
    pub wanted: &'a Wanted,
    /// In the order of the history.
    pub events: Vec<EventId>,
    /// With the terms that are wanted.
    pub posts: Vec<PostGroup>,
    pub projects: Vec<ProjectId>,
    pub tracks: Vec<TrackId>,
    pub claims: Vec<ClaimId>,
    /// By the name that lists sort by.
    pub people: Vec<PersonId>,
    pub terms: Vec<TermId>,
    /// Eras, organizations and areas.
    pub background: Vec<Entity>,
    /// In the order of the file; their places count from 1 and are their numbers.
    sources: Vec<SourceId>,
    /// All of the above but sources.
    chosen: HashSet<Entity>,
}

impl<'a> Selection<'a> {
    pub fn new(history: &'a History, wanted: &'a Wanted) -> Self {
        let has = |entity: Entity| {
            wanted
                .keep
                .as_ref()
                .is_none_or(|keep| keep.contains(entity))
        };
        let within = |first: Option<Day>, last: Option<Day>| {
            wanted.window.is_none_or(|window| {
                first.is_none_or(|first| first <= window.last)
                    && last.is_none_or(|last| window.first <= last)
            })
        };
        let dated = |date: &Date| within(date.earliest(), date.latest());
        let narrowed = wanted.keep.is_some() || wanted.window.is_some();

        let events: Vec<EventId> = history
            .events_by_time()
            .iter()
            .copied()
            .filter(|&id| has(id.into()) && dated(&history.event(id).when))
            .collect();
        let mut groups = posts(history);
        for group in &mut groups {
            let post = group.post;
            group.terms.retain(|term| {
                (has(term.id.into()) || has(term.person.into()) || has(post.into()))
                    && within(Some(term.first), Some(term.until.add_days(-1)))
            });
        }
        groups.retain(|group| !group.terms.is_empty());
        let projects = history
            .projects()
            .filter(|(id, project)| {
                let first = project.status.first().and_then(|entry| entry.on.earliest());
                let last = project
                    .status
                    .last()
                    .filter(|entry| !entry.is.is_open())
                    .and_then(|entry| entry.on.latest());
                has((*id).into()) && within(first, last)
            })
            .map(|(id, _)| id)
            .collect::<Vec<_>>();
        let tracks = history
            .tracks()
            .filter(|(id, track)| {
                has((*id).into())
                    && (wanted.window.is_none()
                        || track.segments.iter().any(|segment| dated(&segment.during)))
            })
            .map(|(id, _)| id)
            .collect::<Vec<_>>();

        let mut chosen: HashSet<Entity> = HashSet::new();
        chosen.extend(events.iter().map(|&id| Entity::from(id)));
        chosen.extend(projects.iter().map(|&id| Entity::from(id)));
        chosen.extend(tracks.iter().map(|&id| Entity::from(id)));
        for group in &groups {
            chosen.insert(group.post.into());
            for term in &group.terms {
                chosen.extend([Entity::from(term.id), term.person.into()]);
            }
        }
        // Who takes part in an event is needed to read it.
        for &id in &events {
            chosen.extend(
                history
                    .event(id)
                    .people
                    .iter()
                    .map(|one| Entity::from(one.person)),
            );
        }
        let mut people: Vec<PersonId> = history
            .people()
            .map(|(id, _)| id)
            .filter(|&id| {
                chosen.contains(&id.into()) || (has(id.into()) && wanted.window.is_none())
            })
            .collect();
        people.sort_by_cached_key(|&id| (crate::text::fold(&history.person(id).sort), id));
        chosen.extend(people.iter().map(|&id| Entity::from(id)));
        let claims: Vec<ClaimId> = history
            .claims()
            .filter(|(id, claim)| {
                has((*id).into())
                    && (wanted.window.is_none()
                        || claim.evidence.iter().any(|entity| chosen.contains(entity)))
            })
            .map(|(id, _)| id)
            .collect();
        chosen.extend(claims.iter().map(|&id| Entity::from(id)));
        let mut terms: Vec<TermId> = history
            .glossary()
            .map(|(id, _)| id)
            .filter(|&id| has(id.into()))
            .collect();
        terms.sort_by_cached_key(|&id| (crate::text::fold(&history.term(id).term), id));
        chosen.extend(terms.iter().map(|&id| Entity::from(id)));
        let kinds = [EntityKind::Era, EntityKind::Organization, EntityKind::Area];
        let background: Vec<Entity> = kinds
            .into_iter()
            .flat_map(|kind| history.entities(kind))
            .filter(|&entity| {
                has(entity)
                    && match entity {
                        Entity::Era(id) => dated(&history.era(id).during),
                        _ => wanted.window.is_none(),
                    }
            })
            .collect();
        chosen.extend(background.iter().copied());

        let mut cited: HashSet<SourceId> = HashSet::new();
        for &entity in &chosen {
            cited.extend(
                Profile::new(history, entity)
                    .sources
                    .iter()
                    .map(|line| line.source),
            );
        }
        let sources = history
            .sources()
            .map(|(id, _)| id)
            .filter(|&id| {
                cited.contains(&id)
                    || (wanted.keep.is_some() && has(id.into()))
                    || (!narrowed && wanted.uncited)
            })
            .collect();
        Self {
            history,
            wanted,
            events,
            posts: groups,
            projects,
            tracks,
            claims,
            people,
            terms,
            background,
            sources,
            chosen,
        }
    }

    /// How many records there are, sources left out.
    pub fn len(&self) -> usize {
        self.chosen.len()
    }

    /// Whether a record is in the hand-out, so that a link may lead to it.
    pub fn has(&self, entity: Entity) -> bool {
        match entity {
            Entity::Source(id) => self.sources.binary_search(&id).is_ok(),
            other => self.chosen.contains(&other),
        }
    }

    /// The sources, in the order of their numbers.
    pub fn sources(&self) -> &[SourceId] {
        &self.sources
    }

    /// The number of a source, from 1.
    pub fn number(&self, source: SourceId) -> Option<usize> {
        self.sources.binary_search(&source).ok().map(|idx| idx + 1)
    }

    /// The terms of office, in the order of their posts.
    pub fn memberships(&self) -> impl Iterator<Item = MembershipId> + '_ {
        self.posts
            .iter()
            .flat_map(|group| group.terms.iter().map(|term| term.id))
    }

    /// The lanes of the timeline with what is wanted.
    pub fn lanes(&self) -> Lanes {
        let keep = self.wanted.keep.as_ref();
        Lanes::of(
            self.history,
            |entity| keep.is_none_or(|keep| keep.contains(entity)),
            Grouping::Kind,
        )
    }

    /// The days that a picture shows.
    pub fn window(&self, lanes: &Lanes) -> Window {
        self.wanted.window.unwrap_or_else(|| lanes.whole())
    }

    /// What is shown of the history, in words; `None` when it is all.
    pub fn in_words(&self) -> Option<String> {
        let window = self.wanted.window.map(Window::in_words);
        match (&self.wanted.query, window) {
            (None, None) => None,
            (Some(query), None) => Some(format!("Only what answers “{query}”")),
            (None, Some(window)) => Some(format!("Only {window}")),
            (Some(query), Some(window)) => Some(format!("Only what answers “{query}”, {window}")),
        }
    }
}

/// The heading of the events of a year; `None` is an open start.
pub(super) fn year_in_words(year: Option<i64>) -> String {
    match year {
        Some(year) if year > 0 => year.to_string(),
        Some(year) => format!("{} BCE", 1 - year),
        None => "Without a beginning".to_owned(),
    }
}
