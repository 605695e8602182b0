//! Where histories are: embedded, a file, a folder that is read as one, or a name in the data folder.

use std::path::{Path, PathBuf};

/// The history that the program carries.
const EMBEDDED: &str = include_str!("../../assets/history/mongolia-russia.ron");

/// Where a history is read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The one that the program carries.
    Embedded,
    /// A file, or a folder whose `.ron` files are read as one.
    Path(PathBuf),
}

/// A file's name, as people see it, and its text.
#[derive(Clone, Debug)]
pub struct SourceText {
    /// Path or name.
    pub name: String,
    /// The whole text.
    pub text: String,
}

/// Why a history can not be read at all.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// No such file or name.
    #[error("there is no file, folder or history `{name}`: looked for {}", looked.join(" and "))]
    NotFound {
        /// As the user wrote it.
        name: String,
        /// The paths that were tried.
        looked: Vec<String>,
    },
    /// A folder without RON files.
    #[error("the folder `{0}` has no .ron file: a history is one .ron file or a folder of them")]
    EmptyFolder(String),
    /// Not readable.
    #[error("`{name}` can not be read: {cause}")]
    Unreadable {
        /// The path.
        name: String,
        /// What the system says.
        cause: std::io::Error,
    },
    /// Not text.
    #[error("`{name}` is not UTF-8 text (byte {byte}): save it as UTF-8")]
    NotText {
        /// The path.
        name: String,
        /// Where the first bad byte is.
        byte: usize,
    },
    /// Written for another program.
    #[error(
        "`{name}` is written for {found}, and this program reads annals/1: get a newer annals, or the older file"
    )]
    OtherFormat {
        /// The path.
        name: String,
        /// What its `schema` says.
        found: String,
    },
    /// Nothing to show for it.
    #[error("`{name}` is not a history:\n{problem}")]
    NotAHistory {
        /// The path.
        name: String,
        /// The first problem, as a block.
        problem: String,
    },
}

impl Origin {
    /// What a user named: a path, or the name of a history in the data folder (`$XDG_DATA_HOME/annals`).
    ///
    /// # Errors
    /// Names the places that were looked at.
    pub fn find(name: &str, data_home: Option<&Path>) -> Result<Self, LoadError> {
        let path = PathBuf::from(name);
        if path.exists() {
            return Ok(Self::Path(path));
        }
        let mut looked = vec![name.to_owned()];
        let plain = !name.contains(['/', '\\']);
        if let Some(home) = data_home.filter(|_| plain) {
            for candidate in [home.join(name), home.join(format!("{name}.ron"))] {
                if candidate.exists() {
                    return Ok(Self::Path(candidate));
                }
                looked.push(candidate.display().to_string());
            }
        }
        Err(LoadError::NotFound {
            name: name.to_owned(),
            looked,
        })
    }

    /// Name for messages.
    pub fn name(&self) -> String {
        match self {
            Self::Embedded => "mongolia-russia.ron".to_owned(),
            Self::Path(path) => path.display().to_string(),
        }
    }

    /// A name that is the same wherever the program is started: the whole path where there is one.
    pub fn stable_name(&self) -> String {
        match self {
            Self::Embedded => "embedded".to_owned(),
            Self::Path(path) => std::fs::canonicalize(path)
                .unwrap_or_else(|_| path.clone())
                .display()
                .to_string(),
        }
    }

    /// Reads the texts: one, or those of a folder in the order of their names.
    ///
    /// # Errors
    /// Says which file can not be read and why.
    pub fn read(&self) -> Result<Vec<SourceText>, LoadError> {
        let Self::Path(path) = self else {
            return Ok(vec![SourceText {
                name: self.name(),
                text: EMBEDDED.to_owned(),
            }]);
        };
        if !path.is_dir() {
            return Ok(vec![read_file(path)?]);
        }
        let unreadable = |cause| LoadError::Unreadable {
            name: path.display().to_string(),
            cause,
        };
        let mut files: Vec<PathBuf> = std::fs::read_dir(path)
            .map_err(unreadable)?
            .filter_map(|entry| entry.ok().map(|entry| entry.path()))
            .filter(|file| {
                file.extension()
                    .is_some_and(|extension| extension.eq_ignore_ascii_case("ron"))
            })
            .collect();
        files.sort();
        if files.is_empty() {
            return Err(LoadError::EmptyFolder(path.display().to_string()));
        }
        files.iter().map(|file| read_file(file)).collect()
    }
}

fn read_file(path: &Path) -> Result<SourceText, LoadError> {
    let name = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|cause| LoadError::Unreadable {
        name: name.clone(),
        cause,
    })?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok(SourceText { name, text }),
        Err(error) => Err(LoadError::NotText {
            name,
            byte: error.utf8_error().valid_up_to(),
        }),
    }
}
