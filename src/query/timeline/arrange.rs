//! The reader's own order of lanes, and which are folded.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{LaneKind, Lanes};

/// By what events share a lane.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grouping {
    /// Their kind.
    #[default]
    Kind,
    /// The areas that they concern.
    Area,
    /// The people who took part.
    Person,
    /// Their tags.
    Tag,
}

impl Grouping {
    /// In the order in which a key walks them.
    pub const ALL: [Self; 4] = [Self::Kind, Self::Area, Self::Person, Self::Tag];

    /// Its name on the screen and in what is kept.
    pub fn word(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Area => "area",
            Self::Person => "person",
            Self::Tag => "tag",
        }
    }

    /// The grouping of a name.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }

    /// The one after it.
    #[must_use]
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|&one| one == self).unwrap_or(0);
        Self::ALL[(at + 1) % Self::ALL.len()]
    }
}

/// A row of the timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// One lane, by its position in [`Lanes::lanes`].
    Lane(usize),
    /// Folded lanes that stand together, gathered in one row; at least one.
    Folded(Vec<usize>),
}

impl Row {
    /// The lanes of the row.
    pub fn lanes(&self) -> &[usize] {
        match self {
            Self::Lane(lane) => std::slice::from_ref(lane),
            Self::Folded(lanes) => lanes,
        }
    }
}

/// The choice of a reader, by keys of lanes, so that it outlives a reload.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arrangement {
    /// By what events share a lane.
    pub grouping: Grouping,
    /// Keys in the reader's order; lanes that are not named keep their place after the one before them.
    pub order: Vec<String>,
    /// Keys of folded lanes.
    pub folded: Vec<String>,
    /// When not empty, only these lanes are shown: what a stop of a tour asks for. Labels will do as well as keys.
    pub only: Vec<String>,
    /// Order and folds of the other groupings, which come back with them.
    pub others: BTreeMap<Grouping, (Vec<String>, Vec<String>)>,
}

impl Arrangement {
    /// Groups events by something else; order and folds of each grouping are its own.
    pub fn regroup(&mut self, grouping: Grouping) {
        if grouping == self.grouping {
            return;
        }
        let (order, folded) = self.others.remove(&grouping).unwrap_or_default();
        let held = (
            std::mem::replace(&mut self.order, order),
            std::mem::replace(&mut self.folded, folded),
        );
        self.others.insert(self.grouping, held);
        self.grouping = grouping;
    }

    /// The choice as lines of text, to be kept between runs: `by area`, then for each grouping `area order KEY` and
    /// `area fold KEY`, in order. What a tour shows only for a while is not among them.
    pub fn to_names(&self) -> Vec<String> {
        let mut names = vec![format!("by {}", self.grouping.word())];
        for grouping in Grouping::ALL {
            let (order, folded) = if grouping == self.grouping {
                (&self.order, &self.folded)
            } else if let Some((order, folded)) = self.others.get(&grouping) {
                (order, folded)
            } else {
                continue;
            };
            let word = grouping.word();
            names.extend(order.iter().map(|key| format!("{word} order {key}")));
            names.extend(folded.iter().map(|key| format!("{word} fold {key}")));
        }
        names
    }

    /// Reads what [`Self::to_names`] wrote. A line that says nothing is passed over: keys of lanes that are gone do no
    /// harm, and neither does a line of a later version.
    pub fn from_names<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let mut all: BTreeMap<Grouping, (Vec<String>, Vec<String>)> = BTreeMap::new();
        let mut chosen = Grouping::default();
        for name in names {
            let Some((word, rest)) = name.split_once(' ') else {
                continue;
            };
            if word == "by" {
                chosen = Grouping::from_word(rest).unwrap_or_default();
            } else if let (Some(grouping), Some((what, key))) =
                (Grouping::from_word(word), rest.split_once(' '))
            {
                let (order, folded) = all.entry(grouping).or_default();
                match what {
                    "order" => order.push(key.to_owned()),
                    "fold" => folded.push(key.to_owned()),
                    _ => {}
                }
            }
        }
        let (order, folded) = all.remove(&chosen).unwrap_or_default();
        Self {
            grouping: chosen,
            order,
            folded,
            only: Vec::new(),
            others: all,
        }
    }

    /// The rows from the top. Folded lanes of one kind that stand side by side share a row.
    pub fn rows(&self, lanes: &Lanes) -> Vec<Row> {
        let mut rows: Vec<Row> = Vec::new();
        for idx in self.ordered(lanes) {
            let lane = &lanes.lanes()[idx];
            if matches!(lane.kind, LaneKind::Eras(_)) {
                continue;
            }
            if !self.only.is_empty() && !self.only.iter().any(|name| lane.is_called(name)) {
                continue;
            }
            if !self.folded.contains(&lane.key) {
                rows.push(Row::Lane(idx));
                continue;
            }
            match rows.last_mut() {
                Some(Row::Folded(held)) if same_kind(&lanes.lanes()[held[0]].kind, &lane.kind) => {
                    held.push(idx);
                }
                _ => rows.push(Row::Folded(vec![idx])),
            }
        }
        if rows.is_empty() && !self.only.is_empty() {
            // A tour may name lanes of another edition: better all than none.
            return Self {
                only: Vec::new(),
                ..self.clone()
            }
            .rows(lanes);
        }
        rows
    }

    /// Folds the lane of a row, or opens all lanes of a folded one.
    pub fn toggle(&mut self, lanes: &Lanes, row: &Row) {
        match row {
            Row::Lane(lane) => self.folded.push(lanes.lanes()[*lane].key.clone()),
            Row::Folded(held) => {
                self.folded
                    .retain(|key| !held.iter().any(|&lane| lanes.lanes()[lane].key == *key));
            }
        }
    }

    /// Moves the lanes of a row past the neighbouring row, down or up; `false` at the end.
    pub fn shift(&mut self, lanes: &Lanes, row: usize, down: bool) -> bool {
        let mut rows = self.rows(lanes);
        let other = if down { row + 1 } else { row.wrapping_sub(1) };
        if row >= rows.len() || other >= rows.len() {
            return false;
        }
        rows.swap(row, other);
        let mut order: Vec<usize> = rows.iter().flat_map(|row| row.lanes().to_vec()).collect();
        // Lanes that a tour hides keep their order behind.
        let shown: HashSet<usize> = order.iter().copied().collect();
        order.extend(
            self.ordered(lanes)
                .into_iter()
                .filter(|idx| !shown.contains(idx)),
        );
        self.order = order
            .into_iter()
            .map(|idx| lanes.lanes()[idx].key.clone())
            .collect();
        true
    }

    fn ordered(&self, lanes: &Lanes) -> Vec<usize> {
        let n_lanes = lanes.lanes().len();
        if self.order.is_empty() {
            return (0..n_lanes).collect();
        }
        let by_key: HashMap<&str, usize> = lanes
            .lanes()
            .iter()
            .enumerate()
            .map(|(idx, lane)| (lane.key.as_str(), idx))
            .collect();
        let named: Vec<usize> = self
            .order
            .iter()
            .filter_map(|key| by_key.get(key.as_str()).copied())
            .collect();
        let known: HashSet<usize> = named.iter().copied().collect();
        // Each named lane is followed by those after it that have no name in the order.
        let followers = |from: usize| (from..n_lanes).take_while(|idx| !known.contains(idx));
        let mut order: Vec<usize> = followers(0).collect();
        let mut seen = HashSet::new();
        for idx in named.into_iter().filter(|&idx| seen.insert(idx)) {
            order.push(idx);
            order.extend(followers(idx + 1));
        }
        order
    }
}

fn same_kind(one: &LaneKind, other: &LaneKind) -> bool {
    std::mem::discriminant(one) == std::mem::discriminant(other)
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    fn keys(arrangement: &Arrangement, lanes: &Lanes) -> Vec<String> {
        arrangement
            .rows(lanes)
            .iter()
            .map(|row| {
                row.lanes()
                    .iter()
                    .map(|&lane| lanes.lanes()[lane].key.clone())
                    .collect::<Vec<_>>()
                    .join("+")
            })
            .collect()
    }

    #[test]
    fn a_folded_lane_opens_again_where_it_was() {
        let lanes = Lanes::new(&sample::history());
        let mut arrangement = Arrangement::default();
        let before = keys(&arrangement, &lanes);
        let row = arrangement.rows(&lanes)[1].clone();
        arrangement.toggle(&lanes, &row);
        assert!(matches!(arrangement.rows(&lanes)[1], Row::Folded(_)));
        let row = arrangement.rows(&lanes)[1].clone();
        arrangement.toggle(&lanes, &row);
        assert_eq!(keys(&arrangement, &lanes), before);
    }

    #[test]
    fn folded_neighbours_of_one_kind_share_a_row() {
        let lanes = Lanes::new(&sample::history());
        let mut arrangement = Arrangement::default();
        let n_before = arrangement.rows(&lanes).len();
        for key in ["events:Visit", "events:Agreement"] {
            arrangement.folded.push(key.into());
        }
        assert_eq!(arrangement.rows(&lanes).len(), n_before - 1);
        assert!(keys(&arrangement, &lanes).contains(&"events:Visit+events:Agreement".to_owned()));
    }

    #[test]
    fn a_moved_lane_stays_moved_and_the_ends_hold() {
        let lanes = Lanes::new(&sample::history());
        let mut arrangement = Arrangement::default();
        let before = keys(&arrangement, &lanes);
        assert!(!arrangement.shift(&lanes, 0, false));
        assert!(arrangement.shift(&lanes, 0, true));
        let after = keys(&arrangement, &lanes);
        assert_eq!((&after[0], &after[1]), (&before[1], &before[0]));
        assert_eq!(after[2..], before[2..]);
    }

    #[test]
    fn each_grouping_keeps_its_own_order_and_all_is_written_and_read() {
        let lanes = Lanes::new(&sample::history());
        let mut arrangement = Arrangement::default();
        arrangement.shift(&lanes, 0, true);
        let row = arrangement.rows(&lanes)[2].clone();
        arrangement.toggle(&lanes, &row);
        let by_kind = (arrangement.order.clone(), arrangement.folded.clone());
        arrangement.regroup(Grouping::Person);
        assert!(arrangement.order.is_empty() && arrangement.folded.is_empty());
        arrangement.folded.push("person:putin".into());
        let names = arrangement.to_names();
        let read = Arrangement::from_names(names.iter().map(String::as_str));
        assert_eq!(read, arrangement);
        let mut read = read;
        read.regroup(Grouping::Kind);
        assert_eq!((read.order, read.folded), by_kind);
        let odd = ["by the moon", "tag", "tag order", "kind paint x", ""];
        assert_eq!(Arrangement::from_names(odd), Arrangement::default());
    }

    #[test]
    fn a_lane_that_is_new_stands_after_its_neighbour() {
        let lanes = Lanes::new(&sample::history());
        let first = keys(&Arrangement::default(), &lanes);
        let order = vec![first[2].clone(), first[0].clone()];
        let arrangement = Arrangement {
            order,
            ..Arrangement::default()
        };
        let found = keys(&arrangement, &lanes);
        assert_eq!(found[0], first[2]);
        let mut sorted = found.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(sorted.len(), first.len(), "each lane once: {found:?}");
        let at = |key: &String| found.iter().position(|other| other == key);
        assert_eq!(at(&first[1]), at(&first[0]).map(|at| at + 1));
    }

    #[test]
    fn a_tour_may_name_lanes_by_label_and_gets_all_when_none_is_known() {
        let lanes = Lanes::new(&sample::history());
        let only = |names: &[&str]| {
            let only = names.iter().map(|&name| name.to_owned()).collect();
            let arrangement = Arrangement {
                only,
                ..Arrangement::default()
            };
            keys(&arrangement, &lanes)
        };
        assert_eq!(
            only(&["visits", "track:mn-ru"]),
            ["track:mn-ru", "events:Visit"]
        );
        assert_eq!(only(&["nothing"]).len(), lanes.lanes().len());
    }
}
