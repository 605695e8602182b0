//! The days on which records begin, near enough to pass over most that would come later among equals.

/// For each record a day before which, or on which, it begins; in two bytes.
#[derive(Debug, Default)]
pub(super) struct Days {
    first: i64,
    /// Days of a step.
    width: u64,
    /// How many steps after the first, one more than that; 0 for no day. Empty where no record has one.
    steps: Vec<u16>,
}

/// Steps that a record can be away from the first.
const MOST: u64 = u16::MAX as u64 - 1;

impl Days {
    /// `i64::MIN` stands for no day.
    pub fn new(days: &[i64]) -> Self {
        let known = || days.iter().copied().filter(|&day| day != i64::MIN);
        let (Some(first), Some(last)) = (known().min(), known().max()) else {
            return Self::default();
        };
        let width = first.abs_diff(last) / MOST + 1;
        let step = |&day: &i64| match day {
            i64::MIN => 0,
            day => (first.abs_diff(day) / width) as u16 + 1,
        };
        Self {
            first,
            width,
            steps: days.iter().map(step).collect(),
        }
    }

    /// The latest day on which a record may begin; `i64::MIN` if on none.
    pub fn latest(&self, record: usize) -> i64 {
        match self.steps.get(record) {
            None | Some(0) => i64::MIN,
            Some(&step) => self
                .first
                .saturating_add_unsigned(u64::from(step) * self.width - 1),
        }
    }

    pub fn n_bytes(&self) -> usize {
        self.steps.capacity() * 2
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_record_begins_after_its_latest_day(
            days in prop::collection::vec(prop_oneof![Just(i64::MIN), -800_000_i64..800_000, any::<i64>()], 0..20),
        ) {
            let own = Days::new(&days);
            for (record, &day) in days.iter().enumerate() {
                prop_assert!(own.latest(record) >= day);
                prop_assert_eq!(own.latest(record) == i64::MIN, day == i64::MIN);
            }
        }

        #[test]
        fn of_a_hundred_years_all_days_are_known(days in prop::collection::vec(700_000_i64..736_000, 1..20)) {
            let own = Days::new(&days);
            for (record, &day) in days.iter().enumerate() {
                prop_assert_eq!(own.latest(record), day);
            }
        }
    }
}
