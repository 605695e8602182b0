//! What joins the steps of one relation on the ladder.

use std::ops::Range;

use crate::model::Entity;

use super::{Emphasis, LaneRow, Lanes, RowKind};

/// A relation leaves a level for another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Riser {
    /// Where the later step begins.
    pub column: u16,
    /// The rows between the two, neither of them included.
    pub rows: Range<usize>,
    /// How the relation stands out.
    pub emphasis: Emphasis,
}

/// The risers between rows of the ladder as they are placed; steps with time between them are not joined.
pub fn risers(lanes: &Lanes, rows: &[LaneRow<'_>]) -> Vec<Riser> {
    let mut steps: Vec<(Entity, u32, usize, usize)> = Vec::new();
    for (row, shown) in rows.iter().enumerate() {
        if shown.kind != RowKind::Level {
            continue;
        }
        for (idx, spot) in shown.spots.iter().enumerate() {
            steps.push((spot.entity, lanes.item(spot.at).part, row, idx));
        }
    }
    steps.sort_unstable();
    let mut found = Vec::new();
    for pair in steps.windows(2) {
        let [(entity, part, row, idx), (next, next_part, to, next_idx)] = *pair else {
            continue;
        };
        let (from, after) = (&rows[row].spots[idx], &rows[to].spots[next_idx]);
        let follows = entity == next && part + 1 == next_part;
        if follows && row != to && after.column <= from.column + from.width + 1 {
            found.push(Riser {
                column: after.column,
                rows: row.min(to) + 1..row.max(to),
                emphasis: match (from.emphasis, after.emphasis) {
                    (Emphasis::Selected, _) | (_, Emphasis::Selected) => Emphasis::Selected,
                    (emphasis, _) => emphasis,
                },
            });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::{Arrangement, Focus, Scale, place, sample};
    use super::*;

    #[test]
    fn a_step_is_joined_to_the_one_before_it_and_not_over_a_gap() {
        let mut parts = sample::history().parts().clone();
        let levels = |parts: &crate::model::Parts| {
            let history = crate::model::History::new(parts.clone());
            let lanes = Lanes::ladder(&history, |_| true);
            let rows = Arrangement::default().rows(&lanes);
            let scale = Scale::new(lanes.whole(), 100);
            let placed = place(&history, &lanes, &rows, scale, Focus::default());
            risers(&lanes, &placed)
        };
        // Friendly relations are the lowest of three rows, with nothing between neighbours.
        let joined = levels(&parts);
        assert_eq!(joined.len(), 2);
        assert!(joined.iter().all(|riser| riser.rows.is_empty()));
        parts.tracks[0].segments[1].level = "comprehensive strategic partnership".into();
        parts.tracks[0].segments[2].level = "strategic partnership".into();
        parts.tracks[0].segments[0].during = sample::date("1993-01-20/1999");
        let joined = levels(&parts);
        assert_eq!(joined.len(), 1, "ten years lie between the first two");
    }
}
