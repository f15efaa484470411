//! What lies over a screen: a stack; Esc pops. Enums, so that the compiler names what a new one needs.

pub mod draw;
pub mod form;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui_textarea::{CursorMove, TextArea, WrapMode};

use super::keymap::{Binding, Command, Context, Polling};
use super::pane::Cursor;
use super::screen::gap_filter::GapFilter;
use crate::model::questionnaire::Target;
use crate::model::record::{Kind, Rid};
use crate::model::said::Matter;
use crate::model::votes::Votes;
use crate::model::{Edit, text};
use crate::say;

pub use form::{Form, FormKind};

/// What a text is for; ids where it belongs to one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// A text or figure on an id.
    Text(Matter, String),
    /// The owner of several requirements' work.
    Owners(Vec<String>),
    /// Name of a snapshot.
    Snapshot,
    /// Minutes for the clause.
    Clock,
    /// Another file for a copy.
    Copy,
    /// A fact about the organisation, by its key.
    Fact(&'static str),
    /// Folder to export to.
    Export,
}

impl Purpose {
    /// Name under which unfinished text is kept.
    pub fn draft_key(&self) -> String {
        match self {
            Self::Text(matter, id) => format!("{}{id}", matter.prefix()),
            Self::Owners(_) => "owners".into(),
            Self::Snapshot => "snapshot".into(),
            Self::Clock => "clock".into(),
            Self::Copy => "copy".into(),
            Self::Fact(key) => (*key).to_owned(),
            Self::Export => "export".into(),
        }
    }

    /// Whether unfinished text is kept for another time; not where it would be out of date by then.
    pub const fn has_draft(&self) -> bool {
        !matches!(self, Self::Export | Self::Clock | Self::Copy)
    }
}

/// A text being written. Notes are long (Enter is a new line, Esc saves), the others one line
/// (Enter saves, Esc leaves and keeps the text as a draft).
pub struct Editor {
    /// What it is for.
    pub purpose: Purpose,
    /// Title of the box.
    pub title: String,
    /// A line or two of guidance.
    pub hint: String,
    /// The text.
    pub area: TextArea<'static>,
    /// Whether Enter makes a new line.
    pub long: bool,
    /// What is wrong with it, in words.
    pub error: Option<String>,
    /// What it was opened with.
    pub began: String,
    /// Whether what is written was refused: the next Esc leaves it as a draft.
    pub refused: bool,
    /// The id Tab switches to: a text for what was just answered, while the card is at the next question.
    pub switch: Option<String>,
}

impl Editor {
    /// An editor on this text, with the cursor at its end.
    pub fn new(
        purpose: Purpose,
        title: impl Into<String>,
        hint: impl Into<String>,
        value: &str,
        long: bool,
    ) -> Self {
        Self {
            purpose,
            title: title.into(),
            hint: hint.into(),
            area: area(value, long),
            long,
            error: None,
            began: value.to_owned(),
            refused: false,
            switch: None,
        }
    }

    /// What is written.
    pub fn value(&self) -> String {
        self.area.lines().join("\n")
    }
}

/// A text area as every editor and form uses it.
pub fn area(value: &str, long: bool) -> TextArea<'static> {
    let mut area = TextArea::new(value.split('\n').map(str::to_owned).collect());
    area.set_cursor_line_style(ratatui::style::Style::new());
    area.set_max_histories(200);
    if long {
        area.set_wrap_mode(WrapMode::WordOrGlyph);
    }
    area.move_cursor(CursorMove::Bottom);
    area.move_cursor(CursorMove::End);
    area
}

/// Types a key into a text area. Control keys are the ones people know from ordinary editors; the
/// area's own (Emacs) shortcuts would surprise them.
pub fn type_key(area: &mut TextArea<'static>, key: KeyEvent) {
    let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
    match key.code {
        KeyCode::Char('z') if ctrl => {
            area.undo();
        }
        KeyCode::Char('y') if ctrl => {
            area.redo();
        }
        KeyCode::Char('w') if ctrl => {
            area.delete_word();
        }
        KeyCode::Char('u') if ctrl => {
            area.delete_line_by_head();
        }
        KeyCode::Char('a') if ctrl => area.select_all(),
        KeyCode::Char(c) if !ctrl && !key.modifiers.contains(KeyModifiers::ALT) => {
            let clean = text::clean(&c.to_string());
            if let Some(c) = clean.chars().next() {
                area.insert_char(c);
            }
        }
        KeyCode::Backspace if ctrl || key.modifiers.contains(KeyModifiers::ALT) => {
            area.delete_word();
        }
        KeyCode::Backspace
        | KeyCode::Delete
        | KeyCode::Left
        | KeyCode::Right
        | KeyCode::Up
        | KeyCode::Down
        | KeyCode::Home
        | KeyCode::End
        | KeyCode::PageUp
        | KeyCode::PageDown => {
            area.input(key);
        }
        _ => {}
    }
}

/// What a row of a picker does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pick {
    /// Goes to a place of the questionnaire.
    Goto(Target),
    /// Runs a command.
    Run(Command),
    /// Shows these gaps only.
    Gaps(GapFilter),
    /// Compares with a frozen state.
    Snapshot(Rid),
    /// Opens a record of a kind, or a new one.
    Record(&'static Kind, Option<Rid>),
    /// Names a new piece of evidence for an id; the other is the one Tab switches to.
    Evidence(String, Option<String>),
    /// Begins the guided start in these roles.
    Roles(&'static str),
    /// Opens a guide.
    Guide(GuidePage),
    /// Tells what a word means: its number in the glossary.
    Word(usize),
    /// Goes on where the file can no longer be what the window holds.
    Way(Ways),
    /// Goes a way back from a damaged file, or removes backups.
    Rescue(Rescue),
    /// Nothing: a title.
    Nothing,
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
    /// Removes these backups.
    Remove(Vec<std::path::PathBuf>),
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
    /// Selected row.
    pub cursor: Cursor,
    /// What fits the query.
    pub rows: Vec<PickRow>,
    /// Words above the rows.
    pub note: Option<String>,
}

/// A text to read.
pub struct Reader {
    /// Title.
    pub title: String,
    /// Its lines, unwrapped.
    pub lines: Vec<String>,
    /// First wrapped line shown.
    pub top: usize,
}

/// Something worked out that is kept only if the person says so.
pub struct Offer {
    /// What it would be.
    pub reader: Reader,
    /// The change that makes it so.
    pub edit: Edit,
}

/// Several people's answers while they are given.
pub struct Poll {
    /// The id it is about.
    pub id: String,
    /// Name (with role) of each person; those who were removed after they answered come last.
    pub people: Vec<(Rid, String)>,
    /// How many of them are in the register.
    pub listed: usize,
    /// What was given.
    pub votes: Votes,
    /// Selected person.
    pub cursor: Cursor,
}

/// A dialog.
pub enum Dialog {
    /// Every key, to read or to run.
    Help(Picker),
    /// Jump or find.
    Find(Picker),
    /// Guides to read.
    Guides(Picker),
    /// Words of the field.
    Words(Picker),
    /// One of several, under a title.
    Choose(&'static str, Picker),
    /// Something to keep or to drop.
    Offer(Box<Offer>),
    /// Several people's answers.
    Poll(Box<Poll>),
    /// A text editor.
    Edit(Box<Editor>),
    /// Something to read.
    Read(Reader),
    /// Fields to fill in.
    Form(Box<Form>),
}

impl Dialog {
    /// The contexts in which a key is looked up, innermost first. What is found in none of them is typed.
    pub const fn contexts(&self) -> &'static [Context] {
        use Context as X;
        match self {
            Self::Help(_) => &[X::Help, X::Picker],
            Self::Find(_) => &[X::Find, X::Picker],
            Self::Words(_) => &[X::Words, X::Picker],
            Self::Guides(_) | Self::Choose(..) => &[X::Choose, X::Picker],
            Self::Offer(_) => &[X::Offer, X::Reader],
            Self::Poll(_) => &[X::Poll],
            Self::Edit(e) => {
                if e.long {
                    &[X::Note]
                } else {
                    &[X::Line]
                }
            }
            Self::Read(_) => &[X::Reader],
            Self::Form(_) => &[X::Form],
        }
    }

    /// What stands in the footer before its keys: what no single key does.
    pub fn lead(&self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Help(_) | Self::Words(_) => Some((say!("type"), say!("to filter"))),
            Self::Find(_) => Some((say!("type"), say!("id or word"))),
            Self::Poll(p) if p.votes.shown => Some(("1-5 ? n", say!("changes one"))),
            Self::Poll(_) => Some(("1-5 ? n", say!("answer of this person"))),
            Self::Read(_) | Self::Offer(_) => Some(("Up Down PgUp PgDn", say!("scroll"))),
            Self::Guides(_) | Self::Choose(..) | Self::Edit(_) | Self::Form(_) => None,
        }
    }

    /// What a key says in the footer of this dialog; empty when it is not shown there.
    pub fn footer(&self, b: &Binding) -> &'static str {
        match (self, b.command) {
            (Self::Poll(p), Command::Polling(Polling::Show)) if p.votes.shown => "keeps them",
            (Self::Poll(p), Command::Polling(Polling::Leave)) if p.votes.shown => "",
            (Self::Poll(_), Command::Polling(Polling::Leave)) => "keeps, hidden",
            _ => b.footer,
        }
    }

    /// The list to choose from, in a dialog that is one.
    pub fn picker(&mut self) -> Option<&mut Picker> {
        match self {
            Self::Help(p) | Self::Find(p) | Self::Words(p) | Self::Guides(p) | Self::Choose(_, p) => Some(p),
            _ => None,
        }
    }
}
