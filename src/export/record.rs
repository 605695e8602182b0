//! One record as JSON, with its links and its sources.

use serde_json::{Value, json};

use crate::model::{Entity, History};
use crate::query::profile::Profile;

/// A record whole, as `annals show` and the clipboard give it.
pub fn as_json(history: &History, profile: &Profile) -> Value {
    let groups: Vec<Value> = profile
        .groups
        .iter()
        .map(|group| {
            let links: Vec<Value> = group
                .links
                .iter()
                .map(|link| json!({ "text": link.text, "id": link.to.map(|to| history.reference(to)) }))
                .collect();
            json!({ "label": group.label, "links": links })
        })
        .collect();
    let sources: Vec<Value> = profile
        .sources
        .iter()
        .map(|line| {
            let source = history.source(line.source);
            json!({ "id": source.id, "text": line.text, "mark": line.mark, "says": line.says, "url": source.url })
        })
        .collect();
    json!({
        "id": history.reference(profile.entity),
        "kind": profile.kind,
        "title": profile.title,
        "date": date(history, profile.entity),
        "date_in_words": profile.date,
        "place": profile.place,
        "names": profile.names,
        "prose": profile.prose,
        "groups": groups,
        "sources": sources,
    })
}

/// The date of a record as data: EDTF.
pub fn date(history: &History, entity: Entity) -> String {
    match entity {
        Entity::Event(id) => history.event(id).when.to_string(),
        Entity::Era(id) => history.era(id).during.to_string(),
        Entity::Source(id) => history
            .source(id)
            .issued
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default(),
        Entity::Membership(id) => {
            let term = history.membership(id);
            term.start
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default()
        }
        Entity::Project(id) => history
            .project(id)
            .status
            .first()
            .map(|entry| entry.on.to_string())
            .unwrap_or_default(),
        Entity::Person(id) => history
            .person(id)
            .born
            .as_ref()
            .map(|life| life.date.to_string())
            .unwrap_or_default(),
        _ => String::new(),
    }
}
