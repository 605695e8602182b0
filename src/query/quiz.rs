//! Questions made from a history, each with one answer that is certain.
//!
//! Nothing is asked that the dataset leaves open: dates that are approximate, uncertain or overlapping, terms that are
//! disputed or acting, statements that a source disputes or that nobody verified. What is offered beside the answer is
//! of its kind, near it in time where there is a choice, and certainly wrong. A seed gives the same questions again.

use std::collections::HashSet;

use fastrand::Rng;

use crate::model::date::month_long;
use crate::model::{
    AreaId, Cite, Confidence, Date, Day, Entity, EntityKind, EventId, History, Holders,
    MembershipId, MembershipStatus, PersonId, PostId, ProjectId, Segment, SourceId, Stance,
    TermEnd, TrackId,
};
use crate::text;

use super::leaders;
use super::profile::short_title;

/// What a question asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QuizKind {
    /// Which of two events came first, or later.
    Before,
    /// Who held an office on a day.
    Held,
    /// Three events in order of time.
    Order,
    /// Which of these takes part in a project.
    Partner,
    /// How a relation stood on a day.
    Level,
}

impl QuizKind {
    /// All kinds, in the order in which they take turns.
    pub const ALL: [Self; 5] = [
        Self::Before,
        Self::Held,
        Self::Order,
        Self::Partner,
        Self::Level,
    ];

    /// The word of the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::Held => "held",
            Self::Order => "order",
            Self::Partner => "partner",
            Self::Level => "level",
        }
    }
}

/// One answer that is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Without a date.
    pub text: String,
    /// What is told of it afterwards: its date, its term; empty where there is nothing to tell.
    pub told: String,
    /// An event, a term of office, an area; `None` for a level.
    pub entity: Option<Entity>,
}

/// A question with its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What it asks.
    pub kind: QuizKind,
    /// The question in words.
    pub text: String,
    /// The post, the project or the track that it is about.
    pub subject: Option<Entity>,
    /// The day that it asks about.
    pub day: Option<Day>,
    /// Whether the later of two is asked for.
    pub later: bool,
    /// What is offered, in the order in which it is shown.
    pub offers: Vec<Offer>,
    /// Positions in the offers: one, or all of them in their right order.
    pub answer: Vec<usize>,
    /// Where the answer can be read: the source, and its short form with the place in it.
    pub sources: Vec<(SourceId, String)>,
}

impl Question {
    /// Whether an answer is right.
    pub fn is_right(&self, given: &[usize]) -> bool {
        given == self.answer
    }

    /// The answer in a line, with what is told of it.
    pub fn answer_in_words(&self) -> String {
        let told = |&idx: &usize| {
            let offer = &self.offers[idx];
            let between = if self.answer.len() > 1 { ", " } else { ": " };
            if offer.told.is_empty() {
                offer.text.clone()
            } else {
                format!("{}{between}{}", offer.text, offer.told)
            }
        };
        let parts: Vec<String> = self.answer.iter().map(told).collect();
        parts.join("; then ")
    }

    /// What the timeline can show of an answer: what was chosen, what is right, and what the question is about.
    pub fn shows(&self, given: &[usize]) -> Vec<Entity> {
        let chosen = given.iter().chain(&self.answer);
        let mut shown: Vec<Entity> = chosen
            .filter_map(|&idx| self.offers.get(idx)?.entity)
            .chain(self.subject)
            .filter(|entity| !matches!(entity.kind(), EntityKind::Area | EntityKind::Post))
            .collect();
        shown.sort_unstable();
        shown.dedup();
        shown
    }
}

/// Makes up to `count` questions; fewer where the history has no more that are certain. The kinds take turns.
pub fn questions(history: &History, kinds: &[QuizKind], count: usize, seed: u64) -> Vec<Question> {
    let mut maker = Maker::new(history, seed);
    let mut left: Vec<QuizKind> = Vec::new();
    for &kind in kinds {
        if !left.contains(&kind) {
            left.push(kind);
        }
    }
    let mut made = Vec::new();
    let mut turn = 0;
    while made.len() < count && !left.is_empty() {
        let at = turn % left.len();
        match maker.new_question(left[at]) {
            Some(question) => {
                made.push(question);
                turn += 1;
            }
            // Nothing new of this kind: the others go on.
            None => drop(left.remove(at)),
        }
    }
    made
}

/// How often a kind is tried before it is given up.
const TRIES: usize = 200;
/// How many are offered at most.
const OFFERS: usize = 4;
/// How far in the order of time two events of one question may lie apart.
const NEAR: usize = 12;
/// Days between a day that is asked about and the nearest end of what holds on it, where there is room.
const MARGIN: i64 = 31;

struct Maker<'a> {
    history: &'a History,
    rng: Rng,
    /// Events that may be asked about, in order of time.
    events: Vec<EventId>,
    /// Terms that may be asked about.
    terms: Vec<MembershipId>,
    /// Projects with a partner that may be asked for.
    partners: Vec<(ProjectId, AreaId)>,
    /// Segments of relations, by track and position.
    segments: Vec<(TrackId, usize)>,
    asked: HashSet<Vec<String>>,
}

impl<'a> Maker<'a> {
    fn new(history: &'a History, seed: u64) -> Self {
        let events = history
            .events_by_time()
            .iter()
            .copied()
            .filter(|&id| {
                let event = history.event(id);
                is_certain(&event.when)
                    && has_proof(&event.cites, &["when"])
                    && !names_a_date(&event.title, &event.when)
            })
            .collect();
        let terms = history
            .memberships()
            .filter(|(_, term)| {
                let ends_surely = match &term.end {
                    TermEnd::On(end) => is_certain(end),
                    TermEnd::Open => true,
                    TermEnd::Unknown => false,
                };
                term.status == MembershipStatus::Regular
                    && history.post(term.post).holders == Holders::Single
                    && term.start.as_ref().is_some_and(is_certain)
                    && ends_surely
                    && has_proof(&term.cites, &["start", "end"])
            })
            .map(|(id, _)| id)
            .collect();
        let segments = history
            .tracks()
            .flat_map(|(id, track)| {
                let sure = |segment: &Segment| {
                    segment.rank.is_some()
                        && is_certain(&segment.during)
                        && has_proof(&segment.cites, &["during", "level"])
                };
                let segments = track.segments.iter().enumerate();
                segments
                    .filter(move |(_, segment)| sure(segment))
                    .map(move |(idx, _)| (id, idx))
            })
            .collect();
        Self {
            history,
            rng: Rng::with_seed(seed),
            events,
            terms,
            partners: partners(history),
            segments,
            asked: HashSet::new(),
        }
    }

    /// A question of a kind that was not asked yet.
    fn new_question(&mut self, kind: QuizKind) -> Option<Question> {
        for _ in 0..TRIES {
            let made = match kind {
                QuizKind::Before => self.in_order(2),
                QuizKind::Order => self.in_order(3),
                QuizKind::Held => self.held(),
                QuizKind::Partner => self.partner(),
                QuizKind::Level => self.level(),
            };
            if let Some(question) = made
                && self.asked.insert(self.key(&question))
            {
                return Some(question);
            }
        }
        None
    }

    /// What makes two questions the same, in text: what they are about, whatever the day and the order of the offers.
    fn key(&self, question: &Question) -> Vec<String> {
        let reference = |entity: Entity| self.history.reference(entity);
        let mut key: Vec<String> = match question.kind {
            QuizKind::Before | QuizKind::Order => question
                .offers
                .iter()
                .filter_map(|offer| offer.entity.map(reference))
                .collect(),
            QuizKind::Partner => Vec::new(),
            QuizKind::Held | QuizKind::Level => question
                .answer
                .iter()
                .map(|&idx| question.offers[idx].text.clone())
                .collect(),
        };
        key.sort();
        key.push(question.kind.word().to_owned());
        key.extend(question.subject.map(reference));
        key
    }

    /// Some events near each other in time, each certainly before the next.
    fn in_order(&mut self, n: usize) -> Option<Question> {
        let history = self.history;
        let first = self.pick(self.events.len())?;
        let kind = &history.event(self.events[first]).kind;
        let mut chosen = vec![self.events[first]];
        while chosen.len() < n {
            let last = chosen[chosen.len() - 1];
            let near: Vec<EventId> = self
                .events
                .iter()
                .copied()
                .skip_while(|&id| id != last)
                .skip(1)
                .filter(|&id| {
                    let when = &history.event(id).when;
                    chosen
                        .iter()
                        .all(|&one| history.event(one).when.certainly_before(when))
                        && chosen.iter().all(|&one| self.are_told_apart(one, id))
                })
                .take(NEAR)
                .collect();
            let alike: Vec<EventId> = near
                .iter()
                .copied()
                .filter(|&id| history.event(id).kind == *kind)
                .collect();
            let from = if alike.is_empty() { near } else { alike };
            let next = self.pick(from.len())?;
            chosen.push(from[next]);
        }
        let later = n == 2 && self.rng.bool();
        let mut offered = chosen.clone();
        self.rng.shuffle(&mut offered);
        let place = |id: &EventId| offered.iter().position(|one| one == id);
        let answer: Vec<usize> = match (n, later) {
            (2, false) => place(&chosen[0]).into_iter().collect(),
            (2, true) => place(&chosen[1]).into_iter().collect(),
            _ => chosen.iter().filter_map(place).collect(),
        };
        let mut sources = Vec::new();
        for &id in &chosen {
            // One for each of three, or the proof would be longer than the question.
            let most = if n > 2 { 1 } else { 2 };
            let cites = &history.event(id).cites;
            add_sources(history, cites, &["when"], most, &mut sources);
        }
        let (kind, text) = match (n, later) {
            (2, false) => (QuizKind::Before, "Which came first?"),
            (2, true) => (QuizKind::Before, "Which came later?"),
            _ => (QuizKind::Order, "Put these in order, the earliest first."),
        };
        Some(Question {
            kind,
            text: text.to_owned(),
            subject: None,
            day: None,
            later,
            offers: offered
                .iter()
                .map(|&id| Offer {
                    text: history.event(id).title.clone(),
                    told: history.event(id).when.in_words(),
                    entity: Some(id.into()),
                })
                .collect(),
            answer,
            sources,
        })
    }

    /// Whether two events are not one by name, and do not tell their order by it: the first meeting and the second.
    fn are_told_apart(&self, one: EventId, other: EventId) -> bool {
        let (one, other) = (self.history.event(one), self.history.event(other));
        text::fold(&one.title) != text::fold(&other.title)
            && !(has_ordinal(&one.title) && has_ordinal(&other.title))
    }

    fn held(&mut self) -> Option<Question> {
        let history = self.history;
        let at = self.pick(self.terms.len())?;
        let id = self.terms[at];
        let term = history.membership(id);
        let first = term.start.as_ref()?.latest()?;
        let last = match &term.end {
            TermEnd::On(end) => end.earliest()?.add_days(-1),
            _ => history.edition_day_of(id.into()),
        };
        let day = self.day_between(first, last)?;
        let of_post: Vec<MembershipId> = history
            .memberships()
            .filter(|(_, other)| other.post == term.post)
            .map(|(id, _)| id)
            .collect();
        // Nobody else may have held it then, not even perhaps.
        let may_hold = |&other: &MembershipId| {
            history.membership(other).term().possibly_held_on(day)
                || history.membership(other).start.is_none()
        };
        if !term.term().certainly_held_on(day)
            || of_post.iter().any(|other| *other != id && may_hold(other))
        {
            return None;
        }
        let mut others: Vec<(i64, PersonId, MembershipId)> = Vec::new();
        for &other in &of_post {
            let holder = history.membership(other);
            let is_known = others.iter().any(|(_, person, _)| *person == holder.person);
            if holder.person == term.person || is_known {
                continue;
            }
            let start = holder.first_day().unwrap_or(day);
            others.push(((start.0 - day.0).abs(), holder.person, other));
        }
        others.sort_by_key(|(distance, person, _)| (*distance, *person));
        let short = |person: PersonId| history.person(person).short.clone();
        let mut names: HashSet<String> = HashSet::from([short(term.person)]);
        let mut offered = vec![id];
        for (_, person, other) in others {
            if offered.len() < OFFERS && names.insert(short(person)) {
                offered.push(other);
            }
        }
        if offered.len() < 2 {
            return None;
        }
        self.rng.shuffle(&mut offered);
        let answer = offered.iter().position(|other| *other == id)?;
        let mut sources = Vec::new();
        add_sources(history, &term.cites, &["start", "end"], 2, &mut sources);
        let post = history.post(term.post);
        Some(Question {
            kind: QuizKind::Held,
            text: format!("Who was {} on {}?", post.title, day.in_words()),
            subject: Some(term.post.into()),
            day: Some(day),
            later: false,
            offers: offered
                .iter()
                .map(|&other| {
                    let holder = history.membership(other);
                    Offer {
                        text: short(holder.person),
                        told: terms_in_words(history, holder.person, term.post),
                        entity: Some(other.into()),
                    }
                })
                .collect(),
            answer: vec![answer],
            sources,
        })
    }

    fn partner(&mut self) -> Option<Question> {
        let history = self.history;
        let at = self.pick(self.partners.len())?;
        let (id, partner) = self.partners[at];
        let project = history.project(id);
        let shares = involved(history, id);
        let mut wrong: Vec<AreaId> = history
            .areas()
            .filter(|(other, area)| {
                area.kind == history.area(partner).kind
                    && !shares.contains(other)
                    && !is_common(history, *other)
                    && may_exist_beside(history, *other, id)
                    && text::fold(&area.name) != text::fold(&history.area(partner).name)
            })
            .map(|(other, _)| other)
            .collect();
        // Partners of other projects are likelier than states that are never one.
        let is_partner = |area: &AreaId| {
            history
                .projects()
                .any(|(_, other)| other.areas.contains(area))
        };
        self.rng.shuffle(&mut wrong);
        wrong.sort_by_key(|area| !is_partner(area));
        wrong.truncate(OFFERS - 1);
        if wrong.len() < 2 {
            return None;
        }
        let mut offered = wrong;
        offered.push(partner);
        self.rng.shuffle(&mut offered);
        let answer = offered.iter().position(|other| *other == partner)?;
        let mut sources = Vec::new();
        add_sources(history, &project.cites, &["areas"], 2, &mut sources);
        Some(Question {
            kind: QuizKind::Partner,
            text: format!(
                "Which of these is a partner in the project {}?",
                project.title
            ),
            subject: Some(id.into()),
            day: None,
            later: false,
            offers: offered
                .iter()
                .map(|&area| Offer {
                    text: history.area(area).name.clone(),
                    told: if area == partner {
                        format!("a partner in {}", short_title(history, id.into()))
                    } else {
                        String::new()
                    },
                    entity: Some(area.into()),
                })
                .collect(),
            answer: vec![answer],
            sources,
        })
    }

    fn level(&mut self) -> Option<Question> {
        let history = self.history;
        let at = self.pick(self.segments.len())?;
        let (id, idx) = self.segments[at];
        let track = history.track(id);
        let segment = &track.segments[idx];
        let first = segment.during.interval()?.start().date()?.latest()?;
        let last = match segment.during.interval()?.end().date() {
            Some(end) => end.earliest()?.add_days(-1),
            None => history.edition_day_of(id.into()),
        };
        let day = self.day_between(first, last)?;
        let may_hold = |other: &Segment| other.during.possibly_contains(day);
        let others = track.segments.iter().enumerate();
        if !segment.during.certainly_contains(day)
            || others
                .filter(|(other, _)| *other != idx)
                .any(|(_, other)| may_hold(other))
        {
            return None;
        }
        let rank = segment.rank?;
        let mut wrong: Vec<(usize, &String)> = track
            .scale
            .iter()
            .enumerate()
            .filter(|(_, level)| text::fold(level) != text::fold(&segment.level))
            .map(|(other, level)| (other.abs_diff(rank), level))
            .collect();
        wrong.sort_by_key(|(distance, _)| *distance);
        let mut offered: Vec<&String> = wrong.into_iter().map(|(_, level)| level).collect();
        offered.dedup();
        offered.truncate(OFFERS - 1);
        if offered.is_empty() {
            return None;
        }
        offered.push(&segment.level);
        self.rng.shuffle(&mut offered);
        let answer = offered.iter().position(|level| **level == segment.level)?;
        let mut sources = Vec::new();
        add_sources(
            history,
            &segment.cites,
            &["during", "level"],
            2,
            &mut sources,
        );
        let told = |level: &str| {
            let spans: Vec<String> = track
                .segments
                .iter()
                .filter(|other| other.level == level)
                .map(|other| other.during.in_words())
                .collect();
            if spans.is_empty() {
                "never so far".to_owned()
            } else {
                spans.join("; ")
            }
        };
        Some(Question {
            kind: QuizKind::Level,
            text: format!(
                "At what level did the relation {} stand on {}?",
                track.title,
                day.in_words()
            ),
            subject: Some(id.into()),
            day: Some(day),
            later: false,
            offers: offered
                .iter()
                .map(|level| Offer {
                    text: (*level).clone(),
                    told: told(level),
                    entity: None,
                })
                .collect(),
            answer: vec![answer],
            sources,
        })
    }

    fn pick(&mut self, n: usize) -> Option<usize> {
        (n > 0).then(|| self.rng.usize(0..n))
    }

    /// A day between two, both included, away from the ends where there is room.
    fn day_between(&mut self, first: Day, last: Day) -> Option<Day> {
        if last < first {
            return None;
        }
        let margin = MARGIN.min((last.0 - first.0) / 3);
        Some(Day(self.rng.i64(first.0 + margin..=last.0 - margin)))
    }
}

/// Projects with each partner that may be asked for: stated by a source, not told by the title, not the one that nearly
/// all projects share.
fn partners(history: &History) -> Vec<(ProjectId, AreaId)> {
    let mut found = Vec::new();
    for (id, project) in history.projects() {
        if !has_proof(&project.cites, &["areas"]) {
            continue;
        }
        for &area in &project.areas {
            let name = &history.area(area).name;
            if !is_common(history, area) && !names_area(&project.title, name) {
                found.push((id, area));
            }
        }
    }
    found
}

/// Whether more than half of all projects share an area. It is no answer worth asking for, and where it is left out it
/// may still have a part: it is not offered beside one either.
fn is_common(history: &History, area: AreaId) -> bool {
    let n_projects = history.projects().len();
    let with = history
        .projects()
        .filter(|(_, project)| project.areas.contains(&area));
    n_projects > 2 && with.count() * 2 > n_projects
}

/// Areas that have some part in a project, be it through a body, an event, a part of it, or in law.
fn involved(history: &History, id: ProjectId) -> HashSet<AreaId> {
    let mut areas: HashSet<AreaId> = HashSet::new();
    let mut projects = vec![id];
    for &other in history.related_of(id.into(), EntityKind::Project) {
        if let Entity::Project(other) = other {
            projects.push(other);
        }
    }
    for project in projects {
        areas.extend(&history.project(project).areas);
        for &other in history.related(project.into()) {
            match other {
                Entity::Event(event) => areas.extend(&history.event(event).areas),
                Entity::Organization(body) => areas.extend(history.organization(body).area),
                _ => {}
            }
        }
    }
    // What an area succeeds, lies in or contains may be meant by it.
    let kin: Vec<AreaId> = areas
        .iter()
        .flat_map(|&area| history.related_of(area.into(), EntityKind::Area))
        .filter_map(|&other| match other {
            Entity::Area(other) => Some(other),
            _ => None,
        })
        .collect();
    areas.extend(kin);
    areas
}

/// Whether an area may have existed while a project went on: one that was gone would be no likely answer.
fn may_exist_beside(history: &History, area: AreaId, project: ProjectId) -> bool {
    let Some(existed) = &history.area(area).existed else {
        return true;
    };
    let last = history.project(project).status.last();
    last.is_none_or(|entry| existed.possibly_overlaps(&entry.on))
}

/// A date that means one day, or one span of days, and nothing else.
fn is_certain(date: &Date) -> bool {
    use crate::model::date::Shape;
    !date.is_uncertain()
        && !date.is_approximate()
        && matches!(date.shape(), Shape::Single | Shape::Interval)
        && date.earliest().is_some()
        && (date.latest().is_some() || date.is_open_end())
}

/// Whether a source that was looked at supports some fields, and none disputes them.
fn has_proof(cites: &[Cite], fields: &[&str]) -> bool {
    let mut proven = false;
    for cite in on(cites, fields) {
        match cite.stance {
            Stance::Disputes => return false,
            Stance::Supports => proven |= is_verified(cite),
            _ => {}
        }
    }
    proven
}

fn is_verified(cite: &Cite) -> bool {
    matches!(cite.confidence, None | Some(Confidence::Verified))
}

/// The cites that support some of these fields, or all of the record.
fn on<'a>(cites: &'a [Cite], fields: &'a [&str]) -> impl Iterator<Item = &'a Cite> {
    cites.iter().filter(move |cite| {
        cite.fields.is_empty() || cite.fields.iter().any(|one| fields.contains(&one.as_str()))
    })
}

/// Up to `most` sources of a record, none twice.
fn add_sources(
    history: &History,
    cites: &[Cite],
    fields: &[&str],
    most: usize,
    sources: &mut Vec<(SourceId, String)>,
) {
    let supporting = on(cites, fields)
        .filter(|cite| cite.stance == Stance::Supports && is_verified(cite))
        .take(most);
    for cite in supporting {
        let short = &history.source(cite.source).short;
        let text = match &cite.at {
            Some(at) => format!("{short}, {at}"),
            None => short.clone(),
        };
        let source = (cite.source, text);
        if !sources.contains(&source) {
            sources.push(source);
        }
    }
}

/// Whether a title tells the time: a year, a month, an era.
fn names_a_date(title: &str, when: &Date) -> bool {
    const WORDS: [&str; 4] = ["bce", "bc", "ad", "century"];
    let folded = text::fold(title);
    let years: Vec<String> = [when.earliest(), when.latest()]
        .into_iter()
        .flatten()
        .map(|day| day.year().abs().to_string())
        .collect();
    folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .any(|word| {
            let digits: String = word.chars().filter(|c| c.is_numeric()).collect();
            digits.chars().count() > 2
                || years.contains(&digits)
                || WORDS.contains(&word)
                || (1..=12).any(|month| month_long(month).eq_ignore_ascii_case(word))
        })
}

/// Whether a title counts: first, second, 3rd.
fn has_ordinal(title: &str) -> bool {
    const WORDS: [&str; 10] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
        "tenth",
    ];
    text::fold(title)
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| WORDS.contains(&word) || word.chars().next().is_some_and(char::is_numeric))
}

/// Whether a title gives an area away: a word of it begins as the name of the area does.
fn names_area(title: &str, area: &str) -> bool {
    let beginning: String = text::fold(area).chars().take(4).collect();
    text::fold(title)
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| word.starts_with(&beginning))
}

/// All terms of a person in a post: `18 June 2009 – 10 July 2017`.
fn terms_in_words(history: &History, person: PersonId, post: PostId) -> String {
    let terms: Vec<String> = leaders::career(history, person)
        .iter()
        .map(|term| history.membership(term.id))
        .filter(|term| term.post == post)
        .map(|term| {
            let span = match (&term.start, &term.end) {
                (Some(start), TermEnd::Open) => format!("since {}", start.in_words()),
                _ => term.term().in_words(),
            };
            match &term.status {
                MembershipStatus::Regular => span,
                other => format!("{other} {span}"),
            }
        })
        .collect();
    terms.join("; ")
}
