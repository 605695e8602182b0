//! A tour as text of the format, in a file that is read beside those of its history.

use std::fmt::Write as _;

use crate::model::{History, Pane, Tour};
use crate::text;

/// A file with nothing but a tour. On top stands what to do with it.
pub fn as_file(history: &History, tour: &Tour) -> String {
    let mut out = String::new();
    let title = text::printable(&history.overview().title).into_owned();
    let _ = writeln!(
        out,
        "// A tour through \"{title}\".\n\
         // Put this file into the folder of that history: all .ron files of a folder are read as one.\n\
         // A history that is a single file takes it too: paste what stands in `tours` into its own `tours: [ .. ]`."
    );
    out.push_str("(\n  tours: [\n    (\n");
    let mut line = |depth: usize, name: &str, value: Option<String>| {
        if let Some(value) = value {
            let _ = writeln!(out, "{:depth$}{name}: {value},", "", depth = depth * 2);
        }
    };
    line(3, "id", Some(quoted(&tour.id)));
    line(3, "title", Some(quoted(&tour.title)));
    line(3, "audience", tour.audience.as_deref().map(quoted));
    line(
        3,
        "minutes",
        tour.minutes.map(|minutes| minutes.to_string()),
    );
    line(3, "summary", tour.summary.as_deref().map(quoted));
    out.push_str("      stops: [\n");
    for stop in &tour.stops {
        out.push_str("        (\n");
        let mut line = |name: &str, value: Option<String>| {
            if let Some(value) = value {
                let _ = writeln!(out, "          {name}: {value},");
            }
        };
        line("title", Some(quoted(&stop.title)));
        let focus = stop.focus.iter().map(|&entity| {
            // Files know their records without the name of the history in front.
            format!("{}:{}", entity.kind().word(), history.own_id(entity))
        });
        line("focus", list(focus));
        let window = stop.window.as_ref().map(ToString::to_string);
        line("window", window.as_deref().map(quoted));
        line("pane", stop.pane.as_ref().map(word));
        line("lanes", list(stop.lanes.iter().cloned()));
        line("text", Some(quoted(&stop.text)));
        line("notes", stop.notes.as_deref().map(quoted));
        let ask = stop.ask.as_ref().map(|ask| {
            let answer = ask
                .answer
                .as_deref()
                .map(|answer| format!(", answer: {}", quoted(answer)));
            format!(
                "(question: {}{})",
                quoted(&ask.question),
                answer.unwrap_or_default()
            )
        });
        line("ask", ask);
        out.push_str("        ),\n");
    }
    out.push_str("      ],\n    ),\n  ],\n)\n");
    out
}

fn word(pane: &Pane) -> String {
    pane.word().to_owned()
}

fn list(texts: impl Iterator<Item = String>) -> Option<String> {
    let quoted: Vec<String> = texts.map(|text| quoted(&text)).collect();
    (!quoted.is_empty()).then(|| format!("[{}]", quoted.join(", ")))
}

/// A string of the format.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => {
                let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
