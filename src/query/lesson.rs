//! A lesson made on the fly: the places that somebody collected, as a tour in their order.
//!
//! What a stop says is what the record says of itself; nothing is made up.

use crate::model::{Date, Entity, History, Pane, Stop, Tour};
use crate::text;

use super::profile::Profile;
use super::timeline::Window;

/// The tour of some places: of each a record, and the days that were in sight.
pub fn tour(
    history: &History,
    title: &str,
    places: impl IntoIterator<Item = (Entity, Window)>,
) -> Tour {
    Tour {
        id: free_id(history, title),
        title: title.to_owned(),
        audience: None,
        minutes: None,
        summary: None,
        stops: places
            .into_iter()
            .map(|(entity, window)| stop(history, entity, window))
            .collect(),
    }
}

fn stop(history: &History, entity: Entity, window: Window) -> Stop {
    let profile = Profile::new(history, entity);
    let date = profile.date.map(|date| sentence(&date));
    let said: Vec<String> = date.into_iter().chain(profile.prose).collect();
    Stop {
        title: profile.title,
        focus: vec![entity],
        window: span(window),
        pane: pane(entity),
        lanes: Vec::new(),
        text: said.join(" "),
        notes: None,
        ask: None,
    }
}

/// Where a record is at home when one looks around from its stop; `None` is the timeline.
fn pane(entity: Entity) -> Option<Pane> {
    match entity {
        Entity::Event(_) | Entity::Era(_) | Entity::Track(_) => None,
        Entity::Person(_) | Entity::Post(_) | Entity::Membership(_) => Some(Pane::Leaders),
        Entity::Project(_) => Some(Pane::Projects),
        Entity::Claim(_) => Some(Pane::Claims),
        _ => Some(Pane::Detail),
    }
}

/// The days of a window as a date: whole years where they are whole. `None` for years that no date is written with.
fn span(window: Window) -> Option<Date> {
    let is_whole = window.first.ymd().1 == 1
        && window.first.ymd().2 == 1
        && window.last.ymd().1 == 12
        && window.last.ymd().2 == 31;
    let year = |day: crate::model::Day| {
        let text = day.to_string();
        text.strip_suffix("-01-01")
            .or_else(|| text.strip_suffix("-12-31"))
            .unwrap_or(&text)
            .to_owned()
    };
    let written = if is_whole {
        format!("{}/{}", year(window.first), year(window.last))
    } else {
        format!("{}/{}", window.first, window.last)
    };
    Date::parse(&written).ok()
}

/// Words as a sentence: `born 7 October 1952` is `Born 7 October 1952.`
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first: String = letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .collect();
    let stop = if words.ends_with(['.', '!', '?']) {
        ""
    } else {
        "."
    };
    format!("{first}{}{stop}", letters.as_str())
}

/// An id made of a title, that no tour of the history has.
fn free_id(history: &History, title: &str) -> String {
    let plain = text::romanise(title);
    let words: Vec<&str> = plain
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let id = if words.is_empty() {
        "lesson".to_owned()
    } else {
        words.join("-")
    };
    let is_taken = |id: &str| {
        let mut tours = history.tours();
        tours.any(|(other, _)| history.own_id(other.into()) == id)
    };
    if !is_taken(&id) {
        return id;
    }
    let free = (2..).map(|number| format!("{id}-{number}"));
    free.into_iter()
        .find(|other| !is_taken(other))
        .unwrap_or(id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Day;

    #[test]
    fn a_window_is_written_in_years_where_it_is_whole_years() {
        let day = |year, month, day| Day::from_ymd(year, month, day).expect("a day");
        let written = |first, last| span(Window::new(first, last)).map(|date| date.to_string());
        for (first, last, expected) in [
            (day(1990, 1, 1), day(2000, 12, 31), "1990/2000"),
            (day(1990, 1, 2), day(2000, 12, 31), "1990-01-02/2000-12-31"),
            (day(-43, 1, 1), day(14, 12, 31), "-0043/0014"),
        ] {
            assert_eq!(written(first, last).as_deref(), Some(expected));
        }
    }

    #[test]
    fn words_become_a_sentence() {
        assert_eq!(sentence("born 7 October 1952"), "Born 7 October 1952.");
        assert_eq!(sentence("supported."), "Supported.");
    }
}
