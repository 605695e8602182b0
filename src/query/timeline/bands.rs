//! Eras behind the lanes: where one begins or ends, and which columns are shaded so that neighbours differ.

use std::ops::Range;

use super::{LaneRow, Lanes, Row, Scale, Window};

/// What eras leave on the lanes that stand before them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bands {
    /// Columns in which an era begins, or which follow one that ended; in order, each once.
    pub edges: Vec<u16>,
    /// Columns behind which every other era is shaded; in order, never overlapping.
    pub shaded: Vec<Range<u16>>,
}

impl Lanes {
    /// The rows in which eras of a window have their names, at most so many; and how many eras have no room there.
    pub fn eras_in(&self, window: Window, most: usize) -> (Vec<Row>, usize) {
        let mut rows = Vec::new();
        let mut n_more = 0;
        for idx in self.era_rows() {
            let n_here = self.lanes()[idx].n_in(window);
            if n_here > 0 && rows.len() < most {
                rows.push(Row::Lane(idx));
            } else {
                n_more += n_here;
            }
        }
        (rows, n_more)
    }
}

impl Bands {
    /// From the rows of the eras as they are placed.
    pub fn new(lanes: &Lanes, rows: &[LaneRow<'_>], scale: Scale) -> Self {
        let mut edges = Vec::new();
        // Where rows overlap the upper one decides, so that shades never add up.
        let mut shades: Vec<Option<bool>> = vec![None; usize::from(scale.width)];
        for row in rows {
            for (idx, spot) in row.spots.iter().enumerate() {
                let item = lanes.item(spot.at);
                let columns = spot.column..(spot.column + spot.width).min(scale.width);
                if scale.window.first < item.first {
                    edges.push(columns.start);
                }
                // Where its last days are, which another era may already cover in its row; not beside the edge of one
                // that follows at once.
                let next = row.spots.get(idx + 1).map(|next| next.column);
                let end = scale.column(item.last.add_days(1)).filter(|_| !item.open);
                edges.extend(end.filter(|&end| next.is_none_or(|next| next.abs_diff(end) > 1)));
                let is_shaded = (spot.at.item + spot.at.lane) % 2 == 1;
                for shade in &mut shades[usize::from(columns.start)..usize::from(columns.end)] {
                    shade.get_or_insert(is_shaded);
                }
            }
        }
        edges.sort_unstable();
        edges.dedup();
        let mut shaded: Vec<Range<u16>> = Vec::new();
        for (column, _) in (0..)
            .zip(&shades)
            .filter(|(_, shade)| **shade == Some(true))
        {
            match shaded.last_mut() {
                Some(run) if run.end == column => run.end += 1,
                _ => shaded.push(column..column + 1),
            }
        }
        Self { edges, shaded }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Focus, place, sample};
    use super::*;
    use crate::model::{Day, Era, History};

    fn eras(during: &[&str]) -> Lanes {
        let mut parts = sample::parts();
        for (idx, during) in during.iter().enumerate() {
            parts.eras.push(Era {
                id: format!("era{idx}"),
                title: format!("Era number {idx}"),
                during: sample::date(during),
                areas: Vec::new(),
                summary: None,
                cites: Vec::new(),
            });
        }
        Lanes::new(&History::new(parts))
    }

    #[test]
    fn eras_that_overlap_have_rows_of_their_own_and_those_without_room_are_counted() {
        let lanes = eras(&["1900/1950", "1950/2000", "1940/1960", "1945/1955"]);
        assert_eq!(lanes.n_era_rows(), 3);
        let all = Window::new(Day::first_of_year(1900), Day::first_of_year(2000));
        let (rows, n_more) = lanes.eras_in(all, 2);
        assert_eq!((rows.len(), n_more), (2, 1));
        let late = Window::new(Day::first_of_year(1970), Day::first_of_year(1980));
        assert_eq!(
            lanes.eras_in(late, 2).0.len(),
            1,
            "only rows that have something there"
        );
        assert_eq!(lanes.eras_in(late, 0).1, 1);
    }

    #[test]
    fn neighbours_differ_and_edges_stand_where_eras_change() {
        let mut parts = sample::parts();
        for (idx, during) in ["1900/1929", "1930/1959", "1960/1999"].iter().enumerate() {
            parts.eras.push(Era {
                id: format!("era{idx}"),
                title: format!("Era number {idx}"),
                during: sample::date(during),
                areas: Vec::new(),
                summary: None,
                cites: Vec::new(),
            });
        }
        let history = History::new(parts);
        let lanes = Lanes::new(&history);
        let scale = Scale::new(
            Window::new(
                Day::first_of_year(1900),
                Day::first_of_year(2000).add_days(-1),
            ),
            100,
        );
        let (rows, _) = lanes.eras_in(scale.window, 3);
        let placed = place(&history, &lanes, &rows, scale, Focus::default());
        let bands = Bands::new(&lanes, &placed, scale);
        assert_eq!(bands.edges, [29, 59]);
        let n_shaded: usize = bands.shaded.iter().map(ExactSizeIterator::len).sum();
        assert!(
            n_shaded == 30 || n_shaded == 71 || n_shaded == 70,
            "every other one: {bands:?}"
        );
    }
}
