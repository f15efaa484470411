//! The follow-up of an assessment: a new file that starts from this one.

use super::App;
use crate::files;
use crate::say;
use crate::session::Saving;
use crate::tui::keymap::OnResults;
use crate::tui::shell::Tone;
use crate::work::begin;

impl App {
    /// Creates the follow-up and opens it.
    pub(super) fn follow_up(&mut self, path: &str) -> Result<(), String> {
        let Some(desk) = &self.desk else { return Ok(()) };
        if !matches!(desk.saving, Saving::Saved | Saving::Saving) {
            return Err(say!(
                "The present file is not saved yet. Nothing was created; save a copy of it first."
            )
            .into());
        }
        let name = desk
            .work
            .session()
            .path()
            .file_name()
            .map_or_else(String::new, |n| n.to_string_lossy().into_owned());
        let path = &files::path_of(path);
        begin::follow_up(&desk.work, path, &self.shell.by, None)
            .map_err(|refused| self.shell.refused(&refused))?;
        self.close().map_err(|(_, words)| words)?;
        self.open(path).map_err(|(_, words)| words)?;
        let compare = self.shell.key(OnResults::Compare);
        self.say(
            Tone::Done,
            say!(
                "Follow-up of {name}, which was not changed. {compare} on the results compares.",
                name,
                compare
            ),
        );
        Ok(())
    }
}
