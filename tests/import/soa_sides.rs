//! On which side a control is, and who says so: a column, in whatever words its head asks, and never a reason alone. What changes
//! sides is told first, and what is not taken with its text.

use clausewise::import::{As, Choice, Side, Why};
use clausewise::model::Level;
use clausewise::model::record::{EVIDENCE, RISK, read};
use clausewise::model::said::Matter;
use clausewise::model::statement::{Applicable, Row};

use super::front::{fresh, run};
use super::{Open, csv, said};

const SOA: Option<As> = Some(As::Soa);
/// Why a control is left out here.
const AGAINST: &str = "No data is bought; the register of systems shows it";
/// Why one is in.
const FOR: &str = "The contract with the hotel asks for it";

fn row(o: &Open, at: &str) -> Row {
    o.w.statement().into_iter().find(|r| r.id == at).unwrap()
}

fn sides(o: &Open, all: &[&str]) -> Vec<Applicable> {
    all.iter().map(|at| row(o, at).applicable).collect()
}

/// A.7.3 is left out here, A.7.4 is in.
fn decided() -> Open {
    let mut o = Open::new("Case");
    o.w.decide("A.7.3", &format!("no {AGAINST}")).unwrap();
    o.w.decide("A.7.4", &format!("yes {FOR}")).unwrap();
    o
}

#[test]
fn a_column_nobody_knows_by_its_head_is_found_by_its_cells() {
    for (head, yes, no) in [
        ("In / Out", "In", "Out"),
        ("Yes/No", "Yes", "No"),
        ("In SoA", "y", "n"),
        ("Included?", "Yes", "No"),
        ("Umsetzung n\u{f6}tig?", "ja", "nein"),
        ("Exclusion", "no", "x"),
        ("Result of the board", "applicable", "not applicable"),
    ] {
        let table = csv(&[
            &format!("Control,{head},Reason"),
            &format!("A.7.6,{no},No data is prepared"),
            &format!("A.2.2,{yes},{FOR}"),
        ]);
        for is in [None, SOA] {
            let mut o = Open::new("Case");
            let told = said(&o.look(&table, is, Choice::Ours));
            if head != "Included?" {
                let read = match head {
                    "Exclusion" => ", and turned round: a yes there leaves a control out".to_owned(),
                    _ => format!(", such as {no}"),
                };
                assert!(told.contains(&format!("{head} -> applicable, as its cells say{read}")), "{told}");
            }
            let report = o.take(&table, is, Choice::Ours);
            assert_eq!(sides(&o, &["A.7.6", "A.2.2"]), [Applicable::No, Applicable::Yes], "{head}");
            let whys = (row(&o, "A.7.6").against, row(&o, "A.2.2").why);
            assert_eq!(whys, ("No data is prepared".to_owned(), FOR.to_owned()), "{head}");
            assert_eq!(report.unknown, [], "{head}");
        }
    }
    // Without a reason it makes a table of it, too.
    let mut o = Open::new("Case");
    o.take(&csv(&["Control,In / Out,Remarks", "A.7.6,Out,", "A.2.2,In,"]), SOA, Choice::Ours);
    assert_eq!(sides(&o, &["A.7.6", "A.2.2"]), [Applicable::No, Applicable::Yes]);
}

#[test]
fn a_column_that_may_ask_something_else_is_offered_and_decides_nothing() {
    let folder = fresh();
    let f = folder.path();
    for head in ["Trained?", "Evidence required?", "Umsetzung ja/nein?"] {
        let table = csv(&[
            &format!("Control,{head},Reason"),
            "A.7.6,No,No data is prepared",
            &format!("A.2.2,Yes,{FOR}"),
        ]);
        std::fs::write(f.join("t.csv"), &table).unwrap();
        let before = run(f, &["dump", "a.aims"], "").1;
        let (_, out, _) = run(f, &["import", "a.aims", "t.csv", "--as", "soa", "--dry-run"], "");
        assert!(out.contains(&format!("--map \"{head}=applicable\"")), "{out}");
        assert!(
            out.contains("nothing says whether A.7.6 applies") && out.contains("No data is prepared"),
            "{out}"
        );
        run(f, &["import", "a.aims", "t.csv", "--as", "soa"], "");
        assert_eq!(run(f, &["dump", "a.aims"], "").1, before, "{head}");
    }
    // What is offered does it.
    let typed = ["import", "a.aims", "t.csv", "--as", "soa", "--map", "Umsetzung ja/nein?=applicable"];
    run(f, &typed, "");
    assert!(run(f, &["dump", "a.aims"], "").1.contains("reason.A.7.6=No data is prepared"));
    // Two that may be it: somebody says which.
    let o = Open::new("Case");
    let told = said(&o.look(&csv(&["Control,In,Out,Reason", "A.7.6,no,yes,None"]), SOA, Choice::Ours));
    assert!(told.contains("left out: In, Out") && told.contains("In=applicable"), "{told}");
}

#[test]
fn a_reason_alone_goes_to_the_side_its_control_is_on_and_decides_nothing() {
    let texts = [
        "The hall is rented",
        "The maker alone has any",
        "We build no AI",
        "Nicht anwendbar weil wir nichts bauen",
    ];
    let table = |text: &str| {
        let rows = ["A.7.3", "A.7.4", "A.7.6"].map(|at| format!("{at},{text},Binder 4"));
        csv(&["Control,Reason,Evidence", &rows[0], &rows[1], &rows[2]])
    };
    for (text, out_takes, in_takes) in
        [(texts[0], true, true), (texts[1], true, true), (texts[2], true, false), (texts[3], true, false)]
    {
        let mut o = decided();
        let told = said(&o.look(&table(text), SOA, Choice::Theirs));
        let report = o.take(&table(text), SOA, Choice::Theirs);
        assert_eq!(
            sides(&o, &["A.7.3", "A.7.4", "A.7.6"]),
            [Applicable::No, Applicable::Yes, Applicable::Undecided],
            "{text}"
        );
        let stands = |takes: bool, old: &str| if takes { text.to_owned() } else { old.to_owned() };
        assert_eq!(row(&o, "A.7.3").against, stands(out_takes, AGAINST), "{text}");
        assert_eq!(row(&o, "A.7.4").why, stands(in_takes, FOR), "{text}");
        let mut left: Vec<&str> = report.unknown.iter().map(|l| l.id.as_str()).collect();
        left.sort_unstable();
        assert_eq!(left, if in_takes { vec!["A.7.6"] } else { vec!["A.7.4", "A.7.6"] }, "{text}");
        assert!(told.contains(&format!("nothing says whether A.7.6 applies, and a reason alone decides nothing: \"{text}\" under Reason was not taken")), "{told}");
        // What proves the others does not go with the row that is left alone.
        let pieces = read::all(o.w.a(), &EVIDENCE);
        let shows: Vec<&str> = pieces[0].members("shows").into_iter().map(|(id, _)| id).collect();
        assert_eq!(shows.contains(&"A.7.4"), in_takes, "{shows:?}");
        assert!(!shows.contains(&"A.7.6"), "{shows:?}");
        assert_eq!(report.same, 0, "{report:#?}");
    }
    let mut o = decided();
    let report = o.take(&table("Needed for the hotel"), SOA, Choice::Theirs);
    let stands = |l: &clausewise::import::Left| match &l.why {
        Why::ReasonAlone { stands, .. } => Some(*stands),
        _ => None,
    };
    assert_eq!(report.unknown.iter().find(|l| l.id == "A.7.3").and_then(stands), Some(Applicable::No));
    assert_eq!(row(&o, "A.7.3").against, AGAINST);
    // The same text again is the same, however it sounds.
    let mut o = Open::new("Case");
    o.w.decide("A.7.4", "yes No guest may be asked twice").unwrap();
    let again = csv(&["Control,Reason", "A.7.4,No guest may be asked twice"]);
    let report = o.take(&again, SOA, Choice::Ours);
    assert_eq!((report.same, report.unknown.len()), (1, 0));
}

#[test]
fn a_reason_for_leaving_out_is_never_why_a_control_is_needed() {
    for text in [
        "Not applicable, as no AI is built here",
        "Excluded because the makers own the designs",
        "Nicht relevant",
        "Keine Daten werden gekauft",
        "nein; nichts davon",
        "N/A - all is bought",
        "Entf\u{e4}llt",
    ] {
        for (mut o, from) in [(decided(), Applicable::No), (Open::new("Case"), Applicable::Undecided)] {
            assert_eq!(row(&o, "A.7.3").applicable, from);
            let table = csv(&["Control,Applicable,Justification", &format!("A.7.3,yes,\"{text}\"")]);
            let told = said(&o.look(&table, SOA, Choice::Theirs));
            let report = o.take(&table, SOA, Choice::Theirs);
            let now = row(&o, "A.7.3");
            assert_eq!((now.applicable, now.why.as_str()), (Applicable::Yes, ""), "{text}");
            assert!(
                told.contains("begins like a reason for leaving it out") && told.contains(text),
                "{told}"
            );
            assert_eq!((report.unknown.len(), report.same), (1, 0), "{text}");
            assert_eq!(report.left_alone().parts, 1);
        }
    }
    // The other way round, and a reason that only sounds like it.
    let mut o = decided();
    let table = csv(&["Control,Applicable,Justification", "A.7.4,no,Ja: laut Vertrag"]);
    let report = o.take(&table, SOA, Choice::Theirs);
    assert_eq!((row(&o, "A.7.4").applicable, row(&o, "A.7.4").against.as_str()), (Applicable::No, ""));
    assert!(
        matches!(&report.unknown[0].why, Why::ReadsOtherwise { to_be_in: false, text } if text == "Ja: laut Vertrag")
    );
    // What stands here already stays, whatever it sounds like.
    let mut o = Open::new("Case");
    o.w.decide("A.7.4", "yes No, the guests must not be asked twice").unwrap();
    let table =
        csv(&["Control,Applicable,Justification", "A.7.4,yes,\"No, the guests must not be asked twice\""]);
    let report = o.take(&table, SOA, Choice::Theirs);
    assert_eq!((report.unknown.len(), report.changed.len()), (0, 0));
}

#[test]
fn what_changes_sides_is_told_first_with_both_reasons() {
    for text in
        ["We build no AI", "As we neither build nor train AI", "No AI is passed on by us", "We dont train AI"]
    {
        let table = csv(&[
            "Control,Applicable,Justification",
            &format!("A.7.3,yes,{text}"),
            "A.7.4,no,Needed for the hotel",
            &format!("A.7.5,yes,{text}"),
        ]);
        let o = decided();
        let looked = o.look(&table, SOA, Choice::Theirs);
        let told = said(&looked);
        let lines: Vec<&str> = told.lines().collect();
        assert_eq!(lines[2], "2 controls change sides: read these.", "{told}");
        assert_eq!(
            lines[3],
            format!(
                "  A.7.3 out -> in. Was left out because: \"{AGAINST}\". Now needed because: \"{text}\". That reads like a reason \
                 for leaving it out."
            )
        );
        assert_eq!(
            lines[4],
            format!(
                "  A.7.4 in -> out. Was needed because: \"{FOR}\". Now left out because: \"Needed for the hotel\". That reads like a \
                 reason for having it."
            )
        );
        assert_eq!(lines[5], "1 reason reads as if it were for the other side: read this.");
        assert!(lines[6].starts_with("  A.7.5 is in. Needed because: ") && lines[6].contains(text), "{told}");
        let report = &looked.planned.report;
        assert_eq!(report.changing_sides(), 2);
        let doubts: Vec<bool> = report.sides.iter().map(|s: &Side| s.doubt).collect();
        assert_eq!(doubts, [true, true, true]);
        // Where ours stays nothing changes sides, and what is only decided is told as what is answered.
        let looked = o.look(&table, SOA, Choice::Ours);
        assert_eq!(looked.planned.report.changing_sides(), 0);
        let told = said(&looked);
        assert!(told.contains("A.7.4 is decided in: here: yes; in the file: no"), "{told}");
    }
    // For programs, and once it is done.
    let folder = fresh();
    let f = folder.path();
    std::fs::write(f.join("t.csv"), csv(&["Control,Applicable,Reason", "A.7.3,yes,We train no AI"])).unwrap();
    run(f, &["soa", "a.aims", "set", "A.7.3", "applicable=no", &format!("reason={AGAINST}")], "");
    let args = ["import", "a.aims", "t.csv", "--as", "soa", "--theirs"];
    let (_, out, _) = run(f, &[&args[..], &["--dry-run", "--format", "json"]].concat(), "");
    let data: serde_json::Value = serde_json::from_str(&out).unwrap();
    let side = &data["sides"][0];
    assert_eq!((data["counts"]["sides"].as_u64(), side["at"].as_str()), (Some(1), Some("A.7.3")));
    assert_eq!((side["was"].as_str(), side["now"].as_str()), (Some("no"), Some("yes")));
    assert_eq!(
        (side["reason_was"].as_str(), side["reason_now"].as_str()),
        (Some(AGAINST), Some("We train no AI"))
    );
    assert_eq!(side["reads_like_the_other_side"].as_bool(), Some(true));
    let (_, out, _) = run(f, &["--plain", "a.aims"], "import t.csv\ntheirs\nno\nquit\n");
    assert!(out.contains("1 control changes sides: read this."), "{out}");
    let (_, out, _) = run(f, &args, "");
    assert!(out.lines().last().unwrap().contains("1 control has changed sides."), "{out}");
}

#[test]
fn what_is_not_taken_is_told_with_its_text_and_counts_once() {
    // The old reason word for word beside the other side.
    let mut o = decided();
    let table = csv(&[
        "Control,Applicable,Justification",
        &format!("A.7.3,yes,{AGAINST}"),
        &format!("A.7.4,no,{FOR}"),
    ]);
    let told = said(&o.look(&table, SOA, Choice::Theirs));
    let report = o.take(&table, SOA, Choice::Theirs);
    assert_eq!((report.same, report.changed.len(), report.unknown.len()), (0, 2, 2), "{report:#?}");
    assert!(
        told.contains(&format!(
            "A.7.3: its text is why it was left out here, and is not taken as why it is needed: \"{AGAINST}\""
        )),
        "{told}"
    );
    assert!(told.contains(&format!("\"{FOR}\". Say why it is left out.")), "{told}");
    let left = report.left_alone();
    assert_eq!((left.rows, left.parts), (0, 2));
    // Whole for programs, however long it is.
    let long = format!("{AGAINST} {}", "and so on ".repeat(40));
    let table = csv(&["Control,Reason", &format!("A.7.6,{}", long.trim())]);
    let looked = Open::new("Case").look(&table, SOA, Choice::Ours);
    assert_eq!(looked.planned.report.unknown[0].why.texts(), [long.trim()]);
    // Both reasons and no decision; one against alone.
    let table = csv(&[
        "Control,Applicable,Justification for inclusion,Justification for exclusion",
        "A.3.3,,The law asks for it,Nobody works here",
        "A.3.2,,,Nobody else works here",
    ]);
    let o = Open::new("Case");
    let told = said(&o.look(&table, SOA, Choice::Ours));
    for text in ["The law asks for it", "Nobody works here", "Nobody else works here"] {
        assert!(told.contains(&format!("\"{text}\" under Justification for ")), "{told}");
    }
    assert!(!told.contains("neither a reason nor a status"), "{told}");
    // A control of their own.
    let table = csv(&["Control,Title,Applicable,Reason", "C-1,Locker,No,The hotel has its own locker"]);
    let told = said(&o.look(&table, SOA, Choice::Ours));
    assert!(
        told.contains("it was not taken in. What its row says: \"The hotel has its own locker\"."),
        "{told}"
    );
}

#[test]
fn leaving_out_what_is_used_is_told_at_once_by_a_file_and_by_the_command() {
    let draft = |all: &[(&str, &str)]| all.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
    let used = || {
        let mut o = Open::new("Case");
        o.w.rate("A.4.4/1", Some(Level::Proven), None, false).unwrap();
        o.w.put(&EVIDENCE, None, &draft(&[("what", "List of tools"), ("shows", "A.4.4/1")])).unwrap();
        o.w.put(&RISK, None, &draft(&[("what", "Wrong prompt")])).unwrap();
        o.w.set_risks("A.4.4", "R-1").unwrap();
        o
    };
    let words = "A.4.4 is left out although it was Proven here. E-1 List of tools proves it. R-1 Wrong prompt names it as a control.";
    let o = used();
    let table = csv(&[
        "Control,Applicable,Reason",
        "A.4.4,no,The maker has all of them and no risk of ours needs it",
    ]);
    let told = said(&o.look(&table, SOA, Choice::Theirs));
    assert!(told.contains(words), "{told}");
    let mut o = used();
    let done = o.w.decide("A.4.4", "no The maker has all of them and no risk of ours needs it").unwrap();
    let told = clausewise::words::outcome(&done.said, &Nobody);
    assert!(told.contains(words), "{told}");
    // What nobody uses is left out without a word, and what is left out already.
    let mut o = decided();
    let done = o.w.decide("A.7.4", "no The maker has all of them").unwrap();
    assert!(!clausewise::words::outcome(&done.said, &Nobody).contains("although"));
    o.w.write(Matter::Reason, "A.7.4", "Another reason").unwrap();
}

struct Nobody;

impl clausewise::words::Names for Nobody {
    fn verb(&self, _: clausewise::model::said::Verb) -> Option<String> {
        None
    }
}
