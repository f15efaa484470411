//! What a change of the scales means for risks: which of them come to another level by it; and for those that somebody accepted, that
//! one of another level, or that may not stay any more, was accepted as something else. Used by what writes and removes records.

use std::collections::BTreeSet;

use super::matrix::As;
use super::value::Context;
use super::{CONSEQUENCE, Kind, LIKELIHOOD, RISK, RISK_LEVEL, Rec, Rid, derived, read, record_key};
use crate::model::assessment::Assessment;
use crate::model::change::Edit;

/// The fields in which a risk is accepted.
fn said() -> impl Iterator<Item = &'static str> {
    RISK.said_of.iter().flat_map(|row| row.said).copied()
}

/// The levels a risk comes to, as it is and as it is left, each with whether such a risk may stay; none where no level was named.
fn levels(a: &Assessment, risk: &Rec<'_>) -> [Option<(Rid, bool)>; 2] {
    let of = |likelihood, consequence| {
        let level = derived::level(a, risk, likelihood, consequence)?.level?;
        Some((level.id.clone(), level.is("accept")))
    };
    [As::Now, As::Left].map(As::fields).map(|[likelihood, consequence]| of(likelihood, consequence))
}

/// A risk that comes to another level by a change of the scales.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// Its number and name.
    pub risk: String,
    /// Whether it is what is left of it; else the risk as it is.
    pub left: bool,
    /// The level it had; empty where it came to none.
    pub was: String,
    /// The level it comes to; empty for none.
    pub now: String,
}

/// Whether a kind is one of the scales risks are weighed by.
fn is_scale(kind: &str) -> bool {
    [LIKELIHOOD.key, CONSEQUENCE.key, RISK_LEVEL.key].contains(&kind)
}

/// Whether an edit does something to the scales.
pub fn touches(e: &Edit) -> bool {
    e.changes.iter().any(|x| record_key(&x.key).is_some_and(|k| is_scale(k.kind)))
}

/// The risks that come to another level by what an edit does to the scales, in their order; none where it leaves those alone, and none
/// where there were no levels before. A risk that the edit weighs itself is told with that.
pub fn moves(c: Context<'_>, e: &Edit) -> Vec<Move> {
    if !touches(e) || read::all(c.a, &RISK_LEVEL).is_empty() {
        return Vec::new();
    }
    let mut then = c.a.clone();
    then.apply(c.q, e);
    let of = |risk: Rec<'_>| {
        let after = read::at(&then, &RISK, &risk.id);
        let called = format!("{} {}", risk.shown_no(), risk.name());
        let one = |[likelihood, consequence]: [&str; 2], left: bool| {
            let weighed = [likelihood, consequence].iter().any(|f| risk.get(f) != after.get(f));
            let level = |a, rec: &Rec<'_>| {
                let level = derived::level(a, rec, likelihood, consequence).and_then(|level| level.level);
                level.map(|level| (level.id.clone(), level.name().to_owned())).unzip()
            };
            let (was, was_called): (Option<Rid>, Option<String>) = level(c.a, &risk);
            let (now, now_called): (Option<Rid>, Option<String>) = level(&then, &after);
            let names = (was_called.unwrap_or_default(), now_called.unwrap_or_default());
            let (risk, (was_called, now_called)) = (called.clone(), names);
            (was != now && !weighed).then_some(Move { risk, left, was: was_called, now: now_called })
        };
        [one(As::Now.fields(), false), one(As::Left.fields(), true)].into_iter().flatten().collect::<Vec<_>>()
    };
    read::all(c.a, &RISK)
        .into_iter()
        .filter(|r| read::at(&then, &RISK, &r.id).exists())
        .flat_map(of)
        .collect()
}

/// The accepted risks that an edit of a scale makes something else, in their order; none by an edit of anything else.
pub(super) fn stale<'a>(c: Context<'a>, kind: &Kind, e: &Edit) -> Vec<Rec<'a>> {
    if !is_scale(kind.key) || e.is_empty() {
        return Vec::new();
    }
    let mut then = c.a.clone();
    then.apply(c.q, e);
    let accepted = |r: &Rec<'_>| said().any(|f| !r.get(f).is_empty());
    // Where no level was named before nobody could accept one.
    let another = |r: &Rec<'_>| {
        let now = levels(&then, &read::at(&then, &RISK, &r.id));
        levels(c.a, r).into_iter().zip(now).any(|(was, now)| was.is_some() && was != now)
    };
    read::all(c.a, &RISK).into_iter().filter(|r| accepted(r) && another(r)).collect()
}

/// What takes those acceptances away.
pub(super) fn follows(c: Context<'_>, kind: &Kind, e: &Edit) -> Vec<(String, Option<String>)> {
    let of = |r: &Rec<'_>| {
        let said = said().filter(|f| !r.get(f).is_empty());
        said.map(|f| (RISK.key_of(&r.id, f), None)).collect::<Vec<_>>()
    };
    stale(c, kind, e).iter().flat_map(of).collect()
}

/// The risks other than this record whose acceptance an edit took away.
pub fn taken(own: &Rid, e: &Edit) -> Vec<Rid> {
    let of = |key: &str| {
        let k = record_key(key).filter(|k| k.kind == RISK.key && said().any(|f| f == k.field))?;
        Rid::parse(k.id).filter(|id| id != own)
    };
    let gone = e.changes.iter().filter(|c| c.now.is_none() && c.was.is_some());
    gone.filter_map(|c| of(&c.key)).collect::<BTreeSet<_>>().into_iter().collect()
}
