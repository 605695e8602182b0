//! What annals knows of itself and of the terminal: keys, themes, doctor, completions, man.

use std::io::Write;

use anyhow::Result;
use clap::CommandFactory;

use crate::dataset::{self, Origin};
use crate::model::EntityKind;

use super::output::Table;
use super::{Args, Exit, Format, Surroundings};

/// What is known of the terminal.
#[derive(Debug)]
pub struct Terminal {
    /// Columns and rows; `None` without a terminal.
    pub size: Option<(u16, u16)>,
    /// How many colours, in words.
    pub colours: &'static str,
}

pub(super) fn keys(keys: &[[String; 3]], format: Format, out: &mut dyn Write) -> Result<Exit> {
    let mut table = Table::new(&["keys", "effect", "heading"]);
    for row in keys {
        table.push(row.to_vec());
    }
    table.write("keys", format, out)?;
    Ok(Exit::Ok)
}

pub(super) fn themes(themes: &[String], out: &mut dyn Write) -> Result<Exit> {
    writeln!(out, "auto")?;
    themes
        .iter()
        .try_for_each(|theme| writeln!(out, "{theme}"))?;
    Ok(Exit::Ok)
}

pub(super) fn doctor(
    surroundings: &Surroundings,
    origins: &[Origin],
    out: &mut dyn Write,
) -> Result<Exit> {
    let variable = |name: &str| match std::env::var(name) {
        Ok(value) if value.is_empty() => "set, empty".to_owned(),
        Ok(value) => crate::text::printable(&value).into_owned(),
        Err(_) => "not set".to_owned(),
    };
    let mut line = |label: &str, value: &str| writeln!(out, "{label:<12} {value}");
    line("annals", env!("CARGO_PKG_VERSION"))?;
    match surroundings.terminal.size {
        Some((width, height)) if width < 20 || height < 6 => {
            line(
                "terminal",
                &format!("{width}x{height}, too small: the explorer needs 20x6"),
            )?;
        }
        Some((width, height)) => line("terminal", &format!("{width}x{height}"))?,
        None => line(
            "terminal",
            "none: the explorer needs one, subcommands do not",
        )?,
    }
    line("TERM", &variable("TERM"))?;
    line("COLORTERM", &variable("COLORTERM"))?;
    line("NO_COLOR", &variable("NO_COLOR"))?;
    line("colours", surroundings.terminal.colours)?;
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    match locale {
        Some(locale) if locale.to_lowercase().replace('-', "").contains("utf8") => {
            line("locale", &crate::text::printable(&locale))?
        }
        Some(locale) => {
            let locale = crate::text::printable(&locale).into_owned();
            line(
                "locale",
                &format!("{locale}: not UTF-8, so try --ascii if signs look wrong"),
            )?;
        }
        None => line("locale", "not set: try --ascii if signs look wrong")?,
    }
    match &surroundings.data_home {
        Some(home) if home.is_dir() => line("histories", &home.display().to_string())?,
        Some(home) => line("histories", &format!("{} (not there yet)", home.display()))?,
        None => line("histories", "no home folder is known")?,
    }
    match &surroundings.config_home {
        Some(home) if home.is_dir() => line("settings", &home.display().to_string())?,
        Some(home) => line("settings", &format!("{} (not there yet)", home.display()))?,
        None => line("settings", "no home folder is known")?,
    }
    for warning in &surroundings.settings {
        line("", &crate::text::printable(warning))?;
    }
    for origin in origins {
        let loaded = dataset::open(origin)?;
        let counts: Vec<String> = [
            EntityKind::Event,
            EntityKind::Person,
            EntityKind::Project,
            EntityKind::Claim,
            EntityKind::Source,
        ]
        .iter()
        .map(|&kind| format!("{} {}", loaded.history.count(kind), kind.plural()))
        .collect();
        line(
            "dataset",
            &format!(
                "{}: {}",
                crate::text::printable(&loaded.history.overview().title),
                counts.join(", ")
            ),
        )?;
        line(
            "findings",
            &format!(
                "{} ({} records left out)",
                loaded.diagnostics.len(),
                loaded.n_skipped
            ),
        )?;
    }
    Ok(Exit::Ok)
}

pub(super) fn completions(shell: clap_complete::Shell, out: &mut dyn Write) -> Result<Exit> {
    let mut script: Vec<u8> = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "annals", &mut script);
    out.write_all(&script)?;
    Ok(Exit::Ok)
}

pub(super) fn man(out: &mut dyn Write) -> Result<Exit> {
    let mut page: Vec<u8> = Vec::new();
    clap_mangen::Man::new(Args::command()).render(&mut page)?;
    out.write_all(&page)?;
    Ok(Exit::Ok)
}
