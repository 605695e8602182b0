//! Values that are kept as written: bare words, and what is under `x`.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::{Mutex, PoisonError};

use serde::de::{self, Deserialize, Deserializer, Unexpected, Visitor};
use serde::{Serialize, Serializer};

use super::outline::skip_blanks;
use super::read::options;

/// The name by which `ron` knows that it is to pass on the text of a value and not the value: the one way to take both a
/// bare word and a text.
const AS_WRITTEN: &str = "$ron::private::RawValue";

/// A bare word such as `Agreement`, read as text whatever it is; a text in quotes is taken, too.
///
/// Written bare again where it can be. Other formats see a text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Word(String);

impl Word {
    /// The word as written.
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

impl From<&str> for Word {
    fn from(word: &str) -> Self {
        Self(word.to_owned())
    }
}

impl<'de> Deserialize<'de> for Word {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(AS_WRITTEN, AnyWord)
    }
}

impl Serialize for Word {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.is_bare().then(|| lasting(&self.0)).flatten() {
            Some(word) => serializer.serialize_unit_variant("Word", 0, word),
            None => serializer.serialize_str(&self.0),
        }
    }
}

/// The word for as long as the program runs, which is what a writer asks of a bare word. Vocabularies are small; a file
/// that is not gets its words written in quotes from some point on.
fn lasting(word: &str) -> Option<&'static str> {
    const MOST: usize = 4096;
    static WORDS: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let mut words = WORDS.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(word) = words.get(word) {
        return Some(word);
    }
    if words.len() >= MOST {
        return None;
    }
    let word: &'static str = word.to_owned().leak();
    words.insert(word);
    Some(word)
}

struct AnyWord;

impl<'de> Visitor<'de> for AnyWord {
    type Value = Word;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a bare word")
    }

    /// From RON: the value as written, with the comments around it.
    fn visit_str<E: de::Error>(self, written: &str) -> Result<Word, E> {
        let value = &written[skip_blanks(written, 0)..];
        let length = value
            .find(|c: char| !(c.is_alphanumeric() || c == '_'))
            .unwrap_or(value.len());
        let (word, after) = value.split_at(length);
        let is_bare = word.starts_with(|first: char| first.is_alphabetic() || first == '_');
        if is_bare && skip_blanks(after, 0) == after.len() {
            return Ok(Word(word.to_owned()));
        }
        options()
            .from_str(value)
            .map(Word)
            .map_err(|_| E::invalid_type(Unexpected::Other("another value"), &self))
    }

    /// From any other format: a text.
    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Word, D::Error> {
        String::deserialize(deserializer).map(Word)
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

#[cfg(test)]
mod tests {
    use super::super::{from_str, to_string};
    use super::*;

    #[derive(Debug, serde::Deserialize, Serialize, PartialEq)]
    struct Record {
        kind: Option<Word>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        x: Option<Raw>,
    }

    fn word(text: &str) -> Option<String> {
        let record: Record = from_str(&format!("(kind: {text})")).ok()?;
        record.kind.map(|kind| kind.as_str().to_owned())
    }

    #[test]
    fn a_word_is_taken_bare_or_in_quotes_with_comments_around() {
        for text in [
            "Festival",
            "\"Festival\"",
            "/* , */ Festival // a word\n",
            "Some(Festival)",
            "r#\"Festival\"#",
            "\"Fest\\u{69}val\" // \"\n",
        ] {
            assert_eq!(word(text).as_deref(), Some("Festival"), "{text}");
        }
        assert_eq!(word("r").as_deref(), Some("r"));
        assert_eq!(word("Наадам").as_deref(), Some("Наадам"));
        for text in ["5", "[A]", "(A)", "A(1)", "A B", "{}"] {
            assert_eq!(word(text), None, "{text}");
        }
    }

    #[test]
    fn a_word_is_written_so_that_it_is_read_again() {
        for name in [
            "Festival",
            "true",
            "None",
            "two words",
            "[a], x: 1",
            "1936",
            "Наадам",
            "\"",
            "",
        ] {
            let record = Record {
                kind: Some(Word::from(name)),
                x: None,
            };
            let text = to_string(&record).expect("writable");
            assert_eq!(from_str::<Record>(&text).as_ref(), Ok(&record), "{text}");
        }
        let record = Record {
            kind: Some(Word::from("Festival")),
            x: None,
        };
        assert_eq!(
            to_string(&record).expect("writable"),
            "(\n  kind: Festival,\n)"
        );
        assert_eq!(
            serde_json::to_string(&record).expect("writable"),
            r#"{"kind":"Festival"}"#
        );
        assert_eq!(
            serde_json::from_str::<Record>(r#"{"kind":"Festival"}"#).expect("readable"),
            record
        );
    }

    #[test]
    fn what_is_under_x_is_kept_as_it_stands() {
        let text = r#"(kind: A, x: {"acme:pi": 3.14159265358979 /* more */, "acme:kind": Odd(1, [2])} // the end
        )"#;
        let record: Record = from_str(text).expect("good RON");
        let kept = r#"{"acme:pi": 3.14159265358979 /* more */, "acme:kind": Odd(1, [2])}"#;
        assert_eq!(record.x.as_ref().map(Raw::as_str), Some(kept));
        let written = to_string(&record).expect("writable");
        assert!(written.contains(kept), "{written}");
        assert_eq!(from_str::<Record>(&written), Ok(record));
    }
}
