//! The views of the audit: their order, what they are called, and which keys each of them has, the most needed first.

use crate::say;
use crate::tui::keymap::{Command, Found, InAudit, InList};

/// What of an audit is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum View {
    /// The audits there are, and their headers.
    Header,
    /// The standard with what the plan and the working papers say.
    #[default]
    Rows,
    /// The findings.
    Findings,
    /// All audits together: what they reach, and what none does.
    Programme,
    /// One place of the standard as a working paper; from the rows.
    Card,
}

impl View {
    /// Those with a name of their own above the list; the card belongs to the rows.
    pub(super) const ALL: [Self; 4] = [Self::Header, Self::Rows, Self::Findings, Self::Programme];

    /// What it is called.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Header => say!("Header"),
            Self::Rows | Self::Card => say!("Rows"),
            Self::Findings => say!("Findings"),
            Self::Programme => say!("Programme"),
        }
    }

    /// The view beside it, going round.
    pub(super) fn beside(self, forward: bool) -> Self {
        let n = Self::ALL.len();
        let at = Self::ALL.iter().position(|v| *v == self).unwrap_or_default();
        Self::ALL[if forward { at + 1 } else { at + n - 1 } % n]
    }

    /// What its footer offers, the most needed first; `finding` says whether one is selected. What is not among it is
    /// refused or leads nowhere there.
    pub(super) fn offers(self, finding: bool) -> Vec<Command> {
        let result = |found| Command::InAudit(InAudit::Result(found));
        let own = |all: &[InAudit]| all.iter().map(|c| Command::InAudit(*c)).collect::<Vec<_>>();
        let open = vec![Command::InList(InList::Open)];
        let results = vec![result(Found::Conforms), result(Found::Major), result(Found::Minor)];
        let of_finding = own(&[InAudit::Reply, InAudit::Check, InAudit::Drop]);
        let to_look = own(&[InAudit::NextView, InAudit::Details, InAudit::Sign, InAudit::FollowUp]);
        let parts = match self {
            Self::Header => {
                let keys =
                    [InAudit::NextView, InAudit::Add, InAudit::Sign, InAudit::FollowUp, InAudit::Details];
                vec![open, own(&keys)]
            }
            Self::Rows => {
                let first = own(&[InAudit::Toggle, InAudit::NextOpen]);
                let planned = own(&[InAudit::Skip, InAudit::Filter]);
                let papers = own(&[InAudit::Evidence, InAudit::Sample, InAudit::Person, InAudit::Note]);
                vec![open, first, results, planned, to_look, papers]
            }
            Self::Findings if finding => vec![open, of_finding, own(&[InAudit::Add]), to_look],
            Self::Findings => vec![open, own(&[InAudit::Add]), to_look],
            Self::Programme => vec![own(&[InAudit::NextView, InAudit::Details])],
            Self::Card => {
                let papers = own(&[InAudit::Evidence, InAudit::Sample, InAudit::Person, InAudit::Note]);
                let rest = own(&[InAudit::NextOpen, InAudit::NextView, InAudit::Skip, InAudit::Details]);
                let first = if finding { of_finding } else { results };
                vec![open, first, papers, rest]
            }
        };
        parts.into_iter().flatten().collect()
    }
}
