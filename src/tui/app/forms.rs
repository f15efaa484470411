//! Forms: opening them, and taking over what was filled in.

use super::App;
use super::registers::still_for;
use crate::model::record::{EVIDENCE, PARKED};
use crate::say;
use crate::tui::dialog::{Dialog, Form, FormKind, Pick, PickRow, Picker};
use crate::words::Words as _;

impl App {
    pub(super) fn open_park(&mut self) {
        let (at, other) = self.writing_at().unwrap_or_default();
        self.open_record_at(&PARKED, None, &at, other.as_deref());
    }

    /// Evidence for what is selected: a new piece, or one of those there are.
    pub(super) fn open_evidence(&mut self) {
        let Some((at, other)) = self.writing_at() else { return };
        self.open_evidence_for(&at, other);
    }

    /// As [`Self::open_evidence`], for this id; `other` is the one Tab switches to.
    pub(super) fn open_evidence_for(&mut self, at: &str, other: Option<String>) {
        let Some(desk) = &self.desk else { return };
        let requirement = desk.q().find(at).and_then(|t| desk.q().requirement_of(t));
        let list = requirement.map(|r| desk.work.a().evidence_for(desk.q(), r)).unwrap_or_default();
        if list.is_empty() {
            return self.open_record_at(&EVIDENCE, None, at, other.as_deref());
        }
        let label = say!("Name a new piece of evidence for {at}", at);
        let note = other.as_deref().map(|other| still_for(at, other));
        let mut rows = vec![PickRow::new("+", label, Pick::Evidence(at.to_owned(), other))];
        rows.extend(list.into_iter().map(|e| PickRow {
            key: format!("{}-{}", EVIDENCE.letter, e.no),
            label: e.words(),
            detail: e.shows.join(", "),
            pick: Pick::Record(&EVIDENCE, Some(e.id)),
            why_not: None,
        }));
        self.shell.dialogs.push(Dialog::Choose(say!("Evidence"), Picker { rows, note, ..Picker::default() }));
    }

    /// Opens the same form anew for the card one is at, in place of what was just answered.
    pub(super) fn switch_form(&mut self) {
        let Some(Dialog::Form(form)) = self.shell.dialogs.pop() else { return };
        let (FormKind::Record(kind, None), Some((_, to))) = (form.kind, form.switch) else { return };
        if let Some(desk) = &mut self.desk {
            desk.just = None;
        }
        self.open_record_at(kind, None, &to, None);
    }

    /// Opens a form; what was typed into it before comes back.
    pub(super) fn open_form(&mut self, form: Form) {
        let mut form = form;
        if let Some(n) = self.shell.kept.iter().position(|f| f.kind == form.kind) {
            form.take_back(&self.shell.kept.remove(n));
        }
        self.shell.dialogs.push(Dialog::Form(Box::new(form)));
        self.ask_anew();
    }

    /// Takes over what the uppermost form holds, or says what is wrong with it.
    pub(super) fn finish_form(&mut self) {
        let Some(Dialog::Form(mut form)) = self.shell.dialogs.pop() else { return };
        if let Err((key, words)) = self.take_form(&form) {
            form.wrong(key, words);
            self.shell.dialogs.push(Dialog::Form(form));
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
                self.home.take_tools(form, &mut self.shell);
                Ok(())
            }
            FormKind::FollowUp => {
                let path = need("path", say!("Write the path of the new file."))?;
                self.follow_up(&path).map_err(|words| ("path", words))
            }
            FormKind::OpenFile => {
                let path = need("path", say!("Write the path of an .aims file."))?;
                self.open_or_offer(std::path::Path::new(&path)).map_err(|(_, words)| ("path", words))
            }
            FormKind::Restore(_) | FormKind::Salvage(_) => {
                let path = need("path", say!("Write the path of the new file."))?;
                self.bring_back(&form.kind, &path).map_err(|words| ("path", words))
            }
            FormKind::Record(kind, id) => self.take_record(kind, id.as_ref(), form),
        }
    }
}
