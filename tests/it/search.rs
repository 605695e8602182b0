//! What a student types, and what must come first; what the claims of the article count.
//!
//! `cases/search.txt` has a line `query => kind:id` for each; `|` stands between records of which either is right.

use annals::dataset::{self, Origin};
use annals::model::{ClaimCheck, History};
use annals::query::search::{self, Index, Query};

fn history() -> History {
    dataset::open(&Origin::Embedded).map_or_else(|error| panic!("{error}"), |loaded| loaded.history)
}

#[test]
fn what_a_student_types_is_found_first() {
    let history = history();
    let index = Index::new(&history);
    let mut n_cases = 0;
    let mut not_first = Vec::new();
    let mut lost = Vec::new();
    for line in include_str!("cases/search.txt").lines() {
        let Some((query, right)) = line.split_once(" => ") else {
            continue;
        };
        n_cases += 1;
        let right: Vec<&str> = right.split('|').map(str::trim).collect();
        for reference in &right {
            assert!(
                history.find_reference(reference).is_some(),
                "{reference} is in the history"
            );
        }
        let found = index.search(query, 3, || false);
        let found: Vec<String> = found
            .hits
            .iter()
            .map(|hit| history.reference(hit.entity))
            .collect();
        match found
            .iter()
            .position(|reference| right.contains(&reference.as_str()))
        {
            Some(0) => {}
            Some(_) => not_first.push(format!("{query}: {found:?}")),
            None => lost.push(format!("{query} ({right:?}): {found:?}")),
        }
    }
    assert!(n_cases >= 150, "{n_cases} cases");
    assert!(
        lost.is_empty(),
        "not among the first three:\n{}",
        lost.join("\n")
    );
    assert!(
        not_first.len() * 20 <= n_cases,
        "{} of {n_cases} not first:\n{}",
        not_first.len(),
        not_first.join("\n")
    );
}

#[test]
fn the_claims_count_what_they_expect() {
    let history = history();
    let mut n_counts = 0;
    let mut wrong = Vec::new();
    for (_, claim) in history.claims() {
        for check in &claim.checks {
            let ClaimCheck::Count { query, expect, .. } = check else {
                continue;
            };
            n_counts += 1;
            let counted = search::count(query, &history);
            if counted != *expect {
                wrong.push(format!(
                    "{}: `{query}` is {counted}, expected {expect}",
                    claim.id
                ));
            }
            assert!(Query::parse(query).notes.is_empty(), "{query}");
        }
    }
    assert!(
        n_counts > 20 && wrong.is_empty(),
        "{n_counts} counts\n{}",
        wrong.join("\n")
    );
}

#[test]
fn fields_narrow_what_words_find() {
    let history = history();
    let index = Index::new(&history);
    for (query, some, none) in [
        ("putin kind:event", "event:putin-visit-2019", "person:putin"),
        (
            "kind:event !putin khalkhin",
            "event:khalkhin-gol-1939",
            "event:putin-visit-2019",
        ),
        (
            "kind:project sector:gas | sector:hydropower",
            "project:egiin-gol-hpp",
            "project:erdenet",
        ),
        (
            "kind:event p:putin in:2019",
            "event:treaty-2019",
            "event:putin-visit-2024",
        ),
        (
            "post:mn-president kind:person",
            "person:battulga",
            "person:putin",
        ),
        (
            "kind:membership putin",
            "membership:battulga-president-2017",
            "membership:battulga-president-2017",
        ),
        (
            "^putin kind:event",
            "event:putin-visit-2019",
            "event:elbegdorj-appeal-2022",
        ),
        (
            "ukraine$ kind:event",
            "event:ukraine-invasion-2022",
            "event:un-abstention-2022",
        ),
        (
            "\"power of siberia\" kind:project",
            "project:power-of-siberia-2",
            "project:erdenet",
        ),
        ("area:mn type:place", "area:ulaanbaatar", "area:baikal"),
        (
            "before:1930",
            "event:diplomatic-relations-1921",
            "event:khalkhin-gol-1939",
        ),
        (
            "kind:claim status:supported",
            "claim:c1",
            "event:treaty-2019",
        ),
    ] {
        let found: Vec<String> = index
            .search(query, usize::MAX, || false)
            .hits
            .iter()
            .map(|hit| history.reference(hit.entity))
            .collect();
        if query.contains("membership") {
            assert!(
                !found.is_empty() && found.iter().all(|one| one.starts_with("membership:")),
                "{query}"
            );
            continue;
        }
        let parsed = Query::parse(query);
        for (reference, is_found) in [(some, true), (none, false)] {
            let entity = history
                .find_reference(reference)
                .unwrap_or_else(|| panic!("{reference}"));
            assert_eq!(
                found.iter().any(|one| one == reference),
                is_found,
                "{query}: {reference} of {found:?}"
            );
            assert_eq!(
                search::matches(&parsed, &history, entity),
                is_found,
                "{query}: {reference}"
            );
        }
    }
}

#[test]
fn a_field_that_cannot_be_read_leaves_the_rest_to_work() {
    let history = history();
    let found = Index::new(&history).search("battulga colour:red in:2019-13", 1, || false);
    assert_eq!(history.reference(found.hits[0].entity), "person:battulga");
    assert_eq!(found.notes.len(), 2);
}

#[test]
fn typos_are_allowed_only_where_nothing_is_found_as_typed() {
    let history = history();
    let index = Index::new(&history);
    assert!(!index.search("elbegdorj", 1, || false).with_typos);
    let typo = index.search("elebgdroj", 1, || false);
    assert!(typo.with_typos);
    assert_eq!(history.reference(typo.hits[0].entity), "person:elbegdorj");
    assert_eq!(
        index.search("'elebgdroj", 1, || false).n_found,
        0,
        "these very letters"
    );
}

#[test]
fn the_letters_that_matched_are_whole_letters_as_displayed() {
    let history = history();
    let index = Index::new(&history);
    for query in [
        "hurelsuh",
        "Хүрэлсүх",
        "khalkhin gol",
        "g p m",
        "ulaan 'gol",
        "миллер",
    ] {
        for hit in index.search(query, 50, || false).hits {
            let alias = hit
                .alias
                .iter()
                .flat_map(|(text, ranges)| ranges.iter().map(move |range| (text, range)));
            for (text, range) in hit
                .ranges
                .iter()
                .map(|range| (&hit.title, range))
                .chain(alias)
            {
                assert!(
                    text.get(range.clone()).is_some_and(|part| !part.is_empty()),
                    "{query}: {text} {range:?}"
                );
            }
        }
    }
}
