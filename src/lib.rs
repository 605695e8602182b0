//! A terminal explorer for histories.

pub mod model;
pub mod query;
pub mod text;
