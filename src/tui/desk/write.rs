//! Texts: opening an editor, keeping drafts, taking over what was written.

use super::{Desk, Screen};
use crate::model::Level;
use crate::model::assessment::keys;
use crate::model::journey::Told;
use crate::model::record::{Draft, PERSON};
use crate::model::said::Matter;
use crate::model::{limits, typed};
use crate::say;
use crate::tui::dialog::{Dialog, Editor, Form, Purpose, still_for};
use crate::tui::keymap::{InLine, InNote, OnCard};
use crate::tui::screen::about::About;
use crate::tui::shell::{Shell, Tone};
use crate::words;
use crate::work::{self, CLOCK, HIDDEN, Refused};

impl Desk {
    /// The id a note, evidence, something parked or dissent belongs to: straight after an answer what was answered,
    /// with the id of the card as the other; else what is selected.
    pub(super) fn writing_at(&self, shell: &Shell) -> Option<(String, Option<String>)> {
        let here = self.selected(shell.screen);
        match self.just.clone().filter(|_| shell.screen == Screen::Question) {
            Some(just) => Some((just, here)),
            None => Some((here?, None)),
        }
    }

    /// Opens the editor of a text on an id; `other` is the one Tab switches to.
    pub(super) fn write_text(
        &self,
        (matter, id): (Matter, &str),
        title: &str,
        hint: &str,
        other: Option<String>,
        shell: &mut Shell,
    ) {
        let value = self.work.kept(matter, id);
        let hint = match &other {
            Some(other) => {
                let key = shell.key(InNote::Switch);
                format!("{} {hint}", still_for(id, other, &key))
            }
            None => hint.to_owned(),
        };
        let purpose = Purpose::Text(matter, id.to_owned());
        shell.write(Some(&self.work), purpose, (title, &hint), &value, matter == Matter::Note);
        if let Some(Dialog::Edit(editor)) = shell.dialogs.last_mut() {
            editor.switch = other;
        }
    }

    /// Takes a text that was begun for what was just answered over to the card one is at. What was typed comes
    /// behind what is written there already.
    pub(in crate::tui) fn switch_editor(&mut self, editor: &Editor, shell: &mut Shell) {
        let Purpose::Text(matter, _) = &editor.purpose else { return };
        let typed = Some(editor.value()).filter(|now| *now != editor.began);
        self.work.keep_draft(&editor.purpose.draft_key(), None);
        self.just = None;
        match matter {
            Matter::Dissent => self.write_dissent(shell),
            _ => self.write_note(shell),
        }
        if let (Some(typed), Some(Dialog::Edit(editor))) = (typed, shell.dialogs.last_mut()) {
            let lead = if editor.value().is_empty() { "" } else { "\n" };
            editor.area.insert_str(format!("{lead}{typed}"));
        }
    }

    pub(in crate::tui) fn write_note(&self, shell: &mut Shell) {
        let Some((id, other)) = self.writing_at(shell) else {
            return shell.say(Tone::Warning, say!("Select a question first."));
        };
        let title = say!("Note on {id}", id);
        let save = shell.key(InNote::Save);
        let hint = say!("{save} saves and closes; Esc leaves and keeps a draft.", save);
        self.write_text((Matter::Note, &id), &title, &hint, other, shell);
    }

    /// The reason for Not applicable, or whom to ask about a Don't know.
    pub(super) fn write_reason_or_ask(&self, shell: &mut Shell) {
        // Right after a Don't know one is at the next question already; the name is meant for the last one.
        let just = self.just.clone().filter(|id| self.work.is_unknown(id));
        let Some(id) = just.or_else(|| self.selected(shell.screen)) else { return };
        if self.work.is_unknown(&id) {
            self.write_ask(&id, shell);
        } else {
            self.write_reason(&id, shell);
        }
    }

    /// Asks whom to ask about a Don't know.
    pub(super) fn write_ask(&self, id: &str, shell: &mut Shell) {
        let title = say!("Whom to ask about {id}", id);
        let hint = say!("Name or role, and what to ask.");
        let now = self.work.kept(Matter::Ask, id);
        shell.ask_owner(&self.work, Purpose::Text(Matter::Ask, id.to_owned()), (&title, hint), &now);
    }

    pub(super) fn write_reason(&self, id: &str, shell: &mut Shell) {
        let save = shell.key(InLine::Save);
        let never = self.work.never_left_out(id).map(words::left_out);
        let hint = match (self.work.reason_must(id), self.q().applicability()) {
            (Ok(_), _) if never.is_some() => never.unwrap_or_default(),
            (Ok(must), Some(of)) => say!(
                "The reason must argue: {must} {save} saves. Without a reason it stays an open item of {of}.",
                must,
                save,
                of
            ),
            (Ok(must), None) => say!(
                "The reason must argue: {must} {save} saves. Without a reason it stays an open item.",
                must,
                save
            ),
            (Err(refused), _) => return shell.say(Tone::Warning, shell.refused(&refused)),
        };
        let is_in = shell.screen == Screen::Soa && self.given(id) != Some(Level::NotApplicable);
        let hint = if is_in { say!("{hint} Esc leaves the control as it is.", hint) } else { hint };
        let title = match shell.screen {
            Screen::Soa => words::statement::why_not_needed(id),
            _ => say!("Why {id} does not apply", id),
        };
        self.write_text((Matter::Reason, id), &title, &hint, None, shell);
    }

    /// What is kept where a text goes.
    fn stored(&self, purpose: &Purpose) -> String {
        match purpose {
            Purpose::Text(matter, id) => self.work.kept(*matter, id),
            Purpose::Fact(key) => self.work.a().get(key).unwrap_or_default().to_owned(),
            Purpose::Export
            | Purpose::Style
            | Purpose::Owners(_)
            | Purpose::Because(_)
            | Purpose::Snapshot
            | Purpose::Clock
            | Purpose::Still
            | Purpose::Agenda
            | Purpose::Copy
            | Purpose::Field(..) => String::new(),
        }
    }

    /// Keeps what was typed into a text that is left as a draft, where it differs from what is kept, and says so: it
    /// is not saved.
    pub(in crate::tui) fn leave_text(
        &mut self,
        mut editor: Box<Editor>,
        shell: &mut Shell,
    ) -> Option<Box<Editor>> {
        let now = editor.value();
        if !editor.purpose.has_draft() {
            return None;
        }
        let key = editor.purpose.draft_key();
        // What was a draft when it was opened and was not touched is one still.
        let typed = editor.resumed || now != editor.began;
        let draft = (typed && now != self.stored(&editor.purpose)).then_some(now);
        self.work.keep_draft(&key, draft.as_deref());
        let (note, save) = (shell.key(OnCard::Note), shell.key(InNote::Save));
        let kept = self.work.session().draft(&key) == draft.as_deref().filter(|t| !t.is_empty());
        if draft.is_some() && !kept && editor.error.is_none() {
            // A file that cannot be changed, or a full disk, takes no draft: it is lost only by a second Esc.
            editor.error = Some(say!(
                "No draft can be kept here now. {save} tries to save; Esc again drops the text.",
                save
            ));
            return Some(editor);
        }
        if draft.is_some() && editor.long && kept {
            shell.say(Tone::Done, say!("Draft kept, not saved: {note} goes on, {save} saves.", note, save));
        }
        None
    }

    /// Gives work to somebody; who is new joins the register of people first.
    pub(in crate::tui) fn take_owner(&mut self, purpose: &Purpose, name: &str, new: bool, shell: &mut Shell) {
        if new {
            let person = Draft::from([("name".to_owned(), name.to_owned())]);
            if self.act(shell, |w| w.put(&PERSON, None, &person)).is_none() {
                return;
            }
        }
        match purpose {
            Purpose::Text(matter, id) => self.act(shell, |w| w.write(*matter, id, name)),
            Purpose::Owners(ids) => {
                let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
                self.act(shell, |w| w.own_all(&ids, name))
            }
            Purpose::Field(..) => {
                if let Some(form) = shell.dialogs.last_mut().and_then(Dialog::form) {
                    form.put_name(name);
                }
                None
            }
            _ => None,
        };
    }

    /// Keeps what was picked of what the first step of the way asks; none: it is typed.
    pub(in crate::tui) fn take_told(&mut self, what: Told, value: Option<String>, shell: &mut Shell) {
        let Some(key) = what.key() else { return };
        match value {
            Some(value) => {
                self.act(shell, |w| w.about([(key, value)]));
            }
            None => About::write(key, shell, &self.work),
        }
    }

    /// How many unfinished texts are kept.
    pub(in crate::tui) fn drafts(&self) -> usize {
        self.work.session().drafts().filter(|(key, _)| ![HIDDEN, CLOCK].contains(key)).count()
    }

    /// Keeps what was typed into a form, at the place it is for.
    pub(in crate::tui) fn keep_form(&mut self, form: &Form) {
        if let Some(key) = &form.draft {
            self.work.keep_draft(key, form.unfinished().as_deref());
        }
    }

    /// Keeps the text of open editors, so that a crash loses at most half a second of typing.
    pub(in crate::tui) fn keep_drafts(&mut self, shell: &Shell) {
        // First: it reaches the file with the first of the drafts.
        let place = self.id_of(self.card.spot);
        self.work.keep_place(&place);
        for dialog in &shell.dialogs {
            match dialog {
                Dialog::Edit(e) if e.purpose.has_draft() => {
                    let value = e.value();
                    let draft = Some(value.as_str()).filter(|v| !v.trim().is_empty());
                    self.work.keep_draft(&e.purpose.draft_key(), draft);
                }
                Dialog::Form(form) => self.keep_form(form),
                _ => {}
            }
        }
    }

    /// Takes over what an editor holds; gives it back with what is wrong with it.
    pub(in crate::tui) fn finish_text(
        &mut self,
        mut editor: Box<Editor>,
        shell: &mut Shell,
    ) -> Option<Box<Editor>> {
        let value = editor.value().trim_end().to_owned();
        if let Some(words) = unlikely(&editor.purpose, &value)
            && editor.warned.as_ref() != Some(&value)
        {
            let save = shell.key(InLine::Save);
            editor.error = Some(format!("{words} {}", say!("{save} again keeps it.", save)));
            editor.warned = Some(value);
            return Some(editor);
        }
        let done = match editor.purpose.clone() {
            Purpose::Text(Matter::Reason, id)
                if shell.screen == Screen::Soa && self.given(&id) != Some(Level::NotApplicable) =>
            {
                self.leave_out(&id, &value, shell)
            }
            Purpose::Text(matter, id) => self.act_typed(shell, |w| w.write(matter, &id, &value)),
            Purpose::Owners(ids) => {
                let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
                self.act_typed(shell, |w| w.own_all(&ids, &value))
            }
            Purpose::Because(because) => self.take_because(&because, &value, shell),
            Purpose::Agenda => self.act_typed(shell, |w| w.add_item(&value)),
            Purpose::Snapshot => self.act_typed(shell, |w| w.freeze(&value)),
            Purpose::Fact(key) => self.act_typed(shell, |w| w.about([(key, value)])),
            Purpose::Clock | Purpose::Copy | Purpose::Still => {
                let done = match editor.purpose {
                    Purpose::Still => match self.read_still(value.trim(), shell) {
                        Ok(()) => return None,
                        wrong => wrong,
                    },
                    Purpose::Clock => self.set_clock(value.trim(), shell),
                    _ => self.save_copy(value.trim(), shell),
                };
                editor.error = Some(done.err()?);
                return Some(editor);
            }
            Purpose::Export | Purpose::Style | Purpose::Field(..) => return None,
        };
        match done {
            Ok(_) => {
                self.work.keep_draft(&editor.purpose.draft_key(), None);
                if let Purpose::Text(Matter::Reason, id) = &editor.purpose {
                    self.go_on_after_reason(id, shell);
                }
                return None;
            }
            Err(refused @ (Refused::ReadOnly { .. } | Refused::Store(_))) => {
                editor.error = Some(format!("{} {}", shell.refused(&refused), say!("Esc drops the text.")));
            }
            Err(refused) => {
                let words = shell.refused(&refused);
                editor.error = Some(if editor.long {
                    format!("{words} {}", say!("Esc leaves it as a draft."))
                } else {
                    words
                });
            }
        }
        Some(editor)
    }

    /// With its reason an exclusion is answered, and one goes on.
    fn go_on_after_reason(&mut self, id: &str, shell: &Shell) {
        if shell.screen != Screen::Question || self.id_of(self.card.spot) != id {
            return;
        }
        let next = self.q().find(id).and_then(|t| work::after(self.q(), self.work.a(), t));
        if let Some(next) = next {
            self.move_to(self.spot_of_target(next));
        }
    }

    /// The id of an unfinished note: that of the place, else one that was begun for what was just answered, which
    /// the key of notes then goes on with.
    pub(in crate::tui) fn resume_note(&mut self, place: &str) -> Option<String> {
        let drafts = self.work.session().drafts();
        let ids: Vec<String> =
            drafts.filter_map(|(key, _)| key.strip_prefix(keys::NOTE).map(str::to_owned)).collect();
        if ids.iter().any(|id| id == place) {
            return Some(place.to_owned());
        }
        let at = ids.into_iter().find(|id| self.q().find(id).is_some())?;
        self.just = Some(at.clone());
        Some(at)
    }
}

/// What is said of a value that can stand but is more likely a slip, before it is kept.
fn unlikely(purpose: &Purpose, value: &str) -> Option<String> {
    let hours = typed::hours(value).filter(|_| matches!(purpose, Purpose::Text(Matter::Effort, _)))?;
    limits::is_much_effort(hours).then(|| words::much_effort(hours))
}
