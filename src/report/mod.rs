//! What leaves the program: one place for every figure, table and document that somebody else reads.
//!
//! The command line and the screen both call [`documents`] (a pure function, fit for a background
//! thread) or one of the single views below it. A document for people is made once as a [`Doc`], which `doc` writes in
//! whatever format is wanted. It knows `model`, its words and `doc`; it never touches files, the session or the store,
//! and computes no figure of its own.

mod about;
pub mod change;
mod checklist;
mod contradictions;
pub mod data;
mod disagreements;
pub mod explain;
mod figures;
pub mod fill_in;
mod gap_report;
mod gaps;
mod head;
mod one_pager;
mod open;
pub mod pages;
mod plan;
pub mod records;
mod soa;
mod summary;
mod tones;
pub mod workbook;
mod worksheets;

pub mod ciso;

use std::borrow::Cow;

use jiff::civil::Date;

use crate::doc::{Doc, Page, Table, WriteError, csv, markdown};
use crate::inert;
use crate::model::assessment::keys;
use crate::model::priority::Gap;
use crate::model::questionnaire::{Heading, Node};
use crate::model::record::{EVIDENCE, KINDS};
use crate::model::{
    Assessment, DISCLAIMER, GapList, Questionnaire, RULE, Roadmap, RoadmapItem, Scores, Verdict,
};
use crate::say;
use crate::words::{self, Word, Words, advice, asked, by_system, called, language};

pub use checklist::{csv as documents_csv, doc as document_checklist};
pub use gaps::{csv as gaps_csv, doc as gap_register};
pub use head::Head;
pub use plan::{csv as roadmap_csv, doc as roadmap};
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
}

/// Kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// For people; becomes Word or PDF easily.
    Markdown,
    /// For spreadsheets.
    Csv,
    /// For programs.
    Json,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Markdown, Self::Csv, Self::Json];

    /// The ending of the file name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }
}

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
    /// A table, and why.
    Csv(String),
    /// The data file, and why.
    Json(String),
}

impl Words for ReportError {
    fn words(&self) -> String {
        match self {
            Self::Csv(why) => say!(
                "A table for the spreadsheet could not be put together ({why}). Nothing was written. Export as md \
                 instead.",
                why
            ),
            Self::Json(why) => say!(
                "The data file could not be put together ({why}). Nothing was written. Export as md or csv \
                 instead.",
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
        Self::Csv(e.why)
    }
}

type Make = fn(&Input) -> Doc;
type Sheet = fn(&Input) -> Result<Vec<u8>, ReportError>;

/// Documents for people by their names, in the order a reader would open them.
const PAPERS: [(&str, Make); 11] = [
    ("gap-report", gap_report::doc),
    (one_pager::NAME, one_pager::doc),
    ("gap-register", gaps::doc),
    ("roadmap", plan::doc),
    ("soa", soa::doc),
    ("open-items", open::doc),
    ("parked", open::parked_doc),
    ("disagreements", disagreements::doc),
    ("document-checklist", checklist::doc),
    ("questions", worksheets::questions),
    ("evidence-requests", worksheets::evidence),
];

const SHEETS: [(&str, Sheet); 5] = [
    ("gap-register.csv", gaps::csv),
    ("roadmap.csv", plan::csv),
    ("soa.csv", soa::csv),
    ("parked.csv", open::parked_csv),
    ("document-checklist.csv", checklist::csv),
];

const DATA: &str = "everything.json";

/// The names of the documents for people, without an ending, in the order a reader would open them.
pub fn papers() -> impl Iterator<Item = &'static str> {
    PAPERS.iter().map(|(name, _)| *name)
}

/// A document for people by its name, before it has a format.
pub fn paper(name: &str, input: &Input) -> Option<Doc> {
    PAPERS.iter().find(|(known, _)| *known == name).map(|(_, make)| make(input))
}

/// A document for people as Markdown. The one page has its own: there every line is counted.
fn in_markdown(name: &str, make: Make, input: &Input) -> String {
    if name == one_pager::NAME { one_pager::markdown(input) } else { markdown::write(&make(input)) }
}

/// The names of all documents there can be.
pub fn names() -> Vec<Cow<'static, str>> {
    let papers = papers().map(|name| Cow::Owned(format!("{name}.md")));
    let fixed = SHEETS.iter().map(|s| s.0).chain([DATA]).map(Cow::Borrowed);
    papers.chain(fixed).chain(records::files(KINDS).map(|(_, name)| name)).collect()
}

/// All documents of these kinds, in the order a reader would open them.
pub fn documents(input: &Input, formats: &[Format]) -> Result<Vec<Document>, ReportError> {
    let mut list = Vec::new();
    if formats.contains(&Format::Markdown) {
        for (name, make) in PAPERS {
            // The writer made everything inert already; whatever it forgets stops here.
            let text = inert::text(&in_markdown(name, make, input)).into_owned();
            let name = Cow::Owned(format!("{name}.md"));
            list.push(Document { name, format: Format::Markdown, bytes: text.into_bytes() });
        }
    }
    if formats.contains(&Format::Csv) {
        let mut sheet = |name, rows: Vec<u8>| {
            // Without this mark Excel reads the file in the local code page and spoils every accent.
            let mut bytes = "\u{feff}".as_bytes().to_vec();
            bytes.extend(rows);
            list.push(Document { name, format: Format::Csv, bytes });
        };
        for (name, make) in SHEETS {
            sheet(name.into(), make(input)?);
        }
        for (kind, name) in records::files(KINDS) {
            sheet(name, records::sheet(input, KINDS, kind)?);
        }
    }
    if formats.contains(&Format::Json) {
        let text = data::pretty(&data::everything(input))?;
        list.push(Document { name: DATA.into(), format: Format::Json, bytes: text.into_bytes() });
    }
    Ok(list)
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
        table
    }

    /// A file for spreadsheets.
    fn sheet(&self, table: Table) -> Result<Vec<u8>, ReportError> {
        Ok(csv::write(&self.stamped(table))?)
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

    /// The id of a gap's requirement and what the first thing to do about it is called.
    fn action_name(&self, g: &Gap) -> String {
        format!("{} {}", self.id(g.requirement), g.action_name(self.q, self.a))
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
