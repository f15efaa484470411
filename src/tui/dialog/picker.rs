//! A list to choose from while typing, and what its rows do.

use crossterm::event::{KeyCode, KeyEvent};

use super::{Asks, Purpose};
use crate::model::format::Firm;
use crate::model::journey::Told;
use crate::model::merge::Choice;
use crate::model::questionnaire::Target;
use crate::model::record::{Kind, Rid};
use crate::report::{Format, Reader};
use crate::say;
use crate::tui::keymap::{Choosing, Command};
use crate::tui::pane::Cursor;
use crate::tui::screen::gap_filter::GapFilter;
use crate::tui::screen::name::Screen;
use crate::tui::screen::road_filter::RoadFilter;
use crate::tui::text;

/// What a row of a picker does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pick {
    /// Goes to a place of the questionnaire.
    Goto(Target),
    /// Names the owner of this work: the name, and whether the register has nobody of it yet.
    Owner(Purpose, String, bool),
    /// Runs a command.
    Run(Command),
    /// Goes to the screen of a command by another one, and selects it there.
    There(Screen, Command, Command),
    /// Shows these gaps only.
    Gaps(GapFilter),
    /// Which actions the roadmap shows.
    Road(RoadFilter),
    /// Compares with a frozen state.
    Snapshot(Rid),
    /// Answers controls for this AI system, or for all of them.
    System(Option<Rid>),
    /// Says who sits here: this person, or nobody of the register; then goes on with what needed to know.
    Me(Option<Rid>, Option<Command>),
    /// Adds a person who then sits here; then goes on likewise.
    NewMe(Option<Command>, String),
    /// Goes to an event of the history, by its number.
    Event(i64),
    /// Goes to a record in its register.
    At(&'static Kind, Rid),
    /// Goes to a register.
    All(&'static Kind),
    /// Opens a record of a kind, or a new one.
    Record(&'static Kind, Option<Rid>),
    /// Names a new piece of evidence for an id; the other is the one Tab switches to.
    Evidence(String, Option<String>),
    /// Asks which piece of evidence of the register shows an id too.
    WhichEvidence(String),
    /// Lets a piece of evidence show an id too.
    ShowsToo(Rid, String),
    /// Names a register of this file as evidence for an id.
    Register(&'static Kind, String),
    /// Goes to one of many clients, by its row.
    Client(usize),
    /// Goes to a question of the quick check, by its place.
    Quick(usize),
    /// Opens a sample: that of a firm, or the user some weeks into the work.
    Sample(Option<Firm>),
    /// Opens a guide.
    Guide(GuidePage),
    /// Tells what a word means: its number in the glossary.
    Word(usize),
    /// Goes on where the file can no longer be what the window holds.
    Way(Ways),
    /// Goes a way back from a damaged file, or removes backups.
    Rescue(Rescue),
    /// Says this of what the first step of the way asks; none: it is typed.
    Told(Told, Option<String>),
    /// Puts ready scales of so many steps into the registers, or none, and goes on to the risk.
    Scales(Option<usize>, ToRisk),
    /// Lists the common risks of a kind of AI system, by its name, for this one of the register or for none.
    Common(Option<Rid>, &'static str),
    /// A risk of the starter list, by its name.
    Risk(&'static str),
    /// Tells whether files of these pieces of evidence changed.
    CheckFiles(Vec<Rid>),
    /// Keeps how files of these pieces of evidence are.
    KeepFiles(Vec<Rid>),
    /// Stops reading files of evidence.
    StopReading,
    /// Puts this value into the field of the form below.
    Value(&'static str),
    /// Chooses something of an export.
    Export(ExportRow),
    /// Chooses something of a merge with another copy of the file.
    Merge(MergeRow),
    /// Shows what the file that is looked into would change.
    Import,
    /// Asks where this column of it goes.
    Column(usize),
    /// Sends a column to the field of this key, or to none.
    Field(usize, Option<&'static str>),
    /// Nothing: a title.
    Nothing,
}

/// What a row of a merge with another copy of the file does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MergeRow {
    /// Looks into this copy.
    Look(std::path::PathBuf),
    /// Asks for the path of one.
    Ask,
    /// Takes it over.
    Write,
    /// Lets the worst stand where both changed an answer, or people decide again.
    Worst,
    /// Tells what it brings.
    Read,
    /// Asks what stands of a conflict, by its place; Space takes the next side.
    Conflict(usize),
    /// Says that two both added under one name are one, or two again; by their place.
    Twin(usize),
    /// Lets this stand of it; none: it is open again.
    Take(usize, Option<Choice>),
    /// Shows all that either side says of it.
    InFull(usize),
    /// Collects a file that went on apart from what was collected before.
    Collect,
    /// Lets what was collected before stand of an answer, or this file, or asks again; by its place.
    Fork(usize),
}

/// The form of a risk one goes on to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ToRisk {
    /// A new one.
    New,
    /// A new one that comes from this impact assessment.
    Of(Rid),
    /// This one.
    There(Rid),
}

/// What a row of the chooser of an export does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExportRow {
    /// Writes the papers for this reader; none: everything.
    For(Option<Reader>),
    /// Writes them; Space takes this format in or leaves it out.
    As(Format),
    /// Writes them; Space takes this paper in or leaves it out.
    Paper(String),
    /// Lists papers to start from.
    Drafts,
    /// Asks what this paper asks.
    Draft(&'static str),
    /// Asks where papers to start from go.
    WriteDrafts,
    /// Asks for the folder.
    Folder,
    /// Asks for the folder of a house style.
    Style,
    /// Goes on to the next signed version of the audit, or back to what stands.
    Version,
    /// Leaves names and notes out, or in again.
    Redact,
    /// Stops the export that runs.
    Stop,
    /// Lets it run.
    GoOn,
}

/// Ways back from a file that cannot be opened, and what is asked about backups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rescue {
    /// The newest backup.
    Newest,
    /// All backups, to choose from.
    Every,
    /// What can be read of the file.
    Salvage,
    /// The file without the journal beside it.
    Aside,
    /// Nothing.
    Leave,
}

/// How one goes on when a file no longer takes what the window holds, or after a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ways {
    /// In a copy that is made now.
    GoOn,
    /// In this copy, which was made.
    In(std::path::PathBuf),
    /// With the file as it is on the disk; the window is kept in a copy first.
    Reload,
    /// The same, and what the window held is merged into it.
    Merge,
    /// After looking at what differs.
    Compare,
    /// With a copy under another name.
    Copy,
    /// As before.
    Stay,
}

/// A guide to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GuidePage {
    /// Which role are we.
    Roles,
    /// Way to a certificate.
    Path,
    /// ISO/IEC 27001 head start.
    Iso27001,
    /// Document checklist.
    Documents,
}

/// A row of a picker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PickRow {
    /// Id or key.
    pub key: String,
    /// Title or what the key does.
    pub label: String,
    /// Where it was found, or where it holds.
    pub detail: String,
    /// What Enter does.
    pub pick: Pick,
    /// Why it cannot be used now.
    pub why_not: Option<String>,
}

impl PickRow {
    /// A row that can be used: what it is called, what it is, what Enter does.
    pub fn new(key: &str, label: impl Into<String>, pick: Pick) -> Self {
        Self { key: key.to_owned(), label: label.into(), detail: String::new(), pick, why_not: None }
    }
}

/// A list to choose from while typing: help, find.
#[derive(Debug, Clone, Default)]
pub struct Picker {
    /// What was typed.
    pub query: String,
    /// The only register that is searched; none: everything is.
    pub of: Option<&'static Kind>,
    /// The id that a piece of evidence is chosen for; none in any other search.
    pub shows_too: Option<String>,
    /// Selected row.
    pub cursor: Cursor,
    /// What fits the query.
    pub rows: Vec<PickRow>,
    /// All rows of a list of names, which typing narrows; empty where nothing is typed into a list that is chosen from.
    pub all: Vec<PickRow>,
    /// Words above the rows.
    pub note: Option<String>,
    /// What each row says in full, for below the list; none in lists whose rows say it all.
    pub whole: Vec<String>,
    /// Words on the lower edge, before how much is not seen.
    pub foot: String,
}

impl Picker {
    /// A list of names: what is typed leaves those it begins.
    pub fn of_names(rows: Vec<PickRow>) -> Self {
        Self { all: rows.clone(), rows, ..Self::default() }
    }

    /// Whether typing narrows a list that is chosen from.
    pub const fn narrows(&self) -> bool {
        !self.all.is_empty()
    }

    /// Takes a sign that was typed.
    pub fn typed(&mut self, key: KeyEvent) -> Asks {
        if let (KeyCode::Char(c), true) = (key.code, key.modifiers.is_empty()) {
            self.query.push(c);
            return Asks::Fill;
        }
        Asks::Nothing
    }

    /// Makes the rows of a list of names for what was typed so far; where it begins none of them, none is there to be taken.
    pub fn narrow(&mut self) {
        let typed = self.query.trim();
        let number = |row: &PickRow| row.key.rsplit('-').next().is_some_and(|n| n == typed);
        let fits = |row: &&PickRow| {
            typed.is_empty()
                || text::begins(&row.label, typed)
                || row.key.eq_ignore_ascii_case(typed)
                || number(row)
        };
        // Whoever finds no name of theirs can still add it.
        let adds = |row: &&PickRow| matches!(row.pick, Pick::NewMe(..));
        self.rows = self.all.iter().filter(|row| fits(row) && !adds(row)).cloned().collect();
        self.cursor.to_first();
        if self.rows.is_empty() {
            let why = say!("No name here begins like that.");
            self.rows.push(PickRow { why_not: Some(why.to_owned()), ..PickRow::new("", why, Pick::Nothing) });
        }
        let typing = !typed.is_empty();
        let at = if typing { self.rows.len() } else { self.rows.len().saturating_sub(1) };
        // What was typed is the name, where it is one.
        let name = Some(typed).filter(|typed| typed.chars().any(char::is_alphabetic)).unwrap_or_default();
        let named = |row: &PickRow| match &row.pick {
            Pick::NewMe(then, _) => PickRow { pick: Pick::NewMe(*then, name.to_owned()), ..row.clone() },
            _ => row.clone(),
        };
        let rows: Vec<PickRow> = self.all.iter().filter(adds).map(named).collect();
        self.rows.splice(at..at, rows);
    }

    /// Whether it chooses something of an export.
    pub fn is_of_export(&self) -> bool {
        matches!(self.rows.first().map(|r| &r.pick), Some(Pick::Export(_)))
    }

    /// Whether it chooses risks of the starter list.
    pub fn is_of_risks(&self) -> bool {
        matches!(self.rows.first().map(|r| &r.pick), Some(Pick::Risk(_)))
    }

    /// Whether it decides what both sides of a merge changed.
    pub fn is_of_merge(&self) -> bool {
        matches!(self.rows.first().map(|r| &r.pick), Some(Pick::Merge(MergeRow::Write | MergeRow::Collect)))
    }

    /// Whether it decides what stands of a file that went on apart from the one collected before.
    pub fn is_of_forks(&self) -> bool {
        matches!(self.rows.first().map(|r| &r.pick), Some(Pick::Merge(MergeRow::Collect)))
    }

    /// Whether it chooses which papers of an export leave.
    pub fn is_of_papers(&self) -> bool {
        matches!(
            self.rows.first().map(|r| &r.pick),
            Some(Pick::Export(ExportRow::As(_) | ExportRow::Paper(_)))
        )
    }

    /// Whether the selected row leads to papers to start from, or to what one of them asks.
    pub fn is_at_drafts(&self) -> bool {
        let pick = self.rows.get(self.cursor.at).map(|r| &r.pick);
        matches!(pick, Some(Pick::Export(ExportRow::Drafts | ExportRow::Draft(_) | ExportRow::WriteDrafts)))
    }

    /// Whether Enter on the selected row writes an export.
    pub fn writes(&self) -> bool {
        let pick = self.rows.get(self.cursor.at).map(|r| &r.pick);
        matches!(pick, Some(Pick::Export(ExportRow::For(_) | ExportRow::As(_) | ExportRow::Paper(_))))
    }

    /// Does what a list is asked for; `page` is how many rows of it are seen.
    pub fn update(&mut self, command: Choosing, page: usize) -> Asks {
        let (len, page) = (self.rows.len(), isize::try_from(page).unwrap_or(1));
        match command {
            Choosing::Leave => return Asks::Leave,
            Choosing::Choose => {
                return self.rows.get(self.cursor.at).map_or(Asks::Nothing, |row| Asks::Chosen(row.clone()));
            }
            Choosing::Tick => {
                return self
                    .rows
                    .get(self.cursor.at)
                    .map_or(Asks::Nothing, |row| Asks::Ticked(row.pick.clone()));
            }
            Choosing::Erase => {
                self.query.pop();
                return Asks::Fill;
            }
            Choosing::Up => self.cursor.step(-1, len),
            Choosing::Down => self.cursor.step(1, len),
            Choosing::PageUp => self.cursor.step(-page, len),
            Choosing::PageDown => self.cursor.step(page, len),
            Choosing::First => self.cursor.to_first(),
            Choosing::Last => self.cursor.at = len.saturating_sub(1),
        }
        Asks::Nothing
    }
}
