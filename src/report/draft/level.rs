//! The level of a risk by the scales of the organisation: likelihood times consequence, and the highest level that begins there
//! or below. Worked out, never kept. Used by `draft` only.

use crate::model::Assessment;
use crate::model::record::{CONSEQUENCE, LIKELIHOOD, RISK, RISK_LEVEL, Rec, Rid, read};

/// Whether this is the name of a level and not of a field.
pub(super) fn is_one(rec: &Rec<'_>, name: &str) -> bool {
    rec.kind.key == RISK.key && matches!(name, "=level" | "=left")
}

/// `=level` or `=left` of a risk in words; none while a part of it is missing.
pub(super) fn of(a: &Assessment, rec: &Rec<'_>, name: &str) -> Option<String> {
    let (likelihood, consequence) =
        if name == "=left" { ("left-likelihood", "left-consequence") } else { ("likelihood", "consequence") };
    let weight = |kind, field: &str| -> Option<u32> {
        let step = read::at(a, kind, &Rid::parse(rec.get(field))?);
        step.exists().then(|| step.get("weight").parse().ok()).flatten()
    };
    let product = weight(&LIKELIHOOD, likelihood)? * weight(&CONSEQUENCE, consequence)?;
    let levels = read::all(a, &RISK_LEVEL);
    let from = |r: &Rec<'_>| r.get("from").parse::<u32>().ok();
    let reached = levels.iter().filter(|r| from(r).is_some_and(|f| f <= product)).max_by_key(|r| from(r));
    Some(reached.map_or_else(|| product.to_string(), |r| format!("{} ({product})", r.name())))
}
