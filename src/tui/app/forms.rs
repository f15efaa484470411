//! Forms: opening them, and taking over what was filled in.

use super::{AboutRow, App, Tone};
use crate::model::Refusal;
use crate::model::record::{Draft, EVIDENCE, Field, Kind, PARKED, Rid, read, write};
use crate::session::Session;
use crate::tui::dialog::{Dialog, Form, FormKind, Pick, PickRow, Picker, Purpose};
use crate::tui::keymap::Command;

impl App {
    pub(super) fn open_park(&mut self) {
        self.open_record(&PARKED, None);
    }

    /// Evidence for what is selected: a new piece, or one of those there are.
    pub(super) fn open_evidence(&mut self) {
        let (Some(at), Some(work)) = (self.selected_id(), &self.work) else { return };
        let requirement = work.q().find(&at).and_then(|t| work.q().requirement_of(t));
        let list = requirement.map(|r| work.s.assessment().evidence_for(work.q(), r)).unwrap_or_default();
        if list.is_empty() {
            return self.open_record(&EVIDENCE, None);
        }
        let label = format!("Name a new piece of evidence for {at}");
        let mut rows = vec![PickRow::new("+", label, Pick::Record(&EVIDENCE, None))];
        rows.extend(list.into_iter().map(|e| PickRow {
            key: format!("{}-{}", EVIDENCE.letter, e.no),
            label: e.line(),
            detail: e.shows.join(", "),
            pick: Pick::Record(&EVIDENCE, Some(e.id)),
            why_not: None,
        }));
        self.dialogs.push(Dialog::Choose("Evidence", Picker { rows, ..Picker::default() }));
    }

    /// A form for a new record of a kind, or for one that is there: its table says what is asked.
    pub(super) fn open_record(&mut self, kind: &'static Kind, id: Option<Rid>) {
        let at = self.selected_id().unwrap_or_default();
        let Some(work) = &self.work else { return };
        let c = work.records(self.today);
        let rec = id.as_ref().map(|id| read::at(c.a, kind, id));
        let draft = rec.as_ref().map_or_else(|| write::begin(kind, self.today, &at), |r| write::draft(c, r));
        let text = |f: &Field| draft.get(f.key).cloned().unwrap_or_default();
        let asked = |f: &&'static Field| {
            f.when
                .is_none_or(|(other, values)| draft.get(other).is_some_and(|v| values.contains(&v.as_str())))
        };
        let fields: Vec<_> =
            kind.asked(rec.is_none()).filter(asked).map(|f| (f.key, f.word, f.hint, text(f))).collect();
        let naming = kind.naming().map_or("", |f| f.word);
        let title = match &rec {
            Some(r) => format!("{} {} (nothing in {naming} removes it)", r.shown_no(), kind.word),
            None => format!("Add {}", kind.a_new()),
        };
        self.open_form(Form::new(FormKind::Record(kind, id), title, &fields));
    }

    /// Keeps what a form says of a record; an empty name removes one that is there.
    fn take_record(
        &mut self,
        kind: &'static Kind,
        id: Option<&Rid>,
        form: &Form,
    ) -> Result<(), (&'static str, String)> {
        let Some(work) = &self.work else { return Ok(()) };
        let c = work.records(self.today);
        let draft: Draft = form.fields.iter().map(|f| (f.key.to_owned(), form.value(f.key))).collect();
        let naming = kind.naming().map_or("", |f| f.key);
        let refused = |r: Refusal| match r {
            Refusal::Field { field, .. } => (field, r.to_string()),
            _ => (naming, r.to_string()),
        };
        let (e, done) = match id.map(|id| read::at(c.a, kind, id)) {
            Some(rec) if form.value(naming).is_empty() => (write::remove(c, &rec), "removed"),
            Some(rec) => (write::set(c, &rec, &draft).map_err(refused)?, "kept"),
            None => (write::add(c, kind, Session::new_id(), &draft).map_err(refused)?, "kept"),
        };
        self.apply_typed(&e).map_err(|words| (naming, words))?;
        let undo = self.key(Command::Undo);
        let words = match (kind.key, done) {
            ("parked", "kept") if id.is_none() => {
                format!("Parked; {} lists it. The answer is unchanged.", self.key(Command::Lists))
            }
            ("evidence", "kept") => format!("Evidence kept; {} lists it.", self.key(Command::Evidence)),
            (_, "removed") => format!("Removed. {undo} brings it back."),
            _ => "Kept.".to_owned(),
        };
        self.say(Tone::Done, words);
        Ok(())
    }

    /// Opens a form; what was typed into it before comes back.
    pub(super) fn open_form(&mut self, form: Form) {
        let kept = self.kept.iter().position(|f| f.kind == form.kind).map(|n| self.kept.remove(n));
        self.dialogs.push(Dialog::Form(Box::new(kept.unwrap_or(form))));
    }

    /// Takes over what the uppermost form holds, or says what is wrong with it.
    pub(super) fn finish_form(&mut self) {
        let Some(Dialog::Form(mut form)) = self.dialogs.pop() else { return };
        if let Err((key, words)) = self.take_form(&form) {
            form.wrong(key, words);
            self.dialogs.push(Dialog::Form(form));
        }
    }

    fn take_form(&mut self, form: &Form) -> Result<(), (&'static str, String)> {
        let need = |key: &'static str, words: &str| {
            if form.value(key).is_empty() { Err((key, words.to_owned())) } else { Ok(form.value(key)) }
        };
        match &form.kind {
            FormKind::New => self.create(form),
            FormKind::Split(_) | FormKind::Merge(_) | FormKind::Add(_) | FormKind::WhatIf => {
                self.take_plan_form(form)
            }
            FormKind::Tools => {
                self.take_tools(form);
                Ok(())
            }
            FormKind::FollowUp => {
                let path = need("path", "Write the path of the new file.")?;
                self.follow_up(&path).map_err(|words| ("path", words))
            }
            FormKind::OpenFile => {
                let path = need("path", "Write the path of an .aims file.")?;
                self.open_or_offer(std::path::Path::new(&path)).map_err(|(_, words)| ("path", words))
            }
            FormKind::Restore(backup) => {
                let path = need("path", "Write the path of the new file.")?;
                self.restore(backup, &path).map_err(|words| ("path", words))
            }
            FormKind::Salvage(old) => {
                let path = need("path", "Write the path of the new file.")?;
                self.salvage(old, &path).map_err(|words| ("path", words))
            }
            FormKind::Record(kind, id) => self.take_record(kind, id.as_ref(), form),
        }
    }

    /// Closes or reopens the selected parked item.
    pub(super) fn toggle_parked(&mut self) {
        let row = self.work.as_ref().and_then(|w| w.list_rows().get(w.lists.at).cloned());
        let Some(super::ListRow::Parked(item)) = row else {
            return self
                .say(Tone::Warning, "Only parked items are closed here; answer a question to close it.");
        };
        let Some(work) = &self.work else { return };
        let c = work.records(self.today);
        let closed = if item.closed { "no" } else { "yes" };
        let draft = Draft::from([("closed".to_owned(), closed.to_owned())]);
        if !self.try_edit(write::set(c, &read::at(c.a, &PARKED, &item.id), &draft)) {
            return;
        }
        self.say(Tone::Done, if item.closed { "Open again." } else { "Closed." });
        // Its row moves to another part of the list; the cursor goes with it.
        if let Some(work) = &mut self.work {
            let mine = |row: &super::ListRow| matches!(row, super::ListRow::Parked(p) if p.id == item.id);
            work.lists.at = work.list_rows().iter().position(mine).unwrap_or(work.lists.at);
        }
    }

    /// Edits the selected row of the about screen.
    pub(super) fn open_about_row(&mut self) {
        let Some(work) = &self.work else { return };
        let a = work.s.assessment();
        match work.about_rows().get(work.about.at).cloned() {
            Some(AboutRow::Fact(key, label, hint)) => {
                let value = a.get(key).unwrap_or_default().to_owned();
                self.write(Purpose::Fact(key), label, hint, &value, false);
            }
            Some(AboutRow::Record(kind, id)) => self.open_record(kind, Some(id)),
            Some(AboutRow::Add(kind)) => self.open_record(kind, None),
            Some(AboutRow::Head(_)) | None => {}
        }
    }
}
