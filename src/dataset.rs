//! Files to histories: read, resolve, and say everything that is wrong.
//!
//! Texts come from a [`store`], are read into records exactly as written ([`record`]), and become a
//! [`History`]; what can not be used is left out and reported as a [`Diagnostic`]. A second look finds what a careful
//! editor would: dates that can not be, offices held twice, statements without proof.
//!
//! What this layer does not know: questions of a history (`query`), the command line and the screen.

mod check;
mod diagnostic;
mod read;
pub mod record;
mod resolve;
pub mod store;
mod vocabulary;

pub use diagnostic::{Diagnostic, Severity};
pub use store::{LoadError, Origin};

use crate::model::{Entity, History, Parts};

/// A history as read from files.
#[derive(Debug)]
pub struct Loaded {
    /// All that could be used.
    pub history: History,
    /// What is wrong or doubtful, in order of file and line.
    pub diagnostics: Vec<Diagnostic>,
    /// How many records were left out.
    pub n_skipped: usize,
    sources: Vec<store::SourceText>,
    origins: resolve::Origins,
}

/// Reads a history and everything that is wrong with it.
///
/// # Errors
/// Only when there is nothing to show: no such file, not text, not RON, another major version.
pub fn open(origin: &Origin) -> Result<Loaded, LoadError> {
    load(origin.read()?, true)
}

/// Reads a history for looking at: what does not change the history (doubts, missing proof) is not looked for.
///
/// # Errors
/// As [`open`].
pub fn open_quickly(origin: &Origin) -> Result<Loaded, LoadError> {
    load(origin.read()?, false)
}

/// Reads several histories for looking at, side by side as [`History::side_by_side`] puts them.
///
/// # Errors
/// As [`open`], for the first that can not be read.
pub fn open_side_by_side(first: &Origin, others: &[Origin]) -> Result<Loaded, LoadError> {
    if others.is_empty() {
        return open_quickly(first);
    }
    let mut read = Vec::new();
    for origin in std::iter::once(first).chain(others) {
        read.push(unindexed(origin.read()?)?);
    }
    let mut diagnostics = Vec::new();
    let mut sources = Vec::new();
    let mut places = Vec::new();
    let mut n_skipped = 0;
    let mut parts = Vec::new();
    for one in read {
        n_skipped += one.n_skipped();
        diagnostics.extend(diagnostic::locate(&one.sources, one.findings));
        places.push((sources.len(), one.origins));
        sources.extend(one.sources);
        parts.push(one.parts);
    }
    let first = parts.remove(0);
    let history = History::side_by_side(first, parts);
    let mut origins = resolve::Origins::new();
    for (member, (n_before, of_member)) in places.into_iter().enumerate() {
        for (entity, (file, list, index)) in of_member {
            let entity = history.from_member(member, entity);
            origins.insert(entity, (n_before + file, list, index));
        }
    }
    Ok(Loaded {
        history,
        diagnostics,
        n_skipped,
        sources,
        origins,
    })
}

/// Reads a history from a text, as from a file of that name.
///
/// # Errors
/// As [`open`].
pub fn open_text(name: &str, text: &str) -> Result<Loaded, LoadError> {
    load(
        vec![store::SourceText {
            name: name.to_owned(),
            text: text.to_owned(),
        }],
        true,
    )
}

impl Loaded {
    /// File, line and column where a record stands; `None` for what no file wrote.
    pub fn place(&self, entity: Entity) -> Option<(&str, usize, usize)> {
        let &(file, list, index) = self.origins.get(&entity)?;
        let source = &self.sources[file];
        let tree = crate::notation::outline(&source.text, 2).ok()?;
        let path = [
            crate::notation::Step::Field(list),
            crate::notation::Step::Index(index),
        ];
        let start = tree.at(&source.text, &path).span.start;
        let (line, column) = crate::notation::line_column(&source.text, start);
        Some((&source.name, line, column))
    }
}

impl Loaded {
    /// A finding of somebody who can ask what this layer can not, such as a claim that counts otherwise: placed at a
    /// field of a record. `None` for what no file wrote.
    pub fn finding(
        &self,
        code: &'static str,
        entity: Entity,
        field: &'static str,
        message: String,
        help: String,
    ) -> Option<Diagnostic> {
        let &(file, list, index) = self.origins.get(&entity)?;
        let path = vec![
            crate::notation::Step::Field(list),
            crate::notation::Step::Index(index),
            crate::notation::Step::Field(field),
        ];
        let place = diagnostic::Place::Path(file, path, None);
        let finding = diagnostic::Finding::new(code, place, message, help);
        diagnostic::locate(&self.sources, vec![finding]).pop()
    }

    /// Takes in findings that were made elsewhere, each where it belongs in the order of file and line.
    pub fn take_in(&mut self, found: Vec<Diagnostic>) {
        self.diagnostics.extend(found);
        let file = |found: &Diagnostic| {
            self.sources
                .iter()
                .position(|source| source.name == found.file)
        };
        self.diagnostics
            .sort_by_key(|found| (file(found), found.line, found.column));
    }
}

/// A history that is read and resolved, and not yet indexed.
struct Unindexed {
    parts: Parts,
    origins: resolve::Origins,
    policy: check::Policy,
    findings: Vec<diagnostic::Finding>,
    sources: Vec<store::SourceText>,
    n_records: usize,
}

impl Unindexed {
    /// How many records were left out.
    fn n_skipped(&self) -> usize {
        self.n_records - self.origins.len()
    }
}

fn unindexed(sources: Vec<store::SourceText>) -> Result<Unindexed, LoadError> {
    let read::Read {
        records,
        newer,
        mut findings,
        n_unread,
    } = read::read(&sources)?;
    let n_records = n_unread + records.n_records();
    let policy = check::Policy::new(&records.head);
    let (parts, origins, unresolved) = resolve::resolve(records, newer);
    findings.extend(unresolved);
    Ok(Unindexed {
        parts,
        origins,
        policy,
        findings,
        sources,
        n_records,
    })
}

fn load(sources: Vec<store::SourceText>, thorough: bool) -> Result<Loaded, LoadError> {
    let read = unindexed(sources)?;
    let n_skipped = read.n_skipped();
    let mut findings = read.findings;
    let history = History::new(read.parts);
    if thorough {
        findings.extend(check::check(&history, &read.origins, &read.policy));
    }
    Ok(Loaded {
        history,
        diagnostics: diagnostic::locate(&read.sources, findings),
        n_skipped,
        sources: read.sources,
        origins: read.origins,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_the_format_loads_without_a_finding() {
        let text = include_str!("../tests/it/cases/schema-example.ron");
        let loaded = open_text("example.ron", text).expect("a history");
        let found: Vec<String> = loaded
            .diagnostics
            .iter()
            .map(Diagnostic::to_block)
            .collect();
        assert!(found.is_empty(), "{}", found.join("\n"));
        assert_eq!(loaded.n_skipped, 0);
        assert_eq!(loaded.history.events().len(), 3);
    }

    #[test]
    fn a_date_that_cannot_be_is_told_with_what_to_write() {
        for (when, place, message, help) in [
            (
                "1921-13-05",
                (8, 2),
                "error[E09]: `1921-13-05` is not a date: there is no month 13",
                "write \"1921-05-13\" for 13 May 1921, or \"1921-05\" if the day is unknown",
            ),
            (
                "44 BC",
                (3, 5),
                "error[E09]: `44 BC` is not a date: it is prose",
                "write \"-0043\"",
            ),
            (
                "1986/1936",
                (8, 4),
                "error[E10]: `1986/1936` is the wrong way round: it ends in 1936, before it starts in 1986",
                "write \"1936/1986\" if the ends changed places",
            ),
            (
                "2004/2004-03",
                (2, 14),
                "warning[W11]: `2004/2004-03` may end before it starts",
                "give its ends more closely",
            ),
        ] {
            let text = format!(
                "Dataset(schema: \"annals/1.0\", id: \"x\", title: \"X\", edition: \"2025\", license: \"CC0-1.0\",\n\
                 languages: [\"en\"], events: [(id: \"a\", title: \"A\", kind: Visit, importance: 3,\n\
                 when: \"{when}\")])"
            );
            let loaded = open_text("dates.ron", &text).expect("a history");
            let blocks: Vec<String> = loaded
                .diagnostics
                .iter()
                .map(Diagnostic::to_block)
                .collect();
            let found = loaded.diagnostics.iter().find(|found| found.line == 3);
            let found = found.unwrap_or_else(|| panic!("{when}: {blocks:?}"));
            assert_eq!((found.column - 5, found.length), place, "{when}");
            assert!(
                blocks
                    .iter()
                    .any(|block| block.starts_with(message) && block.contains(help)),
                "{blocks:?}"
            );
        }
    }
}
