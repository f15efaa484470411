//! What a file lacks, and what it says that no row of it says: rows gone from a sheet of ours, links that are not made, scales.

use clausewise::import::{As, Choice, Trouble, Why};
use clausewise::model::record::{CONSEQUENCE, KINDS, LIKELIHOOD, RISK, RISK_LEVEL, SUPPLIER, read};
use clausewise::plain::Typed;
use clausewise::words;

use super::goes::{both, draft, register};
use super::soa_round::workbook_of;
use super::{Open, csv, said};

/// The sheet of a register as we write it.
fn sheet_of(o: &Open, file: &str) -> Vec<String> {
    let head = o.w.head();
    let input = o.w.input(&head);
    let wanted = |f: &clausewise::report::File| &*f.1.file(&f.0) == file;
    let all: Vec<_> = clausewise::report::files().into_iter().filter(wanted).collect();
    let go_on = &mut |_: usize, _: &str| clausewise::report::Stop::No;
    let house = clausewise::doc::House::default();
    let made = clausewise::report::make(&input, &all, &house, go_on).unwrap().unwrap();
    let bytes = made.documents.into_iter().next().unwrap().bytes;
    String::from_utf8(bytes).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn a_row_that_is_gone_from_a_register_of_ours_is_named_and_stays() {
    let mut o = Open::new("Case");
    for name in ["Seebach Cloud", "Northwind Models", "Office Tools"] {
        o.w.put(&SUPPLIER, None, &draft(&[("name", name), ("delivers", "software")])).unwrap();
    }
    let lines = sheet_of(&o, "suppliers.csv");
    assert_eq!(lines.len(), 4, "{lines:#?}");
    let whole: Vec<&str> = lines.iter().map(String::as_str).collect();
    let fewer: Vec<&str> = whole.iter().copied().filter(|l| !l.contains("Northwind")).collect();
    for choice in [Choice::Ours, Choice::Theirs] {
        assert_eq!(o.look(&csv(&whole), None, choice).planned.report.unknown, []);
        let looked = o.look(&csv(&fewer), None, choice);
        let told = said(&looked);
        assert!(
            told.contains("\"U-2 Northwind Models\" has no row in the sheet any more and stays here"),
            "{told}"
        );
        let command = format!("clausewise record {} supplier remove U-2", looked.file);
        assert!(told.contains(&command) && looked.file.ends_with("a.aims"), "{told}");
        assert!(told.contains("1 gone from the sheet"), "{told}");
        assert!(looked.planned.edit.is_empty());
        let done = o.w.take_over(&looked).unwrap();
        let told = words::outcome(&done.said, &Typed::refusing());
        assert!(told.contains("1 entry is gone from the sheet and stays here."), "{told}");
    }
    assert_eq!(read::all(o.w.a(), &SUPPLIER).len(), 3);
    // One that came after the sheet was made never had a row in it; one that is gone here, too, is nothing to tell.
    o.w.put(&SUPPLIER, None, &draft(&[("name", "Late"), ("delivers", "x")])).unwrap();
    o.w.remove_named(&SUPPLIER, "U-2").unwrap();
    let report = o.look(&csv(&fewer), None, Choice::Ours).planned.report;
    assert!(!report.unknown.iter().any(|l| matches!(l.why, Why::RowAway { .. })), "{:?}", report.unknown);
    // One of the workbook's sheets of other kinds says nothing of this one.
    let report = o.look(&workbook_of(&o.w), Some(As::Soa), Choice::Ours).planned.report;
    assert!(!report.unknown.iter().any(|l| matches!(l.why, Why::RowAway { .. })), "{:?}", report.unknown);
}

#[test]
fn a_row_that_is_taken_without_its_links_is_not_left_alone() {
    let mut o = Open::new("Case");
    for what in ["Ours", "Ours, too"] {
        o.w.put(&RISK, None, &draft(&[("what", what)])).unwrap();
    }
    let sheet = csv(&[
        "Control,Applicable,Justification,Risks",
        "A.2.2,Yes,The customer contract asks for it,R-1; R-2",
        "A.3.2,Yes,The law on machines asks for it,R-1",
    ]);
    let looked = o.look(&sheet, Some(As::Soa), Choice::Ours);
    let told = said(&looked);
    let done = o.w.take_over(&looked).unwrap();
    let after = words::outcome(&done.said, &Typed::refusing());
    assert!(told.contains("0 left alone, 3 links not made"), "{told}");
    assert!(after.contains("3 links were not made, as R-1, R-2 are numbers of theirs."), "{after}");
    assert!(!after.contains("left alone"), "{after}");
}

/// A risk High by scales of three steps.
fn weighed() -> Open {
    let mut o = Open::new("Case");
    o.w.take_scales("3").unwrap();
    let step = |o: &Open, kind| read::all(o.w.a(), kind)[2].name().to_owned();
    let (likely, bad) = (step(&o, &LIKELIHOOD), step(&o, &CONSEQUENCE));
    o.w.put(&RISK, None, &draft(&[("what", "Wrong label"), ("likelihood", &likely), ("consequence", &bad)]))
        .unwrap();
    o
}

#[test]
fn levels_of_a_file_do_not_begin_at_the_same_value_and_moves_are_told() {
    let mut o = weighed();
    let level = || As::parse(KINDS, "risk-level");
    for sheet in [csv(&["Name,From", "medium,6"]), csv(&["Name,From", "extreme,6"])] {
        let troubles = o.refused(&sheet, level());
        assert!(matches!(troubles[..], [Trouble::Refused(_)]), "{troubles:?}");
        let told = said(&o.look(&sheet, level(), Choice::Theirs));
        assert!(told.contains("Row 2") && told.contains("Z-3 high has 6 there already"), "{told}");
    }
    // Rows may change places: only the whole is judged.
    let (before, after) = both(&mut o, &csv(&["Name,From", "medium,6", "high,9"]), register("risk-level"));
    for told in [&before, &after] {
        assert!(!told.contains("comes to another level"), "{told}");
    }
    let (before, after) = both(&mut o, &csv(&["Name,From", "high,10"]), register("risk-level"));
    for told in [&before, &after] {
        assert!(told.contains("1 risk comes to another level: R-1 Wrong label: high -> medium."), "{told}");
    }
    let (before, _) = both(&mut o, &csv(&["Name,From", "extreme,9"]), register("risk-level"));
    assert!(before.contains("medium -> extreme"), "{before}");
    assert_eq!(read::all(o.w.a(), &RISK_LEVEL).len(), 4);
}

/// Where the rows found their controls no other column is offered as the one that names them.
#[test]
fn a_column_of_groups_is_not_offered_as_the_controls_that_were_found() {
    let o = Open::new("Case");
    let sheet = csv(&[
        "Control,Objective,Applicable,Justification",
        "A.2.2 AI policy,A.2 Policies,Yes,The customer contract asks for it",
        "Second row of A.2.2,A.2 Policies,Yes,The customer contract asks for it",
    ]);
    let looked = o.look(&sheet, Some(As::Soa), Choice::Ours);
    assert!(looked.planned.report.matched > 0, "{}", said(&looked));
    let map = words::import::example_of_map(&looked);
    assert_ne!(map.as_deref(), Some("Objective=control"), "{}", said(&looked));
}
