//! A terminal explorer for histories.

pub mod dataset;
pub mod model;
pub mod notation;
pub mod query;
pub mod text;
