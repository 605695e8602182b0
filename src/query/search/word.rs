//! One word of a query: its spellings, and the measure of how well a text has it.
//!
//! The tier says in which way; within a tier the weight of the text, within a weight the Skim algorithm of
//! `fuzzy-matcher`, within a score the shorter text decides. All of it is one number.

use crate::text;

use super::score::LONGEST_WORD;

/// How much a text says of what a record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Weight {
    Body,
    Summary,
    Alias,
    Name,
}

impl Weight {
    pub const ALL: [Self; 4] = [Self::Body, Self::Summary, Self::Alias, Self::Name];

    /// Whether the text is a name. Letters scattered over a sentence are found in nearly all of them, and a place or a
    /// tag is one of the things told of a record, never the whole of it.
    pub fn is_named(self) -> bool {
        self >= Self::Alias
    }
}

/// How well a word was found; the better the higher.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tier {
    Typo,
    Scattered,
    Part,
    Skeleton,
    Start,
    Whole,
    /// The whole text is the word: an abbreviation, a single name.
    Exact,
}

impl Tier {
    const ALL: [Self; 7] = [
        Self::Typo,
        Self::Scattered,
        Self::Part,
        Self::Skeleton,
        Self::Start,
        Self::Whole,
        Self::Exact,
    ];
}

/// Room for weight, score and brevity below a tier.
const TIER: u32 = 1 << 24;
/// Room for score and brevity below a weight.
const WEIGHT: u32 = 1 << 21;
/// What can be given to [`LONGEST_WORD`] letters is less.
const MOST_SCORE: i32 = (1 << 13) - 1;
/// The fewest letters by which an id is found that has more.
const LEAST_OF_ID: usize = 3;

/// How well one text has a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Likeness(pub u32);

impl Likeness {
    /// `n_letters` is the length of the text.
    pub fn new(tier: Tier, weight: Weight, score: i32, n_letters: usize) -> Self {
        // A name of few letters says more with the same match than a long one.
        let brevity = 255 - n_letters.min(255) as u32;
        let score = score.clamp(0, MOST_SCORE) as u32;
        Self(tier as u32 * TIER + weight as u32 * WEIGHT + (score << 8 | brevity))
    }

    /// The least of a tier and a weight.
    pub const fn least(tier: Tier, weight: Weight) -> Self {
        Self(tier as u32 * TIER + weight as u32 * WEIGHT)
    }

    /// The tier, as a number.
    pub fn tier(self) -> u8 {
        (self.0 / TIER) as u8
    }

    /// Tier and weight.
    pub fn class(self) -> Class {
        Class(2 + self.tier() * 4 + (self.0 / WEIGHT % 8) as u8)
    }
}

/// Tier and weight of the best that was found of a word in a record, in a byte; the better the higher.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Class(u8);

impl Class {
    /// It was not found.
    pub const NONE: Self = Self(0);
    /// What was asked holds, and no word says how well.
    pub const HOLDS: Self = Self(1);
    pub const fn new(tier: Tier, weight: Weight) -> Self {
        Self(2 + tier as u8 * 4 + weight as u8)
    }

    /// `None` where no word was found.
    pub fn tier(self) -> Option<Tier> {
        let found = self.0.checked_sub(2)?;
        Some(Tier::ALL[usize::from(found / 4)])
    }

    /// That of the text; meaningless where no word was found.
    pub fn weight(self) -> Weight {
        Weight::ALL[usize::from(self.0.wrapping_sub(2) % 4)]
    }

    /// The best of some.
    #[inline]
    pub fn best_of(some: &[Self]) -> Self {
        Self(some.iter().fold(0, |best, class| best.max(class.0)))
    }

    /// All in which a word is found, the worst first.
    pub fn all() -> impl Iterator<Item = Self> {
        (2..2 + 4 * Tier::ALL.len() as u8).map(Self)
    }

    /// More than this it cannot be, whatever the score; 0 where no word was found.
    pub fn most(self) -> Likeness {
        self.tier().map_or(Likeness(0), |tier| {
            Likeness(Likeness::least(tier, self.weight()).0 + WEIGHT - 1)
        })
    }

    /// The least that this may be, without score and brevity; 0 where no word was found.
    pub fn least(self) -> Likeness {
        self.tier()
            .map_or(Likeness(0), |tier| Likeness::least(tier, self.weight()))
    }
}

/// Text that a query asks for.
#[derive(Debug)]
pub(super) struct Word {
    pub folded: String,
    /// Read in Latin letters. It is looked for in every text, `folded` besides in texts of its own script.
    pub latin: String,
    pub skeleton: String,
    /// `'exact` or quoted.
    pub exact: bool,
    /// `^start`
    pub start: bool,
    /// `end$`
    pub end: bool,
    n_letters: usize,
}

impl Word {
    pub fn new(word: &str, exact: bool, start: bool, end: bool) -> Self {
        let cut: String = word.chars().take(LONGEST_WORD).collect();
        let short = |text: String| -> String { text.chars().take(LONGEST_WORD).collect() };
        let folded = short(text::fold(&cut));
        Self {
            n_letters: folded.chars().count(),
            latin: short(text::romanise(&cut)),
            skeleton: short(text::skeleton(&cut).trim().to_owned()),
            folded,
            exact,
            start,
            end,
        }
    }

    /// Whether more was typed than is looked for.
    pub fn is_cut(&self) -> bool {
        self.n_letters >= LONGEST_WORD || self.latin.len() >= LONGEST_WORD
    }

    /// The letters of the longer spelling.
    pub fn n_letters(&self) -> usize {
        self.n_letters.max(self.latin.chars().count())
    }

    /// Whether only its very letters will do.
    pub fn is_literal(&self) -> bool {
        self.exact || self.start || self.end
    }

    /// As it is looked for: in Latin letters, and where that differs as it was typed.
    pub fn spellings(&self) -> impl Iterator<Item = &str> {
        let own = self.crosses().then_some(&*self.folded);
        let all = std::iter::once(&*self.latin).chain(own);
        all.filter(|typed| !typed.is_empty())
    }

    /// Whether it may be found by the words of a text alone: it has no signs, and need not stand at an end of it.
    pub fn is_within_words(&self) -> bool {
        !self.start
            && !self.end
            && self
                .spellings()
                .all(|typed| typed.chars().all(char::is_alphanumeric))
    }

    /// Whether it has two readings.
    pub fn crosses(&self) -> bool {
        self.folded != self.latin
    }

    /// Whether a word that begins with a certain skeleton can be meant.
    pub fn has_variants(&self) -> bool {
        let is_one_word = self.skeleton.chars().all(char::is_alphanumeric);
        !self.is_literal() && self.skeleton.len() > 2 && is_one_word
    }

    /// Whether letters may lie apart, within a word. Three letters are found so in every other one.
    pub fn may_scatter(&self) -> bool {
        !self.is_literal() && self.n_letters > 3
    }

    /// Whether a spelling of so many letters is scattered over a word, for which its score must not be too small: fewer
    /// than half of the letters side by side are no likeness. Four letters are found in many a word by chance; it must
    /// begin with the first of them.
    pub fn scatters(
        &self,
        begins_alike: bool,
        n_typed: usize,
        score: impl FnOnce() -> Option<i32>,
    ) -> bool {
        let may_be = self.may_scatter() && (begins_alike || self.n_letters > 4);
        may_be && score().is_some_and(|score| score >= 12 * n_typed as i32)
    }

    /// As [`scatters`](Self::scatters), over a folded word.
    pub fn scatters_over(
        &self,
        word: &str,
        typed: &str,
        score: impl FnOnce() -> Option<i32>,
    ) -> bool {
        let begins_alike = word.chars().next() == typed.chars().next();
        self.scatters(begins_alike, typed.chars().count(), score)
    }

    /// The most letters that may be wrong: one in four. As typed: the skeleton has fewer letters.
    pub fn most_typos(&self) -> usize {
        if self.is_literal() {
            return 0;
        }
        let length = self.n_letters.max(self.skeleton.len());
        (length / 4).max(usize::from(length >= 4))
    }

    /// Whether it may be the beginning of a word of an id.
    pub fn finds_id_words(&self) -> bool {
        self.n_letters >= LEAST_OF_ID && !self.start && !self.end && !self.latin.is_empty()
    }

    /// How well an id, folded, is what was typed: all of it, or its beginning, if that is not too little.
    pub fn id_tier(&self, id: &str) -> Option<Tier> {
        let rest = id.strip_prefix(self.folded.as_str())?;
        match rest.chars().next() {
            None => (!id.is_empty()).then_some(Tier::Exact),
            Some(_) if self.end || self.n_letters < LEAST_OF_ID => None,
            Some(c) if c.is_alphanumeric() => Some(Tier::Start),
            Some(_) => Some(Tier::Whole),
        }
    }
}

/// Whether a word is another with a few wrong letters.
pub(super) fn is_near(own: &str, typed: &str, most: usize) -> bool {
    // Most words are too long or too short, and that is soon seen.
    let n_letters = |text: &str| {
        if text.is_ascii() {
            text.len()
        } else {
            text.chars().count()
        }
    };
    n_letters(own).abs_diff(n_letters(typed)) <= most
        && (letters_of(typed) & !letters_of(own)).count_ones() as usize <= most
        && strsim::damerau_levenshtein(own, typed) <= most
}

/// Whether a word of a text begins at a byte.
pub(super) fn starts_word(text: &str, at: usize) -> bool {
    text[..at]
        .chars()
        .next_back()
        .is_none_or(|c| !c.is_alphanumeric())
}

/// A bit for each Latin letter; digits and other letters share some, and signs have none.
pub(super) fn letters_of(text: &str) -> u32 {
    text.chars().fold(0, |letters, c| letters | letter_bit(c))
}

/// The bit of a letter. The highest is left for another use.
pub(super) fn letter_bit(c: char) -> u32 {
    match c {
        'a'..='z' => 1 << (c as u32 - 'a' as u32),
        '0'..='9' => 1 << (26 + c as u32 % 2),
        c if c.is_alphanumeric() => 1 << (28 + c as u32 % 3),
        _ => 0,
    }
}
