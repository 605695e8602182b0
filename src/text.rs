//! Letters and columns: how wide a text is, where it may be cut, what of it may reach a terminal, and what it is called
//! in other spellings.
//!
//! The only door to the Unicode tables. It does not know what a text means: no names, no dates, no styles, no terminal.

mod address;
mod columns;
mod cursor;
mod fold;
mod letters;
mod printable;
mod romanise;

pub use address::address;
pub use columns::{
    AmbiguousWidth, Cut, Ruler, ambiguous_width, fit, graphemes, is_plain, pad, plain_sign, prefix,
    set_ambiguous_width, width, width_with, wrap,
};
pub use cursor::{next_grapheme, previous_grapheme, previous_word};
pub use fold::{Folded, fold, fold_char, fold_mapped};
pub use printable::{printable, printable_lines};
pub use romanise::{
    has_cyrillic, is_mongolian, romanise, romanise_mapped, romanise_part, skeleton,
    skeleton_mapped, skeleton_part,
};
