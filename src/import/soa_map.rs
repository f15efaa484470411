//! Columns of a Statement of Applicability that somebody says are something else than their heads say: their heads are put
//! in the place of those that stand there before the table is read. Used by the reader of such tables.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::head::{plain, told};
use super::sheet::{Book, HEAD_WITHIN, Row, Sheet, letters};
use super::soa_heads::{Col, NAMES, of_head};
use super::{Column, Fault, Map, Trouble};
use crate::model::text;

/// Heads as they stand in the file, by sheet and column.
pub(super) type AsWritten = BTreeMap<(String, usize), String>;

/// The book with these heads in place of its own, and what stood there.
pub(super) fn mapped<'b>(book: &'b Book, maps: &[Map]) -> Result<(Cow<'b, Book>, AsWritten), Fault> {
    let (mut to, mut written) = (Cow::Borrowed(book), AsWritten::new());
    for map in maps {
        let Map::Named(head, field) = map else { continue };
        if !field.is_empty() && of_head(field).is_none() {
            let (typed, known) = (text::shown(field, 40), NAMES.to_vec());
            return Err(Fault::whole(Trouble::NoStatedField { typed, known }));
        }
        let named = |h: &str| plain(h) == plain(head) && !plain(h).is_empty();
        let mut met = false;
        for sheet in to.to_mut().sheets.iter_mut().filter(|s| !s.hidden) {
            let known = |h: &str| of_head(h).is_some() || named(h);
            let Some(number) = sheet.below_head(1, known).map(|(row, _)| row.number) else { continue };
            let Some(row) = sheet.rows.iter_mut().find(|r| r.number == number) else { continue };
            let by_head = (0..row.cells.len()).find(|c| named(row.text(*c)));
            let by_letter = || (0..row.cells.len()).find(|c| letters(*c).eq_ignore_ascii_case(head.trim()));
            let Some((at, cell)) = by_head.or_else(by_letter).and_then(|c| Some((c, row.cells.get_mut(c)?)))
            else {
                continue;
            };
            met = true;
            let stood = std::mem::replace(&mut cell.text, field.clone());
            written.entry((sheet.name.clone(), at)).or_insert(stood);
        }
        if !met {
            return Err(Fault::whole(Trouble::NoColumn { typed: text::shown(head, 60) }));
        }
    }
    Ok((to, written))
}

/// The columns of what looks most like a table where none was found: of the first rows the one with most heads that are known, then
/// with most cells, so that somebody can say what each is.
pub(super) fn unknown_heads(book: &Book, written: &AsWritten) -> Vec<Column> {
    let mut best: Option<((usize, usize), &Sheet, &[Row])> = None;
    for sheet in book.sheets.iter().filter(|s| !s.hidden) {
        for at in 0..sheet.rows.len().min(HEAD_WITHIN) {
            let Some([head, rows @ ..]) = sheet.rows.get(at..) else { continue };
            let filled = |c: &usize| !head.text(*c).is_empty();
            let known = (0..head.cells.len()).filter(|c| of_head(head.text(*c)).is_some()).count();
            let cells = (0..head.cells.len()).filter(filled).count();
            if cells > 1 && !rows.is_empty() && best.is_none_or(|(most, ..)| (known, cells) > most) {
                best = sheet.rows.get(at..).map(|all| ((known, cells), sheet, all));
            }
        }
    }
    let Some((_, sheet, [head, rows @ ..])) = best else { return Vec::new() };
    let mut heads = head.heads();
    let fields: Vec<_> = heads.iter().map(|h| of_head(h).map(Col::key)).collect();
    as_written(written, &sheet.name, &mut heads);
    heads.iter().zip(fields).enumerate().map(|(n, (head, field))| told(n, head, field, rows)).collect()
}

/// Puts the heads back that stand in the file: people are told those.
pub(super) fn as_written(written: &AsWritten, sheet: &str, heads: &mut [String]) {
    for ((_, at), stood) in written.iter().filter(|((of, _), _)| of == sheet) {
        if let Some(head) = heads.get_mut(*at) {
            *head = text::clean_line(stood);
        }
    }
}
