//! A text being written.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::style::{Modifier, Style};
use ratatui_textarea::{CursorMove, TextArea, WrapMode};

use super::Asks;
use crate::model::said::Matter;
use crate::model::text;
use crate::tui::keymap::{InLine, InNote};

/// What of an audit needs a reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Because {
    /// That something conforms all the same; its id.
    Conforms(String),
    /// That it is not audited; its id.
    Skipped(String),
    /// That a finding stands no more; its number.
    Withdrawn(String),
    /// That what was signed is worked on again; number of the audit.
    Version(String),
    /// What the audit after this one is called; number of this one.
    Next(String),
}

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
    /// Minutes a room has left.
    Still,
    /// An item of the agenda.
    Agenda,
    /// Another file for a copy.
    Copy,
    /// A fact about the organisation, by its key.
    Fact(&'static str),
    /// Why something in the audit is so.
    Because(Because),
    /// Folder to export to.
    Export,
    /// Folder of a house style.
    Style,
    /// Somebody in a field of the form below: its key, and whether a name may stand there that the register lacks.
    Field(&'static str, bool),
}

impl Purpose {
    /// Name under which unfinished text is kept.
    pub fn draft_key(&self) -> String {
        match self {
            Self::Text(matter, id) => format!("{}{id}", matter.prefix()),
            Self::Owners(_) => "owners".into(),
            Self::Snapshot => "snapshot".into(),
            Self::Clock => "clock".into(),
            Self::Still => "still".into(),
            Self::Agenda => "agenda".into(),
            Self::Copy => "copy".into(),
            Self::Fact(key) => (*key).to_owned(),
            Self::Because(Because::Conforms(at)) => format!("audit-conforms.{at}"),
            Self::Because(Because::Skipped(at)) => format!("audit-skip.{at}"),
            Self::Because(Because::Withdrawn(no)) => format!("audit-withdraw.{no}"),
            Self::Because(Because::Next(no)) => format!("audit-next.{no}"),
            Self::Because(Because::Version(no)) => format!("audit-version.{no}"),
            Self::Export => "export".into(),
            Self::Style => "style".into(),
            Self::Field(key, _) => format!("field.{key}"),
        }
    }

    /// Whether unfinished text is kept for another time; not where it would be out of date by then.
    pub const fn has_draft(&self) -> bool {
        !matches!(self, Self::Export | Self::Style | Self::Clock | Self::Still | Self::Copy | Self::Field(..))
    }
}

/// A text being written. Notes are long (Enter is a new line, Ctrl-S saves), the others one line (Enter saves). Esc
/// leaves and keeps the text as a draft; it never saves it.
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
    /// Whether it went on with a draft.
    pub resumed: bool,
    /// The id Tab switches to: a text for what was just answered, while the card is at the next question.
    pub switch: Option<String>,
    /// The unlikely value it was warned about; the same once more is kept.
    pub warned: Option<String>,
    /// Whether the text is selected as it was opened, so that the first letter replaces it.
    fresh: bool,
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
        let mut area = area(value, long);
        let fresh = purpose.is_short() && select(&mut area);
        Self {
            purpose,
            title: title.into(),
            hint: hint.into(),
            area,
            long,
            error: None,
            began: value.to_owned(),
            resumed: false,
            switch: None,
            warned: None,
            fresh,
        }
    }

    /// What is written.
    pub fn value(&self) -> String {
        self.area.lines().join("\n")
    }

    /// Does what a note is asked for.
    pub fn in_note(&mut self, command: InNote) -> Asks {
        match command {
            InNote::Leave => return Asks::Leave,
            InNote::Save => return Asks::Finish,
            InNote::Switch if self.switch.is_none() => return Asks::Finish,
            InNote::Switch => return Asks::Switch,
            InNote::NewLine => {
                self.error = None;
                self.area.insert_newline();
            }
            InNote::Outside => {
                self.error = None;
                return Asks::Outside;
            }
            InNote::UndoTyping => {
                self.error = None;
                self.area.undo();
            }
            InNote::RedoTyping => {
                self.error = None;
                self.area.redo();
            }
        }
        Asks::Nothing
    }

    /// Does what a line is asked for.
    pub fn in_line(&self, command: InLine) -> Asks {
        match command {
            InLine::Leave => Asks::Leave,
            InLine::Save => Asks::Finish,
            InLine::Switch => self.switched(),
        }
    }

    fn switched(&self) -> Asks {
        if self.switch.is_some() { Asks::Switch } else { Asks::Nothing }
    }

    /// Types a key.
    pub fn type_in(&mut self, key: KeyEvent) {
        self.error = None;
        type_first(&mut self.area, key, std::mem::take(&mut self.fresh));
    }

    /// Adds pasted text, as one edit.
    pub fn insert(&mut self, words: &str) {
        self.area.insert_str(if self.long { words.to_owned() } else { words.replace('\n', " ") });
    }
}

/// A text area as every editor and form uses it.
pub fn area(value: &str, long: bool) -> TextArea<'static> {
    let mut area = TextArea::new(value.split('\n').map(str::to_owned).collect());
    area.set_cursor_line_style(Style::new());
    // Seen in every look, also without colours.
    area.set_selection_style(Style::new().add_modifier(Modifier::REVERSED));
    area.set_max_histories(200);
    if long {
        area.set_wrap_mode(WrapMode::WordOrGlyph);
    }
    area.move_cursor(CursorMove::Bottom);
    area.move_cursor(CursorMove::End);
    area
}

/// Selects a value that the first letter is to replace; whether there is one.
pub fn select(area: &mut TextArea<'static>) -> bool {
    area.select_all();
    !area.is_empty()
}

/// Types a key. What is `fresh` is selected since it was opened: a letter replaces it, while every other key means to
/// mend it, Backspace too.
pub fn type_first(area: &mut TextArea<'static>, key: KeyEvent, fresh: bool) {
    if fresh && matches!(key.code, KeyCode::Backspace | KeyCode::Delete) {
        area.cancel_selection();
    }
    type_key(area, key);
}

/// Types a key into a text area. Control keys are the ones people know from ordinary editors; the
/// area's own (Emacs) shortcuts would surprise them.
fn type_key(area: &mut TextArea<'static>, key: KeyEvent) {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(purpose: Purpose, value: &str, keys: &[KeyCode]) -> String {
        let mut editor = Editor::new(purpose, "", "", value, false);
        for code in keys {
            editor.type_in(KeyEvent::new(*code, KeyModifiers::NONE));
        }
        editor.value()
    }

    #[test]
    fn the_first_letter_replaces_a_number_and_every_other_key_mends_it() {
        use KeyCode::{Backspace, Char, End, Left};
        let hours = || Purpose::Text(Matter::Effort, "5.2".into());
        assert_eq!(opened(hours(), "12", &[Char('3'), Char('4')]), "34");
        assert_eq!(opened(hours(), "12", &[End, Char('3')]), "123");
        assert_eq!(opened(hours(), "12", &[Left, Char('3')]), "132");
        assert_eq!(opened(hours(), "12", &[Backspace, Char('3')]), "13");
        assert_eq!(opened(hours(), "", &[Char('3'), Char('4')]), "34");
        assert_eq!(opened(Purpose::Text(Matter::Reason, "A.2".into()), "No AI", &[Char('s')]), "No AIs");
    }
}
