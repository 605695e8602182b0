//! The entries of the page: one for each record, with its links and the numbers of its sources.

use std::fmt::Write as _;

use crate::model::{Date, Day, Entity, EventKind, ProjectStatus, Verdict};
use crate::query::profile::{Link, Profile};

use super::super::chart;
use super::super::citation::{self, Cited, Style};
use super::super::markup::{address, anchor, escaped, escaped_lines};
use super::super::selection::{Selection, year_in_words};

/// Events under the headings of their years.
pub(super) fn events(selection: &Selection<'_>) -> String {
    let history = selection.history;
    let mut out = String::new();
    let mut held = None;
    for &id in &selection.events {
        let event = history.event(id);
        let year = event.when.earliest().map(Day::year);
        if held != Some(year) {
            if held.is_some() {
                out.push_str("</div>\n");
            }
            held = Some(year);
            let _ = writeln!(
                out,
                "<div class=\"g\"><h3>{}</h3>",
                escaped(&year_in_words(year))
            );
        }
        let profile = Profile::new(history, id.into());
        let _ = writeln!(
            out,
            "<article class=\"e{}\" id=\"{}\" data-t=\"{}\">\n<p class=\"when\">{}</p>\n<div>\n<h4>{}{}</h4>",
            if event.importance >= 5 { " turn" } else { "" },
            anchor(history, id.into()),
            escaped(event.kind.word()),
            time(&event.when),
            sign(&event.kind),
            escaped(&event.title)
        );
        let place = event
            .place
            .as_ref()
            .map(|place| format!(" · {}", escaped(place)))
            .unwrap_or_default();
        let _ = writeln!(
            out,
            "<p class=\"meta\">{}{place}</p>",
            escaped(event.kind.label())
        );
        body(selection, &profile, &mut out);
        out.push_str("</div>\n</article>\n");
    }
    if held.is_some() {
        out.push_str("</div>\n");
    }
    out
}

/// A table for each post.
pub(super) fn leaders(selection: &Selection<'_>) -> String {
    let history = selection.history;
    let mut out = String::new();
    for group in &selection.posts {
        let post = history.post(group.post);
        let _ = writeln!(
            out,
            "<div class=\"g scroll\"><table id=\"{}\">\n<caption>{}</caption>\n<thead><tr><th scope=\"col\">Name</th><th scope=\"col\">Term</th><th scope=\"col\" class=\"num\">Days</th><th scope=\"col\">For</th><th scope=\"col\">Sources</th></tr></thead>\n<tbody>",
            anchor(history, group.post.into()),
            escaped(&post.title)
        );
        for term in &group.terms {
            let membership = history.membership(term.id);
            let person = Entity::from(term.person);
            let profile = Profile::new(history, term.id.into());
            let status = if term.acting {
                format!(" ({})", membership.status)
            } else {
                String::new()
            };
            let days = if membership.start.as_ref().is_some_and(Date::is_day) && !term.open {
                term.days().to_string()
            } else {
                String::new()
            };
            let _ = writeln!(
                out,
                "<tr class=\"e\" id=\"{}\" data-t=\":term\"><th scope=\"row\">{}</th><td>{}{}</td><td class=\"num\">{days}</td><td>{}</td><td>{}</td></tr>",
                anchor(history, term.id.into()),
                link(selection, &history.person(term.person).name, Some(person)),
                escaped(&membership.term().in_words()),
                escaped(&status),
                escaped(membership.on_behalf_of.as_deref().unwrap_or_default()),
                references(selection, &profile)
            );
        }
        out.push_str("</tbody>\n</table></div>\n");
    }
    out
}

/// Records one after another, each with all that is known of it.
pub(super) fn records(
    selection: &Selection<'_>,
    chip: &str,
    entities: impl Iterator<Item = Entity>,
) -> String {
    let history = selection.history;
    let mut out = String::new();
    for entity in entities {
        let profile = Profile::new(history, entity);
        let _ = writeln!(
            out,
            "<article class=\"e wide\" id=\"{}\" data-t=\":{chip}\">",
            anchor(history, entity)
        );
        match entity {
            Entity::Claim(id) => {
                let claim = history.claim(id);
                let _ = writeln!(
                    out,
                    "<h3><span class=\"no\">{}</span> {}</h3>\n<p class=\"verdict {}\">{}</p>",
                    escaped(&claim.id.to_uppercase()),
                    escaped(&claim.text),
                    verdict_class(&claim.verdict),
                    escaped(&capitalised(claim.verdict.label()))
                );
            }
            _ => {
                let _ = writeln!(out, "<h3>{}</h3>", escaped(&profile.title));
                let mut meta: Vec<String> = Vec::new();
                let status = match entity {
                    Entity::Project(id) => history.project(id).status.last().map(|entry| &entry.is),
                    _ => None,
                };
                if !matches!(entity, Entity::Term(_) | Entity::Person(_)) {
                    meta.push(escaped(&profile.kind));
                }
                meta.extend(profile.date.as_deref().map(escaped));
                meta.extend(profile.place.as_deref().map(escaped));
                if !meta.is_empty() {
                    let dot = status
                        .map(|status| {
                            format!("<span class=\"st {}\"></span>", status_class(status))
                        })
                        .unwrap_or_default();
                    let _ = writeln!(out, "<p class=\"meta\">{dot}{}</p>", meta.join(" · "));
                }
            }
        }
        body(selection, &profile, &mut out);
        out.push_str("</article>\n");
    }
    out
}

/// The list of sources: their numbers are those in brackets above.
pub(super) fn sources(selection: &Selection<'_>) -> String {
    let history = selection.history;
    let mut out = String::from("<ol class=\"sources\">\n");
    for &id in selection.sources() {
        let source = history.source(id);
        let cited = [Cited {
            source: id,
            at: Vec::new(),
        }];
        let note = citation::written(history, &cited, Style::Chicago);
        // The address ends a note; as a link it stands on a line of its own.
        let shown = source
            .url
            .as_deref()
            .map(|url| crate::text::printable(url).into_owned());
        let bare = shown
            .as_deref()
            .and_then(|url| note.strip_suffix('.')?.strip_suffix(url))
            .map(|text| text.trim_end_matches([' ', ',']).to_owned());
        let _ = write!(
            out,
            "<li class=\"e\" id=\"{}\" data-t=\":source\"><p>{}</p>",
            anchor(history, id.into()),
            escaped(bare.as_deref().unwrap_or(&note))
        );
        if let (Some(href), Some(shown)) = (source.url.as_deref().and_then(address), &shown) {
            let _ = write!(
                out,
                "<p class=\"url\"><a href=\"{href}\" rel=\"noreferrer noopener\">{}</a></p>",
                escaped(shown)
            );
        }
        if let Some(note) = &source.note {
            let _ = write!(out, "<p class=\"meta\">{}</p>", escaped(note));
        }
        out.push_str("</li>\n");
    }
    out.push_str("</ol>\n");
    out
}

/// The sign of a kind of event, for those who see it; its word stands beside it.
pub(super) fn sign(kind: &EventKind) -> String {
    format!(
        "<svg class=\"sign\" viewBox=\"0 0 12 12\" aria-hidden=\"true\"><path class=\"{}\" d=\"{}\"/></svg>",
        chart::class(kind),
        chart::shape(kind, 6.0, 6.0)
    )
}

/// Other names, prose, links and sources.
fn body(selection: &Selection<'_>, profile: &Profile, out: &mut String) {
    if !profile.names.is_empty() {
        let names: Vec<String> = profile.names.iter().map(|name| escaped(name)).collect();
        let _ = writeln!(out, "<p class=\"names\">{}</p>", names.join(" · "));
    }
    for prose in &profile.prose {
        let _ = writeln!(out, "<p>{}</p>", escaped_lines(prose));
    }
    if !profile.groups.is_empty() {
        out.push_str("<dl>");
        for group in &profile.groups {
            let links: Vec<String> = group
                .links
                .iter()
                .map(|one: &Link| link(selection, &one.text, one.to))
                .collect();
            let joined = if group.lines && links.len() > 1 {
                // One below another on the screen, in a row on paper.
                let lines: Vec<String> = links
                    .iter()
                    .map(|one| format!("<span class=\"l\">{one}</span>"))
                    .collect();
                lines.join("")
            } else {
                links.join(" · ")
            };
            let _ = write!(out, "<dt>{}</dt><dd>{joined}</dd>", escaped(group.label));
        }
        out.push_str("</dl>\n");
    }
    let references = references(selection, profile);
    if !references.is_empty() {
        let _ = writeln!(
            out,
            "<p class=\"src\"><span class=\"vh\">Sources </span>{references}</p>"
        );
    }
}

/// `[12, ¶13]`, each leading to its source.
fn references(selection: &Selection<'_>, profile: &Profile) -> String {
    let history = selection.history;
    let texts: Vec<String> = profile
        .sources
        .iter()
        .filter_map(|line| {
            let number = selection.number(line.source)?;
            let at = line
                .at
                .as_ref()
                .map(|at| format!(", {}", escaped(&at.to_string())))
                .unwrap_or_default();
            let mark = line
                .mark
                .as_ref()
                .map(|mark| format!(" <i>{}</i>", escaped(mark)))
                .unwrap_or_default();
            Some(format!(
                "<a href=\"#{}\" title=\"{}\">[{number}{at}]</a>{mark}",
                anchor(history, line.source.into()),
                escaped(&history.source(line.source).short)
            ))
        })
        .collect();
    texts.join(" ")
}

/// A link where the record is in the page, else its text.
fn link(selection: &Selection<'_>, text: &str, to: Option<Entity>) -> String {
    match to.filter(|&to| selection.has(to)) {
        Some(to) => format!(
            "<a href=\"#{}\">{}</a>",
            anchor(selection.history, to),
            escaped(text)
        ),
        None => escaped(text),
    }
}

/// A date in words, with what a machine reads of it where HTML has a form for that.
fn time(date: &Date) -> String {
    let words = escaped(&date.in_words());
    let text = date.as_str();
    let is_plain = matches!(text.len(), 4 | 7 | 10)
        && text.char_indices().all(|(at, c)| {
            if at == 4 || at == 7 {
                c == '-'
            } else {
                c.is_ascii_digit()
            }
        })
        && !text.starts_with("0000");
    // Seasons are written as months beyond the twelfth.
    let is_month = text
        .get(5..7)
        .is_none_or(|month| ("01"..="12").contains(&month));
    if is_plain && is_month {
        format!("<time datetime=\"{text}\">{words}</time>")
    } else {
        words
    }
}

fn verdict_class(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Supported => "yes",
        Verdict::PartlySupported => "half",
        Verdict::NotSupported => "no-",
        _ => "open-",
    }
}

fn status_class(status: &ProjectStatus) -> &'static str {
    match status {
        ProjectStatus::Pipeline => "s-planned",
        ProjectStatus::Implementation => "s-underway",
        ProjectStatus::Finalisation => "s-completing",
        ProjectStatus::Closed => "s-done",
        ProjectStatus::Cancelled => "s-cancelled",
        ProjectStatus::Suspended | ProjectStatus::Unknown(_) => "s-suspended",
    }
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}
