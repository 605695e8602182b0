//! Assertions of an article, what became of them, and how to count after them.

use super::{Date, Entity, Locator, PersonId, PostId, SourceId, TrackId};

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
        /// How many the claim speaks of.
        expect: usize,
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
