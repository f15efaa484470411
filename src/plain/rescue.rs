//! When the file can no longer be what the sitting holds: a copy and going on in it, reading the file
//! again, what differs. Whatever is said, nothing that was said before is thrown away.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::Next;
use super::sitting::{Sitting, WHERE};
use super::way::untitled;
use crate::files;
use crate::model::compare::State;
use crate::report::change;
use crate::say;
use crate::session::rescue::here_or_there;
use crate::session::{Session, StoreError};
use crate::words::store::error_at;
use crate::words::{self, Words as _};
use crate::work::{self, Work};

impl Sitting<'_, '_> {
    /// Saves everything to a new file and asks where to go on.
    pub(super) fn copy(&mut self, typed: &str) -> io::Result<Next> {
        let to = if typed.is_empty() {
            self.unused("-copy")
        } else {
            files::file_for(typed, words::called::organisation(self.a()))
        };
        if let Err(e) = self.s().save_copy(&to) {
            self.talk.trouble(error_at(&e, WHERE))?;
            return Ok(Next::Stay);
        }
        self.talk.say(say!("A copy with everything is in {name}.", name = files::human_path(&to)))?;
        let question = say!("Go on in the copy? Write yes; anything else stays here.");
        if !self.talk.ask(question)?.is_some_and(|a| matches!(a.to_lowercase().as_str(), "yes" | "y")) {
            return Ok(Next::Stay);
        }
        let left = files::human_path(self.w.path());
        match self.enter(&to) {
            Ok(()) => {
                let now = files::human_path(self.w.path());
                self.stay(&say!("You go on in {now}. {left} stays as it is on the disk.", now, left))
            }
            Err(e) => {
                self.talk.trouble(error_at(&e, WHERE))?;
                Ok(Next::Stay)
            }
        }
    }

    /// Reads the file as it is on the disk; what the sitting held is in a copy before.
    pub(super) fn reload(&mut self) -> io::Result<Next> {
        let (path, kept) = (self.w.path().to_path_buf(), self.unused("-window"));
        if self.w.read_only().is_some() {
            // Nothing here is unsaved: whoever held the file may have let go of it.
            if let Err(e) = self.enter(&path) {
                self.talk.trouble(error_at(&e, WHERE))?;
                return Ok(Next::Stay);
            }
            let words = match self.w.read_only() {
                Some(why) => {
                    say!("Read again. It is still open for reading only: {why}.", why = why.words())
                }
                None => say!("Read again as it is on the disk; answers are kept now.").to_owned(),
            };
            self.talk.say(words)?;
            return Ok(Next::Show);
        }
        let ready = self.s().on_disk().and_then(|_| self.s().save_copy(&kept));
        if let Err(e) = ready {
            self.talk.trouble(error_at(&e, WHERE))?;
            return Ok(Next::Stay);
        }
        let shown = files::human_path(&kept);
        // The lock is let go of with the sitting in the copy, then the file itself is taken again.
        if let Err(e) = self.enter(&kept).and_then(|()| self.enter(&path)) {
            self.talk.trouble(error_at(&e, WHERE))?;
            let name = files::human_path(self.w.path());
            return self.stay(&say!("You are in {name}, which holds everything.", name));
        }
        self.talk.say(say!("Read again as it is on the disk. What was here before is in {shown}.", shown))?;
        Ok(Next::Show)
    }

    /// Tells what differs between the file on the disk and this sitting.
    pub(super) fn compare(&mut self) -> io::Result<Next> {
        let lines = match self.s().on_disk() {
            Ok(other) => {
                let disk = State::of(other.assessment(), say!("on the disk"), self.w.today);
                let c = self.w.compared(&disk, say!("in this sitting"));
                let lines = c.map(|c| {
                    let from =
                        [(disk.name.clone(), work::head_of(&other)), (c.after.name.clone(), self.w.head())];
                    change::lines(self.q(), &c, self.w.trend(), &from)
                });
                lines.map_err(|refusal| refusal.words())
            }
            Err(e) => Err(error_at(&e, WHERE)),
        };
        match lines {
            Ok(lines) => untitled(lines).iter().try_for_each(|l| self.talk.say(l))?,
            Err(words) => self.talk.trouble(words)?,
        }
        Ok(Next::Stay)
    }

    /// Goes on in another file; this one is left without another attempt to save.
    fn enter(&mut self, path: &Path) -> Result<(), StoreError> {
        let by = self.s().by.clone();
        let s = Session::open(self.w.shared_q(), path, &by, true, Duration::ZERO)?;
        let now = Work::with_kinds(s, self.w.today, self.w.kinds);
        std::mem::replace(&mut self.w, now).into_session().abandon();
        self.told_unsaved = false;
        Ok(())
    }

    fn unused(&self, ending: &str) -> PathBuf {
        files::unused_beside(&here_or_there(self.w.path()), ending)
    }
}
