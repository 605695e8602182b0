//! Letters and columns: how wide a text is, where it may be cut, what of it may reach a terminal, and what it is called
//! in other spellings.
//!
//! The only door to the Unicode tables. It does not know what a text means: no names, no dates, no styles, no terminal.

mod columns;
mod cursor;
mod fold;
mod printable;
mod romanise;

pub use columns::{Align, AmbiguousWidth, End, Ruler, fit, pad, width, width_with, wrap};
pub use cursor::{graphemes, next_boundary, next_word, previous_boundary, previous_word};
pub use fold::{Folded, fold, fold_char, fold_mapped};
pub use printable::{printable, printable_prose};
pub use romanise::{has_cyrillic, romanise, romanise_mapped, skeleton, skeleton_mapped};
