//! From input to effect: which dialog or screen takes it, and what each command does.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::{App, Screen, Tone};
use crate::model::Status;
use crate::model::record::EVIDENCE;
use crate::tui::dialog::{Dialog, Pick, PickRow, Picker, Reader, type_key};
use crate::tui::input::{Input, MAX_PASTE};
use crate::tui::keymap::{Command, Context, lookup};

impl App {
    /// Reacts to what happened at the keyboard.
    pub fn update(&mut self, input: Input) {
        self.dirty = true;
        match input {
            Input::Resize => {}
            Input::Paste(_) | Input::Wheel { .. } | Input::Click(_) if self.parts() => {}
            Input::Paste(words) => self.paste(&words),
            Input::Wheel { up } => self.wheel(up),
            Input::Click(place) => self.click(place),
            Input::Key(key) => {
                let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
                if self.parting_key(&key) {
                    // Everything else waits until it is decided whether one stays.
                } else if ctrl && key.code == KeyCode::Char('q') {
                    self.part(false);
                } else if self.dialogs.is_empty() {
                    self.message = None;
                    if let Some(command) = lookup(self.keys.rows(), self.contexts(), &key) {
                        self.run(command);
                    }
                } else {
                    self.dialog_key(key);
                }
            }
        }
        // Before the next picture nobody knows what is where.
        self.hits.clear();
    }

    fn paste(&mut self, words: &str) {
        if words.len() > MAX_PASTE {
            return self.say(Tone::Warning, "Not pasted: more than 64 KiB at once. Nothing was changed.");
        }
        if let Some(p) = self.dialogs.last_mut().and_then(Dialog::picker) {
            p.query.push_str(words.lines().next().unwrap_or(""));
            return self.refill();
        }
        match self.dialogs.last_mut() {
            Some(Dialog::Edit(e)) => {
                let words = if e.long { words.to_owned() } else { words.replace('\n', " ") };
                e.area.insert_str(words);
            }
            Some(Dialog::Form(form)) => {
                form.insert(words);
                self.ask_anew();
            }
            Some(_) => {}
            None => {
                let note = self.key(Command::Note);
                self.say(Tone::Warning, format!("Not pasted: open a note first ({note}), then paste."));
            }
        }
    }

    pub(super) fn dialog_key(&mut self, key: KeyEvent) {
        match key.code {
            KeyCode::Esc => return self.leave_dialog(),
            // What helps to write lies over what is written.
            KeyCode::F(_) if self.dialogs.len() < 4 && self.is_guides(&key) => return self.open_guides(),
            KeyCode::F(1) if self.dialogs.len() < 4 => return self.run(Command::Help),
            _ => {}
        }
        if self.in_form() {
            return self.form_key(key);
        }
        let (page, reach) = (self.page.get().max(1), self.reach.get());
        match self.dialogs.last_mut() {
            Some(Dialog::Edit(e)) => match key.code {
                KeyCode::Tab if e.switch.is_some() => self.switch_editor(),
                KeyCode::Enter if !e.long => self.finish_editor(),
                KeyCode::Enter => e.area.insert_newline(),
                KeyCode::Char('s') if key.modifiers.contains(KeyModifiers::CONTROL) => self.finish_editor(),
                KeyCode::Char('e') if e.long && key.modifiers.contains(KeyModifiers::CONTROL) => {
                    e.error = None;
                    self.outside = true;
                }
                _ => {
                    e.error = None;
                    type_key(&mut e.area, key);
                }
            },
            Some(Dialog::Offer(_)) if key.code == KeyCode::Enter => self.accept_offer(),
            Some(Dialog::Read(reader)) => {
                if matches!(key.code, KeyCode::Enter | KeyCode::Char('q' | 'w' | 'd')) {
                    return self.leave_dialog();
                }
                scroll(reader, key, page, reach);
            }
            Some(Dialog::Poll(_)) => self.poll_key(key),
            Some(Dialog::Offer(offer)) => scroll(&mut offer.reader, key, page, reach),
            Some(_) => self.picker_key(key),
            None => {}
        }
    }

    /// Whether a function key is the one of the guides.
    fn is_guides(&self, key: &KeyEvent) -> bool {
        lookup(self.keys.rows(), &[Context::Global], key) == Some(Command::Guides)
    }

    fn form_key(&mut self, key: KeyEvent) {
        let Some(Dialog::Form(form)) = self.dialogs.last_mut() else { return };
        form.error = None;
        match key.code {
            KeyCode::Char('s') if key.modifiers.contains(KeyModifiers::CONTROL) => self.finish_form(),
            KeyCode::Tab if form.switch.is_some() && form.is_untouched() => self.switch_form(),
            KeyCode::Enter if form.after().is_none() => self.finish_form(),
            KeyCode::Enter | KeyCode::Down | KeyCode::Tab => form.at = form.after().unwrap_or(form.at),
            KeyCode::Up | KeyCode::BackTab => form.at = form.before().unwrap_or(form.at),
            _ => {
                if let Some(f) = form.fields.get_mut(form.at) {
                    type_key(&mut f.area, key);
                }
                self.ask_anew();
            }
        }
    }

    fn picker_key(&mut self, key: KeyEvent) {
        let page = isize::try_from(self.page.get()).unwrap_or(1);
        let Some(p) = self.dialogs.last_mut().and_then(Dialog::picker) else { return };
        let len = p.rows.len();
        match key.code {
            KeyCode::Up => p.cursor.step(-1, len),
            KeyCode::Down => p.cursor.step(1, len),
            KeyCode::PageUp => p.cursor.step(-page, len),
            KeyCode::PageDown => p.cursor.step(page, len),
            KeyCode::Backspace => {
                p.query.pop();
                self.refill();
            }
            KeyCode::Char(c) if key.modifiers.is_empty() => {
                p.query.push(c);
                self.refill();
            }
            KeyCode::Enter => {
                let row = p.rows.get(p.cursor.at).cloned();
                self.pick(row);
            }
            _ => {}
        }
    }

    fn pick(&mut self, row: Option<PickRow>) {
        let Some(row) = row else { return };
        if let Some(why) = row.why_not {
            return self.say(Tone::Warning, why);
        }
        match row.pick {
            Pick::Nothing => {}
            Pick::Rescue(what) => self.take_rescue(what),
            Pick::Way(way) => self.take_way(way),
            Pick::Gaps(filter) => {
                self.dialogs.pop();
                if let Some(desk) = &mut self.desk {
                    desk.gap_filter = filter;
                    desk.gaps.at = 0;
                }
            }
            Pick::Snapshot(id) => self.compare_with(&id),
            Pick::Record(kind, id) => {
                self.dialogs.pop();
                self.open_record(kind, id);
            }
            Pick::Evidence(at, other) => {
                self.dialogs.pop();
                self.open_record_at(&EVIDENCE, None, &at, other.as_deref());
            }
            Pick::Roles(roles) => {
                self.dialogs.pop();
                self.open_tools(roles);
            }
            // What is read lies over the list it was picked from; Esc goes back to that.
            Pick::Guide(page) => self.open_guide(page),
            Pick::Word(n) => self.open_word(n),
            Pick::Goto(t) => {
                self.dialogs.pop();
                if let Some(spot) = self.desk.as_ref().map(|w| w.spot_of_target(t)) {
                    self.go_to(spot);
                }
            }
            Pick::Run(command) => {
                self.dialogs.pop();
                self.message = None;
                self.run(command);
            }
        }
    }

    /// Fills the uppermost picker for what was typed so far.
    fn refill(&mut self) {
        match self.dialogs.pop() {
            Some(Dialog::Find(mut p)) => {
                self.fill_find(&mut p);
                self.dialogs.push(Dialog::Find(p));
            }
            Some(Dialog::Help(mut p)) => {
                self.fill_help(&mut p);
                self.dialogs.push(Dialog::Help(p));
            }
            Some(Dialog::Words(mut p)) => {
                self.fill_words(&mut p);
                self.dialogs.push(Dialog::Words(p));
            }
            Some(other) => self.dialogs.push(other),
            None => {}
        }
    }

    fn fill_help(&self, p: &mut Picker) {
        let query = p.query.to_lowercase();
        let here = self.contexts();
        let others = Context::ALL.iter().filter(|c| !here.contains(c));
        p.rows.clear();
        p.cursor.at = 0;
        for context in here.iter().chain(others) {
            for b in self.keys.rows().iter().filter(|b| b.context == *context) {
                let fits =
                    b.help.to_lowercase().contains(&query) || context.word().to_lowercase().contains(&query);
                if fits {
                    let usable = here.contains(context);
                    let covered = !self.dialogs.is_empty();
                    let why_not = self.unavailable(b.command).or_else(|| {
                        covered.then(|| "Close what is open first (Esc, twice from here).".to_owned())
                    });
                    let why_not = why_not.or_else(|| {
                        (!usable).then(|| format!("This key works {}.", context.word().to_lowercase()))
                    });
                    p.rows.push(PickRow {
                        key: b.key_name(),
                        label: b.help.to_owned(),
                        detail: context.word().to_owned(),
                        pick: Pick::Run(b.command),
                        why_not,
                    });
                }
            }
        }
        p.note = p.rows.is_empty().then(|| format!("No key for \"{}\".", p.query));
    }

    /// Why a command cannot be used now; none when it can.
    pub fn unavailable(&self, command: Command) -> Option<String> {
        let needs_work = !matches!(
            command,
            Command::Help
                | Command::Quit
                | Command::Suspend
                | Command::Back
                | Command::Up
                | Command::Down
                | Command::PageUp
                | Command::PageDown
                | Command::First
                | Command::Last
                | Command::Open
                | Command::Look
                | Command::Mouse
                | Command::Copy
                | Command::New
                | Command::OpenFile
                | Command::Sample
                | Command::Guides
                | Command::Guided
                | Command::Words
                | Command::Quick
                | Command::QuickAnswer(_)
                | Command::CarryOver
                | Command::Previous
                | Command::Backups
                | Command::Purge
        );
        if needs_work && self.desk.is_none() {
            return Some("Open or create an assessment first.".into());
        }
        None
    }

    /// Runs a command, or says why it cannot be run now.
    pub fn run(&mut self, command: Command) {
        self.dirty = true;
        let stays = matches!(
            command,
            Command::Note
                | Command::Evidence
                | Command::Park
                | Command::Dissent
                | Command::Reason
                | Command::Help
                | Command::Look
                | Command::Mouse
                | Command::Copy
        );
        if !stays && let Some(desk) = &mut self.desk {
            desk.just = None;
        }
        if !matches!(command, Command::Quit | Command::Home) {
            self.leaving = 0;
        }
        if let Some(why) = self.unavailable(command) {
            return self.say(Tone::Warning, why);
        }
        match command {
            Command::Help => {
                let mut p = Picker::default();
                self.fill_help(&mut p);
                self.dialogs.push(Dialog::Help(p));
            }
            Command::Quit => self.part(false),
            Command::Suspend => self.suspend = true,
            Command::Look => {
                self.theme.look = self.theme.look.next();
                self.say(Tone::Done, format!("Look: {}.", self.theme.look.word()));
            }
            Command::HideScores => {
                self.hide_scores = !self.hide_scores;
                if let Some(desk) = &mut self.desk {
                    desk.work.keep_draft("scores-hidden", self.hide_scores.then_some("yes"));
                }
                if self.hide_scores { self.say_hidden() } else { self.say(Tone::Done, "Scores are shown.") }
            }
            Command::Mouse => self.toggle_mouse(),
            Command::Copy => self.copy(),
            Command::Home => self.part(true),
            Command::Guided => self.open_guided(),
            Command::New => self.open_new(),
            Command::OpenFile => self.open_file_form(),
            Command::Sample => self.open_sample(),
            Command::Export => self.write_export(),
            Command::SaveCopy => self.write_copy(),
            Command::Guides => self.open_guides(),
            Command::Words => self.open_words(),
            Command::Quick => self.open_quick(),
            Command::QuickAnswer(answer) => self.quick_answer(answer),
            Command::CarryOver => self.carry_over(),
            _ => self.run_move(command),
        }
    }

    fn run_move(&mut self, command: Command) {
        let page = isize::try_from(self.page.get().max(1)).unwrap_or(1);
        match command {
            Command::Back => self.back(),
            Command::Up => self.step(-1),
            Command::Down => self.step(1),
            Command::PageUp => self.step(-page),
            Command::PageDown => self.step(page),
            Command::First => self.step(isize::MIN),
            Command::Last => self.step(isize::MAX),
            Command::Open => self.open_row(),
            Command::Outline => self.show(Screen::Outline),
            Command::Question => self.show(Screen::Question),
            Command::Room => {
                self.show(if self.screen == Screen::Room { Screen::Question } else { Screen::Room });
            }
            Command::Results => self.show(Screen::Results),
            Command::Gaps => self.show(Screen::Gaps),
            Command::Roadmap => self.show(Screen::Roadmap),
            Command::Lists => self.show(Screen::Lists),
            Command::History => self.show(Screen::History),
            Command::About => self.show(Screen::About),
            Command::Find => self.open_find(),
            Command::Return => self.return_back(),
            Command::Next => self.neighbour(1),
            Command::Previous if self.screen == Screen::Quick => self.quick_step(-1),
            Command::Previous => self.neighbour(-1),
            Command::NextOpen => self.seek(Status::Open),
            Command::NextGap => self.seek(Status::Gap),
            _ => self.run_edit(command),
        }
    }

    fn run_edit(&mut self, command: Command) {
        match command {
            Command::Rate(level) => self.rate(Some(level)),
            Command::Clear => self.rate(None),
            Command::Note => self.write_note(),
            Command::Reason => self.write_reason_or_ask(),
            Command::Park => self.open_park(),
            Command::Review => self.toggle_review(),
            Command::Evidence => self.open_evidence(),
            Command::Owner => self.write_owner(),
            Command::Effort => self.write_effort(),
            Command::Rank => self.write_rank(),
            Command::Hours => self.write_hours(),
            Command::Explain => self.explain(),
            Command::Details if self.screen == Screen::History => self.read_event(),
            Command::Details => self.details(),
            Command::Undo => self.undo(false),
            Command::Redo => self.undo(true),
            Command::Toggle => self.toggle_parked(),
            Command::Filter if self.screen == Screen::Gaps => self.open_gap_filters(),
            Command::Filter if self.hide_scores => self.say_hidden(),
            Command::Filter => self.filter(),
            _ => self.run_plan(command),
        }
    }

    fn run_plan(&mut self, command: Command) {
        match command {
            Command::Promote => self.promote(),
            Command::Order => self.next_order(),
            Command::Owners => self.write_owners(),
            Command::Pin => self.write_pin(),
            Command::Due => self.write_due(),
            Command::Progress => self.next_progress(),
            Command::DoneWhen => self.write_done_when(),
            Command::Split => self.open_split(),
            Command::Merge => self.open_merge(),
            Command::Add if self.screen == Screen::About => self.add_about(),
            Command::Add => {
                let at = self.selected_id().unwrap_or_default();
                self.open_add(&at, "", "", None);
            }
            Command::NextRegister => self.next_register(),
            Command::Drop => self.drop_action(),
            Command::Records => self.open_records(),
            Command::WhatIf => self.open_what_if(),
            Command::Snapshot => self.write_snapshot(),
            Command::Compare => self.open_compare(),
            Command::FollowUp => self.open_follow_up(),
            Command::Xray => self.show(Screen::Xray),
            Command::Backups => self.open_backups(),
            Command::Purge => self.ask_purge(),
            Command::Votes => self.open_poll(),
            Command::Dissent => self.write_dissent(),
            Command::Clock => self.write_clock(),
            _ => {}
        }
    }

    fn filter(&mut self) {
        let Some(desk) = &mut self.desk else { return };
        desk.outline_filter = desk.outline_filter.next();
        desk.outline.at = 0;
        let words = desk.outline_filter.word();
        self.say(Tone::Done, format!("Shown: {words}."));
    }

    fn back(&mut self) {
        match self.screen {
            Screen::Home => self.say(Tone::Done, format!("{} quits.", self.key(Command::Quit))),
            Screen::Quick | Screen::Backups if self.desk.is_none() => self.show(Screen::Home),
            Screen::Outline => {
                let (home, quit) = (self.key(Command::Home), self.key(Command::Quit));
                let words = format!(
                    "{home} closes this assessment; {quit} quits. The header says when all is saved."
                );
                self.say(Tone::Done, words);
            }
            Screen::Question => self.show(Screen::Outline),
            _ => self.show(Screen::Question),
        }
    }

    /// Moves the selection of the list on screen.
    pub(super) fn step(&mut self, by: isize) {
        if self.screen == Screen::Quick {
            return self.quick_step(by.clamp(-200, 200));
        }
        let len = self.rows();
        if self.screen == Screen::Backups {
            return self.backups.cursor.step(by, len);
        }
        let Some(desk) = &mut self.desk else { return self.home.step(by, len) };
        match self.screen {
            Screen::Home | Screen::Quick | Screen::Backups => self.home.step(by, len),
            Screen::Outline => desk.outline.step(by, len),
            Screen::Question | Screen::Room => {
                desk.card.step(by, len);
                desk.spot.row = desk.card.at;
            }
            Screen::Results => desk.results.step(by, len),
            Screen::Gaps => desk.gaps.step(by, len),
            Screen::Roadmap => desk.roadmap.step(by, len),
            Screen::Lists => desk.lists.step(by, len),
            Screen::History => desk.history.step(by, len),
            Screen::About => desk.about.step(by, len),
            Screen::Xray => desk.xray.step(by, len),
        }
    }
}

fn scroll(reader: &mut Reader, key: KeyEvent, page: usize, reach: usize) {
    // Drawing knows how far there is to go; before it never goes further than that.
    reader.top = reader.top.min(reach);
    match key.code {
        KeyCode::Up => reader.top = reader.top.saturating_sub(1),
        KeyCode::Down => reader.top += 1,
        KeyCode::PageUp => reader.top = reader.top.saturating_sub(page),
        KeyCode::PageDown | KeyCode::Char(' ') => reader.top += page,
        KeyCode::Home => reader.top = 0,
        KeyCode::End => reader.top = usize::MAX / 2,
        _ => {}
    }
}
