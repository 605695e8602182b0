//! One write for a frame: what is drawn is held back until the frame is complete.

use std::io::{self, Write};

use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};

/// A writer whose `flush` waits for the end of the frame.
///
/// ratatui flushes at several points of a frame; on a bare terminal each would be a write of its own.
#[derive(Debug)]
pub struct FrameWriter<W: Write> {
    out: W,
    held: Vec<u8>,
    in_frame: bool,
}

impl<W: Write> FrameWriter<W> {
    /// Wraps the terminal's output.
    pub fn new(out: W) -> Self {
        Self { out, held: Vec::with_capacity(64 * 1024), in_frame: false }
    }

    /// Begins a frame inside a synchronized update (DEC 2026), so that a terminal shows it whole.
    ///
    /// # Errors
    /// Never in practice: nothing is written yet.
    pub fn begin(&mut self) -> io::Result<()> {
        self.in_frame = true;
        queue!(self.held, BeginSynchronizedUpdate)
    }

    /// Ends the frame and writes it at once.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn end(&mut self) -> io::Result<()> {
        queue!(self.held, EndSynchronizedUpdate)?;
        self.in_frame = false;
        self.flush()
    }
}

impl<W: Write> Write for FrameWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.held.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.in_frame || self.held.is_empty() {
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
        writer.begin().expect("held back");
        for part in ["one", "two", "three"] {
            writer.write_all(part.as_bytes()).expect("held back");
            writer.flush().expect("held back");
        }
        writer.end().expect("written");
        assert_eq!(counter.writes, [b"\x1b[?2026honetwothree\x1b[?2026l".to_vec()]);
    }
}
