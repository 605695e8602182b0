//! All words of a query as they were typed, side by side: how much of a name they are.

use super::pattern::{At, Pattern, patterns, readings};
use super::segment::Segment;
use super::word::{Tier, Word};

/// All words of a query as they were typed, side by side.
#[derive(Debug)]
pub(super) struct Phrase(Vec<Pattern>);

impl Phrase {
    pub fn new(segment: &Segment, phrase: &Word) -> Self {
        Self(patterns(segment, phrase))
    }

    /// How much of a name it is at most, if a name has all its words.
    pub fn bound(&self, segment: &Segment, record: usize) -> u8 {
        if segment.may_have_aliases(record) {
            return 3;
        }
        let opening = segment.openings.of(record);
        let patterns = || self.0.iter();
        let begins = |pattern: &Pattern| {
            let head = &pattern.bytes[..pattern.bytes.len().min(2)];
            opening.heads.iter().any(|own| own.starts_with(head))
        };
        if !patterns().any(begins) {
            1
        } else if patterns().any(|pattern| opening.n_letters <= pattern.bytes.len()) {
            3
        } else {
            2
        }
    }

    /// How much of a name of a record it is: all of it 3, its beginning 2, words inside 1.
    pub fn of(&self, segment: &Segment, record: usize) -> u8 {
        let arena = &segment.names;
        let at = At {
            is_named: true,
            start: false,
            end: false,
        };
        let names = segment.names_of(record).filter_map(|name| {
            readings(&self.0, segment, arena, name, |pattern, text, alphabet| {
                Some(match pattern.place(text, alphabet, at)? {
                    Tier::Exact => 3,
                    Tier::Whole | Tier::Start if text.starts_with(&pattern.bytes) => 2,
                    Tier::Whole | Tier::Start => 1,
                    _ => 0,
                })
            })
        });
        names.max().unwrap_or(0)
    }
}
