//! Items of the Citation Style Language, as its JSON schema 1.0.2 has them.

use serde_json::{Map, Value, json};

use crate::model::date::{Edge, Shape};
use crate::model::{Creator, Date, Locator, Source};

use super::when::Parts;
use super::{Form, place_of, places_in_words};

/// One source. CSL keeps places in a source beside items, not in them, so they stand in the annotation.
pub(super) fn item(source: &Source, at: &[Locator]) -> Value {
    let form = Form::of(source);
    let mut item = Map::new();
    let mut set = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            item.insert(name.to_owned(), value);
        }
    };
    set("id", Some(json!(source.id)));
    set("type", Some(json!(kind(form))));
    set("title", Some(json!(source.title)));
    let authors: Vec<Value> = source.creators.iter().map(name).collect();
    set("author", (!authors.is_empty()).then(|| json!(authors)));
    let is_periodical = matches!(form, Form::Article | Form::JournalArticle | Form::Webpage);
    set(
        "container-title",
        if is_periodical {
            place_of(source).map(|place| json!(place))
        } else {
            source.container.as_ref().map(|place| json!(place))
        },
    );
    set(
        "publisher",
        source.publisher.as_ref().map(|name| json!(name)),
    );
    set("genre", genre(form).map(|word| json!(word)));
    set("issued", source.issued.as_ref().map(date));
    set("accessed", source.accessed.as_ref().map(date));
    set("URL", source.url.as_ref().map(|url| json!(url)));
    set("DOI", source.doi.as_ref().map(|doi| json!(doi)));
    let places =
        (!at.is_empty()).then(|| format!("Cited at {}.", places_in_words(at, ("p. ", "pp. "))));
    let annotation: Vec<String> = source.note.iter().cloned().chain(places).collect();
    set(
        "annote",
        (!annotation.is_empty()).then(|| json!(annotation.join(" "))),
    );
    set(
        "title-short",
        (source.short != source.title).then(|| json!(source.short)),
    );
    Value::Object(item)
}

/// `date-parts` where a year begins what is known, and the words where it does not. 44 BCE is -44.
fn date(date: &Date) -> Value {
    let parts = |date: &Date| {
        Parts::of(date).map(|parts| {
            let numbers = [Some(parts.year_without_zero())]
                .into_iter()
                .chain([parts.month, parts.day].map(|part| part.map(i64::from)))
                .map_while(|part| part);
            json!(numbers.collect::<Vec<_>>())
        })
    };
    let of_interval = |date: &Date| {
        let interval = date.interval()?;
        match (interval.start(), interval.end()) {
            (Edge::On(start), Edge::On(end)) => Some(vec![parts(start)?, parts(end)?]),
            _ => None,
        }
    };
    let known = match date.shape() {
        Shape::Single => parts(date).map(|one| vec![one]),
        Shape::Interval => of_interval(date),
        Shape::OneOf | Shape::AllOf => None,
    };
    let mut value = Map::new();
    match known {
        Some(parts) => {
            value.insert("date-parts".to_owned(), json!(parts));
            if date.is_approximate() || date.is_uncertain() {
                value.insert("circa".to_owned(), json!(true));
            }
        }
        None => {
            value.insert("literal".to_owned(), json!(date.in_words()));
        }
    }
    Value::Object(value)
}

fn name(creator: &Creator) -> Value {
    match creator {
        Creator::Org(name) => json!({ "literal": name }),
        Creator::Person { family, given } if given.is_empty() => json!({ "family": family }),
        Creator::Person { family, given } => json!({ "family": family, "given": given }),
    }
}

fn kind(form: Form) -> &'static str {
    match form {
        Form::Article => "article-newspaper",
        Form::JournalArticle => "article-journal",
        Form::Book => "book",
        Form::Chapter => "chapter",
        Form::Paper => "paper-conference",
        Form::Report => "report",
        Form::Thesis => "thesis",
        Form::Entry => "entry",
        Form::Interview => "interview",
        Form::Transcript => "speech",
        Form::Dataset => "dataset",
        Form::Webpage => "webpage",
        Form::Document => "document",
    }
}

fn genre(form: Form) -> Option<&'static str> {
    (form == Form::Transcript).then_some("Transcript")
}

#[cfg(test)]
mod tests {
    use super::super::sample::{at, date as edtf, source};
    use super::*;
    use crate::model::LocatorKind;

    #[test]
    fn an_item_has_the_fields_of_the_schema() {
        let item = item(&source(), &[at(LocatorKind::Paragraph, "13")]);
        assert_eq!(
            item,
            json!({
                "id": "crossroads-2024",
                "type": "article-newspaper",
                "title": "What Does Putin's Re-election Mean?",
                "author": [{ "family": "Lkhaajav", "given": "Bolor" }],
                "container-title": "The Diplomat",
                "publisher": "The Diplomat",
                "issued": { "date-parts": [[2024, 4]] },
                "URL": "https://thediplomat.com/2024/04/what/",
                "annote": "Cited at para. 13.",
                "title-short": "The Diplomat 2024-04",
            })
        );
    }

    #[test]
    fn dates_are_counted_without_a_year_zero() {
        for (text, value) in [
            ("2019-09-03", json!({ "date-parts": [[2019, 9, 3]] })),
            ("-0043", json!({ "date-parts": [[-44]] })),
            ("-0043-03-15", json!({ "date-parts": [[-44, 3, 15]] })),
            ("2020~", json!({ "date-parts": [[2020]], "circa": true })),
            ("2015/2016-05", json!({ "date-parts": [[2015], [2016, 5]] })),
            ("193X", json!({ "literal": "1930s" })),
            ("[2015,2016]", json!({ "literal": "2015 or 2016" })),
        ] {
            assert_eq!(date(&edtf(text)), value, "{text}");
        }
    }
}
