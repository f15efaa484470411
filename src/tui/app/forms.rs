//! Forms: opening them, and taking over what was filled in.

use super::{AboutRow, App, Tone};
use crate::model::assessment::{Evidence, Parked, Person, System, keys};
use crate::model::edit;
use crate::tui::dialog::{Dialog, Form, FormKind, Purpose};
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

    pub(super) fn open_evidence(&mut self) {
        let Some(at) = self.selected_id() else { return };
        let form = Form::new(
            FormKind::Evidence(at.clone()),
            format!("Evidence for {at}"),
            &[
                ("what", "What", "the document or record, with version", String::new()),
                ("place", "Where", "file name, folder, system or binder", String::new()),
                ("date", "Date", "year-month-day of the document or record", String::new()),
                (
                    "seen",
                    "Seen by",
                    "who has looked at it; empty while nobody has (claimed, not verified)",
                    String::new(),
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
            FormKind::FollowUp => {
                let path = need("path", "Write the path of the new file.")?;
                self.follow_up(&path).map_err(|words| ("path", words))
            }
            FormKind::OpenFile => {
                let path = need("path", "Write the path of an .aims file.")?;
                self.open(std::path::Path::new(&path)).map_err(|(_, words)| ("path", words))
            }
            FormKind::Park(at) => {
                let what = need("what", "Write what is parked.")?;
                let item = Parked { at: at.clone(), what, owner: form.value("owner"), closed: false };
                let words =
                    format!("Parked; {} lists it. The answer is unchanged.", self.key(Command::Lists));
                self.add(keys::PARKED, at, None, Some(&item), &words);
                Ok(())
            }
            FormKind::Evidence(at) => {
                let what = need("what", "Write which document or record it is.")?;
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
                self.add(keys::EVIDENCE, at, None, Some(&item), "Evidence kept.");
                Ok(())
            }
            FormKind::System(n) => {
                let name = form.value("name");
                if name.is_empty() && n.is_none() {
                    return Err(("name", "Write the name of the AI system.".into()));
                }
                let item = system_of(form)?;
                let item = (!name.is_empty()).then_some(item);
                self.add(keys::SYSTEM, "", *n, item.as_ref(), "Kept.");
                Ok(())
            }
            FormKind::Person(n) => {
                let name = form.value("name");
                if name.is_empty() && n.is_none() {
                    return Err(("name", "Write a name.".into()));
                }
                let item = (!name.is_empty()).then(|| Person { name, role: form.value("role") });
                self.add(keys::PERSON, "", *n, item.as_ref(), "Kept.");
                Ok(())
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
    ) {
        let Some(work) = &self.work else { return };
        let a = work.s.assessment();
        let e = match (n, item) {
            (None, Some(item)) => edit::add_numbered(a, prefix, at, item),
            (Some(n), item) => edit::set_numbered(a, prefix, n, at, item),
            (None, None) => return,
        };
        if self.apply(&e, None) {
            self.say(Tone::Done, words);
        }
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
        self.add(keys::PARKED, &at, Some(n), Some(&item), words);
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
    let yes = |b: bool| if b { "yes".to_owned() } else { String::new() };
    Form::new(
        FormKind::System(n),
        if n.is_some() { "AI system (empty name removes it)" } else { "Add an AI system" },
        &[
            (
                "name",
                "Name",
                "think also of features in other products, and of tools people brought along",
                s.name.clone(),
            ),
            ("purpose", "Used for", "what it does for you", s.purpose.clone()),
            ("vendor", "Supplier", "who supplies it; empty if built here", s.vendor.clone()),
            ("data", "Data", "what goes in", s.data.clone()),
            (
                "role",
                "Your role",
                "user (you use it), provider (you offer it to others), developer (you build it)",
                s.role.clone(),
            ),
            (
                "affects",
                "Affects people",
                "yes if it touches people's rights, chances or safety",
                yes(s.affects_people),
            ),
            ("legal", "Legal duty", "yes if a law already asks something of it", yes(s.legal_duty)),
        ],
    )
}

fn person_form(n: Option<u32>, p: Option<&Person>) -> Form {
    Form::new(
        FormKind::Person(n),
        if n.is_some() { "Person (empty name removes it)" } else { "Add a person" },
        &[
            (
                "name",
                "Name",
                "as it should stand in the report",
                p.map(|p| p.name.clone()).unwrap_or_default(),
            ),
            (
                "role",
                "Role",
                "in the organisation, for example QA lead",
                p.map(|p| p.role.clone()).unwrap_or_default(),
            ),
        ],
    )
}

fn system_of(form: &Form) -> Result<System, (&'static str, String)> {
    let flag = |key: &'static str| match form.value(key).to_lowercase().as_str() {
        "" | "no" | "n" => Ok(false),
        "yes" | "y" => Ok(true),
        _ => Err((key, "Write yes or no.".to_owned())),
    };
    let role = form.value("role").to_lowercase();
    if !role.is_empty() && !role.split(',').all(|r| matches!(r.trim(), "user" | "provider" | "developer")) {
        return Err(("role", "Write user, provider or developer, or several with commas.".into()));
    }
    Ok(System {
        name: form.value("name"),
        purpose: form.value("purpose"),
        vendor: form.value("vendor"),
        data: form.value("data"),
        role,
        affects_people: flag("affects")?,
        legal_duty: flag("legal")?,
    })
}
