//! A name in a language and a script.

crate::vocabulary! {
    /// What kind of other name it is.
    NameKind {
        Other = "Other", "also";
        Variant = "Variant", "variant";
        Former = "Former", "formerly";
        Abbreviation = "Abbreviation", "short for";
        Misprint = "Misprint", "misprinted as";
    }
}

/// One of the names of a record beside its main one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The name as written.
    pub text: String,
    /// BCP 47 language and script, `mn-Cyrl`; empty when the file does not say.
    pub lang: String,
    /// `Other` when the file does not say.
    pub kind: NameKind,
}
