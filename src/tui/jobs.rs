//! Work beside the screen: searching on a thread of its own, and folding what is searched on others before.
//!
//! Each question has a number; a newer question ends the work on an older one, and the answer to an older one is
//! dropped. A panic in a job is told in the status line and costs that one answer.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::io;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Weak};

use crate::model::{Entity, History};
use crate::query::search::{Crew, Index, Results};

use super::message::Message;
use super::terminal::contain;

/// How many of the best are asked for at first: more than a screen shows. Who scrolls on gets more.
pub const FIRST_HITS: usize = 128;

/// What is asked at once, since a newer question ends the work on an older one: what filters wait for, and what is
/// being searched for.
#[derive(Clone, Debug, Default)]
pub struct Question {
    /// Queries of filters, with their numbers.
    pub filters: Vec<(u64, String)>,
    /// A search with its number, and how many of the best are wanted.
    pub search: Option<(u64, String, usize)>,
    /// What the filters let through; a search finds only that, and counts the rest.
    pub within: Option<Arc<HashSet<Entity>>>,
}

/// The answer to a question.
#[derive(Debug, Default)]
pub struct Found {
    /// All that each filter lets through, by its number.
    pub filters: Vec<(u64, Vec<Entity>)>,
    /// The number of the search, and what was found.
    pub search: Option<(u64, Results)>,
    /// How many more there are that the filters do not let through.
    pub n_hidden: usize,
}

/// Answers a question with an index.
pub fn answer<H: std::ops::Deref<Target = History> + Sync>(
    index: &Index<H>,
    question: &Question,
    is_stale: &(dyn Fn() -> bool + Sync),
) -> Found {
    let mut found = Found::default();
    // A filter is for good: it waits until all can be found.
    if !question.filters.is_empty() && !index.finish(is_stale) {
        return found;
    }
    for (number, query) in &question.filters {
        if is_stale() {
            return found;
        }
        found.filters.push((*number, index.matching(query)));
    }
    if let Some((ticket, query, limit)) = &question.search {
        let within = question.within.as_deref();
        let passes = within.map(|within| move |entity| within.contains(&entity));
        let passes = passes
            .as_ref()
            .map(|passes| passes as &(dyn Fn(Entity) -> bool + Sync));
        let (results, n_hidden) = index.search_within(query, *limit, passes, is_stale);
        found.search = Some((*ticket, results));
        found.n_hidden = n_hidden;
    }
    found
}

/// How far the texts of a history are folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// How many records.
    pub n_read: usize,
    /// Of how many.
    pub n_records: usize,
    /// How many of them can be found.
    pub n_ready: usize,
}

impl Progress {
    /// In a hundred; `None` when all is done.
    pub fn percent(self) -> Option<usize> {
        (self.n_read < self.n_records).then(|| self.n_read * 100 / self.n_records)
    }
}

/// The threads that search, and those that fold the history first. They end when this is dropped.
#[derive(Debug)]
pub struct Searcher {
    worker: Worker<Question>,
    last: RefCell<Option<Question>>,
}

impl Searcher {
    /// Starts the threads. What is folded so far can be searched.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(history: Arc<History>, answers: Sender<Message>) -> io::Result<Self> {
        let index = Arc::new(Index::unread(history));
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            let (index, answers) = (Arc::downgrade(&index), answers.clone());
            std::thread::Builder::new()
                .name("fold".to_owned())
                .spawn(move || fold(&index, &answers))?;
        }
        let worker = Worker::start(
            move || index,
            |index, question: Question, is_stale| answer(index, &question, is_stale),
            move |answer| {
                let message = match answer {
                    Ok((_, found)) => Message::Found(Box::new(found)),
                    Err(reason) => Message::Failed(format!("the search failed: {reason}")),
                };
                answers.send(message).is_ok()
            },
        )?;
        Ok(Self {
            worker,
            last: RefCell::default(),
        })
    }

    /// Asks; whatever is still being searched for is given up.
    pub fn ask(&self, question: Question) {
        self.last.replace(Some(question.clone()));
        self.worker.ask(0, question);
    }

    /// Asks again what was asked last: there is more to find now.
    pub fn ask_again(&self) {
        if let Some(question) = self.last.borrow().clone() {
            self.worker.ask(0, question);
        }
    }
}

/// Folds while there is something to fold and somebody to search in it.
fn fold(index: &Weak<Index<Arc<History>>>, answers: &Sender<Message>) {
    let told = |index: &Index<Arc<History>>, n_read: usize, is_part: bool| {
        let progress = Progress {
            n_read,
            n_records: index.n_records(),
            n_ready: index.n_read(),
        };
        // The last word comes with the last part, so that all can be found when it is heard.
        if is_part || progress.percent().is_some() {
            // The screen is gone only when the program ends.
            let _ = answers.send(Message::Folded(progress));
        }
    };
    while let Some(index) = index.upgrade() {
        let last = Cell::new(0);
        let folded = contain(|| {
            index.read_on(&|n_read| {
                let percent = n_read * 100 / index.n_records().max(1);
                if last.replace(percent) != percent {
                    told(&index, n_read, false);
                }
            })
        });
        match folded {
            Ok(true) => told(&index, index.n_read(), true),
            Ok(false) => return,
            Err(reason) => {
                let _ = answers.send(Message::Failed(format!("the search failed: {reason}")));
                return;
            }
        }
    }
}

/// A thread that answers questions, always the newest, and others that share its work. They end when this is dropped.
#[derive(Debug)]
pub struct Worker<Q> {
    newest: Arc<AtomicU64>,
    questions: Sender<(u64, u64, Q)>,
    _crew: Crew,
}

/// The number of a question, and its answer; or why there is none.
pub type Answer<A> = Result<(u64, A), String>;

impl<Q: Send + 'static> Worker<Q> {
    /// Starts the threads: `prepare` makes once what `solve` works with, and `deliver` says whether anybody still listens.
    ///
    /// `solve` may ask whether its question is stale and then answer anything; nobody hears it. A panic in it is an
    /// answer like any other.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start<S, A>(
        prepare: impl FnOnce() -> S + Send + 'static,
        mut solve: impl FnMut(&mut S, Q, &(dyn Fn() -> bool + Sync)) -> A + Send + 'static,
        mut deliver: impl FnMut(Answer<A>) -> bool + Send + 'static,
    ) -> io::Result<Self> {
        let newest = Arc::new(AtomicU64::new(0));
        let (questions, asked) = mpsc::channel::<(u64, u64, Q)>();
        let current = Arc::clone(&newest);
        let work = move || {
            let mut prepared = match contain(prepare) {
                Ok(prepared) => prepared,
                Err(reason) => {
                    deliver(Err(reason));
                    return;
                }
            };
            while let Ok((turn, ticket, question)) = asked.recv() {
                let is_stale = || current.load(Ordering::Relaxed) != turn;
                if is_stale() {
                    continue;
                }
                let answer = contain(|| solve(&mut prepared, question, &is_stale));
                if !is_stale() && !deliver(answer.map(|answer| (ticket, answer))) {
                    return;
                }
            }
        };
        let crew = Crew::start()?;
        crew.spawn(work);
        Ok(Self {
            newest,
            questions,
            _crew: crew,
        })
    }

    /// Asks; whatever is still being worked on is given up. The ticket is the asker's and comes back with the answer.
    pub fn ask(&self, ticket: u64, question: Q) {
        // Tickets begin anew with each search that is opened, turns never do.
        let turn = self.newest.fetch_add(1, Ordering::Relaxed) + 1;
        // The thread is gone only when the program ends, or when it has said why.
        let _ = self.questions.send((turn, ticket, question));
    }
}

impl<Q> Drop for Worker<Q> {
    fn drop(&mut self) {
        // No question has this turn: the one that is worked on is stale.
        self.newest.fetch_add(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::Receiver;

    use super::*;

    /// A worker that doubles, waits inside a question for a word to go on, and panics at 13.
    fn doubling() -> (
        Worker<u64>,
        Sender<()>,
        Receiver<u64>,
        Receiver<Answer<u64>>,
    ) {
        let (go, may_go) = mpsc::channel();
        let (begun, begins) = mpsc::channel();
        let (to, answers) = mpsc::channel();
        let worker = Worker::start(
            move || (may_go, begun),
            |(may_go, begun): &mut (Receiver<()>, Sender<u64>), n: u64, _| {
                begun.send(n).expect("the test listens");
                may_go.recv().expect("the test says go");
                assert!(n != 13, "no thirteen");
                n * 2
            },
            move |answer| to.send(answer).is_ok(),
        )
        .expect("a thread");
        (worker, go, begins, answers)
    }

    #[test]
    fn only_the_newest_question_is_answered() {
        let (worker, go, begins, answers) = doubling();
        worker.ask(1, 10);
        assert_eq!(begins.recv(), Ok(10));
        worker.ask(2, 20);
        worker.ask(1, 30);
        go.send(()).expect("the worker listens");
        assert_eq!(begins.recv(), Ok(30), "the second is not even begun");
        go.send(()).expect("the worker listens");
        assert_eq!(answers.recv(), Ok(Ok((1, 60))), "the first is not heard");
    }

    #[test]
    fn a_panic_is_an_answer_and_the_next_question_is_heard() {
        let (worker, go, _begins, answers) = doubling();
        worker.ask(1, 13);
        go.send(()).expect("the worker listens");
        assert_eq!(answers.recv(), Ok(Err("no thirteen".to_owned())));
        worker.ask(2, 4);
        go.send(()).expect("the worker listens");
        assert_eq!(answers.recv(), Ok(Ok((2, 8))));
    }

    #[test]
    fn a_dropped_worker_answers_nothing_and_ends() {
        let (worker, go, begins, answers) = doubling();
        worker.ask(1, 10);
        assert_eq!(begins.recv(), Ok(10));
        drop(worker);
        go.send(()).expect("the worker listens");
        assert!(answers.recv().is_err(), "its end of the channel is gone");
    }
}
