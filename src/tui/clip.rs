//! What is copied: one row as plain text, on request only. The loop hands it to the terminal.

use super::shell::{Shell, Tone};
use crate::model::text;
use crate::say;

/// The longest copy, in bytes: several terminals drop the whole of a longer one.
const MOST: usize = 48 * 1024;

/// What it is, its first line its name, and its lines: label and words. A line without words is left out.
pub struct Item {
    /// What it is.
    pub name: String,
    /// Label and words.
    pub lines: Vec<(&'static str, String)>,
}

impl Shell {
    /// Lays a row on its way to the clipboard, or says why there is nothing to copy.
    pub fn copy(&mut self, item: Option<Item>) {
        let Some(item) = item else {
            return self
                .say(Tone::Warning, say!("Nothing was copied: select a row with something in it first."));
        };
        let lines = item.lines.iter().filter(|(_, words)| !words.is_empty());
        let lines = lines.map(|(label, words)| format!("{label}: {words}\n"));
        // What stands in a file may be older than the cleaning at the entry.
        let words = text::clean(&format!("{}\n{}", item.name, lines.collect::<String>()));
        let (words, cut) = shorten(words);
        let name = text::shown(&text::clean_line(item.name.lines().next().unwrap_or_default()), 60);
        let handed = if !cut && !self.dialogs.is_empty() {
            // What lies over the screen leaves one row for it.
            say!("Copied, if the terminal allows it (OSC 52).").to_owned()
        } else if cut {
            say!(
                "Handed to the terminal: {name}, its first 48 KiB only. It is on the clipboard if the terminal allows that (OSC 52).",
                name
            )
        } else {
            say!(
                "Handed to the terminal: {name}. It is on the clipboard if the terminal allows that (OSC 52).",
                name
            )
        };
        self.say(Tone::Done, handed);
        self.clip = Some(words);
    }
}

/// As much as terminals take, and whether something was left out.
fn shorten(words: String) -> (String, bool) {
    if words.len() <= MOST {
        return (words, false);
    }
    let end = words.floor_char_boundary(MOST);
    (words.get(..end).unwrap_or_default().to_owned(), true)
}
