//! Painters of rows: each is given all that it shows and knows no history, no keys and no files.

pub mod timeline;
