//! Every register, a sheet a kind and a column a field, made from the table of the kind alone: a new kind or field comes
//! without a line here.

use super::{people, unit, wide};
use crate::doc::Cell;
use crate::doc::table::{Column, Table};
use crate::doc::xlsx::{Grid, Sheet, Unit, Use};
use crate::model::record::matrix::As;
use crate::model::record::{Derived, Field, KINDS, Kind, Rec, Type, read, value};
use crate::report::{Input, risks};
use crate::say;
use crate::words::{self, Word as _};

/// Behind this many columns, number and name, stands what follows from the fields.
const FOLLOWS: usize = 2;

/// The registers one is shown, and the others where something stands in them.
pub(super) fn sheets(input: &Input) -> Vec<Sheet> {
    // Who is handed the workbook need not know what an audit says: its own papers do.
    let all = KINDS.iter().filter(|k| k.is_register() && !k.is_in_audit());
    all.filter_map(|kind| {
        let records = read::all(input.a, kind);
        (kind.is_listed() && !kind.on_demand || !records.is_empty()).then(|| sheet(input, kind, &records))
    })
    .collect()
}

fn sheet(input: &Input, kind: &'static Kind, records: &[Rec<'_>]) -> Sheet {
    let fields: Vec<&'static Field> = kind.told().collect();
    let number = std::iter::once(wide(say!("No."), 8));
    let follows = kind.derived.iter().map(|d| wide(words::text(d.word), 14));
    // What follows stands beside the name: behind thirty fields nobody finds it.
    let mut columns: Vec<Column> = number.chain(fields.iter().map(|f| column(input, f))).collect();
    columns.splice(FOLLOWS..FOLLOWS, follows);
    let mut t = Table { columns, rows: Vec::new() };
    for rec in records {
        let number = std::iter::once(Cell::from(rec.shown_no()));
        let follows = kind.derived.iter().map(|d| following(input, rec, d));
        let mut cells: Vec<Cell> = number.chain(fields.iter().map(|f| cell(input, rec, f))).collect();
        cells.splice(FOLLOWS..FOLLOWS, follows);
        t.row(cells);
    }
    let mut grid = Grid { frozen: Some(2), ..Grid::new(t) };
    for (n, f) in (1..).zip(&fields) {
        let c = if n < FOLLOWS { n } else { n + kind.derived.len() };
        let hint = words::text(f.hint).to_owned();
        let which = match f.typ {
            Type::Hours(_) => unit(Unit::Hours),
            _ => Use::default(),
        };
        grid = grid.with(c, Use { hint, only: is_closed(f.typ), ..which });
    }
    let name = words::text(kind.words);
    super::listed(kind.key, name, grid, say!("Nothing stands in this register yet."))
}

/// What follows from the fields of a record, with its tone.
fn following(input: &Input, rec: &Rec<'_>, derived: &Derived) -> Cell {
    match derived.key {
        "level" => risks::level(input.a, rec, As::Now),
        "level-left" => risks::level(input.a, rec, As::Left),
        key => words::record::cell(input.a, KINDS, rec, key).into(),
    }
}

/// Whether a field takes nothing but its choices.
const fn is_closed(typ: Type) -> bool {
    matches!(typ, Type::Choice(_) | Type::Flag)
}

fn column(input: &Input, field: &Field) -> Column {
    let choices = match field.typ {
        Type::Choice(all) => all.iter().map(|w| (*w).to_owned()).collect(),
        Type::Flag => vec![say!("yes").to_owned(), say!("no").to_owned()],
        Type::Who => people(input),
        Type::Level => crate::model::Level::ALL.map(|l| l.word().to_owned()).to_vec(),
        _ => Vec::new(),
    };
    let width = match field.typ {
        Type::Long => 50,
        Type::Line if field.need => 36,
        Type::Line => 28,
        Type::Date => 12,
        Type::Flag | Type::Number(_) | Type::Count(_) | Type::Hours(_) | Type::Choice(_) | Type::Level => 11,
        Type::Words(_) | Type::Who | Type::Link(_) | Type::Progress | Type::Id => 18,
        _ => 24,
    };
    Column { width: Some(width), choices, ..Column::from(words::text(field.word)) }
}

fn cell(input: &Input, rec: &Rec<'_>, field: &Field) -> Cell {
    let stored = rec.get(field.key);
    match field.typ {
        Type::Number(_) | Type::Count(_) | Type::Hours(_) | Type::Bytes if !stored.is_empty() => {
            Cell::Number(stored.to_owned())
        }
        Type::Date => stored.parse().map_or_else(|_| stored.into(), Cell::Day),
        _ => value::shown(input.a, KINDS, rec, field).into(),
    }
}
