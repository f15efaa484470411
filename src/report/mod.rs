//! What leaves the program: one place for every figure, table and document that somebody else reads.
//!
//! The command line and the screen both call [`documents`] (a pure function, fit for a background
//! thread) or one of the single views below it. It knows `model` and the format crates; it never
//! touches files, the session or the store, and computes no figure of its own.

pub mod change;
mod checklist;
mod contradictions;
pub mod data;
mod disagreements;
pub mod explain;
mod gap_report;
mod gaps;
mod head;
mod markdown;
mod one_pager;
mod open;
pub mod pages;
mod plan;
pub mod portfolio;
pub mod records;
mod soa;
mod summary;
mod table;
mod worksheets;

pub mod calendar;
mod identity;
pub mod mermaid;
pub mod oscal;
pub mod warehouse;

use std::borrow::Cow;

use jiff::civil::Date;

use crate::inert;
use crate::model::assessment::keys;
use crate::model::priority::Gap;
use crate::model::questionnaire::{Heading, Node};
use crate::model::record::{EVIDENCE, KINDS};
use crate::model::{
    Assessment, DISCLAIMER, GapList, Questionnaire, RULE, Roadmap, RoadmapItem, Scores, Verdict,
};
use crate::say;
use crate::words::{self, Word, Words, advice, asked, by_system, called, figures, language};
use markdown::Page;
use table::Table;

pub use checklist::{csv as documents_csv, markdown as documents_markdown};
pub use gaps::{csv as gaps_csv, markdown as gaps_markdown};
pub use head::Head;
pub use markdown::escape as markdown_text;
pub use plan::{csv as roadmap_csv, markdown as roadmap_markdown};
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

type Text = fn(&Input) -> String;
type Sheet = fn(&Input) -> Result<Vec<u8>, ReportError>;

const TEXTS: [(&str, Text); 11] = [
    ("gap-report.md", gap_report::markdown),
    ("one-pager.md", one_pager::markdown),
    ("gap-register.md", gaps::markdown),
    ("roadmap.md", plan::markdown),
    ("soa.md", soa::markdown),
    ("open-items.md", open::markdown),
    ("parked.md", open::parked_markdown),
    ("disagreements.md", disagreements::markdown),
    ("document-checklist.md", checklist::markdown),
    ("questions.md", worksheets::questions),
    ("evidence-requests.md", worksheets::evidence),
];

const SHEETS: [(&str, Sheet); 5] = [
    ("gap-register.csv", gaps::csv),
    ("roadmap.csv", plan::csv),
    ("soa.csv", soa::csv),
    ("parked.csv", open::parked_csv),
    ("document-checklist.csv", checklist::csv),
];

const DATA: &str = "everything.json";

/// The names of all documents there can be.
pub fn names() -> Vec<Cow<'static, str>> {
    let fixed = TEXTS.iter().map(|t| t.0).chain(SHEETS.iter().map(|s| s.0)).chain([DATA]);
    fixed.map(Cow::Borrowed).chain(records::files(KINDS).map(|(_, name)| name)).collect()
}

/// All documents of these kinds, in the order a reader would open them.
pub fn documents(input: &Input, formats: &[Format]) -> Result<Vec<Document>, ReportError> {
    let mut list = Vec::new();
    if formats.contains(&Format::Markdown) {
        for (name, make) in TEXTS {
            // The page made everything inert already; whatever it forgets stops here.
            let text = inert::text(&make(input)).into_owned();
            list.push(Document { name: name.into(), format: Format::Markdown, bytes: text.into_bytes() });
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

/// What every document says about itself: whose it is, how far it reaches, when and by which rule.
impl Input<'_> {
    fn page(&self, title: &str) -> Page {
        let mut page = Page::new(title);
        page.fact(say!("Organisation"), called::organisation(self.a));
        page.fact(say!("Scope"), &self.scope());
        page.fact(say!("Made on"), &say!("{day}, by {rule} of the method", day = self.made, rule = RULE));
        page.fact(say!("Made from"), &self.head.words());
        page.paragraph(words::text(DISCLAIMER));
        page
    }

    /// A page that tells where somebody stands: with the verdict and what it rests on, and with the answers that
    /// contradict each other. Worksheets, which ask, have neither.
    fn report(&self, title: &str) -> Page {
        let mut page = self.page(title);
        page.fact(say!("Verdict"), &format!("{}.", figures::verdict(self.q, self.verdict)));
        page.fact(say!("It rests on"), &figures::beside(self.q, self.a, self.scores));
        contradictions::sections(self, &mut page, 2);
        page
    }

    fn scope(&self) -> String {
        self.a.get(keys::SCOPE).map_or_else(
            || match &self.q.places.scope {
                Some(id) => say!("not stated yet; nothing can be certified without it ({id})", id),
                None => say!("not stated yet; nothing can be certified without it").to_owned(),
            },
            str::to_owned,
        )
    }

    /// The same in every row: a table outlives the folder it came in.
    fn stamp(&self, mut table: Table) -> Table {
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
            page.fact(say!("Per AI system"), &line);
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
