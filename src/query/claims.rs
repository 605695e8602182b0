//! Claims of an article, checked by counting in the history itself.
//!
//! A check is computed anew whenever somebody looks, never stored: what was found, which records were counted, and
//! whether it is what the author of the dataset expects. A source may be wrong while the data is as expected: that is a
//! difference from the source, and no mistake in the data.

mod count;
mod figure;
mod overlap;
mod state;

use crate::model::{
    Claim, ClaimCheck, ClaimId, Date, Day, Entity, History, LocatorKind, SourceId, TermEnd, Value,
};

use crate::model::date::Interval;

use super::profile::amount;
use count::{count, in_order};
use figure::{figure, years};
use overlap::Overlap;
use state::{held_on, level, raised};

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
