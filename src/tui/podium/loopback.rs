//! The line over the machine's own network, for systems without sockets in a folder.
//!
//! Any program of the machine can knock at a port, so each side shows the other a secret: two tokens that stand, with
//! the port, in a file of the user's own. Who can not read that file is shown out before it hears a word.

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::files::{self, Existing, Readers};

use super::NoPodium;
use super::channel::{Door, PATIENCE, Stream, Transport};

const FILE: &str = "line";
/// Bytes of a token; twice as many letters in the file.
const TOKEN: usize = 32;

/// A port of the loopback address.
#[derive(Debug)]
pub struct Loopback;

/// The port that a presentation listens at.
#[derive(Debug)]
pub struct OpenPort {
    listener: TcpListener,
    file: PathBuf,
    written: Written,
}

/// What the file says.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Written {
    port: u16,
    /// What a guest shows.
    guest: String,
    /// What a presentation shows.
    host: String,
    process: u32,
}

impl Transport for Loopback {
    type Stream = TcpStream;
    type Door = OpenPort;

    fn open(folder: &Path) -> Result<OpenPort, NoPodium> {
        let file = folder.join(FILE);
        if let Some(old) = read(&file)?
            && meet(&old).is_some()
        {
            return Err(NoPodium::Taken(format!(" (process {})", old.process)));
        }
        files::make_private_folder(folder)?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let written = Written {
            port: listener.local_addr()?.port(),
            guest: token()?,
            host: token()?,
            process: std::process::id(),
        };
        let text = written.to_text();
        files::write_whole(&file, text.as_bytes(), Existing::Replace, Readers::Owner)?;
        Ok(OpenPort {
            listener,
            file,
            written,
        })
    }

    fn connect(folder: &Path) -> io::Result<Option<TcpStream>> {
        // Whoever does not answer with the secret is no presentation: what it left is a dead one's.
        Ok(read(&folder.join(FILE))?.as_ref().and_then(meet))
    }
}

impl Door for OpenPort {
    type Stream = TcpStream;

    fn knocked(&self) -> io::Result<TcpStream> {
        Ok(self.listener.accept()?.0)
    }

    fn admits(&self, guest: &TcpStream) -> bool {
        shows(guest, &self.written.guest)
            && (&*guest).write_all(self.written.host.as_bytes()).is_ok()
    }

    fn close(&self) {
        if read(&self.file).is_ok_and(|now| now.as_ref() == Some(&self.written)) {
            let _ = std::fs::remove_file(&self.file);
        }
        let _ = TcpStream::connect((Ipv4Addr::LOCALHOST, self.written.port));
    }
}

impl Stream for TcpStream {
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

impl Written {
    fn to_text(&self) -> String {
        let Self {
            port,
            guest,
            host,
            process,
        } = self;
        format!("{port}\n{guest}\n{host}\n{process}\n")
    }

    /// `None` for anything that was not written here.
    fn from_text(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let written = Self {
            port: lines.next()?.parse().ok()?,
            guest: lines.next()?.to_owned(),
            host: lines.next()?.to_owned(),
            process: lines.next()?.parse().ok()?,
        };
        let is_token = |text: &String| text.len() == 2 * TOKEN;
        (is_token(&written.guest) && is_token(&written.host)).then_some(written)
    }
}

fn read(file: &Path) -> io::Result<Option<Written>> {
    Ok(files::read_if_there(file)?.and_then(|text| Written::from_text(&text)))
}

/// A stream to the presentation that wrote a file, when it is alive and knows the secret.
fn meet(written: &Written) -> Option<TcpStream> {
    let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, written.port)).ok()?;
    (&stream).write_all(written.guest.as_bytes()).ok()?;
    shows(&stream, &written.host).then_some(stream)
}

/// Whether the other side shows a token, soon enough. How long the look takes does not tell where they differ.
fn shows(stream: &TcpStream, token: &str) -> bool {
    use std::io::Read as _;
    let mut shown = [0_u8; 2 * TOKEN];
    if stream.set_patience(Some(PATIENCE), Some(PATIENCE)).is_err()
        || (&*stream).read_exact(&mut shown).is_err()
    {
        return false;
    }
    let differs = shown
        .iter()
        .zip(token.as_bytes())
        .fold(0, |differs, (one, other)| differs | (one ^ other));
    differs == 0
}

/// A secret that nobody can guess, in letters.
fn token() -> io::Result<String> {
    let mut bytes = [0_u8; TOKEN];
    getrandom::fill(&mut bytes).map_err(io::Error::other)?;
    Ok(bytes.iter().fold(String::new(), |mut letters, byte| {
        let _ = write!(letters, "{byte:02x}");
        letters
    }))
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn whoever_does_not_know_the_secret_hears_nothing() {
        let home = tempfile::tempdir().expect("a folder");
        let door = Loopback::open(home.path()).expect("a line");
        let knock = |shown: &str| {
            let mut stranger =
                TcpStream::connect((Ipv4Addr::LOCALHOST, door.written.port)).expect("a port");
            stranger.write_all(shown.as_bytes()).expect("sent");
            let guest = door.knocked().expect("somebody");
            let is_in = door.admits(&guest);
            guest.hang_up();
            let mut heard = String::new();
            let _ = stranger.read_to_string(&mut heard);
            (is_in, heard)
        };
        assert_eq!(knock(&"0".repeat(2 * TOKEN)), (false, String::new()));
        assert_eq!(knock(&door.written.host), (false, String::new()));
        assert_eq!(
            knock(&door.written.guest),
            (true, door.written.host.clone())
        );
    }

    #[test]
    fn what_a_dead_presentation_left_is_taken_over() {
        let home = tempfile::tempdir().expect("a folder");
        // Somebody else has its port now, and does not know the secret.
        let other = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
        let old = Written {
            port: other.local_addr().expect("a port").port(),
            guest: token().expect("random"),
            host: token().expect("random"),
            process: 1,
        };
        std::fs::write(home.path().join(FILE), old.to_text()).expect("written");
        let answers = std::thread::spawn(move || {
            for guest in other.incoming().take(2) {
                let _ = guest.expect("a guest").write_all(&[b'0'; 2 * TOKEN]);
            }
        });
        assert!(Loopback::connect(home.path()).expect("read").is_none());
        let door = Loopback::open(home.path()).expect("taken over");
        answers.join().expect("both were answered");
        assert!(
            read(&door.file)
                .expect("there")
                .is_some_and(|now| now != old)
        );
        door.close();
        assert!(!door.file.exists(), "nobody finds what is gone");
    }

    #[test]
    fn a_file_that_was_not_written_here_is_no_presentation() {
        let home = tempfile::tempdir().expect("a folder");
        for text in ["", "80\n", "80\nshort\nshort\n1\n", "x\n\n\n\n"] {
            std::fs::write(home.path().join(FILE), text).expect("written");
            assert!(Loopback::connect(home.path()).expect("read").is_none());
        }
    }
}
