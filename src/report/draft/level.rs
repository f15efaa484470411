//! The level of a risk in the words of a paper. Used by `draft` only.

use crate::doc::Tone;
use crate::model::Assessment;
use crate::model::record::derived::RiskLevel;
use crate::model::record::matrix::As;
use crate::model::record::{RISK, Rec, derived};
use crate::report::risks;

/// Whether this is the name of a level and not of a field.
pub(super) fn is_one(rec: &Rec<'_>, name: &str) -> bool {
    rec.kind.key == RISK.key && matches!(name, "=level" | "=left")
}

/// The fields it follows from.
pub(super) fn fields(name: &str) -> [&'static str; 2] {
    if name == "=left" { As::Left.fields() } else { As::Now.fields() }
}

/// What `=level` or `=left` of a risk comes to; none while a part of it is missing.
fn reached<'a>(a: &'a Assessment, rec: &Rec<'a>, name: &str) -> Option<RiskLevel<'a>> {
    let [likelihood, consequence] = fields(name);
    derived::level(a, rec, likelihood, consequence)
}

/// The same in words.
pub(super) fn of(a: &Assessment, rec: &Rec<'_>, name: &str) -> Option<String> {
    let reached = reached(a, rec, name)?;
    let product = derived::number(reached.times);
    Some(reached.level.map_or_else(|| product.clone(), |level| format!("{} ({product})", level.name())))
}

/// How it is to be taken.
pub(super) fn tone(a: &Assessment, rec: &Rec<'_>, name: &str) -> Tone {
    reached(a, rec, name).map_or(Tone::Open, |reached| risks::tone(a, reached.level.as_ref()))
}
