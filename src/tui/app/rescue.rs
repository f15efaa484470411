//! The ways to go on that the person chose, where the file can no longer be what the window holds.

use std::path::PathBuf;

use super::App;
use crate::files;
use crate::say;
use crate::tui::desk::unused;
use crate::tui::dialog::Ways;
use crate::tui::shell::Tone;

impl App {
    pub(super) fn take_way(&mut self, way: Ways) {
        self.shell.dialogs.pop();
        let (Some(desk), shell) = (&mut self.desk, &mut self.shell) else { return };
        let done = match way {
            Ways::Stay => Ok(()),
            Ways::GoOn => desk.go_on_in_copy(shell).map(|()| self.note_recent()),
            Ways::In(copy) => desk.move_into(&copy, shell).map(|()| self.note_recent()),
            Ways::Reload => self.read_again().map(|_| ()),
            Ways::Merge => self.merge_window(),
            Ways::Compare => desk.compare_with_disk(shell),
            Ways::Copy => {
                desk.write_copy_name(shell);
                Ok(())
            }
        };
        if let Err(words) = done {
            self.say(Tone::Warning, words);
        }
    }

    /// Keeps what the window holds in a copy, reads the file as it is on the disk, and shows what the copy brings.
    fn merge_window(&mut self) -> Result<(), String> {
        let Some(copy) = self.read_again()? else { return Ok(()) };
        let (Some(desk), shell) = (&mut self.desk, &mut self.shell) else { return Ok(()) };
        desk.look_at_copy(&copy, shell)
    }

    /// Reads the file as it is on the disk; what the window held is in a copy before, whose path is returned.
    fn read_again(&mut self) -> Result<Option<PathBuf>, String> {
        let Some(desk) = &self.desk else { return Ok(None) };
        let kept = unused(desk, "-window");
        let (path, at, screen) =
            (desk.work.session().path().to_path_buf(), desk.id_of(desk.card.spot), self.shell.screen);
        // Looked at first: a window is not given up for a file that cannot be read.
        desk.work.session().on_disk().map_err(|e| self.shell.error(&e))?;
        let unsaved = desk.work.read_only().is_none();
        if unsaved {
            desk.work.session().save_copy(&kept).map_err(|e| self.shell.error(&e))?;
        }
        let copy = unsaved.then(|| kept.clone());
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
                Ok(copy)
            }
            Err((_, words)) => {
                self.come_home();
                Err(format!("{words}{kept}"))
            }
        }
    }
}
