//! Every key and every command, to read or to run: the list and its rows.

use super::{Dialog, Pick, PickRow, Picker};
use crate::model::Level;
use crate::say;
use crate::tui::keymap::{AtHome, Binding, Command, Context, Rating, synonyms};
use crate::tui::screen::name::Screen;
use crate::tui::shell::Shell;
use crate::words;

/// Why a command cannot be used now, with an assessment open or not; none when it can.
pub fn unavailable(command: Command, open: bool) -> Option<String> {
    (command.needs_assessment() && !open).then(|| say!("Open or create an assessment first.").to_owned())
}

/// Fills the list for what was typed so far: what fits best first, of that the keys of the screen.
pub fn fill(p: &mut Picker, shell: &Shell, open: bool) {
    let query = p.query.trim().to_lowercase();
    let here = shell.contexts();
    // Over a dialog one asks for its keys.
    let first = shell.dialogs.last().map_or(&[][..], Dialog::contexts);
    let others = Context::ALL.iter().filter(|c| !here.contains(c) && !first.contains(c));
    let here_below = here.iter().filter(|c| !first.contains(c));
    p.cursor.at = 0;
    let mut found: Vec<((bool, bool, u8, bool), PickRow)> = Vec::new();
    for context in first.iter().chain(here_below).chain(others) {
        for b in shell.keys.rows().iter().filter(|b| b.context == *context) {
            let texts = [words::text(b.help), synonyms::of(b.command), words::text(context.word())];
            if let Some(fit) = synonyms::fits(&query, texts) {
                // What belongs to a dialog that is not open is no answer to what somebody looks for.
                let far = !query.is_empty() && context.of_dialog() && !first.contains(context);
                // Of what fits alike a screen is meant before a command that is rarely run.
                let rare = !query.is_empty() && !b.command.is_a_place();
                // What cannot be run as things are comes last.
                let idle = !query.is_empty() && unavailable(b.command, open).is_some();
                found.push(((idle, far, fit, rare), row(b, shell, open)));
            }
        }
    }
    if found.iter().any(|((_, _, fit, _), _)| *fit < synonyms::NEAR) {
        found.retain(|((_, _, fit, _), _)| *fit < synonyms::NEAR);
    }
    found.sort_by_key(|(rank, _)| *rank);
    p.rows = found.into_iter().map(|(_, row)| row).collect();
    p.note = match synonyms::instead(&query) {
        Some(words) => Some(words.to_owned()),
        None if p.rows.is_empty() => Some(say!("No command for \"{typed}\".", typed = p.query)),
        // For those who know the first edition, where this key answered.
        None if query.is_empty() && here.contains(&Context::Rating) => {
            let key = shell.key(Rating::Rate(Level::DontKnow));
            Some(say!("Don't know is {key} now; ? helps everywhere.", key))
        }
        None => None,
    };
}

/// A command as a row: run where it holds; elsewhere Enter goes there first.
pub fn row(b: &Binding, shell: &Shell, open: bool) -> PickRow {
    let place = words::text(b.context.word());
    // With a file open these are that file's own.
    let of_file = open && matches!(b.command, Command::AtHome(AtHome::Guided | AtHome::Quick | AtHome::GoOn));
    let row = PickRow {
        key: b.key_name(),
        label: words::text(b.help).to_owned(),
        detail: if of_file { say!("in this assessment").to_owned() } else { place.to_owned() },
        pick: Pick::Run(b.command),
        why_not: None,
    };
    let covered = shell.dialogs.iter().any(|d| !matches!(d, Dialog::Help(_) | Dialog::Find(_)));
    let why_not = unavailable(b.command, open)
        .or_else(|| covered.then(|| say!("Close what is open first (Esc, twice from here).").to_owned()));
    if why_not.is_some() || of_file || shell.contexts().contains(&b.context) {
        return PickRow { why_not, ..row };
    }
    match b.context.place() {
        Some((screen, to)) if open || matches!(screen, Screen::Home | Screen::Quick) => {
            let key = Some(shell.key(to)).filter(|key| !key.is_empty());
            let detail = match key {
                Some(key) => say!("not on this screen: {key} first", key),
                None => say!("not on this screen: Enter goes there").to_owned(),
            };
            PickRow { detail, pick: Pick::There(screen, to, b.command), ..row }
        }
        _ => PickRow { why_not: Some(say!("This key works {place}.", place = place.to_lowercase())), ..row },
    }
}
