//! A part of a questionnaire as a questionnaire of its own: some requirements with the headings above them. It has the id
//! and the version of the whole, so that answers to it are answers to the whole. Used for files that are handed out.

use std::collections::HashSet;

use super::manifest::{Gate, Impact, Manifest, Places, SameMatter, Sitting};
use super::questionnaire::{Group, Heading, Questionnaire, Requirement};
use super::validate::{Fault, fields};

/// The ids a part has.
struct Kept<'q> {
    requirements: HashSet<&'q str>,
    checks: HashSet<&'q str>,
    headings: HashSet<&'q str>,
}

impl Kept<'_> {
    fn requirement(&self, id: &str) -> Option<String> {
        self.requirements.contains(id).then(|| id.to_owned())
    }

    fn check(&self, id: &str) -> Option<String> {
        self.checks.contains(id).then(|| id.to_owned())
    }

    fn all(&self, ids: &[String]) -> Vec<String> {
        ids.iter().filter_map(|id| self.requirement(id)).collect()
    }
}

/// The text of the part that has these requirements, by their places; what points out of it is left out. The order is that of
/// the whole.
pub(super) fn text(q: &Questionnaire, requirements: &[usize]) -> Result<String, Box<Fault>> {
    let rows: Vec<&Requirement> = (0..q.requirements.len())
        .filter(|r| requirements.contains(r))
        .filter_map(|r| q.requirements.get(r))
        .collect();
    let above: HashSet<usize> =
        requirements.iter().filter_map(|r| q.ancestors.get(*r)).flatten().copied().collect();
    let headings: Vec<&Heading> =
        q.headings.iter().enumerate().filter(|(h, _)| above.contains(h)).map(|(_, h)| h).collect();
    let kept = Kept {
        requirements: rows.iter().map(|r| r.id.as_str()).collect(),
        checks: rows.iter().flat_map(|r| &r.checks).map(|c| c.id.as_str()).collect(),
        headings: headings.iter().map(|h| h.id.as_str()).collect(),
    };
    let group = Group {
        schema: None,
        headings: headings.into_iter().cloned().collect(),
        requirements: rows.into_iter().map(|r| requirement(&kept, r)).collect(),
    };
    Questionnaire::text(&manifest(q, &kept, group), &[])
}

fn manifest(q: &Questionnaire, kept: &Kept<'_>, group: Group) -> Manifest {
    let gate =
        |g: &Gate| Gate { checks: g.checks.iter().filter_map(|c| kept.check(c)).collect(), ..g.clone() };
    let sitting = |s: &Sitting| Sitting { requirements: kept.all(&s.requirements), ..s.clone() };
    let there =
        |s: &SameMatter| kept.requirement(&s.clause).is_some() && kept.requirement(&s.control).is_some();
    Manifest {
        schema: None,
        format: format(q),
        id: q.id.clone(),
        title: q.title.clone(),
        version: q.version.clone(),
        names: Some(q.names.clone()),
        places: Some(places(kept, &q.places)),
        same_matter: q.same_matter.iter().filter(|s| there(s)).cloned().collect(),
        sittings: q.sittings.iter().map(sitting).filter(|s| !s.requirements.is_empty()).collect(),
        certification_hours: q.certification_hours,
        firms: q.firms.clone(),
        gates: q.gates.iter().map(gate).filter(|g| !g.checks.is_empty()).collect(),
        waves: q.waves.clone(),
        files: Vec::new(),
        groups: vec![group],
    }
}

/// The format the whole is written in: that of its own text, else the newest.
fn format(q: &Questionnaire) -> u32 {
    let own = q.kept.as_deref().and_then(|text| serde_json::from_str::<Manifest>(text).ok());
    own.map_or(u32::try_from(fields::FORMAT).unwrap_or(2), |m| m.format)
}

fn places(kept: &Kept<'_>, all: &Places) -> Places {
    let requirement = |id: &Option<String>| id.as_deref().and_then(|id| kept.requirement(id));
    let check = |id: &Option<String>| id.as_deref().and_then(|id| kept.check(id));
    let impact = all.impact.as_ref().filter(|i| kept.headings.contains(i.controls.as_str()));
    let impact = impact.map(|i| Impact { controls: i.controls.clone(), asked_by: kept.all(&i.asked_by) });
    Places {
        scope: requirement(&all.scope),
        systems: requirement(&all.systems),
        statement: check(&all.statement),
        treatment: check(&all.treatment),
        running: check(&all.running),
        // Without one that asks for the same there is nothing to say.
        impact: impact.filter(|i| !i.asked_by.is_empty()),
    }
}

fn requirement(kept: &Kept<'_>, r: &Requirement) -> Requirement {
    let mut one = r.clone();
    one.depends_on = kept.all(&r.depends_on);
    for c in &mut one.checks {
        c.same_as = c.same_as.iter().filter_map(|id| kept.check(id)).collect();
    }
    one
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whatever part is cut out, it is a questionnaire without a fault, and its questions are those of the whole.
    #[test]
    fn every_part_is_a_questionnaire_without_a_fault() {
        let q = crate::bank::embedded().unwrap();
        let mut parts: Vec<Vec<usize>> = (0..q.requirements.len()).map(|r| vec![r]).collect();
        parts.extend(q.top_headings().into_iter().map(|h| q.below(h)));
        parts.push((0..q.requirements.len()).step_by(3).collect());
        parts.push((0..q.requirements.len()).collect());
        for rows in parts {
            let text = text(&q, &rows).unwrap();
            let part = Questionnaire::from_text(&text).unwrap_or_else(|fault| panic!("{rows:?}: {fault:?}"));
            assert_eq!(part.requirements.len(), rows.len());
            assert_eq!((&part.id, &part.version), (&q.id, &q.version));
            for r in &part.requirements {
                let whole = &q.requirements[q.requirement_index(&r.id).unwrap()];
                assert_eq!((&r.question, r.checks.len()), (&whole.question, whole.checks.len()));
            }
            // A part of a part is the part.
            let again = super::text(&part, &(0..rows.len()).collect::<Vec<_>>()).unwrap();
            assert_eq!(again, text);
        }
    }
}
