//! Which files there are to hand out, whom each is for, and in which formats. The one list: the command line, plain mode and the
//! screen choose from it.

use std::borrow::Cow;

use super::{File, Format, is_of_audit};
use crate::say;
use crate::words::Word;

/// Whom papers are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reader {
    /// Who decides and has one minute.
    Director,
    /// Who asked for the assessment and pays for it.
    Client,
    /// Who audits it.
    Auditor,
    /// A customer who asks whether one is ready.
    Customer,
    /// Who does the work.
    Myself,
    /// The people of the next meeting.
    Meeting,
    /// Who works on with the figures.
    Spreadsheet,
    /// Other programs.
    Machine,
}

impl Reader {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 8] = [
        Self::Client,
        Self::Director,
        Self::Auditor,
        Self::Customer,
        Self::Myself,
        Self::Meeting,
        Self::Spreadsheet,
        Self::Machine,
    ];

    /// The word commands and settings know it by.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Director => "director",
            Self::Client => "client",
            Self::Auditor => "auditor",
            Self::Customer => "customer",
            Self::Myself => "self",
            Self::Meeting => "meeting",
            Self::Spreadsheet => "spreadsheet",
            Self::Machine => "machine",
        }
    }

    /// The reader of that word.
    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.key() == key)
    }

    /// What is handed to them: names of files without ending, each with its formats.
    pub const fn files(self) -> &'static [(&'static str, &'static [Format])] {
        use Format as F;
        match self {
            Self::Director => &[("one-pager", &[F::Pdf, F::Docx])],
            Self::Client => &[
                ("gap-report", &[F::Docx, F::Pdf]),
                ("gap-report-short", &[F::Docx, F::Pdf]),
                ("one-pager", &[F::Pdf]),
                ("workbook", &[F::Xlsx]),
            ],
            // The first six are there once an audit is.
            Self::Auditor => &[
                ("audit-report", &[F::Docx, F::Pdf]),
                ("findings-log", &[F::Pdf, F::Csv, F::Xlsx]),
                ("working-papers", &[F::Pdf, F::Csv, F::Xlsx]),
                ("corrective-actions", &[F::Docx, F::Csv, F::Xlsx]),
                ("audit-plan", &[F::Docx]),
                ("audit-checklist", &[F::Docx]),
                ("gap-report", &[F::Pdf]),
                ("soa", &[F::Docx, F::Pdf]),
                ("document-checklist", &[F::Pdf]),
                ("history", &[F::Pdf, F::Csv]),
                ("workbook", &[F::Xlsx]),
            ],
            Self::Customer => &[("customer-statement", &[F::Pdf, F::Docx])],
            Self::Myself => &[
                ("this-month", &[F::Pdf]),
                ("document-checklist", &[F::Docx]),
                ("readiness-sheet", &[F::Docx, F::Pdf]),
                ("roadmap", &[F::Ics]),
                ("workbook", &[F::Xlsx]),
            ],
            Self::Meeting => &[
                ("readiness-sheet", &[F::Docx, F::Pdf]),
                ("questions-by-person", &[F::Docx, F::Pdf]),
                ("evidence-by-person", &[F::Docx, F::Pdf]),
                ("questions", &[F::Docx, F::Pdf]),
                ("evidence-requests", &[F::Docx, F::Pdf]),
                ("questionnaire", &[F::Xlsx]),
                ("minutes", &[F::Docx, F::Pdf]),
                ("reminders", &[F::Docx, F::Pdf]),
            ],
            Self::Spreadsheet => &[("workbook", &[F::Xlsx]), ("*", &[F::Csv])],
            Self::Machine => &[("*", &[F::Json, F::Oscal, F::Ics, F::Mermaid, F::Csv])],
        }
    }

    /// Whether a file of this name is handed to them in any format.
    pub fn names(self, name: &str) -> bool {
        self.files().iter().any(|(n, _)| *n == name || *n == "*")
    }

    /// Whether this file in this format is handed to them. A star stands for every name.
    pub fn takes(self, name: &str, format: Format) -> bool {
        self.files().iter().any(|(n, formats)| (*n == name || *n == "*") && formats.contains(&format))
    }
}

impl Word for Reader {
    fn word(&self) -> &'static str {
        match self {
            Self::Director => say!("Director"),
            Self::Client => say!("Client"),
            Self::Auditor => say!("Auditor"),
            Self::Customer => say!("Customer"),
            Self::Myself => say!("Myself"),
            Self::Meeting => say!("Next meeting"),
            Self::Spreadsheet => say!("Spreadsheet"),
            Self::Machine => say!("Other programs"),
        }
    }
}

/// What is handed to a reader of a file with an audit or without one.
fn there(reader: Reader, audit: bool) -> impl Iterator<Item = &'static (&'static str, &'static [Format])> {
    let is_there = move |(name, formats): &&(&'static str, &'static [Format])| {
        let is_of = |f: &Format| is_of_audit(&(Cow::Borrowed(*name), *f));
        audit || !formats.iter().any(is_of)
    };
    reader.files().iter().filter(is_there)
}

/// What is handed to a reader, in words: `gap report (DOCX, PDF), one page (PDF)`. Of an `audit` only where there is one.
pub fn handed_to(reader: Reader, audit: bool) -> String {
    there(reader, audit).map(|(name, formats)| with_formats(name, formats)).collect::<Vec<_>>().join(", ")
}

/// The same of files that were chosen.
pub fn in_words(files: &[File]) -> String {
    let papers: Vec<_> = files
        .chunk_by(|a, b| a.0 == b.0)
        .filter_map(|same| Some((&same.first()?.0, same.iter().map(|f| f.1).collect::<Vec<_>>())))
        .collect();
    papers.into_iter().map(|(name, formats)| with_formats(name, &formats)).collect::<Vec<_>>().join(", ")
}

/// What is handed to a reader in so many columns: papers alone, and how many more there are.
pub fn shortly(reader: Reader, columns: usize, audit: bool) -> String {
    let names: Vec<Cow<'_, str>> = there(reader, audit).map(|(name, _)| called(name)).collect();
    let first = |n: usize| {
        let listed = names.iter().take(n).map(AsRef::as_ref).collect::<Vec<&str>>().join(", ");
        let more = names.len() - n;
        if more == 0 { listed } else { say!("{listed} and {n|more paper|more papers}", listed, n = more) }
    };
    let fits = |words: &String| words.chars().count() <= columns;
    (1..=names.len()).rev().map(first).find(fits).unwrap_or_else(|| first(1))
}

fn with_formats(name: &str, formats: &[Format]) -> String {
    let formats = formats.iter().map(|f| f.sign()).collect::<Vec<_>>().join(", ");
    format!("{} ({formats})", called(name))
}

/// What a file is called in a list, by its name without ending. A register goes by its own.
pub fn called(name: &str) -> Cow<'_, str> {
    Cow::Borrowed(match name {
        "gap-report" => say!("gap report"),
        "gap-report-short" => say!("its short form"),
        "one-pager" => say!("one page"),
        "customer-statement" => say!("statement"),
        "this-month" => say!("this month's plan"),
        "gap-register" => say!("gap register"),
        "roadmap" => say!("roadmap"),
        "soa" => say!("Statement of Applicability"),
        "open-items" => say!("what is open"),
        "parked" => say!("what is parked"),
        "disagreements" => say!("disagreements"),
        "minutes" => say!("minutes"),
        "reminders" => say!("reminders by person"),
        "document-checklist" => say!("document checklist"),
        "questions" => say!("questions by clause"),
        "evidence-requests" => say!("evidence by clause"),
        "questions-by-person" => say!("questions by person"),
        "evidence-by-person" => say!("evidence by person"),
        "history" => say!("history of all changes"),
        "questionnaire" => say!("questionnaire to fill in"),
        "readiness-sheet" => say!("readiness sheet"),
        "workbook" => say!("workbook"),
        "ciso-assistant" => say!("audit for CISO Assistant"),
        "everything" => say!("all figures and answers"),
        "oscal-catalog" => say!("OSCAL: catalog"),
        "oscal-assessment-results" => say!("OSCAL: results"),
        "oscal-plan-of-action-and-milestones" => say!("OSCAL: plan of action"),
        "audit-report" => say!("audit report"),
        "findings-log" => say!("findings log"),
        "working-papers" => say!("working papers"),
        "corrective-actions" => say!("corrective actions"),
        "audit-plan" => say!("audit plan"),
        "audit-checklist" => say!("checklist to take along"),
        "*" => say!("every table and figure"),
        register => return Cow::Owned(register.replace('-', " ")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reader_is_found_by_its_word_and_is_handed_what_has_a_name() {
        for reader in Reader::ALL {
            assert_eq!(Reader::of(reader.key()), Some(reader));
            for (name, formats) in reader.files() {
                assert!(!formats.is_empty());
                assert!(!called(name).is_empty(), "{name}");
            }
        }
        assert_eq!(Reader::of("nobody"), None);
    }

    #[test]
    fn what_is_handed_out_is_said_in_the_room_there_is() {
        assert_eq!(shortly(Reader::Client, 80, true), "gap report, its short form, one page, workbook");
        assert_eq!(shortly(Reader::Client, 44, false), "gap report, its short form and 2 more papers");
        assert!(shortly(Reader::Auditor, 80, false).starts_with("gap report, Statement"));
        assert!(shortly(Reader::Auditor, 80, true).starts_with("audit report, findings log"));
        let files =
            [("soa".into(), Format::Docx), ("soa".into(), Format::Pdf), ("workbook".into(), Format::Xlsx)];
        assert_eq!(in_words(&files), "Statement of Applicability (DOCX, PDF), workbook (XLSX)");
    }
}
