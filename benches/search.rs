//! From a key to the best results: phrases typed letter by letter, taken back and typed again, over invented histories
//! of 10,000, 100,000 and 1,000,000 events, side by side with other ways to do it.
//!
//! ```text
//! cargo bench --bench search                      all three sizes
//! cargo bench --bench search -- 100000            one size
//! cargo bench --bench search -- 100000 "hal gol"  one size and phrases of one's own
//! cargo bench --bench search -- alone 100000      without the others, ten times
//! cargo bench --bench search -- write 100000 F    writes the history to a file, to look at in the explorer
//! ```
//!
//! The others are `fuzzy-matcher` plainly (each title scored for each word, all sorted, on one thread; of a million every
//! sixteenth), the worker of `nucleo` on as many threads as here, both over titles folded before, and, where it is
//! installed, `fzf --filter`, a whole run of the program for each whole phrase. Their times are for the same keys in the
//! same run; what counts is the ratio.

#[path = "search/invent.rs"]
mod invent;

use std::io::Write as _;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use annals::model::History;
use annals::query::search::Index;
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use nucleo::Nucleo;
use nucleo::pattern::{CaseMatching, Normalization};

/// The first one tells most: long words, one after another.
const PHRASES: [&str; 12] = [
    "khurelsukh visit moscow",
    "Хүрэлсүх",
    "treaty of friendship",
    "hurelsuh",
    "ulaanbaatar 1966",
    "trety",
    "halhin gol",
    "elegbdorj",
    "summit samarkand",
    "war moscow debt",
    "batbold pipeline",
    "m",
];
/// A screenful.
const PAGE: usize = 80;

fn main() {
    // What cargo adds itself begins with a dash.
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with('-'))
        .collect();
    if let [write, n_events, path] = &arguments[..]
        && write == "write"
    {
        let history = invent::history(n_events.parse().expect("a number of events"));
        std::fs::write(path, invent::file(&history)).expect("a file that can be written");
        return;
    }
    let (alone, arguments): (Vec<String>, Vec<String>) = arguments
        .into_iter()
        .partition(|argument| argument == "alone");
    let sizes: Vec<usize> = arguments
        .iter()
        .filter_map(|size| size.parse().ok())
        .collect();
    let phrases: Vec<&str> = arguments
        .iter()
        .filter(|argument| argument.parse::<usize>().is_err())
        .map(String::as_str)
        .collect();
    let phrases = if phrases.is_empty() {
        &PHRASES[..]
    } else {
        &phrases
    };
    let all = [10_000, 100_000, 1_000_000];
    for &n_events in if sizes.is_empty() { &all[..] } else { &sizes } {
        if alone.is_empty() {
            measure(n_events, phrases);
        } else {
            measure_alone(n_events, phrases);
        }
    }
}

fn measure_alone(n_events: usize, phrases: &[&str]) {
    let history = invent::history(n_events);
    let index = Index::new(&history);
    println!("\n{n_events} events; for each key of a phrase ten times in ms: median, slowest");
    for phrase in phrases {
        println!("{phrase}");
        let letters: Vec<char> = phrase.chars().collect();
        for end in 1..=letters.len() {
            let shorter: String = letters[..end - 1].iter().collect();
            let query: String = letters[..end].iter().collect();
            let times: Vec<Duration> = (0..10)
                .map(|_| {
                    index.forget();
                    index.search(&shorter, PAGE, || false);
                    timed(|| index.search(&query, PAGE, || false))
                })
                .collect();
            let (median, slowest) = (ms(median(&times)), ms(slowest(&times)));
            println!("    {median:9.2} {slowest:9.2}   {query}");
        }
    }
}

fn measure(n_events: usize, phrases: &[&str]) {
    let history = invent::history(n_events);
    let n_letters: usize = invent::titles(&history)
        .map(|title| title.chars().count())
        .sum();
    let start = Instant::now();
    let index = Index::new(&history);
    println!(
        "\n{n_events} events, titles of {} letters; folded in {:.0?}, {} bytes a title",
        n_letters / n_events,
        start.elapsed(),
        index.n_bytes() / n_events
    );
    let folded: Vec<String> = invent::titles(&history).map(annals::text::fold).collect();
    let step = (n_events / 62_500).max(1);
    let sample: Vec<&str> = folded.iter().step_by(step).map(String::as_str).collect();
    let mut worker = Worker::new(&folded);
    let titles: String = invent::titles(&history)
        .flat_map(|title| [title, "\n"])
        .collect();
    println!(
        "{:26} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9}",
        "ms a key", "median", "slowest", "plain", "slowest", "nucleo", "slowest"
    );
    let mut all: [Vec<Duration>; 3] = Default::default();
    for (nth, &phrase) in phrases.iter().enumerate() {
        let typed = typed(phrase);
        index.forget();
        let own: Vec<Duration> = typed
            .iter()
            .map(|query| timed(|| index.search(query, PAGE, || false)))
            .collect();
        // The plain way knows no earlier key: a third of the keys stand for all.
        let plainly: Vec<Duration> = typed
            .iter()
            .step_by(3)
            .map(|query| timed(|| plain(&sample, query)) * step as u32)
            .collect();
        worker.forget();
        let by_worker: Vec<Duration> = typed
            .iter()
            .map(|query| timed(|| worker.search(query)))
            .collect();
        let of = [own, plainly, by_worker];
        print!("{phrase:26}");
        for times in &of {
            print!(" {:>9.2} {:>9.2}", ms(median(times)), ms(slowest(times)));
        }
        let ratio = |other: &[Duration]| mean(other) / mean(&of[0]);
        println!(
            "   x{:.0} plain  x{:.1} nucleo",
            ratio(&of[1]),
            ratio(&of[2])
        );
        if nth == 0 {
            println!(
                "{:26} from scratch {:.2} ms; a second search that ends a first: {}",
                "",
                ms(timed(|| {
                    index.forget();
                    index.search(phrase, PAGE, || false)
                })),
                given_up(&index)
            );
        }
        for (all, times) in all.iter_mut().zip(of) {
            all.extend(times);
        }
    }
    println!(
        "all keys: median {:.2} ms, slowest {:.2} ms; total x{:.0} of plain, x{:.1} of nucleo",
        ms(median(&all[0])),
        ms(slowest(&all[0])),
        mean(&all[1]) / mean(&all[0]),
        mean(&all[2]) / mean(&all[0]),
    );
    match by_fzf(&titles, phrases) {
        Some(by_fzf) => {
            let whole = timed(|| {
                let index = Index::new(&history);
                let search = |phrase: &&str| index.search(phrase, PAGE, || false).n_found;
                phrases.iter().map(search).sum::<usize>()
            });
            println!(
                "fzf --filter, a run for each phrase: {:.0} ms; folding and all phrases here {:.0} ms",
                ms(by_fzf),
                ms(whole)
            );
        }
        None => println!("fzf is not installed: left out"),
    }
}

/// Every beginning of a phrase, back to half of it, and on again.
fn typed(phrase: &str) -> Vec<String> {
    let letters: Vec<char> = phrase.chars().collect();
    let half = letters.len().div_ceil(2);
    let forward = 1..=letters.len();
    let back = (half..letters.len()).rev();
    let again = half + 1..=letters.len();
    forward
        .chain(back)
        .chain(again)
        .map(|end| letters[..end].iter().collect())
        .collect()
}

/// Every title scored for every word, and all sorted.
fn plain(titles: &[&str], query: &str) -> usize {
    let words: Vec<String> = query.split_whitespace().map(annals::text::fold).collect();
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
    scores.len()
}

struct Worker {
    nucleo: Nucleo<usize>,
    last: String,
}

impl Worker {
    fn new(titles: &[String]) -> Self {
        let mut nucleo = Nucleo::new(nucleo::Config::DEFAULT, std::sync::Arc::new(|| {}), None, 1);
        let injector = nucleo.injector();
        for (idx, title) in titles.iter().enumerate() {
            injector.push(idx, |_, columns| columns[0] = title.as_str().into());
        }
        while nucleo.tick(1000).running {}
        Self {
            nucleo,
            last: String::new(),
        }
    }

    fn search(&mut self, query: &str) -> u32 {
        let query = annals::text::fold(query);
        let goes_on = query.starts_with(&self.last);
        self.nucleo.pattern.reparse(
            0,
            &query,
            CaseMatching::Ignore,
            Normalization::Never,
            goes_on,
        );
        self.last = query;
        while self.nucleo.tick(1000).running {}
        let n_found = self.nucleo.snapshot().matched_item_count();
        let page = n_found.min(PAGE as u32);
        n_found + self.nucleo.snapshot().matched_items(..page).count() as u32
    }

    fn forget(&mut self) {
        self.search("");
    }
}

/// A run of the program for each phrase.
fn by_fzf(titles: &str, phrases: &[&str]) -> Option<Duration> {
    let mut whole = Duration::ZERO;
    for phrase in phrases {
        let start = Instant::now();
        let mut child = Command::new("fzf")
            .args(["--filter", phrase])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .ok()?;
        child.stdin.take()?.write_all(titles.as_bytes()).ok()?;
        child.wait().ok()?;
        whole += start.elapsed();
    }
    Some(whole)
}

/// How long a search goes on after nobody waits for it any more.
fn given_up(index: &Index<&History>) -> String {
    let mut after: Vec<Duration> = (0..40)
        .map(|turn| {
            index.forget();
            let stale = AtomicBool::new(false);
            std::thread::scope(|scope| {
                let search = scope.spawn(|| {
                    index.search("kh", PAGE, || stale.load(Ordering::Relaxed));
                    Instant::now()
                });
                std::thread::sleep(Duration::from_micros(200 + 100 * (turn % 20)));
                let start = Instant::now();
                stale.store(true, Ordering::Relaxed);
                search
                    .join()
                    .map_or(Duration::ZERO, |end| end.saturating_duration_since(start))
            })
        })
        .collect();
    after.sort();
    format!(
        "{:.2} ms, at worst {:.2} ms",
        ms(median(&after)),
        ms(slowest(&after))
    )
}

fn timed<T>(work: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    std::hint::black_box(work());
    start.elapsed()
}

fn median(times: &[Duration]) -> Duration {
    let mut times = times.to_vec();
    times.sort();
    times[times.len() / 2]
}

fn slowest(times: &[Duration]) -> Duration {
    times.iter().copied().max().unwrap_or_default()
}

fn mean(times: &[Duration]) -> f64 {
    times.iter().map(Duration::as_secs_f64).sum::<f64>() / times.len() as f64
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
