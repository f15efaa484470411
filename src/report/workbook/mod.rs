//! The workbook: all of an assessment as sheets one can sort, filter, change and show, figures and charts first. Made
//! from the same figures as every other document; used by whoever exports. Says nothing of formats: `doc` writes it.

mod applicability;
mod lists;
mod open;
mod registers;
mod road;
pub(super) mod state;
mod summary;

use super::{Input, tones};
use crate::doc::table::Column;
use crate::doc::xlsx::{Book, Grid, Sheet, Unit, Use};
use crate::doc::{Cell, Tone};
use crate::model::{Level, Status};
use crate::say;
use crate::words::Word as _;

/// `workbook.xlsx`.
pub fn book(input: &Input) -> Book {
    let mut sheets = vec![
        summary::sheet(input),
        lists::requirements(input),
        lists::checks(input),
        lists::gaps(input),
        road::roadmap(input),
    ];
    sheets.extend(road::gantt(input));
    sheets.push(applicability::sheet(input));
    sheets.extend(registers::sheets(input));
    sheets.push(open::sheet(input));
    sheets.push(state::sheet(input, &sheets));
    let title = say!("Workbook: readiness for {title}", title = input.q.title);
    Book { name: "workbook", title, about: input.about(), sheets }
}

/// A column with a width of its own.
pub(super) fn wide(title: &'static str, width: usize) -> Column {
    Column { width: Some(width), ..Column::from(title) }
}

/// A column somebody may fill in from a list.
fn chosen(title: &'static str, width: usize, choices: Vec<String>) -> Column {
    Column { choices, ..wide(title, width) }
}

/// A number shown in its unit.
fn unit(unit: Unit) -> Use {
    Use { unit, ..Use::default() }
}

/// Names of the people of the register: who may own something.
pub(super) fn people(input: &Input) -> Vec<String> {
    let mut names: Vec<String> = input.a.people().into_iter().map(|p| p.name).collect();
    names.retain(|n| !n.trim().is_empty());
    names.sort();
    names.dedup();
    names
}

/// A yes, or nothing: a column of them is read at a glance.
fn yes(is: bool) -> Cell {
    if is { say!("yes") } else { "" }.into()
}

/// Every level by its word, with its tone.
fn levels() -> Vec<(String, Tone)> {
    let toned = |l: Level| match tones::level(l) {
        Cell::Toned(tone, word) => (word, tone),
        other => (other.words().into_owned(), Tone::Plain),
    };
    Level::ALL.map(toned).to_vec()
}

/// Every level as it is chosen from a list, key and word, with its tone.
pub(super) fn levels_with_keys() -> Vec<(String, Tone)> {
    let keyed = |(level, (word, tone)): (Level, (String, Tone))| (format!("{} {word}", level.key()), tone);
    Level::ALL.into_iter().zip(levels()).map(keyed).collect()
}

/// Every status by its word, with its tone.
fn states() -> Vec<(String, Tone)> {
    Status::ALL.map(|s| (s.word().to_owned(), tones::of_status(s))).to_vec()
}

/// The topmost heading over a requirement: `9 Performance evaluation`.
pub(super) fn part(input: &Input, requirement: usize) -> String {
    let heading = input.q.top_heading(requirement).and_then(|h| input.q.headings.get(h));
    heading.map(|h| format!("{} {}", h.id, h.title)).unwrap_or_default()
}

/// A sheet of one table, or of a line that says why there is none.
fn listed(anchor: &str, name: &str, grid: Grid, none: &str) -> Sheet {
    let empty = grid.table.is_empty();
    let mut sheet = Sheet::of(anchor, name, grid);
    if empty {
        sheet.parts.push(crate::doc::xlsx::Part::Prose(none.to_owned()));
    }
    sheet
}
