//! Whether a control applies and what sort of thing it is needed for, as facts hold it. Used by the Statement of
//! Applicability; knows no row of it.

use super::assessment::Assessment;
use super::keys;
use super::level::Level;
use super::limits::YES;
use super::questionnaire::Questionnaire;
use super::record::Rid;

/// Whether a control applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Applicable {
    /// It is in.
    Yes,
    /// It is left out.
    No,
    /// Nobody said.
    Undecided,
}

impl Applicable {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Yes, Self::No, Self::Undecided];

    /// The name in data files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Undecided => "undecided",
        }
    }

    /// What a typed word says.
    pub fn parse(word: &str) -> Option<Self> {
        match word.trim().to_lowercase().as_str() {
            "yes" | "y" | "in" => Some(Self::Yes),
            "no" | "n" | "out" => Some(Self::No),
            "undecided" | "open" => Some(Self::Undecided),
            _ => None,
        }
    }
}

/// What sort of thing a control is needed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Driver {
    /// A risk.
    Risk,
    /// An impact on people or society.
    Impact,
    /// A law.
    Law,
    /// A contract.
    Contract,
    /// What good practice asks for.
    Practice,
}

impl Driver {
    /// All of them, in the order they are listed.
    pub const ALL: [Self; 5] = [Self::Risk, Self::Impact, Self::Law, Self::Contract, Self::Practice];

    /// The word it is stored and typed by.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Risk => "risk",
            Self::Impact => "impact",
            Self::Law => "law",
            Self::Contract => "contract",
            Self::Practice => "practice",
        }
    }

    /// Whether a register says which one it is: the risk that names the control, and the assessment it was found in.
    pub const fn is_of_register(self) -> bool {
        matches!(self, Self::Risk | Self::Impact)
    }

    /// The driver of a word.
    pub fn parse(word: &str) -> Option<Self> {
        let word = word.trim();
        Self::ALL.into_iter().find(|d| d.key().eq_ignore_ascii_case(word))
    }
}

/// The key of a driver of a control.
pub fn driver_key(id: &str, driver: Driver) -> String {
    format!("{}{id}.{}", keys::DRIVER, driver.key())
}

/// The key that a control is for an AI system.
pub fn system_key(id: &str, system: &Rid) -> String {
    format!("{}{id}.{system}", keys::FOR)
}

/// The key that a control is in.
pub fn in_key(id: &str) -> String {
    format!("{}{id}", keys::IN)
}

/// Whether the general answers leave a control out, as a whole or check by check.
pub(super) fn is_out(q: &Questionnaire, a: &Assessment, requirement: usize) -> bool {
    let out = |c: usize| matches!(a.general_level(q, c), Some((Level::NotApplicable, _)));
    a.is_excluded_in_general(requirement) || q.checks_of(requirement).all(out)
}

impl Assessment {
    /// Whether somebody said that a control is in, and nothing more of it.
    pub fn is_decided_in(&self, id: &str) -> bool {
        self.at(keys::IN, id) == Some(YES)
    }

    /// Why a control that is in is needed, as written; empty where nobody said. Files made before the two reasons were told
    /// apart hold it where the reason for leaving it out stands.
    pub fn why_in(&self, id: &str) -> &str {
        let written = self.at(keys::WHY_IN, id).map(str::trim).filter(|why| !why.is_empty());
        written.or_else(|| self.reason(id).map(str::trim)).unwrap_or_default()
    }
}
