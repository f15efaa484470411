//! When the file can no longer be what the window holds: a copy, going on in it, and what differs. Whatever is chosen,
//! nothing that is on the screen is thrown away.

use std::path::{Path, PathBuf};

use super::Desk;
use crate::files;
use crate::model::compare::State;
use crate::report::change;
use crate::say;
use crate::session::{Saving, Session, rescue};
use crate::tui::dialog::{Dialog, Pick, PickRow, Picker, Purpose, Ways};
use crate::tui::keymap::OnScreen;
use crate::tui::shell::{Shell, Tone};
use crate::words::{self, Words as _};
use crate::work;

impl Desk {
    /// Shows the ways to go on once, when saving began to fail because the file is another one now. Each attempt to
    /// save again fails again, and somebody may be on the way out by then.
    pub(in crate::tui) fn offer_choice(&mut self, before: &Saving, leaving: bool, shell: &mut Shell) {
        let needs = |s: &Saving| matches!(s, Saving::NotSaved(e) if e.needs_a_choice());
        if self.saving == Saving::Saved {
            self.offered = false;
        }
        let now = needs(&self.saving) && !needs(before) && !self.offered;
        if now && shell.dialogs.is_empty() && !leaving {
            self.offered = true;
            self.open_ways(shell);
        }
    }

    /// A copy; where the file does not take changes, the other ways to go on too.
    pub(in crate::tui) fn write_copy(&self, shell: &mut Shell) {
        let stuck = matches!(&self.saving, Saving::NotSaved(e) if e.needs_a_choice());
        if stuck || self.work.read_only().is_some() {
            self.open_ways(shell);
        } else {
            self.write_copy_name(shell);
        }
    }

    pub(in crate::tui) fn write_copy_name(&self, shell: &mut Shell) {
        let path = unused(self, "-copy");
        let hint = say!(
            "A new file with everything, what could not be saved included. Where you go on is asked next."
        );
        let words = (say!("Save a copy"), hint);
        shell.write(Some(&self.work), Purpose::Copy, words, &path.to_string_lossy(), false);
    }

    fn open_ways(&self, shell: &mut Shell) {
        let name = |p: &Path| files::shown_name(p, 40);
        let (here, copy) = (name(self.work.session().path()), name(&unused(self, "-copy")));
        let row = |key, label: String, way| PickRow::new(key, label, Pick::Way(way));
        let mut rows = vec![row(say!("Go on"), say!("in a copy with everything: {copy}", copy), Ways::GoOn)];
        let there = files::exists(self.work.session().path());
        if self.work.read_only().is_some() && there {
            // Nothing in this window is unsaved: whoever held the file may have let go of it.
            let words = say!("{here}, to write where that is possible now", here);
            rows.insert(0, row(say!("Read again"), words, Ways::Reload));
        } else if matches!(self.saving, Saving::NotSaved(_)) && there {
            let kept = name(&unused(self, "-window"));
            let words =
                say!("this window, kept in {kept} first, into {here} as it is on the disk", kept, here);
            rows.insert(0, row(say!("Merge"), words, Ways::Merge));
            let words = say!("as it is on the disk; this window is kept in {kept} first", kept);
            rows.push(row(say!("Read again"), words, Ways::Reload));
            let words = say!("{here} on the disk with this window", here);
            rows.push(row(say!("Compare"), words, Ways::Compare));
        }
        rows.push(row(say!("Save a copy"), say!("under a name of your own").to_owned(), Ways::Copy));
        let title = say!("How do you go on?");
        shell.dialogs.push(Dialog::Choose(title, Picker { rows, ..Picker::default() }));
    }

    /// Asked after a copy was saved: where to go on.
    fn ask_where(&self, copy: &Path, shell: &mut Shell) {
        let row = |key, path: &Path, way| PickRow::new(key, files::human_path(path), Pick::Way(way));
        let mut rows = vec![
            row(say!("Stay here"), self.work.session().path(), Ways::Stay),
            row(say!("In the copy"), copy, Ways::In(copy.to_path_buf())),
        ];
        if self.work.read_only().is_some() || matches!(self.saving, Saving::NotSaved(_)) {
            // Here nothing can be saved.
            rows.reverse();
        }
        shell.dialogs.push(Dialog::Choose(
            say!("The copy is saved. Where do you go on?"),
            Picker { rows, ..Picker::default() },
        ));
    }

    /// Saves a copy and asks where to go on.
    pub(in crate::tui) fn save_copy(&self, path: &str, shell: &mut Shell) -> Result<(), String> {
        let path = files::file_for(path, words::called::organisation(self.work.a()));
        self.work.session().save_copy(&path).map_err(|e| shell.error(&e))?;
        shell.say(Tone::Done, say!("A copy with everything is in {name}.", name = files::human_path(&path)));
        self.ask_where(&path, shell);
        Ok(())
    }

    pub(in crate::tui) fn go_on_in_copy(&mut self, shell: &mut Shell) -> Result<(), String> {
        let to = unused(self, "-copy");
        self.work.session().save_copy(&to).map_err(|e| shell.error(&e))?;
        self.move_into(&to, shell)
    }

    /// Goes on in a copy that holds everything of this window.
    pub(in crate::tui) fn move_into(&mut self, copy: &Path, shell: &mut Shell) -> Result<(), String> {
        let q = self.work.session().q.clone();
        let s =
            Session::open(q, copy, &shell.by, true, std::time::Duration::ZERO).map_err(|e| e.to_string())?;
        let old = self.work.session().path().to_path_buf();
        let left = files::human_path(&old);
        let now = files::human_path(s.path());
        self.work.move_to_file(s);
        self.refresh();
        let words = if files::exists(&old) {
            say!("You go on in {now}. {left} stays as it is on the disk.", now, left)
        } else {
            say!("You go on in {now}. {left} is no longer there.", now, left)
        };
        shell.say(Tone::Done, words);
        Ok(())
    }

    /// Tells what differs between the file on the disk and this window.
    pub(in crate::tui) fn compare_with_disk(&self, shell: &mut Shell) -> Result<(), String> {
        let other = self.work.session().on_disk().map_err(|e| shell.error(&e))?;
        let disk = State::of(other.assessment(), say!("on the disk"), shell.today);
        let c = self.work.compared(&disk, say!("in this window")).map_err(|refusal| refusal.words())?;
        let from = [(disk.name, work::head_of(&other)), (c.after.name.clone(), self.work.head())];
        let lines = change::lines(self.q(), &c, self.work.trend(), &from);
        let key = shell.key(OnScreen::SaveCopy);
        shell.read(
            say!("On the disk and in this window; after Esc, {key} offers the ways to go on", key),
            lines,
        );
        Ok(())
    }
}

/// A name beside the file that nothing has yet.
pub(in crate::tui) fn unused(desk: &Desk, ending: &str) -> PathBuf {
    files::unused_beside(&rescue::here_or_there(desk.work.session().path()), ending)
}
