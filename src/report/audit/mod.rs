//! The papers of an audit: plan, checklist to take along, working papers, findings, report, and what is done about the findings.
//! Made from the facts they are given: of a signed version from those it holds, so that they come out the same for ever. Figures
//! are those of `model::audit`. Used inside `report` only.

mod actions;
mod before;
mod checklist;
pub(super) mod data;
mod findings;
mod plan;
mod report;
mod sheet;
mod working;

use std::cell::OnceCell;

use jiff::civil::Date;

use super::{File, Format, Input};
use crate::doc::xlsx::Book;
use crate::doc::{About, Doc, Page, Table, Tone};
use crate::model::Assessment;
use crate::model::audit::{
    Audit, Counts, Finding, FindingState, FromBefore, Grade, Reach, Row, RowState, Version, Warning, carry,
};
use crate::model::questionnaire::Target;
use crate::model::record::{AUDIT, KINDS, Rec, Rid};
use crate::say;
use crate::words::audit_page::{self, Of};
use crate::words::audit_stated::stated;
use crate::words::record::{cell, label};
use crate::words::unstopped;
use crate::words::{audit as said, audit_seal, day};

/// Which audit papers are about.
#[derive(Clone, Copy)]
pub struct AuditOf<'a> {
    /// Its id.
    pub id: &'a Rid,
    /// The facts as they were signed last, and the day: what goes on after that is told beside what was said then.
    pub then: Option<(&'a Assessment, Date)>,
}

/// What is done about findings: it goes on after the signature.
pub const ACTIONS: &str = "corrective-actions";

/// Whether a paper goes on after a signature: findings, and what is done about them.
pub fn goes_on(name: &str) -> bool {
    [ACTIONS, findings::NAME].contains(&name)
}

type Paper = fn(&Own<'_>) -> Doc;
type Rows = fn(&Own<'_>) -> Table;
type Workbook = fn(&Own<'_>) -> Book;

/// Its papers for people, in the order a reader opens them.
const PAPERS: [(&str, Paper); 6] = [
    (report::NAME, report::doc),
    (findings::NAME, findings::doc),
    (working::NAME, working::doc),
    (ACTIONS, actions::doc),
    (plan::NAME, plan::doc),
    (checklist::NAME, checklist::doc),
];

/// Its tables.
const SHEETS: [(&str, Rows); 3] =
    [(findings::NAME, findings::table), (working::NAME, working::table), (ACTIONS, actions::table)];

/// Its workbooks.
const BOOKS: [(&str, Workbook); 3] =
    [(findings::NAME, findings::book), (working::NAME, working::book), (ACTIONS, actions::book)];

/// Formats of a paper.
const FORMATS: [Format; 4] = [Format::Markdown, Format::Html, Format::Docx, Format::Pdf];

/// Every file of an audit.
pub(super) fn files() -> impl Iterator<Item = File> {
    let papers = PAPERS.iter().flat_map(|(name, _)| FORMATS.iter().map(|f| ((*name).into(), *f)));
    let sheets = SHEETS.iter().map(|s| (s.0.into(), Format::Csv));
    papers.chain(sheets).chain(BOOKS.iter().map(|b| (b.0.into(), Format::Xlsx)))
}

/// Whether this file is one of an audit, and no other has its name.
pub fn is_of_audit((name, format): &File) -> bool {
    files().any(|(n, f)| n == *name && f == *format)
}

/// A paper of the audit the input names; none where it names none.
pub(super) fn paper(input: &Input, name: &str) -> Option<Doc> {
    let (_, make) = PAPERS.iter().find(|p| p.0 == name)?;
    Some(make(&Own::of(input)?))
}

/// A table of the audit the input names, with the state of the file in every row.
pub(super) fn sheet(input: &Input, name: &str) -> Option<Table> {
    let (_, make) = SHEETS.iter().find(|s| s.0 == name)?;
    Some(input.stamped(make(&Own::of(input)?)))
}

/// A workbook of the audit the input names.
pub(super) fn book(input: &Input, name: &str) -> Option<Book> {
    let (_, make) = BOOKS.iter().find(|b| b.0 == name)?;
    Some(make(&Own::of(input)?))
}

/// An audit with everything its papers are made of.
struct Own<'i> {
    input: &'i Input<'i>,
    audit: Audit<'i>,
    /// The same as it was signed, for what goes on after that.
    then: Option<Audit<'i>>,
    /// All warnings, of which every part of a paper takes its own.
    warnings: OnceCell<Vec<Warning>>,
    /// What earlier audits leave to it, the findings beside what is said of them.
    before: OnceCell<(Vec<Finding<'i>>, Vec<FromBefore>)>,
}

impl<'i> Own<'i> {
    fn of(input: &'i Input<'i>) -> Option<Self> {
        let of = input.audit?;
        let audit = Audit::of(input.q, input.a, of.id, input.made).knowing(&input.head.known);
        let then = of.then.map(|(a, on)| Audit::of(input.q, a, of.id, on));
        let (warnings, before) = (OnceCell::new(), OnceCell::new());
        audit.header.exists().then_some(Self { input, audit, then, warnings, before })
    }

    /// What sentences on it are read with.
    const fn read(&self) -> Of<'_> {
        Of { q: self.input.q, a: self.input.a, scores: self.input.scores }
    }

    fn counts(&self) -> Counts {
        Counts::of(self.input.q, &self.audit)
    }

    /// The version this is; none of a draft.
    fn signed(&self) -> Option<&Version<'i>> {
        self.audit.versions.last().filter(|_| self.audit.reopened().is_none())
    }

    /// A paper with its title; on its first page stands which audit it is of and whether it is signed, and on every page of a
    /// draft that it is one.
    fn page(&self, name: &'static str, title: &str) -> Page {
        let title = say!("{title}: {audit}", title, audit = self.audit.header.name());
        Page::new(name, &title, self.about())
    }

    fn about(&self) -> About {
        let mut about = self.input.about();
        // The audit has a scope of its own.
        for (label, _) in about.facts.iter_mut().filter(|(label, _)| label == say!("Scope")) {
            say!("Scope of the organisation").clone_into(label);
        }
        let own = [(say!("Audit").to_owned(), self.named()), (say!("State").to_owned(), self.state())];
        // Behind whose it is and how far that reaches.
        about.facts.splice(2..2, own);
        about.stamp = match self.signed() {
            Some(v) => say!("version {no}; {stamp}", no = v.no, stamp = about.stamp),
            None => say!("draft, not signed; {stamp}", stamp = about.stamp),
        };
        about
    }

    /// `A-1 Internal audit, autumn`.
    fn named(&self) -> String {
        format!("{} {}", self.audit.header.shown_no(), self.audit.header.name())
    }

    /// Whether it is signed, and what a draft is to replace.
    fn state(&self) -> String {
        let last = || self.audit.versions.last().map(audit_seal::of_version).unwrap_or_default();
        match (self.signed(), self.audit.reopened()) {
            (Some(_), _) => last(),
            (None, Some(why)) => say!(
                "draft, not signed; {version}, stands until then. New because: {why}",
                version = last(),
                why
            ),
            (None, None) => say!("draft, not signed").to_owned(),
        }
    }

    /// What a record says in a field.
    fn cell(&self, rec: &Rec<'_>, field: &str) -> String {
        cell(self.input.a, KINDS, rec, field)
    }

    /// `7.2 Support: Competence`.
    fn place(&self, at: Target) -> String {
        audit_page::place(self.input.q, at)
    }

    /// The place of a row; of a heading with what below it is otherwise.
    fn place_of(&self, row: &Row<'_>) -> String {
        audit_page::place_of(self.input.q, &self.audit, row)
    }

    /// The topmost heading over a place, or the place itself.
    fn top(&self, at: Target) -> Option<usize> {
        let q = self.input.q;
        let first = match at {
            Target::Heading(h) => q.below(h).first().copied(),
            at => q.requirement_of(at),
        };
        q.top_heading(first?)
    }

    /// The header field by field; what nobody wrote is said.
    fn header(&self, page: &mut Page) {
        let header = &self.audit.header;
        for field in [
            "kind",
            "objective",
            "covers",
            "criteria",
            "from",
            "until",
            "lead",
            "team",
            "auditees",
            "previous",
        ] {
            let value = self.cell(header, field);
            let needed = AUDIT.wants.iter().any(|w| w.field == field);
            // The scope of the organisation stands on the same page.
            let label = if field == "covers" { say!("Scope of the audit") } else { label(&AUDIT, field) };
            if !value.is_empty() {
                page.fact(label, value);
            } else if needed {
                page.fact(label, say!("not stated"));
            }
        }
    }

    /// Why those who audit judge no work of their own, and where somebody does.
    fn independence(&self, page: &mut Page) {
        let stated = self.cell(&self.audit.header, "independence");
        page.paragraph(if stated.is_empty() {
            say!("Nobody has written yet why those who audit judge no work of their own.").to_owned()
        } else {
            stated
        });
        let n = self.audit.answered_elsewhere(self.input.q);
        if n > 0 {
            page.paragraph(say!(
                "{n|requirement|requirements} in the plan {n?has an answer|have answers} that came with another file: who gave {n?it|them} stands there, not in the history of this file.",
                n
            ));
        }
    }

    /// The warnings of this kind, in words.
    fn warned(&self, which: impl Fn(&Warning) -> bool) -> Vec<String> {
        let all = self.warnings.get_or_init(|| self.audit.warnings(self.input.q, self.input.a));
        all.iter().filter(|w| which(w)).map(stated).collect()
    }

    /// What the audits before this one leave to it: the findings, and what is said of each.
    fn before(&self) -> &(Vec<Finding<'i>>, Vec<FromBefore>) {
        self.before
            .get_or_init(|| carry::in_full(self.input.q, self.input.a, &self.audit).into_iter().unzip())
    }

    /// Reply of a finding in a field.
    fn reply(&self, f: &Finding<'_>, field: &str) -> String {
        f.reply.as_ref().map_or_else(String::new, |r| self.cell(r, field))
    }

    /// Check of a finding in a field.
    fn check(&self, f: &Finding<'_>, field: &str) -> String {
        f.check.as_ref().map_or_else(String::new, |r| self.cell(r, field))
    }

    /// The findings that were raised at a place although what they are on was not audited; empty where there are none.
    fn raised_at(&self, at: Target) -> String {
        let here = self.audit.raised_unseen(self.input.q, at);
        let all: Vec<String> = here.iter().map(|f| f.rec.shown_no()).collect();
        if all.is_empty() {
            return String::new();
        }
        say!("{findings} raised although it was not audited", findings = all.join(", "))
    }

    /// What is not audited: with its reason, and what is in no plan.
    fn left_out(&self, page: &mut Page) {
        let q = self.input.q;
        let rows: Vec<_> = self.audit.rows.iter().filter(|r| r.state == RowState::NotAudited).collect();
        if !rows.is_empty() {
            let mut t = Table::new(&[say!("Not audited"), say!("Why")]);
            for row in rows {
                let found = self.raised_at(row.at);
                let why = [unstopped(row.rec.get("skip")), &found]
                    .into_iter()
                    .filter(|w| !w.is_empty())
                    .collect::<Vec<_>>();
                t.row(vec![self.place_of(row).into(), why.join("; ").into()]);
            }
            page.table(t);
        }
        let none: Vec<String> = (0..q.requirements.len())
            .filter(|r| self.audit.reach(q, *r) == Reach::None)
            .map(Target::Requirement)
            .map(|at| match self.raised_at(at) {
                found if found.is_empty() => self.place(at),
                found => format!("{} ({found})", self.place(at)),
            })
            .collect();
        if none.is_empty() {
            page.paragraph(say!("Every requirement is in the plan, or left out of it with a reason."));
        } else {
            page.paragraph(say!(
                "{n|requirement is|requirements are} in no plan of this audit: {names}.",
                n = none.len(),
                names = none.join("; ")
            ));
        }
    }
}

/// How a grade is to be taken.
const fn grade_tone(grade: Option<Grade>) -> Tone {
    match grade {
        Some(Grade::Major) => Tone::Bad,
        Some(Grade::Minor) => Tone::Half,
        Some(Grade::GoodPractice) => Tone::Good,
        Some(Grade::Ofi | Grade::Observation) | None => Tone::Plain,
    }
}

/// How far a finding is, as a tone.
const fn state_tone(state: FindingState, overdue: bool) -> Tone {
    match state {
        _ if overdue => Tone::Bad,
        FindingState::Reopened | FindingState::Open => Tone::Open,
        FindingState::Answered | FindingState::Done => Tone::Half,
        FindingState::Closed => Tone::Good,
        FindingState::Withdrawn => Tone::Out,
        FindingState::Noted => Tone::Plain,
    }
}

/// A fact that is left out where there is nothing.
fn fact(page: &mut Page, label: &str, value: impl Into<String>) {
    let value = value.into();
    if !value.is_empty() {
        page.fact(label, value);
    }
}

/// The day a record holds, as people read it.
fn on(rec: &Rec<'_>, field: &str) -> String {
    day::shown(rec.get(field))
}

/// Different words, each once.
fn joined(all: impl Iterator<Item = String>, between: &str) -> String {
    let mut said: Vec<String> = Vec::new();
    for words in all.filter(|w| !w.is_empty()) {
        // One that ends with a stop would have two signs behind it.
        let words = unstopped(&words).to_owned();
        if !said.contains(&words) {
            said.push(words);
        }
    }
    said.join(between)
}

/// How far the audit reaches, how its findings add up, and what is open from earlier ones: sentences every paper of it has.
fn adds_up(own: &Own<'_>) -> String {
    let counts = own.counts();
    let own_sums = say!(
        "Plan: {plan}. Rows: {rows}. Findings: {findings}.",
        plan = said::coverage(&counts),
        rows = said::progress(&counts),
        findings = said::by_grade(&counts)
    );
    [own_sums, before::sum(own)].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" ")
}
