//! What floats above the panes, or takes their place. There is one at most.

use std::sync::Arc;

use crate::model::{Entity, PersonId, PostId, TourId};
use crate::query::leaders::CountingRule;
use crate::query::search::Results;

use super::{ClaimsOverlay, Field, Filter, QuizOverlay};
use crate::tui::layout::Pane;

/// What is open above the panes.
#[derive(Debug)]
pub enum Overlay {
    /// Search over everything, in the place of the panes.
    Search(SearchOverlay),
    /// The filter of a pane is being typed in its head, and the pane shows what it lets through.
    Filter(FilterOverlay),
    /// The actions, found by name: the palette, or help with its headings.
    Palette {
        /// What was typed.
        field: Field,
        /// The row of the list that is selected.
        row: usize,
        /// Help lists all under headings.
        is_help: bool,
    },
    /// A date is being typed.
    Date {
        /// What was typed.
        field: Field,
        /// Why the last one was no date.
        error: Option<String>,
    },
    /// The claims of an article, in the place of the panes.
    Claims(Box<ClaimsOverlay>),
    /// Questions from the data, in the place of the panes.
    Quiz(Box<QuizOverlay>),
    /// A list to choose from: what is folded in a cell, or what is wrong with the file.
    List(ListOverlay),
    /// One of a few settings or values to choose.
    Choice(Choice),
    /// The pins of the lesson; which of them is selected.
    Pins {
        /// Position in [`State::pins`](super::State::pins).
        row: usize,
    },
    /// Sources with an address, of which one is to be opened.
    Sources(ListOverlay),
    /// What the signs mean.
    Legend {
        /// How many lines are scrolled away.
        scroll: usize,
    },
    /// The keys of a slide.
    SlideKeys,
    /// The next letter names a mark.
    Mark {
        /// Whether one jumps to it.
        jump: bool,
    },
}

/// A search in progress.
#[derive(Debug, Default)]
pub struct SearchOverlay {
    /// What was typed.
    pub field: Field,
    /// What was found for the newest answered query.
    pub results: Arc<Results>,
    /// Position in the results.
    pub row: usize,
    /// How many of the best were asked for.
    pub limit: usize,
    /// The number of the newest question.
    pub ticket: u64,
    /// The number of the question that the results are an answer to.
    pub answered: u64,
    /// How many more there are that no filter lets through.
    pub n_hidden: usize,
    /// Position among the earlier queries while walking through them, counted from the newest.
    pub recalled: Option<usize>,
}

/// A filter that is being typed.
#[derive(Debug)]
pub struct FilterOverlay {
    /// The pane that it is for.
    pub pane: Pane,
    /// What was typed.
    pub field: Field,
    /// What stood there before.
    pub before: Option<Filter>,
    /// Position among the earlier queries while walking through them, counted from the newest.
    pub recalled: Option<usize>,
}

/// A setting with its values, or the tours.
#[derive(Debug)]
pub struct Choice {
    /// What is chosen.
    pub title: String,
    /// What each line says, a word at its right, and what choosing it does.
    pub lines: Vec<(String, String, Pick)>,
    /// The selected one.
    pub row: usize,
}

/// What choosing a line does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pick {
    /// The post of the rows of shared days.
    Rows(PostId),
    /// The post of their columns.
    Columns(PostId),
    /// What counts.
    Rule(CountingRule),
    /// A column for each rule, beside somebody.
    EachRule(PersonId),
    /// The query that the projects have to pass.
    Keep(String),
    /// The tour that is presented.
    Tour(TourId),
    /// The pins, presented as a tour.
    Pins,
}

/// Lines to choose from.
#[derive(Debug)]
pub struct ListOverlay {
    /// What they are.
    pub title: String,
    /// Text, and where it leads.
    pub lines: Vec<(String, Option<Entity>)>,
    /// The selected one.
    pub row: usize,
}
