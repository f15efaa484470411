//! The grammar of the keys: what a letter or sign means, on all screens the same; what asks before it does something,
//! and what can be taken back from a line that stays. The table of keys is held to it by a test.

use super::{
    Asking, Astray, AtHome, Choosing, Command, Global, InAbout, InAudit, InBackups, InForm, InGaps, InLine,
    InLists, InNote, InPortfolio, InSoa, InWorkshop, Offered, OnResults, OnRoadmap, OnScreen, Polling,
    Rating, Reading,
};

/// What a letter or sign means: the key, the meaning in a word or two, and the names of the commands that may have it.
pub const MEANINGS: &[(char, &str, &[&str])] = &[
    ('1', "answer", ANSWERS),
    ('2', "answer", ANSWERS),
    ('3', "answer", ANSWERS),
    ('4', "answer", ANSWERS),
    ('5', "answer", ANSWERS),
    ('6', "answer", &["result"]),
    ('0', "don't know", ANSWERS),
    ('n', "leave out", &["rate", "quick-answer", "vote", "skip"]),
    ('?', "help", &["help"]),
    ('/', "find", &["find"]),
    ('+', "add one of what this screen holds", &["add", "new", "snapshot", "promote", "decision"]),
    ('-', "take the selected one away; asks", &["drop", "remove", "purge", "forget"]),
    ('=', "what is known already", &["same"]),
    (' ', "one step on", &["progress", "toggle", "page-down", "tick", "step"]),
    ('a', "registers", &["about"]),
    ('b', "back to where you were", &["return"]),
    ('c', "withdraw an answer", &["clear", "take-away"]),
    ('d', "details of what is shown", &["details"]),
    ('e', "write the note", &["note"]),
    ('f', "filter", &["filter"]),
    ('g', "next gap", &["next-gap"]),
    ('h', "hide scores", &["hide-scores"]),
    ('i', "history", &["history"]),
    ('k', "park", &["park"]),
    ('l', "lists of what is open", &["lists"]),
    ('m', "mark", &["review"]),
    ('o', "owner", &["owner"]),
    ('p', "large type", &["room"]),
    ('q', "quit; asks", &["quit"]),
    ('r', "several people answer", &["votes"]),
    ('s', "order of a list; in an audit the sample", &["order", "sample"]),
    ('t', "hours of what is selected", &["effort"]),
    ('u', "undo", &["undo"]),
    ('v', "evidence", &["evidence"]),
    ('w', "why", &["explain"]),
    ('x', "export", &["export"]),
    ('z', "words of the field", &["words"]),
    ('A', "answer for one AI system", &["system"]),
    ('B', "backups", &["backups"]),
    ('C', "copy", &["copy"]),
    ('D', "dissent", &["dissent"]),
    ('E', "audit", &["audit"]),
    ('F', "follow-up", &["follow-up"]),
    ('G', "go through a certification audit", &["rehearsal"]),
    ('H', "hand on to the next item", &["next-item"]),
    ('I', "what applies", &["statement"]),
    ('N', "your name", &["i-am"]),
    ('K', "check of a finding", &["check"]),
    ('J', "checks a register supports", &["checks"]),
    ('L', "lead a workshop", &["workshop"]),
    ('M', "mouse", &["mouse"]),
    ('O', "owner of all shown", &["owners"]),
    ('P', "person asked", &["person"]),
    (';', "across, from a finding to its row", &["across"]),
    ('R', "risks from what is here", &["risks"]),
    ('S', "save a copy", &["save-copy"]),
    ('T', "timebox", &["clock"]),
    ('U', "redo", &["redo"]),
    ('V', "compare", &["compare", "cited"]),
    ('W', "what if", &["what-if"]),
    ('X', "x-ray", &["xray"]),
    ('Y', "reply to a finding", &["reply"]),
    ('Z', "sign off", &["sign"]),
];

/// Commands that give an answer; which one, their key says.
const ANSWERS: &[&str] = &["rate", "quick-answer", "vote", "result"];

/// Letters no command has: hands that know other programs press them to move, or to say yes.
pub const UNUSED: [char; 2] = ['j', 'y'];

/// How a command that removes, replaces or leaves something is kept from happening by mistake.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Care {
    /// It needs none.
    None,
    /// It asks first, with what it is about to do: in a box, a form or a line to write.
    Asks,
    /// It is done, and a line stays that says how to take it back.
    UndoLine,
}

impl Command {
    /// How this command is kept from happening by mistake.
    pub const fn care(self) -> Care {
        match self {
            Self::Global(Global::Quit)
            | Self::OnRoadmap(OnRoadmap::Drop)
            | Self::InAbout(InAbout::Remove)
            | Self::InSoa(InSoa::Remove)
            | Self::InAudit(InAudit::Drop | InAudit::Skip | InAudit::Sign)
            | Self::InBackups(InBackups::Purge)
            | Self::AtHome(AtHome::Forget)
            | Self::InGaps(InGaps::Owners)
            | Self::OnResults(OnResults::FollowUp)
            | Self::OnScreen(
                OnScreen::Export | OnScreen::Import | OnScreen::MergeFile | OnScreen::SaveCopy,
            )
            | Self::InWorkshop(InWorkshop::Remove | InWorkshop::Export)
            | Self::InPortfolio(InPortfolio::Export) => Care::Asks,
            Self::OnScreen(OnScreen::Undo | OnScreen::Redo)
            | Self::Rating(Rating::Clear)
            | Self::Polling(Polling::TakeAway)
            | Self::InLists(InLists::Toggle)
            | Self::InAudit(InAudit::Toggle)
            | Self::InGaps(InGaps::Progress)
            | Self::OnRoadmap(OnRoadmap::Progress) => Care::UndoLine,
            _ => Care::None,
        }
    }

    /// Whether it goes to a screen of the open assessment.
    pub const fn is_a_place(self) -> bool {
        use Global as G;
        matches!(self, Self::Global(G::Outline | G::Question | G::Results | G::Gaps | G::Roadmap))
    }

    /// Whether it leads one step out.
    pub const fn leads_out(self) -> bool {
        matches!(
            self,
            Self::OnScreen(OnScreen::Back)
                | Self::InNote(InNote::Leave)
                | Self::InLine(InLine::Leave)
                | Self::InForm(InForm::Leave)
                | Self::Choosing(Choosing::Leave)
                | Self::Reading(Reading::Leave)
                | Self::Offered(Offered::Leave)
                | Self::Polling(Polling::Leave)
                | Self::Asking(Asking::Leave)
                | Self::Astray(Astray::Leave)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::keymap::{BINDINGS, Context, InList};
    use crate::tui::screen::name::Screen;
    use crossterm::event::KeyCode;
    use std::collections::BTreeSet;

    fn typed() -> impl Iterator<Item = (char, &'static crate::tui::keymap::Binding)> {
        BINDINGS.iter().filter_map(|b| match b.code {
            KeyCode::Char(c) if b.modifiers.is_empty() => Some((c, b)),
            _ => None,
        })
    }

    /// The name of a command as far as its letters: that of an answer names the level too.
    fn named(b: &crate::tui::keymap::Binding) -> String {
        let name = b.command.name();
        let answer = ANSWERS.iter().find(|a| b.command.is_answer() && name.starts_with(**a));
        answer.map_or(name.clone(), |a| (*a).to_owned())
    }

    #[test]
    fn a_letter_means_one_thing_on_all_screens() {
        for (c, b) in typed() {
            let meant: Vec<_> = MEANINGS.iter().filter(|(key, ..)| *key == c).collect();
            assert_eq!(meant.len(), 1, "{c} in {:?}", b.context);
            assert!(meant[0].2.contains(&named(b).as_str()), "{c} is {} in {:?}", named(b), b.context);
            assert!(!b.context.takes_text(), "{c} would be typed in {:?}", b.context);
        }
        let bound: BTreeSet<char> = typed().map(|(c, _)| c).collect();
        assert!(MEANINGS.iter().all(|(c, ..)| bound.contains(c)), "a meaning nobody uses");
    }

    #[test]
    fn a_command_has_the_same_letter_wherever_it_is() {
        for (c, b) in typed() {
            for (other, x) in typed().filter(|(_, x)| named(x) == named(b) && !b.command.is_answer()) {
                assert_eq!(c, other, "{} in {:?} and {:?}", named(b), b.context, x.context);
            }
        }
    }

    #[test]
    fn letters_that_bite_are_not_used() {
        assert!(typed().all(|(c, _)| !UNUSED.contains(&c)));
    }

    #[test]
    fn help_out_and_in_are_the_same_keys_everywhere() {
        let of = |context: Context, code: KeyCode| {
            BINDINGS.iter().filter(move |b| b.context == context && b.code == code && b.modifiers.is_empty())
        };
        for context in Context::ALL.into_iter().filter(|c| !matches!(c, Context::Global)) {
            for b in of(context, KeyCode::Esc) {
                assert!(b.command.leads_out(), "Esc in {context:?}");
            }
            for b in of(context, KeyCode::Char('?')) {
                assert_eq!(b.command, Global::Help.into(), "? in {context:?}");
            }
            for b in of(context, KeyCode::Enter) {
                let goes_in = matches!(
                    b.command,
                    Command::InList(InList::Open)
                        | Command::Choosing(Choosing::Choose)
                        | Command::InNote(InNote::NewLine)
                        | Command::InLine(InLine::Save)
                        | Command::InForm(InForm::NextOrPick)
                        | Command::InQuick(_)
                        | Command::Offered(Offered::Keep)
                        | Command::Polling(Polling::Show)
                        | Command::Asking(Asking::Accept)
                ) || b.command.leads_out();
                assert!(goes_in, "Enter in {context:?}");
            }
        }
        let mut places: Vec<&[Context]> = Screen::ALL.into_iter().map(Screen::contexts).collect();
        places.extend([
            &[Context::Reader][..],
            &[Context::Offer, Context::Reader],
            &[Context::Poll],
            &[Context::Ask],
            &[Context::Astray],
        ]);
        for contexts in places {
            let has = |code| contexts.iter().any(|c| of(*c, code).next().is_some());
            assert!(has(KeyCode::Char('?')) && has(KeyCode::Esc) && has(KeyCode::Enter), "{contexts:?}");
        }
    }

    #[test]
    fn what_removes_or_leaves_asks_or_can_be_taken_back() {
        // Names of commands that take something away; each new one has to be put here, or its letter has no meaning.
        let taking =
            ["drop", "remove", "purge", "forget", "quit", "clear", "take-away", "undo", "redo", "toggle"];
        for b in BINDINGS.iter().filter(|b| taking.contains(&b.command.name().as_str())) {
            let given_back = matches!(b.command, Command::Polling(Polling::Undo) | Command::Asking(_));
            assert!(given_back || b.command.care() != Care::None, "{}", b.command.name());
        }
        for (_, b) in typed().filter(|(c, _)| *c == '-') {
            assert_eq!(b.command.care(), Care::Asks, "{:?}", b.context);
        }
    }
}
