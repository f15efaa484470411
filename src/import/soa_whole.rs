//! What a row of our own Statement of Applicability does not say any more: its empty cells, and its lists. Used by the reader of
//! such tables.

use std::sync::Arc;

use super::gather::Said;
use super::head::plain;
use super::sheet::{Row, Sheet};
use super::soa_columns::Columns;
use super::soa_heads::{Col, NO_REASON};
use super::{Cell, Whole, WholeOf, soa_not_for};
use crate::model::record::{CONTROL, Draft};
use crate::model::said::Matter;

/// Texts of a control, each with the columns it may stand in.
const TEXTS: [(Col, Matter); 7] = [
    (Col::For, Matter::WhyIn),
    (Col::Reason, Matter::WhyIn),
    (Col::Against, Matter::Reason),
    (Col::Reason, Matter::Reason),
    (Col::How, Matter::How),
    (Col::Owner, Matter::Owner),
    (Col::Again, Matter::LookAgain),
];
const LISTS: [(Col, Cell); 3] =
    [(Col::Drivers, Cell::Drivers), (Col::Systems, Cell::Systems), (Col::Risks, Cell::Risks)];

/// What columns of our own sheet say of a control of one's own, by its fields.
const OF_OWN: [(Col, &str); 6] = [
    (Col::For, "why"),
    (Col::Reason, "why"),
    (Col::Drivers, "drivers"),
    (Col::How, "how"),
    (Col::OwnState, "state"),
    (Col::Owner, "owner"),
];

/// The head of the first column of a sort, where the table has one.
fn head(columns: &Columns, col: Col) -> Option<&String> {
    columns.heads.iter().zip(&columns.cols).find(|(_, c)| **c == Some(col)).map(|(head, _)| head)
}

/// A row about a control of the questionnaire. One that is left out or open needs nothing, so that what its lists do not hold
/// was never shown.
pub(super) fn of_row(columns: &Columns, sheet: &Sheet, row: &Row, (at, one): (&str, &Said)) -> Option<Whole> {
    if !columns.of_us() {
        return None;
    }
    let mut cells = Vec::new();
    let says = |text: &str| !text.is_empty() && !NO_REASON.contains(&plain(text).as_str());
    for (col, matter) in TEXTS {
        let of_in = matter == Matter::WhyIn;
        if (of_in && !one.applies) || (matter == Matter::Reason && one.applies) {
            continue;
        }
        if let Some(head) = head(columns, col).filter(|_| !says(columns.first(row, col))) {
            cells.push((Cell::Empty(matter), head.clone()));
        }
    }
    for (col, cell) in LISTS.into_iter().filter(|_| one.applies) {
        cells.extend(head(columns, col).map(|head| (cell, head.clone())));
    }
    // Where they stand for a control that is in, and for one they alone leave out.
    let told = if columns.ours { Col::Told } else { Col::Reason };
    // A row that says nothing else is not read for them.
    let read = !one.stated.not_for.is_empty() || soa_not_for::split(columns.first(row, told)).1.is_empty();
    cells.extend(head(columns, told).filter(|_| read).map(|head| (Cell::NotFor, head.clone())));
    let evidence = columns.pieces.then(|| one.evidence.iter().filter_map(|p| p.number).collect());
    let of = WholeOf::Control { at: at.to_owned(), cells, evidence };
    Some(Whole { place: sheet.place(row), of })
}

/// A row about a control of one's own.
pub(super) fn of_own(columns: &Columns, sheet: &Sheet, row: &Row, draft: &Draft) -> Option<Whole> {
    let headed = |(col, field): (Col, &'static str)| Some((field, head(columns, col)?.clone()));
    let fields = Arc::new(OF_OWN.into_iter().filter_map(headed).collect());
    let of = WholeOf::Record { kind: &CONTROL, draft: draft.clone(), fields };
    columns.of_us().then(|| Whole { place: sheet.place(row), of })
}
