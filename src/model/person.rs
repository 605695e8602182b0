//! People.

use super::{AreaId, Cite, Date, Name};

/// A birth or a death.
#[derive(Clone, Debug, PartialEq)]
pub struct Life {
    /// When.
    pub date: Date,
    /// Where.
    pub area: Option<AreaId>,
    /// Where, in words, when no area stands for it.
    pub place: Option<String>,
}

/// Somebody who acted in the history.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// Text id, unique among people.
    pub id: String,
    /// Full name in the dataset's standard form.
    pub name: String,
    /// What the person is called in a list or on a bar: for Mongolians the given name. Never empty: falls back to `name`.
    pub short: String,
    /// By which lists sort: `Elbegdorj, Tsakhia`. Never empty: falls back to `name`.
    pub sort: String,
    /// Other names, in every spelling and script.
    pub names: Vec<Name>,
    /// Birth; `None` when unknown.
    pub born: Option<Life>,
    /// Death; `None` when alive or unknown.
    pub died: Option<Life>,
    /// A few sentences.
    pub summary: Option<String>,
    /// Namespace and code, in the order of the file.
    pub codes: Vec<(String, String)>,
    /// Proof.
    pub cites: Vec<Cite>,
}
