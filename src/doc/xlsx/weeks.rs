//! Bars over weeks, by rule: each square asks the days of its row, so that a day somebody changes moves its bar.

use jiff::ToSpan;
use jiff::civil::Date;
use rust_xlsxwriter::{ConditionalFormatFormula, Format, Formula, XlsxError};

use super::sheet::Writer;
use super::{Grid, Weeks, day, ink, place};
use crate::doc::Tone;
use crate::inert;

/// The most weeks drawn: four years.
const MOST: u16 = 208;
/// Width of a week.
const WIDTH: f64 = 2.3;

/// The Monday of the week of a day.
fn monday(date: Date) -> Date {
    let back = i32::from(date.weekday().to_monday_zero_offset());
    date.checked_sub(back.days()).unwrap_or(date)
}

/// Draws the field behind the columns of a table, from the row of its head to its last.
pub(super) fn write(
    w: &mut Writer<'_>,
    grid: &Grid,
    weeks: &Weeks,
    columns: &[(u16, u16)],
    (head, last): (u32, u32),
) -> Result<(), XlsxError> {
    let (Some((end, span)), false) = (columns.last(), grid.table.rows.is_empty()) else { return Ok(()) };
    let first = end + span;
    let (week, square) = (w.inks.week(), w.inks.square());
    let (mut at, mut column) = (monday(weeks.first), first);
    while at <= weeks.last.max(weeks.first) && column < first + MOST {
        w.to.write_datetime_with_format(head, column, day(at)?, &week)?;
        w.to.set_column_width(column, WIDTH)?;
        for row in head + 1..=last {
            w.to.write_blank(row, column, &square)?;
        }
        let Ok(next) = at.checked_add(7.days()) else { break };
        (at, column) = (next, column + 1);
    }
    w.to.set_row_height(head, 46)?;
    let letter = |c: usize| columns.get(c).map(|c| place::column(c.0));
    let (Some(start), Some(end)) = (letter(weeks.start), letter(weeks.end)) else { return Ok(()) };
    // Both as the first square of the field sees them.
    let (here, row, top) = (place::column(first), head + 2, head + 1);
    let begun = format!("{here}${top}");
    let within = format!("ISNUMBER(${start}{row}),{begun}<=${end}{row},{begun}+6>=${start}{row}");
    let mut rule = |rule: String, look: Format, from: u32| {
        let rule = ConditionalFormatFormula::new().set_rule(Formula::new(rule)).set_format(look);
        w.to.add_conditional_format(from, first, last, column - 1, &rule).map(|_| ())
    };
    for (column, word, of) in &weeks.tones {
        let Some(tone) = letter(*column) else { continue };
        let word = inert::line(word).replace('"', "\"\"");
        rule(format!("=AND({within},${tone}{row}=\"{word}\")"), ink::bar(*of), head + 1)?;
    }
    rule(format!("=AND({within})"), ink::bar(Tone::Plain), head + 1)?;
    let (y, m, d) = (weeks.today.year(), weeks.today.month(), weeks.today.day());
    let now = format!("DATE({y},{m},{d})");
    rule(format!("=AND({begun}<={now},{begun}+6>={now})"), ink::today(), head + 1)
}
