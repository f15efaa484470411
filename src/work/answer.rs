//! Answering: a level on a heading, a requirement or a check, where one goes on after it, marks for review.

use std::ops::Range;

use super::{Done, Refused, Work};
use crate::model::assessment::keys;
use crate::model::goes;
use crate::model::questionnaire::{Questionnaire, Target};
use crate::model::said::{Reach, Said, is_weak_reason};
use crate::model::twin::{self, Offer};
use crate::model::{Assessment, Level, edit, held, spread, votes};

/// Where one goes after an answer: among checks to the next check that is asked, else to the next requirement; none after the
/// last question.
pub fn after(q: &Questionnaire, a: &Assessment, at: Target) -> Option<Target> {
    let r = q.requirement_of(at)?;
    if let Target::Check(c) = at
        && let Some(next) = (c + 1..q.checks_of(r).end).find(|next| a.asks(q, *next))
    {
        return Some(Target::Check(next));
    }
    (r + 1 < q.requirements.len()).then_some(Target::Requirement(r + 1))
}

impl Work {
    /// Gives a level, or withdraws the answer. With `go_on` the place moves to the next question in the same
    /// step, unless a reason has still to be given here.
    pub fn rate(
        &mut self,
        at: &str,
        level: Option<Level>,
        note: Option<&str>,
        go_on: bool,
    ) -> Result<Done, Refused> {
        self.rated(at, level, note, go_on, false)
    }

    /// The level the room agrees on where it is asked for it: of what people answered apart, too, it is kept what it was made of.
    pub fn rate_in_room(&mut self, at: &str, level: Option<Level>) -> Result<Done, Refused> {
        self.rated(at, level, None, false, true)
    }

    fn rated(
        &mut self,
        at: &str,
        level: Option<Level>,
        note: Option<&str>,
        go_on: bool,
        asked: bool,
    ) -> Result<Done, Refused> {
        self.may_change()?;
        self.may_answer(at)?;
        if level.is_none()
            && let Some(t) = self.q().find(at)
            && !self.is_answered(t)
        {
            let at = self.q().id_of(t).to_owned();
            return Ok(Done { said: Said::NoAnswer { at }, next: None });
        }
        let was = self.q().find(at).and_then(|t| self.given(t));
        let system = self.system_of(at);
        let e = match &system {
            Some(id) => self.rating_of(id, at, level, note)?,
            None => spread::rate(self.q(), self.a(), at, level, note, asked)?,
        };
        let (target, id) = (self.q().find(at), self.canonical(at));
        let reasoned = level != Some(Level::NotApplicable) || note.is_some_and(|n| !n.trim().is_empty());
        // Where single people answered, the agreed level stays in sight: dissent and a note have their turn first.
        let in_room = votes::in_the_room(self.a(), &id);
        let moves = go_on && level.is_some() && reasoned && !in_room;
        let next = target.filter(|_| moves).and_then(|t| after(self.q(), self.a(), t));
        let next = next.map(|t| self.q().id_of(t).to_owned());
        let goes = goes::reasons(&e);
        self.apply(&e, next.as_deref())?;
        let reach = target.map_or(Reach::Check, |t| match &system {
            Some(id) => self.reach_of(id, t),
            None => self.reach(t),
        });
        let system = system.and_then(|id| self.a().system_name(&id));
        let never = self.never_left_out(&id).filter(|_| level == Some(Level::NotApplicable));
        let never = never.map(str::to_owned);
        let given = note.filter(|n| level == Some(Level::NotApplicable) && !n.trim().is_empty());
        let weak = never.is_none() && given.is_some_and(is_weak_reason);
        Ok(Done { said: Said::Rated { at: id, level, was, reach, never, weak, system, goes }, next })
    }

    /// Why no reason for leaving this out can stand; none where one can.
    pub fn never_left_out(&self, at: &str) -> Option<&str> {
        let q = self.q();
        q.never_left_out(q.requirement_of(q.find(at)?)?)
    }

    /// Takes over the answer of a check that asks for the same, at a check or at those of a requirement; `from` says
    /// which where several would serve, and may be empty. Where there is none, what the quick check suggests there, and
    /// after that what registers hold.
    pub fn take_same(&mut self, at: &str, from: &str) -> Result<Done, Refused> {
        self.may_change()?;
        self.may_answer(at)?;
        let (q, a) = (self.q(), self.a());
        let target = q.find(at).ok_or_else(|| edit::unknown(q, at))?;
        let at = q.id_of(target).to_owned();
        let chosen = match (from.trim(), q.find(from)) {
            ("", _) => None,
            (_, Some(Target::Check(c))) => Some(c..c + 1),
            // The requirement one is at is the place, and no other one to take from.
            (_, Some(Target::Requirement(r))) if q.requirement_of(target) == Some(r) => None,
            (_, Some(Target::Requirement(r))) => Some(q.checks_of(r)),
            (typed, _) => return Err(edit::unknown(q, typed).into()),
        };
        // No answer is talked down by one key or word, whether or not the other check is named.
        let mut offers = twin::offers(q, a, target);
        offers.retain(|o| chosen.as_ref().is_none_or(|c| c.contains(&o.from)));
        let ids = |list: &[Offer]| list.iter().map(|o| q.check(o.from).id.clone()).collect();
        if !twin::agree(&offers) {
            let other = |o: &&Offer| offers.iter().any(|x| x.at == o.at && x.level != o.level);
            let differing: Vec<Offer> = offers.iter().filter(other).copied().collect();
            return Err(Refused::SameDiffers { at, from: ids(&differing) });
        }
        offers.dedup_by_key(|o| o.at);
        if offers.is_empty() {
            // What somebody answered elsewhere weighs more than what the quick check suggests.
            let suggested = if chosen.is_none() { self.take_suggested(target)? } else { None };
            // And that more than what registers hold: somebody said it.
            let held = if chosen.is_none() && suggested.is_none() { self.take_held(target)? } else { None };
            return suggested.or(held).ok_or_else(|| self.nothing_same(target, chosen.as_ref()));
        }
        let e = twin::take(q, a, self.system_of(&at).as_ref(), &at, &offers)?;
        let noted = e.changes.iter().any(|c| c.key.starts_with(keys::NOTE));
        let id = |c: usize| q.check(c).id.clone();
        let taken = offers.iter().map(|o| (id(o.at), id(o.from), o.level)).collect();
        self.done(&e, |_| Said::Taken { taken, noted })
    }

    /// Why nothing can be taken over here: what there is says no more than what stands, or there is nothing.
    fn nothing_same(&self, target: Target, chosen: Option<&Range<usize>>) -> Refused {
        let (q, a) = (self.q(), self.a());
        let at = q.id_of(target).to_owned();
        let by_registers =
            || chosen.is_none() && self.system_at(target).is_none() && held::stands_already(q, a, target);
        if twin::stands_already(q, a, target, chosen) || by_registers() {
            return Refused::StandsAlready { at };
        }
        Refused::NothingSame { at }
    }

    /// The place of an id in the questions; none when it has none.
    pub fn place_of(&self, id: &str) -> Option<Target> {
        super::line::landing(self.q(), id).ok()
    }

    /// An id as the questionnaire writes it, however it was typed; one it does not have as it is.
    pub(super) fn canonical(&self, typed: &str) -> String {
        self.q().find(typed).map_or(typed, |t| self.q().id_of(t)).to_owned()
    }

    /// Whether anything was answered at this id, above or below it, by whom one answers for.
    fn is_answered(&self, at: Target) -> bool {
        let (q, a) = (self.q(), self.a());
        let system = self.system_at(at);
        let left_out = |r: usize| system.is_none() && a.is_excluded_in_general(r);
        let level = |c: usize| match system {
            Some(id) => a.system_level(q, id, c).is_some(),
            None => a.general_level(q, c).is_some() && a.asks(q, c),
        };
        match at {
            Target::Check(c) => level(c),
            Target::Requirement(r) => left_out(r) || q.checks_of(r).any(level),
            Target::Heading(h) => q.below(h).into_iter().flat_map(|r| q.checks_of(r)).any(level),
        }
    }

    fn reach(&self, at: Target) -> Reach {
        let (q, a) = (self.q(), self.a());
        match at {
            Target::Heading(h) => Reach::Heading(a.reached_from(q, h)),
            Target::Requirement(r) => Reach::Requirement {
                own: q.checks_of(r).filter(|c| a.own_level(*c).is_some()).count(),
                named: a.is_named(&q.requirements[r].id),
            },
            Target::Check(_) => Reach::Check,
        }
    }

    /// Marks an id for review, or takes the mark away.
    pub fn mark(&mut self, at: &str) -> Result<Done, Refused> {
        let at = self.canonical(at);
        let on = self.a().at(keys::REVIEW, &at).is_none();
        let e = edit::text_at(self.q(), self.a(), keys::REVIEW, &at, if on { "yes" } else { "" })?;
        self.done(&e, |_| Said::Marked { at, on })
    }
}
