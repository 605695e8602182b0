//! A terminal explorer for histories.
//!
//! ```text
//!                    main
//!                  /      \
//!               cli        tui           two front ends, strangers to each other
//!                | \\    //
//!                |  export               what leaves the program: citations and hand-outs
//!                |       \
//!            dataset      query          files <-> history   |  questions of history
//!                  \      /
//!                   model                what happened, when, to whom, by which source
//!    text    notation    files           columns and letters |  RON with line numbers  |  whole files, and where
//!    programs                            the user's browser and editor
//! ```
//!
//! A module names only modules below it, and neighbours on a line do not name each other; `tests/it/layers.rs` holds
//! it. `tui` is handed a history and opens none: what needs both a file and the screen is joined in `main`.

pub mod cli;
pub mod dataset;
pub mod export;
pub mod files;
pub mod model;
pub mod notation;
pub mod programs;
pub mod query;
pub mod text;
pub mod tui;
