//! A question with what is offered, the answer with what is told of it, and the score.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use crate::text::{self, Cut};
use crate::tui::layout::PROSE;
use crate::tui::theme::Theme;

use super::paint::{put_cut, put_right};

/// How an offer stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Not chosen.
    None,
    /// Chosen, as the part of an order that it is, from 1.
    Begun(usize),
    /// It is the answer, or in its right place: the place in the order where there is one.
    Right(Option<usize>),
    /// It was chosen, and is wrong: the place in the right order where there is one.
    Wrong(Option<usize>),
}

/// One answer that is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferRow {
    /// Without a date.
    pub text: String,
    /// What is told of it once the answer is known; empty before.
    pub told: String,
    /// How it stands out.
    pub mark: Mark,
}

/// A question.
#[derive(Clone, Copy)]
pub struct QuizPage<'a> {
    /// The question in words.
    pub question: &'a str,
    /// What is offered.
    pub offers: &'a [OfferRow],
    /// Once it is answered: whether that was right, and a sentence.
    pub verdict: Option<(bool, &'a str)>,
    /// Where the answer can be read.
    pub sources: &'a [String],
    /// Rows between the answer and the sources, for what is drawn there.
    pub gap: u16,
    /// Colours and signs.
    pub theme: &'a Theme,
}

impl QuizPage<'_> {
    /// How many rows it needs in a width; the sources are not counted.
    pub fn height(&self, width: u16) -> u16 {
        let prose = prose(width);
        let mut height = text::wrap(&text::printable(self.question), usize::from(prose)).len() + 1;
        for offer in self.offers {
            height += usize::from(offer_height(offer, prose));
        }
        if self.verdict.is_some() {
            height += 2;
        }
        height as u16
    }
}

impl Widget for &QuizPage<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        if area.width < 8 {
            return;
        }
        let theme = self.theme;
        let left = margin(area.width);
        let inner = Rect {
            x: area.x + left,
            width: prose(area.width),
            ..area
        };
        let mut y = inner.y;
        for line in text::wrap(&text::printable(self.question), usize::from(inner.width)) {
            write(buf, inner, y, 0, &line, theme.strong());
            y += 1;
        }
        y += 1;
        for (idx, offer) in self.offers.iter().enumerate() {
            y += self.offer(buf, inner, y, idx, offer);
        }
        if let Some((is_right, sentence)) = self.verdict {
            y += 1;
            let (sign, style) = if is_right {
                (theme.glyphs.right, theme.accent())
            } else {
                (theme.glyphs.wrong, theme.error())
            };
            write(buf, inner, y, 0, sign, style);
            write(buf, inner, y, 2, sentence, style);
        }
        y += 2 + self.gap;
        for source in self.sources {
            write(buf, inner, y, 0, source, theme.dim());
            y += 1;
        }
    }
}

impl QuizPage<'_> {
    /// Draws one offer; gives how many rows it took.
    fn offer(&self, buf: &mut Buffer, inner: Rect, y: u16, idx: usize, offer: &OfferRow) -> u16 {
        let theme = self.theme;
        let (sign, style) = match offer.mark {
            Mark::None => (" ".to_owned(), theme.text()),
            Mark::Begun(place) => (place.to_string(), theme.accent()),
            Mark::Right(place) => (
                place.map_or_else(|| theme.glyphs.right.to_owned(), |place| place.to_string()),
                theme.accent(),
            ),
            Mark::Wrong(place) => (
                place.map_or_else(|| theme.glyphs.wrong.to_owned(), |place| place.to_string()),
                theme.error(),
            ),
        };
        write(buf, inner, y, 0, &sign, style);
        write(buf, inner, y, 2, &(idx + 1).to_string(), theme.dim());
        let room = usize::from(inner.width.saturating_sub(5));
        let mut n_lines = 0;
        for line in text::wrap(&text::printable(&offer.text), room) {
            let style = match offer.mark {
                Mark::Right(_) | Mark::Begun(_) => theme.strong(),
                _ => theme.text(),
            };
            write(buf, inner, y + n_lines, 5, &line, style);
            n_lines += 1;
        }
        if offer.told.is_empty() {
            return n_lines;
        }
        let beside = text::width(&offer.text) + text::width(&offer.told) + 2 <= room;
        if beside {
            if inner.y <= y && y < buf.area.bottom() {
                put_right(buf, inner, y, &text::printable(&offer.told), theme.dim());
            }
            return n_lines;
        }
        write(buf, inner, y + n_lines, 5, &offer.told, theme.dim());
        n_lines + 1
    }
}

/// Rows that an offer takes.
fn offer_height(offer: &OfferRow, prose: u16) -> u16 {
    let room = usize::from(prose.saturating_sub(5));
    let n_lines = text::wrap(&text::printable(&offer.text), room).len() as u16;
    let beside = text::width(&offer.text) + text::width(&offer.told) + 2 <= room;
    n_lines + u16::from(!offer.told.is_empty() && !beside)
}

/// How a round went.
#[derive(Clone, Copy)]
pub struct QuizScore<'a> {
    /// `7 of 10 right`.
    pub sentence: &'a str,
    /// Whether each answer was right, the question and its answer; from the first in sight.
    pub rows: &'a [(bool, String, String)],
    /// Colours and signs.
    pub theme: &'a Theme,
}

/// Rows of the score that are not for questions.
pub const SCORE_HEAD: u16 = 2;

impl Widget for &QuizScore<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        if area.width < 8 {
            return;
        }
        let theme = self.theme;
        let inner = Rect {
            x: area.x + margin(area.width),
            width: prose(area.width),
            ..area
        };
        write(buf, inner, inner.y, 0, self.sentence, theme.strong());
        let mut y = inner.y + SCORE_HEAD;
        for (is_right, question, answer) in self.rows {
            let (sign, style) = if *is_right {
                (theme.glyphs.right, theme.accent())
            } else {
                (theme.glyphs.wrong, theme.error())
            };
            write(buf, inner, y, 0, sign, style);
            write(buf, inner, y, 2, question, theme.text());
            write(buf, inner, y + 1, 2, answer, theme.dim());
            y += 2;
        }
    }
}

/// Columns at the left, so that a question on a wide screen does not hang at its edge.
fn margin(width: u16) -> u16 {
    match width {
        0..40 => 1,
        40..100 => 3,
        _ => 6,
    }
}

fn prose(width: u16) -> u16 {
    width.saturating_sub(margin(width) + 1).clamp(6, PROSE)
}

/// A line of an area, cut where it is too long; nothing below the area.
fn write(buf: &mut Buffer, area: Rect, y: u16, column: u16, words: &str, style: Style) {
    if y < area.bottom() && column < area.width {
        put_cut(
            buf,
            area.x + column,
            y,
            area.width - column,
            words,
            Cut::End,
            style,
        );
    }
}
