//! Notes of the Chicago Manual of Style, full form.

use crate::model::{Creator, Date, Locator, Source};
use crate::text::printable;

use super::when::{Parts, doubted};
use super::{
    Form, address, inside_quotes, place_of, places_in_words, publisher_beside_creators, stopped,
};

/// `Bolor Lkhaajav, “What Does …?,” The Diplomat, April 2024, para. 13, https://….`
pub(super) fn note(source: &Source, at: &[Locator]) -> String {
    let form = Form::of(source);
    let mut parts: Vec<String> = Vec::new();
    parts.extend(creators(&source.creators));
    let quoted = !form.is_whole();
    // The comma after a title stands inside its quotation marks.
    let title = if quoted {
        format!(
            "“{},”",
            inside_quotes(source.title.trim_end_matches(['.', ',']))
        )
    } else {
        printable(&source.title).into_owned()
    };
    let mut after: Vec<String> = Vec::new();
    let date = source.issued.as_ref().map(in_words);
    let publisher = publisher_beside_creators(source).map(|name| printable(name).into_owned());
    match form {
        Form::Book | Form::Report | Form::Thesis => {
            let inside: Vec<String> = publisher.into_iter().chain(date).collect();
            if inside.is_empty() {
                parts.push(title);
            } else {
                parts.push(format!("{title} ({})", inside.join(", ")));
            }
        }
        Form::Chapter | Form::Paper | Form::Entry if source.container.is_some() => {
            let inside: Vec<String> = publisher.into_iter().chain(date).collect();
            let book = printable(source.container.as_deref().unwrap_or_default()).into_owned();
            let inside = match inside.as_slice() {
                [] => String::new(),
                _ => format!(" ({})", inside.join(", ")),
            };
            parts.push(format!("{title} in {book}{inside}"));
        }
        Form::Article | Form::JournalArticle => {
            parts.push(title);
            let place = place_of(source).filter(|place| {
                source.container.is_some() || publisher.as_deref() == Some(&printable(place))
            });
            after.extend(place.map(|place| printable(place).into_owned()));
            after.extend(date);
        }
        _ => {
            parts.push(title);
            after.extend(kind(form).map(str::to_owned));
            after.extend(
                source
                    .container
                    .as_deref()
                    .map(|name| printable(name).into_owned()),
            );
            after.extend(publisher.filter(|name| Some(name) != source.container.as_ref()));
            after.extend(date);
        }
    }
    if source.issued.is_none() {
        after.extend(
            source
                .accessed
                .as_ref()
                .map(|date| format!("accessed {}", in_words(date))),
        );
    }
    if !at.is_empty() {
        after.push(places_in_words(at, ("", "")));
    }
    after.extend(address(source));
    let mut text = parts.join(", ");
    for part in after {
        // After `,”` no second comma.
        text.push_str(if text.ends_with(",”") { " " } else { ", " });
        text.push_str(&part);
    }
    if let Some(bare) = text.strip_suffix(",”") {
        return format!("{}”", stopped(bare));
    }
    stopped(&text)
}

/// `September 3, 2019`, `April 2024`, `ca. 2020`, `44 BCE`; what has no such form is said in words.
fn in_words(date: &Date) -> String {
    let Some(parts) = Parts::of(date) else {
        return date.in_words();
    };
    let year = parts.year_in_words();
    let words = match (parts.within_year(), parts.day) {
        (Some(within), Some(_)) => format!("{within}, {year}"),
        (Some(within), None) => format!("{within} {year}"),
        (None, _) => year,
    };
    doubted(date, &words)
}

/// What has to be said beside the title.
fn kind(form: Form) -> Option<&'static str> {
    match form {
        Form::Transcript => Some("transcript"),
        Form::Interview => Some("interview"),
        Form::Dataset => Some("dataset"),
        _ => None,
    }
}

/// Up to three by name, of more the first.
fn creators(creators: &[Creator]) -> Option<String> {
    let names: Vec<String> = creators
        .iter()
        .map(|creator| {
            let name = match creator {
                Creator::Org(name) => name.clone(),
                Creator::Person { family, given } => format!("{given} {family}"),
            };
            printable(name.trim()).into_owned()
        })
        .collect();
    match names.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        [one, two] => Some(format!("{one} and {two}")),
        [one, two, three] => Some(format!("{one}, {two}, and {three}")),
        [one, ..] => Some(format!("{one} et al.")),
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{at, date, person, source};
    use super::*;
    use crate::model::LocatorKind;

    #[test]
    fn an_article_has_its_title_in_quotes_and_the_place_before_the_address() {
        assert_eq!(
            note(&source(), &[at(LocatorKind::Paragraph, "13")]),
            "Bolor Lkhaajav, “What Does Putin's Re-election Mean?,” The Diplomat, April 2024, para. 13, \
             https://thediplomat.com/2024/04/what/."
        );
    }

    #[test]
    fn a_body_that_publishes_its_own_words_is_named_once() {
        let mut source = source();
        source.kind = "Transcript".into();
        source.title = "Press statement after the talks".into();
        source.creators = vec![Creator::Org("President of Russia".into())];
        source.publisher = Some("President of Russia (Kremlin)".into());
        source.issued = Some(date("2006-12-08"));
        source.url = None;
        assert_eq!(
            note(&source, &[]),
            "President of Russia, “Press statement after the talks,” transcript, December 8, 2006."
        );
    }

    #[test]
    fn a_book_has_its_imprint_in_brackets_and_pages_without_a_word() {
        let mut source = source();
        source.kind = "Book".into();
        source.title = "Commentarii de bello Gallico".into();
        source.creators = vec![
            person("Caesar", "Gaius Julius"),
            person("Hirtius", "Aulus"),
            person("Oppius", "Gaius"),
            person("Balbus", "Lucius"),
        ];
        source.publisher = None;
        source.issued = Some(date("-0043~"));
        source.url = None;
        assert_eq!(
            note(&source, &[at(LocatorKind::Page, "5–9")]),
            "Gaius Julius Caesar et al., Commentarii de bello Gallico (ca. 44 BCE), 5–9."
        );
    }

    #[test]
    fn what_is_undated_says_when_it_was_read() {
        let mut source = source();
        source.kind = "Webpage".into();
        source.creators.clear();
        source.publisher = None;
        source.title = "Tag page.".into();
        source.issued = None;
        source.accessed = Some(date("2024-05-15"));
        source.url = Some("https://example.org/tag".into());
        assert_eq!(
            note(&source, &[]),
            "“Tag page,” accessed May 15, 2024, https://example.org/tag."
        );
        source.accessed = None;
        source.url = None;
        assert_eq!(note(&source, &[]), "“Tag page.”");
    }

    #[test]
    fn doubt_stays_in_the_date() {
        for (edtf, words) in [
            ("2015?", "[2015?]"),
            ("2015-06%", "[ca. June 2015?]"),
            ("-0043-03-15", "March 15, 44 BCE"),
            ("[2015,2016]", "2015 or 2016"),
        ] {
            assert_eq!(in_words(&date(edtf)), words);
        }
    }
}
