//! Questions of a history: who held office, what was under way, what is visible, what a search finds.
//!
//! Each answer is made of plain rows that own or borrow from the [`History`](crate::model::History).
//!
//! What this layer does not know: files (`dataset`), the command line and the screen.

pub mod claims;
pub mod leaders;
pub mod lesson;
pub mod on;
pub mod profile;
pub mod projects;
pub mod quiz;
pub mod search;
pub mod timeline;
