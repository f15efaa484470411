//! Forms: opening them, and taking over what was filled in.

use super::{App, Tone};
use crate::model::record::{Draft, EVIDENCE, PARKED, read, write};
use crate::tui::dialog::{Dialog, Form, FormKind, Pick, PickRow, Picker};
use crate::words::Words as _;

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
            label: e.words(),
            detail: e.shows.join(", "),
            pick: Pick::Record(&EVIDENCE, Some(e.id)),
            why_not: None,
        }));
        self.dialogs.push(Dialog::Choose("Evidence", Picker { rows, ..Picker::default() }));
    }

    /// Opens a form; what was typed into it before comes back.
    pub(super) fn open_form(&mut self, form: Form) {
        let mut form = form;
        if let Some(n) = self.kept.iter().position(|f| f.kind == form.kind) {
            form.take_back(&self.kept.remove(n));
        }
        self.dialogs.push(Dialog::Form(Box::new(form)));
        self.ask_anew();
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
}
