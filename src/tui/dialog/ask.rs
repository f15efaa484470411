//! A question before something is removed or left: what will happen, and nothing by itself.

use std::path::PathBuf;

use super::Asks;
use crate::model::record::{Kind, Rid};
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
    /// What will be gone, and what stays.
    pub words: String,
    /// What is done then.
    pub act: Act,
}

impl Ask {
    /// Does what the question is asked for.
    pub fn update(&self, command: Asking) -> Asks {
        match command {
            Asking::Accept => Asks::Finish,
            Asking::Quit if self.act == Act::Quit => Asks::Finish,
            Asking::Quit => Asks::Nothing,
            Asking::Leave => Asks::Leave,
        }
    }
}
