//! History itself: what happened, when, to whom, and by which source.
//!
//! Types take the names of the field: Popolo for people, posts and memberships, EDTF for dates, IATI for the status
//! of projects, CSL for sources. A [`History`] is built once and never changes, so threads share it without a lock.
//!
//! What this layer does not know: files, RON and serde (`dataset`), questions (`query`), screens and terminals.

pub mod area;
pub mod claim;
pub mod date;
pub mod entity_set;
pub mod event;
pub mod history;
pub mod id;
pub mod name;
pub mod person;
pub mod post;
pub mod project;
pub mod source;
pub mod tour;
pub mod track;
pub mod vocabulary;

pub use area::{Area, Era, Organization, Term};
pub use claim::{Claim, ClaimCheck, HolderRule, PostRule, Verdict};
pub use date::{Date, Day};
pub use entity_set::EntitySet;
pub use event::{Event, EventKind, Media, Participant};
pub use history::{Cited, History, Overview, Parts};
pub use id::{
    AreaId, ClaimId, Entity, EntityKind, EraId, EventId, MembershipId, OrganizationId, PersonId,
    PostId, ProjectId, SourceId, TermId, TourId, TrackId,
};
pub use name::{Name, NameKind};
pub use person::{Life, Person};
pub use post::{Holders, Membership, MembershipStatus, Post, TermEnd};
pub use project::{
    Milestone, Money, MoneyKind, Party, PartyRole, Phase, Project, ProjectStatus, Quantity,
    StatusEntry, Value,
};
pub use source::{Cite, Confidence, Creator, Locator, LocatorKind, Source, Stance};
pub use tour::{Ask, Pane, Stop, Tour};
pub use track::{Mark, Segment, Track};
