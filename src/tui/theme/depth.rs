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

/// The parts of the colours of xterm's cube.
const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// The nearest of xterm's colour cube and grey ramp.
fn indexed(r: u8, g: u8, b: u8) -> u8 {
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

/// The palette's colour of the same hue.
///
/// Dark colours are meant for a light ground and stay dark; light ones become the bright half of the palette, orange
/// apart, which has no place of its own and would read as red. Reading comes before hue: on a light ground every palette's
/// yellow is too pale, so a dark orange is red there, and a light grey is never the palette's dark one.
fn sixteen(r: u8, g: u8, b: u8) -> Color {
    let (max, min) = (r.max(g).max(b), r.min(g).min(b));
    let is_light = luminance((r, g, b)) > 0.2;
    if max - min < 40 {
        return match luminance((r, g, b)) {
            ..0.02 => Color::Black,
            0.02..0.2 => Color::DarkGray,
            0.2..0.8 => Color::Gray,
            _ => Color::White,
        };
    }
    match (hue(r, g, b), is_light) {
        (20..40, true) => Color::Yellow,
        (40..75, true) => Color::LightYellow,
        (0..45 | 330..=360, false) => Color::Red,
        (45..75, false) => Color::Yellow,
        (75..165, true) => Color::LightGreen,
        (75..165, false) => Color::Green,
        (165..195, true) => Color::LightCyan,
        (165..195, false) => Color::Cyan,
        (195..255, true) => Color::LightBlue,
        (195..255, false) => Color::Blue,
        (255..330, true) => Color::LightMagenta,
        (255..330, false) => Color::Magenta,
        _ => Color::LightRed,
    }
}

/// Degrees on the colour wheel: red 0, green 120, blue 240. The parts may not all be equal.
fn hue(r: u8, g: u8, b: u8) -> i32 {
    let [r, g, b] = [r, g, b].map(i32::from);
    let (max, min) = (r.max(g).max(b), r.min(g).min(b));
    let part = |from: i32, less: i32| 60 * (from - less) / (max - min).max(1);
    let degrees = if max == r {
        part(g, b)
    } else if max == g {
        120 + part(b, r)
    } else {
        240 + part(r, g)
    };
    degrees.rem_euclid(360)
}

/// Relative luminance of WCAG 2, from 0 for black to 1 for white.
pub(super) fn luminance((r, g, b): (u8, u8, u8)) -> f64 {
    let channel = |value: u8| {
        let value = f64::from(value) / 255.0;
        if value <= 0.040_45 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b)
}

/// What xterm shows for a colour of the cube or the grey ramp.
#[cfg(test)]
pub(super) fn rgb_of_indexed(idx: u8) -> (u8, u8, u8) {
    match idx {
        232.. => {
            let grey = 8 + 10 * (idx - 232);
            (grey, grey, grey)
        }
        16.. => {
            let part = |n: u8| STEPS[usize::from(n % 6)];
            let cube = idx - 16;
            (part(cube / 36), part(cube / 6), part(cube))
        }
        _ => panic!("{idx} is a colour of the terminal's own"),
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
        for (colour, nearest) in [
            ((0x8f, 0xd6, 0x94), Color::LightGreen),
            ((0xff, 0x8a, 0x80), Color::LightRed),
            ((0xf2, 0xa6, 0x5a), Color::Yellow),
            ((0xff, 0xd1, 0x66), Color::LightYellow),
            ((0x7c, 0xc7, 0xff), Color::LightBlue),
            ((0xc9, 0xa0, 0xff), Color::LightMagenta),
            ((0x9a, 0xa0, 0xaa), Color::Gray),
            ((0x6f, 0x76, 0x82), Color::DarkGray),
            ((0x5f, 0x65, 0x70), Color::DarkGray),
            ((0xa8, 0x20, 0x1a), Color::Red),
            ((0x1f, 0x6b, 0x2c), Color::Green),
            ((0x8f, 0x44, 0x00), Color::Red),
            ((0x00, 0x5f, 0x9e), Color::Blue),
            ((0xff, 0xff, 0xff), Color::White),
            ((0x00, 0x00, 0x00), Color::Black),
        ] {
            assert_eq!(Depth::Sixteen.colour(colour), nearest, "{colour:02x?}");
        }
        assert_eq!(Depth::Indexed.colour((255, 0, 0)), Color::Indexed(196));
        assert_eq!(
            Depth::Indexed.colour((0x80, 0x80, 0x80)),
            Color::Indexed(244)
        );
    }

    #[test]
    fn colours_of_the_cube_are_their_own_nearest() {
        for idx in 16..=255_u8 {
            let rgb = rgb_of_indexed(idx);
            let Color::Indexed(nearest) = Depth::Indexed.colour(rgb) else {
                panic!("256 colours are indexed")
            };
            assert_eq!(rgb_of_indexed(nearest), rgb, "{idx}");
        }
    }
}
