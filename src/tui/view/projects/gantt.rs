//! The gantt: status and milestones over the window of the timeline.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::model::{Day, Entity};
use crate::query::projects::{GanttLine, Slip, bars, gantt};
use crate::query::timeline::{Axis, Scale};

use super::super::super::layout::{Pane, below_title};
use super::super::super::state::State;
use super::super::super::widget::Standing;
use super::super::super::widget::gantt::{Gantt, GanttKind, GanttPlaces, GanttRow, GanttTick};
use super::super::super::widget::leaders::widest;
use super::super::Scene;
use super::super::panes::standing;
use super::lines;

/// The gantt as it is drawn, for the painter and for the mouse.
pub(in crate::tui) struct GanttScene {
    /// All lines.
    pub lines: Vec<GanttLine>,
    /// Where the parts are.
    pub places: GanttPlaces,
    /// Days and columns.
    pub scale: Scale,
    /// The pane's own line.
    pub own: usize,
}

impl GanttScene {
    /// Divides the area of the pane, its title included.
    pub fn new(area: Rect, scene: Scene<'_>, state: &State) -> Self {
        let history = scene.history;
        let projects = lines(scene, state);
        let all = gantt(
            history,
            projects.iter().map(|line| line.id),
            state.project_views.milestones,
        );
        let names = all.iter().map(|&line| label(scene, line));
        let places = GanttPlaces::new(below_title(area), widest(names));
        let id = projects.get(state.projects.row).map(|line| line.id);
        // The pane's row holds as long as it is one of the own project.
        let row = state.project_views.gantt.row;
        let own = all
            .get(row)
            .filter(|line| Some(line.project()) == id)
            .map(|_| row)
            .or_else(|| all.iter().position(|line| Some(line.project()) == id))
            .unwrap_or(0);
        Self {
            scale: Scale::new(state.window, places.days.width.max(1)),
            lines: all,
            places,
            own,
        }
    }
}

pub(super) fn draw(
    buf: &mut Buffer,
    area: Rect,
    scene: Scene<'_>,
    state: &mut State,
    related: &[Entity],
) {
    let drawn = GanttScene::new(area, scene, state);
    let height = usize::from(drawn.places.labels.height);
    state.page.projects = height;
    let list = &mut state.project_views.gantt;
    list.row = drawn.own;
    list.show(drawn.lines.len(), height);
    let scroll = list.scroll;
    let rows: Vec<GanttRow> = drawn
        .lines
        .iter()
        .skip(scroll)
        .take(height)
        .map(|&line| row(scene, state, line, related, drawn.scale))
        .collect();
    let ticks: Vec<GanttTick> = Axis::new(drawn.scale)
        .ticks
        .into_iter()
        .map(|tick| (tick.column, tick.label_column, tick.label))
        .collect();
    let widget = Gantt {
        places: &drawn.places,
        ticks: &ticks,
        rows: &rows,
        own: drawn.own.checked_sub(scroll),
        cursor: drawn
            .scale
            .column(state.cursor)
            .filter(|&column| column < drawn.places.days.width),
        focused: state.focus == Pane::Projects,
        theme: scene.theme,
    };
    widget.render(below_title(area), buf);
}

fn label(scene: Scene<'_>, line: GanttLine) -> &str {
    match line {
        GanttLine::Project(id) => &scene.history.project(id).short,
        GanttLine::Milestone(id, idx) => &scene.history.project(id).milestones[idx].title,
    }
}

fn row(
    scene: Scene<'_>,
    state: &State,
    line: GanttLine,
    related: &[Entity],
    scale: Scale,
) -> GanttRow {
    let history = scene.history;
    let edition = history.edition_day();
    let project = history.project(line.project());
    let milestones = match line {
        GanttLine::Project(_) => &project.milestones[..],
        GanttLine::Milestone(_, idx) => &project.milestones[idx..=idx],
    };
    let slips: Vec<Slip> = milestones
        .iter()
        .map(|milestone| Slip::new(milestone, edition))
        .collect();
    let columns = |first: Day, last: Day| {
        scale
            .columns(first, last)
            .filter(|range| !range.is_empty())
            .map(|range| (range.start, range.end - 1))
    };
    let kind = match line {
        GanttLine::Project(id) => GanttKind::Project {
            status: project
                .status_on(state.cursor)
                .map(|entry| entry.is.clone()),
            bars: bars(history, id)
                .into_iter()
                .filter_map(|bar| {
                    let (first, last) = columns(bar.first, bar.last)?;
                    Some((bar.status, first, last))
                })
                .collect(),
        },
        GanttLine::Milestone(..) => GanttKind::Milestone {
            words: slips[0].in_words(),
            is_late: slips[0].is_late(),
        },
    };
    GanttRow {
        label: label(scene, line).to_owned(),
        kind,
        planned: slips
            .iter()
            .filter_map(|slip| scale.column(slip.planned?))
            .collect(),
        reached: slips
            .iter()
            .filter_map(|slip| scale.column(slip.reached?))
            .collect(),
        slips: slips
            .iter()
            .filter_map(|slip| slip.span(edition))
            .filter_map(|(first, last)| columns(first, last))
            .collect(),
        standing: match line {
            GanttLine::Project(id) => standing(related, &[id.into()]),
            GanttLine::Milestone(..) => Standing::Plain,
        },
    }
}
