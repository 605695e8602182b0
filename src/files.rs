//! Files of the user's: where they are, by the XDG base directories, and how they are written: whole or not at all.
//!
//! It does not know what is in them. A history is read by `dataset`, which has its own words for what can go wrong.

use std::ffi::OsString;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// What to do where a file is already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// Leave it, and fail with [`io::ErrorKind::AlreadyExists`].
    Refuse,
    /// Put the new one in its place.
    Replace,
}

/// Who may read what is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readers {
    /// The owner alone.
    Owner,
    /// Whoever the system's mask lets; a file that is replaced keeps its own rights.
    AsUsual,
}

/// Writes a file whole or not at all: beside its place under another name, then moved there in one step.
///
/// A reader sees the old file or the new one, never a part, even when the machine stops in between. Folders that are
/// missing are made, for the owner alone where the file is.
///
/// # Errors
/// What the system says, with the path; nothing is left behind then.
pub fn write_whole(
    path: &Path,
    bytes: &[u8],
    existing: Existing,
    readers: Readers,
) -> io::Result<()> {
    write(path, bytes, existing, readers).map_err(|error| at(path, &error))
}

/// The text of a file; `None` when there is none.
///
/// # Errors
/// What the system says, with the path; text that is not UTF-8 is an error too.
pub fn read_if_there(path: &Path) -> io::Result<Option<String>> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(at(path, &error)),
    }
}

/// Moves a file out of the way under a name that is free, `….corrupt-1`, and tells the name.
///
/// # Errors
/// What the system says, with the path; the file is where it was then.
pub fn set_aside(path: &Path) -> io::Result<PathBuf> {
    let free = (1..=10_000)
        .map(|number| with_ending(path, &format!(".corrupt-{number}")))
        .find(|candidate| !candidate.exists());
    let Some(free) = free else {
        return Err(at(path, &io::ErrorKind::AlreadyExists.into()));
    };
    std::fs::rename(path, &free).map_err(|error| at(path, &error))?;
    Ok(free)
}

/// Makes a folder and those above it, readable by the owner alone where it is new.
///
/// # Errors
/// What the system says, with the path.
pub fn make_private_folder(path: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder.create(path).map_err(|error| at(path, &error))
}

/// Settings: `$XDG_CONFIG_HOME/annals`, never written by the program. `None` where there is no home.
pub fn config_home() -> Option<PathBuf> {
    home("XDG_CONFIG_HOME", ".config")
}

/// Histories that are opened by name: `$XDG_DATA_HOME/annals`. `None` where there is no home.
pub fn data_home() -> Option<PathBuf> {
    home("XDG_DATA_HOME", ".local/share")
}

/// What lasts from one run to the next: `$XDG_STATE_HOME/annals`. `None` where there is no home.
pub fn state_home() -> Option<PathBuf> {
    home("XDG_STATE_HOME", ".local/state")
}

/// Sockets and the like, gone when the user logs out: `$XDG_RUNTIME_DIR/annals`, or the state folder where the system
/// gives none. `None` where there is no home either.
pub fn runtime_home() -> Option<PathBuf> {
    absolute("XDG_RUNTIME_DIR")
        .map(|folder| folder.join("annals"))
        .or_else(state_home)
}

/// By the XDG rules: a variable that is set to an absolute path, else a place below the home folder.
fn home(variable: &str, below_home: &str) -> Option<PathBuf> {
    let base = absolute(variable)
        .or_else(|| absolute("HOME").map(|home| home.join(below_home)))
        .or_else(|| absolute("USERPROFILE").map(|home| home.join(below_home)))?;
    Some(base.join("annals"))
}

fn absolute(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable)
        .map(PathBuf::from)
        .filter(|path| path.is_absolute())
}

fn write(path: &Path, bytes: &[u8], existing: Existing, readers: Readers) -> io::Result<()> {
    // A link keeps pointing where it points: what is replaced is the file behind it.
    let target = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    if !folder.exists() {
        match readers {
            Readers::Owner => make_private_folder(folder)?,
            Readers::AsUsual => std::fs::create_dir_all(folder)?,
        }
    }
    let mut builder = tempfile::Builder::new();
    builder.prefix(".annals-").suffix(".part");
    #[cfg(unix)]
    if readers == Readers::AsUsual {
        use std::os::unix::fs::PermissionsExt as _;
        // The system takes its mask off these.
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    if readers == Readers::AsUsual
        && let Ok(old) = std::fs::metadata(&target)
    {
        file.as_file().set_permissions(old.permissions())?;
    }
    file.as_file().sync_all()?;
    match existing {
        Existing::Refuse => file.persist_noclobber(&target),
        Existing::Replace => file.persist(&target),
    }
    .map(drop)
    .map_err(|failed| failed.error)
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name: OsString = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

fn at(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_written_with_its_folders_and_replaced_on_request_only() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("deep").join("er").join("page.html");
        write_whole(&path, b"one", Existing::Refuse, Readers::AsUsual).expect("written");
        let refused = write_whole(&path, b"two", Existing::Refuse, Readers::AsUsual)
            .expect_err("is there already");
        assert_eq!(refused.kind(), io::ErrorKind::AlreadyExists);
        assert!(refused.to_string().contains("page.html"), "{refused}");
        assert_eq!(
            read_if_there(&path).expect("readable").as_deref(),
            Some("one")
        );
        write_whole(&path, b"two", Existing::Replace, Readers::AsUsual).expect("replaced");
        assert_eq!(
            read_if_there(&path).expect("readable").as_deref(),
            Some("two")
        );
        let left = std::fs::read_dir(path.parent().expect("a folder"))
            .expect("listed")
            .count();
        assert_eq!(left, 1, "nothing is left behind");
    }

    #[test]
    fn a_file_that_can_not_be_written_leaves_the_old_one() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("taken");
        std::fs::create_dir(&path).expect("a folder in its place");
        write_whole(&path, b"one", Existing::Replace, Readers::Owner).expect_err("a folder");
        let left = std::fs::read_dir(folder.path()).expect("listed").count();
        assert_eq!(left, 1, "nothing is left behind");
    }

    #[test]
    fn what_is_missing_is_none_and_what_is_corrupt_gets_a_free_name() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("state.ron");
        assert_eq!(read_if_there(&path).expect("no error"), None);
        for number in 1..=2 {
            std::fs::write(&path, "broken").expect("written");
            let aside = set_aside(&path).expect("moved");
            assert_eq!(
                aside.file_name().expect("a name").to_string_lossy(),
                format!("state.ron.corrupt-{number}")
            );
            assert!(!path.exists());
        }
    }

    #[cfg(unix)]
    #[test]
    fn what_is_for_the_owner_is_for_the_owner_and_rights_are_kept() {
        use std::os::unix::fs::PermissionsExt as _;
        let mode =
            |path: &Path| std::fs::metadata(path).expect("there").permissions().mode() & 0o777;
        let folder = tempfile::tempdir().expect("a folder");
        let own = folder.path().join("state").join("own");
        write_whole(&own, b"", Existing::Refuse, Readers::Owner).expect("written");
        assert_eq!(mode(&own), 0o600);
        assert_eq!(mode(own.parent().expect("a folder")), 0o700);
        let script = folder.path().join("script");
        std::fs::write(&script, "").expect("written");
        std::fs::set_permissions(&script, std::fs::Permissions::from_mode(0o755)).expect("set");
        write_whole(&script, b"new", Existing::Replace, Readers::AsUsual).expect("written");
        assert_eq!(mode(&script), 0o755);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link() {
        let folder = tempfile::tempdir().expect("a folder");
        let (real, link) = (folder.path().join("real"), folder.path().join("link"));
        std::fs::write(&real, "old").expect("written");
        std::os::unix::fs::symlink(&real, &link).expect("linked");
        write_whole(&link, b"new", Existing::Replace, Readers::AsUsual).expect("written");
        assert!(link.is_symlink());
        assert_eq!(std::fs::read_to_string(&real).expect("there"), "new");
    }
}
