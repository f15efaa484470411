//! Where everything comes to stand: names of tabs, the first row of each part, lists of choices. Known before the first
//! cell is written, because a chart and a formula name cells of sheets that come later.

use std::cell::RefCell;
use std::collections::BTreeSet;

use rust_xlsxwriter::{Workbook, XlsxError};

use super::{Book, Grid, House, Part, Sheet, size};
use crate::inert;

/// The most letters on a tab.
const TAB: usize = 31;
/// Name of the sheet that holds choices too long for a cell's own list; nobody sees it.
const LISTS: &str = "lists";
/// Rows a chart takes: so many rows of the usual height.
pub(super) const CHART_ROWS: u32 = 20;
/// The most signs of choices that a cell's own list may have.
const OWN_LIST: usize = 255;

/// A sheet that is written: which one, the name of its tab, the first row of each part, the widths of its columns.
pub(super) struct Place {
    pub(super) sheet: usize,
    pub(super) name: String,
    pub(super) rows: Vec<u32>,
    pub(super) widths: Vec<usize>,
}

pub(super) struct Places<'b> {
    book: &'b Book,
    list: Vec<Place>,
    lists: RefCell<Vec<Vec<String>>>,
    lists_name: String,
}

impl<'b> Places<'b> {
    pub(super) fn of(book: &'b Book, house: &House) -> Self {
        let mut taken = BTreeSet::new();
        let mut list = Vec::new();
        for (at, sheet) in book.sheets.iter().enumerate() {
            if house.left_out.contains(&sheet.anchor) {
                continue;
            }
            let name = house.headings.get(&sheet.anchor).unwrap_or(&sheet.name);
            let name = tab(name, &mut taken);
            list.push(Place { sheet: at, name, rows: rows(sheet), widths: widths(sheet) });
        }
        let lists_name = tab(LISTS, &mut taken);
        Self { book, list, lists: RefCell::default(), lists_name }
    }

    pub(super) fn sheets(&self) -> &[Place] {
        &self.list
    }

    /// The name of the tab, the first row below the head and the number of rows of the first table of a sheet; none
    /// where the sheet was left out or has no table.
    pub(super) fn first_table(&self, anchor: &str) -> Option<(&str, u32, &'b Grid)> {
        let place =
            self.list.iter().find(|p| self.book.sheets.get(p.sheet).is_some_and(|s| s.anchor == anchor))?;
        let sheet = self.book.sheets.get(place.sheet)?;
        let part = sheet.parts.iter().position(|p| matches!(p, Part::Grid(_)))?;
        Some((&place.name, place.rows.get(part)? + 1, sheet.grid()?))
    }

    /// Choices as the rule of a cell names them: in it where they fit, else by their cells in a sheet of lists.
    pub(super) fn choices(&self, choices: &[String]) -> Result<Vec<String>, String> {
        let choices: Vec<String> = choices.iter().map(|c| inert::line(c).into_owned()).collect();
        let long = choices.iter().map(|c| c.encode_utf16().count() + 1).sum::<usize>() > OWN_LIST;
        if !long && choices.iter().all(|c| !c.contains([',', '"'])) {
            return Ok(choices);
        }
        let mut lists = self.lists.borrow_mut();
        let at = lists.iter().position(|l| *l == choices).unwrap_or_else(|| {
            lists.push(choices.clone());
            lists.len() - 1
        });
        let column = column(u16::try_from(at).unwrap_or(u16::MAX));
        Err(format!("={}!${column}$1:${column}${}", quoted(&self.lists_name), choices.len()))
    }

    /// The sheet of lists, where one is needed.
    pub(super) fn write_lists(&self, file: &mut Workbook) -> Result<(), XlsxError> {
        let lists = self.lists.borrow();
        if lists.is_empty() {
            return Ok(());
        }
        let sheet = file.add_worksheet();
        sheet.set_name(&self.lists_name)?.set_hidden(true);
        for (c, list) in (0..).zip(lists.iter()) {
            for (r, choice) in (0..).zip(list) {
                sheet.write_string(r, c, inert::line(choice))?;
            }
        }
        Ok(())
    }
}

/// The name of a sheet as a formula holds it.
pub(super) fn quoted(name: &str) -> String {
    format!("'{}'", name.replace('\'', "''"))
}

/// The letters of a column, counted from 0.
pub(super) fn column(mut at: u16) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + u8::try_from(at % 26).unwrap_or_default()));
        match (at / 26).checked_sub(1) {
            Some(next) => at = next,
            None => break,
        }
    }
    letters.into_iter().rev().collect()
}

/// A name a tab takes, unlike all before it in any case of letters.
fn tab(name: &str, taken: &mut BTreeSet<String>) -> String {
    let plain = inert::one_line(name).replace(['[', ']', ':', '*', '?', '/', '\\'], "-");
    let plain = plain.trim().trim_matches('\'').trim();
    // One name is a program's own.
    let plain = if plain.is_empty() || plain.eq_ignore_ascii_case("history") { "-" } else { plain };
    for n in 1.. {
        let end = if n == 1 { String::new() } else { format!(" {n}") };
        let room = TAB - end.len();
        let mut units = 0;
        let cut = plain.chars().take_while(|c| {
            units += c.len_utf16();
            units <= room
        });
        let cut: String = cut.collect();
        let tried = format!("{}{end}", cut.trim_end().trim_end_matches('\''));
        if taken.insert(tried.to_lowercase()) {
            return tried;
        }
    }
    String::new()
}

/// The first row of each part.
fn rows(sheet: &Sheet) -> Vec<u32> {
    let mut at = 0;
    let mut rows = Vec::with_capacity(sheet.parts.len());
    for (n, part) in sheet.parts.iter().enumerate() {
        // Air before a heading and after what fills a block.
        let air = n > 0 && matches!(part, Part::Heading(_) | Part::Chart(_) | Part::Tally(_));
        at += u32::from(air);
        rows.push(at);
        at += match part {
            Part::Title(_) | Part::Heading(_) | Part::Prose(_) => 1,
            Part::Facts(facts) => count(facts.len()),
            Part::Grid(grid) => 1 + count(grid.table.rows.len()),
            Part::Chart(_) => CHART_ROWS,
            Part::Tally(tally) => 1 + count(tally.rows.len()),
            Part::NewPage => 0,
        };
    }
    rows
}

pub(super) fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Widths in characters: as the sheet says, else as its first table needs them.
fn widths(sheet: &Sheet) -> Vec<usize> {
    let Some(grid) = sheet.grid().filter(|_| sheet.widths.is_empty()) else { return sheet.widths.clone() };
    let column = |(c, column): (usize, &crate::doc::Column)| {
        column.width.unwrap_or_else(|| {
            let words: Vec<_> = grid.table.rows.iter().filter_map(|r| Some(r.get(c)?.words())).collect();
            let choices = column.choices.iter().map(String::as_str);
            size::width(grid.head(c), words.iter().map(AsRef::as_ref).chain(choices))
        })
    };
    grid.table.columns.iter().enumerate().map(column).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tab_takes_no_more_than_it_takes_and_is_the_only_one_of_its_name() {
        let mut taken = BTreeSet::new();
        let mut name = |n: &str| tab(n, &mut taken);
        assert_eq!(name("A.6: Life [cycle] / part?"), "A.6- Life -cycle- - part-");
        assert_eq!(name("History"), "-");
        assert_eq!(name("'"), "- 2");
        let long = "Responsible use of AI systems and their data";
        let (first, second) = (name(long), name(&long.to_uppercase()));
        assert!(first.len() <= TAB && second.len() <= TAB && second.ends_with(" 2"), "{first}, {second}");
        assert!(name(&"\u{1f4c8}".repeat(40)).encode_utf16().count() <= TAB);
    }

    #[test]
    fn columns_have_letters() {
        let letters = [0, 25, 26, 51, 52, 701, 702].map(column);
        assert_eq!(letters, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}
