//! What keeps a row in the plan: that somebody looked there already, or that a nonconformity stands there. Asked of every edit, by
//! whichever verb or form it comes.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::row::RowState;
use super::{Audit, Reach, is_below};
use crate::model::Edit;
use crate::model::assessment::Assessment;
use crate::model::questionnaire::{Questionnaire, Target};
use crate::model::record::{self, AUDIT_ROW, Layer, MADE, Rid, record_key};

/// Why a row stays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stays {
    /// Where.
    pub at: String,
    /// Numbers of the findings that stand there.
    pub findings: Vec<String>,
    /// Whether it was to be left out with a reason; else it was only to be taken out of the plan.
    pub skipped: bool,
}

/// The first row an edit would take out of the plan, or leave out with a reason, although it stays there; `today` is the day the
/// audit is read on.
pub fn stays(q: &Questionnaire, a: &Assessment, edit: &Edit, today: Date) -> Option<Stays> {
    let mut read: BTreeMap<Rid, Audit<'_>> = BTreeMap::new();
    edit.changes.iter().find_map(|c| {
        let key = record_key(&c.key).filter(|k| k.kind == AUDIT_ROW.key)?;
        let Some((Layer::Audit(audit), _)) = Layer::of(&c.key) else { return None };
        let id = key.rid()?;
        let of = |f: &str| {
            let key = AUDIT_ROW.key_of(&id, f);
            edit.changes.iter().find(move |c| c.key == key)
        };
        let now = |f: &str| of(f).and_then(|c| c.now.as_deref());
        let skips = key.field == "skip" && c.was.is_none() && c.now.is_some();
        let unplans = key.field == "planned" && c.was.is_some() && c.now.is_none() && now("skip").is_none();
        let goes = of(MADE).is_some_and(|c| c.now.is_none());
        if goes || !(skips || unplans) {
            return None;
        }
        let rec = record::read::at(a, &AUDIT_ROW, &id);
        let at = now("at").unwrap_or_else(|| rec.get("at"));
        let place = q.exactly(at)?;
        // An edit of many rows reads their audit once.
        let audit = &*read.entry(audit).or_insert_with_key(|id| Audit::of(q, a, id, today));
        let findings = if skips {
            audit.against(q, place)
        } else {
            audit.worked(&id).then(|| audit.live_at(q, place))?
        };
        let holds = !(skips && findings.is_empty());
        holds.then(|| Stays { at: at.to_owned(), findings, skipped: skips })
    })
}

impl Audit<'_> {
    /// Numbers of the nonconformities that stand at a place of which the audit has a row in its plan, where that row decides on them.
    /// What was raised although no row was planned there may still be said to be left out.
    fn against(&self, q: &Questionnaire, place: Target) -> Vec<String> {
        let decides = |at: Target| {
            let Some(r) = q.requirement_of(at).filter(|r| self.reach(q, *r) <= Reach::Planned) else {
                return false;
            };
            !matches!(place, Target::Heading(_)) || self.deciding(q, r).iter().any(|row| row.at == place)
        };
        let here = self.findings.iter().filter(|f| f.against().is_some());
        here.filter(|f| f.places.iter().any(|at| is_below(q, *at, place) && decides(*at)))
            .map(|f| f.rec.shown_no())
            .collect()
    }

    /// Whether something was written in a row that only somebody who looked can write.
    fn worked(&self, row: &Rid) -> bool {
        let mut rows = self.rows.iter().filter(|r| r.rec.id.as_str() == row.as_str());
        rows.any(|row| matches!(row.state, RowState::Incomplete(_) | RowState::Complete))
    }
}
