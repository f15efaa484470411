//! Lines of findings on the screen of the audit, with what is told of each beside the list.

use std::cell::OnceCell;

use crate::model::audit::{Audit, Finding, FromBefore};
use crate::model::record::{FINDING, FINDING_CHECK, FINDING_REPLY, Kind, Rec, Rid, value};
use crate::say;
use crate::words::audit as said;
use crate::words::page::Labelled;
use crate::words::{Word as _, Words as _, day};
use crate::words::{audit_before, audit_change, audit_finding};
use crate::work::Work;

/// A finding in the list.
#[derive(Debug, Clone)]
pub struct FindingLine {
    /// Its id.
    pub id: Rid,
    /// Its number.
    pub no: String,
    /// Its grade in words.
    pub grade: &'static str,
    /// The same in a column.
    pub short: &'static str,
    /// What it is on.
    pub at: Vec<String>,
    /// What it says.
    pub what: String,
    /// How far it is.
    pub state: String,
    /// Whether it stands.
    pub live: bool,
    /// Whether it should be further.
    pub overdue: bool,
    facts: OnceCell<Vec<Labelled>>,
    /// The reply.
    pub reply: Option<Rid>,
    /// Of one of an earlier audit: the places whose rows look at it again.
    pub again: Option<Vec<String>>,
}

impl FindingLine {
    /// Everything about it, with reply and check: of one of an earlier audit read when it is first shown, as there may be hundreds.
    pub fn facts(&self, work: &Work) -> &[Labelled] {
        self.facts.get_or_init(|| {
            let of = self.id.audit().map(|id| work.audit_of(&id));
            let found = of.as_ref().and_then(|of| Some(told(work, of, of.finding(&self.id)?)));
            found.unwrap_or_default()
        })
    }
}

/// Every field of a record that says something, by its label.
pub(super) fn fields(work: &Work, rec: &Rec<'_>, but: &[&str]) -> Vec<Labelled> {
    let typed = rec.kind.typed().filter(|f| !but.contains(&f.key));
    let shown = |key: &'static str| crate::words::record::cell(work.a(), work.kinds, rec, key);
    typed.map(|f| (crate::words::text(f.word), shown(f.key))).filter(|(_, words)| !words.is_empty()).collect()
}

/// Everything about a finding, with reply and check.
fn told(work: &Work, of: &Audit<'_>, f: &Finding<'_>) -> Vec<Labelled> {
    let label = |kind: &'static Kind, key: &str| kind.field(key).map_or("", |f| crate::words::text(f.word));
    let mut facts = vec![(label(&FINDING, "what"), f.rec.get("what").to_owned())];
    facts.push((say!("State"), said::state(f)));
    facts.push((label(&FINDING_REPLY, "due"), f.due.words()));
    let before = audit_change::earlier(of, f);
    let but: &[&str] = if before.is_empty() { &[] } else { &["because"] };
    facts.extend(fields(work, &f.rec, &[&["what", "audit", "grade", "parent"], but].concat()));
    facts.extend(before.into_iter().map(|was| (say!("Before"), was)));
    if let Some((no, what)) = audit_finding::parent(work.a(), f) {
        facts.push((label(&FINDING, "parent"), say!("{no}: {what}", no, what)));
    }
    if let Some(reply) = &f.reply {
        facts.extend(fields(work, reply, &["finding", "due", "days", "event"]));
    }
    for check in f.checks() {
        let by = value::shown(
            work.a(),
            work.kinds,
            check,
            FINDING_CHECK.field("by").unwrap_or(&FINDING_CHECK.fields[0]),
        );
        let words = [
            check.get("effect").to_owned(),
            by,
            day::of_stored(check.get("on")),
            check.get("evidence").to_owned(),
        ];
        let words: Vec<String> = words.into_iter().filter(|w| !w.is_empty()).collect();
        facts.push((label(&FINDING_CHECK, "effect"), words.join(", ")));
    }
    facts
}

/// The line of a finding, without what is told of it beside the list.
fn line(f: &Finding<'_>) -> FindingLine {
    FindingLine {
        id: f.rec.id.clone(),
        no: f.rec.shown_no(),
        grade: f.grade.map_or("", |g| g.word()),
        short: f.grade.map_or("", said::short_grade),
        at: f.at.iter().map(|id| (*id).to_owned()).collect(),
        what: f.rec.get("what").to_owned(),
        state: said::state(f),
        live: f.is_live(),
        overdue: f.overdue,
        facts: OnceCell::new(),
        reply: f.reply.as_ref().map(|r| r.id.clone()),
        again: None,
    }
}

/// The line of a finding of the audit one works in.
pub(super) fn own(work: &Work, of: &Audit<'_>, f: &Finding<'_>) -> FindingLine {
    FindingLine { facts: told(work, of, f).into(), ..line(f) }
}

/// The findings of earlier audits that are open, or that a row of this one looks at again, as its lines.
pub(super) fn earlier<'s, 'a: 's>(
    work: &Work,
    now: &Audit<'_>,
    before: impl Iterator<Item = (&'s Finding<'a>, &'s FromBefore)>,
) -> Vec<FindingLine> {
    let one = |(found, f): (&Finding<'_>, &FromBefore)| {
        let at = f.rows.iter().filter_map(|n| now.rows.get(*n));
        let (no, state) = (f.audit.as_str(), audit_before::state(now, f));
        FindingLine {
            state: say!("from audit {no}: {state}", no, state),
            again: Some(at.map(|row| work.q().id_of(row.at).to_owned()).collect()),
            ..line(found)
        }
    };
    before.map(one).collect()
}
