//! The Statement of Applicability, a row a control.

use super::{chosen, people, states, wide};
use crate::doc::table::{Column, Table};
use crate::doc::xlsx::{Alarm, Grid, Part, Sheet, Use};
use crate::doc::{Cell, Tone};
use crate::model::statement::{Applicable, Named};
use crate::report::Input;
use crate::report::soa;
use crate::say;
use crate::words::{Word as _, statement};

/// What a control can be, with its tone.
fn choices() -> Vec<(String, Tone)> {
    let toned = |x: Applicable| (x.word().to_owned(), soa::tone(x));
    Applicable::ALL.map(toned).to_vec()
}

/// The columns, those added later behind the others. `words` are what a control can be.
fn columns(input: &Input, words: Vec<String>) -> Vec<Column> {
    let mut all = vec![
        Column::from(say!("Control")),
        wide(say!("Title"), 34),
        wide(say!("Objective"), 26),
        chosen(say!("Applicable"), 12, words),
        wide(say!("Reason"), 46),
        wide(say!("Status"), 13),
        wide(say!("How it is done"), 50),
        chosen(say!("Owner"), 20, people(input)),
        wide(say!("ISO/IEC 27001"), 12),
        wide(say!("Per AI system"), 34),
        wide(say!("Needed for"), 20),
        wide(say!("AI systems"), 26),
        wide(say!("Risks"), 34),
        wide(say!("Evidence"), 34),
        wide(say!("Evidence date"), 12),
        wide(say!("Evidence valid until"), 12),
        wide(say!("Evidence shows"), 20),
        wide(say!("To look at"), 30),
        wide(say!("Evidence number"), 10),
        wide(say!("Evidence place"), 30),
        wide(say!("Evidence version"), 12),
        wide(say!("Evidence seen by"), 26),
        wide(say!("Evidence seen note"), 26),
        wide(say!("Evidence current"), 16),
        wide(say!("Look again on"), 12),
        wide(say!("Own state"), 12),
    ];
    if input.head.audited.is_some() {
        all.push(wide(say!("Audit"), 18));
    }
    all
}

pub(super) fn sheet(input: &Input) -> Sheet {
    let words = choices().into_iter().map(|(word, _)| word).collect();
    let mut t = Table { columns: columns(input, words), rows: Vec::new() };
    for r in soa::rows(input) {
        let (part, by_system, row) = (r.part(input), r.by_system(input), &r.stated);
        let title = row.requirement().map_or_else(|| row.title.clone(), |r| input.q.full_title(r));
        let pieces = soa::Pieces::of(row);
        let current = row.evidence.iter().map(statement::current).collect::<Vec<_>>().join("\n");
        let lines = |all: &[Named]| all.iter().map(Named::whole).collect::<Vec<_>>().join("\n");
        let mut flags: Vec<&str> = row.flags.iter().map(statement::short_flag).collect();
        flags.dedup();
        let said = input.head.audited.as_ref().map(|_| said_in_cell(&r, input));
        let cells = vec![
            row.id.as_str().into(),
            title.into(),
            part.into(),
            soa::cell(row.applicable),
            // Left empty, it is red, and whoever writes it takes the red away.
            if r.asks_for_reason() { String::new() } else { r.reason.clone() }.into(),
            crate::report::tones::status(row.status),
            // A note may speak of what is there: it has its own place in this workbook.
            row.how.as_str().into(),
            r.owner.into(),
            r.iso27001.into(),
            by_system.join("\n").into(),
            statement::drivers(&row.drivers).into(),
            // A line each: a name may hold a comma.
            match lines(&row.counts_for) {
                none if none.is_empty() && row.is_for_none() => "-".to_owned(),
                none if none.is_empty() => statement::systems(row),
                lines => lines,
            }
            .into(),
            lines(&row.risks).into(),
            pieces.what.into(),
            pieces.date.into(),
            pieces.until.into(),
            pieces.shows.into(),
            flags.join(", ").into(),
            pieces.number.into(),
            pieces.place.into(),
            pieces.version.into(),
            pieces.seen_by.into(),
            pieces.seen_note.into(),
            current.into(),
            row.again.as_str().into(),
            row.state.as_str().into(),
        ];
        t.row(cells.into_iter().chain(said).collect());
    }
    // What is left out without a reason an auditor asks about first; a reason to include is asked for as well.
    let alarm = |(x, tone): (Applicable, Tone)| Alarm { column: 4, when: 3, is: x.word().to_owned(), tone };
    let alarms = [(Applicable::No, Tone::Bad), (Applicable::Yes, Tone::Half)].map(alarm).to_vec();
    let grid = Grid { frozen: Some(2), alarms, ..Grid::new(t) }
        .with(3, Use { tones: choices(), only: true, ..Use::default() })
        .with(5, Use { tones: states(), ..Use::default() });
    let mut sheet = Sheet::of("soa", say!("Statement of Applicability"), grid);
    sheet.parts.extend(approval(input));
    sheet
}

/// What audits say of a control, and which one.
fn said_in_cell(row: &soa::Row, input: &Input) -> Cell {
    Cell::from(row.audited(input).map(soa::audit_in_cell).unwrap_or_default())
}

/// Version and approval, below the table.
fn approval(input: &Input) -> [Part; 2] {
    // What the register of documents says; the rest is for whoever approves it.
    let [version, by, on] = soa::approval(input).map(Cell::from);
    let head = Part::Heading(say!("Version and approval").to_owned());
    let line = |label: &str, cell: Cell| (label.to_owned(), cell);
    let facts = Part::Facts(vec![
        line(say!("Version"), version),
        line(say!("Prepared by"), Cell::from("")),
        line(say!("Approved by"), by),
        line(say!("Approved on"), on),
        line(say!("Signature"), Cell::from("")),
    ]);
    [head, facts]
}
