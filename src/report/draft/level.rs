//! The level of a risk in the words of a paper. Used by `draft` only.

use crate::model::Assessment;
use crate::model::record::{RISK, Rec, derived};

/// Whether this is the name of a level and not of a field.
pub(super) fn is_one(rec: &Rec<'_>, name: &str) -> bool {
    rec.kind.key == RISK.key && matches!(name, "=level" | "=left")
}

/// `=level` or `=left` of a risk in words; none while a part of it is missing.
pub(super) fn of(a: &Assessment, rec: &Rec<'_>, name: &str) -> Option<String> {
    let (likelihood, consequence) =
        if name == "=left" { ("left-likelihood", "left-consequence") } else { ("likelihood", "consequence") };
    let reached = derived::level(a, rec, likelihood, consequence)?;
    let product = derived::number(reached.times);
    Some(reached.level.map_or_else(|| product.clone(), |level| format!("{} ({product})", level.name())))
}
