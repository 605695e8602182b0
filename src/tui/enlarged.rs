//! Text that the terminal itself draws larger than a cell (OSC 66 of kitty's text sizing protocol).
//!
//! ratatui knows cells only: the cells under such a text are left out of its frame, and the text is written after it.

use std::io::{self, Write};

use crossterm::cursor::MoveTo;
use crossterm::queue;
use crossterm::style::{Attribute, Print, ResetColor, SetAttribute, SetStyle};
use ratatui::backend::IntoCrossterm;
use ratatui::style::Style;

use crate::text;

/// No letter is drawn more than so many cells high and wide: the protocol's limit.
pub const LARGEST: u16 = 7;

/// One line of large text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enlarged {
    /// Column of its left edge.
    pub x: u16,
    /// Row of its upper edge.
    pub y: u16,
    /// How many cells high a letter is, and how many times as wide as otherwise.
    pub scale: u16,
    /// The text, in one line.
    pub text: String,
    /// How it looks.
    pub style: Style,
}

impl Enlarged {
    /// Writes it where it stands.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn write(&self, out: &mut impl Write) -> io::Result<()> {
        queue!(
            out,
            MoveTo(self.x, self.y),
            ResetColor,
            SetAttribute(Attribute::Reset),
            SetStyle(self.style.into_crossterm())
        )?;
        let clean = text::printable(&self.text);
        queue!(
            out,
            Print(format_args!(
                "\x1b]66;s={};{clean}\x1b\\",
                self.scale.clamp(1, LARGEST)
            )),
            ResetColor,
            SetAttribute(Attribute::Reset)
        )
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::Modifier;

    use super::*;

    #[test]
    fn a_large_text_is_one_sequence_that_no_text_can_break_out_of() {
        let large = Enlarged {
            x: 4,
            y: 2,
            scale: 3,
            text: "A\x1b\\B\x07".to_owned(),
            style: Style::new().add_modifier(Modifier::BOLD),
        };
        let mut bytes = Vec::new();
        large.write(&mut bytes).expect("written to memory");
        let written = String::from_utf8(bytes).expect("text");
        assert!(written.starts_with("\x1b[3;5H"), "{written:?}");
        let (_, body) = written.split_once("\x1b]66;s=3;").expect("the sequence");
        let (text, _) = body.split_once("\x1b\\").expect("its end");
        assert!(text.starts_with('A') && text.contains('B'), "{text:?}");
        assert!(!text.chars().any(char::is_control), "{text:?}");
    }
}
