//! The screen: what is selected, what a key does to it, and how it is drawn.
//!
//! ```text
//! message   crossterm's event -> Message
//! keymap    keys so far -> Action, pending, or nothing
//! update    (History, State, Action) -> Effect, the only code that changes State
//! app       carries out the Effect, runs the loop
//! jobs      search beside the screen, and look ahead to what may be asked next
//! view      lays out the panes, asks the queries what is visible, makes rows
//! widget    paints rows; knows no History
//! ```
//!
//! What this layer does not know: files and their format (it is handed a history), and the command line.

pub mod action;
pub mod app;
pub mod enlarged;
pub mod handout;
pub mod hyperlink;
pub mod jobs;
pub mod keeping;
pub mod keymap;
pub mod layout;
pub mod lesson;
pub mod message;
pub mod mouse;
pub mod notes;
pub mod palette;
pub mod podium;
pub mod settings;
pub mod state;
pub mod terminal;
pub mod theme;
pub mod update;
pub mod view;
pub mod widget;
