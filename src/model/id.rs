//! Ids of records: small numbers that hold for one [`History`](super::History), and their text names.

use std::fmt;

/// Declares a typed index and its place in [`Entity`].
macro_rules! ids {
    ($($name:ident, $kind:ident, $word:literal, $plural:literal;)+) => {
        $(
            #[doc = concat!("Index of one of the ", $plural, " of one `History`, in the order of the file.")]
            #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
            pub struct $name(pub u32);

            impl $name {
                /// Position in the vector of its kind.
                pub fn idx(self) -> usize {
                    self.0 as usize
                }
            }

            impl From<usize> for $name {
                fn from(idx: usize) -> Self {
                    Self(idx as u32)
                }
            }

            impl From<$name> for Entity {
                fn from(id: $name) -> Self {
                    Self::$kind(id)
                }
            }
        )+

        /// Anything that has an id of its own. Its text form is `kind:id`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Entity {
            $(#[doc = concat!("One of the ", $plural, ".")] $kind($name),)+
        }

        /// The kinds of record that have ids.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum EntityKind {
            $(#[doc = concat!("The ", $plural, ".")] $kind,)+
        }

        impl EntityKind {
            /// All kinds, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$kind,)+];

            /// The word before the colon of a reference: `event`.
            pub fn word(self) -> &'static str {
                match self { $(Self::$kind => $word,)+ }
            }

            /// The field of the file and the word of `annals list`: `events`.
            pub fn plural(self) -> &'static str {
                match self { $(Self::$kind => $plural,)+ }
            }
        }

        impl Entity {
            /// Of which kind it is.
            pub fn kind(self) -> EntityKind {
                match self { $(Self::$kind(_) => EntityKind::$kind,)+ }
            }

            /// Position in the vector of its kind.
            pub fn idx(self) -> usize {
                match self { $(Self::$kind(id) => id.idx(),)+ }
            }

            /// The entity at a position of its kind; the caller knows that it exists.
            pub fn new(kind: EntityKind, idx: usize) -> Self {
                match kind { $(EntityKind::$kind => Self::$kind(idx.into()),)+ }
            }
        }
    };
}

ids! {
    EventId, Event, "event", "events";
    PersonId, Person, "person", "people";
    PostId, Post, "post", "posts";
    MembershipId, Membership, "membership", "memberships";
    ProjectId, Project, "project", "projects";
    TrackId, Track, "track", "tracks";
    AreaId, Area, "area", "areas";
    OrganizationId, Organization, "organization", "organizations";
    EraId, Era, "era", "eras";
    ClaimId, Claim, "claim", "claims";
    SourceId, Source, "source", "sources";
    TermId, Term, "term", "glossary";
    TourId, Tour, "tour", "tours";
}

impl EntityKind {
    /// Reads the word before a colon, or the plural of the command line.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|kind| kind.word() == word || kind.plural() == word)
    }
}

impl fmt::Display for EntityKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}
