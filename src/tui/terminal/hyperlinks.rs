//! Texts that lead to an address when the terminal's user clicks on them (OSC 8).
//!
//! A cell of the screen holds a letter and a style, so the addresses stand beside the screen: where they are is told
//! after each frame, and the backend writes them around the letters.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::{Buffer, Cell, CellDiffOption};
use ratatui::layout::{Position, Size};

use crate::text;
use crate::tui::hyperlink::Hyperlink;

/// The links of the frame that is being written, shared with the backend.
#[derive(Clone, Debug, Default)]
pub struct Hyperlinks {
    shown: Rc<RefCell<Vec<Hyperlink>>>,
}

impl Hyperlinks {
    /// Puts the links of a new frame in place of the old, and has every cell written whose link is another one now,
    /// though its letter may be the same.
    pub fn replace(&self, links: Vec<Hyperlink>, buf: &mut Buffer) {
        let mut shown = self.shown.borrow_mut();
        if *shown == links {
            return;
        }
        for (ones, others) in [(&*shown, &links), (&links, &*shown)] {
            for link in ones.iter().filter(|link| !others.contains(link)) {
                for (x, y) in link.positions() {
                    if let Some(cell) = buf.cell_mut((x, y)) {
                        cell.set_diff_option(CellDiffOption::AlwaysUpdate);
                    }
                }
            }
        }
        *shown = links;
    }
}

/// A backend that writes links around the cells that have one.
#[derive(Debug)]
pub struct LinkedBackend<B> {
    inner: B,
    links: Hyperlinks,
}

impl<B> LinkedBackend<B> {
    /// Wraps a backend; `links` says what leads where.
    pub fn new(inner: B, links: Hyperlinks) -> Self {
        Self { inner, links }
    }
}

impl<B: Backend<Error = io::Error> + Write> Backend for LinkedBackend<B> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let links = Rc::clone(&self.links.shown);
        let links = links.borrow();
        if links.is_empty() {
            return self.inner.draw(content);
        }
        let mut run: Vec<(u16, u16, &Cell)> = Vec::new();
        let mut of_run: Option<&Hyperlink> = None;
        for (x, y, cell) in content {
            let link = links.iter().find(|link| link.covers(x, y));
            if link != of_run {
                write_run(&mut self.inner, &mut run, of_run)?;
                of_run = link;
            }
            run.push((x, y, cell));
        }
        write_run(&mut self.inner, &mut run, of_run)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.inner.hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.inner.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        self.inner.get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.inner.set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.inner.clear()
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        self.inner.clear_region(clear_type)
    }

    fn size(&self) -> io::Result<Size> {
        self.inner.size()
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.inner.window_size()
    }

    fn flush(&mut self) -> io::Result<()> {
        Backend::flush(&mut self.inner)
    }
}

impl<B: Write> Write for LinkedBackend<B> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.inner.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Write::flush(&mut self.inner)
    }
}

fn write_run<B: Backend<Error = io::Error> + Write>(
    inner: &mut B,
    run: &mut Vec<(u16, u16, &Cell)>,
    link: Option<&Hyperlink>,
) -> io::Result<()> {
    if run.is_empty() {
        return Ok(());
    }
    let address = link.and_then(|link| text::address(&link.address));
    if let Some(address) = &address {
        write!(inner, "\x1b]8;;{address}\x1b\\")?;
    }
    inner.draw(run.drain(..))?;
    if address.is_some() {
        write!(inner, "\x1b]8;;\x1b\\")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use ratatui::Terminal;
    use ratatui::backend::CrosstermBackend;
    use ratatui::layout::Rect;
    use ratatui::{TerminalOptions, Viewport};

    use super::*;

    /// Bytes that the test and the backend both hold.
    #[derive(Clone, Default)]
    struct Shared(Rc<RefCell<Vec<u8>>>);

    impl Write for Shared {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.borrow_mut().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// Column, width and address of a link.
    type Place = (u16, u16, &'static str);

    /// What is written for frames of one row, each with a text and its links.
    fn written(frames: &[(&str, &[Place])]) -> Vec<String> {
        let links = Hyperlinks::default();
        let written = Shared::default();
        let backend = LinkedBackend::new(CrosstermBackend::new(written.clone()), links.clone());
        let area = Rect::new(0, 0, 12, 1);
        let mut terminal = Terminal::with_options(
            backend,
            TerminalOptions {
                viewport: Viewport::Fixed(area),
            },
        )
        .expect("a terminal");
        frames
            .iter()
            .map(|(text, places)| {
                terminal
                    .draw(|frame| {
                        let buf = frame.buffer_mut();
                        buf.set_string(0, 0, text, ratatui::style::Style::new());
                        let of_frame = places
                            .iter()
                            .map(|&(x, width, address)| Hyperlink {
                                at: Position::new(x, 0),
                                width,
                                address: address.into(),
                            })
                            .collect();
                        links.replace(of_frame, buf);
                    })
                    .expect("drawn");
                String::from_utf8(written.0.take()).expect("text")
            })
            .collect()
    }

    #[test]
    fn letters_of_a_link_stand_between_its_beginning_and_its_end() {
        let frames = written(&[("see [1] Doe", &[(4, 7, "https://example.org/a")])]);
        let inside = frames[0]
            .split("\x1b]8;;https://example.org/a\x1b\\")
            .nth(1)
            .and_then(|rest| rest.split("\x1b]8;;\x1b\\").next())
            .expect("a link");
        assert!(inside.contains("[1] Doe"), "{:?}", frames[0]);
        assert!(!inside.contains("see"), "{:?}", frames[0]);
    }

    #[test]
    fn an_address_that_may_not_reach_the_terminal_is_no_link() {
        let frames = written(&[("Doe", &[(0, 3, "javascript:alert(1)")])]);
        assert!(frames[0].contains("Doe"));
        assert!(!frames[0].contains("\x1b]8"), "{:?}", frames[0]);
    }

    #[test]
    fn the_same_letters_with_another_address_are_written_again() {
        let same = ("[1] Doe", &[(0, 7, "https://example.org/a")][..]);
        let frames = written(&[
            same,
            // The screen writes once more what was forced.
            same,
            same,
            ("[1] Doe", &[(0, 7, "https://example.org/b")]),
            ("[1] Doe", &[]),
        ]);
        assert!(
            !frames[2].contains("Doe"),
            "nothing changed: {:?}",
            frames[2]
        );
        assert!(
            frames[3].contains("https://example.org/b"),
            "{:?}",
            frames[3]
        );
        assert!(frames[3].contains("[1] Doe"), "{:?}", frames[3]);
        assert!(frames[4].contains("[1] Doe"), "{:?}", frames[4]);
        assert!(!frames[4].contains("example.org"), "{:?}", frames[4]);
    }
}
