//! The claims of the article against the embedded history: what the program counts is counted here again, plainly.

use std::collections::BTreeSet;

use annals::dataset::{self, Origin};
use annals::model::{Entity, EntityKind, History, MembershipStatus, TermEnd};
use annals::query::claims::{self, Computed, Outcome};

use crate::screen::embedded;

fn of(history: &History, id: &str) -> Vec<Computed> {
    match history.find(EntityKind::Claim, id) {
        Some(Entity::Claim(claim)) => claims::computed(history, claim),
        _ => panic!("no claim {id}"),
    }
}

fn texts(computed: &[Computed]) -> Vec<&str> {
    computed.iter().map(|one| one.text.as_str()).collect()
}

#[test]
fn no_count_of_the_embedded_history_disagrees() {
    let history = embedded();
    assert_eq!(claims::disagreements(&history), []);
    let n_computed = history
        .claims()
        .filter(|(_, claim)| !claim.checks.is_empty())
        .count();
    assert_eq!((history.claims().len(), n_computed), (34, 31));
}

#[test]
fn the_visits_are_counted_as_the_register_has_them() {
    let history = embedded();
    let computed = of(&history, "c6");
    assert_eq!(
        texts(&computed),
        [
            "11 visits to Russia: counted 11",
            "4 visits to Mongolia: counted 4"
        ]
    );
    for (computed, tag) in computed.iter().zip(["visit-mn-to-ru", "visit-ru-to-mn"]) {
        let plainly: BTreeSet<Entity> = history
            .events()
            .filter(|(_, event)| event.tags.iter().any(|one| one == tag))
            .filter(|(_, event)| ("1993".."2022").contains(&&event.when.as_str()[..4]))
            .map(|(id, _)| Entity::from(id))
            .collect();
        assert_eq!(
            computed.counted.iter().copied().collect::<BTreeSet<_>>(),
            plainly,
            "{tag}"
        );
        assert_eq!(computed.lines.len(), plainly.len());
    }
}

#[test]
fn the_source_may_be_wrong_where_the_data_is_as_expected() {
    let history = embedded();
    let elections = of(&history, "c9");
    assert_eq!(
        elections[0].text,
        "5 elections of a president of Mongolia: counted 6"
    );
    assert_eq!(elections[0].outcome, Outcome::Differs);
    assert_eq!(elections[1].outcome, Outcome::Agrees);
    let upgrades = of(&history, "c27");
    assert_eq!(
        upgrades[0].text,
        "3 of 3 relations raised to strategic partnership under Battulga: counted 1"
    );
    assert_eq!(upgrades[0].outcome, Outcome::Differs);
    let lines: Vec<String> = upgrades[0]
        .lines
        .iter()
        .map(|line| format!("{}: {}", line.note, line.text))
        .collect();
    assert_eq!(
        lines,
        [
            "31 Jul 2019: Mongolia–United States, in the term",
            "19 Nov 2010: Mongolia–Japan, under Elbegdorj",
            "10 Sep 2021: Mongolia–South Korea, under Khurelsukh",
        ]
    );
}

#[test]
fn the_longest_overlap_is_counted_under_three_rules() {
    let history = embedded();
    let overlaps = of(&history, "c14");
    let days = |computed: &Computed, who: &str| -> i64 {
        let line = computed
            .lines
            .iter()
            .find(|line| line.text == who)
            .expect(who);
        line.note
            .trim_end_matches(" days")
            .replace(',', "")
            .parse()
            .expect("days")
    };
    // Plainly: each day of the term, and whether Putin held a post that counts on it.
    let day = |text: &str| {
        annals::model::Date::parse(text)
            .expect("a date")
            .earliest()
            .expect("a day")
            .0
    };
    let last = day("2024-04-30");
    let spans = |person: &str, post: &str, acting: bool| -> Vec<(i64, i64)> {
        history
            .memberships()
            .filter(|(_, term)| {
                history.person(term.person).id == person
                    && (post.is_empty() || history.post(term.post).id == post)
                    && (post.is_empty() || (term.status == MembershipStatus::Acting) == acting)
            })
            .map(|(_, term)| {
                let start = day(term.start.as_ref().expect("a start").as_str());
                let end = match &term.end {
                    TermEnd::On(end) => day(end.as_str()).min(last),
                    _ => last,
                };
                (start, end)
            })
            .collect()
    };
    let shared = |holder: &str, posts: &[(&str, bool)]| -> i64 {
        let mine = spans(holder, "mn-president", false);
        let his: Vec<(i64, i64)> = posts
            .iter()
            .flat_map(|&(post, acting)| spans("putin", post, acting))
            .collect();
        let is_in = |day: i64, spans: &[(i64, i64)]| {
            spans.iter().any(|&(from, to)| from <= day && day < to)
        };
        (day("1990-01-01")..last)
            .filter(|&day| is_in(day, &mine) && is_in(day, &his))
            .count() as i64
    };
    for (computed, posts) in overlaps.iter().zip([
        &[("", false)][..],
        &[("ru-president", false)],
        &[("ru-president", false), ("ru-president", true)],
    ]) {
        for (id, short) in [
            ("elbegdorj", "Elbegdorj"),
            ("bagabandi", "Bagabandi"),
            ("khurelsukh", "Khurelsukh"),
        ] {
            assert_eq!(
                days(computed, short),
                shared(id, posts),
                "{short}: {}",
                computed.text
            );
        }
    }
    assert_eq!(
        overlaps.iter().map(|one| one.outcome).collect::<Vec<_>>(),
        [Outcome::Agrees, Outcome::Agrees, Outcome::Differs]
    );
    assert_eq!(
        overlaps[2].text,
        "longest beside Putin as President of Russia or acting President of Russia: Bagabandi, 2,002 days; then Elbegdorj, 1,890 days"
    );
}

#[test]
fn visitors_are_found_in_order_and_another_order_is_told() {
    let history = embedded();
    let visitors = of(&history, "c30");
    assert_eq!(
        visitors[0].text,
        "5 third-neighbor visitors in order: found in this order"
    );
    let text = String::from_utf8(
        std::fs::read(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/assets/history/mongolia-russia.ron"
        ))
        .expect("the file"),
    )
    .expect("text");
    let swapped = text.replace(
        "expect: [\"event:duda-visit-2023\", \"event:macron-visit-2023\"",
        "expect: [\"event:macron-visit-2023\", \"event:duda-visit-2023\"",
    );
    let loaded = dataset::open_text("swapped.ron", &swapped).expect("a history");
    let found = claims::disagreements(&loaded.history);
    assert_eq!(found.len(), 1);
    assert!(
        found[0].message.starts_with(
            "the claim `c30` expects third-neighbor visitors in the order macron-visit-2023, duda-"
        ),
        "{}",
        found[0].message
    );
}

#[test]
fn a_record_that_goes_is_missed_by_the_claims_that_counted_it() {
    let text = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/assets/history/mongolia-russia.ron"
    ))
    .expect("the file");
    let untagged = text.replacen("\"visit-mn-to-ru\"", "\"a-visit\"", 1);
    let mut loaded = dataset::open_text("less.ron", &untagged).expect("a history");
    annals::cli::take_in_disagreements(&mut loaded);
    let found: Vec<String> = loaded
        .diagnostics
        .iter()
        .filter(|found| found.code == "E33")
        .map(dataset::Diagnostic::to_block)
        .collect();
    assert!(
        found.iter().any(|block| block
            .contains("the claim `c6` expects 11 visits to Russia, and the data has 10")),
        "{found:?}"
    );
    let lines: Vec<usize> = loaded.diagnostics.iter().map(|found| found.line).collect();
    assert!(lines.is_sorted(), "in the order of the file");
    assert!(dataset::open(&Origin::Embedded).is_ok());
}

#[test]
fn beside_another_history_a_claim_counts_in_its_own() {
    let loaded =
        dataset::open_side_by_side(&Origin::Embedded, &[Origin::Embedded]).expect("a history");
    assert_eq!(loaded.history.claims().len(), 68);
    assert_eq!(claims::disagreements(&loaded.history), []);
}
