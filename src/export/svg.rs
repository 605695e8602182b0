//! The timeline as one picture that stands alone, light and dark.

use std::fmt::Write as _;

use super::Handout;
use super::chart::{Chart, STYLE, WIDTH};
use super::html::COLOURS;
use super::markup::escaped;
use super::selection::Selection;

/// Height of the title above the axis.
const TITLE: f64 = 48.0;

/// All lanes that are wanted, in the reader's order.
pub(super) fn picture(selection: &Selection<'_>) -> Handout {
    let lanes = selection.lanes();
    let chart = Chart::new(selection, &lanes);
    let rows = chart.rows(&selection.wanted.arrangement, selection.window(&lanes));
    let overview = selection.history.overview();
    let height = TITLE + Chart::height(&rows);
    let span = lanes.span_in_words(selection.window(&lanes));
    let words = selection
        .in_words()
        .map(|words| format!("{words} · "))
        .unwrap_or_default();
    let mut out = String::new();
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\" role=\"img\" aria-labelledby=\"t d\">"
    );
    let _ = writeln!(
        out,
        "<title id=\"t\">{}</title>\n<desc id=\"d\">A timeline of {} lanes, {}.</desc>",
        escaped(&overview.title),
        rows.len(),
        escaped(&span)
    );
    let _ = writeln!(out, "<style>{COLOURS}{STYLE}</style>");
    let _ = writeln!(
        out,
        "<rect width=\"{WIDTH}\" height=\"{height}\" style=\"fill:var(--bg)\"/>"
    );
    let _ = writeln!(
        out,
        "<text x=\"8\" y=\"22\" style=\"font-size:16px;font-weight:600\">{}</text>",
        escaped(&overview.title)
    );
    let _ = writeln!(
        out,
        "<text class=\"dim\" x=\"8\" y=\"39\">{}{} · as of {}</text>",
        escaped(&words),
        escaped(&span),
        escaped(&overview.edition.in_words())
    );
    chart.draw(&rows, TITLE, &mut out);
    out.push_str("</svg>\n");
    let n_records = selection.len();
    Handout {
        text: out,
        left_out: if lanes.n_undated() > 0 {
            vec![format!(
                "left out {} without a date",
                super::counted(lanes.n_undated(), "event")
            )]
        } else {
            Vec::new()
        },
        n_records,
    }
}
