//! `annals export`: a hand-out on standard output or in a file.

use std::io::{self, Write};
use std::path::Path;

use anyhow::{Result, bail};

use crate::dataset;
use crate::export::{self, Format, Paper, Wanted};
use crate::files::{self, Existing, Readers};
use crate::model::{Date, Day, History};
use crate::query::search::Query;
use crate::query::timeline::{Lanes, Window};
use crate::text::printable;

use super::Exit;
use super::args::{ExportArgs, ExportFormat, ExportPaper, Origins};

/// A hand-out of a history, or, as RON, the file of it as it is.
pub(super) fn run(
    args: &ExportArgs,
    origins: &Origins,
    today: Day,
    out: &mut dyn Write,
) -> Result<Exit> {
    let Some(format) = args.into.hand_out() else {
        return file(args, origins, out);
    };
    let loaded = dataset::open_side_by_side(&origins.first, &origins.others)?;
    hand_out(args, format, &loaded.history, today, out)
}

/// The text of the file of a history, to begin one's own from: comments, order and all.
fn file(args: &ExportArgs, origins: &Origins, out: &mut dyn Write) -> Result<Exit> {
    if args.query.is_some() || args.window.is_some() || args.anniversaries {
        bail!(
            "`export ron` writes the history whole, as its file has it: leave the other options out"
        );
    }
    let texts = match &origins.others[..] {
        [] => origins.first.read()?,
        _ => bail!("`export ron` writes one history: name one"),
    };
    let [source] = &texts[..] else {
        bail!(
            "`{}` is a folder of {} files already: copy them",
            printable(&origins.first.name()),
            texts.len()
        );
    };
    put(args, &source.text, out)
}

fn hand_out(
    args: &ExportArgs,
    format: Format,
    history: &History,
    today: Day,
    out: &mut dyn Write,
) -> Result<Exit> {
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
        wanted.window = Some(window(text, history, today)?);
    }
    let handout = export::hand_out(history, format, &wanted);
    if handout.n_records == 0 {
        eprintln!("error: nothing to export: no record is left for this format");
        return Ok(Exit::Nothing);
    }
    let exit = put(args, &handout.text, out)?;
    for left_out in &handout.left_out {
        eprintln!("{left_out}");
    }
    Ok(exit)
}

/// Into the file that was named, else to standard output.
fn put(args: &ExportArgs, text: &str, out: &mut dyn Write) -> Result<Exit> {
    match &args.output {
        Some(path) if path != "-" => {
            let existing = if args.force {
                Existing::Replace
            } else {
                Existing::Refuse
            };
            let written =
                files::write_whole(Path::new(path), text.as_bytes(), existing, Readers::AsUsual);
            match written {
                Ok(()) => eprintln!("{} written", printable(path)),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    bail!("`{path}` is there already; `--force` replaces it");
                }
                Err(error) => return Err(error.into()),
            }
        }
        _ => out.write_all(text.as_bytes())?,
    }
    Ok(Exit::Ok)
}

/// `1990..2010`, `1990/2010`, `2019`; an end that is left out is that of the history.
fn window(text: &str, history: &History, today: Day) -> Result<Window> {
    let whole = Lanes::new(history).dated();
    let (from, to) = match text.split_once("..").or_else(|| text.split_once('/')) {
        Some((from, to)) => (from.trim(), to.trim()),
        None => (text.trim(), text.trim()),
    };
    let day = |text: &str, is_start: bool| -> Result<Option<Day>> {
        if text.is_empty() {
            return Ok(None);
        }
        let date: Date = super::list::date_argument(text, history, today)?;
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

impl ExportFormat {
    /// The form of a hand-out; `None` for the file itself.
    fn hand_out(self) -> Option<Format> {
        Some(match self {
            Self::Html => Format::Html,
            Self::Markdown => Format::Markdown,
            Self::Svg => Format::Svg,
            Self::Csv => Format::Csv,
            Self::Bibtex => Format::Bibtex,
            Self::CslJson => Format::CslJson,
            Self::Ics => Format::Ics,
            Self::Ron => return None,
        })
    }
}
