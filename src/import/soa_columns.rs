//! Where the columns of a Statement of Applicability are, whose numbers stand in it, and what a row has in each. Used by the
//! readers of such tables.

use super::head::{plain, told};
use super::ids::Ids;
use super::sheet::Row;
use super::soa_heads::{Col, is_called, is_of_maturity, of_head};
use super::status::{self, Applies};
use super::{Column, Trouble, soa_found, soa_stated};
use crate::model::questionnaire::Target;

/// What the numbers of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Numbers {
    /// Of clauses and controls: its head says clauses, and nothing asks what applies.
    All,
    /// Of controls, with their letter.
    Controls,
    /// Of controls, all of them without their letter.
    WithoutLetter,
}

impl Numbers {
    /// The rows count that say anything beside the number: titles between them have other ones.
    fn of(ids: &Ids<'_>, head: &str, applicability: bool, mut said: impl Iterator<Item = String>) -> Self {
        let head = plain(head);
        if !applicability && ["clause", "requirement", "section"].iter().any(|w| head.contains(w)) {
            return Self::All;
        }
        let first = said.next();
        // One of their own has another sort of number.
        let own = |cell: &String| !cell.starts_with(|c: char| c.is_ascii_digit());
        let fits = |cell: &String| ids.without_letter(cell).is_some();
        if first.is_some_and(|f| fits(&f)) && said.all(|cell| fits(&cell) || own(&cell)) {
            Self::WithoutLetter
        } else {
            Self::Controls
        }
    }

    pub(super) fn find(self, ids: &Ids<'_>, cell: &str) -> Option<Target> {
        match self {
            Self::All => ids.find(cell),
            Self::Controls => ids.control(cell),
            Self::WithoutLetter => ids.without_letter(cell),
        }
    }
}

/// Where the columns of a table are.
pub(super) struct Columns {
    pub(super) heads: Vec<String>,
    pub(super) cols: Vec<Option<Col>>,
    /// Whose numbers stand in the column of controls.
    pub(super) numbers: Numbers,
    /// That the status is told by yes and no: then `N` is no, where else it is our sign of what does not apply.
    pub(super) yes_or_no: bool,
    /// That the column of applicability says what is left out.
    pub(super) reversed: bool,
    /// That it is a table of ours, which has each thing in a column of its own.
    pub(super) ours: bool,
    /// That it is the statement of our workbook, which has most things in a column of their own.
    book: bool,
    /// That each piece of evidence has a line of its own in several columns.
    pub(super) pieces: bool,
    /// That the status tells how grown up something is.
    pub(super) grown: bool,
    /// Which column asks what applies, where its cells tell that and no head.
    by_cells: Option<usize>,
}

impl Columns {
    pub(super) fn new(ids: &Ids<'_>, head: &Row, rows: &[Row]) -> Self {
        let heads = head.heads();
        let mut cols: Vec<Option<Col>> = heads.iter().map(|h| of_head(h)).collect();
        // A column of controls is the one in which most cells are one.
        let hits = |n: usize| rows.iter().take(200).filter(|r| ids.find(r.text(n)).is_some()).count();
        let control = (0..cols.len())
            .filter(|n| cols.get(*n) == Some(&Some(Col::Control)))
            .max_by_key(|n| (hits(*n), usize::MAX - n));
        for (n, col) in cols.iter_mut().enumerate() {
            if *col == Some(Col::Control) && Some(n) != control {
                // Beside the numbers the same word means what the control is called.
                let named = ["control", "annexacontrol", "isocontrol", "requirement"];
                let named = heads.get(n).is_some_and(|h| is_called(h, &named));
                *col = named.then_some(Col::Title);
            }
        }
        let reads = |n: usize| {
            rows.iter()
                .map(|r| r.text(n))
                .find(|t| !t.is_empty())
                .is_some_and(|t| status::read(t).is_some() || status::grown(t).is_some())
        };
        // Some call the status what others call how it is done, or how grown up it is: its words tell.
        let others = ["implementation", "maturity", "maturitylevel", "currentmaturity"];
        if !cols.contains(&Some(Col::Status))
            && let Some(n) = heads.iter().position(|h| is_called(h, &others)).filter(|n| reads(*n))
            && let Some(col) = cols.get_mut(n)
        {
            *col = Some(Col::Status);
        }
        ticked(&heads, &mut cols, rows);
        for once in [Col::Status, Col::Applicable] {
            let mut met = false;
            for col in cols.iter_mut().filter(|c| **c == Some(once)) {
                if std::mem::replace(&mut met, true) {
                    *col = None;
                }
            }
        }
        let excluded =
            |(h, c): (&String, &Option<Col>)| *c == Some(Col::Applicable) && is_called(h, &["excluded"]);
        let mut reversed = heads.iter().zip(&cols).any(excluded);
        let mut by_cells = None;
        if !cols.contains(&Some(Col::Applicable))
            && let Some((n, out)) = soa_found::column(&heads, rows)
            && let Some(col) = cols.get_mut(n)
        {
            *col = Some(Col::Applicable);
            (reversed, by_cells) = (out, Some(n));
        }
        let status = cols.iter().position(|c| *c == Some(Col::Status));
        let yes_or_no = status.is_some_and(|n| {
            let head = heads.get(n).map(|h| plain(h)).unwrap_or_default();
            head.contains("yn") || rows.iter().any(|r| matches!(plain(r.text(n)).as_str(), "y" | "yes" | "p"))
        });
        let says = |r: &&Row| {
            let of = |(n, c): (usize, &Option<Col>)| {
                matches!(c, Some(Col::Applicable | Col::Status)) && !r.text(n).is_empty()
            };
            cols.iter().enumerate().any(of)
        };
        let at = control.unwrap_or_default();
        let said = rows.iter().filter(says).map(|r| r.text(at).to_owned()).filter(|id| !id.is_empty());
        let head = heads.get(at).map_or("", String::as_str);
        let numbers = Numbers::of(ids, head, cols.contains(&Some(Col::Applicable)), said);
        let ours = cols.contains(&Some(Col::For))
            && cols.contains(&Some(Col::Against))
            && cols.contains(&Some(Col::Shows));
        if ours {
            // What stands there is told again, put together for people.
            for (head, col) in heads.iter().zip(&mut cols) {
                if is_called(head, &["reason"]) {
                    *col = Some(Col::Told);
                } else if is_called(head, &["howitisdone"]) {
                    *col = None;
                }
            }
        }
        let pieces = cols.contains(&Some(Col::Shows));
        let grown = status.is_some_and(|n| {
            let of_head = heads.get(n).is_some_and(|h| is_of_maturity(h));
            of_head || rows.iter().any(|r| status::is_grown(r.text(n)))
        });
        Self { heads, cols, numbers, yes_or_no, reversed, ours, book: false, pieces, grown, by_cells }
    }

    /// Our own workbook once had notes and evidence where others have how it is done alone.
    pub(super) fn of_our_workbook(&mut self) {
        self.book = true;
        if self.pieces {
            return;
        }
        for col in self.cols.iter_mut().filter(|c| **c == Some(Col::How)) {
            *col = Some(Col::Note);
        }
    }

    /// Whether the sheet is ours, of whichever file.
    pub(super) const fn of_us(&self) -> bool {
        self.ours || self.book
    }

    /// Whether a column asks which controls apply.
    pub(super) fn asks(&self) -> bool {
        self.cols.contains(&Some(Col::Applicable))
    }

    pub(super) fn told(&self, rows: &[Row]) -> Vec<Column> {
        let of = |(n, (head, col)): (usize, (&String, &Option<Col>))| told(n, head, col.map(Col::key), rows);
        let mut all: Vec<Column> = self.heads.iter().zip(&self.cols).enumerate().map(of).collect();
        soa_found::mark(&mut all, rows);
        if let Some(column) = self.by_cells.and_then(|n| all.get_mut(n)) {
            (column.by_cells, column.asks_out) = (true, self.reversed);
        }
        all
    }

    /// What stands first in the columns of one sort; nothing where it cannot be read.
    pub(super) fn first<'r>(&'r self, row: &'r Row, col: Col) -> &'r str {
        self.values(row, col).ok().and_then(|all| Some(all.first()?.1)).unwrap_or_default()
    }

    /// What a row has in the columns of one sort: head and text, empty ones left out.
    pub(super) fn values<'r>(
        &'r self,
        row: &'r Row,
        col: Col,
    ) -> Result<Vec<(&'r str, &'r str)>, (String, Trouble)> {
        let mut all = Vec::new();
        for (n, head) in self.heads.iter().enumerate().filter(|(n, _)| self.cols.get(*n) == Some(&Some(col)))
        {
            let value = row.value(n).map_err(|t| (head.clone(), t))?;
            if !value.is_empty() {
                all.push((head.as_str(), value));
            }
        }
        Ok(all)
    }
}

/// Columns of ticks and nothing else are what their heads are needed for, whatever else such a head means; a tick under any
/// other head says nothing that has a place.
fn ticked(heads: &[String], cols: &mut [Option<Col>], rows: &[Row]) {
    let texts = [
        Col::Reason,
        Col::For,
        Col::Against,
        Col::Drivers,
        Col::Note,
        Col::Evidence,
        Col::How,
        Col::Systems,
        Col::Risks,
        Col::Findings,
    ];
    for (n, (head, col)) in heads.iter().zip(cols).enumerate() {
        if col.is_some_and(|c| !texts.contains(&c)) {
            continue;
        }
        let said = || rows.iter().map(|r| r.text(n)).filter(|t| !t.is_empty());
        let decides = |t: &str| status::answers(t) || status::applies(t) == Some(Applies::Undecided);
        if said().any(status::is_tick) && said().all(decides) {
            *col = soa_stated::drivers_of_head(head).map(|_| Col::Driver);
        }
    }
}

/// A cell that says little without the head it stands under.
pub(super) fn told_apart(columns: &Columns, col: Col, cell: &str) -> String {
    let head = columns.heads.iter().zip(&columns.cols).find(|(_, c)| **c == Some(col)).map_or("", |(h, _)| h);
    format!("{head}: {cell}")
}
