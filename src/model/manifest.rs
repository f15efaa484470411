//! The head file of a questionnaire: what it is called, where it asks for what the program speaks of by
//! itself, its gates, waves and files. Read as strictly as [`super::format`].

use serde::{Deserialize, Serialize};

use super::firms::Firms;
use super::format::{CertificationHours, Group, Pdca};

/// What controls are called where a questionnaire gives them no name.
pub const NAMELESS_CONTROLS: &str = "Controls";

/// Key checks that decide the verdict whatever the score.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Gate {
    /// Stable id.
    pub id: String,
    /// Its title, as a condition: `Risk criteria, people and society included`.
    pub title: String,
    /// What it is called in a list and in a sentence, where that is shorter: `Risk criteria`; from format 2 on. Read
    /// through [`super::questionnaire::Questionnaire::gate_name`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub short_title: Option<String>,
    /// All of these must be Proven.
    pub checks: Vec<String>,
}

/// What the questionnaire and its two parts are called in running text.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Names {
    /// The short name: `ISO/IEC 42001`.
    pub short: String,
    /// All requirements that cannot be excluded: `Clauses 4 to 10`.
    pub clauses: String,
    /// The same where there is little room: `Clauses 4-10`.
    pub clauses_short: String,
    /// All controls: `Annex A`.
    pub controls: String,
}

impl Names {
    /// Of a questionnaire that gives itself none.
    pub(super) fn none(title: &str) -> Self {
        Self {
            short: title.to_owned(),
            clauses: "Clauses".to_owned(),
            clauses_short: "Clauses".to_owned(),
            controls: NAMELESS_CONTROLS.to_owned(),
        }
    }
}

/// Where the questionnaire asks for what the program speaks of by itself. Each may be missing; then the
/// program does not speak of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Places {
    /// The requirement that asks for the scope.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// The requirement that asks for a list of AI systems.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub systems: Option<String>,
    /// The check that the Statement of Applicability holds every decision on a control.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statement: Option<String>,
    /// The check that the risk treatment plan is carried out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub treatment: Option<String>,
    /// The check that the chosen controls run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub running: Option<String>,
    /// Controls on impact assessment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub impact: Option<Impact>,
}

/// Controls that are asked for elsewhere too as long as a system affects people.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Impact {
    /// The heading of these controls.
    pub controls: String,
    /// The requirements that ask for the same and cannot be excluded.
    pub asked_by: Vec<String>,
}

/// A clause and the control that deals with the same matter: one cannot be all there while nothing is
/// there of the other.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct SameMatter {
    /// Id of the clause requirement.
    pub clause: String,
    /// Id of the control.
    pub control: String,
}

/// What one person of a meeting is asked about.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Sitting {
    /// Who it is, by their work.
    pub who: String,
    /// Who it is where 2 to 9 people work; several may be the same person there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub few: Option<String>,
    /// Ids of requirements.
    pub requirements: Vec<String>,
}

/// A wave of the roadmap.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Wave {
    /// From 1.
    pub number: u8,
    /// Short title.
    pub title: String,
    /// Its phase.
    pub pdca: Pdca,
    /// What is there at its end.
    pub milestone: String,
}

/// The head file of a questionnaire.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// JSON Schema reference for editors; not read.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// Format of the files: 1 or 2.
    pub format: u32,
    /// Stable id, `iso42001-2023`.
    pub id: String,
    /// Title.
    pub title: String,
    /// Version of the wording.
    pub version: String,
    /// What it and its parts are called in running text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub names: Option<Names>,
    /// Where it asks for what the program speaks of by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub places: Option<Places>,
    /// Clauses and controls that deal with the same matter.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub same_matter: Vec<SameMatter>,
    /// What each person of a meeting is asked about; from format 2 on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sittings: Vec<Sitting>,
    /// What the certification itself takes; from format 2 on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certification_hours: Option<CertificationHours>,
    /// Who the firms of the worked answers are.
    #[serde(default, skip_serializing_if = "Firms::is_empty")]
    pub firms: Firms,
    /// Gates.
    pub gates: Vec<Gate>,
    /// Waves.
    pub waves: Vec<Wave>,
    /// File names, in order.
    #[serde(default)]
    pub files: Vec<String>,
    /// Or the groups themselves, for a questionnaire in one file.
    #[serde(default)]
    pub groups: Vec<Group>,
}
