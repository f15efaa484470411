//! Texts: opening an editor, keeping drafts, taking over what was written.

use super::{App, Screen, Tone};
use crate::model::action;
use crate::model::assessment::keys;
use crate::model::limits::{Expected, What};
use crate::model::{Edit, Level, Refusal, edit, fields, votes};
use crate::session::Session;
use crate::tui::dialog::{Dialog, Editor, Purpose};
use crate::tui::keymap::Command;
use crate::words::Words as _;

impl App {
    /// Opens an editor; unfinished text from before comes first.
    pub(super) fn write(&mut self, purpose: Purpose, title: &str, hint: &str, value: &str, long: bool) {
        let draft = self.work.as_ref().and_then(|w| w.s.draft(&purpose.draft_key()).map(str::to_owned));
        let hint = match &draft {
            Some(_) => format!("{hint} This is unfinished text from before."),
            None => hint.to_owned(),
        };
        let value = draft.unwrap_or_else(|| value.to_owned());
        self.dialogs.push(Dialog::Edit(Box::new(Editor::new(purpose, title, hint, &value, long))));
    }

    pub(super) fn fact(&self, prefix: &str, id: &str) -> String {
        let work = self.work.as_ref();
        work.and_then(|w| action::saying(w.s.assessment(), prefix, id)).unwrap_or_default().to_owned()
    }

    /// The requirement of what is selected, for work that belongs to a whole requirement.
    pub(super) fn selected_requirement(&mut self) -> Option<String> {
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
        // Right after a Don't know one is at the next question already; the name is meant for the last one.
        let last = self.unknown.take();
        let (Some(id), Some(work)) = (last.or_else(|| self.selected_id()), &self.work) else { return };
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
            let key = self.key(Command::Reason);
            let words = format!("Only {} can be excluded; {key} is for their reason.", q.controls_named());
            return self.say(Tone::Warning, words);
        }
        let value = self.fact(keys::REASON, id);
        let hint = format!(
            "The reason must argue: {must} Enter saves. Without a reason it stays an open item{}.",
            q.open_item_of()
        );
        self.write(Purpose::Reason(id.to_owned()), &format!("Why {id} does not apply"), &hint, &value, false);
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
        let folder = work.beside("-export");
        let hint = "Folder for all reports. It is made if it is not there; files in it are not overwritten.";
        self.write(Purpose::Export, "Export everything", hint, &folder, false);
    }

    /// Leaves the uppermost dialog without losing anything.
    pub(super) fn leave_dialog(&mut self) {
        let fixed = self.work.as_ref().is_some_and(|w| w.s.read_only.is_some());
        match self.dialogs.pop() {
            // A file that cannot be changed: the second Esc lets the text go.
            Some(Dialog::Edit(editor)) if fixed && editor.long && editor.error.is_some() => {}
            // Refused once already, and said why: the second Esc leaves it as a draft.
            Some(Dialog::Edit(editor)) if editor.long && editor.refused => {
                if let Some(work) = &mut self.work {
                    work.s.keep_draft(&editor.purpose.draft_key(), Some(&editor.value()));
                }
                self.say(Tone::Done, "The text is kept as a draft; it opens again where it was.");
            }
            Some(Dialog::Edit(editor)) if editor.long => {
                self.dialogs.push(Dialog::Edit(editor));
                self.finish_editor();
            }
            Some(Dialog::Edit(editor)) => {
                let stored = self.stored(&editor.purpose);
                let now = editor.value();
                let draft = (now != stored && now != editor.began).then_some(now);
                if let Some(work) = &mut self.work
                    && !matches!(editor.purpose, Purpose::Export | Purpose::Clock | Purpose::Copy)
                {
                    work.s.keep_draft(&editor.purpose.draft_key(), draft.as_deref());
                }
            }
            Some(Dialog::Form(form)) if !form.is_untouched() => self.kept.push(*form),
            Some(Dialog::Poll(poll)) => self.keep_poll(&poll),
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
            Purpose::Pin(id) => self.fact(keys::PIN, id),
            Purpose::Due(id) => self.fact(keys::DUE, id),
            Purpose::DoneWhen(id) => self.fact(keys::DONE_WHEN, id),
            Purpose::Hours => get(keys::HOURS),
            Purpose::Fact(key) => get(key),
            Purpose::Dissent(id) => {
                self.work.as_ref().and_then(|w| votes::of(w.s.assessment(), id)).unwrap_or_default().dissent
            }
            Purpose::Export | Purpose::Owners(_) | Purpose::Snapshot | Purpose::Clock | Purpose::Copy => {
                String::new()
            }
        }
    }

    /// Keeps the text of open editors, so that a crash loses at most half a second of typing.
    pub(super) fn keep_drafts(&mut self) {
        let place = self.work.as_ref().map(|w| w.id_of(w.spot));
        for dialog in &self.dialogs {
            if let (Dialog::Edit(e), Some(work)) = (dialog, &mut self.work)
                && !matches!(e.purpose, Purpose::Export | Purpose::Clock | Purpose::Copy)
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
        if matches!(editor.purpose, Purpose::Clock | Purpose::Copy) {
            let done = match editor.purpose {
                Purpose::Clock => self.set_clock(value.trim()),
                _ => self.save_copy(value.trim()),
            };
            if let Err(words) = done {
                editor.error = Some(words);
                self.dialogs.push(Dialog::Edit(editor));
            }
            return;
        }
        match self.editor_edit(&editor.purpose, value.trim_end()) {
            Ok(e) => {
                if !e.is_empty()
                    && let Err(words) = self.apply_typed(&e)
                {
                    editor.error = Some(format!("{words} Esc drops the text."));
                    return self.dialogs.push(Dialog::Edit(editor));
                }
                if let Some(work) = &mut self.work {
                    work.s.keep_draft(&editor.purpose.draft_key(), None);
                }
                self.after_editor(&editor.purpose, e.is_empty());
            }
            Err(refusal) => {
                let leave = if editor.long { " Esc again leaves it as a draft." } else { "" };
                editor.error = Some(format!("{}{leave}", refusal.words()));
                editor.refused = true;
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
            Purpose::Owner(id) => edit::action_owner(q, a, id, value),
            Purpose::Owners(ids) => {
                let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
                edit::action_owners(q, a, &ids, value)
            }
            Purpose::Effort(id) => edit::action_effort(q, a, id, Some(value)),
            Purpose::Pin(id) => edit::pin(q, a, id, Some(value)),
            Purpose::Due(id) => edit::due(q, a, id, Some(value)),
            Purpose::DoneWhen(id) => edit::done_when(q, a, id, value),
            Purpose::Dissent(id) => votes::dissent(q, a, id, value),
            Purpose::Snapshot => crate::model::snapshot::freeze(a, &Session::new_id(), value, self.today),
            Purpose::Rank(id) => rank_edit(q, a, id, value),
            Purpose::Hours => edit::about(a, [(keys::HOURS, value.to_owned())]),
            Purpose::Fact(key) => {
                let size = (*key == keys::SIZE).then(|| fields::size_word(value)).flatten();
                edit::about(a, [(*key, size.unwrap_or_else(|| value.to_owned()))])
            }
            Purpose::Export | Purpose::Clock | Purpose::Copy => edit::about(a, []),
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
            _ => self.say(Tone::Done, format!("Kept. {} takes it back.", self.key(Command::Undo))),
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
        Err(_) => Err(Refusal::bad(What::Rank, value, Expected::RankAndReason)),
    }
}
