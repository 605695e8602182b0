//! One write for a frame: what is drawn is held back until the frame is complete.

use std::cell::Cell;
use std::io::{self, Write};
use std::rc::Rc;

use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};

/// A writer whose `flush` waits for the end of the frame.
///
/// ratatui flushes at several points of a frame; on a bare terminal each would be a write of its own.
#[derive(Debug)]
pub struct FrameWriter<W: Write> {
    out: W,
    held: Vec<u8>,
    in_frame: Rc<Cell<bool>>,
}

/// Begins and ends the frames of a [`FrameWriter`] that somebody else owns.
#[derive(Clone, Debug)]
pub struct FrameSwitch {
    in_frame: Rc<Cell<bool>>,
}

impl<W: Write> FrameWriter<W> {
    /// Wraps the terminal's output.
    pub fn new(out: W) -> Self {
        Self {
            out,
            held: Vec::with_capacity(64 * 1024),
            in_frame: Rc::default(),
        }
    }

    /// What begins and ends its frames.
    pub fn switch(&self) -> FrameSwitch {
        FrameSwitch {
            in_frame: Rc::clone(&self.in_frame),
        }
    }
}

impl FrameSwitch {
    /// Begins a frame inside a synchronized update (DEC 2026), so that a terminal shows it whole.
    ///
    /// # Errors
    /// Never in practice: nothing is written yet.
    pub fn begin(&self, writer: &mut impl Write) -> io::Result<()> {
        self.in_frame.set(true);
        queue!(writer, BeginSynchronizedUpdate)
    }

    /// Ends the frame and writes it at once.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn end(&self, writer: &mut impl Write) -> io::Result<()> {
        queue!(writer, EndSynchronizedUpdate)?;
        self.in_frame.set(false);
        writer.flush()
    }
}

impl<W: Write> Write for FrameWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.held.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.in_frame.get() || self.held.is_empty() {
            return Ok(());
        }
        self.out.write_all(&self.held)?;
        self.held.clear();
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Counts how often something is written.
    #[derive(Default)]
    struct Counter {
        writes: Vec<Vec<u8>>,
    }

    impl Write for &mut Counter {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.writes.push(bytes.to_vec());
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_frame_is_one_write_inside_a_synchronized_update() {
        let mut counter = Counter::default();
        let mut writer = FrameWriter::new(&mut counter);
        let frame = writer.switch();
        frame.begin(&mut writer).expect("held back");
        for part in ["one", "two", "three"] {
            writer.write_all(part.as_bytes()).expect("held back");
            writer.flush().expect("held back");
        }
        frame.end(&mut writer).expect("written");
        assert_eq!(
            counter.writes,
            [b"\x1b[?2026honetwothree\x1b[?2026l".to_vec()]
        );
    }
}
