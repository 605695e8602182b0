//! Signs, in Unicode and in ASCII. All are one column wide.

use crate::model::{EventKind, ProjectStatus, Verdict};
use crate::query::claims::Outcome;

/// The signs of a theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the name of a sign says what it stands for")]
pub struct Glyphs {
    pub ascii: bool,
    pub rule: &'static str,
    pub seam: &'static str,
    pub rule_down: &'static str,
    pub rule_up: &'static str,
    pub axis: &'static str,
    pub tick: &'static str,
    pub cursor: &'static str,
    pub cursor_line: &'static str,
    pub era_edge: &'static str,
    pub riser: &'static str,
    pub step: &'static str,
    pub bar: &'static str,
    pub bar_dim: &'static str,
    pub holds: &'static str,
    pub pin: &'static str,
    pub open_end: &'static str,
    pub span: &'static str,
    pub term_start: &'static str,
    pub term_line: &'static str,
    pub term_end: &'static str,
    pub window_start: &'static str,
    pub window_end: &'static str,
    pub dot: &'static str,
    pub less: &'static str,
    pub more: &'static str,
    pub sorted_up: &'static str,
    pub sorted_down: &'static str,
    pub planned: &'static str,
    pub reached: &'static str,
    pub slip: &'static str,
    pub shared: &'static str,
    pub ellipsis: &'static str,
    pub prompt: &'static str,
    pub caret: &'static str,
    pub right: &'static str,
    pub wrong: &'static str,
    pub density: [&'static str; 9],
}

const UNICODE: Glyphs = Glyphs {
    ascii: false,
    rule: "─",
    seam: "│",
    rule_down: "┬",
    rule_up: "┴",
    axis: "╌",
    tick: "┬",
    cursor: "▼",
    cursor_line: "┊",
    era_edge: "┆",
    riser: "▏",
    step: "▏",
    bar: "▌",
    bar_dim: "▏",
    holds: "●",
    pin: "•",
    open_end: "▶",
    span: "─",
    term_start: "├",
    term_line: "─",
    term_end: "┤",
    window_start: "┣",
    window_end: "┫",
    dot: "·",
    less: "‹",
    more: "›",
    sorted_up: "▴",
    sorted_down: "▾",
    planned: "◇",
    reached: "◆",
    slip: "┄",
    shared: "━",
    ellipsis: "…",
    prompt: "›",
    caret: "▏",
    right: "●",
    wrong: "×",
    density: [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
};

const ASCII: Glyphs = Glyphs {
    ascii: true,
    rule: "-",
    seam: "|",
    rule_down: "+",
    rule_up: "+",
    axis: "-",
    tick: "+",
    cursor: "V",
    cursor_line: ":",
    era_edge: ";",
    riser: "|",
    step: "|",
    bar: "|",
    bar_dim: ":",
    holds: "@",
    pin: "*",
    open_end: ">",
    span: "-",
    term_start: "|",
    term_line: "-",
    term_end: "|",
    window_start: "[",
    window_end: "]",
    dot: "-",
    less: "<",
    more: ">",
    sorted_up: "^",
    sorted_down: "v",
    planned: "o",
    reached: "*",
    slip: "-",
    shared: "=",
    ellipsis: "~",
    prompt: ">",
    caret: "_",
    right: "@",
    wrong: "x",
    density: [" ", ".", ".", ":", ":", "=", "=", "#", "#"],
};

impl Glyphs {
    /// Unicode, or ASCII for terminals and fonts that have no more.
    pub fn new(ascii: bool) -> Self {
        if ascii { ASCII } else { UNICODE }
    }

    /// The sign of a kind of event.
    pub fn event(&self, kind: &EventKind) -> &'static str {
        let (unicode, ascii) = match kind {
            EventKind::Visit => ("◇", "<"),
            EventKind::Agreement => ("■", "#"),
            EventKind::War | EventKind::Conflict | EventKind::Dispute => ("▲", "^"),
            EventKind::Summit => ("△", "A"),
            EventKind::Election | EventKind::Inauguration => ("●", "@"),
            _ => ("○", "o"),
        };
        if self.ascii { ascii } else { unicode }
    }

    /// The sign of a status; a blank for a project not yet begun.
    pub fn status(&self, status: Option<&ProjectStatus>) -> &'static str {
        let (unicode, ascii) = match status {
            Some(ProjectStatus::Pipeline) => ("◌", "o"),
            Some(ProjectStatus::Implementation) => ("◐", "*"),
            Some(ProjectStatus::Finalisation) => ("◕", "%"),
            Some(ProjectStatus::Closed) => ("●", "@"),
            Some(ProjectStatus::Cancelled) => ("×", "x"),
            Some(ProjectStatus::Suspended) => ("‖", "="),
            Some(ProjectStatus::Unknown(_)) => ("?", "?"),
            None => (" ", " "),
        };
        if self.ascii { ascii } else { unicode }
    }

    /// The sign of what became of a claim.
    pub fn verdict(&self, verdict: &Verdict) -> &'static str {
        let (unicode, ascii) = match verdict {
            Verdict::Supported => ("●", "@"),
            Verdict::PartlySupported => ("◐", "*"),
            Verdict::NotSupported => ("×", "x"),
            Verdict::Opinion => ("○", "o"),
            Verdict::Unverifiable | Verdict::Unknown(_) => ("?", "?"),
        };
        if self.ascii { ascii } else { unicode }
    }

    /// The sign of what became of a count.
    pub fn outcome(&self, outcome: Outcome) -> &'static str {
        let (unicode, ascii) = match outcome {
            Outcome::Agrees => ("=", "="),
            Outcome::Differs => ("≠", "/"),
            Outcome::Disagrees => ("!", "!"),
        };
        if self.ascii { ascii } else { unicode }
    }

    /// How a project's lane is shaded over time.
    pub fn shade(&self, status: &ProjectStatus) -> &'static str {
        let (unicode, ascii) = match status {
            ProjectStatus::Pipeline => ("░", "."),
            ProjectStatus::Implementation => ("▒", ":"),
            ProjectStatus::Finalisation => ("▓", "%"),
            ProjectStatus::Closed => ("█", "#"),
            ProjectStatus::Cancelled => ("×", "x"),
            ProjectStatus::Suspended => ("╌", "-"),
            ProjectStatus::Unknown(_) => ("?", "?"),
        };
        if self.ascii { ascii } else { unicode }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sign_is_one_column_wide_and_ascii_is_ascii() {
        for glyphs in [Glyphs::new(false), Glyphs::new(true)] {
            let mut signs = vec![
                glyphs.rule,
                glyphs.cursor,
                glyphs.bar,
                glyphs.window_start,
                glyphs.prompt,
                glyphs.pin,
            ];
            signs.extend(glyphs.density);
            signs.extend(EventKind::ALL.iter().map(|kind| glyphs.event(kind)));
            signs.extend(
                ProjectStatus::ALL
                    .iter()
                    .flat_map(|status| [glyphs.status(Some(status)), glyphs.shade(status)]),
            );
            signs.extend(Verdict::ALL.iter().map(|verdict| glyphs.verdict(verdict)));
            signs.extend(
                [Outcome::Agrees, Outcome::Differs, Outcome::Disagrees]
                    .map(|outcome| glyphs.outcome(outcome)),
            );
            for sign in signs {
                assert_eq!(crate::text::width(sign), 1, "{sign}");
                assert!(!glyphs.ascii || sign.is_ascii(), "{sign}");
            }
        }
    }
}
