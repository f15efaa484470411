//! Our own workbook has many sheets, and of what comes back the statement alone is read: what was changed on the others is told.

use clausewise::import::{As, Choice};
use clausewise::model::record::{PERSON, RISK, read};

use super::files::workbook;
use super::{Open, said};

#[test]
fn what_was_changed_on_other_sheets_is_told_and_how_it_is_taken_over() {
    let mut o = Open::new("Case");
    let draft = |all: &[(&str, &str)]| all.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
    o.w.put(&PERSON, None, &draft(&[("name", "Ana Sousa")])).unwrap();
    o.w.put(&RISK, None, &draft(&[("what", "Bias in ranking"), ("owner", "Ana Sousa")])).unwrap();
    let book = super::soa_round::workbook_of(&o.w);
    let looked = o.look(&book, None, Choice::Ours);
    let told = said(&looked);
    assert_eq!(looked.is, Some(As::Soa));
    assert!(told.contains("Of this workbook only the statement is read."), "{told}");
    assert!(told.contains("nothing new in: ") && told.contains("Risks (--as risk)"), "{told}");
    assert!(!told.contains("differ"), "{told}");
    assert!(told.contains("never taken over, whatever was changed there: Summary, "), "{told}");
    // What the sheet says no longer stands here.
    let risk = read::all(o.w.a(), &RISK)[0].id.clone();
    o.w.put(&RISK, Some(&risk), &draft(&[("owner", "")])).unwrap();
    let told = said(&o.look(&book, None, Choice::Ours));
    assert!(told.contains("Sheet Risks: 1 row differs from what stands here."), "{told}");
    assert!(told.contains("import the file as risk (by command: --as risk)"), "{told}");
    // Typed as told, it is taken over.
    let is = As::parse(clausewise::model::record::KINDS, "risk");
    o.take(&book, is, Choice::Ours);
    assert!(!read::all(o.w.a(), &RISK)[0].get("owner").is_empty());
}

#[test]
fn sheets_of_theirs_that_are_not_read_are_named() {
    let cells = |rows: &[&[&str]]| -> Vec<Vec<String>> {
        rows.iter().map(|r| r.iter().map(|c| (*c).to_owned()).collect()).collect()
    };
    let soa = cells(&[&["Control", "Applicable", "Status"], &["A.2.2", "Yes", "Implemented"]]);
    let risks = cells(&[&["Risk ID", "Title"], &["R-07", "Bias"]]);
    let o = Open::new("Case");
    let told = said(&o.look(&workbook(&[("SoA", &soa), ("Risk register", &risks)]), None, Choice::Ours));
    assert!(told.contains("Sheets that are not read: Risk register."), "{told}");
}
