//! The card one is at: where, and what is shown of it. What is drawn of it is in `question`.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::ops::Range;

use super::answers::target;
use super::edge;
use crate::model::questionnaire::{Requirement, Target};
use crate::model::{Check, Level};
use crate::say;
use crate::tui::keymap::{InList, OnCard};
use crate::tui::pane::Cursor;
use crate::tui::shell::Shell;
use crate::tui::spot::Spot;
use crate::words::{Word as _, register};
use crate::work::Work;

/// The most pieces of evidence the card shows.
const ON_CARD: usize = 6;

/// The question card: its selection is the row of checks one is at.
#[derive(Default)]
pub struct Card {
    /// The question one is at.
    pub spot: Spot,
    /// Selected row: the requirement as a whole, then its checks.
    pub cursor: Cursor,
    /// The first check shown (drawing remembers it, nothing else does).
    pub(super) top: Cell<usize>,
    /// Evidence at the questions that were looked at.
    evidence: RefCell<BTreeMap<Spot, (Vec<String>, usize)>>,
}

impl Card {
    /// The first pieces of evidence for the question one is at, in a line each, and how many there are. Read
    /// once after a change: there may be hundreds.
    pub fn evidence(&self, work: &Work) -> (Vec<String>, usize) {
        if let Some(known) = self.evidence.borrow().get(&self.spot) {
            return known.clone();
        }
        let (a, r) = (work.a(), work.a().requirement(work.q(), self.spot.requirement));
        let here = self.spot.id(work.q());
        let checks = r.checks.iter().filter(|_| self.spot.row == 0).map(|c| c.id.as_str());
        let pieces = a.pieces_naming(checks.chain([here.as_str(), r.id.as_str()]));
        let lines = pieces
            .iter()
            .take(ON_CARD)
            .filter_map(|piece| a.piece(piece))
            .map(|e| register::with_checks(&e))
            .collect();
        let known = (lines, pieces.len());
        self.evidence.borrow_mut().insert(self.spot, known.clone());
        known
    }

    /// After a change it is looked up again.
    pub fn forget(&mut self) {
        self.evidence.borrow_mut().clear();
    }
}

/// A card and what it is drawn from.
pub(super) struct Here<'a> {
    pub shell: &'a Shell,
    pub card: &'a Card,
    pub work: &'a Work,
    pub r: &'a Requirement,
}

impl<'a> Here<'a> {
    /// The place of a row.
    pub(super) const fn at(&self, row: usize) -> Spot {
        Spot { row, ..self.card.spot }
    }

    /// The check of a row; none for the requirement as a whole.
    pub(super) fn check(&self, row: usize) -> Option<&'a Check> {
        row.checked_sub(1).and_then(|n| self.r.checks.get(n))
    }

    /// The index of the check of a row.
    pub(super) fn index(&self, row: usize) -> Option<usize> {
        match target(self.work, self.at(row)) {
            Target::Check(c) => Some(c),
            _ => None,
        }
    }

    /// How a check is called on its own card: what its id has behind that of the requirement, with the stroke, so that
    /// nobody takes it for a key.
    pub(super) fn label(&self, row: usize) -> String {
        let id = self.check(row).map_or("", |c| c.id.as_str());
        id.strip_prefix(self.r.id.as_str()).unwrap_or(id).to_owned()
    }

    /// The id of the selected row.
    pub(super) fn id(&self) -> String {
        self.check(self.card.spot.row).map_or(&self.r.id, |c| &c.id).clone()
    }

    /// What a requirement as a whole is met by: the evidence of its key checks, else of all that count.
    pub(super) fn evidence(&self) -> String {
        let (q, a) = (self.work.q(), self.work.a());
        let keys: Vec<&str> = self.r.checks.iter().filter(|c| c.key).map(|c| c.evidence.as_str()).collect();
        let counted = q.checks_of(self.card.spot.requirement).filter(|c| a.counts(q, *c));
        let all = counted.map(|c| a.check(q, c).evidence.as_str());
        if keys.is_empty() { all.collect() } else { keys }.join("; ")
    }

    /// What tells the rest of a text of the questionnaire that is cut.
    pub(super) fn rest(&self) -> String {
        say!("{key} all", key = self.shell.key(OnCard::Details))
    }

    /// How many checks there are, and how many of those that count are proven.
    pub(super) fn proven(&self) -> String {
        let (q, a) = (self.work.q(), self.work.a());
        let n = self.r.checks.len();
        if self.shell.hide_scores {
            return say!("{n|check|checks}", n);
        }
        let status = self.work.scores().status(self.card.spot.requirement);
        let status = format!("{} {}", self.shell.theme.symbol(status), status.word());
        let counted: Vec<usize> =
            q.checks_of(self.card.spot.requirement).filter(|c| a.counts(q, *c) && a.asks(q, *c)).collect();
        let proven =
            counted.iter().filter(|c| a.level(q, **c).is_some_and(|(l, _)| l == Level::Proven)).count();
        let of = counted.len();
        if proven == of {
            say!("{status}, {n|check|checks}: all {of} proven", status, n, of)
        } else {
            say!("{status}, {n|check|checks}: {proven} of {of} proven", status, n, proven, of)
        }
    }

    /// The checks of these rows: "/1-/11"; empty where there are none.
    fn span(&self, rows: Range<usize>) -> String {
        match rows.len() {
            0 => String::new(),
            1 => self.label(rows.start),
            _ => format!("{}-{}", self.label(rows.start), self.label(rows.end - 1)),
        }
    }

    /// What lies above the rows that are shown, and below them.
    pub(super) fn more(&self, shown: &Range<usize>) -> (String, String) {
        let (above, below) = edge::above_and_below(self.shell.theme);
        let (over, under) = (self.span(1..shown.start), self.span(shown.end..self.r.checks.len() + 1));
        let key = self.shell.key(InList::Down);
        (
            if over.is_empty() { over } else { format!("{above} {over}") },
            if under.is_empty() { under } else { format!("{below} {under}: {key}") },
        )
    }
}
