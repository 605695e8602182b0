//! Texts to records: each record is read by itself, so that one that is broken costs no other.

use std::ops::Range;

use serde::de::DeserializeOwned;

use crate::notation::{Mistake, Shape, Step, SyntaxError, outline, parse_lenient};

use super::diagnostic::{Diagnostic, Finding, Place, Severity, locate};
use super::record::{
    AreaRecord, ClaimRecord, EraRecord, EventRecord, Head, MembershipRecord, OrganizationRecord,
    PersonRecord, PostRecord, ProjectRecord, SourceRecord, TermRecord, TourRecord, TrackRecord,
};
use super::store::{LoadError, SourceText};
use super::vocabulary::nearest;

/// The version of the format that this program knows.
const KNOWN: (u32, u32) = (1, 0);

/// A record and where it stands.
pub(super) struct Row<R> {
    /// Which of the files.
    pub file: usize,
    /// The list that it is in.
    pub list: &'static str,
    /// Which element of the list, from 0.
    pub index: usize,
    pub record: R,
}

macro_rules! lists {
    ($($field:ident: $record:ident,)+) => {
        /// All records of all files.
        pub(super) struct Records {
            pub head: Head,
            /// The file that says what the history is.
            pub head_file: usize,
            $(pub $field: Vec<Row<$record>>,)+
        }

        /// Names of the lists of records.
        const LISTS: &[&str] = &[$(stringify!($field),)+];

        impl Records {
            fn new(head: Head, head_file: usize) -> Self {
                Self { head, head_file, $($field: Vec::new(),)+ }
            }

            /// How many records were read.
            pub fn n_records(&self) -> usize {
                0 $(+ self.$field.len())+
            }

            /// Reads the elements of a list. `false` when there is no list of that name.
            fn read(&mut self, reader: &mut Reader<'_>, name: &str, elements: &[Range<usize>]) -> bool {
                match name {
                    $(stringify!($field) => {
                        reader.elements::<$record>(stringify!($field), $record::FIELDS, elements, &mut self.$field);
                        true
                    })+
                    _ => false,
                }
            }
        }
    };
}

lists! {
    sources: SourceRecord,
    areas: AreaRecord,
    organizations: OrganizationRecord,
    posts: PostRecord,
    people: PersonRecord,
    memberships: MembershipRecord,
    eras: EraRecord,
    events: EventRecord,
    projects: ProjectRecord,
    tracks: TrackRecord,
    claims: ClaimRecord,
    glossary: TermRecord,
    tours: TourRecord,
}

/// What reading gives: the records, whether a newer minor version wrote them, what was found, how many were left out.
pub(super) struct Read {
    pub records: Records,
    pub newer: bool,
    pub findings: Vec<Finding>,
    pub n_unread: usize,
}

/// Reads all files of one history.
///
/// # Errors
/// When a file is no RON struct at all, or is written for another major version.
pub(super) fn read(sources: &[SourceText]) -> Result<Read, LoadError> {
    let mut fields: Vec<(usize, String, crate::notation::Node)> = Vec::new();
    let mut heads: Vec<(usize, String)> = Vec::new();
    for (file, source) in sources.iter().enumerate() {
        let text = &source.text;
        let tree = outline(text, 2).map_err(|error| not_a_history(sources, file, error))?;
        let Shape::Struct(top) = tree.shape else {
            let error = SyntaxError {
                span: tree.span,
                message: "a history is one record: Dataset(schema: \"annals/1.0\", ..)".to_owned(),
                kind: Mistake::Malformed,
            };
            return Err(not_a_history(sources, file, error));
        };
        let open = text[tree.span.start..]
            .find('(')
            .map_or(tree.span.start, |idx| tree.span.start + idx);
        // What is left when the lists are blanked is the head, with every byte in its place.
        let mut head: Vec<u8> = text.as_bytes().to_vec();
        head[..open].fill(b' ');
        let mut head_end = None;
        for field in top {
            let name = &text[field.name.clone()];
            if LISTS.contains(&name) {
                head[field.name.start..field.value.span.end].fill(b' ');
                if let Some(comma) = text[field.value.span.end..]
                    .find(|c: char| !c.is_whitespace())
                    .filter(|idx| text[field.value.span.end + idx..].starts_with(','))
                {
                    head[field.value.span.end + comma] = b' ';
                }
                fields.push((file, name.to_owned(), field.value));
            } else {
                head_end = Some(field.value.span.end);
            }
        }
        if let Some(end) = head_end {
            // The lists after the last field of the head need not be read as so many blanks.
            head.truncate(end);
            head.push(b')');
            // Only whole fields were blanked, so the text is still UTF-8.
            heads.push((file, String::from_utf8(head).unwrap_or_default()));
        }
    }
    // The file that has a `schema` says what the history is; the others may repeat it, and must not differ.
    let main = heads
        .iter()
        .position(|(_, head)| {
            parse_lenient::<Head>(head, 0..head.len())
                .0
                .is_some_and(|head| !head.schema.is_empty())
        })
        .unwrap_or(0);
    let (head_file, head_text) = if heads.is_empty() {
        (0, "()".to_owned())
    } else {
        heads.swap_remove(main)
    };
    let (head, problems) = parse_lenient::<Head>(&head_text, 0..head_text.len());
    let head = head.unwrap_or_else(empty_head);
    let newer = version(&head.schema, &sources[head_file].name)?;
    let known: Vec<&str> = Head::FIELDS.iter().chain(LISTS).copied().collect();
    let mut reader = Reader {
        text: &sources[head_file].text,
        file: head_file,
        newer,
        findings: Vec::new(),
        n_unread: 0,
    };
    for problem in problems {
        reader.report(problem, &known);
    }
    for (file, text) in heads {
        reader.text = &sources[file].text;
        reader.file = file;
        let (other, problems) = parse_lenient::<Head>(&text, 0..text.len());
        for problem in problems {
            reader.report(problem, &known);
        }
        let other = other.unwrap_or_else(empty_head);
        version(&other.schema, &sources[file].name)?;
        for (name, this, that) in [
            ("schema", &head.schema, &other.schema),
            ("id", &head.id, &other.id),
            ("title", &head.title, &other.title),
            ("edition", &head.edition, &other.edition),
        ] {
            if !that.is_empty() && that != this {
                reader.findings.push(Finding::new(
                    "E04",
                    Place::Path(file, vec![Step::Field(name)], None),
                    format!(
                        "`{name}` is \"{that}\" here and \"{this}\" in {}",
                        sources[head_file].name
                    ),
                    "keep schema, id, title and edition in one file",
                ));
            }
        }
    }
    for (name, value, example) in [
        ("schema", &head.schema, "\"annals/1.0\""),
        ("id", &head.id, "a short name such as \"my-history\""),
        ("title", &head.title, "what the history is called"),
        (
            "edition",
            &head.edition,
            "the day as of which it stands, such as \"2025-12-31\"",
        ),
    ] {
        if value.is_empty() {
            reader.findings.push(Finding::new(
                "E03",
                Place::Span(head_file, 0..1),
                format!("the field `{name}` is missing"),
                format!("add {name}: {example}"),
            ));
        }
    }
    let mut records = Records::new(head, head_file);
    for (file, name, value) in fields {
        reader.text = &sources[file].text;
        reader.file = file;
        match &value.shape {
            Shape::List(nodes) => {
                let elements: Vec<Range<usize>> =
                    nodes.iter().map(|node| node.span.clone()).collect();
                records.read(&mut reader, &name, &elements);
            }
            _ => reader.findings.push(Finding::new(
                "E01",
                Place::Span(file, value.span),
                format!("`{name}` is a list in `[ ]`"),
                "put the records into [ ]",
            )),
        }
    }
    Ok(Read {
        records,
        newer,
        findings: reader.findings,
        n_unread: reader.n_unread,
    })
}

/// Reads the elements of lists of one file.
struct Reader<'a> {
    text: &'a str,
    file: usize,
    newer: bool,
    findings: Vec<Finding>,
    n_unread: usize,
}

impl Reader<'_> {
    fn elements<R: DeserializeOwned>(
        &mut self,
        list: &'static str,
        known: &'static [&'static str],
        elements: &[Range<usize>],
        rows: &mut Vec<Row<R>>,
    ) {
        rows.reserve(elements.len());
        for (index, span) in elements.iter().enumerate() {
            let (record, problems) = parse_lenient::<R>(self.text, span.clone());
            let n_before = self.findings.len();
            for problem in problems {
                self.report(problem, known);
            }
            match record {
                Some(record) => rows.push(Row {
                    file: self.file,
                    list,
                    index,
                    record,
                }),
                None => {
                    self.n_unread += 1;
                    self.drop_echoes(n_before);
                }
            }
        }
    }

    /// A field under a wrong name is one mistake, not also a missing field.
    fn drop_echoes(&mut self, from: usize) {
        let renamed: Vec<String> = self.findings[from..]
            .iter()
            .filter(|f| f.code == "E02")
            .map(|f| f.help.clone())
            .collect();
        let mut idx = 0;
        self.findings.retain(|finding| {
            idx += 1;
            idx <= from
                || finding.code != "E03"
                || !renamed.iter().any(|help| {
                    help.split('`')
                        .nth(1)
                        .is_some_and(|name| finding.message.contains(&format!("`{name}`")))
                })
        });
    }

    fn report(&mut self, problem: SyntaxError, known: &[&str]) {
        let (code, help) = match &problem.kind {
            Mistake::UnknownField { name, expected } => {
                let near = nearest(name, expected.iter().copied())
                    .or_else(|| nearest(name, known.iter().copied()));
                (
                    "E02",
                    near.map_or_else(
                        || format!("there are {}", expected.join(", ")),
                        |near| format!("write `{near}`"),
                    ),
                )
            }
            Mistake::UnknownWord { name, expected } => {
                let near = nearest(name, expected.iter().copied());
                (
                    "E02",
                    near.map_or_else(
                        || format!("one of {}", expected.join(", ")),
                        |near| format!("write `{near}`"),
                    ),
                )
            }
            Mistake::MissingField(field) => ("E03", format!("add `{field}`")),
            Mistake::Malformed => ("E01", String::new()),
        };
        let mut finding = Finding::of_syntax(self.file, code, problem, help);
        if self.newer && code == "E02" {
            finding.severity = Severity::Warning;
        }
        self.findings.push(finding);
    }
}

/// Whether a newer minor version wrote the file. An absent `schema` is reported elsewhere and taken for ours.
fn version(schema: &str, file: &str) -> Result<bool, LoadError> {
    if schema.is_empty() {
        return Ok(false);
    }
    let parts = schema.strip_prefix("annals/").map(|version| {
        let (major, minor) = version.split_once('.').unwrap_or((version, "0"));
        (major.parse::<u32>().ok(), minor.parse::<u32>().ok())
    });
    match parts {
        Some((Some(major), Some(minor))) if major == KNOWN.0 => Ok(minor > KNOWN.1),
        _ => Err(LoadError::OtherFormat {
            name: file.to_owned(),
            found: crate::text::printable(schema).into_owned(),
        }),
    }
}

fn empty_head() -> Head {
    Head {
        schema: String::new(),
        id: String::new(),
        title: String::new(),
        edition: String::new(),
        license: None,
        creators: Vec::new(),
        languages: Vec::new(),
        summary: None,
        policy: None,
        start_here: None,
        headline_track: None,
        x: std::collections::BTreeMap::default(),
    }
}

fn not_a_history(sources: &[SourceText], file: usize, error: SyntaxError) -> LoadError {
    let finding = Finding::of_syntax(file, "E01", error, "");
    let problem = locate(sources, vec![finding])
        .iter()
        .map(Diagnostic::to_block)
        .collect();
    LoadError::NotAHistory {
        name: sources[file].name.clone(),
        problem,
    }
}
