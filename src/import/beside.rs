//! Sheets of a workbook that are not read where its statement is, so that nobody believes they were: of our own workbook
//! each register as it would come in by itself. Used by what finds out which kind of file it is, and by the weighing.

use super::head::plain;
use super::sheet::{Book, Sheet};
use super::{Incoming, Left, Map, Trouble, Why, register, soa, soa_map, workbook};
use crate::model::record::value::Context;
use crate::model::record::{Kind, Rid};

use super::{Choice, weigh};

/// A sheet that is not read with the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    /// Its name.
    pub sheet: String,
    /// The register it is one of ours of, and what it would propose; none where it never is read.
    pub of: Option<(&'static Kind, Incoming)>,
}

/// What such a sheet comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// Its name.
    pub sheet: String,
    /// The register it can be read as; none where it never is read.
    pub kind: Option<&'static Kind>,
    /// Rows that say something else than what stands here.
    pub rows: usize,
}

/// Those of a file that is read as a Statement of Applicability.
pub(super) fn of(c: Context<'_>, book: &Book, maps: &[Map]) -> Vec<Beside> {
    // What is read is found by the heads as somebody said them.
    let mapped = soa_map::mapped(book, maps).map_or(std::borrow::Cow::Borrowed(book), |(book, _)| book);
    let ours = workbook::is_of_all(book);
    let told = |s: &Sheet| !s.hidden && !s.rows.is_empty() && !s.name.is_empty();
    let both = book.sheets.iter().zip(&mapped.sheets);
    let unread = both.filter(|(s, mapped)| told(s) && !soa::reads(mapped, ours)).map(|(s, _)| s);
    unread
        .map(|s| {
            let named = |k: &&&'static Kind| k.is_register() && plain(k.words) == plain(&s.name);
            let kind = c.kinds.iter().find(named).copied().filter(|_| ours);
            let read = |kind| (kind, register::read_of(kind, &Book { sheets: vec![s.clone()] }, &[], true));
            Beside { sheet: s.name.clone(), of: kind.map(read) }
        })
        .collect()
}

impl Beside {
    /// What it comes to, held against what stands.
    /// With what had a row in it when the workbook was made, and has none now.
    pub(super) fn weighed(&self, c: Context<'_>, new: &mut dyn FnMut() -> Rid) -> (Unread, Vec<Left>) {
        let sheet = self.sheet.clone();
        let Some((kind, incoming)) = &self.of else {
            return (Unread { sheet, kind: None, rows: 0 }, Vec::new());
        };
        let mut gone = Vec::new();
        let no_heads = |t: &Trouble| matches!(t, Trouble::NoNaming { .. } | Trouble::Empty);
        let rows = if incoming.faults.iter().any(|f| no_heads(&f.trouble)) {
            0
        } else {
            let r = weigh(c, incoming, Choice::Ours, new).report;
            gone.extend(r.unknown.into_iter().filter(|l| matches!(l.why, Why::RowAway { .. })));
            let differ = r.changed.iter().chain(&r.conflicting).map(|d| d.place.row);
            let mut rows: Vec<usize> = differ.chain(r.faults.iter().map(|f| f.place.row)).collect();
            rows.sort_unstable();
            rows.dedup();
            rows.len()
        };
        (Unread { sheet, kind: Some(kind), rows }, gone)
    }
}
