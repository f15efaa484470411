//! When the file can no longer be what the window holds: a copy, going on in it, reading the file again,
//! and what differs. Whatever is chosen, nothing that is on the screen is thrown away.

use std::path::{Path, PathBuf};

use super::App;
use crate::files;
use crate::model::compare::{self, State};
use crate::report::change;
use crate::say;
use crate::session::{Saving, Session, rescue};
use crate::tui::desk::Desk;
use crate::tui::dialog::{Dialog, Pick, PickRow, Picker, Purpose, Ways};
use crate::tui::keymap::OnScreen;
use crate::tui::shell::Tone;
use crate::words::{self, Words as _};

impl App {
    /// Shows the ways to go on once, when saving began to fail because the file is another one now.
    pub(super) fn offer_choice(&mut self, before: &Saving) {
        let needs = |s: &Saving| matches!(s, Saving::NotSaved(e) if e.needs_a_choice());
        let Some(desk) = &mut self.desk else { return };
        if desk.saving == Saving::Saved {
            desk.offered = false;
        }
        // Once: each attempt to save again fails again, and somebody may be on the way out by then.
        let now = needs(&desk.saving) && !needs(before) && !desk.offered;
        if now && self.shell.dialogs.is_empty() && self.exit.asked == 0 {
            desk.offered = true;
            self.open_ways();
        }
    }

    /// A copy; where the file does not take changes, the other ways to go on too.
    pub(super) fn write_copy(&mut self) {
        let Some(desk) = &self.desk else { return };
        let stuck = matches!(&desk.saving, Saving::NotSaved(e) if e.needs_a_choice());
        if stuck || desk.work.read_only().is_some() {
            return self.open_ways();
        }
        self.write_copy_name();
    }

    pub(super) fn write_copy_name(&mut self) {
        let Some(desk) = &self.desk else { return };
        let path = unused(desk, "-copy");
        let hint = say!(
            "A new file with everything, what could not be saved included. Where you go on is asked next."
        );
        let title = say!("Save a copy");
        let work = Some(&desk.work);
        self.shell.write(work, Purpose::Copy, (title, hint), &path.to_string_lossy(), false);
    }

    fn open_ways(&mut self) {
        let Some(desk) = &self.desk else { return };
        let name = |p: &Path| files::shown_name(p, 40);
        let (here, copy) = (name(desk.work.session().path()), name(&unused(desk, "-copy")));
        let row = |key, label: String, way| PickRow::new(key, label, Pick::Way(way));
        let mut rows = vec![row(say!("Go on"), say!("in a copy with everything: {copy}", copy), Ways::GoOn)];
        let there = files::exists(desk.work.session().path());
        if desk.work.read_only().is_some() && there {
            // Nothing in this window is unsaved: whoever held the file may have let go of it.
            let words = say!("{here}, to write where that is possible now", here);
            rows.insert(0, row(say!("Read again"), words, Ways::Reload));
        } else if matches!(desk.saving, Saving::NotSaved(_)) && there {
            let kept = name(&unused(desk, "-window"));
            let words = say!("as it is on the disk; this window is kept in {kept} first", kept);
            rows.push(row(say!("Read again"), words, Ways::Reload));
            let words = say!("{here} on the disk with this window", here);
            rows.push(row(say!("Compare"), words, Ways::Compare));
        }
        rows.push(row(say!("Save a copy"), say!("under a name of your own").to_owned(), Ways::Copy));
        let title = say!("How do you go on?");
        self.shell.dialogs.push(Dialog::Choose(title, Picker { rows, ..Picker::default() }));
    }

    /// Asked after a copy was saved: where to go on.
    fn ask_where(&mut self, copy: &Path) {
        let Some(desk) = &self.desk else { return };
        let row = |key, path: &Path, way| PickRow::new(key, files::human_path(path), Pick::Way(way));
        let mut rows = vec![
            row(say!("Stay here"), desk.work.session().path(), Ways::Stay),
            row(say!("In the copy"), copy, Ways::In(copy.to_path_buf())),
        ];
        if desk.work.read_only().is_some() || matches!(desk.saving, Saving::NotSaved(_)) {
            // Here nothing can be saved.
            rows.reverse();
        }
        self.shell.dialogs.push(Dialog::Choose(
            say!("The copy is saved. Where do you go on?"),
            Picker { rows, ..Picker::default() },
        ));
    }

    pub(super) fn take_way(&mut self, way: Ways) {
        self.shell.dialogs.pop();
        let done = match way {
            Ways::Stay => Ok(()),
            Ways::GoOn => self.go_on_in_copy(),
            Ways::In(copy) => self.move_into(&copy),
            Ways::Reload => self.read_again(),
            Ways::Compare => self.compare_with_disk(),
            Ways::Copy => {
                self.write_copy_name();
                Ok(())
            }
        };
        if let Err(words) = done {
            self.say(Tone::Warning, words);
        }
    }

    /// Saves a copy and asks where to go on.
    pub(super) fn save_copy(&mut self, path: &str) -> Result<(), String> {
        let Some(desk) = &self.desk else { return Ok(()) };
        let path = files::file_for(path, words::called::organisation(desk.work.a()));
        desk.work.session().save_copy(&path).map_err(|e| self.shell.error(&e))?;
        self.say(Tone::Done, say!("A copy with everything is in {name}.", name = files::human_path(&path)));
        self.ask_where(&path);
        Ok(())
    }

    fn go_on_in_copy(&mut self) -> Result<(), String> {
        let Some(desk) = &self.desk else { return Ok(()) };
        let to = unused(desk, "-copy");
        desk.work.session().save_copy(&to).map_err(|e| self.shell.error(&e))?;
        self.move_into(&to)
    }

    /// Goes on in a copy that holds everything of this window.
    fn move_into(&mut self, copy: &Path) -> Result<(), String> {
        let Some(desk) = &mut self.desk else { return Ok(()) };
        let s = Session::open(
            desk.work.session().q.clone(),
            copy,
            &self.shell.by,
            true,
            std::time::Duration::ZERO,
        )
        .map_err(|e| e.to_string())?;
        let old = desk.work.session().path().to_path_buf();
        let left = files::human_path(&old);
        let now = files::human_path(s.path());
        desk.work.move_to_file(s);
        desk.refresh();
        self.note_recent();
        let words = if files::exists(&old) {
            say!("You go on in {now}. {left} stays as it is on the disk.", now, left)
        } else {
            say!("You go on in {now}. {left} is no longer there.", now, left)
        };
        self.say(Tone::Done, words);
        Ok(())
    }

    /// Reads the file as it is on the disk; what the window held is in a copy before.
    fn read_again(&mut self) -> Result<(), String> {
        let Some(desk) = &self.desk else { return Ok(()) };
        let kept = unused(desk, "-window");
        let (path, at, screen) =
            (desk.work.session().path().to_path_buf(), desk.id_of(desk.card.spot), self.shell.screen);
        // Looked at first: a window is not given up for a file that cannot be read.
        desk.work.session().on_disk().map_err(|e| self.shell.error(&e))?;
        let unsaved = desk.work.read_only().is_none();
        if unsaved {
            desk.work.session().save_copy(&kept).map_err(|e| self.shell.error(&e))?;
        }
        let kept = if unsaved {
            format!(" {}", say!("What this window held is in {file}.", file = files::human_path(&kept)))
        } else {
            String::new()
        };
        if let Some(desk) = self.desk.take() {
            desk.work.into_session().abandon();
        }
        match self.open(&path) {
            Ok(()) => {
                // Where one was: a level pressed now must not meet another question.
                if let Some(desk) = &mut self.desk
                    && let Some(spot) = desk.spot_of(&at)
                {
                    desk.move_to(spot);
                }
                self.shell.screen = screen;
                // Still for reading only: why is said already.
                if self.desk.as_ref().is_some_and(|w| w.work.read_only().is_none()) {
                    self.say(Tone::Done, format!("{}{kept}", say!("Read again as it is on the disk.")));
                }
                Ok(())
            }
            Err((_, words)) => {
                self.come_home();
                Err(format!("{words}{kept}"))
            }
        }
    }

    /// Tells what differs between the file on the disk and this window.
    fn compare_with_disk(&mut self) -> Result<(), String> {
        let Some(desk) = &self.desk else { return Ok(()) };
        let other = desk.work.session().on_disk().map_err(|e| self.shell.error(&e))?;
        let q = desk.q();
        let disk = State::of(other.assessment(), say!("on the disk"), self.shell.today);
        let here = State::of(desk.work.a(), say!("in this window"), self.shell.today);
        let c = compare::states(q, &disk, &here).map_err(|refusal| refusal.words())?;
        let lines = change::lines(q, &c, &desk.work.trend());
        let key = self.shell.key(OnScreen::SaveCopy);
        self.shell.read(
            say!("On the disk and in this window; after Esc, {key} offers the ways to go on", key),
            lines,
        );
        Ok(())
    }
}

fn unused(desk: &Desk, ending: &str) -> PathBuf {
    files::unused_beside(&rescue::here_or_there(desk.work.session().path()), ending)
}
