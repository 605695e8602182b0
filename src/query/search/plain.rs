//! What it is to be found, said plainly: one record at a time, its texts folded anew, scored by the crate.
//!
//! The questions that concern single records are answered so. The index answers the same for all records at once, and
//! the tests hold it to what this says.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use crate::model::{Entity, History};
use crate::text;

use super::plan::{Clause, Condition, Plan};
use super::record::{self, LONGEST_TEXT};
use super::token::{self, Part, Variants};
use super::word::{Likeness, Tier, Weight, Word, is_near, starts_word};

/// A record with its texts.
#[derive(Debug)]
pub(super) struct Plain {
    entity: Entity,
    id: PlainText,
    texts: Vec<PlainText>,
}

#[derive(Debug)]
struct PlainText {
    weight: Weight,
    folded: String,
    /// Only where the text has Cyrillic letters.
    latin: Option<String>,
    /// The words that have variants.
    words: Vec<Variants>,
}

/// How well a record answers: whether a name is what was typed, the worst tier of the words, and the sum over all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Answer {
    pub phrase: u8,
    pub least: u8,
    pub sum: u64,
}

/// A scorer without a past: the scores of an old one depend on what it saw before.
pub(super) fn scorer() -> SkimMatcherV2 {
    // Texts and words are folded, so case has no meaning left. Its cache is never switched off: it panics without.
    SkimMatcherV2::default().ignore_case()
}

impl Plain {
    pub fn new(history: &History, entity: Entity) -> Self {
        let mut texts = Vec::new();
        record::texts(history, entity, |told, text| {
            texts.push(PlainText::new(told.weight(), text));
        });
        Self {
            entity,
            id: PlainText::new(Weight::Alias, history.text_id(entity)),
            texts,
        }
    }

    /// For questions that its fields alone answer.
    fn without_texts(entity: Entity) -> Self {
        Self {
            entity,
            id: PlainText::new(Weight::Alias, ""),
            texts: Vec::new(),
        }
    }

    /// How well it answers; `None` when it does not.
    pub fn answer(&self, history: &History, plan: &Plan, typos: bool) -> Option<Answer> {
        let mut answer = Answer {
            phrase: 0,
            least: Tier::Exact as u8,
            sum: 0,
        };
        for clause in &plan.clauses {
            let best = clause
                .conditions
                .iter()
                .filter_map(|(negated, condition)| match condition {
                    Condition::Text(word) if *negated => {
                        let found = self.likeness(word, false);
                        found
                            .is_none_or(|found| found.tier() < Tier::Part as u8)
                            .then_some(None)
                    }
                    Condition::Text(word) => Some(Some(self.likeness(word, typos)?)),
                    Condition::Test(test) => {
                        (test.holds(history, self.entity) != *negated).then_some(None)
                    }
                })
                .max()?;
            if let Some(likeness) = best {
                answer.least = answer.least.min(likeness.tier());
                answer.sum += u64::from(likeness.0);
            }
        }
        if let Some(phrase) = &plan.phrase {
            let names = self.texts.iter().filter(|text| text.weight.is_named());
            answer.phrase = names.map(|name| name.phrase(phrase)).max().unwrap_or(0);
        }
        Some(answer)
    }

    /// The best of the id and all texts.
    fn likeness(&self, word: &Word, typos: bool) -> Option<Likeness> {
        let texts = self.texts.iter();
        let texts = texts.filter_map(|text| text.likeness(word, typos));
        self.id.likeness_of_id(word, typos).max(texts.max())
    }
}

impl Plan {
    /// Whether a record answers at all as typed. Its texts are folded only where words are asked for.
    pub fn holds(&self, history: &History, entity: Entity) -> bool {
        let is_text = |(_, condition): &(bool, Condition)| matches!(condition, Condition::Text(_));
        let asks_for_text = |clause: &Clause| clause.conditions.iter().any(is_text);
        let record = if self.clauses.iter().any(|clause| asks_for_text(clause)) {
            Plain::new(history, entity)
        } else {
            Plain::without_texts(entity)
        };
        record.answer(history, self, false).is_some()
    }
}

impl PlainText {
    fn new(weight: Weight, shown: &str) -> Self {
        let cut: String = shown.chars().take(LONGEST_TEXT).collect();
        let mongolian = text::is_mongolian(&cut);
        let words = token::parts(&cut).filter_map(|part| match part {
            Part::Word(word) if weight.is_named() => token::variants(word, mongolian),
            _ => None,
        });
        Self {
            weight,
            words: words.collect(),
            folded: text::fold(&cut),
            latin: text::has_cyrillic(&cut).then(|| text::romanise(&cut)),
        }
    }

    /// The text in a script, beside the word in it.
    fn readings<'a>(&'a self, word: &'a Word) -> impl Iterator<Item = (&'a str, &'a str)> {
        let crossing = word.crosses().then_some((&*self.folded, &*word.folded));
        let latin = self.latin.as_deref().map(|latin| (latin, &*word.latin));
        crossing
            .into_iter()
            .chain([(&*self.folded, &*word.latin)])
            .chain(latin)
            .filter(|(_, word)| !word.is_empty())
    }

    fn likeness(&self, word: &Word, typos: bool) -> Option<Likeness> {
        let weight = self.weight;
        let found = self.readings(word).filter_map(|(text, typed)| {
            let may_scatter = weight.is_named() && !typos;
            let scattered =
                || (may_scatter && scatters(text, typed, word)).then_some(Tier::Scattered);
            let tier = place(text, typed, word, weight).or_else(scattered)?;
            let score = crate_score(text, typed).unwrap_or(0);
            Some(Likeness::new(tier, weight, score, text.chars().count()))
        });
        let respelt = self.respelt(word, typos).map(|tier| {
            let scores = self.readings(word);
            let score = scores
                .filter_map(|(text, typed)| crate_score(text, typed))
                .max()
                .unwrap_or(0);
            Likeness::new(tier, weight, score, self.folded.chars().count())
        });
        found.max().max(respelt)
    }

    /// As an id, which is found whole, by its beginning, and by the beginnings of its words.
    fn likeness_of_id(&self, word: &Word, typos: bool) -> Option<Likeness> {
        let mut words = self.words.iter();
        let begins = word.finds_id_words() && words.any(|own| begins(own, word));
        let tier = word
            .id_tier(&self.folded)
            .max(begins.then_some(Tier::Start))
            .max(self.respelt(word, typos))?;
        let score = crate_score(&self.folded, &word.folded).unwrap_or(0);
        let n_letters = self.folded.chars().count();
        Some(Likeness::new(tier, self.weight, score, n_letters))
    }

    /// Whether a word of a name is the word in another spelling, or a misspelling.
    fn respelt(&self, word: &Word, typos: bool) -> Option<Tier> {
        if self.words.iter().any(|own| has_skeleton(own, word)) {
            return Some(Tier::Skeleton);
        }
        (typos && self.words.iter().any(|own| has_typo(own, word))).then_some(Tier::Typo)
    }

    /// How well a name has all words as they were typed, side by side: as the whole of it, at its start, or inside.
    fn phrase(&self, phrase: &Word) -> u8 {
        let tiers = self.readings(phrase).map(|(text, typed)| {
            match place(text, typed, phrase, self.weight) {
                Some(Tier::Exact) => 3,
                Some(Tier::Whole | Tier::Start) if text.starts_with(typed) => 2,
                Some(Tier::Whole | Tier::Start) => 1,
                _ => 0,
            }
        });
        tiers.max().unwrap_or(0)
    }
}

/// How well a text of a record has a word.
pub(super) fn likeness(weight: Weight, text: &str, word: &Word, typos: bool) -> Option<Likeness> {
    PlainText::new(weight, text).likeness(word, typos)
}

/// How well the id of a record has it.
pub(super) fn likeness_of_id(
    history: &History,
    entity: Entity,
    word: &Word,
    typos: bool,
) -> Option<Likeness> {
    PlainText::new(Weight::Alias, history.text_id(entity)).likeness_of_id(word, typos)
}

/// Whether a word begins as what was typed.
pub(super) fn begins(own: &Variants, word: &Word) -> bool {
    let typed = [&word.folded, &word.latin];
    token::words(&own.spelt).any(|own| typed.iter().any(|typed| own.starts_with(typed.as_str())))
}

/// Whether a word begins as the skeleton of what was typed.
pub(super) fn has_skeleton(own: &Variants, word: &Word) -> bool {
    word.has_variants()
        && token::words(&own.skeleton).any(|own| own.starts_with(word.skeleton.as_str()))
}

/// Whether a word is what was typed with a few wrong letters.
pub(super) fn has_typo(own: &Variants, word: &Word) -> bool {
    has_typo_in(&own.spelt, &own.skeleton, word)
}

/// The same, by the spellings of the word and its skeleton.
pub(super) fn has_typo_in(spelt: &str, skeleton: &str, word: &Word) -> bool {
    let most = word.most_typos();
    let near = |own: &str, typed: &str| is_near(own, typed, most);
    most > 0
        && (token::words(spelt)
            .any(|own| near(own, &word.folded) || (word.crosses() && near(own, &word.latin)))
            || token::words(skeleton).any(|own| near(own, &word.skeleton)))
}

/// Whether what was typed is scattered over a word of a text.
fn scatters(text: &str, typed: &str, word: &Word) -> bool {
    token::words(text).any(|own| word.scatters_over(own, typed, || crate_score(own, typed)))
}

pub(super) fn crate_score(text: &str, word: &str) -> Option<i32> {
    scorer().fuzzy_match(text, word).map(|score| score as i32)
}

/// Where a word stands in a text: as a whole word, at the start of one, or inside.
fn place(text: &str, typed: &str, word: &Word, weight: Weight) -> Option<Tier> {
    if (word.start || word.end) && !weight.is_named() {
        return None;
    }
    let tiers = (0..text.len())
        .filter(|&at| text.is_char_boundary(at) && text[at..].starts_with(typed))
        .filter(|&at| !(word.start && at > 0 || word.end && at + typed.len() < text.len()))
        .map(|at| {
            let after = text[at + typed.len()..].chars().next();
            let ends = after.is_none_or(|c| !c.is_alphanumeric());
            match (starts_word(text, at), ends) {
                (true, true) if typed.len() == text.len() && weight.is_named() => Tier::Exact,
                (true, true) => Tier::Whole,
                (true, false) => Tier::Start,
                _ => Tier::Part,
            }
        });
    tiers.max()
}
