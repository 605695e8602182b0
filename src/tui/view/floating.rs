//! What takes the place of the panes or floats above them.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::model::{Entity, History};
use crate::query::profile::Profile;
use crate::query::search::{Hit, Marks, Query};
use crate::text;

use super::super::handout;
use super::super::hyperlink::Hyperlink;
use super::super::layout::below_title;
use super::super::lesson;
use super::super::palette::{PaletteRow, palette_rows};
use super::super::state::{ListState, Overlay, Pin, SearchOverlay, State, days_of};
use super::super::widget::choices::{Choice, Choices, centred};
use super::super::widget::detail::{Detail, DetailText};
use super::super::widget::rule::{Rule, seam};
use super::super::widget::search::{HitRow, OTHER_ROWS, Search, Typed};
use super::super::widget::timeline::{COLUMN, Legend, legend as legend_lines};
use super::{Scene, category, is_being_typed, next_keys, wrong};

/// The search, with a preview where there is room for one.
pub(super) fn search(buf: &mut Buffer, area: Rect, scene: Scene<'_>, state: &mut State) {
    let Some(Overlay::Search(search)) = &state.overlay else {
        return;
    };
    let theme = scene.theme;
    let with_preview = area.width >= 100;
    let left_width = if with_preview {
        area.width * 62 / 100
    } else {
        area.width
    };
    let left = Rect {
        width: left_width,
        ..area
    };
    let results = &search.results;
    let count = if search.field.text().trim().is_empty() {
        String::new()
    } else {
        let typos = if results.with_typos {
            ", with typos"
        } else {
            ""
        };
        format!("{} of {}{typos}", results.n_found, results.n_searched)
    };
    let rule = Rule {
        title: "Search",
        remark: &count,
        focused: true,
        theme,
    };
    rule.render(Rect { height: 1, ..left }, buf);
    let inner = below_title(left);
    // Read anew: the answer may be of an earlier letter.
    let notes = Query::parse(search.field.text()).notes;
    let wrong = wrong(&search.field, &notes);
    // Of several, that of the word where one is.
    let note = notes
        .iter()
        .find(|note| is_being_typed(&search.field, note))
        .or(notes.first());
    let room = usize::from(left_width.saturating_sub(2));
    let words = "kind:event type:visit person:putin area:mn sector:gas in:2003..2009 'exact !not";
    let hint = match note {
        Some(note) => text::wrap(&note.help, room),
        None => vec![whole_words(words, room).to_owned()],
    };
    // What is hidden is told below the rows.
    let other_rows = OTHER_ROWS + hint.len() as u16 + u16::from(search.n_hidden > 0);
    let height = usize::from(inner.height.saturating_sub(other_rows));
    let mut list = ListState {
        row: search.row,
        scroll: 0,
    };
    list.scroll = search.row.saturating_sub(height.saturating_sub(1));
    list.show(results.hits.len(), height);
    let marks = Marks::of(&Query::parse(&results.query));
    let rows: Vec<HitRow> = results
        .hits
        .iter()
        .skip(list.scroll)
        .take(height)
        .map(|hit| {
            if hit.is_marked {
                hit_row(scene.history, hit)
            } else {
                hit_row(scene.history, &marks.hit(scene.history, hit.entity))
            }
        })
        .collect();
    let empty = nothing(search);
    let hidden = hidden(search, &rows, state.filters.n_everywhere());
    let widget = Search {
        typed: Typed {
            parts: search.field.parts(),
            wrong: &wrong,
            placeholder: "a name, in any spelling or script; words in any order",
            theme,
        },
        note: note.map_or((0, ""), |note| (note.span.start, &note.message)),
        is_wrong: note.is_some_and(|note| !is_being_typed(&search.field, note)),
        rows: &rows,
        own: search.row.checked_sub(list.scroll),
        empty: &empty,
        hidden: &hidden,
        hint: &hint,
        theme,
    };
    widget.render(inner, buf);
    if with_preview {
        let right = Rect {
            x: left.right() + 1,
            width: area.width - left_width - 1,
            ..area
        };
        let links = preview(buf, right, scene, search);
        state.hyperlinks.extend(links);
        seam(
            buf,
            Rect {
                x: left.right(),
                width: 1,
                ..area
            },
            true,
            theme,
        );
    }
    state.page.overlay = height;
}

/// The actions as the palette lists them.
fn actions(rows: &[PaletteRow]) -> Vec<Choice> {
    rows.iter()
        .map(|row| Choice {
            key: row.keys.clone(),
            text: row.action.summary().to_owned(),
            note: row
                .reason
                .unwrap_or_else(|| row.action.heading().title())
                .to_owned(),
            is_dim: row.reason.is_some(),
        })
        .collect()
}

/// The formats of a hand-out, where each would be written, and what else may be said.
fn formats(typed: &handout::Typed<'_>, scene: Scene<'_>) -> Vec<Choice> {
    typed
        .formats()
        .into_iter()
        .map(|format| Choice {
            key: format.word().to_owned(),
            text: format.summary().to_owned(),
            note: typed.file(scene.history, format).display().to_string(),
            is_dim: false,
        })
        .chain([Choice {
            key: "… view".to_owned(),
            text: "only what the screen shows; then a file of your own".to_owned(),
            note: "export! replaces a file".to_owned(),
            is_dim: true,
        }])
        .collect()
}

/// The file that the pins would be written to, and what else may be said.
fn lesson_file(typed: &lesson::Typed<'_>, n_pins: usize) -> Vec<Choice> {
    let stops = if n_pins == 1 { "stop" } else { "stops" };
    vec![
        Choice {
            key: typed.file().display().to_string(),
            text: format!("a tour of {n_pins} {stops}"),
            ..Choice::default()
        },
        Choice {
            text: "for the folder of the history".to_owned(),
            note: "lesson! replaces a file".to_owned(),
            is_dim: true,
            ..Choice::default()
        },
    ]
}

/// Whatever floats above the panes.
pub(super) fn draw(buf: &mut Buffer, area: Rect, scene: Scene<'_>, state: &mut State) {
    match &state.overlay {
        None => which_key(buf, area, scene, state),
        Some(Overlay::Palette {
            field,
            row,
            is_help,
        }) => {
            let hand_out = handout::Typed::read(field.text());
            let pins = lesson::Typed::read(field.text());
            let choices = match (&hand_out, &pins) {
                (Some(typed), _) => formats(typed, scene),
                (None, Some(typed)) => lesson_file(typed, state.pins.len()),
                (None, None) => actions(&palette_rows(state, scene.keymap, field.text(), *is_help)),
            };
            let title = match (&hand_out, is_help) {
                (Some(_), _) => "Write a hand-out",
                _ if pins.is_some() => "Keep the pins as a tour",
                (None, true) => "Keys",
                (None, false) => "Actions",
            };
            let typed = field.parts();
            let placeholder = "name, synonym or key";
            let height = list(
                buf,
                area,
                scene,
                (title, Some(typed), placeholder, ""),
                &choices,
                *row,
                84,
            );
            state.page.overlay = height;
        }
        Some(Overlay::Date { field, error }) => {
            let choices = [
                ("2009", "a year; also typed without the prompt, then Enter"),
                ("2009-09", "a month"),
                ("3 sep 2019", "a day in words"),
                ("+10y  -3m  +5d", "from the cursor date"),
                ("today", "the day it is"),
                ("1936..1945", "a window: exactly these years"),
            ]
            .map(|(key, text)| Choice {
                key: key.to_owned(),
                text: text.to_owned(),
                ..Choice::default()
            });
            let remark = error.as_deref().unwrap_or("");
            list(
                buf,
                area,
                scene,
                ("Go to a date", Some(field.parts()), "a date", remark),
                &choices,
                usize::MAX,
                72,
            );
        }
        Some(Overlay::List(overlay) | Overlay::Sources(overlay)) => {
            let choices: Vec<Choice> = overlay
                .lines
                .iter()
                .map(|(text, _)| Choice {
                    text: text.clone(),
                    ..Choice::default()
                })
                .collect();
            let height = list(
                buf,
                area,
                scene,
                (&overlay.title, None, "", ""),
                &choices,
                overlay.row,
                100,
            );
            state.page.overlay = height;
        }
        Some(Overlay::Legend { scroll }) => {
            let most = legend(buf, area, scene, *scroll);
            state.page.overlay = most;
            if let Some(Overlay::Legend { scroll }) = &mut state.overlay {
                *scroll = (*scroll).min(most);
            }
        }
        Some(Overlay::SlideKeys) => {
            let choices: Vec<Choice> = scene
                .keymap
                .slide_keys(24)
                .into_iter()
                .map(|(key, action)| Choice {
                    key,
                    text: action.summary().to_owned(),
                    ..Choice::default()
                })
                .chain([Choice {
                    key: "4 Enter".to_owned(),
                    text: "to the stop of that number".to_owned(),
                    ..Choice::default()
                }])
                .collect();
            list(
                buf,
                area,
                scene,
                ("Keys of a slide", None, "", ""),
                &choices,
                usize::MAX,
                100,
            );
        }
        Some(Overlay::Choice(choice)) => {
            let choices: Vec<Choice> = choice
                .lines
                .iter()
                .map(|(text, note, _)| Choice {
                    text: text.clone(),
                    note: note.clone(),
                    ..Choice::default()
                })
                .collect();
            let height = list(
                buf,
                area,
                scene,
                (&choice.title, None, "", ""),
                &choices,
                choice.row,
                84,
            );
            state.page.overlay = height;
        }
        Some(Overlay::Pins { row }) => {
            let choices: Vec<Choice> = state
                .pins
                .iter()
                .enumerate()
                .map(|(idx, pin)| place_choice(scene, (idx + 1).to_string(), pin))
                .collect();
            let title = "Pins of the lesson";
            let height = list(buf, area, scene, (title, None, "", ""), &choices, *row, 84);
            state.page.overlay = height;
        }
        Some(Overlay::Mark { jump }) => marks(buf, area, scene, state, *jump),
        Some(Overlay::Search(_) | Overlay::Filter(_) | Overlay::Claims(_) | Overlay::Quiz(_)) => {}
    }
}

/// A box with a list in the middle; gives how many lines of it are in sight.
fn list(
    buf: &mut Buffer,
    area: Rect,
    scene: Scene<'_>,
    (title, typed, placeholder, remark): (&str, Option<(&str, &str)>, &str, &str),
    choices: &[Choice],
    row: usize,
    width: u16,
) -> usize {
    let mut widget = Choices {
        title,
        typed,
        placeholder,
        remark,
        rows: choices,
        own: None,
        theme: scene.theme,
    };
    let other = widget.other_rows();
    let most = area.height.saturating_sub(u16::from(area.height > 16) * 2);
    let height = (choices.len() as u16).saturating_add(other).min(most);
    let boxed = centred(
        area,
        width.min(area.width.saturating_sub(u16::from(area.width > 60) * 4)),
        height,
    );
    let n_visible = usize::from(boxed.height.saturating_sub(other));
    let selected = Some(row).filter(|row| *row < choices.len());
    let scroll = selected.map_or(0, |row| row.saturating_sub(n_visible.saturating_sub(1)));
    widget.rows = &choices[scroll..(scroll + n_visible).min(choices.len())];
    widget.own = selected.map(|row| row - scroll);
    widget.render(boxed, buf);
    n_visible
}

/// A place to come back to, as a line of a list.
fn place_choice(scene: Scene<'_>, key: String, pin: &Pin) -> Choice {
    Choice {
        key,
        text: scene.history.title(pin.entity).to_owned(),
        note: pin.cursor.short(),
        is_dim: false,
    }
}

/// The letters that have a place, while the next one is waited for.
fn marks(buf: &mut Buffer, area: Rect, scene: Scene<'_>, state: &State, jump: bool) {
    if !scene.which_key {
        return;
    }
    let mut choices: Vec<Choice> = state
        .marks
        .iter()
        .map(|(letter, pin)| place_choice(scene, letter.to_string(), pin))
        .collect();
    if let Some(&before) = state.back.last().filter(|_| jump) {
        choices.push(Choice {
            key: "'".to_owned(),
            text: scene.history.title(before).to_owned(),
            note: "where one was".to_owned(),
            is_dim: false,
        });
    }
    let title = if jump { "Marks" } else { "Letters in use" };
    corner(buf, area, scene, title, &choices, 60);
}

fn which_key(buf: &mut Buffer, area: Rect, scene: Scene<'_>, state: &State) {
    if !scene.which_key {
        return;
    }
    let choices: Vec<Choice> = next_keys(scene, state)
        .into_iter()
        .map(|(key, text)| Choice {
            key,
            text: text.to_owned(),
            ..Choice::default()
        })
        .collect();
    let title = super::super::keymap::show(&state.pending);
    corner(buf, area, scene, &title, &choices, 48);
}

/// A box in the lower right corner, out of the way of what one looks at; none without lines.
fn corner(
    buf: &mut Buffer,
    area: Rect,
    scene: Scene<'_>,
    title: &str,
    choices: &[Choice],
    width: u16,
) {
    if choices.is_empty() {
        return;
    }
    let widget = Choices {
        title,
        typed: None,
        placeholder: "",
        remark: "",
        rows: choices,
        own: None,
        theme: scene.theme,
    };
    let height = (choices.len() as u16 + 2).min(area.height);
    let width = width.min(area.width);
    let corner = Rect {
        x: area.right() - width,
        y: area.bottom() - height,
        width,
        height,
    };
    widget.render(corner, buf);
}

/// As many words as have room, none of them cut.
fn whole_words(words: &str, width: usize) -> &str {
    if text::width(words) <= width {
        return words;
    }
    let ends = words.match_indices(' ').map(|(end, _)| end);
    let last = ends
        .take_while(|&end| text::width(&words[..end]) <= width)
        .last();
    &words[..last.unwrap_or(0)]
}

fn preview(
    buf: &mut Buffer,
    area: Rect,
    scene: Scene<'_>,
    search: &SearchOverlay,
) -> Vec<Hyperlink> {
    let theme = scene.theme;
    let hit = search.results.hits.get(search.row);
    let profile = hit.map(|hit| Profile::new(scene.history, hit.entity));
    let kind = profile.as_ref().map_or("", |profile| profile.kind.as_str());
    let rule = Rule {
        title: "Preview",
        remark: kind,
        focused: false,
        theme,
    };
    rule.render(Rect { height: 1, ..area }, buf);
    let (Some(profile), Some(hit)) = (profile, hit) else {
        return Vec::new();
    };
    let inner = below_title(area);
    let text = DetailText::new(&profile, inner.width.saturating_sub(2), theme.glyphs.dot);
    let widget = Detail {
        text: &text,
        scroll: 0,
        link: None,
        category: category(scene.history, hit.entity),
        focused: false,
        theme,
    };
    widget.render(inner, buf);
    widget.hyperlinks(inner)
}

/// What the filters keep from being found, and what to do.
fn hidden(search: &SearchOverlay, rows: &[HitRow], n_filters: usize) -> String {
    if search.n_hidden == 0 || search.field.text().trim().is_empty() {
        return String::new();
    }
    let more = if rows.is_empty() { "" } else { " more" };
    let filters = if n_filters == 1 { "filter" } else { "filters" };
    format!(
        "{}{more} hidden by the {filters}, Ctrl-x clears",
        search.n_hidden
    )
}

fn nothing(search: &SearchOverlay) -> String {
    let typed = search.field.text().trim();
    // A field that waits for its value asks for nothing yet.
    if Query::parse(typed).is_empty() {
        String::new()
    } else if search.n_hidden > 0 {
        format!("Nothing that the filters let through is called {typed}")
    } else {
        format!("Nothing is called {typed}, even with a letter wrong")
    }
}

fn hit_row(history: &History, hit: &Hit) -> HitRow {
    HitRow {
        kind: hit.entity.kind().word(),
        category: category(history, hit.entity),
        title: hit.title.clone(),
        ranges: hit.ranges.clone(),
        alias: hit.alias.clone(),
        date: date_of(history, hit.entity),
    }
}

/// The date of a record for a column: of an event as it is known, of people and projects years.
fn date_of(history: &History, entity: Entity) -> String {
    match entity {
        Entity::Event(id) => history.event(id).when.short(),
        Entity::Claim(id) => history.claim(id).id.to_uppercase(),
        Entity::Source(id) => history
            .source(id)
            .issued
            .as_ref()
            .map(crate::model::Date::short)
            .unwrap_or_default(),
        Entity::Project(id) => history
            .project(id)
            .status
            .last()
            .map(|entry| entry.is.label().to_owned())
            .unwrap_or_default(),
        Entity::Era(id) => history.era(id).during.short(),
        _ => days_of(history, entity).map_or_else(String::new, |(first, last)| {
            if last >= history.edition_day() {
                format!("{}–", first.year())
            } else if first.year() == last.year() {
                first.year().to_string()
            } else {
                format!("{}–{}", first.year(), last.year())
            }
        }),
    }
}

/// The box of the legend, in as many columns as the screen has room for; gives how many lines can be scrolled away.
fn legend(buf: &mut Buffer, area: Rect, scene: Scene<'_>, scroll: usize) -> usize {
    let lines = legend_lines(scene.theme);
    let n_columns = Legend::n_columns(area.width.saturating_sub(4)).min(3);
    let wanted = (lines.len() as u16).div_ceil(n_columns);
    let boxed = centred(
        area,
        n_columns * (COLUMN + 2) + 2,
        (wanted + 2).min(area.height),
    );
    let frame = Choices {
        title: "What the signs mean",
        typed: None,
        placeholder: "",
        remark: "",
        rows: &[],
        own: None,
        theme: scene.theme,
    };
    frame.render(boxed, buf);
    let inner = Rect {
        x: boxed.x + 2.min(boxed.width),
        y: boxed.y + 1.min(boxed.height),
        width: boxed.width.saturating_sub(3),
        height: boxed.height.saturating_sub(2),
    };
    let most = lines.len().saturating_sub(Legend::n_visible(inner));
    let widget = Legend {
        lines: &lines,
        scroll: scroll.min(most),
        theme: scene.theme,
    };
    widget.render(inner, buf);
    most
}
