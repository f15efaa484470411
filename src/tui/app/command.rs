//! From input to effect: which dialog or screen takes it, and what each command does. One match a context, and
//! none has a way out for what nobody handles.

use crossterm::event::{KeyCode, KeyModifiers};

use super::backups::ask_restore;
use super::{App, Desk, Results, Screen, Shell, Tone};
use crate::files;
use crate::model::Status;
use crate::say;
use crate::tui::dialog::{Dialog, Picker};
use crate::tui::guides;
use crate::tui::input::{Input, MAX_PASTE};
use crate::tui::keymap::{Command, Global, InList, OnCard, OnScreen, Rating, lookup};
use crate::tui::shell::Next;
use crate::words;

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
                    self.part(false);
                } else if self.shell.dialogs.is_empty() {
                    self.shell.message = None;
                    if let Some(command) = lookup(self.shell.keys.rows(), self.contexts(), &key) {
                        self.run(command);
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
        if let Some(p) = self.shell.dialogs.last_mut().and_then(Dialog::picker) {
            p.query.push_str(words.lines().next().unwrap_or(""));
            return self.refill();
        }
        match self.shell.dialogs.last_mut() {
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
                let note = self.shell.key(OnCard::Note);
                self.say(Tone::Warning, say!("Not pasted: open a note first ({note}), then paste.", note));
            }
        }
    }

    /// Why a command cannot be used now; none when it can.
    pub fn unavailable(&self, command: Command) -> Option<String> {
        (command.needs_assessment() && self.desk.is_none())
            .then(|| say!("Open or create an assessment first.").to_owned())
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
        if let Some(why) = self.unavailable(command) {
            return self.say(Tone::Warning, why);
        }
        match command {
            Command::Global(c) => self.run_anywhere(c),
            Command::OnScreen(c) => self.run_on_screen(c),
            Command::InList(c) => self.run_in_list(c),
            Command::Rating(Rating::Rate(level)) => self.rate(Some(level)),
            Command::Rating(Rating::Clear) => self.rate(None),
            Command::OnCard(c) => self.run_on_card(c),
            Command::AtHome(c) => {
                let next = self.home.update(c, &mut self.shell);
                self.follow(next);
            }
            Command::InOutline(c) => self.on_desk(|desk, shell| desk.outline.update(c, shell)),
            Command::InGaps(c) => self.on_desk(|desk, shell| {
                desk.gaps.update(c, shell, &desk.work);
                Next::Stay
            }),
            Command::OnRoadmap(c) => {
                self.on_desk(|desk, shell| desk.roadmap.update(c, shell, &mut desk.work));
            }
            Command::InLists(c) => self.on_desk(|desk, shell| desk.lists.update(c, shell, &mut desk.work)),
            Command::InQuick(c) => {
                let next = self.quick.update(c, &mut self.shell);
                self.follow(next);
            }
            Command::OnResults(c) => self.on_desk(|desk, shell| {
                Results::update(c, shell, &desk.work);
                Next::Stay
            }),
            Command::InBackups(c) => self.backups.update(c, &mut self.shell),
            Command::InAbout(c) => self.on_desk(|desk, shell| desk.about.update(c, shell, &desk.work)),
            Command::InHistory(c) => self.on_desk(|desk, shell| {
                desk.history.update(c, shell, &desk.work);
                Next::Stay
            }),
            Command::InNote(_)
            | Command::InLine(_)
            | Command::InForm(_)
            | Command::Choosing(_)
            | Command::Reading(_)
            | Command::Offered(_)
            | Command::Polling(_) => self.run_in_dialog(command),
        }
    }

    /// Lets a screen of the open assessment do something, and does what follows.
    fn on_desk(&mut self, screen: impl FnOnce(&mut Desk, &mut Shell) -> Next) {
        let Some(desk) = &mut self.desk else { return };
        let before = desk.work.changes();
        let next = screen(desk, &mut self.shell);
        if desk.work.changes() != before {
            desk.refresh();
        }
        self.follow(next);
    }

    /// Does what follows a command of a screen.
    pub(super) fn follow(&mut self, next: Next) {
        match next {
            Next::Stay => {}
            Next::Say(to, result) => {
                if let Some(spot) = to.and_then(|at| self.desk.as_ref()?.spot_of(&at)) {
                    self.go_to(spot);
                }
                self.say_of(result);
            }
            Next::Details => self.details(),
            Next::Record(kind, id) => self.open_record(kind, id),
            Next::Open(path) => {
                if let Err((_, words)) = self.open_or_offer(&path) {
                    self.say(Tone::Warning, words);
                }
            }
            Next::Sample => self.open_sample(),
            Next::Quick => {
                let work = self.desk.as_ref().map(|desk| &desk.work);
                if self.shell.guides().is_some() && guides::may_check(&mut self.shell, work) {
                    self.show(Screen::Quick);
                }
            }
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
                self.fill_help(&mut p);
                self.shell.dialogs.push(Dialog::Help(p));
            }
            Global::Quit => self.part(false),
            Global::Suspend => self.asked.suspend = true,
            Global::Outline => self.show(Screen::Outline),
            Global::Question => self.show(Screen::Question),
            Global::Results => self.show(Screen::Results),
            Global::Gaps => self.show(Screen::Gaps),
            Global::Roadmap => self.show(Screen::Roadmap),
            Global::Guides => guides::open(&mut self.shell, self.desk.as_ref().map(|desk| &desk.work)),
            Global::Home => self.part(true),
            Global::Look => {
                self.shell.theme.look = self.shell.theme.look.next();
                self.say(Tone::Done, say!("Look: {look}.", look = words::text(self.shell.theme.look.word())));
            }
        }
    }

    fn run_on_screen(&mut self, command: OnScreen) {
        match command {
            OnScreen::Back => self.back(),
            OnScreen::Find => self.open_find(),
            OnScreen::Return => self.return_back(),
            OnScreen::Explain => self.explain(),
            OnScreen::Undo => self.undo(false),
            OnScreen::Redo => self.undo(true),
            OnScreen::HideScores => {
                self.shell.hide_scores = !self.shell.hide_scores;
                if let Some(desk) = &mut self.desk {
                    desk.work.keep_draft("scores-hidden", self.shell.hide_scores.then_some("yes"));
                }
                if self.shell.hide_scores {
                    self.shell.say_hidden();
                } else {
                    self.say(Tone::Done, say!("Scores are shown."));
                }
            }
            OnScreen::About => self.show(Screen::About),
            OnScreen::Lists => self.show(Screen::Lists),
            OnScreen::History => self.show(Screen::History),
            OnScreen::SaveCopy => self.on_desk(|desk, shell| {
                desk.write_copy(shell);
                Next::Stay
            }),
            OnScreen::Xray => self.show(Screen::Xray),
            OnScreen::Backups => self.open_backups(),
            OnScreen::Export => self.write_export(),
            OnScreen::Words => guides::open_words(&mut self.shell, self.desk.as_ref().map(Desk::card_at)),
            OnScreen::Copy => self.copy(),
            OnScreen::Mouse => self.toggle_mouse(),
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

    fn run_on_card(&mut self, command: OnCard) {
        match command {
            OnCard::Note => self.write_note(),
            OnCard::Evidence => self.open_evidence(),
            OnCard::Park => self.open_park(),
            OnCard::Details => self.details(),
            OnCard::NextOpen => self.seek(Status::Open),
            OnCard::Reason => self.write_reason_or_ask(),
            OnCard::Votes => self.open_poll(),
            OnCard::Dissent => self.write_dissent(),
            OnCard::Clock => self.write_clock(),
            OnCard::Review => self.toggle_review(),
            OnCard::NextGap => self.seek(Status::Gap),
            OnCard::Next => self.neighbour(1),
            OnCard::Previous => self.neighbour(-1),
            OnCard::Room => {
                self.show(if self.shell.screen == Screen::Room { Screen::Question } else { Screen::Room });
            }
        }
    }

    fn back(&mut self) {
        match self.shell.screen {
            Screen::Home => self.say(Tone::Done, say!("{quit} quits.", quit = self.shell.key(Global::Quit))),
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
            Screen::Question => self.show(Screen::Outline),
            _ => self.show(Screen::Question),
        }
    }

    /// Moves the selection of the list on screen.
    pub(super) fn step(&mut self, by: isize) {
        if self.shell.screen == Screen::Quick {
            return self.quick.step(by.clamp(-200, 200), &self.shell);
        }
        let (len, screen) = (self.rows(), self.shell.screen);
        if screen == Screen::Backups {
            return self.backups.cursor.step(by, len);
        }
        let Some(desk) = &mut self.desk else { return self.home.cursor.step(by, len) };
        match desk.cursor(screen) {
            Some(cursor) => cursor.step(by, len),
            None => self.home.cursor.step(by, len),
        }
        desk.card.spot.row = desk.card.cursor.at;
    }
}

/// Whether what one writes next still belongs to what was just answered.
const fn keeps_place(command: Command) -> bool {
    matches!(
        command,
        Command::OnCard(OnCard::Note | OnCard::Evidence | OnCard::Park | OnCard::Dissent | OnCard::Reason)
            | Command::Global(Global::Help | Global::Look | Global::Guides)
            | Command::OnScreen(OnScreen::Mouse | OnScreen::Copy)
            | Command::InNote(_)
            | Command::InLine(_)
            | Command::InForm(_)
            | Command::Choosing(_)
            | Command::Reading(_)
            | Command::Offered(_)
            | Command::Polling(_)
    )
}
