//! What the leaders' matrix and career are about, and a cell of shared days as a selection: two people and the days on
//! which both held office.

use std::rc::Rc;

use crate::model::{Day, Entity, History, PersonId, PostId};
use crate::query::leaders::{Career, OverlapQuestion, Overlaps, Spans, career};
use crate::query::profile::Profile;

use super::prepared::relations;
use super::{AsOf, Prepared, State};

/// What stands for the selection while a cell is selected.
#[derive(Clone, Debug)]
pub struct SharedCell {
    /// The holder of the row's post.
    pub holder: PersonId,
    /// The other one.
    pub beside: PersonId,
    /// The days that both share.
    pub spans: Spans,
    /// What the detail says.
    pub profile: Rc<Profile>,
    /// Both people and their terms that share days, sorted.
    pub related: Rc<[Entity]>,
}

impl State {
    /// What the matrix is asked; `None` in a history where nobody held a post.
    pub fn overlap_question(
        &self,
        history: &History,
        prepared: &Prepared,
    ) -> Option<OverlapQuestion> {
        let choice = self.leader_views.overlaps;
        let offices = &prepared.offices;
        let &(first, area) = offices.first()?;
        let rows = choice.rows.unwrap_or(first);
        // Unless chosen, the leading post of another area, or any other one.
        let columns = choice.columns.unwrap_or_else(|| {
            let another = |same_area: bool| {
                let other =
                    |&&(post, other): &&(PostId, _)| post != rows && (same_area || other != area);
                offices.iter().find(other).map(|&(post, _)| post)
            };
            another(false).or_else(|| another(true)).unwrap_or(rows)
        });
        let as_of = match choice.as_of {
            AsOf::Edition => history.edition_day(),
            AsOf::Cursor => self.cursor,
        };
        Some(OverlapQuestion {
            rows,
            columns,
            rule: choice.rule,
            beside: choice.beside,
            as_of,
        })
    }

    /// The leader whom the pane's views are about: the last one selected, else who holds the first post on the cursor
    /// date, else the first who held any; `None` where nobody did.
    pub fn subject(&self, prepared: &Prepared) -> Option<PersonId> {
        let held = || prepared.posts.iter().flat_map(|group| &group.terms);
        self.leader_views
            .subject
            .or_else(|| {
                held()
                    .find(|term| term.holds_on(self.cursor))
                    .map(|term| term.person)
            })
            .or_else(|| held().next().map(|term| term.person))
    }

    /// The career of the pane's subject.
    pub fn career(&self, history: &History, prepared: &Prepared) -> Option<Rc<Career>> {
        let person = self.subject(prepared)?;
        Some(prepared.career(history, person))
    }

    /// Selects a cell: the term of its row, the other person, and the days that both share.
    pub fn select_shared(
        &mut self,
        history: &History,
        prepared: &Prepared,
        overlaps: &Overlaps,
        (row, column): (usize, usize),
    ) {
        let (Some(holder), Some(beside)) = (overlaps.rows.get(row), overlaps.columns.get(column))
        else {
            return;
        };
        let spans = overlaps.spans(row, column);
        let shares = |from: Day, until: Day| {
            spans
                .iter()
                .any(|(other_from, other_until)| from < other_until && other_from < until)
        };
        let terms_of = |person: PersonId| {
            career(history, person)
                .into_iter()
                .filter(|term| shares(term.first, term.until))
        };
        let own = career(history, holder.person)
            .into_iter()
            .filter(|term| history.membership(term.id).post == overlaps.question.rows);
        let entity = own
            .clone()
            .find(|term| shares(term.first, term.until))
            .or_else(|| own.clone().next())
            .map_or(Entity::Person(holder.person), |term| term.id.into());
        let mut related = relations(history, holder.person.into());
        related.retain(|other| {
            matches!(other, Entity::Event(_))
                && history
                    .related(*other)
                    .binary_search(&beside.person.into())
                    .is_ok()
        });
        related.extend([
            Entity::Person(holder.person),
            Entity::Person(beside.person),
            entity,
        ]);
        related.extend(terms_of(holder.person).map(|term| Entity::from(term.id)));
        related.extend(terms_of(beside.person).map(|term| Entity::from(term.id)));
        related.sort_unstable();
        related.dedup();
        let shared = SharedCell {
            holder: holder.person,
            beside: beside.person,
            profile: Rc::new(Profile::of_overlap(
                history,
                overlaps,
                (row, column),
                entity,
            )),
            related: related.into(),
            spans,
        };
        // The days of the matrix must not move while one walks in it.
        let pinned = self.pinned;
        self.pinned |= self.leader_views.overlaps.as_of == AsOf::Cursor || shared.spans.is_empty();
        self.step_to(history, prepared, entity);
        let is_inside = |day: Day| {
            shared
                .spans
                .iter()
                .any(|(from, until)| from <= day && day < until)
        };
        if !self.pinned
            && !is_inside(self.cursor)
            && let Some((from, _)) = shared.spans.iter().next()
        {
            self.set_cursor(prepared, from);
        }
        self.pinned = pinned;
        self.detail_scroll = 0;
        self.detail_link = None;
        self.shared = Some(shared);
    }
}
