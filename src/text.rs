//! placeholder until the text branch arrives
use std::borrow::Cow;
pub fn width(text: &str) -> usize {
    text.chars().count()
}
pub fn fit_end(text: &str, room: usize) -> Cow<'_, str> {
    if width(text) <= room {
        return Cow::Borrowed(text);
    }
    if room == 0 {
        return Cow::Borrowed("");
    }
    Cow::Owned(text.chars().take(room - 1).chain(['…']).collect())
}
pub fn fit_middle(text: &str, room: usize) -> Cow<'_, str> {
    let n = width(text);
    if n <= room {
        return Cow::Borrowed(text);
    }
    if room == 0 {
        return Cow::Borrowed("");
    }
    let head = (room - 1).div_ceil(2);
    let tail = room - 1 - head;
    Cow::Owned(
        text.chars()
            .take(head)
            .chain(['…'])
            .chain(text.chars().skip(n - tail))
            .collect(),
    )
}
