//! Entries of a list of references after the American Psychological Association.

use std::fmt::Write as _;

use crate::model::{Creator, Date, Locator, Source};
use crate::text::{graphemes, printable};

use super::when::{Parts, doubted};
use super::{Form, address, place_of, places_in_words, publisher_beside_creators, stopped};

/// How many authors an entry names before it leaves some out.
const MOST_AUTHORS: usize = 20;

/// `Lkhaajav, B. (2024, April). What does …? The Diplomat. https://…`, and the reference in the text where there is a
/// place to point to.
pub(super) fn entry(source: &Source, at: &[Locator]) -> String {
    let form = Form::of(source);
    let date = source
        .issued
        .as_ref()
        .map_or_else(|| "n.d.".to_owned(), in_words);
    let title = printable(source.title.trim_end_matches('.')).into_owned();
    let title = match described(form) {
        Some(what) => format!("{title} [{what}]"),
        None => title,
    };
    let mut sentences: Vec<String> = Vec::new();
    // Without an author the title takes that place.
    match creators(&source.creators) {
        Some(names) => {
            sentences.push(format!("{} ({date}).", stopped(&names)));
            sentences.push(stopped(&title));
        }
        None => sentences.push(format!("{} ({date}).", stopped(&title))),
    }
    let publisher = publisher_beside_creators(source);
    match form {
        Form::Chapter | Form::Paper | Form::Entry => {
            sentences.extend(
                source
                    .container
                    .as_deref()
                    .map(|book| stopped(&format!("In {}", printable(book)))),
            );
            sentences.extend(publisher.map(|name| stopped(&printable(name))));
        }
        Form::Article | Form::JournalArticle => {
            let place =
                place_of(source).filter(|_| source.container.is_some() || publisher.is_some());
            sentences.extend(place.map(|place| stopped(&printable(place))));
        }
        _ => {
            let container = source.container.as_deref();
            sentences.extend(container.map(|name| stopped(&printable(name))));
            sentences.extend(
                publisher
                    .filter(|name| Some(*name) != container)
                    .map(|name| stopped(&printable(name))),
            );
        }
    }
    if let Some(address) = address(source) {
        // What is undated may change: then the day on which it was read counts.
        let read = source
            .accessed
            .as_ref()
            .filter(|_| source.issued.is_none())
            .map(|date| format!("Retrieved {}, from ", retrieved(date)))
            .unwrap_or_default();
        sentences.push(format!("{read}{address}"));
    }
    let mut text = sentences.join(" ");
    if !at.is_empty() {
        let who = in_text(source);
        let year = year(source);
        let places = places_in_words(at, ("p. ", "pp. "));
        let _ = write!(text, "\nIn the text: ({who}, {year}, {places})");
    }
    text
}

/// `2024, April`, `2019, September 3`, `ca. 2020`; what has no such form is said in words.
fn in_words(date: &Date) -> String {
    let Some(parts) = Parts::of(date) else {
        return date.in_words();
    };
    let year = parts.year_in_words();
    let words = match parts.within_year() {
        Some(within) => format!("{year}, {within}"),
        None => year,
    };
    doubted(date, &words)
}

/// `May 15, 2024`.
fn retrieved(date: &Date) -> String {
    let Some(parts) = Parts::of(date) else {
        return date.in_words();
    };
    let year = parts.year_in_words();
    match (parts.within_year(), parts.day) {
        (Some(within), Some(_)) => format!("{within}, {year}"),
        (Some(within), None) => format!("{within} {year}"),
        (None, _) => year,
    }
}

fn year(source: &Source) -> String {
    match &source.issued {
        None => "n.d.".to_owned(),
        Some(date) => Parts::of(date).map_or_else(
            || date.in_words(),
            |parts| doubted(date, &parts.year_in_words()),
        ),
    }
}

/// Family names in the text; a title where there are none.
fn in_text(source: &Source) -> String {
    let names: Vec<String> = source
        .creators
        .iter()
        .map(|creator| match creator {
            Creator::Org(name) => printable(name).into_owned(),
            Creator::Person { family, given } if family.is_empty() => printable(given).into_owned(),
            Creator::Person { family, .. } => printable(family).into_owned(),
        })
        .collect();
    match names.as_slice() {
        [] => format!("“{}”", super::inside_quotes(&source.title)),
        [one] => one.clone(),
        [one, two] => format!("{one} & {two}"),
        [one, ..] => format!("{one} et al."),
    }
}

/// What a reader could not know from the title.
fn described(form: Form) -> Option<&'static str> {
    match form {
        Form::Transcript => Some("Transcript"),
        Form::Interview => Some("Interview"),
        Form::Dataset => Some("Data set"),
        Form::Thesis => Some("Thesis"),
        _ => None,
    }
}

/// `Lake, M. A., & Lake, J. E.`
fn creators(creators: &[Creator]) -> Option<String> {
    let names: Vec<String> = creators
        .iter()
        .map(|creator| match creator {
            Creator::Org(name) => printable(name).into_owned(),
            Creator::Person { family, given } => {
                let (family, initials) = (printable(family), initials(given));
                match (family.is_empty(), initials.is_empty()) {
                    (true, _) => printable(given).into_owned(),
                    (_, true) => family.into_owned(),
                    _ => format!("{family}, {initials}"),
                }
            }
        })
        .collect();
    match names.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        [first @ .., last] if names.len() <= MOST_AUTHORS => {
            Some(format!("{}, & {last}", first.join(", ")))
        }
        [first @ .., last] => Some(format!(
            "{}, . . . {last}",
            first[..MOST_AUTHORS - 1].join(", ")
        )),
    }
}

/// `Jean-Paul M.` gives `J.-P. M.`
fn initials(given: &str) -> String {
    let given = printable(given);
    let words: Vec<String> = given
        .split_whitespace()
        .map(|word| {
            let parts: Vec<String> = word
                .split('-')
                .filter_map(|part| graphemes(part).next())
                .map(|(_, letter, _)| format!("{letter}."))
                .collect();
            parts.join("-")
        })
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::sample::{at, date, person, source};
    use super::*;
    use crate::model::LocatorKind;

    #[test]
    fn an_article_with_a_place_has_an_entry_and_a_reference_in_the_text() {
        assert_eq!(
            entry(&source(), &[at(LocatorKind::Paragraph, "13")]),
            "Lkhaajav, B. (2024, April). What Does Putin's Re-election Mean? The Diplomat. \
             https://thediplomat.com/2024/04/what/\nIn the text: (Lkhaajav, 2024, para. 13)"
        );
    }

    #[test]
    fn initials_keep_hyphens_and_scripts() {
        assert_eq!(initials("Jean-Paul M."), "J.-P. M.");
        assert_eq!(initials("Хорлоогийн"), "Х.");
        assert_eq!(initials("e\u{301}lan"), "e\u{301}.");
        assert_eq!(initials(""), "");
    }

    #[test]
    fn several_authors_are_joined_as_the_manual_says() {
        let two = [person("Lake", "Michael A."), person("Lake", "Joseph E.")];
        assert_eq!(
            creators(&two).as_deref(),
            Some("Lake, M. A., & Lake, J. E.")
        );
        let many = vec![Creator::Org("A".into()); 25];
        let names = creators(&many).expect("names");
        assert_eq!(names.matches('A').count(), 20);
        assert!(names.ends_with(", . . . A"));
    }

    #[test]
    fn without_author_and_date_the_title_leads_and_the_day_of_reading_counts() {
        let mut source = source();
        source.kind = "Webpage".into();
        source.creators.clear();
        source.issued = None;
        source.accessed = Some(date("2024-05-15"));
        source.title = "Tag page".into();
        assert_eq!(
            entry(&source, &[at(LocatorKind::Page, "5–6")]),
            "Tag page. (n.d.). The Diplomat. Retrieved May 15, 2024, from https://thediplomat.com/2024/04/what/\n\
             In the text: (“Tag page”, n.d., pp. 5–6)"
        );
    }

    #[test]
    fn years_before_the_era_are_named() {
        let mut source = source();
        source.issued = Some(date("-0043-03-15"));
        assert!(entry(&source, &[]).contains("(44 BCE, March 15)"));
    }
}
