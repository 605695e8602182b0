//! The greatest of a run of numbers, and all that reach a bound, without looking at each.

use std::ops::Range;

/// A tree of maxima over a vector that does not change; `2 n` small numbers.
#[derive(Clone, Debug, Default)]
pub struct MaxTree {
    keys: Vec<i64>,
    /// Leaves are the second half; each inner node holds the position of the greatest key below it.
    nodes: Vec<u32>,
}

impl MaxTree {
    /// Of equal keys the earlier position counts as the greater.
    pub fn new(keys: Vec<i64>) -> Self {
        let len = keys.len();
        let mut nodes = vec![0; 2 * len];
        for (idx, leaf) in nodes.iter_mut().skip(len).enumerate() {
            *leaf = idx as u32;
        }
        for node in (1..len).rev() {
            nodes[node] = better(&keys, nodes[2 * node], nodes[2 * node + 1]);
        }
        Self { keys, nodes }
    }

    /// The position of the greatest key of a run; `None` when the run is empty.
    pub fn greatest(&self, run: Range<usize>) -> Option<usize> {
        let len = self.keys.len();
        let (mut from, mut to) = (run.start + len, run.end.min(len) + len);
        let mut best: Option<u32> = None;
        let mut take = |candidate: u32| {
            best = Some(best.map_or(candidate, |held| better(&self.keys, held, candidate)));
        };
        while from < to {
            if from % 2 == 1 {
                take(self.nodes[from]);
                from += 1;
            }
            if to % 2 == 1 {
                to -= 1;
                take(self.nodes[to]);
            }
            from /= 2;
            to /= 2;
        }
        best.map(|idx| idx as usize)
    }

    /// Calls back for each position of a run whose key is `bound` or more; in no order.
    pub fn each_reaching(&self, run: Range<usize>, bound: i64, add: &mut impl FnMut(usize)) {
        let mut runs = vec![run];
        while let Some(run) = runs.pop() {
            let Some(idx) = self.greatest(run.clone()) else {
                continue;
            };
            if self.keys[idx] >= bound {
                add(idx);
                runs.push(run.start..idx);
                runs.push(idx + 1..run.end);
            }
        }
    }
}

fn better(keys: &[i64], one: u32, other: u32) -> u32 {
    match keys[one as usize].cmp(&keys[other as usize]) {
        std::cmp::Ordering::Greater => one,
        std::cmp::Ordering::Less => other,
        std::cmp::Ordering::Equal => one.min(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_answers_as_looking_at_each_does(keys in prop::collection::vec(-5i64..5, 0..40), a in 0usize..41, b in 0usize..41, bound in -6i64..6) {
            let tree = MaxTree::new(keys.clone());
            let run = a.min(b).min(keys.len())..a.max(b).min(keys.len());
            let greatest = run.clone().rev().max_by_key(|&idx| keys[idx]);
            prop_assert_eq!(tree.greatest(run.clone()), greatest);
            let mut found = Vec::new();
            tree.each_reaching(run.clone(), bound, &mut |idx| found.push(idx));
            found.sort_unstable();
            let all: Vec<usize> = run.filter(|&idx| keys[idx] >= bound).collect();
            prop_assert_eq!(found, all);
        }
    }
}
