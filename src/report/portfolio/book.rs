//! The workbook of many clients: the rows, the heat map of each questionnaire, what could not be read. Pure.

use jiff::civil::Date;

use crate::doc::xlsx::{Book, Grid, Part, Sheet, Unit, Use};
use crate::doc::{Cell, House, Table, WriteError, xlsx};
use crate::model::portfolio::{self as model, Client, Portfolio};
use crate::model::score::{Status, percent_value};
use crate::report::tones;
use crate::say;
use crate::words::{Word as _, portfolio as words};

/// Its file name.
pub const FILE: &str = "portfolio.xlsx";

/// Questionnaires that have a sheet of their own, at most: a folder has one or two.
const STANDARDS: usize = 3;

/// Widths of the heat map in characters: the client, the figure of each part, its word.
const WIDTHS: (usize, usize, usize) = (40, 7, 13);

/// Parts of a questionnaire that have a column, at most.
const PARTS: usize = 60;

/// Rows of a sheet of a spreadsheet, less its head.
const ROWS: usize = 1_000_000;

/// The workbook as a file; the same clients and day give the same bytes.
pub fn xlsx(p: &Portfolio, made: Date) -> Result<Vec<u8>, WriteError> {
    xlsx::write(&book(p, made), &House::default())
}

/// The workbook.
pub fn book(p: &Portfolio, made: Date) -> Book {
    let about = super::about(p, made);
    let mut sheets = vec![start(p, &about), clients(p)];
    sheets.extend(heat(p));
    if !p.unread.is_empty() {
        let mut table = Table::new(&[say!("File"), say!("Why it could not be read")]);
        for u in p.unread.iter().take(ROWS) {
            table.row(vec![u.file.as_str().into(), u.why.as_str().into()]);
        }
        set_widths(&mut table, &[50, 90]);
        sheets.push(Sheet::of("unread", say!("Not read"), Grid::new(table)));
    }
    Book { name: "portfolio", title: say!("Clients side by side").to_owned(), about, sheets }
}

/// What it is, in words: the first sheet.
fn start(p: &Portfolio, about: &crate::doc::About) -> Sheet {
    let facts = about.facts.iter().map(|(label, text)| (label.clone(), Cell::from(text.as_str())));
    let mut parts = vec![
        Part::Title(say!("Clients side by side").to_owned()),
        Part::Prose(words::summary(p)),
        Part::Facts(facts.collect()),
    ];
    if !p.unread.is_empty() {
        parts.push(Part::Prose(format!("{}.", words::unread(p))));
    }
    parts.extend(words::remarks(p).into_iter().map(Part::Prose));
    parts.extend([Part::Prose(words::legend()), Part::Prose(about.disclaimer.clone())]);
    Sheet {
        anchor: "about".to_owned(),
        name: say!("About").to_owned(),
        parts,
        widths: vec![18, 90],
        label: 1,
        ..Sheet::default()
    }
}

/// A row a client. Readiness stands in two columns, so that it can be sorted.
fn clients(p: &Portfolio) -> Sheet {
    let heads = [
        (say!("Client"), 40),
        (say!("Verdict"), 30),
        (say!("Readiness from"), 11),
        (say!("Readiness to"), 11),
        (say!("Met"), 8),
        (say!("Partial"), 8),
        (say!("Gap"), 8),
        (say!("Left out"), 9),
        (say!("Open"), 8),
        (say!("Checks answered"), 11),
        (say!("Checks"), 9),
        (say!("Claimed proven"), 10),
        (say!("Evidence named"), 10),
        (say!("Evidence seen"), 10),
        (say!("First blocker"), 34),
        (say!("Target"), 12),
        (say!("Last change"), 12),
        (say!("File"), 36),
    ];
    let mut table = Table::new(&heads.map(|(head, _)| head));
    for c in p.clients.iter().take(ROWS) {
        let e = c.evidence;
        let mut row = vec![
            c.name().into(),
            Cell::Toned(tones::of_class(c.class), words::verdict(c)),
            percent_value(c.all.low).into(),
            percent_value(c.all.high).into(),
        ];
        row.extend(super::counts(c));
        row.extend([
            c.all.checks_answered.into(),
            c.all.checks_applicable.into(),
            e.claimed.into(),
            e.named.into(),
            e.seen.into(),
            words::blocker(c).into(),
            tones::day(c.target),
            tones::day(c.changed),
            c.file.as_str().into(),
        ]);
        table.row(row);
    }
    set_widths(&mut table, &heads.map(|(_, width)| width));
    let percent = || Use { unit: Unit::Percent, ..Use::default() };
    let mut grid = Grid::new(table).with(2, percent()).with(3, percent());
    grid.frozen = Some(1);
    Sheet::of("clients", say!("Clients"), grid)
}

/// Clients and parts of what they answer: a sheet a questionnaire of the readiness that is sure as figures, coloured from
/// none to all of it, and one of what each comes to in words.
fn heat(p: &Portfolio) -> Vec<Sheet> {
    let share = || Use { scale: true, ..Use::default() };
    let mut sheets = Vec::new();
    for (n, standard) in p.standards.iter().enumerate().take(STANDARDS) {
        let clients: Vec<&Client> = p.clients.iter().filter(|c| c.standard == n).take(ROWS).collect();
        let parts = standard.parts.len().min(PARTS);
        let mut heads = vec![say!("Client").to_owned()];
        heads.extend(standard.parts.iter().take(parts).map(|(id, _)| id.clone()));
        let sheet = |anchor: &str, name: &str, width: usize, cell: &dyn Fn(&model::Part) -> Cell| {
            let mut table = Table::new(&vec![""; heads.len()]);
            for c in &clients {
                let cells = (0..parts).map(|n| c.parts.get(n).map_or_else(|| Cell::from(""), cell));
                table.row(std::iter::once(Cell::from(c.name())).chain(cells).collect());
            }
            let mut widths = vec![width; heads.len()];
            widths[0] = WIDTHS.0;
            set_widths(&mut table, &widths);
            let mut grid = Grid { frozen: Some(1), heads: heads.clone(), ..Grid::new(table) };
            for column in 1..heads.len() {
                grid = grid.with(column, share());
            }
            Sheet::of(&format!("{anchor}-{}", standard.id), name, grid)
        };
        sheets.push(sheet("heat", say!("Heat map"), WIDTHS.1, &|part| match part.status {
            // What does not apply has no readiness, and of what nobody answered there is none to be sure of.
            Status::NotApplicable => Cell::from(""),
            _ if part.is_unknown() => Cell::from(""),
            _ => percent_value(f64::from(part.low)).into(),
        }));
        sheets.push(sheet("states", say!("Parts in words"), WIDTHS.2, &|part| {
            Cell::Toned(tones::of_status(part.status), part.status.word().to_owned())
        }));
    }
    sheets
}

fn set_widths(table: &mut Table, widths: &[usize]) {
    for (column, width) in table.columns.iter_mut().zip(widths) {
        column.width = Some(*width);
    }
}
