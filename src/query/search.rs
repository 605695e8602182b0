//! Search over everything: any spelling, any script, words in any order, best first.
//!
//! Each record has texts of falling weight (name, other names, summary, body). A text is searched as it is folded, as
//! its Cyrillic reads in Latin letters, and by its skeleton, which makes the usual variants of a spelling one. Words of
//! the query must all be found, each anywhere. The scorer is the Skim algorithm of `fuzzy-matcher`; above its score lie
//! tiers: a whole word before the start of one, that before a part of one, that before scattered letters.

use std::ops::Range;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use crate::model::{Cite, Entity, EntityKind, History, Name};
use crate::text::{self, Folded};

/// The crate's cost and memory grow with the product of both lengths, so both are cut.
const LONGEST_TEXT: usize = 4096;
const LONGEST_WORD: usize = 64;

/// How much a text says of what a record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    Body,
    Summary,
    Alias,
    Name,
}

/// How well a word was found; the better the higher.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Tier {
    Typo,
    Scattered,
    Part,
    Skeleton,
    Start,
    Whole,
    /// The whole text is the word: an abbreviation, a single name.
    Exact,
}

/// One searched text of a record.
#[derive(Debug)]
struct Text {
    weight: Weight,
    /// As displayed.
    shown: Box<str>,
    folded: Box<str>,
    /// Only where the text has Cyrillic letters.
    latin: Option<Box<str>>,
    /// Only for names: words of the skeleton.
    skeleton: Box<str>,
}

#[derive(Debug)]
struct Entry {
    entity: Entity,
    texts: Vec<Text>,
    importance: u8,
    /// Orders equals: later first.
    day: i64,
}

/// All texts of a history, folded once.
#[derive(Debug, Default)]
pub struct Index {
    entries: Vec<Entry>,
}

/// One record that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Which one.
    pub entity: Entity,
    /// Its name as displayed.
    pub title: String,
    /// Bytes of `title` that matched, whole graphemes, in order.
    pub ranges: Vec<Range<usize>>,
    /// The other name that matched, where the name itself did not: text and ranges.
    pub alias: Option<(String, Vec<Range<usize>>)>,
}

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Results {
    /// The best, best first.
    pub hits: Vec<Hit>,
    /// How many there are in all.
    pub n_found: usize,
    /// How many records were searched.
    pub n_searched: usize,
    /// Nothing matched as typed, and these match with a wrong letter or two.
    pub with_typos: bool,
}

impl Index {
    /// Folds all texts of a history. Linear in their length.
    pub fn new(history: &History) -> Self {
        let kinds = EntityKind::ALL
            .iter()
            .filter(|kind| **kind != EntityKind::Membership);
        let entries = kinds
            .flat_map(|&kind| history.entities(kind))
            .map(|entity| entry(history, entity))
            .collect();
        Self { entries }
    }

    /// How many records can be found.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is nothing to find.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The best `limit` records for a query; `is_stale` is asked now and then, and ends a search nobody waits for.
    ///
    /// An empty query finds nothing.
    pub fn search(&self, query: &str, limit: usize, is_stale: impl Fn() -> bool) -> Results {
        let words: Vec<Word> = query.split_whitespace().take(16).map(Word::new).collect();
        let mut results = Results {
            n_searched: self.entries.len(),
            ..Results::default()
        };
        if words.is_empty() {
            return results;
        }
        let mut found = self.rank(&words, false, &is_stale);
        if found.is_empty() {
            found = self.rank(&words, true, &is_stale);
            results.with_typos = !found.is_empty();
        }
        results.n_found = found.len();
        found.truncate(limit);
        let matcher = matcher();
        results.hits = found
            .into_iter()
            .map(|(_, idx)| self.hit(idx, &words, &matcher))
            .collect();
        results
    }

    fn rank(
        &self,
        words: &[Word],
        typos: bool,
        is_stale: &impl Fn() -> bool,
    ) -> Vec<(Rank, usize)> {
        // A new matcher for each search: the scores of an old one depend on what it saw before.
        let matcher = matcher();
        let mut found = Vec::new();
        for (idx, entry) in self.entries.iter().enumerate() {
            if idx % 256 == 0 && is_stale() {
                return Vec::new();
            }
            let score = words
                .iter()
                .try_fold((i64::MAX, 0_i64), |(least, sum), word| {
                    let one = entry.score(word, typos, &matcher)?;
                    Some((least.min(one / TIER), sum + one))
                });
            if let Some((least, sum)) = score {
                let is_told = entry.entity.kind() != EntityKind::Source;
                found.push((
                    Rank {
                        least,
                        is_told,
                        sum,
                        importance: entry.importance,
                        day: entry.day,
                    },
                    idx,
                ));
            }
        }
        found.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        found
    }

    fn hit(&self, idx: usize, words: &[Word], matcher: &SkimMatcherV2) -> Hit {
        let entry = &self.entries[idx];
        let name = &entry.texts[0];
        let ranges = name.ranges(words, matcher);
        let alias = if ranges.is_empty() {
            let aliases = entry
                .texts
                .iter()
                .filter(|text| text.weight == Weight::Alias);
            aliases
                .map(|text| (text.shown.to_string(), text.ranges(words, matcher)))
                .max_by_key(|(_, ranges)| ranges.iter().map(ExactSizeIterator::len).sum::<usize>())
                .filter(|(_, ranges)| !ranges.is_empty())
        } else {
            None
        };
        Hit {
            entity: entry.entity,
            title: name.shown.to_string(),
            ranges,
            alias,
        }
    }
}

/// Room for the crate's score below a tier.
const TIER: i64 = 1 << 24;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    /// The tier of the word that was found worst.
    least: i64,
    /// What the history is about comes before where it is read.
    is_told: bool,
    sum: i64,
    importance: u8,
    day: i64,
}

/// A word of the query.
struct Word {
    folded: String,
    latin: String,
    skeleton: String,
}

impl Word {
    fn new(word: &str) -> Self {
        let cut: String = word.chars().take(LONGEST_WORD).collect();
        let skeleton = text::skeleton(&cut);
        Self {
            folded: text::fold(&cut),
            latin: text::romanise(&cut),
            skeleton: skeleton.trim().to_owned(),
        }
    }
}

impl Entry {
    /// Tier, weight and the crate's score of a word, the best of all texts; `None` when no text has it.
    fn score(&self, word: &Word, typos: bool, matcher: &SkimMatcherV2) -> Option<i64> {
        self.texts
            .iter()
            .filter_map(|text| text.score(word, typos, matcher))
            .max()
    }
}

impl Text {
    fn score(&self, word: &Word, typos: bool, matcher: &SkimMatcherV2) -> Option<i64> {
        let named = self.weight >= Weight::Alias;
        let plain = self.plain_tier(word);
        let tier = match plain {
            Some(tier) if tier >= Tier::Start => Some(tier),
            _ if named && self.skeleton_has(word) => Some(Tier::Skeleton),
            Some(tier) => Some(tier),
            None if typos => (named && self.has_typo(word)).then_some(Tier::Typo),
            // Letters scattered over a long text are found in nearly all of them.
            None if named && word.folded.chars().count() > 2 => {
                self.crate_score(word, matcher).map(|_| Tier::Scattered)
            }
            None => None,
        }?;
        let score = self
            .crate_score(word, matcher)
            .unwrap_or(0)
            .clamp(0, 1 << 16);
        // A name of few letters says more with the same match than a long one.
        let brevity = 255 - self.folded.len().min(255) as i64;
        let weight = self.weight as i64;
        // Scattered letters of a name are worth less than a whole word of a summary.
        Some(tier as i64 * TIER + weight * (TIER >> 3) + (score << 8 | brevity))
    }

    fn plain_tier(&self, word: &Word) -> Option<Tier> {
        let folded = word_tier(&self.folded, &word.folded);
        let latin = self
            .latin
            .as_deref()
            .and_then(|latin| word_tier(latin, &word.latin));
        let crossed = if word.latin == word.folded {
            None
        } else {
            word_tier(&self.folded, &word.latin)
        };
        folded.max(latin).max(crossed)
    }

    fn crate_score(&self, word: &Word, matcher: &SkimMatcherV2) -> Option<i64> {
        let plain = matcher.fuzzy_match(&self.folded, &word.folded);
        let latin = self
            .latin
            .as_deref()
            .and_then(|latin| matcher.fuzzy_match(latin, &word.latin));
        let crossed = matcher.fuzzy_match(&self.folded, &word.latin);
        // Fewer than half of the letters side by side is no likeness.
        plain
            .max(latin)
            .max(crossed)
            .filter(|score| *score >= 12 * word.folded.chars().count() as i64)
    }

    fn skeleton_has(&self, word: &Word) -> bool {
        word.skeleton.len() > 2
            && self
                .skeleton
                .split(' ')
                .any(|own| own.starts_with(&word.skeleton))
    }

    /// One wrong letter in four, in a word of a name.
    fn has_typo(&self, word: &Word) -> bool {
        let length = word.skeleton.chars().count();
        let most = (length / 4).max(usize::from(length >= 4));
        most > 0
            && self.skeleton.split(' ').any(|own| {
                own.chars().count().abs_diff(length) <= most
                    && strsim::damerau_levenshtein(own, &word.skeleton) <= most
            })
    }

    /// Bytes of the displayed text that the words matched.
    fn ranges(&self, words: &[Word], matcher: &SkimMatcherV2) -> Vec<Range<usize>> {
        let folded = text::fold_mapped(&self.shown);
        let latin = text::has_cyrillic(&self.shown).then(|| text::romanise_mapped(&self.shown));
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for word in words {
            let tries = [
                (Some(&folded), &word.folded),
                (latin.as_ref(), &word.latin),
                (Some(&folded), &word.latin),
            ];
            let by = |find: &dyn Fn(&Folded, &str) -> Option<Vec<usize>>| {
                tries.into_iter().find_map(|(text, word)| {
                    let text = text?;
                    find(text, word).map(|letters| text.ranges(letters))
                })
            };
            // A spelling of its own has no letter-by-letter mapping: the whole word is marked.
            let found = by(&|text, word| standing(&text.text, word)).or_else(|| {
                let is_variant = self.skeleton_has(word);
                is_variant.then(|| self.skeleton_range(word).into_iter().collect())
            });
            let found = found.or_else(|| by(&|text, word| scattered(&text.text, word, matcher)));
            let found = found.or_else(|| {
                let is_typo = self.has_typo(word);
                is_typo.then(|| self.skeleton_range(word).into_iter().collect())
            });
            ranges.extend(found.unwrap_or_default());
        }
        ranges.sort_by_key(|range| range.start);
        let mut joined: Vec<Range<usize>> = Vec::new();
        for range in ranges {
            match joined.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => joined.push(range),
            }
        }
        joined
    }

    /// The displayed word whose skeleton matched: its variants have no letter-by-letter mapping.
    fn skeleton_range(&self, word: &Word) -> Option<Range<usize>> {
        let mut start = 0;
        let mut best: Option<(usize, Range<usize>)> = None;
        for part in self.shown.split_inclusive(|c: char| !c.is_alphanumeric()) {
            let trimmed = part.trim_end_matches(|c: char| !c.is_alphanumeric());
            let own = text::skeleton(trimmed);
            let distance = if own.starts_with(&word.skeleton) {
                0
            } else {
                strsim::damerau_levenshtein(&own, &word.skeleton)
            };
            if !trimmed.is_empty() && best.as_ref().is_none_or(|(least, _)| distance < *least) {
                best = Some((distance, start..start + trimmed.len()));
            }
            start += part.len();
        }
        best.map(|(_, range)| range)
    }
}

/// Letters of a folded text where a word stands as it is, at the start of a word if it does anywhere.
fn standing(text: &str, word: &str) -> Option<Vec<usize>> {
    let at = text
        .match_indices(word)
        .map(|(at, _)| at)
        .min_by_key(|&at| (!starts_word(text, at), at))?;
    let from = text[..at].chars().count();
    Some((from..from + word.chars().count()).collect())
}

/// Letters of a folded text over which the crate scatters a word.
fn scattered(text: &str, word: &str, matcher: &SkimMatcherV2) -> Option<Vec<usize>> {
    let cut: String = text.chars().take(LONGEST_TEXT).collect();
    let (score, letters) = matcher.fuzzy_indices(&cut, word)?;
    (score >= 12 * word.chars().count() as i64).then_some(letters)
}

/// Where a word stands in a text: as a whole word, at the start of one, or inside.
fn word_tier(text: &str, word: &str) -> Option<Tier> {
    let mut best = None;
    for (at, _) in text.match_indices(word) {
        let ends = text[at + word.len()..]
            .chars()
            .next()
            .is_none_or(|c| !c.is_alphanumeric());
        let tier = match (starts_word(text, at), ends) {
            (true, true) if word.len() == text.len() => return Some(Tier::Exact),
            (true, true) => Tier::Whole,
            (true, false) => Tier::Start,
            _ => Tier::Part,
        };
        best = best.max(Some(tier));
    }
    best
}

fn starts_word(text: &str, at: usize) -> bool {
    text[..at]
        .chars()
        .next_back()
        .is_none_or(|c| !c.is_alphanumeric())
}

fn matcher() -> SkimMatcherV2 {
    // Texts and words are folded, so case has no meaning left.
    SkimMatcherV2::default().ignore_case()
}

fn entry(history: &History, entity: Entity) -> Entry {
    let mut texts = vec![text_of(Weight::Name, history.title(entity))];
    let mut add = |weight: Weight, text: &str| {
        if !text.is_empty() {
            texts.push(text_of(weight, text));
        }
    };
    let mut importance = 3;
    let mut day = i64::MIN;
    // The id, too, is a name: one may have it from a file.
    add(Weight::Alias, history.text_id(entity));
    match entity {
        Entity::Event(id) => {
            let event = history.event(id);
            importance = event.importance;
            day = event.when.earliest().map_or(i64::MIN, |day| day.0);
            names(&event.names, &mut add);
            add(Weight::Summary, event.summary.as_deref().unwrap_or(""));
            add(Weight::Body, event.kind.label());
            add(Weight::Body, event.place.as_deref().unwrap_or(""));
            add(Weight::Body, &event.when.in_words());
            for participant in &event.people {
                add(Weight::Summary, &history.person(participant.person).name);
            }
            event
                .areas
                .iter()
                .for_each(|&area| add(Weight::Body, &history.area(area).name));
            event.tags.iter().for_each(|tag| add(Weight::Body, tag));
        }
        Entity::Person(id) => {
            let person = history.person(id);
            // Who held an office is looked for more often than who is only named.
            importance = if history
                .related_of(entity, EntityKind::Membership)
                .is_empty()
            {
                4
            } else {
                5
            };
            names(&person.names, &mut add);
            add(Weight::Alias, &person.short);
            add(Weight::Summary, person.summary.as_deref().unwrap_or(""));
            for &term in history.related_of(entity, EntityKind::Membership) {
                if let Entity::Membership(term) = term {
                    add(
                        Weight::Body,
                        &history.post(history.membership(term).post).title,
                    );
                }
            }
        }
        Entity::Post(id) => {
            let post = history.post(id);
            names(&post.titles, &mut add);
            add(Weight::Summary, post.summary.as_deref().unwrap_or(""));
        }
        Entity::Project(id) => {
            let project = history.project(id);
            importance = 4;
            names(&project.names, &mut add);
            add(Weight::Alias, &project.short);
            add(Weight::Summary, project.summary.as_deref().unwrap_or(""));
            add(Weight::Body, &project.sector);
            add(Weight::Body, project.place.as_deref().unwrap_or(""));
            project
                .parties
                .iter()
                .for_each(|party| add(Weight::Body, &party.name));
            project.tags.iter().for_each(|tag| add(Weight::Body, tag));
        }
        Entity::Area(id) => {
            let area = history.area(id);
            names(&area.names, &mut add);
            area.codes
                .iter()
                .for_each(|(_, code)| add(Weight::Alias, code));
            add(Weight::Summary, area.summary.as_deref().unwrap_or(""));
        }
        Entity::Organization(id) => {
            let organization = history.organization(id);
            names(&organization.names, &mut add);
            add(Weight::Alias, organization.short.as_deref().unwrap_or(""));
            add(
                Weight::Summary,
                organization.summary.as_deref().unwrap_or(""),
            );
        }
        Entity::Track(id) => {
            let track = history.track(id);
            add(Weight::Alias, &track.short);
            track
                .segments
                .iter()
                .for_each(|segment| add(Weight::Body, &segment.level));
        }
        Entity::Era(id) => add(
            Weight::Summary,
            history.era(id).summary.as_deref().unwrap_or(""),
        ),
        Entity::Claim(id) => {
            importance = 2;
            add(
                Weight::Summary,
                history.claim(id).caveat.as_deref().unwrap_or(""),
            );
        }
        Entity::Source(id) => {
            let source = history.source(id);
            importance = 1;
            add(Weight::Alias, &source.short);
            add(Weight::Body, source.publisher.as_deref().unwrap_or(""));
            add(Weight::Body, source.note.as_deref().unwrap_or(""));
        }
        Entity::Term(id) => {
            let term = history.term(id);
            names(&term.names, &mut add);
            add(Weight::Summary, &term.means);
        }
        Entity::Tour(id) => {
            for stop in &history.tour(id).stops {
                add(Weight::Summary, &stop.title);
            }
        }
        Entity::Membership(_) => {}
    }
    for says in history
        .cites_of(entity)
        .iter()
        .filter_map(|cite: &Cite| cite.says.as_deref())
    {
        texts.push(text_of(Weight::Body, says));
    }
    Entry {
        entity,
        texts,
        importance,
        day,
    }
}

fn names(names: &[Name], add: &mut impl FnMut(Weight, &str)) {
    for name in names {
        add(Weight::Alias, &name.text);
    }
}

fn text_of(weight: Weight, shown: &str) -> Text {
    let cut: String = shown.chars().take(LONGEST_TEXT).collect();
    let named = weight >= Weight::Alias;
    Text {
        weight,
        folded: text::fold(&cut).into(),
        latin: text::has_cyrillic(&cut).then(|| text::romanise(&cut).into()),
        skeleton: if named {
            text::skeleton(&cut).into()
        } else {
            "".into()
        },
        shown: cut.into(),
    }
}
