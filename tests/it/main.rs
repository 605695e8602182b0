//! One test program: what the crate does as its users meet it.

mod claims;
mod cli;
mod dataset;
mod filter;
mod journey;
mod kept;
mod layers;
mod panes;
#[cfg(unix)]
mod pty;
mod screen;
mod search;
mod timeline;
mod walk;
