//! A tour being presented: at which stop it is, what of it shows, and what its slide is made of.

use std::collections::HashSet;
use std::rc::Rc;
use std::time::Instant;

use crate::model::{Day, Entity, EntityKind, EventKind, History, Stop, Tour, TourId};
use crate::query::timeline::{Arrangement, Grouping, Lanes, Window};

use super::days_of;

/// What the class sees.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Showing {
    /// The slide of the stop.
    #[default]
    Slide,
    /// Nothing.
    Blank,
    /// The panes: a question led off the path.
    Panes,
}

/// A tour being presented. Where it looks is the explorer's own state; this is what comes on top.
#[derive(Debug)]
pub struct Present {
    /// The tour.
    pub tour: Rc<Tour>,
    /// Where it is in the history; `None` for a lesson made on the fly.
    pub id: Option<TourId>,
    /// The cursor date of each stop, of a lesson made on the fly; a tour of the history says none.
    pub days: Vec<Day>,
    /// Position among its stops.
    pub stop: usize,
    /// What the class sees.
    pub showing: Showing,
    /// The answer of the stop is shown.
    pub revealed: bool,
    /// Digits of a stop to go to.
    pub digits: String,
    /// How many steps the text is larger than what fits, smaller where negative.
    pub larger: i8,
    /// Lines scrolled away, on a slide that is higher than the screen.
    pub scroll: usize,
    /// Lines below the screen when the slide was last drawn.
    pub n_below: usize,
    /// What the picture of the slide is drawn from.
    pub picture: Picture,
    /// The lanes that the explorer showed before the tour.
    pub lanes_before: Vec<String>,
    /// When the tour began.
    pub began: Instant,
    /// When its stop was reached.
    pub reached: Instant,
}

/// What the picture of a slide is drawn from: made once for a stop.
#[derive(Debug)]
pub struct Picture {
    /// The lanes of the stop; of events only those that it speaks of, where it names some of a lane.
    pub lanes: Lanes,
    /// Which of them are shown, in the order of the stop.
    pub arrangement: Arrangement,
    /// The days that are shown.
    pub window: Window,
    /// What is marked, sorted.
    pub focus: Vec<Entity>,
}

impl Present {
    /// A tour at one of its stops; `None` when it has none.
    pub fn new(
        history: &History,
        whole: Window,
        tour: Rc<Tour>,
        id: Option<TourId>,
        stop: usize,
    ) -> Option<Self> {
        let stop = stop.min(tour.stops.len().checked_sub(1)?);
        let now = Instant::now();
        Some(Self {
            picture: Picture::new(history, whole, &tour.stops[stop]),
            tour,
            id,
            days: Vec::new(),
            stop,
            showing: Showing::Slide,
            revealed: false,
            digits: String::new(),
            larger: 0,
            scroll: 0,
            n_below: 0,
            lanes_before: Vec::new(),
            began: now,
            reached: now,
        })
    }

    /// The stop that it is at.
    pub fn at(&self) -> &Stop {
        &self.tour.stops[self.stop]
    }

    /// Goes to a stop, the last one where it is beyond; `false` when that is where it was.
    pub fn go(&mut self, history: &History, whole: Window, stop: usize) -> bool {
        let stop = stop.min(self.tour.stops.len() - 1);
        let is_other = stop != self.stop;
        if is_other {
            self.stop = stop;
            self.revealed = false;
            self.scroll = 0;
            self.reached = Instant::now();
            self.picture = Picture::new(history, whole, self.at());
        }
        is_other
    }

    /// The same tour in a history that was read again: by its text id, or with its records found by theirs.
    pub fn in_history(self, old: &History, new: &History, whole: Window) -> Option<Self> {
        let (tour, id) = match self.id {
            Some(_) => {
                let Some(Entity::Tour(id)) = new.find(EntityKind::Tour, &self.tour.id) else {
                    return None;
                };
                (Rc::new(new.tour(id).clone()), Some(id))
            }
            None => {
                let mut tour = Tour::clone(&self.tour);
                for stop in &mut tour.stops {
                    let found = stop
                        .focus
                        .iter()
                        .filter_map(|&entity| new.find(entity.kind(), old.text_id(entity)));
                    stop.focus = found.collect();
                }
                (Rc::new(tour), None)
            }
        };
        let fresh = Self::new(new, whole, tour, id, self.stop)?;
        Some(Self {
            picture: fresh.picture,
            tour: fresh.tour,
            id: fresh.id,
            stop: fresh.stop,
            ..self
        })
    }
}

impl Picture {
    fn new(history: &History, whole: Window, stop: &Stop) -> Self {
        let named: HashSet<Entity> = stop.focus.iter().copied().collect();
        // A lane of events of which the stop names some shows those and no others.
        let kinds: HashSet<&EventKind> = named
            .iter()
            .filter_map(|entity| match entity {
                Entity::Event(id) => Some(&history.event(*id).kind),
                _ => None,
            })
            .collect();
        let shows = |entity| match entity {
            Entity::Event(id) => {
                named.contains(&entity) || !kinds.contains(&history.event(id).kind)
            }
            _ => true,
        };
        let lanes = Lanes::of(history, shows, Grouping::Kind);
        let mut focus: Vec<Entity> = stop.focus.clone();
        for (id, membership) in history.memberships() {
            let is_named = |entity: Entity| named.contains(&entity);
            if is_named(membership.person.into()) || is_named(membership.post.into()) {
                focus.push(id.into());
            }
        }
        focus.sort_unstable();
        focus.dedup();
        let only = if stop.lanes.is_empty() {
            lanes_of_focus(&lanes, &focus)
        } else {
            stop.lanes.clone()
        };
        let arrangement = Arrangement {
            order: only.clone(),
            only,
            ..Arrangement::default()
        };
        Self {
            lanes,
            arrangement,
            window: window_of(history, whole, stop),
            focus,
        }
    }

    /// Whether the stop has anything to draw: a tour of a history without dates has not.
    pub fn is_empty(&self) -> bool {
        self.arrangement.only.is_empty() || self.lanes.lanes().is_empty()
    }
}

/// The days that a stop shows: what it says, else those of what it speaks of, else all.
pub fn window_of(history: &History, whole: Window, stop: &Stop) -> Window {
    let said = stop.window.as_ref().and_then(|window| {
        let first = window.earliest().unwrap_or(whole.first);
        let last = window.latest().unwrap_or(whole.last);
        (first <= last).then(|| Window::new(first, last))
    });
    said.unwrap_or_else(|| {
        let days = stop
            .focus
            .iter()
            .filter_map(|&entity| days_of(history, entity));
        let span = days.fold(None, |span: Option<(Day, Day)>, (first, last)| {
            Some(span.map_or((first, last), |(lo, hi)| (lo.min(first), hi.max(last))))
        });
        span.map_or(whole, |(first, last)| Window::fitted(first, last, whole))
    })
}

/// The lanes in which a stop that names none has something to show.
fn lanes_of_focus(lanes: &Lanes, focus: &[Entity]) -> Vec<String> {
    lanes
        .lanes()
        .iter()
        .filter(|lane| {
            let is_marked = |entity: Entity| focus.binary_search(&entity).is_ok();
            lane.entity.is_some_and(is_marked)
                || lane.items().iter().any(|item| is_marked(item.entity))
        })
        .map(|lane| lane.key.clone())
        .collect()
}
