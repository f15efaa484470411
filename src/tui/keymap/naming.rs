//! What settings call a command, and which commands give an answer.

use super::{Command, InAudit, InQuick, Polling, Rating};

impl Command {
    /// The name settings know it by: its own, in lower case with hyphens. Where several contexts have a command of
    /// one name, a key that is set for it holds in all of them. A test holds all names, because people have them in
    /// their files.
    pub fn name(self) -> String {
        let mut name = String::new();
        for c in self.bare().chars() {
            if c.is_uppercase() && !name.is_empty() {
                name.push('-');
            }
            name.extend(c.to_lowercase().filter(char::is_ascii_lowercase));
        }
        name
    }

    /// Whether it gives an answer; those keep their keys.
    pub const fn is_answer(self) -> bool {
        matches!(
            self,
            Self::Rating(Rating::Rate(_))
                | Self::InQuick(InQuick::QuickAnswer(_))
                | Self::Polling(Polling::Vote(_))
                | Self::InAudit(InAudit::Result(_))
        )
    }
}
