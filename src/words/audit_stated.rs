//! What a report states where the screen warns: the fact alone. What to do about it is for who writes the audit and not for who reads
//! it, so it stands on the screen only.

use super::{Words as _, few};
use crate::model::audit::Warning;
use crate::say;

/// A warning as a paper states it.
pub fn stated(warning: &Warning) -> String {
    match warning {
        Warning::PreparedByAuditee { version, who } => {
            say!("{who} prepared version {version} and is one of those who are audited.", who, version)
        }
        Warning::ReviewedByAuthor { version, who } => {
            say!("{who} prepared version {version} and reviewed it too.", who, version)
        }
        Warning::SignedByOther { version, who, prepared } => say!(
            "{who} signed version {version}, which {prepared} is said to have prepared.",
            who,
            version,
            prepared
        ),
        Warning::SignedByOutsider { version, who } => {
            say!("{who} signed version {version} and is neither lead auditor nor in the team.", who, version)
        }
        Warning::SignedByAuditee { version, who } => {
            say!("{who} signed version {version} and is one of those who are audited.", who, version)
        }
        Warning::ReviewedByAuditee { version, who } => {
            say!("{who} reviewed version {version} and is one of those who are audited.", who, version)
        }
        Warning::NoEvidence { finding } => {
            say!("{finding}: nothing is stated of what was seen.", finding)
        }
        Warning::NotReviewed { version } => say!("Nobody else has read version {version} through.", version),
        Warning::NoRow { finding, at } => say!(
            "{finding} stands on {at}, of which this audit has no row: no working paper is behind it there.",
            finding,
            at = few(at, 4)
        ),
        Warning::NotAudited { finding, at } => {
            say!("{finding} was raised on {at}, which was not audited.", finding, at = few(at, 4))
        }
        Warning::CheckedByOwner { finding, who } => {
            say!(
                "{finding}: {who} checked whether it helped and is the owner of what was done.",
                finding,
                who
            )
        }
        Warning::ConformsThoughOpen { at, findings } => say!(
            "{at} is said to conform; {findings} of an earlier audit {n?is|are} still open there.",
            at,
            findings = findings.join(", "),
            n = findings.len()
        ),
        Warning::CauseIsCorrection { finding } => {
            say!("{finding}: the cause that was given says the same as the correction.", finding)
        }
        Warning::ManyMinors { at, findings } => say!(
            "{at}: {n} minor nonconformities on one requirement, {findings}.",
            at,
            n = findings.len(),
            findings = findings.join(", ")
        ),
        other => other.words(),
    }
}
