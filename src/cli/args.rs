//! Options and subcommands, from which help, completions and the man page are made.

use std::path::Path;

use clap::{Parser, Subcommand, ValueEnum};

use crate::dataset::{LoadError, Origin};
use crate::export::citation;

use super::Format;

/// Explore a history in the terminal.
#[derive(Debug, Parser)]
#[command(
    name = "annals",
    version,
    about = "Explore a history in the terminal: timeline, leaders, projects, and search in any spelling",
    args_conflicts_with_subcommands = true,
    after_help = "Without a subcommand the explorer opens; without a file it opens on relations between Mongolia and Russia.",
    after_long_help = "Examples:\n  annals                          open the explorer on the embedded history\n  annals mine.ron                 open your own\n  annals mine.ron theirs.ron      two histories on one axis\n  annals search khurelsukh        find a name in any spelling or script\n  annals on 2019-09-03            who held office, what was under way\n  annals list events --format csv all events as a table\n  annals check mine.ron           everything that is wrong with a file\n\nExit codes: 0 ok, 1 nothing found or problems found, 2 wrong use, 3 data cannot be read, 130 interrupted."
)]
pub struct Args {
    /// What to do; without one the explorer opens
    #[command(subcommand)]
    pub command: Option<Command>,
    /// A history: a file, a folder, or a name in the data folder; several stand side by side
    #[arg(value_name = "FILE|DIR|NAME")]
    pub histories: Vec<String>,
    /// The history that a subcommand reads; several stand side by side
    #[arg(long, global = true, value_name = "FILE")]
    pub data: Vec<String>,
    /// How results are written
    #[arg(long, global = true, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// auto, dark, light, contrast, mono, or one of your own
    #[arg(long, global = true, value_name = "NAME")]
    pub theme: Option<String>,
    /// Use signs of ASCII only
    #[arg(long, global = true, hide_short_help = true)]
    pub ascii: bool,
    /// Columns of letters such as Ж where the terminal draws them wide
    #[arg(long, global = true, hide_short_help = true, value_name = "1|2", value_parser = clap::value_parser!(u8).range(1..=2))]
    pub ambiguous_width: Option<u8>,
    /// Leave the mouse to the terminal
    #[arg(long, global = true, hide_short_help = true)]
    pub no_mouse: bool,
    /// Start clean: place, marks and pins of earlier runs are put beside
    #[arg(long)]
    pub fresh: bool,
    /// Fail on purpose, to see the terminal restored
    #[arg(long, hide = true)]
    pub panic_after_first_frame: bool,
}

/// What can be done without the explorer.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Find records by any of their names, best first
    Search(SearchArgs),
    /// List the records of a kind
    List(ListArgs),
    /// Show one record whole, with its sources
    Show(ShowArgs),
    /// Say who held office on a date, what was under way, how relations stood
    On(OnArgs),
    /// Count the days that holders of two posts shared
    Overlap(OverlapArgs),
    /// Write a hand-out: a page, a text, a picture, a table, a bibliography, a calendar
    Export(ExportArgs),
    /// Check an article's claims against the data: verdict, evidence, and the counts behind them
    Claims(ClaimsArgs),
    /// Ask questions from the data, or print them for a class
    Quiz(QuizArgs),
    /// Present a tour, full screen
    Present(PresentArgs),
    /// Follow and steer a presentation in another terminal: notes, answers, a clock
    Notes,
    /// Find every problem of a file, with its place, cause and cure
    Check(CheckArgs),
    /// List the keys of the explorer
    Keys,
    /// List the themes
    Themes,
    /// Say what annals knows of this terminal and of your files
    Doctor,
    /// Write completions for a shell
    Completions {
        /// bash, zsh, fish, elvish or powershell
        shell: clap_complete::Shell,
    },
    /// Write the manual page
    Man,
}

/// `annals search`.
#[derive(Debug, clap::Args)]
#[command(
    after_long_help = "Examples:\n  annals search khaltmaa battulga\n  annals search Хүрэлсүх --limit 3 --format json"
)]
pub struct SearchArgs {
    /// Words in any order, in any spelling or script
    #[arg(required = true)]
    pub query: Vec<String>,
    /// At most so many
    #[arg(long, default_value_t = 20)]
    pub limit: usize,
}

/// Kinds of record, as they are listed.
#[derive(Clone, Copy, Debug, ValueEnum, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the kinds are explained where they are modelled"
)]
pub enum Kind {
    Events,
    People,
    Posts,
    Memberships,
    Projects,
    Sources,
    Claims,
    Tours,
    Areas,
    Organizations,
    Tracks,
    Eras,
    Glossary,
}

/// `annals list`.
#[derive(Debug, clap::Args)]
#[command(
    after_long_help = "Examples:\n  annals list events --where summit\n  annals list memberships --on 2019-09-03\n  annals list projects --sort sector --format csv"
)]
pub struct ListArgs {
    /// What to list
    #[arg(value_enum)]
    pub kind: Kind,
    /// Only what a search for these words finds
    #[arg(long = "where", value_name = "QUERY")]
    pub query: Option<String>,
    /// Only what holds on a date
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// Sort by a column
    #[arg(long, value_name = "COLUMN")]
    pub sort: Option<String>,
}

/// `annals show`.
#[derive(Debug, clap::Args)]
#[command(
    after_long_help = "Examples:\n  annals show event:treaty-2019\n  annals show khurelsukh --format json\n  annals show treaty-2019 --cite chicago"
)]
pub struct ShowArgs {
    /// An id, with its kind before a colon where two kinds share it
    pub id: String,
    /// Only its sources, as they are cited
    #[arg(long, value_enum, value_name = "STYLE")]
    pub cite: Option<CiteStyle>,
}

/// Manuals of style, and formats of bibliographies.
#[derive(Clone, Copy, Debug, ValueEnum, PartialEq, Eq)]
pub enum CiteStyle {
    /// Notes of the Chicago Manual of Style
    Chicago,
    /// Entries of a list of references
    Apa,
    /// Entries of a BibTeX file
    Bibtex,
    /// Items of the Citation Style Language
    CslJson,
}

impl From<CiteStyle> for citation::Style {
    fn from(style: CiteStyle) -> Self {
        match style {
            CiteStyle::Chicago => Self::Chicago,
            CiteStyle::Apa => Self::Apa,
            CiteStyle::Bibtex => Self::Bibtex,
            CiteStyle::CslJson => Self::CslJson,
        }
    }
}

/// `annals on`.
#[derive(Debug, clap::Args)]
#[command(
    after_long_help = "Examples:\n  annals on 2019-09-03\n  annals on \"3 sep 2019\"\n  annals on 2009"
)]
pub struct OnArgs {
    /// A date: 2019-09-03, 2009, 3 sep 2019
    pub date: String,
}

/// `annals overlap`.
#[derive(Debug, clap::Args)]
#[command(
    after_long_help = "Examples:\n  annals overlap mn-president ru-president\n  annals overlap mn-president ru-president --rule any\n  annals overlap mn-president --with putin --until 2024-04-30"
)]
pub struct OverlapArgs {
    /// The post whose holders are compared
    pub post: String,
    /// The post to compare with
    #[arg(required_unless_present = "with")]
    pub other: Option<String>,
    /// One holder of it, with a column for each counting rule
    #[arg(long, value_name = "PERSON")]
    pub with: Option<String>,
    /// Which terms of the second post's holders count: inaugurated, acting, with-acting, any, or another office such
    /// as prime-minister
    #[arg(long, value_name = "RULE")]
    pub rule: Option<String>,
    /// Count the days completed by this date; by the edition of the history without it
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,
}

/// `annals export`.
#[derive(Debug, clap::Args)]
#[command(
    after_long_help = "Examples:\n  annals export html -o history.html\n  annals export svg --window 1990..2010 > timeline.svg\n  annals export csv --where \"kind:event area:mn\"\n  annals export ics --anniversaries -o days.ics"
)]
pub struct ExportArgs {
    /// What to write
    #[arg(value_enum, value_name = "FORMAT")]
    pub into: ExportFormat,
    /// Into a file instead of standard output; one that is there stays
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<String>,
    /// Replace the file if it is there
    #[arg(long, requires = "output")]
    pub force: bool,
    /// Only what a search for these words finds
    #[arg(long = "where", value_name = "QUERY")]
    pub query: Option<String>,
    /// Only what may have happened between two dates: 1990..2010
    #[arg(long, value_name = "DATE..DATE")]
    pub window: Option<String>,
    /// Repeat each day of a calendar yearly
    #[arg(long)]
    pub anniversaries: bool,
    /// Sources that nothing cites, too
    #[arg(long)]
    pub all_sources: bool,
    /// The sheet that a page is printed on
    #[arg(long, value_enum, default_value_t = ExportPaper::A4)]
    pub paper: ExportPaper,
}

/// Forms of a hand-out.
#[derive(Clone, Copy, Debug, ValueEnum, PartialEq, Eq)]
pub enum ExportFormat {
    /// One page that works offline, searchable and printable
    Html,
    /// The whole as text
    Markdown,
    /// The timeline as a picture
    Svg,
    /// Events, terms of office and projects as a table
    Csv,
    /// The sources for LaTeX
    Bibtex,
    /// The sources for reference managers
    CslJson,
    /// The events known to the day, for a calendar
    Ics,
    /// The history itself, as its file has it, to begin one's own from
    Ron,
}

/// Sheets of paper.
#[derive(Clone, Copy, Debug, ValueEnum, PartialEq, Eq)]
pub enum ExportPaper {
    /// 210 by 297 mm
    A4,
    /// 8.5 by 11 inches
    Letter,
}

/// `annals present`.
#[derive(Debug, clap::Args)]
#[command(
    after_long_help = "Examples:\n  annals present                  choose a tour, or begin the only one\n  annals present hundred-years\n  annals present --data mine.ron --theme dark"
)]
pub struct PresentArgs {
    /// The id of a tour; `annals list tours` lists them
    pub tour: Option<String>,
}

/// `annals claims`.
#[derive(Debug, clap::Args)]
#[command(
    after_long_help = "Examples:\n  annals claims\n  annals claims c6\n  annals claims --format csv\n\nExit code 1: a count no longer agrees with what is expected of the data."
)]
pub struct ClaimsArgs {
    /// One claim by its id
    pub id: Option<String>,
}

/// `annals quiz`.
#[derive(Debug, clap::Args)]
#[command(
    after_long_help = "Examples:\n  annals quiz\n  annals quiz --kinds before,order --count 5\n  annals quiz --seed 7 --format markdown > quiz.md"
)]
pub struct QuizArgs {
    /// Only these kinds of question, between commas
    #[arg(long, value_enum, value_delimiter = ',', value_name = "KIND")]
    pub kinds: Vec<super::quiz::Kind>,
    /// How many
    #[arg(long, default_value_t = 10)]
    pub count: usize,
    /// The same seed asks the same questions
    #[arg(long)]
    pub seed: Option<u64>,
}

/// `annals check`.
#[derive(Debug, clap::Args)]
pub struct CheckArgs {
    /// Files or folders; without one the embedded history
    pub files: Vec<String>,
    /// Warnings, too, make the exit code 1
    #[arg(long)]
    pub strict: bool,
}

impl Args {
    /// The histories that were named, in order; the embedded one where none was.
    ///
    /// # Errors
    /// When there is none of that name.
    pub fn origins(&self, data_home: Option<&Path>) -> Result<Origins, LoadError> {
        let mut named = self.data.iter().chain(&self.histories);
        let first = named
            .next()
            .map_or(Ok(Origin::Embedded), |name| Origin::find(name, data_home))?;
        let others = named
            .map(|name| Origin::find(name, data_home))
            .collect::<Result<_, _>>()?;
        Ok(Origins { first, others })
    }
}

/// Where the histories are that stand side by side.
#[derive(Clone, Debug)]
pub struct Origins {
    /// There is always one.
    pub first: Origin,
    /// Beside it, in order.
    pub others: Vec<Origin>,
}

impl Origins {
    /// All of them, in order.
    pub fn into_vec(self) -> Vec<Origin> {
        std::iter::once(self.first).chain(self.others).collect()
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_definition_is_sound_and_its_short_help_fits_a_screen() {
        let mut command = Args::command();
        command.clone().debug_assert();
        let lines = command.render_help().to_string().lines().count();
        assert!(lines <= 40, "{lines} lines");
    }
}
