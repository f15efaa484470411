//! What the audits of a file say of each requirement, one line each, for lists and cards of the organisation's own: the worst that is
//! open, else the last result there is, else how far the plan of the last audit reaches it.

use jiff::civil::Date;

use super::finding::Finding;
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
        /// Whether what was found against it is closed.
        closed: bool,
        /// Those of them that make the result what it is; all where it is none of theirs.
        worst: Vec<String>,
    },
    /// It is in the plan of this audit, and nothing is concluded yet.
    Planned {
        /// Number of the audit.
        audit: String,
    },
    /// It was left out of the plan of this audit with a reason. Both empty where the file has no audit.
    NotAudited {
        /// Number of the audit.
        audit: String,
        /// The reason.
        why: String,
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
            Self::Planned { .. } => "planned",
            Self::NotAudited { .. } => "not-audited",
            Self::NotPlanned => "not-planned",
        }
    }

    /// Number of the audit that says it; empty for none.
    pub fn audit(&self) -> &str {
        match self {
            Self::Found { audit, .. } | Self::Planned { audit } | Self::NotAudited { audit, .. } => audit,
            Self::NotPlanned => "",
        }
    }

    /// Numbers of the findings by which the result is what it is.
    pub fn worst(&self) -> &[String] {
        match self {
            Self::Found { worst, .. } => worst,
            _ => &[],
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

/// While a nonconformity is open, the worst of all audits says it, of several that are as bad the last one; else the last audit
/// that concludes something or found something, else the last that has it in its plan. A row that is not whole concludes nothing.
fn of(q: &Questionnaire, audits: &[Audit<'_>], r: usize) -> SaidOf {
    let open: Vec<(&Audit<'_>, &Finding<'_>, Outcome)> = audits
        .iter()
        .flat_map(|audit| audit.findings_at(q, Target::Requirement(r)).map(move |f| (audit, f)))
        .filter(|(_, f)| f.is_open())
        .filter_map(|(audit, f)| Some((audit, f, f.against()?)))
        .collect();
    // The first of the worst: audits stand here from the last one on.
    if let Some((audit, _, worst)) = open.iter().min_by_key(|(.., against)| *against) {
        let mut findings = audit.live_at(q, Target::Requirement(r));
        let others = open.iter().map(|(_, f, _)| f.rec.shown_no());
        for no in others {
            if !findings.contains(&no) {
                findings.push(no);
            }
        }
        let first = |(of, f, against): &(&Audit<'_>, &Finding<'_>, Outcome)| {
            (against == worst).then(|| (of.header.shown_no() != audit.header.shown_no(), f.rec.shown_no()))
        };
        let mut named: Vec<(bool, String)> = open.iter().filter_map(first).collect();
        named.sort_by_key(|(other, _)| *other);
        let named = named.into_iter().map(|(_, no)| no).collect();
        return SaidOf::Found {
            audit: audit.header.shown_no(),
            result: Some(*worst),
            findings,
            closed: false,
            worst: named,
        };
    }
    let found = |audit: &Audit<'_>| {
        let (result, findings) = (audit.concluded(q, r), audit.live_at(q, Target::Requirement(r)));
        let is = result.is_some() || !findings.is_empty();
        // What is open was said already.
        let closed = result.is_some_and(|r| r != Outcome::Conforms);
        let makes = |f: &&Finding<'_>| f.is_live() && f.against().is_some() && f.against() == result;
        let named: Vec<String> =
            audit.findings_at(q, Target::Requirement(r)).filter(makes).map(|f| f.rec.shown_no()).collect();
        let worst = if named.is_empty() { findings.clone() } else { named };
        is.then(|| SaidOf::Found { audit: audit.header.shown_no(), result, findings, closed, worst })
    };
    let planned = |audit: &&Audit<'_>| audit.reach(q, r) != Reach::None;
    match (audits.iter().find_map(found), audits.iter().find(planned)) {
        (Some(found), _) => found,
        (None, Some(audit)) => {
            let no = audit.header.shown_no();
            if audit.reach(q, r) == Reach::LeftOut {
                SaidOf::NotAudited { audit: no, why: audit.left_out_because(q, r) }
            } else {
                SaidOf::Planned { audit: no }
            }
        }
        (None, None) if audits.is_empty() => SaidOf::NotAudited { audit: String::new(), why: String::new() },
        (None, None) => SaidOf::NotPlanned,
    }
}
