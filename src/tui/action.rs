//! Everything that a key, a mouse or the palette can ask for, in one list.
//!
//! A new action is a variant, a line of its table below, a line of `assets/keymap.ron` and an arm of `update`.

use serde::{Deserialize, Serialize};

/// Under which heading help lists an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Heading {
    /// Moving about.
    Move,
    /// Moving in time.
    Time,
    /// Panes and views.
    Panes,
    /// Search and filters.
    Search,
    /// Marks and history.
    Marks,
    /// Taking something out, or opening it elsewhere.
    Copy,
    /// Tours and slides.
    Present,
    /// The program itself.
    Program,
}

impl Heading {
    /// The heading in words.
    pub fn title(self) -> &'static str {
        match self {
            Self::Move => "Move",
            Self::Time => "Time",
            Self::Panes => "Panes and views",
            Self::Search => "Search and filter",
            Self::Marks => "Marks and history",
            Self::Copy => "Copy and open",
            Self::Present => "Tours and slides",
            Self::Program => "Program",
        }
    }
}

macro_rules! actions {
    ($($variant:ident, $heading:ident, $summary:literal, $synonyms:literal;)+) => {
        /// What can be asked for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize)]
        pub enum Action {
            $(#[doc = $summary] $variant,)+
        }

        impl Action {
            /// All actions, in the order in which help lists them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// What it does, in a line.
            pub fn summary(self) -> &'static str {
                match self { $(Self::$variant => $summary,)+ }
            }

            /// Its name in the key map.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => stringify!($variant),)+ }
            }

            /// Other words by which the palette finds it.
            pub fn synonyms(self) -> &'static str {
                match self { $(Self::$variant => $synonyms,)+ }
            }

            /// Under which heading help lists it.
            pub fn heading(self) -> Heading {
                match self { $(Self::$variant => Heading::$heading,)+ }
            }
        }
    };
}

actions! {
    Up, Move, "move up", "previous row";
    Down, Move, "move down", "next row";
    Left, Move, "move left, or out", "previous";
    Right, Move, "move right, or in", "next";
    HalfPageUp, Move, "half a page up", "scroll";
    HalfPageDown, Move, "half a page down", "scroll";
    PageUp, Move, "a page up", "scroll";
    PageDown, Move, "a page down", "scroll";
    First, Move, "to the first", "top home";
    Last, Move, "to the last", "bottom end";
    Open, Move, "open what is selected", "enter detail into follow link";
    Back, Move, "back to where one was", "return leave";

    PreviousEvent, Time, "to the event before, across lanes", "earlier";
    NextEvent, Time, "to the event after, across lanes", "later";
    DayBack, Time, "cursor date a day back", "yesterday";
    DayForward, Time, "cursor date a day on", "tomorrow";
    MonthBack, Time, "cursor date a month back", "";
    MonthForward, Time, "cursor date a month on", "";
    YearBack, Time, "cursor date a year back", "";
    YearForward, Time, "cursor date a year on", "";
    GoToDate, Time, "go to a date", "jump year prompt";
    PinDate, Time, "pin the cursor date, or let it follow", "hold freeze";
    ZoomIn, Time, "look closer", "magnify narrower";
    ZoomOut, Time, "look from farther away", "wider";
    ZoomAll, Time, "show all of the history", "fit whole reset";
    ZoomSelection, Time, "zoom to what is selected", "fit";
    PanBack, Time, "move the window earlier", "scroll left";
    PanForward, Time, "move the window later", "scroll right";

    NextPane, Panes, "next pane", "focus tab";
    PreviousPane, Panes, "previous pane", "focus";
    FocusTimeline, Panes, "to the timeline", "pane";
    FocusLeaders, Panes, "to the leaders", "pane people presidents";
    FocusProjects, Panes, "to the projects", "pane";
    FocusDetail, Panes, "to the detail", "pane";
    ZoomPane, Panes, "give the pane the whole screen, or take it back", "maximise full";
    SwitchView, Panes, "next view of the pane", "list lanes table";
    Sort, Panes, "sort by the next column", "order";
    FilterValue, Search, "show only projects of the same sector, partner or status", "filter value cell narrow";
    GroupLeaders, Panes, "group leaders by post, by area, or not", "headings country office";
    OverlapRows, Panes, "choose the post of the rows of shared days", "overlaps matrix office";
    OverlapColumns, Panes, "choose the post of the columns of shared days", "overlaps matrix office beside";
    OverlapRule, Panes, "choose what counts as shared days", "overlaps rule inaugurated acting prime minister any";
    OverlapAsOf, Panes, "count days until the edition, or until the cursor date", "overlaps as of";
    OverlapSwap, Panes, "swap rows and columns of shared days", "overlaps transpose";
    Reverse, Panes, "reverse the order", "sort descending";
    FoldLane, Panes, "fold the lane, or show all again", "hide collapse";
    Regroup, Panes, "lanes by kind, area, person, tag", "regroup group swimlanes";
    GroupByKind, Panes, "lanes by kind of event", "regroup group type";
    GroupByArea, Panes, "lanes by area", "regroup group country state";
    GroupByPerson, Panes, "lanes by person", "regroup group people who";
    GroupByTag, Panes, "lanes by tag", "regroup group subject topic";
    LaneUp, Panes, "move the lane up", "reorder";
    LaneDown, Panes, "move the lane down", "reorder";
    Claims, Panes, "the claims of the article, and what can be counted", "check verdict evidence assertions";
    Quiz, Panes, "a quiz from the data", "questions test ask class";
    Legend, Panes, "what the signs mean", "key glyphs symbols";

    Search, Search, "search everything", "find look";
    NextHit, Search, "to the next hit", "search again";
    PreviousHit, Search, "to the previous hit", "search again";
    Related, Search, "keep only what is related to this", "filter relation";
    Filter, Search, "filter what is shown", "restrict narrow";
    HoldWindow, Search, "panes show only what falls in the window", "brush link span filter time";
    ClearFilter, Search, "take the filter away", "reset";

    HistoryBack, Marks, "to the selection before", "jump undo";
    HistoryForward, Marks, "to the selection after", "jump redo";
    SetMark, Marks, "mark this place with a letter", "bookmark";
    JumpMark, Marks, "to the place of a letter", "bookmark";

    Pin, Marks, "pin this place to a lesson, or take it off", "lesson collect star tag";
    Pins, Marks, "the pins of the lesson", "lesson list order";
    PresentPins, Marks, "present the pins as a tour", "lesson slides start teach fly";
    SavePins, Marks, "keep the pins as a tour: lesson my-lesson.ron", "lesson save write file ron export";

    CopyLine, Copy, "copy title and date", "yank clipboard";
    CopyCitation, Copy, "copy its sources as notes after Chicago", "yank citation reference footnote";
    CopyApa, Copy, "copy its sources as references after APA", "yank citation bibliography";
    CopyBibtex, Copy, "copy its sources as BibTeX", "yank citation bibliography latex";
    CopyCsl, Copy, "copy its sources as CSL-JSON", "yank citation bibliography zotero";
    CopyJson, Copy, "copy all of it as JSON", "yank record";
    CopyUrl, Copy, "copy the address of its first source", "yank link";
    CopyId, Copy, "copy its id", "yank";

    OpenSource, Copy, "open the source in a browser", "url link page web";
    Edit, Copy, "edit the record in your editor, and read it again", "change write file";

    Export, Program, "write a hand-out: export html, csv, svg view", "page markdown svg picture table csv bibtex csl-json ics calendar print save";
    Tours, Present, "list the tours", "lessons";
    Present, Present, "present a tour, or come back to its stop", "slides start teach lesson";
    NextStop, Present, "to the next stop", "slide forward";
    PreviousStop, Present, "to the stop before", "slide back";
    FirstStop, Present, "to the first stop", "slide";
    LastStop, Present, "to the last stop", "slide";
    ScrollSlideDown, Present, "the lines below of a slide that is higher than the screen", "scroll";
    ScrollSlideUp, Present, "the lines above of a slide that is higher than the screen", "scroll";
    RevealAnswer, Present, "show the answer, or hide it", "reveal question";
    BlankScreen, Present, "blank the screen until the next key", "black hide";
    LargerText, Present, "larger text on slides", "size";
    SmallerText, Present, "smaller text on slides", "size";
    SlideKeys, Present, "keys of a slide", "help";
    LeaveSlide, Present, "leave the slide and look around from its stop", "browse explore";
    EndTour, Present, "end the tour", "stop quit";

    Problems, Program, "what is wrong with the file", "errors diagnostics check skipped";
    Palette, Program, "find an action by name", "command menu";
    Help, Program, "keys and what they do", "manual";
    NextTheme, Program, "next theme", "colours dark light contrast mono";
    ShowKeys, Program, "show keys as they are pressed", "screencast demonstrate";
    ReleaseMouse, Program, "leave the mouse to the terminal, or take it", "select text";
    Reload, Program, "read the file again", "refresh";
    Redraw, Program, "draw the screen anew", "repair";
    Suspend, Program, "back to the shell for a while", "background stop";
    Cancel, Program, "leave the topmost layer", "escape close";
    Quit, Program, "leave annals", "exit close";
}
