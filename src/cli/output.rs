//! Tables of results as text, JSON, CSV or TSV.

use std::io::{self, Write};

use clap::ValueEnum;
use serde_json::{Map, Value, json};

use crate::query::search::Note;
use crate::text::{self, printable};

/// The version of the JSON that is written. It changes when a field goes or changes its meaning.
const SCHEMA: &str = "annals-output/1";

/// How results are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Columns for people
    #[default]
    Text,
    /// One object with a schema version
    Json,
    /// Values between commas
    Csv,
    /// Values between tabs
    Tsv,
    /// A table or a page of Markdown
    Markdown,
}

/// Rows under named columns.
#[derive(Debug)]
pub struct Table {
    columns: &'static [&'static str],
    rows: Vec<Vec<String>>,
}

impl Table {
    /// An empty table.
    pub fn new(columns: &'static [&'static str]) -> Self {
        Self {
            columns,
            rows: Vec::new(),
        }
    }

    /// Adds a row with as many cells as there are columns.
    pub fn push(&mut self, row: Vec<String>) {
        debug_assert_eq!(row.len(), self.columns.len());
        self.rows.push(row);
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Sorts by a column, numbers as numbers. `false` when there is no such column.
    pub fn sort(&mut self, column: &str) -> bool {
        let Some(idx) = self.columns.iter().position(|name| *name == column) else {
            return false;
        };
        let key = |row: &Vec<String>| (row[idx].parse::<i64>().ok(), row[idx].to_lowercase());
        self.rows.sort_by_key(key);
        true
    }

    /// Names of the columns.
    pub fn columns(&self) -> &'static [&'static str] {
        self.columns
    }

    /// Writes the table; `name` is the field of the JSON object that holds the rows.
    ///
    /// # Errors
    /// When the output is gone.
    pub fn write(&self, name: &str, format: Format, out: &mut dyn Write) -> io::Result<()> {
        match format {
            Format::Text => self.text(out),
            Format::Json => {
                let rows: Vec<Value> = self
                    .rows
                    .iter()
                    .map(|row| {
                        let fields: Map<String, Value> = self
                            .columns
                            .iter()
                            .zip(row)
                            .map(|(column, cell)| {
                                ((*column).to_owned(), Value::String(cell.clone()))
                            })
                            .collect();
                        Value::Object(fields)
                    })
                    .collect();
                json_object(json!({ name: rows }), out)
            }
            Format::Csv => self.separated(b',', out),
            Format::Tsv => self.separated(b'\t', out),
            Format::Markdown => self.markdown(out),
        }
    }

    fn text(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut widths = vec![0; self.columns.len()];
        for row in &self.rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(text::width(&printable(cell)));
            }
        }
        for row in &self.rows {
            let mut line = String::new();
            for (idx, cell) in row.iter().enumerate() {
                let cell = printable(cell);
                if idx + 1 == row.len() {
                    line.push_str(&cell);
                } else {
                    line.push_str(&text::pad(&cell, widths[idx], text::Cut::End));
                    line.push_str(if widths[idx] == 0 { "" } else { "  " });
                }
            }
            writeln!(out, "{}", line.trim_end())?;
        }
        Ok(())
    }

    fn markdown(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "| {} |", self.columns.join(" | "))?;
        writeln!(out, "|{}", " --- |".repeat(self.columns.len()))?;
        for row in &self.rows {
            let cells: Vec<String> = row.iter().map(|cell| markdown(cell)).collect();
            writeln!(out, "| {} |", cells.join(" | "))?;
        }
        Ok(())
    }

    fn separated(&self, delimiter: u8, out: &mut dyn Write) -> io::Result<()> {
        let mut writer = csv::WriterBuilder::new()
            .delimiter(delimiter)
            .from_writer(out);
        writer.write_record(self.columns)?;
        for row in &self.rows {
            writer.write_record(row)?;
        }
        writer.flush()
    }
}

/// Says what of a query can not be read, under its place. The rest of the query holds.
pub fn query_notes(query: &str, notes: &[Note]) {
    for note in notes {
        let from = text::width(&printable(query.get(..note.span.start).unwrap_or("")));
        let wide = text::width(&printable(query.get(note.span.clone()).unwrap_or("")));
        eprintln!(
            "note: {}\n  {}\n  {}{}",
            printable(&note.to_string()),
            printable(query),
            " ".repeat(from),
            "^".repeat(wide.max(1))
        );
    }
}

/// A text on one line in which nothing is a sign of Markdown or HTML.
pub fn markdown(text: &str) -> String {
    let mut out = String::new();
    for c in printable(text).chars() {
        let is_sign = matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '&'
        );
        if is_sign {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Writes a JSON object with the version of its shape.
///
/// # Errors
/// When the output is gone.
pub fn json_object(value: Value, out: &mut dyn Write) -> io::Result<()> {
    let mut object = Map::new();
    object.insert("schema".to_owned(), SCHEMA.into());
    if let Value::Object(fields) = value {
        object.extend(fields);
    }
    serde_json::to_writer_pretty(&mut *out, &Value::Object(object))?;
    writeln!(out)
}
