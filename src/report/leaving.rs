//! Every file there is to make, in the order a reader would open them, and how each is made in each format. A document for people is
//! made once and written by each format that is wanted. Used by the rest of the program through `report`.

use std::borrow::Cow;

use super::one_pager;
use super::{
    Document, File, Format, Input, ReportError, audit, calendar, checklist, ciso, customer, data,
    disagreements, fill_in, gap_report, gaps, history, in_markdown, meeting, mermaid, minutes, month, open,
    oscal, plan, records, rehearsal, reminders, short, soa, workbook, worksheets,
};
use crate::doc::xlsx::{Book, Cut};
use crate::doc::{Doc, House, csv, docx, html, pdf, xlsx};
use crate::inert;
use crate::model::record::KINDS;

type Paper = fn(&Input) -> Doc;
type Rows = fn(&Input) -> Result<Vec<u8>, ReportError>;

/// Whether a paper is one that is handed on by itself, and so is there to send and to edit too.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Given {
    /// In every format for people.
    Handed,
    /// As plain text; it is a part of another paper.
    Part,
}

use Given::{Handed, Part};

/// Documents for people by their names.
pub(super) const PAPERS: [(&str, Paper, Given); 20] = [
    (gap_report::NAME, gap_report::doc, Handed),
    (short::NAME, short::doc, Handed),
    (one_pager::NAME, one_pager::doc, Handed),
    (customer::NAME, customer::document, Handed),
    ("this-month", month::document, Handed),
    ("gap-register", gaps::doc, Part),
    ("roadmap", plan::doc, Handed),
    ("soa", soa::doc, Handed),
    ("open-items", open::doc, Part),
    ("parked", open::parked_doc, Part),
    ("disagreements", disagreements::doc, Part),
    (minutes::NAME, minutes::doc, Handed),
    (reminders::REMINDERS, reminders::doc, Handed),
    ("document-checklist", checklist::doc, Handed),
    ("questions", worksheets::questions, Handed),
    ("evidence-requests", worksheets::evidence, Handed),
    ("questions-by-person", meeting::questions, Handed),
    ("evidence-by-person", meeting::evidence, Handed),
    (rehearsal::NAME, rehearsal::doc, Handed),
    (history::NAME, history::doc, Handed),
];

/// Tables by their names.
const SHEETS: [(&str, Rows); 6] = [
    ("gap-register", gaps::csv),
    ("roadmap", plan::csv),
    ("soa", soa::csv),
    ("parked", open::parked_csv),
    ("document-checklist", checklist::csv),
    (history::NAME, history::csv),
];

/// The workbook.
const WORKBOOK: &str = "workbook";

/// The workbook that somebody fills in and that is taken over again.
const QUESTIONNAIRE: &str = "questionnaire";

/// What CISO Assistant takes in.
const CISO: &str = "ciso-assistant";

/// All figures and answers for programs.
const DATA: &str = "everything";

/// Formats of a paper that is handed on.
const FOR_PEOPLE: [Format; 4] = [Format::Markdown, Format::Html, Format::Docx, Format::Pdf];

/// Every file there is.
pub fn files() -> Vec<File> {
    let papers = PAPERS.iter().flat_map(|(name, _, given)| {
        let formats = if *given == Handed { &FOR_PEOPLE[..] } else { &[Format::Markdown] };
        formats.iter().map(|f| (Cow::Borrowed(*name), *f))
    });
    let sheets = SHEETS.iter().map(|s| (Cow::Borrowed(s.0), Format::Csv));
    let registers = records::files(KINDS).map(|(_, name)| (name, Format::Csv));
    let others = [
        (WORKBOOK, Format::Xlsx),
        (QUESTIONNAIRE, Format::Xlsx),
        (CISO, Format::Csv),
        (CISO, Format::Xlsx),
        ("roadmap", Format::Ics),
        ("roadmap", Format::Mermaid),
        (DATA, Format::Json),
    ];
    let others = others.into_iter().map(|(name, format)| (Cow::Borrowed(name), format));
    let oscal = oscal::names().into_iter().map(|name| (Cow::Borrowed(name), Format::Oscal));
    let own = papers.chain(sheets).chain(registers).chain(others).chain(oscal);
    own.chain(audit::files()).collect()
}

/// The names of all files there can be, as they stand in a folder.
pub fn names() -> Vec<String> {
    files().into_iter().map(|(name, format)| format.file(&name)).collect()
}

/// What makes files one after the other: a paper is built once for all its formats.
pub(super) struct Maker<'m> {
    input: &'m Input<'m>,
    house: &'m House,
    last: Option<(Cow<'static, str>, Doc)>,
    /// Signs without a picture in the PDF files so far.
    pub(super) unseen: usize,
    /// Cells that are cut in the workbooks so far, with the name of the file.
    pub(super) cut: Vec<(String, Cut)>,
}

impl<'m> Maker<'m> {
    pub(super) const fn new(input: &'m Input<'m>, house: &'m House) -> Self {
        Self { input, house, last: None, unseen: 0, cut: Vec::new() }
    }

    /// Makes one file; none where nobody knows it.
    pub(super) fn one(&mut self, (name, format): &File) -> Result<Option<Document>, ReportError> {
        let paper = PAPERS.iter().find(|p| p.0 == name && FOR_PEOPLE.contains(format));
        let bytes = match paper {
            Some((_, make, _)) => {
                if self.last.as_ref().is_none_or(|(n, _)| n != name) {
                    let mut doc = make(self.input);
                    self.house.apply(&mut doc);
                    self.last = Some((name.clone(), doc));
                }
                match &self.last {
                    // A customer is not whom the other papers may go to.
                    Some((_, doc)) if *name == customer::NAME => {
                        let house = House { distribution: None, ..self.house.clone() };
                        Some(written(self.input, doc, *format, &house, &mut self.unseen)?)
                    }
                    Some((_, doc)) => Some(written(self.input, doc, *format, self.house, &mut self.unseen)?),
                    None => None,
                }
            }
            None if audit::is_of_audit(&(name.clone(), *format)) => self.of_audit(name, *format)?,
            None if *format == Format::Xlsx => self.book(name)?,
            None => other(self.input, name, *format)?,
        };
        Ok(bytes.map(|bytes| Document { name: format.file(name).into(), format: *format, bytes }))
    }

    /// A paper, table or workbook of the audit that is meant; none where none is.
    fn of_audit(&mut self, name: &str, format: Format) -> Result<Option<Vec<u8>>, ReportError> {
        match format {
            Format::Xlsx => audit::book(self.input, name).map(|book| self.packed(name, &book)).transpose(),
            Format::Csv => match audit::sheet(self.input, name) {
                Some(table) => Ok(Some(marked(&csv::write(&table)?))),
                None => Ok(None),
            },
            _ => {
                if self.last.as_ref().is_none_or(|(n, _)| n != name) {
                    let Some(mut doc) = audit::paper(self.input, name) else { return Ok(None) };
                    self.house.apply(&mut doc);
                    self.last = Some((name.to_owned().into(), doc));
                }
                let Some((_, doc)) = &self.last else { return Ok(None) };
                written(self.input, doc, format, self.house, &mut self.unseen).map(Some)
            }
        }
    }

    /// A workbook; none where nobody knows it.
    fn book(&mut self, name: &str) -> Result<Option<Vec<u8>>, ReportError> {
        let book = match name {
            CISO => ciso::book(self.input),
            WORKBOOK => workbook::book(self.input),
            QUESTIONNAIRE => fill_in::book(self.input, &fill_in::Only::default()),
            _ => return Ok(None),
        };
        self.packed(name, &book).map(Some)
    }

    /// A workbook as a file, and what had to be cut in it.
    fn packed(&mut self, name: &str, book: &Book) -> Result<Vec<u8>, ReportError> {
        let file = Format::Xlsx.file(name);
        self.cut.extend(xlsx::cut(book, self.house).into_iter().map(|cut| (file.clone(), cut)));
        Ok(xlsx::write(book, self.house)?)
    }
}

/// A paper in a format for people.
fn written(
    input: &Input,
    doc: &Doc,
    format: Format,
    house: &House,
    unseen: &mut usize,
) -> Result<Vec<u8>, ReportError> {
    Ok(match format {
        Format::Html => html::write(doc, house),
        Format::Docx => docx::write(doc, house)?,
        Format::Pdf => {
            let written = pdf::write(doc, house)?;
            *unseen += written.unseen;
            written.bytes
        }
        // The writer made everything inert already; whatever it forgets stops here.
        _ => inert::text(&in_markdown(doc, input, house)).into_owned().into_bytes(),
    })
}

/// A table with its mark: without it Excel reads the file in the local code page and spoils every accent.
fn marked(rows: &[u8]) -> Vec<u8> {
    ["\u{feff}".as_bytes(), rows].concat()
}

/// What is no paper.
fn other(input: &Input, name: &str, format: Format) -> Result<Option<Vec<u8>>, ReportError> {
    Ok(match format {
        // What reads it takes a mark before the first head for a part of that head.
        Format::Csv if name == CISO => Some(csv::write(&ciso::table(input))?),
        Format::Csv => {
            let rows = match SHEETS.iter().find(|s| s.0 == name) {
                Some((_, make)) => Some(make(input)?),
                None => match records::files(KINDS).find(|(_, n)| n == name) {
                    Some((kind, _)) => records::sheet(input, KINDS, kind)?,
                    None => None,
                },
            };
            rows.map(|rows| marked(&rows))
        }
        Format::Json if name == DATA => Some(data::pretty(&data::everything(input))?.into_bytes()),
        Format::Ics => Some(calendar::calendar(input).into_bytes()),
        Format::Mermaid => Some(mermaid::gantt(input).into_bytes()),
        Format::Oscal => match oscal::one(input, name) {
            Some(value) => Some(data::pretty(&value)?.into_bytes()),
            None => None,
        },
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_two_files_share_a_name() {
        let names = names();
        let set: BTreeSet<&String> = names.iter().collect();
        assert_eq!(set.len(), names.len());
    }

    #[test]
    fn what_a_reader_is_handed_is_there() {
        let files = files();
        for reader in super::super::Reader::ALL {
            for (name, formats) in reader.files().iter().filter(|(n, _)| *n != "*") {
                for format in *formats {
                    let there = files.iter().any(|(n, f)| n == name && f == format);
                    assert!(there, "{reader:?} {name} {format:?}");
                }
            }
        }
    }
}
