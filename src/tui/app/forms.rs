//! Forms: opening them, and taking over what was filled in.

use super::{AboutRow, App, Tone};
use crate::model::assessment::{Evidence, Parked, Person, System, keys};
use crate::model::{edit, fields, votes};
use crate::tui::dialog::{Dialog, Form, FormKind, Pick, PickRow, Picker, Purpose};
use crate::tui::keymap::Command;

impl App {
    pub(super) fn open_park(&mut self) {
        let at = self.selected_id().unwrap_or_default();
        let form = Form::new(
            FormKind::Park(at.clone()),
            format!("Park something at {at}"),
            &[
                ("what", "What", "the question or worry, in a few words", String::new()),
                ("owner", "Owner", "who takes it; may stay empty", String::new()),
            ],
        );
        self.open_form(form);
    }

    /// Evidence for what is selected: a new piece, or one of those there are.
    pub(super) fn open_evidence(&mut self) {
        let (Some(at), Some(work)) = (self.selected_id(), &self.work) else { return };
        let requirement = at.split('/').next().unwrap_or("");
        let list = work.s.assessment().evidence_for(requirement);
        if list.is_empty() {
            return self.edit_evidence(None);
        }
        let mut rows = vec![PickRow {
            key: "+".into(),
            label: format!("Name a new piece of evidence for {at}"),
            detail: String::new(),
            pick: Pick::Evidence(None),
            why_not: None,
        }];
        rows.extend(list.into_iter().map(|(n, e)| PickRow {
            key: e.at,
            label: e.what,
            detail: [e.place, e.date].into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(", "),
            pick: Pick::Evidence(Some(n)),
            why_not: None,
        }));
        self.dialogs.push(Dialog::Choose("Evidence", Picker { rows, ..Picker::default() }));
    }

    pub(super) fn edit_evidence(&mut self, number: Option<u32>) {
        let (Some(at), Some(work)) = (self.selected_id(), &self.work) else { return };
        let all = work.s.assessment().numbered::<Evidence>(keys::EVIDENCE);
        let old = all.into_iter().find(|(n, _)| Some(*n) == number).map(|(_, e)| e);
        let at = old.as_ref().map_or(at, |e| e.at.clone());
        let value =
            |part: fn(&Evidence) -> &String| old.as_ref().map(|e| part(e).clone()).unwrap_or_default();
        let form = Form::new(
            FormKind::Evidence(at.clone(), number),
            if old.is_some() {
                format!("Evidence for {at} (nothing in What removes it)")
            } else {
                format!("Evidence for {at}")
            },
            &[
                ("what", "What", "the document or record, with version", value(|e| &e.what)),
                ("place", "Where", "file name, folder, system or binder", value(|e| &e.place)),
                ("date", "Date", "year-month-day of the document or record", value(|e| &e.date)),
                (
                    "seen",
                    "Seen by",
                    "who has looked at it; empty while nobody has (claimed, not verified)",
                    value(|e| &e.seen_by),
                ),
            ],
        );
        self.open_form(form);
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
            FormKind::Park(at) => {
                let what = need("what", "Write what is parked.")?;
                let item = Parked { at: at.clone(), what, owner: form.value("owner"), closed: false };
                let words =
                    format!("Parked; {} lists it. The answer is unchanged.", self.key(Command::Lists));
                self.add(keys::PARKED, at, None, Some(&item), &words).map_err(|w| ("what", w))
            }
            FormKind::Evidence(at, number) => {
                let what = form.value("what");
                if what.is_empty() && number.is_some() {
                    let words = format!("Removed. {} brings it back.", self.key(Command::Undo));
                    let removed = self.add::<Evidence>(keys::EVIDENCE, at, *number, None, &words);
                    return removed.map_err(|w| ("what", w));
                }
                let what = need("what", "Write which document or record it is.").map(|_| what)?;
                let date = form.value("date");
                if !date.is_empty() && date.parse::<jiff::civil::Date>().is_err() {
                    return Err(("date", "Dates are written year-month-day, for example 2026-03-01.".into()));
                }
                let item = Evidence {
                    at: at.clone(),
                    what,
                    place: form.value("place"),
                    date,
                    seen_by: form.value("seen"),
                };
                let words = format!("Evidence kept; {} lists it.", self.key(Command::Evidence));
                self.add(keys::EVIDENCE, at, *number, Some(&item), &words).map_err(|w| ("what", w))
            }
            FormKind::System(n) => {
                let name = form.value("name");
                if name.is_empty() && n.is_none() {
                    return Err(("name", "Write the name of the AI system.".into()));
                }
                let item = system_of(form)?;
                let item = (!name.is_empty()).then_some(item);
                self.add(keys::SYSTEM, "", *n, item.as_ref(), "Kept.").map_err(|w| ("name", w))
            }
            FormKind::Person(n) => {
                let name = form.value("name");
                if name.is_empty() && n.is_none() {
                    return Err(("name", "Write a name.".into()));
                }
                let item = (!name.is_empty()).then(|| Person { name, role: form.value("role") });
                let n = n.or_else(|| self.free_person());
                self.add(keys::PERSON, "", n, item.as_ref(), "Kept.").map_err(|w| ("name", w))
            }
        }
    }

    fn add<T: serde::Serialize>(
        &mut self,
        prefix: &str,
        at: &str,
        n: Option<u32>,
        item: Option<&T>,
        words: &str,
    ) -> Result<(), String> {
        let Some(work) = &self.work else { return Ok(()) };
        let a = work.s.assessment();
        let e = match (n, item) {
            (None, Some(item)) => edit::add_numbered(a, prefix, at, item),
            (Some(n), item) => edit::set_numbered(a, prefix, n, at, item),
            (None, None) => return Ok(()),
        };
        self.apply_typed(&e.map_err(|refusal| refusal.to_string())?)?;
        self.say(Tone::Done, words);
        Ok(())
    }

    /// A number no person has or had: answers given under it would pass to somebody else.
    fn free_person(&self) -> Option<u32> {
        let a = self.work.as_ref()?.s.assessment();
        let voted =
            votes::all(a).into_iter().flat_map(|(_, v)| v.given.into_keys().collect::<Vec<_>>()).max();
        Some(a.next_number(keys::PERSON).max(voted.map_or(1, |n| n + 1)))
    }

    /// Closes or reopens the selected parked item.
    pub(super) fn toggle_parked(&mut self) {
        let row = self.work.as_ref().and_then(|w| w.list_rows().get(w.lists.at).cloned());
        let Some(super::ListRow::Parked(n, mut item)) = row else {
            return self
                .say(Tone::Warning, "Only parked items are closed here; answer a question to close it.");
        };
        item.closed = !item.closed;
        let words = if item.closed { "Closed." } else { "Open again." };
        let at = item.at.clone();
        if let Err(refused) = self.add(keys::PARKED, &at, Some(n), Some(&item), words) {
            return self.say(Tone::Warning, refused);
        }
        // Its row moves to another part of the list; the cursor goes with it.
        if let Some(work) = &mut self.work {
            let mine = |row: &super::ListRow| matches!(row, super::ListRow::Parked(m, _) if *m == n);
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
            Some(AboutRow::System(n)) => {
                let item = a.systems().into_iter().find(|(m, _)| *m == n).map(|(_, s)| s);
                self.open_form(system_form(Some(n), &item.unwrap_or_default()));
            }
            Some(AboutRow::AddSystem) => self.open_form(system_form(None, &System::default())),
            Some(AboutRow::Person(n)) => {
                let item = a.people().into_iter().find(|(m, _)| *m == n).map(|(_, p)| p);
                self.open_form(person_form(Some(n), item.as_ref()));
            }
            Some(AboutRow::AddPerson) => self.open_form(person_form(None, None)),
            Some(AboutRow::Head(_)) | None => {}
        }
    }
}

fn system_form(n: Option<u32>, s: &System) -> Form {
    let asked = fields::SYSTEM.map(|(k, l, h)| (k, l, h, fields::system_field(s, k)));
    let title = if n.is_some() { "AI system (empty name removes it)" } else { "Add an AI system" };
    Form::new(FormKind::System(n), title, &asked)
}

fn person_form(n: Option<u32>, p: Option<&Person>) -> Form {
    let value = |key| match (p, key) {
        (Some(p), "name") => p.name.clone(),
        (Some(p), _) => p.role.clone(),
        (None, _) => String::new(),
    };
    let asked = fields::PERSON.map(|(k, l, h)| (k, l, h, value(k)));
    let title = if n.is_some() { "Person (empty name removes it)" } else { "Add a person" };
    Form::new(FormKind::Person(n), title, &asked)
}

fn system_of(form: &Form) -> Result<System, (&'static str, String)> {
    let mut values = std::collections::BTreeMap::new();
    for (key, ..) in fields::SYSTEM {
        values.insert(key, fields::system_value(key, &form.value(key)).map_err(|words| (key, words))?);
    }
    Ok(fields::system(|key| values.get(key).cloned().unwrap_or_default()))
}
