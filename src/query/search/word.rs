//! One word of a query against one text: how well it is found there, and how well it could be at most.
//!
//! The tier says in which way; within a tier and a weight the Skim algorithm of `fuzzy-matcher` decides. Its score is
//! the dear part, so a bound on it, good enough to leave most of it undone, is told first.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use memchr::memmem::Finder;

use crate::text;

use super::record::{Text, Weight};

/// The crate's cost and memory grow with the product of both lengths, so both are cut.
pub(super) const LONGEST_TEXT: usize = 4096;
const LONGEST_WORD: usize = 64;

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

/// Room for weight and score below a tier.
pub(super) const TIER: i64 = 1 << 24;
/// Room for score and brevity below a weight.
const WEIGHT: i64 = TIER >> 3;
/// What the crate can give to [`LONGEST_WORD`] letters is less.
const MOST_SCORE: i64 = (WEIGHT >> 8) - 1;

/// A form of a word, ready to be looked for.
#[derive(Debug)]
pub(super) struct Form {
    pub text: String,
    letters: u64,
    n_chars: i64,
    finder: Finder<'static>,
}

/// Text that a query asks for.
#[derive(Debug)]
pub(super) struct Word {
    pub folded: Form,
    pub latin: Form,
    pub skeleton: String,
    skeleton_letters: u64,
    crosses: bool,
    exact: bool,
    start: bool,
    end: bool,
}

/// How well one text has a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Likeness(pub i64);

impl Likeness {
    fn new(tier: Tier, text: &Text, score: i64) -> Self {
        // A name of few letters says more with the same match than a long one.
        let brevity = 255 - text.folded.len().min(255) as i64;
        let score = score.clamp(0, MOST_SCORE);
        Self(tier as i64 * TIER + text.weight as i64 * WEIGHT + (score << 8 | brevity))
    }

    /// The tier, as a number.
    pub fn tier(self) -> i64 {
        self.0 / TIER
    }
}

impl Word {
    pub fn new(word: &str, exact: bool, start: bool, end: bool) -> Self {
        let cut: String = word.chars().take(LONGEST_WORD).collect();
        let skeleton = text::skeleton(&cut).trim().to_owned();
        let folded = Form::new(text::fold(&cut));
        let latin = Form::new(text::romanise(&cut));
        Self {
            crosses: folded.text != latin.text,
            skeleton_letters: letters_of(&skeleton),
            skeleton,
            folded,
            latin,
            exact,
            start,
            end,
        }
    }

    /// Whether only its very letters will do.
    pub fn is_literal(&self) -> bool {
        self.exact || self.start || self.end
    }

    /// Whether a text of these letters may have it as typed. Typos are another question.
    pub fn may_be_in(&self, letters: u64) -> bool {
        let has = |needed: u64| needed & !letters == 0;
        has(self.folded.letters) || has(self.latin.letters) || has(self.skeleton_letters)
    }
}

impl Form {
    fn new(text: String) -> Self {
        Self {
            letters: letters_of(&text),
            n_chars: text.chars().count() as i64,
            finder: Finder::new(text.as_bytes()).into_owned(),
            text,
        }
    }
}

impl Text {
    /// How well a name has all words as they were typed, side by side: as the whole of it, at its start, or inside.
    pub fn phrase_tier(&self, phrase: &Word) -> u8 {
        if !self.is_named() || !phrase.may_be_in(self.letters) {
            return 0;
        }
        let forms = [Some(&self.folded), self.latin.as_ref()];
        let tiers = forms.into_iter().flatten().flat_map(|text| {
            [&phrase.folded, &phrase.latin].map(|form| match place(text, form, phrase) {
                Some(Tier::Exact) => 3,
                Some(Tier::Whole | Tier::Start) if text.starts_with(&form.text) => 2,
                Some(Tier::Whole | Tier::Start) => 1,
                _ => 0,
            })
        });
        tiers.max().unwrap_or(0)
    }

    /// At least what [`likeness`](Self::likeness) will say; `None` exactly when that is `None`.
    pub fn bound(&self, word: &Word, typos: bool) -> Option<Likeness> {
        let tier = self.tier(word, typos)?;
        // The first letter counts most at the start of the text; a letter beside its neighbour is worth 20, and 24
        // after a separator; one that stands alone is worth no more.
        let forms = [&word.folded, &word.latin];
        let most = forms.map(|form| {
            let first = form.text.chars().next();
            let heads = |text: &str| text.chars().next() == first;
            let leads = heads(&self.folded) || self.latin.as_deref().is_some_and(heads);
            let step = if form.text.chars().all(char::is_alphanumeric) {
                20
            } else {
                24
            };
            (if leads { 31 } else { 23 }) + step * (form.n_chars - 1).max(0)
        });
        Some(Likeness::new(tier, self, most[0].max(most[1])))
    }

    /// Tier, weight and the crate's score.
    pub fn likeness(&self, word: &Word, typos: bool) -> Option<Likeness> {
        let tier = self.tier(word, typos)?;
        let score = self.crate_score(word).unwrap_or(0);
        Some(Likeness::new(tier, self, score))
    }

    fn is_named(&self) -> bool {
        self.weight >= Weight::Alias
    }

    fn tier(&self, word: &Word, typos: bool) -> Option<Tier> {
        if !typos && !word.may_be_in(self.letters) {
            return None;
        }
        // Only a name can be the word itself: a place or a tag is one of the things told of a record.
        let most = if self.is_named() {
            Tier::Exact
        } else {
            Tier::Whole
        };
        let plain = self.plain_tier(word).map(|tier| tier.min(most));
        if word.is_literal() || plain.is_some_and(|tier| tier >= Tier::Start) {
            return plain;
        }
        if self.is_named() && self.skeleton_has(word) {
            return Some(Tier::Skeleton);
        }
        if plain.is_some() {
            return plain;
        }
        if typos {
            return (self.is_named() && self.has_typo(word)).then_some(Tier::Typo);
        }
        // Letters scattered over a long text are found in nearly all of them.
        let is_scattered = self.is_named()
            && word.folded.n_chars > 2
            && self
                .crate_score(word)
                .is_some_and(|score| is_alike(score, &word.folded.text));
        is_scattered.then_some(Tier::Scattered)
    }

    /// Where the very letters stand, in the script of the text or in Latin.
    fn plain_tier(&self, word: &Word) -> Option<Tier> {
        if (word.start || word.end) && !self.is_named() {
            return None;
        }
        let has = |form: &Form| form.letters & !self.letters == 0;
        let mut best = None;
        if has(&word.folded) {
            best = place(&self.folded, &word.folded, word);
        }
        if best != Some(Tier::Exact) && has(&word.latin) {
            if let Some(latin) = &self.latin {
                best = best.max(place(latin, &word.latin, word));
            }
            if word.crosses {
                best = best.max(place(&self.folded, &word.latin, word));
            }
        }
        best
    }

    fn crate_score(&self, word: &Word) -> Option<i64> {
        let has = |form: &Form| form.letters & !self.letters == 0;
        let mut best = None;
        if has(&word.folded) && is_within(&self.folded, &word.folded.text) {
            best = scorer().fuzzy_match(&self.folded, &word.folded.text);
        }
        if has(&word.latin) {
            if let Some(latin) = &self.latin
                && is_within(latin, &word.latin.text)
            {
                best = best.max(scorer().fuzzy_match(latin, &word.latin.text));
            }
            if word.crosses && is_within(&self.folded, &word.latin.text) {
                best = best.max(scorer().fuzzy_match(&self.folded, &word.latin.text));
            }
        }
        best
    }

    pub fn skeleton_has(&self, word: &Word) -> bool {
        word.skeleton.len() > 2
            && word.skeleton_letters & !self.letters == 0
            && self
                .skeleton
                .split(|c: char| !c.is_alphanumeric())
                .any(|own| own.starts_with(&word.skeleton))
    }

    /// One wrong letter in four, in a word of a name.
    pub fn has_typo(&self, word: &Word) -> bool {
        // As typed: the skeleton has fewer letters.
        let length = (word.folded.n_chars as usize).max(word.skeleton.len());
        let most = (length / 4).max(usize::from(length >= 4));
        let near = |text: &str, word: &str| {
            let letters = letters_of(word);
            let n_chars = word.chars().count();
            text.split(|c: char| !c.is_alphanumeric()).any(|own| {
                own.chars().count().abs_diff(n_chars) <= most
                    && (letters & !letters_of(own)).count_ones() as usize <= most
                    && strsim::damerau_levenshtein(own, word) <= most
            })
        };
        most > 0
            && (near(&self.folded, &word.folded.text)
                || near(&self.skeleton, &word.skeleton)
                || self
                    .latin
                    .as_deref()
                    .is_some_and(|latin| near(latin, &word.latin.text)))
    }
}

/// A scorer without a past: the scores of an old one depend on what it saw before.
pub(super) fn scorer() -> SkimMatcherV2 {
    // Texts and words are folded, so case has no meaning left.
    SkimMatcherV2::default().ignore_case()
}

/// Whether enough letters stand side by side; fewer than half of them are no likeness.
pub(super) fn is_alike(score: i64, word: &str) -> bool {
    score >= 12 * word.chars().count() as i64
}

pub(super) fn starts_word(text: &str, at: usize) -> bool {
    text[..at]
        .chars()
        .next_back()
        .is_none_or(|c| !c.is_alphanumeric())
}

/// A bit for each Latin letter and digit; others share the rest.
pub(super) fn letters_of(text: &str) -> u64 {
    text.chars().fold(0, |letters, c| {
        let bit = match c {
            'a'..='z' => c as u32 - 'a' as u32,
            '0'..='9' => 26 + c as u32 - '0' as u32,
            // Skeletons have blanks where texts have signs.
            c if !c.is_alphanumeric() => return letters,
            c => 36 + c as u32 % 28,
        };
        letters | 1 << bit
    })
}

/// Where a form stands in a text: as a whole word, at the start of one, or inside.
fn place(text: &str, form: &Form, word: &Word) -> Option<Tier> {
    let length = form.text.len();
    if length == 0 {
        return None;
    }
    let mut best = None;
    for at in form.finder.find_iter(text.as_bytes()) {
        if (word.start && at > 0) || (word.end && at + length < text.len()) {
            continue;
        }
        let ends = text[at + length..]
            .chars()
            .next()
            .is_none_or(|c| !c.is_alphanumeric());
        let tier = match (starts_word(text, at), ends) {
            (true, true) if length == text.len() => return Some(Tier::Exact),
            (true, true) => Tier::Whole,
            (true, false) => Tier::Start,
            _ => Tier::Part,
        };
        best = best.max(Some(tier));
    }
    best
}

/// Whether the letters stand in this order, which is what the crate asks for first.
fn is_within(text: &str, word: &str) -> bool {
    let mut rest = text.chars();
    word.chars().all(|c| rest.any(|own| own == c))
}
