//! Commands and their keys, those of dialogs too: one table for dispatch, footer, help, `clausewise keys`, README.

mod commands;
pub mod former;
mod found;
pub mod grammar;
mod listing;
mod named;
mod needs;
mod over;
pub mod synonyms;
mod table;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

pub use super::keys::{names, table};
pub use commands::*;
pub use found::Found;
pub use table::BINDINGS;

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
    /// The Statement of Applicability.
    Soa,
    /// In the audit.
    Audit,
    /// The rehearsal of a certification audit.
    Rehearsal,
    /// Everybody's answers side by side.
    Spread,
    /// The workshop.
    Workshop,
    /// The quick check.
    Quick,
    /// The first step of the way.
    Start,
    /// The first ten things.
    Ten,
    /// A clause in short.
    Clause,
    /// Results.
    Results,
    /// Backups.
    Backups,
    /// Many clients.
    Portfolio,
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
    /// What of an export leaves.
    Ticks,
    /// Any list to choose from.
    Picker,
    /// Something to read.
    Reader,
    /// Something to keep or to drop.
    Offer,
    /// Answers of several people.
    Poll,
    /// A question before something is removed or left.
    Ask,
    /// Where letters were typed that meant nothing.
    Astray,
}

impl Context {
    /// All of them, in the order help shows them.
    pub const ALL: [Self; 38] = [
        Self::Home,
        Self::Question,
        Self::Rating,
        Self::Outline,
        Self::Results,
        Self::Gaps,
        Self::Roadmap,
        Self::Lists,
        Self::Soa,
        Self::Audit,
        Self::Rehearsal,
        Self::Spread,
        Self::Workshop,
        Self::Quick,
        Self::Start,
        Self::Ten,
        Self::Clause,
        Self::Backups,
        Self::Portfolio,
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
        Self::Ticks,
        Self::Picker,
        Self::Reader,
        Self::Offer,
        Self::Poll,
        Self::Ask,
        Self::Astray,
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
            Self::Soa => "In the Statement of Applicability",
            Self::Audit => "In the audit",
            Self::Rehearsal => "In the rehearsal",
            Self::Spread => "Among everybody's answers",
            Self::Workshop => "In the workshop",
            Self::Quick => "In the quick check",
            Self::Start => "In the guided start",
            Self::Ten => "Among the first ten things",
            Self::Clause => "On a clause in short",
            Self::Results => "On the results",
            Self::Backups => "In the backups",
            Self::Portfolio => "Among many clients",
            Self::About => "In the registers",
            Self::History => "In the history",
            Self::Note => "Writing a note",
            Self::Line => "Writing a line",
            Self::Form => "In a form",
            Self::Help => "In this list",
            Self::Find => "Finding",
            Self::Words => "In the words of the field",
            Self::Choose => "Choosing one of several",
            Self::Ticks => "Choosing what leaves",
            Self::Picker => "In lists to choose from",
            Self::Reader => "Reading",
            Self::Offer => "Keeping a what-if",
            Self::Poll => "When several people answer",
            Self::Ask => "When it asks first",
            Self::Astray => "When letters meant nothing",
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
        self.takes_text()
            || matches!(
                self,
                Self::Ticks | Self::Reader | Self::Offer | Self::Poll | Self::Ask | Self::Astray
            )
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

/// The command of a key in a table of keys, innermost context first.
pub fn lookup(bindings: &[Binding], contexts: &[Context], event: &KeyEvent) -> Option<Command> {
    let key = (event.modifiers, event.code);
    // A terminal can send it (Ctrl-Space); in the table it says that a command has no key.
    if event.code == KeyCode::Null {
        return None;
    }
    contexts
        .iter()
        .find_map(|c| bindings.iter().find(|b| b.context == *c && b.key() == key).map(|b| b.command))
}

impl Binding {
    /// The key with its modifiers.
    pub const fn key(&self) -> (KeyModifiers, KeyCode) {
        (self.modifiers, self.code)
    }

    /// Whether it has a key, and does not only stand in the list of commands.
    pub fn is_bound(&self) -> bool {
        self.code != KeyCode::Null
    }

    /// The key as people call it; empty for a command that has none.
    pub fn key_name(&self) -> String {
        let name = match self.code {
            KeyCode::Null => String::new(),
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
                let same = (b.context, b.key()) == (other.context, other.key()) && b.is_bound();
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
