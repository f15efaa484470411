//! Statements of Applicability of other people: controls of their own, heads of theirs, numbers of their own lists.

use clausewise::import::{As, Choice, How, Map, Trouble, Why};
use clausewise::model::Level;
use clausewise::model::record::{CONTROL, EVIDENCE, RISK, SYSTEM, read};
use clausewise::model::statement::Row;
use clausewise::work::Work;

use super::files::workbook;
use super::front::{fresh, run};
use super::{Open, csv, said};

fn row(w: &Work, id: &str) -> Row {
    w.statement().into_iter().find(|r| r.id == id).unwrap()
}

const THEIRS: [&str; 9] = [
    "Ref,Control,Applicable,Justification,Status,How implemented,Owner,Proof,Linked risk,AI tools,Comments",
    "A.2,Policies for AI,,,,,,,,,",
    "A.2.2,AI policy,Yes,The contract with the hotel,Implemented,One page,Ana,AI-POL-001,RK-1,Chat,",
    "A.2.9,No such control,Yes,Law,Implemented,,,,,,",
    "OWN,Controls of our own,,,,,,,,,",
    "TW-1,Phones stay outside,Yes,Guests ask for it in the contract,Implemented,A locker at the door,Bo,Log of the locker,RK-2,Chat,Seen daily",
    "TW-2,Two read each label,Yes,Spoilt data,Not implemented,,Bo,,,,Nobody has begun",
    "TW-3,Old rule,No,We no longer do that,,,,,,,",
    "Total,38 + 2,Yes,,Implemented,,,,,,",
];

#[test]
fn controls_of_their_own_become_ours_and_headings_and_sums_do_not() {
    let cells: Vec<Vec<String>> = THEIRS.iter().map(|l| l.split(',').map(str::to_owned).collect()).collect();
    for bytes in [csv(&THEIRS), workbook(&[("SoA", &cells)])] {
        let mut o = Open::new("Case");
        let told = said(&o.look(&bytes, None, Choice::Ours));
        assert!(
            told.contains("TW-1 Phones stay outside") && told.contains("TW-2 Two read each label"),
            "{told}"
        );
        assert!(told.contains("no place for it: Nobody has begun"), "{told}");
        let report = o.take(&bytes, None, Choice::Ours);
        let names: Vec<String> = read::all(o.w.a(), &CONTROL).iter().map(|c| c.name().to_owned()).collect();
        assert_eq!(names, ["TW-1 Phones stay outside", "TW-2 Two read each label"]);
        let unknown: Vec<&str> =
            report.unknown.iter().filter(|l| l.why == Why::Unknown).map(|l| l.id.as_str()).collect();
        assert_eq!(unknown, ["A.2.9", "TW-3", "Total"]);
        let one = row(&o.w, "C-1");
        assert_eq!((one.why.as_str(), one.state.as_str()), ("Guests ask for it in the contract", "proven"));
        assert_eq!(one.how, "A locker at the door; Proof: Log of the locker; Seen daily");
        assert_eq!((one.owner.as_str(), one.risks[0].name.as_str()), ("Bo", "RK-2"));
        assert_eq!(one.systems[0].name, "Chat");
        let two = row(&o.w, "C-2");
        assert_eq!((two.state.as_str(), two.how.as_str()), ("", ""), "a gap is not how it is done");
        assert_eq!(row(&o.w, "A.2.2").evidence[0].what, "AI-POL-001");
        assert_eq!((read::all(o.w.a(), &RISK).len(), read::all(o.w.a(), &SYSTEM).len()), (2, 1));
        // The same again changes nothing.
        let again = o.take(&bytes, None, Choice::Ours);
        assert_eq!((again.changed.len(), again.conflicting.len()), (0, 0), "{again:#?}");
        o.undo();
        assert_eq!(read::all(o.w.a(), &CONTROL).len(), 0);
    }
}

#[test]
fn how_grown_up_something_is_says_how_far_it_is() {
    let mut o = Open::new("Case");
    let table = csv(&["Control,Applicable,Maturity,Proof", "A.2.2,Yes,4,Policy", "A.2.3,Yes,1,"]);
    o.take(&table, None, Choice::Ours);
    assert_eq!((o.w.a().get("A.2.2"), o.w.a().get("A.2.3")), (Some("4"), Some("1")));
    // Beside a status it is left out and told.
    let both = csv(&["Control,Maturity,Status", "A.2.4,Level 2 of CMMI,Implemented"]);
    let told = said(&o.look(&both, None, Choice::Ours));
    assert!(told.contains("left out: Maturity"), "{told}");
    o.take(&both, None, Choice::Ours);
    assert_eq!(o.w.a().get("A.2.4"), Some(Level::Proven.key()));
}

#[test]
fn numbers_of_a_list_of_theirs_make_no_evidence_and_are_kept() {
    let mut o = Open::new("Case");
    let table = csv(&[
        "Control,Applicable,Status,Evidence",
        "A.2.2,Yes,Implemented,E-4; Policy of AI",
        "A.2.3,Yes,Implemented,EV-012",
    ]);
    let told = said(&o.look(&table, None, Choice::Ours));
    assert!(
        told.contains("\"E-4\" is a number in a list of theirs") && told.contains("\"EV-012\""),
        "{told}"
    );
    o.take(&table, None, Choice::Ours);
    let pieces: Vec<String> = read::all(o.w.a(), &EVIDENCE).iter().map(|e| e.name().to_owned()).collect();
    assert_eq!(pieces, ["Policy of AI"]);
    assert_eq!(o.w.a().get("note.A.2.2"), Some("Evidence: E-4"));
    assert_eq!(o.w.a().get("note.A.2.3"), Some("Evidence: EV-012"));
}

/// Typed into our own sheet, a number is that of our register.
#[test]
fn a_number_in_our_own_sheet_is_the_piece_of_that_number() {
    let mut from = Open::new("Case");
    from.w.set_drivers("A.2.2", "law").unwrap();
    let piece = [("what", "Policy of AI"), ("shows", "A.2.3/1")];
    let piece = piece.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
    from.w.put(&EVIDENCE, None, &piece).unwrap();
    let out = super::soa::csv_of(&from.w);
    let mut all = csv::Reader::from_reader(&*out);
    let heads = all.headers().unwrap().clone();
    let at = heads.iter().position(|h| h == "evidence").unwrap();
    let mut w = csv::Writer::from_writer(Vec::new());
    w.write_record(&heads).unwrap();
    for r in all.records().map(Result::unwrap) {
        let typed = match &r[0] {
            "A.2.2" => "E-1",
            "A.4.2" => "E-9",
            _ => &r[at],
        };
        w.write_record(r.iter().enumerate().map(|(n, cell)| if n == at { typed } else { cell })).unwrap();
    }
    let bytes = w.into_inner().unwrap();
    let report = from.take(&bytes, None, Choice::Ours);
    let e = &read::all(from.w.a(), &EVIDENCE);
    assert_eq!(e.len(), 1, "no piece is made of a number");
    let mut shows: Vec<&str> = e[0].members("shows").into_iter().map(|(id, _)| id).collect();
    shows.sort_unstable();
    assert_eq!(shows, ["A.2.2", "A.2.3/1"]);
    let bare: Vec<&str> =
        report.unknown.iter().filter(|l| l.why == Why::NumberAlone).map(|l| l.id.as_str()).collect();
    assert_eq!(bare, ["E-9"]);
}

#[test]
fn somebody_says_what_the_columns_of_a_statement_are() {
    let table =
        csv(&["Nr,Kürzel,Gilt,Warum,Stand", "1,A.2.2,Yes,The contract,Implemented", "2,A.7.3,No,No data,"]);
    let maps = |all: &[&str]| How {
        is: Some(As::Soa),
        maps: all.iter().map(|m| Map::parse(m).unwrap()).collect(),
        ..How::default()
    };
    let o = Open::new("Case");
    let look = |all: &[&str]| o.w.look_into(&o.file("in", &table), maps(all), Choice::Ours).unwrap();
    let looked = look(&["Kürzel=control", "Gilt=applicable", "D=reason", "Stand=status"]);
    let told = said(&looked);
    assert_eq!(looked.planned.report.faults, [], "{told}");
    assert!(told.contains("Warum -> reason") && told.contains("left out: Nr"), "{told}");
    assert_eq!(looked.planned.report.rows, 2);
    let trouble = |all: &[&str]| look(all).planned.report.faults.into_iter().map(|f| f.trouble).next();
    assert!(matches!(trouble(&["Kürzel=colour"]), Some(Trouble::NoStatedField { .. })));
    assert!(matches!(trouble(&["Farbe=status"]), Some(Trouble::NoColumn { .. })));
    // The same from outside.
    let folder = fresh();
    let f = folder.path();
    std::fs::write(f.join("theirs.csv"), &table).unwrap();
    let args =
        ["import", "a.aims", "theirs.csv", "--as", "soa", "--map", "Kürzel=control", "--map", "C=applicable"];
    let (code, out, err) = run(f, &args, "");
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert!(run(f, &["dump", "a.aims"], "").1.lines().any(|l| l == "A.7.3=n"));
}
