//! Painters of rows: each is given all that it shows and knows no history, no keys and no files.

pub mod board;
pub mod career;
pub mod choices;
pub mod claims;
pub mod detail;
pub mod gantt;
pub mod leaders;
pub mod letters;
pub mod notes;
pub mod overlaps;
mod paint;
pub mod projects;
pub mod quiz;
pub mod rule;
pub mod search;
pub mod slide;
pub mod status;
pub mod timeline;

pub use paint::Standing;
