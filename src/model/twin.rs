//! Checks whose answer is the same answer: what one says is offered at the others, never taken over by itself. Level
//! and note go over; evidence stays with the checks it names.

use std::ops::Range;

use super::assessment::{Assessment, keys};
use super::change::{Edit, Refusal};
use super::edit;
use super::for_system;
use super::level::Level;
use super::questionnaire::{Questionnaire, Target};
use super::record::Rid;

/// An answer given at one check that would serve at another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offer {
    /// The check it is offered at, by its index over the whole questionnaire.
    pub at: usize,
    /// The check it was given at.
    pub from: usize,
    /// Its level.
    pub level: Level,
}

/// The level of a check that figures know: none where its control is left out.
fn known(q: &Questionnaire, a: &Assessment, check: usize) -> Option<Level> {
    if a.excluded(q.check_owner[check]) {
        return None;
    }
    a.level(q, check).map(|(level, _)| level)
}

/// The twins of a check that applies, with their levels; none of a check whose control is left out.
pub fn twins(q: &Questionnaire, a: &Assessment, check: usize) -> Vec<(usize, Option<Level>)> {
    if a.excluded(q.check_owner[check]) {
        return Vec::new();
    }
    q.twins(check).filter(|t| !a.excluded(q.check_owner[*t])).map(|t| (t, known(q, a, t))).collect()
}

/// What is offered at a check, or at the checks of a requirement: levels 1 to 5 of twins, where the check says less or
/// nothing. Nobody is offered a Don't know, and no answer is talked down by one key.
pub fn offers(q: &Questionnaire, a: &Assessment, at: Target) -> Vec<Offer> {
    let less = |o: &Offer| {
        let kind = q.check(o.at).kind;
        let here = known(q, a, o.at).filter(|here| here.credit(kind).is_some());
        here.is_none_or(|here| here < o.level)
    };
    all(q, a, at).into_iter().filter(less).collect()
}

/// Whether offers can be taken by one key: none says another level than another at the same check.
pub fn agree(offers: &[Offer]) -> bool {
    offers.iter().all(|o| offers.iter().all(|x| x.at != o.at || x.level == o.level))
}

/// Whether a twin here, or this one, was answered and says no more than what stands: there is nothing to take over.
pub fn stands_already(q: &Questionnaire, a: &Assessment, at: Target, from: Option<&Range<usize>>) -> bool {
    let rated = |check: usize, level: Level| level.credit(q.check(check).kind).is_some();
    let one = |at: usize| {
        let Some(here) = known(q, a, at).filter(|here| rated(at, *here)) else { return false };
        twins(q, a, at).into_iter().any(|(t, level)| {
            from.is_none_or(|from| from.contains(&t)) && level.is_some_and(|l| rated(t, l) && l <= here)
        })
    };
    checks(q, at).any(one)
}

/// The checks meant by a place.
fn checks(q: &Questionnaire, at: Target) -> std::ops::Range<usize> {
    match at {
        Target::Check(c) => c..c + 1,
        Target::Requirement(r) => q.checks_of(r),
        Target::Heading(_) => 0..0,
    }
}

/// Levels 1 to 5 of twins that are not what the check, or the checks of a requirement, say: more or less.
fn all(q: &Questionnaire, a: &Assessment, at: Target) -> Vec<Offer> {
    let of = |at: usize| {
        let here = known(q, a, at);
        let rated = move |(from, level): (usize, Option<Level>)| Some(Offer { at, from, level: level? });
        let serves = move |o: &Offer| o.level.credit(q.check(o.from).kind).is_some() && Some(o.level) != here;
        twins(q, a, at).into_iter().filter_map(rated).filter(serves)
    };
    checks(q, at).flat_map(of).collect()
}

/// Takes these answers over: each level, and the note where none is written yet. With a system they are its own
/// answers from here on.
pub fn take(
    q: &Questionnaire,
    a: &Assessment,
    system: Option<&Rid>,
    place: &str,
    offers: &[Offer],
) -> Result<Edit, Refusal> {
    let mut whole = edit::facts(a, "answer", place, []);
    for o in offers {
        let (at, from) = (&q.check(o.at).id, &q.check(o.from).id);
        let note = a.at(keys::NOTE, from).filter(|_| a.at(keys::NOTE, at).is_none());
        let one = match system {
            Some(id) => for_system::rate(q, a, id, at, Some(o.level), note)?,
            None => edit::rate(q, a, at, Some(o.level), note)?,
        };
        let new = |c: &super::change::Change| whole.changes.iter().all(|x| x.key != c.key);
        let changes: Vec<_> = one.changes.iter().filter(|c| new(c)).cloned().collect();
        whole.changes.extend(changes);
    }
    Ok(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair() -> (Questionnaire, Assessment, usize, usize) {
        let q = crate::bank::embedded().unwrap();
        let mut a = Assessment::new(&q);
        let one = (0..q.check_count()).find(|c| q.twins(*c).count() == 1).unwrap();
        let other = q.twins(one).next().unwrap();
        for (key, value) in
            [(q.check(one).id.clone(), "4"), (format!("note.{}", q.check(one).id), "Ana has it")]
        {
            a.set(&q, &key, Some(value.to_owned()));
        }
        (q, a, one, other)
    }

    #[test]
    fn an_answer_is_offered_where_it_serves_and_taken_over_in_one_step() {
        let (q, mut a, one, other) = pair();
        assert_eq!(twins(&q, &a, one), [(other, None)]);
        assert_eq!(offers(&q, &a, Target::Check(one)), []);
        let offered = offers(&q, &a, Target::Check(other));
        assert_eq!(offered, [Offer { at: other, from: one, level: Level::InUse }]);
        assert_eq!(offers(&q, &a, Target::Requirement(q.check_owner[other])), offered);
        assert_eq!(a.level(&q, other), None, "never by itself");

        let before = a.clone();
        let id = q.check(other).id.clone();
        let edit = take(&q, &a, None, &id, &offered).unwrap();
        a.apply(&q, &edit);
        assert_eq!(a.get(&id), Some("4"));
        assert_eq!(a.at(keys::NOTE, &id), Some("Ana has it"));
        assert_eq!(offers(&q, &a, Target::Check(other)), []);
        a.apply(&q, &edit.inverse());
        assert_eq!(a, before);

        assert!(!stands_already(&q, &a, Target::Check(other), None), "not answered here");
        // What says less is offered to nobody: it stands already.
        a.set(&q, &id, Some("5".to_owned()));
        assert_eq!(offers(&q, &a, Target::Check(other)), []);
        assert!(stands_already(&q, &a, Target::Check(other), None));
        assert!(stands_already(&q, &a, Target::Check(other), Some(&(one..one + 1))));
        assert!(!stands_already(&q, &a, Target::Check(one), None), "the other says more");
    }

    #[test]
    fn a_note_of_ones_own_stays_and_what_nobody_knows_is_not_offered() {
        let (q, mut a, one, other) = pair();
        let note = format!("note.{}", q.check(other).id);
        a.set(&q, &note, Some("mine".to_owned()));
        let edit = take(&q, &a, None, &q.check(other).id, &offers(&q, &a, Target::Check(other))).unwrap();
        a.apply(&q, &edit);
        assert_eq!(a.get(&note), Some("mine"));
        a.set(&q, &q.check(one).id.clone(), Some("?".to_owned()));
        assert_eq!(offers(&q, &a, Target::Check(other)), []);
    }
}
