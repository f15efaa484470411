//! States over time and what will not stand: snapshots, comparison, follow-up, x-ray.

use std::path::Path;

use super::{App, Tone};
use crate::model::compare::{self, State};
use crate::model::record::Rid;
use crate::model::snapshot;
use crate::report::change;
use crate::session::{Saving, Session};
use crate::tui::dialog::{Dialog, Form, FormKind, Pick, PickRow, Picker, Purpose};
use crate::words::Words as _;

impl App {
    pub(super) fn write_snapshot(&mut self) {
        let hint = "A name, for example: After the workshop. The state stays as it is now, whatever comes.";
        self.write(Purpose::Snapshot, "Freeze this state", hint, "", false);
    }

    /// Chooses a snapshot to compare the present state with.
    pub(super) fn open_compare(&mut self) {
        let Some(work) = &self.work else { return };
        let rows: Vec<PickRow> = snapshot::all(work.s.assessment())
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
            return self
                .say(Tone::Done, "There is no snapshot to compare with. s on the results freezes one.");
        }
        self.dialogs
            .push(Dialog::Choose("Compare now with which state?", Picker { rows, ..Picker::default() }));
    }

    pub(super) fn compare_with(&mut self, id: &Rid) {
        let Some(work) = &self.work else { return };
        let (q, a) = (work.q(), work.s.assessment());
        let Some(s) = snapshot::all(a).into_iter().find(|s| s.id == *id) else { return };
        let now = State::of(a, "now", self.today);
        match compare::states(q, &State::frozen(q, &s), &now) {
            Ok(c) => {
                let lines = change::lines(q, &c, &compare::trend(q, a, self.today));
                self.read(format!("{} and now", s.name), lines);
            }
            Err(refusal) => self.say(Tone::Warning, refusal.words()),
        }
    }

    pub(super) fn open_follow_up(&mut self) {
        let Some(work) = &self.work else { return };
        let path = work.beside(&format!("-{}.aims", self.today));
        let hint = "a new file; this one stays as it is and becomes its first snapshot";
        let fields = [("path", "File", hint, path)];
        self.open_form(Form::new(FormKind::FollowUp, "Start a follow-up from this assessment", &fields));
    }

    /// Creates the follow-up and opens it.
    pub(super) fn follow_up(&mut self, path: &str) -> Result<(), String> {
        let Some(work) = &self.work else { return Ok(()) };
        if !matches!(work.saving, Saving::Saved | Saving::Saving) {
            return Err(
                "The present file is not saved yet. Nothing was created; save a copy of it first.".into()
            );
        }
        let name = work.s.path().file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
        let steps = snapshot::follow_up(work.s.assessment(), &Session::new_id(), &name, self.today)
            .map_err(|e| e.words())?;
        let path = Path::new(path);
        Session::create_in_steps(work.s.q.clone(), path, &self.by, &steps).map_err(|e| self.said_here(&e))?;
        self.close().map_err(|(_, words)| words)?;
        self.open(path).map_err(|(_, words)| words)?;
        self.say(
            Tone::Done,
            format!("Follow-up of {name}, which was not changed. v on the results compares."),
        );
        Ok(())
    }
}
