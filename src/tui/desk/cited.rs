//! Files that evidence names: what can be done with them where one is, and keeping how those are that were read.

use super::Desk;
use crate::model::record::{EVIDENCE, Rid, read};
use crate::say;
use crate::tui::dialog::{Dialog, Pick, PickRow, Picker};
use crate::tui::screen::Screen;
use crate::tui::screen::about::AboutRow;
use crate::tui::shell::{Shell, Tone};
use crate::words::KindWords as _;
use crate::work::cited::{Looked, Piece, Purpose};

impl Desk {
    /// The pieces of evidence one is at: the selected one, or those of the card.
    fn pieces_here(&self, shell: &Shell) -> Vec<Rid> {
        if shell.screen == Screen::About {
            return match self.about.row(&self.work) {
                Some(AboutRow::Record(kind, id)) if kind.key == EVIDENCE.key => vec![id],
                _ => Vec::new(),
            };
        }
        let requirement = self.card.spot.requirement;
        self.work.a().evidence_for(self.q(), requirement).into_iter().map(|e| e.id).collect()
    }

    /// Asks what to do with files of evidence: of those one is at, and of all.
    pub(in crate::tui) fn choose_cited(&self, shell: &mut Shell) {
        let here = self.pieces_here(shell);
        let pieces = if here.is_empty() { Vec::new() } else { self.work.cited_pieces(&here) };
        let named = |is: &dyn Fn(&Piece) -> bool| -> Vec<Rid> {
            pieces.iter().filter(|p| is(p)).map(|p| p.id.clone()).collect()
        };
        let (kept, files) = (named(&|p| p.kept.is_some()), named(&|p| p.path.is_some()));
        let which = |ids: &[Rid]| match ids {
            [one] => read::at(self.work.a(), &EVIDENCE, one).shown_no(),
            several => EVIDENCE.count(several.len()),
        };
        let mut rows = Vec::new();
        let mut row = |label: String, purpose, ids: Vec<Rid>| {
            let key = (rows.len() + 1).to_string();
            let pick = match purpose {
                Purpose::Check => Pick::CheckFiles(ids),
                Purpose::Keep => Pick::KeepFiles(ids),
            };
            rows.push(PickRow::new(&key, label, pick));
        };
        if !kept.is_empty() {
            row(say!("Has the file changed? {which}", which = which(&kept)), Purpose::Check, kept.clone());
        }
        if !files.is_empty() {
            row(say!("Keep how the file is now: {which}", which = which(&files)), Purpose::Keep, files);
        }
        let all = |purpose| -> Vec<Rid> { self.work.pieces_for(purpose).into_iter().map(|p| p.id).collect() };
        let (check, keep) = (all(Purpose::Check), all(Purpose::Keep));
        if !check.is_empty() && check != kept {
            row(say!("Which files have changed? All {n}", n = check.len()), Purpose::Check, check);
        }
        if !keep.is_empty() {
            row(
                say!("Keep how {n|file is|files are} that {n?was|were} never kept", n = keep.len()),
                Purpose::Keep,
                keep,
            );
        }
        if rows.is_empty() {
            return shell
                .say(Tone::Done, say!("No evidence names a file: write its path under Where first."));
        }
        let note = say!(
            "Files are read now, and only because you ask: size and fingerprint (SHA-256) are kept, nothing else. \
             A path is meant from the folder of this assessment."
        );
        let picker = Picker { rows, note: Some(note.to_owned()), ..Picker::default() };
        shell.dialogs.push(Dialog::Choose(say!("Files of evidence"), picker));
    }

    /// Keeps how files are that were read.
    pub(in crate::tui) fn keep_looked(&mut self, looked: &[Looked], shell: &mut Shell) {
        self.act(shell, |w| w.keep_looked(looked));
    }
}
