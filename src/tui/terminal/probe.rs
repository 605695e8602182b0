//! Asks the terminal for its background, once, before anything else reads from it.

/// The ground that a terminal paints on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Background {
    /// Light letters on a dark ground.
    Dark,
    /// Dark letters on a light ground.
    Light,
}

/// The terminal's background by OSC 11; `None` when it does not say within a tenth of a second.
///
/// A question that every terminal answers (DA1) goes after it, so that one without OSC 11 costs a round trip and not
/// the whole wait. Raw mode has to be on. What the terminal sends late is swallowed by the reader of keys.
#[cfg(unix)]
pub fn background() -> Option<Background> {
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
    tty.write_all(b"\x1b]11;?\x1b\\\x1b[c").ok()?;
    let until = Instant::now() + WAIT;
    let mut answer: Vec<u8> = Vec::new();
    loop {
        let Some(left) = until.checked_duration_since(Instant::now()) else {
            return parse(&answer);
        };
        let wait = Timespec {
            tv_sec: 0,
            tv_nsec: left.subsec_nanos().into(),
        };
        let mut fds = [PollFd::new(&tty, PollFlags::IN)];
        match poll(&mut fds, Some(&wait)) {
            Ok(0) => return parse(&answer),
            Ok(_) => {}
            // A new size while we wait is no reason to give up.
            Err(Errno::INTR) => continue,
            Err(_) => return None,
        }
        let mut bytes = [0; 256];
        let n_read = tty.read(&mut bytes).ok()?;
        answer.extend_from_slice(&bytes[..n_read]);
        // `ESC [ ? .. c` is the answer to the second question.
        let end = answer
            .windows(3)
            .position(|three| three == b"\x1b[?")
            .map(|at| &answer[at..]);
        if n_read == 0 || end.is_some_and(|rest| rest.contains(&b'c')) {
            return parse(&answer);
        }
    }
}

/// Elsewhere the question is not asked.
#[cfg(not(unix))]
pub fn background() -> Option<Background> {
    None
}

/// From `ESC ] 11 ; rgb:RRRR/GGGG/BBBB`, with one to four digits a part.
fn parse(answer: &[u8]) -> Option<Background> {
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
    fn the_answer_is_read_with_any_number_of_digits() {
        assert_eq!(
            parse(b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?62c"),
            Some(Background::Light)
        );
        assert_eq!(parse(b"\x1b]11;rgb:10/12/16\x07"), Some(Background::Dark));
        assert_eq!(parse(b"\x1b[?62;4c"), None);
        assert_eq!(parse(b"\x1b]11;rgb:zz/12/16\x07"), None);
    }
}
