//! Entries of a BibTeX file, in UTF-8 as every tool of today reads them: é and Cyrillic stay letters.

use std::fmt::Write as _;

use crate::model::date::month_short;
use crate::model::{Creator, Date, Locator, Source};
use crate::text::printable;

use super::when::Parts;
use super::{Form, place_of, places_in_words, publisher_beside_creators};

/// `@article{crossroads-2024, …}`, a field a line.
pub(super) fn entry(source: &Source, at: &[Locator]) -> String {
    let form = Form::of(source);
    let (kind, place) = match form {
        Form::Article | Form::JournalArticle => ("article", "journal"),
        Form::Book => ("book", "publisher"),
        Form::Chapter => ("incollection", "booktitle"),
        Form::Paper => ("inproceedings", "booktitle"),
        Form::Report => ("techreport", "institution"),
        Form::Thesis => ("phdthesis", "school"),
        _ => ("misc", "howpublished"),
    };
    let mut fields: Vec<(&str, String)> = Vec::new();
    if !source.creators.is_empty() {
        let names: Vec<String> = source.creators.iter().map(name).collect();
        fields.push(("author", format!("{{{}}}", names.join(" and "))));
    }
    // The second pair of braces keeps the capitals of names.
    fields.push(("title", format!("{{{{{}}}}}", escaped(&source.title))));
    if let Some(name) = place_of(source) {
        fields.push((place, braced(name)));
    }
    if source.container.is_some()
        && place != "publisher"
        && let Some(publisher) = publisher_beside_creators(source)
    {
        fields.push(("publisher", braced(publisher)));
    }
    if let Some(date) = &source.issued {
        fields.extend(when(date));
    }
    if let Some(doi) = &source.doi {
        fields.push(("doi", verbatim(doi)));
    }
    if let Some(url) = &source.url {
        fields.push(("url", verbatim(url)));
    }
    if let Some(date) = &source.accessed {
        fields.push(("urldate", verbatim(date.as_str())));
    }
    if !at.is_empty() {
        fields.push(("note", braced(&places_in_words(at, ("p. ", "pp. ")))));
    }
    if let Some(note) = &source.note {
        fields.push(("annote", braced(note)));
    }
    let mut text = format!("@{kind}{{{},\n", key(&source.id));
    for (name, value) in fields {
        let _ = writeln!(text, "  {name} = {value},");
    }
    text.push('}');
    text
}

/// The key of a source: its id, which is unique in the history and outlives its editions.
///
/// BibTeX knows fewer letters and no difference of case: an id that is not of plain ones gets them and a number made of
/// the id, so that no two ids share a key.
pub fn key(id: &str) -> String {
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_.:".contains(c);
    if !id.is_empty() && id.chars().all(is_plain) {
        return id.to_owned();
    }
    let plain: String = id
        .to_lowercase()
        .chars()
        .map(|c| if is_plain(c) { c } else { '-' })
        .collect();
    format!("{plain}_{:08x}", fingerprint(id))
}

/// FNV-1a: small, and the same on every machine.
fn fingerprint(id: &str) -> u32 {
    id.bytes().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

/// Year and month as all styles read them; `date` where they say less than is known, for those that read EDTF.
fn when(date: &Date) -> Vec<(&'static str, String)> {
    let mut fields = Vec::new();
    let Some(parts) = Parts::of(date) else {
        fields.push(("year", braced(&date.in_words())));
        fields.push(("date", verbatim(date.as_str())));
        return fields;
    };
    let year = super::when::doubted(date, &parts.year_in_words());
    fields.push(("year", braced(&year)));
    if let Some(month) = parts.month {
        // Every style defines these words; they stand without braces.
        fields.push(("month", month_short(month).to_lowercase()));
    }
    if parts.day.is_some() || parts.year <= 0 || date.is_approximate() || date.is_uncertain() {
        fields.push(("date", verbatim(date.as_str())));
    }
    fields
}

/// `Lkhaajav, Bolor`; a body in braces of its own, or its words would be taken for given and family names.
fn name(creator: &Creator) -> String {
    match creator {
        Creator::Org(name) => braced(name),
        Creator::Person { family, given } => [family, given]
            .iter()
            .filter(|part| !part.trim().is_empty())
            .map(|part| {
                // A comma and the word between two names would split it.
                let splits =
                    part.contains(',') || part.split_whitespace().any(|word| word == "and");
                if splits { braced(part) } else { escaped(part) }
            })
            .collect::<Vec<_>>()
            .join(", "),
    }
}

fn braced(text: &str) -> String {
    format!("{{{}}}", escaped(text))
}

/// What TeX reads as a command becomes a letter. Braces are named, since BibTeX counts even those behind a backslash.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in printable(text).chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '&' | '%' | '$' | '#' | '_' => {
                out.push('\\');
                out.push(c);
            }
            other => out.push(other),
        }
    }
    out
}

/// Addresses are read as they stand, so what would end the field is written in percent.
fn verbatim(address: &str) -> String {
    let mut out = String::from("{");
    for c in printable(address).chars() {
        match c {
            '{' | '}' | '\\' | '"' | ' ' => {
                let _ = write!(out, "%{:02X}", u32::from(c));
            }
            other => out.push(other),
        }
    }
    out.push('}');
    out
}

#[cfg(test)]
mod tests {
    use super::super::sample::{at, date, person, source};
    use super::*;
    use crate::model::LocatorKind;

    #[test]
    fn an_article_with_the_place_that_is_cited() {
        let mut source = source();
        source.title = "R&D: 50% of {Erdenet} is Хүрэлсүх's, café \\o/".into();
        source.issued = Some(date("2024-04-30"));
        assert_eq!(
            entry(
                &source,
                &[at(LocatorKind::Paragraph, "13"), at(LocatorKind::Page, "2")]
            ),
            "@article{crossroads-2024,\n  \
               author = {Lkhaajav, Bolor},\n  \
               title = {{R\\&D: 50\\% of \\textbraceleft{}Erdenet\\textbraceright{} is Хүрэлсүх's, café \
               \\textbackslash{}o/}},\n  \
               journal = {The Diplomat},\n  \
               year = {2024},\n  \
               month = apr,\n  \
               date = {2024-04-30},\n  \
               url = {https://thediplomat.com/2024/04/what/},\n  \
               note = {para. 13; p. 2},\n}"
        );
    }

    #[test]
    fn dates_say_all_that_is_known() {
        let fields = |text: &str| {
            let fields: Vec<String> = when(&date(text))
                .into_iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect();
            fields.join(" ")
        };
        assert_eq!(fields("2019"), "year={2019}");
        assert_eq!(fields("2019-09"), "year={2019} month=sep");
        assert_eq!(fields("-0043"), "year={44 BCE} date={-0043}");
        assert_eq!(fields("2020~"), "year={ca. 2020} date={2020~}");
        assert_eq!(fields("193X"), "year={1930s} date={193X}");
    }

    #[test]
    fn bodies_and_odd_names_stay_whole() {
        assert_eq!(
            name(&Creator::Org("Ministry of Roads and Transport".into())),
            "{Ministry of Roads and Transport}"
        );
        assert_eq!(
            name(&person("de Carvalho", "Isabella H.")),
            "de Carvalho, Isabella H."
        );
        assert_eq!(name(&person("Sons and Co", "")), "{Sons and Co}");
    }

    #[test]
    fn no_two_ids_share_a_key() {
        assert_eq!(key("kremlin-2019"), "kremlin-2019");
        let keys: Vec<String> = ["Kremlin", "kremlin", "kremlin ", "kremlin,", "кремль", ""]
            .iter()
            .map(|id| key(id))
            .collect();
        for (idx, one) in keys.iter().enumerate() {
            assert!(!keys[idx + 1..].contains(one), "{one}");
            assert!(one.is_ascii() && !one.contains([',', ' ', '{', '}']));
        }
    }

    #[test]
    fn an_address_cannot_end_its_field() {
        assert_eq!(
            verbatim("http://a/{b}\\\"#%_"),
            "{http://a/%7Bb%7D%5C%22#%_}"
        );
    }
}
