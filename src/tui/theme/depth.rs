//! How many colours a terminal has, and the nearest of them.

use ratatui::style::Color;

/// Colours of a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// None are wanted (`NO_COLOR`) or there are none.
    None,
    /// The sixteen of the terminal's own palette.
    Sixteen,
    /// The 256 of xterm.
    Indexed,
    /// Any.
    True,
}

impl Depth {
    /// From `NO_COLOR`, `COLORTERM` and `TERM`.
    pub fn of(no_color: Option<&str>, colorterm: Option<&str>, term: Option<&str>) -> Self {
        if no_color.is_some_and(|value| !value.is_empty()) {
            return Self::None;
        }
        let term = term.unwrap_or("");
        match colorterm {
            Some("truecolor" | "24bit") => Self::True,
            _ if term == "dumb" || term.is_empty() => Self::None,
            _ if term.contains("direct")
                || term.contains("kitty")
                || term.contains("alacritty") =>
            {
                Self::True
            }
            _ if term.contains("256") => Self::Indexed,
            _ => Self::Sixteen,
        }
    }

    /// In words, for a report.
    pub fn label(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Sixteen => "16",
            Self::Indexed => "256",
            Self::True => "true colour",
        }
    }

    /// The nearest colour that the terminal has.
    pub fn colour(self, (r, g, b): (u8, u8, u8)) -> Color {
        match self {
            Self::True => Color::Rgb(r, g, b),
            Self::Indexed => Color::Indexed(indexed(r, g, b)),
            Self::Sixteen | Self::None => sixteen(r, g, b),
        }
    }
}

/// The nearest of xterm's colour cube and grey ramp.
fn indexed(r: u8, g: u8, b: u8) -> u8 {
    const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    let step = |value: u8| {
        (0..6_u8)
            .min_by_key(|&idx| STEPS[usize::from(idx)].abs_diff(value))
            .unwrap_or(0)
    };
    let distance = |a: (u8, u8, u8)| {
        let part = |x: u8, y: u8| i32::from(x.abs_diff(y)).pow(2);
        part(a.0, r) + part(a.1, g) + part(a.2, b)
    };
    let (cr, cg, cb) = (step(r), step(g), step(b));
    let cube = (
        STEPS[usize::from(cr)],
        STEPS[usize::from(cg)],
        STEPS[usize::from(cb)],
    );
    let mean = ((u16::from(r) + u16::from(g) + u16::from(b)) / 3) as u8;
    let grey_idx = (mean.saturating_sub(3) / 10).min(23);
    let grey = 8 + 10 * grey_idx;
    if distance((grey, grey, grey)) < distance(cube) {
        232 + grey_idx
    } else {
        16 + 36 * cr + 6 * cg + cb
    }
}

/// The palette's colour of the same hue: bright for light colours, so that a dark theme stays readable.
fn sixteen(r: u8, g: u8, b: u8) -> Color {
    let (max, min) = (r.max(g).max(b), r.min(g).min(b));
    let light = max > 150;
    if max - min < 40 {
        return match max {
            0..=40 => Color::Black,
            41..=175 => Color::DarkGray,
            176..=230 => Color::Gray,
            _ => Color::White,
        };
    }
    let high = |value: u8| u16::from(value - min) * 2 > u16::from(max - min);
    match (high(r), high(g), high(b), light) {
        (true, false, false, true) => Color::LightRed,
        (true, false, false, false) => Color::Red,
        (false, true, false, true) => Color::LightGreen,
        (false, true, false, false) => Color::Green,
        (true, true, _, true) => Color::LightYellow,
        (true, true, _, false) => Color::Yellow,
        (false, false, true, true) => Color::LightBlue,
        (false, false, true, false) => Color::Blue,
        (true, false, true, true) => Color::LightMagenta,
        (true, false, true, false) => Color::Magenta,
        (false, true, true, true) => Color::LightCyan,
        (false, true, true, false) => Color::Cyan,
        (false, false, false, _) => Color::Gray,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_tells_the_colours() {
        assert_eq!(
            Depth::of(Some("1"), Some("truecolor"), Some("xterm")),
            Depth::None
        );
        assert_eq!(
            Depth::of(Some(""), Some("truecolor"), Some("xterm")),
            Depth::True,
            "an empty NO_COLOR says nothing"
        );
        assert_eq!(
            Depth::of(None, None, Some("xterm-256color")),
            Depth::Indexed
        );
        assert_eq!(Depth::of(None, None, Some("xterm")), Depth::Sixteen);
        assert_eq!(Depth::of(None, None, Some("dumb")), Depth::None);
    }

    #[test]
    fn fewer_colours_keep_the_hue() {
        assert_eq!(Depth::Sixteen.colour((0x8f, 0xd6, 0x94)), Color::LightGreen);
        assert_eq!(Depth::Sixteen.colour((0xa8, 0x20, 0x1a)), Color::LightRed);
        assert_eq!(Depth::Indexed.colour((255, 0, 0)), Color::Indexed(196));
        assert_eq!(
            Depth::Indexed.colour((0x80, 0x80, 0x80)),
            Color::Indexed(244)
        );
    }
}
