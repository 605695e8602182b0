//! Painters of rows: each is given all that it shows and knows no history, no keys and no files.

pub mod career;
pub mod choices;
pub mod detail;
pub mod leaders;
pub mod letters;
pub mod notes;
pub mod overlaps;
mod paint;
pub mod projects;
pub mod rule;
pub mod search;
pub mod slide;
pub mod status;
pub mod timeline;

pub use paint::Standing;
