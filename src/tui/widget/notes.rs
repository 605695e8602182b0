//! The teacher's page: notes of the stop, its question and answer, what comes next, and a clock.

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use crate::text::{self, Cut};
use crate::tui::layout::PROSE;
use crate::tui::podium::{Cue, Sight};
use crate::tui::theme::Theme;

use super::paint::{put, put_cut, put_right};
use super::rule::Rule;

/// The keys of the page, most useful first.
const HINTS: &str = "Right next  Left back  a answer  b blank  4 Enter stop  F5 slide  q leave";

/// How long it took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// The tour.
    pub elapsed: Duration,
    /// The stop.
    pub on_stop: Duration,
    /// Nothing on the screen moves more than once a minute.
    pub minutes_only: bool,
}

/// All that the page shows.
#[derive(Clone, Copy)]
pub struct Notes<'a> {
    /// Where the presentation is; `None` before there was one.
    pub cue: Option<&'a Cue>,
    /// How long it took.
    pub clock: Option<Clock>,
    /// Digits of a stop to go to.
    pub digits: &'a str,
    /// What there is to say of the presentation; empty where all is well.
    pub said: &'a str,
    /// Whether that is a mistake or a loss.
    pub is_error: bool,
    /// Lines scrolled away.
    pub scroll: usize,
    /// Colours and signs.
    pub theme: &'a Theme,
}

impl Notes<'_> {
    /// Paints the page; gives how many lines are scrolled away, and how many are below.
    pub fn paint(&self, area: Rect, buf: &mut Buffer) -> (usize, usize) {
        let theme = self.theme;
        buf.set_style(area, theme.base());
        if area.width < 10 || area.height < 3 {
            return (0, 0);
        }
        self.head(Rect { height: 1, ..area }, buf);
        self.foot(
            Rect {
                y: area.bottom() - 1,
                height: 1,
                ..area
            },
            buf,
        );
        let body = Rect {
            x: area.x + 1,
            y: area.y + 1,
            width: area.width - 2,
            height: area.height - 2,
        };
        let Some(cue) = self.cue else {
            return (0, 0);
        };
        let rule = Rule {
            title: &format!(
                "{}/{} {}",
                cue.stop,
                cue.n_stops,
                text::printable(&cue.title)
            ),
            remark: match cue.sight {
                Sight::Slide => "the class sees the slide",
                Sight::Blank => "the screen is blank",
                Sight::Panes => "the class sees the explorer",
            },
            focused: true,
            theme,
        };
        rule.render(
            Rect {
                height: 1,
                x: area.x,
                width: area.width,
                ..body
            },
            buf,
        );
        let body = Rect {
            y: body.y + 1,
            height: body.height - 1,
            ..body
        };
        let lines = self.lines(cue, body.width.min(PROSE));
        let height = usize::from(body.height);
        let scroll = self.scroll.min(lines.len().saturating_sub(height));
        for ((line, style), y) in lines.iter().skip(scroll).zip(body.top()..body.bottom()) {
            put(buf, body.x, y, body.width, line, *style);
        }
        let n_below = lines.len().saturating_sub(scroll + height);
        if n_below > 0 && body.height > 1 {
            let below = format!(" +{n_below} ");
            put_right(buf, body, body.bottom() - 1, &below, theme.accent());
        }
        (scroll, n_below)
    }

    fn lines(&self, cue: &Cue, columns: u16) -> Vec<(String, Style)> {
        let theme = self.theme;
        let mut lines: Vec<(String, Style)> = Vec::new();
        let mut say = |label: &str, paragraph: &str, style: Style| {
            if paragraph.is_empty() {
                return;
            }
            lines.push((String::new(), style));
            if !label.is_empty() {
                lines.push((label.to_owned(), theme.dim()));
            }
            let clean = text::printable_lines(paragraph);
            let wrapped = text::wrap(&clean, usize::from(columns));
            lines.extend(wrapped.into_iter().map(|line| (line, style)));
        };
        say("", &cue.notes, theme.strong());
        say("Question", &cue.question, theme.accent());
        let label = if cue.revealed {
            "Answer, which the class sees"
        } else {
            "Answer, hidden from the class"
        };
        say(label, &cue.answer, theme.text());
        let next = if cue.next.is_empty() {
            "nothing: this is the last stop"
        } else {
            &cue.next
        };
        say("Next", next, theme.text());
        say("On the slide", &cue.text, theme.dim());
        lines
    }

    fn head(&self, area: Rect, buf: &mut Buffer) {
        let theme = self.theme;
        let right = match (self.clock, self.cue) {
            (Some(clock), Some(cue)) => clock.in_words(cue.minutes, theme.glyphs.dot),
            _ => String::new(),
        };
        let inner = Rect {
            x: area.x + 1,
            width: area.width - 2,
            ..area
        };
        let start = put_right(buf, inner, area.y, &right, theme.strong());
        let room = start.saturating_sub(inner.x + 1);
        let after = put(buf, inner.x, area.y, room, "annals notes", theme.accent());
        let tour = self.cue.map_or("", |cue| cue.tour.as_str());
        let room = start.saturating_sub(after + 3);
        put_cut(buf, after + 2, area.y, room, tour, Cut::End, theme.text());
    }

    fn foot(&self, area: Rect, buf: &mut Buffer) {
        let theme = self.theme;
        let room = area.width - 2;
        let x = area.x + 1;
        if !self.digits.is_empty() {
            let digits = format!("{} {}", theme.glyphs.prompt, self.digits);
            put(buf, x, area.y, room, &digits, theme.accent());
        } else if !self.said.is_empty() {
            let style = if self.is_error {
                theme.error()
            } else {
                theme.text()
            };
            put_cut(buf, x, area.y, room, self.said, Cut::End, style);
        } else {
            // Whole hints, as many as fit.
            let mut shown = String::new();
            for hint in HINTS.split("  ") {
                if shown.len() + hint.len() + 2 > usize::from(room) {
                    break;
                }
                if !shown.is_empty() {
                    shown.push_str("  ");
                }
                shown.push_str(hint);
            }
            put(buf, x, area.y, room, &shown, theme.dim());
        }
    }
}

impl Clock {
    fn in_words(self, of: Option<u32>, dot: &str) -> String {
        let of = of.map_or_else(String::new, |minutes| {
            if self.minutes_only {
                format!(" of {minutes}")
            } else {
                format!(" of {minutes}:00")
            }
        });
        let time = |time: Duration| {
            let seconds = time.as_secs();
            if self.minutes_only {
                (seconds / 60).to_string()
            } else if seconds < 3600 {
                format!("{}:{:02}", seconds / 60, seconds % 60)
            } else {
                format!(
                    "{}:{:02}:{:02}",
                    seconds / 3600,
                    seconds / 60 % 60,
                    seconds % 60
                )
            }
        };
        let unit = if self.minutes_only { " min" } else { "" };
        format!(
            "{}{of}{unit} {dot} stop {}{unit}",
            time(self.elapsed),
            time(self.on_stop)
        )
    }
}

#[cfg(test)]
mod tests {
    use crate::tui::theme::Depth;

    use super::*;

    fn cue() -> Cue {
        Cue {
            tour: "A hundred years".to_owned(),
            minutes: Some(10),
            stop: 4,
            n_stops: 10,
            title: "The debt".to_owned(),
            text: "At the end of 2003 Russia gave up most of it.".to_owned(),
            notes: "Another report says 300 million. ".repeat(8),
            question: "What is it worth?".to_owned(),
            answer: "Nobody can say.".to_owned(),
            next: "Joint enterprises".to_owned(),
            ..Cue::default()
        }
    }

    fn drawn(width: u16, height: u16, minutes_only: bool) -> (String, usize) {
        let theme = Theme::built_in("mono", Depth::None, false).expect("a theme");
        let cue = cue();
        let page = Notes {
            cue: Some(&cue),
            clock: Some(Clock {
                elapsed: Duration::from_secs(192),
                on_stop: Duration::from_secs(45),
                minutes_only,
            }),
            digits: "",
            said: "",
            is_error: false,
            scroll: 0,
            theme: &theme,
        };
        let area = Rect::new(0, 0, width, height);
        let mut buf = Buffer::empty(area);
        let (_, n_below) = page.paint(area, &mut buf);
        let rows = (0..height).map(|y| {
            let row: String = (0..width).map(|x| buf[(x, y)].symbol()).collect();
            row.trim_end().to_owned() + "\n"
        });
        (rows.collect(), n_below)
    }

    #[test]
    fn a_page_of_a_small_terminal() {
        let (text, n_below) = drawn(80, 24, false);
        assert_eq!(n_below, 0);
        insta::assert_snapshot!(text);
    }

    #[test]
    fn a_clock_that_must_not_move_shows_minutes() {
        let (text, _) = drawn(80, 24, true);
        assert!(text.contains("3 of 10 min · stop 0 min"), "{text}");
    }

    #[test]
    fn it_draws_at_every_size_and_says_what_is_below() {
        for width in [1, 5, 10, 11, 20, 40, 200] {
            for height in [1, 2, 3, 4, 5, 10, 60] {
                drawn(width, height, false);
            }
        }
        assert!(drawn(40, 10, false).1 > 0);
    }
}
