//! The claims of an article: rows for the list and lines for the selected one.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::model::Claim;
use crate::query::claims::{self, Outcome};
use crate::text;

use super::super::layout::{TwoParts, below_title};
use super::super::state::{ClaimsLine, ListState, Overlay, State};
use super::super::widget::claims::{ClaimList, ClaimPage, ClaimRow, ClaimText};
use super::super::widget::rule::{Rule, seam};
use super::Scene;

/// Draws the claims in the place of the panes.
pub(super) fn draw(buf: &mut Buffer, area: Rect, scene: Scene<'_>, state: &mut State) {
    let Some(Overlay::Claims(open)) = &mut state.overlay else {
        return;
    };
    let (history, theme) = (scene.history, scene.theme);
    let parts = TwoParts::new(area, open.reading);
    let claim = history.claim(open.sheet().claim);
    if let Some(list_area) = parts.first {
        let n_wrong = open.n_disagreeing();
        let n_all = open.sheets.len();
        let remark = match n_wrong {
            0 => format!("{n_all} claims"),
            1 => format!("1 of {n_all} no longer agrees"),
            more => format!("{more} of {n_all} no longer agree"),
        };
        let inner = titled(buf, list_area, "Claims", &remark, !open.reading, scene);
        let height = usize::from(inner.height);
        let mut list = ListState {
            row: open.line(),
            scroll: open.list_scroll,
        };
        list.show(open.n_list_lines(), height);
        // The heading of the first claim in sight is seen, too.
        let above = list.row.checked_sub(1).filter(|above| *above < list.scroll);
        if let Some(above) = above
            && matches!(open.at_line(above), Some(ClaimsLine::Heading(_)))
        {
            list.scroll = above;
        }
        open.list_scroll = list.scroll;
        open.heights.0 = height;
        let own_id = |claim: &Claim| {
            let own = claim.id.rsplit_once('/').map_or(&*claim.id, |(_, own)| own);
            own.to_uppercase()
        };
        let rows: Vec<ClaimRow> = (list.scroll..list.scroll + height)
            .map_while(|line| open.at_line(line))
            .map(|line| match line {
                ClaimsLine::Heading(heading) => ClaimRow::Heading(heading.to_owned()),
                ClaimsLine::Claim(idx) => {
                    let sheet = &open.sheets[idx];
                    let claim = history.claim(sheet.claim);
                    ClaimRow::Claim {
                        id: own_id(claim),
                        text: claim.text.clone(),
                        verdict: claim.verdict.clone(),
                        disagrees: claims::worst(&sheet.computed) == Some(Outcome::Disagrees),
                    }
                }
            })
            .collect();
        let id_width = open
            .sheets
            .iter()
            .map(|sheet| text::width(&own_id(history.claim(sheet.claim))))
            .max()
            .unwrap_or(0)
            .min(12) as u16;
        let widget = ClaimList {
            rows: &rows,
            own: list.row.checked_sub(list.scroll),
            id_width,
            focused: !open.reading,
            theme,
        };
        widget.render(inner, buf);
    }
    if let Some(page_area) = parts.second {
        let source = &history.source(claim.source).short;
        let place = claims::place(claim);
        let remark = if place.is_empty() {
            source.clone()
        } else {
            format!("{source}, {place}")
        };
        let id = history.own_id(open.sheet().claim.into()).to_uppercase();
        let inner = titled(buf, page_area, &id, &remark, open.reading, scene);
        let lines = ClaimText::new(claim, open.sheet(), inner.width.saturating_sub(2), theme);
        let height = usize::from(inner.height);
        open.heights.1 = height;
        open.n_lines = lines.n_lines();
        if let Some(line) = open.link.and_then(|link| lines.line_of(link)) {
            if line < open.scroll {
                open.scroll = line;
            } else if line >= open.scroll + height {
                open.scroll = line + 1 - height.min(line + 1);
            }
        }
        open.scroll = open.scroll.min(lines.n_lines().saturating_sub(height));
        let widget = ClaimPage {
            text: &lines,
            verdict: &claim.verdict,
            scroll: open.scroll,
            link: open.link,
            focused: open.reading,
            theme,
        };
        widget.render(inner, buf);
    }
    if let Some(line) = parts.seam {
        seam(buf, line, true, theme);
    }
}

fn titled(
    buf: &mut Buffer,
    area: Rect,
    title: &str,
    remark: &str,
    focused: bool,
    scene: Scene<'_>,
) -> Rect {
    let rule = Rule {
        title,
        remark,
        focused,
        theme: scene.theme,
    };
    let line = Rect {
        height: area.height.min(1),
        ..area
    };
    rule.render(line, buf);
    below_title(area)
}
