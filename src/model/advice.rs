//! What a questionnaire of format 2 adds to its questions to help a person answer and act: when a control can be
//! left out, what is enough, what an auditor finds, what other firms wrote, what to do next. Shown, never
//! counted. Read as strictly as [`super::format`], which holds these parts.

use serde::{Deserialize, Serialize};

/// Whether a control can be left out.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Exclude {
    /// When leaving it out can stand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
    /// Why leaving it out can never stand. Exactly one of the two is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub never: Option<String>,
}

/// How serious a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FindingGrade {
    /// Affects the ability of the management system to reach its results.
    Major,
    /// An isolated lapse.
    Minor,
    /// No nonconformity; could be better.
    Opportunity,
}

/// What an auditor typically writes here.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// Its grade.
    pub grade: FindingGrade,
    /// Its words.
    pub text: String,
}

/// What is enough at each of the two audits.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Enough {
    /// Is it designed?
    pub stage1: String,
    /// Does it run, with records?
    pub stage2: String,
}

/// A document that goes deeper.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Pointer {
    /// Its number or name.
    pub to: String,
    /// What it is good for here.
    #[serde(rename = "for")]
    pub helps_with: String,
}

/// What a line of business changes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Sectors {
    /// Choosing and judging people at work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hiring: Option<String>,
    /// Health care.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub health: Option<String>,
    /// Lending and insurance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit: Option<String>,
    /// Authorities and public services.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub public: Option<String>,
    /// Schools and training.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub education: Option<String>,
}

impl Sectors {
    /// Nothing is said about any.
    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Those that are spoken of, with what is said.
    pub fn each(&self) -> impl Iterator<Item = (Sector, &str)> {
        let all = [
            (Sector::Hiring, &self.hiring),
            (Sector::Health, &self.health),
            (Sector::Credit, &self.credit),
            (Sector::Public, &self.public),
            (Sector::Education, &self.education),
        ];
        all.into_iter().filter_map(|(sector, said)| Some((sector, said.as_deref()?)))
    }
}

/// A line of business.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sector {
    /// Choosing and judging people at work.
    Hiring,
    /// Health care.
    Health,
    /// Lending and insurance.
    Credit,
    /// Authorities and public services.
    Public,
    /// Schools and training.
    Education,
}

/// What one firm answered.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Wrote {
    /// Key of its level, `1` to `5`, or `n` where it leaves the control out.
    pub level: String,
    /// Its note; with `n` its reason.
    pub wrote: String,
}

/// What three firms answered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Worked {
    /// Three people who use AI others built.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bakery: Option<Wrote>,
    /// Twenty people who provide an assistant built on a bought model.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub software: Option<Wrote>,
    /// A department of two hundred that develops models.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bank: Option<Wrote>,
}

impl Worked {
    /// No firm has answered.
    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What this firm answered, if it did.
    pub const fn of(&self, firm: Firm) -> Option<&Wrote> {
        match firm {
            Firm::Bakery => self.bakery.as_ref(),
            Firm::Software => self.software.as_ref(),
            Firm::Bank => self.bank.as_ref(),
        }
    }

    /// Those that answered, smallest first.
    pub fn each(&self) -> impl Iterator<Item = (Firm, &Wrote)> {
        Firm::ALL.into_iter().filter_map(|firm| Some((firm, self.of(firm)?)))
    }
}

/// A firm of the worked answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Firm {
    /// Three people who use AI others built.
    Bakery,
    /// Twenty people who provide an assistant built on a bought model.
    Software,
    /// A department of two hundred that develops models.
    Bank,
}

impl Firm {
    /// All firms, smallest first.
    pub const ALL: [Self; 3] = [Self::Bakery, Self::Software, Self::Bank];

    /// Its key in the files of a questionnaire.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Bakery => "bakery",
            Self::Software => "software",
            Self::Bank => "bank",
        }
    }

    /// Reads its key.
    pub fn parse(typed: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|f| f.key().eq_ignore_ascii_case(typed.trim()))
    }
}

/// An answer that would stand and one that would not, in a small firm's own words.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Answers {
    /// What would stand.
    pub good: String,
    /// What sounds fine and would not.
    pub bad: String,
}

/// What to do next, by what is there.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Actions {
    /// From Nothing or Planned.
    pub start: String,
    /// From Written: put to use what is on paper.
    #[serde(rename = "use")]
    pub put_to_use: String,
    /// From In use: complete, approve, keep records.
    pub prove: String,
}

/// What the orders are called where a line holds a name and no sentence.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ActionNames {
    /// Of the order from Nothing or Planned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<String>,
    /// Of the order from Written.
    #[serde(rename = "use", default, skip_serializing_if = "Option::is_none")]
    pub put_to_use: Option<String>,
    /// Of the order from In use.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prove: Option<String>,
}

impl ActionNames {
    /// No order has a name.
    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The paper of a small firm in which a document fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FitsInto {
    /// Its procedures and rules.
    Handbook,
    /// A list that is kept up.
    Register,
    /// What is to be done.
    Plan,
    /// A judgement of risk or effect.
    Assessment,
    /// A list of what happened.
    Log,
    /// What a meeting decided.
    Minutes,
    /// What people are told.
    Notices,
    /// A file of its own.
    File,
}

impl FitsInto {
    /// The name of the file without ending.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Handbook => "handbook",
            Self::Register => "registers",
            Self::Plan => "plan",
            Self::Assessment => "assessments",
            Self::Log => "log",
            Self::Minutes => "minutes",
            Self::Notices => "notices",
            Self::File => "file",
        }
    }
}

/// What a register has to hold for a check to be supported by it, or one of the few things that rows of a register
/// cannot say. Read by [`super::held`]; it gives no answer.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct HeldRow {
    /// Key of the register; none with a measure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Only records that say this are looked at.
    #[serde(rename = "where", default, skip_serializing_if = "Vec::is_empty")]
    pub only: Vec<HeldValue>,
    /// Records that have one of these filled in are looked at too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub or_with: Vec<String>,
    /// What has to be filled in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub with: Vec<String>,
    /// What has to be said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub being: Vec<HeldValue>,
    /// Each record of this register has to be named by one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub each: Option<String>,
    /// So many there have to be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least: Option<usize>,
    /// What no row can say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<Measure>,
    /// The highest level it can look like, `3` or `4`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<String>,
}

/// A field that is filled in, or says one of these.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct HeldValue {
    /// Key of the field.
    pub field: String,
    /// What it may say; empty for anything.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub is: Vec<String>,
}

/// What a file holds beside rows of a register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// The document the check leaves behind, by its name.
    Document,
    /// All documents and records that are asked for explicitly.
    DocumentsAsked,
    /// Controls that were decided: included or left out, with a reason either way.
    RowsDecided,
    /// Reasons of controls that are included.
    ReasonsIn,
    /// Reasons of controls that are left out.
    ReasonsOut,
    /// How each included control is done.
    HowWritten,
}
