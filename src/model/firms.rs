//! The firms whose worked answers a questionnaire tells: who they are, what AI they have, and which of them is
//! most like an organisation. Facts of the questionnaire's head file; everybody may ask, nothing is counted.

use serde::{Deserialize, Serialize};

use super::advice::Firm;
use super::size::OrgSize;

/// The firms, by the keys of their answers.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Firms {
    /// Uses AI others built.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bakery: Option<WorkedFirm>,
    /// Provides an assistant built on a bought model.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub software: Option<WorkedFirm>,
    /// Develops models.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bank: Option<WorkedFirm>,
}

/// One firm.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct WorkedFirm {
    /// What it is, in a line, where one chooses among them.
    pub about: String,
    /// The name of the organisation.
    pub organisation: String,
    /// Its scope.
    pub scope: String,
    /// How many people.
    pub people: u32,
    /// `developer`, `provider`, `user`.
    pub roles: Vec<String>,
    /// Hours a week for the work.
    pub hours_per_week: u32,
    /// People of its register.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<FirmMember>,
    /// Its AI systems.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub systems: Vec<FirmSystem>,
}

/// Somebody in a firm.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct FirmMember {
    /// Name.
    pub name: String,
    /// What they do there.
    pub role: String,
}

/// An AI system of a firm.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct FirmSystem {
    /// Name.
    pub name: String,
    /// What it is used for.
    pub purpose: String,
    /// Who supplies it; empty if built there.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub vendor: String,
    /// What goes in.
    pub data: String,
    /// The firm's role towards it.
    pub role: String,
    /// Touches people's rights, chances or safety.
    #[serde(default)]
    pub affects: bool,
    /// A law already asks something of it.
    #[serde(default)]
    pub legal: bool,
}

impl WorkedFirm {
    /// Its size.
    pub const fn size(&self) -> OrgSize {
        OrgSize::of_people(self.people)
    }
}

impl Firms {
    /// No firm is told of.
    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Who this firm is, where it is told.
    pub const fn of(&self, firm: Firm) -> Option<&WorkedFirm> {
        match firm {
            Firm::Bakery => self.bakery.as_ref(),
            Firm::Software => self.software.as_ref(),
            Firm::Bank => self.bank.as_ref(),
        }
    }

    /// All firms, the one most like an organisation of this size and with these roles first. A step of size
    /// weighs as much as one role more or less; equals stay smallest first.
    pub(super) fn like(&self, size: Option<OrgSize>, roles: &[&str]) -> [Firm; 3] {
        let mut firms = Firm::ALL;
        firms.sort_by_key(|firm| {
            let Some(told) = self.of(*firm) else { return usize::MAX };
            let place = |s: OrgSize| OrgSize::ALL.iter().position(|x| *x == s).unwrap_or(0);
            let steps = size.map_or(0, |s| place(s).abs_diff(place(told.size())));
            let missing = told.roles.iter().filter(|r| !roles.contains(&r.as_str())).count();
            let more = roles.iter().filter(|r| !told.roles.iter().any(|x| x == *r)).count();
            steps + if roles.is_empty() { 0 } else { missing + more }
        });
        firms
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank;

    #[test]
    fn the_firm_most_like_ones_own_comes_first() {
        let firms = bank::embedded().unwrap().firms;
        for (size, roles, first) in [
            (Some(OrgSize::Solo), &["user"][..], Firm::Bakery),
            (Some(OrgSize::Micro), &["user"], Firm::Bakery),
            (Some(OrgSize::Small), &["provider"], Firm::Software),
            (Some(OrgSize::Small), &[], Firm::Software),
            (Some(OrgSize::Medium), &["developer", "user"], Firm::Bank),
            (Some(OrgSize::Large), &["developer"], Firm::Bank),
            (None, &["user"], Firm::Bakery),
            (None, &[], Firm::Bakery),
        ] {
            assert_eq!(firms.like(size, roles)[0], first, "{size:?} {roles:?}");
        }
        assert_eq!(Firms::default().like(Some(OrgSize::Large), &["user"]), Firm::ALL);
    }
}
