//! Projects: what is planned, under way and done, in the terms of the International Aid Transparency Initiative.

use super::{AreaId, Cite, Date, Day, EventId, Media, Name, OrganizationId, ProjectId};

crate::vocabulary! {
    /// Where a project stands.
    ProjectStatus {
        Pipeline = "Pipeline", "planned";
        Implementation = "Implementation", "under way";
        Finalisation = "Finalisation", "completing";
        Closed = "Closed", "done";
        Cancelled = "Cancelled", "cancelled";
        Suspended = "Suspended", "suspended";
    }
}

impl ProjectStatus {
    /// Whether work may still go on: planned, under way, completing or suspended.
    pub fn is_open(&self) -> bool {
        !matches!(self, Self::Closed | Self::Cancelled)
    }
}

/// One entry of the history of a status.
#[derive(Clone, Debug, PartialEq)]
pub struct StatusEntry {
    /// From when.
    pub on: Date,
    /// Which status.
    pub is: ProjectStatus,
    /// The source's own word.
    pub raw: Option<String>,
    /// Whether the author of the dataset concluded it.
    pub inferred: bool,
    /// When it was last looked at.
    pub checked: Option<Date>,
    /// A remark.
    pub note: Option<String>,
    /// Proof.
    pub cites: Vec<Cite>,
}

crate::vocabulary! {
    /// What somebody does in a project.
    PartyRole {
        Funding = "Funding", "funding";
        Accountable = "Accountable", "accountable";
        Extending = "Extending", "extending";
        Implementing = "Implementing", "implementing";
    }
}

/// A body that takes part in a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// As written. Falls back to the organization's name.
    pub name: String,
    /// The organization, where the dataset has it.
    pub organization: Option<OrganizationId>,
    /// What it does there.
    pub role: PartyRole,
}

/// A number that may be a range.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// Exactly.
    Exact(f64),
    /// About.
    About(f64),
    /// From, to.
    Range(f64, f64),
    /// At least.
    AtLeast(f64),
    /// At most.
    AtMost(f64),
}

/// A measured property: capacity, length, share.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// Of what: `capacity`; free.
    pub kind: String,
    /// How much.
    pub value: Value,
    /// `MW`, `km`, `%`; empty when the file leaves it out.
    pub unit: String,
    /// When it was so.
    pub on: Option<Date>,
    /// A remark.
    pub note: Option<String>,
    /// Proof.
    pub cites: Vec<Cite>,
}

crate::vocabulary! {
    /// What a sum of money is.
    MoneyKind {
        Cost = "Cost", "cost";
        Commitment = "Commitment", "commitment";
        Disbursement = "Disbursement", "disbursement";
        Loan = "Loan", "loan";
        Grant = "Grant", "grant";
        Debt = "Debt", "debt";
        Writeoff = "Writeoff", "written off";
        Repayment = "Repayment", "repayment";
        Revenue = "Revenue", "revenue";
    }
}

/// A sum of money. Never added up across currencies, kinds or price years.
#[derive(Clone, Debug, PartialEq)]
pub struct Money {
    /// Cost, loan, debt and so on.
    pub kind: MoneyKind,
    /// In units of the currency.
    pub value: Value,
    /// ISO 4217.
    pub currency: String,
    /// Price year.
    pub priced: Option<Date>,
    /// When it was paid or agreed.
    pub on: Option<Date>,
    /// A remark.
    pub note: Option<String>,
    /// Proof.
    pub cites: Vec<Cite>,
}

/// A step of a project, planned and actual.
#[derive(Clone, Debug, PartialEq)]
pub struct Milestone {
    /// Text id, unique within the project.
    pub id: String,
    /// What was to be reached.
    pub title: String,
    /// When it was to be reached.
    pub planned: Option<Date>,
    /// When it was reached.
    pub actual: Option<Date>,
    /// The event that tells of it.
    pub event: Option<EventId>,
    /// A remark.
    pub note: Option<String>,
    /// Proof.
    pub cites: Vec<Cite>,
}

/// A part of a project with a status of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Phase {
    /// Text id, unique within the project.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Its own history of status, in order of date.
    pub status: Vec<StatusEntry>,
}

/// Something that is built, bought, owed or run over time.
#[derive(Clone, Debug, PartialEq)]
pub struct Project {
    /// Text id, unique among projects.
    pub id: String,
    /// Full title.
    pub title: String,
    /// For columns and lanes. Never empty: falls back to `title`.
    pub short: String,
    /// Other names.
    pub names: Vec<Name>,
    /// One word: `gas`, `hydropower`.
    pub sector: String,
    /// Partners.
    pub areas: Vec<AreaId>,
    /// Where, in words.
    pub place: Option<String>,
    /// A few sentences.
    pub summary: Option<String>,
    /// The project of which it is a part.
    pub parent: Option<ProjectId>,
    /// Bodies that take part.
    pub parties: Vec<Party>,
    /// Figures.
    pub quantities: Vec<Quantity>,
    /// Sums.
    pub money: Vec<Money>,
    /// History of the status, in order of date.
    pub status: Vec<StatusEntry>,
    /// Steps, in the order of the file.
    pub milestones: Vec<Milestone>,
    /// Parts.
    pub phases: Vec<Phase>,
    /// Free words.
    pub tags: Vec<String>,
    /// Pictures and links.
    pub media: Vec<Media>,
    /// Proof.
    pub cites: Vec<Cite>,
}

impl Project {
    /// The entry in force on a day; `None` before the first.
    pub fn status_on(&self, day: Day) -> Option<&StatusEntry> {
        self.status
            .iter()
            .rev()
            .find(|entry| entry.on.earliest().is_none_or(|first| first <= day))
    }
}
