//! Letting go of a file while the disk is slow: the screen stays alive and says what it waits for, and one
//! may leave without waiting. Who does so is told what may be missing.

use std::time::{Duration, Instant};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::App;
use crate::files;
use crate::model::text;
use crate::say;
use crate::session::Saving;
use crate::tui::job::Job;
use crate::tui::keymap::{Global, lookup};
use crate::tui::shell::Tone;

/// When waiting is worth a word.
const SLOW: Duration = Duration::from_millis(300);
/// When one may leave without waiting: later than a key pressed twice by mistake.
const PATIENCE: Duration = Duration::from_secs(2);
/// Changes named to somebody who did not wait.
const NAMED: usize = 3;

/// Closing of a file, away from the screen: what came of an export that ran, or words with an exit code when something is
/// not saved.
pub type Closing = Box<dyn FnOnce() -> Result<Option<String>, (u8, String)> + Send>;

/// On the way out as soon as the disk answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Parting {
    /// Goes home; else the program ends.
    home: bool,
    since: Option<Instant>,
    said: Option<Tone>,
    /// The person did not wait.
    left: bool,
}

impl App {
    /// Whether the file is let go as soon as the disk answers.
    pub fn parts(&self) -> bool {
        self.exit.parting.is_some()
    }

    /// Lets go of the file: now, or when everything is on the disk.
    pub(super) fn part(&mut self, home: bool) {
        if !self.may_let_go() {
            return;
        }
        self.at_desk(|desk, shell| desk.keep_drafts(shell));
        let slow = self.desk.as_mut().is_some_and(|w| {
            w.look_at_disk();
            w.saving == Saving::Saving
        });
        if slow {
            self.exit.parting = Some(Parting { home, since: None, said: None, left: false });
        } else {
            self.part_now(home);
        }
    }

    fn part_now(&mut self, home: bool) {
        self.exit.parting = None;
        if home { self.come_home() } else { self.asked.quit = true }
    }

    /// A key while the disk is waited for; false when nothing is.
    pub(super) fn parting_key(&mut self, key: &KeyEvent) -> bool {
        let Some(parting) = self.exit.parting else { return false };
        let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
        let asked = ctrl && matches!(key.code, KeyCode::Char('q' | 'c'))
            || lookup(self.shell.keys.rows(), self.shell.contexts(), key) == Some(Global::Quit.into());
        if key.code == KeyCode::Esc {
            self.exit.parting = None;
            self.say(Tone::Done, say!("Stayed. The header says when all is saved."));
        } else if asked && parting.said == Some(Tone::Warning) {
            self.exit.parting = Some(Parting { left: true, ..parting });
            self.asked.quit = true;
        } else if asked {
            self.exit.parting = Some(Parting { home: false, ..parting });
        }
        true
    }

    /// Looks whether the disk has answered; says that it is waited for.
    pub(super) fn run_parting(&mut self, now: Instant) -> bool {
        let Some(mut parting) = self.exit.parting else { return false };
        match self.desk.as_ref().map(|w| &w.saving) {
            Some(Saving::Saving) => {}
            Some(Saving::NotSaved(_)) => {
                self.exit.parting = None;
                self.exit.asked = 0;
                self.may_let_go();
                return false;
            }
            _ => {
                self.part_now(parting.home);
                return true;
            }
        }
        let waited = now.duration_since(*parting.since.get_or_insert(now));
        if waited >= PATIENCE && parting.said != Some(Tone::Warning) {
            parting.said = Some(Tone::Warning);
            let quit = self.shell.key(Global::Quit);
            let words = if parting.home {
                say!(
                    "Still saving: goes home when the disk answers. {quit} again leaves without waiting, Esc stays.",
                    quit
                )
            } else {
                say!(
                    "Still saving: closes when the disk answers. {quit} again leaves without waiting, Esc stays.",
                    quit
                )
            };
            self.say(Tone::Warning, words);
        } else if waited >= SLOW && parting.said.is_none() {
            parting.said = Some(Tone::Done);
            let words = if parting.home {
                say!("Saving: goes home when the disk answers. Esc stays.")
            } else {
                say!("Saving: closes when the disk answers. Esc stays.")
            };
            self.say(Tone::Done, words);
        }
        self.exit.parting = Some(parting);
        true
    }

    /// What may be missing in the file, and of an export, if nobody waits for the disk now.
    pub fn not_waited_for(&self) -> String {
        let exported = self.job.as_ref().map(Job::cut_off);
        std::iter::once(self.not_in_the_file()).chain(exported).collect::<Vec<_>>().join(" ")
    }

    fn not_in_the_file(&self) -> String {
        let Some(desk) = &self.desk else {
            return say!("Everything shown as saved is in the file.").to_owned();
        };
        let file = files::human_path(desk.work.session().path());
        let open = desk.work.session().events().get(desk.durable..).unwrap_or_default();
        let named: Vec<String> = open
            .iter()
            .rev()
            .take(NAMED)
            .map(|e| text::clean_line(format!("{} {}", e.what, e.at).trim()))
            .collect();
        let named = named.join(", ");
        match (open.len(), open.len().saturating_sub(NAMED)) {
            (0, _) => say!(
                "Every answer is in {file}; unfinished text and the place you were at may be those of before.",
                file
            ),
            (n, 0) => say!(
                "{n|change|changes} may be missing in {file}: {named}. Everything before is saved. Open it \
                 again to see what arrived.",
                n,
                file,
                named
            ),
            (n, more) => say!(
                "{n|change|changes} may be missing in {file}: {named} and {more} before. Everything before is \
                 saved. Open it again to see what arrived.",
                n,
                file,
                named,
                more
            ),
        }
    }

    /// Keeps unfinished text and hands out the rest of closing, which may have to wait for the disk.
    pub fn closing(&mut self) -> Closing {
        self.stop_cited();
        let job = self.job.take();
        let noting = self.exit.noting.take();
        let session = self.let_go();
        Box::new(move || {
            let exported = job.map(Job::finish);
            if let Some(noting) = noting {
                let _ = noting.join();
            }
            let closed = session.map_or(Ok(()), |s| s.close().map_err(|e| (e.exit_code(), e.to_string())));
            match (closed, exported) {
                (Ok(()), exported) => Ok(exported),
                (Err(failed), None) => Err(failed),
                (Err((code, words)), Some(exported)) => Err((code, format!("{words} {exported}"))),
            }
        })
    }

    /// Leaves as things are, without waiting for the disk. Only for the end of the program: what is on its
    /// way ends with it.
    pub fn abandon(&mut self) -> Option<(u8, String)> {
        self.exit.parting.filter(|p| p.left)?;
        let words = self.not_waited_for();
        // Dropped, it would wait for the disk after all.
        std::mem::forget(self.desk.take());
        Some((74, format!("{} {words}", say!("You left before the disk answered."))))
    }
}
