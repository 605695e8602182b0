//! Cyrillic keyboards: which key of a US keyboard lies under a letter.

const US: &str = "qwertyuiop[]asdfghjkl;'zxcvbnm,./";
const RU: &str = "йцукенгшщзхъфывапролджэячсмитьбю.";
const MN: &str = "фцужэнгшүзкъйыбөахролдпячёсмитьвю";
const US_SHIFT: &str = "QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>?";

/// The letters of a US keyboard that lie where a Cyrillic letter lies on a Russian or a Mongolian one.
///
/// The two differ in some letters, so there can be two answers, the Russian first. Empty for what is not Cyrillic.
pub fn position_on_us(letter: char) -> Vec<char> {
    let lower = letter.to_lowercase().next().unwrap_or(letter);
    if !('\u{400}'..='\u{52f}').contains(&lower) {
        return Vec::new();
    }
    let us = if lower == letter { US } else { US_SHIFT };
    let mut found: Vec<char> = [RU, MN]
        .iter()
        .filter_map(|layout| layout.chars().position(|c| c == lower))
        .filter_map(|idx| us.chars().nth(idx))
        .collect();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_lie_where_the_keyboards_say() {
        assert_eq!(position_on_us('й'), ['q', 'a'], "Russian q, Mongolian a");
        assert_eq!(position_on_us('О'), ['J', 'K']);
        assert_eq!(position_on_us('q'), []);
        assert_eq!(RU.chars().count(), US.chars().count());
        assert_eq!(MN.chars().count(), US.chars().count());
    }
}
