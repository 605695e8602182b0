//! Keys in a quiz: digits answer, Enter goes on, Esc leaves.

use crossterm::event::KeyCode;

use super::super::keymap::{Chord, digit_of};
use super::super::state::{Overlay, QuizOverlay, State};
use super::{Context, Effect};

/// Asks a round of questions. Each day has its own, and each round of a day.
pub(super) fn open(context: Context<'_>, state: &mut State) {
    state.n_quizzes += 1;
    let seed = context.today.0.unsigned_abs() * 100 + state.n_quizzes;
    match QuizOverlay::new(context.history, seed) {
        Some(quiz) => state.overlay = Some(Overlay::Quiz(Box::new(quiz))),
        None => state.say("nothing in this history is certain enough to ask about"),
    }
}

/// A key while a quiz is on.
pub(super) fn key(
    context: Context<'_>,
    state: &mut State,
    mut quiz: Box<QuizOverlay>,
    chord: Chord,
) -> Effect {
    let is_over = quiz.question().is_none();
    match chord.code {
        KeyCode::Esc => {
            let n_answered = quiz.answers.len();
            if n_answered > 0 && !is_over {
                state.say(format!("{} of {n_answered} right", quiz.n_right()));
            }
            return Effect::None;
        }
        KeyCode::Char('q') => return Effect::None,
        KeyCode::Enter | KeyCode::Char(' ' | 'n') | KeyCode::PageDown | KeyCode::Right
            if is_over =>
        {
            open(context, state);
            return Effect::None;
        }
        KeyCode::Enter | KeyCode::Char(' ' | 'n') | KeyCode::PageDown | KeyCode::Right
            if quiz.shows_answer =>
        {
            quiz.go_on();
        }
        KeyCode::Backspace => drop(quiz.begun.pop()),
        KeyCode::Down | KeyCode::Char('j') if is_over => quiz.scroll += 1,
        KeyCode::Up | KeyCode::Char('k') if is_over => {
            quiz.scroll = quiz.scroll.saturating_sub(1);
        }
        _ => {
            if let Some(digit) = digit_of(chord).and_then(|digit| digit.to_digit(10))
                && let Some(idx) = (digit as usize).checked_sub(1)
            {
                quiz.answer(context.history, idx);
            }
        }
    }
    state.overlay = Some(Overlay::Quiz(quiz));
    Effect::None
}
