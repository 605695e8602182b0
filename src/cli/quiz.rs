//! `annals quiz`: questions from the data, asked one by one, or printed for a class with an answer sheet.

use std::fmt::Write as _;
use std::io::{self, BufRead, IsTerminal, Write};
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::Result;
use clap::ValueEnum;
use serde_json::{Value, json};

use crate::model::History;
use crate::query::quiz::{self, Question, QuizKind};
use crate::text::{printable, wrap};

use super::args::QuizArgs;
use super::output::{Table, json_object, markdown};
use super::{Exit, Format};

/// Prose is never wider.
const WIDTH: usize = 76;

/// Kinds of question, as they are chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// Which of two events came first
    Before,
    /// Who held an office on a day
    Held,
    /// Three events in order
    Order,
    /// Which of these is a partner
    Partner,
    /// How a relation stood on a day
    Level,
}

pub(super) fn run(
    args: &QuizArgs,
    history: &History,
    format: Format,
    out: &mut dyn Write,
) -> Result<Exit> {
    let kinds: Vec<QuizKind> = if args.kinds.is_empty() {
        QuizKind::ALL.to_vec()
    } else {
        args.kinds.iter().map(|&kind| kind.into()).collect()
    };
    let seed = args.seed.unwrap_or_else(any_seed);
    let questions = quiz::questions(history, &kinds, args.count, seed);
    if questions.is_empty() {
        eprintln!(
            "no question can be made: a question needs dates that are certain and sources that were verified"
        );
        return Ok(Exit::Nothing);
    }
    if questions.len() < args.count {
        eprintln!(
            "only {} can be asked with certainty, of {} asked for",
            count(questions.len(), "question"),
            args.count
        );
    }
    match format {
        Format::Text => ask(history, &questions, seed, out)?,
        Format::Markdown => {
            out.write_all(paper(history, &questions, &again(args, seed)).as_bytes())?
        }
        Format::Json => as_json(history, &questions, seed, out)?,
        Format::Csv | Format::Tsv => table(&questions).write("questions", format, out)?,
    }
    Ok(Exit::Ok)
}

impl From<Kind> for QuizKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Before => Self::Before,
            Kind::Held => Self::Held,
            Kind::Order => Self::Order,
            Kind::Partner => Self::Partner,
            Kind::Level => Self::Level,
        }
    }
}

/// Another one each time; short enough to be typed again.
fn any_seed() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| u64::from(since.subsec_nanos()) ^ since.as_secs()) % 1_000_000
}

/// Asks line by line, from a person or from a file of answers.
fn ask(history: &History, questions: &[Question], seed: u64, out: &mut dyn Write) -> Result<()> {
    let is_person = io::stdin().is_terminal();
    let mut answers = io::stdin().lock();
    writeln!(
        out,
        "{} from {}, seed {seed}. A number answers; for an order type all of them, such as 213; q ends.",
        count(questions.len(), "question"),
        printable(&history.overview().title)
    )?;
    let (mut n_asked, mut n_right) = (0, 0);
    for (idx, question) in questions.iter().enumerate() {
        writeln!(out)?;
        lines(&format!("{}. {}", idx + 1, question.text), 0, out)?;
        for (at, offer) in question.offers.iter().enumerate() {
            lines(&format!("{}  {}", at + 1, offer.text), 3, out)?;
        }
        let Some(given) = read_answer(question, &mut answers, is_person, out)? else {
            break;
        };
        n_asked += 1;
        if question.is_right(&given) {
            n_right += 1;
            lines(&format!("right: {}", question.answer_in_words()), 0, out)?;
            continue;
        }
        lines(
            &format!("wrong: it is {}", question.answer_in_words()),
            0,
            out,
        )?;
        for &idx in given.iter().filter(|_| given.len() == 1) {
            let offer = &question.offers[idx];
            if !offer.told.is_empty() {
                lines(&format!("{}: {}", offer.text, offer.told), 7, out)?;
            }
        }
        for (source, text) in &question.sources {
            let url = history.source(*source).url.as_deref().unwrap_or("");
            lines(format!("{text}  {url}").trim_end(), 7, out)?;
        }
    }
    if n_asked == 0 {
        eprintln!("no answer came; --format markdown prints the questions with their answers");
    }
    writeln!(out, "\n{n_right} of {n_asked} right")?;
    Ok(())
}

/// The next answer that can be read; `None` when no more come.
fn read_answer(
    question: &Question,
    answers: &mut dyn BufRead,
    is_person: bool,
    out: &mut dyn Write,
) -> Result<Option<Vec<usize>>> {
    loop {
        if is_person {
            write!(out, "> ")?;
        }
        out.flush()?;
        let mut line = String::new();
        if answers.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        let line = line.trim();
        if matches!(line, "q" | "quit" | "exit") {
            return Ok(None);
        }
        match answer_of(question, line) {
            Ok(given) => return Ok(Some(given)),
            Err(why) => writeln!(out, "{why}")?,
        }
    }
}

/// The positions that a line names, each once and as many as are asked for.
fn answer_of(question: &Question, line: &str) -> Result<Vec<usize>, String> {
    let n_offers = question.offers.len();
    let given: Vec<usize> = line
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, ',' | '-' | '.'))
        .map(|c| c.to_digit(10).map_or(usize::MAX, |digit| digit as usize))
        .map(|digit| digit.wrapping_sub(1))
        .collect();
    let mut sorted = given.clone();
    sorted.sort_unstable();
    sorted.dedup();
    let are_known = given.iter().all(|&idx| idx < n_offers);
    if are_known && given.len() == question.answer.len() && sorted.len() == given.len() {
        return Ok(given);
    }
    Err(match question.answer.len() {
        1 => format!("type a number from 1 to {n_offers}, or q to end"),
        n => format!("type all {n} numbers in order, such as 213, or q to end"),
    })
}

fn lines(text: &str, indent: usize, out: &mut dyn Write) -> io::Result<()> {
    for line in wrap(&printable(text), WIDTH - indent) {
        writeln!(out, "{:indent$}{line}", "")?;
    }
    Ok(())
}

/// The command that asks the same again.
fn again(args: &QuizArgs, seed: u64) -> String {
    let mut command = format!("annals quiz --seed {seed} --count {}", args.count);
    if !args.kinds.is_empty() {
        let kinds: Vec<&str> = args
            .kinds
            .iter()
            .map(|&kind| QuizKind::from(kind).word())
            .collect();
        let _ = write!(command, " --kinds {}", kinds.join(","));
    }
    command
}

/// Questions with boxes to tick, and the answers on a page of their own.
fn paper(history: &History, questions: &[Question], again: &str) -> String {
    let title = markdown(&history.overview().title);
    let mut sheet =
        format!("# Quiz: {title}\n\nName: ______________________    Date: ______________\n");
    for (idx, question) in questions.iter().enumerate() {
        let _ = write!(sheet, "\n{}. {}\n\n", idx + 1, markdown(&question.text));
        for (at, offer) in question.offers.iter().enumerate() {
            let mark = if question.answer.len() > 1 {
                "\\_\\_"
            } else {
                "☐"
            };
            let _ = writeln!(
                sheet,
                "   - {mark} {}. {}",
                letter(at),
                markdown(&offer.text)
            );
        }
    }
    let _ = write!(
        sheet,
        "\n<div style=\"page-break-before: always\"></div>\n\n# Answers: {title}\n\n`{again}` asks the same.\n"
    );
    for (idx, question) in questions.iter().enumerate() {
        let letters: Vec<String> = question
            .answer
            .iter()
            .map(|&at| letter(at).to_string())
            .collect();
        let _ = write!(
            sheet,
            "\n{}. **{}** {}\n",
            idx + 1,
            letters.join(" "),
            markdown(&question.answer_in_words())
        );
        for (source, text) in &question.sources {
            let _ = match &history.source(*source).url {
                Some(url) if url.starts_with("http") && !url.contains(['>', '<', ' ']) => {
                    writeln!(sheet, "   - {} <{url}>", markdown(text))
                }
                _ => writeln!(sheet, "   - {}", markdown(text)),
            };
        }
    }
    sheet
}

fn letter(idx: usize) -> char {
    char::from(b'A' + idx.min(25) as u8)
}

fn as_json(
    history: &History,
    questions: &[Question],
    seed: u64,
    out: &mut dyn Write,
) -> io::Result<()> {
    let all: Vec<Value> = questions
        .iter()
        .map(|question| {
            let offers: Vec<Value> = question
                .offers
                .iter()
                .map(|offer| {
                    let id = offer.entity.map(|entity| history.reference(entity));
                    json!({ "text": offer.text, "told": offer.told, "id": id })
                })
                .collect();
            let answer: Vec<usize> = question.answer.iter().map(|idx| idx + 1).collect();
            let sources: Vec<Value> = question
                .sources
                .iter()
                .map(|(source, text)| {
                    let source = history.source(*source);
                    json!({ "id": source.id, "text": text, "url": source.url })
                })
                .collect();
            json!({
                "kind": question.kind.word(),
                "question": question.text,
                "about": question.subject.map(|entity| history.reference(entity)),
                "day": question.day.map(|day| day.to_string()),
                "offers": offers,
                "answer": answer,
                "answer_in_words": question.answer_in_words(),
                "sources": sources,
            })
        })
        .collect();
    json_object(json!({ "seed": seed, "questions": all }), out)
}

fn table(questions: &[Question]) -> Table {
    let mut table = Table::new(&[
        "kind",
        "question",
        "offers",
        "answer",
        "answer_in_words",
        "sources",
    ]);
    for question in questions {
        let offers: Vec<String> = question
            .offers
            .iter()
            .enumerate()
            .map(|(at, offer)| format!("{} {}", at + 1, offer.text))
            .collect();
        let answer: Vec<String> = question
            .answer
            .iter()
            .map(|at| (at + 1).to_string())
            .collect();
        let sources: Vec<&str> = question
            .sources
            .iter()
            .map(|(_, text)| text.as_str())
            .collect();
        table.push(vec![
            question.kind.word().to_owned(),
            question.text.clone(),
            offers.join("; "),
            answer.join(" "),
            question.answer_in_words(),
            sources.join("; "),
        ]);
    }
    table
}

fn count(number: usize, word: &str) -> String {
    match number {
        1 => format!("1 {word}"),
        more => format!("{more} {word}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_title_is_a_sign_on_paper() {
        assert_eq!(
            markdown("*a* <b> [c](d) #1\u{1b}[2J"),
            "\\*a\\* \\<b\\> \\[c\\](d) \\#1\u{fffd}\\[2J"
        );
        assert_eq!((letter(0), letter(3), letter(900)), ('A', 'D', 'Z'));
    }
}
