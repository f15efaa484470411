//! Every key, to read or to run: the list and its rows.

use super::{Dialog, Pick, PickRow, Picker};
use crate::say;
use crate::tui::keymap::{Command, Context};
use crate::tui::shell::Shell;
use crate::words;

/// Why a command cannot be used now, with an assessment open or not; none when it can.
pub fn unavailable(command: Command, open: bool) -> Option<String> {
    (command.needs_assessment() && !open).then(|| say!("Open or create an assessment first.").to_owned())
}

/// Fills the list for what was typed so far: the keys of the screen first.
pub fn fill(p: &mut Picker, shell: &Shell, open: bool) {
    let query = p.query.to_lowercase();
    let here = shell.contexts();
    // Over a dialog one asks for its keys.
    let first = shell.dialogs.last().map_or(&[][..], Dialog::contexts);
    let others = Context::ALL.iter().filter(|c| !here.contains(c) && !first.contains(c));
    let here_below = here.iter().filter(|c| !first.contains(c));
    p.rows.clear();
    p.cursor.at = 0;
    for context in first.iter().chain(here_below).chain(others) {
        for b in shell.keys.rows().iter().filter(|b| b.context == *context) {
            let (help, place) = (words::text(b.help), words::text(context.word()));
            let fits = help.to_lowercase().contains(&query) || place.to_lowercase().contains(&query);
            if fits {
                let usable = here.contains(context);
                let covered = !shell.dialogs.is_empty();
                let why_not = unavailable(b.command, open).or_else(|| {
                    covered.then(|| say!("Close what is open first (Esc, twice from here).").to_owned())
                });
                let why_not = why_not.or_else(|| {
                    (!usable).then(|| say!("This key works {place}.", place = place.to_lowercase()))
                });
                p.rows.push(PickRow {
                    key: b.key_name(),
                    label: help.to_owned(),
                    detail: place.to_owned(),
                    pick: Pick::Run(b.command),
                    why_not,
                });
            }
        }
    }
    p.note = p.rows.is_empty().then(|| say!("No key for \"{typed}\".", typed = p.query));
}
