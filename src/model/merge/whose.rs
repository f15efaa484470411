//! Whose a value is that an event took over from another file: of the event there that wrote it, however often it was merged
//! since. So it does not matter in which order files are merged. Used by [`super`].

use super::open::{Write, Written, open_among};
use super::past::{At, Past};
use super::rules;
use crate::model::audit::signature;

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
    if open.iter().any(|w| w.value == of.value) {
        let same = open.iter().filter(|w| w.value == of.value);
        return same.flat_map(|w| origins(past, (common, later), *w, whole)).collect();
    }
    let parts = parts(past, (common, later), &open, whole);
    if open.len() > 1 && whole(&parts).as_deref() == of.value { parts } else { vec![of] }
}

/// The writings several values come from that stand open beside each other, without those that another of them knew and wrote over:
/// somebody joined them with others before they learned of that.
pub(super) fn parts<'w>(
    past: &Past<'_>,
    (common, later): (Option<Write<'w>>, &[Written<'w>]),
    open: &[Write<'w>],
    whole: &dyn Fn(&[Write<'w>]) -> Option<String>,
) -> Vec<Write<'w>> {
    let all: Vec<Vec<Write<'w>>> = open.iter().map(|w| origins(past, (common, later), *w, whole)).collect();
    let written_over = |n: usize, part: &Write<'w>| {
        let mut others = open.iter().zip(&all).enumerate().filter(|(other, _)| *other != n);
        others.any(|(_, (w, own))| past.knew(w.at, part.at) && !own.iter().any(|o| o.at == part.at))
    };
    let of_one = |(n, own): (usize, &Vec<Write<'w>>)| -> Vec<Write<'w>> {
        own.iter().filter(|part| !written_over(n, part)).copied().collect()
    };
    all.iter().enumerate().flat_map(of_one).collect()
}

/// Texts in their own order, each once and with the name of who wrote it: numbers of people differ from file to file.
pub(super) fn named<'w>(parts: &[Write<'w>], by: &dyn Fn(At) -> String) -> Vec<(&'w str, String)> {
    let name = |at: At| signature(&by(at)).0.to_owned();
    let mut texts: Vec<(&str, String)> = parts.iter().filter_map(|w| Some((w.value?, name(w.at)))).collect();
    texts.sort();
    texts.dedup_by(|x, y| x.0 == y.0);
    texts
}

/// One text of several, as merging makes it; none of a fact that is no text of people.
pub fn one(key: &str, parts: &[Write<'_>], by: &dyn Fn(At) -> String) -> Option<String> {
    rules::one_text(key, &named(parts, by))
}
