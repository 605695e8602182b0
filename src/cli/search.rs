//! `annals search`: kind, id, title and date, best first.

use std::io::Write;

use anyhow::Result;

use crate::export::record::date;
use crate::model::History;
use crate::query::search::Index;

use super::args::SearchArgs;
use super::output::{Table, query_notes};
use super::{Exit, Format};

pub(super) fn run(
    args: &SearchArgs,
    history: &History,
    format: Format,
    out: &mut dyn Write,
) -> Result<Exit> {
    let query = args.query.join(" ");
    let results = Index::new(history).search(&query, args.limit, || false);
    query_notes(&query, &results.notes);
    let mut table = Table::new(&["kind", "id", "title", "date"]);
    for hit in &results.hits {
        table.push(vec![
            hit.entity.kind().to_string(),
            history.text_id(hit.entity).to_owned(),
            hit.title.clone(),
            date(history, hit.entity),
        ]);
    }
    if table.is_empty() && format == Format::Text {
        eprintln!("nothing is called `{}`", crate::text::printable(&query));
    } else {
        table.write("results", format, out)?;
    }
    Ok(if table.is_empty() {
        Exit::Nothing
    } else {
        Exit::Ok
    })
}
