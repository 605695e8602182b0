//! Columns: measuring, cutting, padding and wrapping.
//!
//! A text is as wide as its graphemes are, one by one, because that is how cells are filled.

use std::borrow::Cow;
use std::cell::Cell;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The columns of characters that East Asian fonts draw wide and others narrow: `…`, `○`, `Ж`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AmbiguousWidth {
    #[default]
    One,
    Two,
}

impl AmbiguousWidth {
    /// As people write it: 1 or 2.
    pub fn of_columns(columns: u8) -> Option<Self> {
        match columns {
            1 => Some(Self::One),
            2 => Some(Self::Two),
            _ => None,
        }
    }
}

/// The part that is given up when a text is too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// `…tual assistance`, for paths.
    Start,
    /// `Protocol of mu…`, for titles.
    End,
    /// `Khorloog…balsan`, for names.
    Middle,
}

/// How a terminal measures, and what stands for what was cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ruler {
    pub ambiguous: AmbiguousWidth,
    pub ellipsis: &'static str,
    /// Signs of [`plain_sign`] are written in ASCII, and take one column.
    pub plain_signs: bool,
}

thread_local! {
    /// What the terminal of this thread gives to ambiguous characters.
    static AMBIGUOUS: Cell<AmbiguousWidth> = const { Cell::new(AmbiguousWidth::One) };
}

/// From here on this thread measures for a terminal that gives ambiguous characters so many columns.
///
/// A terminal has one width for them, and every text is measured by it: who draws says so once.
pub fn set_ambiguous_width(ambiguous: AmbiguousWidth) {
    AMBIGUOUS.set(ambiguous);
}

/// What this thread measures by.
pub fn ambiguous_width() -> AmbiguousWidth {
    AMBIGUOUS.get()
}

fn ruler() -> Ruler {
    let ambiguous = AMBIGUOUS.get();
    Ruler {
        ambiguous,
        plain_signs: ambiguous == AmbiguousWidth::Two,
        ..Ruler::UNICODE
    }
}

/// Columns of `text`.
pub fn width(text: &str) -> usize {
    ruler().width(text)
}

/// Columns of `text`, with the width that this terminal gives to ambiguous characters.
pub fn width_with(text: &str, ambiguous: AmbiguousWidth) -> usize {
    Ruler {
        ambiguous,
        ..Ruler::UNICODE
    }
    .width(text)
}

/// `text` in at most `columns` columns; see [`Ruler::fit`].
pub fn fit(text: &str, columns: usize, cut: Cut) -> Cow<'_, str> {
    ruler().fit(text, columns, cut)
}

/// `text` in exactly `columns` columns; see [`Ruler::pad`].
pub fn pad(text: &str, columns: usize, cut: Cut) -> String {
    ruler().pad(text, columns, cut)
}

/// The lines of `text` in `columns` columns; see [`Ruler::wrap`].
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let lines = ruler().wrap(text, columns);
    lines.into_iter().map(str::to_owned).collect()
}

/// Bytes of the longest start of `text` that takes no more columns.
pub fn prefix(text: &str, columns: usize) -> usize {
    ruler().prefix(text, columns)
}

/// The graphemes of `text`: byte offset, the grapheme, its columns.
pub fn graphemes(text: &str) -> impl DoubleEndedIterator<Item = (usize, &str, usize)> {
    text.grapheme_indices(true)
        .map(|(at, grapheme)| (at, grapheme, ruler().grapheme_width(grapheme)))
}

impl Default for Ruler {
    fn default() -> Self {
        Self::UNICODE
    }
}

impl Ruler {
    pub const UNICODE: Self = Self {
        ambiguous: AmbiguousWidth::One,
        ellipsis: "…",
        plain_signs: false,
    };
    /// For terminals and fonts without `…`.
    pub const ASCII: Self = Self {
        ambiguous: AmbiguousWidth::One,
        ellipsis: "..",
        plain_signs: true,
    };

    pub fn width(&self, text: &str) -> usize {
        if is_plain(text) {
            return text.len();
        }
        text.graphemes(true)
            .map(|grapheme| self.grapheme_width(grapheme))
            .sum()
    }

    /// `text` in at most `columns` columns, cut between graphemes, with the ellipsis where something is missing.
    /// Blanks beside the ellipsis go too. Where not even the ellipsis has room, nothing is left.
    pub fn fit<'t>(&self, text: &'t str, columns: usize, cut: Cut) -> Cow<'t, str> {
        if text.len() <= columns && is_plain(text) || self.width(text) <= columns {
            return Cow::Borrowed(text);
        }
        let Some(room) = columns.checked_sub(self.width(self.ellipsis)) else {
            return Cow::Borrowed("");
        };
        let (left, right) = match cut {
            Cut::End => (room, 0),
            Cut::Start => (0, room),
            Cut::Middle => (room - room / 2, room / 2),
        };
        let head = &text[..self.prefix(text, left)];
        let tail = &text[self.suffix(text, right).max(head.len())..];
        Cow::Owned([head.trim_end(), self.ellipsis, tail.trim_start()].concat())
    }

    /// `text` in exactly `columns` columns: cut if it is longer, with blanks at its right if it is shorter.
    pub fn pad(&self, text: &str, columns: usize, cut: Cut) -> String {
        let mut padded = self.fit(text, columns, cut).into_owned();
        let missing = columns.saturating_sub(self.width(&padded));
        padded.extend(std::iter::repeat_n(' ', missing));
        padded
    }

    /// The lines of `text`, none wider than `columns`: as many words on each as fit, a word that is too long broken
    /// between graphemes, a line break in the text kept. Wide letters (Chinese, Japanese) may be parted anywhere.
    /// A grapheme that is wider than `columns` stands alone all the same, so that nothing is lost; but no columns give no
    /// lines.
    pub fn wrap<'t>(&self, text: &'t str, columns: usize) -> Vec<&'t str> {
        let mut lines = Vec::new();
        if columns > 0 {
            for paragraph in text.lines() {
                self.wrap_paragraph(paragraph, columns, &mut lines);
            }
        }
        lines
    }

    fn wrap_paragraph<'t>(&self, paragraph: &'t str, columns: usize, lines: &mut Vec<&'t str>) {
        // A line is a slice from the start of its first word to the end of its last.
        let mut line: Option<(usize, usize)> = None;
        let mut used = 0;
        let mut at_blank = 0;
        for (start, word) in words(paragraph) {
            let gap = if line.is_some() {
                self.width(&paragraph[at_blank..start])
            } else {
                0
            };
            let wide = self.width(word);
            let end = start + word.len();
            at_blank = end;
            if let Some((from, _)) = line
                && used + gap + wide <= columns
            {
                line = Some((from, end));
                used += gap + wide;
                continue;
            }
            if wide <= columns && (line.is_none() || !Self::may_part(word)) {
                if let Some((from, to)) = line {
                    lines.push(&paragraph[from..to]);
                }
                line = Some((start, end));
                used = wide;
                continue;
            }
            // Too long for a line of its own, or parted to fill the one that is begun.
            let mut room_taken = match line {
                Some((from, to)) if !Self::may_part(word) => {
                    lines.push(&paragraph[from..to]);
                    line = None;
                    0
                }
                Some(_) => used + gap,
                None => 0,
            };
            for (offset, grapheme) in word.grapheme_indices(true) {
                let at = start + offset;
                let taken = self.grapheme_width(grapheme);
                line = match line {
                    Some((from, to)) if room_taken + taken > columns => {
                        lines.push(&paragraph[from..to]);
                        room_taken = 0;
                        Some((at, at + grapheme.len()))
                    }
                    Some((from, _)) => Some((from, at + grapheme.len())),
                    None => Some((at, at + grapheme.len())),
                };
                room_taken += taken;
            }
            used = room_taken;
        }
        lines.push(line.map_or("", |(from, to)| &paragraph[from..to]));
    }

    /// Wide letters are written without blanks, and each may begin a line.
    fn may_part(word: &str) -> bool {
        !word.is_ascii() && word.graphemes(true).any(|grapheme| grapheme.width() == 2)
    }

    fn grapheme_width(&self, grapheme: &str) -> usize {
        // A control has no place in a cell.
        if let [byte] = grapheme.as_bytes() {
            return usize::from(matches!(byte, b' '..=b'~'));
        }
        match self.ambiguous {
            _ if self.plain_signs && plain_sign(grapheme).is_some() => 1,
            AmbiguousWidth::One => grapheme.width(),
            AmbiguousWidth::Two if is_ambiguous_letter(grapheme) => 2,
            AmbiguousWidth::Two => grapheme.width_cjk(),
        }
    }

    /// Bytes of the longest start of `text` that fits.
    fn prefix(&self, text: &str, columns: usize) -> usize {
        if is_plain(text) {
            return text.len().min(columns);
        }
        let mut used = 0;
        for (at, grapheme) in text.grapheme_indices(true) {
            used += self.grapheme_width(grapheme);
            if used > columns {
                return at;
            }
        }
        text.len()
    }

    /// Where the longest end of `text` that fits begins.
    fn suffix(&self, text: &str, columns: usize) -> usize {
        let mut used = 0;
        let mut from = text.len();
        for (at, grapheme) in text.grapheme_indices(true).rev() {
            used += self.grapheme_width(grapheme);
            if used > columns {
                break;
            }
            from = at;
        }
        from
    }
}

/// Words and where they start. A no-break space is part of its word.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let base = text.as_ptr() as usize;
    text.split(|letter: char| {
        letter.is_whitespace() && !matches!(letter, '\u{a0}' | '\u{2007}' | '\u{202f}')
    })
    .filter(|word| !word.is_empty())
    .map(move |word| (word.as_ptr() as usize - base, word))
}

/// Printable ASCII takes a column a byte.
/// Letters that Unicode calls ambiguous: `unicode_width` takes them for narrow everywhere, terminals do not.
const AMBIGUOUS_LETTERS: &[(char, char)] = &[
    ('ª', 'ª'),
    ('º', 'º'),
    ('Æ', 'Æ'),
    ('Ð', 'Ð'),
    ('Ø', 'Ø'),
    ('Þ', 'á'),
    ('æ', 'æ'),
    ('è', 'ê'),
    ('ì', 'í'),
    ('ð', 'ð'),
    ('ò', 'ó'),
    ('ø', 'ú'),
    ('ü', 'ü'),
    ('þ', 'þ'),
    ('ā', 'ā'),
    ('đ', 'đ'),
    ('ē', 'ē'),
    ('ě', 'ě'),
    ('Ħ', 'ħ'),
    ('ī', 'ī'),
    ('ı', 'ĳ'),
    ('ĸ', 'ĸ'),
    ('Ŀ', 'ł'),
    ('ń', 'ń'),
    ('ň', 'ŋ'),
    ('ō', 'ō'),
    ('Œ', 'œ'),
    ('Ŧ', 'ŧ'),
    ('ū', 'ū'),
    ('ǎ', 'ǎ'),
    ('ǐ', 'ǐ'),
    ('ǒ', 'ǒ'),
    ('ǔ', 'ǔ'),
    ('ǖ', 'ǖ'),
    ('ǘ', 'ǘ'),
    ('ǚ', 'ǚ'),
    ('ǜ', 'ǜ'),
    ('ɑ', 'ɑ'),
    ('ɡ', 'ɡ'),
    ('ˇ', 'ˇ'),
    ('ˉ', 'ˋ'),
    ('ˍ', 'ˍ'),
    ('ː', 'ː'),
    ('Α', 'Ρ'),
    ('Σ', 'Ω'),
    ('α', 'ρ'),
    ('σ', 'ω'),
    ('Ё', 'Ё'),
    ('А', 'я'),
    ('ё', 'ё'),
    ('ⁿ', 'ⁿ'),
    ('ℓ', 'ℓ'),
    ('\u{2126}', '\u{2126}'),
    ('\u{212b}', '\u{212b}'),
];

fn is_ambiguous_letter(grapheme: &str) -> bool {
    let letter = grapheme.chars().next().unwrap_or(' ');
    let at = AMBIGUOUS_LETTERS.partition_point(|&(_, last)| last < letter);
    AMBIGUOUS_LETTERS
        .get(at)
        .is_some_and(|&(first, _)| first <= letter)
}

/// A sign of sentences, dates or rules in ASCII. Letters of names stay: no other letters would be the same name.
pub fn plain_sign(grapheme: &str) -> Option<&'static str> {
    Some(match grapheme {
        "–" | "—" | "─" | "‑" => "-",
        "…" => "~",
        "·" | "•" => "-",
        "›" => ">",
        "“" | "”" => "\"",
        "‘" | "’" => "'",
        "¶" => "p",
        "§" => "s",
        "│" => "|",
        _ => return None,
    })
}

pub fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_thread_measures_for_its_terminal() {
        assert_eq!((width("Жуков"), width("2019–")), (5, 5));
        let measured = std::thread::spawn(|| {
            set_ambiguous_width(AmbiguousWidth::Two);
            let cut = fit("Маршал Жуков", 11, Cut::End).into_owned();
            (width("Жуков"), width("2019–"), cut)
        });
        assert_eq!(
            measured.join().expect("no panic"),
            (10, 5, "Марша…".to_owned()),
            "letters take two columns, signs are written in ASCII"
        );
        assert_eq!(width("Жуков"), 5, "and no other thread is meant");
    }

    const NAMES: [(&str, usize); 8] = [
        ("Хорлоогийн Чойбалсан", 20),
        ("Áed mac Cináeda", 15),
        ("İnönü", 5),
        ("蒙古", 4),
        ("e\u{301}", 1),
        ("👩‍👩‍👧", 2),
        ("🇲🇳", 2),
        ("", 0),
    ];

    #[test]
    fn names_are_as_wide_as_a_terminal_draws_them() {
        for (name, columns) in NAMES {
            assert_eq!(width(name), columns, "{name}");
        }
    }

    #[test]
    fn ambiguous_characters_take_what_the_terminal_gives_them() {
        assert_eq!(width_with("○ 1936…", AmbiguousWidth::One), 7);
        assert_eq!(width_with("○ 1936…", AmbiguousWidth::Two), 9);
    }

    #[test]
    fn a_text_is_cut_at_the_end_that_is_asked_for() {
        let title = "Protocol of mutual assistance";
        assert_eq!(fit(title, 12, Cut::End), "Protocol of…");
        assert_eq!(
            fit(title, 12, Cut::Start),
            "… assistance".replace("… ", "…")
        );
        assert_eq!(fit(title, 12, Cut::Middle), "Protoc…tance");
        assert_eq!(fit("蒙古国家", 4, Cut::End), "蒙…");
        assert_eq!(fit("Áed mac Cináeda", 4, Cut::End), "Áed…");
        assert_eq!(Ruler::ASCII.fit(title, 10, Cut::End), "Protocol..");
    }

    #[test]
    fn a_text_that_fits_is_not_copied() {
        assert!(matches!(
            fit("İnönü", 5, Cut::Middle),
            Cow::Borrowed("İnönü")
        ));
    }

    #[test]
    fn where_no_ellipsis_has_room_nothing_is_left() {
        assert_eq!(fit("İnönü", 0, Cut::End), "");
        assert_eq!(fit("İnönü", 1, Cut::End), "…");
        assert_eq!(Ruler::ASCII.fit("Moscow", 1, Cut::End), "");
        let wide = Ruler {
            ambiguous: AmbiguousWidth::Two,
            ..Ruler::UNICODE
        };
        assert_eq!(wide.fit("Moscow", 1, Cut::End), "");
    }

    #[test]
    fn padding_fills_exactly() {
        assert_eq!(pad("蒙古", 6, Cut::End), "蒙古  ");
        assert_eq!(pad("蒙古国", 4, Cut::End), "蒙… ");
        assert_eq!(pad("Khurelsukh", 7, Cut::Middle), "Khu…ukh");
    }

    #[test]
    fn words_are_wrapped_and_paragraphs_kept() {
        let text = "Turns the spoken understanding\r\nof 1934 into a commitment.\n\nAnd more";
        assert_eq!(
            wrap(text, 14),
            [
                "Turns the",
                "spoken",
                "understanding",
                "of 1934 into a",
                "commitment.",
                "",
                "And more"
            ]
        );
    }

    #[test]
    fn a_word_that_is_too_long_is_broken_between_letters() {
        assert_eq!(
            wrap("of Чойбалсангийн хот", 6),
            ["of", "Чойбал", "сангий", "н хот"]
        );
        assert_eq!(
            wrap("e\u{301}e\u{301}e\u{301}", 2),
            ["e\u{301}e\u{301}", "e\u{301}"]
        );
    }

    #[test]
    fn wide_letters_fill_a_line_that_is_begun() {
        assert_eq!(wrap("in 蒙古国家", 7), ["in 蒙古", "国家"]);
        assert_eq!(wrap("蒙古", 1), ["蒙", "古"]);
        assert_eq!(wrap("蒙古", 0), [""; 0]);
    }

    #[test]
    fn a_no_break_space_holds() {
        assert_eq!(wrap("about 315\u{a0}MW", 9), ["about", "315\u{a0}MW"]);
    }

    fn any_text() -> impl Strategy<Value = String> {
        let letters = prop_oneof![
            5 => proptest::char::range(' ', '~'),
            2 => proptest::char::range('А', 'я'),
            1 => proptest::char::range('一', '十'),
            1 => proptest::char::range('\u{300}', '\u{310}'),
            1 => proptest::sample::select(vec!['👩', '\u{200d}', '\u{fe0f}', '🇲', '🇳', '\n', 'ﷺ', 'ل', 'ا', '…']),
        ];
        proptest::collection::vec(letters, 0..60).prop_map(|letters| letters.into_iter().collect())
    }

    proptest! {
        #[test]
        fn what_is_fitted_fits(text in any_text(), columns in 0_usize..40, end in 0..3, wide: bool) {
            let end = [Cut::End, Cut::Start, Cut::Middle][end as usize];
            let ambiguous = if wide { AmbiguousWidth::Two } else { AmbiguousWidth::One };
            let ruler = Ruler { ambiguous, ..Ruler::UNICODE };
            let fitted = ruler.fit(&text, columns, end);
            prop_assert!(ruler.width(&fitted) <= columns, "{fitted:?}");
        }

        #[test]
        fn what_is_padded_is_exactly_as_wide(text in any_text(), columns in 0_usize..40) {
            let padded = pad(&text, columns, Cut::Middle);
            prop_assert_eq!(width(&padded), columns);
        }

        #[test]
        fn wrapping_loses_no_letter_and_keeps_the_width(text in any_text(), columns in 1_usize..40) {
            let lines = wrap(&text, columns);
            let letters = |text: &str| text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
            for line in lines {
                let lone = line.graphemes(true).count() == 1;
                prop_assert!(lone || width(&line) <= columns, "{:?}", line);
            }
        }
    }
}
