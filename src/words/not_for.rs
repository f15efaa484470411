//! The AI systems a control does not count for, in words: a line a control and system. Used by the words of the Statement of
//! Applicability, by its screen and by its papers.

use crate::model::not_for::NotFor;
use crate::model::statement::Row;
use crate::say;

/// That a control, or checks of it, does not count for an AI system, and why.
pub fn one(of: &NotFor) -> String {
    let (system, parts) = (of.system.whole(), of.parts.join(", "));
    let reason = if of.reason.is_empty() { say!("no reason yet") } else { of.reason.as_str() };
    if of.is_whole() {
        say!("not for {system}: {reason}", system, reason)
    } else {
        say!("not for {system} ({parts}): {reason}", system, parts, reason)
    }
}

/// All of them of a control; empty where it counts for every system.
pub fn all(row: &Row) -> String {
    row.not_for.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// The names of those that leave all of a control out.
pub fn wholly(row: &Row) -> String {
    let whole = row.not_for.iter().filter(|of| of.is_whole());
    whole.map(|of| of.system.whole()).collect::<Vec<_>>().join(", ")
}

/// The same in a few words, behind the title of a row; empty where it counts for every system.
pub fn short(row: &Row) -> String {
    let numbers = |whole: bool| -> Vec<String> {
        let these = row.not_for.iter().filter(|of| of.is_whole() == whole);
        these.map(|of| of.system.no.clone()).collect()
    };
    let (whole, partly) = (numbers(true), numbers(false));
    let mut words = Vec::new();
    if !whole.is_empty() {
        words.push(say!("not for {systems}", systems = super::few(&whole, 2)));
    }
    if !partly.is_empty() {
        words.push(say!("in part not for {systems}", systems = super::few(&partly, 2)));
    }
    words.join(", ")
}
