//! Why a verb was not done, as data; `words` says it. A leaf of `work`: nothing here looks anything up.

use std::path::{Path, PathBuf};

use super::lacks::Lacks;
use super::look::Looked;
use crate::model::audit::seal::Elsewhere;
use crate::model::{Refusal, record::Kind};
use crate::session::{NotMerged, ReadOnlyBecause, StoreError};

/// Why an audit cannot be signed as it stands.
#[derive(Debug, Clone)]
pub struct Unready {
    /// Its number; empty where nothing more is to be said than the first reason.
    pub no: String,
    /// The first reason.
    pub first: Refused,
    /// Everything that is missing.
    pub missing: Vec<Refused>,
    /// What to think about before it is signed.
    pub warnings: Vec<crate::model::audit::Warning>,
}

/// Why a verb was not done. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// The change itself is refused.
    Change(Box<Refusal>),
    /// What was typed into this field is refused.
    In {
        /// Key of the field.
        field: &'static str,
        /// Why.
        why: Box<Refusal>,
    },
    /// What is to follow an assessment asks another questionnaire, not another version of the same.
    OtherQuestionnaire {
        /// The id of the one it answers.
        answers: String,
        /// The id of the other.
        other: String,
    },
    /// The file is open for reading only.
    ReadOnly {
        /// The file.
        path: PathBuf,
        /// Why.
        why: ReadOnlyBecause,
    },
    /// The store does not take it.
    Store(StoreError),
    /// Another file is not merged into this one.
    NotMerged {
        /// Why.
        why: Box<NotMerged>,
        /// This one and the other.
        files: Box<[PathBuf; 2]>,
    },
    /// Only a gap has a rank.
    NoGap {
        /// The requirement.
        at: String,
    },
    /// No check that asks for the same has an answer that differs from what stands here.
    NothingSame {
        /// Where.
        at: String,
    },
    /// What could be taken over says no more than what stands here.
    StandsAlready {
        /// Where.
        at: String,
    },
    /// Checks that ask for the same were answered differently, so that one has to be named.
    SameDiffers {
        /// Where.
        at: String,
        /// Their ids.
        from: Vec<String>,
    },
    /// There are not so many gaps.
    RankBeyond {
        /// How many there are.
        last: usize,
    },
    /// Only what can be excluded has a reason for being excluded.
    NoReasonHere {
        /// What can be, as the questionnaire calls it.
        controls: String,
    },
    /// Only a control has a row in the statement.
    NoControl {
        /// Where.
        at: String,
        /// What has, as the questionnaire calls it.
        controls: String,
    },
    /// No driver is called so.
    NoDriver {
        /// As typed.
        typed: String,
    },
    /// That says nothing of whether a control applies.
    NoDecision {
        /// As typed.
        typed: String,
    },
    /// Whether a control applies is decided for all AI systems, and one answers for one of them.
    DecidesForAll {
        /// The control.
        at: String,
        /// The system one answers for.
        system: String,
    },
    /// Other things decide whether a control applies, and say otherwise.
    NotDecided {
        /// The control.
        at: String,
        /// What it would stay.
        is: crate::model::statement::Applicable,
        /// What was wanted.
        wanted: crate::model::statement::Applicable,
    },
    /// No link suggests a driver that does not stand already.
    NothingSuggested {
        /// Where; empty for several.
        at: String,
    },
    /// There is no record of this kind by that number or name.
    NoSuchRecord {
        /// The kind.
        kind: &'static Kind,
        /// As typed.
        typed: String,
    },
    /// Somebody has answered here and it is hidden: it is taken away before another answer is given.
    HasVoted {
        /// Who.
        who: String,
        /// Where.
        at: String,
    },
    /// No single person has answered here, so there is nothing to show.
    NoVotes {
        /// Where.
        at: String,
    },
    /// Something about what colleagues answer apart.
    Apart(Box<super::not_apart::NotApart>),
    /// No register is to be named as evidence there, or several could be.
    WhichRegister {
        /// Where.
        at: String,
        /// Those that could be.
        of: Vec<&'static Kind>,
    },
    /// There are no ready scales of so many steps.
    NoScales {
        /// As typed.
        typed: String,
    },
    /// Ready scales are for where there are none: so many steps stand of each already.
    ScalesStand {
        /// Steps of likelihood, of consequence, and risk levels.
        steps: [usize; 3],
    },
    /// A control of one's own is never left out, so it has no reason against it and no day to look again.
    NotOfOwn {
        /// Its number.
        at: String,
    },
    /// The starter list has no such risk.
    NoSuchRisk {
        /// As typed.
        typed: String,
    },
    /// The file of a piece of evidence could not be read, so that nothing was kept of it.
    NotRead(Box<Looked>),
    /// No paper asks such a question.
    NoSuchQuestion {
        /// As typed.
        typed: String,
    },
    /// A part of an action does not begin with its share of the hours.
    NoShare {
        /// Which part, from 1.
        part: usize,
    },
    /// A file that was to come in has problems.
    Faults {
        /// All that were found.
        faults: Vec<crate::import::Fault>,
    },
    /// A field takes a number and holds something else.
    NoNumber {
        /// Key of the field.
        field: &'static str,
    },
    /// A field takes a whole number and holds something else.
    NoWholeNumber {
        /// Key of the field.
        field: &'static str,
    },
    /// A field takes a day and holds something else.
    NoDay {
        /// Key of the field.
        field: &'static str,
    },
    /// There is no audit yet.
    NoAudit,
    /// Several rows were named where it can only be one.
    OneRow,
    /// No such word belongs here.
    NoWord {
        /// As typed.
        typed: String,
        /// Those that do.
        words: Vec<&'static str>,
    },
    /// Behind a word of a row or a finding stands nothing, and it needs a text.
    SayWhat(Box<Lacks>),
    /// What begins a line about a finding is neither a grade nor the number of one.
    NoFinding {
        /// As typed.
        typed: String,
    },
    /// What stands behind a word of a row or a finding cannot stand there.
    NotBehind {
        /// The word.
        word: &'static str,
        /// As typed.
        typed: String,
    },
    /// So long, but from when: from today, or after the report?
    FromWhen {
        /// As typed.
        typed: String,
        /// About so many days.
        days: u32,
        /// Whether it says that it is counted from the report.
        said: bool,
    },
    /// Nobody looked whether a finding's action helped and found it so: there is no such look to take back.
    NoLook {
        /// Number of the finding.
        no: String,
        /// As the look is typed.
        effect: String,
    },
    /// Neither a day nor so many days, and nothing that will happen.
    NoEvent {
        /// As typed.
        typed: String,
    },
    /// A sample is written with two numbers.
    NoSample {
        /// As typed.
        typed: String,
    },
    /// What nonconformities stand against conforms only with a reason.
    StandsAgainst {
        /// Where.
        at: String,
        /// Their numbers.
        findings: Vec<String>,
    },
    /// A finding names what below a heading it is on.
    OnHeading {
        /// The heading.
        at: String,
        /// What stands below it.
        below: Vec<String>,
        /// The grade that was typed.
        grade: &'static str,
    },
    /// A row names a piece of evidence that is not in the register; what was seen may be written all the same.
    NoPiece {
        /// The row.
        at: String,
        /// What is wrong with it.
        why: Box<Refused>,
    },
    /// Nobody of the register is called so.
    NoPerson {
        /// As typed.
        typed: String,
        /// Everybody there is, by name and number.
        there: Vec<String>,
    },
    /// Several people of the register are called so.
    WhichPerson {
        /// As typed.
        typed: String,
        /// All of them, by name and number.
        there: Vec<String>,
    },
    /// A row somebody looked at, or on which a nonconformity stands, stays in the plan.
    StaysInPlan(crate::model::audit::stays::Stays),
    /// A finding is withdrawn with a reason and never removed.
    Withdraw {
        /// Its number.
        no: String,
    },
    /// It was signed and stays as it is; a new version needs a reason.
    Signed {
        /// Number of the audit.
        no: String,
        /// The version that stands.
        version: u32,
        /// The day it was signed.
        on: String,
    },
    /// Rows that lack something, and do not say what that limits.
    Unfinished {
        /// Their ids with how far they are.
        rows: Vec<(String, crate::model::audit::RowState)>,
    },
    /// Nothing of it is planned, so that there is nothing to sign.
    NothingPlanned {
        /// Number of the audit.
        no: String,
    },
    /// Several audits wait for a signature, and none is named.
    WhichAudit {
        /// Their numbers and titles.
        all: Vec<(String, String)>,
    },
    /// Only what was signed has a new version.
    NotSigned {
        /// Number of the audit.
        no: String,
        /// The version that is worked on already; none where nothing of it was ever signed.
        worked_on: Option<u32>,
    },
    /// Nothing was signed of it yet.
    NeverSigned {
        /// Number of the audit.
        no: String,
    },
    /// What should be a field and its value is none.
    NoField {
        /// As typed.
        typed: String,
    },
    /// A new version says why.
    NoVersionWhy,
    /// It was signed in another file, or the history before it is another one.
    SignedElsewhere(Elsewhere),
    /// What an audit says needs somebody of the register who says it.
    WhoAreYou,
    /// The same, and who was named is nobody of the register.
    Stranger {
        /// As typed.
        typed: String,
    },
    /// A needed field is empty.
    Missing {
        /// Key of the field.
        field: &'static str,
    },
}

impl Refused {
    /// Key of the field it is about, as the form names it; none when it is about no field.
    pub fn field(&self) -> Option<&'static str> {
        match self {
            Self::In { field, .. }
            | Self::NoNumber { field }
            | Self::NoWholeNumber { field }
            | Self::NoDay { field }
            | Self::Missing { field } => Some(field),
            Self::Change(refusal) => refusal.field(),
            Self::NoShare { part } => match part {
                0 | 1 => Some("1"),
                2 => Some("2"),
                3 => Some("3"),
                _ => Some("4"),
            },
            _ => None,
        }
    }
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Self {
        Self::Change(Box::new(refusal))
    }
}

impl From<StoreError> for Refused {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl Refused {
    /// Why these two files are not merged.
    pub fn not_merged(why: NotMerged, files: [&Path; 2]) -> Self {
        match why {
            NotMerged::Store(e) => Self::Store(e),
            why => Self::NotMerged { why: Box::new(why), files: Box::new(files.map(Path::to_path_buf)) },
        }
    }
}
