//! Changes to the actions of a roadmap, drawn at random.

use clausewise::model::action::{Own, Part};
use clausewise::model::progress::Progress;
use clausewise::model::{Assessment, Edit, Questionnaire, Rid, Roadmap, edit};
use jiff::civil::date;

use super::case::Dice;

/// A change to the actions as somebody might make it; most are refused in small cases.
pub(crate) fn random(dice: &mut Dice, q: &Questionnaire, a: &Assessment, map: &Roadmap) -> Option<Edit> {
    let ids: Vec<&str> = map.items.iter().map(|i| i.id.as_str()).collect();
    let id = *ids.get(dice.below(ids.len().max(1)))?;
    let other = ids[dice.below(ids.len())];
    let part = |what: &str, share| Part { what: what.into(), output: String::new(), share };
    // Ids differ because chance does; the seconds are none of the plan's business.
    let mut new = || Rid::new(0, rand_bits());
    match dice.below(8) {
        0 => edit::split(q, a, &mut new, id, &[part("first", 1.0), part("then", 2.0)]),
        1 => edit::merge(q, a, &new(), &[id, other], "together", ""),
        2 => {
            let at = q.requirements[map.item(id)?.requirement].id.clone();
            let closes = if dice.chance(50) { vec![at.clone()] } else { Vec::new() };
            let own = Own {
                at,
                what: "more".into(),
                output: String::new(),
                hours: 3.0,
                closes,
                after: vec![other.into()],
            };
            edit::add_action(q, a, &new(), &own)
        }
        3 => edit::pin(q, a, id, Some("2027-01-13")),
        4 => edit::progress(q, a, id, dice.pick(&Progress::ALL), dice.chance(50).then(|| date(2026, 12, 1))),
        5 => edit::drop_action(q, a, id),
        6 => edit::action_effort(q, a, id, Some("7")),
        _ => edit::due(q, a, id, Some("2027-02-01")),
    }
    .ok()
}

/// Bits that differ at every call.
fn rand_bits() -> u64 {
    use std::sync::atomic::{AtomicU64, Ordering};
    static LAST: AtomicU64 = AtomicU64::new(0);
    LAST.fetch_add(1, Ordering::Relaxed)
}
