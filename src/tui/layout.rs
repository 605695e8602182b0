//! Where everything is on the screen: one function, which drawing and mouse both use.
//!
//! All sizes in cells. Any size from 1x1 up gives areas inside the screen; an area that has no room is empty.

use ratatui::layout::{Position, Rect};

/// Below this width or height only a sentence is shown.
pub const SMALLEST: (u16, u16) = (20, 6);
/// Prose is never wider.
pub const PROSE: u16 = 76;

/// The panes between which the focus moves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Pane {
    /// The lanes or the list of events.
    #[default]
    Timeline,
    /// Offices and their holders.
    Leaders,
    /// Projects.
    Projects,
    /// One record whole.
    Detail,
}

impl Pane {
    /// In the order of Tab.
    pub const ALL: [Self; 4] = [Self::Timeline, Self::Leaders, Self::Projects, Self::Detail];

    /// The title above the pane.
    pub fn title(self) -> &'static str {
        match self {
            Self::Timeline => "Timeline",
            Self::Leaders => "Leaders",
            Self::Projects => "Projects",
            Self::Detail => "Detail",
        }
    }
}

/// How the panes share the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrangement {
    /// Too small for anything but a sentence.
    TooSmall,
    /// The focused pane alone.
    One,
    /// The timeline above, one lower pane at a time.
    Stacked,
    /// The timeline above; leaders, projects and detail side by side.
    Columns,
    /// The timeline above leaders and projects on the left, the detail full height on the right.
    Wide,
}

/// The areas of one frame. A pane's area includes the rule with its title; a pane that is not shown has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Areas {
    /// How the panes share the screen.
    pub arrangement: Arrangement,
    /// One line at the top; empty when the screen is too small.
    pub header: Rect,
    /// One line at the bottom; empty when the screen is too small.
    pub status: Rect,
    /// What lies between header and status: the place of overlays.
    pub body: Rect,
    panes: [Option<Rect>; 4],
}

impl Areas {
    /// Divides the screen.
    ///
    /// `lower` is the lower pane that has the place where only one fits; `zoomed` gives the focused pane all of it;
    /// `timeline_rows` is how many rows the timeline could use, its title included.
    pub fn new(screen: Rect, focus: Pane, lower: Pane, zoomed: bool, timeline_rows: u16) -> Self {
        let Rect {
            x,
            y,
            width,
            height,
        } = screen;
        let mut areas = Self {
            arrangement: Arrangement::TooSmall,
            header: Rect::ZERO,
            status: Rect::ZERO,
            body: screen,
            panes: [None; 4],
        };
        if width < SMALLEST.0 || height < SMALLEST.1 {
            return areas;
        }
        areas.header = Rect {
            x,
            y,
            width,
            height: 1,
        };
        areas.status = Rect {
            x,
            y: y + height - 1,
            width,
            height: 1,
        };
        let body = Rect {
            x,
            y: y + 1,
            width,
            height: height - 2,
        };
        areas.body = body;
        areas.arrangement = if zoomed || width < 60 || height < 16 {
            Arrangement::One
        } else if width >= 170 && height >= 45 {
            Arrangement::Wide
        } else if width >= 110 && height >= 30 {
            Arrangement::Columns
        } else {
            Arrangement::Stacked
        };
        match areas.arrangement {
            Arrangement::TooSmall => {}
            Arrangement::One => areas.set(focus, body),
            Arrangement::Stacked => {
                let (top, bottom) = split_rows(
                    body,
                    timeline_rows.clamp(6, (body.height * 46 / 100).max(8)),
                );
                areas.set(Pane::Timeline, top);
                areas.set(
                    if lower == Pane::Timeline {
                        Pane::Detail
                    } else {
                        lower
                    },
                    bottom,
                );
            }
            Arrangement::Columns => {
                let most = (body.height * 47 / 100).max(8);
                let (top, bottom) = split_rows(body, timeline_rows.clamp(8, most));
                areas.set(Pane::Timeline, top);
                let side = (width - 2) / 3;
                let (leaders, rest) = split_columns(bottom, side);
                let (projects, detail) = split_columns(rest, side);
                areas.set(Pane::Leaders, leaders);
                areas.set(Pane::Projects, projects);
                areas.set(Pane::Detail, detail);
            }
            Arrangement::Wide => {
                let detail = (width * 36 / 100).min(PROSE + 3);
                let (left, right) = split_columns(body, width - detail - 1);
                areas.set(Pane::Detail, right);
                let most = body.height * 62 / 100;
                let (top, bottom) = split_rows(left, timeline_rows.clamp(12, most));
                areas.set(Pane::Timeline, top);
                let (leaders, projects) = split_columns(bottom, (bottom.width - 1) / 2);
                areas.set(Pane::Leaders, leaders);
                areas.set(Pane::Projects, projects);
            }
        }
        areas
    }

    /// The area of a pane; `None` when it is not shown.
    pub fn pane(&self, pane: Pane) -> Option<Rect> {
        self.panes[pane as usize]
    }

    /// The pane under a cell.
    pub fn at(&self, position: Position) -> Option<Pane> {
        Pane::ALL
            .into_iter()
            .find(|&pane| self.pane(pane).is_some_and(|area| area.contains(position)))
    }

    /// The columns of `│` between neighbours, each with the row of the rule that it hangs from.
    pub fn seams(&self) -> impl Iterator<Item = Rect> + '_ {
        Pane::ALL
            .into_iter()
            .filter_map(|pane| self.pane(pane))
            .filter(|area| area.x > self.body.x)
            .map(|area| Rect {
                x: area.x - 1,
                y: area.y,
                width: 1,
                height: area.height,
            })
    }

    fn set(&mut self, pane: Pane, area: Rect) {
        self.panes[pane as usize] = Some(area);
    }
}

/// A list and what is selected in it, in the place of the panes: side by side, one above the other, or one at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TwoParts {
    /// The list, its title included; `None` while only the other fits.
    pub first: Option<Rect>,
    /// What is selected, its title included.
    pub second: Option<Rect>,
    /// The line between neighbours.
    pub seam: Option<Rect>,
}

impl TwoParts {
    /// Divides the area of the panes; where only one part fits, `second_alone` says which.
    pub fn new(area: Rect, second_alone: bool) -> Self {
        if area.width >= 100 {
            let (left, right) = split_columns(area, area.width * 46 / 100);
            let seam = Rect {
                x: left.right(),
                width: 1,
                ..area
            };
            return Self {
                first: Some(left),
                second: Some(right),
                seam: Some(seam),
            };
        }
        let (first, second) = if area.width < 60 || area.height < 14 {
            if second_alone {
                (None, Some(area))
            } else {
                (Some(area), None)
            }
        } else {
            let (top, bottom) = split_rows(area, area.height * 40 / 100);
            (Some(top), Some(bottom))
        };
        Self {
            first,
            second,
            seam: None,
        }
    }
}

/// The area below a pane's title.
pub fn below_title(area: Rect) -> Rect {
    Rect {
        y: area.y + area.height.min(1),
        height: area.height.saturating_sub(1),
        ..area
    }
}

fn split_rows(area: Rect, top: u16) -> (Rect, Rect) {
    let top = top.min(area.height);
    (
        Rect {
            height: top,
            ..area
        },
        Rect {
            y: area.y + top,
            height: area.height - top,
            ..area
        },
    )
}

/// Left part of a width, one column for the seam, and the rest.
fn split_columns(area: Rect, left: u16) -> (Rect, Rect) {
    let left = left.min(area.width);
    let x = (area.x + left + 1).min(area.right());
    (
        Rect {
            width: left,
            ..area
        },
        Rect {
            x,
            width: area.right() - x,
            ..area
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn areas(width: u16, height: u16) -> Areas {
        Areas::new(
            Rect::new(0, 0, width, height),
            Pane::Timeline,
            Pane::Detail,
            false,
            20,
        )
    }

    #[test]
    fn breakpoints_choose_the_arrangement() {
        for (size, arrangement) in [
            ((19, 6), Arrangement::TooSmall),
            ((20, 5), Arrangement::TooSmall),
            ((20, 6), Arrangement::One),
            ((59, 40), Arrangement::One),
            ((60, 15), Arrangement::One),
            ((80, 24), Arrangement::Stacked),
            ((109, 40), Arrangement::Stacked),
            ((120, 29), Arrangement::Stacked),
            ((120, 40), Arrangement::Columns),
            ((170, 44), Arrangement::Columns),
            ((200, 60), Arrangement::Wide),
        ] {
            assert_eq!(areas(size.0, size.1).arrangement, arrangement, "{size:?}");
        }
    }

    #[test]
    fn panes_stay_inside_and_apart_at_every_size() {
        for width in 1..=250 {
            for height in 1..=80 {
                let all = areas(width, height);
                let screen = Rect::new(0, 0, width, height);
                let shown: Vec<Rect> = Pane::ALL
                    .iter()
                    .filter_map(|&pane| all.pane(pane))
                    .collect();
                for (idx, area) in shown.iter().enumerate() {
                    assert_eq!(area.intersection(screen), *area, "{width}x{height}");
                    for other in &shown[idx + 1..] {
                        assert!(
                            area.intersection(*other).is_empty(),
                            "{width}x{height}: {area} and {other}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn the_pane_under_a_cell_is_the_one_drawn_there() {
        let all = areas(120, 40);
        let leaders = all.pane(Pane::Leaders).expect("shown at this size");
        assert_eq!(
            all.at(Position::new(leaders.x + 1, leaders.y + 1)),
            Some(Pane::Leaders)
        );
        assert_eq!(
            all.at(Position::new(0, 0)),
            None,
            "the header belongs to no pane"
        );
    }
}
