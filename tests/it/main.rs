//! One test program: what the crate does as its users meet it.

mod cli;
mod dataset;
mod layers;
mod search;
