//! Projects as a table: their status on a day, their partners, their money, and how fresh what is known of them is.

mod board;
mod gantt;

pub use board::{BoardColumn, board};
pub use gantt::{Bar, GanttLine, Slip, Verdict, bars, gantt};

use std::collections::HashMap;

use crate::model::{
    AreaId, Date, Day, History, Money, MoneyKind, Project, ProjectId, ProjectStatus, StatusEntry,
    Value,
};

/// After how many days without a look an open status counts as stale.
const STALE_AFTER: i64 = 2 * 365 + 1;

/// One project as a table shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct ProjectLine {
    /// Which one.
    pub id: ProjectId,
    /// The status in force on the day; `None` before the first entry.
    pub status: Option<ProjectStatus>,
    /// Whether the status was concluded rather than reported.
    pub inferred: bool,
    /// An open status that nobody looked at for two years before the edition.
    pub stale: bool,
    /// Partners, without the area that nearly all projects share.
    pub partners: Vec<AreaId>,
    /// The position of the entry with which the status in force began; `None` before the first.
    pub since: Option<usize>,
    /// The position of the sum that stands for the project in a column.
    pub money: Option<usize>,
    /// Days between the last look at an open status and the edition; `None` for what is done or cancelled.
    pub unchecked: Option<i64>,
}

impl ProjectLine {
    /// When the status in force began.
    pub fn since_date<'h>(&self, history: &'h History) -> Option<&'h Date> {
        Some(&history.project(self.id).status.get(self.since?)?.on)
    }

    /// The sum that stands for the project.
    pub fn sum<'h>(&self, history: &'h History) -> Option<&'h Money> {
        history.project(self.id).money.get(self.money?)
    }
}

/// By which column a table of projects is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ProjectSort {
    /// The order of the file.
    #[default]
    File,
    /// Under way first, then planned, suspended, done, cancelled, not yet begun.
    Status,
    /// By name.
    Name,
    /// By sector, then name.
    Sector,
    /// By partners, then name.
    Partners,
    /// By money, most first, currency by currency: sums of different currencies are not compared.
    Money,
    /// By the begin of the status in force, the newest change first.
    Since,
    /// By the last look at the status, what nobody looked at for longest first.
    Checked,
}

impl ProjectSort {
    /// All, in the order in which a key walks them.
    pub const ALL: [Self; 8] = [
        Self::File,
        Self::Status,
        Self::Name,
        Self::Sector,
        Self::Partners,
        Self::Money,
        Self::Since,
        Self::Checked,
    ];

    /// The next column, and from the last back to the first.
    #[must_use]
    pub fn next(self) -> Self {
        super::leaders::next_of(&Self::ALL, self)
    }

    /// The word for the status line.
    pub fn label(self) -> &'static str {
        match self {
            Self::File => "as written",
            Self::Status => "by status",
            Self::Name => "by name",
            Self::Sector => "by sector",
            Self::Partners => "by partners",
            Self::Money => "by money",
            Self::Since => "by last change",
            Self::Checked => "by last look",
        }
    }
}

/// All projects on a day, in a chosen order. What has nothing in the column comes last, reversed or not.
pub fn lines(history: &History, day: Day, sort: ProjectSort, reverse: bool) -> Vec<ProjectLine> {
    let home = home_area(history);
    let mut lines: Vec<ProjectLine> = history
        .projects()
        .map(|(id, project)| line(history, id, project, day, home))
        .collect();
    let name = |line: &ProjectLine| history.project(line.id).short.to_lowercase();
    match sort {
        ProjectSort::File => {}
        ProjectSort::Status => {
            lines.sort_by_cached_key(|line| (status_rank(line.status.as_ref()), name(line)));
        }
        ProjectSort::Name => lines.sort_by_cached_key(name),
        ProjectSort::Sector => {
            lines.sort_by_cached_key(|line| (history.project(line.id).sector.clone(), name(line)));
        }
        ProjectSort::Partners => {
            lines.sort_by_cached_key(|line| (partners(history, &line.partners), name(line)));
        }
        ProjectSort::Money => {
            let ranks = currency_ranks(history, &lines);
            lines.sort_by_cached_key(|line| {
                line.sum(history).map(|sum| {
                    let rank = ranks.get(sum.currency.as_str()).copied();
                    (rank, -(size(sum.value) as i64), name(line))
                })
            });
        }
        ProjectSort::Since => lines.sort_by_cached_key(|line| {
            let day = line.since_date(history).and_then(Date::earliest);
            (day.map(|day| -day.0), name(line))
        }),
        ProjectSort::Checked => {
            lines.sort_by_cached_key(|line| (line.unchecked.map(|days| -days), name(line)));
        }
    }
    let has_value = |line: &ProjectLine| match sort {
        ProjectSort::Money => line.money.is_some(),
        ProjectSort::Since => line.since.is_some(),
        ProjectSort::Checked => line.unchecked.is_some(),
        ProjectSort::Partners => !line.partners.is_empty(),
        _ => true,
    };
    let (mut filled, empty): (Vec<ProjectLine>, Vec<ProjectLine>) =
        lines.into_iter().partition(has_value);
    if reverse {
        filled.reverse();
    }
    filled.extend(empty);
    filled
}

fn line(
    history: &History,
    id: ProjectId,
    project: &Project,
    day: Day,
    home: Option<AreaId>,
) -> ProjectLine {
    let entry = project.status_on(day);
    let at = entry.and_then(|entry| {
        project
            .status
            .iter()
            .position(|other| std::ptr::eq(other, entry))
    });
    // Reported again the status is still the same one.
    let since = at.map(|at| {
        (0..=at)
            .rev()
            .take_while(|&idx| project.status[idx].is == project.status[at].is)
            .last()
            .unwrap_or(at)
    });
    ProjectLine {
        id,
        status: entry.map(|entry| entry.is.clone()),
        inferred: entry.is_some_and(|entry| entry.inferred),
        stale: is_stale(history, id) && entry == project.status.last(),
        partners: project
            .areas
            .iter()
            .copied()
            .filter(|&area| Some(area) != home)
            .collect(),
        since,
        money: main_sum(project),
        unchecked: unchecked(history, id).filter(|_| entry == project.status.last()),
    }
}

/// Short forms of areas, one blank between them: `MN RU`.
pub fn partners(history: &History, areas: &[AreaId]) -> String {
    areas
        .iter()
        .map(|&area| history.area(area).short())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Whether the status is open and nobody looked at it for two years before the edition.
pub fn is_stale(history: &History, id: ProjectId) -> bool {
    unchecked(history, id).is_some_and(|days| days > STALE_AFTER)
}

/// Days between the last look at the status and the edition; `None` for what is done, cancelled, or has no status.
pub fn unchecked(history: &History, id: ProjectId) -> Option<i64> {
    let entry: &StatusEntry = history.project(id).status.last()?;
    let looked = entry
        .checked
        .as_ref()
        .and_then(Date::latest)
        .or_else(|| entry.on.latest())?;
    entry
        .is
        .is_open()
        .then_some((history.edition_day().0 - looked.0).max(0))
}

/// Days in the largest unit that says enough: `45 days`, `14 months`, `3 years`.
pub fn span_in_words(days: i64) -> String {
    let (n, unit) = match days {
        ..60 => (days, "day"),
        60..726 => ((days * 12 + 182) / 365, "month"),
        // A week short of a year is said to be one.
        _ => ((days + 5) * 4 / 1461, "year"),
    };
    let plural = if n == 1 { "" } else { "s" };
    format!("{n} {unit}{plural}")
}

/// The area that nine of ten projects share, which then tells nothing in a column of partners.
fn home_area(history: &History) -> Option<AreaId> {
    let n_projects = history.projects().len();
    history.areas().map(|(id, _)| id).find(|id| {
        let n_with = history
            .projects()
            .filter(|(_, project)| project.areas.contains(id))
            .count();
        n_projects > 1 && n_with * 10 >= n_projects * 9
    })
}

/// The sum that stands for a project: its last cost, else what is owed or lent, else the first of all.
fn main_sum(project: &Project) -> Option<usize> {
    [
        MoneyKind::Cost,
        MoneyKind::Debt,
        MoneyKind::Loan,
        MoneyKind::Commitment,
    ]
    .into_iter()
    .find_map(|kind| project.money.iter().rposition(|sum| sum.kind == kind))
    .or((!project.money.is_empty()).then_some(0))
}

/// Currencies by how many projects count in them, the commonest first.
fn currency_ranks<'h>(history: &'h History, lines: &[ProjectLine]) -> HashMap<&'h str, usize> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for sum in lines.iter().filter_map(|line| line.sum(history)) {
        *counts.entry(&sum.currency).or_default() += 1;
    }
    let mut order: Vec<(&str, usize)> = counts.into_iter().collect();
    order.sort_by_key(|&(currency, n)| (std::cmp::Reverse(n), currency));
    order
        .into_iter()
        .enumerate()
        .map(|(rank, (currency, _))| (currency, rank))
        .collect()
}

/// The size of a sum, of a range its upper end.
fn size(value: Value) -> f64 {
    match value {
        Value::Exact(one)
        | Value::About(one)
        | Value::AtLeast(one)
        | Value::AtMost(one)
        | Value::Range(_, one) => one,
    }
}
fn status_rank(status: Option<&ProjectStatus>) -> u8 {
    match status {
        Some(ProjectStatus::Implementation) => 0,
        Some(ProjectStatus::Finalisation) => 1,
        Some(ProjectStatus::Pipeline) => 2,
        Some(ProjectStatus::Suspended) => 3,
        Some(ProjectStatus::Closed) => 4,
        Some(ProjectStatus::Cancelled) => 5,
        Some(ProjectStatus::Unknown(_)) => 6,
        None => 7,
    }
}

#[cfg(test)]
mod tests {
    use super::super::timeline::sample;
    use super::*;

    fn history() -> History {
        let mut parts = sample::history().parts().clone();
        let sum = |kind, value, currency: &str| Money {
            kind,
            value,
            currency: currency.into(),
            priced: None,
            on: None,
            note: None,
            cites: Vec::new(),
        };
        parts.projects[0].money = vec![sum(MoneyKind::Cost, Value::Range(7e8, 1e9), "USD")];
        parts.projects[1].money = vec![
            sum(MoneyKind::Loan, Value::Exact(9e9), "USD"),
            sum(MoneyKind::Cost, Value::Exact(2.88e8), "USD"),
            sum(MoneyKind::Cost, Value::Exact(2.66e8), "USD"),
        ];
        History::new(parts)
    }

    fn names(sort: ProjectSort, reverse: bool) -> Vec<String> {
        let history = history();
        let day = Day::first_of_year(2023);
        lines(&history, day, sort, reverse)
            .iter()
            .map(|line| history.project(line.id).id.clone())
            .collect()
    }

    #[test]
    fn every_column_sorts_and_what_has_nothing_in_it_stays_last() {
        assert_eq!(names(ProjectSort::Money, false), ["power", "dam", "debt"]);
        assert_eq!(names(ProjectSort::Money, true), ["dam", "power", "debt"]);
        assert_eq!(
            names(ProjectSort::Checked, false)[2],
            "debt",
            "what is done is not looked at"
        );
        assert_eq!(names(ProjectSort::Checked, true)[2], "debt");
        assert_eq!(names(ProjectSort::Since, false), ["dam", "power", "debt"]);
        assert_eq!(names(ProjectSort::Status, false), ["dam", "power", "debt"]);
        assert_eq!(names(ProjectSort::Name, true), ["power", "dam", "debt"]);
        let mut sort = ProjectSort::default();
        for _ in ProjectSort::ALL {
            assert_eq!(names(sort, false).len(), 3);
            sort = sort.next();
        }
        assert_eq!(sort, ProjectSort::File, "all were walked");
    }

    #[test]
    fn a_status_that_is_reported_again_goes_on_since_it_began() {
        let history = history();
        let all = lines(&history, Day::first_of_year(2024), ProjectSort::File, false);
        let since = all[0].since_date(&history).expect("begun");
        assert_eq!(since.to_string(), "2019-12-05", "not the report of 2022");
    }

    #[test]
    fn the_cost_stands_for_a_project_and_not_what_was_lent() {
        let history = history();
        let all = lines(&history, Day::first_of_year(2024), ProjectSort::File, false);
        let sum = all[1].sum(&history).expect("money");
        assert_eq!(sum.value, Value::Exact(2.66e8), "the last cost");
    }

    #[test]
    fn a_span_is_said_in_the_unit_that_says_enough() {
        for (days, words) in [
            (1, "1 day"),
            (45, "45 days"),
            (365, "12 months"),
            (720, "24 months"),
            (730, "2 years"),
            (1000, "2 years"),
            (1096, "3 years"),
            (3652, "10 years"),
        ] {
            assert_eq!(span_in_words(days), words, "{days}");
        }
    }
}
