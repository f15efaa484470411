//! A control that a file says is in, and of which it says nothing more. Part of the weighing.

use super::{Fate, Weighing, refused};
use crate::import::{About, Choice, Difference, Left, Proposal, Trouble, Why};
use crate::model::limits::YES;
use crate::model::questionnaire::Target;
use crate::model::statement::{self, Applicable};
use crate::model::{Assessment, Level, Questionnaire, Scores, edit};

impl Weighing<'_, '_> {
    /// That a control is in: only where nothing here says it yet, and nothing else of the file does. Of one that is left out the
    /// answer stands, and then what the file has as its reason is none.
    pub(super) fn decided_in(
        &mut self,
        p: &Proposal,
        at: &str,
        (alone, by_reason): (bool, bool),
    ) -> Result<(), Trouble> {
        let q = self.c.q;
        let Some(Target::Requirement(r)) = q.find(at) else { return Err(refused(edit::unknown(q, at))) };
        if !by_reason && self.stays_out_by_systems(p, at, r)? {
            return Ok(());
        }
        let scores = self.scores.get_or_init(|| Scores::compute(q, self.c.a));
        let (was, fate) = match statement::applicable(q, self.c.a, scores, r) {
            Applicable::No if by_reason => {
                self.passed_over.insert((p.place.sheet.clone(), p.place.row));
                let left = Left { place: p.place.clone(), id: at.to_owned(), why: Why::DecisionEmptied };
                self.report.unknown.push(left);
                return Ok(());
            }
            Applicable::Yes | Applicable::Undecided if !alone => return Ok(()),
            Applicable::Yes => ("", Fate::Same),
            Applicable::Undecided => ("", Fate::Changes),
            Applicable::No if self.choice == Choice::Theirs => ("no", Fate::Changes),
            Applicable::No => ("no", Fate::Conflicts),
        };
        if fate == Fate::Changes {
            let e = statement::decide(q, &self.trial, at, Applicable::Yes).map_err(refused)?;
            self.take(&e);
        } else if fate == Fate::Conflicts {
            self.stays_out.insert(at.to_owned());
        }
        let about = About::Fact(statement::in_key(at));
        let (was, now) = (was.to_owned(), YES.to_owned());
        self.count(fate, Difference { place: p.place.clone(), about, was, now });
        Ok(())
    }

    /// Whether a control is left out by what AI systems answer for themselves, so that no general answer takes it in: that is told, and
    /// what argues for having it stays away.
    pub(super) fn stays_out_by_systems(&mut self, p: &Proposal, at: &str, r: usize) -> Result<bool, Trouble> {
        let q = self.c.q;
        if self.stood(r) != Applicable::No {
            return Ok(false);
        }
        let mut taken_in = self.trial.clone();
        taken_in.apply(q, &statement::decide(q, &self.trial, at, Applicable::Yes).map_err(refused)?);
        let row = statement::row(q, &taken_in, &Scores::compute(q, &taken_in), r);
        if row.applicable != Applicable::No {
            return Ok(false);
        }
        let systems = row.not_for.iter().map(|of| of.system.whole()).collect();
        let (place, id, why) = (p.place.clone(), row.id, Why::SystemsLeaveOut { systems });
        self.report.unknown.push(Left { place, id, why });
        self.stays_out.insert(at.to_owned());
        Ok(true)
    }
}

/// The general answer of each check there.
pub(super) fn levels(q: &Questionnaire, a: &Assessment, target: Target) -> Vec<Option<Level>> {
    let of_check = |c: usize| {
        let excluded = a.is_excluded_in_general(q.check_owner[c]);
        let level = a.general_level(q, c).map(|(level, _)| level);
        if excluded { Some(Level::NotApplicable) } else { level }
    };
    match target {
        Target::Check(c) => vec![of_check(c)],
        Target::Requirement(r) => q.checks_of(r).map(of_check).collect(),
        Target::Heading(h) => q.below(h).into_iter().flat_map(|r| q.checks_of(r)).map(of_check).collect(),
    }
}
