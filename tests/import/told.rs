//! What is told of what a file says and is not taken: whole where a program reads it, with what can be typed, and never silently.

use clausewise::import::sheet::{self, Book};
use clausewise::import::{As, Choice, Trouble, Why};
use clausewise::model::format::Firm;
use clausewise::model::record::{EVIDENCE, KINDS, RISK, SUPPLIER, SYSTEM, read};
use clausewise::model::statement::{Applicable, Row};
use clausewise::plain::Typed;
use clausewise::words;
use clausewise::words::import::Door;
use clausewise::words::left::Teller;

use super::files::workbook;
use super::soa::csv_of;
use super::soa_round::{workbook_of, worked};
use super::{Open, csv, said};

fn row(o: &Open, id: &str) -> Row {
    o.w.statement().into_iter().find(|r| r.id == id).unwrap()
}

#[test]
fn long_reasons_that_part_late_are_not_equal_and_are_told_whole_to_programs() {
    let mut o = Open::new("Case");
    let against = format!("No data is bought, {}and the register shows it", "nor ever was, ".repeat(12));
    let _ = o.w.decide("A.7.3", &format!("no {against}")).unwrap();
    let typed = format!("{against} since May");
    let sheet = csv(&["Control,Applicable,Justification", &format!("A.7.3,yes,\"{typed}\"")]);
    let looked = o.look(&sheet, Some(As::Soa), Choice::Theirs);
    let told = said(&looked);
    assert!(told.contains("its text is nearly the one why it was left out here (\"\u{2026}"), "{told}");
    assert!(told.contains("the register shows it\")") && told.contains("since May\"."), "{told}");
    // As it stands it can be typed.
    let command = format!("clausewise soa {} set A.7.3 applicable=yes reason=\"{typed}\"", looked.file);
    assert!(told.contains(&command) && !looked.file.contains("FILE"), "{told}");
    let left = &looked.planned.report.unknown[0];
    let to = Teller { file: &looked.file, door: Door::Command, whole: true };
    assert!(left.told(to).contains(&format!("(\"{against}\")")), "{}", left.told(to));
    // Each door has its own way.
    for (door, way) in [
        (Door::Window, "write it at A.7.3 in the Statement"),
        (Door::Plain, "type A.7.3, and then: applicable yes No data"),
    ] {
        assert!(
            left.told(Teller { door, whole: false, ..to }).contains(way),
            "{}",
            left.told(Teller { door, ..to })
        );
    }
    // The very same text is told as that.
    let same = csv(&["Control,Applicable,Justification", &format!("A.7.3,no,\"{against}\"")]);
    assert!(!said(&o.look(&same, Some(As::Soa), Choice::Theirs)).contains("nearly"));
}

/// Our workbook without these rows of these sheets; none of a sheet are all of them.
fn without(bytes: &[u8], gone: &[(&str, Option<&str>)]) -> Vec<u8> {
    let book: Book = sheet::read(bytes).unwrap();
    let of = |s: &sheet::Sheet| {
        let mut rows: Vec<Vec<String>> = Vec::new();
        for r in &s.rows {
            let is_gone = gone.iter().any(|(name, no)| {
                *name == s.name && r.number > 1 && no.is_none_or(|no| (0..2).any(|c| r.text(c) == no))
            });
            if !is_gone {
                rows.push((0..r.cells.len()).map(|c| r.text(c).to_owned()).collect());
            }
        }
        (s.name.clone(), rows)
    };
    let all: Vec<_> = book.sheets.iter().filter(|s| !s.hidden).map(of).collect();
    workbook(&all.iter().map(|(n, r)| (n.as_str(), r.as_slice())).collect::<Vec<_>>())
}

#[test]
fn a_row_gone_from_any_register_sheet_of_our_workbook_is_named_and_stays() {
    let mut o = worked(Firm::Bakery);
    let whole = workbook_of(&o.w);
    let before = o.facts();
    assert_eq!(o.look(&without(&whole, &[]), None, Choice::Theirs).planned.report.unknown, []);
    let suppliers = read::all(o.w.a(), &SUPPLIER).len();
    let bytes = without(
        &whole,
        &[
            ("AI systems", Some("S-1")),
            ("Risks", Some("R-3")),
            ("Evidence", Some("E-2")),
            ("Suppliers", None),
        ],
    );
    for choice in [Choice::Ours, Choice::Theirs] {
        let looked = o.look(&bytes, None, choice);
        let told = said(&looked);
        for no in ["S-1", "R-3", "E-2", "U-1"] {
            assert!(told.contains(&format!("\"{no} ")), "{no} {told}");
        }
        assert_eq!(looked.planned.report.left_alone().away, 3 + suppliers, "{told}");
        assert!(told.contains(&format!("{} gone from the sheet", 3 + suppliers)), "{told}");
        assert!(told.contains(&format!("clausewise record {} system remove S-1", looked.file)), "{told}");
        let done = o.w.take_over(&looked).unwrap();
        let after = words::outcome(&done.said, &Typed::refusing());
        assert!(after.contains("entries are gone from the sheet and stay here."), "{after}");
    }
    assert_eq!(o.facts(), before);
    // Named as the register it is the same.
    let looked = o.look(&bytes, As::parse(KINDS, "system"), Choice::Ours);
    assert!(matches!(&looked.planned.report.unknown[..], [l] if matches!(l.why, Why::RowAway { .. })));
    assert!([&SYSTEM, &RISK, &EVIDENCE].iter().all(|k| !read::all(o.w.a(), k).is_empty()));
}

const GOOD: &str = "The contract with the hotel asks for it";
const HOLLOW: [&str; 8] = ["-", "n/a", "N/A.", "tbd", "none", "x", "k. A.", "keine Angabe"];

#[test]
fn a_reason_that_says_nothing_never_takes_the_place_of_one_that_does() {
    for hollow in HOLLOW {
        let mut o = Open::new("Case");
        let _ = o.w.decide("A.2.2", &format!("yes {GOOD}")).unwrap();
        let _ = o.w.decide("A.7.3", "no No data is bought; the register of systems shows it").unwrap();
        let sheet = csv(&[
            "Control,Applicable,Justification for inclusion,Justification for exclusion",
            &format!("A.2.2,yes,{hollow},"),
            &format!("A.7.3,no,,{hollow}"),
            "A.2.3,yes,The law on machines asks for it,",
            "A.2.4,no,,Nobody here buys or sells any of it at all",
        ]);
        let looked = o.look(&sheet, Some(As::Soa), Choice::Theirs);
        let told = said(&looked);
        for (at, good) in [("A.2.2", GOOD), ("A.7.3", "No data is bought")] {
            let words = format!(
                "{at}: \"{hollow}\" says too little to take the place of the reason that stands here: \"{good}"
            );
            assert!(told.contains(&words), "{words}\n{told}");
        }
        let _ = o.w.take_over(&looked).unwrap();
        assert_eq!(row(&o, "A.2.2").why, GOOD);
        assert!(row(&o, "A.7.3").against.starts_with("No data is bought"));
        assert_eq!(row(&o, "A.2.3").why, "The law on machines asks for it");
        // One that says something takes it, and so does one of ours that said nothing.
        let other =
            csv(&["Control,Applicable,Justification for inclusion", "A.2.2,yes,The works council wants it"]);
        o.take(&other, Some(As::Soa), Choice::Theirs);
        assert_eq!(row(&o, "A.2.2").why, "The works council wants it");
    }
    let mut o = Open::new("Case");
    let _ = o.w.decide("A.2.2", "yes tbd").unwrap();
    let other = csv(&["Control,Applicable,Justification for inclusion", "A.2.2,yes,n/a"]);
    o.take(&other, Some(As::Soa), Choice::Theirs);
    assert_eq!(row(&o, "A.2.2").why, "n/a");
}

#[test]
fn a_control_turned_out_whose_status_says_otherwise_is_refused_with_what_to_write() {
    let mut o = Open::new("Case");
    o.w.rate("A.4.2", Some(clausewise::model::Level::Written), None, false).unwrap();
    let out = csv_of(&o.w);
    let mut all = csv::Reader::from_reader(&*out);
    let heads = all.headers().unwrap().clone();
    let with = |status: Option<&str>| {
        let mut w = csv::Writer::from_writer(Vec::new());
        w.write_record(&heads).unwrap();
        for r in csv::Reader::from_reader(&*out).records().map(Result::unwrap) {
            let cell = |(n, is): (usize, &str)| match (&heads[n], status) {
                _ if &r[0] != "A.4.2" => is.to_owned(),
                ("applicable", _) => "no".to_owned(),
                ("status", Some(status)) => status.to_owned(),
                _ => is.to_owned(),
            };
            w.write_record(r.iter().enumerate().map(cell)).unwrap();
        }
        w.into_inner().unwrap()
    };
    let troubles = o.refused(&with(None), None);
    assert!(matches!(&troubles[..], [Trouble::Contradiction { at, .. }] if at == "A.4.2"), "{troubles:?}");
    let told = said(&o.look(&with(None), None, Choice::Theirs));
    assert!(
        told.contains(
            "column status: A.4.2 is left out, and is Partial here: one of the two is wrong. To leave it out, write Not applicable \
             here; to keep it in, write yes under applicable."
        ),
        "{told}"
    );
    // As it says.
    o.take(&with(Some("Not applicable")), None, Choice::Theirs);
    assert_eq!(row(&o, "A.4.2").applicable, Applicable::No);
}
