//! Answers given for one AI system (method, section 3): the edits that give them, and what stands beside the general
//! answer. How they count is [`super::per_system`]'s business.

use super::action_edit::marks_used_up;
use super::assessment::{Assessment, keys};
use super::change::{Edit, Refusal, facts, too_long};
use super::edit;
use super::level::Level;
use super::per_system::{Says, below};
use super::questionnaire::{Questionnaire, Target};
use super::record::{ACTION, Layer, Rid, SYSTEM, read};
use super::said::is_weak_reason;
use super::text;

/// What one system answers for itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SystemAnswer {
    /// The system.
    pub system: Rid,
    /// Its name, else its number.
    pub name: String,
    /// Its level.
    pub level: Level,
    /// Whether it drops out with its reason: Not applicable, and why is written.
    pub drops_out: bool,
}

/// All answers to one check that systems have answered for themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    /// Systems with an answer of their own.
    pub systems: Vec<SystemAnswer>,
    /// The general answer.
    pub general: Option<Level>,
    /// How many systems the general answer counts for.
    pub others: usize,
    /// What counts.
    pub counts: Option<Level>,
}

impl Questionnaire {
    /// Whether a target can be answered per AI system: a control, or a heading with nothing but controls below it.
    pub fn is_per_system(&self, target: Target) -> bool {
        let Target::Heading(h) = target else { return self.may_be_excluded(target) };
        let below = self.below(h);
        !below.is_empty() && below.iter().all(|r| self.may_be_excluded(Target::Requirement(*r)))
    }
}

impl Assessment {
    /// What a system of the register is called: its name, else its number. None when it is not there.
    pub fn system_name(&self, id: &Rid) -> Option<String> {
        let rec = read::at(self, &SYSTEM, id);
        let name = || if rec.name().is_empty() { rec.shown_no() } else { rec.name().to_owned() };
        rec.exists().then(name)
    }

    /// What a system says of a check for itself; none where the general answer counts for it.
    pub fn system_level(&self, q: &Questionnaire, system: &Rid, check: usize) -> Option<Level> {
        match self.by_system().says(q, system, check)? {
            Says::DropsOut(_) => Some(Level::NotApplicable),
            Says::Level(level) => level,
        }
    }

    /// What was answered for a system at this place itself.
    pub fn given_for(&self, system: &Rid, at: Target) -> Option<Level> {
        self.by_system().given(system, at)
    }

    /// The reason a system has for leaving something out.
    pub fn system_reason(&self, system: &Rid, id: &str) -> Option<&str> {
        let layer = Layer::System(system.clone()).prefix();
        self.get(&format!("{layer}{}{id}", keys::REASON)).filter(|r| !r.trim().is_empty())
    }

    /// Whether a system of the register has an answer of its own to a check of this requirement.
    pub fn is_per_system(&self, requirement: usize) -> bool {
        self.by_system().is_rolled(requirement)
    }

    /// Whether a system leaves this check of a requirement out, and nobody wrote why.
    pub fn system_lacks_reason(&self, requirement: usize, check: usize) -> bool {
        self.by_system().lacks_reason(requirement, check)
    }

    /// Everything that was answered to a check, side by side; none where no system has an answer of its own.
    pub fn beside(&self, q: &Questionnaire, check: usize) -> Option<Beside> {
        if !self.is_per_system(q.check_owner[check]) {
            return None;
        }
        let said =
            self.by_system().speaking().filter_map(|id| Some((id, self.by_system().says(q, id, check)?)));
        let answer = |(id, says): (&Rid, Says)| {
            let level = match says {
                Says::DropsOut(_) => Level::NotApplicable,
                Says::Level(level) => level?,
            };
            let name = self.system_name(id).unwrap_or_default();
            Some(SystemAnswer { system: id.clone(), name, level, drops_out: says == Says::DropsOut(true) })
        };
        let systems: Vec<SystemAnswer> = said.filter_map(answer).collect();
        let others = self.by_system().count().saturating_sub(systems.len());
        let general = if self.is_excluded_in_general(q.check_owner[check]) {
            Some(Level::NotApplicable)
        } else {
            self.general_level(q, check).map(|(l, _)| l)
        };
        let counts = self.level(q, check).map(|(l, _)| l);
        (!systems.is_empty()).then_some(Beside { systems, general, others, counts })
    }

    /// Each exclusion in a requirement with its place and its reason: the general ones, then those of systems, with
    /// the system.
    pub fn exclusions<'a>(
        &'a self,
        q: &'a Questionnaire,
        requirement: usize,
    ) -> Vec<(Option<&'a Rid>, &'a str, Option<&'a str>)> {
        let whole = q.requirements[requirement].id.as_str();
        let partly = |c: &usize| matches!(self.general_level(q, *c), Some((Level::NotApplicable, _)));
        let ids: Vec<&str> = if self.is_excluded_in_general(requirement) {
            vec![whole]
        } else {
            q.checks_of(requirement).filter(partly).map(|c| q.check(c).id.as_str()).collect()
        };
        let general = ids.into_iter().map(|id| (None, id, self.reason(id).or_else(|| self.reason(whole))));
        let of_systems = self.system_exclusions(q, requirement).into_iter();
        general.chain(of_systems.map(|(system, id, reason)| (Some(system), id, reason))).collect()
    }

    /// Whether a requirement, or a check of it, is left out with a reason that argues nothing.
    pub fn is_weakly_excluded(&self, q: &Questionnaire, requirement: usize) -> bool {
        let mut reasons = self.exclusions(q, requirement).into_iter().filter_map(|(_, _, reason)| reason);
        reasons.any(is_weak_reason)
    }

    /// Each exclusion of a system in a requirement, with its place and its reason.
    pub fn system_exclusions<'a>(
        &'a self,
        q: &'a Questionnaire,
        requirement: usize,
    ) -> Vec<(&'a Rid, &'a str, Option<&'a str>)> {
        if !self.is_per_system(requirement) {
            return Vec::new();
        }
        let whole = q.requirements[requirement].id.as_str();
        let mut list = Vec::new();
        for id in self.by_system().speaking() {
            let left_out = |at: Target| self.given_for(id, at) == Some(Level::NotApplicable);
            if left_out(Target::Requirement(requirement)) {
                list.push((id, whole, self.system_reason(id, whole)));
                continue;
            }
            for c in q.checks_of(requirement).filter(|c| left_out(Target::Check(*c))) {
                let check = q.check(c).id.as_str();
                let reason = self.system_reason(id, check).or_else(|| self.system_reason(id, whole));
                list.push((id, check, reason));
            }
        }
        list
    }
}

/// The place of an id that can be answered per system; else why it cannot.
fn place(q: &Questionnaire, id: &str) -> Result<Target, Refusal> {
    let target = q.find(id).ok_or_else(|| edit::unknown(q, id))?;
    if q.is_per_system(target) { Ok(target) } else { Err(refusal(q, target)) }
}

/// Why something is not answered per system.
pub fn refusal(q: &Questionnaire, at: Target) -> Refusal {
    Refusal::NotPerSystem { id: q.id_of(at).to_owned(), controls: q.names.controls.clone() }
}

/// Rates a control, a check of one or a heading above controls for one system. `None` withdraws its answer, so that
/// the general one counts for it again. A note stays general; with Not applicable it is the system's reason.
pub fn rate(
    q: &Questionnaire,
    a: &Assessment,
    system: &Rid,
    id: &str,
    level: Option<Level>,
    note: Option<&str>,
) -> Result<Edit, Refusal> {
    let target = place(q, id)?;
    let layer = Layer::System(system.clone());
    let reason = note.filter(|_| level == Some(Level::NotApplicable));
    let mine = a.in_layer(q, &layer);
    let mut e = edit::rate(q, &mine, id, level, reason)?.within(&layer);
    if let Some(note) = note.filter(|n| reason.is_none() && !n.trim().is_empty()) {
        let stands = a.get(&format!("{}{}", keys::NOTE, q.id_of(target))).unwrap_or_default();
        e.changes.extend(edit::text_at(q, a, keys::NOTE, id, &beside(a, system, stands, note))?.changes);
    }
    if a.any(keys::ACTION_STATUS) || a.any(ACTION.key) {
        // A copy without registers would not know which systems there are.
        let mut trial = a.clone();
        trial.apply(q, &e);
        e.changes.extend(facts(a, "", "", marks_used_up(q, a, &trial, &below(q, target))).changes);
    }
    Ok(e)
}

/// What was noted with the answer of one system: notes are of all systems, so that it stands behind what stands, with the name.
fn beside(a: &Assessment, system: &Rid, stands: &str, note: &str) -> String {
    let (stands, note) = (stands.trim_end(), note.trim());
    if stands.is_empty() {
        return note.to_owned();
    }
    if stands.contains(note) {
        return stands.to_owned();
    }
    if note.contains(stands) {
        return note.to_owned();
    }
    match a.system_name(system) {
        Some(name) => format!("{stands}\n{name}: {note}"),
        None => format!("{stands}\n{note}"),
    }
}

/// Writes why a system leaves out what is at an id; empty removes it.
pub fn reason(
    q: &Questionnaire,
    a: &Assessment,
    system: &Rid,
    id: &str,
    value: &str,
) -> Result<Edit, Refusal> {
    let target = place(q, id)?;
    let value = text::clean(value);
    too_long("reason", &value)?;
    let key = format!("{}{}{}", Layer::System(system.clone()).prefix(), keys::REASON, q.id_of(target));
    Ok(facts(a, "reason", q.id_of(target), [(key, Some(value.trim().to_owned()))]))
}
