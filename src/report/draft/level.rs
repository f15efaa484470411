//! The level of a risk by the scales of the organisation: likelihood times consequence, and the highest level that begins there
//! or below. Worked out, never kept. Used by `draft` only.

use crate::model::Assessment;
use crate::model::record::{CONSEQUENCE, LIKELIHOOD, RISK_LEVEL, Rec, Rid, read};

/// `=level` or `=left` of a risk: its level in words, none while a part of it is missing. Outside none for any other name.
pub(super) fn of(a: &Assessment, rec: &Rec<'_>, name: &str) -> Option<Option<String>> {
    let (likelihood, consequence) = match name {
        "=level" => ("likelihood", "consequence"),
        "=left" => ("left-likelihood", "left-consequence"),
        _ => return None,
    };
    let weight = |kind, field: &str| -> Option<u32> {
        let step = read::at(a, kind, &Rid::parse(rec.get(field))?);
        step.exists().then(|| step.get("weight").parse().ok()).flatten()
    };
    let product = || Some(weight(&LIKELIHOOD, likelihood)? * weight(&CONSEQUENCE, consequence)?);
    Some(product().map(|product| {
        let levels = read::all(a, &RISK_LEVEL);
        let from = |r: &Rec<'_>| r.get("from").parse::<u32>().ok();
        let reached = levels.iter().filter(|r| from(r).is_some_and(|f| f <= product)).max_by_key(|r| from(r));
        reached.map_or_else(|| product.to_string(), |r| format!("{} ({product})", r.name()))
    }))
}
