//! What follows from the fields of a record and is never stored: the level of a risk by the scales people made, and
//! whether it may stay as it is. Read-only; shown beside the fields wherever a record is shown.

use super::read::{self, Rec};
use super::{CONSEQUENCE, Derived, Follows, Kind, LIKELIHOOD, RISK_LEVEL, Rid};
use crate::model::assessment::Assessment;

/// What a risk comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RiskLevel<'a> {
    /// Value of the likelihood times value of the consequence, in thousandths so that it can be compared.
    pub times: u64,
    /// The highest level whose lowest value it reaches; none where no level begins that low.
    pub level: Option<Rec<'a>>,
}

impl PartialEq for Rec<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind && self.id == other.id
    }
}

impl Eq for Rec<'_> {}

/// A value in thousandths; values are above 0 and small.
fn thousandths(text: &str) -> Option<u64> {
    let value: f64 = text.parse().ok().filter(|v: &f64| *v > 0.0 && *v < 10_000.0)?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 10 million")]
    Some((value * 1000.0).round() as u64)
}

/// The value of a step of a scale, in thousandths; none where it has none.
pub(super) fn weight(step: &Rec<'_>) -> Option<u64> {
    thousandths(step.get("weight"))
}

/// The step of a scale a field names, if it is there, with its value.
pub fn step<'a>(
    a: &'a Assessment,
    rec: &Rec<'a>,
    field: &str,
    scale: &'static Kind,
) -> Option<(Rec<'a>, u64)> {
    let step = read::at(a, scale, &Rid::parse(rec.get(field))?);
    let value = weight(&step)?;
    step.exists().then_some((step, value))
}

/// What a risk comes to by these fields; none while one of the steps is not chosen.
pub fn level<'a>(
    a: &'a Assessment,
    rec: &Rec<'a>,
    likelihood: &str,
    consequence: &str,
) -> Option<RiskLevel<'a>> {
    let (_, likely) = step(a, rec, likelihood, &LIKELIHOOD)?;
    let (_, bad) = step(a, rec, consequence, &CONSEQUENCE)?;
    let times = likely * bad / 1000;
    Some(RiskLevel { times, level: of_times(a, times) })
}

/// The level that a product in thousandths calls for.
pub fn of_times(a: &Assessment, times: u64) -> Option<Rec<'_>> {
    let from = |r: &Rec<'_>| thousandths(r.get("from")).filter(|from| *from <= times);
    let levels = read::all(a, &RISK_LEVEL).into_iter().filter_map(|r| Some((from(&r)?, r)));
    levels.max_by_key(|(from, r)| (*from, std::cmp::Reverse(r.no()))).map(|(_, r)| r)
}

/// Whether a record may stay as it is; none where no level says so.
pub fn may_stay(a: &Assessment, rec: &Rec<'_>) -> Option<bool> {
    let levels = rec.kind.derived.iter().rev().filter_map(|d| match d.follows {
        Follows::Level(likelihood, consequence) => level(a, rec, likelihood, consequence),
        Follows::MayStay => None,
    });
    let mut levels = levels;
    levels.next()?.level.map(|level| level.is("accept"))
}

/// Whether a risk is accepted as it is: nothing is done about it, so that nobody is asked what is left.
pub fn stays_as_it_is(rec: &Rec<'_>) -> bool {
    let left = ["left-likelihood", "left-consequence"];
    rec.get("treatment") == "accept" && left.iter().all(|field| rec.get(field).is_empty())
}

/// Whether more is left of a risk than there was before anything was done about it.
pub fn more_left(a: &Assessment, rec: &Rec<'_>) -> bool {
    let times = |d: &Derived| match d.follows {
        Follows::Level(likelihood, consequence) => level(a, rec, likelihood, consequence).map(|l| l.times),
        Follows::MayStay => None,
    };
    let mut all = rec.kind.derived.iter().filter(|d| matches!(d.follows, Follows::Level(..))).map(times);
    matches!((all.next().flatten(), all.next().flatten()), (Some(before), Some(left)) if left > before)
}

/// What follows, as it is shown in lists and tables; empty where nothing does.
pub fn shown(a: &Assessment, rec: &Rec<'_>, derived: &Derived) -> String {
    match derived.follows {
        Follows::Level(likelihood, consequence) => match level(a, rec, likelihood, consequence) {
            Some(RiskLevel { level: Some(level), .. }) => level.name().to_owned(),
            // Where no level begins that low, the value itself says more than nothing.
            Some(RiskLevel { times, .. }) => number(times),
            None => String::new(),
        },
        Follows::MayStay => match may_stay(a, rec) {
            Some(true) => super::value::YES.to_owned(),
            Some(false) => super::NO.to_owned(),
            None => String::new(),
        },
    }
}

/// Thousandths as a number people read.
pub fn number(times: u64) -> String {
    let rest = times % 1000;
    if rest == 0 {
        return (times / 1000).to_string();
    }
    format!("{}.{rest:03}", times / 1000).trim_end_matches('0').to_owned()
}
