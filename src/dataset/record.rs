//! The file exactly as written: one struct a record, the same shape for reading and writing.
//!
//! Dates, references and words are still text here; `resolve` turns them into the model.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::notation::{Raw, Word};

macro_rules! records {
    ($($(#[$meta:meta])* $name:ident { $($(#[$field_meta:meta])* $field:ident: $type:ty,)+ })+) => {
        $(
            $(#[$meta])*
            #[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
            #[serde(deny_unknown_fields)]
            #[expect(missing_docs, reason = "the fields of the format")]
            pub struct $name { $($(#[$field_meta])* pub $field: $type,)+ }

            impl $name {
                /// The fields that a file may write, in order.
                pub const FIELDS: &'static [&'static str] = &[$(stringify!($field),)+];
            }
        )+
    };
}

type Text = Option<String>;

records! {
    /// What the file says of the history as a whole: the fields of `Dataset` that are no lists of records.
    Head {
        #[serde(default)] schema: String,
        #[serde(default)] id: String,
        #[serde(default)] title: String,
        #[serde(default)] edition: String,
        #[serde(default, skip_serializing_if = "Option::is_none")] license: Text,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] creators: Vec<CreatorRecord>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] languages: Vec<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")] summary: Text,
        #[serde(default, skip_serializing_if = "Option::is_none")] policy: Option<PolicyRecord>,
        #[serde(default, skip_serializing_if = "Option::is_none")] start_here: Text,
        #[serde(default, skip_serializing_if = "Option::is_none")] headline_track: Text,
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")] x: BTreeMap<String, Raw>,
    }

    /// What `check` asks of the dataset.
    PolicyRecord {
        #[serde(default, skip_serializing_if = "Option::is_none")] cite: Option<Word>,
        #[serde(default, skip_serializing_if = "Option::is_none")] single_holder_overlap_days: Option<u32>,
    }

    /// Another name.
    NameRecord {
        text: String,
        #[serde(default, skip_serializing_if = "String::is_empty")] lang: String,
        #[serde(default, skip_serializing_if = "Option::is_none")] kind: Option<Word>,
    }

    /// A pointer to proof.
    CiteRecord {
        src: String,
        #[serde(default, skip_serializing_if = "Option::is_none")] at: Option<LocatorRecord>,
        #[serde(default, skip_serializing_if = "Option::is_none")] says: Text,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] fields: Vec<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")] stance: Option<Word>,
        #[serde(default, skip_serializing_if = "Option::is_none")] confidence: Option<Word>,
    }

    /// A document.
    SourceRecord {
        id: String,
        #[serde(default, skip_serializing_if = "Option::is_none")] kind: Option<Word>,
        title: String,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] creators: Vec<CreatorRecord>,
        #[serde(default, skip_serializing_if = "Option::is_none")] publisher: Text,
        #[serde(default, skip_serializing_if = "Option::is_none")] container: Text,
        #[serde(default, skip_serializing_if = "Option::is_none")] issued: Text,
        #[serde(default, skip_serializing_if = "Option::is_none")] accessed: Text,
        #[serde(default, skip_serializing_if = "Option::is_none")] url: Text,
        #[serde(default, skip_serializing_if = "Option::is_none")] doi: Text,
        #[serde(default, skip_serializing_if = "Option::is_none")] short: Text,
        #[serde(default, skip_serializing_if = "Option::is_none")] note: Text,
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")] x: BTreeMap<String, Raw>,
    }

    /// A state, region or place.
    AreaRecord {
        id: String,
        name: String,
        #[serde(default, skip_serializing_if = "Option::is_none")] kind: Option<Word>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] names: Vec<NameRecord>,
        #[serde(default, skip_serializing_if = "Option::is_none")] summary: Text,
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")] codes: BTreeMap<String, String>,
        #[serde(default, skip_serializing_if = "Option::is_none")] parent: Text,
        #[serde(default, skip_serializing_if = "Option::is_none")] existed: Text,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] succeeds: Vec<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")] at: Option<PointRecord>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] cites: Vec<CiteRecord>,
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")] x: BTreeMap<String, Raw>,
    }

    /// A point on the earth, in degrees.
    PointRecord {
        lat: f64,
        lon: f64,
        #[serde(default = "yes")] exact: bool,
    }

    /// A body of people.
    OrganizationRecord {
        id: String,
        name: String,
        #[serde(default, skip_serializing_if = "Option::is_none")] short: Text,
        #[serde(default, skip_serializing_if = "Option::is_none")] kind: Option<Word>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] names: Vec<NameRecord>,
        #[serde(default, skip_serializing_if = "Option::is_none")] summary: Text,
        #[serde(default, skip_serializing_if = "Option::is_none")] area: Text,
        #[serde(default, skip_serializing_if = "Option::is_none")] parent: Text,
        #[serde(default, skip_serializing_if = "Option::is_none")] existed: Text,
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")] codes: BTreeMap<String, String>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] cites: Vec<CiteRecord>,
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")] x: BTreeMap<String, Raw>,
    }

    /// An office.
    PostRecord {
        id: String,
        title: String,
        #[serde(default, skip_serializing_if = "Option::is_none")] short: Text,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] titles: Vec<NameRecord>,
        #[serde(default, skip_serializing_if = "Option::is_none")] organization: Text,
        #[serde(default, skip_serializing_if = "Option::is_none")] area: Text,
        #[serde(default, skip_serializing_if = "Option::is_none")] holders: Option<Word>,
        #[serde(default, skip_serializing_if = "Option::is_none")] existed: Text,
        #[serde(default, skip_serializing_if = "Option::is_none")] summary: Text,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] cites: Vec<CiteRecord>,
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")] x: BTreeMap<String, Raw>,
    }

    /// A birth or a death.
    LifeRecord {
        date: String,
        #[serde(default, skip_serializing_if = "Option::is_none")] area: Text,
        #[serde(default, skip_serializing_if = "Option::is_none")] place: Text,
    }

    /// Somebody.
    PersonRecord {
        id: String,
        name: String,
        #[serde(default, skip_serializing_if = "Option::is_none")] short: Text,
        #[serde(default, skip_serializing_if = "Option::is_none")] sort: Text,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] names: Vec<NameRecord>,
        #[serde(default, skip_serializing_if = "Option::is_none")] born: Option<LifeRecord>,
        #[serde(default, skip_serializing_if = "Option::is_none")] died: Option<LifeRecord>,
        #[serde(default, skip_serializing_if = "Option::is_none")] summary: Text,
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")] codes: BTreeMap<String, String>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] cites: Vec<CiteRecord>,
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")] x: BTreeMap<String, Raw>,
    }

    /// A term of office.
    MembershipRecord {
        id: String,
        person: String,
        post: String,
        #[serde(default, skip_serializing_if = "Option::is_none")] start: Text,
        #[serde(default, skip_serializing_if = "Option::is_none")] end: Text,
        #[serde(default, skip_serializing_if = "Option::is_none")] on_behalf_of: Text,
        #[serde(default, skip_serializing_if = "Option::is_none")] status: Option<Word>,
        #[serde(default, skip_serializing_if = "Option::is_none")] began: Option<Word>,
        #[serde(default, skip_serializing_if = "Option::is_none")] ended: Option<Word>,
        #[serde(default, skip_serializing_if = "Option::is_none")] summary: Text,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] cites: Vec<CiteRecord>,
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")] x: BTreeMap<String, Raw>,
    }

    /// A named span of time.
    EraRecord {
        id: String,
        title: String,
        during: String,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] areas: Vec<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")] summary: Text,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] cites: Vec<CiteRecord>,
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")] x: BTreeMap<String, Raw>,
    }

    /// Somebody who took part in an event.
    ParticipantRecord {
        person: String,
        #[serde(default, skip_serializing_if = "Option::is_none")] capacity: Text,
        #[serde(default, skip_serializing_if = "Option::is_none")] role: Text,
    }

    /// A picture or link.
    MediaRecord {
        #[serde(default, skip_serializing_if = "Option::is_none")] kind: Option<Word>,
        url: String,
        #[serde(default, skip_serializing_if = "Option::is_none")] alt: Text,
        #[serde(default, skip_serializing_if = "Option::is_none")] credit: Text,
    }

    /// Something that happened.
    EventRecord {
        id: String,
        title: String,
        when: String,
        #[serde(default, skip_serializing_if = "Option::is_none")] as_written: Text,
        #[serde(default, skip_serializing_if = "Option::is_none")] calendar: Option<Word>,
        #[serde(default, skip_serializing_if = "Option::is_none")] seq: Option<i64>,
        #[serde(default, skip_serializing_if = "Option::is_none")] kind: Option<Word>,
        #[serde(default, skip_serializing_if = "Option::is_none")] importance: Option<u8>,
        #[serde(default, skip_serializing_if = "Option::is_none")] place: Text,
        #[serde(default, skip_serializing_if = "Option::is_none")] summary: Text,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] names: Vec<NameRecord>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] areas: Vec<String>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] organizations: Vec<String>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] people: Vec<ParticipantRecord>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] projects: Vec<String>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] follows: Vec<String>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] tags: Vec<String>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] media: Vec<MediaRecord>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] cites: Vec<CiteRecord>,
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")] x: BTreeMap<String, Raw>,
    }

    /// One entry of the history of a status.
    StatusRecord {
        on: String,
        is: Word,
        #[serde(default, skip_serializing_if = "Option::is_none")] raw: Text,
        #[serde(default, skip_serializing_if = "no")] inferred: bool,
        #[serde(default, skip_serializing_if = "Option::is_none")] checked: Text,
        #[serde(default, skip_serializing_if = "Option::is_none")] note: Text,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] cites: Vec<CiteRecord>,
    }

    /// A body that takes part in a project.
    PartyRecord {
        #[serde(default, skip_serializing_if = "Option::is_none")] name: Text,
        #[serde(default, skip_serializing_if = "Option::is_none")] organization: Text,
        role: Word,
    }

    /// A measured property.
    QuantityRecord {
        kind: String,
        value: ValueRecord,
        #[serde(default, skip_serializing_if = "String::is_empty")] unit: String,
        #[serde(default, skip_serializing_if = "Option::is_none")] on: Text,
        #[serde(default, skip_serializing_if = "Option::is_none")] note: Text,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] cites: Vec<CiteRecord>,
    }

    /// A sum of money.
    MoneyRecord {
        kind: Word,
        value: ValueRecord,
        currency: String,
        #[serde(default, skip_serializing_if = "Option::is_none")] priced: Text,
        #[serde(default, skip_serializing_if = "Option::is_none")] on: Text,
        #[serde(default, skip_serializing_if = "Option::is_none")] note: Text,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] cites: Vec<CiteRecord>,
    }

    /// A step of a project.
    MilestoneRecord {
        id: String,
        title: String,
        #[serde(default, skip_serializing_if = "Option::is_none")] planned: Text,
        #[serde(default, skip_serializing_if = "Option::is_none")] actual: Text,
        #[serde(default, skip_serializing_if = "Option::is_none")] event: Text,
        #[serde(default, skip_serializing_if = "Option::is_none")] note: Text,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] cites: Vec<CiteRecord>,
    }

    /// A part of a project.
    PhaseRecord {
        id: String,
        title: String,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] status: Vec<StatusRecord>,
    }

    /// A project.
    ProjectRecord {
        id: String,
        title: String,
        #[serde(default, skip_serializing_if = "Option::is_none")] short: Text,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] names: Vec<NameRecord>,
        #[serde(default, skip_serializing_if = "String::is_empty")] sector: String,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] areas: Vec<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")] place: Text,
        #[serde(default, skip_serializing_if = "Option::is_none")] summary: Text,
        #[serde(default, skip_serializing_if = "Option::is_none")] parent: Text,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] parties: Vec<PartyRecord>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] quantities: Vec<QuantityRecord>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] money: Vec<MoneyRecord>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] status: Vec<StatusRecord>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] milestones: Vec<MilestoneRecord>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] phases: Vec<PhaseRecord>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] tags: Vec<String>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] media: Vec<MediaRecord>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] cites: Vec<CiteRecord>,
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")] x: BTreeMap<String, Raw>,
    }

    /// A span at one level.
    SegmentRecord {
        during: String,
        level: String,
        #[serde(default, skip_serializing_if = "Option::is_none")] by: Text,
        #[serde(default, skip_serializing_if = "Option::is_none")] note: Text,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] cites: Vec<CiteRecord>,
    }

    /// A document that changed no level.
    MarkRecord {
        on: String,
        label: String,
        #[serde(default, skip_serializing_if = "Option::is_none")] by: Text,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] cites: Vec<CiteRecord>,
    }

    /// The relation of two areas.
    TrackRecord {
        id: String,
        title: String,
        #[serde(default, skip_serializing_if = "Option::is_none")] short: Text,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] between: Vec<String>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] scale: Vec<String>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] segments: Vec<SegmentRecord>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] marks: Vec<MarkRecord>,
        #[serde(default, skip_serializing_if = "Option::is_none")] summary: Text,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] cites: Vec<CiteRecord>,
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")] x: BTreeMap<String, Raw>,
    }

    /// An assertion.
    ClaimRecord {
        id: String,
        source: String,
        #[serde(default, skip_serializing_if = "Option::is_none")] at: Option<LocatorRecord>,
        text: String,
        verdict: Word,
        #[serde(default, skip_serializing_if = "Option::is_none")] caveat: Text,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] evidence: Vec<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")] check: Option<CheckRecord>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] checks: Vec<CheckRecord>,
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")] x: BTreeMap<String, Raw>,
    }

    /// A word of the glossary.
    TermRecord {
        id: String,
        term: String,
        #[serde(default, skip_serializing_if = "String::is_empty")] lang: String,
        means: String,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] names: Vec<NameRecord>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] see: Vec<String>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] cites: Vec<CiteRecord>,
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")] x: BTreeMap<String, Raw>,
    }

    /// A question to the class.
    AskRecord {
        question: String,
        #[serde(default, skip_serializing_if = "Option::is_none")] answer: Text,
    }

    /// A stop of a tour.
    StopRecord {
        title: String,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] focus: Vec<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")] window: Text,
        #[serde(default, skip_serializing_if = "Option::is_none")] pane: Option<Word>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] lanes: Vec<String>,
        text: String,
        #[serde(default, skip_serializing_if = "Option::is_none")] notes: Text,
        #[serde(default, skip_serializing_if = "Option::is_none")] ask: Option<AskRecord>,
    }

    /// A lesson.
    TourRecord {
        id: String,
        title: String,
        #[serde(default, skip_serializing_if = "Option::is_none")] audience: Text,
        #[serde(default, skip_serializing_if = "Option::is_none")] minutes: Option<u32>,
        #[serde(default, skip_serializing_if = "Option::is_none")] summary: Text,
        #[serde(default, skip_serializing_if = "Vec::is_empty")] stops: Vec<StopRecord>,
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")] x: BTreeMap<String, Raw>,
    }
}

/// Who made a document.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub enum CreatorRecord {
    /// `Person(family: "Doe", given: "J.")`.
    Person {
        /// Family name.
        family: String,
        /// Given name or initials.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        given: String,
    },
    /// `Org("A body")`.
    Org(String),
}

/// A place in a document.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[expect(missing_docs, reason = "the words of the format")]
pub enum LocatorRecord {
    Paragraph(String),
    Page(String),
    Section(String),
    Article(String),
    Folio(String),
    Chapter(String),
    Timestamp(String),
    Caption(#[serde(default)] String),
}

/// A number or a range.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize, Serialize)]
#[expect(missing_docs, reason = "the words of the format")]
pub enum ValueRecord {
    Exact(f64),
    About(f64),
    Range(f64, f64),
    AtLeast(f64),
    AtMost(f64),
}

/// What of a claim can be computed.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[expect(missing_docs, reason = "the words of the format")]
pub enum CheckRecord {
    Count {
        query: String,
        expect: usize,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        what: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        stated: Option<usize>,
    },
    InOrder {
        query: String,
        expect: Vec<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        what: Option<String>,
    },
    Overlap {
        post: String,
        with: String,
        #[serde(default, rename = "as", skip_serializing_if = "Vec::is_empty")]
        as_posts: Vec<String>,
        longest: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        stated: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        days: Option<i64>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<String>,
    },
    HeldOn {
        post: String,
        date: String,
        person: String,
    },
    Level {
        track: String,
        date: String,
        expect: String,
    },
    Raised {
        tracks: Vec<String>,
        level: String,
        term: String,
        expect: usize,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        stated: Option<usize>,
    },
    Years {
        from: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        milestone: Option<String>,
        until: String,
        expect: i64,
    },
    Figure {
        project: String,
        kind: String,
        expect: ValueRecord,
    },
}

fn yes() -> bool {
    true
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature that serde asks for"
)]
fn no(value: &bool) -> bool {
    !*value
}
