//! Projects over time: their status as bars, their milestones as planned and as reached.

use crate::model::{Day, EventId, History, Milestone, ProjectId, ProjectStatus};

use super::span_in_words;

/// A line of the gantt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GanttLine {
    /// A project.
    Project(ProjectId),
    /// One of its milestones, by its position in the file.
    Milestone(ProjectId, usize),
}

impl GanttLine {
    /// The project of the line.
    pub fn project(self) -> ProjectId {
        match self {
            Self::Project(id) | Self::Milestone(id, _) => id,
        }
    }

    /// The event of a milestone; `None` for the line of a project, and where none is on record.
    pub fn event(self, history: &History) -> Option<EventId> {
        match self {
            Self::Project(_) => None,
            Self::Milestone(id, idx) => history.project(id).milestones[idx].event,
        }
    }
}

/// The lines of some projects, with or without a line for each milestone.
pub fn gantt(
    history: &History,
    projects: impl Iterator<Item = ProjectId>,
    milestones: bool,
) -> Vec<GanttLine> {
    projects
        .flat_map(|id| {
            let n = if milestones {
                history.project(id).milestones.len()
            } else {
                0
            };
            std::iter::once(GanttLine::Project(id))
                .chain((0..n).map(move |idx| GanttLine::Milestone(id, idx)))
        })
        .collect()
}

/// A time of one status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// Which status.
    pub status: ProjectStatus,
    /// Its first day.
    pub first: Day,
    /// Its last day; the edition for the last one.
    pub last: Day,
}

/// The times of each status of a project, in order. What is done or cancelled is a bar of a day: it does not go on.
pub fn bars(history: &History, id: ProjectId) -> Vec<Bar> {
    let edition = history.edition_day();
    let mut bars: Vec<Bar> = Vec::new();
    for entry in &history.project(id).status {
        let Some(first) = entry.on.earliest().or(entry.on.latest()) else {
            continue;
        };
        if let Some(last) = bars.last_mut() {
            last.last = if last.status.is_open() {
                Day(first.0 - 1).max(last.first)
            } else {
                last.first
            };
            if last.status == entry.is {
                // Reported again: the same time goes on.
                last.last = edition.max(last.first);
                continue;
            }
        }
        bars.push(Bar {
            last: if entry.is.is_open() {
                edition.max(first)
            } else {
                first
            },
            status: entry.is.clone(),
            first,
        });
    }
    bars
}

/// A milestone on the axis, and what became of its plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slip {
    /// The middle of the time for which it was planned.
    pub planned: Option<Day>,
    /// The middle of the time in which it was reached.
    pub reached: Option<Day>,
    /// Whether that was in time.
    pub verdict: Verdict,
}

/// Whether a plan was kept, in days between the nearest bounds of both dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It had no date to be kept, or none is on record.
    NoPlan,
    /// Reached in the time for which it was planned.
    InTime,
    /// Reached so many days after.
    Late(i64),
    /// Reached so many days before.
    Early(i64),
    /// Not reached by the edition, so many days after.
    Overdue(i64),
    /// Its time is not over.
    Due,
}

impl Slip {
    /// What became of a milestone by the edition.
    pub fn new(milestone: &Milestone, edition: Day) -> Self {
        let middle = |first: Option<Day>, last: Option<Day>| match (first, last) {
            (Some(first), Some(last)) => Some(Day(first.0 + (last.0 - first.0) / 2)),
            (one, other) => one.or(other),
        };
        let bounds = |date: &Option<crate::model::Date>| {
            date.as_ref()
                .map_or((None, None), |date| (date.earliest(), date.latest()))
        };
        let (plan, fact) = (bounds(&milestone.planned), bounds(&milestone.actual));
        let is_reached = fact.0.or(fact.1).is_some();
        let verdict = match (plan, fact) {
            ((None, None), _) => Verdict::NoPlan,
            ((_, Some(plan_last)), (Some(first), _)) if first > plan_last => {
                Verdict::Late(first.0 - plan_last.0)
            }
            ((Some(plan_first), _), (_, Some(last))) if last < plan_first => {
                Verdict::Early(plan_first.0 - last.0)
            }
            _ if is_reached => Verdict::InTime,
            ((_, Some(plan_last)), _) if plan_last < edition => {
                Verdict::Overdue(edition.0 - plan_last.0)
            }
            _ => Verdict::Due,
        };
        Self {
            planned: middle(plan.0, plan.1),
            reached: middle(fact.0, fact.1),
            verdict,
        }
    }

    /// The days between plan and fact, or plan and edition where it is overdue; `None` where nothing slipped.
    pub fn span(&self, edition: Day) -> Option<(Day, Day)> {
        match (self.verdict, self.planned, self.reached) {
            (Verdict::Late(_) | Verdict::Early(_), Some(planned), Some(reached)) => {
                Some((planned.min(reached), planned.max(reached)))
            }
            (Verdict::Overdue(_), Some(planned), _) => Some((planned, edition)),
            _ => None,
        }
    }

    /// In a few words; empty where nothing was planned.
    pub fn in_words(&self) -> String {
        match self.verdict {
            Verdict::NoPlan => String::new(),
            Verdict::InTime => "as planned".to_owned(),
            Verdict::Late(days) => format!("{} late", span_in_words(days)),
            Verdict::Early(days) => format!("{} early", span_in_words(days)),
            Verdict::Overdue(days) => format!("{} overdue", span_in_words(days)),
            Verdict::Due => "planned".to_owned(),
        }
    }

    /// Whether it was not kept.
    pub fn is_late(&self) -> bool {
        matches!(self.verdict, Verdict::Late(_) | Verdict::Overdue(_))
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::timeline::sample;
    use super::*;
    use crate::model::Date;

    fn slip(planned: &str, actual: &str) -> Slip {
        let date = |text: &str| (!text.is_empty()).then(|| Date::parse(text).expect("a date"));
        let milestone = Milestone {
            id: "m".into(),
            title: "Commissioning".into(),
            planned: date(planned),
            actual: date(actual),
            event: None,
            note: None,
            cites: Vec::new(),
        };
        Slip::new(&milestone, edition())
    }

    fn edition() -> Day {
        Day::from_ymd(2025, 12, 31).expect("a day")
    }

    #[test]
    fn a_plan_is_kept_missed_or_still_open_by_the_bounds_of_its_dates() {
        for (planned, actual, words) in [
            ("2020", "2020-11", "as planned"),
            ("2020-03-31", "2020-04-15", "15 days late"),
            ("2020", "2022-01-01", "12 months late"),
            ("2020", "2024-06-01", "3 years late"),
            ("2020-06", "2019-05-31", "12 months early"),
            ("2022", "", "3 years overdue"),
            ("2025", "", "planned"),
            ("2030/..", "", "planned"),
            ("", "2021", ""),
        ] {
            let slip = slip(planned, actual);
            assert_eq!(slip.in_words(), words, "{planned} {actual}");
            let slipped = matches!(
                slip.verdict,
                Verdict::Late(_) | Verdict::Early(_) | Verdict::Overdue(_)
            );
            assert_eq!(
                slip.span(edition()).is_some(),
                slipped,
                "{planned} {actual}"
            );
        }
        let overdue = slip("2022", "");
        let (from, until) = overdue.span(edition()).expect("overdue");
        assert_eq!((from.year(), until), (2022, edition()));
    }

    #[test]
    fn bars_follow_each_other_and_what_is_done_does_not_go_on() {
        let history = sample::history();
        let of = |idx: usize| bars(&history, idx.into());
        let power = of(0);
        assert_eq!(power.len(), 1, "reported twice, planned once: {power:?}");
        assert_eq!(power[0].last, history.edition_day());
        let dam = of(1);
        assert_eq!(dam.len(), 2);
        assert_eq!(dam[0].last.0 + 1, dam[1].first.0);
        let debt = of(2);
        assert_eq!(debt[1].first, debt[1].last, "done on a day");
    }
}
