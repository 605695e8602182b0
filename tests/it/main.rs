//! One test program: what the crate does as its users meet it.

mod claims;
mod cli;
mod dataset;
mod export;
mod filter;
mod journey;
mod kept;
mod layers;
mod lesson;
mod panes;
mod present;
#[cfg(unix)]
mod pty;
mod quiz;
mod screen;
mod search;
mod timeline;
mod walk;
