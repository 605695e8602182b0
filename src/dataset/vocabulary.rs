//! Nearest names and usual mistakes.

/// What people write for a field, and what it is called here.
const USUAL: [(&str, &str); 22] = [
    ("date", "when"),
    ("dates", "when"),
    ("name", "title"),
    ("title", "name"),
    ("label", "title"),
    ("description", "summary"),
    ("text", "summary"),
    ("type", "kind"),
    ("classification", "kind"),
    ("start_date", "start"),
    ("end_date", "end"),
    ("from", "start"),
    ("to", "end"),
    ("sources", "cites"),
    ("source", "src"),
    ("refs", "cites"),
    ("country", "areas"),
    ("countries", "areas"),
    ("persons", "people"),
    ("birth_date", "born"),
    ("death_date", "died"),
    ("other_names", "names"),
];

/// The nearest of some names: one within two edits, else what a usual mistake means.
pub(super) fn nearest<'a>(
    wrong: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let known: Vec<&str> = known.into_iter().collect();
    if let Some(same) = known.iter().find(|name| name.eq_ignore_ascii_case(wrong)) {
        return Some(same);
    }
    // In a short word two edits are another word.
    let most = if wrong.chars().count() < 4 { 1 } else { 2 };
    known
        .iter()
        .map(|name| (strsim::damerau_levenshtein(wrong, name), *name))
        .filter(|(distance, _)| *distance <= most)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
        .or_else(|| {
            let mut meant = USUAL
                .iter()
                .filter(|(usual, _)| *usual == wrong)
                .map(|(_, meant)| *meant);
            meant.find_map(|meant| known.iter().find(|name| **name == meant).copied())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_within_two_edits_or_a_usual_mistake() {
        let known = ["when", "title", "kind", "importance"];
        assert_eq!(nearest("wehn", known), Some("when"));
        assert_eq!(nearest("date", known), Some("when"));
        assert_eq!(nearest("Kind", known), Some("kind"));
        assert_eq!(nearest("colour", known), None);
    }
}
