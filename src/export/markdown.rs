//! A history as Markdown (`CommonMark` with the tables of GitHub): headings, lists, and sources by number.

use std::fmt::Write as _;

use crate::model::{Day, Entity, SourceId};
use crate::query::profile::Profile;
use crate::text::printable;

use super::Handout;
use super::citation::{self, Style};
use super::markup;
use super::selection::{Selection, year_in_words};

/// The whole hand-out.
pub(super) fn text(selection: &Selection<'_>) -> Handout {
    let history = selection.history;
    let overview = history.overview();
    let mut out = String::new();
    heading(&mut out, 1, &overview.title);
    if let Some(words) = selection.in_words() {
        paragraph(&mut out, &format!("{words}."));
    } else if let Some(summary) = &overview.summary {
        paragraph(&mut out, summary);
    }
    let license = overview
        .license
        .as_ref()
        .map(|license| format!(" Licence {license}."))
        .unwrap_or_default();
    paragraph(
        &mut out,
        &format!("As of {}.{license}", overview.edition.in_words()),
    );
    let writer = Writer { selection };
    writer.events(&mut out);
    writer.leaders(&mut out);
    writer.section(
        &mut out,
        "Projects",
        selection.projects.iter().map(|&id| id.into()),
    );
    writer.section(
        &mut out,
        "Relations",
        selection.tracks.iter().map(|&id| id.into()),
    );
    writer.claims(&mut out);
    writer.glossary(&mut out);
    writer.sources(&mut out);
    Handout {
        text: out,
        left_out: Vec::new(),
        n_records: selection.len(),
    }
}

struct Writer<'a> {
    selection: &'a Selection<'a>,
}

impl Writer<'_> {
    /// By year, since a list of all would have no end.
    fn events(&self, out: &mut String) {
        let history = self.selection.history;
        if self.selection.events.is_empty() {
            return;
        }
        heading(out, 2, "Events");
        let mut held = None;
        for &id in &self.selection.events {
            let event = history.event(id);
            let year = event.when.earliest().map(Day::year);
            if held != Some(year) {
                held = Some(year);
                heading(out, 3, &year_in_words(year));
            }
            let profile = Profile::new(history, id.into());
            let mut line = format!(
                "- **{}** {}",
                escaped(&event.when.in_words()),
                escaped(&event.title)
            );
            let beside: Vec<String> = [Some(profile.kind.clone()), event.place.clone()]
                .into_iter()
                .flatten()
                .map(|text| escaped(&text))
                .collect();
            let _ = write!(line, " ({})", beside.join(", "));
            if let Some(summary) = &event.summary {
                let _ = write!(line, ". {}", escaped(summary));
            }
            line.push_str(&self.references(&profile));
            let _ = writeln!(out, "{line}");
            let people = profile.groups.iter().find(|group| group.label == "People");
            if let Some(group) = people {
                let names: Vec<String> =
                    group.links.iter().map(|link| escaped(&link.text)).collect();
                let _ = writeln!(out, "  People: {}", names.join(" · "));
            }
        }
        out.push('\n');
    }

    fn leaders(&self, out: &mut String) {
        let history = self.selection.history;
        if self.selection.posts.is_empty() {
            return;
        }
        heading(out, 2, "Leaders");
        for group in &self.selection.posts {
            heading(out, 3, &history.post(group.post).title);
            out.push_str("| Name | Term | Sources |\n| --- | --- | --- |\n");
            for term in &group.terms {
                let membership = history.membership(term.id);
                let profile = Profile::new(history, term.id.into());
                let mut words = membership.term().in_words();
                if term.acting {
                    let _ = write!(words, " ({})", membership.status);
                }
                let _ = writeln!(
                    out,
                    "| {} | {} |{} |",
                    escaped(&history.person(term.person).name),
                    escaped(&words),
                    self.references(&profile)
                );
            }
            out.push('\n');
        }
    }

    /// Records whole, each under a heading of its own.
    fn section(&self, out: &mut String, title: &str, entities: impl Iterator<Item = Entity>) {
        let mut entities = entities.peekable();
        if entities.peek().is_none() {
            return;
        }
        heading(out, 2, title);
        for entity in entities {
            let profile = Profile::new(self.selection.history, entity);
            heading(out, 3, &profile.title);
            let mut first: Vec<String> =
                profile.date.iter().chain(&profile.place).cloned().collect();
            if !profile.names.is_empty() {
                first.push(format!("also {}", profile.names.join(", ")));
            }
            if !first.is_empty() {
                paragraph(out, &first.join(" · "));
            }
            for prose in &profile.prose {
                paragraph(out, prose);
            }
            Self::facts(out, &profile);
            let references = self.references(&profile);
            if !references.is_empty() {
                let _ = writeln!(out, "Sources:{references}\n");
            }
        }
    }

    fn claims(&self, out: &mut String) {
        let history = self.selection.history;
        if self.selection.claims.is_empty() {
            return;
        }
        heading(out, 2, "Claims");
        for &id in &self.selection.claims {
            let claim = history.claim(id);
            let profile = Profile::new(history, id.into());
            let _ = writeln!(
                out,
                "- **{}** {}{}\n  *{}.*",
                escaped(&claim.id.to_uppercase()),
                escaped(&claim.text),
                self.references(&profile),
                escaped(&capitalised(claim.verdict.label()))
            );
            if let Some(caveat) = &claim.caveat {
                let _ = writeln!(out, "  {}", escaped(caveat));
            }
            if let Some(group) = profile
                .groups
                .iter()
                .find(|group| group.label == "Evidence")
            {
                let texts: Vec<String> =
                    group.links.iter().map(|link| escaped(&link.text)).collect();
                let _ = writeln!(out, "  Evidence: {}", texts.join(" · "));
            }
        }
        out.push('\n');
    }

    fn glossary(&self, out: &mut String) {
        let history = self.selection.history;
        if self.selection.terms.is_empty() {
            return;
        }
        heading(out, 2, "Glossary");
        for &id in &self.selection.terms {
            let term = history.term(id);
            let profile = Profile::new(history, id.into());
            let _ = writeln!(
                out,
                "- **{}** {}{}",
                escaped(&term.term),
                escaped(&term.means),
                self.references(&profile)
            );
        }
        out.push('\n');
    }

    /// Numbered as they are referred to, as notes after Chicago.
    fn sources(&self, out: &mut String) {
        let history = self.selection.history;
        if self.selection.sources().is_empty() {
            return;
        }
        heading(out, 2, "Sources");
        for (idx, &id) in self.selection.sources().iter().enumerate() {
            let source = history.source(id);
            let cited = [citation::Cited {
                source: id,
                at: Vec::new(),
            }];
            let note = citation::written(history, &cited, Style::Chicago);
            let address = source.url.as_deref().and_then(markup::address);
            // The address is a link of its own, and not the last words of the note.
            let note = match &source.url {
                Some(url) => note
                    .strip_suffix('.')
                    .and_then(|text| text.strip_suffix(printable(url).as_ref()))
                    .map_or(note.clone(), |text| {
                        text.trim_end_matches([' ', ',']).to_owned()
                    }),
                None => note,
            };
            let _ = write!(out, "{}. {}", idx + 1, escaped(&note));
            if let Some(address) = address {
                let _ = write!(out, " <{}>", address.replace("&amp;", "&"));
            }
            out.push('\n');
        }
    }

    fn facts(out: &mut String, profile: &Profile) {
        for group in &profile.groups {
            let texts: Vec<String> = group.links.iter().map(|link| escaped(&link.text)).collect();
            if group.lines && texts.len() > 1 {
                let _ = writeln!(out, "- {}:", group.label);
                for text in texts {
                    let _ = writeln!(out, "  - {text}");
                }
            } else {
                let _ = writeln!(out, "- {}: {}", group.label, texts.join(" · "));
            }
        }
        if !profile.groups.is_empty() {
            out.push('\n');
        }
    }

    /// ` \[12, ¶13\] \[40\]`
    fn references(&self, profile: &Profile) -> String {
        let mut out = String::new();
        for line in &profile.sources {
            let Some(number) = self.number(line.source) else {
                continue;
            };
            let at = line
                .at
                .as_ref()
                .map(|at| format!(", {}", escaped(&at.to_string())))
                .unwrap_or_default();
            let _ = write!(out, " \\[{number}{at}\\]");
        }
        out
    }

    fn number(&self, source: SourceId) -> Option<usize> {
        self.selection.number(source)
    }
}

fn heading(out: &mut String, level: usize, text: &str) {
    let _ = writeln!(out, "{} {}\n", "#".repeat(level), escaped(text));
}

fn paragraph(out: &mut String, text: &str) {
    let _ = writeln!(out, "{}\n", escaped(text));
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

/// What Markdown reads as a sign is a letter: nothing of the data makes a heading, a link or a tag.
fn escaped(text: &str) -> String {
    let text = printable(text);
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match c {
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&'
            | '!' => {
                out.push('\\');
                out.push(c);
            }
            // At the start they begin a list, a rule or a number of one.
            '-' | '+' | '=' if at == 0 => {
                out.push('\\');
                out.push(c);
            }
            '.' | ')' if at > 0 && text[..at].bytes().all(|byte| byte.is_ascii_digit()) => {
                out.push('\\');
                out.push(c);
            }
            other => out.push(other),
        }
    }
    // An address in the middle of a text would become a link.
    out.replace("://", ":\\//")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_the_data_is_a_sign() {
        assert_eq!(
            escaped("# *a* [b](javascript:x) <script> `c` | 1"),
            "\\# \\*a\\* \\[b\\](javascript:x) \\<script\\> \\`c\\` \\| 1"
        );
        assert_eq!(escaped("1921. A year"), "1921\\. A year");
        assert_eq!(escaped("- a\n# b"), "\\- a \\# b");
        assert_eq!(escaped("3 Sep 2019, ¶13."), "3 Sep 2019, ¶13.");
    }
}
