//! The keys by which one goes up and down a list that floats.

use crossterm::event::KeyCode;

/// The row that a key leads to; `None` for a key that is not one of these. Letters are for lists without a field.
pub(super) fn walked(
    code: KeyCode,
    row: usize,
    n_rows: usize,
    page: usize,
    letters: bool,
) -> Option<usize> {
    let last = n_rows.saturating_sub(1);
    let page = page.max(1);
    Some(match code {
        KeyCode::Down => (row + 1).min(last),
        KeyCode::Up => row.saturating_sub(1),
        KeyCode::PageDown => (row + page).min(last),
        KeyCode::PageUp => row.saturating_sub(page),
        KeyCode::Home if letters => 0,
        KeyCode::End if letters => last,
        KeyCode::Char('j') if letters => (row + 1).min(last),
        KeyCode::Char('k') if letters => row.saturating_sub(1),
        KeyCode::Char('g') if letters => 0,
        KeyCode::Char('G') if letters => last,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_walked_to_its_ends_and_no_further() {
        let to = |code, row| walked(code, row, 10, 4, true);
        assert_eq!(to(KeyCode::Down, 9), Some(9));
        assert_eq!(to(KeyCode::Char('k'), 0), Some(0));
        assert_eq!(to(KeyCode::PageDown, 7), Some(9));
        assert_eq!(to(KeyCode::PageUp, 7), Some(3));
        assert_eq!(to(KeyCode::Char('G'), 2), Some(9));
        assert_eq!(to(KeyCode::Enter, 2), None);
        assert_eq!(
            walked(KeyCode::Down, 0, 0, 0, true),
            Some(0),
            "an empty list"
        );
        assert_eq!(
            walked(KeyCode::Char('j'), 0, 10, 4, false),
            None,
            "a letter is text where there is a field"
        );
    }
}
