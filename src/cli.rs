//! The command line: the same knowledge without a screen.
//!
//! Results go to standard output, talk to standard error. A subcommand is a function of its arguments, a history and a
//! writer. What this layer does not know: the screen (`tui`); `main` joins the two.

pub mod args;
mod check;
mod claims;
pub mod exit;
mod export;
mod list;
mod on;
mod output;
mod overlap;
mod quiz;
mod search;
mod show;
mod system;

pub use args::{Args, Command, PresentArgs};
pub use claims::take_in_disagreements;
pub use exit::Exit;
pub use output::Format;
pub use system::Terminal;

use std::io::Write;

use anyhow::Result;

use crate::dataset::{self, Loaded, Origin};
use crate::model::Day;

/// What `main` knows and the command line prints.
#[derive(Debug)]
pub struct Surroundings {
    /// Keys, effect and heading of each action.
    pub keys: Vec<[String; 3]>,
    /// Names of the themes.
    pub themes: Vec<String>,
    /// What of the user's settings can not be used, a line each.
    pub settings: Vec<String>,
    /// The folder of settings and themes.
    pub config_home: Option<std::path::PathBuf>,
    /// What is known of the terminal.
    pub terminal: Terminal,
    /// The folder of named histories.
    pub data_home: Option<std::path::PathBuf>,
    /// The day that it is.
    pub today: Day,
}

/// Carries out a subcommand.
///
/// # Errors
/// When the data can not be read, or the output is gone for another reason than a closed pipe.
pub fn run(
    args: &Args,
    command: &Command,
    surroundings: &Surroundings,
    out: &mut dyn Write,
) -> Result<Exit> {
    let origins = || args.origins(surroundings.data_home.as_deref());
    let open = || -> Result<Loaded> {
        let origins = origins()?;
        Ok(dataset::open_side_by_side(&origins.first, &origins.others)?)
    };
    let format = args.format;
    let today = surroundings.today;
    match command {
        Command::Search(search) => search::run(search, &open()?.history, format, out),
        Command::List(list) => list::run(list, &open()?.history, today, format, out),
        Command::Show(show) => show::run(show, &open()?.history, format, out),
        Command::On(on) => on::run(on, &open()?.history, today, format, out),
        Command::Overlap(overlap) => overlap::run(overlap, &open()?.history, today, format, out),
        Command::Claims(claims) => claims::run(claims, &open()?.history, format, out),
        Command::Quiz(quiz) => quiz::run(quiz, &open()?.history, format, out),
        Command::Check(check) => {
            let origins = if check.files.is_empty() {
                origins()?.into_vec()
            } else {
                let find = |file: &String| Origin::find(file, surroundings.data_home.as_deref());
                check.files.iter().map(find).collect::<Result<_, _>>()?
            };
            check::run(check, &origins, format, out)
        }
        Command::Export(export) => export::run(export, &origins()?, today, out),
        // They have a screen, which `main` opens.
        Command::Present(_) | Command::Notes => Ok(Exit::Usage),
        Command::Keys => system::keys(&surroundings.keys, format, out),
        Command::Themes => system::themes(&surroundings.themes, out),
        Command::Doctor => system::doctor(surroundings, &origins()?.into_vec(), out),
        Command::Completions { shell } => system::completions(*shell, out),
        Command::Man => system::man(out),
    }
}
