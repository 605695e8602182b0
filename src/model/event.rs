//! What happened.

use super::{AreaId, Cite, Date, EventId, Name, OrganizationId, PersonId, PostId, ProjectId};

crate::vocabulary! {
    /// What kind of event it is.
    EventKind {
        Visit = "Visit", "visit";
        Agreement = "Agreement", "agreement";
        Summit = "Summit", "summit";
        Election = "Election", "election";
        Inauguration = "Inauguration", "inauguration";
        War = "War", "war";
        Conflict = "Conflict", "conflict";
        Dispute = "Dispute", "dispute";
        Statement = "Statement", "statement";
        Policy = "Policy", "policy";
        Investment = "Investment", "investment";
        Debt = "Debt", "debt";
        Commemoration = "Commemoration", "commemoration";
        Vote = "Vote", "vote";
        Institution = "Institution", "institution";
        Other = "Other", "other";
    }
}

/// Somebody who took part, and in which capacity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participant {
    /// Who.
    pub person: PersonId,
    /// The post in which the person acted.
    pub capacity: Option<PostId>,
    /// `host`, `signatory`, `head of state`; free.
    pub role: Option<String>,
}

/// A picture, film or page beside a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Media {
    /// `Link`, `Image`, `Video`; free.
    pub kind: String,
    /// As in the file; not yet checked for its scheme.
    pub url: String,
    /// What it shows, for those who do not see it.
    pub alt: Option<String>,
    /// Who made it.
    pub credit: Option<String>,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Text id, unique among events.
    pub id: String,
    /// A line, sentence case.
    pub title: String,
    /// When.
    pub when: Date,
    /// The source's own words for the date.
    pub as_written: Option<String>,
    /// Calendar of `as_written`: `Gregorian`, `Julian`; free.
    pub calendar: Option<String>,
    /// Orders events of one day; 0 when the file does not say.
    pub seq: i64,
    /// What kind of event it is.
    pub kind: EventKind,
    /// 1 (detail) to 5 (turning point); 3 when the file does not say.
    pub importance: u8,
    /// Where, in words.
    pub place: Option<String>,
    /// A few sentences.
    pub summary: Option<String>,
    /// Other names.
    pub names: Vec<Name>,
    /// States and places that it concerns.
    pub areas: Vec<AreaId>,
    /// Bodies that took part.
    pub organizations: Vec<OrganizationId>,
    /// People who took part.
    pub people: Vec<Participant>,
    /// Projects that it concerns.
    pub projects: Vec<ProjectId>,
    /// Events that it continues.
    pub follows: Vec<EventId>,
    /// Free words.
    pub tags: Vec<String>,
    /// Pictures and links.
    pub media: Vec<Media>,
    /// Proof.
    pub cites: Vec<Cite>,
}

impl Event {
    /// An event of which nothing more is told.
    pub fn new(id: String, title: String, when: Date, kind: EventKind) -> Self {
        Self {
            id,
            title,
            when,
            as_written: None,
            calendar: None,
            seq: 0,
            kind,
            importance: 3,
            place: None,
            summary: None,
            names: Vec::new(),
            areas: Vec::new(),
            organizations: Vec::new(),
            people: Vec::new(),
            projects: Vec::new(),
            follows: Vec::new(),
            tags: Vec::new(),
            media: Vec::new(),
            cites: Vec::new(),
        }
    }
}
