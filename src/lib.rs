//! A terminal explorer for histories.

pub mod cli;
pub mod dataset;
pub mod export;
pub mod model;
pub mod notation;
pub mod query;
pub mod text;
pub mod tui;
