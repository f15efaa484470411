//! Commands and their keys, those of dialogs too: one table for dispatch, footer, help, `clausewise keys`, README.

mod commands;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::model::Level;
use crate::model::quick_check::Answer;

pub use commands::*;

/// Where a key is looked up, innermost first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Context {
    /// Function and Ctrl keys, valid everywhere.
    Global,
    /// Letters, valid on every screen but not while text is typed.
    Screen,
    /// A list with a selection.
    List,
    /// Where levels can be given.
    Rating,
    /// The question card.
    Question,
    /// Home.
    Home,
    /// The outline.
    Outline,
    /// Gap list.
    Gaps,
    /// Roadmap.
    Roadmap,
    /// Open and parked lists.
    Lists,
    /// The quick check.
    Quick,
    /// Results.
    Results,
    /// Backups.
    Backups,
    /// About: the registers.
    About,
    /// The history.
    History,
    /// A text of several lines.
    Note,
    /// A text of one line.
    Line,
    /// A form.
    Form,
    /// Every key, to read or to run.
    Help,
    /// Jump or find.
    Find,
    /// Words of the field.
    Words,
    /// One of several.
    Choose,
    /// Any list to choose from.
    Picker,
    /// Something to read.
    Reader,
    /// Something to keep or to drop.
    Offer,
    /// Answers of several people.
    Poll,
}

impl Context {
    /// All of them, in the order help shows them.
    pub const ALL: [Self; 26] = [
        Self::Home,
        Self::Question,
        Self::Rating,
        Self::Outline,
        Self::Results,
        Self::Gaps,
        Self::Roadmap,
        Self::Lists,
        Self::Quick,
        Self::Backups,
        Self::About,
        Self::History,
        Self::List,
        Self::Screen,
        Self::Global,
        Self::Note,
        Self::Line,
        Self::Form,
        Self::Help,
        Self::Find,
        Self::Words,
        Self::Choose,
        Self::Picker,
        Self::Reader,
        Self::Offer,
        Self::Poll,
    ];

    /// Its name in help.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Global => "Everywhere",
            Self::Screen => "On every screen",
            Self::List => "In lists",
            Self::Rating => "Answering",
            Self::Question => "On the question",
            Self::Home => "At home",
            Self::Outline => "In the outline",
            Self::Gaps => "In the gap list",
            Self::Roadmap => "On the roadmap",
            Self::Lists => "In open and parked items",
            Self::Quick => "In the quick check",
            Self::Results => "On the results",
            Self::Backups => "In the backups",
            Self::About => "In the registers",
            Self::History => "In the history",
            Self::Note => "Writing a note",
            Self::Line => "Writing a line",
            Self::Form => "In a form",
            Self::Help => "In this list",
            Self::Find => "Finding",
            Self::Words => "In the words of the field",
            Self::Choose => "Choosing one of several",
            Self::Picker => "In lists to choose from",
            Self::Reader => "Reading",
            Self::Offer => "Keeping a what-if",
            Self::Poll => "When several people answer",
        }
    }

    /// Whether what is typed goes into a text there: a key without Ctrl that writes something is no command.
    pub const fn takes_text(self) -> bool {
        matches!(
            self,
            Self::Note
                | Self::Line
                | Self::Form
                | Self::Help
                | Self::Find
                | Self::Words
                | Self::Choose
                | Self::Picker
        )
    }

    /// Whether it is one of a dialog.
    pub const fn of_dialog(self) -> bool {
        self.takes_text() || matches!(self, Self::Reader | Self::Offer | Self::Poll)
    }
}

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    /// Where it holds.
    pub context: Context,
    /// Modifiers.
    pub modifiers: KeyModifiers,
    /// Key.
    pub code: KeyCode,
    /// What it does.
    pub command: Command,
    /// What it says in help, at most 40 columns.
    pub help: &'static str,
    /// Short form for the footer; empty when it is not shown there.
    pub footer: &'static str,
}

const fn key(
    context: Context,
    c: char,
    command: Command,
    help: &'static str,
    footer: &'static str,
) -> Binding {
    Binding { context, modifiers: KeyModifiers::NONE, code: KeyCode::Char(c), command, help, footer }
}

const fn special(
    context: Context,
    code: KeyCode,
    command: Command,
    help: &'static str,
    footer: &'static str,
) -> Binding {
    Binding { context, modifiers: KeyModifiers::NONE, code, command, help, footer }
}

const fn ctrl(c: char, command: Command, help: &'static str) -> Binding {
    let context = Context::Global;
    Binding { context, modifiers: KeyModifiers::CONTROL, code: KeyCode::Char(c), command, help, footer: "" }
}

const fn with_ctrl(
    context: Context,
    c: char,
    command: Command,
    help: &'static str,
    footer: &'static str,
) -> Binding {
    Binding { context, modifiers: KeyModifiers::CONTROL, code: KeyCode::Char(c), command, help, footer }
}

pub use super::keys::{names, table};

use Command as C;
use Context as X;

/// All keys.
pub const BINDINGS: &[Binding] = &[
    key(X::Home, 'g', C::AtHome(AtHome::Guided), "Guided start: your AI, role and plan", "guided start"),
    key(X::Home, 'n', C::AtHome(AtHome::New), "New assessment", "new"),
    key(X::Home, 'o', C::AtHome(AtHome::OpenFile), "Open a file by its path", "open file"),
    key(X::Home, 's', C::AtHome(AtHome::Sample), "Look around in a worked sample", "sample"),
    key(X::Home, '-', C::AtHome(AtHome::Forget), "Take a file off the list", "off the list"),
    key(X::Home, 'c', C::AtHome(AtHome::Quick), "Quick check: 20 questions, 5 minutes", "quick check"),
    key(X::Quick, 'y', C::InQuick(InQuick::QuickAnswer(Answer::Yes)), "Yes", ""),
    key(X::Quick, 'p', C::InQuick(InQuick::QuickAnswer(Answer::Partly)), "Partly", ""),
    key(X::Quick, 'n', C::InQuick(InQuick::QuickAnswer(Answer::No)), "No", ""),
    key(X::Quick, '?', C::InQuick(InQuick::QuickAnswer(Answer::DontKnow)), "Don't know", ""),
    special(X::Quick, KeyCode::Left, C::InQuick(InQuick::Previous), "Back one question", "back one"),
    key(X::Quick, 'c', C::InQuick(InQuick::CarryOver), "Carry the answers into an assessment", "carry over"),
    key(X::Rating, '1', C::Rating(Rating::Rate(Level::Nothing)), "Answer: Nothing", ""),
    key(X::Rating, '2', C::Rating(Rating::Rate(Level::Planned)), "Answer: Planned", ""),
    key(X::Rating, '3', C::Rating(Rating::Rate(Level::Written)), "Answer: Written", ""),
    key(X::Rating, '4', C::Rating(Rating::Rate(Level::InUse)), "Answer: In use", ""),
    key(X::Rating, '5', C::Rating(Rating::Rate(Level::Proven)), "Answer: Proven", ""),
    key(X::Rating, '?', C::Rating(Rating::Rate(Level::DontKnow)), "Answer: Don't know", ""),
    key(
        X::Rating,
        'n',
        C::Rating(Rating::Rate(Level::NotApplicable)),
        "Not applicable (controls, with reason)",
        "",
    ),
    key(X::Rating, 'c', C::Rating(Rating::Clear), "Withdraw the answer", ""),
    key(X::Question, 'e', C::OnCard(OnCard::Note), "Write a note", "note"),
    key(
        X::Question,
        'v',
        C::OnCard(OnCard::Evidence),
        "Name evidence: what, where, seen by whom",
        "evidence",
    ),
    key(X::Question, 'k', C::OnCard(OnCard::Park), "Park something, with an owner", "park"),
    key(X::Question, '=', C::OnCard(OnCard::Same), "Take the answer of the same work", ""),
    key(X::Question, 'd', C::OnCard(OnCard::Details), "More: auditor, firm sizes, mistakes", "more"),
    special(
        X::Question,
        KeyCode::Tab,
        C::OnCard(OnCard::NextOpen),
        "Next unanswered requirement",
        "next open",
    ),
    key(X::Question, 'y', C::OnCard(OnCard::Reason), "Reason for n, or whom to ask for ?", ""),
    key(X::Question, 'r', C::OnCard(OnCard::Votes), "Several people answer, hidden till shown", ""),
    key(X::Question, 'D', C::OnCard(OnCard::Dissent), "A line of dissent to the agreed answer", ""),
    key(X::Question, 't', C::OnCard(OnCard::Clock), "Minutes for this clause; warns in words", ""),
    key(X::Question, 'm', C::OnCard(OnCard::Review), "Mark for review", ""),
    key(X::Question, 'g', C::OnCard(OnCard::NextGap), "Next gap", ""),
    special(X::Question, KeyCode::Right, C::OnCard(OnCard::Next), "Next requirement", ""),
    special(X::Question, KeyCode::Left, C::OnCard(OnCard::Previous), "Previous requirement", ""),
    key(X::Question, 'p', C::OnCard(OnCard::Room), "Large type for the room", ""),
    key(X::Question, 's', C::OnCard(OnCard::System), "Answer a control for one AI system", ""),
    key(X::Outline, 'f', C::InOutline(InOutline::Filter), "Show all, open, gaps, partial, marked", "filter"),
    key(X::Outline, 'd', C::InOutline(InOutline::Details), "What this clause is about", "about it"),
    key(X::Gaps, 'o', C::InGaps(InGaps::Owner), "Name the owner of this gap", "owner"),
    key(X::Gaps, 't', C::InGaps(InGaps::Effort), "Set the hours it takes", "hours"),
    key(X::Gaps, 'r', C::InGaps(InGaps::Rank), "Give it another rank, with a reason", "rank"),
    key(X::Gaps, 'f', C::InGaps(InGaps::Filter), "Show by band, clause, owner or phase", "filter"),
    key(X::Gaps, 's', C::InGaps(InGaps::Order), "Order by rank, effort, owner or clause", "order"),
    key(X::Gaps, 'O', C::InGaps(InGaps::Owners), "One owner for every gap shown", ""),
    key(X::Results, 's', C::OnResults(OnResults::Snapshot), "Freeze this state under a name", "freeze"),
    key(X::Results, 'v', C::OnResults(OnResults::Compare), "Compare with a frozen state", "compare"),
    key(X::Results, 'F', C::OnResults(OnResults::FollowUp), "Start a follow-up in a new file", ""),
    key(X::Backups, 'P', C::InBackups(InBackups::Purge), "Remove all backups of an organisation", "remove"),
    special(
        X::About,
        KeyCode::Tab,
        C::InAbout(InAbout::NextRegister),
        "To the next register",
        "next register",
    ),
    key(X::About, '+', C::InAbout(InAbout::Add), "Add one to this register", "add one"),
    key(X::History, 'd', C::InHistory(InHistory::Details), "Every change of it, old and new", "all of it"),
    key(X::Roadmap, 't', C::OnRoadmap(OnRoadmap::Hours), "Change hours a week", "hours/week"),
    key(X::Roadmap, 'n', C::OnRoadmap(OnRoadmap::WhatIf), "What if? Other hours, people, dates", "what if"),
    key(X::Roadmap, 'g', C::OnRoadmap(OnRoadmap::Progress), "Planned, started, done", "progress"),
    key(X::Roadmap, 'o', C::OnRoadmap(OnRoadmap::Owner), "Name the owner of this action", "owner"),
    key(X::Roadmap, 'e', C::OnRoadmap(OnRoadmap::Effort), "Set its hours", ""),
    key(X::Roadmap, 'p', C::OnRoadmap(OnRoadmap::Pin), "Set its earliest start", ""),
    key(X::Roadmap, 'y', C::OnRoadmap(OnRoadmap::Due), "Set its due date", ""),
    key(X::Roadmap, 'd', C::OnRoadmap(OnRoadmap::DoneWhen), "Say how one sees that it is done", ""),
    key(X::Roadmap, 'k', C::OnRoadmap(OnRoadmap::Split), "Split it into parts", ""),
    key(X::Roadmap, 'j', C::OnRoadmap(OnRoadmap::Merge), "Join several gaps in one action", ""),
    key(X::Roadmap, '+', C::OnRoadmap(OnRoadmap::Add), "Add an action of your own", ""),
    key(X::Roadmap, '-', C::OnRoadmap(OnRoadmap::Drop), "Take a split, joined or own action back", ""),
    key(X::Roadmap, 's', C::OnRoadmap(OnRoadmap::Order), "Order by date or by wave", "order"),
    key(X::Roadmap, 'f', C::OnRoadmap(OnRoadmap::Filter), "This week, one wave, one owner", "filter"),
    key(X::Roadmap, 'r', C::OnRoadmap(OnRoadmap::Records), "Records to start now", ""),
    key(X::Lists, ' ', C::InLists(InLists::Toggle), "Close or reopen a parked item", "close item"),
    key(X::Lists, 'p', C::InLists(InLists::Promote), "Make an action of a parked item", "to roadmap"),
    special(X::List, KeyCode::Up, C::InList(InList::Up), "Up", ""),
    special(X::List, KeyCode::Down, C::InList(InList::Down), "Down", ""),
    special(X::List, KeyCode::PageUp, C::InList(InList::PageUp), "A page up", ""),
    special(X::List, KeyCode::PageDown, C::InList(InList::PageDown), "A page down", ""),
    special(X::List, KeyCode::Home, C::InList(InList::First), "To the first row", ""),
    special(X::List, KeyCode::End, C::InList(InList::Last), "To the last row", ""),
    special(X::List, KeyCode::Enter, C::InList(InList::Open), "Open the selected row", ""),
    key(X::Screen, '/', C::OnScreen(OnScreen::Find), "Jump to an id or find a word", "find"),
    key(X::Screen, 'b', C::OnScreen(OnScreen::Return), "Back to where you were before", "back"),
    key(X::Screen, 'w', C::OnScreen(OnScreen::Explain), "Why? Where this figure comes from", "why"),
    key(X::Screen, 'u', C::OnScreen(OnScreen::Undo), "Undo", "undo"),
    key(X::Screen, 'U', C::OnScreen(OnScreen::Redo), "Redo", ""),
    key(X::Screen, 'h', C::OnScreen(OnScreen::HideScores), "Hide or show every score", ""),
    key(X::Screen, 'a', C::OnScreen(OnScreen::About), "Organisation and all registers", ""),
    key(X::Screen, 'l', C::OnScreen(OnScreen::Lists), "Open, to find out, parked, marked", ""),
    key(X::Screen, 'i', C::OnScreen(OnScreen::History), "History of all changes", ""),
    key(X::Screen, 'S', C::OnScreen(OnScreen::SaveCopy), "Save a copy to another file", ""),
    key(X::Screen, 'X', C::OnScreen(OnScreen::Xray), "X-ray: answers that will not stand", ""),
    key(X::Screen, 'B', C::OnScreen(OnScreen::Backups), "Backups: restore one, remove them", ""),
    key(X::Screen, 'x', C::OnScreen(OnScreen::Export), "Export everything to a folder", ""),
    key(X::Screen, 'z', C::OnScreen(OnScreen::Words), "Glossary: words of the field, here first", ""),
    key(X::Screen, 'C', C::OnScreen(OnScreen::Copy), "Copy this item to the clipboard", ""),
    key(X::Screen, 'M', C::OnScreen(OnScreen::Mouse), "Mouse on or off", ""),
    key(X::Screen, '?', C::Global(Global::Help), "Every key, to read or to run", ""),
    special(X::Screen, KeyCode::Esc, C::OnScreen(OnScreen::Back), "One step out", ""),
    special(X::Global, KeyCode::F(1), C::Global(Global::Help), "Every key, to read or to run", "keys"),
    special(X::Global, KeyCode::F(2), C::Global(Global::Outline), "Outline of the standard", "outline"),
    special(X::Global, KeyCode::F(3), C::Global(Global::Question), "The question", "question"),
    special(X::Global, KeyCode::F(4), C::Global(Global::Results), "Results and verdict", "results"),
    special(X::Global, KeyCode::F(5), C::Global(Global::Gaps), "Gap list", "gaps"),
    special(X::Global, KeyCode::F(6), C::Global(Global::Roadmap), "Roadmap", "roadmap"),
    special(
        X::Global,
        KeyCode::F(7),
        C::Global(Global::Guides),
        "Guides: role, path, documents, words",
        "guides",
    ),
    special(X::Global, KeyCode::F(8), C::Global(Global::Home), "Close this assessment and go home", ""),
    special(X::Global, KeyCode::F(9), C::Global(Global::Look), "Next look: light, contrast, no colour", ""),
    key(X::Screen, 'q', C::Global(Global::Quit), "Quit (everything is saved)", "quit"),
    ctrl('p', C::Global(Global::Help), "Every key, to read or to run"),
    ctrl('q', C::Global(Global::Quit), "Quit (everything is saved)"),
    ctrl('z', C::Global(Global::Suspend), "Stop; return with fg"),
    special(X::Note, KeyCode::Esc, C::InNote(InNote::Leave), "Save and close", "saves and closes"),
    special(X::Note, KeyCode::Enter, C::InNote(InNote::NewLine), "A new line", "new line"),
    with_ctrl(X::Note, 'e', C::InNote(InNote::Outside), "Write it in your own editor", "editor"),
    with_ctrl(X::Note, 'z', C::InNote(InNote::UndoTyping), "Take typing back", "undo"),
    with_ctrl(X::Note, 'y', C::InNote(InNote::RedoTyping), "Type it again", "redo"),
    with_ctrl(X::Note, 's', C::InNote(InNote::Save), "Save and close", ""),
    special(X::Note, KeyCode::Tab, C::InNote(InNote::Switch), "To the card, after an answer", ""),
    special(X::Line, KeyCode::Enter, C::InLine(InLine::Save), "Save", "saves"),
    special(
        X::Line,
        KeyCode::Esc,
        C::InLine(InLine::Leave),
        "Leave; the text is kept",
        "leaves, text is kept for next time",
    ),
    with_ctrl(X::Line, 's', C::InLine(InLine::Save), "Save", ""),
    special(X::Line, KeyCode::Tab, C::InLine(InLine::Switch), "To the card, after an answer", ""),
    special(
        X::Form,
        KeyCode::Enter,
        C::InForm(InForm::NextField),
        "Next field; after the last one done",
        "next",
    ),
    special(X::Form, KeyCode::Up, C::InForm(InForm::PreviousField), "The field before", "back"),
    with_ctrl(X::Form, 's', C::InForm(InForm::Done), "Done", "done"),
    special(
        X::Form,
        KeyCode::Esc,
        C::InForm(InForm::Leave),
        "Leave; what was typed is kept",
        "leaves, text is kept",
    ),
    special(X::Form, KeyCode::Down, C::InForm(InForm::NextField), "Next field", ""),
    special(X::Form, KeyCode::Tab, C::InForm(InForm::NextOrSwitch), "Next field; first: to the card", ""),
    Binding {
        modifiers: KeyModifiers::SHIFT,
        ..special(X::Form, KeyCode::BackTab, C::InForm(InForm::PreviousField), "The field before", "")
    },
    special(X::Help, KeyCode::Enter, C::Choosing(Choosing::Choose), "Run it", "runs it"),
    special(X::Help, KeyCode::Esc, C::Choosing(Choosing::Leave), "Close it", "closes"),
    special(X::Find, KeyCode::Enter, C::Choosing(Choosing::Choose), "Go there", "goes there"),
    special(X::Find, KeyCode::Esc, C::Choosing(Choosing::Leave), "Close it", "closes"),
    special(X::Words, KeyCode::Enter, C::Choosing(Choosing::Choose), "Tell all of it", "tells all"),
    special(X::Words, KeyCode::Esc, C::Choosing(Choosing::Leave), "Close it", "closes"),
    special(X::Choose, KeyCode::Enter, C::Choosing(Choosing::Choose), "Open it", "opens it"),
    special(X::Choose, KeyCode::Esc, C::Choosing(Choosing::Leave), "Close it", "closes"),
    special(X::Picker, KeyCode::Up, C::Choosing(Choosing::Up), "Up", ""),
    special(X::Picker, KeyCode::Down, C::Choosing(Choosing::Down), "Down", ""),
    special(X::Picker, KeyCode::PageUp, C::Choosing(Choosing::PageUp), "A page up", ""),
    special(X::Picker, KeyCode::PageDown, C::Choosing(Choosing::PageDown), "A page down", ""),
    special(X::Picker, KeyCode::Backspace, C::Choosing(Choosing::Erase), "Take the last letter back", ""),
    special(X::Offer, KeyCode::Enter, C::Offered(Offered::Keep), "Keep it", "keeps it"),
    special(X::Offer, KeyCode::Esc, C::Offered(Offered::Leave), "Drop it", "drops it"),
    special(X::Reader, KeyCode::Up, C::Reading(Reading::Up), "A line up", ""),
    special(X::Reader, KeyCode::Down, C::Reading(Reading::Down), "A line down", ""),
    special(X::Reader, KeyCode::PageUp, C::Reading(Reading::PageUp), "A page up", ""),
    special(X::Reader, KeyCode::PageDown, C::Reading(Reading::PageDown), "A page down", ""),
    key(X::Reader, ' ', C::Reading(Reading::PageDown), "A page down", ""),
    special(X::Reader, KeyCode::Home, C::Reading(Reading::First), "To the beginning", ""),
    special(X::Reader, KeyCode::End, C::Reading(Reading::Last), "To the end", ""),
    special(X::Reader, KeyCode::Esc, C::Reading(Reading::Leave), "Close it", "closes"),
    special(X::Reader, KeyCode::Enter, C::Reading(Reading::Leave), "Close it", ""),
    key(X::Reader, 'q', C::Reading(Reading::Leave), "Close it", ""),
    key(X::Reader, 'w', C::Reading(Reading::Leave), "Close it", ""),
    key(X::Reader, 'd', C::Reading(Reading::Leave), "Close it", ""),
    key(X::Poll, '1', C::Polling(Polling::Vote(Level::Nothing)), "This person says: Nothing", ""),
    key(X::Poll, '2', C::Polling(Polling::Vote(Level::Planned)), "This person says: Planned", ""),
    key(X::Poll, '3', C::Polling(Polling::Vote(Level::Written)), "This person says: Written", ""),
    key(X::Poll, '4', C::Polling(Polling::Vote(Level::InUse)), "This person says: In use", ""),
    key(X::Poll, '5', C::Polling(Polling::Vote(Level::Proven)), "This person says: Proven", ""),
    key(X::Poll, '?', C::Polling(Polling::Vote(Level::DontKnow)), "This person says: Don't know", ""),
    key(
        X::Poll,
        'n',
        C::Polling(Polling::Vote(Level::NotApplicable)),
        "This person says: Not applicable",
        "",
    ),
    key(X::Poll, 'c', C::Polling(Polling::TakeAway), "Take the answer away", ""),
    special(X::Poll, KeyCode::Backspace, C::Polling(Polling::TakeAway), "Take the answer away", ""),
    special(X::Poll, KeyCode::Delete, C::Polling(Polling::TakeAway), "Take the answer away", ""),
    special(
        X::Poll,
        KeyCode::Enter,
        C::Polling(Polling::Show),
        "Show all answers, then keep them",
        "shows all",
    ),
    special(X::Poll, KeyCode::Esc, C::Polling(Polling::Leave), "Keep them as they are", "keeps them"),
    special(X::Poll, KeyCode::Up, C::Polling(Polling::Up), "Up", ""),
    special(X::Poll, KeyCode::Down, C::Polling(Polling::Down), "Down", ""),
];

/// The command of a key in a table of keys, innermost context first.
pub fn lookup(bindings: &[Binding], contexts: &[Context], event: &KeyEvent) -> Option<Command> {
    let key = (event.modifiers, event.code);
    contexts
        .iter()
        .find_map(|c| bindings.iter().find(|b| b.context == *c && b.key() == key).map(|b| b.command))
}

impl Binding {
    /// The key with its modifiers.
    pub const fn key(&self) -> (KeyModifiers, KeyCode) {
        (self.modifiers, self.code)
    }

    /// The key as people call it.
    pub fn key_name(&self) -> String {
        let name = match self.code {
            KeyCode::Char(' ') => "Space".to_owned(),
            KeyCode::Char(c) => c.to_string(),
            KeyCode::F(n) => format!("F{n}"),
            KeyCode::BackTab => "Shift-Tab".to_owned(),
            KeyCode::Backspace => "Backspace".to_owned(),
            KeyCode::Insert => "Ins".to_owned(),
            KeyCode::Delete => "Del".to_owned(),
            KeyCode::PageUp => "PgUp".to_owned(),
            KeyCode::PageDown => "PgDn".to_owned(),
            other => format!("{other}"),
        };
        if self.modifiers.contains(KeyModifiers::CONTROL) {
            format!("Ctrl-{}", name.to_uppercase())
        } else {
            name
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_twice_in_a_context_and_every_help_fits() {
        for (i, b) in BINDINGS.iter().enumerate() {
            assert!(b.help.len() <= 40 && !b.help.is_empty(), "{}", b.help);
            for other in &BINDINGS[i + 1..] {
                let same = (b.context, b.modifiers, b.code) == (other.context, other.modifiers, other.code);
                assert!(!same, "{} twice", b.key_name());
            }
        }
    }

    #[test]
    fn no_letter_is_global() {
        let stolen = BINDINGS.iter().any(|b| {
            b.context == Context::Global && b.modifiers.is_empty() && matches!(b.code, KeyCode::Char(_))
        });
        assert!(!stolen);
    }
}
