//! Asks the terminal for its background and whether it draws large text, once, before anything else reads from it.

/// The ground that a terminal paints on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Background {
    /// Light letters on a dark ground.
    Dark,
    /// Dark letters on a light ground.
    Light,
}

/// What a terminal says of itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// Its ground; `None` when it does not say.
    pub background: Option<Background>,
    /// It draws text larger than a cell (OSC 66).
    pub can_enlarge: bool,
}

/// The ground, by OSC 11.
const GROUND: &str = "\x1b]11;?\x1b\\";

/// A blank twice as large as a cell in the corner, and where the cursor is then: in the third column of a terminal that
/// knows such text, in the first of one that passes over what it does not know. What a third kind wrote is wiped away.
const LARGE_BLANK: &str = "\x1b[H\x1b]66;s=2; \x1b\\\x1b[6n\x1b[H\x1b[2J";

/// A question that every terminal answers (DA1).
const WHO: &str = "\x1b[c";

/// Asks the terminal for its ground, unless the theme is chosen, and for large text; what it does not say within a tenth
/// of a second is taken for no.
///
/// A question that every terminal answers goes last, so that one without answers costs a round trip and not the whole
/// wait. Raw mode and the alternate screen have to be on. What the terminal sends late is swallowed by the reader of
/// keys.
#[cfg(unix)]
pub fn ask(for_background: bool) -> Answers {
    let may_enlarge = std::env::var("TERM").is_ok_and(|name| may_enlarge(&name));
    if !for_background && !may_enlarge {
        return Answers::default();
    }
    let large = if may_enlarge { LARGE_BLANK } else { "" };
    let ground = if for_background { GROUND } else { "" };
    converse(&format!("{large}{ground}{WHO}")).map_or_else(Answers::default, |answer| Answers {
        background: background(&answer),
        can_enlarge: can_enlarge(&answer),
    })
}

/// Elsewhere nothing is asked.
#[cfg(not(unix))]
pub fn ask(_for_background: bool) -> Answers {
    Answers::default()
}

/// Whether the question for large text can be put to a terminal: some have another meaning for its letters, and what
/// goes through a multiplexer comes back from that.
#[cfg(unix)]
fn may_enlarge(term: &str) -> bool {
    !["linux", "dumb", "vt", "screen", "tmux"]
        .iter()
        .any(|name| term.starts_with(name))
}

/// Puts questions and collects what comes until the answer to the last one; `None` without a terminal.
#[cfg(unix)]
fn converse(questions: &str) -> Option<Vec<u8>> {
    use std::io::{Read, Write};
    use std::time::{Duration, Instant};

    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::io::Errno;

    const WAIT: Duration = Duration::from_millis(100);
    let mut tty = std::fs::OpenOptions::new()
        .read(true)
        .write(true)
        .open("/dev/tty")
        .ok()?;
    tty.write_all(questions.as_bytes()).ok()?;
    let until = Instant::now() + WAIT;
    let mut answer: Vec<u8> = Vec::new();
    loop {
        let Some(left) = until.checked_duration_since(Instant::now()) else {
            return Some(answer);
        };
        let wait = Timespec {
            tv_sec: 0,
            tv_nsec: left.subsec_nanos().into(),
        };
        let mut fds = [PollFd::new(&tty, PollFlags::IN)];
        match poll(&mut fds, Some(&wait)) {
            Ok(0) => return Some(answer),
            Ok(_) => {}
            // A new size while we wait is no reason to give up.
            Err(Errno::INTR) => continue,
            Err(_) => return None,
        }
        let mut bytes = [0; 256];
        let n_read = tty.read(&mut bytes).ok()?;
        answer.extend_from_slice(&bytes[..n_read]);
        // `ESC [ ? .. c` is the answer to the last question.
        let end = answer
            .windows(3)
            .position(|three| three == b"\x1b[?")
            .map(|at| &answer[at..]);
        if n_read == 0 || end.is_some_and(|rest| rest.contains(&b'c')) {
            return Some(answer);
        }
    }
}

/// Whether the cursor is reported in the third column of the first row: `ESC [ 1 ; 3 R`.
fn can_enlarge(answer: &[u8]) -> bool {
    const THIRD: &[u8] = b"\x1b[1;3R";
    answer.windows(THIRD.len()).any(|window| window == THIRD)
}

/// From `ESC ] 11 ; rgb:RRRR/GGGG/BBBB`, with one to four digits a part.
fn background(answer: &[u8]) -> Option<Background> {
    let text = String::from_utf8_lossy(answer);
    let rgb = text.split("]11;rgb:").nth(1)?;
    let parts: Vec<f64> = rgb
        .split(['/', '\x1b', '\x07'])
        .take(3)
        .filter_map(|part| {
            let digits = part.trim();
            let value = u32::from_str_radix(digits, 16).ok()?;
            let most = 16_u32
                .checked_pow(u32::try_from(digits.len()).ok()?)?
                .checked_sub(1)?;
            (most > 0).then(|| f64::from(value) / f64::from(most))
        })
        .collect();
    let [r, g, b] = parts[..] else { return None };
    let light = 0.299 * r + 0.587 * g + 0.114 * b > 0.5;
    Some(if light {
        Background::Light
    } else {
        Background::Dark
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_cursor_two_columns_on_means_large_text() {
        for (answer, can) in [
            (&b"\x1b[1;3R\x1b[?62c"[..], true),
            (b"\x1b[1;1R\x1b[?62c", false),
            // The letters of the sequence were written.
            (b"\x1b[1;9R\x1b[?62c", false),
            // The blank was written in the size of a cell.
            (b"\x1b[1;2R\x1b[?62c", false),
            (b"\x1b[?62c", false),
            (b"", false),
        ] {
            assert_eq!(can_enlarge(answer), can, "{answer:?}");
        }
    }

    #[test]
    fn the_answer_is_read_with_any_number_of_digits() {
        assert_eq!(
            background(b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?62c"),
            Some(Background::Light)
        );
        assert_eq!(
            background(b"\x1b]11;rgb:10/12/16\x07"),
            Some(Background::Dark)
        );
        assert_eq!(background(b"\x1b[?62;4c"), None);
        assert_eq!(background(b"\x1b]11;rgb:zz/12/16\x07"), None);
    }
}
