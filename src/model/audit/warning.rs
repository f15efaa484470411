//! What an auditor should think about again, as data. A leaf: [`super::warn`] finds it, `words` says it.

use jiff::civil::Date;

use crate::model::record::Field;

impl Warning {
    /// Whether it is about who signs, who wrote what is signed and who read it through: what is told first before a signature.
    pub const fn is_of_signature(&self) -> bool {
        matches!(
            self,
            Self::SignedByOther { .. }
                | Self::SignedByOutsider { .. }
                | Self::SignedByAuditee { .. }
                | Self::PreparedByAuditee { .. }
                | Self::ReviewedByAuditee { .. }
                | Self::ReviewedByAuthor { .. }
                | Self::NotReviewed { .. }
                | Self::ReviewedNoDay { .. }
                | Self::ReviewedEarly { .. }
                | Self::SignerOwns { .. }
        )
    }

    /// Whether it is about who audits what, and so about the independence of those who do.
    pub const fn is_of_independence(&self) -> bool {
        matches!(
            self,
            Self::Owns { .. }
                | Self::OnBothSides { .. }
                | Self::Answered { .. }
                | Self::LeadOwns { .. }
                | Self::NotOfTeam { .. }
                | Self::AuditsSelf { .. }
                | Self::LeadAudited { .. }
        )
    }
}

/// One warning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// Somebody audits what they own.
    Owns {
        /// The name.
        who: String,
        /// The requirements.
        at: Vec<String>,
    },
    /// Somebody audits what they answered themselves.
    Answered {
        /// The name.
        who: String,
        /// The requirements.
        at: Vec<String>,
    },
    /// Somebody else than the auditor of a row says what was found there.
    OtherAuditor {
        /// The name.
        who: String,
        /// Where.
        at: String,
        /// Who audits it.
        auditor: String,
    },
    /// Who leads the audit owns what somebody else audits in it.
    LeadOwns {
        /// The name.
        who: String,
        /// The requirements and AI systems.
        at: Vec<String>,
    },
    /// Somebody audits rows and is neither lead auditor nor in the team.
    NotOfTeam {
        /// The name.
        who: String,
        /// Where.
        at: Vec<String>,
    },
    /// Somebody of those who audit is one of those who are audited, by the header.
    OnBothSides {
        /// The name.
        who: String,
    },
    /// Rows were looked at on a day that is none of the audit's.
    OffDays {
        /// Where.
        at: Vec<String>,
        /// The day.
        on: Date,
        /// The first day of the audit.
        from: Date,
        /// Its last day.
        until: Date,
    },
    /// A row cites evidence that is no longer in the register.
    EvidenceGone {
        /// Where.
        at: String,
        /// Numbers and names of what is gone.
        what: Vec<String>,
    },
    /// It was signed before its last day.
    SignedEarly {
        /// The day of the signature.
        on: Date,
        /// Its last day.
        until: Date,
    },
    /// Somebody who is neither its lead auditor nor in its team changes an audit.
    Outsider {
        /// The name.
        who: String,
        /// Number of the audit.
        audit: String,
    },
    /// Who is audited says what was found.
    AuditeeWrites {
        /// The name.
        who: String,
        /// Where.
        at: String,
    },
    /// Whether it helped was looked at by who did it.
    CheckedByOwner {
        /// Number of the finding.
        finding: String,
        /// The name.
        who: String,
    },
    /// Closed as effective, and nobody said what was done about it.
    ClosedOnNothing {
        /// Number of the finding.
        finding: String,
        /// What nobody wrote of the reply.
        lacks: Vec<&'static Field>,
    },
    /// Rows of the plan that are not whole, each with a limitation that says so.
    NotWhole {
        /// Where.
        at: Vec<String>,
    },
    /// Nothing is said of what was seen.
    NoEvidence {
        /// Number of the finding.
        finding: String,
    },
    /// The cause says what the correction says.
    CauseIsCorrection {
        /// Number of the finding.
        finding: String,
    },
    /// Several minors on one requirement: together they may be a major.
    ManyMinors {
        /// The requirement.
        at: String,
        /// Numbers of the findings.
        findings: Vec<String>,
    },
    /// Two rows stand at one place, as a merge may leave them.
    TwoRows {
        /// Where.
        at: String,
        /// Numbers of the rows.
        rows: Vec<String>,
    },
    /// It is said to conform without a sample.
    NoSample {
        /// Where.
        at: String,
    },
    /// It is said to conform although something deviates.
    Deviates {
        /// Where.
        at: String,
        /// How many.
        n: usize,
        /// Of how many that were looked at.
        of: usize,
    },
    /// An interview without the role of who was asked.
    NoRole {
        /// Where.
        at: String,
    },
    /// A finding stands where the audit has no row in its plan, so that no working paper is behind it there.
    NoRow {
        /// Number of the finding.
        finding: String,
        /// Where there is none.
        at: Vec<String>,
    },
    /// A new version is worked on, and a row that is complete still says what could not be looked at.
    OldLimitation {
        /// Where.
        at: String,
        /// What it says.
        limitation: String,
    },
    /// It was read through before the last change it holds.
    ReviewedEarly {
        /// Which version.
        version: u32,
        /// The day it was read through.
        on: Date,
        /// The day of the last change.
        last: Date,
    },
    /// A finding stands where the audit left out what it is about.
    NotAudited {
        /// Number of the finding.
        finding: String,
        /// What was left out.
        at: Vec<String>,
    },
    /// Who is audited wrote what was signed.
    PreparedByAuditee {
        /// Which version.
        version: u32,
        /// The name.
        who: String,
    },
    /// Nobody read through what was signed.
    NotReviewed {
        /// Which version.
        version: u32,
    },
    /// What was signed was read through by who wrote it.
    ReviewedByAuthor {
        /// Which version.
        version: u32,
        /// The name.
        who: String,
    },
    /// The header does not say something a report has to say.
    HeaderLacks {
        /// Number of the audit.
        audit: String,
        /// What it does not say.
        lacks: Vec<&'static Field>,
    },
    /// Signed by somebody else than who is named as its author.
    SignedByOther {
        /// Which version.
        version: u32,
        /// Who signed.
        who: String,
        /// Who is named.
        prepared: String,
    },
    /// Signed by somebody who is neither lead auditor nor in the team.
    SignedByOutsider {
        /// Which version.
        version: u32,
        /// The name.
        who: String,
    },
    /// Who is audited signed what somebody else wrote.
    SignedByAuditee {
        /// Which version.
        version: u32,
        /// The name.
        who: String,
    },
    /// Who is audited read through what was signed.
    ReviewedByAuditee {
        /// Which version.
        version: u32,
        /// The name.
        who: String,
    },
    /// Somebody is named who read it through, and no day.
    ReviewedNoDay {
        /// Which version.
        version: u32,
        /// The name.
        who: String,
    },
    /// It was done writing before the first day of the audit, or before a row was looked at.
    PreparedEarly {
        /// Which version.
        version: u32,
        /// The day it was done writing.
        on: Date,
        /// The day of the audit that is later.
        day: Date,
    },
    /// What is to be done is due before the finding was raised.
    DueEarly {
        /// Number of the finding.
        finding: String,
        /// The day it is due.
        due: Date,
        /// The day it was raised.
        raised: Date,
    },
    /// Who audits a row is who is asked there.
    AuditsSelf {
        /// The name.
        who: String,
        /// Where.
        at: Vec<String>,
    },
    /// What is planned is covered by other rows of the plan, or covers them.
    PlannedTwice {
        /// Where.
        at: String,
        /// The places of the others.
        others: Vec<String>,
    },
    /// It is said to conform, and a nonconformity of an earlier audit is still open there.
    ConformsThoughOpen {
        /// Where.
        at: String,
        /// Numbers of the findings.
        findings: Vec<String>,
    },
    /// Findings of earlier audits that are still open.
    OpenBefore {
        /// Their numbers.
        findings: Vec<String>,
    },
    /// Something changed since the last audit was signed.
    ChangedSince {
        /// Number of that audit.
        no: String,
        /// Which version of it.
        version: u32,
        /// How many things.
        n: usize,
    },
    /// Who signs owns what is audited.
    SignerOwns {
        /// The name.
        who: String,
        /// The requirements.
        at: Vec<String>,
    },
    /// Who leads the audit is asked in a row of it.
    LeadAudited {
        /// The name.
        who: String,
        /// Where.
        at: Vec<String>,
    },
}
