//! What will not stand when an auditor asks: the kinds, and what is behind each.

use jiff::civil::Date;

use super::audit::Outcome;
use super::level::Level;

/// What kind of weakness it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Two answers that cannot both be right.
    Contradiction,
    /// An audit found a nonconformity that is still to be put right.
    AuditSays,
    /// A control left out for which no reason can stand.
    CannotStand,
    /// A control left out without a reason.
    NoReason,
    /// A reason that argues nothing.
    WeakReason,
    /// A control left out, and something came up since that speaks against it.
    LookAgain,
    /// A reason for having a control that names nothing.
    WeakInclusion,
    /// A high level whose note speaks of the future, or of something missing.
    NoteDisagrees,
    /// Evidence that ran out, with no other for what it proves.
    RanOut,
    /// Proven, but nothing to show.
    NoEvidence,
    /// Evidence with days that cannot be.
    WrongDay,
    /// Evidence older than a year, or of unknown age.
    OldEvidence,
    /// Most of the work hangs on one person.
    OneOwner,
    /// Records that do not say what they should.
    RecordsLack,
    /// Records of one register that have one number of another register.
    SameNumber,
}

impl Kind {
    /// All, most serious first.
    pub const ALL: [Self; 15] = [
        Self::Contradiction,
        Self::AuditSays,
        Self::CannotStand,
        Self::NoReason,
        Self::WeakReason,
        Self::LookAgain,
        Self::WeakInclusion,
        Self::NoteDisagrees,
        Self::RanOut,
        Self::NoEvidence,
        Self::WrongDay,
        Self::OldEvidence,
        Self::OneOwner,
        Self::RecordsLack,
        Self::SameNumber,
    ];

    /// The name in data files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Contradiction => "contradiction",
            Self::AuditSays => "audit_says",
            Self::CannotStand => "cannot_stand",
            Self::NoReason => "no_reason",
            Self::WeakReason => "weak_reason",
            Self::LookAgain => "look_again",
            Self::WeakInclusion => "weak_inclusion",
            Self::NoteDisagrees => "note_disagrees",
            Self::RanOut => "evidence_ran_out",
            Self::NoEvidence => "no_evidence",
            Self::WrongDay => "evidence_wrong_day",
            Self::OldEvidence => "old_evidence",
            Self::OneOwner => "one_owner",
            Self::RecordsLack => "records_lack",
            Self::SameNumber => "same_number",
        }
    }
}

/// Something that will not stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The id it is about; empty when about the whole.
    pub at: String,
    /// What is wrong with it.
    pub weakness: Weakness,
}

impl Finding {
    /// What kind of weakness it is.
    pub const fn kind(&self) -> Kind {
        match self.weakness {
            Weakness::WorkOrder { .. }
            | Weakness::NoRecord { .. }
            | Weakness::SameMatter { .. }
            | Weakness::Statement { .. }
            | Weakness::Treatment { .. }
            | Weakness::Running { .. }
            | Weakness::AffectsPeople { .. }
            | Weakness::NoScope
            | Weakness::NoSystems { .. } => Kind::Contradiction,
            Weakness::AuditSays { .. } => Kind::AuditSays,
            Weakness::CannotStand { .. } => Kind::CannotStand,
            Weakness::NoReason { .. } => Kind::NoReason,
            Weakness::WeakReason { .. } => Kind::WeakReason,
            Weakness::LookAgain { .. } => Kind::LookAgain,
            Weakness::WeakInclusion { .. } => Kind::WeakInclusion,
            Weakness::Future { .. } | Weakness::Missing { .. } => Kind::NoteDisagrees,
            Weakness::RanOut { .. } => Kind::RanOut,
            Weakness::NoEvidence { .. } => Kind::NoEvidence,
            Weakness::DatedAhead { .. } | Weakness::SeenAhead { .. } | Weakness::SeenBefore { .. } => {
                Kind::WrongDay
            }
            Weakness::OldEvidence { .. } => Kind::OldEvidence,
            Weakness::OneOwner { .. } => Kind::OneOwner,
            Weakness::RecordsLack { .. } => Kind::RecordsLack,
            Weakness::SameNumber { .. } => Kind::SameNumber,
        }
    }
}

/// What is wrong, with what is behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Weakness {
    /// All there by the own answer, and an audit says otherwise.
    AuditSays {
        /// The worst of it.
        worst: Outcome,
        /// Numbers of the findings that are still to be put right.
        findings: Vec<String>,
    },
    /// All there, although what must come first has nothing to show.
    WorkOrder {
        /// What must come first.
        before: Vec<String>,
    },
    /// Practised or held throughout as records show, although the records themselves have nothing to show.
    NoRecord {
        /// The checks at Proven.
        proven: Vec<String>,
        /// The records.
        records: Vec<String>,
    },
    /// Nothing to show, although what asks for the same matter is Met.
    SameMatter {
        /// What is Met.
        met: String,
    },
    /// The Statement of Applicability is Proven, but not what it states.
    Statement {
        /// Controls that are undecided.
        undecided: Vec<String>,
        /// Controls left out without a reason.
        unreasoned: Vec<String>,
    },
    /// The treatment of risks is carried out, but controls have nothing to show.
    Treatment {
        /// These controls.
        empty: Vec<String>,
    },
    /// The chosen controls are said to run, but some of them are gaps.
    Running {
        /// These controls.
        gaps: Vec<String>,
    },
    /// Left out, although systems in scope affect people.
    AffectsPeople {
        /// So many systems.
        systems: usize,
        /// The clauses that ask for an impact assessment anyway.
        asked_by: Vec<String>,
    },
    /// The scope is said to be proven, but none is stated.
    NoScope,
    /// An impact assessment of the systems in scope is said to be proven, but the register holds no system.
    NoSystems {
        /// The checks at Proven.
        proven: Vec<String>,
    },
    /// Left out although no reason can stand.
    CannotStand {
        /// Why none can.
        never: String,
    },
    /// Left out without a reason.
    NoReason {
        /// The AI system that does so for itself; none where the general answer does.
        system: Option<String>,
        /// What a reason must argue; none where the questionnaire says nothing of its own.
        must: Option<String>,
    },
    /// Left out with a reason that argues nothing.
    WeakReason {
        /// The AI system that does so for itself; none where the general answer does.
        system: Option<String>,
        /// The reason.
        reason: String,
        /// What it must argue; none where the questionnaire says nothing of its own.
        must: Option<String>,
    },
    /// Left out, and something came up since that speaks against it.
    LookAgain {
        /// What.
        flag: super::statement::Flag,
    },
    /// In with a reason that names nothing.
    WeakInclusion {
        /// The reason.
        reason: String,
    },
    /// A note speaks of the future.
    Future {
        /// The level it stands beside.
        level: Option<Level>,
        /// The words by which it does.
        mark: &'static str,
        /// The note.
        note: String,
    },
    /// A note speaks of something missing.
    Missing {
        /// The level it stands beside.
        level: Option<Level>,
        /// The words by which it does.
        mark: &'static str,
        /// The note.
        note: String,
    },
    /// Evidence that has run out.
    RanOut {
        /// Its number.
        no: u32,
        /// What it is.
        what: String,
        /// Its last day.
        until: Date,
        /// The checks at Proven that no other evidence names; none where nothing rests on it.
        checks: Vec<String>,
    },
    /// Proven, but nothing to show.
    NoEvidence {
        /// The checks.
        checks: Vec<String>,
        /// What would prove the first of them.
        evidence: String,
    },
    /// Evidence dated after today.
    DatedAhead {
        /// What it is.
        what: String,
        /// Its day.
        date: Date,
    },
    /// Evidence seen after today.
    SeenAhead {
        /// What it is.
        what: String,
        /// By whom.
        who: String,
        /// On which day.
        seen: Date,
    },
    /// Evidence seen before its own date.
    SeenBefore {
        /// What it is.
        what: String,
        /// By whom.
        who: String,
        /// On which day.
        seen: Date,
        /// Its day.
        date: Date,
    },
    /// Evidence of long ago.
    OldEvidence {
        /// What it is.
        what: String,
        /// Its day.
        date: Date,
    },
    /// Most of the work hangs on one person.
    OneOwner {
        /// Who.
        name: String,
        /// Actions that are theirs.
        actions: usize,
        /// All actions.
        of: usize,
    },
    /// Records of a register that do not say what they should.
    RecordsLack {
        /// Their kind.
        kind: &'static super::record::Kind,
        /// Their numbers.
        numbers: Vec<String>,
        /// All of the register.
        of: usize,
        /// What the first of them lacks.
        first: Vec<super::record::Lack>,
    },
    /// Records of a register that have the same number of another register.
    SameNumber {
        /// That number, as the first of them has it.
        code: String,
        /// Their own numbers and names.
        records: Vec<String>,
    },
}

/// One about an id.
pub(super) fn finding(at: &str, weakness: Weakness) -> Finding {
    Finding { at: at.to_owned(), weakness }
}
