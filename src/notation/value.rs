//! Values that ordinary types of Rust cannot hold: a bare word of any vocabulary, and a part that is kept as it is.

use std::{borrow::Borrow, fmt, ops::Deref};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{self, Unexpected, Visitor},
};

use super::{outline::skip_blank, read::options};

/// The name by which `ron` knows that it should pass on the text of a value and not the value.
const RAW: &str = "$ron::private::RawValue";

/// A word of a vocabulary, written bare (`kind: Agreement`) or in quotes, whatever it is. Written bare again where it
/// can be.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Word(pub String);

impl Word {
    pub fn new(word: impl Into<String>) -> Self {
        Self(word.into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn is_bare(&self) -> bool {
        let mut letters = self.0.chars();
        letters
            .next()
            .is_some_and(|first| first.is_ascii_alphabetic() || first == '_')
            && letters.all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
            && !matches!(
                self.0.as_str(),
                "true"
                    | "false"
                    | "Some"
                    | "None"
                    | "inf"
                    | "inff32"
                    | "inff64"
                    | "NaN"
                    | "NaNf32"
                    | "NaNf64"
            )
    }
}

impl fmt::Display for Word {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Deref for Word {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for Word {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Word {
    fn from(word: &str) -> Self {
        Self(word.to_owned())
    }
}

impl From<String> for Word {
    fn from(word: String) -> Self {
        Self(word)
    }
}

impl PartialEq<str> for Word {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl PartialEq<&str> for Word {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

impl Serialize for Word {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Formats other than RON see a string in a newtype, which they write as the string.
        if self.is_bare() {
            serializer.serialize_newtype_struct(RAW, &self.0)
        } else {
            serializer.serialize_str(&self.0)
        }
    }
}

impl<'de> Deserialize<'de> for Word {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(RAW, WordVisitor)
    }
}

struct WordVisitor;

impl<'de> Visitor<'de> for WordVisitor {
    type Value = Word;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a word")
    }

    // From RON: the text of the value as written, with the comments around it.
    fn visit_str<E: de::Error>(self, written: &str) -> Result<Word, E> {
        let start = skip_blank(written, 0);
        let value = &written[start..];
        if value.starts_with(['"', 'r']) && value.contains('"') {
            let read = options().from_str::<String>(written);
            return read
                .map(Word)
                .map_err(|_| E::invalid_type(Unexpected::Other(value), &self));
        }
        let length = value
            .find(|letter: char| !(letter.is_alphanumeric() || letter == '_'))
            .unwrap_or(value.len());
        let word = &value[..length];
        let is_word = word.starts_with(|first: char| first.is_alphabetic() || first == '_');
        if is_word && skip_blank(value, length) == value.len() {
            Ok(Word(word.to_owned()))
        } else {
            Err(E::invalid_type(Unexpected::Other(value), &self))
        }
    }

    // From any other format: a string.
    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Word, D::Error> {
        String::deserialize(deserializer).map(Word)
    }
}

/// A value that is kept and written back as it stands, comments within it and all.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Verbatim {
    written: String,
}

impl Verbatim {
    /// The RON text.
    pub fn as_str(&self) -> &str {
        &self.written
    }

    /// `text` if it is one RON value.
    pub fn new(text: impl Into<String>) -> Option<Self> {
        let written = text.into();
        ron::value::RawValue::from_ron(&written)
            .is_ok()
            .then_some(Self { written })
    }

    /// The value in a shape that other formats can write.
    pub fn structured(&self) -> Structured {
        Structured(
            options()
                .from_str(&self.written)
                .unwrap_or_else(|_| ron::Value::String(self.written.clone())),
        )
    }
}

impl Serialize for Verbatim {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(RAW, &self.written)
    }
}

impl<'de> Deserialize<'de> for Verbatim {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<ron::value::RawValue>::deserialize(deserializer)?;
        Ok(Self {
            written: raw.get_ron().to_owned(),
        })
    }
}

/// A RON value for writing in other formats.
#[derive(Debug, Clone, PartialEq)]
pub struct Structured(ron::Value);

impl Serialize for Structured {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}
