//! Relations: levels that follow each other.

use crate::model::Date;
use crate::notation::Step;

use super::Checker;

impl Checker<'_> {
    /// E23 overlapping segments, W24 gaps.
    pub(super) fn tracks(&mut self) {
        let history = self.history;
        for (id, track) in history.tracks() {
            for pair in track.segments.windows(2) {
                let (Some(next), one) = (pair[1].during.earliest(), &pair[0].during) else {
                    continue;
                };
                let (earlier, later) = (&pair[0].level, &pair[1].level);
                let overlap = |how: String| {
                    Some(("E23", how, "end the earlier segment where the next begins"))
                };
                // An end known to the month or the year overlaps by its width only in seeming.
                let finding = match one.latest().map(|last| last.0 - next.0) {
                    None => overlap(format!(
                        "`{earlier}` still runs when `{later}` begins in {}",
                        pair[1].during
                    )),
                    Some(n_days) if n_days > part_width(one) => overlap(format!(
                        "`{earlier}` and `{later}` overlap by {n_days} days"
                    )),
                    Some(n_days) if n_days < -1 => Some((
                        "W24",
                        format!(
                            "between `{earlier}` and `{later}` are {} days without a level",
                            -n_days - 1
                        ),
                        "extend one of the two, or leave the gap and say why",
                    )),
                    Some(_) => None,
                };
                if let Some((code, message, advice)) = finding {
                    self.find(code, id.into(), &[Step::Field("segments")], message, advice);
                }
            }
        }
    }
}

/// By how many days an interval's end is known: 0 for a day, a month or a year for what is known so far only.
fn part_width(date: &Date) -> i64 {
    match date.precision() {
        crate::model::date::Precision::Day => 1,
        crate::model::date::Precision::Month => 31,
        _ => 366,
    }
}
