//! The mouse: what the wheel and a click do. They do what keys do, and nothing that keys cannot.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Position;

use super::App;
use crate::say;
use crate::tui::dialog::Dialog;
use crate::tui::keymap::{Choosing, InList};
use crate::tui::screen::Screen;
use crate::tui::shell::Tone;

/// Rows a step of the wheel moves.
const WHEEL: isize = 3;

impl App {
    /// Listens to the mouse or leaves it to the terminal.
    pub(super) fn toggle_mouse(&mut self) {
        self.shell.mouse = !self.shell.mouse;
        let words = if self.shell.mouse {
            say!(
                "The mouse is on: wheel, click selects, a second click opens. To select text hold Shift, or turn it off again."
            )
        } else {
            say!("The mouse is off: the terminal has it.")
        };
        self.say(Tone::Done, words);
    }

    /// The wheel was turned, up or down.
    pub(super) fn wheel(&mut self, up: bool) {
        match self.shell.dialogs.last() {
            None if self.shell.screen == Screen::Quick && !self.quick.is_over(&self.shell) => {}
            None => self.step(if up { -WHEEL } else { WHEEL }),
            // In a text it moves the cursor, as the arrows do.
            Some(Dialog::Edit(_)) => {
                let code = if up { KeyCode::Up } else { KeyCode::Down };
                for _ in 0..WHEEL {
                    let key = KeyEvent::new(code, KeyModifiers::NONE);
                    self.in_dialog(|dialog, _| Some(dialog.type_in(key)));
                }
            }
            Some(dialog) => {
                if let Some(command) = dialog.wheel(up) {
                    (0..WHEEL).for_each(|_| self.dispatch(command));
                }
            }
        }
    }

    /// The left button was pressed: a row is selected, the selected one is opened.
    pub(super) fn click(&mut self, place: Position) {
        let Some(hit) = self.shell.hits.at(place) else { return };
        if self.shell.dialogs.is_empty() {
            self.shell.message = None;
            if hit.selected {
                return self.run(InList::Open.into());
            }
            self.step(isize::MIN);
            return self.step(isize::try_from(hit.row).unwrap_or(isize::MAX));
        }
        if hit.selected {
            // A second click on a line with a box is about the box.
            let papers =
                self.shell.dialogs.last_mut().and_then(Dialog::picker).is_some_and(|p| p.is_of_papers());
            return self.dispatch(if papers { Choosing::Tick } else { Choosing::Choose }.into());
        }
        if let Some(p) = self.shell.dialogs.last_mut().and_then(Dialog::picker) {
            p.cursor.at = hit.row;
        }
    }
}
