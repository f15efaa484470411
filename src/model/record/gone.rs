//! What follows from removing a record: what pointed to it and what becomes of that. The facts stay; this only
//! tells what a person would otherwise find out later.

use std::collections::BTreeSet;

use super::named::{self, Name};
use super::rescaled::Move;
use super::value::Context;
use super::{CONTROL, DOCUMENT, EVIDENCE, Kind, Layer, MADE, RISK, Rec, Type, read, rescaled};
use crate::model::assessment::keys;
use crate::model::change::facts;
use crate::model::questionnaire::{RequirementKind, Target};
use crate::model::statement;

/// What becomes of records that point to one that is removed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Follow {
    /// Answers stay under the name of who gave them.
    AnswersStay {
        /// How many.
        n: usize,
        /// Whose.
        name: String,
    },
    /// Answers for a system count no more, and stay in the file.
    AnswersRest {
        /// How many.
        n: usize,
        /// The system.
        name: String,
    },
    /// Controls of the Statement of Applicability are for this system, some of them for no other.
    Controls {
        /// Their ids.
        ids: Vec<String>,
        /// Those that are for no other.
        alone: usize,
    },
    /// Rows of the Statement of Applicability lose this risk, some of them the only one they have.
    Rows {
        /// Their ids; of a control of one's own its number.
        ids: Vec<String>,
        /// Those no other risk names.
        alone: usize,
    },
    /// Risks come to another level without it.
    Moved {
        /// From which to which.
        moves: Vec<Move>,
    },
    /// Risks come to another level without it, and who accepted them has not accepted that.
    Accepted {
        /// Their numbers.
        risks: Vec<String>,
    },
    /// The Statement of Applicability has its version and approval from it.
    Statement,
    /// Questions and actions keep the name of a person as their owner.
    Owns {
        /// Their ids.
        ids: Vec<String>,
        /// The person.
        name: String,
    },
    /// Checks lose a piece of evidence.
    Proves {
        /// How many.
        n: usize,
        /// How many of them nothing else proves.
        alone: usize,
    },
    /// Nobody else of the register has seen them.
    NotSeen {
        /// Of which kind.
        kind: &'static Kind,
        /// How many.
        n: usize,
    },
    /// They make no sense without it, and go and come back with it.
    GoesWith {
        /// Of which kind.
        kind: &'static Kind,
        /// How many.
        n: usize,
    },
    /// They still name it.
    StillName {
        /// Of which kind.
        kind: &'static Kind,
        /// How many.
        n: usize,
        /// What it is called.
        name: String,
    },
}

/// How many records of each kind name this one; empty when none does.
///
/// To be asked before it is removed.
pub fn follows(c: Context<'_>, rec: &Rec<'_>) -> Vec<Follow> {
    let prefix = Layer::System(rec.id.clone()).prefix();
    let answers = c.a.under(&prefix).filter(|(fact, _)| c.q.exactly(fact).is_some()).count();
    let rest = Follow::AnswersRest { n: answers, name: name(rec) };
    let rest = (rec.kind.key == super::SYSTEM.key && answers > 0).then_some(rest);
    let all = named::all(c.a, c.kinds, rec.kind);
    // Who holds the role afterwards is meant then.
    let names: Vec<Name> = all.of(&rec.id).iter().filter(|n| !n.by_role).cloned().collect();
    rest.into_iter()
        .chain(controls(c, rec))
        .chain(rows(c, rec))
        .chain(holds_statement(c, rec))
        .chain(moved(c, rec))
        .chain(accepted(c, rec))
        .chain(c.kinds.iter().flat_map(|kind| of_kind(c, rec, kind, &names)))
        .chain(owns(c, rec))
        .chain(proves(c, rec))
        .collect()
}

/// The controls of the standard that are said to be for a system.
fn controls(c: Context<'_>, gone: &Rec<'_>) -> Option<Follow> {
    let of = |id: &str| format!("{}{id}.", keys::FOR);
    let ids = named::controls_for(c.a, gone);
    let there = |(member, _): &(&str, &str)| {
        *member != gone.id.as_str()
            && super::Rid::parse(member).is_some_and(|id| read::at(c.a, gone.kind, &id).exists())
    };
    let alone = ids.iter().filter(|id| !c.a.members(&of(id)).iter().any(there)).count();
    (!ids.is_empty()).then_some(Follow::Controls { ids, alone })
}

/// The rows of the statement a risk is named in, one for each, whoever wrote the id of the control.
fn rows_of(c: Context<'_>, risk: &Rec<'_>) -> BTreeSet<String> {
    let of_standard = |typed: &str| {
        let r = &c.q.requirements[c.q.requirement_of(c.q.find(typed)?)?];
        (r.kind == RequirementKind::Control).then(|| r.id.clone())
    };
    let own = |member: &str| {
        let control = read::at(c.a, &CONTROL, &super::Rid::parse(member)?);
        control.exists().then(|| control.shown_no())
    };
    let standard = risk.members("controls").into_iter().filter_map(|(typed, _)| of_standard(typed));
    let own = risk.members("own-controls").into_iter().filter_map(|(member, _)| own(member));
    standard.chain(own).collect()
}

/// The rows of the statement that lose a risk.
fn rows(c: Context<'_>, gone: &Rec<'_>) -> Option<Follow> {
    if gone.kind.key != RISK.key {
        return None;
    }
    let mine = rows_of(c, gone);
    if mine.is_empty() {
        return None;
    }
    let others = read::all(c.a, &RISK);
    let others = others.iter().filter(|r| r.id != gone.id);
    let others: BTreeSet<String> = others.flat_map(|r| rows_of(c, r)).collect();
    let alone = mine.difference(&others).count();
    let place = |id: &String| c.q.requirement_index(id).unwrap_or(usize::MAX);
    let mut ids: Vec<String> = mine.into_iter().collect();
    ids.sort_by_key(place);
    Some(Follow::Rows { ids, alone })
}

/// Whether it is the document that is the statement, and says which version of it holds or who approved it.
fn holds_statement(c: Context<'_>, gone: &Rec<'_>) -> Option<Follow> {
    let is = gone.kind.key == DOCUMENT.key && statement::document(c.q, c.a).is_some_and(|d| d.id == gone.id);
    let says = ["version", "approved-by", "approved-on"].iter().any(|f| !gone.get(f).trim().is_empty());
    (is && says).then_some(Follow::Statement)
}

/// The risks that come to another level without this step of a scale, or this level.
fn moved(c: Context<'_>, gone: &Rec<'_>) -> Option<Follow> {
    let e = facts(c.a, "", "", [(gone.kind.key_of(&gone.id, MADE), None)]);
    let moves = rescaled::moves(c, &e);
    (!moves.is_empty()).then_some(Follow::Moved { moves })
}

/// The accepted risks that come to another level without this step of a scale, or this level.
fn accepted(c: Context<'_>, gone: &Rec<'_>) -> Option<Follow> {
    let e = facts(c.a, "", "", [(gone.kind.key_of(&gone.id, MADE), None)]);
    let risks: Vec<String> = rescaled::stale(c, gone.kind, &e).iter().map(Rec::shown_no).collect();
    (!risks.is_empty()).then_some(Follow::Accepted { risks })
}

/// What a person owns beside records.
fn owns(c: Context<'_>, gone: &Rec<'_>) -> Option<Follow> {
    let ids = named::owned(c.a, gone);
    (!ids.is_empty()).then(|| Follow::Owns { ids, name: name(gone) })
}

/// The checks a piece of evidence proves, where it still holds.
fn proves(c: Context<'_>, gone: &Rec<'_>) -> Option<Follow> {
    let piece = (gone.kind.key == EVIDENCE.key).then(|| c.a.piece(&gone.id))??;
    let mut checks: BTreeSet<usize> = BTreeSet::new();
    for target in piece.shows.iter().filter_map(|id| c.q.find(id)) {
        match target {
            Target::Check(check) => checks.extend([check]),
            Target::Requirement(r) => checks.extend(c.q.checks_of(r)),
            Target::Heading(_) => {}
        }
    }
    let other = |check: &usize| {
        let ids = [&c.q.check(*check).id, &c.q.requirements[c.q.check_owner[*check]].id];
        let pieces = c.a.pieces_naming(ids.into_iter().map(String::as_str));
        pieces.iter().any(|id| *id != gone.id && c.a.piece(id).is_some_and(|p| p.ran_out.is_none()))
    };
    let alone = checks.iter().filter(|check| !other(check)).count();
    (!checks.is_empty() && piece.ran_out.is_none()).then_some(Follow::Proves { n: checks.len(), alone })
}

fn of_kind(c: Context<'_>, gone: &Rec<'_>, kind: &'static Kind, names: &[Name]) -> Vec<Follow> {
    if kind.is_one_fact() {
        let links = kind.naming().is_some_and(|f| f.typ == Type::Link(gone.kind.key));
        let prefix = format!("{}.{}.", kind.key, gone.id);
        let n = if links { c.a.under(&prefix).count() } else { 0 };
        let stay = (n > 0).then(|| Follow::AnswersStay { n, name: name(gone) });
        return stay.into_iter().collect();
    }
    let ids = |fits: &dyn Fn(&Name) -> bool| -> BTreeSet<super::Rid> {
        names.iter().filter(|x| x.kind == kind && fits(x)).map(|x| x.id.clone()).collect()
    };
    let seen = |x: &Name| x.field.typ == Type::Seen;
    let unseen = |x: &Name| seen(x) && alone(c, gone, &read::at(c.a, kind, &x.id), x.field.key);
    let (goes, unseen) = (ids(&|x| x.field.goes_with()), ids(&unseen).len());
    let named = ids(&|x| !seen(x) && !goes.contains(&x.id)).len();
    let goes = goes.len();
    let mut parts = Vec::new();
    if goes > 0 {
        parts.push(Follow::GoesWith { kind, n: goes });
    }
    if unseen > 0 {
        parts.push(Follow::NotSeen { kind, n: unseen });
    }
    if named > 0 {
        parts.push(Follow::StillName { kind, n: named, name: name(gone) });
    }
    parts
}

/// Whether nobody else of the register has seen it.
fn alone(c: Context<'_>, gone: &Rec<'_>, piece: &Rec<'_>, field: &str) -> bool {
    let members = piece.members(field);
    let there =
        |who: &str| super::Rid::parse(who).is_some_and(|id| read::at(c.a, &super::PERSON, &id).exists());
    members.iter().any(|(who, _)| *who == gone.id.as_str())
        && !members.iter().any(|(who, _)| *who != gone.id.as_str() && there(who))
}

fn name(rec: &Rec<'_>) -> String {
    if rec.name().is_empty() { rec.shown_no() } else { crate::model::text::shown(rec.name(), 40) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::assessment::Assessment;
    use crate::model::record::{EVIDENCE, KINDS, PERSON, Rid, VOTE};
    use crate::words::Words as _;

    #[test]
    fn what_a_removal_changes_is_counted_by_what_nobody_else_has_seen() {
        let q = crate::bank::embedded().unwrap();
        let mut a = Assessment::new(&q);
        let mut set = |key: String, value: &str| a.set(&q, &key, Some(value.to_owned()));
        let [ana, bo, one, two] = [1, 2, 3, 4].map(|n| Rid::new(0, n));
        for (kind, id, name) in
            [(&PERSON, &ana, "Ana"), (&PERSON, &bo, "Bo"), (&EVIDENCE, &one, "x"), (&EVIDENCE, &two, "y")]
        {
            let named = kind.naming().unwrap().key;
            for (f, v) in [("made", "yes"), ("no", "1"), (named, name)] {
                set(kind.key_of(id, f), v);
            }
        }
        for (piece, who) in [(&one, &ana), (&one, &bo), (&two, &ana)] {
            set(format!("{}.{who}", EVIDENCE.key_of(piece, "seen-by")), "2026-03-01");
        }
        set(format!("{}.{ana}.5.2", VOTE.key), "5");
        let c = Context { q: &q, a: &a, today: jiff::civil::date(2026, 3, 1), kinds: KINDS };
        let of = |id| follows(c, &read::at(&a, &PERSON, id));
        let stay = Follow::AnswersStay { n: 1, name: "Ana".into() };
        assert_eq!(of(&ana), [Follow::NotSeen { kind: &EVIDENCE, n: 1 }, stay]);
        assert_eq!(of(&ana).words(), "1 piece of evidence counts as not seen now; 1 answer stays under Ana");
        assert_eq!(of(&bo), []);
        assert_eq!(a.ids_of(EVIDENCE.key), [one, two]);
        assert_eq!(a.ids_of(VOTE.key), [ana]);
    }
}
