//! Which commands are of use only while an assessment is open, and which give an answer.

use super::{Command, Global, InAudit, InQuick, OnScreen, Polling, Rating};

impl Command {
    /// Whether it gives an answer; those keep their keys.
    pub const fn is_answer(self) -> bool {
        matches!(
            self,
            Self::Rating(Rating::Rate(_))
                | Self::InQuick(InQuick::QuickAnswer(_))
                | Self::Polling(Polling::Vote(_))
                | Self::InAudit(InAudit::Result(_))
        )
    }

    /// Whether it is of use only while an assessment is open.
    pub const fn needs_assessment(self) -> bool {
        match self {
            Self::Global(c) => {
                !matches!(c, Global::Help | Global::Quit | Global::Suspend | Global::Guides | Global::Look)
            }
            Self::OnScreen(c) => !matches!(
                c,
                OnScreen::Back
                    | OnScreen::Find
                    | OnScreen::Words
                    | OnScreen::Copy
                    | OnScreen::Mouse
                    | OnScreen::Backups
            ),
            Self::InQuick(c) => matches!(c, InQuick::Same),
            Self::Rating(_)
            | Self::OnCard(_)
            | Self::InOutline(_)
            | Self::InGaps(_)
            | Self::OnRoadmap(_)
            | Self::InLists(_)
            | Self::InSoa(_)
            | Self::InAudit(_)
            | Self::InRehearsal(_)
            | Self::InSpread(_)
            | Self::InWorkshop(_)
            | Self::OnResults(_)
            | Self::InStart(_)
            | Self::InTen(_)
            | Self::InClause(_)
            | Self::InAbout(_)
            | Self::InHistory(_) => true,
            Self::InList(_)
            | Self::AtHome(_)
            | Self::InBackups(_)
            | Self::InPortfolio(_)
            | Self::InNote(_)
            | Self::InLine(_)
            | Self::InForm(_)
            | Self::Choosing(_)
            | Self::Reading(_)
            | Self::Offered(_)
            | Self::Polling(_)
            | Self::Asking(_)
            | Self::Astray(_) => false,
        }
    }
}
