//! The audit after one: begun with what is to be looked at again, in one step.

use std::collections::BTreeMap;

use super::{Done, Refused, Work};
use crate::model::audit::{Carried, Told, carry, seal};
use crate::model::change::facts;
use crate::model::record::{AUDIT, AUDIT_ROW, Draft, read, write};
use crate::model::said::Said;
use crate::session::Session;

/// What of a header holds for the next audit too.
const KEPT: [&str; 2] = ["covers", "criteria"];

impl Work {
    /// Begins the audit after the one one works in. Findings that are open come into its plan to be looked at again, and so
    /// do those of this one that were closed, are they still, or only noted: what became of them? The one before stays as it is. What is typed of its header stands
    /// there before what would be taken over.
    pub fn next_audit(&mut self, typed: &Draft) -> Result<Done, Refused> {
        self.may_change()?;
        let (before, c) = (self.an_audit()?, self.records());
        let header = read::at(c.a, &AUDIT, &before);
        let id = Session::new_id();
        let kept = KEPT.iter().map(|f| ((*f).to_owned(), header.get(f).to_owned()));
        let mut draft: Draft = kept.filter(|(_, v)| !v.is_empty()).collect();
        draft.insert("previous".to_owned(), self.called(&before));
        draft.extend(typed.iter().map(|(f, v)| (f.clone(), v.clone())));
        let mut e = write::add(c, &AUDIT, &id, &draft)?;
        let carried = carry::to_carry(c.q, c.a, &before, self.today);
        let mut rows: BTreeMap<&str, Vec<&Carried>> = BTreeMap::new();
        for f in &carried {
            for at in &f.at {
                rows.entry(at).or_default().push(f);
            }
        }
        for (no, (at, findings)) in (1..).zip(&rows) {
            let row = Session::new_id().within(&id);
            let yes = |f: &str| (f.to_owned(), "yes".to_owned());
            let mut fields = vec![("at".to_owned(), (*at).to_owned()), yes("planned")];
            fields.extend(findings.iter().map(|f| yes(&format!("{}.{}", carry::CARRIED, f.finding))));
            e.changes.extend(facts(c.a, "", "", write::made(&AUDIT_ROW, &row, no, fields)?).changes);
        }
        let closed = carried.iter().filter(|f| f.is_closed()).count();
        let noted = carried.iter().filter(|f| f.is_noted()).count();
        let (rows, open) = (rows.len(), carried.len() - closed - noted);
        let name = typed.get("name").cloned().unwrap_or_default();
        let no = c.a.index().next_number(AUDIT.key);
        let no = format!("{}-{no}", AUDIT.letter);
        let done =
            self.done(&e, |_| Said::Audited(Told::Followed { no, name, rows, open, noted, closed }))?;
        self.work_in(id);
        Ok(done)
    }

    /// The audit before, so that it can be found again: number, title, and the last version with its hash.
    fn called(&self, audit: &crate::model::record::Rid) -> String {
        let header = read::at(self.a(), &AUDIT, audit);
        let signed = seal::versions(self.a(), audit).pop();
        let signed = signed.map(|v| format!(", {} {}", v.rec.shown_no(), v.head())).unwrap_or_default();
        format!("{} {}{signed}", header.shown_no(), header.name())
    }
}
