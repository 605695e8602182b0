//! What the signs of the timeline mean, from the same place that draws them.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use crate::model::{Day, Entity, EventId, EventKind, ProjectStatus};
use crate::query::timeline::{Certainty, Emphasis, ItemRef, Part, Spot};
use crate::text::{self, Cut};
use crate::tui::theme::{Category, Theme};

use super::look::{self, glyph, part};

/// Columns of a line, its sign included.
pub const COLUMN: u16 = 37;
/// Columns of the widest sign, and a blank.
const SIGN: u16 = 5;

/// A line of the legend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LegendLine {
    /// What the next lines are about.
    Heading(&'static str),
    /// A sign, how it looks, and what it means.
    Sign(String, Style, &'static str),
    /// A blank.
    Blank,
}

/// The legend in as many columns as there is room for.
#[derive(Clone, Copy)]
pub struct Legend<'a> {
    /// All lines.
    pub lines: &'a [LegendLine],
    /// How many are scrolled away.
    pub scroll: usize,
    /// Colours and signs.
    pub theme: &'a Theme,
}

impl Legend<'_> {
    /// How many columns fit into a width.
    pub fn n_columns(width: u16) -> u16 {
        ((width + 2) / (COLUMN + 2)).max(1)
    }

    /// How many lines fit into an area.
    pub fn n_visible(area: Rect) -> usize {
        usize::from(Self::n_columns(area.width)) * usize::from(area.height)
    }
}

impl Widget for &Legend<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        if area.is_empty() {
            return;
        }
        let theme = self.theme;
        let shown = self.lines.iter().skip(self.scroll);
        for (idx, line) in shown.take(Legend::n_visible(area)).enumerate() {
            let column = (idx / usize::from(area.height)) as u16;
            let x = area.x + column * (COLUMN + 2);
            let y = area.y + (idx % usize::from(area.height)) as u16;
            let room = area.right().saturating_sub(x).min(COLUMN);
            let write = |x: u16, text: &str, room: u16, style, buf: &mut Buffer| {
                let text = text::fit(text, usize::from(room), Cut::End);
                look::write(buf, (x, y), &text, room, style, theme);
            };
            match line {
                LegendLine::Heading(words) => write(x, words, room, theme.dim(), buf),
                LegendLine::Sign(sign, style, words) => {
                    write(x + 1, sign, room.saturating_sub(1).min(SIGN), *style, buf);
                    let from = x + 1 + SIGN;
                    write(
                        from,
                        words,
                        room.saturating_sub(1 + SIGN),
                        theme.text(),
                        buf,
                    );
                }
                LegendLine::Blank => {}
            }
        }
    }
}

/// Every sign of timeline and panes, each with its meaning.
pub fn legend(theme: &Theme) -> Vec<LegendLine> {
    let glyphs = &theme.glyphs;
    let mut lines = vec![LegendLine::Heading("Events")];
    for (kind, words) in [
        (EventKind::Visit, "visit"),
        (EventKind::Agreement, "agreement"),
        (EventKind::Summit, "summit"),
        (EventKind::War, "war, conflict, dispute"),
        (EventKind::Election, "election, inauguration"),
        (EventKind::Other, "any other kind"),
    ] {
        let style = look::event(&kind, theme);
        lines.push(LegendLine::Sign(
            glyphs.event(&kind).to_owned(),
            style,
            words,
        ));
    }
    lines.push(sign_of(
        theme,
        plain(),
        &[Part::Glyph(&EventKind::Agreement), Part::Count("+7".into())],
        "and seven more; Enter lists all",
    ));
    lines.extend(dates(theme));
    lines.extend(bars(theme));
    lines.extend(projects(theme));
    lines.extend([
        LegendLine::Blank,
        LegendLine::Heading("Besides"),
        LegendLine::Sign(
            glyphs.cursor.to_owned(),
            look::cursor(theme),
            "the cursor date",
        ),
        LegendLine::Sign(
            format!("{}{}", glyphs.window_start, glyphs.window_end),
            look::window_mark(theme),
            "the window on the whole history",
        ),
        LegendLine::Sign(
            format!("{} ", glyphs.holds),
            theme.category(Category::People),
            "leaders: in office on the date",
        ),
        LegendLine::Sign(
            glyphs.pin.to_owned(),
            theme.accent(),
            "pinned to the lesson",
        ),
    ]);
    lines
}

fn dates(theme: &Theme) -> Vec<LegendLine> {
    let kind = EventKind::Agreement;
    let event = Part::Glyph(&kind);
    let with = |approximate, uncertain, one_of| Spot {
        certainty: Certainty {
            approximate,
            uncertain,
            one_of,
        },
        ..plain()
    };
    let line = |spot, parts: &[Part<'_>], words| sign_of(theme, spot, parts, words);
    vec![
        LegendLine::Blank,
        LegendLine::Heading("How well a date is known"),
        line(
            with(true, false, false),
            &[event.clone(), Part::Doubt],
            "about then",
        ),
        line(
            with(false, true, false),
            &[event.clone(), Part::Doubt],
            "then, perhaps",
        ),
        line(
            with(true, true, false),
            &[event.clone(), Part::Doubt],
            "about then, perhaps",
        ),
        line(
            with(false, false, true),
            &[event.clone(), Part::Doubt],
            "one of several dates",
        ),
        line(
            plain(),
            &[event.clone(), Part::Within, Part::Within],
            "some day of these",
        ),
        line(
            plain(),
            &[event.clone(), Part::Lasting, Part::Lasting],
            "all of these days",
        ),
        line(
            plain(),
            &[event, Part::Lasting, Part::Open],
            "and still going on",
        ),
    ]
}

fn bars(theme: &Theme) -> Vec<LegendLine> {
    let glyphs = &theme.glyphs;
    let line = |spot, parts: &[Part<'_>], words| sign_of(theme, spot, parts, words);
    let certainty = |approximate, uncertain| Certainty {
        approximate,
        uncertain,
        one_of: false,
    };
    let about = Spot {
        certainty: certainty(true, false),
        ..plain()
    };
    let perhaps = Spot {
        certainty: certainty(false, true),
        ..plain()
    };
    let several = Spot {
        fold: Some(0),
        ..plain()
    };
    let (edge, edge_style) = look::era_edge(theme);
    vec![
        LegendLine::Blank,
        LegendLine::Heading("Terms, relations, eras"),
        line(plain(), &[Part::Start], "begins"),
        line(about, &[Part::Start], "begins about then"),
        line(perhaps, &[Part::Start], "begins then, perhaps"),
        line(several, &[Part::Start], "several begin; Enter lists them"),
        line(plain(), &[Part::End], "ends, and nothing follows"),
        line(plain(), &[Part::Open], "still going on"),
        line(plain(), &[Part::Mark], "a paper that changed no level"),
        line(
            plain(),
            &[Part::Start, Part::Line, Part::Line],
            "an era; a relation at its level",
        ),
        LegendLine::Sign(edge.to_owned(), edge_style, "an era begins or ends"),
        LegendLine::Sign(
            glyphs.cursor_line.to_owned(),
            look::through(theme),
            "the cursor date in the lanes",
        ),
    ]
}

fn projects(theme: &Theme) -> Vec<LegendLine> {
    let mut lines = vec![
        LegendLine::Blank,
        LegendLine::Heading("Projects, listed and over time"),
    ];
    for status in ProjectStatus::ALL {
        let shade = Part::Shade(status);
        let sign = format!(
            "{} {}{}",
            theme.glyphs.status(Some(status)),
            theme.glyphs.shade(status),
            theme.glyphs.shade(status)
        );
        lines.push(LegendLine::Sign(
            sign,
            part(&shade, &plain(), None, theme),
            status.label(),
        ));
    }
    lines
}

fn sign_of(theme: &Theme, spot: Spot, parts: &[Part<'_>], words: &'static str) -> LegendLine {
    let sign = parts
        .iter()
        .map(|part| match part {
            Part::Count(text) => text.as_str(),
            part => glyph(part, &spot, theme),
        })
        .collect();
    let style = parts
        .first()
        .map_or_else(Style::new, |first| part(first, &spot, None, theme));
    LegendLine::Sign(sign, style, words)
}

/// Something exact, alone, not selected.
fn plain() -> Spot {
    Spot {
        column: 0,
        width: 1,
        at: ItemRef { lane: 0, item: 0 },
        entity: Entity::Event(EventId(0)),
        day: Day::default(),
        emphasis: Emphasis::Plain,
        certainty: Certainty::default(),
        acting: false,
        fold: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::theme::Depth;

    #[test]
    fn there_is_a_sign_for_each_meaning_and_none_twice() {
        for ascii in [false, true] {
            let theme = Theme::built_in("dark", Depth::True, ascii).expect("a built-in theme");
            let lines = legend(&theme);
            let signs: Vec<&String> = lines
                .iter()
                .filter_map(|line| match line {
                    LegendLine::Sign(sign, ..) => Some(sign),
                    _ => None,
                })
                .collect();
            assert!(signs.len() > 30);
            for sign in &signs {
                assert!((1..=4).contains(&text::width(sign)), "{sign}");
                assert!(!ascii || sign.is_ascii(), "{sign}");
                let n_times = signs.iter().filter(|other| other == &sign).count();
                assert_eq!(n_times, 1, "{sign} is there {n_times} times, ascii {ascii}");
            }
        }
    }

    #[test]
    fn no_line_is_cut_where_there_is_room_for_one_column() {
        let theme = Theme::built_in("dark", Depth::True, false).expect("a built-in theme");
        for line in legend(&theme) {
            let (room, words) = match line {
                LegendLine::Heading(words) => (COLUMN, words),
                LegendLine::Sign(.., words) => (COLUMN - SIGN - 1, words),
                LegendLine::Blank => continue,
            };
            assert!(text::width(words) <= usize::from(room), "{words}");
        }
    }

    #[test]
    fn all_of_it_is_seen_on_a_screen_of_eighty_columns() {
        let theme = Theme::built_in("dark", Depth::True, false).expect("a built-in theme");
        let lines = legend(&theme);
        assert!(
            lines.len() <= Legend::n_visible(Rect::new(0, 0, 76, 24)),
            "{}",
            lines.len()
        );
    }
}
