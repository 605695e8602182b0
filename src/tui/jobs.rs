//! Work beside the screen: searching, on a thread of its own.
//!
//! Each question has a number; a newer question ends the work on an older one, and the answer to an older one is
//! dropped.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};

use crate::model::History;
use crate::query::search::{Index, Results};

use super::message::Message;

/// How many of the best are asked for.
const PAGE: usize = 500;

/// The answer to a question.
#[derive(Debug)]
pub struct Found {
    /// Its number.
    pub ticket: u64,
    /// What was found.
    pub results: Results,
}

/// The thread that searches. It ends when this is dropped.
#[derive(Debug)]
pub struct Searcher {
    newest: Arc<AtomicU64>,
    questions: Sender<(u64, String)>,
}

impl Searcher {
    /// Starts the thread. It folds the history first, so that the screen does not wait for it.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(history: Arc<History>, answers: Sender<Message>) -> std::io::Result<Self> {
        let newest = Arc::new(AtomicU64::new(0));
        let (questions, asked) = mpsc::channel();
        let current = Arc::clone(&newest);
        std::thread::Builder::new()
            .name("search".to_owned())
            .spawn(move || work(&history, &asked, &current, &answers))?;
        Ok(Self { newest, questions })
    }

    /// Asks; whatever is still being searched for is given up.
    pub fn ask(&self, ticket: u64, query: &str) {
        self.newest.store(ticket, Ordering::Relaxed);
        // The thread is gone only when the program ends.
        let _ = self.questions.send((ticket, query.to_owned()));
    }
}

fn work(
    history: &History,
    asked: &Receiver<(u64, String)>,
    newest: &AtomicU64,
    answers: &Sender<Message>,
) {
    let index = Index::new(history);
    while let Ok((ticket, query)) = asked.recv() {
        let is_stale = || newest.load(Ordering::Relaxed) != ticket;
        if is_stale() {
            continue;
        }
        let results = index.search(&query, PAGE, is_stale);
        if !is_stale()
            && answers
                .send(Message::Found(Found { ticket, results }))
                .is_err()
        {
            return;
        }
    }
}
