//! The detail, and what the lists beside it share.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::model::Entity;
use crate::text;

use super::super::action::Action;
use super::super::layout::{Arrangement, Pane};
use super::super::state::State;
use super::super::widget::Standing;
use super::super::widget::detail::{Detail, DetailText};
use super::{Scene, category, title};

pub(super) fn detail(
    buf: &mut Buffer,
    area: Rect,
    scene: Scene<'_>,
    state: &mut State,
    arrangement: Arrangement,
) {
    let profile = state.profile(scene.history);
    let switch = |scene: Scene<'_>| {
        let key = |action| {
            scene
                .keymap
                .keys_of(action)
                .first()
                .cloned()
                .unwrap_or_default()
        };
        format!(
            "{} Leaders  {} Projects",
            key(Action::FocusLeaders),
            key(Action::FocusProjects)
        )
    };
    let kind = profile
        .as_ref()
        .map(|profile| profile.kind.clone())
        .unwrap_or_default();
    let pin = state.selected.and_then(|entity| state.pin_of(entity));
    let remark = match pin {
        Some(row) => format!(
            "{kind} {} pin {} of {}",
            scene.theme.glyphs.dot,
            row + 1,
            state.pins.len()
        ),
        None if arrangement == Arrangement::Stacked => switch(scene),
        None => kind,
    };
    let inner = title(buf, area, Pane::Detail, &remark, state, scene.theme);
    state.page.detail = usize::from(inner.height);
    let (Some(profile), Some(entity)) = (profile, state.selected) else {
        state.page.detail_lines = 0;
        empty(
            buf,
            inner,
            scene,
            (Pane::Detail, state),
            "Nothing is selected",
        );
        return;
    };
    let text = DetailText::new(
        &profile,
        inner.width.saturating_sub(2),
        scene.theme.glyphs.dot,
    );
    state.page.detail_lines = text.n_lines();
    if let Some(line) = state.detail_link.and_then(|link| text.line_of(link)) {
        let height = usize::from(inner.height).max(1);
        if line < state.detail_scroll {
            state.detail_scroll = line;
        } else if line >= state.detail_scroll + height {
            state.detail_scroll = line + 1 - height;
        }
    }
    state.detail_scroll = state
        .detail_scroll
        .min(text.n_lines().saturating_sub(usize::from(inner.height)));
    let widget = Detail {
        text: &text,
        scroll: state.detail_scroll,
        link: state.detail_link,
        category: category(scene.history, entity),
        focused: state.focus == Pane::Detail,
        theme: scene.theme,
    };
    widget.render(inner, buf);
    state.hyperlinks.extend(widget.hyperlinks(inner));
}

pub(super) fn empty(
    buf: &mut Buffer,
    area: Rect,
    scene: Scene<'_>,
    (pane, state): (Pane, &State),
    why: &str,
) {
    if area.height == 0 {
        return;
    }
    let sentence = if pane != Pane::Detail && state.filters.stands_before(pane) {
        "Nothing here passes the filter · Ctrl-x clears it"
    } else if state.brushed && matches!(pane, Pane::Leaders | Pane::Projects) {
        "Nothing on record here in the days of the window · w shows all days"
    } else {
        why
    };
    let lines = text::wrap(sentence, usize::from(area.width.saturating_sub(2)).max(1));
    let top = area.y + area.height / 3;
    for (y, line) in (top..area.bottom()).zip(lines) {
        buf.set_stringn(
            area.x + 1,
            y,
            line,
            usize::from(area.width.saturating_sub(1)),
            scene.theme.dim(),
        );
    }
}

/// How a row stands out that is one of some records.
pub(super) fn standing(related: &[Entity], any_of: &[Entity]) -> Standing {
    if related.is_empty() || any_of.is_empty() {
        Standing::Plain
    } else if any_of
        .iter()
        .any(|entity| related.binary_search(entity).is_ok())
    {
        Standing::Related
    } else {
        Standing::Dim
    }
}
