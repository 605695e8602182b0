//! The slide of a stop: as large as all of it fits, and what matters less gives way first.
//!
//! Sizes are tried from the largest down. When an answer is shown the size stays, and the text, which the class has
//! read, gives its rows to it; then the picture does. What even then does not fit is scrolled.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::model::{Entity, History, ProjectStatus};
use crate::query::timeline::{
    Axis, Bands, Focus, LaneRow, Part, Row, RowKind, Scale, Strip, Window, place,
};
use crate::text;

use super::super::state::{Picture, Present, Showing, State, days_of};
use super::super::widget::letters::Size;
use super::super::widget::slide::{Block, Footer, PROSE, Slide};
use super::super::widget::timeline::{Places, Timeline};
use super::Scene;

/// A title has at most so many lines of a size.
const TITLE_LINES: usize = 3;

/// Prose in lines of fewer letters is hard to read.
const SHORTEST_LINE: u16 = 26;

/// Sizes of title and text that go together.
type Sizes = (Size, Size);

/// What of a slide is shown.
#[derive(Clone, Copy)]
struct Shown {
    text: bool,
    picture: bool,
    answer: bool,
}

/// All texts of a stop, and what its picture is made of.
struct Content<'a> {
    title: &'a str,
    text: &'a str,
    question: Option<&'a str>,
    answer: Option<String>,
    picture: Drawing<'a>,
}

/// The picture of a stop.
enum Drawing<'a> {
    /// Lanes over a window.
    Lanes {
        picture: &'a Picture,
        n_rows: u16,
        has_projects: bool,
    },
    /// What it speaks of, a line each, where no lane shows any of it.
    Lines(Vec<String>),
}

/// Draws the slide, or nothing where the screen is blank. The state learns what is below the screen.
pub(super) fn draw(buf: &mut Buffer, screen: Rect, scene: Scene<'_>, state: &mut State) {
    let Some(present) = state.presenting() else {
        return;
    };
    if present.showing == Showing::Blank {
        buf.set_style(screen, scene.theme.blank());
        return;
    }
    let margin = (screen.width / 20).clamp(1, 10);
    let inner = Rect {
        x: screen.x + margin,
        width: screen.width - 2 * margin,
        ..screen
    };
    let body = Rect {
        y: inner.y + u16::from(inner.height > 20),
        height: inner.height - 1 - u16::from(inner.height > 20) - u16::from(inner.height > 10),
        ..inner
    };
    let content = Content::new(scene, present);
    let slide = set(&content, body, scene, state, present);
    let n_over = usize::from(slide.height().saturating_sub(body.height));
    let scroll = present.scroll.min(n_over);
    let n_below = n_over - scroll;
    let enlarged = slide.paint(buf, body, scroll as u16);
    if let Some(area) = slide.picture(body, scroll as u16) {
        picture(buf, area, scene, &content.picture);
    }
    let footer = Footer {
        stop: present.stop + 1,
        n_stops: present.tour.stops.len(),
        digits: &present.digits,
        n_below,
        notice: state
            .notice
            .as_ref()
            .map(|notice| (notice.text.as_str(), notice.is_error)),
        shown_key: state.shown_keys.as_deref(),
        theme: scene.theme,
    };
    footer.paint(
        buf,
        Rect {
            y: inner.bottom() - 1,
            height: 1,
            ..inner
        },
    );
    state.enlarged = enlarged;
    if let Some(present) = &mut state.present {
        (present.scroll, present.n_below) = (scroll, n_below);
    }
}

/// Sets the slide in the largest size that fits, a user's steps larger or smaller.
fn set(
    content: &Content<'_>,
    area: Rect,
    scene: Scene<'_>,
    state: &State,
    present: &Present,
) -> Slide {
    let sizes = sizes(state.can_enlarge, scene.theme.glyphs.ascii);
    let all = Shown {
        text: true,
        picture: true,
        answer: false,
    };
    let fits = |sizes: Sizes, shown: Shown| {
        let slide = content.set(sizes, shown, area, scene)?;
        (slide.height() <= area.height).then_some(slide)
    };
    // By the slide without its answer, so that nothing changes its size when that is shown.
    let best = (0..sizes.len())
        .rev()
        .find(|&level| fits(sizes[level], all).is_some())
        .unwrap_or(0);
    let level = best
        .saturating_add_signed(present.larger.into())
        .min(sizes.len() - 1);
    let answer = present.revealed && content.answer.is_some();
    let attempts = [(true, true), (false, true), (true, false)].map(|(text, picture)| Shown {
        text: text || !answer,
        picture,
        answer,
    });
    // What the user wants larger than it fits is scrolled; the size that we choose gives way.
    let lowest = if present.larger > 0 { level } else { 0 };
    (lowest..=level)
        .rev()
        .find_map(|level| attempts.iter().find_map(|&shown| fits(sizes[level], shown)))
        .or_else(|| {
            let shown = Shown {
                picture: present.larger > 0,
                answer,
                ..all
            };
            content.set(sizes[lowest], shown, area, scene)
        })
        .or_else(|| {
            let shown = Shown {
                picture: false,
                answer,
                ..all
            };
            content.set(sizes[0], shown, area, scene)
        })
        .unwrap_or_else(|| Slide::new(Vec::new(), area.height))
}

/// The sizes that there are, the smallest first.
fn sizes(can_enlarge: bool, ascii: bool) -> Vec<Sizes> {
    let mut sizes = vec![(Size::Plain, Size::Plain)];
    if can_enlarge {
        sizes.push((Size::Times(2), Size::Plain));
        sizes.extend((2..=5).map(|scale| (Size::Times(scale + 1), Size::Times(scale))));
    } else {
        sizes.push((Size::Spaced, Size::Plain));
        if !ascii {
            sizes.push((Size::Blocks, Size::Plain));
            sizes.push((Size::Blocks, Size::Blocks));
        }
    }
    sizes
}

impl<'a> Content<'a> {
    fn new(scene: Scene<'a>, present: &'a Present) -> Self {
        let stop = present.at();
        let ask = stop.ask.as_ref();
        let answer = ask.and_then(|ask| ask.answer.as_deref()).map(|answer| {
            let verdicts = verdicts(scene.history, &stop.focus);
            if verdicts.is_empty() {
                answer.to_owned()
            } else {
                format!("{answer} {verdicts}")
            }
        });
        Self {
            title: &stop.title,
            text: &stop.text,
            question: ask.map(|ask| ask.question.as_str()),
            answer,
            picture: Drawing::new(scene.history, &present.picture, &stop.focus),
        }
    }

    /// The slide in some sizes; `None` where they make no sense in the area.
    fn set(
        &self,
        (title, prose): Sizes,
        shown: Shown,
        area: Rect,
        scene: Scene<'_>,
    ) -> Option<Slide> {
        let theme = scene.theme;
        let is_smallest = title == Size::Plain;
        if area.width / prose.width() < SHORTEST_LINE && prose != Size::Plain {
            return None;
        }
        let columns = area.width;
        let prose_for = |text: &str| match prose.for_text(text) {
            Size::Spaced => Size::Plain,
            size => size,
        };
        let title_size = title.for_text(self.title);
        let capitals = self.title.to_uppercase();
        let (words, most) = match title_size {
            Size::Plain => (capitals.as_str(), PROSE),
            Size::Spaced => (capitals.as_str(), usize::MAX),
            _ => (self.title, usize::MAX),
        };
        let block = Block::text(words, title_size, columns, most, theme.strong());
        if !is_smallest
            && let Block::Text { lines, .. } = &block
            && (lines.len() > TITLE_LINES
                || lines.iter().any(|line| {
                    text::width(line) * usize::from(title_size.width()) > usize::from(columns)
                }))
        {
            return None;
        }
        let mut blocks = vec![block];
        let mut say = |text: &str, style| {
            let size = prose_for(text);
            blocks.push(Block::text(text, size, columns, PROSE, style));
        };
        if shown.text && !self.text.is_empty() {
            say(self.text, theme.text());
        }
        if let Some(question) = self.question {
            say(question, theme.accent().patch(theme.strong()));
        }
        if let Some(answer) = self.answer.as_deref().filter(|_| shown.answer) {
            say(answer, theme.text());
        }
        let at = 1 + usize::from(shown.text && !self.text.is_empty());
        if shown.picture && self.picture.height(false) > 0 {
            let own = Slide::new(blocks.clone(), 0).height();
            let tall = self.picture.height(true);
            let has_room = own.saturating_add(tall).saturating_add(6) <= area.height;
            blocks.insert(at, Block::Picture(self.picture.height(has_room)));
        }
        Some(Slide::new(blocks, area.height))
    }
}

impl<'a> Drawing<'a> {
    fn new(history: &History, picture: &'a Picture, focus: &[Entity]) -> Self {
        if picture.is_empty() {
            let lines = focus.iter().map(|&entity| {
                let title = text::printable(history.title(entity)).into_owned();
                match days_of(history, entity) {
                    Some((first, _)) if matches!(entity, Entity::Event(_)) => {
                        format!("{}  {title}", first.short())
                    }
                    _ => title,
                }
            });
            return Self::Lines(lines.take(6).collect());
        }
        let rows = picture.arrangement.rows(&picture.lanes);
        let has_projects = rows
            .iter()
            .flat_map(Row::lanes)
            .any(|&lane| matches!(picture.lanes.lanes()[lane].entity, Some(Entity::Project(_))));
        Self::Lanes {
            picture,
            n_rows: rows.len() as u16,
            has_projects,
        }
    }

    /// Rows of it: a blank one between lanes where there is room.
    fn height(&self, tall: bool) -> u16 {
        match self {
            Self::Lanes {
                n_rows,
                has_projects,
                ..
            } => {
                let between = if tall { n_rows.saturating_sub(1) } else { 0 };
                2 + n_rows + between + 2 * u16::from(*has_projects)
            }
            Self::Lines(lines) => lines.len() as u16,
        }
    }
}

fn picture(buf: &mut Buffer, area: Rect, scene: Scene<'_>, drawing: &Drawing<'_>) {
    match drawing {
        Drawing::Lanes {
            picture,
            has_projects,
            ..
        } => lanes(buf, area, scene, picture, *has_projects),
        Drawing::Lines(lines) => {
            for (line, y) in lines.iter().zip(area.top()..area.bottom()) {
                let line = text::fit(line, usize::from(area.width), text::Cut::End);
                buf.set_stringn(
                    area.x,
                    y,
                    &line,
                    usize::from(area.width),
                    scene.theme.text(),
                );
            }
        }
    }
}

/// Axis and lanes, each with its label, what the stop speaks of marked.
fn lanes(buf: &mut Buffer, area: Rect, scene: Scene<'_>, picture: &Picture, has_projects: bool) {
    let all = picture.arrangement.rows(&picture.lanes);
    let n_lanes = all.len() as u16;
    let legend_rows = 2 * u16::from(has_projects);
    let is_tall = area.height >= 2 + 2 * n_lanes - 1 + legend_rows;
    let labels = all.iter().flat_map(Row::lanes).map(|&lane| {
        let lane = &picture.lanes.lanes()[lane];
        text::width(&lane.label) as u16 + 2 * u16::from(lane.entity.is_none())
    });
    let label_width = labels.max().unwrap_or(0).min(area.width / 3) + 2;
    let bare = Rect {
        x: area.x + label_width,
        width: area.width - label_width,
        height: area.height - legend_rows,
        ..area
    };
    let n_rows = if is_tall {
        2 * all.len() - 1
    } else {
        all.len()
    };
    let mut places = Places::bare(bare, n_rows);
    places.labels = Rect {
        // The column of the selection's mark is not needed here.
        x: area.x.saturating_sub(1),
        width: label_width + 1,
        ..places.lanes
    };
    let scale = Scale::new(picture.window, places.lanes.width);
    let focus = Focus {
        selected: None,
        day: None,
        related: &picture.focus,
    };
    let placed = place(scene.history, &picture.lanes, &all, scale, focus);
    let statuses = statuses(&placed);
    let mut rows: Vec<LaneRow<'_>> = Vec::with_capacity(n_rows);
    for row in placed {
        if is_tall && !rows.is_empty() {
            rows.push(blank());
        }
        rows.push(row);
    }
    let timeline = Timeline {
        places: &places,
        rows: &rows,
        n_hidden: 0,
        eras: &[],
        n_more_eras: 0,
        bands: &Bands::default(),
        risers: &[],
        dragged: None,
        scale,
        axis: &Axis::new(scale),
        strip: &Strip::new(
            &picture.lanes,
            Window::new(picture.window.first, picture.window.last),
            0,
        ),
        cursor: None,
        selected_row: None,
        focused: false,
        theme: scene.theme,
    };
    timeline.render(area, buf);
    if has_projects {
        let glyphs = &scene.theme.glyphs;
        let legend: Vec<String> = statuses
            .iter()
            .map(|status| format!("{} {}", glyphs.shade(status), status.label()))
            .collect();
        let legend = legend.join("   ");
        let y = area.bottom() - 1;
        buf.set_stringn(
            places.lanes.x,
            y,
            &legend,
            usize::from(places.lanes.width),
            scene.theme.dim(),
        );
    }
}

/// The statuses that lanes show, in the order of the vocabulary.
fn statuses(rows: &[LaneRow<'_>]) -> Vec<ProjectStatus> {
    let is_shown = |status: &ProjectStatus| {
        rows.iter()
            .flat_map(|row| &row.runs)
            .any(|run| matches!(&run.part, Part::Shade(shown) if *shown == status))
    };
    ProjectStatus::ALL
        .iter()
        .filter(|status| is_shown(status))
        .cloned()
        .collect()
}

/// A row with nothing in it.
fn blank<'a>() -> LaneRow<'a> {
    LaneRow {
        kind: RowKind::Post,
        label: "".into(),
        short: "".into(),
        member: None,
        emphasis: crate::query::timeline::Emphasis::Plain,
        runs: Vec::new(),
        spots: Vec::new(),
        folds: Vec::new(),
    }
}

/// What the history says of the claims that a stop speaks of: `C14 supported in part.`
fn verdicts(history: &History, focus: &[Entity]) -> String {
    let claims = focus.iter().filter_map(|entity| match entity {
        Entity::Claim(id) => Some(history.claim(*id)),
        _ => None,
    });
    let sentences: Vec<String> = claims
        .map(|claim| format!("{} {}", claim.id.to_uppercase(), claim.verdict.label()))
        .collect();
    if sentences.is_empty() {
        String::new()
    } else {
        format!("[{}]", sentences.join("; "))
    }
}
