//! Events: who took part and in which capacity, what the text says of them, and the calendar of its words.

use crate::model::date;
use crate::model::{
    Date, Day, Entity, EntityKind, Event, History, Media, Membership, PersonId, TermEnd,
};
use crate::notation::Step;

use super::Checker;
use super::spoken::Spoken;

impl Checker<'_> {
    /// E14, E15, W16 on people; W29 on areas and posts; W17 on titles; W30 on calendars; W31 on media.
    pub(super) fn events(&mut self) {
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
    pub(super) fn media(&mut self, entity: Entity, media: &[Media]) {
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
