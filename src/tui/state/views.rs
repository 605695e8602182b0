//! Which view the leaders' and the projects' pane shows, how it is set up, and where in it one is: plain values, so that
//! they can be kept.

use crate::model::{PersonId, PostId};
use crate::query::leaders::{CountingRule, LeaderOrder};

use super::ListState;

/// A view: its place in the round of a key, and its name.
macro_rules! views {
    ($(#[$doc:meta])+ $name:ident { $(#[$first_doc:meta])+ $first:ident = $first_word:literal; $($(#[$variant_doc:meta])+ $variant:ident = $word:literal;)+ }) => {
        $(#[$doc])+
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub enum $name {
            $(#[$first_doc])+
            #[default]
            $first,
            $($(#[$variant_doc])+ $variant,)+
        }

        impl $name {
            /// All, in the order in which a key walks them.
            pub const ALL: &'static [Self] = &[Self::$first, $(Self::$variant,)+];

            /// Its name, in the title of the pane and in what is kept.
            pub fn word(self) -> &'static str {
                match self {
                    Self::$first => $first_word,
                    $(Self::$variant => $word,)+
                }
            }

            /// The view of a name.
            pub fn of_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|view| view.word() == word)
            }

            /// The next one, and from the last back to the first.
            #[must_use]
            pub fn next(self) -> Self {
                let at = Self::ALL.iter().position(|&view| view == self).unwrap_or(0);
                Self::ALL[(at + 1) % Self::ALL.len()]
            }
        }
    };
}

views! {
    /// How the leaders are shown.
    LeadersView {
        /// Posts and their holders.
        List = "list";
        /// Days that the holders of two posts shared.
        Overlaps = "overlaps";
        /// One leader: offices, whom they met, what they signed.
        Career = "career";
    }
}

views! {
    /// How the projects are shown.
    ProjectsView {
        /// A line for each.
        Table = "table";
        /// A column for each status.
        Board = "board";
        /// Status and milestones over time.
        Gantt = "gantt";
    }
}

views! {
    /// Until when days are counted.
    AsOf {
        /// The day of the history's edition.
        Edition = "edition";
        /// The cursor date.
        Cursor = "cursor";
    }
}

/// A cell of something with rows and columns, and what is scrolled away.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GridState {
    /// The row of the cell.
    pub row: usize,
    /// The column of the cell.
    pub column: usize,
    /// How many rows are scrolled away at the top.
    pub top: usize,
    /// How many columns are scrolled away at the left.
    pub left: usize,
}

impl GridState {
    /// Scrolls so that the cell is among so many rows and columns that fit.
    pub fn show(&mut self, size: (usize, usize), fit: (usize, usize)) {
        (self.row, self.top) = shown(self.row, self.top, size.0, fit.0);
        (self.column, self.left) = shown(self.column, self.left, size.1, fit.1);
    }
}

fn shown(at: usize, scroll: usize, n: usize, fit: usize) -> (usize, usize) {
    let mut list = ListState { row: at, scroll };
    list.show(n, fit);
    (list.row, list.scroll)
}

/// The leaders' pane beside its list's row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeaderViews {
    /// Which view.
    pub view: LeadersView,
    /// Grouping and sorting of the list.
    pub order: LeaderOrder,
    /// What the matrix compares.
    pub overlaps: OverlapChoice,
    /// Its cell.
    pub cell: GridState,
    /// Whose career is shown; nobody's yet when `None`.
    pub subject: Option<PersonId>,
    /// Its row.
    pub career: ListState,
}

/// What the matrix compares, and what it counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OverlapChoice {
    /// The post of the rows; the first of the history when `None`.
    pub rows: Option<PostId>,
    /// The post of the columns; the leading one of another area when `None`.
    pub columns: Option<PostId>,
    /// What counts.
    pub rule: CountingRule,
    /// A column for each rule beside this person, instead of all holders.
    pub beside: Option<PersonId>,
    /// Until when.
    pub as_of: AsOf,
}

/// The projects' pane beside its table's row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ProjectViews {
    /// Which view.
    pub view: ProjectsView,
    /// The card of the board.
    pub board: GridState,
    /// The row of the gantt.
    pub gantt: ListState,
    /// Whether the gantt shows a line for each milestone.
    pub milestones: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_walks_all_views_and_comes_back_and_each_is_found_by_its_name() {
        let mut view = LeadersView::default();
        for _ in LeadersView::ALL {
            assert_eq!(LeadersView::of_word(view.word()), Some(view));
            view = view.next();
        }
        assert_eq!(view, LeadersView::default());
        assert_eq!(ProjectsView::of_word("overlaps"), None);
    }

    #[test]
    fn a_cell_is_scrolled_into_view_in_both_directions() {
        let mut grid = GridState {
            row: 30,
            column: 7,
            top: 0,
            left: 0,
        };
        grid.show((40, 8), (10, 3));
        assert_eq!((grid.top, grid.left), (21, 5));
        grid.row = 0;
        grid.column = 99;
        grid.show((40, 8), (10, 3));
        assert_eq!((grid.top, grid.column, grid.left), (0, 7, 5));
    }
}
