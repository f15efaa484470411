//! Keys that do nothing where they are pressed: said in the message line, with where they do something. Who types
//! words where no text is written is asked what they meant, before a letter among them does something.

use std::time::{Duration, Instant};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::App;
use crate::say;
use crate::tui::dialog::Dialog;
use crate::tui::keymap::{Astray, Binding, Command, Context, Global, InAudit, OnCard, OnScreen, former};
use crate::tui::screen::Screen;
use crate::tui::shell::Tone;
use crate::words;

/// So many letters that mean nothing are words that somebody types.
const WORDS: u8 = 3;
/// As long as they belong together.
const TOGETHER: Duration = Duration::from_secs(1);

/// Letters that meant nothing.
#[derive(Debug, Default)]
pub(super) struct Unknown {
    count: u8,
    since: Option<Instant>,
}

impl Unknown {
    /// Forgets letters that are too long ago to be one word with the next; only the clock that comes in tells time.
    pub(super) fn look(&mut self, now: Instant) {
        if self.count > 0 && now.duration_since(*self.since.get_or_insert(now)) >= TOGETHER {
            *self = Self::default();
        }
    }
}

impl App {
    /// Answers a key that does nothing on the screen or in the dialog that has the keyboard.
    pub(super) fn unknown_key(&mut self, key: &KeyEvent, contexts: &[Context]) {
        let letter = matches!(key.code, KeyCode::Char(c) if c.is_alphabetic())
            && !key.modifiers.contains(KeyModifiers::CONTROL);
        if letter && !contexts.iter().any(|c| matches!(c, Context::Reader | Context::Poll)) {
            self.unknown.count += 1;
            if self.unknown.count >= WORDS {
                self.unknown = Unknown::default();
                if matches!(self.shell.dialogs.last(), Some(Dialog::Ask(_))) {
                    self.shell.dialogs.pop();
                }
                return self.astray();
            }
        }
        let words = self.about_key(key, contexts);
        self.say(Tone::Done, words);
    }

    /// Asks what was meant by letters that meant nothing.
    fn astray(&mut self) {
        let over = !self.shell.dialogs.is_empty();
        self.shell.dialogs.push(Dialog::Astray { over });
    }

    fn about_key(&self, key: &KeyEvent, contexts: &[Context]) -> String {
        let pressed = Binding { modifiers: key.modifiers, code: key.code, ..self.shell.keys.rows()[0] };
        let name = pressed.key_name();
        let bare = !key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        if let KeyCode::Char(c) = key.code
            && bare
            && let Some(was) = former::was(contexts, c)
            && let Some(row) = self.shell.keys.rows().iter().find(|b| b.command == was)
        {
            let did = words::text(row.help);
            let now = self.shell.key(was);
            return if now.is_empty() {
                let help = self.shell.key(Global::Help);
                say!("{name} was: {did}. It has no key now; {help} finds it.", name, did, help)
            } else {
                say!("{name} was: {did}. That is {now} now.", name, did, now)
            };
        }
        if contexts.iter().any(|c| c.of_dialog()) {
            return say!("{name} does nothing here; Esc leads out.", name);
        }
        let elsewhere = |b: &&Binding| b.key() == pressed.key() && !b.context.of_dialog();
        if let Some(b) = self.shell.keys.rows().iter().find(elsewhere) {
            let (place, what) = (words::text(b.context.word()), words::text(b.help));
            return say!("{name} does nothing here. {place}: {what}.", name, place, what);
        }
        let help = self.shell.key(Global::Help);
        say!("{name} does nothing here; {help} lists every key.", name, help)
    }

    /// What somebody meant who typed words where no text is written.
    pub(super) fn found_astray(&mut self, command: Astray) {
        self.shell.dialogs.pop();
        match command {
            Astray::Leave => {}
            // What is typed on belongs to what is open below, and opens nothing over it.
            _ if !self.shell.dialogs.is_empty() => self.astray(),
            Astray::Note if self.shell.screen == Screen::Audit => {
                self.run(Command::InAudit(InAudit::Note));
                // Where nothing is written, what is typed on does not fall on the keys of the audit.
                if self.shell.dialogs.is_empty() {
                    self.astray();
                }
            }
            Astray::Note => self.run(Command::OnCard(OnCard::Note)),
            Astray::Find => self.run(Command::OnScreen(OnScreen::Find)),
        }
    }
}
