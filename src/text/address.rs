//! Addresses from elsewhere that may be handed to a terminal or a browser.

use std::fmt::Write as _;

/// What an address may begin with. Anything else could start a program or read a file.
const SCHEMES: [&str; 3] = ["https://", "http://", "mailto:"];

/// The address with everything that is not plain ASCII written as `%XX`; `None` unless it is of the web or of mail.
///
/// What comes out has no blank, no control character and no quote, so it can stand in an escape sequence or be one
/// argument of a command.
pub fn address(text: &str) -> Option<String> {
    let text = text.trim();
    let scheme = SCHEMES.iter().find(|scheme| {
        text.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })?;
    if text.len() == scheme.len() {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'"' | b'\'' | b'`' | b'<' | b'>' | b'\\' | b'^' | b'{' | b'|' | b'}' => {
                let _ = write!(out, "%{byte:02X}");
            }
            b'!'..=b'~' => out.push(char::from(byte)),
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_web_and_mail_pass_and_only_as_plain_letters() {
        for (given, expected) in [
            (
                "https://example.org/a?b=c#d",
                Some("https://example.org/a?b=c#d"),
            ),
            (" HTTP://example.org ", Some("HTTP://example.org")),
            (
                "mailto:someone@example.org",
                Some("mailto:someone@example.org"),
            ),
            (
                "https://mn.example/Эг",
                Some("https://mn.example/%D0%AD%D0%B3"),
            ),
            (
                "https://a/\u{1b}]8;;evil\u{7}",
                Some("https://a/%1B]8;;evil%07"),
            ),
            ("https://a/it's\"so\"", Some("https://a/it%27s%22so%22")),
            ("javascript:alert(1)", None),
            ("file:///etc/passwd", None),
            ("--help", None),
            ("https://", None),
            ("", None),
        ] {
            assert_eq!(address(given).as_deref(), expected, "{given}");
        }
    }
}
