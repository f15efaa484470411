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
        assert_eq!(unknown, ["A.2.9", "Total"]);
        let left_out: Vec<&str> = report
            .unknown
            .iter()
            .filter(|l| matches!(l.why, Why::OwnLeftOut { .. }))
            .map(|l| l.id.as_str())
            .collect();
        assert_eq!(left_out, ["TW-3"]);
        assert!(told.contains("\"TW-3\" is a control of their own that is left out there"), "{told}");
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

/// What stands beside a piece of evidence is what it is known by: its date, where it is, until when it holds.
#[test]
fn all_that_is_said_of_evidence_comes_in() {
    let table = |date: &str| {
        let row = format!("A.2.2,yes,Met,Doc one,{date},Binder 4,1.2,Ana Sousa: 2026-03-02,2027-05-01");
        csv(&[
            "control,applicable,status,evidence,evidence_date,Evidence place,Evidence version,Evidence seen by,Valid until",
            &row,
        ])
    };
    let mut o = Open::new("Case");
    assert!(matches!(&o.refused(&table("31.02.2026"), None)[..], [Trouble::RefusedCell { .. }]));
    // The piece stands here already, without a word on it.
    let piece = [("what", "Doc one"), ("shows", "A.2.2")];
    let piece = piece.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
    for before in [false, true] {
        let mut o = Open::new("Case");
        if before {
            o.w.put(&EVIDENCE, None, &piece).unwrap();
        }
        o.take(&table("01.03.2026"), None, Choice::Ours);
        let all = read::all(o.w.a(), &EVIDENCE);
        assert_eq!(all.len(), 1);
        let one = &all[0];
        assert_eq!(
            ["date", "place", "version", "valid-until"].map(|f| one.get(f)),
            ["2026-03-01", "Binder 4", "1.2", "2027-05-01"]
        );
        assert_eq!((one.members("shows").len(), one.members("seen-by").len()), (1, 1));
        let again = o.take(&table("01.03.2026"), None, Choice::Ours);
        assert_eq!((again.changed.len(), again.conflicting.len()), (0, 0), "{again:#?}");
    }
}

#[test]
fn each_piece_of_a_row_has_its_own_date_and_two_dates_are_two_pieces() {
    let table = csv(&[
        "Control,Status,Evidence,Evidence date",
        "A.2.2,Met,Policy; Log,2026-01-02; 2026-02-03",
        "A.2.3,Met,Minutes,",
        "A.2.4,Met,Minutes,2026-03-04",
        "A.3.2,Met,Minutes,2026-04-05",
        "A.3.3,Met,,2026-05-06",
    ]);
    let mut o = Open::new("Case");
    let report = o.take(&table, None, Choice::Ours);
    let pieces: Vec<(String, String, usize)> = read::all(o.w.a(), &EVIDENCE)
        .iter()
        .map(|e| (e.name().to_owned(), e.get("date").to_owned(), e.members("shows").len()))
        .collect();
    let piece = |name: &str, date: &str, n: usize| (name.to_owned(), date.to_owned(), n);
    let wanted = [
        piece("Policy", "2026-01-02", 1),
        piece("Log", "2026-02-03", 1),
        piece("Minutes", "2026-03-04", 2),
        piece("Minutes", "2026-04-05", 1),
    ];
    assert_eq!(pieces, wanted, "{report:#?}");
    assert_eq!(o.w.a().get("note.A.3.3"), Some("Evidence date: 2026-05-06"));
}

/// A tick says for what a control is needed, and nothing else, wherever it stands.
#[test]
fn ticks_are_drivers_and_never_words() {
    for (heads, row, drivers) in [
        ("Legal / contractual / business", "x", &["contract", "law", "practice"][..]),
        ("Legal,Contractual,Business,Risk", "x,X,\u{2713},yes", &["contract", "law", "practice", "risk"]),
        ("LR,CO,BR/BP,RRA", "x,,1,x", &["law", "practice", "risk"]),
        ("LR,CO,BR,RRA", "no,x,,-", &["contract"]),
        ("Risks,Evidence,Justification,How", "x,x,x,x", &["risk"]),
    ] {
        let table = csv(&[&format!("Control,Applicable,{heads}"), &format!("A.2.2,yes,{row}")]);
        let mut o = Open::new("Case");
        let before = o.facts();
        o.take(&table, None, Choice::Ours);
        let new: Vec<String> = o.facts().into_keys().filter(|k| !before.contains_key(k)).collect();
        let mut got: Vec<&str> = new.iter().filter_map(|k| k.strip_prefix("driver.A.2.2.")).collect();
        got.sort_unstable();
        assert_eq!(got, drivers, "{heads}");
        let others = new.iter().filter(|k| {
            ["why", "reason", "note", "how", "risk", "evidence"].iter().any(|w| k.starts_with(w))
        });
        assert_eq!(others.count(), 0, "{heads}: {new:?}");
    }
    // A template in which nothing but ticks says what applies.
    let table = csv(&["Control,LR,CO,BR/BP,RRA", "A.2.2,x,,,", "A.2.3,,,,"]);
    let mut o = Open::new("Case");
    o.take(&table, None, Choice::Ours);
    assert_eq!((o.w.a().get("driver.A.2.2.law"), o.w.a().get("driver.A.2.3.law")), (Some("yes"), None));
}

/// What stands where reasons stand is their reason, and a weak one is named: nothing is missing only when a reason is one.
#[test]
fn a_reason_that_names_only_a_sort_of_thing_stays_and_is_weak() {
    use clausewise::model::counts::Counts;
    let table = csv(&[
        "Control,Applicable,Justification for inclusion",
        "A.2.2,Yes,best practice",
        "A.2.3,Yes,Legal",
        "A.2.4,Yes,Business need",
        "A.3.2,Yes,\"Law; contract\"",
        "A.3.3,Yes,\"R, L\"",
    ]);
    let mut o = Open::new("Case");
    o.take(&table, None, Choice::Ours);
    let whys = ["A.2.2", "A.2.3", "A.2.4", "A.3.2", "A.3.3"].map(|id| row(&o.w, id).why);
    assert_eq!(whys, ["best practice", "Legal", "Business need", "Law; contract", ""]);
    let n = Counts::of(&o.w.statement());
    assert_eq!((n.applicable, n.weak, n.without_reason), (5, 4, 1));
    assert_eq!(o.w.a().get("driver.A.2.2.practice"), Some("yes"));
    assert_eq!(o.w.a().get("driver.A.3.3.risk"), Some("yes"), "codes of a legend are nobody's words");
}

#[test]
fn a_number_of_theirs_is_kept_and_never_means_ours() {
    let risk = |what: &str, number: &str| {
        let all = [("what", what), ("ref", number)];
        all.iter().filter(|(_, v)| !v.is_empty()).map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect()
    };
    let mut o = Open::new("Case");
    o.w.put(&RISK, None, &risk("Ours", "")).unwrap();
    o.w.put(&RISK, None, &risk("Known there", "R-9")).unwrap();
    let table = csv(&[
        "Control,Applicable,Risk",
        "A.2.2,yes,R-07 Biased ranking",
        "A.2.3,yes,R-1",
        "A.2.4,yes,R-9",
        "A.3.2,yes,R-07; RSK-8: Wrong advice",
        "A.3.3,yes,R-01",
        "A.4.2,yes,R-1 Ours",
    ]);
    let told = said(&o.look(&table, None, Choice::Ours));
    assert!(told.contains("Number elsewhere: R-07"), "{told}");
    assert!(told.contains("\"R-1\" is a number of theirs and not your R-1: A.2.3 was not linked"), "{told}");
    o.take(&table, None, Choice::Ours);
    let risks: Vec<(String, String)> =
        read::all(o.w.a(), &RISK).iter().map(|r| (r.name().to_owned(), r.get("ref").to_owned())).collect();
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    assert_eq!(
        risks,
        [
            pair("Ours", ""),
            pair("Known there", "R-9"),
            pair("Biased ranking (their R-07)", "R-07"),
            pair("Wrong advice (their RSK-8)", "RSK-8")
        ]
    );
    let of = |id: &str| row(&o.w, id).risks.iter().map(|r| r.name.clone()).collect::<Vec<_>>().join("+");
    assert_eq!(
        ["A.2.2", "A.2.3", "A.2.4", "A.3.2", "A.3.3", "A.4.2"].map(of),
        [
            "Biased ranking (their R-07)",
            "",
            "Known there",
            "Biased ranking (their R-07)+Wrong advice (their RSK-8)",
            "",
            "Ours"
        ]
    );
    assert_eq!(o.w.a().get("note.A.2.3"), Some("Risks: R-1"));
    let again = o.take(&table, None, Choice::Ours);
    assert_eq!((again.changed.len(), again.conflicting.len()), (0, 0), "{again:#?}");
}

#[test]
fn ordinary_heads_are_read() {
    let table = csv(&[
        "Control,Included?,Driver,How it is implemented,Applies to,Risks addressed,Evidence,Valid until,Review date,Status",
        "A.2.2,Yes,Law,One page,Chat,Wrong advice,Policy,2027-01-31,30.06.2027,Implemented",
    ]);
    let mut o = Open::new("Case");
    let looked = o.look(&table, None, Choice::Ours);
    let told = said(&looked);
    assert!(!told.contains("left out"), "{told}");
    assert!(told.contains("1 row: ") && told.contains("day to look again on A.2.2"), "{told}");
    o.take(&table, None, Choice::Ours);
    let one = row(&o.w, "A.2.2");
    assert_eq!((one.how.as_str(), one.again.as_str()), ("One page", "2027-06-30"));
    assert_eq!((one.systems[0].name.as_str(), one.risks[0].name.as_str()), ("Chat", "Wrong advice"));
    assert_eq!(read::all(o.w.a(), &EVIDENCE)[0].get("valid-until"), "2027-01-31");
    for head in ["In scope", "Systems in scope"] {
        let table = csv(&[&format!("Control,Status,{head}"), "A.2.2,Implemented,Yes"]);
        assert!(!said(&o.look(&table, None, Choice::Ours)).contains(&format!("left out: {head}\n  In")));
    }
}

#[test]
fn words_of_how_grown_up_something_is_are_read_or_told_row_by_row() {
    let table = csv(&[
        "Control,Applicable,Maturity",
        "A.2.2,Yes,4 - Managed",
        "A.2.3,Yes,Level 3 - Defined",
        "A.2.4,Yes,Initial",
        "A.3.2,Yes,Managed",
        "A.3.3,Yes,Optimised",
        "A.4.2,Yes,0",
    ]);
    let how = How { is: Some(As::Soa), maps: vec![Map::parse("Maturity=status").unwrap()], ..How::default() };
    for how in [How::default(), how] {
        let mut o = Open::new("Case");
        let looked = o.w.look_into(&o.file("in", &table), how, Choice::Ours).unwrap();
        let told = said(&looked);
        assert_eq!(looked.planned.report.faults, [], "{told}");
        assert!(told.contains("Row 5: \"Managed\" stands for no status that is known"), "{told}");
        o.w.take_over(&looked).unwrap();
        let got = ["A.2.2", "A.2.3", "A.2.4", "A.3.2", "A.3.3", "A.4.2"].map(|id| o.w.a().get(id));
        assert_eq!(got, [Some("4"), Some("3"), Some("1"), None, Some("5"), Some("1")]);
        o.undo();
    }
}
