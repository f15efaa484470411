//! Texts: opening an editor, keeping drafts, taking over what was written.

use super::registers::still_for;
use super::{App, Screen, Tone};
use crate::model::said::Matter;
use crate::say;
use crate::tui::dialog::{Dialog, Editor, Purpose};
use crate::work::{self, Refused};

impl App {
    /// Opens an editor; unfinished text from before comes first.
    pub(super) fn write(&mut self, purpose: Purpose, title: &str, hint: &str, value: &str, long: bool) {
        let draft =
            self.desk.as_ref().and_then(|w| w.work.session().draft(&purpose.draft_key()).map(str::to_owned));
        let hint = match &draft {
            Some(_) => format!("{hint} {}", say!("This is unfinished text from before.")),
            None => hint.to_owned(),
        };
        let value = draft.unwrap_or_else(|| value.to_owned());
        self.shell.dialogs.push(Dialog::Edit(Box::new(Editor::new(purpose, title, hint, &value, long))));
    }

    /// What is kept on an id now.
    pub(super) fn kept_text(&self, matter: Matter, id: &str) -> String {
        self.desk.as_ref().map_or_else(String::new, |desk| desk.work.kept(matter, id))
    }

    /// The id a note, evidence, something parked or dissent belongs to: straight after an answer what was answered,
    /// with the id of the card as the other; else what is selected.
    pub(super) fn writing_at(&self) -> Option<(String, Option<String>)> {
        let here = self.selected_id();
        let just = self.desk.as_ref().filter(|_| self.shell.screen == Screen::Question);
        let just = just.and_then(|desk| desk.just.clone());
        match just {
            Some(just) => Some((just, here)),
            None => Some((here?, None)),
        }
    }

    /// Opens the editor of a text on an id; `other` is the one Tab switches to.
    pub(super) fn write_text(
        &mut self,
        matter: Matter,
        id: &str,
        title: &str,
        hint: &str,
        other: Option<String>,
    ) {
        let value = self.kept_text(matter, id);
        let hint = match &other {
            Some(other) => format!("{} {hint}", still_for(id, other)),
            None => hint.to_owned(),
        };
        self.write(Purpose::Text(matter, id.to_owned()), title, &hint, &value, matter == Matter::Note);
        if let Some(Dialog::Edit(editor)) = self.shell.dialogs.last_mut() {
            editor.switch = other;
        }
    }

    /// Takes a text that was begun for what was just answered over to the card one is at. What was typed comes
    /// behind what is written there already.
    pub(super) fn switch_editor(&mut self) {
        let Some(Dialog::Edit(editor)) = self.shell.dialogs.last() else { return };
        let (Some(to), Purpose::Text(matter, from)) = (editor.switch.clone(), editor.purpose.clone()) else {
            return;
        };
        let typed = Some(editor.value()).filter(|now| *now != editor.began);
        self.shell.dialogs.pop();
        if let Some(desk) = &mut self.desk {
            desk.work.keep_draft(&format!("{}{from}", matter.prefix()), None);
            desk.just = None;
        }
        match matter {
            Matter::Dissent => self.write_dissent(),
            _ => self.write_note(),
        }
        if let (Some(typed), Some(Dialog::Edit(editor))) = (typed, self.shell.dialogs.last_mut()) {
            let lead = if editor.value().is_empty() { "" } else { "\n" };
            editor.area.insert_str(format!("{lead}{typed}"));
        }
        debug_assert!(
            matches!(self.shell.dialogs.last(), Some(Dialog::Edit(e)) if e.purpose == Purpose::Text(matter, to))
        );
    }

    pub(super) fn write_note(&mut self) {
        let Some((id, other)) = self.writing_at() else {
            return self.say(Tone::Warning, say!("Select a question first."));
        };
        let title = say!("Note on {id}", id);
        self.write_text(Matter::Note, &id, &title, say!("Esc saves and closes."), other);
    }

    /// The reason for Not applicable, or whom to ask about a Don't know.
    pub(super) fn write_reason_or_ask(&mut self) {
        // Right after a Don't know one is at the next question already; the name is meant for the last one.
        let just = self.desk.as_ref().and_then(|desk| desk.just.clone());
        let just = just.filter(|id| self.desk.as_ref().is_some_and(|desk| desk.work.is_unknown(id)));
        let Some(id) = just.or_else(|| self.selected_id()) else { return };
        if self.desk.as_ref().is_some_and(|desk| desk.work.is_unknown(&id)) {
            let title = say!("Whom to ask about {id}", id);
            self.write_text(Matter::Ask, &id, &title, say!("Name or role, and what to ask."), None);
        } else {
            self.write_reason(&id);
        }
    }

    pub(super) fn write_reason(&mut self, id: &str) {
        let Some(desk) = &self.desk else { return };
        let hint = match (desk.work.reason_must(id), desk.q().applicability()) {
            (Ok(must), Some(of)) => say!(
                "The reason must argue: {must} Enter saves. Without a reason it stays an open item of {of}.",
                must,
                of
            ),
            (Ok(must), None) => say!(
                "The reason must argue: {must} Enter saves. Without a reason it stays an open item.",
                must
            ),
            (Err(refused), _) => return self.say(Tone::Warning, self.shell.refused(&refused)),
        };
        self.write_text(Matter::Reason, id, &say!("Why {id} does not apply", id), &hint, None);
    }

    pub(super) fn write_export(&mut self) {
        let Some(desk) = &self.desk else { return };
        let folder = desk.work.beside("-export").to_string_lossy().into_owned();
        let hint =
            say!("Folder for all reports. It is made if it is not there; files in it are not overwritten.");
        self.write(Purpose::Export, say!("Export everything"), hint, &folder, false);
    }

    /// Leaves the uppermost dialog without losing anything.
    pub(super) fn leave_dialog(&mut self) {
        let fixed = self.desk.as_ref().is_some_and(|w| w.work.session().read_only.is_some());
        match self.shell.dialogs.pop() {
            // A file that cannot be changed: the second Esc lets the text go.
            Some(Dialog::Edit(editor)) if fixed && editor.long && editor.error.is_some() => {}
            // Refused once already, and said why: the second Esc leaves it as a draft.
            Some(Dialog::Edit(editor)) if editor.long && editor.refused => {
                if let Some(desk) = &mut self.desk {
                    desk.work.keep_draft(&editor.purpose.draft_key(), Some(&editor.value()));
                }
                self.say(Tone::Done, say!("The text is kept as a draft; it opens again where it was."));
            }
            Some(Dialog::Edit(editor)) if editor.long => {
                self.shell.dialogs.push(Dialog::Edit(editor));
                self.finish_editor();
            }
            Some(Dialog::Edit(editor)) => {
                let stored = self.stored(&editor.purpose);
                let now = editor.value();
                let draft = (now != stored && now != editor.began).then_some(now);
                if let Some(desk) = self.desk.as_mut().filter(|_| editor.purpose.has_draft()) {
                    desk.work.keep_draft(&editor.purpose.draft_key(), draft.as_deref());
                }
            }
            Some(Dialog::Form(form)) if !form.is_untouched() => self.shell.kept.push(*form),
            Some(Dialog::Poll(poll)) => self.keep_poll(&poll),
            _ => {}
        }
    }

    fn stored(&self, purpose: &Purpose) -> String {
        let get =
            |key: &str| self.desk.as_ref().and_then(|w| w.work.a().get(key)).unwrap_or_default().to_owned();
        match purpose {
            Purpose::Text(matter, id) => self.kept_text(*matter, id),
            Purpose::Fact(key) => get(key),
            Purpose::Export | Purpose::Owners(_) | Purpose::Snapshot | Purpose::Clock | Purpose::Copy => {
                String::new()
            }
        }
    }

    /// Keeps the text of open editors, so that a crash loses at most half a second of typing.
    pub(super) fn keep_drafts(&mut self) {
        let place = self.desk.as_ref().map(|w| w.id_of(w.card.spot));
        for dialog in &self.shell.dialogs {
            if let (Dialog::Edit(e), Some(desk)) = (dialog, &mut self.desk)
                && e.purpose.has_draft()
            {
                let value = e.value();
                let draft = Some(value.as_str()).filter(|v| !v.trim().is_empty());
                desk.work.keep_draft(&e.purpose.draft_key(), draft);
            }
        }
        if let (Some(place), Some(desk)) = (place, &mut self.desk) {
            desk.work.keep_place(&place);
        }
    }

    /// Takes over what the uppermost editor holds.
    pub(super) fn finish_editor(&mut self) {
        let Some(Dialog::Edit(mut editor)) = self.shell.dialogs.pop() else { return };
        let value = editor.value();
        if editor.purpose == Purpose::Export {
            return self.start_export(value.trim());
        }
        if matches!(editor.purpose, Purpose::Clock | Purpose::Copy) {
            let done = match (&self.desk, &editor.purpose) {
                (_, Purpose::Clock) => self.set_clock(value.trim()),
                (Some(desk), _) => desk.save_copy(value.trim(), &mut self.shell),
                (None, _) => Ok(()),
            };
            if let Err(words) = done {
                editor.error = Some(words);
                self.shell.dialogs.push(Dialog::Edit(editor));
            }
            return;
        }
        let value = value.trim_end().to_owned();
        let done = match editor.purpose.clone() {
            Purpose::Text(matter, id) => self.act_typed(|w| w.write(matter, &id, &value)),
            Purpose::Owners(ids) => {
                let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
                self.act_typed(|w| w.own_all(&ids, &value))
            }
            Purpose::Snapshot => self.act_typed(|w| w.freeze(&value)),
            Purpose::Fact(key) => self.act_typed(|w| w.about([(key, value)])),
            Purpose::Export | Purpose::Clock | Purpose::Copy => return,
        };
        match done {
            Ok(_) => {
                if let Some(desk) = &mut self.desk {
                    desk.work.keep_draft(&editor.purpose.draft_key(), None);
                }
                if let Purpose::Text(Matter::Reason, id) = &editor.purpose {
                    self.go_on_after_reason(id);
                }
            }
            Err(refused @ (Refused::ReadOnly { .. } | Refused::Store(_))) => {
                editor.error =
                    Some(format!("{} {}", self.shell.refused(&refused), say!("Esc drops the text.")));
                self.shell.dialogs.push(Dialog::Edit(editor));
            }
            Err(refused) => {
                let words = self.shell.refused(&refused);
                editor.error = Some(if editor.long {
                    format!("{words} {}", say!("Esc again leaves it as a draft."))
                } else {
                    words
                });
                editor.refused = true;
                self.shell.dialogs.push(Dialog::Edit(editor));
            }
        }
    }

    /// With its reason an exclusion is answered, and one goes on.
    fn go_on_after_reason(&mut self, id: &str) {
        let Some(desk) = self.desk.as_mut().filter(|_| self.shell.screen == Screen::Question) else { return };
        let here = desk.q().find(id).filter(|_| desk.id_of(desk.card.spot) == *id);
        let next = here.and_then(|t| work::after(desk.q(), t));
        if let Some(next) = next {
            desk.move_to(desk.spot_of_target(next));
        }
    }
}
