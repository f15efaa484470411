//! What hangs on a record that is taken out, where it is no record: questions and actions with an owner, checks with a piece
//! of evidence. Used by the words of records.

use super::few;
use crate::model::record::rescaled::Move;
use crate::say;

/// The most ids a line names.
const MOST: usize = 4;

/// That questions and actions keep somebody who left the register as their owner.
pub(super) fn still_owned(ids: &[String], name: &str) -> String {
    let (n, ids) = (ids.len(), few(ids, MOST));
    say!("{n|question or action|questions or actions} {n?names|name} {name} as owner: {ids}", n, name, ids)
}

/// That checks lose a piece of evidence.
pub(super) fn no_more_proved(n: usize, alone: usize) -> String {
    if alone == 0 {
        return say!("other evidence is named for the {n|check|checks} it proves", n);
    }
    say!("{n|check|checks} {n?loses|lose} it, {alone} of them {alone?has|have} no other evidence", n, alone)
}

/// Controls of the statement that are for a system, before it is taken out; `alone` of them are for nothing else.
pub(super) fn for_controls(ids: &[String], alone: usize) -> String {
    let (n, controls) = (ids.len(), few(ids, 3));
    if alone == 0 {
        return say!("{n|control|controls} of the statement {n?is|are} for it: {controls}", n, controls);
    }
    say!(
        "{n|control|controls} of the statement {n?is|are} for it, {alone} for nothing else: {controls}",
        n,
        controls,
        alone
    )
}

/// The same after it was taken out.
pub(super) fn were_for(ids: &[String], alone: usize) -> String {
    let (n, controls) = (ids.len(), few(ids, 3));
    if alone == 0 {
        return say!("{n|control|controls} of the statement {n?was|were} for it: {controls}", n, controls);
    }
    say!(
        "{n|control|controls} of the statement {n?was|were} for it ({controls}), {alone} for nothing else: look at the \
         statement again",
        n,
        controls,
        alone
    )
}

/// That rows of the statement lose a risk; `alone` of them have no other.
pub(super) fn lose_risk(ids: &[String], alone: usize) -> String {
    let (n, rows) = (ids.len(), few(ids, MOST));
    if alone == 0 {
        return say!(
            "{n|row|rows} of the statement {n?loses|lose} this risk and {n?keeps|keep} others: {rows}",
            n,
            rows
        );
    }
    say!(
        "{n|row|rows} of the statement {n?loses|lose} this risk, {alone} of them {alone?has|have} no other: {rows}",
        n,
        alone,
        rows
    )
}

/// That the document goes which says which version of the statement holds, and who approved it.
pub(super) fn of_statement() -> String {
    say!("the Statement of Applicability loses its version and approval").to_owned()
}

/// So many risks that come to another level are named.
const MOVES: usize = 6;

/// Which risks come to another level, from which and to which: a phrase, named with `R-1`.
pub(super) fn each_move(moves: &[Move]) -> String {
    let level = |name: &str| if name.is_empty() { say!("no level").to_owned() } else { name.to_owned() };
    // A risk is one entry, however often it moves: what is left of it stands behind it.
    let mut all: Vec<(&str, String)> = Vec::new();
    for m in moves {
        let (was, now) = (level(&m.was), level(&m.now));
        if let Some((_, said)) = all.last_mut().filter(|(risk, _)| *risk == m.risk) {
            *said = say!("{said}, what is left of it: {was} -> {now}", said = &*said, was, now);
        } else {
            let what = crate::model::text::shown(&m.risk, 60);
            let said = if m.left {
                say!("what is left of {risk}: {was} -> {now}", risk = what, was, now)
            } else {
                say!("{what}: {was} -> {now}", what, was, now)
            };
            all.push((&m.risk, said));
        }
    }
    let more = all.len().saturating_sub(MOVES);
    let all: Vec<String> = all.into_iter().take(MOVES).map(|(_, said)| said).collect();
    let all = all.join("; ");
    match more {
        0 => all,
        more => say!("{all}; and {more} more", all, more),
    }
}

/// How many risks that are: one may move as it is and as it is left.
pub(super) fn risks_of(moves: &[Move]) -> usize {
    moves.iter().map(|m| m.risk.as_str()).collect::<std::collections::BTreeSet<_>>().len()
}

/// That risks come to another level.
pub(super) fn moved(moves: &[Move]) -> String {
    let n = risks_of(moves);
    say!("{n|risk comes|risks come} to another level ({moves})", n, moves = each_move(moves))
}

/// That what was said when risks were accepted goes.
pub(super) fn not_accepted(risks: &[String]) -> String {
    let (n, risks) = (risks.len(), few(risks, MOST));
    say!(
        "{n?the acceptance|acceptances} of {n|risk|risks} {n?goes|go}, as {n?it is|they are} something else by the scale: {risks}",
        n,
        risks
    )
}

#[cfg(test)]
mod tests {
    use super::{Move, moved};

    #[test]
    fn as_many_risks_are_named_as_are_counted() {
        let step = |risk: &str, left, was: &str, now: &str| Move {
            risk: risk.to_owned(),
            left,
            was: was.to_owned(),
            now: now.to_owned(),
        };
        let moves = [
            step("R-1 Wrong label", false, "high", "medium"),
            step("R-1 Wrong label", true, "medium", ""),
            step("R-2 Late", true, "low", "medium"),
        ];
        assert_eq!(
            moved(&moves),
            "2 risks come to another level (R-1 Wrong label: high -> medium, what is left of it: medium -> no level; what is left of R-2 \
             Late: low -> medium)"
        );
    }
}
