//! Values to RON text, always the same text for the same value.

use serde::Serialize;

use super::{SyntaxError, read::options};

/// How deep values stand on lines of their own: the root's fields, the items of its lists, and their fields.
const DEPTH: usize = 3;

/// `value` over as many lines as it needs, indented by two blanks.
pub fn to_string<T: Serialize>(value: &T) -> Result<String, SyntaxError> {
    to_string_to_depth(value, DEPTH)
}

/// As [`to_string`]; what is nested deeper than `depth` stands on one line. At 2 each record of a list in the root is a
/// line, at 0 all is one line.
pub fn to_string_to_depth<T: Serialize>(value: &T, depth: usize) -> Result<String, SyntaxError> {
    let config = ron::ser::PrettyConfig::new()
        .new_line("\n")
        .indentor("  ")
        .depth_limit(depth)
        .escape_strings(true);
    let written = options().to_string_pretty(value, config);
    written
        .map_err(|error| SyntaxError::not_ron(0..0, format!("cannot be written as RON: {error}")))
}

/// A whole file: `name` before the root's bracket, `depth` as in [`to_string_to_depth`], a line break at the end.
pub fn to_document<T: Serialize>(
    name: &str,
    value: &T,
    depth: usize,
) -> Result<String, SyntaxError> {
    let written = to_string_to_depth(value, depth)?;
    let name = if written.starts_with('(') { name } else { "" };
    Ok(format!("{name}{written}\n"))
}
