//! Where a gate stands: which of its checks holds it back, and how far that one is. The verdict says whether a gate
//! fails; this says in what way.

use super::assessment::Assessment;
use super::level::Level;
use super::questionnaire::Questionnaire;
use super::verdict::{GateState, Verdict};

/// A gate and the check of it that is furthest from Proven.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Index of the gate.
    pub gate: usize,
    /// Its state in the verdict.
    pub state: GateState,
    /// Index of the check that holds it back: the first of those that are furthest behind.
    pub check: usize,
    /// What that check was given; none while it is not answered.
    pub level: Option<Level>,
}

impl Standing {
    /// Whether it stands in the way of Stage 1 by an answer somebody gave.
    pub const fn blocks(&self) -> bool {
        matches!(self.state, GateState::NotProven)
            || matches!((self.state, self.level), (GateState::Open, Some(Level::DontKnow)))
    }
}

/// Each gate that has a check, in order.
pub fn of_gates(q: &Questionnaire, a: &Assessment, v: &Verdict) -> Vec<Standing> {
    let level = |c: usize| {
        if a.excluded(q.check_owner[c]) { Some(Level::NotApplicable) } else { a.level(q, c).map(|(l, _)| l) }
    };
    let standing = |(gate, state): (usize, GateState)| {
        let check = q.checks_of_gate(gate).min_by_key(|c| behind(level(*c)))?;
        Some(Standing { gate, state, check, level: level(check) })
    };
    v.gates.iter().copied().enumerate().filter_map(standing).collect()
}

/// How many of these gates hold nothing back: Proven, with evidence named.
pub fn passed(all: &[Standing]) -> usize {
    all.iter().filter(|s| matches!(s.state, GateState::Named | GateState::Seen)).count()
}

/// How far behind a level is, furthest first: what was answered below Proven before what nobody knows, that before
/// what nobody answered.
const fn behind(level: Option<Level>) -> u8 {
    match level {
        Some(Level::Nothing) => 0,
        Some(Level::Planned) => 1,
        Some(Level::Written) => 2,
        Some(Level::InUse) => 3,
        Some(Level::NotApplicable) => 4,
        Some(Level::DontKnow) => 5,
        None => 6,
        Some(Level::Proven) => 7,
    }
}
