//! Offices, and who held them when.

use super::date::Interval;
use super::{AreaId, Cite, Date, Day, Name, OrganizationId, PersonId, PostId};

/// How a term ends: on a date, still running at the edition of the dataset, or unknown.
pub use super::date::Edge as TermEnd;

crate::vocabulary! {
    /// How many people hold a post at a time.
    Holders {
        Single = "Single", "one at a time";
        Collective = "Collective", "a body";
        Several = "Several", "several at a time";
    }
}

/// An office that people hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Post {
    /// Text id, unique among posts.
    pub id: String,
    /// `President of Mongolia`.
    pub title: String,
    /// `President`. Never empty: falls back to `title`.
    pub short: String,
    /// Titles in other languages.
    pub titles: Vec<Name>,
    /// The body that the post belongs to.
    pub organization: Option<OrganizationId>,
    /// The area that it governs or represents.
    pub area: Option<AreaId>,
    /// `Single` when the file does not say.
    pub holders: Holders,
    /// When the post existed, as an interval.
    pub existed: Option<Date>,
    /// A sentence or two.
    pub summary: Option<String>,
    /// Proof.
    pub cites: Vec<Cite>,
}

crate::vocabulary! {
    /// In what way somebody held a post.
    MembershipStatus {
        Regular = "Regular", "in office";
        Acting = "Acting", "acting";
        Interim = "Interim", "interim";
        Disputed = "Disputed", "disputed";
        CoHolder = "CoHolder", "jointly";
    }
}

/// Somebody's holding of a post: a term of office.
#[derive(Clone, Debug, PartialEq)]
pub struct Membership {
    /// Text id, unique among memberships.
    pub id: String,
    /// Who.
    pub person: PersonId,
    /// Which office.
    pub post: PostId,
    /// First day; `None` when unknown.
    pub start: Option<Date>,
    /// Last day, still running, or unknown.
    pub end: TermEnd,
    /// Party or body that put the person there.
    pub on_behalf_of: Option<String>,
    /// `Regular` when the file does not say.
    pub status: MembershipStatus,
    /// How it began: `Elected`, `Appointed`; free.
    pub began: Option<String>,
    /// How it ended: `TermLimit`, `Died`; free.
    pub ended: Option<String>,
    /// A remark.
    pub summary: Option<String>,
    /// Proof.
    pub cites: Vec<Cite>,
}

impl Membership {
    /// From start to end, each as it is known.
    pub fn term(&self) -> Interval {
        Interval::from_ends(self.start.clone(), self.end.clone())
    }

    /// First possible day; `None` when the start is unknown or open.
    pub fn first_day(&self) -> Option<Day> {
        self.start.as_ref().and_then(Date::earliest)
    }

    /// Last possible day; `None` when still running or unknown.
    pub fn last_day(&self) -> Option<Day> {
        match &self.end {
            TermEnd::On(date) => date.latest(),
            TermEnd::Open | TermEnd::Unknown => None,
        }
    }

    /// Whether the term runs on a day. The day of handover belongs to the successor, so a term is half open; a term of
    /// one day still holds that day. An unknown end is taken to be the start's own last day.
    pub fn holds_on(&self, day: Day) -> bool {
        let Some(first) = self.first_day() else {
            return false;
        };
        let last = match &self.end {
            TermEnd::On(date) => date.latest(),
            TermEnd::Open => return first <= day,
            TermEnd::Unknown => self.start.as_ref().and_then(Date::latest),
        };
        first <= day && last.is_none_or(|last| day < last || (day == last && first == last))
    }
}
