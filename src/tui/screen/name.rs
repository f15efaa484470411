//! The screens by name, and the keys that hold on each.

use crate::model::journey::Step;
use crate::say;
use crate::tui::keymap::{AtHome, Command, Context, Global, OnScreen};

/// What fills the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Screen {
    /// Start.
    Home,
    /// Outline of the standard.
    Outline,
    /// The question card.
    Question,
    /// The question in large type.
    Room,
    /// Verdict, counts, bars.
    Results,
    /// Gap list.
    Gaps,
    /// Roadmap.
    Roadmap,
    /// Open, to find out, parked, marked.
    Lists,
    /// The Statement of Applicability.
    Soa,
    /// An audit.
    Audit,
    /// What a certification auditor opens first.
    Rehearsal,
    /// Everybody's answers side by side.
    Spread,
    /// Agenda, requests, closing, reminders.
    Workshop,
    /// All changes.
    History,
    /// Organisation, AI systems, people.
    About,
    /// The quick check.
    Quick,
    /// The first step of the way.
    Start,
    /// The first ten things.
    Ten,
    /// A clause in short.
    Clause,
    /// What will not stand.
    Xray,
    /// Backups.
    Backups,
    /// Many clients.
    Portfolio,
}

impl Screen {
    /// All of them.
    pub const ALL: [Self; 22] = [
        Self::Home,
        Self::Outline,
        Self::Question,
        Self::Room,
        Self::Results,
        Self::Gaps,
        Self::Roadmap,
        Self::Lists,
        Self::Soa,
        Self::Audit,
        Self::Rehearsal,
        Self::Spread,
        Self::Workshop,
        Self::History,
        Self::About,
        Self::Quick,
        Self::Start,
        Self::Ten,
        Self::Clause,
        Self::Xray,
        Self::Backups,
        Self::Portfolio,
    ];

    /// Its name in the header.
    pub fn word(self) -> &'static str {
        match self {
            Self::Home => say!("Home"),
            Self::Outline => say!("Outline"),
            Self::Question => say!("Question"),
            Self::Room => say!("Room"),
            Self::Results => say!("Results"),
            Self::Gaps => say!("Gap list"),
            Self::Roadmap => say!("Roadmap"),
            Self::Lists => say!("Open and parked"),
            Self::Soa => say!("Statement of Applicability"),
            Self::Audit => say!("Audit"),
            Self::Rehearsal => say!("Rehearsal"),
            Self::Spread => say!("Who said what"),
            Self::Workshop => say!("Workshop"),
            Self::History => say!("History"),
            Self::About => say!("About"),
            Self::Quick => say!("Quick check"),
            Self::Start => say!("Guided start"),
            Self::Ten => say!("Your first ten"),
            Self::Clause => say!("Clause in short"),
            Self::Xray => say!("X-ray"),
            Self::Backups => say!("Backups"),
            Self::Portfolio => say!("Many clients"),
        }
    }

    /// Which step of the way it is; none where it is none.
    pub const fn step(self) -> Option<Step> {
        match self {
            Self::Start => Some(Step::You),
            Self::Quick => Some(Step::Quick),
            Self::Ten => Some(Step::Ten),
            Self::Clause => Some(Step::Cards),
            _ => None,
        }
    }

    /// Whether it is, or has, a form for a room.
    pub const fn has_large(self) -> bool {
        matches!(self, Self::Question | Self::Room | Self::Results | Self::Gaps | Self::Roadmap)
    }

    /// Whether it shows nothing but scores and what follows from them.
    pub const fn is_made_of_scores(self) -> bool {
        matches!(
            self,
            Self::Results
                | Self::Gaps
                | Self::Roadmap
                | Self::Xray
                | Self::Rehearsal
                | Self::Ten
                | Self::Clause
        )
    }

    /// The contexts in which a key is looked up, innermost first.
    pub const fn contexts(self) -> &'static [Context] {
        use Context as X;
        match self {
            Self::Home => &[X::Home, X::List, X::Screen, X::Global],
            Self::Outline => &[X::Outline, X::Rating, X::List, X::Screen, X::Global],
            Self::Question | Self::Room => &[X::Question, X::Rating, X::List, X::Screen, X::Global],
            Self::Gaps => &[X::Gaps, X::List, X::Screen, X::Global],
            Self::Roadmap => &[X::Roadmap, X::List, X::Screen, X::Global],
            Self::Lists => &[X::Lists, X::List, X::Screen, X::Global],
            Self::Soa => &[X::Soa, X::Rating, X::List, X::Screen, X::Global],
            Self::Rehearsal => &[X::Rehearsal, X::List, X::Screen, X::Global],
            Self::Spread => &[X::Spread, X::Rating, X::List, X::Screen, X::Global],
            Self::Workshop => &[X::Workshop, X::List, X::Screen, X::Global],
            Self::Audit => &[X::Audit, X::List, X::Screen, X::Global],
            Self::Quick => &[X::Quick, X::List, X::Screen, X::Global],
            Self::Start => &[X::Start, X::List, X::Screen, X::Global],
            Self::Ten => &[X::Ten, X::List, X::Screen, X::Global],
            Self::Clause => &[X::Clause, X::List, X::Screen, X::Global],
            Self::Portfolio => &[X::Portfolio, X::List, X::Screen, X::Global],
            Self::Backups => &[X::Backups, X::List, X::Screen, X::Global],
            Self::Results => &[X::Results, X::List, X::Screen, X::Global],
            Self::About => &[X::About, X::List, X::Screen, X::Global],
            Self::History => &[X::History, X::List, X::Screen, X::Global],
            Self::Xray => &[X::List, X::Screen, X::Global],
        }
    }
}

impl Context {
    /// The screen its keys belong to, and the command that goes there; none where they hold on all screens, or in a
    /// dialog.
    pub const fn place(self) -> Option<(Screen, Command)> {
        Some(match self {
            Self::Home => (Screen::Home, Command::Global(Global::Home)),
            Self::Outline => (Screen::Outline, Command::Global(Global::Outline)),
            Self::Question | Self::Rating => (Screen::Question, Command::Global(Global::Question)),
            Self::Results => (Screen::Results, Command::Global(Global::Results)),
            Self::Gaps => (Screen::Gaps, Command::Global(Global::Gaps)),
            Self::Roadmap => (Screen::Roadmap, Command::Global(Global::Roadmap)),
            Self::Lists => (Screen::Lists, Command::OnScreen(OnScreen::Lists)),
            Self::Soa => (Screen::Soa, Command::OnScreen(OnScreen::Statement)),
            Self::Audit => (Screen::Audit, Command::OnScreen(OnScreen::Audit)),
            Self::Rehearsal => (Screen::Rehearsal, Command::OnScreen(OnScreen::Rehearsal)),
            Self::Spread => (Screen::Spread, Command::OnScreen(OnScreen::Votes)),
            Self::Workshop => (Screen::Workshop, Command::OnScreen(OnScreen::Workshop)),
            Self::About => (Screen::About, Command::OnScreen(OnScreen::About)),
            Self::History => (Screen::History, Command::OnScreen(OnScreen::History)),
            Self::Backups => (Screen::Backups, Command::OnScreen(OnScreen::Backups)),
            Self::Quick => (Screen::Quick, Command::AtHome(AtHome::Quick)),
            Self::Start => (Screen::Start, Command::OnScreen(OnScreen::GoOn)),
            Self::Ten => (Screen::Ten, Command::OnScreen(OnScreen::FirstTen)),
            Self::Clause => (Screen::Clause, Command::OnScreen(OnScreen::Clause)),
            // A folder is asked for first, and no file may be open then.
            Self::Portfolio
            | Self::Global
            | Self::Screen
            | Self::List
            | Self::Note
            | Self::Line
            | Self::Form
            | Self::Help
            | Self::Find
            | Self::Words
            | Self::Choose
            | Self::Ticks
            | Self::Picker
            | Self::Reader
            | Self::Offer
            | Self::Poll
            | Self::Ask
            | Self::Astray => return None,
        })
    }
}
