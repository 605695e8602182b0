//! What several kinds of record have: names, cites, lives, the history of a status, checks, media.

use crate::model::{
    Cite, ClaimCheck, Confidence, Creator, EntityKind, HolderRule, Life, Locator, LocatorKind,
    Media, Name, NameKind, PostRule, ProjectStatus, Stance, StatusEntry, Value,
};

use crate::notation::Step;

use super::super::record::{
    CheckRecord, CiteRecord, CreatorRecord, LifeRecord, LocatorRecord, MediaRecord, NameRecord,
    StatusRecord, ValueRecord,
};
use super::{Resolver, word};

impl Resolver {
    pub(super) fn names_of(&mut self, field: &'static str, names: Vec<NameRecord>) -> Vec<Name> {
        self.list(field, names, |this, name| {
            Some(Name {
                kind: this.word(
                    "kind",
                    name.kind.as_ref(),
                    NameKind::Other,
                    NameKind::parse,
                    NameKind::WORDS,
                ),
                text: name.text,
                lang: name.lang,
            })
        })
    }

    pub(super) fn cites(&mut self, cites: Vec<CiteRecord>) -> Vec<Cite> {
        self.list("cites", cites, |this, cite| {
            let source = this.one("src", EntityKind::Source, &cite.src)?;
            Some(Cite {
                source: source.idx().into(),
                at: cite.at.map(locator),
                stance: this.word(
                    "stance",
                    cite.stance.as_ref(),
                    Stance::Supports,
                    Stance::parse,
                    Stance::WORDS,
                ),
                confidence: cite.confidence.as_ref().map(|word| {
                    this.word(
                        "confidence",
                        Some(word),
                        Confidence::Verified,
                        Confidence::parse,
                        Confidence::WORDS,
                    )
                }),
                says: cite.says,
                fields: cite.fields,
            })
        })
    }

    pub(super) fn life(&mut self, field: &'static str, life: Option<LifeRecord>) -> Option<Life> {
        let life = life?;
        self.path.push(Step::Field(field));
        let made = self.date_at("date", &life.date).map(|date| Life {
            date,
            area: self.area("area", life.area.as_deref()),
            place: life.place,
        });
        self.path.pop();
        made
    }

    pub(super) fn statuses(&mut self, entries: Vec<StatusRecord>) -> Vec<StatusEntry> {
        let mut made = self.list("status", entries, |this, entry| {
            Some(StatusEntry {
                on: this.date_at("on", &entry.on)?,
                is: this.word(
                    "is",
                    Some(&entry.is),
                    ProjectStatus::Pipeline,
                    ProjectStatus::parse,
                    ProjectStatus::WORDS,
                ),
                checked: this.date("checked", entry.checked.as_deref()),
                cites: this.cites(entry.cites),
                raw: entry.raw,
                inferred: entry.inferred,
                note: entry.note,
            })
        });
        made.sort_by_key(|entry| entry.on.order_key());
        made
    }

    pub(super) fn claim_check(&mut self, check: CheckRecord) -> Option<ClaimCheck> {
        Some(match check {
            CheckRecord::Count {
                query,
                expect,
                what,
                stated,
            } => ClaimCheck::Count {
                query,
                expect,
                what,
                stated,
            },
            CheckRecord::InOrder {
                query,
                expect,
                what,
            } => ClaimCheck::InOrder {
                query,
                expect: self.references("expect", &expect),
                what,
            },
            CheckRecord::Overlap {
                post,
                with,
                as_posts,
                longest,
                stated,
                days,
                until,
            } => ClaimCheck::Overlap {
                post: self.one("post", EntityKind::Post, &post)?.idx().into(),
                with: self.one("with", EntityKind::Person, &with)?.idx().into(),
                as_posts: self.list(
                    "as",
                    as_posts.into_iter().filter(|rule| rule != "any").collect(),
                    |this, rule| {
                        let (post, rule) = match rule.strip_suffix(":acting") {
                            Some(post) => (post, HolderRule::Acting),
                            None => (rule.as_str(), HolderRule::Regular),
                        };
                        this.one("", EntityKind::Post, post).map(|post| PostRule {
                            post: post.idx().into(),
                            rule,
                        })
                    },
                ),
                longest: self
                    .one("longest", EntityKind::Person, &longest)?
                    .idx()
                    .into(),
                stated: match stated {
                    Some(id) => Some(self.one("stated", EntityKind::Person, &id)?.idx().into()),
                    None => None,
                },
                days,
                until: self.date("until", until.as_deref()),
            },
            CheckRecord::HeldOn { post, date, person } => ClaimCheck::HeldOn {
                post: self.one("post", EntityKind::Post, &post)?.idx().into(),
                date: self.date_at("date", &date)?,
                person: self
                    .one("person", EntityKind::Person, &person)?
                    .idx()
                    .into(),
            },
            CheckRecord::Level {
                track,
                date,
                expect,
            } => ClaimCheck::Level {
                track: self.one("track", EntityKind::Track, &track)?.idx().into(),
                date: self.date_at("date", &date)?,
                expect,
            },
            CheckRecord::Raised {
                tracks,
                level,
                term,
                expect,
                stated,
            } => ClaimCheck::Raised {
                tracks: self.list("tracks", tracks, |this, id| {
                    let track = this.one("", EntityKind::Track, &id)?;
                    Some(track.idx().into())
                }),
                level,
                term: self
                    .one("term", EntityKind::Membership, &term)?
                    .idx()
                    .into(),
                expect,
                stated,
            },
            CheckRecord::Years {
                from,
                milestone,
                until,
                expect,
            } => ClaimCheck::Years {
                from: self.any("E06", "from", &from)?,
                milestone,
                until: self.date_at("until", &until)?,
                expect,
            },
            CheckRecord::Figure {
                project,
                kind,
                expect,
            } => ClaimCheck::Figure {
                project: self
                    .one("project", EntityKind::Project, &project)?
                    .idx()
                    .into(),
                kind,
                expect: value(expect),
            },
        })
    }
}

pub(super) fn creator(record: CreatorRecord) -> Creator {
    match record {
        CreatorRecord::Person { family, given } => Creator::Person { family, given },
        CreatorRecord::Org(name) => Creator::Org(name),
    }
}

pub(super) fn locator(record: LocatorRecord) -> Locator {
    let (kind, value) = match record {
        LocatorRecord::Paragraph(value) => (LocatorKind::Paragraph, value),
        LocatorRecord::Page(value) => (LocatorKind::Page, value),
        LocatorRecord::Section(value) => (LocatorKind::Section, value),
        LocatorRecord::Article(value) => (LocatorKind::Article, value),
        LocatorRecord::Folio(value) => (LocatorKind::Folio, value),
        LocatorRecord::Chapter(value) => (LocatorKind::Chapter, value),
        LocatorRecord::Timestamp(value) => (LocatorKind::Timestamp, value),
        LocatorRecord::Caption(value) => (LocatorKind::Caption, value),
    };
    Locator { kind, value }
}

pub(super) fn value(record: ValueRecord) -> Value {
    match record {
        ValueRecord::Exact(one) => Value::Exact(one),
        ValueRecord::About(one) => Value::About(one),
        ValueRecord::Range(lo, hi) => Value::Range(lo, hi),
        ValueRecord::AtLeast(one) => Value::AtLeast(one),
        ValueRecord::AtMost(one) => Value::AtMost(one),
    }
}

pub(super) fn media(record: MediaRecord) -> Media {
    Media {
        kind: word(record.kind.as_ref()).to_owned(),
        url: record.url,
        alt: record.alt,
        credit: record.credit,
    }
}
