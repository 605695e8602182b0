//! Text and addresses for HTML and SVG: nothing of the data is read as markup.

use std::fmt::Write as _;

use crate::model::{Entity, History};
use crate::text::{printable, printable_lines};

/// Text of one line, for content and for attributes in double quotes.
pub(super) fn escaped(text: &str) -> String {
    escape(&printable(text))
}

/// As [`escaped`], with line breaks kept.
pub(super) fn escaped_lines(text: &str) -> String {
    escape(&printable_lines(text))
}

/// The address of a link; `None` for what a page must not lead to.
pub(super) fn address(url: &str) -> Option<String> {
    let url = url.trim();
    let scheme = url.split(':').next()?.to_ascii_lowercase();
    if !["http", "https", "mailto"].contains(&scheme.as_str()) || !url.contains(':') {
        return None;
    }
    let mut out = String::with_capacity(url.len());
    for c in url.chars() {
        // Blanks, quotes and what turns the direction of a line have no place in an address.
        if c.is_whitespace()
            || c.is_control()
            || "\"<>\\^`{|}".contains(c)
            || printable(c.encode_utf8(&mut [0; 4])) == "\u{fffd}"
        {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                let _ = write!(out, "%{byte:02X}");
            }
        } else {
            out.push(c);
        }
    }
    Some(escape(&out))
}

/// The name of a record in a page: `event-treaty-2019`. Letters that an id should not have become their numbers.
pub(super) fn anchor(history: &History, entity: Entity) -> String {
    let mut out = format!("{}-", entity.kind().word());
    for c in history.text_id(entity).chars() {
        if c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' {
            out.push(c);
        } else {
            let _ = write!(out, "_{:x}_", u32::from(c));
        }
    }
    out
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_markup() {
        assert_eq!(
            escaped("</script><b a=\"x\" b='y'>&\u{202e}\u{7}"),
            "&lt;/script&gt;&lt;b a=&quot;x&quot; b=&#39;y&#39;&gt;&amp;\u{fffd}\u{fffd}"
        );
        assert_eq!(escaped_lines("one\ntwo"), "one\ntwo");
        assert_eq!(escaped("one\ntwo"), "one two");
    }

    #[test]
    fn a_page_leads_only_to_the_web_and_to_letters() {
        assert_eq!(
            address("https://a.org/?b=1&c=\"<"),
            Some("https://a.org/?b=1&amp;c=%22%3C".to_owned())
        );
        assert_eq!(address(" HTTP://a.org"), Some("HTTP://a.org".to_owned()));
        assert_eq!(address("mailto:a@b.org"), Some("mailto:a@b.org".to_owned()));
        for bad in [
            "javascript:alert(1)",
            "JavaScript:x",
            "data:text/html,x",
            "//a.org",
            "https",
            "",
            "file:///etc",
        ] {
            assert_eq!(address(bad), None, "{bad}");
        }
    }
}
