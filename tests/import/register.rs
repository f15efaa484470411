//! Registers from a spreadsheet: which column goes where, values as they are typed into a form, and what is there already.

use clausewise::import::{As, Choice, How, Map, Trouble, Why};
use clausewise::model::record::{EVIDENCE, KINDS, PARKED, PERSON, SYSTEM, read};

use super::files::workbook;
use super::{Open, csv, said};

const SYSTEMS: Option<As> = Some(As::Register(&SYSTEM));

#[test]
fn registers_are_named_as_people_name_them() {
    for (typed, kind) in [
        ("systems", &SYSTEM),
        ("system", &SYSTEM),
        ("People", &PERSON),
        ("parked", &PARKED),
        ("evidence", &EVIDENCE),
    ] {
        assert_eq!(As::parse(KINDS, typed), Some(As::Register(kind)), "{typed}");
    }
    for no in ["wishes", "vote", "votes", "snapshot", ""] {
        assert_eq!(As::parse(KINDS, no), None, "{no}");
    }
}

#[test]
fn columns_are_guessed_and_values_are_typed_values() {
    let mut o = Open::new("Firm");
    let table = csv(&[
        "AI inventory of the firm,,,,,,",
        "System name,Description,Provider,Our role,Responsible,Affects people,Risk class",
        "Chatbot,answers customers,\"Acme, Inc.\",provider; user,Ana,x,high",
        "Scoring,,,Developer,,no,",
        ",,,,,,",
    ]);
    let report = o.take(&table, SYSTEMS, Choice::Ours);
    let to: Vec<_> = report.columns.iter().map(|c| c.field).collect();
    assert_eq!(
        to,
        [Some("name"), Some("purpose"), Some("vendor"), Some("role"), Some("owner"), Some("affects"), None]
    );
    let all = read::all(o.w.a(), &SYSTEM);
    assert_eq!(all.len(), 2);
    assert_eq!((all[0].name(), all[0].get("vendor"), all[0].is("affects")), ("Chatbot", "Acme, Inc.", true));
    assert_eq!(all[0].members("role").len(), 2);
    assert!(!all[1].is("affects"));
    let again = o.take(&table, SYSTEMS, Choice::Ours);
    assert_eq!((again.changed.len(), again.conflicting.len()), (0, 0));
    o.undo();
    assert_eq!(read::all(o.w.a(), &SYSTEM).len(), 0);
}

#[test]
fn somebody_says_which_column_it_is() {
    let mut o = Open::new("Firm");
    let table = csv(&["What we call it,Lieferant,Notes", "Chatbot,Acme,n"]);
    let path = o.file("t.csv", &table);
    let how = |maps: &[&str]| How {
        is: SYSTEMS,
        maps: maps.iter().map(|m| Map::parse(m).unwrap()).collect(),
        ..How::default()
    };
    let looked = o.w.look_into(&path, how(&[]), Choice::Ours).unwrap();
    assert!(matches!(looked.planned.report.faults[0].trouble, Trouble::NoNaming { .. }));
    let looked = o.w.look_into(&path, how(&["what we call it=name", "B=Supplier"]), Choice::Ours).unwrap();
    assert_eq!(looked.planned.report.faults, []);
    o.w.take_over(&looked).unwrap();
    let all = read::all(o.w.a(), &SYSTEM);
    assert_eq!((all[0].name(), all[0].get("vendor")), ("Chatbot", "Acme"));
    for (map, wrong) in [("Nobody=name", "NoColumn"), ("A=colour", "NoField")] {
        let looked = o.w.look_into(&path, how(&[map]), Choice::Ours).unwrap();
        let found = format!("{:?}", looked.planned.report.faults[0].trouble);
        assert!(found.starts_with(wrong), "{found}");
    }
    let looked = o.w.look_into(&path, how(&["A=name", "B=name"]), Choice::Ours).unwrap();
    assert!(matches!(looked.planned.report.faults[0].trouble, Trouble::SameField { .. }));
}

#[test]
fn a_record_that_is_there_is_filled_and_not_overwritten() {
    let mut o = Open::new("Firm");
    o.take(&csv(&["Name,Supplier,Used for", "Chatbot,Acme,"]), SYSTEMS, Choice::Ours);
    let other = csv(&["Name,Supplier,Used for", "chatbot,Other,letters", "Second,,"]);
    let report = o.take(&other, SYSTEMS, Choice::Ours);
    assert_eq!((report.changed.len(), report.conflicting.len()), (2, 1), "{report:#?}");
    let rec = &read::all(o.w.a(), &SYSTEM)[0];
    assert_eq!((rec.name(), rec.get("vendor"), rec.get("purpose")), ("Chatbot", "Acme", "letters"));
    o.take(&other, SYSTEMS, Choice::Theirs);
    assert_eq!(read::all(o.w.a(), &SYSTEM)[0].get("vendor"), "Other");
}

#[test]
fn evidence_with_dates_of_a_spreadsheet_and_ids_it_proves() {
    let mut o = Open::new("Firm");
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (c, head) in ["Document", "Clauses", "Location", "Approved on", "Expires"].iter().enumerate() {
        sheet.write_string(0, u16::try_from(c).unwrap(), *head).unwrap();
    }
    let day = rust_xlsxwriter::Format::new().set_num_format("dd/mm/yyyy");
    let date = rust_xlsxwriter::ExcelDateTime::from_ymd(2026, 3, 9).unwrap();
    sheet.write_string(1, 0, "AI policy").unwrap();
    sheet.write_string(1, 1, "5.2, A.2.2").unwrap();
    sheet.write_string(1, 2, "S:/qm").unwrap();
    sheet.write_datetime_with_format(1, 3, &date, &day).unwrap();
    sheet.write_string(1, 4, "31.12.2027").unwrap();
    o.take(&book.save_to_buffer().unwrap(), Some(As::Register(&EVIDENCE)), Choice::Ours);
    let all = read::all(o.w.a(), &EVIDENCE);
    assert_eq!((all[0].get("date"), all[0].get("valid-until")), ("2026-03-09", "2027-12-31"));
    assert_eq!(all[0].members("shows").len(), 2);
    let bad = csv(&["What,Proves,Date", "Minutes,5.2,03/04/2026", "List,8.9,"]);
    let troubles = o.refused(&bad, Some(As::Register(&EVIDENCE)));
    assert_eq!(troubles.len(), 2, "{troubles:?}");
    let looked = o.look(&bad, Some(As::Register(&EVIDENCE)), Choice::Ours);
    assert!(
        said(&looked).contains("Row 2, column Date:") && said(&looked).contains("Row 3, column Proves:"),
        "{}",
        said(&looked)
    );
}

/// A register to come needs no line here: every kind that people keep by hand takes a table with its own labels.
#[test]
fn every_register_takes_a_table_of_its_own_labels() {
    for kind in KINDS.iter().filter(|k| k.is_register()) {
        let o = Open::new("Firm");
        let heads: Vec<String> = kind.typed().map(|f| f.word.to_owned()).collect();
        let first: Vec<String> = kind
            .typed()
            .enumerate()
            .map(|(n, _)| if n == 0 { "x".to_owned() } else { String::new() })
            .collect();
        let looked =
            o.look(&workbook(&[("Sheet1", &[heads, first])]), Some(As::Register(kind)), Choice::Ours);
        let columns = &looked.planned.report.columns;
        let to: Vec<_> = columns.iter().map(|c| c.field).collect();
        assert_eq!(to, kind.typed().map(|f| Some(f.key)).collect::<Vec<_>>(), "{}", kind.key);
    }
}

/// What was not taken is listed with its row: nobody has to count what came in.
#[test]
fn rows_without_a_name_and_second_ones_of_a_name_are_listed() {
    let mut o = Open::new("Firm");
    let table =
        csv(&["Name,Supplier", "Chatbot,Acme", ",Nobody Ltd", "chatbot ,Other", "Scoring,Acme", "Chatbot,"]);
    let report = o.take(&table, SYSTEMS, Choice::Ours);
    let left: Vec<_> = report.unknown.iter().map(|l| (l.place.row, l.why.clone())).collect();
    let twice = Why::StandsTwice { row: 2 };
    assert_eq!(left, [(3, Why::NoName { word: "Name" }), (4, twice.clone()), (6, twice)]);
    assert_eq!((report.rows, report.changed.len()), (5, 2));
    let all = read::all(o.w.a(), &SYSTEM);
    assert_eq!(
        all.iter().map(|r| (r.name(), r.get("vendor"))).collect::<Vec<_>>(),
        [("Chatbot", "Acme"), ("Scoring", "Acme")]
    );
    let words = said(&o.look(&table, SYSTEMS, Choice::Ours));
    assert!(
        words.contains("Row 3: nothing stands under \"Name\"")
            && words.contains("Row 4: \"chatbot\" stands twice: row 2 was taken"),
        "{words}"
    );
    // Pieces of evidence may bear one name: another day is another piece.
    let minutes = csv(&[
        "What,Date,Proves",
        "Minutes,2026-01-09,9.3.1",
        "Minutes,2026-02-09,9.3.1",
        "Minutes,2026-01-09,9.3.1",
    ]);
    let report = o.take(&minutes, Some(As::Register(&EVIDENCE)), Choice::Ours);
    assert_eq!((report.changed.len(), report.unknown.len()), (2, 1), "{report:?}");
}

#[test]
fn everything_that_is_wrong_with_a_row_is_named_at_once() {
    let o = Open::new("Firm");
    let table = csv(&[
        "what,date,shows,valid until,seen by",
        "Policy,31.02.2027,5.99,foo,Nobody Known",
        "Minutes,2026-01-05,5.2,,",
    ]);
    let report = o.look(&table, Some(As::Register(&EVIDENCE)), Choice::Ours).planned.report;
    let columns: Vec<&str> = report.faults.iter().map(|f| f.place.column.as_str()).collect();
    assert_eq!(columns, ["date", "shows", "valid until", "seen by"]);
    assert!(report.faults.iter().all(|f| f.place.row == 2), "{:?}", report.faults);
    assert!(read::all(o.w.a(), &EVIDENCE).is_empty());
}
