//! Projects over the timeline's own axis: status as shading, milestones as planned and as reached.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::model::ProjectStatus;
use crate::text::{self, Cut};
use crate::tui::theme::{Category, Theme};

use super::paint::{Standing, ground, put, put_cut, put_right};

/// Columns before a label: the bar of the row, a sign, a blank.
const LEFT: u16 = 3;
/// A label gets at most two fifths of the pane and so many columns.
const MOST_LABEL: u16 = 44;

/// A tick of the axis: its column, the column of its label, the label.
pub type GanttTick = (u16, u16, String);

/// What a line shows.
#[derive(Clone, Debug, PartialEq)]
pub enum GanttKind {
    /// A project with the times of its status, by their first and last column.
    Project {
        /// Status on the cursor date; `None` before it began.
        status: Option<ProjectStatus>,
        /// The shading of its life.
        bars: Vec<(ProjectStatus, u16, u16)>,
    },
    /// One of its milestones.
    Milestone {
        /// Whether it was kept: `3 years late`.
        words: String,
        /// It was not kept.
        is_late: bool,
    },
}

/// A line of the gantt.
#[derive(Clone, Debug, PartialEq)]
pub struct GanttRow {
    /// Short name or title.
    pub label: String,
    /// What is drawn.
    pub kind: GanttKind,
    /// Columns for which milestones were planned.
    pub planned: Vec<u16>,
    /// Columns in which they were reached.
    pub reached: Vec<u16>,
    /// First and last column between plan and fact, or the edition.
    pub slips: Vec<(u16, u16)>,
    /// How it stands out.
    pub standing: Standing,
}

/// Where the parts are, for the painter and for the mouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GanttPlaces {
    /// Labels of the ticks.
    pub ticks: Rect,
    /// The line of the axis, with the cursor.
    pub line: Rect,
    /// Names and titles, with the bar of the row.
    pub labels: Rect,
    /// The days.
    pub days: Rect,
}

impl GanttPlaces {
    /// Divides an area for labels of some width.
    pub fn new(area: Rect, widest_label: u16) -> Self {
        let label =
            (LEFT + widest_label.min(MOST_LABEL).min(area.width * 2 / 5) + 1).min(area.width);
        let head: u16 = match area.height {
            0..=2 => 0,
            3..=5 => 1,
            _ => 2,
        };
        let x = area.x + label;
        let width = area.width - label;
        let row = |idx: u16, height: u16| Rect {
            x,
            y: area.y + idx,
            width,
            height,
        };
        Self {
            ticks: row(0, head.min(1)),
            line: row(1.min(head), head.saturating_sub(1)),
            labels: Rect {
                y: area.y + head,
                width: label,
                height: area.height - head,
                ..area
            },
            days: row(head, area.height - head),
        }
    }

    /// The line under a cell of the screen, and the column of the day where it is on one.
    pub fn hit(&self, x: u16, y: u16) -> Option<(usize, Option<u16>)> {
        let at = (x, y).into();
        let line = || usize::from(y - self.labels.y);
        if self.days.contains(at) {
            Some((line(), Some(x - self.days.x)))
        } else if self.labels.contains(at) {
            Some((line(), None))
        } else {
            None
        }
    }
}

/// The gantt, as far as it is in sight.
#[derive(Clone, Copy)]
pub struct Gantt<'a> {
    /// Where everything is.
    pub places: &'a GanttPlaces,
    /// The ticks of the axis.
    pub ticks: &'a [GanttTick],
    /// From the first line in sight.
    pub rows: &'a [GanttRow],
    /// The pane's own line among them.
    pub own: Option<usize>,
    /// The column of the cursor date; `None` outside the window.
    pub cursor: Option<u16>,
    /// Whether the pane has the keys.
    pub focused: bool,
    /// Colours and signs.
    pub theme: &'a Theme,
}

impl Widget for &Gantt<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        let (places, theme) = (self.places, self.theme);
        self.axis(buf);
        for (idx, row) in self
            .rows
            .iter()
            .take(usize::from(places.labels.height))
            .enumerate()
        {
            let y = places.labels.y + idx as u16;
            ground(buf, area, y, self.own == Some(idx), self.focused, theme);
            self.label(buf, y, row);
            if let Some(column) = self.cursor {
                put(
                    buf,
                    places.days.x + column,
                    y,
                    1,
                    theme.glyphs.cursor_line,
                    theme.faint(),
                );
            }
            self.days(buf, y, row);
        }
    }
}

impl Gantt<'_> {
    fn axis(&self, buf: &mut Buffer) {
        let (places, theme) = (self.places, self.theme);
        if places.ticks.height > 0 {
            for (_, column, label) in self.ticks {
                let room = places.ticks.width.saturating_sub(*column);
                put(
                    buf,
                    places.ticks.x + column,
                    places.ticks.y,
                    room,
                    label,
                    theme.dim(),
                );
            }
        }
        if places.line.height > 0 {
            for column in 0..places.line.width {
                put(
                    buf,
                    places.line.x + column,
                    places.line.y,
                    1,
                    theme.glyphs.axis,
                    theme.faint(),
                );
            }
            for (column, _, _) in self.ticks {
                put(
                    buf,
                    places.line.x + column,
                    places.line.y,
                    1,
                    theme.glyphs.tick,
                    theme.faint(),
                );
            }
            if let Some(column) = self.cursor {
                put(
                    buf,
                    places.line.x + column,
                    places.line.y,
                    1,
                    theme.glyphs.cursor,
                    theme.accent(),
                );
            }
        }
    }

    fn label(&self, buf: &mut Buffer, y: u16, row: &GanttRow) {
        let (places, theme) = (self.places, self.theme);
        let (indent, style) = match &row.kind {
            GanttKind::Project { status, .. } => {
                let sign = theme.glyphs.status(status.as_ref());
                put(
                    buf,
                    places.labels.x + 1,
                    y,
                    1,
                    sign,
                    theme.status(status.as_ref()),
                );
                (0, row.standing.style(theme))
            }
            GanttKind::Milestone { .. } => (2, theme.dim()),
        };
        let x = places.labels.x + LEFT + indent;
        let room = places.labels.right().saturating_sub(x + 1);
        put_cut(buf, x, y, room, &row.label, Cut::End, style);
    }

    fn days(&self, buf: &mut Buffer, y: u16, row: &GanttRow) {
        let (places, theme) = (self.places, self.theme);
        let days = places.days;
        let at = |column: u16| days.x + column;
        let inside = |column: u16| column < days.width;
        if let GanttKind::Project { bars, .. } = &row.kind {
            for (status, first, last) in bars {
                let style = theme.status(Some(status));
                for column in (*first..=*last).filter(|&column| inside(column)) {
                    put(buf, at(column), y, 1, theme.glyphs.shade(status), style);
                }
            }
        }
        let is_milestone = matches!(row.kind, GanttKind::Milestone { .. });
        if is_milestone {
            for &(first, last) in &row.slips {
                let style = match &row.kind {
                    GanttKind::Milestone { is_late: true, .. } => {
                        theme.category(Category::Conflict)
                    }
                    _ => theme.dim(),
                };
                for column in (first..=last).filter(|&column| inside(column)) {
                    put(buf, at(column), y, 1, theme.glyphs.slip, style);
                }
            }
        }
        for &column in row.planned.iter().filter(|&&column| inside(column)) {
            put(buf, at(column), y, 1, theme.glyphs.planned, theme.text());
        }
        for &column in row.reached.iter().filter(|&&column| inside(column)) {
            put(buf, at(column), y, 1, theme.glyphs.reached, theme.text());
        }
        if let GanttKind::Milestone { words, is_late } = &row.kind
            && !words.is_empty()
        {
            self.words(buf, y, row, words, *is_late);
        }
    }

    /// What became of the plan, after the last sign or else before the first.
    fn words(&self, buf: &mut Buffer, y: u16, row: &GanttRow, words: &str, is_late: bool) {
        let (places, theme) = (self.places, self.theme);
        let days = places.days;
        let columns = || {
            row.planned
                .iter()
                .chain(&row.reached)
                .copied()
                .chain(row.slips.iter().flat_map(|&(first, last)| [first, last]))
        };
        let style = if is_late {
            theme.category(Category::Conflict)
        } else {
            theme.dim()
        };
        let wide = text::width(words) as u16;
        let (Some(first), Some(last)) = (columns().min(), columns().max()) else {
            // Outside the window it is still said.
            put_right(buf, days, y, words, style);
            return;
        };
        if last + 2 + wide <= days.width {
            put(buf, days.x + last + 2, y, wide, words, style);
        } else if wide < first {
            put(buf, days.x + first - 1 - wide, y, wide, words, style);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::theme::Depth;

    fn milestone(planned: Option<u16>, reached: Option<u16>, slip: Option<(u16, u16)>) -> GanttRow {
        GanttRow {
            label: "Commissioning".into(),
            kind: GanttKind::Milestone {
                words: "3 years late".into(),
                is_late: true,
            },
            planned: planned.into_iter().collect(),
            reached: reached.into_iter().collect(),
            slips: slip.into_iter().collect(),
            standing: Standing::Plain,
        }
    }

    fn drawn(width: u16, rows: &[GanttRow]) -> (GanttPlaces, Vec<String>) {
        let area = Rect::new(0, 0, width, 8);
        let places = GanttPlaces::new(area, 20);
        let theme = Theme::built_in("dark", Depth::None, false).expect("a theme");
        let mut buf = Buffer::empty(area);
        let gantt = Gantt {
            places: &places,
            ticks: &[(5, 5, "2020".into())],
            rows,
            own: Some(0),
            cursor: Some(2),
            focused: true,
            theme: &theme,
        };
        (&gantt).render(area, &mut buf);
        let lines = (0..8)
            .map(|y| (0..width).map(|x| buf[(x, y)].symbol()).collect())
            .collect();
        (places, lines)
    }

    #[test]
    fn a_slip_is_a_line_from_plan_to_fact_with_its_words_beside_it() {
        let rows = [
            milestone(Some(4), Some(9), Some((4, 9))),
            milestone(Some(40), Some(55), Some((40, 55))),
        ];
        let (_, lines) = drawn(84, &rows);
        assert!(lines[2].contains("◇┄┄┄┄◆ 3 years late"), "{}", lines[2]);
        assert!(
            lines[3].contains("3 years late ◇┄┄"),
            "before it where there is no room after: {}",
            lines[3]
        );
        assert!(lines[0].contains("2020") && lines[1].contains('▼'));
    }

    #[test]
    fn shading_tells_each_status_and_marks_lie_on_it() {
        let row = GanttRow {
            label: "Dam".into(),
            kind: GanttKind::Project {
                status: Some(ProjectStatus::Implementation),
                bars: vec![
                    (ProjectStatus::Pipeline, 3, 5),
                    (ProjectStatus::Implementation, 6, 9),
                ],
            },
            planned: vec![8],
            reached: vec![4],
            slips: vec![(4, 8)],
            standing: Standing::Plain,
        };
        let (places, lines) = drawn(60, &[row]);
        assert!(lines[2].contains("┊░◆░▒▒◇▒"), "{}", lines[2]);
        assert_eq!(places.hit(places.days.x + 8, 2), Some((0, Some(8))));
        assert_eq!(places.hit(1, 3), Some((1, None)));
        assert_eq!(places.hit(places.days.x, 0), None, "the axis is no line");
    }

    #[test]
    fn any_size_is_drawn_without_a_word_too_much() {
        for width in 0..100 {
            let (places, _) = drawn(width, &[milestone(Some(90), None, Some((3, 200)))]);
            assert!(places.days.right() <= width);
        }
    }
}
