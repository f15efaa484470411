//! The files of a questionnaire as they are read: what a requirement, a check, a gate holds. Reading is
//! strict: an unknown key is an error, so that a newer file is never half understood. Everybody may use it
//! through [`super::questionnaire`]; it decides nothing. What is wrong with a file is found by
//! [`super::validate`].

use serde::{Deserialize, Serialize};

pub use super::advice::{
    ActionNames, Actions, Answers, Enough, Exclude, Finding, FindingGrade, Firm, FitsInto, HeldRow,
    HeldValue, Measure, Pointer, Sector, Sectors, Worked, Wrote,
};
pub use super::for_one::{CheckForOne, RequirementForOne};
pub use super::hours::{CertificationHours, EffortHours, HoursBySize};

/// Clause requirement (cannot be excluded) or Annex A control (may be, with a reason).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum RequirementKind {
    /// Clauses 4 to 10.
    Clause,
    /// Annex A.
    Control,
}

/// What a check asks for; decides what its levels mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum CheckKind {
    /// Something is written.
    Document,
    /// Something is agreed.
    Decision,
    /// Something is done.
    Practice,
    /// Something has taken place.
    Event,
    /// Results are kept.
    Record,
}

impl CheckKind {
    /// All kinds, in the order they are told.
    pub const ALL: [Self; 5] = [Self::Document, Self::Decision, Self::Practice, Self::Event, Self::Record];
}

/// Plan, Do, Check, Act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Pdca {
    /// Clauses 4 to 6.
    Plan,
    /// Clauses 7 and 8.
    Do,
    /// Clause 9.
    Check,
    /// Clause 10.
    Act,
}

impl Pdca {
    /// Its name in data.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Plan => "Plan",
            Self::Do => "Do",
            Self::Check => "Check",
            Self::Act => "Act",
        }
    }
}

/// The grade an auditor is likely to give when the whole requirement is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Grade {
    /// Affects the ability of the management system to reach its results.
    Major,
    /// An isolated lapse.
    Minor,
}

/// What a requirement is to the roadmap, beyond its dependencies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Marker {
    /// The internal audit: waits until records have run for some weeks.
    InternalAudit,
    /// The end of the management review.
    ManagementReview,
    /// Corrective action.
    CorrectiveAction,
    /// Where exclusions are justified: lists exclusions without a reason.
    Applicability,
}

/// A document or record that belongs to a requirement.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Its name.
    pub name: String,
    /// `document` (kept up) or `record` (kept as proof).
    pub kind: CheckKind,
    /// Whether the standard asks for it.
    pub basis: Basis,
    /// The paper of a small firm it fits into; from format 2 on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fits_into: Option<FitsInto>,
}

/// Whether documentation is asked for in so many words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// Asked for explicitly.
    Explicit,
    /// Comes into being by the nature of the requirement.
    Inherent,
    /// Not demanded; auditors usually expect it.
    Customary,
}

/// What an auditor asks, samples, and whom they talk to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AuditorView {
    /// Questions.
    pub asks: Vec<String>,
    /// Samples.
    pub samples: Vec<String>,
    /// Roles to interview.
    pub interview: Vec<String>,
}

/// How the requirement looks in firms of several sizes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct BySize {
    /// One person alone, where that differs.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub one: String,
    /// A firm of three.
    pub three: String,
    /// A firm of fifty.
    pub fifty: String,
    /// A firm of five thousand.
    pub five_thousand: String,
}

impl BySize {
    /// Nothing is said about any size.
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// When a control may be excluded.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Exclusion {
    /// When exclusion is credible.
    pub credible: String,
    /// When it is not.
    pub not_credible: String,
    /// What the written reason must argue.
    pub reason_must: String,
}

/// A place in another framework that deals with something related. Never moves a figure.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Related {
    /// For example `EU AI Act`.
    pub framework: String,
    /// For example `Art. 9`.
    pub reference: String,
    /// Where the link comes from.
    pub source: String,
    /// `high`, `medium` or `low`.
    pub confidence: String,
    /// What overlaps and what that does not prove.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// What a level looks like for one check, where the general wording is not enough.
pub type LevelTexts = std::collections::BTreeMap<String, String>;

/// One auditable demand, in our own words.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// `5.2/1`.
    pub id: String,
    /// The demand it covers, `5.2#1`; none for good practice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub demand: Option<String>,
    /// The plain question.
    pub question: String,
    /// What it asks for.
    pub kind: CheckKind,
    /// Its absence alone would likely be a major nonconformity.
    #[serde(default)]
    pub key: bool,
    /// False: good practice, moves no figure.
    pub mandatory: bool,
    /// What would prove it.
    pub evidence: String,
    /// What to do at any level; of format 1 alone. Read through [`Check::action_for`].
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub action: String,
    /// What to do at each level; from format 2 on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actions: Option<Actions>,
    /// What these orders are called; read through [`Check::action_name_for`].
    #[serde(default, skip_serializing_if = "ActionNames::is_empty")]
    pub names: ActionNames,
    /// The document or record the action leaves behind.
    pub output: String,
    /// Own wording of levels.
    #[serde(default, skip_serializing_if = "LevelTexts::is_empty")]
    pub levels: LevelTexts,
    /// What would stand and what would not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<Answers>,
    /// Why a firm of one is not asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_alone: Option<String>,
    /// Its words for who works alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alone: Option<CheckForOne>,
    /// Ids of checks whose answer serves here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub same_as: Vec<String>,
    /// What registers have to hold to support it; an empty list: none does. Without it a document is looked for by the
    /// name of what the check leaves behind. Read through [`super::held`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held: Option<Vec<HeldRow>>,
}

/// One of the lowest-level items of the standard.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    /// `5.2` or `A.6.2.4`.
    pub id: String,
    /// Its title in the standard.
    pub title: String,
    /// What it is about in so few words that they fit where the title does not; from format 2 on. Read through
    /// [`super::questionnaire::Questionnaire::short_title`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub short_title: Option<String>,
    /// The heading above it.
    pub parent: String,
    /// Clause or control.
    pub kind: RequirementKind,
    /// Phase of the cycle.
    pub pdca: Pdca,
    /// Wave of the roadmap, from 1.
    pub wave: u8,
    /// Whether the Stage 1 audit looks at it.
    pub stage1: bool,
    /// Likely grade if it is missing.
    pub if_absent: Grade,
    /// The same for a firm that only uses AI others built, where that differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub if_absent_user_only: Option<Grade>,
    /// The question for a room to read from a distance; empty in format 1.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub short: String,
    /// The question as asked aloud.
    pub question: String,
    /// The same, put to a firm that only uses AI others built.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_only: Option<String>,
    /// Its words for who works alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alone: Option<RequirementForOne>,
    /// Why it matters.
    pub why: String,
    /// The checks, in order.
    pub checks: Vec<Check>,
    /// The auditor's side.
    #[serde(default)]
    pub auditor: AuditorView,
    /// What an auditor typically writes; from format 2 on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finding: Option<Finding>,
    /// What is enough; from format 2 on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enough: Option<Enough>,
    /// By size of firm.
    #[serde(default, skip_serializing_if = "BySize::is_empty")]
    pub size: BySize,
    /// What generative AI, assistants or agents change.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub ai_today: String,
    /// Weak answers.
    #[serde(default)]
    pub mistakes: Vec<String>,
    /// What good looks like.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub good: String,
    /// What three firms answered.
    #[serde(default, skip_serializing_if = "Worked::is_empty")]
    pub worked: Worked,
    /// Documents and records.
    #[serde(default)]
    pub documents: Vec<Document>,
    /// Controls only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exclusion: Option<Exclusion>,
    /// Controls only, from format 2 on: whether it can be left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exclude: Option<Exclude>,
    /// What a line of business changes.
    #[serde(default, skip_serializing_if = "Sectors::is_empty")]
    pub sectors: Sectors,
    /// `developer`, `provider`, `user`.
    pub roles: Vec<String>,
    /// Words people search by.
    #[serde(default)]
    pub words: Vec<String>,
    /// Related places elsewhere.
    #[serde(default)]
    pub related: Vec<Related>,
    /// Documents that go deeper.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pointers: Vec<Pointer>,
    /// Requirements that must come first.
    pub depends_on: Vec<String>,
    /// Waits for every included control.
    #[serde(default)]
    pub after_all_controls: bool,
    /// Its work leaves running records that an audit wants to see some weeks of.
    #[serde(default)]
    pub operates: bool,
    /// Role in the roadmap.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub marker: Option<Marker>,
    /// Hours from nothing.
    pub effort_hours: EffortHours,
    /// Hours a year once it runs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub yearly_hours: Option<HoursBySize>,
    /// Who usually owns it.
    pub owner_role: String,
    /// Who does it in a firm of three, where that sounds different.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner_small: Option<String>,
    /// `same`, `extended`, `new`, `similar`, `equivalent` to ISO/IEC 27001.
    pub iso27001: String,
    /// Harm to people or a legal duty makes it more urgent.
    #[serde(default)]
    pub exposure: bool,
    /// Cheap, early and visible.
    #[serde(default)]
    pub quick_win: bool,
}

impl Requirement {
    /// The question where there is little room, or a room to read it; the whole of it in format 1, which has no
    /// short one.
    pub fn short_question(&self) -> &str {
        if self.short.is_empty() { &self.question } else { &self.short }
    }

    /// In whose words levels are told of the requirement as a whole: the kind all its key checks have in common (all it
    /// counts where it has none), else practice.
    pub fn kind_of_all(&self) -> CheckKind {
        let keys = self.checks.iter().any(|c| c.key);
        let mut kinds = self.checks.iter().filter(|c| c.mandatory && (c.key || !keys)).map(|c| c.kind);
        let first = kinds.next();
        first.filter(|kind| kinds.all(|k| k == *kind)).unwrap_or(CheckKind::Practice)
    }
}

/// A heading only groups requirements.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Heading {
    /// `6.1`.
    pub id: String,
    /// Short title.
    pub title: String,
    /// The title in the words of somebody outside who does not know the standard, such as a customer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plain: Option<String>,
    /// The heading above, none at the top.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// What it is about and why it comes here.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub intro: String,
}

/// One file: a clause or an objective.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// JSON Schema reference for editors; not read.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// Headings.
    pub headings: Vec<Heading>,
    /// Requirements, in the order of the standard.
    pub requirements: Vec<Requirement>,
}
