//! A control that a file says is in, and of which it says nothing more; and one of which it has a reason and does not say on which side
//! it is. Part of the weighing.

use super::{Fate, Weighing, refused};
use crate::import::soa_heads::Col;
use crate::import::{About, Choice, Difference, Left, Proposal, Shown, Stood, Trouble, Why, reason};
use crate::model::limits::YES;
use crate::model::questionnaire::Target;
use crate::model::said::Matter;
use crate::model::statement::{self, Applicable};
use crate::model::{Assessment, Level, Questionnaire, Scores, edit, text};

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
                self.pass_over(p, at, Why::DecisionEmptied);
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

    /// That a file leaves a control out which somebody decided is in, and of which nobody answered how far it is: unless theirs is
    /// chosen it stays in, as one that is answered does.
    pub(super) fn stays_in(
        &self,
        p: &Proposal,
        target: Target,
        (at, level): (&str, Option<Level>),
    ) -> Option<Difference> {
        let Target::Requirement(r) = target else { return None };
        let answered = || levels(self.c.q, self.c.a, target).iter().any(Option::is_some);
        let leaves = level == Some(Level::NotApplicable) && p.stood == Stood::Unsaid;
        let stays = leaves && self.choice == Choice::Ours && self.stood(r) == Applicable::Yes && !answered();
        let about = About::Fact(statement::in_key(at));
        let (was, now) = (YES.to_owned(), Applicable::No.key().to_owned());
        stays.then(|| Difference { place: p.place.clone(), about, was, now })
    }

    /// Leaves the whole row of a control alone, and tells why.
    fn pass_over(&mut self, p: &Proposal, at: &str, why: Why) {
        self.passed_over.insert((p.place.sheet.clone(), p.place.row));
        self.passed.insert(at.to_owned());
        self.report.unknown.push(Left { place: p.place.clone(), id: at.to_owned(), why });
    }

    /// A piece of evidence without the controls whose rows are passed over; none where it shows nothing else.
    pub(super) fn not_of_passed(&self, shown: &Shown) -> Option<Shown> {
        let mut shown = shown.clone();
        if let Some(all) = shown.draft.get_mut("shows").filter(|_| !self.passed.is_empty()) {
            let kept: Vec<&str> = all.split(", ").filter(|id| !self.passed.contains(*id)).collect();
            if kept.is_empty() {
                return None;
            }
            *all = kept.join(", ");
        }
        Some(shown)
    }

    /// A reason of which nothing in the file says for which side it is: it decides nothing, and is that of the side its control stands
    /// on here unless it sounds like one for the other.
    pub(super) fn reason_alone(&mut self, p: &Proposal, at: &str, text: &str) -> Result<(), Trouble> {
        let q = self.c.q;
        let Some(Target::Requirement(r)) = q.find(at) else { return Err(refused(edit::unknown(q, at))) };
        let stands = self.stood(r);
        let says = |is: Option<&str>| is.is_some_and(|is| text::clean_line(is) == text::clean_line(text));
        let (matter, fits) = match stands {
            Applicable::Yes => (Matter::WhyIn, says(Some(self.c.a.why_in(at))) || !reason::denies(text)),
            Applicable::No => (Matter::Reason, says(self.c.a.reason(at)) || !reason::affirms(text)),
            Applicable::Undecided => (Matter::Note, false),
        };
        if fits {
            return self.text(p, matter, at, text);
        }
        let head = self.report.columns.iter().find(|c| c.field == Some(Col::Reason.key()));
        let head = head.map_or_else(String::new, |c| c.head.clone());
        let texts = vec![(head, text::clean_line(text))];
        self.pass_over(p, at, Why::ReasonAlone { stands, texts });
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
