//! Which meaning of the theme each part of a timeline has: the only place here that asks for a style or a glyph.

use ratatui::buffer::Buffer;
use ratatui::style::{Modifier, Style};

use crate::model::{EventKind, ProjectStatus};
use crate::query::timeline::{Emphasis, Part, RowKind, Spot};
use crate::tui::theme::{Category, Theme};
use crate::tui::widget::paint::put as put_text;

/// Writes a glyph of one column, if the cell is on the screen.
pub fn put(buf: &mut Buffer, x: u16, y: u16, glyph: &str, style: Style) {
    if let Some(cell) = buf.cell_mut((x, y)) {
        cell.set_symbol(glyph).set_style(style);
    }
}

/// Writes a text that is already cut, at most as far as there is room.
pub fn write(
    buf: &mut Buffer,
    (x, y): (u16, u16),
    text: &str,
    room: u16,
    style: Style,
    theme: &Theme,
) {
    if !buf.area.contains((x, y).into()) {
        return;
    }
    if theme.glyphs.ascii {
        put_text(
            buf,
            x,
            y,
            room,
            &text.replace('…', theme.glyphs.ellipsis),
            style,
        );
    } else {
        put_text(buf, x, y, room, text, style);
    }
}

pub fn tick(theme: &Theme) -> Style {
    theme.dim()
}

pub fn axis(theme: &Theme) -> Style {
    theme.faint()
}

pub fn cursor(theme: &Theme) -> Style {
    theme.accent()
}

pub fn through(theme: &Theme) -> Style {
    theme.faint()
}

pub fn window_mark(theme: &Theme) -> Style {
    theme.accent()
}

pub fn strip_end(theme: &Theme) -> Style {
    theme.dim()
}

pub fn hidden_count(theme: &Theme) -> Style {
    theme.dim()
}

pub fn selection(focused: bool, theme: &Theme) -> Style {
    if focused {
        theme.selection().add_modifier(Modifier::BOLD)
    } else {
        theme.selection()
    }
}

/// What stands before the label of the selected row.
pub fn row_mark(focused: bool, theme: &Theme) -> (&'static str, Style) {
    let glyph = if focused {
        theme.glyphs.bar
    } else {
        theme.glyphs.bar_dim
    };
    (glyph, theme.bar(focused))
}

pub fn row_label(emphasis: Emphasis, focused: bool, member: Option<usize>, theme: &Theme) -> Style {
    match emphasis {
        Emphasis::Plain if member.is_some() => of_member(member, theme.text(), theme),
        Emphasis::Selected if focused => theme.text().add_modifier(Modifier::BOLD),
        Emphasis::Related => theme.text().add_modifier(Modifier::BOLD),
        _ => theme.text(),
    }
}

/// The word before the first row of eras.
pub fn era_label(emphasis: Emphasis, focused: bool, theme: &Theme) -> Style {
    match emphasis {
        Emphasis::Selected if focused => theme.text().add_modifier(Modifier::BOLD),
        _ => theme.dim(),
    }
}

/// Behind every other era.
pub fn shade(theme: &Theme) -> Style {
    theme.shade()
}

/// Where an era begins or ends, through what is blank.
pub fn era_edge(theme: &Theme) -> (&'static str, Style) {
    (theme.glyphs.era_edge, theme.faint())
}

/// What joins two steps of a relation.
pub fn riser(emphasis: Emphasis, theme: &Theme) -> (&'static str, Style) {
    let style = match emphasis {
        Emphasis::Selected | Emphasis::Related => theme.accent(),
        _ => theme.faint(),
    };
    (theme.glyphs.riser, style)
}

/// Whether a sign is one of those that everything may be drawn over.
pub fn is_background(sign: &str, theme: &Theme) -> bool {
    sign == " " || sign == theme.glyphs.cursor_line || sign == theme.glyphs.era_edge
}

/// Where the mouse is being dragged.
pub fn dragged(theme: &Theme) -> Style {
    theme.selection()
}

/// The hue of a history among those side by side, which takes the place of the hues of kinds; `own` for a history by
/// itself.
pub fn of_member(member: Option<usize>, own: Style, theme: &Theme) -> Style {
    const HUES: [Category; 4] = [
        Category::People,
        Category::Projects,
        Category::Agreements,
        Category::Conflict,
    ];
    member.map_or(own, |member| theme.category(HUES[member % HUES.len()]))
}

/// The hue of the glyph before a row's label.
pub fn kind(kind: RowKind<'_>, member: Option<usize>, theme: &Theme) -> Style {
    match kind {
        RowKind::Events(kind) => of_member(member, event(kind, theme), theme),
        _ => theme.dim(),
    }
}

pub fn event(kind: &EventKind, theme: &Theme) -> Style {
    theme.category(Category::of(kind))
}

pub fn folded_glyph(theme: &Theme) -> &'static str {
    if theme.glyphs.ascii { ">" } else { "▸" }
}

/// How a part looks, before the selection is laid over it.
pub fn part(part: &Part<'_>, spot: &Spot, member: Option<usize>, theme: &Theme) -> Style {
    let own = match part {
        Part::Label(_) => theme.text(),
        Part::Glyph(kind) => of_member(member, event(kind, theme), theme),
        Part::Within => theme.faint(),
        Part::Line => theme.faint(),
        Part::Shade(status) => match status {
            ProjectStatus::Cancelled => theme.category(Category::Conflict),
            _ => of_member(member, theme.category(Category::Projects), theme),
        },
        Part::Start
        | Part::End
        | Part::Open
        | Part::Mark
        | Part::Dot
        | Part::Doubt
        | Part::Count(_)
        | Part::Lasting => theme.dim(),
    };
    let styled = match spot.emphasis {
        Emphasis::Plain => own,
        Emphasis::Selected => match part {
            Part::Start => theme.accent(),
            Part::Glyph(_) | Part::Dot => theme.accent().add_modifier(Modifier::BOLD),
            _ => own,
        },
        Emphasis::Related => own.add_modifier(Modifier::BOLD),
        Emphasis::Dim => match part {
            Part::Within | Part::Line => theme.faint(),
            _ => theme.dim(),
        },
    };
    if spot.acting && matches!(part, Part::Label(_)) {
        styled.add_modifier(Modifier::ITALIC)
    } else {
        styled
    }
}

/// The glyph of a part that is not a text.
pub fn glyph(part: &Part<'_>, spot: &Spot, theme: &Theme) -> &'static str {
    let selected = spot.emphasis == Emphasis::Selected;
    let certainty = spot.certainty;
    let (glyph, ascii) = match part {
        Part::Start if selected => return theme.glyphs.bar,
        // No room for a count, perhaps, but never in silence.
        Part::Start if spot.fold.is_some() => ("▍", "&"),
        Part::Start if certainty.uncertain || certainty.one_of => ("▯", "?"),
        Part::Start if certainty.approximate => ("╎", "~"),
        Part::Start => return theme.glyphs.step,
        Part::End => ("▕", "]"),
        Part::Open => return theme.glyphs.open_end,
        Part::Mark => ("·", "'"),
        Part::Dot => ("•", "*"),
        Part::Doubt if certainty.uncertain && certainty.approximate => ("%", "%"),
        Part::Doubt if certainty.uncertain => ("?", "?"),
        Part::Doubt if certainty.one_of => ("/", "/"),
        Part::Doubt => ("~", "~"),
        Part::Within => ("┄", "."),
        Part::Lasting | Part::Line => return theme.glyphs.span,
        Part::Glyph(kind) if certainty.uncertain || certainty.one_of => {
            return hollow(theme.glyphs.event(kind));
        }
        Part::Glyph(kind) => return theme.glyphs.event(kind),
        Part::Shade(status) => return theme.glyphs.shade(status),
        Part::Label(_) | Part::Count(_) => ("", ""),
    };
    if theme.glyphs.ascii { ascii } else { glyph }
}

/// An uncertain event has the hollow form of its glyph where there is one; `?` behind it says the rest.
fn hollow(glyph: &'static str) -> &'static str {
    match glyph {
        "■" => "□",
        "▲" => "△",
        "●" => "○",
        other => other,
    }
}

/// A column of the strip: none to eight eighths.
pub fn density(level: u8, in_window: bool, theme: &Theme) -> (&'static str, Style) {
    // A column without events keeps the lowest block, so that the strip is one line.
    let glyph = theme.glyphs.density[usize::from(level).clamp(1, 8)];
    let style = if level == 0 || !in_window {
        theme.faint()
    } else {
        theme.dim()
    };
    (glyph, style)
}
