//! Texts and forms: opening them, keeping drafts, taking over what was written.

use super::{AboutRow, App, Screen, Tone};
use crate::model::assessment::{Evidence, Parked, Person, System, keys};
use crate::model::{Edit, Level, Refusal, edit};
use crate::tui::dialog::{Dialog, Editor, Form, FormKind, Purpose};

impl App {
    /// Opens an editor; unfinished text from before comes first.
    fn write(&mut self, purpose: Purpose, title: &str, hint: &str, value: &str, long: bool) {
        let draft = self.work.as_ref().and_then(|w| w.s.draft(&purpose.draft_key()).map(str::to_owned));
        let hint = match &draft {
            Some(_) => format!("{hint} This is unfinished text from before."),
            None => hint.to_owned(),
        };
        let value = draft.unwrap_or_else(|| value.to_owned());
        self.dialogs.push(Dialog::Edit(Box::new(Editor::new(purpose, title, hint, &value, long))));
    }

    fn fact(&self, prefix: &str, id: &str) -> String {
        let work = self.work.as_ref();
        work.and_then(|w| w.s.assessment().at(prefix, id)).unwrap_or_default().to_owned()
    }

    /// The requirement of what is selected, for work that belongs to a whole requirement.
    fn selected_requirement(&mut self) -> Option<String> {
        let id = self.selected_id().and_then(|id| {
            let q = self.work.as_ref()?.q();
            q.requirement_of(q.find(&id)?).map(|r| q.requirements[r].id.clone())
        });
        if id.is_none() {
            self.say(Tone::Warning, "Select a requirement first.");
        }
        id
    }

    pub(super) fn write_note(&mut self) {
        let Some(id) = self.selected_id() else { return self.say(Tone::Warning, "Select a question first.") };
        let value = self.fact(keys::NOTE, &id);
        self.write(
            Purpose::Note(id.clone()),
            &format!("Note on {id}"),
            "Esc saves and closes.",
            &value,
            true,
        );
    }

    /// The reason for Not applicable, or whom to ask about a Don't know.
    pub(super) fn write_reason_or_ask(&mut self) {
        let (Some(id), Some(work)) = (self.selected_id(), &self.work) else { return };
        let (q, a) = (work.q(), work.s.assessment());
        let Some(target) = q.find(&id) else { return };
        let Some(r) = q.requirement_of(target) else { return };
        let unknown = match target {
            crate::model::questionnaire::Target::Check(c) => {
                a.level(q, c).is_some_and(|(l, _)| l == Level::DontKnow)
            }
            _ => q.checks_of(r).any(|c| a.level(q, c).is_some_and(|(l, _)| l == Level::DontKnow)),
        };
        if unknown {
            let value = self.fact(keys::ASK, &id);
            self.write(
                Purpose::Ask(id.clone()),
                &format!("Whom to ask about {id}"),
                "Name or role, and what to ask.",
                &value,
                false,
            );
        } else {
            self.write_reason(&id);
        }
    }

    pub(super) fn write_reason(&mut self, id: &str) {
        let Some(work) = &self.work else { return };
        let q = work.q();
        let must = q
            .find(id)
            .and_then(|t| q.requirement_of(t))
            .and_then(|r| q.requirements[r].exclusion.as_ref())
            .map_or_else(String::new, |e| e.reason_must.clone());
        if must.is_empty() {
            return self.say(Tone::Warning, "Only Annex A controls can be excluded; y is for their reason.");
        }
        let value = self.fact(keys::REASON, id);
        let hint = format!("{must} Enter saves. Without a reason it stays an open item of 6.1.3.");
        self.write(Purpose::Reason(id.to_owned()), &format!("Why {id} does not apply"), &hint, &value, false);
    }

    pub(super) fn write_owner(&mut self) {
        let Some(id) = self.selected_requirement() else { return };
        let value = self.fact(keys::OWNER, &id);
        let role = self.work.as_ref().and_then(|w| {
            let q = w.q();
            Some(q.requirements[q.requirement_index(&id)?].owner_role.clone())
        });
        let hint = format!("One name. Usual role: {}.", role.unwrap_or_default());
        self.write(Purpose::Owner(id.clone()), &format!("Who owns the work on {id}"), &hint, &value, false);
    }

    pub(super) fn write_effort(&mut self) {
        let Some(id) = self.selected_requirement() else { return };
        let value = self.fact(keys::EFFORT, &id);
        let hint = "Hours of work, for example 6. Empty: the questionnaire's figure for your size.";
        self.write(Purpose::Effort(id.clone()), &format!("Hours for {id}"), hint, &value, false);
    }

    pub(super) fn write_rank(&mut self) {
        let Some(id) = self.selected_requirement() else { return };
        let value = self.fact(keys::RANK, &id);
        let hint =
            "Rank and reason, for example: 1 customer asks for it in January. Empty: the rule decides.";
        self.write(Purpose::Rank(id.clone()), &format!("Rank of the gap on {id}"), hint, &value, false);
    }

    pub(super) fn write_hours(&mut self) {
        let value =
            self.work.as_ref().and_then(|w| w.s.assessment().get(keys::HOURS)).unwrap_or_default().to_owned();
        self.write(
            Purpose::Hours,
            "Hours a week",
            "That can go into this work. Dates move, the order stays.",
            &value,
            false,
        );
    }

    pub(super) fn write_export(&mut self) {
        let Some(work) = &self.work else { return };
        let stem = work
            .s
            .path()
            .file_stem()
            .map_or_else(|| "assessment".into(), |s| s.to_string_lossy().into_owned());
        let folder = work.s.path().with_file_name(format!("{stem}-export"));
        let hint = "Folder for all reports. It is made if it is not there; files in it are not overwritten.";
        self.write(Purpose::Export, "Export everything", hint, &folder.to_string_lossy(), false);
    }

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

    /// Leaves the uppermost dialog without losing anything.
    pub(super) fn leave_dialog(&mut self) {
        match self.dialogs.pop() {
            Some(Dialog::Edit(editor)) if editor.long => {
                self.dialogs.push(Dialog::Edit(editor));
                self.finish_editor();
            }
            Some(Dialog::Edit(editor)) => {
                let stored = self.stored(&editor.purpose);
                let now = editor.value();
                let draft = (now != stored).then_some(now);
                if let Some(work) = &mut self.work
                    && editor.purpose != Purpose::Export
                {
                    work.s.keep_draft(&editor.purpose.draft_key(), draft.as_deref());
                }
            }
            Some(Dialog::Form(form)) if !form.is_blank() => self.kept.push(*form),
            _ => {}
        }
    }

    fn stored(&self, purpose: &Purpose) -> String {
        let get = |key: &str| {
            self.work.as_ref().and_then(|w| w.s.assessment().get(key)).unwrap_or_default().to_owned()
        };
        match purpose {
            Purpose::Note(id) => self.fact(keys::NOTE, id),
            Purpose::Reason(id) => self.fact(keys::REASON, id),
            Purpose::Ask(id) => self.fact(keys::ASK, id),
            Purpose::Owner(id) => self.fact(keys::OWNER, id),
            Purpose::Effort(id) => self.fact(keys::EFFORT, id),
            Purpose::Rank(id) => self.fact(keys::RANK, id),
            Purpose::Hours => get(keys::HOURS),
            Purpose::Fact(key) => get(key),
            Purpose::Export => String::new(),
        }
    }

    /// Keeps the text of open editors, so that a crash loses at most half a second of typing.
    pub(super) fn keep_drafts(&mut self) {
        let place = self.work.as_ref().map(|w| w.id_of(w.spot));
        for dialog in &self.dialogs {
            if let (Dialog::Edit(e), Some(work)) = (dialog, &mut self.work)
                && e.purpose != Purpose::Export
            {
                let value = e.value();
                let draft = Some(value.as_str()).filter(|v| !v.trim().is_empty());
                work.s.keep_draft(&e.purpose.draft_key(), draft);
            }
        }
        if let (Some(place), Some(work)) = (place, &mut self.work) {
            work.s.keep_place(&place);
        }
    }

    /// Takes over what the uppermost editor holds.
    pub(super) fn finish_editor(&mut self) {
        let Some(Dialog::Edit(mut editor)) = self.dialogs.pop() else { return };
        let value = editor.value();
        if editor.purpose == Purpose::Export {
            return self.start_export(value.trim());
        }
        match self.editor_edit(&editor.purpose, value.trim_end()) {
            Ok(e) => {
                if !e.is_empty() && !self.apply(&e, None) {
                    return self.dialogs.push(Dialog::Edit(editor));
                }
                if let Some(work) = &mut self.work {
                    work.s.keep_draft(&editor.purpose.draft_key(), None);
                }
                self.after_editor(&editor.purpose, e.is_empty());
            }
            Err(refusal) => {
                editor.error = Some(refusal.to_string());
                self.dialogs.push(Dialog::Edit(editor));
            }
        }
    }

    fn editor_edit(&self, purpose: &Purpose, value: &str) -> Result<Edit, Refusal> {
        let Some(work) = &self.work else {
            return Ok(Edit { what: String::new(), at: String::new(), changes: vec![] });
        };
        let (q, a) = (work.q(), work.s.assessment());
        let text = |prefix, id: &String| edit::text_at(q, a, prefix, id, value);
        match purpose {
            Purpose::Note(id) => text(keys::NOTE, id),
            Purpose::Reason(id) => text(keys::REASON, id),
            Purpose::Ask(id) => text(keys::ASK, id),
            Purpose::Owner(id) => text(keys::OWNER, id),
            Purpose::Effort(id) => edit::effort(q, a, id, Some(value)),
            Purpose::Rank(id) => rank_edit(q, a, id, value),
            Purpose::Hours => edit::about(a, [(keys::HOURS, value.to_owned())]),
            Purpose::Fact(key) => edit::about(a, [(*key, value.to_owned())]),
            Purpose::Export => edit::about(a, []),
        }
    }

    fn after_editor(&mut self, purpose: &Purpose, unchanged: bool) {
        match purpose {
            Purpose::Reason(id) => {
                let Some(work) = &mut self.work else { return };
                let here = work.id_of(work.spot) == *id;
                let next = work.after(work.spot);
                if here
                    && self.screen == Screen::Question
                    && let (Some(next), Some(work)) = (next, &mut self.work)
                {
                    work.move_to(next);
                }
                self.say(Tone::Done, format!("Reason for excluding {id} kept."));
            }
            Purpose::Hours => {
                let end = self.work.as_ref().and_then(|w| w.plan().1.finish);
                let words =
                    end.map_or_else(|| "Nothing to plan.".to_owned(), |d| format!("The plan now ends {d}."));
                self.say(Tone::Done, words);
            }
            _ if unchanged => {}
            _ => self.say(Tone::Done, "Kept. u takes it back."),
        }
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
            FormKind::OpenFile => {
                let path = need("path", "Write the path of an .aims file.")?;
                self.open(std::path::Path::new(&path)).map_err(|(_, words)| ("path", words))
            }
            FormKind::Park(at) => {
                let what = need("what", "Write what is parked.")?;
                let item = Parked { at: at.clone(), what, owner: form.value("owner"), closed: false };
                self.add(keys::PARKED, at, None, Some(&item), "Parked; l lists it. The answer is unchanged.");
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

fn rank_edit(
    q: &crate::model::Questionnaire,
    a: &crate::model::Assessment,
    id: &str,
    value: &str,
) -> Result<Edit, Refusal> {
    let value = value.trim();
    if value.is_empty() {
        return edit::override_rank(q, a, id, None);
    }
    let (number, reason) = value.split_once(char::is_whitespace).unwrap_or((value, ""));
    match number.parse() {
        Ok(n) => edit::override_rank(q, a, id, Some((n, reason))),
        Err(_) => Err(Refusal::BadValue {
            what: "Rank",
            value: crate::model::text::shown(value, 40),
            expected: "a number and a reason, for example: 1 customer asks for it in January",
        }),
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
