//! `annals export`: a hand-out on standard output or in a file.

use std::io::{self, Write};
use std::path::Path;

use anyhow::{Result, bail};

use crate::export::{self, Format, Paper, Wanted};
use crate::files::{self, Existing, Readers};
use crate::model::{Date, History};
use crate::query::search::Query;
use crate::query::timeline::{Lanes, Window};
use crate::text::printable;

use super::Exit;
use super::args::{ExportArgs, ExportFormat, ExportPaper};

pub(super) fn run(args: &ExportArgs, history: &History, out: &mut dyn Write) -> Result<Exit> {
    let mut wanted = Wanted {
        anniversaries: args.anniversaries,
        uncited: args.all_sources,
        paper: match args.paper {
            ExportPaper::A4 => Paper::A4,
            ExportPaper::Letter => Paper::Letter,
        },
        ..Wanted::default()
    };
    if args.anniversaries && args.into != ExportFormat::Ics {
        bail!("`--anniversaries` is for a calendar: `annals export ics --anniversaries`");
    }
    if let Some(query) = &args.query {
        for note in Query::parse(query).notes {
            eprintln!("{}", printable(&note.to_string()));
        }
        wanted = wanted.only(history, query);
    }
    if let Some(text) = &args.window {
        wanted.window = Some(window(text, history)?);
    }
    let handout = export::hand_out(history, args.into.into(), &wanted);
    if handout.n_records == 0 {
        eprintln!("error: nothing to export: no record is left for this format");
        return Ok(Exit::Nothing);
    }
    match &args.output {
        Some(path) if path != "-" => {
            let existing = if args.force {
                Existing::Replace
            } else {
                Existing::Refuse
            };
            let written = files::write_whole(
                Path::new(path),
                handout.text.as_bytes(),
                existing,
                Readers::AsUsual,
            );
            match written {
                Ok(()) => eprintln!("{} written", printable(path)),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    bail!("`{path}` is there already; `--force` replaces it");
                }
                Err(error) => return Err(error.into()),
            }
        }
        _ => out.write_all(handout.text.as_bytes())?,
    }
    for left_out in &handout.left_out {
        eprintln!("{left_out}");
    }
    Ok(Exit::Ok)
}

/// `1990..2010`, `1990/2010`, `2019`; an end that is left out is that of the history.
fn window(text: &str, history: &History) -> Result<Window> {
    let whole = Lanes::new(history).dated();
    let (from, to) = match text.split_once("..").or_else(|| text.split_once('/')) {
        Some((from, to)) => (from.trim(), to.trim()),
        None => (text.trim(), text.trim()),
    };
    let day = |text: &str, is_start: bool| -> Result<Option<crate::model::Day>> {
        if text.is_empty() {
            return Ok(None);
        }
        let date: Date = super::list::date_argument(text, history)?;
        Ok(if is_start {
            date.earliest()
        } else {
            date.latest()
        })
    };
    let first = day(from, true)?.unwrap_or(whole.first);
    let last = day(to, false)?.unwrap_or(whole.last);
    if last < first {
        bail!("`{text}` ends before it starts: write the earlier date first");
    }
    Ok(Window::new(first, last))
}

impl From<ExportFormat> for Format {
    fn from(format: ExportFormat) -> Self {
        match format {
            ExportFormat::Html => Self::Html,
            ExportFormat::Markdown => Self::Markdown,
            ExportFormat::Svg => Self::Svg,
            ExportFormat::Csv => Self::Csv,
            ExportFormat::Bibtex => Self::Bibtex,
            ExportFormat::CslJson => Self::CslJson,
            ExportFormat::Ics => Self::Ics,
        }
    }
}
