//! Letters and columns: how wide a text is, how to fit and wrap it, how to make it safe, how to fold it for search.
//!
//! Widths are columns of a terminal; a text is never cut inside a grapheme. This layer knows nothing of histories and
//! nothing of screens.

mod fold;

pub use fold::{Folded, fold, fold_mapped, has_cyrillic, romanise, romanise_mapped, skeleton};

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Which end of a text is dropped when it does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// The end, for titles.
    End,
    /// The middle, for names.
    Middle,
}

/// Columns that a text takes.
pub fn width(text: &str) -> usize {
    if text.is_ascii() {
        text.len()
    } else {
        text.graphemes(true).map(grapheme_width).sum()
    }
}

/// The text within some columns, with `…` where something was dropped.
///
/// Unchanged text is borrowed. Nothing fits into no columns.
pub fn fit(text: &str, columns: usize, cut: Cut) -> Cow<'_, str> {
    if width(text) <= columns {
        return Cow::Borrowed(text);
    }
    if columns == 0 {
        return Cow::Borrowed("");
    }
    let room = columns - 1;
    match cut {
        Cut::End => {
            let head = take(text.graphemes(true), room);
            Cow::Owned(format!("{}…", head.trim_end()))
        }
        Cut::Middle => {
            let head = take(text.graphemes(true), room.div_ceil(2));
            let tail_room = room - width(&head);
            let mut tail: Vec<&str> = Vec::new();
            let mut used = 0;
            for grapheme in text.graphemes(true).rev() {
                used += grapheme_width(grapheme);
                if used > tail_room {
                    break;
                }
                tail.push(grapheme);
            }
            tail.reverse();
            Cow::Owned(format!("{head}…{}", tail.concat()))
        }
    }
}

/// The text in exactly some columns: fitted, then padded with blanks at the right.
pub fn pad(text: &str, columns: usize, cut: Cut) -> String {
    let mut text = fit(text, columns, cut).into_owned();
    let missing = columns.saturating_sub(width(&text));
    text.extend(std::iter::repeat_n(' ', missing));
    text
}

/// The lines of a text at a width: broken between words, inside a word only when it alone is too wide.
///
/// Line breaks of the text are kept; blanks at a break are dropped. A width of zero gives no lines.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    if columns == 0 {
        return lines;
    }
    for paragraph in text.lines() {
        let mut line = String::new();
        let mut used = 0;
        for word in paragraph.split_whitespace() {
            let wide = width(word);
            if used > 0 && used + 1 + wide <= columns {
                line.push(' ');
                line.push_str(word);
                used += 1 + wide;
                continue;
            }
            if used > 0 {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            for grapheme in word.graphemes(true) {
                let wide = grapheme_width(grapheme);
                if used > 0 && used + wide > columns {
                    lines.push(std::mem::take(&mut line));
                    used = 0;
                }
                line.push_str(grapheme);
                used += wide;
            }
        }
        lines.push(line);
    }
    lines
}

/// A text that is safe on a terminal: what would move the cursor, turn the direction or join a neighbour is replaced.
///
/// Control characters (C0, C1, DEL), bidi controls, line and paragraph separators and marks without a letter become
/// U+FFFD; a tab or a line break becomes a blank. Unchanged text is borrowed.
pub fn printable(text: &str) -> Cow<'_, str> {
    filter(text, false)
}

/// As [`printable`], but line breaks stay, for prose that is wrapped afterwards.
pub fn printable_lines(text: &str) -> Cow<'_, str> {
    filter(text, true)
}

/// Byte offset of the grapheme boundary before an offset; 0 at the start.
pub fn previous_grapheme(text: &str, at: usize) -> usize {
    text[..at]
        .grapheme_indices(true)
        .next_back()
        .map_or(0, |(idx, _)| idx)
}

/// Byte offset of the grapheme boundary after an offset; the length at the end.
pub fn next_grapheme(text: &str, at: usize) -> usize {
    text[at..]
        .graphemes(true)
        .next()
        .map_or(text.len(), |grapheme| at + grapheme.len())
}

/// Byte offset where the word before an offset starts, blanks after it included.
pub fn previous_word(text: &str, at: usize) -> usize {
    let head = text[..at].trim_end();
    head.rfind(char::is_whitespace).map_or(0, |idx| {
        idx + head[idx..].chars().next().map_or(1, char::len_utf8)
    })
}

/// The graphemes of a text with their columns.
pub fn graphemes(text: &str) -> impl Iterator<Item = (usize, &str, usize)> {
    text.grapheme_indices(true)
        .map(|(idx, grapheme)| (idx, grapheme, grapheme_width(grapheme)))
}

fn grapheme_width(grapheme: &str) -> usize {
    if let [byte] = grapheme.as_bytes() {
        return usize::from(*byte >= b' ' && *byte != 0x7f);
    }
    grapheme.width().min(2)
}

fn take<'a>(graphemes: impl Iterator<Item = &'a str>, columns: usize) -> String {
    let mut used = 0;
    graphemes
        .take_while(|grapheme| {
            used += grapheme_width(grapheme);
            used <= columns
        })
        .collect()
}

fn filter(text: &str, keep_lines: bool) -> Cow<'_, str> {
    let clean = |c: char| !is_dangerous(c) || (keep_lines && c == '\n');
    let starts_with_mark = text.chars().next().is_some_and(is_mark);
    if !starts_with_mark && text.chars().all(clean) && !has_lone_mark(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut base = false;
    for c in text.chars() {
        if c == '\n' && keep_lines {
            out.push(c);
            base = false;
        } else if matches!(c, '\n' | '\t' | '\r') {
            out.push(' ');
            base = false;
        } else if is_dangerous(c) || (is_mark(c) && !base) {
            out.push('\u{fffd}');
            base = false;
        } else {
            out.push(c);
            base = is_mark(c) || !c.is_whitespace();
        }
    }
    Cow::Owned(out)
}

/// A mark that has no letter before it to stand on.
fn has_lone_mark(text: &str) -> bool {
    let mut base = false;
    for c in text.chars() {
        if is_mark(c) {
            if !base {
                return true;
            }
        } else {
            base = !c.is_whitespace();
        }
    }
    false
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
        || (c.width() == Some(0) && !is_dangerous(c) && c as u32 > 0xa0)
}

fn is_dangerous(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NAMES: [&str; 4] = ["Хорлоогийн Чойбалсан", "Áed mac Cináeda", "İnönü", "蒙古"];

    #[test]
    fn width_is_columns() {
        assert_eq!(NAMES.map(width), [20, 15, 5, 4]);
        assert_eq!(width("e\u{301}"), 1, "a mark takes no column");
    }

    #[test]
    fn a_title_is_cut_at_the_end_and_a_name_in_the_middle() {
        assert_eq!(
            fit("Comprehensive strategic partnership", 15, Cut::End),
            "Comprehensive…"
        );
        assert_eq!(fit("Khurelsukh", 7, Cut::Middle), "Khu…ukh");
        assert_eq!(fit("Khurelsukh", 10, Cut::Middle), "Khurelsukh");
        assert_eq!(
            fit("蒙古国", 4, Cut::End),
            "蒙…",
            "half a letter is never shown"
        );
        assert_eq!(fit("Putin", 0, Cut::End), "");
    }

    #[test]
    fn lines_break_between_words_and_keep_paragraphs() {
        assert_eq!(
            wrap("one two three\n\nfour", 8),
            ["one two", "three", "", "four"]
        );
        assert_eq!(wrap("abcdefgh ij", 3), ["abc", "def", "gh", "ij"]);
    }

    #[test]
    fn nothing_that_steers_a_terminal_gets_through() {
        assert_eq!(printable("a\u{1b}[31mb"), "a\u{fffd}[31mb");
        assert_eq!(printable("a\u{9b}b\u{7f}"), "a\u{fffd}b\u{fffd}");
        assert_eq!(printable("\u{202e}evil"), "\u{fffd}evil");
        assert_eq!(
            printable("\u{301}x"),
            "\u{fffd}x",
            "a mark would join the cell before"
        );
        assert_eq!(printable("one\ntwo\tthree"), "one two three");
        assert_eq!(printable_lines("one\ntwo"), "one\ntwo");
        assert!(
            NAMES
                .iter()
                .all(|name| matches!(printable(name), Cow::Borrowed(_)))
        );
    }

    #[test]
    fn an_editor_moves_by_what_one_sees() {
        let text = "ae\u{301} b";
        assert_eq!(next_grapheme(text, 1), 4);
        assert_eq!(previous_grapheme(text, 4), 1);
        assert_eq!(previous_word("one two ", 8), 4);
        assert_eq!(previous_word("one", 3), 0);
    }

    proptest! {
        #[test]
        fn fitted_text_is_never_too_wide(text in ".{0,40}", columns in 0_usize..30, middle: bool) {
            let cut = if middle { Cut::Middle } else { Cut::End };
            let clean = printable(&text);
            prop_assert!(width(&fit(&clean, columns, cut)) <= columns);
            prop_assert_eq!(width(&pad(&clean, columns, cut)), columns);
        }

        #[test]
        fn wrapping_loses_no_letter(text in "[a-zа-я 蒙古\u{301}]{0,60}", columns in 2_usize..20) {
            let clean = printable(&text);
            let lines = wrap(&clean, columns);
            let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(letters(&lines.concat()), letters(&clean));
            for line in &lines {
                prop_assert!(width(line) <= columns);
            }
        }

        #[test]
        fn safe_text_stays_as_it_is(text in any::<String>()) {
            let once = printable(&text).into_owned();
            let twice = printable(&once).into_owned();
            prop_assert_eq!(twice, once);
        }
    }
}
