//! All of one finding as labels and values: what it says and rests on, what was replied, every look at whether that helped and what
//! it came to. One place for the command, plain mode and the explanation that is handed on.

use super::audit::state;
use super::audit_finding::{criterion, withdrawn};
use super::record::{cell, label};
use super::{Words as _, audit_change, audit_page, day, whole};
use crate::model::audit::{Audit, Finding, helped};
use crate::model::record::{FINDING, FINDING_REPLY, Kind, PERSON, Rec, Rid, read};
use crate::model::{Assessment, Questionnaire};
use crate::say;
use crate::work::{Refused, Work};

/// A label and what stands behind it.
pub type Line = (String, String);

/// A finding in parts.
pub struct Told {
    /// The finding itself, its state and what it was before.
    pub said: Vec<Line>,
    /// What was replied; nothing where nobody did.
    pub reply: Vec<Line>,
    /// The looks at whether it helped, the first first.
    pub looks: Vec<Vec<Line>>,
}

/// What a finding is told by: the facts it is read from.
#[derive(Clone, Copy)]
pub struct Of<'o> {
    /// The questionnaire.
    pub q: &'o Questionnaire,
    /// The facts.
    pub a: &'o Assessment,
    /// The kinds of records there are.
    pub kinds: &'o [&'static Kind],
    /// The audit it stands in.
    pub audit: &'o Audit<'o>,
}

/// All of one finding of the audit one works in: how far it is, what it says, what was replied, whether that helped.
pub fn one_finding(w: &Work, no: &str) -> Result<Vec<String>, Refused> {
    let rec = w.finding_named(no)?;
    let of = rec.id.audit().map(|id| w.audit_of(&id));
    let found = of.as_ref().and_then(|audit| audit.finding(&rec.id));
    let mut lines: Vec<String> = found.map(audit_page::finding).into_iter().collect();
    if let Some((audit, f)) = of.as_ref().zip(found) {
        let told = told(Of { q: w.q(), a: w.a(), kinds: w.kinds, audit }, f);
        let all = told.said.into_iter().chain(told.reply).chain(told.looks.into_iter().flatten());
        lines.extend(all.map(|(label, words)| format!("{label}: {words}")));
    }
    Ok(lines)
}

/// All of it.
pub fn told(of: Of<'_>, f: &Finding<'_>) -> Told {
    let mut said = of.part(f, &f.rec, 0);
    said.push((say!("State").to_owned(), state(f)));
    let before = audit_change::earlier(of.audit, f).into_iter();
    said.extend(before.map(|was| (say!("Before").to_owned(), was)));
    Told {
        said,
        reply: f.reply.as_ref().map(|reply| of.part(f, reply, 1)).unwrap_or_default(),
        looks: f.checks().map(|look| of.look(f, look)).collect(),
    }
}

impl Of<'_> {
    /// What a record of it says, and first what it lacks; the fields from this one on.
    fn part(self, f: &Finding<'_>, rec: &Rec<'_>, from: usize) -> Vec<Line> {
        let fields = rec.kind.told().skip(from).map(|f| (f, rec.asks(f)));
        let said = fields.filter_map(|(field, asks)| {
            let words = match self.otherwise(f, rec, field.key) {
                Some(words) => words,
                None if asks => cell(self.a, self.kinds, rec, field.key),
                None => String::new(),
            };
            (!words.is_empty()).then(|| (label(rec.kind, field.key).to_owned(), words))
        });
        whole::lacks(self.a, rec, self.audit.today).into_iter().chain(said).collect()
    }

    /// What is said otherwise than the field holds it: the day something is due instead of the ways to say when, what it is held
    /// against where it does not say so itself. Nothing where it is said elsewhere.
    fn otherwise(self, f: &Finding<'_>, rec: &Rec<'_>, field: &str) -> Option<String> {
        let q = self.q;
        match (rec.kind.key, field) {
            (kind, "audit") if kind == FINDING.key => {
                Some(format!("{} {}", self.audit.header.shown_no(), self.audit.header.name()))
            }
            (kind, "at") if kind == FINDING.key => {
                let places = f.at.iter().filter_map(|id| q.exactly(id));
                let places = places.map(|at| format!("{} {}", q.id_of(at), audit_page::title(q, at)));
                Some(places.collect::<Vec<_>>().join("; "))
            }
            (kind, "criterion") if kind == FINDING.key => Some(criterion(q, self.audit, f)),
            (kind, "evidence") if kind == FINDING.key && !rec.is("evidence") => {
                Some(say!("not stated").to_owned())
            }
            (kind, "withdrawn") if kind == FINDING.key => Some(withdrawn(self.audit, f)),
            (kind, "due") if kind == FINDING_REPLY.key => Some(f.due.words()),
            (kind, "days" | "event") if kind == FINDING_REPLY.key => Some(String::new()),
            _ => None,
        }
    }

    /// A look, and whether it closed the finding or opened it again, when and by whom.
    fn look(self, f: &Finding<'_>, look: &Rec<'_>) -> Vec<Line> {
        let mut said = self.part(f, look, 1);
        let who = Rid::parse(look.get("by")).map(|id| read::at(self.a, &PERSON, &id));
        let who = who.map(|who| format!("{} ({})", who.name(), who.shown_no()));
        let (on, by) =
            (day::of_stored(look.get("on")), who.unwrap_or_else(|| say!("nobody named").to_owned()));
        let came = if helped(look) { say!("Closed") } else { say!("Open again") };
        said.push((came.to_owned(), say!("{on}, by {by}", on, by)));
        said
    }
}
