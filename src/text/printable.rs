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
pub fn printable_prose(text: &str) -> Cow<'_, str> {
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
            _ if is_combining_mark(character) && !base => Some(SHOWN),
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
