//! A note written in the person's own editor: what goes out and what becomes of what comes back.

use super::{App, Tone};
use crate::model::text;
use crate::tui::dialog::{Dialog, area};
use crate::tui::outside::Back;

impl App {
    /// The text to be written in the person's own editor, once for each time they asked.
    pub fn text_to_lend(&mut self) -> Option<String> {
        if !std::mem::take(&mut self.outside) {
            return None;
        }
        // Whatever happens outside, the text as it is now is on the disk.
        self.keep_drafts();
        match self.dialogs.last() {
            Some(Dialog::Edit(editor)) => Some(editor.value()),
            _ => None,
        }
    }

    /// Takes over what came back: one edit, as if it had been typed here and saved.
    pub fn take_back(&mut self, back: Back) {
        self.dirty = true;
        let Some(Dialog::Edit(editor)) = self.dialogs.last_mut() else { return };
        match back {
            Back::Written(words) => {
                let words = text::clean(&words);
                if words.trim_end() == editor.value().trim_end() {
                    return self.say(Tone::Done, "The text came back as it was.");
                }
                editor.area = area(words.trim_end(), true);
                self.finish_editor();
            }
            Back::Unfinished(words) => editor.area = area(text::clean(&words).trim_end(), true),
            Back::Nothing(why) => editor.error = Some(why),
        }
    }
}
