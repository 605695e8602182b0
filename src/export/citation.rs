//! Sources as they are cited: notes after Chicago, entries after APA, BibTeX, CSL-JSON.
//!
//! A cite is a source and, where the record says so, the places in it. Dates stay as uncertain as they are: `ca. 2020`,
//! `[2015?]`, `44 BCE`. Titles are written without italics, since a clipboard has none.

mod apa;
mod bibtex;
mod chicago;
mod csl;
mod when;

pub use bibtex::key;

use serde_json::Value;

use crate::model::{Creator, Entity, History, Locator, LocatorKind, Source, SourceId};
use crate::query::profile::Profile;
use crate::text::printable;

/// In which form a source is cited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// A note of the Chicago Manual of Style.
    Chicago,
    /// An entry of a list of references after APA, with the reference in the text where there is a place in the source.
    Apa,
    /// An entry of a BibTeX file.
    Bibtex,
    /// An item of the Citation Style Language.
    CslJson,
}

/// A source, and where in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cited {
    /// The source.
    pub source: SourceId,
    /// The places that the record points to, in its order.
    pub at: Vec<Locator>,
}

/// What a record cites, each source once; a source cites itself.
pub fn cited(history: &History, entity: Entity) -> Vec<Cited> {
    if let Entity::Source(source) = entity {
        return vec![Cited {
            source,
            at: Vec::new(),
        }];
    }
    let mut found: Vec<Cited> = Vec::new();
    for line in Profile::new(history, entity).sources {
        let at = line.at.into_iter();
        match found.iter_mut().find(|cited| cited.source == line.source) {
            Some(cited) => cited.at.extend(at),
            None => found.push(Cited {
                source: line.source,
                at: at.collect(),
            }),
        }
    }
    found
}

/// The sources of a record in a style, ready to be pasted; `None` when it has none.
pub fn cite(history: &History, entity: Entity, style: Style) -> Option<String> {
    let cited = cited(history, entity);
    (!cited.is_empty()).then(|| written(history, &cited, style))
}

/// Sources in a style: a note or an entry a line, BibTeX entries with a blank line between, one array of CSL-JSON.
pub fn written(history: &History, cited: &[Cited], style: Style) -> String {
    let each = |write: fn(&Source, &[Locator]) -> String, between: &str| {
        let texts: Vec<String> = cited
            .iter()
            .map(|cited| write(history.source(cited.source), &cited.at))
            .collect();
        texts.join(between)
    };
    match style {
        Style::Chicago => each(chicago::note, "\n"),
        Style::Apa => each(apa::entry, "\n"),
        Style::Bibtex => each(bibtex::entry, "\n\n"),
        Style::CslJson => {
            let items: Vec<Value> = cited
                .iter()
                .map(|cited| csl::item(history.source(cited.source), &cited.at))
                .collect();
            format!("{:#}", Value::Array(items))
        }
    }
}

/// What a source is, for the form of its citation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// A piece in a newspaper, magazine or journal.
    Article,
    /// An article of a scholarly journal.
    JournalArticle,
    Book,
    /// A part of a book.
    Chapter,
    /// A contribution to a conference.
    Paper,
    Report,
    Thesis,
    /// An entry of an encyclopedia or database.
    Entry,
    Interview,
    /// Words as they were spoken.
    Transcript,
    Dataset,
    Webpage,
    Document,
}

impl Form {
    /// The word of the file is free; what is not known is a document.
    fn of(source: &Source) -> Self {
        match source.kind.to_lowercase().as_str() {
            "article" | "news" | "post" => {
                let of_journal = source.doi.is_some()
                    || place_of(source).is_some_and(|place| {
                        let place = place.to_lowercase();
                        place.contains("journal of") || place.ends_with(" studies")
                    });
                if of_journal {
                    Self::JournalArticle
                } else {
                    Self::Article
                }
            }
            "book" | "monograph" => Self::Book,
            "chapter" => Self::Chapter,
            "paper" => Self::Paper,
            "report" => Self::Report,
            "thesis" | "dissertation" => Self::Thesis,
            "entry" => Self::Entry,
            "interview" => Self::Interview,
            "transcript" | "speech" => Self::Transcript,
            "dataset" => Self::Dataset,
            "webpage" | "website" | "page" => Self::Webpage,
            _ => Self::Document,
        }
    }

    /// Whether the work stands alone on a shelf, so that its title takes no quotation marks.
    fn is_whole(self) -> bool {
        matches!(
            self,
            Self::Book | Self::Report | Self::Thesis | Self::Dataset
        )
    }
}

/// Where a piece appeared: the journal, book or site, else who published it.
fn place_of(source: &Source) -> Option<&str> {
    source.container.as_deref().or(source.publisher.as_deref())
}

/// Who published it, unless the same body signs it: `President of Russia (Kremlin)` is `President of Russia`.
fn publisher_beside_creators(source: &Source) -> Option<&str> {
    let publisher = source.publisher.as_deref()?;
    let bare = publisher.split(" (").next().unwrap_or(publisher);
    let signs = |creator: &Creator| match creator {
        Creator::Org(name) => name == publisher || name == bare,
        Creator::Person { .. } => false,
    };
    (!source.creators.iter().any(signs)).then_some(publisher)
}

/// The address to be written: the resolver of the DOI, else the URL.
fn address(source: &Source) -> Option<String> {
    source
        .doi
        .as_deref()
        .map(|doi| {
            let bare = doi
                .trim_start_matches("https://doi.org/")
                .trim_start_matches("doi:");
            format!("https://doi.org/{bare}")
        })
        .or_else(|| source.url.clone())
        .map(|address| printable(&address).into_owned())
}

/// Words of a manual of style for a kind of place: one, and several.
type Words = (&'static str, &'static str);

/// A place in words; `pages` are the words before a page and before pages.
fn place_in_words(at: &Locator, pages: Words) -> String {
    let value = printable(at.value.trim()).into_owned();
    let several = value.contains(['–', '-', ',']);
    let counted = |(one, many): Words| {
        let word = if several { many } else { one };
        format!("{word}{value}")
    };
    let is_number = value.starts_with(|c: char| c.is_ascii_digit());
    let words = match &at.kind {
        LocatorKind::Paragraph => counted(("para. ", "paras. ")),
        LocatorKind::Page => counted(pages),
        LocatorKind::Section if is_number => counted(("sec. ", "secs. ")),
        LocatorKind::Section => format!("under “{value}”"),
        LocatorKind::Article => counted(("art. ", "arts. ")),
        LocatorKind::Folio => counted(("fol. ", "fols. ")),
        LocatorKind::Chapter => counted(("chap. ", "chaps. ")),
        LocatorKind::Timestamp => format!("at {value}"),
        LocatorKind::Caption if is_number => format!("caption {value}"),
        LocatorKind::Caption => format!("caption {value}").trim_end().to_owned(),
        LocatorKind::Unknown(word) => format!("{} {value}", printable(word).to_lowercase()),
    };
    words.trim_end().to_owned()
}

/// All places in words, with semicolons between.
fn places_in_words(at: &[Locator], pages: Words) -> String {
    let texts: Vec<String> = at.iter().map(|at| place_in_words(at, pages)).collect();
    texts.join("; ")
}

/// A title inside double quotation marks has single ones.
fn inside_quotes(title: &str) -> String {
    let mut opens = true;
    printable(title)
        .chars()
        .map(|c| match c {
            '“' | '„' => '‘',
            '”' => '’',
            '"' => {
                opens = !opens;
                if opens { '’' } else { '‘' }
            }
            other => other,
        })
        .collect()
}

/// Ends a sentence, unless it ends already.
fn stopped(text: &str) -> String {
    let text = text.trim_end();
    if text.ends_with(['.', '?', '!']) {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}

#[cfg(test)]
mod sample {
    use crate::model::{Creator, Date, Locator, LocatorKind, Source};

    pub fn source() -> Source {
        Source {
            id: "crossroads-2024".into(),
            kind: "Article".into(),
            title: "What Does Putin's Re-election Mean?".into(),
            creators: vec![person("Lkhaajav", "Bolor")],
            publisher: Some("The Diplomat".into()),
            container: None,
            issued: Some(date("2024-04")),
            accessed: None,
            url: Some("https://thediplomat.com/2024/04/what/".into()),
            doi: None,
            short: "The Diplomat 2024-04".into(),
            note: None,
        }
    }

    pub fn date(text: &str) -> Date {
        Date::parse(text).expect("a date")
    }

    pub fn person(family: &str, given: &str) -> Creator {
        Creator::Person {
            family: family.into(),
            given: given.into(),
        }
    }

    pub fn at(kind: LocatorKind, value: &str) -> Locator {
        Locator {
            kind,
            value: value.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::sample::at;
    use super::*;

    #[test]
    fn places_are_counted_in_the_words_of_the_manuals() {
        let pages = ("p. ", "pp. ");
        for (kind, value, words) in [
            (LocatorKind::Paragraph, "13", "para. 13"),
            (LocatorKind::Paragraph, "13–14", "paras. 13–14"),
            (LocatorKind::Page, "5", "p. 5"),
            (LocatorKind::Page, "5, 9", "pp. 5, 9"),
            (LocatorKind::Section, "2", "sec. 2"),
            (LocatorKind::Section, "Egiin Gol", "under “Egiin Gol”"),
            (LocatorKind::Caption, "", "caption"),
            (LocatorKind::Timestamp, "0:12:30", "at 0:12:30"),
            (LocatorKind::Unknown("Plate".into()), "IV", "plate IV"),
        ] {
            assert_eq!(place_in_words(&at(kind, value), pages), words);
        }
    }

    #[test]
    fn quotation_marks_of_a_title_become_single() {
        assert_eq!(
            inside_quotes("The \"third\" neighbor"),
            "The ‘third’ neighbor"
        );
        assert_eq!(inside_quotes("On “pipes”"), "On ‘pipes’");
    }
}
