//! Work in pieces over all processors, given up as soon as nobody waits for it.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Fewer records are done before a second thread has started.
const WORTH_A_THREAD: usize = 4096;

/// What `work` gives for each of many pieces; `None` when nobody waits any more. `n_records` is the size of all.
pub(super) fn each<T: Send>(
    n_pieces: usize,
    n_records: usize,
    is_stale: &(dyn Fn() -> bool + Sync),
    work: impl Fn(usize) -> T + Sync,
) -> Option<Vec<T>> {
    let next = AtomicUsize::new(0);
    let run = || {
        let mut done = Vec::new();
        loop {
            let piece = next.fetch_add(1, Ordering::Relaxed);
            if piece >= n_pieces || is_stale() {
                return done;
            }
            done.push((piece, work(piece)));
        }
    };
    let n_threads = match n_records {
        0..WORTH_A_THREAD => 1,
        _ => n_processors().min(n_pieces),
    };
    let mut done = thread::scope(|scope| {
        let others: Vec<_> = (1..n_threads).map(|_| scope.spawn(run)).collect();
        let mut done = run();
        for other in others {
            match other.join() {
                Ok(of_other) => done.extend(of_other),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    });
    if done.len() < n_pieces {
        return None;
    }
    done.sort_unstable_by_key(|&(piece, _)| piece);
    Some(done.into_iter().map(|(_, of_piece)| of_piece).collect())
}

/// How many threads can run at once.
pub(super) fn n_processors() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_come_back_in_their_order() {
        let squares = each(100, 1 << 20, &|| false, |piece| piece * piece);
        assert_eq!(squares, Some((0..100).map(|piece| piece * piece).collect()));
        assert_eq!(each(0, 0, &|| false, |piece| piece), Some(vec![]));
    }

    #[test]
    fn nothing_is_begun_once_nobody_waits() {
        let n_begun = AtomicUsize::new(0);
        let is_stale = || n_begun.load(Ordering::Relaxed) >= 3;
        let done = each(1000, 0, &is_stale, |_| {
            n_begun.fetch_add(1, Ordering::Relaxed)
        });
        assert_eq!((done, n_begun.into_inner()), (None, 3));
    }
}
