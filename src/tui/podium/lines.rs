//! What is said, as lines of text and back.

use std::io::{self, BufRead, Read};
use std::time::Duration;

use super::{Cue, LONGEST_LINE, Said, Sight, Wish};

impl Said {
    /// One line, without its end.
    pub fn to_line(&self) -> String {
        match self {
            Self::Over => "over".to_owned(),
            Self::Busy => "busy".to_owned(),
            Self::Cue(cue) => {
                let number = |number: usize| number.to_string();
                let time = |time: Duration| time.as_millis().to_string();
                let fields = [
                    "cue".to_owned(),
                    escape(&cue.tour),
                    cue.minutes
                        .map(|minutes| minutes.to_string())
                        .unwrap_or_default(),
                    number(cue.stop),
                    number(cue.n_stops),
                    escape(&cue.title),
                    escape(&cue.text),
                    escape(&cue.notes),
                    escape(&cue.question),
                    escape(&cue.answer),
                    if cue.revealed { "shown" } else { "hidden" }.to_owned(),
                    sight_word(cue.sight).to_owned(),
                    escape(&cue.next),
                    time(cue.elapsed),
                    time(cue.on_stop),
                ];
                fields.join("\t")
            }
        }
    }

    /// Reads a line; `None` when it is none of these.
    pub fn from_line(line: &str) -> Option<Self> {
        let fields: Vec<&str> = line.split('\t').collect();
        match fields[..] {
            ["over"] => Some(Self::Over),
            ["busy"] => Some(Self::Busy),
            [
                "cue",
                tour,
                minutes,
                stop,
                n_stops,
                title,
                text,
                notes,
                question,
                answer,
                revealed,
                sight,
                next,
                elapsed,
                on_stop,
            ] => {
                let time = |field: &str| field.parse().ok().map(Duration::from_millis);
                Some(Self::Cue(Box::new(Cue {
                    tour: unescape(tour),
                    minutes: if minutes.is_empty() {
                        None
                    } else {
                        Some(minutes.parse().ok()?)
                    },
                    stop: stop.parse().ok()?,
                    n_stops: n_stops.parse().ok()?,
                    title: unescape(title),
                    text: unescape(text),
                    notes: unescape(notes),
                    question: unescape(question),
                    answer: unescape(answer),
                    revealed: revealed == "shown",
                    sight: sight_of(sight)?,
                    next: unescape(next),
                    elapsed: time(elapsed)?,
                    on_stop: time(on_stop)?,
                })))
            }
            _ => None,
        }
    }
}

impl Wish {
    /// One line, without its end.
    pub fn to_line(self) -> String {
        match self {
            Self::Next => "next".to_owned(),
            Self::Back => "back".to_owned(),
            Self::GoTo(stop) => format!("goto\t{stop}"),
            Self::Blank => "blank".to_owned(),
            Self::Reveal => "reveal".to_owned(),
            Self::Slide => "slide".to_owned(),
        }
    }

    /// Reads a line; `None` when it is none of these.
    pub fn from_line(line: &str) -> Option<Self> {
        match line {
            "next" => Some(Self::Next),
            "back" => Some(Self::Back),
            "blank" => Some(Self::Blank),
            "reveal" => Some(Self::Reveal),
            "slide" => Some(Self::Slide),
            _ => line
                .strip_prefix("goto\t")
                .and_then(|stop| stop.parse().ok())
                .map(Self::GoTo),
        }
    }
}

/// The next line without its end; `None` at the end of all.
///
/// # Errors
/// What the system says, and a line that is too long or no text.
pub fn read_line(reader: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut line = Vec::new();
    let n_read = reader
        .by_ref()
        .take(LONGEST_LINE as u64)
        .read_until(b'\n', &mut line)?;
    if n_read == 0 {
        return Ok(None);
    }
    if line.last() != Some(&b'\n') {
        let why = if n_read >= LONGEST_LINE {
            "a line is too long"
        } else {
            "the last line has no end"
        };
        return Err(io::Error::new(io::ErrorKind::InvalidData, why));
    }
    line.pop();
    String::from_utf8(line)
        .map(Some)
        .map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "a line is no text"))
}

fn sight_word(sight: Sight) -> &'static str {
    match sight {
        Sight::Slide => "slide",
        Sight::Blank => "blank",
        Sight::Panes => "panes",
    }
}

fn sight_of(word: &str) -> Option<Sight> {
    [Sight::Slide, Sight::Blank, Sight::Panes]
        .into_iter()
        .find(|&sight| sight_word(sight) == word)
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            c => out.push(c),
        }
    }
    out
}

fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('t') => out.push('\t'),
                Some('n') => out.push('\n'),
                Some('r') => out.push('\r'),
                Some(other) => out.push(other),
                None => {}
            },
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_said_is_one_line_and_is_understood(
            texts in prop::collection::vec(any::<String>(), 6),
            stop in any::<usize>(),
            minutes in any::<Option<u32>>(),
            revealed in any::<bool>(),
            millis in any::<u64>(),
        ) {
            let [tour, title, text, notes, question, next] = &texts[..] else { unreachable!() };
            let said = Said::Cue(Box::new(Cue {
                tour: tour.clone(),
                minutes,
                stop,
                n_stops: stop,
                title: title.clone(),
                text: text.clone(),
                notes: notes.clone(),
                question: question.clone(),
                answer: title.clone(),
                revealed,
                sight: Sight::Blank,
                next: next.clone(),
                elapsed: Duration::from_millis(millis),
                on_stop: Duration::from_millis(millis / 2),
            }));
            let line = said.to_line();
            prop_assert!(!line.contains('\n'));
            prop_assert_eq!(Said::from_line(&line), Some(said));
        }

        #[test]
        fn any_line_is_taken_for_a_wish_or_for_nothing(line in ".*") {
            let _ = (Wish::from_line(&line), Said::from_line(&line));
        }
    }

    #[test]
    fn wishes_are_understood_and_nothing_else_is() {
        for wish in [
            Wish::Next,
            Wish::Back,
            Wish::GoTo(7),
            Wish::Blank,
            Wish::Reveal,
            Wish::Slide,
        ] {
            assert_eq!(Wish::from_line(&wish.to_line()), Some(wish));
        }
        for line in ["", "quit", "goto", "goto\t-1", "goto\t7\t8", "next ", "!sh"] {
            assert_eq!(Wish::from_line(line), None, "{line:?}");
        }
    }

    #[test]
    fn a_line_is_bounded() {
        let long = format!("{}\n", "a".repeat(LONGEST_LINE));
        assert!(read_line(&mut long.as_bytes()).is_err(), "its end counts");
        let fits = format!("{}\nnext\n", "a".repeat(LONGEST_LINE - 1));
        let mut reader = fits.as_bytes();
        let first = read_line(&mut reader).expect("it fits").expect("a line");
        assert_eq!(first.len(), LONGEST_LINE - 1);
        assert_eq!(
            read_line(&mut reader).expect("a line").as_deref(),
            Some("next")
        );
        assert_eq!(read_line(&mut reader).expect("the end"), None);
        assert!(read_line(&mut &b"torn"[..]).is_err());
        assert!(read_line(&mut &b"\xff\n"[..]).is_err());
    }
}
