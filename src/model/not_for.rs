//! The AI systems a control does not count for, as they answer it for themselves: which, why, and whether that says little.
//! Used by the rows of the Statement of Applicability alone. Pure.

use super::assessment::Assessment;
use super::questionnaire::Questionnaire;
use super::record::{Rec, Rid, SYSTEM, read};
use super::wording::argues_nothing;

/// A record a control has to do with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its permanent id.
    pub id: Rid,
    /// The number people see.
    pub no: String,
    /// Its name.
    pub name: String,
}

impl Named {
    pub(super) fn of(r: &Rec<'_>) -> Self {
        Self { id: r.id.clone(), no: r.shown_no(), name: r.name().to_owned() }
    }

    /// Number and name: `R-3 Wrong advice`.
    pub fn whole(&self) -> String {
        format!("{} {}", self.no, self.name).trim_end().to_owned()
    }
}

/// An AI system that leaves a control out for itself, or checks of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotFor {
    /// The system.
    pub system: Named,
    /// The checks it leaves out; none where it leaves out the whole control.
    pub parts: Vec<String>,
    /// Why, as written; empty where nobody said.
    pub reason: String,
    /// That the reason, or one of several, argues nothing.
    pub(super) weak: bool,
    /// That a reason is missing.
    pub(super) lacks: bool,
}

impl NotFor {
    /// Whether the control as a whole does not count for it.
    pub const fn is_whole(&self) -> bool {
        self.parts.is_empty()
    }

    /// Those of these risks that are of this system.
    pub(super) fn named_by(&self, risks: &[Rec<'_>]) -> Vec<Named> {
        let id = self.system.id.to_string();
        let concerns = |risk: &&Rec<'_>| risk.members("systems").iter().any(|(member, _)| *member == id);
        risks.iter().filter(concerns).map(Named::of).collect()
    }
}

/// An id that is left out, with what was written why.
type Place<'a> = (&'a str, Option<&'a str>);

/// What each system leaves out of a control, in the order of their numbers.
pub(super) fn all(q: &Questionnaire, a: &Assessment, r: usize) -> Vec<NotFor> {
    let mut by_system: Vec<(&Rid, Vec<Place<'_>>)> = Vec::new();
    for (system, id, reason) in a.system_exclusions(q, r) {
        match by_system.iter_mut().find(|(one, _)| *one == system) {
            Some((_, places)) => places.push((id, reason)),
            None => by_system.push((system, vec![(id, reason)])),
        }
    }
    let mut all: Vec<(u32, NotFor)> = Vec::new();
    for (system, places) in by_system {
        let rec = read::at(a, &SYSTEM, system);
        let whole = places.len() == q.checks_of(r).count()
            || places.iter().any(|(id, _)| *id == q.requirements[r].id.as_str());
        let parts = if whole { Vec::new() } else { places.iter().map(|(id, _)| (*id).to_owned()).collect() };
        let written: Vec<&str> = places.iter().filter_map(|(_, reason)| *reason).map(str::trim).collect();
        // The same words at each check are one reason.
        let mut reasons: Vec<&str> = Vec::new();
        for reason in &written {
            if !reasons.contains(reason) {
                reasons.push(reason);
            }
        }
        all.push((
            rec.no(),
            NotFor {
                system: Named::of(&rec),
                parts,
                reason: reasons.join("; "),
                weak: written.iter().any(|reason| argues_nothing(reason)),
                lacks: written.len() < places.len(),
            },
        ));
    }
    all.sort_by_key(|(no, _)| *no);
    all.into_iter().map(|(_, one)| one).collect()
}

/// Those of `systems` a control counts for; none stands for all of `in_scope`, which are told only where one is missing.
pub(super) fn counts_for(all: &[NotFor], systems: &[Named], in_scope: &[Rec<'_>]) -> Vec<Named> {
    let out = |id: &Rid| all.iter().any(|one| one.is_whole() && one.system.id == *id);
    if systems.is_empty() && all.iter().any(NotFor::is_whole) {
        return in_scope.iter().filter(|s| !out(&s.id)).map(Named::of).collect();
    }
    systems.iter().filter(|s| !out(&s.id)).cloned().collect()
}
