//! A control that a file says is in, and of which it says nothing more. Part of the weighing.

use super::{Fate, Weighing, refused};
use crate::import::{About, Choice, Difference, Proposal, Trouble};
use crate::model::limits::YES;
use crate::model::questionnaire::Target;
use crate::model::statement::{self, Applicable};
use crate::model::{Scores, edit};

impl Weighing<'_, '_> {
    /// That a control is in: only where nothing here says it yet. Of one that is left out the answer stands.
    pub(super) fn decided_in(&mut self, p: &Proposal, at: &str) -> Result<(), Trouble> {
        let q = self.c.q;
        let Some(Target::Requirement(r)) = q.find(at) else { return Err(refused(edit::unknown(q, at))) };
        let scores = self.scores.get_or_init(|| Scores::compute(q, self.c.a));
        let (was, fate) = match statement::applicable(q, self.c.a, scores, r) {
            Applicable::Yes => ("", Fate::Same),
            Applicable::Undecided => ("", Fate::Changes),
            Applicable::No if self.choice == Choice::Theirs => ("no", Fate::Changes),
            Applicable::No => ("no", Fate::Conflicts),
        };
        if fate == Fate::Changes {
            let e = statement::decide(q, &self.trial, at, Applicable::Yes).map_err(refused)?;
            self.take(&e);
        }
        let about = About::Fact(statement::in_key(at));
        let (was, now) = (was.to_owned(), YES.to_owned());
        self.count(fate, Difference { place: p.place.clone(), about, was, now });
        Ok(())
    }
}
