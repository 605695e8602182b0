//! `annals check`: every problem of a file, with place, cause and cure.

use std::io::Write;

use anyhow::Result;
use serde_json::{Value, json};

use crate::dataset::{self, Diagnostic, Origin, Severity};

use super::args::CheckArgs;
use super::claims::take_in_disagreements;
use super::output::{Table, json_object};
use super::{Exit, Format};

pub(super) fn run(
    args: &CheckArgs,
    origins: &[Origin],
    format: Format,
    out: &mut dyn Write,
) -> Result<Exit> {
    let mut all: Vec<Diagnostic> = Vec::new();
    let mut n_skipped = 0;
    for origin in origins {
        let mut loaded = dataset::open(origin)?;
        take_in_disagreements(&mut loaded);
        n_skipped += loaded.n_skipped;
        all.extend(loaded.diagnostics);
    }
    let n_errors = all
        .iter()
        .filter(|found| found.severity == Severity::Error)
        .count();
    let n_warnings = all.len() - n_errors;
    match format {
        Format::Text => {
            for found in &all {
                writeln!(out, "{}", found.to_block())?;
            }
            let left_out = if n_skipped > 0 {
                format!(", {} left out", count(n_skipped, "record"))
            } else {
                String::new()
            };
            writeln!(
                out,
                "{}, {}{left_out}",
                count(n_errors, "error"),
                count(n_warnings, "warning")
            )?;
        }
        Format::Json => {
            let findings: Vec<Value> = all.iter().map(as_json).collect();
            let object = json!({ "errors": n_errors, "warnings": n_warnings, "skipped": n_skipped, "findings": findings });
            json_object(object, out)?;
        }
        Format::Csv | Format::Tsv | Format::Markdown => {
            let mut table = Table::new(&["code", "file", "line", "column", "message", "help"]);
            for found in all {
                table.push(vec![
                    found.code.to_owned(),
                    found.file,
                    found.line.to_string(),
                    found.column.to_string(),
                    found.message,
                    found.help,
                ]);
            }
            table.write("findings", format, out)?;
        }
    }
    Ok(if n_errors > 0 || (args.strict && n_warnings > 0) {
        Exit::Nothing
    } else {
        Exit::Ok
    })
}

fn as_json(found: &Diagnostic) -> Value {
    json!({
        "code": found.code,
        "severity": if found.severity == Severity::Error { "error" } else { "warning" },
        "file": found.file,
        "line": found.line,
        "column": found.column,
        "length": found.length,
        "message": found.message,
        "help": found.help,
    })
}

fn count(number: usize, word: &str) -> String {
    match number {
        0 => format!("no {word}s"),
        1 => format!("1 {word}"),
        more => format!("{more} {word}s"),
    }
}
