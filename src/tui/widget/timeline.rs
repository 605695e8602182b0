//! The timeline: labels at the left, an axis above, lanes of runs, the density strip below.
//!
//! ```text
//!              1990         1995          2000    axis
//!              ┬╌╌╌╌╌╌╌╌╌╌╌╌┬╌╌╌▼╌╌╌╌╌╌╌╌╌┬╌╌╌    line, with the cursor
//!  President MN ▏Ochirbat       ┊ ▏Bagabandi      lanes
//!  ◇ visits       ◇     ◇       ┊  ◇ +2
//!
//!  1921 ▁▁▂▁▁▁▃▁▁▂▁┣▁▁▂▁▁▁▃▁▁▂▁▁▁┫ 2025   +4      strip, and how many lanes do not fit
//! ```
//!
//! [`Places`] says where each part is, for drawing, for the mouse, and before both for the [`Scale`] that rows are
//! placed with.

mod axis;
mod drag;
mod era;
mod lane;
mod legend;
mod list;
mod look;
mod riser;
mod strip;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Widget;

use crate::model::{Day, Entity};
use crate::query::timeline::{
    Axis, Bands, LaneKind, LaneRow, Lanes, Part, Riser, RowKind, Scale, Spot, Strip, Window,
};
use crate::text;
use crate::tui::theme::Theme;

pub use legend::{COLUMN, Legend, LegendLine, legend};
pub use list::EventList;

/// Everything that the timeline shows.
#[derive(Clone, Copy)]
pub struct Timeline<'a> {
    /// Where its parts are.
    pub places: &'a Places,
    /// The rows that are in sight, from the top; as many as [`Places::n_visible`].
    pub rows: &'a [LaneRow<'a>],
    /// How many rows are out of sight, above and below.
    pub n_hidden: usize,
    /// The rows in which eras have their names; as many as [`Places::n_eras`] at most.
    pub eras: &'a [LaneRow<'a>],
    /// How many eras of the window have no room there.
    pub n_more_eras: usize,
    /// What eras leave on the lanes.
    pub bands: &'a Bands,
    /// What joins the steps of one relation on the ladder.
    pub risers: &'a [Riser],
    /// The days over which the mouse is being dragged.
    pub dragged: Option<Window>,
    /// The scale that the rows were placed with.
    pub scale: Scale,
    /// The ticks of the scale.
    pub axis: &'a Axis,
    /// The density of the whole.
    pub strip: &'a Strip,
    /// The cursor date.
    pub cursor: Option<Day>,
    /// Row of the selection among `rows`, where it is in sight.
    pub selected_row: Option<usize>,
    /// Whether the pane has the keys.
    pub focused: bool,
    /// Colours and glyphs.
    pub theme: &'a Theme,
}

/// How wide labels are, measured once for all lanes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Labels {
    /// The widest label in full.
    pub long: u16,
    /// The widest short label.
    pub short: u16,
    /// How many columns of a label a narrow screen shows: more where it has words that nobody can guess.
    pub most_short: u16,
    /// The label at the left end of the strip.
    pub from: u16,
    /// The label at its right end.
    pub to: u16,
}

/// Where the parts of a timeline are. An area without room is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    /// All of it.
    pub area: Rect,
    /// Labels of the lanes, a line each.
    pub labels: Rect,
    /// Labels of the ticks: one line, as wide as the lanes.
    pub ticks: Rect,
    /// The line of the axis below them.
    pub line: Rect,
    /// The names of the eras, a line for each row of bands, labels and lanes both.
    pub eras: Rect,
    /// The lanes themselves; its width is the width of the scale.
    pub lanes: Rect,
    /// The line of the strip from edge to edge.
    pub strip_line: Rect,
    /// The columns of the strip's density.
    pub strip: Rect,
    /// Labels are the short ones.
    pub short: bool,
}

/// What lies under the mouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hit {
    /// An item: its row among the visible ones, what it is and its first day.
    Item {
        /// Row among the visible ones.
        row: usize,
        /// Event, membership, track or project.
        entity: Entity,
        /// Its first day.
        day: Day,
    },
    /// The name of an era.
    Era {
        /// Which one.
        entity: Entity,
        /// Its first day.
        day: Day,
    },
    /// A count that opens as a list.
    Fold {
        /// Row among the visible ones.
        row: usize,
        /// Position in the row's folds.
        fold: usize,
    },
    /// The label of a lane.
    Label {
        /// Row among the visible ones.
        row: usize,
    },
    /// An empty place of a lane, or the axis.
    Day {
        /// Row among the visible ones; `None` on the axis.
        row: Option<usize>,
        /// The first day of the column.
        day: Day,
    },
    /// A place on the strip.
    Strip {
        /// The day in the middle of the column.
        day: Day,
    },
}

impl Labels {
    /// The labels of lanes, as they were measured once.
    pub fn measure(lanes: &Lanes) -> Self {
        let is_ladder = lanes
            .lanes()
            .first()
            .is_some_and(|lane| lane.kind == LaneKind::Level);
        let widest = lanes.widest();
        let ends = Strip::new(lanes, lanes.whole(), 0);
        Self {
            long: widest.long.min(200) as u16,
            short: widest.short.min(200) as u16,
            most_short: if is_ladder { 20 } else { 7 },
            from: text::width(&ends.from) as u16,
            to: text::width(&ends.to) as u16,
        }
    }
}

impl Places {
    /// How many rows a timeline of so many lanes and rows of eras can use, its title not included.
    pub fn wanted_rows(n_lanes: usize, n_eras: usize) -> u16 {
        // Two for the axis, and the strip with a blank line above and below.
        let n_eras = n_eras.min(MOST_ERAS) as u16;
        u16::try_from(n_lanes)
            .unwrap_or(u16::MAX)
            .saturating_add(5 + n_eras)
    }

    /// Divides the area below the pane's title.
    ///
    /// When lanes do not fit, blank lines go first, then the names of eras, then the strip, then the axis.
    pub fn new(area: Rect, labels: Labels, n_lanes: usize, n_eras: usize) -> Self {
        let Rect {
            x,
            y,
            width,
            height,
        } = area;
        let short = width < 110;
        let label_width = match width {
            0..16 => 0,
            16..40 => labels.short.min(5) + 2,
            40..110 => labels.short.min(labels.most_short) + 2,
            _ if labels.most_short > 7 => labels.long.min(width / 4) + 2,
            _ => labels.long.min((width / 6).clamp(18, 28) - 2) + 2,
        };
        let lanes_x = x + label_width;
        let lanes_width = width - label_width;
        let n_lanes = u16::try_from(n_lanes).unwrap_or(u16::MAX);
        let axis_height = match height {
            0..3 => 0,
            3..5 => 1,
            _ => 2,
        };
        let strip_height = u16::from(height >= 7);
        let room = height - axis_height - strip_height;
        // Eras stand behind: they take a row where lanes have five, and more only where lanes have plenty.
        let most_eras = match room {
            0..6 => 0,
            6..12 => 1,
            12..20 => 2,
            _ => MOST_ERAS as u16,
        };
        let eras_height = (n_eras.min(MOST_ERAS) as u16).min(most_eras);
        let room = room - eras_height;
        let lanes_height = n_lanes.min(room);
        // A blank line above the strip where there is one to spare.
        let gap = u16::from(strip_height > 0 && room > lanes_height);
        let eras_y = y + axis_height;
        let lanes_y = eras_y + eras_height;
        let line = |y: u16, present: bool| Rect {
            x: lanes_x,
            y,
            width: lanes_width,
            height: u16::from(present),
        };
        let strip_y = lanes_y + lanes_height + gap;
        let strip_line = Rect {
            x,
            y: strip_y,
            width,
            height: strip_height,
        };
        let (left, right) = (labels.from + 2, labels.to + 2);
        // At the right there is always room for `+99`, so that the strip does not move when lanes are hidden.
        let strip_width = width.saturating_sub(left + right + 4);
        Self {
            area,
            labels: Rect {
                x,
                y: lanes_y,
                width: label_width,
                height: lanes_height,
            },
            ticks: line(y, axis_height > 0),
            line: line(y + 1, axis_height > 1),
            eras: Rect {
                x,
                y: eras_y,
                width,
                height: eras_height,
            },
            lanes: Rect {
                x: lanes_x,
                y: lanes_y,
                width: lanes_width,
                height: lanes_height,
            },
            strip_line,
            strip: Rect {
                x: x + left.min(width),
                width: strip_width,
                ..strip_line
            },
            short,
        }
    }

    /// Axis and lanes alone, without labels and strip: for a slide.
    pub fn bare(area: Rect, n_lanes: usize) -> Self {
        let line = |y: u16| {
            Rect {
                y,
                height: 1,
                ..area
            }
            .intersection(area)
        };
        let axis_height = area.height.min(2);
        let lanes_height = u16::try_from(n_lanes)
            .unwrap_or(u16::MAX)
            .min(area.height - axis_height);
        let none = Rect {
            width: 0,
            height: 0,
            ..area
        };
        Self {
            area,
            labels: none,
            ticks: line(area.y),
            line: line(area.y.saturating_add(1)),
            eras: none,
            lanes: Rect {
                y: area.y + axis_height,
                height: lanes_height,
                ..area
            },
            strip_line: none,
            strip: none,
            short: false,
        }
    }

    /// How many lanes are in sight.
    pub fn n_visible(&self) -> usize {
        usize::from(self.lanes.height)
    }

    /// How many rows of eras are in sight.
    pub fn n_eras(&self) -> usize {
        usize::from(self.eras.height)
    }

    /// The first visible row that keeps the selected one in sight, moving as little as possible.
    pub fn scroll(&self, first: usize, selected: usize, n_rows: usize) -> usize {
        let n_visible = self.n_visible().max(1);
        let first = first.min(n_rows.saturating_sub(n_visible));
        if selected < first {
            selected
        } else if first + n_visible <= selected {
            selected + 1 - n_visible
        } else {
            first
        }
    }
}

impl Timeline<'_> {
    /// What is under a cell of the screen.
    pub fn hit(&self, x: u16, y: u16) -> Option<Hit> {
        let at = Position { x, y };
        let places = self.places;
        if places.strip_line.contains(at) && !self.strip.levels.is_empty() {
            let column = x
                .saturating_sub(places.strip.x)
                .min(places.strip.width.saturating_sub(1));
            return Some(Hit::Strip {
                day: self.strip.day(column),
            });
        }
        if places.ticks.contains(at) || places.line.contains(at) {
            return Some(Hit::Day {
                row: None,
                day: self.scale.day(x - places.lanes.x),
            });
        }
        if places.eras.contains(at) {
            let shown = self.eras.get(usize::from(y - places.eras.y))?;
            let column = x.checked_sub(places.lanes.x);
            let spot = column.and_then(|column| spot_at(shown, column))?;
            return Some(Hit::Era {
                entity: spot.entity,
                day: spot.day,
            });
        }
        let row = usize::from(y.checked_sub(places.lanes.y)?);
        let shown = self.rows.get(row)?;
        if places.labels.contains(at) {
            return Some(Hit::Label { row });
        }
        if !places.lanes.contains(at) {
            return None;
        }
        let column = x - places.lanes.x;
        let Some(spot) = spot_at(shown, column) else {
            return Some(Hit::Day {
                row: Some(row),
                day: self.scale.day(column),
            });
        };
        let counted = shown.runs.iter().any(|run| {
            matches!(run.part, Part::Count(_))
                && run.column <= column
                && column < run.column + run.width
        });
        match spot.fold {
            Some(fold) if counted => Some(Hit::Fold { row, fold }),
            _ => Some(Hit::Item {
                row,
                entity: spot.entity,
                day: spot.day,
            }),
        }
    }
}

impl Timeline<'_> {
    /// The day under a column of the screen, that of the nearest edge where it is outside of the lanes.
    pub fn day_at(&self, x: u16) -> Day {
        let lanes = self.places.lanes;
        let column = x.clamp(lanes.x, lanes.right().saturating_sub(1).max(lanes.x)) - lanes.x;
        self.scale.day(column)
    }

    /// The last day under a column of the screen.
    pub fn last_day_at(&self, x: u16) -> Day {
        let lanes = self.places.lanes;
        let column = x.clamp(lanes.x, lanes.right().saturating_sub(1).max(lanes.x)) - lanes.x;
        self.scale
            .day_after(column)
            .add_days(-1)
            .max(self.scale.day(column))
    }

    /// The first and last day under a column of the strip, of the nearest where it is outside.
    pub fn strip_days_at(&self, x: u16) -> Option<Window> {
        let strip = self.places.strip;
        if strip.width == 0 {
            return None;
        }
        let column = x.clamp(strip.x, strip.right() - 1) - strip.x;
        let scale = self.strip.scale;
        Some(Window::new(
            scale.day(column),
            scale.day_after(column).add_days(-1).max(scale.day(column)),
        ))
    }
}

impl Widget for &Timeline<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        if area.is_empty() {
            return;
        }
        let cursor = self.cursor.and_then(|day| self.scale.column(day));
        axis::paint(self, cursor, buf);
        era::paint(self, cursor, buf);
        for (row, shown) in self.rows.iter().enumerate().take(self.places.n_visible()) {
            lane::paint_label(self, row, shown, buf);
            lane::paint(self, row, shown, cursor, buf);
        }
        riser::paint(self, buf);
        drag::paint(self, buf);
        strip::paint(self, buf);
    }
}

/// More rows of eras than this say less than lanes would.
const MOST_ERAS: usize = 3;

fn spot_at<'r>(row: &'r LaneRow<'_>, column: u16) -> Option<&'r Spot> {
    row.spots
        .iter()
        .find(|spot| spot.column <= column && column < spot.column + spot.width)
}

/// The glyph before the label of a row of events.
fn glyph_of(kind: RowKind<'_>, theme: &Theme) -> Option<&'static str> {
    match kind {
        RowKind::Events(kind) => Some(theme.glyphs.event(kind)),
        RowKind::Folded => Some(look::folded_glyph(theme)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::History;
    use crate::query::timeline::{
        Arrangement, Emphasis, Focus, Row, Window, list_rows, place, sample,
    };
    use crate::tui::theme::Depth;
    use ratatui::style::{Color, Modifier};

    fn day(year: i64, month: u8, day: u8) -> Day {
        Day::from_ymd(year, month, day).expect("a day of the calendar")
    }

    fn theme() -> Theme {
        Theme::built_in("dark", Depth::True, false).expect("a built-in theme")
    }

    /// What a reader looks at.
    struct Sight {
        history: History,
        window: Window,
        cursor: Day,
        selected: Option<Entity>,
        related: Vec<Entity>,
        row: usize,
        dragged: Option<Window>,
    }

    impl Sight {
        fn sample() -> Self {
            let history = sample::history();
            let selected = history.find_reference("event:agreement-16");
            Self {
                history,
                window: Window::new(day(1990, 1, 1), day(2027, 6, 30)),
                cursor: day(2019, 9, 3),
                selected,
                related: Vec::new(),
                row: 4,
                dragged: None,
            }
        }

        /// Calls back with the timeline as it is drawn in an area.
        fn with<T>(&self, area: Rect, see: impl FnOnce(&Timeline<'_>) -> T) -> T {
            let lanes = Lanes::new(&self.history);
            let rows = Arrangement::default().rows(&lanes);
            let places = Places::new(
                area,
                Labels::measure(&lanes),
                rows.len(),
                lanes.n_era_rows(),
            );
            let first = places.scroll(0, self.row, rows.len());
            let scale = Scale::new(self.window, places.lanes.width);
            let focus = Focus {
                selected: self.selected,
                day: Some(self.cursor),
                related: &self.related,
            };
            let shown: &[Row] = &rows[first..(first + places.n_visible()).min(rows.len())];
            let placed = place(&self.history, &lanes, shown, scale, focus);
            let (era_rows, n_more_eras) = lanes.eras_in(self.window, places.n_eras());
            let eras = place(&self.history, &lanes, &era_rows, scale, focus);
            see(&Timeline {
                places: &places,
                rows: &placed,
                eras: &eras,
                n_more_eras,
                bands: &Bands::new(&lanes, &eras, scale),
                risers: &[],
                dragged: self.dragged,
                n_hidden: rows.len() - shown.len(),
                scale,
                axis: &Axis::new(scale),
                strip: &Strip::new(&lanes, self.window, places.strip.width),
                cursor: Some(self.cursor),
                selected_row: self.row.checked_sub(first).filter(|&row| row < shown.len()),
                focused: true,
                theme: &theme(),
            })
        }

        fn drawn(&self, width: u16, height: u16) -> Buffer {
            let area = Rect::new(0, 0, width, height);
            self.with(area, |timeline| {
                let mut buf = Buffer::empty(area);
                timeline.render(area, &mut buf);
                buf
            })
        }
    }

    fn text_of(buf: &Buffer) -> String {
        let line = |y| {
            (0..buf.area.width)
                .map(|x| buf[(x, y)].symbol())
                .collect::<String>()
        };
        (0..buf.area.height)
            .map(|y| line(y).trim_end().to_owned() + "\n")
            .collect()
    }

    #[test]
    fn at_120_columns() {
        insta::assert_snapshot!(text_of(&Sight::sample().drawn(120, 18)));
    }

    #[test]
    fn at_80_columns_with_lanes_out_of_sight() {
        insta::assert_snapshot!(text_of(&Sight::sample().drawn(80, 10)));
    }

    #[test]
    fn at_200_columns() {
        insta::assert_snapshot!(text_of(&Sight::sample().drawn(200, 20)));
    }

    #[test]
    fn at_20_columns() {
        insta::assert_snapshot!(text_of(&Sight::sample().drawn(20, 6)));
    }

    #[test]
    fn it_draws_at_every_size_and_at_none() {
        let sight = Sight::sample();
        for width in (0..40).chain([59, 60, 79, 80, 109, 110, 111, 250]) {
            for height in 0..25 {
                sight.drawn(width, height);
            }
        }
    }

    #[test]
    fn the_mouse_finds_what_is_drawn() {
        let sight = Sight::sample();
        for (width, height) in [(20, 6), (80, 10), (120, 18), (200, 20)] {
            let area = Rect::new(3, 2, width, height);
            sight.with(area, |timeline| {
                let mut found: Vec<Entity> = Vec::new();
                for y in area.top()..area.bottom() {
                    for x in area.left()..area.right() {
                        match timeline.hit(x, y) {
                            Some(Hit::Item { row, entity, .. }) => {
                                let column = x - timeline.places.lanes.x;
                                let spots = &timeline.rows[row].spots;
                                let here = spots
                                    .iter()
                                    .find(|s| s.column <= column && column < s.column + s.width);
                                assert_eq!(here.map(|spot| spot.entity), Some(entity));
                                found.push(entity);
                            }
                            Some(Hit::Day { day, .. }) => {
                                assert_eq!(
                                    timeline.scale.column(day),
                                    Some(x - timeline.places.lanes.x)
                                );
                            }
                            _ => {}
                        }
                    }
                }
                let spots = timeline.rows.iter().flat_map(|row| &row.spots);
                for spot in spots {
                    assert!(
                        found.contains(&spot.entity),
                        "{spot:?} cannot be clicked at {width}x{height}"
                    );
                }
            });
        }
    }

    #[test]
    fn a_click_on_a_count_opens_its_fold() {
        let mut sight = Sight::sample();
        sight.history = sample::events(&[
            ("2000-01-01", "Visit"),
            ("2000-01-02", "Visit"),
            ("2000-01-03", "Visit"),
        ]);
        sight.window = Window::new(day(1990, 1, 1), day(2019, 12, 31));
        (sight.selected, sight.row) = (None, 0);
        let area = Rect::new(0, 0, 80, 10);
        sight.with(area, |timeline| {
            let run = timeline.rows[0]
                .runs
                .iter()
                .find(|run| matches!(run.part, Part::Count(_)));
            let column = run.expect("three events in one cell are counted").column;
            let lanes = timeline.places.lanes;
            assert_eq!(
                timeline.hit(lanes.x + column, lanes.y),
                Some(Hit::Fold { row: 0, fold: 0 })
            );
        });
    }

    #[test]
    fn the_selected_item_has_its_background_and_others_do_not() {
        let sight = Sight::sample();
        let buf = sight.drawn(120, 18);
        let selection = theme().selection().bg;
        let painted = |y: u16| {
            (0..120)
                .filter(|&x| buf[(x, y)].style().bg == selection)
                .count()
        };
        let rows: Vec<u16> = (0..18).filter(|&y| painted(y) > 0).collect();
        assert_eq!(rows, [6], "only the lane of agreements");
        sight.with(Rect::new(0, 0, 120, 18), |timeline| {
            let spot = timeline.rows[4]
                .spots
                .iter()
                .find(|spot| spot.emphasis == Emphasis::Selected);
            assert_eq!(spot.map(|spot| usize::from(spot.width)), Some(painted(6)));
        });
    }

    #[test]
    fn the_scroll_keeps_the_selected_row_in_sight() {
        let places = Places::new(Rect::new(0, 0, 80, 10), Labels::default(), 30, 0);
        let n_visible = places.n_visible();
        let mut first = 0;
        for selected in (0..30).chain((0..30).rev()) {
            first = places.scroll(first, selected, 30);
            assert!(first <= selected && selected < first + n_visible);
        }
        assert_eq!(
            places.scroll(25, 29, 30),
            30 - n_visible,
            "no blank rows below the last"
        );
    }

    #[test]
    fn the_list_says_a_year_once() {
        let history = sample::history();
        let rows = list_rows(&history, &history.events_by_time()[9..], Focus::default());
        let area = Rect::new(0, 0, 60, 12);
        let mut buf = Buffer::empty(area);
        let theme = theme();
        let list = EventList {
            rows: &rows,
            selected: Some(2),
            focused: true,
            theme: &theme,
        };
        list.render(area, &mut buf);
        insta::assert_snapshot!(text_of(&buf));
        assert_eq!(list.hit(area, 10, 3), Some(3));
        for width in 0..30 {
            let area = Rect::new(0, 0, width, 5);
            list.render(area, &mut Buffer::empty(area));
        }
    }

    #[test]
    fn ascii_draws_no_other_signs_than_those_of_the_data() {
        let sight = Sight::sample();
        let area = Rect::new(0, 0, 120, 18);
        sight.with(area, |timeline| {
            let theme = Theme::built_in("dark", Depth::True, true).expect("a built-in theme");
            let mut buf = Buffer::empty(area);
            (&Timeline {
                theme: &theme,
                ..*timeline
            })
                .render(area, &mut buf);
            let foreign: String = text_of(&buf)
                .chars()
                .filter(|letter| !letter.is_ascii())
                .collect();
            assert_eq!(foreign, "–", "the dash of Mongolia–Russia");
        });
    }

    #[test]
    fn a_slide_has_axis_and_lanes_alone() {
        let sight = Sight::sample();
        let lanes = Lanes::new(&sight.history);
        let arrangement = Arrangement {
            only: vec!["visits".into()],
            ..Arrangement::default()
        };
        let rows = arrangement.rows(&lanes);
        let area = Rect::new(0, 0, 60, 4);
        let places = Places::bare(area, rows.len());
        let scale = Scale::new(sight.window, places.lanes.width);
        let placed = place(&sight.history, &lanes, &rows, scale, Focus::default());
        let mut buf = Buffer::empty(area);
        let timeline = Timeline {
            places: &places,
            rows: &placed,
            n_hidden: 0,
            eras: &[],
            n_more_eras: 0,
            bands: &Bands::default(),
            risers: &[],
            dragged: None,
            scale,
            axis: &Axis::new(scale),
            strip: &Strip::new(&lanes, sight.window, 0),
            cursor: None,
            selected_row: None,
            focused: false,
            theme: &theme(),
        };
        (&timeline).render(area, &mut buf);
        insta::assert_snapshot!(text_of(&buf));
        for height in 0..4 {
            Places::bare(Rect::new(5, 5, 3, height), 9);
        }
    }

    #[test]
    fn what_is_related_is_bold_and_the_rest_is_dim() {
        let mut sight = Sight::sample();
        sight.selected = None;
        sight.related = vec![
            sight
                .history
                .find_reference("person:putin")
                .expect("in the sample"),
        ];
        let buf = sight.drawn(120, 18);
        let style_of = |y: u16, word: &str| {
            let line: String = (0..120).map(|x| buf[(x, y)].symbol()).collect();
            let at = line.find(word).expect("the lane shows the name");
            buf[(line[..at].chars().count() as u16, y)].style()
        };
        assert!(style_of(3, "Putin").add_modifier.contains(Modifier::BOLD));
        assert_eq!(style_of(3, "Yeltsin").fg, theme().dim().fg);
        assert_eq!(style_of(2, "Bagabandi").fg, theme().dim().fg);
    }

    #[test]
    fn without_colour_nothing_is_coloured_and_the_selection_is_reversed() {
        let sight = Sight::sample();
        let area = Rect::new(0, 0, 120, 18);
        sight.with(area, |timeline| {
            let theme = Theme::built_in("mono", Depth::True, false).expect("a built-in theme");
            let mut buf = Buffer::empty(area);
            (&Timeline {
                theme: &theme,
                ..*timeline
            })
                .render(area, &mut buf);
            let cells = || buf.content.iter();
            assert!(cells().all(|cell| (cell.fg, cell.bg) == (Color::Reset, Color::Reset)));
            assert!(cells().any(|cell| cell.modifier.contains(Modifier::REVERSED)));
        });
    }
}
