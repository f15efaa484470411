//! From input to effect: which dialog or screen takes it, and what each command does. One match a context, and
//! none has a way out for what nobody handles.

use crossterm::event::{KeyCode, KeyModifiers};

use super::App;
use super::backups::ask_restore;
use crate::files;
use crate::say;
use crate::tui::desk::Desk;
use crate::tui::dialog::{Asks, Dialog, Picker, ToRisk, help};
use crate::tui::guides;
use crate::tui::input::{Input, MAX_PASTE};
use crate::tui::keymap::grammar::Care;
use crate::tui::keymap::{
    AtHome, Command, Global, InAbout, InAudit, InClause, InList, InPortfolio, InTen, Offered, OnCard,
    OnScreen, Rating, lookup,
};
use crate::tui::screen::Screen;
use crate::tui::screen::home::Home;
use crate::tui::screen::results::Results;
use crate::tui::screen::workshop::View;
use crate::tui::shell::{Next, Shell, Tone};
use crate::work::HIDDEN;

impl App {
    /// Reacts to what happened at the keyboard.
    pub fn update(&mut self, input: Input) {
        self.shell.dirty = true;
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
                    self.quit();
                } else if self.look_key(&key) {
                    // A look was kept, or the one before is back.
                } else if self.shell.dialogs.is_empty() {
                    self.shell.message = None;
                    let contexts = self.shell.contexts();
                    match lookup(self.shell.keys.rows(), contexts, &key) {
                        Some(command) => self.run(command),
                        None => self.unknown_key(&key, contexts),
                    }
                } else {
                    self.dialog_key(key);
                }
            }
        }
        // Before the next picture nobody knows what is where.
        self.shell.hits.clear();
    }

    fn paste(&mut self, words: &str) {
        if words.len() > MAX_PASTE {
            return self
                .say(Tone::Warning, say!("Not pasted: more than 64 KiB at once. Nothing was changed."));
        }
        if let Some(dialog) = self.shell.dialogs.last_mut() {
            let asks = dialog.paste(words);
            return self.answer(asks);
        }
        let audit = self.desk.as_ref().filter(|_| self.shell.screen == Screen::Audit).map(|desk| {
            let open = self.shell.key(InList::Open);
            match desk.audit.row(&desk.work) {
                Some(row) => say!(
                    "Not pasted: open the note of row {id} first ({note}), then paste.",
                    id = row.id,
                    note = self.shell.key(InAudit::Note)
                ),
                None => say!("Not pasted: open what is selected first ({open}), then paste.", open),
            }
        });
        if let Some(words) = audit {
            return self.say(Tone::Warning, words);
        }
        let note = self.shell.key(OnCard::Note);
        self.say(Tone::Warning, say!("Not pasted: open a note first ({note}), then paste.", note));
    }

    /// Runs a command, or says why it cannot be run now.
    pub fn run(&mut self, command: Command) {
        self.shell.dirty = true;
        if !keeps_place(command)
            && let Some(desk) = &mut self.desk
        {
            desk.just = None;
        }
        if !matches!(command, Command::Global(Global::Quit | Global::Home)) {
            self.exit.asked = 0;
        }
        // What runs is asked about wherever one is, also with no file open.
        let of_running = command == Command::OnScreen(OnScreen::Export) && self.job.is_some();
        if let Some(why) = help::unavailable(command, self.desk.is_some()).filter(|_| !of_running) {
            return self.say(Tone::Warning, why);
        }
        if self.desk.as_mut().is_some_and(|desk| desk.holds_back(command, &mut self.shell)) {
            return;
        }
        let before = self.changes();
        self.dispatch(command);
        if self.changes() != before {
            self.keep_undo_line(command);
        }
        // Its own key closes what was opened.
        if let Some(Dialog::Read(reader)) = self.shell.dialogs.last_mut() {
            reader.by.get_or_insert(command);
        }
    }

    /// How many changes were made since the file was opened.
    pub(super) fn changes(&self) -> u64 {
        self.desk.as_ref().map_or(0, |desk| desk.work.changes())
    }

    /// After a change: what can be taken back with one key stays to be read, what was there before is out of date.
    fn keep_undo_line(&mut self, command: Command) {
        let lasting = matches!(command, Command::Rating(_)) && self.shell.undo_line.is_some();
        if command.care() != Care::UndoLine {
            if !lasting {
                self.shell.undo_line = None;
            }
            return;
        }
        let Some((Tone::Done, said)) = self.shell.message.take() else { return };
        let undo = Command::from(OnScreen::Undo);
        let back = self.shell.key(if command == undo { OnScreen::Redo } else { OnScreen::Undo });
        let words = match command {
            _ if command == undo => say!("{said} {back} makes it again.", said, back),
            // It says so itself, also where nothing stays to be read.
            Command::Rating(_) | Command::InAudit(_) => said,
            _ => say!("{said} {undo} takes it back.", said, undo = back),
        };
        self.shell.say_undoable(words);
    }

    /// Hands a command to whatever does it: one match of every context, so that a new one has to be put somewhere.
    pub(super) fn dispatch(&mut self, command: Command) {
        match command {
            Command::Global(c) => self.run_anywhere(c),
            Command::OnScreen(c) => self.run_on_screen(c),
            Command::InList(c) => self.run_in_list(c),
            Command::AtHome(AtHome::Guided) if self.desk.is_some() => self.start_here(),
            Command::AtHome(AtHome::GoOn) if self.desk.is_some() => self.go_on(),
            Command::AtHome(c) => self.at_home(|home, shell| home.update(c, shell)),
            Command::InQuick(c) => {
                let (quick, shell) = (&mut self.quick, &mut self.shell);
                let next = match &mut self.desk {
                    Some(desk) => desk.change(|desk| quick.update(c, shell, Some(&mut desk.work))),
                    None => quick.update(c, shell, None),
                };
                self.follow(next);
            }
            Command::InStart(c) => self.at_desk(|d, _| d.start.update(c, &d.work)),
            Command::InTen(InTen::NextOpen) | Command::InClause(InClause::NextOpen) => self.next_open(),
            Command::InClause(InClause::FirstTen) => self.show(Screen::Ten),
            Command::InTen(InTen::Owner) => self.at_desk(|d, shell| d.ten.write_owner(shell, &d.work)),
            Command::InPortfolio(InPortfolio::Export) => self.ask_for_tables(),
            Command::InPortfolio(c) => self.clients.update(c, &mut self.shell),
            Command::InBackups(c) => self.backups.update(c, &mut self.shell),
            Command::Asking(c) => {
                self.in_dialog(|d, seen| Some(d.ask()?.update(c, (seen.page, seen.reach))));
            }
            Command::Astray(c) => self.found_astray(c),
            Command::Rating(Rating::Rate(level)) => self.at_desk(|d, shell| d.rate(Some(level), shell)),
            Command::Rating(Rating::Clear) => self.at_desk(|d, shell| d.rate(None, shell)),
            Command::OnCard(c) => self.at_desk(|d, shell| d.update(c, shell)),
            Command::InOutline(c) => self.on_desk(|d, shell| d.outline.update(c, shell)),
            Command::InGaps(c) => self.on_desk(|d, shell| d.on_gaps(c, shell)),
            Command::OnRoadmap(c) => self.on_desk(|d, shell| d.on_roadmap(c, shell)),
            Command::InLists(c) => self.on_desk(|d, shell| d.lists.update(c, shell, &mut d.work)),
            Command::InAudit(c) => self.on_desk(|d, shell| d.on_audit(c, shell)),
            Command::InSpread(c) => self.at_desk(|d, shell| d.on_spread(c, shell)),
            Command::InRehearsal(c) => self.at_desk(|d, shell| d.rehearsal.update(c, shell, &d.work)),
            Command::InWorkshop(c) => self.on_desk(|d, shell| d.in_workshop(c, shell)),
            Command::InSoa(c) => self.on_desk(|d, shell| d.on_soa(c, shell)),
            Command::OnResults(c) => self.at_desk(|d, shell| Results::update(c, shell, &d.work)),
            Command::InAbout(InAbout::Filter) => self.at_desk(|d, shell| {
                if d.about.opened().is_some() {
                    let of = d.about.kind(&d.work);
                    d.open_find(of, shell);
                } else {
                    d.about.show_others(&d.work);
                }
            }),
            Command::InAbout(c) => self.on_desk(|d, shell| d.about.update(c, shell, &d.work)),
            Command::InHistory(c) => self.at_desk(|d, shell| d.history.update(c, shell, &d.work)),
            Command::InNote(c) => self.in_dialog(|d, _| Some(d.editor()?.in_note(c))),
            Command::InLine(c) => self.in_dialog(|d, _| Some(d.editor()?.in_line(c))),
            Command::InForm(c) => self.in_dialog(|d, _| Some(d.form()?.update(c))),
            Command::Choosing(c) => self.in_dialog(|d, seen| Some(d.picker()?.update(c, seen.page))),
            Command::Reading(c) => {
                self.in_dialog(|d, seen| Some(d.reader()?.update(c, seen.page, seen.reach)));
            }
            Command::Polling(c) => self.in_dialog(|d, seen| Some(d.poll()?.update(c, seen.keys))),
            Command::Offered(Offered::Keep) => self.answer(Asks::Finish),
            Command::Offered(Offered::Leave) => self.answer(Asks::Leave),
            Command::Offered(Offered::Theirs) => self.at_desk(Desk::import_theirs),
        }
    }

    /// Lets a screen of the open assessment do something, and does what follows.
    pub(super) fn on_desk(&mut self, screen: impl FnOnce(&mut Desk, &mut Shell) -> Next) {
        let Some(desk) = &mut self.desk else { return };
        let shell = &mut self.shell;
        let next = desk.change(|desk| screen(desk, shell));
        self.follow(next);
    }

    /// As [`Self::on_desk`], where nothing follows.
    pub(super) fn at_desk(&mut self, screen: impl FnOnce(&mut Desk, &mut Shell)) {
        self.on_desk(|desk, shell| {
            screen(desk, shell);
            Next::Stay
        });
    }

    fn at_home(&mut self, act: impl FnOnce(&mut Home, &mut Shell) -> Next) {
        let next = act(&mut self.home, &mut self.shell);
        self.follow(next);
    }

    /// Does what follows a command of a screen.
    pub(super) fn follow(&mut self, next: Next) {
        match next {
            Next::Stay => {}
            Next::Say(to, result) => {
                if let (Some(at), Some(desk)) = (to, &mut self.desk)
                    && let Some(spot) = desk.spot_of(&at)
                {
                    desk.go_to(spot, &mut self.shell);
                }
                self.shell.say_of(result);
            }
            Next::Details => self.at_desk(Desk::details),
            Next::RiskOf(id) => self.at_desk(|desk, shell| desk.open_risk(ToRisk::Of(id), shell)),
            Next::CommonRisks(system) => {
                self.at_desk(|desk, shell| desk.choose_common(system.as_ref(), shell));
            }
            Next::Record(kind, id) => self.at_desk(|desk, shell| desk.open_record(kind, id, shell)),
            Next::Note => self.at_desk(|desk, shell| desk.write_note(shell)),
            Next::Run(command) => self.run(command),
            Next::Ask(ask) => self.shell.dialogs.push(Dialog::Ask(Box::new(ask))),
            Next::Guide(page) => {
                guides::open_page(page, &mut self.shell, self.desk.as_ref().map(|desk| &desk.work));
            }
            Next::Open(path) => {
                if let Err((_, words)) = self.rejoin(&path) {
                    self.say(Tone::Warning, words);
                }
            }
            Next::Portfolio => self.ask_folder(),
            Next::Quick => {
                let work = self.desk.as_ref().map(|desk| &desk.work);
                if self.shell.guides().is_some() && guides::may_check(&mut self.shell, work) {
                    self.quick.begin(&self.shell, work);
                    self.show(Screen::Quick);
                }
            }
            Next::FirstTen => self.show(Screen::Ten),
            Next::GoOn(path) => self.go_on_in(&path),
            Next::Begin => self.ask_name(),
            Next::CarryOver(answers) => self.carry_over(answers),
            Next::Restore(backup, organisation) => {
                ask_restore(&backup, &files::file_for("", &organisation), &mut self.shell);
            }
        }
    }

    fn run_anywhere(&mut self, command: Global) {
        match command {
            Global::Help => {
                let mut p = Picker::default();
                help::fill(&mut p, &self.shell, self.desk.is_some());
                self.shell.dialogs.push(Dialog::Help(p));
            }
            Global::Quit => self.quit(),
            Global::Suspend => self.asked.suspend = true,
            Global::Outline => self.show(Screen::Outline),
            Global::Question => self.show(Screen::Question),
            Global::Results => self.show(Screen::Results),
            Global::Gaps => self.show(Screen::Gaps),
            Global::Roadmap => self.show(Screen::Roadmap),
            Global::Guides => guides::open(&mut self.shell, self.desk.as_ref().map(|desk| &desk.work)),
            Global::Home => self.part(true),
            Global::Look => self.try_look(),
        }
    }

    fn run_on_screen(&mut self, command: OnScreen) {
        match command {
            OnScreen::Back => self.back(),
            // Where nothing is open there are commands to find, and nothing else.
            OnScreen::Find if self.shell.screen == Screen::Portfolio => self.clients.find(&mut self.shell),
            OnScreen::Find if self.desk.is_none() => self.run_anywhere(Global::Help),
            OnScreen::Find => self.at_desk(|desk, shell| desk.open_find(None, shell)),
            OnScreen::Return if self.began_at_clients() => self.part(true),
            OnScreen::Return => self.at_desk(Desk::return_back),
            OnScreen::Explain => self.on_desk(|desk, shell| desk.explain(shell)),
            OnScreen::Undo => self.at_desk(|desk, shell| desk.undo(false, shell)),
            OnScreen::Redo => self.at_desk(|desk, shell| desk.undo(true, shell)),
            OnScreen::HideScores => {
                self.shell.hide_scores = !self.shell.hide_scores;
                if let Some(desk) = &mut self.desk {
                    desk.work.keep_draft(HIDDEN, self.shell.hide_scores.then_some("yes"));
                }
                if self.shell.hide_scores {
                    self.shell.say_hidden();
                } else {
                    self.say(Tone::Done, say!("Scores are shown."));
                }
            }
            OnScreen::About => {
                self.at_desk(|desk, _| _ = desk.about.leave(&desk.work));
                self.show(Screen::About);
            }
            OnScreen::Lists => self.show(Screen::Lists),
            OnScreen::Statement => self.show(Screen::Soa),
            OnScreen::Audit => self.at_desk(Desk::enter_audit),
            OnScreen::Rehearsal => self.show(Screen::Rehearsal),
            OnScreen::Votes => self.show(Screen::Spread),
            OnScreen::IAm => self.at_desk(|desk, shell| desk.choose_me(None, shell)),
            OnScreen::History => self.show(Screen::History),
            OnScreen::SaveCopy => self.at_desk(|desk, shell| desk.write_copy(shell)),
            OnScreen::Xray => self.show(Screen::Xray),
            OnScreen::Backups => self.open_backups(),
            OnScreen::Export => self.choose_export(),
            OnScreen::Import => self.at_desk(|desk, shell| desk.open_import(shell)),
            OnScreen::MergeFile => self.at_desk(Desk::open_merge_file),
            OnScreen::Words => guides::open_words(&mut self.shell, self.desk.as_ref().map(Desk::card_at)),
            OnScreen::Copy => self.copy(),
            OnScreen::Mouse => self.toggle_mouse(),
            OnScreen::Still => self.at_desk(|desk, shell| desk.write_still(shell)),
            OnScreen::Closing => self.at_desk(|desk, shell| desk.enter_workshop(Some(View::Closing), shell)),
            OnScreen::Workshop => self.at_desk(|desk, shell| desk.enter_workshop(None, shell)),
            OnScreen::NextItem => self.at_desk(Desk::next_item),
            OnScreen::FirstTen => self.show(Screen::Ten),
            OnScreen::Clause => self.at_desk(|desk, shell| {
                desk.show_clause(desk.card.spot.requirement, None, shell);
            }),
            OnScreen::Cited => self.choose_cited(),
            OnScreen::GoOn => self.go_on(),
            OnScreen::Room => self.at_desk(Desk::toggle_large),
        }
    }

    fn run_in_list(&mut self, command: InList) {
        let page = isize::try_from(self.shell.page.get().max(1)).unwrap_or(1);
        match command {
            InList::Up => self.step(-1),
            InList::Down => self.step(1),
            InList::PageUp => self.step(-page),
            InList::PageDown => self.step(page),
            InList::First => self.step(isize::MIN),
            InList::Last => self.step(isize::MAX),
            InList::Open => self.open_row(),
        }
    }

    /// Shows another screen, with its selection where one is.
    pub(super) fn show(&mut self, screen: Screen) {
        match &mut self.desk {
            Some(desk) => desk.show(screen, &mut self.shell),
            None => self.shell.show(screen),
        }
    }

    /// Opens the row that is selected.
    fn open_row(&mut self) {
        match self.shell.screen {
            Screen::Home => self.at_home(Home::open),
            Screen::Portfolio => self.open_client(),
            Screen::Backups => {
                let next = self.backups.open(&mut self.shell);
                self.follow(next);
            }
            _ => self.on_desk(Desk::open_row),
        }
    }

    /// Lays the selected row on its way to the clipboard.
    fn copy(&mut self) {
        if self.shell.is_blank() {
            return self.say(Tone::Done, say!("Nothing was copied: scores are hidden."));
        }
        let item = match &self.desk {
            _ if self.shell.screen == Screen::Home => self.home.item(),
            _ if self.shell.screen == Screen::Portfolio => self.clients.item(),
            Some(desk) => desk.item(&self.shell),
            None => None,
        };
        self.shell.copy(item);
    }

    fn back(&mut self) {
        if self.leads_to_clients() {
            return self.part(true);
        }
        if self.desk.as_mut().is_some_and(|desk| desk.leave_large(&mut self.shell)) {
            return;
        }
        match self.shell.screen {
            Screen::Home => self.say(Tone::Done, say!("{quit} quits.", quit = self.shell.key(Global::Quit))),
            Screen::Portfolio => self.leave_clients(),
            Screen::Quick | Screen::Backups if self.desk.is_none() => self.show(Screen::Home),
            Screen::Outline => {
                let (home, quit) = (self.shell.key(Global::Home), self.shell.key(Global::Quit));
                let words = say!(
                    "{home} closes this assessment; {quit} quits. The header says when all is saved.",
                    home,
                    quit
                );
                self.say(Tone::Done, words);
            }
            Screen::Question => {
                let from = self.desk.as_ref().and_then(|desk| desk.from.of(Screen::Question));
                self.show(from.unwrap_or(Screen::Outline));
            }
            Screen::Start | Screen::Quick | Screen::Ten | Screen::Clause => self.leave_way(),
            screen => {
                let left = self.desk.as_mut().is_some_and(|desk| desk.leave_row(screen));
                if !left && screen == Screen::Audit {
                    self.at_desk(Desk::leave_audit);
                } else if !left {
                    self.show(Screen::Question);
                }
            }
        }
    }

    /// Moves the selection of the list on screen.
    pub(super) fn step(&mut self, by: isize) {
        if self.shell.screen == Screen::Quick {
            return self.quick.step(by.clamp(-200, 200), &self.shell);
        }
        match (self.shell.screen, &mut self.desk) {
            (Screen::Backups, _) => {
                let len = self.backups.rows().len();
                self.backups.cursor.step(by, len);
            }
            (Screen::Portfolio, _) => {
                let len = self.clients.rows().len();
                self.clients.cursor.step(by, len);
            }
            (Screen::Home, _) | (_, None) => {
                let len = self.home.rows();
                self.home.cursor.step(by, len);
            }
            (_, Some(desk)) => desk.step(by, &self.shell),
        }
    }
}

/// Whether what one writes next still belongs to what was just answered. What is done in a dialog never passes here.
const fn keeps_place(command: Command) -> bool {
    matches!(
        command,
        Command::OnCard(OnCard::Note | OnCard::Evidence | OnCard::Park | OnCard::Dissent | OnCard::Reason)
            | Command::Global(Global::Help | Global::Look | Global::Guides)
            | Command::OnScreen(OnScreen::Mouse | OnScreen::Copy)
    )
}
