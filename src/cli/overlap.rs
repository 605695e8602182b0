//! `annals overlap`: days that the holders of a post shared with those of another, or with a person.

use std::io::Write;

use anyhow::{Result, bail};

use crate::model::{Day, Entity, EntityKind, History, PersonId, PostId};
use crate::query::leaders::{
    self, CountingRule, OverlapQuestion, Overlaps, SharedDays, leading_post,
};
use crate::text::{self, Cut, printable};

use super::args::OverlapArgs;
use super::list::date_argument;
use super::output::Table;
use super::{Exit, Format};

pub(super) fn run(
    args: &OverlapArgs,
    history: &History,
    today: Day,
    format: Format,
    out: &mut dyn Write,
) -> Result<Exit> {
    let question = question(args, history, today)?;
    let mut overlaps = Overlaps::new(history, question);
    if question.beside.is_some() && args.rule.is_some() {
        overlaps = overlaps.only_rule(question.rule);
    }
    if format == Format::Text {
        let counted = if question.beside.is_some() && args.rule.is_none() {
            format!(
                "each rule counts other terms of {}",
                overlaps
                    .columns
                    .first()
                    .map_or("", |column| &history.person(column.person).name)
            )
        } else {
            question.rule.in_words(history, question.columns)
        };
        eprintln!(
            "{} beside {}: {counted}\ndays completed by {}; the day of a handover counts once; * is the longest of a column",
            history.post(question.rows).title,
            history.post(question.columns).title,
            question.as_of,
        );
        matrix(history, &overlaps, out)?;
    } else {
        list(history, &overlaps).write("overlap", format, out)?;
    }
    Ok(if overlaps.rows.is_empty() || overlaps.columns.is_empty() {
        Exit::Nothing
    } else {
        Exit::Ok
    })
}

fn question(args: &OverlapArgs, history: &History, today: Day) -> Result<OverlapQuestion> {
    let rows = find_post(history, &args.post)?;
    let beside = args
        .with
        .as_deref()
        .map(|person| find_person(history, person))
        .transpose()?;
    let columns = match (&args.other, beside) {
        (Some(other), _) => find_post(history, other)?,
        (None, Some(person)) => match leading_post(history, person) {
            Some(post) => post,
            None => bail!("{} held no office on record", history.person(person).name),
        },
        (None, None) => bail!("name a second post, or a person with --with"),
    };
    if let Some(person) = beside
        && !leaders::terms(history, columns)
            .iter()
            .any(|term| term.person == person)
    {
        bail!(
            "{} never held `{}`",
            history.person(person).name,
            history.post(columns).id
        );
    }
    let rule = match &args.rule {
        Some(word) => match CountingRule::of_word(history, columns, word) {
            Some(rule) => rule,
            None => {
                let words: Vec<&str> = CountingRule::all(history, columns)
                    .into_iter()
                    .map(|rule| rule.word(history))
                    .collect();
                bail!(
                    "`{word}` is no counting rule for the holders of `{}`: there are {}",
                    history.post(columns).id,
                    words.join(", ")
                );
            }
        },
        None => CountingRule::default(),
    };
    let as_of = match &args.until {
        Some(text) => {
            let date = date_argument(text, history, today)?;
            date.latest()
                .or(date.earliest())
                .unwrap_or_else(|| history.edition_day())
        }
        None => history.edition_day(),
    };
    Ok(OverlapQuestion {
        rows,
        columns,
        rule,
        beside,
        as_of: Day(as_of.0),
    })
}

/// A line for each pair, for other programs.
fn list(history: &History, overlaps: &Overlaps) -> Table {
    let mut table = Table::new(&["holder", "beside", "counting", "days", "in_office"]);
    for (row, holder) in overlaps.rows.iter().enumerate() {
        for (column, beside) in overlaps.columns.iter().enumerate() {
            if let SharedDays::Days { n, .. } = overlaps.cell(row, column) {
                table.push(vec![
                    history.person(holder.person).name.clone(),
                    history.person(beside.person).name.clone(),
                    beside.rule.word(history).to_owned(),
                    n.to_string(),
                    holder.spans.days().to_string(),
                ]);
            }
        }
    }
    table
}

/// The matrix as the explorer shows it, for people.
fn matrix(history: &History, overlaps: &Overlaps, out: &mut dyn Write) -> Result<()> {
    let head = |column: usize| {
        let beside = &overlaps.columns[column];
        if overlaps.question.beside.is_some() {
            beside.rule.label(history)
        } else {
            history.person(beside.person).short.clone()
        }
    };
    let mut lines: Vec<Vec<String>> = vec![
        [String::new(), "in office".to_owned()]
            .into_iter()
            .chain((0..overlaps.columns.len()).map(head))
            .collect(),
    ];
    for (row, holder) in overlaps.rows.iter().enumerate() {
        let days = (0..overlaps.columns.len()).map(|column| match overlaps.cell(row, column) {
            SharedDays::Same => "-".to_owned(),
            SharedDays::Days { n, exact, longest } => format!(
                "{}{n}{}",
                if exact { "" } else { "~" },
                if longest { "*" } else { " " }
            ),
        });
        lines.push(
            [
                history.person(holder.person).name.clone(),
                holder.spans.days().to_string(),
            ]
            .into_iter()
            .chain(days)
            .collect(),
        );
    }
    let widths: Vec<usize> = (0..overlaps.columns.len() + 2)
        .map(|idx| {
            let cells = lines.iter().map(|line| text::width(&printable(&line[idx])));
            cells.max().unwrap_or(0)
        })
        .collect();
    for line in &lines {
        let mut shown = text::pad(&printable(&line[0]), widths[0], Cut::End);
        for (cell, width) in line.iter().zip(&widths).skip(1) {
            let cell = printable(cell);
            shown.push_str("  ");
            shown.push_str(&" ".repeat(width - text::width(&cell)));
            shown.push_str(&cell);
        }
        writeln!(out, "{}", shown.trim_end())?;
    }
    Ok(())
}

fn find_post(history: &History, id: &str) -> Result<PostId> {
    match history.find(EntityKind::Post, id.strip_prefix("post:").unwrap_or(id)) {
        Some(Entity::Post(post)) => Ok(post),
        _ => {
            let ids: Vec<&str> = history.posts().map(|(_, post)| post.id.as_str()).collect();
            bail!("no post has the id `{id}`: there are {}", ids.join(", "))
        }
    }
}

fn find_person(history: &History, id: &str) -> Result<PersonId> {
    match history.find(EntityKind::Person, id.strip_prefix("person:").unwrap_or(id)) {
        Some(Entity::Person(person)) => Ok(person),
        _ => bail!("nobody has the id `{id}`; `annals list people` lists them"),
    }
}
