//! The verdict (method, section 5): the lowest cap wins, nothing is averaged away.

use super::assessment::Assessment;
use super::level::Level;
use super::questionnaire::{Gate, Questionnaire, RequirementKind, Target};
use super::score::{Scores, Status};

/// What the requirements say of the whole, lowest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// A clause requirement is open, or a control undecided.
    Incomplete,
    /// More than half of the clause requirements are gaps.
    Early,
    /// Any clause requirement is a gap.
    NotReady,
    /// A clause requirement is partial, a gate not Proven, or an exclusion without a reason.
    NearlyReady,
    /// Ready to book Stage 1.
    Stage1,
    /// Ready for Stage 2.
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
    /// All its checks Proven, and evidence seen by somebody.
    Verified,
    /// All its checks Proven.
    Proven,
    /// Something answered below Proven.
    NotProven,
    /// Nothing against it yet, but not all answered.
    Open,
}

/// The verdict with its reasons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The class.
    pub class: Class,
    /// While incomplete: the class it already cannot be better than; none while nothing is against it.
    pub would_be: Option<Class>,
    /// Ids of the requirements (and gates) that cause it.
    pub because: Vec<String>,
    /// Open clause requirements and undecided controls.
    pub open: Vec<String>,
    /// Controls excluded without a reason.
    pub unreasoned: Vec<String>,
    /// Each gate with its state, in order.
    pub gates: Vec<GateState>,
}

impl Verdict {
    /// Applies the caps to the scores.
    pub fn compute(q: &Questionnaire, a: &Assessment, scores: &Scores) -> Self {
        let of = |kind, status| -> Vec<String> {
            q.requirements
                .iter()
                .zip(&scores.requirements)
                .filter(|(r, s)| r.kind == kind && s.status == status)
                .map(|(r, _)| r.id.clone())
                .collect()
        };
        let (clause, control) = (RequirementKind::Clause, RequirementKind::Control);
        let gaps = of(clause, Status::Gap);
        let partials = of(clause, Status::Partial);
        let mut open = of(clause, Status::Open);
        open.extend(of(control, Status::Open));
        let clauses = q.requirements.iter().filter(|r| r.kind == clause).count();
        let unreasoned: Vec<String> = q
            .requirements
            .iter()
            .zip(&scores.requirements)
            .filter(|(_, s)| s.reason_missing)
            .map(|(r, _)| r.id.clone())
            .collect();
        let gates: Vec<GateState> = q.gates.iter().map(|g| gate_state(q, a, g)).collect();

        let (cap, because) = if gaps.len() * 2 > clauses {
            (Some(Class::Early), gaps)
        } else if !gaps.is_empty() {
            (Some(Class::NotReady), gaps)
        } else {
            let mut because = partials;
            // While something is open, an unanswered gate says nothing yet; after that it is not Proven.
            let fails = |s: GateState| s == GateState::NotProven || (s == GateState::Open && open.is_empty());
            for (gate, _) in q.gates.iter().zip(&gates).filter(|(_, s)| fails(**s)) {
                for id in gate.checks.iter().filter_map(|c| c.split('/').next()) {
                    if !because.iter().any(|b| b == id) {
                        because.push(id.to_owned());
                    }
                }
            }
            because.extend(unreasoned.iter().filter(|u| !because.contains(u)).cloned().collect::<Vec<_>>());
            if because.is_empty() { (None, because) } else { (Some(Class::NearlyReady), because) }
        };
        let because = gates_first(q, because);
        let (class, would_be, because) = match (open.is_empty(), cap) {
            (false, cap) => (Class::Incomplete, cap, because),
            (true, Some(cap)) => (cap, None, because),
            (true, None) => {
                let unmet: Vec<String> = [of(control, Status::Gap), of(control, Status::Partial)].concat();
                let unseen = q.gates.iter().zip(&gates).filter(|(_, s)| **s != GateState::Verified);
                let unseen: Vec<String> = unseen.map(|(g, _)| g.id.clone()).collect();
                if unmet.is_empty() && unseen.is_empty() {
                    (Class::Stage2, None, Vec::new())
                } else {
                    (Class::Stage1, None, [unmet, unseen].concat())
                }
            }
        };
        Self { class, would_be, because, open, unreasoned, gates }
    }
}

/// What would likely be a major on its own is named first; the rest keeps the order of the standard.
fn gates_first(q: &Questionnaire, mut ids: Vec<String>) -> Vec<String> {
    let gate = |id: &String| {
        q.gates.iter().flat_map(|g| &g.checks).any(|c| c.split('/').next() == Some(id.as_str()))
    };
    ids.sort_by_key(|id| !gate(id));
    ids
}

/// The state of one gate.
fn gate_state(q: &Questionnaire, a: &Assessment, gate: &Gate) -> GateState {
    let mut all_seen = true;
    let mut open = false;
    for id in &gate.checks {
        let Some(Target::Check(c)) = q.find(id) else { continue };
        match a.level(q, c).map(|(l, _)| l) {
            Some(Level::Proven) => {
                all_seen &= a.seen(id) || a.seen(&q.requirements[q.check_owner[c]].id);
            }
            None | Some(Level::DontKnow) => open = true,
            Some(_) => return GateState::NotProven,
        }
    }
    match (open, all_seen) {
        (true, _) => GateState::Open,
        (false, true) => GateState::Verified,
        (false, false) => GateState::Proven,
    }
}
