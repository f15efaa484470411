//! The workbook: all of an assessment as sheets one can sort, filter, change and show, figures and charts first. Made
//! from the same figures as every other document; used by whoever exports. Says nothing of formats: `doc` writes it.

mod applicability;
mod lists;
mod open;
mod registers;
mod road;
mod state;
mod summary;

use super::{Input, tones};
use crate::doc::table::Column;
use crate::doc::xlsx::{Book, Grid, Sheet, Unit, Use};
use crate::doc::{About, Cell, Labels, Tone};
use crate::model::assessment::keys;
use crate::model::{DISCLAIMER, Level, RULE, Status};
use crate::say;
use crate::words::{self, Word as _, called};

/// Signs of a hash that tell it from others for an eye.
const SHORT: usize = 12;

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
    Book { name: "workbook", title, about: about(input), sheets }
}

/// What a workbook says about itself.
pub(super) fn about(input: &Input) -> About {
    let head: String = input.head.hash.chars().take(SHORT).collect();
    About {
        organisation: called::organisation(input.a).to_owned(),
        facts: Vec::new(),
        disclaimer: words::text(DISCLAIMER).to_owned(),
        stamp: say!("{rule}, {n|event|events}, head {head}", rule = RULE, n = input.head.events, head),
        made: input.made,
        language: "en",
        long: false,
        labels: labels(),
    }
}

/// Words a writer sets around what a document says.
fn labels() -> Labels {
    Labels {
        contents: say!("Contents").to_owned(),
        // The places stay as they are: whoever numbers the pages fills them in.
        page: say!("Page {n} of {m}", n = "{n}", m = "{m}"),
        prepared_by: say!("Prepared by").to_owned(),
        prepared_for: say!("Prepared for").to_owned(),
        version: say!("Version").to_owned(),
        distribution: say!("Distribution").to_owned(),
        date: say!("Date").to_owned(),
        signature: say!("Signature").to_owned(),
        name: say!("Name").to_owned(),
        logo_alt: say!("Logo").to_owned(),
        continued: say!("continued").to_owned(),
        chart_of: say!("Chart of").to_owned(),
    }
}

/// A column with a width of its own.
fn wide(title: &'static str, width: usize) -> Column {
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
fn people(input: &Input) -> Vec<String> {
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

/// Every status by its word, with its tone.
fn states() -> Vec<(String, Tone)> {
    Status::ALL.map(|s| (s.word().to_owned(), tones::of_status(s))).to_vec()
}

/// The topmost heading over a requirement: `9 Performance evaluation`.
fn part(input: &Input, requirement: usize) -> String {
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

/// How far the assessment reaches, or that nobody said so yet.
fn scope(input: &Input) -> String {
    input.a.get(keys::SCOPE).map_or_else(|| input.scope(), str::to_owned)
}
