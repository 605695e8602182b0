//! Projects as a table: their status on a day, their partners, and how fresh what is known of them is.

use crate::model::{AreaId, Date, Day, History, ProjectId, ProjectStatus};

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
    /// First day of the first entry of its status.
    pub since: Option<Day>,
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
    /// By the start of the first status.
    Since,
}

impl ProjectSort {
    /// The next column, and from the last back to the first.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::File => Self::Status,
            Self::Status => Self::Name,
            Self::Name => Self::Sector,
            Self::Sector => Self::Partners,
            Self::Partners => Self::Since,
            Self::Since => Self::File,
        }
    }

    /// The word for the status line.
    pub fn label(self) -> &'static str {
        match self {
            Self::File => "as written",
            Self::Status => "by status",
            Self::Name => "by name",
            Self::Sector => "by sector",
            Self::Partners => "by partners",
            Self::Since => "by start",
        }
    }
}

/// All projects on a day, in a chosen order.
pub fn lines(history: &History, day: Day, sort: ProjectSort, reverse: bool) -> Vec<ProjectLine> {
    let home = home_area(history);
    let mut lines: Vec<ProjectLine> = history
        .projects()
        .map(|(id, project)| {
            let entry = project.status_on(day);
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
                since: project.status.first().and_then(|entry| entry.on.earliest()),
            }
        })
        .collect();
    let name = |line: &ProjectLine| history.project(line.id).short.to_lowercase();
    match sort {
        ProjectSort::File => {}
        ProjectSort::Status => {
            lines.sort_by_cached_key(|line| (status_rank(line.status.as_ref()), name(line)))
        }
        ProjectSort::Name => lines.sort_by_cached_key(name),
        ProjectSort::Sector => {
            lines.sort_by_cached_key(|line| (history.project(line.id).sector.clone(), name(line)))
        }
        ProjectSort::Partners => {
            lines.sort_by_cached_key(|line| (partners(history, &line.partners), name(line)))
        }
        ProjectSort::Since => lines.sort_by_cached_key(|line| (line.since, name(line))),
    }
    if reverse {
        lines.reverse();
    }
    lines
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
    let project = history.project(id);
    let Some(entry) = project.status.last() else {
        return false;
    };
    let looked = entry
        .checked
        .as_ref()
        .and_then(Date::latest)
        .or_else(|| entry.on.latest());
    entry.is.is_open() && looked.is_some_and(|day| history.edition_day().0 - day.0 > STALE_AFTER)
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
