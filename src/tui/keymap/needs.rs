//! Which commands are of use only while an assessment is open.

use super::{Command, Global, OnScreen};

impl Command {
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
            Self::Rating(_)
            | Self::OnCard(_)
            | Self::InOutline(_)
            | Self::InGaps(_)
            | Self::OnRoadmap(_)
            | Self::InLists(_)
            | Self::InSoa(_)
            | Self::InAudit(_)
            | Self::OnResults(_)
            | Self::InStart(_)
            | Self::InTen(_)
            | Self::InClause(_)
            | Self::InAbout(_)
            | Self::InHistory(_) => true,
            Self::InList(_)
            | Self::AtHome(_)
            | Self::InQuick(_)
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
