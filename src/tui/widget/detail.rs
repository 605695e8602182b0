//! One record whole: title, date, prose, links under labels, numbered sources.
//!
//! The text is first set in lines for a width, with the place of every link, and then painted: what is under the mouse
//! and how far one can scroll come from the same lines.

use std::rc::Rc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Widget;

use crate::query::profile::Profile;
use crate::text;
use crate::tui::hyperlink::Hyperlink;
use crate::tui::layout::PROSE;
use crate::tui::theme::{Category, Theme};

use super::paint::{put, put_right};

/// Columns of a label, the blank after it included.
const LABEL: usize = 12;
/// From this width on title and date share a line and labels stand before their links.
const WIDE: u16 = 34;

/// What a piece of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Voice {
    Title,
    Text,
    Dim,
    Label,
    /// A link by its number among the targets of the profile.
    Link(usize),
    Plain,
}

#[derive(Clone, Debug)]
struct Piece {
    column: usize,
    text: String,
    voice: Voice,
    /// Where it leads outside of the history.
    address: Option<Rc<str>>,
}

/// A profile set in lines.
#[derive(Clone, Debug)]
pub struct DetailText {
    lines: Vec<Vec<Piece>>,
    /// The date, when it stands at the right end of the first line.
    date: Option<String>,
}

impl DetailText {
    /// Sets a profile for a width in columns, the edges not included.
    pub fn new(profile: &Profile, width: u16, dot: &str) -> Self {
        let width = usize::from(width.clamp(8, PROSE));
        let is_wide = width >= usize::from(WIDE);
        let mut set = Setter {
            lines: Vec::new(),
            width,
            n_links: 0,
            address: None,
        };
        let title = text::printable(&profile.title).into_owned();
        let date = profile.date.as_deref().unwrap_or("");
        let shares =
            is_wide && !date.is_empty() && text::width(&title) + 3 + text::width(date) <= width;
        set.paragraph(&title, 0, Voice::Title);
        let mut second: Vec<String> = Vec::new();
        if !shares && !date.is_empty() {
            second.push(date.to_owned());
        }
        second.extend(profile.place.clone());
        if !second.is_empty() {
            set.paragraph(&second.join(&format!(" {dot} ")), 0, Voice::Text);
        }
        if !profile.names.is_empty() {
            set.paragraph(&profile.names.join(&format!(" {dot} ")), 0, Voice::Dim);
        }
        for paragraph in &profile.prose {
            set.blank();
            set.paragraph(paragraph, 0, Voice::Text);
        }
        if !profile.groups.is_empty() {
            set.blank();
        }
        let indent = if is_wide { LABEL } else { 2 };
        for group in &profile.groups {
            if is_wide {
                set.label(group.label);
            } else {
                set.paragraph(group.label, 0, Voice::Label);
                set.lines.push(Vec::new());
            }
            let mut column = indent;
            for (idx, link) in group.links.iter().enumerate() {
                let voice = set.voice(link.to.is_some());
                if idx > 0 && group.lines {
                    set.lines.push(Vec::new());
                    column = indent;
                } else if idx > 0 {
                    column = set.separate(dot, column);
                }
                set.address = link.address.as_deref().map(Rc::from);
                column = set.flow(&text::printable(&link.text), column, indent, voice);
                set.address = None;
            }
        }
        if !profile.sources.is_empty() {
            set.blank();
        }
        for (idx, source) in profile.sources.iter().enumerate() {
            let number = format!("[{}] ", idx + 1);
            set.lines.push(vec![Piece {
                column: 0,
                text: number.clone(),
                voice: Voice::Dim,
                address: None,
            }]);
            let indent = text::width(&number);
            let voice = set.voice(true);
            set.address = source.address.as_deref().map(Rc::from);
            let mut column = set.flow(&text::printable(&source.text), indent, indent, voice);
            set.address = None;
            if let Some(mark) = &source.mark {
                column = set.flow(&format!(" ({mark})"), column, indent, Voice::Label);
            }
            if let Some(says) = &source.says {
                set.flow(
                    &format!(" {}", text::printable(says)),
                    column,
                    indent,
                    Voice::Dim,
                );
            }
        }
        Self {
            lines: set.lines,
            date: shares.then(|| date.to_owned()),
        }
    }

    /// How many lines there are.
    pub fn n_lines(&self) -> usize {
        self.lines.len()
    }

    /// The line on which a link begins.
    pub fn line_of(&self, link: usize) -> Option<usize> {
        self.lines
            .iter()
            .position(|line| line.iter().any(|piece| piece.voice == Voice::Link(link)))
    }

    /// The link at a line and column.
    pub fn link_at(&self, line: usize, column: usize) -> Option<usize> {
        self.lines
            .get(line)?
            .iter()
            .find_map(|piece| match piece.voice {
                Voice::Link(link)
                    if piece.column <= column
                        && column < piece.column + text::width(&piece.text) =>
                {
                    Some(link)
                }
                _ => None,
            })
    }
}

/// Lays words into lines.
struct Setter {
    lines: Vec<Vec<Piece>>,
    width: usize,
    n_links: usize,
    /// Where the next words lead outside of the history.
    address: Option<Rc<str>>,
}

impl Setter {
    fn voice(&mut self, is_link: bool) -> Voice {
        if !is_link {
            return Voice::Plain;
        }
        self.n_links += 1;
        Voice::Link(self.n_links - 1)
    }

    fn blank(&mut self) {
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(Vec::new());
        }
    }

    fn label(&mut self, label: &str) {
        self.lines.push(vec![Piece {
            column: 0,
            text: label.to_owned(),
            voice: Voice::Label,
            address: None,
        }]);
    }

    fn paragraph(&mut self, paragraph: &str, indent: usize, voice: Voice) {
        let clean = text::printable_lines(paragraph);
        for line in text::wrap(&clean, self.width - indent) {
            self.lines.push(vec![Piece {
                column: indent,
                text: line,
                voice,
                address: None,
            }]);
        }
    }

    /// A dot behind the last words, never at the beginning of a line; gives the column for the next words.
    fn separate(&mut self, dot: &str, column: usize) -> usize {
        let wide = 1 + text::width(dot);
        if column + wide <= self.width {
            self.push(column, &mut format!(" {dot}"), Voice::Dim);
        }
        column + wide + 1
    }

    /// Runs on from a column of the last line, breaking between words; gives the column after it.
    fn flow(&mut self, words: &str, from: usize, indent: usize, voice: Voice) -> usize {
        let mut column = from;
        let mut piece = String::new();
        let mut start = from;
        for word in words.split_inclusive(' ') {
            let wide = text::width(word.trim_end());
            if column + wide > self.width && column > indent {
                self.push(start, &mut piece, voice);
                self.lines.push(Vec::new());
                (column, start) = (indent, indent);
                if word.trim().is_empty() {
                    continue;
                }
            }
            if column + wide > self.width {
                // A word that is wider than a line alone is broken anywhere.
                for part in text::wrap(word.trim_end(), self.width - indent) {
                    if column > indent {
                        self.lines.push(Vec::new());
                    }
                    let mut part_text = part;
                    column = indent + text::width(&part_text);
                    self.push(indent, &mut part_text, voice);
                }
                start = column;
                continue;
            }
            piece.push_str(word);
            column += text::width(word);
        }
        self.push(start, &mut piece, voice);
        column
    }

    fn push(&mut self, column: usize, piece: &mut String, voice: Voice) {
        let text = std::mem::take(piece);
        if text.is_empty() {
            return;
        }
        if self.lines.is_empty() {
            self.lines.push(Vec::new());
        }
        if let Some(line) = self.lines.last_mut() {
            line.push(Piece {
                column,
                text,
                voice,
                address: self.address.clone(),
            });
        }
    }
}

/// The lines in sight.
#[derive(Clone, Copy)]
pub struct Detail<'a> {
    /// What is shown.
    pub text: &'a DetailText,
    /// How many lines are scrolled away.
    pub scroll: usize,
    /// The selected link.
    pub link: Option<usize>,
    /// The hue of the record.
    pub category: Category,
    /// Whether the pane has the keys.
    pub focused: bool,
    /// Colours and signs.
    pub theme: &'a Theme,
}

impl Detail<'_> {
    /// What leads outside of the history, where it is when drawn in an area.
    pub fn hyperlinks(&self, area: Rect) -> Vec<Hyperlink> {
        let mut links = Vec::new();
        for (y, line) in self.in_sight(area) {
            for piece in line {
                let Some(address) = &piece.address else {
                    continue;
                };
                let at = Position::new(area.x + 1 + piece.column as u16, y);
                let width = text::width(&piece.text) as u16;
                links.push(Hyperlink {
                    at,
                    width: width.min(area.right().saturating_sub(at.x + 1)),
                    address: Rc::clone(address),
                });
            }
        }
        links
    }

    /// The lines in sight with their rows on the screen.
    fn in_sight(&self, area: Rect) -> impl Iterator<Item = (u16, &Vec<Piece>)> {
        let lines = self.text.lines.iter().skip(self.scroll);
        (area.y..area.bottom()).zip(lines)
    }
}

impl Widget for &Detail<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        if area.width < 3 {
            return;
        }
        let theme = self.theme;
        let inner = Rect {
            x: area.x + 1,
            width: (area.width - 2).min(PROSE),
            ..area
        };
        for (y, line) in self.in_sight(area) {
            for piece in line {
                let style = match piece.voice {
                    Voice::Title => theme.category(self.category).patch(theme.strong()),
                    Voice::Text | Voice::Plain => theme.text(),
                    Voice::Dim | Voice::Label => theme.dim(),
                    Voice::Link(link) => theme.link(self.focused && self.link == Some(link)),
                };
                let x = inner.x + piece.column as u16;
                put(
                    buf,
                    x,
                    y,
                    inner.right().saturating_sub(x),
                    &piece.text,
                    style,
                );
            }
            if y == area.y && self.scroll == 0 {
                put(buf, area.x, y, 1, theme.glyphs.bar, theme.bar(self.focused));
                if let Some(date) = &self.text.date {
                    put_right(buf, inner, y, date, theme.text());
                }
            }
        }
        let below = self
            .text
            .n_lines()
            .saturating_sub(self.scroll + usize::from(area.height));
        if below > 0 && area.height > 1 {
            let more = format!(" +{below} ");
            let x = area.right().saturating_sub(text::width(&more) as u16);
            put(
                buf,
                x,
                area.bottom() - 1,
                more.len() as u16,
                &more,
                theme.dim(),
            );
        }
    }
}
