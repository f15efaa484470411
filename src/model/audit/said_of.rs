//! What the audits of a file say of each requirement, one line each, for lists of the organisation's own: the last result there is,
//! else how far the plan of the last audit reaches it.

use jiff::civil::Date;

use super::outcome::Outcome;
use super::{Audit, Reach, all};
use crate::model::assessment::Assessment;
use crate::model::questionnaire::{Questionnaire, Target};

/// What is said of a requirement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaidOf {
    /// An audit looked at it.
    Found {
        /// Number of the audit.
        audit: String,
        /// Its result; none where only findings that are no nonconformities stand there.
        result: Option<Outcome>,
        /// Numbers of the findings that stand there.
        findings: Vec<String>,
    },
    /// It is in the plan of this audit, and nothing was found yet; or it was left out there with a reason. Empty where the file has
    /// no audit.
    NotAudited {
        /// Number of the audit.
        audit: String,
    },
    /// There are audits, and it is in the plan of none.
    NotPlanned,
}

impl SaidOf {
    /// The name in data files: a result, or why there is none.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Found { result: Some(Outcome::Major), .. } => "major",
            Self::Found { result: Some(Outcome::Minor), .. } => "minor",
            Self::Found { result: Some(Outcome::Conforms), .. } => "conforms",
            Self::Found { result: None, .. } => "finding",
            Self::NotAudited { .. } => "not-audited",
            Self::NotPlanned => "not-planned",
        }
    }

    /// Number of the audit that says it; empty for none.
    pub fn audit(&self) -> &str {
        match self {
            Self::Found { audit, .. } | Self::NotAudited { audit } => audit,
            Self::NotPlanned => "",
        }
    }

    /// Numbers of the findings.
    pub fn findings(&self) -> &[String] {
        match self {
            Self::Found { findings, .. } => findings,
            _ => &[],
        }
    }
}

/// What is said of every requirement.
pub fn said_of(q: &Questionnaire, a: &Assessment, today: Date) -> Vec<SaidOf> {
    let audits: Vec<Audit<'_>> = all(a).iter().rev().map(|rec| Audit::of(q, a, &rec.id, today)).collect();
    (0..q.requirements.len()).map(|r| of(q, &audits, r)).collect()
}

/// The last audit that found something says it, else the last that has it in its plan.
fn of(q: &Questionnaire, audits: &[Audit<'_>], r: usize) -> SaidOf {
    let found = |audit: &Audit<'_>| {
        let here = audit.findings_at(q, Target::Requirement(r)).filter(|f| f.is_live());
        let findings: Vec<String> = here.map(|f| f.rec.shown_no()).collect();
        let result = audit.result(q, r);
        let is = result.is_some() || !findings.is_empty();
        is.then(|| SaidOf::Found { audit: audit.header.shown_no(), result, findings })
    };
    let planned = |audit: &&Audit<'_>| audit.reach(q, r) != Reach::None;
    match (audits.iter().find_map(found), audits.iter().find(planned)) {
        (Some(found), _) => found,
        (None, Some(audit)) => SaidOf::NotAudited { audit: audit.header.shown_no() },
        (None, None) if audits.is_empty() => SaidOf::NotAudited { audit: String::new() },
        (None, None) => SaidOf::NotPlanned,
    }
}
