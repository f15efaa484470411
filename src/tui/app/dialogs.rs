//! Keys in dialogs: what each command of theirs does, and what is typed into them.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::{App, Desk, Tone};
use crate::model::Level;
use crate::model::record::EVIDENCE;
use crate::say;
use crate::tui::dialog::{Dialog, Pick, PickRow, Picker, Poll, Reader, type_key};
use crate::tui::guides;
use crate::tui::keymap::{
    Choosing, Command, Context, Global, InForm, InLine, InNote, Offered, Polling, Reading, lookup,
};
use crate::words;

/// The most dialogs that lie over each other.
const MOST: usize = 4;

impl App {
    /// A key while a dialog is open: a command of it, help and guides over it, or something typed.
    pub(super) fn dialog_key(&mut self, key: KeyEvent) {
        let Some(contexts) = self.shell.dialogs.last().map(Dialog::contexts) else { return };
        match lookup(self.shell.keys.rows(), contexts, &key) {
            Some(command) => self.run_in_dialog(command),
            None => match lookup(self.shell.keys.rows(), &[Context::Global], &key) {
                // What helps to write lies over what is written.
                Some(Command::Global(c @ (Global::Help | Global::Guides))) if writes_nothing(&key) => {
                    if self.shell.dialogs.len() < MOST {
                        self.run(c.into());
                    }
                }
                _ => self.type_in_dialog(key),
            },
        }
    }

    /// Types into the text that has the keyboard.
    fn type_in_dialog(&mut self, key: KeyEvent) {
        match self.shell.dialogs.last_mut() {
            Some(Dialog::Edit(e)) => {
                e.error = None;
                type_key(&mut e.area, key);
            }
            Some(Dialog::Form(form)) => {
                form.error = None;
                if let Some(f) = form.fields.get_mut(form.at) {
                    type_key(&mut f.area, key);
                }
                self.ask_anew();
            }
            Some(dialog) => {
                if let (Some(p), KeyCode::Char(c), true) =
                    (dialog.picker(), key.code, key.modifiers.is_empty())
                {
                    p.query.push(c);
                    self.refill();
                }
            }
            None => {}
        }
    }

    /// Runs a command of the uppermost dialog.
    pub(super) fn run_in_dialog(&mut self, command: Command) {
        match command {
            Command::InNote(c) => match c {
                InNote::Leave => self.leave_dialog(),
                InNote::Save => self.finish_editor(),
                InNote::NewLine => self.type_in_dialog(KeyEvent::new(KeyCode::Enter, KeyModifiers::NONE)),
                InNote::Outside => {
                    if let Some(Dialog::Edit(e)) = self.shell.dialogs.last_mut() {
                        e.error = None;
                    }
                    self.asked.outside = true;
                }
                InNote::UndoTyping | InNote::RedoTyping => {
                    if let Some(Dialog::Edit(e)) = self.shell.dialogs.last_mut() {
                        e.error = None;
                        if c == InNote::UndoTyping {
                            e.area.undo()
                        } else {
                            e.area.redo()
                        };
                    }
                }
                InNote::Switch => self.switch_editor(),
            },
            Command::InLine(c) => match c {
                InLine::Leave => self.leave_dialog(),
                InLine::Save => self.finish_editor(),
                InLine::Switch => self.switch_editor(),
            },
            Command::InForm(c) => self.run_in_form(c),
            Command::Choosing(c) => self.run_choosing(c),
            Command::Reading(c) => self.run_reading(c),
            Command::Offered(Offered::Keep) => self.accept_offer(),
            Command::Offered(Offered::Leave) => self.leave_dialog(),
            Command::Polling(c) => self.run_polling(c),
            Command::Global(_)
            | Command::OnScreen(_)
            | Command::InList(_)
            | Command::Rating(_)
            | Command::OnCard(_)
            | Command::AtHome(_)
            | Command::InOutline(_)
            | Command::InGaps(_)
            | Command::OnRoadmap(_)
            | Command::InLists(_)
            | Command::InQuick(_)
            | Command::OnResults(_)
            | Command::InBackups(_)
            | Command::InAbout(_)
            | Command::InHistory(_) => self.run(command),
        }
    }

    fn run_in_form(&mut self, command: InForm) {
        let Some(Dialog::Form(form)) = self.shell.dialogs.last_mut() else { return };
        form.error = None;
        match command {
            InForm::Leave => self.leave_dialog(),
            InForm::Done => self.finish_form(),
            InForm::NextOrSwitch if form.switch.is_some() && form.is_untouched() => self.switch_form(),
            InForm::NextField if form.after().is_none() => self.finish_form(),
            InForm::NextField | InForm::NextOrSwitch => form.at = form.after().unwrap_or(form.at),
            InForm::PreviousField => form.at = form.before().unwrap_or(form.at),
        }
    }

    fn run_choosing(&mut self, command: Choosing) {
        let page = isize::try_from(self.shell.page.get()).unwrap_or(1);
        let Some(p) = self.shell.dialogs.last_mut().and_then(Dialog::picker) else { return };
        let len = p.rows.len();
        match command {
            Choosing::Leave => self.leave_dialog(),
            Choosing::Choose => {
                let row = p.rows.get(p.cursor.at).cloned();
                self.pick(row);
            }
            Choosing::Up => p.cursor.step(-1, len),
            Choosing::Down => p.cursor.step(1, len),
            Choosing::PageUp => p.cursor.step(-page, len),
            Choosing::PageDown => p.cursor.step(page, len),
            Choosing::Erase => {
                p.query.pop();
                self.refill();
            }
        }
    }

    fn run_reading(&mut self, command: Reading) {
        if command == Reading::Leave {
            return self.leave_dialog();
        }
        let (page, reach) = (self.shell.page.get().max(1), self.shell.reach.get());
        match self.shell.dialogs.last_mut() {
            Some(Dialog::Read(reader)) => scroll(reader, command, page, reach),
            Some(Dialog::Offer(offer)) => scroll(&mut offer.reader, command, page, reach),
            _ => {}
        }
    }

    fn run_polling(&mut self, command: Polling) {
        let Some(Dialog::Poll(poll)) = self.shell.dialogs.last_mut() else { return };
        let len = poll.people.len();
        match command {
            Polling::Up => poll.cursor.step(-1, len),
            Polling::Down => poll.cursor.step(1, len),
            Polling::Show if !poll.votes.shown && !poll.votes.given.is_empty() => poll.votes.shown = true,
            Polling::Show | Polling::Leave => self.leave_dialog(),
            Polling::TakeAway => {
                if let Some((n, _)) = poll.people.get(poll.cursor.at) {
                    poll.votes.given.remove(n);
                }
            }
            Polling::Vote(level) => {
                if let Err(words) = vote(poll, level) {
                    self.say(Tone::Warning, words);
                }
            }
        }
    }

    pub(super) fn pick(&mut self, row: Option<PickRow>) {
        let Some(row) = row else { return };
        if let Some(why) = row.why_not {
            return self.say(Tone::Warning, why);
        }
        match row.pick {
            Pick::Nothing => {}
            Pick::Rescue(what) => self.take_rescue(what),
            Pick::Way(way) => self.take_way(way),
            Pick::Gaps(filter) => {
                self.shell.dialogs.pop();
                if let Some(desk) = &mut self.desk {
                    desk.gaps.show_only(filter);
                }
            }
            Pick::Snapshot(id) => self.compare_with(&id),
            Pick::Record(kind, id) => {
                self.shell.dialogs.pop();
                self.open_record(kind, id);
            }
            Pick::Evidence(at, other) => {
                self.shell.dialogs.pop();
                self.open_record_at(&EVIDENCE, None, &at, other.as_deref());
            }
            Pick::Roles(roles) => {
                self.shell.dialogs.pop();
                self.home.open_tools(roles, &mut self.shell);
            }
            // What is read lies over the list it was picked from; Esc goes back to that.
            Pick::Guide(page) => {
                guides::open_page(page, &mut self.shell, self.desk.as_ref().map(|desk| &desk.work));
            }
            Pick::Word(n) => guides::open_word(n, &mut self.shell),
            Pick::Goto(t) => {
                self.shell.dialogs.pop();
                if let Some(spot) = self.desk.as_ref().map(|w| w.spot_of_target(t)) {
                    self.go_to(spot);
                }
            }
            Pick::Run(command) => {
                self.shell.dialogs.pop();
                self.shell.message = None;
                self.run(command);
            }
        }
    }

    /// Fills the uppermost picker for what was typed so far.
    pub(super) fn refill(&mut self) {
        match self.shell.dialogs.pop() {
            Some(Dialog::Find(mut p)) => {
                self.fill_find(&mut p);
                self.shell.dialogs.push(Dialog::Find(p));
            }
            Some(Dialog::Help(mut p)) => {
                self.fill_help(&mut p);
                self.shell.dialogs.push(Dialog::Help(p));
            }
            Some(Dialog::Words(mut p)) => {
                guides::fill_words(&mut p, &self.shell, self.desk.as_ref().map(Desk::card_at));
                self.shell.dialogs.push(Dialog::Words(p));
            }
            Some(other) => self.shell.dialogs.push(other),
            None => {}
        }
    }

    pub(super) fn fill_help(&self, p: &mut Picker) {
        let query = p.query.to_lowercase();
        let here = self.contexts();
        let others = Context::ALL.iter().filter(|c| !here.contains(c));
        p.rows.clear();
        p.cursor.at = 0;
        for context in here.iter().chain(others) {
            for b in self.shell.keys.rows().iter().filter(|b| b.context == *context) {
                let (help, place) = (words::text(b.help), words::text(context.word()));
                let fits = help.to_lowercase().contains(&query) || place.to_lowercase().contains(&query);
                if fits {
                    let usable = here.contains(context);
                    let covered = !self.shell.dialogs.is_empty();
                    let why_not = self.unavailable(b.command).or_else(|| {
                        covered.then(|| say!("Close what is open first (Esc, twice from here).").to_owned())
                    });
                    let why_not = why_not.or_else(|| {
                        (!usable).then(|| say!("This key works {place}.", place = place.to_lowercase()))
                    });
                    p.rows.push(PickRow {
                        key: b.key_name(),
                        label: help.to_owned(),
                        detail: place.to_owned(),
                        pick: Pick::Run(b.command),
                        why_not,
                    });
                }
            }
        }
        p.note = p.rows.is_empty().then(|| say!("No key for \"{typed}\".", typed = p.query));
    }
}

/// Whether a key writes nothing: it is no character, or Ctrl is held.
fn writes_nothing(key: &KeyEvent) -> bool {
    !matches!(key.code, KeyCode::Char(_)) || key.modifiers.contains(KeyModifiers::CONTROL)
}

/// Gives the selected person an answer; words when that is not possible.
fn vote(poll: &mut Poll, level: Level) -> Result<(), &'static str> {
    let Some((who, _)) = poll.people.get(poll.cursor.at) else { return Ok(()) };
    if poll.cursor.at >= poll.listed {
        return Err(say!("This person was removed: what they said stays as it is, and c takes it away."));
    }
    if !poll.votes.shown && poll.votes.given.contains_key(who) {
        return Err(say!("This person has answered; c takes the answer away first."));
    }
    poll.votes.given.insert(who.clone(), level);
    let len = poll.people.len();
    poll.cursor.step(1, len);
    Ok(())
}

fn scroll(reader: &mut Reader, command: Reading, page: usize, reach: usize) {
    // Drawing knows how far there is to go; before it never goes further than that.
    reader.top = reader.top.min(reach);
    match command {
        Reading::Up => reader.top = reader.top.saturating_sub(1),
        Reading::Down => reader.top += 1,
        Reading::PageUp => reader.top = reader.top.saturating_sub(page),
        Reading::PageDown => reader.top += page,
        Reading::First => reader.top = 0,
        Reading::Last => reader.top = usize::MAX / 2,
        Reading::Leave => {}
    }
}
