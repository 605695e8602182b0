//! What is in which lane, sorted once.

mod eras;
mod events;
mod ladder;
mod offices;
mod projects;
mod stack;
mod tracks;

use std::cmp::Reverse;
use std::ops::Range;

use crate::model::{
    AreaId, Day, Entity, EventId, EventKind, History, PersonId, PostId, ProjectId, TrackId,
};
use crate::text;

use super::{Grouping, Item, ItemRef, Window, tree::MaxTree};

/// What a lane shows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum LaneKind {
    /// The terms of a post, as bars.
    Post(PostId),
    /// The levels of a relation, as steps.
    Track(TrackId),
    /// The events of a kind, a glyph each.
    Events(EventKind),
    /// The events that name an area, a person or a tag, a glyph each.
    Group(Group),
    /// The status of a project over time.
    Project(ProjectId),
    /// Named spans of time, as bands behind the lanes; those that overlap stand in rows of their own, numbered from 0.
    Eras(u32),
    /// The relations that stood at one level of the ladder.
    Level,
}

/// By what the events of a lane belong together.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Group {
    /// They concern an area.
    Area(AreaId),
    /// A person took part.
    Person(PersonId),
    /// They have a tag.
    Tag(String),
    /// They are in no lane of the others.
    Rest,
}

impl LaneKind {
    /// Whether it shows events.
    pub fn is_events(&self) -> bool {
        matches!(self, Self::Events(_) | Self::Group(_))
    }
}

/// A lane with its items in order of time.
#[derive(Clone, Debug)]
pub struct Lane {
    /// Its name in settings and tours, stable over runs: `post:mn-president`, `events:Visit`.
    pub key: String,
    /// What it shows.
    pub kind: LaneKind,
    /// `President MN`.
    pub label: String,
    /// For narrow screens: `Pres MN`. Still to be cut to the column.
    pub short: String,
    /// The post, track or project; `None` for a kind of event.
    pub entity: Option<Entity>,
    /// To which of the histories side by side it belongs, from 0; `None` for a history by itself.
    pub member: Option<usize>,
    items: Vec<Item>,
    by_importance: MaxTree,
    by_last: MaxTree,
}

impl Lane {
    /// In order: first day, then the narrower, then `seq`, then the order of the file.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// The position of the first item that begins on a day or later.
    pub fn begins(&self, day: Day) -> usize {
        self.items.partition_point(|item| item.first < day)
    }

    /// Items that begin before a day and last until it, in order of time.
    pub(super) fn reaching(&self, day: Day) -> Vec<u32> {
        let mut found = Vec::new();
        self.by_last
            .each_reaching(0..self.begins(day), day.0, &mut |idx| {
                found.push(idx as u32);
            });
        found.sort_unstable();
        found
    }

    /// How many items fall into a window.
    pub(super) fn n_in(&self, window: Window) -> usize {
        self.begins(window.last.add_days(1)) - self.begins(window.first)
            + self.reaching(window.first).len()
    }

    /// The most important of a run, the earlier of equals.
    pub(super) fn most_important(&self, run: Range<usize>) -> Option<usize> {
        self.by_importance.greatest(run)
    }

    /// The one of a run that lasts longest, the earlier of equals.
    pub(super) fn longest_lasting(&self, run: Range<usize>) -> Option<usize> {
        self.by_last.greatest(run)
    }

    /// Whether a tour that names a lane means this one: by key, by what stands after the colon, or by label.
    pub fn is_called(&self, name: &str) -> bool {
        let word = self.key.split_once(':').map_or("", |(_, word)| word);
        [self.key.as_str(), word, &self.label, &self.short]
            .iter()
            .any(|own| own.eq_ignore_ascii_case(name))
    }

    /// Says to which history it belongs, in its key and, by a letter, in its label.
    fn belonging_to(mut self, member: usize, history: &History) -> Self {
        let letter = member_letter(member);
        self.label = format!("{letter} {}", self.label);
        self.short = format!("{letter} {}", self.short);
        self.key = format!("{}@{}", self.key, history.members()[member].id);
        self.member = Some(member);
        self
    }

    fn new(
        key: String,
        kind: LaneKind,
        (label, short): (String, String),
        mut items: Vec<Item>,
    ) -> Option<Self> {
        if items.is_empty() {
            return None;
        }
        let entity = match kind {
            LaneKind::Post(id) => Some(id.into()),
            LaneKind::Track(id) => Some(id.into()),
            LaneKind::Project(id) => Some(id.into()),
            LaneKind::Group(Group::Area(id)) => Some(id.into()),
            LaneKind::Group(Group::Person(id)) => Some(id.into()),
            LaneKind::Events(_) | LaneKind::Group(_) | LaneKind::Eras(_) | LaneKind::Level => None,
        };
        // Events come in the order of the history, which knows more than days; a stable sort keeps it.
        items.sort_by_key(|item| item.first);
        Some(Self {
            key,
            kind,
            label,
            short,
            entity,
            member: None,
            by_importance: MaxTree::new(
                items
                    .iter()
                    .map(|item| i64::from(item.importance))
                    .collect(),
            ),
            by_last: MaxTree::new(items.iter().map(|item| item.last.0).collect()),
            items,
        })
    }
}

/// How many sections the lanes of a history come in, and which of them are events.
const N_SECTIONS: usize = 7;
const EVENTS: usize = 2;

/// All lanes of a history, in the order in which they are shown unless the reader says otherwise.
///
/// First what the history is about: for each area of the headline relation its principal post, and the relation
/// itself. Then the events, by kind in the order of their vocabulary, and the projects in the order of the file. Last
/// what fits no small screen: other posts, other relations, and posts that only one person held. By area, each area has
/// all that is its own together.
#[derive(Clone, Debug)]
#[expect(clippy::struct_field_names, reason = "lanes are what `Lanes` has")]
pub struct Lanes {
    lanes: Vec<Lane>,
    whole: Window,
    dated: Window,
    /// Each event once, in the order of the history, with its first day and its first place.
    events: Vec<(Day, ItemRef)>,
    /// The last days of all events, sorted.
    last_days: Vec<Day>,
    /// Where each entity is, sorted.
    places: Vec<(Entity, ItemRef)>,
    /// Events without a day, in the order of the history.
    undated: Vec<EventId>,
    widest: Widest,
}

/// The columns that labels take, with two for the sign before a kind of event.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Widest {
    /// The widest label in full.
    pub long: usize,
    /// The widest short label.
    pub short: usize,
}

impl Lanes {
    /// Sorts a history into lanes.
    pub fn new(history: &History) -> Self {
        Self::of(history, |_| true, Grouping::Kind)
    }

    /// Only the terms, relations, events and projects that a predicate accepts; lanes left empty disappear.
    ///
    /// The whole span stays that of the history, so that filtering does not move the axis. Histories side by side have
    /// each its own lanes, with those beneath each other that one compares: posts, relations, each kind of event.
    pub fn of(history: &History, keep: impl Fn(Entity) -> bool, grouping: Grouping) -> Self {
        Self::sorted(history, keep, grouping, None)
    }

    /// As [`of`](Self::of), by kind, of the lanes of a whole history by kind: what is known of its many events is taken
    /// from there, and the cost is that of looking over them once.
    #[must_use]
    pub fn narrowed(&self, history: &History, keep: impl Fn(Entity) -> bool) -> Self {
        Self::sorted(history, keep, Grouping::Kind, Some(self))
    }

    fn sorted(
        history: &History,
        keep: impl Fn(Entity) -> bool,
        grouping: Grouping,
        whole: Option<&Self>,
    ) -> Self {
        let dated = dated(history);
        let n_members = history.members().len();
        let mut sections: [Vec<Lane>; N_SECTIONS] = Default::default();
        let mut eras = Vec::new();
        let mut undated = Vec::new();
        for member in 0..n_members {
            let is_own = |entity| n_members == 1 || history.member_of(entity) == member;
            let keep = |entity| is_own(entity) && keep(entity);
            let (mut own, own_undated) =
                Self::of_member(history, (member, dated), keep, grouping, whole);
            let mut own_eras = eras::era_lanes(history, dated, keep);
            if n_members > 1 {
                let mark = |lane: Lane| lane.belonging_to(member, history);
                own = own.map(|lanes| lanes.into_iter().map(mark).collect());
                own_eras = own_eras.into_iter().map(mark).collect();
            }
            for (section, own) in sections.iter_mut().zip(own) {
                section.extend(own);
            }
            eras.extend(own_eras);
            undated.extend(own_undated);
        }
        if n_members > 1 && grouping == Grouping::Kind {
            sections[EVENTS].sort_by_cached_key(|lane| match &lane.kind {
                LaneKind::Events(kind) => Some(kind.clone()),
                _ => None,
            });
        }
        let mut lanes: Vec<Lane> = sections.into_iter().flatten().collect();
        lanes.extend(eras);
        Self::index(history, lanes, dated, undated)
    }

    /// The lanes of one of the histories in sections, without its eras; and which of its events have no day.
    fn of_member(
        history: &History,
        (member, dated): (usize, Window),
        keep: impl Fn(Entity) -> bool,
        grouping: Grouping,
        whole: Option<&Self>,
    ) -> ([Vec<Lane>; N_SECTIONS], Vec<EventId>) {
        let headline = history.members()[member].headline_track;
        let areas = events::areas_of(history, headline);
        let (principal, other, minor) = offices::posts(history, member, areas);
        let (headline_tracks, other_tracks): (Vec<_>, Vec<_>) = history
            .tracks()
            .map(|(id, _)| id)
            .partition(|&id| headline.is_none_or(|headline| headline == id));
        let of_posts = |posts: &[PostId]| -> Vec<Lane> {
            let lanes = posts.iter();
            lanes
                .flat_map(|&id| offices::post_lanes(history, id, &keep))
                .collect()
        };
        let of_tracks = |tracks: &[TrackId]| -> Vec<Lane> {
            let lanes = tracks.iter();
            lanes
                .filter_map(|&id| tracks::track_lane(history, id, dated, &keep))
                .collect()
        };
        let events = match whole {
            Some(whole) => events::narrowed(whole, &keep),
            None => events::event_lanes(history, &keep, grouping, areas),
        };
        let projects = history
            .projects()
            .filter_map(|(id, _)| projects::project_lane(history, id, &keep));
        let mut sections = [
            of_posts(&principal),
            of_tracks(&headline_tracks),
            events.lanes,
            projects.collect(),
            of_posts(&other),
            of_tracks(&other_tracks),
            of_posts(&minor),
        ];
        if grouping == Grouping::Area {
            let lanes = sections.iter_mut().flat_map(std::mem::take).collect();
            sections[0] = by_area(history, lanes, areas.first().copied());
        }
        (sections, events.undated)
    }

    /// The lanes in their first order.
    pub fn lanes(&self) -> &[Lane] {
        &self.lanes
    }

    /// A lane by its key.
    pub fn find(&self, key: &str) -> Option<usize> {
        self.lanes.iter().position(|lane| lane.key == key)
    }

    /// The item of a reference that came from these lanes.
    pub fn item(&self, at: ItemRef) -> &Item {
        &self.lanes[at.lane as usize].items[at.item as usize]
    }

    /// The widest window: all that is dated, with a little room at both ends.
    pub fn whole(&self) -> Window {
        self.whole
    }

    /// How many rows the bands of eras take, one below the other.
    pub fn n_era_rows(&self) -> usize {
        self.era_rows().len()
    }

    /// The lanes of eras, which no arrangement has: they stand behind all others.
    pub fn era_rows(&self) -> Range<usize> {
        let is_other = |lane: &Lane| !matches!(lane.kind, LaneKind::Eras(_));
        self.lanes.partition_point(is_other)..self.lanes.len()
    }

    /// How wide the labels are.
    pub fn widest(&self) -> Widest {
        self.widest
    }

    /// The position of an event among all, in order of time.
    pub fn rank_of(&self, event: Entity) -> Option<usize> {
        let first = self.item(self.places(event).next()?).first;
        let from = self.events.partition_point(|&(other, _)| other < first);
        self.events[from..]
            .iter()
            .take_while(|&&(day, _)| day == first)
            .position(|&(_, at)| self.item(at).entity == event)
            .map(|offset| from + offset)
    }

    /// The years of a window in few letters, without the room at the ends of the whole.
    pub fn span_in_words(&self, window: Window) -> String {
        Window::new(
            window.first.clamp(self.dated.first, self.dated.last),
            window.last.clamp(self.dated.first, self.dated.last),
        )
        .in_words()
    }

    /// From the first to the last day that the history speaks of.
    pub fn dated(&self) -> Window {
        self.dated
    }

    /// Events in the order of the history, with their first days.
    pub fn events(&self) -> &[(Day, ItemRef)] {
        &self.events
    }

    /// How many events have no day at all, and so no place here.
    pub fn n_undated(&self) -> usize {
        self.undated.len()
    }

    /// The events that may have happened in a window, in the order of the history.
    pub fn events_in(&self, window: Window) -> Vec<EventId> {
        let from = self
            .events
            .partition_point(|&(first, _)| first < window.first);
        let to = self
            .events
            .partition_point(|&(first, _)| first <= window.last);
        let mut ranks: Vec<usize> = (0_u32..)
            .zip(&self.lanes)
            .filter(|(_, lane)| lane.kind.is_events())
            .flat_map(|(lane_idx, lane)| {
                let early = lane.reaching(window.first).into_iter();
                early.map(move |item| ItemRef {
                    lane: lane_idx,
                    item,
                })
            })
            .filter_map(|at| self.rank_of(self.item(at).entity))
            .collect();
        ranks.sort_unstable();
        ranks.dedup();
        ranks
            .into_iter()
            .chain(from..to)
            .filter_map(|rank| match self.item(self.events[rank].1).entity {
                Entity::Event(id) => Some(id),
                _ => None,
            })
            .collect()
    }

    /// How many events may have happened in a window.
    pub fn n_events_in(&self, window: Window) -> usize {
        let begun = self
            .events
            .partition_point(|&(first, _)| first <= window.last);
        let over = self.last_days.partition_point(|&last| last < window.first);
        begun - over
    }

    /// All places of an entity, in order of time: one for an event or a membership, one for each segment of a track or
    /// project, the terms of a post.
    pub fn places(
        &self,
        entity: Entity,
    ) -> impl DoubleEndedIterator<Item = ItemRef> + ExactSizeIterator + '_ {
        let from = self.places.partition_point(|&(other, _)| other < entity);
        let to = from + self.places[from..].partition_point(|&(other, _)| other == entity);
        self.places[from..to].iter().map(|&(_, at)| at)
    }

    /// The place of an entity on a day: the item that runs then, else the nearest.
    pub fn locate(&self, entity: Entity, day: Day) -> Option<ItemRef> {
        self.places(entity).min_by_key(|&at| {
            let item = self.item(at);
            (item.distance(day), Reverse(item.first))
        })
    }

    /// The day to go to for an entity: the first day of its place nearest to `day`.
    pub fn day_of(&self, entity: Entity, day: Day) -> Option<Day> {
        self.locate(entity, day).map(|at| self.item(at).first)
    }

    fn index(history: &History, lanes: Vec<Lane>, dated: Window, undated: Vec<EventId>) -> Self {
        let mut places = Vec::new();
        // Lanes without events need not ask where each of a million is.
        let n_events = if lanes.iter().any(|lane| lane.kind.is_events()) {
            history.events().len()
        } else {
            0
        };
        let mut of_event: Vec<Option<ItemRef>> = vec![None; n_events];
        let mut widest = Widest::default();
        for (lane_idx, lane) in lanes.iter().enumerate() {
            let sign = match lane.kind {
                LaneKind::Events(_) => 2,
                _ => 0,
            };
            widest.long = widest.long.max(sign + text::width(&lane.label));
            widest.short = widest.short.max(sign + text::width(&lane.short));
            for (item_idx, item) in lane.items.iter().enumerate() {
                let at = ItemRef {
                    lane: lane_idx as u32,
                    item: item_idx as u32,
                };
                places.push((item.entity, at));
                if let (LaneKind::Post(_), Some(post)) = (&lane.kind, lane.entity) {
                    places.push((post, at));
                }
                if let Entity::Event(id) = item.entity {
                    of_event[id.idx()].get_or_insert(at);
                }
            }
        }
        places.sort_unstable();
        let of = |at: ItemRef| &lanes[at.lane as usize].items[at.item as usize];
        let mut events: Vec<(Day, ItemRef)> = history
            .events_by_time()
            .iter()
            .take(n_events)
            .filter_map(|id| of_event[id.idx()].map(|at| (of(at).first, at)))
            .collect();
        events.sort_by_key(|&(day, _)| day);
        let mut last_days: Vec<Day> = events.iter().map(|&(_, at)| of(at).last).collect();
        last_days.sort_unstable();
        let margin = dated.days() / 50;
        let whole = Window::new(
            dated.first.add_days(-margin),
            dated.last.add_days(margin.max(1)),
        );
        Self {
            lanes,
            whole,
            dated,
            events,
            last_days,
            places,
            undated,
            widest,
        }
    }
}

/// The letter by which a history is told from those beside it: A, B and so on; a number after Z.
pub fn member_letter(member: usize) -> String {
    match u8::try_from(member) {
        Ok(small) if small < 26 => char::from(b'A' + small).to_string(),
        _ => (member + 1).to_string(),
    }
}

fn dated(history: &History) -> Window {
    let edition = history.edition_day();
    let (first, last) = history.span().unwrap_or((edition, edition));
    Window::new(first, last)
}

/// Lanes with those of one area together: its posts, the relations that lead to it, its events, its projects. Areas
/// come in the order of their lanes of events; what has no area that events name comes last.
fn by_area(history: &History, lanes: Vec<Lane>, home: Option<AreaId>) -> Vec<Lane> {
    let order: Vec<AreaId> = lanes
        .iter()
        .filter_map(|lane| match lane.kind {
            LaneKind::Group(Group::Area(id)) => Some(id),
            _ => None,
        })
        .collect();
    // What joins several areas stands with the one that tells it from the others.
    let farthest = |areas: &[AreaId]| {
        let far = areas.iter().copied().find(|&area| Some(area) != home);
        far.or(areas.first().copied())
    };
    let rank = |lane: &Lane| {
        let area = match &lane.kind {
            LaneKind::Group(Group::Area(id)) => Some(*id),
            LaneKind::Post(id) => history.post(*id).area,
            LaneKind::Track(id) => farthest(&history.track(*id).between),
            LaneKind::Project(id) => farthest(&history.project(*id).areas),
            _ => None,
        };
        let at = area.and_then(|area| order.iter().position(|&other| other == area));
        let within = match lane.kind {
            LaneKind::Post(_) => 0,
            LaneKind::Track(_) => 1,
            LaneKind::Project(_) => 3,
            _ => 2,
        };
        (at.unwrap_or(order.len()), within)
    };
    let mut lanes = lanes;
    lanes.sort_by_cached_key(rank);
    lanes
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use crate::model::{MembershipStatus, TermEnd};

    fn keys(lanes: &Lanes) -> Vec<&str> {
        lanes.lanes().iter().map(|lane| lane.key.as_str()).collect()
    }

    #[test]
    fn what_the_history_is_about_comes_first() {
        let lanes = Lanes::new(&sample::history());
        assert_eq!(
            keys(&lanes),
            [
                "post:mn-president",
                "post:ru-president",
                "track:mn-ru",
                "events:Visit",
                "events:Agreement",
                "events:Summit",
                "events:Statement",
                "project:power",
                "project:dam",
                "project:debt",
                "post:mn-envoy",
            ]
        );
    }

    #[test]
    fn people_who_hold_a_post_side_by_side_have_lanes_of_their_own() {
        let mut parts = sample::history().parts().clone();
        let mut acting = parts.memberships[3].clone();
        acting.id = "acting".into();
        acting.start = Some(sample::date("2012-01-01"));
        acting.end = TermEnd::On(sample::date("2012-06-30"));
        acting.status = MembershipStatus::Acting;
        parts.memberships.push(acting);
        let history = History::new(parts);
        let lanes = Lanes::new(&history);
        assert_eq!(
            keys(&lanes)[..2],
            ["post:mn-president", "post:mn-president#2"]
        );
        assert_eq!(lanes.lanes()[1].label, "President MN 2");
        let place = lanes
            .places(
                history
                    .find_reference("membership:acting")
                    .expect("just added"),
            )
            .next();
        assert_eq!(place, Some(ItemRef { lane: 1, item: 0 }));
    }

    #[test]
    fn a_filter_keeps_the_axis_and_drops_empty_lanes() {
        let history = sample::history();
        let all = Lanes::new(&history);
        let visits = Lanes::of(
            &history,
            |entity| matches!(entity, Entity::Event(id) if history.event(id).kind == EventKind::Visit),
            Grouping::Kind,
        );
        assert_eq!(keys(&visits), ["events:Visit"]);
        assert_eq!(visits.whole(), all.whole());
        let n_visits = history
            .events()
            .filter(|(_, event)| event.kind == EventKind::Visit)
            .count();
        assert_eq!(visits.n_events_in(all.whole()), n_visits);
    }

    #[test]
    fn what_is_narrowed_is_as_if_it_were_sorted_anew() {
        let parts = sample::history().parts().clone();
        let beside = History::side_by_side(parts.clone(), vec![parts.clone()]);
        for history in [History::new(parts), beside] {
            let all = Lanes::new(&history);
            for seed in 0..64_usize {
                let keep = |entity: Entity| {
                    let number = entity.idx() * 31 + entity.kind() as usize * 7 + seed * 13;
                    number.is_multiple_of(1 + seed % 5)
                };
                let anew = Lanes::of(&history, keep, Grouping::Kind);
                let narrowed = all.narrowed(&history, keep);
                assert_eq!(format!("{narrowed:?}"), format!("{anew:?}"), "{seed}");
            }
        }
    }

    #[test]
    fn each_run_of_one_status_is_one_segment() {
        let history = sample::history();
        let lanes = Lanes::new(&history);
        let of = |key: &str| &lanes.lanes()[lanes.find(key).expect("in the sample")];
        assert_eq!(
            of("project:power").items().len(),
            1,
            "planned, and still planned later"
        );
        let debt = of("project:debt").items();
        assert_eq!(debt.len(), 2);
        assert!(
            !debt[1].open && debt[1].first == debt[1].last,
            "done on a day and then over"
        );
    }

    #[test]
    fn events_of_a_person_share_a_lane_and_each_is_in_some_lane() {
        use crate::model::Participant;
        let mut parts = sample::history().parts().clone();
        let putin = parts
            .people
            .iter()
            .position(|one| one.name == "Putin")
            .expect("in the sample");
        let battulga = parts
            .people
            .iter()
            .position(|one| one.name == "Battulga")
            .expect("in the sample");
        for (idx, event) in parts.events.iter_mut().enumerate() {
            let mut with = |person: usize| {
                event.people.push(Participant {
                    person: person.into(),
                    capacity: None,
                    role: None,
                });
            };
            if idx % 3 == 0 {
                with(putin)
            }
            if idx % 6 == 0 {
                with(battulga)
            }
        }
        let history = History::new(parts);
        let lanes = Lanes::of(&history, |_| true, Grouping::Person);
        let of = |key: &str| {
            lanes.lanes()[lanes.find(key).expect("a lane")]
                .items()
                .len()
        };
        assert_eq!((of("person:putin"), of("person:battulga")), (7, 4));
        assert_eq!(of("rest:"), 14);
        let n_events = history.count(crate::model::EntityKind::Event);
        assert_eq!(
            lanes.events().len(),
            n_events,
            "each counts once, in however many lanes"
        );
        assert_eq!(lanes.n_events_in(lanes.whole()), n_events);
        assert_eq!(
            keys(&lanes)[2..5],
            ["track:mn-ru", "person:putin", "person:battulga"]
        );
    }

    #[test]
    fn an_area_has_its_posts_relations_and_events_together() {
        let mut parts = sample::history().parts().clone();
        for (idx, event) in parts.events.iter_mut().enumerate() {
            event.areas.push((idx % 2).into());
        }
        let history = History::new(parts);
        let lanes = Lanes::of(&history, |_| true, Grouping::Area);
        assert_eq!(
            keys(&lanes)[..6],
            [
                "post:mn-president",
                "post:mn-envoy",
                "area:mn",
                "post:ru-president",
                "track:mn-ru",
                "area:ru"
            ]
        );
    }

    #[test]
    fn the_ladder_has_the_highest_level_first_and_strangers_apart() {
        let mut parts = sample::history().parts().clone();
        let mut other = parts.tracks[0].clone();
        other.id = "mn-cn".into();
        other.segments[1].level = "good neighbours".into();
        parts.tracks.push(other);
        let lanes = Lanes::ladder(&History::new(parts), |_| true);
        let labels: Vec<&str> = lanes
            .lanes()
            .iter()
            .map(|lane| lane.label.as_str())
            .collect();
        assert_eq!(
            labels,
            [
                "comprehensive strategic partnership",
                "",
                "strategic partnership",
                "good neighbours",
                "friendly relations",
                ""
            ]
        );
        assert!(lanes.lanes().iter().all(|lane| lane.items().len() == 1));
    }
}
