//! Lessons: an ordered walk through a history, with what to say and what to ask.

use super::{Date, Entity};

crate::vocabulary! {
    /// Which pane a stop looks at.
    Pane {
        Timeline = "Timeline", "timeline";
        Leaders = "Leaders", "leaders";
        Projects = "Projects", "projects";
        Detail = "Detail", "detail";
        Claims = "Claims", "claims";
    }
}

/// A question to the class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// The question.
    pub question: String,
    /// The answer, hidden until asked for.
    pub answer: Option<String>,
}

/// Where to look, and what to say there.
#[derive(Clone, Debug, PartialEq)]
pub struct Stop {
    /// A line.
    pub title: String,
    /// What is marked; the first is selected.
    pub focus: Vec<Entity>,
    /// The span of time that is shown, an interval.
    pub window: Option<Date>,
    /// Which pane has the attention.
    pub pane: Option<Pane>,
    /// Which lanes are shown; empty means all.
    pub lanes: Vec<String>,
    /// What the class reads.
    pub text: String,
    /// What only the teacher reads.
    pub notes: Option<String>,
    /// A question to the class.
    pub ask: Option<Ask>,
}

/// A lesson.
#[derive(Clone, Debug, PartialEq)]
pub struct Tour {
    /// Text id, unique among tours.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// For whom.
    pub audience: Option<String>,
    /// How long it takes.
    pub minutes: Option<u32>,
    /// A sentence or two.
    pub summary: Option<String>,
    /// In order.
    pub stops: Vec<Stop>,
}
