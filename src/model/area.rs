//! Where and under whom: areas, organizations, eras, and the words of the glossary.

use super::{AreaId, Cite, Date, Entity, Name, OrganizationId};

/// A state, region or place.
#[derive(Clone, Debug, PartialEq)]
pub struct Area {
    /// Text id, unique among areas.
    pub id: String,
    /// Name in the language of the dataset.
    pub name: String,
    /// `State`, `Region`, `Place` and so on; free.
    pub kind: String,
    /// Other names.
    pub names: Vec<Name>,
    /// A sentence or two.
    pub summary: Option<String>,
    /// Namespace and code, in the order of the file: `("iso3166-1", "MN")`.
    pub codes: Vec<(String, String)>,
    /// The area that contains it.
    pub parent: Option<AreaId>,
    /// When it existed, as an interval; `None` when the file does not say.
    pub existed: Option<Date>,
    /// The areas that it follows in law or fact.
    pub succeeds: Vec<AreaId>,
    /// Latitude and longitude in degrees, and whether the point is exact.
    pub at: Option<(f64, f64, bool)>,
    /// Proof.
    pub cites: Vec<Cite>,
}

impl Area {
    /// The two letters that stand for it in narrow columns: its ISO 3166 code, else the start of its id.
    pub fn short(&self) -> String {
        self.codes
            .iter()
            .find(|(space, _)| space == "iso3166-1")
            .map_or_else(
                || self.id.chars().take(3).collect::<String>().to_uppercase(),
                |(_, code)| code.clone(),
            )
    }
}

/// A body of people: a ministry, a company, a union of states.
#[derive(Clone, Debug, PartialEq)]
pub struct Organization {
    /// Text id, unique among organizations.
    pub id: String,
    /// Name in the language of the dataset.
    pub name: String,
    /// Short form, `SCO`; `None` when the file does not say.
    pub short: Option<String>,
    /// `Executive`, `Company` and so on; free.
    pub kind: String,
    /// Other names.
    pub names: Vec<Name>,
    /// A sentence or two.
    pub summary: Option<String>,
    /// The area that it belongs to.
    pub area: Option<AreaId>,
    /// The body that contains it.
    pub parent: Option<OrganizationId>,
    /// When it existed, as an interval.
    pub existed: Option<Date>,
    /// Namespace and code, in the order of the file.
    pub codes: Vec<(String, String)>,
    /// Proof.
    pub cites: Vec<Cite>,
}

/// A named span of time, a band behind the timeline.
#[derive(Clone, Debug, PartialEq)]
pub struct Era {
    /// Text id, unique among eras.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// The span, an interval.
    pub during: Date,
    /// Where; empty means everywhere.
    pub areas: Vec<AreaId>,
    /// A sentence or two.
    pub summary: Option<String>,
    /// Proof.
    pub cites: Vec<Cite>,
}

/// A word of the glossary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Text id, unique in the glossary.
    pub id: String,
    /// The word itself.
    pub term: String,
    /// BCP 47 language and script of the word.
    pub lang: String,
    /// What it means, in a sentence.
    pub means: String,
    /// Other forms of the word.
    pub names: Vec<Name>,
    /// Where to read on.
    pub see: Vec<Entity>,
    /// Proof.
    pub cites: Vec<Cite>,
}
