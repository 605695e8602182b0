//! Assertions of an article, what became of them, and how to count after them.

use super::{
    Date, Entity, Locator, MembershipId, PersonId, PostId, ProjectId, SourceId, TrackId, Value,
};

crate::vocabulary! {
    /// What the evidence says of a claim.
    Verdict {
        Supported = "Supported", "supported";
        PartlySupported = "PartlySupported", "supported in part";
        NotSupported = "NotSupported", "not supported";
        Opinion = "Opinion", "opinion or forecast";
        Unverifiable = "Unverifiable", "cannot be checked";
    }
}

/// Which holding of a post counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HolderRule {
    /// Regular terms only.
    Regular,
    /// Acting terms only.
    Acting,
}

/// A post and which of its terms count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PostRule {
    /// The post.
    pub post: PostId,
    /// Regular or acting terms.
    pub rule: HolderRule,
}

/// A computation that can be run on the data.
#[derive(Clone, Debug, PartialEq)]
pub enum ClaimCheck {
    /// How many records a query finds.
    Count {
        /// In the query language.
        query: String,
        /// How many the data is known to have.
        expect: usize,
        /// What is counted, in words: `visits to Russia`.
        what: Option<String>,
        /// How many the source speaks of, where that is another number.
        stated: Option<usize>,
    },
    /// Which records a query finds, in order of time.
    InOrder {
        /// In the query language.
        query: String,
        /// These, the earliest first.
        expect: Vec<Entity>,
        /// What they are, in words.
        what: Option<String>,
    },
    /// Who of a post's holders shared most days in office with a person.
    Overlap {
        /// The post whose holders are compared.
        post: PostId,
        /// The person beside whom they held it.
        with: PersonId,
        /// The person's posts that count; empty means any.
        as_posts: Vec<PostRule>,
        /// Who is expected to lead.
        longest: PersonId,
        /// Who leads as the source has it, where that is somebody else.
        stated: Option<PersonId>,
        /// How many days are expected, where the claim says so.
        days: Option<i64>,
        /// The last day that counts; the edition of the dataset when `None`.
        until: Option<Date>,
    },
    /// Whether somebody held a post on a date.
    HeldOn {
        /// The post.
        post: PostId,
        /// The date.
        date: Date,
        /// Who is expected.
        person: PersonId,
    },
    /// Which level a relation had on a date.
    Level {
        /// The track.
        track: TrackId,
        /// The date.
        date: Date,
        /// The level that is expected.
        expect: String,
    },
    /// How many relations rose to a level during somebody's term of office.
    Raised {
        /// The tracks that the claim speaks of.
        tracks: Vec<TrackId>,
        /// The level.
        level: String,
        /// The term.
        term: MembershipId,
        /// How many of them are known to have.
        expect: usize,
        /// How many the source speaks of, where that is another number.
        stated: Option<usize>,
    },
    /// How many whole years lie between the start of something and a date.
    Years {
        /// An event, a term of office, a project.
        from: Entity,
        /// The milestone of the project that counts as its start; its first status when `None`.
        milestone: Option<String>,
        /// The date.
        until: Date,
        /// How many years.
        expect: i64,
    },
    /// Whether a project has a figure on record.
    Figure {
        /// The project.
        project: ProjectId,
        /// The kind of a quantity, or of a sum of money.
        kind: String,
        /// The number that is expected.
        expect: Value,
    },
}

/// An assertion of a source.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Text id, unique among claims.
    pub id: String,
    /// Who asserts it.
    pub source: SourceId,
    /// Where in the source.
    pub at: Option<Locator>,
    /// The assertion, in our own words.
    pub text: String,
    /// What the evidence says.
    pub verdict: Verdict,
    /// What to bear in mind.
    pub caveat: Option<String>,
    /// Records that bear on it.
    pub evidence: Vec<Entity>,
    /// What can be computed.
    pub checks: Vec<ClaimCheck>,
}
