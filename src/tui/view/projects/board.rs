//! The board: a column for each status on the cursor date.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::model::Entity;
use crate::query::projects::{self as works, BoardColumn, ProjectLine, board, span_in_words};

use super::super::super::layout::{Pane, below_title};
use super::super::super::state::State;
use super::super::super::widget::board::{Board, BoardPlaces, Card, Column};
use super::super::Scene;
use super::super::panes::standing;
use super::lines;

/// From this width of a column on its notes are sentences.
const ROOMY: u16 = 26;

/// The board as it is drawn, for the painter and for the mouse.
pub(in crate::tui) struct BoardScene {
    /// All columns that are shown.
    pub columns: Vec<BoardColumn>,
    /// Where they are.
    pub places: BoardPlaces,
    /// The pane's own card, by column and row.
    pub own: (usize, usize),
}

impl BoardScene {
    /// Divides the area of the pane, its title included. Where not all columns have room, empty ones are left out.
    pub fn new(area: Rect, scene: Scene<'_>, state: &State) -> Self {
        let lines = lines(scene, state);
        let inner = below_title(area);
        let mut columns = board(&lines);
        let places_of = |columns: &[BoardColumn]| {
            let most = columns.iter().map(|column| column.cards.len()).max();
            BoardPlaces::new(inner, columns.len(), most.unwrap_or(0))
        };
        let mut places = places_of(&columns);
        if places.fit().1 < columns.len() {
            columns.retain(|column| !column.cards.is_empty());
            places = places_of(&columns);
        }
        let id = lines.get(state.projects.row).map(|line| line.id);
        let own = columns
            .iter()
            .enumerate()
            .find_map(|(idx, column)| {
                let row = column.cards.iter().position(|&card| Some(card) == id)?;
                Some((idx, row))
            })
            .unwrap_or((0, 0));
        Self {
            columns,
            places,
            own,
        }
    }

    /// The first card of the own column in sight, and the first column in sight.
    pub fn scroll(&self, state: &State) -> (usize, usize) {
        let mut grid = state.project_views.board;
        (grid.column, grid.row) = self.own;
        let n_cards = self
            .columns
            .get(self.own.0)
            .map_or(0, |column| column.cards.len());
        grid.show((n_cards, self.columns.len()), self.places.fit());
        (grid.top, grid.left)
    }
}

pub(super) fn draw(
    buf: &mut Buffer,
    area: Rect,
    scene: Scene<'_>,
    state: &mut State,
    related: &[Entity],
) {
    let lines = lines(scene, state);
    let drawn = BoardScene::new(area, scene, state);
    let (top, left) = drawn.scroll(state);
    let views = &mut state.project_views;
    (views.board.top, views.board.left) = (top, left);
    (views.board.column, views.board.row) = drawn.own;
    let (n_cards, n_columns) = drawn.places.fit();
    state.page.projects = n_cards;
    let last = (left + n_columns).min(drawn.columns.len());
    let columns: Vec<Column> = drawn.columns[left..last]
        .iter()
        .map(|column| Column {
            status: column.status.clone(),
            label: column.label().to_owned(),
            cards: column
                .cards
                .iter()
                .filter_map(|&id| lines.iter().find(|line| line.id == id))
                .map(|line| card(scene, line, drawn.places.width, related))
                .collect(),
        })
        .collect();
    let board = Board {
        places: &drawn.places,
        columns: &columns,
        own: (drawn.own.0.saturating_sub(left), drawn.own.1),
        top,
        hidden: (left, drawn.columns.len() - last),
        focused: state.focus == Pane::Projects,
        theme: scene.theme,
    };
    board.render(below_title(area), buf);
}

fn card(scene: Scene<'_>, line: &ProjectLine, width: u16, related: &[Entity]) -> Card {
    let history = scene.history;
    let project = history.project(line.id);
    let note = match line.unchecked.filter(|_| line.stale) {
        Some(days) if width >= ROOMY => format!("not checked for {}", span_in_words(days)),
        Some(days) => format!("{} unchecked", span_in_words(days)),
        None => {
            let partners = works::partners(history, &line.partners);
            format!("{} {} {partners}", project.sector, scene.theme.glyphs.dot)
        }
    };
    Card {
        name: project.short.clone(),
        note,
        standing: standing(related, &[line.id.into()]),
    }
}
