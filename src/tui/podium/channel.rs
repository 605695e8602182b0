//! The conversation between a presentation and its notes, whatever carries it.
//!
//! What this module does not know: how one finds the other, and how strangers are kept out. That is a [`Transport`].

use std::fmt;
use std::io::{self, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use super::lines::read_line;
use super::{HELLO, NoPodium, Said, Told, Wish};

/// How long the other side may take to say who it is, and to take what it is sent.
pub(super) const PATIENCE: Duration = Duration::from_secs(2);

/// How long to wait before looking again for what is not there.
const LOOK_AGAIN: Duration = Duration::from_millis(500);

/// How many may stand at the door at a time.
const MOST_GUESTS: usize = 16;

/// How two programs of one user on one machine reach each other.
pub trait Transport: 'static {
    /// What they speak through.
    type Stream: Stream;
    /// The open line: held as long as a presentation runs, gone with it.
    type Door: Door<Stream = Self::Stream>;

    /// Opens the line in a folder, which is made for the owner alone.
    ///
    /// # Errors
    /// When another presentation has it, or the system gives none.
    fn open(folder: &Path) -> Result<Self::Door, NoPodium>;

    /// A presentation of the same user; `None` when there is none.
    ///
    /// # Errors
    /// When there is one that belongs to somebody else, or the system says so.
    fn connect(folder: &Path) -> io::Result<Option<Self::Stream>>;
}

/// The presenter's side of a line.
pub trait Door: Send + Sync + fmt::Debug + 'static {
    /// What guests speak through.
    type Stream: Stream;

    /// Waits for the next that knocks, whoever it is.
    fn knocked(&self) -> io::Result<Self::Stream>;

    /// Whether it is a program of the same user. It may take [`PATIENCE`].
    fn admits(&self, guest: &Self::Stream) -> bool;

    /// Lets [`Self::knocked`] return, and takes the line away so that nobody finds it.
    fn close(&self);
}

/// Two ends that speak and hear at the same time.
pub trait Stream: Read + Write + Send + Sync + Sized + 'static {
    /// Another handle of the same end.
    fn again(&self) -> io::Result<Self>;
    /// How long to wait for the other side to speak, and to hear; `None` for ever.
    fn set_patience(&self, speak: Option<Duration>, hear: Option<Duration>) -> io::Result<()>;
    /// Ends the conversation for both sides and all handles.
    fn hang_up(&self);
}

/// The presenter's end. Others lose it when this is dropped.
#[derive(Debug)]
pub struct Channel<D: Door> {
    board: Arc<Board>,
    door: Arc<D>,
}

impl<D: Door> Channel<D> {
    /// Opens the line in a folder. `heard` is called on a thread of its own.
    ///
    /// # Errors
    /// When another presentation has it, or the system gives none.
    pub fn open<T: Transport<Door = D>>(
        folder: &Path,
        heard: impl Fn(Wish) + Send + Sync + 'static,
    ) -> Result<Self, NoPodium> {
        let door = Arc::new(T::open(folder)?);
        let board = Arc::new(Board::default());
        let (host, shown) = (Arc::clone(&door), Arc::clone(&board));
        thread::Builder::new()
            .name("podium".to_owned())
            .spawn(move || receive(&host, &shown, &Arc::new(heard)))?;
        Ok(Self { board, door })
    }

    /// Says something. What was not fetched before is forgotten.
    pub fn say(&self, said: &Said) {
        let mut held = self.board.lock();
        held.line = Some(said.to_line());
        held.number += 1;
        drop(held);
        self.board.changed.notify_all();
    }
}

impl<D: Door> Drop for Channel<D> {
    fn drop(&mut self) {
        self.board.lock().closed = true;
        self.board.changed.notify_all();
        self.door.close();
    }
}

/// The newest that was said, for whoever follows. Saying never waits.
#[derive(Debug, Default)]
struct Board {
    held: Mutex<Held>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct Held {
    line: Option<String>,
    /// Grows with each line.
    number: u64,
    closed: bool,
}

impl Board {
    fn lock(&self) -> MutexGuard<'_, Held> {
        // What is held is whole after every statement.
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next line after one of a number; `None` when nothing follows any more.
    fn after(&self, number: u64, is_over: &AtomicBool) -> Option<(u64, String)> {
        let mut held = self.lock();
        loop {
            if is_over.load(Ordering::Relaxed) {
                return None;
            }
            // What was said last is carried over before the line is closed.
            if held.number > number
                && let Some(line) = &held.line
            {
                return Some((held.number, line.clone()));
            }
            if held.closed {
                return None;
            }
            held = self
                .changed
                .wait(held)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// Takes whoever knocks, one at a time.
fn receive<D: Door, F: Fn(Wish) + Send + Sync + 'static>(
    door: &Arc<D>,
    board: &Arc<Board>,
    heard: &Arc<F>,
) {
    let has_guest = Arc::new(AtomicBool::new(false));
    let n_at_the_door = Arc::new(AtomicUsize::new(0));
    loop {
        let guest = door.knocked();
        if board.lock().closed {
            return;
        }
        let Ok(guest) = guest else {
            // The system has none to give just now.
            thread::sleep(LOOK_AGAIN);
            continue;
        };
        if n_at_the_door.fetch_add(1, Ordering::SeqCst) >= MOST_GUESTS {
            n_at_the_door.fetch_sub(1, Ordering::SeqCst);
            continue;
        }
        let (door, board, heard) = (Arc::clone(door), Arc::clone(board), Arc::clone(heard));
        let (seat, waiting) = (Arc::clone(&has_guest), Arc::clone(&n_at_the_door));
        let meet = move || {
            if door.admits(&guest) {
                // A guest that says nonsense is shown out; the presentation goes on.
                let _ = seat_or_send_away(&guest, &seat, &board, &*heard);
            }
            guest.hang_up();
            waiting.fetch_sub(1, Ordering::SeqCst);
        };
        if thread::Builder::new()
            .name("guest".to_owned())
            .spawn(meet)
            .is_err()
        {
            n_at_the_door.fetch_sub(1, Ordering::SeqCst);
        }
    }
}

fn seat_or_send_away<S: Stream>(
    guest: &S,
    seat: &AtomicBool,
    board: &Arc<Board>,
    heard: &dyn Fn(Wish),
) -> io::Result<()> {
    guest.set_patience(Some(PATIENCE), Some(PATIENCE))?;
    if seat.swap(true, Ordering::SeqCst) {
        let busy = format!("{HELLO}\n{}\n", Said::Busy.to_line());
        return guest.again()?.write_all(busy.as_bytes());
    }
    let served = serve(guest, board, heard);
    seat.store(false, Ordering::SeqCst);
    served
}

/// Speaks with one guest to the end.
fn serve<S: Stream>(guest: &S, board: &Arc<Board>, heard: &dyn Fn(Wish)) -> io::Result<()> {
    guest.again()?.write_all(format!("{HELLO}\n").as_bytes())?;
    let mut reader = BufReader::new(guest.again()?);
    if read_line(&mut reader)?.as_deref() != Some(HELLO) {
        return Ok(());
    }
    guest.set_patience(None, Some(PATIENCE))?;
    let is_over = Arc::new(AtomicBool::new(false));
    let (mut out, shown, ended) = (guest.again()?, Arc::clone(board), Arc::clone(&is_over));
    let writer = thread::Builder::new()
        .name("cues".to_owned())
        .spawn(move || {
            let mut number = 0;
            while let Some((newest, line)) = shown.after(number, &ended) {
                number = newest;
                if out.write_all(format!("{line}\n").as_bytes()).is_err() {
                    break;
                }
            }
            // The reader sees the end, too.
            out.hang_up();
        })?;
    while let Ok(Some(line)) = read_line(&mut reader) {
        let Some(wish) = Wish::from_line(&line) else {
            break;
        };
        heard(wish);
    }
    is_over.store(true, Ordering::Relaxed);
    // Between its look at this and its sleep the writer holds the board.
    drop(board.lock());
    board.changed.notify_all();
    guest.hang_up();
    let _ = writer.join();
    Ok(())
}

/// The notes' way to speak to a presentation.
pub struct Line {
    out: Box<dyn Write + Send>,
}

impl fmt::Debug for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Line").finish_non_exhaustive()
    }
}

impl Line {
    /// Asks for something.
    ///
    /// # Errors
    /// When the presentation is gone or does not listen.
    pub fn wish(&mut self, wish: Wish) -> io::Result<()> {
        self.out
            .write_all(format!("{}\n", wish.to_line()).as_bytes())
    }
}

/// Looks for a presentation, follows it to its end, and looks for the next, on a thread of its own, until `tell` says
/// that nobody listens.
///
/// # Errors
/// When the system gives no thread.
pub(super) fn follow<T: Transport>(
    folder: PathBuf,
    tell: impl Fn(Told) -> bool + Send + 'static,
) -> io::Result<()> {
    let work = move || {
        loop {
            let news = match T::connect(&folder) {
                Ok(Some(stream)) => {
                    let end = converse(&stream, &tell);
                    // The way to speak to it may still be held.
                    stream.hang_up();
                    match end {
                        Ok(()) => Told::Lost,
                        Err(error) => Told::Refused(error.to_string()),
                    }
                }
                Ok(None) => Told::Nobody,
                Err(error) => Told::Refused(error.to_string()),
            };
            if !tell(news) {
                return;
            }
            thread::sleep(LOOK_AGAIN);
        }
    };
    thread::Builder::new()
        .name("follow".to_owned())
        .spawn(work)?;
    Ok(())
}

/// Hears a presentation to its end.
fn converse<S: Stream>(stream: &S, tell: &dyn Fn(Told) -> bool) -> io::Result<()> {
    stream.set_patience(Some(PATIENCE), Some(PATIENCE))?;
    let mut reader = BufReader::new(stream.again()?);
    let mut out = stream.again()?;
    out.write_all(format!("{HELLO}\n").as_bytes())?;
    let hello = read_line(&mut reader)
        .map_err(|_| io::Error::other("a presentation does not answer; it may be stopped"))?;
    if hello.as_deref() != Some(HELLO) {
        return Err(io::Error::other(
            "the presentation is of another version of annals",
        ));
    }
    stream.set_patience(None, Some(PATIENCE))?;
    tell(Told::Found(Line { out: Box::new(out) }));
    while let Ok(Some(line)) = read_line(&mut reader) {
        match Said::from_line(&line) {
            Some(said) => {
                if !tell(Told::Said(said)) {
                    break;
                }
            }
            None => break,
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{self, Receiver};

    use super::super::Cue;
    use super::super::loopback::Loopback;
    #[cfg(unix)]
    use super::super::unix::Socket;
    use super::*;

    fn cue(stop: usize) -> Said {
        Said::Cue(Box::new(Cue {
            stop,
            ..Cue::default()
        }))
    }

    fn open<T: Transport>(folder: &Path) -> (Channel<T::Door>, Receiver<Wish>) {
        let (to, wishes) = mpsc::channel();
        let podium = Channel::open::<T>(folder, move |wish| {
            let _ = to.send(wish);
        });
        (podium.expect("a line"), wishes)
    }

    /// What notes in a folder are told, and their way to answer.
    fn notes<T: Transport>(folder: &Path) -> Receiver<Told> {
        let (to, told) = mpsc::channel();
        follow::<T>(folder.to_owned(), move |what| to.send(what).is_ok()).expect("a thread");
        told
    }

    fn wait(told: &Receiver<Told>, is: impl Fn(&Told) -> bool) -> Told {
        let until = std::time::Instant::now() + Duration::from_secs(30);
        loop {
            let left = until.saturating_duration_since(std::time::Instant::now());
            let next = told.recv_timeout(left).expect("told in time");
            if is(&next) {
                return next;
            }
        }
    }

    fn line(told: &Receiver<Told>) -> Line {
        match wait(told, |told| matches!(told, Told::Found(_))) {
            Told::Found(line) => line,
            _ => unreachable!("it was waited for"),
        }
    }

    fn notes_follow_and_lead<T: Transport>() {
        let home = tempfile::tempdir().expect("a folder");
        let folder = home.path().join("annals");
        let told = notes::<T>(&folder);
        wait(&told, |told| matches!(told, Told::Nobody));
        let (podium, wishes) = open::<T>(&folder);
        podium.say(&cue(1));
        let mut line = line(&told);
        wait(
            &told,
            |told| matches!(told, Told::Said(said) if *said == cue(1)),
        );
        line.wish(Wish::GoTo(4)).expect("sent");
        assert_eq!(
            wishes.recv_timeout(Duration::from_secs(30)),
            Ok(Wish::GoTo(4))
        );
        podium.say(&cue(4));
        wait(
            &told,
            |told| matches!(told, Told::Said(said) if *said == cue(4)),
        );
        drop(podium);
        wait(&told, |told| matches!(told, Told::Lost));
        // The next presentation is found without a hand.
        let (podium, _wishes) = open::<T>(&folder);
        podium.say(&cue(2));
        wait(
            &told,
            |told| matches!(told, Told::Said(said) if *said == cue(2)),
        );
    }

    fn a_second_presentation_and_second_notes_are_told<T: Transport>() {
        let home = tempfile::tempdir().expect("a folder");
        let folder = home.path().join("annals");
        let (podium, _wishes) = open::<T>(&folder);
        let error = Channel::open::<T>(&folder, |_| {})
            .expect_err("taken")
            .to_string();
        assert!(
            error.contains(&format!("process {}", std::process::id())),
            "{error}"
        );
        podium.say(&cue(3));
        let first = notes::<T>(&folder);
        let _line = line(&first);
        let second = notes::<T>(&folder);
        wait(&second, |told| matches!(told, Told::Said(Said::Busy)));
        podium.say(&cue(5));
        wait(
            &first,
            |told| matches!(told, Told::Said(said) if *said == cue(5)),
        );
        // When the first leave, the second follow by themselves.
        drop(first);
        podium.say(&cue(6));
        wait(
            &second,
            |told| matches!(told, Told::Said(said) if *said == cue(6)),
        );
    }

    fn a_guest_that_says_nonsense_is_shown_out_and_the_next_is_served<T: Transport>() {
        let home = tempfile::tempdir().expect("a folder");
        let folder = home.path().join("annals");
        let (podium, wishes) = open::<T>(&folder);
        for nonsense in [
            "annals-notes 99\n".to_owned(),
            format!("{HELLO}\nrm -rf\n"),
            format!("{HELLO}\n{}", "x".repeat(super::super::LONGEST_LINE + 1)),
        ] {
            let mut guest = T::connect(&folder).expect("allowed").expect("there");
            // It may be shown out before it has said all.
            let _ = guest.write_all(nonsense.as_bytes());
            let mut answer = Vec::new();
            let _ = guest.read_to_end(&mut answer);
        }
        assert!(wishes.try_recv().is_err(), "nothing of it was a wish");
        podium.say(&cue(7));
        let told = notes::<T>(&folder);
        wait(
            &told,
            |told| matches!(told, Told::Said(said) if *said == cue(7)),
        );
    }

    fn notes_that_do_not_read_never_hold_up_the_presentation<T: Transport>() {
        let home = tempfile::tempdir().expect("a folder");
        let folder = home.path().join("annals");
        let (podium, _wishes) = open::<T>(&folder);
        let mut deaf = T::connect(&folder).expect("allowed").expect("there");
        deaf.write_all(format!("{HELLO}\n").as_bytes())
            .expect("sent");
        let large = Said::Cue(Box::new(Cue {
            text: "x".repeat(60_000),
            ..Cue::default()
        }));
        // Far more than any socket holds: if one of these waited, the test would not end.
        for _ in 0..1000 {
            podium.say(&large);
        }
        drop(deaf);
    }

    /// Each sentence holds for whatever carries the conversation.
    macro_rules! on_each_transport {
        ($($sentence:ident,)+) => {
            mod over_loopback {
                $(#[test] fn $sentence() { super::$sentence::<super::Loopback>(); })+
            }

            #[cfg(unix)]
            mod over_a_socket {
                $(#[test] fn $sentence() { super::$sentence::<super::Socket>(); })+
            }
        };
    }

    on_each_transport! {
        notes_follow_and_lead,
        a_second_presentation_and_second_notes_are_told,
        a_guest_that_says_nonsense_is_shown_out_and_the_next_is_served,
        notes_that_do_not_read_never_hold_up_the_presentation,
    }
}
