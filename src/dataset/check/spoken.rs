//! Titles before names in a text: "President Elbegdorj".
//!
//! Knows what the posts and people of a history are called; whether somebody held a post then is for others to say.

use std::collections::HashMap;
use std::ops::Range;

use crate::model::{History, PersonId, PostId};

/// Words before a title after which it is not the office of that time.
const NOT_THEN: [&str; 12] = [
    "former",
    "future",
    "ex",
    "late",
    "later",
    "vice",
    "deputy",
    "acting",
    "first",
    "elect",
    "candidate",
    "retired",
];

/// A title and a name as they stand in a text.
pub(super) struct Named<'a> {
    /// Bytes of the text, from the title to the end of the name.
    pub span: Range<usize>,
    /// The posts of that title.
    pub posts: &'a [PostId],
    /// All who are called so.
    pub people: Vec<PersonId>,
}

/// What the posts and people of a history are called.
pub(super) struct Spoken<'a> {
    titles: Vec<(&'a str, Vec<PostId>)>,
    /// By the first word of the name.
    names: HashMap<&'a str, Vec<(&'a str, PersonId)>>,
}

impl<'a> Spoken<'a> {
    pub fn new(history: &'a History) -> Self {
        let mut by_title: HashMap<&str, Vec<PostId>> = HashMap::new();
        for (id, post) in history.posts() {
            let bare = post.title.split(" of ").next().unwrap_or_default();
            for title in [bare, post.short.as_str()] {
                let posts = by_title.entry(title).or_default();
                if !title.is_empty() && !posts.contains(&id) {
                    posts.push(id);
                }
            }
        }
        by_title.remove("");
        let mut titles: Vec<(&str, Vec<PostId>)> = by_title.into_iter().collect();
        // "Prime Minister" is found before "Minister".
        titles.sort_by_key(|(title, _)| (std::cmp::Reverse(title.len()), *title));
        let mut names: HashMap<&str, Vec<(&str, PersonId)>> = HashMap::new();
        for (id, person) in history.people() {
            let family = person.sort.split(',').next().unwrap_or_default().trim();
            for name in [person.name.as_str(), person.short.as_str(), family] {
                if let Some(first) = name.split(' ').next().filter(|first| !first.is_empty()) {
                    let called = names.entry(first).or_default();
                    if !called.contains(&(name, id)) {
                        called.push((name, id));
                    }
                }
            }
        }
        Self { titles, names }
    }

    /// Every title with a name after it.
    pub fn find(&self, text: &str) -> Vec<Named<'_>> {
        let mut found: Vec<Named<'_>> = Vec::new();
        for (title, posts) in &self.titles {
            for (start, _) in text.match_indices(title) {
                let Some(rest) = text[start + title.len()..].strip_prefix(' ') else {
                    continue;
                };
                let before = &text[..start];
                let last_word = before
                    .trim_end()
                    .rsplit(|c: char| !c.is_alphanumeric())
                    .next()
                    .unwrap_or_default()
                    .to_lowercase();
                if before.ends_with(|c: char| c.is_alphanumeric() || c == '-')
                    || NOT_THEN.contains(&last_word.as_str())
                    || found.iter().any(|named| named.span.contains(&start))
                {
                    continue;
                }
                let (name, people) = self.people_at(rest);
                if !people.is_empty() {
                    found.push(Named {
                        span: start..start + title.len() + 1 + name,
                        posts,
                        people,
                    });
                }
            }
        }
        found.sort_by_key(|named| named.span.start);
        found
    }

    /// Who is named where a text begins, and in how many bytes: the longest of the names that fit.
    fn people_at(&self, rest: &str) -> (usize, Vec<PersonId>) {
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '-');
        let first = &rest[..end.unwrap_or(rest.len())];
        let fitting: Vec<&(&str, PersonId)> = self
            .names
            .get(first)
            .into_iter()
            .flatten()
            .filter(|(name, _)| {
                rest.strip_prefix(name)
                    .is_some_and(|after| !after.starts_with(char::is_alphanumeric))
            })
            .collect();
        let longest = fitting
            .iter()
            .map(|(name, _)| name.len())
            .max()
            .unwrap_or(0);
        let people = fitting
            .into_iter()
            .filter(|(name, _)| name.len() == longest)
            .map(|&(_, person)| person)
            .collect();
        (longest, people)
    }
}
