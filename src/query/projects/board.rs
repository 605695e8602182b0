//! Projects as cards in a column for each status.

use crate::model::{ProjectId, ProjectStatus};

use super::ProjectLine;

/// A column of the board.
#[derive(Clone, Debug, PartialEq)]
pub struct BoardColumn {
    /// The status on the day; `None` for what had not begun.
    pub status: Option<ProjectStatus>,
    /// The cards, in the order of the lines.
    pub cards: Vec<ProjectId>,
}

impl BoardColumn {
    /// The head of the column.
    pub fn label(&self) -> &str {
        self.status
            .as_ref()
            .map_or("not begun", ProjectStatus::label)
    }
}

/// A column for each status, in the order of a project's life, empty ones too; then what had not begun.
pub fn board(lines: &[ProjectLine]) -> Vec<BoardColumn> {
    use ProjectStatus::{Cancelled, Closed, Finalisation, Implementation, Pipeline, Suspended};
    let mut columns: Vec<BoardColumn> = [
        Pipeline,
        Implementation,
        Finalisation,
        Suspended,
        Closed,
        Cancelled,
    ]
    .into_iter()
    .map(|status| BoardColumn {
        status: Some(status),
        cards: Vec::new(),
    })
    .collect();
    let mut not_begun = Vec::new();
    for line in lines {
        let Some(status) = &line.status else {
            not_begun.push(line.id);
            continue;
        };
        match columns
            .iter_mut()
            .find(|column| column.status.as_ref() == Some(status))
        {
            Some(column) => column.cards.push(line.id),
            // A word that a newer file has.
            None => columns.push(BoardColumn {
                status: Some(status.clone()),
                cards: vec![line.id],
            }),
        }
    }
    if !not_begun.is_empty() {
        columns.push(BoardColumn {
            status: None,
            cards: not_begun,
        });
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::super::super::timeline::sample;
    use super::super::{ProjectSort, lines};
    use super::*;
    use crate::model::Day;

    #[test]
    fn every_project_is_one_card_under_its_status_of_the_day() {
        let history = sample::history();
        for (year, expected) in [
            (
                2002,
                "planned 0, under way 0, completing 0, suspended 0, done 0, cancelled 0, not begun 3",
            ),
            (
                2020,
                "planned 2, under way 0, completing 0, suspended 0, done 1, cancelled 0",
            ),
            (
                2025,
                "planned 1, under way 1, completing 0, suspended 0, done 1, cancelled 0",
            ),
        ] {
            let day = Day::first_of_year(year);
            let columns = board(&lines(&history, day, ProjectSort::File, false));
            let words: Vec<String> = columns
                .iter()
                .map(|column| format!("{} {}", column.label(), column.cards.len()))
                .collect();
            assert_eq!(words.join(", "), expected, "{year}");
        }
    }
}
