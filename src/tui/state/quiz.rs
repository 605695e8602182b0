//! A quiz in progress: the questions, what was answered, and what the timeline shows after a wrong answer.

use crate::model::{Entity, History};
use crate::query::quiz::{self, Question, QuizKind};
use crate::query::timeline::{Arrangement, Grouping, Lanes, Row, Window};

use super::days_of;

/// How many questions a round has.
const ROUND: usize = 10;

/// A round of questions.
#[derive(Debug)]
pub struct QuizOverlay {
    /// What is asked, in order.
    pub questions: Vec<Question>,
    /// What gives the same questions again.
    pub seed: u64,
    /// What was answered to each question so far.
    pub answers: Vec<Vec<usize>>,
    /// The beginning of an answer of several numbers.
    pub begun: Vec<usize>,
    /// The last answer is being shown; the next question waits.
    pub shows_answer: bool,
    /// The last answer on the timeline, where it was wrong and there is something to see.
    pub lanes: Option<AnswerLanes>,
    /// How many lines of the score are scrolled away.
    pub scroll: usize,
}

/// The lanes with only what a question is about, and the days that it spans.
#[derive(Debug)]
pub struct AnswerLanes {
    /// Lanes of what was chosen and what is right.
    pub lanes: Lanes,
    /// All of them.
    pub rows: Vec<Row>,
    /// The days around them.
    pub window: Window,
    /// What is right.
    pub right: Option<Entity>,
}

impl QuizOverlay {
    /// A round of all kinds. `None` when the history has nothing certain to ask about.
    pub fn new(history: &History, seed: u64) -> Option<Self> {
        let questions = quiz::questions(history, &QuizKind::ALL, ROUND, seed);
        (!questions.is_empty()).then_some(Self {
            questions,
            seed,
            answers: Vec::new(),
            begun: Vec::new(),
            shows_answer: false,
            lanes: None,
            scroll: 0,
        })
    }

    /// The question that is asked, or whose answer is shown; `None` once the score is.
    pub fn question(&self) -> Option<&Question> {
        self.questions.get(self.number())
    }

    /// Position of that question.
    pub fn number(&self) -> usize {
        self.answers.len() - usize::from(self.shows_answer)
    }

    /// How many answers were right.
    pub fn n_right(&self) -> usize {
        let pairs = self.questions.iter().zip(&self.answers);
        pairs
            .filter(|(question, given)| question.is_right(given))
            .count()
    }

    /// Takes a number from the keyboard, from 0: all of an answer, or the next part of it.
    pub fn answer(&mut self, history: &History, idx: usize) {
        let Some(question) = self.question().filter(|_| !self.shows_answer) else {
            return;
        };
        if idx >= question.offers.len() || self.begun.contains(&idx) {
            return;
        }
        let n_parts = question.answer.len();
        self.begun.push(idx);
        // The last place of an order is no choice any more.
        if n_parts > 1 && self.begun.len() + 1 == n_parts {
            let rest = (0..n_parts).find(|idx| !self.begun.contains(idx));
            self.begun.extend(rest);
        }
        if self.begun.len() < n_parts {
            return;
        }
        let given = std::mem::take(&mut self.begun);
        let question = &self.questions[self.answers.len()];
        self.lanes = if question.is_right(&given) {
            None
        } else {
            AnswerLanes::new(history, question, &given)
        };
        self.answers.push(given);
        self.shows_answer = true;
    }

    /// Goes on to the next question, or to the score.
    pub fn go_on(&mut self) {
        self.shows_answer = false;
        self.lanes = None;
    }
}

impl AnswerLanes {
    fn new(history: &History, question: &Question, given: &[usize]) -> Option<Self> {
        let shown = question.shows(given);
        let lanes = Lanes::of(history, |entity| shown.contains(&entity), Grouping::Kind);
        let rows = Arrangement::default().rows(&lanes);
        let days: Vec<_> = shown
            .iter()
            .filter_map(|&entity| days_of(history, entity))
            .chain(question.day.map(|day| (day, day)))
            .collect();
        let first = days.iter().map(|(first, _)| *first).min()?;
        let last = days.iter().map(|(_, last)| *last).max()?;
        if rows.is_empty() {
            return None;
        }
        // More at the right, where the title of the last one stands.
        let span = (last.0 - first.0).max(400);
        let (before, after) = (span / 8, span * 2 / 3);
        Some(Self {
            window: Window::new(first.add_days(-before), last.add_days(after)),
            right: question.offers[question.answer[0]].entity,
            lanes,
            rows,
        })
    }
}
