//! States over time and what will not stand: snapshots, comparison, follow-up, x-ray.

use std::path::Path;

use super::{App, Tone};
use crate::model::compare::{self, State};
use crate::model::record::Rid;
use crate::model::snapshot;
use crate::report::change;
use crate::session::Saving;
use crate::tui::dialog::{Dialog, Form, FormKind, Pick, PickRow, Picker, Purpose};
use crate::tui::keymap::OnResults;
use crate::words::Words as _;
use crate::work::begin;

impl App {
    pub(super) fn write_snapshot(&mut self) {
        let hint = "A name, for example: After the workshop. The state stays as it is now, whatever comes.";
        self.write(Purpose::Snapshot, "Freeze this state", hint, "", false);
    }

    /// Chooses a snapshot to compare the present state with.
    pub(super) fn open_compare(&mut self) {
        let Some(desk) = &self.desk else { return };
        let rows: Vec<PickRow> = snapshot::all(desk.work.a())
            .into_iter()
            .rev()
            .map(|s| PickRow {
                key: s.date,
                label: s.name,
                detail: s.rule,
                pick: Pick::Snapshot(s.id),
                why_not: None,
            })
            .collect();
        if rows.is_empty() {
            let freeze = self.shell.key(OnResults::Snapshot);
            return self.say(
                Tone::Done,
                format!("There is no snapshot to compare with. {freeze} on the results freezes one."),
            );
        }
        self.shell
            .dialogs
            .push(Dialog::Choose("Compare now with which state?", Picker { rows, ..Picker::default() }));
    }

    pub(super) fn compare_with(&mut self, id: &Rid) {
        let Some(desk) = &self.desk else { return };
        let (q, a) = (desk.q(), desk.work.a());
        let Some(s) = snapshot::all(a).into_iter().find(|s| s.id == *id) else { return };
        let now = State::of(a, "now", self.shell.today);
        match compare::states(q, &State::frozen(q, &s), &now) {
            Ok(c) => {
                let lines = change::lines(q, &c, &compare::trend(q, a, self.shell.today));
                self.shell.read(format!("{} and now", s.name), lines);
            }
            Err(refusal) => self.say(Tone::Warning, refusal.words()),
        }
    }

    pub(super) fn open_follow_up(&mut self) {
        let Some(desk) = &self.desk else { return };
        let path = desk.work.beside(&format!("-{}.aims", self.shell.today)).to_string_lossy().into_owned();
        let hint = "a new file; this one stays as it is and becomes its first snapshot";
        let fields = [("path", "File", hint, path)];
        self.open_form(Form::new(FormKind::FollowUp, "Start a follow-up from this assessment", &fields));
    }

    /// Creates the follow-up and opens it.
    pub(super) fn follow_up(&mut self, path: &str) -> Result<(), String> {
        let Some(desk) = &self.desk else { return Ok(()) };
        if !matches!(desk.saving, Saving::Saved | Saving::Saving) {
            return Err(
                "The present file is not saved yet. Nothing was created; save a copy of it first.".into()
            );
        }
        let name = desk
            .work
            .session()
            .path()
            .file_name()
            .map_or_else(String::new, |n| n.to_string_lossy().into_owned());
        let path = Path::new(path);
        begin::follow_up(&desk.work, &name, path, &self.shell.by)
            .map_err(|refused| self.shell.refused(&refused))?;
        self.close().map_err(|(_, words)| words)?;
        self.open(path).map_err(|(_, words)| words)?;
        let compare = self.shell.key(OnResults::Compare);
        self.say(
            Tone::Done,
            format!("Follow-up of {name}, which was not changed. {compare} on the results compares."),
        );
        Ok(())
    }
}
