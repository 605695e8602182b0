//! Work in pieces over all processors, given up as soon as nobody waits for it.
//!
//! The threads stay: to start one for each question took longer than many an answer.

use std::io;

use rayon::iter::{IndexedParallelIterator as _, IntoParallelIterator as _, ParallelIterator as _};

/// Fewer records are done before a second thread is awake.
const WORTH_A_THREAD: usize = 4096;

/// What `work` gives for each of many pieces, in their order; `None` when nobody waits any more. `n_records` is the size
/// of all.
pub(super) fn each<T: Send>(
    n_pieces: usize,
    n_records: usize,
    is_stale: &(dyn Fn() -> bool + Sync),
    work: impl Fn(usize) -> T + Sync,
) -> Option<Vec<T>> {
    let one = |piece| (!is_stale()).then(|| work(piece));
    match n_records {
        0..WORTH_A_THREAD => (0..n_pieces).map(one).collect(),
        // A piece is large: each may go to another thread.
        _ => (0..n_pieces)
            .into_par_iter()
            .with_max_len(1)
            .map(one)
            .collect(),
    }
}

/// As many threads as there are processors, for who searches again and again. They sleep while there is nothing to do,
/// and end when this is dropped and what they were given is done.
///
/// A search on any other thread is shared by threads of the whole program, which have to be woken first.
#[derive(Debug)]
pub struct Crew(rayon::ThreadPool);

impl Crew {
    /// Starts the threads.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start() -> io::Result<Self> {
        let builder = rayon::ThreadPoolBuilder::new();
        let named = builder.thread_name(|number| format!("search {number}"));
        named.build().map(Self).map_err(io::Error::other)
    }

    /// Gives one of the threads something to do, and does not wait for it. The others share what it searches.
    pub fn spawn(&self, work: impl FnOnce() + Send + 'static) {
        self.0.spawn(work);
    }

    /// What `work` gives, done on one of the threads.
    pub fn run<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        self.0.install(work)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

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

    #[test]
    fn who_has_a_crew_works_with_it() {
        let crew = Crew::start().expect("threads");
        let names = crew.run(|| {
            let name = |_| std::thread::current().name().map(str::to_owned);
            each(20, 1 << 20, &|| false, name).expect("somebody waits")
        });
        for name in names {
            assert!(
                name.as_ref()
                    .is_some_and(|name| name.starts_with("search ")),
                "{name:?}"
            );
        }
    }
}
