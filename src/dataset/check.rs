//! What a careful editor would find in a history that reads well.
//!
//! All comparisons are of bounds: *certainly* means for every day that the dates can mean, *possibly* for some.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::model::date;
use crate::model::{
    Cite, Date, Day, Entity, EntityKind, Event, History, Holders, Media, Membership,
    MembershipStatus, Money, PersonId, ProjectStatus, Source, Stance, StatusEntry, TermEnd, Value,
};
use crate::notation::Step;

use super::diagnostic::{Finding, Place};
use super::record::Head;
use super::resolve::Origins;

mod spoken;

use spoken::Spoken;

/// Days that an open status may go without a look.
const STALE_AFTER: i64 = 2 * 365 + 1;

/// Units that need no explanation.
const UNITS: [&str; 60] = [
    "%",
    "W",
    "kW",
    "MW",
    "GW",
    "Wh",
    "kWh",
    "MWh",
    "GWh",
    "TWh",
    "V",
    "kV",
    "m",
    "mm",
    "cm",
    "km",
    "m2",
    "km2",
    "ha",
    "m3",
    "km3",
    "l",
    "g",
    "kg",
    "t",
    "kt",
    "Mt",
    "Gt",
    "bcm",
    "bcm/year",
    "t/year",
    "kt/year",
    "Mt/year",
    "GWh/year",
    "MW/year",
    "t/month",
    "bbl",
    "bbl/day",
    "days",
    "months",
    "years",
    "hours",
    "minutes",
    "people",
    "persons",
    "households",
    "companies",
    "units",
    "stations",
    "boreholes",
    "projects",
    "documents",
    "agreements",
    "countries",
    "votes",
    "lines",
    "tariff lines",
    "km/h",
    "°C",
    "MW thermal",
];

/// What the dataset asks of itself.
pub(super) struct Policy {
    cites_required: bool,
    overlap_days: i64,
}

impl Policy {
    pub fn new(head: &Head) -> Self {
        let policy = head.policy.as_ref();
        Self {
            cites_required: policy
                .and_then(|policy| policy.cite.as_ref())
                .is_some_and(|word| word.as_str() == "Required"),
            overlap_days: policy
                .and_then(|policy| policy.single_holder_overlap_days)
                .unwrap_or(1)
                .into(),
        }
    }
}

/// All findings, in no particular order.
pub(super) fn check(history: &History, origins: &Origins, policy: &Policy) -> Vec<Finding> {
    let mut checker = Checker {
        history,
        origins,
        policy,
        findings: Vec::new(),
    };
    checker.people();
    checker.cycles();
    checker.memberships();
    checker.holders();
    checker.events();
    checker.projects();
    checker.tracks();
    checker.claims();
    checker.cites();
    checker.findings
}

struct Checker<'a> {
    history: &'a History,
    origins: &'a Origins,
    policy: &'a Policy,
    findings: Vec<Finding>,
}

impl Checker<'_> {
    fn find(
        &mut self,
        code: &'static str,
        entity: Entity,
        path: &[Step],
        message: String,
        help: impl Into<String>,
    ) {
        self.find_inside(code, entity, path, None, message, help);
    }

    fn find_inside(
        &mut self,
        code: &'static str,
        entity: Entity,
        path: &[Step],
        inside: Option<Range<usize>>,
        message: String,
        help: impl Into<String>,
    ) {
        let Some(&(file, list, index)) = self.origins.get(&entity) else {
            return;
        };
        let mut full = vec![Step::Field(list), Step::Index(index)];
        full.extend_from_slice(path);
        self.findings.push(Finding::new(
            code,
            Place::Path(file, full, inside),
            message,
            help,
        ));
    }

    /// W05: one name and birth year under two ids. E10: death before birth.
    fn people(&mut self) {
        let mut seen: HashMap<(String, Option<i64>), &str> = HashMap::new();
        let history = self.history;
        for (id, person) in history.people() {
            let born = person
                .born
                .as_ref()
                .and_then(|life| life.date.earliest())
                .map(Day::year);
            let key = (crate::text::fold(&person.name), born);
            if born.is_some()
                && let Some(other) = seen.insert(key, &person.id)
            {
                self.find(
                    "W05",
                    id.into(),
                    &[Step::Field("name")],
                    format!("`{}` has the name and birth year of `{other}`", person.id),
                    "merge them if they are one person",
                );
            }
            if let (Some(born), Some(died)) = (&person.born, &person.died)
                && died.date.certainly_before(&born.date)
            {
                self.find(
                    "E10",
                    id.into(),
                    &[Step::Field("died"), Step::Field("date")],
                    format!(
                        "`{}` dies in {}, before the birth in {}",
                        person.id, died.date, born.date
                    ),
                    "mend one of the two",
                );
            }
        }
    }

    /// E08: a record that is its own ancestor.
    fn cycles(&mut self) {
        let history = self.history;
        let areas: Vec<Vec<usize>> = history
            .areas()
            .map(|(_, area)| area.parent.iter().map(|id| id.idx()).collect())
            .collect();
        self.cycle(EntityKind::Area, "parent", &areas);
        let succeeds: Vec<Vec<usize>> = history
            .areas()
            .map(|(_, area)| area.succeeds.iter().map(|id| id.idx()).collect())
            .collect();
        self.cycle(EntityKind::Area, "succeeds", &succeeds);
        let organizations: Vec<Vec<usize>> = history
            .organizations()
            .map(|(_, one)| one.parent.iter().map(|id| id.idx()).collect())
            .collect();
        self.cycle(EntityKind::Organization, "parent", &organizations);
        let projects: Vec<Vec<usize>> = history
            .projects()
            .map(|(_, project)| project.parent.iter().map(|id| id.idx()).collect())
            .collect();
        self.cycle(EntityKind::Project, "parent", &projects);
        let events: Vec<Vec<usize>> = history
            .events()
            .map(|(_, event)| event.follows.iter().map(|id| id.idx()).collect())
            .collect();
        self.cycle(EntityKind::Event, "follows", &events);
    }

    /// Finds one place of each circle, by walking with a colour for each node and a stack of our own.
    fn cycle(&mut self, kind: EntityKind, field: &'static str, next: &[Vec<usize>]) {
        let mut done = vec![0_u8; next.len()];
        for start in 0..next.len() {
            let mut stack = vec![(start, 0)];
            while let Some((node, child)) = stack.last_mut() {
                let node = *node;
                if *child == 0 {
                    if done[node] != 0 {
                        stack.pop();
                        continue;
                    }
                    done[node] = 1;
                }
                match next[node].get(*child) {
                    Some(&to) => {
                        *child += 1;
                        if done[to] == 1 {
                            let names: Vec<&str> = stack
                                .iter()
                                .map(|&(node, _)| node)
                                .skip_while(|&node| node != to)
                                .chain([to])
                                .map(|idx| self.history.text_id(Entity::new(kind, idx)))
                                .collect();
                            let message =
                                format!("`{field}` goes in a circle: {}", names.join(", "));
                            self.find(
                                "E08",
                                Entity::new(kind, node),
                                &[Step::Field(field)],
                                message,
                                "break it at one place",
                            );
                        } else if done[to] == 0 {
                            stack.push((to, 0));
                        }
                    }
                    None => {
                        done[node] = 2;
                        stack.pop();
                    }
                }
            }
        }
    }

    /// E10, W11: a term that ends before it starts. E14: of somebody not alive. W29: outside the life of the post.
    fn memberships(&mut self) {
        let history = self.history;
        for (id, membership) in history.memberships() {
            let entity = id.into();
            if let (Some(start), TermEnd::On(end)) = (&membership.start, &membership.end) {
                if end.certainly_before(start) {
                    self.find(
                        "E10",
                        entity,
                        &[Step::Field("end")],
                        format!(
                            "`{}` ends in {end}, before it starts in {start}",
                            membership.id
                        ),
                        "swap the two or mend one",
                    );
                } else if membership.term().is_possibly_reversed() {
                    self.find(
                        "W11",
                        entity,
                        &[Step::Field("end")],
                        format!(
                            "`{}` may end in {end} before it starts in {start}",
                            membership.id
                        ),
                        "give the dates more closely",
                    );
                }
            }
            let person = history.person(membership.person);
            if let (Some(died), Some(start)) = (person.died.as_ref(), &membership.start)
                && died.date.certainly_before(start)
            {
                self.find(
                    "E14",
                    entity,
                    &[Step::Field("start")],
                    format!(
                        "`{}` takes office in {start} and died in {}",
                        person.id, died.date
                    ),
                    "mend one of the two",
                );
            }
            if let (Some(born), Some(start)) = (person.born.as_ref(), &membership.start)
                && start.certainly_before(&born.date)
            {
                self.find(
                    "E14",
                    entity,
                    &[Step::Field("start")],
                    format!(
                        "`{}` takes office in {start}, before the birth in {}",
                        person.id, born.date
                    ),
                    "mend one of the two",
                );
            }
            if let (Some(existed), Some(start)) =
                (&history.post(membership.post).existed, &membership.start)
                && (start.certainly_before(existed) || existed.certainly_before(start))
            {
                self.find(
                    "W29",
                    entity,
                    &[Step::Field("start")],
                    format!(
                        "the post `{}` existed {existed}, and the term starts in {start}",
                        history.post(membership.post).id
                    ),
                    "mend one of the two",
                );
            }
        }
    }

    /// E12, W13: two holders of a post that one holds at a time.
    fn holders(&mut self) {
        let history = self.history;
        for (post_id, post) in history
            .posts()
            .filter(|(_, post)| post.holders == Holders::Single)
        {
            let mut terms: Vec<(usize, &Membership)> = history
                .related_of(post_id.into(), EntityKind::Membership)
                .iter()
                .map(|entity| (entity.idx(), history.membership(entity.idx().into())))
                .filter(|(_, term)| {
                    !matches!(
                        term.status,
                        MembershipStatus::Acting | MembershipStatus::CoHolder
                    )
                })
                .filter(|(_, term)| term.first_day().is_some())
                .collect();
            terms.sort_by_key(|(idx, term)| (term.first_day(), *idx));
            // Whoever stays longest of those before may reach beyond the neighbour in the list.
            let mut longest = 0;
            for next in 1..terms.len() {
                self.pair(&post.title, terms[next - 1].1, terms[next]);
                if longest != next - 1 {
                    self.pair(&post.title, terms[longest].1, terms[next]);
                }
                if reach(terms[next].1) > reach(terms[longest].1) {
                    longest = next;
                }
            }
        }
    }

    /// Compares a term with one that began before it, both of a post that one holds at a time.
    fn pair(&mut self, title: &str, one: &Membership, (idx, two): (usize, &Membership)) {
        let entity = Entity::new(EntityKind::Membership, idx);
        let path = [Step::Field("start")];
        let end = match &one.end {
            TermEnd::On(end) => end,
            TermEnd::Open => {
                let message = format!(
                    "`{}` is still running when `{}` begins, and {title} has one holder at a time",
                    one.id, two.id
                );
                self.find(
                    "E12",
                    entity,
                    &path,
                    message,
                    "give the earlier term an end",
                );
                return;
            }
            TermEnd::Unknown => return,
        };
        let (Some(start), Some(end_first), Some(end_last)) =
            (&two.start, end.earliest(), end.latest())
        else {
            return;
        };
        let (Some(start_first), Some(start_last)) = (start.earliest(), start.latest()) else {
            return;
        };
        // A term that both begins and ends inside another is shared to its own end only.
        let (two_first, two_last) = match &two.end {
            TermEnd::On(end) => (
                end.earliest().unwrap_or(start_last),
                end.latest().unwrap_or(end_last),
            ),
            TermEnd::Open => (end_first, end_last),
            TermEnd::Unknown => (start_last, end_last),
        };
        // The day of a handover belongs to the successor, so it is no day that the two share.
        let certain = end_first.min(two_first).0 - start_last.0;
        let possible = end_last.min(two_last).0 - start_first.0;
        let by_days = end_first == end_last && start_first == start_last;
        if certain > self.policy.overlap_days {
            let message = format!(
                "`{}` and `{}` hold {title} together for {certain} days",
                one.id, two.id
            );
            let help = "mend a date, or mark one Acting or CoHolder";
            self.find("E12", entity, &path, message, help);
        } else if possible > self.policy.overlap_days && !by_days {
            let message = format!(
                "`{}` and `{}` may hold {title} together for up to {possible} days",
                one.id, two.id
            );
            self.find("W13", entity, &path, message, "give the dates more closely");
        } else if by_days && self.policy.overlap_days == 0 && certain == 0 {
            let message = format!(
                "`{}` and `{}` both hold {title} on the day of handover, {start}",
                one.id, two.id
            );
            let help =
                "end the earlier term the day before, or allow single_holder_overlap_days: 1";
            self.find("W13", entity, &path, message, help);
        }
    }

    /// E14, E15, W16 on people; W29 on areas and posts; W17 on titles; W30 on calendars; W31 on media.
    fn events(&mut self) {
        let history = self.history;
        let spoken = Spoken::new(history);
        for (id, event) in history.events() {
            let entity = Entity::from(id);
            for (idx, participant) in event.people.iter().enumerate() {
                let person = history.person(participant.person);
                let path = [
                    Step::Field("people"),
                    Step::Index(idx),
                    Step::Field("person"),
                ];
                let unborn = person
                    .born
                    .as_ref()
                    .is_some_and(|born| event.when.certainly_before(&born.date));
                let dead = person
                    .died
                    .as_ref()
                    .is_some_and(|died| died.date.certainly_before(&event.when));
                if unborn || dead {
                    let life = if unborn {
                        "was not yet born"
                    } else {
                        "was dead"
                    };
                    self.find(
                        "E14",
                        entity,
                        &path,
                        format!("`{}` {life} in {}", person.id, event.when),
                        "take the person out or mend a date",
                    );
                }
                if let Some(post) = participant.capacity {
                    self.capacity(entity, event, idx, participant.person, post);
                }
            }
            for (idx, &area) in event.areas.iter().enumerate() {
                let area = history.area(area);
                if let Some(existed) = &area.existed
                    && (event.when.certainly_before(existed)
                        || existed.certainly_before(&event.when))
                {
                    let path = [Step::Field("areas"), Step::Index(idx)];
                    self.find(
                        "W29",
                        entity,
                        &path,
                        format!(
                            "`{}` existed {existed}, and the event is of {}",
                            area.id, event.when
                        ),
                        "name the area of that time",
                    );
                }
            }
            self.media(entity, &event.media);
            self.titles_in_text(entity, event, &spoken);
            self.julian(entity, event);
        }
    }

    /// W31: media without alt text.
    fn media(&mut self, entity: Entity, media: &[Media]) {
        for (idx, media) in media.iter().enumerate() {
            if media.alt.as_ref().is_none_or(|alt| alt.trim().is_empty()) {
                let path = [Step::Field("media"), Step::Index(idx)];
                let message = "media without a text for those who do not see it".to_owned();
                self.find("W31", entity, &path, message, "add `alt`");
            }
        }
    }

    /// W17: "President X" in a text, of somebody who held no post of that title then.
    fn titles_in_text(&mut self, entity: Entity, event: &Event, spoken: &Spoken<'_>) {
        let texts = [
            ("title", Some(&event.title)),
            ("summary", event.summary.as_ref()),
        ];
        for (field, text) in texts {
            let Some(text) = text else { continue };
            for named in spoken.find(text) {
                let fits = named.people.iter().any(|&person| {
                    let mut terms = terms_of(self.history, person).peekable();
                    // Of whom no term is known, no term can be missed.
                    terms.peek().is_none()
                        || terms.any(|term| {
                            named.posts.contains(&term.post) && possibly_in(term, &event.when)
                        })
                });
                if fits {
                    continue;
                }
                let called = &text[named.span.clone()];
                let message = format!("nobody on record was `{called}` in {}", event.when);
                self.find_inside(
                    "W17",
                    entity,
                    &[Step::Field(field)],
                    Some(named.span),
                    message,
                    "write the office held then, or add the term",
                );
            }
        }
    }

    /// W30: the source's words in the Julian calendar do not give the date.
    fn julian(&mut self, entity: Entity, event: &Event) {
        let (Some("Julian"), Some(written)) = (event.calendar.as_deref(), &event.as_written) else {
            return;
        };
        let read = date::reading(written).and_then(|edtf| Date::parse(&edtf).ok());
        let Some((first, last)) = read.and_then(|read| Some((read.earliest()?, read.latest()?)))
        else {
            return;
        };
        let (first, last) = (from_julian(first), from_julian(last));
        let misses = event.when.latest().is_some_and(|when| when < first)
            || event.when.earliest().is_some_and(|when| last < when);
        if misses {
            let message = format!(
                "`{written}` in the Julian calendar is {}, and the event is of {}",
                first.in_words(),
                event.when
            );
            let help = format!("write \"{}\" if the wording is right", Date::of_day(first));
            self.find("W30", entity, &[Step::Field("when")], message, help);
        }
    }

    fn capacity(
        &mut self,
        entity: Entity,
        event: &Event,
        idx: usize,
        person: crate::model::PersonId,
        post: crate::model::PostId,
    ) {
        let history = self.history;
        let terms: Vec<&Membership> = history
            .related_of(person.into(), EntityKind::Membership)
            .iter()
            .map(|term| history.membership(term.idx().into()))
            .filter(|term| term.post == post)
            .collect();
        let (Some(first), Some(last)) = (
            event.when.earliest().or(event.when.latest()),
            event.when.latest().or(event.when.earliest()),
        ) else {
            return;
        };
        let possible = terms.iter().any(|term| {
            term.first_day().is_none_or(|start| start <= last)
                && match &term.end {
                    TermEnd::On(end) => end.latest().is_none_or(|end| first <= end),
                    TermEnd::Open | TermEnd::Unknown => true,
                }
        });
        let certain = terms.iter().any(|term| {
            term.start
                .as_ref()
                .and_then(Date::latest)
                .is_some_and(|start| start <= last)
                && match &term.end {
                    TermEnd::On(end) => end.earliest().is_some_and(|end| first <= end),
                    TermEnd::Open => true,
                    TermEnd::Unknown => false,
                }
        });
        let path = [
            Step::Field("people"),
            Step::Index(idx),
            Step::Field("capacity"),
        ];
        let (who, what) = (&history.person(person).id, &history.post(post).title);
        let existed = &history.post(post).existed;
        let outside = existed.as_ref().filter(|existed| {
            event.when.certainly_before(existed) || existed.certainly_before(&event.when)
        });
        if let Some(existed) = outside {
            self.find(
                "W29",
                entity,
                &path,
                format!(
                    "the post `{}` existed {existed}, and the event is of {}",
                    history.post(post).id,
                    event.when
                ),
                "name the post of that time",
            );
        }
        if !possible {
            self.find(
                "E15",
                entity,
                &path,
                format!("`{who}` was not {what} in {}", event.when),
                "take the capacity out, or add the term",
            );
        } else if !certain {
            self.find(
                "W16",
                entity,
                &path,
                format!("`{who}` may not have been {what} in {}", event.when),
                "give the dates more closely",
            );
        }
    }

    /// E18 order, W19 staleness, W20 phases, E21 and W22 figures.
    fn projects(&mut self) {
        let history = self.history;
        let edition = history.edition_day();
        for (id, project) in history.projects() {
            let entity = Entity::from(id);
            self.statuses(entity, &[], &project.id, &project.status, edition);
            for (idx, phase) in project.phases.iter().enumerate() {
                let path = [Step::Field("phases"), Step::Index(idx)];
                self.statuses(entity, &path, &phase.id, &phase.status, edition);
            }
            self.media(entity, &project.media);
            for (idx, milestone) in project.milestones.iter().enumerate() {
                if let Some(actual) = &milestone.actual
                    && actual.earliest().is_some_and(|day| day > edition)
                {
                    let path = [
                        Step::Field("milestones"),
                        Step::Index(idx),
                        Step::Field("actual"),
                    ];
                    self.find(
                        "E18",
                        entity,
                        &path,
                        format!(
                            "`{}` was reached in {actual}, after the edition",
                            milestone.id
                        ),
                        "write it as `planned`",
                    );
                }
            }
            let phases_open = project
                .phases
                .iter()
                .filter_map(|phase| phase.status.last())
                .any(|entry| entry.is.is_open());
            if let Some(entry) = project.status.last()
                && !entry.is.is_open()
                && phases_open
            {
                self.find(
                    "W20",
                    entity,
                    &[Step::Field("phases")],
                    format!("`{}` is {} and a phase of it is not", project.id, entry.is),
                    "bring the two in line",
                );
            }
            let phases_done = project
                .phases
                .iter()
                .filter_map(|phase| phase.status.last())
                .all(|entry| entry.is == ProjectStatus::Closed);
            let begun = project
                .phases
                .iter()
                .filter_map(|phase| phase.status.last())
                .find(|entry| {
                    matches!(
                        entry.is,
                        ProjectStatus::Implementation | ProjectStatus::Finalisation
                    )
                });
            if let Some(entry) = project.status.last()
                && entry.is == ProjectStatus::Pipeline
                && let Some(phase) = begun
            {
                let message = format!(
                    "`{}` is {} and a phase of it is {}",
                    project.id, entry.is, phase.is
                );
                self.find(
                    "W20",
                    entity,
                    &[Step::Field("phases")],
                    message,
                    "bring the two in line",
                );
            } else if let Some(entry) = project.status.last()
                && matches!(
                    entry.is,
                    ProjectStatus::Pipeline | ProjectStatus::Implementation
                )
                && phases_done
                && project.phases.iter().any(|phase| !phase.status.is_empty())
            {
                let message = format!(
                    "`{}` is {} and all its phases are done",
                    project.id, entry.is
                );
                self.find(
                    "W20",
                    entity,
                    &[Step::Field("phases")],
                    message,
                    "bring the two in line",
                );
            }
            for (idx, quantity) in project.quantities.iter().enumerate() {
                let path = [Step::Field("quantities"), Step::Index(idx)];
                if quantity.unit.is_empty() {
                    self.find(
                        "E21",
                        entity,
                        &path,
                        format!("the {} has no unit", quantity.kind),
                        "add `unit`",
                    );
                } else if !is_unit(&quantity.unit) {
                    self.find(
                        "E21",
                        entity,
                        &[path[0].clone(), path[1].clone(), Step::Field("unit")],
                        format!("`{}` is not a unit that is known here", quantity.unit),
                        "write MW, km, t, %, bcm/year or a plain word such as people",
                    );
                }
                self.range(entity, &path, quantity.value);
            }
            for (idx, money) in project.money.iter().enumerate() {
                let path = [Step::Field("money"), Step::Index(idx)];
                self.currency(entity, &path, money);
                self.range(entity, &path, money.value);
            }
        }
    }

    fn statuses(
        &mut self,
        entity: Entity,
        path: &[Step],
        id: &str,
        status: &[StatusEntry],
        edition: Day,
    ) {
        let mut path = path.to_vec();
        path.push(Step::Field("status"));
        let closed = status.iter().position(|entry| !entry.is.is_open());
        if let Some(idx) = closed
            && let Some(later) = status[idx + 1..].iter().find(|entry| {
                entry.is == ProjectStatus::Pipeline && entry.on.certainly_after(&status[idx].on)
            })
        {
            let message = format!(
                "`{id}` is planned in {} after it was {} in {}",
                later.on, status[idx].is, status[idx].on
            );
            let help = "make the later plan a project of its own";
            self.find("E18", entity, &path, message, help);
        }
        for entry in status {
            if entry.on.earliest().is_some_and(|day| day > edition) {
                let message = format!("a status of {} is after the edition", entry.on);
                let help = "a plan is a milestone with `planned`";
                self.find("E18", entity, &path, message, help);
            }
        }
        if let Some(entry) = status.last()
            && entry.is.is_open()
            && path.len() == 1
            && let Some(looked) = last_look(entry)
            && edition.0 - looked.0 > STALE_AFTER
        {
            let message = format!(
                "`{id}` is {} since {}, and nobody looked for two years",
                entry.is, entry.on
            );
            let help = "add `checked` with the date of the last look";
            self.find("W19", entity, &path, message, help);
        }
    }

    fn range(&mut self, entity: Entity, path: &[Step], value: Value) {
        if let Value::Range(lo, hi) = value
            && lo > hi
        {
            let mut path = path.to_vec();
            path.push(Step::Field("value"));
            self.find(
                "E21",
                entity,
                &path,
                format!("the range {lo} to {hi} is reversed"),
                format!("write Range({hi}, {lo})"),
            );
        }
    }

    fn currency(&mut self, entity: Entity, path: &[Step], money: &Money) {
        let mut path = path.to_vec();
        path.push(Step::Field("currency"));
        let code = &money.currency;
        if iso_currency::Currency::from_code(code).is_none()
            && !WITHDRAWN.iter().any(|(known, ..)| known == code)
        {
            self.find(
                "E21",
                entity,
                &path,
                format!("`{code}` is not a currency of ISO 4217"),
                "three letters, such as USD",
            );
            return;
        }
        let when = money.priced.as_ref().or(money.on.as_ref());
        if let (Some(when), Some((_, from, to))) =
            (when, WITHDRAWN.iter().find(|(known, ..)| known == code))
            && let (Some(first), Some(last)) = (when.earliest(), when.latest())
            && (last.year() < *from || first.year() > *to)
        {
            self.find(
                "W22",
                entity,
                &path,
                format!("`{code}` was in use from {from} to {to}, and the sum is of {when}"),
                "name the currency of that time",
            );
        }
    }

    /// E23 overlapping segments, W24 gaps.
    fn tracks(&mut self) {
        let history = self.history;
        for (id, track) in history.tracks() {
            for pair in track.segments.windows(2) {
                let (Some(next), one) = (pair[1].during.earliest(), &pair[0].during) else {
                    continue;
                };
                match one.latest() {
                    None => {
                        let message = format!(
                            "`{}` still runs when `{}` begins in {}",
                            pair[0].level, pair[1].level, pair[1].during
                        );
                        self.find(
                            "E23",
                            id.into(),
                            &[Step::Field("segments")],
                            message,
                            "end the earlier segment where the next begins",
                        );
                    }
                    Some(last) => {
                        // An end known to the month or the year overlaps by its width only in seeming.
                        let end_of_earlier = last.0 - next.0;
                        let width = part_width(one);
                        if end_of_earlier > width {
                            let message = format!(
                                "`{}` and `{}` overlap by {end_of_earlier} days",
                                pair[0].level, pair[1].level
                            );
                            self.find(
                                "E23",
                                id.into(),
                                &[Step::Field("segments")],
                                message,
                                "end the earlier segment where the next begins",
                            );
                        } else if end_of_earlier < -1 {
                            let message = format!(
                                "between `{}` and `{}` are {} days without a level",
                                pair[0].level,
                                pair[1].level,
                                -end_of_earlier - 1
                            );
                            self.find(
                                "W24",
                                id.into(),
                                &[Step::Field("segments")],
                                message,
                                "extend one of the two, or leave the gap and say why",
                            );
                        }
                    }
                }
            }
        }
    }

    /// W34: a claim without evidence.
    fn claims(&mut self) {
        let history = self.history;
        for (id, claim) in history.claims() {
            let judged = !matches!(
                claim.verdict,
                crate::model::Verdict::Opinion | crate::model::Verdict::Unverifiable
            );
            if judged && claim.evidence.is_empty() && claim.checks.is_empty() {
                self.find(
                    "W34",
                    id.into(),
                    &[],
                    format!("the claim `{}` is judged without evidence", claim.id),
                    "add `evidence` or `check`",
                );
            }
        }
    }

    /// E25 missing proof, W26 missing locators, W27 sources never cited.
    fn cites(&mut self) {
        let history = self.history;
        let mut cited: HashSet<usize> = HashSet::new();
        let mut lists: Vec<(Entity, Vec<Step>, &[Cite], bool)> = Vec::new();
        for (id, event) in history.events() {
            lists.push((id.into(), vec![], &event.cites, true));
        }
        for (id, person) in history.people() {
            lists.push((id.into(), vec![], &person.cites, true));
        }
        for (id, membership) in history.memberships() {
            lists.push((id.into(), vec![], &membership.cites, true));
        }
        for (id, project) in history.projects() {
            lists.push((id.into(), vec![], &project.cites, true));
            for (idx, entry) in project.status.iter().enumerate() {
                lists.push((
                    id.into(),
                    vec![Step::Field("status"), Step::Index(idx)],
                    &entry.cites,
                    false,
                ));
            }
            for (idx, milestone) in project.milestones.iter().enumerate() {
                lists.push((
                    id.into(),
                    vec![Step::Field("milestones"), Step::Index(idx)],
                    &milestone.cites,
                    false,
                ));
            }
            for (idx, quantity) in project.quantities.iter().enumerate() {
                lists.push((
                    id.into(),
                    vec![Step::Field("quantities"), Step::Index(idx)],
                    &quantity.cites,
                    false,
                ));
            }
            for (idx, money) in project.money.iter().enumerate() {
                lists.push((
                    id.into(),
                    vec![Step::Field("money"), Step::Index(idx)],
                    &money.cites,
                    false,
                ));
            }
        }
        for (id, track) in history.tracks() {
            lists.push((id.into(), vec![], &track.cites, false));
            let proven = !track.cites.is_empty();
            for (idx, segment) in track.segments.iter().enumerate() {
                lists.push((
                    id.into(),
                    vec![Step::Field("segments"), Step::Index(idx)],
                    &segment.cites,
                    !proven,
                ));
            }
            for (idx, mark) in track.marks.iter().enumerate() {
                lists.push((
                    id.into(),
                    vec![Step::Field("marks"), Step::Index(idx)],
                    &mark.cites,
                    false,
                ));
            }
        }
        for (id, area) in history.areas() {
            lists.push((id.into(), vec![], &area.cites, false));
        }
        for (id, organization) in history.organizations() {
            lists.push((id.into(), vec![], &organization.cites, false));
        }
        for (id, post) in history.posts() {
            lists.push((id.into(), vec![], &post.cites, false));
        }
        for (id, era) in history.eras() {
            lists.push((id.into(), vec![], &era.cites, false));
        }
        for (id, term) in history.glossary() {
            lists.push((id.into(), vec![], &term.cites, false));
        }
        for (id, claim) in history.claims() {
            cited.insert(claim.source.idx());
            let source = history.source(claim.source);
            if claim.at.is_none() && wants_locator(source) {
                let message = format!(
                    "where in the {} `{}`?",
                    source.kind.to_lowercase(),
                    source.id
                );
                let help = "add `at`, such as Paragraph(\"12\")";
                self.find("W26", id.into(), &[Step::Field("source")], message, help);
            }
        }
        for (entity, path, cites, needed) in lists {
            cited.extend(cites.iter().map(|cite| cite.source.idx()));
            if needed
                && self.policy.cites_required
                && !cites.iter().any(|cite| cite.stance == Stance::Supports)
            {
                let message = format!(
                    "the {} `{}` has no proof",
                    entity.kind(),
                    history.text_id(entity)
                );
                self.find("E25", entity, &path, message, "add `cites`");
            }
            for (idx, cite) in cites.iter().enumerate() {
                let source = history.source(cite.source);
                if cite.at.is_none() && wants_locator(source) {
                    let mut path = path.clone();
                    path.extend([Step::Field("cites"), Step::Index(idx)]);
                    let message = format!(
                        "where in the {} `{}`?",
                        source.kind.to_lowercase(),
                        source.id
                    );
                    self.find(
                        "W26",
                        entity,
                        &path,
                        message,
                        "add `at`, such as Page(\"12\")",
                    );
                }
            }
        }
        for (id, source) in history.sources() {
            if !cited.contains(&id.idx()) {
                self.find(
                    "W27",
                    id.into(),
                    &[Step::Field("id")],
                    format!("the source `{}` is never cited", source.id),
                    "cite it or take it out",
                );
            }
        }
    }
}

/// Currencies that ISO 4217 has withdrawn, or that were only of account, with their years.
const WITHDRAWN: [(&str, i64, i64); 12] = [
    ("SUR", 1922, 1991),
    ("RUR", 1991, 1998),
    ("DEM", 1948, 2002),
    ("FRF", 1960, 2002),
    ("ITL", 1861, 2002),
    ("ESP", 1868, 2002),
    ("NLG", 1815, 2002),
    ("ATS", 1924, 2002),
    ("BEF", 1832, 2002),
    ("XTR", 1964, 1991),
    ("XEU", 1979, 1998),
    ("DDM", 1948, 1990),
];

fn is_unit(unit: &str) -> bool {
    if UNITS.contains(&unit) {
        return true;
    }
    // A rate is known when its two parts are.
    let per = unit
        .split_once('/')
        .or_else(|| unit.split_once(" a "))
        .or_else(|| unit.split_once(" per "));
    if let Some((what, time)) = per {
        return is_unit(what.trim())
            && matches!(time.trim(), "year" | "month" | "day" | "hour" | "s" | "a");
    }
    // Counted things are plain words.
    unit.len() >= 4
        && unit
            .chars()
            .all(|c| c.is_alphabetic() || c == ' ' || c == '-')
}

fn last_look(entry: &StatusEntry) -> Option<Day> {
    entry
        .checked
        .as_ref()
        .and_then(Date::latest)
        .or_else(|| entry.on.latest())
}

/// By how many days an interval's end is known: 0 for a day, a month or a year for what is known so far only.
fn part_width(date: &Date) -> i64 {
    match date.precision() {
        crate::model::date::Precision::Day => 1,
        crate::model::date::Precision::Month => 31,
        _ => 366,
    }
}

/// Whether a place in a document has to be given. An article on a page of its own is found by looking at the page.
fn wants_locator(source: &Source) -> bool {
    match source.kind.as_str() {
        "Book" | "Report" => true,
        "Article" => source.url.is_none(),
        _ => false,
    }
}

/// The last day that a term can reach; later than any day when it may still run.
fn reach(term: &Membership) -> Day {
    match &term.end {
        TermEnd::On(end) => end.latest().unwrap_or(Day(i64::MAX)),
        TermEnd::Open => Day(i64::MAX),
        TermEnd::Unknown => term.first_day().unwrap_or_default(),
    }
}

fn terms_of(history: &History, person: PersonId) -> impl Iterator<Item = &Membership> {
    history
        .related_of(person.into(), EntityKind::Membership)
        .iter()
        .map(|term| history.membership(term.idx().into()))
}

/// Whether a term may have run at some time that a date can mean.
fn possibly_in(term: &Membership, when: &Date) -> bool {
    let begun = term
        .first_day()
        .is_none_or(|start| when.latest().is_none_or(|last| start <= last));
    let over = match &term.end {
        TermEnd::On(end) => end
            .latest()
            .is_some_and(|end| when.earliest().is_some_and(|first| end < first)),
        TermEnd::Open | TermEnd::Unknown => false,
    };
    begun && !over
}

/// The day that has a year, month and day of the Julian calendar; they are given as those of a Gregorian day.
fn from_julian(named: Day) -> Day {
    let (year, month, day) = named.ymd();
    let (month, day) = (i64::from(month), i64::from(day));
    let is_early = i64::from(month <= 2);
    // Years from March, so that a leap day is the last of its year.
    let from_march = year + 4800 - is_early;
    let month_from_march = month + 12 * is_early - 3;
    let julian_day_number =
        day + (153 * month_from_march + 2) / 5 + 365 * from_march + from_march.div_euclid(4)
            - 32_083;
    Day(julian_day_number - 2_440_588)
}
