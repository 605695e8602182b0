//! What leaves the program: citations, and hand-outs for paper and for pages that open without a network.
//!
//! Each format is a function of a history and of what is wanted of it, and gives text: the same history, the same bytes.
//! Nothing of the data reaches a format without being escaped for it.
//!
//! What this layer does not know: files and clipboards (its callers write), the command line, the screen.

mod chart;
pub mod citation;
mod html;
mod ics;
mod markdown;
mod markup;
pub mod record;
mod selection;
mod svg;
mod table;
pub mod tour;

use crate::model::{EntitySet, History};
use crate::query::search::Index;
use crate::query::timeline::{Arrangement, Window};

use selection::Selection;

/// A form in which a history is handed out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// One page that needs no network.
    Html,
    /// Text for other pages and for print shops.
    Markdown,
    /// The timeline as a picture.
    Svg,
    /// Events, terms of office and projects as a table.
    Csv,
    /// The sources for LaTeX.
    Bibtex,
    /// The sources for reference managers.
    CslJson,
    /// The days for a calendar.
    Ics,
}

impl Format {
    /// All of them, in the order in which they are offered.
    pub const ALL: &'static [Self] = &[
        Self::Html,
        Self::Markdown,
        Self::Svg,
        Self::Csv,
        Self::Bibtex,
        Self::CslJson,
        Self::Ics,
    ];

    /// As it is typed: `csl-json`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Markdown => "markdown",
            Self::Svg => "svg",
            Self::Csv => "csv",
            Self::Bibtex => "bibtex",
            Self::CslJson => "csl-json",
            Self::Ics => "ics",
        }
    }

    /// What it gives, in a line.
    pub fn summary(self) -> &'static str {
        match self {
            Self::Html => "a page for any browser, offline and printable",
            Self::Markdown => "the whole as text",
            Self::Svg => "the timeline as a picture",
            Self::Csv => "events, terms of office and projects as a table",
            Self::Bibtex => "the sources for LaTeX",
            Self::CslJson => "the sources for reference managers",
            Self::Ics => "the events known to the day, for a calendar",
        }
    }

    /// What its files end in.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Markdown => "md",
            Self::Svg => "svg",
            Self::Csv => "csv",
            Self::Bibtex => "bib",
            Self::CslJson => "json",
            Self::Ics => "ics",
        }
    }

    /// The format of a word, or of the usual ending of its files.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|format| word == format.word() || word == format.extension())
    }
}

/// The sheet that a page is printed on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paper {
    /// 210 by 297 mm.
    #[default]
    A4,
    /// 8.5 by 11 inches.
    Letter,
}

/// What of a history is wanted, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Only these records, and what is needed to read them; `None` means all.
    pub keep: Option<EntitySet>,
    /// In words, what `keep` is: the query as it was typed.
    pub query: Option<String>,
    /// Only what may have happened in these days.
    pub window: Option<Window>,
    /// Which lanes a picture shows, and in which order.
    pub arrangement: Arrangement,
    /// A calendar repeats each event yearly.
    pub anniversaries: bool,
    /// Sources that nothing cites, too.
    pub uncited: bool,
    /// The sheet.
    pub paper: Paper,
}

impl Wanted {
    /// Only what a query finds.
    #[must_use]
    pub fn only(mut self, history: &History, query: &str) -> Self {
        self.keep = Some(Index::new(history).matching(query).into_iter().collect());
        self.query = Some(query.to_owned());
        self
    }
}

/// A hand-out, ready to be written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Handout {
    /// All of it.
    pub text: String,
    /// What the format cannot hold, a sentence each.
    pub left_out: Vec<String>,
    /// How many records are in it.
    pub n_records: usize,
}

/// Writes a history in a format.
pub fn hand_out(history: &History, format: Format, wanted: &Wanted) -> Handout {
    let selection = Selection::new(history, wanted);
    match format {
        Format::Html => html::page(&selection),
        Format::Markdown => markdown::text(&selection),
        Format::Svg => svg::picture(&selection),
        Format::Csv => table::csv(&selection),
        Format::Bibtex => bibliography(&selection, citation::Style::Bibtex),
        Format::CslJson => bibliography(&selection, citation::Style::CslJson),
        Format::Ics => ics::calendar(&selection),
    }
}

/// The name of a file for a hand-out: the id of the history with the ending of the format.
pub fn file_name(history: &History, format: Format) -> String {
    let plain: String = history
        .overview()
        .id
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || c == '-' || c == '_' {
                c
            } else {
                '-'
            }
        })
        .collect();
    let stem = if plain.is_empty() { "history" } else { &plain };
    format!("{stem}.{}", format.extension())
}

fn bibliography(selection: &Selection<'_>, style: citation::Style) -> Handout {
    let cited: Vec<citation::Cited> = selection
        .sources()
        .iter()
        .map(|&source| citation::Cited {
            source,
            at: Vec::new(),
        })
        .collect();
    let mut text = citation::written(selection.history, &cited, style);
    if !text.is_empty() {
        text.push('\n');
    }
    Handout {
        text,
        left_out: Vec::new(),
        n_records: cited.len(),
    }
}

/// `1 event`, `7 events`.
fn counted(n: usize, what: &str) -> String {
    let ending = if n == 1 { "" } else { "s" };
    format!("{n} {what}{ending}")
}
