//! What dialogs ask the program for: to be left, that what they hold is taken over, what a chosen row is for.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::App;
use crate::files;
use crate::model::journey::Told;
use crate::model::record::EVIDENCE;
use crate::model::text;
use crate::say;
use crate::tui::clip::Item;
use crate::tui::desk::Desk;
use crate::tui::dialog::ask::{Act, Ask};
use crate::tui::dialog::{
    Asks, Dialog, Editor, Form, FormKind, MergeRow, Pick, PickRow, Purpose, choices, help,
};
use crate::tui::guides;
use crate::tui::keymap::{Command, Context, Global, lookup};
use crate::tui::keys::Keys;
use crate::tui::screen::Screen;
use crate::tui::shell::{Next, Tone, Wrong};
use crate::work::cited;

/// The most dialogs that lie over each other.
const MOST: usize = 4;

/// What a dialog goes by beside what it holds: the keys that hold, and what drawing found out.
pub(super) struct Seen<'a> {
    pub(super) keys: &'a Keys,
    /// Rows or lines that are seen at once.
    pub(super) page: usize,
    /// How far the text can be scrolled.
    pub(super) reach: usize,
}

impl App {
    /// A key while a dialog is open: a command of it, help and guides over it, or something typed.
    pub(super) fn dialog_key(&mut self, key: KeyEvent) {
        let Some(contexts) = self.shell.dialogs.last().map(Dialog::contexts) else { return };
        let before = self.changes();
        match lookup(self.shell.keys.rows(), contexts, &key) {
            Some(Command::Global(c)) => self.over_dialog(c),
            Some(command) => self.dispatch(command),
            None => match lookup(self.shell.keys.rows(), &[Context::Global], &key) {
                Some(place) if place.is_a_place() && self.only_reads() => self.leave_for(place),
                // What helps to write lies over what is written.
                Some(Command::Global(c @ (Global::Help | Global::Guides))) if writes_nothing(&key) => {
                    self.over_dialog(c);
                }
                // Letters that go astray are swallowed; that is what they are asked about for.
                _ if contexts.contains(&Context::Astray) => {}
                // Keys of the form hold while the people of a field are listed: the name stays as typed.
                _ if self.lists_people_of_field() && writes_nothing(&key) => {
                    self.leave_dialog();
                    self.dialog_key(key);
                }
                _ if self.shell.dialogs.last().and_then(Dialog::asked).is_some_and(Ask::takes_text) => {
                    self.in_dialog(|dialog, _| Some(dialog.type_in(key)));
                }
                _ if contexts.iter().all(|c| !c.takes_text()) => self.unknown_key(&key, contexts),
                _ => self.in_dialog(|dialog, _| Some(dialog.type_in(key))),
            },
        }
        // What was there before is out of date; what the list of commands has just done stays to be read.
        if self.changes() != before && self.shell.undo_line.as_ref().is_some_and(|line| line.since.is_some())
        {
            self.shell.undo_line = None;
        }
    }

    /// Whether the people are listed of whom one goes into a field of the form below.
    fn lists_people_of_field(&self) -> bool {
        matches!(self.shell.dialogs.last(), Some(Dialog::People(people)) if people.is_of_field())
    }

    /// Whether nothing was typed into any of the dialogs that lie over the screen, so that nothing is lost with them.
    fn only_reads(&self) -> bool {
        self.shell.dialogs.iter().all(Dialog::only_reads)
    }

    /// Closes what is only read and goes to another screen, where there is one to go to.
    fn leave_for(&mut self, place: Command) {
        if help::unavailable(place, self.desk.is_some()).is_none() {
            self.shell.dialogs.clear();
            self.shell.message = None;
        }
        self.run(place);
    }

    /// Runs what helps over a dialog, unless too many lie over each other already.
    fn over_dialog(&mut self, command: Global) {
        if self.shell.dialogs.len() < MOST {
            self.run(command.into());
        }
    }

    /// Lets the uppermost dialog do something, and answers what it asks for.
    pub(super) fn in_dialog(&mut self, act: impl FnOnce(&mut Dialog, Seen<'_>) -> Option<Asks>) {
        let seen =
            Seen { keys: &self.shell.keys, page: self.shell.page.get(), reach: self.shell.reach.get() };
        let asks = self.shell.dialogs.last_mut().and_then(|dialog| act(dialog, seen));
        self.answer(asks.unwrap_or(Asks::Nothing));
    }

    /// Answers what the uppermost dialog asks for.
    pub(super) fn answer(&mut self, asks: Asks) {
        match asks {
            Asks::Ticked(Pick::Export(row)) => self.at_desk(|desk, shell| desk.tick_export(&row, shell)),
            Asks::Ticked(Pick::Risk(name)) => self.at_desk(|desk, shell| desk.tick_common(name, shell)),
            Asks::Ticked(Pick::Merge(row)) => self.at_desk(|desk, shell| desk.turn_conflict(&row, shell)),
            Asks::Nothing | Asks::Ticked(_) => {}
            Asks::Leave => self.leave_dialog(),
            Asks::Copy(name) => self.shell.copy(Some(Item { name, lines: Vec::new() })),
            Asks::Finish => self.finish_dialog(),
            Asks::Switch => self.switch_dialog(),
            Asks::Outside => self.asked.outside = true,
            Asks::Fill => self.refill(),
            Asks::Fields => self.at_desk(|desk, shell| desk.ask_anew(shell)),
            Asks::People => self.at_desk(|desk, shell| {
                desk.ask_anew(shell);
                desk.list_people(shell);
            }),
            Asks::Look(left, on) => self.at_desk(|desk, shell| desk.look_at(left, on, shell)),
            Asks::Choices(what) => self.shell.dialogs.push(choices::list(what, "", self.shell.today)),
            Asks::List(title, list) => self.shell.dialogs.push(Dialog::Choose(title, list)),
            Asks::Chosen(row) => self.pick(row),
            Asks::Voted(who, level) => self.at_desk(|desk, shell| desk.keep_vote(&who, level, shell)),
            Asks::ShowVotes => self.at_desk(Desk::show_votes),
            Asks::Refuse(words) => self.say(Tone::Warning, words),
            Asks::Undoable(words) => self.shell.say_undoable(words),
        }
    }

    /// Leaves the uppermost dialog without losing anything.
    fn leave_dialog(&mut self) {
        match self.shell.dialogs.pop() {
            Some(Dialog::Edit(editor)) => {
                let left = self.desk.as_mut().and_then(|desk| desk.leave_text(editor, &mut self.shell));
                self.shell.dialogs.extend(left.map(Dialog::Edit));
            }
            Some(Dialog::Form(form)) if form.draft.is_some() => self.at_desk(|desk, _| desk.keep_form(&form)),
            Some(Dialog::Form(form)) if !form.is_untouched() => self.shell.kept.push(*form),
            Some(Dialog::Poll(poll)) => poll.say_again(&mut self.shell),
            Some(Dialog::Choose(_, p)) if p.is_of_papers() => {
                self.at_desk(|desk, shell| desk.choose_export(None, shell));
            }
            // What was typed stays in the field.
            Some(Dialog::People(people)) if people.is_of_field() => {
                if let Some(form) = self.shell.dialogs.last_mut().and_then(Dialog::form) {
                    form.put_name(&people.picker.query);
                }
            }
            _ => {}
        }
    }

    /// Takes over what the uppermost dialog holds.
    fn finish_dialog(&mut self) {
        match self.shell.dialogs.pop() {
            Some(Dialog::Edit(editor)) => self.finish_editor(editor),
            Some(Dialog::Form(form)) => self.finish_form(form),
            Some(Dialog::Ask(ask)) => self.act(ask.act),
            Some(Dialog::Offer(offer)) => self.at_desk(|desk, shell| desk.accept_offer(&offer, shell)),
            Some(other) => self.shell.dialogs.push(other),
            None => {}
        }
    }

    /// Takes over what an editor holds; it stays open when that is refused.
    fn finish_editor(&mut self, mut editor: Box<Editor>) {
        let left = match editor.purpose {
            Purpose::Export | Purpose::Style => {
                let (typed, shell) = (editor.value(), &mut self.shell);
                let taken = self.desk.as_mut().map(|desk| desk.take_folder(&editor.purpose, &typed, shell));
                editor.error = taken.and_then(Result::err);
                editor.error.is_some().then_some(editor)
            }
            _ => self.desk.as_mut().and_then(|desk| desk.finish_text(editor, &mut self.shell)),
        };
        if let Some(editor) = left {
            self.shell.dialogs.push(Dialog::Edit(editor));
        }
    }

    /// Takes over what a form holds, or says what is wrong with it.
    fn finish_form(&mut self, mut form: Box<Form>) {
        let asks =
            self.desk.as_mut().filter(|_| !form.sure).and_then(|desk| desk.asks_to_sign(&form, &self.shell));
        if let Some(ask) = asks {
            self.shell.dialogs.push(Dialog::Form(form));
            return self.shell.dialogs.push(Dialog::Ask(Box::new(ask)));
        }
        if let Err((key, words)) = self.take_form(&form) {
            form.sure = false;
            form.wrong(key, words);
            self.shell.dialogs.push(Dialog::Form(form));
        } else if let Some(then) = form.sits {
            self.on_desk(|desk, shell| desk.i_am_the_newest(then, shell));
        }
    }

    fn take_form(&mut self, form: &Form) -> Result<(), Wrong> {
        let path = |words: &str| match form.value("path") {
            path if path.is_empty() => Err(("path", words.to_owned())),
            path => Ok(path),
        };
        let new = || path(say!("Write the path of the new file."));
        let wrong = |words| ("path", words);
        match &form.kind {
            FormKind::New => self.create(form),
            FormKind::Begin => self.begin(form),
            FormKind::Told(what) => self.tell(*what, form),
            FormKind::OpenFile => {
                let path = path(say!("Write the path of an .aims file."))?;
                self.open_or_offer(&files::path_of(&path)).map_err(|(_, words)| wrong(words))
            }
            FormKind::MergeTwo => self.merge_two(form),
            FormKind::Portfolio => {
                let typed = Some(form.value("path")).filter(|path| !path.is_empty());
                let folder = typed.map_or_else(|| self.usual_folder(), |typed| files::path_of(&typed));
                self.read_clients(&folder).map_err(wrong)
            }
            FormKind::Tables => {
                self.write_tables(&form.value("path"));
                Ok(())
            }
            FormKind::FollowUp => self.follow_up(&new()?).map_err(wrong),
            FormKind::Restore(_) | FormKind::Salvage(_) => {
                self.bring_back(&form.kind, &new()?).map_err(wrong)
            }
            FormKind::Purge(name, paths) => {
                let typed = form.value("name");
                if text::clean_line(name) != typed {
                    return Err(("name", say!("This is not the name; nothing was removed.").to_owned()));
                }
                self.remove_backups(paths);
                Ok(())
            }
            FormKind::Record(..)
            | FormKind::Stated(_)
            | FormKind::Drafts
            | FormKind::Paper(_)
            | FormKind::Split(_)
            | FormKind::Merge(_)
            | FormKind::Add(_)
            | FormKind::Import
            | FormKind::MergeFile
            | FormKind::HandOut
            | FormKind::Collect
            | FormKind::WhatIf => match &mut self.desk {
                Some(desk) => desk.take_form(form, &mut self.shell),
                None => Ok(()),
            },
        }
    }

    /// Opens the uppermost dialog anew for the card one is at, in place of what was just answered.
    fn switch_dialog(&mut self) {
        match self.shell.dialogs.pop() {
            Some(Dialog::Edit(editor)) => self.at_desk(|desk, shell| desk.switch_editor(&editor, shell)),
            Some(Dialog::Form(form)) => self.at_desk(|desk, shell| desk.switch_form(&form, shell)),
            Some(other) => self.shell.dialogs.push(other),
            None => {}
        }
    }

    /// Makes the rows of the uppermost list for what was typed so far.
    fn refill(&mut self) {
        let Some(mut dialog) = self.shell.dialogs.pop() else { return };
        if let Dialog::People(people) = &dialog
            && let Some(ended) = people.ended()
        {
            if let Some(form) = self.shell.dialogs.last_mut().and_then(Dialog::form) {
                form.put_name(&ended);
            }
            return;
        }
        match (&mut dialog, &self.desk) {
            (Dialog::Find(p), Some(desk)) => desk.fill_find(p, &self.shell),
            (Dialog::Find(p), None) => self.clients.fill(p),
            (Dialog::People(p), Some(desk)) => desk.fill_people(p, &self.shell),
            (Dialog::Choose(_, p), _) if p.narrows() => p.narrow(),
            (Dialog::Help(p), desk) => help::fill(p, &self.shell, desk.is_some()),
            (Dialog::Words(p), desk) => guides::fill_words(p, &self.shell, desk.as_ref().map(Desk::card_at)),
            _ => {}
        }
        self.shell.dialogs.push(dialog);
    }

    /// Goes to the screen of a command and stays in the list, with the command selected: Enter again runs it. Home and
    /// what begins anew take the list with them.
    fn go_there(&mut self, screen: Screen, to: Command, command: Command) {
        self.shell.message = None;
        if matches!(screen, Screen::Home | Screen::Quick | Screen::Start) {
            self.shell.dialogs.pop();
            return self.run(to);
        }
        let Some(list) = self.shell.dialogs.pop() else { return };
        self.run(to);
        self.shell.dialogs.push(list);
        self.refill();
        if let Some(p) = self.shell.dialogs.last_mut().and_then(Dialog::picker) {
            p.cursor.at = p.rows.iter().position(|r| r.pick == Pick::Run(command)).unwrap_or(0);
        }
    }

    /// Takes what was picked into the field of the form below, else into the organisation; what is typed is asked there.
    fn take_told(&mut self, what: Told, value: Option<String>) {
        match (self.shell.dialogs.last_mut().and_then(Dialog::form), value) {
            (Some(_), Some(value)) => self.take_value(&value),
            (Some(_), None) => {}
            (None, value) => self.at_desk(|desk, shell| desk.take_told(what, value, shell)),
        }
    }

    /// Puts what was picked into the field of the form below, and goes on.
    fn take_value(&mut self, value: &str) {
        if let Some(form) = self.shell.dialogs.last_mut().and_then(Dialog::form) {
            form.put_name(value);
            self.in_dialog(|dialog, _| Some(dialog.form()?.go_on()));
        }
    }

    /// Asks whether somebody nobody of the register is called joins it with the form below.
    fn ask_new_name(&mut self, name: String) {
        self.shell.dialogs.push(Dialog::Ask(Box::new(Ask::new(
            say!("There is no {name} in your register", name = name.as_str()),
            say!("Enter: add as a person when the form is saved. Esc: choose another."),
            Act::Join(name),
        ))));
    }

    /// Puts a new name into the field of the form under the list of names, and goes on; who it is joins the register once
    /// the form is saved.
    pub(super) fn take_new_name(&mut self, name: &str) {
        self.shell.dialogs.pop();
        if let Some(form) = self.shell.dialogs.last_mut().and_then(Dialog::form) {
            form.join(name);
        }
        self.take_value(name);
    }

    /// Signs, as the form says that lies uppermost.
    pub(super) fn sign_surely(&mut self) {
        if let Some(form) = self.shell.dialogs.last_mut().and_then(Dialog::form) {
            form.sure = true;
        }
        self.finish_dialog();
    }

    /// Goes to an event of the history.
    fn show_event(&mut self, seq: i64) {
        self.show(Screen::History);
        self.at_desk(|desk, _| desk.history.select(&desk.work, seq));
    }

    /// Does what a chosen row is for.
    fn pick(&mut self, row: PickRow) {
        if let Some(why) = row.why_not {
            return self.say(Tone::Warning, why);
        }
        if !stays(&row.pick) {
            self.shell.dialogs.pop();
        }
        match row.pick {
            Pick::Nothing => {}
            Pick::Rescue(what) => self.take_rescue(what),
            Pick::Export(row) => self.take_export(&row),
            Pick::Way(way) => self.take_way(way),
            Pick::Client(n) => self.clients.go_to(n),
            Pick::Quick(n) => self.quick.at = n,
            Pick::Sample(firm) => self.open_sample(firm),
            Pick::Guide(page) => self.follow(Next::Guide(page)),
            Pick::Word(n) => guides::open_word(n, &mut self.shell),
            Pick::Gaps(filter) => self.at_desk(|desk, _| desk.gaps.show_only(filter)),
            Pick::Road(filter) => {
                self.at_desk(|desk, shell| desk.roadmap.show_only(filter, shell, &desk.work));
            }
            Pick::Snapshot(id) => self.at_desk(|desk, shell| desk.compare_with(&id, shell)),
            Pick::Me(id, then) => self.on_desk(|desk, shell| desk.i_am(id.as_ref(), then, shell)),
            Pick::System(id) => self.at_desk(|desk, shell| desk.answer_for(id.as_ref(), shell)),
            Pick::Merge(row) => self.at_desk(|desk, shell| desk.take_merge(row, shell)),
            Pick::Import => self.at_desk(Desk::offer_import),
            Pick::Column(n) => self.at_desk(|desk, shell| desk.choose_field(n, shell)),
            Pick::Field(n, key) => self.at_desk(|desk, shell| desk.take_field(n, key, shell)),
            Pick::Scales(steps, on) => self.at_desk(|desk, shell| desk.take_scales(steps, on, shell)),
            Pick::Common(system, kind) => {
                self.at_desk(|desk, shell| desk.list_common(system, kind, shell));
            }
            Pick::Risk(name) => self.at_desk(|desk, shell| desk.take_common(name, shell)),
            Pick::CheckFiles(ids) => self.read_cited(cited::Purpose::Check, &ids),
            Pick::KeepFiles(ids) => self.read_cited(cited::Purpose::Keep, &ids),
            Pick::StopReading => {
                if self.stop_cited() {
                    self.say(Tone::Done, say!("Stopped. Nothing was kept."));
                }
            }
            Pick::Record(kind, id) => self.at_desk(|desk, shell| desk.open_record(kind, id, shell)),
            Pick::Event(seq) => self.show_event(seq),
            Pick::At(kind, id) if kind.is_listed() => {
                self.show(Screen::About);
                self.at_desk(|desk, _| desk.about.show(kind, Some(&id), &desk.work));
            }
            Pick::All(kind) => {
                self.show(Screen::About);
                self.at_desk(|desk, _| desk.about.show(kind, None, &desk.work));
            }
            Pick::At(kind, id) => self.at_desk(|desk, shell| desk.open_record(kind, Some(id), shell)),
            Pick::Register(kind, at) => self.at_desk(|desk, shell| desk.name_register(kind, &at, shell)),
            Pick::WhichEvidence(at) => self.at_desk(|desk, shell| desk.which_evidence(at, shell)),
            Pick::ShowsToo(id, at) => self.at_desk(|desk, shell| desk.link_evidence(&id, &at, shell)),
            Pick::Evidence(at, other) => self.at_desk(|desk, shell| {
                desk.open_record_at(&EVIDENCE, None, (&at, other.as_deref()), shell);
            }),
            Pick::Goto(t) => self.at_desk(|desk, shell| desk.go_to_place(t, shell)),
            Pick::Run(command) => {
                self.shell.message = None;
                self.run(command);
            }
            Pick::NewMe(then, name) => self.at_desk(|desk, shell| desk.add_me(then, &name, shell)),
            Pick::Owner(Purpose::Field(..), name, true) => self.ask_new_name(name),
            Pick::Owner(purpose, name, new) => {
                self.at_desk(|desk, shell| desk.take_owner(&purpose, &name, new, shell));
                if matches!(purpose, Purpose::Field(..)) {
                    self.in_dialog(|dialog, _| Some(dialog.form()?.go_on()));
                }
            }
            Pick::Told(what, value) => self.take_told(what, value),
            Pick::Value(value) => self.take_value(value),
            Pick::There(screen, to, command) => self.go_there(screen, to, command),
        }
    }
}

/// Whether the list stays under what a row of it opens; Esc goes back to it.
const fn stays(pick: &Pick) -> bool {
    matches!(
        pick,
        // What is read.
        Pick::Nothing
            | Pick::Guide(_)
            | Pick::Word(_)
            | Pick::Snapshot(_)
            | Pick::Rescue(_)
            | Pick::Way(_)
            | Pick::There(..)
            | Pick::Import
            | Pick::Merge(
                MergeRow::Read
                    | MergeRow::Conflict(_)
                    | MergeRow::Twin(_)
                    | MergeRow::Write
                    | MergeRow::InFull(_)
                    | MergeRow::Fork(_)
                    | MergeRow::Collect,
            )
            | Pick::Column(_)
            // The question whether to add somebody.
            | Pick::Owner(Purpose::Field(..), _, true)
    )
}

/// Whether a key writes nothing: it is no character, or Ctrl is held.
fn writes_nothing(key: &KeyEvent) -> bool {
    !matches!(key.code, KeyCode::Char(_)) || key.modifiers.contains(KeyModifiers::CONTROL)
}
