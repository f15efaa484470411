//! Whose a value is that an event took over from another file: of the event there that wrote it, however often it was merged
//! since. So it does not matter in which order files are merged. Used by [`super`].

use super::open::{Write, Written, open_among};
use super::past::Past;

/// The writings a value comes from: itself where the event wrote it or people decided so. `whole` makes one text of several, as
/// merging does.
pub fn origins<'w>(
    past: &Past<'_>,
    (common, later): (Option<Write<'w>>, &[Written<'w>]),
    of: Write<'w>,
    whole: &dyn Fn(&[Write<'w>]) -> Option<String>,
) -> Vec<Write<'w>> {
    if !past.took_over(of.at) {
        return vec![of];
    }
    // What the event took over lies behind it, so this ends.
    let known = |w: &Write<'w>| w.at != of.at && past.knew(of.at, w.at);
    let before: Vec<Written<'w>> = later.iter().filter(|(_, w)| known(w)).copied().collect();
    let open = open_among(past, common.filter(known), &before).writes;
    let from = |all: &mut dyn Iterator<Item = &Write<'w>>| -> Vec<Write<'w>> {
        all.flat_map(|w| origins(past, (common, later), *w, whole)).collect()
    };
    if open.iter().any(|w| w.value == of.value) {
        return from(&mut open.iter().filter(|w| w.value == of.value));
    }
    let parts = from(&mut open.iter());
    if open.len() > 1 && whole(&parts).as_deref() == of.value { parts } else { vec![of] }
}
