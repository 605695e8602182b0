//! What leaves the program: citations, and hand-outs for paper and for pages that open without a network.
//!
//! Each format is a function of a history and of what is wanted of it, and gives text: the same history, the same bytes.
//! Nothing of the data reaches a format without being escaped for it.
//!
//! What this layer does not know: files and clipboards (its callers write), the command line, the screen.

pub mod citation;
pub mod record;
