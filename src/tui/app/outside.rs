//! What comes from outside the program: a text back from the person's own editor, and their settings.

use super::App;
use crate::files;
use crate::model::text;
use crate::say;
use crate::tui::dialog::{Asks, Dialog, area};
use crate::tui::input::MAX_PASTE;
use crate::tui::outside::{Back, Handed};
use crate::tui::shell::Tone;

impl App {
    /// The text to be written in the person's own editor, once for each time they asked.
    pub fn text_for_editor(&mut self) -> Option<Handed> {
        if !std::mem::take(&mut self.asked.outside) {
            return None;
        }
        // Whatever happens outside, the text as it is now is on the disk.
        self.at_desk(|desk, shell| desk.keep_drafts(shell));
        match (self.shell.dialogs.last(), &self.desk) {
            (Some(Dialog::Edit(editor)), Some(desk)) => Some(Handed {
                words: editor.value(),
                key: editor.purpose.draft_key(),
                of: desk.work.session().path().to_path_buf(),
            }),
            _ => None,
        }
    }

    /// Takes in as drafts what an editor had written when the program was killed. What it left is removed
    /// once that is on the disk.
    pub(super) fn take_left_texts(&mut self) {
        let Some(desk) = self.desk.as_mut().filter(|w| w.work.read_only().is_none()) else { return };
        for left in files::left_texts(desk.work.session().path(), MAX_PASTE) {
            let words = text::clean(&left.text);
            let words = words.trim_end();
            if !words.is_empty() && desk.work.session().draft(&left.key) != Some(words) {
                desk.work.keep_draft(&left.key, Some(words));
            }
            self.exit.passing.push(left.folder);
        }
    }

    /// Names what is wrong with the settings, a line each, below what needs attention already.
    pub fn name_faults(&mut self, faults: &[String]) {
        const MOST: usize = 3;
        if faults.is_empty() {
            return;
        }
        let mut lines: Vec<String> = match self.shell.message.take() {
            Some((Tone::Warning, words)) => vec![words],
            _ => Vec::new(),
        };
        if faults.len() > MOST {
            lines.push(say!(
                "{n|setting|settings} ignored; clausewise settings names all of them.",
                n = faults.len()
            ));
        }
        lines.extend(faults.iter().take(MOST).cloned());
        self.say(Tone::Warning, lines.join("\n"));
    }

    /// Takes over what came back: one edit, as if it had been typed here and saved.
    pub fn take_back(&mut self, back: Back) {
        self.shell.dirty = true;
        let Some(Dialog::Edit(editor)) = self.shell.dialogs.last_mut() else { return };
        match back {
            Back::Written(words) => {
                let words = text::clean(&words);
                if words.trim_end() == editor.value().trim_end() {
                    return self.say(Tone::Done, say!("The text came back as it was."));
                }
                editor.area = area(words.trim_end(), true);
                self.answer(Asks::Finish);
            }
            Back::Unfinished(words) => editor.area = area(text::clean(&words).trim_end(), true),
            Back::Nothing(why) => editor.error = Some(why),
        }
    }
}
