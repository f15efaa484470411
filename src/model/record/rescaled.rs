//! What a change of the scales means for risks that somebody accepted: one that comes to another level by it, or may not stay any more,
//! was accepted as something else. Used by what writes and removes records.

use std::collections::BTreeSet;

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
    [of("likelihood", "consequence"), of("left-likelihood", "left-consequence")]
}

/// The accepted risks that an edit of a scale makes something else, in their order; none by an edit of anything else.
pub(super) fn stale<'a>(c: Context<'a>, kind: &Kind, e: &Edit) -> Vec<Rec<'a>> {
    let scales = [LIKELIHOOD.key, CONSEQUENCE.key, RISK_LEVEL.key];
    if !scales.contains(&kind.key) || e.is_empty() {
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
