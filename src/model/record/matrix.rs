//! Risks by how likely and how bad they are: a cell a pair of steps, with how many stand there and the level it calls for.

use super::derived;
use super::read::{self, Rec};
use super::{CONSEQUENCE, LIKELIHOOD, RISK, RISK_LEVEL};
use crate::model::assessment::Assessment;

/// The steps of both scales, lowest first, and what stands where.
#[derive(Debug, Clone)]
pub struct Matrix<'a> {
    /// Steps of likelihood.
    pub likelihoods: Vec<Rec<'a>>,
    /// Steps of consequence.
    pub consequences: Vec<Rec<'a>>,
    /// By likelihood, then by consequence: the risks, and the level.
    pub cells: Vec<Vec<Place<'a>>>,
    /// Risks of which one of the two is not chosen, by number: they stand nowhere.
    pub unplaced: Vec<Rec<'a>>,
    /// As what they are placed.
    pub way: As,
}

/// The risks of one place, and its level.
pub type Place<'a> = (Vec<Rec<'a>>, Option<Rec<'a>>);

/// As what risks are placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum As {
    /// As they are.
    Now,
    /// As they are with their treatment in place, as their level that is left has it; those of which nobody said so stand nowhere.
    Left,
}

impl As {
    /// The fields that place a risk, and that its level follows from.
    pub const fn fields(self) -> [&'static str; 2] {
        match self {
            Self::Now => ["likelihood", "consequence"],
            Self::Left => ["left-likelihood", "left-consequence"],
        }
    }
}

/// Whether there is nothing yet by which a risk could be weighed: one of the scales or the levels are empty.
pub fn lacks_scales(a: &Assessment) -> bool {
    [&LIKELIHOOD, &CONSEQUENCE, &RISK_LEVEL].into_iter().any(|kind| read::all(a, kind).is_empty())
}

/// The matrix of all risks; none without scales.
pub fn of(a: &Assessment, way: As) -> Option<Matrix<'_>> {
    let steps = |kind| {
        let mut all: Vec<_> =
            read::all(a, kind).into_iter().filter_map(|r| Some((derived::weight(&r)?, r))).collect();
        all.sort_by_key(|(weight, r)| (*weight, r.no()));
        all
    };
    let (likely, bad) = (steps(&LIKELIHOOD), steps(&CONSEQUENCE));
    if likely.is_empty() || bad.is_empty() {
        return None;
    }
    let levels = |l: u64| bad.iter().map(|(c, _)| (Vec::new(), derived::of_times(a, l * c / 1000))).collect();
    let mut cells: Vec<Vec<(Vec<Rec<'_>>, Option<Rec<'_>>)>> =
        likely.iter().map(|(l, _)| levels(*l)).collect();
    let mut unplaced = Vec::new();
    let [likelihood, consequence] = way.fields();
    for risk in read::all(a, &RISK) {
        let at = |steps: &[(u64, Rec<'_>)], field| {
            steps.iter().position(|(_, step)| step.id.as_str() == risk.get(field))
        };
        let place = at(&likely, likelihood).zip(at(&bad, consequence));
        match place.and_then(|(l, c)| cells.get_mut(l)?.get_mut(c)) {
            Some((risks, _)) => risks.push(risk),
            None => unplaced.push(risk),
        }
    }
    let likelihoods = likely.into_iter().map(|(_, step)| step).collect();
    let consequences = bad.into_iter().map(|(_, step)| step).collect();
    Some(Matrix { likelihoods, consequences, cells, unplaced, way })
}
