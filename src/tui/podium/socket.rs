//! The line as a Unix socket in a folder that only its owner can enter.
//!
//! Who presents holds a lock beside the socket, which the system takes away with the process: a socket without a holder
//! is a dead one's and is taken over, and two presentations never fight for one.

use std::fs::{File, OpenOptions, Permissions};
use std::io::{self, BufReader, Read as _, Seek as _, Write as _};
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use rustix::fs::{FlockOperation, flock};
use rustix::process::getuid;

use crate::files;

use super::lines::read_line;
use super::{HELLO, NoPodium, Said, Told, Wish};

const SOCKET: &str = "socket";
const LOCK: &str = "lock";

/// How long the other side may take to say who it is, and to take what it is sent.
const PATIENCE: Duration = Duration::from_secs(2);

/// How often a presentation is looked for while there is none.
const LOOK_AGAIN: Duration = Duration::from_millis(500);

/// The presenter's end. Others lose it when this is dropped.
#[derive(Debug)]
pub struct Podium {
    board: Arc<Board>,
    socket: PathBuf,
    /// Held as long as the process runs.
    _lock: File,
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

impl Podium {
    /// Opens the line in a folder, which is made for the owner alone. `heard` is called on a thread of its own.
    ///
    /// # Errors
    /// When another presentation has it, or the system gives none.
    pub fn open(
        folder: &Path,
        heard: impl Fn(Wish) + Send + Sync + 'static,
    ) -> Result<Self, NoPodium> {
        files::make_private_folder(folder)?;
        let about = std::fs::symlink_metadata(folder)?;
        if !about.is_dir() || about.uid() != getuid().as_raw() {
            return Err(refuse(folder, "is not a folder of your own").into());
        }
        if about.mode() & 0o077 != 0 {
            std::fs::set_permissions(folder, Permissions::from_mode(0o700))?;
        }
        let mut lock = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o600)
            .open(folder.join(LOCK))?;
        if flock(&lock, FlockOperation::NonBlockingLockExclusive).is_err() {
            return Err(NoPodium::Taken(holder(&mut lock)));
        }
        lock.set_len(0)?;
        lock.write_all(std::process::id().to_string().as_bytes())?;
        let socket = folder.join(SOCKET);
        // Whoever had it has no lock any more.
        match std::fs::remove_file(&socket) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
        let listener = UnixListener::bind(&socket)?;
        std::fs::set_permissions(&socket, Permissions::from_mode(0o600))?;
        let board = Arc::new(Board::default());
        let shown = Arc::clone(&board);
        thread::Builder::new()
            .name("podium".to_owned())
            .spawn(move || receive(&listener, &shown, &Arc::new(heard)))?;
        Ok(Self {
            board,
            socket,
            _lock: lock,
        })
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

impl Drop for Podium {
    fn drop(&mut self) {
        self.board.lock().closed = true;
        self.board.changed.notify_all();
        // Wakes the thread that waits for guests, which then ends.
        let _ = UnixStream::connect(&self.socket);
        // While the lock is still held nobody else has bound it.
        let _ = std::fs::remove_file(&self.socket);
    }
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
fn receive<F: Fn(Wish) + Send + Sync + 'static>(
    listener: &UnixListener,
    board: &Arc<Board>,
    heard: &Arc<F>,
) {
    let has_guest = Arc::new(AtomicBool::new(false));
    for guest in listener.incoming() {
        let Ok(mut guest) = guest else { continue };
        if board.lock().closed {
            return;
        }
        if !is_own(&guest) || guest.set_write_timeout(Some(PATIENCE)).is_err() {
            continue;
        }
        if has_guest.swap(true, Ordering::SeqCst) {
            let _ = guest.write_all(format!("{HELLO}\n{}\n", Said::Busy.to_line()).as_bytes());
            continue;
        }
        let (board, heard, seat) = (Arc::clone(board), Arc::clone(heard), Arc::clone(&has_guest));
        let serve = move || {
            // A guest that says nonsense is shown out; the presentation goes on.
            let _ = serve(&guest, &board, &*heard);
            let _ = guest.shutdown(std::net::Shutdown::Both);
            seat.store(false, Ordering::SeqCst);
        };
        if thread::Builder::new()
            .name("guest".to_owned())
            .spawn(serve)
            .is_err()
        {
            has_guest.store(false, Ordering::SeqCst);
        }
    }
}

/// Speaks with one guest to the end.
fn serve(guest: &UnixStream, board: &Arc<Board>, heard: &dyn Fn(Wish)) -> io::Result<()> {
    (&*guest).write_all(format!("{HELLO}\n").as_bytes())?;
    guest.set_read_timeout(Some(PATIENCE))?;
    let mut reader = BufReader::new(guest.try_clone()?);
    if read_line(&mut reader)?.as_deref() != Some(HELLO) {
        return Ok(());
    }
    guest.set_read_timeout(None)?;
    let is_over = Arc::new(AtomicBool::new(false));
    let (mut out, shown, ended) = (guest.try_clone()?, Arc::clone(board), Arc::clone(&is_over));
    let writer = thread::Builder::new()
        .name("cues".to_owned())
        .spawn(move || {
            let mut number = 0;
            while let Some((newest, line)) = shown.after(number, &ended) {
                number = newest;
                if out.write_all(format!("{line}\n").as_bytes()).is_err() {
                    // The reader sees the end, too.
                    let _ = out.shutdown(std::net::Shutdown::Both);
                    return;
                }
            }
            let _ = out.shutdown(std::net::Shutdown::Both);
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
    let _ = guest.shutdown(std::net::Shutdown::Both);
    let _ = writer.join();
    Ok(())
}

/// The notes' way to speak to a presentation.
#[derive(Debug)]
pub struct Line {
    out: UnixStream,
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
pub fn follow(folder: PathBuf, tell: impl Fn(Told) -> bool + Send + 'static) -> io::Result<()> {
    let work = move || {
        loop {
            match connect(&folder) {
                Ok(Some(stream)) => {
                    let end = converse(&stream, &tell);
                    // The way to speak to it may still be held.
                    let _ = stream.shutdown(std::net::Shutdown::Both);
                    let last = match end {
                        Ok(()) => Told::Lost,
                        Err(error) => Told::Refused(error.to_string()),
                    };
                    if !tell(last) {
                        return;
                    }
                }
                Ok(None) => {
                    if !tell(Told::Nobody) {
                        return;
                    }
                }
                Err(error) => {
                    if !tell(Told::Refused(error.to_string())) {
                        return;
                    }
                }
            }
            thread::sleep(LOOK_AGAIN);
        }
    };
    thread::Builder::new()
        .name("follow".to_owned())
        .spawn(work)?;
    Ok(())
}

/// A presentation of the same user; `None` when there is none.
fn connect(folder: &Path) -> io::Result<Option<UnixStream>> {
    let socket = folder.join(SOCKET);
    let about = match std::fs::symlink_metadata(&socket) {
        Ok(about) => about,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    if about.uid() != getuid().as_raw() {
        return Err(refuse(&socket, "belongs to another user"));
    }
    let stream = match UnixStream::connect(&socket) {
        Ok(stream) => stream,
        // The socket of a dead presentation.
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::ConnectionRefused | io::ErrorKind::NotFound
            ) =>
        {
            return Ok(None);
        }
        Err(error) => return Err(error),
    };
    if !is_own(&stream) {
        return Err(refuse(&socket, "is answered by another user"));
    }
    Ok(Some(stream))
}

/// Hears a presentation to its end.
fn converse(stream: &UnixStream, tell: &dyn Fn(Told) -> bool) -> io::Result<()> {
    stream.set_write_timeout(Some(PATIENCE))?;
    stream.set_read_timeout(Some(PATIENCE))?;
    let mut reader = BufReader::new(stream.try_clone()?);
    (&*stream).write_all(format!("{HELLO}\n").as_bytes())?;
    let hello = read_line(&mut reader)
        .map_err(|_| io::Error::other("a presentation does not answer; it may be stopped"))?;
    if hello.as_deref() != Some(HELLO) {
        return Err(io::Error::other(
            "the presentation is of another version of annals",
        ));
    }
    stream.set_read_timeout(None)?;
    tell(Told::Found(Line {
        out: stream.try_clone()?,
    }));
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

/// Whether the other end belongs to the same user, where the system tells.
#[cfg(target_os = "linux")]
fn is_own(stream: &UnixStream) -> bool {
    rustix::net::sockopt::socket_peercred(stream).is_ok_and(|peer| peer.uid == getuid())
}

/// Elsewhere the rights of the folder are what keeps others out.
#[cfg(not(target_os = "linux"))]
fn is_own(_stream: &UnixStream) -> bool {
    true
}

/// ` (process 123)`, as far as it is known.
fn holder(lock: &mut File) -> String {
    let mut text = String::new();
    let read = lock
        .rewind()
        .and_then(|()| lock.take(16).read_to_string(&mut text));
    match (read, text.trim().parse::<u32>()) {
        (Ok(_), Ok(process)) => format!(" (process {process})"),
        _ => String::new(),
    }
}

fn refuse(path: &Path, why: &str) -> io::Error {
    io::Error::new(
        io::ErrorKind::PermissionDenied,
        format!("{} {why}", path.display()),
    )
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{self, Receiver};

    use super::super::Cue;
    use super::*;

    fn cue(stop: usize) -> Said {
        Said::Cue(Box::new(Cue {
            stop,
            ..Cue::default()
        }))
    }

    fn open(folder: &Path) -> (Podium, Receiver<Wish>) {
        let (to, wishes) = mpsc::channel();
        let podium = Podium::open(folder, move |wish| {
            let _ = to.send(wish);
        });
        (podium.expect("a line"), wishes)
    }

    /// What notes in a folder are told, and their way to answer.
    fn notes(folder: &Path) -> Receiver<Told> {
        let (to, told) = mpsc::channel();
        follow(folder.to_owned(), move |what| to.send(what).is_ok()).expect("a thread");
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

    #[test]
    fn notes_follow_and_lead() {
        let home = tempfile::tempdir().expect("a folder");
        let folder = home.path().join("annals");
        let told = notes(&folder);
        wait(&told, |told| matches!(told, Told::Nobody));
        let (podium, wishes) = open(&folder);
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
        let (podium, _wishes) = open(&folder);
        podium.say(&cue(2));
        wait(
            &told,
            |told| matches!(told, Told::Said(said) if *said == cue(2)),
        );
    }

    #[test]
    fn the_folder_and_the_socket_are_for_the_owner_alone() {
        let home = tempfile::tempdir().expect("a folder");
        let folder = home.path().join("annals");
        std::fs::create_dir(&folder).expect("made");
        std::fs::set_permissions(&folder, Permissions::from_mode(0o755)).expect("opened");
        let (_podium, _wishes) = open(&folder);
        let mode = |path: &Path| std::fs::metadata(path).expect("there").mode() & 0o777;
        assert_eq!(mode(&folder), 0o700);
        assert_eq!(mode(&folder.join(SOCKET)), 0o600);
        assert_eq!(mode(&folder.join(LOCK)), 0o600);
    }

    #[test]
    fn a_second_presentation_and_second_notes_are_told() {
        let home = tempfile::tempdir().expect("a folder");
        let folder = home.path().join("annals");
        let (podium, _wishes) = open(&folder);
        let error = Podium::open(&folder, |_| {})
            .expect_err("taken")
            .to_string();
        assert!(
            error.contains(&format!("process {}", std::process::id())),
            "{error}"
        );
        podium.say(&cue(3));
        let first = notes(&folder);
        let _line = line(&first);
        let second = notes(&folder);
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

    #[test]
    fn the_socket_of_a_dead_presentation_is_taken_over() {
        let home = tempfile::tempdir().expect("a folder");
        let folder = home.path().join("annals");
        files::make_private_folder(&folder).expect("made");
        // As one that was killed leaves it: a socket that nobody answers, a lock that nobody holds.
        drop(UnixListener::bind(folder.join(SOCKET)).expect("bound"));
        std::fs::write(folder.join(LOCK), "1").expect("written");
        let told = notes(&folder);
        wait(&told, |told| matches!(told, Told::Nobody));
        let (podium, _wishes) = open(&folder);
        podium.say(&cue(1));
        wait(&told, |told| matches!(told, Told::Said(_)));
    }

    #[test]
    fn a_guest_that_says_nonsense_is_shown_out_and_the_next_is_served() {
        let home = tempfile::tempdir().expect("a folder");
        let folder = home.path().join("annals");
        let (podium, wishes) = open(&folder);
        for nonsense in [
            "annals-notes 99\n".to_owned(),
            format!("{HELLO}\nrm -rf\n"),
            format!("{HELLO}\n{}", "x".repeat(super::super::LONGEST_LINE + 1)),
        ] {
            let mut guest = connect(&folder).expect("allowed").expect("there");
            // It may be shown out before it has said all.
            let _ = guest.write_all(nonsense.as_bytes());
            let mut answer = Vec::new();
            let _ = guest.read_to_end(&mut answer);
        }
        assert!(wishes.try_recv().is_err(), "nothing of it was a wish");
        podium.say(&cue(7));
        let told = notes(&folder);
        wait(
            &told,
            |told| matches!(told, Told::Said(said) if *said == cue(7)),
        );
    }

    #[test]
    fn notes_that_do_not_read_never_hold_up_the_presentation() {
        let home = tempfile::tempdir().expect("a folder");
        let folder = home.path().join("annals");
        let (podium, _wishes) = open(&folder);
        let mut deaf = connect(&folder).expect("allowed").expect("there");
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
}
