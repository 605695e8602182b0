//! Claims of an article, checked by counting in the history itself.
//!
//! A check is computed anew whenever somebody looks, never stored: what was found, which records were counted, and
//! whether it is what the author of the dataset expects. A source may be wrong while the data is as expected: that is a
//! difference from the source, and no mistake in the data.

use crate::model::{
    Claim, ClaimCheck, ClaimId, Date, Day, Entity, History, HolderRule, LocatorKind, MembershipId,
    MoneyKind, PersonId, PostId, PostRule, Project, ProjectId, SourceId, TermEnd, TrackId, Value,
};

use crate::model::date::Interval;

use super::leaders::{self, Term};
use super::profile::{amount, short_title};
use super::search::{self, Query};

/// What became of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// The data has what is expected, and the source says the same.
    Agrees,
    /// The data has what is expected; the source says something else.
    Differs,
    /// The data has something else than is expected.
    Disagrees,
}

impl Outcome {
    /// In words.
    pub fn label(self) -> &'static str {
        match self {
            Self::Agrees => "agrees",
            Self::Differs => "not as the source has it",
            Self::Disagrees => "no longer agrees",
        }
    }

    fn of(is_expected: bool, is_stated: bool) -> Self {
        match (is_expected, is_stated) {
            (false, _) => Self::Disagrees,
            (true, true) => Self::Agrees,
            (true, false) => Self::Differs,
        }
    }
}

/// A check and what it found.
#[derive(Clone, Debug, PartialEq)]
pub struct Computed {
    /// In a line: `11 visits to Russia: counted 11`.
    pub text: String,
    /// What became of it.
    pub outcome: Outcome,
    /// What is expected of the data.
    pub expected: String,
    /// What was found.
    pub found: String,
    /// How it was counted.
    pub how: String,
    /// What was counted, a line each.
    pub lines: Vec<Counted>,
    /// The records by which the panes can be filtered to see what was counted.
    pub counted: Vec<Entity>,
}

/// One thing that was counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Date, days, or a place in an order.
    pub note: String,
    /// What it is.
    pub text: String,
    /// Where it leads.
    pub to: Entity,
}

/// A claim with everything that bears on it, as one reads it.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// Which claim.
    pub claim: ClaimId,
    /// Its checks, run.
    pub computed: Vec<Computed>,
    /// Records that bear on it, with their dates.
    pub evidence: Vec<Counted>,
}

/// Where a link of a sheet leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// To what a computation counted, by its position.
    Counted(usize),
    /// To a record.
    Record(Entity),
}

/// The claims of one place of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The source.
    pub source: SourceId,
    /// Where in it: `Paragraph 3`; empty where the claims do not say.
    pub at: String,
    /// In the order of the file.
    pub claims: Vec<ClaimId>,
}

/// A check that finds something else than is expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disagreement {
    /// Whose check it is.
    pub claim: ClaimId,
    /// What was found, and what was expected.
    pub message: String,
    /// What to do, with what was counted.
    pub help: String,
}

impl Sheet {
    /// Runs the checks of a claim.
    pub fn new(history: &History, claim: ClaimId) -> Self {
        let evidence = history.claim(claim).evidence.iter();
        Self {
            claim,
            computed: computed(history, claim),
            evidence: evidence.map(|&entity| dated(history, entity)).collect(),
        }
    }

    /// All links, in the order in which they are walked: each computation that counted something, what those with
    /// more than one line counted, then the evidence.
    pub fn targets(&self) -> impl Iterator<Item = Target> + '_ {
        self.links().map(|(_, target)| target)
    }

    /// The computation to which a link belongs; `None` for one to the evidence.
    pub fn computation_of(&self, link: usize) -> Option<usize> {
        self.links().nth(link)?.0
    }

    fn links(&self) -> impl Iterator<Item = (Option<usize>, Target)> + '_ {
        let computed = self.computed.iter().enumerate();
        let themselves = computed
            .clone()
            .filter(|(_, one)| !one.counted.is_empty())
            .map(|(idx, _)| (Some(idx), Target::Counted(idx)));
        let lines = computed
            .filter(|(_, one)| one.is_list())
            .flat_map(|(idx, one)| {
                let lines = one.lines.iter();
                lines.map(move |line| (Some(idx), Target::Record(line.to)))
            });
        let evidence = self.evidence.iter();
        themselves
            .chain(lines)
            .chain(evidence.map(|line| (None, Target::Record(line.to))))
    }
}

impl Computed {
    /// Whether what was counted is worth a list; one line says no more than the computation does.
    pub fn is_list(&self) -> bool {
        self.lines.len() > 1
    }
}

/// All claims by source and place, in the order of the file.
pub fn passages(history: &History) -> Vec<Passage> {
    let mut passages: Vec<Passage> = Vec::new();
    for (id, claim) in history.claims() {
        let at = place(claim);
        match passages
            .iter_mut()
            .find(|passage| passage.source == claim.source && passage.at == at)
        {
            Some(passage) => passage.claims.push(id),
            None => passages.push(Passage {
                source: claim.source,
                at,
                claims: vec![id],
            }),
        }
    }
    passages
}

/// Where a claim stands, spelt out: `Paragraph 3`.
pub fn place(claim: &Claim) -> String {
    claim.at.as_ref().map_or_else(String::new, |at| {
        let word = match &at.kind {
            LocatorKind::Timestamp => "At",
            kind => kind.word(),
        };
        let many = if at.value.contains(',') { "s" } else { "" };
        format!("{word}{many} {}", at.value).trim_end().to_owned()
    })
}

/// Runs every check of a claim.
pub fn computed(history: &History, claim: ClaimId) -> Vec<Computed> {
    let checks = &history.claim(claim).checks;
    checks
        .iter()
        .map(|check| compute(history, claim, check))
        .collect()
}

/// Runs one check of a claim. Of histories side by side only the claim's own is counted in.
pub fn compute(history: &History, claim: ClaimId, check: &ClaimCheck) -> Computed {
    let edition = history.edition_day_of(claim.into());
    match check {
        ClaimCheck::Count {
            query,
            expect,
            what,
            stated,
        } => count(history, claim, query, what.as_deref(), *expect, *stated),
        ClaimCheck::InOrder {
            query,
            expect,
            what,
        } => in_order(history, claim, query, what.as_deref(), expect),
        ClaimCheck::Overlap {
            post,
            with,
            as_posts,
            longest,
            stated,
            days,
            until,
        } => {
            let overlap = Overlap {
                post: *post,
                with: *with,
                rule: as_posts,
                until: until.as_ref().and_then(Date::latest).unwrap_or(edition),
            };
            overlap.computed(history, *longest, *stated, *days)
        }
        ClaimCheck::HeldOn { post, date, person } => {
            held_on(history, *post, (date, edition), *person)
        }
        ClaimCheck::Level {
            track,
            date,
            expect,
        } => level(history, *track, (date, edition), expect),
        ClaimCheck::Raised {
            tracks,
            level,
            term,
            expect,
            stated,
        } => raised(history, tracks, level, *term, *expect, *stated),
        ClaimCheck::Years {
            from,
            milestone,
            until,
            expect,
        } => years(history, *from, milestone.as_deref(), until, *expect),
        ClaimCheck::Figure {
            project,
            kind,
            expect,
        } => figure(history, *project, kind, *expect),
    }
}

/// The worst of some outcomes; `None` where nothing was computed.
pub fn worst(computed: &[Computed]) -> Option<Outcome> {
    let rank = |outcome: &Outcome| match outcome {
        Outcome::Agrees => 0,
        Outcome::Differs => 1,
        Outcome::Disagrees => 2,
    };
    computed.iter().map(|one| one.outcome).max_by_key(rank)
}

/// All checks that find something else than is expected.
pub fn disagreements(history: &History) -> Vec<Disagreement> {
    let mut found = Vec::new();
    for (claim, record) in history.claims() {
        for check in &record.checks {
            let computed = compute(history, claim, check);
            if computed.outcome != Outcome::Disagrees {
                continue;
            }
            let ids: Vec<String> = computed
                .counted
                .iter()
                .take(12)
                .map(|&entity| history.reference(entity))
                .collect();
            let more = computed.counted.len().saturating_sub(ids.len());
            let counted = match (ids.is_empty(), more) {
                (true, _) => "nothing was counted".to_owned(),
                (false, 0) => format!("counted: {}", ids.join(", ")),
                (false, more) => format!("counted: {} and {more} more", ids.join(", ")),
            };
            found.push(Disagreement {
                claim,
                message: format!(
                    "the claim `{}` expects {}, and the data has {}",
                    record.id, computed.expected, computed.found
                ),
                help: format!("mend the data, or what the check expects; {counted}"),
            });
        }
    }
    found
}

fn count(
    history: &History,
    claim: ClaimId,
    text: &str,
    what: Option<&str>,
    expect: usize,
    stated: Option<usize>,
) -> Computed {
    let query = Query::parse(text);
    let counted = answers(history, claim, &query);
    let n = counted.len();
    let what = what.map_or_else(|| format!("answers to {text}"), str::to_owned);
    let asked = stated.unwrap_or(expect);
    Computed {
        text: format!("{asked} {what}: counted {n}"),
        // A word that could not be read leaves a query that counts something else.
        outcome: Outcome::of(n == expect && query.notes.is_empty(), n == asked),
        expected: format!("{expect} {what}"),
        found: match query.notes.first() {
            None => n.to_string(),
            Some(note) => format!("a query that can not be read whole: {note}"),
        },
        how: format!("records that answer {text}"),
        lines: counted.iter().map(|&one| dated(history, one)).collect(),
        counted,
    }
}

fn in_order(
    history: &History,
    claim: ClaimId,
    text: &str,
    what: Option<&str>,
    expect: &[Entity],
) -> Computed {
    let query = Query::parse(text);
    let counted = answers(history, claim, &query);
    let ids = |these: &[Entity]| -> String {
        let ids: Vec<&str> = these.iter().map(|&one| history.text_id(one)).collect();
        ids.join(", ")
    };
    let agrees = counted == expect && query.notes.is_empty();
    let what = what.map_or_else(|| format!("answers to {text}"), str::to_owned);
    let found = if agrees {
        "found in this order"
    } else if counted.len() == expect.len() && counted.iter().all(|one| expect.contains(one)) {
        "found in another order"
    } else {
        "found others"
    };
    Computed {
        text: format!("{} {what} in order: {found}", expect.len()),
        outcome: Outcome::of(agrees, true),
        expected: format!("{what} in the order {}", ids(expect)),
        found: if counted.is_empty() {
            "none".to_owned()
        } else {
            ids(&counted)
        },
        how: format!("records that answer {text}, by date"),
        lines: counted.iter().map(|&one| dated(history, one)).collect(),
        counted,
    }
}

/// The records of the claim's own history that answer a query, by date.
fn answers(history: &History, claim: ClaimId, query: &Query) -> Vec<Entity> {
    let own = history.member_of(claim.into());
    let mut found = search::answers(query, history);
    found.retain(|&entity| history.member_of(entity) == own);
    in_time(history, &mut found);
    found
}

/// Whose days in a post are compared, beside whom, and until when.
struct Overlap<'a> {
    post: PostId,
    with: PersonId,
    rule: &'a [PostRule],
    until: Day,
}

impl Overlap<'_> {
    fn computed(
        &self,
        history: &History,
        longest: PersonId,
        stated: Option<PersonId>,
        days: Option<i64>,
    ) -> Computed {
        let mut rows = leaders::shared_days(
            history,
            self.post,
            self.with,
            &[self.rule.to_vec()],
            self.until,
        );
        rows.retain(|row| row.days[0] > 0);
        rows.sort_by_key(|row| std::cmp::Reverse(row.days[0]));
        let name = |person: PersonId| history.person(person).short.as_str();
        let with_days =
            |person: PersonId, n: i64| format!("{}, {}", name(person), days_in_words(n));
        let is_alone = rows
            .get(1)
            .is_none_or(|second| second.days[0] < rows[0].days[0]);
        let first = rows.first();
        let is_expected = first.is_some_and(|row| {
            is_alone && row.person == longest && days.is_none_or(|days| days == row.days[0])
        });
        let is_stated = first.is_some_and(|row| row.person == stated.unwrap_or(longest));
        let found = match (first, rows.get(1)) {
            (None, _) => "nobody".to_owned(),
            (Some(row), None) => with_days(row.person, row.days[0]),
            (Some(row), Some(next)) => format!(
                "{}; then {}",
                with_days(row.person, row.days[0]),
                with_days(next.person, next.days[0])
            ),
        };
        let posts = self.posts(history);
        let counted: Vec<Entity> = self.terms(history);
        Computed {
            text: format!("longest beside {} {posts}: {found}", name(self.with)),
            outcome: Outcome::of(is_expected, is_stated),
            expected: match days {
                Some(n) => with_days(longest, n),
                None => name(longest).to_owned(),
            },
            found,
            how: format!(
                "days as {} beside {} {posts}, completed by {}; the day of a handover counts once",
                history.post(self.post).title,
                name(self.with),
                self.until.in_words()
            ),
            lines: rows
                .iter()
                .map(|row| Counted {
                    note: days_in_words(row.days[0]),
                    text: name(row.person).to_owned(),
                    to: row.person.into(),
                })
                .collect(),
            counted,
        }
    }

    /// `in any post`, `as President of Russia or acting President of Russia`.
    fn posts(&self, history: &History) -> String {
        if self.rule.is_empty() {
            return "in any post".to_owned();
        }
        let posts: Vec<String> = self
            .rule
            .iter()
            .map(|one| {
                let title = &history.post(one.post).title;
                match one.rule {
                    HolderRule::Regular => title.clone(),
                    HolderRule::Acting => format!("acting {title}"),
                }
            })
            .collect();
        format!("as {}", posts.join(" or "))
    }

    /// The terms of the post, and those of the person that count.
    fn terms(&self, history: &History) -> Vec<Entity> {
        let counts = |term: &&Term| leaders::counts(history, term, self.rule);
        let career = leaders::career(history, self.with);
        let mine = leaders::terms(history, self.post);
        mine.iter()
            .filter(|term| term.first < self.until)
            .chain(career.iter().filter(counts))
            .map(|term| term.id.into())
            .collect()
    }
}

fn held_on(
    history: &History,
    post: PostId,
    (date, edition): (&Date, Day),
    person: PersonId,
) -> Computed {
    let (first, last) = bounds(date, edition);
    let holders: Vec<MembershipId> = leaders::terms(history, post)
        .iter()
        .filter(|term| term.holds_on(first) && term.holds_on(last))
        .map(|term| term.id)
        .collect();
    let names: Vec<&str> = holders
        .iter()
        .map(|&id| history.person(history.membership(id).person).short.as_str())
        .collect();
    let is_expected = holders
        .iter()
        .any(|&id| history.membership(id).person == person);
    let found = if names.is_empty() {
        "nobody".to_owned()
    } else {
        names.join(" and ")
    };
    let title = &history.post(post).title;
    Computed {
        text: format!("{title} on {}: {found}", date.in_words()),
        outcome: Outcome::of(is_expected, true),
        expected: format!(
            "{} as {title} on {}",
            history.person(person).short,
            date.in_words()
        ),
        found,
        how: "terms of office on that day; the day of a handover belongs to the successor"
            .to_owned(),
        lines: holders
            .iter()
            .map(|&id| dated(history, id.into()))
            .collect(),
        counted: holders.into_iter().map(Entity::from).collect(),
    }
}

fn level(history: &History, id: TrackId, (date, edition): (&Date, Day), expect: &str) -> Computed {
    let (first, last) = bounds(date, edition);
    let track = history.track(id);
    let segment = track.level_on(first).filter(|segment| {
        track
            .level_on(last)
            .is_some_and(|other| other.level == segment.level)
    });
    let found = segment.map_or("no level", |segment| segment.level.as_str());
    let counted: Vec<Entity> = std::iter::once(id.into())
        .chain(segment.and_then(|segment| segment.by))
        .collect();
    Computed {
        text: format!("{} on {}: {found}", track.title, date.in_words()),
        outcome: Outcome::of(found == expect, true),
        expected: format!("{expect} for {} on {}", track.title, date.in_words()),
        found: found.to_owned(),
        how: "the level of the relation on that day; on the day of a step the new level holds"
            .to_owned(),
        lines: segment
            .iter()
            .map(|segment| Counted {
                note: segment.during.short(),
                text: segment.level.clone(),
                to: segment.by.unwrap_or(id.into()),
            })
            .collect(),
        counted,
    }
}

fn raised(
    history: &History,
    tracks: &[TrackId],
    level: &str,
    term: MembershipId,
    expect: usize,
    stated: Option<usize>,
) -> Computed {
    let membership = history.membership(term);
    let during = membership.term();
    let mut n = 0;
    let mut counted = vec![Entity::from(term)];
    let mut lines = Vec::new();
    for &id in tracks {
        let track = history.track(id);
        let Some(segment) = track.segments.iter().find(|segment| segment.level == level) else {
            lines.push(Counted {
                note: "never".to_owned(),
                text: track.title.clone(),
                to: id.into(),
            });
            continue;
        };
        let (when, start) = match segment.during.interval() {
            Some(interval) => match interval.start().date() {
                Some(start) => (start.short(), interval.earliest()),
                None => (segment.during.short(), None),
            },
            None => (segment.during.short(), segment.during.earliest()),
        };
        let held = start.map(|day| during.certainly_held_on(day));
        let place = match (held, start) {
            (Some(true), _) => {
                n += 1;
                counted.push(id.into());
                counted.extend(segment.by);
                "in the term".to_owned()
            }
            (_, Some(day)) => match holder(history, membership.post, day) {
                Some(person) => format!("under {}", history.person(person).short),
                None => "not in the term".to_owned(),
            },
            _ => "not known when".to_owned(),
        };
        lines.push(Counted {
            note: when,
            text: format!("{}, {place}", track.title),
            to: segment.by.unwrap_or(id.into()),
        });
    }
    let who = &history.person(membership.person).short;
    let asked = stated.unwrap_or(expect);
    Computed {
        text: format!(
            "{asked} of {} relations raised to {level} under {who}: counted {n}",
            tracks.len()
        ),
        outcome: Outcome::of(n == expect, n == asked),
        expected: format!("{expect} raised to {level} under {who}"),
        found: n.to_string(),
        how: format!(
            "the first step of each relation to {level}, and whether it lies in the term {}",
            during.in_words()
        ),
        lines,
        counted,
    }
}

fn years(
    history: &History,
    from: Entity,
    milestone: Option<&str>,
    until: &Date,
    expect: i64,
) -> Computed {
    let start = start_of(history, from, milestone);
    let title = match from {
        Entity::Membership(id) => {
            let term = history.membership(id);
            let (person, post) = (history.person(term.person), history.post(term.post));
            format!("{} as {}", person.short, post.title)
        }
        _ => short_title(history, from),
    };
    let between = start.as_ref().and_then(|start| {
        let most = whole_years(start.earliest()?, until.latest()?);
        let least = whole_years(start.latest()?, until.earliest()?);
        Some((least, most))
    });
    let found = match between {
        None => "no start on record".to_owned(),
        Some((least, most)) if least == most => least.to_string(),
        Some((least, most)) => format!("{least} to {most}"),
    };
    let since = start
        .as_ref()
        .map_or_else(|| "?".to_owned(), Date::in_words);
    Computed {
        text: format!(
            "{expect} years from {title} ({since}) to {}: counted {found}",
            until.in_words()
        ),
        outcome: Outcome::of(between == Some((expect, expect)), true),
        expected: format!("{expect} years from {} to {until}", history.reference(from)),
        found,
        how: "whole years from the one date to the other".to_owned(),
        lines: vec![Counted {
            note: start.as_ref().map_or_else(String::new, Date::short),
            text: title,
            to: from,
        }],
        counted: vec![from],
    }
}

fn figure(history: &History, id: ProjectId, kind: &str, expect: Value) -> Computed {
    let project = history.project(id);
    let figures = figures(project, kind);
    let is_expected = figures.iter().any(|(value, _)| *value == expect);
    let unit = figures
        .iter()
        .find(|(value, _)| *value == expect)
        .or(figures.first())
        .map_or("", |(_, unit)| unit.as_str());
    let words: Vec<String> = figures
        .iter()
        .map(|(value, unit)| amount(*value, unit))
        .collect();
    let found = if words.is_empty() {
        "no such figure".to_owned()
    } else {
        words.join(", ")
    };
    let kind = match MoneyKind::parse(kind) {
        MoneyKind::Unknown(_) => kind.to_owned(),
        known => known.label().to_owned(),
    };
    let reference = Entity::from(id);
    Computed {
        text: format!("{}, {kind}: {found}", project.short),
        outcome: Outcome::of(is_expected, true),
        expected: format!("{} as the {kind} of {}", amount(expect, unit), project.id),
        found,
        how: "figures on record for the project".to_owned(),
        lines: figures
            .iter()
            .map(|(value, unit)| Counted {
                note: amount(*value, unit),
                text: format!("{}, {kind}", project.short),
                to: reference,
            })
            .collect(),
        counted: vec![reference],
    }
}

/// Quantities and sums of money of a kind, with their units.
fn figures(project: &Project, kind: &str) -> Vec<(Value, String)> {
    let quantities = project
        .quantities
        .iter()
        .filter(|quantity| quantity.kind.eq_ignore_ascii_case(kind))
        .map(|quantity| (quantity.value, quantity.unit.clone()));
    let money = project
        .money
        .iter()
        .filter(|sum| sum.kind.word().eq_ignore_ascii_case(kind))
        .map(|sum| (sum.value, sum.currency.clone()));
    quantities.chain(money).collect()
}

/// When something began: an event, a term, a project by one of its milestones or by its first status.
fn start_of(history: &History, entity: Entity, milestone: Option<&str>) -> Option<Date> {
    let start = |date: &Date| match date.interval() {
        Some(interval) => interval.start().date().cloned(),
        None => Some(date.clone()),
    };
    match entity {
        Entity::Event(id) => start(&history.event(id).when),
        Entity::Membership(id) => history.membership(id).start.clone(),
        Entity::Era(id) => start(&history.era(id).during),
        Entity::Project(id) => {
            let project = history.project(id);
            match milestone {
                Some(wanted) => project
                    .milestones
                    .iter()
                    .find(|one| one.id == wanted)
                    .and_then(|one| one.actual.clone()),
                None => project.status.first().map(|entry| entry.on.clone()),
            }
        }
        _ => None,
    }
}

fn whole_years(from: Day, to: Day) -> i64 {
    let years = to.year() - from.year();
    if from.add_years(years) > to {
        years - 1
    } else {
        years
    }
}

/// Who held a post on a day.
fn holder(history: &History, post: PostId, day: Day) -> Option<PersonId> {
    leaders::terms(history, post)
        .iter()
        .find(|term| term.holds_on(day))
        .map(|term| term.person)
}

/// First and last day of a date; open ends end with the edition.
fn bounds(date: &Date, edition: Day) -> (Day, Day) {
    let first = date.earliest().or(date.latest()).unwrap_or(edition);
    (first, date.latest().unwrap_or(edition).max(first))
}

/// By date, those without one last.
fn in_time(history: &History, entities: &mut [Entity]) {
    entities.sort_by_cached_key(|&entity| {
        let date = date_of(history, entity);
        let seq = match entity {
            Entity::Event(id) => history.event(id).seq,
            _ => 0,
        };
        (
            date.is_none(),
            date.map(|date| date.order_key()),
            seq,
            entity,
        )
    });
}

fn date_of(history: &History, entity: Entity) -> Option<Date> {
    match entity {
        Entity::Event(id) => Some(history.event(id).when.clone()),
        Entity::Membership(id) => history.membership(id).start.clone(),
        Entity::Project(id) => history
            .project(id)
            .status
            .first()
            .map(|entry| entry.on.clone()),
        Entity::Era(id) => Some(history.era(id).during.clone()),
        _ => None,
    }
}

fn dated(history: &History, entity: Entity) -> Counted {
    let (note, text) = match entity {
        Entity::Membership(id) => {
            let term = history.membership(id);
            let title = format!(
                "{}, {}",
                history.person(term.person).short,
                history.post(term.post).title
            );
            (span(&term.term(), &term.end), title)
        }
        Entity::Project(id) => {
            let project = history.project(id);
            let note = project
                .status_on(history.edition_day_of(entity))
                .map_or_else(String::new, |entry| entry.is.to_string());
            (note, project.title.clone())
        }
        _ => {
            let date = date_of(history, entity);
            let note = date.map_or_else(|| kind_in_words(entity), |date| date.short());
            (note, history.title(entity).to_owned())
        }
    };
    Counted {
        note,
        text,
        to: entity,
    }
}

/// What a record without a date is, in a word.
fn kind_in_words(entity: Entity) -> String {
    match entity {
        Entity::Track(_) => "relation".to_owned(),
        Entity::Term(_) => "glossary".to_owned(),
        other => other.kind().to_string(),
    }
}

fn span(term: &Interval, end: &TermEnd) -> String {
    match (term.start().date(), end) {
        (Some(start), TermEnd::Open) => format!("since {}", start.short()),
        _ => term.short(),
    }
}

fn days_in_words(days: i64) -> String {
    let unit = if days == 1 { "day" } else { "days" };
    amount(Value::Exact(days as f64), unit)
}
