//! Commands and their keys: one table for dispatch, footer, help, `clausewise keys` and the README.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::model::Level;
use crate::model::quick_check::Answer;

/// Everything a person can ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Command {
    /// Show the runnable list of commands.
    Help,
    /// End the program.
    Quit,
    /// Stop and return to the shell.
    Suspend,
    /// One step out.
    Back,
    /// Selection up.
    Up,
    /// Selection down.
    Down,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// To the first row.
    First,
    /// To the last row.
    Last,
    /// Open or run what is selected.
    Open,
    /// The outline.
    Outline,
    /// The question.
    Question,
    /// The results.
    Results,
    /// The gap list.
    Gaps,
    /// The roadmap.
    Roadmap,
    /// Open questions and parked items.
    Lists,
    /// All changes.
    History,
    /// Jump by id or find by word.
    Find,
    /// Back to where one was before a jump.
    Return,
    /// Give a level.
    Rate(Level),
    /// Withdraw an answer.
    Clear,
    /// Next requirement.
    Next,
    /// Previous requirement.
    Previous,
    /// Next unanswered requirement.
    NextOpen,
    /// Write a note.
    Note,
    /// Write the reason for Not applicable.
    Reason,
    /// Park something.
    Park,
    /// Mark for review.
    Review,
    /// Cite evidence.
    Evidence,
    /// Name an owner.
    Owner,
    /// Set hours of work.
    Effort,
    /// Where a figure comes from.
    Explain,
    /// More about the question.
    Details,
    /// Take back.
    Undo,
    /// Do again.
    Redo,
    /// Hide or show every score.
    HideScores,
    /// Another look.
    Look,
    /// Change hours a week.
    Hours,
    /// About the organisation.
    About,
    /// Export to a folder.
    Export,
    /// Close or reopen the selected item.
    Toggle,
    /// Show other rows of the list.
    Filter,
    /// Put a gap at another rank, with a reason.
    Rank,
    /// Start a new assessment.
    New,
    /// Open a file by its path.
    OpenFile,
    /// Create and open the worked sample.
    Sample,
    /// Close this assessment and go home.
    Home,
    /// The question in large type for the room.
    Room,
    /// Next gap.
    NextGap,
    /// Roles, path, documents, words, quick check.
    Guides,
    /// Words of the field.
    Words,
    /// The quick check.
    Quick,
    /// An answer of the quick check.
    QuickAnswer(Answer),
    /// Take the quick check over into an assessment.
    CarryOver,
    /// Make an action of a parked item.
    Promote,
    /// Another order of the list.
    Order,
    /// One owner for every gap shown.
    Owners,
    /// Earliest start.
    Pin,
    /// Due date.
    Due,
    /// How far an action is.
    Progress,
    /// How one sees that it is done.
    DoneWhen,
    /// Split an action.
    Split,
    /// Merge gaps into one action.
    Merge,
    /// Add an action.
    Add,
    /// To the next register.
    NextRegister,
    /// Take a split, merge or added action back.
    Drop,
    /// Records to start now.
    Records,
    /// Another plan, to keep or to drop.
    WhatIf,
    /// Freeze this state.
    Snapshot,
    /// Compare with a frozen state.
    Compare,
    /// A new file that starts from this one.
    FollowUp,
    /// What will not stand.
    Xray,
    /// Save everything to another file.
    SaveCopy,
    /// Several people's answers.
    Votes,
    /// A line of dissent.
    Dissent,
    /// Minutes for this clause.
    Clock,
    /// Start for people who know nothing of it.
    Guided,
    /// Listen to the mouse or not.
    Mouse,
    /// Copy the current item to the clipboard.
    Copy,
    /// Backups.
    Backups,
    /// Remove all backups of an organisation.
    Purge,
}

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
}

impl Context {
    /// All of them, in the order help shows them.
    pub const ALL: [Self; 15] = [
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
        }
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

pub use super::keys::{names, table};

use Command as C;
use Context as X;

/// All keys.
pub const BINDINGS: &[Binding] = &[
    key(X::Home, 'g', C::Guided, "Guided start: your AI, role and plan", "guided start"),
    key(X::Home, 'n', C::New, "New assessment", "new"),
    key(X::Home, 'o', C::OpenFile, "Open a file by its path", "open file"),
    key(X::Home, 's', C::Sample, "Look around in a worked sample", "sample"),
    key(X::Home, 'c', C::Quick, "Quick check: 20 questions, 5 minutes", "quick check"),
    key(X::Quick, 'y', C::QuickAnswer(Answer::Yes), "Yes", ""),
    key(X::Quick, 'p', C::QuickAnswer(Answer::Partly), "Partly", ""),
    key(X::Quick, 'n', C::QuickAnswer(Answer::No), "No", ""),
    key(X::Quick, '?', C::QuickAnswer(Answer::DontKnow), "Don't know", ""),
    special(X::Quick, KeyCode::Left, C::Previous, "Back one question", "back one"),
    key(X::Quick, 'c', C::CarryOver, "Carry the answers into an assessment", "carry over"),
    key(X::Rating, '1', C::Rate(Level::Nothing), "Answer: Nothing", ""),
    key(X::Rating, '2', C::Rate(Level::Planned), "Answer: Planned", ""),
    key(X::Rating, '3', C::Rate(Level::Written), "Answer: Written", ""),
    key(X::Rating, '4', C::Rate(Level::InUse), "Answer: In use", ""),
    key(X::Rating, '5', C::Rate(Level::Proven), "Answer: Proven", ""),
    key(X::Rating, '?', C::Rate(Level::DontKnow), "Answer: Don't know", ""),
    key(X::Rating, 'n', C::Rate(Level::NotApplicable), "Not applicable (controls, with reason)", ""),
    key(X::Rating, 'c', C::Clear, "Withdraw the answer", ""),
    key(X::Question, 'e', C::Note, "Write a note", "note"),
    key(X::Question, 'v', C::Evidence, "Name evidence: what, where, seen by whom", "evidence"),
    key(X::Question, 'k', C::Park, "Park something, with an owner", "park"),
    key(X::Question, 'd', C::Details, "More: auditor, firm sizes, mistakes", "more"),
    special(X::Question, KeyCode::Tab, C::NextOpen, "Next unanswered requirement", "next open"),
    key(X::Question, 'y', C::Reason, "Reason for n, or whom to ask for ?", ""),
    key(X::Question, 'r', C::Votes, "Several people answer, hidden till shown", ""),
    key(X::Question, 'D', C::Dissent, "A line of dissent to the agreed answer", ""),
    key(X::Question, 't', C::Clock, "Minutes for this clause; warns in words", ""),
    key(X::Question, 'm', C::Review, "Mark for review", ""),
    key(X::Question, 'g', C::NextGap, "Next gap", ""),
    special(X::Question, KeyCode::Right, C::Next, "Next requirement", ""),
    special(X::Question, KeyCode::Left, C::Previous, "Previous requirement", ""),
    key(X::Question, 'p', C::Room, "Large type for the room", ""),
    key(X::Outline, 'f', C::Filter, "Show all, open, gaps, partial, marked", "filter"),
    key(X::Outline, 'd', C::Details, "What this clause is about", "about it"),
    key(X::Gaps, 'o', C::Owner, "Name the owner of this gap", "owner"),
    key(X::Gaps, 't', C::Effort, "Set the hours it takes", "hours"),
    key(X::Gaps, 'r', C::Rank, "Give it another rank, with a reason", "rank"),
    key(X::Gaps, 'f', C::Filter, "Show by band, clause, owner or phase", "filter"),
    key(X::Gaps, 's', C::Order, "Order by rank, effort, owner or clause", "order"),
    key(X::Gaps, 'O', C::Owners, "One owner for every gap shown", ""),
    key(X::Results, 's', C::Snapshot, "Freeze this state under a name", "freeze"),
    key(X::Results, 'v', C::Compare, "Compare with a frozen state", "compare"),
    key(X::Results, 'F', C::FollowUp, "Start a follow-up in a new file", ""),
    key(X::Backups, 'P', C::Purge, "Remove all backups of an organisation", "remove"),
    special(X::About, KeyCode::Tab, C::NextRegister, "To the next register", "next register"),
    key(X::About, '+', C::Add, "Add one to this register", "add one"),
    key(X::History, 'd', C::Details, "Every change of it, old and new", "all of it"),
    key(X::Roadmap, 't', C::Hours, "Change hours a week", "hours/week"),
    key(X::Roadmap, 'n', C::WhatIf, "What if? Other hours, people, dates", "what if"),
    key(X::Roadmap, 'g', C::Progress, "Planned, started, done", "progress"),
    key(X::Roadmap, 'o', C::Owner, "Name the owner of this action", "owner"),
    key(X::Roadmap, 'e', C::Effort, "Set its hours", ""),
    key(X::Roadmap, 'p', C::Pin, "Set its earliest start", ""),
    key(X::Roadmap, 'y', C::Due, "Set its due date", ""),
    key(X::Roadmap, 'd', C::DoneWhen, "Say how one sees that it is done", ""),
    key(X::Roadmap, 'k', C::Split, "Split it into parts", ""),
    key(X::Roadmap, 'j', C::Merge, "Join several gaps in one action", ""),
    key(X::Roadmap, '+', C::Add, "Add an action of your own", ""),
    key(X::Roadmap, '-', C::Drop, "Take a split, joined or own action back", ""),
    key(X::Roadmap, 's', C::Order, "Order by date or by wave", "order"),
    key(X::Roadmap, 'r', C::Records, "Records to start now", ""),
    key(X::Lists, ' ', C::Toggle, "Close or reopen a parked item", "close item"),
    key(X::Lists, 'p', C::Promote, "Make an action of a parked item", "to roadmap"),
    special(X::List, KeyCode::Up, C::Up, "Up", ""),
    special(X::List, KeyCode::Down, C::Down, "Down", ""),
    special(X::List, KeyCode::PageUp, C::PageUp, "A page up", ""),
    special(X::List, KeyCode::PageDown, C::PageDown, "A page down", ""),
    special(X::List, KeyCode::Home, C::First, "To the first row", ""),
    special(X::List, KeyCode::End, C::Last, "To the last row", ""),
    special(X::List, KeyCode::Enter, C::Open, "Open the selected row", ""),
    key(X::Screen, '/', C::Find, "Jump to an id or find a word", "find"),
    key(X::Screen, 'b', C::Return, "Back to where you were before", "back"),
    key(X::Screen, 'w', C::Explain, "Why? Where this figure comes from", "why"),
    key(X::Screen, 'u', C::Undo, "Undo", "undo"),
    key(X::Screen, 'U', C::Redo, "Redo", ""),
    key(X::Screen, 'h', C::HideScores, "Hide or show every score", ""),
    key(X::Screen, 'a', C::About, "Organisation and all registers", ""),
    key(X::Screen, 'l', C::Lists, "Open, to find out, parked, marked", ""),
    key(X::Screen, 'i', C::History, "History of all changes", ""),
    key(X::Screen, 'S', C::SaveCopy, "Save a copy to another file", ""),
    key(X::Screen, 'X', C::Xray, "X-ray: answers that will not stand", ""),
    key(X::Screen, 'B', C::Backups, "Backups: restore one, remove them", ""),
    key(X::Screen, 'x', C::Export, "Export everything to a folder", ""),
    key(X::Screen, 'z', C::Words, "Words of the field, those here first", ""),
    key(X::Screen, 'C', C::Copy, "Copy this item to the clipboard", ""),
    key(X::Screen, 'M', C::Mouse, "Mouse on or off", ""),
    key(X::Screen, '?', C::Help, "Every key, to read or to run", ""),
    special(X::Screen, KeyCode::Esc, C::Back, "One step out", ""),
    special(X::Global, KeyCode::F(1), C::Help, "Every key, to read or to run", "keys"),
    special(X::Global, KeyCode::F(2), C::Outline, "Outline of the standard", "outline"),
    special(X::Global, KeyCode::F(3), C::Question, "The question", "question"),
    special(X::Global, KeyCode::F(4), C::Results, "Results and verdict", "results"),
    special(X::Global, KeyCode::F(5), C::Gaps, "Gap list", "gaps"),
    special(X::Global, KeyCode::F(6), C::Roadmap, "Roadmap", "roadmap"),
    special(X::Global, KeyCode::F(7), C::Guides, "Guides: role, path, documents, words", "guides"),
    special(X::Global, KeyCode::F(8), C::Home, "Close this assessment and go home", ""),
    special(X::Global, KeyCode::F(9), C::Look, "Next look: light, contrast, no colour", ""),
    key(X::Screen, 'q', C::Quit, "Quit (everything is saved)", "quit"),
    ctrl('p', C::Help, "Every key, to read or to run"),
    ctrl('q', C::Quit, "Quit (everything is saved)"),
    ctrl('z', C::Suspend, "Stop; return with fg"),
];

/// The command of a key in a table of keys, innermost context first.
pub fn lookup(bindings: &[Binding], contexts: &[Context], event: &KeyEvent) -> Option<Command> {
    let key = (event.modifiers, event.code);
    contexts
        .iter()
        .find_map(|c| bindings.iter().find(|b| b.context == *c && b.key() == key).map(|b| b.command))
}

impl Command {
    /// The name settings know it by: its own, in lower case with hyphens. A test holds all of them, because
    /// people have them in their files.
    pub fn name(self) -> String {
        let mut name = String::new();
        for c in format!("{self:?}").chars() {
            if c.is_uppercase() && !name.is_empty() {
                name.push('-');
            }
            name.extend(c.to_lowercase().filter(char::is_ascii_lowercase));
        }
        name
    }
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
