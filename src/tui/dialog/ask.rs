//! A question before something is removed, left or signed: what will happen, and nothing by itself. What cannot be taken back is
//! done by what is written into it, never by the key that leads here.

use std::path::PathBuf;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::Asks;
use crate::model::record::{Kind, Rid};
use crate::say;
use crate::tui::keymap::Asking;

/// What is done when one says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// The program ends.
    Quit,
    /// A split, joined or added action is taken back, by its id.
    Drop(String),
    /// A record is taken out of its register.
    Remove(&'static Kind, Rid),
    /// A file is taken off the list of those that were open; nothing on the disk is touched.
    Forget(PathBuf),
    /// Somebody of this name, whom the register has not, joins it with the form below.
    Join(String),
    /// An audit is signed, as the form below says.
    Sign,
    /// A file that was made from another assessment is looked into all the same.
    OfAnother,
}

/// The question.
#[derive(Debug)]
pub struct Ask {
    /// What is asked.
    pub title: String,
    /// What will be gone, and what stays; a line each.
    pub words: Vec<String>,
    /// What is done then.
    pub act: Act,
    /// First wrapped line shown.
    pub top: usize,
    /// What has to be written before it is done; nothing where Enter alone says so.
    pub wants: String,
    /// What was written of it.
    pub typed: String,
}

impl Ask {
    /// A question that Enter says yes to.
    pub fn new(title: impl Into<String>, words: impl Into<String>, act: Act) -> Self {
        let (wants, typed) = (String::new(), String::new());
        Self { title: title.into(), words: vec![words.into()], act, top: 0, wants, typed }
    }

    /// Does what the question is asked for; `page` is how many lines of it are seen, `reach` how far there is to go.
    pub fn update(&mut self, command: Asking, (page, reach): (usize, usize)) -> Asks {
        self.top = self.top.min(reach);
        match command {
            Asking::Accept if !self.typed.trim().eq_ignore_ascii_case(&self.wants) => {
                let wants = self.wants.as_str();
                return Asks::Refuse(say!(
                    "Nothing was done. {label} Esc leads back.",
                    label = to_write(wants)
                ));
            }
            Asking::Accept => return Asks::Finish,
            Asking::Quit if self.act == Act::Quit => return Asks::Finish,
            Asking::Quit => {}
            Asking::Leave => return Asks::Leave,
            Asking::Up => self.top = self.top.saturating_sub(1),
            Asking::Down => self.top += 1,
            Asking::PageUp => self.top = self.top.saturating_sub(page.max(1)),
            Asking::PageDown => self.top += page.max(1),
        }
        Asks::Nothing
    }

    /// Whether something has to be written into it.
    pub const fn takes_text(&self) -> bool {
        !self.wants.is_empty()
    }

    /// Writes a sign into it, or takes the last one back.
    pub fn type_in(&mut self, key: KeyEvent) {
        match key.code {
            KeyCode::Char(c) if !key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) => {
                self.typed.push(c);
            }
            KeyCode::Backspace => drop(self.typed.pop()),
            _ => {}
        }
    }
}

/// What stands before what has to be written: which words do it.
pub fn to_write(wants: &str) -> String {
    say!("To sign, write {wants} and press Enter.", wants)
}
