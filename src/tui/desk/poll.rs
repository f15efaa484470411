//! In the room: several people's answers, dissent.

use super::Desk;
use crate::model::Assessment;
use crate::model::record::{PERSON, Rid};
use crate::model::said::Matter;
use crate::model::votes;
use crate::say;
use crate::tui::dialog::{Dialog, Poll};
use crate::tui::keymap::{InAbout, OnCard, OnScreen};
use crate::tui::pane::Cursor;
use crate::tui::shell::{Shell, Tone};
use crate::words::{self, Words as _};

/// Whose answer it is: the name, else the number, else that it is not known.
fn voter(a: &Assessment, who: &Rid) -> String {
    let p = a.person(who);
    match (p.name.is_empty(), p.no) {
        (false, _) => p.words(),
        (true, 0) => say!("somebody").to_owned(),
        (true, no) => format!("{}-{no}", PERSON.letter),
    }
}

impl Desk {
    /// Opens the answers of several people to the selected question.
    pub(super) fn open_poll(&self, shell: &mut Shell) {
        let Some(id) = self.selected(shell.screen) else { return };
        let a = self.work.a();
        let mut people: Vec<(Rid, String)> =
            a.people().into_iter().map(|p| (p.id.clone(), p.words())).collect();
        let votes = votes::of(a, &id).unwrap_or_default();
        let listed = people.len();
        // What somebody said stays theirs, also when they are gone.
        let gone = votes.given.keys().filter(|who| people.iter().all(|(id, _)| id != *who));
        let gone: Vec<_> =
            gone.map(|who| (who.clone(), say!("{who} (removed)", who = voter(a, who)))).collect();
        people.extend(gone);
        if people.is_empty() {
            let (about, add, votes) =
                (shell.key(OnScreen::About), shell.key(InAbout::Add), shell.key(OnCard::Votes));
            let words = say!(
                "Nobody is listed yet: {about}, then {add} under {register} adds one; then {votes} asks each of them.",
                about,
                add,
                register = words::text(PERSON.words),
                votes
            );
            return shell.say(Tone::Warning, words);
        }
        let not_to_exclude = self.work.may_be_excluded(&id).err().map(|refused| shell.refused(&refused));
        let poll = Poll { id, people, listed, not_to_exclude, votes, cursor: Cursor::default(), taken: None };
        shell.dialogs.push(Dialog::Poll(Box::new(poll)));
    }

    /// Keeps what was answered, shown or not.
    pub(in crate::tui) fn keep_poll(&mut self, poll: &Poll, shell: &mut Shell) {
        if let Err(refused) = self.act_typed(shell, |w| w.vote(&poll.id, &poll.votes)) {
            shell.say(Tone::Warning, shell.refused(&refused));
        }
    }

    pub(super) fn write_dissent(&self, shell: &mut Shell) {
        let Some((id, other)) = self.writing_at(shell) else { return };
        let hint = say!("Who holds what against the agreed answer. It stands in the report beside it.");
        self.write_text((Matter::Dissent, &id), &say!("Dissent on {id}", id), hint, other, shell);
    }
}
