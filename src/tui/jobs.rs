//! Work beside the screen: searching on a thread of its own, and folding what is searched on others before.
//!
//! A newer question ends the work on an older one, and the answer to an older one is dropped. A panic in a job is told
//! in the status line and costs that one answer. Who types a word rests between two letters, and what the likeliest next
//! letters find is looked for then: most answers are there when the letter is.

mod desk;
mod known;
mod worker;

use std::cell::{Cell, RefCell};
use std::io;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Weak};

use crate::model::{Entity, EntitySet, History};
use crate::query::search::{Index, Results};

use super::message::Message;
use super::terminal::contain;

use desk::Desk;
use known::{Asked, Known};
use worker::Worker;

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
    pub within: Option<Arc<EntitySet>>,
    /// Which state of the filters that is.
    pub revision: u64,
}

impl Question {
    /// What of it can be known from before: a search, where no filter waits.
    fn asked(&self) -> Option<Asked> {
        let (_, query, limit) = self.search.as_ref()?;
        self.filters.is_empty().then(|| Asked {
            query: query.clone(),
            limit: *limit,
            revision: self.revision,
        })
    }
}

/// The answer to a question.
#[derive(Debug, Default)]
pub struct Found {
    /// All that each filter lets through, by its number.
    pub filters: Vec<(u64, EntitySet)>,
    /// The number of the search, and what was found.
    pub search: Option<(u64, Arc<Results>)>,
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
        let keep = index.matching(query).into_iter().collect();
        found.filters.push((*number, keep));
    }
    if let Some((ticket, query, limit)) = &question.search {
        let within = question.within.as_deref();
        let (results, n_hidden) = search(index, (query, *limit), within, is_stale);
        found.search = Some((*ticket, results));
        found.n_hidden = n_hidden;
    }
    found
}

/// The best for a query among what the filters let through; and how many more they do not.
fn search<H: std::ops::Deref<Target = History> + Sync>(
    index: &Index<H>,
    (query, limit): (&str, usize),
    within: Option<&EntitySet>,
    is_stale: &(dyn Fn() -> bool + Sync),
) -> known::Answer {
    let passes = within.map(|within| move |entity| within.contains(entity));
    let passes = passes
        .as_ref()
        .map(|passes| passes as &(dyn Fn(Entity) -> bool + Sync));
    let (results, n_hidden) = index.search_within(query, limit, passes, is_stale);
    (Arc::new(results), n_hidden)
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
    worker: Worker<(Question, bool)>,
    known: Arc<Known>,
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
        let known = Arc::new(Known::default());
        let desk = Desk::new(index, Arc::clone(&known));
        let worker = Worker::start(
            desk,
            Desk::answer,
            |desk, is_stale| desk.look_ahead(is_stale),
            move |answer| {
                let message = match answer {
                    Ok(found) => Message::Found(Box::new(found)),
                    Err(reason) => Message::Failed(format!("the search failed: {reason}")),
                };
                answers.send(message).is_ok()
            },
        )?;
        Ok(Self {
            worker,
            known,
            last: RefCell::default(),
        })
    }

    /// Asks; whatever is still being searched for is given up. An answer that is known is given at once, any other
    /// comes as a message.
    #[must_use]
    pub fn ask(&self, question: Question) -> Option<Found> {
        let known = question.asked().and_then(|asked| self.known.get(&asked));
        let ticket = question.search.as_ref().map(|(ticket, ..)| *ticket);
        let found = ticket
            .zip(known)
            .map(|(ticket, (results, n_hidden))| Found {
                filters: Vec::new(),
                search: Some((ticket, results)),
                n_hidden,
            });
        self.last.replace(Some(question.clone()));
        self.worker.ask((question, found.is_some()));
        found
    }

    /// Asks again what was asked last: there is more to find now.
    pub fn ask_again(&self) {
        if let Some(question) = self.last.borrow().clone() {
            self.worker.ask((question, false));
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
