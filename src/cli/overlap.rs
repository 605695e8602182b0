//! `annals overlap`: days that the holders of a post shared with those of another, or with a person.

use std::io::Write;

use anyhow::{Result, bail};

use crate::model::{Entity, EntityKind, History, HolderRule, PersonId, PostId, PostRule};
use crate::query::leaders;

use super::args::OverlapArgs;
use super::list::date_argument;
use super::output::Table;
use super::{Exit, Format};

pub(super) fn run(
    args: &OverlapArgs,
    history: &History,
    format: Format,
    out: &mut dyn Write,
) -> Result<Exit> {
    let post = find_post(history, &args.post)?;
    let last = match &args.until {
        Some(text) => {
            let date = date_argument(text, history)?;
            date.latest()
                .or(date.earliest())
                .unwrap_or_else(|| history.edition_day())
        }
        None => history.edition_day(),
    };
    let table = match (&args.with, &args.other) {
        (Some(person), _) => {
            let Some(Entity::Person(person)) = history.find(EntityKind::Person, person) else {
                bail!("nobody has the id `{person}`; `annals list people` lists them");
            };
            beside_person(history, post, person, last)
        }
        (None, Some(other)) => beside_post(history, post, find_post(history, other)?, last),
        (None, None) => bail!("name a second post, or a person with --with"),
    };
    if format == Format::Text {
        eprintln!(
            "days in office and shared, completed by {last}; the day of a handover counts once"
        );
    }
    table.write("overlap", format, out)?;
    Ok(if table.is_empty() {
        Exit::Nothing
    } else {
        Exit::Ok
    })
}

/// For each holder the days beside a person: in any post, and in each of the person's posts, acting terms apart.
fn beside_person(
    history: &History,
    post: PostId,
    person: PersonId,
    last: crate::model::Day,
) -> Table {
    let mut rules: Vec<PostRule> = Vec::new();
    for term in leaders::career(history, person) {
        let rule = if term.acting {
            HolderRule::Acting
        } else {
            HolderRule::Regular
        };
        let one = PostRule {
            post: history.membership(term.id).post,
            rule,
        };
        if !rules.contains(&one) {
            rules.push(one);
        }
    }
    let mut asked: Vec<Vec<PostRule>> = vec![Vec::new()];
    asked.extend(rules.iter().map(|&rule| vec![rule]));
    let mut table = Table::new(&["holder", "counting", "days", "in_office"]);
    for row in leaders::shared_days(history, post, person, &asked, last) {
        for (rule, days) in asked.iter().zip(&row.days) {
            let counting = match rule[..] {
                [] => "any post".to_owned(),
                [one, ..] => {
                    let acting = if one.rule == HolderRule::Acting {
                        "acting "
                    } else {
                        ""
                    };
                    format!("{acting}{}", history.post(one.post).title)
                }
            };
            table.push(vec![
                history.person(row.person).name.clone(),
                counting,
                days.to_string(),
                row.in_office.to_string(),
            ]);
        }
    }
    table
}

fn beside_post(history: &History, post: PostId, other: PostId, last: crate::model::Day) -> Table {
    let rule = vec![vec![PostRule {
        post: other,
        rule: HolderRule::Regular,
    }]];
    let mut people: Vec<PersonId> = Vec::new();
    for term in leaders::terms(history, other) {
        if !people.contains(&term.person) {
            people.push(term.person);
        }
    }
    let mut table = Table::new(&["holder", "beside", "days", "in_office"]);
    let rows: Vec<_> = people
        .iter()
        .map(|&person| {
            (
                person,
                leaders::shared_days(history, post, person, &rule, last),
            )
        })
        .collect();
    let holders = rows.first().map_or(0, |(_, rows)| rows.len());
    for holder in 0..holders {
        for (person, rows) in &rows {
            let row = &rows[holder];
            if row.days[0] > 0 {
                table.push(vec![
                    history.person(row.person).name.clone(),
                    history.person(*person).name.clone(),
                    row.days[0].to_string(),
                    row.in_office.to_string(),
                ]);
            }
        }
    }
    table
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
