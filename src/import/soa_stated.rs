//! What a row of a Statement of Applicability says of a control beside its level: what it is needed for, why, how it is
//! done, for which AI systems, which risks name it. Cells to proposals; knows no register: what is named is looked up when
//! the file is weighed.

use super::german;
use super::head::plain;
use super::sheet::{Row, Sheet};
use super::soa_heads::Col;
use super::{Incoming, Place, Proposal, Stood, Want, reason};
use crate::model::assessment::keys;
use crate::model::questionnaire::Questionnaire;
use crate::model::record::{DOCUMENT, Draft, INCIDENT, Kind, RISK, SYSTEM};
use crate::model::said::{Matter, gives_no_reason};
use crate::model::statement::{self, Driver, driver_key};
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
    /// AI systems it does not count for, as our own sheet has them behind its reasons.
    pub(super) not_for: Vec<String>,
    /// That the sheet is ours: what is named stands a line each, with its number.
    pub(super) ours: bool,
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
            (&mut self.not_for, other.not_for),
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
        self.ours |= other.ours;
    }

    /// All texts of it.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        self.why.iter().chain(&self.against).chain(&self.how).map(String::as_str)
    }

    /// Whether anything of it will say that a control is in: a reason that begins as one for leaving it out is not taken, nor one
    /// that says nothing.
    pub(super) fn will_say_in(&self) -> bool {
        let says = !self.why.iter().all(|why| is_no_reason(why));
        !self.drivers.is_empty() || says && self.why.first().is_some_and(|why| !reason::excludes(why))
    }

    /// Proposes it for a control; `why` and `against` are its reasons as a whole.
    pub(super) fn propose(
        &self,
        id: &str,
        place: &Place,
        stand: Stand,
        (why, against): (&[String], &[String]),
        into: &mut Incoming,
    ) {
        let mut push =
            |want| into.proposals.push(Proposal { place: place.clone(), want, stood: Stood::Unsaid });
        let mut text = |matter, all: &[String], between: &str| {
            if !all.is_empty() {
                push(Want::Text { matter, at: id.to_owned(), text: all.join(between) });
            }
        };
        text(Matter::WhyIn, why, "; ");
        // What argues for leaving it out is no reason for having it, where it would be read as one.
        let matter = if stand == Stand::In { Matter::Note } else { Matter::Reason };
        text(matter, against, "; ");
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
                let (at, cell, ours) = (id.to_owned(), cell.clone(), self.ours);
                push(Want::Named { kind, at, cell, ours });
            }
        };
        // Where some are left out, those it counts for are told with them.
        if self.not_for.is_empty() {
            named(&SYSTEM, &self.systems);
        }
        named(&RISK, &self.risks);
        named(&INCIDENT, &self.findings);
    }
}

/// The labels below the statement of our workbook, plain, and what stands beside each.
const BELOW: [(&str, Col); 3] =
    [("version", Col::Version), ("approvedby", Col::ApprovedBy), ("approvedon", Col::ApprovedOn)];

/// Proposes what our own sheet says of the statement as a whole, in columns that are the same in each row or below the table:
/// its version, and who approved it. Where nothing is said nothing is proposed. `first` gives what a row has in a column.
pub(super) fn of_the_whole<'r>(
    q: &Questionnaire,
    sheet: &Sheet,
    rows: &'r [Row],
    first: impl Fn(&'r Row, Col) -> &'r str,
    into: &mut Incoming,
) {
    let mut draft = Draft::new();
    let mut place = None;
    for row in rows {
        for (field, col) in
            [("version", Col::Version), ("approved-by", Col::ApprovedBy), ("approved-on", Col::ApprovedOn)]
        {
            let label = BELOW.iter().any(|(label, of)| *of == col && *label == plain(row.text(0)));
            let below = || (1..row.cells.len()).map(|c| row.text(c)).find(|t| !t.is_empty());
            let said = if label { below().unwrap_or_default() } else { first(row, col) };
            if !said.is_empty() && !draft.contains_key(field) {
                place.get_or_insert_with(|| sheet.place(row));
                draft.insert(field.to_owned(), text::clean_line(said));
            }
        }
    }
    if let Some((place, name)) = place.zip(statement::document_name(q)) {
        draft.insert("name".to_owned(), name.to_owned());
        let want = Want::Record { kind: &DOCUMENT, named: None, number: None, draft, columns: Vec::new() };
        into.proposals.push(Proposal { place, want, stood: Stood::Unsaid });
    }
}

/// What other tools call a driver: a code of one letter, or words.
fn driver(word: &str) -> Option<Driver> {
    Some(match german::word(plain(word)).as_str() {
        "r"
        | "rra"
        | "ra"
        | "risk"
        | "risks"
        | "riskassessment"
        | "riskassessments"
        | "riskbased"
        | "resultsofriskassessment"
        | "resultofriskassessment"
        | "resultsoftheriskassessment"
        | "riskassessmentresults" => Driver::Risk,
        "impact" | "impacts" | "impactassessment" => Driver::Impact,
        "l"
        | "lr"
        | "law"
        | "laws"
        | "legal"
        | "legalrequirement"
        | "legalrequirements"
        | "regulatory"
        | "regulation"
        | "regulations"
        | "regulatoryrequirement"
        | "regulatoryrequirements" => Driver::Law,
        "c"
        | "co"
        | "contract"
        | "contracts"
        | "contractual"
        | "contractualobligation"
        | "contractualobligations"
        | "contractualrequirement"
        | "contractualrequirements" => Driver::Contract,
        "b"
        | "br"
        | "bp"
        | "practice"
        | "practices"
        | "bestpractice"
        | "bestpractices"
        | "goodpractice"
        | "business"
        | "businessneed"
        | "businessneeds"
        | "businessrequirement"
        | "businessrequirements" => Driver::Practice,
        _ => return None,
    })
}

/// The words of a list in a cell.
fn listed(cell: &str) -> impl Iterator<Item = &str> {
    cell.split([',', ';', '/', '+', '\n']).map(str::trim).filter(|w| !w.is_empty())
}

/// What our own documents have in the place of a reason nobody wrote: the drivers, in brackets the risks behind them.
fn instead(cell: &str) -> Option<&str> {
    let (before, drivers) = cell.split_once(": ")?;
    let drivers = drivers.split_once(" (").map_or(drivers, |(drivers, _)| drivers);
    (plain(before) == "neededfor").then_some(drivers)
}

/// Whether a cell of ours says in the place of a reason what a control is needed for.
pub(super) fn is_instead(cell: &str) -> bool {
    instead(cell.trim()).is_some()
}

/// Whether a cell holds nothing but codes of one legend, which are no words of anybody.
pub(super) fn is_codes(cell: &str) -> bool {
    let code = |w: &str| {
        matches!(plain(w).as_str(), "r" | "rra" | "ra" | "l" | "lr" | "c" | "co" | "b" | "br" | "bp")
    };
    listed(cell).flat_map(str::split_whitespace).all(code)
}

/// The drivers a cell names; none where anything else stands there too.
pub(super) fn drivers(cell: &str) -> Option<Vec<Driver>> {
    let cell = cell.trim();
    let cell = instead(cell).unwrap_or(cell);
    let all: Vec<Driver> = listed(cell).map_while(driver).collect();
    if !all.is_empty() && all.len() == listed(cell).count() {
        return Some(all);
    }
    // Codes with blanks between.
    let codes = || cell.split_whitespace();
    let all: Vec<Driver> = codes().filter(|w| w.chars().count() == 1).map_while(driver).collect();
    (!all.is_empty() && all.len() == codes().count()).then_some(all)
}

/// What the head of a column stands for in which a tick says that a control is needed: `Legal / contractual`, `BR/BP`,
/// `Justification for inclusion: regulatory`. None where it names no such ground.
pub(super) fn drivers_of_head(head: &str) -> Option<Vec<Driver>> {
    let whole = plain(head);
    let bare = ["justificationforinclusion", "reasonforinclusion", "reasonsforselection"]
        .iter()
        .find_map(|said| whole.strip_prefix(said))
        .unwrap_or(&whole);
    if let Some(one) = driver(bare) {
        return Some(vec![one]);
    }
    let words = head.split([',', ';', '/', '+', '&', '(', ')', ':', '\n']);
    let mut all: Vec<Driver> = words.flat_map(|w| w.split(" or ")).filter_map(driver).collect();
    all.sort_unstable();
    all.dedup();
    Some(all).filter(|all| !all.is_empty())
}

/// Whether a cell says that nothing is meant.
pub(super) fn is_nothing(cell: &str) -> bool {
    matches!(plain(cell).as_str(), "" | "none" | "na" | "no" | "nil")
}

/// Whether a reason says nothing where none stands: no word of it names anything, no driver and no denial either.
pub(super) fn is_no_reason(text: &str) -> bool {
    gives_no_reason(text) && drivers(text).is_none() && (is_nothing(text) || !reason::denies(text))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_words_are_drivers_and_sentences_are_none() {
        assert_eq!(drivers("R, C"), Some(vec![Driver::Risk, Driver::Contract]));
        assert_eq!(drivers("R L B"), Some(vec![Driver::Risk, Driver::Law, Driver::Practice]));
        assert_eq!(drivers("Best practice"), Some(vec![Driver::Practice]));
        assert_eq!(drivers("Needed for: risk, law"), Some(vec![Driver::Risk, Driver::Law]));
        assert_eq!(drivers("Needed for: risk, law (R-3, R-12)"), Some(vec![Driver::Risk, Driver::Law]));
        assert!(is_codes("R, C") && is_codes("R L B") && is_codes("BR/BP") && !is_codes("Legal"));
        assert_eq!(drivers("The contract with the hotel asks for it"), None);
        assert_eq!(drivers("R, our contract"), None);
        assert_eq!(drivers(""), None);
    }
}
