//! A small history for tests of the timeline and its widget.

use crate::model::{
    Area, Cite, Date, Event, EventKind, History, Holders, Mark, Membership, MembershipStatus,
    Overview, Parts, Person, Post, Project, ProjectStatus, Segment, StatusEntry, TermEnd, Track,
};

/// Mongolia and Russia from 1990 to 2025, in a few records.
pub(crate) fn history() -> History {
    let mut parts = parts();
    parts.areas = vec![area("mn", "Mongolia"), area("ru", "Russia")];
    parts.posts = vec![
        post("mn-president", "President", 0),
        post("ru-president", "President", 1),
        post("mn-envoy", "Envoy", 0),
    ];
    for (holder, post, start, end) in [
        ("Ochirbat", 0, "1990-09-03", "1997-06-20"),
        ("Bagabandi", 0, "1997-06-20", "2005-06-24"),
        ("Enkhbayar", 0, "2005-06-24", "2009-06-18"),
        ("Elbegdorj", 0, "2009-06-18", "2017-07-10"),
        ("Battulga", 0, "2017-07-10", "2021-06-25"),
        ("Khurelsukh", 0, "2021-06-25", ".."),
        ("Yeltsin", 1, "1991-07-10", "1999-12-31"),
        ("Putin", 1, "2000-05-07", "2008-05-07"),
        ("Medvedev", 1, "2008-05-07", "2012-05-07"),
        ("Putin", 1, "2012-05-07", ".."),
        ("Someone", 2, "1995~", "1998?"),
    ] {
        let known = parts.people.iter().position(|person| person.name == holder);
        let person = known.unwrap_or_else(|| {
            parts.people.push(person(holder));
            parts.people.len() - 1
        });
        parts.memberships.push(Membership {
            id: format!("{holder}-{start}").to_lowercase(),
            person: person.into(),
            post: (post as usize).into(),
            start: Some(date(start)),
            end: if end == ".." {
                TermEnd::Open
            } else {
                TermEnd::On(date(end))
            },
            on_behalf_of: None,
            status: MembershipStatus::Regular,
            began: None,
            ended: None,
            summary: None,
            cites: cites(),
        });
    }
    for (when, kind, importance, title) in [
        ("1991-02-12", "Agreement", 4, "Declaration"),
        ("1993-01-20", "Agreement", 5, "Treaty of friendship"),
        ("2000-11-13/2000-11-14", "Visit", 5, "First Putin visit"),
        ("2003-12-31~", "Agreement", 4, "98 % of debt waived"),
        ("2006-12", "Visit", 3, "Enkhbayar in Moscow"),
        ("2009-05-13", "Visit", 3, "Putin as prime minister"),
        ("2009-08-25", "Visit", 4, "Medvedev in Ulaanbaatar"),
        ("2009-08-25", "Agreement", 4, "Strategic partnership"),
        ("2014-09-03", "Visit", 4, "Putin for six hours"),
        ("2014-09-11", "Summit", 3, "First summit of three"),
        ("2015-07-09", "Summit", 3, "Ufa"),
        ("2016-06-23", "Summit", 3, "Tashkent"),
        ("2016?", "Statement", 2, "Said in 2016"),
        ("2018-06-09", "Summit", 2, "Qingdao"),
        ("2018-09-12", "Visit", 2, "Battulga in Vladivostok"),
        ("2019-06-14", "Summit", 2, "Bishkek"),
        (
            "2019-09-03",
            "Agreement",
            5,
            "Comprehensive strategic partnership",
        ),
        ("2019-09-03", "Visit", 4, "Putin visits Ulaanbaatar"),
        ("2022-09-15", "Summit", 3, "Samarkand"),
        ("2024-09-03", "Visit", 4, "Putin visits again"),
        ("2024", "Statement", 2, "Said in 2024"),
    ] {
        let id = format!("{}-{}", kind.to_lowercase(), parts.events.len());
        parts.events.push(event(&id, when, kind, importance, title));
    }
    parts.projects = vec![
        project(
            "power",
            "Power of Siberia 2",
            &[("2019-12-05", "Pipeline"), ("2022", "Pipeline")],
        ),
        project(
            "dam",
            "Erdeneburen dam",
            &[("2018~", "Pipeline"), ("2021-09-17", "Implementation")],
        ),
        project(
            "debt",
            "Debt of 2003",
            &[("2003-06", "Pipeline"), ("2003-12-31~", "Closed")],
        ),
    ];
    parts.tracks = vec![Track {
        id: "mn-ru".into(),
        title: "Mongolia–Russia".into(),
        short: "MN–RU".into(),
        between: vec![0.into(), 1.into()],
        scale: Vec::new(),
        segments: vec![
            segment("1993-01-20/2009-08-25", "friendly relations"),
            segment("2009-08-25/2019-09-03", "strategic partnership"),
            segment("2019-09-03/..", "comprehensive strategic partnership"),
        ],
        marks: vec![Mark {
            on: date("2006-12-08"),
            label: "Moscow Declaration".into(),
            by: None,
            cites: cites(),
        }],
        summary: None,
        cites: cites(),
    }];
    parts.overview.headline_track = Some(0.into());
    History::new(parts)
}

/// A history of events alone, each with its date and kind.
pub(crate) fn events(dated: &[(&str, &str)]) -> History {
    let mut parts = parts();
    for (idx, (when, kind)) in dated.iter().enumerate() {
        let importance = (idx * 7 % 5 + 1) as u8;
        parts.events.push(event(
            &format!("e{idx}"),
            when,
            kind,
            importance,
            &format!("What happened as number {idx}"),
        ));
    }
    History::new(parts)
}

pub(crate) fn parts() -> Parts {
    Parts::new(Overview::new("sample", "Sample", date("2025-12-31")))
}

pub(crate) fn date(text: &str) -> Date {
    Date::parse(text).expect("the sample's dates are EDTF")
}

fn cites() -> Vec<Cite> {
    Vec::new()
}

fn area(id: &str, name: &str) -> Area {
    Area {
        id: id.into(),
        name: name.into(),
        kind: "State".into(),
        names: Vec::new(),
        summary: None,
        codes: vec![("iso3166-1".into(), id.to_uppercase())],
        parent: None,
        existed: None,
        succeeds: Vec::new(),
        at: None,
        cites: cites(),
    }
}

fn post(id: &str, short: &str, area: usize) -> Post {
    Post {
        id: id.into(),
        title: short.into(),
        short: short.into(),
        titles: Vec::new(),
        organization: None,
        area: Some(area.into()),
        holders: Holders::Single,
        existed: None,
        summary: None,
        cites: cites(),
    }
}

fn person(name: &str) -> Person {
    Person {
        id: name.to_lowercase(),
        name: name.into(),
        short: name.into(),
        sort: name.into(),
        names: Vec::new(),
        born: None,
        died: None,
        summary: None,
        codes: Vec::new(),
        cites: cites(),
    }
}

pub(crate) fn event(id: &str, when: &str, kind: &str, importance: u8, title: &str) -> Event {
    let kind = EventKind::parse(kind);
    Event {
        importance,
        cites: cites(),
        ..Event::new(id.into(), title.into(), date(when), kind)
    }
}

fn project(id: &str, short: &str, status: &[(&str, &str)]) -> Project {
    Project {
        id: id.into(),
        title: short.into(),
        short: short.into(),
        names: Vec::new(),
        sector: "gas".into(),
        areas: Vec::new(),
        place: None,
        summary: None,
        parent: None,
        parties: Vec::new(),
        quantities: Vec::new(),
        money: Vec::new(),
        status: status
            .iter()
            .map(|(on, is)| StatusEntry {
                on: date(on),
                is: ProjectStatus::parse(is),
                raw: None,
                inferred: false,
                checked: None,
                note: None,
                cites: cites(),
            })
            .collect(),
        milestones: Vec::new(),
        phases: Vec::new(),
        tags: Vec::new(),
        media: Vec::new(),
        cites: cites(),
    }
}

fn segment(during: &str, level: &str) -> Segment {
    Segment {
        during: date(during),
        level: level.into(),
        rank: None,
        by: None,
        note: None,
        cites: cites(),
    }
}
