//! For whom controls are answered: for all AI systems, or for one of the register.

use super::{Done, Refused, Work};
use crate::model::questionnaire::Target;
use crate::model::record::{Layer, Rid, SYSTEM};
use crate::model::said::{Reach, Said};
use crate::model::{Edit, Level, for_system};

impl Work {
    /// From here on controls are answered for this system, by its number, id or name; for all of them with nothing.
    /// No fact changes. What is no control is refused until one answers for all again: said of one system it would
    /// go unnoticed as the organisation's answer.
    pub fn answer_for(&mut self, typed: &str) -> Result<Done, Refused> {
        let system = if typed.trim().is_empty() { None } else { Some(self.system_named(typed)?) };
        self.system = system;
        Ok(Done {
            said: Said::For { system: self.system().and_then(|id| self.a().system_name(id)) },
            next: None,
        })
    }

    /// A system of the register by its number, id or name.
    pub(super) fn system_named(&self, typed: &str) -> Result<Rid, Refused> {
        self.one_named(&SYSTEM, typed)
    }

    /// The system controls are answered for; none for all of them, also once it is removed.
    pub fn system(&self) -> Option<&Rid> {
        self.system.as_ref().filter(|id| self.a().system_name(id).is_some())
    }

    /// The system an answer here is for; none where it is general.
    pub fn system_at(&self, at: Target) -> Option<&Rid> {
        self.system().filter(|_| self.q().is_per_system(at))
    }

    /// What the system is called an answer here is for.
    pub fn system_name_at(&self, at: Target) -> Option<String> {
        self.system_at(at).and_then(|id| self.a().system_name(id))
    }

    /// As [`Self::system_at`], by an id.
    pub(super) fn system_of(&self, at: &str) -> Option<Rid> {
        self.q().find(at).and_then(|t| self.system_at(t)).cloned()
    }

    /// The level an answer here has now: of the system one answers for, else the general one.
    pub fn given(&self, at: Target) -> Option<Level> {
        let (q, a) = (self.q(), self.a());
        match (self.system_at(at), at) {
            (Some(id), Target::Check(c)) => a.system_level(q, id, c),
            (Some(id), at) => a.given_for(id, at),
            (None, Target::Check(c)) => a.general_level(q, c).map(|(l, _)| l).filter(|_| a.asks(q, c)),
            (None, Target::Requirement(r)) if a.is_excluded_in_general(r) => Some(Level::NotApplicable),
            (None, Target::Requirement(r)) => a.bulk(q, r),
            (None, Target::Heading(_)) => None,
        }
    }

    /// The reason written for leaving out what is here: that of the system one answers for, else the general one.
    pub fn reason_at(&self, at: &str) -> Option<&str> {
        match self.q().find(at).and_then(|t| self.system_at(t)) {
            Some(id) => self.a().system_reason(id, at),
            None => self.a().reason(at),
        }
    }

    /// Whether whom one answers for can answer this.
    pub(super) fn may_answer(&self, at: &str) -> Result<(), Refused> {
        match self.q().find(at).filter(|t| self.system().is_some() && !self.q().is_per_system(*t)) {
            Some(t) => Err(for_system::refusal(self.q(), t).into()),
            None => Ok(()),
        }
    }

    /// The edit of an answer for a system.
    pub(super) fn rating_of(
        &self,
        system: &Rid,
        at: &str,
        level: Option<Level>,
        note: Option<&str>,
    ) -> Result<Edit, Refused> {
        Ok(for_system::rate(self.q(), self.a(), system, at, level, note)?)
    }

    /// What an answer for a system reached.
    pub(super) fn reach_of(&self, system: &Rid, at: Target) -> Reach {
        let (q, a) = (self.q(), self.a());
        match at {
            Target::Heading(h) => {
                Reach::Heading(a.in_layer(q, &Layer::System(system.clone())).reached_from(q, h))
            }
            Target::Requirement(r) => Reach::Requirement {
                own: q.checks_of(r).filter(|c| a.given_for(system, Target::Check(*c)).is_some()).count(),
                named: a.is_named(&q.requirements[r].id),
            },
            Target::Check(_) => Reach::Check,
        }
    }
}
