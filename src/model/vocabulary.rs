//! Closed lists of words that still keep a word they do not know.
//!
//! A file of a newer minor version may use a word that this program has never heard of. It is kept as written, shown
//! and exported as it stands; `check` says that it is unknown.

/// Declares an enum of words: `Variant = "Word as in the file", "word on the screen"`.
///
/// Gives `parse` (exact word of the file; an unknown one becomes `Unknown`), `word` (as in a file), `label` (on the
/// screen) and `ALL` in the order of declaration.
#[macro_export]
macro_rules! vocabulary {
    ($(#[$meta:meta])* $name:ident { $($variant:ident = $word:literal, $label:literal;)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name {
            $(#[doc = concat!("On the screen: ", $label, ".")] $variant,)+
            /// A word of a newer version, kept as written.
            Unknown(Box<str>),
        }

        impl $name {
            /// All known words, in the order in which they are shown.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];
            /// The known words as a file spells them.
            pub const WORDS: &'static [&'static str] = &[$($word,)+];

            /// Reads the word of a file; what is not in the list is kept as `Unknown`.
            pub fn parse(word: &str) -> Self {
                match word {
                    $($word => Self::$variant,)+
                    other => Self::Unknown(other.into()),
                }
            }

            /// The word as a file spells it.
            pub fn word(&self) -> &str {
                match self {
                    $(Self::$variant => $word,)+
                    Self::Unknown(word) => word,
                }
            }

            /// The word as the screen shows it, in lower case.
            pub fn label(&self) -> &str {
                match self {
                    $(Self::$variant => $label,)+
                    Self::Unknown(word) => word,
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.label())
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use crate::model::{EventKind, ProjectStatus};

    #[test]
    fn an_unknown_word_is_kept_as_written() {
        let kind = EventKind::parse("Festival");
        assert_eq!(kind.word(), "Festival");
        assert!(!EventKind::ALL.contains(&kind));
    }

    #[test]
    fn known_words_read_back_as_themselves() {
        for (kind, word) in EventKind::ALL.iter().zip(EventKind::WORDS) {
            assert_eq!(&EventKind::parse(word), kind);
            assert_eq!(kind.word(), *word);
        }
        assert_eq!(ProjectStatus::parse("Pipeline").label(), "planned");
    }
}
