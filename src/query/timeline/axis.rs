//! Ticks that choose their own step, from days to millennia. There is no year zero: 1 BCE is followed by 1 CE.

use crate::model::Day;
use crate::model::date::month_short;

use super::{Scale, Window};

/// Labels stand at least this far apart, from start to start beyond their own width.
const AIR: i64 = 3;

/// From one tick to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Days of a month: 1, 1 + n, 1 + 2 n and so on, never within n of the next month.
    Days(u8),
    /// Months that divide a year.
    Months(u8),
    /// Years; of more than one, those that it divides, and the year 1.
    Years(i64),
}

/// A tick and, where there is room, its label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tick {
    /// Column of the tick.
    pub column: u16,
    /// The day that it stands for.
    pub day: Day,
    /// Column where the label starts: that of the tick, or further left at the right edge. Empty label: no room.
    pub label_column: u16,
    /// `2019`, `Sep 2019`, `44 BCE`.
    pub label: String,
}

/// The ticks of a window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Axis {
    /// The step that was chosen.
    pub step: Step,
    /// In order of column; labels never touch.
    pub ticks: Vec<Tick>,
}

impl Axis {
    /// The ticks of a scale: the finest step whose labels have air between them.
    pub fn new(scale: Scale) -> Self {
        let step = choose(scale);
        let mut ticks = Vec::new();
        let mut day = first_at(step, scale.window.first);
        while scale.window.contains(day) && ticks.len() <= usize::from(scale.width) {
            if let Some(column) = scale.column(day) {
                ticks.push(Tick {
                    column,
                    day,
                    label_column: column,
                    label: String::new(),
                });
            }
            let next = after(step, day);
            if next <= day {
                break;
            }
            day = next;
        }
        ticks.dedup_by_key(|tick| tick.column);
        label(&mut ticks, step, scale);
        Self { step, ticks }
    }
}

const FINE: [(Step, i64, i64); 9] = [
    // Step, its least length in days, the width of a usual label.
    (Step::Days(1), 1, 6),
    (Step::Days(5), 4, 6),
    (Step::Days(10), 8, 6),
    (Step::Months(1), 28, 3),
    (Step::Months(3), 90, 3),
    (Step::Years(1), 365, 4),
    (Step::Years(5), 1826, 4),
    (Step::Years(10), 3652, 4),
    (Step::Years(20), 7305, 4),
];

fn choose(scale: Scale) -> Step {
    let days = scale.window.days();
    let width = i64::from(scale.width);
    let fits = |length: i64, label: i64| {
        i128::from(length) * i128::from(width) >= i128::from(label + AIR) * i128::from(days)
    };
    let early = label_width(scale.window.first.year()).max(label_width(scale.window.last.year()));
    for (step, length, label) in FINE {
        let label = if matches!(step, Step::Years(_)) {
            early
        } else {
            label
        };
        if fits(length, label) {
            return step;
        }
    }
    let mut power = 1;
    loop {
        for years in [50 * power, 100 * power, 200 * power] {
            // Beyond a thousand million years any step will do.
            if fits(years * 365, early) || years > 1_000_000_000 {
                return Step::Years(years);
            }
        }
        power *= 10;
    }
}

fn label_width(year: i64) -> i64 {
    year_label(year, true).len() as i64
}

/// The first tick on a day or later.
fn first_at(step: Step, day: Day) -> Day {
    let (year, month, in_month) = day.ymd();
    match step {
        Step::Days(n) => {
            let offset = (in_month - 1).div_ceil(n) * n;
            day_of_month(n, year, month, offset + 1)
        }
        Step::Months(n) => {
            let start = month_start(year, (month - 1) / n * n + 1);
            if start < day {
                start.add_months(i64::from(n))
            } else {
                start
            }
        }
        Step::Years(n) => {
            let start = Day::first_of_year(year);
            let year = if start < day { year + 1 } else { year };
            Day::first_of_year(round_year(year, n))
        }
    }
}

fn after(step: Step, day: Day) -> Day {
    let (year, month, in_month) = day.ymd();
    match step {
        Step::Days(n) => day_of_month(n, year, month, in_month + n),
        Step::Months(n) => day.add_months(i64::from(n)),
        Step::Years(n) => Day::first_of_year(round_year(year + 1, n)),
    }
}

/// The day of a month, or the first of the next one where fewer than `n` days would be left before it.
fn day_of_month(n: u8, year: i64, month: u8, in_month: u8) -> Day {
    let start = month_start(year, month);
    let next = start.add_months(1);
    let day = start.add_days(i64::from(in_month) - 1);
    if day.0 + i64::from(n.max(2)) / 2 >= next.0 + i64::from(n == 1) {
        next
    } else {
        day
    }
}

fn month_start(year: i64, month: u8) -> Day {
    Day::first_of_year(year).add_months(i64::from(month) - 1)
}

/// The first round year that is this one or later, counted as people count: 10 BCE is round, and so is 1 CE.
fn round_year(year: i64, n: i64) -> i64 {
    if n == 1 {
        return year;
    }
    if year <= 0 {
        // Inside, year 0 is 1 BCE: 10 BCE is -9.
        let before = (1 - year) / n * n;
        if before == 0 { 1 } else { 1 - before }
    } else if year == 1 {
        1
    } else {
        (year + n - 1) / n * n
    }
}

/// Labels for the most telling ticks first, none touching another.
fn label(ticks: &mut [Tick], step: Step, scale: Scale) {
    let bce = scale.window.first.year() <= 1;
    let mut order: Vec<usize> = (0..ticks.len()).collect();
    order.sort_by_key(|&idx| (rank(step, ticks[idx].day, idx == 0), idx));
    let mut taken: Vec<(u16, u16)> = Vec::new();
    for idx in order {
        let text = text(step, ticks[idx].day, idx == 0, bce);
        let len = text.chars().count() as u16;
        let Some(latest) = scale.width.checked_sub(len) else {
            continue;
        };
        let column = ticks[idx].column.min(latest);
        if taken
            .iter()
            .all(|&(from, to)| to < column || column + len < from)
        {
            taken.push((column, column + len));
            ticks[idx].label_column = column;
            ticks[idx].label = text;
        }
    }
}

/// Smaller comes first: the start of a year, of a month, the first tick of all, the rest.
fn rank(step: Step, day: Day, is_first: bool) -> u8 {
    let (year, month, in_month) = day.ymd();
    match step {
        Step::Years(n) if n > 1 && year == 1 => 1,
        Step::Years(_) => 0,
        _ if (month, in_month) == (1, 1) => 0,
        Step::Months(_) => 1 + u8::from(!is_first),
        Step::Days(_) if in_month == 1 => 1,
        Step::Days(_) => 2 + u8::from(!is_first),
    }
}

fn text(step: Step, day: Day, is_first: bool, bce: bool) -> String {
    let (year, month, in_month) = day.ymd();
    match step {
        Step::Years(_) => year_label(year, bce),
        Step::Months(_) | Step::Days(_) if (month, in_month) == (1, 1) => match step {
            Step::Months(_) => year_label(year, bce),
            _ => format!("1 Jan {}", year_label(year, bce)),
        },
        Step::Months(_) if is_first => format!("{} {}", month_short(month), year_label(year, bce)),
        Step::Months(_) => month_short(month).to_owned(),
        Step::Days(_) if is_first => {
            format!(
                "{in_month} {} {}",
                month_short(month),
                year_label(year, bce)
            )
        }
        Step::Days(_) if in_month == 1 => format!("1 {}", month_short(month)),
        Step::Days(_) => in_month.to_string(),
    }
}

impl Window {
    /// The span in few letters: `1990–2025`, `Aug 2019–Jan 2020`, `1–9 Sep 2019`.
    pub fn in_words(self) -> String {
        let (first, last) = (self.first.ymd(), self.last.ymd());
        let bce = first.0 <= 1;
        let year = |(year, _, _): (i64, u8, u8)| year_label(year, bce);
        let month = |(_, month, _): (i64, u8, u8)| month_short(month);
        if self.days() > 3 * 366 {
            let from = if first.0 <= 0 && last.0 <= 0 {
                (1 - first.0).to_string()
            } else {
                year(first)
            };
            return format!("{from}–{}", year(last));
        }
        if self.days() > 62 {
            return if first.0 == last.0 {
                format!("{}–{} {}", month(first), month(last), year(last))
            } else {
                format!(
                    "{} {}–{} {}",
                    month(first),
                    year(first),
                    month(last),
                    year(last)
                )
            };
        }
        let last_text = format!("{} {} {}", last.2, month(last), year(last));
        if first == last {
            last_text
        } else if (first.0, first.1) == (last.0, last.1) {
            format!("{}–{last_text}", first.2)
        } else if first.0 == last.0 {
            format!("{} {}–{last_text}", first.2, month(first))
        } else {
            format!("{} {} {}–{last_text}", first.2, month(first), year(first))
        }
    }
}

/// `44 BCE`, `2019`, and `1 CE` where the years before it are in sight.
pub(super) fn year_label(year: i64, bce: bool) -> String {
    match year {
        ..=0 => format!("{} BCE", 1 - year),
        1..=9 if bce => format!("{year} CE"),
        _ => year.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(year: i64, month: u8, day: u8) -> Day {
        Day::from_ymd(year, month, day).expect("a day of the calendar")
    }

    fn labels(first: Day, last: Day, width: u16) -> (Step, Vec<String>) {
        let axis = Axis::new(Scale::new(Window::new(first, last), width));
        (
            axis.step,
            axis.ticks
                .into_iter()
                .map(|tick| tick.label)
                .filter(|label| !label.is_empty())
                .collect(),
        )
    }

    #[test]
    fn the_step_follows_the_zoom() {
        for (first, last, step) in [
            (day(1990, 1, 1), day(2027, 1, 1), Step::Years(5)),
            (day(1921, 1, 1), day(2026, 1, 1), Step::Years(10)),
            (day(1850, 1, 1), day(2026, 1, 1), Step::Years(20)),
            (day(1200, 1, 1), day(2000, 1, 1), Step::Years(100)),
            (day(2019, 1, 1), day(2022, 12, 31), Step::Months(3)),
            (day(2012, 1, 1), day(2022, 12, 31), Step::Years(1)),
            (day(-2999, 1, 1), day(2100, 1, 1), Step::Years(1000)),
            (day(2019, 8, 1), day(2019, 12, 31), Step::Months(1)),
            (day(2019, 9, 1), day(2019, 9, 9), Step::Days(1)),
        ] {
            assert_eq!(labels(first, last, 100).0, step, "{first} to {last}");
        }
    }

    #[test]
    fn there_is_no_year_zero() {
        let (step, found) = labels(day(-2, 1, 1), day(4, 1, 1), 120);
        assert_eq!(step, Step::Years(1));
        assert_eq!(
            found,
            ["3 BCE", "2 BCE", "1 BCE", "1 CE", "2 CE", "3 CE", "4 CE"]
        );
        let (_, found) = labels(day(-2999, 1, 1), day(2100, 1, 1), 140);
        assert_eq!(
            found,
            [
                "3000 BCE", "2500 BCE", "2000 BCE", "1500 BCE", "1000 BCE", "500 BCE", "1 CE",
                "500", "1000", "1500", "2000"
            ]
        );
    }

    #[test]
    fn a_window_says_its_span() {
        for (first, last, words) in [
            (day(1990, 1, 1), day(2025, 12, 31), "1990–2025"),
            (day(-2999, 1, 1), day(-499, 1, 1), "3000–500 BCE"),
            (day(-43, 1, 1), day(14, 1, 1), "44 BCE–14"),
            (day(2019, 8, 20), day(2020, 1, 3), "Aug 2019–Jan 2020"),
            (day(2019, 2, 20), day(2019, 8, 3), "Feb–Aug 2019"),
            (day(2019, 9, 1), day(2019, 9, 9), "1–9 Sep 2019"),
            (day(2019, 9, 3), day(2019, 9, 3), "3 Sep 2019"),
        ] {
            assert_eq!(Window::new(first, last).in_words(), words);
        }
    }

    #[test]
    fn months_say_their_year_once() {
        let (step, found) = labels(day(2019, 8, 20), day(2020, 3, 3), 90);
        assert_eq!(step, Step::Months(1));
        assert_eq!(
            found,
            ["Sep 2019", "Oct", "Nov", "Dec", "2020", "Feb", "Mar"]
        );
    }

    proptest! {
        #[test]
        fn labels_never_touch(first in -1_500_000i64..1_000_000, days in 1i64..3_000_000, width in 0u16..260) {
            let scale = Scale::new(Window::new(Day(first), Day(first + days - 1)), width);
            let axis = Axis::new(scale);
            let mut end: Option<u16> = None;
            for tick in axis.ticks.iter().filter(|tick| !tick.label.is_empty()) {
                prop_assert!(end.is_none_or(|end| end < tick.label_column), "{:?}", axis);
                let to = tick.label_column + tick.label.chars().count() as u16;
                prop_assert!(to <= width);
                end = Some(to);
            }
            prop_assert!(axis.ticks.windows(2).all(|pair| pair[0].column < pair[1].column));
        }

        #[test]
        fn a_wide_window_has_ticks(first in -1_500_000i64..1_000_000, days in 1i64..3_000_000) {
            let scale = Scale::new(Window::new(Day(first), Day(first + days - 1)), 100);
            prop_assert!(!Axis::new(scale).ticks.is_empty());
        }
    }
}
