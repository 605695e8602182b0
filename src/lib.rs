//! A terminal explorer for histories.
