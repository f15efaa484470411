//! Risks that a Statement of Applicability of somebody else names: each part of a cell is one, and their numbers stay
//! beside them and are none of ours.

use std::collections::{BTreeMap, BTreeSet};

use clausewise::import::{Choice, Why};
use clausewise::model::record::{RISK, Rec, read};
use clausewise::model::statement::Named;

use super::{Open, csv, said};

/// A table of rows with these cells of risks, on controls one after the other.
fn table(cells: &[&str]) -> Vec<u8> {
    let controls = ["A.2.2", "A.2.3", "A.2.4", "A.3.2", "A.3.3"];
    let rows = controls.iter().zip(cells).map(|(at, cell)| format!("{at},yes,It matters to us,\"{cell}\""));
    let lines: Vec<String> =
        std::iter::once("Control,Applicable,Reason,Linked risks".to_owned()).chain(rows).collect();
    csv(&lines.iter().map(String::as_str).collect::<Vec<_>>())
}

/// The risks each control is linked with, by their names.
fn linked(o: &Open) -> BTreeMap<String, BTreeSet<String>> {
    let rows = o.w.statement().into_iter().filter(|r| !r.risks.is_empty());
    rows.map(|r| (r.id.clone(), r.risks.iter().map(|n| n.name.clone()).collect())).collect()
}

fn set(all: &[&str]) -> BTreeSet<String> {
    all.iter().map(|s| (*s).to_owned()).collect()
}

#[test]
fn each_part_of_a_cell_is_a_risk_of_its_own_at_each_mention() {
    let (seven, eight, nine) = ("Bias (their R-07)", "Leak (their R-08)", "Third (their R-09)");
    // Cells, the risks of the last of them, and how many risks there are then.
    let cases: &[(&[&str], &[&str], usize)] = &[
        (&["R-07 Bias", "R-08 Leak", "R-07 Bias; R-08 Leak; R-09 Third"], &[seven, eight, nine], 3),
        (&["R-07 Bias", "R-08 Leak", "R-07 Bias, R-08 Leak, R-09 Third"], &[seven, eight, nine], 3),
        (&["R-07 Bias", "R-07 Bias\nR-08 Leak\nR-09 Third"], &[seven, eight, nine], 3),
        (&["R-07 Bias", "R-07 Bias; R-9"], &[seven, "their R-9"], 2),
        (&["R-07 Bias", "R-9, R-07 Bias"], &[seven, "their R-9"], 2),
        (&["R-07 Bias; R-08 Leak"], &[seven, eight], 2),
        (&["R-07 Bias; R-08 Leak", "R-08 Leak; R-07 Bias"], &[seven, eight], 2),
        (&["R-07, R-08"], &["their R-07", "their R-08"], 2),
        (&["R-07", "R-07; R-08"], &["their R-07", "their R-08"], 2),
        // A number that was alone gets the name that is told later, and is the same.
        (&["R-07", "R-07 Bias; R-08"], &[seven, "their R-08"], 2),
        (&["R-07 Bias", "R-07; R-08 Leak"], &[seven, eight], 2),
        (&["R-07 Bias", "Bias; R-08 Leak"], &[seven, eight], 2),
        (&["Bias", "Bias; Leak, Third"], &["Bias", "Leak", "Third"], 3),
        (&["Bias; R-08 Leak", "Bias\nR-08\nThird"], &["Bias", eight, "Third"], 3),
        (&["R-07 Bias", "R-07 and R-08 Leak"], &[seven, eight], 2),
        (&["R-07 Bias / R-08", "Bias (R-07); R-09 Third"], &[seven, nine], 3),
        (&["RSK-1", "RSK-1; RSK-2: Leak"], &["RSK-1", "Leak (their RSK-2)"], 2),
    ];
    for (cells, last, count) in cases {
        let bytes = table(cells);
        let mut o = Open::new("Case");
        let report = o.take(&bytes, None, Choice::Ours);
        let risks = read::all(o.w.a(), &RISK);
        assert_eq!(risks.len(), *count, "{cells:?}: {:?}", risks.iter().map(Rec::name).collect::<Vec<_>>());
        let at = ["A.2.2", "A.2.3", "A.2.4"][cells.len() - 1];
        assert_eq!(linked(&o)[at], set(last), "{cells:?}");
        assert_eq!(report.unknown, [], "{cells:?}");
        let again = o.take(&bytes, None, Choice::Ours);
        assert_eq!((again.changed.len(), again.conflicting.len()), (0, 0), "{cells:?}: {again:#?}");
        o.undo();
        assert!(linked(&o).is_empty());
    }
}

/// A name with a comma in it that stands in the register is one risk, and parts nothing.
#[test]
fn a_risk_that_stands_here_is_named_whole() {
    let mut o = Open::new("Case");
    let risk = [("what".to_owned(), "Wrong advice, unseen".to_owned())].into_iter().collect();
    o.w.put(&RISK, None, &risk).unwrap();
    o.take(&table(&["Wrong advice, unseen; Leak"]), None, Choice::Ours);
    assert_eq!(linked(&o)["A.2.2"], set(&["Wrong advice, unseen", "Leak"]));
}

#[test]
fn what_is_not_taken_is_told_with_its_row_and_their_numbers_are_told_apart() {
    let mut o = Open::new("Case");
    let bytes = table(&["R-07 Bias; R-1", "R-07 Leak of data"]);
    let told = said(&o.look(&bytes, None, Choice::Ours));
    for words in [
        "new risk: Bias (their R-07)",
        "new risk: their R-1",
        "Numbers of theirs are none of yours",
        "Row 3: \"R-07 Leak of data\" has the number that is R-1 Bias (their R-07) here",
    ] {
        assert!(told.contains(words), "{words}\n{told}");
    }
    let report = o.take(&bytes, None, Choice::Ours);
    assert!(matches!(&report.unknown[..], [l] if matches!(l.why, Why::OtherName { .. }) && l.place.row == 3));
    // On the statement nobody can take one for the other.
    let row = o.w.statement().into_iter().find(|r| r.id == "A.2.2").unwrap();
    let shown: BTreeSet<String> = row.risks.iter().map(Named::whole).collect();
    assert_eq!(shown, set(&["R-1 Bias (their R-07)", "R-2 their R-1"]));
}

/// A register that comes in later knows the risk by its name without the number.
#[test]
fn a_register_that_comes_later_means_the_same_risk() {
    let mut o = Open::new("Case");
    o.take(&table(&["R-07 Bias"]), None, Choice::Ours);
    let register = csv(&["Risk ID,Risk,Owner", "R-07,Bias,Ana"]);
    let report = o.take(&register, Some(clausewise::import::As::Register(&RISK)), Choice::Ours);
    let risks = read::all(o.w.a(), &RISK);
    assert_eq!((risks.len(), report.conflicting.len()), (1, 0), "{report:#?}");
    assert_eq!(risks[0].name(), "Bias (their R-07)");
}

/// A refused file looks refused, and its problem says in which column, and what stands there.
#[test]
fn a_problem_stands_first_and_names_the_head_and_the_value() {
    let rows = csv(&["Control,Applicable,Status,Proof,Evidence date", "A.2.2,Yes,Met,Doc,31.02.2026"]);
    let mut o = Open::new("Case");
    for _ in 0..2 {
        let looked = o.look(&rows, None, Choice::Ours);
        let told = said(&looked);
        let lines: Vec<&str> = told.lines().collect();
        assert_eq!(lines[1], "1 problem; nothing can be taken over:", "{told}");
        assert!(
            lines[2].starts_with("  Row 2, column Evidence date: \"31.02.2026\" is no day. Write it like"),
            "{told}"
        );
        // The same of a piece that stands here already.
        o.take(&csv(&["Control,Applicable,Status,Proof", "A.2.2,Yes,Met,Doc"]), None, Choice::Ours);
    }
}

/// What is told to type can be typed, whatever the head of the column.
#[test]
fn the_example_of_a_column_that_is_left_out_can_be_typed() {
    for (head, map) in [
        ("Cost in $", "--map 'Cost in $=note'"),
        ("What \"\"we\"\" said", "--map 'What \"we\" said=note'"),
        ("!important", "--map '!important=note'"),
        ("-x", "--map=\"-x=note\""),
        ("In scope", "--map \"In scope=note\""),
    ] {
        let bytes = csv(&[&format!("Control,Applicable,Status,\"{head}\""), "A.2.2,Yes,Met,Something"]);
        let o = Open::new("Case");
        let told = said(&o.look(&bytes, None, Choice::Ours));
        if cfg!(unix) {
            assert!(told.contains(&format!("--as soa {map},")), "{told}");
        }
        let (_, typed) = map.split_once(['=', ' ']).unwrap();
        let typed = typed.trim_matches(['\'', '"']);
        let how = clausewise::import::How {
            is: Some(clausewise::import::As::Soa),
            maps: vec![clausewise::import::Map::parse(typed).unwrap()],
            ..Default::default()
        };
        let looked = o.w.look_into(&o.file("in", &bytes), how, Choice::Ours).unwrap();
        assert_eq!(looked.planned.report.faults, [], "{typed}");
        assert!(!said(&looked).contains("left out"), "{typed}");
    }
}
