//! A thread that answers questions, always the newest.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::time::Duration;

use crate::query::search::Crew;

use super::super::terminal::contain;

/// After an answer, so long nothing else is done: it is being drawn, and the processors are wanted for that.
const PAUSE: Duration = Duration::from_millis(10);

/// A thread that answers questions, always the newest, and others that share its work. They end when this is dropped.
#[derive(Debug)]
pub struct Worker<Q> {
    newest: Arc<AtomicU64>,
    questions: Sender<(u64, Q)>,
    _crew: Crew,
}

/// An answer; or why there is none.
pub type Answer<A> = Result<A, String>;

impl<Q: Send + 'static> Worker<Q> {
    /// Starts the threads.
    ///
    /// `solve` may ask whether its question is stale and then answer anything; nobody hears it. It may have nothing to
    /// say. When nothing more was asked for a while, `rest` may do what is of use later, until it is stale as well. A
    /// panic in either is an answer like any other. `deliver` says whether anybody still listens.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start<S: Send + 'static, A>(
        mut state: S,
        mut solve: impl FnMut(&mut S, Q, &(dyn Fn() -> bool + Sync)) -> Option<A> + Send + 'static,
        mut rest: impl FnMut(&mut S, &(dyn Fn() -> bool + Sync)) + Send + 'static,
        mut deliver: impl FnMut(Answer<A>) -> bool + Send + 'static,
    ) -> io::Result<Self> {
        let newest = Arc::new(AtomicU64::new(0));
        let (questions, asked) = mpsc::channel::<(u64, Q)>();
        let current = Arc::clone(&newest);
        let work = move || {
            let mut next = asked.recv().ok();
            while let Some((turn, question)) = next {
                let is_stale = || current.load(Ordering::Relaxed) != turn;
                if !is_stale() {
                    let answer = contain(|| solve(&mut state, question, &is_stale)).transpose();
                    if let Some(answer) = answer
                        && !is_stale()
                        && !deliver(answer)
                    {
                        return;
                    }
                }
                next = match asked.recv_timeout(PAUSE) {
                    Err(RecvTimeoutError::Timeout) => {
                        if let Err(reason) = contain(|| rest(&mut state, &is_stale))
                            && !deliver(Err(reason))
                        {
                            return;
                        }
                        asked.recv().ok()
                    }
                    other => other.ok(),
                };
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

    /// Asks; whatever is still being worked on is given up.
    pub fn ask(&self, question: Q) {
        let turn = self.newest.fetch_add(1, Ordering::Relaxed) + 1;
        // The thread is gone only when the program ends, or when it has said why.
        let _ = self.questions.send((turn, question));
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

    /// A worker that doubles, waits inside a question for a word to go on, has nothing to say of 7, and panics at 13.
    /// When it rests it says 0, and then 1 when that is stale.
    struct Doubling {
        worker: Worker<u64>,
        go: Sender<()>,
        begins: Receiver<u64>,
        rests: Receiver<u64>,
        answers: Receiver<Answer<u64>>,
    }

    fn doubling() -> Doubling {
        let (go, may_go) = mpsc::channel();
        let (begun, begins) = mpsc::channel();
        let (rested, rests) = mpsc::channel();
        let (to, answers) = mpsc::channel();
        let worker = Worker::start(
            (may_go, begun),
            |(may_go, begun): &mut (Receiver<()>, Sender<u64>), n: u64, _| {
                begun.send(n).expect("the test listens");
                may_go.recv().expect("the test says go");
                assert!(n != 13, "no thirteen");
                (n != 7).then_some(n * 2)
            },
            move |_, is_stale| {
                // Nobody listens any more once the test is over.
                let _ = rested.send(0);
                while !is_stale() {
                    std::thread::yield_now();
                }
                let _ = rested.send(1);
            },
            move |answer| to.send(answer).is_ok(),
        )
        .expect("a thread");
        Doubling {
            worker,
            go,
            begins,
            rests,
            answers,
        }
    }

    #[test]
    fn only_the_newest_question_is_answered() {
        let doubling = doubling();
        doubling.worker.ask(10);
        assert_eq!(doubling.begins.recv(), Ok(10));
        doubling.worker.ask(20);
        doubling.worker.ask(30);
        doubling.go.send(()).expect("the worker listens");
        assert_eq!(
            doubling.begins.recv(),
            Ok(30),
            "the second is not even begun"
        );
        doubling.go.send(()).expect("the worker listens");
        assert_eq!(
            doubling.answers.recv(),
            Ok(Ok(60)),
            "the first is not heard"
        );
    }

    #[test]
    fn a_panic_is_an_answer_and_the_next_question_is_heard() {
        let doubling = doubling();
        doubling.worker.ask(13);
        doubling.go.send(()).expect("the worker listens");
        assert_eq!(doubling.answers.recv(), Ok(Err("no thirteen".to_owned())));
        doubling.worker.ask(4);
        doubling.go.send(()).expect("the worker listens");
        assert_eq!(doubling.answers.recv(), Ok(Ok(8)));
    }

    #[test]
    fn who_is_asked_nothing_rests_until_something_is_asked() {
        let doubling = doubling();
        doubling.worker.ask(7);
        doubling.go.send(()).expect("the worker listens");
        assert_eq!(doubling.rests.recv(), Ok(0), "there was nothing to say");
        doubling.worker.ask(5);
        assert_eq!(doubling.rests.recv(), Ok(1), "it is given up");
        doubling.go.send(()).expect("the worker listens");
        assert_eq!(doubling.answers.recv(), Ok(Ok(10)));
        assert_eq!(doubling.rests.recv(), Ok(0));
        drop(doubling.worker);
        assert_eq!(doubling.rests.recv(), Ok(1), "it ends with the worker");
    }

    #[test]
    fn a_dropped_worker_answers_nothing_and_ends() {
        let doubling = doubling();
        doubling.worker.ask(10);
        assert_eq!(doubling.begins.recv(), Ok(10));
        drop(doubling.worker);
        doubling.go.send(()).expect("the worker listens");
        assert!(
            doubling.answers.recv().is_err(),
            "its end of the channel is gone"
        );
    }
}
