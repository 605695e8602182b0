//! Parses the arguments, picks a front end, prints the error, chooses the exit code.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use annals::cli::args::Origins;
use annals::cli::{self, Args, Command, Exit, PresentArgs, Surroundings, Terminal};
use annals::dataset::{self, LoadError, Origin};
use annals::files;
use annals::model::{Entity, EntityKind, TourId};
use annals::text::AmbiguousWidth;
use annals::tui::action::Action;
use annals::tui::app::{self, Ended, Files, Opening, Options, RunError, Shown};
use annals::tui::keymap::Keymap;
use annals::tui::notes;
use annals::tui::settings::Settings;
use annals::tui::theme::{Depth, Theme, Themes};
use anyhow::{Context as _, Result, bail};
use clap::Parser;

fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => {
            // Help and version go to standard output and are no mistake.
            let code = if error.use_stderr() {
                Exit::Usage
            } else {
                Exit::Ok
            };
            let _ = error.print();
            return code.code().into();
        }
    };
    let exit = match &args.command {
        Some(Command::Present(present)) => explore(&args, Some(present)),
        Some(Command::Notes) => follow(&args),
        Some(_) => subcommand(&args),
        None => explore(&args, None),
    };
    match exit {
        Ok(exit) => exit.code().into(),
        Err(error) => {
            // A reader that has seen enough is no mistake: `annals list events | head`.
            if error
                .downcast_ref::<io::Error>()
                .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
            {
                return Exit::Ok.code().into();
            }
            let _ = writeln!(io::stderr(), "error: {}", chain(&error));
            let code = match (
                error.downcast_ref::<LoadError>(),
                error.downcast_ref::<io::Error>(),
            ) {
                (None, None) => Exit::Usage,
                _ => Exit::Data,
            };
            code.code().into()
        }
    }
}

fn subcommand(args: &Args) -> Result<Exit> {
    let Some(command) = &args.command else {
        return Ok(Exit::Usage);
    };
    let keymap = Keymap::built_in()?;
    let settings = Settings::of_user();
    let themes = Themes::new(settings.themes, depth(), args.ascii);
    let surroundings = Surroundings {
        keys: Action::ALL
            .iter()
            .map(|&action| {
                [
                    keymap.keys_of(action).join("  "),
                    action.summary().to_owned(),
                    action.heading().title().to_owned(),
                ]
            })
            .collect(),
        themes: themes.names().into_iter().map(str::to_owned).collect(),
        settings: settings.warnings,
        config_home: files::config_home(),
        terminal: Terminal {
            size: app::terminal_size(),
            colours: depth().label(),
        },
        data_home: files::data_home(),
        today: app::today(),
    };
    let mut out = BufWriter::new(io::stdout().lock());
    let exit = cli::run(args, command, &surroundings, &mut out)?;
    out.flush()?;
    Ok(exit)
}

fn explore(args: &Args, present: Option<&PresentArgs>) -> Result<Exit> {
    if !io::stdout().is_terminal() || !io::stdin().is_terminal() {
        return Err(RunError::Terminal(annals::tui::terminal::TerminalError::NotATerminal).into());
    }
    let origins = args.origins(files::data_home().as_deref())?;
    let origin_name: String = std::iter::once(&origins.first)
        .chain(&origins.others)
        .map(dataset::Origin::stable_name)
        .collect::<Vec<_>>()
        .join("+");
    let edited = origins.clone();
    let read = move || -> Result<Shown, LoadError> {
        let mut loaded = dataset::open_side_by_side(&origins.first, &origins.others)?;
        cli::take_in_disagreements(&mut loaded);
        Ok(Shown {
            problems: loaded
                .diagnostics
                .iter()
                .map(dataset::Diagnostic::to_line)
                .collect(),
            n_skipped: loaded.n_skipped,
            history: Arc::new(loaded.history),
        })
    };
    let shown = read()?;
    let opening = match present {
        Some(present) => Opening::Present(tour(&shown, present.tour.as_deref())?),
        None => Opening::Panes,
    };
    let settings = Settings::of_user();
    let theme = args.theme.clone().or(settings.theme);
    // A slide is for a projector, unless another theme is asked for.
    let theme = match (opening, theme.as_deref()) {
        (Opening::Present(_), None | Some("auto")) => "contrast".to_owned(),
        (_, theme) => theme.unwrap_or("auto").to_owned(),
    };
    let options = Options {
        theme,
        opening,
        ascii: args.ascii || settings.ascii.unwrap_or(false),
        ambiguous_width: args
            .ambiguous_width
            .and_then(AmbiguousWidth::of_columns)
            .or(settings.ambiguous_width)
            .unwrap_or_default(),
        mouse: !args.no_mouse && settings.mouse.unwrap_or(true),
        view: settings.view.unwrap_or_default(),
        own_themes: settings.themes,
        warnings: settings.warnings,
        keymap: app::user_keymap()?,
        depth: depth(),
        origin: origin_name,
        fresh: args.fresh,
        fail_after_first_frame: args.panic_after_first_frame,
    };
    let ended = app::run(
        shown,
        Files {
            reload: Box::new(move || read().map_err(|error| error.to_string())),
            locate: Box::new(move |reference| locate(&edited, reference)),
        },
        options,
    )?;
    Ok(match ended {
        Ended::ByUser => Exit::Ok,
        Ended::BySignal(signal) => Exit::Signal(signal),
    })
}

/// The teacher's own screen beside a presentation.
fn follow(args: &Args) -> Result<Exit> {
    if !io::stdout().is_terminal() || !io::stdin().is_terminal() {
        bail!("the notes need a terminal of their own, beside the one of the presentation");
    }
    let folder = app::podium_folder()
        .context("there is no home folder in which a presentation could be found")?;
    let ended = notes::run(notes::Options {
        theme: args
            .theme
            .clone()
            .or_else(|| {
                let settled = Settings::of_user().theme;
                settled.filter(|name| Theme::names().contains(&name.as_str()))
            })
            .unwrap_or_else(|| "auto".to_owned()),
        ascii: args.ascii,
        keymap: app::user_keymap()?,
        depth: depth(),
        folder,
        still: std::env::var_os("NO_MOTION").is_some_and(|value| !value.is_empty()),
    })?;
    Ok(match ended {
        Ended::ByUser => Exit::Ok,
        Ended::BySignal(signal) => Exit::Signal(signal),
    })
}

/// The tour of a name, else the only one there is; `None` where one has to choose.
fn tour(shown: &Shown, name: Option<&str>) -> Result<Option<TourId>> {
    let history = &shown.history;
    let ids: Vec<&str> = history.tours().map(|(_, tour)| tour.id.as_str()).collect();
    match (name, &ids[..]) {
        (_, []) => bail!("this history has no tours"),
        (None, [_]) => Ok(Some(TourId(0))),
        (None, _) => Ok(None),
        (Some(name), _) => match history.find(EntityKind::Tour, name) {
            Some(Entity::Tour(id)) => Ok(Some(id)),
            _ => bail!("there is no tour `{name}`: there {}", list(&ids)),
        },
    }
}

/// `is hundred-years`, `are hundred-years and claims`.
fn list(ids: &[&str]) -> String {
    match ids {
        [] => "are none".to_owned(),
        [one] => format!("is {one}"),
        [rest @ .., last] => format!("are {} and {last}", rest.join(", ")),
    }
}

/// Where a record stands in its file now. The file is read anew: it may have changed since it was opened.
fn locate(origins: &Origins, reference: &str) -> Result<(PathBuf, usize, usize), String> {
    let all = || std::iter::once(&origins.first).chain(&origins.others);
    let loaded = dataset::open_side_by_side(&origins.first, &origins.others)
        .map_err(|error| error.to_string())?;
    let place = loaded
        .history
        .find_reference(reference)
        .and_then(|entity| loaded.place(entity));
    let Some((file, line, column)) = place else {
        let names: Vec<String> = all().map(Origin::name).collect();
        return Err(format!(
            "{reference} is no longer in {}",
            names.join(" or ")
        ));
    };
    if all().any(|origin| *origin == Origin::Embedded && origin.name() == file) {
        return Err(
            "this record is part of annals and has no file: `annals export ron -o mine.ron` makes one to edit"
                .to_owned(),
        );
    }
    // The editor may have another folder, and a name may begin with a hyphen.
    let file = std::path::absolute(file).map_err(|error| format!("{file}: {error}"))?;
    Ok((file, line, column))
}

fn depth() -> Depth {
    let variable = |name: &str| std::env::var(name).ok();
    Depth::of(
        variable("NO_COLOR").as_deref(),
        variable("COLORTERM").as_deref(),
        variable("TERM").as_deref(),
    )
}

/// An error and its causes in one line; several lines stay as they are.
fn chain(error: &anyhow::Error) -> String {
    error
        .chain()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(": ")
}
