//! Looks are tried one after the other on the screen one is at; Enter keeps one for good, Esc takes the first back.

use crossterm::event::{KeyCode, KeyEvent};

use super::App;
use crate::say;
use crate::tui::keymap::{Command, Context, Global, lookup};
use crate::tui::settings;
use crate::tui::shell::Tone;
use crate::tui::theme::Look;
use crate::words;

impl App {
    /// Shows the next look.
    pub(super) fn try_look(&mut self) {
        let before = self.shell.theme.look;
        self.tried.get_or_insert(before);
        let look = before.next();
        self.shell.theme.look = look;
        let n = Look::ALL.iter().position(|l| *l == look).map_or(1, |at| at + 1);
        let words = say!(
            "Look: {look}, {n} of {all}. {key}: next, Enter keeps it, Esc back.",
            look = words::text(look.word()),
            n,
            all = Look::ALL.len(),
            key = self.shell.key(Global::Look)
        );
        self.say(Tone::Done, words);
    }

    /// Whether a key says what becomes of the look that is tried; every other key goes on with it for this sitting.
    pub(super) fn look_key(&mut self, key: &KeyEvent) -> bool {
        let Some(before) = self.tried else { return false };
        let look = self.shell.theme.look;
        match key.code {
            KeyCode::Enter => self.keep_look(look),
            KeyCode::Esc => {
                self.shell.theme.look = before;
                self.say(Tone::Done, say!("Look: {look}, as before.", look = words::text(before.word())));
            }
            _ => {
                let next = lookup(self.shell.keys.rows(), &[Context::Global], key);
                if next != Some(Command::Global(Global::Look)) {
                    self.tried = None;
                }
                return false;
            }
        }
        self.tried = None;
        true
    }

    fn keep_look(&mut self, look: Look) {
        let name = words::text(look.word());
        match self.settings.as_deref().map(|path| settings::keep_look(path, look)) {
            Some(Ok(place)) => {
                self.say(Tone::Done, say!("Look: {name}, kept in {place}.", name, place));
            }
            Some(Err(why)) => {
                let words = say!("Look: {name}, for this sitting only: {why}", name, why);
                self.say(Tone::Warning, words);
            }
            None => self.say(Tone::Done, say!("Look: {name}, for this sitting.", name)),
        }
    }

    /// The terminal is light: the look for that, unless one is being chosen.
    pub(in crate::tui) fn see_light(&mut self) {
        if self.shell.theme.look == Look::Standard && self.tried.is_none() {
            self.shell.theme.look = Look::Light;
            self.shell.dirty = true;
        }
    }
}
