//! A text to read, and one to keep or to drop.

use super::Asks;
use crate::model::Edit;
use crate::tui::keymap::{Command, Reading};

/// A text to read.
pub struct Reader {
    /// Title.
    pub title: String,
    /// Its lines, unwrapped.
    pub lines: Vec<String>,
    /// First wrapped line shown.
    pub top: usize,
    /// The command that opened it, whose key closes it.
    pub by: Option<Command>,
}

/// Something worked out that is kept only if the person says so.
pub struct Offer {
    /// What it would be.
    pub reader: Reader,
    /// What makes it so.
    pub makes: Makes,
}

/// What is done when an offer is kept.
pub enum Makes {
    /// This change.
    Edit(Edit),
    /// The file that is looked into is taken over.
    Import,
}

impl Reader {
    /// Does what a text is asked for; `page` is how many lines of it are seen, `reach` how far there is to go.
    pub fn update(&mut self, command: Reading, page: usize, reach: usize) -> Asks {
        // Drawing knows how far there is to go; before it never goes further than that.
        self.top = self.top.min(reach);
        match command {
            Reading::Leave => return Asks::Leave,
            Reading::Copy => return Asks::Copy(self.as_text()),
            Reading::Up => self.top = self.top.saturating_sub(1),
            Reading::Down => self.top += 1,
            Reading::PageUp => self.top = self.top.saturating_sub(page.max(1)),
            Reading::PageDown => self.top += page.max(1),
            Reading::First => self.top = 0,
            Reading::Last => self.top = usize::MAX / 2,
            // The key that opened it closes it; that of the other does nothing here.
            Reading::Details | Reading::Explain => {
                let own = Command::from(command).name();
                if self.by.is_some_and(|by| by.name() == own) {
                    return Asks::Leave;
                }
            }
        }
        Asks::Nothing
    }

    /// All of it as plain text: titles stand apart.
    fn as_text(&self) -> String {
        let plain = |line: &String| match line.strip_prefix("# ") {
            Some(title) => format!("\n{title}\n"),
            None => format!("{line}\n"),
        };
        format!("{}\n{}", self.title, self.lines.iter().map(plain).collect::<String>())
    }
}
