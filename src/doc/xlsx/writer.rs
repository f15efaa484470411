//! What is at hand while a sheet is written, for all who write a part of it.

use rust_xlsxwriter::Worksheet;

use super::ink::Inks;
use super::place::{Place, Places};
use super::{Grid, Sheet};

/// What is asked for while a sheet is written.
pub(super) struct Writer<'w> {
    pub(super) to: &'w mut Worksheet,
    pub(super) sheet: &'w Sheet,
    pub(super) inks: &'w Inks,
    pub(super) places: &'w Places<'w>,
    pub(super) place: &'w Place,
}

/// Where each column of a table begins, and how many columns of the sheet it takes.
pub(super) fn columns(grid: &Grid) -> Vec<(u16, u16)> {
    let mut at = 0;
    let span = |c: usize| grid.uses.get(c).map_or(1, |u| u.span.max(1));
    let all = (0..grid.table.columns.len()).map(|c| {
        let span = u16::try_from(span(c)).unwrap_or(1);
        at += span;
        (at - span, span)
    });
    all.collect()
}
