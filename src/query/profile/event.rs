//! What is told of an event: who acted as what, what it raised and led to, what fell on its day before and after.

use crate::model::{Day, Entity, Event, EventId, History};

use super::{Builder, Link};

/// After how many years a day is remembered.
const JUBILEES: [i64; 12] = [10, 20, 25, 50, 60, 65, 70, 75, 80, 85, 90, 100];

impl Builder<'_> {
    pub(super) fn event(&mut self, id: EventId, event: &Event) {
        let history = self.history;
        event.kind.label().clone_into(&mut self.profile.kind);
        self.profile.date = Some(match (&event.as_written, &event.calendar) {
            (Some(words), Some(calendar)) if calendar != "Gregorian" => {
                format!("{} ({words}, {calendar})", event.when.in_words())
            }
            _ => event.when.in_words(),
        });
        self.profile.place.clone_from(&event.place);
        self.names(&event.names);
        self.prose(event.summary.as_deref());
        let people = event.people.iter().map(|participant| {
            let person = history.person(participant.person);
            let capacity = participant
                .capacity
                .map(|post| history.post(post).short.to_lowercase());
            let words: Vec<&str> = capacity
                .as_deref()
                .into_iter()
                .chain(participant.role.as_deref())
                .collect();
            let text = if words.is_empty() {
                person.short.clone()
            } else {
                format!("{} ({})", person.short, words.join(", "))
            };
            Link {
                text,
                to: Some(participant.person.into()),
                address: None,
            }
        });
        self.run("People", people.collect());
        self.raises(id.into());
        self.links("Projects", event.projects.iter().map(|&id| id.into()));
        self.dated("Follows", event.follows.iter().copied());
        let leads_to: Vec<EventId> = self
            .events_of(id.into())
            .filter(|&other| history.event(other).follows.contains(&id))
            .collect();
        self.dated("Leads to", leads_to.into_iter());
        self.same_day(id, event);
        self.anniversaries(id, event);
        self.claims_on(id.into());
        self.links("Areas", event.areas.iter().map(|&id| id.into()));
        self.links("Bodies", event.organizations.iter().map(|&id| id.into()));
        self.media(&event.media);
        self.cites(&event.cites);
    }

    /// The relations whose level an event changed, or that it is a mark of.
    pub(super) fn raises(&mut self, entity: Entity) {
        let mut raised = Vec::new();
        let mut marked = Vec::new();
        for (id, track) in self.history.tracks() {
            for segment in track
                .segments
                .iter()
                .filter(|segment| segment.by == Some(entity))
            {
                let step = segment
                    .rank
                    .map(|rank| format!(", step {} of {}", rank + 1, track.scale.len()))
                    .unwrap_or_default();
                raised.push(Link {
                    text: format!("{} to {}{step}", track.title, segment.level),
                    to: Some(id.into()),
                    address: None,
                });
            }
            for mark in track.marks.iter().filter(|mark| mark.by == Some(entity)) {
                marked.push(Link {
                    text: format!("{}: {}", track.title, mark.label),
                    to: Some(id.into()),
                    address: None,
                });
            }
        }
        self.lines("Raises", raised);
        self.lines("Relation", marked);
    }

    fn same_day(&mut self, id: EventId, event: &Event) {
        let history = self.history;
        let Some((first, last)) = exact_days(event) else {
            return;
        };
        let near = events_between(history, first, last);
        let same: Vec<EventId> = near
            .filter(|&other| other != id)
            .filter(|&other| {
                exact_days(history.event(other)).is_some_and(|(lo, hi)| lo <= last && first <= hi)
            })
            .collect();
        self.dated("Same day", same.into_iter());
    }

    /// Events whose jubilee falls into the year of this one, and later events that fall on a jubilee of this one.
    fn anniversaries(&mut self, id: EventId, event: &Event) {
        let history = self.history;
        let Some((first, _)) = exact_days(event) else {
            return;
        };
        let mut links = Vec::new();
        for years in JUBILEES {
            for (sign, words) in [(-1, "years after"), (1, "years before")] {
                // The day of the year falls into the other's days, with a week's grace on either side.
                let day = first.add_years(sign * years);
                let (from, to) = (day.add_days(-7), day.add_days(7));
                let near = events_between(history, from, to);
                for other_id in near.filter(|&other| other != id) {
                    if links.len() >= MOST_JUBILEES {
                        break;
                    }
                    let other = history.event(other_id);
                    let falls = exact_days(other).is_some_and(|(lo, hi)| lo <= to && from <= hi);
                    if falls && other.importance >= 3 {
                        links.push(Link {
                            text: format!("{years} {words} {}", other.title),
                            to: Some(other_id.into()),
                            address: None,
                        });
                    }
                }
            }
        }
        self.lines("Anniversary", links);
    }
}

/// Where as many fall on a day of each year, more are no news.
const MOST_JUBILEES: usize = 60;

/// First and last day of an event that is known to the day, or of one that lasts a few known days.
fn exact_days(event: &Event) -> Option<(Day, Day)> {
    let (first, last) = (event.when.earliest()?, event.when.latest()?);
    // A date known to the month only says nothing of days.
    let whole_month = first.ymd().2 == 1 && last.0 - first.0 >= 27 && Day(last.0 + 1).ymd().2 == 1;
    (!whole_month && last.0 - first.0 < 200).then_some((first, last))
}

/// Events that may touch a span of days, in order of time: those that start in it, and lasting ones that start up to 200
/// days before.
fn events_between(history: &History, first: Day, last: Day) -> impl Iterator<Item = EventId> + '_ {
    let earlier = history.lasting_events_beginning(first.add_days(-200)..first);
    let within = history.events_beginning(first..last.add_days(1));
    earlier.iter().chain(within).copied()
}
