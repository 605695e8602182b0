//! The file in which the state of one history is kept between runs.
//!
//! It holds what `state` hands it. Two explorers of one history may run at once: each writes the whole, the last one
//! wins, and the file is never torn.

use std::io;
use std::path::PathBuf;

use crate::files::{self, Existing, Readers};

use super::state::Kept;

/// Where the state of one history is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keeping {
    path: PathBuf,
    /// What was kept before is not read, and is put beside before it is written over.
    fresh: bool,
}

/// What was found on opening.
#[derive(Debug, PartialEq, Eq)]
pub enum Found {
    /// Nothing, as on the first run.
    Nothing,
    /// What was kept.
    Kept(Box<Kept>),
    /// A file that is nothing kept; it was set aside under this name, because of this.
    Corrupt(PathBuf, String),
}

/// More of an id than any file name needs.
const LONGEST_ID: usize = 64;

impl Keeping {
    /// The file of a history in the user's state folder, by its id and where it was read from, so that two histories of
    /// one id do not share it. `None` where there is no home.
    pub fn of(id: &str, origin: &str, fresh: bool) -> Option<Self> {
        let name = format!("{}-{:08x}.ron", plain(id), hash(origin));
        let path = files::state_home()?.join(name);
        Some(Self { path, fresh })
    }

    /// Reads what was kept.
    ///
    /// # Errors
    /// What the system says, when the file is there and can not be read or set aside.
    pub fn read(&self) -> io::Result<Found> {
        if self.fresh {
            return Ok(Found::Nothing);
        }
        let why = match files::read_if_there(&self.path) {
            Ok(None) => return Ok(Found::Nothing),
            Ok(Some(text)) => match Kept::read(&text) {
                Ok(kept) => return Ok(Found::Kept(Box::new(kept))),
                Err(error) => error.to_string(),
            },
            Err(error) if error.kind() == io::ErrorKind::InvalidData => "it is no text".to_owned(),
            Err(error) => return Err(error),
        };
        Ok(Found::Corrupt(files::set_aside(&self.path)?, why))
    }

    /// Writes what is to be kept, whole or not at all.
    ///
    /// # Errors
    /// What the system says; what was kept before is still there then.
    pub fn write(&mut self, kept: &Kept) -> io::Result<()> {
        let text = kept.to_text().map_err(io::Error::other)?;
        if self.fresh {
            // Marks and pins are work: who starts clean can have them back.
            if let Ok(Some(before)) = files::read_if_there(&self.path) {
                let mut beside = self.path.clone().into_os_string();
                beside.push(".before");
                files::write_whole(
                    beside.as_ref(),
                    before.as_bytes(),
                    Existing::Replace,
                    Readers::Owner,
                )?;
            }
            self.fresh = false;
        }
        files::write_whole(
            &self.path,
            text.as_bytes(),
            Existing::Replace,
            Readers::Owner,
        )
    }
}

/// An id as a part of a file name: what a system could take amiss becomes a hyphen.
fn plain(id: &str) -> String {
    id.chars()
        .take(LONGEST_ID)
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect()
}

/// FNV-1a, which is the same in each release, folded to half its length.
fn hash(text: &str) -> u32 {
    let whole = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (whole ^ (whole >> 32)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keeping(folder: &std::path::Path, fresh: bool) -> Keeping {
        Keeping {
            path: folder.join("state").join("x.ron"),
            fresh,
        }
    }

    fn some() -> Kept {
        Kept::read("(queries: [\"dam\"])").expect("a record")
    }

    #[test]
    fn what_is_written_is_read_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut keeping = keeping(folder.path(), false);
        assert_eq!(keeping.read().expect("no error"), Found::Nothing);
        keeping.write(&some()).expect("written");
        assert_eq!(
            keeping.read().expect("no error"),
            Found::Kept(Box::new(some()))
        );
    }

    #[test]
    fn what_is_corrupt_is_set_aside_and_the_next_start_is_clean() {
        let folder = tempfile::tempdir().expect("a folder");
        let keeping = keeping(folder.path(), false);
        std::fs::create_dir(folder.path().join("state")).expect("a folder");
        for bytes in [&b"(queries: [\"da"[..], &[0xff, 0xfe, 0][..]] {
            std::fs::write(&keeping.path, bytes).expect("written");
            let Found::Corrupt(aside, _) = keeping.read().expect("no error") else {
                panic!("{bytes:?} is nothing kept");
            };
            assert_eq!(std::fs::read(aside).expect("it is there"), bytes);
            assert_eq!(keeping.read().expect("no error"), Found::Nothing);
        }
    }

    #[test]
    fn a_fresh_start_reads_nothing_and_loses_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        keeping(folder.path(), false)
            .write(&some())
            .expect("written");
        let mut fresh = keeping(folder.path(), true);
        assert_eq!(fresh.read().expect("no error"), Found::Nothing);
        for _ in 0..2 {
            fresh.write(&Kept::default()).expect("written");
        }
        let before = folder.path().join("state").join("x.ron.before");
        let before = std::fs::read_to_string(before).expect("beside");
        assert_eq!(
            Kept::read(&before),
            Ok(some()),
            "what was there at the start"
        );
    }

    #[test]
    fn histories_of_one_id_in_two_places_have_a_file_each() {
        let name = |id: &str, origin: &str| {
            let keeping = Keeping::of(id, origin, false)?;
            Some(keeping.path.file_name()?.to_string_lossy().into_owned())
        };
        if let Some(one) = name("mine", "/a/x.ron") {
            assert_ne!(Some(one), name("mine", "/b/x.ron"));
        }
        assert_eq!(plain("../../etc/passwd \u{1b}"), "------etc-passwd--");
        assert_eq!(
            hash(""),
            0xcbf2_9ce4 ^ 0x8422_2325,
            "the same in each release"
        );
    }
}
