//! In the room: several people's answers, dissent.

use super::{Desk, Screen};
use crate::model::card_flow::{self, Step};
use crate::model::record::{PERSON, Rid, read};
use crate::model::said::Matter;
use crate::model::{Assessment, Level, votes};
use crate::say;
use crate::tui::dialog::{Dialog, Poll, Voter};
use crate::tui::keymap::{InAbout, InList, OnCard, OnScreen};
use crate::tui::pane::Cursor;
use crate::tui::shell::{Shell, Tone};
use crate::words::{self, Word as _, Words as _, room};
use crate::work::{Done, Refused, Work};

/// Whose answer it is: the name, else the number, else that it is not known.
fn called(a: &Assessment, who: &Rid) -> String {
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
        // Who leads the room or audits comes last, and answers only when chosen.
        let (leads, asked): (Vec<_>, Vec<_>) = read::all(a, &PERSON).into_iter().partition(card_flow::leads);
        let (audits, asked): (Vec<_>, Vec<_>) = asked.into_iter().partition(|p| card_flow::audits(a, &p.id));
        let voter = |who: &Rid, whole: &dyn Fn(String) -> String| Voter {
            who: who.clone(),
            name: a.person(who).name,
            whole: whole(called(a, who)),
        };
        let mut people: Vec<Voter> = asked.iter().map(|p| voter(&p.id, &|who| who)).collect();
        people.extend(leads.iter().map(|p| voter(&p.id, &|who| say!("{who} (leads the room)", who))));
        people.extend(audits.iter().map(|p| voter(&p.id, &|who| say!("{who} (audits)", who))));
        let votes = votes::before_room(a, &id).unwrap_or_default();
        let (listed, asked) = (people.len(), card_flow::voters(a, &id).len());
        // What somebody said stays theirs, also when they are gone.
        let gone = votes.given.keys().filter(|who| people.iter().all(|voter| voter.who != **who));
        let gone: Vec<Voter> = gone.map(|who| voter(who, &|who| say!("{who} (removed)", who))).collect();
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
        // Whoever comes back goes on with who has not answered.
        let next = people.iter().position(|voter| !votes.given.contains_key(&voter.who));
        let poll = Poll {
            id,
            people,
            listed,
            asked,
            not_to_exclude,
            votes,
            cursor: Cursor::on(next.unwrap_or(0)),
            revealed: false,
            taken: None,
        };
        shell.dialogs.push(Dialog::Poll(Box::new(poll)));
    }

    /// Keeps an answer in the file the moment it is given, or takes one away: whatever happens to the window, it stands.
    pub(in crate::tui) fn keep_vote(&mut self, who: &Rid, level: Option<Level>, shell: &mut Shell) {
        let before = level.is_none();
        self.in_poll(shell, level.is_some(), |work, id| work.vote(id, who, level));
        let gone = shell.dialogs.last_mut().and_then(|dialog| dialog.poll()?.taken_away(&shell.keys));
        if let Some(words) = gone.filter(|_| before) {
            shell.say_undoable(words);
        }
    }

    /// Shows the answers to the room.
    pub(in crate::tui) fn show_votes(&mut self, shell: &mut Shell) {
        self.in_poll(shell, false, Work::show_votes);
    }

    /// Changes the answers of the dialog, which then shows what is kept.
    fn in_poll(
        &mut self,
        shell: &mut Shell,
        given: bool,
        verb: impl FnOnce(&mut Work, &str) -> Result<Done, Refused>,
    ) {
        let poll = shell.dialogs.last_mut().and_then(Dialog::poll);
        let Some(id) = poll.map(|poll| poll.id.clone()) else { return };
        if let Err(refused) = self.act_typed(shell, |work| verb(work, &id)) {
            return shell.say(Tone::Warning, shell.refused(&refused));
        }
        let votes = votes::before_room(self.work.a(), &id).unwrap_or_default();
        if let Some(poll) = shell.dialogs.last_mut().and_then(Dialog::poll) {
            poll.take(votes, given);
        }
    }

    /// What the room does next on the question one is at.
    pub(super) fn step_in_room(&mut self, shell: &mut Shell) {
        let Some(id) = self.selected(shell.screen) else { return };
        let step = card_flow::step(self.work.a(), &id, &self.turns);
        match step {
            Step::Vote => self.open_poll(shell),
            Step::Reveal => _ = self.act(shell, |w| w.show_votes(&id)),
            Step::Agree => {
                let (level, enter) = (self.standing_to_agree(shell.screen), shell.key(InList::Open));
                let words = level.map_or_else(
                    || say!("1 to 5, 0 or n gives {id} its agreed level.", id),
                    |l| {
                        say!(
                            "{enter} agrees on {level}, which stands on {id}; 1 to 5, 0 or n on another level.",
                            enter,
                            level = l.word(),
                            id
                        )
                    },
                );
                shell.say(Tone::Done, words);
            }
            Step::Dissent => self.update(OnCard::Dissent, shell),
            Step::Note => self.update(OnCard::Note, shell),
            Step::Next => self.update(OnCard::NextOpen, shell),
        }
    }

    /// Keeps in mind what has its turn in the room, and holds it at a question once that is not through its steps; whoever
    /// asks again goes. Only where single people answered.
    pub(super) fn stays_in_room(&mut self, command: OnCard, shell: &mut Shell) -> bool {
        if !matches!(shell.screen, Screen::Question | Screen::Room) {
            return false;
        }
        let Some(id) = self.selected(shell.screen) else { return false };
        self.turns = self.turns.of(&id);
        match command {
            OnCard::Dissent => self.turns.dissent = true,
            OnCard::Note => self.turns.note = true,
            OnCard::Next | OnCard::Previous | OnCard::NextOpen | OnCard::NextGap => {
                let step = card_flow::step(self.work.a(), &id, &self.turns);
                let held = step != Step::Next
                    && shell.screen == Screen::Room
                    && votes::in_the_room(self.work.a(), &id);
                if held && !std::mem::replace(&mut self.turns.warned, true) {
                    shell.say(Tone::Warning, room::still(step, &id, &shell.key(OnCard::Step)));
                    return true;
                }
            }
            _ => self.turns.warned = false,
        }
        false
    }

    pub(super) fn write_dissent(&self, shell: &mut Shell) {
        let Some((id, other)) = self.writing_at(shell) else { return };
        let hint = say!("Who holds what against the agreed answer. It stands in the report beside it.");
        self.write_text((Matter::Dissent, &id), &say!("Dissent on {id}", id), hint, other, shell);
    }
}
