//! The line as a Unix socket in a folder that only its owner can enter.
//!
//! Who presents holds a lock beside the socket, which the system takes away with the process: a socket without a holder
//! is a dead one's and is taken over, and two presentations never fight for one.

use std::fs::{File, OpenOptions, Permissions};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::net::Shutdown;
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rustix::fs::{FlockOperation, flock};
use rustix::process::getuid;

use crate::files;

use super::NoPodium;
use super::channel::{Door, Stream, Transport};

const SOCKET: &str = "socket";
const LOCK: &str = "lock";

/// A socket in the folder.
#[derive(Debug)]
pub struct Socket;

/// The socket that a presentation listens at.
#[derive(Debug)]
pub struct OpenSocket {
    listener: UnixListener,
    socket: PathBuf,
    /// Held until it is closed, or the process ends.
    lock: Mutex<Option<File>>,
}

impl Transport for Socket {
    type Stream = UnixStream;
    type Door = OpenSocket;

    fn open(folder: &Path) -> Result<OpenSocket, NoPodium> {
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
        Ok(OpenSocket {
            listener,
            socket,
            lock: Mutex::new(Some(lock)),
        })
    }

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
}

impl Door for OpenSocket {
    type Stream = UnixStream;

    fn knocked(&self) -> io::Result<UnixStream> {
        Ok(self.listener.accept()?.0)
    }

    fn admits(&self, guest: &UnixStream) -> bool {
        is_own(guest)
    }

    fn close(&self) {
        let _ = UnixStream::connect(&self.socket);
        // While the lock is still held nobody else has bound it.
        let _ = std::fs::remove_file(&self.socket);
        // The thread that waits for guests may hold this a little longer; the next presentation need not wait for it.
        drop(
            self.lock
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .take(),
        );
    }
}

impl Stream for UnixStream {
    fn again(&self) -> io::Result<Self> {
        self.try_clone()
    }

    fn set_patience(&self, speak: Option<Duration>, hear: Option<Duration>) -> io::Result<()> {
        self.set_read_timeout(speak)?;
        self.set_write_timeout(hear)
    }

    fn hang_up(&self) {
        let _ = self.shutdown(Shutdown::Both);
    }
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
    use super::*;

    #[test]
    fn the_folder_and_the_socket_are_for_the_owner_alone() {
        let home = tempfile::tempdir().expect("a folder");
        let folder = home.path().join("annals");
        std::fs::create_dir(&folder).expect("made");
        std::fs::set_permissions(&folder, Permissions::from_mode(0o755)).expect("opened");
        let _door = Socket::open(&folder).expect("a line");
        let mode = |path: &Path| std::fs::metadata(path).expect("there").mode() & 0o777;
        assert_eq!(mode(&folder), 0o700);
        assert_eq!(mode(&folder.join(SOCKET)), 0o600);
        assert_eq!(mode(&folder.join(LOCK)), 0o600);
    }

    #[test]
    fn the_socket_of_a_dead_presentation_is_taken_over() {
        let home = tempfile::tempdir().expect("a folder");
        let folder = home.path().join("annals");
        files::make_private_folder(&folder).expect("made");
        // As one that was killed leaves it: a socket that nobody answers, a lock that nobody holds.
        drop(UnixListener::bind(folder.join(SOCKET)).expect("bound"));
        std::fs::write(folder.join(LOCK), "1").expect("written");
        assert!(Socket::connect(&folder).expect("allowed").is_none());
        let _door = Socket::open(&folder).expect("taken over");
        assert!(Socket::connect(&folder).expect("allowed").is_some());
    }
}
