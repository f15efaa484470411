//! What is answered at a place of the card, and for whom: for all AI systems, or for one of the register.

use crate::model::assessment::keys;
use crate::model::questionnaire::Target;
use crate::model::{Level, twin};
use crate::say;
use crate::tui::keymap::OnCard;
use crate::tui::shell::Shell;
use crate::tui::spot::Spot;
use crate::tui::text;
use crate::words::{Words as _, advice, by_system, held, journey};
use crate::work::Work;

/// The place in the questionnaire.
pub(super) fn target(work: &Work, spot: Spot) -> Target {
    match spot.row.checked_sub(1) {
        None => Target::Requirement(spot.requirement),
        Some(n) => Target::Check(work.q().first_check[spot.requirement] + n),
    }
}

/// The level given at a place, for whom one answers there.
pub(super) fn given(work: &Work, spot: Spot) -> Option<Level> {
    work.given(target(work, spot))
}

/// The level that counts for whom one answers here: its own, else the general one.
pub(super) fn level_here(work: &Work, spot: Spot) -> Option<Level> {
    let general = || match target(work, spot) {
        Target::Check(c) => {
            work.a().general_level(work.q(), c).map(|(l, _)| l).filter(|_| work.a().asks(work.q(), c))
        }
        _ => None,
    };
    given(work, spot).or_else(general)
}

/// For which AI system one answers here, behind a title; empty where it is for all.
pub(super) fn for_whom(work: &Work, spot: Spot) -> String {
    let name = work.system_name_at(Target::Requirement(spot.requirement));
    name.map_or_else(String::new, |name| say!("for {name}", name = text::cut(&name, 24)))
}

/// What all AI systems say of the selected row.
pub(super) fn side_by_side(work: &Work, spot: Spot) -> Vec<String> {
    let (q, a) = (work.q(), work.a());
    match target(work, spot) {
        Target::Check(c) => a.beside(q, c).map(|all| all.words()).into_iter().collect(),
        _ => by_system::of_requirement(q, a, spot.requirement),
    }
}

/// Note, reason and whom to ask, as they were written.
pub(super) fn texts(work: &Work, id: &str) -> Vec<(&'static str, String)> {
    let at = |prefix| work.a().at(prefix, id);
    let kept = [
        (say!("Note"), at(keys::NOTE)),
        (say!("Reason"), work.reason_at(id)),
        (say!("To ask"), at(keys::ASK)),
    ];
    kept.into_iter().filter_map(|(name, words)| Some((name, words?.to_owned()))).collect()
}

/// That a control can be answered for one AI system of the register; nothing once that was done here.
pub(super) fn of_one_system(shell: &Shell, work: &Work, spot: Spot) -> Option<String> {
    let can = work.q().is_per_system(target(work, spot)) && side_by_side(work, spot).is_empty();
    let count = if can { work.a().systems().len() } else { 0 };
    let key = shell.key(OnCard::System);
    (count > 0).then(|| say!("{key} answers this for one of {count|AI system|AI systems} alone", key, count))
}

/// What checks that ask for the same were answered, and the key that takes it over.
pub(super) fn same_work(shell: &Shell, work: &Work, spot: Spot) -> Option<String> {
    let (q, a) = (work.q(), work.a());
    let at = q.find(&spot.id(q))?;
    let same = advice::same_work(q, a, at).join("; ");
    let offers = twin::offers(q, a, at);
    if offers.is_empty() {
        let suggested = suggested(shell, work, at);
        return suggested.or_else(|| Some(same).filter(|s| !s.is_empty()));
    }
    Some(if twin::agree(&offers) {
        say!("{same}; {key} takes it over", same, key = shell.key(OnCard::Same))
    } else {
        say!("{same}; they differ, so give a level here", same)
    })
}

/// What registers hold here beyond what was answered, and the key that takes it, unless that takes something else first.
pub(super) fn in_registers(shell: &Shell, work: &Work, spot: Spot) -> Option<String> {
    let (q, at) = (work.q(), target(work, spot));
    let offers = work.held(at);
    let first = !twin::offers(q, work.a(), at).is_empty() || !work.suggested(at).is_empty();
    let key = shell.key(OnCard::Same);
    let key = (!first).then_some(key.as_str());
    match offers.as_slice() {
        [] => None,
        [(check, one)] if matches!(at, Target::Check(_)) => {
            Some(held::looks_like(one, work.a().level(q, *check).map(|(level, _)| level), key))
        }
        all => Some(held::several(q, all, key)),
    }
}

/// What the quick check suggests here, and the key that takes it; none where it suggests nothing.
fn suggested(shell: &Shell, work: &Work, at: Target) -> Option<String> {
    let all = work.suggested(at);
    let said: Vec<String> = all.iter().map(|s| journey::suggestion(work.q(), s)).collect();
    let key = shell.key(OnCard::Same);
    (!said.is_empty()).then(|| say!("{suggested}; {key} takes it", suggested = said.join("; "), key))
}
