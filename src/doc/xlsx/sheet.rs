//! One sheet: its parts below each other, how it is looked at and how it is printed.

use std::borrow::Cow;

use rust_xlsxwriter::{Format, Formula, Image, ProtectionOptions, Workbook, Worksheet, XlsxError};

use super::ink::{Inks, Look};
use super::place::{self, Place, Places};
use super::writer::{Writer, columns};
use super::{Book, Grid, Part, Sheet, Tally, Unit, Use, chart, day, rules, size, weeks};
use crate::doc::{Cell, House};
use crate::inert;

/// The most signs of a cell; a longer text ends in an ellipsis.
pub const CELL: usize = 32_767;
/// Signs of a line of this text in a column that takes a number of digits of the usual text: text is smaller here, and
/// its letters are narrower than digits.
const fn signs(width: usize) -> usize {
    width * 6 / 5
}

/// The paper.
const A4: u8 = 9;
/// Room between its margins, upright and on its side, in pixels.
const UPRIGHT: u32 = 655;
const ACROSS: u32 = 985;
/// Rows of bars on a page at most.
const ROWS: usize = 80;
/// Printed no smaller than this, in percent.
const SMALLEST: u32 = 52;
/// Height of the picture of the house style, in pixels.
const LOGO: u32 = 44;

/// Writes a sheet behind those that are there.
pub(super) fn write(
    file: &mut Workbook,
    book: &Book,
    house: &House,
    inks: &Inks,
    places: &Places<'_>,
    place: &Place,
) -> Result<(), XlsxError> {
    let Some(sheet) = book.sheets.get(place.sheet) else { return Ok(()) };
    let to = file.add_worksheet();
    to.set_name(&place.name)?.set_hidden(sheet.hidden).set_screen_gridlines(false);
    // Else what a formula makes empty is a nought to whoever does not count.
    to.set_formula_result_default("");
    words_on_paper(to, book);
    paper(to, sheet, place)?;
    for (c, width) in (0..).zip(&place.widths) {
        to.set_column_width(c, u32::try_from(*width).unwrap_or(255).min(255))?;
    }
    let mut w = Writer { to, sheet, inks, places, place };
    for (part, row) in sheet.parts.iter().zip(&place.rows) {
        w.part(part, *row, house)?;
    }
    if sheet.locked {
        to.protect_with_options(&ProtectionOptions {
            format_columns: true,
            format_rows: true,
            use_autofilter: true,
            sort: true,
            ..ProtectionOptions::default()
        });
    }
    Ok(())
}

/// How the sheet lies on paper: as wide as a page, of a wide table two or three pages with its first columns on each.
fn paper(to: &mut Worksheet, sheet: &Sheet, place: &Place) -> Result<(), XlsxError> {
    to.set_paper_size(A4).set_margins(0.5, 0.5, 0.75, 0.65, 0.35, 0.3);
    let room = if sheet.landscape {
        to.set_landscape();
        ACROSS
    } else {
        UPRIGHT
    };
    let wide: u32 = place.widths.iter().map(|c| place::count(*c) * 7 + 5).sum();
    let breaks: Vec<u32> =
        sheet.parts.iter().zip(&place.rows).filter(|(p, _)| **p == Part::NewPage).map(|p| *p.1).collect();
    if breaks.is_empty() {
        let pages = if wide > room * 100 / SMALLEST { wide.div_ceil(room * 100 / SMALLEST) } else { 1 };
        // Bars are looked at as one picture, as long as they can be read.
        let bars = sheet.grid().filter(|g| g.weeks.is_some()).map(|g| g.table.rows.len().div_ceil(ROWS));
        let high = bars.and_then(|n| u16::try_from(n).ok()).unwrap_or_default();
        to.set_print_fit_to_pages(u16::try_from(pages).unwrap_or(1), high);
        let frozen = sheet.grid().and_then(|g| Some(columns(g).get(g.frozen?.checked_sub(1)?)?.0));
        if let (Some(last), true) = (frozen, pages > 1) {
            to.set_repeat_columns(0, last)?;
        }
    } else {
        // Where pages are fitted a break says nothing, so what fits is found here.
        let scale = (room * 100 / wide.max(1)).clamp(10, 100);
        to.set_print_scale(u16::try_from(scale).unwrap_or(100)).set_page_breaks(&breaks)?;
    }
    Ok(())
}

/// What stands at the head and foot of each printed page.
fn words_on_paper(to: &mut Worksheet, book: &Book) {
    // The sign that begins a command there stands for itself when it is doubled.
    let words = |text: &str, most: usize| {
        let line: String = inert::one_line(text).chars().take(most).collect();
        line.replace('&', "&&")
    };
    let about = &book.about;
    to.set_header(format!("&L&8 {}&R&8 {}", words(&about.organisation, 50), words(&book.title, 50)));
    to.set_footer(format!("&L&8 {}&C&8 &A&R&8 {}", words(&about.stamp, 70), page(&about.labels.page)));
}

/// The number of a page in the words of the document, as a program fills it in.
fn page(template: &str) -> String {
    let short: String = template.chars().take(40).collect();
    short.replace('&', "&&").replace("{n}", "&P").replace("{m}", "&N")
}

/// Whether a text is longer than a cell.
pub(super) fn is_cut(words: &str) -> bool {
    let inert = inert::text(words);
    inert.len() > CELL && inert.encode_utf16().count() > CELL
}

/// A text as a cell takes it: nothing in it acts, and it is no longer than a cell.
fn text(words: &str) -> Cow<'_, str> {
    let inert = inert::text(words);
    if !is_cut(words) {
        return inert;
    }
    let mut units = 0;
    let cut = inert.chars().take_while(|c| {
        units += c.len_utf16();
        units < CELL
    });
    Cow::Owned(cut.chain(['\u{2026}']).collect())
}

/// Whether a program that opens the text anew could take it for a formula.
fn begins_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

impl Writer<'_> {
    fn last(&self) -> u16 {
        u16::try_from(self.place.widths.len().saturating_sub(1)).unwrap_or(u16::MAX)
    }

    /// Characters that columns from here on take together.
    fn room(&self, first: u16, span: u16) -> usize {
        self.place.widths.iter().skip(first.into()).take(span.into()).sum::<usize>().max(1)
    }

    /// A text over several columns.
    fn over(
        &mut self,
        row: u32,
        (first, span): (u16, u16),
        words: &str,
        ink: &Format,
    ) -> Result<(), XlsxError> {
        let words = text(words);
        let guarded = begins_formula(&words).then(|| ink.clone().set_quote_prefix());
        let ink = guarded.as_ref().unwrap_or(ink);
        if span > 1 {
            self.to.merge_range(row, first, row, first + span - 1, &words, ink)?;
        } else {
            self.to.write_string_with_format(row, first, words.as_ref(), ink)?;
        }
        Ok(())
    }

    /// A value over several columns.
    fn value(
        &mut self,
        row: u32,
        at: (u16, u16),
        cell: &Cell,
        ink: &dyn Fn(Look) -> Format,
    ) -> Result<(), XlsxError> {
        let look = look(cell, Unit::None);
        let ink = ink(look);
        self.over(row, at, &cell.words(), &ink)?;
        self.exactly(row, at.0, cell, &ink)
    }

    /// What is more than its words: a number and a day as such, over the text that stands there.
    fn exactly(&mut self, row: u32, column: u16, cell: &Cell, ink: &Format) -> Result<(), XlsxError> {
        match cell {
            Cell::Day(date) => {
                self.to.write_datetime_with_format(row, column, day(*date)?, ink)?;
            }
            Cell::Number(n) => {
                if let Some(n) = number(n) {
                    self.to.write_number_with_format(row, column, n, ink)?;
                }
            }
            Cell::Text(_) | Cell::Toned(..) => {}
        }
        Ok(())
    }

    fn part(&mut self, part: &Part, row: u32, house: &House) -> Result<(), XlsxError> {
        let all = (0, self.last() + 1);
        match part {
            Part::Title(words) => {
                self.over(row, all, words, &self.inks.title())?;
                let lines = size::lines(words, self.room(0, all.1) * 5 / 9);
                self.to.set_row_height(row, f64::from(place::count(lines)).mul_add(24.0, 14.0))?;
                self.logo(row, house)?;
            }
            Part::Heading(words) => {
                self.over(row, all, words, &self.inks.heading())?;
                self.to.set_row_height(row, 21)?;
            }
            Part::Prose(words) => {
                self.over(row, all, words, &self.inks.prose())?;
                let lines = size::lines(words, signs(self.room(0, all.1)));
                self.to.set_row_height(row, size::height(lines))?;
            }
            Part::Facts(facts) => {
                for ((label, value), row) in facts.iter().zip(row..) {
                    self.fact(row, label, value)?;
                }
            }
            Part::Grid(grid) => self.grid(grid, row)?,
            Part::Chart(it) => chart::write(self, it, row)?,
            Part::Tally(tally) => self.tally(tally, row)?,
            Part::NewPage => {}
        }
        Ok(())
    }

    /// The picture of the house style at the right end of the title.
    fn logo(&mut self, row: u32, house: &House) -> Result<(), XlsxError> {
        let Some(png) = &house.logo else { return Ok(()) };
        let image = Image::new_from_buffer(png)?;
        let scale = f64::from(LOGO) / image.height().max(1.0);
        let wide = image.width() * scale;
        let image = image.set_scale_height(scale).set_scale_width(scale).set_decorative(true);
        let column = self.last();
        let room = self.to_pixels(column);
        let back = (wide - room).max(0.0);
        // From the end back, over as many columns as the picture is wide.
        let (mut first, mut left) = (column, back);
        while first > 0 && left > 0.0 {
            first -= 1;
            left -= self.to_pixels(first);
        }
        let offset = if left < 0.0 { -left } else { (room - wide).max(0.0) };
        self.to.insert_image_with_offset(row, first, &image, pixels(offset), 2)?;
        Ok(())
    }

    fn to_pixels(&self, column: u16) -> f64 {
        f64::from(place::count(self.room(column, 1))).mul_add(7.0, 5.0)
    }

    fn fact(&mut self, row: u32, label: &str, value: &Cell) -> Result<(), XlsxError> {
        let wide = u16::try_from(self.sheet.label.max(1)).unwrap_or(1);
        let rest = (wide, (self.last() + 1).saturating_sub(wide).max(1));
        self.over(row, (0, wide), label, &self.inks.label())?;
        let inks = self.inks;
        self.value(row, rest, value, &|look| inks.fact(look))?;
        if let Cell::Toned(tone, words) = value {
            rules::words(self.to, (row, rest.0, row, rest.0 + rest.1 - 1), &[(words.clone(), *tone)])?;
        }
        let lines = size::lines(label, signs(self.room(0, wide)) * 9 / 10);
        let lines = lines.max(size::lines(&value.words(), signs(self.room(rest.0, rest.1))));
        self.to.set_row_height(row, size::height(lines))?;
        Ok(())
    }

    fn tally(&mut self, tally: &Tally, row: u32) -> Result<(), XlsxError> {
        for (c, head) in (0..).zip(&tally.head) {
            self.over(row, (c, 1), head, &self.inks.head(c > 0))?;
        }
        let number = self.inks.middle(Look::Number(Unit::None));
        let words = self.inks.middle(Look::Text);
        for ((name, anchor, column), row) in tally.rows.iter().zip(row + 1..) {
            self.over(row, (0, 1), name, &words)?;
            let Some((tab, first, grid)) = self.places.first_table(anchor) else { continue };
            let filled =
                grid.table.rows.iter().filter(|r| r.get(*column).is_some_and(|c| !c.words().is_empty()));
            let of = grid.table.rows.len();
            let at = columns(grid).get(*column).map_or(0, |c| c.0);
            let (letter, last) = (place::column(at), first + place::count(of));
            let counted = format!("=COUNTA({}!${letter}${}:${letter}${last})", place::quoted(tab), first + 1);
            let formula = Formula::new(counted).set_result(filled.count().to_string());
            self.to.write_formula_with_format(row, 1, formula, &number)?;
            self.to.write_number_with_format(row, 2, f64::from(place::count(of)), &number)?;
        }
        Ok(())
    }

    fn grid(&mut self, grid: &Grid, head: u32) -> Result<(), XlsxError> {
        let columns = columns(grid);
        self.heads(grid, &columns, head)?;
        let pens: Vec<Pen> = (0..columns.len()).map(|c| Pen::of(self, grid, &grid.of(c))).collect();
        for (cells, row) in grid.table.rows.iter().zip(head + 1..) {
            let mut high = 1;
            for ((cell, pen), at) in cells.iter().zip(&pens).zip(&columns) {
                self.cell(row, *at, cell, pen, place::count((row - head - 1) as usize))?;
                if !pen.which.hidden {
                    high = high.max(size::lines(&cell.words(), signs(self.room(at.0, at.1))));
                }
            }
            self.to.set_row_height(row, size::height(high))?;
        }
        for (c, (column, _)) in columns.iter().enumerate() {
            if grid.of(c).hidden {
                self.to.set_column_hidden(*column)?;
            }
        }
        let last = head + place::count(grid.table.rows.len());
        rules::write(self, grid, &columns, (head + 1, last))?;
        if let Some(weeks) = &grid.weeks {
            weeks::write(self, grid, weeks, &columns, (head, last))?;
        }
        let Some((end, span)) = columns.last() else { return Ok(()) };
        if grid.filter {
            self.to.autofilter(head, 0, last.max(head), end + span - 1)?;
        }
        if let Some(frozen) = grid.frozen {
            let stays = columns.get(frozen).map_or(0, |c| c.0);
            self.to.set_freeze_panes(head + 1, stays)?.set_repeat_rows(head, head)?;
        }
        Ok(())
    }

    fn heads(&mut self, grid: &Grid, columns: &[(u16, u16)], row: u32) -> Result<(), XlsxError> {
        let mut high = 1;
        for (c, at) in columns.iter().enumerate() {
            self.over(row, *at, grid.head(c), &self.inks.head(is_numbers(grid, c)))?;
            // A mark to filter by takes room of its own.
            let room = self.room(at.0, at.1).saturating_sub(if grid.filter { 2 } else { 0 });
            high = high.max(size::lines(grid.head(c), room));
        }
        self.to.set_row_height(row, size::height(high) + 6.0)?;
        Ok(())
    }

    fn cell(&mut self, row: u32, at: (u16, u16), cell: &Cell, pen: &Pen, nth: u32) -> Result<(), XlsxError> {
        let ink = pen.ink(cell);
        if let Some(formula) = self.followed(&pen.which, cell, nth)? {
            self.to.write_formula_with_format(row, at.0, formula, ink)?;
            return Ok(());
        }
        match cell {
            Cell::Number(_) | Cell::Day(_) if at.1 == 1 => {
                self.exactly(row, at.0, cell, ink)?;
                if matches!(cell, Cell::Number(n) if number(n).is_none()) {
                    self.over(row, at, &cell.words(), &pen.text)?;
                }
            }
            Cell::Text(words) if words.is_empty() && at.1 == 1 => {
                self.to.write_blank(row, at.0, ink)?;
            }
            _ => {
                self.over(row, at, &cell.words(), ink)?;
                self.exactly(row, at.0, cell, ink)?;
            }
        }
        Ok(())
    }

    /// The formula that takes the cell of the same row of another table; none where that has no such row.
    fn followed(&self, which: &Use, cell: &Cell, nth: u32) -> Result<Option<Formula>, XlsxError> {
        let Some((anchor, column)) = &which.follows else { return Ok(None) };
        let Some((tab, first, grid)) = self.places.first_table(anchor) else { return Ok(None) };
        if nth >= place::count(grid.table.rows.len()) {
            return Ok(None);
        }
        let letter = place::column(columns(grid).get(*column).map_or(0, |c| c.0));
        let there = format!("{}!{letter}{}", place::quoted(tab), first + nth + 1);
        // What is empty there would be a nought here.
        Ok(Some(match cell {
            Cell::Day(date) => Formula::new(format!("=IF({there}=\"\",\"\",{there})"))
                .set_result(day(*date)?.to_excel().to_string()),
            Cell::Number(n) => Formula::new(format!("={there}")).set_result(n.as_str()),
            // A text that reads as something else would be kept as that: its word is written as it stands.
            Cell::Text(words) | Cell::Toned(_, words) if reads_as_no_text(words) => return Ok(None),
            Cell::Text(words) | Cell::Toned(_, words) => {
                Formula::new(format!("={there}&\"\"")).set_result(text(words))
            }
        }))
    }
}

/// The formats of a column.
struct Pen {
    which: Use,
    text: Format,
    guarded: Format,
    number: Format,
    day: Format,
}

impl Pen {
    fn of(w: &Writer<'_>, grid: &Grid, which: &Use) -> Self {
        // In a long table what belongs together begins on one line, in a short one it stands in the middle.
        let short = grid.frozen.is_none() && !which.fill_in;
        let ink = |look| {
            if short { w.inks.middle(look) } else { w.inks.cell(look, which.fill_in, w.sheet.locked) }
        };
        Self {
            text: ink(Look::Text),
            guarded: ink(Look::Text).set_quote_prefix(),
            number: ink(Look::Number(which.unit)),
            day: ink(Look::Day),
            which: which.clone(),
        }
    }

    fn ink(&self, cell: &Cell) -> &Format {
        match look(cell, self.which.unit) {
            Look::Number(_) => &self.number,
            Look::Day => &self.day,
            Look::Text if begins_formula(&cell.words()) => &self.guarded,
            Look::Text => &self.text,
        }
    }
}

/// Whether the result of a formula with these words would be kept as a number, a truth or an error.
fn reads_as_no_text(words: &str) -> bool {
    words.parse::<f64>().is_ok() || words.starts_with('#') || matches!(words, "TRUE" | "FALSE")
}

/// Whether nothing but numbers stands in a column.
fn is_numbers(grid: &Grid, column: usize) -> bool {
    let mut cells =
        grid.table.rows.iter().filter_map(|r| r.get(column)).filter(|c| !c.words().is_empty()).peekable();
    cells.peek().is_some() && cells.all(Cell::is_number)
}

fn look(cell: &Cell, unit: Unit) -> Look {
    match cell {
        Cell::Day(_) => Look::Day,
        Cell::Number(n) if number(n).is_some() => Look::Number(unit),
        _ => Look::Text,
    }
}

/// A number as a spreadsheet keeps one.
fn number(n: &str) -> Option<f64> {
    n.parse().ok().filter(|n: &f64| n.is_finite())
}

/// Whole pixels of a length that is never below 0 or longer than a page.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and some hundreds")]
fn pixels(length: f64) -> u32 {
    length.clamp(0.0, 10_000.0) as u32
}
