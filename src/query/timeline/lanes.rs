//! What is in which lane, sorted once.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::model::{
    AreaId, Date, Day, Entity, EntityKind, EventKind, History, Holders, MembershipStatus, Post,
    PostId, ProjectId, ProjectStatus, TermEnd, TrackId,
    date::{End, Precision, Shape},
};

use crate::query::leaders;

use super::{Window, tree::MaxTree};

/// What a lane shows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum LaneKind {
    /// The terms of a post, as bars.
    Post(PostId),
    /// The levels of a relation, as steps.
    Track(TrackId),
    /// The events of a kind, a glyph each.
    Events(EventKind),
    /// The status of a project over time.
    Project(ProjectId),
    /// Named spans of time; those that overlap stand in lanes of their own, numbered from 0.
    Eras(u32),
}

/// How well the dates of an item are known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Certainty {
    /// `~`.
    pub approximate: bool,
    /// `?`, or one of several dates.
    pub uncertain: bool,
}

/// What the days of an item mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Extent {
    /// One day.
    Day,
    /// Some day of the span: known to the month, the year or less.
    Within,
    /// The whole span.
    Lasting,
}

/// Something in a lane. Small, since a lane may have a million: names are asked of the history when drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// Event, membership, track or project.
    pub entity: Entity,
    /// The segment of a track or the first status entry of a project segment, by its position there.
    pub part: u32,
    /// First day that it can mean.
    pub first: Day,
    /// Last day that it can mean, the edition where the end is open; never before `first`.
    pub last: Day,
    /// 1 (detail) to 5 (turning point); terms, levels and projects have 3.
    pub importance: u8,
    /// How well the dates are known.
    pub certainty: Certainty,
    /// What the days mean.
    pub extent: Extent,
    /// Still running at the edition.
    pub open: bool,
    /// Acting, interim or disputed.
    pub acting: bool,
}

/// One of the items of [`Lanes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ItemRef {
    /// Position of the lane in [`Lanes::lanes`].
    pub lane: u32,
    /// Position of the item in [`Lane::items`].
    pub item: u32,
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
            LaneKind::Events(_) | LaneKind::Eras(_) => None,
        };
        // Events come in the order of the history, which knows more than days; a stable sort keeps it.
        items.sort_by_key(|item| item.first);
        Some(Self {
            key,
            kind,
            label,
            short,
            entity,
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

/// All lanes of a history, in the order in which they are shown unless the reader says otherwise.
///
/// First what the history is about: for each area of the headline relation its principal post, and the relation
/// itself. Then the kinds of event in the order of their vocabulary, and the projects in the order of the file. Last what fits
/// no small screen: other posts, other relations, and posts that only one person held.
#[derive(Clone, Debug)]
#[expect(clippy::struct_field_names, reason = "lanes are what `Lanes` has")]
pub struct Lanes {
    lanes: Vec<Lane>,
    whole: Window,
    dated: Window,
    /// Events of all lanes in the order of the history, with their first days.
    events: Vec<(Day, ItemRef)>,
    /// Where each entity is, sorted.
    places: Vec<(Entity, ItemRef)>,
    n_undated: usize,
}

impl Lanes {
    /// Sorts a history into lanes.
    pub fn new(history: &History) -> Self {
        Self::of(history, |_| true)
    }

    /// Only the terms, relations, events and projects that a predicate accepts; lanes left empty disappear.
    ///
    /// The whole span stays that of the history, so that filtering does not move the axis.
    pub fn of(history: &History, keep: impl Fn(Entity) -> bool) -> Self {
        let edition = history.edition_day();
        let (first, last) = history.span().unwrap_or((edition, edition));
        let dated = Window::new(first, last);
        let mut lanes = Vec::new();
        let (principal, other, minor) = posts(history);
        let headline = history.overview().headline_track;
        let (headline_tracks, other_tracks): (Vec<_>, Vec<_>) = history
            .tracks()
            .map(|(id, _)| id)
            .partition(|&id| headline.is_none_or(|headline| headline == id));
        let add_posts = |lanes: &mut Vec<Lane>, posts: &[PostId]| {
            lanes.extend(posts.iter().flat_map(|&id| post_lanes(history, id, &keep)));
        };
        add_posts(&mut lanes, &principal);
        lanes.extend(
            headline_tracks
                .into_iter()
                .filter_map(|id| track_lane(history, id, dated, &keep)),
        );
        let n_undated = event_lanes(history, &keep, &mut lanes);
        lanes.extend(
            history
                .projects()
                .filter_map(|(id, _)| project_lane(history, id, &keep)),
        );
        lanes.extend(era_lanes(history, dated, &keep));
        add_posts(&mut lanes, &other);
        lanes.extend(
            other_tracks
                .into_iter()
                .filter_map(|id| track_lane(history, id, dated, &keep)),
        );
        add_posts(&mut lanes, &minor);
        Self::index(history, lanes, dated, n_undated)
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
        self.n_undated
    }

    /// How many events may have happened in a window.
    pub fn n_events_in(&self, window: Window) -> usize {
        self.lanes
            .iter()
            .filter(|lane| matches!(lane.kind, LaneKind::Events(_)))
            .map(|lane| {
                lane.begins(window.last.add_days(1)) - lane.begins(window.first)
                    + lane.reaching(window.first).len()
            })
            .sum()
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
            (distance(item, day), Reverse(item.first))
        })
    }

    /// The day to go to for an entity: the first day of its place nearest to `day`.
    pub fn day_of(&self, entity: Entity, day: Day) -> Option<Day> {
        self.locate(entity, day).map(|at| self.item(at).first)
    }

    fn index(history: &History, lanes: Vec<Lane>, dated: Window, n_undated: usize) -> Self {
        let mut places = Vec::new();
        let mut of_event: Vec<Option<ItemRef>> = vec![None; history.events().len()];
        for (lane_idx, lane) in lanes.iter().enumerate() {
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
                    of_event[id.idx()] = Some(at);
                }
            }
        }
        places.sort_unstable();
        let mut events: Vec<(Day, ItemRef)> = history
            .events_by_time()
            .iter()
            .filter_map(|id| {
                of_event[id.idx()]
                    .map(|at| (lanes[at.lane as usize].items[at.item as usize].first, at))
            })
            .collect();
        events.sort_by_key(|&(day, _)| day);
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
            places,
            n_undated,
        }
    }
}

/// Days from an item to a day; 0 while it runs.
pub(super) fn distance(item: &Item, day: Day) -> i64 {
    if day < item.first {
        item.first.0.saturating_sub(day.0)
    } else {
        day.0.saturating_sub(item.last.0).max(0)
    }
}

impl Certainty {
    /// How well a date is known.
    pub fn of(date: &Date) -> Self {
        Self {
            approximate: date.is_approximate(),
            uncertain: date.is_uncertain() || date.shape() == Shape::OneOf,
        }
    }

    /// Neither approximate nor uncertain.
    pub fn is_exact(self) -> bool {
        self == Self::default()
    }
}

/// Principal posts, other posts, and posts of one holder; each in the order in which lanes show them.
fn posts(history: &History) -> (Vec<PostId>, Vec<PostId>, Vec<PostId>) {
    let mut holders: HashMap<PostId, HashSet<_>> = HashMap::new();
    for (_, membership) in history.memberships() {
        holders
            .entry(membership.post)
            .or_default()
            .insert(membership.person);
    }
    let n_holders = |id: &PostId| holders.get(id).map_or(0, HashSet::len);
    let headline: &[AreaId] = history
        .overview()
        .headline_track
        .map_or(&[], |track| &history.track(track).between);
    let mut n_of_area: HashMap<AreaId, usize> = HashMap::new();
    let held: Vec<(PostId, &Post)> = history
        .posts()
        .filter(|(id, post)| post.holders == Holders::Single && n_holders(id) > 0)
        .collect();
    for (id, post) in &held {
        if let Some(area) = post.area {
            *n_of_area.entry(area).or_default() += n_holders(id);
        }
    }
    let area_order = |area: Option<AreaId>| {
        let rank = area
            .and_then(|area| headline.iter().position(|&other| other == area))
            .unwrap_or(headline.len());
        (
            rank,
            Reverse(
                area.and_then(|area| n_of_area.get(&area).copied())
                    .unwrap_or(0),
            ),
            area,
        )
    };
    let mut ordered = held;
    ordered.sort_by_cached_key(|(id, post)| {
        let n_acts = leaders::n_acts(history, *id);
        (
            area_order(post.area),
            Reverse(n_acts),
            Reverse(n_holders(id)),
            *id,
        )
    });
    let mut seen = HashSet::new();
    let (mut principal, mut other, mut minor) = (Vec::new(), Vec::new(), Vec::new());
    // Without a headline relation, three areas at most open the picture.
    let n_principal = if headline.is_empty() {
        3
    } else {
        headline.len()
    };
    for (id, post) in ordered {
        let concerns =
            headline.is_empty() || post.area.is_some_and(|area| headline.contains(&area));
        if n_holders(&id) == 1 {
            minor.push(id);
        } else if concerns && principal.len() < n_principal && seen.insert(post.area) {
            principal.push(id);
        } else {
            other.push(id);
        }
    }
    (principal, other, minor)
}

/// The terms of a post: one lane, and more where people held it side by side.
fn post_lanes(history: &History, id: PostId, keep: impl Fn(Entity) -> bool) -> Vec<Lane> {
    let edition = history.edition_day();
    let post = history.post(id);
    let items = history
        .related_of(id.into(), EntityKind::Membership)
        .iter()
        .filter_map(|&entity| {
            let Entity::Membership(membership_id) = entity else {
                return None;
            };
            let membership = history.membership(membership_id);
            if membership.post != id
                || !(keep(entity) || keep(membership.person.into()) || keep(id.into()))
            {
                return None;
            }
            let first = membership.first_day().or(membership.last_day())?;
            let start = membership.start.as_ref();
            let mut certainty = start.map_or(
                Certainty {
                    uncertain: true,
                    ..Certainty::default()
                },
                Certainty::of,
            );
            let last = match &membership.end {
                TermEnd::On(date) => {
                    certainty.approximate |= date.is_approximate();
                    certainty.uncertain |= date.is_uncertain();
                    date.latest().unwrap_or(edition)
                }
                TermEnd::Open => edition,
                TermEnd::Unknown => {
                    certainty.uncertain = true;
                    start.and_then(Date::latest).unwrap_or(first)
                }
            };
            Some(Item {
                entity,
                part: 0,
                first,
                last: last.max(first),
                importance: 3,
                certainty,
                extent: Extent::Lasting,
                open: matches!(membership.end, TermEnd::Open),
                acting: !matches!(
                    membership.status,
                    MembershipStatus::Regular | MembershipStatus::CoHolder
                ),
            })
        })
        .collect();
    let area = post.area.map(|area| history.area(area).short());
    let named = |name: &str| {
        area.as_ref()
            .map_or_else(|| name.to_owned(), |area| format!("{name} {area}"))
    };
    stacked(items)
        .into_iter()
        .enumerate()
        .filter_map(|(level, items)| {
            let (key, number) = match level {
                0 => (format!("post:{}", post.id), String::new()),
                _ => (
                    format!("post:{}#{}", post.id, level + 1),
                    format!(" {}", level + 1),
                ),
            };
            let labels = (
                named(&post.short) + &number,
                named(&abbreviated(&post.short)) + &number,
            );
            Lane::new(key, LaneKind::Post(id), labels, items)
        })
        .collect()
}

fn track_lane(
    history: &History,
    id: TrackId,
    dated: Window,
    keep: impl Fn(Entity) -> bool,
) -> Option<Lane> {
    if !keep(id.into()) {
        return None;
    }
    let edition = history.edition_day();
    let track = history.track(id);
    let items = track
        .segments
        .iter()
        .enumerate()
        .map(|(part, segment)| {
            let first = segment.during.earliest().unwrap_or(dated.first);
            let last = segment.during.latest().unwrap_or(edition);
            Item {
                entity: id.into(),
                part: part as u32,
                first,
                last: last.max(first),
                importance: 3,
                certainty: Certainty::of(&segment.during),
                extent: Extent::Lasting,
                open: segment.during.end() == End::Open,
                acting: false,
            }
        })
        .collect();
    let labels = (track.title.clone(), track.short.clone());
    Lane::new(
        format!("track:{}", track.id),
        LaneKind::Track(id),
        labels,
        items,
    )
}

/// Adds a lane for each kind of event, in the order of the vocabulary, and says how many events have no day.
fn event_lanes(history: &History, keep: impl Fn(Entity) -> bool, lanes: &mut Vec<Lane>) -> usize {
    let mut of_kind: Vec<(&EventKind, Vec<Item>)> = Vec::new();
    let mut n_undated = 0;
    for &id in history.events_by_time() {
        if !keep(id.into()) {
            continue;
        }
        let event = history.event(id);
        let (Some(first), Some(last)) = (
            event.when.earliest().or(event.when.latest()),
            event.when.latest().or(event.when.earliest()),
        ) else {
            n_undated += 1;
            continue;
        };
        let open = event.when.end() == End::Open;
        let item = Item {
            entity: id.into(),
            part: 0,
            first,
            last: if open {
                history.edition_day().max(first)
            } else {
                last.max(first)
            },
            importance: event.importance,
            certainty: Certainty::of(&event.when),
            extent: extent(&event.when),
            open,
            acting: false,
        };
        match of_kind.iter_mut().find(|(kind, _)| **kind == event.kind) {
            Some((_, items)) => items.push(item),
            None => of_kind.push((&event.kind, vec![item])),
        }
    }
    of_kind.sort_by_key(|(kind, _)| *kind);
    for (kind, items) in of_kind {
        let labels = (plural(kind), kind.label().to_owned());
        lanes.extend(Lane::new(
            format!("events:{}", kind.word()),
            LaneKind::Events(kind.clone()),
            labels,
            items,
        ));
    }
    n_undated
}

fn extent(date: &Date) -> Extent {
    match date.shape() {
        Shape::Single if date.precision() == Precision::Day || date.is_day() => Extent::Day,
        Shape::Single | Shape::OneOf => Extent::Within,
        Shape::Interval | Shape::AllOf if date.is_day() => Extent::Day,
        Shape::Interval | Shape::AllOf => Extent::Lasting,
    }
}

/// One item for each run of entries with one status.
fn project_lane(history: &History, id: ProjectId, keep: impl Fn(Entity) -> bool) -> Option<Lane> {
    if !keep(id.into()) {
        return None;
    }
    let edition = history.edition_day();
    let project = history.project(id);
    let mut items: Vec<Item> = Vec::new();
    let mut held: Option<&ProjectStatus> = None;
    for (part, entry) in project.status.iter().enumerate() {
        let Some(first) = entry.on.earliest().or(entry.on.latest()) else {
            continue;
        };
        if held == Some(&entry.is) {
            continue;
        }
        if let Some(before) = items.last_mut() {
            before.last = before.last.min(first.add_days(-1)).max(before.first);
            before.open = false;
        }
        held = Some(&entry.is);
        let open = entry.is.is_open();
        items.push(Item {
            entity: id.into(),
            part: part as u32,
            first,
            last: if open { edition.max(first) } else { first },
            importance: 3,
            certainty: Certainty::of(&entry.on),
            extent: Extent::Lasting,
            open,
            acting: false,
        });
    }
    let labels = (project.short.clone(), project.short.clone());
    Lane::new(
        format!("project:{}", project.id),
        LaneKind::Project(id),
        labels,
        items,
    )
}

/// Eras in as few lanes as keep overlapping ones apart, the first free lane for each in order of time.
fn era_lanes(history: &History, dated: Window, keep: impl Fn(Entity) -> bool) -> Vec<Lane> {
    let eras = history
        .eras()
        .filter(|&(id, _)| keep(id.into()))
        .map(|(id, era)| {
            let first = era.during.earliest().unwrap_or(dated.first);
            Item {
                entity: id.into(),
                part: 0,
                first,
                last: era.during.latest().unwrap_or(dated.last).max(first),
                importance: 3,
                certainty: Certainty::of(&era.during),
                extent: Extent::Lasting,
                open: era.during.end() == End::Open,
                acting: false,
            }
        })
        .collect();
    let labels = || ("Eras".to_owned(), "Eras".to_owned());
    (0..)
        .zip(stacked(eras))
        .filter_map(|(level, items)| {
            Lane::new(
                format!("eras:{level}"),
                LaneKind::Eras(level),
                labels(),
                items,
            )
        })
        .collect()
}

/// Items in as few lanes as keep overlapping ones apart: in order of time, the first lane where each has room.
///
/// What meets does not overlap: a handover takes days, and dates known to the year share one.
fn stacked(mut items: Vec<Item>) -> Vec<Vec<Item>> {
    items.sort_by_key(|item| (item.first, item.acting, Reverse(item.last), item.entity));
    let mut levels: Vec<Vec<Item>> = Vec::new();
    for item in items {
        let meets = item
            .first
            .add_days(366.min((item.last.0 - item.first.0) / 3));
        match levels
            .iter_mut()
            .find(|level| level.last().is_none_or(|before| before.last <= meets))
        {
            Some(level) => level.push(item),
            None => levels.push(vec![item]),
        }
    }
    levels
}

/// `Pres` for `President`, `PM` for `Prime Minister`.
fn abbreviated(name: &str) -> String {
    let mut words = name.split_whitespace();
    match (words.next(), words.next()) {
        (Some(word), None) => word.chars().take(4).collect(),
        _ => name
            .split_whitespace()
            .filter(|word| word.chars().next().is_some_and(char::is_uppercase) || word.len() > 3)
            .filter_map(|word| word.chars().next())
            .flat_map(char::to_uppercase)
            .collect(),
    }
}

fn plural(kind: &EventKind) -> String {
    match kind {
        EventKind::Policy => "policies".to_owned(),
        EventKind::Other => "other events".to_owned(),
        EventKind::Unknown(word) => word.to_lowercase(),
        known => format!("{}s", known.label()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

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
    fn posts_are_abbreviated() {
        assert_eq!(abbreviated("President"), "Pres");
        assert_eq!(abbreviated("Prime Minister"), "PM");
        assert_eq!(abbreviated("Minister of Roads"), "MR");
    }
}
