//! What of a warning is new beside those there were, and people on both sides of the audit.

use super::Audit;
use super::warning::Warning;
use crate::model::assessment::Assessment;

impl Warning {
    /// What of it is new beside those there were: of places only those that were not named before; none where nothing is.
    pub fn since(self, before: &[Self]) -> Option<Self> {
        let known = |of: &dyn Fn(&Self) -> Option<&Vec<String>>| -> Vec<String> {
            before.iter().filter_map(of).flatten().cloned().collect()
        };
        let new = |at: Vec<String>, known: &[String]| -> Vec<String> {
            at.into_iter().filter(|id| !known.contains(id)).collect()
        };
        let (now, was) = match &self {
            Self::Owns { who, at } => {
                let was = known(&|w| match w {
                    Self::Owns { who: x, at } if x == who => Some(at),
                    _ => None,
                });
                (at.clone(), was)
            }
            Self::Answered { who, at } => {
                let was = known(&|w| match w {
                    Self::Answered { who: x, at } if x == who => Some(at),
                    _ => None,
                });
                (at.clone(), was)
            }
            _ => return (!before.contains(&self)).then_some(self),
        };
        let at = new(now, &was);
        match self {
            _ if at.is_empty() => None,
            Self::Owns { who, .. } => Some(Self::Owns { who, at }),
            Self::Answered { who, .. } => Some(Self::Answered { who, at }),
            other => Some(other),
        }
    }
}

impl Audit<'_> {
    /// Who audits and is one of those who are audited, by the header alone.
    pub(super) fn on_both_sides(&self, a: &Assessment) -> Vec<Warning> {
        let audited = self.header.members("auditees");
        let is_in = |id: &str| audited.iter().any(|(x, _)| *x == id);
        let both = self.auditors(a).into_iter().filter(|(id, _)| is_in(id.as_str()));
        both.map(|(_, r)| Warning::OnBothSides { who: r.name().trim().to_owned() }).collect()
    }
}
