//! What a sheet of ours does not hold any more was taken away there: it is named, and taken away here where theirs is chosen.

use clausewise::import::sheet::{self, Book};
use clausewise::import::{As, Choice, Difference, Report};
use clausewise::model::format::Firm;
use clausewise::model::record::{RISK, read};
use clausewise::model::statement::Applicable;

use super::files::workbook;
use super::soa::csv_of;
use super::soa_round::{workbook_of, worked};
use super::{Open, csv, said};

/// What was taken away in a file, as the report has it.
fn away(all: &[Difference]) -> Vec<String> {
    let gone = all.iter().filter(|d| d.now.is_empty());
    gone.map(|d| format!("{}: {}", d.place.column, d.was)).collect()
}

/// A sheet of a workbook of ours with some cells changed: id of the row, head, and what stands there instead.
pub(super) fn changed(bytes: &[u8], name: &str, cells: &[(&str, &str, &str)]) -> Vec<u8> {
    let book: Book = sheet::read(bytes).unwrap();
    let mut all = Vec::new();
    for s in book.sheets.iter().filter(|s| !s.hidden && (s.name == name || s.name == "About")) {
        let mut rows: Vec<Vec<String>> = Vec::new();
        for row in &s.rows {
            rows.resize(row.number - 1, Vec::new());
            rows.push((0..row.cells.len()).map(|c| row.text(c).to_owned()).collect());
        }
        if s.name == name {
            for (id, head, value) in cells {
                let at = rows.iter().find_map(|r| r.iter().position(|h| h == head)).unwrap();
                let row = rows.iter_mut().find(|r| r.first().is_some_and(|c| c == id)).unwrap();
                row.resize(row.len().max(at + 1), String::new());
                (*value).clone_into(&mut row[at]);
            }
        }
        all.push((s.name.clone(), rows));
    }
    workbook(&all.iter().map(|(n, r)| (n.as_str(), r.as_slice())).collect::<Vec<_>>())
}

#[test]
fn a_sheet_of_ours_that_nobody_touched_takes_nothing_away() {
    for which in Firm::ALL {
        let o = worked(which);
        for bytes in [workbook_of(&o.w), csv_of(&o.w)] {
            let report = o.look(&bytes, Some(As::Soa), Choice::Ours).planned.report;
            assert_eq!(away(&report.conflicting), [""; 0], "{which:?}");
            let lost =
                |l: &&clausewise::import::Left| matches!(l.why, clausewise::import::Why::EvidenceAway { .. });
            assert_eq!(report.unknown.iter().find(lost), None, "{which:?}");
            // Each register beside it is held against what stands, too.
            let differ: Vec<_> = report.beside.iter().filter(|s| s.rows > 0).map(|s| &s.sheet).collect();
            assert_eq!(differ, [""; 0], "{which:?}");
        }
    }
}

#[test]
fn what_was_taken_away_from_our_statement_is_named_and_theirs_takes_it_away() {
    let mut o = worked(Firm::ALL[2]);
    let row = o.w.statement().into_iter().find(|r| {
        r.applicable == Applicable::Yes
            && !r.risks.is_empty()
            && !r.drivers.is_empty()
            && !r.how.is_empty()
            && !r.evidence.is_empty()
            && !r.why.is_empty()
    });
    let row = row.unwrap();
    let at = row.id.as_str();
    assert!(o.w.a().get(&format!("owner.{at}")).is_some());
    let emptied = [
        (at, "Risks", ""),
        (at, "Needed for", "contract"),
        (at, "Owner", ""),
        (at, "How it is done", ""),
        (at, "Evidence number", ""),
        (at, "Evidence", ""),
    ];
    let bytes = changed(&workbook_of(&o.w), "Statement of Applicability", &emptied);
    let looked = o.look(&bytes, None, Choice::Ours);
    let mut named = away(&looked.planned.report.conflicting);
    named.sort();
    let mut wanted: Vec<String> = row.risks.iter().map(|r| format!("Risks: {}", r.whole())).collect();
    wanted.extend(row.drivers.iter().filter(|d| d.key() != "contract").map(|_| "Needed for: yes".to_owned()));
    wanted.push(format!("Owner: {}", row.owner));
    wanted.push(format!("How it is done: {}", row.how));
    wanted.sort();
    assert_eq!(named, wanted);
    let told = said(&looked);
    assert!(told.contains("in the file: taken away") && told.contains("--theirs"), "{told}");
    assert!(told.contains(&format!("was taken away in the sheet and stays evidence of {at}")), "{told}");
    // What stands here stays, whatever is new in the file; what came since was never in the sheet.
    o.take(&bytes, None, Choice::Ours);
    let stands = |o: &Open| o.w.statement().into_iter().find(|r| r.id == at).unwrap();
    assert_eq!((stands(&o).risks.len(), stands(&o).drivers.len()), (row.risks.len(), row.drivers.len() + 1));
    let other = read::all(o.w.a(), &RISK)
        .iter()
        .find(|r| !row.risks.iter().any(|x| x.id == r.id))
        .unwrap()
        .id
        .clone();
    let controls = read::at(o.w.a(), &RISK, &other)
        .members("controls")
        .iter()
        .map(|m| m.0.to_owned())
        .collect::<Vec<_>>();
    let draft = [("controls".to_owned(), format!("{}, {at}", controls.join(", ")))].into_iter().collect();
    o.w.put(&RISK, Some(&other), &draft).unwrap();
    let report: Report = o.take(&bytes, None, Choice::Theirs);
    assert_eq!(away(&report.changed).len(), wanted.len());
    let now = stands(&o);
    assert_eq!(now.risks.iter().map(|r| r.id.clone()).collect::<Vec<_>>(), [other]);
    assert_eq!(now.drivers.iter().map(|d| d.key()).collect::<Vec<_>>(), ["contract"]);
    assert_eq!((now.how.as_str(), now.applicable), ("", Applicable::Yes));
    assert_eq!(o.w.a().get(&format!("owner.{at}")), None);
}

#[test]
fn what_was_taken_away_from_our_register_is_named_and_theirs_takes_it_away() {
    let mut o = worked(Firm::ALL[2]);
    let all = read::all(o.w.a(), &RISK);
    let risk = all.iter().find(|r| r.members("controls").len() > 1 && !r.get("cause").is_empty()).unwrap();
    let (id, number) = (risk.id.clone(), risk.shown_no());
    let controls: Vec<String> = risk.members("controls").iter().map(|m| m.0.to_owned()).collect();
    let cells = [(number.as_str(), "Controls", controls[0].as_str()), (number.as_str(), "Cause", "")];
    let bytes = changed(&workbook_of(&o.w), "Risks", &cells);
    let is = Some(As::Register(&RISK));
    let named = away(&o.look(&bytes, is, Choice::Ours).planned.report.conflicting);
    assert_eq!(named.len(), 2, "{named:?}");
    assert!(named.contains(&format!("Controls: {}", controls[1..].join(", "))), "{named:?}");
    // Also where the workbook is read as a statement, the sheet differs.
    o.take(&bytes, is, Choice::Theirs);
    let risk = read::at(o.w.a(), &RISK, &id);
    assert_eq!((risk.members("controls").len(), risk.get("cause")), (1, ""));
    // In a sheet of somebody else an empty cell says nothing.
    let name = risk.name().to_owned();
    let owner = risk.get("owner").to_owned();
    let theirs = csv(&["Risk,Owner,Cause", &format!("\"{name}\",,")]);
    assert_eq!(o.look(&theirs, is, Choice::Theirs).planned.report.changed, []);
    assert_eq!(read::at(o.w.a(), &RISK, &id).get("owner"), owner);
}
