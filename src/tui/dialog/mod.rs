//! What lies over a screen: a stack; Esc pops. Enums, so that the compiler names what a new one needs. A dialog does
//! its own commands; what it cannot do by itself it asks for ([`Asks`]).

pub mod ask;
pub mod choices;
pub mod draw;
pub mod echo;
pub mod editor;
pub mod form;
mod form_kind;
pub mod grid;
pub mod help;
pub mod people;
pub mod picker;
pub mod poll;
mod poll_page;
pub mod reader;

use crossterm::event::{KeyCode, KeyEvent};

use super::keymap::{Asking, Astray, Binding, Choosing, Command, Context, Polling, Reading};
use crate::model::Level;
use crate::model::journey::Told;
use crate::model::record::Rid;
use crate::say;

pub use ask::Ask;
pub use echo::Typed;
pub use editor::{Because, Editor, Purpose, area};
pub use form::{Form, Naming};
pub use form_kind::FormKind;
pub use people::{Of, People};
pub use picker::{ExportRow, GuidePage, MergeRow, Pick, PickRow, Picker, Rescue, ToRisk, Ways};
pub use poll::{Poll, Voter};
pub use reader::{Makes, Offer, Reader};

/// That a text still belongs to what was just answered, and by which key it goes to the card one is at.
pub fn still_for(at: &str, other: &str, key: &str) -> String {
    say!("For {at}, which you just answered; the card shows {other}. {key}: for {other}.", at, other, key)
}

/// What a dialog asks the program for.
#[derive(Debug)]
pub enum Asks {
    /// Nothing.
    Nothing,
    /// To be left, without losing anything.
    Leave,
    /// That this is laid on the clipboard.
    Copy(String),
    /// That what it holds is taken over.
    Finish,
    /// That it goes on for the card one is at, in place of what was just answered.
    Switch,
    /// That its text is written in the person's own editor.
    Outside,
    /// That its rows are made for what was typed.
    Fill,
    /// That its fields are asked anew by what it holds.
    Fields,
    /// The same, and that the people are listed whose name was begun.
    People,
    /// That the values are listed which the focused field can have.
    Choices(Told),
    /// That this list of values of the focused field lies over it.
    List(&'static str, Picker),
    /// That what was typed into this field, which was just left, is looked at; whether one goes on with it, and stays where it is wrong.
    Look(usize, bool),
    /// What the chosen row is for.
    Chosen(PickRow),
    /// That a warning is said.
    Refuse(String),
    /// That something is done about the row Space was pressed on.
    Ticked(Pick),
    /// That the answer of this person is kept, or taken away.
    Voted(Rid, Option<Level>),
    /// That the answers are shown to the room.
    ShowVotes,
    /// That a line stays which says how to take back what was done.
    Undoable(String),
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
    /// Whose work it is.
    People(Box<People>),
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
    /// A question before something is removed or left.
    Ask(Box<Ask>),
    /// Letters were typed that meant nothing: what was meant? Over what is still open nothing was: typing goes on there.
    Astray {
        /// Whether something else is open below.
        over: bool,
    },
}

impl Dialog {
    /// Whether it asks if an export that runs is to stop.
    pub fn is_of_running(&self) -> bool {
        let first = if let Self::Choose(_, p) = self { p.rows.first() } else { None };
        first.is_some_and(|row| matches!(row.pick, Pick::Export(ExportRow::GoOn)))
    }

    /// The contexts in which a key is looked up, innermost first. What is found in none of them is typed.
    pub fn contexts(&self) -> &'static [Context] {
        use Context as X;
        match self {
            Self::Help(_) => &[X::Help, X::Picker],
            Self::Find(_) => &[X::Find, X::Picker],
            Self::Words(_) => &[X::Words, X::Picker],
            Self::Choose(_, p) if p.is_of_export() || p.is_of_risks() || p.is_of_merge() => {
                &[X::Ticks, X::Choose, X::Picker]
            }
            Self::Guides(_) | Self::Choose(..) | Self::People(_) => &[X::Choose, X::Picker],
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
            Self::Ask(_) => &[X::Ask],
            Self::Astray { .. } => &[X::Astray],
        }
    }

    /// What stands in the footer before its keys: what no single key does.
    pub fn lead(&self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Help(_) | Self::Words(_) => Some((say!("type"), say!("to filter"))),
            Self::Choose(_, p) if p.narrows() => Some((say!("type"), say!("a name"))),
            Self::People(p) if p.is_of_names() => Some((say!("type"), say!("a name"))),
            Self::Find(_) | Self::People(_) => Some((say!("type"), say!("id or word"))),
            // Once they are shown a level that is typed is meant for what is agreed, and that is not given here.
            Self::Poll(p) if p.revealed => None,
            Self::Poll(p) if p.votes.shown => Some(("1-5 0 n", say!("changes one"))),
            Self::Poll(_) => Some(("1-5 0 n", say!("answer of this person"))),
            // The others are a sentence or two.
            Self::Ask(ask) if ask.takes_text() => Some(("Up Down PgUp PgDn", say!("scroll"))),
            Self::Read(_) | Self::Offer(_) => Some(("Up Down PgUp PgDn", say!("scroll"))),
            Self::Guides(_)
            | Self::Choose(..)
            | Self::Edit(_)
            | Self::Form(_)
            | Self::Ask(_)
            | Self::Astray { .. } => None,
        }
    }

    /// What a key says in the footer of this dialog; empty when it is not shown there.
    pub fn footer(&self, b: &Binding) -> &'static str {
        match (self, b.command) {
            (Self::Poll(p), Command::Polling(Polling::Show)) if p.votes.shown => "keeps them",
            (Self::Poll(p), Command::Polling(Polling::Leave)) if p.votes.shown => "",
            (Self::Poll(_), Command::Polling(Polling::Leave)) => "keeps, hidden",
            (Self::Astray { over: true }, Command::Astray(Astray::Note | Astray::Find)) => "",
            (Self::Ask(ask), Command::Asking(Asking::Accept)) if ask.takes_text() => {
                "signs, once it is written"
            }
            (Self::People(_), Command::Choosing(Choosing::Choose)) => "takes it",
            (Self::Choose(_, p), Command::Choosing(Choosing::Choose)) if p.is_of_risks() => "takes them",
            (Self::Choose(_, p), Command::Choosing(Choosing::Tick)) if p.is_of_risks() => "in or out",
            (Self::Choose(_, p), Command::Choosing(Choosing::Tick)) if p.is_of_forks() => {
                "first, second, open"
            }
            (Self::Choose(_, p), Command::Choosing(Choosing::Tick)) if p.is_of_merge() => {
                "mine, theirs, open"
            }
            (Self::Choose(_, p), Command::Choosing(Choosing::Choose)) if p.narrows() => "takes it",
            (Self::Choose(_, p), Command::Choosing(Choosing::Choose)) if p.writes() => "writes them",
            (Self::Choose(_, p), Command::Choosing(Choosing::Choose)) if p.is_at_drafts() => "opens it",
            (Self::Choose(_, p), Command::Choosing(Choosing::Choose)) if p.is_of_export() => "changes it",
            (Self::Choose(_, p), Command::Choosing(Choosing::Leave)) if p.is_of_papers() => "back",
            (Self::Choose(_, p), Command::Choosing(Choosing::Tick)) if p.is_of_papers() => "in or out",
            (Self::Choose(_, p), Command::Choosing(Choosing::Tick)) if !p.writes() => "",
            (Self::Choose(_, p), Command::Choosing(Choosing::Choose))
                if matches!(
                    p.rows.first().map(|r| &r.pick),
                    Some(Pick::Value(_) | Pick::Merge(MergeRow::Take(..)))
                ) =>
            {
                "takes it"
            }
            (Self::People(p), Command::Choosing(Choosing::Leave)) if p.is_of_field() => "as typed",
            _ => b.footer,
        }
    }

    /// The list to choose from, in a dialog that is one.
    pub const fn picker(&mut self) -> Option<&mut Picker> {
        match self {
            Self::Help(p) | Self::Find(p) | Self::Words(p) | Self::Guides(p) | Self::Choose(_, p) => Some(p),
            Self::People(p) => Some(&mut p.picker),
            Self::Offer(_)
            | Self::Poll(_)
            | Self::Edit(_)
            | Self::Read(_)
            | Self::Form(_)
            | Self::Ask(_)
            | Self::Astray { .. } => None,
        }
    }

    /// Whether nothing was typed into it and nothing in it waits for an answer: it can be closed like a book.
    pub const fn only_reads(&self) -> bool {
        match self {
            Self::Help(p) | Self::Find(p) | Self::Words(p) | Self::Guides(p) | Self::Choose(_, p) => {
                p.query.is_empty()
            }
            Self::Read(_) => true,
            Self::People(_)
            | Self::Offer(_)
            | Self::Poll(_)
            | Self::Edit(_)
            | Self::Form(_)
            | Self::Ask(_)
            | Self::Astray { .. } => false,
        }
    }

    /// The text to read, in a dialog that is one.
    pub fn reader(&mut self) -> Option<&mut Reader> {
        match self {
            Self::Read(reader) => Some(reader),
            Self::Offer(offer) => Some(&mut offer.reader),
            _ => None,
        }
    }

    /// The text that is written, in a dialog that is one.
    pub fn editor(&mut self) -> Option<&mut Editor> {
        if let Self::Edit(e) = self { Some(e) } else { None }
    }

    /// The fields, in a dialog that is a form.
    pub fn form(&mut self) -> Option<&mut Form> {
        if let Self::Form(form) = self { Some(form) } else { None }
    }

    /// The answers, in a dialog that is a poll.
    pub fn poll(&mut self) -> Option<&mut Poll> {
        if let Self::Poll(poll) = self { Some(poll) } else { None }
    }

    /// The question, in a dialog that is one.
    pub fn ask(&mut self) -> Option<&mut Ask> {
        if let Self::Ask(ask) = self { Some(ask) } else { None }
    }

    /// The same, to look at.
    pub fn asked(&self) -> Option<&Ask> {
        if let Self::Ask(ask) = self { Some(ask) } else { None }
    }

    /// Types a key that is no command.
    pub fn type_in(&mut self, key: KeyEvent) -> Asks {
        match self {
            Self::Edit(e) => e.type_in(key),
            Self::Form(form) => return form.type_in(key),
            Self::Ask(ask) if ask.takes_text() => ask.type_in(key),
            Self::Offer(_) | Self::Poll(_) | Self::Read(_) | Self::Ask(_) | Self::Astray { .. } => {}
            Self::Choose(_, p) if p.narrows() => return p.typed(key),
            // Nothing is typed into these; hands that know other programs move with letters.
            Self::Guides(p) | Self::Choose(_, p) => match (key.code, key.modifiers.is_empty()) {
                (KeyCode::Char('j'), true) => return p.update(Choosing::Down, 1),
                (KeyCode::Char('k'), true) => return p.update(Choosing::Up, 1),
                _ => {}
            },
            Self::Help(_) | Self::Find(_) | Self::Words(_) | Self::People(_) => {
                if let Some(p) = self.picker() {
                    return p.typed(key);
                }
            }
        }
        Asks::Nothing
    }

    /// Takes pasted text in.
    pub fn paste(&mut self, words: &str) -> Asks {
        match self {
            Self::Edit(e) => e.insert(words),
            Self::Form(form) => {
                form.insert(words);
                return Asks::Fields;
            }
            Self::Offer(_) | Self::Poll(_) | Self::Read(_) | Self::Ask(_) | Self::Astray { .. } => {}
            Self::Help(_)
            | Self::Find(_)
            | Self::Words(_)
            | Self::Guides(_)
            | Self::Choose(..)
            | Self::People(_) => {
                if let Some(p) = self.picker() {
                    p.query.push_str(words.lines().next().unwrap_or(""));
                    return Asks::Fill;
                }
            }
        }
        Asks::Nothing
    }

    /// What a step of the wheel is in a dialog of rows or of text to read.
    pub fn wheel(&self, up: bool) -> Option<Command> {
        Some(match self {
            Self::Help(_)
            | Self::Find(_)
            | Self::Words(_)
            | Self::Guides(_)
            | Self::Choose(..)
            | Self::People(_) => if up { Choosing::Up } else { Choosing::Down }.into(),
            Self::Offer(_) | Self::Read(_) => if up { Reading::Up } else { Reading::Down }.into(),
            Self::Poll(_) => if up { Polling::Up } else { Polling::Down }.into(),
            // Three fields on is not what a wheel is for; in a text it moves the cursor.
            Self::Edit(_) | Self::Form(_) | Self::Astray { .. } => return None,
            Self::Ask(_) => if up { Asking::Up } else { Asking::Down }.into(),
        })
    }
}
