//! Records to a history: references become ids, texts become dates, and what can not be used is left out and reported.

mod names;
mod parts;
mod references;

use std::collections::HashMap;
use std::ops::Range;

use crate::model::date::{DateError, DateErrorKind, Interval};
use crate::model::{
    Area, AreaId, Ask, Claim, ClaimCheck, ClaimId, Date, Entity, EntityKind, Era, EraId, Event,
    EventId, EventKind, Holders, Mark, Membership, MembershipId, MembershipStatus, Milestone,
    Money, MoneyKind, Organization, OrganizationId, Overview, Pane, Participant, Parts, Party,
    PartyRole, Person, PersonId, Phase, Post, PostId, Project, ProjectId, Quantity, Segment,
    Source, SourceId, Stop, Term, TermEnd, TermId, Tour, TourId, Track, TrackId, Verdict,
};
use crate::notation::{Step, Word};

use super::diagnostic::{Finding, Place};
use super::read::{Records, Row};
use super::vocabulary::nearest;
use names::{Known, Names, malformed, twice};
use parts::{creator, locator, media, value};

/// Where each record of a [`Parts`] stands in the files, by kind and index.
pub(super) type Origins = HashMap<Entity, (usize, &'static str, usize)>;

/// Turns records into parts. Every record that can be used is; the findings say what could not.
pub(super) fn resolve(records: Records, newer: bool) -> (Parts, Origins, Vec<Finding>) {
    let mut names = Names::default();
    let mut findings = Vec::new();
    names.add(
        EntityKind::Source,
        &records.sources,
        |r| &r.id,
        &mut findings,
    );
    names.add(EntityKind::Area, &records.areas, |r| &r.id, &mut findings);
    names.add(
        EntityKind::Organization,
        &records.organizations,
        |r| &r.id,
        &mut findings,
    );
    names.add(EntityKind::Post, &records.posts, |r| &r.id, &mut findings);
    names.add(
        EntityKind::Person,
        &records.people,
        |r| &r.id,
        &mut findings,
    );
    names.add(
        EntityKind::Project,
        &records.projects,
        |r| &r.id,
        &mut findings,
    );
    names.add(EntityKind::Track, &records.tracks, |r| &r.id, &mut findings);
    names.add(
        EntityKind::Term,
        &records.glossary,
        |r| &r.id,
        &mut findings,
    );
    names.add(EntityKind::Tour, &records.tours, |r| &r.id, &mut findings);
    let mut resolver = Resolver {
        names,
        findings,
        newer,
        place: (0, "", 0),
        path: Vec::new(),
    };
    // Records that can be unusable are dropped before anything refers to them.
    let events = resolver.keep(
        records.events,
        EntityKind::Event,
        |r| &r.id,
        |this, record| this.date_at("when", &record.when).is_some(),
    );
    let eras = resolver.keep(
        records.eras,
        EntityKind::Era,
        |r| &r.id,
        |this, record| this.date_at("during", &record.during).is_some(),
    );
    let memberships = resolver.keep(
        records.memberships,
        EntityKind::Membership,
        |r| &r.id,
        |this, record| {
            let person = this
                .one("person", EntityKind::Person, &record.person)
                .is_some();
            this.one("post", EntityKind::Post, &record.post).is_some() && person
        },
    );
    let claims = resolver.keep(
        records.claims,
        EntityKind::Claim,
        |r| &r.id,
        |this, record| {
            this.one("source", EntityKind::Source, &record.source)
                .is_some()
        },
    );
    let mut origins = Origins::new();
    let overview = resolver.overview(&records.head, records.head_file);
    let parts = Parts {
        sources: resolver.each(
            records.sources,
            &mut origins,
            |this, r| Source {
                kind: word(r.kind.as_ref()).to_owned(),
                issued: this.date("issued", r.issued.as_deref()),
                accessed: this.date("accessed", r.accessed.as_deref()),
                creators: r.creators.into_iter().map(creator).collect(),
                short: r.short.unwrap_or_else(|| r.title.clone()),
                id: r.id,
                title: r.title,
                publisher: r.publisher,
                container: r.container,
                url: r.url,
                doi: r.doi,
                note: r.note,
            },
            |idx| SourceId::from(idx).into(),
        ),
        areas: resolver.each(
            records.areas,
            &mut origins,
            |this, r| Area {
                kind: word(r.kind.as_ref()).to_owned(),
                names: this.names_of("names", r.names),
                codes: r.codes.into_iter().collect(),
                parent: this.area("parent", r.parent.as_deref()),
                existed: this.date("existed", r.existed.as_deref()),
                succeeds: this.areas("succeeds", &r.succeeds),
                at: r.at.map(|point| (point.lat, point.lon, point.exact)),
                cites: this.cites(r.cites),
                id: r.id,
                name: r.name,
                summary: r.summary,
            },
            |idx| AreaId::from(idx).into(),
        ),
        organizations: resolver.each(
            records.organizations,
            &mut origins,
            |this, r| Organization {
                kind: word(r.kind.as_ref()).to_owned(),
                names: this.names_of("names", r.names),
                area: this.area("area", r.area.as_deref()),
                parent: this
                    .optional("parent", EntityKind::Organization, r.parent.as_deref())
                    .map(|e| OrganizationId::from(e.idx())),
                existed: this.date("existed", r.existed.as_deref()),
                codes: r.codes.into_iter().collect(),
                cites: this.cites(r.cites),
                id: r.id,
                name: r.name,
                short: r.short,
                summary: r.summary,
            },
            |idx| OrganizationId::from(idx).into(),
        ),
        posts: resolver.each(
            records.posts,
            &mut origins,
            |this, r| Post {
                titles: this.names_of("titles", r.titles),
                organization: this.organization("organization", r.organization.as_deref()),
                area: this.area("area", r.area.as_deref()),
                holders: this.word(
                    "holders",
                    r.holders.as_ref(),
                    Holders::Single,
                    Holders::parse,
                    Holders::WORDS,
                ),
                existed: this.date("existed", r.existed.as_deref()),
                cites: this.cites(r.cites),
                short: r.short.unwrap_or_else(|| r.title.clone()),
                id: r.id,
                title: r.title,
                summary: r.summary,
            },
            |idx| PostId::from(idx).into(),
        ),
        people: resolver.each(
            records.people,
            &mut origins,
            |this, r| Person {
                names: this.names_of("names", r.names),
                born: this.life("born", r.born),
                died: this.life("died", r.died),
                codes: r.codes.into_iter().collect(),
                cites: this.cites(r.cites),
                short: r.short.unwrap_or_else(|| r.name.clone()),
                sort: r.sort.unwrap_or_else(|| r.name.clone()),
                id: r.id,
                name: r.name,
                summary: r.summary,
            },
            |idx| PersonId::from(idx).into(),
        ),
        memberships: resolver.each(
            memberships,
            &mut origins,
            |this, r| Membership {
                // Both were there when the record was kept.
                person: this
                    .one("person", EntityKind::Person, &r.person)
                    .map_or(PersonId(0), |e| e.idx().into()),
                post: this
                    .one("post", EntityKind::Post, &r.post)
                    .map_or(PostId(0), |e| e.idx().into()),
                start: this.date("start", r.start.as_deref()),
                end: this.term_end(r.end.as_deref()),
                status: this.word(
                    "status",
                    r.status.as_ref(),
                    MembershipStatus::Regular,
                    MembershipStatus::parse,
                    MembershipStatus::WORDS,
                ),
                began: r.began.map(|word| word.as_str().to_owned()),
                ended: r.ended.map(|word| word.as_str().to_owned()),
                cites: this.cites(r.cites),
                id: r.id,
                on_behalf_of: r.on_behalf_of,
                summary: r.summary,
            },
            |idx| MembershipId::from(idx).into(),
        ),
        eras: resolver.each_some(
            eras,
            &mut origins,
            |this, r| {
                Some(Era {
                    during: this.date_at("during", &r.during)?,
                    areas: this.areas("areas", &r.areas),
                    cites: this.cites(r.cites),
                    id: r.id,
                    title: r.title,
                    summary: r.summary,
                })
            },
            |idx| EraId::from(idx).into(),
        ),
        events: resolver.each_some(
            events,
            &mut origins,
            |this, r| {
                Some(Event {
                    when: this.date_at("when", &r.when)?,
                    calendar: r.calendar.map(|word| word.as_str().to_owned()),
                    seq: r.seq.unwrap_or(0),
                    kind: this.word(
                        "kind",
                        r.kind.as_ref(),
                        EventKind::Other,
                        EventKind::parse,
                        EventKind::WORDS,
                    ),
                    importance: this.importance(r.importance),
                    names: this.names_of("names", r.names),
                    areas: this.areas("areas", &r.areas),
                    organizations: this
                        .many("organizations", EntityKind::Organization, &r.organizations)
                        .map(|e| e.idx().into())
                        .collect(),
                    people: this.list("people", r.people, |this, participant| {
                        let person = this.one("person", EntityKind::Person, &participant.person)?;
                        Some(Participant {
                            person: person.idx().into(),
                            capacity: this
                                .optional(
                                    "capacity",
                                    EntityKind::Post,
                                    participant.capacity.as_deref(),
                                )
                                .map(|e| e.idx().into()),
                            role: participant.role,
                        })
                    }),
                    projects: this
                        .many("projects", EntityKind::Project, &r.projects)
                        .map(|e| e.idx().into())
                        .collect(),
                    follows: this
                        .many("follows", EntityKind::Event, &r.follows)
                        .map(|e| e.idx().into())
                        .collect(),
                    media: r.media.into_iter().map(media).collect(),
                    cites: this.cites(r.cites),
                    id: r.id,
                    title: r.title,
                    as_written: r.as_written,
                    place: r.place,
                    summary: r.summary,
                    tags: r.tags,
                })
            },
            |idx| EventId::from(idx).into(),
        ),
        projects: resolver.each(
            records.projects,
            &mut origins,
            |this, r| Project {
                names: this.names_of("names", r.names),
                areas: this.areas("areas", &r.areas),
                parent: this
                    .optional("parent", EntityKind::Project, r.parent.as_deref())
                    .map(|e| ProjectId::from(e.idx())),
                parties: this.list("parties", r.parties, |this, party| {
                    let organization =
                        this.organization("organization", party.organization.as_deref());
                    Some(Party {
                        name: party.name.or(party.organization).unwrap_or_default(),
                        organization,
                        role: this.word(
                            "role",
                            Some(&party.role),
                            PartyRole::Implementing,
                            PartyRole::parse,
                            PartyRole::WORDS,
                        ),
                    })
                }),
                quantities: this.list("quantities", r.quantities, |this, quantity| {
                    Some(Quantity {
                        value: value(quantity.value),
                        on: this.date("on", quantity.on.as_deref()),
                        cites: this.cites(quantity.cites),
                        kind: quantity.kind,
                        unit: quantity.unit,
                        note: quantity.note,
                    })
                }),
                money: this.list("money", r.money, |this, money| {
                    Some(Money {
                        kind: this.word(
                            "kind",
                            Some(&money.kind),
                            MoneyKind::Cost,
                            MoneyKind::parse,
                            MoneyKind::WORDS,
                        ),
                        value: value(money.value),
                        priced: this.date("priced", money.priced.as_deref()),
                        on: this.date("on", money.on.as_deref()),
                        cites: this.cites(money.cites),
                        currency: money.currency,
                        note: money.note,
                    })
                }),
                status: this.statuses(r.status),
                milestones: this.list("milestones", r.milestones, |this, milestone| {
                    Some(Milestone {
                        planned: this.date("planned", milestone.planned.as_deref()),
                        actual: this.date("actual", milestone.actual.as_deref()),
                        event: this
                            .optional("event", EntityKind::Event, milestone.event.as_deref())
                            .map(|e| EventId::from(e.idx())),
                        cites: this.cites(milestone.cites),
                        id: milestone.id,
                        title: milestone.title,
                        note: milestone.note,
                    })
                }),
                phases: this.list("phases", r.phases, |this, phase| {
                    Some(Phase {
                        status: this.statuses(phase.status),
                        id: phase.id,
                        title: phase.title,
                    })
                }),
                media: r.media.into_iter().map(media).collect(),
                cites: this.cites(r.cites),
                short: r.short.unwrap_or_else(|| r.title.clone()),
                id: r.id,
                title: r.title,
                sector: r.sector,
                place: r.place,
                summary: r.summary,
                tags: r.tags,
            },
            |idx| ProjectId::from(idx).into(),
        ),
        tracks: resolver.each(
            records.tracks,
            &mut origins,
            |this, r| {
                let scale = r.scale;
                let mut segments = this.list("segments", r.segments, |this, segment| {
                    Some(Segment {
                        during: this.date_at("during", &segment.during)?,
                        rank: this.level(&scale, &segment.level),
                        by: this.any_optional("by", segment.by.as_deref()),
                        cites: this.cites(segment.cites),
                        level: segment.level,
                        note: segment.note,
                    })
                });
                segments.sort_by_key(|segment| segment.during.order_key());
                let mut marks = this.list("marks", r.marks, |this, mark| {
                    Some(Mark {
                        on: this.date_at("on", &mark.on)?,
                        by: this.any_optional("by", mark.by.as_deref()),
                        cites: this.cites(mark.cites),
                        label: mark.label,
                    })
                });
                marks.sort_by_key(|mark| mark.on.order_key());
                Track {
                    between: this.areas("between", &r.between),
                    segments,
                    marks,
                    scale,
                    cites: this.cites(r.cites),
                    short: r
                        .short
                        .unwrap_or_else(|| r.id.to_uppercase().replace('-', "–")),
                    id: r.id,
                    title: r.title,
                    summary: r.summary,
                }
            },
            |idx| TrackId::from(idx).into(),
        ),
        claims: resolver.each(
            claims,
            &mut origins,
            |this, r| Claim {
                source: this
                    .one("source", EntityKind::Source, &r.source)
                    .map_or(SourceId(0), |e| e.idx().into()),
                at: r.at.map(locator),
                verdict: this.word(
                    "verdict",
                    Some(&r.verdict),
                    Verdict::Unverifiable,
                    Verdict::parse,
                    Verdict::WORDS,
                ),
                evidence: this.references("evidence", &r.evidence),
                checks: {
                    let mut checks: Vec<ClaimCheck> = Vec::new();
                    this.path.push(Step::Field("check"));
                    checks.extend(r.check.and_then(|check| this.claim_check(check)));
                    this.path.pop();
                    checks.extend(this.list("checks", r.checks, Resolver::claim_check));
                    checks
                },
                id: r.id,
                text: r.text,
                caveat: r.caveat,
            },
            |idx| ClaimId::from(idx).into(),
        ),
        glossary: resolver.each(
            records.glossary,
            &mut origins,
            |this, r| Term {
                names: this.names_of("names", r.names),
                see: this.links("see", &r.see),
                cites: this.cites(r.cites),
                id: r.id,
                term: r.term,
                lang: r.lang,
                means: r.means,
            },
            |idx| TermId::from(idx).into(),
        ),
        tours: resolver.each(
            records.tours,
            &mut origins,
            |this, r| Tour {
                stops: this.list("stops", r.stops, |this, stop| {
                    Some(Stop {
                        focus: this.links("focus", &stop.focus),
                        window: this.date("window", stop.window.as_deref()),
                        pane: stop.pane.as_ref().map(|word| {
                            this.word("pane", Some(word), Pane::Timeline, Pane::parse, Pane::WORDS)
                        }),
                        ask: stop.ask.map(|ask| Ask {
                            question: ask.question,
                            answer: ask.answer,
                        }),
                        title: stop.title,
                        lanes: stop.lanes,
                        text: stop.text,
                        notes: stop.notes,
                    })
                }),
                id: r.id,
                title: r.title,
                audience: r.audience,
                minutes: r.minutes,
                summary: r.summary,
            },
            |idx| TourId::from(idx).into(),
        ),
        overview,
    };
    (parts, origins, resolver.findings)
}

/// Ends the help of a finding that costs the record.
const LEFT_OUT: &str = "the record is left out";

struct Resolver {
    names: Names,
    findings: Vec<Finding>,
    newer: bool,
    /// File, list and index of the record at hand.
    place: (usize, &'static str, usize),
    path: Vec<Step>,
}

impl Resolver {
    /// The rows of a kind that can be used, with their ids known from here on.
    fn keep<R>(
        &mut self,
        rows: Vec<Row<R>>,
        kind: EntityKind,
        id: impl Fn(&R) -> &String,
        usable: impl Fn(&mut Self, &R) -> bool,
    ) -> Vec<Row<R>> {
        let mut kept: Vec<Row<R>> = Vec::with_capacity(rows.len());
        for row in rows {
            let text = id(&row.record).clone();
            if self.names.get(kind, &text).is_some() {
                self.findings.push(twice(&row, &text));
                continue;
            }
            self.findings.extend(malformed(&row, &text));
            self.place = (row.file, row.list, row.index);
            let n_before = self.findings.len();
            let good = usable(self, &row.record);
            if good {
                self.findings.truncate(n_before);
            } else {
                for finding in &mut self.findings[n_before..] {
                    if !finding.help.is_empty() {
                        finding.help.push_str("; ");
                    }
                    finding.help.push_str(LEFT_OUT);
                }
            }
            let number = if good {
                Known::At(kept.len())
            } else {
                Known::Unusable
            };
            self.names.ids.entry(kind).or_default().insert(text, number);
            if good {
                kept.push(row);
            }
        }
        kept
    }

    fn each<R, T>(
        &mut self,
        rows: Vec<Row<R>>,
        origins: &mut Origins,
        mut make: impl FnMut(&mut Self, R) -> T,
        entity: impl Fn(usize) -> Entity,
    ) -> Vec<T> {
        self.each_some(
            rows,
            origins,
            |this, record| Some(make(this, record)),
            entity,
        )
    }

    fn each_some<R, T>(
        &mut self,
        rows: Vec<Row<R>>,
        origins: &mut Origins,
        mut make: impl FnMut(&mut Self, R) -> Option<T>,
        entity: impl Fn(usize) -> Entity,
    ) -> Vec<T> {
        let mut made = Vec::with_capacity(rows.len());
        for row in rows {
            self.place = (row.file, row.list, row.index);
            self.path.clear();
            if let Some(one) = make(self, row.record) {
                origins.insert(entity(made.len()), self.place);
                made.push(one);
            }
        }
        made
    }

    fn list<R, T>(
        &mut self,
        field: &'static str,
        records: Vec<R>,
        mut make: impl FnMut(&mut Self, R) -> Option<T>,
    ) -> Vec<T> {
        self.path.push(Step::Field(field));
        let made = records
            .into_iter()
            .enumerate()
            .filter_map(|(idx, record)| {
                self.path.push(Step::Index(idx));
                let one = make(self, record);
                self.path.pop();
                one
            })
            .collect();
        self.path.pop();
        made
    }

    fn find(
        &mut self,
        code: &'static str,
        field: &'static str,
        inside: Option<Range<usize>>,
        message: String,
        help: String,
    ) {
        let (file, list, index) = self.place;
        let mut path = Vec::with_capacity(self.path.len() + 3);
        if !list.is_empty() {
            path.extend([Step::Field(list), Step::Index(index)]);
        }
        path.extend(self.path.iter().cloned());
        if !field.is_empty() {
            path.push(Step::Field(field));
        }
        self.findings.push(Finding::new(
            code,
            Place::Path(file, path, inside),
            message,
            help,
        ));
    }

    fn overview(&mut self, head: &super::record::Head, file: usize) -> Overview {
        self.place = (file, "", 0);
        self.path.clear();
        let edition = Date::parse(&head.edition).unwrap_or_else(|error| {
            self.bad_date("edition", &head.edition, error);
            Date::of_day(crate::model::Day::default())
        });
        Overview {
            id: head.id.clone(),
            title: head.title.clone(),
            edition,
            license: head.license.clone(),
            creators: head.creators.iter().cloned().map(creator).collect(),
            languages: head.languages.clone(),
            summary: head.summary.clone(),
            start_here: self.any_optional("start_here", head.start_here.as_deref()),
            headline_track: self
                .optional(
                    "headline_track",
                    EntityKind::Track,
                    head.headline_track.as_deref(),
                )
                .map(|entity| entity.idx().into()),
        }
    }

    fn date(&mut self, field: &'static str, text: Option<&str>) -> Option<Date> {
        self.date_at(field, text?)
    }

    fn date_at(&mut self, field: &'static str, text: &str) -> Option<Date> {
        match Date::parse(text) {
            Ok(date) => {
                if date.interval().is_some_and(Interval::is_possibly_reversed) {
                    self.find(
                        "W11",
                        field,
                        None,
                        format!("`{text}` may end before it starts"),
                        "give its ends more closely".to_owned(),
                    );
                }
                Some(date)
            }
            Err(error) => {
                self.bad_date(field, text, error);
                None
            }
        }
    }

    fn bad_date(&mut self, field: &'static str, text: &str, error: DateError) {
        let (code, message) = match error.kind {
            DateErrorKind::Syntax => ("E09", format!("`{text}` is not a date: {}", error.message)),
            DateErrorKind::Reversed => (
                "E10",
                format!("`{text}` is the wrong way round: {}", error.message),
            ),
        };
        let help = error.help.unwrap_or_else(|| {
            "write a year, 1921-11, 1921-11-05, or an interval 1921/1923".to_owned()
        });
        self.find(code, field, Some(error.at), message, help);
    }

    fn term_end(&mut self, text: Option<&str>) -> TermEnd {
        match text {
            None => TermEnd::Unknown,
            Some("..") => TermEnd::Open,
            Some(text) => self
                .date_at("end", text)
                .map_or(TermEnd::Unknown, TermEnd::On),
        }
    }

    /// A word of a list. An unknown one is kept; whether it is an error or a warning depends on the version.
    fn word<T>(
        &mut self,
        field: &'static str,
        word: Option<&Word>,
        default: T,
        parse: impl Fn(&str) -> T,
        known: &[&str],
    ) -> T {
        let Some(word) = word.map(Word::as_str) else {
            return default;
        };
        if !known.contains(&word) {
            let help = match nearest(word, known.iter().copied()) {
                Some(near) => format!("write {near}"),
                None => format!("one of {}", known.join(", ")),
            };
            let newer = self.newer;
            self.find(
                "E02",
                field,
                None,
                format!("`{word}` is not a word of `{field}`"),
                help,
            );
            if newer && let Some(last) = self.findings.last_mut() {
                last.severity = super::Severity::Warning;
            }
        }
        parse(word)
    }

    fn importance(&mut self, importance: Option<u8>) -> u8 {
        match importance {
            Some(value) if !(1..=5).contains(&value) => {
                self.find(
                    "E02",
                    "importance",
                    None,
                    format!("an importance of {value} is outside 1 to 5"),
                    "1 is a detail, 5 a turning point".to_owned(),
                );
                value.clamp(1, 5)
            }
            Some(value) => value,
            None => 3,
        }
    }

    fn level(&mut self, scale: &[String], level: &str) -> Option<usize> {
        let rank = scale.iter().position(|one| one == level);
        if rank.is_none() {
            let help = match nearest(level, scale.iter().map(String::as_str)) {
                Some(near) => format!("write \"{near}\""),
                None => "add it to `scale`, lowest level first".to_owned(),
            };
            self.find(
                "E23",
                "level",
                None,
                format!("the level `{level}` is not on the scale of the track"),
                help,
            );
        }
        rank
    }
}

fn word(word: Option<&Word>) -> &str {
    word.map_or("", Word::as_str)
}
