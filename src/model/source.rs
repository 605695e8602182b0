//! Proof: where a statement comes from, and what exactly a source supports.

use super::{Date, SourceId};

/// Who made a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Creator {
    /// A person, by family and given name; `given` may be empty.
    Person {
        /// Family name, by which bibliographies sort.
        family: String,
        /// Given name or initials.
        given: String,
    },
    /// A body that signs as a whole.
    Org(String),
}

/// A document that cites point to.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// Text id, unique among sources.
    pub id: String,
    /// A word such as `Article`, `Webpage`, `Dataset`; free.
    pub kind: String,
    /// Title, or a description where it has none.
    pub title: String,
    /// In the order of the document.
    pub creators: Vec<Creator>,
    /// Who published it.
    pub publisher: Option<String>,
    /// The journal, book or site that contains it.
    pub container: Option<String>,
    /// When it was published; `None` when the document does not say.
    pub issued: Option<Date>,
    /// When it was read.
    pub accessed: Option<Date>,
    /// As in the file; not yet checked for its scheme.
    pub url: Option<String>,
    /// Digital object identifier without a resolver.
    pub doi: Option<String>,
    /// Two or three words that stand for it in a pane: `Kremlin 2019-09-03`. Never empty: falls back to the title.
    pub short: String,
    /// A remark: seen through a mirror, partial, and so on.
    pub note: Option<String>,
}

crate::vocabulary! {
    /// Into what a locator counts.
    LocatorKind {
        Paragraph = "Paragraph", "¶";
        Page = "Page", "p. ";
        Section = "Section", "§ ";
        Article = "Article", "art. ";
        Folio = "Folio", "fol. ";
        Chapter = "Chapter", "ch. ";
        Timestamp = "Timestamp", "at ";
        Caption = "Caption", "caption ";
    }
}

/// A place inside a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locator {
    /// Paragraph, page, section and so on.
    pub kind: LocatorKind,
    /// The number or name as written; may be empty (`Caption`).
    pub value: String,
}

impl std::fmt::Display for Locator {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{}",
            format!("{}{}", self.kind.label(), self.value).trim_end()
        )
    }
}

crate::vocabulary! {
    /// What the source says of the statement.
    Stance {
        Supports = "Supports", "supports";
        Disputes = "Disputes", "disputes";
        Silent = "Silent", "silent";
    }
}

crate::vocabulary! {
    /// How far the statement was checked against the source.
    Confidence {
        Verified = "Verified", "verified";
        SourceOnly = "SourceOnly", "this source only";
        Background = "Background", "background";
    }
}

/// A statement's pointer to its proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cite {
    /// The document.
    pub source: SourceId,
    /// Where in it.
    pub at: Option<Locator>,
    /// What it says, in our own words.
    pub says: Option<String>,
    /// The fields of the record that it supports; empty means all.
    pub fields: Vec<String>,
    /// `Supports` when the file does not say.
    pub stance: Stance,
    /// `None` when the file does not say.
    pub confidence: Option<Confidence>,
}
