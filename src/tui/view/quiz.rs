//! A quiz: the question or the score, and after a wrong answer what was chosen and what is right on the timeline.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::query::quiz::{Question, QuizKind};
use crate::query::timeline::{Axis, Bands, Focus, Scale, Strip, place};

use super::super::layout::below_title;
use super::super::state::{AnswerLanes, Overlay, QuizOverlay, State};
use super::super::widget::quiz::{Mark, OfferRow, QuizPage, QuizScore, SCORE_HEAD};
use super::super::widget::rule::Rule;
use super::super::widget::timeline::{Labels, Places, Timeline};
use super::Scene;

/// Most lanes that are shown of an answer.
const LANES: usize = 6;

/// Draws the quiz in the place of the panes.
pub(super) fn draw(buf: &mut Buffer, area: Rect, scene: Scene<'_>, state: &mut State) {
    let Some(Overlay::Quiz(quiz)) = &mut state.overlay else {
        return;
    };
    let n_all = quiz.questions.len();
    let dot = scene.theme.glyphs.dot;
    let at = (quiz.number() + 1).min(n_all);
    let remark = format!(
        "{at} of {n_all} {dot} {} right {dot} seed {}",
        quiz.n_right(),
        quiz.seed
    );
    let rule = Rule {
        title: "Quiz",
        remark: &remark,
        focused: true,
        theme: scene.theme,
    };
    let line = Rect {
        height: area.height.min(1),
        ..area
    };
    rule.render(line, buf);
    let mut inner = below_title(area);
    if inner.height > 12 {
        inner.y += 1;
        inner.height -= 1;
    }
    match quiz.question() {
        Some(question) => ask(buf, inner, scene, quiz, question),
        None => score(buf, inner, scene, quiz),
    }
}

fn ask(buf: &mut Buffer, area: Rect, scene: Scene<'_>, quiz: &QuizOverlay, question: &Question) {
    let given = quiz.answers.last().filter(|_| quiz.shows_answer);
    let offers: Vec<OfferRow> = question
        .offers
        .iter()
        .enumerate()
        .map(|(idx, offer)| OfferRow {
            text: offer.text.clone(),
            told: given.map_or_else(String::new, |_| offer.told.clone()),
            mark: match given {
                Some(given) => mark(question, given, idx),
                None => match quiz.begun.iter().position(|begun| *begun == idx) {
                    Some(place) => Mark::Begun(place + 1),
                    None => Mark::None,
                },
            },
        })
        .collect();
    let sentence = given.map(|given| match (question.is_right(given), given.len()) {
        (true, _) => "Right".to_owned(),
        (false, 1) => {
            let right = question.answer[0];
            match (question.kind, question.later) {
                (QuizKind::Before, false) => format!("Wrong: {} came first", right + 1),
                (QuizKind::Before, true) => format!("Wrong: {} came later", right + 1),
                _ => format!("Wrong: it is {}", question.offers[right].text),
            }
        }
        (false, _) => "Wrong: the numbers at the left are the right order".to_owned(),
    });
    let sources: Vec<String> = match given {
        Some(_) => {
            let texts = question.sources.iter().enumerate();
            texts
                .map(|(idx, (_, text))| format!("[{}] {text}", idx + 1))
                .collect()
        }
        None => Vec::new(),
    };
    let mut page = QuizPage {
        question: &question.text,
        offers: &offers,
        verdict: given
            .zip(sentence.as_deref())
            .map(|(given, sentence)| (question.is_right(given), sentence)),
        sources: &sources,
        gap: 0,
        theme: scene.theme,
    };
    if let Some(lanes) = &quiz.lanes {
        let above = page.height(area.width) + 1;
        let room = area.height.saturating_sub(above + sources.len() as u16 + 1);
        let height = room.min(lanes.rows.len().min(LANES) as u16 + 2);
        if height >= 3 {
            let middle = Rect {
                x: area.x + 1,
                width: area.width.saturating_sub(2),
                y: area.y + above,
                height,
            };
            timeline(buf, middle, scene, lanes, question);
            page.gap = height + 1;
        }
    }
    page.render(area, buf);
}

/// The lanes of what was chosen and what is right, with an axis.
fn timeline(
    buf: &mut Buffer,
    area: Rect,
    scene: Scene<'_>,
    shown: &AnswerLanes,
    question: &Question,
) {
    let n_rows = shown
        .rows
        .len()
        .min(usize::from(area.height.saturating_sub(2)));
    let mut places = Places::new(area, Labels::measure(&shown.lanes), n_rows, 0);
    // The whole history is not the matter here.
    places.strip_line.height = 0;
    places.strip.height = 0;
    let scale = Scale::new(shown.window, places.lanes.width);
    let focus = Focus {
        selected: shown.right,
        day: question.day,
        related: &[],
    };
    let rows = place(
        scene.history,
        &shown.lanes,
        &shown.rows[..n_rows],
        scale,
        focus,
    );
    let axis = Axis::new(scale);
    let strip = Strip::new(&shown.lanes, shown.window, 0);
    let widget = Timeline {
        places: &places,
        rows: &rows,
        n_hidden: 0,
        eras: &[],
        n_more_eras: 0,
        bands: &Bands::default(),
        risers: &[],
        dragged: None,
        scale,
        axis: &axis,
        strip: &strip,
        cursor: question.day,
        selected_row: None,
        focused: false,
        theme: scene.theme,
    };
    widget.render(area, buf);
}

fn mark(question: &Question, given: &[usize], idx: usize) -> Mark {
    let place = |order: &[usize]| order.iter().position(|one| *one == idx);
    if given.len() > 1 {
        let right = place(&question.answer);
        let number = right.map(|place| place + 1);
        return if place(given) == right {
            Mark::Right(number)
        } else {
            Mark::Wrong(number)
        };
    }
    match (place(&question.answer), place(given)) {
        (Some(_), _) => Mark::Right(None),
        (None, Some(_)) => Mark::Wrong(None),
        (None, None) => Mark::None,
    }
}

fn score(buf: &mut Buffer, area: Rect, scene: Scene<'_>, quiz: &mut QuizOverlay) {
    let n_all = quiz.questions.len();
    let sentence = format!("{} of {n_all} right", quiz.n_right());
    let n_visible = usize::from(area.height.saturating_sub(SCORE_HEAD) / 2);
    quiz.scroll = quiz.scroll.min(n_all.saturating_sub(n_visible));
    let pairs = quiz.questions.iter().zip(&quiz.answers);
    let rows: Vec<(bool, String, String)> = pairs
        .skip(quiz.scroll)
        .take(n_visible)
        .map(|(question, given)| {
            let is_right = question.is_right(given);
            (is_right, question.text.clone(), question.answer_in_words())
        })
        .collect();
    let widget = QuizScore {
        sentence: &sentence,
        rows: &rows,
        theme: scene.theme,
    };
    widget.render(area, buf);
}
