//! What a row of a Statement of Applicability says of a control beside its level: what it is needed for, why, how it is
//! done, for which AI systems, which risks name it. Cells to proposals; knows no register: what is named is looked up when
//! the file is weighed.

use super::head::plain;
use super::{Incoming, Place, Proposal, Stood, Want};
use crate::model::assessment::keys;
use crate::model::record::{INCIDENT, Kind, RISK, SYSTEM};
use crate::model::said::Matter;
use crate::model::statement::{Driver, driver_key};
use crate::model::text;

/// What rows of one control state.
#[derive(Debug, Default)]
pub(super) struct Stated {
    pub(super) drivers: Vec<Driver>,
    pub(super) why: Vec<String>,
    pub(super) against: Vec<String>,
    pub(super) how: Vec<String>,
    /// Cells that name AI systems, as they stand.
    pub(super) systems: Vec<String>,
    /// Cells that name risks.
    pub(super) risks: Vec<String>,
    /// Cells that name incidents and what follows from them.
    pub(super) findings: Vec<String>,
    pub(super) again: Option<String>,
    /// That what is named stands a line each.
    pub(super) a_line_each: bool,
}

/// A piece of evidence as a row names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) what: String,
    pub(super) date: String,
    pub(super) until: String,
    /// Ids it shows; the row's own where none are named.
    pub(super) shows: String,
}

impl Piece {
    pub(super) fn named(what: String) -> Self {
        Self { what, date: String::new(), until: String::new(), shows: String::new() }
    }
}

/// Says how a control stands in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stand {
    In,
    Out,
    Undecided,
}

impl Stated {
    /// Puts what another row of the same control states to it.
    pub(super) fn take(&mut self, other: Self) {
        for (mine, theirs) in [
            (&mut self.why, other.why),
            (&mut self.against, other.against),
            (&mut self.how, other.how),
            (&mut self.systems, other.systems),
            (&mut self.risks, other.risks),
            (&mut self.findings, other.findings),
        ] {
            for one in theirs {
                if !mine.contains(&one) {
                    mine.push(one);
                }
            }
        }
        for driver in other.drivers {
            if !self.drivers.contains(&driver) {
                self.drivers.push(driver);
            }
        }
        self.again = self.again.take().or(other.again);
        self.a_line_each |= other.a_line_each;
    }

    /// All texts of it.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        self.why.iter().chain(&self.against).chain(&self.how).map(String::as_str)
    }

    /// Proposes it for a control.
    pub(super) fn propose(&self, id: &str, place: &Place, stand: Stand, into: &mut Incoming) {
        let mut push =
            |want| into.proposals.push(Proposal { place: place.clone(), want, stood: Stood::Unsaid });
        let mut text = |matter, all: &[String], between: &str| {
            if !all.is_empty() {
                push(Want::Text { matter, at: id.to_owned(), text: all.join(between) });
            }
        };
        text(Matter::WhyIn, &self.why, "; ");
        text(Matter::Reason, &self.against, "; ");
        text(Matter::How, &self.how, "\n");
        if let Some(day) = &self.again {
            push(Want::Fact { key: format!("{}{id}", keys::AGAIN), value: day.clone() });
        }
        // What is not decided yet would be in with the first driver.
        for driver in self.drivers.iter().filter(|_| stand != Stand::Undecided) {
            push(Want::Fact { key: driver_key(id, *driver), value: "yes".to_owned() });
        }
        let mut named = |kind: &'static Kind, cells: &[String]| {
            for cell in cells {
                let (at, cell, a_line_each) = (id.to_owned(), cell.clone(), self.a_line_each);
                push(Want::Named { kind, at, cell, a_line_each });
            }
        };
        named(&SYSTEM, &self.systems);
        named(&RISK, &self.risks);
        named(&INCIDENT, &self.findings);
    }
}

/// What other tools call a driver: a code of one letter, or words.
fn driver(word: &str) -> Option<Driver> {
    Some(match plain(word).as_str() {
        "r" | "risk" | "risks" | "riskassessment" | "riskbased" => Driver::Risk,
        "impact" | "impacts" | "impactassessment" => Driver::Impact,
        "l" | "law" | "legal" | "legalrequirement" | "legalrequirements" | "regulatory" | "regulation" => {
            Driver::Law
        }
        "c" | "contract" | "contracts" | "contractual" => Driver::Contract,
        "b" | "bp" | "practice" | "bestpractice" | "goodpractice" => Driver::Practice,
        _ => return None,
    })
}

/// The drivers a cell names; none where anything else stands there too.
pub(super) fn drivers(cell: &str) -> Option<Vec<Driver>> {
    let cell = cell.trim();
    // As our own documents have it where nobody wrote more.
    let cell =
        cell.split_once(": ").filter(|(before, _)| plain(before) == "neededfor").map_or(cell, |(_, d)| d);
    let words = || cell.split([',', ';', '/', '+', '\n']).map(str::trim).filter(|w| !w.is_empty());
    let all: Vec<Driver> = words().map_while(driver).collect();
    if !all.is_empty() && all.len() == words().count() {
        return Some(all);
    }
    // Codes with blanks between.
    let codes = || cell.split_whitespace();
    let all: Vec<Driver> = codes().filter(|w| w.chars().count() == 1).map_while(driver).collect();
    (!all.is_empty() && all.len() == codes().count()).then_some(all)
}

/// Whether a cell says that nothing is meant.
pub(super) fn is_nothing(cell: &str) -> bool {
    matches!(plain(cell).as_str(), "" | "none" | "na" | "no" | "nil")
}

/// Whether a cell that should name something says only that it will be named some day.
pub(super) fn is_placeholder(cell: &str) -> bool {
    let later = [
        "tbd",
        "tba",
        "tbc",
        "todo",
        "pending",
        "various",
        "unknown",
        "tobedecided",
        "tobeconfirmed",
        "tobedefined",
    ];
    is_nothing(cell) || later.contains(&plain(cell).as_str())
}

/// Pieces of evidence a line each, with what stands beside them in the same line of other cells.
pub(super) fn pieces(whats: &str, dates: &str, until: &str, shows: &str) -> Vec<Piece> {
    // A dash keeps the line of what one piece does not have; a cell that began with an empty line, as we wrote it once,
    // has the sign of a text before it.
    let line = |cell: &str, n: usize| {
        let all = cell.strip_prefix("'\n").map_or_else(|| cell.to_owned(), |rest| format!("\n{rest}"));
        all.split('\n').nth(n).map(text::clean_line).filter(|l| l != "-").unwrap_or_default()
    };
    let of = |(n, what): (usize, &str)| Piece {
        what: text::clean_line(what),
        date: line(dates, n),
        until: line(until, n),
        shows: line(shows, n),
    };
    whats.split('\n').enumerate().map(of).filter(|p| !p.what.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_words_are_drivers_and_sentences_are_none() {
        assert_eq!(drivers("R, C"), Some(vec![Driver::Risk, Driver::Contract]));
        assert_eq!(drivers("R L B"), Some(vec![Driver::Risk, Driver::Law, Driver::Practice]));
        assert_eq!(drivers("Best practice"), Some(vec![Driver::Practice]));
        assert_eq!(drivers("Needed for: risk, law"), Some(vec![Driver::Risk, Driver::Law]));
        assert_eq!(drivers("The contract with the hotel asks for it"), None);
        assert_eq!(drivers("R, our contract"), None);
        assert_eq!(drivers(""), None);
    }
}
