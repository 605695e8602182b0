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
                match one.latest() {
                    None => {
                        let message = format!(
                            "`{}` still runs when `{}` begins in {}",
                            pair[0].level, pair[1].level, pair[1].during
                        );
                        self.find(
                            "E23",
                            id.into(),
                            &[Step::Field("segments")],
                            message,
                            "end the earlier segment where the next begins",
                        );
                    }
                    Some(last) => {
                        // An end known to the month or the year overlaps by its width only in seeming.
                        let end_of_earlier = last.0 - next.0;
                        let width = part_width(one);
                        if end_of_earlier > width {
                            let message = format!(
                                "`{}` and `{}` overlap by {end_of_earlier} days",
                                pair[0].level, pair[1].level
                            );
                            self.find(
                                "E23",
                                id.into(),
                                &[Step::Field("segments")],
                                message,
                                "end the earlier segment where the next begins",
                            );
                        } else if end_of_earlier < -1 {
                            let message = format!(
                                "between `{}` and `{}` are {} days without a level",
                                pair[0].level,
                                pair[1].level,
                                -end_of_earlier - 1
                            );
                            self.find(
                                "W24",
                                id.into(),
                                &[Step::Field("segments")],
                                message,
                                "extend one of the two, or leave the gap and say why",
                            );
                        }
                    }
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
