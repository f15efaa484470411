//! Risks that begin with something: with what an impact assessment says, or with the starter list of risks people commonly
//! meet. Nothing of it is a record before somebody picks it.

use super::deed::NOTHING;
use super::{Call, Done, Refused, Work};
use crate::bank;
use crate::model::proposed::{self, CommonRisk, CommonRisks, SystemKind};
use crate::model::record::{Draft, IMPACT, RISK, Rec, Rid, SYSTEM, read};
use crate::model::said::Said;
use crate::model::text;

/// What of a kind of the starter list is offered.
pub struct Offered<'w> {
    /// Not in the register yet.
    pub new: Vec<&'static CommonRisk>,
    /// In it already, each with the risk it is there.
    pub there: Vec<(&'static CommonRisk, Rec<'w>)>,
}

impl Work {
    /// The starter list; none where it cannot be read.
    pub fn common_risks(&self) -> Option<&'static CommonRisks> {
        bank::risks().ok()
    }

    /// Kinds of the starter list with the AI systems of the register that are of each: those that some are of first.
    pub fn risk_kinds(&self) -> Vec<(&'static SystemKind, Vec<Rec<'_>>)> {
        let systems = read::all(self.a(), &SYSTEM);
        let of = |kind: &'static SystemKind| {
            (kind, systems.iter().filter(|s| kind.fits(s)).cloned().collect::<Vec<_>>())
        };
        let mut kinds: Vec<_> = self.common_risks().iter().flat_map(|all| &all.kinds).map(of).collect();
        kinds.sort_by_key(|(_, systems)| systems.is_empty());
        kinds
    }

    /// What a kind of the starter list offers here: what is in the register already is not offered twice.
    pub fn offered(&self, kind: &'static SystemKind) -> Offered<'_> {
        let mut offered = Offered { new: Vec::new(), there: Vec::new() };
        for risk in &kind.risks {
            match risk.there(self.a()) {
                Some(rec) => offered.there.push((risk, rec)),
                None => offered.new.push(risk),
            }
        }
        offered
    }

    /// The one AI system in scope that is of this kind, as it is typed; none where there are several or none.
    pub fn only_system(&self, kind: &SystemKind) -> Option<Rec<'_>> {
        let mut of_kind = self.a().systems_in_scope().filter(|s| kind.fits(s));
        of_kind.next().filter(|_| of_kind.next().is_none())
    }

    /// Adds risks of the starter list by their names, with the AI systems they are of as typed, in one step of undo. What is
    /// in the register already stays as it is. Where none are typed a risk is of the one system of its kind, if there is but one;
    /// [`NOTHING`] names none.
    pub fn take_risks<'n>(
        &mut self,
        names: impl IntoIterator<Item = &'n str>,
        systems: &str,
    ) -> Result<Done, Refused> {
        self.may_change()?;
        let all = self.common_risks();
        let mut drafts: Vec<Draft> = Vec::new();
        for name in names.into_iter().map(str::trim).filter(|n| !n.is_empty()) {
            let Some(risk) = all.and_then(|all| all.risk(name)) else {
                return Err(Refused::NoSuchRisk { typed: text::shown(name, 40) });
            };
            let only = || {
                let kind = all.and_then(|all| all.kind_of(risk))?;
                self.only_system(kind).map(|system| system.shown_no())
            };
            let of = match systems.trim() {
                NOTHING => String::new(),
                "" => only().unwrap_or_default(),
                typed => typed.to_owned(),
            };
            let draft = risk.begun(&of);
            if risk.there(self.a()).is_none() && !drafts.contains(&draft) {
                drafts.push(draft);
            }
        }
        if drafts.is_empty() {
            return Ok(Done { said: Said::Unchanged, next: None });
        }
        self.put_all(&RISK, &drafts)
    }

    /// What a risk begins with that comes from an impact assessment.
    pub fn risk_begun(&self, impact: &Rid) -> Draft {
        let c = self.records();
        let mut draft = self.begun(&RISK, "");
        draft.extend(proposed::from_impact(c, &read::at(c.a, &IMPACT, impact)));
        draft
    }

    /// Adds a risk that comes from an impact assessment, by its number or name as typed; what could happen is said with it.
    pub fn risk_of(&mut self, impact: &str, what: &str) -> Result<Done, Refused> {
        let mut draft = self.risk_begun(&self.find_record(&IMPACT, impact)?);
        draft.insert("what".to_owned(), text::clean_line(what));
        self.put(&RISK, None, &draft)
    }
}

/// What a line about a risk of an impact assessment asks for; none where it does not say what could happen.
pub(super) fn of_impact(rest: &str, between: char) -> Option<(Call, String)> {
    let (impact, what) = rest.split_once(between)?;
    let (impact, what) = (impact.trim().to_owned(), what.trim().to_owned());
    let about = impact.clone();
    (!what.is_empty()).then_some((Call::RiskOf { impact, what }, about))
}

/// What a line with names of the starter list asks for: behind them the AI systems they are of.
pub(super) fn common(rest: &str, between: char) -> (Call, String) {
    let (names, systems) = rest.split_once(between).unwrap_or((rest, ""));
    let names = names.trim().to_owned();
    (Call::Risks { names: names.clone(), systems: systems.trim().to_owned() }, names)
}
