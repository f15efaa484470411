//! The ways to go on that the person chose, where the file can no longer be what the window holds.

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
            Ways::Reload => self.read_again(),
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
}
