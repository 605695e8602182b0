//! What is shown of a history: what every filter lets through, on all panes or on one.
//!
//! A filter holds its question and the whole answer. A question about a relation is answered on the spot; a query is
//! answered beside the screen, and until then the pane shows what it showed.

use std::sync::Arc;

use crate::model::{ClaimId, Entity, EntitySet};

use super::super::layout::Pane;

/// What a filter asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asks {
    /// What a query finds.
    Query(String),
    /// What is related to a record, which is called so.
    RelatedTo(Entity, String),
    /// What a check of a claim counted, which is called so.
    Counted(ClaimId, String),
}

/// A question that stands between the history and the panes.
#[derive(Clone, Debug)]
pub struct Filter {
    /// The question.
    pub asks: Asks,
    /// The pane that it is for; `None` for all of them.
    pub pane: Option<Pane>,
    /// What it lets through; `None` before the first answer, and then that is everything.
    keep: Option<Arc<EntitySet>>,
    /// The number of the question while it has no answer.
    open: Option<u64>,
}

impl Filter {
    /// What the chip in the status line says.
    pub fn label(&self) -> String {
        let what = match &self.asks {
            Asks::Query(query) => query.clone(),
            Asks::RelatedTo(_, title) => format!("related to {title}"),
            Asks::Counted(_, what) => what.clone(),
        };
        match self.pane {
            Some(pane) => format!("{}: {what}", pane.title()),
            None => what,
        }
    }

    /// The query, where it is one.
    pub fn query(&self) -> Option<&str> {
        match &self.asks {
            Asks::Query(query) => Some(query),
            Asks::RelatedTo(..) | Asks::Counted(..) => None,
        }
    }
}

/// What the panes show; `None` is everything.
#[derive(Clone, Debug, Default)]
pub struct Shown {
    /// Lanes and events.
    pub timeline: Option<Arc<EntitySet>>,
    /// Terms of office.
    pub leaders: Option<Arc<EntitySet>>,
    /// Projects.
    pub projects: Option<Arc<EntitySet>>,
    /// Which state of the filters this is.
    pub revision: u64,
}

/// All filters that stand, the newest last.
#[derive(Clone, Debug, Default)]
pub struct Filters {
    held: Vec<Filter>,
    /// Grows with every change of what is shown.
    revision: u64,
    /// What passes those of all panes; with each revision anew.
    everywhere: Option<Arc<EntitySet>>,
    /// The number of the newest question.
    newest: u64,
}

impl Filters {
    /// Whether all is shown.
    pub fn is_empty(&self) -> bool {
        self.held.is_empty()
    }

    /// How many stand.
    pub fn len(&self) -> usize {
        self.held.len()
    }

    /// All of them, the newest last.
    pub fn iter(&self) -> impl Iterator<Item = &Filter> {
        self.held.iter()
    }

    /// Whether one stands between the history and a pane.
    pub fn stands_before(&self, pane: Pane) -> bool {
        self.held
            .iter()
            .any(|filter| filter.pane.is_none_or(|own| own == pane))
    }

    /// Lets only what a query finds through to all panes. `false` when that stands already.
    pub fn add_query(&mut self, query: &str) -> bool {
        let asks = Asks::Query(query.to_owned());
        if self.has(&asks) {
            return false;
        }
        let open = Some(self.number());
        self.held.push(Filter {
            asks,
            pane: None,
            keep: None,
            open,
        });
        true
    }

    /// Lets only what is related to a record through to all panes. `false` when that stands already.
    pub fn add_relation(&mut self, entity: Entity, title: String, related: &[Entity]) -> bool {
        let asks = Asks::RelatedTo(entity, title);
        if self.has(&asks) {
            return false;
        }
        self.held.push(Filter {
            asks,
            pane: None,
            keep: Some(Arc::new(related.iter().copied().collect())),
            open: None,
        });
        self.change();
        true
    }

    /// Lets only what a claim counted through to all panes, in the place of what another check of a claim had counted.
    pub fn set_counted(&mut self, claim: ClaimId, what: String, counted: &[Entity]) {
        self.held
            .retain(|held| !matches!(held.asks, Asks::Counted(..)));
        self.held.push(Filter {
            asks: Asks::Counted(claim, what),
            pane: None,
            keep: Some(Arc::new(counted.iter().copied().collect())),
            open: None,
        });
        self.change();
    }

    /// The filter of one pane.
    pub fn of_pane(&self, pane: Pane) -> Option<&Filter> {
        self.held.iter().find(|filter| filter.pane == Some(pane))
    }

    /// Lets only what a query finds through to one pane, in the place of what was asked there before; an empty query
    /// lets everything through.
    pub fn set_of_pane(&mut self, pane: Pane, query: &str) {
        if query.trim().is_empty() {
            self.put_back(pane, None);
            return;
        }
        let open = Some(self.number());
        let asks = Asks::Query(query.to_owned());
        match self.held.iter_mut().find(|held| held.pane == Some(pane)) {
            // What was found so far stays until there is more to say.
            Some(held) => (held.asks, held.open) = (asks, open),
            None => self.held.push(Filter {
                asks,
                pane: Some(pane),
                keep: None,
                open,
            }),
        }
    }

    /// Puts the filter of a pane back as it was.
    pub fn put_back(&mut self, pane: Pane, before: Option<Filter>) {
        let at = self.held.iter().position(|held| held.pane == Some(pane));
        match (at, before) {
            (Some(at), Some(before)) => self.held[at] = before,
            (Some(at), None) => drop(self.held.remove(at)),
            (None, Some(before)) => self.held.push(before),
            (None, None) => return,
        }
        self.change();
    }

    /// Takes the newest away.
    pub fn drop_last(&mut self) -> Option<Filter> {
        let last = self.held.pop()?;
        self.change();
        Some(last)
    }

    /// Takes the newest of all panes away.
    pub fn drop_last_everywhere(&mut self) -> Option<Filter> {
        let at = self.held.iter().rposition(|held| held.pane.is_none())?;
        let dropped = self.held.remove(at);
        self.change();
        Some(dropped)
    }

    /// How many stand before all panes.
    pub fn n_everywhere(&self) -> usize {
        self.held.iter().filter(|held| held.pane.is_none()).count()
    }

    /// Takes all away; gives how many there were.
    pub fn clear(&mut self) -> usize {
        let n_held = self.held.len();
        self.held.clear();
        if n_held > 0 {
            self.change();
        }
        n_held
    }

    /// The questions that have no answer yet, with their numbers.
    pub fn questions(&self) -> Vec<(u64, String)> {
        self.held
            .iter()
            .filter_map(|filter| Some((filter.open?, filter.query()?.to_owned())))
            .collect()
    }

    /// The answer to a question. One to a question that nobody asks any more is dropped, and then this is `false`.
    pub fn answer(&mut self, number: u64, found: EntitySet) -> bool {
        let asked = self.held.iter_mut().find(|held| held.open == Some(number));
        let Some(filter) = asked else {
            return false;
        };
        filter.keep = Some(Arc::new(found));
        filter.open = None;
        self.change();
        true
    }

    /// Asks all queries again, of another history, in which a record may have another id or none.
    #[must_use]
    pub fn asked_again(&self, find: impl Fn(Entity) -> Option<(Entity, Vec<Entity>)>) -> Self {
        let mut again = Self {
            held: Vec::new(),
            revision: self.revision + 1,
            everywhere: None,
            newest: self.newest,
        };
        for filter in &self.held {
            match &filter.asks {
                Asks::Query(_) => {
                    let open = Some(again.number());
                    again.held.push(Filter {
                        keep: None,
                        open,
                        ..filter.clone()
                    });
                }
                Asks::RelatedTo(entity, title) => {
                    if let Some((entity, related)) = find(*entity) {
                        again.add_relation(entity, title.clone(), &related);
                    }
                }
                // What is counted in another history is for the claims of that to say.
                Asks::Counted(..) => {}
            }
        }
        again
    }

    /// What passes the filters of all panes; `None` is everything. A search finds only that.
    pub fn everywhere(&self) -> Option<Arc<EntitySet>> {
        self.everywhere.clone()
    }

    /// What each pane shows.
    pub fn shown(&self) -> Shown {
        let of = |own: Pane| self.passing(|pane| pane.is_none_or(|pane| pane == own));
        Shown {
            timeline: of(Pane::Timeline),
            leaders: of(Pane::Leaders),
            projects: of(Pane::Projects),
            revision: self.revision,
        }
    }

    /// Grows with every change of what is shown.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Something else is shown than before.
    fn change(&mut self) {
        self.revision += 1;
        self.everywhere = self.passing(|pane| pane.is_none());
    }

    fn has(&self, asks: &Asks) -> bool {
        self.held
            .iter()
            .any(|filter| filter.pane.is_none() && filter.asks == *asks)
    }

    fn number(&mut self) -> u64 {
        self.newest += 1;
        self.newest
    }

    /// What passes all of some filters.
    fn passing(&self, is_of: impl Fn(Option<Pane>) -> bool) -> Option<Arc<EntitySet>> {
        let mut keeps = self
            .held
            .iter()
            .filter(|filter| is_of(filter.pane))
            .filter_map(|filter| filter.keep.as_ref());
        let first = keeps.next()?;
        let Some(second) = keeps.next() else {
            return Some(Arc::clone(first));
        };
        let both = EntitySet::clone(first).and(second);
        Some(Arc::new(keeps.fold(both, |all, keep| all.and(keep))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{EventId, PersonId};

    fn event(id: u32) -> Entity {
        EventId(id).into()
    }

    fn set(ids: &[u32]) -> EntitySet {
        ids.iter().copied().map(event).collect()
    }

    /// The events that a pane shows, of the first ten.
    fn events(shown: Option<&Arc<EntitySet>>) -> Vec<u32> {
        (0..10)
            .filter(|&id| shown.is_none_or(|keep| keep.contains(event(id))))
            .collect()
    }

    #[test]
    fn what_passes_all_filters_of_a_pane_is_shown_there() {
        let mut filters = Filters::default();
        filters.add_relation(
            PersonId(0).into(),
            "somebody".to_owned(),
            &[event(1), event(2), event(3)],
        );
        filters.set_of_pane(Pane::Timeline, "visit");
        let [(number, query)] = &filters.questions()[..] else {
            panic!("one question is open")
        };
        assert_eq!(query, "visit");
        assert_eq!(
            events(filters.shown().timeline.as_ref()),
            [1, 2, 3],
            "before the answer"
        );
        assert!(filters.answer(*number, set(&[2, 5])));
        let shown = filters.shown();
        assert_eq!(events(shown.timeline.as_ref()), [2]);
        assert_eq!(events(shown.leaders.as_ref()), [1, 2, 3]);
        assert_eq!(
            events(filters.everywhere().as_ref()),
            [1, 2, 3],
            "a search is not a pane"
        );
        assert!(filters.questions().is_empty());
    }

    #[test]
    fn an_answer_that_comes_late_is_not_heard() {
        let mut filters = Filters::default();
        filters.set_of_pane(Pane::Timeline, "v");
        let first = filters.questions()[0].0;
        filters.set_of_pane(Pane::Timeline, "vi");
        let before = filters.revision();
        assert!(!filters.answer(first, set(&[1])));
        assert_eq!(filters.revision(), before);
        filters.set_of_pane(Pane::Timeline, " ");
        assert!(filters.is_empty() && filters.shown().timeline.is_none());
    }

    #[test]
    fn a_filter_stands_once_and_goes_the_newest_first() {
        let mut filters = Filters::default();
        assert!(filters.add_query("debt"));
        assert!(!filters.add_query("debt"));
        assert!(filters.add_query("loan"));
        let last = filters.drop_last().map(|filter| filter.label());
        assert_eq!(last.as_deref(), Some("loan"));
        assert_eq!(filters.clear(), 1);
        assert_eq!(filters.clear(), 0);
    }

    #[test]
    fn in_another_history_queries_are_asked_again_and_relations_found_by_name() {
        let mut filters = Filters::default();
        filters.add_query("debt");
        filters.answer(1, set(&[1]));
        filters.add_relation(event(7), "a".to_owned(), &[event(8)]);
        filters.add_relation(event(9), "gone".to_owned(), &[event(8)]);
        let again =
            filters.asked_again(|entity| (entity == event(7)).then(|| (event(70), vec![event(3)])));
        assert_eq!(again.len(), 2);
        assert_eq!(again.questions().len(), 1);
        assert_eq!(events(again.everywhere().as_ref()), [3]);
        assert!(again.revision() > filters.revision());
    }
}
