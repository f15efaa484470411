//! The questionnaire: headings, requirements and checks, as data.
//!
//! The embedded one lives in `questionnaires/iso42001-2023/`; others are loaded from a path.
//! Reading is strict: an unknown key is an error, so that a newer file is never half understood.
//! What is wrong with a questionnaire is found by [`super::validate`], not here.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

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
    /// Something is done.
    Practice,
    /// Results are kept.
    Record,
}

impl CheckKind {
    /// The word shown to people.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Practice => "practice",
            Self::Record => "record",
        }
    }
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
    /// The word shown to people.
    pub const fn word(self) -> &'static str {
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
    /// Where exclusions are justified (6.1.3): lists exclusions without a reason.
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

impl Basis {
    /// The words shown to people.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Explicit => "required",
            Self::Inherent => "required by nature",
            Self::Customary => "customary",
        }
    }
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

/// How the requirement looks in firms of three sizes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct BySize {
    /// A firm of three.
    pub three: String,
    /// A firm of fifty.
    pub fifty: String,
    /// A firm of five thousand.
    pub five_thousand: String,
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
}

/// Hours to close the requirement from nothing, by size of organisation.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct EffortHours {
    /// One person.
    pub solo: f64,
    /// Up to about 50 people.
    pub small: f64,
    /// 50 to 500 people.
    pub medium: f64,
    /// More than 500 people.
    pub large: f64,
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
    /// Document, practice or record.
    pub kind: CheckKind,
    /// Its absence alone would likely be a major nonconformity.
    #[serde(default)]
    pub key: bool,
    /// False: good practice, moves no figure.
    pub mandatory: bool,
    /// What would prove it.
    pub evidence: String,
    /// What to do when it is missing.
    pub action: String,
    /// The document or record the action leaves behind.
    pub output: String,
    /// Own wording of levels.
    #[serde(default, skip_serializing_if = "LevelTexts::is_empty")]
    pub levels: LevelTexts,
}

/// One of the lowest-level items of the standard.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    /// `5.2` or `A.6.2.4`.
    pub id: String,
    /// Short title.
    pub title: String,
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
    /// The question as asked aloud.
    pub question: String,
    /// Why it matters.
    pub why: String,
    /// The checks, in order.
    pub checks: Vec<Check>,
    /// The auditor's side.
    #[serde(default)]
    pub auditor: AuditorView,
    /// By size of firm.
    #[serde(default)]
    pub size: BySize,
    /// Weak answers.
    #[serde(default)]
    pub mistakes: Vec<String>,
    /// What good looks like.
    #[serde(default)]
    pub good: String,
    /// Documents and records.
    #[serde(default)]
    pub documents: Vec<Document>,
    /// Controls only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exclusion: Option<Exclusion>,
    /// `developer`, `provider`, `user`.
    pub roles: Vec<String>,
    /// Words people search by.
    #[serde(default)]
    pub words: Vec<String>,
    /// Related places elsewhere.
    #[serde(default)]
    pub related: Vec<Related>,
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
    /// Who usually owns it.
    pub owner_role: String,
    /// `same`, `extended`, `new`, `similar`, `equivalent` to ISO/IEC 27001.
    pub iso27001: String,
    /// Harm to people or a legal duty makes it more urgent.
    #[serde(default)]
    pub exposure: bool,
    /// Cheap, early and visible.
    #[serde(default)]
    pub quick_win: bool,
}

/// A heading only groups requirements.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Heading {
    /// `6.1`.
    pub id: String,
    /// Short title.
    pub title: String,
    /// The heading above, none at the top.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// What it is about and why it comes here.
    #[serde(default)]
    pub intro: String,
}

/// Key checks that decide the verdict whatever the score.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Gate {
    /// Stable id.
    pub id: String,
    /// Short title.
    pub title: String,
    /// All of these must be Proven.
    pub checks: Vec<String>,
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

/// The head file of a questionnaire.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// JSON Schema reference for editors; not read.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// Format of the files, 1.
    pub format: u32,
    /// Stable id, `iso42001-2023`.
    pub id: String,
    /// Title.
    pub title: String,
    /// Version of the wording.
    pub version: String,
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

/// A row of the outline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Node {
    /// Index into [`Questionnaire::headings`].
    Heading(usize),
    /// Index into [`Questionnaire::requirements`].
    Requirement(usize),
}

/// Where an id points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// A heading.
    Heading(usize),
    /// A requirement.
    Requirement(usize),
    /// A check, by its index over the whole questionnaire.
    Check(usize),
}

/// A questionnaire ready for use: immutable, indexed.
#[derive(Debug, Clone)]
pub struct Questionnaire {
    /// Stable id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Version of the wording.
    pub version: String,
    /// Gates.
    pub gates: Vec<Gate>,
    /// Waves.
    pub waves: Vec<Wave>,
    /// Headings in order.
    pub headings: Vec<Heading>,
    /// Requirements in the order of the standard.
    pub requirements: Vec<Requirement>,
    /// Outline rows with depth.
    pub outline: Vec<(Node, usize)>,
    /// For each requirement, the index of its first check over the whole questionnaire.
    pub first_check: Vec<usize>,
    /// For each check, its requirement.
    pub check_owner: Vec<usize>,
    /// For each requirement, the requirements it depends on.
    pub depends: Vec<Vec<usize>>,
    /// For each requirement, its headings from the nearest up.
    pub ancestors: Vec<Vec<usize>>,
    ids: HashMap<String, Target>,
}

impl Questionnaire {
    /// Puts manifest and groups together. References that lead nowhere are left out here and reported by
    /// [`super::validate::problems`], which the loader calls first.
    pub fn assemble(manifest: Manifest, more: Vec<Group>) -> Self {
        let mut headings = Vec::new();
        let mut requirements = Vec::new();
        for group in manifest.groups.into_iter().chain(more) {
            headings.extend(group.headings);
            requirements.extend(group.requirements);
        }
        let mut ids = HashMap::with_capacity(headings.len() + requirements.len() * 6);
        for (i, h) in headings.iter().enumerate() {
            ids.insert(h.id.clone(), Target::Heading(i));
        }
        let mut first_check = Vec::with_capacity(requirements.len());
        let mut check_owner = Vec::new();
        for (i, r) in requirements.iter().enumerate() {
            ids.insert(r.id.clone(), Target::Requirement(i));
            first_check.push(check_owner.len());
            for c in &r.checks {
                ids.insert(c.id.clone(), Target::Check(check_owner.len()));
                check_owner.push(i);
            }
        }
        let find = |id: &str| match ids.get(id) {
            Some(Target::Requirement(i)) => Some(*i),
            _ => None,
        };
        let depends =
            requirements.iter().map(|r| r.depends_on.iter().filter_map(|d| find(d)).collect()).collect();
        let ancestors = requirements.iter().map(|r| heading_chain(&r.parent, &headings, &ids)).collect();
        let outline = outline(&headings, &requirements);
        Self {
            id: manifest.id,
            title: manifest.title,
            version: manifest.version,
            gates: manifest.gates,
            waves: manifest.waves,
            headings,
            requirements,
            outline,
            first_check,
            check_owner,
            depends,
            ancestors,
            ids,
        }
    }

    /// Number of checks, good practice included.
    pub fn check_count(&self) -> usize {
        self.check_owner.len()
    }

    /// What an id names. Case does not matter (`a.6.2.4`).
    pub fn find(&self, id: &str) -> Option<Target> {
        let id = id.trim();
        self.ids.get(id).or_else(|| self.ids.get(&id.to_uppercase())).copied()
    }

    /// The requirement with this id.
    pub fn requirement_index(&self, id: &str) -> Option<usize> {
        match self.find(id) {
            Some(Target::Requirement(i)) => Some(i),
            _ => None,
        }
    }

    /// The check at an index over the whole questionnaire.
    pub fn check(&self, index: usize) -> &Check {
        let owner = self.check_owner[index];
        &self.requirements[owner].checks[index - self.first_check[owner]]
    }

    /// Indices of a requirement's checks over the whole questionnaire.
    pub fn checks_of(&self, requirement: usize) -> std::ops::Range<usize> {
        let start = self.first_check[requirement];
        start..start + self.requirements[requirement].checks.len()
    }

    /// The id of a target.
    pub fn id_of(&self, target: Target) -> &str {
        match target {
            Target::Heading(i) => &self.headings[i].id,
            Target::Requirement(i) => &self.requirements[i].id,
            Target::Check(i) => &self.check(i).id,
        }
    }

    /// The title as it stands without its heading: "Internal audit: General" where several requirements
    /// share a title, else the title alone.
    pub fn full_title(&self, requirement: usize) -> String {
        let title = &self.requirements[requirement].title;
        let shared = self.requirements.iter().filter(|r| &r.title == title).count() > 1;
        match self.ancestors[requirement].first().filter(|_| shared) {
            Some(h) => format!("{}: {title}", self.headings[*h].title),
            None => title.clone(),
        }
    }

    /// The requirement a target lies in; of a heading the first below it.
    pub fn requirement_of(&self, target: Target) -> Option<usize> {
        match target {
            Target::Requirement(i) => Some(i),
            Target::Check(i) => Some(self.check_owner[i]),
            Target::Heading(h) => self.below(h).into_iter().next(),
        }
    }

    /// The requirements below a heading.
    pub fn below(&self, heading: usize) -> Vec<usize> {
        (0..self.requirements.len()).filter(|r| self.ancestors[*r].contains(&heading)).collect()
    }

    /// Ids of everything below a target: headings, requirements and checks.
    pub fn ids_below(&self, target: Target) -> Vec<&str> {
        let checks = |r: usize| self.requirements[r].checks.iter().map(|c| c.id.as_str());
        match target {
            Target::Check(_) => Vec::new(),
            Target::Requirement(r) => checks(r).collect(),
            Target::Heading(h) => {
                let mut ids = Vec::new();
                for r in self.below(h) {
                    let between = self.ancestors[r].iter().take_while(|x| **x != h);
                    ids.extend(between.map(|x| self.headings[*x].id.as_str()));
                    ids.push(self.requirements[r].id.as_str());
                    ids.extend(checks(r));
                }
                ids.sort_unstable();
                ids.dedup();
                ids
            }
        }
    }

    /// The topmost heading of a requirement (`9`, `A.6`).
    pub fn top_heading(&self, requirement: usize) -> Option<usize> {
        self.ancestors[requirement].last().copied()
    }

    /// Topmost headings in order.
    pub fn top_headings(&self) -> Vec<usize> {
        (0..self.headings.len()).filter(|h| self.headings[*h].parent.is_none()).collect()
    }

    /// For each requirement, everything that waits for it, directly or through others.
    pub fn dependents(&self) -> Vec<Vec<usize>> {
        let mut direct = vec![Vec::new(); self.requirements.len()];
        for (r, before) in self.depends.iter().enumerate() {
            for b in before {
                direct[*b].push(r);
            }
        }
        direct
    }

    /// Requirements with a role in the roadmap.
    pub fn marked(&self, marker: Marker) -> impl Iterator<Item = usize> {
        (0..self.requirements.len()).filter(move |r| self.requirements[*r].marker == Some(marker))
    }
}

fn heading_chain(start: &str, headings: &[Heading], ids: &HashMap<String, Target>) -> Vec<usize> {
    let mut chain = Vec::new();
    let mut next = Some(start.to_owned());
    while let Some(id) = next.take() {
        let Some(Target::Heading(h)) = ids.get(&id) else { break };
        // A heading that is its own ancestor is reported by `validate`; here it must only not hang.
        if chain.contains(h) {
            break;
        }
        chain.push(*h);
        next.clone_from(&headings[*h].parent);
    }
    chain
}

fn outline(headings: &[Heading], requirements: &[Requirement]) -> Vec<(Node, usize)> {
    fn add(
        h: usize,
        depth: usize,
        headings: &[Heading],
        requirements: &[Requirement],
        rows: &mut Vec<(Node, usize)>,
    ) {
        if rows.len() > headings.len() + requirements.len() {
            return;
        }
        rows.push((Node::Heading(h), depth));
        let id = &headings[h].id;
        // Headings and requirements below this one, in the order of the standard.
        let mut below: Vec<(Node, &str)> = requirements
            .iter()
            .enumerate()
            .filter(|(_, r)| &r.parent == id)
            .map(|(i, r)| (Node::Requirement(i), r.id.as_str()))
            .chain(
                headings
                    .iter()
                    .enumerate()
                    .filter(|(_, x)| x.parent.as_deref() == Some(id))
                    .map(|(i, x)| (Node::Heading(i), x.id.as_str())),
            )
            .collect();
        below.sort_by(|a, b| compare_ids(a.1, b.1));
        for (node, _) in below {
            match node {
                Node::Heading(i) => add(i, depth + 1, headings, requirements, rows),
                Node::Requirement(_) => rows.push((node, depth + 1)),
            }
        }
    }
    let mut rows = Vec::with_capacity(headings.len() + requirements.len());
    for h in 0..headings.len() {
        if headings[h].parent.is_none() {
            add(h, 0, headings, requirements, &mut rows);
        }
    }
    rows
}

/// Natural order of ids: `9` before `10`, clauses before `A`, checks after their requirement.
pub fn compare_ids(a: &str, b: &str) -> std::cmp::Ordering {
    fn parts(id: &str) -> Vec<(bool, u32, &str)> {
        id.split(['.', '/'])
            .map(|p| match p.parse::<u32>() {
                Ok(n) => (false, n, ""),
                Err(_) => (true, 0, p),
            })
            .collect()
    }
    parts(a).cmp(&parts(b))
}

#[cfg(test)]
mod tests {
    use super::compare_ids;
    use std::cmp::Ordering::Less;

    #[test]
    fn ids_sort_as_people_read_them() {
        for (a, b) in
            [("9.2.1", "10.1"), ("10.2", "A.2"), ("A.2.2", "A.10.2"), ("5.2/2", "5.2/10"), ("4", "4.1")]
        {
            assert_eq!(compare_ids(a, b), Less, "{a} {b}");
        }
    }
}
