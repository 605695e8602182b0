//! What of a text from elsewhere may reach a terminal.
//!
//! A character that would move the cursor, turn the direction of the line or hide is shown as `U+FFFD`, so that a reader
//! sees that something was there.

use std::borrow::Cow;

use unicode_normalization::char::is_combining_mark;

const SHOWN: char = char::REPLACEMENT_CHARACTER;

/// `text` for one line: breaks and tabs become a blank.
pub fn printable(text: &str) -> Cow<'_, str> {
    clean(text, ' ')
}

/// `text` for several lines: breaks are kept as `\n`, tabs become a blank.
pub fn printable_lines(text: &str) -> Cow<'_, str> {
    clean(text, '\n')
}

fn clean(text: &str, line_break: char) -> Cow<'_, str> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Cow::Borrowed(text);
    }
    // Copied only from the first character that changes.
    let mut changed: Option<String> = None;
    // What a mark or a joiner would attach to: nothing at the start, after a blank, and after what was replaced.
    let mut base = false;
    let mut tagged = false;
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let next = characters.peek().map(|&(_, next)| next);
        let kept = match character {
            '\r' if next == Some('\n') => None,
            '\n' | '\r' => Some(line_break),
            '\t' => Some(' '),
            // Shows only where a line is broken at it, and no line is.
            '\u{ad}' => None,
            _ if is_hazard(character) => Some(SHOWN),
            _ if is_joiner(character) => {
                let joins =
                    base && next.is_some_and(|next| !next.is_whitespace() && is_joinable(next));
                Some(if joins { character } else { SHOWN })
            }
            '\u{e0020}'..='\u{e007f}' => Some(if tagged { character } else { SHOWN }),
            _ if !base && is_mark(character) => Some(SHOWN),
            _ => Some(character),
        };
        if let Some(kept) = kept {
            base = !kept.is_whitespace() && (kept == character);
            // The flags of England, Scotland and Wales are a black flag and letters that do not show.
            tagged = kept == '\u{1f3f4}' || (tagged && matches!(kept, '\u{e0020}'..='\u{e007f}'));
        }
        if changed.is_none() && kept != Some(character) {
            let mut copy = String::with_capacity(text.len());
            copy.push_str(&text[..at]);
            changed = Some(copy);
        }
        if let (Some(copy), Some(kept)) = (&mut changed, kept) {
            copy.push(kept);
        }
    }
    changed.map_or(Cow::Borrowed(text), Cow::Owned)
}

/// A mark that attaches to the letter before it. Most letters are known to be none without a look into the table.
fn is_mark(character: char) -> bool {
    match character {
        ..'\u{300}' | '\u{370}'..'\u{483}' | '\u{48a}'..'\u{591}' => false,
        _ => is_combining_mark(character),
    }
}

/// Controls, direction marks, separators, invisible format characters, and code points that are no characters.
fn is_hazard(character: char) -> bool {
    matches!(character,
        '\0'..='\x1f' | '\x7f'..='\u{9f}'
        | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        | '\u{2028}' | '\u{2029}'
        | '\u{600}'..='\u{605}' | '\u{6dd}' | '\u{70f}' | '\u{890}' | '\u{891}' | '\u{8e2}'
        | '\u{200b}' | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{110bd}' | '\u{110cd}' | '\u{13430}'..='\u{1343f}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e001f}' | '\u{fdd0}'..='\u{fdef}')
        || u32::from(character) & 0xfffe == 0xfffe
}

/// Zero-width joiner and non-joiner, and the vowel separator of the Mongolian script.
fn is_joiner(character: char) -> bool {
    matches!(character, '\u{200c}' | '\u{200d}' | '\u{180e}')
}

fn is_joinable(character: char) -> bool {
    !is_hazard(character)
        && !is_joiner(character)
        && !matches!(character, '\u{ad}' | '\u{e0020}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn text_of_any_language_passes_as_it_is() {
        let texts = [
            "Хорлоогийн Чойбалсан",
            "Áed mac Cináeda",
            "e\u{301}",
            "蒙古",
            "👩‍👩‍👧 ❤\u{fe0f}",
            "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
            "می\u{200c}خواهم",
            "ᠮᠤᠨᠭ\u{180e}ᠠ",
            "plain",
            "",
        ];
        for text in texts {
            assert!(
                matches!(printable(text), Cow::Borrowed(same) if same == text),
                "{text:?}"
            );
        }
    }

    #[test]
    fn no_mark_is_taken_for_a_letter() {
        for character in '\0'..=char::MAX {
            assert_eq!(
                is_mark(character),
                is_combining_mark(character),
                "{character:?}"
            );
        }
    }

    #[test]
    fn what_moves_the_cursor_is_shown_instead() {
        assert_eq!(printable("a\x1b[31mb"), "a\u{fffd}[31mb");
        assert_eq!(printable("a\u{9b}31mb\x7f"), "a\u{fffd}31mb\u{fffd}");
        assert_eq!(printable("one\r\ntwo\tthree\rfour"), "one two three four");
        assert_eq!(
            printable_lines("one\r\ntwo\tthree\rfour\n"),
            "one\ntwo three\nfour\n"
        );
    }

    #[test]
    fn what_turns_the_line_or_hides_is_shown_instead() {
        for hidden in [
            '\u{202e}',
            '\u{2066}',
            '\u{200f}',
            '\u{61c}',
            '\u{2028}',
            '\u{feff}',
            '\u{200b}',
            '\u{e0041}',
        ] {
            assert_eq!(
                printable(&format!("a{hidden}b")),
                "a\u{fffd}b",
                "U+{:04X}",
                u32::from(hidden)
            );
        }
        assert_eq!(printable("Ulaan\u{ad}baatar"), "Ulaanbaatar");
    }

    #[test]
    fn a_mark_or_a_joiner_needs_something_to_hold_on_to() {
        assert_eq!(printable("\u{301}a"), "\u{fffd}a");
        assert_eq!(printable("a \u{301}"), "a \u{fffd}");
        assert_eq!(printable("\x07\u{301}\u{302}"), "\u{fffd}\u{fffd}\u{fffd}");
        assert_eq!(printable("a\u{200d}"), "a\u{fffd}");
        assert_eq!(printable("\u{200d}a"), "\u{fffd}a");
        assert_eq!(printable("a\u{200d}\u{200d}b"), "a\u{fffd}\u{fffd}b");
    }

    proptest! {
        #[test]
        fn what_was_made_printable_stays_so(text in "[\\x00-\\x7f\u{ad}\u{300}\u{200b}-\u{200f}\u{202a}-\u{202e}\u{2066}\u{feff}\u{e0061}🏴👩蒙é]{0,24}") {
            let once = printable(&text).into_owned();
            prop_assert!(!once.chars().any(char::is_control));
            prop_assert_eq!(printable(&once), once.as_str());
            let prose = printable_lines(&text).into_owned();
            prop_assert_eq!(printable_lines(&prose), prose.as_str());
        }

        #[test]
        fn no_character_of_all_is_let_through_that_controls(character: char) {
            let text = printable(&character.to_string()).into_owned();
            prop_assert!(!text.chars().any(|character| character.is_control() || is_hazard(character)));
        }
    }
}
