//! From a key to the best results: phrases typed letter by letter and taken back, over 10,000, 100,000 and 1,000,000
//! events.
//!
//! `cargo bench --bench search [N...]` prints the median and the slowest key, and how often faster that is than scoring
//! every title with `fuzzy-matcher` on one thread. Titles are of a few hundred words, with marks and Cyrillic among
//! them, so many scores are equal: a hard case for bounds.

use std::time::{Duration, Instant};

use annals::model::{Date, Event, EventKind, History, Overview, Parts};
use annals::query::search::Index;
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

const PHRASES: [&str; 12] = [
    "khurelsukh visit moscow",
    "Хүрэлсүх",
    "treaty of friendship",
    "hurelsuh",
    "ulaanbaatar 1966",
    "trety",
    "putin kind:event in:1990..2000",
    "halhin gol",
    "elegbdorj",
    "'summit !putin",
    "war | debt moscow",
    "m",
];

fn main() {
    let sizes: Vec<usize> = std::env::args()
        .filter_map(|arg| arg.parse().ok())
        .collect();
    let sizes = if sizes.is_empty() {
        vec![10_000, 100_000, 1_000_000]
    } else {
        sizes
    };
    for n_events in sizes {
        let history = history(n_events);
        let start = Instant::now();
        let index = Index::new(&history);
        println!("{n_events} events, folded in {:?}", start.elapsed());
        for phrase in PHRASES {
            let mut keys: Vec<Duration> = typed(phrase)
                .iter()
                .map(|query| key(&index, query))
                .collect();
            keys.sort();
            let (median, slowest) = (keys[keys.len() / 2], keys[keys.len() - 1]);
            let plain = plain(&history, phrase);
            let times = plain.as_secs_f64() / median.as_secs_f64();
            println!(
                "  {phrase:32} median {median:>10.2?} slowest {slowest:>10.2?}  x{times:.1} of plain"
            );
        }
    }
}

fn key(index: &Index<&History>, query: &str) -> Duration {
    let start = Instant::now();
    std::hint::black_box(index.search(query, 80, || false));
    start.elapsed()
}

/// Every beginning of a phrase, then back to half of it.
fn typed(phrase: &str) -> Vec<String> {
    let letters: Vec<char> = phrase.chars().collect();
    let forward = 1..=letters.len();
    let back = (letters.len() / 2..letters.len()).rev();
    forward
        .chain(back)
        .map(|end| letters[..end].iter().collect())
        .collect()
}

/// Every title folded and scored for every word, and all sorted.
fn plain(history: &History, phrase: &str) -> Duration {
    let titles: Vec<String> = history
        .events()
        .map(|(_, event)| annals::text::fold(&event.title))
        .collect();
    let words: Vec<String> = phrase.split(' ').map(annals::text::fold).collect();
    let start = Instant::now();
    let matcher = SkimMatcherV2::default().ignore_case();
    let mut scores: Vec<(i64, usize)> = titles
        .iter()
        .enumerate()
        .filter_map(|(idx, title)| {
            let score = words
                .iter()
                .try_fold(0, |sum, word| Some(sum + matcher.fuzzy_match(title, word)?))?;
            Some((score, idx))
        })
        .collect();
    scores.sort_unstable_by(|a, b| b.cmp(a));
    std::hint::black_box(scores);
    start.elapsed()
}

fn history(n_events: usize) -> History {
    const WHO: [&str; 12] = [
        "Khürelsükh",
        "Хүрэлсүх",
        "Elbegdorj",
        "Цахиагийн Элбэгдорж",
        "Battulga",
        "Putin",
        "Путин",
        "Enkhbayar",
        "Chagatai",
        "Ögedei",
        "Choibalsan",
        "the delegation of the Great Khural",
    ];
    const WHAT: [&str; 10] = [
        "visits",
        "meets his counterpart in",
        "signs a treaty of friendship in",
        "speaks on the war in",
        "asks for fuel in",
        "settles the debt in",
        "opens the railway near",
        "lays a wreath in",
        "joins the summit at",
        "protests against the dam above",
    ];
    const WHERE: [&str; 10] = [
        "Moscow",
        "Москва",
        "Ulaanbaatar",
        "Khalkhin Gol",
        "Vladivostok",
        "Samarkand",
        "Халхын гол",
        "Irkutsk",
        "Beijing",
        "Kyakhta",
    ];
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 33) as usize % below
    };
    let events = (0..n_events)
        .map(|idx| {
            let (who, what, place) = (
                WHO[next(WHO.len())],
                WHAT[next(WHAT.len())],
                WHERE[next(WHERE.len())],
            );
            let year = 1900 + next(126);
            Event {
                id: format!("e{idx}"),
                title: format!("{who} {what} {place} for the {}th time", next(100)),
                when: date(&year.to_string()),
                as_written: None,
                calendar: None,
                seq: 0,
                kind: EventKind::ALL[next(EventKind::ALL.len())].clone(),
                importance: next(5) as u8 + 1,
                place: Some(place.to_owned()),
                summary: Some(format!(
                    "In {year} {who} {what} {}, as {} had done.",
                    WHERE[next(10)],
                    WHO[next(12)]
                )),
                names: Vec::new(),
                areas: Vec::new(),
                organizations: Vec::new(),
                people: Vec::new(),
                projects: Vec::new(),
                follows: Vec::new(),
                tags: Vec::new(),
                media: Vec::new(),
                cites: Vec::new(),
            }
        })
        .collect();
    History::new(Parts {
        overview: Overview {
            id: "bench".to_owned(),
            title: "Bench".to_owned(),
            edition: date("2025-12-31"),
            license: None,
            creators: Vec::new(),
            languages: Vec::new(),
            summary: None,
            start_here: None,
            headline_track: None,
        },
        sources: Vec::new(),
        areas: Vec::new(),
        organizations: Vec::new(),
        posts: Vec::new(),
        people: Vec::new(),
        memberships: Vec::new(),
        eras: Vec::new(),
        events,
        projects: Vec::new(),
        tracks: Vec::new(),
        claims: Vec::new(),
        glossary: Vec::new(),
        tours: Vec::new(),
    })
}

fn date(text: &str) -> Date {
    Date::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}
