//! The claims of an article, in the place of the panes: a list by passage, and one claim whole.

use crate::model::{ClaimId, History};
use crate::query::claims::{self, Outcome, Sheet, Target};

/// What the view of the claims shows, and where in it one is.
///
/// The checks are run when the view opens, and what they found is kept for as long as it is open.
#[derive(Debug)]
pub struct ClaimsOverlay {
    /// All claims with what was computed, in the order of the list.
    pub sheets: Vec<Sheet>,
    /// Headings of the list, each with the position of its first claim.
    pub passages: Vec<(String, usize)>,
    /// The selected claim, by its position among the sheets.
    pub row: usize,
    /// The claim has the keys, and no longer the list.
    pub reading: bool,
    /// The selected link of the claim.
    pub link: Option<usize>,
    /// How many lines of the list are scrolled away, headings counted.
    pub list_scroll: usize,
    /// How many lines of the claim are scrolled away.
    pub scroll: usize,
    /// Lines of the list and of the claim that fit, as last drawn.
    pub heights: (usize, usize),
    /// Lines that the claim has in all, as last drawn.
    pub n_lines: usize,
}

impl ClaimsOverlay {
    /// Runs all checks of a history. `None` when it has no claims.
    pub fn new(history: &History, at: Option<ClaimId>) -> Option<Self> {
        let passages = claims::passages(history);
        let several = passages
            .iter()
            .any(|passage| passage.source != passages[0].source);
        let mut headings = Vec::with_capacity(passages.len());
        let mut sheets = Vec::new();
        for passage in passages {
            let source = &history.source(passage.source).short;
            let heading = match (passage.at.is_empty(), several) {
                (true, _) => source.clone(),
                (false, true) => format!("{source}, {}", passage.at),
                (false, false) => passage.at,
            };
            headings.push((heading, sheets.len()));
            sheets.extend(passage.claims.iter().map(|&id| Sheet::new(history, id)));
        }
        if sheets.is_empty() {
            return None;
        }
        let row = at
            .and_then(|id| sheets.iter().position(|sheet| sheet.claim == id))
            .unwrap_or(0);
        Some(Self {
            sheets,
            passages: headings,
            row,
            reading: false,
            link: None,
            list_scroll: 0,
            scroll: 0,
            heights: (0, 0),
            n_lines: 0,
        })
    }

    /// The selected claim.
    pub fn sheet(&self) -> &Sheet {
        &self.sheets[self.row]
    }

    /// Where the selected link leads.
    pub fn target(&self) -> Option<Target> {
        self.sheet().targets().nth(self.link?)
    }

    /// How many claims have a check that no longer agrees.
    pub fn n_disagreeing(&self) -> usize {
        let disagrees = |sheet: &&Sheet| claims::worst(&sheet.computed) == Some(Outcome::Disagrees);
        self.sheets.iter().filter(disagrees).count()
    }

    /// Selects a claim.
    pub fn go(&mut self, row: usize) {
        let row = row.min(self.sheets.len() - 1);
        if row != self.row {
            (self.row, self.link, self.scroll) = (row, None, 0);
        }
    }

    /// Lines of the claim down, or up where negative.
    pub fn scroll_by(&mut self, by: i64) {
        let most = self.n_lines.saturating_sub(self.heights.1) as i64;
        self.scroll = (self.scroll as i64)
            .saturating_add(by)
            .clamp(0, most.max(0)) as usize;
    }

    /// To the next link, or the one before; past the last to none.
    pub fn walk(&mut self, forward: bool) {
        let n_links = self.sheet().targets().count();
        let next = match (self.link, forward) {
            (None, true) => Some(0),
            (None, false) => n_links.checked_sub(1),
            (Some(link), true) => Some(link + 1),
            (Some(link), false) => link.checked_sub(1),
        };
        self.link = next.filter(|link| *link < n_links);
    }

    /// The line of the list on which the selected claim stands, headings counted.
    pub fn line(&self) -> usize {
        let n_headings = self
            .passages
            .iter()
            .filter(|(_, first)| *first <= self.row)
            .count();
        self.row + n_headings
    }

    /// What stands on a line of the list: a heading, or a claim by its position.
    pub fn at_line(&self, line: usize) -> Option<ClaimsLine<'_>> {
        let mut first_line = 0;
        for (idx, (heading, first)) in self.passages.iter().enumerate() {
            let next = self
                .passages
                .get(idx + 1)
                .map_or(self.sheets.len(), |(_, next)| *next);
            if line == first_line {
                return Some(ClaimsLine::Heading(heading));
            }
            let n_claims = next - first;
            if line <= first_line + n_claims {
                return Some(ClaimsLine::Claim(first + line - first_line - 1));
            }
            first_line += n_claims + 1;
        }
        None
    }

    /// How many lines the list has.
    pub fn n_list_lines(&self) -> usize {
        self.sheets.len() + self.passages.len()
    }
}

/// A line of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClaimsLine<'a> {
    /// The passage in which the claims below stand.
    Heading(&'a str),
    /// A claim, by its position among the sheets.
    Claim(usize),
}
