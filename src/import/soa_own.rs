//! Rows of a Statement of Applicability that are about a control of one's own: known by what they say beside a number the
//! questionnaire does not have. Used by the reader of such tables.

use super::gather::Said;
use super::head::plain;
use super::sheet::Row;
use super::soa_columns::{Columns, Numbers, told_apart};
use super::soa_heads::Col;
use super::{Trouble, Why};
use crate::model::record::{CONTROL, Draft};
use crate::model::{Level, text};

/// What stands before rows that add up or explain.
const HEADINGS: [&str; 10] =
    ["total", "totals", "subtotal", "sum", "summary", "legend", "key", "note", "notes", "average"];

/// The number of a control of one's own that stands in a cell, as we write it.
pub(super) fn number_of(cell: &str) -> Option<u32> {
    let (_, n) = cell.split_once('-').filter(|(letter, _)| CONTROL.is_letter(letter))?;
    n.parse().ok().filter(|_| n.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether a title has the number in front already.
fn begins_with(title: &str, number: &str) -> bool {
    title.strip_prefix(number).is_some_and(|rest| rest.starts_with([' ', ':', '-']))
}

/// Whether a row that no control of the questionnaire answers to is about one of one's own. In a sheet of ours its number says
/// it. In another one it applies, or something is done of it, and it is no heading, no sum and no number that only
/// looks like one of the standard's.
pub(super) fn is_one(columns: &Columns, row: &Row, cell: &str, one: &Said) -> bool {
    if one.left.is_some() {
        return false;
    }
    if columns.of_us() {
        return one.applies && number_of(cell).is_some();
    }
    let level = one.level.is_some_and(|l| l != Level::NotApplicable);
    if !(level || one.applies) || one.level == Some(Level::NotApplicable) {
        return false;
    }
    may_be_one(columns, row, cell)
}

/// Whether a row leaves a control of their own out.
pub(super) fn is_left_out(columns: &Columns, row: &Row, cell: &str, one: &Said) -> bool {
    !columns.of_us() && one.level == Some(Level::NotApplicable) && may_be_one(columns, row, cell)
}

/// Whether a row of somebody else's sheet can be about a control of their own, by what it is called.
fn may_be_one(columns: &Columns, row: &Row, cell: &str) -> bool {
    if columns.numbers == Numbers::All {
        return false;
    }
    let first = cell.split_whitespace().next().unwrap_or_default();
    let standard = first.strip_prefix(['A', 'a']).unwrap_or(first).trim_start_matches(['.', '-']);
    let of_a_standard = standard.starts_with(|c: char| c.is_ascii_digit())
        && standard.len() < first.len() + 1
        && standard.chars().all(|c| c.is_ascii_digit() || c == '.');
    let named = !columns.first(row, Col::Title).is_empty();
    let says_more =
        [Col::Reason, Col::For, Col::Drivers, Col::How, Col::Owner, Col::Evidence, Col::Risks, Col::Note]
            .into_iter()
            .any(|col| !columns.first(row, col).is_empty());
    !of_a_standard && !HEADINGS.contains(&plain(first).as_str()) && (named || says_more)
}

/// What a row says of a control of one's own, by its fields; none where it has a number and no word. What has no field there is
/// kept where it is done, else told.
pub(super) fn read(
    columns: &Columns,
    row: &Row,
    cell: &str,
    one: &mut Said,
) -> Result<Option<Draft>, (String, Trouble)> {
    let first = |col| -> Result<String, (String, Trouble)> {
        Ok(columns.values(row, col)?.first().map(|(_, t)| text::clean_line(t)).unwrap_or_default())
    };
    let title = first(Col::Title)?;
    let (mut name, mut state) = (title.clone(), first(Col::OwnState)?);
    let mut how = one.stated.how.clone();
    if !columns.of_us() {
        let cell = text::clean_line(cell);
        let bare = number_of(&cell).is_some();
        // Their number says which it is among theirs; one that looks like ours would be taken for ours.
        name = match (title.is_empty(), bare) {
            (true, true) => {
                one.left = Some(Why::NumberAlone);
                return Ok(None);
            }
            (true, false) => cell,
            (false, true) => title,
            (false, false) if plain(&cell) == plain(&title) || begins_with(&title, &cell) => title,
            (false, false) => format!("{cell} {title}"),
        };
        let far = match one.level {
            Some(Level::Proven) => "proven",
            Some(Level::InUse) => "in-use",
            Some(Level::Written) => "written",
            Some(Level::Planned) => "planned",
            _ => "",
        };
        far.clone_into(&mut state);
        how.extend(one.evidence.iter().map(|p| told_apart(columns, Col::Evidence, &p.what)));
        let done = matches!(one.level, Some(Level::Proven | Level::InUse | Level::Written));
        let mut rest = std::mem::take(&mut one.notes);
        rest.append(&mut one.reasons);
        if done {
            how.extend(rest);
        } else {
            one.no_place = rest;
        }
    }
    let s = &one.stated;
    let fields = [
        ("name", name),
        ("why", s.why.join("; ")),
        ("drivers", s.drivers.iter().map(|d| d.key()).collect::<Vec<_>>().join(", ")),
        ("how", how.join("; ")),
        ("state", state),
        ("owner", one.owner.clone().unwrap_or_default()),
    ];
    let filled = fields.into_iter().filter(|(_, value)| !value.is_empty());
    Ok(Some(filled.map(|(key, value)| (key.to_owned(), text::clean_line(&value))).collect()))
}
