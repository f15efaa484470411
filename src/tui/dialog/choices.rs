//! One of few values, picked with what it means: what the first step of the way asks, wherever else it is asked.

use jiff::civil::Date;

use super::{Dialog, Pick, PickRow, Picker};
use crate::model::journey::Told;
use crate::tui::pane::Cursor;
use crate::words::{Word as _, journey, told};

/// The list of what can be picked, with what it is `now` selected; its last row is for what is typed.
pub fn list(what: Told, now: &str, today: Date) -> Dialog {
    let row = |choice| {
        let (name, means) = told::choice(choice, today);
        PickRow::new(&name, means, Pick::Told(what, Some(told::value(choice, today))))
    };
    let mut rows: Vec<PickRow> = what.fixed().iter().map(row).collect();
    rows.push(PickRow::new(told::something_else(), told::to_type(what), Pick::Told(what, None)));
    let is_now = |r: &PickRow| matches!(&r.pick, Pick::Told(_, Some(value)) if value == now);
    let other = if now.is_empty() { 0 } else { rows.len() - 1 };
    let mut cursor = Cursor::default();
    cursor.at = rows.iter().position(is_now).unwrap_or(other);
    let note = Some(journey::told(what).0.to_owned());
    Dialog::Choose(what.word(), Picker { cursor, rows, note, ..Picker::default() })
}

/// The list of what a field can be, each value with what it means, with what it is `now` selected.
pub fn of_field(values: &[(&'static str, String)], now: &str) -> Picker {
    let rows =
        values.iter().map(|(value, means)| PickRow::new(value, means.clone(), Pick::Value(value))).collect();
    let cursor = Cursor::on(values.iter().position(|(value, _)| *value == now).unwrap_or(0));
    Picker { cursor, rows, ..Picker::default() }
}
