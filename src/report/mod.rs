//! What leaves the program: one place for every figure, table and document that somebody else reads.
//!
//! The command line and the screen both call [`documents`] (a pure function, fit for a background
//! thread) or one of the single views below it. A document for people is made once as a [`Doc`], which `doc` writes in
//! whatever format is wanted. It knows `model`, its words and `doc`; it never touches files, the session or the store,
//! and computes no figure of its own.

mod about;
mod agenda;
mod audit;
mod catalog;
pub mod change;
mod checklist;
mod contradictions;
mod customer;
pub mod data;
mod disagreements;
pub mod draft;
pub mod explain;
mod figures;
pub mod fill_in;
mod gap_report;
mod gaps;
pub mod hand_out;
mod head;
pub mod history;
mod leaving;
mod making;
mod meeting;
mod minutes;
mod month;
mod one_pager;
mod open;
pub mod pages;
mod plan;
pub mod portfolio;
pub mod records;
mod rehearsal;
mod reminders;
mod risks;
mod short;
mod soa;
mod spread;
mod summary;
mod tones;
pub mod workbook;
mod worksheets;

pub mod calendar;
pub mod ciso;
mod identity;
pub mod mermaid;
pub mod oscal;
pub mod warehouse;

use std::borrow::Cow;

use jiff::civil::Date;

use crate::doc::{Doc, House, Page, Table, WriteError, csv, markdown};
use crate::model::assessment::keys;
use crate::model::fill_in::REDACTED;
use crate::model::questionnaire::{Heading, Node};
use crate::model::record::{EVIDENCE, Kind};
use crate::model::{
    Assessment, DISCLAIMER, GapList, OrgSize, Questionnaire, RULE, Roadmap, RoadmapItem, Scores, Verdict,
};
use crate::say;
use crate::words::{self, Word, Words, advice, asked, by_system, called, language};

pub use agenda::data as agenda_data;
pub use audit::{ACTIONS, AuditOf, goes_on, is_of_audit};
pub use catalog::{Reader, called, handed_to, in_words, shortly};
pub use checklist::{csv as documents_csv, doc as document_checklist};
pub use gap_report::SECTIONS;
pub use gaps::{csv as gaps_csv, doc as gap_register};
pub use head::{Audited, Head};
pub use history::{NAME as HISTORY, doc as history_doc};
pub use leaving::{files, names};
pub use making::{Made, Stop, documents, make};
pub use plan::{csv as roadmap_csv, doc as roadmap};
pub use rehearsal::{data as rehearsal_data, doc as readiness_sheet};
pub use soa::{csv as soa_csv, doc as applicability, statement};
pub use spread::{csv as spread_csv, data as spread_data};
pub use summary::counts_words;

/// Everything a document is made from. All figures come from the one rule; none is computed here.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// The questions.
    pub q: &'a Questionnaire,
    /// The answers.
    pub a: &'a Assessment,
    /// Status and scores.
    pub scores: &'a Scores,
    /// Verdict.
    pub verdict: &'a Verdict,
    /// Ranked gaps and open lists.
    pub gaps: &'a GapList,
    /// Plan.
    pub roadmap: &'a Roadmap,
    /// The day printed on every document.
    pub made: Date,
    /// The state of the file it is made from.
    pub head: &'a Head,
    /// The audit its papers are about; none: they are not made.
    pub audit: Option<AuditOf<'a>>,
}

/// Kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// For people: text that any editor opens.
    Markdown,
    /// For people: one page of a browser.
    Html,
    /// For people: to edit.
    Docx,
    /// For people: to send.
    Pdf,
    /// Workbooks.
    Xlsx,
    /// For spreadsheets.
    Csv,
    /// For programs.
    Json,
    /// For calendars.
    Ics,
    /// A chart of the roadmap as text, for what draws Mermaid.
    Mermaid,
    /// For programs that keep assessments by the OSCAL standard.
    Oscal,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Markdown,
        Self::Html,
        Self::Docx,
        Self::Pdf,
        Self::Xlsx,
        Self::Csv,
        Self::Json,
        Self::Ics,
        Self::Mermaid,
        Self::Oscal,
    ];

    /// The ending of the file name.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Pdf => "pdf",
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Json | Self::Oscal => "json",
            Self::Ics => "ics",
            Self::Mermaid => "mmd",
        }
    }

    /// The file of this name in this format: `gap-report.pdf`.
    pub fn file(self, name: &str) -> String {
        format!("{name}.{}", self.ending())
    }

    /// The format people name so.
    pub fn of(sign: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|f| f.sign().eq_ignore_ascii_case(sign))
    }

    /// As people name it: `DOCX`.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Markdown => "MD",
            Self::Html => "HTML",
            Self::Docx => "DOCX",
            Self::Pdf => "PDF",
            Self::Xlsx => "XLSX",
            Self::Csv => "CSV",
            Self::Json => "JSON",
            Self::Ics => "ICS",
            Self::Mermaid => "MMD",
            Self::Oscal => "OSCAL",
        }
    }
}

impl Word for Format {
    fn word(&self) -> &'static str {
        match self {
            Self::Markdown => say!("text for any editor"),
            Self::Html => say!("for a browser"),
            Self::Docx => say!("to edit"),
            Self::Pdf => say!("to send"),
            Self::Xlsx => say!("workbooks"),
            Self::Csv => say!("tables"),
            Self::Json => say!("everything, for programs"),
            Self::Ics => say!("calendar"),
            Self::Mermaid => say!("chart in Mermaid"),
            Self::Oscal => say!("for tools of the format of NIST"),
        }
    }
}

/// A file to be made: its name without ending, and its format.
pub type File = (Cow<'static, str>, Format);

/// One finished file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its file name.
    pub name: Cow<'static, str>,
    /// Its kind.
    pub format: Format,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Why a document could not be put together. Nothing has been written anywhere.
#[derive(Debug)]
pub enum ReportError {
    /// The data file, and why.
    Json(String),
    /// A file in this format, and why.
    Format(&'static str, String),
}

impl Words for ReportError {
    fn words(&self) -> String {
        match self {
            Self::Json(why) => say!(
                "The data file could not be put together ({why}). Nothing was written. Export as md or csv \
                 instead.",
                why
            ),
            Self::Format(format, why) => say!(
                "A file in the format {format} could not be put together ({why}). Nothing was written. Export as md \
                 instead.",
                format,
                why
            ),
        }
    }
}

impl std::fmt::Display for ReportError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.words())
    }
}

impl std::error::Error for ReportError {}

impl From<WriteError> for ReportError {
    fn from(e: WriteError) -> Self {
        Self::Format(e.format, e.why)
    }
}

/// A document for people as Markdown. The one page has its own: there every line is counted.
fn in_markdown(doc: &Doc, input: &Input, house: &House) -> String {
    if doc.name == one_pager::NAME {
        one_pager::markdown(input, doc, house)
    } else {
        markdown::write(doc, house)
    }
}

/// What a piece of evidence is called that is a register of this file, and where it lies.
pub fn register_as_evidence(kind: &'static Kind) -> [String; 2] {
    [words::held::as_evidence(kind), words::held::place()]
}

impl Input<'_> {
    /// The same in every row: a table outlives the folder it came in.
    fn stamped(&self, mut table: Table) -> Table {
        table.append(&[
            ("organisation", called::organisation(self.a).to_owned()),
            ("scope", self.a.get(keys::SCOPE).unwrap_or_default().to_owned()),
            ("made_on", self.made.to_string()),
            ("events", self.head.events.to_string()),
            ("head", self.head.hash.clone()),
            ("rule", RULE.to_owned()),
            ("disclaimer", words::text(DISCLAIMER).to_owned()),
        ]);
        if self.head.redacted {
            table.append(&[(REDACTED, "yes".to_owned())]);
        }
        table
    }

    /// A file for spreadsheets.
    fn sheet(&self, table: Table) -> Result<Vec<u8>, ReportError> {
        Ok(csv::write(&self.stamped(table))?)
    }

    /// What audits say of a requirement, where it is to be told.
    fn audited(&self, requirement: usize) -> Option<&crate::model::audit::SaidOf> {
        self.head.audited.as_ref()?.of.get(requirement)
    }

    /// What rows of a session are made of.
    const fn session(&self) -> words::closing::Session<'_> {
        let Self { q, a, gaps, roadmap, made: today, .. } = *self;
        words::closing::Session { q, a, gaps, roadmap, today }
    }

    fn id(&self, requirement: usize) -> &str {
        &self.q.requirements[requirement].id
    }

    fn ids(&self, list: &[usize]) -> Vec<&str> {
        list.iter().map(|r| self.id(*r)).collect()
    }

    /// `5.2 Leadership: AI policy`.
    fn name(&self, requirement: usize) -> String {
        format!("{} {}", self.id(requirement), self.q.full_title(requirement))
    }

    /// Who owns the work; empty when nobody was named.
    fn owner(&self, requirement: usize) -> &str {
        let named = self.a.at(keys::OWNER, self.id(requirement)).unwrap_or_default();
        asked::owner(self.q, self.a, &[requirement], named)
    }

    /// Who owns an action; empty when nobody was named.
    fn owner_of<'i>(&self, item: &'i RoadmapItem) -> &'i str {
        asked::owner(self.q, self.a, &item.closes, &item.owner)
    }

    /// Who is asked about a requirement where nobody owns it: whom the questionnaire names for it, else who usually knows.
    /// A role; [`asked::in_person`] says who holds it.
    fn sitting(&self, requirement: usize) -> &str {
        let req = &self.q.requirements[requirement];
        match (self.q.sittings.iter().find(|s| s.requirements.contains(&req.id)), self.a.own_size()) {
            (None, _) | (_, Some(OrgSize::Solo)) => asked::usual_role(self.a, req),
            (Some(s), Some(OrgSize::Micro)) => s.few.as_deref().unwrap_or(&s.who),
            (Some(s), _) => &s.who,
        }
    }

    /// Notes on a requirement and its checks: id and text.
    fn notes(&self, requirement: usize) -> Vec<(&str, &str)> {
        advice::notes(self.q, self.a, requirement)
    }

    /// The notes on these requirements and their checks as one text, a note a line.
    fn written(&self, requirements: &[usize]) -> String {
        let all = requirements.iter().flat_map(|r| self.notes(*r));
        all.map(|(id, text)| format!("{id}: {text}")).collect::<Vec<_>>().join("\n")
    }

    /// The numbers of the evidence named for these requirements.
    fn named_evidence(&self, requirements: &[usize]) -> Vec<String> {
        let all = advice::evidence(self.q, self.a, requirements);
        all.iter().map(|e| format!("{}-{}", EVIDENCE.letter, e.no)).collect()
    }

    /// What AI systems answered for themselves, beside the general answer.
    fn by_system(&self, page: &mut Page, requirement: usize) {
        for line in by_system::of_requirement(self.q, self.a, requirement) {
            page.fact(say!("Per AI system"), line);
        }
    }

    /// Notes on headings, in the order of the outline: heading and text.
    fn heading_notes(&self) -> Vec<(&Heading, &str)> {
        let heading = |node: &Node| match node {
            Node::Heading(h) => Some(&self.q.headings[*h]),
            Node::Requirement(_) => None,
        };
        let all = self.q.outline.iter().filter_map(|(node, _)| heading(node));
        all.filter_map(|h| Some((h, self.a.at(keys::NOTE, &h.id)?))).collect()
    }

    /// The word for the level of a check.
    fn level_word(&self, check: usize) -> &'static str {
        if !self.a.asks(self.q, check) {
            return say!("not asked");
        }
        self.a.level(self.q, check).map_or(say!("not answered"), |(l, _)| l.word())
    }
}

/// A word of a table for programs: the same in every language, as its column heads are.
fn code(of: &impl Word) -> &'static str {
    language::in_english(|| of.word())
}

/// A name to be filled in.
fn or_nobody(owner: &str) -> &str {
    if owner.trim().is_empty() { say!("nobody yet") } else { owner }
}

/// Text of the questionnaire to which something is added: without its full stop.
fn unstopped(text: &str) -> &str {
    text.trim_end().trim_end_matches('.')
}

#[cfg(test)]
mod tests;
