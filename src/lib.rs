//! A terminal explorer for histories.

pub mod notation;
pub mod text;
