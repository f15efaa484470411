//! The questionnaire ready for use: headings, requirements and checks with an index over them.
//!
//! The embedded one lives in `questionnaires/iso42001-2023/`; others are loaded from a path. What is wrong
//! with a questionnaire is found by [`super::validate`], not here.

use std::collections::HashMap;
use std::sync::Arc;

pub use super::firms::{FirmMember, FirmSystem, Firms, WorkedFirm};
pub use super::format::{
    ActionNames, Actions, Answers, AuditorView, Basis, BySize, CertificationHours, Check, CheckForOne,
    CheckKind, Document, EffortHours, Enough, Exclude, Exclusion, Finding, FindingGrade, Firm, FitsInto,
    Grade, Group, Heading, HeldRow, HeldValue, HoursBySize, LevelTexts, Marker, Measure, Pdca, Pointer,
    Related, Requirement, RequirementForOne, RequirementKind, Sector, Sectors, Worked, Wrote,
};
pub use super::ids::compare_ids;
pub use super::manifest::{
    Gate, Impact, Manifest, NAMELESS_CONTROLS, Names, Places, SameMatter, Sitting, Wave,
};

use super::alone;
use super::level::Level;
use super::paper::Template;
use super::rehearsal::table::Rehearsal;
use super::validate::{self, Fault, JsonFault, Source, Wrong};

/// A row of the outline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Node {
    /// Index into [`Questionnaire::headings`].
    Heading(usize),
    /// Index into [`Questionnaire::requirements`].
    Requirement(usize),
}

/// Where an id points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
    /// What it and its parts are called in running text.
    pub names: Names,
    /// Where it asks for what the program speaks of by itself.
    pub places: Places,
    /// Clauses and controls that deal with the same matter.
    pub same_matter: Vec<SameMatter>,
    /// What each person of a meeting is asked about; may be empty.
    pub sittings: Vec<Sitting>,
    /// Who the firms of the worked answers are.
    pub firms: Firms,
    /// The whole of it as one text, for one that does not come with the program: a file that answers it
    /// keeps this text, so that it opens without the folder.
    pub kept: Option<Arc<str>>,
    /// The papers that begin its documents; none for one that does not come with the program.
    pub papers: fn() -> &'static [Template],
    /// What a certification auditor opens first; none for one that does not come with the program.
    pub rehearsal: fn() -> Option<&'static Rehearsal>,
    /// What the certification itself takes.
    pub certification_hours: Option<CertificationHours>,
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
    /// For each check, whether a gate rests on it.
    of_gate: Vec<bool>,
    /// For each check, whether it has no object where one works alone.
    needs_others: Vec<bool>,
    /// For each requirement, the same in its words for who works alone, where it has such.
    for_one: Vec<Option<Requirement>>,
    /// For each requirement, the requirements it depends on.
    pub depends: Vec<Vec<usize>>,
    /// For each requirement, its headings from the nearest up.
    pub ancestors: Vec<Vec<usize>>,
    ids: HashMap<String, Target>,
}

/// Stands for a file name where a questionnaire is one text.
const WHOLE: &str = "questionnaire";

fn of_the_whole(wrong: Wrong) -> Box<Fault> {
    Box::new(Fault { file: WHOLE.to_owned(), pointer: String::new(), line: None, wrong })
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
        let mut of_gate = vec![false; check_owner.len()];
        for id in manifest.gates.iter().flat_map(|g| &g.checks) {
            if let Some(Target::Check(c)) = ids.get(id) {
                of_gate[*c] = true;
            }
        }
        let for_one = requirements.iter().map(alone::worded).collect();
        let needs_others = alone::needs_others(&requirements, &of_gate);
        Self {
            names: manifest.names.unwrap_or_else(|| Names::none(&manifest.title)),
            places: manifest.places.unwrap_or_default(),
            same_matter: manifest.same_matter,
            sittings: manifest.sittings,
            firms: manifest.firms,
            kept: None,
            papers: || &[],
            rehearsal: || None,
            id: manifest.id,
            title: manifest.title,
            version: manifest.version,
            certification_hours: manifest.certification_hours,
            gates: manifest.gates,
            waves: manifest.waves,
            headings,
            requirements,
            outline,
            first_check,
            check_owner,
            of_gate,
            needs_others,
            for_one,
            depends,
            ancestors,
            ids,
        }
    }

    /// The whole of it as one text that [`Self::from_text`] reads again, the same from the same words whatever
    /// files they stood in.
    pub fn text(manifest: &Manifest, more: &[Group]) -> Result<String, Box<Fault>> {
        let mut whole = manifest.clone();
        whole.schema = None;
        whole.files.clear();
        whole.groups.extend(more.iter().cloned());
        for group in &mut whole.groups {
            group.schema = None;
        }
        serde_json::to_string(&whole)
            .map_err(|e| of_the_whole(Wrong::WholeDoesNotRead(JsonFault::Says(e.to_string()))))
    }

    /// Reads a text made by [`Self::text`]. Its first fault when it has one.
    pub fn from_text(text: &str) -> Result<Self, Box<Fault>> {
        let source = Source { name: WHOLE.to_owned(), text: Ok(text.to_owned()) };
        if let Some(fault) = validate::problems(&source, &[]).faults.into_iter().next() {
            return Err(Box::new(fault));
        }
        let manifest: Manifest = serde_json::from_str(text)
            .map_err(|e| of_the_whole(Wrong::WholeDoesNotRead(JsonFault::from(&e))))?;
        let mut q = Self::assemble(manifest, Vec::new());
        q.kept = Some(Arc::from(text));
        Ok(q)
    }

    /// Whether it is the same questionnaire as another, so that answers to one are answers to the other.
    pub fn is_same_as(&self, other: &Self) -> bool {
        (&self.id, &self.version, &self.kept) == (&other.id, &other.version, &other.kept)
    }

    /// The requirement that asks for the reasons of exclusions.
    pub fn applicability(&self) -> Option<&str> {
        self.marked(Marker::Applicability).next().map(|r| self.requirements[r].id.as_str())
    }

    /// The first clause and the first control, as examples of ids a person may type.
    pub fn example_ids(&self) -> String {
        let first = |kind| self.requirements.iter().find(|r| r.kind == kind).map(|r| r.id.as_str());
        let ids = [RequirementKind::Clause, RequirementKind::Control].map(first);
        ids.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    /// What the ids of its controls begin with, where that is no number: `A` of `A.6.2.4`.
    pub fn controls_begin(&self) -> Option<&str> {
        let control = self.requirements.iter().find(|r| r.kind == RequirementKind::Control)?;
        control.id.split('.').next().filter(|part| part.bytes().all(|b| b.is_ascii_alphabetic()))
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

    /// What has this very id, as facts are stored: no blanks, no other case.
    pub fn exactly(&self, id: &str) -> Option<Target> {
        self.ids.get(id).copied()
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

    /// The requirement in its words for who works alone; the same as for everybody where it has none of its own.
    pub fn requirement_for_one(&self, requirement: usize) -> &Requirement {
        self.for_one[requirement].as_ref().unwrap_or(&self.requirements[requirement])
    }

    /// Whether a gate rests on the check at an index over the whole questionnaire.
    pub fn is_of_gate(&self, check: usize) -> bool {
        self.of_gate[check]
    }

    /// Whether a check has no object where one works alone, as the questionnaire says. What a gate rests on always has
    /// one, and no requirement is left without any check.
    pub fn needs_others(&self, check: usize) -> bool {
        self.needs_others[check]
    }

    /// Whether this level leaves the check with nothing to show (method, section 3).
    pub fn is_gap_level(&self, check: usize, level: Level) -> bool {
        level.is_gap(self.check(check).kind, self.of_gate[check])
    }

    /// The checks a gate rests on, by their index over the whole questionnaire.
    pub fn checks_of_gate(&self, gate: usize) -> impl Iterator<Item = usize> {
        self.gates[gate].checks.iter().filter_map(|id| match self.exactly(id) {
            Some(Target::Check(c)) => Some(c),
            _ => None,
        })
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

    /// The title as it stands beside its id: only one that says nothing ("General", shared by more than
    /// two) gets its heading.
    pub fn list_title(&self, requirement: usize) -> String {
        let title = &self.requirements[requirement].title;
        let shared = self.requirements.iter().filter(|r| &r.title == title).count() > 2;
        if shared { self.full_title(requirement) } else { title.clone() }
    }

    /// What a requirement is about where its title has no room; the title as it stands beside its id where the
    /// questionnaire gives it nothing shorter.
    pub fn short_title(&self, requirement: usize) -> String {
        self.requirements[requirement].short_title.clone().unwrap_or_else(|| self.list_title(requirement))
    }

    /// The title as it stands beside its id where it fits into so many columns, else the shorter one.
    pub fn title_in(&self, requirement: usize, fits: impl Fn(&str) -> bool) -> String {
        Some(self.list_title(requirement))
            .filter(|t| fits(t))
            .unwrap_or_else(|| self.short_title(requirement))
    }

    /// What a gate is called in a list or a sentence: its short title, where it has one.
    pub fn gate_name(&self, gate: usize) -> &str {
        let gate = &self.gates[gate];
        gate.short_title.as_deref().unwrap_or(&gate.title)
    }

    /// Whether the internal audit is among these requirements.
    pub fn audits(&self, requirements: &[usize]) -> bool {
        requirements.iter().any(|r| self.requirements[*r].marker == Some(Marker::InternalAudit))
    }

    /// Whether a requirement asks for the list of AI systems: the one the questionnaire names for it, or another whose
    /// documents include the same register.
    pub fn lists_systems(&self, requirement: usize) -> bool {
        let Some(named) = self.places.systems.as_deref().and_then(|id| self.requirement_index(id)) else {
            return false;
        };
        let kept = |r: usize| {
            let documents = self.requirements[r].documents.iter();
            documents.filter(|d| d.fits_into == Some(FitsInto::Register)).map(|d| d.name.as_str())
        };
        named == requirement || kept(requirement).any(|name| kept(named).any(|x| x == name))
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
