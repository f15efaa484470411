//! Columns of a Statement of Applicability that somebody says are something else than their heads say: their heads are put
//! in the place of those that stand there before the table is read. Used by the reader of such tables.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::head::{plain, told};
use super::sheet::{Book, HEAD_WITHIN, Sheet, letters};
use super::soa_heads::{Col, NAMES, of_head};
use super::{Column, Fault, Map, Trouble, soa_found, soa_head_row};
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
            let name = sheet.name.clone();
            let Some(row) = soa_head_row::to_name(sheet, known) else { continue };
            // What is another head by now is still called as it stands in the file.
            let stood = |c: &usize| written.get(&(name.clone(), *c)).is_some_and(|h| named(h));
            let by_head = (0..row.cells.len()).find(|c| named(row.text(*c)));
            let by_head = by_head.or_else(|| (0..row.cells.len()).find(stood));
            let by_letter = || (0..row.cells.len()).find(|c| letters(*c).eq_ignore_ascii_case(head.trim()));
            let Some((at, cell)) = by_head.or_else(by_letter).and_then(|c| Some((c, row.cells.get_mut(c)?)))
            else {
                continue;
            };
            met = true;
            let stood = std::mem::replace(&mut cell.text, field.clone());
            written.entry((name, at)).or_insert(stood);
        }
        if !met {
            return Err(Fault::whole(Trouble::NoColumn { typed: text::shown(head, 60) }));
        }
    }
    Ok((to, written))
}

/// How much a row looks like heads: whether it stands above ids, its known heads, and its cells.
type Rank = (bool, usize, usize);

/// The columns of what looks most like a table where none was found: what stands above rows about an id; else of the first rows the
/// one with most heads that are known, then with most cells, so that somebody can say what each is.
pub(super) fn unknown_heads(book: &Book, written: &AsWritten) -> Vec<Column> {
    let mut best: Option<(Rank, (Sheet, usize))> = None;
    for sheet in book.sheets.iter().filter(|s| !s.hidden) {
        let mut sheet = sheet.clone();
        let of_ids = sheet.rows.iter().any(soa_head_row::holds_id);
        let number = soa_head_row::to_name(&mut sheet, |h| of_head(h).is_some()).map(|row| row.number);
        let mut mine: Option<(Rank, usize)> = None;
        for (at, head) in sheet.rows.iter().enumerate().take(HEAD_WITHIN) {
            let known = (0..head.cells.len()).filter(|c| of_head(head.text(*c)).is_some()).count();
            let cells = (0..head.cells.len()).filter(|c| !head.text(*c).is_empty()).count();
            let is = if of_ids { number == Some(head.number) } else { cells > 1 };
            let rank = (of_ids, known, cells);
            if is && at + 1 < sheet.rows.len() && mine.is_none_or(|(most, _)| rank > most) {
                mine = Some((rank, at));
            }
        }
        if let Some((rank, at)) = mine.filter(|(rank, _)| best.as_ref().is_none_or(|(most, _)| rank > most)) {
            best = Some((rank, (sheet, at)));
        }
    }
    let Some((_, (sheet, at))) = best else { return Vec::new() };
    let Some([head, rows @ ..]) = sheet.rows.get(at..) else { return Vec::new() };
    let mut heads = head.heads();
    let fields: Vec<_> = heads.iter().map(|h| of_head(h).map(Col::key)).collect();
    as_written(written, &sheet.name, &mut heads);
    let mut all: Vec<Column> =
        heads.iter().zip(fields).enumerate().map(|(n, (head, field))| told(n, head, field, rows)).collect();
    soa_found::mark(&mut all, rows);
    all
}

/// Puts the heads back that stand in the file: people are told those.
pub(super) fn as_written(written: &AsWritten, sheet: &str, heads: &mut [String]) {
    for ((_, at), stood) in written.iter().filter(|((of, _), _)| of == sheet) {
        if let Some(head) = heads.get_mut(*at) {
            *head = text::clean_line(stood);
        }
    }
}
