//! What changes with what somebody types: colours by rule, lists to choose from, cells that stand out while something is
//! missing.

use rust_xlsxwriter::{
    ConditionalFormatCell, ConditionalFormatCellRule, ConditionalFormatFormula, DataValidation,
    DataValidationErrorStyle, Formula, Worksheet, XlsxError,
};

use super::writer::Writer;
use super::{Grid, Use, ink, place};
use crate::doc::{Cell, Tone};
use crate::inert;

/// The most signs of a rule's word, and of what is told at a cell.
const WORD: usize = 255;

/// Rows and columns, first and last: row, column, row, column.
type Area = (u32, u16, u32, u16);

/// Everything of a table that goes by rule, over its rows from first to last.
pub(super) fn write(
    w: &mut Writer<'_>,
    grid: &Grid,
    columns: &[(u16, u16)],
    (first, last): (u32, u32),
) -> Result<(), XlsxError> {
    if grid.table.rows.is_empty() {
        return Ok(());
    }
    let area = |c: usize| columns.get(c).map(|(at, span)| (first, *at, last, at + span - 1));
    for alarm in &grid.alarms {
        let (Some(area), Some((looked, _))) = (area(alarm.column), columns.get(alarm.when)) else { continue };
        let (here, there) = (place::column(area.1), place::column(*looked));
        let row = first + 1;
        let is = inert::line(&alarm.is).replace('"', "\"\"");
        let rule = format!("=AND(${there}{row}=\"{is}\",TRIM(${here}{row})=\"\")");
        let rule =
            ConditionalFormatFormula::new().set_rule(Formula::new(rule)).set_format(ink::toned(alarm.tone));
        w.to.add_conditional_format(area.0, area.1, area.2, area.3, &rule)?;
    }
    for (c, column) in grid.table.columns.iter().enumerate() {
        let Some(area) = area(c) else { continue };
        let which = grid.of(c);
        words(w.to, area, &tones(grid, c, &which))?;
        if which.scale {
            w.to.add_conditional_format(area.0, area.1, area.2, area.3, &ink::scale())?;
        }
        if !column.choices.is_empty() || !which.hint.is_empty() {
            let rule = choice(w, &column.choices, &which)?;
            w.to.add_data_validation(area.0, area.1, area.2, area.3, &rule)?;
        }
    }
    Ok(())
}

/// The words of a column that have a tone, each once.
fn tones(grid: &Grid, column: usize, which: &Use) -> Vec<(String, Tone)> {
    let mut found: Vec<(String, Tone)> = which.tones.clone();
    for row in &grid.table.rows {
        if let Some(Cell::Toned(tone, word)) = row.get(column)
            && !found.iter().any(|(w, _)| w == word)
        {
            found.push((word.clone(), *tone));
        }
    }
    found
}

/// Colours these words wherever they stand in an area.
pub(super) fn words(to: &mut Worksheet, area: Area, tones: &[(String, Tone)]) -> Result<(), XlsxError> {
    let coloured = |(word, tone): &&(String, Tone)| {
        *tone != Tone::Plain && !word.is_empty() && word.encode_utf16().count() <= WORD
    };
    for (word, tone) in tones.iter().filter(coloured) {
        // Quoted here: left to the library, a word that looks like a formula would be one.
        let word = format!("\"{}\"", inert::text(word).replace('"', "\"\""));
        let rule = ConditionalFormatCell::new()
            .set_rule(ConditionalFormatCellRule::EqualTo(Formula::new(word)))
            .set_format(ink::toned(*tone));
        to.add_conditional_format(area.0, area.1, area.2, area.3, &rule)?;
    }
    Ok(())
}

fn choice(w: &Writer<'_>, choices: &[String], which: &Use) -> Result<DataValidation, XlsxError> {
    let rule = DataValidation::new();
    let rule = match (choices.is_empty(), w.places.choices(choices)) {
        (true, _) => rule.allow_any_value(),
        (false, Ok(own)) => rule.allow_list_strings(&own)?,
        (false, Err(there)) => rule.allow_list_formula(Formula::new(there)),
    };
    let rule = if which.only && !choices.is_empty() {
        rule.set_error_style(DataValidationErrorStyle::Stop)
    } else {
        rule.show_error_message(false)
    };
    let hint: String = inert::text(&which.hint).chars().take(WORD - 1).collect();
    if hint.is_empty() { Ok(rule) } else { rule.set_input_message(hint) }
}
