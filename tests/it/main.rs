//! One test program: what the crate does as its users meet it.

mod cli;
mod dataset;
mod journey;
mod layers;
#[cfg(unix)]
mod pty;
mod screen;
mod walk;
