//! AI systems that our own sheet says a control does not count for, each with its reason. Part of the weighing.

use super::parts::folded;
use super::refused::refused;
use super::{Fate, Weighing};
use crate::import::soa_not_for::{behind_number, checks_and_reason, whole};
use crate::import::{About, Difference, Left, Proposal, Trouble, Why};
use crate::model::questionnaire::Target;
use crate::model::record::{Rid, SYSTEM, read};
use crate::model::said::Matter;
use crate::model::statement::{self, Applicable, system_key};
use crate::model::{Layer, Level, Scores, edit, for_system, text};

/// Marks a control of which a sheet names a system nobody knows: what it lacks beside it is not taken away.
pub(super) fn unclear(at: &str) -> String {
    format!("{at} of no system")
}

/// A system that a text names, with the checks and the reason it gives.
type Meant = (Rid, Vec<String>, String);

impl Weighing<'_, '_> {
    /// What each system leaves out of a control; `out` where the control as a whole is out by that alone.
    pub(super) fn not_for(
        &mut self,
        p: &Proposal,
        at: &str,
        (all, systems): (&[String], &[String]),
        out: bool,
    ) -> Result<(), Trouble> {
        let q = self.c.q;
        let Some(Target::Requirement(r)) = q.find(at) else { return Err(refused(edit::unknown(q, at))) };
        let (mut lost, mut wholly) = (Vec::new(), Vec::new());
        for said in all {
            if let Some((id, checks, reason)) = self.system_of(said) {
                self.left_out_for(p, (at, r), &id, &checks, &reason)?;
                wholly.extend(Some(id).filter(|_| checks.is_empty()));
            } else {
                lost.push(said.clone());
                self.linked.insert(unclear(at));
            }
        }
        self.counts_for(p, at, systems, &wholly)?;
        let is_out =
            |w: &Self| statement::applicable(q, &w.trial, &Scores::compute(q, &w.trial), r) == Applicable::No;
        let by_answer = out && (!lost.is_empty() || !is_out(self));
        if by_answer {
            self.level(p, at, Some(Level::NotApplicable), true)?;
        }
        if lost.is_empty() {
            return Ok(());
        }
        // What argues for leaving it out is kept where that is asked for, else as a note.
        let matter = if by_answer { Matter::Reason } else { Matter::Note };
        self.text(p, matter, at, &whole(&lost))?;
        for said in lost {
            let why = Why::NoSystem { at: at.to_owned(), in_reason: by_answer };
            let id = text::shown(said.split(": ").next().unwrap_or_default(), 60);
            self.report.unknown.push(Left { place: p.place.clone(), id, why });
        }
        Ok(())
    }

    /// The systems it counts for are linked where they and those left out are not all there are: else it follows from these.
    fn counts_for(
        &mut self,
        p: &Proposal,
        at: &str,
        cells: &[String],
        wholly: &[Rid],
    ) -> Result<(), Trouble> {
        let mut all = Vec::new();
        for cell in cells {
            all.extend(self.records_in(&p.place, &SYSTEM, at, (cell, true))?);
        }
        let named = |id: &Rid| all.iter().any(|(one, _)| one == id) || wholly.contains(id);
        let follows = self.trial.systems_in_scope().all(|s| named(&s.id));
        // What does not count for a system links it with nothing; a link that stands stays.
        self.linked.extend(wholly.iter().map(|id| system_key(at, id)));
        for (id, name) in all {
            let key = system_key(at, &id);
            if follows {
                self.linked.insert(key);
            } else {
                self.link(&p.place, key, (&SYSTEM, at), (&id, &name), false);
            }
        }
        Ok(())
    }

    /// The system that is meant, by its name, of several the one of that number too; with the checks and the reason.
    fn system_of(&self, said: &str) -> Option<Meant> {
        let behind = behind_number(said);
        let number = said.split(' ').next().unwrap_or_default();
        let mut best: Option<((bool, usize), Meant)> = None;
        for rec in read::all(&self.trial, &SYSTEM).iter().filter(|r| !r.name().is_empty()) {
            let begins: String = behind.chars().take(rec.name().chars().count()).collect();
            if folded(&begins) != folded(rec.name()) {
                continue;
            }
            let rest: String = behind.chars().skip(rec.name().chars().count()).collect();
            let Some((checks, reason)) = checks_and_reason(&rest) else { continue };
            let fits = (rec.shown_no() == number, rec.name().len());
            if best.as_ref().is_none_or(|(most, _)| fits > *most) {
                best = Some((fits, (rec.id.clone(), checks, reason)));
            }
        }
        best.map(|(_, meant)| meant)
    }

    /// One system: the control, or checks of it, with the reason.
    fn left_out_for(
        &mut self,
        p: &Proposal,
        (at, r): (&str, usize),
        id: &Rid,
        checks: &[String],
        reason: &str,
    ) -> Result<(), Trouble> {
        let q = self.c.q;
        let scores = self.scores.get_or_init(|| Scores::compute(q, self.c.a));
        let here = statement::row(q, self.c.a, scores, r).not_for;
        let said_here = |n: &&statement::NotFor| n.system.id == *id && n.parts == *checks;
        let same = here.iter().find(said_here).is_some_and(|n| text::clean_line(&n.reason) == reason);
        let whole = [at.to_owned()];
        for place in if checks.is_empty() { &whole[..] } else { checks } {
            let layer = Layer::System(id.clone()).prefix();
            let target = q.find(place).ok_or_else(|| refused(edit::unknown(q, place)))?;
            self.linked.insert(format!("{layer}{}", q.id_of(target)));
            let is = self.c.a.given_for(id, target).map_or("", Level::key).to_owned();
            let wants = Level::NotApplicable.key();
            let fate = if same { Fate::Same } else { self.verdict(p, &is, wants) };
            if fate == Fate::Changes {
                let e = for_system::rate(q, &self.trial, id, place, Some(Level::NotApplicable), None);
                self.take(&e.map_err(refused)?);
            }
            let about = About::Fact(format!("{layer}{}", q.id_of(target)));
            self.count(fate, Difference { place: p.place.clone(), about, was: is, now: wants.to_owned() });
            if reason.is_empty() || fate == Fate::Conflicts {
                continue;
            }
            let is = self.c.a.system_reason(id, q.id_of(target)).unwrap_or_default().to_owned();
            let fate = if same { Fate::Same } else { self.verdict(p, &is, reason) };
            if fate == Fate::Changes {
                let e = for_system::reason(q, &self.trial, id, place, reason);
                self.take(&e.map_err(refused)?);
            }
            let about =
                About::Fact(format!("{layer}{}{}", crate::model::assessment::keys::REASON, q.id_of(target)));
            self.count(fate, Difference { place: p.place.clone(), about, was: is, now: reason.to_owned() });
        }
        Ok(())
    }
}
