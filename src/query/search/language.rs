//! The query words: what was typed, read into clauses that must all hold, each of alternatives.
//!
//! Every text is a query: what cannot be read becomes a [`Note`] with its place, and the rest still works. This module
//! does not know what is in a history; `filter` asks it.

use std::ops::Range;

use crate::model::Date;
use crate::model::date::parse_prompt;
use crate::model::{Day, EntityKind, EventKind};

/// More words than anybody types say nothing that fewer do not.
const MOST_TERMS: usize = 32;

/// A query as it was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// All must hold.
    pub clauses: Vec<Clause>,
    /// What could not be read, in the order of the text.
    pub notes: Vec<Note>,
}

/// Alternatives: one must hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Clause(pub Vec<Term>);

/// One condition.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// Written with `!`: must not hold.
    pub negated: bool,
    /// What is asked for.
    pub what: What,
    /// Bytes of the query.
    pub span: Range<usize>,
}

/// What a condition asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// Letters in any text of the record.
    Text {
        /// Without its signs.
        text: String,
        /// `'exact` or quoted: side by side, not scattered and not misspelt.
        exact: bool,
        /// `^start`: a text begins so.
        start: bool,
        /// `end$`: a text ends so.
        end: bool,
    },
    /// A property of the record: `kind:event`.
    Field(Field, String),
    /// A property of its time: `in:2003..2009`.
    Time(Field, Date),
}

/// Something to know of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Bytes of the query.
    pub span: Range<usize>,
    /// What is wrong, in words.
    pub message: String,
    /// What would do.
    pub help: String,
}

impl std::fmt::Display for Note {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}; {}", self.message, self.help)
    }
}

/// The words before a colon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// Kind of record.
    Kind,
    /// What the record says it is: a visit, a state, a company.
    Type,
    /// Somebody who has to do with it.
    Person,
    /// An area that it concerns, with all that lies in it.
    Area,
    /// An office that it concerns.
    Post,
    /// Sector of a project.
    Sector,
    /// Status of a project or term, verdict of a claim.
    Status,
    /// A source that it cites.
    Source,
    /// A free word.
    Tag,
    /// Possibly within a span.
    In,
    /// Possibly begun before a date.
    Before,
    /// Possibly still after a date.
    After,
    /// Possibly on a day.
    On,
}

impl Field {
    /// All fields, in the order in which they are shown.
    pub const ALL: &'static [Self] = &[
        Self::Kind,
        Self::Type,
        Self::Person,
        Self::Area,
        Self::Post,
        Self::Sector,
        Self::Status,
        Self::Source,
        Self::Tag,
        Self::In,
        Self::Before,
        Self::After,
        Self::On,
    ];

    /// The word before the colon.
    pub fn word(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Type => "type",
            Self::Person => "person",
            Self::Area => "area",
            Self::Post => "post",
            Self::Sector => "sector",
            Self::Status => "status",
            Self::Source => "source",
            Self::Tag => "tag",
            Self::In => "in",
            Self::Before => "before",
            Self::After => "after",
            Self::On => "on",
        }
    }

    /// One use of it.
    pub fn example(self) -> &'static str {
        match self {
            Self::Kind => "kind:event",
            Self::Type => "type:visit",
            Self::Person => "person:putin",
            Self::Area => "area:mn",
            Self::Post => "post:president",
            Self::Sector => "sector:gas",
            Self::Status => "status:pipeline",
            Self::Source => "source:kremlin",
            Self::Tag => "tag:security",
            Self::In => "in:2003..2009",
            Self::Before => "before:1991",
            Self::After => "after:2000-05",
            Self::On => "on:2019-09-03",
        }
    }

    /// The field of a word or of its beginning. Of several with one beginning, `p` is person, `a` area and `t` type.
    fn read(word: &str) -> Result<Self, Vec<Self>> {
        let preferred = match word {
            "p" => Some(Self::Person),
            "a" => Some(Self::Area),
            "t" => Some(Self::Type),
            _ => None,
        };
        if let Some(field) = preferred {
            return Ok(field);
        }
        let possible: Vec<Self> = Self::ALL
            .iter()
            .copied()
            .filter(|field| field.word().starts_with(word))
            .collect();
        match possible[..] {
            [one] => Ok(one),
            _ => Err(possible),
        }
    }

    fn is_time(self) -> bool {
        matches!(self, Self::In | Self::Before | Self::After | Self::On)
    }
}

impl Query {
    /// Reads what was typed.
    pub fn parse(text: &str) -> Self {
        let mut query = Self::default();
        let mut joins = false;
        for token in tokens(text).into_iter().take(MOST_TERMS) {
            if token.is_bar {
                joins = true;
                continue;
            }
            let Some(term) = query.term(&token) else {
                continue;
            };
            match query.clauses.last_mut() {
                Some(clause) if joins => clause.0.push(term),
                _ => query.clauses.push(Clause(vec![term])),
            }
            joins = false;
        }
        query
    }

    /// Whether it asks for nothing.
    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty()
    }

    /// All conditions.
    pub fn terms(&self) -> impl Iterator<Item = &Term> {
        self.clauses.iter().flat_map(|clause| &clause.0)
    }

    fn term(&mut self, token: &Token) -> Option<Term> {
        let span = token.span.clone();
        let (negated, rest) = match token.text.strip_prefix('!') {
            Some(rest) if !token.is_quoted => (true, rest),
            _ => (false, token.text.as_str()),
        };
        let what = match token.colon {
            Some(at) => {
                let at = at - usize::from(negated);
                self.field(&rest[..at], &rest[at + 1..], &span)?
            }
            None => text(rest, token.is_quoted)?,
        };
        Some(Term {
            negated,
            what,
            span,
        })
    }

    fn field(&mut self, word: &str, value: &str, span: &Range<usize>) -> Option<What> {
        let lower = word.to_lowercase();
        let field = match Field::read(&lower) {
            Ok(field) => field,
            // A title may have a colon at the end of a word, and an address one before its slashes.
            Err(_) if value.is_empty() => return text(word, false),
            Err(_) if value.starts_with("//") => return text(&format!("{word}:{value}"), false),
            Err(possible) if possible.is_empty() => {
                let names: Vec<String> = Field::ALL
                    .iter()
                    .map(|field| format!("{}:", field.word()))
                    .collect();
                self.note(
                    span,
                    format!("there is no field `{word}`"),
                    format!("there are {}", names.join(" ")),
                );
                return None;
            }
            Err(possible) => {
                let names: Vec<String> = possible
                    .iter()
                    .map(|field| format!("{}:", field.word()))
                    .collect();
                self.note(
                    span,
                    format!("`{word}:` can be several fields"),
                    format!("write {}", names.join(" or ")),
                );
                return None;
            }
        };
        if value.is_empty() {
            self.note(
                span,
                format!("`{}:` waits for a value", field.word()),
                format!("such as {}", field.example()),
            );
            return None;
        }
        if !field.is_time() {
            self.check_word(field, value, span);
            return Some(What::Field(field, value.to_owned()));
        }
        match time(field, value) {
            Ok(date) => Some(What::Time(field, date)),
            Err(why) => {
                self.note(span, why, format!("write it as in {}", field.example()));
                None
            }
        }
    }

    /// Says when a word is none of a closed list. The condition stays, and nothing meets it.
    fn check_word(&mut self, field: Field, value: &str, span: &Range<usize>) {
        if field != Field::Kind {
            return;
        }
        let known = EntityKind::ALL
            .iter()
            .any(|kind| word_begins(kind.word(), value) || word_begins(kind.plural(), value));
        if !known {
            let words: Vec<&str> = EntityKind::ALL.iter().map(|kind| kind.word()).collect();
            let is_type = EventKind::WORDS.iter().any(|word| word_begins(word, value));
            let help = if is_type {
                format!("write type:{value}")
            } else {
                format!("there are {}", words.join(", "))
            };
            self.note(span, format!("`{value}` is no kind of record"), help);
        }
    }

    fn note(&mut self, span: &Range<usize>, message: String, help: String) {
        self.notes.push(Note {
            span: span.clone(),
            message,
            help,
        });
    }
}

/// Whether a word of a vocabulary begins with what was typed; case, blanks and hyphens do not matter.
pub(super) fn word_begins(word: &str, typed: &str) -> bool {
    let plain = |text: &str| -> String {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    let typed = plain(typed);
    !typed.is_empty() && plain(word).starts_with(&typed)
}

fn text(word: &str, is_quoted: bool) -> Option<What> {
    let mut text = word;
    let (mut exact, mut start, mut end) = (is_quoted, false, false);
    if !is_quoted {
        if let Some(rest) = text.strip_prefix('\'') {
            (exact, text) = (true, rest);
        }
        if let Some(rest) = text.strip_prefix('^') {
            (start, text) = (true, rest);
        }
        if let Some(rest) = text.strip_suffix('$') {
            (end, text) = (true, rest);
        }
    }
    let text = text.trim();
    (!text.is_empty()).then(|| What::Text {
        text: text.to_owned(),
        exact,
        start,
        end,
    })
}

fn time(field: Field, value: &str) -> Result<Date, String> {
    if field == Field::In
        && let Some((from, to)) = value.split_once("..")
    {
        let end = |text: &str| -> Result<String, String> {
            if text.trim().is_empty() {
                return Ok("..".to_owned());
            }
            Ok(date(text)?.as_str().to_owned())
        };
        let (from, to) = (end(from)?, end(to)?);
        if from == ".." && to == ".." {
            return Err("`..` is all of time".to_owned());
        }
        return Date::parse(&format!("{from}/{to}")).map_err(|error| error.to_string());
    }
    date(value)
}

fn date(text: &str) -> Result<Date, String> {
    match Date::parse(text) {
        Ok(date) => Ok(date),
        // Prose, too, but no steps: here is no day from which to count.
        Err(error)
            if text.starts_with(['+', '-']) || !text.contains(|c: char| c.is_ascii_digit()) =>
        {
            Err(error.to_string())
        }
        Err(error) => parse_prompt(text, Day(0), Day(0)).map_err(|_| error.to_string()),
    }
}

#[derive(Debug)]
struct Token {
    /// Without quotation marks.
    text: String,
    span: Range<usize>,
    /// The whole of it was in quotation marks.
    is_quoted: bool,
    is_bar: bool,
    /// Byte of the colon after a word of letters.
    colon: Option<usize>,
}

/// Words at blanks outside of quotation marks; a bar stands alone or between words.
fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some(&(from, first)) = chars.peek() {
        if first.is_whitespace() {
            chars.next();
            continue;
        }
        if first == '|' {
            chars.next();
            tokens.push(Token {
                text: String::new(),
                span: from..from + 1,
                is_quoted: false,
                is_bar: true,
                colon: None,
            });
            continue;
        }
        let mut token = Token {
            text: String::new(),
            span: from..text.len(),
            is_quoted: matches!(first, '"' | '“' | '„'),
            is_bar: false,
            colon: None,
        };
        let mut in_quotes = false;
        while let Some(&(at, c)) = chars.peek() {
            match c {
                '"' | '“' | '”' | '„' => in_quotes = !in_quotes,
                '|' if !in_quotes => {
                    token.span.end = at;
                    break;
                }
                c if c.is_whitespace() && !in_quotes => {
                    token.span.end = at;
                    break;
                }
                ':' if !in_quotes && token.colon.is_none() => {
                    let word = token.text.strip_prefix('!').unwrap_or(&token.text);
                    if !word.is_empty() && word.chars().all(|c| c.is_ascii_alphabetic()) {
                        token.colon = Some(token.text.len());
                    }
                    token.text.push(':');
                }
                c => token.text.push(c),
            }
            chars.next();
        }
        tokens.push(token);
    }
    tokens
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Clauses as text: `,` between clauses, `/` between alternatives.
    fn read(text: &str) -> String {
        let query = Query::parse(text);
        let clauses: Vec<String> = query
            .clauses
            .iter()
            .map(|clause| {
                let terms: Vec<String> = clause.0.iter().map(said).collect();
                terms.join(" / ")
            })
            .collect();
        clauses.join(", ")
    }

    fn said(term: &Term) -> String {
        let not = if term.negated { "not " } else { "" };
        match &term.what {
            What::Text {
                text,
                exact,
                start,
                end,
            } => {
                let sign = |is: bool, word| if is { word } else { "" };
                format!(
                    "{not}{}{}{text}{}",
                    sign(*exact, "="),
                    sign(*start, "^"),
                    sign(*end, "$")
                )
            }
            What::Field(field, value) => format!("{not}{}={value}", field.word()),
            What::Time(field, date) => format!("{not}{}={date}", field.word()),
        }
    }

    #[test]
    fn query_words_are_read() {
        for (typed, clauses) in [
            ("", ""),
            ("  visit   moscow ", "visit, moscow"),
            ("'gas ^put visit$ !war", "=gas, ^put, visit$, not war"),
            ("a | b c|d", "a / b, c / d"),
            ("| a |", "a"),
            ("\"power of siberia\" dam", "=power of siberia, dam"),
            ("\"power of", "=power of"),
            ("kind:event p:putin", "kind=event, person=putin"),
            (
                "!type:visit ty:war|type:debt",
                "not type=visit, type=war / type=debt",
            ),
            ("area:\"south korea\"", "area=south korea"),
            ("in:2003..2009", "in=2003/2009"),
            ("in:2003.. in:..1990", "in=2003/.., in=../1990"),
            ("in:-0043..0014", "in=-0043/0014"),
            ("in:1939", "in=1939"),
            ("on:\"3 sep 2019\"", "on=2019-09-03"),
            ("visit: the declaration", "visit, the, declaration"),
            ("https://kremlin.ru", "https://kremlin.ru"),
            ("!", ""),
            ("12:30", "12:30"),
        ] {
            assert_eq!(read(typed), clauses, "{typed}");
            assert!(Query::parse(typed).notes.is_empty(), "{typed}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_said_in_its_place_and_the_rest_works() {
        for (typed, at, says, rest) in [
            (
                "gas colour:red dam",
                "colour:red",
                "no field `colour`; there are kind: type:",
                "gas, dam",
            ),
            (
                "s:gas dam",
                "s:gas",
                "write sector: or status: or source:",
                "dam",
            ),
            ("dam in:2009-13", "in:2009-13", "month", "dam"),
            (
                "dam on:soon",
                "on:soon",
                "write it as in on:2019-09-03",
                "dam",
            ),
            (
                "dam type:",
                "type:",
                "waits for a value; such as type:visit",
                "dam",
            ),
            ("kind:visit", "kind:visit", "write type:visit", "kind=visit"),
            (
                "kind:thing",
                "kind:thing",
                "there are event, person",
                "kind=thing",
            ),
        ] {
            let query = Query::parse(typed);
            let [note] = &query.notes[..] else {
                panic!("{typed}: {:?}", query.notes)
            };
            assert_eq!(&typed[note.span.clone()], at);
            assert!(note.to_string().contains(says), "{note}");
            assert_eq!(read(typed), rest, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn every_text_is_a_query(typed in "\\PC*") {
            let query = Query::parse(&typed);
            for term in query.terms() {
                prop_assert!(typed.get(term.span.clone()).is_some());
            }
            for note in &query.notes {
                prop_assert!(typed.get(note.span.clone()).is_some());
            }
        }
    }
}
