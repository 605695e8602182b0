//! The index against the plain way: every record scored by the crate, all of them sorted.

use proptest::prelude::*;

use super::plain::Plain;
use super::*;
use crate::model::{Date, Event, EventKind, Name, NameKind, Overview, Parts, Source};

const NAMES: [&str; 14] = [
    "Khürelsükh",
    "Хүрэлсүх",
    "Elbegdorj",
    "Цахиагийн Элбэгдорж",
    "Čojbalsan",
    "Putin",
    "Путин",
    "Enkhbayar",
    "Chagatai's",
    "Ögedei",
    "Łukasiewicz",
    "Жамсран гүн",
    "蒙古",
    "№ 7 “Salkhit”",
];
const VERBS: [&str; 8] = [
    "visits",
    "meets",
    "signs a treaty in",
    "speaks of friendship in",
    "leaves",
    "receives guests from",
    "state visit to",
    "joins the summit of",
];
const PLACES: [&str; 8] = [
    "Moscow",
    "Москва",
    "Ulaanbaatar",
    "Улаанбаатар",
    "Khalkhin Gol",
    "Vladivostok",
    "m-o-s-c-o-w",
    "Самарканд 2",
];

/// Invented events and a source, with marks and in three scripts: words of the field in an order that a seed decides.
fn invented(n: usize, seed: u64) -> History {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 33) as usize % below
    };
    let mut any = |of: &[&str]| of[next(of.len())].to_owned();
    let mut events: Vec<Event> = (0..n)
        .map(|idx| Event {
            id: format!("{}-{idx}", any(&["moscow", "khurel", "e", "visit-of"])),
            title: format!("{} {} {}", any(&NAMES), any(&VERBS), any(&PLACES)),
            when: date(&any(&["1921", "1939-09-16", "2019-09-03/2019-09-05"])),
            kind: EventKind::ALL[idx % EventKind::ALL.len()].clone(),
            importance: (idx % 5) as u8 + 1,
            place: Some(any(&PLACES)),
            summary: (idx % 3 == 0).then(|| {
                format!(
                    "{} and {}: {} {}",
                    any(&NAMES),
                    any(&NAMES),
                    any(&VERBS),
                    any(&PLACES)
                )
            }),
            names: (idx % 7 == 0)
                .then(|| Name {
                    text: any(&PLACES),
                    lang: String::new(),
                    kind: NameKind::Other,
                })
                .into_iter()
                .collect(),
            tags: vec![any(&["security", "gas", "visit"])],
            ..event("", "")
        })
        .collect();
    if n > 300 {
        // More letters than have a byte.
        let letters: String = ('\u{4e00}'..).take(200).collect();
        events[n / 2].title = letters;
        events[n / 2 + 1].title = "\u{4eb0}\u{4eb1} Moscow".to_owned();
    }
    History::new(Parts {
        sources: vec![source("Visits to Moscow")],
        events,
        ..Parts::new(Overview::new("invented", "Invented", date("2025-12-31")))
    })
}

/// A history of events with these titles.
pub(super) fn of_titles(titles: &[&str]) -> History {
    let events = titles.iter().enumerate();
    let events = events.map(|(idx, title)| event(&format!("e{idx}"), title));
    let overview = Overview::new("invented", "Invented", date("2025-12-31"));
    History::new(Parts {
        events: events.collect(),
        ..Parts::new(overview)
    })
}

fn event(id: &str, title: &str) -> Event {
    let (id, title) = (id.to_owned(), title.to_owned());
    Event::new(id, title, date("1921"), EventKind::Visit)
}

fn source(title: &str) -> Source {
    Source {
        id: "a-source".to_owned(),
        kind: "Article".to_owned(),
        title: title.to_owned(),
        creators: Vec::new(),
        publisher: Some("Kremlin".to_owned()),
        container: None,
        issued: None,
        accessed: None,
        url: None,
        doi: None,
        short: title.to_owned(),
        note: None,
    }
}

fn date(text: &str) -> Date {
    Date::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// All that answer, best first, and whether typos were allowed.
fn plainly(history: &History, records: &[(Entity, Plain)], query: &str) -> (Vec<Entity>, bool) {
    let query = Query::parse(query);
    if query.is_empty() {
        return (Vec::new(), false);
    }
    let plan = Plan::new(history, &query, |_| None);
    let ranked = |typos: bool| {
        let mut ranked: Vec<_> = records
            .iter()
            .enumerate()
            .filter_map(|(at, (entity, record))| {
                let answer = record.answer(history, &plan, typos)?;
                let is_told = entity.kind() != EntityKind::Source;
                let importance = record::importance(history, *entity);
                let day = record::day(history, *entity);
                Some((
                    (
                        answer.phrase,
                        answer.least,
                        is_told,
                        answer.sum,
                        importance,
                        day,
                    ),
                    std::cmp::Reverse(at),
                    *entity,
                ))
            })
            .collect();
        ranked.sort_by(|a, b| b.cmp(a));
        ranked
    };
    let mut found = ranked(false);
    let mut with_typos = false;
    let is_scattered = found
        .first()
        .is_some_and(|best| best.0.1 <= word::Tier::Scattered as u8);
    if (found.is_empty() || is_scattered) && plan.has_words() {
        let meant = ranked(true);
        if !meant.is_empty() {
            (found, with_typos) = (meant, true);
        }
    }
    (
        found.into_iter().map(|(.., entity)| entity).collect(),
        with_typos,
    )
}

fn records(history: &History) -> Vec<(Entity, Plain)> {
    let kinds = EntityKind::ALL
        .iter()
        .filter(|&&kind| kind != EntityKind::Membership);
    let all = kinds.flat_map(|&kind| history.entities(kind));
    all.map(|entity| (entity, Plain::new(history, entity)))
        .collect()
}

fn agrees(
    index: &Index<&History>,
    records: &[(Entity, Plain)],
    query: &str,
    limit: usize,
) -> Result<usize, TestCaseError> {
    let (all, with_typos) = plainly(index.history, records, query);
    let results = index.search(query, limit, || false);
    let best: Vec<Entity> = results.hits.iter().map(|hit| hit.entity).collect();
    prop_assert_eq!(results.n_found, all.len(), "{}", query);
    prop_assert_eq!(&best[..], &all[..limit.min(all.len())], "{}", query);
    prop_assert_eq!(results.with_typos, with_typos, "{}", query);
    Ok(all.len())
}

/// Keys as they come: letters, backspaces, and letters typed in the middle.
fn typing(phrase: &str, seed: usize) -> Vec<String> {
    let letters: Vec<char> = phrase.chars().collect();
    let text = |letters: &[char]| letters.iter().collect::<String>();
    let forward = (1..=letters.len()).map(|end| text(&letters[..end]));
    let back = (letters.len() / 2..letters.len())
        .rev()
        .map(|end| text(&letters[..end]));
    let mut edited = letters.clone();
    let middle = (0..4).map(|turn| {
        let at = (seed + turn * 3) % edited.len().max(1);
        if turn % 2 == 0 {
            edited.insert(at, ['e', 'h', '\'', ' '][(seed + turn) % 4]);
        } else if !edited.is_empty() {
            edited.remove((at + 1) % edited.len());
        }
        text(&edited)
    });
    forward
        .chain(back)
        .chain(middle.collect::<Vec<_>>())
        .collect()
}

#[test]
fn every_key_finds_what_scoring_everything_finds() {
    // More than one segment, one of them of more than one piece, and no whole number of pieces.
    let history = invented(13_003, 7);
    let records = records(&history);
    let index = Index::new(&history);
    for phrase in [
        "khurelsukh visit moscow",
        "Хүрэлсүх",
        "hurelsuh",
        "elegbdorj mosow",
    ] {
        let mut found = 0;
        for typed in typing(phrase, 5).iter().step_by(3) {
            found += agrees(&index, &records, typed, 20).unwrap_or_else(|error| panic!("{error}"));
        }
        assert!(found > 0, "{phrase} is nowhere");
    }
}

#[test]
fn a_search_nobody_waits_for_finds_nothing_and_leaves_no_trace() {
    let history = invented(2000, 1);
    let index = Index::new(&history);
    assert_eq!(index.search("visit", 9, || true).n_found, 0);
    assert_eq!(index.search("visit", 9, || false).hits.len(), 9);
}

#[test]
fn what_is_read_so_far_is_searched() {
    let history = invented(9000, 3);
    let index = Index::unread(&history);
    let before = index.search("moscow", 9, || false);
    assert_eq!(
        (before.n_found, before.n_searched, before.n_total),
        (0, 0, 9001)
    );
    let told = AtomicUsize::new(0);
    assert!(index.read_on(&|n_read| told.store(n_read, Ordering::Relaxed)));
    assert_eq!(told.into_inner(), FIRST_SEGMENT);
    let some = index.search("moscow", 9, || false);
    assert_eq!(some.n_searched, FIRST_SEGMENT);
    assert!(!index.finish(&|| true) && index.finish(&|| false));
    let all = index.search("moscow", 9, || false);
    assert!(0 < some.n_found && some.n_found < all.n_found);
    assert_eq!(all, Index::new(&history).search("moscow", 9, || false));
    let many = index.search("moscow", 99, || false).hits;
    let marks = Marks::of(&Query::parse("moscow"));
    assert!(many[0].is_marked && !many[98].is_marked);
    assert_eq!(marks.hit(&history, many[0].entity), many[0]);
    let later = marks.hit(&history, many[98].entity);
    assert!(later.is_marked && later.title == many[98].title);
    assert_eq!(all.n_searched, all.n_total);
}

#[test]
fn what_does_not_pass_is_counted_and_not_shown() {
    let history = invented(3000, 4);
    let index = Index::new(&history);
    let passes = |entity: Entity| entity.idx().is_multiple_of(3);
    for query in ["visit", "khurelsukh moscow", "elegbdorj"] {
        let all = index.search(query, usize::MAX, || false);
        let (some, n_hidden) = index.search_within(query, 50, Some(&passes), || false);
        let entities = |results: &Results| -> Vec<Entity> {
            results.hits.iter().map(|hit| hit.entity).collect()
        };
        let mut of_all = entities(&all);
        of_all.retain(|&entity| passes(entity));
        assert_eq!(some.n_found, of_all.len());
        of_all.truncate(50);
        assert_eq!(entities(&some), of_all, "{query}");
        assert_eq!(some.n_found + n_hidden, all.n_found);
        assert!(n_hidden > 0 && some.with_typos == all.with_typos);
    }
}

#[test]
fn letters_may_be_scattered_over_a_word_and_not_over_several() {
    let history = invented(3000, 2);
    let index = Index::new(&history);
    let best = |query: &str| index.search(query, 5, || false).hits;
    for (query, meant) in [
        ("elbgdrj", ["Elbegdorj", "Элбэгдорж"]),
        ("khrlskh mscow", ["Khürelsükh", "Хүрэлсүх"]),
    ] {
        let is_meant = |hit: &Hit| meant.iter().any(|name| hit.title.contains(name));
        let hits = best(query);
        assert!(!hits.is_empty() && hits.iter().all(is_meant), "{query}");
    }
    assert_eq!(best("putinvstsmosc"), []);
}

#[test]
fn all_that_match_are_given_not_only_a_page() {
    let history = invented(3000, 9);
    let index = Index::new(&history);
    let found = index.matching("visit");
    assert_eq!(found.len(), index.search("visit", 1, || false).n_found);
    assert!(found.len() > 500 && found.is_sorted());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn typing_finds_what_scoring_everything_finds(
        seed in 0..1000_u64,
        limit in 0..40_usize,
        phrase in prop_oneof![
            "[abekhmorstuv '^!|$]{1,12}",
            "(m-o-s-c|№ 7|chagatai's|\"visit to\"|\"state visit to m|salkhit”|o-w\\$|\\^m-o|т-м|-)( (moscow|7|put|!m-o))?",
            "(khurelsukh|Хүрэл|visit|moscow|'gol|\\^put|samarkand|蒙古|!treaty|in:1939|kind:event|type:visit)( (putin|mosc|виз|2019|hurel|!гол|k)){0,2}",
        ],
    ) {
        let history = invented(400, seed);
        let records = records(&history);
        let index = Index::new(&history);
        for typed in typing(&phrase, seed as usize) {
            agrees(&index, &records, &typed, limit)?;
        }
    }

    #[test]
    fn anything_can_be_typed(query in "\\PC{0,20}", seed in 0..20_u64) {
        let history = invented(60, seed);
        agrees(&Index::new(&history), &records(&history), &query, 10)?;
    }
}
