//! What came of keeping and removing records. Used by `done`, which says everything else.

use super::{KindWords, Words, cited, few, hangs, held, joined, record, register, statement};
use crate::model::record::rescaled::Move;
use crate::model::record::{Kind, PERSON};
use crate::model::said::{More, Said, Verb};
use crate::say;

/// What a verb of records came to; `verb` is what another is called where it is shown. Empty of any other verb.
pub(super) fn outcome(said: &Said, verb: &dyn Fn(Verb) -> Option<String>) -> String {
    let undo = |words: fn(String) -> String| verb(Verb::Undo).map_or_else(String::new, words);
    match said {
        Said::Recorded { kind, new, whole, lacks, file, alike, more, .. } => {
            let More { reason, over, open_rows, warnings, places, rescaled, moves } = &**more;
            let which =
                whole.as_ref().map(|(at, checks)| register::each_check(at, *checks)).unwrap_or_default();
            let file = if *file { cited::offered(verb) } else { String::new() };
            let alike = alike.as_ref().map(|(name, no)| another(kind, name, no)).unwrap_or_default();
            let reason = reason.as_ref().map(|(no, lack)| statement::flag(no, lack)).unwrap_or_default();
            let open = open_rows.as_ref().map(statement::approved_open).unwrap_or_default();
            let lacks = record::still_lacks(lacks);
            let warned = joined(warnings.iter().map(Words::words));
            let kept = joined([
                kept(kind, *new, verb),
                renamed(*places),
                record::over(over),
                moved(moves),
                self::rescaled(rescaled),
                alike,
                which,
                lacks,
                reason,
            ]);
            joined([kept, open, file, warned])
        }
        Said::RecordedAll { kind, count } => joined([
            say!("Kept: {count}.", count = kind.count(*count)),
            undo(|undo| say!("{undo} takes them back.", undo)),
        ]),
        Said::Scales => record::scales_kept(&undo(|undo| say!("{undo} takes them back.", undo))),
        Said::Removed { follows, .. } => joined([
            if follows.is_empty() {
                say!("Removed.").to_owned()
            } else {
                say!("Removed: {follows}.", follows = follows.words())
            },
            undo(|undo| say!("{undo} brings it back.", undo)),
        ]),
        Said::Cited { kept, not, unseen } => cited::kept(kept, (not, unseen), verb(Verb::Undo)),
        Said::TakenFromRegisters { taken } => {
            joined([held::taken(taken), undo(|undo| say!("{undo} takes it back.", undo))])
        }
        Said::EvidenceShows { no, what, shows } => joined([
            say!("{no} {what} shows {ids} now: one record for all of them.", no, what, ids = few(shows, 12)),
            undo(|undo| say!("{undo} takes it back.", undo)),
        ]),
        _ => String::new(),
    }
}

/// At how many places a new name stands in the place of the old one; empty where it stood at none.
pub fn renamed(places: usize) -> String {
    if places == 0 {
        return String::new();
    }
    say!("It stands with the new name at {n|place|places}.", n = places)
}

/// That risks come to another level by a scale that was changed; empty for none.
pub fn moved(moves: &[Move]) -> String {
    if moves.is_empty() {
        return String::new();
    }
    say!(
        "By the changed scale {n|risk comes|risks come} to another level: {moves}.",
        n = hangs::risks_of(moves),
        moves = hangs::each_move(moves)
    )
}

/// That risks were accepted as something else than a changed scale makes of them, and what went with that; empty for none.
pub fn rescaled(risks: &[String]) -> String {
    if risks.is_empty() {
        return String::new();
    }
    say!(
        "By this scale {n|accepted risk is|accepted risks are} something else, so who accepted {n?it|them} has to say so anew: {risks}.",
        n = risks.len(),
        risks = few(risks, 6)
    )
}

/// That another AI system or person is called the same as this one is now.
pub fn another(kind: &Kind, name: &str, no: &str) -> String {
    let name = crate::model::text::shown(name, 40);
    if kind.key == PERSON.key {
        return say!(
            "There is another person called {name} ({no}): by the name alone nobody can tell them apart.",
            name,
            no
        );
    }
    say!("There is another {word} called {name} ({no}).", word = super::text(kind.word), name, no)
}

fn kept(kind: &Kind, new: bool, verb: &dyn Fn(Verb) -> Option<String>) -> String {
    let hint = match kind.key {
        "parked" => verb(Verb::Lists),
        "evidence" => verb(Verb::Evidence),
        _ => None,
    };
    match (kind.key, hint) {
        ("parked", Some(lists)) if new => say!("Parked; {lists} shows it. The answer is unchanged.", lists),
        ("parked", None) if new => say!("Parked. The answer is unchanged.").to_owned(),
        ("evidence", Some(evidence)) => say!("Evidence kept; {evidence} shows it.", evidence),
        _ => joined([
            say!("Kept.").to_owned(),
            verb(Verb::Undo).map_or_else(String::new, |undo| say!("{undo} takes it back.", undo)),
        ]),
    }
}

/// That who works alone stands in the register of people now; behind it how that is taken back.
pub(super) fn alone(name: &str, back: &str) -> String {
    let kept = say!(
        "Kept. You work alone, so {name} now stands in the register of people; change the name there.",
        name
    );
    joined([kept, back.to_owned()])
}
