//! What an auditor should think about again, as it is said where one works; what a report says of the same stands in
//! [`super::audit_stated`].

use super::audit::labels;
use super::{Words, few};
use crate::model::audit::Warning;
use crate::say;

impl Words for Warning {
    fn words(&self) -> String {
        match self {
            Self::Owns { who, at } => {
                say!("{who} owns {at} and would audit own work.", who, at = at.join(", "))
            }
            Self::Answered { who, at } => {
                say!("{who} answered {at} and would audit own words.", who, at = at.join(", "))
            }
            Self::OtherAuditor { who, at, auditor } => {
                say!("{who} writes the result of {at}, of which {auditor} is the auditor.", who, at, auditor)
            }
            Self::LeadOwns { who, at } => {
                say!("{who} leads the audit and owns {at}, which somebody else audits.", who, at = few(at, 6))
            }
            Self::NotOfTeam { who, at } => {
                say!("{who} audits {at} and is neither lead auditor nor in the team.", who, at = few(at, 6))
            }
            Self::OnBothSides { who } => {
                say!("{who} audits and is one of those who are audited, by the header of the audit.", who)
            }
            Self::Outsider { who, audit } => {
                say!("{who} changes {audit} and is neither its lead auditor nor in its team.", who, audit)
            }
            Self::AuditeeWrites { who, at } => {
                say!("{who} is audited here and writes the result of {at} all the same.", who, at)
            }
            Self::PreparedByAuditee { version, who } => say!(
                "{who} prepared version {version} and is one of those who are audited; the report says so as a limitation.",
                who,
                version
            ),
            Self::CheckedByOwner { finding, who } => say!(
                "{finding}: {who} checked whether it helped and is the owner; somebody else should look.",
                finding,
                who
            ),
            Self::ReviewedEarly { version, on, last } => say!(
                "Version {version} was reviewed on {on}, before the last change it holds, which is of {last}.",
                version,
                on = super::day::whole(*on),
                last = super::day::whole(*last)
            ),
            Self::NotReviewed { version } => {
                say!("Nobody has read version {version} through; two people are better than one.", version)
            }
            Self::ReviewedByAuthor { version, who } => say!(
                "{who} prepared version {version} and reviewed it too; the report says so as a limitation.",
                who,
                version
            ),
            Self::HeaderLacks { audit, lacks } => {
                say!("The header of {audit} does not say: {lacks}.", audit, lacks = labels(lacks))
            }
            Self::SignedByOther { version, who, prepared } => say!(
                "{who} signs version {version}, which {prepared} is said to have prepared; the report says so as a limitation.",
                who,
                version,
                prepared
            ),
            Self::SignedByOutsider { version, who } => say!(
                "{who} signs version {version} and is neither lead auditor nor in the team; the report says so as a limitation.",
                who,
                version
            ),
            Self::SignedByAuditee { version, who } => say!(
                "{who} signs version {version} and is one of those who are audited; the report says so as a limitation.",
                who,
                version
            ),
            Self::ReviewedByAuditee { version, who } => say!(
                "{who} reviewed version {version} and is one of those who are audited; the report says so as a limitation.",
                who,
                version
            ),
            other => of_days(other),
        }
    }
}

/// What is said of days that do not fit, of what is cited and gone, and of who is asked.
fn of_days(warning: &Warning) -> String {
    match warning {
        Warning::EvidenceGone { at, what } => {
            say!(
                "{at} cites evidence that was removed from the register since: {what}.",
                at,
                what = few(what, 4)
            )
        }
        Warning::SignedEarly { on, until } => say!(
            "{on}, the day of the signature, is before the last day of the audit, {until}.",
            on = super::day::whole(*on),
            until = super::day::whole(*until)
        ),
        Warning::ReviewedNoDay { version, who } => {
            say!("{who} is named as who reviewed version {version}, and no day on which.", who, version)
        }
        Warning::PreparedEarly { version, on, day } => say!(
            "Version {version} was prepared on {on}, before {day}, a day of the audit.",
            version,
            on = super::day::whole(*on),
            day = super::day::whole(*day)
        ),
        Warning::DueEarly { finding, due, raised } => say!(
            "{finding} is due on {due}, before it was raised on {raised}.",
            finding,
            due = super::day::whole(*due),
            raised = super::day::whole(*raised)
        ),
        Warning::AuditsSelf { who, at } => {
            say!("{who} audits {at} and is the one who is asked there.", who, at = few(at, 6))
        }
        Warning::LeadAudited { who, at } => {
            say!("{who} leads the audit and is asked in {at}.", who, at = few(at, 6))
        }
        other => of_papers(other),
    }
}

/// What is said of rows and findings themselves; nothing of who audits and signs.
fn of_papers(warning: &Warning) -> String {
    match warning {
        Warning::OffDays { at, on, from, until } => say!(
            "{at} {n?was|were} looked at on {on}, which is not among the days of the audit ({from} to {until}).",
            at = few(at, 6),
            n = at.len(),
            on = super::day::whole(*on),
            from = super::day::whole(*from),
            until = super::day::whole(*until)
        ),
        Warning::ClosedOnNothing { finding, lacks } => say!(
            "{finding} is closed as effective, but its reply does not say what was done: missing {lacks}.",
            finding,
            lacks = labels(lacks)
        ),
        Warning::NotWhole { at } => say!(
            "{at} {n?is|are} not complete; {n?its limitation is|their limitations are} all the report says of {n?it|them}.",
            n = at.len(),
            at = few(at, 6)
        ),
        Warning::NoEvidence { finding } => {
            say!("{finding} says nothing of what was seen: without evidence it is an opinion.", finding)
        }
        Warning::NotAudited { finding, at } => say!(
            "{finding} was raised on {at} although the row was not audited: the report says so where it stands.",
            finding,
            at = few(at, 4)
        ),
        Warning::CauseIsCorrection { finding } => {
            say!("{finding}: the cause says the same as the correction; why could it happen?", finding)
        }
        Warning::ManyMinors { at, findings } => say!(
            "{at}: {findings} are minor one by one; together they may be a major.",
            at,
            findings = findings.join(", ")
        ),
        Warning::TwoRows { at, rows } => say!(
            "{at} has {n} rows: {rows}. One row a requirement: write what both say into one of them, then take the other out, for example record audit-row {last} remove.",
            at,
            n = rows.len(),
            rows = rows.join(", "),
            last = rows.last().map_or("", String::as_str)
        ),
        Warning::NoSample { at } => say!("{at} is noted as conforming, but no sample is named.", at),
        Warning::Deviates { at, n, of } => say!(
            "{at} conforms, although {n} of {of} looked at {n?was|were} not as {n?it|they} should be.",
            at,
            n,
            of
        ),
        Warning::NoRow { finding, at } => say!(
            "{finding} stands on {at}, of which this audit has no row: plan it and fill in its working paper, or say in the conclusion how it came up.",
            finding,
            at = few(at, 4)
        ),
        Warning::OldLimitation { at, limitation } => say!(
            "{at} is complete now and still says as its limitation: {limitation}. Take that away if it holds no more.",
            at,
            limitation = crate::model::text::shown(limitation, 80)
        ),
        Warning::NoRole { at } => say!("{at}: an interview, and the role of who was asked is missing.", at),
        other => of_before(other),
    }
}

/// What is said of the plan and of what was before: other rows, findings and signatures.
fn of_before(warning: &Warning) -> String {
    match warning {
        Warning::SignerOwns { who, at } => {
            say!("{who} signs and owns {at}, which is audited.", who, at = few(at, 6))
        }
        Warning::PlannedTwice { at, others } => say!(
            "{at} is planned beside {others}, which {n?covers|cover} the same: what a nearer row says goes before. To take it out again: row {at} unplan.",
            at,
            others = few(others, 6),
            n = others.len()
        ),
        Warning::ConformsThoughOpen { at, findings } => say!(
            "{at} is said to conform, although {findings} of an earlier audit {n?is|are} still open there: say whether what was done helped, or what stands against it.",
            at,
            findings = findings.join(", "),
            n = findings.len()
        ),
        Warning::OpenBefore { findings } => {
            say!("Still open from earlier audits: {findings}.", findings = few(findings, 12))
        }
        Warning::ChangedSince { no, version, n } => say!(
            "{n|thing|things} changed since {no} was signed as version {version}; what, tells: audit changes {no}",
            n,
            no,
            version
        ),
        _ => String::new(),
    }
}
