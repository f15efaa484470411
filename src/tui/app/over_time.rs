//! States over time and what will not stand: snapshots, comparison, follow-up, x-ray.

use std::path::Path;

use super::{App, Tone};
use crate::model::compare::{self, State};
use crate::model::record::Rid;
use crate::model::snapshot;
use crate::report::change;
use crate::say;
use crate::session::Saving;
use crate::tui::keymap::OnResults;
use crate::words::Words as _;
use crate::work::begin;

impl App {
    pub(super) fn compare_with(&mut self, id: &Rid) {
        let Some(desk) = &self.desk else { return };
        let (q, a) = (desk.q(), desk.work.a());
        let Some(s) = snapshot::all(a).into_iter().find(|s| s.id == *id) else { return };
        let now = State::of(a, say!("now"), self.shell.today);
        match compare::states(q, &State::frozen(q, &s), &now) {
            Ok(c) => {
                let lines = change::lines(q, &c, &compare::trend(q, a, self.shell.today));
                self.shell.read(say!("{name} and now", name = s.name), lines);
            }
            Err(refusal) => self.say(Tone::Warning, refusal.words()),
        }
    }

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
        let path = Path::new(path);
        begin::follow_up(&desk.work, path, &self.shell.by).map_err(|refused| self.shell.refused(&refused))?;
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
