//! Numbers and sums as prose writes them.

use std::fmt::Write as _;

use crate::model::Value;

/// A value with its unit in words: `about 30 km`, `266–288 million USD`.
pub fn amount(value: Value, unit: &str) -> String {
    let unit = unit.trim();
    let with = |text: String| {
        if unit.is_empty() {
            text
        } else if unit == "%" {
            format!("{text} %")
        } else {
            format!("{text} {unit}")
        }
    };
    match value {
        Value::Exact(one) => with(number(one)),
        Value::About(one) => with(format!("about {}", number(one))),
        Value::Range(lo, hi) => with(range(lo, hi)),
        Value::AtLeast(one) => with(format!("at least {}", number(one))),
        Value::AtMost(one) => with(format!("at most {}", number(one))),
    }
}

/// A number as prose writes it: thousands apart, millions and billions as words.
fn number(value: f64) -> String {
    let (value, word) = scaled(value);
    format!("{}{word}", plain(value))
}

fn range(lo: f64, hi: f64) -> String {
    let ((lo_scaled, lo_word), (hi_scaled, hi_word)) = (scaled(lo), scaled(hi));
    if lo_word == hi_word {
        format!("{}–{}{hi_word}", plain(lo_scaled), plain(hi_scaled))
    } else {
        format!(
            "{}{lo_word} – {}{hi_word}",
            plain(lo_scaled),
            plain(hi_scaled)
        )
    }
}

fn scaled(value: f64) -> (f64, &'static str) {
    match value.abs() {
        size if size >= 1e9 => (value / 1e9, " billion"),
        size if size >= 1e6 => (value / 1e6, " million"),
        _ => (value, ""),
    }
}

/// At most three decimals, no trailing zeros, a thin space between thousands.
fn plain(value: f64) -> String {
    let text = format!("{value:.3}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    let (whole, rest) = text
        .split_once('.')
        .map_or((text, ""), |(whole, rest)| (whole, rest));
    let (sign, digits) = whole
        .strip_prefix('-')
        .map_or(("", whole), |digits| ("-", digits));
    let mut out = String::from(sign);
    for (idx, digit) in digits.chars().enumerate() {
        if idx > 0 && (digits.len() - idx) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if !rest.is_empty() {
        let _ = write!(out, ".{rest}");
    }
    out
}
