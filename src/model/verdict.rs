//! The verdict (method, section 5): the lowest cap wins, nothing is averaged away.

use super::assessment::Assessment;
use super::contradiction;
use super::level::Level;
use super::questionnaire::{Questionnaire, RequirementKind};
use super::score::{RequirementScore, Scores, Status};

/// What the requirements say of the whole, lowest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// A check of a clause requirement, or of a control not left out, is open.
    Incomplete,
    /// More than half of the clause requirements are gaps.
    Early,
    /// Any clause requirement, or more than half of the included controls, is a gap.
    NotReady,
    /// A clause requirement is partial, a control is a gap, a gate is not Proven with evidence named, or an
    /// exclusion has no reason or cannot stand.
    NearlyReady,
    /// Ready to book Stage 1.
    Stage1,
    /// Every included control met, evidence named for every check, and that of every gate seen.
    Stage2,
}

impl Class {
    /// The name in data files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Incomplete => "Incomplete",
            Self::Early => "Early",
            Self::NotReady => "Not ready",
            Self::NearlyReady => "Nearly ready",
            Self::Stage1 => "Ready for Stage 1",
            Self::Stage2 => "Ready for Stage 2",
        }
    }
}

/// State of a gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GateState {
    /// All its checks Proven, and the evidence of each seen by a person of the register.
    Seen,
    /// All its checks Proven, and evidence named for each.
    Named,
    /// All its checks Proven as claimed; for one of them no evidence is named.
    Claimed,
    /// Something answered below Proven, or left out.
    NotProven,
    /// Nothing against it yet, but not all answered.
    Open,
}

/// The verdict with its reasons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The class.
    pub class: Class,
    /// While incomplete: the best class still possible if everything open were Proven and all evidence seen; none
    /// while nothing is against the highest.
    pub would_be: Option<Class>,
    /// Ids of the requirements (and gates) that cause it, those of gates first.
    pub because: Vec<String>,
    /// Nearly ready for nothing but evidence: none that holds is named for gates that are Proven.
    pub only_evidence: bool,
    /// Of that evidence some has run out.
    pub ran_out: bool,
    /// Requirements with an open check.
    pub open: Vec<String>,
    /// Controls excluded without a reason.
    pub unreasoned: Vec<String>,
    /// Controls excluded although the questionnaire says that no reason can stand.
    pub cannot_stand: Vec<String>,
    /// Each gate with its state, in order.
    pub gates: Vec<GateState>,
    /// Requirements with an answer, or left out.
    pub answered: usize,
    /// All requirements.
    pub of: usize,
    /// Answers that contradict others, counted where the class is one of readiness: they change no class, but nobody
    /// calls an auditor in with them.
    pub against: usize,
}

impl Verdict {
    /// Applies the caps to the scores.
    pub fn compute(q: &Questionnaire, a: &Assessment, scores: &Scores) -> Self {
        let ids = |wanted: &dyn Fn(&RequirementScore) -> bool| -> Vec<String> {
            let rows = q.requirements.iter().zip(&scores.requirements);
            rows.filter(|(_, s)| wanted(s)).map(|(r, _)| r.id.clone()).collect()
        };
        let (open, unreasoned) =
            (ids(&RequirementScore::is_open), ids(&|s| s.reason_missing && !s.cannot_stand));
        let cannot_stand = ids(&|s| s.cannot_stand);
        let gates: Vec<GateState> = (0..q.gates.len()).map(|g| gate_state(q, a, g)).collect();
        let caps = Caps {
            q,
            scores,
            gates: &gates,
            excluded: [&unreasoned, &cannot_stand],
            complete: open.is_empty(),
        };
        let (best, because) = caps.lowest();
        let only_evidence = best == Class::NearlyReady && open.is_empty() && caps.lacks_only_evidence();
        let bare = (0..q.gates.len()).filter(|g| gates[*g] == GateState::Claimed);
        let ran_out = bare.flat_map(|g| q.checks_of_gate(g)).any(|c| !a.ran_out_for(q, c).is_empty());
        let (class, would_be) = match (open.is_empty(), best) {
            (true, class) => (class, None),
            (false, Class::Stage2) => (Class::Incomplete, None),
            (false, best) => (Class::Incomplete, Some(best)),
        };
        let answered = scores.requirements.iter().filter(|s| s.answered > 0 || s.of == 0).count();
        let of = q.requirements.len();
        let mut v = Self {
            class,
            would_be,
            because,
            only_evidence,
            ran_out,
            open,
            unreasoned,
            cannot_stand,
            gates,
            answered,
            of,
            against: if class >= Class::Stage1 { contradiction::all(q, a, scores).len() } else { 0 },
        };
        // What would likely be a major on its own is named first; the rest keeps the order of the standard.
        let mut because = std::mem::take(&mut v.because);
        because.sort_by_key(|id| v.gates_behind(q, id).is_empty());
        v.because = because;
        v
    }

    /// The gates that an id of [`Self::because`] stands for: people read their titles instead of the id. None
    /// where the requirement itself is the reason.
    pub fn gates_behind(&self, q: &Questionnaire, id: &str) -> Vec<usize> {
        let bare = self.class == Class::NearlyReady;
        let fails = |s: GateState| match s {
            GateState::NotProven => true,
            GateState::Claimed | GateState::Open => bare,
            GateState::Named | GateState::Seen => false,
        };
        let lies_in = |g: usize| q.checks_of_gate(g).any(|c| q.requirements[q.check_owner[c]].id == id);
        (0..q.gates.len())
            .filter(|g| q.gates[*g].id == id || (fails(self.gates[*g]) && lies_in(*g)))
            .collect()
    }
}

/// What the caps are applied to. While something is open it counts as Proven with evidence seen: what is left is
/// the best that is still possible.
struct Caps<'a> {
    q: &'a Questionnaire,
    scores: &'a Scores,
    gates: &'a [GateState],
    /// Exclusions that hold the verdict down: without a reason, and where none can stand.
    excluded: [&'a [String]; 2],
    complete: bool,
}

impl Caps<'_> {
    /// Ids of the requirements of a kind whose score is as wanted.
    fn of(&self, kind: RequirementKind, wanted: impl Fn(&RequirementScore) -> bool) -> Vec<String> {
        let rows = self.q.requirements.iter().zip(&self.scores.requirements);
        rows.filter(|(r, s)| r.kind == kind && wanted(s)).map(|(r, _)| r.id.clone()).collect()
    }

    /// The lowest cap, with what causes it.
    fn lowest(&self) -> (Class, Vec<String>) {
        use RequirementKind::{Clause, Control};
        let gap = |s: &RequirementScore| s.status == Status::Gap;
        let more_than_half = |gaps: &[String], kind| {
            gaps.len() * 2 > self.of(kind, |s| s.status != Status::NotApplicable).len()
        };
        let mut gaps = self.of(Clause, gap);
        if more_than_half(&gaps, Clause) {
            return (Class::Early, gaps);
        }
        let control_gaps = self.of(Control, gap);
        let most_controls = more_than_half(&control_gaps, Control);
        if !gaps.is_empty() || most_controls {
            gaps.extend(control_gaps.into_iter().filter(|_| most_controls));
            return (Class::NotReady, gaps);
        }
        let mut because = self.of(Clause, falls_short);
        let mut add = |ids: Vec<String>| {
            let new: Vec<String> = ids.into_iter().filter(|id| !because.contains(id)).collect();
            because.extend(new);
        };
        add(control_gaps);
        for gate in (0..self.gates.len()).filter(|g| self.fails(self.gates[*g])) {
            for c in self.q.checks_of_gate(gate) {
                add(vec![self.q.requirements[self.q.check_owner[c]].id.clone()]);
            }
        }
        for ids in self.excluded {
            add(ids.to_vec());
        }
        if !because.is_empty() {
            return (Class::NearlyReady, because);
        }
        because = self.of(Control, falls_short);
        if self.complete {
            let bare = |s: &RequirementScore| s.named < s.claimed;
            for kind in [Clause, Control] {
                because.extend(self.of(kind, |s| bare(s) && !falls_short(s)));
            }
            let unseen = self.q.gates.iter().zip(self.gates).filter(|(_, s)| **s != GateState::Seen);
            because.extend(unseen.map(|(g, _)| g.id.clone()));
        }
        if because.is_empty() { (Class::Stage2, because) } else { (Class::Stage1, because) }
    }

    /// Whether of what makes it Nearly ready nothing is left but gates that are Proven without evidence.
    fn lacks_only_evidence(&self) -> bool {
        use RequirementKind::{Clause, Control};
        let nothing = |kind, wanted: fn(&RequirementScore) -> bool| self.of(kind, wanted).is_empty();
        nothing(Clause, falls_short)
            && nothing(Control, |s| s.status == Status::Gap)
            && self.excluded.iter().all(|ids| ids.is_empty())
            && !self.gates.contains(&GateState::NotProven)
    }

    /// Whether a gate keeps Stage 1 away: an open one, or one without evidence, only once nothing is open.
    fn fails(&self, s: GateState) -> bool {
        match s {
            GateState::NotProven => true,
            GateState::Claimed | GateState::Open => self.complete,
            GateState::Named | GateState::Seen => false,
        }
    }
}

/// Partial, or sure to be once what is open is answered.
fn falls_short(s: &RequirementScore) -> bool {
    matches!(s.status, Status::Partial | Status::Open) && s.thirds < 3 * s.answered
}

/// The state of one gate.
fn gate_state(q: &Questionnaire, a: &Assessment, gate: usize) -> GateState {
    let (mut open, mut named, mut seen) = (false, true, true);
    for c in q.checks_of_gate(gate) {
        match a.level(q, c).map(|(l, _)| l) {
            _ if a.excluded(q.check_owner[c]) => return GateState::NotProven,
            Some(Level::Proven) => {
                named &= a.is_shown(q, c);
                seen &= a.is_seen(q, c);
            }
            None | Some(Level::DontKnow) => open = true,
            Some(_) => return GateState::NotProven,
        }
    }
    match (open, named, seen) {
        (true, ..) => GateState::Open,
        (false, _, true) => GateState::Seen,
        (false, true, false) => GateState::Named,
        (false, false, false) => GateState::Claimed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::priority::is_gate;
    use crate::model::questionnaire::{CheckKind, Grade};
    use crate::model::xray::Weakness;
    use crate::model::{Band, GapList, contradiction};
    use crate::words::figures;

    /// Clauses and controls rated as wholes.
    fn rated(clauses: Option<Level>, controls: Option<Level>) -> (Questionnaire, Assessment) {
        let q = crate::bank::embedded().unwrap();
        let mut a = Assessment::new(&q);
        for r in &q.requirements {
            let level = if r.kind == RequirementKind::Clause { clauses } else { controls };
            a.set(&q, &r.id, level.map(|l| l.key().to_owned()));
        }
        (q, a)
    }

    fn said(q: &Questionnaire, a: &Assessment) -> (Class, String) {
        let v = Verdict::compute(q, a, &Scores::compute(q, a));
        (v.class, figures::verdict(q, &v))
    }

    fn controls(q: &Questionnaire) -> Vec<String> {
        q.requirements.iter().filter(|r| r.kind == RequirementKind::Control).map(|r| r.id.clone()).collect()
    }

    #[test]
    fn clauses_proven_and_every_control_at_nothing_is_not_ready() {
        let (q, mut a) = rated(Some(Level::Proven), Some(Level::Nothing));
        assert_eq!(said(&q, &a).0, Class::NotReady);
        // Half of them: no longer more than half, but each still holds it down.
        let all = controls(&q);
        for id in &all[..all.len().div_ceil(2)] {
            a.set(&q, id, Some(Level::Proven.key().into()));
        }
        assert_eq!(said(&q, &a).0, Class::NearlyReady);
    }

    #[test]
    fn ticks_alone_are_never_ready_for_stage_1_and_evidence_of_the_gates_makes_them() {
        let (q, mut a) = rated(Some(Level::Proven), Some(Level::Proven));
        let (class, words) = said(&q, &a);
        assert_eq!(class, Class::NearlyReady);
        assert!(words.contains(q.gate_name(0)), "{words}");
        let set = |a: &mut Assessment, key: &str, value: &str| {
            a.set(&q, &format!("evidence.1-abcdef.{key}"), Some(value.to_owned()));
        };
        set(&mut a, "made", "yes");
        for id in q.gates.iter().flat_map(|g| &g.checks) {
            set(&mut a, &format!("shows.{id}"), "yes");
        }
        assert_eq!(said(&q, &a).0, Class::Stage1);
        for r in &q.requirements {
            set(&mut a, &format!("shows.{}", r.id), "yes");
        }
        assert_eq!(said(&q, &a).0, Class::Stage1, "nobody has seen any of it");
        // Somebody who is not of the register counts for nothing.
        set(&mut a, "seen-by.2-abcdef", "2026-11-20");
        assert_eq!(said(&q, &a).0, Class::Stage1);
        a.set(&q, "person.2-abcdef.made", Some("yes".into()));
        assert_eq!(said(&q, &a).0, Class::Stage2);
    }

    #[test]
    fn nothing_against_it_never_stands_without_its_number_nor_beside_gaps() {
        let (q, mut a) = rated(None, None);
        let of = q.requirements.len();
        assert_eq!(said(&q, &a).1, format!("Incomplete - nothing against it so far in 0 of {of}"));
        for id in &controls(&q)[..5] {
            a.set(&q, id, Some(Level::Proven.key().into()));
        }
        assert_eq!(said(&q, &a).1, format!("Incomplete - nothing against it so far in 5 of {of}"));
        let gaps = &controls(&q)[..5];
        for id in gaps {
            a.set(&q, id, Some(Level::Nothing.key().into()));
        }
        let named = |id: &String| format!("{id} {}", q.short_title(q.requirement_index(id).unwrap()));
        let named = gaps[..3].iter().map(named).collect::<Vec<_>>().join(", ");
        let wanted = format!("Incomplete - at best Nearly ready, because of {named} and 2 more");
        assert_eq!(said(&q, &a).1, wanted);
    }

    #[test]
    fn an_open_check_inside_a_gap_leaves_the_verdict_open() {
        let (q, mut a) = rated(Some(Level::Nothing), Some(Level::Proven));
        assert_eq!(said(&q, &a).0, Class::Early);
        let open = q.checks_of(0).find(|c| q.check(*c).mandatory && !q.check(*c).key).unwrap();
        a.set(&q, &q.check(open).id, Some(Level::DontKnow.key().into()));
        let (class, words) = said(&q, &a);
        assert!(class == Class::Incomplete && words.starts_with("Incomplete - already Early"), "{words}");
    }

    #[test]
    fn what_is_only_prepared_earns_nothing() {
        let (q, a) = rated(Some(Level::Written), Some(Level::Written));
        let scores = Scores::compute(&q, &a);
        let kept = |c: &usize| {
            let check = q.check(*c);
            check.mandatory && !matches!(check.kind, CheckKind::Event | CheckKind::Record)
        };
        for (r, s) in scores.requirements.iter().enumerate() {
            assert_eq!(s.thirds as usize, q.checks_of(r).filter(kept).count(), "{}", q.requirements[r].id);
        }
        for gate in 0..q.gates.len() {
            let c = q.checks_of_gate(gate).next().unwrap();
            assert!(scores.requirements[q.check_owner[c]].at_gap > 0, "a drafted gate is a gap");
        }
    }

    #[test]
    fn practised_without_a_record_is_a_contradiction() {
        let (q, mut a) = rated(Some(Level::Proven), Some(Level::Proven));
        let of = |r: usize, kind| q.checks_of(r).find(|c| q.check(*c).kind == kind && q.check(*c).mandatory);
        let both = |r: &usize| of(*r, CheckKind::Practice).is_some() && of(*r, CheckKind::Record).is_some();
        let r = (0..q.requirements.len()).find(both).unwrap();
        a.set(&q, crate::model::assessment::keys::SCOPE, Some("Machine vision in the warehouse".to_owned()));
        a.set(&q, "system.1-abcdef.made", Some("yes".to_owned()));
        a.set(&q, "system.1-abcdef.no", Some("1".to_owned()));
        assert_eq!(contradiction::all(&q, &a, &Scores::compute(&q, &a)), []);
        for c in q.checks_of(r).filter(|c| q.check(*c).kind == CheckKind::Record) {
            a.set(&q, &q.check(c).id, Some(Level::Written.key().into()));
        }
        let scores = Scores::compute(&q, &a);
        let found = contradiction::all(&q, &a, &scores);
        assert!(found.len() == 1 && matches!(found[0].weakness, Weakness::NoRecord { .. }), "{found:?}");
        assert!(figures::beside(&q, &a, &scores).ends_with("; 1 answer contradicts another."));
        assert_ne!(scores.status(r), Status::Met);
    }

    #[test]
    fn gates_and_likely_majors_lead_their_class_and_are_never_p4() {
        for level in [Level::Nothing, Level::InUse] {
            let (q, a) = rated(Some(level), Some(level));
            let gaps = GapList::compute(&q, &a, &Scores::compute(&q, &a)).gaps;
            let weight = |r: usize| {
                let req = &q.requirements[r];
                (!is_gate(&q, req), req.if_absent != Grade::Major)
            };
            for pair in gaps.windows(2).filter(|w| w[0].class == w[1].class) {
                assert!(weight(pair[0].requirement) <= weight(pair[1].requirement), "{pair:?}");
            }
            for g in gaps.iter().filter(|g| g.band == Band::P4) {
                assert!(g.class == 5 && weight(g.requirement) == (true, true), "{g:?}");
            }
            assert_eq!(gaps.iter().any(|g| g.band == Band::P4), level == Level::InUse);
        }
    }
}
