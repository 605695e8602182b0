//! Two people and the days on which both held office, as a profile.

use crate::model::{Date, Day, Entity, EntityKind, EventId, History};
use crate::query::leaders::{OverlapQuestion, Overlaps, SharedDays, career, days_in_words};

use super::{Builder, Group, Link, Profile, term_in_words};

impl Profile {
    /// What a cell of shared days has to tell; `entity` is what is selected with it.
    pub fn of_overlap(
        history: &History,
        overlaps: &Overlaps,
        (row, column): (usize, usize),
        entity: Entity,
    ) -> Self {
        let (holder, beside) = (&overlaps.rows[row], &overlaps.columns[column]);
        let question = overlaps.question;
        let (one, other) = (history.person(holder.person), history.person(beside.person));
        let spans = overlaps.spans(row, column);
        let exact = match overlaps.cell(row, column) {
            SharedDays::Days { exact, .. } => exact,
            SharedDays::Same => true,
        };
        let date = if holder.person == beside.person {
            "the same person".to_owned()
        } else if spans.is_empty() {
            "no day shared".to_owned()
        } else {
            let up_to = if exact { "" } else { "at most " };
            format!("{up_to}{} shared", days_in_words(spans.days()))
        };
        let counted = format!(
            "Counted: {} beside {}. Days completed by {}; the day of a handover counts once.",
            history.post(question.rows).title,
            beside.rule.in_words(history, question.columns),
            Date::of_day(question.as_of).in_words(),
        );
        let plain = |text: String| Link {
            text,
            to: None,
            address: None,
        };
        let mut groups = vec![Group {
            label: "People",
            links: [holder.person, beside.person]
                .into_iter()
                .map(|person| Link {
                    text: history.person(person).short.clone(),
                    to: Some(person.into()),
                    address: None,
                })
                .collect(),
            lines: false,
        }];
        let mut add = |label: &'static str, links: Vec<Link>| {
            if !links.is_empty() {
                groups.push(Group {
                    label,
                    links,
                    lines: true,
                });
            }
        };
        if holder.person != beside.person {
            add(
                "Days",
                spans
                    .iter()
                    .map(|(from, until)| {
                        plain(format!(
                            "{} – {}: {}",
                            from.in_words(),
                            last_in_words(until, question),
                            days_in_words(until.0 - from.0)
                        ))
                    })
                    .collect(),
            );
            add("Each rule", each_rule(history, overlaps, (row, column)));
        }
        let terms = [holder.person, beside.person]
            .into_iter()
            .flat_map(|person| career(history, person))
            .filter(|term| {
                spans
                    .iter()
                    .any(|(from, until)| term.first < until && from < term.until)
            });
        add(
            "Terms",
            terms
                .clone()
                .map(|term| Link {
                    text: format!(
                        "{}: {}",
                        history.person(term.person).short,
                        term_in_words(history, term.id.into())
                    ),
                    to: Some(term.id.into()),
                    address: None,
                })
                .collect(),
        );
        let together = together(history, holder.person.into(), beside.person.into());
        add(
            "Both took part",
            together
                .into_iter()
                .map(|id| {
                    let event = history.event(id);
                    Link {
                        text: format!("{} {}", event.when.short(), event.title),
                        to: Some(id.into()),
                        address: None,
                    }
                })
                .collect(),
        );
        let cites = terms.flat_map(|term| &history.membership(term.id).cites);
        let mut profile = Self {
            entity,
            title: format!("{} beside {}", one.short, other.short),
            kind: "shared days".to_owned(),
            date: Some(date),
            place: None,
            names: Vec::new(),
            prose: vec![counted],
            groups,
            sources: Vec::new(),
        };
        let mut builder = Builder {
            history,
            profile: &mut profile,
        };
        builder.cites_of(cites.collect());
        profile
    }
}

/// What each rule counts for the same two people.
fn each_rule(history: &History, overlaps: &Overlaps, (row, column): (usize, usize)) -> Vec<Link> {
    let (holder, beside) = (&overlaps.rows[row], &overlaps.columns[column]);
    let all = Overlaps::new(
        history,
        OverlapQuestion {
            beside: Some(beside.person),
            ..overlaps.question
        },
    );
    if all.columns.len() < 2 {
        return Vec::new();
    }
    let Some(row) = all.rows.iter().position(|row| row.person == holder.person) else {
        return Vec::new();
    };
    all.columns
        .iter()
        .enumerate()
        .filter_map(|(idx, column)| {
            let SharedDays::Days { n, longest, .. } = all.cell(row, idx) else {
                return None;
            };
            let mark = if longest { ", the longest of all" } else { "" };
            let shown = if column.rule == beside.rule {
                " (shown)"
            } else {
                ""
            };
            Some(Link {
                text: format!(
                    "{}: {}{mark}{shown}",
                    column.rule.label(history),
                    days_in_words(n),
                ),
                to: None,
                address: None,
            })
        })
        .collect()
}

/// The events in which both take part, in order of time.
fn together(history: &History, one: Entity, other: Entity) -> Vec<EventId> {
    let mut events: Vec<EventId> = history
        .related_of(one, EntityKind::Event)
        .iter()
        .filter_map(|&entity| match entity {
            Entity::Event(id) if history.related(entity).binary_search(&other).is_ok() => Some(id),
            _ => None,
        })
        .collect();
    events.sort_by_cached_key(|&id| (history.event(id).when.order_key(), id));
    events
}

/// The first day that no longer counts: a handover, or the day until which one counts.
fn last_in_words(until: Day, question: OverlapQuestion) -> String {
    if until == question.as_of {
        format!("{}, still in office", until.in_words())
    } else {
        until.in_words()
    }
}
