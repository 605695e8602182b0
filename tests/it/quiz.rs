//! The quiz: what it holds to be right is worked out again from the dates as they are written, over a thousand seeds.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use annals::model::{Cite, Confidence, Entity, History, MembershipStatus, Stance, TermEnd};
use annals::query::quiz::{Question, QuizKind, questions};

use crate::screen::embedded;

/// First and last day as whole numbers, `20190903`, of a date written plainly; `None` for anything less than plain.
fn plain(text: &str) -> Option<(u32, u32)> {
    if let Some((start, end)) = text.split_once('/') {
        let last = if end == ".." {
            99_999_999
        } else {
            plain(end)?.1
        };
        return Some((plain(start)?.0, last));
    }
    let parts: Vec<u32> = text
        .split('-')
        .map(|part| {
            part.bytes()
                .all(|byte| byte.is_ascii_digit())
                .then(|| part.parse().ok())
        })
        .map(Option::flatten)
        .collect::<Option<_>>()?;
    // Later than any day that there is in a month, and so not before one of the next.
    match parts[..] {
        [year] => Some((year * 10_000 + 101, year * 10_000 + 1231)),
        [year, month] if month <= 12 => Some((
            year * 10_000 + month * 100 + 1,
            year * 10_000 + month * 100 + 31,
        )),
        [year, month, day] => {
            let number = year * 10_000 + month * 100 + day;
            Some((number, number))
        }
        _ => None,
    }
}

fn number(day: annals::model::Day) -> u32 {
    plain(&day.to_string()).expect("a day is plain").0
}

fn verified(cites: &[Cite]) -> bool {
    cites
        .iter()
        .all(|cite| cite.stance != Stance::Disputes || !cite.fields.is_empty())
        && cites.iter().any(|cite| {
            cite.stance == Stance::Supports
                && matches!(cite.confidence, None | Some(Confidence::Verified))
        })
}

/// Start and end of a term; the end is the first day of the successor.
fn term(history: &History, id: annals::model::MembershipId) -> Option<(u32, u32, u32, u32)> {
    let term = history.membership(id);
    let start = plain(term.start.as_ref()?.as_str())?;
    let end = match &term.end {
        TermEnd::On(end) => plain(end.as_str())?,
        TermEnd::Open => (99_999_999, 99_999_999),
        TermEnd::Unknown => return None,
    };
    Some((start.0, start.1, end.0, end.1))
}

fn judge(history: &History, question: &Question) -> Result<(), String> {
    let texts: BTreeSet<&str> = question
        .offers
        .iter()
        .map(|offer| offer.text.as_str())
        .collect();
    if texts.len() != question.offers.len() {
        return Err("two offers read the same".to_owned());
    }
    if question.sources.is_empty() {
        return Err("no source".to_owned());
    }
    match question.kind {
        QuizKind::Before | QuizKind::Order => {
            let mut dates = Vec::new();
            for offer in &question.offers {
                let Some(Entity::Event(id)) = offer.entity else {
                    return Err("not an event".to_owned());
                };
                let event = history.event(id);
                let when = event.when.as_str();
                let date = plain(when).ok_or_else(|| format!("{when} is not plain"))?;
                if !verified(&event.cites) {
                    return Err(format!("{} is not verified", event.id));
                }
                let mut numbers = event.title.split(|c: char| !c.is_ascii_digit());
                if numbers.any(|digits| digits.len() > 2) || event.title.contains(&when[..4]) {
                    return Err(format!("`{}` tells its date", event.title));
                }
                dates.push(date);
            }
            let mut order: Vec<usize> = (0..dates.len()).collect();
            order.sort_by_key(|&idx| dates[idx].0);
            for pair in order.windows(2) {
                if dates[pair[0]].1 >= dates[pair[1]].0 {
                    return Err(format!(
                        "{:?} and {:?} overlap",
                        dates[pair[0]], dates[pair[1]]
                    ));
                }
            }
            let answer = match (question.kind, question.later) {
                (QuizKind::Order, _) => order,
                (_, false) => vec![order[0]],
                (_, true) => vec![order[1]],
            };
            if question.answer != answer {
                return Err(format!("the answer is {answer:?}"));
            }
        }
        QuizKind::Held => {
            let Some(Entity::Post(post)) = question.subject else {
                return Err("not about a post".to_owned());
            };
            let day = number(question.day.ok_or("no day")?);
            if day > number(history.edition_day()) {
                return Err("in the future".to_owned());
            }
            let mut holders = BTreeSet::new();
            for (id, membership) in history.memberships() {
                if membership.post != post {
                    continue;
                }
                let Some((from, sure_from, sure_to, to)) = term(history, id) else {
                    // Of what is not plain only the years are compared.
                    let years = format!(
                        "{} {}",
                        membership.start.as_ref().map_or("", |date| date.as_str()),
                        match &membership.end {
                            TermEnd::On(end) => end.as_str(),
                            _ => "",
                        }
                    );
                    if years.contains(&day.to_string()[..4]) {
                        return Err(format!("{} may have held it", membership.id));
                    }
                    continue;
                };
                if from <= day && day < to {
                    if !(sure_from <= day && day < sure_to)
                        || membership.status != MembershipStatus::Regular
                    {
                        return Err(format!("{} held it perhaps", membership.id));
                    }
                    holders.insert(membership.person);
                }
            }
            let offered: Vec<_> = question
                .offers
                .iter()
                .map(|offer| match offer.entity {
                    Some(Entity::Membership(id)) => Ok(history.membership(id).person),
                    _ => Err("not a term"),
                })
                .collect::<Result<_, _>>()?;
            let right: Vec<usize> = (0..offered.len())
                .filter(|&idx| holders.contains(&offered[idx]))
                .collect();
            if right != question.answer || holders.len() != 1 {
                return Err(format!("{holders:?} held it"));
            }
        }
        QuizKind::Partner => {
            let Some(Entity::Project(id)) = question.subject else {
                return Err("not about a project".to_owned());
            };
            let project = history.project(id);
            if !verified(&project.cites) {
                return Err(format!("{} is not verified", project.id));
            }
            let takes_part = |idx: &usize| match question.offers[*idx].entity {
                Some(Entity::Area(area)) => {
                    project.areas.contains(&area)
                        || project.areas.iter().any(|&other| {
                            history.area(other).succeeds.contains(&area)
                                || history.area(area).succeeds.contains(&other)
                        })
                }
                _ => false,
            };
            let right: Vec<usize> = (0..question.offers.len()).filter(takes_part).collect();
            if right != question.answer {
                return Err(format!("{right:?} take part"));
            }
            let name = &question.offers[right[0]].text;
            if project.title.contains(name.as_str()) {
                return Err(format!("`{}` tells the answer", project.title));
            }
        }
        QuizKind::Level => {
            let Some(Entity::Track(id)) = question.subject else {
                return Err("not about a relation".to_owned());
            };
            let track = history.track(id);
            let day = number(question.day.ok_or("no day")?);
            let mut levels = BTreeSet::new();
            for segment in &track.segments {
                let text = segment.during.as_str();
                // What is about then or not certain may hold as far as it is written, and is never the answer.
                let bare = text.replace(['~', '?', '%'], "");
                let (from, to) = plain(&bare).ok_or_else(|| format!("{text} is not plain"))?;
                if from <= day && day <= to {
                    if bare != text {
                        return Err(format!("{text} may hold then"));
                    }
                    levels.insert(segment.level.as_str());
                }
            }
            let right: Vec<usize> = (0..question.offers.len())
                .filter(|&idx| levels.contains(question.offers[idx].text.as_str()))
                .collect();
            if right != question.answer || levels.len() != 1 {
                return Err(format!("the levels are {levels:?}"));
            }
        }
    }
    Ok(())
}

#[test]
fn over_a_thousand_seeds_each_answer_is_right_and_alone() {
    let history = embedded();
    let mut n_asked = 0;
    let mut kinds = BTreeSet::new();
    for seed in 0..1_000 {
        let asked = questions(&history, &QuizKind::ALL, 10, seed);
        assert_eq!(asked.len(), 10, "seed {seed}");
        let mut texts = BTreeSet::new();
        for question in &asked {
            if let Err(fault) = judge(&history, question) {
                panic!("seed {seed}: {fault} in {question:#?}");
            }
            let mut offers: Vec<&str> = question
                .offers
                .iter()
                .map(|offer| offer.text.as_str())
                .collect();
            offers.sort_unstable();
            assert!(
                texts.insert((question.text.clone(), offers.join("|"))),
                "seed {seed}: twice {question:#?}"
            );
            kinds.insert(question.kind.word());
            n_asked += 1;
        }
    }
    assert_eq!((n_asked, kinds.len()), (10_000, 5));
}

#[test]
fn a_seed_gives_the_same_questions_again_and_another_gives_others() {
    let history = embedded();
    let of = |seed| questions(&history, &QuizKind::ALL, 10, seed);
    assert_eq!(of(7), of(7));
    assert_ne!(of(7), of(8));
}

#[test]
fn only_the_kinds_that_are_asked_for_are_asked_until_there_are_no_more() {
    let history = embedded();
    for kind in QuizKind::ALL {
        let asked = questions(&history, &[kind], 100_000, 1);
        assert!(asked.len() >= 5, "{kind:?}: {}", asked.len());
        assert!(asked.iter().all(|question| question.kind == kind));
        for question in &asked {
            judge(&history, question).unwrap_or_else(|fault| panic!("{fault} in {question:#?}"));
        }
    }
}

#[test]
fn what_is_uncertain_or_disputed_is_never_asked() {
    let text = |when: &str, cite: &str| {
        let titles = ["One thing", "Another", "A third", "And more"];
        let mut events = String::new();
        for (idx, title) in titles.iter().enumerate() {
            let when = when.replace('#', &idx.to_string());
            write!(
                events,
                "(id: \"e{idx}\", title: \"{title}\", when: \"{when}\", kind: Visit, importance: 3, cites: [{cite}]),"
            )
            .expect("a string takes all");
        }
        format!(
            "Dataset(schema: \"annals/1.0\", id: \"t\", title: \"T\", edition: \"2025\", license: \"CC0-1.0\", languages: [\"en\"],
             sources: [(id: \"s\", kind: Webpage, title: \"S\", creators: [Org(\"S\")], short: \"S\")], events: [{events}])"
        )
    };
    let asked = |when: &str, cite: &str| {
        let loaded = annals::dataset::open_text("t.ron", &text(when, cite)).expect("a history");
        questions(&loaded.history, &QuizKind::ALL, 5, 3).len()
    };
    let good = "(src: \"s\", confidence: Verified)";
    assert!(asked("200#-05", good) > 0);
    assert!(
        asked("200#-05", "(src: \"s\")") > 0,
        "no word on confidence is no doubt"
    );
    for (when, cite) in [
        ("200#-05~", good),
        ("200#?", good),
        ("[200#..2010]", good),
        ("200X", good),
        ("200#/..", good),
        ("200#-05", "(src: \"s\", confidence: Background)"),
        ("200#-05", "(src: \"s\", confidence: SourceOnly)"),
        (
            "200#-05",
            "(src: \"s\", confidence: Verified), (src: \"s\", stance: Disputes)",
        ),
        (
            "200#-05",
            "(src: \"s\", confidence: Verified), (src: \"s\", stance: Disputes, fields: [\"when\"])",
        ),
        ("200#-05", "(src: \"s\", stance: Silent)"),
        ("200#-05", ""),
    ] {
        assert_eq!(asked(when, cite), 0, "{when} {cite}");
    }
}
