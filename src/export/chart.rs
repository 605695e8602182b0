//! The timeline as SVG: the lanes of the explorer, laid out in its cells, drawn to the day.
//!
//! Bars stand exactly where their days are; glyphs and labels keep to the cells of `query/timeline`, so that none
//! touches another and each event is drawn once or counted. Looks are classes; what they mean is in `chart.css`.

use std::fmt::Write as _;

use crate::model::{Day, Entity, EventKind, History, ProjectStatus};
use crate::query::profile::term_in_words;
use crate::query::timeline::{
    Arrangement, Axis, Focus, Item, LaneKind, LaneRow, Lanes, Part, Row, RowKind, Run, Scale, Spot,
    Window, place,
};
use crate::text::{self, Cut};

use super::markup::{anchor, escaped};
use super::selection::Selection;

/// The classes of a chart, for light and dark, on screen and on paper.
pub(super) const STYLE: &str = include_str!("../../assets/page/chart.css");

/// Columns of time.
const CELLS: u16 = 146;
/// Width of a column.
const CELL: f64 = 7.0;
/// Where time begins: the labels of the rows stand before it.
const LEFT: f64 = 176.0;
const RIGHT: f64 = 16.0;
const ROW: f64 = 22.0;
/// Height of the axis above the rows.
const AXIS: f64 = 30.0;
/// Columns of a row's label.
const LABEL_COLUMNS: usize = 25;

/// The width of every chart, in its own units.
pub(super) const WIDTH: f64 = LEFT + CELLS as f64 * CELL + RIGHT;

/// Rows of one timeline under one axis.
pub(super) struct Chart<'a> {
    selection: &'a Selection<'a>,
    lanes: &'a Lanes,
    scale: Scale,
    /// Whether what is drawn leads to its entry in the page.
    pub links: bool,
}

impl<'a> Chart<'a> {
    pub fn new(selection: &'a Selection<'a>, lanes: &'a Lanes) -> Self {
        Self {
            selection,
            lanes,
            scale: Scale::new(selection.window(lanes), CELLS),
            links: false,
        }
    }

    /// The rows with something to show: eras first, then lanes as they are arranged.
    pub fn rows(&self, arrangement: &Arrangement, window: Window) -> Vec<Row> {
        let (eras, _) = self.lanes.eras_in(window, usize::MAX);
        eras.into_iter()
            .chain(arrangement.rows(self.lanes))
            .filter(|row| self.shows(row))
            .collect()
    }

    /// Whether anything of a lane lies in the days that are shown.
    pub fn shows(&self, row: &Row) -> bool {
        row.lanes().iter().any(|&lane| {
            self.lanes.lanes()[lane]
                .items()
                .iter()
                .any(|item| self.is_visible(item))
        })
    }

    /// How high rows are with their axis.
    pub fn height(rows: &[Row]) -> f64 {
        AXIS + rows.len() as f64 * ROW + 6.0
    }

    /// The contents of an `svg` element of [`WIDTH`] and [`Chart::height`].
    pub fn draw(&self, rows: &[Row], top: f64, out: &mut String) {
        let bottom = top + AXIS + rows.len() as f64 * ROW;
        self.axis(top, bottom, out);
        let placed = place(
            self.selection.history,
            self.lanes,
            rows,
            self.scale,
            Focus::default(),
        );
        for (idx, (row, placed)) in rows.iter().zip(&placed).enumerate() {
            let y = top + AXIS + idx as f64 * ROW;
            self.row(row, placed, y, out);
        }
    }

    fn axis(&self, top: f64, bottom: f64, out: &mut String) {
        let axis = Axis::new(self.scale);
        let line = top + AXIS - 6.0;
        let right = LEFT + f64::from(CELLS) * CELL;
        let mut path = String::new();
        for tick in &axis.ticks {
            let _ = write!(
                path,
                "M{} {}V{}",
                px(self.x(tick.day)),
                px(line),
                px(bottom)
            );
        }
        let _ = writeln!(out, "<path class=\"grid\" d=\"{path}\"/>");
        let _ = writeln!(
            out,
            "<path class=\"axis\" d=\"M{} {}H{}\"/>",
            px(LEFT),
            px(line),
            px(right)
        );
        for tick in axis.ticks.iter().filter(|tick| !tick.label.is_empty()) {
            // Labels that the edge pushed to the left end there.
            let (x, place) = if tick.label_column == tick.column {
                (self.x(tick.day), "")
            } else {
                (right, " text-anchor=\"end\"")
            };
            let _ = writeln!(
                out,
                "<text class=\"tick\" x=\"{}\" y=\"{}\"{place}>{}</text>",
                px(x),
                px(line - 6.0),
                escaped(&tick.label)
            );
        }
    }

    fn row(&self, row: &Row, placed: &LaneRow<'_>, y: f64, out: &mut String) {
        let middle = y + ROW / 2.0;
        let glyph = match placed.kind {
            RowKind::Events(kind) => {
                let shape = shape(kind, 14.0, middle);
                format!("<path class=\"{}\" d=\"{shape}\"/>", class(kind))
            }
            _ => String::new(),
        };
        let x = if glyph.is_empty() { 8.0 } else { 24.0 };
        let columns = LABEL_COLUMNS - if glyph.is_empty() { 0 } else { 2 };
        let label = text::fit(&placed.label, columns, Cut::Middle);
        let _ = writeln!(
            out,
            "<g>{glyph}<text class=\"lane\" x=\"{}\" y=\"{}\">{}</text>",
            px(x),
            px(middle + 4.0),
            escaped(&label)
        );
        match placed.kind {
            RowKind::Events(_) | RowKind::Folded => self.events(placed, middle, out),
            _ => self.bars(row, placed, middle, out),
        }
        out.push_str("</g>\n");
    }

    /// Glyphs, what lies behind them, counts and titles.
    fn events(&self, placed: &LaneRow<'_>, middle: f64, out: &mut String) {
        for (idx, spot) in placed.spots.iter().enumerate() {
            let item = self.lanes.item(spot.at);
            self.open(spot.entity, &self.told(item, Some((placed, spot))), out);
            for run in placed.runs.iter().filter(|run| run.spot == idx) {
                Self::event_part(run, spot, middle, out);
            }
            self.close(out);
        }
    }

    fn event_part(run: &Run<'_>, spot: &Spot, middle: f64, out: &mut String) {
        let x = LEFT + f64::from(run.column) * CELL;
        let width = f64::from(run.width) * CELL;
        let line = |class: &str| {
            format!(
                "<path class=\"{class}\" d=\"M{} {}h{}\"/>",
                px(x + 1.0),
                px(middle),
                px(width - 2.0)
            )
        };
        let words = |class: &str, text: &str, x: f64| {
            format!(
                "<text class=\"{class}\" x=\"{}\" y=\"{}\">{}</text>",
                px(x),
                px(middle + 4.0),
                escaped(text)
            )
        };
        let drawn = match &run.part {
            Part::Glyph(kind) => {
                let doubt = match (spot.certainty.uncertain, spot.certainty.approximate) {
                    (true, _) => " q",
                    (_, true) => " ca",
                    _ => "",
                };
                format!(
                    "<path class=\"{}{doubt}\" d=\"{}\"/>",
                    class(kind),
                    shape(kind, x + CELL / 2.0, middle)
                )
            }
            Part::Dot => format!(
                "<circle class=\"k-plain\" cx=\"{}\" cy=\"{}\" r=\"2.5\"/>",
                px(x + CELL / 2.0),
                px(middle)
            ),
            // The glyph says it already, but not to those who see no difference of outline.
            Part::Doubt => words(
                "dim",
                if spot.certainty.uncertain { "?" } else { "~" },
                x + 1.0,
            ),
            Part::Count(text) => words("dim", text, x + 2.0),
            Part::Label(text) => words("label", text, x),
            Part::Within => line("within"),
            Part::Lasting => line("lasting"),
            _ => String::new(),
        };
        let _ = writeln!(out, "{drawn}");
    }

    /// Each bar where its days are, with as much of its name as has room in it.
    fn bars(&self, row: &Row, placed: &LaneRow<'_>, middle: f64, out: &mut String) {
        let Some(&lane_idx) = row.lanes().first() else {
            return;
        };
        let lane = &self.lanes.lanes()[lane_idx];
        let shown: Vec<&Item> = lane
            .items()
            .iter()
            .filter(|item| self.is_visible(item))
            .collect();
        for (idx, item) in shown.iter().enumerate() {
            self.open(item.entity, &self.told(item, None), out);
            self.bar(&lane.kind, item, middle, out);
            self.close(out);
            // Neighbours may share some days; the later one lies above.
            let next = shown
                .get(idx + 1)
                .map_or(f64::MAX, |next| self.x(next.first));
            self.bar_label(&lane.kind, item, next, middle, out);
        }
        for run in placed.runs.iter().filter(|run| run.part == Part::Mark) {
            let x = LEFT + f64::from(run.column) * CELL;
            let _ = writeln!(
                out,
                "<path class=\"mark\" d=\"{}\"/>",
                diamond(x + CELL / 2.0, middle, 3.5)
            );
        }
    }

    fn bar_label(&self, kind: &LaneKind, item: &Item, next: f64, middle: f64, out: &mut String) {
        let history = self.selection.history;
        let (name, cut) = match (kind, item.entity) {
            (LaneKind::Post(_), Entity::Membership(id)) => (
                history.person(history.membership(id).person).short.as_str(),
                Cut::Middle,
            ),
            (LaneKind::Track(_), Entity::Track(id)) => {
                let segment = history.track(id).segments.get(item.part as usize);
                (segment.map_or("", |segment| &segment.level), Cut::End)
            }
            (LaneKind::Eras(_), Entity::Era(id)) => (history.era(id).title.as_str(), Cut::End),
            _ => return,
        };
        let (from, to) = self.ends(item);
        let room = to.min(next) - from - 8.0;
        let Some(label) = fitted(name, room, cut) else {
            return;
        };
        let _ = writeln!(
            out,
            "<text class=\"label{}\" x=\"{}\" y=\"{}\">{}</text>",
            if item.acting { " acting" } else { "" },
            px(from + 4.0),
            px(middle + 4.0),
            escaped(&label)
        );
    }

    /// Where a bar begins and ends, cut at the edges.
    fn ends(&self, item: &Item) -> (f64, f64) {
        let window = self.scale.window;
        (
            self.x(item.first.max(window.first)),
            self.x(item.last.min(window.last).add_days(1)),
        )
    }

    fn bar(&self, kind: &LaneKind, item: &Item, middle: f64, out: &mut String) {
        let (from, to) = self.ends(item);
        let width = (to - from).max(2.0);
        let history = self.selection.history;
        let mut class = match kind {
            LaneKind::Post(_) => "bar people".to_owned(),
            LaneKind::Eras(_) => "bar era".to_owned(),
            LaneKind::Track(_) => "bar level".to_owned(),
            _ => "bar".to_owned(),
        };
        if let Entity::Project(id) = item.entity {
            let status = history
                .project(id)
                .status
                .get(item.part as usize)
                .map(|entry| &entry.is);
            class = format!("bar {}", status_class(status));
            let word = status.map(ProjectStatus::label).unwrap_or_default();
            match status {
                // What is over is a moment, and what was given up a cross.
                Some(ProjectStatus::Closed) => {
                    let _ = writeln!(
                        out,
                        "<rect class=\"bar done\" x=\"{}\" y=\"{}\" width=\"6\" height=\"14\" rx=\"1.5\"/>",
                        px(from),
                        px(middle - 7.0)
                    );
                    return;
                }
                Some(ProjectStatus::Cancelled) => {
                    let _ = writeln!(
                        out,
                        "<path class=\"cross\" d=\"M{x} {y}l8 8m0-8l-8 8\"/>",
                        x = px(from),
                        y = px(middle - 4.0)
                    );
                    return;
                }
                _ => {}
            }
            self.rect(&class, item, (from, width), middle, out);
            if width > drawn_width(word) + 12.0 {
                let _ = writeln!(
                    out,
                    "<text class=\"status\" x=\"{}\" y=\"{}\">{}</text>",
                    px(from + 6.0),
                    px(middle + 3.5),
                    escaped(word)
                );
            }
            return;
        }
        if let (Entity::Track(id), LaneKind::Track(_)) = (item.entity, kind) {
            let track = history.track(id);
            let rank = track
                .segments
                .get(item.part as usize)
                .and_then(|segment| segment.rank);
            // The higher the level, the deeper the tint, in six steps.
            let step = rank.map_or(0, |rank| {
                rank * 5 / track.scale.len().saturating_sub(1).max(1)
            });
            let _ = write!(class, " l{}", step.min(5));
        }
        self.rect(&class, item, (from, width), middle, out);
    }

    fn rect(
        &self,
        class: &str,
        item: &Item,
        (from, width): (f64, f64),
        middle: f64,
        out: &mut String,
    ) {
        let doubt = if item.acting || !item.certainty.is_exact() {
            " doubt"
        } else {
            ""
        };
        // A hair of air, so that neighbours do not run together.
        let drawn = (width - 1.0).max(1.5);
        let _ = writeln!(
            out,
            "<rect class=\"{class}{doubt}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"16\" rx=\"3\"/>",
            px(from),
            px(middle - 8.0),
            px(drawn)
        );
        if item.open && item.last <= self.scale.window.last {
            let _ = writeln!(
                out,
                "<path class=\"open\" d=\"M{} {}l6 5-6 5z\"/>",
                px(from + drawn + 2.0),
                px(middle - 5.0)
            );
        }
    }

    fn open(&self, entity: Entity, told: &str, out: &mut String) {
        let leads = self.links
            && self
                .selection
                .has(link_target(self.selection.history, entity));
        if leads {
            let target = link_target(self.selection.history, entity);
            let _ = write!(
                out,
                "<a href=\"#{}\" tabindex=\"-1\">",
                anchor(self.selection.history, target)
            );
        } else {
            out.push_str(if self.links { "<a>" } else { "<g>" });
        }
        let _ = write!(out, "<title>{}</title>", escaped(told));
    }

    fn close(&self, out: &mut String) {
        out.push_str(if self.links { "</a>\n" } else { "</g>\n" });
    }

    /// What the pointer is told: title and date, and what else shares the place.
    fn told(&self, item: &Item, folded: Option<(&LaneRow<'_>, &Spot)>) -> String {
        let history = self.selection.history;
        let one = |entity: Entity, part: u32| match entity {
            Entity::Event(id) => {
                let event = history.event(id);
                format!("{} · {}", event.when.in_words(), event.title)
            }
            Entity::Membership(id) => format!(
                "{} · {}",
                history.person(history.membership(id).person).name,
                term_in_words(history, entity)
            ),
            Entity::Track(id) => {
                let track = history.track(id);
                track.segments.get(part as usize).map_or_else(
                    || track.title.clone(),
                    |segment| {
                        format!(
                            "{} · {}, {}",
                            track.title,
                            segment.level,
                            segment.during.in_words()
                        )
                    },
                )
            }
            Entity::Project(id) => {
                let project = history.project(id);
                project.status.get(part as usize).map_or_else(
                    || project.title.clone(),
                    |entry| format!("{} · {} {}", project.title, entry.on.in_words(), entry.is),
                )
            }
            Entity::Era(id) => {
                let era = history.era(id);
                format!("{} · {}", era.title, era.during.in_words())
            }
            other => history.title(other).to_owned(),
        };
        let fold = folded.and_then(|(row, spot)| spot.fold.and_then(|idx| row.folds.get(idx)));
        match fold {
            Some(fold) => {
                let lines: Vec<String> = fold
                    .entities(self.lanes)
                    .into_iter()
                    .map(|entity| one(entity, 0))
                    .collect();
                lines.join("; ")
            }
            None => one(item.entity, item.part),
        }
    }

    fn is_visible(&self, item: &Item) -> bool {
        item.first <= self.scale.window.last && self.scale.window.first <= item.last
    }

    fn x(&self, day: Day) -> f64 {
        let Window { first, .. } = self.scale.window;
        let share = (day.0 - first.0) as f64 / self.scale.window.days() as f64;
        LEFT + share * f64::from(CELLS) * CELL
    }
}

/// Where a drawn thing leads: a term of office to the person.
fn link_target(history: &History, entity: Entity) -> Entity {
    match entity {
        Entity::Membership(id) => history.membership(id).person.into(),
        other => other,
    }
}

/// As much of a name as a width can hold; `None` when that would tell nothing.
fn fitted(name: &str, room: f64, cut: Cut) -> Option<String> {
    let name = text::printable(name);
    let mut columns = text::width(&name);
    while columns >= 3 {
        let label = text::fit(&name, columns, cut);
        if drawn_width(&label) <= room {
            return Some(label.into_owned());
        }
        columns -= 1;
    }
    None
}

/// About how wide a text is drawn, rather too wide than too narrow: nobody knows the reader's font.
fn drawn_width(text: &str) -> f64 {
    let of = |c: char| match c {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | '\'' | '’' | '|' | ':' | '!' => 3.3,
        'f' | 't' | 'r' | ' ' | '(' | ')' | '-' | '/' => 4.6,
        'm' | 'w' | 'M' | 'W' | '@' | '…' | '%' => 10.5,
        'A'..='Z' => 7.9,
        ' '..='~' => 6.9,
        '\u{400}'..='\u{52f}' => 7.8,
        c if text::width(c.encode_utf8(&mut [0; 4])) > 1 => 12.0,
        _ => 7.4,
    };
    text.chars().map(of).sum()
}

/// One decimal, and none where it is zero: small, and the same on every machine.
fn px(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

/// The hue of a kind of event.
pub(super) fn class(kind: &EventKind) -> &'static str {
    match kind {
        EventKind::Agreement => "k-agreement",
        EventKind::War | EventKind::Conflict | EventKind::Dispute => "k-conflict",
        EventKind::Visit | EventKind::Summit => "k-visit",
        EventKind::Election | EventKind::Inauguration => "k-people",
        EventKind::Investment | EventKind::Debt => "k-project",
        _ => "k-plain",
    }
}

fn status_class(status: Option<&ProjectStatus>) -> &'static str {
    match status {
        Some(ProjectStatus::Pipeline) => "planned",
        Some(ProjectStatus::Implementation) => "underway",
        Some(ProjectStatus::Finalisation) => "completing",
        Some(ProjectStatus::Suspended) => "suspended",
        _ => "planned",
    }
}

/// The sign of a kind of event about a point, as the explorer has it: hue, shape and word, never hue alone.
pub(super) fn shape(kind: &EventKind, x: f64, y: f64) -> String {
    match kind {
        EventKind::Visit => diamond(x, y, 4.2),
        EventKind::Agreement => format!("M{} {}h6v7h-6z", px(x - 3.0), px(y - 3.5)),
        EventKind::War | EventKind::Conflict | EventKind::Dispute => {
            format!("M{} {}l4 7.5h-8z", px(x), px(y - 4.0))
        }
        EventKind::Summit => format!("M{} {}l4-7.5h-8z", px(x), px(y + 4.0)),
        EventKind::Election | EventKind::Inauguration => {
            format!(
                "M{} {}h3v3h3v3h-3v3h-3v-3h-3v-3h3z",
                px(x - 1.5),
                px(y - 4.5)
            )
        }
        _ => format!(
            "M{} {}a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0z",
            px(x - 3.5),
            px(y)
        ),
    }
}

fn diamond(x: f64, y: f64, half: f64) -> String {
    let h = px(half);
    format!("M{} {}l{h} {h}-{h} {h}-{h}-{h}z", px(x), px(y - half))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_cut_to_its_bar_or_left_out() {
        let fit = |room| fitted("Elbegdorj", room, Cut::Middle);
        assert_eq!(fit(200.0).as_deref(), Some("Elbegdorj"));
        let cut = fit(40.0).expect("room for some");
        assert!(cut.contains('…') && drawn_width(&cut) <= 40.0, "{cut}");
        assert_eq!(fit(10.0), None);
        assert_eq!(fitted("", 10.0, Cut::Middle), None);
    }

    #[test]
    fn numbers_are_short() {
        for (value, text) in [(3.0, "3"), (3.16, "3.2"), (-0.5, "-0.5")] {
            assert_eq!(px(value), text);
        }
    }
}
