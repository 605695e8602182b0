//! Values that are kept as written: bare words, and what is under `x`.

use serde::de::{self, Deserialize, Deserializer, Visitor};
use serde::{Serialize, Serializer};

/// A bare word such as `Agreement`, read as text whatever it is; a text in quotes is taken, too.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Word(String);

impl Word {
    /// The word as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Word {
    fn from(word: &str) -> Self {
        Self(word.to_owned())
    }
}

impl<'de> Deserialize<'de> for Word {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl Visitor<'_> for Text {
            type Value = Word;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a bare word")
            }

            fn visit_str<E: de::Error>(self, word: &str) -> Result<Word, E> {
                Ok(Word(word.to_owned()))
            }
        }
        deserializer.deserialize_identifier(Text)
    }
}

impl Serialize for Word {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // The writer takes a bare word only as the name of something known at build time; a raw value is written as is.
        match ron::value::RawValue::from_ron(&self.0) {
            Ok(raw) => raw.serialize(serializer),
            Err(_) => self.0.serialize(serializer),
        }
    }
}

/// Any RON value, kept as the text that it was written as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raw(Box<ron::value::RawValue>);

impl Raw {
    /// The text of the value.
    pub fn as_str(&self) -> &str {
        self.0.get_ron()
    }
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Box::<ron::value::RawValue>::deserialize(deserializer).map(|raw| Self(raw.trim_boxed()))
    }
}

impl Serialize for Raw {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}
